//! The host: owns the log and answers requests. Knows no browser; the worker's binary brings the bytes.

use std::collections::BTreeMap;

use super::protocol::{Cause, Failure, Reply};
use crate::{
    analysis::{self, Query},
    import::Imported,
    stage::Stage,
};

/// Owner of the open log.
#[derive(Debug, Default)]
pub struct Host {
    opened: Option<Imported>,
}

impl Host {
    /// Takes a log that was read.
    pub fn open(&mut self, imported: Imported) -> Reply {
        let report = imported.report.clone();
        self.opened = Some(imported);
        Reply::Opened(Box::new(report))
    }

    /// Answers a question.
    ///
    /// # Errors
    ///
    /// When no log is open, or the question does not fit it.
    pub fn ask(&self, query: &Query) -> Result<Reply, Failure> {
        let opened = self.opened.as_ref().ok_or(Cause::NoLog)?;
        Ok(Reply::Answer(analysis::answer(query, &opened.log)?))
    }

    /// Places touchpoints in stages.
    ///
    /// # Errors
    ///
    /// When no log is open.
    pub fn set_stages(&mut self, stages: &BTreeMap<String, Stage>) -> Result<Reply, Failure> {
        let opened = self.opened.as_mut().ok_or(Cause::NoLog)?;
        opened.set_stages(stages);
        Ok(Reply::Opened(Box::new(opened.report.clone())))
    }
}
