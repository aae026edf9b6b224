//! The scope of a question: which events, and so which customers, it is about.
//!
//! An event is in scope when it lies in the time span, meets all conditions, its customer meets theirs, and it is in no
//! scope that is excepted; a customer, when one of their events is.
//!
//! # Why tables
//!
//! A condition is asked of each distinct value once. After that, an event costs a table lookup per column asked about,
//! whatever the condition compares.

use std::{borrow::Cow, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    CustomerCondition, QuestionError,
    field::{Block, ByCode, Field, blocks},
};
use crate::{
    event_log::{EventLog, Timestamp},
    import::timestamp,
    order,
};

/// Which customers and events a question is about. The default: all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scope {
    /// First instant, inclusive: ISO 8601, or a date for its midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// End, exclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Events that meet all of these.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// Customers who meet all of these, by all of their events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customers: Vec<CustomerCondition>,
    /// Events that are in none of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Scope>,
}

/// A condition on one column of an event. All parts given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Condition {
    /// Name of a column, or `touchpoint`, `channel`, `stage`, `customer` or another role.
    pub column: String,
    /// The value is one of these; the empty text stands for a missing value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Vec<String>>,
    /// The value is none of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_not: Option<Vec<String>>,
    /// The value is a number and at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The value is a number and at most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
}

impl Scope {
    /// What is in both.
    pub fn and(&self, other: &Scope) -> Scope {
        let narrower = other.beyond(self);
        // ISO 8601 in one form is in the order of time.
        Scope {
            from: self.from.clone().max(narrower.from),
            to: [self.to.clone(), narrower.to].into_iter().flatten().min(),
            conditions: [self.conditions.clone(), narrower.conditions].concat(),
            customers: [self.customers.clone(), narrower.customers].concat(),
            except: [self.except.clone(), narrower.except].concat(),
        }
    }

    /// What it says that a wider one does not: together they are both.
    pub fn beyond(&self, wider: &Scope) -> Scope {
        let own = |day: &Option<String>, other: &Option<String>| day.clone().filter(|_| day != other);
        let mut own = Scope {
            from: own(&self.from, &wider.from),
            to: own(&self.to, &wider.to),
            conditions: self.conditions.clone(),
            customers: self.customers.clone(),
            except: self.except.clone(),
        };
        own.conditions.retain(|condition| !wider.conditions.contains(condition));
        own.customers.retain(|condition| !wider.customers.contains(condition));
        own.except.retain(|scope| !wider.except.contains(scope));
        own
    }

    /// The same whenever it was.
    pub fn without_dates(&self) -> Scope {
        Scope { from: None, to: None, ..self.clone() }
    }

    /// What lies within the same dates and is not in it.
    pub fn rest(&self) -> Scope {
        let (from, to) = (self.from.clone(), self.to.clone());
        Scope { from, to, except: vec![self.without_dates()], ..Scope::default() }
    }

    /// The log of the events in scope; the log itself where that is all of them.
    ///
    /// # Errors
    ///
    /// When a column is not there, or an instant does not read.
    pub fn apply<'a>(&self, log: &'a EventLog) -> Result<Cow<'a, EventLog>, QuestionError> {
        Ok(self.kept(log)?.map_or(Cow::Borrowed(log), |kept| Cow::Owned(log.select(&kept))))
    }

    /// Positions of the events in scope; `None` where that is all of them.
    ///
    /// # Errors
    ///
    /// When a column is not there, or an instant does not read.
    pub fn kept(&self, log: &EventLog) -> Result<Option<Vec<u32>>, QuestionError> {
        let from = self.from.as_deref().map(|text| instant(text, log)).transpose()?;
        let to = self.to.as_deref().map(|text| instant(text, log)).transpose()?;
        let mut conditions = Tests::of(&self.conditions, log)?;
        let has_dates = from.is_some() || to.is_some();
        if !has_dates && self.conditions.is_empty() && self.customers.is_empty() && self.except.is_empty() {
            return Ok(None);
        }
        let mut who: Option<Vec<bool>> = None;
        for condition in &self.customers {
            let met = condition.met_by(log)?;
            match &mut who {
                Some(who) => who.iter_mut().zip(met).for_each(|(all, one)| *all &= one),
                None => who = Some(met),
            }
        }

        let (from, to) = (from.unwrap_or(Timestamp(i64::MIN)), to.unwrap_or(Timestamp(i64::MAX)));
        let mut kept = Vec::new();
        let mut passes = Vec::new();
        for block in blocks(log) {
            let times = &log.times()[block.events.clone()];
            passes.clear();
            passes.extend(times.iter().map(|&time| from <= time && time < to));
            conditions.narrow(&block, &mut passes);
            if let Some(who) = &who {
                for customer in block.customers.clone().filter(|&customer| !who[customer]) {
                    let events = log.events_of(customer);
                    passes[events.start - block.events.start..events.end - block.events.start].fill(false);
                }
            }
            let events = block.events.start as u32..;
            kept.extend(events.zip(&passes).filter_map(|(event, &passes)| passes.then_some(event)));
        }
        for scope in &self.except {
            let Some(excepted) = scope.kept(log)? else {
                kept.clear();
                break;
            };
            // Both are in the order of the log.
            let mut excepted = excepted.into_iter().peekable();
            kept.retain(|&event| {
                while excepted.next_if(|&other| other < event).is_some() {}
                excepted.peek() != Some(&event)
            });
        }
        Ok((kept.len() < log.n_events()).then_some(kept))
    }
}

/// Reads an ISO 8601 date or time. With an offset it is that instant; without, the local clock's.
pub(crate) fn instant(text: &str, log: &EventLog) -> Result<Timestamp, QuestionError> {
    let parsed = timestamp::iso(text).ok_or_else(|| QuestionError::Instant { text: text.to_owned() })?;
    Ok(if parsed.is_instant { Timestamp(parsed.micros) } else { log.calendar().instant_at(parsed.micros) })
}

/// A condition, asked of each code of its column.
#[derive(Debug)]
pub(crate) struct Test<'a> {
    /// What it is about.
    pub field: Field<'a>,
    /// Whether a code meets it.
    pub passes: ByCode<bool>,
}

/// Conditions that must all be met.
pub(crate) struct Tests<'a> {
    tests: Vec<Test<'a>>,
    /// Room for what one of them says.
    one: Vec<bool>,
}

impl<'a> Tests<'a> {
    /// Asks the conditions of each distinct value.
    pub fn of(conditions: &[Condition], log: &'a EventLog) -> Result<Tests<'a>, QuestionError> {
        let tests = conditions.iter().map(|condition| condition.test(log)).collect::<Result<_, _>>()?;
        Ok(Tests { tests, one: Vec::new() })
    }

    /// Whether there are none, which every event meets.
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Takes out the events of a block that do not meet them.
    pub fn narrow(&mut self, block: &Block, passes: &mut [bool]) {
        for test in &self.tests {
            test.field.look_up(block, &test.passes, &mut self.one);
            passes.iter_mut().zip(&self.one).for_each(|(all, one)| *all &= one);
        }
    }
}

impl Condition {
    /// Asks the condition of each distinct value.
    pub(crate) fn test<'a>(&self, log: &'a EventLog) -> Result<Test<'a>, QuestionError> {
        let field = Field::named(&self.column, log)?;
        let is_touchpoint = self.column == "touchpoint";
        let name = |text: &String| {
            let name = if is_touchpoint { log.touchpoint_named(text) } else { field.canonical(text) };
            name.to_owned()
        };
        let canonical = |texts: &Option<Vec<String>>| -> Option<BTreeSet<String>> {
            texts.as_ref().map(|texts| order::set(texts.iter().map(name)))
        };
        let (is, is_not) = (canonical(&self.is), canonical(&self.is_not));
        let meets = |value: u32| {
            let text = field.text(value);
            is.as_ref().is_none_or(|is| is.contains(text))
                && is_not.as_ref().is_none_or(|is_not| !is_not.contains(text))
                // A comparison with NaN is false: what is no number fails.
                && self.at_least.is_none_or(|least| field.number(value) >= least)
                && self.at_most.is_none_or(|most| field.number(value) <= most)
        };
        let by_value = (0..field.n_values() as u32).map(meets).collect();
        let passes = field.by_code(by_value);
        Ok(Test { field, passes })
    }
}

#[cfg(test)]
mod tests;
