//! What is in force of stages and touchpoints, what was chosen by hand, and the way back.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    event_log::ColumnRole,
    panel::{
        OpenLog, Workspace,
        data::stage_memory::{self, ChosenStages},
        use_workspace,
    },
    stage::{self, Aspect, StageModel, kind, side},
};

/// The touchpoints of the log and what was chosen for them.
#[derive(Clone, Copy)]
pub struct Placing {
    workspace: Workspace,
    /// Names of the touchpoints, most events first.
    names: StoredValue<Vec<String>>,
    /// The model before another was chosen.
    first_model: StoredValue<StageModel>,
    /// Whether names of channels tell the side of events.
    pub channels_tell: bool,
    /// Whether the file says the stage itself.
    of_file: bool,
    chosen: RwSignal<ChosenStages>,
    /// The choices before each change, the last one last.
    before: RwSignal<Vec<ChosenStages>>,
    /// The touchpoints that are selected, by position.
    pub selected: RwSignal<BTreeSet<usize>>,
    /// The model in force.
    pub model: Memo<StageModel>,
    /// The stages of the model that the worker last spoke of, by their names in the one in force; the empty name where it
    /// has no such stage.
    of_report: Memo<Vec<String>>,
}

impl Placing {
    /// That of the log at hand.
    pub fn of(log: &OpenLog) -> Placing {
        let workspace = use_workspace();
        let names = log.report.summary.touchpoints.iter().map(|touchpoint| touchpoint.name.clone());
        let (chosen, first_model) = (workspace.chosen_stages, StoredValue::new(StageModel::clone(&log.first_model)));
        let model =
            Memo::new(move |_| chosen.with(|chosen| chosen.model.clone()).unwrap_or_else(|| first_model.get_value()));
        let of_report = Memo::new(move |_| {
            let model = model.get();
            let name = |id: &str| model.named(id).map(|stage| model.id(stage).to_owned()).unwrap_or_default();
            let names = |log: &OpenLog| log.report.stage_model.stages().iter().map(|stage| name(&stage.id)).collect();
            workspace.log.with(|log| log.as_ref().map(names)).unwrap_or_default()
        });
        let summary = &log.report.summary;
        Placing {
            workspace,
            names: StoredValue::new(names.collect()),
            first_model,
            channels_tell: summary.channels.iter().any(|channel| side::guess(&channel.name).keyword.is_some()),
            of_file: summary.columns.contains_key(&ColumnRole::Stage),
            chosen,
            before: RwSignal::default(),
            selected: RwSignal::default(),
            model,
            of_report,
        }
    }

    /// How many touchpoints there are.
    pub fn n(self) -> usize {
        self.names.with_value(Vec::len)
    }

    /// The name of a touchpoint.
    pub fn name(self, at: usize) -> String {
        self.names.with_value(|names| names.get(at).cloned()).unwrap_or_default()
    }

    /// The names of all, in order.
    pub fn with_names<T>(self, read: impl FnOnce(&[String]) -> T) -> T {
        self.names.with_value(|names| read(names))
    }

    /// The stage that was chosen for a touchpoint, if one was that the model has; the empty name is no stage.
    fn chosen_stage(self, name: &str) -> Option<String> {
        let id = self.chosen.with(|chosen| chosen.stages.get(name).cloned())?;
        if id.is_empty() { Some(id) } else { self.model.with(|model| Some(model.id(model.named(&id)?).to_owned())) }
    }

    /// What was chosen of an aspect for a touchpoint, if anything was.
    fn chosen_value(self, aspect: Aspect, name: &str) -> Option<String> {
        match aspect {
            Aspect::Stage => self.chosen_stage(name),
            _ => self.chosen.with(|chosen| chosen.of(aspect).get(name).cloned()),
        }
    }

    /// Whether an aspect of a touchpoint was chosen by hand.
    pub fn is_chosen(self, aspect: Aspect, at: usize) -> bool {
        self.chosen_value(aspect, &self.name(at)).is_some()
    }

    /// An aspect of a touchpoint before any was chosen by hand. Empty where there is none, and of the side where the channel
    /// tells.
    fn first(self, aspect: Aspect, at: usize) -> String {
        match aspect {
            Aspect::Stage => self.first_stage(at),
            Aspect::Side if self.channels_tell => String::new(),
            Aspect::Side => side::guess(&self.name(at)).side.id().to_owned(),
            Aspect::Kind => kind::guess(&self.name(at)).kind.id().to_owned(),
            Aspect::Owner => String::new(),
        }
    }

    /// An aspect of a touchpoint as it stands; empty where there is none, and of the side where the channel tells.
    pub fn value(self, aspect: Aspect, at: usize) -> String {
        self.chosen_value(aspect, &self.name(at)).unwrap_or_else(|| self.first(aspect, at))
    }

    /// The word in a touchpoint's name by which an aspect is guessed, or none; `None` where nothing is guessed.
    pub fn reason(self, aspect: Aspect, at: usize) -> Option<Option<&'static str>> {
        let name = self.name(at);
        match aspect {
            _ if self.is_chosen(aspect, at) => None,
            Aspect::Stage => (!self.of_file).then(|| stage::guess(&name).and_then(|guess| guess.keyword)),
            Aspect::Side => Some(side::guess(&name).keyword),
            Aspect::Kind => Some(kind::guess(&name).keyword),
            Aspect::Owner => None,
        }
    }

    /// The stage of a touchpoint before any was chosen by hand; the empty name where there is none.
    fn first_stage(self, at: usize) -> String {
        let place = self.first_place(at);
        place.and_then(|place| self.of_report.with(|stages| stages.get(place).cloned())).unwrap_or_default()
    }

    /// The position of that stage in the model that the worker last spoke of.
    fn first_place(self, at: usize) -> Option<usize> {
        let place = |log: &OpenLog| log.report.first_stages.get(at).copied().flatten();
        self.workspace.log.with(|log| log.as_ref().and_then(place)).map(usize::from)
    }

    /// How many touchpoints have no stage.
    pub fn n_without_stage(self) -> usize {
        let is_none: Vec<bool> = self.of_report.with(|stages| stages.iter().map(String::is_empty).collect());
        let first = |at: usize| self.first_place(at).is_none_or(|place| is_none.get(place).copied().unwrap_or(true));
        let chosen = |name: &String| self.chosen_stage(name).map(|stage| stage.is_empty());
        self.with_names(|names| {
            names.iter().enumerate().filter(|(at, name)| chosen(name).unwrap_or_else(|| first(*at))).count()
        })
    }

    /// Whether anything was chosen, and whether anything can be taken back.
    pub fn can_reset_and_undo(self) -> [bool; 2] {
        [!self.chosen.with(ChosenStages::is_empty), !self.before.with(Vec::is_empty)]
    }

    /// Chooses a value of an aspect for touchpoints, as one change.
    pub fn set(self, touchpoints: impl IntoIterator<Item = usize>, aspect: Aspect, value: &str) {
        self.set_each(touchpoints.into_iter().map(|at| (at, aspect, value.to_owned())).collect());
    }

    /// Chooses values of aspects for touchpoints, as one change. An empty stage is none; else an empty value is no choice.
    pub fn set_each(self, values: Vec<(usize, Aspect, String)>) {
        untrack(|| {
            let mut next = self.chosen.get();
            for (at, aspect, value) in values {
                let chosen = next.of_mut(aspect);
                if self.first(aspect, at) == value || (value.is_empty() && aspect != Aspect::Stage) {
                    chosen.remove(&self.name(at));
                } else {
                    chosen.insert(self.name(at), value);
                }
            }
            self.change(next);
        });
    }

    /// Puts another model in force. Touchpoints that were placed by hand in a stage stay in it where it has a new name,
    /// and in none where it is gone.
    pub fn set_model(self, model: StageModel, renamed: Option<(String, String)>, gone: Option<String>) {
        let mut next = self.chosen.get_untracked();
        for stage in next.stages.values_mut() {
            if let Some((_, new)) = renamed.as_ref().filter(|(old, _)| old == stage) {
                stage.clone_from(new);
            } else if gone.as_ref() == Some(stage) {
                stage.clear();
            }
        }
        next.model = (model != self.first_model.get_value()).then_some(model);
        self.change(next);
    }

    /// Takes all back that was chosen, as one change.
    pub fn reset(self) {
        self.change(ChosenStages::default());
    }

    fn change(self, next: ChosenStages) {
        let now = self.chosen.get_untracked();
        if now != next {
            self.before.update(|before| before.push(now));
            self.put(next);
        }
    }

    /// Takes the last change back.
    pub fn undo(self) {
        if let Some(last) = self.before.try_update(Vec::pop).flatten() {
            self.put(last);
        }
    }

    /// Puts a choice in force: here, in the browser's memory and, where answers hang on it, in the worker.
    fn put(self, next: ChosenStages) {
        self.workspace.log.with_untracked(|log| {
            if let Some(log) = log {
                stage_memory::remember(&log.report, &next);
            }
        });
        let [now, then] =
            [&self.chosen.get_untracked(), &next].map(|it| (it.model.clone(), it.stages.clone(), it.sides.clone()));
        self.chosen.set(next.clone());
        if now == then {
            return;
        }
        let workspace = self.workspace;
        spawn_local(async move {
            // A worker that died is told by the shell; nothing else can go wrong here.
            let _ = workspace.set_stages(next).await;
        });
    }
}
