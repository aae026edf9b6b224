use super::*;
use crate::test_log::story;

fn ask(log: &EventLog, question: ComplaintsQuestion) -> ComplaintsReport {
    question.run(log).expect("an answer")
}

fn counts(report: &ComplaintsReport) -> Vec<(&str, u32, u32, u32)> {
    let count = |it: &'_ BeforeComplaints| (it.events, it.complaints, it.enquiries);
    let counts = report.touchpoints.iter().map(|it| (it.touchpoint.as_str(), count(it)));
    counts.map(|(name, (events, complaints, enquiries))| (name, events, complaints, enquiries)).collect()
}

#[test]
fn what_is_next_counts_at_the_touchpoint_before() {
    let log = story(
        "ann: order 1:00, delivery 2:00, complaint 3:00, complaint 4:00
         ben: order 1:00, delivery 2:00, support_chat 3:00, complaint 4:00
         cem: complaint 1:00, order 2:00, delivery 3:00",
    );
    let report = ask(&log, ComplaintsQuestion::default());
    assert_eq!(
        (&*report.complaints, &*report.enquiries),
        (&["complaint".to_owned()][..], &["support_chat".to_owned()][..])
    );
    assert_eq!(counts(&report), [("delivery", 3, 1, 1), ("order", 3, 0, 0)]);
    // A complaint after a complaint, one after an enquiry, and one before everything.
    assert_eq!((report.events, report.unplaced), (5, 3));
    let delivery = &report.touchpoints[0];
    assert_eq!((delivery.rate, delivery.rest, delivery.excess), (2.0 / 3.0, Some(0.0), 2.0));
    assert_eq!(Some(delivery.interval), wilson_interval(2, 3));
}

#[test]
fn what_counts_can_be_said() {
    let log = story("ann: order 1:00, 热线投诉 2:00, order 3:00, review 4:00");
    let named = ask(&log, ComplaintsQuestion::default());
    assert_eq!((named.complaints, named.enquiries), (vec!["热线投诉".to_owned()], Vec::new()));
    let question = ComplaintsQuestion {
        complaints: Some(vec!["review".to_owned()]),
        enquiries: Some(Vec::new()),
        ..Default::default()
    };
    assert_eq!(counts(&ask(&log, question)), [("order", 2, 1, 0), ("热线投诉", 1, 0, 0)]);
}

#[test]
fn one_that_stands_apart_is_sure() {
    let mut journeys = String::new();
    for customer in 0..200 {
        let after = if customer % 5 == 0 { "complaint" } else { "home" };
        journeys += &format!("c{customer}: home 1:00, order 1:10, delivery 2:00, {after} 3:00\n");
    }
    let report = ask(&story(&journeys), ComplaintsQuestion::default());
    let sure: Vec<&str> =
        report.touchpoints.iter().filter(|it| it.p_value < Some(0.05)).map(|it| it.touchpoint.as_str()).collect();
    assert_eq!(report.touchpoints[0].touchpoint, "delivery");
    assert!(report.touchpoints[0].p_value < Some(1e-6) && report.touchpoints[0].excess == 40.0);
    // The others have fewer than the rest, which has the deliveries.
    assert_eq!(sure, ["delivery", "order", "home"]);
}
