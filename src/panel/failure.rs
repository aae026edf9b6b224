//! What can be answered where a source could not be read because something has to be decided by hand.

use leptos::prelude::*;

use crate::{
    event_log::ColumnRole,
    import::{DateOrder, Excess, ImportError, RowRange, SourceOptions},
    panel::{
        columns_choice::ColumnsChoice,
        rows_choice::{RowsChoice, that_fit},
    },
    text::{Words, format, use_words},
    worker::protocol::Cause,
};

/// Whether there is anything to answer.
pub fn can_be_answered(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::Import(
            ImportError::AmbiguousDates { .. }
                | ImportError::NoColumnFor { .. }
                | ImportError::NoRowInRange { .. }
                | ImportError::TooLarge { excess: Excess::Foreseen { .. }, .. }
        )
    )
}

/// The answers to a failure, if it has any; each one reads the source again.
#[component]
pub fn Answers(
    /// What went wrong.
    cause: Cause,
    /// How the source was read.
    options: SourceOptions,
    /// Reads it in another way.
    #[prop(into)]
    read_again: Callback<SourceOptions>,
) -> impl IntoView {
    match cause {
        Cause::Import(ImportError::AmbiguousDates { examples, .. }) => {
            view! { <DateChoice examples options read_again/> }.into_any()
        }
        Cause::Import(ImportError::NoColumnFor { role, columns, .. }) => {
            view! { <ColumnChoice role columns options read_again/> }.into_any()
        }
        Cause::Import(ImportError::TooLarge {
            excess: Excess::Foreseen { rows, memory, limit, spare, .. }, ..
        }) => {
            let (now, proposed) = (options.rows, that_fit(rows, memory, limit));
            let without = {
                let options = options.clone();
                move |more: Vec<String>| {
                    let mut options = options.clone();
                    options.read.leave_out.extend(more);
                    read_again.run(options);
                }
            };
            let read = move |rows| read_again.run(SourceOptions { rows, ..options.clone() });
            view! {
                <RowsChoice now proposed read/>
                {(!spare.is_empty()).then(|| view! { <ColumnsChoice spare memory limit read=without/> })}
            }
            .into_any()
        }
        Cause::Import(ImportError::NoRowInRange { .. }) => {
            let (now, proposed) = (options.rows, RowRange::default());
            let read = move |rows| read_again.run(SourceOptions { rows, ..options.clone() });
            view! { <RowsChoice now proposed read/> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Day first or month first, each with examples.
#[component]
fn DateChoice(examples: Vec<String>, options: SourceOptions, read_again: Callback<SourceOptions>) -> impl IntoView {
    let words = use_words();
    let choice = move |order: DateOrder| {
        let options = SourceOptions { date_order: Some(order), ..options.clone() };
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
                <button class="button" type="button" on:click=move |_| read_again.run(options.clone())>{name}</button>
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
    options: SourceOptions,
    read_again: Callback<SourceOptions>,
) -> impl IntoView {
    let words = use_words();
    let chosen = RwSignal::new(String::new());
    let open = move |_| {
        let column = chosen.get_untracked();
        if !column.is_empty() {
            let mut options = options.clone();
            options.columns.insert(role, column);
            read_again.run(options);
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
