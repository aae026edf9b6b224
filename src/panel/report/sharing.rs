//! Below a chart: pin it to the report, or share it alone as one file.

use leptos::prelude::*;

use super::{
    Drawn, Pinned,
    file::{self, FileChoice, save},
    follow,
    memory::{Report, recall, remember},
};
use crate::{
    document::section::Section,
    export::suppression::Threshold,
    panel::{View, use_workspace},
    text::{format, use_words},
};

/// Pins or shares a view.
#[component]
pub fn Sharing(
    /// The view as it is.
    view: Signal<Pinned>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    // How many views the report has, and whether the browser keeps it; nothing before this view was pinned.
    let pinned = RwSignal::new(None::<(usize, bool)>);
    let shares = RwSignal::new(false);
    Effect::new(move |_| {
        view.track();
        pinned.set(None);
    });
    let pin = move |_| {
        let Some(log) = workspace.log.get_untracked() else { return };
        let mut report = recall(&log.report);
        report.pin(without_people(view.get_untracked()));
        let kept = remember(&log.report, &report);
        workspace.noted.update(|times| *times += 1);
        pinned.set(Some((report.pins.len(), kept)));
    };
    let said = move || {
        let words = words.get();
        let (n, kept) = pinned.get()?;
        let said = (words.report.pinned)(&format::count(words.language, n));
        Some(if kept { said } else { format!("{said} {}", words.report.not_kept) })
    };
    view! {
        <div class="exports" role="group" aria-label=move || words.get().report.title>
            <span class="quiet">{move || words.get().report.title}</span>
            <button type="button" class="button button--small" on:click=pin>{move || words.get().report.pin}</button>
            <button
                type="button"
                class="button button--small"
                aria-expanded=move || shares.get().to_string()
                on:click=move |_| shares.update(|shares| *shares = !*shares)
            >
                {move || words.get().report.share}
            </button>
            <span role="status">{said}</span>
            <Show when=move || pinned.with(Option::is_some)>
                <a
                    class="link"
                    href=move || workspace.address.href(View::Report)
                    on:click=move |_| workspace.address.flush()
                >
                    {move || words.get().report.see}
                </a>
            </Show>
        </div>
        <Show when=move || shares.get()>
            <ShareOne view=view/>
        </Show>
    }
}

/// One view as a file.
#[component]
fn ShareOne(view: Signal<Pinned>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let known = workspace.log.with_untracked(|log| log.as_ref().map(|log| recall(&log.report).threshold));
    let threshold = RwSignal::new(Threshold::of(known.unwrap_or(Threshold::DEFAULT.k())));
    let drawn = follow(view, threshold.into());
    let sections = Signal::derive(move || match drawn.get()? {
        Drawn::Section(section) => Some(vec![Section::clone(&section)]),
        Drawn::Withheld | Drawn::Failed(_) => None,
    });
    let trouble = move || {
        let words = words.get();
        match drawn.get()? {
            Drawn::Section(_) => None,
            Drawn::Withheld => Some(file::withheld(words, threshold.get())),
            Drawn::Failed(why) => Some(why),
        }
    };
    let on_save = Callback::new(move |()| {
        let (words, sections) = (words.get_untracked(), sections.get_untracked());
        workspace.log.with_untracked(|log| {
            if let (Some(log), Some(sections)) = (log, sections) {
                let report = Report {
                    title: sections.first().map(|section| section.heading.clone()).unwrap_or_default(),
                    threshold: threshold.get_untracked().k(),
                    ..Report::default()
                };
                save(words, &log.report, &report, sections);
            }
        });
    });
    view! {
        <div class="share" role="group" aria-label=move || words.get().report.share_one>
            <FileChoice
                threshold=threshold.into()
                on_threshold=Callback::new(move |k| threshold.set(Threshold::of(k)))
                sections=sections
                on_save=on_save
                prints=false
            />
            {move || trouble().map(|why| view! { <p class="note" role="status">{why}</p> })}
        </div>
    }
}

/// Whose names are on screen is not pinned.
fn without_people(view: Pinned) -> Pinned {
    match view {
        Pinned::Funnel(mut state) => {
            state.people = None;
            Pinned::Funnel(state)
        }
        other => other,
    }
}
