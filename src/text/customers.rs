//! The words of the customers: the list, and one customer's timeline.

use super::n_of;
use crate::analysis::{StepOrder, WhyMissed};

/// The words of the customers.
pub struct CustomersWords {
    /// Heading of the screen, and its item in the menu.
    pub title: &'static str,
    /// Label of the search for names.
    pub search: &'static str,
    /// Its placeholder.
    pub search_hint: &'static str,
    /// Name of the list.
    pub list: &'static str,
    /// How long the list is: those that match, all in scope.
    pub matching: fn(&str, &str) -> String,
    /// How to open a customer.
    pub hint: &'static str,
    /// Nobody matches the search.
    pub nobody: fn(&str) -> String,
    /// Nobody is in scope.
    pub nobody_in_scope: &'static str,
    /// Heading of a column: the customer.
    pub customer: &'static str,
    /// Heading of a column: how many events.
    pub events: &'static str,
    /// Heading of a column: the first event.
    pub first: &'static str,
    /// Heading of a column: the last event.
    pub last: &'static str,
    /// Heading of a column: the mean score.
    pub mean_score: &'static str,
    /// Heading of a column: the furthest stage.
    pub furthest: &'static str,
    /// Heading of a column: where the last event is.
    pub last_touchpoint: &'static str,
    /// Downloads so many of the list, the first ones.
    pub csv_of_first: fn(&str) -> String,
    /// Name of the timeline, by the customer.
    pub timeline: fn(&str) -> String,
    /// So many events in so many sessions.
    pub in_sessions: fn(&str, &str) -> String,
    /// From an instant to another one.
    pub from_to: fn(&str, &str) -> String,
    /// A value, with its name.
    pub named: fn(&str, &str) -> String,
    /// Closes the timeline.
    pub close: &'static str,
    /// A session: its number, when, how long, how many events.
    pub session: fn(&str, &str, &str, &str) -> String,
    /// A time without events.
    pub gap: fn(&str) -> String,
    /// So long after the event before.
    pub later: fn(&str) -> String,
    /// Opens the other columns of an event.
    pub more: &'static str,
    /// An event outside dates and filters.
    pub outside: &'static str,
    /// So many events lie outside.
    pub n_outside: fn(&str) -> String,
    /// An event counted as this step.
    pub step: fn(u32) -> String,
    /// Which events are shown: the first, the last, of how many.
    pub shown: fn(&str, &str, &str) -> String,
    /// Shows those before.
    pub earlier: &'static str,
    /// Shows those after.
    pub later_events: &'static str,
    /// Heading of what a funnel counted.
    pub why: &'static str,
    /// All steps were reached: how many, how long it took.
    pub counted_at_all: fn(&str, &str) -> String,
    /// So far it came: step, of how many, its name.
    pub counted_at: fn(u32, &str, &str) -> String,
    /// No step was reached.
    pub not_counted: &'static str,
    /// Why a step was missed: the order of steps, the reason, its number, its name, how long after the start.
    pub missed: fn(StepOrder, WhyMissed, u32, &str, &str) -> String,
    /// Leads back to the funnel.
    pub to_funnel: &'static str,
    /// Takes the marks away.
    pub without_funnel: &'static str,
    /// Opens a customer from a funnel's list.
    pub open: fn(&str) -> String,
    /// Opens the customers behind a count.
    pub behind: &'static str,
    /// The same, by what is counted.
    pub behind_count: fn(&str) -> String,
    /// The same, of a cell: row, column.
    pub behind_cell: fn(&str, &str) -> String,
    /// The list is of those behind this count.
    pub behind_says: fn(&str) -> String,
    /// An event makes the count.
    pub counted: &'static str,
    /// Which count the marked events make.
    pub why_counted: fn(&str) -> String,
    /// A count: a cell, by its row and column.
    pub of_cell: fn(&str, &str) -> String,
    /// A count: a touchpoint.
    pub of_touchpoint: fn(&str) -> String,
    /// A count: a touchpoint, and what comes next.
    pub of_followed: fn(&str, &str) -> String,
    /// A count: a touchpoint, what is so of visits to it, and of which group.
    pub of_evidence: fn(&str, &str, Option<&str>) -> String,
    /// A count: low scores, by what they speak of.
    pub of_low_scores: fn(&str) -> String,
    /// A count: scores, from the lowest to the highest, of a group.
    pub of_scores: fn(Option<[u8; 2]>, Option<&str>) -> String,
    /// A count: scores before and after a touchpoint.
    pub of_change: fn(&str) -> String,
    /// A count: a stage, and the part of its customers.
    pub of_stage: fn(&str, &str) -> String,
    /// A count: a way through a stage.
    pub of_path: fn(&str, &str) -> String,
    /// How the list counts.
    pub list_method: &'static str,
    /// How sessions count.
    pub session_method: &'static str,
    /// What is shared.
    pub private_method: &'static str,
}

/// English.
pub const EN: CustomersWords = CustomersWords {
    title: "Customers",
    search: "Search",
    search_hint: "Part of the name",
    list: "List of customers",
    matching: |matching, all| {
        if matching == all {
            n_of(all, "customer", "customers")
        } else {
            format!("{matching} of {all} customers match")
        }
    },
    hint: "Arrow keys move in the list; Enter or a click opens a customer; Escape leads back here.",
    nobody: |search| {
        format!(
            "No customer's name has “{search}” in it. Search for another part of it, or widen the dates and filters."
        )
    },
    nobody_in_scope: "No customer has an event in this scope. Choose more dates or fewer filters.",
    customer: "Customer",
    events: "Events",
    first: "First event",
    last: "Last event",
    mean_score: "Mean score",
    furthest: "Furthest stage",
    last_touchpoint: "Last touchpoint",
    csv_of_first: |n| format!("CSV of the first {n}"),
    timeline: |customer| format!("Timeline of {customer}"),
    in_sessions: |events, sessions| {
        format!("{} in {}", n_of(events, "event", "events"), n_of(sessions, "session", "sessions"))
    },
    from_to: |first, last| format!("{first} to {last}"),
    named: |name, value| format!("{name} {value}"),
    close: "Close the timeline",
    session: |number, when, long, events| {
        format!("Session {number} · {when} · {long} · {}", n_of(events, "event", "events"))
    },
    gap: |long| format!("{long} without an event"),
    later: |long| format!("+{long}"),
    more: "More",
    outside: "outside the scope",
    n_outside: |n| format!("{n} of the events lie outside the dates and filters: they are shown, marked as such."),
    step: |step| format!("Step {step}"),
    shown: |first, last, all| format!("Events {first} to {last} of {all}"),
    earlier: "Earlier events",
    later_events: "Later events",
    why: "Why was this one counted?",
    counted_at_all: |steps, long| format!("It reached all {steps} steps, within {long}."),
    counted_at: |step, steps, name| format!("It reached step {step} of {steps} ({name})."),
    not_counted: "It was not counted.",
    missed: |order, why, step, name, long| match why {
        WhyMissed::NeverCame => format!("Step {step} ({name}) never came."),
        WhyMissed::TooLate => format!("Step {step} ({name}) came {long} after the start: after the window."),
        WhyMissed::NotNext => format!("Step {step} ({name}) came, but not as the very next event."),
        WhyMissed::TooEarly if order == StepOrder::AnyOrder => {
            format!("Step {step} ({name}) came only before the window of the others.")
        }
        WhyMissed::TooEarly => format!("Step {step} ({name}) came only earlier than the step before it."),
        WhyMissed::CountedOtherwise => {
            format!("Step {step} ({name}) would need one more event: those that fit it count as other steps.")
        }
    },
    to_funnel: "Back to the funnel",
    without_funnel: "Take the marks away",
    open: |customer| format!("Timeline of {customer}, with the steps marked"),
    behind: "See these customers",
    behind_count: |what| format!("See these customers: {what}"),
    behind_cell: |row, column| format!("See the customers in {row} × {column}"),
    behind_says: |count| format!("Those behind a count: {count}."),
    counted: "counted",
    why_counted: |count| format!("It is behind this count: {count}. The events that make it are marked."),
    of_cell: |row, column| format!("the cell {row} × {column}"),
    of_touchpoint: |touchpoint| format!("events at “{touchpoint}”"),
    of_followed: |touchpoint, next| format!("“{touchpoint}”, and as the very next event {next}"),
    of_evidence: |touchpoint, what, group| match group {
        Some(group) => format!("“{touchpoint}”, {group}: those who {what}"),
        None => format!("“{touchpoint}”: those who {what}"),
    },
    of_low_scores: |touchpoint| format!("low scores of “{touchpoint}”"),
    of_scores: |range, group| {
        let scores = match range {
            Some([low, high]) if low == high => format!("scores of {low}"),
            Some([low, high]) => format!("scores from {low} to {high}"),
            None => "scores".to_owned(),
        };
        group.map_or(scores.clone(), |group| format!("{scores}, {group}"))
    },
    of_change: |touchpoint| format!("a score before “{touchpoint}”, and one from it on"),
    of_stage: |stage, part| format!("{stage}, {}", part.to_lowercase()),
    of_path: |path, stage| format!("{path}, on the first visit to {stage}"),
    list_method: "A customer is in the list with at least one event within the dates and filters; counts, instants, value, score and stage are of those events. The value is the sum, the score the mean. The furthest stage is the last one of the model, wherever it came in time.",
    session_method: "A session ends with the first gap of more than 30 minutes. Times between events are those of the data; events of the same instant keep the order of the file.",
    private_method: "Names stay on this device: no report holds any. They are in the downloads of this screen, and in its address.",
};

/// 简体中文.
pub const ZH: CustomersWords = CustomersWords {
    title: "客户",
    search: "搜索",
    search_hint: "名称的一部分",
    list: "客户列表",
    matching: |matching, all| {
        if matching == all {
            format!("共 {all} 位客户")
        } else {
            format!("{all} 位客户中有 {matching} 位匹配")
        }
    },
    hint: "方向键在列表中移动；按回车或单击打开客户；按 Esc 返回列表。",
    nobody: |search| format!("没有名称包含“{search}”的客户。请搜索名称的其他部分，或放宽日期与筛选条件。"),
    nobody_in_scope: "当前范围内没有任何客户的事件。请放宽日期或减少筛选条件。",
    customer: "客户",
    events: "事件数",
    first: "首个事件",
    last: "最后事件",
    mean_score: "平均评分",
    furthest: "最远阶段",
    last_touchpoint: "最后触点",
    csv_of_first: |n| format!("前 {n} 位的 CSV"),
    timeline: |customer| format!("{customer} 的时间线"),
    in_sessions: |events, sessions| format!("{sessions} 个会话，共 {events} 个事件"),
    from_to: |first, last| format!("{first} 至 {last}"),
    named: |name, value| format!("{name} {value}"),
    close: "关闭时间线",
    session: |number, when, long, events| format!("会话 {number} · {when} · {long} · {events} 个事件"),
    gap: |long| format!("{long}无事件"),
    later: |long| format!("+{long}"),
    more: "更多",
    outside: "范围之外",
    n_outside: |n| format!("其中 {n} 个事件在日期与筛选范围之外，已标明。"),
    step: |step| format!("第 {step} 步"),
    shown: |first, last, all| format!("第 {first} 至 {last} 个事件，共 {all} 个"),
    earlier: "更早的事件",
    later_events: "更晚的事件",
    why: "为何被计入？",
    counted_at_all: |steps, long| format!("该客户到达全部 {steps} 步，用时 {long}。"),
    counted_at: |step, steps, name| format!("该客户到达 {steps} 步中的第 {step} 步（{name}）。"),
    not_counted: "该客户未被计入。",
    missed: |order, why, step, name, long| match why {
        WhyMissed::NeverCame => format!("第 {step} 步（{name}）从未出现。"),
        WhyMissed::TooLate => format!("第 {step} 步（{name}）在起始后 {long} 才出现，已超出转化窗口。"),
        WhyMissed::NotNext => format!("第 {step} 步（{name}）出现过，但不是紧接着的下一个事件。"),
        WhyMissed::TooEarly if order == StepOrder::AnyOrder => {
            format!("第 {step} 步（{name}）只出现在其他步骤的窗口之前。")
        }
        WhyMissed::TooEarly => format!("第 {step} 步（{name}）只出现在其前一步之前。"),
        WhyMissed::CountedOtherwise => format!("第 {step} 步（{name}）还缺一个事件：符合它的事件已计为其他步骤。"),
    },
    to_funnel: "返回漏斗",
    without_funnel: "去除标记",
    open: |customer| format!("{customer} 的时间线，并标出各步骤"),
    behind: "查看这些客户",
    behind_count: |what| format!("查看这些客户：{what}"),
    behind_cell: |row, column| format!("查看“{row} × {column}”中的客户"),
    behind_says: |count| format!("以下计数背后的客户：{count}。"),
    counted: "计入",
    why_counted: |count| format!("该客户计入：{count}。构成此计数的事件已标出。"),
    of_cell: |row, column| format!("单元格“{row} × {column}”"),
    of_touchpoint: |touchpoint| format!("“{touchpoint}”的事件"),
    of_followed: |touchpoint, next| format!("“{touchpoint}”之后紧接着是“{next}”"),
    of_evidence: |touchpoint, what, group| match group {
        Some(group) => format!("“{touchpoint}”（{group}）{what}"),
        None => format!("“{touchpoint}”{what}"),
    },
    of_low_scores: |touchpoint| format!("“{touchpoint}”的低分"),
    of_scores: |range, group| {
        let scores = match range {
            Some([low, high]) if low == high => format!("评分为 {low}"),
            Some([low, high]) => format!("评分为 {low} 至 {high}"),
            None => "有评分".to_owned(),
        };
        group.map_or(scores.clone(), |group| format!("“{group}”{scores}"))
    },
    of_change: |touchpoint| format!("“{touchpoint}”之前与之后均有评分"),
    of_stage: |stage, part| format!("“{stage}”阶段，{part}"),
    of_path: |path, stage| format!("首次到访“{stage}”阶段时的路径 {path}"),
    list_method: "在日期与筛选范围内至少有一个事件的客户列入列表；事件数、时间、金额、评分与阶段均按这些事件计算。金额为合计，评分为平均值。最远阶段指阶段模型中最靠后的阶段，与出现的先后无关。",
    session_method: "间隔超过 30 分钟即为会话结束。事件之间的时间以数据为准；同一时刻的事件保持文件中的顺序。",
    private_method: "客户名称不会离开此设备：任何报告都不含名称。名称只出现在此页面的下载文件与地址中。",
};
