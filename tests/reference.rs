//! Numbers that other engines give for a web shop's log: DuckDB, ClickHouse (`windowFunnel`, `strict_once`) and
//! Retentioneering agree on each, where they can be asked. The log is not part of the project; without it the tests
//! say so and pass.

mod common;

use common::{Row, log_in_zone};
use sojourn::{
    analysis::{
        Analysis, Dimension, FeedbackQuestion, FunnelCustomersQuestion, FunnelQuestion, FunnelStep, HeatmapQuestion,
        HeatmapReport, Measure, ProposalQuestion, StepOrder, Who,
    },
    event_log::{Calendar, ColumnRole, EventLog},
    import::Scale,
};

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/simple_shop.csv");
const FOUR_STEPS: [&str; 4] = ["catalog", "cart", "payment_choice", "payment_done"];

/// The log, read by splitting at commas: no field of it has quotes.
fn shop() -> Option<EventLog> {
    let Ok(text) = std::fs::read_to_string(SHOP) else {
        eprintln!("skipped: {SHOP} is not there");
        return None;
    };
    let rows: Vec<Row> = text
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let local: jiff::civil::DateTime = fields[2].parse().expect("a timestamp");
            let at = jiff::tz::TimeZone::UTC.to_timestamp(local).expect("an instant");
            let [customer, touchpoint] = [fields[0], fields[1]].map(str::to_owned);
            Row { customer, touchpoint, micros: at.as_microsecond(), values: Vec::new() }
        })
        .collect();
    assert_eq!(rows.len(), 32_283);
    Some(log_in_zone(&rows, &[], Calendar::as_written()))
}

fn unlimited<const N: usize>(steps: [&str; N]) -> FunnelQuestion {
    FunnelQuestion { window_seconds: None, ..FunnelQuestion::of(steps) }
}

fn within<const N: usize>(seconds: f64, steps: [&str; N]) -> FunnelQuestion {
    FunnelQuestion { window_seconds: Some(seconds), ..FunnelQuestion::of(steps) }
}

#[track_caller]
fn check(log: &EventLog, question: &FunnelQuestion, expected: &[u32]) {
    let report = question.run(log).expect("a good question");
    assert_eq!(report.steps.iter().map(|step| step.customers).collect::<Vec<_>>(), expected);
}

#[track_caller]
fn close(value: Option<f64>, expected: f64, tolerance: f64) {
    let value = value.expect("a value");
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}

#[test]
fn ordered_funnels_with_and_without_a_window() {
    let Some(log) = shop() else { return };
    check(&log, &unlimited(FOUR_STEPS), &[3611, 1924, 958, 653]);
    check(&log, &within(600.0, FOUR_STEPS), &[3611, 1924, 958, 653]);
    check(&log, &within(60.0, FOUR_STEPS), &[3611, 1845, 865, 585]);
    check(&log, &within(30.0, FOUR_STEPS), &[3611, 1448, 511, 301]);
}

#[test]
fn six_steps_ordered_and_not() {
    let Some(log) = shop() else { return };
    let steps = ["main", "catalog", "cart", "delivery_choice", "payment_choice", "payment_done"];
    check(&log, &unlimited(steps), &[2385, 2015, 1109, 807, 570, 396]);
    let any = FunnelQuestion { order: StepOrder::AnyOrder, ..unlimited(steps) };
    check(&log, &any, &[2385, 2245, 1324, 975, 697, 484]);
}

#[test]
fn repeated_and_grouped_steps() {
    let Some(log) = shop() else { return };
    check(&log, &unlimited(["catalog", "catalog", "cart"]), &[3611, 2624, 1404]);
    let mut grouped = unlimited(["catalog", "", "cart", "payment_done"]);
    grouped.steps[1] =
        FunnelStep { touchpoints: vec!["product1".to_owned(), "product2".to_owned()], conditions: Vec::new() };
    check(&log, &grouped, &[3611, 2010, 1257, 429]);
}

#[test]
fn contiguous_steps_anywhere() {
    let Some(log) = shop() else { return };
    let exact = FunnelQuestion { order: StepOrder::Exact, ..unlimited(FOUR_STEPS) };
    check(&log, &exact, &[3611, 1324, 0, 0]);
}

#[test]
fn median_times() {
    let Some(log) = shop() else { return };
    let report = unlimited(FOUR_STEPS).run(&log).unwrap();
    for (step, seconds) in report.steps[1..].iter().zip([52.96, 8.47, 2.71]) {
        close(step.median_seconds_from_previous, seconds, 0.005);
    }
    close(report.steps[3].median_seconds_from_start, 90.70, 0.005);
    close(report.steps[3].conversion_rate, 0.18084, 5e-6);
}

#[test]
fn the_customers_behind_a_bar() {
    let Some(log) = shop() else { return };
    let ask = |step, who| {
        FunnelCustomersQuestion { funnel: unlimited(FOUR_STEPS), step, who, group: None }.run(&log).unwrap()
    };
    assert_eq!(ask(4, Who::Reached).ids.len(), 653);
    assert_eq!(ask(2, Who::DroppedOff).ids.len(), 3611 - 1924);
}

fn pivot(rows: Dimension, columns: Dimension, measure: Measure) -> HeatmapQuestion {
    HeatmapQuestion {
        measure,
        goal: Some("payment_done".to_owned().into()),
        detail: true,
        ..HeatmapQuestion::of(rows, columns)
    }
}

fn cell(report: &HeatmapReport, row: &str, column: &str) -> Option<f64> {
    let find = |names: &[String], name: &str| names.iter().position(|it| it == name).expect("a known name");
    report.cells[find(&report.rows, row)][find(&report.columns, column)]
}

#[test]
fn transitions() {
    let Some(log) = shop() else { return };
    let report = pivot(Dimension::Touchpoint, Dimension::NextTouchpoint, Measure::Events).run(&log).unwrap();
    for (from, to, events) in [
        ("catalog", "catalog", 4857.0),
        ("main", "catalog", 4064.0),
        ("catalog", "main", 2545.0),
        ("catalog", "product2", 2172.0),
        ("catalog", "cart", 1709.0),
        ("cart", "delivery_choice", 1686.0),
    ] {
        assert_eq!(cell(&report, from, to), Some(events), "{from} > {to}");
    }
    let detail = report.detail.as_ref().unwrap();
    assert_eq!(detail.total.sample, 32_283 - 3_751);
    // catalog > cart, of all that follows catalog.
    close(Some(1709.0 / detail.row_totals[0].value.unwrap()), 0.1335, 5e-5);
    // The same customers as in the contiguous funnel.
    let customers = pivot(Dimension::Touchpoint, Dimension::NextTouchpoint, Measure::Customers).run(&log).unwrap();
    assert_eq!(cell(&customers, "catalog", "cart"), Some(1324.0));
}

#[test]
fn touchpoints_by_step() {
    let Some(log) = shop() else { return };
    let report = pivot(Dimension::Touchpoint, Dimension::Step, Measure::Events).run(&log).unwrap();
    let per_step: Vec<u32> = report.detail.as_ref().unwrap().column_totals.iter().map(|total| total.sample).collect();
    assert_eq!(per_step, [3751, 3308, 2928, 2576, 2294, 2044, 1806, 1536, 1322, 1135]);
    for (touchpoint, shares) in [
        ("catalog", [0.7161, 0.4452, 0.3842, 0.3101, 0.2514]),
        ("main", [0.2839, 0.1624, 0.1218, 0.0941, 0.0853]),
        ("cart", [0.0, 0.0898, 0.1096, 0.0808, 0.0648]),
    ] {
        for (step, share) in (1..).zip(shares) {
            let events = cell(&report, touchpoint, &i32::to_string(&step)).unwrap_or(0.0);
            close(Some(events / 3751.0), share, 5e-5);
        }
    }
}

#[test]
fn time_to_the_next_event() {
    let Some(log) = shop() else { return };
    let report =
        pivot(Dimension::Touchpoint, Dimension::NextTouchpoint, Measure::MedianSecondsToNext).run(&log).unwrap();
    // By hand, from the exact microseconds.
    close(cell(&report, "catalog", "cart"), 21.82082, 1e-9);
    close(cell(&report, "cart", "delivery_choice"), 1.936423, 1e-9);
    close(cell(&report, "catalog", "catalog"), 24.307522, 1e-9);
}

#[test]
fn conversion_by_touchpoint() {
    let Some(log) = shop() else { return };
    let report = pivot(Dimension::Touchpoint, Dimension::Outcome, Measure::Customers).run(&log).unwrap();
    assert_eq!(report.detail.unwrap().column_totals[0].value, Some(653.0));
    // Of those with the catalog, those who pay later: the two-step funnel.
    let rate = pivot(Dimension::Touchpoint, Dimension::Stage, Measure::ConversionRate).run(&log).unwrap();
    close(cell(&rate, "catalog", "consideration"), 0.18084, 5e-6);
}

#[test]
fn a_proposal_for_the_shop() {
    let Some(log) = shop() else { return };
    let proposal = ProposalQuestion {}.run(&log).unwrap();
    let names: Vec<String> = proposal.steps.iter().map(|step| step.touchpoints.join("/")).collect();
    assert_eq!(names, ["catalog", "cart", "delivery_choice", "payment_choice", "payment_done"]);
    assert_eq!(proposal.goal.unwrap().touchpoints, ["payment_done"]);
}

/// Answers of the same customers in two years; the figures are those of a plain count.
#[test]
fn the_net_promoter_score_of_two_years() {
    let Ok(text) = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/NPS.csv")) else {
        eprintln!("skipped: NPS.csv is not there");
        return;
    };
    let row = |customer: &str, year: &str, score: &str| Row {
        customer: customer.to_owned(),
        touchpoint: year.to_owned(),
        micros: 0,
        values: vec![score.to_owned()],
    };
    let rows: Vec<Row> = text
        .lines()
        .skip(1)
        .flat_map(|line| {
            let fields: Vec<&str> = line.trim().split(',').collect();
            [row(fields[0], "2015", fields[1]), row(fields[0], "2016", fields[2])]
        })
        .collect();
    let log = log_in_zone(&rows, &[("NPS", Some(ColumnRole::Score))], Calendar::as_written());
    let question = FeedbackQuestion { by: Some(Dimension::Touchpoint), ..FeedbackQuestion::default() };
    let report = FeedbackQuestion { scale: Some(Scale::Nps), ..question }.run(&log).expect("an answer");
    let of = |year: &str| &report.groups.iter().find(|group| group.name == year).expect("the year").scores;
    assert_eq!((of("2015").n, of("2016").n), (2056, 2065));
    close(of("2015").index, 0.1313, 5e-5);
    close(of("2016").index, 0.1700, 5e-5);
    let [low, high] = of("2015").interval.expect("an interval");
    assert!(low < 0.1313 && high > 0.1313 && high - low < 0.08, "{low} to {high}");
}
