//! After what customers complain or enquire: a table of touchpoints.

use leptos::prelude::*;

use super::state::FeedbackState;
use crate::{
    analysis::{BeforeComplaints, ComplaintsQuestion},
    export,
    panel::{Control, ask, download::save_csv, exports::file_of, table::Header, table_section::TableSection},
    text::{Words, format, use_words},
};

/// A difference that is at most this likely by chance is named.
const SURE: f64 = 0.05;
const TRACKS: [&str; 7] = [
    "minmax(9rem, 2fr)", "minmax(5rem, 1fr)", "minmax(6rem, 1fr)", "minmax(6rem, 1fr)", "minmax(7rem, 1fr)",
    "minmax(9rem, 1fr)", "minmax(8rem, 1fr)",
];

/// What comes before complaints and enquiries, where there are any.
#[component]
pub fn Complaints(
    /// The state of the screen.
    control: Control<FeedbackState>,
) -> impl IntoView {
    let words = use_words();
    let question = Memo::new(move |_| Some(control.state.with(|state| state.complaints_asked())));
    let asked = ask::<ComplaintsQuestion>(question.into());
    let report = asked.report;
    let columns = Signal::derive(move || {
        let heads = words.get().verbatims.complaint_heads.into_iter().zip(TRACKS).enumerate();
        heads.map(|(at, (head, track))| Header { label: head.to_owned(), numeric: at > 0, track }).collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let words = words.get();
        let rows = report.with(|report| {
            let report = report.as_ref().filter(|report| report.events > 0)?;
            Some(report.touchpoints.iter().map(|known| fields(words, known)).collect())
        });
        rows.unwrap_or_default()
    });
    let says = Signal::derive(move || {
        let words = words.get();
        let says = report.with(|report| {
            let report = report.as_ref()?;
            let n = |n: u32| format::count(words.language, n);
            let names = [report.complaints.clone(), report.enquiries.clone()].concat().join(words.list_separator());
            Some((words.verbatims.complaints_of)(&n(report.events), &names, &n(report.unplaced)))
        });
        says.unwrap_or_default()
    });
    let file = file_of("before-complaints");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::complaints(&report));
        }
    });
    let title = Signal::derive(move || words.get().verbatims.complaints.to_owned());
    let method = Signal::derive(move || words.get().verbatims.complaints_method.to_vec());
    view! { <TableSection title=title says=says columns=columns rows=rows on_save=save method=method/> }
}

/// The fields of a row.
fn fields(words: &Words, it: &BeforeComplaints) -> Vec<String> {
    let count = |n: u32| format::count(words.language, n);
    let percent = |rate: f64| format::percent(words.language, rate);
    let [low, high] = it.interval.map(percent);
    let is_sure = it.p_value.is_some_and(|p_value| p_value < SURE);
    let rest = it.rest.map_or("–".to_owned(), |rest| match is_sure {
        true => {
            let [above, below] = words.verbatims.sure;
            let named = if it.rate > rest { above } else { below };
            format!("{named} {}", percent(rest))
        }
        false => percent(rest),
    });
    let name = if it.touchpoint.is_empty() { "–".to_owned() } else { it.touchpoint.clone() };
    vec![
        name,
        count(it.events),
        count(it.complaints),
        count(it.enquiries),
        percent(it.rate),
        (words.feedback.interval)(&low, &high),
        rest,
    ]
}
