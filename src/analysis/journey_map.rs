//! What is it like to be our customer? Stage by stage: who comes, how long they stay, where they go, what they say.
//!
//! A customer's events in the same stage, with none of another between them, are a visit to it. Events whose stage is
//! not known are passed over: they neither begin nor end a visit.
//!
//! # What becomes of a stage's customers
//!
//! Each counts once in every stage that they have an event in, and there in one of four:
//!
//! - going on: later than their first event in the stage they have one in a later stage;
//! - going back: not so, but after their last event in the stage comes one in an earlier stage;
//! - staying: their last event is in the stage, and not long before the end of the log ([`JourneyMapQuestion::idle_seconds`]);
//! - leaving: their last event is in the stage, and they have been idle since.
//!
//! # Formula
//!
//! The rate onward is going on / customers, with Wilson's interval. Time in the stage is that from the first event of a
//! visit to its last one; time to the next that from the last one to the first event of the next visit. Both over all
//! visits, quartiles exact ([`quartiles`](super::statistics::quartiles)).
//!
//! Which events are online is told by [`EventLog::set_sides`]; which touchpoints are failures or complaints, by the words
//! in their names, as for [pain points](super::pain_points).

mod behind;

use serde::{Deserialize, Serialize};

pub use self::behind::StagePart;
pub(super) use self::behind::events_behind;
use super::{
    Analysis, Dimension, FeedbackQuestion, FeedbackReport, HeatmapQuestion, HeatmapReport, Measure, QuestionError,
    Rated, Scores,
    pain_points::failures,
    statistics::{quartiles, wilson_interval},
};
use crate::{
    event_log::{ColumnRole, EventLog, MICROS_PER_SECOND},
    import::Scale,
    order,
    prepare::{Field, Scope, blocks, in_one_call},
};

/// Thirty days.
const DEFAULT_IDLE_SECONDS: f64 = 30.0 * 86_400.0;

/// The measured journey.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct JourneyMapQuestion {
    /// Whose last event is longer before the end of the log than this has left. Default 30 days.
    pub idle_seconds: Option<f64>,
    /// Which event a score speaks of; left out, the log tells ([`FeedbackQuestion::rated`]).
    pub rated: Option<Rated>,
    /// Which events it is about.
    pub scope: Scope,
}

/// The journey, stage by stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JourneyMapReport {
    /// In scope.
    pub customers: u32,
    /// The stages in their order, each with at least one event; then names of stages that the model does not have.
    pub stages: Vec<StageOfMap>,
    /// Events whose stage is not known.
    pub without_stage: u32,
    /// The scale of the scores; `None` where there are none.
    pub scale: Option<Scale>,
    /// Which event a score speaks of; `None` where there are none.
    pub rated: Option<Rated>,
}

/// One stage of the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StageOfMap {
    /// Its name.
    pub stage: String,
    /// Events in it.
    pub events: u32,
    /// Of them, those on the online side; the others are offline.
    pub online: u32,
    /// Of them, those at touchpoints that are failures or complaints by their names.
    pub failures: u32,
    /// Customers with such an event in it.
    pub failed_customers: u32,
    /// Customers with an event in it: the sum of the four below.
    pub customers: u32,
    /// Of them, those who go on to a later stage.
    pub going_on: u32,
    /// Those who go back to an earlier one.
    pub going_back: u32,
    /// Those who are still here.
    pub staying: u32,
    /// Those whose journey ended here.
    pub leaving: u32,
    /// Those whose journey began here.
    pub starting: u32,
    /// Those who visit it more than once.
    pub coming_back: u32,
    /// Share of its customers who go on; `None` for the last stage, where there is nothing to go on to.
    pub onward_rate: Option<f64>,
    /// Its 95 % interval.
    pub onward_interval: Option<[f64; 2]>,
    /// Quartiles of the time in the stage, over all visits.
    pub seconds_in_stage: Option<[f64; 3]>,
    /// Quartiles of the time from the end of a visit to the next one, of another stage.
    pub seconds_to_next: Option<[f64; 3]>,
    /// What its customers say; `None` without any score.
    pub scores: Option<Scores>,
    /// Its touchpoints, most events first.
    pub touchpoints: Vec<TouchpointOfMap>,
}

/// One touchpoint of a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TouchpointOfMap {
    /// Its name.
    pub touchpoint: String,
    /// Events at it, in this stage.
    pub events: u32,
    /// Customers at it, in this stage.
    pub customers: u32,
}

impl Analysis for JourneyMapQuestion {
    type Report = JourneyMapReport;

    fn run(&self, log: &EventLog) -> Result<JourneyMapReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let field = Field::stage(log);
        let flows = flows(log, &field, idle_since(log, self.idle_seconds)?);
        let feedback = self.feedback(log)?;
        let [events, customers] = [Measure::Events, Measure::Customers].map(|measure| by_touchpoint(log, measure));
        let (events, customers) = (events?, customers?);

        // Value 0 is the missing stage; those of the model come before names that are none of its.
        let seen: Vec<usize> = (1..field.n_values()).filter(|&value| flows[value].events > 0).collect();
        let stages = seen.iter().enumerate().map(|(place, &value)| {
            let stage = field.text(value as u32).to_owned();
            let touchpoints = touchpoints_of(&stage, &events, &customers);
            let scores = feedback.as_ref().and_then(|feedback| scores_of(&stage, feedback));
            flows[value].clone().report(stage, place + 1 == seen.len(), touchpoints, scores)
        });
        Ok(JourneyMapReport {
            customers: log.n_customers() as u32,
            stages: stages.collect(),
            without_stage: flows[0].events,
            scale: feedback.as_ref().map(|feedback| feedback.scale),
            rated: feedback.map(|feedback| feedback.rated),
        })
    }
}

impl JourneyMapQuestion {
    /// The scores by stage, where the log has scores on a scale.
    fn feedback(&self, log: &EventLog) -> Result<Option<FeedbackReport>, QuestionError> {
        if log.role(ColumnRole::Score).is_none() {
            return Ok(None);
        }
        let question =
            FeedbackQuestion { by: Some(Dimension::Stage), rated: self.rated, ..FeedbackQuestion::default() };
        match question.run(log) {
            Ok(report) => Ok((report.overall.n > 0).then_some(report)),
            Err(QuestionError::NoScale) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What happens in one stage.
#[derive(Clone, Debug, Default)]
struct Flow {
    events: u32,
    online: u32,
    failures: u32,
    failed_customers: u32,
    /// The customer who met a failure here last, plus one.
    last_failed: u32,
    going_on: u32,
    going_back: u32,
    staying: u32,
    leaving: u32,
    starting: u32,
    coming_back: u32,
    /// Microseconds of each visit.
    in_stage: Vec<i64>,
    /// Microseconds from each visit that is followed by another to that.
    to_next: Vec<i64>,
}

impl Flow {
    /// Counts an event of a customer; `online` and `failures` are 1 or 0.
    fn take_event(&mut self, customer: u32, online: u32, failures: u32) {
        self.events += 1;
        self.online += online;
        self.failures += failures;
        if failures > 0 && self.last_failed != customer + 1 {
            self.last_failed = customer + 1;
            self.failed_customers += 1;
        }
    }

    fn report(
        mut self,
        stage: String,
        is_last: bool,
        touchpoints: Vec<TouchpointOfMap>,
        scores: Option<Scores>,
    ) -> StageOfMap {
        let customers = self.going_on + self.going_back + self.staying + self.leaving;
        let seconds = |micros: &mut [i64]| {
            quartiles(micros).map(|quartiles| quartiles.map(|micros| micros / MICROS_PER_SECOND as f64))
        };
        StageOfMap {
            stage,
            events: self.events,
            online: self.online,
            failures: self.failures,
            failed_customers: self.failed_customers,
            customers,
            going_on: self.going_on,
            going_back: self.going_back,
            staying: self.staying,
            leaving: self.leaving,
            starting: self.starting,
            coming_back: self.coming_back,
            onward_rate: (!is_last && customers > 0).then(|| f64::from(self.going_on) / f64::from(customers)),
            onward_interval: if is_last { None } else { wilson_interval(self.going_on, customers) },
            seconds_in_stage: seconds(&mut self.in_stage),
            seconds_to_next: seconds(&mut self.to_next),
            scores,
            touchpoints,
        }
    }
}

/// What becomes of a customer in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    GoingOn,
    GoingBack,
    Staying,
    Leaving,
}

/// A visit of a customer.
#[derive(Clone, Copy, Debug)]
struct Visit {
    stage: u32,
    from: i64,
    to: i64,
}

/// Whoever's last event is before this instant has left.
fn idle_since(log: &EventLog, idle_seconds: Option<f64>) -> Result<i64, QuestionError> {
    let idle = idle_seconds.unwrap_or(DEFAULT_IDLE_SECONDS);
    if !(idle >= 0.0 && idle.is_finite()) {
        return Err(QuestionError::Idle { seconds: idle.to_string() });
    }
    let end = log.span().map_or(0, |(_, last)| last.0);
    Ok(end.saturating_sub((idle * MICROS_PER_SECOND as f64) as i64))
}

/// What happens in each stage, by its value in the field.
fn flows(log: &EventLog, field: &Field, idle_since: i64) -> Vec<Flow> {
    let mut flows = vec![Flow::default(); field.n_values()];
    let is_failure = failures::by_code(log);
    let (mut stages, mut visits, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    let (mut online, mut failures, mut room) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            field.read(&block, &mut stages);
            log.read_online(block.events.clone(), &mut room, &mut online);
            log.touchpoints().codes.look_up(block.events.clone(), &is_failure, &mut failures);
            for customer in block.customers.clone() {
                let events = log.events_of(customer);
                let here = events.start - block.events.start..events.end - block.events.start;
                let told = std::iter::zip(&online[here.clone()], &failures[here.clone()]);
                visits.clear();
                for ((&stage, time), (&online, &failures)) in stages[here].iter().zip(&log.times()[events]).zip(told) {
                    flows[stage as usize].take_event(customer as u32, online, failures);
                    take_visit(&mut visits, stage, time.0);
                }
                take_journey(&visits, &mut seen, &mut flows, idle_since);
            }
        });
    }
    flows
}

/// Puts the customer's next event behind their visits.
fn take_visit(visits: &mut Vec<Visit>, stage: u32, at: i64) {
    match visits.last_mut() {
        _ if stage == 0 => {}
        Some(Visit { stage: same, to, .. }) if *same == stage => *to = at,
        _ => visits.push(Visit { stage, from: at, to: at }),
    }
}

/// What becomes of a customer in a stage that they visit.
fn fate(visits: &[Visit], stage: u32, idle_since: i64) -> Fate {
    let mut since_first = visits.iter().skip_while(|visit| visit.stage != stage);
    let last = visits[visits.len() - 1];
    if since_first.any(|visit| visit.stage > stage) {
        Fate::GoingOn
    } else if last.stage != stage {
        Fate::GoingBack
    } else if last.to >= idle_since {
        Fate::Staying
    } else {
        Fate::Leaving
    }
}

/// Counts the visits of one customer; `seen` is room to work in.
fn take_journey(visits: &[Visit], seen: &mut Vec<u32>, flows: &mut [Flow], idle_since: i64) {
    let Some(first) = visits.first() else { return };
    flows[first.stage as usize].starting += 1;
    for (visit, next) in visits.iter().zip(visits.iter().skip(1).map(Some).chain([None])) {
        let flow = &mut flows[visit.stage as usize];
        flow.in_stage.push(visit.to - visit.from);
        flow.to_next.extend(next.map(|next| next.from - visit.to));
    }
    seen.clear();
    seen.extend(visits.iter().map(|visit| visit.stage));
    seen.sort_unstable();
    for visited in seen.chunk_by(|one, other| one == other) {
        let stage = visited[0];
        let flow = &mut flows[stage as usize];
        flow.coming_back += u32::from(visited.len() > 1);
        match fate(visits, stage, idle_since) {
            Fate::GoingOn => flow.going_on += 1,
            Fate::GoingBack => flow.going_back += 1,
            Fate::Staying => flow.staying += 1,
            Fate::Leaving => flow.leaving += 1,
        }
    }
}

/// Touchpoints down, stages across.
fn by_touchpoint(log: &EventLog, measure: Measure) -> Result<HeatmapReport, QuestionError> {
    HeatmapQuestion { measure, ..HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Stage) }.run(log)
}

/// The touchpoints of a stage, most events first; those with as many by name.
fn touchpoints_of(stage: &str, events: &HeatmapReport, customers: &HeatmapReport) -> Vec<TouchpointOfMap> {
    let Some(column) = events.columns.iter().position(|name| name == stage) else { return Vec::new() };
    let rows = events.rows.iter().zip(&events.samples).zip(&customers.samples);
    let mut touchpoints: Vec<TouchpointOfMap> = rows
        .filter(|((_, events), _)| events[column] > 0)
        .map(|((name, events), customers)| TouchpointOfMap {
            touchpoint: name.clone(),
            events: events[column],
            customers: customers[column],
        })
        .collect();
    order::sort_by(&mut touchpoints, |one, other| {
        other.events.cmp(&one.events).then_with(|| one.touchpoint.cmp(&other.touchpoint))
    });
    touchpoints
}

/// The scores of a stage, if it has any.
fn scores_of(stage: &str, feedback: &FeedbackReport) -> Option<Scores> {
    let group = feedback.groups.iter().find(|group| group.name == stage)?;
    (group.scores.n > 0).then(|| group.scores.clone())
}

#[cfg(test)]
mod tests;
