//! The page and all programs of its workers in one, for the single file: what they have in common is in it once. Where
//! it runs says which of them it is, and in a worker its name.

#[path = "app.rs"]
mod app;
#[path = "reader/arrow.rs"]
mod arrow;
#[path = "reader/exports.rs"]
mod exports;
#[path = "worker.rs"]
mod host;
#[path = "reader/parquet.rs"]
mod parquet;
#[path = "reader/workbooks.rs"]
mod workbooks;

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;

    // In the page its script calls what `app.rs` exports.
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return app::main() };
    match scope.name().as_str() {
        "sojourn-exports" => exports::main(),
        "sojourn-workbooks" => workbooks::main(),
        "sojourn-parquet" => parquet::main(),
        "sojourn-arrow" => arrow::main(),
        _ => host::main(),
    }
}

/// There is no page and no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    for main in [app::main, arrow::main, exports::main, host::main, parquet::main, workbooks::main] {
        main();
    }
}
