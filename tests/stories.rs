//! The stories of the field that a dropped file must answer, each on a log with a known truth. The file is read as a user's
//! would be, and the questions are those that the views ask.

use std::{collections::BTreeMap, fmt::Write};

use fastrand::Rng;
use sojourn::{
    analysis::{
        Analysis, ComplaintsQuestion, Dimension, FeedbackQuestion, FigureKind, FunnelGroup, FunnelQuestion, FunnelStep,
        HeatmapQuestion, JourneyMapQuestion, Measure, OverviewQuestion, PainPointsQuestion, Rated, VerbatimsQuestion,
    },
    event_log::EventLog,
    import::{ImportOptions, import},
    prepare::{Condition, CustomerCondition, Scope},
    stage::{ModelStage, StageModel},
};

/// 2026-01-05T00:00:00Z, a Monday.
const START: i64 = 1_767_571_200;
const DAY: i64 = 86_400;

/// A file under way.
struct Story {
    csv: String,
    rng: Rng,
}

impl Story {
    /// `columns` are those after customer, time and touchpoint.
    fn with(columns: &str) -> Story {
        Story { csv: format!("customer_id,timestamp,touchpoint,{columns}\n"), rng: Rng::with_seed(11) }
    }

    /// An event so many seconds after the start.
    fn tell(&mut self, customer: u32, seconds: i64, touchpoint: &str, values: &str) {
        let at = jiff::Timestamp::from_second(START + seconds).expect("an instant");
        writeln!(self.csv, "c{customer},{at},{touchpoint},{values}").expect("a line");
    }

    fn chance(&mut self, share: f64) -> bool {
        self.rng.f64() < share
    }

    /// A score of 1 to 5 with this mean.
    fn score(&mut self, mean: f64) -> u32 {
        1 + (0..4).filter(|_| self.rng.f64() < (mean - 1.0) / 4.0).count() as u32
    }

    fn read(self, options: &ImportOptions) -> EventLog {
        import("story.csv", self.csv.as_bytes(), options).expect("a log").log
    }

    fn log(self) -> EventLog {
        self.read(&ImportOptions::default())
    }
}

fn day(day: i64) -> Option<String> {
    Some(jiff::Timestamp::from_second(START + day * DAY).expect("an instant").to_string())
}

fn is(column: &str, value: &str) -> Condition {
    Condition { column: column.to_owned(), is: Some(vec![value.to_owned()]), ..Condition::default() }
}

fn step(touchpoint: &str) -> FunnelStep {
    touchpoint.to_owned().into()
}

fn heatmap(rows: Dimension, columns: Dimension, measure: Measure, goal: &str, scope: Scope) -> HeatmapQuestion {
    let goal = Some(step(goal));
    HeatmapQuestion { measure, goal, scope, ..HeatmapQuestion::of(rows, columns) }
}

#[track_caller]
fn holds(interval: Option<[f64; 2]>, truth: f64) {
    let [low, high] = interval.expect("an interval");
    assert!(low <= truth && truth <= high, "{truth} is not in {low}..{high}");
}

#[track_caller]
fn near(value: Option<f64>, truth: f64, tolerance: f64) {
    let value = value.expect("a value");
    assert!((value - truth).abs() < tolerance, "{value} is not {truth}");
}

fn group<'a>(groups: &'a [FunnelGroup], value: &str) -> &'a FunnelGroup {
    groups.iter().find(|group| group.value.as_deref() == Some(value)).expect("the group")
}

/// A shop sees long stays at the basket and few payments, until it has more methods and reminders.
#[test]
fn the_basket() {
    let mut story = Story::with("payment_method,score");
    for customer in 0..6_000 {
        let on = story.rng.i64(0..56);
        let start = on * DAY + story.rng.i64(0..40_000);
        story.tell(customer, start, "product page", ",");
        if !story.chance(0.7) {
            continue;
        }
        story.tell(customer, start + 60, "basket", ",");
        if !story.chance(0.8) {
            continue;
        }
        let later = start + 60 + story.rng.i64(600..1_800);
        let is_card = story.chance(0.6);
        let method = if is_card { "card" } else { "wallet" };
        story.tell(customer, later, "payment", &format!("{method},"));
        if story.chance(if is_card && on < 28 { 0.5 } else { 0.9 }) {
            let score = story.score(4.5);
            story.tell(customer, later + 30, "order paid", &format!("{method},{score}"));
        } else {
            let score = story.score(1.6);
            story.tell(customer, later + 30, "payment failed", &format!("{method},{score}"));
        }
    }
    let log = story.log();
    let before = Scope { to: day(28), ..Scope::default() };

    // Most of those who get that far are lost at the payment, and the stay at the basket is the longest.
    let mut funnel = FunnelQuestion::of(["product page", "basket", "payment", "order paid"]);
    funnel.scope = before.clone();
    let steps = funnel.run(&log).expect("a funnel").steps;
    let onward: Vec<f64> = steps[1..].iter().map(|step| step.step_conversion_rate.expect("a rate")).collect();
    assert!(onward[2] < onward[0] && onward[2] < onward[1], "{onward:?}");
    near(steps[2].median_seconds_from_previous, 1_200.0, 60.0);
    assert!(steps[1].median_seconds_from_previous < steps[2].median_seconds_from_previous);

    // It is the card.
    let method = Dimension::Column("payment_method".to_owned());
    let by_method = heatmap(method, Dimension::Touchpoint, Measure::ConversionRate, "order paid", before.clone());
    let report = by_method.run(&log).expect("a heatmap");
    let cell = |method: &str| {
        let row = report.rows.iter().position(|row| row == method).expect("the method");
        report.cells[row][report.columns.iter().position(|column| column == "payment").expect("the payment")]
    };
    near(cell("card"), 0.5, 0.05);
    near(cell("wallet"), 0.9, 0.05);
    let points = PainPointsQuestion { scope: before, ..PainPointsQuestion::default() }.run(&log).expect("pain points");
    assert!(points.points[0].touchpoint.starts_with("payment"), "{:?}", points.points[0]);

    // It is what customers are unhappy with.
    let feedback = FeedbackQuestion { by: Some(Dimension::Touchpoint), ..FeedbackQuestion::default() };
    let feedback = feedback.run(&log).expect("feedback");
    let failed = feedback.groups.iter().find(|group| group.name == "payment failed").expect("the failed payments");
    holds(failed.scores.mean_interval, 1.6);
    assert!(failed.scores.mean < feedback.overall.mean);

    // After the change more convert, by what was put right.
    let after = Scope { from: day(28), to: day(56), ..Scope::default() };
    let overview = OverviewQuestion { scope: after, ..OverviewQuestion::default() }.run(&log).expect("an overview");
    let rate = overview.figures.iter().find(|figure| figure.kind == FigureKind::ConversionRate).expect("the rate");
    assert!(rate.is_sure);
    holds(rate.change_interval, 0.7 * 0.8 * (0.9 - (0.6 * 0.5 + 0.4 * 0.9)));
}

/// Many leave who looked at delivery and returns.
#[test]
fn delivery_and_returns() {
    let mut story = Story::with("channel");
    for customer in 0..5_000 {
        let start = story.rng.i64(0..28) * DAY + story.rng.i64(0..40_000);
        story.tell(customer, start, "product page", "web");
        let (delivery, returns) = (story.chance(0.3), story.chance(0.2));
        if delivery {
            story.tell(customer, start + 60, "delivery page", "web");
        }
        if returns {
            story.tell(customer, start + 90, "return policy", "web");
        }
        if story.chance(if delivery || returns { 0.15 } else { 0.4 }) {
            story.tell(customer, start + 300, "order paid", "web");
        }
    }
    let log = story.log();
    let question =
        heatmap(Dimension::Touchpoint, Dimension::Outcome, Measure::Customers, "order paid", Scope::default());
    let report = question.run(&log).expect("a heatmap");
    let column = |name: &str| report.columns.iter().position(|column| column == name).expect("the outcome");
    let (converted, dropped) = (column("converted"), column("dropped"));
    let rate = |touchpoint: &str| {
        let row = report.rows.iter().position(|row| row == touchpoint).expect("the touchpoint");
        let of = |column: usize| report.cells[row][column].unwrap_or_default();
        Some(of(converted) / (of(converted) + of(dropped)))
    };
    near(rate("delivery page"), 0.15, 0.04);
    near(rate("return policy"), 0.15, 0.04);
    near(rate("product page"), 0.15 + 0.25 * 0.7 * 0.8, 0.04);
}

/// Applicants leave the form where it does not say what the self-employed need.
#[test]
fn the_loan_form() {
    const STEPS: [&str; 4] = ["form opened", "personal data", "income", "submitted"];
    let mut story = Story::with("employment");
    for customer in 0..3_000 {
        let is_own = story.chance(0.3);
        let (employment, share, seconds) = if is_own { ("self-employed", 0.4, 900) } else { ("employed", 0.9, 120) };
        let start = story.rng.i64(0..28) * DAY;
        let mut at = start + story.rng.i64(0..40_000);
        story.tell(customer, at, STEPS[0], employment);
        for touchpoint in &STEPS[1..3] {
            if !story.chance(0.95) {
                break;
            }
            at += 100 + story.rng.i64(0..40);
            story.tell(customer, at, touchpoint, employment);
            if *touchpoint == "income" && story.chance(share) {
                at += seconds + story.rng.i64(0..40);
                story.tell(customer, at, STEPS[3], employment);
            }
        }
    }
    let mut funnel = FunnelQuestion::of(STEPS);
    funnel.breakdown = Some("employment".to_owned());
    let report = funnel.run(&story.log()).expect("a funnel");
    let own = &group(&report.groups, "self-employed").steps;
    let others = &group(&report.groups, "employed").steps;
    near(own[3].step_conversion_rate, 0.4, 0.06);
    near(others[3].step_conversion_rate, 0.9, 0.03);
    near(own[2].step_conversion_rate, 0.95, 0.03);
    near(own[3].median_seconds_from_previous, 920.0, 10.0);
    near(others[3].median_seconds_from_previous, 140.0, 10.0);
    // Of all steps and segments it is there that most of those who came are lost.
    let least = report.groups.iter().flat_map(|group| &group.steps[1..]).filter_map(|step| step.step_conversion_rate);
    assert_eq!(least.reduce(f64::min), own[3].step_conversion_rate);
}

/// Who first buys in the store comes back less often, and then buys online.
#[test]
fn the_store_that_does_not_bring_them_back() {
    let mut story = Story::with("channel");
    for customer in 0..4_000 {
        let is_store = story.chance(0.5);
        let first = story.rng.i64(0..60) * DAY;
        story.tell(customer, first, "purchase", if is_store { "store" } else { "online" });
        if story.chance(if is_store { 0.2 } else { 0.5 }) {
            let next = if is_store && story.chance(0.2) { "store" } else { "online" };
            let later = first + story.rng.i64(1..90) * DAY;
            story.tell(customer, later, "purchase", next);
        }
    }
    let log = story.log();
    let mut funnel = FunnelQuestion { window_seconds: None, ..FunnelQuestion::of(["purchase", "purchase"]) };
    funnel.breakdown = Some("channel".to_owned());
    let report = funnel.run(&log).expect("a funnel");
    let (store, online) = (&group(&report.groups, "store").steps[1], &group(&report.groups, "online").steps[1]);
    holds(store.interval, 0.2);
    holds(online.interval, 0.5);
    assert!(store.interval.expect("an interval")[1] < online.interval.expect("an interval")[0]);

    // From the store to the web: as a funnel, and as a condition on customers.
    let mut across = FunnelQuestion { breakdown: None, ..funnel };
    across.steps[0].conditions = vec![is("channel", "store")];
    across.steps[1].conditions = vec![is("channel", "online")];
    let steps = across.run(&log).expect("a funnel").steps;
    holds(steps[1].interval, 0.2 * 0.8);
    let did = vec![is("channel", "store")];
    let then = vec![is("channel", "online")];
    let crossed = CustomerCondition { did, then, ..CustomerCondition::default() };
    let scope = Scope { customers: vec![crossed], ..Scope::default() };
    assert_eq!(scope.apply(&log).expect("a log").n_customers(), steps[1].customers as usize);
}

/// From booking to check-out: what guests feel in each stage, and where it is not what they were promised.
#[test]
fn the_hotel() {
    const STAGES: [(&str, &str, f64); 4] = [
        ("Booking", "booking", 4.3),
        ("Arrival", "check-in", 2.2),
        ("Stay", "room", 4.1),
        ("Departure", "check-out", 4.0),
    ];
    let mut story = Story::with("score");
    for customer in 0..1_500 {
        let start = story.rng.i64(0..60) * DAY;
        for (at, (_, touchpoint, mean)) in STAGES.into_iter().enumerate() {
            let score = story.score(mean);
            story.tell(customer, start + at as i64 * DAY, touchpoint, &score.to_string());
        }
    }
    let model = STAGES.map(|(stage, _, _)| ModelStage { id: stage.to_owned(), ..ModelStage::default() });
    let stages: BTreeMap<String, String> =
        STAGES.into_iter().map(|(stage, touchpoint, _)| (touchpoint.to_owned(), stage.to_owned())).collect();
    let stage_model = Some(StageModel::own(model.to_vec()).expect("a model"));
    let log = story.read(&ImportOptions { stage_model, stages, ..ImportOptions::default() });

    let map = JourneyMapQuestion::default().run(&log).expect("a map");
    assert_eq!(map.stages.iter().map(|stage| &*stage.stage).collect::<Vec<_>>(), STAGES.map(|(stage, _, _)| stage));
    for (stage, (_, touchpoint, mean)) in std::iter::zip(&map.stages, STAGES) {
        let scores = stage.scores.as_ref().expect("scores");
        assert_eq!((scores.n, &*stage.touchpoints[0].touchpoint), (1_500, touchpoint));
        holds(scores.mean_interval, mean);
    }
    let points = PainPointsQuestion::default().run(&log).expect("pain points").points;
    assert_eq!(points[0].touchpoint, "check-in");
    assert!(points[0].unhappy > 500.0, "{:?}", points[0]);
}

/// Travellers who read reviews book more often: by how much, with an interval.
#[test]
fn the_travel_site() {
    let mut story = Story::with("channel");
    for customer in 0..5_000 {
        let start = story.rng.i64(0..28) * DAY + story.rng.i64(0..40_000);
        story.tell(customer, start, "search", "web");
        let reads = story.chance(0.4);
        if reads {
            story.tell(customer, start + 120, "reviews", "web");
        }
        if story.chance(if reads { 0.3 } else { 0.18 }) {
            story.tell(customer, start + 600, "booking", "web");
        }
    }
    let log = story.log();
    let rate = |not: bool| {
        let readers = CustomerCondition { did: vec![is("touchpoint", "reviews")], not, ..CustomerCondition::default() };
        let mut funnel = FunnelQuestion::of(["search", "booking"]);
        funnel.scope.customers = vec![readers];
        funnel.run(&log).expect("a funnel").steps[1].interval
    };
    holds(rate(false), 0.3);
    holds(rate(true), 0.18);
    assert!(rate(true).expect("an interval")[1] < rate(false).expect("an interval")[0]);
}

/// Parcels begin to come late in the second month: who writes says so, in two languages and at a low score, and complains
/// after the delivery more than after anything else.
#[test]
fn the_late_parcels() {
    const LATE: [&str; 6] = [
        "Late delivery and no word about it", "Another late delivery", "a late delivery is no fun", "物流太慢了",
        "等了一周，物流太慢", "这次物流太慢，失望",
    ];
    const FINE: [&str; 18] = [
        "Lovely colours", "It fits", "right size", "warm and soft", "as in the picture", "my favourite shop",
        "would buy again", "fair price", "nice fabric", "颜色很好看", "尺码合适", "质量不错，会再来", "面料舒服",
        "价格公道", "和图片一样", "朋友都夸好看", "包装精美", "做工细致",
    ];
    let mut story = Story::with("score,comment");
    for customer in 0..3_000 {
        let day = story.rng.i64(0..56);
        let start = day * DAY + story.rng.i64(0..40_000);
        let is_late = story.chance(if day < 28 { 0.1 } else { 0.4 });
        story.tell(customer, start, "order", ",");
        story.tell(customer, start + 60, "invoice", ",");
        story.tell(customer, start + DAY, "delivery", ",");
        if story.chance(if is_late { 0.5 } else { 0.05 }) {
            story.tell(customer, start + DAY + 600, "complaint", ",");
        }
        let (words, mean) = if is_late { (&LATE[..], 1.8) } else { (&FINE[..], 4.4) };
        let (words, score) = (words[story.rng.usize(0..words.len())], story.score(mean));
        story.tell(customer, start + 2 * DAY, "survey", &format!("{score},{words:?}"));
    }
    let log = story.log();
    let report = VerbatimsQuestion::default().run(&log).expect("verbatims");
    assert_eq!((report.comments, report.matching, report.rated), (3_000, 3_000, Rated::Before));
    let terms: Vec<&str> = report.themes.iter().map(|theme| theme.term.as_str()).collect();
    assert_eq!(terms[..2], ["late delivery", "物流太慢"], "{terms:?}");
    let satisfied = report.scores.and_then(|scores| scores.index).expect("scores");
    for theme in &report.themes[..2] {
        assert!((250..500).contains(&theme.comments), "{theme:?}");
        let scores = theme.scores.as_ref().expect("scores");
        assert!(scores.interval.expect("an interval")[1] < 0.3 && satisfied > 0.6, "{scores:?}");
        assert!(theme.change > Some(0.08) && theme.p_value < Some(1e-6), "{theme:?}");
    }
    assert!(
        !terms.iter().any(|term| ["late", "delivery", "物流", "流太", "太慢", "流太慢"].contains(term)),
        "{terms:?}"
    );

    let report = ComplaintsQuestion::default().run(&log).expect("complaints");
    let first = &report.touchpoints[0];
    assert_eq!((&*first.touchpoint, first.events, first.complaints), ("delivery", 3_000, report.events));
    assert!(first.p_value < Some(1e-9) && first.rest == Some(0.0), "{first:?}");
}
