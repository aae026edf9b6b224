//! Report → words: the headline, the points and their evidence, the rows of chart and table.

use std::sync::Arc;

use crate::{
    analysis::{
        Count, Dimension, FunnelStep, HeatmapQuestion, Measure, Observed, PainPoint, PainPointsQuestion,
        PainPointsReport, Rated,
        pain_points::{Evidence, Kind},
    },
    chart::dot_rows::{DotFigure, DotRow},
    event_log::ColumnRole,
    geometry::dot_rows::DotValue,
    import::ImportReport,
    panel::{
        heatmap::state::{HeatmapState, Preset},
        names::{column_label, value_name},
    },
    prepare::Scope,
    text::{Words, format, pain_points::Prediction},
};

/// What a touchpoint costs: customers lost, unhappy, or both.
pub fn cost(words: &Words, point: &PainPoint) -> String {
    let text = &words.pain_points;
    let said = |n: f64, say: fn(&str) -> String| (n >= 0.5).then(|| say(&about(words, n)));
    let costs = [said(point.lost, text.lost), said(point.unhappy, text.unhappy)];
    costs.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn about(words: &Words, n: f64) -> String {
    format::count(words.language, n.round().max(0.0) as u64)
}

/// What was found, in a sentence.
pub fn headline(words: &Words, report: &PainPointsReport) -> String {
    let text = &words.pain_points;
    match report.points.first() {
        Some(first) => (text.headline)(report.points.len(), &first.touchpoint, &cost(words, first)),
        None if report.comparisons == 0 => text.too_little.to_owned(),
        None => (text.nothing)(&format::count(words.language, report.comparisons)),
    }
}

/// Whom evidence is about.
pub fn who(words: &Words, evidence: &Evidence, log: &ImportReport) -> String {
    let text = &words.pain_points;
    match (&evidence.group, &evidence.since) {
        (Some(group), _) => {
            let id = column_id(log, &group.column);
            (text.group)(&column_label(words, log, id), &value_name(words, id, &group.value))
        }
        (None, Some(since)) => (text.since)(&format::date(words.language, &since.date)),
        (None, None) => text.everybody.to_owned(),
    }
}

/// The name by which questions call a column.
fn column_id<'a>(log: &ImportReport, column: &'a str) -> &'a str {
    let is_channel = log.summary.columns.get(&ColumnRole::Channel).is_some_and(|channel| channel == column);
    if is_channel { "channel" } else { column }
}

/// Evidence in sentences: what is so, and how sure and how much that is.
pub fn evidence(words: &Words, evidence: &Evidence, report: &PainPointsReport, log: &ImportReport) -> [String; 2] {
    let (text, language) = (&words.pain_points, words.language);
    let percent = |rate: f64| format::percent(language, rate);
    let prediction = match (evidence.kind, &evidence.group, &evidence.since) {
        (Kind::AfterFailure, _, _) => Prediction::Spared,
        (_, Some(_), _) => Prediction::Rest,
        (_, None, Some(_)) => Prediction::Before,
        (_, None, None) => Prediction::Others,
    };
    let what = (text.what)(evidence.kind, report.goal.is_some());
    let n = format::count(language, evidence.n);
    let said = (text.evidence)(&who(words, evidence, log), &percent(evidence.observed), &n, what);
    let predicted = (text.predicted)(prediction, &percent(evidence.expected));

    let [low, high] = evidence.excess_interval.map(|excess| about(words, excess * f64::from(evidence.n)));
    let mut more = vec![(text.more)(&about(words, evidence.concerned), &low, &high)];
    if report.goal.is_some() && evidence.lost >= 0.5 && evidence.kind != Kind::AfterFailure {
        more.push((text.of_them_lost)(&about(words, evidence.lost)));
    }
    if let Some(since) = evidence.since.as_ref().filter(|_| evidence.group.is_some()) {
        more.push((text.rose)(&format::date(language, &since.date), &percent(since.after), &percent(since.before)));
    }
    more.push((text.p_value)(&p_value(words, evidence.p_value)));
    [format!("{said}{}{predicted}", words.between_halves()), more.join(" · ")]
}

fn p_value(words: &Words, p: f64) -> String {
    if p < 0.001 { "< 0.001".to_owned() } else { format::fixed(words.language, p, 3) }
}

/// The heatmap that shows a piece of evidence beside the other touchpoints: conversion by value or by day, or who converts
/// at all; without a goal, the events.
pub fn heatmap(evidence: &Evidence, goal: Option<FunnelStep>, scope: &Scope, log: &ImportReport) -> HeatmapState {
    let columns = match (&evidence.group, &evidence.since) {
        (Some(group), _) => match column_id(log, &group.column) {
            "channel" => Dimension::Channel,
            column => Dimension::Column(column.to_owned()),
        },
        (None, Some(_)) => Dimension::Date,
        (None, None) if goal.is_some() => return Preset::TouchpointOutcome.state(scope.clone(), goal),
        (None, None) => Dimension::NextTouchpoint,
    };
    let measure = if goal.is_some() { Measure::ConversionRate } else { Measure::Events };
    HeatmapState::asking(HeatmapQuestion {
        measure,
        goal,
        scope: scope.clone(),
        ..HeatmapQuestion::of(Dimension::Touchpoint, columns)
    })
}

/// What a piece of evidence observes, as a count.
pub fn count(touchpoint: &str, evidence: &Evidence, report: &PainPointsReport, rated: Option<Rated>) -> Count {
    let question = PainPointsQuestion {
        goal: Some(report.goal.clone().unwrap_or_default()),
        failures: Some(report.failures.clone()),
        within_seconds: Some(report.within_seconds),
        rated,
        scope: Scope::default(),
    };
    let observed = Observed {
        touchpoint: touchpoint.to_owned(),
        kind: evidence.kind,
        group: evidence.group.clone(),
        since: evidence.since.as_ref().map(|since| since.date.clone()),
    };
    Count::Evidence { question, observed }
}

/// What the chart draws: of each point, the evidence with most customers.
pub fn figure(words: &'static Words, report: &PainPointsReport) -> DotFigure {
    let dot = |point: &PainPoint| {
        let evidence = &point.evidence[0];
        let interval = evidence.excess_interval.map(|excess| (excess * f64::from(evidence.n)).max(0.0));
        DotValue { value: evidence.concerned, interval: Some(interval), other: None }
    };
    let most = report.points.iter().filter_map(|point| dot(point).interval).map(|[_, high]| high).fold(1.0, f64::max);
    let row = |point: &PainPoint| DotRow {
        label: point.touchpoint.clone(),
        note: cost(words, point),
        title: format!("{}: {}", point.touchpoint, cost(words, point)),
        value: dot(point),
        is_sum: false,
    };
    DotFigure {
        rows: report.points.iter().map(row).collect(),
        limits: [0.0, most],
        reference: None,
        tick: Arc::new(move |value| format::compact(words.language, value)),
    }
}

/// The rows of the table: one per piece of evidence, the touchpoint first.
pub fn table_rows(words: &Words, report: &PainPointsReport, log: &ImportReport) -> Vec<Vec<String>> {
    let (language, text) = (words.language, &words.pain_points);
    let row = |point: &PainPoint, evidence: &Evidence| {
        let [low, high] = evidence.excess_interval.map(|excess| about(words, excess * f64::from(evidence.n)));
        vec![
            point.touchpoint.clone(),
            (text.what)(evidence.kind, report.goal.is_some()).to_owned(),
            who(words, evidence, log),
            format::count(language, evidence.n),
            format::percent(language, evidence.observed),
            format::percent(language, evidence.expected),
            about(words, evidence.concerned),
            (words.question.interval)(&low, &high),
            about(words, evidence.lost),
            about(words, evidence.unhappy),
            p_value(words, evidence.p_value),
        ]
    };
    report.points.iter().flat_map(|point| point.evidence.iter().map(move |evidence| row(point, evidence))).collect()
}
