//! Is a touchpoint the same through every channel? The scores of each touchpoint, channel by channel.
//!
//! A touchpoint is compared where at least two channels have five scores or more for it. Looked at are the twelve channels
//! with the most scores.
//!
//! # Formula
//!
//! Whether the scores of k channels come from one distribution is told by the test of Kruskal and Wallis, corrected for ties
//! ([`kruskal_wallis`]); p-values are adjusted for the number of touchpoints (Holm). The spread is the highest mean less the lowest.

use serde::{Deserialize, Serialize};

use super::{
    Analysis, Dimension, FeedbackQuestion, FeedbackReport, QuestionError, Rated, ScoreGroup,
    statistics::{holm, kruskal_wallis},
};
use crate::{
    event_log::{ColumnRole, EventLog},
    import::Scale,
    order,
    prepare::{Condition, Scope},
};

/// A channel is compared where it has so many scores for a touchpoint.
const LEAST: u32 = 5;
/// So many channels are looked at.
const MOST_CHANNELS: u32 = 12;

/// Where customers say different things of the same touchpoint, depending on the channel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ConsistencyQuestion {
    /// Which event a score speaks of; left out, the log tells ([`FeedbackQuestion::rated`]).
    pub rated: Option<Rated>,
    /// The scale; left out, it is told from the name and the values of the score's column.
    pub scale: Option<Scale>,
    /// Which events it is about.
    pub scope: Scope,
}

/// The touchpoints that have scores through several channels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsistencyReport {
    /// The scale of the scores.
    pub scale: Scale,
    /// Which event a score speaks of.
    pub rated: Rated,
    /// The surest difference first, then by name.
    pub touchpoints: Vec<TouchpointAcross>,
}

/// A touchpoint across channels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TouchpointAcross {
    /// Its name.
    pub touchpoint: String,
    /// Its channels that have enough scores, the lowest mean first.
    pub channels: Vec<ScoreGroup>,
    /// The highest mean less the lowest, in points of the scale.
    pub spread: f64,
    /// p-value of the hypothesis that all channels are alike, adjusted for the number of touchpoints.
    pub p_value: f64,
}

impl Analysis for ConsistencyQuestion {
    type Report = ConsistencyReport;

    fn run(&self, log: &EventLog) -> Result<ConsistencyReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let name = || "channel".to_owned();
        if log.role(ColumnRole::Channel).is_none() {
            return Err(QuestionError::NoRole { role: name() });
        }
        let ask = |by: Dimension, about: Vec<Condition>, rated: Option<Rated>, keep: Option<u32>| {
            let scale = self.scale;
            FeedbackQuestion { by: Some(by), about, rated, scale, keep, ..FeedbackQuestion::default() }.run(log)
        };
        let by_channel = ask(Dimension::Channel, Vec::new(), self.rated, Some(MOST_CHANNELS))?;
        let FeedbackReport { scale, rated, gathered, .. } = by_channel;
        let mut channels = by_channel.groups;
        channels.truncate(channels.len() - usize::from(gathered > 0));
        let mut touchpoints: Vec<TouchpointAcross> = Vec::new();
        // The missing channel is none that a touchpoint could be the same through.
        for channel in channels.into_iter().filter(|channel| !channel.name.is_empty()) {
            let is = Some(vec![channel.name.clone()]);
            let about = vec![Condition { column: name(), is, ..Condition::default() }];
            for ScoreGroup { name: touchpoint, scores } in ask(Dimension::Touchpoint, about, Some(rated), None)?.groups
            {
                if scores.n < LEAST {
                    continue;
                }
                let channel = ScoreGroup { name: channel.name.clone(), scores };
                match touchpoints.iter_mut().find(|known| known.touchpoint == touchpoint) {
                    Some(known) => known.channels.push(channel),
                    None => {
                        let channels = vec![channel];
                        touchpoints.push(TouchpointAcross { touchpoint, channels, spread: 0.0, p_value: 1.0 });
                    }
                }
            }
        }
        touchpoints.retain(|touchpoint| touchpoint.channels.len() > 1);
        let mean = |channel: &ScoreGroup| channel.scores.mean.unwrap_or_default();
        let mut p_values = Vec::new();
        for TouchpointAcross { channels, spread, .. } in &mut touchpoints {
            order::sort_by(channels, |one, other| {
                mean(one).total_cmp(&mean(other)).then_with(|| one.name.cmp(&other.name))
            });
            *spread = mean(&channels[channels.len() - 1]) - mean(&channels[0]);
            let counts: Vec<&[u32]> = channels.iter().map(|channel| channel.scores.counts.as_slice()).collect();
            p_values.push(kruskal_wallis(&counts));
        }
        touchpoints.iter_mut().zip(holm(&p_values)).for_each(|(touchpoint, p_value)| touchpoint.p_value = p_value);
        order::sort_by(&mut touchpoints, |one, other| {
            one.p_value.total_cmp(&other.p_value).then_with(|| one.touchpoint.cmp(&other.touchpoint))
        });
        Ok(ConsistencyReport { scale, rated, touchpoints })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log::{Row, log};

    /// Each group as `touchpoint channel`, with its scores.
    fn scored(groups: &[(&str, &[u8])]) -> EventLog {
        let mut rows = Vec::new();
        for (group, scores) in groups {
            let (touchpoint, channel) = group.split_once(' ').expect("two words");
            for score in *scores {
                let at = rows.len();
                rows.push(Row::new(&format!("c{at}"), touchpoint, at as i64, &[&score.to_string(), channel]));
            }
        }
        log(&rows, &[("csat", Some(ColumnRole::Score)), ("channel", Some(ColumnRole::Channel))])
    }

    #[test]
    fn a_touchpoint_that_is_worse_through_one_channel_comes_first() {
        let log = scored(&[
            ("help phone", &[5, 5, 4, 5, 4, 5, 5, 4]),
            ("help chat", &[1, 2, 1, 2, 1, 1, 2, 3]),
            ("shop web", &[4, 5, 4, 3, 4]),
            ("shop app", &[4, 4, 5, 3, 4]),
            ("shop kiosk", &[1, 1, 1, 1]),
            ("blog web", &[1, 2, 3, 4, 5]),
        ]);
        let report = ConsistencyQuestion::default().run(&log).expect("an answer");
        let said: Vec<_> = report.touchpoints.iter().map(|it| (it.touchpoint.as_str(), it.channels.len())).collect();
        // Four scores are too few, and one channel is none to compare.
        assert_eq!(said, [("help", 2), ("shop", 2)]);
        let help = &report.touchpoints[0];
        assert_eq!((help.channels[0].name.as_str(), help.spread), ("chat", 4.625 - 1.625));
        assert!(help.p_value < 0.01, "{help:?}");
        assert!(report.touchpoints[1].p_value > 0.5);
    }

    #[test]
    fn without_channels_there_is_nothing_to_compare() {
        let log = log(&[Row::new("a", "x", 0, &["5"])], &[("csat", Some(ColumnRole::Score))]);
        let wrong = ConsistencyQuestion::default().run(&log).expect_err("a sentence");
        assert_eq!(wrong, QuestionError::NoRole { role: "channel".to_owned() });
    }
}
