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

use super::{
    address::{Address, Everywhere, History, Mark, Place, View},
    data::{
        mapping_memory::{self, Mappings},
        stage_memory::{self, ChosenStages},
    },
    report,
};
use crate::{
    analysis::{Proposal, ProposalQuestion},
    import::{ImportOptions, ImportReport, SourceOptions, SummaryTouchpoint},
    order,
    stage::StageModel,
    worker::{
        client::{Client, NamedBlob, Source},
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
    /// The stages of the journey before others were chosen by hand.
    pub first_model: Arc<StageModel>,
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
    options: ImportOptions,
    then: View,
    aim: Aim,
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

/// What was done to the sources; it can be undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Files were added.
    Added(Vec<String>),
    /// One was taken out.
    Removed(String),
    /// One was read in another way.
    Read(String),
    /// All were read in another way.
    ReadAll,
    /// This was opened in their place.
    Replaced(Source),
}

/// How things were before a change.
#[derive(Clone)]
pub struct Before {
    /// What was done then.
    pub change: Change,
    /// What was open.
    pub source: Source,
    /// How it was read.
    pub options: ImportOptions,
    /// What was remembered of such files.
    mappings: Mappings,
}

/// How things were when work was kept.
#[derive(Clone, Debug, Default)]
pub struct Restored {
    /// What was remembered of sources with columns of each mark, or that nothing was.
    pub remembered: BTreeMap<String, Option<SourceOptions>>,
    /// Stages chosen by hand.
    pub stages: ChosenStages,
    /// The screen, by its name in the address.
    pub view: String,
    /// Fingerprint of the touchpoints that the states speak of.
    pub of: String,
    /// The state of each screen.
    pub states: BTreeMap<String, String>,
    /// The report.
    pub report: Option<report::memory::Report>,
    /// Whether it comes in a file: then this device may know a report of its own.
    pub is_from_elsewhere: bool,
}

/// What a reading is for.
#[derive(Clone)]
enum Aim {
    Change(Change),
    /// A change, to work that was kept.
    Restore(Change, Box<Restored>),
    /// A change, and nothing remembered for columns with this mark any more.
    Forget(Change, String),
    Undo,
}

impl Aim {
    /// Files of these names are added to what is to be read, which is all of `source` then.
    fn takes_more(&mut self, names: Vec<String>, source: &Source) {
        match self {
            Aim::Change(change) | Aim::Restore(change, _) => match change {
                Change::Added(added) => added.extend(names),
                Change::Replaced(other) => *other = source.clone(),
                Change::Removed(_) | Change::Read(_) | Change::ReadAll => {}
            },
            Aim::Forget(..) | Aim::Undo => {}
        }
    }
}

/// So many changes can be undone.
const UNDO_DEPTH: usize = 20;

/// The state that all screens share; in context.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The log at hand.
    pub log: RwSignal<Option<OpenLog>, LocalStorage>,
    /// What is being read.
    pub opening: RwSignal<Option<Opening>, LocalStorage>,
    /// What went wrong last, until it is dismissed or something opens.
    pub trouble: RwSignal<Option<Trouble>, LocalStorage>,
    /// What was chosen by hand of the stages and touchpoints of the log at hand.
    pub chosen_stages: RwSignal<ChosenStages>,
    /// How things were before each change of the sources, the last one last.
    pub before: RwSignal<Vec<Before>, LocalStorage>,
    /// Grows with each change of a report.
    pub noted: RwSignal<u32>,
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
            chosen_stages: RwSignal::default(),
            before: RwSignal::new_local(Vec::new()),
            noted: RwSignal::new(0),
            address,
            next_id: StoredValue::new(1),
        }
    }

    /// Reads a source and puts it in the place of the log at hand. A reading under way is cancelled.
    pub fn open(self, source: Source, options: ImportOptions) {
        self.read(source.clone(), options, View::Funnel, Aim::Change(Change::Replaced(source)));
    }

    /// Opens work as it was kept, in the place of the log at hand.
    pub fn restore(self, source: Source, options: ImportOptions, restored: Restored) {
        let aim = Aim::Restore(Change::Replaced(source.clone()), Box::new(restored));
        self.read(source, options, View::Funnel, aim);
    }

    /// Reads the sources at hand again, with others or in another way, and stays where it was asked for.
    pub fn change(self, change: Change, source: Source, options: ImportOptions) {
        if source.is_empty() {
            return self.close(change);
        }
        self.read(source, options, self.view(), Aim::Change(change));
    }

    /// Reads all sources again in another way.
    pub fn read_all_again(self, options: ImportOptions) {
        if let Some(log) = self.log.get_untracked() {
            self.change(Change::ReadAll, log.source, options);
        }
    }

    /// Reads one of the files at hand again in another way.
    pub fn read_again(self, file: usize, options: SourceOptions) {
        let Some(mut log) = self.log.get_untracked() else { return };
        match &mut log.source {
            Source::Sample => {
                let SourceOptions { columns, date_order, .. } = options;
                self.read_all_again(ImportOptions { columns, date_order, ..log.options });
            }
            Source::Files(files) => {
                let Some(file) = files.get_mut(file) else { return };
                let change = Change::Read(file.name.clone());
                file.options = options;
                self.change(change, log.source, log.options);
            }
        }
    }

    /// Reads one of the files at hand again with roles as guessed, and forgets what was remembered for columns with this
    /// mark.
    pub fn guess_again(self, file: usize, mark: String) {
        let Some(OpenLog { source: Source::Files(mut files), options, .. }) = self.log.get_untracked() else {
            return self.read_again(file, SourceOptions::default());
        };
        if let Some(file) = files.get_mut(file) {
            let SourceOptions { read, rows, .. } = std::mem::take(&mut file.options);
            file.options = SourceOptions { read, rows, ..SourceOptions::default() };
            let aim = Aim::Forget(Change::Read(file.name.clone()), mark);
            self.read(Source::Files(files), options, self.view(), aim);
        }
    }

    /// What is being read, or else open.
    pub fn at_hand(self) -> Option<Source> {
        let read = self.opening.with(|opening| opening.as_ref().map(|opening| opening.source.clone()));
        read.or_else(|| self.log.with(|log| log.as_ref().map(|log| log.source.clone())))
    }

    /// Adds files to those at hand; where none are, opens them. What is being read begins anew with them.
    pub fn add(self, files: Vec<NamedBlob>) {
        let names = files.iter().map(|file| file.name.clone()).collect();
        if let Some(Opening { source: Source::Files(mut all), options, then, mut aim, .. }) =
            self.opening.get_untracked()
        {
            all.extend(files);
            let source = Source::Files(all);
            aim.takes_more(names, &source);
            return self.read(source, options, then, aim);
        }
        match self.log.get_untracked() {
            Some(OpenLog { source: Source::Files(mut all), options, .. }) => {
                all.extend(files);
                self.change(Change::Added(names), Source::Files(all), options);
            }
            _ => self.open(Source::Files(files), ImportOptions::default()),
        }
    }

    /// Takes one of the files at hand out.
    pub fn remove(self, file: usize) {
        let Some(OpenLog { source: Source::Files(mut files), options, .. }) = self.log.get_untracked() else { return };
        if file < files.len() {
            let gone = files.remove(file);
            self.change(Change::Removed(gone.name), Source::Files(files), options);
        }
    }

    /// Takes the last change of the sources back.
    pub fn undo(self) {
        if let Some(before) = self.before.with_untracked(|before| before.last().cloned()) {
            mapping_memory::put_back(&before.mappings);
            self.read(before.source, before.options, self.view(), Aim::Undo);
        }
    }

    /// Nothing is left to read.
    fn close(self, change: Change) {
        self.cancel();
        self.remember_before(change);
        self.log.set(None);
        self.address.mark.set(None);
        self.address.set(Place::default(), History::Push);
    }

    /// Where a change leads: it stays where it was asked for.
    fn view(self) -> View {
        match self.address.place.with_untracked(|place| place.view) {
            View::Home => View::Data,
            view => view,
        }
    }

    /// Keeps what is open now, to come back to it after a change.
    fn remember_before(self, change: Change) {
        let Some(OpenLog { source, options, .. }) = self.log.get_untracked() else { return };
        self.before.update(|before| {
            before.push(Before { change, source, options, mappings: mapping_memory::recall() });
            if before.len() > UNDO_DEPTH {
                before.remove(0);
            }
        });
    }

    fn read(self, source: Source, options: ImportOptions, then: View, aim: Aim) {
        self.cancel();
        self.trouble.set(None);
        let progress = ArcRwSignal::new(None);
        let task = Task::default();
        self.opening.set(Some(Opening {
            source: source.clone(),
            progress: progress.clone(),
            since: js_sys::Date::now(),
            options: options.clone(),
            then,
            aim: aim.clone(),
            task: task.clone(),
        }));
        let reading = async move {
            let now = Some(js_sys::Date::now());
            let mut remembered = mapping_memory::recall();
            if let Aim::Forget(_, mark) = &aim {
                remembered.remove(mark);
            }
            if let Aim::Restore(_, restored) = &aim {
                mapping_memory::take_over(&mut remembered, &restored.remembered);
            }
            let how = ImportOptions { now, remembered, ..options.clone() };
            let result = Client::open(source.clone(), how, move |now| {
                progress.set(Some(now));
            });
            match result.await {
                Ok((client, report)) => self.opened(client, report, source, options, then, aim).await,
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
        aim: Aim,
    ) {
        let first_model = report.stage_model.clone();
        let remembered = match &aim {
            Aim::Restore(_, restored) => restored.stages.clone(),
            _ => stage_memory::recall(&report),
        };
        if !remembered.is_empty()
            && let Ok(placed) = client.set_stages(remembered.placement(&first_model)).await
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
            first_model: Arc::new(first_model),
        };
        self.opening.set(None);
        let is_home = self.address.place.with_untracked(|place| place.view == View::Home);
        let here = match &aim {
            Aim::Restore(_, kept) => self.address.take_over(&kept.view, &kept.of, &kept.states),
            _ => self.address.place.get_untracked(),
        };
        // A link to a view of the sample may do without the fingerprint: there is but one sample.
        let is_same = here.of.as_ref().map_or(sample, |there| *there == of);
        let stays = is_same && here.sample == sample;
        let view = if stays && here.view != View::Home { here.view } else { then };
        let state = here.state.filter(|_| stays && view == here.view);
        let everywhere = if stays { here.everywhere } else { Everywhere::default() };
        if !stays {
            self.address.forget_states();
        }
        let next = Place { view, sample, of: Some(of.clone()), everywhere, state };
        let history = if is_home { History::Push } else { History::Replace };
        match aim {
            Aim::Change(change) => self.remember_before(change),
            Aim::Forget(change, mark) => {
                self.remember_before(change);
                mapping_memory::forget(&mark);
            }
            Aim::Undo => drop(self.before.try_update(Vec::pop)),
            Aim::Restore(change, restored) => {
                self.remember_before(change);
                let mut mappings = mapping_memory::recall();
                mapping_memory::take_over(&mut mappings, &restored.remembered);
                mapping_memory::put_back(&mappings);
                stage_memory::remember(&log.report, &remembered);
                if let Some(report) = restored.report {
                    report::memory::take_over(&log.report, report, restored.is_from_elsewhere);
                }
            }
        }
        mapping_memory::remember(&log);
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

    /// Puts stages in force; the rest stays as it is. All panels ask anew.
    pub async fn set_stages(self, chosen: ChosenStages) -> Result<(), Failure> {
        let Some(log) = self.log.get_untracked() else { return Ok(()) };
        match log.client.set_stages(chosen.placement(&log.first_model)).await {
            Ok(report) => {
                let has_others = names(&report).ne(names(&log.report));
                // What is proposed goes by names.
                let proposal = if has_others { log.client.ask(ProposalQuestion {}).await.ok() } else { None };
                self.log.update(|now| {
                    if let Some(now) = now.as_mut().filter(|now| now.id == log.id) {
                        now.report = Arc::new(report);
                        now.proposal = proposal.map_or_else(|| Arc::clone(&now.proposal), Arc::new);
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

/// The names of the touchpoints.
fn names(report: &ImportReport) -> impl Iterator<Item = &str> {
    report.summary.touchpoints.iter().map(|touchpoint| touchpoint.name.as_str())
}

/// A short mark of what the file calls its touchpoints: the same for files with the same touchpoints.
pub fn fingerprint(report: &ImportReport) -> String {
    let mut names: Vec<&str> = report.summary.touchpoints.iter().flat_map(SummaryTouchpoint::names_in_file).collect();
    order::sort(&mut names);
    // FNV-1a, 64 bits.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for name in names {
        for byte in name.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}
