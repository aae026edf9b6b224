use crate::{
    analysis::{
        Analysis, CustomerQuestion, CustomerReport, FunnelQuestion, FunnelTrace, QuestionError, StepOrder, WhyMissed,
    },
    event_log::{ColumnRole, EventLog},
    prepare::{Condition, Scope},
    test_log::{Row, log, story},
};

fn of(customer: &str) -> CustomerQuestion {
    CustomerQuestion { customer: customer.to_owned(), ..CustomerQuestion::default() }
}

fn ask(log: &EventLog, question: CustomerQuestion) -> CustomerReport {
    question.run(log).expect("an answer")
}

/// Sessions as their events: `landing cart | buy`.
fn told(report: &CustomerReport) -> String {
    let session = |session: &super::Session| {
        session.events.iter().map(|event| event.touchpoint.as_str()).collect::<Vec<_>>().join(" ")
    };
    report.timeline.iter().map(session).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_longer_gap_than_the_timeout_ends_a_session() {
    let log = story("ann: landing 9:00\n ben: landing 9:00, cart 9:30, buy 10:00:01, help 10:10");
    let report = ask(&log, of("ben"));
    assert_eq!(told(&report), "landing cart | buy help");
    assert_eq!((report.events, report.events_in_scope, report.sessions), (4, 4, 2));
    let second = &report.timeline[1];
    assert_eq!((second.number, second.n_events, second.seconds), (2, 2, 599.0));
    assert_eq!(second.seconds_since_previous, Some(1_801.0));
    assert_eq!(second.events[0].seconds_since_previous, Some(1_801.0));
    assert_eq!(report.timeline[0].events[0].seconds_since_previous, None);
    assert_eq!(report.stages, ["awareness", "purchase", "use"]);
    let short = ask(&log, CustomerQuestion { session_seconds: Some(0.0), ..of("ben") });
    assert_eq!(short.sessions, 4);
}

#[test]
fn a_part_of_the_events_keeps_its_sessions() {
    let log = story("ben: landing 9:00, cart 9:01, buy 12:00, help 12:10");
    let part = ask(&log, CustomerQuestion { from: 1, count: Some(2), ..of("ben") });
    assert_eq!(told(&part), "cart | buy");
    assert_eq!((part.from, part.events, part.sessions), (1, 4, 2));
    assert_eq!((part.timeline[0].n_events, part.timeline[0].seconds), (2, 60.0));
    assert_eq!(part.timeline[1].events[0].position, 2);
    let last = ask(&log, CustomerQuestion { from: 3, ..of("ben") });
    assert_eq!((told(&last).as_str(), last.timeline[0].number), ("help", 2));
    assert_eq!(told(&ask(&log, CustomerQuestion { from: 9, ..of("ben") })), "");
}

#[test]
fn an_event_tells_all_that_the_data_says_of_it() {
    let rows = [
        Row::new("a", "buy", 0, &["web", "12.5", "4", "很好", "red", ""]),
        Row::new("a", "survey", 1, &["", "n/a", "", "", "", "x"]),
    ];
    let roles = [
        ("way", Some(ColumnRole::Channel)),
        ("amount", Some(ColumnRole::Value)),
        ("csat", Some(ColumnRole::Score)),
        ("words", Some(ColumnRole::Comment)),
        ("colour", None),
        ("arm", Some(ColumnRole::Variant)),
    ];
    let report = ask(&log(&rows, &roles), of("a"));
    let [first, second] = &report.timeline[0].events[..] else { panic!("two events") };
    assert_eq!((first.channel.as_deref(), first.value, first.score), (Some("web"), Some(12.5), Some(4.0)));
    assert_eq!((first.comment.as_deref(), first.stage.as_deref()), (Some("很好"), Some("purchase")));
    let properties = |event: &super::TimelineEvent| -> Vec<String> {
        event.properties.iter().map(|property| format!("{}={}", property.column, property.value)).collect()
    };
    assert_eq!(properties(first), ["colour=red"]);
    // A value that reads as no number is not lost.
    assert_eq!((second.value, properties(second)), (None, vec!["amount=n/a".to_owned(), "arm=x".to_owned()]));
    assert_eq!((report.value, report.score), (Some(12.5), Some(4.0)));
}

#[test]
fn events_outside_the_scope_are_told_as_such() {
    let log = story("ben: landing 9:00, cart 9:01, buy 9:02");
    let is_not = Some(vec!["cart".to_owned()]);
    let condition = Condition { column: "touchpoint".to_owned(), is_not, ..Condition::default() };
    let scope = Scope { conditions: vec![condition], ..Scope::default() };
    let report = ask(&log, CustomerQuestion { scope, ..of("ben") });
    let in_scope: Vec<bool> = report.timeline[0].events.iter().map(|event| event.in_scope).collect();
    assert_eq!((in_scope, report.events, report.events_in_scope), (vec![true, false, true], 3, 2));
}

#[test]
fn a_name_that_is_not_there_is_refused() {
    let log = story("ben: landing 9:00");
    let no_such = QuestionError::NoSuchCustomer { customer: "Ben".to_owned() };
    assert_eq!(of("Ben").run(&log), Err(no_such));
    let timeout = CustomerQuestion { session_seconds: Some(f64::NAN), ..of("ben") };
    assert_eq!(timeout.run(&log), Err(QuestionError::Idle { seconds: "NaN".to_owned() }));
}

fn trace(journey: &str, order: StepOrder, window: Option<f64>, steps: &[&str]) -> FunnelTrace {
    let funnel = FunnelQuestion { order, window_seconds: window, ..FunnelQuestion::of(steps.iter().copied()) };
    let report = ask(&story(&format!("ben: {journey}")), CustomerQuestion { funnel: Some(funnel), ..of("ben") });
    report.trace.expect("a trace")
}

fn events(trace: &FunnelTrace) -> Vec<u32> {
    trace.matched.iter().map(|matched| matched.event).collect()
}

/// Why the next step was missed, and by which event.
fn missed(trace: &FunnelTrace) -> Option<(u32, WhyMissed, Option<u32>)> {
    trace.missed.as_ref().map(|missed| (missed.step, missed.why, missed.event))
}

#[test]
fn the_attempt_that_counts_is_traced() {
    use StepOrder::{AnyOrder, Exact, InOrder};
    let hour = Some(3_600.0);
    let whole = trace("A 1:00, X 1:10, B 1:20, A 1:30, C 1:40", InOrder, hour, &["A", "B", "C"]);
    assert_eq!((events(&whole), missed(&whole)), (vec![0, 2, 4], None));
    assert_eq!(whole.matched[2].seconds_from_start, 2_400.0);
    assert_eq!((whole.step_of(2), whole.step_of(1)), (Some(2), None));
    let exact = trace("A 1:00, X 1:10, B 1:20, A 1:30, B 1:40", Exact, hour, &["A", "B"]);
    assert_eq!(events(&exact), [3, 4]);
    // The last event covers both steps at once: each still has an event of its own.
    let any = trace("B 1:00, X 1:10, A 1:20", AnyOrder, hour, &["A", "B"]);
    assert_eq!((events(&any), any.matched[0].seconds_from_start), (vec![2, 0], 1_200.0));
}

#[test]
fn the_first_step_not_reached_has_a_reason() {
    use StepOrder::{AnyOrder, Exact, InOrder};
    use WhyMissed::{CountedOtherwise, NeverCame, NotNext, TooEarly, TooLate};
    let hour = Some(3_600.0);
    for (journey, order, reason) in [
        ("A 1:00, X 1:10", InOrder, (NeverCame, None)),
        ("A 1:00, B 2:30, B 2:40", InOrder, (TooLate, Some(1))),
        ("B 0:30, B 0:50, A 1:00", InOrder, (TooEarly, Some(1))),
        ("A 1:00, X 1:10, B 1:20", Exact, (NotNext, Some(2))),
        ("A 1:00, B 2:30", Exact, (TooLate, Some(1))),
        ("B 0:30, A 2:00", AnyOrder, (TooEarly, Some(0))),
        ("A 1:00, B 2:30", AnyOrder, (TooLate, Some(1))),
    ] {
        let trace = trace(journey, order, hour, &["A", "B"]);
        assert_eq!(trace.matched.len(), 1, "{journey}");
        assert_eq!(missed(&trace), Some((2, reason.0, reason.1)), "{journey}, {order:?}");
    }
    let twice = trace("A 1:00, X 1:10", InOrder, hour, &["A", "A"]);
    assert_eq!(missed(&twice), Some((2, CountedOtherwise, None)));
    let never = trace("X 1:00", InOrder, hour, &["A", "B"]);
    assert_eq!((events(&never), missed(&never)), (vec![], Some((1, NeverCame, None))));
}

#[test]
fn the_funnels_scope_decides_what_it_counts() {
    let is = Some(vec!["web".to_owned()]);
    let condition = Condition { column: "channel".to_owned(), is, ..Condition::default() };
    let scope = Scope { conditions: vec![condition], ..Scope::default() };
    let funnel = FunnelQuestion { scope, ..FunnelQuestion::of(["A", "B"]) };
    let log = story("ben: A 1:00 app, X 1:05 app, A 1:10 web, B 1:20 app, B 1:30 web");
    let report = ask(&log, CustomerQuestion { funnel: Some(funnel), ..of("ben") });
    let steps: Vec<Option<u32>> = report.timeline[0].events.iter().map(|event| event.step).collect();
    assert_eq!(steps, [None, None, Some(1), None, Some(2)]);
}
