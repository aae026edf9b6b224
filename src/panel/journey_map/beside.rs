//! The map of those that the ones in scope are compared with, beside their own.

use crate::{
    analysis::{Contrast, Estimate, JourneyMapReport, StageOfMap, statistics::wilson_interval},
    panel::{
        comparison::{ContrastRow, Unit, mark},
        names::stage_name,
    },
    text::Words,
};

/// A figure of a stage that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageFigure {
    /// Share of all customers who are in the stage.
    Customers,
    /// Share of its customers who go on.
    Onward,
    /// Share of its customers whose journey ends there.
    Leaving,
    /// Mean of the scores.
    Score,
}

const FIGURES: [StageFigure; 4] =
    [StageFigure::Customers, StageFigure::Onward, StageFigure::Leaving, StageFigure::Score];

/// The map of the others.
pub struct Beside<'a> {
    /// What they are called.
    pub name: &'a str,
    other: &'a JourneyMapReport,
    /// Stages of the map, in order, each with all figures.
    contrasts: Vec<Option<Contrast>>,
    stages: Vec<&'a str>,
}

impl<'a> Beside<'a> {
    /// Lays the map of the others beside that of those in scope.
    pub fn of(words: &Words, own: &'a JourneyMapReport, other: &'a JourneyMapReport, name: &'a str) -> Beside<'a> {
        let contrasts = rows(words, own, other).into_iter().map(|row| row.contrast).collect();
        Beside { name, other, contrasts, stages: own.stages.iter().map(|stage| stage.stage.as_str()).collect() }
    }

    /// The stage of the others.
    pub fn stage(&self, stage: &str) -> Option<&'a StageOfMap> {
        self.other.stages.iter().find(|known| known.stage == stage)
    }

    /// Share of the others' customers who are in a stage.
    pub fn share(&self, stage: &StageOfMap) -> f64 {
        f64::from(stage.customers) / f64::from(self.other.customers.max(1))
    }

    /// Which way those in scope differ, where that is more than chance.
    pub fn mark(&self, stage: &str, figure: StageFigure) -> &'static str {
        let at = self.stages.iter().position(|known| *known == stage);
        let figure = FIGURES.iter().position(|known| *known == figure);
        let at = at.zip(figure).map(|(at, figure)| at * FIGURES.len() + figure);
        mark(at.and_then(|at| self.contrasts.get(at)?.as_ref()))
    }

    /// What the others have, as a line under one's own; a dash where they are not in the stage.
    pub fn line(&self, words: &Words, stage: &str, value: impl Fn(&StageOfMap) -> Option<String>) -> String {
        (words.comparison.versus)(&self.stage(stage).and_then(value).unwrap_or_else(|| "–".to_owned()))
    }
}

/// The figures of all stages side by side, held to as much more as there are of them.
pub fn contrasts(words: &Words, own: &JourneyMapReport, other: &JourneyMapReport) -> Vec<ContrastRow> {
    let mut rows = rows(words, own, other);
    // Of scores only where there are some.
    rows.retain(|row| row.contrast.is_some());
    rows
}

fn rows(words: &Words, own: &JourneyMapReport, other: &JourneyMapReport) -> Vec<ContrastRow> {
    let text = &words.journey_map;
    let rows = own.stages.iter().flat_map(|stage| {
        let there = other.stages.iter().find(|known| known.stage == stage.stage);
        FIGURES.map(|figure| {
            let estimates = [Some((stage, own.customers)), there.map(|stage| (stage, other.customers))]
                .map(|side| side.and_then(|(stage, all)| estimate(stage, all, figure)));
            let name = stage_name(words, &stage.stage);
            let (what, unit) = match figure {
                StageFigure::Customers => (text.share_of_customers, Unit::RATE),
                StageFigure::Onward => (text.onward, Unit::RATE),
                StageFigure::Leaving => (text.share_leaving, Unit::RATE),
                StageFigure::Score => (text.feelings, Unit::MEAN),
            };
            ContrastRow::new(name, what, unit, estimates)
        })
    });
    ContrastRow::corrected(rows.collect())
}

fn estimate(stage: &StageOfMap, all: u32, figure: StageFigure) -> Option<Estimate> {
    let of = |part: u32, whole: u32| {
        let rate = f64::from(part) / f64::from(whole);
        wilson_interval(part, whole).map(|interval| (rate, interval))
    };
    match figure {
        StageFigure::Customers => of(stage.customers, all),
        StageFigure::Onward => stage.onward_rate.zip(stage.onward_interval),
        StageFigure::Leaving => of(stage.leaving, stage.customers),
        StageFigure::Score => stage.scores.as_ref().and_then(|scores| scores.mean.zip(scores.mean_interval)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn report(customers: u32, stages: &[(&str, u32, u32)]) -> JourneyMapReport {
        let stages = stages.iter().map(|&(stage, customers, leaving)| StageOfMap {
            stage: stage.into(),
            customers,
            leaving,
            going_on: customers - leaving,
            ..StageOfMap::default()
        });
        JourneyMapReport { customers, stages: stages.collect(), ..JourneyMapReport::default() }
    }

    #[test]
    fn what_differs_by_more_than_chance_is_marked() {
        let words = Language::English.words();
        let own = report(1_000, &[("awareness", 900, 450), ("purchase", 300, 10)]);
        let other = report(500, &[("awareness", 450, 90), ("use", 3, 1)]);
        let beside = Beside::of(words, &own, &other, "Others");
        assert_eq!(beside.mark("awareness", StageFigure::Customers), "", "as many of all");
        assert_eq!(beside.mark("awareness", StageFigure::Leaving), "▲");
        assert_eq!(beside.mark("purchase", StageFigure::Leaving), "", "the others are not there");
        let n = |stage: &StageOfMap| Some(stage.customers.to_string());
        assert_eq!(beside.line(words, "awareness", n), "vs 450");
        assert_eq!(beside.line(words, "purchase", n), "vs –");
        // Two figures of one stage can be compared, and are held to twice as much.
        let rows = contrasts(words, &own, &other);
        assert_eq!(rows.iter().map(|row| row.of.as_str()).collect::<Vec<_>>(), ["Awareness", "Awareness"]);
        assert_eq!(rows[1].estimates.map(|estimate| estimate.map(|(rate, _)| rate)), [Some(0.5), Some(0.2)]);
    }
}
