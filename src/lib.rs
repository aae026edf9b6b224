//! Sojourn: customer-journey analytics that stays on the device.
//!
//! The map, in reading order; a module uses only modules above it.
//!
//! | Module | What |
//! | --- | --- |
//! | [`order`] | one sort for all short lists |
//! | [`event_log`] | the log itself: columns, sorted by customer, then time, then row |
//! | [`stage`] | the stages of a journey, and which touchpoint belongs to which; its side and its kind |
//! | [`import`] | bytes → event log, with every row accounted for |
//! | [`sample`] | the made-up retail journey, from a seed |
//! | [`prepare`] | event log → event log: the scope of a question |
//! | [`analysis`] | event log → report: funnel, heatmap |
//! | [`export`] | report → CSV; what of a report may be shared |
//! | [`project`] | the opened work as it is kept: on the device, and as one file |
//! | [`worker`] | the messages between page and worker, the host that owns the log, the page's client |
//! | [`geometry`] | numbers → coordinates and colours |
//! | [`document`] | shared reports → one HTML document |
//! | `text` | the words on screen, English and Chinese (feature `ui`, like all below) |
//! | `chart` | coordinates → SVG |
//! | `panel` | one analysis on screen: controls, question, chart, table; the open log and the address they share |
//! | `app` | the shell: first screen, header, opening a file, what went wrong |
//! | `widget` | a chart in other people's pages: the drawing inside the elements |
//!
//! Everything down to [`export`] is pure: bytes and questions in, reports out; no browser, no clock, no unseeded
//! randomness. Reports are plain data: counts, rates, ids; no words, colours or pixels.

#[cfg(test)]
extern crate self as sojourn;
#[cfg(test)]
#[path = "../tests/common/mod.rs"]
mod common;
#[cfg(test)]
mod test_log;

pub mod analysis;
pub mod document;
pub mod event_log;
pub mod export;
pub mod geometry;
pub mod import;
pub mod order;
pub mod prepare;
pub mod project;
pub mod sample;
pub mod stage;
pub mod worker;

#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "ui")]
pub mod chart;
#[cfg(feature = "ui")]
pub mod panel;
#[cfg(feature = "ui")]
pub mod text;
#[cfg(feature = "ui")]
pub mod widget;
