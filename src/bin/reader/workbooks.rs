//! Reads spreadsheets, in a worker of its own.

/// Reads what the page asks for.
#[cfg(target_arch = "wasm32")]
pub fn main() {
    use sojourn::{
        import::formats::{read_reshaped, workbook},
        worker::reader::serve,
    };

    serve(|request, source, output| read_reshaped(workbook::read, &request.name, source, &request.options, output));
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn main() {}
