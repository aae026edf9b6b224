//! The words of the heatmap.

/// Dimensions, without the names of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DimensionName {
    /// Stage of the journey.
    Stage,
    /// The touchpoint.
    Touchpoint,
    /// The channel.
    Channel,
    /// The next touchpoint.
    NextTouchpoint,
    /// Position in the journey.
    Step,
    /// Day of the week.
    Weekday,
    /// Hour of the day.
    Hour,
    /// Date.
    Date,
    /// Whether the customer converts.
    Outcome,
}

/// The words of the heatmap.
pub struct HeatmapWords {
    /// Heading of the screen.
    pub title: &'static str,
    /// Heading of the presets.
    pub presets: &'static str,
    /// Preset.
    pub stage_channel: &'static str,
    /// Preset.
    pub touchpoint_next: &'static str,
    /// Preset.
    pub step_matrix: &'static str,
    /// Preset.
    pub weekday_hour: &'static str,
    /// Preset.
    pub touchpoint_outcome: &'static str,
    /// Down.
    pub rows: &'static str,
    /// Across.
    pub columns: &'static str,
    /// Names of dimensions.
    pub dimension: fn(DimensionName) -> &'static str,
    /// In the cells.
    pub measure: &'static str,
    /// Measure.
    pub events: &'static str,
    /// Measure.
    pub customers: &'static str,
    /// Measure.
    pub conversion_rate: &'static str,
    /// Measure.
    pub mean_score: &'static str,
    /// Measure.
    pub total_value: &'static str,
    /// Measure.
    pub median_to_next: &'static str,
    /// What counts as the conversion.
    pub goal: &'static str,
    /// Adds a touchpoint to the goal.
    pub add_goal: &'static str,
    /// Takes a touchpoint out of the goal.
    pub remove_goal: fn(&str) -> String,
    /// How many positions from the start.
    pub max_steps: &'static str,
    /// How a cell is shown.
    pub show: &'static str,
    /// As it is.
    pub value: &'static str,
    /// As a share of its row.
    pub share_of_row: &'static str,
    /// As a share of its column.
    pub share_of_column: &'static str,
    /// As a share of all.
    pub share_of_total: &'static str,
    /// Average per weekday of the span.
    pub per_weekday: &'static str,
    /// Order of the rows.
    pub sort: &'static str,
    /// Most events first.
    pub by_events: &'static str,
    /// In their own order, as weekdays have one.
    pub by_nature: &'static str,
    /// By the total shown.
    pub by_total: &'static str,
    /// By name.
    pub by_name: &'static str,
    /// By stage of the touchpoint.
    pub by_stage: &'static str,
    /// Changes rows and columns.
    pub swap: &'static str,
    /// The customer reaches the goal.
    pub converted: &'static str,
    /// The customer does not reach the goal.
    pub dropped: &'static str,
    /// The rest, gathered: how many values.
    pub other: fn(&str) -> String,
    /// Customers whose journey had ended.
    pub ended: &'static str,
    /// A step: its number.
    pub step: fn(&str) -> String,
    /// Heading of the totals.
    pub total: &'static str,
    /// The behind-the-cell number, in events.
    pub n_events: &'static str,
    /// The behind-the-cell number, in customers.
    pub n_customers: &'static str,
    /// An empty cell.
    pub empty: &'static str,
    /// Name of the chart, for assistive technology: measure, rows, columns.
    pub chart: fn(&str, &str, &str) -> String,
    /// What was drawn, as a heading: measure, rows, columns.
    pub headline: fn(&str, &str, &str) -> String,
    /// How to read a cell.
    pub hint: &'static str,
    /// Name of the table.
    pub table: &'static str,
    /// Choose a goal.
    pub no_goal: &'static str,
    /// There is nothing in scope.
    pub nothing: &'static str,
    /// How events count.
    pub events_method: &'static str,
    /// How customers count.
    pub customers_method: &'static str,
    /// How conversion counts: the goal.
    pub conversion_method: fn(&str) -> String,
    /// How scores count.
    pub score_method: &'static str,
    /// How values count.
    pub value_method: &'static str,
    /// How the time to the next event counts.
    pub median_method: &'static str,
    /// What the next touchpoint is.
    pub next_method: &'static str,
    /// What the step number is.
    pub step_method: &'static str,
    /// What the outcome is: the goal.
    pub outcome_method: fn(&str) -> String,
    /// In which zone weekdays and hours are read.
    pub zone_method: fn(&str) -> String,
    /// How averages per weekday count.
    pub per_weekday_method: &'static str,
    /// How shares count.
    pub share_method: &'static str,
    /// How many values are kept.
    pub keep_method: fn(&str) -> String,
    /// How colours are chosen.
    pub color_method: &'static str,
}

/// English.
pub const EN: HeatmapWords = HeatmapWords {
    title: "Touchpoint heatmap",
    presets: "Ready-made",
    stage_channel: "Stage × channel",
    touchpoint_next: "Touchpoint × next touchpoint",
    step_matrix: "Step matrix",
    weekday_hour: "Weekday × hour",
    touchpoint_outcome: "Touchpoint × outcome",
    rows: "Rows",
    columns: "Columns",
    dimension: |name| match name {
        DimensionName::Stage => "Stage",
        DimensionName::Touchpoint => "Touchpoint",
        DimensionName::Channel => "Channel",
        DimensionName::NextTouchpoint => "Next touchpoint",
        DimensionName::Step => "Step number",
        DimensionName::Weekday => "Weekday",
        DimensionName::Hour => "Hour",
        DimensionName::Date => "Date",
        DimensionName::Outcome => "Outcome",
    },
    measure: "Measure",
    events: "Events",
    customers: "Customers",
    conversion_rate: "Conversion rate",
    mean_score: "Mean score",
    total_value: "Total value",
    median_to_next: "Median time to next event",
    goal: "Goal",
    add_goal: "Add a touchpoint to the goal",
    remove_goal: |name| format!("Remove {name} from the goal"),
    max_steps: "Steps from the start",
    show: "Show as",
    value: "Value",
    share_of_row: "Share of row",
    share_of_column: "Share of column",
    share_of_total: "Share of all",
    per_weekday: "Average per such weekday",
    sort: "Rows sorted by",
    by_events: "Events",
    by_nature: "Own order",
    by_total: "Total shown",
    by_name: "Name",
    by_stage: "Stage",
    swap: "Swap rows and columns",
    converted: "Converted",
    dropped: "Did not convert",
    other: |count| format!("Other ({count})"),
    ended: "(ended)",
    step: |number| format!("Step {number}"),
    total: "Total",
    n_events: "Events behind it",
    n_customers: "Customers behind it",
    empty: "nothing counted",
    chart: |measure, rows, columns| format!("Heatmap: {measure}, {rows} by {columns}"),
    headline: |measure, rows, columns| format!("{measure} by {rows} and {columns}"),
    hint: "Point at a cell, or focus the grid and use the arrow keys, to read it.",
    table: "Heatmap as a table",
    no_goal: "Choose a goal: the touchpoint that counts as the conversion.",
    nothing: "Nothing to show: no event lies in this scope and has these rows and columns. Choose more dates, fewer filters, or others.",
    events_method: "A cell counts events.",
    customers_method: "A cell counts distinct customers; a customer may be in several cells, so totals count anew rather than add up.",
    conversion_method: |goal| {
        format!(
            "A cell is the share of its customers who reach {goal} after their first event in the cell; at the same instant, a later row counts as after."
        )
    },
    score_method: "A cell is the mean of the score over events that have one; its interval is mean ± 1.96 standard errors.",
    value_method: "A cell is the sum of the value column.",
    median_method: "A cell is the median time to the customer's next event in scope; the last event has none.",
    next_method: "The next touchpoint is that of the customer's next event in scope; the last event of a customer has none and is not counted.",
    step_method: "Step numbers are positions in the customer's journey, from its first event in scope. “(ended)” are customers who have no event at that position.",
    outcome_method: |goal| {
        format!(
            "Converted: events before the customer's first {goal}. Did not convert: events of customers who never reach it. Later events are not counted."
        )
    },
    zone_method: |zone| {
        format!("Weekdays, hours and dates are read in {zone}; timestamps without an offset as they are written.")
    },
    per_weekday_method: "Averages divide by how often each weekday occurs between the first and the last event in scope.",
    share_method: "Shares divide a cell by the total of its row, its column, or all.",
    keep_method: |kept| {
        format!("The {kept} most frequent values are shown; the rest is gathered in “Other”, so that totals hold.")
    },
    color_method: "Colours are equal steps of a scale that is perceptually even in OKLab (B. Ottosson, 2020), from the least to the greatest cell.",
};

/// 简体中文.
pub const ZH: HeatmapWords = HeatmapWords {
    title: "触点热力图",
    presets: "常用视图",
    stage_channel: "阶段 × 渠道",
    touchpoint_next: "触点 × 下一触点",
    step_matrix: "步骤矩阵",
    weekday_hour: "星期 × 小时",
    touchpoint_outcome: "触点 × 转化结果",
    rows: "行",
    columns: "列",
    dimension: |name| match name {
        DimensionName::Stage => "阶段",
        DimensionName::Touchpoint => "触点",
        DimensionName::Channel => "渠道",
        DimensionName::NextTouchpoint => "下一触点",
        DimensionName::Step => "第几步",
        DimensionName::Weekday => "星期",
        DimensionName::Hour => "小时",
        DimensionName::Date => "日期",
        DimensionName::Outcome => "转化结果",
    },
    measure: "指标",
    events: "事件数",
    customers: "客户数",
    conversion_rate: "转化率",
    mean_score: "平均评分",
    total_value: "金额合计",
    median_to_next: "到下一事件的中位用时",
    goal: "转化目标",
    add_goal: "为转化目标添加触点",
    remove_goal: |name| format!("从转化目标中删除“{name}”"),
    max_steps: "显示前几步",
    show: "显示为",
    value: "数值",
    share_of_row: "行占比",
    share_of_column: "列占比",
    share_of_total: "总占比",
    per_weekday: "按该星期的日均",
    sort: "行排序",
    by_events: "事件数",
    by_nature: "自然顺序",
    by_total: "合计",
    by_name: "名称",
    by_stage: "阶段",
    swap: "行列互换",
    converted: "已转化",
    dropped: "未转化",
    other: |count| format!("其他（{count}）"),
    ended: "（已结束）",
    step: |number| format!("第 {number} 步"),
    total: "合计",
    n_events: "对应事件",
    n_customers: "对应客户",
    empty: "无数据",
    chart: |measure, rows, columns| format!("热力图：{measure}，{rows} × {columns}"),
    headline: |measure, rows, columns| format!("{rows} × {columns}：{measure}"),
    hint: "将指针移到单元格上，或聚焦图表后用方向键查看。",
    table: "热力图数据表",
    no_goal: "请选择转化目标，即视为转化的触点。",
    nothing: "没有可显示的内容：当前范围内没有同时具备这些行、列维度的事件。请放宽日期、减少筛选或更换维度。",
    events_method: "单元格统计事件数。",
    customers_method: "单元格统计去重后的客户数；同一客户可出现在多个单元格，因此合计为重新去重，而非相加。",
    conversion_method: |goal| {
        format!("单元格为其客户中在该格首个事件之后到达“{goal}”的比例；时间相同时，文件中靠后的行视为之后。")
    },
    score_method: "单元格为有评分的事件的平均评分，区间为均值 ± 1.96 倍标准误。",
    value_method: "单元格为金额字段之和。",
    median_method: "单元格为到该客户在范围内下一事件的中位用时；最后一个事件不计。",
    next_method: "下一触点为该客户在范围内的下一个事件所在触点；客户的最后一个事件没有下一触点，不计入。",
    step_method: "步骤序号从客户在范围内的第一个事件算起。“（已结束）”指在该位置已没有事件的客户。",
    outcome_method: |goal| {
        format!("已转化：客户首次到达“{goal}”之前的事件。未转化：从未到达的客户的事件。之后的事件不计入。")
    },
    zone_method: |zone| format!("星期、小时和日期按 {zone} 时区读取；没有时区偏移的时间按原样读取。"),
    per_weekday_method: "日均值除以范围内首末事件之间该星期出现的次数。",
    share_method: "占比为单元格除以所在行、所在列或全部的合计。",
    keep_method: |kept| format!("显示最常见的 {kept} 个取值，其余归入“其他”，合计保持不变。"),
    color_method: "颜色取自在 OKLab 中感知均匀的色阶（B. Ottosson，2020），从最小单元格到最大单元格等距分级。",
};
