//! What is in force of stages and touchpoints, what was chosen by hand, and the way back.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    event_log::ColumnRole,
    import::SummaryTouchpoint,
    order,
    panel::{
        OpenLog, Workspace,
        data::stage_memory::{self, ChosenStages},
        use_workspace,
    },
    stage::{self, Aspect, StageModel, kind, side},
};

/// The name of a touchpoint, and what the file calls it.
#[derive(Clone, Debug, PartialEq)]
struct Names {
    name: String,
    in_file: Vec<String>,
}

/// The touchpoints of the log and what was chosen for them.
#[derive(Clone, Copy)]
pub struct Placing {
    workspace: Workspace,
    /// The touchpoints, most events first.
    touchpoints: Memo<Vec<Names>>,
    /// The model before another was chosen.
    first_model: StoredValue<StageModel>,
    /// Whether names of channels tell the side of events.
    pub channels_tell: Memo<bool>,
    /// Whether the file says the stage itself.
    of_file: bool,
    chosen: RwSignal<ChosenStages>,
    /// The choices before each change, the last one last.
    before: RwSignal<Vec<ChosenStages>>,
    /// The touchpoints that are selected, by position.
    pub selected: RwSignal<BTreeSet<usize>>,
    /// Those that are being dragged.
    pub dragged: RwSignal<Vec<usize>>,
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
        let names = |touchpoint: &SummaryTouchpoint| Names {
            name: touchpoint.name.clone(),
            in_file: touchpoint.names_in_file().map(str::to_owned).collect(),
        };
        let touchpoints = Memo::new(move |_| {
            let names = |log: &OpenLog| log.report.summary.touchpoints.iter().map(names).collect();
            workspace.log.with(|log| log.as_ref().map(names)).unwrap_or_default()
        });
        let (chosen, first_model) = (workspace.chosen_stages, StoredValue::new(StageModel::clone(&log.first_model)));
        let model =
            Memo::new(move |_| chosen.with(|chosen| chosen.model.clone()).unwrap_or_else(|| first_model.get_value()));
        let of_report = Memo::new(move |_| {
            let model = model.get();
            let name = |id: &str| model.named(id).map(|stage| model.id(stage).to_owned()).unwrap_or_default();
            let names = |log: &OpenLog| log.report.stage_model.stages().iter().map(|stage| name(&stage.id)).collect();
            workspace.log.with(|log| log.as_ref().map(names)).unwrap_or_default()
        });
        let channels_tell = Memo::new(move |_| {
            let tells = |log: &OpenLog| {
                log.report.summary.channels.iter().any(|channel| side::guess(&channel.name).keyword.is_some())
            };
            workspace.log.with(|log| log.as_ref().is_some_and(tells))
        });
        Placing {
            workspace,
            touchpoints,
            first_model,
            channels_tell,
            of_file: log.report.summary.columns.contains_key(&ColumnRole::Stage),
            chosen,
            before: RwSignal::default(),
            selected: RwSignal::default(),
            dragged: RwSignal::default(),
            model,
            of_report,
        }
    }

    /// How many touchpoints there are.
    pub fn n(self) -> usize {
        self.touchpoints.with(Vec::len)
    }

    /// The name of a touchpoint.
    pub fn name(self, at: usize) -> String {
        self.touchpoints.with(|touchpoints| touchpoints.get(at).map(|it| it.name.clone())).unwrap_or_default()
    }

    /// What the file calls a touchpoint, in alphabetical order.
    pub fn names_in_file(self, at: usize) -> Vec<String> {
        self.touchpoints.with(|touchpoints| touchpoints.get(at).map(|it| it.in_file.clone())).unwrap_or_default()
    }

    /// The name of each touchpoint, by itself and by all that the file calls it.
    pub fn with_names<T>(self, read: impl FnOnce(&BTreeMap<&str, &str>) -> T) -> T {
        self.touchpoints.with(|touchpoints| {
            // Of two that are called so, the one that is counted under it.
            let mut all: BTreeMap<&str, &str> = BTreeMap::new();
            for it in touchpoints {
                for name in &it.in_file {
                    all.entry(name).or_insert(&it.name);
                }
            }
            all.extend(touchpoints.iter().map(|it| (it.name.as_str(), it.name.as_str())));
            read(&all)
        })
    }

    /// The names of all, most events first.
    pub fn names(self) -> Vec<String> {
        self.touchpoints.with(|touchpoints| touchpoints.iter().map(|it| it.name.clone()).collect())
    }

    /// The touchpoints whose name, or one that the file calls them, meets a condition.
    pub fn which(self, mut meets: impl FnMut(&str) -> bool) -> Vec<usize> {
        self.touchpoints.with(|touchpoints| {
            let mut is_met = |it: &Names| meets(&it.name) || it.in_file.iter().any(|name| meets(name));
            touchpoints.iter().enumerate().filter_map(|(at, it)| is_met(it).then_some(at)).collect()
        })
    }

    /// The stage that was chosen for a touchpoint, if one was that the model has; the empty name is no stage.
    fn chosen_stage(self, name: &str) -> Option<String> {
        let id = self.chosen.with(|chosen| chosen.stages.get(name).cloned())?;
        if id.is_empty() { Some(id) } else { self.model.with(|model| Some(model.id(model.named(&id)?).to_owned())) }
    }

    /// What was chosen of an aspect for a touchpoint, if anything was.
    fn chosen_value(self, aspect: Aspect, at: usize) -> Option<String> {
        let name = self.name(at);
        match aspect {
            Aspect::Stage => self.chosen_stage(&name),
            Aspect::Name => (self.names_in_file(at) != [name.as_str()]).then_some(name),
            Aspect::Side | Aspect::Kind | Aspect::Channel | Aspect::Owner => {
                self.chosen.with(|chosen| chosen.of(aspect).get(&name).cloned())
            }
        }
    }

    /// Whether an aspect of a touchpoint was chosen by hand.
    pub fn is_chosen(self, aspect: Aspect, at: usize) -> bool {
        self.chosen_value(aspect, at).is_some()
    }

    /// An aspect of a touchpoint before any was chosen by hand. Empty where there is none, and of the side where the channel
    /// tells.
    fn first(self, aspect: Aspect, at: usize) -> String {
        match aspect {
            Aspect::Stage => self.first_stage(at),
            _ => self.guessed(aspect, &self.name(at)),
        }
    }

    /// What a name tells of an aspect.
    fn guessed(self, aspect: Aspect, name: &str) -> String {
        match aspect {
            Aspect::Stage => self.model.with_untracked(|model| {
                let stage = stage::guess(name).and_then(|guess| model.places().of(&guess));
                stage.map(|stage| model.id(stage).to_owned()).unwrap_or_default()
            }),
            Aspect::Side if self.channels_tell.get() => String::new(),
            Aspect::Side => side::guess(name).side.id().to_owned(),
            Aspect::Kind => kind::guess(name).kind.id().to_owned(),
            Aspect::Channel | Aspect::Owner => String::new(),
            Aspect::Name => name.to_owned(),
        }
    }

    /// An aspect of a touchpoint as it stands; empty where there is none, and of the side where the channel tells.
    pub fn value(self, aspect: Aspect, at: usize) -> String {
        self.chosen_value(aspect, at).unwrap_or_else(|| self.first(aspect, at))
    }

    /// The word in a touchpoint's name by which an aspect is guessed, or none; `None` where nothing is guessed.
    pub fn reason(self, aspect: Aspect, at: usize) -> Option<Option<&'static str>> {
        let name = self.name(at);
        match aspect {
            _ if self.is_chosen(aspect, at) => None,
            Aspect::Stage => (!self.of_file).then(|| stage::guess(&name).and_then(|guess| guess.keyword)),
            Aspect::Side => Some(side::guess(&name).keyword),
            Aspect::Kind => Some(kind::guess(&name).keyword),
            Aspect::Channel | Aspect::Owner | Aspect::Name => None,
        }
    }

    /// The stage of a touchpoint before any was chosen by hand; the empty name where there is none.
    fn first_stage(self, at: usize) -> String {
        let place = |log: &OpenLog| log.report.first_stages.get(at).copied().flatten();
        let place = self.workspace.log.with(|log| log.as_ref().and_then(place)).map(usize::from);
        place.and_then(|place| self.of_report.with(|stages| stages.get(place).cloned())).unwrap_or_default()
    }

    /// How many touchpoints are in each stage, by its name; those in none under the empty one.
    pub fn stage_counts(self) -> BTreeMap<String, usize> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut of_report: Vec<usize> = self.of_report.with(|stages| vec![0; stages.len()]);
        let mut in_none = 0;
        let first = |log: &OpenLog| log.report.first_stages.clone();
        let first = self.workspace.log.with(|log| log.as_ref().map(first)).unwrap_or_default();
        self.touchpoints.with(|touchpoints| {
            for (at, touchpoint) in touchpoints.iter().enumerate() {
                let place = first.get(at).copied().flatten();
                if let Some(stage) = self.chosen_stage(&touchpoint.name) {
                    *counts.entry(stage).or_default() += 1;
                } else if let Some(count) = place.and_then(|place| of_report.get_mut(usize::from(place))) {
                    *count += 1;
                } else {
                    in_none += 1;
                }
            }
        });
        self.of_report.with(|stages| {
            for (stage, count) in stages.iter().zip(of_report) {
                *counts.entry(stage.clone()).or_default() += count;
            }
        });
        *counts.entry(String::new()).or_default() += in_none;
        counts
    }

    /// Whether anything was chosen, and whether anything can be taken back.
    pub fn can_reset_and_undo(self) -> [bool; 2] {
        [!self.chosen.with(ChosenStages::is_empty), !self.before.with(Vec::is_empty)]
    }

    /// Chooses a value of an aspect for touchpoints, as one change. An empty stage is none; else an empty value is no choice,
    /// and an empty name those of the file.
    pub fn set(self, touchpoints: impl IntoIterator<Item = usize>, aspect: Aspect, value: &str) {
        let named = touchpoints.into_iter().map(|at| untrack(|| self.name(at)));
        self.set_each(&named.map(|name| (name, vec![(aspect, value.to_owned())])).collect::<Vec<_>>());
    }

    /// Chooses values of aspects for touchpoints by their names, or by what the file calls them, as one change.
    pub fn set_each(self, values: &[(String, Vec<(Aspect, String)>)]) {
        untrack(|| {
            let mut next = self.chosen.get();
            self.touchpoints.with(|touchpoints| {
                let places = order::map(touchpoints.iter().map(|it| it.name.as_str()).zip(0..));
                let all: Vec<String> = touchpoints.iter().flat_map(|it| it.in_file.iter().cloned()).collect();
                // A name of the log means all that is counted under it.
                let of_file = |name: &String| match places.get(name.as_str()) {
                    Some(&at) => touchpoints[at].in_file.clone(),
                    None => vec![name.clone()],
                };
                // All of one name at once: each time costs a walk over all names.
                let mut by_name: BTreeMap<&str, Vec<String>> = BTreeMap::new();
                for (name, values) in values {
                    if let Some((_, new)) = values.iter().find(|(aspect, _)| *aspect == Aspect::Name) {
                        by_name.entry(new).or_default().extend(of_file(name));
                    }
                }
                for (name, owns) in by_name {
                    next.set_names(&all, owns.iter().map(String::as_str), name);
                }
                for (name, values) in values {
                    let owns = of_file(name);
                    let name = next.name_of(&owns[0]).to_owned();
                    for (aspect, value) in values.iter().filter(|(aspect, _)| *aspect != Aspect::Name) {
                        let first = match places.get(name.as_str()) {
                            Some(&at) => self.first(*aspect, at),
                            None => self.guessed(*aspect, &name),
                        };
                        let chosen = next.of_mut(*aspect);
                        if first == *value || (value.is_empty() && *aspect != Aspect::Stage) {
                            chosen.remove(&name);
                        } else {
                            chosen.insert(name.clone(), value.clone());
                        }
                    }
                }
            });
            self.change(next);
        });
    }

    /// Counts what the file calls `own` under that name again.
    pub fn take_out(self, own: &str) {
        let mut next = self.chosen.get_untracked();
        let all = self.touchpoints.with_untracked(|touchpoints| {
            touchpoints.iter().flat_map(|it| it.in_file.iter().cloned()).collect::<Vec<_>>()
        });
        next.set_names(&all, [own], "");
        self.change(next);
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
            [&self.chosen.get_untracked(), &next].map(|it| self.first_model.with_value(|first| it.placement(first)));
        self.chosen.set(next.clone());
        if now.names != then.names {
            // Rows are others now.
            self.selected.set(BTreeSet::new());
        }
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
