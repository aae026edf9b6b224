//! The worker of the charts in other people's pages: it answers their questions alone, and so is smaller than the page's.

/// Answers the page.
#[cfg(target_arch = "wasm32")]
fn main() {
    sojourn::worker::serve::start::<sojourn::analysis::ChartQuery>();
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
