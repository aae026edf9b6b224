use super::{Condition, Scope};
use crate::{
    event_log::{ColumnRole, EventLog},
    prepare::QuestionError,
    test_log::{Row, log, story},
};

fn log_of_three() -> EventLog {
    let hour = 3_600_000_000;
    log(
        &[
            Row::new("ann", "landing", 0, &["web", "5", "认知"]),
            Row::new("ann", "cart", hour, &["app", "", "purchase"]),
            Row::new("ben", "landing", 2 * hour, &["", "7.5", "own stage"]),
            Row::new("7", "cart", 3 * hour, &["web", "x", ""]),
        ],
        &[("way", Some(ColumnRole::Channel)), ("points", Some(ColumnRole::Score)), ("phase", Some(ColumnRole::Stage))],
    )
}

/// Times of the events in scope, in hours.
fn hours(scope: &Scope) -> Vec<i64> {
    scope.apply(&log_of_three()).unwrap().times().iter().map(|time| time.0 / 3_600_000_000).collect()
}

#[track_caller]
fn check(condition: Condition, expected: &[i64]) {
    assert_eq!(hours(&Scope { conditions: vec![condition.clone()], ..Scope::default() }), expected, "{condition:?}");
}

fn of(column: &str) -> Condition {
    Condition { column: column.to_owned(), ..Condition::default() }
}

fn is(column: &str, values: &[&str]) -> Condition {
    Condition { is: Some(values.iter().map(|&value| value.to_owned()).collect()), ..of(column) }
}

fn is_not(column: &str, values: &[&str]) -> Condition {
    Condition { is: None, is_not: is(column, values).is, ..of(column) }
}

#[test]
fn texts_and_missing_values() {
    check(is("channel", &["web"]), &[0, 3]);
    check(is("way", &["web", "app"]), &[0, 1, 3]);
    check(is("way", &[""]), &[2]);
    check(is_not("way", &["web"]), &[1, 2]);
    check(is_not("way", &["", "web"]), &[1]);
    check(is("touchpoint", &["cart"]), &[1, 3]);
    check(is("event", &["nothing"]), &[]);
    check(is("way", &[]), &[]);
    check(of("way"), &[0, 1, 2, 3]);
}

#[test]
fn numbers() {
    check(Condition { at_least: Some(5.0), ..of("score") }, &[0, 2]);
    check(Condition { at_most: Some(7.0), ..of("points") }, &[0]);
    check(Condition { at_least: Some(5.0), at_most: Some(8.0), is_not: Some(vec!["5".into()]), ..of("score") }, &[2]);
    check(Condition { at_least: Some(1.0), ..of("customer") }, &[3]);
}

#[test]
fn customers_by_role_or_by_the_name_of_their_column() {
    check(is("customer", &["ann"]), &[0, 1]);
    check(is_not("user", &["ann"]), &[2, 3]);
}

#[test]
fn stages_in_any_language_and_own_names() {
    check(is("stage", &["awareness"]), &[0]);
    check(is("stage", &["购买"]), &[1]);
    check(is("stage", &["own stage", ""]), &[2, 3]);
    check(is("phase", &["认知"]), &[0]);
    // Without a stage column the touchpoint tells.
    let story = story("ann: landing 1:00, cart 2:00");
    let scope = Scope { conditions: vec![is("stage", &["purchase"])], ..Scope::default() };
    assert_eq!(scope.apply(&story).unwrap().n_events(), 1);
}

#[test]
fn the_end_is_exclusive() {
    let span = |from: &str, to: &str| Scope { from: Some(from.into()), to: Some(to.into()), ..Scope::default() };
    assert_eq!(hours(&span("1970-01-01T01:00", "1970-01-01T03:00:00Z")), [1, 2]);
    assert_eq!(hours(&span("1970-01-01", "1970-01-02")), [0, 1, 2, 3]);
}

#[test]
fn what_is_excepted_is_not_in_scope() {
    let web = Scope { conditions: vec![is("way", &["web"])], ..Scope::default() };
    let cart = Scope { conditions: vec![is("touchpoint", &["cart"])], ..Scope::default() };
    let but = |except: &[&Scope]| Scope { except: except.iter().map(|&it| it.clone()).collect(), ..Scope::default() };
    assert_eq!(hours(&but(&[&web])), [1, 2]);
    assert_eq!(hours(&but(&[&web, &cart])), [2]);
    assert_eq!(hours(&Scope { except: vec![web.clone()], ..cart.clone() }), [1]);
    // Nothing is excepted twice, and nothing is left of everything.
    assert_eq!(hours(&but(&[&but(&[&web])])), [0, 3]);
    assert_eq!(hours(&but(&[&Scope::default()])), [] as [i64; 0]);
    let late = Scope { from: Some("1970-01-01T01:00:00Z".into()), ..web };
    assert_eq!(hours(&late.rest()), [1, 2]);
    assert_eq!(hours(&Scope::default().rest()), [] as [i64; 0]);
}

#[test]
fn customers_without_events_are_gone() {
    let log = log_of_three();
    let scope = Scope { conditions: vec![is("touchpoint", &["cart"])], ..Scope::default() };
    let scoped = scope.apply(&log).unwrap();
    assert_eq!((scoped.n_customers(), scoped.customer_id(0), scoped.customer_id(1)), (2, "ann", "7"));
    assert_eq!(scoped.column("way").unwrap().text(0), "app");
}

#[test]
fn wrong_questions_say_what_is_wrong() {
    let log = log_of_three();
    let wrong = |scope: Scope| scope.apply(&log).map(|_| ()).unwrap_err();
    assert_eq!(
        wrong(Scope { conditions: vec![of("colour")], ..Scope::default() }).to_string(),
        "There is no column \"colour\" in this log. Its columns are: user, event, way, points, phase, stage."
    );
    // A role that no column has is an unknown column too.
    let unknown = wrong(Scope { conditions: vec![of("variant")], ..Scope::default() });
    assert!(matches!(unknown, QuestionError::UnknownColumn { .. }));
    let soon = wrong(Scope { from: Some("soon".into()), ..Scope::default() });
    assert_eq!(soon, QuestionError::Instant { text: "soon".into() });
}
