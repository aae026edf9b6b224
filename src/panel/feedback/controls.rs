//! The controls: what scores are grouped by, what they speak of, their scale, the order of the groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    reading::Reading,
    state::FeedbackState,
    wording::{ORDERS, SCALES, order_name},
};
use crate::{
    analysis::{Dimension, Rated},
    event_log::ColumnRole,
    import::ImportReport,
    panel::{
        Control, History,
        choice::Choice,
        heatmap::wording::{dimension_name, dimensions},
        scope_controls::Conditions,
        use_workspace,
    },
    prepare::Condition,
    text::use_words,
};

const RATED: [Rated; 2] = [Rated::Event, Rated::Before];

/// The dimensions that say where a score was given.
fn places(report: &ImportReport) -> Vec<Dimension> {
    let score = report.summary.columns.get(&ColumnRole::Score);
    let is_place = |dimension: &Dimension| match dimension {
        Dimension::NextTouchpoint | Dimension::Step | Dimension::Outcome => false,
        Dimension::Column(name) => Some(name) != score,
        _ => true,
    };
    dimensions(report).into_iter().filter(is_place).collect()
}

/// What is asked of the scores.
#[component]
pub fn Choices(
    /// The state of the screen.
    control: Control<FeedbackState>,
    /// The answer: it says what was told from the data.
    reading: Memo<Option<Arc<Reading>>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let state = control.state;
    let choices =
        Memo::new(move |_| workspace.log.with(|log| log.as_ref().map(|log| places(&log.report)).unwrap_or_default()));
    let by = Signal::derive(move || {
        let (words, chosen) = (words.get(), state.with(|state| state.by()));
        choices.with(|choices| {
            let names = choices.iter().map(|dimension| dimension_name(words, dimension)).collect();
            (names, choices.iter().position(|dimension| *dimension == chosen))
        })
    });
    let choose_by = Callback::new(move |at: usize| {
        let chosen = choices.with_untracked(|choices| choices.get(at).cloned());
        control.update(History::Push, |state| state.question.by = chosen);
    });
    let rated = Signal::derive(move || {
        let text = &words.get().feedback;
        let told = || reading.with(|reading| Some(reading.as_ref()?.report.rated));
        let chosen = state.with(|state| state.question.rated).or_else(told);
        let names = [text.rated_event, text.rated_before].map(str::to_owned).to_vec();
        (names, RATED.iter().position(|rated| Some(*rated) == chosen))
    });
    let choose_rated = Callback::new(move |at: usize| {
        control.update(History::Push, |state| state.question.rated = RATED.get(at).copied());
    });
    // The first one is that of the column.
    let scale = Signal::derive(move || {
        let (text, chosen) = (&words.get().feedback, state.with(|state| state.question.scale));
        let detected = workspace.log.with(|log| {
            let columns = &log.as_ref()?.report.columns;
            columns.iter().find(|column| column.role == Some(ColumnRole::Score))?.scale
        });
        let mut names = vec![(text.detected)(detected.map(|scale| scale.name()))];
        names.extend(SCALES.map(|scale| (text.scale_name)(scale).to_owned()));
        (names, Some(SCALES.iter().position(|scale| Some(*scale) == chosen).map_or(0, |at| at + 1)))
    });
    let choose_scale = Callback::new(move |at: usize| {
        let chosen = at.checked_sub(1).and_then(|at| SCALES.get(at).copied());
        control.update(History::Push, |state| state.question.scale = chosen);
    });
    let order = Signal::derive(move || {
        let (words, chosen) = (words.get(), state.with(|state| state.order));
        let by = state.with(|state| state.by());
        let names = ORDERS.map(|order| order_name(words, order, &by).to_owned()).to_vec();
        (names, ORDERS.iter().position(|order| *order == chosen))
    });
    let choose_order = Callback::new(move |at: usize| {
        control.update(History::Push, |state| state.order = ORDERS.get(at).copied().unwrap_or_default());
    });
    let add_condition = Signal::derive(move || words.get().question.add_filter);
    let about = Signal::derive(move || state.with(|state| state.question.about.clone()));
    let choose_about = Callback::new(move |(next, history): (Vec<Condition>, History)| {
        control.update(history, |state| state.question.about = next);
    });
    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().feedback.scores}</legend>
            <Choice label=|words| words.feedback.by options=by on_choose=choose_by/>
            <Choice label=|words| words.feedback.rated options=rated on_choose=choose_rated/>
            <Choice label=|words| words.feedback.scale options=scale on_choose=choose_scale/>
            <Choice label=|words| words.feedback.sort options=order on_choose=choose_order/>
        </fieldset>
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().feedback.about}</legend>
            <Conditions id="feedback-about".to_owned() add=add_condition conditions=about on_change=choose_about/>
        </fieldset>
    }
}
