use crate::{
    analysis::{Analysis, CustomerOrder, CustomersQuestion, CustomersReport},
    event_log::{ColumnRole, EventLog},
    prepare::{Condition, Scope},
    test_log::{Row, log, story},
};

const JOURNEYS: &str = "Dan: landing 9:00, cart 9:30, buy 9:40
    ann: landing 8:00
    Émile 2: landing 10:00, buy 11:00
    ben: cart 7:00, landing 8:00";

fn names(report: &CustomersReport) -> Vec<&str> {
    report.rows.iter().map(|row| row.customer.as_str()).collect()
}

fn ask(log: &EventLog, question: CustomersQuestion) -> CustomersReport {
    question.run(log).expect("an answer")
}

#[test]
fn the_list_is_in_the_order_asked_for() {
    let log = story(JOURNEYS);
    for (order, ascending) in [
        (CustomerOrder::Name, ["Dan", "ann", "ben", "Émile 2"]),
        (CustomerOrder::Events, ["ann", "ben", "Émile 2", "Dan"]),
        (CustomerOrder::First, ["ben", "ann", "Dan", "Émile 2"]),
        (CustomerOrder::Last, ["ann", "ben", "Dan", "Émile 2"]),
        // Nobody has a value: by name.
        (CustomerOrder::Value, ["Dan", "ann", "ben", "Émile 2"]),
    ] {
        let up = ask(&log, CustomersQuestion { order, ..CustomersQuestion::default() });
        assert_eq!(names(&up), ascending, "{order:?}");
    }
    let down = |order| ask(&log, CustomersQuestion { order, descending: true, ..CustomersQuestion::default() });
    assert_eq!(names(&down(CustomerOrder::Name)), ["Émile 2", "ben", "ann", "Dan"]);
    // As many events: by name all the same.
    assert_eq!(names(&down(CustomerOrder::Events)), ["Dan", "ben", "Émile 2", "ann"]);
    assert_eq!(names(&down(CustomerOrder::Value)), ["Dan", "ann", "ben", "Émile 2"]);
}

#[test]
fn a_name_is_found_by_a_part_of_it_in_capitals_or_not() {
    let log = story(JOURNEYS);
    let found = |search: &str| {
        names(&ask(&log, CustomersQuestion { search: search.into(), ..CustomersQuestion::default() })).join(" ")
    };
    assert_eq!(found("N"), "Dan ann ben");
    assert_eq!(found(" éMI "), "Émile 2");
    assert_eq!(found("E 2"), "Émile 2");
    assert_eq!(found("x"), "");
    assert_eq!(found("a name longer than any"), "");
}

#[test]
fn windows_make_the_whole_list() {
    let journeys: Vec<String> = (0..250).map(|customer| format!("c{}: landing 9:00", customer * 7 % 250)).collect();
    let log = story(&journeys.join("\n"));
    let question = |from, count| CustomersQuestion { from, count: Some(count), ..CustomersQuestion::default() };
    let whole = ask(&log, question(0, 1_000));
    assert_eq!((whole.customers, whole.matching, whole.rows.len()), (250, 250, 250));
    assert!(whole.rows.is_sorted_by(|one, other| one.customer < other.customer));
    let pieces: Vec<_> = (0..6).flat_map(|piece| ask(&log, question(piece * 50, 50)).rows).collect();
    assert_eq!(pieces, whole.rows);
    assert_eq!(ask(&log, question(249, 50)).rows, whole.rows[249..]);
    let beyond = ask(&log, question(900, 50));
    assert_eq!((beyond.from, beyond.rows.len()), (250, 0));
    assert_eq!(ask(&log, CustomersQuestion::default()).rows.len(), 100);
}

fn shop() -> EventLog {
    let rows = [
        Row::new("a", "landing", 0, &["", ""]),
        Row::new("a", "buy", 1_000_000, &["12.5", "4"]),
        Row::new("a", "landing", 2_000_000, &["-2.5", "5"]),
        Row::new("b", "landing", 0, &["n/a", ""]),
        Row::new("c", "buy", 5_000_000, &["-100", ""]),
        Row::new("d", "buy", 0, &["0", "2"]),
    ];
    log(&rows, &[("amount", Some(ColumnRole::Value)), ("csat", Some(ColumnRole::Score))])
}

#[test]
fn a_row_sums_up_its_customer() {
    let report = ask(&shop(), CustomersQuestion::default());
    let row = &report.rows[0];
    assert_eq!((row.customer.as_str(), row.events, row.value, row.score), ("a", 3, Some(10.0), Some(4.5)));
    assert_eq!((row.first.as_str(), row.last.as_str()), ("1970-01-01T00:00:00Z", "1970-01-01T00:00:02Z"));
    assert_eq!((row.furthest_stage.as_deref(), row.last_touchpoint.as_str()), (Some("purchase"), "landing"));
    assert_eq!((report.rows[1].value, report.rows[1].score), (None, None));
}

#[test]
fn who_has_no_value_stands_last_either_way() {
    let log = shop();
    let by_value = |descending| {
        let order = CustomerOrder::Value;
        names(&ask(&log, CustomersQuestion { order, descending, ..CustomersQuestion::default() })).join(" ")
    };
    assert_eq!(by_value(false), "c d a b");
    assert_eq!(by_value(true), "a d c b");
}

#[test]
fn the_scope_decides_who_is_there_and_what_counts() {
    let is = Some(vec!["landing".to_owned()]);
    let condition = Condition { column: "touchpoint".to_owned(), is, ..Condition::default() };
    let scope = Scope { conditions: vec![condition], ..Scope::default() };
    let report = ask(&shop(), CustomersQuestion { scope, ..CustomersQuestion::default() });
    assert_eq!((report.customers, names(&report)), (2, vec!["a", "b"]));
    assert_eq!((report.rows[0].events, report.rows[0].value), (2, Some(-2.5)));
}
