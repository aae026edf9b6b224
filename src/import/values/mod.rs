//! What the values of a column mean: numbers as people write them, scores with their scale.

mod number;
mod score;

pub use number::{DecimalMark, NumberStyle};
pub use score::Scale;
