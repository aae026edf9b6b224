//! What went wrong, where, and what to do about it.

use super::terms;
use crate::{
    analysis::QuestionError,
    event_log::ColumnRole,
    import::{ImportError, SkipReason},
    worker::protocol::{Cause, Failure},
};

/// What went wrong, and what to do.
pub struct TroubleWords {
    /// Heading when a source could not be opened.
    pub not_opened: &'static str,
    /// Heading when dates can be read in two ways.
    pub which_dates: &'static str,
    /// Heading when a column must be chosen.
    pub which_column: &'static str,
    /// Heading when the worker died.
    pub lost: &'static str,
    /// The log at hand is still there, by its name.
    pub still_open: fn(&str) -> String,
    /// What next, where nothing else is offered.
    pub next_file: &'static str,
    /// Opens the same file again.
    pub open_again: &'static str,
    /// Opens with the column that was chosen.
    pub read_with_column: &'static str,
    /// In the choice of a column, before one is chosen.
    pub choose_column: &'static str,
    /// 31/12: an example, as text and as the date it then is.
    pub day_first: &'static str,
    /// 12/31.
    pub month_first: &'static str,
    /// An example under one of these: the text, and the date it would be.
    pub would_be: fn(&str, &str) -> String,
    /// The whole sentence.
    pub sentence: fn(&Failure) -> String,
    /// Why rows were skipped.
    pub skip_reason: fn(SkipReason) -> &'static str,
}

/// English.
pub const EN: TroubleWords = TroubleWords {
    not_opened: "This could not be opened",
    which_dates: "Day first or month first?",
    which_column: "Which column?",
    lost: "The data must be opened again",
    still_open: |name| format!("{name} is still open, as it was."),
    next_file: "Drop another file, or the same one once it is mended.",
    open_again: "Open it again",
    read_with_column: "Read with this column",
    choose_column: "Choose a column",
    day_first: "Day first (31/12)",
    month_first: "Month first (12/31)",
    would_be: |text, date| format!("{text} is {date}"),
    sentence: english,
    skip_reason: SkipReason::words,
};

/// 简体中文.
pub const ZH: TroubleWords = TroubleWords {
    not_opened: "无法打开",
    which_dates: "日在前，还是月在前？",
    which_column: "是哪一列？",
    lost: "需要重新打开数据",
    still_open: |name| format!("{name} 仍然打开，未受影响。"),
    next_file: "请拖入其他文件，或修正后重新拖入。",
    open_again: "重新打开",
    read_with_column: "用此列读取",
    choose_column: "选择一列",
    day_first: "日在前（31/12）",
    month_first: "月在前（12/31）",
    would_be: |text, date| format!("{text} 即 {date}"),
    sentence: chinese,
    skip_reason: chinese_reason,
};

/// The engine's own sentences are English; only those that speak to programs are put differently here.
fn english(failure: &Failure) -> String {
    match &failure.cause {
        Cause::Import(ImportError::AmbiguousDates { column, .. }) => {
            format!("The dates in column “{column}” can be read in two ways, and no row decides. Choose which:")
        }
        Cause::Import(ImportError::NoColumnFor { source_name, role, .. }) => {
            format!(
                "No column of {source_name} could be recognised as the {} ({}). Choose it:",
                (terms::EN.role)(*role).to_lowercase(),
                match role {
                    ColumnRole::Customer => "who",
                    ColumnRole::Touchpoint => "what happened",
                    ColumnRole::Timestamp => "when",
                    _ => "role",
                }
            )
        }
        _ => failure.message.clone(),
    }
}

fn chinese(failure: &Failure) -> String {
    match &failure.cause {
        Cause::Import(error) => chinese_import(error),
        Cause::Question(error) => chinese_question(error),
        Cause::Request(wrong) => format!("问题无法读取：{wrong}。"),
        Cause::NoLog => "尚未打开任何数据，请先打开文件。".to_owned(),
        Cause::Cancelled => "已取消。".to_owned(),
        Cause::OutOfMemory => "浏览器给单个标签页的内存已用尽。请减少列数，或缩短时间范围。".to_owned(),
        Cause::WorkerLost => "保存数据的后台进程意外结束。请重新打开文件。".to_owned(),
    }
}

fn chinese_import(error: &ImportError) -> String {
    let role_name = |role: &ColumnRole| (terms::ZH.role)(*role);
    match error {
        ImportError::Empty { source_name } => {
            format!("{source_name} 是空文件，没有可读内容。请使用带表头、每行一个事件的文件。")
        }
        ImportError::NoRows { source_name } => {
            format!("{source_name} 只有表头，没有数据行。请使用每行一个事件的文件。")
        }
        ImportError::NotText { source_name, format } => {
            format!("{source_name} 不是文本表格，看起来是 {format}。请将其导出为 CSV 后再拖入。")
        }
        ImportError::Damaged { source_name, format, cause } => {
            format!("{source_name} 已损坏：无法按 {format} 读取（{cause}）。请重新导出后再拖入。")
        }
        ImportError::NotALog { source_name, kind } => {
            let (what, help) = super::tables::chinese(*kind);
            format!("{source_name} 不是事件日志，而是{what}。{help}")
        }
        ImportError::NoColumnFor { source_name, role, .. } => {
            format!("{source_name} 中没有能识别为“{}”的列。请选择：", role_name(role))
        }
        ImportError::MissingColumn { source_name, column, role, columns } => {
            format!("{source_name} 中没有用作“{}”的列“{column}”。现有的列：{}。", role_name(role), columns.join("、"))
        }
        ImportError::AmbiguousDates { column, .. } => {
            format!("列“{column}”中的日期有两种读法，且没有任何一行能够确定。请选择：")
        }
        ImportError::AllSkipped { source_name, rows, reason, line, value } => {
            format!(
                "{source_name} 中没有得到任何事件：全部 {rows} 行都被跳过，最常见的原因是{}。例如第 {line} 行：“{value}”。",
                chinese_reason(*reason)
            )
        }
        ImportError::UnknownZone { zone } => {
            format!("没有名为“{zone}”的时区。请使用 IANA 名称，如 Asia/Shanghai 或 Europe/Berlin。")
        }
        ImportError::TooLarge { source_name, what, size, limit, help } => {
            format!("{source_name} 过大：{what} 为 {size}，上限为 {limit}。{help}")
        }
        ImportError::Unreadable { source_name, cause } => {
            format!("无法读取 {source_name}：{cause}。请确认文件仍在原处，然后重新拖入。")
        }
        ImportError::NoTable { source_name, sheets } => {
            format!("{source_name} 中没有至少两列的表格。工作表：{}。请每行写一个事件，首行写列名。", sheets.join("、"))
        }
        ImportError::NoSuchSheet { source_name, sheet, sheets } => {
            format!("{source_name} 中没有工作表“{sheet}”。现有的工作表：{}。", sheets.join("、"))
        }
        ImportError::ReaderLost { source_name, .. } => {
            format!(
                "读取 {source_name} 时中断：文件有异常，或内存不足。其他数据未受影响。请将其重新导出为 CSV 后再拖入。"
            )
        }
        ImportError::ReaderNotLoaded { source_name, .. } => {
            format!(
                "未能读取 {source_name}：Sojourn 读取此类文件的程序无法载入。程序文件应与 sojourn.js 放在一起；请重试，或改用 CSV。"
            )
        }
        ImportError::SeveralSources { count } => format!("给出了 {count} 个文件，一次只能读取一个。"),
    }
}

fn chinese_question(error: &QuestionError) -> String {
    match error {
        QuestionError::UnknownColumn { column, known } => {
            format!("此数据中没有列“{column}”。现有的列：{known}。")
        }
        QuestionError::StepCount { steps } => {
            format!("漏斗须有 2 至 20 个步骤，现有 {steps} 个。请增减步骤。")
        }
        QuestionError::EmptyStep { step } => format!("第 {step} 步没有触点，请至少选择一个。"),
        QuestionError::NoSuchStep { step, steps } => format!("此漏斗共 {steps} 步，没有第 {step} 步。"),
        QuestionError::Window { seconds } => {
            format!("转化窗口须为不小于 0 的秒数，或不限；现为 {seconds}。")
        }
        QuestionError::Instant { text } => {
            format!("“{text}”不是日期或时间。请写成 2024-03-31 或 2024-03-31T18:00:00Z。")
        }
        QuestionError::NoRole { role } => {
            let name = ColumnRole::ALL
                .into_iter()
                .find(|candidate| (terms::EN.role)(*candidate).eq_ignore_ascii_case(role))
                .map_or(role.as_str(), |role| (terms::ZH.role)(role));
            format!("此问题需要“{name}”列，而数据中没有。请在数据页选择。")
        }
        QuestionError::NoGoal => "转化率需要一个目标：哪个触点算作转化。".to_owned(),
        QuestionError::TooManyCells { rows, columns, limit } => {
            format!(
                "此热力图将有 {rows} × {columns} 个单元格，超过上限 {limit}。请选择取值较少的列，或只保留最常见的取值。"
            )
        }
    }
}

fn chinese_reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::NoCustomer => "缺少客户",
        SkipReason::NoTouchpoint => "缺少触点",
        SkipReason::NoTimestamp => "缺少时间",
        SkipReason::UnreadableTimestamp => "时间无法读取",
        SkipReason::TooFewFields => "字段过少",
        SkipReason::TooManyFields => "字段多于表头",
        SkipReason::OpenQuote => "引号没有闭合",
        SkipReason::TooLong => "该行过长",
        SkipReason::UnreadableRecord => "该记录无法读取",
        SkipReason::Duplicate => "该行与另一行完全重复",
    }
}
