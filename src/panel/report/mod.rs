//! The report: pinned views with headings and notes, drawn anew from the log with small groups hidden, to be printed
//! or saved as one file.
//!
//! What is on screen is the document that is saved, element by element ([`shown`]).

mod card;
mod file;
pub mod memory;
pub mod sharing;
mod shown;

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::{
    card::Card,
    file::{FileChoice, save},
    memory::{Pin, recall, remember},
};
use super::{
    View,
    funnel::{self, state::FunnelState},
    heatmap::{self, state::HeatmapState},
    json::to_json,
    use_workspace,
};
use crate::{
    document::section::Section,
    event_log::ColumnRole,
    export::suppression::Threshold,
    import::ImportReport,
    prepare::{Condition, Scope},
    text::{Words, use_words},
};

/// A view as it can be pinned: its state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Pinned {
    /// A funnel.
    Funnel(FunnelState),
    /// A heatmap.
    Heatmap(HeatmapState),
}

impl Pinned {
    /// The screen it is of, and its state there.
    fn place(&self) -> (View, Option<String>) {
        match self {
            Pinned::Funnel(state) => (View::Funnel, to_json(state)),
            Pinned::Heatmap(state) => (View::Heatmap, to_json(state)),
        }
    }

    /// Its heading where none was given.
    fn heading(&self, words: &Words) -> String {
        match self {
            Pinned::Funnel(state) => funnel::section::heading(words, state),
            Pinned::Heatmap(state) => heatmap::wording::headline(words, state),
        }
    }
}

/// What came of a pinned view.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawn {
    /// Its section of the document.
    Section(Arc<Section>),
    /// Too few customers to show anything.
    Withheld,
    /// It could not be drawn, for this reason.
    Failed(String),
}

/// A pinned view, anew with each answer.
fn follow(view: Signal<Pinned>, threshold: Signal<Threshold>) -> Signal<Option<Drawn>> {
    match view.get_untracked() {
        Pinned::Funnel(_) => {
            let state = Signal::derive(move || match view.get() {
                Pinned::Funnel(state) => Some(state),
                Pinned::Heatmap(_) => None,
            });
            funnel::section::follow(state, threshold)
        }
        Pinned::Heatmap(_) => {
            let state = Signal::derive(move || match view.get() {
                Pinned::Heatmap(state) => Some(state),
                Pinned::Funnel(_) => None,
            });
            heatmap::section::follow(state, threshold)
        }
    }
}

/// A scope as it may be told: without conditions on who the customer is. Whether there were any.
pub fn public_scope(scope: &Scope, log: &ImportReport) -> (Scope, bool) {
    let is_customer = |column: &str| {
        let role = log.columns.iter().find(|known| known.name == column).and_then(|known| known.role);
        column == "customer" || role == Some(ColumnRole::Customer)
    };
    let tells = |conditions: &[Condition]| conditions.iter().any(|condition| is_customer(&condition.column));
    let mut public = scope.clone();
    public.conditions.retain(|condition| !tells(std::slice::from_ref(condition)));
    public.customers.retain(|condition| !tells(&condition.did) && !tells(&condition.then));
    public.except.retain(|scope| !public_scope(scope, log).1);
    let hides = public.conditions.len() < scope.conditions.len()
        || public.customers.len() < scope.customers.len()
        || public.except.len() < scope.except.len();
    (public, hides)
}

/// The report on screen.
#[component]
pub fn ReportPanel() -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let Some(log) = workspace.log.get_untracked() else { return ().into_any() };
    let report = RwSignal::new(recall(&log.report));
    let is_kept = RwSignal::new(true);
    Effect::new(move |before: Option<()>| {
        let now = report.get();
        // The first run has nothing new to keep.
        if before.is_some() {
            is_kept.set(remember(&log.report, &now));
            workspace.noted.update(|times| *times += 1);
        }
    });
    let threshold = Memo::new(move |_| Threshold::of(report.with(|report| report.threshold)));
    let drawn = RwSignal::new(BTreeMap::<u32, Drawn>::new());
    let removed = RwSignal::new(None::<(usize, Pin)>);
    let pins = Memo::new(move |_| report.with(|report| report.pins.iter().map(|pin| pin.id).collect::<Vec<u32>>()));
    let sections = Signal::derive(move || {
        let (words, report, drawn) = (words.get(), report.get(), drawn.get());
        // Until every view has its answer there is no file.
        report.pins.iter().map(|pin| section_of(words, pin, drawn.get(&pin.id)?, threshold.get())).collect()
    });
    let on_save = Callback::new(move |()| {
        let sections: Option<Vec<Section>> = sections.get_untracked();
        if let Some(sections) = sections {
            let (words, report) = (words.get_untracked(), report.get_untracked());
            workspace.log.with_untracked(|log| {
                if let Some(log) = log {
                    save(words, &log.report, &report, sections);
                }
            });
        }
    });
    let title_of = move |given: &str| {
        let words = words.get();
        workspace.log.with(|log| log.as_ref().map(|log| file::title(words, &log.report, given)).unwrap_or_default())
    };
    let default_title = move || title_of("");
    let title = move || report.with(|report| title_of(&report.title));
    let closing = move || {
        let lines = file::closing(words.get(), threshold.get());
        lines.into_iter().map(|line| view! { <p class="report__printed">{line}</p> }).collect_view()
    };
    let is_empty = Memo::new(move |_| pins.with(Vec::is_empty));
    let undo = move |_| {
        if let Some((at, pin)) = removed.try_update(Option::take).flatten() {
            report.update(|report| {
                let at = at.min(report.pins.len());
                report.pins.insert(at, pin);
            });
        }
    };

    view! {
        <div class="report">
            <section class="panel report__head">
                <h1 class="visually-hidden">{move || words.get().report.title}</h1>
                <Show when=move || is_empty.get() fallback=move || {
                    view! {
                        <label class="field">
                            <span class="field__label">{move || words.get().report.report_title}</span>
                            <input
                                class="input report__title"
                                type="text"
                                placeholder=default_title
                                prop:value=move || report.with(|report| report.title.clone())
                                on:input=move |event| report.update(|report| report.title = event_target_value(&event))
                            />
                        </label>
                        <label class="field">
                            <span class="field__label">{move || words.get().report.introduction}</span>
                            <textarea
                                class="input report__text"
                                placeholder=move || words.get().report.introduction_hint
                                prop:value=move || report.with(|report| report.introduction.clone())
                                on:input=move |event| {
                                    report.update(|report| report.introduction = event_target_value(&event));
                                }
                            ></textarea>
                        </label>
                        <p class="report__printed report__printed--title" aria-hidden="true">{title}</p>
                        <p class="report__printed">{move || report.with(|report| report.introduction.clone())}</p>
                        <FileChoice
                            threshold=threshold.into()
                            on_threshold=Callback::new(move |k| report.update(|report| report.threshold = k))
                            sections=sections
                            on_save=on_save
                            prints=true
                        />
                    }
                }>
                    <h2>{move || words.get().report.empty}</h2>
                    <p class="report__hint">{move || words.get().report.empty_note}</p>
                </Show>
            </section>
            <Show when=move || removed.with(Option::is_some)>
                <p class="banner" role="status">
                    <span>
                        {move || {
                            let words = words.get();
                            removed.with(|removed| {
                                removed.as_ref().map(|(_, pin)| (words.report.removed)(&heading_of(words, pin)))
                            })
                        }}
                    </span>
                    <button type="button" class="button button--small" on:click=undo>
                        {move || words.get().report.undo}
                    </button>
                </p>
            </Show>
            <For
                each=move || pins.get()
                key=|id| *id
                children=move |id| view! { <Card id=id report=report threshold=threshold.into() drawn=drawn removed=removed/> }
            />
            <Show when=move || !is_empty.get()>{closing}</Show>
            <p class="quiet report__kept">
                {move || {
                    let text = &words.get().report;
                    if is_kept.get() { text.kept_here } else { text.not_kept }
                }}
            </p>
        </div>
    }
    .into_any()
}

/// Heading of a pin.
fn heading_of(words: &Words, pin: &Pin) -> String {
    let given = pin.heading.trim();
    if given.is_empty() { pin.view.heading(words) } else { given.to_owned() }
}

/// A pin's section, with its heading and note.
fn section_of(words: &Words, pin: &Pin, drawn: &Drawn, threshold: Threshold) -> Option<Section> {
    let mut section = match drawn {
        Drawn::Section(section) => (**section).clone(),
        Drawn::Withheld => Section { findings: vec![file::withheld(words, threshold)], ..Section::default() },
        Drawn::Failed(why) => Section { findings: vec![why.clone()], ..Section::default() },
    };
    section.heading = heading_of(words, pin);
    section.note = pin.note.clone();
    Some(section)
}
