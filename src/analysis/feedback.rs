//! How do customers feel, and where? Scores by the standard definition of their scale, over all events and by one
//! dimension.
//!
//! A score counts where its event is or, where customers are asked afterwards, at the event before it: a survey is a
//! touchpoint of its own, and what is rated is the one that the customer came from.
//!
//! # Formula
//!
//! Of n scores, p is the share of promoters (9–10 of 10), d that of detractors (0–6):
//!
//! - NPS: p − d, from −1 to 1 (F. F. Reichheld, "The one number you need to grow", HBR 81, 2003);
//! - CSAT: the share of 4 and 5 of five points, with Wilson's interval;
//! - CES: the mean on seven points, with the normal interval.
//!
//! The interval of the NPS comes from those of its two shares, which hang together
//! ([`difference_interval`](super::statistics::difference_interval)).

use serde::{Deserialize, Serialize};

use super::{
    Analysis, Dimension, FunnelStep, QuestionError,
    axis::{Axis, BlockFacts, Ranking},
    statistics::{difference_interval, mean_interval, wilson_interval},
    step_matcher::StepMatcher,
};
use crate::{
    event_log::{Codes, ColumnRole, EventLog},
    import::Scale,
    prepare::{ByCode, Condition, Field, Scope, Tests, blocks, in_one_call},
};

/// More groups than this are refused.
const MAX_GROUPS: usize = 1_000_000;

/// In place of a score where there is none.
pub(super) const NO_SCORE: u8 = u8::MAX;
/// In place of a score that its scale does not have.
pub(super) const OFF_SCALE: u8 = u8::MAX - 1;

/// Which event a score speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Rated {
    /// The one that has it.
    Event,
    /// The customer's event before it, in scope; a score on the first event speaks of none.
    Before,
}

impl Rated {
    /// What the scores (or comments) of a log speak of, unless told otherwise: of the event before where all of them stand
    /// at one touchpoint of several, which is then a survey; else of their own event. `is_one` is asked of the codes of
    /// their column.
    pub(super) fn told_by(log: &EventLog, codes: &Codes, is_one: &dyn Fn(u32) -> bool) -> Rated {
        let touchpoints = log.touchpoints();
        let is_scored = |event: usize| is_one(codes.get(event));
        let mut asked_at = None;
        for event in (0..log.n_events()).filter(|&event| is_scored(event)) {
            let here = touchpoints.codes.get(event);
            if *asked_at.get_or_insert(here) != here {
                return Rated::Event;
            }
        }
        let are_others = || (0..log.n_events()).any(|event| Some(touchpoints.codes.get(event)) != asked_at);
        if asked_at.is_some() && are_others() { Rated::Before } else { Rated::Event }
    }
}

/// Scores, and where they stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FeedbackQuestion {
    /// What the scores are grouped by; left out, there are no groups.
    pub by: Option<Dimension>,
    /// Which event a score speaks of; left out, the log tells: the event before where all scores stand at one touchpoint
    /// of several, which is then a survey.
    pub rated: Option<Rated>,
    /// What counts as the conversion; [`Dimension::Outcome`] needs it.
    pub goal: Option<FunnelStep>,
    /// The scale; left out, it is told from the name and the values of the score's column.
    pub scale: Option<Scale>,
    /// Only scores that speak of an event that meets all of these; a survey's own event need not be among them.
    pub about: Vec<Condition>,
    /// For [`Dimension::Step`]: how many positions from the start of the journey. Default 10.
    pub max_steps: Option<u32>,
    /// Keep this many groups, those with the most scores, and gather the rest in one more. Default: keep all.
    pub keep: Option<u32>,
    /// Which events it is about.
    pub scope: Scope,
}

/// What the scores say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedbackReport {
    /// Their scale.
    pub scale: Scale,
    /// Which event a score speaks of.
    pub rated: Rated,
    /// All scores.
    pub overall: Scores,
    /// By the dimension, in its order; text dimensions by scores, most first.
    pub groups: Vec<ScoreGroup>,
    /// How many values the last group gathers; 0: it is a group like the others.
    pub gathered: u32,
    /// Events whose number is not on the scale: they count nowhere.
    pub off_scale: u32,
    /// Scores that are in no group: what they speak of is not there.
    pub unplaced: u32,
}

/// A group of scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScoreGroup {
    /// The category; empty for a missing value.
    pub name: String,
    /// Its scores.
    pub scores: Scores,
}

/// Some scores of one scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scores {
    /// How many.
    pub n: u32,
    /// How many there are of each score, from the lowest of the scale to the highest.
    pub counts: Vec<u32>,
    /// What the scale is summed up by: NPS −1..=1, CSAT 0..=1, CES 1..=7; `None` without scores.
    pub index: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
    /// The mean, in points of the scale.
    pub mean: Option<f64>,
    /// Its 95 % interval, no wider than the scale; `None` for fewer than two scores.
    pub mean_interval: Option<[f64; 2]>,
}

impl Scores {
    /// Sums up how many there are of each score, from the lowest of the scale to the highest.
    pub fn of(scale: Scale, counts: &[u32]) -> Scores {
        let (lowest, highest) = scale.range();
        let n: u32 = counts.iter().sum();
        let points = || (lowest..=highest).map(f64::from).zip(counts.iter().map(|&count| f64::from(count)));
        let mean = (n > 0).then(|| points().map(|(score, count)| score * count).sum::<f64>() / f64::from(n));
        let mean_interval = mean.filter(|_| n > 1).and_then(|mean| {
            let squares: f64 = points().map(|(score, count)| count * (score - mean) * (score - mean)).sum();
            let [low, high] = mean_interval(mean, squares / f64::from(n - 1), n)?;
            Some([low.max(f64::from(lowest)), high.min(f64::from(highest))])
        });
        let [low, _, high] = bands(scale, counts);
        let (index, interval) = match scale {
            Scale::Nps => {
                let index = (n > 0).then(|| (f64::from(high) - f64::from(low)) / f64::from(n));
                (index, difference_interval(high, low, n))
            }
            Scale::Csat => ((n > 0).then(|| f64::from(high) / f64::from(n)), wilson_interval(high, n)),
            Scale::Ces => (mean, mean_interval),
        };
        Scores { n, counts: counts.to_vec(), index, interval, mean, mean_interval }
    }

    /// How many are low, between and high: detractors (0–6), passives (7–8) and promoters (9–10) of the NPS; below, on
    /// and above the middle of the others.
    pub fn bands(&self, scale: Scale) -> [u32; 3] {
        bands(scale, &self.counts)
    }
}

/// The lowest and the highest of the low, the middle and the high scores of a scale.
pub fn band_ranges(scale: Scale) -> [[u8; 2]; 3] {
    let ((lowest, highest), (between, high)) = (scale.range(), band_starts(scale));
    [[lowest, between - 1], [between, high - 1], [high, highest]]
}

/// The lowest score that is not low, and the lowest that is high.
fn band_starts(scale: Scale) -> (u8, u8) {
    match scale {
        Scale::Nps => (7, 9),
        Scale::Csat => (3, 4),
        Scale::Ces => (4, 5),
    }
}

fn bands(scale: Scale, counts: &[u32]) -> [u32; 3] {
    let (between, high) = band_starts(scale);
    let lowest = scale.range().0;
    let from = |score: u8| counts[usize::from(score - lowest)..].iter().sum::<u32>();
    [counts.iter().sum::<u32>() - from(between), from(between) - from(high), from(high)]
}

impl Analysis for FeedbackQuestion {
    type Report = FeedbackReport;

    fn run(&self, log: &EventLog) -> Result<FeedbackReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let mut reading = Reading::of(self, log)?;
        let counted = reading.count(log);
        let Reading { scale, rated, axis, n_groups, .. } = reading;

        let size = points(scale);
        let overall: Vec<u32> = (0..size).map(|score| counted.scores.iter().skip(score).step_by(size).sum()).collect();
        let (groups, gathered) = axis.map_or((Vec::new(), 0), |axis| {
            let by_group: Vec<u32> = counted.scores.chunks(size).map(|scores| scores.iter().sum()).collect();
            let Ranking { names, places, gathered } = axis.rank(&by_group, self.keep);
            let mut placed = vec![0; names.len() * size];
            for (scores, &place) in counted.scores.chunks(size).zip(&places) {
                let Some(slots) = placed.get_mut(place as usize * size..(place as usize + 1) * size) else { continue };
                slots.iter_mut().zip(scores).for_each(|(slot, score)| *slot += score);
            }
            let groups = names.into_iter().zip(placed.chunks(size));
            let group = |(name, scores): (String, &[u32])| ScoreGroup { name, scores: Scores::of(scale, scores) };
            (groups.map(group).collect(), gathered)
        });
        // Those in no group stand behind all groups.
        let unplaced = if self.by.is_some() { counted.scores[n_groups * size..].iter().sum() } else { 0 };
        let overall = Scores::of(scale, &overall);
        Ok(FeedbackReport { scale, rated, overall, groups, gathered, off_scale: counted.off_scale, unplaced })
    }
}

impl FeedbackQuestion {
    /// The events whose scores count in a group, or in all of them, and lie in a range of the scale; with them those that
    /// the scores speak of.
    pub(super) fn events_behind(
        &self,
        log: &EventLog,
        group: Option<&str>,
        range: Option<[u8; 2]>,
    ) -> Result<Vec<u32>, QuestionError> {
        let mut reading = Reading::of(self, log)?;
        let wanted = reading.axis.as_ref().zip(group).and_then(|(axis, group)| axis.named(group));
        if group.is_some() && wanted.is_none() {
            return Ok(Vec::new());
        }
        let lowest = reading.scale.range().0;
        let is_meant =
            |score: u8| score < OFF_SCALE && range.is_none_or(|[low, high]| (low..=high).contains(&(score + lowest)));
        let (mut behind, rated) = (Vec::new(), reading.rated);
        reading.each(log, &mut |Placed { first, scores, groups }| {
            for ((event, &score), &group) in (first as u32..).zip(scores).zip(groups) {
                if !is_meant(score) || wanted.is_some_and(|wanted| wanted != group) {
                    continue;
                }
                let is_first = || log.offsets().binary_search(&event).is_ok();
                let before = (rated == Rated::Before && behind.last() != event.checked_sub(1).as_ref() && !is_first())
                    .then(|| event - 1);
                behind.extend(before.into_iter().chain([event]));
            }
        });
        Ok(behind)
    }
}

/// How many scores there are.
struct Counted {
    /// Of each group, and behind them of those in none: how many there are of each score of the scale.
    scores: Vec<u32>,
    off_scale: u32,
}

/// The question, as the log understands it.
struct Reading<'a> {
    scale: Scale,
    rated: Rated,
    axis: Option<Axis<'a>>,
    n_groups: usize,
    goal: Option<StepMatcher<'a>>,
    about: Tests<'a>,
    field: Field<'a>,
    /// Place on the scale.
    by_code: ByCode<u8>,
}

/// The scores of a block.
struct Placed<'a> {
    /// Its first event.
    first: usize,
    /// Of each event the place on the scale, where the score is asked for.
    scores: &'a [u8],
    /// Of each event the group that its score is in.
    groups: &'a [u32],
}

impl<'a> Reading<'a> {
    fn of(question: &FeedbackQuestion, log: &'a EventLog) -> Result<Reading<'a>, QuestionError> {
        let field = Field::of_role(ColumnRole::Score, log)?;
        let column = log.role(ColumnRole::Score);
        let told = || column.and_then(|column| Scale::of_texts(&column.name, &column.dictionary));
        let scale = question.scale.or_else(told).ok_or(QuestionError::NoScale)?;
        let axis = question.by.as_ref().map(|by| Axis::new(by, question.max_steps, log)).transpose()?;
        let n_groups = axis.as_ref().map_or(0, |axis| axis.size);
        if n_groups > MAX_GROUPS {
            return Err(QuestionError::TooManyCells { rows: n_groups, columns: 1, limit: MAX_GROUPS });
        }
        let goal = match &question.goal {
            _ if question.by != Some(Dimension::Outcome) => None,
            Some(goal) if !goal.touchpoints.is_empty() => Some(StepMatcher::new(std::slice::from_ref(goal), log)?),
            _ => return Err(QuestionError::NoGoal),
        };
        let places: Vec<u8> = (0..field.n_values() as u32).map(|value| place(scale, field.number(value))).collect();
        let told =
            || column.map(|column| Rated::told_by(log, &column.codes, &|code| places[code as usize] < OFF_SCALE));
        let rated = question.rated.or_else(told).unwrap_or(Rated::Event);
        let about = Tests::of(&question.about, log)?;
        let by_code = field.by_code(places);
        Ok(Reading { scale, rated, axis, n_groups, goal, about, field, by_code })
    }

    fn count(&mut self, log: &EventLog) -> Counted {
        let size = points(self.scale);
        let mut counted = Counted { scores: vec![0; (self.n_groups + 1) * size], off_scale: 0 };
        self.each(log, &mut |Placed { scores, groups, .. }| {
            for (&score, &group) in scores.iter().zip(groups) {
                match score {
                    NO_SCORE => {}
                    OFF_SCALE => counted.off_scale += 1,
                    _ => counted.scores[group as usize * size + usize::from(score)] += 1,
                }
            }
        });
        counted
    }

    /// Gives the scores, block by block that has any.
    fn each(&mut self, log: &EventLog, take: &mut dyn FnMut(Placed)) {
        let Reading { rated, axis, n_groups, goal, about, field, by_code, .. } = self;
        let nowhere = *n_groups as u32;
        let (mut facts, mut scores, mut groups) = (BlockFacts::default(), Vec::new(), Vec::new());
        let mut is_asked: Vec<bool> = Vec::new();
        for block in blocks(log) {
            in_one_call(|| {
                field.look_up(&block, by_code, &mut scores);
                if scores.iter().all(|&score| score == NO_SCORE) {
                    return;
                }
                match axis {
                    Some(axis) => {
                        if axis.needs_hours() {
                            log.calendar().hours(&log.times()[block.events.clone()], &mut facts.hours);
                        }
                        if let Some(goal) = goal {
                            goal.read(&block, &mut facts.goals);
                        }
                        axis.read(&block, &facts, log, &mut groups);
                    }
                    None => {
                        groups.clear();
                        groups.resize(scores.len(), nowhere);
                    }
                }
                let is_narrowed = !about.is_empty();
                if is_narrowed {
                    is_asked.clear();
                    is_asked.resize(scores.len(), true);
                    about.narrow(&block, &mut is_asked);
                }
                if *rated == Rated::Before {
                    groups.rotate_right(1);
                    if is_narrowed {
                        is_asked.rotate_right(1);
                    }
                    let firsts = block.customers.clone().map(|customer| log.events_of(customer).start);
                    for first in firsts.map(|first| first - block.events.start) {
                        groups[first] = nowhere;
                        if is_narrowed {
                            is_asked[first] = false;
                        }
                    }
                }
                if is_narrowed {
                    let others = scores.iter_mut().zip(&is_asked).filter(|(_, is_asked)| !**is_asked);
                    others.for_each(|(score, _)| *score = NO_SCORE);
                }
                take(Placed { first: block.events.start, scores: &scores, groups: &groups });
            });
        }
    }
}

/// Scores that a scale has.
pub(super) fn points(scale: Scale) -> usize {
    let (lowest, highest) = scale.range();
    usize::from(highest - lowest) + 1
}

/// Place of a number on its scale, from 0.
pub(super) fn place(scale: Scale, number: f64) -> u8 {
    let (lowest, highest) = scale.range();
    match number {
        _ if number.is_nan() => NO_SCORE,
        _ if number.fract() != 0.0 || !(f64::from(lowest)..=f64::from(highest)).contains(&number) => OFF_SCALE,
        _ => number as u8 - lowest,
    }
}

#[cfg(test)]
mod tests;
