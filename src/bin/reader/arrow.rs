//! Reads Arrow IPC, in a worker of its own.

/// Reads what the page asks for.
#[cfg(target_arch = "wasm32")]
pub fn main() {
    use sojourn::{
        import::formats::{arrow, read_columns},
        worker::reader::serve,
    };

    serve(|request, source, output| read_columns(arrow::read, &request.name, source, &request.options, output));
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn main() {}
