//! What the page's first script (`src/app/harden.js`) has recorded.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::panel::js;

/// An attempt that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// By what means, as the script names them.
    pub kind: String,
    /// What it aimed at.
    pub target: String,
    /// When, as of `Date.now()`.
    pub time: f64,
}

/// The record as of now.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The attempts that are kept, newest first.
    pub attempts: Vec<Attempt>,
    /// How many there were in all.
    pub count: u32,
    /// Since when not even the own site may be reached, as of `performance.now()`.
    pub sealed_at: Option<f64>,
    /// Whether the browser lets the page refuse to be led elsewhere.
    pub guards_navigation: bool,
}

impl Record {
    /// Reads it; `None` where the script did not run.
    pub fn read() -> Option<Record> {
        let record = js::global("sojournPrivacy")?;
        let attempts = js::items(&js::get(&record, "refused")?).iter().rev().map(attempt).collect();
        Some(Record {
            attempts,
            count: js::number(&record, "count")? as u32,
            sealed_at: js::number(&record, "sealedAt"),
            guards_navigation: js::get(&record, "guardsNavigation")?.is_truthy(),
        })
    }

    /// The record, followed for as long as the caller is on screen.
    pub fn follow() -> ReadSignal<Option<Record>> {
        let (record, set_record) = signal(Record::read());
        let events = ["sojourn-refused", "sojourn-sealed"].map(|name| {
            window_event_listener_untyped(name, move |_| {
                set_record.try_set(Record::read());
            })
        });
        on_cleanup(move || events.into_iter().for_each(WindowListenerHandle::remove));
        record
    }
}

fn attempt(entry: &JsValue) -> Attempt {
    Attempt {
        kind: js::text(entry, "kind").unwrap_or_default(),
        target: js::text(entry, "target").unwrap_or_default(),
        time: js::number(entry, "time").unwrap_or_default(),
    }
}
