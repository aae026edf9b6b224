//! The map in `src/lib.rs` is kept: a module uses only modules above it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The modules, in reading order. `text` and what follows it is the interface.
const ORDER: [&str; 17] = [
    "order", "event_log", "stage", "import", "sample", "prepare", "analysis", "export", "project", "worker",
    "geometry", "document", "text", "chart", "app", "panel", "widget",
];

/// Arrows against the order that are meant, with the reason.
const ALLOWED: [(&str, &str); 2] = [
    // A log knows the stages of its touchpoints.
    ("event_log", "stage"),
    // The shell shows the panels, and the panels ask the shell's shared state.
    ("app", "panel"),
];

/// The sources of a module: a folder, or one file.
fn sources_of(module: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module);
    let mut sources = Vec::new();
    if folder.is_dir() {
        files(&folder, &mut sources);
    } else {
        sources.push(folder.with_extension("rs"));
    }
    sources
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn modules_use_only_modules_above_them() {
    let mut wrong = Vec::new();
    for (position, module) in ORDER.iter().enumerate() {
        for source in sources_of(module) {
            let text = fs::read_to_string(&source).expect("a source file");
            // Tests at the end of a file may use what they like.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for below in &ORDER[position + 1..] {
                let uses = code.contains(&format!("crate::{below}"))
                    || code.split("use crate::{").skip(1).any(|list| {
                        let list = list.split("};").next().unwrap_or_default();
                        list.split([',', '{', '\n', ' '])
                            .any(|word| word.starts_with(&format!("{below}::")) || word == *below)
                    });
                if uses && !ALLOWED.contains(&(module, below)) && !source.ends_with("tests.rs") {
                    wrong.push(format!("{} uses {below}", source.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the order of src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn the_engine_knows_no_browser() {
    for module in [
        "order", "event_log", "stage", "import", "sample", "prepare", "analysis", "export", "project", "geometry",
        "document",
    ] {
        for source in sources_of(module) {
            let text = fs::read_to_string(&source).expect("a source file");
            for word in ["wasm_bindgen", "web_sys", "js_sys", "leptos", "SystemTime", "Instant::now"] {
                assert!(!text.contains(word), "{} has {word}", source.display());
            }
        }
    }
}
