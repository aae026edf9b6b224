//! Who are they? The customers in scope, found by name, in the order asked for, a window of the list at a time.
//!
//! # Why not sorted
//!
//! A list of a million customers is looked at a screen at a time. The window is selected, which takes a pass and a half
//! over the customers, and it alone is sorted; nothing is kept from one question to the next.
//!
//! # Ties
//!
//! Customers who are equal in what the list is ordered by stand by name. Those without what it is ordered by stand last.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Analysis, Count, QuestionError};
use crate::{
    event_log::{ColumnRole, EventLog, Timestamp},
    order,
    prepare::{ByCode, Field, Scope, blocks, in_one_call},
};

const DEFAULT_ROWS: u32 = 100;
/// No answer has more rows.
const MOST_ROWS: u32 = 10_000;

/// What a list of customers is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CustomerOrder {
    /// The name, letter by letter as computers number them.
    #[default]
    Name,
    /// How many events.
    Events,
    /// The first event.
    First,
    /// The last event.
    Last,
    /// The sum of the values.
    Value,
}

/// A window of the list of customers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CustomersQuestion {
    /// Part of the customer's name, in capitals or not; empty: all.
    pub search: String,
    /// What the list is ordered by.
    pub order: CustomerOrder,
    /// Largest, latest or last in the alphabet first.
    pub descending: bool,
    /// Which events it is about, and so which customers: those with at least one.
    pub scope: Scope,
    /// Of them, those behind a count of another report about these events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind: Option<Count>,
    /// The first row wanted, from 0.
    pub from: u32,
    /// How many rows, at most 10,000. Default 100.
    pub count: Option<u32>,
}

/// A window of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomersReport {
    /// Customers in scope; of a list of those behind a count, these.
    pub customers: u32,
    /// Those of them whose name matches: as long is the list.
    pub matching: u32,
    /// Place of the first row in the list, from 0.
    pub from: u32,
    /// The rows.
    pub rows: Vec<CustomerRow>,
}

/// One customer, by the events in scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerRow {
    /// The name.
    pub customer: String,
    /// How many events.
    pub events: u32,
    /// Instant of the first one.
    pub first: String,
    /// Instant of the last one.
    pub last: String,
    /// Sum of the values; `None` where no event has one.
    pub value: Option<f64>,
    /// Mean of the scores; `None` where no event has one.
    pub score: Option<f64>,
    /// The last stage of the model that the customer came to; `None` where no event has a stage.
    pub furthest_stage: Option<String>,
    /// Touchpoint of the last event.
    pub last_touchpoint: String,
}

impl Analysis for CustomersQuestion {
    type Report = CustomersReport;

    fn run(&self, log: &EventLog) -> Result<CustomersReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let name = |ranked: &Ranked| log.customer_id(ranked.customer as usize);
        let is_behind = self.behind.as_ref().map(|count| count.customers(log)).transpose()?;
        let is_behind = |customer: usize| is_behind.as_ref().is_none_or(|is_behind| is_behind[customer]);
        let customers = (0..log.n_customers()).filter(|&customer| is_behind(customer)).count() as u32;
        let mut ranked = self.matching(log, &is_behind);
        let keys = self.keys(log, &ranked);
        for (ranked, key) in ranked.iter_mut().zip(keys) {
            ranked.key = key;
        }
        let by_name_from_last = self.descending && self.order == CustomerOrder::Name;
        let compare = |left: &Ranked, right: &Ranked| {
            left.key.cmp(&right.key).then_with(|| {
                let by_name = name(left).cmp(name(right));
                if by_name_from_last { by_name.reverse() } else { by_name }
            })
        };

        let matching = ranked.len();
        let from = (self.from as usize).min(matching);
        let count = self.count.unwrap_or(DEFAULT_ROWS).min(MOST_ROWS) as usize;
        let to = (from + count).min(matching);
        let mut window = window(&mut ranked, from, to, &compare);
        order::sort_by(&mut window, compare);

        let facts = Facts::of(log);
        Ok(CustomersReport {
            customers,
            matching: matching as u32,
            from: from as u32,
            rows: window.iter().map(|ranked| facts.row(log, ranked.customer as usize)).collect(),
        })
    }
}

/// A customer, and where the list has them.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    /// Whoever has the smaller one comes first.
    key: u64,
    /// Position in the log.
    customer: u32,
}

/// Those who stand at `from..to` of the list, in any order.
fn window(
    ranked: &mut [Ranked],
    from: usize,
    to: usize,
    mut compare: &dyn Fn(&Ranked, &Ranked) -> Ordering,
) -> Vec<Ranked> {
    let mut from_on = ranked;
    for (place, is_start) in [(from, true), (to - from, false)] {
        if place < from_on.len() {
            from_on.select_nth_unstable_by(place, &mut compare);
        }
        from_on = if is_start { &mut from_on[place..] } else { &mut from_on[..place] };
    }
    from_on.to_vec()
}

impl CustomersQuestion {
    /// Of some customers those whose name matches, in the order of the log.
    fn matching(&self, log: &EventLog, is_one: &dyn Fn(usize) -> bool) -> Vec<Ranked> {
        let wanted = self.search.trim().to_lowercase();
        let mut ranked = Vec::new();
        for block in blocks(log) {
            in_one_call(|| {
                let customers = block.customers.clone();
                let matching = customers.filter(|&it| is_one(it) && has(log.customer_id(it), &wanted));
                ranked.extend(matching.map(|customer| Ranked { key: 0, customer: customer as u32 }));
            });
        }
        ranked
    }

    /// What those customers are ordered by, as numbers that ascend down the list.
    fn keys(&self, log: &EventLog, ranked: &[Ranked]) -> Vec<u64> {
        let turned = |key: u64| if self.descending { !key } else { key };
        let each = |key: &dyn Fn(usize) -> u64| -> Vec<u64> {
            ranked.iter().map(|ranked| turned(key(ranked.customer as usize))).collect()
        };
        let instant = |at: Timestamp| at.0 as u64 ^ 1 << 63;
        match self.order {
            CustomerOrder::Name => {
                let start = common_start(log, ranked);
                each(&|customer| first_bytes(&log.customer_id(customer).as_bytes()[start..]))
            }
            CustomerOrder::Events => each(&|customer| log.events_of(customer).len() as u64),
            CustomerOrder::First => each(&|customer| instant(log.times()[log.events_of(customer).start])),
            CustomerOrder::Last => each(&|customer| instant(log.times()[log.events_of(customer).end - 1])),
            CustomerOrder::Value => {
                let sums = sums(log);
                let key = |sum: Option<f64>| sum.map_or(u64::MAX, |sum| turned(ascending(sum)));
                ranked.iter().map(|ranked| key(sums.get(ranked.customer as usize).copied().flatten())).collect()
            }
        }
    }
}

/// Whether a name has the text in it; the text is in small letters.
pub(super) fn has(name: &str, wanted: &str) -> bool {
    if wanted.is_empty() {
        return true;
    }
    if name.is_ascii() {
        let (name, wanted) = (name.as_bytes(), wanted.as_bytes());
        return name.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted));
    }
    name.to_lowercase().contains(wanted)
}

/// With how many bytes all of the names begin: they tell nobody apart.
fn common_start(log: &EventLog, ranked: &[Ranked]) -> usize {
    let mut names = ranked.iter().map(|ranked| log.customer_id(ranked.customer as usize).as_bytes());
    let first = names.next().unwrap_or_default();
    names.fold(first.len(), |start, name| {
        first[..start].iter().zip(name).take_while(|(byte, other)| byte == other).count()
    })
}

/// The first eight bytes as a number: in order where the texts are, but for texts that begin alike.
fn first_bytes(text: &[u8]) -> u64 {
    let mut first = [0; 8];
    let n = text.len().min(8);
    first[..n].copy_from_slice(&text[..n]);
    u64::from_be_bytes(first)
}

/// A number as one that ascends with it.
fn ascending(number: f64) -> u64 {
    // Zero has one sign.
    let bits = (number + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// The sum of the values of each customer; none where the log has no values.
fn sums(log: &EventLog) -> Vec<Option<f64>> {
    let Ok(field) = Field::of_role(ColumnRole::Value, log) else { return Vec::new() };
    let numbers = ByCode((0..field.n_values() as u32).map(|value| field.number(value)).collect());
    let (mut sums, mut values) = (Vec::with_capacity(log.n_customers()), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            field.look_up(&block, &numbers, &mut values);
            for customer in block.customers.clone() {
                let events = log.events_of(customer);
                let own = &values[events.start - block.events.start..events.end - block.events.start];
                let known = own.iter().filter(|value| !value.is_nan());
                sums.push(known.fold(None, |sum: Option<f64>, value| Some(sum.unwrap_or_default() + value)));
            }
        });
    }
    sums
}

/// Where the facts of a row come from.
struct Facts<'a> {
    stage: Field<'a>,
    value: Option<Field<'a>>,
    score: Option<Field<'a>>,
}

impl<'a> Facts<'a> {
    fn of(log: &'a EventLog) -> Facts<'a> {
        let role = |role| Field::of_role(role, log).ok();
        Facts { stage: Field::stage(log), value: role(ColumnRole::Value), score: role(ColumnRole::Score) }
    }

    fn row(&self, log: &EventLog, customer: usize) -> CustomerRow {
        let events = log.events_of(customer);
        let numbers = |field: &Option<Field>| -> Vec<f64> {
            let Some(field) = field else { return Vec::new() };
            let numbers = events.clone().map(|event| field.number(field.value_at(event, customer)));
            numbers.filter(|number| !number.is_nan()).collect()
        };
        let (values, scores) = (numbers(&self.value), numbers(&self.score));
        let sum = |numbers: &[f64]| (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>());
        // Stages of the model are in order, the missing one is the first.
        let furthest = events.clone().map(|event| self.stage.value_at(event, customer)).max().unwrap_or(0);
        let at = |event: usize| log.times()[event].to_iso();
        CustomerRow {
            customer: log.customer_id(customer).to_owned(),
            events: events.len() as u32,
            first: at(events.start),
            last: at(events.end - 1),
            value: sum(&values),
            score: sum(&scores).map(|sum| sum / scores.len() as f64),
            furthest_stage: (furthest > 0).then(|| self.stage.text(furthest).to_owned()),
            last_touchpoint: log.touchpoints().text(events.end - 1).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
