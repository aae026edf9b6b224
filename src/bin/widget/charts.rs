//! The worker of the charts in other people's pages: it answers their questions alone, and so is smaller than the page's.

#[path = "../worker.rs"]
mod host;

/// Answers the page.
#[cfg(target_arch = "wasm32")]
fn main() {
    host::serve::<sojourn::analysis::ChartQuery>();
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    host::main();
}
