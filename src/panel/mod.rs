//! One analysis on screen: controls, question, chart, table.
//!
//! What all panels share is here too: the open log ([`workspace`]), the view's state in the address ([`address`]) and
//! the way to ask a question while a control moves ([`asking`]).
//!
//! A panel is made of three signals in a row: its state in the address → the question → the report.
//!
//! ```ignore
//! let control = Control::follow(View::Feedback, FeedbackState::default);      // question and display options
//! let question = Memo::new(move |_| control.state.with(|state| Some(state.asked())));
//! let asked = ask::<FeedbackQuestion>(question.into());
//! // asked.report is the newest answer; control.update(History::Replace, …) while dragging, Push when let go
//! ```

pub mod address;
pub mod arrivals;
pub mod asking;
mod behind;
pub mod choice;
pub mod columns_choice;
pub mod comparison;
pub mod customers;
pub mod data;
pub mod download;
pub mod exports;
pub mod failure;
pub mod feedback;
pub mod filter_bar;
pub mod funnel;
pub mod heatmap;
pub mod journey_map;
pub mod js;
pub mod json;
pub mod kept;
pub mod later;
mod long_list;
pub mod memory;
pub mod names;
pub mod overview;
pub mod pain_points;
pub mod picker;
pub mod privacy;
pub mod report;
pub mod rows_choice;
pub mod scope_controls;
pub mod segments;
pub mod surroundings;
pub mod table;
mod table_section;
pub mod touchpoint_list;
pub mod workspace;

pub use address::{Address, Control, History, Scoped, View};
pub use asking::{Asked, ask};
pub use behind::{BehindCounts, Field};
pub use surroundings::{Surroundings, use_surroundings};
pub use workspace::{OpenLog, Workspace, use_workspace};
