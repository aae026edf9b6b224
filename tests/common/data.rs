//! The data sets beside the project, which are not part of it.

use std::{fs, path::PathBuf};

/// A data set; `None`, and a message, where it is not there.
pub fn data(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: there is no ../shared/data/{name}");
    }
    bytes
}
