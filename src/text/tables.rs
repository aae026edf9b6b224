//! Words for tables that are no event logs, in Chinese; the engine's own are English ([`TableKind::what`]).

use crate::import::TableKind;

/// What the table is, and what to do instead.
pub(super) fn chinese(kind: TableKind) -> (&'static str, &'static str) {
    match kind {
        TableKind::CountedPaths => {
            ("已汇总转化数的渠道路径表", "请导出路径背后的每次触达：每行一次，含客户、渠道与时间。")
        }
        TableKind::PlausibleTotals => (
            "Plausible 的每日汇总数据",
            "Plausible 不保存单个访客的记录，无法还原旅程；请使用其他工具的事件明细，或自己服务器的访问日志。",
        ),
        TableKind::AnalyticsReport => (
            "Google Analytics 的汇总报表，没有单个事件",
            "请将媒体资源关联到 BigQuery，并从中导出事件表（events_YYYYMMDD）。",
        ),
        TableKind::AdReport => (
            "广告平台的汇总报表（展现、点击与花费）",
            "请导出逐条的点击或线索，含客户与时间；各渠道的花费可在日志旁另行填写。",
        ),
        TableKind::SearchReport => ("搜索词的汇总报表（点击与展现）", "请从分析工具或服务器日志导出随后的访问明细。"),
        TableKind::Sessions => {
            ("每行一次会话的表，没有访客与时间", "请导出其中的页面浏览或事件明细，含访客编号与时间。")
        }
        TableKind::Definitions => {
            ("旅程或邮件的设置清单，而非其中发生的事", "请导出发送、打开与点击记录：数据视图 _Sent、_Open 与 _Click。")
        }
        TableKind::Totals => ("按时段汇总的表，没有客户", "请导出事件明细：每行一个事件，含客户、触点与时间。"),
        TableKind::Customers => {
            ("没有时间的客户属性表", "请与同一批客户的日志一起拖入，或连同日期（如注册日期）一并导出。")
        }
        TableKind::Answers => ("没有答题人与时间的问卷答案", "请连同答题人编号与日期一并导出。"),
        TableKind::NeitherWhoNorWhen => {
            ("既没有客户也没有时间的表", "日志每行一个事件，须有客户编号与时间；请一并导出这些列。")
        }
        TableKind::OtherXml => ("XES 日志以外的 XML 文档", "请将日志导出为 XES 或 CSV。"),
        TableKind::JsonWithoutRows => {
            ("其中没有对象列表的 JSON", "请导出对象列表（每个事件一个对象），或每行一个对象。")
        }
    }
}
