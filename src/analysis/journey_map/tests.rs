use super::*;
use crate::test_log::{Row, log, story};

fn map(log: &EventLog) -> JourneyMapReport {
    JourneyMapQuestion { idle_seconds: Some(3600.0), ..JourneyMapQuestion::default() }.run(log).expect("an answer")
}

fn stage<'a>(report: &'a JourneyMapReport, name: &str) -> &'a StageOfMap {
    report.stages.iter().find(|stage| stage.stage == name).expect("the stage")
}

/// Ann buys and comes back to look; Ben looks and leaves; Cleo is looking right now; Dora looks again after the basket.
fn four() -> EventLog {
    story(
        "ann: ad 1:00, product 1:10, product 1:30, cart 1:40, payment 1:50, product 5:00
         ben: product 2:00, search 2:20
         cleo: product 9:30
         dora: cart 3:00, product 3:10, cart 3:50",
    )
}

#[test]
fn customers_of_a_stage_count_once_in_one_of_four() {
    let report = map(&four());
    assert_eq!((report.customers, report.without_stage), (4, 0));
    let names: Vec<&str> = report.stages.iter().map(|stage| stage.stage.as_str()).collect();
    assert_eq!(names, ["awareness", "consideration", "purchase"]);
    let considering = stage(&report, "consideration");
    assert_eq!((considering.customers, considering.events), (4, 7));
    let became = |stage: &StageOfMap| [stage.going_on, stage.going_back, stage.staying, stage.leaving];
    // Ann and Dora go on, Cleo stays, Ben leaves.
    assert_eq!(became(considering), [2, 0, 1, 1]);
    assert_eq!((considering.starting, considering.coming_back), (2, 1));
    assert_eq!((considering.onward_rate, considering.onward_interval), (Some(0.5), wilson_interval(2, 4)));
    // Ann went back to look; Dora is done.
    let purchase = stage(&report, "purchase");
    assert_eq!((became(purchase), purchase.starting, purchase.coming_back), ([0, 1, 0, 1], 1, 1));
    assert_eq!(purchase.onward_rate, None);
    assert_eq!(became(stage(&report, "awareness")), [1, 0, 0, 0]);
}

#[test]
fn time_is_that_of_visits() {
    let report = map(&four());
    let considering = stage(&report, "consideration");
    // Visits of 20, 0, 20, 0 and 0 minutes; two of them are followed by another after 10 and 40 minutes.
    assert_eq!(considering.seconds_in_stage, Some([0.0, 0.0, 1200.0]));
    assert_eq!(considering.seconds_to_next, Some([1050.0, 1500.0, 1950.0]));
    assert_eq!(stage(&report, "awareness").seconds_to_next, Some([600.0; 3]));
}

#[test]
fn touchpoints_stand_by_events() {
    let report = map(&four());
    let of = |touchpoint: &TouchpointOfMap| (touchpoint.touchpoint.clone(), touchpoint.events, touchpoint.customers);
    let touchpoints: Vec<_> = stage(&report, "consideration").touchpoints.iter().map(of).collect();
    assert_eq!(touchpoints, [("product".to_owned(), 6, 4), ("search".to_owned(), 1, 1)]);
}

#[test]
fn scores_stand_in_their_stage_and_what_has_no_stage_is_passed_over() {
    let row = |customer: &str, touchpoint: &str, hour: i64, score: &str, phase: &str| {
        Row::new(customer, touchpoint, hour * 3_600_000_000, &[score, phase])
    };
    let rows = [
        row("a", "x", 0, "4", "考虑"),
        row("a", "y", 1, "", ""),
        row("a", "x", 2, "2", "consideration"),
        row("a", "z", 3, "5", "our own"),
    ];
    let log = log(&rows, &[("csat", Some(ColumnRole::Score)), ("phase", Some(ColumnRole::Stage))]);
    let report = JourneyMapQuestion::default().run(&log).expect("an answer");
    assert_eq!((report.scale, report.without_stage, report.stages.len()), (Some(Scale::Csat), 1, 2));
    let considering = stage(&report, "consideration");
    // One visit, from the first event to the third.
    assert_eq!((considering.coming_back, considering.seconds_in_stage), (0, Some([7200.0; 3])));
    assert_eq!(considering.scores.as_ref().map(|scores| (scores.n, scores.mean)), Some((2, Some(3.0))));
    assert_eq!(stage(&report, "our own").customers, 1);
}

#[test]
fn events_are_online_or_offline_and_failures_are_told_with_their_customers() {
    let mut log = story(
        "ann: ad 1:00, store_visit 1:10, cart 1:20, payment_failed 1:30, payment_failed 1:40, payment 1:50
         ben: store_visit 2:00, payment_failed 2:10, complaint 2:20
         cleo: product 3:00, cart 3:10",
    );
    let told = |log: &EventLog| -> Vec<(String, [u32; 4])> {
        let stages = map(log).stages.into_iter();
        stages.map(|it| (it.stage, [it.events, it.online, it.failures, it.failed_customers])).collect()
    };
    let expected = [
        ("awareness", [1, 1, 0, 0]),
        ("consideration", [3, 1, 0, 0]),
        ("purchase", [6, 6, 3, 2]),
        ("use", [1, 1, 1, 1]),
    ];
    assert_eq!(told(&log), expected.map(|(stage, counts)| (stage.to_owned(), counts)));
    log.set_sides(&[("payment_failed".to_owned(), "offline".to_owned())].into());
    assert_eq!(told(&log)[2].1, [6, 3, 3, 2]);
}

#[test]
fn a_time_to_be_idle_is_a_number() {
    for seconds in [-1.0, f64::NAN, f64::INFINITY] {
        let question = JourneyMapQuestion { idle_seconds: Some(seconds), ..JourneyMapQuestion::default() };
        assert!(matches!(question.run(&four()), Err(QuestionError::Idle { .. })));
    }
    // Nobody is idle for longer than the log.
    let question = JourneyMapQuestion { idle_seconds: Some(1e9), ..JourneyMapQuestion::default() };
    assert_eq!(question.run(&four()).expect("an answer").stages[1].leaving, 0);
}

#[test]
fn a_log_without_events_has_no_stages() {
    let report = map(&story(""));
    assert_eq!((report.customers, report.stages.len()), (0, 0));
}
