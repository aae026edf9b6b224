//! Pain points: where does the journey hurt?
//!
//! State in the address ([`state`]) → question → report → words ([`wording`]) → headline, chart, one card per point with
//! its evidence and what may help, table, method note; below, the risk register ([`risks`]).

pub mod remedies;
mod risks;
pub mod state;
pub mod wording;

use std::sync::Arc;

use leptos::prelude::*;

use self::{
    remedies::WhatMayHelp,
    risks::RiskRegister,
    state::{PainPointsState, WITHIN},
};
use super::{
    BehindCounts, Control, History, View, ask,
    choice::Choice,
    download::save_csv,
    exports::{Exports, TableExport, file_of, footnote},
    later::Later,
    names::{column_label, stage_name},
    scope_controls::{self, Narrowing},
    table::{Header, VirtualTable},
    touchpoint_list::{GoalList, TouchpointList},
    use_surroundings, use_workspace,
};
use crate::{
    analysis::{PainPoint, PainPointsQuestion, PainPointsReport, pain_points::Evidence},
    chart::{
        dot_rows::DotRows,
        picture::{self, Caption},
    },
    export,
    text::{Words, format, use_words},
};

const CHART_ID: &str = "pain-points";
/// Columns of the table, after the touchpoint and the evidence.
const TRACK: &str = "minmax(7rem, 1fr)";

/// The pain points on screen.
#[component]
pub fn PainPointsPanel() -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let control = Control::follow(View::PainPoints, PainPointsState::default);
    let proposed = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let question = Memo::new(move |_| control.state.with(|state| Some(state.asked(proposed.get()))));
    let asked = ask::<PainPointsQuestion>(question.into());
    let scope = Signal::derive(move || control.state.with(|state| state.question.scope.clone()));
    let on_scope = Callback::new(move |(scope, history)| {
        control.update(history, |state| state.question.scope = scope);
    });
    let failure = Signal::derive(move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure)));
    view! {
        <div class="view">
            <h1 class="visually-hidden">{move || words.get().pain_points.title}</h1>
            <aside class="view__controls" aria-label=move || words.get().pain_points.rules>
                <Rules control=control report=asked.report/>
                <Later>
                    <Narrowing scope=scope on_change=on_scope/>
                </Later>
            </aside>
            <div class="view__results" class:view__results--busy=move || asked.busy.get()>
                <Results control=control report=asked.report failure=failure/>
                <Later>
                    <RiskRegister control=control/>
                </Later>
            </div>
        </div>
    }
}

/// The goal, the failures, and within what time customers go on.
#[component]
fn Rules(control: Control<PainPointsState>, report: Signal<Option<Arc<PainPointsReport>>>) -> impl IntoView {
    let words = use_words();
    // What was told from the log stands in the answer.
    let goal = Memo::new(move |_| {
        let told = || report.with(|report| report.as_ref()?.goal.clone());
        let chosen = control.state.with(|state| state.question.goal.clone());
        chosen.or_else(told).map(|goal| goal.touchpoints).unwrap_or_default()
    });
    let on_goal = Callback::new(move |touchpoints: Vec<String>| {
        control.update(History::Push, |state| state.question.goal.get_or_insert_default().touchpoints = touchpoints);
    });
    let failures = Memo::new(move |_| {
        let told = || report.with(|report| Some(report.as_ref()?.failures.clone()));
        control.state.with(|state| state.question.failures.clone()).or_else(told).unwrap_or_default()
    });
    let on_failures = Callback::new(move |touchpoints: Vec<String>| {
        control.update(History::Push, |state| state.question.failures = Some(touchpoints));
    });
    let has_failures = Memo::new(move |_| failures.with(|failures| !failures.is_empty()));
    // The first one is that of the log.
    let within = Signal::derive(move || {
        let (words, chosen) = (words.get(), control.state.with(|state| state.question.within_seconds));
        let duration = |seconds: f64| format::duration(words.language, seconds);
        let told = report.with(|report| report.as_ref().map(|report| duration(report.within_seconds)));
        let mut names = vec![(words.pain_points.within_told)(told.filter(|_| chosen.is_none()).as_deref())];
        names.extend(WITHIN.map(duration));
        let place =
            chosen.map_or(Some(0), |chosen| WITHIN.iter().position(|&within| within == chosen).map(|at| at + 1));
        (names, place)
    });
    let choose_within = Callback::new(move |at: usize| {
        let chosen = at.checked_sub(1).and_then(|at| WITHIN.get(at).copied());
        control.update(History::Push, |state| state.question.within_seconds = chosen);
    });
    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().pain_points.rules}</legend>
            <GoalList id="pains-goal" touchpoints=goal on_change=on_goal/>
            <TouchpointList
                id="pains-failures"
                label=|words| words.pain_points.failures
                add=|words| words.pain_points.add_failure
                remove=|words, name| (words.pain_points.remove_failure)(name)
                least=0
                touchpoints=failures
                on_change=on_failures
            />
            <Show when=move || !has_failures.get()>
                <p class="quiet">{move || words.get().pain_points.no_failures}</p>
            </Show>
            <Choice label=|words| words.pain_points.within options=within on_choose=choose_within/>
        </fieldset>
    }
}

#[component]
fn Results(
    control: Control<PainPointsState>,
    report: Signal<Option<Arc<PainPointsReport>>>,
    failure: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let is_answered = Memo::new(move |_| failure.with(Option::is_none) && report.with(Option::is_some));
    let has_points =
        Memo::new(move |_| report.with(|report| report.as_ref().is_some_and(|report| !report.points.is_empty())));
    let message = move || failure.get().map(|words| view! { <p class="note" role="status">{words}</p> });
    let headline = move || report.with(|report| report.as_ref().map(|report| wording::headline(words.get(), report)));
    let no_goal = move || {
        let is_without = report.with(|report| report.as_ref().is_some_and(|report| report.goal.is_none()));
        is_without.then(|| view! { <p class="quiet">{words.get().pain_points.no_goal}</p> })
    };
    let method = move || {
        let sentences = report.with(|report| Some(method(words.get(), report.as_ref()?)));
        let sentences = sentences.unwrap_or_default().into_iter();
        sentences.map(|sentence| view! { <li>{sentence}</li> }).collect_view()
    };
    view! {
        {message}
        <Show when=move || is_answered.get()>
            <section class="panel">
                <div role="status">
                    <h2>{headline}</h2>
                </div>
                {no_goal}
                <Show when=move || has_points.get()>
                    <Drawn control=control report=report/>
                </Show>
            </section>
            <Show when=move || has_points.get()>
                <Points control=control report=report/>
                <Later>
                    <section class="panel">
                        <h2>{move || words.get().pain_points.table}</h2>
                        <EvidenceTable report=report/>
                    </section>
                </Later>
            </Show>
        </Show>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}

fn method(words: &Words, report: &PainPointsReport) -> Vec<String> {
    let within = format::duration(words.language, report.within_seconds);
    (words.pain_points.method)(&within, &format::count(words.language, report.comparisons))
}

/// The points side by side.
#[component]
fn Drawn(control: Control<PainPointsState>, report: Signal<Option<Arc<PainPointsReport>>>) -> impl IntoView {
    let words = use_words();
    let label = Signal::derive(move || {
        let words = words.get();
        let n = report.with(|report| report.as_ref().map_or(0, |report| report.points.len()));
        (words.pain_points.chart)(&format::count(words.language, n))
    });
    let figure = Signal::derive(move || report.with(|report| Some(wording::figure(words.get(), report.as_ref()?))));
    view! {
        <p class="quiet">{move || words.get().pain_points.chart_heading}</p>
        <DotRows id=CHART_ID label=label figure=figure/>
        <Downloads control=control report=report/>
    }
}

/// One card per point.
#[component]
fn Points(control: Control<PainPointsState>, report: Signal<Option<Arc<PainPointsReport>>>) -> impl IntoView {
    let cards = move || {
        let report = report.get()?;
        let cards = report.points.iter().enumerate().map(|(at, point)| {
            view! { <Point control=control report=report.clone() point=point.clone() rank=at + 1/> }
        });
        Some(cards.collect_view())
    };
    view! { <ol class="pains">{cards}</ol> }
}

#[component]
fn Point(
    control: Control<PainPointsState>,
    report: Arc<PainPointsReport>,
    point: PainPoint,
    rank: usize,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let point = StoredValue::new(point);
    let name = point.with_value(|point| point.touchpoint.clone());
    let stage = Memo::new(move |_| {
        workspace.log.with(|log| {
            let touchpoints = &log.as_ref()?.report.summary.touchpoints;
            let touchpoint =
                touchpoints.iter().find(|known| point.with_value(|point| known.name == point.touchpoint))?;
            touchpoint.stage.clone()
        })
    });
    let chip = move || stage.get().map(|stage| view! { <span class="chip">{stage_name(words.get(), &stage)}</span> });
    let cost = move || point.with_value(|point| wording::cost(words.get(), point));
    let visits = move || {
        let words = words.get();
        (words.pain_points.visits)(&format::count(words.language, point.with_value(|point| point.customers)))
    };
    let evidence = point.with_value(|point| point.evidence.clone()).into_iter().map(|evidence| {
        let touchpoint = point.with_value(|point| point.touchpoint.clone());
        view! { <Proof control=control report=report.clone() touchpoint=touchpoint evidence=evidence/> }
    });
    let evidence = evidence.collect_view();
    view! {
        <li class="panel pain">
            <div class="pain__head">
                <span class="pain__rank" aria-hidden="true">{rank}</span>
                <h3 class="pain__name">{name}</h3>
                {chip}
                <p class="pain__cost"><strong>{cost}</strong> " " <span class="quiet">{visits}</span></p>
            </div>
            <div class="pain__body">
                <ul class="pain__evidence">{evidence}</ul>
                <div class="pain__help"><WhatMayHelp stage=stage/></div>
            </div>
        </li>
    }
}

/// A piece of evidence: two bars, a sentence, and the way to the heatmap that shows it and to who is behind it.
#[component]
fn Proof(
    control: Control<PainPointsState>,
    report: Arc<PainPointsReport>,
    touchpoint: String,
    evidence: Evidence,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let counts = BehindCounts::of(control.scope());
    let (observed, expected) = (evidence.observed, evidence.expected);
    let evidence = StoredValue::new(evidence);
    let goal = StoredValue::new(report.goal.clone());
    let behind = {
        let report = report.clone();
        move || {
            let rated = control.state.with(|state| state.question.rated);
            let count = evidence.with_value(|evidence| wording::count(&touchpoint, evidence, &report, rated));
            view! { " · " <a class="link" href=counts.href(count)>{words.get().customers.behind}</a> }
        }
    };
    let said = Memo::new(move |_| {
        let words = words.get();
        let said = workspace.log.with(|log| {
            let log = log.as_ref()?;
            Some(evidence.with_value(|evidence| wording::evidence(words, evidence, &report, &log.report)))
        });
        said.unwrap_or_default()
    });
    let heatmap = move || {
        let scope = control.state.with(|state| state.question.scope.clone());
        let state = workspace.log.with(|log| {
            let log = &log.as_ref()?.report;
            Some(evidence.with_value(|evidence| wording::heatmap(evidence, goal.get_value(), &scope, log)))
        });
        state.map(|state| workspace.address.href_with(View::Heatmap, &state)).unwrap_or_default()
    };
    let bar = move |rate: f64, name: fn(&'static Words) -> &'static str, class: &'static str| {
        view! {
            <div class="proof__bar">
                <span class="proof__name">{move || name(words.get())}</span>
                <span class="proof__track">
                    <span class=class style:width=format!("{}%", rate * 100.0)></span>
                </span>
                <span class="proof__rate">{move || format::percent(words.get().language, rate)}</span>
            </div>
        }
    };
    view! {
        <li class="proof">
            <p class="proof__said">{move || said.with(|said| said[0].clone())}</p>
            <div aria-hidden="true">
                {bar(observed, |words| words.pain_points.observed, "proof__fill proof__fill--observed")}
                {bar(expected, |words| words.pain_points.expected, "proof__fill")}
            </div>
            <p class="quiet">
                {move || said.with(|said| said[1].clone())} " · "
                <a class="link" href=heatmap>{move || words.get().pain_points.heatmap_link}</a>
                {behind}
            </p>
        </li>
    }
}

#[component]
fn EvidenceTable(report: Signal<Option<Arc<PainPointsReport>>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let columns = Signal::derive(move || {
        let words = words.get();
        let [what, who, numbers @ ..] = words.pain_points.heads;
        let texts = [words.terms.touchpoint, what, who].map(|label| Header::text(label).track("minmax(14rem, 2fr)"));
        texts.into_iter().chain(numbers.map(|label| Header::number(label).track(TRACK))).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        let words = words.get();
        let rows = report.with(|report| {
            workspace.log.with(|log| Some(wording::table_rows(words, report.as_ref()?, &log.as_ref()?.report)))
        });
        rows.unwrap_or_default()
    });
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let row = move |at: usize| {
        let fields = rows.with(|rows| rows.get(at).cloned().unwrap_or_default());
        fields.into_iter().map(IntoAny::into_any).collect()
    };
    let label = Signal::derive(move || words.get().pain_points.table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}

/// The evidence as CSV, the chart as a picture.
#[component]
fn Downloads(control: Control<PainPointsState>, report: Signal<Option<Arc<PainPointsReport>>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let file = file_of("pain-points");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::pain_points(&report));
        }
    });
    let draw = Callback::new(move |()| {
        let (words, report) = (words.get_untracked(), report.get_untracked()?);
        let chart = surroundings.find(&format!("#{CHART_ID} svg"))?;
        let footnote = workspace.log.with_untracked(|log| {
            let log = &log.as_ref()?.report;
            let label = |column: &str| column_label(words, log, column);
            let scope = control.state.with_untracked(|state| state.question.scope.clone());
            let mut notes = scope_controls::sentences(words, &scope, label);
            notes.extend(method(words, &report).into_iter().skip(1).take(1));
            Some(footnote(words, log, notes))
        })?;
        let lines = vec![wording::headline(words, &report), words.pain_points.chart_heading.to_owned()];
        picture::draw(&chart, &[], &Caption { title: words.pain_points.title.to_owned(), lines, footnote })
    });
    let tables = vec![TableExport { label: Signal::derive(move || words.get().question.csv.to_owned()), save }];
    view! { <Exports tables=tables picture=draw file=file/> }
}
