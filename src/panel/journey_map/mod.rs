//! The journey map: what is it like to be our customer?
//!
//! State in the address ([`state`]) → question → report → what the map shows ([`figure`]) → picture, tables, method note.

mod beside;
pub mod figure;
mod notes;
mod onward;
mod pains;
mod paths;
pub mod state;
mod tables;

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use self::{
    beside::Beside,
    notes::Notes,
    onward::Onward,
    pains::StagePains,
    paths::StagePaths,
    state::{IDLE_DAYS, JourneyMapState},
    tables::{StageTable, TouchpointTable},
};
use super::{
    Control, History, View, ask,
    comparison::{Both, ContrastTable, ask_both, use_sides, use_told},
    download::save_csv,
    exports::{Exports, TableExport, file_of, footnote},
    later::Later,
    names::{column_label, stage_name},
    pain_points::state::PainPointsState,
    report::memory::StageNotes,
    scope_controls::{self, Narrowing},
    use_surroundings, use_workspace,
};
use crate::{
    analysis::{JourneyMapQuestion, JourneyMapReport, PainPointsQuestion, PainPointsReport, Rated, StageOfMap},
    chart::{
        journey_picture::JourneyPicture,
        picture::{self, Caption},
    },
    event_log::ColumnRole,
    export, order,
    text::{Words, format, use_words},
};

const CHART_ID: &str = "journey-map";

/// The journey map on screen.
#[component]
pub fn JourneyMapPanel() -> impl IntoView {
    let words = use_words();
    let control = Control::follow(View::JourneyMap, JourneyMapState::default);
    let question = Memo::new(move |_| control.state.with(|state| Some(state.asked())));
    let Both { questions: [question, _], asked, other } = ask_both::<JourneyMapQuestion>(question.into());
    let workspace = use_workspace();
    let goal = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let pains = Memo::new(move |_| {
        let JourneyMapQuestion { scope, rated, .. } = question.get()?;
        Some(PainPointsQuestion { goal: goal.get(), scope, rated, ..PainPointsQuestion::default() })
    });
    let pains = ask::<PainPointsQuestion>(pains.into()).report;
    let scope = Signal::derive(move || control.state.with(|state| state.question.scope.clone()));
    let on_scope = Callback::new(move |(scope, history)| {
        control.update(history, |state| state.question.scope = scope);
    });
    let failure = Signal::derive(move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure)));
    view! {
        <div class="view">
            <h1 class="visually-hidden">{move || words.get().journey_map.title}</h1>
            <aside class="view__controls" aria-label=move || words.get().journey_map.rules>
                <Rules control=control report=asked.report/>
                <Later>
                    <Narrowing scope=scope on_change=on_scope/>
                </Later>
            </aside>
            <div class="view__results" class:view__results--busy=move || asked.busy.get()>
                <Results control=control report=asked.report other=other pains=pains failure=failure/>
            </div>
        </div>
    }
}

/// What ends a journey, and which event a score speaks of.
#[component]
fn Rules(control: Control<JourneyMapState>, report: Signal<Option<Arc<JourneyMapReport>>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let has_score = Memo::new(move |_| {
        let has = |log: &super::OpenLog| log.report.summary.columns.contains_key(&ColumnRole::Score);
        workspace.log.with(|log| log.as_ref().is_some_and(has))
    });
    let days = move || {
        let (words, chosen) = (words.get(), control.state.with(JourneyMapState::idle_days));
        // The address may hold another number of days.
        let others = IDLE_DAYS.into_iter().filter(|&days| days != chosen);
        let mut all: Vec<u32> = others.chain([chosen]).collect();
        order::sort(&mut all);
        let options = all.into_iter().map(|days| {
            let name = (words.journey_map.days)(&format::count(words.language, days));
            view! { <option value=days.to_string() selected=days == chosen>{name}</option> }
        });
        options.collect_view()
    };
    let rated = Memo::new(move |_| {
        let chosen = control.state.with(|state| state.question.rated);
        chosen.or_else(|| report.with(|report| report.as_ref()?.rated)).unwrap_or(Rated::Event)
    });
    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().journey_map.rules}</legend>
            <label class="field">
                <span class="field__label">{move || words.get().journey_map.idle}</span>
                <select
                    class="select"
                    on:change:target=move |event| {
                        if let Ok(days) = event.target().value().parse() {
                            control.update(History::Push, |state| state.set_idle_days(days));
                        }
                    }
                >
                    {days}
                </select>
            </label>
            <Show when=move || has_score.get()>
                <label class="field">
                    <span class="field__label">{move || words.get().feedback.rated}</span>
                    <select
                        class="select"
                        on:change:target=move |event| {
                            let rated = if event.target().value() == "before" { Rated::Before } else { Rated::Event };
                            control.update(History::Push, |state| state.question.rated = Some(rated));
                        }
                    >
                        <option value="event" selected=move || rated.get() == Rated::Event>
                            {move || words.get().feedback.rated_event}
                        </option>
                        <option value="before" selected=move || rated.get() == Rated::Before>
                            {move || words.get().feedback.rated_before}
                        </option>
                    </select>
                </label>
            </Show>
        </fieldset>
    }
}

#[component]
fn Results(
    control: Control<JourneyMapState>,
    report: Signal<Option<Arc<JourneyMapReport>>>,
    other: Signal<Option<Arc<JourneyMapReport>>>,
    pains: Signal<Option<Arc<PainPointsReport>>>,
    failure: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let told = use_told();
    let is_empty =
        Memo::new(move |_| report.with(|report| report.as_ref().is_some_and(|report| report.stages.is_empty())));
    let message = move || {
        let nothing = || is_empty.get().then(|| words.get().journey_map.nothing.to_owned());
        failure.get().or_else(nothing).map(|words| view! { <p class="note" role="status">{words}</p> })
    };
    let can_draw = Memo::new(move |_| failure.with(Option::is_none) && !is_empty.get() && report.with(Option::is_some));
    let method = move || {
        let words = words.get();
        let rated = report.with(|report| report.as_ref().and_then(|report| report.rated));
        let sentences = control.state.with(|state| figure::method(words, state, rated));
        told.run(sentences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
    };
    view! {
        {message}
        <Show when=move || can_draw.get()>
            <Drawn control=control report=report other=other pains=pains told=told/>
        </Show>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}

#[component]
fn Drawn(
    control: Control<JourneyMapState>,
    report: Signal<Option<Arc<JourneyMapReport>>>,
    other: Signal<Option<Arc<JourneyMapReport>>>,
    pains: Signal<Option<Arc<PainPointsReport>>>,
    told: Callback<Vec<String>, Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let address = workspace.address;
    let with_report = move |show: fn(&'static Words, &JourneyMapReport) -> Vec<String>| {
        move || {
            let sentences = report.with(|report| report.as_ref().map(|report| show(words.get(), report)));
            sentences.unwrap_or_default()
        }
    };
    let headline = with_report(figure::headline);
    let sentences = move || {
        let sentences = headline().into_iter();
        sentences.map(|sentence| view! { <p class="headline__sentence">{sentence}</p> }).collect_view()
    };
    let without_stage = move || {
        let n = report.with(|report| report.as_ref().map_or(0, |report| report.without_stage));
        let words = words.get();
        (n > 0).then(|| (words.journey_map.without_stage)(&format::count(words.language, n)))
    };
    let noted = notes::use_notes();
    let sides = use_sides(words);
    let contrasts = Signal::derive(move || {
        let both = report.get().zip(other.get());
        both.map(|(own, other)| beside::contrasts(words.get(), &own, &other)).unwrap_or_default()
    });
    let marks = move || {
        let [_, name] = sides.get();
        other.with(Option::is_some).then(|| (words.get().comparison.marks)(&name))
    };
    let figure = Signal::derive(move || {
        let words = words.get();
        let model =
            workspace.log.with(|log| log.as_ref().map(|log| log.report.stage_model.clone())).unwrap_or_default();
        let (report, other, [_, name]) = (report.get(), other.get(), sides.get());
        let noted = noted.get();
        let figure = report.map(|report| {
            let beside = other.as_ref().map(|other| Beside::of(words, &report, other, &name));
            pains.with(|pains| figure::figure(words, &report, pains.as_deref(), beside.as_ref(), &model, &noted))
        });
        Arc::new(figure.unwrap_or_default())
    });
    let label = Signal::derive(move || {
        let words = words.get();
        let n = report.with(|report| report.as_ref().map_or(0, |report| report.stages.len()));
        (words.journey_map.chart)(&format::count(words.language, n))
    });
    let chosen = Signal::derive(move || control.state.with(|state| state.stage.clone()));
    let on_pick = Callback::new(move |stage: String| {
        control.update(History::Push, |state| {
            state.stage = (state.stage.as_ref() != Some(&stage)).then_some(stage);
        });
    });
    let opened = Memo::new(move |_| {
        let stage = chosen.get()?;
        report.with(|report| report.as_ref()?.stages.iter().find(|known| known.stage == stage).cloned())
    });
    let is_opened = Memo::new(move |_| opened.with(Option::is_some));
    let pains_link = move || {
        let (scope, rated) = control.state.with(|state| (state.question.scope.clone(), state.question.rated));
        let question = PainPointsQuestion { scope, rated, ..PainPointsQuestion::default() };
        address.href_with(View::PainPoints, &PainPointsState { question })
    };
    view! {
        <section class="panel panel--map">
            <div class="headline">{sentences}</div>
            <JourneyPicture id=CHART_ID label=label figure=figure chosen=chosen on_pick=on_pick/>
            <p class="quiet">
                {move || words.get().journey_map.hint} " " {marks} " " {without_stage} " " <StagesLink/> " · "
                <a class="link" href=pains_link>{move || words.get().pain_points.title}</a>
            </p>
            <Downloads control=control report=report noted=noted told=told/>
        </section>
        <Show when=move || is_opened.get()>
            <Opened control=control report=report pains=pains noted=noted stage=opened/>
            <StagePaths control=control stage=opened/>
        </Show>
        <ContrastTable rows=contrasts/>
        <Later>
            <section class="panel">
                <h2>{move || words.get().journey_map.table}</h2>
                <StageTable control=control report=report noted=noted/>
            </section>
        </Later>
    }
}

#[component]
fn StagesLink() -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    view! {
        <a class="link" href=move || workspace.address.href(View::Data)>
            {move || words.get().journey_map.stages_link}
        </a>
    }
}

/// The stage that was chosen: its pain points and what may help, what is noted of it, all of its touchpoints,
/// and the way to other views of it.
#[component]
fn Opened(
    control: Control<JourneyMapState>,
    report: Signal<Option<Arc<JourneyMapReport>>>,
    pains: Signal<Option<Arc<PainPointsReport>>>,
    noted: Memo<BTreeMap<String, StageNotes>>,
    stage: Memo<Option<StageOfMap>>,
) -> impl IntoView {
    let words = use_words();
    let name = Memo::new(move |_| stage.with(|stage| stage.as_ref().map(|stage| stage.stage.clone())));
    let title = move || {
        let words = words.get();
        stage.with(|stage| stage.as_ref().map(|stage| (words.journey_map.stage)(&stage_name(words, &stage.stage))))
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{title}</h2>
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| control.update(History::Push, |state| state.stage = None)
                >
                    {move || words.get().journey_map.close}
                </button>
            </div>
            <Onward control=control report=report stage=stage/>
            <StagePains report=report pains=pains stage=stage/>
            <Notes noted=noted stage=name/>
            <TouchpointTable control=control stage=stage/>
        </section>
    }
}

/// The map as CSV and as a picture.
#[component]
fn Downloads(
    control: Control<JourneyMapState>,
    report: Signal<Option<Arc<JourneyMapReport>>>,
    noted: Memo<BTreeMap<String, StageNotes>>,
    told: Callback<Vec<String>, Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let file = file_of("journey-map");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            let table = noted.with_untracked(|noted| notes::add_to(export::journey_map(&report), &report, noted));
            save_csv(&file.run("csv"), &table);
        }
    });
    let draw = Callback::new(move |()| {
        let words = words.get_untracked();
        let report = report.get_untracked()?;
        let chart = surroundings.find(&format!("#{CHART_ID} svg"))?;
        let footnote = workspace.log.with_untracked(|log| {
            let log = log.as_ref()?;
            let mut notes = Vec::new();
            control.state.with_untracked(|state| {
                let label = |column: &str| column_label(words, &log.report, column);
                notes.extend(told.run(scope_controls::sentences(words, &state.question.scope, label)));
                notes.extend(figure::method(words, state, report.rated).into_iter().take(2));
            });
            Some(footnote(words, &log.report, notes))
        })?;
        let lines = figure::headline(words, &report);
        picture::draw(&chart, &[], &Caption { title: words.journey_map.title.to_owned(), lines, footnote })
    });
    let tables = vec![TableExport { label: Signal::derive(move || words.get().question.csv.to_owned()), save }];
    view! { <Exports tables=tables picture=draw file=file/> }
}
