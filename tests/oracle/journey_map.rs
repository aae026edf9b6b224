//! The journey map, customer by customer.

use sojourn::analysis::JourneyMapQuestion;

use super::{Case, Journey};
use crate::common::Row;

/// What becomes of the customers of a stage, and how long its visits last, in seconds.
#[derive(Debug, PartialEq)]
pub struct Said {
    pub stage: String,
    pub events: u32,
    pub online: u32,
    pub failures: u32,
    pub failed_customers: u32,
    pub going_on: u32,
    pub going_back: u32,
    pub staying: u32,
    pub leaving: u32,
    pub starting: u32,
    pub coming_back: u32,
    pub median_in_stage: Option<f64>,
    pub median_to_next: Option<f64>,
}

/// Runs of equal stages, as positions of their first and last event.
fn visits(stages: &[(String, i64)]) -> Vec<(String, i64, i64)> {
    let mut visits: Vec<(String, i64, i64)> = Vec::new();
    for (stage, at) in stages {
        match visits.last_mut() {
            Some((same, _, to)) if same == stage => *to = *at,
            _ => visits.push((stage.clone(), *at, *at)),
        }
    }
    visits
}

/// What the map should say of each stage of the model.
pub fn expected(case: &Case, question: &JourneyMapQuestion) -> Vec<Said> {
    let journeys: Vec<Journey> = case.journeys(&question.scope);
    let end = journeys.iter().flatten().map(|row| row.micros).max().unwrap_or(0);
    let idle = (question.idle_seconds.expect("a number") * 1e6) as i64;
    let rank = |name: &str| case.stage_rank(name);
    let staged: Vec<Vec<(String, i64)>> = journeys
        .iter()
        .map(|journey| {
            let with_stage = journey.iter().map(|row| (case.value("stage", row), row.micros));
            with_stage.filter(|(stage, _)| !stage.is_empty()).collect()
        })
        .collect();
    let of_stage = |name: &str| {
        let own_rank = rank(name);
        let in_stage = |row: &&Row| case.value("stage", row) == name;
        let count = |is_so: &dyn Fn(&Row) -> bool| {
            journeys.iter().flatten().filter(in_stage).filter(|row| is_so(row)).count() as u32
        };
        let is_failure = |row: &Row| row.touchpoint.contains("complaint");
        let has_failed = |journey: &&Journey| journey.iter().filter(in_stage).any(is_failure);
        let mut said = Said {
            stage: name.to_owned(),
            events: staged.iter().flatten().filter(|(stage, _)| stage == name).count() as u32,
            online: count(&|row| case.is_online(row)),
            failures: count(&is_failure),
            failed_customers: journeys.iter().filter(has_failed).count() as u32,
            going_on: 0,
            going_back: 0,
            staying: 0,
            leaving: 0,
            starting: 0,
            coming_back: 0,
            median_in_stage: None,
            median_to_next: None,
        };
        let (mut inside, mut next) = (Vec::new(), Vec::new());
        for stages in &staged {
            let visits = visits(stages);
            let own: Vec<usize> = (0..visits.len()).filter(|&at| visits[at].0 == name).collect();
            let (Some(&first), Some(last)) = (own.first(), stages.last()) else { continue };
            said.starting += u32::from(first == 0);
            said.coming_back += u32::from(own.len() > 1);
            // Stages that the model does not have come after all others.
            let is_later = |stage: &str| rank(stage).is_none_or(|rank| Some(rank) > own_rank);
            let becomes = match () {
                () if visits[first..].iter().any(|(stage, ..)| is_later(stage)) => &mut said.going_on,
                () if last.0 != name => &mut said.going_back,
                () if last.1 >= end.saturating_sub(idle) => &mut said.staying,
                () => &mut said.leaving,
            };
            *becomes += 1;
            for at in own {
                inside.push((visits[at].2 - visits[at].1) as f64);
                next.extend(visits.get(at + 1).map(|later| (later.1 - visits[at].2) as f64));
            }
        }
        let seconds = |micros: Vec<f64>| super::median(micros).map(|micros| micros / 1e6);
        said.median_in_stage = seconds(inside);
        said.median_to_next = seconds(next);
        said
    };
    case.model().stages().iter().map(|stage| of_stage(&stage.id)).filter(|said| said.events > 0).collect()
}

/// The path of each customer of a stage, on their first visit to it, and whether they go on; in the order of the customers.
pub fn paths(case: &Case, stage: &str, journeys: &[Journey]) -> Vec<(Vec<String>, bool)> {
    let of = |journey: &Journey| {
        let staged: Vec<(String, &Row)> = journey.iter().map(|row| (case.value("stage", row), row)).collect();
        let staged: Vec<_> = staged.into_iter().filter(|(own, _)| !own.is_empty()).collect();
        let first = staged.iter().position(|(own, _)| own == stage)?;
        let visit = staged[first..].iter().take_while(|(own, _)| own == stage);
        let mut path: Vec<String> = visit.map(|(_, row)| row.touchpoint.clone()).collect();
        path.dedup();
        let is_later = |other: &str| match (case.stage_rank(stage), case.stage_rank(other)) {
            (Some(own), Some(other)) => other > own,
            _ => false,
        };
        Some((path, staged[first..].iter().any(|(other, _)| is_later(other))))
    };
    journeys.iter().filter_map(of).collect()
}
