//! The words of the report: pinning, sharing, and the document that is shared.

/// The words of the report.
pub struct ReportWords {
    /// Heading of the screen, and its name in the menu.
    pub title: &'static str,
    /// Pins a view.
    pub pin: &'static str,
    /// It was pinned: how many views the report has.
    pub pinned: fn(&str) -> String,
    /// Link to the report.
    pub see: &'static str,
    /// Shares one view.
    pub share: &'static str,
    /// Heading of what sharing offers.
    pub share_one: &'static str,
    /// Where the report is kept.
    pub kept_here: &'static str,
    /// The browser keeps nothing.
    pub not_kept: &'static str,
    /// Label of the title.
    pub report_title: &'static str,
    /// The title where none was given: the source.
    pub default_title: fn(&str) -> String,
    /// Label of the introduction.
    pub introduction: &'static str,
    /// Placeholder of the introduction.
    pub introduction_hint: &'static str,
    /// Label of k.
    pub threshold: &'static str,
    /// What k does.
    pub threshold_note: &'static str,
    /// How many numbers are hidden of how many.
    pub hidden_of: fn(&str, &str) -> String,
    /// Nothing is hidden, of how many.
    pub none_hidden: fn(&str) -> String,
    /// Saves the file.
    pub save: &'static str,
    /// What is in the file.
    pub save_note: &'static str,
    /// Prints.
    pub print: &'static str,
    /// Nothing is pinned.
    pub empty: &'static str,
    /// How to pin.
    pub empty_note: &'static str,
    /// Label of a heading, by its place.
    pub heading: fn(usize) -> String,
    /// Label of a note, by the heading.
    pub note: fn(&str) -> String,
    /// Placeholder of a note.
    pub note_hint: &'static str,
    /// Moves a view, by its heading.
    pub move_up: fn(&str) -> String,
    /// Moves a view, by its heading.
    pub move_down: fn(&str) -> String,
    /// Takes a view away, by its heading.
    pub remove: fn(&str) -> String,
    /// It was taken away.
    pub removed: fn(&str) -> String,
    /// Takes that back.
    pub undo: &'static str,
    /// Goes to a view as it was pinned, by its heading.
    pub open: fn(&str) -> String,
    /// The same in short.
    pub open_short: &'static str,
    /// Too few customers to show anything: k.
    pub withheld: fn(&str) -> String,
    /// The view is of other data, or of another version.
    pub unreadable: &'static str,
    /// What the mark of a hidden number means: k.
    pub hidden_mark: fn(&str) -> String,
    /// A hidden number, for those who hear the table.
    pub hidden_word: &'static str,
    /// Rows that are left out: how many, k.
    pub small_rows: fn(&str, &str) -> String,
    /// Columns that are left out: how many, k.
    pub small_columns: fn(&str, &str) -> String,
    /// Groups that are not named: how many.
    pub rest: fn(&str) -> String,
    /// A filter on customers, whose ids are not told.
    pub chosen_customers: &'static str,
    /// Customers or events behind a cell.
    pub n: fn(&str) -> String,
    /// First and last day.
    pub span: fn(&str, &str) -> String,
    /// How small groups are hidden: k.
    pub method: fn(&str) -> String,
    /// What the document was made with: the version.
    pub made_with: fn(&str) -> String,
}

/// English.
pub const EN: ReportWords = ReportWords {
    title: "Report",
    pin: "Pin to report",
    pinned: |n| {
        if n == "1" {
            "Pinned: the report has 1 view.".to_owned()
        } else {
            format!("Pinned: the report has {n} views.")
        }
    },
    see: "See the report",
    share: "Share as HTML…",
    share_one: "Share this view",
    kept_here: "The report is kept in this browser for files with the same touchpoints, and drawn anew from the data each time.",
    not_kept: "This browser keeps nothing for this page: the report lasts until the page is closed. Save it before.",
    report_title: "Title",
    default_title: |source| format!("Journeys in {source}"),
    introduction: "Introduction",
    introduction_hint: "What is this about, and for whom?",
    threshold: "Hide groups with fewer customers than",
    threshold_note: "Smaller groups are hidden and not named, and so is every number from which one could be computed.",
    hidden_of: |hidden, all| format!("{hidden} of {all} numbers are hidden."),
    none_hidden: |all| format!("None of {all} numbers is hidden."),
    save: "Save as one HTML file",
    save_note: "The file holds aggregates only: no rows, no customer ids. It opens anywhere, without network and without JavaScript.",
    print: "Print",
    empty: "Nothing is pinned yet",
    empty_note: "Open the funnel or the heatmap and choose “Pin to report” below the chart. Pinned views come together here, with your notes, to be printed or saved as one file.",
    heading: |place| format!("Heading of view {place}"),
    note: |heading| format!("Note on {heading}"),
    note_hint: "What does it show? What follows from it?",
    move_up: |heading| format!("Move {heading} up"),
    move_down: |heading| format!("Move {heading} down"),
    remove: |heading| format!("Remove {heading}"),
    removed: |heading| format!("“{heading}” was removed."),
    undo: "Undo",
    open: |heading| format!("Open {heading} in its view"),
    open_short: "Open",
    withheld: |k| format!("Fewer than {k} customers are behind this view: nothing of it can be shown."),
    unreadable: "This view cannot be drawn: it was pinned for other data, or by another version.",
    hidden_mark: |k| {
        format!("• hidden: a group of fewer than {k} customers, or a number from which one could be computed.")
    },
    hidden_word: "hidden",
    small_rows: |n, k| {
        if n == "1" {
            format!("1 row with fewer than {k} customers is left out.")
        } else {
            format!("{n} rows with fewer than {k} customers are left out.")
        }
    },
    small_columns: |n, k| {
        if n == "1" {
            format!("1 column with fewer than {k} customers is left out.")
        } else {
            format!("{n} columns with fewer than {k} customers are left out.")
        }
    },
    rest: |n| if n == "1" { "1 other group".to_owned() } else { format!("{n} other groups, together") },
    chosen_customers: "Only events of chosen customers.",
    n: |n| format!("n = {n}"),
    span: |first, last| format!("{first} to {last}"),
    method: |k| {
        format!(
            "Groups of fewer than {k} customers are hidden, whatever is measured, and with them as many numbers as it takes that nobody can compute them from the others: complementary suppression in the two-way table of customers with its totals (D. Gusfield, “A graph theoretic approach to statistical data security”, SIAM Journal on Computing 17, 1988; A. Hundepool et al., “Statistical Disclosure Control”, 2012). Each view is protected by itself: do not share two that differ by a few customers."
        )
    },
    made_with: |version| {
        format!("Made with Sojourn {version}, in the browser of its author; the data was not uploaded.")
    },
};

/// 简体中文.
pub const ZH: ReportWords = ReportWords {
    title: "报告",
    pin: "固定到报告",
    pinned: |n| format!("已固定，报告现有 {n} 个视图。"),
    see: "查看报告",
    share: "分享为 HTML…",
    share_one: "分享此视图",
    kept_here: "报告保存在此浏览器中，用于触点相同的文件，每次都根据数据重新绘制。",
    not_kept: "此浏览器不为本页保存任何内容：关闭页面后报告即消失，请先另存。",
    report_title: "标题",
    default_title: |source| format!("{source} 的客户旅程"),
    introduction: "引言",
    introduction_hint: "这份报告讲什么？写给谁看？",
    threshold: "隐藏客户数少于此值的群组",
    threshold_note: "更小的群组会被隐藏且不显示名称；凡能推算出它们的数字也一并隐藏。",
    hidden_of: |hidden, all| format!("{all} 个数字中隐藏了 {hidden} 个。"),
    none_hidden: |all| format!("{all} 个数字均未隐藏。"),
    save: "存为单个 HTML 文件",
    save_note: "文件中只有汇总数字，没有原始行，也没有客户编号；随处可打开，无需联网，也无需 JavaScript。",
    print: "打印",
    empty: "尚未固定任何视图",
    empty_note: "打开漏斗或热力图，点击图下方的“固定到报告”。固定的视图连同您的备注汇集于此，可打印或存为单个文件。",
    heading: |place| format!("第 {place} 个视图的标题"),
    note: |heading| format!("“{heading}”的备注"),
    note_hint: "它说明了什么？由此可得出什么？",
    move_up: |heading| format!("上移“{heading}”"),
    move_down: |heading| format!("下移“{heading}”"),
    remove: |heading| format!("删除“{heading}”"),
    removed: |heading| format!("已删除“{heading}”。"),
    undo: "撤销",
    open: |heading| format!("在视图中打开“{heading}”"),
    open_short: "打开",
    withheld: |k| format!("此视图背后的客户少于 {k} 位，不能显示任何内容。"),
    unreadable: "无法绘制此视图：它是为其他数据或由其他版本固定的。",
    hidden_mark: |k| format!("• 已隐藏：少于 {k} 位客户的群组，或可据以推算出此类群组的数字。"),
    hidden_word: "已隐藏",
    small_rows: |n, k| format!("另有 {n} 行因客户少于 {k} 位而未列出。"),
    small_columns: |n, k| format!("另有 {n} 列因客户少于 {k} 位而未列出。"),
    rest: |n| format!("其余 {n} 个分组合计"),
    chosen_customers: "仅统计所选客户的事件。",
    n: |n| format!("n = {n}"),
    span: |first, last| format!("{first} 至 {last}"),
    method: |k| {
        format!(
            "无论度量为何，少于 {k} 位客户的群组一律隐藏；同时隐藏足够多的其他数字，使人无法由其余数字推算出它们：在带合计的客户二维表中做补充隐藏（D. Gusfield，《A graph theoretic approach to statistical data security》，SIAM Journal on Computing 17，1988；A. Hundepool 等，《Statistical Disclosure Control》，2012）。每个视图各自受保护：请勿分享仅相差少数客户的两个视图。"
        )
    },
    made_with: |version| format!("由 Sojourn {version} 在作者的浏览器中生成，数据未曾上传。"),
};
