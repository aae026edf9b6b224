//! A funnel with its small groups hidden.
//!
//! The counts of a funnel are nested: who reached step 3 reached step 2. The disjoint groups behind them are the
//! customers who went no further than a step, so these stand in the table that is protected: one row per group of the
//! breakdown, one column per furthest step, and one for those who never started. A count is the sum of the columns from
//! its step on; it is shown where that sum can be known anyway, which is where none or all that is hidden in its row
//! lies in it. Rates, drop-offs and intervals are shown where the counts behind them are.
//!
//! Groups that are too small are not named, nor are those beyond the largest ones: they are one group, the rest.

use super::{
    Shared, Threshold,
    table::{CountTable, suppress},
};
use crate::analysis::{FunnelReport, FunnelStepReport, statistics::wilson_interval};

/// A funnel that may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedFunnel {
    /// Customers in scope.
    pub customers: u32,
    /// All customers, step by step.
    pub steps: Vec<SharedStep>,
    /// The groups that are named.
    pub groups: Vec<SharedGroup>,
    /// All other groups together.
    pub rest: Option<SharedRest>,
}

/// A group of a shared funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedGroup {
    /// Its value; `None` where it is missing.
    pub value: Option<String>,
    /// Step by step.
    pub steps: Vec<SharedStep>,
}

/// Groups that are not named.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedRest {
    /// How many.
    pub groups: usize,
    /// Step by step, all together.
    pub steps: Vec<SharedStep>,
}

/// A step of a shared funnel; as [`FunnelStepReport`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharedStep {
    /// The step's touchpoints.
    pub label: String,
    /// How many reached it.
    pub customers: Shared<u32>,
    /// Share of all customers in scope.
    pub share_of_all: Shared<f64>,
    /// Share of those at step 1.
    pub conversion_rate: Shared<f64>,
    /// Wilson 95 % interval of it.
    pub interval: Shared<[f64; 2]>,
    /// Share of those at the previous step.
    pub step_conversion_rate: Shared<f64>,
    /// Reached the previous step and not this one.
    pub drop_off: Shared<u32>,
    /// Median of the time since the previous step, in seconds.
    pub median_seconds_from_previous: Shared<f64>,
    /// Median of the time since step 1, in seconds.
    pub median_seconds_from_start: Shared<f64>,
}

/// The funnel with at most `named` groups, small ones hidden; `None` where nothing can be shown.
pub fn suppress_funnel(report: &FunnelReport, named: usize, threshold: Threshold) -> Option<SharedFunnel> {
    let n_steps = report.steps.len();
    let starts = |steps: &[FunnelStepReport]| steps.first().map_or(0, |step| step.customers);
    let large = report.groups.iter().filter(|group| starts(&group.steps) >= threshold.k());
    let groups: Vec<_> = large.take(named).collect();
    let mut rows: Vec<Vec<FunnelStepReport>> = groups.iter().map(|group| group.steps.clone()).collect();
    let rest = (report.groups.len() > groups.len()).then(|| without(&report.steps, &rows));
    rows.extend(rest.clone());

    let everybody = [report.steps.clone()];
    let parts = if rows.is_empty() { &everybody[..] } else { &rows[..] };
    let mut cells: Vec<Vec<u32>> = parts.iter().map(|steps| furthest(steps)).collect();
    // Who never started is in no group.
    let mut not_started = vec![0; n_steps + 1];
    not_started[0] = report.customers.saturating_sub(starts(&report.steps));
    cells.push(not_started);
    let table = CountTable::adding_up(&cells, n_steps + 1);
    let hidden = suppress(&table, threshold, &[])?;
    let row_of = |row: usize| (0..=n_steps).map(|column| hidden[table.at(row, column)]).collect::<Vec<bool>>();
    let shown = |steps: &[FunnelStepReport], row: usize| {
        let known = known_counts(&row_of(row), hidden[table.at(row, n_steps + 1)]);
        share_steps(steps, &known, report.customers)
    };

    Some(SharedFunnel {
        customers: report.customers,
        steps: shown(&report.steps, cells.len()),
        rest: rest
            .map(|steps| SharedRest { groups: report.groups.len() - groups.len(), steps: shown(&steps, groups.len()) }),
        groups: groups
            .iter()
            .enumerate()
            .map(|(row, group)| SharedGroup { value: group.value.clone(), steps: shown(&group.steps, row) })
            .collect(),
    })
}

/// Customers by the furthest step they reached; first those who reached none, which a group has not.
fn furthest(steps: &[FunnelStepReport]) -> Vec<u32> {
    let counts: Vec<u32> = steps.iter().map(|step| step.customers).collect();
    let next = counts.iter().skip(1).copied().chain([0]);
    std::iter::once(0).chain(counts.iter().zip(next).map(|(&here, next)| here.saturating_sub(next))).collect()
}

/// All customers without those of some groups; there are no medians of them.
fn without(steps: &[FunnelStepReport], groups: &[Vec<FunnelStepReport>]) -> Vec<FunnelStepReport> {
    let mut rest: Vec<FunnelStepReport> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let named: u32 = groups.iter().map(|group| group[at].customers).sum();
        let customers = step.customers.saturating_sub(named);
        let first = rest.first().map_or(customers, |first| first.customers);
        let previous = rest.last().map(|previous| previous.customers);
        let share = |of: u32| (of > 0).then(|| f64::from(customers) / f64::from(of));
        rest.push(FunnelStepReport {
            label: step.label.clone(),
            customers,
            conversion_rate: share(first),
            step_conversion_rate: previous.and_then(share),
            interval: wilson_interval(customers, first),
            drop_off: previous.map_or(0, |previous| previous - customers.min(previous)),
            median_seconds_from_previous: None,
            median_seconds_from_start: None,
        });
    }
    rest
}

/// Which counts of a row may be shown, given which of its parts are hidden (the first part: never started).
fn known_counts(hidden: &[bool], total_is_hidden: bool) -> Vec<bool> {
    let all = hidden.iter().filter(|&&part| part).count();
    (1..hidden.len())
        .map(|from| {
            let within = hidden[from..].iter().filter(|&&part| part).count();
            within == 0 || within == all && !total_is_hidden
        })
        .collect()
}

fn share_steps(steps: &[FunnelStepReport], known: &[bool], in_scope: u32) -> Vec<SharedStep> {
    /// What there is of it, where it may be shown.
    fn share<T>(number: Option<T>, may: bool) -> Shared<T> {
        match number {
            None => Shared::Absent,
            Some(number) if may => Shared::Shown(number),
            Some(_) => Shared::Hidden,
        }
    }
    let shared = steps.iter().enumerate().map(|(at, step)| {
        let (here, first) = (known[at], known[0]);
        let before = at > 0 && known[at - 1];
        let of_all = (in_scope > 0).then(|| f64::from(step.customers) / f64::from(in_scope));
        SharedStep {
            label: step.label.clone(),
            customers: share(Some(step.customers), here),
            share_of_all: share(of_all, here),
            conversion_rate: share(step.conversion_rate, here && first),
            interval: share(step.interval, here && first),
            step_conversion_rate: share(step.step_conversion_rate, here && before),
            drop_off: share((at > 0).then_some(step.drop_off), here && before),
            median_seconds_from_previous: share(step.median_seconds_from_previous, here),
            median_seconds_from_start: share(step.median_seconds_from_start, here),
        }
    });
    shared.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::FunnelGroup;

    fn steps(counts: &[u32]) -> Vec<FunnelStepReport> {
        let step = |(at, &customers): (usize, &u32)| FunnelStepReport {
            label: format!("s{at}"),
            customers,
            conversion_rate: Some(f64::from(customers) / f64::from(counts[0])),
            step_conversion_rate: (at > 0).then(|| f64::from(customers) / f64::from(counts[at - 1])),
            interval: wilson_interval(customers, counts[0]),
            drop_off: if at > 0 { counts[at - 1] - customers } else { 0 },
            median_seconds_from_previous: (at > 0).then_some(1.0),
            median_seconds_from_start: (at > 0).then_some(1.0),
        };
        counts.iter().enumerate().map(step).collect()
    }

    fn counts(steps: &[SharedStep]) -> Vec<Option<u32>> {
        steps.iter().map(|step| step.customers.shown()).collect()
    }

    #[test]
    fn a_small_drop_off_hides_one_of_its_ends() {
        let report = FunnelReport { customers: 1_500, steps: steps(&[1_000, 500, 498, 300]), groups: Vec::new() };
        let shared = suppress_funnel(&report, 6, Threshold::DEFAULT).unwrap();
        assert_eq!(counts(&shared.steps), [Some(1_000), Some(500), None, Some(300)]);
        assert_eq!(shared.steps[3].drop_off, Shared::Hidden, "500 − 300 − 2 would be known");
        assert_eq!(shared.steps[3].conversion_rate, Shared::Shown(0.3));
        assert!(shared.steps[2].interval.is_hidden() && shared.steps[2].median_seconds_from_start.is_hidden());
    }

    #[test]
    fn those_who_never_started_are_a_group_too() {
        let report = FunnelReport { customers: 1_003, steps: steps(&[1_000, 500]), groups: Vec::new() };
        let shared = suppress_funnel(&report, 6, Threshold::DEFAULT).unwrap();
        assert_eq!(counts(&shared.steps)[0], None, "1 003 − 1 000 = 3");
    }

    #[test]
    fn small_groups_are_gathered_and_not_named() {
        let group = |value: &str, counts: &[u32]| FunnelGroup { value: Some(value.into()), steps: steps(counts) };
        let report = FunnelReport {
            customers: 200,
            steps: steps(&[160, 75]),
            groups: vec![
                group("web", &[90, 40]),
                group("app", &[60, 30]),
                group("Ms Li", &[7, 4]),
                group("x", &[3, 1]),
            ],
        };
        let shared = suppress_funnel(&report, 6, Threshold::DEFAULT).unwrap();
        let named: Vec<_> = shared.groups.iter().map(|group| group.value.as_deref().unwrap()).collect();
        assert_eq!(named, ["web", "app"]);
        let rest = shared.rest.as_ref().unwrap();
        assert_eq!(rest.groups, 2);
        assert!(rest.steps[1].customers.is_hidden(), "5 and 5");
        assert!(!format!("{shared:?}").contains("Ms Li"));
    }

    #[test]
    fn too_few_customers_show_nothing() {
        let report = FunnelReport { customers: 9, steps: steps(&[9, 5]), groups: Vec::new() };
        assert_eq!(suppress_funnel(&report, 6, Threshold::DEFAULT), None);
        assert!(suppress_funnel(&report, 6, Threshold::of(2)).is_some());
    }
}
