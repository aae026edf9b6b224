//! Event log → event log: what a question is about.

mod scope;

pub use scope::{Condition, Scope};
