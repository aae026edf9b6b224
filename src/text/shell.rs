//! The words of the shell: first screen, header, progress.

use super::{Language, format};
use crate::worker::protocol::Phase;

/// The words of the shell.
pub struct ShellWords {
    /// What this is, in one sentence.
    pub what_it_is: &'static str,
    /// Title of the page where no log is open.
    pub page_title: &'static str,
    /// Heading of the drop zone.
    pub drop_here: &'static str,
    /// What a file must have.
    pub what_file: &'static str,
    /// Opens the file chooser.
    pub choose_file: &'static str,
    /// Shows the field for a pasted table.
    pub paste_table: &'static str,
    /// Label of that field.
    pub paste_label: &'static str,
    /// Inside that field.
    pub paste_placeholder: &'static str,
    /// Opens what was pasted.
    pub paste_open: &'static str,
    /// Name of a pasted table.
    pub pasted_name: &'static str,
    /// Opens the sample.
    pub try_sample: &'static str,
    /// What the sample is.
    pub sample_note: &'static str,
    /// Name of the sample.
    pub sample_name: &'static str,
    /// Nothing leaves the device.
    pub promise: &'static str,
    /// After a reload, when the address still knows the view.
    pub drop_again: &'static str,
    /// Link back to the log at hand, by its name.
    pub back_to: fn(&str) -> String,
    /// While a file is held over the window.
    pub let_go: &'static str,
    /// The same, with the name of the log it would replace.
    pub let_go_instead: fn(&str) -> String,
    /// Skips the header, for the keyboard.
    pub skip_to_content: &'static str,
    /// Label of the menu.
    pub menu: &'static str,
    /// The data screen in the menu.
    pub data: &'static str,
    /// The funnel in the menu.
    pub funnel: &'static str,
    /// The heatmap in the menu.
    pub heatmap: &'static str,
    /// The privacy panel: its heading, and the link to it.
    pub privacy: &'static str,
    /// Link to it beside the promise.
    pub see_privacy: &'static str,
    /// The first of several files, and how many there are beside it.
    pub and_others: fn(&str, usize) -> String,
    /// Link to the first screen.
    pub open_another: &'static str,
    /// Label of the language switch.
    pub language: &'static str,
    /// Label of the theme switch.
    pub theme: &'static str,
    /// As the system has it.
    pub theme_system: &'static str,
    /// Light.
    pub theme_light: &'static str,
    /// Dark.
    pub theme_dark: &'static str,
    /// Heading while a source is read, by its name.
    pub opening: fn(&str) -> String,
    /// Before the first progress.
    pub starting: &'static str,
    /// What is being done.
    pub phase: fn(Phase) -> &'static str,
    /// So much of so much.
    pub of_total: fn(&str, &str) -> String,
    /// So many rows.
    pub rows: fn(u64) -> String,
    /// So long to go.
    pub time_left: fn(&str) -> String,
    /// Stops the reading.
    pub cancel: &'static str,
    /// So many customers.
    pub customers: fn(u64) -> String,
    /// So many events.
    pub events: fn(u64) -> String,
    /// From, to.
    pub span: fn(&str, &str) -> String,
    /// So many rows were skipped of so many.
    pub skipped: fn(u64, u64) -> String,
    /// Link from there to the data screen.
    pub see_skipped: &'static str,
    /// Closes a message.
    pub dismiss: &'static str,
    /// A new version of the page is on the device.
    pub new_version: &'static str,
    /// Loads it.
    pub use_new_version: &'static str,
    /// Saves the page as one file.
    pub take_along: &'static str,
    /// What that file is good for.
    pub take_along_note: &'static str,
    /// The file could not be had.
    pub take_along_failed: &'static str,
}

/// English.
pub const EN: ShellWords = ShellWords {
    what_it_is: "See where customers drop out and which touchpoints matter: drop an event log, and get its funnel and heatmaps.",
    page_title: "Sojourn: customer journeys, on your device",
    drop_here: "Drop your exports here",
    what_file: "CSV, Excel, JSON, Parquet, XES, web server logs, zipped or not; several at once are joined by customer. What each column means is detected, shown, and can be corrected.",
    choose_file: "Choose files",
    paste_table: "Paste a table",
    paste_label: "Table, with a header line",
    paste_placeholder: "customer,event,time\nc1,visit,2026-03-01 10:00\nc1,order,2026-03-01 10:12",
    paste_open: "Open this table",
    pasted_name: "Pasted table",
    try_sample: "Try it with sample data",
    sample_note: "A retail brand with web, app and stores: about 50,000 events, made in this browser.",
    sample_name: "Sample data",
    promise: "Nothing leaves this device. The file is read in this browser: no account, no server, no upload.",
    drop_again: "Drop the same file again to return to this view. It was never stored, so the page cannot open it by itself.",
    back_to: |name| format!("Back to {name}"),
    let_go: "Let go to open",
    let_go_instead: |name| format!("Let go to open instead of {name}"),
    skip_to_content: "Skip to the content",
    menu: "Views",
    data: "Data",
    funnel: "Funnel",
    heatmap: "Heatmap",
    privacy: "Privacy",
    see_privacy: "See for yourself",
    and_others: |first, others| format!("{first} and {} more", format::count(Language::English, others as u64)),
    open_another: "Open another file",
    language: "Language",
    theme: "Theme",
    theme_system: "System",
    theme_light: "Light",
    theme_dark: "Dark",
    opening: |name| format!("Opening {name}"),
    starting: "Starting…",
    phase: |phase| match phase {
        Phase::Reading => "Reading rows",
        Phase::Sorting => "Sorting events by customer and time",
    },
    of_total: |part, total| format!("{part} of {total}"),
    rows: |n| format!("{} {}", format::count(Language::English, n), if n == 1 { "row" } else { "rows" }),
    time_left: |time| format!("about {time} left"),
    cancel: "Cancel",
    customers: |n| format!("{} {}", format::count(Language::English, n), if n == 1 { "customer" } else { "customers" }),
    events: |n| format!("{} {}", format::count(Language::English, n), if n == 1 { "event" } else { "events" }),
    span: |from, to| format!("{from} – {to}"),
    skipped: |skipped, rows| {
        format!(
            "{} of {} {} could not be read and {} skipped.",
            format::count(Language::English, skipped),
            format::count(Language::English, rows),
            if rows == 1 { "row" } else { "rows" },
            if skipped == 1 { "was" } else { "were" }
        )
    },
    see_skipped: "See which",
    dismiss: "Dismiss",
    new_version: "A new version of Sojourn is ready. Using it reloads the page: open data is to be dropped in again.",
    use_new_version: "Use it now",
    take_along: "Save Sojourn as one file",
    take_along_note: "It opens by double-click, from a disk or a USB stick, without a network.",
    take_along_failed: "The file could not be loaded: is the network off?",
};

/// 简体中文.
pub const ZH: ShellWords = ShellWords {
    what_it_is: "看清客户在哪里流失、哪些触点重要：拖\u{2060}入事件日志，即得转化漏斗与触点热力图。",
    page_title: "Sojourn：只在本机进行的客户旅程分析",
    drop_here: "将导出的文件拖到这里",
    what_file: "支持 CSV、Excel、JSON、Parquet、XES 与 Web 服务器日志，压缩与否均可；多个文件一起拖入会按客户合并。各列含义自动识别，并可查看、可更正。",
    choose_file: "选择文件",
    paste_table: "粘贴表格",
    paste_label: "带表头的表格",
    paste_placeholder: "客户,事件,时间\nc1,浏览,2026-03-01 10:00\nc1,下单,2026-03-01 10:12",
    paste_open: "打开此表格",
    pasted_name: "粘贴的表格",
    try_sample: "用示例数据试试",
    sample_note: "一个拥有网站、App 与门店的零售品牌：约 5 万个事件，由浏览器现场生成。",
    sample_name: "示例数据",
    promise: "数据不会离开本设备：文件只在此浏览器中读取，无需账号，没有服务器，也不上传。",
    drop_again: "再次拖入同一文件即可回到此视图。文件从未被保存，因此页面无法自行打开它。",
    back_to: |name| format!("返回 {name}"),
    let_go: "松开即可打开",
    let_go_instead: |name| format!("松开即可打开，取代 {name}"),
    skip_to_content: "跳到正文",
    menu: "视图",
    data: "数据",
    funnel: "漏斗",
    heatmap: "热力图",
    privacy: "隐私",
    see_privacy: "亲自查证",
    and_others: |first, others| format!("{first} 等 {} 个", format::count(Language::Chinese, others as u64 + 1)),
    open_another: "打开其他文件",
    language: "语言",
    theme: "主题",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    opening: |name| format!("正在打开 {name}"),
    starting: "正在启动…",
    phase: |phase| match phase {
        Phase::Reading => "正在读取各行",
        Phase::Sorting => "正在按客户与时间排序",
    },
    of_total: |part, total| format!("{part}，共 {total}"),
    rows: |n| format!("{} 行", format::count(Language::Chinese, n)),
    time_left: |time| format!("约剩 {time}"),
    cancel: "取消",
    customers: |n| format!("{} 位客户", format::count(Language::Chinese, n)),
    events: |n| format!("{} 个事件", format::count(Language::Chinese, n)),
    span: |from, to| format!("{from} 至 {to}"),
    skipped: |skipped, rows| {
        format!(
            "共 {} 行，其中 {} 行无法读取，已跳过。",
            format::count(Language::Chinese, rows),
            format::count(Language::Chinese, skipped)
        )
    },
    see_skipped: "查看",
    dismiss: "关闭",
    new_version: "Sojourn 新版本已就绪。启用时页面会重新载入，已打开的数据需重新拖入。",
    use_new_version: "立即启用",
    take_along: "将 Sojourn 保存为一个文件",
    take_along_note: "双击即可打开，可放在磁盘或 U 盘上，无需网络。",
    take_along_failed: "无法载入该文件：网络是否已断开？",
};
