//! A pinned or shared heatmap: its numbers with small groups hidden → a section of a document.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    reading::{Reading, Row},
    stage_ranks,
    state::HeatmapState,
    wording,
};
use crate::{
    analysis::{FunnelStep, HeatmapQuestion, Measure},
    document::section::{Cell, Section, Table},
    export::suppression::{
        Threshold,
        heatmap::{SharedHeatmap, customers_behind, suppress_heatmap},
    },
    geometry::grid::CellPosition,
    import::ImportReport,
    panel::{
        ask,
        report::{Drawn, public_scope},
        use_workspace,
    },
    text::{Words, format, use_words},
};

/// How many rows and columns a report shows before the rest is gathered: fewer than the screen, which scrolls.
const KEPT: u32 = 30;

/// The section of a heatmap, anew with each answer.
pub fn follow(state: Signal<Option<HeatmapState>>, threshold: Signal<Threshold>) -> Signal<Option<Drawn>> {
    let words = use_words();
    let workspace = use_workspace();
    let proposed = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let question = Memo::new(move |_| {
        let asked =
            state.with(|state| state.as_ref().and_then(|state| proposed.with(|goal| state.asked(goal.as_ref()))));
        asked.map(|question| HeatmapQuestion { keep: Some(KEPT), ..question })
    });
    let behind = Memo::new(move |_| question.with(|question| question.as_ref().map(customers_behind)));
    let asked = ask::<HeatmapQuestion>(question.into());
    let asked_behind = ask::<HeatmapQuestion>(behind.into());
    let drawn = Memo::new(move |_| {
        let (words, threshold) = (words.get(), threshold.get());
        let Some(question) = question.get() else {
            return Some(Drawn::Failed(words.report.unreadable.to_owned()));
        };
        if let Some(failure) = asked.failure.get().or_else(|| asked_behind.failure.get()) {
            return Some(Drawn::Failed((words.trouble.sentence)(&failure)));
        }
        let (report, customers, state) = (asked.report.get()?, asked_behind.report.get()?, state.get()?);
        // The answer to another question is under way.
        let answers = asked.question.get().as_deref() == Some(&question)
            && asked_behind.question.get().as_deref().cloned() == behind.get();
        if !answers {
            return None;
        }
        let Some(shared) = suppress_heatmap(&question, &report, &customers, threshold) else {
            return Some(Drawn::Withheld);
        };
        workspace.log.with(|log| {
            let log = log.as_ref()?;
            let goal = question.goal.as_ref();
            Some(Drawn::Section(Arc::new(section(words, state, &shared, goal, &log.report, threshold))))
        })
    });
    drawn.into()
}

fn section(
    words: &'static Words,
    state: HeatmapState,
    shared: &SharedHeatmap,
    goal: Option<&FunnelStep>,
    report: &ImportReport,
    threshold: Threshold,
) -> Section {
    let (scope, hides_customers) = public_scope(&state.question.scope, report);
    let mut public = state.clone();
    public.question.scope = scope;
    let mut method = wording::method(words, &public, goal, report, KEPT);
    if hides_customers {
        method.push(words.report.chosen_customers.to_owned());
    }
    let heading = wording::headline(words, &state);
    let reading = Reading::new(Arc::new(shared.report.clone()), state, &stage_ranks(report));
    let table = table(words, &reading, shared, heading.clone());
    let count = |n: usize| format::count(words.language, n);
    let k = format::count(words.language, threshold.k());
    let mut hidden = Vec::new();
    if table.rows.iter().flatten().any(|cell| cell.is_hidden) {
        hidden.push((words.report.hidden_mark)(&k));
    }
    if shared.small_rows > 0 {
        hidden.push((words.report.small_rows)(&count(shared.small_rows), &k));
    }
    if shared.small_columns > 0 {
        hidden.push((words.report.small_columns)(&count(shared.small_columns), &k));
    }
    Section {
        heading,
        note: String::new(),
        findings: Vec::new(),
        chart: None,
        tables: vec![table],
        hidden,
        method_heading: words.question.method.to_owned(),
        method,
    }
}

fn table(words: &'static Words, reading: &Reading, shared: &SharedHeatmap, caption: String) -> Table {
    let (measure, is_share) = (reading.state.question.measure, reading.is_share());
    let n_columns = reading.report.columns.len();
    let shades = reading.shades();
    let total = |(value, share): (Option<f64>, bool), exists: bool| match value {
        Some(value) => Cell::says(wording::short(words, measure, share, value)),
        None if exists => Cell::hidden(),
        None => Cell::default(),
    };
    let cell = |row: usize, column: usize| {
        let at = CellPosition { row, column };
        let is_hidden = match reading.rows[row] {
            Row::Reported(row) => shared.cells[row][column],
            Row::Ended => shared.column_totals[column],
        };
        match reading.shown(at) {
            Some(value) if !is_hidden => Cell {
                text: wording::short(words, measure, is_share, value),
                more: behind(words, reading, at),
                shade: shades[row * n_columns + column],
                is_hidden: false,
            },
            // A share of what is hidden would tell it.
            _ if is_hidden || reading.value(at).is_some() => Cell::hidden(),
            _ => Cell::default(),
        }
    };
    let mut heads = vec![wording::dimension_name(words, &reading.state.question.rows), words.heatmap.total.to_owned()];
    heads.extend(wording::column_names(words, reading));
    let mut totals = vec![Cell::says(words.heatmap.total), total((reading.shown_total(), false), shared.total)];
    totals.extend((0..n_columns).map(|column| {
        let exists = shared.column_totals[column] || reading.column_total(column).is_some_and(|it| it.value.is_some());
        total(reading.shown_column_total(column), exists)
    }));
    let mut rows = vec![totals];
    for (row, name) in wording::row_names(words, reading).into_iter().enumerate() {
        let exists = match reading.rows[row] {
            Row::Reported(at) => shared.row_totals[at] || reading.row_total(row).is_some_and(|it| it.value.is_some()),
            Row::Ended => false,
        };
        let mut fields = vec![Cell::says(name), total(reading.shown_row_total(row), exists)];
        fields.extend((0..n_columns).map(|column| cell(row, column)));
        rows.push(fields);
    }
    Table { caption, heads, row_heads: 1, rows, is_heatmap: true, hidden_word: words.report.hidden_word.to_owned() }
}

/// What stands behind a cell that is no count: n, and the interval where there is one.
fn behind(words: &Words, reading: &Reading, at: CellPosition) -> String {
    let measure = reading.state.question.measure;
    if matches!(measure, Measure::Events | Measure::Customers | Measure::TotalValue) {
        return String::new();
    }
    let n = (words.report.n)(&format::count(words.language, reading.sample(at)));
    match reading.interval(at) {
        Some(interval) => {
            let [low, high] = interval.map(|end| wording::full(words, measure, end));
            format!("{n}; {}", (words.question.interval)(&low, &high))
        }
        None => n,
    }
}
