//! What customers say: their themes ([`themes`]) and the list of their comments ([`list`]).
//!
//! Two questions: the themes are those of all comments in scope, which takes a moment; the list is asked for anew while it
//! scrolls or something is typed, and looks for no themes.

mod list;
mod themes;

use leptos::prelude::*;

use self::{list::List, themes::Themes};
use super::state::FeedbackState;
use crate::{
    analysis::VerbatimsQuestion,
    event_log::ColumnRole,
    panel::{Control, OpenLog, ask, use_workspace},
    text::{format, use_words},
};

/// The comments of the log, if it has any.
#[component]
pub fn Verbatims(
    /// The state of the screen.
    control: Control<FeedbackState>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let has_comments = Memo::new(move |_| {
        let has = |log: &OpenLog| log.report.summary.columns.contains_key(&ColumnRole::Comment);
        workspace.log.with(|log| log.as_ref().is_some_and(has))
    });
    view! {
        <Show
            when=move || has_comments.get()
            fallback=move || view! { <p class="quiet">{move || words.get().verbatims.no_comments}</p> }
        >
            <Said control=control/>
        </Show>
    }
}

#[component]
fn Said(control: Control<FeedbackState>) -> impl IntoView {
    let words = use_words();
    let question = Memo::new(move |_| Some(control.state.with(|state| state.themes_asked())));
    let asked = ask::<VerbatimsQuestion>(question.into());
    let report = asked.report;
    let heading = move || {
        let words = words.get();
        let n = report.with(|report| report.as_ref().map(|report| format::count(words.language, report.comments)));
        (words.verbatims.title)(&n.unwrap_or_else(|| "…".to_owned()))
    };
    let message = move || {
        let words = words.get();
        let says = match (asked.failure.get(), report.with(|report| report.as_ref().map(|report| report.comments))) {
            (Some(failure), _) => (words.trouble.sentence)(&failure),
            (None, None) => words.question.working.to_owned(),
            (None, Some(0)) => words.verbatims.nothing.to_owned(),
            (None, Some(_)) => return None,
        };
        Some(view! { <p class="note" role="status">{says}</p> })
    };
    let can_draw = Memo::new(move |_| {
        let has_some = report.with(|report| report.as_ref().is_some_and(|report| report.comments > 0));
        has_some && asked.failure.with(Option::is_none)
    });
    let method = move || {
        let sentences = words.get().verbatims.method;
        sentences.map(|sentence| view! { <li>{sentence}</li> }).collect_view()
    };
    view! {
        <section class="panel" class:view__results--busy=move || asked.busy.get()>
            <h2>{heading}</h2>
            {message}
            <Show when=move || can_draw.get()>
                <Themes control=control report=report/>
                <List control=control/>
            </Show>
        </section>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}
