//! What may be wrong with the events: each with its count, and what became of it.

use leptos::prelude::*;

use crate::{
    import::{Duplicates, ImportOptions, ImportReport},
    panel::{OpenLog, use_workspace},
    text::{Words, format, use_words},
};

/// One kind of doubt.
struct Doubt {
    name: &'static str,
    count: u64,
    note: String,
    /// Whether there is something to decide about it.
    can_be_dropped: bool,
}

/// The list of doubts.
#[component]
pub fn Quality(log: OpenLog) -> impl IntoView {
    let words = use_words();
    let report = log.report.clone();
    let log = StoredValue::new_local(log);
    let doubts = move || {
        let words = words.get();
        let rows = doubts(words, &report).into_iter().map(|Doubt { name, count, note, can_be_dropped }| {
            let any = count > 0;
            view! {
                <tr class:quiet=!any>
                    <th scope="row">{name}</th>
                    <td class="number">
                        {if any { format::count(words.language, count) } else { words.sources.none.to_owned() }}
                    </td>
                    <td>
                        {any.then_some(note)}
                        {(any && can_be_dropped).then(|| view! { <DuplicatesChoice log=log.get_value()/> })}
                    </td>
                </tr>
            }
        });
        rows.collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="quality-title">
            <div class="panel__head">
                <h2 class="panel__title" id="quality-title">{move || words.get().sources.quality}</h2>
                <p class="quiet">{move || words.get().sources.quality_note}</p>
            </div>
            <table class="table-plain fitting">
                <tbody>{doubts}</tbody>
            </table>
        </section>
    }
}

fn doubts(words: &'static Words, report: &ImportReport) -> Vec<Doubt> {
    let (text, quality) = (&words.sources, &report.quality);
    let gap = quality.longest_gap.as_ref().map(|(first, last)| {
        let day = |iso: &str| format::date(words.language, iso);
        (text.longest_gap)(&day(first), &day(last))
    });
    let mixed = report.sources.iter().filter(|source| source.mixes_offsets).count() as u64;
    let ambiguous = report.sources.iter().map(|source| source.ambiguous_dates).sum();
    let duplicates = if quality.duplicates_dropped { text.duplicates_dropped } else { text.duplicates_kept };
    let doubt = |name, count, note: &str| Doubt { name, count, note: note.to_owned(), can_be_dropped: false };
    vec![
        doubt(text.ties, quality.tied_events, text.ties_note),
        Doubt { can_be_dropped: true, ..doubt(text.duplicates, quality.duplicates, duplicates) },
        doubt(text.gaps, quality.empty_days, gap.as_deref().unwrap_or_default()),
        doubt(text.future, quality.future_events, text.future_note),
        doubt(text.zone_mix, mixed, text.zone_mix_note),
        doubt(text.ambiguous_dates, ambiguous, text.ambiguous_dates_note),
    ]
}

/// Keeps exact duplicates, or leaves them out.
#[component]
fn DuplicatesChoice(log: OpenLog) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let dropped = log.report.quality.duplicates_dropped;
    let turn = move |_| {
        let duplicates = if dropped { Duplicates::Keep } else { Duplicates::Drop };
        workspace.read_all_again(ImportOptions { duplicates, ..log.options.clone() });
    };
    view! {
        <button class="button button--small" type="button" on:click=turn>
            {move || if dropped { words.get().sources.keep_duplicates } else { words.get().sources.drop_duplicates }}
        </button>
    }
}
