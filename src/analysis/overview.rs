//! How are we doing? The figures of a period, each against the period before it.
//!
//! The period is that of the scope; left open, it is the longest of 84, 28, 14, 7 days and 1 day that goes twice into the
//! days of the log, counted back from the end of its last day (whole weeks have as many Sundays), else half of its time. The
//! period before it has as many days and ends where it begins.
//!
//! # Formula
//!
//! Sums over customers (how many there are, their events, sessions, value) change relatively: now / before − 1. Of a sum Σx
//! the square of the relative standard error is Σx² / (Σx)², as of a compound Poisson process; the interval of the
//! change is that of the ratio on the logarithmic scale. Rates and scores change by now − before; the interval comes from
//! those of both (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008). Medians have no interval.
//!
//! A change is sure when its interval, widened to 95 % for all figures together (Bonferroni), keeps clear of 0.

use serde::{Deserialize, Serialize};

use super::{
    Analysis, Contrast, FunnelStep, ProposalQuestion, QuestionError, Scores,
    feedback::{place, points},
    statistics::{Z_95, median, wilson_interval},
    step_matcher::StepMatcher,
};
use crate::{
    event_log::{ColumnRole, EventLog, MICROS_PER_DAY, MICROS_PER_SECOND, Timestamp},
    import::Scale,
    prepare::{Field, Scope, blocks, in_one_call, instant},
};

/// Stretches that each period is cut into for the trend.
pub const STRETCHES: usize = 14;

const SESSION_MICROS: i64 = 30 * 60 * MICROS_PER_SECOND;
/// Lengths of a period in days, the longest first.
const LENGTHS: [i32; 5] = [84, 28, 14, 7, 1];
/// Eight figures are surer than chance together where each is so at this level.
const SURE: f64 = 0.05 / 8.0;
/// The normal quantile of that, over that of one figure.
const WIDER: f64 = 2.734_368_8 / Z_95;

/// The figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OverviewQuestion {
    /// What counts as the conversion; left out, the touchpoint whose name says that something was bought.
    pub goal: Option<FunnelStep>,
    /// Which events it is about; its time is the period.
    pub scope: Scope,
}

/// The figures of a period, and those of the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewReport {
    /// First instant of the period.
    pub from: String,
    /// Its end, exclusive.
    pub to: String,
    /// First instant of the period before, which ends at `from`.
    pub previous_from: String,
    /// What counted as the conversion; `None` where nothing does.
    pub goal: Option<FunnelStep>,
    /// The scale of the scores; `None` where there are none.
    pub scale: Option<Scale>,
    /// The figures that the log has, in the order of [`FigureKind`].
    pub figures: Vec<Figure>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FigureKind {
    /// Customers with an event.
    Customers,
    /// Events.
    Events,
    /// Sessions: without a gap of more than 30 minutes.
    Sessions,
    /// Share of customers who reach the goal.
    ConversionRate,
    /// Median time, in seconds, from a customer's first event in the period to the goal.
    SecondsToConvert,
    /// Share of customers with more than one session.
    RepeatRate,
    /// Sum of values.
    Value,
    /// NPS −1..=1, CSAT 0..=1 or CES 1..=7.
    Score,
}

/// A figure, and how it has changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// What it counts.
    pub kind: FigureKind,
    /// In the period; `None` where there is nothing to count.
    pub now: Option<f64>,
    /// Its 95 % interval, for rates and scores.
    pub interval: Option<[f64; 2]>,
    /// In the period before.
    pub before: Option<f64>,
    /// Relative for sums and times, the difference for rates and scores.
    pub change: Option<f64>,
    /// Its 95 % interval.
    pub change_interval: Option<[f64; 2]>,
    /// Whether the change is more than chance, among as many figures.
    pub is_sure: bool,
    /// The figure in each stretch of the period before and of the period; empty for times and returns.
    pub trend: Vec<Option<f64>>,
}

impl Analysis for OverviewQuestion {
    type Report = OverviewReport;

    fn run(&self, log: &EventLog) -> Result<OverviewReport, QuestionError> {
        let goal = match &self.goal {
            Some(goal) => Some(goal.clone()).filter(|goal| !goal.touchpoints.is_empty()),
            None => ProposalQuestion::default().run(log)?.goal,
        };
        let log = &*Scope { from: None, to: None, ..self.scope.clone() }.apply(log)?;
        let spans = self.spans(log)?;
        let scale = scale_of(log);
        let counted = count(log, goal.as_ref(), scale, spans)?;
        Ok(OverviewReport {
            from: Timestamp(spans.from).to_iso(),
            to: Timestamp(spans.to).to_iso(),
            previous_from: Timestamp(spans.previous_from).to_iso(),
            figures: counted.figures(log, goal.is_some(), scale),
            goal,
            scale,
        })
    }
}

impl OverviewQuestion {
    /// Where the period and the one before begin and end.
    fn spans(&self, log: &EventLog) -> Result<Spans, QuestionError> {
        let read = |text: &Option<String>| text.as_deref().map(|text| instant(text, log)).transpose();
        let day_of = |time: i64| log.calendar().date(Timestamp(time)).0;
        let start_of = |day: i32| log.calendar().instant_at(i64::from(day) * MICROS_PER_DAY).0;
        // By the calendar where a day begins: clocks change, and days have as many as they have.
        let days_before = |time: i64, days: i32| match day_of(time) {
            day if start_of(day) == time => start_of(day - days),
            _ => time - i64::from(days) * MICROS_PER_DAY,
        };
        let (first, last) = log.span().map_or((0, 0), |(first, last)| (first.0, last.0));
        let (from, to) = (read(&self.scope.from)?, read(&self.scope.to)?);
        let end_of_log = start_of(day_of(last) + 1);
        let days = day_of(to.map_or(last, |to| to.0 - 1)) + 1 - day_of(first);
        let length = LENGTHS.into_iter().find(|length| length * 2 <= days);
        let (from, to) = match (from, length) {
            (Some(from), _) => (from.0, to.map_or(end_of_log, |to| to.0)),
            (None, Some(length)) => {
                let to = to.map_or(end_of_log, |to| to.0);
                (days_before(to, length), to)
            }
            (None, None) => {
                let to = to.map_or(last + 1, |to| to.0);
                (to - ((to - first).max(0) + 1) / 2, to)
            }
        };
        let from = from.min(to);
        let is_of_days = [from, to].iter().all(|&time| start_of(day_of(time)) == time);
        let previous_from = if is_of_days { days_before(from, day_of(to) - day_of(from)) } else { from - (to - from) };
        Ok(Spans { previous_from, from, to })
    }
}

fn scale_of(log: &EventLog) -> Option<Scale> {
    let column = log.role(ColumnRole::Score)?;
    Scale::of_texts(&column.name, &column.dictionary)
}

/// Two periods, one after the other; the second ends before `to`.
#[derive(Clone, Copy, Debug)]
struct Spans {
    previous_from: i64,
    from: i64,
    to: i64,
}

impl Spans {
    /// Where each stretch begins, and where the last one ends: the k-th of a period has the instants t with
    /// ⌊(t − start) × [`STRETCHES`] / length⌋ = k.
    fn edges(self) -> Vec<i64> {
        const N: i128 = STRETCHES as i128;
        let begins = |start: i64, end: i64| {
            let [start, end] = [start, end].map(i128::from);
            // What is divided is not below zero: this rounds up.
            (0..N).map(move |k| (start + ((end - start) * k + N - 1) / N) as i64)
        };
        begins(self.previous_from, self.from).chain(begins(self.from, self.to)).chain([self.to]).collect()
    }
}

/// The stretch that an instant lies in; `guess` is where it is looked for first.
fn stretch(edges: &[i64], time: i64, guess: usize) -> Option<usize> {
    if edges[guess] <= time && time < edges[guess + 1] {
        return Some(guess);
    }
    let begun = edges.partition_point(|&edge| edge <= time);
    (begun > 0 && begun < edges.len()).then(|| begun - 1)
}

/// A rate or a score, and its 95 % interval.
type Estimate = (Option<f64>, Option<[f64; 2]>);

/// A sum over customers.
#[derive(Clone, Copy, Default)]
struct Sum {
    sum: f64,
    squares: f64,
}

impl Sum {
    fn add(&mut self, of_one: f64) {
        self.sum += of_one;
        self.squares += of_one * of_one;
    }

    /// Square of its relative standard error.
    fn relative_variance(self) -> f64 {
        self.squares / (self.sum * self.sum)
    }
}

/// A period, or a stretch of it.
#[derive(Clone, Default)]
struct Span {
    customers: Sum,
    events: Sum,
    sessions: Sum,
    value: Sum,
    converted: u32,
    returning: u32,
    /// Microseconds to the goal.
    to_goal: Vec<i64>,
    scores: Vec<u32>,
}

/// One customer in a period, or a stretch of it.
#[derive(Clone, Copy, Default)]
struct Own {
    events: u32,
    sessions: u32,
    value: f64,
    first: i64,
    goal: Option<i64>,
}

impl Span {
    fn take(&mut self, own: Own) {
        if own.events > 0 {
            self.customers.add(1.0);
            self.events.add(f64::from(own.events));
            self.sessions.add(f64::from(own.sessions));
            self.value.add(own.value);
            self.returning += u32::from(own.sessions > 1);
            self.converted += u32::from(own.goal.is_some());
            self.to_goal.extend(own.goal.map(|goal| goal - own.first));
        }
    }
}

/// The period before and the period; and their stretches.
struct Counted {
    periods: [Span; 2],
    stretches: Vec<Span>,
}

fn count(
    log: &EventLog,
    goal: Option<&FunnelStep>,
    scale: Option<Scale>,
    spans: Spans,
) -> Result<Counted, QuestionError> {
    let mut matcher = goal.map(|goal| StepMatcher::new(std::slice::from_ref(goal), log)).transpose()?;
    let values = match log.role(ColumnRole::Value) {
        Some(_) => {
            let field = Field::of_role(ColumnRole::Value, log)?;
            let finite = |value: u32| Some(field.number(value)).filter(|number| number.is_finite()).unwrap_or_default();
            let by_code = field.by_code((0..field.n_values() as u32).map(finite).collect());
            Some((field, by_code))
        }
        None => None,
    };
    let scores = match scale {
        Some(scale) => {
            let field = Field::of_role(ColumnRole::Score, log)?;
            let places = (0..field.n_values() as u32).map(|value| place(scale, field.number(value)));
            let by_code = field.by_code(places.collect());
            Some((field, by_code))
        }
        None => None,
    };
    let empty = Span { scores: vec![0; scale.map_or(0, points)], ..Span::default() };
    let mut counted = Counted { periods: [empty.clone(), empty.clone()], stretches: vec![empty; 2 * STRETCHES] };
    let edges = spans.edges();
    let mut at = 0;
    let (mut goals, mut numbers, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks(log) {
        in_one_call(|| {
            if let Some(matcher) = &mut matcher {
                matcher.read(&block, &mut goals);
            }
            if let Some((field, by_code)) = &values {
                field.look_up(&block, by_code, &mut numbers);
            }
            if let Some((field, by_code)) = &scores {
                field.look_up(&block, by_code, &mut places);
            }
            for customer in block.customers.clone() {
                let mut own = [Own::default(); 2];
                let mut here: Option<(usize, Own)> = None;
                let mut before = None;
                for event in log.events_of(customer) {
                    let time = log.times()[event].0;
                    let begins = before.is_none_or(|before| time - before > SESSION_MICROS);
                    before = Some(time);
                    let Some(stretch) = stretch(&edges, time, at) else { continue };
                    at = stretch;
                    match &mut here {
                        Some((same, _)) if *same == stretch => {}
                        _ => {
                            if let Some((stretch, own)) = here.replace((stretch, Own::default())) {
                                counted.stretches[stretch].take(own);
                            }
                        }
                    }
                    let here_in_block = event - block.events.start;
                    let value = numbers.get(here_in_block).copied().unwrap_or_default();
                    let is_goal = goals.get(here_in_block).is_some_and(|&goal| goal != 0);
                    let both = [&mut own[stretch / STRETCHES], &mut here.get_or_insert_default().1];
                    for own in both {
                        if own.events == 0 {
                            own.first = time;
                        }
                        own.events += 1;
                        own.sessions += u32::from(begins);
                        own.value += value;
                        own.goal = own.goal.or(is_goal.then_some(time));
                    }
                    if let Some(&place) = places.get(here_in_block) {
                        for span in [&mut counted.periods[stretch / STRETCHES], &mut counted.stretches[stretch]] {
                            if let Some(slot) = span.scores.get_mut(usize::from(place)) {
                                *slot += 1;
                            }
                        }
                    }
                }
                if let Some((stretch, own)) = here {
                    counted.stretches[stretch].take(own);
                }
                counted.periods.iter_mut().zip(own).for_each(|(period, own)| period.take(own));
            }
        });
    }
    Ok(counted)
}

impl Counted {
    fn figures(mut self, log: &EventLog, has_goal: bool, scale: Option<Scale>) -> Vec<Figure> {
        let medians = [0, 1].map(|at| median(&mut self.periods[at].to_goal).map(|it| it / MICROS_PER_SECOND as f64));
        let rate = |span: &Span, of: u32| {
            let n = span.customers.sum as u32;
            let rate = (n > 0).then(|| f64::from(of) / f64::from(n));
            (rate, wilson_interval(of, n))
        };
        let converted = |span: &Span| rate(span, span.converted);
        let returning = |span: &Span| rate(span, span.returning);
        let mut figures = vec![
            self.sum(FigureKind::Customers, |span| span.customers),
            self.sum(FigureKind::Events, |span| span.events),
            self.sum(FigureKind::Sessions, |span| span.sessions),
        ];
        if has_goal {
            figures.push(self.index(FigureKind::ConversionRate, &converted, true));
            let [before, now] = medians;
            let change = before.filter(|&before| before > 0.0).zip(now).map(|(before, now)| now / before - 1.0);
            let kind = FigureKind::SecondsToConvert;
            figures.push(Figure {
                kind,
                now,
                interval: None,
                before,
                change,
                change_interval: None,
                is_sure: false,
                trend: Vec::new(),
            });
        }
        figures.push(self.index(FigureKind::RepeatRate, &returning, false));
        if log.role(ColumnRole::Value).is_some() {
            figures.push(self.sum(FigureKind::Value, |span| span.value));
        }
        if let Some(scale) = scale {
            let score = |span: &Span| {
                let scores = Scores::of(scale, &span.scores);
                (scores.index, scores.interval)
            };
            figures.push(self.index(FigureKind::Score, &score, true));
        }
        figures
    }

    /// A sum over customers.
    fn sum(&self, kind: FigureKind, of: fn(&Span) -> Sum) -> Figure {
        let [before, now] = [0, 1].map(|at| of(&self.periods[at]));
        let is_comparable = before.sum > 0.0 && now.sum > 0.0;
        let log_change = (now.sum / before.sum).ln();
        let half = Z_95 * (before.relative_variance() + now.relative_variance()).sqrt();
        Figure {
            kind,
            now: Some(now.sum),
            interval: None,
            before: Some(before.sum),
            change: (before.sum > 0.0).then(|| now.sum / before.sum - 1.0),
            change_interval: is_comparable.then(|| [log_change - half, log_change + half].map(f64::exp_m1)),
            is_sure: is_comparable && log_change.abs() > WIDER * half,
            trend: self.stretches.iter().map(|span| Some(of(span).sum)).collect(),
        }
    }

    /// A rate or a score, with its interval.
    fn index(&self, kind: FigureKind, of: &dyn Fn(&Span) -> Estimate, has_trend: bool) -> Figure {
        let [(before, before_interval), (now, interval)] = [0, 1].map(|at| of(&self.periods[at]));
        let contrast =
            now.zip(interval).zip(before.zip(before_interval)).map(|(now, before)| Contrast::of(now, before));
        Figure {
            kind,
            now,
            interval,
            before,
            change: now.zip(before).map(|(now, before)| now - before),
            change_interval: contrast.map(|contrast| contrast.interval),
            is_sure: contrast.is_some_and(|contrast| contrast.p_value < SURE),
            trend: if has_trend { self.stretches.iter().map(|span| of(span).0).collect() } else { Vec::new() },
        }
    }
}

#[cfg(test)]
mod tests;
