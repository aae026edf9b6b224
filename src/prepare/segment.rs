//! Customers by what they did: the conditions of a scope on a customer as a whole.
//!
//! They are asked of all events of a customer, also of those out of scope: who has complained has, whichever days a
//! question is about. "Then" is later in the order of the log, in which events of one instant stand as in the file.

use serde::{Deserialize, Serialize};

use super::{
    QuestionError,
    field::{blocks, in_one_call},
    scope::{Condition, Tests},
};
use crate::event_log::{EventLog, MICROS_PER_SECOND};

/// A condition on a customer. As JSON: `{ "did": […], "then": […], "withinSeconds": 3600, "not": true }`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomerCondition {
    /// They have an event that meets all of these.
    pub did: Vec<Condition>,
    /// Which is followed by another one that meets all of these; none: it need not be followed by any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Condition>,
    /// At most so many seconds later; `None`: however much later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_seconds: Option<f64>,
    /// It is the others who meet it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not: bool,
}

impl CustomerCondition {
    /// Whether each customer of the log meets it.
    ///
    /// # Errors
    ///
    /// When a column is not there, or the time is below zero.
    pub(crate) fn met_by(&self, log: &EventLog) -> Result<Vec<bool>, QuestionError> {
        let within = match self.within_seconds {
            None => i64::MAX,
            Some(seconds) if seconds >= 0.0 => (seconds * MICROS_PER_SECOND as f64).round() as i64,
            Some(seconds) => return Err(QuestionError::Within { seconds: seconds.to_string() }),
        };
        let (mut did, mut then) = (Tests::of(&self.did, log)?, Tests::of(&self.then, log)?);
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let mut met = Vec::with_capacity(log.n_customers());
        for block in blocks(log) {
            in_one_call(|| {
                for (tests, passes) in [(&mut did, &mut first), (&mut then, &mut second)] {
                    passes.clear();
                    passes.resize(block.events.len(), true);
                    tests.narrow(&block, passes);
                }
                for customer in block.customers.clone() {
                    let events = log.events_of(customer);
                    let own = events.start - block.events.start..events.end - block.events.start;
                    let is_so = if self.then.is_empty() {
                        first[own].contains(&true)
                    } else {
                        let mut since = None;
                        std::iter::zip(&log.times()[events], own).any(|(at, event)| {
                            let is_in_time = since.is_some_and(|since| at.0.saturating_sub(since) <= within);
                            if first[event] {
                                since = Some(at.0);
                            }
                            second[event] && is_in_time
                        })
                    };
                    met.push(is_so != self.not);
                }
            });
        }
        Ok(met)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{prepare::Scope, test_log::story};

    fn events(names: &[&str]) -> Vec<Condition> {
        let is = Some(names.iter().map(|&name| name.to_owned()).collect());
        vec![Condition { column: "touchpoint".to_owned(), is, ..Condition::default() }]
    }

    /// Names of the customers in scope.
    fn who(condition: CustomerCondition) -> String {
        let log = story(
            "ann: see 1:00, buy 1:05, complain 3:00
             ben: buy 1:00, see 2:00
             cid: see 1:00, see 4:00, buy 4:30
             dan: see 1:00",
        );
        let scope = Scope { customers: vec![condition], ..Scope::default() };
        let scoped = scope.apply(&log).expect("a log");
        (0..scoped.n_customers()).map(|customer| scoped.customer_id(customer)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn customers_who_did_and_who_did_not() {
        let did = |not| CustomerCondition { did: events(&["buy"]), not, ..CustomerCondition::default() };
        assert_eq!(who(did(false)), "ann ben cid");
        assert_eq!(who(did(true)), "dan");
        assert_eq!(who(CustomerCondition { did: Vec::new(), ..CustomerCondition::default() }), "ann ben cid dan");
    }

    #[test]
    fn one_event_and_then_another_in_time() {
        let then = |within_seconds, not| CustomerCondition {
            did: events(&["see"]),
            then: events(&["buy"]),
            within_seconds,
            not,
        };
        assert_eq!(who(then(None, false)), "ann cid");
        // The last time counts that somebody saw it.
        assert_eq!(who(then(Some(1800.0), false)), "ann cid");
        assert_eq!(who(then(Some(300.0), false)), "ann");
        assert_eq!(who(then(Some(299.9), false)), "");
        assert_eq!(who(then(Some(300.0), true)), "ben cid dan");
        let twice = CustomerCondition { did: events(&["see"]), then: events(&["see"]), ..CustomerCondition::default() };
        assert_eq!(who(twice), "cid", "no event is its own follower");
    }

    #[test]
    fn events_out_of_scope_count_as_well() {
        let log = story("ann: see 1:00, buy 1:05\nben: see 1:00");
        let did = CustomerCondition { did: events(&["buy"]), ..CustomerCondition::default() };
        let scope = Scope { conditions: events(&["see"]), customers: vec![did], ..Scope::default() };
        let scoped = scope.apply(&log).expect("a log");
        assert_eq!((scoped.n_customers(), scoped.n_events()), (1, 1));
    }

    #[test]
    fn a_time_below_zero_is_refused() {
        let log = story("ann: see 1:00");
        let condition = CustomerCondition { within_seconds: Some(-1.0), ..CustomerCondition::default() };
        assert!(matches!(condition.met_by(&log), Err(QuestionError::Within { .. })));
    }
}
