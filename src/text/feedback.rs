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
    /// Conditions on the event that a score speaks of.
    pub about: &'static str,
    /// The same as a sentence: the conditions.
    pub only_about: fn(&str) -> String,
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
    /// Heading of the touchpoints across channels.
    pub consistency: &'static str,
    /// Which one differs most: touchpoint, channel and mean of the lowest, of the highest.
    pub consistency_says: fn(&str, [&str; 2], [&str; 2]) -> String,
    /// None differs.
    pub consistent: &'static str,
    /// Heads: touchpoint, how many channels, the lowest, the highest, spread, p, verdict.
    pub consistency_heads: [&'static str; 7],
    /// A mean of something: its name, the mean, how many scores.
    pub mean_of: fn(&str, &str, &str) -> String,
    /// The channels differ by more than chance.
    pub inconsistent: &'static str,
    /// How that is told.
    pub consistency_method: [&'static str; 2],
    /// Heading of the scores before and after touchpoints.
    pub changes: &'static str,
    /// Where they change most: touchpoint, mean before, mean after.
    pub changes_says: fn(&str, &str, &str) -> String,
    /// They change nowhere.
    pub no_changes: &'static str,
    /// Heads: touchpoint, customers, before, after, change, interval, p, verdict.
    pub changes_heads: [&'static str; 8],
    /// Scores are higher after it, by more than chance.
    pub better: &'static str,
    /// They are lower.
    pub worse: &'static str,
    /// How that is told.
    pub changes_method: [&'static str; 2],
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
    about: "Only scores about events where",
    only_about: |conditions| format!("Only scores that speak of events where {conditions}."),
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
    consistency: "The same touchpoint through several channels",
    consistency_says: |touchpoint, [lowest, low], [highest, high]| {
        format!(
            "{touchpoint} differs most between channels: a mean score of {low} through {lowest}, {high} through {highest}."
        )
    },
    consistent: "No touchpoint is rated differently through one channel than through another by more than chance.",
    consistency_heads: ["Touchpoint", "Channels", "Lowest", "Highest", "Spread", "p", "Verdict"],
    mean_of: |name, mean, n| format!("{name} {mean} ({n})"),
    inconsistent: "Inconsistent",
    consistency_method: [
        "Channels with at least 5 scores for a touchpoint are compared, of the 12 channels with the most scores. The spread is the highest mean less the lowest.",
        "Whether they differ is told by the test of W. H. Kruskal and W. A. Wallis (JASA 47, 1952), corrected for ties; p-values are corrected for the number of touchpoints (S. Holm, 1979).",
    ],
    changes: "Scores before and after a touchpoint",
    changes_says: |touchpoint, before, after| {
        format!(
            "{touchpoint} goes together with the surest change: a mean score of {before} before it, {after} after it."
        )
    },
    no_changes: "No touchpoint goes together with a change of scores by more than chance.",
    changes_heads: ["Touchpoint", "Customers", "Before", "After", "Change", "95% interval", "p", "Verdict"],
    better: "Better after it",
    worse: "Worse after it",
    changes_method: [
        "Each customer is compared with themselves: the last score before their first event at the touchpoint, and the first score from that event on. Who lacks one of them is not counted; a touchpoint is shown from 10 customers on.",
        "The interval is the mean change ± 1.96 standard errors; p-values are corrected for the number of touchpoints (S. Holm, 1979). What lies between two scores may have other causes than the touchpoint.",
    ],
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
    about: "仅看针对以下事件的评分",
    only_about: |conditions| format!("仅统计针对以下事件的评分：{conditions}。"),
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
    consistency: "同一触点在不同渠道的评分",
    consistency_says: |touchpoint, [lowest, low], [highest, high]| {
        format!("{touchpoint}在各渠道间差异最大：{lowest}的平均评分为 {low}，{highest}为 {high}。")
    },
    consistent: "没有触点在不同渠道间的评分差异超出偶然。",
    consistency_heads: ["触点", "渠道数", "最低", "最高", "差距", "p 值", "结论"],
    mean_of: |name, mean, n| format!("{name} {mean}（{n}）"),
    inconsistent: "不一致",
    consistency_method: [
        "在评分最多的 12 个渠道中，比较对某触点至少有 5 个评分的渠道。差距为最高平均值减去最低平均值。",
        "是否有差异由 W. H. Kruskal 与 W. A. Wallis 检验判断（JASA 47，1952），已对相同评分校正；p 值按触点数校正（S. Holm，1979）。",
    ],
    changes: "触点前后的评分",
    changes_says: |touchpoint, before, after| {
        format!("与{touchpoint}相伴的评分变化最为确定：之前平均 {before}，之后平均 {after}。")
    },
    no_changes: "没有触点伴随超出偶然的评分变化。",
    changes_heads: ["触点", "客户数", "之前", "之后", "变化", "95% 区间", "p 值", "结论"],
    better: "之后更好",
    worse: "之后更差",
    changes_method: [
        "每位客户与自己相比：其首次到达该触点之前的最后一个评分，与自该事件起的第一个评分。缺少其一者不计；至少有 10 位客户的触点才会显示。",
        "区间为平均变化 ± 1.96 倍标准误；p 值按触点数校正（S. Holm，1979）。两次评分之间的变化也可能另有原因。",
    ],
};
