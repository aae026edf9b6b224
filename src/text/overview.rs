//! The words of the overview.

use crate::analysis::FigureKind;

/// The words of the overview.
pub struct OverviewWords {
    /// Heading of the screen, and its item in the menu.
    pub title: &'static str,
    /// Heading of the controls.
    pub rules: &'static str,
    /// Name of a figure; the score has its index for a name.
    pub figure: fn(FigureKind) -> &'static str,
    /// The period and the one before: first and last day of each.
    pub periods: fn(&str, &str, &str, &str) -> String,
    /// What a figure was.
    pub before: fn(&str) -> String,
    /// Nothing to compare with.
    pub no_before: &'static str,
    /// From low to high.
    pub range: fn(&str, &str) -> String,
    /// The interval of a change, as a range.
    pub interval: fn(&str) -> String,
    /// The change is more than chance.
    pub sure: &'static str,
    /// The change may be chance.
    pub unsure: &'static str,
    /// Percentage points.
    pub points: fn(&str) -> String,
    /// What the trend shows, for assistive technology: the figure.
    pub trend: fn(&str) -> String,
    /// Heading of the findings.
    pub findings: &'static str,
    /// There is none.
    pub no_findings: &'static str,
    /// A figure that rose: its name, now, before, the change.
    pub rose: fn(&str, &str, &str, &str) -> String,
    /// A figure that fell.
    pub fell: fn(&str, &str, &str, &str) -> String,
    /// A pain point: its touchpoint, what it costs, the surest evidence.
    pub pain: fn(&str, &str, &str) -> String,
    /// The way to the evidence.
    pub open: &'static str,
    /// Name of the table.
    pub table: &'static str,
    /// Heads of the table: figure, now, interval, before, change, its interval, sure.
    pub heads: [&'static str; 7],
    /// How it is counted.
    pub method: [&'static str; 4],
}

/// English.
pub const EN: OverviewWords = OverviewWords {
    title: "Overview",
    rules: "What counts",
    figure: |kind| match kind {
        FigureKind::Customers => "Customers",
        FigureKind::Events => "Events",
        FigureKind::Sessions => "Sessions",
        FigureKind::ConversionRate => "Conversion",
        FigureKind::SecondsToConvert => "Time to convert (median)",
        FigureKind::RepeatRate => "Customers who came back",
        FigureKind::Value => "Value",
        FigureKind::Score => "Score",
    },
    periods: |from, to, before_from, before_to| format!("{from} – {to}, against {before_from} – {before_to}"),
    before: |value| format!("before: {value}"),
    no_before: "nothing before to compare with",
    range: |low, high| format!("{low} to {high}"),
    interval: |range| format!("95%: {range}"),
    sure: "more than chance",
    unsure: "may be chance",
    points: |points| format!("{points} points"),
    trend: |figure| format!("{figure}: the period before, then this one"),
    findings: "What stands out",
    no_findings: "Nothing stands out: no change is more than chance, and no touchpoint loses more customers than the rest of the journey predicts.",
    rose: |figure, now, before, change| format!("{figure} rose from {before} to {now} ({change})."),
    fell: |figure, now, before, change| format!("{figure} fell from {before} to {now} ({change})."),
    pain: |touchpoint, cost, evidence| format!("{touchpoint}: {cost}. {evidence}."),
    open: "See the evidence",
    table: "Figures as a table",
    heads: ["Figure", "Now", "95% interval", "Before", "Change", "Its 95% interval", "Certainty"],
    method: [
        "Without dates the period is the longest of 84, 28, 14, 7 days and 1 day that goes twice into the days of the data, counted back from the end of the last day; else half of its time. The period before has as many days and ends where it begins.",
        "Customers, events, sessions and value change relatively; the interval of the ratio is that of compound Poisson sums (relative variance Σx² / (Σx)² over customers), on the logarithmic scale. Rates and scores change by their difference, with an interval from those of both (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008). The median has no interval.",
        "“More than chance”: the interval, widened to 95% for all eight figures together (Bonferroni), keeps clear of no change. Only such changes, and pain points, are findings.",
        "Conversion is the share of the period's customers who reach the goal in it; time to convert, from their first event in the period. A customer came back who has more than one session (30 minutes without an event end one).",
    ],
};

/// 简体中文.
pub const ZH: OverviewWords = OverviewWords {
    title: "概览",
    rules: "计算规则",
    figure: |kind| match kind {
        FigureKind::Customers => "客户",
        FigureKind::Events => "事件",
        FigureKind::Sessions => "会话",
        FigureKind::ConversionRate => "转化率",
        FigureKind::SecondsToConvert => "转化用时（中位数）",
        FigureKind::RepeatRate => "再次到访的客户",
        FigureKind::Value => "金额",
        FigureKind::Score => "评分",
    },
    periods: |from, to, before_from, before_to| format!("{from} – {to}，对比 {before_from} – {before_to}"),
    before: |value| format!("此前：{value}"),
    no_before: "此前没有数据可比",
    range: |low, high| format!("{low} 至 {high}"),
    interval: |range| format!("95%：{range}"),
    sure: "超出偶然",
    unsure: "可能是偶然",
    points: |points| format!("{points} 个百分点"),
    trend: |figure| format!("{figure}：先是此前时期，后是本期"),
    findings: "值得注意",
    no_findings: "没有值得注意之处：没有变化超出偶然，也没有触点流失的客户多于旅程其余部分的预测。",
    rose: |figure, now, before, change| format!("{figure}由 {before} 升至 {now}（{change}）。"),
    fell: |figure, now, before, change| format!("{figure}由 {before} 降至 {now}（{change}）。"),
    pain: |touchpoint, cost, evidence| format!("{touchpoint}：{cost}。{evidence}。"),
    open: "查看证据",
    table: "指标表",
    heads: ["指标", "本期", "95% 区间", "此前", "变化", "其 95% 区间", "确定性"],
    method: [
        "未选日期时，本期为 84、28、14、7 天和 1 天中能在数据的天数里放下两次的最长者，从最后一天结束往回数；否则为其时间的一半。此前时期与本期天数相同，止于本期开始。",
        "客户、事件、会话和金额按相对变化计；比值的区间按复合泊松总和（对客户的相对方差 Σx² / (Σx)²）在对数尺度上计算。比率与评分按差值计，区间由两期的区间合成（G. Y. Zou 与 A. Donner，Statistics in Medicine 27，2008）。中位数没有区间。",
        "“超出偶然”：把区间放宽到八项指标合计 95%（Bonferroni）后仍不含“无变化”。只有这样的变化和痛点才列为值得注意。",
        "转化率是本期客户中在本期达成目标的占比；转化用时从其本期首个事件算起。再次到访的客户有一次以上会话（30 分钟没有事件即结束一次会话）。",
    ],
};
