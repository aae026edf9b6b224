//! Coordinates → SVG. A chart takes plain data and a size; it asks nothing, owns nothing and knows no analysis.
//!
//! | Module | What |
//! | --- | --- |
//! | [`step_bars`] | bars that shrink from step to step, with what was lost |
//! | [`dot_rows`] | values as dots with their intervals |
//! | [`heat_grid`] | a grid of shaded cells that scrolls under its headers |
//! | [`heat_picture`] | the SVG of a heat grid, or of a window of it |
//! | [`journey_picture`] | stages as columns, with what is known of each below it |
//! | [`legend`] | what shades and colours mean |
//! | [`tooltip`] | the box beside the pointer |
//! | [`width`] | how wide an element is, as it changes |
//! | [`each`] | a list by number, in which what stays is kept |
//! | [`picture`] | a chart as SVG and PNG files |
//!
//! Colours come from custom properties in `style/chart.css` alone, so that themes need no redrawing.

pub mod dot_rows;
pub mod each;
pub mod heat_grid;
pub mod heat_picture;
pub mod journey_picture;
pub mod legend;
pub mod picture;
pub mod step_bars;
pub mod tooltip;
pub mod trend_line;
pub mod width;
