//! What was understood of the source, fact by fact.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    import::ImportReport,
    panel::workspace::shown_zone,
    text::{Words, format, use_words},
};

/// Channels that are named; the rest is counted.
const NAMED_CHANNELS: usize = 8;

/// The facts of an import.
#[component]
pub fn Understood(report: Arc<ImportReport>) -> impl IntoView {
    let words = use_words();
    let facts = move || {
        let facts = facts(words.get(), &report).into_iter().map(|(name, value, note)| {
            view! {
                <div class="facts__item">
                    <dt class="facts__name">{name}</dt>
                    <dd class="facts__value">
                        {value} {(!note.is_empty()).then(|| view! { <span class="facts__note">{note}</span> })}
                    </dd>
                </div>
            }
        });
        facts.collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="understood-title">
            <h2 class="panel__title" id="understood-title">{move || words.get().data.understood}</h2>
            <dl class="facts">{facts}</dl>
        </section>
    }
}

/// Name, value and note of each fact.
fn facts(words: &'static Words, report: &ImportReport) -> Vec<(&'static str, String, String)> {
    let (data, language, summary) = (&words.data, words.language, &report.summary);
    let count = |n: u64| format::count(language, n);
    let zone = shown_zone(report).unwrap_or(data.as_written).to_owned();
    let span = match (&summary.first, &summary.last) {
        (Some(first), Some(last)) => {
            let moment = |iso: &str| format::date_time_in(language, iso, shown_zone(report));
            (words.shell.span)(&moment(first), &moment(last))
        }
        _ => String::new(),
    };
    let plain = String::new;
    let source = report.sources.first().cloned().unwrap_or_default();
    vec![
        (data.source, report.name().to_owned(), format::bytes(language, source.bytes)),
        (data.rows, (data.account)(summary.rows, summary.events, summary.skipped.count), plain()),
        (data.customers, count(summary.customers), plain()),
        (data.touchpoints, count(summary.touchpoints.len() as u64), plain()),
        (data.channels, channels(words, report), plain()),
        (data.span, span, plain()),
        (data.timestamps, source.timestamp_format.clone(), plain()),
        (data.zone, zone, plain()),
        (
            data.encoding,
            source.encoding.clone().unwrap_or_default(),
            if source.replaced_bytes { data.replaced.to_owned() } else { plain() },
        ),
        (
            data.delimiter,
            source.delimiter.map_or_else(plain, |delimiter| (data.delimiter_name)(delimiter).to_owned()),
            plain(),
        ),
        (data.ties, (data.ties_note)(report.quality.tied_events), plain()),
    ]
}

fn channels(words: &'static Words, report: &ImportReport) -> String {
    let channels = &report.summary.channels;
    if channels.is_empty() {
        return words.data.no_channels.to_owned();
    }
    let separator = match words.language {
        crate::text::Language::English => ", ",
        crate::text::Language::Chinese => "、",
    };
    let name = |name: &str| if name.is_empty() { words.terms.missing.to_owned() } else { name.to_owned() };
    let mut list =
        channels.iter().take(NAMED_CHANNELS).map(|channel| name(&channel.name)).collect::<Vec<_>>().join(separator);
    if channels.len() > NAMED_CHANNELS {
        list = format!("{list} {}", (words.data.and_more)(channels.len() - NAMED_CHANNELS));
    }
    list
}
