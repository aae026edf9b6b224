//! Folders of the origin private file system.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

use super::bytes;
use crate::{order, panel::js, project::StoreError};

/// What the browser throws.
pub fn store_error(error: &JsValue) -> StoreError {
    let message = || js::text(error, "message").unwrap_or_default();
    match js::text(error, "name").as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("NotFoundError") => StoreError::Gone,
        Some("NotReadableError") => StoreError::Unreadable,
        Some("SecurityError") | None => StoreError::NoPlace,
        Some(name) => StoreError::Other(format!("{name}: {}", message())),
    }
}

/// A folder.
#[derive(Clone)]
pub struct Folder(JsValue);

impl Folder {
    /// The folder of all kept works.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoPlace`] where the browser has none, [`StoreError::Gone`] where it is not there and not made.
    pub async fn of_works(makes: bool) -> Result<Folder, StoreError> {
        let storage = js::global("navigator").and_then(|navigator| js::get(&navigator, "storage"));
        let root = js::attempt(&storage.ok_or(StoreError::NoPlace)?, "getDirectory", &[]).await;
        // Each browser has its own error for a page that may not.
        let root = root.map_err(|_| StoreError::NoPlace)?;
        Folder(root).folder(super::works::FOLDER, makes).await
    }

    /// A folder in it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Gone`] where it is not there and not made.
    pub async fn folder(&self, name: &str, makes: bool) -> Result<Folder, StoreError> {
        self.handle("getDirectoryHandle", name, makes).await.map(Folder)
    }

    async fn handle(&self, method: &str, name: &str, makes: bool) -> Result<JsValue, StoreError> {
        let options = js::object(&[("create", &makes.into())]);
        js::attempt(&self.0, method, &[name.into(), options]).await.map_err(|error| store_error(&error))
    }

    /// What is in it.
    pub async fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let Some(list) = js::call(&self.0, "keys", &[]).await else { return names };
        while let Some(next) = js::call(&list, "next", &[]).await {
            let Some(name) = js::text(&next, "value") else { break };
            names.push(name);
        }
        order::sort(&mut names);
        names
    }

    /// A file in it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Gone`] where it is not there.
    pub async fn file(&self, name: &str) -> Result<File, StoreError> {
        let handle = self.handle("getFileHandle", name, false).await?;
        let file = js::attempt(&handle, "getFile", &[]).await.map_err(|error| store_error(&error))?;
        file.dyn_into().map_err(|_| StoreError::NoPlace)
    }

    /// Writes a file, and reads it back: its length and its sum.
    ///
    /// # Errors
    ///
    /// When it is not there afterwards as it should be.
    pub async fn write(&self, name: &str, content: &Blob, sum: u32) -> Result<(), StoreError> {
        let of = |error: JsValue| store_error(&error);
        let handle = self.handle("getFileHandle", name, true).await?;
        let writable = js::attempt(&handle, "createWritable", &[]).await.map_err(of)?;
        // The browser copies the blob by itself.
        let written = match js::attempt(&writable, "write", &[content.into()]).await {
            Ok(_) => js::attempt(&writable, "close", &[]).await,
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            js::call(&writable, "abort", &[]).await;
            return Err(store_error(&error));
        }
        let file = self.file(name).await?;
        let same = file.size() == content.size() && bytes::sum(&file).await.map_err(of)? == sum;
        if same { Ok(()) } else { Err(StoreError::Differs) }
    }

    /// Removes what has this name, with all that is in it; whether it is gone.
    pub async fn remove(&self, name: &str) -> bool {
        let options = js::object(&[("recursive", &true.into())]);
        js::attempt(&self.0, "removeEntry", &[name.into(), options]).await.is_ok()
    }
}
