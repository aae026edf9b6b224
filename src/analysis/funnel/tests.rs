//! The counting rules, each as a story.

use crate::{
    analysis::{Analysis, FunnelQuestion, FunnelReport, FunnelStep, QuestionError, StepOrder},
    prepare::{Condition, Scope},
    test_log::story,
};

fn funnel(steps: &str) -> FunnelQuestion {
    FunnelQuestion {
        steps: steps
            .split(" > ")
            .map(|step| FunnelStep { touchpoints: step.split('|').map(str::to_owned).collect(), conditions: vec![] })
            .collect(),
        window_seconds: None,
        ..FunnelQuestion::of(["", ""])
    }
}

fn minutes(minutes: f64, question: FunnelQuestion) -> FunnelQuestion {
    FunnelQuestion { window_seconds: Some(minutes * 60.0), ..question }
}

fn ordered(order: StepOrder, question: FunnelQuestion) -> FunnelQuestion {
    FunnelQuestion { order, ..question }
}

fn counts(report: &FunnelReport) -> Vec<u32> {
    report.steps.iter().map(|step| step.customers).collect()
}

#[track_caller]
fn check(journeys: &str, question: &FunnelQuestion, expected: &[u32]) -> FunnelReport {
    let report = question.run(&story(journeys)).unwrap();
    assert_eq!(counts(&report), expected, "{journeys}");
    report
}

#[test]
fn any_occurrence_of_step_one_may_open_the_window() {
    let report = check("ann: A 1:00, A 1:30, B 1:45", &minutes(20.0, funnel("A > B")), &[1, 1]);
    assert_eq!(report.steps[1].median_seconds_from_start, Some(900.0));
}

#[test]
fn of_attempts_equally_far_the_earliest_tells_the_times() {
    let report = check("ann: A 1:00, A 1:30, B 1:45", &minutes(60.0, funnel("A > B")), &[1, 1]);
    assert_eq!(report.steps[1].median_seconds_from_start, Some(2700.0));
}

#[test]
fn the_window_is_inclusive() {
    check("ann: A 1:00, B 1:30", &minutes(30.0, funnel("A > B")), &[1, 1]);
    check("ann: A 1:00, B 1:30:01", &minutes(30.0, funnel("A > B")), &[1, 0]);
    check("ann: A 1:00, B 1:00", &minutes(0.0, funnel("A > B")), &[1, 1]);
}

#[test]
fn the_window_runs_from_step_one_to_the_last() {
    let journeys = "ann: A 1:00, B 1:20, C 1:40";
    check(journeys, &minutes(30.0, funnel("A > B > C")), &[1, 1, 0]);
    let report = check(journeys, &minutes(40.0, funnel("A > B > C")), &[1, 1, 1]);
    assert_eq!(report.steps[2].median_seconds_from_previous, Some(1200.0));
    assert_eq!(report.steps[2].median_seconds_from_start, Some(2400.0));
}

#[test]
fn a_later_attempt_may_get_further_on_a_shared_step() {
    // The first A cannot reach C in time; the second takes the second B.
    check("ann: A 1:00, B 1:05, A 1:50, B 1:55, C 2:00", &minutes(15.0, funnel("A > B > C")), &[1, 1, 1]);
    // The second A finds no B of its own; B before it does not count.
    check("ann: A 1:00, B 1:05, A 1:50, C 2:00", &minutes(15.0, funnel("A > B > C")), &[1, 1, 0]);
}

#[test]
fn a_repeated_step_needs_two_events() {
    check("ann: A 1:00, B 2:00\nben: A 1:00, A 1:10, B 2:00", &funnel("A > A > B"), &[2, 1, 1]);
}

#[test]
fn any_touchpoint_of_a_step_will_do() {
    let report = check("ann: A 1:00, P 1:10, C 1:20\nben: A 1:00, Q 1:10", &funnel("A > P|Q > C"), &[2, 2, 1]);
    assert_eq!(report.steps[1].label, "P / Q");
    // One event is one step, even if it fits two.
    check("ann: P 1:00, C 1:20", &funnel("P|Q > P|Q > C"), &[1, 0, 0]);
}

#[test]
fn events_of_one_instant_keep_the_order_of_the_file() {
    check("ann: A 1:00, B 1:00\nben: B 1:00, A 1:00", &funnel("A > B"), &[2, 1]);
    check("ann: A 1:00, B 1:00\nben: B 1:00, A 1:00", &ordered(StepOrder::Exact, funnel("A > B")), &[2, 1]);
    check("ann: A 1:00, B 1:00\nben: B 1:00, A 1:00", &ordered(StepOrder::AnyOrder, funnel("A > B")), &[2, 2]);
}

#[test]
fn exact_allows_nothing_between_but_starts_anywhere() {
    let exact = |steps| ordered(StepOrder::Exact, funnel(steps));
    check("ann: A 1:00, X 1:10, B 1:20", &exact("A > B"), &[1, 0]);
    check("ann: X 1:00, A 1:00, X 1:10, A 1:20, B 1:30", &exact("A > B"), &[1, 1]);
    check("ann: A 1:00, A 1:10, B 1:20", &exact("A > A > B"), &[1, 1, 1]);
    check("ann: A 1:00, A 1:10, A 1:20, B 1:30", &exact("A > A > B"), &[1, 1, 1]);
    check("ann: A 1:00, B 1:20", &minutes(10.0, exact("A > B")), &[1, 0]);
    let report = check("ann: A 1:00, B 1:20, A 2:00, B 2:05", &exact("A > B"), &[1, 1]);
    assert_eq!(report.steps[1].median_seconds_from_start, Some(1200.0));
}

#[test]
fn any_order_needs_all_the_first_steps_in_the_window() {
    let any = |steps| ordered(StepOrder::AnyOrder, funnel(steps));
    check("ann: C 1:00, B 1:10, A 1:20\nben: B 1:00, C 1:10", &any("A > B > C"), &[1, 1, 1]);
    check("ann: B 1:00, A 1:30", &minutes(20.0, any("A > B")), &[1, 0]);
    check("ann: B 1:00, A 1:30", &minutes(30.0, any("A > B")), &[1, 1]);
    // Step 2 is missing: step 3 does not count.
    check("ann: A 1:00, C 1:10", &any("A > B > C"), &[1, 0, 0]);
    let report = check("ann: C 1:00, A 1:10, B 1:20", &any("A > B > C"), &[1, 1, 1]);
    assert_eq!(report.steps[1].median_seconds_from_start, Some(600.0));
    assert_eq!(report.steps[2].median_seconds_from_previous, Some(0.0));
}

#[test]
fn any_order_counts_an_event_for_one_step_only() {
    let any = |steps| ordered(StepOrder::AnyOrder, funnel(steps));
    check("ann: A 1:00\nben: A 1:00, A 1:10", &any("A > A"), &[2, 1]);
    // B must be step 2, so that P is left for step 1.
    check("ann: B 1:00, P 1:10", &any("B|P > B"), &[1, 1]);
    check("ann: P 1:00, P 1:10", &any("B|P > B"), &[1, 0]);
}

#[test]
fn rates_intervals_and_medians() {
    let report = check(
        "ann: A 1:00, B 1:10\nben: A 1:00, B 1:20\ncai: A 1:00\ndan: A 1:00\neva: B 1:00",
        &funnel("A > B > C"),
        &[4, 2, 0],
    );
    assert_eq!(report.customers, 5);
    let [first, second, third] = &report.steps[..] else { panic!("three steps") };
    assert_eq!((first.conversion_rate, first.step_conversion_rate, first.drop_off), (Some(1.0), None, 0));
    assert_eq!((first.median_seconds_from_previous, first.median_seconds_from_start), (None, None));
    assert_eq!((second.conversion_rate, second.step_conversion_rate, second.drop_off), (Some(0.5), Some(0.5), 2));
    assert_eq!(second.median_seconds_from_previous, Some(900.0));
    assert_eq!(second.interval, crate::analysis::statistics::wilson_interval(2, 4));
    assert_eq!((third.conversion_rate, third.step_conversion_rate, third.drop_off), (Some(0.0), Some(0.0), 2));
    let nobody = check("ann: X 1:00", &funnel("A > B"), &[0, 0]);
    assert_eq!((nobody.steps[0].conversion_rate, nobody.steps[1].interval), (None, None));
}

#[test]
fn a_breakdown_takes_the_value_at_the_matched_step_one() {
    let question = FunnelQuestion { breakdown: Some("channel".to_owned()), ..minutes(20.0, funnel("A > B")) };
    let journeys = "ann: A 1:00 web, A 1:30 app, B 1:45 web
        ben: A 1:00 web, A 1:01 app
        cai: A 1:00 web
        dan: A 1:00, B 1:01
        eva: B 1:00 mail";
    let report = check(journeys, &question, &[4, 2]);
    let groups: Vec<_> =
        report.groups.iter().map(|it| (it.value.as_deref(), it.steps[0].customers, it.steps[1].customers)).collect();
    assert_eq!(groups, [(Some("web"), 2, 0), (Some("app"), 1, 1), (None, 1, 1)]);
    assert_eq!(report.groups[1].steps[1].median_seconds_from_start, Some(900.0));
}

#[test]
fn conditions_hold_for_the_matched_event() {
    let mut question = funnel("A > B");
    let is = |column: &str, value: &str| Condition {
        column: column.to_owned(),
        is: Some(vec![value.to_owned()]),
        ..Condition::default()
    };
    question.steps[1].conditions = vec![is("channel", "app")];
    let journeys = "ann: A 1:00 web, B 1:10 web, B 1:20 app\nben: A 1:00 app, B 1:10 web";
    let report = check(journeys, &question, &[2, 1]);
    assert_eq!(report.steps[1].median_seconds_from_start, Some(1200.0));
    question.steps[0].conditions = vec![is("customer", "ben")];
    check(journeys, &question, &[1, 0]);
    question.scope = Scope { conditions: vec![is("user", "ann")], ..Scope::default() };
    check(journeys, &question, &[0, 0]);
}

#[test]
fn the_scope_decides_what_lies_between() {
    let exact = ordered(StepOrder::Exact, funnel("A > B"));
    let not_x =
        Condition { column: "touchpoint".to_owned(), is_not: Some(vec!["X".to_owned()]), ..Condition::default() };
    let scope = Scope { conditions: vec![not_x], ..Scope::default() };
    check("ann: A 1:00, X 1:10, B 1:20", &FunnelQuestion { scope, ..exact }, &[1, 1]);
}

#[test]
fn wrong_questions_say_what_is_wrong() {
    let log = story("ann: A 1:00");
    let wrong = |question: FunnelQuestion| question.run(&log).unwrap_err();
    assert_eq!(wrong(funnel("A")), QuestionError::StepCount { steps: 1 });
    assert_eq!(wrong(FunnelQuestion::of(["A"; 21])), QuestionError::StepCount { steps: 21 });
    assert_eq!(wrong(minutes(-1.0, funnel("A > B"))), QuestionError::Window { seconds: "-60".to_owned() });
    assert_eq!(wrong(minutes(f64::NAN, funnel("A > B"))), QuestionError::Window { seconds: "NaN".to_owned() });
    let mut empty = funnel("A > B");
    empty.steps[1].touchpoints.clear();
    assert_eq!(wrong(empty), QuestionError::EmptyStep { step: 2 });
    let unknown = FunnelQuestion { breakdown: Some("colour".to_owned()), ..funnel("A > B") };
    assert_eq!(
        wrong(unknown).to_string(),
        "There is no column \"colour\" in this log. Its columns are: user, event, channel, stage."
    );
    // A touchpoint that never occurs is no mistake: nobody reaches it.
    assert_eq!(counts(&funnel("A > B").run(&log).unwrap()), [1, 0]);
}

#[test]
fn twenty_steps_are_enough_and_not_too_many() {
    let journeys: Vec<String> = (0..20).map(|step| format!("A 1:{step:02}")).collect();
    let journeys = format!("ann: {}", journeys.join(", "));
    for order in [StepOrder::InOrder, StepOrder::Exact, StepOrder::AnyOrder] {
        let question = FunnelQuestion { order, ..FunnelQuestion::of(["A"; 20]) };
        check(&journeys, &question, &[1; 20]);
    }
}
