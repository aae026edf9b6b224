//! The words of the data screen.

use super::{Language, format};
use crate::import::{Delimiter, RoleReason};

/// The words of the data screen.
pub struct DataWords {
    /// Heading.
    pub title: &'static str,
    /// What was understood.
    pub understood: &'static str,
    /// Name of the source.
    pub source: &'static str,
    /// Its size.
    pub size: &'static str,
    /// Its encoding.
    pub encoding: &'static str,
    /// Some bytes were no text in that encoding.
    pub replaced: &'static str,
    /// What separates the fields.
    pub delimiter: &'static str,
    /// Name of a delimiter.
    pub delimiter_name: fn(Delimiter) -> &'static str,
    /// Pattern of the timestamps.
    pub timestamps: &'static str,
    /// Zone in which hours are read.
    pub zone: &'static str,
    /// Timestamps without an offset are taken as written.
    pub as_written: &'static str,
    /// From the first event to the last.
    pub span: &'static str,
    /// Rows read.
    pub rows: &'static str,
    /// So many rows = so many events + so many skipped.
    pub account: fn(u64, u64, u64) -> String,
    /// Heading of a count.
    pub customers: &'static str,
    /// Heading of a count.
    pub events: &'static str,
    /// Heading of a count.
    pub touchpoints: &'static str,
    /// Heading of a list.
    pub channels: &'static str,
    /// Where no column is the channel.
    pub no_channels: &'static str,
    /// And so many more.
    pub and_more: fn(usize) -> String,
    /// Events at the same instant.
    pub ties: &'static str,
    /// What ties mean.
    pub ties_note: fn(u64) -> String,
    /// Columns and roles.
    pub columns: &'static str,
    /// What the select above each column does.
    pub columns_note: &'static str,
    /// No role.
    pub no_role: &'static str,
    /// The column is not read.
    pub left_out: &'static str,
    /// Label of the role of a column, by its name.
    pub role_of: fn(&str) -> String,
    /// Why a column has its role.
    pub reason: fn(RoleReason) -> String,
    /// So many distinct values.
    pub distinct: fn(u32) -> String,
    /// The column is not kept.
    pub not_kept: &'static str,
    /// Why not.
    pub not_kept_note: &'static str,
    /// The choice differs from what is in force.
    pub changed: &'static str,
    /// Reads the file again.
    pub read_again: &'static str,
    /// Takes the choice back.
    pub take_back: &'static str,
    /// A role without which there is no log, and which no column has, by the role's name.
    pub role_needed: fn(&str) -> String,
    /// Label of the choice of zone.
    pub zone_label: &'static str,
    /// How to write a zone that is not in the list.
    pub zone_hint: &'static str,
    /// Why there is no choice of zone.
    pub zone_not_needed: &'static str,
    /// Rows that gave no event.
    pub skipped: &'static str,
    /// None.
    pub none_skipped: &'static str,
    /// Heading of a reason.
    pub skip_reason: &'static str,
    /// Heading of a count of rows.
    pub skip_rows: &'static str,
    /// Heading of the line's number.
    pub line: &'static str,
    /// Heading of the column's name.
    pub column: &'static str,
    /// Heading of what stood there.
    pub value: &'static str,
    /// The row as a whole.
    pub whole_row: &'static str,
    /// Downloads the list.
    pub download: &'static str,
    /// The list holds only the first so many of so many.
    pub first_of: fn(usize, u64) -> String,
    /// Stages.
    pub stages: &'static str,
    /// What they are.
    pub stages_note: &'static str,
    /// So many touchpoints have no keyword in their name.
    pub unsure_note: fn(usize) -> String,
    /// One of those.
    pub unsure: &'static str,
    /// Chosen by hand.
    pub chosen: &'static str,
    /// The file itself says the stage.
    pub stages_of_file: fn(&str) -> String,
    /// Label of the filter.
    pub filter: &'static str,
    /// Only those that are unsure.
    pub only_unsure: &'static str,
    /// So many of so many are shown.
    pub shown: fn(usize, usize) -> String,
    /// Nothing matches the filter.
    pub none_shown: &'static str,
    /// Takes the last change back.
    pub undo: &'static str,
    /// Takes all changes back.
    pub reset: &'static str,
    /// The choice is kept in this browser.
    pub kept_here: &'static str,
    /// Label of the preview's rows.
    pub first_rows: fn(usize) -> String,
}

/// English.
pub const EN: DataWords = DataWords {
    title: "Data",
    understood: "What was understood",
    source: "Source",
    size: "Size",
    encoding: "Encoding",
    replaced: "Some bytes are no text in this encoding and were replaced by �.",
    delimiter: "Delimiter",
    delimiter_name: |delimiter| match delimiter {
        Delimiter::Comma => "comma",
        Delimiter::Semicolon => "semicolon",
        Delimiter::Tab => "tab",
        Delimiter::Pipe => "vertical bar",
    },
    timestamps: "Timestamps",
    zone: "Time zone",
    as_written: "as written",
    span: "Span",
    rows: "Rows",
    account: |rows, events, skipped| {
        let n = |n| format::count(Language::English, n);
        format!("{} = {} events + {} skipped", n(rows), n(events), n(skipped))
    },
    customers: "Customers",
    events: "Events",
    touchpoints: "Touchpoints",
    channels: "Channels",
    no_channels: "no column",
    and_more: |n| format!("and {} more", format::count(Language::English, n)),
    ties: "Same instant",
    ties_note: |n| match n {
        0 => "no two events of a customer".to_owned(),
        _ => format!("{} events; the order in the file decides among them", format::count(Language::English, n)),
    },
    columns: "Columns",
    columns_note: "What each column means. Change roles, leave out what is not needed, and read the file again.",
    no_role: "No role",
    left_out: "Not read",
    role_of: |column| format!("Role of column {column}"),
    reason: |reason| match reason {
        RoleReason::Chosen => "chosen".to_owned(),
        RoleReason::Name => "by its name".to_owned(),
        RoleReason::Content => "by its values".to_owned(),
        RoleReason::Tool(tool) => format!("as {} has it", tool.name()),
        RoleReason::Made => "made of other columns".to_owned(),
        RoleReason::Fullest => "by its name; the fullest of several".to_owned(),
    },
    distinct: |n| format!("{} distinct", format::count(Language::English, n)),
    not_kept: "not kept",
    not_kept_note: "Nearly every row has another value here, so the column is of no use for breakdowns and filters. Give it a role to keep it.",
    changed: "changed",
    read_again: "Read again with these roles",
    take_back: "Take back",
    role_needed: |role| format!("Choose a column for: {role}."),
    zone_label: "Read weekdays and hours in",
    zone_hint: "IANA name, such as Europe/Berlin",
    zone_not_needed: "The timestamps carry no offset: weekdays and hours are as written.",
    skipped: "Skipped rows",
    none_skipped: "Every row became an event.",
    skip_reason: "Reason",
    skip_rows: "Rows",
    line: "Line",
    column: "Column",
    value: "Value",
    whole_row: "whole row",
    download: "Download as CSV",
    first_of: |listed, all| {
        format!(
            "The first {} of {} are listed.",
            format::count(Language::English, listed),
            format::count(Language::English, all)
        )
    },
    stages: "Stages",
    stages_note: "Every touchpoint stands in a stage of the journey, guessed from its name. Change what is wrong: all views follow.",
    unsure_note: |n| match n {
        1 => "1 name gave no hint: it is listed first.".to_owned(),
        _ => format!("{} names gave no hint: they are listed first.", format::count(Language::English, n)),
    },
    unsure: "unsure",
    chosen: "chosen",
    stages_of_file: |column| format!("The file says the stage itself, in column {column}."),
    filter: "Find a touchpoint",
    only_unsure: "Only unsure ones",
    shown: |shown, all| {
        format!("{} of {}", format::count(Language::English, shown), format::count(Language::English, all))
    },
    none_shown: "No touchpoint matches.",
    undo: "Undo",
    reset: "Back to the guess",
    kept_here: "Kept in this browser for files with the same touchpoints.",
    first_rows: |n| format!("First {n} rows"),
};

/// 简体中文.
pub const ZH: DataWords = DataWords {
    title: "数据",
    understood: "识别结果",
    source: "来源",
    size: "大小",
    encoding: "编码",
    replaced: "有些字节不属于此编码，已替换为 �。",
    delimiter: "分隔符",
    delimiter_name: |delimiter| match delimiter {
        Delimiter::Comma => "逗号",
        Delimiter::Semicolon => "分号",
        Delimiter::Tab => "制表符",
        Delimiter::Pipe => "竖线",
    },
    timestamps: "时间格式",
    zone: "时区",
    as_written: "按原样",
    span: "时间范围",
    rows: "行数",
    account: |rows, events, skipped| {
        let n = |n| format::count(Language::Chinese, n);
        format!("{} = {} 个事件 + {} 行跳过", n(rows), n(events), n(skipped))
    },
    customers: "客户",
    events: "事件",
    touchpoints: "触点",
    channels: "渠道",
    no_channels: "没有此列",
    and_more: |n| format!("等，另有 {} 个", format::count(Language::Chinese, n)),
    ties: "同一时刻",
    ties_note: |n| match n {
        0 => "没有同一客户同一时刻的事件".to_owned(),
        _ => format!("{} 个事件，其先后以文件中的顺序为准", format::count(Language::Chinese, n)),
    },
    columns: "列",
    columns_note: "各列的含义。可更改角色或不读取某列，然后重新读取文件。",
    no_role: "无角色",
    left_out: "不读取",
    role_of: |column| format!("列“{column}”的角色"),
    reason: |reason| match reason {
        RoleReason::Chosen => "手动选择".to_owned(),
        RoleReason::Name => "依据列名".to_owned(),
        RoleReason::Content => "依据内容".to_owned(),
        RoleReason::Tool(tool) => format!("{} 的约定", super::tools::chinese_name(tool)),
        RoleReason::Made => "由其他列生成".to_owned(),
        RoleReason::Fullest => "依据列名；在几列中取值最全".to_owned(),
    },
    distinct: |n| format!("{} 个不同值", format::count(Language::Chinese, n)),
    not_kept: "未保留",
    not_kept_note: "此列几乎每行的值都不同，无法用于拆分与筛选。指定角色即可保留。",
    changed: "已更改",
    read_again: "按这些角色重新读取",
    take_back: "撤回更改",
    role_needed: |role| format!("请为“{role}”选择一列。"),
    zone_label: "星期与小时所用时区",
    zone_hint: "IANA 名称，如 Asia/Shanghai",
    zone_not_needed: "时间不带时差，星期与小时按原样读取。",
    skipped: "跳过的行",
    none_skipped: "每一行都成为了事件。",
    skip_reason: "原因",
    skip_rows: "行数",
    line: "行号",
    column: "列",
    value: "值",
    whole_row: "整行",
    download: "下载 CSV",
    first_of: |listed, all| {
        format!(
            "共 {} 行，列出前 {} 行。",
            format::count(Language::Chinese, all),
            format::count(Language::Chinese, listed)
        )
    },
    stages: "阶段",
    stages_note: "每个触点依据名称归入旅程的一个阶段。如有不当可更改，所有视图随之更新。",
    unsure_note: |n| format!("有 {} 个名称无从判断，已排在最前。", format::count(Language::Chinese, n)),
    unsure: "待确认",
    chosen: "手动选择",
    stages_of_file: |column| format!("文件自带阶段，见列“{column}”。"),
    filter: "查找触点",
    only_unsure: "只看待确认的",
    shown: |shown, all| {
        format!("{} / {}", format::count(Language::Chinese, shown), format::count(Language::Chinese, all))
    },
    none_shown: "没有匹配的触点。",
    undo: "撤销",
    reset: "恢复自动判断",
    kept_here: "选择保存在此浏览器中，用于触点相同的文件。",
    first_rows: |n| format!("前 {n} 行"),
};
