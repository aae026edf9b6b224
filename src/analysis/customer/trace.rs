//! Which events of a customer a funnel counted, and what became of the first step that it did not count.
//!
//! The attempt is the one that the funnel counts (`attempt.rs`). In order and exact, it names the events. In any order
//! it says by which event so many steps were covered; which event stands for which step is then a matching of the two,
//! found step by step along augmenting paths, earlier events preferred.
//!
//! Of the first step that was not reached, a further event that fits it is either outside the window or out of order:
//! otherwise the attempt would have gone further.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::super::{
    FunnelQuestion, QuestionError, StepOrder,
    attempt::{for_each_attempt, has, window, within},
    step_matcher::{StepMatcher, StepSet},
};
use crate::{event_log::EventLog, prepare::blocks};

/// What a funnel counted of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelTrace {
    /// The event of each step reached, step 1 first; as long as the customer came far.
    pub matched: Vec<MatchedEvent>,
    /// The first step not reached; `None` where all were.
    pub missed: Option<Missed>,
}

/// An event that counted as a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchedEvent {
    /// Position among the customer's events, from 0.
    pub event: u32,
    /// From the earliest event that counted.
    pub seconds_from_start: f64,
}

/// A step that was not reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Missed {
    /// Its number, from 1.
    pub step: u32,
    /// Why.
    pub why: WhyMissed,
    /// The event that would fit it, by its position, where there is one: the first after those that counted, else the
    /// last before.
    pub event: Option<u32>,
    /// To that event, from the earliest one that counted.
    pub seconds_from_start: Option<f64>,
}

/// Why a step was not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WhyMissed {
    /// No event in the funnel's scope fits it.
    NeverCame,
    /// It came after the window.
    TooLate,
    /// It came later, with another event between.
    NotNext,
    /// It came only earlier: before the step that should precede it, or before the window.
    TooEarly,
    /// The only events that fit it counted as another step.
    CountedOtherwise,
}

impl FunnelTrace {
    /// The step, from 1, that an event counted as.
    pub fn step_of(&self, event: u32) -> Option<u32> {
        Some(self.matched.iter().position(|matched| matched.event == event)? as u32 + 1)
    }
}

/// Follows a funnel through the log of one customer.
pub(super) fn trace(funnel: &FunnelQuestion, own: &EventLog) -> Result<FunnelTrace, QuestionError> {
    let kept = funnel.scope.kept(own)?;
    let log = match &kept {
        Some(kept) => Cow::Owned(own.select(kept)),
        None => Cow::Borrowed(own),
    };
    let mut matched = Vec::new();
    for_each_attempt(funnel, &log, |attempt| matched = attempt.reached.to_vec())?;
    let mut sets = Vec::new();
    if let Some(block) = blocks(&log).next() {
        StepMatcher::new(&funnel.steps, &log)?.read(&block, &mut sets);
    }
    let times = log.times();
    if let (StepOrder::AnyOrder, Some(&end)) = (funnel.order, matched.last()) {
        let window = window(funnel)?;
        let first = times.partition_point(|&time| !within(window, time, times[end]));
        matched = assign(matched.len(), &sets[first..=end]);
        matched.iter_mut().for_each(|event| *event += first);
    }

    let start = matched.iter().min().map(|&event| times[event]);
    let seconds = |event: usize| start.map(|start| times[event].seconds_since(start));
    let place = |event: usize| kept.as_ref().map_or(event as u32, |kept| kept[event]);
    let missed = (matched.len() < funnel.steps.len()).then(|| {
        let (why, event) = why_missed(funnel.order, &matched, &sets);
        Missed {
            step: matched.len() as u32 + 1,
            why,
            event: event.map(place),
            seconds_from_start: event.and_then(seconds),
        }
    });
    let matched = matched
        .iter()
        .map(|&event| MatchedEvent { event: place(event), seconds_from_start: seconds(event).unwrap_or_default() });
    Ok(FunnelTrace { matched: matched.collect(), missed })
}

/// Distinct events for the first `steps` steps, which they cover.
fn assign(steps: usize, sets: &[StepSet]) -> Vec<usize> {
    let mut taken = vec![None; sets.len()];
    for step in 0..steps {
        let found = place(step, sets, &mut taken, &mut vec![false; sets.len()]);
        debug_assert!(found, "the events cover the steps");
    }
    (0..steps).filter_map(|step| taken.iter().position(|&taken| taken == Some(step))).collect()
}

/// Finds an event for a step, if need be by moving other steps to other events; `tried` ones were looked at.
fn place(step: usize, sets: &[StepSet], taken: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for event in 0..sets.len() {
        if has(sets[event], step) && !tried[event] {
            tried[event] = true;
            if taken[event].is_none_or(|other| place(other, sets, taken, tried)) {
                taken[event] = Some(step);
                return true;
            }
        }
    }
    false
}

/// Why the step after the matched ones was not reached, and by which event it might have been.
fn why_missed(order: StepOrder, matched: &[usize], sets: &[StepSet]) -> (WhyMissed, Option<usize>) {
    let fits = |event: &usize| has(sets[*event], matched.len());
    let free = |event: &usize| fits(event) && !matched.contains(event);
    let after = matched.iter().max().map_or(0, |last| last + 1);
    if let Some(event) = (after..sets.len()).find(free) {
        let is_next = order != StepOrder::Exact || event == after;
        return (if is_next { WhyMissed::TooLate } else { WhyMissed::NotNext }, Some(event));
    }
    if let Some(event) = (0..after).rev().find(free) {
        return (WhyMissed::TooEarly, Some(event));
    }
    let why = if matched.iter().any(fits) { WhyMissed::CountedOtherwise } else { WhyMissed::NeverCame };
    (why, None)
}
