//! The same questions, answered the naive way: from rows, by trying everything. Shares no code with the engine but the
//! types of questions and reports, the guess of stages and the intervals.

pub mod customers;
pub mod feedback;
pub mod funnel;
pub mod heatmap;
pub mod journey_map;

use jiff::{Zoned, tz::TimeZone};
use sojourn::{
    analysis::FunnelStep,
    event_log::{Calendar, ColumnRole, EventLog, Timestamp},
    prepare::{Condition, Scope},
    stage::Stage,
};

use crate::common::{self, Row};

/// A log in rows. The extra columns are `way`, `points`, `amount`, `phase`.
#[derive(Clone, Debug)]
pub struct Case {
    pub rows: Vec<Row>,
    /// Whether `phase` is the stage column.
    pub has_stages: bool,
    /// An IANA zone.
    pub zone: String,
}

/// One customer's rows, in the order of events.
pub type Journey = Vec<Row>;

impl Case {
    fn columns(&self) -> [(&'static str, Option<ColumnRole>); 4] {
        [
            ("way", Some(ColumnRole::Channel)),
            ("points", Some(ColumnRole::Score)),
            ("amount", Some(ColumnRole::Value)),
            ("phase", self.has_stages.then_some(ColumnRole::Stage)),
        ]
    }

    /// The log that the engine is asked about.
    pub fn log(&self) -> EventLog {
        let times = || self.rows.iter().map(|row| Timestamp(row.micros));
        let (first, last) = (times().min().unwrap_or_default(), times().max().unwrap_or_default());
        let calendar = Calendar::in_zone(&self.zone, first, last).expect("a known zone");
        common::log_in_zone(&self.rows, &self.columns(), calendar)
    }

    pub fn zoned(&self, row: &Row) -> Zoned {
        let zone = TimeZone::get(&self.zone).expect("a known zone");
        jiff::Timestamp::from_microsecond(row.micros).expect("an instant").to_zoned(zone)
    }

    /// The value that a name stands for.
    pub fn value(&self, name: &str, row: &Row) -> String {
        let extra = |index: usize| row.values[index].clone();
        match name {
            "user" | "customer" => row.customer.clone(),
            "event" | "touchpoint" => row.touchpoint.clone(),
            "way" | "channel" => extra(0),
            "points" | "score" => extra(1),
            "amount" | "value" => extra(2),
            "phase" => extra(3),
            "stage" if self.has_stages => match Stage::named(&extra(3)) {
                Some(stage) => stage.id().to_owned(),
                None => extra(3),
            },
            "stage" => sojourn::stage::guess(&row.touchpoint).expect("a name").stage.id().to_owned(),
            other => panic!("no column {other}"),
        }
    }

    pub fn number(&self, name: &str, row: &Row) -> Option<f64> {
        self.value(name, row).parse().ok()
    }

    fn meets(&self, condition: &Condition, row: &Row) -> bool {
        let value = self.value(&condition.column, row);
        let number = self.number(&condition.column, row);
        condition.is.as_ref().is_none_or(|is| is.contains(&value))
            && condition.is_not.as_ref().is_none_or(|is_not| !is_not.contains(&value))
            && condition.at_least.is_none_or(|least| number.is_some_and(|number| number >= least))
            && condition.at_most.is_none_or(|most| number.is_some_and(|number| number <= most))
    }

    pub fn matches(&self, step: &FunnelStep, row: &Row) -> bool {
        step.touchpoints.contains(&row.touchpoint) && step.conditions.iter().all(|it| self.meets(it, row))
    }

    /// The journeys in scope, customers in the order of the file. Instants of the scope are in UTC.
    pub fn journeys(&self, scope: &Scope) -> Vec<Journey> {
        let instant = |text: &String| text.parse::<jiff::Timestamp>().expect("an instant").as_microsecond();
        let mut journeys: Vec<Journey> = Vec::new();
        let mut customers: Vec<&str> = Vec::new();
        for row in &self.rows {
            let known = customers.iter().position(|&it| it == row.customer).unwrap_or_else(|| {
                customers.push(&row.customer);
                journeys.push(Vec::new());
                customers.len() - 1
            });
            let in_scope = scope.from.as_ref().is_none_or(|from| row.micros >= instant(from))
                && scope.to.as_ref().is_none_or(|to| row.micros < instant(to))
                && scope.conditions.iter().all(|condition| self.meets(condition, row));
            if in_scope {
                journeys[known].push(row.clone());
            }
        }
        journeys.retain(|journey| !journey.is_empty());
        journeys.iter_mut().for_each(|journey| journey.sort_by_key(|row| row.micros));
        journeys
    }
}

/// The median by sorting.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => Some(values[n / 2]),
        _ => Some((values[n / 2 - 1] + values[n / 2]) / 2.0),
    }
}

/// Whether two numbers agree but for rounding.
pub fn agree(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() <= 1e-9 * (1.0 + right.abs()),
        (left, right) => left.is_none() && right.is_none(),
    }
}
