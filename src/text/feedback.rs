//! The words of the feedback.

use super::n_of;
use crate::import::Scale;

/// The words of the feedback.
pub struct FeedbackWords {
    /// Heading of the screen, and its item in the menu.
    pub title: &'static str,
    /// Heading of the controls.
    pub scores: &'static str,
    /// What the scores are grouped by.
    pub by: &'static str,
    /// Which event a score speaks of.
    pub rated: &'static str,
    /// The one that has it.
    pub rated_event: &'static str,
    /// The one before.
    pub rated_before: &'static str,
    /// The scale of the scores.
    pub scale: &'static str,
    /// A scale, with its range.
    pub scale_name: fn(Scale) -> &'static str,
    /// The scale that was found in the column.
    pub detected: fn(Option<&str>) -> String,
    /// Order of the groups.
    pub sort: &'static str,
    /// Most scores first.
    pub by_scores: &'static str,
    /// Best first.
    pub highest: &'static str,
    /// Worst first.
    pub lowest: &'static str,
    /// A mean on seven points.
    pub of_seven: fn(&str) -> String,
    /// An interval: low and high.
    pub interval: fn(&str, &str) -> String,
    /// All scores in a sentence: the index, its value, its interval, how many.
    pub headline: fn(&str, &str, &str, &str) -> String,
    /// What a group says: its name, the value, the interval, how many.
    pub group: fn(&str, &str, &str, &str) -> String,
    /// The low, the middle and the high scores of a scale.
    pub bands: fn(Scale) -> [&'static str; 3],
    /// Name of the distribution, for assistive technology.
    pub distribution: &'static str,
    /// Heading of the chart: the index, the dimension.
    pub by_heading: fn(&str, &str) -> String,
    /// Name of the chart, for assistive technology: its heading, how many groups.
    pub chart: fn(&str, &str) -> String,
    /// The row of all scores.
    pub all: &'static str,
    /// How many scores, at the end of a row.
    pub n: fn(&str) -> String,
    /// How many scores, as the head of a column.
    pub n_heading: &'static str,
    /// The mean, as the head of a column.
    pub mean: &'static str,
    /// Name of the table.
    pub table: &'static str,
    /// No column has the role.
    pub no_score: &'static str,
    /// The way to give one the role.
    pub to_data: &'static str,
    /// The scale has to be chosen.
    pub choose_scale: &'static str,
    /// There is no score in scope.
    pub nothing: &'static str,
    /// How many numbers are off the scale.
    pub off_scale: fn(&str) -> String,
    /// How many scores are in no group.
    pub unplaced: fn(&str) -> String,
    /// What the NPS is.
    pub nps_method: &'static str,
    /// What the CSAT is.
    pub csat_method: &'static str,
    /// What the CES is.
    pub ces_method: &'static str,
    /// Scores count at their own event.
    pub event_method: &'static str,
    /// Scores count at the event before.
    pub before_method: &'static str,
    /// What the line is.
    pub reference_method: &'static str,
}

/// English.
pub const EN: FeedbackWords = FeedbackWords {
    title: "Feedback",
    scores: "Scores",
    by: "By",
    rated: "A score speaks of",
    rated_event: "Its own event",
    rated_before: "The customer's event before it",
    scale: "Scale",
    scale_name: |scale| match scale {
        Scale::Nps => "NPS, 0 to 10",
        Scale::Csat => "CSAT, 1 to 5",
        Scale::Ces => "CES, 1 to 7",
    },
    detected: |scale| match scale {
        Some(scale) => format!("As detected ({scale})"),
        None => "As detected".to_owned(),
    },
    sort: "Groups sorted by",
    by_scores: "Most scores first",
    highest: "Highest first",
    lowest: "Lowest first",
    of_seven: |mean| format!("{mean} of 7"),
    interval: |low, high| format!("{low} to {high}"),
    headline: |index, value, interval, n| {
        format!("{index} {value} (95%: {interval}) of {}", n_of(n, "score", "scores"))
    },
    group: |name, value, interval, n| format!("{name}: {value} (95%: {interval}) of {}", n_of(n, "score", "scores")),
    bands: |scale| match scale {
        Scale::Nps => ["Detractors (0–6)", "Passives (7–8)", "Promoters (9–10)"],
        Scale::Csat => ["Dissatisfied (1–2)", "Neutral (3)", "Satisfied (4–5)"],
        Scale::Ces => ["Difficult (1–3)", "Neutral (4)", "Easy (5–7)"],
    },
    distribution: "All scores",
    by_heading: |index, dimension| format!("{index} by {dimension}"),
    chart: |heading, groups| format!("{heading}, with 95% intervals: {groups} groups, as in the table below"),
    all: "All scores",
    n: |count| format!("n = {count}"),
    n_heading: "Scores",
    mean: "Mean score",
    table: "Feedback as a table",
    no_score: "This log has no scores: no column has the role “Score”. If one holds answers to a survey (0 to 10, 1 to 5 or 1 to 7), give it that role.",
    to_data: "Choose the column on the data screen",
    choose_scale: "Read them as:",
    nothing: "Nothing to show: no score lies in this scope and on this scale. Choose more dates, fewer filters, or another scale.",
    off_scale: |count| format!("{count} numbers are not on this scale and count nowhere."),
    unplaced: |count| format!("{count} scores count in all and in no group: what they speak of is not there."),
    nps_method: "NPS is the share of promoters (9–10) minus that of detractors (0–6), times 100 (F. F. Reichheld, “The one number you need to grow”, HBR 81, 2003). Its 95% interval comes from Wilson's intervals of the two shares and from their correlation (G. Y. Zou and A. Donner, “Construction of confidence limits about effect measures: a general approach”, Statistics in Medicine 27, 2008).",
    csat_method: "CSAT is the share of 4 and 5 among scores of one to five points.",
    ces_method: "CES is the mean of scores of one to seven points, 7 being easiest; its 95% interval is mean ± 1.96 standard errors.",
    event_method: "A score counts at the event that has it.",
    before_method: "A score counts at the customer's event before it, in scope: a survey is answered after what it rates. A score on a customer's first event is in no group.",
    reference_method: "The dashed line is the value of all scores. Of twenty groups that are like all others, the interval of about one misses it by chance.",
};

/// 简体中文.
pub const ZH: FeedbackWords = FeedbackWords {
    title: "反馈",
    scores: "评分",
    by: "分组",
    rated: "评分针对",
    rated_event: "评分所在的事件",
    rated_before: "该客户的前一个事件",
    scale: "量表",
    scale_name: |scale| match scale {
        Scale::Nps => "NPS，0 至 10",
        Scale::Csat => "CSAT，1 至 5",
        Scale::Ces => "CES，1 至 7",
    },
    detected: |scale| match scale {
        Some(scale) => format!("自动识别（{scale}）"),
        None => "自动识别".to_owned(),
    },
    sort: "分组排序",
    by_scores: "评分最多在前",
    highest: "最高在前",
    lowest: "最低在前",
    of_seven: |mean| format!("{mean} / 7"),
    interval: |low, high| format!("{low} 至 {high}"),
    headline: |index, value, interval, n| format!("{index} {value}（95%：{interval}），共 {n} 个评分"),
    group: |name, value, interval, n| format!("{name}：{value}（95%：{interval}），共 {n} 个评分"),
    bands: |scale| match scale {
        Scale::Nps => ["贬损者（0–6）", "被动者（7–8）", "推荐者（9–10）"],
        Scale::Csat => ["不满意（1–2）", "一般（3）", "满意（4–5）"],
        Scale::Ces => ["费力（1–3）", "一般（4）", "轻松（5–7）"],
    },
    distribution: "全部评分",
    by_heading: |index, dimension| format!("各{dimension}的 {index}"),
    chart: |heading, groups| format!("{heading}，含 95% 区间：{groups} 组，数据见下方表格"),
    all: "全部评分",
    n: |count| format!("n = {count}"),
    n_heading: "评分数",
    mean: "平均评分",
    table: "反馈数据表",
    no_score: "此数据没有评分：没有列用作“评分”。如有一列是问卷答案（0 至 10、1 至 5 或 1 至 7），请为其指定该角色。",
    to_data: "在数据页选择该列",
    choose_scale: "按以下量表读取：",
    nothing: "没有可显示的内容：当前范围内没有属于此量表的评分。请放宽日期、减少筛选或更换量表。",
    off_scale: |count| format!("有 {count} 个数值不在此量表内，不计入。"),
    unplaced: |count| format!("有 {count} 个评分计入全部，但不属于任何分组：其所针对的内容不存在。"),
    nps_method: "NPS 为推荐者（9–10）占比减去贬损者（0–6）占比，再乘以 100（F. F. Reichheld，《The one number you need to grow》，HBR 81，2003）。其 95% 区间由两个占比的 Wilson 区间及其相关性得出（G. Y. Zou 与 A. Donner，《Construction of confidence limits about effect measures: a general approach》，Statistics in Medicine 27，2008）。",
    csat_method: "CSAT 为五分制评分中 4 分和 5 分的占比。",
    ces_method: "CES 为七分制评分的平均值，7 为最轻松；其 95% 区间为均值 ± 1.96 倍标准误。",
    event_method: "评分计入其所在的事件。",
    before_method: "评分计入该客户在范围内的前一个事件：问卷是在所评价的内容之后填写的。客户首个事件上的评分不属于任何分组。",
    reference_method: "虚线为全部评分的值。即使各组并无差异，每二十组中也约有一组的区间会偶然避开虚线。",
};
