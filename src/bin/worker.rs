//! The worker: owns the log, answers the page.

/// Answers the page.
#[cfg(target_arch = "wasm32")]
pub fn main() {
    sojourn::worker::serve::start::<sojourn::analysis::Query>();
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn main() {}
