//! Reports → words: a row of the list, the facts of a customer, what a funnel counted.

use crate::{
    analysis::{Count, CustomerReport, CustomerRow, FunnelQuestion, FunnelTrace, pain_points::Kind},
    event_log::ColumnRole,
    import::ImportReport,
    panel::{
        heatmap::wording::value_name,
        names::{part_name, path_name, stage_name, step_name},
        scope_controls,
        workspace::shown_zone,
    },
    prepare::Scope,
    text::{Words, format},
};

/// Of touchpoints that come next, as many are named.
const NEXT_SHOWN: usize = 3;

/// A value or a mean score.
pub fn number(words: &Words, number: f64) -> String {
    format::decimal(words.language, number, 2)
}

/// The fields of a row of the list.
pub fn row(words: &Words, row: &CustomerRow, report: &ImportReport, has_value: bool, has_score: bool) -> Vec<String> {
    let zone = shown_zone(report);
    let at = |instant: &str| format::date_in(words.language, instant, zone);
    let or_nothing = |value: Option<f64>| value.map(|value| number(words, value)).unwrap_or_default();
    let mut fields =
        vec![row.customer.clone(), format::count(words.language, row.events), at(&row.first), at(&row.last)];
    fields.extend(has_value.then(|| or_nothing(row.value)));
    fields.extend(has_score.then(|| or_nothing(row.score)));
    fields.push(row.furthest_stage.as_deref().map(|stage| stage_name(words, stage)).unwrap_or_default());
    fields.push(row.last_touchpoint.clone());
    fields
}

/// A scope in one line.
pub fn scope(words: &Words, scope: &Scope, report: &ImportReport) -> String {
    scope_controls::own_sentences(words, scope, report).join(words.between_sentences())
}

/// What is counted, in a few words.
pub fn count(words: &Words, count: &Count) -> String {
    let (text, map) = (&words.customers, &words.journey_map);
    match count {
        Count::Cell { question, row, column } => {
            let name = |dimension, value: &String| value_name(words, dimension, value);
            (text.of_cell)(&name(&question.rows, row), &name(&question.columns, column))
        }
        Count::Followed { touchpoint, by } => {
            let (shown, others) = by.split_at(by.len().min(NEXT_SHOWN));
            let others = (!others.is_empty()).then(|| (map.more)(&format::count(words.language, others.len())));
            let by: Vec<String> = shown.iter().cloned().chain(others).collect();
            (text.of_followed)(touchpoint, &by.join(words.list_separator()))
        }
        Count::Evidence { observed, .. } if observed.kind == Kind::LowScore => {
            (text.of_low_scores)(&observed.touchpoint)
        }
        Count::Evidence { question, observed } => {
            let has_goal = question.goal.as_ref().is_some_and(|goal| !goal.touchpoints.is_empty());
            let what = (words.pain_points.what)(observed.kind, has_goal);
            (text.of_evidence)(&observed.touchpoint, what, observed.group.as_ref().map(|group| group.value.as_str()))
        }
        Count::Scores { question, group, range } => {
            let group = question.by.as_ref().zip(group.as_ref()).map(|(by, group)| value_name(words, by, group));
            (text.of_scores)(*range, group.as_deref())
        }
        Count::Touchpoint { touchpoint } => (text.of_touchpoint)(touchpoint),
        Count::ScoreChange { touchpoint, .. } => (text.of_change)(touchpoint),
        Count::Stage { stage, part, .. } => (text.of_stage)(&stage_name(words, stage), part_name(words, *part)),
        Count::Path { stage, touchpoints, is_cut } => {
            (text.of_path)(&path_name(touchpoints, *is_cut), &stage_name(words, stage))
        }
    }
}

/// What there is to say of a customer as a whole, in a few words each.
pub fn facts(words: &Words, report: &CustomerReport, zone: Option<&str>) -> Vec<String> {
    let text = &words.customers;
    let count = |n: u32| format::count(words.language, n);
    let at = |instant: &str| format::date_time_in(words.language, instant, zone);
    let mut facts = vec![
        (text.in_sessions)(&count(report.events), &count(report.sessions)),
        (text.from_to)(&at(&report.first), &at(&report.last)),
    ];
    let named = |name: &str, value: Option<f64>| value.map(|value| (text.named)(name, &number(words, value)));
    facts.extend(named((words.terms.role)(ColumnRole::Value), report.value));
    facts.extend(named(text.mean_score, report.score));
    facts
}

/// What a funnel counted of a customer and why no more, in sentences; the last two are its rules.
pub fn why(words: &Words, funnel: &FunnelQuestion, trace: &FunnelTrace) -> Vec<String> {
    let text = &words.customers;
    let name = |step: usize| funnel.steps.get(step).map(|step| step_name(words, step)).unwrap_or_default();
    let long = |seconds: f64| format::duration(words.language, seconds);
    let (came, steps) = (trace.matched.len(), funnel.steps.len().to_string());
    let mut sentences = vec![match came {
        0 => text.not_counted.to_owned(),
        _ if trace.missed.is_none() => {
            let taken = trace.matched.iter().map(|matched| matched.seconds_from_start).fold(0.0, f64::max);
            (text.counted_at_all)(&steps, &long(taken))
        }
        _ => (text.counted_at)(came as u32, &steps, &name(came - 1)),
    }];
    if let Some(missed) = &trace.missed {
        let after = long(missed.seconds_from_start.unwrap_or_default());
        let name = name(missed.step as usize - 1);
        sentences.push((text.missed)(funnel.order, missed.why, missed.step, &name, &after));
    }
    sentences.push((words.funnel.order_method)(funnel.order).to_owned());
    sentences.push(match funnel.window_seconds {
        Some(seconds) => (words.funnel.window_method)(&long(seconds)),
        None => words.funnel.no_window_method.to_owned(),
    });
    sentences
}
