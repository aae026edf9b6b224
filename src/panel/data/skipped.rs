//! The rows that gave no event: why, which, and all of them as a file.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    export,
    import::ImportReport,
    panel::{
        download,
        table::{Header, VirtualTable},
    },
    text::{format, use_words},
};

/// The skipped rows of an import.
#[component]
pub fn Skipped(report: Arc<ImportReport>) -> impl IntoView {
    let words = use_words();
    let any = report.summary.skipped.count > 0;
    view! {
        <section class="panel" aria-labelledby="skipped-title">
            <h2 class="panel__title" id="skipped-title">{move || words.get().data.skipped}</h2>
            {if any {
                view! { <SkippedRows report/> }.into_any()
            } else {
                view! { <p class="quiet">{move || words.get().data.none_skipped}</p> }.into_any()
            }}
        </section>
    }
}

#[component]
fn SkippedRows(report: Arc<ImportReport>) -> impl IntoView {
    let words = use_words();
    let (listed, all) = (report.skipped_rows.len(), report.summary.skipped.count);
    let reasons = {
        let report = report.clone();
        move || {
            let words = words.get();
            let rows = report.summary.skipped.reasons.iter().map(|reason| {
                view! {
                    <tr>
                        <td>{(words.trouble.skip_reason)(reason.reason)}</td>
                        <td class="number">{format::count(words.language, reason.count)}</td>
                    </tr>
                }
            });
            rows.collect_view()
        }
    };
    let several = report.sources.len() > 1;
    let heads = Signal::derive(move || {
        let words = words.get();
        let data = &words.data;
        let source = several.then(|| Header::text(words.sources.source).track("minmax(6rem, 1fr)"));
        let others = [
            Header::number(data.line).track("6rem"),
            Header::text(data.column).track("minmax(6rem, 1fr)"),
            Header::text(data.value).track("minmax(8rem, 3fr)"),
            Header::text(data.skip_reason).track("minmax(10rem, 2fr)"),
        ];
        source.into_iter().chain(others).collect()
    });
    let row = {
        let report = report.clone();
        move |at: usize| {
            let words = words.get();
            let Some(row) = report.skipped_rows.get(at) else { return Vec::new() };
            let column = row.column.clone().unwrap_or_else(|| words.data.whole_row.to_owned());
            let value = row.value.clone().unwrap_or_default();
            let cut =
                |text: String| view! { <span class="table__cut" title=text.clone()>{text.clone()}</span> }.into_any();
            let source = several.then(|| cut(row.source.clone()));
            let others = [
                format::count(words.language, row.line).into_any(),
                column.into_any(),
                cut(value),
                (words.trouble.skip_reason)(row.reason).into_any(),
            ];
            source.into_iter().chain(others).collect()
        }
    };
    let save = move |_| {
        let name = download::file_name(report.name(), "skipped-rows", "csv");
        download::save_csv(&name, &export::skipped_rows(&report.skipped_rows));
    };
    view! {
        <div class="row row--top">
            <table class="table-plain">
                <thead>
                    <tr>
                        <th scope="col">{move || words.get().data.skip_reason}</th>
                        <th scope="col" class="number">{move || words.get().data.skip_rows}</th>
                    </tr>
                </thead>
                <tbody>{reasons}</tbody>
            </table>
            <button class="button" type="button" on:click=save>{move || words.get().data.download}</button>
        </div>
        <VirtualTable
            label=Signal::derive(move || words.get().data.skipped.to_owned())
            columns=heads
            n_rows=Signal::stored(listed)
            row
            max_height=320.0
        />
        {(all > listed as u64).then(|| view! { <p class="quiet">{move || (words.get().data.first_of)(listed, all)}</p> })}
    }
}
