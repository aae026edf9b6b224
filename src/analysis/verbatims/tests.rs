use super::*;
use crate::{
    prepare::Condition,
    test_log::{Row, log},
};

/// Each event as customer, touchpoint, score, comment; an hour apart.
fn said(events: &[[&str; 4]]) -> EventLog {
    let row = |(hour, &[customer, touchpoint, score, comment]): (usize, &[&str; 4])| {
        Row::new(customer, touchpoint, hour as i64 * 3_600_000_000, &[score, comment])
    };
    let rows: Vec<Row> = events.iter().enumerate().map(row).collect();
    log(&rows, &[("csat", Some(ColumnRole::Score)), ("comment", Some(ColumnRole::Comment))])
}

fn shop() -> EventLog {
    said(&[
        ["ann", "order", "", ""],
        ["ann", "survey", "2", "Late delivery, and the box was broken"],
        ["ben", "survey", "5", "Great service"],
        ["ben", "delivery", "", ""],
        ["ben", "survey", "1", "late delivery!"],
        ["cem", "order", "", " "],
        ["cem", "survey", "9", "物流太慢, late delivery"],
    ])
}

fn of_five() -> VerbatimsQuestion {
    VerbatimsQuestion { scale: Some(Scale::Csat), ..Default::default() }
}

fn ask(log: &EventLog, question: VerbatimsQuestion) -> VerbatimsReport {
    question.run(log).expect("an answer")
}

fn rows(report: &VerbatimsReport) -> Vec<(&str, u32, Option<&str>, Option<f64>)> {
    report.rows.iter().map(|row| (&*row.customer, row.event, row.touchpoint.as_deref(), row.score)).collect()
}

#[test]
fn comments_are_listed_from_the_latest_with_what_they_speak_of() {
    let report = ask(&shop(), of_five());
    assert_eq!((report.comments, report.matching, report.halves, report.rated), (4, 4, [2, 2], Rated::Before));
    let (cem, last_of_ben) = (("cem", 1, Some("order"), Some(9.0)), ("ben", 2, Some("delivery"), Some(1.0)));
    let expected = [cem, last_of_ben, ("ben", 0, None, Some(5.0)), ("ann", 1, Some("order"), Some(2.0))];
    assert_eq!(rows(&report), expected);
    assert_eq!((&*report.rows[1].text, &*report.rows[1].timestamp), ("late delivery!", "1970-01-01T04:00:00Z"));
    assert_eq!((&*report.middle, report.scores.map(|scores| scores.n)), ("1970-01-01T03:00:00.000001Z", Some(3)));
    let of_event = VerbatimsQuestion { rated: Some(Rated::Event), from: 1, count: Some(1), ..Default::default() };
    let report = ask(&shop(), of_event);
    assert_eq!((report.from, rows(&report)), (1, vec![("ben", 2, Some("survey"), Some(1.0))]));
}

#[test]
fn a_theme_is_as_long_as_its_list() {
    let report = ask(&shop(), of_five());
    let [theme] = &report.themes[..] else { panic!("{:?}", report.themes) };
    assert_eq!((&*theme.term, theme.comments, theme.halves), ("late delivery", 3, [1, 2]));
    // One score is off the scale.
    let scores = theme.scores.as_ref().expect("scores");
    assert_eq!((report.scale, scores.n, scores.index), (Some(Scale::Csat), 2, Some(0.0)));
    assert_eq!((theme.change, theme.p_value.is_some()), (Some(0.5), true));
    let list = VerbatimsQuestion { theme: Some(theme.term.clone()), themes: Some(0), ..Default::default() };
    let list = ask(&shop(), list);
    assert_eq!((list.matching, list.themes.len()), (3, 0));
}

#[test]
fn words_and_scores_are_searched_for() {
    let matching = |search: &str, theme: Option<&str>, scores| {
        let theme = theme.map(str::to_owned);
        ask(&shop(), VerbatimsQuestion { search: search.to_owned(), theme, scores, ..of_five() }).matching
    };
    assert_eq!(matching(" LATE ", None, None), 3);
    assert_eq!(matching("e, ", None, None), 0);
    assert_eq!(matching("太慢", None, None), 1);
    assert_eq!(matching("late", None, Some([1, 2])), 2);
    assert_eq!(matching("", Some("service"), None), 1);
    assert_eq!(matching("", Some("serv"), None), 0);
    assert_eq!((matching("", None, Some([3, 5])), matching("", None, Some([0, 0]))), (1, 0));
}

#[test]
fn places_are_those_of_the_whole_log() {
    let is = Condition { column: "event".into(), is: Some(vec!["survey".into()]), ..Condition::default() };
    let scope = Scope { conditions: vec![is], ..Scope::default() };
    let report = ask(&shop(), VerbatimsQuestion { scope, rated: Some(Rated::Before), ..Default::default() });
    let expected = [("cem", 1, None), ("ben", 2, Some("survey")), ("ben", 0, None), ("ann", 1, None)];
    assert_eq!(
        report.rows.iter().map(|row| (&*row.customer, row.event, row.touchpoint.as_deref())).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn comments_need_no_scores() {
    let row = |at: i64, text: &str| Row::new("ann", "chat", at, &[text]);
    let log = log(&[row(0, "hello"), row(1, "hello again")], &[("words", Some(ColumnRole::Comment))]);
    let report = ask(&log, VerbatimsQuestion::default());
    assert_eq!((report.comments, report.scale, report.scores, report.rated), (2, None, None, Rated::Event));
    let no_role = crate::test_log::story("ann: a 1:00");
    assert!(matches!(VerbatimsQuestion::default().run(&no_role), Err(QuestionError::NoRole { .. })));
}
