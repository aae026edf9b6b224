//! What went wrong, in a sentence, with what can be done about it.

use leptos::prelude::*;

use super::header::source_name;
use crate::{
    event_log::ColumnRole,
    import::{DateOrder, ImportError, ImportOptions},
    panel::{use_workspace, workspace::Trouble},
    text::{Words, format, use_words},
    worker::protocol::{Cause, FailureCode},
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
    let reopen = move |options: ImportOptions| {
        if let Some(source) = source.clone() {
            workspace.open(source, options);
        }
    };
    let actions = match (failure.cause, failure.code) {
        (Cause::Import(ImportError::AmbiguousDates { examples, .. }), _) => {
            view! { <DateChoice examples options reopen/> }.into_any()
        }
        (Cause::Import(ImportError::NoColumnFor { role, columns, .. }), _) => {
            view! { <ColumnChoice role columns options reopen/> }.into_any()
        }
        (_, FailureCode::WorkerLost | FailureCode::OutOfMemory | FailureCode::Unreadable) => view! {
            <div class="row">
                <button class="button button--primary" type="button" on:click=move |_| reopen(options.clone())>
                    {move || words.get().trouble.open_again}
                </button>
            </div>
        }
        .into_any(),
        (_, FailureCode::BadQuestion | FailureCode::MissingColumn) => ().into_any(),
        _ => view! { <p class="quiet">{move || words.get().trouble.next_file}</p> }.into_any(),
    };
    view! {
        <section class="card card--trouble" role="alert" aria-labelledby="trouble-title">
            <div class="card__head">
                <h2 class="card__title" id="trouble-title">{title}</h2>
                <button
                    class="button button--icon"
                    type="button"
                    aria-label=move || words.get().shell.dismiss
                    on:click=move |_| workspace.trouble.set(None)
                >
                    "×"
                </button>
            </div>
            <p class="card__sentence">{sentence}</p>
            {actions}
            <p class="quiet">{still_open}</p>
        </section>
    }
}

/// Day first or month first, each with examples.
#[component]
fn DateChoice(
    examples: Vec<String>,
    options: ImportOptions,
    reopen: impl Fn(ImportOptions) + Clone + 'static,
) -> impl IntoView {
    let words = use_words();
    let choice = move |order: DateOrder| {
        let options = ImportOptions { date_order: Some(order), ..options.clone() };
        let reopen = reopen.clone();
        let examples = examples.clone();
        let name = move || match order {
            DateOrder::DayFirst => words.get().trouble.day_first,
            DateOrder::MonthFirst => words.get().trouble.month_first,
        };
        let read = move || {
            let words = words.get();
            let lines = examples.iter().take(3).filter_map(|text| {
                let date = format::date(words.language, &iso_date(text, order)?);
                Some(view! { <li>{(words.trouble.would_be)(text, &date)}</li> })
            });
            lines.collect_view()
        };
        view! {
            <div class="choice">
                <button class="button" type="button" on:click=move |_| reopen(options.clone())>{name}</button>
                <ul class="choice__examples quiet">{read}</ul>
            </div>
        }
    };
    view! { <div class="row">{choice(DateOrder::DayFirst)} {choice(DateOrder::MonthFirst)}</div> }
}

/// `03/04/2024 …` as `2024-04-03` or `2024-03-04`.
fn iso_date(text: &str, order: DateOrder) -> Option<String> {
    let mut numbers = text.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<u32>().ok();
    let (first, second, year) = (next()?, next()?, next()?);
    let (day, month) = match order {
        DateOrder::DayFirst => (first, second),
        DateOrder::MonthFirst => (second, first),
    };
    let year = if year < 100 { 2000 + year } else { year };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Which column has a role that a log cannot do without.
#[component]
fn ColumnChoice(
    role: ColumnRole,
    columns: Vec<String>,
    options: ImportOptions,
    reopen: impl Fn(ImportOptions) + 'static,
) -> impl IntoView {
    let words = use_words();
    let chosen = RwSignal::new(String::new());
    let open = move |_| {
        let column = chosen.get_untracked();
        if !column.is_empty() {
            let mut options = options.clone();
            options.columns.insert(role, column);
            reopen(options);
        }
    };
    let role_name = move |words: &'static Words| (words.terms.role)(role);
    view! {
        <div class="row">
            <label class="field field--inline">
                <span class="field__label">{move || role_name(words.get())}</span>
                <select class="select" on:change:target=move |event| chosen.set(event.target().value())>
                    <option value="">{move || words.get().trouble.choose_column}</option>
                    {columns.into_iter().map(|column| {
                        let name = column.clone();
                        view! { <option value=name>{column}</option> }
                    }).collect_view()}
                </select>
            </label>
            <button class="button button--primary" type="button" disabled=move || chosen.with(String::is_empty) on:click=open>
                {move || words.get().trouble.read_with_column}
            </button>
        </div>
    }
}
