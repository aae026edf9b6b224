//! Event log → event log: what a question is about.

mod field;
mod question_error;
mod scope;
mod segment;

pub(crate) use field::{Block, ByCode, Field, blocks, in_one_call};
pub use question_error::QuestionError;
pub(crate) use scope::Tests;
pub use scope::{Condition, Scope};
pub use segment::CustomerCondition;
