//! Report + state → what each cell shows: a value or a share, in which row, in which shade. Numbers only, no words.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::state::{HeatmapState, RowOrder, Show};
use crate::{
    analysis::{Count, Dimension, FunnelStep, HeatmapDetail, HeatmapQuestion, HeatmapReport, Measure, Total},
    geometry::{color, grid::CellPosition, scale::share_between},
    prepare::Scope,
};

/// A row on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A row of the report.
    Reported(usize),
    /// Customers whose journey had ended before the column's step.
    Ended,
}

/// A report as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The report.
    pub report: Arc<HeatmapReport>,
    /// The state it is shown in.
    pub state: HeatmapState,
    /// The rows, in their order.
    pub rows: Vec<Row>,
}

impl Reading {
    /// Reads a report; `stage_ranks` has the place of each touchpoint's stage, for the order by stage.
    pub fn new(report: Arc<HeatmapReport>, state: HeatmapState, stage_ranks: &BTreeMap<String, usize>) -> Reading {
        let mut rows: Vec<usize> = (0..report.rows.len()).collect();
        let gathered = report.detail.as_ref().is_some_and(|detail| detail.gathered_rows > 0);
        let fixed = rows.len() - usize::from(gathered);
        // The gathered row and the missing value stay at the end.
        let sorted = &mut rows[..fixed];
        let total = |row: usize| {
            let total = report.detail.as_ref().and_then(|detail| detail.row_totals.get(row));
            total.and_then(|total| total.value).unwrap_or(f64::NEG_INFINITY)
        };
        let name = |row: usize| report.rows[row].as_str();
        let rank = |row: usize| stage_ranks.get(name(row)).copied().unwrap_or(usize::MAX);
        // One sort for all orders: each of its own would be compiled anew.
        sorted.sort_by(|&left, &right| match state.order {
            RowOrder::Total => total(right).total_cmp(&total(left)),
            RowOrder::Name => (name(left).is_empty(), name(left)).cmp(&(name(right).is_empty(), name(right))),
            RowOrder::Stage if state.can_order_by_stage() => rank(left).cmp(&rank(right)),
            RowOrder::AsReported | RowOrder::Stage => Ordering::Equal,
        });
        let mut rows: Vec<Row> = rows.into_iter().map(Row::Reported).collect();
        if state.shows_ended() && report.detail.is_some() && !rows.is_empty() {
            rows.push(Row::Ended);
        }
        Reading { report, state, rows }
    }

    /// Totals and intervals; always asked for.
    pub fn detail(&self) -> Option<&HeatmapDetail> {
        self.report.detail.as_ref()
    }

    /// The measure in a cell.
    pub fn value(&self, cell: CellPosition) -> Option<f64> {
        match *self.rows.get(cell.row)? {
            Row::Reported(row) => self.report.cells.get(row)?.get(cell.column).copied().flatten(),
            Row::Ended => {
                let detail = self.detail()?;
                let all = detail.total.value?;
                Some(all - detail.column_totals.get(cell.column)?.value.unwrap_or_default())
            }
        }
    }

    /// How many events or customers stand behind a cell.
    pub fn sample(&self, cell: CellPosition) -> u32 {
        match self.rows.get(cell.row) {
            Some(&Row::Reported(row)) => {
                self.report.samples.get(row).and_then(|row| row.get(cell.column)).copied().unwrap_or_default()
            }
            _ => self.value(cell).unwrap_or_default() as u32,
        }
    }

    /// The interval of a cell, as the report has it.
    pub fn interval(&self, cell: CellPosition) -> Option<[f64; 2]> {
        match *self.rows.get(cell.row)? {
            Row::Reported(row) => self.detail()?.intervals.get(row)?.get(cell.column).copied().flatten(),
            Row::Ended => None,
        }
    }

    /// Total of the cell's row.
    pub fn row_total(&self, row: usize) -> Option<Total> {
        match *self.rows.get(row)? {
            Row::Reported(row) => self.detail()?.row_totals.get(row).copied(),
            Row::Ended => None,
        }
    }

    /// Total of a column.
    pub fn column_total(&self, column: usize) -> Option<Total> {
        self.detail()?.column_totals.get(column).copied()
    }

    /// Total of all.
    pub fn total(&self) -> Option<Total> {
        self.detail().map(|detail| detail.total)
    }

    /// Share of a cell in a total.
    pub fn share(part: Option<f64>, total: Option<Total>) -> Option<f64> {
        let whole = total?.value.filter(|whole| *whole != 0.0)?;
        Some(part? / whole)
    }

    /// How often the cell's weekday occurs in the span.
    fn weekdays(&self, row: Option<usize>, column: Option<usize>) -> f64 {
        let Some(detail) = self.detail() else { return 1.0 };
        let question = &self.state.question;
        let name = if question.rows == Dimension::Weekday {
            row.and_then(|row| match self.rows.get(row) {
                Some(&Row::Reported(row)) => self.report.rows.get(row),
                _ => None,
            })
        } else {
            column.and_then(|column| self.report.columns.get(column))
        };
        match name.and_then(|name| name.parse::<usize>().ok()) {
            Some(day @ 1..=7) => f64::from(detail.weekdays_in_span[day - 1]),
            _ => f64::from(detail.weekdays_in_span.iter().sum::<u32>()),
        }
    }

    fn averaged(&self, value: Option<f64>, row: Option<usize>, column: Option<usize>) -> Option<f64> {
        if !self.state.averages() {
            return value;
        }
        let days = self.weekdays(row, column);
        value.filter(|_| days > 0.0).map(|value| value / days)
    }

    /// The count that a cell stands on, with the goal in force; none where it gathers the rest, or nothing.
    pub fn count(&self, cell: CellPosition, goal: Option<FunnelStep>) -> Option<Count> {
        let Row::Reported(row) = *self.rows.get(cell.row)? else { return None };
        let gathered = self.detail().map_or([0, 0], |detail| [detail.gathered_rows, detail.gathered_columns]);
        let name = |names: &[String], at: usize, gathered: u32| {
            names.get(at).filter(|_| gathered == 0 || at + 1 < names.len()).cloned()
        };
        let row = name(&self.report.rows, row, gathered[0])?;
        let column = name(&self.report.columns, cell.column, gathered[1])?;
        let question = HeatmapQuestion {
            goal: goal.filter(|_| self.state.needs_goal()),
            scope: Scope::default(),
            keep: None,
            detail: false,
            behind: None,
            ..self.state.question.clone()
        };
        (self.sample(cell) > 0).then_some(Count::Cell { question, row, column })
    }

    /// What a cell shows.
    pub fn shown(&self, cell: CellPosition) -> Option<f64> {
        let value = self.value(cell);
        match self.state.shown() {
            Show::Value => self.averaged(value, Some(cell.row), Some(cell.column)),
            Show::ShareOfRow => Self::share(value, self.row_total(cell.row)),
            Show::ShareOfColumn => Self::share(value, self.column_total(cell.column)),
            Show::ShareOfTotal => Self::share(value, self.total()),
        }
    }

    /// What the total of a row shows, and whether as a share.
    pub fn shown_row_total(&self, row: usize) -> (Option<f64>, bool) {
        let value = self.row_total(row).and_then(|total| total.value);
        match self.state.shown() {
            Show::Value => (self.averaged(value, Some(row), None), false),
            // All of the row: its size says more than 100 %.
            Show::ShareOfRow => (value, false),
            Show::ShareOfColumn | Show::ShareOfTotal => (Self::share(value, self.total()), true),
        }
    }

    /// What the total of a column shows, and whether as a share.
    pub fn shown_column_total(&self, column: usize) -> (Option<f64>, bool) {
        let value = self.column_total(column).and_then(|total| total.value);
        match self.state.shown() {
            Show::Value => (self.averaged(value, None, Some(column)), false),
            Show::ShareOfColumn => (value, false),
            Show::ShareOfRow | Show::ShareOfTotal => (Self::share(value, self.total()), true),
        }
    }

    /// What the total of all shows.
    pub fn shown_total(&self) -> Option<f64> {
        let value = self.total().and_then(|total| total.value);
        if self.state.averages() {
            let days = self.detail().map_or(0, |detail| detail.weekdays_in_span.iter().sum::<u32>());
            return value.filter(|_| days > 0).map(|value| value / f64::from(days));
        }
        value
    }

    /// Whether cells show shares of 0..=1.
    pub fn is_share(&self) -> bool {
        self.state.shown() != Show::Value || self.state.question.measure == Measure::ConversionRate
    }

    /// Least and greatest value of the scale. Gathered and ended cells may lie beyond: they would drown the others.
    pub fn span(&self) -> Option<[f64; 2]> {
        let detail = self.detail()?;
        let last_row = self.report.rows.len().checked_sub(1);
        let last_column = self.report.columns.len().checked_sub(1);
        let mut span: Option<[f64; 2]> = None;
        for (at, row) in self.rows.iter().enumerate() {
            let Row::Reported(row) = *row else { continue };
            if detail.gathered_rows > 0 && Some(row) == last_row && self.rows.len() > 1 {
                continue;
            }
            for column in 0..self.report.columns.len() {
                if detail.gathered_columns > 0 && Some(column) == last_column && column > 0 {
                    continue;
                }
                if let Some(value) = self.shown(CellPosition { row: at, column }) {
                    let [low, high] = span.unwrap_or([value, value]);
                    span = Some([low.min(value), high.max(value)]);
                }
            }
        }
        let [low, high] = span?;
        // Counts, shares and sums start at nothing; scores have no such start.
        let low = if self.state.question.measure == Measure::MeanScore { low } else { low.min(0.0) };
        Some([low, high])
    }

    /// Shade of each cell, row by row.
    pub fn shades(&self) -> Vec<Option<u8>> {
        let Some([low, high]) = self.span() else {
            return vec![None; self.rows.len() * self.report.columns.len()];
        };
        let cells = (0..self.rows.len())
            .flat_map(|row| (0..self.report.columns.len()).map(move |column| CellPosition { row, column }));
        cells.map(|cell| self.shown(cell).map(|value| color::shade(share_between(value, low, high)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::state::Preset, *};
    use crate::prepare::Scope;

    fn total(value: f64) -> Total {
        Total { value: Some(value), sample: value as u32 }
    }

    /// Three customers: a a, a b, b.
    fn step_matrix() -> Reading {
        let report = HeatmapReport {
            rows: vec!["a".into(), "b".into()],
            columns: vec!["1".into(), "2".into()],
            cells: vec![vec![Some(2.0), Some(1.0)], vec![Some(1.0), Some(1.0)]],
            samples: vec![vec![2, 1], vec![1, 1]],
            detail: Some(HeatmapDetail {
                row_totals: vec![total(2.0), total(2.0)],
                column_totals: vec![total(3.0), total(2.0)],
                total: total(3.0),
                intervals: vec![vec![None; 2]; 2],
                gathered_rows: 0,
                gathered_columns: 0,
                weekdays_in_span: [2, 1, 1, 1, 1, 1, 1],
            }),
        };
        Reading::new(Arc::new(report), Preset::StepMatrix.state(Scope::default(), None), &BTreeMap::new())
    }

    fn at(row: usize, column: usize) -> CellPosition {
        CellPosition { row, column }
    }

    #[test]
    fn journeys_that_ended_get_a_row_and_each_column_is_whole() {
        let reading = step_matrix();
        assert_eq!(reading.rows.last(), Some(&Row::Ended));
        assert_eq!(reading.value(at(2, 0)), Some(0.0));
        assert_eq!(reading.value(at(2, 1)), Some(1.0));
        for column in 0..2 {
            let whole: f64 = (0..3).filter_map(|row| reading.shown(at(row, column))).sum();
            assert!((whole - 1.0).abs() < 1e-9);
        }
        assert_eq!(reading.shown_column_total(1), (Some(2.0 / 3.0), true));
    }

    #[test]
    fn shares_divide_by_row_column_or_all() {
        let mut reading = step_matrix();
        for (show, expected) in [
            (Show::ShareOfRow, 1.0),
            (Show::ShareOfColumn, 2.0 / 3.0),
            (Show::ShareOfTotal, 2.0 / 3.0),
            (Show::Value, 2.0),
        ] {
            reading.state.show = show;
            assert_eq!(reading.shown(at(0, 0)), Some(expected), "{show:?}");
        }
    }

    #[test]
    fn averages_divide_by_the_weekdays_of_the_span() {
        let mut reading = step_matrix();
        reading.state.question.rows = Dimension::Weekday;
        reading.state.question.columns = Dimension::Hour;
        reading.state.question.measure = Measure::Events;
        reading.state.show = Show::Value;
        reading.state.per_weekday = true;
        let mut report = (*reading.report).clone();
        report.rows = vec!["1".into(), "2".into()];
        reading = Reading::new(Arc::new(report), reading.state, &BTreeMap::new());
        assert_eq!(reading.shown(at(0, 0)), Some(1.0));
        assert_eq!(reading.shown(at(1, 0)), Some(1.0));
        assert_eq!(reading.shown_column_total(0), (Some(3.0 / 8.0), false));
    }

    #[test]
    fn the_greatest_cell_has_the_last_shade() {
        let reading = step_matrix();
        let shades = reading.shades();
        assert_eq!(shades[0], Some(color::N_SHADES as u8 - 1));
        assert_eq!(shades.len(), 6);
    }

    #[test]
    fn a_cell_has_a_count_where_it_is_no_rest() {
        let mut reading = step_matrix();
        let Some(Count::Cell { question, row, column }) = reading.count(at(1, 0), None) else { panic!("a cell") };
        assert_eq!((row.as_str(), column.as_str(), question.columns), ("b", "1", Dimension::Step));
        reading.state.question.measure = Measure::ConversionRate;
        let goal = Some(FunnelStep::from("pay".to_owned()));
        let Some(Count::Cell { question, .. }) = reading.count(at(1, 0), goal.clone()) else { panic!("a cell") };
        assert_eq!(question.goal, goal, "it may be one that the log proposes");
        let mut report = (*reading.report).clone();
        report.detail.as_mut().unwrap().gathered_columns = 3;
        reading.report = Arc::new(report);
        assert_eq!(reading.count(at(1, 1), None), None, "the rest is no value");
        assert!(reading.count(at(1, 0), None).is_some());
    }

    #[test]
    fn rows_are_sorted_as_asked() {
        let reading = step_matrix();
        let mut report = (*reading.report).clone();
        report.rows = vec!["b".into(), "a".into()];
        let mut state = reading.state.clone();
        state.order = RowOrder::Name;
        let by_name = Reading::new(Arc::new(report.clone()), state.clone(), &BTreeMap::new());
        assert_eq!(by_name.rows[..2], [Row::Reported(1), Row::Reported(0)]);
        state.order = RowOrder::Stage;
        let ranks = BTreeMap::from([("a".to_owned(), 0), ("b".to_owned(), 3)]);
        let by_stage = Reading::new(Arc::new(report), state, &ranks);
        assert_eq!(by_stage.rows[..2], [Row::Reported(1), Row::Reported(0)]);
    }
}
