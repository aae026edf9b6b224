//! Takes files and tables from everywhere: dropped on the window, chosen, pasted.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList};

use crate::{
    import::{ImportError, ImportOptions},
    panel::workspace::{Trouble, Workspace},
    text::Language,
    worker::client::Source,
};

/// Listens to the whole window. The signal says whether a file is held over it.
pub fn listen(workspace: Workspace, language: RwSignal<Language>) -> ReadSignal<bool> {
    let (held, set_held) = signal(false);
    // Touchpoints are dragged inside the page, too: only files are ours.
    let has_files = |event: &ev::DragEvent| {
        let types = event.data_transfer().map(|data| data.types()).unwrap_or_default();
        types.iter().any(|name| name.as_string().as_deref() == Some("Files"))
    };
    let enter = window_event_listener(ev::dragenter, move |event| {
        if has_files(&event) {
            event.prevent_default();
            set_held.set(true);
        }
    });
    let over = window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            if let Some(data) = event.data_transfer() {
                data.set_drop_effect("copy");
            }
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Moving from one element to the next leaves one, too; leaving the window leaves for nothing.
        if event.related_target().is_none() {
            set_held.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        set_held.set(false);
        if has_files(&event) {
            event.prevent_default();
            take_files(workspace, event.data_transfer().and_then(|data| data.files()));
        }
    });
    let paste = window_event_listener(ev::paste, move |event| {
        if is_field(event.target()) {
            return;
        }
        if let Some(data) = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data()) {
            event.prevent_default();
            take_pasted(workspace, &data, language.get_untracked());
        }
    });
    on_cleanup(move || {
        for listener in [enter, over, leave, drop, paste] {
            listener.remove();
        }
    });
    held
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
