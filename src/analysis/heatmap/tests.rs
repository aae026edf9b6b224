//! Each dimension and measure, as a story.

use super::Dimension::*;
use crate::{
    analysis::{Analysis, Dimension, HeatmapQuestion, HeatmapReport, Measure, QuestionError},
    event_log::{Calendar, ColumnRole, EventLog, Timestamp},
    prepare::Scope,
    test_log::{Row, log, log_in_zone, story},
};

fn pivot(rows: Dimension, columns: Dimension) -> HeatmapQuestion {
    HeatmapQuestion::of(rows, columns)
}

fn measured(measure: Measure, question: HeatmapQuestion) -> HeatmapQuestion {
    HeatmapQuestion { measure, detail: true, goal: Some("buy".to_owned().into()), ..question }
}

/// A table as text: a missing name as `""`, a cell without value as `.`.
fn table(report: &HeatmapReport) -> String {
    let name = |name: &String| if name.is_empty() { "\"\"".to_owned() } else { name.clone() };
    let mut lines = vec![report.columns.iter().map(name).collect::<Vec<_>>().join(" ")];
    for (row, cells) in report.rows.iter().zip(&report.cells) {
        let cells = cells.iter().map(|cell| cell.map_or(".".to_owned(), |value| value.to_string()));
        lines.push(format!("{}: {}", name(row), cells.collect::<Vec<_>>().join(" ")));
    }
    lines.join("\n")
}

#[track_caller]
fn check(log: &EventLog, question: &HeatmapQuestion, expected: &str) -> HeatmapReport {
    let report = question.run(log).unwrap();
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(table(&report), expected.join("\n"));
    report
}

fn shop() -> EventLog {
    story(
        "ann: landing 1:00 web, cart 1:10 app, buy 1:30 app, help 2:00 web
        ben: landing 3:00 web, landing 3:20 mail, cart 3:40
        cai: cart 5:00 app",
    )
}

#[test]
fn stages_in_order_and_channels_by_events() {
    let report = check(
        &shop(),
        &HeatmapQuestion { detail: true, ..pivot(Stage, Channel) },
        "app web mail \"\"
        awareness: . 2 1 .
        purchase: 3 . . 1
        use: . 1 . .",
    );
    assert_eq!(report.samples, [[0, 2, 1, 0], [3, 0, 0, 1], [0, 1, 0, 0]]);
    let detail = report.detail.unwrap();
    assert_eq!(detail.total.value, Some(8.0));
    assert_eq!(detail.row_totals.iter().map(|total| total.sample).collect::<Vec<_>>(), [3, 4, 1]);
    assert_eq!(detail.column_totals.iter().map(|total| total.sample).collect::<Vec<_>>(), [3, 3, 1, 1]);
}

#[test]
fn the_last_event_has_no_next() {
    check(
        &shop(),
        &pivot(Touchpoint, NextTouchpoint),
        "cart buy help landing
        landing: 2 . . 1
        buy: . . 1 .
        cart: . 1 . .",
    );
}

#[test]
fn steps_from_the_start_of_the_journey() {
    check(
        &shop(),
        &HeatmapQuestion { max_steps: Some(3), ..pivot(Touchpoint, Step) },
        "1 2 3
        cart: 1 1 1
        landing: 2 1 .
        buy: . . 1",
    );
    assert_eq!(pivot(Step, Channel).run(&shop()).unwrap().rows, ["1", "2", "3", "4"]);
}

#[test]
fn weekdays_and_hours_are_complete() {
    let report = pivot(Weekday, Hour).run(&shop()).unwrap();
    assert_eq!((report.rows.len(), report.columns.len()), (7, 24));
    // 1 January 1970 was a Thursday.
    assert_eq!((report.rows[3].as_str(), report.cells[3][1], report.cells[3][3]), ("4", Some(3.0), Some(3.0)));
    assert_eq!(report.cells[0][0], None);
}

#[test]
fn dates_of_the_local_clock() {
    let hour = 3_600_000_000;
    let rows = [
        Row::new("a", "x", -hour, &[]),
        Row::new("a", "x", 0, &[]),
        Row::new("a", "x", 20 * hour, &[]),
        Row::new("a", "x", 60 * hour, &[]),
    ];
    let question = HeatmapQuestion { detail: true, ..pivot(Date, Touchpoint) };
    let report = check(&log(&rows, &[]), &question, "x\n1969-12-31: 1\n1970-01-01: 2\n1970-01-03: 1");
    assert_eq!(report.detail.unwrap().weekdays_in_span, [0, 0, 1, 1, 1, 1, 0]);
    let shanghai = Calendar::in_zone("Asia/Shanghai", Timestamp(-hour), Timestamp(60 * hour)).unwrap();
    check(&log_in_zone(&rows, &[], shanghai), &question, "x\n1970-01-01: 2\n1970-01-02: 1\n1970-01-03: 1");
}

#[test]
fn outcome_looks_at_what_comes_before_the_goal() {
    check(
        &shop(),
        &measured(Measure::Events, pivot(Touchpoint, Outcome)),
        "converted dropped
        cart: 1 2
        landing: 1 2",
    );
}

#[test]
fn the_rest_is_gathered() {
    let report = check(
        &shop(),
        &HeatmapQuestion { keep: Some(1), detail: true, ..pivot(Touchpoint, Channel) },
        "app …
        cart: 2 1
        …: 1 4",
    );
    let detail = report.detail.unwrap();
    assert_eq!((detail.gathered_rows, detail.gathered_columns), (3, 3));
    // Customers in the gathered column are counted once.
    let report = check(
        &shop(),
        &HeatmapQuestion { keep: Some(1), ..measured(Measure::Customers, pivot(Touchpoint, Channel)) },
        "app …
        cart: 2 1
        …: 1 2",
    );
    assert_eq!(report.detail.unwrap().total.value, Some(3.0));
    // Hours are complete whatever is kept.
    let kept = HeatmapQuestion { keep: Some(1), ..pivot(Hour, Touchpoint) };
    assert_eq!(kept.run(&shop()).unwrap().rows.len(), 24);
}

#[test]
fn customers_are_distinct_in_each_cell_and_total() {
    let report = check(
        &shop(),
        &measured(Measure::Customers, pivot(Touchpoint, Channel)),
        "app web mail \"\"
        cart: 2 . . 1
        landing: . 2 1 .
        buy: 1 . . .
        help: . 1 . .",
    );
    let detail = report.detail.unwrap();
    let values = |totals: &[crate::analysis::Total]| totals.iter().map(|it| it.sample).collect::<Vec<_>>();
    assert_eq!(values(&detail.row_totals), [3, 2, 1, 1]);
    assert_eq!(values(&detail.column_totals), [2, 2, 1, 1]);
    assert_eq!(detail.total.sample, 3);
}

#[test]
fn conversion_comes_after_the_first_event_in_the_cell() {
    let report = check(
        &shop(),
        &measured(Measure::ConversionRate, pivot(Touchpoint, Channel)),
        "app web mail \"\"
        cart: 0.5 . . 0
        landing: . 0.5 0 .
        buy: 0 . . .
        help: . 0 . .",
    );
    let detail = report.detail.unwrap();
    assert_eq!(detail.intervals[0][0], crate::analysis::statistics::wilson_interval(1, 2));
    assert_eq!(detail.row_totals[0].value, Some(1.0 / 3.0));
    assert_eq!(detail.total.value, Some(1.0 / 3.0));
}

#[test]
fn scores_and_values_need_a_number() {
    let rows = [
        Row::new("a", "x", 0, &["9", "1.5"]),
        Row::new("a", "y", 1, &["", "2"]),
        Row::new("b", "x", 0, &["4", "n/a"]),
        Row::new("b", "y", 1, &["none", ""]),
    ];
    let log = log(&rows, &[("nps", Some(ColumnRole::Score)), ("eur", Some(ColumnRole::Value))]);
    let score = check(&log, &measured(Measure::MeanScore, pivot(Touchpoint, Step)), "1 2\nx: 6.5 .\ny: . .");
    assert_eq!(score.samples, [[2, 0], [0, 0]]);
    let interval = score.detail.unwrap().intervals[0][0].unwrap();
    // s² = 12.5, s / √2 = 2.5.
    assert!((interval[0] - (6.5 - 2.5 * crate::analysis::statistics::Z_95)).abs() < 1e-12);
    let value = check(&log, &measured(Measure::TotalValue, pivot(Touchpoint, Step)), "1 2\nx: 1.5 .\ny: . 2");
    assert_eq!((value.samples, value.detail.unwrap().total.value), (vec![vec![1, 0], vec![0, 1]], Some(3.5)));
}

#[test]
fn median_time_to_the_next_event() {
    let report = check(
        &shop(),
        &measured(Measure::MedianSecondsToNext, pivot(Touchpoint, Stage)),
        "awareness purchase use
        cart: . 1200 .
        landing: 1200 . .
        buy: . 1800 .
        help: . . .",
    );
    let detail = report.detail.unwrap();
    assert_eq!((detail.total.value, detail.total.sample), (Some(1200.0), 5));
    assert_eq!(detail.column_totals[1].value, Some(1500.0));
    assert_eq!(detail.row_totals[3].value, None);
}

#[test]
fn a_column_by_name_and_the_customer() {
    check(
        &shop(),
        &pivot(Column("user".into()), Column("stage".into())),
        "awareness purchase use\nann: 1 2 1\nben: 2 1 .\ncai: . 1 .",
    );
}

#[test]
fn an_empty_scope_gives_an_empty_table() {
    let scope = Scope { from: Some("2100-01-01".into()), ..Scope::default() };
    let report = HeatmapQuestion { scope, detail: true, ..pivot(Touchpoint, Date) }.run(&shop()).unwrap();
    assert!(report.rows.is_empty() && report.columns.is_empty() && report.cells.is_empty());
    assert_eq!(report.detail.unwrap().total, crate::analysis::Total::default());
}

#[test]
fn wrong_questions_say_what_is_wrong() {
    let log = log(&[Row::new("a", "x", 0, &[])], &[]);
    let wrong = |question: HeatmapQuestion| question.run(&log).unwrap_err();
    let role = |role: &str| QuestionError::NoRole { role: role.to_owned() };
    assert_eq!(wrong(pivot(Channel, Step)), role("channel"));
    assert_eq!(wrong(measured(Measure::MeanScore, pivot(Stage, Step))), role("score"));
    assert_eq!(wrong(measured(Measure::TotalValue, pivot(Stage, Step))), role("value"));
    assert_eq!(wrong(pivot(Outcome, Step)), QuestionError::NoGoal);
    let no_goal = HeatmapQuestion { goal: None, ..measured(Measure::ConversionRate, pivot(Stage, Step)) };
    assert_eq!(wrong(no_goal), QuestionError::NoGoal);
    assert!(matches!(wrong(pivot(Column("colour".into()), Step)), QuestionError::UnknownColumn { .. }));
}

#[test]
fn too_many_cells_are_refused_unless_few_are_kept() {
    let rows: Vec<Row> = (0..2100).map(|index| Row::new(&index.to_string(), "x", 0, &[&format!("v{index}")])).collect();
    let log = log(&rows, &[("id", None)]);
    let question = pivot(Column("id".into()), Column("customer".into()));
    let wrong = question.run(&log).unwrap_err();
    assert_eq!(wrong, QuestionError::TooManyCells { rows: 2100, columns: 2100, limit: 4_000_000 });
    let report = HeatmapQuestion { keep: Some(2), detail: true, ..question }.run(&log).unwrap();
    assert_eq!(report.detail.unwrap().gathered_rows, 2098);
    assert_eq!(report.cells[2][2], Some(2098.0));
}
