//! What did one customer do, and why were they counted? All events in order, in sessions; and, given a funnel or a count
//! of another report, the events that made it.
//!
//! A session ends with the first gap that is longer than the timeout. Events outside the scope are told too, and told
//! as such: a journey with holes cannot be read.

mod trace;

use std::{borrow::Cow, ops::Range};

use serde::{Deserialize, Serialize};

pub use self::trace::{FunnelTrace, MatchedEvent, Missed, WhyMissed};
use super::{Analysis, Count, FunnelQuestion, QuestionError};
use crate::{
    event_log::{Column, ColumnRole, EventLog},
    prepare::{Field, Scope},
};

/// Half an hour.
const DEFAULT_SESSION_SECONDS: f64 = 1_800.0;
/// No answer has more events.
const MOST_EVENTS: u32 = 1_000;

/// The timeline of one customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomerQuestion {
    /// The name, as the data has it.
    pub customer: String,
    /// A longer gap between two events ends a session, in seconds. Default 30 minutes.
    #[serde(default)]
    pub session_seconds: Option<f64>,
    /// Tell which of the events this funnel counted.
    #[serde(default)]
    pub funnel: Option<FunnelQuestion>,
    /// Tell which of the events lie in here; all are told.
    #[serde(default)]
    pub scope: Scope,
    /// Tell which of the events make this count of another report about the same scope.
    #[serde(default)]
    pub behind: Option<Count>,
    /// The first event wanted, from 0.
    #[serde(default)]
    pub from: u32,
    /// How many events, at most 1,000, which is the default.
    #[serde(default)]
    pub count: Option<u32>,
}

/// The timeline of one customer. Counts and sums are over all events, whatever part of them was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerReport {
    /// The name.
    pub customer: String,
    /// How many events.
    pub events: u32,
    /// How many of them are in scope.
    pub events_in_scope: u32,
    /// How many sessions.
    pub sessions: u32,
    /// Instant of the first event.
    pub first: String,
    /// Instant of the last event.
    pub last: String,
    /// Sum of the values; `None` where no event has one.
    pub value: Option<f64>,
    /// Mean of the scores; `None` where no event has one.
    pub score: Option<f64>,
    /// The stages that the customer came to, in the order of the model.
    pub stages: Vec<String>,
    /// What the funnel counted, where there is one.
    pub trace: Option<FunnelTrace>,
    /// Position of the first event below, from 0.
    pub from: u32,
    /// The sessions of the events asked for.
    pub timeline: Vec<Session>,
}

/// Events without a long gap between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its number among the customer's, from 1.
    pub number: u32,
    /// Instant of its first event.
    pub start: String,
    /// From its first event to its last.
    pub seconds: f64,
    /// From the last event of the session before; `None` for the first.
    pub seconds_since_previous: Option<f64>,
    /// How many events it has, whatever part of them was asked for.
    pub n_events: u32,
    /// Those asked for.
    pub events: Vec<TimelineEvent>,
}

/// One event of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEvent {
    /// Position among the customer's events, from 0.
    pub position: u32,
    /// When.
    pub timestamp: String,
    /// What happened.
    pub touchpoint: String,
    /// In which stage, where that is known.
    pub stage: Option<String>,
    /// Through which channel.
    pub channel: Option<String>,
    /// Revenue.
    pub value: Option<f64>,
    /// The rating.
    pub score: Option<f64>,
    /// The words beside it.
    pub comment: Option<String>,
    /// What else the data says of the event, in the order of its columns.
    pub properties: Vec<Property>,
    /// From the event before it; `None` for the first.
    pub seconds_since_previous: Option<f64>,
    /// Whether it is in scope.
    pub in_scope: bool,
    /// The step of the funnel, from 1, that it counted as.
    pub step: Option<u32>,
    /// Whether it makes the count.
    pub counted: bool,
}

/// What a column says of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    /// The column.
    pub column: String,
    /// Its text there.
    pub value: String,
}

impl Analysis for CustomerQuestion {
    type Report = CustomerReport;

    fn run(&self, log: &EventLog) -> Result<CustomerReport, QuestionError> {
        let timeout = self.session_seconds.unwrap_or(DEFAULT_SESSION_SECONDS);
        if timeout.is_nan() || timeout < 0.0 {
            return Err(QuestionError::Idle { seconds: timeout.to_string() });
        }
        let no_such = || QuestionError::NoSuchCustomer { customer: self.customer.clone() };
        let customer = (0..log.n_customers()).find(|&at| log.customer_id(at) == self.customer).ok_or_else(no_such)?;
        let events = log.events_of(customer);
        let own = log.select(&(events.start as u32..events.end as u32).collect::<Vec<_>>());
        let trace = self.funnel.as_ref().map(|funnel| trace::trace(funnel, &own)).transpose()?;
        let in_scope = self.scope.kept(&own)?;
        let counted = self.counted(log, &events)?;

        let reader = Reader::of(&own);
        let n_events = own.n_events();
        let from = self.from.min(n_events as u32);
        let wanted = from..from + self.count.unwrap_or(MOST_EVENTS).min(MOST_EVENTS).min(n_events as u32 - from);
        let times = own.times();
        let mut timeline: Vec<Session> = Vec::new();
        let mut start = 0;
        for position in 0..n_events {
            let since = position.checked_sub(1).map(|before| times[position].seconds_since(times[before]));
            if since.is_none_or(|since| since > timeout) {
                start = position;
                timeline.push(Session {
                    number: timeline.len() as u32 + 1,
                    start: times[position].to_iso(),
                    seconds: 0.0,
                    seconds_since_previous: since,
                    n_events: 0,
                    events: Vec::new(),
                });
            }
            let session = timeline.last_mut().expect("the first event starts one");
            session.seconds = times[position].seconds_since(times[start]);
            session.n_events += 1;
            let at = position as u32;
            if wanted.contains(&at) {
                let step = trace.as_ref().and_then(|trace| trace.step_of(at));
                let in_scope = in_scope.as_ref().is_none_or(|kept| kept.binary_search(&at).is_ok());
                session.events.push(TimelineEvent {
                    seconds_since_previous: since,
                    in_scope,
                    step,
                    counted: counted.binary_search(&at).is_ok(),
                    ..reader.event(position)
                });
            }
        }
        let sessions = timeline.len() as u32;
        timeline.retain(|session| !session.events.is_empty());
        let numbers = |column| (0..n_events).filter_map(move |event| number(column, event));
        let sum = |column| numbers(column).fold(None, |sum: Option<f64>, one| Some(sum.unwrap_or_default() + one));
        Ok(CustomerReport {
            customer: self.customer.clone(),
            events: n_events as u32,
            events_in_scope: in_scope.as_ref().map_or(n_events, Vec::len) as u32,
            sessions,
            first: times[0].to_iso(),
            last: times[n_events - 1].to_iso(),
            value: sum(reader.value),
            score: sum(reader.score).map(|sum| sum / numbers(reader.score).count() as f64),
            stages: reader.stages(),
            trace,
            from,
            timeline,
        })
    }
}

impl CustomerQuestion {
    /// Positions of the events that make the count, among the customer's own.
    fn counted(&self, log: &EventLog, own: &Range<usize>) -> Result<Vec<u32>, QuestionError> {
        let Some(count) = &self.behind else { return Ok(Vec::new()) };
        let kept = self.scope.kept(log)?;
        let in_scope = kept.as_ref().map_or(Cow::Borrowed(log), |kept| Cow::Owned(log.select(kept)));
        let events = count.events(&in_scope)?.into_iter();
        let events = events.map(|event| kept.as_ref().map_or(event, |kept| kept[event as usize]) as usize);
        Ok(events.filter(|event| own.contains(event)).map(|event| (event - own.start) as u32).collect())
    }
}

/// Reads the events of one customer.
struct Reader<'a> {
    own: &'a EventLog,
    stage: Field<'a>,
    channel: Option<&'a Column>,
    value: Option<&'a Column>,
    score: Option<&'a Column>,
    comment: Option<&'a Column>,
    /// Columns that an event has no field for.
    others: Vec<&'a Column>,
}

impl<'a> Reader<'a> {
    fn of(own: &'a EventLog) -> Reader<'a> {
        use ColumnRole::{Channel, Comment, Score, Stage, Touchpoint, Value};
        let known = [Touchpoint, Stage, Channel, Value, Score, Comment].map(|role| own.role_name(role));
        let of_file = own.has_names().then(|| own.role_name(Touchpoint)).flatten();
        let is_other = |column: &&Column| {
            let name = Some(column.name.as_str());
            name == of_file || !known.contains(&name)
        };
        Reader {
            own,
            stage: Field::stage(own),
            channel: own.role(Channel),
            value: own.role(Value),
            score: own.role(Score),
            comment: own.role(Comment),
            others: own.columns().iter().filter(is_other).collect(),
        }
    }

    /// The event at a position, but for what its neighbours, the scope and the funnel say.
    fn event(&self, position: usize) -> TimelineEvent {
        let text = |column: Option<&Column>| column.map(|column| column.text(position)).and_then(given);
        let (value, score) = (number(self.value, position), number(self.score, position));
        // What reads as no number is told as it stands.
        let unread = [(self.value, value), (self.score, score)];
        let unread = unread.into_iter().filter(|(_, number)| number.is_none()).filter_map(|(column, _)| column);
        let properties = unread.chain(self.others.iter().copied()).filter_map(|column| {
            let value = given(column.text(position))?;
            Some(Property { column: column.name.clone(), value })
        });
        TimelineEvent {
            position: position as u32,
            timestamp: self.own.times()[position].to_iso(),
            touchpoint: self.own.touchpoints().text(position).to_owned(),
            stage: given(self.stage.text(self.stage.value_at(position, 0))),
            channel: text(self.channel),
            value,
            score,
            comment: text(self.comment),
            properties: properties.collect(),
            seconds_since_previous: None,
            in_scope: true,
            step: None,
            counted: false,
        }
    }

    fn stages(&self) -> Vec<String> {
        let mut seen: Vec<u32> = (0..self.own.n_events()).map(|event| self.stage.value_at(event, 0)).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().filter_map(|value| given(self.stage.text(value))).collect()
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn number(column: Option<&Column>, event: usize) -> Option<f64> {
    let column = column?;
    Some(column.dictionary.numbers()[column.codes.get(event) as usize]).filter(|number| !number.is_nan())
}

#[cfg(test)]
mod tests;
