//! The words of the pain points.

use super::n_of;
use crate::analysis::pain_points::Kind;

/// The words of the pain points.
pub struct PainPointsWords {
    /// Heading of the screen, and its item in the menu.
    pub title: &'static str,
    /// Heading of the controls.
    pub rules: &'static str,
    /// The touchpoints that count as failures.
    pub failures: &'static str,
    /// Adds one.
    pub add_failure: &'static str,
    /// Takes one out.
    pub remove_failure: fn(&str) -> String,
    /// There is none.
    pub no_failures: &'static str,
    /// Within what time customers go on.
    pub within: &'static str,
    /// As the log tells, with the time where it is known.
    pub within_told: fn(Option<&str>) -> String,
    /// What was found: how many, the first one's name, what it costs.
    pub headline: fn(usize, &str, &str) -> String,
    /// Nothing was found: how many comparisons were made.
    pub nothing: fn(&str) -> String,
    /// Nothing could be compared.
    pub too_little: &'static str,
    /// There is no goal, so what is lost is not weighed.
    pub no_goal: &'static str,
    /// Heading of the chart.
    pub chart_heading: &'static str,
    /// Name of the chart, for assistive technology: how many.
    pub chart: fn(&str) -> String,
    /// Customers lost.
    pub lost: fn(&str) -> String,
    /// Customers unhappy.
    pub unhappy: fn(&str) -> String,
    /// How many customers were looked at.
    pub visits: fn(&str) -> String,
    /// Whom evidence is about: all.
    pub everybody: &'static str,
    /// Those with a value: column, value.
    pub group: fn(&str, &str) -> String,
    /// Those since a day.
    pub since: fn(&str) -> String,
    /// What is so of them; whether there is a goal.
    pub what: fn(Kind, bool) -> &'static str,
    /// Evidence in a sentence: whom, share, how many, what.
    pub evidence: fn(&str, &str, &str, &str) -> String,
    /// What the rest predicts, by what it is: others, the rest here, before, spared ones.
    pub predicted: fn(Prediction, &str) -> String,
    /// How many more than predicted: about how many, low, high.
    pub more: fn(&str, &str, &str) -> String,
    /// Of them, those lost.
    pub of_them_lost: fn(&str) -> String,
    /// When a group's rate rose: date, after, before.
    pub rose: fn(&str, &str, &str) -> String,
    /// The p-value.
    pub p_value: fn(&str) -> String,
    /// The bar of what was seen.
    pub observed: &'static str,
    /// The bar of what was predicted.
    pub expected: &'static str,
    /// The way to the heatmap.
    pub heatmap_link: &'static str,
    /// Heading of what may help.
    pub remedies: &'static str,
    /// What would show that it helped.
    pub shown_by: fn(&str) -> String,
    /// What may help at a stage, where the field has an answer.
    pub remedies_of: fn(&str) -> Option<Remedies>,
    /// Name of the table.
    pub table: &'static str,
    /// Heads of the table: what, whom, n, observed, predicted, concerned, interval, lost, unhappy, p.
    pub heads: [&'static str; 10],
    /// How it is counted, in sentences; with the time within which customers go on, and how many comparisons were made.
    pub method: fn(&str, &str) -> Vec<String>,
    /// Heading of the risk register.
    pub risks: &'static str,
    /// The highest risk: touchpoint, how many of how many fail, what is lost with each, with all.
    pub risk_says: fn(&str, [&str; 2], &str, &str) -> String,
    /// No loss is more than chance.
    pub no_risk: &'static str,
    /// Heads: touchpoint, customers, failed, share, interval, lost per failure, interval, risk, verdict.
    pub risk_heads: [&'static str; 9],
    /// So many conversions.
    pub risk_conversions: fn(&str) -> String,
    /// Something is lost, more than chance.
    pub risk_sure: &'static str,
    /// Those who fail bring more.
    pub risk_none: &'static str,
    /// How that is told.
    pub risk_method: [&'static str; 3],
}

/// What may help at a stage.
#[derive(Clone, Copy, Debug)]
pub struct Remedies {
    /// What to try.
    pub list: &'static [&'static str],
    /// What moves if it works.
    pub shown_by: &'static str,
}

/// What a rate is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prediction {
    /// The other touchpoints.
    Others,
    /// Other customers at the touchpoint.
    Rest,
    /// Those before a day.
    Before,
    /// Those who came from the same touchpoint and did not meet the failure.
    Spared,
}

/// English.
pub const EN: PainPointsWords = PainPointsWords {
    title: "Pain points",
    rules: "What counts",
    failures: "Failures",
    add_failure: "Add a touchpoint that is a failure",
    remove_failure: |name| format!("{name} is no failure"),
    no_failures: "No touchpoint's name says that something failed.",
    within: "A customer goes on within",
    within_told: |time| match time {
        Some(time) => format!("As usual in this log ({time})"),
        None => "As usual in this log".to_owned(),
    },
    headline: |n, first, cost| match n {
        1 => format!("1 pain point: {first}, {cost}."),
        _ => format!("{n} pain points; the worst is {first}, {cost}."),
    },
    nothing: |n| {
        format!(
            "No pain points: nowhere are more customers lost or unhappy than the rest of the journey predicts ({n} comparisons)."
        )
    },
    too_little: "Too little to compare: it takes 30 customers at a touchpoint, and 30 to compare them with. Choose more dates or fewer filters.",
    no_goal: "There is no goal, so customers who drop off or meet a failure count as lost, and long stays are not judged. Choose a goal to weigh them.",
    chart_heading: "Customers concerned, beyond what was to be expected",
    chart: |n| format!("Customers concerned at {n} touchpoints, with 95% intervals, as in the table below"),
    lost: |n| format!("≈ {n} lost"),
    unhappy: |n| format!("≈ {n} unhappy"),
    visits: |n| format!("of {} here", n_of(n, "customer", "customers")),
    everybody: "All customers here",
    group: |column, value| format!("{column} = {value}"),
    since: |date| format!("Since {date}"),
    what: |kind, has_goal| match kind {
        Kind::DropOff => "go no further",
        Kind::Failure => "meet a failure next",
        Kind::Repeats => "go elsewhere and come back",
        Kind::LongStay => "stay long",
        Kind::AfterFailure if has_goal => "do not reach the goal after it",
        Kind::AfterFailure => "go no further after it",
        Kind::LowScore => "of their scores are low",
    },
    evidence: |who, rate, n, what| format!("{who}: {rate} of {n} {what}"),
    predicted: |by, rate| match by {
        Prediction::Others => format!("the other touchpoints predict {rate}"),
        Prediction::Rest => format!("the other customers here predict {rate}"),
        Prediction::Before => format!("the time before predicts {rate}"),
        Prediction::Spared => format!("customers who were spared it predict {rate}"),
    },
    more: |n, low, high| format!("≈ {n} customers more than predicted (95%: {low} to {high})"),
    of_them_lost: |n| format!("≈ {n} of them lost to the goal"),
    rose: |date, after, before| format!("{after} since {date}, {before} before"),
    p_value: |p| format!("adjusted p {p}"),
    observed: "Here",
    expected: "Predicted",
    heatmap_link: "See it in the heatmap",
    remedies: "What may help",
    shown_by: |measure| format!("It worked if this moves: {measure}."),
    remedies_of: |stage| {
        Some(match stage {
            "awareness" | "attention" | "acquisition" => Remedies {
                list: &[
                    "Reach the right people: ads, search, social media",
                    "Content of value, with reviews and cases as proof",
                    "Cut channels that bring no one on",
                ],
                shown_by: "share who go on to consideration, by channel",
            },
            "consideration" | "interest" | "desire" | "activation" => Remedies {
                list: &[
                    "Recommend by behaviour",
                    "Complete information: price, comparison, delivery, returns",
                    "Offer chat and advice",
                ],
                shown_by: "share who go on to purchase, and the time spent here",
            },
            "purchase" | "decision" | "action" | "revenue" => Remedies {
                list: &[
                    "Fewer steps",
                    "More ways to pay",
                    "Help on the spot",
                    "A reminder and a voucher for those who left",
                ],
                shown_by: "conversion from here to the goal, before against after",
            },
            "use" | "retention" => Remedies {
                list: &["Faster service", "Guides and tutorials", "Ask for feedback, and answer it"],
                shown_by: "scores and complaints after this touchpoint",
            },
            "loyalty" | "referral" => Remedies {
                list: &[
                    "A loyalty scheme with points and member offers",
                    "Regular, useful contact",
                    "Invite reviews, build a community",
                    "Bridge store and online",
                ],
                shown_by: "share who buy again",
            },
            _ => return None,
        })
    },
    table: "Evidence as a table",
    heads: [
        "Evidence", "Customers", "n", "Observed", "Predicted", "Concerned", "95% interval", "Lost", "Unhappy",
        "Adjusted p",
    ],
    method: |within, comparisons| {
        vec![
            format!("Looked at is one visit of each customer to each touchpoint, drawn evenly and always the same, of those more than {within} before the end of the log: what came of later ones cannot be told yet. Drop-off: no other touchpoint follows within {within}. Failure: a failure is next. Coming back: elsewhere, and back within {within}. Long stay: the next touchpoint is of the same session, and comes later than after three quarters of all visits here; it counts only where those who stay long reach the goal less often."),
            "Customers concerned = n × (observed − predicted rate). Lost = concerned × (rate at which the touchpoint's other customers reach the goal − that of those concerned). Pain points stand by customers lost or unhappy, in the evidence with the most.".to_owned(),
            "A value of a column is compared with the other customers at the same touchpoint; where it does worse at most other touchpoints as well, its odds are raised by the median of its odds ratios there, so that only what is worse here than elsewhere counts. A day is compared with the time before, likewise; it is the most likely day (D. V. Hinkley and E. A. Hinkley, Biometrika 57, 1970), and p is multiplied by the days tried.".to_owned(),
            "Drop-off at a whole touchpoint, of customers who have not reached the goal yet, is compared with what the logits of the other touchpoints predict by Student's t. What follows a failure is compared with customers who came from the same touchpoints and did not meet it (direct standardisation). Low scores: 0–6 of the NPS, below the middle of other scales; compared with all other touchpoints.".to_owned(),
            format!("One-sided tests on the logit scale with Haldane's half; {comparisons} comparisons, of five sorts: Holm's adjustment within each sort, times five. Shown is what stays below 5% and is at least two points above the prediction; fewer than 30 visits (20 scores) are not compared. Intervals of the excess: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10."),
            "A cause is not proven by this: customers choose their channel and their day themselves.".to_owned(),
        ]
    },
    risks: "Risk register",
    risk_says: |touchpoint, [failed, customers], lost, risk| {
        format!(
            "The highest risk is {touchpoint}: {failed} of {customers} customers meet a failure there, and {lost} is lost with each, {risk} in all."
        )
    },
    no_risk: "At no touchpoint is more lost with those who meet a failure than chance would have it.",
    risk_heads: [
        "Touchpoint", "Customers", "Failed", "Share", "95% interval", "Lost per failure", "95% interval", "Risk",
        "Verdict",
    ],
    risk_conversions: |n| format!("{n} conversions"),
    risk_sure: "Costly",
    risk_none: "They bring more",
    risk_method: [
        "A customer fails at a touchpoint when a failure or complaint is their next event after one at it. Risk = customers × share who fail × what is lost with each.",
        "Lost per failure: what the touchpoint's other customers bring from their first event at it on, on average, less what those who fail bring. That is the sum of values or, in a log without values, whether the goal is reached later. The interval is that of a difference of means; p-values are corrected for the number of touchpoints (S. Holm, 1979).",
        "Touchpoints with at least 5 customers on either side are told of. Those who fail may differ in more than the failure: it is an estimate, no proof.",
    ],
};

/// 简体中文.
pub const ZH: PainPointsWords = PainPointsWords {
    title: "痛点",
    rules: "计算规则",
    failures: "故障触点",
    add_failure: "添加一个故障触点",
    remove_failure: |name| format!("“{name}”不是故障"),
    no_failures: "没有触点的名称表明发生了故障。",
    within: "客户在多长时间内继续前行",
    within_told: |time| match time {
        Some(time) => format!("按本数据的常态（{time}）"),
        None => "按本数据的常态".to_owned(),
    },
    headline: |n, first, cost| match n {
        1 => format!("1 个痛点：{first}，{cost}。"),
        _ => format!("{n} 个痛点，最严重的是{first}，{cost}。"),
    },
    nothing: |n| format!("没有痛点：没有任何触点流失或不满的客户多于旅程其余部分的预测（共 {n} 次比较）。"),
    too_little: "数据太少，无法比较：每个触点至少需要 30 位客户，另有 30 位作对照。请放宽日期或减少筛选条件。",
    no_goal: "没有转化目标，因此离开或遇到故障的客户都计为流失，停留过久不作判断。选择一个目标即可加权。",
    chart_heading: "受影响的客户（超出预期的部分）",
    chart: |n| format!("{n} 个触点受影响的客户数，含 95% 区间，内容同下表"),
    lost: |n| format!("流失约 {n} 位"),
    unhappy: |n| format!("不满约 {n} 位"),
    visits: |n| format!("到访客户 {n} 位"),
    everybody: "此处全部客户",
    group: |column, value| format!("{column} = {value}"),
    since: |date| format!("自 {date} 起"),
    what: |kind, has_goal| match kind {
        Kind::DropOff => "到此为止",
        Kind::Failure => "随即遇到故障",
        Kind::Repeats => "离开后又折返",
        Kind::LongStay => "停留过久",
        Kind::AfterFailure if has_goal => "此后未达成目标",
        Kind::AfterFailure => "此后不再前行",
        Kind::LowScore => "的评分为低分",
    },
    evidence: |who, rate, n, what| format!("{who}：{n} 位中 {rate} {what}"),
    predicted: |by, rate| match by {
        Prediction::Others => format!("其他触点的预测为 {rate}"),
        Prediction::Rest => format!("此处其他客户的预测为 {rate}"),
        Prediction::Before => format!("此前时期的预测为 {rate}"),
        Prediction::Spared => format!("未遇到故障的客户的预测为 {rate}"),
    },
    more: |n, low, high| format!("比预测多约 {n} 位客户（95%：{low} 至 {high}）"),
    of_them_lost: |n| format!("其中约 {n} 位未能转化"),
    rose: |date, after, before| format!("自 {date} 起为 {after}，此前为 {before}"),
    p_value: |p| format!("校正后 p {p}"),
    observed: "此处",
    expected: "预测",
    heatmap_link: "在热力图中查看",
    remedies: "可以尝试",
    shown_by: |measure| format!("见效的标志：{measure}发生变化。"),
    remedies_of: |stage| {
        Some(match stage {
            "awareness" | "attention" | "acquisition" => Remedies {
                list: &[
                    "触达合适的人群：广告、搜索、社交媒体",
                    "提供有价值的内容，以评价和案例为佐证",
                    "砍掉带不来后续行为的渠道",
                ],
                shown_by: "各渠道进入考虑阶段的客户占比",
            },
            "consideration" | "interest" | "desire" | "activation" => Remedies {
                list: &["按行为推荐", "信息完整：价格、对比、配送、退换", "提供在线咨询与建议"],
                shown_by: "进入购买阶段的客户占比与此处停留时间",
            },
            "purchase" | "decision" | "action" | "revenue" => Remedies {
                list: &["减少步骤", "增加支付方式", "现场协助", "向离开的客户发送提醒和优惠券"],
                shown_by: "从此处到转化目标的转化率（改进前后对比）",
            },
            "use" | "retention" => Remedies {
                list: &["加快服务", "提供指南和教程", "征求反馈并予以回复"],
                shown_by: "此触点之后的评分与投诉",
            },
            "loyalty" | "referral" => Remedies {
                list: &["积分与会员权益", "定期而有用的联系", "邀请评价，经营社群", "打通门店与线上"],
                shown_by: "再次购买的客户占比",
            },
            _ => return None,
        })
    },
    table: "证据表",
    heads: ["证据", "客户", "n", "实际", "预测", "受影响", "95% 区间", "流失", "不满", "校正后 p"],
    method: |within, comparisons| {
        vec![
            format!("考察每位客户对每个触点的一次到访（均匀抽取，每次结果相同）；距数据结束不足 {within} 的到访尚不能判断，不参与抽取。离开：{within} 内没有其他触点。故障：下一个触点是故障。折返：去了别处，又在 {within} 内回来。停留过久：下一个触点在同一会话内，且晚于此触点四分之三的到访；仅当停留过久者更少达成目标时才计入。"),
            "受影响的客户 = n ×（实际比例 − 预测比例）。流失 = 受影响的客户 ×（该触点其他客户的目标达成率 − 受影响客户的目标达成率）。痛点按流失或不满的客户数排序，取证据中最大者。".to_owned(),
            "某列的一个取值与同一触点的其他客户比较；若它在多数其他触点也更差，则按其优势比的中位数上调预期，只计入此处比别处更差的部分。某一日期与此前比较，方法相同；取可能性最大的日期（D. V. Hinkley 与 E. A. Hinkley，Biometrika 57，1970），p 值乘以试过的日期数。".to_owned(),
            "整个触点的离开率（仅限尚未达成目标的客户）与其他触点的 logit 按 t 分布所作的预测比较。故障之后的结果与来自相同触点而未遇到故障的客户比较（直接标准化）。低分：NPS 0–6，其他量表低于中点；与所有其他触点比较。".to_owned(),
            format!("logit 尺度上的单侧检验（Haldane 校正）；共 {comparisons} 次比较，分五类：各类内作 Holm 校正，再乘以五。仅显示校正后低于 5% 且至少高出预测两个百分点的结果；少于 30 次到访（20 个评分）不作比较。超出部分的区间：R. G. Newcombe，Statistics in Medicine 17（1998），方法 10。"),
            "这并不证明因果：客户自行选择渠道和日期。".to_owned(),
        ]
    },
    risks: "风险清单",
    risk_says: |touchpoint, [failed, customers], lost, risk| {
        format!(
            "风险最高的是{touchpoint}：{customers} 位客户中有 {failed} 位在此遇到故障，每位损失 {lost}，合计 {risk}。"
        )
    },
    no_risk: "没有触点因故障造成超出偶然的损失。",
    risk_heads: ["触点", "客户", "遇到故障", "占比", "95% 区间", "每次故障的损失", "95% 区间", "风险", "结论"],
    risk_conversions: |n| format!("{n} 次转化"),
    risk_sure: "有损失",
    risk_none: "反而更多",
    risk_method: [
        "客户在某触点的事件之后，下一个事件为故障或投诉，即为在该触点遇到故障。风险 = 客户数 × 遇到故障的占比 × 每次故障的损失。",
        "每次故障的损失：该触点其他客户自首次到达起平均带来的价值，减去遇到故障的客户所带来的。价值为价值列之和；没有价值列时，为之后是否达成目标。区间为均值之差的区间；p 值按触点数校正（S. Holm，1979）。",
        "两侧各至少有 5 位客户的触点才会列出。遇到故障的客户可能在其他方面也有不同：这是估计，并非证明。",
    ],
};
