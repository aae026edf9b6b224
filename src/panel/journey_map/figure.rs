//! Report and words → what the map shows.

use std::collections::BTreeMap;

use super::{
    beside::{Beside, StageFigure},
    notes,
    state::JourneyMapState,
};
use crate::{
    analysis::{JourneyMapReport, PainPoint, PainPointsReport, Rated, StageOfMap},
    chart::journey_picture::{Feeling, MapBar, MapCells, MapFigure, MapRow, MapShare, MapStage},
    geometry::journey_map::MOST_FEELING,
    import::Scale,
    order,
    panel::{
        names::{stage_color, stage_name},
        report::memory::StageNotes,
    },
    stage::{Side, StageModel},
    text::{Words, format},
};

/// Touchpoints of a stage that stand on the map.
const TOUCHPOINTS: usize = 6;

/// Pain points of a stage that stand on the map.
const PAINS: usize = 3;

/// What stands out, in sentences.
pub fn headline(words: &Words, report: &JourneyMapReport) -> Vec<String> {
    let text = &words.journey_map;
    let count = |n: u32| format::count(words.language, n);
    // Of as many, the earliest: later ones depend on it.
    let worst = report.stages.iter().rev().max_by_key(|stage| stage.leaving).filter(|stage| stage.leaving > 0);
    let leaving = worst.map_or_else(
        || (text.nobody_leaves)(&count(report.customers)),
        |stage| {
            let share = format::percent(words.language, f64::from(stage.leaving) / f64::from(stage.customers));
            (text.most_leave)(&count(stage.customers), &count(stage.leaving), &share, &stage_name(words, &stage.stage))
        },
    );
    [Some(leaving), lowest(words, report)].into_iter().flatten().collect()
}

/// Where feelings are lowest, where that is sure: its interval lies below the mean of all other stages.
fn lowest(words: &Words, report: &JourneyMapReport) -> Option<String> {
    let scored = report.stages.iter().filter_map(|stage| Some((stage, stage.scores.as_ref()?)));
    let scored: Vec<_> = scored.filter_map(|(stage, scores)| Some((stage, scores.n, scores.mean?))).collect();
    let (stage, n, mean) = *scored.iter().min_by(|left, right| left.2.total_cmp(&right.2))?;
    let others = scored.iter().filter(|other| other.0.stage != stage.stage);
    let (sum, weight) =
        others.fold((0.0, 0.0), |(sum, weight), &(_, n, mean)| (sum + f64::from(n) * mean, weight + f64::from(n)));
    let [low, high] = stage.scores.as_ref()?.mean_interval?;
    let is_sure = weight > 0.0 && high < sum / weight;
    let decimal = |value: f64| format::fixed(words.language, value, 1);
    let interval = (words.question.interval)(&decimal(low), &decimal(high));
    let n = format::count(words.language, n);
    is_sure.then(|| (words.journey_map.lowest)(&stage_name(words, &stage.stage), &decimal(mean), &interval, &n))
}

/// The map; with the pain points, once they are known, and beside it that of the others, where somebody is compared.
/// `model` has the colours of its stages, `noted` what is noted of them.
pub fn figure(
    words: &Words,
    report: &JourneyMapReport,
    pains: Option<&PainPointsReport>,
    beside: Option<&Beside>,
    model: &StageModel,
    noted: &BTreeMap<String, StageNotes>,
) -> MapFigure {
    let text = &words.journey_map;
    let stages = &report.stages;
    let row =
        |label: &str, note: &str, cells: MapCells| MapRow { label: label.to_owned(), note: note.to_owned(), cells };
    let lines = |label: &str, note: &str, lines: &dyn Fn(&StageOfMap) -> Vec<String>| {
        row(label, note, MapCells::Lines(stages.iter().map(lines).collect()))
    };
    let mut rows = vec![
        lines(text.customers, "", &|stage| customers(words, report, beside, stage)),
        row(text.fate, "", MapCells::Shares(stages.iter().map(|stage| fates(words, stage)).collect())),
        lines(text.onward, words.question.interval_name, &|stage| onward(words, beside, stage)),
        lines(text.arrivals, "", &|stage| {
            let count = |n: u32| format::count(words.language, n);
            vec![(text.starting)(&count(stage.starting)), (text.coming_back)(&count(stage.coming_back))]
        }),
        lines(text.in_stage, text.median, &|stage| time(words, beside, stage, |stage| stage.seconds_in_stage)),
        lines(text.to_next, text.median, &|stage| time(words, beside, stage, |stage| stage.seconds_to_next)),
    ];
    if let Some(scale) = report.scale {
        let (low, high) = scale.range();
        let own = stages.iter().map(|stage| feeling(words, scale, beside, stage)).collect();
        let there = |stage: &StageOfMap| feeling(words, scale, None, beside?.stage(&stage.stage)?);
        let other = stages.iter().map(|stage| there(stage).map(|feeling| feeling.value)).collect();
        let note = (text.scale)(&low.to_string(), &high.to_string());
        let dashed = beside.map(|beside| (words.comparison.dashed)(beside.name));
        let note = [Some(note), dashed].into_iter().flatten().collect::<Vec<_>>().join(words.between_halves());
        rows.push(row(text.feelings, &note, MapCells::Feelings { own, other }));
    }
    let bars = stages.iter().map(|stage| touchpoints(words, stage)).collect();
    rows.push(row(text.touchpoints, words.terms.events, MapCells::Bars(bars)));
    if stages.iter().any(|stage| stage.online > 0) && stages.iter().any(|stage| stage.online < stage.events) {
        let shares = stages.iter().map(|stage| sides(words, stage)).collect();
        rows.push(row(text.sides, words.terms.events, MapCells::Shares(shares)));
    }
    if stages.iter().any(|stage| stage.failures > 0) {
        rows.push(lines(text.failures, text.failures_note, &|stage| failures(words, stage)));
    }
    if let Some(pains) = pains.filter(|pains| !pains.points.is_empty()) {
        let bars = stages.iter().map(|stage| pain_points(words, report, stage, pains)).collect();
        rows.push(row(words.pain_points.title, text.pains_note, MapCells::Bars(bars)));
    }
    rows.extend(notes::row(words, report, noted));
    MapFigure { stages: stages.iter().map(|stage| head(words, stage, model)).collect(), rows }
}

/// The pain points of a stage: each at the stage in which its touchpoint has most events.
pub fn pains_of<'a>(report: &JourneyMapReport, stage: &str, pains: &'a PainPointsReport) -> Vec<&'a PainPoint> {
    let events = |stage: &StageOfMap, point: &PainPoint| {
        let touchpoint = stage.touchpoints.iter().find(|known| known.touchpoint == point.touchpoint);
        touchpoint.map_or(0, |touchpoint| touchpoint.events)
    };
    let home = |point: &PainPoint| {
        let mut stages: Vec<&StageOfMap> = report.stages.iter().collect();
        order::sort_by_key(&mut stages, |stage| std::cmp::Reverse(events(stage, point)));
        stages.first().map(|stage| stage.stage.clone())
    };
    pains.points.iter().filter(|point| home(point).as_deref() == Some(stage)).collect()
}

/// The first of them.
fn pain_points(words: &Words, report: &JourneyMapReport, stage: &StageOfMap, pains: &PainPointsReport) -> Vec<MapBar> {
    let text = &words.journey_map;
    let weight = |point: &PainPoint| point.lost + point.unhappy;
    let most = pains.points.first().map_or(1.0, weight).max(1.0);
    let own = pains_of(report, &stage.stage, pains).into_iter();
    let bars = own.take(PAINS).map(|point| MapBar {
        share: weight(point) / most,
        label: point.touchpoint.clone(),
        value: (text.about)(&format::count(words.language, weight(point).round() as u64)),
    });
    bars.collect()
}

fn head(words: &Words, stage: &StageOfMap, model: &StageModel) -> MapStage {
    let name = stage_name(words, &stage.stage);
    let customers = (words.question.n_customers)(&format::count(words.language, stage.customers));
    let color = stage_color(model, &stage.stage);
    MapStage { id: stage.stage.clone(), spoken: format!("{name}: {customers}"), name, color }
}

fn customers(words: &Words, report: &JourneyMapReport, beside: Option<&Beside>, stage: &StageOfMap) -> Vec<String> {
    let share = f64::from(stage.customers) / f64::from(report.customers.max(1));
    let of_all = |share: f64| (words.journey_map.of_all)(&format::percent(words.language, share));
    let mut lines = vec![
        format::count(words.language, stage.customers),
        of_all(share),
        (words.question.n_events)(&format::count(words.language, stage.events)),
    ];
    if let Some(beside) = beside {
        lines[1] = marked(&lines[1], beside.mark(&stage.stage, StageFigure::Customers));
        let share = |stage: &StageOfMap| Some(format::percent(words.language, beside.share(stage)));
        lines.insert(2, beside.line(words, &stage.stage, share));
    }
    lines
}

/// A number and, where it differs from that of the others, which way.
fn marked(number: &str, mark: &str) -> String {
    format!("{number} {mark}").trim_end().to_owned()
}

/// What becomes of the customers of a stage: its name, and how many.
pub fn fates_of(words: &Words, stage: &StageOfMap) -> [(&'static str, u32); 4] {
    let text = &words.journey_map;
    [
        (text.going_on, stage.going_on),
        (text.going_back, stage.going_back),
        (text.staying, stage.staying),
        (text.leaving, stage.leaving),
    ]
}

fn fates(words: &Words, stage: &StageOfMap) -> Vec<MapShare> {
    fates_of(words, stage).map(|(name, n)| part(words, name, n, stage.customers)).into()
}

/// So many of a whole, by name.
fn part(words: &Words, name: &str, n: u32, whole: u32) -> MapShare {
    let share = f64::from(n) / f64::from(whole.max(1));
    let (count, percent) = (format::count(words.language, n), format::percent(words.language, share));
    MapShare { share, text: format!("{name} {count} · {percent}") }
}

/// How many events of a stage are online and offline.
fn sides(words: &Words, stage: &StageOfMap) -> Vec<MapShare> {
    let parts = [(Side::Online, stage.online), (Side::Offline, stage.events - stage.online)];
    parts.map(|(side, n)| part(words, (words.stages.side)(side), n, stage.events)).into()
}

/// How many customers of a stage meet a failure or complain there, and their share.
fn failures(words: &Words, stage: &StageOfMap) -> Vec<String> {
    if stage.failures == 0 {
        return vec!["–".to_owned()];
    }
    let count = |n: u32| format::count(words.language, n);
    let share = f64::from(stage.failed_customers) / f64::from(stage.customers);
    vec![
        (words.question.n_customers)(&count(stage.failed_customers)),
        (words.journey_map.of_stage)(&format::percent(words.language, share)),
        (words.question.n_events)(&count(stage.failures)),
    ]
}

fn onward(words: &Words, beside: Option<&Beside>, stage: &StageOfMap) -> Vec<String> {
    let Some((rate, interval)) = stage.onward_rate.zip(stage.onward_interval) else {
        return vec!["–".to_owned(), words.journey_map.last_stage.to_owned()];
    };
    let [low, high] = interval.map(|rate| format::percent(words.language, rate));
    let mark = beside.map_or("", |beside| beside.mark(&stage.stage, StageFigure::Onward));
    let mut lines = vec![marked(&format::percent(words.language, rate), mark), (words.question.interval)(&low, &high)];
    lines.extend(beside.map(|beside| {
        beside.line(words, &stage.stage, |stage| stage.onward_rate.map(|rate| format::percent(words.language, rate)))
    }));
    lines
}

fn time(
    words: &Words,
    beside: Option<&Beside>,
    stage: &StageOfMap,
    of: fn(&StageOfMap) -> Option<[f64; 3]>,
) -> Vec<String> {
    let in_words = |quartiles: [f64; 3]| quartiles.map(|seconds| format::duration(words.language, seconds));
    let mut lines = match of(stage).map(in_words) {
        Some([low, median, high]) => vec![median, (words.question.interval)(&low, &high)],
        None => vec!["–".to_owned()],
    };
    lines.extend(
        beside.map(|beside| beside.line(words, &stage.stage, |stage| of(stage).map(|all| in_words(all)[1].clone()))),
    );
    lines
}

/// The mean of a stage on the scale of feelings, which has the neutral one at 0.
fn feeling(words: &Words, scale: Scale, beside: Option<&Beside>, stage: &StageOfMap) -> Option<Feeling> {
    let scores = stage.scores.as_ref()?;
    let mean = scores.mean?;
    let (low, high) = scale.range();
    let (low, high) = (f64::from(low), f64::from(high));
    let feeling = |score: f64| ((score - low) / (high - low) * 2.0 - 1.0) * MOST_FEELING;
    let mark = beside.map_or("", |beside| beside.mark(&stage.stage, StageFigure::Score));
    let words_of_mean = marked(&format::fixed(words.language, mean, 1), mark);
    Some(Feeling {
        value: feeling(mean),
        interval: scores.mean_interval.map(|interval| interval.map(feeling)),
        text: (words.journey_map.score)(&words_of_mean, &format::count(words.language, scores.n)),
    })
}

fn touchpoints(words: &Words, stage: &StageOfMap) -> Vec<MapBar> {
    let most = stage.touchpoints.first().map_or(1, |touchpoint| touchpoint.events.max(1));
    let bars = stage.touchpoints.iter().take(TOUCHPOINTS).map(|touchpoint| MapBar {
        share: f64::from(touchpoint.events) / f64::from(most),
        label: touchpoint.touchpoint.clone(),
        value: format::count(words.language, touchpoint.events),
    });
    let left = stage.touchpoints.len().saturating_sub(TOUCHPOINTS);
    let more = (left > 0).then(|| MapBar {
        share: 0.0,
        label: (words.journey_map.more)(&format::count(words.language, left)),
        value: String::new(),
    });
    bars.chain(more).collect()
}

/// How it is counted, in sentences; `rated` is what scores speak of, where there are any.
pub fn method(words: &Words, state: &JourneyMapState, rated: Option<Rated>) -> Vec<String> {
    let text = &words.journey_map;
    let mut sentences = vec![
        text.visit_method.to_owned(),
        (text.fate_method)(&state.idle_days().to_string()),
        text.time_method.to_owned(),
    ];
    if let Some(rated) = rated {
        sentences.push(text.feelings_method.to_owned());
        let method = match rated {
            Rated::Event => text.rated_event_method,
            Rated::Before => text.rated_before_method,
        };
        sentences.push(method.to_owned());
    }
    sentences.extend([text.names_method.to_owned(), words.question.wilson.to_owned()]);
    sentences
}
