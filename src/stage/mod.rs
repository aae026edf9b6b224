//! The stages of a journey, and which touchpoint belongs to which.

mod keywords;

pub(crate) use keywords::words;

use serde::{Deserialize, Serialize};

/// A stage of the customer's journey, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
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

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 5] = [Stage::Awareness, Stage::Consideration, Stage::Purchase, Stage::Use, Stage::Loyalty];

    /// The name in questions and reports.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Awareness => "awareness",
            Stage::Consideration => "consideration",
            Stage::Purchase => "purchase",
            Stage::Use => "use",
            Stage::Loyalty => "loyalty",
        }
    }

    /// The stage of that name: our id, or the usual words in English and Chinese.
    pub fn named(name: &str) -> Option<Stage> {
        match name.trim().to_lowercase().as_str() {
            "awareness" | "aware" | "认知" | "意识" | "知晓" => Some(Stage::Awareness),
            "consideration" | "consider" | "evaluation" | "考虑" | "评估" | "比较" => Some(Stage::Consideration),
            "purchase" | "decision" | "conversion" | "buy" | "购买" | "决策" | "转化" => Some(Stage::Purchase),
            "use" | "usage" | "service" | "retention" | "使用" | "服务" | "体验" => Some(Stage::Use),
            "loyalty" | "advocacy" | "loyal" | "忠诚" | "推荐" | "口碑" => Some(Stage::Loyalty),
            _ => None,
        }
    }
}

/// A touchpoint's stage, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageGuess {
    /// The stage.
    pub stage: Stage,
    /// The keyword that decided; `None` where none matched and the middle of the road was taken.
    pub keyword: Option<&'static str>,
}

/// The stage of a touchpoint by the keywords in its name; `None` for the empty name alone.
///
/// Where no keyword matches, a touchpoint is placed in consideration, the stage where customers look around.
pub fn guess(touchpoint: &str) -> Option<StageGuess> {
    if touchpoint.is_empty() {
        return None;
    }
    let found = keywords::find(touchpoint);
    Some(match found {
        Some((stage, keyword)) => StageGuess { stage, keyword: Some(keyword) },
        None => StageGuess { stage: Stage::Consideration, keyword: None },
    })
}
