//! What failures cost, customer by customer.

use std::collections::BTreeMap;

use sojourn::prepare::Scope;

use super::Case;

/// What the customers of each touchpoint bring from their first event at it on: of those who do not fail there, and of those
/// who do.
pub fn worth(case: &Case, scope: &Scope, failure: &str) -> BTreeMap<String, [Vec<f64>; 2]> {
    let mut worth = BTreeMap::<String, [Vec<f64>; 2]>::new();
    for journey in case.journeys(scope) {
        for (at, row) in journey.iter().enumerate() {
            let is_same = |other: &usize| journey[*other].touchpoint == row.touchpoint;
            if row.touchpoint == failure || (0..at).any(|earlier| is_same(&earlier)) {
                continue;
            }
            let fails = (at..journey.len() - 1).filter(is_same).any(|own| journey[own + 1].touchpoint == failure);
            let value = |row| case.number("value", row).filter(|value| value.is_finite()).unwrap_or_default();
            let sum = journey[at..].iter().map(value).sum();
            worth.entry(row.touchpoint.clone()).or_default()[usize::from(fails)].push(sum);
        }
    }
    worth
}
