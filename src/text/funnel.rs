//! The words of the funnel.

use super::n_of;
use crate::analysis::StepOrder;

/// A unit of the conversion window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WindowUnit {
    /// 1 s
    Seconds,
    /// 60 s
    Minutes,
    /// 3,600 s
    Hours,
    /// 86,400 s
    Days,
    /// 604,800 s
    Weeks,
}

/// The words of the funnel.
pub struct FunnelWords {
    /// Heading of the screen.
    pub title: &'static str,
    /// Heading of the steps.
    pub steps: &'static str,
    /// Adds a step.
    pub add_step: &'static str,
    /// Adds another touchpoint to a step, by its number.
    pub add_alternative: fn(usize) -> String,
    /// The same, in short.
    pub or: &'static str,
    /// Placeholder of the search for touchpoints.
    pub search: &'static str,
    /// How steps are moved.
    pub drag_hint: &'static str,
    /// A step to be dragged, by its number.
    pub drag_step: fn(usize) -> String,
    /// Moves a step, by its number.
    pub move_up: fn(usize) -> String,
    /// Moves a step, by its number.
    pub move_down: fn(usize) -> String,
    /// Takes a step away, by its number.
    pub remove_step: fn(usize) -> String,
    /// Takes a touchpoint out of a step.
    pub remove_touchpoint: fn(&str, usize) -> String,
    /// No more steps can be added.
    pub most_steps: &'static str,
    /// Back to the funnel proposed at first.
    pub propose_again: &'static str,
    /// Heading of the rules.
    pub rules: &'static str,
    /// In which order.
    pub order: &'static str,
    /// Names of the orders.
    pub order_name: fn(StepOrder) -> &'static str,
    /// The conversion window.
    pub window: &'static str,
    /// Its number.
    pub window_number: &'static str,
    /// Its unit.
    pub window_unit: &'static str,
    /// No window.
    pub no_limit: &'static str,
    /// Names of the units.
    pub unit: fn(WindowUnit) -> &'static str,
    /// Breakdown by a property.
    pub breakdown: &'static str,
    /// No breakdown.
    pub no_breakdown: &'static str,
    /// How many groups are drawn.
    pub groups_shown: &'static str,
    /// So many of so many groups are drawn.
    pub groups_note: fn(&str, &str) -> String,
    /// What converted, in a sentence: reached, started, rate, interval, first, last.
    pub headline: fn(&str, &str, &str, &str, &str, &str) -> String,
    /// The largest loss, in a sentence: lost, share, before, after.
    pub worst: fn(&str, &str, &str, &str) -> String,
    /// Of all customers in scope: started, all, share.
    pub entered: fn(&str, &str, &str) -> String,
    /// First line under a bar: customers and their share.
    pub note_count: fn(&str) -> String,
    /// Share of step 1.
    pub note_rate: fn(&str) -> String,
    /// Share of the step before.
    pub note_step_rate: fn(&str) -> String,
    /// Median time since the step before.
    pub note_median: fn(&str) -> String,
    /// Share of all customers in scope.
    pub note_of_all: fn(&str) -> String,
    /// A bar in words: number, label, customers.
    pub bar_title: fn(usize, &str, &str) -> String,
    /// A lost part in words: customers, number, label.
    pub lost_title: fn(&str, usize, &str) -> String,
    /// How to open a bar.
    pub open_hint: &'static str,
    /// Name of the chart, for assistive technology: how many steps.
    pub chart: fn(usize) -> String,
    /// Column of a table.
    pub step: &'static str,
    /// Column of a table.
    pub group: &'static str,
    /// All customers, as a row of a table.
    pub everybody: &'static str,
    /// Column of a table.
    pub customers: &'static str,
    /// Column of a table.
    pub share_of_all: &'static str,
    /// Column of a table.
    pub conversion_rate: &'static str,
    /// Column of a table.
    pub step_rate: &'static str,
    /// Column of a table.
    pub drop_off: &'static str,
    /// Column of a table.
    pub median_previous: &'static str,
    /// Column of a table.
    pub median_start: &'static str,
    /// Name of the table under the chart.
    pub table: &'static str,
    /// Heading of the comparison.
    pub compare: &'static str,
    /// Column of the comparison.
    pub started: &'static str,
    /// Column of the comparison.
    pub converted: &'static str,
    /// Column of the comparison: percentage points against everybody else.
    pub difference: &'static str,
    /// Percentage points, with their sign.
    pub points: fn(&str) -> String,
    /// Column of the comparison.
    pub p_value: &'static str,
    /// Column of the comparison.
    pub verdict: &'static str,
    /// The group converts better.
    pub higher: &'static str,
    /// The group converts worse.
    pub lower: &'static str,
    /// It cannot be told.
    pub unclear: &'static str,
    /// How groups are compared: how many.
    pub compare_method: fn(&str) -> String,
    /// Heading of the people: number and label of the step they reached.
    pub reached: fn(usize, &str) -> String,
    /// Heading of the people: label of the step before, and of the one not reached.
    pub lost: fn(&str, &str) -> String,
    /// In which group.
    pub in_group: fn(&str) -> String,
    /// Closes the people.
    pub close: &'static str,
    /// Heading of the ids.
    pub who: &'static str,
    /// Copies the ids.
    pub copy: &'static str,
    /// They were copied.
    pub copied: &'static str,
    /// Column of the ids.
    pub customer: &'static str,
    /// Heading of what they did next.
    pub next: &'static str,
    /// Nothing more.
    pub nothing_more: &'static str,
    /// The rest of what they did next: how many touchpoints.
    pub other_next: fn(&str) -> String,
    /// What "next" means.
    pub next_method: &'static str,
    /// What to do with fewer than two steps.
    pub too_few: &'static str,
    /// The same where the log has but one touchpoint, and no customer came to it again.
    pub one_touchpoint: &'static str,
    /// Nobody reached step 1, by its label.
    pub nobody_started: fn(&str) -> String,
    /// Nobody is in scope.
    pub nobody_in_scope: &'static str,
    /// What is wrong with a step without touchpoints.
    pub empty_step: &'static str,
    /// The touchpoint is not in this log.
    pub unknown_touchpoint: &'static str,
    /// How the order counts.
    pub order_method: fn(StepOrder) -> &'static str,
    /// How the window counts: its length.
    pub window_method: fn(&str) -> String,
    /// How no window counts.
    pub no_window_method: &'static str,
    /// How attempts count.
    pub attempt_method: &'static str,
    /// What rates are of.
    pub rate_method: &'static str,
    /// How ties are ordered: how many events.
    pub ties_method: fn(&str) -> String,
    /// What the breakdown goes by.
    pub breakdown_method: fn(&str) -> String,
}

/// English.
pub const EN: FunnelWords = FunnelWords {
    title: "Funnel",
    steps: "Steps",
    add_step: "Add a step",
    add_alternative: |step| format!("Add another touchpoint to step {step}"),
    or: "or…",
    search: "Search touchpoints…",
    drag_hint: "Drag steps to reorder them, or drag a touchpoint from the list to where it belongs.",
    drag_step: |step| format!("Drag step {step}"),
    move_up: |step| format!("Move step {step} up"),
    move_down: |step| format!("Move step {step} down"),
    remove_step: |step| format!("Remove step {step}"),
    remove_touchpoint: |name, step| format!("Remove {name} from step {step}"),
    most_steps: "A funnel has at most 20 steps.",
    propose_again: "Proposed steps",
    rules: "Rules",
    order: "Order",
    order_name: |order| match order {
        StepOrder::InOrder => "In order",
        StepOrder::Exact => "Exact",
        StepOrder::AnyOrder => "Any order",
    },
    window: "Conversion window",
    window_number: "Length of the window",
    window_unit: "Unit of the window",
    no_limit: "No limit",
    unit: |unit| match unit {
        WindowUnit::Seconds => "seconds",
        WindowUnit::Minutes => "minutes",
        WindowUnit::Hours => "hours",
        WindowUnit::Days => "days",
        WindowUnit::Weeks => "weeks",
    },
    breakdown: "Break down by",
    no_breakdown: "Nothing",
    groups_shown: "Groups in the chart",
    groups_note: |shown, all| format!("The chart shows the {shown} largest of {all} groups; the tables have all."),
    headline: |reached, started, rate, interval, first, last| {
        format!("{reached} of {started} customers went from {first} to {last}: {rate} (95% interval {interval}).")
    },
    worst: |lost, share, before, after| format!("Most are lost between {before} and {after}: {lost} ({share})."),
    entered: |started, all, share| format!("{started} of {all} customers in scope reached step 1 ({share})."),
    note_count: |count| count.to_owned(),
    note_rate: |rate| format!("{rate} of step 1"),
    note_step_rate: |rate| format!("{rate} of previous"),
    note_median: |time| format!("median {time}"),
    note_of_all: |rate| format!("{rate} of all"),
    bar_title: |step, label, customers| format!("Step {step}, {label}: {}", n_of(customers, "customer", "customers")),
    lost_title: |lost, step, label| format!("{lost} customers did not reach step {step}, {label}"),
    open_hint: "Click a bar, or the hatched part, to see who they are and what they did next.",
    chart: |steps| format!("Funnel of {steps} steps"),
    step: "Step",
    group: "Group",
    everybody: "All customers",
    customers: "Customers",
    share_of_all: "Share of all",
    conversion_rate: "Of step 1",
    step_rate: "Of previous",
    drop_off: "Lost",
    median_previous: "Median since previous",
    median_start: "Median since step 1",
    table: "Funnel by step",
    compare: "Groups compared",
    started: "Step 1",
    converted: "Last step",
    difference: "Against the rest",
    points: |points| format!("{points} pp"),
    p_value: "p (Holm)",
    verdict: "Reading",
    higher: "converts better",
    lower: "converts worse",
    unclear: "no clear difference",
    compare_method: |groups| {
        format!(
            "Each group's final conversion is compared with that of all other customers by a two-sided two-proportion z-test. The p-values are corrected for {groups} comparisons (S. Holm, “A simple sequentially rejective multiple test procedure”, Scandinavian Journal of Statistics 6, 1979); a difference is called clear below 0.05."
        )
    },
    reached: |step, label| format!("Reached step {step}, {label}"),
    lost: |before, after| format!("Reached {before} and not {after}"),
    in_group: |group| format!("group “{group}”"),
    close: "Close",
    who: "Who they are",
    copy: "Copy ids",
    copied: "Copied",
    customer: "Customer",
    next: "What they did next",
    nothing_more: "Nothing more",
    other_next: |count| format!("{count} other touchpoints"),
    next_method: "The touchpoint of each customer's first event after their last matched step.",
    too_few: "A funnel needs at least two steps. Add a touchpoint under Steps, or take the proposed steps.",
    one_touchpoint: "A funnel needs at least two steps. This log has one touchpoint, and no customer came to it twice: add a file with what came before or after, or see Customers and Overview.",
    nobody_started: |label| {
        format!("No customer in scope reached step 1, {label}. Choose another first step, more dates or fewer filters.")
    },
    nobody_in_scope: "No event lies in this date range and meets these filters. Choose more dates or fewer filters.",
    empty_step: "Choose a touchpoint for this step.",
    unknown_touchpoint: "not in this data",
    order_method: |order| match order {
        StepOrder::InOrder => {
            "Steps are matched by distinct events, each later in the order of events than the one before; other events may lie between."
        }
        StepOrder::Exact => {
            "Steps are matched by distinct events that follow each other directly: no other event of the customer lies between."
        }
        StepOrder::AnyOrder => {
            "A customer reaches step k with distinct events for all of the first k steps, in whatever order."
        }
    },
    window_method: |length| format!("The last matched step lies at most {length} after the first one, inclusive."),
    no_window_method: "There is no limit on the time from step 1 to the last matched step.",
    attempt_method: "Every occurrence of step 1 opens an attempt; a customer counts at the furthest step that any attempt reaches. Among attempts equally far, the earliest start gives the times.",
    rate_method: "Rates are of the customers who reached step 1; the share of all customers in scope stands beside them.",
    ties_method: |tied| {
        format!(
            "Events are ordered by time; {tied} events share customer and instant with another one and keep the order of the file."
        )
    },
    breakdown_method: |column| format!("A customer's group is the value of {column} on the matched step 1."),
};

/// 简体中文.
pub const ZH: FunnelWords = FunnelWords {
    title: "漏斗",
    steps: "步骤",
    add_step: "添加步骤",
    add_alternative: |step| format!("为第 {step} 步添加另一个触点"),
    or: "或…",
    search: "搜索触点…",
    drag_hint: "拖动步骤可调整顺序，也可将列表中的触点拖到相应位置。",
    drag_step: |step| format!("拖动第 {step} 步"),
    move_up: |step| format!("上移第 {step} 步"),
    move_down: |step| format!("下移第 {step} 步"),
    remove_step: |step| format!("删除第 {step} 步"),
    remove_touchpoint: |name, step| format!("从第 {step} 步中删除“{name}”"),
    most_steps: "漏斗最多 20 步。",
    propose_again: "恢复推荐步骤",
    rules: "规则",
    order: "顺序",
    order_name: |order| match order {
        StepOrder::InOrder => "按顺序",
        StepOrder::Exact => "严格相邻",
        StepOrder::AnyOrder => "不限顺序",
    },
    window: "转化窗口",
    window_number: "窗口长度",
    window_unit: "窗口单位",
    no_limit: "不限",
    unit: |unit| match unit {
        WindowUnit::Seconds => "秒",
        WindowUnit::Minutes => "分钟",
        WindowUnit::Hours => "小时",
        WindowUnit::Days => "天",
        WindowUnit::Weeks => "周",
    },
    breakdown: "分组维度",
    no_breakdown: "不分组",
    groups_shown: "图中组数",
    groups_note: |shown, all| format!("图中显示最大的 {shown} 组（共 {all} 组），表格包含全部分组。"),
    headline: |reached, started, rate, interval, first, last| {
        format!("{started} 位到达“{first}”的客户中有 {reached} 位到达“{last}”，转化率 {rate}（95% 区间 {interval}）。")
    },
    worst: |lost, share, before, after| format!("流失最多的一步：“{before}”到“{after}”，流失 {lost} 位（{share}）。"),
    entered: |started, all, share| format!("范围内 {all} 位客户中有 {started} 位到达第 1 步（{share}）。"),
    note_count: |count| count.to_owned(),
    note_rate: |rate| format!("占第 1 步 {rate}"),
    note_step_rate: |rate| format!("占上一步 {rate}"),
    note_median: |time| format!("中位用时 {time}"),
    note_of_all: |rate| format!("占全部客户 {rate}"),
    bar_title: |step, label, customers| format!("第 {step} 步“{label}”：{customers} 位客户"),
    lost_title: |lost, step, label| format!("{lost} 位客户未到达第 {step} 步“{label}”"),
    open_hint: "点击柱形或斜线部分，查看是哪些客户、他们接下来做了什么。",
    chart: |steps| format!("{steps} 步漏斗"),
    step: "步骤",
    group: "分组",
    everybody: "全部客户",
    customers: "客户数",
    share_of_all: "占全部客户",
    conversion_rate: "累计转化率",
    step_rate: "步骤转化率",
    drop_off: "流失",
    median_previous: "距上一步中位用时",
    median_start: "距第 1 步中位用时",
    table: "各步骤数据",
    compare: "分组对比",
    started: "第 1 步",
    converted: "最后一步",
    difference: "与其余客户相差",
    points: |points| format!("{points} 个百分点"),
    p_value: "p 值（Holm）",
    verdict: "结论",
    higher: "转化更高",
    lower: "转化更低",
    unclear: "无明显差异",
    compare_method: |groups| {
        format!(
            "将每组的最终转化率与其余全部客户比较，采用双侧两比例 z 检验；p 值按 {groups} 次比较校正（S. Holm，《A simple sequentially rejective multiple test procedure》，Scandinavian Journal of Statistics 6，1979），小于 0.05 视为差异明显。"
        )
    },
    reached: |step, label| format!("到达第 {step} 步“{label}”"),
    lost: |before, after| format!("到达“{before}”但未到达“{after}”"),
    in_group: |group| format!("分组“{group}”"),
    close: "关闭",
    who: "客户名单",
    copy: "复制客户 ID",
    copied: "已复制",
    customer: "客户",
    next: "接下来做了什么",
    nothing_more: "没有后续事件",
    other_next: |count| format!("其他 {count} 个触点"),
    next_method: "每位客户在最后一个匹配步骤之后的第一个事件所在的触点。",
    too_few: "漏斗至少需要两个步骤。请在“步骤”中添加触点，或使用推荐步骤。",
    one_touchpoint: "漏斗至少需要两个步骤。此日志只有一个触点，且没有客户第二次到达：请添加包含前后经过的文件，或查看“客户”和“概览”。",
    nobody_started: |label| format!("范围内没有客户到达第 1 步“{label}”。请更换第一步、放宽日期或减少筛选条件。"),
    nobody_in_scope: "该日期范围和筛选条件下没有任何事件。请放宽日期或减少筛选条件。",
    empty_step: "请为该步骤选择触点。",
    unknown_touchpoint: "数据中没有",
    order_method: |order| match order {
        StepOrder::InOrder => "各步骤由不同的事件依次匹配，每个事件都在前一个之后；中间可以有其他事件。",
        StepOrder::Exact => "各步骤由依次紧邻的不同事件匹配，中间不能有该客户的其他事件。",
        StepOrder::AnyOrder => "客户只要以不同的事件完成前 k 个步骤（先后不限），即算到达第 k 步。",
    },
    window_method: |length| format!("最后一个匹配步骤与第 1 步的间隔不超过 {length}（含）。"),
    no_window_method: "从第 1 步到最后一个匹配步骤不限时间。",
    attempt_method: "第 1 步每出现一次就开始一次尝试，客户按各次尝试中到达的最远步骤计数；到达同样远时，用时取最早开始的那次。",
    rate_method: "转化率以到达第 1 步的客户为分母，同时给出占范围内全部客户的比例。",
    ties_method: |tied| format!("事件按时间排序；有 {tied} 个事件与同一客户的其他事件时间相同，按文件中的先后排列。"),
    breakdown_method: |column| format!("客户的分组取匹配到的第 1 步事件上“{column}”的值。"),
};
