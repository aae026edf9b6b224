//! The report as a file: how small a group may be, what that hides, and the document.

use leptos::prelude::*;

use super::memory::Report;
use crate::{
    document::{Document, section::Section},
    export::suppression::Threshold,
    import::ImportReport,
    panel::{
        download::{file_name, save_text},
        workspace::shown_zone,
    },
    text::{Words, format, use_words},
};

/// The file's own style: colours, charts, and what a document looks like.
const STYLE: &str = concat!(
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/chart.css"),
    include_str!("../../../style/report.css")
);

/// Chooses k, says what it hides, and saves.
#[component]
pub fn FileChoice(
    /// How small a group may be.
    threshold: Signal<Threshold>,
    /// Hears another k.
    on_threshold: Callback<u32>,
    /// The sections of the file; `None` while some are on their way.
    sections: Signal<Option<Vec<Section>>>,
    /// Saves the file.
    on_save: Callback<()>,
    /// Whether the page is to be printed too.
    prints: bool,
) -> impl IntoView {
    let words = use_words();
    let hidden = move || {
        let words = words.get();
        let count = |n: usize| format::count(words.language, n);
        sections.with(|sections| match sections {
            None => words.question.working.to_owned(),
            Some(sections) => {
                let of = sections.iter().map(Section::hidden_of);
                let (hidden, all) = of.fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
                match hidden {
                    0 => (words.report.none_hidden)(&count(all)),
                    _ => (words.report.hidden_of)(&count(hidden), &count(all)),
                }
            }
        })
    };
    let print = move |_| {
        // A browser that cannot print does nothing.
        let _ = window().print();
    };
    view! {
        <div class="report__file">
            <label class="field field--inline">
                <span class="field__label">{move || words.get().report.threshold}</span>
                <input
                    class="input controls__number"
                    type="number"
                    min=Threshold::LEAST.to_string()
                    max=Threshold::MOST.to_string()
                    prop:value=move || threshold.get().k().to_string()
                    on:change=move |event| {
                        let k = event_target_value(&event).parse().unwrap_or(Threshold::DEFAULT.k());
                        let k = Threshold::of(k).k();
                        on_threshold.run(k);
                        // What was typed may lie outside the limits.
                        event_target::<web_sys::HtmlInputElement>(&event).set_value(&k.to_string());
                    }
                />
            </label>
            <span class="report__hidden" role="status">{hidden}</span>
            <span class="report__buttons">
                <button
                    type="button"
                    class="button button--primary"
                    disabled=move || sections.with(Option::is_none)
                    on:click=move |_| on_save.run(())
                >
                    {move || words.get().report.save}
                </button>
                {prints.then(|| view! {
                    <button type="button" class="button" on:click=print>{move || words.get().report.print}</button>
                })}
            </span>
        </div>
        <p class="quiet report__hint">
            {move || {
                let text = &words.get().report;
                format!("{} {}", text.threshold_note, text.save_note)
            }}
        </p>
    }
}

/// What stands where nothing can be shown.
pub fn withheld(words: &Words, threshold: Threshold) -> String {
    (words.report.withheld)(&format::count(words.language, threshold.k()))
}

/// The title in force.
pub fn title(words: &Words, log: &ImportReport, given: &str) -> String {
    let given = given.trim();
    if given.is_empty() { (words.report.default_title)(log.name()) } else { given.to_owned() }
}

/// The last lines: how small groups are hidden, what it was made with.
pub fn closing(words: &Words, threshold: Threshold) -> Vec<String> {
    vec![
        (words.report.method)(&format::count(words.language, threshold.k())),
        (words.report.made_with)(env!("CARGO_PKG_VERSION")),
    ]
}

/// Saves sections as a file.
pub fn save(words: &Words, log: &ImportReport, report: &Report, sections: Vec<Section>) {
    let document = compose(words, log, report, sections);
    let name = file_name(log.name(), "report", "html");
    save_text(&name, "text/html;charset=utf-8", &document.to_html(STYLE));
}

fn compose(words: &Words, log: &ImportReport, report: &Report, sections: Vec<Section>) -> Document {
    let threshold = Threshold::of(report.threshold);
    let summary = &log.summary;
    let count = |n: u64| format::count(words.language, n);
    let mut about = Vec::new();
    if summary.customers >= u64::from(threshold.k()) {
        about.push((words.question.source)(log.name(), &count(summary.customers), &count(summary.events)));
    }
    if let (Some(first), Some(last)) = (&summary.first, &summary.last) {
        let day = |instant: &str| format::date_in(words.language, instant, shown_zone(log));
        about.push((words.report.span)(&day(first), &day(last)));
    }
    Document {
        language: words.language.tag().to_owned(),
        title: title(words, log, &report.title),
        introduction: report.introduction.clone(),
        about: vec![about.join(" · ")],
        sections,
        closing: closing(words, threshold),
    }
}
