//! What is open, and how something else is opened in its place.
//!
//! The log at hand stays until the next one is ready; cancelling drops the future that reads it, which ends its worker.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::{Future, poll_fn},
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::Poll,
};

use leptos::{prelude::*, task::spawn_local};

use super::address::{Address, History, Mark, Place, View};
use crate::{
    analysis::{Proposal, ProposalQuestion},
    import::{ImportOptions, ImportReport},
    stage::Stage,
    worker::{
        client::{Client, Source},
        protocol::{Failure, FailureCode, Progress},
    },
};

/// A log that is open.
#[derive(Clone)]
pub struct OpenLog {
    /// Another number for each reading of a source; it stays when stages change.
    pub id: u32,
    /// Its worker.
    pub client: Client,
    /// What was understood of it. Another `Arc` when stages change.
    pub report: Arc<ImportReport>,
    /// A funnel and a goal to start from.
    pub proposal: Arc<Proposal>,
    /// Where it came from.
    pub source: Source,
    /// How it was asked to be read.
    pub options: ImportOptions,
    /// Stage of each touchpoint of the summary before any was chosen by hand.
    pub first_stages: Arc<Vec<Option<Stage>>>,
}

/// A source that is being read.
#[derive(Clone)]
pub struct Opening {
    /// What.
    pub source: Source,
    /// How far. Counted by reference: it outlives the screen on which the file was chosen.
    pub progress: ArcRwSignal<Option<Progress>>,
    /// When it began, in milliseconds of [`js_sys::Date::now`].
    pub since: f64,
    task: Task,
}

/// A future that can be dropped from outside: gone when it is done or cancelled.
type Task = Rc<RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>>;

/// A source that could not be read, or a worker that died.
#[derive(Clone)]
pub struct Trouble {
    /// Why.
    pub failure: Failure,
    /// What was to be read.
    pub source: Option<Source>,
    /// How.
    pub options: ImportOptions,
}

/// The state that all screens share; in context.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The log at hand.
    pub log: RwSignal<Option<OpenLog>, LocalStorage>,
    /// What is being read.
    pub opening: RwSignal<Option<Opening>, LocalStorage>,
    /// What went wrong last, until it is dismissed or something opens.
    pub trouble: RwSignal<Option<Trouble>, LocalStorage>,
    /// Stages chosen by hand for touchpoints of the log at hand.
    pub chosen_stages: RwSignal<BTreeMap<String, Stage>>,
    /// The page's address.
    pub address: Address,
    next_id: StoredValue<u32>,
}

/// The workspace of the page.
pub fn use_workspace() -> Workspace {
    expect_context::<Workspace>()
}

impl Workspace {
    /// An empty workspace.
    pub fn new(address: Address) -> Workspace {
        Workspace {
            log: RwSignal::new_local(None),
            opening: RwSignal::new_local(None),
            trouble: RwSignal::new_local(None),
            chosen_stages: RwSignal::new(BTreeMap::new()),
            address,
            next_id: StoredValue::new(1),
        }
    }

    /// Reads a source and puts it in the place of the log at hand. A reading under way is cancelled.
    pub fn open(self, source: Source, options: ImportOptions) {
        self.read(source, options, View::Funnel);
    }

    /// Reads the log at hand again, in another way, and stays where it was asked for.
    pub fn read_again(self, options: ImportOptions) {
        if let Some(log) = self.log.get_untracked() {
            self.read(log.source, options, self.address.place.with_untracked(|place| place.view));
        }
    }

    fn read(self, source: Source, options: ImportOptions, then: View) {
        self.cancel();
        self.trouble.set(None);
        let progress = ArcRwSignal::new(None);
        let task = Task::default();
        self.opening.set(Some(Opening {
            source: source.clone(),
            progress: progress.clone(),
            since: js_sys::Date::now(),
            task: task.clone(),
        }));
        let reading = async move {
            let result = Client::open(source.clone(), options.clone(), move |now| {
                progress.set(Some(now));
            });
            match result.await {
                Ok((client, report)) => self.opened(client, report, source, options, then).await,
                Err(failure) => self.failed(Trouble { failure, source: Some(source), options }),
            }
        };
        *task.borrow_mut() = Some(Box::pin(reading));
        spawn_local(poll_fn(move |context| {
            // The future lies in the slot except while it runs; an empty slot was cancelled.
            let Some(mut reading) = task.borrow_mut().take() else { return Poll::Ready(()) };
            let state = reading.as_mut().poll(context);
            if state.is_pending() {
                *task.borrow_mut() = Some(reading);
            }
            state
        }));
    }

    /// Stops the reading under way, at once.
    pub fn cancel(self) {
        let opening = self.opening.try_update(Option::take).flatten();
        if let Some(opening) = opening {
            let reading = opening.task.borrow_mut().take();
            drop(reading);
        }
    }

    async fn opened(
        self,
        client: Client,
        mut report: ImportReport,
        source: Source,
        options: ImportOptions,
        then: View,
    ) {
        let first_stages = report.summary.touchpoints.iter().map(|at| Stage::named(at.stage.as_deref()?)).collect();
        let remembered = super::data::stage_memory::recall(&report);
        if !remembered.is_empty()
            && let Ok(placed) = client.set_stages(remembered.clone()).await
        {
            report = placed;
        }
        // A log without a proposal is still a log: the panels then ask for steps.
        let proposal = client.ask(ProposalQuestion {}).await.unwrap_or_default();
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        let of = fingerprint(&report);
        let sample = matches!(source, Source::Sample);
        let log = OpenLog {
            id,
            client,
            report: Arc::new(report),
            proposal: Arc::new(proposal),
            source,
            options,
            first_stages: Arc::new(first_stages),
        };
        self.opening.set(None);
        let here = self.address.place.get_untracked();
        // A link to a view of the sample may do without the fingerprint: there is but one sample.
        let is_same = here.of.as_ref().map_or(sample, |there| *there == of);
        let stays = is_same && here.sample == sample;
        let view = if stays && here.view != View::Home { here.view } else { then };
        let state = here.state.filter(|_| stays && view == here.view);
        if !stays {
            self.address.forget_states();
        }
        let next = Place { view, sample, of: Some(of.clone()), state };
        let history = if here.view == View::Home { History::Push } else { History::Replace };
        self.chosen_stages.set(remembered);
        self.log.set(Some(log));
        self.address.mark.set(Some(Mark { sample, of }));
        self.address.set(next, history);
    }

    fn failed(self, trouble: Trouble) {
        self.opening.set(None);
        if trouble.failure.code != FailureCode::Cancelled {
            self.trouble.set(Some(trouble));
        }
    }

    /// Says that the worker of a log died, unless another log has taken its place.
    pub fn worker_lost(self, log_id: u32, failure: Failure) {
        let Some(log) = self.log.get_untracked() else { return };
        if log.id == log_id && self.trouble.with_untracked(Option::is_none) {
            self.trouble.set(Some(Trouble { failure, source: Some(log.source), options: log.options }));
        }
    }

    /// Places touchpoints in stages; the rest stays as it is. All panels ask anew.
    pub async fn set_stages(self, stages: BTreeMap<String, Stage>) -> Result<(), Failure> {
        let Some(log) = self.log.get_untracked() else { return Ok(()) };
        match log.client.set_stages(stages).await {
            Ok(report) => {
                self.log.update(|now| {
                    if let Some(now) = now.as_mut().filter(|now| now.id == log.id) {
                        now.report = Arc::new(report);
                    }
                });
                Ok(())
            }
            Err(failure) => {
                if failure.code == FailureCode::WorkerLost {
                    self.worker_lost(log.id, failure.clone());
                }
                Err(failure)
            }
        }
    }
}

/// The zone in which the log's instants are shown; `None` where they are shown as written.
pub fn shown_zone(report: &ImportReport) -> Option<&str> {
    report.has_offsets.then_some(report.time_zone.as_str())
}

/// A short mark of the touchpoints' names: the same for files with the same touchpoints.
pub fn fingerprint(report: &ImportReport) -> String {
    let mut names: Vec<&str> = report.summary.touchpoints.iter().map(|touchpoint| touchpoint.name.as_str()).collect();
    names.sort_unstable();
    // FNV-1a, 64 bits.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for name in names {
        for byte in name.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}
