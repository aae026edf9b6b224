//! One source: what it is, how many rows it gave, how it was read and how else it could be.

use leptos::prelude::*;

use super::{
    columns::Columns,
    origin::Origin,
    reading::Reading,
    source_groups::{Member, SourceGroup},
};
use crate::{
    import::SourceReport,
    panel::{Workspace, failure::Answers, use_workspace},
    text::{Words, format, tools, use_words},
    worker::protocol::Failure,
};

/// A source in the list.
#[component]
pub fn SourceCard(
    /// What it is, or several that were read alike.
    source: SourceGroup,
    /// Whether it is the only source.
    is_only: bool,
) -> impl IntoView {
    let SourceGroup { report, origin, members } = source;
    let workspace = use_workspace();
    let words = use_words();
    let facts = report.clone();
    let account = move || account(words.get(), &facts);
    let note = {
        let (is_list, unmatched) = (report.failure.is_none() && !report.is_log, report.unmatched);
        move || is_list.then(|| view! { <p class="quiet">{customers(words.get(), unmatched)}</p> })
    };
    let at = origin.at;
    let remove = origin.file.clone().map(|file| {
        view! {
            <button
                class="button button--small"
                type="button"
                aria-label=move || (words.get().sources.remove)(&file)
                on:click=move |_| workspace.remove(at)
            >
                {move || words.get().sources.remove_short}
            </button>
        }
    });
    let (format, tool) = (report.format, report.tool);
    let is_list = report.failure.is_none() && !report.is_log;
    let failed = report.failure.is_some();
    view! {
        <li class="source" class:source--failed=failed>
            <div class="source__head">
                <h3 class="source__name">{report.name.clone()}</h3>
                {(!failed).then(|| view! { <span class="chip">{move || (words.get().sources.format)(format)}</span> })}
                {tool.map(|tool| view! { <span class="chip chip--accent">{move || tools::name(words.get().language, tool)}</span> })}
                {is_list.then(|| view! { <span class="chip chip--accent">{move || words.get().sources.customers}</span> })}
                {failed.then(|| view! { <span class="chip chip--warning">{move || words.get().sources.not_read}</span> })}
                <span class="source__account quiet">{account}</span>
                {remove}
            </div>
            {note}
            <Members members/>
            <Failed report=report.clone() origin=origin.clone() workspace/>
            <HowRead report origin is_only/>
        </li>
    }
}

/// So many members are listed.
const LISTED: usize = 1000;

/// The members of an archive that were read alike, where there are several; listed when they are unfolded.
#[component]
fn Members(members: Vec<Member>) -> impl IntoView {
    let words = use_words();
    let count = members.len();
    let is_open = RwSignal::new(false);
    let list = move || {
        let text = &words.get().sources;
        let item = |member: &Member| {
            let (name, rows) = (member.name.clone(), (text.rows_of_file)(member.rows));
            view! {
                <li class="members__item">
                    <span class="members__name" title=name.clone()>{name.clone()}</span>
                    <span class="members__rows quiet">{rows}</span>
                </li>
            }
        };
        let listed = members.iter().take(LISTED).map(item).collect_view();
        let others = count.saturating_sub(LISTED);
        let rest = (others > 0).then(|| view! { <li class="quiet">{(text.more_files)(others)}</li> });
        view! { <ul class="members" tabindex="0" aria-label=(text.files)(count)>{listed}{rest}</ul> }
    };
    (count > 1).then(|| {
        view! {
            <details
                class="source__details"
                on:toggle:target=move |event| is_open.set(event.target().open())
            >
                <summary class="source__summary">{move || (words.get().sources.files)(count)}</summary>
                <Show when=move || is_open.get()>{list.clone()}</Show>
            </details>
        }
    })
}

/// Rows and size.
fn account(words: &'static Words, report: &SourceReport) -> String {
    let size = format::bytes(words.language, report.bytes);
    if report.failure.is_some() {
        return size;
    }
    let text = &words.sources;
    let account = if report.is_log { text.account } else { text.account_of_customers };
    let mut parts = vec![account(report.rows, report.kept, report.skipped)];
    if report.left_out > 0 {
        parts.push((text.left_out)(report.left_out));
    }
    parts.push(size);
    parts.join(" · ")
}

fn customers(words: &'static Words, unmatched: u64) -> String {
    let note = words.sources.customers_note.to_owned();
    match unmatched {
        0 => note,
        _ => format!("{note}{}{}", words.between_sentences(), (words.sources.unmatched)(unmatched)),
    }
}

/// Why nothing was read, and what can be done about it.
#[component]
fn Failed(report: SourceReport, origin: Origin, workspace: Workspace) -> impl IntoView {
    let words = use_words();
    report.failure.map(|error| {
        let failure = Failure::from(error);
        let read_again = move |options| workspace.read_again(origin.at, options);
        let sentence = {
            let failure = failure.clone();
            move || (words.get().trouble.sentence)(&failure)
        };
        view! {
            <div class="source__failure">
                <p>{sentence}</p>
                <Answers cause=failure.cause options=origin.options read_again/>
            </div>
        }
    })
}

/// What was detected, the choices there are, and the columns; unfolded where there is but one source.
#[component]
fn HowRead(report: SourceReport, origin: Origin, is_only: bool) -> impl IntoView {
    let words = use_words();
    (!report.columns.is_empty()).then(|| {
        view! {
            <details class="source__details" open=is_only>
                <summary class="source__summary">{move || words.get().sources.how_read}</summary>
                <Reading report=report.clone() origin=origin.clone()/>
                <Columns report origin/>
            </details>
        }
    })
}
