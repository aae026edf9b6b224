//! The tables of the journey map: its twin, stage by stage, and the touchpoints of one stage.

use std::sync::Arc;

use leptos::prelude::*;

use super::figure::fates_of;
use crate::{
    analysis::{JourneyMapReport, StageOfMap},
    panel::{
        names::stage_name,
        table::{Header, VirtualTable},
    },
    text::{Words, format, use_words},
};

/// The map as a table: one row per stage.
#[component]
pub fn StageTable(
    /// The report.
    report: Signal<Option<Arc<JourneyMapReport>>>,
) -> impl IntoView {
    let words = use_words();
    let columns = Signal::derive(move || {
        let words = words.get();
        let text = &words.journey_map;
        let numbers = [
            text.customers, text.going_on, text.onward, words.question.interval_name, text.going_back, text.staying,
            text.leaving, text.starting_name, text.coming_back_name, text.in_stage, text.to_next, text.mean_score,
            text.scores,
        ];
        let stage = Header::text(words.terms.stage_title).track("minmax(9rem, 2fr)");
        // Wide enough for an interval.
        let number = |label| Header::number(label).track("minmax(8.5rem, 1fr)");
        [stage].into_iter().chain(numbers.map(number)).collect::<Vec<_>>()
    });
    let n_rows = Signal::derive(move || report.with(|report| report.as_ref().map_or(0, |report| report.stages.len())));
    let row = move |at: usize| {
        let words = words.get();
        report.with(|report| {
            let stage = report.as_ref().and_then(|report| report.stages.get(at));
            stage.map(|stage| fields(words, stage)).unwrap_or_default()
        })
    };
    let label = Signal::derive(move || words.get().journey_map.table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}

fn fields(words: &Words, stage: &StageOfMap) -> Vec<AnyView> {
    let language = words.language;
    let count = |n: u32| format::count(language, n);
    let percent = |rate: f64| format::percent(language, rate);
    let interval = stage.onward_interval.map(|interval| {
        let [low, high] = interval.map(percent);
        (words.question.interval)(&low, &high)
    });
    let median = |quartiles: Option<[f64; 3]>| {
        quartiles.map(|[_, median, _]| format::duration(language, median)).unwrap_or_default()
    };
    let [going_on, going_back, staying, leaving] = fates_of(words, stage).map(|(_, n)| count(n));
    let mean = stage.scores.as_ref().and_then(|scores| scores.mean);
    let fields = [
        stage_name(words, &stage.stage),
        count(stage.customers),
        going_on,
        stage.onward_rate.map(percent).unwrap_or_default(),
        interval.unwrap_or_default(),
        going_back,
        staying,
        leaving,
        count(stage.starting),
        count(stage.coming_back),
        median(stage.seconds_in_stage),
        median(stage.seconds_to_next),
        mean.map(|mean| format::decimal(language, mean, 2)).unwrap_or_default(),
        stage.scores.as_ref().map(|scores| count(scores.n)).unwrap_or_default(),
    ];
    fields.into_iter().map(IntoAny::into_any).collect()
}

/// The touchpoints of a stage, most events first.
#[component]
pub fn TouchpointTable(
    /// The stage.
    stage: Memo<Option<StageOfMap>>,
) -> impl IntoView {
    let words = use_words();
    let columns = Signal::derive(move || {
        let terms = &words.get().terms;
        vec![Header::text(terms.touchpoint), Header::number(terms.events), Header::number(terms.customers)]
    });
    let n_rows = Signal::derive(move || stage.with(|stage| stage.as_ref().map_or(0, |stage| stage.touchpoints.len())));
    let row = move |at: usize| {
        let language = words.get().language;
        stage.with(|stage| {
            let touchpoint = stage.as_ref().and_then(|stage| stage.touchpoints.get(at));
            let fields = touchpoint.map(|it| {
                let [events, customers] = [it.events, it.customers].map(|n| format::count(language, n).into_any());
                vec![it.touchpoint.clone().into_any(), events, customers]
            });
            fields.unwrap_or_default()
        })
    };
    let label = Signal::derive(move || words.get().journey_map.touchpoint_table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}
