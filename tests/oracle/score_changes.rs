//! Scores before and after touchpoints, customer by customer.

use std::collections::BTreeMap;

use sojourn::analysis::ScoreChangesQuestion;

use super::Case;

/// The scores before and after each touchpoint, of each customer who has both.
pub fn pairs(case: &Case, question: &ScoreChangesQuestion) -> BTreeMap<String, Vec<[f64; 2]>> {
    let mut pairs = BTreeMap::<String, Vec<[f64; 2]>>::new();
    for journey in case.journeys(&question.scope) {
        let score = |at: usize| {
            case.number("score", &journey[at]).filter(|score| score.fract() == 0.0 && (0.0..=10.0).contains(score))
        };
        for (at, row) in journey.iter().enumerate() {
            if journey[..at].iter().any(|earlier| earlier.touchpoint == row.touchpoint) {
                continue;
            }
            let before = (0..at).rev().find_map(score);
            let after = (at..journey.len()).find_map(score);
            if let Some(pair) = before.zip(after) {
                pairs.entry(row.touchpoint.clone()).or_default().push(pair.into());
            }
        }
    }
    pairs
}
