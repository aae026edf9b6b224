//! The cells of a heatmap beside those of others: how many customers have such an event, how many convert, what they say.
//!
//! Events of one customer hang together, so that their number cannot be tested as such. Where cells count events, values or
//! times, the customers behind them are compared.

use crate::{
    analysis::{Estimate, HeatmapQuestion, HeatmapReport, Measure, statistics::wilson_interval},
    panel::comparison::{ContrastRow, Unit},
    text::Words,
};

use super::wording::{measure_name, value_name};

/// The question that tells the cells of two sides apart.
pub fn comparable(question: &HeatmapQuestion) -> HeatmapQuestion {
    let measure = match question.measure {
        Measure::ConversionRate | Measure::MeanScore => question.measure,
        _ => Measure::Customers,
    };
    HeatmapQuestion { measure, ..question.clone() }
}

/// Both sides, cell by cell, as far as both have it. The reports answer to [`comparable`].
pub fn contrasts(
    words: &Words,
    question: &HeatmapQuestion,
    own: &HeatmapReport,
    other: &HeatmapReport,
) -> Vec<ContrastRow> {
    let (what, unit) = match question.measure {
        Measure::MeanScore => (measure_name(words, question.measure), Unit::MEAN),
        Measure::ConversionRate => (measure_name(words, question.measure), Unit::RATE),
        _ => (words.journey_map.share_of_customers, Unit::RATE),
    };
    let mut rows = Vec::new();
    for (row, row_name) in named(own, true) {
        let Some((other_row, _)) = named(other, true).find(|(_, name)| *name == row_name) else { continue };
        for (column, column_name) in named(own, false) {
            let Some((other_column, _)) = named(other, false).find(|(_, name)| *name == column_name) else { continue };
            let estimates = [
                estimate(question.measure, own, row, column),
                estimate(question.measure, other, other_row, other_column),
            ];
            // Where one side has too little to say anything, or neither has anybody, there is nothing to compare.
            let has_some = own.samples[row][column].max(other.samples[other_row][other_column]) > 0;
            if has_some && estimates.iter().all(Option::is_some) {
                let of = format!(
                    "{} · {}",
                    value_name(words, &question.rows, row_name),
                    value_name(words, &question.columns, column_name),
                );
                rows.push(ContrastRow::new(of, what, unit, estimates));
            }
        }
    }
    ContrastRow::corrected(rows)
}

/// The rows or columns but for the one that gathers the rest, which gathers other values on each side.
fn named(report: &HeatmapReport, is_row: bool) -> impl Iterator<Item = (usize, &String)> {
    let detail = report.detail.as_ref();
    let (names, gathered) = if is_row {
        (&report.rows, detail.map_or(0, |detail| detail.gathered_rows))
    } else {
        (&report.columns, detail.map_or(0, |detail| detail.gathered_columns))
    };
    names.iter().take(names.len() - usize::from(gathered > 0)).enumerate()
}

fn estimate(measure: Measure, report: &HeatmapReport, row: usize, column: usize) -> Option<Estimate> {
    let detail = report.detail.as_ref()?;
    match measure {
        Measure::ConversionRate | Measure::MeanScore => {
            report.cells[row][column].zip(*detail.intervals.get(row)?.get(column)?)
        }
        _ => {
            let (part, whole) = (report.samples[row][column], detail.total.sample);
            let interval = wilson_interval(part, whole)?;
            Some((f64::from(part) / f64::from(whole), interval))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Analysis, Dimension},
        event_log::{ColumnRole, EventLog},
        test_log::{Row, log},
        text::Language,
    };

    /// So many customers for each touchpoint, once on the web.
    fn log_of(counts: &[(&str, usize)]) -> EventLog {
        let rows = counts.iter().flat_map(|&(touchpoint, n)| {
            (0..n).map(move |at| Row::new(&format!("{touchpoint}{at}"), touchpoint, at as i64, &["web"]))
        });
        log(&rows.collect::<Vec<_>>(), &[("channel", Some(ColumnRole::Channel))])
    }

    #[test]
    fn shares_of_customers_are_compared_where_both_sides_have_the_cell() {
        let question = comparable(&HeatmapQuestion {
            detail: true,
            ..HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Channel)
        });
        assert_eq!(question.measure, Measure::Customers);
        let [own, other] = [log_of(&[("a", 60), ("b", 40)]), log_of(&[("a", 20), ("b", 60), ("c", 20)])]
            .map(|log| question.run(&log).expect("an answer"));
        let rows = contrasts(Language::English.words(), &question, &own, &other);
        let said: Vec<_> =
            rows.iter().map(|row| (row.of.as_str(), row.estimates.map(|it| it.map(|it| it.0)))).collect();
        assert_eq!(said, [("a · web", [Some(0.6), Some(0.2)]), ("b · web", [Some(0.4), Some(0.6)])]);
        assert!(rows.iter().all(|row| row.contrast.is_some_and(|contrast| contrast.is_sure())), "{rows:?}");
    }
}
