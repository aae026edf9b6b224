//! The tables of the funnel: its twin, step by step, and the comparison of groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::figure::{group_name, interval_words};
use crate::{
    analysis::{FunnelGroup, FunnelReport, statistics},
    chart::legend::series_mark,
    panel::table::{Header, VirtualTable},
    text::{format, use_words},
};

/// Below this a difference is called clear.
const CLEAR: f64 = 0.05;

/// The funnel as a table: all customers, then each group; without a split, the groups are two sides and there is no all.
#[component]
pub fn StepTable(
    /// The report.
    report: Signal<Option<Arc<FunnelReport>>>,
    /// The column that made the groups.
    breakdown: Signal<String>,
) -> impl IntoView {
    let words = use_words();
    let n_steps = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.steps.len())));
    let n_groups = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.groups.len())));
    let columns = Signal::derive(move || {
        let text = &words.get().funnel;
        let mut columns = Vec::new();
        if n_groups.get() > 0 {
            columns.push(Header::text(text.group).track("minmax(7rem, 1fr)"));
        }
        // Without groups they fit beside the controls on an office laptop.
        let track = if n_groups.get() > 0 { "minmax(7rem, 1fr)" } else { "minmax(6rem, 1fr)" };
        let number = |label: &'static str| Header::number(label).track(track);
        columns.push(Header::text(text.step).track("minmax(10rem, 2fr)"));
        columns.push(number(text.customers));
        columns.push(number(text.share_of_all));
        columns.push(number(text.conversion_rate));
        columns.push(Header::number(words.get().question.interval_name).track("minmax(8.5rem, 1fr)"));
        columns.push(number(text.step_rate));
        columns.push(number(text.drop_off));
        columns.push(Header::number(text.median_previous).track("minmax(6.5rem, 1fr)"));
        columns.push(Header::number(text.median_start).track("minmax(6.5rem, 1fr)"));
        columns
    });
    let are_sides = Memo::new(move |_| n_groups.get() > 0 && breakdown.with(String::is_empty));
    let n_blocks = move || n_groups.get() + usize::from(!are_sides.get());
    let n_rows = Signal::derive(move || n_steps.get() * n_blocks());
    let row = move |at: usize| {
        let words = words.get();
        let (Some(report), steps) = (report.get(), n_steps.get().max(1)) else { return Vec::new() };
        let (group, step) = (at / steps + usize::from(are_sides.get()), at % steps);
        let of_group = group.checked_sub(1).and_then(|group| report.groups.get(group));
        let steps = of_group.map_or(&report.steps, |group| &group.steps);
        let Some(facts) = steps.get(step) else { return Vec::new() };
        let language = words.language;
        let percent = |rate: Option<f64>| rate.map(|rate| format::percent(language, rate)).unwrap_or_default();
        let duration =
            |seconds: Option<f64>| seconds.map(|seconds| format::duration(language, seconds)).unwrap_or_default();
        // How many the other side has in all is not part of its steps.
        let has_all = report.customers > 0 && !(are_sides.get() && group > 1);
        let of_all = has_all.then(|| f64::from(facts.customers) / f64::from(report.customers));
        let mut fields = Vec::new();
        if !report.groups.is_empty() {
            let name = match of_group {
                None => words.funnel.everybody.to_owned(),
                Some(group) => name_of(words, breakdown, group),
            };
            fields.push(name.into_any());
        }
        fields.push(format!("{}  {}", step + 1, facts.label).into_any());
        fields.push(format::count(language, facts.customers).into_any());
        fields.push(percent(of_all).into_any());
        fields.push(percent(facts.conversion_rate).into_any());
        fields.push(facts.interval.map(|interval| interval_words(words, interval)).unwrap_or_default().into_any());
        fields.push(percent(facts.step_conversion_rate).into_any());
        fields.push(if step == 0 { String::new() } else { format::count(language, facts.drop_off) }.into_any());
        fields.push(duration(facts.median_seconds_from_previous).into_any());
        fields.push(duration(facts.median_seconds_from_start).into_any());
        fields
    };
    let label = Signal::derive(move || words.get().funnel.table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}

fn name_of(words: &crate::text::Words, breakdown: Signal<String>, group: &FunnelGroup) -> String {
    breakdown.with(|column| group_name(words, column, group.value.as_deref()))
}

/// A group against all other customers.
#[derive(Clone, Debug, PartialEq)]
struct Contrast {
    started: u32,
    converted: u32,
    rate: Option<f64>,
    interval: Option<[f64; 2]>,
    /// Rate minus that of the rest.
    difference: Option<f64>,
    /// Corrected for the number of groups.
    p_value: Option<f64>,
}

/// Each group against the rest.
fn contrasts(report: &FunnelReport) -> Vec<Contrast> {
    let ends = |steps: &[crate::analysis::FunnelStepReport]| match (steps.first(), steps.last()) {
        (Some(first), Some(last)) => (first.customers, last.customers),
        _ => (0, 0),
    };
    let (all_started, all_converted) = ends(&report.steps);
    let rate = |converted: u32, started: u32| (started > 0).then(|| f64::from(converted) / f64::from(started));
    let mut contrasts: Vec<Contrast> = report
        .groups
        .iter()
        .map(|group| {
            let (started, converted) = ends(&group.steps);
            let rest = (all_started.saturating_sub(started), all_converted.saturating_sub(converted));
            let own = rate(converted, started);
            Contrast {
                started,
                converted,
                rate: own,
                interval: group.steps.last().and_then(|last| last.interval),
                difference: own.zip(rate(rest.1, rest.0)).map(|(own, rest)| own - rest),
                p_value: statistics::two_proportion_p_value(converted, started, rest.1, rest.0),
            }
        })
        .collect();
    let known: Vec<usize> = (0..contrasts.len()).filter(|&at| contrasts[at].p_value.is_some()).collect();
    let raw: Vec<f64> = known.iter().filter_map(|&at| contrasts[at].p_value).collect();
    for (at, corrected) in known.into_iter().zip(statistics::holm(&raw)) {
        contrasts[at].p_value = Some(corrected);
    }
    contrasts
}

/// The groups compared by their final conversion.
#[component]
pub fn Comparison(
    /// The report.
    report: Signal<Option<Arc<FunnelReport>>>,
    /// The column that made the groups.
    breakdown: Signal<String>,
    /// How many groups are drawn in the chart.
    groups_drawn: Signal<usize>,
) -> impl IntoView {
    let words = use_words();
    let contrasts =
        Memo::new(move |_| report.with(|report| report.as_ref().map(|report| contrasts(report)).unwrap_or_default()));
    let columns = Signal::derive(move || {
        let text = &words.get().funnel;
        vec![
            Header::text(text.group).track("minmax(12rem, 2fr)"),
            Header::number(text.started),
            Header::number(text.converted),
            Header::number(text.conversion_rate),
            Header::number(words.get().question.interval_name).track("minmax(10rem, 1fr)"),
            Header::number(text.difference).track("minmax(11rem, 1fr)"),
            Header::number(text.p_value),
            Header::text(text.verdict).track("minmax(13rem, 1fr)"),
        ]
    });
    let row = move |at: usize| {
        let words = words.get();
        let (text, language) = (&words.funnel, words.language);
        let (Some(contrast), Some(report)) = (contrasts.with(|all| all.get(at).cloned()), report.get()) else {
            return Vec::new();
        };
        let Some(group) = report.groups.get(at) else { return Vec::new() };
        let shown = at < groups_drawn.get();
        let mark = if shown { format!("{}  ", series_mark(at)) } else { String::new() };
        let difference = contrast.difference.map(|difference| {
            let points = format::decimal(language, difference.abs() * 100.0, 1);
            let sign = if difference < 0.0 { "−" } else { "+" };
            (text.points)(&format!("{sign}{points}"))
        });
        let p_value =
            contrast.p_value.map(|p| if p < 0.001 { "< 0.001".to_owned() } else { format::decimal(language, p, 3) });
        let verdict = match (contrast.p_value, contrast.difference) {
            (Some(p), Some(difference)) if p < CLEAR && difference > 0.0 => text.higher,
            (Some(p), Some(difference)) if p < CLEAR && difference < 0.0 => text.lower,
            (Some(_), _) => text.unclear,
            (None, _) => "",
        };
        vec![
            format!("{mark}{}", name_of(words, breakdown, group)).into_any(),
            format::count(language, contrast.started).into_any(),
            format::count(language, contrast.converted).into_any(),
            contrast.rate.map(|rate| format::percent(language, rate)).unwrap_or_default().into_any(),
            contrast.interval.map(|interval| interval_words(words, interval)).unwrap_or_default().into_any(),
            difference.unwrap_or_default().into_any(),
            p_value.unwrap_or_default().into_any(),
            verdict.into_any(),
        ]
    };
    let n_rows = Signal::derive(move || contrasts.with(Vec::len));
    let label = Signal::derive(move || words.get().funnel.compare.to_owned());
    let method = move || {
        let words = words.get();
        let tested = contrasts.with(|all| all.iter().filter(|contrast| contrast.p_value.is_some()).count());
        (tested > 0).then(|| (words.funnel.compare_method)(&format::count(words.language, tested)))
    };
    view! {
        <section class="panel">
            <h2>{move || label.get()}</h2>
            <VirtualTable label=label columns=columns n_rows=n_rows row=row/>
            <p class="quiet">{method}</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::FunnelStepReport;

    fn steps(started: u32, converted: u32) -> Vec<FunnelStepReport> {
        [started, converted]
            .map(|customers| FunnelStepReport {
                label: String::new(),
                customers,
                conversion_rate: None,
                step_conversion_rate: None,
                interval: None,
                drop_off: 0,
                median_seconds_from_previous: None,
                median_seconds_from_start: None,
            })
            .to_vec()
    }

    #[test]
    fn a_group_is_compared_with_the_rest_and_p_is_corrected() {
        let group = |value: &str, started, converted| FunnelGroup {
            value: Some(value.into()),
            steps: steps(started, converted),
        };
        let report = FunnelReport {
            customers: 400,
            steps: steps(300, 90),
            groups: vec![group("a", 100, 50), group("b", 100, 20), group("c", 100, 20)],
        };
        let contrasts = contrasts(&report);
        assert!((contrasts[0].difference.unwrap() - 0.3).abs() < 1e-9);
        assert!(contrasts[0].p_value.unwrap() < 0.001);
        let raw = statistics::two_proportion_p_value(20, 100, 70, 200).unwrap();
        assert!(contrasts[1].p_value.unwrap() > raw);
    }
}
