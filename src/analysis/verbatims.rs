//! What do customers say, in their own words? Comments, searched and filtered; and their themes: the terms that many of
//! them share, in Chinese and English, each with how many comments it has, the scores beside them, and whether it has
//! become more frequent.
//!
//! What a term is, the comments tell ([`terms`]); what it means that a text has one, [`units`] says. A comment counts once
//! in each theme that it has, so themes overlap and do not add up.
//!
//! # Trend
//!
//! The period is the span of the events in scope, cut in the middle. A theme's share of the comments in the second half is
//! compared with that in the first ([`Contrast`](super::Contrast)), adjusted by Holm for how many themes are shown.

mod terms;
mod themes;
mod units;

use std::{borrow::Cow, cmp::Reverse};

use serde::{Deserialize, Serialize};

pub use self::themes::Theme;
use super::{
    Analysis, QuestionError, Rated, Scores,
    customers::has,
    feedback::{NO_SCORE, OFF_SCALE, place, points},
};
use crate::{
    event_log::{Column, ColumnRole, EventLog, MISSING, Timestamp},
    import::Scale,
    order,
    prepare::{Scope, blocks, in_one_call},
};

const DEFAULT_ROWS: u32 = 100;
/// No answer has more rows.
const MOST_ROWS: u32 = 10_000;

/// Comments, and what they speak of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct VerbatimsQuestion {
    /// The scale of the scores; left out, it is told from the name and the values of their column.
    pub scale: Option<Scale>,
    /// Which event a comment speaks of; left out, the log tells, as with scores
    /// ([`FeedbackQuestion::rated`](super::FeedbackQuestion)).
    pub rated: Option<Rated>,
    /// List the comments with this text in them, in capitals or not; empty: all.
    pub search: String,
    /// List the comments that have this term; its theme in the report has as many.
    pub theme: Option<String>,
    /// List the comments beside a score from the first number to the second, both included.
    pub scores: Option<[u8; 2]>,
    /// How many themes, at most 30, which is the default; 0 looks for none, and is quick.
    pub themes: Option<u32>,
    /// Which events it is about.
    pub scope: Scope,
    /// The first comment wanted, from 0.
    pub from: u32,
    /// How many comments, at most 10,000. Default 100.
    pub count: Option<u32>,
}

/// What customers say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerbatimsReport {
    /// The scale of the scores; `None` where the log has none that is known.
    pub scale: Option<Scale>,
    /// Which event a comment speaks of.
    pub rated: Rated,
    /// Comments in scope: events with words.
    pub comments: u32,
    /// The scores beside them.
    pub scores: Option<Scores>,
    /// Comments in the first half of the period, and in the second.
    pub halves: [u32; 2],
    /// The instant at which the second half begins.
    pub middle: String,
    /// What all comments in scope speak of, most comments first.
    pub themes: Vec<Theme>,
    /// How many comments match: as long is the list.
    pub matching: u32,
    /// Place of the first row in the list, from 0.
    pub from: u32,
    /// The list, latest first; of the same instant by the customers' names.
    pub rows: Vec<Verbatim>,
}

/// One comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verbatim {
    /// Whose it is.
    pub customer: String,
    /// Position of its event among all of the customer's, from 0, as their timeline has it.
    pub event: u32,
    /// When.
    pub timestamp: String,
    /// What it speaks of; `None` where that is the event before and there is none in scope.
    pub touchpoint: Option<String>,
    /// The score beside it.
    pub score: Option<f64>,
    /// The words.
    pub text: String,
}

/// A comment, by numbers.
#[derive(Clone, Copy, Debug)]
struct Said {
    /// Position of its event among those in scope.
    event: u32,
    /// The customer's position among those in scope.
    customer: u32,
    /// Code of its text.
    text: u32,
    /// Place of the score on its scale, or one of the numbers for those that have none.
    score: u8,
    /// Whether it is of the second half of the period.
    is_late: bool,
}

impl Analysis for VerbatimsQuestion {
    type Report = VerbatimsReport;

    fn run(&self, log: &EventLog) -> Result<VerbatimsReport, QuestionError> {
        let kept = self.scope.kept(log)?;
        let own = kept.as_ref().map_or(Cow::Borrowed(log), |kept| Cow::Owned(log.select(kept)));
        let no_words = || QuestionError::NoRole { role: "comment".to_owned() };
        let column = own.role(ColumnRole::Comment).ok_or_else(no_words)?;
        let scored = Scored::of(self.scale, &own);
        // Half of the span without a sum that could run over.
        let middle = own.span().map(|(first, last)| first.0 + last.0.saturating_sub(first.0) / 2 + 1);
        let said = read(&own, column, &scored, middle.unwrap_or_default());
        let rated = self.rated.unwrap_or_else(|| match scored.column {
            Some(scores) if scored.scale.is_some() => {
                Rated::told_by(&own, &scores.codes, &|code| scored.places[code as usize] < OFF_SCALE)
            }
            _ => Rated::told_by(&own, &column.codes, &|code| code != MISSING),
        });

        let late = said.iter().filter(|said| said.is_late).count() as u32;
        let halves = [said.len() as u32 - late, late];
        let scores = scored.scale.map(|scale| {
            let mut counts = vec![0; points(scale)];
            said.iter().filter(|said| said.score < OFF_SCALE).for_each(|said| counts[usize::from(said.score)] += 1);
            Scores::of(scale, &counts)
        });
        let most = self.themes.map_or(themes::MOST_THEMES, |most| most as usize);
        let themes = themes::themes(&said, &column.dictionary, scored.scale, halves, most, terms::MOST_BYTES);

        let mut matching = self.matching(&said, column, scored.scale);
        order::sort_by(&mut matching, |one, other| {
            let at = |said: &Said| Reverse(own.times()[said.event as usize]);
            let name = |said: &Said| own.customer_id(said.customer as usize);
            at(one).cmp(&at(other)).then_with(|| name(one).cmp(name(other)).then(one.event.cmp(&other.event)))
        });
        let from = (self.from as usize).min(matching.len());
        let count = self.count.unwrap_or(DEFAULT_ROWS).min(MOST_ROWS) as usize;
        let row = |said: &Said| {
            let (event, customer) = (said.event as usize, said.customer as usize);
            let whole = kept.as_ref().map_or(event, |kept| kept[event] as usize);
            let start = log.offsets().partition_point(|&start| start as usize <= whole) - 1;
            let about = match rated {
                Rated::Event => Some(event),
                Rated::Before => event.checked_sub(1).filter(|&before| own.events_of(customer).contains(&before)),
            };
            Verbatim {
                customer: own.customer_id(customer).to_owned(),
                event: (whole - log.events_of(start).start) as u32,
                timestamp: own.times()[event].to_iso(),
                touchpoint: about.map(|event| own.touchpoints().text(event).to_owned()),
                score: scored.number(event),
                text: column.text(event).to_owned(),
            }
        };
        Ok(VerbatimsReport {
            scale: scored.scale,
            rated,
            comments: said.len() as u32,
            scores,
            halves,
            middle: middle.map(|middle| Timestamp(middle).to_iso()).unwrap_or_default(),
            themes,
            matching: matching.len() as u32,
            from: from as u32,
            rows: matching.iter().skip(from).take(count).map(row).collect(),
        })
    }
}

impl VerbatimsQuestion {
    /// The comments that are listed.
    fn matching(&self, said: &[Said], column: &Column, scale: Option<Scale>) -> Vec<Said> {
        let search = self.search.trim().to_lowercase();
        let needle = self.theme.as_deref().map(units::needle).unwrap_or_default();
        // Of each text: whether it matches, once that is known.
        let mut known: Vec<Option<bool>> = vec![None; column.dictionary.len()];
        let mut form = String::new();
        let mut matching = Vec::new();
        let places = self.scores.map(|[lowest, highest]| {
            let least = scale.map_or(0, |scale| scale.range().0);
            (lowest.saturating_sub(least), highest.checked_sub(least))
        });
        for said in said.chunks(1024) {
            in_one_call(|| {
                for said in said {
                    let is_scored = places.is_none_or(|(lowest, highest)| {
                        said.score < OFF_SCALE && said.score >= lowest && Some(said.score) <= highest
                    });
                    let known = &mut known[said.text as usize];
                    let is_said = *known.get_or_insert_with(|| {
                        let text = column.dictionary.text(said.text);
                        has(text, &search) && {
                            units::bring(if needle.is_empty() { "" } else { text }, &mut form);
                            form.contains(&needle)
                        }
                    });
                    if is_scored && is_said {
                        matching.push(*said);
                    }
                }
            });
        }
        matching
    }
}

/// The scores of a log, where it has any on a scale that is known.
struct Scored<'a> {
    column: Option<&'a Column>,
    scale: Option<Scale>,
    /// Of each code of the column, the place on the scale.
    places: Vec<u8>,
}

impl<'a> Scored<'a> {
    fn of(scale: Option<Scale>, log: &'a EventLog) -> Scored<'a> {
        let column = log.role(ColumnRole::Score);
        let scale = column.and_then(|column| scale.or_else(|| Scale::of_texts(&column.name, &column.dictionary)));
        let places = column
            .zip(scale)
            .map(|(column, scale)| column.dictionary.numbers().iter().map(|&number| place(scale, number)).collect());
        Scored { column, scale, places: places.unwrap_or_default() }
    }

    fn number(&self, event: usize) -> Option<f64> {
        let column = self.column?;
        Some(column.dictionary.numbers()[column.codes.get(event) as usize]).filter(|number| !number.is_nan())
    }
}

/// The comments of a log, in its order.
fn read(log: &EventLog, column: &Column, scored: &Scored, middle: i64) -> Vec<Said> {
    let mut said = Vec::new();
    let has_words: Vec<bool> =
        (0..column.dictionary.len() as u32).map(|code| !column.dictionary.text(code).trim().is_empty()).collect();
    let (mut codes, mut scores) = (Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            column.codes.read(block.events.clone(), &mut codes);
            match scored.column {
                Some(column) if scored.scale.is_some() => {
                    column.codes.look_up(block.events.clone(), &scored.places, &mut scores);
                }
                _ => {
                    scores.clear();
                    scores.resize(codes.len(), NO_SCORE);
                }
            }
            for customer in block.customers.clone() {
                for event in log.events_of(customer) {
                    let at = event - block.events.start;
                    if has_words[codes[at] as usize] {
                        said.push(Said {
                            event: event as u32,
                            customer: customer as u32,
                            text: codes[at],
                            score: scores[at],
                            is_late: log.times()[event].0 >= middle,
                        });
                    }
                }
            }
        });
    }
    said
}

#[cfg(test)]
mod tests;
