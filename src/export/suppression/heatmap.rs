//! A heatmap with its small groups hidden.
//!
//! Whatever the cells say, the customers behind them decide: the same heatmap asked for customers
//! ([`customers_behind`]). A rate stands on two groups, those who converted and those who did not; both must be large
//! enough. Step numbers are nested: customers at one step and not at the next are a group as well, those whose journey
//! ended there.
//!
//! Rows and columns that come from the data and are too small as a whole are left out, with their names.

use super::{
    Threshold,
    table::{CountTable, suppress},
};
use crate::analysis::{Dimension, HeatmapDetail, HeatmapQuestion, HeatmapReport, Measure, Total};

/// A heatmap that may be shown: in the report, what is hidden is nothing and 0.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedHeatmap {
    /// The report, without what is hidden.
    pub report: HeatmapReport,
    /// Which cells are hidden, row by row.
    pub cells: Vec<Vec<bool>>,
    /// Whether the total of a row is.
    pub row_totals: Vec<bool>,
    /// Whether the total of a column is.
    pub column_totals: Vec<bool>,
    /// Whether the total of all is.
    pub total: bool,
    /// How many rows are left out.
    pub small_rows: usize,
    /// How many columns are left out.
    pub small_columns: usize,
}

/// The question for the customers behind each cell and total.
pub fn customers_behind(question: &HeatmapQuestion) -> HeatmapQuestion {
    HeatmapQuestion { measure: Measure::Customers, behind: Some(question.measure), detail: true, ..question.clone() }
}

/// The heatmap with small groups hidden, given the customers behind it; `None` where nothing can be shown.
pub fn suppress_heatmap(
    question: &HeatmapQuestion,
    report: &HeatmapReport,
    behind: &HeatmapReport,
    threshold: Threshold,
) -> Option<SharedHeatmap> {
    let (detail, counts) = (report.detail.as_ref()?, behind.detail.as_ref()?);
    if (&report.rows, &report.columns) != (&behind.rows, &behind.columns) {
        return None;
    }
    let samples = |totals: &[Total]| totals.iter().map(|total| total.sample).collect::<Vec<u32>>();
    let (row_totals, column_totals) = (samples(&counts.row_totals), samples(&counts.column_totals));
    let table = CountTable::new(&behind.samples, &row_totals, &column_totals, counts.total.sample);
    let (n_rows, n_columns) = (report.rows.len(), report.columns.len());

    let mut also = Vec::new();
    if question.columns == Dimension::Step {
        let small = small_ends(counts.total.sample, &column_totals, threshold);
        also.extend(small.into_iter().map(|column| table.at(n_rows, column)));
    }
    if question.rows == Dimension::Step {
        let small = small_ends(counts.total.sample, &row_totals, threshold);
        also.extend(small.into_iter().map(|row| table.at(row, n_columns)));
    }
    let is_rate = question.measure == Measure::ConversionRate;
    let is_small_rate = |value: Option<f64>, customers: u32| {
        let converted = (value.unwrap_or_default() * f64::from(customers)).round() as u32;
        is_rate && (threshold.hides(converted) || threshold.hides(customers.saturating_sub(converted)))
    };
    for row in 0..n_rows {
        for column in 0..n_columns {
            if is_small_rate(report.cells[row][column], report.samples[row][column]) {
                also.push(table.at(row, column));
            }
        }
    }
    let small_total = |total: &Total| is_small_rate(total.value, total.sample);
    also.extend((0..n_rows).filter(|&row| small_total(&detail.row_totals[row])).map(|row| table.at(row, n_columns)));
    also.extend(
        (0..n_columns).filter(|&column| small_total(&detail.column_totals[column])).map(|it| table.at(n_rows, it)),
    );

    let hidden = suppress(&table, threshold, &also)?;
    let is_left_out = |dimension: &Dimension, total: u32| comes_from_data(dimension) && threshold.hides(total);
    let rows: Vec<usize> = (0..n_rows).filter(|&row| !is_left_out(&question.rows, row_totals[row])).collect();
    let columns: Vec<usize> =
        (0..n_columns).filter(|&column| !is_left_out(&question.columns, column_totals[column])).collect();
    let total = small_total(&detail.total);
    let mut shared = SharedHeatmap {
        cells: rows.iter().map(|&row| columns.iter().map(|&column| hidden[table.at(row, column)]).collect()).collect(),
        row_totals: rows.iter().map(|&row| hidden[table.at(row, n_columns)]).collect(),
        column_totals: columns.iter().map(|&column| hidden[table.at(n_rows, column)]).collect(),
        total,
        small_rows: n_rows - rows.len(),
        small_columns: n_columns - columns.len(),
        report: part(report, detail, &rows, &columns),
    };
    shared.erase();
    Some(shared)
}

/// Whether the values of a dimension come from the data, and so may tell who it was.
fn comes_from_data(dimension: &Dimension) -> bool {
    !matches!(dimension, Dimension::Step | Dimension::Weekday | Dimension::Hour | Dimension::Date | Dimension::Outcome)
}

/// Of nested counts, those that differ by too few from the one shown before.
fn small_ends(all: u32, counts: &[u32], threshold: Threshold) -> Vec<usize> {
    let mut shown = all;
    let mut small = Vec::new();
    for (at, &count) in counts.iter().enumerate() {
        if threshold.hides(shown.abs_diff(count)) {
            small.push(at);
        } else {
            shown = count;
        }
    }
    small
}

/// Some rows and columns of a report.
fn part(report: &HeatmapReport, detail: &HeatmapDetail, rows: &[usize], columns: &[usize]) -> HeatmapReport {
    fn grid<T: Clone>(cells: &[Vec<T>], rows: &[usize], columns: &[usize]) -> Vec<Vec<T>> {
        rows.iter().map(|&row| columns.iter().map(|&column| cells[row][column].clone()).collect()).collect()
    }
    fn line<T: Clone>(values: &[T], kept: &[usize]) -> Vec<T> {
        kept.iter().map(|&at| values[at].clone()).collect()
    }
    // What gathers the others is the last one; it may be left out too.
    let gathered = |n: u32, all: usize, kept: &[usize]| if kept.last() == all.checked_sub(1).as_ref() { n } else { 0 };
    HeatmapReport {
        rows: line(&report.rows, rows),
        columns: line(&report.columns, columns),
        cells: grid(&report.cells, rows, columns),
        samples: grid(&report.samples, rows, columns),
        detail: Some(HeatmapDetail {
            row_totals: line(&detail.row_totals, rows),
            column_totals: line(&detail.column_totals, columns),
            total: detail.total,
            intervals: grid(&detail.intervals, rows, columns),
            gathered_rows: gathered(detail.gathered_rows, report.rows.len(), rows),
            gathered_columns: gathered(detail.gathered_columns, report.columns.len(), columns),
            weekdays_in_span: detail.weekdays_in_span,
        }),
    }
}

impl SharedHeatmap {
    /// Takes out of the report what is hidden.
    fn erase(&mut self) {
        let Some(detail) = &mut self.report.detail else { return };
        for (row, hidden) in self.cells.iter().enumerate() {
            for (column, _) in hidden.iter().enumerate().filter(|(_, hidden)| **hidden) {
                self.report.cells[row][column] = None;
                self.report.samples[row][column] = 0;
                detail.intervals[row][column] = None;
            }
        }
        let totals = detail.row_totals.iter_mut().zip(&self.row_totals);
        for (total, _) in totals.chain(detail.column_totals.iter_mut().zip(&self.column_totals)).filter(|it| *it.1) {
            *total = Total::default();
        }
        if self.total {
            detail.total = Total::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::Analysis,
        event_log::{ColumnRole, EventLog},
        test_log::{Row, log},
    };

    fn question(rows: Dimension, columns: Dimension, measure: Measure) -> HeatmapQuestion {
        HeatmapQuestion {
            measure,
            goal: Some("pay".to_owned().into()),
            max_steps: Some(3),
            detail: true,
            ..HeatmapQuestion::of(rows, columns)
        }
    }

    fn shared(log: &EventLog, question: &HeatmapQuestion, k: u32) -> Option<SharedHeatmap> {
        let report = question.run(log).unwrap();
        let behind = customers_behind(question).run(log).unwrap();
        suppress_heatmap(question, &report, &behind, Threshold::of(k))
    }

    /// Customers one after the other, each with events `touchpoint channel score`.
    fn shop(journeys: &[(u32, &str)]) -> EventLog {
        let mut rows = Vec::new();
        for &(customers, journey) in journeys {
            for _ in 0..customers {
                let customer = format!("c{}", rows.len());
                for (at, event) in journey.split(", ").enumerate() {
                    let fields: Vec<&str> = event.split(' ').chain(["", ""]).collect();
                    rows.push(Row {
                        customer: customer.clone(),
                        touchpoint: fields[0].to_owned(),
                        micros: at as i64 * 1_000_000,
                        values: vec![fields[1].to_owned(), fields[2].to_owned()],
                    });
                }
            }
        }
        log(&rows, &[("channel", Some(ColumnRole::Channel)), ("score", Some(ColumnRole::Score))])
    }

    #[test]
    fn events_are_hidden_by_the_customers_behind_them() {
        // One customer with eleven events is one customer.
        let many = ["see shop"; 11].join(", ");
        let log = shop(&[(20, "see web"), (20, "pay web"), (15, "pay shop"), (12, "see mail, pay mail"), (1, &many)]);
        let shared = shared(&log, &question(Dimension::Touchpoint, Dimension::Channel, Measure::Events), 10).unwrap();
        let at = |row: &str, column: &str| {
            let row = shared.report.rows.iter().position(|name| name == row).unwrap();
            let column = shared.report.columns.iter().position(|name| name == column).unwrap();
            (shared.report.cells[row][column], shared.cells[row][column])
        };
        assert_eq!(at("see", "shop"), (None, true));
        assert!(shared.cells.iter().flatten().filter(|&&hidden| hidden).count() >= 4);
        assert!(!format!("{:?}", shared.report.cells).contains("11"));
    }

    #[test]
    fn rows_that_are_small_as_a_whole_are_left_out_with_their_names() {
        let log = shop(&[(20, "see web"), (20, "pay web"), (3, "call-Li web"), (11, "see app, pay app")]);
        let shared = shared(&log, &question(Dimension::Touchpoint, Dimension::Channel, Measure::Events), 10).unwrap();
        assert_eq!((shared.small_rows, shared.small_columns), (1, 0));
        assert!(!format!("{shared:?}").contains("Li"));
    }

    #[test]
    fn a_mean_stands_on_those_who_scored() {
        let log = shop(&[(30, "see web"), (2, "see web 9"), (20, "pay web 5"), (20, "see app 7, pay app 8")]);
        let shared =
            shared(&log, &question(Dimension::Touchpoint, Dimension::Channel, Measure::MeanScore), 10).unwrap();
        let row = shared.report.rows.iter().position(|name| name == "see").unwrap();
        let column = shared.report.columns.iter().position(|name| name == "web").unwrap();
        assert!(shared.cells[row][column]);
    }

    #[test]
    fn a_rate_stands_on_two_groups() {
        let log = shop(&[(50, "see web"), (3, "see web, pay web"), (30, "see app, pay app"), (30, "see app")]);
        let question = question(Dimension::Touchpoint, Dimension::Channel, Measure::ConversionRate);
        let shared = shared(&log, &question, 10).unwrap();
        let row = shared.report.rows.iter().position(|name| name == "see").unwrap();
        let column = shared.report.columns.iter().position(|name| name == "web").unwrap();
        assert!(shared.cells[row][column], "three of 53");
    }

    #[test]
    fn journeys_that_end_are_groups_too() {
        let log = shop(&[(40, "see web, pay web"), (3, "see web"), (25, "see web, pay web, see web")]);
        let shared = shared(&log, &question(Dimension::Touchpoint, Dimension::Step, Measure::Customers), 10).unwrap();
        assert_eq!(shared.column_totals[..2], [false, true], "68 − 65 = 3");
    }

    #[test]
    fn too_few_customers_show_nothing() {
        let log = shop(&[(4, "see web, pay web")]);
        let question = question(Dimension::Touchpoint, Dimension::Channel, Measure::Events);
        assert_eq!(shared(&log, &question, 10), None);
        assert!(shared(&log, &question, 2).is_some());
    }
}
