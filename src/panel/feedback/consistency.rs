//! The same touchpoint across channels: where customers say different things of it.

use leptos::prelude::*;

use super::state::FeedbackState;
use crate::{
    analysis::{ConsistencyQuestion, ConsistencyReport, ScoreGroup, TouchpointAcross},
    event_log::ColumnRole,
    export,
    panel::{
        Control, OpenLog, ask, comparison::p_value, download::save_csv, exports::file_of, table::Header,
        table_section::TableSection, use_workspace,
    },
    text::{Words, format, use_words},
};

/// A spread is named where it is at most this likely by chance.
const SURE: f64 = 0.05;
/// Columns: touchpoint, how many channels, the lowest, the highest, spread, p, verdict.
const TRACKS: [&str; 7] = [
    "minmax(9rem, 2fr)", "minmax(5rem, 0.5fr)", "minmax(12rem, 2fr)", "minmax(12rem, 2fr)", "minmax(5rem, 0.5fr)",
    "minmax(5rem, 0.5fr)", "minmax(8rem, 1fr)",
];

/// The section; nothing without channels and scores.
#[component]
pub fn Consistency(
    /// The state of the screen.
    control: Control<FeedbackState>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let can_ask = Memo::new(move |_| {
        let has = |log: &OpenLog| {
            let columns = &log.report.summary.columns;
            columns.contains_key(&ColumnRole::Score) && columns.contains_key(&ColumnRole::Channel)
        };
        workspace.log.with(|log| log.as_ref().is_some_and(has))
    });
    let question = Memo::new(move |_| {
        let asked = control.state.with(|state| state.asked());
        can_ask.get().then_some(ConsistencyQuestion { rated: asked.rated, scale: asked.scale, scope: asked.scope })
    });
    let report = ask::<ConsistencyQuestion>(question.into()).report;
    let columns = Signal::derive(move || {
        let heads = words.get().feedback.consistency_heads.into_iter().zip(TRACKS).enumerate();
        heads
            .map(|(at, (head, track))| Header { label: head.to_owned(), numeric: [1, 4, 5].contains(&at), track })
            .collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let words = words.get();
        let rows = report.with(|report| {
            report.as_ref().map(|report| report.touchpoints.iter().map(|known| fields(words, known)).collect())
        });
        rows.unwrap_or_default()
    });
    let says = Signal::derive(move || {
        report.with(|report| report.as_ref().map(|report| says(words.get(), report))).unwrap_or_default()
    });
    let file = file_of("consistency");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::consistency(&report));
        }
    });
    let title = Signal::derive(move || words.get().feedback.consistency.to_owned());
    let method = Signal::derive(move || words.get().feedback.consistency_method.to_vec());
    view! { <TableSection title=title says=says columns=columns rows=rows on_save=save method=method/> }
}

fn mean(words: &Words, channel: &ScoreGroup) -> String {
    channel.scores.mean.map(|mean| format::fixed(words.language, mean, 2)).unwrap_or_default()
}

fn ends(known: &TouchpointAcross) -> Option<[&ScoreGroup; 2]> {
    Some([known.channels.first()?, known.channels.last()?])
}

fn fields(words: &Words, known: &TouchpointAcross) -> Vec<String> {
    let text = &words.feedback;
    let channel = |channel: &ScoreGroup| {
        let n = (text.n)(&format::count(words.language, channel.scores.n));
        (text.mean_of)(&channel.name, &mean(words, channel), &n)
    };
    let [lowest, highest] = ends(known).map(|ends| ends.map(channel)).unwrap_or_default();
    vec![
        known.touchpoint.clone(),
        format::count(words.language, known.channels.len()),
        lowest,
        highest,
        format::fixed(words.language, known.spread, 2),
        p_value(words, known.p_value),
        if known.p_value < SURE { text.inconsistent } else { words.comparison.unclear }.to_owned(),
    ]
}

fn says(words: &Words, report: &ConsistencyReport) -> String {
    let surest = report.touchpoints.first().filter(|known| known.p_value < SURE);
    let said = surest.and_then(|known| {
        let ends = ends(known)?;
        let [lowest, highest] = ends.map(|channel| (channel.name.as_str(), mean(words, channel)));
        Some((words.feedback.consistency_says)(&known.touchpoint, [lowest.0, &lowest.1], [highest.0, &highest.1]))
    });
    said.unwrap_or_else(|| words.feedback.consistent.to_owned())
}
