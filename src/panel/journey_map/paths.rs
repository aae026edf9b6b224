//! The ways through the stage that was chosen.

use leptos::prelude::*;

use super::state::JourneyMapState;
use crate::{
    analysis::{StageOfMap, StagePath, StagePathsQuestion, StagePathsReport},
    export,
    panel::{
        Control, ask, download::save_csv, exports::file_of, names::stage_name, table::Header,
        table_section::TableSection,
    },
    text::{Words, format, use_words},
};

/// Columns: way, customers, share, rate onward, its interval, median time.
const TRACKS: [&str; 6] = [
    "minmax(16rem, 4fr)", "minmax(6rem, 1fr)", "minmax(5rem, 1fr)", "minmax(6rem, 1fr)", "minmax(9rem, 1fr)",
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
    let words = use_words();
    let question = Memo::new(move |_| {
        let stage = stage.with(|stage| Some(stage.as_ref()?.stage.clone()))?;
        let scope = control.state.with(|state| state.asked().scope);
        Some(StagePathsQuestion { stage, keep: None, scope })
    });
    let report = ask::<StagePathsQuestion>(question.into()).report;
    // Nowhere to go on to.
    let is_last = Memo::new(move |_| stage.with(|stage| stage.as_ref().is_none_or(|it| it.onward_rate.is_none())));
    let columns = Signal::derive(move || {
        let heads = words.get().journey_map.paths_heads.into_iter().zip(TRACKS).enumerate();
        let heads = heads.filter(|(at, _)| !(is_last.get() && matches!(at, 3 | 4)));
        heads.map(|(at, (head, track))| Header { label: head.to_owned(), numeric: at > 0, track }).collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let (words, is_last) = (words.get(), is_last.get());
        let rows = report.with(|report| {
            let report = report.as_ref()?;
            Some(report.paths.iter().map(|path| fields(words, report, path, is_last)).collect())
        });
        rows.unwrap_or_default()
    });
    let says = Signal::derive(move || {
        let words = words.get();
        report.with(|report| report.as_ref().map(|report| says(words, report))).unwrap_or_default()
    });
    let title = Signal::derive(move || {
        let words = words.get();
        let name = stage.with(|stage| stage.as_ref().map(|stage| stage_name(words, &stage.stage)));
        (words.journey_map.paths)(&name.unwrap_or_default())
    });
    let file = file_of("stage-paths");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::stage_paths(&report));
        }
    });
    let method = Signal::derive(move || words.get().journey_map.paths_method.to_vec());
    view! { <TableSection title=title says=says columns=columns rows=rows on_save=save method=method/> }
}

fn fields(words: &Words, report: &StagePathsReport, path: &StagePath, is_last: bool) -> Vec<String> {
    let language = words.language;
    let percent = |rate: f64| format::percent(language, rate);
    let cut = path.is_cut.then_some("…");
    let touchpoints: Vec<&str> = path.touchpoints.iter().map(String::as_str).chain(cut).collect();
    let [low, high] = path.onward_interval.map(percent);
    let onward = [percent(path.onward_rate), (words.comparison.range)(&low, &high)];
    let share = percent(f64::from(path.customers) / f64::from(report.customers));
    [touchpoints.join(" → "), format::count(language, path.customers), share]
        .into_iter()
        .chain(onward.into_iter().filter(|_| !is_last))
        .chain([format::duration(language, path.median_seconds)])
        .collect()
}

fn says(words: &Words, report: &StagePathsReport) -> String {
    let shown: u32 = report.paths.iter().map(|path| path.customers).sum();
    let [n, all] = [shown, report.customers].map(|n| format::count(words.language, n));
    let [paths, all_paths] = [report.paths.len() as u32, report.n_paths].map(|n| format::count(words.language, n));
    if shown == report.customers {
        (words.journey_map.paths_all)(&all, &all_paths)
    } else {
        (words.journey_map.paths_say)(&n, &all, &paths, &all_paths)
    }
}
