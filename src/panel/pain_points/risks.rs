//! The risk register: what failures cost, touchpoint by touchpoint.

use leptos::prelude::*;

use super::state::PainPointsState;
use crate::{
    analysis::{PainPointsQuestion, Risk, RisksQuestion, RisksReport, Stake},
    export,
    panel::{
        Control, ask, download::save_csv, exports::file_of, table::Header, table_section::TableSection, use_workspace,
    },
    text::{Words, format, use_words},
};

/// A loss is named where it is at most this likely by chance.
const SURE: f64 = 0.05;
/// Columns: touchpoint, customers, failed, share, its interval, lost per failure, its interval, risk, verdict.
const TRACKS: [&str; 9] = [
    "minmax(8.5rem, 2fr)", "minmax(6.5rem, 1fr)", "minmax(5rem, 1fr)", "minmax(4.5rem, 1fr)", "minmax(8rem, 1fr)",
    "minmax(5.5rem, 1fr)", "minmax(9rem, 1fr)", "minmax(5rem, 1fr)", "minmax(8.5rem, 1fr)",
];

/// The register; nothing where no touchpoint fails often enough.
#[component]
pub fn RiskRegister(
    /// The state of the screen.
    control: Control<PainPointsState>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let proposed = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let question = Memo::new(move |_| {
        let PainPointsQuestion { goal, failures, scope, .. } = control.state.with(|state| state.asked(proposed.get()));
        Some(RisksQuestion { goal, failures, least: None, scope })
    });
    let report = ask::<RisksQuestion>(question.into()).report;
    let columns = Signal::derive(move || {
        let text = &words.get().pain_points;
        let heads = text.risk_heads.into_iter().zip(TRACKS).enumerate();
        heads
            .map(|(at, (head, track))| Header { label: head.to_owned(), numeric: (1..8).contains(&at), track })
            .collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let words = words.get();
        let rows = report.with(|report| {
            let report = report.as_ref()?;
            let stake = report.stake?;
            Some(report.touchpoints.iter().map(|risk| fields(words, stake, risk)).collect())
        });
        rows.unwrap_or_default()
    });
    let says = Signal::derive(move || {
        report.with(|report| report.as_ref().map(|report| says(words.get(), report))).unwrap_or_default()
    });
    let file = file_of("risks");
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::risks(&report));
        }
    });
    let title = Signal::derive(move || words.get().pain_points.risks.to_owned());
    let method = Signal::derive(move || words.get().pain_points.risk_method.to_vec());
    view! { <TableSection title=title says=says columns=columns rows=rows on_save=save method=method/> }
}

/// What is lost with one customer.
fn each(words: &Words, stake: Stake, lost: f64) -> String {
    match stake {
        Stake::Value => format::decimal(words.language, lost, 2),
        Stake::Conversions => format::percent(words.language, lost),
    }
}

/// What is lost with all of them.
fn all(words: &Words, stake: Stake, risk: f64) -> String {
    let amount = format::decimal(words.language, risk, if risk.abs() < 100.0 { 1 } else { 0 });
    match stake {
        Stake::Value => amount,
        Stake::Conversions => (words.pain_points.risk_conversions)(&amount),
    }
}

fn fields(words: &Words, stake: Stake, risk: &Risk) -> Vec<String> {
    let (language, text) = (words.language, &words.pain_points);
    let [low, high] = risk.interval.map(|end| format::percent(language, end));
    let [least, most] = risk.lost_interval.map(|end| each(words, stake, end));
    let verdict = match () {
        () if risk.p_value >= SURE => words.comparison.unclear,
        () if risk.lost > 0.0 => text.risk_sure,
        () => text.risk_none,
    };
    vec![
        risk.touchpoint.clone(),
        format::count(language, risk.customers),
        format::count(language, risk.failed),
        format::percent(language, risk.rate),
        (words.comparison.range)(&low, &high),
        each(words, stake, risk.lost),
        (words.comparison.range)(&least, &most),
        all(words, stake, risk.risk),
        verdict.to_owned(),
    ]
}

fn says(words: &Words, report: &RisksReport) -> String {
    let sure = report.touchpoints.iter().find(|risk| risk.p_value < SURE && risk.lost > 0.0);
    sure.zip(report.stake).map_or_else(
        || words.pain_points.no_risk.to_owned(),
        |(risk, stake)| {
            let [failed, customers] = [risk.failed, risk.customers].map(|n| format::count(words.language, n));
            let (lost, total) = (each(words, stake, risk.lost), all(words, stake, risk.risk));
            (words.pain_points.risk_says)(&risk.touchpoint, [&failed, &customers], &lost, &total)
        },
    )
}
