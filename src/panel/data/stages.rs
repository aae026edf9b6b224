//! Which touchpoint stands in which stage: the guess, and the way to correct it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use leptos::{prelude::*, task::spawn_local};

use super::stage_memory;
use crate::{
    event_log::ColumnRole,
    import::{ImportReport, SummaryTouchpoint},
    panel::{
        OpenLog, Workspace,
        table::{Header, VirtualTable},
        use_workspace,
    },
    stage::Stage,
    text::{format, use_words},
};

/// Stages chosen by hand, by touchpoint.
type Chosen = BTreeMap<String, Stage>;

/// The touchpoints of the log and the stages chosen for them.
#[derive(Clone, Copy)]
struct Placing {
    workspace: Workspace,
    report: StoredValue<Arc<ImportReport>>,
    /// Stage of each touchpoint before any was chosen by hand.
    first: StoredValue<Arc<Vec<Option<Stage>>>>,
    chosen: RwSignal<Chosen>,
    /// The choices before each change, the last one last.
    before: RwSignal<Vec<Chosen>>,
}

impl Placing {
    fn of(log: &OpenLog) -> Placing {
        let workspace = use_workspace();
        Placing {
            workspace,
            report: StoredValue::new(log.report.clone()),
            first: StoredValue::new(log.first_stages.clone()),
            chosen: workspace.chosen_stages,
            before: RwSignal::new(Vec::new()),
        }
    }

    fn touchpoint<T>(self, at: usize, read: impl FnOnce(&SummaryTouchpoint) -> T) -> Option<T> {
        self.report.with_value(|report| report.summary.touchpoints.get(at).map(read))
    }

    fn is_chosen(self, at: usize) -> bool {
        self.touchpoint(at, |touchpoint| self.chosen.with(|chosen| chosen.contains_key(&touchpoint.name)))
            .unwrap_or_default()
    }

    fn first_stage(self, at: usize) -> Option<Stage> {
        self.first.with_value(|first| first.get(at).copied().flatten())
    }

    fn stage(self, at: usize) -> Option<Stage> {
        let chosen = self.touchpoint(at, |touchpoint| self.chosen.with(|chosen| chosen.get(&touchpoint.name).copied()));
        chosen.flatten().or_else(|| self.first_stage(at))
    }

    fn place(self, at: usize, stage: Stage) {
        let Some(name) = self.touchpoint(at, |touchpoint| touchpoint.name.clone()) else { return };
        let mut next = self.chosen.get_untracked();
        if self.first_stage(at) == Some(stage) {
            next.remove(&name);
        } else {
            next.insert(name, stage);
        }
        self.change(next);
    }

    fn change(self, next: Chosen) {
        let now = self.chosen.get_untracked();
        self.before.update(|before| before.push(now));
        self.put(next);
    }

    fn undo(self) {
        if let Some(last) = self.before.try_update(Vec::pop).flatten() {
            self.put(last);
        }
    }

    /// Puts a choice in force: here, in the browser's memory and in the worker, which hears only what differs.
    fn put(self, next: Chosen) {
        let now = self.chosen.get_untracked();
        let mut differs = Chosen::new();
        self.report.with_value(|report| {
            for (at, touchpoint) in report.summary.touchpoints.iter().enumerate() {
                let (was, is) = (now.get(&touchpoint.name), next.get(&touchpoint.name));
                if was != is
                    && let Some(stage) = is.copied().or_else(|| self.first_stage(at))
                {
                    differs.insert(touchpoint.name.clone(), stage);
                }
            }
            stage_memory::remember(report, &next);
        });
        self.chosen.set(next);
        if !differs.is_empty() {
            let workspace = self.workspace;
            spawn_local(async move {
                // A worker that died is told by the shell; nothing else can go wrong here.
                let _ = workspace.set_stages(differs).await;
            });
        }
    }
}

/// The stages of all touchpoints.
#[component]
pub fn Stages(log: OpenLog) -> impl IntoView {
    let words = use_words();
    let placing = Placing::of(&log);
    let unsure: BTreeSet<String> = log.report.unsure_stages.iter().cloned().collect();
    let n_unsure = unsure.len();
    let unsure = StoredValue::new(unsure);
    let is_unsure = move |at: usize| {
        placing
            .touchpoint(at, |touchpoint| unsure.with_value(|unsure| unsure.contains(&touchpoint.name)))
            .unwrap_or_default()
    };
    let filter = RwSignal::new(String::new());
    let only_unsure = RwSignal::new(false);
    let n_all = log.report.summary.touchpoints.len();
    // Unsure ones first, then as they come, most events first. A change of stage moves no row.
    let order = Memo::new(move |_| {
        let wanted = filter.get().trim().to_lowercase();
        let only_unsure = only_unsure.get();
        let matches = |at: &usize| {
            wanted.is_empty()
                || placing
                    .touchpoint(*at, |touchpoint| touchpoint.name.to_lowercase().contains(&wanted))
                    .unwrap_or_default()
        };
        let (mut first, rest): (Vec<usize>, Vec<usize>) = (0..n_all).filter(matches).partition(|at| is_unsure(*at));
        if !only_unsure {
            first.extend(rest);
        }
        first
    });
    let heads = Signal::derive(move || {
        let words = words.get();
        vec![
            Header::text(words.terms.touchpoint).track("minmax(9rem, 3fr)"),
            Header::number(words.data.events).track("minmax(6.25rem, 1fr)"),
            Header::number(words.data.customers).track("minmax(6.25rem, 1fr)"),
            Header::text(words.data.stage).track("minmax(13rem, 2fr)"),
        ]
    });
    let row = move |row: usize| {
        let Some(at) = order.with(|order| order.get(row).copied()) else { return Vec::new() };
        let language = words.get().language;
        let fields = placing.touchpoint(at, |touchpoint| {
            let count = |n: u64| format::count(language, n).into_any();
            let name = touchpoint.name.clone();
            vec![
                view! { <span class="table__cut" title=name.clone()>{name.clone()}</span> }.into_any(),
                count(touchpoint.events),
                count(touchpoint.customers),
                view! { <StageChoice at name placing is_unsure=is_unsure(at)/> }.into_any(),
            ]
        });
        fields.unwrap_or_default()
    };
    let of_file = log.report.summary.columns.get(&ColumnRole::Stage).cloned();
    let note = move || {
        let data = &words.get().data;
        match &of_file {
            Some(column) => format!("{} {}", (data.stages_of_file)(column), data.kept_here),
            None if n_unsure > 0 => format!("{} {}", data.stages_note, (data.unsure_note)(n_unsure)),
            None => data.stages_note.to_owned(),
        }
    };
    view! {
        <section class="panel" aria-labelledby="stages-title">
            <div class="panel__head">
                <h2 class="panel__title" id="stages-title">{move || words.get().data.stages}</h2>
                <p class="quiet">{note}</p>
            </div>
            <div class="row">
                <input
                    class="input"
                    type="search"
                    aria-label=move || words.get().data.filter
                    placeholder=move || words.get().data.filter
                    prop:value=move || filter.get()
                    on:input:target=move |event| filter.set(event.target().value())
                />
                {(n_unsure > 0)
                    .then(|| {
                        view! {
                            <label class="check">
                                <input
                                    type="checkbox"
                                    prop:checked=move || only_unsure.get()
                                    on:change:target=move |event| only_unsure.set(event.target().checked())
                                />
                                {move || words.get().data.only_unsure}
                            </label>
                        }
                    })}
                <span class="quiet number" role="status">
                    {move || (words.get().data.shown)(order.with(Vec::len), n_all)}
                </span>
                <span class={"row__space"}></span>
                <button
                    class="button"
                    type="button"
                    disabled=move || placing.before.with(Vec::is_empty)
                    on:click=move |_| placing.undo()
                >
                    {move || words.get().data.undo}
                </button>
                <button
                    class="button"
                    type="button"
                    disabled=move || placing.chosen.with(BTreeMap::is_empty)
                    on:click=move |_| placing.change(Chosen::new())
                >
                    {move || words.get().data.reset}
                </button>
            </div>
            <VirtualTable
                label=Signal::derive(move || words.get().data.stages.to_owned())
                columns=heads
                n_rows=Signal::derive(move || order.with(Vec::len))
                row
                max_height=480.0
            />
            <Show when=move || order.with(Vec::is_empty)>
                <p class="quiet">{move || words.get().data.none_shown}</p>
            </Show>
            <p class="quiet">{move || words.get().data.kept_here}</p>
        </section>
    }
}

#[component]
fn StageChoice(at: usize, name: String, placing: Placing, is_unsure: bool) -> impl IntoView {
    let words = use_words();
    let choose = move |id: String| {
        if let Some(stage) = Stage::ALL.into_iter().find(|stage| stage.id() == id) {
            placing.place(at, stage);
        }
    };
    // A stage of the file's own model has no place among ours until one is chosen.
    let foreign = placing.first_stage(at).is_none();
    let mark = move || {
        let data = &words.get().data;
        if placing.is_chosen(at) {
            Some(view! { <span class="chip chip--accent">{data.chosen}</span> }.into_any())
        } else {
            is_unsure.then(|| view! { <span class="chip chip--warning">{data.unsure}</span> }.into_any())
        }
    };
    view! {
        <span class="stage-choice">
            <select
                class="select select--small"
                aria-label=move || (words.get().data.stage_of)(&name)
                on:change:target=move |event| choose(event.target().value())
            >
                {foreign.then(|| view! { <option value="" prop:selected=move || placing.stage(at).is_none()>"–"</option> })}
                {Stage::ALL
                    .map(|stage| {
                        view! {
                            <option value=stage.id() prop:selected=move || placing.stage(at) == Some(stage)>
                                {move || (words.get().terms.stage)(stage)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            {mark}
        </span>
    }
}
