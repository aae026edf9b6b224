//! On the first screen: the work that is kept on this device, to go on with or to forget.

use leptos::{html, prelude::*};

use super::trouble::TroubleFrame;
use crate::{
    panel::kept::{Keeper, Work, saved_at, use_keeper},
    text::{Words, format, use_words},
};

/// What is asked to be forgotten: one work, or all.
#[derive(Clone, PartialEq)]
enum Asked {
    One(String),
    All,
}

/// The list; nothing where nothing is kept.
#[component]
pub fn KeptWorks() -> impl IntoView {
    use_keeper().map(|keeper| {
        let words = use_words();
        keeper.look();
        let asked = RwSignal::new(None::<Asked>);
        let any = Memo::new(move |_| keeper.works.with(|works| works.as_ref().is_some_and(|works| !works.is_empty())));
        let has_forgotten = RwSignal::new(false);
        let rows = move || {
            let works = keeper.works.get().unwrap_or_default();
            works.into_iter().map(|work| view! { <Row work asked keeper has_forgotten/> }).collect_view()
        };
        let all = Signal::derive(move || asked.get() == Some(Asked::All));
        view! {
            <Show when=move || any.get()>
                <section class="kept" aria-labelledby="kept-works">
                    <h2 class="kept__title" id="kept-works">{move || words.get().kept.list}</h2>
                    <ul class="kept__list">{rows}</ul>
                    <Question
                        is_asked=all
                        asked
                        says=move || words.get().kept.forget_all_question.to_owned()
                        forget=move || {
                            has_forgotten.set(true);
                            keeper.forget(None);
                        }
                    />
                    <Show when=move || !all.get()>
                        <p>
                            <button class="link" type="button" on:click=move |_| asked.set(Some(Asked::All))>
                                {move || words.get().kept.forget_all}
                            </button>
                        </p>
                    </Show>
                </section>
            </Show>
            <p class="kept__done quiet" role="status">
                {move || has_forgotten.get().then(|| words.get().kept.forgotten)}
            </p>
        }
    })
}

/// The name of a work: that of its first file, and how many there are beside it.
fn name(words: &Words, work: &Work) -> String {
    let Ok(project) = &work.project else { return words.kept.unnamed.to_owned() };
    match &project.sources[..] {
        [] => words.kept.unnamed.to_owned(),
        [source] => source.name.clone(),
        [source, others @ ..] => (words.shell.and_others)(&source.name, others.len()),
    }
}

#[component]
fn Row(work: Work, asked: RwSignal<Option<Asked>>, keeper: Keeper, has_forgotten: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let work = StoredValue::new(work);
    let id = move || work.with_value(|work| work.id.clone());
    let name = move || work.with_value(|work| name(words.get(), work));
    let about = move || {
        let words = words.get();
        work.with_value(|work| {
            let mut parts = match &work.project {
                Ok(project) => vec![
                    (words.kept.about)(
                        &format::bytes(words.language, project.size()),
                        project.customers,
                        project.events,
                    ),
                    saved_at(words, project.saved_at),
                ],
                Err(error) => vec![(words.kept.trouble)(error).to_owned()],
            };
            if work.is_open {
                parts.push(words.kept.elsewhere.to_owned());
            }
            parts.join(" · ")
        })
    };
    let opens = work.with_value(|work| work.project.is_ok());
    // A work that another tab is at is not taken away from under it.
    let may_go = work.with_value(|work| !work.is_open);
    let is_asked = Signal::derive(move || asked.get() == Some(Asked::One(id())));
    view! {
        <li class="kept__work">
            <div class="kept__what">
                <strong class="kept__name">{name}</strong>
                <span class="quiet">{about}</span>
            </div>
            <div class="row">
                {opens.then(|| view! {
                    <button
                        class="button button--primary"
                        type="button"
                        aria-label=move || (words.get().kept.open_name)(&name())
                        on:click=move |_| keeper.open(id(), name())
                    >
                        {move || words.get().kept.open}
                    </button>
                })}
                {may_go.then(|| view! {
                    <button
                        class="button"
                        type="button"
                        aria-label=move || (words.get().kept.forget_name)(&name())
                        on:click=move |_| asked.set(Some(Asked::One(id())))
                    >
                        {move || words.get().kept.forget}
                    </button>
                })}
            </div>
            <Question
                is_asked
                asked
                says=move || (words.get().kept.forget_question)(&name())
                forget=move || {
                    has_forgotten.set(true);
                    keeper.forget(Some(id()));
                }
            />
        </li>
    }
}

/// Asks before something is forgotten; the keyboard goes on at the answer that does no harm.
#[component]
fn Question(
    is_asked: Signal<bool>,
    asked: RwSignal<Option<Asked>>,
    says: impl Fn() -> String + Copy + Send + Sync + 'static,
    forget: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let words = use_words();
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if is_asked.get() {
            request_animation_frame(move || {
                if let Some(button) = keep.get_untracked() {
                    // Focusing an element that is there does not fail.
                    let _ = button.focus();
                }
            });
        }
    });
    view! {
        <Show when=move || is_asked.get()>
            <div class="note kept__question" role="group" aria-label=says>
                <p>{says}</p>
                <div class="row">
                    <button class="button" type="button" node_ref=keep on:click=move |_| asked.set(None)>
                        {move || words.get().kept.forget_no}
                    </button>
                    <button
                        class="button"
                        type="button"
                        on:click=move |_| {
                            asked.set(None);
                            forget();
                        }
                    >
                        {move || words.get().kept.forget_yes}
                    </button>
                </div>
            </div>
        </Show>
    }
}

/// A project that could not be opened, and why.
#[component]
pub fn KeptTrouble() -> impl IntoView {
    use_keeper().map(|keeper| {
        let words = use_words();
        move || {
            keeper.trouble.get().map(|(name, error)| {
                let title = move || (words.get().kept.not_opened)(&name);
                view! {
                    <TroubleFrame id="kept-trouble" title on_dismiss=move || keeper.trouble.set(None)>
                        <p class="card__sentence">{move || (words.get().kept.trouble)(&error)}</p>
                    </TroubleFrame>
                }
            })
        }
    })
}
