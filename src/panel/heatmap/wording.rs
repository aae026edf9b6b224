//! The words of a heatmap: names of rows and columns, values in short and in full, the method note.

use std::sync::Arc;

use super::{
    reading::{Reading, Row},
    state::{HeatmapState, RowOrder, Show},
};
use crate::{
    analysis::{Dimension, FunnelStep, Measure},
    chart::{heat_picture::HeatFigure, legend::ShadeScale},
    event_log::ColumnRole,
    geometry::grid::CellPosition,
    import::ImportReport,
    panel::{names, scope_controls},
    text::{Words, format, heatmap::DimensionName},
};

/// The dimensions that every log has a name for.
pub const DIMENSIONS: [(Dimension, DimensionName); 9] = [
    (Dimension::Stage, DimensionName::Stage),
    (Dimension::Touchpoint, DimensionName::Touchpoint),
    (Dimension::Channel, DimensionName::Channel),
    (Dimension::NextTouchpoint, DimensionName::NextTouchpoint),
    (Dimension::Step, DimensionName::Step),
    (Dimension::Weekday, DimensionName::Weekday),
    (Dimension::Hour, DimensionName::Hour),
    (Dimension::Date, DimensionName::Date),
    (Dimension::Outcome, DimensionName::Outcome),
];

/// All measures, in the order of their menu.
pub const MEASURES: [Measure; 6] = [
    Measure::Events,
    Measure::Customers,
    Measure::ConversionRate,
    Measure::MeanScore,
    Measure::TotalValue,
    Measure::MedianSecondsToNext,
];

/// Ways to show a cell, in the order of their menu.
pub const SHOWS: [Show; 4] = [Show::Value, Show::ShareOfRow, Show::ShareOfColumn, Show::ShareOfTotal];

/// Orders of rows, in the order of their menu.
pub const ORDERS: [RowOrder; 4] = [RowOrder::AsReported, RowOrder::Total, RowOrder::Name, RowOrder::Stage];

/// All dimensions that a log has.
pub fn dimensions(report: &ImportReport) -> Vec<Dimension> {
    let has_channel = report.summary.columns.contains_key(&ColumnRole::Channel);
    let mut dimensions: Vec<Dimension> = DIMENSIONS
        .iter()
        .map(|(dimension, _)| dimension.clone())
        .filter(|dimension| has_channel || *dimension != Dimension::Channel)
        .collect();
    let covered = |role: Option<ColumnRole>| {
        matches!(
            role,
            Some(
                ColumnRole::Customer
                    | ColumnRole::Timestamp
                    | ColumnRole::Touchpoint
                    | ColumnRole::Channel
                    | ColumnRole::Stage
            )
        )
    };
    let columns = report.columns.iter().filter(|column| column.kept && !covered(column.role));
    dimensions.extend(columns.map(|column| Dimension::Column(column.name.clone())));
    dimensions
}

/// Name of a dimension.
pub fn dimension_name(words: &Words, dimension: &Dimension) -> String {
    match dimension {
        Dimension::Column(name) => name.clone(),
        plain => DIMENSIONS
            .iter()
            .find(|(known, _)| known == plain)
            .map(|(_, name)| (words.heatmap.dimension)(*name).to_owned())
            .unwrap_or_default(),
    }
}

/// Name of a measure.
pub fn measure_name(words: &Words, measure: Measure) -> &'static str {
    match measure {
        Measure::Events => words.heatmap.events,
        Measure::Customers => words.heatmap.customers,
        Measure::ConversionRate => words.heatmap.conversion_rate,
        Measure::MeanScore => words.heatmap.mean_score,
        Measure::TotalValue => words.heatmap.total_value,
        Measure::MedianSecondsToNext => words.heatmap.median_to_next,
    }
}

/// Name of a way to show a cell.
pub fn show_name(words: &Words, show: Show) -> &'static str {
    match show {
        Show::Value => words.heatmap.value,
        Show::ShareOfRow => words.heatmap.share_of_row,
        Show::ShareOfColumn => words.heatmap.share_of_column,
        Show::ShareOfTotal => words.heatmap.share_of_total,
    }
}

/// Name of an order of rows.
pub fn order_name(words: &Words, order: RowOrder, rows: &Dimension) -> &'static str {
    let by_events =
        matches!(rows, Dimension::Touchpoint | Dimension::NextTouchpoint | Dimension::Channel | Dimension::Column(_));
    match order {
        RowOrder::AsReported if by_events => words.heatmap.by_events,
        RowOrder::AsReported => words.heatmap.by_nature,
        RowOrder::Total => words.heatmap.by_total,
        RowOrder::Name => words.heatmap.by_name,
        RowOrder::Stage => words.heatmap.by_stage,
    }
}

/// Name of a value of a dimension.
pub fn value_name(words: &Words, dimension: &Dimension, value: &str) -> String {
    match dimension {
        Dimension::Stage => names::stage_name(words, value),
        Dimension::Weekday => match value.parse::<u8>() {
            Ok(day) => format::weekday(words.language, day),
            Err(_) => value.to_owned(),
        },
        Dimension::Hour => format!("{value}:00"),
        Dimension::Outcome if value == "converted" => words.heatmap.converted.to_owned(),
        Dimension::Outcome => words.heatmap.dropped.to_owned(),
        Dimension::Step => (words.heatmap.step)(value),
        _ if value.is_empty() => words.terms.missing.to_owned(),
        _ => value.to_owned(),
    }
}

/// Names of the rows, in their order on screen.
pub fn row_names(words: &Words, reading: &Reading) -> Vec<String> {
    let report = &reading.report;
    let gathered = reading.detail().map_or(0, |detail| detail.gathered_rows);
    let names = reading.rows.iter().map(|row| match *row {
        Row::Ended => words.heatmap.ended.to_owned(),
        Row::Reported(row) if gathered > 0 && row + 1 == report.rows.len() => {
            (words.heatmap.other)(&format::count(words.language, gathered))
        }
        Row::Reported(row) => value_name(words, &reading.state.question.rows, &report.rows[row]),
    });
    names.collect()
}

/// Names of the columns.
pub fn column_names(words: &Words, reading: &Reading) -> Vec<String> {
    let columns = &reading.report.columns;
    let gathered = reading.detail().map_or(0, |detail| detail.gathered_columns);
    let names = columns.iter().enumerate().map(|(column, name)| {
        if gathered > 0 && column + 1 == columns.len() {
            return (words.heatmap.other)(&format::count(words.language, gathered));
        }
        value_name(words, &reading.state.question.columns, name)
    });
    names.collect()
}

/// A value in a few letters.
pub fn short(words: &Words, measure: Measure, is_share: bool, value: f64) -> String {
    let language = words.language;
    if is_share {
        return if value != 0.0 && value.abs() < 0.0005 {
            "<0.1%".to_owned()
        } else {
            format::percent(language, value)
        };
    }
    match measure {
        Measure::ConversionRate => format::percent(language, value),
        Measure::MeanScore => format::decimal(language, value, 2),
        Measure::MedianSecondsToNext => short_duration(words, value),
        Measure::Events | Measure::Customers | Measure::TotalValue => {
            if value.abs() >= 10_000.0 {
                format::compact(language, value)
            } else if value.fract() != 0.0 {
                format::decimal(language, value, if value.abs() < 100.0 { 1 } else { 0 })
            } else {
                format::count(language, value)
            }
        }
    }
}

/// A duration by its largest unit alone.
fn short_duration(words: &Words, seconds: f64) -> String {
    let units = [86_400.0, 3_600.0, 60.0, 1.0];
    let unit = units.into_iter().find(|unit| seconds.abs() >= *unit).unwrap_or(1.0);
    format::duration(words.language, (seconds / unit).round() * unit)
}

/// A value in full.
pub fn full(words: &Words, measure: Measure, value: f64) -> String {
    let language = words.language;
    match measure {
        Measure::ConversionRate => format::percent(language, value),
        Measure::MedianSecondsToNext => format::duration(language, value),
        _ => format::decimal(language, value, 2),
    }
}

/// All about a cell: what, and how much.
fn details(words: &Words, reading: &Reading, cell: CellPosition) -> Vec<(String, String)> {
    let (text, question) = (&words.heatmap, &reading.state.question);
    let measure = question.measure;
    let Some(value) = reading.value(cell) else {
        return vec![(measure_name(words, measure).to_owned(), text.empty.to_owned())];
    };
    let mut details = vec![(measure_name(words, measure).to_owned(), full(words, measure, value))];
    let mut add = |name: &str, value: String| details.push((name.to_owned(), value));
    if reading.state.averages()
        && let Some(average) = reading.shown(cell)
    {
        add(text.per_weekday, format::decimal(words.language, average, 2));
    }
    if let Some(interval) = reading.interval(cell) {
        let [low, high] = interval.map(|end| full(words, measure, end));
        add(words.question.interval_name, (words.question.interval)(&low, &high));
    }
    match measure {
        Measure::Events | Measure::Customers => {}
        Measure::ConversionRate => add(text.n_customers, format::count(words.language, reading.sample(cell))),
        _ => add(text.n_events, format::count(words.language, reading.sample(cell))),
    }
    if reading.state.can_share() {
        for (name, total) in [
            (text.share_of_row, reading.row_total(cell.row)),
            (text.share_of_column, reading.column_total(cell.column)),
            (text.share_of_total, reading.total()),
        ] {
            if let Some(share) = Reading::share(Some(value), total) {
                add(name, format::percent(words.language, share));
            }
        }
    }
    details
}

/// What the chart draws.
pub fn figure(words: &'static Words, reading: &Arc<Reading>) -> HeatFigure {
    let measure = reading.state.question.measure;
    let is_share = reading.is_share();
    let total = |(value, share): (Option<f64>, bool)| {
        value.map(|value| short(words, measure, share, value)).unwrap_or_default()
    };
    let (for_text, for_details) = (Arc::clone(reading), Arc::clone(reading));
    HeatFigure {
        rows: row_names(words, reading),
        columns: column_names(words, reading),
        shades: reading.shades(),
        text: Arc::new(move |cell| {
            for_text.shown(cell).map(|value| short(words, measure, is_share, value)).unwrap_or_default()
        }),
        details: Arc::new(move |cell| details(words, &for_details, cell)),
        row_totals: (0..reading.rows.len()).map(|row| total(reading.shown_row_total(row))).collect(),
        column_totals: (0..reading.report.columns.len())
            .map(|column| total(reading.shown_column_total(column)))
            .collect(),
        total: total((reading.shown_total(), false)),
        total_label: words.heatmap.total.to_owned(),
        rows_label: dimension_name(words, &reading.state.question.rows),
        columns_label: dimension_name(words, &reading.state.question.columns),
    }
}

/// What the shades mean.
pub fn scale(words: &'static Words, reading: &Reading) -> ShadeScale {
    let [low, high] = reading.span().unwrap_or([0.0, 1.0]);
    let (measure, is_share) = (reading.state.question.measure, reading.is_share());
    ShadeScale::new(shown_name(words, &reading.state), low, high, words.heatmap.empty.to_owned(), |value| {
        short(words, measure, is_share, value)
    })
}

/// What cells show: the measure, and as what.
pub fn shown_name(words: &Words, state: &HeatmapState) -> String {
    let measure = measure_name(words, state.question.measure);
    let how = match state.shown() {
        Show::Value if state.averages() => words.heatmap.per_weekday,
        Show::Value => return measure.to_owned(),
        share => show_name(words, share),
    };
    format!("{measure} · {how}")
}

/// What is on screen, as a heading.
pub fn headline(words: &Words, state: &HeatmapState) -> String {
    let (rows, columns) = (dimension_name(words, &state.question.rows), dimension_name(words, &state.question.columns));
    (words.heatmap.headline)(&shown_name(words, state), &rows, &columns)
}

/// Name of the chart, for assistive technology.
pub fn chart_name(words: &Words, state: &HeatmapState) -> String {
    let (rows, columns) = (dimension_name(words, &state.question.rows), dimension_name(words, &state.question.columns));
    (words.heatmap.chart)(&shown_name(words, state), &rows, &columns)
}

/// How the cells were counted, one sentence each; `kept` rows and columns were asked for.
pub fn method(
    words: &Words,
    state: &HeatmapState,
    goal: Option<&FunnelStep>,
    report: &ImportReport,
    kept: u32,
) -> Vec<String> {
    let text = &words.heatmap;
    let goal = goal.map(|goal| names::step_name(words, goal)).unwrap_or_default();
    let has = |dimension: Dimension| state.has(&dimension);
    let mut sentences = vec![match state.question.measure {
        Measure::Events => text.events_method.to_owned(),
        Measure::Customers => text.customers_method.to_owned(),
        Measure::ConversionRate => (text.conversion_method)(&goal),
        Measure::MeanScore => text.score_method.to_owned(),
        Measure::TotalValue => text.value_method.to_owned(),
        Measure::MedianSecondsToNext => text.median_method.to_owned(),
    }];
    if has(Dimension::NextTouchpoint) {
        sentences.push(text.next_method.to_owned());
    }
    if has(Dimension::Step) {
        sentences.push(text.step_method.to_owned());
    }
    if has(Dimension::Outcome) {
        sentences.push((text.outcome_method)(&goal));
    }
    if has(Dimension::Weekday) || has(Dimension::Hour) || has(Dimension::Date) {
        sentences.push((text.zone_method)(&report.time_zone));
    }
    if state.averages() {
        sentences.push(text.per_weekday_method.to_owned());
    }
    if state.shown() != Show::Value {
        sentences.push(text.share_method.to_owned());
    }
    sentences.push((text.keep_method)(&format::count(words.language, kept)));
    sentences
        .extend(scope_controls::sentences(words, &state.question.scope, |id| names::column_label(words, report, id)));
    if state.question.measure == Measure::ConversionRate {
        sentences.push(words.question.wilson.to_owned());
    }
    sentences.push((words.funnel.ties_method)(&format::count(words.language, report.quality.tied_events)));
    sentences.push(text.color_method.to_owned());
    sentences
}
