//! What the screen holds in the address: the question, and in which order its groups stand.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{
        ComplaintsQuestion, Count, Dimension, FeedbackQuestion, FeedbackReport, Rated, VerbatimsQuestion, band_ranges,
    },
    import::Scale,
    panel::{Scoped, scope_controls},
    prepare::{Condition, Scope},
};

/// So many comments are asked for at a time.
const ROWS_ASKED: u32 = 256;
/// The window that is asked for moves by so many rows, and begins as many before those in sight.
const ROWS_BEFORE: u32 = 64;

/// How many groups are shown before the rest is gathered.
pub const KEPT: u32 = 200;

/// In which order groups stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GroupOrder {
    /// As the report has them: most scores first, or in their natural order.
    #[default]
    AsReported,
    /// Those who feel best first.
    Highest,
    /// Those who feel worst first.
    Lowest,
}

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedbackState {
    /// The question.
    pub question: FeedbackQuestion,
    /// In which order groups stand.
    #[serde(default)]
    pub order: GroupOrder,
    /// Which comments are listed.
    #[serde(default, skip_serializing_if = "Listing::is_all")]
    pub listing: Listing,
}

/// Which comments are listed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Listing {
    /// Those with this text in them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub search: String,
    /// Those of this theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Those beside a low (0), a middle (1) or a high score (2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<u8>,
}

impl Listing {
    fn is_all(&self) -> bool {
        *self == Listing::default()
    }
}

impl Scoped for FeedbackState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl FeedbackState {
    /// The scores that speak of events in a stage, by touchpoint.
    pub fn of_stage(stage: &str, rated: Option<Rated>, scope: Scope) -> FeedbackState {
        let about = vec![Condition { is: Some(vec![stage.to_owned()]), ..scope_controls::nothing_of("stage") }];
        let question = FeedbackQuestion { about, rated, scope, ..FeedbackQuestion::default() };
        FeedbackState { question, ..FeedbackState::default() }
    }

    /// The count of the scores of a group, or of all, that lie in a band, or anywhere.
    pub fn scores(&self, report: &FeedbackReport, group: Option<&str>, band: Option<usize>) -> Count {
        let question = FeedbackQuestion {
            rated: Some(report.rated),
            scale: Some(report.scale),
            keep: None,
            scope: Scope::default(),
            ..self.asked()
        };
        let range = band.map(|band| band_ranges(report.scale)[band]);
        Count::Scores { question: Box::new(question), group: group.map(str::to_owned), range }
    }

    /// What the scores are grouped by: the touchpoint, where nothing was chosen.
    pub fn by(&self) -> Dimension {
        self.question.by.clone().unwrap_or(Dimension::Touchpoint)
    }

    /// The question for the themes of all comments.
    pub fn themes_asked(&self) -> VerbatimsQuestion {
        VerbatimsQuestion {
            scale: self.question.scale,
            rated: self.question.rated,
            scope: scope_controls::in_force(&self.question.scope),
            count: Some(0),
            ..VerbatimsQuestion::default()
        }
    }

    /// The question for the list of comments, where the first row in sight is this one; `detected` is the scale where none
    /// was chosen.
    pub fn list_asked(&self, first_in_sight: usize, detected: Option<Scale>) -> VerbatimsQuestion {
        let first = first_in_sight as u32 / ROWS_BEFORE * ROWS_BEFORE;
        let Listing { search, theme, band } = self.listing.clone();
        let ranges = self.question.scale.or(detected).map(band_ranges);
        VerbatimsQuestion {
            search,
            theme,
            scores: band.and_then(|band| ranges?.get(usize::from(band)).copied()),
            themes: Some(0),
            from: first.saturating_sub(ROWS_BEFORE),
            count: Some(ROWS_ASKED),
            ..self.themes_asked()
        }
    }

    /// The question for what comes before complaints.
    pub fn complaints_asked(&self) -> ComplaintsQuestion {
        ComplaintsQuestion { scope: scope_controls::in_force(&self.question.scope), ..ComplaintsQuestion::default() }
    }

    /// The question as it is asked.
    pub fn asked(&self) -> FeedbackQuestion {
        let mut about = self.question.about.clone();
        about.retain(scope_controls::is_complete);
        FeedbackQuestion {
            about,
            by: Some(self.by()),
            keep: Some(KEPT),
            scope: scope_controls::in_force(&self.question.scope),
            ..self.question.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_state() {
        let question = FeedbackQuestion {
            by: Some(Dimension::Column("device".into())),
            rated: Some(Rated::Before),
            scale: Some(Scale::Ces),
            ..FeedbackQuestion::default()
        };
        let listing = Listing { search: "slow".into(), theme: Some("物流".into()), band: Some(0) };
        let state = FeedbackState { question, order: GroupOrder::Lowest, listing };
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<FeedbackState>(&json).unwrap(), state);
    }

    #[test]
    fn a_filter_that_is_not_filled_in_is_not_asked() {
        let state = FeedbackState::of_stage("use", Some(Rated::Before), Scope::default());
        assert_eq!(state.asked().about, state.question.about);
        let mut unfinished = state;
        unfinished.question.about[0].is = Some(Vec::new());
        assert_eq!(unfinished.asked().about, []);
    }

    #[test]
    fn comments_are_listed_by_bands_of_the_scale() {
        let mut state = FeedbackState::default();
        assert_eq!(serde_json::to_value(&state).unwrap().get("listing"), None);
        state.listing.band = Some(2);
        let asked = state.list_asked(200, Some(Scale::Nps));
        assert_eq!((asked.scores, asked.themes, asked.from, asked.count), (Some([9, 10]), Some(0), 128, Some(256)));
        state.question.scale = Some(Scale::Csat);
        assert_eq!(state.list_asked(0, Some(Scale::Nps)).scores, Some([4, 5]));
        state.question.scale = None;
        assert_eq!(state.list_asked(0, None).scores, None);
        assert_eq!((state.themes_asked().scores, state.themes_asked().count), (None, Some(0)));
    }

    #[test]
    fn scores_are_grouped_by_touchpoint_where_nothing_was_chosen() {
        let asked = FeedbackState::default().asked();
        assert_eq!((asked.by, asked.keep), (Some(Dimension::Touchpoint), Some(KEPT)));
    }
}
