//! The shell: first screen, header, what is being opened, what went wrong, and the panel that the address names.

mod arrival_question;
mod embedded;
mod first_screen;
mod frame;
mod header;
mod intake;
mod kept_works;
mod new_version;
mod open_given;
mod page;
mod preferences;
mod progress;
mod start;
mod take_along;
mod trouble;
mod undo_banner;

use leptos::{html, prelude::*};

pub use self::{
    embedded::{Embedded, Heard},
    intake::Given,
    page::Page,
    start::Start,
};
use self::{
    first_screen::FirstScreen,
    frame::Frame,
    intake::{Intake, use_intake},
    page::PageContext,
    preferences::Preferences,
};
use crate::{
    import::ImportOptions,
    panel::{
        Address, History, Surroundings, View, Workspace,
        address::Place,
        arrivals::Arrivals,
        customers::CustomersPanel,
        data::DataPanel,
        feedback::FeedbackPanel,
        filter_bar::FilterBar,
        funnel::FunnelPanel,
        heatmap::HeatmapPanel,
        journey_map::JourneyMapPanel,
        kept::{Keeper, KeptBanner},
        overview::OverviewPanel,
        pain_points::PainPointsPanel,
        privacy::PrivacyPanel,
        report::ReportPanel,
        use_surroundings, use_workspace,
    },
    text::{provide_language, use_words},
    worker::client::{self, Source},
};

/// Puts the app into an element of a page, for good, and opens what was given before it was there.
pub fn mount(target: web_sys::HtmlElement, page: Page, given: Vec<Given>) {
    console_error_panic_hook::set_once();
    client::make_lines_by(page.new_line());
    let body = target.clone();
    let start = move || {
        let surroundings = Surroundings::new(body, false);
        let address = Address::follow();
        let workspace = provide(page, surroundings, Preferences::follow(surroundings), address);
        Effect::new(move |_| document().set_title(&title(workspace)));
        let leaving = window_event_listener(leptos::ev::pagehide, move |_| address.flush());
        on_cleanup(move || leaving.remove());
        for given in given {
            use_intake().give(given);
        }
        view! { <App/> }
    };
    mount_to(target, start).forget();
}

/// Provides what all components of the app share.
fn provide(page: Page, surroundings: Surroundings, preferences: Preferences, address: Address) -> Workspace {
    provide_context(PageContext::new(page));
    provide_context(surroundings);
    provide_context(preferences);
    provide_language(preferences.language);
    provide_context(address);
    let workspace = Workspace::new(address);
    provide_context(workspace);
    // Nothing is kept on the device for somebody else's page.
    let keeper = (!surroundings.is_embedded).then(|| Keeper::follow(workspace));
    if let Some(keeper) = keeper {
        provide_context(keeper);
    }
    let arrivals = Arrivals::new(workspace, keeper);
    provide_context(arrivals);
    provide_context(Intake::new(move |given| {
        open_given::open(workspace, arrivals, given, preferences.language.get_untracked());
    }));
    workspace
}

/// The app, where [`provide`] was called.
#[component]
fn App() -> impl IntoView {
    let surroundings = use_surroundings();
    let workspace = use_workspace();
    let address = workspace.address;
    let words = use_words();
    let main = NodeRef::<html::Div>::new();

    keep_in_step(workspace);

    // Which screen, of which log: another log or screen is drawn anew, a change of stages is not.
    let screen = Memo::new(move |_| {
        let log_id = workspace.log.with(|log| log.as_ref().map(|log| log.id));
        let view = address.place.with(|place| place.view);
        match log_id {
            _ if view == View::Privacy => (view, None),
            Some(id) => (view, Some(id)),
            None => (View::Home, None),
        }
    });
    let content = move || match screen.get().0 {
        View::Home => {
            let reads_first = move || workspace.log.with(Option::is_none) && workspace.opening.with(Option::is_some);
            let reading = move || view! { <h1 class="visually-hidden">"Sojourn"</h1> };
            view! { <Show when=move || !reads_first() fallback=reading><Home/></Show> }.into_any()
        }
        View::Data => view! { <DataPanel/> }.into_any(),
        View::Overview => view! { <OverviewPanel/> }.into_any(),
        View::JourneyMap => view! { <JourneyMapPanel/> }.into_any(),
        View::Funnel => view! { <FunnelPanel/> }.into_any(),
        View::Heatmap => view! { <HeatmapPanel/> }.into_any(),
        View::Feedback => view! { <FeedbackPanel/> }.into_any(),
        View::PainPoints => view! { <PainPointsPanel/> }.into_any(),
        View::Customers => view! { <CustomersPanel/> }.into_any(),
        View::Privacy => view! { <PrivacyPanel/> }.into_any(),
        View::Report => view! { <ReportPanel/> }.into_any(),
    };
    // What had the focus is gone after a change of screens; the keyboard goes on from the top of the new one.
    Effect::new(move |before: Option<View>| {
        let view = screen.get().0;
        // In somebody else's page the focus is where the page has it.
        if before == Some(View::Home) && view != View::Home && !surroundings.is_embedded {
            // Focusing needs the layout, which is not to be made twice: with the next frame it is there.
            request_animation_frame(move || {
                frame::focus(main);
                // Focusing scrolls the header over what comes first.
                window().scroll_to_with_x_and_y(0.0, 0.0);
            });
        }
        view
    });
    let dropping = Signal::derive(move || {
        let words = words.get();
        match workspace.at_hand() {
            Some(source @ Source::Files(_)) => (words.arrival.let_go)(&header::source_name(words, &source)),
            Some(sample) => (words.shell.let_go_instead)(&header::source_name(words, &sample)),
            None => words.shell.let_go.to_owned(),
        }
    });
    let in_header = move || view! { <header::LogInHeader/> };
    let menu = move || view! { <header::Menu/> };
    view! {
        <Frame surroundings main in_header menu dropping>
            <new_version::NewVersionBanner/>
            <undo_banner::UndoBanner/>
            <KeptBanner/>
            <trouble::TroubleCard/>
            <kept_works::KeptTrouble/>
            <progress::OpeningProgress/>
            <SkippedBanner/>
            <FilterBar/>
            {content}
            <arrival_question::ArrivalQuestion/>
        </Frame>
    }
}

/// The first screen, with the way back where a log is open.
#[component]
fn Home() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let returns = Memo::new(move |_| {
        let closed = workspace.log.with(Option::is_none);
        closed && workspace.address.place.with(|place| place.view != View::Home && !place.sample)
    });
    let back = move || {
        let words = words.get();
        workspace.log.with(|log| {
            log.as_ref().map(|log| {
                let name = (words.shell.back_to)(&header::source_name(words, &log.source));
                view! { <p><a class="link" href=move || workspace.address.href(View::Funnel)>{name}</a></p> }
            })
        })
    };
    let kept = move || view! { <kept_works::KeptWorks/> };
    view! { <FirstScreen returns=returns.into() kept=kept>{back}</FirstScreen> }
}

/// Opens the sample where the address says so, and keeps states of one log away from another.
fn keep_in_step(workspace: Workspace) {
    let address = workspace.address;
    Effect::new(move |_| {
        let place = address.place.get();
        if place.view == View::Home {
            return;
        }
        let Some(mark) = address.mark.get() else {
            if place.sample && workspace.opening.with_untracked(Option::is_none) {
                workspace.open(Source::Sample, ImportOptions::default());
            }
            return;
        };
        if mark.sample == place.sample && Some(&mark.of) == place.of.as_ref() {
            return;
        }
        if place.sample && !mark.sample {
            workspace.open(Source::Sample, ImportOptions::default());
            return;
        }
        // Without a fingerprint they are of any log.
        let Place { view, everywhere, state, .. } =
            if place.of.is_none() { place } else { Place { view: place.view, ..Place::default() } };
        address.set(Place { view, sample: mark.sample, of: Some(mark.of), everywhere, state }, History::Replace);
    });
}

fn title(workspace: Workspace) -> String {
    let words = use_words().get();
    workspace.log.with(|log| match log {
        None => words.shell.page_title.to_owned(),
        Some(log) => {
            let view = workspace.address.place.with(|place| place.view);
            let name = header::source_name(words, &log.source);
            format!("{} · {name} · Sojourn", header::menu_name(words, view))
        }
    })
}

/// Says quietly that rows were skipped, until it is dismissed.
#[component]
fn SkippedBanner() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let words = use_words();
    let dismissed = RwSignal::new(None::<u32>);
    let shown = Memo::new(move |_| {
        let elsewhere = workspace.address.place.with(|place| !matches!(place.view, View::Home | View::Data));
        let skipped = workspace.log.with(|log| {
            let log = log.as_ref()?;
            let summary = &log.report.summary;
            (summary.skipped.count > 0).then_some((log.id, summary.skipped.count, summary.rows))
        });
        skipped.filter(|(id, ..)| elsewhere && dismissed.get() != Some(*id))
    });
    move || {
        shown.get().map(|(id, skipped, rows)| {
            view! {
                <p class="banner" role="status">
                    <span>{move || (words.get().shell.skipped)(skipped, rows)}</span>
                    <a class="link" href=move || workspace.address.href(View::Data)>
                        {move || words.get().shell.see_skipped}
                    </a>
                    <button
                        class="button button--icon"
                        type="button"
                        aria-label=move || words.get().shell.dismiss
                        on:click=move |_| dismissed.set(Some(id))
                    >
                        "×"
                    </button>
                </p>
            }
        })
    }
}
