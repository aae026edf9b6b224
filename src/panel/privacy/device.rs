//! What the page has stored on the device, and how it is forgotten. Only what is Sojourn's: an origin may have others.

use js_sys::Object;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::order;
use crate::panel::{
    js,
    kept::{self, Work},
};
use crate::text::privacy::Removed;

/// How names of ours begin, in all stores.
const PREFIX: &str = "sojourn";

/// What is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    /// Remembered settings: key and size in bytes.
    pub settings: Vec<(String, u64)>,
    /// Stores of the page's files: name and number of files.
    pub caches: Vec<(String, usize)>,
    /// Whether a service worker serves them.
    pub worker: bool,
    /// Work that is kept.
    pub works: Vec<Work>,
    /// What else there is in the page's own store.
    pub own_files: Vec<String>,
    /// Bytes that the whole origin uses, and may use.
    pub usage: Option<(f64, f64)>,
}

impl Device {
    /// Looks.
    pub async fn look() -> Device {
        Device {
            settings: settings(),
            caches: caches().await,
            worker: registration().await.is_some(),
            works: kept::list().await.unwrap_or_default(),
            own_files: own_files().await,
            usage: usage().await,
        }
    }

    /// Whether there is nothing to forget.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty()
            && self.caches.is_empty()
            && !self.worker
            && self.works.is_empty()
            && self.own_files.is_empty()
    }

    /// Forgets everything that is stored, and says what that was.
    pub async fn forget() -> Removed {
        let before = Device::look().await;
        if let Ok(Some(storage)) = window().local_storage() {
            for (key, _) in &before.settings {
                let _ = storage.remove_item(key);
            }
        }
        if let Some(registration) = registration().await {
            js::call(&registration, "unregister", &[]).await;
        }
        if let Some(store) = js::global("caches") {
            for (name, _) in &before.caches {
                js::call(&store, "delete", &[name.into()]).await;
            }
        }
        kept::forget_all().await;
        if let Some(folder) = own_folder().await {
            let options = Object::new();
            let _ = js_sys::Reflect::set(&options, &"recursive".into(), &true.into());
            for name in &before.own_files {
                js::call(&folder, "removeEntry", &[name.into(), options.clone().into()]).await;
            }
        }
        let after = Device::look().await;
        let files = |device: &Device| device.caches.iter().map(|(_, files)| files).sum::<usize>();
        Removed {
            settings: before.settings.len() - after.settings.len(),
            files: files(&before).saturating_sub(files(&after)),
            works: before.works.len().saturating_sub(after.works.len()),
            own_files: before.own_files.len() - after.own_files.len(),
            worker: before.worker && !after.worker,
        }
    }
}

fn settings() -> Vec<(String, u64)> {
    let Ok(Some(storage)) = window().local_storage() else { return Vec::new() };
    let mut keys: Vec<String> =
        (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?).collect();
    keys.retain(|key| key.starts_with("sojourn."));
    order::sort(&mut keys);
    let sized = keys.into_iter().filter_map(|key| {
        let value = storage.get_item(&key).ok()??;
        let size = (key.len() + value.len()) as u64;
        Some((key, size))
    });
    sized.collect()
}

/// The stores of this page: another copy of it on the same origin has its own.
async fn caches() -> Vec<(String, usize)> {
    let Some(store) = js::global("caches") else { return Vec::new() };
    let names = js::call(&store, "keys", &[]).await.map(|names| js::items(&names)).unwrap_or_default();
    let folder = folder();
    let mut found = Vec::new();
    for name in names.iter().filter_map(JsValue::as_string) {
        if !name.starts_with(&format!("{PREFIX} {folder} ")) {
            continue;
        }
        let files = match js::call(&store, "open", &[name.as_str().into()]).await {
            Some(cache) => js::call(&cache, "keys", &[]).await.map_or(0, |keys| js::items(&keys).len()),
            None => 0,
        };
        found.push((name, files));
    }
    found
}

/// The folder of the page, by its address.
fn folder() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    format!("{}{folder}", location.origin().unwrap_or_default())
}

async fn registration() -> Option<JsValue> {
    let workers = js::get(&js::global("navigator")?, "serviceWorker")?;
    let registration = js::call(&workers, "getRegistration", &[]).await?;
    js::text(&registration, "scope").filter(|scope| *scope == folder()).map(|_| registration)
}

async fn own_folder() -> Option<JsValue> {
    let storage = js::get(&js::global("navigator")?, "storage")?;
    js::call(&storage, "getDirectory", &[]).await
}

async fn own_files() -> Vec<String> {
    let mut names = Vec::new();
    let Some(folder) = own_folder().await else { return names };
    let Some(list) = js::call(&folder, "keys", &[]).await else { return names };
    while let Some(next) = js::call(&list, "next", &[]).await {
        let Some(name) = js::text(&next, "value") else { break };
        if name.starts_with(PREFIX) && name != kept::FOLDER {
            names.push(name);
        }
    }
    order::sort(&mut names);
    names
}

async fn usage() -> Option<(f64, f64)> {
    let storage = js::get(&js::global("navigator")?, "storage")?;
    let estimate: Object = js::call(&storage, "estimate", &[]).await?.dyn_into().ok()?;
    Some((js::number(&estimate, "usage")?, js::number(&estimate, "quota")?))
}
