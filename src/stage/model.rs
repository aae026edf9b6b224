//! Models of the journey: which stages there are, in which order, and where the guess from a touchpoint's name lands.
//!
//! As JSON a model is the name of a preset, or a list of its stages.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Phase, StageGuess};

/// A model has no more stages.
pub const MAX_STAGES: usize = 20;

/// What a stage is called that takes signs of wanting to buy, if a model has one.
const INTENT: &str = "intent";

/// A stage of a model, as its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage(pub u8);

/// The stages of a journey, in their order: 1 to [`MAX_STAGES`], each with another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageModel {
    stages: Vec<ModelStage>,
}

/// One stage of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelStage {
    /// Its name in questions and reports: that of a preset's stage, or its own.
    #[serde(rename = "name")]
    pub id: String,
    /// Its colour as `#rrggbb`, where one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Other names that mean it: of the phases whose touchpoints it takes ([`Phase::id`]), and of values of a stage column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// A model that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Awareness, consideration, purchase, use, loyalty.
    FiveStage,
    /// Awareness, consideration, decision, loyalty.
    FourStage,
    /// Attention, interest, desire, action.
    Aida,
    /// Acquisition, activation, revenue, retention, referral. The letters stand in another order, but nobody stays with
    /// what they have not bought: in the letters' order every buyer would count as one who goes back.
    Aarrr,
}

/// Stages by name, each with what else it takes.
type Names = &'static [(&'static str, &'static [&'static str])];

impl Preset {
    /// All of them, the default first.
    pub const ALL: [Preset; 4] = [Preset::FiveStage, Preset::FourStage, Preset::Aida, Preset::Aarrr];

    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Preset::FiveStage => "fiveStage",
            Preset::FourStage => "fourStage",
            Preset::Aida => "aida",
            Preset::Aarrr => "aarrr",
        }
    }

    /// The preset of that name.
    pub fn named(id: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.id() == id)
    }

    fn stages(self) -> Names {
        match self {
            Preset::FiveStage => {
                &[("awareness", &[]), ("consideration", &[]), ("purchase", &[]), ("use", &[]), ("loyalty", &[])]
            }
            Preset::FourStage => {
                &[("awareness", &[]), ("consideration", &[]), ("decision", &["purchase"]), ("loyalty", &["use"])]
            }
            Preset::Aida => &[
                ("attention", &["awareness"]),
                ("interest", &["consideration"]),
                ("desire", &[INTENT]),
                ("action", &["purchase", "use", "loyalty"]),
            ],
            Preset::Aarrr => &[
                ("acquisition", &["awareness"]),
                ("activation", &["consideration"]),
                ("revenue", &["purchase"]),
                ("retention", &["use"]),
                ("referral", &["loyalty"]),
            ],
        }
    }
}

/// The usual words for stages in English and Chinese, by the name of the stage; where a word means several, the first
/// one that the model has.
const WORDS: Names = &[
    ("awareness", &["aware", "认知", "意识", "知晓"]),
    ("consideration", &["consider", "evaluation", "考虑", "评估", "比较"]),
    ("purchase", &["decision", "conversion", "buy", "购买", "决策", "转化"]),
    ("use", &["usage", "service", "retention", "使用", "服务", "体验"]),
    ("loyalty", &["advocacy", "loyal", "忠诚", "推荐", "口碑"]),
    ("decision", &["决策", "决定"]),
    ("attention", &["注意"]),
    ("interest", &["兴趣"]),
    ("desire", &["欲望", "渴望"]),
    ("action", &["行动"]),
    ("acquisition", &["获取", "获客"]),
    ("activation", &["激活"]),
    ("retention", &["留存"]),
    ("referral", &["推荐", "传播"]),
    ("revenue", &["收入", "变现"]),
];

fn is_word_of(word: &str, id: &str) -> bool {
    WORDS.iter().any(|(known, words)| *known == id && words.contains(&word))
}

impl Default for StageModel {
    fn default() -> StageModel {
        Preset::FiveStage.into()
    }
}

impl From<Preset> for StageModel {
    fn from(preset: Preset) -> StageModel {
        let stages = preset.stages().iter().map(|&(id, also)| ModelStage {
            id: id.to_owned(),
            color: None,
            also: also.iter().map(|&name| name.to_owned()).collect(),
        });
        StageModel { stages: stages.collect() }
    }
}

impl StageModel {
    /// A model of one's own.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong: no stage or too many, a name that is empty or stands twice, a colour that is none.
    pub fn own(stages: Vec<ModelStage>) -> Result<StageModel, String> {
        if !(1..=MAX_STAGES).contains(&stages.len()) {
            return Err(format!("A stage model has 1 to {MAX_STAGES} stages, this one has {}.", stages.len()));
        }
        for (at, stage) in stages.iter().enumerate() {
            let name = stage.id.to_lowercase();
            if name.trim().is_empty() {
                return Err(format!("Stage {} has no name.", at + 1));
            }
            if stages[..at].iter().any(|other| other.id.to_lowercase() == name) {
                return Err(format!("Two stages are called \"{}\".", stage.id));
            }
            // It is put into style sheets.
            let is_color = |color: &String| {
                let digits = color.strip_prefix('#').unwrap_or_default();
                digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
            };
            if !stage.color.iter().all(is_color) {
                return Err(format!("The colour of stage \"{}\" is not of the form #rrggbb.", stage.id));
            }
        }
        Ok(StageModel { stages })
    }

    /// The preset that all of these values of a stage column belong to, by their names or else by the usual words.
    pub fn preset_of(values: &[&str]) -> Option<Preset> {
        let values: Vec<String> = values.iter().map(|value| value.trim().to_lowercase()).collect();
        let fits = |preset: Preset, with_words: bool| {
            let has = |value: &String| {
                preset.stages().iter().any(|(id, _)| id == value || with_words && is_word_of(value, id))
            };
            !values.is_empty() && values.iter().all(has)
        };
        [false, true].iter().find_map(|&words| Preset::ALL.into_iter().find(|&preset| fits(preset, words)))
    }

    /// Its stages, in order.
    pub fn stages(&self) -> &[ModelStage] {
        &self.stages
    }

    /// The name of a stage.
    ///
    /// # Panics
    ///
    /// When the stage is of another model.
    pub fn id(&self, stage: Stage) -> &str {
        &self.stages[usize::from(stage.0)].id
    }

    /// Which preset it is, if it is one.
    pub fn preset(&self) -> Option<Preset> {
        Preset::ALL.into_iter().find(|&preset| StageModel::from(preset) == *self)
    }

    /// The stage that a text names: by its name, by another one that it takes, or by the usual words in English and
    /// Chinese.
    pub fn named(&self, text: &str) -> Option<Stage> {
        let text = text.trim().to_lowercase();
        let by_word = || {
            let ids = WORDS.iter().filter(|(_, words)| words.contains(&text.as_str()));
            ids.map(|(id, _)| *id).find_map(|id| self.called(id))
        };
        self.called(&text).or_else(by_word)
    }

    /// The stage with that name, or else the one that takes it; in lower case.
    fn called(&self, name: &str) -> Option<Stage> {
        let place = |is: &dyn Fn(&ModelStage) -> bool| self.stages.iter().position(is);
        place(&|stage| stage.id.to_lowercase() == name)
            .or_else(|| place(&|stage| stage.also.iter().any(|also| also.to_lowercase() == name)))
            .map(|place| Stage(place as u8))
    }

    /// Where guesses land.
    pub(crate) fn places(&self) -> Places {
        // Own stages may have a usual word for a name.
        let of_phase = |phase: Phase| {
            let words = WORDS.iter().find(|(id, _)| *id == phase.id()).map_or::<&[&str], _>(&[], |(_, words)| words);
            self.called(phase.id()).or_else(|| words.iter().find_map(|word| self.called(word)))
        };
        Places { of_phase: Phase::ALL.map(of_phase), of_intent: self.called(INTENT) }
    }
}

/// Where guesses land in a model.
pub(crate) struct Places {
    of_phase: [Option<Stage>; 5],
    of_intent: Option<Stage>,
}

impl Places {
    /// The stage for a guess, if the model has one for it.
    pub fn of(&self, guess: &StageGuess) -> Option<Stage> {
        self.of_intent.filter(|_| guess.is_intent()).or(self.of_phase[guess.phase as usize])
    }
}

impl Serialize for StageModel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.preset() {
            Some(preset) => serializer.serialize_str(preset.id()),
            None => self.stages.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for StageModel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<StageModel, D::Error> {
        struct Reader;
        impl<'de> de::Visitor<'de> for Reader {
            type Value = StageModel;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a stage model: \"fiveStage\", \"fourStage\", \"aida\", \"aarrr\" or a list of stages")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<StageModel, E> {
                Preset::named(id).map(StageModel::from).ok_or_else(|| E::invalid_value(de::Unexpected::Str(id), &self))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<StageModel, A::Error> {
                let mut stages = Vec::new();
                while let Some(stage) = list.next_element()? {
                    stages.push(stage);
                }
                StageModel::own(stages).map_err(de::Error::custom)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

#[cfg(test)]
mod tests;
