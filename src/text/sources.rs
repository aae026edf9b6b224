//! The words of several sources: their list, how each is read, the customers they share, what may be wrong with them.

use super::{Language, format};
use crate::import::{RefusedReason, formats::Format};

/// Words of the sources.
pub struct SourceWords {
    /// Heading of the list.
    pub title: &'static str,
    /// What the list is for.
    pub note: &'static str,
    /// Adds files to those that are open.
    pub add: &'static str,
    /// What then happens.
    pub add_note: &'static str,
    /// Takes a source out, by its name.
    pub remove: fn(&str) -> String,
    /// The same, on the button.
    pub remove_short: &'static str,
    /// Name of a format.
    pub format: fn(Format) -> &'static str,
    /// Rows of a source that is a log: read, kept, skipped.
    pub account: fn(u64, u64, u64) -> String,
    /// Rows of a source that is a list of customers: read, kept, skipped.
    pub account_of_customers: fn(u64, u64, u64) -> String,
    /// So many of them have no event.
    pub unmatched: fn(u64) -> String,
    /// So many members of an archive, read alike.
    pub files: fn(usize) -> String,
    /// Rows of one of them.
    pub rows_of_file: fn(u64) -> String,
    /// So many more than are listed.
    pub more_files: fn(usize) -> String,
    /// A list of customers.
    pub customers: &'static str,
    /// What became of it.
    pub customers_note: &'static str,
    /// It was not read.
    pub not_read: &'static str,
    /// Unfolds how a source was read.
    pub how_read: &'static str,
    /// Label of the choice of sheet.
    pub sheet: &'static str,
    /// A sheet and its rows.
    pub sheet_rows: fn(&str, u64) -> String,
    /// Label of the choice of life-cycle transitions.
    pub lifecycle: &'static str,
    /// What it means.
    pub lifecycle_note: &'static str,
    /// Label of the choice of rows.
    pub range: &'static str,
    /// Label of the first row.
    pub range_from: &'static str,
    /// Label of the last row.
    pub range_to: &'static str,
    /// What it means.
    pub range_note: &'static str,
    /// The columns that a log can do without, to leave some out.
    pub spare_columns: &'static str,
    /// Memory that a log takes then, and the most that there is.
    pub spare_note: fn(&str, &str) -> String,
    /// Reads it without the columns that were chosen.
    pub read_without: &'static str,
    /// Reads the rows that were chosen.
    pub read_range: &'static str,
    /// Reads all rows.
    pub read_all_rows: &'static str,
    /// So many rows were not read.
    pub left_out: fn(u64) -> String,
    /// Label of the choice of the order of day and month.
    pub date_order: &'static str,
    /// As the column itself tells.
    pub date_order_detected: &'static str,
    /// So many dates could be read in two ways.
    pub ambiguous: fn(u64) -> String,
    /// The roles were remembered from another time.
    pub remembered: &'static str,
    /// Forgets them, and reads as guessed.
    pub guess_again: &'static str,
    /// Heading of joining.
    pub joining: &'static str,
    /// What joining is.
    pub joining_note: &'static str,
    /// So many customers before and after.
    pub joined: fn(u64, u64) -> String,
    /// So many, each with one identity.
    pub joined_none: fn(u64) -> String,
    /// So many are in more than one source; none may be.
    pub in_several: fn(u64) -> String,
    /// Joining is off.
    pub not_joined: fn(u64) -> String,
    /// Reads again without joining.
    pub unjoin: &'static str,
    /// Reads again with joining.
    pub join: &'static str,
    /// Heading of an identifier's kind.
    pub identifier: &'static str,
    /// Heading of a count of distinct values.
    pub values: &'static str,
    /// Heading of those that join.
    pub joining_values: &'static str,
    /// Heading of the links that were refused.
    pub refused: &'static str,
    /// Why a link was refused.
    pub refused_reason: fn(RefusedReason) -> &'static str,
    /// Heading of examples.
    pub examples: &'static str,
    /// Heading of a count of rows.
    pub rows: &'static str,
    /// Heading of what may be wrong.
    pub quality: &'static str,
    /// What the list is.
    pub quality_note: &'static str,
    /// Events at the same instant.
    pub ties: &'static str,
    /// What becomes of them.
    pub ties_note: &'static str,
    /// Exact duplicates.
    pub duplicates: &'static str,
    /// They are kept.
    pub duplicates_kept: &'static str,
    /// They were left out.
    pub duplicates_dropped: &'static str,
    /// Leaves them out.
    pub drop_duplicates: &'static str,
    /// Keeps them.
    pub keep_duplicates: &'static str,
    /// Days without events.
    pub gaps: &'static str,
    /// The longest stretch of them.
    pub longest_gap: fn(&str, &str) -> String,
    /// Events after now.
    pub future: &'static str,
    /// What that may mean.
    pub future_note: &'static str,
    /// Sources with and without offsets.
    pub zone_mix: &'static str,
    /// What that means.
    pub zone_mix_note: &'static str,
    /// Dates that could be read in two ways.
    pub ambiguous_dates: &'static str,
    /// What decided.
    pub ambiguous_dates_note: &'static str,
    /// None of it.
    pub none: &'static str,
    /// Heading of the source's name.
    pub source: &'static str,
    /// Reads again in another zone.
    pub apply_zone: &'static str,
    /// Files were added, given their names and how many they are.
    pub added: fn(&str, usize) -> String,
    /// A source was taken out.
    pub removed: fn(&str) -> String,
    /// A source was read in another way.
    pub read_otherwise: fn(&str) -> String,
    /// All sources were read in another way.
    pub all_read_otherwise: &'static str,
    /// A log was opened in the place of another.
    pub replaced: fn(&str, &str) -> String,
    /// Opens both together.
    pub open_both: &'static str,
}

/// English.
pub const EN: SourceWords = SourceWords {
    title: "Sources",
    note: "What the log is made of. Each source is read in its own way.",
    add: "Add files",
    add_note: "What is open stays: the new files join it, customer by customer.",
    remove: |name| format!("Remove {name}"),
    remove_short: "Remove",
    format: |format| match format {
        Format::Delimited => "Delimited text",
        Format::Json => "JSON",
        Format::Xes => "XES",
        Format::WebLog => "Web server log",
        Format::Workbook => "Spreadsheet",
        Format::Parquet => "Parquet",
        Format::Arrow => "Arrow",
        Format::Gzip => "Gzip",
        Format::Zip => "ZIP",
    },
    account: |rows, events, skipped| {
        let n = |n| format::count(Language::English, n);
        format!("{} rows = {} events + {} skipped", n(rows), n(events), n(skipped))
    },
    account_of_customers: |rows, customers, skipped| {
        let n = |n| format::count(Language::English, n);
        format!("{} rows = {} customers + {} skipped", n(rows), n(customers), n(skipped))
    },
    unmatched: |n| {
        let verb = if n == 1 { "has" } else { "have" };
        format!("{} of them {verb} no event in any source.", format::count(Language::English, n))
    },
    files: |count| format!("{} files, read alike", format::count(Language::English, count as u64)),
    rows_of_file: |rows| {
        format!("{} {}", format::count(Language::English, rows), if rows == 1 { "row" } else { "rows" })
    },
    more_files: |count| format!("and {} more", format::count(Language::English, count as u64)),
    customers: "Customers",
    customers_note: "No event log: its columns are joined as properties to the events of each customer.",
    not_read: "Not read",
    how_read: "How it was read",
    sheet: "Sheet",
    sheet_rows: |name, rows| {
        format!("{name} ({} {})", format::count(Language::English, rows), if rows == 1 { "row" } else { "rows" })
    },
    lifecycle: "Life-cycle transitions that are events",
    lifecycle_note: "Each activity is logged several times, as when it starts and when it is complete.",
    range: "Rows to read",
    range_from: "From row",
    range_to: "to row",
    range_note: "The first row below the header is row 1; an empty last row means the end. Rows outside are counted, and not read.",
    spare_columns: "Leave out columns",
    spare_note: |memory, limit| format!("All rows then take about {memory}, and the limit is {limit}."),
    read_without: "Read without these columns",
    read_range: "Read these rows",
    read_all_rows: "Read all rows",
    left_out: |n| {
        let rows = if n == 1 { "row" } else { "rows" };
        format!("{} {rows} not read, by your choice", format::count(Language::English, n))
    },
    date_order: "Dates like 03/04/2024",
    date_order_detected: "as detected",
    ambiguous: |n| format!("{} could be read in two ways", format::count(Language::English, n)),
    remembered: "You chose these roles for a file with the same columns. This browser remembers them.",
    guess_again: "Guess the roles again",
    joining: "Customers in common",
    joining_note: "Rows with the same e-mail address, telephone number or id are one customer, across all sources.",
    joined: |before, after| {
        let n = |n| format::count(Language::English, n);
        format!("{} identities were joined to {} customers.", n(before), n(after))
    },
    joined_none: |n| format!("{} customers.", format::count(Language::English, n)),
    in_several: |n| match n {
        0 => "None of them is in more than one source.".to_owned(),
        1 => "1 of them is in more than one source.".to_owned(),
        _ => format!("{} of them are in more than one source.", format::count(Language::English, n)),
    },
    not_joined: |n| {
        format!(
            "Not joined: {} customers, as the customer's column of each source says.",
            format::count(Language::English, n)
        )
    },
    unjoin: "Read again without joining",
    join: "Join customers",
    identifier: "Joined by",
    values: "Values",
    joining_values: "That join",
    refused: "Not used for joining",
    refused_reason: |reason| match reason {
        RefusedReason::Blocked => "tells nobody apart",
        RefusedReason::Limit => "shared by too many: a device or address of several people",
    },
    examples: "For instance",
    rows: "Rows",
    quality: "Worth a look",
    quality_note: "What may be wrong with the events. Nothing of it was changed in silence.",
    ties: "Events at the same instant",
    ties_note: "The order in the file decides among them.",
    duplicates: "Exact duplicates",
    duplicates_kept: "Equal in all columns to an earlier row. They are counted as events.",
    duplicates_dropped: "Equal in all columns to an earlier row. They were left out, and are listed below.",
    drop_duplicates: "Leave them out",
    keep_duplicates: "Keep them",
    gaps: "Days without any event",
    longest_gap: |first, last| {
        if first == last {
            format!("The longest gap: {first}.")
        } else {
            format!("The longest gap: {first} – {last}.")
        }
    },
    future: "Events in the future",
    future_note: "Later than this device's clock: planned dates, or dates read wrongly.",
    zone_mix: "Sources that mix times with and without an offset",
    zone_mix_note: "Times without one are taken as UTC.",
    ambiguous_dates: "Dates that can be read in two ways",
    ambiguous_dates_note: "Other dates of the same column, or your choice, decided which is the day.",
    none: "none",
    source: "Source",
    apply_zone: "Read again in this zone",
    added: |names, count| format!("{names} {} added.", if count == 1 { "was" } else { "were" }),
    removed: |name| format!("{name} was removed."),
    read_otherwise: |name| format!("{name} was read again."),
    all_read_otherwise: "Everything was read again.",
    replaced: |new, old| format!("{new} was opened instead of {old}."),
    open_both: "Open both together",
};

/// 简体中文.
pub const ZH: SourceWords = SourceWords {
    title: "来源",
    note: "日志由这些文件组成，每个文件各按自己的方式读取。",
    add: "添加文件",
    add_note: "已打开的内容保留不变，新文件按客户与之合并。",
    remove: |name| format!("移除 {name}"),
    remove_short: "移除",
    format: |format| match format {
        Format::Delimited => "分隔文本",
        Format::Json => "JSON",
        Format::Xes => "XES",
        Format::WebLog => "Web 服务器日志",
        Format::Workbook => "电子表格",
        Format::Parquet => "Parquet",
        Format::Arrow => "Arrow",
        Format::Gzip => "Gzip",
        Format::Zip => "ZIP",
    },
    account: |rows, events, skipped| {
        let n = |n| format::count(Language::Chinese, n);
        format!("{} 行 = {} 个事件 + {} 行跳过", n(rows), n(events), n(skipped))
    },
    account_of_customers: |rows, customers, skipped| {
        let n = |n| format::count(Language::Chinese, n);
        format!("{} 行 = {} 位客户 + {} 行跳过", n(rows), n(customers), n(skipped))
    },
    unmatched: |n| format!("其中 {} 位在任何来源中都没有事件。", format::count(Language::Chinese, n)),
    files: |count| format!("{} 个文件，读取方式相同", format::count(Language::Chinese, count as u64)),
    rows_of_file: |rows| format!("{} 行", format::count(Language::Chinese, rows)),
    more_files: |count| format!("另有 {} 个", format::count(Language::Chinese, count as u64)),
    customers: "客户表",
    customers_note: "这不是事件日志：各列作为属性合并到每位客户的事件上。",
    not_read: "未读取",
    how_read: "读取方式",
    sheet: "工作表",
    sheet_rows: |name, rows| format!("{name}（{} 行）", format::count(Language::Chinese, rows)),
    lifecycle: "作为事件的生命周期状态",
    lifecycle_note: "同一活动会记录多次，例如开始与完成时各一次。",
    range: "读取哪些行",
    range_from: "从第几行",
    range_to: "到第几行",
    range_note: "表头之下的第一行为第 1 行；末行留空表示读到结尾。范围之外的行只计数，不读取。",
    spare_columns: "不读取的列",
    spare_note: |memory, limit| format!("这样全部行约需 {memory} 内存，上限为 {limit}。"),
    read_without: "读取时不含这些列",
    read_range: "读取这些行",
    read_all_rows: "读取所有行",
    left_out: |n| format!("按您的选择未读取 {} 行", format::count(Language::Chinese, n)),
    date_order: "形如 03/04/2024 的日期",
    date_order_detected: "按识别结果",
    ambiguous: |n| format!("{} 个日期有两种读法", format::count(Language::Chinese, n)),
    remembered: "您曾为列名相同的文件选择过这些角色，此浏览器已记住。",
    guess_again: "重新判断角色",
    joining: "共同的客户",
    joining_note: "邮箱、电话或编号相同的行视为同一位客户，跨所有来源合并。",
    joined: |before, after| {
        let n = |n| format::count(Language::Chinese, n);
        format!("{} 个身份合并为 {} 位客户。", n(before), n(after))
    },
    joined_none: |n| format!("共 {} 位客户。", format::count(Language::Chinese, n)),
    in_several: |n| match n {
        0 => "没有客户出现在多个来源中。".to_owned(),
        _ => format!("其中 {} 位出现在多个来源中。", format::count(Language::Chinese, n)),
    },
    not_joined: |n| format!("未合并：共 {} 位客户，以各来源的客户列为准。", format::count(Language::Chinese, n)),
    unjoin: "不合并，重新读取",
    join: "合并客户",
    identifier: "合并依据",
    values: "不同值",
    joining_values: "起合并作用",
    refused: "未用于合并",
    refused_reason: |reason| match reason {
        RefusedReason::Blocked => "无法区分任何人",
        RefusedReason::Limit => "过多人共用：多人的设备或地址",
    },
    examples: "例如",
    rows: "行数",
    quality: "值得留意",
    quality_note: "事件中可能有误之处，没有任何一处被悄悄改动。",
    ties: "同一时刻的事件",
    ties_note: "其先后以文件中的顺序为准。",
    duplicates: "完全重复的行",
    duplicates_kept: "所有列都与之前某行相同，目前计为事件。",
    duplicates_dropped: "所有列都与之前某行相同，已剔除，并列在下方。",
    drop_duplicates: "剔除重复",
    keep_duplicates: "保留重复",
    gaps: "没有任何事件的日子",
    longest_gap: |first, last| {
        if first == last {
            format!("最长的空档：{first}。")
        } else {
            format!("最长的空档：{first} 至 {last}。")
        }
    },
    future: "未来的事件",
    future_note: "晚于本设备的时钟：可能是计划日期，也可能是日期读错了。",
    zone_mix: "时间有的带时差、有的不带的来源",
    zone_mix_note: "不带时差的时间按 UTC 计。",
    ambiguous_dates: "有两种读法的日期",
    ambiguous_dates_note: "哪个是日，由同列其他日期或您的选择决定。",
    none: "无",
    source: "来源",
    apply_zone: "按此时区重新读取",
    added: |names, _| format!("已添加 {names}。"),
    removed: |name| format!("已移除 {name}。"),
    read_otherwise: |name| format!("已重新读取 {name}。"),
    all_read_otherwise: "已全部重新读取。",
    replaced: |new, old| format!("已打开 {new}，取代 {old}。"),
    open_both: "两者一起打开",
};
