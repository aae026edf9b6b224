//! Where is it hot, where is it cold? A pivot of any two dimensions of the events.

use serde::{Deserialize, Serialize};

use super::{Analysis, FunnelStep, QuestionError};
use crate::{event_log::EventLog, prepare::Scope};

/// What the events are laid out by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Dimension {
    /// Stage of the journey.
    Stage,
    /// The touchpoint.
    Touchpoint,
    /// The channel.
    Channel,
    /// Touchpoint of the customer's next event in scope; the last event has none and is not counted.
    NextTouchpoint,
    /// Position in the customer's journey, from 1.
    Step,
    /// ISO day of the week, 1 (Monday) to 7.
    Weekday,
    /// Hour of the day, 0 to 23.
    Hour,
    /// Date, `2024-02-29`.
    Date,
    /// Whether the customer reaches the goal: `converted` for events before the customer's first goal event, `dropped`
    /// for events of customers who have none; later events (and the first goal event) are not counted. Needs a goal.
    Outcome,
    /// The values of a column.
    Column(String),
}

/// What a cell says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Measure {
    /// Number of events.
    #[default]
    Events,
    /// Number of distinct customers.
    Customers,
    /// Share of the cell's customers who reach the goal after their first event in the cell. Needs a goal.
    ConversionRate,
    /// Mean of the score column, over events that have one.
    MeanScore,
    /// Sum of the value column.
    TotalValue,
    /// Median time to the customer's next event, in seconds; the last event has none.
    MedianSecondsToNext,
}

/// A measure over two dimensions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeatmapQuestion {
    /// Down.
    pub rows: Dimension,
    /// Across.
    pub columns: Dimension,
    /// In the cells.
    #[serde(default)]
    pub measure: Measure,
    /// What counts as the conversion.
    #[serde(default)]
    pub goal: Option<FunnelStep>,
    /// For [`Dimension::Step`]: how many positions from the start of the journey. Default 10.
    #[serde(default)]
    pub max_steps: Option<u32>,
    /// Which events it is about.
    #[serde(default)]
    pub scope: Scope,
    /// Keep this many rows and as many columns, those with the most events, and gather the rest in one more row and
    /// column. Only for dimensions whose values come from the data. Default: keep all.
    #[serde(default)]
    pub keep: Option<u32>,
    /// Whether to add [`HeatmapReport::detail`].
    #[serde(default)]
    pub detail: bool,
}

/// The pivot. Text dimensions are sorted by events, most first (then by name), a missing value last and named "";
/// the others run in their natural order (weekdays and hours complete).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeatmapReport {
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// `[row][column]`; `None` where nothing was counted.
    pub cells: Vec<Vec<Option<f64>>>,
    /// How many events (customers, for customer measures) stand behind each cell.
    pub samples: Vec<Vec<u32>>,
    /// Totals and intervals, if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<HeatmapDetail>,
}

/// What a view shows beside the cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeatmapDetail {
    /// The measure over each whole row (distinct customers are counted anew, not added up).
    pub row_totals: Vec<Total>,
    /// The measure over each whole column.
    pub column_totals: Vec<Total>,
    /// The measure over the whole pivot.
    pub total: Total,
    /// 95 % interval of each cell: Wilson for rates, normal for means; `None` for counts, sums and medians.
    pub intervals: Vec<Vec<Option<[f64; 2]>>>,
    /// How many values the last row gathers; 0: it is a row like the others.
    pub gathered_rows: u32,
    /// How many values the last column gathers.
    pub gathered_columns: u32,
    /// How often each weekday, Monday first, occurs among the dates from the first event in scope to the last.
    pub weekdays_in_span: [u32; 7],
}

/// A total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Total {
    /// The measure; `None` where nothing was counted.
    pub value: Option<f64>,
    /// Events (customers, for customer measures) behind it.
    pub sample: u32,
}

impl Analysis for HeatmapQuestion {
    type Report = HeatmapReport;

    fn run(&self, _log: &EventLog) -> Result<HeatmapReport, QuestionError> {
        unreachable!("replaced by the implementation")
    }
}
