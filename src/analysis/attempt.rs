//! How far does each customer get through the steps, and by which events?
//!
//! Every occurrence of step 1 opens an attempt. A customer counts at the furthest step that any attempt reaches; among
//! attempts equally far, the one that starts first tells the events. Events of the same instant keep the order of the
//! log.
//!
//! # Why one pass is enough
//!
//! **In order.** From a given start, taking each step at the first event that fits gives the earliest end, and a later
//! start never ends earlier. So of all attempts that have reached step k, only the latest start matters: it has used the
//! least of the window. One instant per step is kept. Let `e` be the first event at which the furthest step L is
//! reached, and s a start of an attempt that does. Attempts that start before s end no later than it, and none ends
//! before e: all that are in the window end at e. So the first event of step 1 no further from e than the window starts
//! the earliest attempt that reaches L.
//!
//! **Exact.** An attempt that has k steps at an event started k−1 events ago: one bit per k says which attempts live.
//! Those with more steps started earlier, so the window ends them first.
//!
//! **Any order.** The window slides over the events; [`Cover`] says how many steps the events inside can cover. The
//! first event that completes the most steps ends the window that counts; inside it, step k is reached at the first
//! event by which the first k steps are covered.
//!
//! Source of the rule for starts: ClickHouse `windowFunnel`; with `strict_once` it agrees where no timestamps tie.

use super::{
    FunnelQuestion, QuestionError, StepOrder,
    cover::Cover,
    step_matcher::{StepMatcher, StepSet},
};
use crate::{
    event_log::{EventLog, MICROS_PER_SECOND, Timestamp},
    prepare::{blocks, in_one_call},
};

const STEPS: std::ops::RangeInclusive<usize> = 2..=20;

/// A longer time than any log: no limit.
const NO_LIMIT: i64 = i64::MAX;

/// The attempt that counts for a customer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt<'a> {
    /// Position of the customer in the log.
    pub customer: usize,
    /// Position in the log of the event at which each step was reached; at least step 1.
    pub reached: &'a [usize],
}

/// Calls `visit` with the attempt of each customer who reaches step 1, in the order of the log.
///
/// The log is that of the funnel's scope already.
pub(super) fn for_each_attempt(
    funnel: &FunnelQuestion,
    log: &EventLog,
    mut visit: impl FnMut(Attempt),
) -> Result<(), QuestionError> {
    let steps = checked_steps(funnel)?;
    let window = window(funnel)?;
    let mut matcher = StepMatcher::new(&funnel.steps, log)?;
    let mut cover = Cover::default();
    let mut sets = Vec::new();
    let mut matched = Vec::new();
    let mut reached = Vec::with_capacity(steps);

    for block in blocks(log) {
        in_one_call(|| {
            matcher.read(&block, &mut sets);
            for customer in block.customers.clone() {
                let events = log.events_of(customer);
                let first = events.start;
                let sets = &sets[first - block.events.start..events.end - block.events.start];
                let times = &log.times()[events];
                reached.clear();
                match funnel.order {
                    StepOrder::InOrder => {
                        let matched = matches(sets, times, &mut matched);
                        in_order(matched, steps, window, &mut reached);
                    }
                    StepOrder::Exact => exact(sets, times, steps, window, &mut reached),
                    StepOrder::AnyOrder => any_order(sets, times, steps, window, &mut cover, &mut reached),
                }
                if !reached.is_empty() {
                    reached.iter_mut().for_each(|event| *event += first);
                    visit(Attempt { customer, reached: &reached });
                }
            }
        });
    }
    Ok(())
}

fn checked_steps(funnel: &FunnelQuestion) -> Result<usize, QuestionError> {
    let steps = funnel.steps.len();
    if !STEPS.contains(&steps) {
        return Err(QuestionError::StepCount { steps });
    }
    match funnel.steps.iter().position(|step| step.touchpoints.is_empty()) {
        Some(index) => Err(QuestionError::EmptyStep { step: index + 1 }),
        None => Ok(steps),
    }
}

/// The window in microseconds.
pub(super) fn window(funnel: &FunnelQuestion) -> Result<i64, QuestionError> {
    match funnel.window_seconds {
        None => Ok(NO_LIMIT),
        // A NaN is not at least 0 either. Conversion to an integer stops at the largest one.
        Some(seconds) if seconds >= 0.0 => Ok((seconds * MICROS_PER_SECOND as f64).round() as i64),
        Some(seconds) => Err(QuestionError::Window { seconds: seconds.to_string() }),
    }
}

#[inline]
pub(super) fn has(set: StepSet, step: usize) -> bool {
    set >> step & 1 == 1
}

#[inline]
pub(super) fn within(window: i64, start: Timestamp, end: Timestamp) -> bool {
    end.0 - start.0 <= window
}

/// An event that matches a step.
#[derive(Clone, Copy)]
struct Match {
    event: usize,
    time: Timestamp,
    steps: StepSet,
}

/// The events of a customer that match a step, at the start of `room`, which grows where it must.
///
/// Every event is written, and overwritten by the next one if it matches nothing: whether it does is as good as random,
/// and a wrong guess of the processor costs more than a write.
fn matches<'a>(sets: &[StepSet], times: &[Timestamp], room: &'a mut Vec<Match>) -> &'a [Match] {
    if room.len() < sets.len() {
        room.resize(sets.len(), Match { event: 0, time: Timestamp(0), steps: 0 });
    }
    let mut n_matched = 0;
    for (event, (&steps, &time)) in sets.iter().zip(times).enumerate() {
        room[n_matched] = Match { event, time, steps };
        n_matched += usize::from(steps != 0);
    }
    &room[..n_matched]
}

fn in_order(matched: &[Match], steps: usize, window: i64, reached: &mut Vec<usize>) {
    // Latest start of the attempts that have reached each step; only those of the steps in `open` are set.
    let mut starts = [Timestamp(0); *STEPS.end()];
    let mut open: StepSet = 0;
    let (mut furthest, mut end) = (0, 0);
    'events: for (index, event) in matched.iter().enumerate() {
        // From the last step down, so that one event takes an attempt no more than one step on.
        let mut fits = event.steps & (open << 1 | 1);
        while fits != 0 {
            let step = fits.ilog2() as usize;
            fits ^= 1 << step;
            let start = if step == 0 { event.time } else { starts[step - 1] };
            if !within(window, start, event.time) {
                continue;
            }
            starts[step] = start;
            open |= 1 << step;
            if step >= furthest {
                (furthest, end) = (step + 1, index);
                if furthest == steps {
                    break 'events;
                }
            }
        }
    }
    if furthest == 0 {
        return;
    }
    let end_time = matched[end].time;
    for event in &matched[..=end] {
        let step = reached.len();
        if has(event.steps, step) && (step > 0 || within(window, event.time, end_time)) {
            reached.push(event.event);
            if reached.len() == furthest {
                break;
            }
        }
    }
}

fn exact(sets: &[StepSet], times: &[Timestamp], steps: usize, window: i64, reached: &mut Vec<usize>) {
    // Bit k: an attempt that started k events ago has reached step k + 1 at this event.
    let mut live: StepSet = 0;
    let (mut furthest, mut end) = (0, 0);
    for (event, &set) in sets.iter().enumerate() {
        live = (live << 1 | 1) & set;
        while live != 0 && !within(window, times[event - live.ilog2() as usize], times[event]) {
            live ^= 1 << live.ilog2();
        }
        let far = (StepSet::BITS - live.leading_zeros()) as usize;
        if far > furthest {
            (furthest, end) = (far, event);
            if furthest == steps {
                break;
            }
        }
    }
    if furthest > 0 {
        reached.extend(end + 1 - furthest..=end);
    }
}

fn any_order(
    sets: &[StepSet],
    times: &[Timestamp],
    steps: usize,
    window: i64,
    cover: &mut Cover,
    reached: &mut Vec<usize>,
) {
    cover.clear();
    let (mut furthest, mut end, mut left) = (0, 0, 0);
    for (event, &set) in sets.iter().enumerate() {
        if set == 0 {
            continue;
        }
        cover.add(set);
        while !within(window, times[left], times[event]) {
            cover.remove(sets[left]);
            left += 1;
        }
        while furthest < steps && cover.covers(furthest + 1) {
            (furthest, end) = (furthest + 1, event);
        }
        if furthest == steps {
            break;
        }
    }
    if furthest == 0 {
        return;
    }
    cover.clear();
    for event in 0..=end {
        if sets[event] == 0 || !within(window, times[event], times[end]) {
            continue;
        }
        cover.add(sets[event]);
        while reached.len() < furthest && cover.covers(reached.len() + 1) {
            reached.push(event);
        }
    }
}
