use fastrand::Rng;

use super::*;
use crate::{
    analysis::{Dimension, HeatmapQuestion, JourneyMapQuestion, Measure},
    event_log::Calendar,
    test_log::{Row, log, log_in_zone},
};

const COLUMNS: [(&str, Option<ColumnRole>); 2] =
    [("value", Some(ColumnRole::Value)), ("csat", Some(ColumnRole::Score))];
const HOUR: i64 = 3600 * MICROS_PER_SECOND;

fn row(customer: &str, touchpoint: &str, day: i64, hour: i64, value: &str, score: &str) -> Row {
    Row::new(customer, touchpoint, day * MICROS_PER_DAY + hour * HOUR, &[value, score])
}

fn figure(report: &OverviewReport, kind: FigureKind) -> &Figure {
    report.figures.iter().find(|figure| figure.kind == kind).expect("the figure")
}

/// A week with two customers of whom one buys, and a week with three of whom two buy.
fn two_weeks() -> Vec<Row> {
    vec![
        row("ann", "page", 0, 0, "", ""),
        row("ann", "order paid", 0, 2, "10", "2"),
        row("ben", "page", 3, 0, "", ""),
        row("ann", "page", 7, 0, "", "5"),
        row("ann", "order paid", 7, 4, "30", "4"),
        row("cid", "page", 8, 0, "", ""),
        row("cid", "order paid", 8, 2, "20", ""),
        row("dan", "page", 9, 0, "", ""),
        row("dan", "page", 13, 23, "", "1"),
    ]
}

fn ask(from: &str, to: &str, rows: &[Row]) -> OverviewReport {
    let scope = Scope { from: Some(from.to_owned()), to: Some(to.to_owned()), ..Scope::default() };
    OverviewQuestion { scope, ..OverviewQuestion::default() }.run(&log(rows, &COLUMNS)).expect("an answer")
}

#[test]
fn a_week_stands_against_the_week_before() {
    let report = ask("1970-01-08", "1970-01-15", &two_weeks());
    assert_eq!((&*report.from, &*report.previous_from), ("1970-01-08T00:00:00Z", "1970-01-01T00:00:00Z"));
    let both = |kind| (figure(&report, kind).now, figure(&report, kind).before);
    assert_eq!(both(FigureKind::Customers), (Some(3.0), Some(2.0)));
    assert_eq!(both(FigureKind::Events), (Some(6.0), Some(3.0)));
    // Ann comes twice in a day, four hours apart, and Cid two hours; Dan comes twice.
    assert_eq!(both(FigureKind::Sessions), (Some(6.0), Some(3.0)));
    assert_eq!(both(FigureKind::ConversionRate), (Some(2.0 / 3.0), Some(0.5)));
    assert_eq!(both(FigureKind::SecondsToConvert), (Some(3.0 * 3600.0), Some(2.0 * 3600.0)));
    assert_eq!(both(FigureKind::RepeatRate), (Some(1.0), Some(0.5)));
    assert_eq!(both(FigureKind::Value), (Some(50.0), Some(10.0)));
    // CSAT: 5 and 4 of three scores, and 2 alone.
    assert_eq!(both(FigureKind::Score), (Some(2.0 / 3.0), Some(0.0)));
    assert_eq!(figure(&report, FigureKind::Customers).change, Some(0.5));
    assert_eq!(figure(&report, FigureKind::SecondsToConvert).change, Some(0.5));
    assert!(report.figures.iter().all(|figure| !figure.is_sure), "so few are no proof");
}

#[test]
fn the_trend_adds_up_to_both_periods() {
    let report = ask("1970-01-08", "1970-01-15", &two_weeks());
    let events = figure(&report, FigureKind::Events);
    let sum = |trend: &[Option<f64>]| trend.iter().flatten().sum::<f64>();
    assert_eq!(events.trend.len(), 2 * STRETCHES);
    assert_eq!((sum(&events.trend[..STRETCHES]), sum(&events.trend[STRETCHES..])), (3.0, 6.0));
    // Half days: Ann's day, nothing, …
    assert_eq!(events.trend[..3], [Some(2.0), Some(0.0), Some(0.0)]);
    assert_eq!(figure(&report, FigureKind::ConversionRate).trend[..2], [Some(1.0), None]);
}

#[test]
fn the_last_weeks_are_the_period_where_none_is_chosen() {
    let rows: Vec<Row> = (0..61).map(|day| row("ann", "page", day, 0, "", "")).collect();
    let report = OverviewQuestion::default().run(&log(&rows, &COLUMNS)).expect("an answer");
    // Of 61 days, 28 go twice, up to the end of the last one.
    assert_eq!(
        [&*report.previous_from, &report.from, &report.to],
        ["1970-01-06T00:00:00Z", "1970-02-03T00:00:00Z", "1970-03-03T00:00:00Z"]
    );
    assert_eq!(figure(&report, FigureKind::Events).now, Some(28.0));
    assert_eq!(figure(&report, FigureKind::Events).before, Some(28.0));
    let nothing = OverviewQuestion::default().run(&log(&[], &COLUMNS)).expect("an answer");
    assert_eq!(figure(&nothing, FigureKind::Customers).now, Some(0.0));
    assert_eq!(figure(&nothing, FigureKind::Customers).change, None);
}

#[test]
fn a_period_has_whole_days_where_clocks_change() {
    // In Berlin the clocks go forward on March 31st and back on October 27th.
    for (last, previous_from, from, to) in [
        ("2024-04-07T12:00:00Z", "2024-03-24T23:00:00Z", "2024-03-31T22:00:00Z", "2024-04-07T22:00:00Z"),
        ("2024-10-28T12:00:00Z", "2024-10-14T22:00:00Z", "2024-10-21T22:00:00Z", "2024-10-28T23:00:00Z"),
    ] {
        let last: jiff::Timestamp = last.parse().expect("an instant");
        let times: Vec<i64> = (0..15).map(|day| last.as_microsecond() - day * MICROS_PER_DAY).collect();
        let rows: Vec<Row> = times.iter().map(|&time| Row::new("ann", "page", time, &["", ""])).collect();
        let calendar = Calendar::in_zone("Europe/Berlin", Timestamp(times[14]), Timestamp(times[0])).expect("a zone");
        let report = OverviewQuestion::default().run(&log_in_zone(&rows, &COLUMNS, calendar)).expect("an answer");
        assert_eq!([&*report.previous_from, &report.from, &report.to], [previous_from, from, to]);
        let events = figure(&report, FigureKind::Events);
        assert_eq!((events.now, events.before), (Some(7.0), Some(7.0)));
    }
}

#[test]
fn less_than_two_days_are_halved() {
    let rows = [row("ann", "page", 0, 1, "", ""), row("ann", "page", 0, 2, "", ""), row("ben", "page", 0, 5, "", "")];
    let report = OverviewQuestion::default().run(&log(&rows, &COLUMNS)).expect("an answer");
    let events = figure(&report, FigureKind::Events);
    assert_eq!((events.now, events.before), (Some(1.0), Some(2.0)));
}

#[test]
fn a_day_that_does_not_read_is_refused() {
    let scope = Scope { from: Some("soon".to_owned()), ..Scope::default() };
    let refused = OverviewQuestion { scope, ..OverviewQuestion::default() }.run(&log(&two_weeks(), &COLUMNS));
    assert!(matches!(refused, Err(QuestionError::Instant { .. })));
}

/// `customers` a week for two weeks; of those of the second week, `better` more of a hundred buy.
fn weeks(seed: u64, customers: usize, better: u32) -> Vec<Row> {
    let mut rng = Rng::with_seed(seed);
    let mut rows = Vec::new();
    for customer in 0..2 * customers {
        let week = (customer % 2) as i64;
        let name = format!("c{customer}");
        let day = 7 * week + rng.i64(0..7);
        for _ in 0..=rng.u32(0..4) {
            rows.push(row(&name, "page", day, rng.i64(0..12), "", &rng.u32(1..6).to_string()));
        }
        if rng.u32(0..100) < 20 + better * week as u32 {
            rows.push(row(&name, "order paid", day, 13, &rng.u32(5..200).to_string(), ""));
        }
    }
    rows
}

#[test]
fn chance_is_no_change_and_a_change_is_one() {
    let sure = |seed: u64, better: u32| {
        let report = ask("1970-01-08", "1970-01-15", &weeks(seed, 400, better));
        report.figures.into_iter().filter(|figure| figure.is_sure).map(|figure| figure.kind).collect::<Vec<_>>()
    };
    let wrong = (0..200).filter(|&seed| !sure(seed, 0).is_empty()).count();
    // At 5 % there are 10 of 200; more than 20 in one test of a thousand.
    assert!(wrong <= 20, "{wrong} of 200");
    for seed in 0..5 {
        assert!(sure(seed, 20).contains(&FigureKind::ConversionRate), "{seed}");
    }
}

#[test]
fn other_views_count_the_same() {
    for seed in 0..20 {
        let rows = weeks(seed, 50, 10);
        let log = log(&rows, &COLUMNS);
        let report = ask("1970-01-08", "1970-01-15", &rows);
        let scope =
            Scope { from: Some("1970-01-08".to_owned()), to: Some("1970-01-15".to_owned()), ..Scope::default() };
        let map =
            JourneyMapQuestion { scope: scope.clone(), ..JourneyMapQuestion::default() }.run(&log).expect("a map");
        assert_eq!(figure(&report, FigureKind::Customers).now, Some(f64::from(map.customers)));
        let total = |measure| {
            let question = HeatmapQuestion {
                measure,
                scope: scope.clone(),
                ..HeatmapQuestion::of(Dimension::Stage, Dimension::Touchpoint)
            };
            question.run(&log).expect("a heatmap").cells.iter().flatten().flatten().sum::<f64>()
        };
        assert_eq!(figure(&report, FigureKind::Events).now, Some(total(Measure::Events)));
        assert_eq!(figure(&report, FigureKind::Value).now, Some(total(Measure::TotalValue)));
    }
}

/// By the formula, in whole numbers of any size.
#[test]
fn an_instant_lies_in_the_stretch_that_the_formula_gives() {
    for spans in [
        Spans { previous_from: -100, from: 0, to: 100 },
        Spans { previous_from: 3, from: 16, to: 17 },
        Spans { previous_from: i64::MIN, from: 0, to: i64::MAX },
        Spans { previous_from: 5, from: 5, to: 5 },
    ] {
        let edges = spans.edges();
        let formula = |time: i64| {
            let (before, start, end) = match time {
                _ if time < spans.from => (0, spans.previous_from, spans.from),
                _ => (STRETCHES, spans.from, spans.to),
            };
            let (since, length) = (i128::from(time) - i128::from(start), i128::from(end) - i128::from(start));
            (start <= time && time < end).then(|| before + (since * STRETCHES as i128 / length) as usize)
        };
        let near = edges.iter().flat_map(|&edge| [edge.saturating_sub(1), edge, edge.saturating_add(1)]);
        for time in near.chain(-110..110) {
            for guess in [0, STRETCHES, 2 * STRETCHES - 1] {
                assert_eq!(stretch(&edges, time, guess), formula(time), "{time} in {spans:?}");
            }
        }
    }
}
