//! The ways through the stage that was chosen.

use leptos::prelude::*;

use super::state::JourneyMapState;
use crate::{
    analysis::{Count, StageOfMap, StagePath, StagePathsQuestion, StagePathsReport},
    export,
    panel::{
        Control, Field, ask,
        names::{path_name, stage_name},
        table::Header,
        table_section::{ReportTable, TableSection, heads},
    },
    text::{Words, format},
};

/// Columns: way, customers, share, rate onward, its interval, median time.
const TRACKS: [&str; 6] = [
    "minmax(14rem, 8fr)", "minmax(6.2rem, 1fr)", "minmax(5rem, 1fr)", "minmax(5rem, 1fr)", "minmax(9.5rem, 1fr)",
    "minmax(7rem, 1fr)",
];

/// The section; nothing while no stage is chosen.
#[component]
pub fn StagePaths(
    /// The state of the screen.
    control: Control<JourneyMapState>,
    /// The stage.
    stage: Memo<Option<StageOfMap>>,
) -> impl IntoView {
    let question = Memo::new(move |_| {
        let stage = stage.with(|stage| Some(stage.as_ref()?.stage.clone()))?;
        let scope = control.state.with(|state| state.asked().scope);
        Some(StagePathsQuestion { stage, keep: None, scope })
    });
    let report = ask::<StagePathsQuestion>(question.into()).report;
    view! { <TableSection report=report scope=control.scope()/> }
}

impl ReportTable for StagePathsReport {
    const FILE: &'static str = "stage-paths";

    fn title(&self, words: &Words) -> String {
        (words.journey_map.paths)(&stage_name(words, &self.stage))
    }

    fn says(&self, words: &Words) -> String {
        let shown: u32 = self.paths.iter().map(|path| path.customers).sum();
        let [n, all] = [shown, self.customers].map(|n| format::count(words.language, n));
        let [paths, all_paths] = [self.paths.len() as u32, self.n_paths].map(|n| format::count(words.language, n));
        if shown == self.customers {
            (words.journey_map.paths_all)(&all, &all_paths)
        } else {
            (words.journey_map.paths_say)(&n, &all, &paths, &all_paths)
        }
    }

    fn columns(&self, words: &Words) -> Vec<Header> {
        let is_last = self.paths.iter().all(|path| path.onward_rate.is_none());
        let heads = heads(words.journey_map.paths_heads, TRACKS, |at| at > 0).into_iter().enumerate();
        heads.filter(|(at, _)| !(is_last && matches!(at, 3 | 4))).map(|(_, head)| head).collect()
    }

    fn rows(&self, words: &Words) -> Vec<Vec<Field>> {
        self.paths.iter().map(|path| fields(words, self, path)).collect()
    }

    fn method(&self, words: &Words) -> Vec<&'static str> {
        words.journey_map.paths_method.to_vec()
    }

    fn csv(&self) -> export::Table {
        export::stage_paths(self)
    }
}

fn fields(words: &Words, report: &StagePathsReport, path: &StagePath) -> Vec<Field> {
    let language = words.language;
    let percent = |rate: f64| format::percent(language, rate);
    let onward = path.onward_rate.zip(path.onward_interval).map(|(rate, interval)| {
        let [low, high] = interval.map(percent);
        [percent(rate).into(), (words.comparison.range)(&low, &high).into()]
    });
    let share = percent(f64::from(path.customers) / f64::from(report.customers));
    let count =
        || Count::Path { stage: report.stage.clone(), touchpoints: path.touchpoints.clone(), is_cut: path.is_cut };
    [path_name(&path.touchpoints, path.is_cut).into()]
        .into_iter()
        .chain([Field::counting(format::count(language, path.customers), path.customers, count), share.into()])
        .chain(onward.into_iter().flatten())
        .chain([format::duration(language, path.median_seconds).into()])
        .collect()
}
