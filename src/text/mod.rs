//! The words on screen, in English and Simplified Chinese.
//!
//! One file per screen, each with a struct of words and its two constants side by side: a word that is missing in one
//! language does not compile. Reports hold ids and numbers; only this module makes sentences of them.
//!
//! ```ignore
//! let words = use_words();
//! view! { <h2>{move || words.get().funnel.title}</h2> }
//! ```

pub mod arrival;
pub mod comparison;
pub mod customers;
pub mod data;
mod faults;
pub mod feedback;
pub mod format;
pub mod funnel;
pub mod heatmap;
pub mod journey_map;
pub mod kept;
pub mod overview;
pub mod pain_points;
pub mod privacy;
pub mod question;
pub mod report;
pub mod shell;
pub mod sources;
pub mod stages;
mod tables;
pub mod terms;
pub mod tools;
pub mod trouble;
pub mod verbatims;

use std::{marker::PhantomData, ops::Deref};

use leptos::prelude::*;

/// So many of what English counts: `1 customer`, `2 customers`. `count` is written as people read it.
fn n_of(count: &str, one: &str, many: &str) -> String {
    format!("{count} {}", if count == "1" { one } else { many })
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// 简体中文.
    Chinese,
}

impl Language {
    /// All languages, in the order of the switch.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Chinese => "简体中文",
        }
    }

    /// The language of a BCP 47 tag, if it is one of ours.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let primary = tag.split('-').next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Language::English),
            "zh" => Some(Language::Chinese),
            _ => None,
        }
    }

    /// All words of the language.
    pub fn words(self) -> &'static Words {
        match self {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }
}

/// All words of one language.
pub struct Words {
    /// The language, for [`format`].
    pub language: Language,
    /// Roles, stages and other names that several screens share.
    pub terms: Of<terms::Terms>,
    /// First screen, header, progress.
    pub shell: Of<shell::ShellWords>,
    /// The question what is to become of files that were given.
    pub arrival: Of<arrival::ArrivalWords>,
    /// The data screen.
    pub data: Of<data::DataWords>,
    /// Several sources, on the data screen.
    pub sources: Of<sources::SourceWords>,
    /// Stage models and the register of touchpoints, on the data screen.
    pub stages: Of<stages::StageWords>,
    /// Kept work.
    pub kept: Of<kept::KeptWords>,
    /// What went wrong, and what to do.
    pub trouble: Of<trouble::TroubleWords>,
    /// How the period went.
    pub overview: Of<overview::OverviewWords>,
    /// The journey map.
    pub journey_map: Of<journey_map::JourneyMapWords>,
    /// The funnel.
    pub funnel: Of<funnel::FunnelWords>,
    /// The heatmap.
    pub heatmap: Of<heatmap::HeatmapWords>,
    /// How customers feel.
    pub feedback: Of<feedback::FeedbackWords>,
    /// What customers say, and what comes before their complaints.
    pub verbatims: Of<verbatims::VerbatimsWords>,
    /// Where it hurts.
    pub pain_points: Of<pain_points::PainPointsWords>,
    /// The customers.
    pub customers: Of<customers::CustomersWords>,
    /// The privacy panel.
    pub privacy: Of<privacy::PrivacyWords>,
    /// Controls that all questions share.
    pub question: Of<question::QuestionWords>,
    /// The report, and what is shared.
    pub report: Of<report::ReportWords>,
    /// Comparisons of those in scope with others.
    pub comparison: Of<comparison::ComparisonWords>,
}

/// The words of one screen in one language; they are read as if they were here. A program holds those of the screens
/// it uses and no others, which a table of all words could not be cut down to.
pub struct Of<T> {
    language: Language,
    words: PhantomData<fn() -> T>,
}

impl<T> Of<T> {
    const fn new(language: Language) -> Of<T> {
        Of { language, words: PhantomData }
    }
}

/// Ties the words of a screen to their two constants.
macro_rules! tie {
    ($($words:ty: $screen:ident),* $(,)?) => {
        $(impl Deref for Of<$words> {
            type Target = $words;
            fn deref(&self) -> &$words {
                match self.language {
                    Language::English => &$screen::EN,
                    Language::Chinese => &$screen::ZH,
                }
            }
        })*
    };
}
tie! {
    terms::Terms: terms,
    shell::ShellWords: shell,
    arrival::ArrivalWords: arrival,
    data::DataWords: data,
    sources::SourceWords: sources,
    stages::StageWords: stages,
    kept::KeptWords: kept,
    trouble::TroubleWords: trouble,
    overview::OverviewWords: overview,
    journey_map::JourneyMapWords: journey_map,
    funnel::FunnelWords: funnel,
    heatmap::HeatmapWords: heatmap,
    feedback::FeedbackWords: feedback,
    verbatims::VerbatimsWords: verbatims,
    pain_points::PainPointsWords: pain_points,
    customers::CustomersWords: customers,
    privacy::PrivacyWords: privacy,
    question::QuestionWords: question,
    report::ReportWords: report,
    comparison::ComparisonWords: comparison,
}

impl Words {
    /// What stands between two sentences.
    pub fn between_sentences(&self) -> &'static str {
        match self.language {
            Language::English => " ",
            Language::Chinese => "",
        }
    }

    /// What stands between two halves of a sentence.
    pub fn between_halves(&self) -> &'static str {
        match self.language {
            Language::English => "; ",
            Language::Chinese => "；",
        }
    }

    /// What stands between the items of a list.
    pub fn list_separator(&self) -> &'static str {
        match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        }
    }

    const fn of(language: Language) -> Words {
        Words {
            language,
            terms: Of::new(language),
            shell: Of::new(language),
            arrival: Of::new(language),
            data: Of::new(language),
            sources: Of::new(language),
            stages: Of::new(language),
            kept: Of::new(language),
            trouble: Of::new(language),
            overview: Of::new(language),
            journey_map: Of::new(language),
            funnel: Of::new(language),
            heatmap: Of::new(language),
            feedback: Of::new(language),
            verbatims: Of::new(language),
            pain_points: Of::new(language),
            customers: Of::new(language),
            privacy: Of::new(language),
            question: Of::new(language),
            report: Of::new(language),
            comparison: Of::new(language),
        }
    }
}

static ENGLISH: Words = Words::of(Language::English);
static CHINESE: Words = Words::of(Language::Chinese);

/// Makes a language the one of all components below.
pub fn provide_language(language: RwSignal<Language>) {
    provide_context(language);
}

/// The words of the language in use; English where none was provided.
pub fn use_words() -> Signal<&'static Words> {
    match use_context::<RwSignal<Language>>() {
        Some(language) => Signal::derive(move || language.get().words()),
        None => Signal::stored(Language::English.words()),
    }
}
