//! Random logs, and random questions about them.

use proptest::{
    option,
    prelude::*,
    sample::{select, subsequence},
};
use sojourn::{
    analysis::{Dimension, FunnelQuestion, FunnelStep, HeatmapQuestion, Measure, StepOrder},
    prepare::{Condition, CustomerCondition, Scope},
};

use super::Case;
use crate::common::Row;

pub const TOUCHPOINTS: [&str; 5] = ["landing", "pv", "cart", "buy", "hotline complaint"];
pub const WAYS: [&str; 3] = ["", "kiosk", "app"];
pub const POINTS: [&str; 5] = ["", "3", "8", "9.5", "n/a"];
pub const AMOUNTS: [&str; 4] = ["", "1.25", "-2", "1000000"];
pub const PHASES: [&str; 4] = ["", "purchase", "认知", "own"];
pub const WORDS: [&str; 7] = ["", "late app", "App late!", "物流慢", "慢 app", "the 物流", "late"];
pub const ZONES: [&str; 3] = ["UTC", "Asia/Shanghai", "America/New_York"];
pub const COLUMNS: [&str; 12] = [
    "event", "touchpoint", "way", "channel", "points", "score", "amount", "value", "phase", "stage", "user", "customer",
];
/// A Sunday in March 2024, when the clocks of New York change.
pub const START: i64 = 1_710_000_000_000_000;

pub fn text(from: &[&str]) -> impl Strategy<Value = String> + use<> {
    select(from.iter().map(|&text| text.to_owned()).collect::<Vec<_>>())
}

prop_compose! {
    /// Few instants, so that many events tie.
    fn row(unit: i64)(
        customer in text(&["1", "2", "3", "4", "5", "6"]),
        touchpoint in text(&TOUCHPOINTS),
        at in 0..24i64,
        way in text(&WAYS),
        points in text(&POINTS),
        amount in text(&AMOUNTS),
        phase in text(&PHASES),
        words in text(&WORDS),
    ) -> Row {
        Row { customer, touchpoint, micros: START + at * unit, values: vec![way, points, amount, phase, words] }
    }
}

pub fn case() -> impl Strategy<Value = Case> {
    let unit = select(vec![1, 1_000_000, 3_600_000_000, 7 * 3_600_000_000]);
    let rows = unit.prop_flat_map(|unit| prop::collection::vec(row(unit), 0..40));
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (rows, flags, text(&ZONES)).prop_map(|(rows, (has_stages, has_own_model, has_names), zone)| Case {
        rows,
        has_stages,
        has_own_model,
        has_names,
        zone,
    })
}

fn some_of(values: Vec<&'static str>) -> impl Strategy<Value = Vec<String>> {
    let n = values.len();
    subsequence(values, 0..=n).prop_map(|values| values.into_iter().map(str::to_owned).collect())
}

pub fn condition() -> impl Strategy<Value = Condition> {
    select(COLUMNS.to_vec()).prop_flat_map(|column| {
        let values = match column {
            "event" | "touchpoint" => TOUCHPOINTS.to_vec(),
            "way" | "channel" => WAYS.to_vec(),
            "points" | "score" => POINTS.to_vec(),
            "amount" | "value" => AMOUNTS.to_vec(),
            "phase" => PHASES.to_vec(),
            "stage" => vec!["", "awareness", "purchase", "use", "own", "Buying"],
            _ => vec!["1", "2", "3", "4"],
        };
        let bound = || option::weighted(0.2, select(vec![-2.0, 1.25, 3.0, 9.5]));
        (option::of(some_of(values.clone())), option::weighted(0.3, some_of(values)), bound(), bound()).prop_map(
            move |(is, is_not, at_least, at_most)| Condition {
                column: column.to_owned(),
                is,
                is_not,
                at_least,
                at_most,
            },
        )
    })
}

pub fn scope() -> impl Strategy<Value = Scope> {
    (scope_without_exceptions(), option::weighted(0.15, scope_without_exceptions()))
        .prop_map(|(scope, except)| Scope { except: except.into_iter().collect(), ..scope })
}

fn scope_without_exceptions() -> impl Strategy<Value = Scope> {
    let instant = || {
        option::weighted(0.2, 0..24i64).prop_map(|hours| {
            let at = hours.map(|hours| jiff::Timestamp::from_microsecond(START + hours * 3_600_000_000));
            at.map(|at| at.expect("an instant").to_string())
        })
    };
    let some = || prop::collection::vec(condition(), 0..2);
    let within = || option::of(select(vec![0.0, 0.000_002, 2.0, 5.0, 18_000.0, 1e300]));
    let customer = (some(), some(), within(), any::<bool>())
        .prop_map(|(did, then, within_seconds, not)| CustomerCondition { did, then, within_seconds, not });
    // Mostly without conditions on customers, so that some are left.
    let customers = option::weighted(0.25, prop::collection::vec(customer, 1..3)).prop_map(Option::unwrap_or_default);
    (instant(), instant(), some(), customers).prop_map(|(from, to, conditions, customers)| Scope {
        from,
        to,
        conditions,
        customers,
        except: Vec::new(),
    })
}

fn step() -> impl Strategy<Value = FunnelStep> {
    let touchpoints = subsequence(TOUCHPOINTS.to_vec(), 1..=2);
    (touchpoints, prop::collection::vec(condition(), 0..2), 0..4).prop_map(|(touchpoints, conditions, chance)| {
        let touchpoints = touchpoints.into_iter().map(str::to_owned).collect();
        // Mostly without conditions, so that customers get far.
        FunnelStep { touchpoints, conditions: if chance == 0 { conditions } else { Vec::new() } }
    })
}

pub fn funnel() -> impl Strategy<Value = FunnelQuestion> {
    (
        prop::collection::vec(step(), 2..5),
        select(vec![StepOrder::InOrder, StepOrder::Exact, StepOrder::AnyOrder]),
        option::of(select(vec![0.0, 0.000_002, 2.0, 5.0, 18_000.0, 100_000.0, 1e300])),
        option::of(text(&COLUMNS)),
        scope(),
    )
        .prop_map(|(steps, order, window_seconds, breakdown, scope)| FunnelQuestion {
            steps,
            order,
            window_seconds,
            breakdown,
            scope,
        })
}

pub fn dimension() -> impl Strategy<Value = Dimension> {
    use Dimension::*;
    prop_oneof![
        9 => select(vec![Stage, Touchpoint, Channel, NextTouchpoint, Step, Weekday, Hour, Date, Outcome]),
        3 => text(&COLUMNS).prop_map(Column),
    ]
}

pub fn heatmap() -> impl Strategy<Value = HeatmapQuestion> {
    let measures = vec![
        Measure::Events,
        Measure::Customers,
        Measure::ConversionRate,
        Measure::MeanScore,
        Measure::TotalValue,
        Measure::MedianSecondsToNext,
    ];
    let max_steps = option::of(0..6u32);
    (dimension(), dimension(), select(measures), step(), max_steps, scope(), option::of(0..4u32), any::<bool>())
        .prop_map(|(rows, columns, measure, goal, max_steps, scope, keep, detail)| HeatmapQuestion {
            measure,
            goal: Some(goal),
            max_steps,
            scope,
            keep,
            detail,
            ..HeatmapQuestion::of(rows, columns)
        })
}
