//! The heatmap cell by cell, each from all events.

use std::collections::{BTreeMap, BTreeSet};

use sojourn::analysis::{Dimension, HeatmapDetail, HeatmapQuestion, HeatmapReport, Measure, Total, statistics};

use super::{Case, Journey, median};

/// One event of one journey, with its names on both axes.
struct Counted<'a> {
    journey: &'a Journey,
    customer: usize,
    position: usize,
    names: [String; 2],
}

/// What a cell or a total says.
struct Said {
    value: Option<f64>,
    sample: u32,
    interval: Option<[f64; 2]>,
}

pub(super) struct Asked<'a> {
    pub case: &'a Case,
    pub question: &'a HeatmapQuestion,
}

impl Asked<'_> {
    fn is_goal(&self, journey: &Journey, position: usize) -> bool {
        self.question.goal.as_ref().is_some_and(|goal| self.case.matches(goal, &journey[position]))
    }

    fn max_steps(&self) -> usize {
        self.question.max_steps.unwrap_or(10) as usize
    }

    /// The category of an event, if it has one.
    pub fn name(&self, dimension: &Dimension, journey: &Journey, position: usize) -> Option<String> {
        let row = &journey[position];
        let clock = || self.case.zoned(row);
        match dimension {
            Dimension::Stage => Some(self.case.value("stage", row)),
            Dimension::Touchpoint => Some(row.touchpoint.clone()),
            Dimension::Channel => Some(self.case.value("channel", row)),
            Dimension::NextTouchpoint => journey.get(position + 1).map(|next| next.touchpoint.clone()),
            Dimension::Step => (position < self.max_steps()).then(|| (position + 1).to_string()),
            Dimension::Weekday => Some(clock().weekday().to_monday_one_offset().to_string()),
            Dimension::Hour => Some(clock().hour().to_string()),
            Dimension::Date => Some(clock().date().to_string()),
            Dimension::Outcome => {
                let first_goal = (0..journey.len()).find(|&position| self.is_goal(journey, position));
                match first_goal {
                    None => Some("dropped".to_owned()),
                    Some(goal) => (position < goal).then(|| "converted".to_owned()),
                }
            }
            Dimension::Column(name) => Some(self.case.value(name, row)),
        }
    }

    /// Names of an axis in order, and the names that the last one gathers.
    fn axis(
        &self,
        dimension: &Dimension,
        axis: usize,
        events: &[Counted],
        journeys: &[Journey],
    ) -> (Vec<String>, BTreeSet<String>) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for event in events {
            *counts.entry(event.names[axis].clone()).or_default() += 1;
        }
        let longest = journeys.iter().map(Vec::len).max().unwrap_or(0);
        match dimension {
            Dimension::Weekday => return ((1..=7).map(|day| day.to_string()).collect(), BTreeSet::new()),
            Dimension::Hour => return ((0..24).map(|hour| hour.to_string()).collect(), BTreeSet::new()),
            Dimension::Step => {
                return ((1..=longest.min(self.max_steps())).map(|step| step.to_string()).collect(), BTreeSet::new());
            }
            Dimension::Outcome => return (counts.into_keys().collect(), BTreeSet::new()),
            _ => {}
        }
        // Most events first, then by name, the missing one last among equals.
        let mut names: Vec<String> = counts.keys().cloned().collect();
        names.sort_by_key(|name| name.is_empty());
        names.sort_by_key(|name| std::cmp::Reverse(counts[name]));
        let kept = self.question.keep.map_or(names.len(), |keep| names.len().min(keep as usize));
        let gathered: BTreeSet<String> = names.split_off(kept).into_iter().collect();
        match dimension {
            Dimension::Date => names.sort(),
            Dimension::Stage => names.sort_by_key(|name| self.stage_rank(name)),
            Dimension::Column(column) if column == "stage" => names.sort_by_key(|name| self.stage_rank(name)),
            _ => names.sort_by_key(|name| name.is_empty()),
        }
        if !gathered.is_empty() {
            names.push("…".to_owned());
        }
        (names, gathered)
    }

    fn stage_rank(&self, name: &str) -> usize {
        let others = if name.is_empty() { usize::MAX } else { usize::MAX - 1 };
        self.case.stage_rank(name).unwrap_or(others)
    }

    fn measure(&self, events: &[&Counted]) -> Said {
        let count = events.len() as u32;
        let mut said = Said { value: None, sample: count, interval: None };
        let customers: BTreeSet<usize> = events.iter().map(|event| event.customer).collect();
        let numbers = |name: &str| -> Vec<f64> {
            events.iter().filter_map(|event| self.case.number(name, &event.journey[event.position])).collect()
        };
        match self.question.measure {
            Measure::Events => said.value = (count > 0).then_some(count.into()),
            Measure::Customers => {
                said.sample = customers.len() as u32;
                said.value = (count > 0).then_some(said.sample.into());
            }
            Measure::ConversionRate => {
                let converted = customers.iter().filter(|&&customer| {
                    let first = events.iter().find(|event| event.customer == customer).expect("one of theirs");
                    (first.position + 1..first.journey.len()).any(|later| self.is_goal(first.journey, later))
                });
                let converted = converted.count() as u32;
                said.sample = customers.len() as u32;
                said.value = (count > 0).then(|| f64::from(converted) / f64::from(said.sample));
                said.interval = statistics::wilson_interval(converted, said.sample);
            }
            Measure::MeanScore => {
                let scores = numbers("score");
                let n = scores.len() as f64;
                said.sample = scores.len() as u32;
                if n > 0.0 {
                    let mean = scores.iter().sum::<f64>() / n;
                    let variance = scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / (n - 1.0);
                    said.value = Some(mean);
                    said.interval = statistics::mean_interval(mean, variance, said.sample);
                }
            }
            Measure::TotalValue => {
                let values = numbers("value");
                said.sample = values.len() as u32;
                said.value = (!values.is_empty()).then(|| values.iter().sum());
            }
            Measure::MedianSecondsToNext => {
                let waits: Vec<f64> = events
                    .iter()
                    .filter_map(|event| {
                        let next = event.journey.get(event.position + 1)?;
                        Some((next.micros - event.journey[event.position].micros) as f64 / 1e6)
                    })
                    .collect();
                said.sample = waits.len() as u32;
                said.value = median(waits);
            }
        }
        said
    }
}

pub fn answer(case: &Case, question: &HeatmapQuestion) -> HeatmapReport {
    let asked = Asked { case, question };
    let journeys = case.journeys(&question.scope);
    let mut events = Vec::new();
    for (customer, journey) in journeys.iter().enumerate() {
        for position in 0..journey.len() {
            let row = asked.name(&question.rows, journey, position);
            let column = asked.name(&question.columns, journey, position);
            if let (Some(row), Some(column)) = (row, column) {
                events.push(Counted { journey, customer, position, names: [row, column] });
            }
        }
    }
    let (rows, gathered_rows) = asked.axis(&question.rows, 0, &events, &journeys);
    let (columns, gathered_columns) = asked.axis(&question.columns, 1, &events, &journeys);
    for event in &mut events {
        for (name, gathered) in event.names.iter_mut().zip([&gathered_rows, &gathered_columns]) {
            if gathered.contains(name) {
                "…".clone_into(name);
            }
        }
    }

    let all: Vec<&Counted> = events.iter().collect();
    let said = |row: Option<&String>, column: Option<&String>| {
        let fits = |event: &&Counted| {
            row.is_none_or(|row| &event.names[0] == row) && column.is_none_or(|column| &event.names[1] == column)
        };
        asked.measure(&all.iter().copied().filter(fits).collect::<Vec<_>>())
    };
    let total = |row: Option<&String>, column: Option<&String>| {
        let said = said(row, column);
        Total { value: said.value, sample: said.sample }
    };
    let cells: Vec<Vec<Said>> =
        rows.iter().map(|row| columns.iter().map(|column| said(Some(row), Some(column))).collect()).collect();
    let detail = question.detail.then(|| HeatmapDetail {
        row_totals: rows.iter().map(|row| total(Some(row), None)).collect(),
        column_totals: columns.iter().map(|column| total(None, Some(column))).collect(),
        total: total(None, None),
        intervals: cells.iter().map(|row| row.iter().map(|cell| cell.interval).collect()).collect(),
        gathered_rows: gathered_rows.len() as u32,
        gathered_columns: gathered_columns.len() as u32,
        weekdays_in_span: weekdays_in_span(case, &journeys),
    });
    HeatmapReport {
        cells: cells.iter().map(|row| row.iter().map(|cell| cell.value).collect()).collect(),
        samples: cells.iter().map(|row| row.iter().map(|cell| cell.sample).collect()).collect(),
        rows,
        columns,
        detail,
    }
}

fn weekdays_in_span(case: &Case, journeys: &[Journey]) -> [u32; 7] {
    let mut counts = [0; 7];
    let by_time = |row: &&super::Row| row.micros;
    let rows = || journeys.iter().flatten();
    if let (Some(first), Some(last)) = (rows().min_by_key(by_time), rows().max_by_key(by_time)) {
        let (mut date, end) = (case.zoned(first).date(), case.zoned(last).date());
        while date <= end {
            counts[date.weekday().to_monday_zero_offset() as usize] += 1;
            date = date.tomorrow().expect("a date");
        }
    }
    counts
}
