//! What is hidden stays hidden: random tables and funnels against a reader who tries the tables there could be.

use proptest::prelude::*;
use sojourn::{
    analysis::{FunnelGroup, FunnelReport, FunnelStepReport, statistics::wilson_interval},
    export::suppression::{
        Threshold,
        funnel::{SharedStep, suppress_funnel},
        table::{CountTable, suppress},
    },
};

/// Which entries can differ from what they are, for all that is shown: every hidden cell tried with one more and one
/// less. That is enough: two tables of whole numbers with the same sums differ by cycles of such steps (D. Gusfield).
fn uncertain(table: &CountTable, hidden: &[bool]) -> Vec<bool> {
    let (columns, rows) = (table.columns, table.counts.len() / table.columns);
    let cells: Vec<usize> = (0..rows - 1)
        .flat_map(|row| (0..columns - 1).map(move |column| row * columns + column))
        .filter(|&cell| hidden[cell])
        .collect();
    let mut uncertain = vec![false; table.counts.len()];
    for mut code in 0..3_u32.pow(cells.len() as u32) {
        let mut change = vec![0; table.counts.len()];
        for &cell in &cells {
            let by = code as i64 % 3 - 1;
            code /= 3;
            let (row, column) = (cell / columns, cell % columns);
            for entry in [cell, table.at(row, columns - 1), table.at(rows - 1, column), table.counts.len() - 1] {
                change[entry] += by;
            }
        }
        // Who reads it knows that what is hidden is not 0.
        let agrees = (0..change.len())
            .all(|entry| change[entry] == 0 || hidden[entry] && i64::from(table.counts[entry]) + change[entry] >= 1);
        if agrees {
            uncertain.iter_mut().zip(&change).for_each(|(uncertain, change)| *uncertain |= *change != 0);
        }
    }
    uncertain
}

fn cells() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let count = prop_oneof![2 => Just(0u32), 3 => 1..3u32, 3 => 3..9u32, 1 => 9..30u32];
    (1..4usize, 1..4usize).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(prop::collection::vec(count.clone(), columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_hidden_count_can_be_computed(cells in cells(), k in 2..6u32) {
        let table = CountTable::adding_up(&cells, cells[0].len());
        let Some(hidden) = suppress(&table, Threshold::of(k), &[]) else { return Ok(()) };
        let shown: Vec<Option<u32>> =
            table.counts.iter().zip(&hidden).map(|(&count, &hidden)| (!hidden).then_some(count)).collect();
        for (&count, shown) in table.counts.iter().zip(&shown) {
            prop_assert!(shown.is_none() || count == 0 || count >= k, "{count} is shown");
            prop_assert!(shown.is_some() || count > 0, "a zero is hidden");
        }
        let uncertain = uncertain(&table, &hidden);
        for (entry, shown) in shown.iter().enumerate() {
            prop_assert_eq!(uncertain[entry], shown.is_none(), "entry {} of {:?} {:?}", entry, table, hidden);
        }
        // Nor can the sum of what is hidden in a line, unless it is large.
        for line in lines(&table) {
            let (total, parts) = line.split_last().expect("a line");
            let sum: u32 = parts.iter().filter(|&&part| hidden[part]).map(|&part| table.counts[part]).sum();
            prop_assert!(hidden[*total] || sum == 0 || sum >= k, "{sum} customers are known to be in {parts:?}");
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_small_group_of_a_funnel_can_be_computed(
        groups in prop::collection::vec(prop::collection::vec(0..12u32, 3), 1..4),
        not_started in 0..5u32,
        k in 2..6u32,
        split in any::<bool>(),
        named in 1..3usize,
    ) {
        let report = funnel(&groups, not_started, split);
        let Some(shared) = suppress_funnel(&report, named, Threshold::of(k)) else { return Ok(()) };
        let mut rows: Vec<&[SharedStep]> = shared.groups.iter().map(|group| group.steps.as_slice()).collect();
        rows.extend(shared.rest.as_ref().map(|rest| rest.steps.as_slice()));
        rows.push(&shared.steps);
        // Everything that is told of the counts.
        for steps in &rows {
            let counts: Vec<Option<u32>> = steps.iter().map(|step| step.customers.shown()).collect();
            for (at, step) in steps.iter().enumerate() {
                let derived = [step.drop_off.shown().is_some() && at > 0, step.step_conversion_rate.shown().is_some()];
                prop_assert!(!derived.contains(&true) || counts[at].is_some() && counts[at - 1].is_some());
                prop_assert!(step.conversion_rate.shown().is_none() || counts[at].is_some() && counts[0].is_some());
            }
            let known: Vec<u32> = counts.iter().flatten().copied().chain([0]).collect();
            for pair in known.windows(2) {
                let between = pair[0] - pair[1];
                prop_assert!(between == 0 || between >= k, "{between} customers between {pair:?}");
            }
        }
        let started = shared.steps[0].customers.shown();
        prop_assert!(started.is_none_or(|started| report.customers == started || report.customers - started >= k));
        // The groups behind the counts: who went no further than a step, and who never started.
        let counts = |value: Option<&str>| -> Vec<u32> {
            let group = report.groups.iter().find(|group| group.value.as_deref() == value);
            group.map_or(&report.steps, |group| &group.steps).iter().map(|step| step.customers).collect()
        };
        let mut parts: Vec<Vec<u32>> = shared.groups.iter().map(|group| counts(group.value.as_deref())).collect();
        if parts.is_empty() || shared.rest.is_some() {
            let all = counts(None);
            parts.push((0..3).map(|step| all[step] - parts.iter().map(|part| part[step]).sum::<u32>()).collect());
        }
        let mut groups: Vec<u32> = Vec::new();
        for part in &parts {
            groups.extend((0..3).map(|step| part[step] - part.get(step + 1).copied().unwrap_or_default()));
        }
        groups.push(not_started);
        let told: Vec<Vec<bool>> = rows
            .iter()
            .map(|steps| steps.iter().map(|step| step.customers.shown().is_some()).collect())
            .collect();
        let small = |count: u32| count > 0 && count < k;
        let mut known: Vec<bool> = groups.iter().map(|&count| small(count)).collect();
        let mut known_of_all: Vec<bool> =
            (0..3).map(|at| small((0..parts.len()).map(|part| groups[part * 3 + at]).sum())).collect();
        let free: Vec<usize> = (0..groups.len()).filter(|&group| groups[group] > 0).collect();
        for mut code in 0..3_u32.pow(free.len() as u32) {
            let mut change = vec![0_i64; groups.len()];
            for &group in &free {
                change[group] = i64::from(code % 3) - 1;
                code /= 3;
            }
            let of_all: Vec<i64> = (0..3).map(|at| (0..parts.len()).map(|part| change[part * 3 + at]).sum()).collect();
            let from = |changes: &[i64], step: usize| changes[step..].iter().sum::<i64>();
            let agrees = change.iter().sum::<i64>() == 0
                && groups.iter().zip(&change).all(|(&count, by)| count == 0 || i64::from(count) + by >= 1)
                && (0..3).all(|step| {
                    let row = |row: usize| from(&change[row * 3..row * 3 + 3], step) == 0;
                    (!told[told.len() - 1][step] || from(&of_all, step) == 0)
                        && (0..parts.len()).all(|part| !told[part][step] || row(part))
                });
            if agrees {
                known.iter_mut().zip(&change).for_each(|(known, by)| *known &= *by == 0);
                known_of_all.iter_mut().zip(&of_all).for_each(|(known, by)| *known &= *by == 0);
            }
        }
        prop_assert!(!known.contains(&true), "{known:?} of {groups:?}, told {told:?}");
        prop_assert!(!known_of_all.contains(&true), "{known_of_all:?} of all of {groups:?}, told {told:?}");
    }
}

fn lines(table: &CountTable) -> Vec<Vec<usize>> {
    let rows = table.counts.len() / table.columns;
    let down = (0..table.columns).map(|column| (0..rows).map(|row| table.at(row, column)).collect());
    (0..rows).map(|row| (0..table.columns).map(|column| table.at(row, column)).collect()).chain(down).collect()
}

/// A funnel of three steps: per group how many went no further than each.
fn funnel(groups: &[Vec<u32>], not_started: u32, split: bool) -> FunnelReport {
    let steps = |furthest: &[u32]| -> Vec<FunnelStepReport> {
        let counts: Vec<u32> = (0..furthest.len()).map(|from| furthest[from..].iter().sum()).collect();
        let step = |at: usize| {
            let share = |of: u32| (of > 0).then(|| f64::from(counts[at]) / f64::from(of));
            FunnelStepReport {
                label: at.to_string(),
                customers: counts[at],
                conversion_rate: share(counts[0]),
                step_conversion_rate: if at > 0 { share(counts[at - 1]) } else { None },
                interval: wilson_interval(counts[at], counts[0]),
                drop_off: if at > 0 { counts[at - 1] - counts[at] } else { 0 },
                median_seconds_from_previous: None,
                median_seconds_from_start: None,
            }
        };
        (0..counts.len()).map(step).collect()
    };
    let all: Vec<u32> = (0..3).map(|at| groups.iter().map(|group| group[at]).sum()).collect();
    let mut named: Vec<FunnelGroup> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| FunnelGroup { value: Some(at.to_string()), steps: steps(group) })
        .filter(|group| group.steps[0].customers > 0)
        .collect();
    named.sort_by_key(|group| std::cmp::Reverse(group.steps[0].customers));
    FunnelReport {
        customers: all.iter().sum::<u32>() + not_started,
        steps: steps(&all),
        groups: if split { named } else { Vec::new() },
    }
}
