//! Touchpoints set by a rule: those whose names meet it, or most of whose events have a value that does.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{
    control::{ChooseToSet, ToSet},
    placing::Placing,
    rule::{How, meets},
};
use crate::{
    analysis::{Dimension, HeatmapQuestion, HeatmapReport},
    order,
    panel::{asking::ask, names, use_workspace},
    prepare::{Condition, Scope},
    text::use_words,
};

/// So many names show what a rule meets.
const NAMES: usize = 3;

/// So many values of a column, the most frequent ones, are looked at.
const VALUES: u32 = 10_000;

/// The rule and what it sets.
#[component]
pub fn ByRule(placing: Placing) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    // The empty one is the name.
    let column = RwSignal::new(String::new());
    let (how, text) = (RwSignal::new(How::default()), RwSignal::new(String::new()));
    let to_set = ToSet::of(placing);
    let by_column = met_by_column(column, how, text);
    let met = Memo::new(move |_| {
        let (how, text) = (how.get(), text.get());
        if column.with(String::is_empty) {
            return Some(placing.which(|name| meets(name, how, &text)));
        }
        if text.trim().is_empty() { Some(Vec::new()) } else { by_column.get() }
    });
    let n_met = move || met.with(|met| met.as_ref().map_or(0, Vec::len));
    let preview = move || {
        let words = words.get();
        met.with(|met| {
            let Some(met) = met else { return words.question.working.to_owned() };
            let mut names: Vec<String> = met.iter().take(NAMES).map(|&at| placing.name(at)).collect();
            if met.len() > NAMES {
                names.push("…".to_owned());
            }
            (words.stages.meets)(met.len(), &names.join(words.list_separator()))
        })
    };
    let set = move |_| {
        let (aspect, value) = untrack(|| (to_set.aspect.get(), to_set.value(words.get())));
        placing.set(met.get_untracked().unwrap_or_default(), aspect, &value);
        text.set(String::new());
    };
    let columns = move || {
        let words = words.get();
        let columns = workspace
            .log
            .with(|log| log.as_ref().map(|log| names::columns(words, &log.report, false)))
            .unwrap_or_default();
        let others = columns.into_iter().filter(|column| column.id != "touchpoint").map(|own| {
            let id = own.id.clone();
            view! { <option value=own.id prop:selected=move || column.with(|column| *column == id)>{own.label}</option> }
        });
        others.collect_view()
    };
    view! {
        <details class="stage-rule">
            <summary>{move || words.get().stages.by_rule}</summary>
            <p class="quiet">{move || words.get().stages.rule_note}</p>
            <div class="row">
                <select
                    class="select select--small"
                    aria-label=move || words.get().stages.rule_of
                    on:change:target=move |event| column.set(event.target().value())
                >
                    <option value="">{move || words.get().stages.name_of_touchpoint}</option>
                    {columns}
                </select>
                <select
                    class="select select--small"
                    aria-label=move || words.get().stages.how
                    on:change:target=move |event| {
                        how.set(if event.target().value() == "matches" { How::Matches } else { How::Contains });
                    }
                >
                    <option value="contains">{move || words.get().stages.contains}</option>
                    <option value="matches">{move || words.get().stages.matches}</option>
                </select>
                <input
                    class="input"
                    aria-label=move || words.get().stages.text
                    prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())
                />
                <span aria-hidden="true">{"→"}</span>
                <ChooseToSet to_set label=|_, aspect| aspect.to_owned()/>
                <button
                    class="button button--small"
                    type="button"
                    disabled=move || n_met() == 0 || !to_set.is_ready()
                    on:click=set
                >
                    {move || (words.get().stages.set)(n_met())}
                </button>
            </div>
            <p class="quiet" role="status">
                {move || text.with(|text| !text.trim().is_empty()).then(preview)}
            </p>
        </details>
    }
}

/// The touchpoints most of whose events have a value in a column that meets a rule; `None` until that is known.
fn met_by_column(column: RwSignal<String>, how: RwSignal<How>, text: RwSignal<String>) -> Memo<Option<Vec<usize>>> {
    let workspace = use_workspace();
    let is_wanted = move || !column.with(String::is_empty) && text.with(|text| !text.trim().is_empty());
    let of_values =
        Memo::new(move |_| is_wanted().then(|| events_by(Dimension::Column(column.get()), Scope::default())));
    let values = ask::<HeatmapQuestion>(of_values.into());
    let matching = Memo::new(move |_| {
        let (report, how, text) = (values.report.get()?, how.get(), text.get());
        let is_current = values.question.get().as_deref() == of_values.get().as_ref();
        let gathered = report.detail.as_ref().is_some_and(|detail| detail.gathered_rows > 0);
        let named = report.rows.iter().take(report.rows.len() - usize::from(gathered));
        is_current.then(|| named.filter(|value| meets(value, how, &text)).cloned().collect::<Vec<_>>())
    });
    let of_touchpoints = Memo::new(move |_| {
        let values = matching.get().filter(|values| !values.is_empty())?;
        let condition = Condition { column: column.get(), is: Some(values), ..Condition::default() };
        let scope = Scope { conditions: vec![condition], ..Scope::default() };
        is_wanted().then(|| HeatmapQuestion { keep: None, ..events_by(Dimension::Touchpoint, scope) })
    });
    let touchpoints = ask::<HeatmapQuestion>(of_touchpoints.into());
    Memo::new(move |_| {
        if matching.get()?.is_empty() {
            return Some(Vec::new());
        }
        let (report, asked) = (touchpoints.report.get()?, touchpoints.question.get());
        let events = events_of_rows(&report);
        let all = workspace.log.with(|log| log.as_ref().map(|log| log.report.clone()))?;
        let of_touchpoint = |name: &str| events.get(name).copied().unwrap_or_default();
        let with_most = all
            .summary
            .touchpoints
            .iter()
            .enumerate()
            .filter_map(|(at, touchpoint)| (2 * of_touchpoint(&touchpoint.name) > touchpoint.events).then_some(at));
        (asked.as_deref() == of_touchpoints.get().as_ref()).then(|| with_most.collect())
    })
}

/// How many events each value has. The other dimension is any that has few values and leaves no event out.
fn events_by(rows: Dimension, scope: Scope) -> HeatmapQuestion {
    HeatmapQuestion { scope, keep: Some(VALUES), detail: true, ..HeatmapQuestion::of(rows, Dimension::Weekday) }
}

fn events_of_rows(report: &HeatmapReport) -> BTreeMap<&str, u64> {
    let totals = report.detail.as_ref().map_or(&[][..], |detail| detail.row_totals.as_slice());
    order::map(report.rows.iter().map(String::as_str).zip(totals.iter().map(|total| u64::from(total.sample))))
}
