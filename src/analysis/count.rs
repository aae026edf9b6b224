//! From a count in a report to the events that make it, and so to the customers behind it.
//!
//! What a count is, its report knows: each analysis tells the events behind its own.

use serde::{Deserialize, Serialize};

use super::{
    FeedbackQuestion, HeatmapQuestion, PainPointsQuestion, QuestionError, ScoreChangesQuestion, journey_map,
    journey_map::StagePart, pain_points::Observed, stage_paths,
};
use crate::{
    event_log::EventLog,
    prepare::{blocks, in_one_call},
};

/// A count in a report. Like the report, it is about the events in the scope of who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Count {
    /// A cell of the heatmap: its events or, of a measure of scores, values or times to the next event, those that have one.
    Cell {
        /// What was asked there; its scope is not used.
        question: HeatmapQuestion,
        /// Name of the row.
        row: String,
        /// Name of the column.
        column: String,
    },
    /// Events at a touchpoint.
    Touchpoint {
        /// Its name.
        touchpoint: String,
    },
    /// Events at a touchpoint with one of others as the customer's next event: complaints and enquiries after it, and
    /// those who fail there in the risk register.
    Followed {
        /// The touchpoint.
        touchpoint: String,
        /// Those that come next.
        by: Vec<String>,
    },
    /// What a piece of evidence of a pain point observes: visits, or scores.
    Evidence {
        /// What was asked; its scope is not used.
        #[serde(default)]
        question: PainPointsQuestion,
        /// What is so.
        observed: Observed,
    },
    /// Scores of the feedback.
    Scores {
        /// What was asked there; its scope is not used.
        question: Box<FeedbackQuestion>,
        /// The group, by its name; left out, all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        /// The lowest and the highest score; left out, all of the scale.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        range: Option<[u8; 2]>,
    },
    /// Those who have a score before and after a touchpoint.
    ScoreChange {
        /// The touchpoint.
        touchpoint: String,
        /// What was asked; its scope and least number are not used.
        #[serde(default)]
        question: ScoreChangesQuestion,
    },
    /// A part of a stage's customers on the journey map.
    Stage {
        /// The stage, by its name.
        stage: String,
        /// Which part.
        part: StagePart,
        /// As of [`JourneyMapQuestion::idle_seconds`](super::JourneyMapQuestion::idle_seconds).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        idle_seconds: Option<f64>,
    },
    /// A way through a stage.
    Path {
        /// The stage, by its name.
        stage: String,
        /// Its touchpoints, in order.
        touchpoints: Vec<String>,
        /// Whether more follow.
        #[serde(default)]
        is_cut: bool,
    },
}

impl Count {
    /// The events that make it, of a log of the events in scope; ascending.
    ///
    /// # Errors
    ///
    /// When the count does not fit the log, as the report's question would not.
    pub(super) fn events(&self, log: &EventLog) -> Result<Vec<u32>, QuestionError> {
        match self {
            Count::Cell { question, row, column } => question.events_behind(log, row, column),
            Count::Evidence { question, observed } => question.events_behind(log, observed),
            Count::Touchpoint { touchpoint } => Ok(at(log, touchpoint)),
            Count::Followed { touchpoint, by } => Ok(followed(log, touchpoint, by)),
            Count::Scores { question, group, range } => question.events_behind(log, group.as_deref(), *range),
            Count::ScoreChange { touchpoint, question } => question.events_behind(log, touchpoint),
            Count::Stage { stage, part, idle_seconds } => journey_map::events_behind(log, stage, *part, *idle_seconds),
            Count::Path { stage, touchpoints, is_cut } => stage_paths::events_behind(log, stage, touchpoints, *is_cut),
        }
    }

    /// Whether each customer of a log of the events in scope is behind it.
    ///
    /// # Errors
    ///
    /// As of [`Count::events`].
    pub(super) fn customers(&self, log: &EventLog) -> Result<Vec<bool>, QuestionError> {
        let events = self.events(log)?;
        let mut events = events.iter().peekable();
        let has_one = |ends: &[u32]| {
            let mut has_one = false;
            while events.next_if(|&&event| event < ends[1]).is_some() {
                has_one = true;
            }
            has_one
        };
        Ok(log.offsets().windows(2).map(has_one).collect())
    }
}

/// The events at a touchpoint.
fn at(log: &EventLog, touchpoint: &str) -> Vec<u32> {
    let touchpoints = log.touchpoints();
    let Some(wanted) = touchpoints.dictionary.code_of(log.touchpoint_named(touchpoint)) else { return Vec::new() };
    let (mut codes, mut events) = (Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            touchpoints.codes.read(block.events.clone(), &mut codes);
            let here = (block.events.start as u32..).zip(&codes).filter(|(_, code)| **code == wanted);
            events.extend(here.map(|(event, _)| event));
        });
    }
    events
}

/// The events at a touchpoint whose customer's next event is at one of others, and those.
fn followed(log: &EventLog, touchpoint: &str, by: &[String]) -> Vec<u32> {
    let touchpoints = log.touchpoints();
    let Some(wanted) = touchpoints.dictionary.code_of(log.touchpoint_named(touchpoint)) else { return Vec::new() };
    let is_next = log.are_touchpoints(by);
    let (mut codes, mut events) = (Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            touchpoints.codes.read(block.events.clone(), &mut codes);
            for customer in block.customers.clone() {
                let own = log.events_of(customer);
                for next in own.start + 1..own.end {
                    let at = next - block.events.start;
                    if codes[at - 1] == wanted && is_next[codes[at] as usize] {
                        // One that is both has come with the pair before.
                        let first = next as u32 - 1;
                        events.extend((events.last() != Some(&first)).then_some(first));
                        events.push(next as u32);
                    }
                }
            }
        });
    }
    events
}

#[cfg(test)]
mod tests;
