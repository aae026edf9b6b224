//! Where do they drop out? Counts, per step, the customers who got that far.
//!
//! Each customer counts once, at the furthest step that any of their attempts reaches; `attempt.rs` has the rules
//! and why they can be counted in one pass. Times are those of the attempt that counts: the earliest that gets as far.
//!
//! # Formula
//!
//! With cₖ customers at step k: conversion rate cₖ / c₁, step conversion rate cₖ / cₖ₋₁, drop-off cₖ₋₁ − cₖ. The interval
//! is Wilson's ([`super::statistics::wilson_interval`]). Medians are exact; they lead because times to convert have
//! long tails. Microseconds inside, seconds in the report.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{
    Analysis, QuestionError,
    attempt::{Attempt, for_each_attempt},
    statistics::{median, wilson_interval},
};
use crate::{
    event_log::{EventLog, MICROS_PER_SECOND},
    order,
    prepare::{Condition, Field, Scope},
};

/// 14 days.
const DEFAULT_WINDOW_SECONDS: f64 = 14.0 * 86_400.0;

/// How many customers get how far through the steps?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FunnelQuestion {
    /// 2..=20 steps.
    pub steps: Vec<FunnelStep>,
    /// In which order the steps count.
    #[serde(default)]
    pub order: StepOrder,
    /// Seconds from step 1 to the last matched step, inclusive; `None`: no limit.
    #[serde(default = "default_window")]
    pub window_seconds: Option<f64>,
    /// Column (or `channel`, `touchpoint`, `stage`) whose value on the matched step 1 splits the funnel.
    #[serde(default)]
    pub breakdown: Option<String>,
    /// Which events it is about.
    #[serde(default)]
    pub scope: Scope,
}

fn default_window() -> Option<f64> {
    Some(DEFAULT_WINDOW_SECONDS)
}

impl FunnelQuestion {
    /// A funnel over these touchpoints, one per step, with the defaults of everything else.
    pub fn of<T: Into<String>>(touchpoints: impl IntoIterator<Item = T>) -> FunnelQuestion {
        FunnelQuestion {
            steps: touchpoints.into_iter().map(|name| FunnelStep::from(name.into())).collect(),
            order: StepOrder::default(),
            window_seconds: default_window(),
            breakdown: None,
            scope: Scope::default(),
        }
    }
}

/// In which order the steps of a funnel count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepOrder {
    /// Each later than the one before; other events may lie between.
    #[default]
    InOrder,
    /// The same, with no other event of the customer between.
    Exact,
    /// In whatever order.
    AnyOrder,
}

/// One step: an event at one of the touchpoints that meets all conditions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "StepForm")]
pub struct FunnelStep {
    /// Any of these.
    pub touchpoints: Vec<String>,
    /// All of these.
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
}

impl From<String> for FunnelStep {
    fn from(touchpoint: String) -> FunnelStep {
        FunnelStep { touchpoints: vec![touchpoint], conditions: Vec::new() }
    }
}

/// The two ways to write a step.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum StepForm {
    Name(String),
    Full {
        touchpoints: Vec<String>,
        #[serde(default, rename = "where")]
        conditions: Vec<Condition>,
    },
}

impl From<StepForm> for FunnelStep {
    fn from(form: StepForm) -> FunnelStep {
        match form {
            StepForm::Name(name) => name.into(),
            StepForm::Full { touchpoints, conditions } => FunnelStep { touchpoints, conditions },
        }
    }
}

/// The funnel, step by step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelReport {
    /// Customers in scope.
    pub customers: u32,
    /// One per step of the question.
    pub steps: Vec<FunnelStepReport>,
    /// One per value of the breakdown, most customers at step 1 first (then by value); empty without a breakdown.
    pub groups: Vec<FunnelGroup>,
}

/// The funnel of one value of the breakdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelGroup {
    /// The value on the matched step 1; `None` where it is missing.
    pub value: Option<String>,
    /// One per step of the question.
    pub steps: Vec<FunnelStepReport>,
}

/// One step of a funnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelStepReport {
    /// The step's touchpoints, joined by " / ".
    pub label: String,
    /// How many reached it.
    pub customers: u32,
    /// Share of those at step 1, 0..=1; `None` if there are none.
    pub conversion_rate: Option<f64>,
    /// Share of those at the previous step; `None` for step 1.
    pub step_conversion_rate: Option<f64>,
    /// Wilson 95 % interval of `conversion_rate`.
    pub interval: Option<[f64; 2]>,
    /// Reached the previous step and not this one; 0 for step 1.
    pub drop_off: u32,
    /// Median of the time since the previous step, in seconds.
    pub median_seconds_from_previous: Option<f64>,
    /// Median of the time since step 1, in seconds.
    pub median_seconds_from_start: Option<f64>,
}

impl Analysis for FunnelQuestion {
    type Report = FunnelReport;

    fn run(&self, log: &EventLog) -> Result<FunnelReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let breakdown = self.breakdown.as_deref().map(|name| Field::named(name, log)).transpose()?;
        let mut tally = Tally::new(self.steps.len(), breakdown.as_ref());
        for_each_attempt(self, log, |attempt| tally.count(attempt, log, breakdown.as_ref()))?;

        let groups = match &breakdown {
            None => Vec::new(),
            Some(field) => {
                let order = tally.groups_in_order(field);
                let by_group = tally.by_group(&order, &self.steps);
                let values = order.iter().map(|&value| Some(field.text(value).to_owned()).filter(|it| !it.is_empty()));
                values.zip(by_group).map(|(value, steps)| FunnelGroup { value, steps }).collect()
            }
        };
        let steps = tally.all(&self.steps);
        Ok(FunnelReport { customers: log.n_customers() as u32, steps, groups })
    }
}

/// Who reached each step, and when.
struct Tally {
    /// How many customers reached step 1.
    starts: u32,
    /// The same for each value of the breakdown.
    starts_by_value: Vec<u32>,
    /// For each later step, one entry per customer who reached it.
    arrivals: Vec<Arrivals>,
}

#[derive(Default)]
struct Arrivals {
    /// Value of the breakdown; empty without one.
    values: Vec<u32>,
    micros_from_previous: Vec<i64>,
    micros_from_start: Vec<i64>,
}

/// What a step's report needs.
#[derive(Clone, Copy, Default)]
struct Arrived {
    customers: u32,
    median_micros_from_previous: Option<f64>,
    median_micros_from_start: Option<f64>,
}

impl Tally {
    fn new(steps: usize, breakdown: Option<&Field>) -> Tally {
        Tally {
            starts: 0,
            starts_by_value: vec![0; breakdown.map_or(0, Field::n_values)],
            arrivals: std::iter::repeat_with(Arrivals::default).take(steps.saturating_sub(1)).collect(),
        }
    }

    fn count(&mut self, attempt: Attempt, log: &EventLog, breakdown: Option<&Field>) {
        let (&first, later) = attempt.reached.split_first().expect("an attempt starts at step 1");
        let times = log.times();
        let value = breakdown.map(|field| field.value_at(first, attempt.customer));
        self.starts += 1;
        if let Some(value) = value {
            self.starts_by_value[value as usize] += 1;
        }
        let start = times[first].0;
        let mut previous = start;
        for (arrivals, &event) in self.arrivals.iter_mut().zip(later) {
            let time = times[event].0;
            arrivals.values.extend(value);
            arrivals.micros_from_previous.push(time - previous);
            arrivals.micros_from_start.push(time - start);
            previous = time;
        }
    }

    /// The values that occur at step 1: most customers first, then by text, the missing one last.
    fn groups_in_order(&self, field: &Field) -> Vec<u32> {
        let mut order: Vec<u32> =
            (0..).zip(&self.starts_by_value).filter_map(|(value, &starts)| (starts > 0).then_some(value)).collect();
        order::sort_by_key(&mut order, |&value| {
            let text = field.text(value);
            (text.is_empty(), Reverse(self.starts_by_value[value as usize]), text)
        });
        order
    }

    /// The funnel of each of the values in `order`.
    fn by_group(&self, order: &[u32], steps: &[FunnelStep]) -> Vec<Vec<FunnelStepReport>> {
        let mut places = vec![0; self.starts_by_value.len()];
        for (place, &value) in order.iter().enumerate() {
            places[value as usize] = place;
        }
        let mut arrived = vec![Vec::with_capacity(self.arrivals.len()); order.len()];
        let mut scratch = Vec::new();
        for arrivals in &self.arrivals {
            // Where each group's entries start, once they are sorted by group; one more entry than groups.
            let mut offsets = vec![0; order.len() + 1];
            for &value in &arrivals.values {
                offsets[places[value as usize] + 1] += 1;
            }
            for group in 0..order.len() {
                offsets[group + 1] += offsets[group];
            }
            let mut medians = |micros: &[i64]| -> Vec<Option<f64>> {
                let mut next = offsets.clone();
                scratch.clear();
                scratch.resize(micros.len(), 0);
                for (&value, &micros) in arrivals.values.iter().zip(micros) {
                    let next = &mut next[places[value as usize]];
                    scratch[*next] = micros;
                    *next += 1;
                }
                offsets.windows(2).map(|ends| median(&mut scratch[ends[0]..ends[1]])).collect()
            };
            let from_previous = medians(&arrivals.micros_from_previous);
            let from_start = medians(&arrivals.micros_from_start);
            for (group, arrived) in arrived.iter_mut().enumerate() {
                arrived.push(Arrived {
                    customers: (offsets[group + 1] - offsets[group]) as u32,
                    median_micros_from_previous: from_previous[group],
                    median_micros_from_start: from_start[group],
                });
            }
        }
        let starts = order.iter().map(|&value| self.starts_by_value[value as usize]);
        starts.zip(&arrived).map(|(starts, arrived)| report(steps, starts, arrived)).collect()
    }

    /// The funnel of all customers.
    fn all(mut self, steps: &[FunnelStep]) -> Vec<FunnelStepReport> {
        let arrived: Vec<Arrived> = self
            .arrivals
            .iter_mut()
            .map(|arrivals| Arrived {
                customers: arrivals.micros_from_start.len() as u32,
                median_micros_from_previous: median(&mut arrivals.micros_from_previous),
                median_micros_from_start: median(&mut arrivals.micros_from_start),
            })
            .collect();
        report(steps, self.starts, &arrived)
    }
}

fn report(steps: &[FunnelStep], starts: u32, later: &[Arrived]) -> Vec<FunnelStepReport> {
    let rate = |part: u32, whole: u32| (whole > 0).then(|| f64::from(part) / f64::from(whole));
    let seconds = |micros: Option<f64>| micros.map(|micros| micros / MICROS_PER_SECOND as f64);
    let first = Arrived { customers: starts, ..Arrived::default() };
    let mut previous = None;
    steps
        .iter()
        .zip(std::iter::once(&first).chain(later))
        .map(|(step, arrived)| {
            let customers = arrived.customers;
            let before = previous.replace(customers);
            FunnelStepReport {
                label: step.touchpoints.join(" / "),
                customers,
                conversion_rate: rate(customers, starts),
                step_conversion_rate: before.and_then(|before| rate(customers, before)),
                interval: wilson_interval(customers, starts),
                drop_off: before.map_or(0, |before| before - customers),
                median_seconds_from_previous: seconds(arrived.median_micros_from_previous),
                median_seconds_from_start: seconds(arrived.median_micros_from_start),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
