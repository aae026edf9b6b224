//! A field that searches a list and picks from it: by pointer, or by arrow keys and Enter.
//!
//! Only the rows in sight are drawn, so that a hundred thousand choices are no burden. (The ARIA combobox pattern: focus
//! stays in the field, the active option is named by it.)

use std::sync::Arc;

use leptos::{
    html::{Div, Input},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{Node, PointerEvent};

use crate::{
    chart::each::Each,
    geometry::window::LongList,
    text::{format, use_words},
};

/// Something to pick.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is handed on.
    pub value: String,
    /// What is shown and searched.
    pub label: String,
    /// More about it, shown dimmed.
    pub hint: String,
}

const ROW_HEIGHT: f64 = 34.0;
const ROWS_SHOWN: usize = 8;

/// A search field with a list of choices below.
#[component]
pub fn Picker(
    /// Id in the page; it must be the only one.
    id: String,
    /// Name, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// Shown while the field is empty.
    #[prop(into)]
    placeholder: Signal<String>,
    /// What there is to pick from.
    #[prop(into)]
    choices: Signal<Arc<Vec<Choice>>>,
    /// Hears the value that was picked.
    on_pick: Callback<String>,
    /// Whether what was typed can be picked too.
    #[prop(optional)]
    free: bool,
    /// Hears that a choice was pressed, and may be dragged away.
    #[prop(optional)]
    on_press: Option<Callback<(String, PointerEvent)>>,
    /// A field of a few letters.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let words = use_words();
    let field = NodeRef::<Input>::new();
    let list = NodeRef::<Div>::new();
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let scroll_top = RwSignal::new(0.0);
    let list_id = StoredValue::new(format!("{id}-list"));
    let option_id = move |at: usize| list_id.with_value(|id| format!("{id}-{at}"));

    let searched = Memo::new(move |_| {
        choices.with(|choices| choices.iter().map(|choice| choice.label.to_lowercase()).collect::<Vec<String>>())
    });
    // Positions in `choices` of those that match; one more entry stands for what was typed.
    let matching = Memo::new(move |_| {
        let wanted = typed.with(|typed| typed.trim().to_lowercase());
        searched.with(|labels| {
            let matches = labels.iter().enumerate().filter(|(_, label)| label.contains(&wanted));
            matches.map(|(at, _)| at).collect::<Vec<usize>>()
        })
    });
    let offers_typed = Memo::new(move |_| {
        let typed = typed.get();
        free && !typed.trim().is_empty()
            && choices.with(|choices| choices.iter().all(|choice| choice.value != typed.trim()))
    });
    let n_rows = Memo::new(move |_| matching.with(Vec::len) + usize::from(offers_typed.get()));
    let rows = Memo::new(move |_| {
        let n_rows = n_rows.get();
        LongList { n_rows, row_height: ROW_HEIGHT, viewport: n_rows.min(ROWS_SHOWN) as f64 * ROW_HEIGHT }
    });
    let visible = Memo::new(move |_| rows.get().rows(scroll_top.get(), 4));

    let choice_at = move |at: usize| -> Option<Choice> {
        match matching.with(|matching| matching.get(at).copied()) {
            Some(position) => choices.with(|choices| choices.get(position).cloned()),
            None if offers_typed.get() => {
                let value = typed.with(|typed| typed.trim().to_owned());
                let label = (words.get().question.take_typed)(&value);
                Some(Choice { value, label, hint: String::new() })
            }
            None => None,
        }
    };
    let close = move || {
        open.set(false);
        typed.set(String::new());
        active.set(0);
        scroll_top.set(0.0);
    };
    let pick = move |at: usize| {
        if let Some(choice) = untrack(|| choice_at(at)) {
            close();
            on_pick.run(choice.value);
        }
    };
    let make_active = move |at: usize| {
        active.set(at);
        let (rows, top) = (rows.get_untracked(), scroll_top.get_untracked());
        let offset = at as f64 * ROW_HEIGHT - rows.offset(top);
        let target = if offset < 0.0 {
            Some(rows.scroll_to(at))
        } else if offset + ROW_HEIGHT > rows.viewport {
            Some(rows.scroll_to((at + 1).saturating_sub(ROWS_SHOWN)))
        } else {
            None
        };
        if let (Some(target), Some(list)) = (target, list.get_untracked()) {
            list.set_scroll_top(target as i32);
            scroll_top.set(target);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        // An input method uses Enter and the arrows to choose letters.
        if event.is_composing() {
            return;
        }
        let last = n_rows.get_untracked().saturating_sub(1);
        let at = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => open.set(true),
            "ArrowDown" => make_active((at + 1).min(last)),
            "ArrowUp" => make_active(at.saturating_sub(1)),
            "PageDown" => make_active((at + ROWS_SHOWN).min(last)),
            "PageUp" => make_active(at.saturating_sub(ROWS_SHOWN)),
            "Enter" if open.get_untracked() => pick(at),
            "Escape" if open.get_untracked() => {
                event.stop_propagation();
                close();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let count = move || {
        let words = words.get();
        open.get().then(|| (words.question.matches)(&format::count(words.language, n_rows.get())))
    };

    let option = Callback::new(move |at: usize| {
        let value = move || choice_at(at);
        view! {
            <div
                class="picker__option"
                class:picker__option--active=move || active.get() == at
                id=option_id(at)
                role="option"
                aria-selected=move || (active.get() == at).to_string()
                aria-posinset=(at + 1).to_string()
                aria-setsize=move || n_rows.get().to_string()
                style:transform=move || format!("translateY({}px)", rows.get().top_of(at, scroll_top.get()))
                on:pointerdown=move |event| {
                    if let (Some(on_press), Some(choice)) = (on_press, untrack(value)) {
                        on_press.run((choice.value, event));
                    }
                }
                on:click=move |_| pick(at)
            >
                <span class="picker__label">{move || value().map(|choice| choice.label)}</span>
                <span class="picker__hint">{move || value().map(|choice| choice.hint)}</span>
            </div>
        }
        .into_any()
    });

    view! {
        <div
            class="picker"
            class:picker--small=small
            on:focusout=move |event| {
                let inside = event
                    .related_target()
                    .and_then(|target| target.dyn_into::<Node>().ok())
                    .is_some_and(|target| list.get_untracked().is_some_and(|list| list.contains(Some(&target))));
                if !inside {
                    close();
                }
            }
        >
            <input
                class="input picker__field"
                id=id
                node_ref=field
                type="text"
                autocomplete="off"
                spellcheck="false"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=move || list_id.get_value()
                aria-activedescendant=move || {
                    (open.get() && n_rows.get() > 0).then(|| option_id(active.get()))
                }
                aria-label=move || label.get()
                placeholder=move || placeholder.get()
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    open.set(true);
                    active.set(0);
                    scroll_top.set(0.0);
                    if let Some(list) = list.get_untracked() {
                        list.set_scroll_top(0);
                    }
                }
                on:click=move |_| open.set(true)
                on:keydown=on_key
            />
            <span class="visually-hidden" role="status">{count}</span>
            <Show when=move || open.get()>
                <div class="picker__popup">
                    <Show
                        when=move || { n_rows.get() > 0 }
                        fallback=move || {
                            view! {
                                <p class="picker__none quiet">
                                    {move || (words.get().question.no_match)(typed.get().trim())}
                                </p>
                            }
                        }
                    >
                        <div
                            class="picker__list"
                            id=list_id.get_value()
                            node_ref=list
                            role="listbox"
                            aria-label=move || label.get()
                            style:height=move || format!("{}px", rows.get().viewport)
                            on:scroll=move |_| {
                                if let Some(list) = list.get_untracked() {
                                    scroll_top.set(f64::from(list.scroll_top()));
                                }
                            }
                            // Pressing the list must not take the focus from the field, which would close it.
                            on:mousedown=move |event| event.prevent_default()
                        >
                            <div
                                class="picker__room"
                                role="presentation"
                                style:height=move || format!("{}px", rows.get().height())
                            >
                                <Each range=visible draw=option/>
                            </div>
                        </div>
                    </Show>
                </div>
            </Show>
        </div>
    }
}
