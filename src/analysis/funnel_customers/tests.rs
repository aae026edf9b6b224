use crate::{
    analysis::{
        Analysis, FunnelCustomersQuestion, FunnelCustomersReport, FunnelQuestion, Group, NextTouchpoint, QuestionError,
        Who,
    },
    test_log::story,
};

const JOURNEYS: &str = "dan: A 1:00 web, B 1:10, X 1:20
    cai: A 1:00 web, B 1:10
    ben: A 1:00, Y 1:05
    ann: A 1:00, X 1:05
    eva: B 1:00";

fn ask(step: usize, who: Who, group: Option<Option<&str>>) -> FunnelCustomersReport {
    let funnel = FunnelQuestion { breakdown: Some("channel".to_owned()), ..FunnelQuestion::of(["A", "B"]) };
    let group = group.map(|value| Group { value: value.map(str::to_owned) });
    FunnelCustomersQuestion { funnel, step, who, group }.run(&story(JOURNEYS)).unwrap()
}

fn next(touchpoint: Option<&str>, customers: u32) -> NextTouchpoint {
    NextTouchpoint { touchpoint: touchpoint.map(str::to_owned), customers }
}

#[test]
fn who_reached_and_what_they_did_next() {
    let report = ask(2, Who::Reached, None);
    assert_eq!(report.ids, ["cai", "dan"]);
    assert_eq!(report.next, [next(Some("X"), 1), next(None, 1)]);
    assert_eq!(ask(1, Who::Reached, None).ids, ["ann", "ben", "cai", "dan"]);
}

#[test]
fn who_dropped_off() {
    let report = ask(2, Who::DroppedOff, None);
    assert_eq!(report.ids, ["ann", "ben"]);
    assert_eq!(report.next, [next(Some("X"), 1), next(Some("Y"), 1)]);
    assert!(ask(1, Who::DroppedOff, None).ids.is_empty());
}

#[test]
fn one_group_of_the_breakdown() {
    assert_eq!(ask(1, Who::Reached, Some(Some("web"))).ids, ["cai", "dan"]);
    assert_eq!(ask(1, Who::Reached, Some(None)).ids, ["ann", "ben"]);
}

#[test]
fn a_step_beyond_the_funnel_is_refused() {
    let funnel = FunnelQuestion::of(["A", "B"]);
    let question = FunnelCustomersQuestion { funnel, step: 3, who: Who::Reached, group: None };
    assert_eq!(question.run(&story("ann: A 1:00")), Err(QuestionError::NoSuchStep { step: 3, steps: 2 }));
}
