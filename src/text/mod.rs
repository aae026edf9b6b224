//! The words on screen, in English and Simplified Chinese.
//!
//! One file per screen, each with a struct of words and its two constants side by side: a word that is missing in one
//! language does not compile. Reports hold ids and numbers; only this module makes sentences of them.
//!
//! ```ignore
//! let words = use_words();
//! view! { <h2>{move || words.get().funnel.title}</h2> }
//! ```

pub mod data;
pub mod format;
pub mod funnel;
pub mod heatmap;
pub mod question;
pub mod report;
pub mod shell;
pub mod terms;
pub mod trouble;

use leptos::prelude::*;

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
    pub terms: terms::Terms,
    /// First screen, header, progress.
    pub shell: shell::ShellWords,
    /// The data screen.
    pub data: data::DataWords,
    /// What went wrong, and what to do.
    pub trouble: trouble::TroubleWords,
    /// The funnel.
    pub funnel: funnel::FunnelWords,
    /// The heatmap.
    pub heatmap: heatmap::HeatmapWords,
    /// Controls that all questions share.
    pub question: question::QuestionWords,
    /// The report, and what is shared.
    pub report: report::ReportWords,
}

static ENGLISH: Words = Words {
    language: Language::English,
    terms: terms::EN,
    shell: shell::EN,
    data: data::EN,
    trouble: trouble::EN,
    funnel: funnel::EN,
    heatmap: heatmap::EN,
    question: question::EN,
    report: report::EN,
};

static CHINESE: Words = Words {
    language: Language::Chinese,
    terms: terms::ZH,
    shell: shell::ZH,
    data: data::ZH,
    trouble: trouble::ZH,
    funnel: funnel::ZH,
    heatmap: heatmap::ZH,
    question: question::ZH,
    report: report::ZH,
};

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
