//! The first screen before the app is there: a small program shows it at once and keeps what is given meanwhile. The app
//! loads right behind it, draws the same and takes over what was begun.

use std::any::Any;

use leptos::{html, mount::mount_to, prelude::*};
use web_sys::HtmlElement;

use super::{
    first_screen::FirstScreen,
    frame::Frame,
    intake::{Given, Intake},
    page::{Page, PageContext},
    preferences::Preferences,
    progress::ProgressCard,
};
use crate::{
    panel::{Address, Surroundings},
    text::{provide_language, use_words},
};

/// The first screen in an element of the page. Dropping it takes it away.
pub struct Start {
    given: RwSignal<Vec<Given>, LocalStorage>,
    _mounted: Box<dyn Any>,
}

impl Start {
    /// Shows it.
    pub fn new(target: HtmlElement, page: Page) -> Start {
        let given = RwSignal::new_local(Vec::new());
        let root = target.clone();
        let mounted = mount_to(target, move || {
            let surroundings = Surroundings::new(root, false);
            provide_context(PageContext::new(page));
            let preferences = Preferences::follow(surroundings);
            provide_context(preferences);
            provide_language(preferences.language);
            provide_context(Address::follow());
            provide_context(Intake::new(move |next| given.update(|given| given.push(next))));
            view! { <BeforeTheApp surroundings given/> }
        });
        Start { given, _mounted: Box::new(mounted) }
    }

    /// What was given to be opened since, one after the other.
    pub fn given(&self) -> Vec<Given> {
        self.given.get_untracked()
    }
}

#[component]
fn BeforeTheApp(surroundings: Surroundings, given: RwSignal<Vec<Given>, LocalStorage>) -> impl IntoView {
    let words = use_words();
    Effect::new(move |_| document().set_title(words.get().shell.page_title));
    let waiting = move || {
        given.with(|given| given.first().cloned()).map(|what| {
            let size = what.size();
            view! {
                <ProgressCard
                    name=move || what.name(words.get())
                    size
                    progress=ArcRwSignal::new(None)
                    since=js_sys::Date::now()
                    cancel=move || given.update(|given| drop(given.remove(0)))
                />
            }
        })
    };
    let main = NodeRef::<html::Div>::new();
    let reading = move || view! { <h1 class="visually-hidden">"Sojourn"</h1> };
    let dropping = Signal::derive(move || words.get().shell.let_go.to_owned());
    view! {
        <Frame surroundings main dropping>
            {waiting}
            <Show when=move || given.with(Vec::is_empty) fallback=reading>
                <FirstScreen returns=Signal::stored(false)/>
            </Show>
        </Frame>
    }
}
