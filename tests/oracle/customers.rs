//! The list of customers by sorting all of them; the trace of a funnel, checked event by event.

use std::cmp::Ordering;

use sojourn::{
    analysis::{
        CustomerOrder, CustomerReport, CustomerRow, CustomersQuestion, CustomersReport, FunnelQuestion, StepOrder,
        TimelineEvent, WhyMissed,
    },
    event_log::Timestamp,
};

use super::{Case, Journey, instant};

fn numbers(case: &Case, journey: &Journey, column: &str) -> Vec<f64> {
    journey.iter().filter_map(|row| case.number(column, row)).collect()
}

fn row(case: &Case, journey: &Journey) -> CustomerRow {
    let (values, scores) = (numbers(case, journey, "value"), numbers(case, journey, "score"));
    let sum = |numbers: &[f64]| if numbers.is_empty() { None } else { Some(numbers.iter().sum()) };
    let stages: Vec<String> = journey.iter().map(|row| case.value("stage", row)).collect();
    // A stage of the file's own comes after those of the model.
    let own = stages.iter().find(|stage| !stage.is_empty() && case.stage_rank(stage).is_none());
    let of_model =
        stages.iter().filter(|stage| case.stage_rank(stage).is_some()).max_by_key(|stage| case.stage_rank(stage));
    CustomerRow {
        customer: journey[0].customer.clone(),
        events: journey.len() as u32,
        first: Timestamp(journey[0].micros).to_iso(),
        last: Timestamp(journey[journey.len() - 1].micros).to_iso(),
        value: sum(&values),
        score: sum(&scores).map(|sum| sum / scores.len() as f64),
        furthest_stage: own.or(of_model).cloned(),
        last_touchpoint: journey[journey.len() - 1].touchpoint.clone(),
    }
}

pub fn list(case: &Case, question: &CustomersQuestion) -> CustomersReport {
    let journeys = case.journeys(&question.scope);
    let wanted = question.search.trim().to_lowercase();
    let mut rows: Vec<CustomerRow> = journeys.iter().map(|journey| row(case, journey)).collect();
    let customers = rows.len() as u32;
    rows.retain(|row| row.customer.to_lowercase().contains(&wanted));
    rows.sort_by(|left, right| {
        let by_name = left.customer.cmp(&right.customer);
        let (by, is_missing) = match question.order {
            CustomerOrder::Name => (by_name, Ordering::Equal),
            CustomerOrder::Events => (left.events.cmp(&right.events), Ordering::Equal),
            // Instants of the tests are as long as each other but for their decimals.
            CustomerOrder::First => (instant(&left.first).cmp(&instant(&right.first)), Ordering::Equal),
            CustomerOrder::Last => (instant(&left.last).cmp(&instant(&right.last)), Ordering::Equal),
            CustomerOrder::Value => (
                left.value.partial_cmp(&right.value).expect("numbers"),
                left.value.is_none().cmp(&right.value.is_none()),
            ),
        };
        is_missing.then(if question.descending { by.reverse() } else { by }).then(by_name)
    });
    let matching = rows.len() as u32;
    let from = question.from.min(matching);
    let rows = rows.into_iter().skip(from as usize).take(question.count.unwrap_or(100) as usize).collect();
    CustomersReport { customers, matching, from, rows }
}

/// What is wrong with a trace, given the events that the oracle's funnel reached, as positions in scope.
pub fn wrong_in_trace(
    case: &Case,
    funnel: &FunnelQuestion,
    journey: &Journey,
    report: &CustomerReport,
    reached: &[usize],
) -> Option<String> {
    let trace = report.trace.as_ref()?;
    let events: Vec<&TimelineEvent> = report.timeline.iter().flat_map(|session| &session.events).collect();
    let in_scope: Vec<u32> = events.iter().filter(|event| event.in_scope).map(|event| event.position).collect();
    let place = |event: u32| in_scope.iter().position(|&known| known == event);
    let matched: Option<Vec<usize>> = trace.matched.iter().map(|matched| place(matched.event)).collect();
    let Some(matched) = matched else { return Some("an event out of scope counted".into()) };
    let row = |at: usize| &journey[in_scope[at] as usize];
    let fits = |step: usize, at: usize| case.matches(&funnel.steps[step], row(at));
    let window = funnel.window_seconds.map_or(f64::INFINITY, |seconds| (seconds * 1e6).round());
    let apart = |one: usize, other: usize| (row(one).micros - row(other).micros).abs() as f64;

    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: &str| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    check(matched.len() == reached.len(), "it came another way");
    check(matched.iter().enumerate().all(|(step, &at)| fits(step, at)), "an event does not fit its step");
    let (first, last) = (matched.iter().min().copied(), matched.iter().max().copied());
    check(first.zip(last).is_none_or(|(first, last)| apart(first, last) <= window), "longer than the window");
    match funnel.order {
        StepOrder::InOrder | StepOrder::Exact => check(matched == reached, "other events"),
        StepOrder::AnyOrder => {
            let distinct = (1..matched.len()).all(|at| !matched[..at].contains(&matched[at]));
            check(distinct && last == reached.last().copied(), "not the window that counts");
        }
    }
    for event in &events {
        let step = trace.matched.iter().position(|matched| matched.event == event.position);
        check(event.step == step.map(|step| step as u32 + 1), "the marks differ from the trace");
    }

    let next = matched.len();
    check(trace.missed.is_some() == (next < funnel.steps.len()), "missed or not");
    if let Some(missed) = &trace.missed {
        let at = missed.event.and_then(place);
        let fitting: Vec<usize> = (0..in_scope.len()).filter(|&at| fits(next, at)).collect();
        let is_free = at.is_some_and(|at| fitting.contains(&at) && !matched.contains(&at));
        let holds = match missed.why {
            WhyMissed::NeverCame => fitting.is_empty() && at.is_none(),
            WhyMissed::CountedOtherwise => at.is_none() && fitting.iter().any(|at| matched.contains(at)),
            WhyMissed::TooLate => {
                is_free && at > last && first.zip(at).is_some_and(|(first, at)| apart(first, at) > window)
            }
            WhyMissed::NotNext => is_free && funnel.order == StepOrder::Exact && at > last.map(|last| last + 1),
            WhyMissed::TooEarly => is_free && at < last,
        };
        check(holds && missed.step as usize == next + 1, &format!("the reason {:?}", missed.why));
    }
    wrong.into_iter().next()
}
