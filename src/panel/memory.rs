//! What the browser remembers of small things, as JSON under a key. Where it keeps nothing, all is as on a first visit.

use leptos::prelude::window;
use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

use super::json::{from_json, to_json};

fn storage() -> Option<Storage> {
    // Browsers that are told to keep nothing throw here.
    window().local_storage().ok().flatten()
}

/// What was remembered.
pub fn recall<T: DeserializeOwned>(key: &str) -> Option<T> {
    from_json(&storage()?.get_item(key).ok()??)
}

/// Remembers it; whether the browser does. A full or forbidden store does not.
pub fn remember<T: Serialize + ?Sized>(key: &str, data: &T) -> bool {
    let kept = storage().zip(to_json(data)).map(|(storage, json)| storage.set_item(key, &json).is_ok());
    kept.unwrap_or_default()
}

/// Forgets it.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        // What is not there cannot fail to go.
        let _ = storage.remove_item(key);
    }
}
