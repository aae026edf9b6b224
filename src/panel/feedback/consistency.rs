//! The same touchpoint across channels: where customers say different things of it.

use leptos::prelude::*;

use super::state::FeedbackState;
use crate::{
    analysis::{
        ConsistencyQuestion, ConsistencyReport, Count, Dimension, FeedbackQuestion, ScoreGroup, TouchpointAcross,
    },
    event_log::ColumnRole,
    export,
    panel::{
        Control, Field, OpenLog, ask,
        comparison::p_value,
        scope_controls,
        table::Header,
        table_section::{ReportTable, TableSection, heads},
        use_workspace,
    },
    prepare::Condition,
    text::{Words, format},
};

/// A spread is named where it is at most this likely by chance.
const SURE: f64 = 0.05;
/// Columns: touchpoint, how many channels, the lowest, the highest, spread, p, verdict.
const TRACKS: [&str; 7] = [
    "minmax(7.5rem, 2fr)", "minmax(5rem, 0.5fr)", "minmax(11rem, 2fr)", "minmax(11rem, 2fr)", "minmax(4.5rem, 0.5fr)",
    "minmax(4rem, 0.5fr)", "minmax(8rem, 1fr)",
];

/// The section; nothing without channels and scores.
#[component]
pub fn Consistency(
    /// The state of the screen.
    control: Control<FeedbackState>,
) -> impl IntoView {
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
    view! { <TableSection report=report scope=control.scope()/> }
}

impl ReportTable for ConsistencyReport {
    const FILE: &'static str = "consistency";

    fn title(&self, words: &Words) -> String {
        words.feedback.consistency.to_owned()
    }

    fn says(&self, words: &Words) -> String {
        let surest = self.touchpoints.first().filter(|known| known.p_value < SURE);
        let said = surest.and_then(|known| {
            let ends = ends(known)?;
            let [lowest, highest] = ends.map(|channel| (channel.name.as_str(), mean(words, channel)));
            Some((words.feedback.consistency_says)(&known.touchpoint, [lowest.0, &lowest.1], [highest.0, &highest.1]))
        });
        said.unwrap_or_else(|| words.feedback.consistent.to_owned())
    }

    fn columns(&self, words: &Words) -> Vec<Header> {
        heads(words.feedback.consistency_heads, TRACKS, |at| [1, 4, 5].contains(&at))
    }

    fn rows(&self, words: &Words) -> Vec<Vec<Field>> {
        self.touchpoints.iter().map(|known| fields(words, self, known)).collect()
    }

    fn method(&self, words: &Words) -> Vec<&'static str> {
        words.feedback.consistency_method.to_vec()
    }

    fn csv(&self) -> export::Table {
        export::consistency(self)
    }
}

fn mean(words: &Words, channel: &ScoreGroup) -> String {
    channel.scores.mean.map(|mean| format::fixed(words.language, mean, 2)).unwrap_or_default()
}

fn ends(known: &TouchpointAcross) -> Option<[&ScoreGroup; 2]> {
    Some([known.channels.first()?, known.channels.last()?])
}

fn fields(words: &Words, report: &ConsistencyReport, known: &TouchpointAcross) -> Vec<Field> {
    let text = &words.feedback;
    let channel = |channel: &ScoreGroup| {
        let n = (text.n)(&format::count(words.language, channel.scores.n));
        let says = (text.mean_of)(&channel.name, &mean(words, channel), &n);
        Field::counting(says, channel.scores.n, || scores_of(report, known, channel))
    };
    let Some([lowest, highest]) = ends(known).map(|ends| ends.map(channel)) else { return Vec::new() };
    vec![
        known.touchpoint.clone().into(),
        format::count(words.language, known.channels.len()).into(),
        lowest,
        highest,
        format::fixed(words.language, known.spread, 2).into(),
        p_value(words, known.p_value).into(),
        if known.p_value < SURE { text.inconsistent } else { words.comparison.unclear }.into(),
    ]
}

/// The scores of the touchpoint through one of its channels.
fn scores_of(report: &ConsistencyReport, known: &TouchpointAcross, channel: &ScoreGroup) -> Count {
    let through = Condition { is: Some(vec![channel.name.clone()]), ..scope_controls::nothing_of("channel") };
    let question = FeedbackQuestion {
        by: Some(Dimension::Touchpoint),
        rated: Some(report.rated),
        scale: Some(report.scale),
        about: vec![through],
        ..FeedbackQuestion::default()
    };
    Count::Scores { question: Box::new(question), group: Some(known.touchpoint.clone()), range: None }
}
