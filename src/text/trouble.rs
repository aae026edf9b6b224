//! What went wrong, where, and what to do about it.

use super::{faults, terms};
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
        // What is wrong with it is told to programs, in English.
        Cause::Request(_) => "问题无法读取，请重新选择。".to_owned(),
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
        ImportError::NoRowInRange { source_name, rows } => {
            format!("{source_name} 有 {rows} 行，所选范围内没有任何一行。请选择其他行。")
        }
        ImportError::NotText { source_name, format } => {
            format!("{source_name} 不是表格，看起来是{}。请导出为 CSV 后再拖入。", faults::foreign(format))
        }
        ImportError::Damaged { source_name, format, cause } => {
            let (format, cause) = (faults::read_as(*format), faults::damage(cause));
            format!("{source_name} 已损坏，无法作为{format}读取：{cause}。请重新导出后再拖入。")
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
        ImportError::TooLarge { source_name, excess } => format!("{source_name} 过大：{}", faults::excess(excess)),
        // The browser gives its reason in a language of its own.
        ImportError::Unreadable { source_name, .. } => {
            format!("浏览器无法读取 {source_name}。请确认文件仍在原处且允许读取，然后重新拖入。")
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
        QuestionError::NoSuchCustomer { customer } => format!("此数据中没有客户“{customer}”，请从列表中选择。"),
        QuestionError::NoSuchStage { stage } => format!("此数据中没有阶段“{stage}”，请从旅程地图中选择。"),
        QuestionError::Window { seconds } => {
            format!("转化窗口须为不小于 0 的秒数，或不限；现为 {seconds}。")
        }
        QuestionError::Within { seconds } => {
            format!("同一客户两个事件之间的时间须为不小于 0 的秒数；现为 {seconds}。")
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
        QuestionError::Idle { seconds } => format!("无事件的时长应为不小于 0 的秒数；这里是 {seconds}。"),
        QuestionError::NoScale => {
            "评分不属于任何已知的量表：0 至 10（NPS）、1 至 5（CSAT）或 1 至 7（CES）的整数。".to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Damage, Excess, Foreign, ReadAs, TableKind};

    /// Names that stay as they are in Chinese: those of formats, programs and units.
    const NAMES: &[&str] = &[
        "PNG", "JPEG", "GIF", "WebP", "SVG", "PDF", "ZIP", "bzip2", "xz", "zstd", "RAR", "7-Zip", "tar", "SQLite",
        "RSS", "Excel", "XML", "PNML", "Deflate64", "gzip", "JSON", "XES", "Parquet", "Arrow", "CSV", "MiB",
        "Plausible", "Google Analytics", "BigQuery", "events_YYYYMMDD", "_Sent", "_Open", "_Click", "Sojourn",
        "sojourn.js", "IANA", "Asia/Shanghai", "Europe/Berlin",
    ];

    #[track_caller]
    fn is_chinese(error: ImportError) {
        let english = error.to_string();
        let sentence = chinese(&Failure::from(error));
        let mut rest = sentence.replace("数据.csv", "");
        // Long names first: one may begin another.
        let mut names = NAMES.to_vec();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in names {
            rest = rest.replace(name, "");
        }
        assert!(!rest.contains(|letter: char| letter.is_ascii_alphabetic()), "{sentence} ({english})");
        assert!(sentence.ends_with(['。', '：']), "{sentence}");
    }

    fn source_name() -> String {
        "数据.csv".to_owned()
    }

    #[test]
    fn every_reason_to_skip_a_row_is_said_in_chinese() {
        for reason in SkipReason::ALL {
            is_chinese(ImportError::AllSkipped {
                source_name: source_name(),
                rows: 3,
                reason,
                line: 2,
                value: "三月".to_owned(),
            });
        }
    }

    #[test]
    fn every_table_that_is_no_log_is_named_in_chinese() {
        for kind in TableKind::ALL {
            is_chinese(ImportError::NotALog { source_name: source_name(), kind });
        }
    }

    #[test]
    fn every_role_is_named_in_chinese() {
        for role in ColumnRole::ALL {
            let (source_name, column, columns) = (source_name(), "列".to_owned(), vec!["甲".to_owned()]);
            is_chinese(ImportError::NoColumnFor { source_name: source_name.clone(), role, columns: columns.clone() });
            is_chinese(ImportError::MissingColumn { source_name, column, role, columns });
        }
    }

    #[test]
    fn all_other_failures_are_said_in_chinese() {
        let format = crate::import::formats::Format::Xes;
        for error in [
            ImportError::Empty { source_name: source_name() },
            ImportError::NoRows { source_name: source_name() },
            ImportError::NoRowInRange { source_name: source_name(), rows: 7 },
            ImportError::AmbiguousDates { column: "列".to_owned(), examples: vec!["1/2/2024".to_owned()] },
            ImportError::UnknownZone { zone: "上海".to_owned() },
            ImportError::NoTable { source_name: source_name(), sheets: vec!["表一".to_owned()] },
            ImportError::NoSuchSheet { source_name: source_name(), sheet: "表二".to_owned(), sheets: Vec::new() },
            ImportError::ReaderLost { source_name: source_name(), format },
            ImportError::ReaderNotLoaded { source_name: source_name(), format },
            ImportError::SeveralSources { count: 2 },
        ] {
            is_chinese(error);
        }
    }

    #[test]
    fn whatever_a_source_is_instead_is_said_in_chinese() {
        use Foreign::*;
        for format in [
            Png,
            Jpeg,
            Gif,
            Riff,
            Svg,
            Pdf,
            EmptyZip,
            Bzip2,
            Xz,
            Zstd,
            Rar,
            SevenZip,
            Tar,
            Sqlite,
            WebPage,
            NewsFeed,
            OldExcelXml,
            PetriNet,
            Drawing,
            Xml,
            Document,
            LockedMember,
            PackedBy("Deflate64".to_owned()),
            NoWebLog,
            Binary,
        ] {
            is_chinese(ImportError::NotText { source_name: source_name(), format });
        }
    }

    #[test]
    fn every_damage_is_said_in_chinese() {
        let detail = || "unexpected end of file".to_owned();
        for cause in [
            Damage::NoEvents,
            Damage::EndsEarly,
            Damage::Cut,
            Damage::PointsOutside,
            Damage::Encrypted,
            Damage::Overlap,
            Damage::Sheet { name: "表一".to_owned(), detail: detail() },
            Damage::Detail(detail()),
        ] {
            for format in [
                ReadAs::Archive,
                ReadAs::Gzip,
                ReadAs::Zip,
                ReadAs::ZipMember,
                ReadAs::Workbook,
                ReadAs::Json,
                ReadAs::Xes,
                ReadAs::Parquet,
                ReadAs::Arrow,
            ] {
                is_chinese(ImportError::Damaged { source_name: source_name(), format, cause: cause.clone() });
            }
        }
        is_chinese(ImportError::Unreadable { source_name: source_name(), cause: detail() });
    }

    #[test]
    fn every_excess_is_said_in_chinese_with_its_numbers() {
        let limit = 300 << 20;
        for excess in [
            Excess::Depth { depth: 4, limit: 3 },
            Excess::Members { count: 400, limit: 300 },
            Excess::Unpacked { limit },
            Excess::InnerArchive { limit },
            Excess::Density { times: 400, limit: 300 },
            Excess::WorkbookParts { count: 400, limit: 300 },
            Excess::WorkbookDensity { times: 400, limit: 300 },
            Excess::Workbook { bytes: 400 << 20, limit },
            Excess::Foreseen { rows: 300_000_000, columns: 7, memory: 3000 << 20, limit, spare: Vec::new() },
            Excess::Log { used: 400 << 20, size: 900 << 20, limit },
        ] {
            assert!(faults::excess(&excess).contains('3'), "{excess}");
            is_chinese(ImportError::TooLarge { source_name: source_name(), excess });
        }
    }
}
