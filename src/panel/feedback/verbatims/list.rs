//! The list of comments: searched, filtered, and only the rows around those in sight asked for.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use super::super::state::FeedbackState;
use crate::{
    analysis::{Verbatim, VerbatimsQuestion, VerbatimsReport},
    event_log::ColumnRole,
    export,
    import::{ImportReport, Scale},
    panel::{
        Control, History, View, ask,
        choice::Choice,
        customers::state::CustomersState,
        long_list::{SaveList, SearchField, save_list},
        table::{Header, Openable, VirtualTable},
        use_workspace,
        workspace::shown_zone,
    },
    text::{Words, format, use_words},
};

/// Id of the list in the page.
const LIST_ID: &str = "verbatims";
const TRACKS: [&str; 5] =
    ["minmax(16rem, 6fr)", "minmax(4rem, 0.5fr)", "minmax(10rem, 2fr)", "minmax(9rem, 1fr)", "minmax(7rem, 1fr)"];

/// The scale of the scores, as their column tells.
fn detected(report: &ImportReport) -> Option<Scale> {
    report.columns.iter().find(|column| column.role == Some(ColumnRole::Score))?.scale
}

/// The comments that match.
#[component]
pub fn List(
    /// The state of the screen.
    control: Control<FeedbackState>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let rows_drawn = RwSignal::new(0..0);
    let detected = Memo::new(move |_| workspace.log.with(|log| detected(&log.as_ref()?.report)));
    let question = Memo::new(move |_| {
        let first = rows_drawn.with(|rows: &Range<usize>| rows.start);
        Some(control.state.with(|state| state.list_asked(first, detected.get())))
    });
    let asked = ask::<VerbatimsQuestion>(question.into());
    let report = asked.report;
    let n_rows = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.matching as usize)));
    let active = RwSignal::new(0_usize);
    // Another list starts at its top.
    let which = Memo::new(move |_| control.state.with(|state| state.list_asked(0, None)));
    Effect::new(move |before: Option<VerbatimsQuestion>| {
        let now = which.get();
        if before.is_some_and(|before| before != now) {
            active.set(0);
        }
        now
    });
    let open = Callback::new(move |at: usize| {
        let customer = report.with_untracked(|report| Some(row_at(report.as_ref()?, at)?.customer.clone()));
        if customer.is_some() {
            let scope = control.state.with_untracked(|state| state.question.scope.clone());
            let state = CustomersState { customer, ..CustomersState::of(scope) };
            workspace.address.go_with(View::Customers, &state, History::Push);
        }
    });
    let save = Callback::new(move |is_busy: RwSignal<bool>| {
        let Some(log) = workspace.log.get_untracked() else { return };
        let asked = control.state.with_untracked(|state| state.list_asked(0, detected.get_untracked()));
        let question = move |from, count| VerbatimsQuestion { from, count: Some(count), ..asked.clone() };
        save_list(log, "comments", is_busy, question, |report| report.rows, export::verbatims);
    });
    let columns = Signal::derive(move || {
        let heads = words.get().verbatims.heads.into_iter().zip(TRACKS).enumerate();
        heads.map(|(at, (head, track))| Header { label: head.to_owned(), numeric: at == 1, track }).collect::<Vec<_>>()
    });
    let row = move |at: usize| {
        let words = words.get();
        let fields = report.with(|report| {
            let row = row_at(report.as_ref()?, at)?;
            workspace.log.with(|log| Some(fields(words, row, &log.as_ref()?.report)))
        });
        // Its window is on the way.
        let fields = fields.unwrap_or_else(|| vec!["…".to_owned(); TRACKS.len()]);
        let field = |(at, field): (usize, String)| {
            // A comment is cut where the column ends.
            match at {
                0 => view! { <span title=field.clone()>{field.clone()}</span> }.into_any(),
                _ => field.into_any(),
            }
        };
        fields.into_iter().enumerate().map(field).collect()
    };
    let count = move || {
        let words = words.get();
        report.with(|report| {
            let report = report.as_ref()?;
            let n = |n: u32| format::count(words.language, n);
            Some((words.verbatims.matching)(&n(report.matching), &n(report.comments)))
        })
    };
    let message = move || {
        let words = words.get();
        let says = match (asked.failure.get(), report.with(|report| report.as_ref().map(|report| report.matching))) {
            (Some(failure), _) => (words.trouble.sentence)(&failure),
            (None, Some(0)) => words.verbatims.nobody.to_owned(),
            (None, _) => return None,
        };
        Some(view! { <p class="note" role="status">{says}</p> })
    };
    let can_draw = Memo::new(move |_| asked.failure.with(Option::is_none) && n_rows.get() > 0);
    let label = Signal::derive(move || words.get().verbatims.list.to_owned());
    view! {
        <div class="row row--spread">
            <div role="status">
                <h3>{count}</h3>
            </div>
            <SaveList
                matching=Signal::derive(move || n_rows.get() as u32)
                all=|words| words.verbatims.csv_list
                first=|words, n| (words.verbatims.csv_of_first)(n)
                on_save=save
            />
        </div>
        <Filters control=control detected=detected/>
        {message}
        <Show when=move || can_draw.get()>
            <VirtualTable
                label=label
                columns=columns
                n_rows=n_rows
                row=row
                max_height=520.0
                on_rows=Callback::new(move |rows| rows_drawn.set(rows))
                openable=Openable { id: LIST_ID, active, opened: Signal::derive(|| None), on_open: open }
            />
            <p class="quiet hint">{move || words.get().verbatims.list_hint}</p>
        </Show>
    }
}

/// A row of the list, where the report has it.
fn row_at(report: &Arc<VerbatimsReport>, at: usize) -> Option<&Verbatim> {
    report.rows.get(at.checked_sub(report.from as usize)?)
}

/// The fields of a row.
fn fields(words: &Words, row: &Verbatim, report: &ImportReport) -> Vec<String> {
    vec![
        row.text.clone(),
        row.score.map(|score| format::decimal(words.language, score, 2)).unwrap_or_default(),
        row.touchpoint.clone().unwrap_or_else(|| "–".to_owned()),
        format::date_in(words.language, &row.timestamp, shown_zone(report)),
        row.customer.clone(),
    ]
}

/// What is searched for, beside which scores, in which theme.
#[component]
fn Filters(control: Control<FeedbackState>, detected: Memo<Option<Scale>>) -> impl IntoView {
    let words = use_words();
    let scale = Memo::new(move |_| control.state.with(|state| state.question.scale).or(detected.get()));
    // The first one is any score, or none.
    let bands = Signal::derive(move || {
        let words = words.get();
        let mut names = vec![words.verbatims.any_score.to_owned()];
        if let Some(scale) = scale.get() {
            names.extend((words.feedback.bands)(scale).map(str::to_owned));
        }
        (names, Some(control.state.with(|state| state.listing.band).map_or(0, |band| usize::from(band) + 1)))
    });
    let choose = Callback::new(move |at: usize| {
        control.update(History::Push, |state| state.listing.band = at.checked_sub(1).map(|band| band as u8));
    });
    let search = Callback::new(move |search: String| {
        control.update(History::Replace, |state| state.listing.search = search);
    });
    let theme = move || {
        let theme = control.state.with(|state| state.listing.theme.clone())?;
        let text = &words.get().verbatims;
        let every = move |_| control.update(History::Push, |state| state.listing.theme = None);
        Some(view! {
            <p class="row customers__scope">
                <span>{(text.of_theme)(&theme)}</span>
                <button type="button" class="button button--small" on:click=every>{text.every_theme}</button>
            </p>
        })
    };
    view! {
        <div class="row">
            <SearchField
                label=|words| words.verbatims.search
                hint=|words| words.verbatims.search_hint
                text=Signal::derive(move || control.state.with(|state| state.listing.search.clone()))
                on_search=search
            />
            <Show when=move || scale.get().is_some()>
                <Choice label=|words| words.verbatims.beside options=bands on_choose=choose/>
            </Show>
        </div>
        {theme}
    }
}
