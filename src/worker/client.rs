//! The page's side of the line: starts workers, sends requests, awaits replies.

use std::future::Future;

use web_sys::Blob;

use super::protocol::{Failure, Progress};
use crate::{
    analysis::Analysis,
    import::{ImportOptions, ImportReport},
    stage::Stage,
};

/// What to open.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file, or a pasted text as a `Blob`.
    Blob {
        /// Its name.
        name: String,
        /// Its bytes; a handle.
        blob: Blob,
    },
    /// The sample data.
    Sample,
}

/// An open log: a handle on its worker. Clones share it; when the last one is dropped the worker ends.
#[derive(Clone)]
pub struct Client {}

impl Client {
    /// Starts a worker and reads the source. Dropping the future cancels at once and ends that worker.
    ///
    /// # Errors
    ///
    /// When no log can be made of the source.
    pub fn open(
        source: Source,
        options: ImportOptions,
        on_progress: impl Fn(Progress) + 'static,
    ) -> impl Future<Output = Result<(Client, ImportReport), Failure>> {
        let _ = (source, options, on_progress);
        async { unreachable!("replaced by the implementation") }
    }

    /// Asks one question. Questions are answered one after the other, in the order asked.
    ///
    /// # Errors
    ///
    /// When the question does not fit the log, or the worker died.
    pub async fn ask<A: Analysis>(&self, _question: A) -> Result<A::Report, Failure> {
        unreachable!("replaced by the implementation")
    }

    /// Places touchpoints in stages; the report comes back with them.
    ///
    /// # Errors
    ///
    /// When the worker died.
    pub async fn set_stages(
        &self,
        _stages: std::collections::BTreeMap<String, Stage>,
    ) -> Result<ImportReport, Failure> {
        unreachable!("replaced by the implementation")
    }
}
