//! Where does the journey hurt? Touchpoints at which more customers are lost, or unhappy, than the rest of the journey
//! would predict; nothing is named on chance.
//!
//! Looked at is one visit of each customer to each touchpoint, drawn by lot ([`visits`]), of those that enough of the log
//! follows to tell what came of them ([`PainPointsQuestion::within_seconds`]). Of it can be said:
//!
//! - [`Kind::DropOff`]: no other touchpoint follows in that time;
//! - [`Kind::Failure`]: a failure follows next, such as `Payment failed`;
//! - [`Kind::Repeats`]: the customer goes elsewhere and is back in that time;
//! - [`Kind::LongStay`]: the next touchpoint is of the same session, and comes later than after three quarters of all
//!   visits to this one.
//!
//! # What the rest of the journey predicts
//!
//! - For the visits with one value of a column: the rate of all other visits to the touchpoint. Where that value has a
//!   higher rate at other touchpoints as well, the odds are raised by the median of its odds ratios there: a channel that
//!   loses more customers everywhere is no fault of one touchpoint.
//! - For the visits since a day: the rate before it, raised likewise by what has changed at the others. The day is the one
//!   that tells the two apart best, and the p-value is multiplied by the days tried.
//! - For drop-off at a touchpoint as a whole, by customers who have not reached the goal yet: the rates of the others on
//!   the logit scale, from which a new one is predicted with Student's t (externally studentised residual; D. A. Belsley,
//!   E. Kuh and R. E. Welsch, "Regression diagnostics", 1980, ch. 2).
//! - For a failure itself ([`Kind::AfterFailure`]): customers who came to the touchpoint before it and did not meet it
//!   next, weighted as those who did (direct standardisation).
//! - For scores ([`Kind::LowScore`]): the share of low ones at all other touchpoints.
//!
//! Odds are compared on the logit scale with half a customer added to each cell (J. B. S. Haldane, "The estimation and
//! significance of the logarithm of a ratio of frequencies", Annals of Human Genetics 20, 1956), one-sided. p-values are
//! adjusted by Holm within each of the five sorts above, and multiplied by five: all comparisons together name something
//! by chance in at most 5 % of logs, and the many of one sort do not drown the few of another. Shown is what stays below
//! 5 % and is at least two points above the prediction.
//!
//! # Rank
//!
//! Excess = observed rate − expected rate; customers concerned = visits × excess. Lost are of them those who would have
//! reached the goal: times the rate at which the touchpoint's other customers reach it, less that of those concerned.
//! Points stand by customers lost or unhappy, in the evidence that has the most.

mod comparison;
mod evidence;
pub(super) mod failures;
mod visits;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::{evidence::Search, visits::Visits};
use super::{Analysis, FunnelStep, ProposalQuestion, QuestionError, Rated, statistics::holm};
use crate::{event_log::EventLog, order, prepare::Scope};

/// Shown is what is at most this likely by chance, after the adjustment.
const SIGNIFICANCE: f64 = 0.05;
/// Shown is what exceeds its prediction by this much at least.
const LEAST_EXCESS: f64 = 0.02;

/// Where customers are lost or unhappy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PainPointsQuestion {
    /// What counts as the conversion; left out, the touchpoint whose name says that something was bought.
    pub goal: Option<FunnelStep>,
    /// The touchpoints that are failures; left out, those whose name says so.
    pub failures: Option<Vec<String>>,
    /// Customers go on who are at another touchpoint after at most this long. Left out: within what 95 % of the times
    /// between two events of a customer lie, but a day at least, and no more than 30 days and a quarter of the log's span.
    pub within_seconds: Option<f64>,
    /// Which event a score speaks of; left out, the log tells ([`FeedbackQuestion::rated`](super::FeedbackQuestion)).
    pub rated: Option<Rated>,
    /// Which events it is about.
    pub scope: Scope,
}

/// The pain points of a journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PainPointsReport {
    /// In scope.
    pub customers: u32,
    /// What counted as the conversion; `None` where nothing does.
    pub goal: Option<FunnelStep>,
    /// The touchpoints that counted as failures, by name.
    pub failures: Vec<String>,
    /// Customers went on who were at another touchpoint after at most this long.
    pub within_seconds: f64,
    /// How many comparisons were made, of all sorts; p-values are adjusted for them.
    pub comparisons: u32,
    /// Most customers lost or unhappy first.
    pub points: Vec<PainPoint>,
}

/// A touchpoint that hurts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PainPoint {
    /// Its name.
    pub touchpoint: String,
    /// Customers of whom a visit to it was looked at.
    pub customers: u32,
    /// The most that a piece of evidence has.
    pub lost: f64,
    /// The most that a piece of evidence has.
    pub unhappy: f64,
    /// What speaks for it, the surest first.
    pub evidence: Vec<Evidence>,
}

/// A rate that is higher than predicted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// What is counted.
    pub kind: Kind,
    /// The visits with one value of a column; `None`: all.
    pub group: Option<VisitGroup>,
    /// The day since which it is so; without a group, it is what is compared.
    pub since: Option<Since>,
    /// Visits (scores, for [`Kind::LowScore`]) that it is about.
    pub n: u32,
    /// Share of them, 0..=1.
    pub observed: f64,
    /// Share that the rest of the journey predicts.
    pub expected: f64,
    /// 95 % interval of the difference.
    pub excess_interval: [f64; 2],
    /// Customers concerned: n × (observed − expected).
    pub concerned: f64,
    /// Of them, those lost: who would have reached the goal. Without a goal, and after it, all who drop off or fail.
    pub lost: f64,
    /// Of them, those unhappy: all, for [`Kind::LowScore`].
    pub unhappy: f64,
    /// One-sided p-value, adjusted for how many comparisons were made.
    pub p_value: f64,
}

/// What a piece of evidence has observed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Observed {
    /// The touchpoint.
    pub touchpoint: String,
    /// As of [`Evidence::kind`].
    pub kind: Kind,
    /// As of [`Evidence::group`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<VisitGroup>,
    /// The day of [`Evidence::since`]; with a group, the visits before it count as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// What is counted as bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// No other touchpoint follows.
    DropOff,
    /// A failure follows next.
    Failure,
    /// The customer is back after having been elsewhere.
    Repeats,
    /// It takes the customer long to go on.
    LongStay,
    /// This is a failure, and the goal is not reached after it (without a goal: no other touchpoint follows).
    AfterFailure,
    /// The score is low: 0–6 of the NPS, below the middle of other scales.
    LowScore,
}

/// Visits that share a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitGroup {
    /// Name of the column.
    pub column: String,
    /// Its value.
    pub value: String,
}

/// A day on which a rate rose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Since {
    /// The first day, in the log's zone: `2024-02-29`.
    pub date: String,
    /// The rate until then.
    pub before: f64,
    /// The rate since.
    pub after: f64,
}

impl Analysis for PainPointsQuestion {
    type Report = PainPointsReport;

    fn run(&self, log: &EventLog) -> Result<PainPointsReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let Terms { goal, failures, within_seconds } = self.terms(log)?;
        let visits = Visits::of(log, goal.as_ref(), &failures, within_seconds)?;
        let search = Search::of(log, &visits, goal.as_ref());
        let sorts = [
            search.drop_offs(),
            search.after_failures(),
            search.groups(),
            search.changes(),
            evidence::low_scores(log, self.rated)?,
        ];
        let (n_sorts, mut comparisons) = (sorts.len() as f64, 0);
        let mut by_touchpoint: BTreeMap<u32, Vec<Evidence>> = BTreeMap::new();
        for sort in sorts {
            comparisons += sort.len() as u32;
            let p_values: Vec<f64> = sort.iter().map(|found| found.evidence.p_value).collect();
            for (mut found, p_value) in sort.into_iter().zip(holm(&p_values)) {
                let Evidence { observed, expected, .. } = found.evidence;
                found.evidence.p_value = (p_value * n_sorts).min(1.0);
                if found.evidence.p_value < SIGNIFICANCE && observed - expected >= LEAST_EXCESS {
                    search.date(&mut found, p_values.len());
                    by_touchpoint.entry(found.touchpoint).or_default().push(found.evidence);
                }
            }
        }
        let mut points: Vec<PainPoint> = by_touchpoint
            .into_iter()
            .map(|(touchpoint, mut evidence)| {
                order::sort_by(&mut evidence, |one, other| {
                    let by_customers = || other.concerned.total_cmp(&one.concerned);
                    one.p_value.total_cmp(&other.p_value).then_with(by_customers)
                });
                let most = |of: fn(&Evidence) -> f64| evidence.iter().map(of).fold(0.0, f64::max);
                PainPoint {
                    touchpoint: log.touchpoints().dictionary.text(touchpoint).to_owned(),
                    customers: search.visits_to(touchpoint),
                    lost: most(|evidence| evidence.lost),
                    unhappy: most(|evidence| evidence.unhappy),
                    evidence,
                }
            })
            .collect();
        order::sort_by(&mut points, |one, other| {
            let weight = |point: &PainPoint| point.lost + point.unhappy;
            weight(other).total_cmp(&weight(one)).then_with(|| one.touchpoint.cmp(&other.touchpoint))
        });
        Ok(PainPointsReport {
            customers: log.n_customers() as u32,
            goal,
            failures,
            within_seconds,
            comparisons,
            points,
        })
    }
}

/// What a question means in a log.
struct Terms {
    goal: Option<FunnelStep>,
    failures: Vec<String>,
    within_seconds: f64,
}

impl PainPointsQuestion {
    fn terms(&self, log: &EventLog) -> Result<Terms, QuestionError> {
        if let Some(seconds) = self.within_seconds.filter(|&seconds| !(seconds >= 0.0 && seconds.is_finite())) {
            return Err(QuestionError::Window { seconds: seconds.to_string() });
        }
        let goal = match &self.goal {
            Some(goal) => Some(goal.clone()).filter(|goal| !goal.touchpoints.is_empty()),
            None => ProposalQuestion::default().run(log)?.goal,
        };
        let failures = self.failures.as_deref().map(|names| log.touchpoints_named(names));
        let failures = failures.unwrap_or_else(|| failures::named(log));
        let within_seconds = self.within_seconds.unwrap_or_else(|| visits::usual_seconds(log));
        Ok(Terms { goal, failures, within_seconds })
    }

    /// The first events of the visits (the scores, with what they speak of) of which it is so.
    pub(super) fn events_behind(&self, log: &EventLog, observed: &Observed) -> Result<Vec<u32>, QuestionError> {
        if observed.kind == Kind::LowScore {
            return evidence::low_scores_behind(log, self.rated, &observed.touchpoint);
        }
        let Some(touchpoint) = log.touchpoints().dictionary.code_of(log.touchpoint_named(&observed.touchpoint)) else {
            return Ok(Vec::new());
        };
        let Terms { goal, failures, within_seconds } = self.terms(log)?;
        let visits = Visits::of(log, goal.as_ref(), &failures, within_seconds)?;
        let mut behind = Search::of(log, &visits, goal.as_ref()).behind(touchpoint, observed);
        behind.sort_unstable();
        Ok(behind)
    }
}

#[cfg(test)]
mod tests;
