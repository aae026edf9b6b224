//! The tables of the journey map: its twin, stage by stage, and the touchpoints of one stage.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::state::JourneyMapState;
use crate::{
    analysis::{Count, Dimension, FeedbackQuestion, HeatmapQuestion, JourneyMapReport, Rated, StageOfMap, StagePart},
    panel::{
        BehindCounts, Control, Field,
        names::stage_name,
        report::memory::StageNotes,
        table::{Header, VirtualTable},
        use_workspace,
    },
    stage::{Aspect, Side},
    text::{Words, format, use_words},
};

/// The map as a table: one row per stage.
#[component]
pub fn StageTable(
    /// The state of the screen.
    control: Control<JourneyMapState>,
    /// The report.
    report: Signal<Option<Arc<JourneyMapReport>>>,
    /// What is noted of stages.
    noted: Memo<BTreeMap<String, StageNotes>>,
) -> impl IntoView {
    let words = use_words();
    let behind = BehindCounts::of(control.scope());
    let columns = Signal::derive(move || {
        let words = words.get();
        let text = &words.journey_map;
        let numbers = [
            text.customers,
            text.going_on,
            text.onward,
            words.question.interval_name,
            text.going_back,
            text.staying,
            text.leaving,
            text.starting_name,
            text.coming_back_name,
            text.in_stage,
            text.to_next,
            text.mean_score,
            text.scores,
            (words.stages.side)(Side::Online),
            text.failures,
            text.failed_customers,
        ];
        let stage = Header::text(words.terms.stage_title).track("minmax(9rem, 2fr)");
        // Wide enough for an interval.
        let number = |label| Header::number(label).track("minmax(8.5rem, 1fr)");
        let notes = text.notes_of.into_iter().filter(|_| noted.with(|noted| !noted.is_empty())).map(Header::text);
        [stage].into_iter().chain(numbers.map(number)).chain(notes).collect::<Vec<_>>()
    });
    let n_rows = Signal::derive(move || report.with(|report| report.as_ref().map_or(0, |report| report.stages.len())));
    let row = move |at: usize| {
        let words = words.get();
        let idle_seconds = control.state.with(|state| state.question.idle_seconds);
        report.with(|report| {
            let stage = report.as_ref().and_then(|report| report.stages.get(at));
            let fields = stage.map(|stage| {
                let notes = noted.with(|noted| notes(noted, stage));
                let heads = columns.with(|columns| columns.iter().map(|column| column.label.clone()).collect());
                behind
                    .fields(fields(words, stage, idle_seconds, report.as_ref().and_then(|it| it.rated)), heads)
                    .into_iter()
                    .chain(notes)
                    .collect()
            });
            fields.unwrap_or_default()
        })
    };
    let label = Signal::derive(move || words.get().journey_map.table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}

/// The parts of a stage's customers: how many they are, and their count.
pub fn parts_of(stage: &StageOfMap, idle_seconds: Option<f64>) -> [(StagePart, u32, Count); 8] {
    let parts = [
        (StagePart::All, stage.customers),
        (StagePart::GoingOn, stage.going_on),
        (StagePart::GoingBack, stage.going_back),
        (StagePart::Staying, stage.staying),
        (StagePart::Leaving, stage.leaving),
        (StagePart::Starting, stage.starting),
        (StagePart::ComingBack, stage.coming_back),
        (StagePart::Failed, stage.failed_customers),
    ];
    parts.map(|(part, n)| (part, n, Count::Stage { stage: stage.stage.clone(), part, idle_seconds }))
}

fn fields(words: &Words, stage: &StageOfMap, idle_seconds: Option<f64>, rated: Option<Rated>) -> Vec<Field> {
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
    let [customers, going_on, going_back, staying, leaving, starting, coming_back, failed] =
        parts_of(stage, idle_seconds).map(|(_, n, behind)| Field::counting(count(n), n, || behind));
    let mean = stage.scores.as_ref().and_then(|scores| scores.mean);
    let n_scores = stage.scores.as_ref().map_or(0, |scores| scores.n);
    let scores = || Count::Scores {
        question: Box::new(FeedbackQuestion { by: Some(Dimension::Stage), rated, ..FeedbackQuestion::default() }),
        group: Some(stage.stage.clone()),
        range: None,
    };
    let failures = Count::Stage { stage: stage.stage.clone(), part: StagePart::Failed, idle_seconds };
    vec![
        stage_name(words, &stage.stage).into(),
        customers,
        going_on,
        stage.onward_rate.map(percent).unwrap_or_default().into(),
        interval.unwrap_or_default().into(),
        going_back,
        staying,
        leaving,
        starting,
        coming_back,
        median(stage.seconds_in_stage).into(),
        median(stage.seconds_to_next).into(),
        mean.map(|mean| format::decimal(language, mean, 2)).unwrap_or_default().into(),
        Field::counting(if n_scores > 0 { count(n_scores) } else { String::new() }, n_scores, scores),
        percent(f64::from(stage.online) / f64::from(stage.events.max(1))).into(),
        Field::counting(count(stage.failures), stage.failures, || failures),
        failed,
    ]
}

/// What is noted of a stage; no fields where nothing is noted of any.
fn notes(noted: &BTreeMap<String, StageNotes>, stage: &StageOfMap) -> Vec<AnyView> {
    let own = noted.get(&stage.stage).cloned().unwrap_or_default();
    let own = own.into_iter().filter(|_| !noted.is_empty());
    own.map(|note| view! { <span class="table__cut" title=note.clone()>{note.clone()}</span> }.into_any()).collect()
}

/// The touchpoints of a stage, most events first; with their owners, where the register has any.
#[component]
pub fn TouchpointTable(
    /// The state of the screen.
    control: Control<JourneyMapState>,
    /// The stage.
    stage: Memo<Option<StageOfMap>>,
) -> impl IntoView {
    let words = use_words();
    let owners = use_workspace().chosen_stages;
    let behind = BehindCounts::of(control.scope());
    let has_owners = Memo::new(move |_| owners.with(|chosen| !chosen.owners.is_empty()));
    let columns = Signal::derive(move || {
        let words = words.get();
        let terms = &words.terms;
        let owner = has_owners.get().then(|| Header::text((words.stages.aspect)(Aspect::Owner)));
        [Header::text(terms.touchpoint), Header::number(terms.events), Header::number(terms.customers)]
            .into_iter()
            .chain(owner)
            .collect::<Vec<_>>()
    });
    let n_rows = Signal::derive(move || stage.with(|stage| stage.as_ref().map_or(0, |stage| stage.touchpoints.len())));
    let row = move |at: usize| {
        let language = words.get().language;
        stage.with(|stage| {
            let touchpoint = stage.as_ref().and_then(|stage| stage.touchpoints.get(at));
            let fields = touchpoint.map(|it| {
                let [events, customers] = [it.events, it.customers].map(|n| format::count(language, n));
                let owner = || owners.with(|chosen| chosen.owners.get(&it.touchpoint).cloned()).unwrap_or_default();
                let count = || Count::Cell {
                    question: HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Stage),
                    row: it.touchpoint.clone(),
                    column: stage.as_ref().map(|stage| stage.stage.clone()).unwrap_or_default(),
                };
                let counts =
                    [Field::counting(events, it.events, count), Field::counting(customers, it.customers, count)];
                let fields = [it.touchpoint.clone().into()].into_iter().chain(counts);
                let fields = fields.chain(has_owners.get().then(|| owner().into())).collect();
                let heads = columns.with(|columns| columns.iter().map(|column| column.label.clone()).collect());
                behind.fields(fields, heads)
            });
            fields.unwrap_or_default()
        })
    };
    let label = Signal::derive(move || words.get().journey_map.touchpoint_table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}
