//! Random logs and questions: the engine against the naive oracle, and what must hold for any answer.

mod against_oracle;
mod agreement;
#[path = "../common/mod.rs"]
mod common;
#[path = "../oracle/mod.rs"]
mod oracle;
