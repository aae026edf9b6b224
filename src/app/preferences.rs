//! Language and theme: taken from the browser, changed in the header, remembered.

use leptos::prelude::*;

use crate::{
    panel::{Surroundings, memory},
    text::Language,
};

const LANGUAGE_KEY: &str = "sojourn.language";
const THEME_KEY: &str = "sojourn.theme";

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All themes, in the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The name in the page's `data-theme` and in the browser's memory.
    pub fn id(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn of_id(id: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.id() == id).unwrap_or(Theme::System)
    }
}

/// What the user prefers; in context.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// Language of the page.
    pub language: RwSignal<Language>,
    /// Its theme.
    pub theme: RwSignal<Theme>,
    /// Whether they are remembered: in somebody else's page they are the page's.
    are_ours: bool,
}

impl Preferences {
    /// Starts with what the page says, whose script knows what was remembered and what the browser prefers, and keeps the
    /// page in step with it.
    pub fn follow(surroundings: Surroundings) -> Preferences {
        let said = |name: &str| surroundings.attributes().and_then(|page| page.get_attribute(name)).unwrap_or_default();
        let language = Language::of_tag(&said("lang")).unwrap_or(Language::English);
        Preferences::start(surroundings, language, Theme::of_id(&said("data-theme")))
    }

    /// Starts with the language of the page around, and its theme.
    pub fn embedded(surroundings: Surroundings, language: Language) -> Preferences {
        Preferences::start(surroundings, language, Theme::System)
    }

    fn start(surroundings: Surroundings, language: Language, theme: Theme) -> Preferences {
        let preferences = Preferences {
            language: RwSignal::new(language),
            theme: RwSignal::new(theme),
            are_ours: !surroundings.is_embedded,
        };
        let set = move |name: &str, value: &str| {
            if let Some(element) = surroundings.attributes() {
                // Both names are valid, so setting them does not fail.
                let _ = element.set_attribute(name, value);
            }
        };
        Effect::new(move |_| set("lang", preferences.language.get().tag()));
        Effect::new(move |_| set("data-theme", preferences.theme.get().id()));
        preferences
    }

    /// Changes the language, and remembers it.
    pub fn choose_language(self, tag: &str) {
        if let Some(language) = Language::of_tag(tag) {
            self.language.set(language);
            if self.are_ours {
                // A browser that keeps nothing asks anew next time.
                memory::remember(LANGUAGE_KEY, language.tag());
            }
        }
    }

    /// Changes the theme, and remembers it.
    pub fn choose_theme(self, id: &str) {
        let theme = Theme::of_id(id);
        self.theme.set(theme);
        if self.are_ours {
            memory::remember(THEME_KEY, theme.id());
        }
    }
}
