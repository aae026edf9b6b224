//! How do customers feel before and after a touchpoint? Each customer against themselves.
//!
//! Of a customer and a touchpoint: the last score before their first event at it, and the first score from that event on.
//! Who lacks one of them counts nowhere. What lies between two scores may have other causes than the touchpoint: the report
//! says what goes together, not why.
//!
//! # Formula
//!
//! Of n differences with mean d and variance s²: d ± 1.96 s / √n, and the p-value of the normal distribution, adjusted for the
//! number of touchpoints (Holm).

use serde::{Deserialize, Serialize};

use super::{
    Analysis, QuestionError,
    feedback::{place, points},
    statistics::{holm, mean_interval, upper_tail},
};
use crate::{
    event_log::{ColumnRole, EventLog},
    import::Scale,
    order,
    prepare::{Field, Scope, blocks, in_one_call},
};

/// A touchpoint is told of where so many customers have a score before and after it.
const LEAST: u32 = 10;

/// What goes together with better or worse scores?
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ScoreChangesQuestion {
    /// The scale; left out, it is told from the name and the values of the score's column.
    pub scale: Option<Scale>,
    /// Touchpoints with fewer customers, who have a score before and after it, are left out; at least 2. Default 10.
    pub least: Option<u32>,
    /// Which events it is about.
    pub scope: Scope,
}

/// The touchpoints with scores before and after them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScoreChangesReport {
    /// The scale of the scores.
    pub scale: Scale,
    /// Those with enough customers, the surest change first, then by name.
    pub touchpoints: Vec<ScoreChange>,
}

/// The scores before and after a touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScoreChange {
    /// Its name.
    pub touchpoint: String,
    /// Customers with a score before it and one from it on.
    pub customers: u32,
    /// Mean of the scores before, in points of the scale.
    pub before: f64,
    /// Mean of those after.
    pub after: f64,
    /// 95 % interval of after − before.
    pub interval: [f64; 2],
    /// p-value of the hypothesis that there is no change, adjusted for the number of touchpoints.
    pub p_value: f64,
}

/// Sums over the customers of a touchpoint.
#[derive(Clone, Copy, Default)]
struct Sums {
    customers: u32,
    before: u64,
    after: u64,
    /// Of squared differences.
    squares: u64,
}

impl Analysis for ScoreChangesQuestion {
    type Report = ScoreChangesReport;

    fn run(&self, log: &EventLog) -> Result<ScoreChangesReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let field = Field::of_role(ColumnRole::Score, log)?;
        let scale = self.scale_of(log)?;
        let (lowest, least) = (f64::from(scale.range().0), self.least.unwrap_or(LEAST).max(2));
        let sums = sums(log, &field, scale);
        let mut touchpoints = Vec::new();
        for (code, of) in sums.iter().enumerate().filter(|(_, of)| of.customers >= least) {
            let n = f64::from(of.customers);
            let [before, after] = [of.before, of.after].map(|sum| sum as f64 / n);
            let change = after - before;
            let variance = ((of.squares as f64 - n * change * change) / (n - 1.0)).max(0.0);
            let Some(interval) = mean_interval(change, variance, of.customers) else { continue };
            let z = change.abs() / (variance / n).sqrt();
            touchpoints.push(ScoreChange {
                touchpoint: log.touchpoints().dictionary.text(code as u32).to_owned(),
                customers: of.customers,
                before: before + lowest,
                after: after + lowest,
                interval,
                // Where nobody changes there is nothing to be sure of.
                p_value: if z.is_nan() { 1.0 } else { 2.0 * upper_tail(z) },
            });
        }
        let p_values: Vec<f64> = touchpoints.iter().map(|known| known.p_value).collect();
        touchpoints.iter_mut().zip(holm(&p_values)).for_each(|(known, p_value)| known.p_value = p_value);
        order::sort_by(&mut touchpoints, |one: &ScoreChange, other: &ScoreChange| {
            one.p_value.total_cmp(&other.p_value).then_with(|| one.touchpoint.cmp(&other.touchpoint))
        });
        Ok(ScoreChangesReport { scale, touchpoints })
    }
}

impl ScoreChangesQuestion {
    fn scale_of(&self, log: &EventLog) -> Result<Scale, QuestionError> {
        let told = || log.role(ColumnRole::Score).and_then(|column| Scale::of_texts(&column.name, &column.dictionary));
        self.scale.or_else(told).ok_or(QuestionError::NoScale)
    }

    /// Of each customer of a touchpoint: the event of the score before it, the first one at it, and that of the score from
    /// there on.
    pub(super) fn events_behind(&self, log: &EventLog, touchpoint: &str) -> Result<Vec<u32>, QuestionError> {
        let field = Field::of_role(ColumnRole::Score, log)?;
        let wanted = log.touchpoints().dictionary.code_of(log.touchpoint_named(touchpoint));
        let mut behind = Vec::new();
        each(log, &field, self.scale_of(log)?, &mut |change| {
            if Some(change.touchpoint) == wanted {
                behind.extend(change.events);
            }
        });
        // A score at the touchpoint is the one after it, too.
        behind.dedup();
        Ok(behind)
    }
}

/// Of a customer and a touchpoint.
struct Change {
    touchpoint: u32,
    /// Of the score before it, the first one at it, of the score from there on.
    events: [u32; 3],
    /// Places of the two scores on the scale.
    scores: [u8; 2],
}

/// By touchpoint.
fn sums(log: &EventLog, field: &Field, scale: Scale) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); log.touchpoints().dictionary.len()];
    each(log, field, scale, &mut |change| {
        let [before, after] = change.scores;
        let of = &mut sums[change.touchpoint as usize];
        let change = i64::from(after) - i64::from(before);
        of.customers += 1;
        of.before += u64::from(before);
        of.after += u64::from(after);
        of.squares += (change * change) as u64;
    });
    sums
}

/// Gives each touchpoint of each customer with a score before and one from it on, customer by customer.
fn each(log: &EventLog, field: &Field, scale: Scale, take: &mut dyn FnMut(Change)) {
    let size = points(scale);
    let places = (0..field.n_values() as u32).map(|value| place(scale, field.number(value)));
    let by_code = field.by_code(places.collect());
    let touchpoints = log.touchpoints();
    // The customer last seen at a touchpoint, counted from 1.
    let mut seen = vec![0u32; touchpoints.dictionary.len()];
    let (mut scores, mut after): (Vec<u8>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    let is_score = |score: u8| usize::from(score) < size;
    for block in blocks(log) {
        in_one_call(|| {
            field.look_up(&block, &by_code, &mut scores);
            if !scores.iter().any(|&score| is_score(score)) {
                return;
            }
            for customer in block.customers.clone() {
                let events = log.events_of(customer);
                let own = &scores[events.start - block.events.start..events.end - block.events.start];
                // The first score from each event on.
                after.clear();
                after.resize(own.len(), None);
                let mut next = None;
                for at in (0..own.len()).rev() {
                    next = if is_score(own[at]) { Some(at) } else { next };
                    after[at] = next;
                }
                let mut before = None;
                for (at, event) in events.clone().enumerate() {
                    let touchpoint = touchpoints.codes.get(event);
                    let is_first =
                        std::mem::replace(&mut seen[touchpoint as usize], customer as u32 + 1) != customer as u32 + 1;
                    if is_first && let (Some(before), Some(after)) = (before, after[at]) {
                        let events = [before, at, after].map(|at| (events.start + at) as u32);
                        take(Change { touchpoint, events, scores: [own[before], own[after]] });
                    }
                    before = if is_score(own[at]) { Some(at) } else { before };
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log::{Row, log};

    #[test]
    fn each_customer_is_compared_with_themselves() {
        let mut rows = Vec::new();
        for customer in 0..12i64 {
            let id = format!("c{customer}");
            let mut row = |hour: i64, touchpoint: &str, score: &str| {
                rows.push(Row::new(&id, touchpoint, hour * 3_600_000_000, &[score]));
            };
            row(0, "survey", if customer % 2 == 0 { "2" } else { "3" });
            row(1, "help", "");
            row(2, "help", "");
            row(3, "survey", if customer % 3 == 0 { "5" } else { "4" });
            row(4, "shop", "");
        }
        let log = log(&rows, &[("csat", Some(ColumnRole::Score))]);
        let report = ScoreChangesQuestion::default().run(&log).expect("an answer");
        // The survey itself has no score before it, and the shop none after it.
        assert_eq!(report.touchpoints.len(), 1, "{report:?}");
        let help = &report.touchpoints[0];
        assert_eq!((help.touchpoint.as_str(), help.customers), ("help", 12));
        assert!((help.before - 2.5).abs() < 1e-12 && (help.after - 52.0 / 12.0).abs() < 1e-12, "{help:?}");
        // Differences: 3 twice, 2 four and then twice, 1 four times; s² = 0.5152 over 12 of them.
        let half = 1.959_964 * (0.515_151_5_f64 / 12.0).sqrt();
        let change = 22.0 / 12.0;
        for (end, expected) in help.interval.iter().zip([change - half, change + half]) {
            assert!((end - expected).abs() < 1e-5, "{end} against {expected}");
        }
        assert!(help.p_value < 1e-6);
    }
}
