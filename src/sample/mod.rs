//! The sample data: a made-up retail brand that sells in China and abroad, online and in stores.
//!
//! A walk from touchpoint to touchpoint ([`journey`]), written as a CSV and read like any other file. One fault is
//! planted: from [`FAULT_DAY`] on, card payments mostly fail.

mod journey;

use std::fmt::Write;

use fastrand::Rng;

use crate::order;

/// Name of the sample as a source.
pub const NAME: &str = "sample.csv";
/// The seed of the sample that everybody sees.
pub const SEED: u64 = 2025;
/// First day of the sample: the 2nd of June 2025.
const START_MONTH: i64 = 6;
const START_DAY: i64 = 2;
/// Days of the months that it spans, but for the last one.
const DAYS_OF_MONTHS: [i64; 6] = [30, 31, 31, 30, 31, 30];
/// Days that it spans.
const DAYS: u32 = 182;
/// Day, from the start, on which the fault at payment begins.
const FAULT_DAY: u32 = 84;
/// Customers; they make about 50,000 events.
const CUSTOMERS: usize = 12_700;
/// So many customers walk, or so many events are written, in one step of [`Making`].
const STEP_CUSTOMERS: usize = 2_500;
const STEP_EVENTS: usize = 5_000;

/// The sample as a CSV, in UTF-8.
pub fn csv(seed: u64) -> Vec<u8> {
    let mut making = Making::new(seed);
    loop {
        if let Some(csv) = making.go_on() {
            return csv;
        }
    }
}

/// The sample while it is made, step by step: whoever makes it can do something else between two steps.
pub struct Making {
    rng: Rng,
    /// Customers who have walked.
    customers: usize,
    events: Vec<journey::Event>,
    /// Events that are written.
    written: usize,
    csv: String,
}

impl Making {
    /// Nothing yet.
    pub fn new(seed: u64) -> Making {
        let csv = String::from("customer_id,timestamp,touchpoint,channel,side,payment_method,value,score,comment\n");
        Making { rng: Rng::with_seed(seed), customers: 0, events: Vec::new(), written: 0, csv }
    }

    /// Takes the next step, which takes a few milliseconds; after the last one, the sample.
    pub fn go_on(&mut self) -> Option<Vec<u8>> {
        if self.customers < CUSTOMERS {
            let next = CUSTOMERS.min(self.customers + STEP_CUSTOMERS);
            for customer in self.customers..next {
                self.events.extend(journey::walk(customer, &mut self.rng));
            }
            self.customers = next;
            if next == CUSTOMERS {
                order::sort_by_key(&mut self.events, |event| (event.second, event.customer));
            }
            return None;
        }
        let next = self.events.len().min(self.written + STEP_EVENTS);
        for event in &self.events[self.written..next] {
            write(event, &mut self.csv);
        }
        self.written = next;
        (next == self.events.len()).then(|| std::mem::take(&mut self.csv).into_bytes())
    }
}

fn write(event: &journey::Event, csv: &mut String) {
    // Writing to a String does not fail.
    let _ = writeln!(
        csv,
        "C{:05},{},{},{},{},{},{},{},{}",
        event.customer + 10_001,
        time(event.second),
        event.touchpoint.name(),
        event.channel,
        if event.touchpoint.is_offline() { "offline 线下" } else { "online 线上" },
        event.payment_method.unwrap_or(""),
        event.value.map(|value| format!("{value:.2}")).unwrap_or_default(),
        event.score.map(|score| score.to_string()).unwrap_or_default(),
        event.comment.map(|comment| format!("\"{comment}\"")).unwrap_or_default(),
    );
}

/// So many seconds after the start: `2025-03-01 09:30:00`. The page makes the sample, and has no calendar else.
fn time(second: i64) -> String {
    let (mut month, mut day) = (START_MONTH, START_DAY + second / (24 * 3600));
    for days in DAYS_OF_MONTHS {
        if day > days {
            (month, day) = (month + 1, day - days);
        } else {
            break;
        }
    }
    let (hour, minute, second) = (second / 3600 % 24, second / 60 % 60, second % 60);
    format!("2025-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Analysis, FunnelQuestion},
        event_log::ColumnRole,
        import::import,
        prepare::{Condition, Scope},
    };

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(csv(7), csv(7));
        assert_ne!(csv(7), csv(8));
    }

    #[test]
    fn times_are_those_of_the_calendar() {
        let start = jiff::civil::date(2025, 6, 2).at(0, 0, 0, 0);
        for second in (0..i64::from(DAYS + 20) * 24 * 3600).step_by(40_009) {
            let expected = start + jiff::SignedDuration::from_secs(second);
            assert_eq!(time(second), format!("{} {}", expected.date(), expected.time()));
        }
    }

    #[test]
    fn it_reads_without_a_question_or_a_loss() {
        let imported = import(NAME, &csv(SEED), &Default::default()).expect("a log");
        let summary = &imported.report.summary;
        assert_eq!(summary.skipped.count, 0);
        assert!((45_000..55_000).contains(&summary.events), "{} events", summary.events);
        for role in [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp, ColumnRole::Channel] {
            assert!(summary.columns.contains_key(&role), "{role:?}");
        }
        assert!(summary.columns.contains_key(&ColumnRole::Value) && summary.columns.contains_key(&ColumnRole::Score));
        assert_eq!(imported.report.unsure_stages, Vec::<String>::new());
    }

    #[test]
    fn card_payments_fail_after_the_fault() {
        let log = import(NAME, &csv(SEED), &Default::default()).expect("a log").log;
        let rate = |from: Option<&str>, to: Option<&str>, is_card: bool| {
            let mut question = FunnelQuestion::of(["Payment 支付", "Order paid 支付成功"]);
            let card = Some(vec!["Card 银行卡".to_owned()]);
            let on = |column: &str, is| Condition { column: column.to_owned(), is, ..Condition::default() };
            question.steps[0].conditions = vec![match is_card {
                true => on("payment_method", card),
                false => Condition { is_not: card, ..on("payment_method", None) },
            }];
            question.scope = Scope { from: from.map(str::to_owned), to: to.map(str::to_owned), ..Scope::default() };
            question.run(&log).expect("a report").steps[1].conversion_rate.expect("a rate")
        };
        let fault = Some("2025-08-25");
        assert!(rate(None, fault, true) > 0.8);
        assert!(rate(fault, None, true) < 0.55);
        assert!(rate(fault, None, false) > 0.8);
    }
}
