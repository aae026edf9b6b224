//! Keeps what is open by itself, a moment after each change, and opens what was kept.

use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use web_sys::Blob;

use super::{
    Project, project_file,
    works::{self, Current, Work},
};
use crate::{
    panel::{
        OpenLog, Workspace,
        data::{mapping_memory, stage_memory::ChosenStages},
        download::{file_name, save_blob},
        js, memory, report,
        workspace::Restored,
    },
    project::{ENDING, KeptSource, ProjectError, StoreError},
    worker::client::{NamedBlob, Source},
};

const SWITCH_KEY: &str = "sojourn.keep";
/// So long after the last change.
const AFTER_MS: u32 = 1_000;
/// Beyond so many bytes it is asked first.
const ASKS_FROM: u64 = 500 << 20;

/// Whether what is open is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// There is nothing that could be: no log, or the sample, which is made anew whenever it is wanted.
    #[default]
    Nothing,
    /// It is switched off.
    Off,
    /// So many bytes: it is asked first.
    Asks(u64),
    /// That was declined.
    Declined,
    /// It was removed while it was open, and is not kept again by itself.
    Forgotten,
    /// It is being written and read back.
    Saving,
    /// It is kept: written and read back.
    Saved {
        /// When, in milliseconds since 1970.
        at: f64,
        /// Whether another tab is at the work this was opened from, so that this is one of its own.
        is_copy: bool,
    },
    /// It is not.
    Failed(StoreError),
}

/// Keeps what is open; in context, but for somebody else's page, on whose device nothing is kept.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// Whether what is open is kept.
    pub state: RwSignal<State>,
    /// Whether that is wanted.
    pub is_on: RwSignal<bool>,
    /// Whether the browser has promised to remove nothing by itself.
    pub is_persistent: RwSignal<Option<bool>>,
    /// What is kept; `None` until it is known.
    pub works: RwSignal<Option<Vec<Work>>>,
    /// A project that could not be opened: its name, and why.
    pub trouble: RwSignal<Option<(String, ProjectError)>>,
    /// Whether a project file is being made, and why the last one could not be.
    pub making: RwSignal<Result<bool, ProjectError>>,
    workspace: Workspace,
    shared: StoredValue<Shared, LocalStorage>,
}

#[derive(Default)]
struct Shared {
    /// The work at hand.
    current: Option<Current>,
    /// The work that is about to be at hand.
    next: Option<Current>,
    /// Files of a work that another tab is at.
    of_others: Vec<Blob>,
    /// Files of what was forgotten.
    forgotten: Vec<Blob>,
    /// So many bytes were agreed to, and declined.
    agreed: u64,
    declined: u64,
    is_saving: bool,
    saves_again: bool,
    later: Option<Timeout>,
}

/// The keeper; `None` in somebody else's page.
pub fn use_keeper() -> Option<Keeper> {
    use_context::<Keeper>()
}

impl Keeper {
    /// Follows what is open.
    pub fn follow(workspace: Workspace) -> Keeper {
        let keeper = Keeper {
            state: RwSignal::new(State::Nothing),
            is_on: RwSignal::new(memory::recall(SWITCH_KEY).unwrap_or(true)),
            is_persistent: RwSignal::new(None),
            works: RwSignal::new(None),
            trouble: RwSignal::new(None),
            making: RwSignal::new(Ok(false)),
            workspace,
            shared: StoredValue::new_local(Shared::default()),
        };
        Effect::new(move |_| {
            workspace.log.track();
            workspace.chosen_stages.track();
            workspace.noted.track();
            workspace.address.place.track();
            keeper.is_on.track();
            keeper.save_later();
        });
        keeper.look();
        keeper
    }

    /// Looks what is kept.
    pub fn look(self) {
        spawn_local(async move {
            let works = works::list().await.unwrap_or_default();
            self.works.try_set(Some(works));
            let storage = js::global("navigator").and_then(|navigator| js::get(&navigator, "storage"));
            if let Some(storage) = storage {
                let answer = js::call(&storage, "persisted", &[]).await;
                self.is_persistent.try_set(answer.and_then(|answer| answer.as_bool()));
            }
        });
    }

    /// Switches it on or off, and remembers that.
    pub fn switch(self, is_on: bool) {
        // A browser that keeps no settings has it on again next time.
        memory::remember(SWITCH_KEY, &is_on);
        self.is_on.set(is_on);
    }

    /// Keeps what is open although it is large or was forgotten; or does not.
    pub fn agree(self, agrees: bool) {
        let size = self.log().map_or(0, |log| log.source.size());
        self.shared.update_value(|shared| {
            shared.forgotten.clear();
            if agrees {
                shared.agreed = size;
            } else {
                shared.declined = size;
            }
        });
        self.save();
    }

    /// Stops keeping what is open: it was just removed from the device.
    pub fn forgotten(self) {
        let files = self.log().map_or(Vec::new(), |log| files(&log));
        self.shared.update_value(|shared| {
            shared.current = None;
            shared.forgotten = files.into_iter().map(|file| file.blob).collect();
        });
        self.state.set(if self.log().is_some() { State::Forgotten } else { State::Nothing });
        self.look();
    }

    /// Removes one of the works, or all.
    pub fn forget(self, work: Option<String>) {
        spawn_local(async move {
            let current = self.shared.with_value(|shared| shared.current.as_ref().map(|current| current.id.clone()));
            match &work {
                Some(id) if current.as_ref() == Some(id) => {
                    self.forgotten();
                    works::forget(id).await;
                }
                Some(id) => {
                    works::forget(id).await;
                }
                None => {
                    self.forgotten();
                    works::forget_all().await;
                }
            }
            self.look();
        });
    }

    fn log(self) -> Option<OpenLog> {
        self.workspace.log.get_untracked()
    }

    fn save_later(self) {
        self.shared.update_value(|shared| {
            // A timeout that is dropped does not come.
            shared.later = Some(Timeout::new(AFTER_MS, move || self.save()));
        });
    }

    /// Keeps what is open, now.
    pub fn save(self) {
        let runs = self.shared.try_update_value(|shared| {
            shared.later = None;
            shared.saves_again = true;
            std::mem::replace(&mut shared.is_saving, true)
        });
        if runs != Some(false) {
            return;
        }
        spawn_local(async move {
            while self.shared.try_update_value(|shared| std::mem::take(&mut shared.saves_again)) == Some(true) {
                let state = self.save_once().await;
                self.state.try_set(state);
            }
            self.shared.update_value(|shared| shared.is_saving = false);
        });
    }

    async fn save_once(self) -> State {
        let Some(log) = self.log() else {
            self.shared.update_value(|shared| shared.current = None);
            return State::Nothing;
        };
        let files = files(&log);
        if files.is_empty() {
            return State::Nothing;
        }
        if !self.is_on.get_untracked() {
            return State::Off;
        }
        let has = |blobs: &[Blob]| files.iter().any(|file| blobs.contains(&file.blob));
        let (is_forgotten, is_copy, answer) = self.shared.with_value(|shared| {
            let answer = must_ask(log.source.size(), shared.agreed, shared.declined);
            (has(&shared.forgotten), has(&shared.of_others), answer)
        });
        if is_forgotten {
            return State::Forgotten;
        }
        if let Some(state) = answer {
            return state;
        }
        self.state.set(State::Saving);
        let Some(mut current) = self.current_for(&files).await else { return State::Failed(StoreError::NoPlace) };
        let project = self.describe(&log);
        let at = project.saved_at;
        let result = current.save(&files, project).await;
        let is_forgotten = self.shared.with_value(|shared| has(&shared.forgotten));
        if is_forgotten {
            // It was forgotten while it was written.
            drop(current);
            return State::Forgotten;
        }
        match result {
            Ok(()) => {
                self.shared.update_value(|shared| shared.current = Some(current));
                self.ask_to_persist().await;
                State::Saved { at, is_copy }
            }
            Err(StoreError::Gone) if current.is_kept => {
                self.shared.update_value(|shared| {
                    shared.forgotten = files.iter().map(|file| file.blob.clone()).collect();
                });
                State::Forgotten
            }
            Err(error) => {
                if current.is_kept {
                    self.shared.update_value(|shared| shared.current = Some(current));
                }
                State::Failed(error)
            }
        }
    }

    /// The work that these files belong to: the one at hand, the one they were just opened from, one that is kept with the
    /// very same files, or a new one.
    async fn current_for(self, files: &[NamedBlob]) -> Option<Current> {
        let shares = |current: &Current| files.iter().any(|file| current.place_of(&file.blob).is_some());
        let known = self.shared.try_update_value(|shared| {
            let next = shared.next.take_if(|next| shares(next));
            // Taken out in any case: a work that is no longer at hand is let go.
            let current = shared.current.take().filter(|current| shares(current));
            next.or(current)
        });
        match known.flatten() {
            Some(current) => Some(current),
            None => match self.same_files(files).await {
                Some(current) => Some(current),
                None => Current::begin().await,
            },
        }
    }

    /// A kept work with exactly these files that no tab is at.
    async fn same_files(self, files: &[NamedBlob]) -> Option<Current> {
        for work in works::list().await.ok()? {
            let Ok(project) = &work.project else { continue };
            let alike = |(file, source): (&NamedBlob, &KeptSource)| {
                file.name == source.name && file.blob.size() == source.size as f64
            };
            if work.is_open
                || project.sources.len() != files.len()
                || !std::iter::zip(files, &project.sources).all(alike)
            {
                continue;
            }
            let mut current = Current::take_up(&work.id).await?;
            for (file, source) in std::iter::zip(files, &project.sources) {
                if super::bytes::sum(&file.blob).await.ok()? == source.crc32 {
                    current.stored.push((file.blob.clone(), source.clone()));
                }
            }
            if current.stored.len() == files.len() {
                return Some(current);
            }
        }
        None
    }

    async fn ask_to_persist(self) {
        if self.is_persistent.get_untracked() == Some(true) {
            return;
        }
        let storage = js::global("navigator").and_then(|navigator| js::get(&navigator, "storage"));
        if let Some(storage) = storage {
            let answer = js::call(&storage, "persist", &[]).await;
            self.is_persistent.try_set(answer.and_then(|answer| answer.as_bool()));
        }
    }

    /// All but the sources.
    fn describe(self, log: &OpenLog) -> Project {
        let address = self.workspace.address;
        let place = address.place.get_untracked();
        let mappings = mapping_memory::recall();
        let marks = log.report.sources.iter().map(mapping_memory::mark);
        let report = report::memory::recall(&log.report);
        let chosen = self.workspace.chosen_stages.get_untracked();
        Project {
            saved_at: js_sys::Date::now(),
            events: log.report.summary.events,
            customers: log.report.summary.customers,
            options: log.options.clone(),
            remembered: marks.map(|mark| (mark.clone(), mappings.get(&mark).cloned())).collect(),
            stage_model: chosen.model,
            stages: chosen.stages,
            sides: chosen.sides,
            kinds: chosen.kinds,
            channels: chosen.channels,
            owners: chosen.owners,
            names: chosen.names,
            view: place.view.id().to_owned(),
            of: address.mark.get_untracked().map(|mark| mark.of).unwrap_or_default(),
            states: address.states(),
            report: (report != report::memory::Report::default()).then_some(report),
            ..Project::default()
        }
    }

    /// Makes a project file of what is open, and hands it to the browser's downloads.
    pub fn export(self) {
        let Some(log) = self.log() else { return };
        self.making.set(Ok(true));
        spawn_local(async move {
            let made = project_file::make(&files(&log), self.describe(&log)).await;
            if let Ok(blob) = &made {
                save_blob(&file_name(log.report.name(), "project", ENDING), blob);
            }
            self.making.try_set(made.map(|_| false));
        });
    }

    /// Opens a work that is kept.
    pub fn open(self, id: String, name: String) {
        self.trouble.set(None);
        spawn_local(async move {
            let next = Current::take_up(&id).await;
            match Current::files(&id).await {
                Ok((project, files, stored)) => {
                    let blobs = files.iter().map(|file| file.blob.clone()).collect();
                    self.shared.update_value(|shared| match next {
                        Some(mut current) => {
                            current.stored = stored;
                            shared.next = Some(current);
                        }
                        None => shared.of_others = blobs,
                    });
                    self.restore(project, files, false);
                }
                Err(error) => self.trouble.set(Some((name, error))),
            }
        });
    }

    /// What files that were given are: one project file, or others. `None`: they cannot be opened, and it was said why.
    pub async fn receive(self, files: Vec<NamedBlob>) -> Option<Received> {
        let refuse = |file: &NamedBlob, error| {
            self.trouble.set(Some((file.name.clone(), error)));
            None
        };
        for file in &files {
            match project_file::recognise(&file.blob).await {
                Ok(None) => {}
                Ok(Some(_)) if files.len() > 1 => return refuse(file, ProjectError::NotAProject),
                Ok(Some((project, files))) => return Some(Received::Project(Box::new(project), files)),
                Err(error) => return refuse(file, error),
            }
        }
        self.trouble.set(None);
        Some(Received::Files(files))
    }

    /// Opens the work of a project file, with the files in it.
    pub fn open_project(self, project: Project, files: Vec<NamedBlob>) {
        self.restore(project, files, true);
    }

    fn restore(self, project: Project, files: Vec<NamedBlob>, is_from_elsewhere: bool) {
        self.trouble.set(None);
        let Project { options, remembered, stage_model: model, view, of, states, report, .. } = project;
        let Project { stages, sides, kinds, channels, owners, names, .. } = project;
        let stages = ChosenStages { model, stages, sides, kinds, channels, owners, names };
        let restored = Restored { remembered, stages, view, of, states, report, is_from_elsewhere };
        self.workspace.restore(Source::Files(files), options, restored);
    }
}

/// What was given.
pub enum Received {
    /// A project file, and the files in it.
    Project(Box<Project>, Vec<NamedBlob>),
    /// Other files.
    Files(Vec<NamedBlob>),
}

fn files(log: &OpenLog) -> Vec<NamedBlob> {
    match &log.source {
        Source::Files(files) => files.clone(),
        Source::Sample => Vec::new(),
    }
}

/// Whether so much waits for an answer, given what was agreed to and declined before.
fn must_ask(size: u64, agreed: u64, declined: u64) -> Option<State> {
    match size {
        _ if size <= ASKS_FROM.max(agreed) => None,
        _ if size <= declined => Some(State::Declined),
        _ => Some(State::Asks(size)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_large_is_asked_for_once() {
        const MB: u64 = 1 << 20;
        assert_eq!(must_ask(500 * MB, 0, 0), None);
        assert_eq!(must_ask(501 * MB, 0, 0), Some(State::Asks(501 * MB)));
        assert_eq!(must_ask(501 * MB, 501 * MB, 0), None);
        assert_eq!(must_ask(501 * MB, 0, 501 * MB), Some(State::Declined));
        assert_eq!(must_ask(900 * MB, 501 * MB, 0), Some(State::Asks(900 * MB)));
    }
}
