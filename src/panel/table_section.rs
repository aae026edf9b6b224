//! A report as a table that stands by itself: heading, what it comes to in a sentence, rows, CSV, method note. Nothing where
//! there are no rows. Counts lead to the customers behind them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    export::Table,
    panel::{
        BehindCounts, Field,
        download::save_csv,
        exports::file_of,
        table::{Header, VirtualTable},
    },
    prepare::Scope,
    text::{Words, use_words},
};

/// A report that is such a table.
pub trait ReportTable: Send + Sync + 'static {
    /// What its file is called, without the ending.
    const FILE: &'static str;

    /// Heading, and name of the table.
    fn title(&self, words: &Words) -> String;

    /// What it comes to.
    fn says(&self, words: &Words) -> String;

    /// The heads of the columns.
    fn columns(&self, words: &Words) -> Vec<Header>;

    /// The fields of each row.
    fn rows(&self, words: &Words) -> Vec<Vec<Field>>;

    /// How it was counted.
    fn method(&self, words: &Words) -> Vec<&'static str>;

    /// The whole of it as CSV.
    fn csv(&self) -> Table;
}

/// The heads of columns: the words of each, its track, and whether it is of numbers.
pub fn heads<const N: usize>(
    words: [&'static str; N],
    tracks: [&'static str; N],
    is_number: impl Fn(usize) -> bool,
) -> Vec<Header> {
    let heads = words.into_iter().zip(tracks).enumerate();
    heads.map(|(at, (head, track))| Header { label: head.to_owned(), numeric: is_number(at), track }).collect()
}

/// The section.
#[component]
pub fn TableSection<R: ReportTable>(
    /// The report; while there is none, there is no section.
    report: Signal<Option<Arc<R>>>,
    /// The scope it was asked with.
    scope: Signal<Scope>,
) -> impl IntoView {
    let words = use_words();
    let behind = BehindCounts::of(scope);
    let of = move |say: fn(&R, &Words) -> String| {
        report.with(|report| report.as_ref().map(|report| say(report, words.get()))).unwrap_or_default()
    };
    let title = Signal::derive(move || of(R::title));
    let columns = Memo::new(move |_| {
        report.with(|report| report.as_ref().map(|report| report.columns(words.get()))).unwrap_or_default()
    });
    let rows = Memo::new(move |_| {
        report.with(|report| report.as_ref().map(|report| report.rows(words.get()))).unwrap_or_default()
    });
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let has_rows = Memo::new(move |_| n_rows.get() > 0);
    let row = move |at: usize| {
        let fields = rows.with(|rows| rows.get(at).cloned().unwrap_or_default());
        let heads = columns.with(|columns| columns.iter().map(|column| column.label.clone()).collect());
        behind.fields(fields, heads)
    };
    let sentences = move || {
        let sentences = report.with(|report| report.as_ref().map(|report| report.method(words.get())));
        sentences.unwrap_or_default().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
    };
    let file = file_of(R::FILE);
    let save = move |_| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &report.csv());
        }
    };
    view! {
        <Show when=move || has_rows.get()>
            <section class="panel">
                <h2>{move || title.get()}</h2>
                <p>{move || of(R::says)}</p>
                <VirtualTable label=title columns=columns n_rows=n_rows row=row/>
                <p class={"row"}>
                    <button type="button" class="button button--small" on:click=save>
                        {move || words.get().comparison.save}
                    </button>
                </p>
                <details class="method">
                    <summary>{move || words.get().question.method}</summary>
                    <ul class="method__list">{sentences}</ul>
                </details>
            </section>
        </Show>
    }
}
