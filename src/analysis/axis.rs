//! One dimension of the events: which category each event falls in, and how the categories are named and ordered.
//!
//! A category is a number below [`Axis::size`]; that number itself says "not counted", so that tables with one slot to
//! spare need no branch.

use std::cmp::Reverse;

use super::{Dimension, QuestionError, step_matcher::StepSet};
use crate::{
    event_log::{ColumnRole, EventLog, LocalDate},
    order,
    prepare::{Block, Field},
};

/// Name of the category that gathers the rest.
const GATHERED: &str = "…";

const DEFAULT_STEPS: u32 = 10;

const CONVERTED: u32 = 0;
const DROPPED: u32 = 1;

/// A dimension, made ready for one log.
#[derive(Debug)]
pub(super) struct Axis<'a> {
    source: Source<'a>,
    /// How many categories there may be.
    pub size: usize,
}

#[derive(Debug)]
enum Source<'a> {
    Field(Field<'a>),
    Next(Field<'a>),
    Step,
    Weekday,
    Hour,
    Date { first: LocalDate },
    Outcome,
}

/// What the events of a block are, beyond their columns.
#[derive(Debug, Default)]
pub(super) struct BlockFacts {
    /// Local hours since 1970, if an axis needs them.
    pub hours: Vec<i32>,
    /// Bit 0 for a goal event, if there is a goal.
    pub goals: Vec<StepSet>,
}

/// The categories that appear, in the order of the report.
#[derive(Debug)]
pub(super) struct Ranking {
    pub names: Vec<String>,
    /// Place of each category in `names`; as long as `names` for those not counted.
    pub places: Vec<u32>,
    /// How many categories the last name gathers.
    pub gathered: u32,
}

impl<'a> Axis<'a> {
    pub fn new(dimension: &Dimension, max_steps: Option<u32>, log: &'a EventLog) -> Result<Axis<'a>, QuestionError> {
        let mut source = match dimension {
            Dimension::Stage => Source::Field(Field::stage(log)),
            Dimension::Touchpoint => Source::Field(Field::of_role(ColumnRole::Touchpoint, log)?),
            Dimension::Channel => Source::Field(Field::of_role(ColumnRole::Channel, log)?),
            Dimension::Column(name) => Source::Field(Field::named(name, log)?),
            Dimension::NextTouchpoint => Source::Next(Field::of_role(ColumnRole::Touchpoint, log)?),
            Dimension::Step => Source::Step,
            Dimension::Weekday => Source::Weekday,
            Dimension::Hour => Source::Hour,
            Dimension::Date => Source::Date { first: LocalDate(0) },
            Dimension::Outcome => Source::Outcome,
        };
        let size = match &mut source {
            Source::Field(field) | Source::Next(field) => field.n_values(),
            Source::Step => {
                let longest = log.offsets().windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0);
                longest.min(max_steps.unwrap_or(DEFAULT_STEPS)) as usize
            }
            Source::Weekday => 7,
            Source::Hour => 24,
            Source::Date { first } => first_and_last_date(log).map_or(0, |(from, to)| {
                // Where the clock goes back over midnight, a later event has an earlier date: a day to spare.
                *first = LocalDate(from.0 - 1);
                (to.0 - from.0) as usize + 3
            }),
            Source::Outcome => 2,
        };
        Ok(Axis { source, size })
    }

    pub fn needs_hours(&self) -> bool {
        matches!(self.source, Source::Weekday | Source::Hour | Source::Date { .. })
    }

    /// Writes the category of each event of a block to `out`, which is cleared first.
    pub fn read(&self, block: &Block, facts: &BlockFacts, log: &EventLog, out: &mut Vec<u32>) {
        let nowhere = self.size as u32;
        let journeys = || {
            let start = block.events.start;
            block.customers.clone().map(move |customer| {
                let events = log.events_of(customer);
                events.start - start..events.end - start
            })
        };
        match &self.source {
            Source::Field(field) => field.read(block, out),
            Source::Next(field) => {
                field.read(block, out);
                out.remove(0);
                out.push(nowhere);
                journeys().for_each(|journey| out[journey.end - 1] = nowhere);
            }
            Source::Step => {
                out.clear();
                journeys().for_each(|journey| out.extend((0..journey.len() as u32).map(|step| step.min(nowhere))));
            }
            Source::Weekday => {
                out.clear();
                out.extend(facts.hours.iter().map(|&hour| (monday_hour(hour) / 24) % 7));
            }
            Source::Hour => {
                out.clear();
                out.extend(facts.hours.iter().map(|&hour| monday_hour(hour) % 24));
            }
            Source::Date { first } => {
                out.clear();
                out.extend(facts.hours.iter().map(|hour| (hour.div_euclid(24) - first.0) as u32));
            }
            Source::Outcome => {
                out.clear();
                out.resize(block.events.len(), nowhere);
                for journey in journeys() {
                    match facts.goals[journey.clone()].iter().position(|&goal| goal != 0) {
                        Some(first) => out[journey][..first].fill(CONVERTED),
                        None => out[journey].fill(DROPPED),
                    }
                }
            }
        }
    }

    /// Names and orders the categories, given how many events each one has; `keep` limits how many stay apart.
    pub fn rank(&self, events: &[u32], keep: Option<u32>) -> Ranking {
        let mut shown: Vec<u32> = (0..self.size as u32).collect();
        let mut gathered = Vec::new();
        if !matches!(self.source, Source::Step | Source::Weekday | Source::Hour) {
            shown.retain(|&category| events[category as usize] > 0);
        }
        if let (Some(keep), Source::Field(_) | Source::Next(_) | Source::Date { .. }) = (keep, &self.source) {
            order::sort_by_key(&mut shown, |&category| {
                (Reverse(events[category as usize]), self.text_key(category), category)
            });
            gathered = shown.split_off(shown.len().min(keep as usize));
        }
        match &self.source {
            Source::Field(field) | Source::Next(field) => order::sort_by_key(&mut shown, |&category| {
                let (missing, text) = self.text_key(category);
                (missing, stage_position(field, category), Reverse(events[category as usize]), text)
            }),
            _ => shown.sort_unstable(),
        }

        let mut names: Vec<String> = shown.iter().map(|&category| self.name(category)).collect();
        if !gathered.is_empty() {
            names.push(GATHERED.to_owned());
        }
        let mut places = vec![names.len() as u32; self.size + 1];
        for (&category, place) in shown.iter().zip(0..) {
            places[category as usize] = place;
        }
        for &category in &gathered {
            places[category as usize] = shown.len() as u32;
        }
        Ranking { names, places, gathered: gathered.len() as u32 }
    }

    /// By what texts are ordered among equals: by themselves, the missing one last.
    fn text_key(&self, category: u32) -> (bool, &str) {
        match &self.source {
            Source::Field(field) | Source::Next(field) => (field.text(category).is_empty(), field.text(category)),
            _ => (false, ""),
        }
    }

    /// The category of a name.
    pub fn named(&self, name: &str) -> Option<u32> {
        (0..self.size as u32).find(|&category| self.name(category) == name)
    }

    fn name(&self, category: u32) -> String {
        match &self.source {
            Source::Field(field) | Source::Next(field) => field.text(category).to_owned(),
            Source::Step | Source::Weekday => (category + 1).to_string(),
            Source::Hour => category.to_string(),
            Source::Date { first } => LocalDate(first.0 + category as i32).to_iso(),
            Source::Outcome => if category == CONVERTED { "converted" } else { "dropped" }.to_owned(),
        }
    }
}

/// The stages of the model in their order, then all others.
fn stage_position(field: &Field, value: u32) -> usize {
    match field {
        // Value 0 is the missing one.
        Field::Stage { model, .. } => (value as usize).min(model.stages().len() + 1),
        _ => 0,
    }
}

/// Hours since a Monday long before any log: without a sign, division by a constant is a multiplication.
fn monday_hour(hour_since_1970: i32) -> u32 {
    const HOURS_PER_WEEK: i32 = 7 * 24;
    // 1 January 1970 was a Thursday.
    (hour_since_1970 + 3 * 24 + 1_000_000 * HOURS_PER_WEEK) as u32
}

/// Local dates of the first event and the last.
pub(super) fn first_and_last_date(log: &EventLog) -> Option<(LocalDate, LocalDate)> {
    let (first, last) = log.span()?;
    Some((log.calendar().date(first), log.calendar().date(last)))
}
