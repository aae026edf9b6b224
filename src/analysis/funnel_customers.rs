//! Who is behind a bar of the funnel, or fell out before it, and what did they do next?
//!
//! The same attempts as the funnel counts (`attempt.rs`), so the list is as long as the number on the bar. "Next"
//! is the event right after the last one that the attempt matched, among the events in scope; customers equal in
//! number stand by name, those with nothing more last.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{
    Analysis, FunnelQuestion, QuestionError,
    attempt::{Attempt, for_each_attempt},
};
use crate::{event_log::EventLog, order, prepare::Field};

/// Which customers of a funnel, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FunnelCustomersQuestion {
    /// The funnel.
    pub funnel: FunnelQuestion,
    /// Number of the step, from 1.
    pub step: usize,
    /// Those who reached the step, or those who reached the one before and not it.
    pub who: Who,
    /// Only those with this value of the funnel's breakdown; without a breakdown it says nothing.
    #[serde(default)]
    pub group: Option<Group>,
}

/// Which customers at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Who {
    /// They reached the step.
    Reached,
    /// They reached the step before, and not this one.
    DroppedOff,
}

/// A value of the breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The value; `None` where it is missing.
    pub value: Option<String>,
}

/// The customers asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelCustomersReport {
    /// Their ids, sorted.
    pub ids: Vec<String>,
    /// The touchpoint of each one's first event after their last matched step, most customers first.
    pub next: Vec<NextTouchpoint>,
}

/// What customers did next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NextTouchpoint {
    /// The touchpoint; `None`: nothing more in scope.
    pub touchpoint: Option<String>,
    /// How many customers.
    pub customers: u32,
}

impl Analysis for FunnelCustomersQuestion {
    type Report = FunnelCustomersReport;

    fn run(&self, log: &EventLog) -> Result<FunnelCustomersReport, QuestionError> {
        let steps = self.funnel.steps.len();
        if !(1..=steps).contains(&self.step) {
            return Err(QuestionError::NoSuchStep { step: self.step, steps });
        }
        let log = &*self.funnel.scope.apply(log)?;
        let breakdown = self.funnel.breakdown.as_deref().map(|name| Field::named(name, log)).transpose()?;
        let group = breakdown.as_ref().zip(self.group.as_ref());
        let touchpoints = log.touchpoints();

        let mut ids = Vec::new();
        let mut next = vec![0; touchpoints.dictionary.len()];
        let mut nothing_more = 0;
        for_each_attempt(&self.funnel, log, |Attempt { customer, reached }| {
            let asked_for = match self.who {
                Who::Reached => reached.len() >= self.step,
                Who::DroppedOff => reached.len() + 1 == self.step,
            };
            let in_group = group.is_none_or(|(field, group)| {
                field.text(field.value_at(reached[0], customer)) == group.value.as_deref().unwrap_or("")
            });
            if !asked_for || !in_group {
                return;
            }
            ids.push(log.customer_id(customer).to_owned());
            let after = reached[reached.len() - 1] + 1;
            if after < log.events_of(customer).end {
                next[touchpoints.codes.get(after) as usize] += 1;
            } else {
                nothing_more += 1;
            }
        })?;

        ids.sort_unstable();
        let mut next: Vec<NextTouchpoint> = (0..)
            .zip(next)
            .map(|(code, customers)| (Some(touchpoints.dictionary.text(code).to_owned()), customers))
            .chain([(None, nothing_more)])
            .filter(|&(_, customers)| customers > 0)
            .map(|(touchpoint, customers)| NextTouchpoint { touchpoint, customers })
            .collect();
        order::sort_by(&mut next, |a, b| {
            let key = |next: &NextTouchpoint| (Reverse(next.customers), next.touchpoint.is_none());
            key(a).cmp(&key(b)).then_with(|| a.touchpoint.cmp(&b.touchpoint))
        });
        Ok(FunnelCustomersReport { ids, next })
    }
}

#[cfg(test)]
mod tests;
