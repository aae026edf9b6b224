//! Scores before and after a touchpoint, customer by customer.

use leptos::prelude::*;

use super::state::FeedbackState;
use crate::{
    analysis::{Count, ScoreChange, ScoreChangesQuestion, ScoreChangesReport},
    export,
    import::Scale,
    panel::{
        Control, Field, ask,
        comparison::p_value,
        table::Header,
        table_section::{ReportTable, TableSection, heads},
    },
    text::{Words, format},
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
    let question = Memo::new(move |_| {
        let asked = control.state.with(|state| state.asked());
        has_score.get().then_some(ScoreChangesQuestion { scale: asked.scale, least: None, scope: asked.scope })
    });
    let report = ask::<ScoreChangesQuestion>(question.into()).report;
    view! { <TableSection report=report scope=control.scope()/> }
}

impl ReportTable for ScoreChangesReport {
    const FILE: &'static str = "score-changes";

    fn title(&self, words: &Words) -> String {
        words.feedback.changes.to_owned()
    }

    fn says(&self, words: &Words) -> String {
        let surest = self.touchpoints.first().filter(|known| known.p_value < SURE);
        surest.map_or_else(
            || words.feedback.no_changes.to_owned(),
            |known| {
                let [before, after] = [known.before, known.after].map(|mean| format::fixed(words.language, mean, 2));
                (words.feedback.changes_says)(&known.touchpoint, &before, &after)
            },
        )
    }

    fn columns(&self, words: &Words) -> Vec<Header> {
        heads(words.feedback.changes_heads, TRACKS, |at| (1..7).contains(&at))
    }

    fn rows(&self, words: &Words) -> Vec<Vec<Field>> {
        self.touchpoints.iter().map(|known| fields(words, self.scale, known)).collect()
    }

    fn method(&self, words: &Words) -> Vec<&'static str> {
        words.feedback.changes_method.to_vec()
    }

    fn csv(&self) -> export::Table {
        export::score_changes(self)
    }
}

fn fields(words: &Words, scale: Scale, known: &ScoreChange) -> Vec<Field> {
    let (language, text) = (words.language, &words.feedback);
    let change = known.after - known.before;
    let verdict = match () {
        () if known.p_value >= SURE => words.comparison.unclear,
        () if change > 0.0 => text.better,
        () => text.worse,
    };
    let [low, high] = known.interval.map(|end| format::signed(language, end, 2));
    let count = || Count::ScoreChange {
        touchpoint: known.touchpoint.clone(),
        question: ScoreChangesQuestion { scale: Some(scale), ..ScoreChangesQuestion::default() },
    };
    vec![
        known.touchpoint.clone().into(),
        Field::counting(format::count(language, known.customers), known.customers, count),
        format::fixed(language, known.before, 2).into(),
        format::fixed(language, known.after, 2).into(),
        format::signed(language, change, 2).into(),
        (words.comparison.range)(&low, &high).into(),
        p_value(words, known.p_value).into(),
        verdict.into(),
    ]
}
