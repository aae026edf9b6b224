//! What went wrong, in a sentence, with what can be done about it.

use leptos::prelude::*;

use super::header::source_name;
use crate::{
    import::{ImportError, SourceOptions},
    panel::{
        failure::{Answers, can_be_answered},
        use_workspace,
        workspace::Trouble,
    },
    text::use_words,
    worker::{
        client::Source,
        protocol::{Cause, FailureCode},
    },
};

/// What went wrong last, if anything did.
#[component]
pub fn TroubleCard() -> impl IntoView {
    let workspace = use_workspace();
    move || workspace.trouble.get().map(|trouble| view! { <Card trouble/> })
}

#[component]
fn Card(trouble: Trouble) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let Trouble { failure, source, options } = trouble;
    let lost = failure.code == FailureCode::WorkerLost;
    let title = {
        let cause = failure.cause.clone();
        move || {
            let words = words.get();
            match &cause {
                Cause::Import(ImportError::AmbiguousDates { .. }) => words.trouble.which_dates,
                Cause::Import(ImportError::NoColumnFor { .. }) => words.trouble.which_column,
                Cause::WorkerLost => words.trouble.lost,
                _ => words.trouble.not_opened,
            }
        }
    };
    let sentence = {
        let failure = failure.clone();
        move || (words.get().trouble.sentence)(&failure)
    };
    let still_open = move || {
        let words = words.get();
        workspace.log.with(|log| {
            log.as_ref().filter(|_| !lost).map(|log| (words.trouble.still_open)(&source_name(words, &log.source)))
        })
    };
    // The answer is for the file that asks; where the failure names none, for all.
    let asking = match &failure.cause {
        Cause::Import(
            ImportError::NoColumnFor { source_name, .. }
            | ImportError::NoRowInRange { source_name, .. }
            | ImportError::TooLarge { source_name, .. },
        ) => Some(source_name.clone()),
        _ => None,
    };
    let options_of_file = match (&source, &asking) {
        (Some(Source::Files(files)), Some(name)) => files.iter().find(|file| file.gives(name)),
        (Some(Source::Files(files)), None) => files.first(),
        _ => None,
    }
    .map_or_else(SourceOptions::default, |file| file.options.clone());
    let again = source.clone().zip(Some(options.clone()));
    let answer = move |answer: SourceOptions| {
        let Some((mut source, options)) = again.clone() else { return };
        if let Source::Files(files) = &mut source {
            for file in files.iter_mut().filter(|file| asking.as_ref().is_none_or(|name| file.gives(name))) {
                file.options = answer.clone();
            }
        }
        workspace.open(source, options);
    };
    let reopen = move |_| {
        if let Some(source) = source.clone() {
            workspace.open(source, options.clone());
        }
    };
    let actions = match (failure.cause, failure.code) {
        (cause, _) if can_be_answered(&cause) => {
            view! { <Answers cause options=options_of_file read_again=answer/> }.into_any()
        }
        (_, FailureCode::WorkerLost | FailureCode::OutOfMemory | FailureCode::Unreadable) => view! {
            <div class="row">
                <button class="button button--primary" type="button" on:click=reopen>
                    {move || words.get().trouble.open_again}
                </button>
            </div>
        }
        .into_any(),
        (_, FailureCode::BadQuestion | FailureCode::MissingColumn) => ().into_any(),
        _ => view! { <p class="quiet">{move || words.get().trouble.next_file}</p> }.into_any(),
    };
    view! {
        <TroubleFrame id="trouble-title" title on_dismiss=move || workspace.trouble.set(None)>
            <p class="card__sentence">{sentence}</p>
            {actions}
            <p class="quiet">{still_open}</p>
        </TroubleFrame>
    }
}

/// A card of what went wrong, that can be put away.
#[component]
pub fn TroubleFrame(
    /// Of its title; no other element has it.
    id: &'static str,
    /// What went wrong, in a few words.
    #[prop(into)]
    title: TextProp,
    /// Puts it away.
    on_dismiss: impl Fn() + 'static,
    /// More of it.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    view! {
        <section class="card card--trouble" role="alert" aria-labelledby=id>
            <div class="card__head">
                <h2 class="card__title" id=id>{move || title.get()}</h2>
                <button
                    class="button button--icon"
                    type="button"
                    aria-label=move || words.get().shell.dismiss
                    on:click=move |_| on_dismiss()
                >
                    "×"
                </button>
            </div>
            {children()}
        </section>
    }
}
