//! Comments, one by one; and what stands before complaints.

use std::{cmp::Reverse, collections::BTreeMap};

use sojourn::{
    analysis::{Rated, VerbatimsQuestion},
    event_log::Timestamp,
    prepare::Scope,
};

use super::Case;

/// A comment: customer, position among all of the customer's events, instant, touchpoint, score, words.
pub type Row = (String, u32, String, Option<String>, Option<f64>, String);

/// The comments that match, latest first. Terms are words that no other word has in it.
pub fn rows(case: &Case, question: &VerbatimsQuestion) -> Vec<Row> {
    let theme = question.theme.as_deref().unwrap_or_default().to_lowercase().replace("  ", " ");
    let everything = case.journeys(&Scope::default());
    let mut rows: Vec<(i64, Row)> = Vec::new();
    for journey in case.journeys(&question.scope) {
        let whole = everything.iter().find(|whole| whole[0].customer == journey[0].customer).expect("the customer");
        let mut position = 0;
        for (at, row) in journey.iter().enumerate() {
            // Rows that are the same are in scope or not together.
            position += whole[position..].iter().position(|known| known == row).expect("the event");
            let here = position as u32;
            position += 1;
            let words = &row.values[4];
            let score = case.number("score", row);
            let has = |text: &str| words.to_lowercase().contains(text);
            let is_scored = question.scores.is_none_or(|[lowest, highest]| {
                score.is_some_and(|it| it.fract() == 0.0 && it >= lowest.into() && it <= highest.min(10).into())
            });
            if words.is_empty() || !has(question.search.trim()) || !has(&theme) || !is_scored {
                continue;
            }
            let about = match question.rated.expect("told") {
                Rated::Event => Some(at),
                Rated::Before => at.checked_sub(1),
            };
            let touchpoint = about.map(|about| journey[about].touchpoint.clone());
            let at = Timestamp(row.micros).to_iso();
            rows.push((row.micros, (row.customer.clone(), here, at, touchpoint, score, words.clone())));
        }
    }
    rows.sort_by_key(|(micros, row)| (Reverse(*micros), row.0.clone(), row.1));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Of each touchpoint that is no complaint: its events, and those with a complaint next.
pub fn before_complaints(case: &Case, scope: &Scope, complaints: &[String]) -> BTreeMap<String, (u32, u32)> {
    let mut counts = BTreeMap::new();
    for journey in case.journeys(scope) {
        for (at, row) in journey.iter().enumerate().filter(|(_, row)| !complaints.contains(&row.touchpoint)) {
            let (events, next) = counts.entry(row.touchpoint.clone()).or_insert((0, 0));
            *events += 1;
            *next += u32::from(journey.get(at + 1).is_some_and(|next| complaints.contains(&next.touchpoint)));
        }
    }
    counts
}
