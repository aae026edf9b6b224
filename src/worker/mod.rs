//! The worker: the messages, the host that owns the log, and the page's side of the line.
//!
//! One worker holds one log. Opening another file starts another worker, so the log at hand stays whole until the new
//! one is ready; cancelling, or closing, is the end of the worker. What the host does not read itself, readers read: each
//! in a worker that is thrown away afterwards ([`protocol`]).

#[cfg(feature = "browser")]
mod blob_source;
#[cfg(feature = "browser")]
pub mod client;
pub mod host;
#[cfg(feature = "browser")]
pub mod js;
#[cfg(all(feature = "browser", target_arch = "wasm32"))]
pub mod opening;
#[cfg(feature = "browser")]
pub mod page;
#[cfg(all(feature = "browser", target_arch = "wasm32"))]
pub mod parts;
pub mod plain;
pub mod protocol;
#[cfg(feature = "browser")]
pub mod reader;
#[cfg(all(feature = "browser", target_arch = "wasm32"))]
pub mod serve;
#[cfg(feature = "browser")]
pub mod source;
