//! A pinned view in the report: its heading and note, to be written; what it shows; its place.

use std::collections::BTreeMap;

use leptos::{html::Article, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    Drawn, file, follow, heading_of,
    memory::{Pin, Report},
    shown::Shown,
};
use crate::{
    document::tree::element,
    export::suppression::Threshold,
    panel::{
        History,
        address::{Everywhere, Place},
        use_workspace,
    },
    text::use_words,
};

/// A pinned view.
#[component]
pub fn Card(
    /// Its number.
    id: u32,
    /// The report it is in.
    report: RwSignal<Report>,
    /// How small a group may be.
    threshold: Signal<Threshold>,
    /// What came of each view; this one adds its own.
    drawn: RwSignal<BTreeMap<u32, Drawn>>,
    /// What was taken away last, and from where.
    removed: RwSignal<Option<(usize, Pin)>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let article = NodeRef::<Article>::new();
    let at = Memo::new(move |_| report.with(|report| report.pins.iter().position(|pin| pin.id == id)));
    let pin = Memo::new(move |before: Option<&Option<Pin>>| {
        // For a moment after it was taken away it is still drawn.
        let found = report.with(|report| report.pins.iter().find(|pin| pin.id == id).cloned());
        found.or_else(|| before.cloned().flatten())
    });
    let Some(view) = pin.get_untracked().map(|pin| pin.view) else { return ().into_any() };
    let answer = follow(Signal::stored(view), threshold);
    Effect::new(move |_| {
        let answer = answer.get();
        drawn.update(|drawn| match answer {
            Some(answer) => {
                drawn.insert(id, answer);
            }
            None => {
                drawn.remove(&id);
            }
        });
    });
    on_cleanup(move || {
        drawn.try_update(|drawn| drawn.remove(&id));
    });
    let nodes = Signal::derive(move || {
        let words = words.get();
        let says = |sentence: String| vec![element("p").class("note").text(sentence)];
        match answer.get() {
            None => says(words.question.working.to_owned()),
            Some(Drawn::Section(section)) => section.body(id as usize),
            Some(Drawn::Withheld) => says(file::withheld(words, threshold.get())),
            Some(Drawn::Failed(why)) => says(why),
        }
    });
    let heading =
        Memo::new(move |_| pin.with(|pin| pin.as_ref().map(|pin| heading_of(words.get(), pin)).unwrap_or_default()));
    let automatic = move || pin.with(|pin| pin.as_ref().map(|pin| pin.view.heading(words.get())).unwrap_or_default());
    let edit = move |change: &dyn Fn(&mut Pin)| {
        report.update(|report| {
            if let Some(pin) = report.pins.iter_mut().find(|pin| pin.id == id) {
                change(pin);
            }
        });
    };
    let move_by = move |by: isize| {
        let Some(from) = at.get_untracked() else { return };
        if let Some(to) = from.checked_add_signed(by) {
            report.update(|report| report.move_to(from, to));
            // Elements that move lose the focus.
            let side = if by < 0 { "[data-move=up]" } else { "[data-move=down]" };
            request_animation_frame(move || {
                let button = article.get_untracked().and_then(|article| article.query_selector(side).ok().flatten());
                if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = button.focus();
                }
            });
        }
    };
    let is_last = move || report.with(|report| report.pins.last().is_none_or(|pin| pin.id == id));
    let remove = move |_| {
        let Some(at) = at.get_untracked() else { return };
        let taken = report.try_update(|report| report.pins.remove(at));
        removed.set(taken.map(|pin| (at, pin)));
    };
    let open = move |_| {
        if let (Some(pin), Some(mark)) = (pin.get_untracked(), workspace.address.mark.get_untracked()) {
            let (view, state) = pin.view.place();
            workspace.address.set(
                Place { view, sample: mark.sample, of: Some(mark.of), everywhere: Everywhere::default(), state },
                History::Push,
            );
        }
    };

    view! {
        <article class="panel report__view" node_ref=article aria-label=move || heading.get()>
            <h2 class="visually-hidden">{move || heading.get()}</h2>
            <div class="report__tools">
                <input
                    class="input report__heading"
                    type="text"
                    aria-label=move || (words.get().report.heading)(at.get().unwrap_or_default() + 1)
                    placeholder=automatic
                    prop:value=move || pin.with(|pin| pin.as_ref().map(|pin| pin.heading.clone()).unwrap_or_default())
                    on:input=move |event| {
                        let heading = event_target_value(&event);
                        edit(&move |pin| pin.heading.clone_from(&heading));
                    }
                />
                <button
                    type="button"
                    class="button button--icon"
                    data-move="up"
                    aria-label=move || (words.get().report.move_up)(&heading.get())
                    disabled=move || at.get() == Some(0)
                    on:click=move |_| move_by(-1)
                >
                    "↑"
                </button>
                <button
                    type="button"
                    class="button button--icon"
                    data-move="down"
                    aria-label=move || (words.get().report.move_down)(&heading.get())
                    disabled=is_last
                    on:click=move |_| move_by(1)
                >
                    "↓"
                </button>
                <button
                    type="button"
                    class="button button--small"
                    aria-label=move || (words.get().report.open)(&heading.get())
                    on:click=open
                >
                    {move || words.get().report.open_short}
                </button>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=move || (words.get().report.remove)(&heading.get())
                    on:click=remove
                >
                    "×"
                </button>
            </div>
            <textarea
                class="input report__text"
                rows="2"
                aria-label=move || (words.get().report.note)(&heading.get())
                placeholder=move || words.get().report.note_hint
                prop:value=move || pin.with(|pin| pin.as_ref().map(|pin| pin.note.clone()).unwrap_or_default())
                on:input=move |event| {
                    let note = event_target_value(&event);
                    edit(&move |pin| pin.note.clone_from(&note));
                }
            ></textarea>
            <p class="report__printed report__printed--heading" aria-hidden="true">{move || heading.get()}</p>
            <p class="report__printed">{move || pin.with(|pin| pin.as_ref().map(|pin| pin.note.clone()))}</p>
            <Shown nodes=nodes/>
        </article>
    }
    .into_any()
}
