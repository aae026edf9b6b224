//! The stages of a journey, and which touchpoint belongs to which; and what else a touchpoint's name tells: its side and
//! its kind.

mod edit;
mod keywords;
pub mod kind;
mod model;
pub mod side;

pub(crate) use keywords::words;
pub use kind::Kind;
pub use model::{MAX_STAGES, ModelStage, Preset, Stage, StageModel};
pub use side::Side;

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
    /// Who looks after it, in words of one's own.
    Owner,
}

impl Aspect {
    /// All of them, in the order of the register.
    pub const ALL: [Aspect; 4] = [Aspect::Stage, Aspect::Side, Aspect::Kind, Aspect::Owner];

    /// The name in files.
    pub fn id(self) -> &'static str {
        match self {
            Aspect::Stage => "stage",
            Aspect::Side => "side",
            Aspect::Kind => "kind",
            Aspect::Owner => "owner",
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
