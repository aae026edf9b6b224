//! What `<sojourn-heatmap>` shows: shades, cells, the same as a table, the method.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::{Answered, Method, More, Note, Source};
use crate::{
    analysis::{HeatmapQuestion, HeatmapReport},
    chart::{heat_grid::HeatGrid, heat_picture::HeatFigure, legend::ShadeLegend},
    geometry::grid::CellPosition,
    panel::heatmap::{
        Matrix,
        reading::{Reading, Row},
        state::{HeatmapState, KEPT},
        wording,
    },
    text::use_words,
};

/// A cell of the report that was chosen: its row (`None` where the row is not one of the report's) and its column.
pub type ChosenCell = (Option<usize>, usize);

/// Draws the newest answer.
#[component]
pub fn HeatmapChart(
    /// The newest answer.
    #[prop(into)]
    answered: Signal<Option<Arc<Answered<HeatmapQuestion, HeatmapReport>>>>,
    /// Hears which cell was chosen.
    on_pick: Callback<ChosenCell>,
) -> impl IntoView {
    let words = use_words();
    let reading = Memo::new(move |_| {
        answered.with(|answer| {
            let answer = answer.as_ref()?;
            let state = HeatmapState::asking(answer.question.clone());
            Some(Arc::new(Reading::new(Arc::new(answer.report.clone()), state, &BTreeMap::new())))
        })
    });
    let trouble = Memo::new(move |_| {
        let is_empty = reading.with(|reading| reading.as_ref().is_some_and(|reading| reading.report.is_empty()));
        is_empty.then(|| words.get().heatmap.nothing.to_owned())
    });
    let can_draw = Memo::new(move |_| trouble.with(Option::is_none) && reading.with(Option::is_some));
    let figure = Signal::derive(move || {
        let words = words.get();
        Arc::new(reading.get().map_or_else(HeatFigure::empty, |reading| wording::figure(words, &reading)))
    });
    let scale = move || {
        let scale = reading.with(|reading| reading.as_ref().map(|reading| wording::scale(words.get(), reading)));
        scale.map(|scale| view! { <ShadeLegend scale=scale/> })
    };
    let named = move |name: fn(&crate::text::Words, &HeatmapState) -> String| {
        Signal::derive(move || {
            reading
                .with(|reading| reading.as_ref().map(|reading| name(words.get(), &reading.state)))
                .unwrap_or_default()
        })
    };
    let (headline, label) = (named(wording::headline), named(wording::chart_name));
    let method = Signal::derive(move || {
        let source = answered.with(|answer| answer.as_ref().and_then(|it| it.source.clone()));
        let sentences = |(reading, source): (Arc<Reading>, Source)| {
            let question = &reading.state.question;
            let kept = question.keep.unwrap_or(KEPT);
            wording::method(words.get(), &reading.state, question.goal.as_ref(), &source.report(), kept)
        };
        reading.get().zip(source).map(sentences).unwrap_or_default()
    });
    let pick = Callback::new(move |cell: CellPosition| {
        let row = reading.with_untracked(|reading| match reading.as_ref()?.rows.get(cell.row)? {
            Row::Reported(row) => Some(*row),
            Row::Ended => None,
        });
        on_pick.run((row, cell.column));
    });
    let table = Callback::new(move |()| view! { <Matrix figure=figure/> }.into_any());
    view! {
        <Note sentence=trouble/>
        <Show when=move || can_draw.get()>
            <div class="headline" part="headline">
                <p class="headline__sentence">{move || headline.get()}</p>
            </div>
            <div part="legend">{scale}</div>
            <div part="chart">
                <HeatGrid
                    id="chart"
                    label=label
                    figure=figure
                    hint=Signal::derive(move || words.get().heatmap.hint.to_owned())
                    on_pick=pick
                />
            </div>
            <More part="table" summary=Signal::derive(move || words.get().question.as_table) inside=table/>
        </Show>
        <Method sentences=method/>
    }
}
