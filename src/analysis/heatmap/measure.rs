//! What the cells say.
//!
//! A pivot is counted in slots: one per cell and, where totals are asked for, one per row, one per column, one for all.
//! An event counts in each of its slots, so that a total is measured like a cell: distinct customers anew, medians over
//! all events behind it.

use super::Pivot;
use crate::{
    analysis::{
        axis::Ranking,
        statistics::{mean_interval, median, wilson_interval},
    },
    event_log::MICROS_PER_SECOND,
    prepare::{ByCode, Field},
};

/// Which slots an event counts in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slots {
    pub rows: usize,
    pub columns: usize,
    pub totals: bool,
}

impl Slots {
    pub fn cell(self, row: usize, column: usize) -> usize {
        row * self.columns + column
    }

    pub fn row(self, row: usize) -> usize {
        self.rows * self.columns + row
    }

    pub fn column(self, column: usize) -> usize {
        self.rows * self.columns + self.rows + column
    }

    pub fn all(self) -> usize {
        self.rows * self.columns + self.rows + self.columns
    }

    fn count(self) -> usize {
        if self.totals { self.all() + 1 } else { self.rows * self.columns }
    }

    /// Calls `visit` with each slot of an event.
    #[inline]
    fn each(self, row: u32, column: u32, mut visit: impl FnMut(usize)) {
        let (row, column) = (row as usize, column as usize);
        if row >= self.rows || column >= self.columns {
            return;
        }
        visit(self.cell(row, column));
        if self.totals {
            visit(self.row(row));
            visit(self.column(column));
            visit(self.all());
        }
    }
}

/// The measure in each slot.
#[derive(Debug)]
pub(super) struct Measured {
    pub values: Vec<Option<f64>>,
    pub samples: Vec<u32>,
    pub intervals: Vec<Option<[f64; 2]>>,
}

impl Measured {
    fn of<T>(slots: &[T], measure: impl Fn(&T) -> (Option<f64>, u32, Option<[f64; 2]>)) -> Measured {
        let mut measured = Measured { values: Vec::new(), samples: Vec::new(), intervals: Vec::new() };
        for slot in slots {
            let (value, sample, interval) = measure(slot);
            measured.values.push(value);
            measured.samples.push(sample);
            measured.intervals.push(interval);
        }
        measured
    }
}

/// Events per slot, from those per pair of categories where they were counted, else by another pass.
pub(super) fn events(pivot: &mut Pivot, counted: Option<Vec<u32>>, ranks: [&Ranking; 2], slots: Slots) -> Measured {
    let mut events = vec![0u32; slots.count()];
    match counted {
        Some(pairs) => {
            let [rows, columns] = ranks;
            for (pairs, &row) in pairs.chunks_exact(columns.places.len()).zip(&rows.places) {
                for (&pair, &column) in pairs.iter().zip(&columns.places) {
                    if pair > 0 {
                        slots.each(row, column, |slot| events[slot] += pair);
                    }
                }
            }
        }
        None => pivot.for_each_block(|_, rows, columns, _| {
            for (&row, &column) in rows.iter().zip(columns) {
                let (row, column) = (ranks[0].places[row as usize], ranks[1].places[column as usize]);
                slots.each(row, column, |slot| events[slot] += 1);
            }
        }),
    }
    Measured::of(&events, |&events| ((events > 0).then_some(events.into()), events, None))
}

/// Distinct customers of a slot.
#[derive(Clone, Copy)]
struct Customers {
    customers: u32,
    converted: u32,
    /// The customer counted last.
    last: u32,
}

/// Through which events a customer is counted.
#[derive(Clone, Copy)]
pub(super) enum Behind<'a> {
    /// All.
    Events,
    /// Those with a number in that column.
    Numbers(&'a Field<'a>),
    /// Those with a next event.
    Waits,
}

/// Distinct customers per slot or, if `rate` is asked for, the share of them with a goal event later than their first
/// event in the slot.
pub(super) fn customers(pivot: &mut Pivot, ranks: [&Ranking; 2], slots: Slots, behind: Behind, rate: bool) -> Measured {
    let mut counts = vec![Customers { customers: 0, converted: 0, last: u32::MAX }; slots.count()];
    let log = pivot.log;
    let has_number: Option<(&Field, ByCode<bool>)> = match behind {
        Behind::Numbers(field) => {
            let by_value = (0..field.n_values() as u32).map(|value| !field.number(value).is_nan()).collect();
            Some((field, field.by_code(by_value)))
        }
        Behind::Events | Behind::Waits => None,
    };
    let mut counted = Vec::new();
    pivot.for_each_block(|block, rows, columns, goals| {
        if let Some((field, by_code)) = &has_number {
            field.look_up(block, by_code, &mut counted);
        }
        for customer in block.customers.clone() {
            let events = log.events_of(customer);
            let events = events.start - block.events.start..events.end - block.events.start;
            // Events before this one are followed by a goal.
            let last_goal = if rate { goals[events.clone()].iter().rposition(|&goal| goal != 0) } else { None };
            let last_goal = events.start + last_goal.unwrap_or(0);
            let last = if matches!(behind, Behind::Waits) { events.end - 1 } else { events.end };
            for event in events.start..last {
                if has_number.is_some() && !counted[event] {
                    continue;
                }
                let (row, column) = (ranks[0].places[rows[event] as usize], ranks[1].places[columns[event] as usize]);
                slots.each(row, column, |slot| {
                    let count = &mut counts[slot];
                    // Without a branch: whether an event is the first of its cell is anybody's guess.
                    let first = u32::from(count.last != customer as u32);
                    count.last = customer as u32;
                    count.customers += first;
                    count.converted += first & u32::from(event < last_goal);
                });
            }
        }
    });
    Measured::of(&counts, |&Customers { customers, converted, .. }| {
        let value = (customers > 0)
            .then(|| if rate { f64::from(converted) / f64::from(customers) } else { f64::from(customers) });
        (value, customers, if rate { wilson_interval(converted, customers) } else { None })
    })
}

/// Numbers of a slot. The variance is summed as differences from the running mean.
///
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4
/// (1962).
#[derive(Clone, Copy, Default)]
struct Numbers {
    n: u32,
    sum: f64,
    mean: f64,
    squares: f64,
}

impl Numbers {
    fn add(&mut self, number: f64) {
        self.n += 1;
        self.sum += number;
        let from_mean = number - self.mean;
        self.mean += from_mean / f64::from(self.n);
        self.squares += from_mean * (number - self.mean);
    }
}

/// What to make of the numbers of a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Summary {
    Sum,
    Mean,
}

/// Sum or mean of a column's numbers per slot; events without a number do not count.
pub(super) fn numbers(
    pivot: &mut Pivot,
    field: &Field,
    ranks: [&Ranking; 2],
    slots: Slots,
    summary: Summary,
) -> Measured {
    let by_value: Vec<f64> = (0..field.n_values() as u32).map(|value| field.number(value)).collect();
    let by_code: ByCode<f64> = field.by_code(by_value);
    let mut summed = vec![Numbers::default(); slots.count()];
    let mut numbers = Vec::new();
    pivot.for_each_block(|block, rows, columns, _| {
        field.look_up(block, &by_code, &mut numbers);
        for ((&row, &column), &number) in rows.iter().zip(columns).zip(&numbers) {
            if !number.is_nan() {
                let (row, column) = (ranks[0].places[row as usize], ranks[1].places[column as usize]);
                slots.each(row, column, |slot| summed[slot].add(number));
            }
        }
    });
    Measured::of(&summed, |numbers| {
        if numbers.n == 0 {
            return (None, 0, None);
        }
        let mean = numbers.sum / f64::from(numbers.n);
        match summary {
            Summary::Sum => (Some(numbers.sum), numbers.n, None),
            Summary::Mean => {
                let variance = numbers.squares / (f64::from(numbers.n) - 1.0);
                (Some(mean), numbers.n, mean_interval(mean, variance, numbers.n))
            }
        }
    })
}

/// Median time to the customer's next event per slot, in seconds; the last event of a customer does not count.
///
/// Two passes, how many and then which: the times of a slot lie side by side, and the median is found in place.
pub(super) fn median_seconds_to_next(pivot: &mut Pivot, ranks: [&Ranking; 2], slots: Slots) -> Measured {
    let mut samples = vec![0u32; slots.count()];
    for_each_wait(pivot, ranks, slots, |slot, _| samples[slot] += 1);
    let mut next = Vec::with_capacity(samples.len());
    let mut total = 0;
    for &sample in &samples {
        next.push(total);
        total += sample as usize;
    }
    let mut waits = vec![0i64; total];
    for_each_wait(pivot, ranks, slots, |slot, wait| {
        waits[next[slot]] = wait;
        next[slot] += 1;
    });
    let mut start = 0;
    let medians: Vec<(Option<f64>, u32)> = samples
        .iter()
        .map(|&sample| {
            let end = start + sample as usize;
            let median = median(&mut waits[start..end]);
            start = end;
            (median.map(|micros| micros / MICROS_PER_SECOND as f64), sample)
        })
        .collect();
    Measured::of(&medians, |&(median, sample)| (median, sample, None))
}

/// Calls `visit` with each slot of each event that has a next one, and the microseconds to that.
fn for_each_wait(pivot: &mut Pivot, ranks: [&Ranking; 2], slots: Slots, mut visit: impl FnMut(usize, i64)) {
    let log = pivot.log;
    pivot.for_each_block(|block, rows, columns, _| {
        for customer in block.customers.clone() {
            let events = log.events_of(customer);
            let start = block.events.start;
            let times = log.times();
            for event in events.start..events.end - 1 {
                let wait = times[event + 1].0 - times[event].0;
                let row = ranks[0].places[rows[event - start] as usize];
                let column = ranks[1].places[columns[event - start] as usize];
                slots.each(row, column, |slot| visit(slot, wait));
            }
        }
    });
}
