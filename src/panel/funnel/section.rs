//! A pinned or shared funnel: its numbers with small groups hidden → a section of a document.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    figure::{group_name, interval_words},
    method,
    state::FunnelState,
};
use crate::{
    analysis::FunnelQuestion,
    chart::legend::series_mark,
    document::{
        bars::{Bar, BarChart, BarStep},
        section::{Cell, HIDDEN_MARK, Section, Table},
    },
    export::suppression::{
        Shared, Threshold,
        funnel::{SharedFunnel, SharedStep, suppress_funnel},
    },
    import::ImportReport,
    panel::{
        ask,
        report::{Drawn, public_scope},
        use_workspace,
    },
    text::{Words, format, use_words},
};

/// The section of a funnel, anew with each answer.
pub fn follow(state: Signal<Option<FunnelState>>, threshold: Signal<Threshold>) -> Signal<Option<Drawn>> {
    let words = use_words();
    let workspace = use_workspace();
    let question = Memo::new(move |_| state.with(|state| state.as_ref().and_then(FunnelState::asked)));
    let asked = ask::<FunnelQuestion>(question.into());
    let drawn = Memo::new(move |_| {
        let (words, threshold) = (words.get(), threshold.get());
        if question.with(Option::is_none) {
            return Some(Drawn::Failed(words.report.unreadable.to_owned()));
        }
        if let Some(failure) = asked.failure.get() {
            return Some(Drawn::Failed((words.trouble.sentence)(&failure)));
        }
        let (report, state) = (asked.report.get()?, state.get()?);
        // The answer to another question is under way.
        if asked.question.get().as_deref().cloned() != question.get() {
            return None;
        }
        let Some(shared) = suppress_funnel(&report, state.groups, threshold) else { return Some(Drawn::Withheld) };
        workspace.log.with(|log| {
            let log = log.as_ref()?;
            Some(Drawn::Section(Arc::new(section(words, &state, &shared, &log.report, threshold))))
        })
    });
    drawn.into()
}

/// Heading of a funnel.
pub fn heading(words: &Words, state: &FunnelState) -> String {
    let steps: Vec<String> = state.question.steps.iter().map(|step| step.touchpoints.join(" / ")).collect();
    format!("{}: {}", words.funnel.title, steps.join(" → "))
}

fn section(
    words: &Words,
    state: &FunnelState,
    shared: &SharedFunnel,
    report: &ImportReport,
    threshold: Threshold,
) -> Section {
    let breakdown = state.question.breakdown.clone().unwrap_or_default();
    let names: Vec<String> =
        shared.groups.iter().map(|group| group_name(words, &breakdown, group.value.as_deref())).collect();
    let (scope, hides_customers) = public_scope(&state.question.scope, report);
    let mut public = state.clone();
    public.question.scope = scope;
    let mut method = method::sentences(words, &public, report);
    if hides_customers {
        method.push(words.report.chosen_customers.to_owned());
    }
    let tables = vec![table(words, shared, &names)];
    let is_hidden = tables[0].rows.iter().flatten().any(|cell| cell.is_hidden);
    let k = format::count(words.language, threshold.k());
    Section {
        heading: heading(words, state),
        note: String::new(),
        findings: findings(words, shared),
        chart: Some(chart(words, shared, &names)),
        tables,
        hidden: is_hidden.then(|| (words.report.hidden_mark)(&k)).into_iter().collect(),
        method_heading: words.question.method.to_owned(),
        method,
    }
}

/// What can be said of what is shown.
fn findings(words: &Words, shared: &SharedFunnel) -> Vec<String> {
    let (text, language) = (&words.funnel, words.language);
    let (Some(first), Some(last)) = (shared.steps.first(), shared.steps.last()) else { return Vec::new() };
    let count = |n: u32| format::count(language, n);
    let percent = |rate: f64| format::percent(language, rate);
    let mut sentences = Vec::new();
    let ends = (last.customers.shown(), first.customers.shown());
    if let ((Some(reached), Some(started)), Some(rate), Some(interval)) =
        (ends, last.conversion_rate.shown(), last.interval.shown())
    {
        let interval = interval_words(words, interval);
        let (first, last) = (&first.label, &last.label);
        sentences.push((text.headline)(&count(reached), &count(started), &percent(rate), &interval, first, last));
    }
    // The largest loss is known only where all are.
    let losses: Option<Vec<u32>> = shared.steps[1..].iter().map(|step| step.drop_off.shown()).collect();
    let worst = losses.into_iter().flatten().enumerate().max_by_key(|&(at, lost)| (lost, std::cmp::Reverse(at)));
    if let Some((at, lost)) = worst.filter(|&(_, lost)| lost > 0)
        && let Some(rate) = shared.steps[at + 1].step_conversion_rate.shown()
    {
        let (before, after) = (&shared.steps[at].label, &shared.steps[at + 1].label);
        sentences.push((text.worst)(&count(lost), &percent(1.0 - rate), before, after));
    }
    if let (Some(started), Some(rate)) = (first.customers.shown(), first.share_of_all.shown()) {
        sentences.push((text.entered)(&count(started), &count(shared.customers), &percent(rate)));
    }
    sentences
}

fn chart(words: &Words, shared: &SharedFunnel, names: &[String]) -> BarChart {
    let share = |step: &SharedStep| match step.conversion_rate {
        Shared::Shown(rate) => Some(rate),
        Shared::Absent => Some(0.0),
        Shared::Hidden => None,
    };
    let bar = |steps: &[SharedStep], at: usize| Bar {
        share: share(&steps[at]),
        previous: if at == 0 { share(&steps[at]) } else { share(&steps[at - 1]) },
        interval: steps[at].interval.shown().filter(|_| at > 0),
    };
    let steps = shared.steps.iter().enumerate().map(|(at, step)| BarStep {
        label: step.label.clone(),
        notes: notes(words, step),
        bars: if shared.groups.is_empty() {
            vec![bar(&shared.steps, at)]
        } else {
            shared.groups.iter().map(|group| bar(&group.steps, at)).collect()
        },
    });
    let series = names.iter().enumerate().map(|(at, name)| (series_mark(at), name.clone()));
    BarChart { label: (words.funnel.chart)(shared.steps.len()), steps: steps.collect(), series: series.collect() }
}

fn notes(words: &Words, step: &SharedStep) -> Vec<String> {
    let (text, language) = (&words.funnel, words.language);
    let Some(customers) = step.customers.shown() else { return vec![HIDDEN_MARK.to_owned()] };
    let mut notes = vec![(text.note_count)(&format::count(language, customers))];
    let mut add = |name: fn(&str) -> String, value: Option<String>| notes.extend(value.map(|value| name(&value)));
    add(text.note_rate, step.conversion_rate.shown().map(|rate| format::percent(language, rate)));
    add(text.note_step_rate, step.step_conversion_rate.shown().map(|rate| format::percent(language, rate)));
    let median = step.median_seconds_from_previous.shown();
    add(text.note_median, median.map(|seconds| format::duration(language, seconds)));
    notes
}

fn table(words: &Words, shared: &SharedFunnel, names: &[String]) -> Table {
    let text = &words.funnel;
    let grouped = !shared.groups.is_empty() || shared.rest.is_some();
    let mut heads = vec![
        text.step, text.customers, text.share_of_all, text.conversion_rate, words.question.interval_name,
        text.step_rate, text.drop_off, text.median_previous, text.median_start,
    ];
    if grouped {
        heads.insert(0, text.group);
    }
    let mut rows = Vec::new();
    let mut add = |name: &str, steps: &[SharedStep]| {
        for (at, step) in steps.iter().enumerate() {
            let group = grouped.then(|| Cell::says(name));
            rows.push(group.into_iter().chain(fields(words, at, step)).collect());
        }
    };
    add(text.everybody, &shared.steps);
    for (name, group) in names.iter().zip(&shared.groups) {
        add(name, &group.steps);
    }
    if let Some(rest) = &shared.rest {
        add(&(words.report.rest)(&format::count(words.language, rest.groups)), &rest.steps);
    }
    Table {
        caption: text.table.to_owned(),
        heads: heads.into_iter().map(str::to_owned).collect(),
        row_heads: 1 + usize::from(grouped),
        rows,
        is_heatmap: false,
        hidden_word: words.report.hidden_word.to_owned(),
    }
}

fn fields(words: &Words, at: usize, step: &SharedStep) -> Vec<Cell> {
    fn cell<T>(number: Shared<T>, write: impl Fn(T) -> String) -> Cell {
        match number {
            Shared::Shown(number) => Cell::says(write(number)),
            Shared::Hidden => Cell::hidden(),
            Shared::Absent => Cell::default(),
        }
    }
    let language = words.language;
    let percent = |rate: f64| format::percent(language, rate);
    let duration = |seconds: f64| format::duration(language, seconds);
    vec![
        Cell::says(format!("{}  {}", at + 1, step.label)),
        cell(step.customers, |n| format::count(language, n)),
        cell(step.share_of_all, percent),
        cell(step.conversion_rate, percent),
        cell(step.interval, |interval| interval_words(words, interval)),
        cell(step.step_conversion_rate, percent),
        cell(step.drop_off, |n| format::count(language, n)),
        cell(step.median_seconds_from_previous, duration),
        cell(step.median_seconds_from_start, duration),
    ]
}
