//! The words of comparisons: of those in scope with the period before, all others or a segment.

/// The words of comparisons.
pub struct ComparisonWords {
    /// Heading of the choice.
    pub compare: &'static str,
    /// Nobody is compared.
    pub nobody: &'static str,
    /// The choice of the period before.
    pub choose_previous: &'static str,
    /// The choice of all others.
    pub choose_others: &'static str,
    /// The choice of a segment, by its name.
    pub choose_segment: fn(&str) -> String,
    /// Which views show it.
    pub note: &'static str,
    /// First and last day of this period, and of the one before.
    pub with_previous: fn(&str, &str, &str, &str) -> String,
    /// Compared with all others.
    pub with_others: &'static str,
    /// There are none.
    pub no_others: &'static str,
    /// Compared with a segment: its name, and what it is.
    pub with_segment: fn(&str, &str) -> String,
    /// Those in scope, where that is everybody.
    pub everybody: &'static str,
    /// Those in scope.
    pub in_scope: &'static str,
    /// Those in the period.
    pub this_period: &'static str,
    /// Those in the period before.
    pub previous_period: &'static str,
    /// All others.
    pub others: &'static str,
    /// Heading of the figures of both sides.
    pub title: &'static str,
    /// Head of the column of figures.
    pub figure: &'static str,
    /// A figure of something, like a rate of a stage.
    pub figure_of: fn(&str, &str) -> String,
    /// How far they lie apart.
    pub difference: &'static str,
    /// Percentage points.
    pub points: fn(&str) -> String,
    /// From a difference to a difference.
    pub range: fn(&str, &str) -> String,
    /// p-value.
    pub p_value: &'static str,
    /// What to make of it.
    pub verdict: &'static str,
    /// Those in scope have more, more than chance.
    pub higher: &'static str,
    /// They have less, more than chance.
    pub lower: &'static str,
    /// It may be chance.
    pub unclear: &'static str,
    /// What the dashed line of a picture is of.
    pub dashed: fn(&str) -> String,
    /// What the hollow dots of a picture are of.
    pub hollow: fn(&str) -> String,
    /// What differs most: its name, both values, the difference and its interval.
    pub most: fn(&str, [&str; 2], &str, &str) -> String,
    /// No figure differs by more than chance.
    pub nothing_sure: &'static str,
    /// What the others have, in a picture.
    pub versus: fn(&str) -> String,
    /// What that and the marks in a picture mean, by the name of the others.
    pub marks: fn(&str) -> String,
    /// A split and a comparison at once are not drawn.
    pub not_split: &'static str,
    /// Saves the figures as CSV.
    pub save: &'static str,
    /// How it is tested; how many figures are.
    pub method: fn(&str) -> String,
}

/// English.
pub const EN: ComparisonWords = ComparisonWords {
    compare: "Compare with",
    nobody: "No comparison",
    choose_previous: "The period before",
    choose_others: "All others in these dates",
    choose_segment: |name| format!("Segment {name}"),
    note: "Overview, journey map, funnel, heatmap and feedback show both side by side.",
    with_previous: |from, to, previous_from, previous_to| {
        format!("{from} – {to} compared with {previous_from} – {previous_to}.")
    },
    with_others: "Compared with all others in these dates.",
    no_others: "There are no others to compare with: choose a filter or a condition on customers.",
    with_segment: |name, what| format!("Compared with the segment “{name}”. {what}"),
    everybody: "Everybody",
    in_scope: "In the filter",
    this_period: "This period",
    previous_period: "Period before",
    others: "All others",
    title: "Side by side",
    figure: "Figure",
    figure_of: |of, what| format!("{of}: {what}"),
    difference: "Difference",
    points: |points| format!("{points} pts"),
    range: |low, high| format!("{low} to {high}"),
    p_value: "p",
    verdict: "Verdict",
    higher: "Higher",
    lower: "Lower",
    unclear: "May be chance",
    dashed: |side| format!("dashed: {side}"),
    hollow: |side| format!("Hollow dots: {side}."),
    most: |figure, [own, other], difference, range| {
        format!("{figure} differs most: {own} against {other} ({difference}, 95% interval {range}).")
    },
    nothing_sure: "No figure differs by more than chance.",
    versus: |value| format!("vs {value}"),
    marks: |side| format!("vs: {side}; ▲ higher, ▼ lower by more than chance."),
    not_split: "A funnel is split or compared: take away the split to see the comparison.",
    save: "Save this table as CSV",
    method: |n| {
        format!(
            "Intervals of differences come from those of both sides (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10; G. Y. Zou and A. Donner, ibid. 27, 2008); p-values are corrected for {n} comparisons (S. Holm, 1979). Somebody may be on both sides where events, not customers, are filtered."
        )
    },
};

/// 简体中文.
pub const ZH: ComparisonWords = ComparisonWords {
    compare: "对比对象",
    nobody: "不对比",
    choose_previous: "上一时段",
    choose_others: "同期的其余所有",
    choose_segment: |name| format!("分群“{name}”"),
    note: "概览、旅程地图、漏斗、热力图和反馈会并列显示两者。",
    with_previous: |from, to, previous_from, previous_to| {
        format!("{from} – {to} 与 {previous_from} – {previous_to} 对比。")
    },
    with_others: "与同期的其余所有对比。",
    no_others: "没有可对比的其余部分：请先选择筛选或客户条件。",
    with_segment: |name, what| format!("与分群“{name}”对比。{what}"),
    everybody: "全部",
    in_scope: "筛选内",
    this_period: "本期",
    previous_period: "上期",
    others: "其余",
    title: "并列对比",
    figure: "指标",
    figure_of: |of, what| format!("{of}：{what}"),
    difference: "差异",
    points: |points| format!("{points} 个百分点"),
    range: |low, high| format!("{low} 至 {high}"),
    p_value: "p 值",
    verdict: "结论",
    higher: "更高",
    lower: "更低",
    unclear: "可能是偶然",
    dashed: |side| format!("虚线：{side}"),
    hollow: |side| format!("空心点：{side}。"),
    most: |figure, [own, other], difference, range| {
        format!("差异最大的是{figure}：{own} 对 {other}（{difference}，95% 区间 {range}）。")
    },
    nothing_sure: "没有指标的差异超出偶然。",
    versus: |value| format!("对比 {value}"),
    marks: |side| format!("对比：{side}；▲ 更高、▼ 更低，且非偶然。"),
    not_split: "漏斗不能同时拆分和对比：取消拆分即可查看对比。",
    save: "将此表存为 CSV",
    method: |n| {
        format!(
            "差异的区间由两侧区间合成（R. G. Newcombe，Statistics in Medicine 17，1998，方法 10；G. Y. Zou 与 A. Donner，同刊 27，2008）；p 值已按 {n} 次比较校正（S. Holm，1979）。按事件而非客户筛选时，同一客户可能同时在两侧。"
        )
    },
};
