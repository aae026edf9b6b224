//! All programs of workers in one, for the single file: what they have in common is in it once. Which of them a worker
//! runs, its name says.

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

    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    match scope.name().as_str() {
        "sojourn-exports" => exports::main(),
        "sojourn-workbooks" => workbooks::main(),
        "sojourn-parquet" => parquet::main(),
        "sojourn-arrow" => arrow::main(),
        _ => host::main(),
    }
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    for main in [arrow::main, exports::main, host::main, parquet::main, workbooks::main] {
        main();
    }
}
