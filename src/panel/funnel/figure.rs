//! Report → what the chart draws: bars, notes and tooltips in words.

use super::state::{FunnelState, People};
use crate::{
    analysis::{FunnelGroup, FunnelReport, FunnelStepReport, Group, Who, statistics::wilson_interval},
    chart::{
        legend::{SeriesName, series_mark},
        step_bars::{Bar, BarStep, Part, Pick},
    },
    geometry::funnel_bars::BarValue,
    panel::{
        comparison::{ContrastRow, Unit},
        names,
    },
    text::{Words, format},
};

/// Name of a group on screen.
pub fn group_name(words: &Words, breakdown: &str, value: Option<&str>) -> String {
    names::value_name(words, breakdown, value.unwrap_or_default())
}

/// The groups that are drawn.
pub fn shown<'a>(report: &'a FunnelReport, state: &FunnelState) -> &'a [FunnelGroup] {
    &report.groups[..report.groups.len().min(state.groups)]
}

/// The names of the groups that are drawn.
pub fn legend(words: &Words, report: &FunnelReport, state: &FunnelState) -> Vec<SeriesName> {
    let breakdown = state.question.breakdown.as_deref().unwrap_or_default();
    let named = shown(report, state).iter().enumerate().map(|(at, group)| SeriesName {
        mark: series_mark(at),
        name: group_name(words, breakdown, group.value.as_deref()),
    });
    named.collect()
}

/// The steps as the chart draws them.
pub fn steps(words: &Words, report: &FunnelReport, state: &FunnelState) -> Vec<BarStep> {
    let breakdown = state.question.breakdown.as_deref().unwrap_or_default();
    let groups = shown(report, state);
    let everybody = report.steps.iter().enumerate();
    everybody
        .map(|(at, step)| {
            let bars = if groups.is_empty() {
                vec![bar(words, report, &report.steps, at, String::new(), None)]
            } else {
                let of_group = groups.iter().enumerate().map(|(series, group)| {
                    let name = group_name(words, breakdown, group.value.as_deref());
                    bar(words, report, &group.steps, at, series_mark(series), Some(name))
                });
                of_group.collect()
            };
            BarStep { label: step.label.clone(), notes: notes(words, report, step), bars }
        })
        .collect()
}

fn notes(words: &Words, report: &FunnelReport, step: &FunnelStepReport) -> Vec<String> {
    let (text, language) = (&words.funnel, words.language);
    let mut notes = vec![(text.note_count)(&format::count(language, step.customers))];
    if let Some(rate) = step.conversion_rate {
        notes.push((text.note_rate)(&format::percent(language, rate)));
    }
    if let Some(rate) = share(step.customers, report.customers) {
        notes.push((text.note_of_all)(&format::percent(language, rate)));
    }
    if let Some(rate) = step.step_conversion_rate {
        notes.push((text.note_step_rate)(&format::percent(language, rate)));
    }
    if let Some(seconds) = step.median_seconds_from_previous {
        notes.push((text.note_median)(&format::duration(language, seconds)));
    }
    notes
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

fn bar(
    words: &Words,
    report: &FunnelReport,
    steps: &[FunnelStepReport],
    at: usize,
    mark: String,
    group: Option<String>,
) -> Bar {
    let (text, language) = (&words.funnel, words.language);
    let step = &steps[at];
    let rate = |step: &FunnelStepReport| step.conversion_rate.unwrap_or_default();
    let count = format::count(language, step.customers);
    let lost = format::count(language, step.drop_off);
    let in_group = |sentence: String| match &group {
        Some(group) => format!("{group} · {sentence}"),
        None => sentence,
    };
    let mut details = vec![(text.customers.to_owned(), count.clone())];
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            details.push((name.to_owned(), value));
        }
    };
    let percent = |rate: Option<f64>| rate.map(|rate| format::percent(language, rate));
    let duration = |seconds: Option<f64>| seconds.map(|seconds| format::duration(language, seconds));
    add(text.conversion_rate, percent(step.conversion_rate));
    add(words.question.interval_name, step.interval.map(|interval| interval_words(words, interval)));
    add(text.step_rate, percent(step.step_conversion_rate));
    if group.is_none() {
        add(text.share_of_all, percent(share(step.customers, report.customers)));
    }
    add(text.median_previous, duration(step.median_seconds_from_previous));
    add(text.median_start, duration(step.median_seconds_from_start));
    let previous = if at == 0 { 1.0_f64.min(rate(step)) } else { rate(&steps[at - 1]) };
    Bar {
        value: BarValue {
            share: rate(step),
            previous,
            // The first step is the measure of all others.
            interval: step.interval.filter(|_| at > 0 && steps[0].customers > 0),
        },
        mark,
        lost: format!("−{lost}"),
        title: in_group((text.bar_title)(at + 1, &step.label, &count)),
        details,
        lost_title: (step.drop_off > 0).then(|| in_group((text.lost_title)(&lost, at + 1, &step.label))),
    }
}

/// A share in words, for the axis.
pub fn axis_percent(rate: f64) -> String {
    format!("{}%", (rate * 100.0).round())
}

/// An interval of a rate in words.
pub fn interval_words(words: &Words, [low, high]: [f64; 2]) -> String {
    (words.question.interval)(&format::percent(words.language, low), &format::percent(words.language, high))
}

/// Whose names a part of the chart stands for.
pub fn people(report: &FunnelReport, state: &FunnelState, pick: Pick) -> People {
    // Without a split the groups are two sides.
    let groups = if state.question.breakdown.is_some() { shown(report, state) } else { &[] };
    let group = groups.get(pick.series).map(|group| Group { value: group.value.clone() });
    let who = if pick.part == Part::Lost { Who::DroppedOff } else { Who::Reached };
    People { step: pick.step + 1, who, others: group.is_none() && pick.series == 1, group }
}

/// One funnel with two sides as its groups, the first of which is all that it counts.
pub fn side_by_side(own: &FunnelReport, other: &FunnelReport, names: [String; 2]) -> FunnelReport {
    let sides = names.into_iter().zip([own, other]);
    let groups = sides.map(|(name, report)| FunnelGroup { value: Some(name), steps: report.steps.clone() });
    FunnelReport { groups: groups.collect(), ..own.clone() }
}

/// The rates of two sides, where there are two.
pub fn contrasts(words: &Words, report: &FunnelReport) -> Vec<ContrastRow> {
    let [own, other] = report.groups.as_slice() else { return Vec::new() };
    let estimate = |part: u32, whole: u32| share(part, whole).zip(wilson_interval(part, whole));
    let rows = (1..report.steps.len()).flat_map(|at| {
        let rates = [(words.funnel.conversion_rate, 0), (words.funnel.step_rate, at - 1)];
        // The second step has but one step before it.
        let rates = rates.into_iter().take(if at == 1 { 1 } else { 2 });
        rates.map(move |(what, of)| {
            let rates = [own, other].map(|side| estimate(side.steps[at].customers, side.steps[of].customers));
            ContrastRow::new(format!("{}  {}", at + 1, report.steps[at].label), what, Unit::RATE, rates)
        })
    });
    ContrastRow::corrected(rows.collect())
}

/// The part of the chart that stands for the people whose names are shown.
pub fn pick(report: &FunnelReport, state: &FunnelState) -> Option<Pick> {
    let people = state.people.as_ref()?;
    let groups = shown(report, state);
    let series = match &people.group {
        None if groups.is_empty() => 0,
        None if state.question.breakdown.is_none() => usize::from(people.others),
        None => return None,
        Some(wanted) => groups.iter().position(|group| group.value == wanted.value)?,
    };
    let part = if people.who == Who::DroppedOff { Part::Lost } else { Part::Reached };
    Some(Pick { step: people.step.checked_sub(1)?, series, part })
}

/// Why there is nothing to draw, and what to do; `None` where there is.
pub fn trouble(words: &Words, report: &FunnelReport) -> Option<String> {
    let first = report.steps.first()?;
    if report.customers == 0 {
        Some(words.funnel.nobody_in_scope.to_owned())
    } else if first.customers == 0 {
        Some((words.funnel.nobody_started)(&first.label))
    } else {
        None
    }
}

/// What the chart shows, in sentences.
pub fn headline(words: &Words, report: &FunnelReport) -> Vec<String> {
    let (text, language) = (&words.funnel, words.language);
    let (Some(first), Some(last)) = (report.steps.first(), report.steps.last()) else { return Vec::new() };
    // Steps of one name are told apart by their place.
    let name = |at: usize| {
        let label = &report.steps[at].label;
        let is_alone = report.steps.iter().filter(|step| step.label == *label).count() == 1;
        if is_alone { label.clone() } else { format!("{label} ({})", at + 1) }
    };
    let count = |n: u32| format::count(language, n);
    let mut sentences = Vec::new();
    if let (Some(rate), Some(interval)) = (last.conversion_rate, last.interval) {
        let (rate, interval) = (format::percent(language, rate), interval_words(words, interval));
        let (reached, started) = (count(last.customers), count(first.customers));
        sentences.push((text.headline)(&reached, &started, &rate, &interval, &name(0), &name(report.steps.len() - 1)));
    }
    let worst = report.steps.windows(2).zip(0..).max_by_key(|(pair, _)| pair[1].drop_off);
    if let Some(([before, after], at)) = worst.filter(|(pair, _)| pair[1].drop_off > 0) {
        let lost = share(after.drop_off, before.customers).unwrap_or_default();
        let (lost_count, lost) = (count(after.drop_off), format::percent(language, lost));
        sentences.push((text.worst)(&lost_count, &lost, &name(at), &name(at + 1)));
    }
    if let Some(rate) = share(first.customers, report.customers) {
        sentences.push((text.entered)(
            &count(first.customers),
            &count(report.customers),
            &format::percent(language, rate),
        ));
    }
    sentences
}
