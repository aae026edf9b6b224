//! Visits, and what came of them: of each customer and touchpoint one, drawn by lot.
//!
//! The first one would not do. A log begins in the middle of things: who is seen for the first time late in it comes rarely,
//! and who comes rarely leaves sooner. Drawn evenly, each day has its share of the rare and of the frequent.

use super::{FunnelStep, Kind};
use crate::{
    analysis::{QuestionError, statistics::quartiles, step_matcher::StepMatcher},
    event_log::{EventLog, MICROS_PER_DAY, MICROS_PER_SECOND},
    prepare::{blocks, in_one_call},
};

/// Events of a customer without a longer gap are a session: 30 minutes.
const SESSION_MICROS: i64 = 30 * 60 * MICROS_PER_SECOND;
/// Of the times between events, as many are looked at.
const SAMPLED_GAPS: usize = 1 << 16;

/// Stands for no touchpoint.
pub(super) const NOWHERE: u32 = u32::MAX;

/// What can be said of a visit, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome(u8);

impl Outcome {
    const DROP_OFF: u8 = 1;
    const FAILURE: u8 = 1 << 1;
    const REPEATS: u8 = 1 << 2;
    const LONG_STAY: u8 = 1 << 3;
    /// The next touchpoint is of the same session.
    const STAYS: u8 = 1 << 4;
    /// The goal is reached later.
    const GOAL_AFTER: u8 = 1 << 5;
    /// The goal was reached before, or here.
    const CONVERTED: u8 = 1 << 6;

    /// How many there are, one after the other from 0.
    pub const ALL: usize = 1 << 7;
    /// How many there are of what the kinds tell apart: they are the low bits.
    pub const CLASSES: usize = 1 << 5;

    /// The outcome with a number.
    pub fn numbered(number: usize) -> Outcome {
        Outcome(number as u8)
    }

    /// Its number.
    pub fn number(self) -> usize {
        usize::from(self.0) % Outcome::ALL
    }

    /// The number without what no kind tells.
    pub fn class(self) -> usize {
        usize::from(self.0) % Outcome::CLASSES
    }

    /// Whether it is so of the visit; `None` where that cannot be said.
    pub fn of(self, kind: Kind) -> Option<bool> {
        let bit = match kind {
            Kind::DropOff => Outcome::DROP_OFF,
            Kind::Failure => Outcome::FAILURE,
            Kind::Repeats => Outcome::REPEATS,
            Kind::LongStay if self.0 & Outcome::STAYS == 0 => return None,
            Kind::LongStay => Outcome::LONG_STAY,
            Kind::AfterFailure | Kind::LowScore => return None,
        };
        Some(self.0 & bit != 0)
    }

    pub fn reaches_goal(self) -> bool {
        self.0 & Outcome::GOAL_AFTER != 0
    }

    pub fn is_converted(self) -> bool {
        self.0 & Outcome::CONVERTED != 0
    }
}

/// A visit of each customer to each touchpoint, in columns.
#[derive(Debug, Default)]
pub(super) struct Visits {
    /// Position of its first event.
    pub events: Vec<u32>,
    /// Code of its touchpoint.
    pub touchpoints: Vec<u32>,
    /// Code of the touchpoint that the customer came from.
    pub from: Vec<u32>,
    /// Code of the touchpoint that follows, however late.
    pub next: Vec<u32>,
    /// What came of it.
    pub outcomes: Vec<Outcome>,
    /// Microseconds until the next touchpoint, where that is of the same session.
    stays: Vec<i64>,
    /// The goal's touchpoints, by code.
    pub is_goal: Vec<bool>,
    /// The failures, by code.
    pub is_failure: Vec<bool>,
}

impl Visits {
    /// Of the visits that begin at least `within_seconds` before the end of the log.
    pub fn of(
        log: &EventLog,
        goal: Option<&FunnelStep>,
        failures: &[String],
        within_seconds: f64,
    ) -> Result<Visits, QuestionError> {
        let touchpoints = log.touchpoints();
        let codes = touchpoints.dictionary.len();
        let mut matcher = goal.map(|goal| StepMatcher::new(std::slice::from_ref(goal), log)).transpose()?;
        let mut visits = Visits {
            is_goal: log.are_touchpoints(goal.map_or(&[], |goal| &goal.touchpoints)),
            is_failure: log.are_touchpoints(failures),
            ..Visits::default()
        };
        let within = (within_seconds * MICROS_PER_SECOND as f64) as i64;
        let last_start = log.span().map_or(0, |(_, last)| last.0.saturating_sub(within));
        let mut seen = vec![Seen::default(); codes];
        let (mut own, mut goals) = (Vec::new(), Vec::new());
        for block in blocks(log) {
            in_one_call(|| {
                touchpoints.codes.read(block.events.clone(), &mut own);
                if let Some(matcher) = &mut matcher {
                    matcher.read(&block, &mut goals);
                }
                for customer in block.customers.clone() {
                    let events = log.events_of(customer);
                    let here = events.start - block.events.start..events.end - block.events.start;
                    let journey = Journey {
                        customer: customer as u32,
                        start: events.start,
                        touchpoints: &own[here.clone()],
                        times: &log.times()[events],
                        goals: goals.get(here).unwrap_or_default(),
                    };
                    visits.take(&journey, &mut seen, within, last_start);
                }
            });
        }
        visits.mark_long_stays(codes);
        Ok(visits)
    }

    fn take(&mut self, journey: &Journey, seen: &mut [Seen], within: i64, last_start: i64) {
        let Journey { customer, start, touchpoints, times, goals } = *journey;
        let n = touchpoints.len();
        let last_goal = goals.iter().rposition(|&goal| goal != 0);
        let first_goal = goals.iter().position(|&goal| goal != 0);
        let mut at = 0;
        while at < n {
            let touchpoint = touchpoints[at];
            // The events at one touchpoint, one after the other, are a visit.
            let end = at + touchpoints[at..].iter().take_while(|&&next| next == touchpoint).count();
            let seen = &mut seen[touchpoint as usize];
            if seen.customer != customer {
                *seen = Seen { customer, visit: self.events.len() as u32, ..Seen::default() };
            }
            if seen.is_drawn_last && times[at].0 - seen.last <= within {
                self.outcomes[seen.visit as usize].0 |= Outcome::REPEATS;
            }
            seen.is_drawn_last = false;
            if touchpoint != crate::event_log::MISSING && times[at].0 <= last_start {
                seen.visits += 1;
                seen.last = times[at].0;
                seen.is_drawn_last = draws(customer, touchpoint, seen.visits);
            }
            if seen.is_drawn_last {
                let next = touchpoints.get(end).copied().unwrap_or(NOWHERE);
                let until_next = (end < n).then(|| times[end].0 - times[end - 1].0);
                let mut outcome = 0;
                let mut mark = |bit: u8, is_so: bool| outcome |= if is_so { bit } else { 0 };
                mark(Outcome::DROP_OFF, until_next.is_none_or(|gap| gap > within));
                mark(Outcome::FAILURE, end < n && self.is_failure[next as usize]);
                mark(Outcome::STAYS, until_next.is_some_and(|gap| gap <= SESSION_MICROS));
                mark(Outcome::GOAL_AFTER, last_goal.is_some_and(|goal| goal > at));
                mark(Outcome::CONVERTED, first_goal.is_some_and(|goal| goal <= at));
                let visit = Visit {
                    event: (start + at) as u32,
                    touchpoint,
                    from: if at > 0 { touchpoints[at - 1] } else { NOWHERE },
                    next,
                    outcome: Outcome(outcome),
                    stay: if end < n { times[end].0 - times[at].0 } else { 0 },
                };
                self.put(seen.visit as usize, visit);
            }
            at = end;
        }
    }

    /// Puts a visit behind the others, or in the place of the customer's earlier one.
    fn put(&mut self, place: usize, visit: Visit) {
        if place == self.events.len() {
            self.events.push(visit.event);
            self.touchpoints.push(visit.touchpoint);
            self.from.push(visit.from);
            self.next.push(visit.next);
            self.outcomes.push(visit.outcome);
            self.stays.push(visit.stay);
        } else {
            self.events[place] = visit.event;
            self.from[place] = visit.from;
            self.next[place] = visit.next;
            self.outcomes[place] = visit.outcome;
            self.stays[place] = visit.stay;
        }
    }

    /// Marks the visits that last longer than three quarters of those to the same touchpoint.
    fn mark_long_stays(&mut self, codes: usize) {
        let mut stays: Vec<Vec<i64>> = vec![Vec::new(); codes];
        for ((&touchpoint, &stay), outcome) in self.touchpoints.iter().zip(&self.stays).zip(&self.outcomes) {
            if outcome.0 & Outcome::STAYS != 0 {
                stays[touchpoint as usize].push(stay);
            }
        }
        let long: Vec<f64> =
            stays.iter_mut().map(|stays| quartiles(stays).map_or(f64::INFINITY, |[_, _, upper]| upper)).collect();
        for ((&touchpoint, stay), outcome) in
            self.touchpoints.iter().zip(std::mem::take(&mut self.stays)).zip(&mut self.outcomes)
        {
            if outcome.0 & Outcome::STAYS != 0 && stay as f64 > long[touchpoint as usize] {
                outcome.0 |= Outcome::LONG_STAY;
            }
        }
    }
}

/// One visit.
struct Visit {
    event: u32,
    touchpoint: u32,
    from: u32,
    next: u32,
    outcome: Outcome,
    stay: i64,
}

/// What is known of a touchpoint while the journey of a customer is walked.
#[derive(Clone, Copy)]
struct Seen {
    /// The customer who was last seen there.
    customer: u32,
    /// Place of that customer's visit among all visits.
    visit: u32,
    /// How many visits there were to draw from.
    visits: u32,
    /// When the last of them began.
    last: i64,
    /// Whether it is the one that is drawn, so far.
    is_drawn_last: bool,
}

impl Default for Seen {
    fn default() -> Seen {
        Seen { customer: NOWHERE, visit: NOWHERE, visits: 0, last: 0, is_drawn_last: false }
    }
}

/// Whether the k-th visit takes the place of the one drawn before: with a chance of 1 in k, so that in the end each has the
/// same (algorithm R of J. S. Vitter, "Random sampling with a reservoir", ACM TOMS 11, 1985). The lot is told from the three
/// numbers (the finaliser of G. L. Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014).
pub(super) fn draws(customer: u32, touchpoint: u32, k: u32) -> bool {
    // The first of them takes a place that nobody has.
    if k == 1 {
        return true;
    }
    let mut lot = (u64::from(customer) << 32 | u64::from(touchpoint))
        .wrapping_add(u64::from(k).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    lot = (lot ^ (lot >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    lot = (lot ^ (lot >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    // Its upper half, of 2³², is below the k-th part of that.
    ((lot ^ (lot >> 31)) >> 32) * u64::from(k) < 1 << 32
}

/// The events of one customer.
#[derive(Clone, Copy)]
struct Journey<'a> {
    customer: u32,
    /// Position of the first one in the log.
    start: usize,
    touchpoints: &'a [u32],
    times: &'a [crate::event_log::Timestamp],
    /// Not 0 where the goal is reached; empty without a goal.
    goals: &'a [u32],
}

/// Within what 95 % of the times between two events of a customer lie, in seconds, but a day at least; no more than 30 days
/// and a quarter of the log's span. Of very many times, some at equal distances are looked at.
pub(super) fn usual_seconds(log: &EventLog) -> f64 {
    let Some((first, last)) = log.span() else { return 0.0 };
    let gaps = (0..log.n_customers())
        .flat_map(|customer| log.times()[log.events_of(customer)].windows(2).map(|pair| pair[1].0 - pair[0].0));
    let every = (log.n_events() - log.n_customers()) / SAMPLED_GAPS + 1;
    let mut gaps: Vec<i64> = gaps.step_by(every).collect();
    let usual = gaps.len().checked_sub(1).map_or(0, |last| *gaps.select_nth_unstable(last * 95 / 100).1);
    let within = usual.clamp(MICROS_PER_DAY, 30 * MICROS_PER_DAY).min((last.0 - first.0) / 4);
    within as f64 / MICROS_PER_SECOND as f64
}
