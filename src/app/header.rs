//! The header of all screens: menu, the log at hand, language and theme.

use leptos::prelude::*;

use super::preferences::{Preferences, Theme};
use crate::{
    panel::{
        Address, View,
        kept::KeptMark,
        use_workspace,
        workspace::{OpenLog, shown_zone},
    },
    text::{Language, Words, format, use_words},
    worker::client::Source,
};

/// The header; its children stand beside the name, the menu below.
#[component]
pub fn Header(
    /// The way to the views.
    menu: ViewFn,
    children: Children,
) -> impl IntoView {
    let address = expect_context::<Address>();
    view! {
        <header class="header">
            <a
                class="header__brand"
                href=move || address.href(View::Home)
                on:click=move |_| address.flush()
            >
                <Mark/>
                "Sojourn"
            </a>
            {children()}
            <div class="header__switches">
                <PrivacyLink/>
                <Switches/>
            </div>
            {menu.run()}
        </header>
    }
}

/// A shield, in the header and beside the promise.
#[component]
pub fn Shield() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={"M8 1.5 2.5 3.5v4c0 3.4 2.3 5.9 5.5 7 3.2-1.1 5.5-3.6 5.5-7v-4L8 1.5Z M5.4 8l1.9 1.9 3.4-3.6"}></path>
        </svg>
    }
}

#[component]
fn PrivacyLink() -> impl IntoView {
    let address = expect_context::<Address>();
    let words = use_words();
    view! {
        <a
            class="header__privacy"
            href=move || address.href(View::Privacy)
            title=move || words.get().shell.privacy
            aria-label=move || words.get().shell.privacy
            aria-current=move || address.place.with(|place| (place.view == View::Privacy).then_some("page"))
            on:click=move |_| address.flush()
        >
            <Shield/>
        </a>
    }
}

/// Three steps of a journey, each with fewer who take it.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <rect x="1" y="2" width="14" height="3" rx={"1"}></rect>
            <rect x="3" y="6.5" width="10" height="3" rx={"1"}></rect>
            <rect x="5.5" y="11" width="5" height="3" rx={"1"}></rect>
        </svg>
    }
}

/// The log at hand; nothing where none is open.
#[component]
pub fn LogInHeader() -> impl IntoView {
    let is_open = is_open();
    view! {
        <Show when=move || is_open.get()>
            <LogSummary/>
            <KeptMark/>
        </Show>
    }
}

fn is_open() -> Memo<bool> {
    let workspace = use_workspace();
    Memo::new(move |_| workspace.log.with(Option::is_some))
}

/// The views of the log at hand; nothing where none is open.
#[component]
pub fn Menu() -> impl IntoView {
    let is_open = is_open();
    view! {
        <Show when=move || is_open.get()>
            <Views/>
        </Show>
    }
}

#[component]
fn Views() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let address = workspace.address;
    let here = Memo::new(move |_| address.place.with(|place| place.view));
    let item = move |view: View| {
        view! {
            <li>
                <a
                    class="menu__item"
                    href=move || address.href(view)
                    aria-current=move || (here.get() == view).then_some("page")
                    on:click=move |_| address.flush()
                >
                    {move || menu_name(words.get(), view)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="menu" aria-label=move || words.get().shell.menu>
            <ul class="menu__list">{View::MENU.map(item).collect_view()}</ul>
        </nav>
    }
}

/// Name of a view in the menu.
pub fn menu_name(words: &'static Words, view: View) -> &'static str {
    match view {
        View::Home => words.shell.open_another,
        View::Data => words.shell.data,
        View::Overview => words.overview.title,
        View::JourneyMap => words.journey_map.title,
        View::Funnel => words.shell.funnel,
        View::Heatmap => words.shell.heatmap,
        View::Feedback => words.feedback.title,
        View::PainPoints => words.pain_points.title,
        View::Customers => words.customers.title,
        View::Privacy => words.shell.privacy,
        View::Report => words.report.title,
    }
}

/// Name of what is open, on screen.
pub fn source_name(words: &'static Words, source: &Source) -> String {
    match source {
        Source::Sample => words.shell.sample_name.to_owned(),
        Source::Files(files) => match &files[..] {
            [] => String::new(),
            [file] => file.name.clone(),
            [file, others @ ..] => (words.shell.and_others)(&file.name, others.len()),
        },
    }
}

#[component]
fn LogSummary() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let with_log = move |show: fn(&'static Words, &OpenLog) -> String| {
        move || workspace.log.with(|log| log.as_ref().map(|log| show(words.get(), log)).unwrap_or_default())
    };
    let name = with_log(|words, log| source_name(words, &log.source));
    let title = with_log(|words, log| source_name(words, &log.source));
    let counts = with_log(|words, log| {
        let summary = &log.report.summary;
        let mut parts = vec![(words.shell.customers)(summary.customers), (words.shell.events)(summary.events)];
        if let (Some(first), Some(last)) = (&summary.first, &summary.last) {
            let day = |instant: &str| format::date_in(words.language, instant, shown_zone(&log.report));
            let (first, last) = (day(first), day(last));
            parts.push(if first == last { first } else { (words.shell.span)(&first, &last) });
        }
        parts.join(" · ")
    });
    view! {
        <p class="header__log">
            <span class="header__source" title=title>{name}</span>
            <span class="header__counts">{counts}</span>
            <a class="header__another" href="#/" on:click=move |_| workspace.address.flush()>
                {move || words.get().shell.open_another}
            </a>
        </p>
    }
}

#[component]
fn Switches() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let words = use_words();
    let theme_name = move |theme: Theme| {
        move || match theme {
            Theme::System => words.get().shell.theme_system,
            Theme::Light => words.get().shell.theme_light,
            Theme::Dark => words.get().shell.theme_dark,
        }
    };
    view! {
            <select
                class="select select--quiet"
                aria-label=move || words.get().shell.language
                on:change:target=move |event| preferences.choose_language(&event.target().value())
            >
                {Language::ALL
                    .map(|language| {
                        view! {
                            <option
                                value=language.tag()
                                lang=language.tag()
                                prop:selected=move || preferences.language.get() == language
                            >
                                {language.own_name()}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <select
                class="select select--quiet"
                aria-label=move || words.get().shell.theme
                on:change:target=move |event| preferences.choose_theme(&event.target().value())
            >
                {Theme::ALL
                    .map(|theme| {
                        view! {
                            <option value=theme.id() prop:selected=move || preferences.theme.get() == theme>
                                {theme_name(theme)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
    }
}
