//! Event log → event log: what a question is about.

mod field;
mod question_error;
mod scope;
mod segment;

pub(crate) use field::{Block, ByCode, Field, blocks, in_one_call};
pub use question_error::QuestionError;
pub use scope::{Condition, Scope};
pub(crate) use scope::{Tests, instant};
pub use segment::CustomerCondition;
