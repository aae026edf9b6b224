//! Feedback, score by score.

use std::collections::BTreeMap;

use sojourn::{
    analysis::{FeedbackQuestion, FeedbackReport, HeatmapQuestion, Rated, Scores},
    import::Scale,
};

use super::{Case, heatmap::Asked};

/// How many there are of each score of the NPS, by group; those in no group, and those off the scale.
#[derive(Debug, Default, PartialEq)]
pub struct Said {
    pub overall: Vec<u32>,
    pub groups: BTreeMap<String, Vec<u32>>,
    pub unplaced: u32,
    pub off_scale: u32,
}

/// What a report says, in the same form; each group has its index from its own counts.
pub fn said(report: &FeedbackReport) -> Said {
    let groups = report.groups.iter().filter(|group| group.scores.n > 0);
    for scores in report.groups.iter().map(|group| &group.scores).chain([&report.overall]) {
        assert_eq!(*scores, Scores::of(Scale::Nps, &scores.counts));
    }
    Said {
        overall: report.overall.counts.clone(),
        groups: groups.map(|group| (group.name.clone(), group.scores.counts.clone())).collect(),
        unplaced: report.unplaced,
        off_scale: report.off_scale,
    }
}

/// What it should say.
pub fn expected(case: &Case, question: &FeedbackQuestion) -> Said {
    let by = question.by.clone().expect("groups");
    let pivot = HeatmapQuestion {
        goal: question.goal.clone(),
        max_steps: question.max_steps,
        scope: question.scope.clone(),
        ..HeatmapQuestion::of(by.clone(), by.clone())
    };
    let asked = Asked { case, question: &pivot };
    let mut said = Said { overall: vec![0; 11], ..Said::default() };
    for journey in case.journeys(&question.scope) {
        for (position, row) in journey.iter().enumerate() {
            let Some(number) = case.number("score", row) else { continue };
            let rated = match question.rated {
                None | Some(Rated::Event) => Some(position),
                Some(Rated::Before) => position.checked_sub(1),
            };
            let is_asked = |condition| rated.is_some_and(|rated| case.meets(condition, &journey[rated]));
            if !question.about.iter().all(is_asked) {
                continue;
            }
            let Some(score) = (0..=10).find(|&score| score as f64 == number) else {
                said.off_scale += 1;
                continue;
            };
            said.overall[score] += 1;
            match rated.and_then(|rated| asked.name(&by, &journey, rated)) {
                Some(name) => said.groups.entry(name).or_insert_with(|| vec![0; 11])[score] += 1,
                None => said.unplaced += 1,
            }
        }
    }
    said
}
