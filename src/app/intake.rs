//! Takes files and tables from everywhere: dropped on the window (or the element), chosen, pasted.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DataTransfer, DragEvent, Event, File, FileList, Node};

use crate::{
    import::{ImportError, ImportOptions},
    panel::{
        Surroundings,
        workspace::{Trouble, Workspace},
    },
    text::Language,
    worker::client::Source,
};

/// Listens to the whole window, or to the element the app stands in. The signal says whether a file is held over it.
pub fn listen(surroundings: Surroundings, workspace: Workspace, language: RwSignal<Language>) -> ReadSignal<bool> {
    let (held, set_held) = signal(false);
    let on = |name: &'static str, hear: fn(&Event, Intake)| {
        let intake = Intake { workspace, language, set_held, surroundings };
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&surroundings.events(), name, options, move |event| hear(event, intake))
    };
    let listeners = [
        on("dragenter", |event, intake| {
            if let Some(event) = with_files(event) {
                event.prevent_default();
                intake.set_held.set(true);
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
        on("dragleave", |event, intake| {
            // Moving from one element to the next leaves one, too.
            let next = event.dyn_ref::<DragEvent>().and_then(|event| event.related_target());
            let root = intake.surroundings.root();
            let stays =
                next.and_then(|next| next.dyn_into::<Node>().ok()).is_some_and(|next| root.contains(Some(&next)));
            if !stays {
                intake.set_held.set(false);
            }
        }),
        on("drop", |event, intake| {
            intake.set_held.set(false);
            if let Some(event) = with_files(event) {
                event.prevent_default();
                take_files(intake.workspace, event.data_transfer().and_then(|data| data.files()));
            }
        }),
        on("paste", |event, intake| {
            if is_field(event.target()) {
                return;
            }
            if let Some(data) = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data()) {
                event.prevent_default();
                take_pasted(intake.workspace, &data, intake.language.get_untracked());
            }
        }),
    ];
    let listeners = StoredValue::new_local(Some(listeners));
    on_cleanup(move || drop(listeners.try_update_value(Option::take)));
    held
}

/// Where what is taken goes.
#[derive(Clone, Copy)]
struct Intake {
    workspace: Workspace,
    language: RwSignal<Language>,
    set_held: WriteSignal<bool>,
    surroundings: Surroundings,
}

/// The event as one that drags files: touchpoints are dragged inside the page, too.
fn with_files(event: &Event) -> Option<&DragEvent> {
    let event = event.dyn_ref::<DragEvent>()?;
    let types = event.data_transfer()?.types();
    types.iter().any(|name| name.as_string().as_deref() == Some("Files")).then_some(event)
}

/// Opens the one file of a list.
pub fn take_files(workspace: Workspace, files: Option<FileList>) {
    let Some(files) = files else { return };
    match (files.length(), files.get(0)) {
        (1, Some(file)) => take_file(workspace, file),
        (0, _) | (_, None) => {}
        (count, _) => refuse(workspace, ImportError::SeveralSources { count: count as usize }),
    }
}

fn take_file(workspace: Workspace, file: File) {
    workspace.open(Source::Blob { name: file.name(), blob: file.into() }, ImportOptions::default());
}

/// Opens a table in text form.
pub fn take_text(workspace: Workspace, text: &str, language: Language) {
    let name = language.words().shell.pasted_name.to_owned();
    let blob = (!text.trim().is_empty()).then(|| text_blob(text)).flatten();
    match blob {
        Some(blob) => workspace.open(Source::Blob { name, blob }, ImportOptions::default()),
        None => refuse(workspace, ImportError::Empty { source_name: name }),
    }
}

fn take_pasted(workspace: Workspace, data: &DataTransfer, language: Language) {
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        take_files(workspace, Some(files));
    } else {
        take_text(workspace, &data.get_data("text/plain").unwrap_or_default(), language);
    }
}

fn text_blob(text: &str) -> Option<Blob> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type("text/plain;charset=utf-8");
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

fn refuse(workspace: Workspace, error: ImportError) {
    workspace.trouble.set(Some(Trouble { failure: error.into(), source: None, options: ImportOptions::default() }));
}

/// Whether a target takes a paste itself.
fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA") || element.is_content_editable()
    })
}
