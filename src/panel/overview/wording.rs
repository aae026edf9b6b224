//! Report → words: the figures and their changes, the findings.

use crate::{
    analysis::{Dimension, Figure, FigureKind, FunnelStep, HeatmapQuestion, Measure, OverviewReport, PainPointsReport},
    import::{ImportReport, Scale},
    panel::{
        comparison::{ContrastRow, Unit},
        feedback::wording::index_value,
        heatmap::state::HeatmapState,
        pain_points::wording as pains,
        workspace::shown_zone,
    },
    prepare::Scope,
    text::{Words, format},
};

/// At most so many pain points are findings.
const PAINS: usize = 3;

/// Name of a figure.
pub fn name(words: &Words, report: &OverviewReport, kind: FigureKind) -> &'static str {
    match report.scale {
        Some(scale) if kind == FigureKind::Score => scale.name(),
        _ => (words.overview.figure)(kind),
    }
}

/// A value of a figure; a dash where there is none.
pub fn value(words: &Words, report: &OverviewReport, kind: FigureKind, value: Option<f64>) -> String {
    let language = words.language;
    let Some(value) = value else { return "–".to_owned() };
    match (kind, report.scale) {
        (FigureKind::Customers | FigureKind::Events | FigureKind::Sessions, _) => format::count(language, value as u64),
        (FigureKind::Value, _) => format::decimal(language, value, if value.abs() < 1000.0 { 2 } else { 0 }),
        (FigureKind::SecondsToConvert, _) => format::duration(language, value),
        (FigureKind::Score, Some(scale)) => index_value(words, scale, value),
        _ => format::percent(language, value),
    }
}

/// Whether a change counts percentage points, which a range names once.
fn is_in_points(report: &OverviewReport, kind: FigureKind) -> bool {
    match kind {
        FigureKind::ConversionRate | FigureKind::RepeatRate => true,
        FigureKind::Score => report.scale == Some(Scale::Csat),
        _ => false,
    }
}

/// A change of a figure.
pub fn change(words: &Words, report: &OverviewReport, kind: FigureKind, change: f64) -> String {
    let language = words.language;
    match (kind, report.scale) {
        _ if is_in_points(report, kind) => (words.overview.points)(&format::signed(language, change * 100.0, 1)),
        (FigureKind::Score, Some(Scale::Nps)) => format::signed(language, change * 100.0, 1),
        (FigureKind::Score, _) => format::signed(language, change, 2),
        _ => format!("{}%", format::signed(language, change * 100.0, 1)),
    }
}

/// The interval of a change, where there is one.
fn change_range(words: &Words, report: &OverviewReport, figure: &Figure) -> Option<String> {
    let [low, high] = figure.change_interval?;
    let whole = |end| change(words, report, figure.kind, end);
    let low =
        if is_in_points(report, figure.kind) { format::signed(words.language, low * 100.0, 1) } else { whole(low) };
    Some((words.overview.range)(&low, &whole(high)))
}

/// The interval of a change, in words; empty where there is none.
pub fn change_interval(words: &Words, report: &OverviewReport, figure: &Figure) -> String {
    change_range(words, report, figure).map(|range| (words.overview.interval)(&range)).unwrap_or_default()
}

/// How sure a change is; empty where that is not known.
pub fn certainty(words: &Words, figure: &Figure) -> &'static str {
    match figure.change_interval {
        Some(_) if figure.is_sure => words.overview.sure,
        Some(_) => words.overview.unsure,
        None => "",
    }
}

/// The period and the one before, by their days.
pub fn periods(words: &Words, report: &OverviewReport, log: &ImportReport) -> String {
    let first = |from: &str| format::date_in(words.language, from, shown_zone(log));
    let last = |to: &str| format::date_until(words.language, to, shown_zone(log));
    let OverviewReport { from, to, previous_from, .. } = report;
    (words.overview.periods)(&first(from), &last(to), &first(previous_from), &last(from))
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The sentence.
    pub says: String,
    /// What shows it.
    pub evidence: Evidence,
}

/// The view that shows a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// The pain points.
    PainPoints,
    /// The funnel.
    Funnel,
    /// The feedback.
    Feedback,
    /// The heatmap in this state.
    Heatmap(Box<HeatmapState>),
}

/// What stands out: pain points, the worst first, then changes that are more than chance.
pub fn findings(
    words: &Words,
    report: &OverviewReport,
    points: Option<&PainPointsReport>,
    log: &ImportReport,
    scope: &Scope,
) -> Vec<Finding> {
    let pain = |points: &PainPointsReport| {
        let worst = points.points.iter().take(PAINS).map(|point| {
            let [evidence, _] = pains::evidence(words, &point.evidence[0], points, log);
            let says = (words.overview.pain)(&point.touchpoint, &pains::cost(words, point), &evidence);
            Finding { says, evidence: Evidence::PainPoints }
        });
        worst.collect::<Vec<_>>()
    };
    let changes = report.figures.iter().filter(|figure| figure.is_sure).filter_map(|figure| {
        let by = figure.change?;
        let say = if by > 0.0 { words.overview.rose } else { words.overview.fell };
        let [now, before] = [figure.now, figure.before].map(|it| value(words, report, figure.kind, it));
        let change = format!(
            "{}{}{}",
            change(words, report, figure.kind, by),
            words.between_halves(),
            change_interval(words, report, figure)
        );
        let says = say(name(words, report, figure.kind), &now, &before, &change);
        Some(Finding { says, evidence: evidence_of(figure.kind, report.goal.as_ref(), scope) })
    });
    points.map(pain).unwrap_or_default().into_iter().chain(changes).collect()
}

fn evidence_of(kind: FigureKind, goal: Option<&FunnelStep>, scope: &Scope) -> Evidence {
    let measure = match kind {
        FigureKind::ConversionRate | FigureKind::SecondsToConvert => return Evidence::Funnel,
        FigureKind::Score => return Evidence::Feedback,
        FigureKind::Value => Measure::TotalValue,
        FigureKind::Events => Measure::Events,
        FigureKind::Customers | FigureKind::Sessions | FigureKind::RepeatRate => Measure::Customers,
    };
    // The days of both periods: all of them.
    let scope = Scope { from: None, to: None, ..scope.clone() };
    let question = HeatmapQuestion {
        measure,
        goal: goal.cloned(),
        scope,
        ..HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Date)
    };
    Evidence::Heatmap(Box::new(HeatmapState::asking(question)))
}

/// The rates and scores of both sides; sums say nothing of groups of different sizes.
pub fn contrasts(words: &Words, own: &OverviewReport, other: &OverviewReport) -> Vec<ContrastRow> {
    let estimate = |report: &OverviewReport, kind: FigureKind| {
        let figure = report.figures.iter().find(|figure| figure.kind == kind)?;
        figure.now.zip(figure.interval)
    };
    let rows = own.figures.iter().filter_map(|figure| {
        let unit = match (figure.kind, own.scale) {
            (FigureKind::Score, Some(Scale::Nps)) => Unit::NPS,
            (FigureKind::Score, Some(Scale::Ces)) => Unit::MEAN,
            _ => Unit::RATE,
        };
        let estimates = [Some(estimate(own, figure.kind)?), estimate(other, figure.kind)];
        Some(ContrastRow::new(String::new(), name(words, own, figure.kind), unit, estimates))
    });
    ContrastRow::corrected(rows.collect())
}

/// The rows of the table.
pub fn table_rows(words: &Words, report: &OverviewReport) -> Vec<Vec<String>> {
    let row = |figure: &Figure| {
        let said = |it| value(words, report, figure.kind, it);
        let interval = figure.interval.map(|[low, high]| (words.overview.range)(&said(Some(low)), &said(Some(high))));
        vec![
            name(words, report, figure.kind).to_owned(),
            said(figure.now),
            interval.unwrap_or_default(),
            said(figure.before),
            figure.change.map(|by| change(words, report, figure.kind, by)).unwrap_or_default(),
            change_range(words, report, figure).unwrap_or_default(),
            certainty(words, figure).to_owned(),
        ]
    };
    report.figures.iter().map(row).collect()
}
