//! Report → words: the headline, the rows of chart and table, the method note.

use std::sync::Arc;

use super::{
    reading::Reading,
    state::{FeedbackState, GroupOrder, KEPT},
};
use crate::{
    analysis::{Dimension, FeedbackReport, Rated, Scores},
    chart::dot_rows::{DotFigure, DotRow},
    geometry::dot_rows::DotValue,
    import::{ImportReport, Scale},
    panel::{
        Field,
        comparison::{ContrastRow, Unit},
        heatmap::wording::{dimension_name, value_name},
        names, scope_controls,
    },
    text::{Words, format},
};

/// The scales, in the order of their menu.
pub const SCALES: [Scale; 3] = [Scale::Nps, Scale::Csat, Scale::Ces];

/// Orders of groups, in the order of their menu.
pub const ORDERS: [GroupOrder; 3] = [GroupOrder::AsReported, GroupOrder::Highest, GroupOrder::Lowest];

/// Name of an order of groups.
pub fn order_name(words: &Words, order: GroupOrder, by: &Dimension) -> &'static str {
    let by_scores = matches!(by, Dimension::Touchpoint | Dimension::Channel | Dimension::Column(_));
    match order {
        GroupOrder::AsReported if by_scores => words.feedback.by_scores,
        GroupOrder::AsReported => words.heatmap.by_nature,
        GroupOrder::Highest => words.feedback.highest,
        GroupOrder::Lowest => words.feedback.lowest,
    }
}

/// A value of the index of a scale.
pub fn index_value(words: &Words, scale: Scale, value: f64) -> String {
    match scale {
        Scale::Nps => format::signed(words.language, value * 100.0, 1),
        Scale::Csat => format::percent(words.language, value),
        Scale::Ces => format::fixed(words.language, value, 1),
    }
}

/// Index and interval of some scores; empty where there is none.
pub fn index_and_interval(words: &Words, scale: Scale, scores: &Scores) -> [String; 2] {
    let interval = scores.interval.map(|interval| {
        let [low, high] = interval.map(|end| index_value(words, scale, end));
        (words.feedback.interval)(&low, &high)
    });
    [
        scores.index.map(|index| index_value(words, scale, index)).unwrap_or_default(),
        interval.unwrap_or_else(|| "–".to_owned()),
    ]
}

/// All scores in a sentence.
pub fn headline(words: &Words, reading: &Reading) -> String {
    let (scale, overall) = (reading.report.scale, &reading.report.overall);
    let [mut index, interval] = index_and_interval(words, scale, overall);
    if scale == Scale::Ces {
        index = (words.feedback.of_seven)(&index);
    }
    (words.feedback.headline)(scale.name(), &index, &interval, &format::count(words.language, overall.n))
}

/// What the groups are of, as a heading.
pub fn heading(words: &Words, reading: &Reading) -> String {
    (words.feedback.by_heading)(reading.report.scale.name(), &dimension_name(words, &reading.by))
}

/// Name of the chart, for assistive technology.
pub fn chart_name(words: &Words, reading: &Reading) -> String {
    (words.feedback.chart)(&heading(words, reading), &format::count(words.language, reading.groups().count()))
}

/// How many scores are low, between and high, and which share of all: name, share, count and share in words.
pub fn bands(words: &Words, reading: &Reading) -> [(&'static str, f64, String); 3] {
    let (scale, overall) = (reading.report.scale, &reading.report.overall);
    let (names, counts) = ((words.feedback.bands)(scale), overall.bands(scale));
    std::array::from_fn(|band| {
        let share = f64::from(counts[band]) / f64::from(overall.n.max(1));
        let count = format::count(words.language, counts[band]);
        (names[band], share, format!("{count} ({})", format::percent(words.language, share)))
    })
}

/// All scores and then each group, by name.
fn rows<'a>(words: &Words, reading: &'a Reading) -> Vec<(String, &'a Scores)> {
    let groups = reading.groups().map(|(group, rest)| {
        let name = match rest {
            Some(count) => (words.heatmap.other)(&format::count(words.language, count)),
            None => value_name(words, &reading.by, &group.name),
        };
        (name, &group.scores)
    });
    std::iter::once((words.feedback.all.to_owned(), &reading.report.overall)).chain(groups).collect()
}

/// What the chart draws, with the scores of others, where somebody is compared.
pub fn figure(words: &'static Words, reading: &Reading, other: Option<&FeedbackReport>) -> DotFigure {
    let scale = reading.report.scale;
    let other = other.filter(|other| is_comparable(&reading.report, other));
    let others = std::iter::once(other.map(|other| &other.overall)).chain(reading.groups().map(|(group, rest)| {
        let known = other.filter(|_| rest.is_none())?.groups.iter().find(|known| known.name == group.name);
        known.map(|group| &group.scores)
    }));
    let row = |(at, ((label, scores), other)): (usize, ((String, &Scores), Option<&Scores>))| {
        let [index, interval] = index_and_interval(words, scale, scores);
        let n = format::count(words.language, scores.n);
        DotRow {
            title: (words.feedback.group)(&label, &index, &interval, &n),
            label,
            note: (words.feedback.n)(&n),
            value: DotValue {
                value: scores.index.unwrap_or_default(),
                interval: scores.interval,
                other: other.and_then(|other| other.index),
            },
            is_sum: at == 0,
        }
    };
    DotFigure {
        rows: rows(words, reading).into_iter().zip(others).enumerate().map(row).collect(),
        limits: reading.limits(),
        reference: reading.report.overall.index,
        tick: Arc::new(move |value| match scale {
            Scale::Nps => format::decimal(words.language, value * 100.0, 1),
            Scale::Csat => format!("{}%", format::decimal(words.language, value * 100.0, 1)),
            Scale::Ces => format::decimal(words.language, value, 1),
        }),
    }
}

/// Whether the scores of both mean the same.
pub fn is_comparable(own: &FeedbackReport, other: &FeedbackReport) -> bool {
    (own.scale, own.rated) == (other.scale, other.rated)
}

/// The scores of both sides, all and by group.
pub fn contrasts(words: &Words, reading: &Reading, other: &FeedbackReport) -> Vec<ContrastRow> {
    let report = &reading.report;
    if !is_comparable(report, other) {
        return Vec::new();
    }
    let unit = match report.scale {
        Scale::Nps => Unit::NPS,
        Scale::Csat => Unit::RATE,
        Scale::Ces => Unit::MEAN,
    };
    let row = |name: String, sides: [&Scores; 2]| {
        let estimates = sides.map(|scores| scores.index.zip(scores.interval));
        ContrastRow::new(name, report.scale.name(), unit, estimates)
    };
    let overall = row(words.feedback.all.to_owned(), [&report.overall, &other.overall]);
    // What one side gathers is not what the other does.
    let known = reading.groups().filter(|(_, rest)| rest.is_none());
    let groups = known.filter_map(|(group, _)| {
        let there = other.groups.iter().find(|known| known.name == group.name && known.scores.n > 0)?;
        Some(row(value_name(words, &reading.by, &group.name), [&group.scores, &there.scores]))
    });
    ContrastRow::corrected(std::iter::once(overall).chain(groups).collect())
}

/// The heads of the table.
pub fn table_heads(words: &Words, reading: &Reading) -> Vec<String> {
    let (text, scale) = (&words.feedback, reading.report.scale);
    let [low, between, high] = (text.bands)(scale);
    let others = [text.n_heading, scale.name(), words.question.interval_name, text.mean, low, between, high];
    std::iter::once(dimension_name(words, &reading.by)).chain(others.map(str::to_owned)).collect()
}

/// The rows of the table: all scores, and each group.
pub fn table_rows(words: &Words, state: &FeedbackState, reading: &Reading) -> Vec<Vec<Field>> {
    let (language, report) = (words.language, &*reading.report);
    let scale = report.scale;
    // The rest is no group of its own.
    let groups = reading.groups().map(|(group, rest)| rest.is_none().then_some(Some(group.name.as_str())));
    let row = |((name, scores), group): ((String, &Scores), Option<Option<&str>>)| {
        let [index, interval] = index_and_interval(words, scale, scores);
        let mean = scores.mean.map(|mean| format::fixed(language, mean, 2)).unwrap_or_default();
        let counting = |text: String, n: u32, band: Option<usize>| match group {
            Some(group) => Field::counting(text, n, || state.scores(report, group, band)),
            None => text.into(),
        };
        let n = counting(format::count(language, scores.n), scores.n, None);
        let mut fields: Vec<Field> = vec![name.into(), n, index.into(), interval.into(), mean.into()];
        let share = |count: u32| format::percent(language, f64::from(count) / f64::from(scores.n.max(1)));
        let bands = scores.bands(scale).into_iter().enumerate();
        fields.extend(bands.map(|(band, count)| counting(share(count), count, Some(band))));
        fields
    };
    rows(words, reading).into_iter().zip(std::iter::once(Some(None)).chain(groups)).map(row).collect()
}

/// What counts nowhere, or in no group.
pub fn left_out(words: &Words, reading: &Reading) -> Vec<String> {
    let said =
        |count: u32, words_of: fn(&str) -> String| (count > 0).then(|| words_of(&format::count(words.language, count)));
    let (report, text) = (&reading.report, &words.feedback);
    [said(report.off_scale, text.off_scale), said(report.unplaced, text.unplaced)].into_iter().flatten().collect()
}

/// How the scores were counted, one sentence each, what a picture needs most first; those of the index only where its
/// scale is known.
pub fn method(
    words: &Words,
    state: &FeedbackState,
    answer: Option<&FeedbackReport>,
    report: &ImportReport,
) -> Vec<String> {
    let (text, question) = (&words.feedback, &state.question);
    let (scale, rated) = answer.map(|answer| (answer.scale, answer.rated)).unzip();
    let index = scale.map(|scale| match scale {
        Scale::Nps => text.nps_method,
        Scale::Csat => text.csat_method,
        Scale::Ces => text.ces_method,
    });
    let of_event = rated.map(|rated| match rated {
        Rated::Event => text.event_method,
        Rated::Before => text.before_method,
    });
    let label = |id: &str| names::column_label(words, report, id);
    let mut sentences: Vec<String> = index.into_iter().chain(of_event).map(str::to_owned).collect();
    let about = state.asked().about;
    if !about.is_empty() {
        sentences.push((text.only_about)(&scope_controls::conditions(words, &about, &label)));
    }
    sentences.extend(scope_controls::sentences(words, &question.scope, label));
    if matches!(scale, Some(Scale::Nps | Scale::Csat)) {
        sentences.push(words.question.wilson.to_owned());
    }
    sentences.push(text.reference_method.to_owned());
    if matches!(state.by(), Dimension::Weekday | Dimension::Hour | Dimension::Date) {
        sentences.push((words.heatmap.zone_method)(&report.time_zone));
    }
    sentences.push((words.heatmap.keep_method)(&format::count(words.language, KEPT)));
    if rated == Some(Rated::Before) {
        sentences.push((words.funnel.ties_method)(&format::count(words.language, report.quality.tied_events)));
    }
    sentences
}
