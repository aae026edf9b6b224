//! Files that arrive. While other files are open, or being read, they wait until somebody says whether they join these
//! or take their place; a project holds the whole of a work, and can only take their place. What arrives while others
//! wait joins those, or waits behind them.

use std::collections::VecDeque;

use leptos::{prelude::*, task::spawn_local};

use super::{
    Workspace,
    kept::{Keeper, Received},
};
use crate::{
    import::ImportOptions,
    worker::client::{NamedBlob, Source},
};

/// Files that wait for an answer.
pub struct Arrival {
    /// As they were given, for their name on screen.
    pub given: Source,
    /// What they would join, or take the place of.
    pub open: Source,
    received: Received,
}

impl Arrival {
    /// Whether it can only take the place of what is open.
    pub fn is_project(&self) -> bool {
        matches!(self.received, Received::Project(..))
    }

    /// Takes files that arrive later; gives back what cannot wait for the same answer.
    fn join(&mut self, given: Source, received: Received) -> Option<(Source, Received)> {
        match (&mut self.given, &mut self.received, given, received) {
            (Source::Files(all), Received::Files(own), Source::Files(given), Received::Files(files)) => {
                all.extend(given);
                own.extend(files);
                None
            }
            (_, _, given, received) => Some((given, received)),
        }
    }
}

/// Takes files; in context.
#[derive(Clone, Copy)]
pub struct Arrivals {
    /// What waits for an answer; the first one is asked about.
    pub waiting: RwSignal<VecDeque<Arrival>, LocalStorage>,
    workspace: Workspace,
    keeper: Option<Keeper>,
}

/// Who takes files.
pub fn use_arrivals() -> Arrivals {
    expect_context::<Arrivals>()
}

impl Arrivals {
    /// Opens files in a workspace. Without a keeper there are no projects.
    pub fn new(workspace: Workspace, keeper: Option<Keeper>) -> Arrivals {
        Arrivals { waiting: RwSignal::new_local(VecDeque::new()), workspace, keeper }
    }

    /// Opens files; where others are open, asks first.
    pub fn open(self, files: Vec<NamedBlob>) {
        self.receive(files, false);
    }

    /// Adds files to those that are open; a project is asked for.
    pub fn add(self, files: Vec<NamedBlob>) {
        self.receive(files, true);
    }

    fn receive(self, files: Vec<NamedBlob>, joins: bool) {
        let given = Source::Files(files.clone());
        spawn_local(async move {
            let received = match self.keeper {
                Some(keeper) => keeper.receive(files).await,
                None => Some(Received::Files(files)),
            };
            match (received, untrack(|| self.workspace.at_hand())) {
                (None, _) => {}
                (Some(Received::Files(files)), _) if joins => self.workspace.add(files),
                (Some(received), Some(open @ Source::Files(_))) => self.wait(given, open, received),
                (Some(received), _) => self.take_place(received),
            }
        });
    }

    fn wait(self, given: Source, open: Source, received: Received) {
        self.waiting.update(|waiting| {
            let left = match waiting.back_mut() {
                Some(last) => last.join(given, received),
                None => Some((given, received)),
            };
            waiting.extend(left.map(|(given, received)| Arrival { given, open, received }));
        });
    }

    /// The answer: what waits joins what is open.
    pub fn answer_add(self) {
        if let Some(Arrival { received: Received::Files(files), .. }) = self.take() {
            self.workspace.add(files);
        }
    }

    /// The answer: what waits takes the place of what is open.
    pub fn answer_instead(self) {
        if let Some(Arrival { received, .. }) = self.take() {
            self.take_place(received);
        }
    }

    /// The answer: what is open stays as it is.
    pub fn answer_neither(self) {
        self.take();
    }

    fn take(self) -> Option<Arrival> {
        self.waiting.try_update(VecDeque::pop_front).flatten()
    }

    fn take_place(self, received: Received) {
        match (received, self.keeper) {
            (Received::Project(project, files), Some(keeper)) => keeper.open_project(*project, files),
            (Received::Project(_, files) | Received::Files(files), _) => {
                self.workspace.open(Source::Files(files), ImportOptions::default());
            }
        }
    }
}
