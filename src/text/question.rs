//! The words of the controls that all questions share: dates, filters, pickers, downloads, and the parts of a method note.

use super::n_of;

/// The words of the controls that all questions share.
pub struct QuestionWords {
    /// Heading of the dates.
    pub dates: &'static str,
    /// First day.
    pub from: &'static str,
    /// Last day.
    pub until: &'static str,
    /// Takes the dates away.
    pub all_dates: &'static str,
    /// The span of the log: first and last day.
    pub span: fn(&str, &str) -> String,
    /// Dates and filters of all views.
    pub everywhere: &'static str,
    /// Takes them all away.
    pub clear: &'static str,
    /// What a view is narrowed to beyond them.
    pub narrowing: &'static str,
    /// Takes that away.
    pub widen: &'static str,
    /// Heading of the filters.
    pub filters: &'static str,
    /// Adds a filter.
    pub add_filter: &'static str,
    /// Takes a filter away, by its column.
    pub remove_filter: fn(&str) -> String,
    /// Which column a filter is on.
    pub column: &'static str,
    /// How a filter compares.
    pub comparison: &'static str,
    /// The value is one of these.
    pub is: &'static str,
    /// The value is none of these.
    pub is_not: &'static str,
    /// The value is at least this.
    pub at_least: &'static str,
    /// The value is at most this.
    pub at_most: &'static str,
    /// Heading of the conditions on customers.
    pub customers: &'static str,
    /// Adds a condition on customers.
    pub add_customers: &'static str,
    /// Takes a condition on customers away.
    pub remove_customers: &'static str,
    /// Whether they have such an event, for assistive technology.
    pub whether: &'static str,
    /// They have an event with what is said below.
    pub did: &'static str,
    /// They have none.
    pub did_not: &'static str,
    /// Adds another condition on the same event.
    pub and_with: &'static str,
    /// Adds an event that follows.
    pub add_then: &'static str,
    /// Takes the event that follows away.
    pub remove_then: &'static str,
    /// An event follows.
    pub then: &'static str,
    /// How soon it follows, for assistive technology.
    pub how_soon: &'static str,
    /// It follows within a length of time.
    pub within: fn(&str) -> String,
    /// However much later.
    pub any_time: &'static str,
    /// Heading of the saved filters and conditions.
    pub segments: &'static str,
    /// What is to be saved is called so.
    pub segment_name: &'static str,
    /// Saves it.
    pub save_segment: &'static str,
    /// Forgets one, by its name.
    pub forget_segment: fn(&str) -> String,
    /// What a segment is.
    pub segments_note: &'static str,
    /// The browser keeps nothing.
    pub segment_not_kept: &'static str,
    /// Adds a value to a filter.
    pub add_value: &'static str,
    /// Takes a value away.
    pub remove_value: fn(&str) -> String,
    /// The number a filter compares with.
    pub number: &'static str,
    /// Placeholder of a search for values.
    pub search_values: &'static str,
    /// Nothing in a list matches what was typed.
    pub no_match: fn(&str) -> String,
    /// Takes what was typed as the value.
    pub take_typed: fn(&str) -> String,
    /// How many entries of a list match.
    pub matches: fn(&str) -> String,
    /// How many events.
    pub n_events: fn(&str) -> String,
    /// How many customers.
    pub n_customers: fn(&str) -> String,
    /// Heading of the downloads.
    pub download: &'static str,
    /// Table as CSV.
    pub csv: &'static str,
    /// One row per cell, as CSV.
    pub csv_long: &'static str,
    /// Picture as SVG.
    pub svg: &'static str,
    /// Picture as PNG.
    pub png: &'static str,
    /// The picture could not be drawn.
    pub no_picture: &'static str,
    /// Opens the table under a chart.
    pub as_table: &'static str,
    /// Opens the method note.
    pub method: &'static str,
    /// A 95 % interval: low and high.
    pub interval: fn(&str, &str) -> String,
    /// Name of the interval in a table.
    pub interval_name: &'static str,
    /// What Wilson's interval is, and where from.
    pub wilson: &'static str,
    /// Date range in a method note: all of the log.
    pub whole_span: &'static str,
    /// Date range in a method note: from, until; one of them may be missing.
    pub span_from: fn(&str) -> String,
    /// Until a day, that day included.
    pub span_until: fn(&str) -> String,
    /// Filters in a method note.
    pub only_events: fn(&str) -> String,
    /// Customers in a method note: whether they are without it, the event, and what follows.
    pub only_customers: fn(bool, &str, &str) -> String,
    /// What is excepted, in sentences.
    pub without_these: fn(&str) -> String,
    /// What follows, in such a sentence: the event, and within which time.
    pub followed: fn(&str, Option<&str>) -> String,
    /// "or" between values.
    pub or: &'static str,
    /// "and" between conditions.
    pub and: &'static str,
    /// Footnote of a picture: the source, customers and events.
    pub source: fn(&str, &str, &str) -> String,
    /// While an answer is under way for the first time.
    pub working: &'static str,
}

/// English.
pub const EN: QuestionWords = QuestionWords {
    dates: "Dates",
    from: "First day",
    until: "Last day",
    all_dates: "All dates",
    span: |first, last| format!("The data runs from {first} to {last}."),
    everywhere: "Dates and filters",
    clear: "Clear",
    narrowing: "In this view alone",
    widen: "Show all of them again",
    filters: "Filters",
    add_filter: "Add a filter",
    remove_filter: |column| format!("Remove the filter on {column}"),
    column: "Column",
    comparison: "Comparison",
    is: "is",
    is_not: "is not",
    at_least: "at least",
    at_most: "at most",
    customers: "Customers",
    add_customers: "Add a condition on customers",
    remove_customers: "Remove this condition on customers",
    whether: "Whether they have such an event",
    did: "with an event where",
    did_not: "without an event where",
    and_with: "And where…",
    add_then: "Followed by…",
    remove_then: "Remove the event that follows",
    then: "then one where",
    how_soon: "How soon",
    within: |long| format!("within {long}"),
    any_time: "at any time later",
    segments: "Segments",
    segment_name: "Name of the segment",
    save_segment: "Save",
    forget_segment: |name| format!("Forget the segment {name}"),
    segments_note: "Filters and conditions on customers by name, without dates; kept in this browser.",
    segment_not_kept: "This browser keeps nothing: segments are gone when the page is closed.",
    add_value: "Add a value",
    remove_value: |value| format!("Remove {value}"),
    number: "Number",
    search_values: "Value…",
    no_match: |typed| format!("Nothing matches “{typed}”."),
    take_typed: |typed| format!("Use “{typed}”"),
    matches: |count| format!("{count} matches"),
    n_events: |count| n_of(count, "event", "events"),
    n_customers: |count| n_of(count, "customer", "customers"),
    download: "Download",
    csv: "CSV",
    csv_long: "CSV, one row per cell",
    svg: "SVG",
    png: "PNG",
    no_picture: "The picture could not be drawn. The table can still be downloaded.",
    as_table: "As a table",
    method: "How this is counted",
    interval: |low, high| format!("{low} – {high}"),
    interval_name: "95% interval",
    wilson: "Intervals are Wilson's 95% score intervals for a proportion (E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22, 1927).",
    whole_span: "All dates.",
    span_from: |day| format!("Events from {day} on."),
    span_until: |day| format!("Events until {day}, that day included."),
    only_events: |conditions| format!("Only events where {conditions}."),
    only_customers: |without, event, then| {
        format!("Only customers {} an event where {event}{then}.", if without { "without" } else { "with" })
    },
    without_these: |sentences| format!("Without these: {sentences}"),
    followed: |event, within| match within {
        Some(long) => format!(", followed within {long} by one where {event}"),
        None => format!(", followed by one where {event}"),
    },
    or: "or",
    and: "and",
    source: |name, customers, events| {
        format!("{name}: {}, {}", n_of(customers, "customer", "customers"), n_of(events, "event", "events"))
    },
    working: "Counting…",
};

/// 简体中文.
pub const ZH: QuestionWords = QuestionWords {
    dates: "日期",
    from: "起始日",
    until: "截止日",
    all_dates: "全部日期",
    span: |first, last| format!("数据从 {first} 到 {last}。"),
    everywhere: "日期与筛选",
    clear: "清除",
    narrowing: "仅此视图",
    widen: "取消此限制",
    filters: "筛选",
    add_filter: "添加筛选条件",
    remove_filter: |column| format!("删除“{column}”的筛选条件"),
    column: "字段",
    comparison: "比较方式",
    is: "等于",
    is_not: "不等于",
    at_least: "不小于",
    at_most: "不大于",
    customers: "客户",
    add_customers: "添加客户条件",
    remove_customers: "移除此客户条件",
    whether: "是否有过这样的事件",
    did: "有过这样的事件",
    did_not: "没有过这样的事件",
    and_with: "且该事件…",
    add_then: "其后有…",
    remove_then: "移除其后的事件",
    then: "其后",
    how_soon: "多久之内",
    within: |long| format!("{long}内"),
    any_time: "任何时候",
    segments: "分群",
    segment_name: "分群名称",
    save_segment: "保存",
    forget_segment: |name| format!("删除分群“{name}”"),
    segments_note: "分群是命名的筛选与客户条件，不含日期，保存在此浏览器中。",
    segment_not_kept: "此浏览器不保存数据：分群仅在页面关闭前有效。",
    add_value: "添加取值",
    remove_value: |value| format!("删除“{value}”"),
    number: "数值",
    search_values: "取值…",
    no_match: |typed| format!("没有与“{typed}”匹配的项。"),
    take_typed: |typed| format!("使用“{typed}”"),
    matches: |count| format!("{count} 项匹配"),
    n_events: |count| format!("{count} 个事件"),
    n_customers: |count| format!("{count} 位客户"),
    download: "下载",
    csv: "CSV",
    csv_long: "CSV（每格一行）",
    svg: "SVG",
    png: "PNG",
    no_picture: "图片绘制失败，仍可下载表格。",
    as_table: "以表格查看",
    method: "计算方法",
    interval: |low, high| format!("{low} – {high}"),
    interval_name: "95% 区间",
    wilson: "区间为比例的 Wilson 95% 得分区间（E. B. Wilson，《Probable inference, the law of succession, and statistical inference》，JASA 22，1927）。",
    whole_span: "全部日期。",
    span_from: |day| format!("{day} 起的事件。"),
    span_until: |day| format!("截至 {day}（含当日）的事件。"),
    only_events: |conditions| format!("仅统计满足以下条件的事件：{conditions}。"),
    only_customers: |without, event, then| {
        format!("仅统计{}事件（{event}）{then}的客户。", if without { "没有" } else { "有" })
    },
    without_these: |sentences| format!("不含：{sentences}"),
    followed: |event, within| match within {
        Some(long) => format!("、其后 {long}内有事件（{event}）"),
        None => format!("、其后有事件（{event}）"),
    },
    or: "或",
    and: "且",
    source: |name, customers, events| format!("{name}：{customers} 位客户，{events} 个事件"),
    working: "正在统计…",
};
