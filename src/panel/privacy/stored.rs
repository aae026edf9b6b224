//! What is stored on the device, and one button that removes it all.

use leptos::{html, prelude::*, task::spawn_local};

use super::device::Device;
use crate::{
    panel::kept::use_keeper,
    text::{Words, format, privacy::Removed, use_words},
};

/// How far the forgetting is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forgetting {
    No,
    Asked,
    Done(Removed),
}

/// The section of what is stored.
#[component]
pub fn Stored() -> impl IntoView {
    let words = use_words();
    let (device, set_device) = signal(None::<Device>);
    let look = move || {
        spawn_local(async move {
            let found = Device::look().await;
            set_device.try_set(Some(found));
        });
    };
    look();
    let rows = move || {
        let words = words.get();
        let rows = device.with(|device| device.as_ref().map(|device| rows(words, device)).unwrap_or_default());
        let rows = rows.into_iter().map(|[what, what_for, size]| {
            view! {
                <tr>
                    <th scope="row" class="privacy__target">{what}</th>
                    <td>{what_for}</td>
                    <td class="number">{size}</td>
                </tr>
            }
        });
        rows.collect_view()
    };
    let is_empty = Memo::new(move |_| device.with(|device| device.as_ref().is_none_or(Device::is_empty)));
    let usage = move || {
        let words = words.get();
        device.with(|device| device.as_ref().and_then(|device| device.usage)).map(|(used, quota)| {
            let bytes = |n: f64| format::bytes(words.language, n as u64);
            (words.privacy.usage)(&bytes(used), &bytes(quota))
        })
    };
    view! {
        <section class="panel" aria-labelledby="stored-title">
            <h2 id="stored-title">{move || words.get().privacy.stored}</h2>
            <p>{move || words.get().privacy.stored_note}</p>
            <Show
                when=move || !is_empty.get()
                fallback=move || view! { <p class="quiet">{move || words.get().privacy.nothing_stored}</p> }
            >
                <div class="privacy__wide" role="group" tabindex="0" aria-label=move || words.get().privacy.stored>
                    <table class="table-plain">
                        <thead>
                            <tr>
                                <th scope="col">{move || words.get().privacy.what}</th>
                                <th scope="col">{move || words.get().privacy.what_for}</th>
                                <th scope="col" class="number">{move || words.get().privacy.size}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Show>
            <p class="quiet">{usage}</p>
            <Forget is_empty then=look/>
        </section>
    }
}

/// What, what for and how large, line by line.
fn rows(words: &'static Words, device: &Device) -> Vec<[String; 3]> {
    let privacy = &words.privacy;
    let own = |text: &str| text.to_owned();
    let mut rows: Vec<[String; 3]> = device
        .settings
        .iter()
        .map(|(key, bytes)| [key.clone(), own((privacy.meaning)(key)), format::bytes(words.language, *bytes)])
        .collect();
    for (_, files) in &device.caches {
        rows.push([own(privacy.page_files), own(privacy.page_files_note), (privacy.files)(*files)]);
    }
    if device.worker {
        rows.push([own(privacy.service_worker), own(privacy.service_worker_note), String::new()]);
    }
    for work in &device.works {
        let (name, size) = match &work.project {
            Ok(project) => {
                let names: Vec<&str> = project.sources.iter().map(|source| source.name.as_str()).collect();
                (names.join(words.list_separator()), format::bytes(words.language, project.size()))
            }
            Err(_) => (words.kept.unnamed.to_owned(), String::new()),
        };
        rows.push([(words.kept.stored)(&name), own(words.kept.stored_note), size]);
    }
    rows.extend(device.own_files.iter().map(|name| [name.clone(), own(privacy.own_file_note), String::new()]));
    rows
}

/// The button, the question, and what was done.
#[component]
fn Forget(is_empty: Memo<bool>, then: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let words = use_words();
    let keeper = use_keeper();
    let state = RwSignal::new(Forgetting::No);
    let keep = NodeRef::<html::Button>::new();
    let ask = NodeRef::<html::Button>::new();
    // The keyboard goes on at the answer that does no harm, and then where it came from.
    Effect::new(move |before: Option<Forgetting>| {
        let now = state.get();
        let next = match now {
            Forgetting::Asked => keep,
            _ => ask,
        };
        if before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                if let Some(button) = next.get_untracked() {
                    // Focusing an element that is there does not fail.
                    let _ = button.focus();
                }
            });
        }
        now
    });
    let forget = move |_| {
        spawn_local(async move {
            // What is open is not to be saved again right away.
            if let Some(keeper) = keeper {
                keeper.forgotten();
            }
            let removed = Device::forget().await;
            state.try_set(Forgetting::Done(removed));
            then();
        });
    };
    let done = move || match state.get() {
        Forgetting::Done(removed) => Some((words.get().privacy.removed)(removed)),
        _ => None,
    };
    view! {
        <Show
            when=move || state.get() == Forgetting::Asked
            fallback=move || {
                view! {
                    <div class="row">
                        <button
                            class="button"
                            type="button"
                            node_ref=ask
                            aria-disabled=move || is_empty.get().then_some("true")
                            on:click=move |_| {
                                if !is_empty.get_untracked() {
                                    state.set(Forgetting::Asked);
                                }
                            }
                        >
                            {move || words.get().privacy.forget}
                        </button>
                    </div>
                }
            }
        >
            <div class="note" role="group" aria-labelledby="forget-question">
                <p id="forget-question">{move || words.get().privacy.forget_question}</p>
                <div class="row">
                    <button class="button" type="button" node_ref=keep on:click=move |_| state.set(Forgetting::No)>
                        {move || words.get().privacy.forget_no}
                    </button>
                    <button class="button" type="button" on:click=forget>
                        {move || words.get().privacy.forget_yes}
                    </button>
                </div>
            </div>
        </Show>
        <p role="status">{done}</p>
    }
}
