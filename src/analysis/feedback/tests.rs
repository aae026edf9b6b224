use super::*;
use crate::test_log::{Row, log};

/// Each event as `customer touchpoint score channel`, an hour apart; `-` for none.
fn scored(name: &str, events: &[&str]) -> EventLog {
    let row = |(hour, event): (usize, &&str)| {
        let words: Vec<&str> = event.split(' ').map(|word| if word == "-" { "" } else { word }).collect();
        Row::new(words[0], words[1], hour as i64 * 3_600_000_000, &words[2..])
    };
    let rows: Vec<Row> = events.iter().enumerate().map(row).collect();
    log(&rows, &[(name, Some(ColumnRole::Score)), ("channel", Some(ColumnRole::Channel))])
}

fn ask(log: &EventLog, question: FeedbackQuestion) -> FeedbackReport {
    question.run(log).expect("an answer")
}

fn groups(report: &FeedbackReport) -> Vec<(&str, u32, Option<f64>)> {
    report.groups.iter().map(|group| (group.name.as_str(), group.scores.n, group.scores.mean)).collect()
}

#[test]
fn each_scale_by_its_definition() {
    let nps = Scores::of(Scale::Nps, &[1, 0, 0, 0, 0, 0, 1, 2, 1, 3, 2]);
    // Five promoters and two detractors of ten.
    assert_eq!((nps.n, nps.index, nps.bands(Scale::Nps)), (10, Some(0.3), [2, 3, 5]));
    let csat = Scores::of(Scale::Csat, &[1, 0, 1, 2, 4]);
    assert_eq!((csat.n, csat.index, csat.mean), (8, Some(0.75), Some(4.0)));
    assert_eq!((csat.interval, csat.bands(Scale::Csat)), (wilson_interval(6, 8), [1, 1, 6]));
    let ces = Scores::of(Scale::Ces, &[0, 0, 0, 1, 0, 2, 1]);
    assert_eq!((ces.n, ces.index, ces.interval), (4, Some(5.75), ces.mean_interval));
    assert_eq!(ces.bands(Scale::Ces), [0, 1, 3]);
    // Variance 1.583 of four: 5.75 ± 1.96 · 0.629.
    let [low, high] = ces.interval.expect("an interval");
    assert!((low - 4.5169).abs() < 1e-4 && (high - 6.9831).abs() < 1e-4, "{low} {high}");
}

#[test]
fn bands_cover_their_scale() {
    assert_eq!(band_ranges(Scale::Nps), [[0, 6], [7, 8], [9, 10]]);
    assert_eq!(band_ranges(Scale::Csat), [[1, 2], [3, 3], [4, 5]]);
    assert_eq!(band_ranges(Scale::Ces), [[1, 3], [4, 4], [5, 7]]);
}

#[test]
fn nothing_is_said_of_no_scores() {
    let none = Scores::of(Scale::Csat, &[0; 5]);
    assert_eq!((none.index, none.interval, none.mean, none.mean_interval), (None, None, None, None));
    let one = Scores::of(Scale::Nps, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!((one.index, one.mean_interval), (Some(1.0), None));
    let [low, high] = one.interval.expect("an interval");
    // One promoter tells little.
    assert!(low < 0.0 && high == 1.0, "{low} {high}");
}

#[test]
fn scores_count_at_their_event_or_at_the_one_before() {
    let log = scored(
        "NPS",
        &["a order - web", "a survey 9 mail", "b survey 3 mail", "b order - app", "b survey 10 mail", "b help - -"],
    );
    let by = Some(Dimension::Touchpoint);
    let of_event = FeedbackQuestion { by: by.clone(), rated: Some(Rated::Event), ..FeedbackQuestion::default() };
    let report = ask(&log, of_event);
    assert_eq!(report.scale, Scale::Nps);
    assert_eq!(groups(&report), [("survey", 3, Some(22.0 / 3.0))]);
    let report = ask(&log, FeedbackQuestion { by, rated: Some(Rated::Before), ..FeedbackQuestion::default() });
    // The third event is the first one of its customer.
    assert_eq!((groups(&report), report.unplaced), (vec![("order", 2, Some(9.5))], 1));
    assert_eq!(report.overall.n, 3);
    let by = Some(Dimension::Channel);
    let report = ask(&log, FeedbackQuestion { by, rated: Some(Rated::Before), ..FeedbackQuestion::default() });
    assert_eq!(groups(&report), [("app", 1, Some(10.0)), ("web", 1, Some(9.0))]);
}

#[test]
fn a_survey_speaks_of_what_came_before_it() {
    let scale = Some(Scale::Nps);
    let rated =
        |events: &[&str]| ask(&scored("NPS", events), FeedbackQuestion { scale, ..FeedbackQuestion::default() }).rated;
    assert_eq!(rated(&["a order - web", "a survey 9 mail", "b survey 3 mail"]), Rated::Before);
    assert_eq!(rated(&["a order 8 web", "a survey 9 mail", "b survey 3 mail"]), Rated::Event);
    // Sixty is no score of the scale.
    assert_eq!(rated(&["a order 60 web", "a survey 9 mail", "b survey 3 mail"]), Rated::Before);
    // Nothing else is there that it could speak of.
    assert_eq!(rated(&["a survey 9 mail", "b survey 3 mail"]), Rated::Event);
}

#[test]
fn what_is_off_the_scale_is_counted_apart() {
    let log = scored("csat", &["a x 5 -", "a x 4.5 -", "a x 0 -", "b x 3 -", "b x - -", "b x nonsense -"]);
    let scale = Some(Scale::Csat);
    let report = ask(&log, FeedbackQuestion { scale, ..FeedbackQuestion::default() });
    assert_eq!((report.overall.n, report.off_scale, report.groups.len()), (2, 2, 0));
    assert_eq!(report.overall.counts, [0, 0, 1, 0, 1]);
}

#[test]
fn the_most_scored_groups_are_kept() {
    let log = scored("csat", &["a x 5 a", "a x 4 a", "a x 3 b", "b x 2 c", "b x 1 -", "c x - d"]);
    let by = Some(Dimension::Channel);
    let report = ask(&log, FeedbackQuestion { by, keep: Some(1), ..FeedbackQuestion::default() });
    assert_eq!(groups(&report), [("a", 2, Some(4.5)), ("…", 3, Some(2.0))]);
    assert_eq!(report.gathered, 3);
}

#[test]
fn what_cannot_be_asked() {
    let wrong = |log: &EventLog| FeedbackQuestion::default().run(log).expect_err("a sentence");
    assert_eq!(wrong(&scored("age", &["a x 34 -", "a x 5 -"])), QuestionError::NoScale);
    let no_score = log(&[Row::new("a", "x", 0, &[])], &[]);
    assert_eq!(wrong(&no_score), QuestionError::NoRole { role: "score".to_owned() });
}
