//! The choice of a stage model, and the stages of an own one.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::placing::Placing;
use crate::{
    geometry::color::{Theme, series, stage_series},
    panel::names::stage_name,
    stage::{MAX_STAGES, Preset, StageModel},
    text::{Words, use_words},
};

/// The model in force; an own one can be changed.
#[component]
pub fn ModelChoice(placing: Placing) -> impl IntoView {
    let words = use_words();
    // An own model begins as the one in force, and is another one only once it is changed.
    let is_opened = RwSignal::new(false);
    let preset = Memo::new(move |_| placing.model.with(StageModel::preset).filter(|_| !is_opened.get()));
    let choose = move |id: String| match Preset::named(&id) {
        Some(preset) => {
            is_opened.set(false);
            placing.set_model(preset.into(), None, None);
        }
        None => is_opened.set(true),
    };
    let note = move || {
        let words = words.get();
        let names = placing.model.with(|model| {
            model.stages().iter().map(|stage| stage_name(words, &stage.id)).collect::<Vec<_>>().join(" → ")
        });
        let note = preset.get().map_or(words.stages.own_note, words.stages.preset_note);
        format!("{names}{}{note}", if note.is_empty() { "" } else { ". " })
    };
    let presets = Preset::ALL.map(|own| {
        view! {
            <option value=own.id() prop:selected=move || preset.get() == Some(own)>
                {move || (words.get().stages.preset)(own)}
            </option>
        }
    });
    view! {
        <div class="row">
            <label class="field field--inline">
                <span class="field__label">{move || words.get().stages.model}</span>
                <select class="select" on:change:target=move |event| choose(event.target().value())>
                    {presets.into_iter().collect_view()}
                    <option value="own" prop:selected=move || preset.get().is_none()>
                        {move || words.get().stages.own}
                    </option>
                </select>
            </label>
        </div>
        <p class="quiet">{note}</p>
        <Show when=move || preset.get().is_none()>
            <Editor placing/>
        </Show>
    }
}

/// The stages of an own model, one below the other.
#[component]
fn Editor(placing: Placing) -> impl IntoView {
    let words = use_words();
    let twice = RwSignal::new(None::<String>);
    let new = RwSignal::new(String::new());
    let n = Memo::new(move |_| placing.model.with(|model| model.stages().len()));
    let is_full = Memo::new(move |_| n.get() >= MAX_STAGES);
    let add = move || {
        let name = new.get_untracked();
        if is_free(placing, words.get_untracked(), &name, None, twice)
            && let Ok(model) = placing.model.with_untracked(|model| model.with(&name))
        {
            placing.set_model(model, None, None);
            new.set(String::new());
        }
    };
    view! {
        <ol class="stage-list">
            <For each=move || 0..n.get() key=|at| *at let:at>
                <StageLine placing at n twice/>
            </For>
        </ol>
        <div class="row">
            <input
                class="input"
                id="new-stage"
                aria-label=move || words.get().stages.new
                placeholder=move || words.get().stages.new
                maxlength="60"
                prop:value=move || new.get()
                on:input:target=move |event| new.set(event.target().value())
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        add();
                    }
                }
            />
            <button
                class="button"
                type="button"
                disabled=move || new.with(|new| new.trim().is_empty()) || is_full.get()
                on:click=move |_| add()
            >
                {move || words.get().stages.add}
            </button>
            <span class="quiet">
                {move || {
                    let text = &words.get().stages;
                    if is_full.get() { (text.full)(MAX_STAGES) } else { text.remove_note.to_owned() }
                }}
            </span>
        </div>
        {move || {
            let sentence = twice.get().map(|name| (words.get().stages.twice)(&name));
            sentence.map(|sentence| view! { <p class="field-error" role="alert">{sentence}</p> })
        }}
    }
}

/// Whether a stage may be called so; if another one is, says it.
fn is_free(placing: Placing, words: &Words, name: &str, own: Option<usize>, twice: RwSignal<Option<String>>) -> bool {
    let (name, lower) = (name.trim(), name.trim().to_lowercase());
    let is_taken = placing.model.with_untracked(|model| {
        let others = model.stages().iter().enumerate().filter(|&(at, _)| Some(at) != own);
        others.map(|(_, stage)| &stage.id).any(|id| id.to_lowercase() == lower || stage_name(words, id) == name)
    });
    twice.set(is_taken.then(|| name.to_owned()));
    !is_taken && !name.is_empty()
}

/// One stage: its colour, its name, and its way up, down and out.
#[component]
fn StageLine(placing: Placing, at: usize, n: Memo<usize>, twice: RwSignal<Option<String>>) -> impl IntoView {
    let words = use_words();
    let id = Memo::new(move |_| {
        placing.model.with(|model| model.stages().get(at).map(|stage| stage.id.clone())).unwrap_or_default()
    });
    let name = Signal::derive(move || id.with(|id| stage_name(words.get(), id)));
    let color = move || {
        placing.model.with(|model| {
            let ids: Vec<&str> = model.stages().iter().map(|stage| stage.id.as_str()).collect();
            let own = model.stages().get(at).and_then(|stage| stage.color.clone());
            let of_series = || stage_series(&ids).get(at).map(|number| series(Theme::Light)[number - 1].to_string());
            own.or_else(of_series).unwrap_or_default()
        })
    };
    let edit = move |edited: Result<StageModel, String>| {
        if let Ok(model) = edited {
            twice.set(None);
            placing.set_model(model, None, None);
        }
    };
    let rename = move |input: web_sys::HtmlInputElement| {
        let new = input.value();
        if new.trim() == name.get_untracked() {
            return;
        }
        let renamed = placing.model.with_untracked(|model| model.renamed(at, &new));
        match renamed.ok().filter(|_| is_free(placing, words.get_untracked(), &new, Some(at), twice)) {
            Some(model) => {
                let names = (id.get_untracked(), model.stages()[at].id.clone());
                placing.set_model(model, Some(names), None);
            }
            None => input.set_value(&name.get_untracked()),
        }
    };
    // The focus goes with the stage, and to its other button at an end.
    let swap = move |with: usize, way: &'static str| {
        edit(placing.model.with_untracked(|model| model.swapped(at, with)));
        let last = n.get_untracked() - 1;
        let way = if with == 0 {
            "down"
        } else if with == last {
            "up"
        } else {
            way
        };
        focus(format!("stage-{way}-{with}"));
    };
    let remove = move || {
        if let Ok(model) = placing.model.with_untracked(|model| model.without(at)) {
            twice.set(None);
            placing.set_model(model, None, Some(id.get_untracked()));
            focus("new-stage".to_owned());
        }
    };
    let is_last = Memo::new(move |_| at + 1 >= n.get());
    view! {
        <li class="stage-list__item">
            <input
                class="stage-list__color"
                type="color"
                aria-label=move || (words.get().stages.color)(&name.get())
                prop:value=color
                on:change:target=move |event| {
                    edit(placing.model.with_untracked(|model| model.colored(at, &event.target().value())));
                }
            />
            <input
                class="input stage-list__name"
                maxlength="60"
                aria-label=move || (words.get().stages.name)(at + 1)
                prop:value=move || name.get()
                on:change:target=move |event| rename(event.target())
            />
            <button
                class="button button--small"
                type="button"
                id=format!("stage-up-{at}")
                disabled=at == 0
                aria-label=move || (words.get().stages.up)(&name.get())
                on:click=move |_| swap(at - 1, "up")
            >
                {"↑"}
            </button>
            <button
                class="button button--small"
                type="button"
                id=format!("stage-down-{at}")
                disabled=move || is_last.get()
                aria-label=move || (words.get().stages.down)(&name.get())
                on:click=move |_| swap(at + 1, "down")
            >
                {"↓"}
            </button>
            <button
                class="button button--small"
                type="button"
                disabled=move || n.get() == 1
                aria-label=move || (words.get().stages.remove)(&name.get())
                on:click=move |_| remove()
            >
                {"×"}
            </button>
        </li>
    }
}

/// Focuses an element, once the page shows what was changed.
fn focus(id: String) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
        if let Some(found) = found {
            let _ = found.focus();
        }
    });
}
