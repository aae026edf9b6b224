//! What was understood of the log as a whole, fact by fact.

use leptos::prelude::*;

use super::zone::Zone;
use crate::{
    import::ImportReport,
    panel::{OpenLog, workspace::shown_zone},
    text::{Words, format, use_words},
};

/// Channels that are named; the rest is counted.
const NAMED_CHANNELS: usize = 8;

/// The facts of a log.
#[component]
pub fn Understood(log: OpenLog) -> impl IntoView {
    let words = use_words();
    let report = log.report.clone();
    let facts = move || {
        let facts = facts(words.get(), &report).into_iter().map(|(name, value)| {
            view! {
                <div class="facts__item">
                    <dt class="facts__name">{name}</dt>
                    <dd class="facts__value">{value}</dd>
                </div>
            }
        });
        facts.collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="understood-title">
            <h2 class="panel__title" id="understood-title">{move || words.get().data.understood}</h2>
            <dl class="facts">{facts}</dl>
            <Zone log/>
        </section>
    }
}

/// Name and value of each fact.
fn facts(words: &'static Words, report: &ImportReport) -> Vec<(&'static str, String)> {
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
    vec![
        (data.rows, (data.account)(summary.rows, summary.events, summary.skipped.count)),
        (data.customers, count(summary.customers)),
        (data.touchpoints, count(summary.touchpoints.len() as u64)),
        (data.channels, channels(words, report)),
        (data.span, span),
        (data.zone, zone),
    ]
}

fn channels(words: &'static Words, report: &ImportReport) -> String {
    let channels = &report.summary.channels;
    if channels.is_empty() {
        return words.data.no_channels.to_owned();
    }
    let name = |name: &str| if name.is_empty() { words.terms.missing.to_owned() } else { name.to_owned() };
    let mut list = channels
        .iter()
        .take(NAMED_CHANNELS)
        .map(|channel| name(&channel.name))
        .collect::<Vec<_>>()
        .join(words.list_separator());
    if channels.len() > NAMED_CHANNELS {
        list = format!("{list} {}", (words.data.and_more)(channels.len() - NAMED_CHANNELS));
    }
    list
}
