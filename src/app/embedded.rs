//! The app in an element of somebody else's page: opened, told and listened to from there.

use std::{any::Any, cell::Cell, rc::Rc};

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Blob, Element, HtmlElement};

use super::{App, Page, Preferences, provide};
use crate::{
    import::{ImportOptions, LogSummary},
    panel::{Address, Surroundings, Workspace},
    text::Language,
    worker::{
        client::{self, NamedBlob, Source},
        protocol::{Failure, Progress, SourceRequest},
    },
};

/// What the page around hears of.
pub enum Heard<'a> {
    /// A log is open.
    Ready(&'a LogSummary),
    /// So far is the reading.
    Progress(Progress),
    /// A source could not be opened, or a worker was lost.
    Failed(&'a Failure),
}

/// The app in an element. Dropping it ends its workers and takes it off the page.
pub struct Embedded {
    workspace: Workspace,
    language: RwSignal<Language>,
    _mounted: Box<dyn Any>,
}

impl Embedded {
    /// Puts the app into an element.
    pub fn new(
        target: HtmlElement,
        page: Page,
        language: Language,
        hear: impl Fn(Heard) + Clone + 'static,
    ) -> Embedded {
        client::make_lines_by(page.new_line());
        let started = Rc::new(Cell::new(None));
        let root = target.clone();
        let mounted = mount_to(target, {
            let started = Rc::clone(&started);
            move || {
                let surroundings = Surroundings::new(root, true);
                let preferences = Preferences::embedded(surroundings, language);
                let workspace = provide(page, surroundings, preferences, Address::in_memory());
                started.set(Some((workspace, preferences.language)));
                keep_links_inside(surroundings, workspace.address);
                tell(workspace, hear);
                view! { <App/> }
            }
        });
        let (workspace, language) = started.take().expect("mounting runs what it mounts");
        Embedded { workspace, language, _mounted: Box::new(mounted) }
    }

    /// Opens sources into one log.
    pub fn open(&self, sources: impl Iterator<Item = (SourceRequest, Blob)>, options: ImportOptions) {
        let file = |(SourceRequest { name, options }, blob)| NamedBlob { name, blob, options };
        self.workspace.open(Source::Files(sources.map(file).collect()), options);
    }

    /// Changes the language.
    pub fn speak(&self, language: Language) {
        self.language.set(language);
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.workspace.cancel();
    }
}

/// Links between views change the app's own address, not that of the page.
fn keep_links_inside(surroundings: Surroundings, address: Address) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&surroundings.root(), "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href^='#/']").ok().flatten());
        if let Some(fragment) = link.and_then(|link| link.get_attribute("href")) {
            event.prevent_default();
            address.arrive(fragment);
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || drop(listener.try_update_value(Option::take)));
}

/// Lets the page hear what happens.
fn tell(workspace: Workspace, hear: impl Fn(Heard) + Clone + 'static) {
    let tell = hear.clone();
    Effect::new(move |before: Option<Option<u32>>| {
        workspace.log.with(|log| {
            let id = log.as_ref().map(|log| log.id);
            if let Some(log) = log
                && before.flatten() != id
            {
                tell(Heard::Ready(&log.report.summary));
            }
            id
        })
    });
    let tell = hear.clone();
    Effect::new(move |_| {
        let progress = workspace.opening.with(|opening| opening.as_ref().map(|opening| opening.progress.clone()));
        if let Some(progress) = progress.and_then(|progress| progress.get()) {
            tell(Heard::Progress(progress));
        }
    });
    Effect::new(move |_| {
        workspace.trouble.with(|trouble| {
            if let Some(trouble) = trouble {
                hear(Heard::Failed(&trouble.failure));
            }
        });
    });
}
