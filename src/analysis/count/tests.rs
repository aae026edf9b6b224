use super::*;
use crate::{
    analysis::{Dimension, Measure, Rated},
    event_log::ColumnRole,
    import::Scale,
    test_log::{Row, log},
};

/// Journeys as touchpoints with a space between, each a second after the other. A touchpoint is in the stage of its first
/// letter; a number is its score.
fn journeys(journeys: &[&str]) -> EventLog {
    let mut rows = Vec::new();
    for (customer, journey) in journeys.iter().enumerate() {
        for (at, word) in journey.split_whitespace().enumerate() {
            let (touchpoint, score) = word.split_once('=').unwrap_or((word, ""));
            let stage = match touchpoint.as_bytes()[0] {
                b'a' => "awareness",
                b'c' => "consideration",
                b'p' => "purchase",
                _ => "",
            };
            rows.push(Row::new(&customer.to_string(), touchpoint, at as i64 * 1_000_000, &[stage, score]));
        }
    }
    log(&rows, &[("stage", Some(ColumnRole::Stage)), ("csat", Some(ColumnRole::Score))])
}

/// The events behind a count, each as its customer and its place there.
fn behind(log: &EventLog, count: &Count) -> String {
    let events = count.events(log).expect("a count of the log");
    let of = |event: u32| {
        let customer = log.offsets().partition_point(|&start| start <= event) - 1;
        format!("{customer}.{}", event - log.offsets()[customer])
    };
    events.into_iter().map(of).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_touchpoint_and_what_comes_next() {
    let log = journeys(&["cart error cart x error", "cart cart cart", "error cart"]);
    let followed = |touchpoint: &str, by: &[&str]| {
        let by = by.iter().map(|&name| name.to_owned()).collect();
        behind(&log, &Count::Followed { touchpoint: touchpoint.to_owned(), by })
    };
    assert_eq!(followed("cart", &["error"]), "0.0 0.1");
    assert_eq!(followed("cart", &["cart"]), "1.0 1.1 1.2", "an event stands once");
    assert_eq!(followed("nowhere", &["error"]), "");
    let at = |touchpoint: &str| behind(&log, &Count::Touchpoint { touchpoint: touchpoint.to_owned() });
    assert_eq!(at("error"), "0.1 0.4 2.0");
    assert_eq!(at("nowhere"), "");
}

#[test]
fn parts_of_a_stage() {
    let log = journeys(&["a1 c1 x c2 p1", "c1 a1 x", "c1 p1 c2", "p1 x", "x c1 a1 c2 x"]);
    let stage = |part| {
        // Whose last event is a second before the end has left.
        let idle_seconds = Some(0.5);
        behind(&log, &Count::Stage { stage: "考虑".to_owned(), part, idle_seconds })
    };
    assert_eq!(stage(StagePart::All), "0.1 0.3 1.0 2.0 2.2 4.1 4.3");
    assert_eq!(stage(StagePart::GoingOn), "0.1 0.4 2.0 2.1");
    assert_eq!(stage(StagePart::GoingBack), "1.0 1.1");
    assert_eq!(stage(StagePart::Leaving), "4.3");
    assert_eq!(stage(StagePart::Staying), "");
    assert_eq!(stage(StagePart::Starting), "1.0 2.0 4.1");
    assert_eq!(stage(StagePart::ComingBack), "2.0 2.2 4.1 4.3");
    let unknown = Count::Stage { stage: "dreaming".to_owned(), part: StagePart::All, idle_seconds: None };
    assert_eq!(unknown.events(&log), Err(QuestionError::NoSuchStage { stage: "dreaming".to_owned() }));
}

#[test]
fn a_way_through_a_stage() {
    let log = journeys(&["c1 c1 x c2 p1 c3", "c1 c2 c3", "c1 c2", "a1"]);
    let path = |touchpoints: &[&str]| {
        let touchpoints = touchpoints.iter().map(|&name| name.to_owned()).collect();
        behind(&log, &Count::Path { stage: "consideration".to_owned(), touchpoints, is_cut: false })
    };
    assert_eq!(path(&["c1", "c2"]), "0.0 0.1 0.3 2.0 2.1");
    assert_eq!(path(&["c1"]), "");
    assert_eq!(path(&["nowhere"]), "");
}

#[test]
fn scores_and_what_they_speak_of() {
    let log = journeys(&["c1 s=2 c1 s=5", "s=1 p1 s=2", "c1=4"]);
    let scores = |rated, group: Option<&str>, range| {
        let question = FeedbackQuestion {
            by: Some(Dimension::Touchpoint),
            rated: Some(rated),
            scale: Some(Scale::Csat),
            ..FeedbackQuestion::default()
        };
        behind(&log, &Count::Scores { question: Box::new(question), group: group.map(str::to_owned), range })
    };
    let (before, event) = (Rated::Before, Rated::Event);
    assert_eq!(scores(event, None, None), "0.1 0.3 1.0 1.2 2.0");
    assert_eq!(scores(event, Some("s"), Some([1, 2])), "0.1 1.0 1.2");
    assert_eq!(scores(before, Some("c1"), None), "0.0 0.1 0.2 0.3");
    assert_eq!(scores(before, Some("p1"), Some([1, 5])), "1.1 1.2");
    assert_eq!(scores(before, Some("p1"), Some([3, 5])), "");
    // The first event's score speaks of none.
    assert_eq!(scores(before, None, Some([1, 1])), "1.0");
    assert_eq!(scores(event, Some("nowhere"), None), "");
}

#[test]
fn scores_before_and_after_a_touchpoint() {
    let log = journeys(&["s=2 c1 c1 s=5 s=4", "c1 s=2", "s=1 c1=3", "s=1 c1"]);
    let question = ScoreChangesQuestion { scale: Some(Scale::Csat), ..ScoreChangesQuestion::default() };
    let count = Count::ScoreChange { touchpoint: "c1".to_owned(), question };
    assert_eq!(behind(&log, &count), "0.0 0.1 0.3 2.0 2.1");
    assert_eq!(count.customers(&log), Ok(vec![true, false, true, false]));
}

#[test]
fn cells_of_any_dimensions() {
    let log = journeys(&["c1 p1 c1 c1=2", "c1 s=5"]);
    let cell = |question: HeatmapQuestion, row: &str, column: &str| {
        behind(&log, &Count::Cell { question, row: row.to_owned(), column: column.to_owned() })
    };
    let [by_step, by_next] =
        [Dimension::Step, Dimension::NextTouchpoint].map(|columns| HeatmapQuestion::of(Dimension::Touchpoint, columns));
    assert_eq!(cell(by_step.clone(), "c1", "1"), "0.0 1.0");
    assert_eq!(cell(by_step, "nowhere", "1"), "");
    assert_eq!(cell(by_next, "c1", "c1"), "0.2");
    let of = |measure| {
        let columns = Dimension::Stage;
        HeatmapQuestion { measure, ..HeatmapQuestion::of(Dimension::Touchpoint, columns) }
    };
    assert_eq!(cell(of(Measure::MeanScore), "c1", "consideration"), "0.3");
    // The last event of a customer has no next one.
    assert_eq!(cell(of(Measure::MedianSecondsToNext), "c1", "consideration"), "0.0 0.2 1.0");
}
