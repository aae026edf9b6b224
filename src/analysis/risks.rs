//! What do failures cost, and where? The risk register: of each touchpoint how many customers come to it, how many of them
//! meet a failure there, and what is lost with each of these.
//!
//! A customer fails at a touchpoint when a failure or complaint is their next event after one at it. At stake is what customers
//! bring from their first event at the touchpoint on: the sum of values or, where the log has none, whether they reach the goal
//! later. Failures and complaints themselves are no rows.
//!
//! # Formula
//!
//! Of the n customers at a touchpoint f fail. Lost per failure is the mean of the n − f others less the mean of those f, with the
//! normal interval of a difference of means (variances s²/n of each side added); risk = f × lost per failure = n × f/n × lost. The
//! p-value is that of the difference, two-sided, adjusted for the number of touchpoints (Holm). That others differ in more than the failure is possible: it is an estimate, no proof.

use serde::{Deserialize, Serialize};

use super::{
    Analysis, FunnelStep, ProposalQuestion, QuestionError,
    pain_points::failures,
    statistics::{Z_95, holm, upper_tail, wilson_interval},
    step_matcher::StepMatcher,
};
use crate::{
    event_log::{ColumnRole, EventLog},
    order,
    prepare::{Field, Scope, blocks, in_one_call},
};

/// So many customers on either side say something.
const LEAST: u32 = 5;

/// What do failures cost?
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RisksQuestion {
    /// What counts as the conversion, where the log has no values; left out, the touchpoint whose name says that something was
    /// bought.
    pub goal: Option<FunnelStep>,
    /// The touchpoints that are failures; left out, those whose name says so.
    pub failures: Option<Vec<String>>,
    /// Touchpoints with fewer customers on either side are left out; at least 2. Default 5.
    pub least: Option<u32>,
    /// Which events it is about.
    pub scope: Scope,
}

/// What is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stake {
    /// The sum of values.
    Value,
    /// Customers who reach the goal.
    Conversions,
}

/// The risk register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RisksReport {
    /// What is at stake; `None` where the log has neither values nor a goal.
    pub stake: Option<Stake>,
    /// The touchpoints that counted as failures, by name.
    pub failures: Vec<String>,
    /// The highest risk first.
    pub touchpoints: Vec<Risk>,
}

/// A touchpoint that fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Risk {
    /// Its name.
    pub touchpoint: String,
    /// Customers with an event at it.
    pub customers: u32,
    /// Of them, those who fail there.
    pub failed: u32,
    /// Their share.
    pub rate: f64,
    /// Its 95 % interval.
    pub interval: [f64; 2],
    /// What is lost with each.
    pub lost: f64,
    /// Its 95 % interval.
    pub lost_interval: [f64; 2],
    /// What is lost with all of them.
    pub risk: f64,
    /// p-value of the hypothesis that nothing is lost, adjusted for the number of touchpoints.
    pub p_value: f64,
}

/// Of customers on one side.
#[derive(Clone, Copy, Default)]
struct Side {
    n: u32,
    sum: f64,
    squares: f64,
}

impl Side {
    fn add(&mut self, worth: f64) {
        self.n += 1;
        self.sum += worth;
        self.squares += worth * worth;
    }

    fn mean(self) -> f64 {
        self.sum / f64::from(self.n)
    }

    /// Variance of the mean.
    fn variance(self) -> f64 {
        let (n, mean) = (f64::from(self.n), self.mean());
        ((self.squares - n * mean * mean) / (n - 1.0)).max(0.0) / n
    }
}

impl Analysis for RisksQuestion {
    type Report = RisksReport;

    fn run(&self, log: &EventLog) -> Result<RisksReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let failures = self.failures.as_deref().map(|names| log.touchpoints_named(names));
        let failures = failures.unwrap_or_else(|| failures::named(log));
        let goal = match &self.goal {
            _ if log.role(ColumnRole::Value).is_some() => None,
            Some(goal) => Some(goal.clone()).filter(|goal| !goal.touchpoints.is_empty()),
            None => ProposalQuestion::default().run(log)?.goal,
        };
        let stake = match &goal {
            Some(_) => Some(Stake::Conversions),
            None => log.role(ColumnRole::Value).map(|_| Stake::Value),
        };
        if stake.is_none() || failures.is_empty() {
            return Ok(RisksReport { stake, failures, touchpoints: Vec::new() });
        }
        let (dictionary, least) = (&log.touchpoints().dictionary, self.least.unwrap_or(LEAST).max(2));
        let mut touchpoints = Vec::new();
        for (code, [others, failed]) in sides(log, goal.as_ref(), &failures)?.into_iter().enumerate() {
            let name = dictionary.text(code as u32);
            let customers = others.n + failed.n;
            let Some(interval) = wilson_interval(failed.n, customers) else { continue };
            if others.n.min(failed.n) < least || failures.iter().any(|failure| failure == name) {
                continue;
            }
            let lost = others.mean() - failed.mean();
            let error = (others.variance() + failed.variance()).sqrt();
            let z = lost.abs() / error;
            touchpoints.push(Risk {
                touchpoint: name.to_owned(),
                customers,
                failed: failed.n,
                rate: f64::from(failed.n) / f64::from(customers),
                interval,
                lost,
                lost_interval: [lost - Z_95 * error, lost + Z_95 * error],
                risk: f64::from(failed.n) * lost,
                // All worth the same: nothing is lost.
                p_value: if z.is_nan() { 1.0 } else { 2.0 * upper_tail(z) },
            });
        }
        let p_values: Vec<f64> = touchpoints.iter().map(|known| known.p_value).collect();
        touchpoints.iter_mut().zip(holm(&p_values)).for_each(|(known, p_value)| known.p_value = p_value);
        order::sort_by(&mut touchpoints, |one: &Risk, other: &Risk| {
            other.risk.total_cmp(&one.risk).then_with(|| one.touchpoint.cmp(&other.touchpoint))
        });
        Ok(RisksReport { stake, failures, touchpoints })
    }
}

/// What a customer does at a touchpoint.
#[derive(Clone, Copy)]
struct Own {
    code: u32,
    first: usize,
    fails: bool,
}

/// Of each touchpoint, its customers who do not fail there and those who do.
fn sides(log: &EventLog, goal: Option<&FunnelStep>, failures: &[String]) -> Result<Vec<[Side; 2]>, QuestionError> {
    let touchpoints = log.touchpoints();
    let n = touchpoints.dictionary.len();
    let is_failure = log.are_touchpoints(failures);
    let mut matcher = goal.map(|goal| StepMatcher::new(std::slice::from_ref(goal), log)).transpose()?;
    let values = match goal {
        Some(_) => None,
        None => {
            let field = Field::of_role(ColumnRole::Value, log)?;
            let finite = |value: u32| Some(field.number(value)).filter(|number| number.is_finite()).unwrap_or_default();
            let by_code = field.by_code((0..field.n_values() as u32).map(finite).collect());
            Some((field, by_code))
        }
    };
    let mut sides = vec![[Side::default(); 2]; n];
    // The customer last seen at a touchpoint, counted from 1, and where their own is.
    let mut seen = vec![(0u32, 0usize); n];
    let (mut goals, mut numbers) = (Vec::new(), Vec::new());
    let (mut own, mut worth): (Vec<Own>, Vec<f64>) = (Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            if let Some(matcher) = &mut matcher {
                matcher.read(&block, &mut goals);
            }
            if let Some((field, by_code)) = &values {
                field.look_up(&block, by_code, &mut numbers);
            }
            for customer in block.customers.clone() {
                let events = log.events_of(customer);
                let start = events.start - block.events.start;
                own.clear();
                let mut before: Option<usize> = None;
                for (at, event) in events.clone().enumerate() {
                    let code = touchpoints.codes.get(event);
                    if let Some(before) = before.filter(|_| is_failure[code as usize]) {
                        own[before].fails = true;
                    }
                    let known = &mut seen[code as usize];
                    if known.0 != customer as u32 + 1 {
                        *known = (customer as u32 + 1, own.len());
                        own.push(Own { code, first: at, fails: false });
                    }
                    before = Some(known.1);
                }
                // What they bring from each event on; of a goal, whether it comes later.
                worth.clear();
                worth.resize(events.len(), 0.0);
                let mut rest = 0.0;
                for at in (0..events.len()).rev() {
                    match goal {
                        Some(_) => {
                            worth[at] = rest;
                            rest = if goals[start + at] != 0 { 1.0 } else { rest };
                        }
                        None => {
                            rest += numbers[start + at];
                            worth[at] = rest;
                        }
                    }
                }
                for Own { code, first, fails } in &own {
                    sides[*code as usize][usize::from(*fails)].add(worth[*first]);
                }
            }
        });
    }
    Ok(sides)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log::{Row, log};

    /// Twenty customers see the cart; eight of them meet a failure, of whom two buy all the same.
    fn rows(with_value: bool) -> EventLog {
        let mut rows = Vec::new();
        for customer in 0..20i64 {
            let id = format!("c{customer:02}");
            let fails = customer < 8;
            let mut row = |hour: i64, touchpoint: &str, value: &str| {
                let values: &[&str] = if with_value { &[value] } else { &[] };
                rows.push(Row::new(&id, touchpoint, hour * 3_600_000_000, values));
            };
            row(0, "cart", "");
            if fails {
                row(1, "payment failed", "");
            }
            if customer % 4 == 0 || !fails {
                row(2, "purchase", if customer % 2 == 0 { "10" } else { "30" });
            }
        }
        let columns: &[(&str, Option<ColumnRole>)] =
            if with_value { &[("amount", Some(ColumnRole::Value))] } else { &[] };
        log(&rows, columns)
    }

    #[test]
    fn what_failures_cost_in_value() {
        let report = RisksQuestion::default().run(&rows(true)).expect("an answer");
        assert_eq!((report.stake, report.failures), (Some(Stake::Value), vec!["payment failed".to_owned()]));
        let [cart] = &report.touchpoints[..] else { panic!("{:?}", report.touchpoints) };
        assert_eq!((cart.touchpoint.as_str(), cart.customers, cart.failed, cart.rate), ("cart", 20, 8, 0.4));
        // Twelve others bring 20 each on average, those who fail 2.5.
        assert!((cart.lost - 17.5).abs() < 1e-9 && (cart.risk - 140.0).abs() < 1e-9, "{cart:?}");
        // s² = 1200/11 of twelve, and 150/7 of eight.
        let half = 1.959_964 * (1200.0_f64 / 11.0 / 12.0 + 150.0 / 7.0 / 8.0).sqrt();
        assert!((cart.lost_interval[0] - (17.5 - half)).abs() < 1e-5, "{cart:?}");
        assert!(cart.p_value < 0.001);
    }

    #[test]
    fn without_values_conversions_are_at_stake() {
        let report = RisksQuestion::default().run(&rows(false)).expect("an answer");
        assert_eq!(report.stake, Some(Stake::Conversions));
        let cart = &report.touchpoints[0];
        assert!((cart.lost - 0.75).abs() < 1e-9 && (cart.risk - 6.0).abs() < 1e-9, "{cart:?}");
        let goal = Some(FunnelStep::default());
        let report = RisksQuestion { goal, ..RisksQuestion::default() }.run(&rows(false)).expect("an answer");
        assert_eq!((report.stake, report.touchpoints.len()), (None, 0));
    }
}
