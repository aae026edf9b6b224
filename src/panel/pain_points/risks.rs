//! The risk register: what failures cost, touchpoint by touchpoint.

use leptos::prelude::*;

use super::state::PainPointsState;
use crate::{
    analysis::{Count, PainPointsQuestion, Risk, RisksQuestion, RisksReport, Stake},
    export,
    panel::{
        Control, Field, ask,
        table::Header,
        table_section::{ReportTable, TableSection, heads},
        use_workspace,
    },
    text::{Words, format},
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
    let workspace = use_workspace();
    let proposed = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let question = Memo::new(move |_| {
        let PainPointsQuestion { goal, failures, scope, .. } = control.state.with(|state| state.asked(proposed.get()));
        Some(RisksQuestion { goal, failures, least: None, scope })
    });
    let report = ask::<RisksQuestion>(question.into()).report;
    view! { <TableSection report=report scope=control.scope()/> }
}

impl ReportTable for RisksReport {
    const FILE: &'static str = "risks";

    fn title(&self, words: &Words) -> String {
        words.pain_points.risks.to_owned()
    }

    fn says(&self, words: &Words) -> String {
        let sure = self.touchpoints.iter().find(|risk| risk.p_value < SURE && risk.lost > 0.0);
        sure.zip(self.stake).map_or_else(
            || words.pain_points.no_risk.to_owned(),
            |(risk, stake)| {
                let [failed, customers] = [risk.failed, risk.customers].map(|n| format::count(words.language, n));
                let (lost, total) = (each(words, stake, risk.lost), all(words, stake, risk.risk));
                (words.pain_points.risk_says)(&risk.touchpoint, [&failed, &customers], &lost, &total)
            },
        )
    }

    fn columns(&self, words: &Words) -> Vec<Header> {
        heads(words.pain_points.risk_heads, TRACKS, |at| (1..8).contains(&at))
    }

    fn rows(&self, words: &Words) -> Vec<Vec<Field>> {
        let Some(stake) = self.stake else { return Vec::new() };
        self.touchpoints.iter().map(|risk| fields(words, self, stake, risk)).collect()
    }

    fn method(&self, words: &Words) -> Vec<&'static str> {
        words.pain_points.risk_method.to_vec()
    }

    fn csv(&self) -> export::Table {
        export::risks(self)
    }
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

fn fields(words: &Words, report: &RisksReport, stake: Stake, risk: &Risk) -> Vec<Field> {
    let (language, text) = (words.language, &words.pain_points);
    let [low, high] = risk.interval.map(|end| format::percent(language, end));
    let [least, most] = risk.lost_interval.map(|end| each(words, stake, end));
    let verdict = match () {
        () if risk.p_value >= SURE => words.comparison.unclear,
        () if risk.lost > 0.0 => text.risk_sure,
        () => text.risk_none,
    };
    let failed = || Count::Followed { touchpoint: risk.touchpoint.clone(), by: report.failures.clone() };
    vec![
        risk.touchpoint.clone().into(),
        Field::counting(format::count(language, risk.customers), risk.customers, || Count::Touchpoint {
            touchpoint: risk.touchpoint.clone(),
        }),
        Field::counting(format::count(language, risk.failed), risk.failed, failed),
        format::percent(language, risk.rate).into(),
        (words.comparison.range)(&low, &high).into(),
        each(words, stake, risk.lost).into(),
        (words.comparison.range)(&least, &most).into(),
        all(words, stake, risk.risk).into(),
        verdict.into(),
    ]
}
