//! Report + order → which groups are on screen, in which order. Numbers only, no words.

use std::{cmp::Ordering, sync::Arc};

use super::state::GroupOrder;
use crate::{
    analysis::{Dimension, FeedbackReport, ScoreGroup},
    import::Scale,
    order::sort_by,
};

/// A report as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the groups are of.
    pub by: Dimension,
    /// The report.
    pub report: Arc<FeedbackReport>,
    /// The groups that have scores, in their order.
    groups: Vec<usize>,
}

impl Reading {
    /// Reads a report.
    pub fn new(by: Dimension, report: Arc<FeedbackReport>, order: GroupOrder) -> Reading {
        let scores = |group: usize| &report.groups[group].scores;
        let mut groups: Vec<usize> = (0..report.groups.len()).filter(|&group| scores(group).n > 0).collect();
        // The rest stays at the end.
        let rest = if report.gathered > 0 { groups.pop() } else { None };
        let index = |group: usize| scores(group).index.unwrap_or_default();
        sort_by(&mut groups, |&left, &right| match order {
            GroupOrder::AsReported => Ordering::Equal,
            GroupOrder::Highest => index(right).total_cmp(&index(left)),
            GroupOrder::Lowest => index(left).total_cmp(&index(right)),
        });
        groups.extend(rest);
        Reading { by, report, groups }
    }

    /// The groups that have scores, in their order; of the rest, how many values it gathers.
    pub fn groups(&self) -> impl Iterator<Item = (&ScoreGroup, Option<u32>)> {
        let report = &self.report;
        self.groups.iter().map(move |&group| {
            let is_rest = report.gathered > 0 && group + 1 == report.groups.len();
            (&report.groups[group], is_rest.then_some(report.gathered))
        })
    }

    /// The least and the greatest that the index can be.
    pub fn limits(&self) -> [f64; 2] {
        match self.report.scale {
            Scale::Nps => [-1.0, 1.0],
            Scale::Csat => [0.0, 1.0],
            Scale::Ces => [1.0, 7.0],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Rated, Scores};

    fn reading(order: GroupOrder, gathered: u32) -> Reading {
        let group = |name: &str, counts| ScoreGroup { name: name.into(), scores: Scores::of(Scale::Csat, counts) };
        let groups = vec![
            group("middle", &[1, 0, 0, 0, 1]),
            group("none", &[0; 5]),
            group("best", &[0, 0, 0, 0, 1]),
            group("worst", &[1, 0, 0, 0, 0]),
        ];
        let overall = Scores::of(Scale::Csat, &[2, 0, 0, 0, 2]);
        let report = FeedbackReport {
            scale: Scale::Csat,
            rated: Rated::Event,
            overall,
            groups,
            gathered,
            off_scale: 0,
            unplaced: 0,
        };
        Reading::new(Dimension::Touchpoint, Arc::new(report), order)
    }

    fn names(reading: &Reading) -> Vec<&str> {
        reading.groups().map(|(group, _)| group.name.as_str()).collect()
    }

    #[test]
    fn groups_without_scores_are_left_out() {
        assert_eq!(names(&reading(GroupOrder::AsReported, 0)), ["middle", "best", "worst"]);
    }

    #[test]
    fn the_best_or_the_worst_come_first_and_the_rest_last() {
        assert_eq!(names(&reading(GroupOrder::Highest, 0)), ["best", "middle", "worst"]);
        let lowest = reading(GroupOrder::Lowest, 0);
        assert_eq!(names(&lowest), ["worst", "middle", "best"]);
        let gathered = reading(GroupOrder::Lowest, 7);
        assert_eq!(names(&gathered), ["middle", "best", "worst"]);
        assert_eq!(gathered.groups().map(|(_, rest)| rest).collect::<Vec<_>>(), [None, None, Some(7)]);
    }
}
