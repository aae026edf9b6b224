//! The stages of a journey, and which touchpoint belongs to which; and what else a touchpoint's name tells: its side and
//! its kind.

mod alike;
mod edit;
mod keywords;
pub mod kind;
mod model;
pub mod side;

use std::collections::BTreeMap;

pub use alike::{Alike, alike};
pub(crate) use keywords::{names_a_file, words};
pub use kind::Kind;
pub use model::{MAX_STAGES, ModelStage, Preset, Stage, StageModel};
use serde::{Deserialize, Serialize};
pub use side::Side;

/// What was chosen of stages and touchpoints, as far as numbers hang on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Placement {
    /// The stages of the journey.
    pub model: StageModel,
    /// Names under which touchpoints are counted, by their names in the file.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Stages of touchpoints, by name; the empty name is no stage.
    pub stages: BTreeMap<String, String>,
    /// Sides of touchpoints, by name: `online` or `offline`.
    pub sides: BTreeMap<String, String>,
    /// Channels of touchpoints, by name, whatever the file says of their events.
    #[serde(default)]
    pub channels: BTreeMap<String, String>,
}

/// What the register says of a touchpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aspect {
    /// Its stage, by its name in the model; the empty name is none.
    #[default]
    Stage,
    /// Its side, by [`Side::id`].
    Side,
    /// Its kind, by [`Kind::id`].
    Kind,
    /// The channel that it is reached through, whatever the data says.
    Channel,
    /// Who looks after it, in words of one's own.
    Owner,
    /// The name under which it is counted; those of one name are one touchpoint.
    Name,
}

impl Aspect {
    /// All of them, in the order of the register.
    pub const ALL: [Aspect; 6] =
        [Aspect::Stage, Aspect::Side, Aspect::Kind, Aspect::Channel, Aspect::Owner, Aspect::Name];

    /// Those that a touchpoint has under its name.
    pub const OF_NAMED: [Aspect; 5] = [Aspect::Stage, Aspect::Side, Aspect::Kind, Aspect::Channel, Aspect::Owner];

    /// The name in files.
    pub fn id(self) -> &'static str {
        match self {
            Aspect::Stage => "stage",
            Aspect::Side => "side",
            Aspect::Kind => "kind",
            Aspect::Channel => "channel",
            Aspect::Owner => "owner",
            Aspect::Name => "name",
        }
    }

    /// The one of that name.
    pub fn named(id: &str) -> Option<Aspect> {
        Aspect::ALL.into_iter().find(|aspect| aspect.id() == id)
    }
}

/// What a touchpoint's name can tell of its place in the journey. Each model has its own stages for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// 认知: the customer learns that we exist.
    Awareness,
    /// 考虑: the customer looks, compares, asks.
    Consideration,
    /// 购买: from the basket to the payment.
    Purchase,
    /// 使用: delivery, service, returns.
    Use,
    /// 忠诚: the customer comes back, recommends.
    Loyalty,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Phase; 5] = [Phase::Awareness, Phase::Consideration, Phase::Purchase, Phase::Use, Phase::Loyalty];

    /// The name: that of its stage in the default model.
    pub fn id(self) -> &'static str {
        match self {
            Phase::Awareness => "awareness",
            Phase::Consideration => "consideration",
            Phase::Purchase => "purchase",
            Phase::Use => "use",
            Phase::Loyalty => "loyalty",
        }
    }
}

/// What a touchpoint's name tells, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageGuess {
    /// Where in the journey it is.
    pub phase: Phase,
    /// The keyword that decided; `None` where none matched and the middle of the road was taken.
    pub keyword: Option<&'static str>,
}

impl StageGuess {
    /// Whether it is a sign of wanting to buy: the wish list, the comparison, the price, the trial, the basket.
    pub fn is_intent(&self) -> bool {
        self.keyword.is_some_and(|keyword| keywords::INTENT.contains(&keyword))
    }
}

/// The place of a touchpoint in the journey by the keywords in its name; `None` for the empty name alone.
///
/// Where no keyword matches, a touchpoint is placed in consideration, the stage where customers look around.
pub fn guess(touchpoint: &str) -> Option<StageGuess> {
    if touchpoint.is_empty() {
        return None;
    }
    let found = keywords::find(touchpoint);
    Some(match found {
        Some((phase, keyword)) => StageGuess { phase, keyword: Some(keyword) },
        None => StageGuess { phase: Phase::Consideration, keyword: None },
    })
}
