//! The events behind the counts of one stage of the map.

use serde::{Deserialize, Serialize};

use super::{Fate, fate, idle_since, take_visit};
use crate::{
    analysis::{QuestionError, pain_points::failures},
    event_log::EventLog,
    prepare::{Field, blocks, in_one_call},
};

/// A part of a stage's customers, as a [`StageOfMap`](super::StageOfMap) counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StagePart {
    /// All of them; all events in the stage.
    All,
    /// Those who go on; their first event in the stage, and the first one in a later stage after it.
    GoingOn,
    /// Those who go back; their last event in the stage, and the next one in another.
    GoingBack,
    /// Those who are still here; their last event in the stage.
    Staying,
    /// Those whose journey ended here; their last event in the stage.
    Leaving,
    /// Those whose journey began here; their first event in the stage.
    Starting,
    /// Those who visit it more than once; the first event of each visit.
    ComingBack,
    /// Those who meet a failure or complaint in it; the events that are one.
    Failed,
}

/// The events of a part of a stage's customers; none where no event is in the stage.
///
/// # Errors
///
/// When there is no such stage, or the idle time is below zero.
pub(in crate::analysis) fn events_behind(
    log: &EventLog,
    stage: &str,
    part: StagePart,
    idle_seconds: Option<f64>,
) -> Result<Vec<u32>, QuestionError> {
    let (field, idle_since) = (Field::stage(log), idle_since(log, idle_seconds)?);
    let wanted = field.stage_named(stage)?;
    let is_failure = failures::by_code(log);
    let touchpoints = &log.touchpoints().codes;
    let (mut stages, mut visits, mut behind) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            field.read(&block, &mut stages);
            for customer in block.customers.clone() {
                let events = log.events_of(customer);
                let own = &stages[events.start - block.events.start..events.end - block.events.start];
                let here = |&at: &usize| own[at] == wanted;
                let Some(first) = (0..own.len()).find(here) else { continue };
                visits.clear();
                own.iter().zip(&log.times()[events.clone()]).for_each(|(&stage, at)| {
                    take_visit(&mut visits, stage, at.0);
                });
                let last = (0..own.len()).rev().find(here).unwrap_or(first);
                let then = |from: usize, is_one: &dyn Fn(u32) -> bool| {
                    [Some(from), (from + 1..own.len()).find(|&at| is_one(own[at]))].into_iter().flatten().collect()
                };
                let fate = fate(&visits, wanted, idle_since);
                let of_customer: Vec<usize> = match part {
                    StagePart::All => (first..own.len()).filter(here).collect(),
                    StagePart::GoingOn if fate == Fate::GoingOn => then(first, &|stage| stage > wanted),
                    StagePart::GoingBack if fate == Fate::GoingBack => then(last, &|stage| stage != 0),
                    StagePart::Staying if fate == Fate::Staying => vec![last],
                    StagePart::Leaving if fate == Fate::Leaving => vec![last],
                    StagePart::Starting if visits[0].stage == wanted => vec![first],
                    StagePart::ComingBack if visits.iter().filter(|visit| visit.stage == wanted).count() > 1 => {
                        let mut before = 0;
                        let staged = (0..own.len()).filter(|&at| own[at] != 0);
                        staged.filter(|at| std::mem::replace(&mut before, own[*at]) != wanted && here(at)).collect()
                    }
                    StagePart::Failed => {
                        let is_failed =
                            |at: &usize| here(at) && is_failure[touchpoints.get(events.start + at) as usize] > 0;
                        (first..own.len()).filter(is_failed).collect()
                    }
                    _ => continue,
                };
                behind.extend(of_customer.into_iter().map(|at| (events.start + at) as u32));
            }
        });
    }
    Ok(behind)
}
