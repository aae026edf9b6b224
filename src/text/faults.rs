//! Words for what is wrong with a source, in Chinese; the engine's own are English ([`Foreign`], [`Damage`], [`Excess`]).

use crate::import::{Damage, Excess, Foreign, ReadAs};

/// What a source is instead of a table; follows a Chinese word.
pub(super) fn foreign(foreign: &Foreign) -> String {
    let words = match foreign {
        Foreign::Png => " PNG 图片",
        Foreign::Jpeg => " JPEG 图片",
        Foreign::Gif => " GIF 图片",
        Foreign::Riff => " WebP 图片或音频",
        Foreign::Svg => " SVG 图片",
        Foreign::Pdf => " PDF 文档",
        Foreign::EmptyZip => "空的 ZIP 压缩包",
        Foreign::Bzip2 => " bzip2 压缩文件",
        Foreign::Xz => " xz 压缩文件",
        Foreign::Zstd => " zstd 压缩文件",
        Foreign::Rar => " RAR 压缩包",
        Foreign::SevenZip => " 7-Zip 压缩包",
        Foreign::Tar => " tar 归档文件",
        Foreign::Sqlite => " SQLite 数据库",
        Foreign::WebPage => "网页",
        Foreign::NewsFeed => " RSS 订阅源",
        Foreign::OldExcelXml => " Excel 2003 的 XML 工作簿",
        Foreign::PetriNet => " PNML 流程模型（佩特里网）",
        Foreign::Drawing => "图形文件",
        Foreign::Xml => " XML 文档",
        Foreign::Document => "文字处理文档或演示文稿",
        Foreign::LockedMember => " ZIP 压缩包中带密码的文件",
        Foreign::PackedBy(method) => return format!(" ZIP 压缩包中以 {method} 方式压缩的文件"),
        Foreign::NoWebLog => "没有任何服务器日志行的文本",
        Foreign::Binary => "二进制数据",
    };
    words.to_owned()
}

/// As what it was read, with the spaces around it.
pub(super) fn read_as(format: ReadAs) -> &'static str {
    match format {
        ReadAs::Archive => "压缩包",
        ReadAs::Gzip => " gzip 文件",
        ReadAs::Zip => " ZIP 压缩包",
        ReadAs::ZipMember => " ZIP 压缩包中的文件",
        ReadAs::Workbook => "电子表格",
        ReadAs::Json => " JSON ",
        ReadAs::Xes => " XES ",
        ReadAs::Parquet => " Parquet ",
        ReadAs::Arrow => " Arrow ",
    }
}

/// How it is damaged. What readers of others say is English, and left out.
pub(super) fn damage(damage: &Damage) -> String {
    let words = match damage {
        Damage::NoEvents => "其中没有事件",
        Damage::EndsEarly => "内容没有结束",
        Damage::Cut => "文件不完整，缺少结尾",
        Damage::PointsOutside => "文件不完整，或其目录指向文件之外",
        Damage::Encrypted => "文件已加密",
        Damage::Overlap => "其中的文件相互重叠",
        Damage::Sheet { name, .. } => return format!("工作表“{name}”的内容不符合格式"),
        Damage::Detail(_) => "内容不符合格式",
    };
    words.to_owned()
}

/// What is too large, with the numbers and what would help.
pub(super) fn excess(excess: &Excess) -> String {
    const UNPACK: &str = "请先解压，再拖入所需的文件。";
    const AS_CSV: &str = "请将工作表导出为 CSV 后再拖入。";
    let mebibytes = |bytes: u64| bytes >> 20;
    match *excess {
        Excess::Depth { depth, limit } => format!("压缩包嵌套 {depth} 层，上限为 {limit} 层。{UNPACK}"),
        Excess::Members { count, limit } => format!("其中有 {count} 个文件，上限为 {limit} 个。{UNPACK}"),
        Excess::Unpacked { limit } => format!("解压后超过上限 {} MiB。{UNPACK}", mebibytes(limit)),
        Excess::InnerArchive { limit } => {
            format!("压缩包中的压缩包超过上限 {} MiB。{UNPACK}", mebibytes(limit))
        }
        Excess::Density { times, limit } => format!(
            "解压后是压缩前的 {times} 倍，上限为 {limit} 倍。这是用来占满电脑的压缩包的做法；若您信任它，请先解压，再拖入其中的文件。"
        ),
        Excess::WorkbookParts { count, limit } => format!("其中有 {count} 个部件，上限为 {limit} 个。{AS_CSV}"),
        Excess::WorkbookDensity { times, limit } => {
            format!("其中一个部件解压后是压缩前的 {times} 倍，上限为 {limit} 倍。{AS_CSV}")
        }
        Excess::Workbook { bytes, limit } => {
            format!("工作簿解压后为 {} MiB，上限为 {} MiB。{AS_CSV}", mebibytes(bytes), mebibytes(limit))
        }
        Excess::Foreseen { rows, columns, memory, limit, .. } => format!(
            "约 {} 万行、{columns} 列的日志至少需要 {} MiB 内存，上限为 {} MiB。请缩短时间范围或减少导出的列，也可导出为 Parquet：其中只读取需要的列。",
            rows / 10_000,
            mebibytes(memory),
            mebibytes(limit)
        ),
        Excess::Log { used, size, limit } => format!(
            "已占用内存 {} MiB，而 {} MiB 的文件尚未读完，上限为 {} MiB。请减少导出的列，或缩短时间范围。",
            mebibytes(used),
            mebibytes(size),
            mebibytes(limit)
        ),
    }
}
