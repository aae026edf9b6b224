//! Where is it hot, where is it cold? A pivot of any two dimensions of the events.
//!
//! An event counts in the cell of its row and its column, or nowhere if it has no category on one of them: the last event
//! of a journey has no next touchpoint, the eleventh no place among ten steps.
//!
//! One pass counts events per pair of categories; from its margins the axes are put in order. Measures other than events
//! take another pass, with the places known.
//!
//! # Formula
//!
//! Conversion rate: of the n distinct customers with an event in the cell, the share x / n who have a goal event later in
//! the order of events than their first in the cell; Wilson's interval. Mean score: normal interval. Medians are exact.
//!
//! # Ties
//!
//! Categories with equally many events stand by name; events of the same instant keep the order of the log, and the
//! time between them is 0.

mod measure;

use measure::{Behind, Measured, Slots, Summary};
use serde::{Deserialize, Serialize};

use super::{
    Analysis, FunnelStep, QuestionError,
    axis::{Axis, BlockFacts, Ranking, first_and_last_date},
    step_matcher::{StepMatcher, StepSet},
};
use crate::{
    event_log::{ColumnRole, EventLog, LocalDate},
    prepare::{Block, Field, Scope, blocks, in_one_call},
};

/// More cells than this are refused.
const MAX_CELLS: usize = 4_000_000;

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
    /// With [`Measure::Customers`]: count only those who stand behind a cell of this measure. A customer without a score
    /// does not stand behind a mean score, nor one who did nothing more behind a time to the next event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<Measure>,
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

impl HeatmapReport {
    /// Whether nothing was counted at all.
    pub fn is_empty(&self) -> bool {
        self.samples.iter().all(|row| row.iter().all(|sample| *sample == 0))
    }
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

    fn run(&self, log: &EventLog) -> Result<HeatmapReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let mut pivot = Pivot::new(self, log)?;
        let measure = self.behind.filter(|_| self.measure == Measure::Customers).unwrap_or(self.measure);
        let numbers = match measure {
            Measure::MeanScore => Some(Field::of_role(ColumnRole::Score, log)?),
            Measure::TotalValue => Some(Field::of_role(ColumnRole::Value, log)?),
            _ => None,
        };

        let counted = pivot.count();
        let rows = pivot.rows.rank(&counted.by_row, self.keep);
        let columns = pivot.columns.rank(&counted.by_column, self.keep);
        let slots = Slots { rows: rows.names.len(), columns: columns.names.len(), totals: self.detail };
        if slots.rows.saturating_mul(slots.columns) > MAX_CELLS {
            return Err(QuestionError::TooManyCells { rows: slots.rows, columns: slots.columns, limit: MAX_CELLS });
        }

        let ranks = [&rows, &columns];
        let measured = match (self.measure, &numbers) {
            (Measure::MeanScore, Some(score)) => measure::numbers(&mut pivot, score, ranks, slots, Summary::Mean),
            (Measure::TotalValue, Some(value)) => measure::numbers(&mut pivot, value, ranks, slots, Summary::Sum),
            (Measure::Customers, numbers) => {
                let behind = match numbers {
                    Some(field) => Behind::Numbers(field),
                    None if measure == Measure::MedianSecondsToNext => Behind::Waits,
                    None => Behind::Events,
                };
                measure::customers(&mut pivot, ranks, slots, behind, false)
            }
            (Measure::ConversionRate, _) => measure::customers(&mut pivot, ranks, slots, Behind::Events, true),
            (Measure::MedianSecondsToNext, _) => measure::median_seconds_to_next(&mut pivot, ranks, slots),
            (Measure::Events | Measure::MeanScore | Measure::TotalValue, _) => {
                measure::events(&mut pivot, counted.pairs, ranks, slots)
            }
        };
        Ok(report(log, rows, columns, slots, &measured))
    }
}

impl HeatmapQuestion {
    /// How many events there are of each combination, without totals.
    pub fn of(rows: Dimension, columns: Dimension) -> HeatmapQuestion {
        HeatmapQuestion {
            rows,
            columns,
            measure: Measure::Events,
            goal: None,
            max_steps: None,
            scope: Scope::default(),
            keep: None,
            detail: false,
            behind: None,
        }
    }

    /// The events that make a cell, by the names of its row and its column; none where the cell has no events.
    pub(super) fn events_behind(&self, log: &EventLog, row: &str, column: &str) -> Result<Vec<u32>, QuestionError> {
        let number = match self.measure {
            Measure::MeanScore => Some(Field::of_role(ColumnRole::Score, log)?),
            Measure::TotalValue => Some(Field::of_role(ColumnRole::Value, log)?),
            _ => None,
        };
        let mut pivot = Pivot::new(self, log)?;
        let (Some(row), Some(column)) = (pivot.rows.named(row), pivot.columns.named(column)) else {
            return Ok(Vec::new());
        };
        let mut behind = Vec::new();
        pivot.for_each_block(|block, rows, columns, _| {
            let own = block
                .events
                .clone()
                .zip(rows)
                .zip(columns)
                .filter(|&((_, &in_row), &in_column)| in_row == row && in_column == column);
            let own = own.map(|((event, _), _)| event);
            let has_number =
                |event: &usize| number.as_ref().is_none_or(|field| !field.number(field.value_at(*event, 0)).is_nan());
            let is_last = |event: &usize| log.offsets().binary_search(&(*event as u32 + 1)).is_ok();
            let has_next = |event: &usize| self.measure != Measure::MedianSecondsToNext || !is_last(event);
            behind.extend(own.filter(has_number).filter(has_next).map(|event| event as u32));
        });
        Ok(behind)
    }
}

/// The two axes of a question, made ready for one log.
struct Pivot<'a> {
    log: &'a EventLog,
    rows: Axis<'a>,
    columns: Axis<'a>,
    goal: Option<StepMatcher<'a>>,
}

/// How many events there are, before anything is put in order.
struct Counted {
    by_row: Vec<u32>,
    by_column: Vec<u32>,
    /// Events per row and column, one slot more each than there are categories; `None` if that would be too many.
    pairs: Option<Vec<u32>>,
}

impl<'a> Pivot<'a> {
    fn new(question: &HeatmapQuestion, log: &'a EventLog) -> Result<Pivot<'a>, QuestionError> {
        let outcome = [&question.rows, &question.columns].contains(&&Dimension::Outcome);
        let goal = match &question.goal {
            _ if !outcome && question.measure != Measure::ConversionRate => None,
            Some(goal) if !goal.touchpoints.is_empty() => Some(StepMatcher::new(std::slice::from_ref(goal), log)?),
            _ => return Err(QuestionError::NoGoal),
        };
        let rows = Axis::new(&question.rows, question.max_steps, log)?;
        let columns = Axis::new(&question.columns, question.max_steps, log)?;
        Ok(Pivot { log, rows, columns, goal })
    }

    /// Calls `visit` with each block, the categories of its events on both axes, and which of them are goal events.
    fn for_each_block(&mut self, mut visit: impl FnMut(&Block, &[u32], &[u32], &[StepSet])) {
        let needs_hours = self.rows.needs_hours() || self.columns.needs_hours();
        let mut facts = BlockFacts::default();
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        for block in blocks(self.log) {
            in_one_call(|| {
                if needs_hours {
                    self.log.calendar().hours(&self.log.times()[block.events.clone()], &mut facts.hours);
                }
                if let Some(goal) = &mut self.goal {
                    goal.read(&block, &mut facts.goals);
                }
                self.rows.read(&block, &facts, self.log, &mut rows);
                self.columns.read(&block, &facts, self.log, &mut columns);
                visit(&block, &rows, &columns, &facts.goals);
            });
        }
    }

    /// Counts the events that have a category on both axes.
    fn count(&mut self) -> Counted {
        let (n_rows, n_columns) = (self.rows.size, self.columns.size);
        let (mut by_row, mut by_column) = (vec![0; n_rows + 1], vec![0; n_columns + 1]);
        let stride = n_columns + 1;
        if (n_rows + 1).saturating_mul(stride) > MAX_CELLS {
            self.for_each_block(|_, rows, columns, _| {
                for (&row, &column) in rows.iter().zip(columns) {
                    if (row as usize) < n_rows && (column as usize) < n_columns {
                        by_row[row as usize] += 1;
                        by_column[column as usize] += 1;
                    }
                }
            });
            return Counted { by_row, by_column, pairs: None };
        }
        let mut pairs = vec![0u32; (n_rows + 1) * stride];
        self.for_each_block(|_, rows, columns, _| {
            for (&row, &column) in rows.iter().zip(columns) {
                pairs[row as usize * stride + column as usize] += 1;
            }
        });
        for (row, pairs) in pairs.chunks_exact(stride).take(n_rows).enumerate() {
            for (column, &events) in pairs[..n_columns].iter().enumerate() {
                by_row[row] += events;
                by_column[column] += events;
            }
        }
        Counted { by_row, by_column, pairs: Some(pairs) }
    }
}

fn report(log: &EventLog, rows: Ranking, columns: Ranking, slots: Slots, measured: &Measured) -> HeatmapReport {
    let detail = slots.totals.then(|| {
        let total = |slot: usize| Total { value: measured.values[slot], sample: measured.samples[slot] };
        HeatmapDetail {
            row_totals: (0..slots.rows).map(|row| total(slots.row(row))).collect(),
            column_totals: (0..slots.columns).map(|column| total(slots.column(column))).collect(),
            total: total(slots.all()),
            intervals: by_row(&measured.intervals, slots),
            gathered_rows: rows.gathered,
            gathered_columns: columns.gathered,
            weekdays_in_span: weekdays_in_span(log),
        }
    });
    HeatmapReport {
        cells: by_row(&measured.values, slots),
        samples: by_row(&measured.samples, slots),
        rows: rows.names,
        columns: columns.names,
        detail,
    }
}

fn by_row<T: Clone>(values: &[T], slots: Slots) -> Vec<Vec<T>> {
    (0..slots.rows).map(|row| values[slots.cell(row, 0)..slots.cell(row + 1, 0)].to_vec()).collect()
}

fn weekdays_in_span(log: &EventLog) -> [u32; 7] {
    let mut counts = [0; 7];
    if let Some((first, last)) = first_and_last_date(log) {
        let days = (last.0 - first.0) as u32 + 1;
        counts = [days / 7; 7];
        for day in 0..(days % 7) as i32 {
            counts[LocalDate(first.0 + day).weekday() as usize - 1] += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests;
