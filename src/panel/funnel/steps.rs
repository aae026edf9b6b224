//! The steps of the funnel: added from a searched list, moved, joined by "or", taken away.

use leptos::{html::Ol, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    drag::{Dragged, Dragging, Landing},
    state::{Control, FunnelState, MOST_STEPS},
};
use crate::{
    chart::each::Each,
    import::SummaryTouchpoint,
    order,
    panel::{History, OpenLog, names, picker::Picker, use_workspace},
    text::use_words,
};

/// The list of steps.
#[component]
pub fn Steps(
    /// The state of the screen.
    control: Control,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let list = NodeRef::<Ol>::new();
    let choices = Memo::new(move |_| {
        let words = words.get();
        workspace
            .log
            .with(|log| log.as_ref().map(|log| names::touchpoint_choices(words, &log.report)).unwrap_or_default())
    });
    // A step may speak of a touchpoint by what the file calls it.
    let known = Memo::new(move |_| {
        let names = |log: &OpenLog| {
            let touchpoints = &log.report.summary.touchpoints;
            let in_file = touchpoints.iter().flat_map(SummaryTouchpoint::names_in_file);
            order::set(touchpoints.iter().map(|it| it.name.as_str()).chain(in_file).map(str::to_owned))
        };
        workspace.log.with(|log| log.as_ref().map(names)).unwrap_or_default()
    });
    let dragging = Dragging::new(Callback::new(move |(what, landing)| {
        control.update(History::Push, |state| land(state, what, landing));
    }));
    let on_press = Callback::new(move |(touchpoint, event): (String, web_sys::PointerEvent)| {
        dragging.press(Dragged::Touchpoint(touchpoint.clone()), touchpoint, &event);
    });
    let n_steps = Memo::new(move |_| control.state.with(|state| state.question.steps.len()));
    let add = Callback::new(move |touchpoint: String| {
        control.update(History::Push, |state| state.insert(usize::MAX, touchpoint));
    });
    let move_step = move |from: usize, gap: usize, button: &'static str| {
        control.update(History::Push, |state| state.move_to_gap(from, gap));
        // The focus goes along with the step.
        let to = if gap > from { gap - 1 } else { gap };
        request_animation_frame(move || {
            let Some(list) = list.get_untracked() else { return };
            let moved = |which: &str| list.query_selector(&format!("[data-step='{to}'] .step__{which}:enabled"));
            let target = moved(button)
                .ok()
                .flatten()
                .or_else(|| moved(if button == "up" { "down" } else { "up" }).ok().flatten());
            if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = target.focus();
            }
        });
    };
    let gap_here = move |gap: usize| {
        dragging.now.with(|drag| drag.as_ref().is_some_and(|drag| drag.landing == Some(Landing::Gap(gap))))
    };
    let proposed = Memo::new(move |_| {
        workspace.log.with(|log| log.as_ref().map(|log| log.proposal.steps.clone()).unwrap_or_default())
    });
    let differs = move || {
        let proposed = proposed.get();
        proposed.len() >= 2 && control.state.with(|state| state.question.steps != proposed)
    };

    let card = Callback::new(move |at: usize| {
        let touchpoints = Memo::new(move |_| {
            control
                .state
                .with(|state| state.question.steps.get(at).map(|step| step.touchpoints.clone()).unwrap_or_default())
        });
        let chips = move || {
            let words = words.get();
            let names = touchpoints.get();
            // The only touchpoint of a step goes with the step.
            let several = names.len() > 1;
            let chips = names.into_iter().enumerate().map(|(place, name)| {
                let unknown = !known.with(|known| known.contains(&name));
                let remove = name.clone();
                view! {
                    {(place > 0).then(|| view! { <span class="step__or">{words.question.or}</span> })}
                    <span class="chip chip--removable" class:chip--warning=unknown>
                        <span class="chip__words" title=name.clone()>{name.clone()}</span>
                        {unknown.then(|| view! { <em class="chip__note">{words.funnel.unknown_touchpoint}</em> })}
                        {several.then(|| view! {
                            <button
                                type="button"
                                class="chip__remove"
                                aria-label=(words.funnel.remove_touchpoint)(&name, at + 1)
                                on:click=move |_| {
                                    control.update(History::Push, |state| state.remove_touchpoint(at, &remove));
                                }
                            >
                                "×"
                            </button>
                        })}
                    </span>
                }
            });
            chips.collect_view()
        };
        let add_alternative = Callback::new(move |touchpoint: String| {
            control.update(History::Push, |state| state.add_alternative(at, touchpoint));
        });
        let is_dragged = move || {
            dragging.now.with(|drag| drag.as_ref().is_some_and(|drag| drag.lifted && drag.what == Dragged::Step(at)))
        };
        let takes =
            move || dragging.now.with(|drag| drag.as_ref().is_some_and(|drag| drag.landing == Some(Landing::Into(at))));
        view! {
            <li
                class="step"
                class:step--dragged=is_dragged
                class:step--takes=takes
                class:step--gap-before=move || gap_here(at)
                class:step--gap-after=move || { at + 1 == n_steps.get() && gap_here(at + 1) }
                data-step=at.to_string()
            >
                <div class="step__head">
                    <span
                        class="step__handle"
                        title=move || (words.get().funnel.drag_step)(at + 1)
                        aria-hidden="true"
                        on:pointerdown=move |event| {
                            event.prevent_default();
                            let label = touchpoints.with_untracked(|names| names.join(" / "));
                            dragging.press(Dragged::Step(at), label, &event);
                        }
                    >
                        "⠿"
                    </span>
                    <span class="step__number number">{at + 1}</span>
                    <div class="step__chips">{chips}</div>
                    <span class="step__keys">
                        <button
                            type="button"
                            class="button button--icon step__up"
                            aria-label=move || (words.get().funnel.move_up)(at + 1)
                            disabled=at == 0
                            on:click=move |_| move_step(at, at.saturating_sub(1), "up")
                        >
                            "↑"
                        </button>
                        <button
                            type="button"
                            class="button button--icon step__down"
                            aria-label=move || (words.get().funnel.move_down)(at + 1)
                            disabled=move || { at + 1 >= n_steps.get() }
                            on:click=move |_| move_step(at, at + 2, "down")
                        >
                            "↓"
                        </button>
                        <button
                            type="button"
                            class="button button--icon"
                            aria-label=move || (words.get().funnel.remove_step)(at + 1)
                            on:click=move |_| control.update(History::Push, |state| state.remove(at))
                        >
                            "×"
                        </button>
                    </span>
                </div>
                <Picker
                    id=format!("step-{at}-or")
                    label=Signal::derive(move || (words.get().funnel.add_alternative)(at + 1))
                    placeholder=Signal::derive(move || words.get().funnel.or.to_owned())
                    choices=choices
                    on_pick=add_alternative
                    small=true
                />
            </li>
        }
        .into_any()
    });
    let ghost = move || {
        dragging.now.get().filter(|drag| drag.lifted).map(|drag| {
            view! {
                <div
                    class="drag-ghost"
                    aria-hidden="true"
                    style:left=format!("{}px", drag.at[0] + 10.0)
                    style:top=format!("{}px", drag.at[1] + 10.0)
                >
                    {drag.label}
                </div>
            }
        })
    };

    view! {
        <fieldset class="controls__group steps" data-steps=move || n_steps.get().to_string()>
            <legend class="controls__title">{move || words.get().funnel.steps}</legend>
            <ol class="steps__list" node_ref=list>
                <Each range=Signal::derive(move || 0..n_steps.get()) draw=card/>
            </ol>
            <Show
                when=move || { n_steps.get() < MOST_STEPS }
                fallback=move || view! { <p class="quiet">{move || words.get().funnel.most_steps}</p> }
            >
                <div class="steps__add" class:steps__add--gap=move || { n_steps.get() == 0 && gap_here(0) }>
                    <Picker
                        id="add-step".to_owned()
                        label=Signal::derive(move || words.get().funnel.add_step.to_owned())
                        placeholder=Signal::derive(move || {
                            format!("+ {}", words.get().funnel.add_step)
                        })
                        choices=choices
                        on_pick=add
                        on_press=on_press
                    />
                </div>
            </Show>
            <p class="quiet controls__note steps__hint">{move || words.get().funnel.drag_hint}</p>
            <Show when=differs>
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| {
                        control.update(History::Push, |state| {
                            state.question.steps = proposed.get_untracked();
                            state.people = None;
                        });
                    }
                >
                    {move || words.get().funnel.propose_again}
                </button>
            </Show>
            {ghost}
        </fieldset>
    }
}

fn land(state: &mut FunnelState, what: Dragged, landing: Landing) {
    match (what, landing) {
        (Dragged::Step(from), Landing::Gap(gap)) => state.move_to_gap(from, gap),
        (Dragged::Touchpoint(name), Landing::Gap(gap)) => state.insert(gap, name),
        (Dragged::Touchpoint(name), Landing::Into(step)) => state.add_alternative(step, name),
        (Dragged::Step(_), Landing::Into(_)) => {}
    }
}
