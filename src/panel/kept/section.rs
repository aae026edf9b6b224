//! On the data screen: whether the work is kept, the switch, and the project file.

use leptos::prelude::*;

use super::keeper::{State, use_keeper};
use crate::{
    project::StoreError,
    text::{Words, format, use_words},
};

/// An instant of this device's clock, in its zone.
fn time(words: &Words, at: f64) -> String {
    let iso = String::from(js_sys::Date::new(&at.into()).to_iso_string());
    format::date_time_in(words.language, &iso, format::own_zone().as_deref())
}

/// When a work was saved.
pub fn saved_at(words: &Words, at: f64) -> String {
    (words.kept.saved_at)(&time(words, at))
}

/// What is said of a state.
fn sentence(words: &Words, state: &State) -> String {
    let text = &words.kept;
    match state {
        State::Nothing => String::new(),
        State::Off => text.off.to_owned(),
        State::Asks(bytes) => (text.asks)(&format::bytes(words.language, *bytes)),
        State::Declined => text.declined.to_owned(),
        State::Forgotten => text.is_forgotten.to_owned(),
        State::Saving => text.saving.to_owned(),
        State::Saved { at, is_copy: false } => (text.saved)(&time(words, *at)),
        State::Saved { at, is_copy: true } => {
            format!("{}{}{}", (text.saved)(&time(words, *at)), words.between_sentences(), text.is_copy)
        }
        State::Failed(error) => (text.failed)(error),
    }
}

/// The section; nothing in somebody else's page.
#[component]
pub fn KeptSection() -> impl IntoView {
    use_keeper().map(|keeper| {
        let words = use_words();
        let can_be = Memo::new(move |_| keeper.state.with(|state| *state != State::Nothing));
        let persistence = move || {
            let text = &words.get().kept;
            let is_saved = keeper.state.with(|state| matches!(state, State::Saved { .. }));
            keeper
                .is_persistent
                .get()
                .filter(|_| is_saved)
                .map(|is_persistent| if is_persistent { text.persistent } else { text.not_persistent })
        };
        let making = move || keeper.making.get() == Ok(true);
        let failed = move || keeper.making.get().err().map(|error| (words.get().kept.export_failed)(&error));
        view! {
            <Show when=move || can_be.get()>
                <section class="panel" aria-labelledby="kept-title">
                    <div class="panel__head">
                        <h2 class="panel__title" id="kept-title">{move || words.get().kept.title}</h2>
                        <p class="quiet">{move || words.get().kept.note}</p>
                    </div>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || keeper.is_on.get()
                            on:change:target=move |event| keeper.switch(event.target().checked())
                        />
                        {move || words.get().kept.switch}
                    </label>
                    <p role="status">{move || keeper.state.with(|state| sentence(words.get(), state))}</p>
                    <Answers/>
                    <p class="quiet">{persistence}</p>
                    <div class="row">
                        <button
                            class="button"
                            type="button"
                            aria-describedby="project-note"
                            aria-disabled=move || making().then_some("true")
                            on:click=move |_| {
                                if !making() {
                                    keeper.export();
                                }
                            }
                        >
                            {move || words.get().kept.export}
                        </button>
                        <span role="status">{move || making().then(|| words.get().kept.exporting)}</span>
                    </div>
                    <p class="quiet" id="project-note">{move || words.get().kept.export_note}</p>
                    {move || failed().map(|says| view! { <p role="alert">{says}</p> })}
                </section>
            </Show>
        }
    })
}

/// What can be done in a state in which the work is not kept.
#[component]
fn Answers() -> impl IntoView {
    use_keeper().map(|keeper| {
        let words = use_words();
        move || {
            let agree = move |_| keeper.agree(true);
            match keeper.state.get() {
                State::Asks(_) => Some(
                    view! {
                        <div class="row">
                            <button class="button button--primary" type="button" on:click=agree>
                                {move || words.get().kept.keep}
                            </button>
                            <button class="button" type="button" on:click=move |_| keeper.agree(false)>
                                {move || words.get().kept.keep_not}
                            </button>
                        </div>
                    }
                    .into_any(),
                ),
                State::Declined | State::Forgotten => Some(
                    view! {
                        <div class="row">
                            <button class="button" type="button" on:click=agree>{move || words.get().kept.keep}</button>
                        </div>
                    }
                    .into_any(),
                ),
                State::Failed(_) => Some(
                    view! {
                        <div class="row">
                            <button class="button" type="button" on:click=move |_| keeper.save()>
                                {move || words.get().kept.again}
                            </button>
                        </div>
                    }
                    .into_any(),
                ),
                State::Nothing | State::Off | State::Saving | State::Saved { .. } => None,
            }
        }
    })
}

/// Says loudly, on every screen, that the work is not kept, or asks whether it should be; until it is dismissed.
#[component]
pub fn KeptBanner() -> impl IntoView {
    use_keeper().map(|keeper| {
        let words = use_words();
        let dismissed = RwSignal::new(None::<State>);
        // What is said once is not said again after each change; saving anew is not yet another state.
        let loud = Memo::new(move |before: Option<&Option<State>>| match keeper.state.get() {
            State::Saving => before.cloned().flatten(),
            state @ (State::Asks(_) | State::Failed(_)) => Some(state),
            _ => None,
        });
        let shown = Memo::new(move |_| loud.get().filter(|state| dismissed.get().as_ref() != Some(state)));
        move || {
            shown.get().map(|state| {
                let says = {
                    let state = state.clone();
                    move || sentence(words.get(), &state)
                };
                let asks = matches!(state, State::Asks(_));
                // A browser without such a place is no accident: it is said, and does not interrupt.
                let role = match state {
                    State::Asks(_) | State::Failed(StoreError::NoPlace) => "status",
                    _ => "alert",
                };
                view! {
                    <div class="banner">
                        <span role=role>{says}</span>
                        {asks.then(|| view! { <Answers/> })}
                        {(!asks).then(|| view! {
                            <button class="button button--small" type="button" on:click=move |_| keeper.export()>
                                {move || words.get().kept.export}
                            </button>
                        })}
                        <button
                            class="button button--icon"
                            type="button"
                            aria-label=move || words.get().shell.dismiss
                            on:click=move |_| dismissed.set(Some(state.clone()))
                        >
                            "×"
                        </button>
                    </div>
                }
            })
        }
    })
}

/// In the header: whether the work is kept, in two words, and the way to more.
#[component]
pub fn KeptMark() -> impl IntoView {
    use_keeper().map(|keeper| {
        let words = use_words();
        let says = Memo::new(move |_| {
            let text = &words.get().kept;
            keeper.state.with(|state| match state {
                State::Nothing => None,
                State::Saving => Some(text.saving),
                State::Saved { .. } => Some(text.saved_short),
                State::Off | State::Asks(_) | State::Declined | State::Forgotten | State::Failed(_) => {
                    Some(text.not_saved_short)
                }
            })
        });
        move || says.get().map(|says| view! { <span class="header__kept">{says}</span> })
    })
}
