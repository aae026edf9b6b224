//! The words of the journey map.

use super::n_of;

/// The words of the journey map.
pub struct JourneyMapWords {
    /// What the pain points of a stage count.
    pub pains_note: &'static str,
    /// About so many.
    pub about: fn(&str) -> String,
    /// Heading of the screen.
    pub title: &'static str,
    /// Name of the chart, for assistive technology: how many stages.
    pub chart: fn(&str) -> String,
    /// What stands out: customers, those who leave, their share, the stage.
    pub most_leave: fn(&str, &str, &str, &str) -> String,
    /// Nobody leaves: customers.
    pub nobody_leaves: fn(&str) -> String,
    /// Where feelings are lowest: the stage, the mean of the scale, its interval in words, how many scores.
    pub lowest: fn(&str, &str, &str, &str) -> String,
    /// Heading of the rules.
    pub rules: &'static str,
    /// After how long without an event a journey counts as ended.
    pub idle: &'static str,
    /// So many days.
    pub days: fn(&str) -> String,
    /// Row, and column of the table: customers with an event in the stage.
    pub customers: &'static str,
    /// Share of all customers.
    pub of_all: fn(&str) -> String,
    /// The same in a comparison.
    pub share_of_customers: &'static str,
    /// Share of a stage's customers whose journey ends there, in a comparison.
    pub share_leaving: &'static str,
    /// Row: what becomes of its customers.
    pub fate: &'static str,
    /// They go on to a later stage.
    pub going_on: &'static str,
    /// They go back to an earlier one.
    pub going_back: &'static str,
    /// They are still here.
    pub staying: &'static str,
    /// Their journey ended here.
    pub leaving: &'static str,
    /// Row: share of those who go on.
    pub onward: &'static str,
    /// What stands in its place in the last stage.
    pub last_stage: &'static str,
    /// Row: journeys that begin here, and customers who come back.
    pub arrivals: &'static str,
    /// So many begin here.
    pub starting: fn(&str) -> String,
    /// So many come back.
    pub coming_back: fn(&str) -> String,
    /// Column: those whose journey begins here.
    pub starting_name: &'static str,
    /// Column: those who come back.
    pub coming_back_name: &'static str,
    /// Row: time in the stage.
    pub in_stage: &'static str,
    /// Row: time to the next stage.
    pub to_next: &'static str,
    /// What the times are.
    pub median: &'static str,
    /// Row: feelings.
    pub feelings: &'static str,
    /// The scale of the feelings: lowest and highest score.
    pub scale: fn(&str, &str) -> String,
    /// A mean score, and of how many.
    pub score: fn(&str, &str) -> String,
    /// Column: the mean score.
    pub mean_score: &'static str,
    /// Column: how many scores.
    pub scores: &'static str,
    /// Row: the share of events on each side.
    pub sides: &'static str,
    /// Row, and column of the table: events at complaints and failures.
    pub failures: &'static str,
    /// What tells them.
    pub failures_note: &'static str,
    /// Share of the customers of the stage.
    pub of_stage: fn(&str) -> String,
    /// Column: customers with such an event.
    pub failed_customers: &'static str,
    /// Those customers, out of the table.
    pub failed_name: &'static str,
    /// How sides, complaints and failures are told.
    pub names_method: &'static str,
    /// Row, and heading: what is noted of a stage.
    pub notes: &'static str,
    /// Names of the notes: what customers need, who looks after it, what is to be done.
    pub notes_of: [&'static str; 3],
    /// A note, with its name.
    pub note: fn(&str, &str) -> String,
    /// Row: touchpoints.
    pub touchpoints: &'static str,
    /// So many more.
    pub more: fn(&str) -> String,
    /// How to open a stage.
    pub hint: &'static str,
    /// Heading of the stage that was chosen.
    pub stage: fn(&str) -> String,
    /// Opens the heatmap of the stage.
    pub heatmap_link: &'static str,
    /// From a stage to the funnel through it.
    pub funnel_link: &'static str,
    /// Heading of the ways through a stage, by its name.
    pub paths: fn(&str) -> String,
    /// Heads of their table: way, customers, share, rate onward, its interval, median time.
    pub paths_heads: [&'static str; 6],
    /// How many customers of how many take how many ways of how many.
    pub paths_say: fn(&str, &str, &str, &str) -> String,
    /// So many customers take so many ways.
    pub paths_all: fn(&str, &str) -> String,
    /// How ways count.
    pub paths_method: &'static [&'static str],
    /// From a stage to what is said of it.
    pub feedback_link: &'static str,
    /// Opens the data screen, where stages are corrected.
    pub stages_link: &'static str,
    /// Closes the stage.
    pub close: &'static str,
    /// Name of the table of its touchpoints.
    pub touchpoint_table: &'static str,
    /// Name of the table of stages.
    pub table: &'static str,
    /// There is nothing in scope.
    pub nothing: &'static str,
    /// How many events have no stage.
    pub without_stage: fn(&str) -> String,
    /// How visits count.
    pub visit_method: &'static str,
    /// How fates count: the days.
    pub fate_method: fn(&str) -> String,
    /// How times count.
    pub time_method: &'static str,
    /// How feelings are drawn.
    pub feelings_method: &'static str,
    /// A score speaks of the event that has it.
    pub rated_event_method: &'static str,
    /// A score speaks of the event before it.
    pub rated_before_method: &'static str,
}

/// English.
pub const EN: JourneyMapWords = JourneyMapWords {
    pains_note: "customers lost or unhappy",
    about: |n| format!("≈ {n}"),
    title: "Journey map",
    chart: |stages| format!("Journey map of {stages} stages"),
    most_leave: |customers, leaving, share, stage| {
        format!("Of {customers} customers in {stage}, {leaving} ({share}) leave there: more than in any other stage.")
    },
    nobody_leaves: |customers| format!("{}; none of them has left.", n_of(customers, "customer", "customers")),
    lowest: |stage, mean, interval, n| {
        format!("Feelings are lowest in {stage}: {mean} on average ({interval}, n = {n}).")
    },
    rules: "Rules",
    idle: "A journey has ended after",
    days: |days| format!("{days} days without an event"),
    customers: "Customers",
    of_all: |share| format!("{share} of all"),
    share_of_customers: "Share of customers",
    share_leaving: "Share who leave",
    fate: "What becomes of them",
    going_on: "Go on",
    going_back: "Go back",
    staying: "Still here",
    leaving: "Left",
    onward: "Rate onward",
    last_stage: "the last stage",
    arrivals: "Arrivals",
    starting: |n| format!("{n} begin here"),
    coming_back: |n| format!("{n} come back"),
    starting_name: "Begin here",
    coming_back_name: "Come back",
    in_stage: "Time in the stage",
    to_next: "Time to the next",
    median: "median, and the middle half",
    feelings: "Feelings",
    scale: |low, high| format!("mean score, {low} to {high}"),
    score: |mean, n| format!("{mean} (n = {n})"),
    mean_score: "Mean score",
    scores: "Scores",
    sides: "Online and offline",
    failures: "Complaints and failures",
    failures_note: "as touchpoints are named",
    of_stage: |share| format!("{share} of this stage"),
    failed_customers: "Customers with one",
    failed_name: "Meet a failure or complaint",
    names_method: "Online or offline: the side chosen for the touchpoint on the Data screen, else that which the channel’s name tells, else the touchpoint’s name. Complaints and failures: events at touchpoints whose names say so (failed, error, declined, complaint and the like).",
    notes: "Notes",
    notes_of: ["Needs", "Owners", "Actions"],
    note: |name, note| format!("{name}: {note}"),
    touchpoints: "Touchpoints",
    more: |n| format!("and {n} more"),
    hint: "Choose a stage to see all of its touchpoints.",
    stage: |name| format!("Stage: {name}"),
    heatmap_link: "Where its touchpoints lead, as a heatmap",
    paths: |stage| format!("Ways through {stage}"),
    paths_heads: ["Way", "Customers", "Share", "Go on", "95% interval", "Median time"],
    paths_say: |n, all, paths, all_paths| {
        format!("{n} of {all} customers take one of these {paths} ways; the others take one of {all_paths} in all.")
    },
    paths_all: |all, paths| format!("{all} customers, {paths} ways."),
    paths_method: &[
        "A customer’s way is what they do on their first visit to the stage, until an event of another stage: its touchpoints in order. One that follows itself counts once; of a longer way the first eight are shown.",
        "Each customer of the stage has one way: the customers add up to those of the map, and so do those who go on.",
        "Go on: the share of those who later reach a later stage, with Wilson’s 95% interval. The time is that from the first event of the visit to its last one.",
    ],
    funnel_link: "The funnel through it, to the next stage",
    feedback_link: "What customers say of it, by touchpoint",
    stages_link: "Correct the stages",
    close: "Close",
    touchpoint_table: "Touchpoints of the stage",
    table: "Stages",
    nothing: "No event of a known stage is in scope. Widen the dates or remove a filter, or give the touchpoints a stage on the Data screen.",
    without_stage: |n| format!("{n} events have no stage: they are not on the map."),
    visit_method: "A visit is a customer's events in one stage with none of another stage between them. Events without a stage are passed over. A customer counts once in every stage with an event of theirs.",
    fate_method: |days| {
        format!(
            "Go on: a later stage follows the customer's first event in the stage. Go back: not so, but an earlier stage follows the last one. Still here: the last event of all is in the stage, at most {days} days before the end of the data. Left: it is there, and longer ago."
        )
    },
    time_method: "Time in the stage runs from the first event of a visit to its last; time to the next from there to the first event of the next visit. Medians and quartiles are exact, over all visits.",
    feelings_method: "Feelings are the mean score of a stage on the scale of the data, drawn from −2 (lowest score) to +2 (highest); bars are 95% intervals of the mean. Where a stage has no score, the line is broken.",
    rated_event_method: "A score belongs to the stage of the event that has it.",
    rated_before_method: "A score belongs to the stage of the customer's event before it: a survey speaks of what came before.",
};

/// 简体中文.
pub const ZH: JourneyMapWords = JourneyMapWords {
    pains_note: "流失或不满的客户",
    about: |n| format!("约 {n}"),
    title: "旅程地图",
    chart: |stages| format!("包含 {stages} 个阶段的旅程地图"),
    most_leave: |customers, leaving, share, stage| {
        format!("“{stage}”阶段的 {customers} 位客户中，{leaving} 位（{share}）在此流失，人数多于其他任何阶段。")
    },
    nobody_leaves: |customers| format!("共 {customers} 位客户，无人流失。"),
    lowest: |stage, mean, interval, n| format!("“{stage}”阶段的感受最低：平均 {mean}（{interval}，n = {n}）。"),
    rules: "规则",
    idle: "视为旅程结束",
    days: |days| format!("{days} 天无事件"),
    customers: "客户",
    of_all: |share| format!("占全部 {share}"),
    share_of_customers: "客户占比",
    share_leaving: "离开占比",
    fate: "后续去向",
    going_on: "前行",
    going_back: "返回",
    staying: "仍在",
    leaving: "流失",
    onward: "前行率",
    last_stage: "最后阶段",
    arrivals: "来访",
    starting: |n| format!("{n} 位由此开始"),
    coming_back: |n| format!("{n} 位再次到来"),
    starting_name: "由此开始",
    coming_back_name: "再次到来",
    in_stage: "停留时长",
    to_next: "到下一阶段用时",
    median: "中位数与中间半数",
    feelings: "感受",
    scale: |low, high| format!("平均评分，{low} 至 {high}"),
    score: |mean, n| format!("{mean}（n = {n}）"),
    mean_score: "平均评分",
    scores: "评分数",
    sides: "线上与线下",
    failures: "投诉与故障",
    failures_note: "依据触点名称",
    of_stage: |share| format!("占本阶段 {share}"),
    failed_customers: "涉及客户",
    failed_name: "遇到故障或投诉",
    names_method: "线上或线下：以“数据”页为触点选择的为准，否则依据渠道名称，再否则依据触点名称。投诉与故障：名称表明如此的触点上的事件（失败、错误、异常、投诉等）。",
    notes: "备注",
    notes_of: ["需求", "负责人", "行动"],
    note: |name, note| format!("{name}：{note}"),
    touchpoints: "触点",
    more: |n| format!("另有 {n} 个"),
    hint: "选择一个阶段，查看其全部触点。",
    stage: |name| format!("阶段：{name}"),
    heatmap_link: "以热力图查看其触点的去向",
    paths: |stage| format!("经过“{stage}”的路径"),
    paths_heads: ["路径", "客户", "占比", "前行率", "95% 区间", "时间中位数"],
    paths_say: |n, all, paths, all_paths| {
        format!("{all} 位客户中有 {n} 位走的是这 {paths} 条路径之一；路径共有 {all_paths} 条。")
    },
    paths_all: |all, paths| format!("{all} 位客户，{paths} 条路径。"),
    paths_method: &[
        "客户的路径是其首次到访该阶段期间（直到出现其他阶段的事件为止）依次经过的触点。连续重复的触点只计一次；较长的路径显示前八个触点。",
        "该阶段的每位客户各有一条路径：客户数之和等于地图上的客户数，前行者亦然。",
        "前行率：之后到达更靠后阶段的客户占比，附 Wilson 95% 区间。时间为到访期间首个事件到末个事件的时间。",
    ],
    funnel_link: "经过此阶段到下一阶段的漏斗",
    feedback_link: "客户对此阶段的评价（按触点）",
    stages_link: "修正阶段",
    close: "关闭",
    touchpoint_table: "该阶段的触点",
    table: "各阶段",
    nothing: "当前范围内没有属于已知阶段的事件。请放宽日期、删除筛选条件，或在“数据”页为触点指定阶段。",
    without_stage: |n| format!("{n} 个事件没有阶段，未计入地图。"),
    visit_method: "一次到访指客户在同一阶段的连续事件，其间没有其他阶段的事件；没有阶段的事件略过不计。客户在其有事件的每个阶段各计一次。",
    fate_method: |days| {
        format!(
            "前行：在该阶段首个事件之后出现更靠后的阶段。返回：未前行，但在该阶段最后一个事件之后出现更靠前的阶段。仍在：客户的最后一个事件在该阶段，且距数据结束不超过 {days} 天。流失：同上，但更早。"
        )
    },
    time_method: "停留时长为一次到访的首个事件至最后一个事件；到下一阶段用时为其后至下一次到访的首个事件。中位数与四分位数按全部到访精确计算。",
    feelings_method: "感受为该阶段评分的平均值，按数据自身的量表绘制在 −2（最低分）至 +2（最高分）之间；竖线为平均值的 95% 区间。没有评分的阶段，折线断开。",
    rated_event_method: "评分归入其所在事件的阶段。",
    rated_before_method: "评分归入客户前一个事件的阶段：调查所评的是此前的经历。",
};
