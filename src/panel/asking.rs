//! Asks the open log a question that changes while a control moves.
//!
//! One question is under way at a time, and one waits: a newer one takes its place. Every answer is shown as it comes,
//! so that the chart follows the hand; the last good report stays until the next one is there.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};

use super::workspace::{OpenLog, use_workspace};
use crate::{
    analysis::Analysis,
    import::ImportReport,
    worker::protocol::{Failure, FailureCode},
};

/// An answer that takes longer than this dims the report before it.
const PATIENCE_MS: u32 = 150;

/// What came of a question.
pub struct Asked<A: Analysis + Send + Sync + 'static>
where
    A::Report: Send + Sync + 'static,
{
    /// The last good report on the log at hand.
    pub report: Signal<Option<Arc<A::Report>>>,
    /// The question that `report` answers; the one asked last may be newer.
    pub question: Signal<Option<Arc<A>>>,
    /// Why the newest question could not be answered.
    pub failure: Signal<Option<Failure>>,
    /// Whether the answer is a while in coming: dim the report.
    pub busy: Signal<bool>,
}

impl<A: Analysis + Send + Sync + 'static> Clone for Asked<A>
where
    A::Report: Send + Sync + 'static,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: Analysis + Send + Sync + 'static> Copy for Asked<A> where A::Report: Send + Sync + 'static {}

/// The questions of one caller of [`ask`].
struct Line<A> {
    /// What was asked last, of what.
    latest: Option<(Arc<ImportReport>, A)>,
    /// Of which log; answers about an earlier one are not shown.
    log_id: Option<u32>,
    under_way: bool,
    waiting: Option<(OpenLog, A)>,
    /// The component is gone.
    closed: bool,
}

/// Asks the open log; `None` asks nothing and keeps what is there. A change of the log or of its stages asks anew.
pub fn ask<A>(question: Signal<Option<A>>) -> Asked<A>
where
    A: Analysis + Clone + PartialEq + Send + Sync + 'static,
    A::Report: Send + Sync + 'static,
{
    let workspace = use_workspace();
    let report = RwSignal::new(None);
    let answered = RwSignal::new(None);
    let failure = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let line =
        Rc::new(RefCell::new(Line { latest: None, log_id: None, under_way: false, waiting: None, closed: false }));
    on_cleanup({
        let line = StoredValue::new_local(line.clone());
        move || {
            if let Some(line) = line.try_get_value() {
                let mut line = line.borrow_mut();
                line.closed = true;
                line.waiting = None;
            }
        }
    });

    let show = {
        let line = line.clone();
        move |log_id: u32, asked: A, result: Result<A::Report, Failure>| {
            if line.borrow().log_id != Some(log_id) {
                return;
            }
            match result {
                Ok(answer) => {
                    answered.try_set(Some(Arc::new(asked)));
                    report.try_set(Some(Arc::new(answer)));
                    failure.try_set(None);
                }
                Err(trouble) => {
                    if trouble.code == FailureCode::WorkerLost {
                        workspace.worker_lost(log_id, trouble.clone());
                    }
                    failure.try_set(Some(trouble));
                }
            }
        }
    };

    Effect::new(move |_| {
        let (Some(log), Some(question)) = (workspace.log.get(), question.get()) else { return };
        let mut state = line.borrow_mut();
        let known = |latest: &(Arc<ImportReport>, A)| Arc::ptr_eq(&latest.0, &log.report) && latest.1 == question;
        if state.latest.as_ref().is_some_and(known) {
            return;
        }
        state.latest = Some((log.report.clone(), question.clone()));
        if state.log_id != Some(log.id) {
            state.log_id = Some(log.id);
            state.under_way = false;
            report.set(None);
            answered.set(None);
            failure.set(None);
        }
        state.waiting = Some((log.clone(), question));
        if state.under_way {
            return;
        }
        state.under_way = true;
        drop(state);
        let (line, show) = (line.clone(), show.clone());
        spawn_local(async move {
            let log_id = log.id;
            loop {
                let next = line.borrow_mut().waiting.take();
                let Some((log, question)) = next else { break };
                let patience = Timeout::new(PATIENCE_MS, move || {
                    busy.try_set(true);
                });
                let result = log.client.ask(question.clone()).await;
                drop(patience);
                if line.borrow().closed {
                    return;
                }
                if line.borrow().log_id != Some(log_id) {
                    return;
                }
                busy.try_set(false);
                show(log_id, question, result);
            }
            line.borrow_mut().under_way = false;
        });
    });

    Asked { report: report.into(), question: answered.into(), failure: failure.into(), busy: busy.into() }
}
