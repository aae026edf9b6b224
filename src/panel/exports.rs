//! The downloads of a view: its table as CSV, its chart as SVG and PNG.

use leptos::{prelude::*, task::spawn_local};

use super::{
    download::{file_name, save_blob, save_text},
    use_workspace,
};
use crate::{
    chart::picture::{Picture, png},
    import::ImportReport,
    text::{Words, format, use_words},
};

/// A table to download.
#[derive(Clone)]
pub struct TableExport {
    /// Words of the button.
    pub label: Signal<String>,
    /// Makes and saves the file.
    pub save: Callback<()>,
}

/// Buttons for all downloads of a view. `picture` draws the chart as it is; `file` names a file by its ending.
#[component]
pub fn Exports(
    /// The tables.
    tables: Vec<TableExport>,
    /// The picture.
    picture: Callback<(), Option<Picture>>,
    /// The file name for an ending.
    file: Callback<&'static str, String>,
) -> impl IntoView {
    let words = use_words();
    let failed = RwSignal::new(false);
    let save_svg = move |_| {
        let drawn = picture.run(());
        failed.set(drawn.is_none());
        if let Some(drawn) = drawn {
            save_text(&file.run("svg"), "image/svg+xml;charset=utf-8", &drawn.svg);
        }
    };
    let save_png = move |_| {
        let Some(drawn) = picture.run(()) else { return failed.set(true) };
        let name = file.run("png");
        spawn_local(async move {
            let blob = png(&drawn).await;
            failed.try_set(blob.is_none());
            if let Some(blob) = blob {
                save_blob(&name, &blob);
            }
        });
    };
    let tables = tables.into_iter().map(|table| {
        view! {
            <button type="button" class="button button--small" on:click=move |_| table.save.run(())>
                {move || table.label.get()}
            </button>
        }
    });
    view! {
        <div class="exports" role="group" aria-label=move || words.get().question.download>
            <span class="quiet">{move || words.get().question.download}</span>
            {tables.collect_view()}
            <button type="button" class="button button--small" on:click=save_svg>
                {move || words.get().question.svg}
            </button>
            <button type="button" class="button button--small" on:click=save_png>
                {move || words.get().question.png}
            </button>
            <Show when=move || failed.get()>
                <span role="alert">{move || words.get().question.no_picture}</span>
            </Show>
        </div>
    }
}

/// Names the files of a view after the open log.
pub fn file_of(what: &'static str) -> Callback<&'static str, String> {
    let workspace = use_workspace();
    Callback::new(move |ending: &'static str| {
        let name = workspace.log.with_untracked(|log| log.as_ref().map(|log| log.report.name().to_owned()));
        file_name(&name.unwrap_or_default(), what, ending)
    })
}

/// What stands below a picture: where the data is from, how it was counted, who drew it.
pub fn footnote(words: &Words, report: &ImportReport, method: Vec<String>) -> String {
    let summary = &report.summary;
    let count = |n: u64| format::count(words.language, n);
    let source = (words.question.source)(report.name(), &count(summary.customers), &count(summary.events));
    [vec![source], method, vec!["Sojourn".to_owned()]].concat().join(" · ")
}
