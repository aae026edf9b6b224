//! Takes files and tables from everywhere: dropped on the window (or the element), chosen, pasted.

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, JsString};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, DragEvent, Event, File, FileList, Node};

use crate::{panel::Surroundings, text::Words};

/// What somebody gives to be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// The sample data.
    Sample,
    /// Files, at least one.
    Files(Vec<File>),
    /// A table in text form.
    Text(String),
}

impl Given {
    /// What it is called on screen.
    pub fn name(&self, words: &'static Words) -> String {
        match self {
            Given::Sample => words.shell.sample_name.to_owned(),
            Given::Text(_) => words.shell.pasted_name.to_owned(),
            Given::Files(files) => match &files[..] {
                [] => String::new(),
                [file] => file.name(),
                [file, others @ ..] => (words.shell.and_others)(&file.name(), others.len()),
            },
        }
    }

    /// Bytes in files.
    pub fn size(&self) -> u64 {
        match self {
            Given::Files(files) => files.iter().map(|file| file.size() as u64).sum(),
            Given::Sample | Given::Text(_) => 0,
        }
    }

    /// What the page's script carries from one program to the next: nothing, a list of files, or a text.
    pub fn to_js(&self) -> JsValue {
        match self {
            Given::Sample => JsValue::NULL,
            Given::Files(files) => files.iter().collect::<Array>().into(),
            Given::Text(text) => JsValue::from_str(text),
        }
    }

    /// What [`Given::to_js`] made.
    pub fn of_js(given: &JsValue) -> Given {
        match given.dyn_ref::<JsString>() {
            Some(text) => Given::Text(text.into()),
            None if given.is_null() => Given::Sample,
            None => Given::Files(Array::from(given).iter().filter_map(|file| file.dyn_into().ok()).collect()),
        }
    }
}

/// Who takes what is given; in context.
#[derive(Clone, Copy)]
pub struct Intake(Callback<Given>);

/// Who takes what is given.
pub fn use_intake() -> Intake {
    expect_context::<Intake>()
}

impl Intake {
    /// Everything that is given goes to `take`.
    pub fn new(take: impl Fn(Given) + Send + Sync + 'static) -> Intake {
        Intake(Callback::new(take))
    }

    /// Gives something.
    pub fn give(self, given: Given) {
        self.0.run(given);
    }

    /// Gives the files of a list, if there are any.
    pub fn give_files(self, files: Option<FileList>) {
        let Some(files) = files else { return };
        let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
        if !files.is_empty() {
            self.give(Given::Files(files));
        }
    }

    fn give_pasted(self, data: &DataTransfer) {
        match data.files().filter(|files| files.length() > 0) {
            Some(files) => self.give_files(Some(files)),
            None => self.give(Given::Text(data.get_data("text/plain").unwrap_or_default())),
        }
    }
}

/// Says, over everything, what happens when the files that are held over the window (or the element) are let go.
/// Listens there for what is dropped and pasted.
#[component]
pub fn DropOverlay(
    /// Where the app stands.
    surroundings: Surroundings,
    /// What happens then.
    #[prop(into)]
    says: Signal<String>,
) -> impl IntoView {
    let (held, set_held) = signal(false);
    listen(surroundings, use_intake(), set_held);
    view! {
        <Show when=move || held.get()>
            <div class="drop-overlay" aria-hidden="true">
                <p class="drop-overlay__words">{move || says.get()}</p>
            </div>
        </Show>
    }
}

fn listen(surroundings: Surroundings, intake: Intake, set_held: WriteSignal<bool>) {
    let on = |name: &'static str, hear: fn(&Event, Listener)| {
        let listener = Listener { intake, set_held, surroundings };
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&surroundings.events(), name, options, move |event| hear(event, listener))
    };
    let listeners = [
        on("dragenter", |event, listener| {
            if let Some(event) = with_files(event) {
                event.prevent_default();
                listener.set_held.set(true);
            }
        }),
        on("dragover", |event, _| {
            if let Some(event) = with_files(event) {
                event.prevent_default();
                if let Some(data) = event.data_transfer() {
                    data.set_drop_effect("copy");
                }
            }
        }),
        on("dragleave", |event, listener| {
            // Moving from one element to the next leaves one, too.
            let next = event.dyn_ref::<DragEvent>().and_then(|event| event.related_target());
            let root = listener.surroundings.root();
            let stays =
                next.and_then(|next| next.dyn_into::<Node>().ok()).is_some_and(|next| root.contains(Some(&next)));
            if !stays {
                listener.set_held.set(false);
            }
        }),
        on("drop", |event, listener| {
            listener.set_held.set(false);
            if let Some(event) = with_files(event) {
                event.prevent_default();
                listener.intake.give_files(event.data_transfer().and_then(|data| data.files()));
            }
        }),
        on("paste", |event, listener| {
            if is_field(event.target()) {
                return;
            }
            if let Some(data) = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data()) {
                event.prevent_default();
                listener.intake.give_pasted(&data);
            }
        }),
    ];
    let listeners = StoredValue::new_local(Some(listeners));
    on_cleanup(move || drop(listeners.try_update_value(Option::take)));
}

/// What the listeners share.
#[derive(Clone, Copy)]
struct Listener {
    intake: Intake,
    set_held: WriteSignal<bool>,
    surroundings: Surroundings,
}

/// The event as one that drags files: touchpoints are dragged inside the page, too.
fn with_files(event: &Event) -> Option<&DragEvent> {
    let event = event.dyn_ref::<DragEvent>()?;
    let types = event.data_transfer()?.types();
    types.iter().any(|name| name.as_string().as_deref() == Some("Files")).then_some(event)
}

/// Whether a target takes a paste itself.
fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA") || element.is_content_editable()
    })
}
