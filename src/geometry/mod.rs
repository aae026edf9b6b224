//! Numbers → coordinates and colours. Draws nothing, and knows no analysis.
//!
//! | Module | What |
//! | --- | --- |
//! | [`color`] | the sequential scale of the heatmap, the colours of the series |
//! | [`dot_rows`] | where dots with their intervals lie |
//! | [`funnel_bars`] | where the bars, whiskers and labels of a funnel lie |
//! | [`grid`] | where the cells of a heatmap lie, and which of them can be seen |
//! | [`journey_map`] | where the parts of a journey map lie |
//! | [`label`] | how wide a text is, and what of it fits |
//! | [`scale`] | from values to positions, and ticks at round values |
//! | [`window`] | which rows of a long list can be seen |

pub mod color;
pub mod dot_rows;
pub mod funnel_bars;
pub mod grid;
pub mod journey_map;
pub mod label;
pub mod scale;
pub mod window;
