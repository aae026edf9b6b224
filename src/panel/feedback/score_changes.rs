//! Scores before and after a touchpoint, customer by customer.

use leptos::prelude::*;

use super::state::FeedbackState;
use crate::{
    analysis::{ScoreChange, ScoreChangesQuestion, ScoreChangesReport},
    export,
    panel::{
        Control, ask, comparison::p_value, download::save_csv, exports::file_of, table::Header,
        table_section::TableSection,
    },
    text::{Words, format, use_words},
};

/// A change is named where it is at most this likely by chance.
const SURE: f64 = 0.05;
/// Columns: touchpoint, customers, before, after, change, its interval, p, verdict.
const TRACKS: [&str; 8] = [
    "minmax(9rem, 2fr)", "minmax(6rem, 1fr)", "minmax(5rem, 1fr)", "minmax(5rem, 1fr)", "minmax(5rem, 1fr)",
    "minmax(9rem, 1fr)", "minmax(5rem, 1fr)", "minmax(8rem, 1fr)",
];

/// The section; nothing where too few customers have two scores.
#[component]
pub fn ScoreChanges(
    /// The state of the screen.
    control: Control<FeedbackState>,
    /// Whether the log has scores.
    has_score: Memo<bool>,
) -> impl IntoView {
    let words = use_words();
    let question = Memo::new(move |_| {
        let asked = control.state.with(|state| state.asked());
        has_score.get().then_some(ScoreChangesQuestion { scale: asked.scale, least: None, scope: asked.scope })
    });
    let report = ask::<ScoreChangesQuestion>(question.into()).report;
    let columns = Signal::derive(move || {
        let heads = words.get().feedback.changes_heads.into_iter().zip(TRACKS).enumerate();
        let numeric = |at: usize| (1..7).contains(&at);
        heads
            .map(|(at, (head, track))| Header { label: head.to_owned(), numeric: numeric(at), track })
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
    let file = file_of("score-changes");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::score_changes(&report));
        }
    });
    let title = Signal::derive(move || words.get().feedback.changes.to_owned());
    let method = Signal::derive(move || words.get().feedback.changes_method.to_vec());
    view! { <TableSection title=title says=says columns=columns rows=rows on_save=save method=method/> }
}

fn fields(words: &Words, known: &ScoreChange) -> Vec<String> {
    let (language, text) = (words.language, &words.feedback);
    let change = known.after - known.before;
    let verdict = match () {
        () if known.p_value >= SURE => words.comparison.unclear,
        () if change > 0.0 => text.better,
        () => text.worse,
    };
    let [low, high] = known.interval.map(|end| format::signed(language, end, 2));
    vec![
        known.touchpoint.clone(),
        format::count(language, known.customers),
        format::fixed(language, known.before, 2),
        format::fixed(language, known.after, 2),
        format::signed(language, change, 2),
        (words.comparison.range)(&low, &high),
        p_value(words, known.p_value),
        verdict.to_owned(),
    ]
}

fn says(words: &Words, report: &ScoreChangesReport) -> String {
    let surest = report.touchpoints.first().filter(|known| known.p_value < SURE);
    surest.map_or_else(
        || words.feedback.no_changes.to_owned(),
        |known| {
            let [before, after] = [known.before, known.after].map(|mean| format::fixed(words.language, mean, 2));
            (words.feedback.changes_says)(&known.touchpoint, &before, &after)
        },
    )
}
