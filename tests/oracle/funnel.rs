//! The funnel by search through all attempts.

use sojourn::{
    analysis::{
        FunnelCustomersQuestion, FunnelCustomersReport, FunnelGroup, FunnelQuestion, FunnelReport, FunnelStepReport,
        NextTouchpoint, StepOrder, Who, statistics::wilson_interval,
    },
    event_log::MICROS_PER_SECOND,
};

use super::{Case, Journey, median};

/// What is known of one customer: positions in the journey at which each step was reached.
struct Reached<'a> {
    journey: &'a Journey,
    events: Vec<usize>,
}

impl Reached<'_> {
    fn seconds(&self, from: usize, to: usize) -> f64 {
        let at = |step: usize| self.journey[self.events[step]].micros;
        (at(to) - at(from)) as f64 / MICROS_PER_SECOND as f64
    }
}

struct Search<'a> {
    case: &'a Case,
    funnel: &'a FunnelQuestion,
    journey: &'a Journey,
    window: f64,
}

impl Search<'_> {
    fn fits(&self, step: usize, event: usize) -> bool {
        self.case.matches(&self.funnel.steps[step], &self.journey[event])
    }

    fn within(&self, start: usize, end: usize) -> bool {
        (self.journey[end].micros - self.journey[start].micros) as f64 <= self.window
    }

    /// All ways on from a chain of events, the furthest and then first in order.
    fn furthest_in_order(&self, chain: &[usize]) -> Vec<usize> {
        let mut best = chain.to_vec();
        if chain.len() == self.funnel.steps.len() {
            return best;
        }
        for event in chain.last().map_or(0, |last| last + 1)..self.journey.len() {
            if self.fits(chain.len(), event) && self.within(*chain.first().unwrap_or(&event), event) {
                let longer = self.furthest_in_order(&[chain, &[event]].concat());
                if longer.len() > best.len() {
                    best = longer;
                }
            }
        }
        best
    }

    fn furthest_exact(&self) -> Vec<usize> {
        let mut best = Vec::new();
        for start in 0..self.journey.len() {
            let chain: Vec<usize> = (start..self.journey.len())
                .zip(0..self.funnel.steps.len())
                .take_while(|&(event, step)| self.fits(step, event) && self.within(start, event))
                .map(|(event, _)| event)
                .collect();
            if chain.len() > best.len() {
                best = chain;
            }
        }
        best
    }

    /// Whether distinct ones of `events` can be handed to the first `steps` steps.
    fn covered(&self, steps: usize, events: &[usize]) -> bool {
        steps == 0
            || events.iter().enumerate().any(|(index, &event)| {
                let mut rest = events.to_vec();
                rest.remove(index);
                self.fits(steps - 1, event) && self.covered(steps - 1, &rest)
            })
    }

    fn furthest_in_any_order(&self) -> Vec<usize> {
        let all = 0..self.journey.len();
        let steps = self.funnel.steps.len();
        // By the earliest event: how far the events from it to the end of its window go.
        let furthest = all
            .clone()
            .map(|first| {
                let events: Vec<usize> = (first..all.end).filter(|&event| self.within(first, event)).collect();
                (1..=steps).rev().find(|&steps| self.covered(steps, &events)).unwrap_or(0)
            })
            .max()
            .unwrap_or(0);
        if furthest == 0 {
            return Vec::new();
        }
        // By the last event: the first that completes as many.
        let window = |last: usize| -> Vec<usize> { (0..=last).filter(|&event| self.within(event, last)).collect() };
        let last = all.clone().find(|&last| self.covered(furthest, &window(last))).expect("the furthest is reached");
        let events = window(last);
        let reached =
            |steps: usize| (1..=events.len()).find(|&n| self.covered(steps, &events[..n])).map(|n| events[n - 1]);
        (1..=furthest).map(|steps| reached(steps).expect("all steps are reached")).collect()
    }
}

fn reached<'a>(case: &'a Case, funnel: &'a FunnelQuestion, journeys: &'a [Journey]) -> Vec<Reached<'a>> {
    let window = funnel.window_seconds.map_or(f64::INFINITY, |seconds| (seconds * 1e6).round());
    let each = journeys.iter().map(|journey| {
        let search = Search { case, funnel, journey, window };
        let events = match funnel.order {
            StepOrder::InOrder => search.furthest_in_order(&[]),
            StepOrder::Exact => search.furthest_exact(),
            StepOrder::AnyOrder => search.furthest_in_any_order(),
        };
        Reached { journey, events }
    });
    each.filter(|it| !it.events.is_empty()).collect()
}

/// The events by which a customer reached the steps, as positions among their events in scope.
pub fn reached_by(case: &Case, funnel: &FunnelQuestion, customer: &str) -> Vec<usize> {
    let journeys = case.journeys(&funnel.scope);
    let all = reached(case, funnel, &journeys);
    all.into_iter().find(|it| it.journey[0].customer == customer).map(|it| it.events).unwrap_or_default()
}

fn steps(funnel: &FunnelQuestion, reached: &[&Reached]) -> Vec<FunnelStepReport> {
    let customers = |step: usize| reached.iter().filter(|it| it.events.len() > step).count() as u32;
    let rate = |part: u32, whole: u32| (whole > 0).then(|| f64::from(part) / f64::from(whole));
    let median_from = |from: usize, to: usize| {
        median(reached.iter().filter(|it| it.events.len() > to).map(|it| it.seconds(from, to)).collect())
    };
    (0..funnel.steps.len())
        .map(|step| FunnelStepReport {
            label: funnel.steps[step].touchpoints.join(" / "),
            customers: customers(step),
            conversion_rate: rate(customers(step), customers(0)),
            step_conversion_rate: if step == 0 { None } else { rate(customers(step), customers(step - 1)) },
            interval: wilson_interval(customers(step), customers(0)),
            drop_off: if step == 0 { 0 } else { customers(step - 1) - customers(step) },
            median_seconds_from_previous: if step == 0 { None } else { median_from(step - 1, step) },
            median_seconds_from_start: if step == 0 { None } else { median_from(0, step) },
        })
        .collect()
}

pub fn answer(case: &Case, funnel: &FunnelQuestion) -> FunnelReport {
    let journeys = case.journeys(&funnel.scope);
    let all = reached(case, funnel, &journeys);
    let mut groups: Vec<FunnelGroup> = Vec::new();
    if let Some(name) = &funnel.breakdown {
        let value = |it: &Reached| case.value(name, &it.journey[it.events[0]]);
        let mut values: Vec<String> = all.iter().map(value).collect();
        values.sort();
        values.dedup();
        groups.extend(values.iter().map(|wanted| {
            let members: Vec<&Reached> = all.iter().filter(|it| &value(it) == wanted).collect();
            let value = if wanted.is_empty() { None } else { Some(wanted.clone()) };
            FunnelGroup { value, steps: steps(funnel, &members) }
        }));
        // Stable: equally many stay in the order of their values.
        groups.sort_by_key(|it| std::cmp::Reverse(it.steps[0].customers));
        groups.sort_by_key(|it| it.value.is_none());
    }
    let everybody: Vec<&Reached> = all.iter().collect();
    FunnelReport { customers: journeys.len() as u32, steps: steps(funnel, &everybody), groups }
}

pub fn answer_customers(case: &Case, question: &FunnelCustomersQuestion) -> FunnelCustomersReport {
    let funnel = &question.funnel;
    let journeys = case.journeys(&funnel.scope);
    let all = reached(case, funnel, &journeys);
    let asked_for = all.iter().filter(|it| match question.who {
        Who::Reached => it.events.len() >= question.step,
        Who::DroppedOff => it.events.len() + 1 == question.step,
    });
    let asked_for: Vec<&Reached> = asked_for
        .filter(|it| match (&funnel.breakdown, &question.group) {
            (Some(name), Some(group)) => {
                case.value(name, &it.journey[it.events[0]]) == group.value.clone().unwrap_or_default()
            }
            _ => true,
        })
        .collect();
    let mut ids: Vec<String> = asked_for.iter().map(|it| it.journey[0].customer.clone()).collect();
    ids.sort();
    let what_next =
        |it: &&Reached| it.journey.get(it.events[it.events.len() - 1] + 1).map(|row| row.touchpoint.clone());
    let mut names: Vec<Option<String>> = asked_for.iter().map(what_next).collect();
    names.sort();
    names.dedup();
    let count = |name: &Option<String>| asked_for.iter().filter(|it| &what_next(it) == name).count() as u32;
    let mut next: Vec<NextTouchpoint> =
        names.iter().map(|name| NextTouchpoint { touchpoint: name.clone(), customers: count(name) }).collect();
    next.sort_by_key(|it| (std::cmp::Reverse(it.customers), it.touchpoint.is_none()));
    FunnelCustomersReport { ids, next }
}
