//! Keeps the opened work on the device, in the origin's private files, and as a project file elsewhere.
//!
//! What is written and in which order is [`crate::project`]'s; here is who writes it. Everything is asynchronous, and in
//! parts so small that the page answers in between.

mod bytes;
mod folder;
mod keeper;
mod lock;
mod project_file;
mod section;
mod works;

pub use self::{
    keeper::{Keeper, Received, State, use_keeper},
    section::{KeptBanner, KeptMark, KeptSection, saved_at},
    works::{FOLDER, Work, forget_all, list},
};
use super::report::memory::Report;

/// A description, with the report as the page has it.
pub type Project = crate::project::Project<Report>;
