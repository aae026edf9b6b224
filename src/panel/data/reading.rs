//! How a source was read: what was detected of it, and what its format leaves open.

use leptos::prelude::*;

use super::origin::Origin;
use crate::{
    import::{
        DateOrder, SourceOptions, SourceReport,
        formats::{ReadOptions, Sheet},
    },
    order,
    panel::{rows_choice::RowsChoice, use_workspace},
    text::{Words, tools, use_words},
};

/// With so many rows it may be worth while to read but some of them.
const LARGE_ROWS: u64 = 100_000;

/// Facts and choices of a source.
#[component]
pub fn Reading(report: SourceReport, origin: Origin) -> impl IntoView {
    let words = use_words();
    let facts = {
        let report = report.clone();
        move || {
            let facts = facts(words.get(), &report).into_iter().map(|(name, value, note)| {
                view! {
                    <div class="facts__item">
                        <dt class="facts__name">{name}</dt>
                        <dd class="facts__value">{value} {note.map(|note| view! { <span class="facts__note">{note}</span> })}</dd>
                    </div>
                }
            });
            facts.collect_view()
        }
    };
    let tool = report.tool;
    let notes = move || {
        let notes = tool.into_iter().flat_map(|tool| tool.profile().notes);
        notes.map(|note| view! { <p class="quiet">{tools::note(words.get().language, *note)}</p> }).collect_view()
    };
    view! {
        <dl class="facts">{facts}</dl>
        {notes}
        <Choices report at=origin.at options=origin.options has_file=origin.file.is_some()/>
    }
}

/// Name, value and note of what was detected.
fn facts(words: &'static Words, report: &SourceReport) -> Vec<(&'static str, String, Option<&'static str>)> {
    let data = &words.data;
    let mut facts = Vec::new();
    if !report.timestamp_format.is_empty() {
        facts.push((data.timestamps, report.timestamp_format.clone(), None));
    }
    if let Some(encoding) = &report.encoding {
        facts.push((data.encoding, encoding.clone(), report.replaced_bytes.then_some(data.replaced)));
    }
    if let Some(delimiter) = report.delimiter {
        facts.push((data.delimiter, (data.delimiter_name)(delimiter).to_owned(), None));
    }
    facts
}

#[component]
fn Choices(report: SourceReport, at: usize, options: SourceOptions, has_file: bool) -> impl IntoView {
    let workspace = use_workspace();
    let asks_order = report.ambiguous_dates > 0 || options.date_order.is_some();
    let order = {
        let options = options.clone();
        asks_order.then(|| {
            let now = options.date_order;
            let choose = move |date_order| {
                workspace.read_again(at, SourceOptions { date_order, ..options.clone() });
            };
            view! { <DateOrderChoice ambiguous=report.ambiguous_dates now choose/> }
        })
    };
    let sheet = (report.read.sheets.len() > 1).then(|| {
        let options = options.clone();
        // Another sheet has other columns.
        let choose = move |sheet| {
            let read = ReadOptions { sheet: Some(sheet), leave_out: Vec::new(), ..options.read.clone() };
            workspace.read_again(at, SourceOptions { read, ..SourceOptions::default() });
        };
        view! { <SheetChoice sheets=report.read.sheets.clone() now=report.read.sheet.clone() choose/> }
    });
    let lifecycle = (report.read.lifecycle.len() > 1).then(|| {
        let options = options.clone();
        let choose = move |lifecycle| {
            let read = ReadOptions { lifecycle: Some(lifecycle), ..options.read.clone() };
            workspace.read_again(at, SourceOptions { read, ..options.clone() });
        };
        view! {
            <LifecycleChoice all=report.read.lifecycle.clone() kept=report.read.lifecycle_kept.clone() choose/>
        }
    });
    let is_large = has_file && report.rows + report.left_out >= LARGE_ROWS || !options.rows.is_all();
    let rows = is_large.then(|| {
        let now = options.rows;
        let read = move |rows| workspace.read_again(at, SourceOptions { rows, ..options.clone() });
        view! { <RowsChoice now proposed=now read/> }
    });
    view! { <div class="source__choices">{sheet} {lifecycle} {order} {rows}</div> }
}

#[component]
fn DateOrderChoice(
    ambiguous: u64,
    now: Option<DateOrder>,
    choose: impl Fn(Option<DateOrder>) + Send + Sync + 'static,
) -> impl IntoView {
    let words = use_words();
    let orders = [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)];
    let name = move |order: Option<DateOrder>| {
        let words = words.get();
        match order {
            None => words.sources.date_order_detected,
            Some(DateOrder::DayFirst) => words.trouble.day_first,
            Some(DateOrder::MonthFirst) => words.trouble.month_first,
        }
    };
    let options = orders.map(|order| {
        view! { <option selected=order == now>{move || name(order)}</option> }
    });
    let chosen = move |at: i32| {
        if let Some(order) = usize::try_from(at).ok().and_then(|at| orders.get(at)) {
            choose(*order);
        }
    };
    view! {
        <label class="field field--inline">
            <span class="field__label">{move || words.get().sources.date_order}</span>
            <select class="select" on:change:target=move |event| chosen(event.target().selected_index())>
                {options.collect_view()}
            </select>
            {(ambiguous > 0).then(|| view! { <span class="quiet">{move || (words.get().sources.ambiguous)(ambiguous)}</span> })}
        </label>
    }
}

#[component]
fn SheetChoice(
    sheets: Vec<Sheet>,
    now: Option<String>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> impl IntoView {
    let words = use_words();
    let options = sheets.into_iter().map(|Sheet { name, rows }| {
        let selected = now.as_deref() == Some(name.as_str());
        let value = name.clone();
        let label = move || rows.map_or_else(|| name.clone(), |rows| (words.get().sources.sheet_rows)(&name, rows));
        view! { <option value=value selected=selected>{label}</option> }
    });
    let options = options.collect_view();
    view! {
        <label class="field field--inline">
            <span class="field__label">{move || words.get().sources.sheet}</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </label>
    }
}

#[component]
fn LifecycleChoice(
    all: Vec<(String, u64)>,
    kept: Vec<String>,
    choose: impl Fn(Vec<String>) + Send + Sync + 'static,
) -> impl IntoView {
    let words = use_words();
    let in_force = StoredValue::new(kept.clone());
    let chosen = RwSignal::new(kept);
    let differs = Memo::new(move |_| {
        let sorted = |mut names: Vec<String>| {
            order::sort(&mut names);
            names
        };
        sorted(chosen.get()) != sorted(in_force.get_value())
    });
    let boxes = all.into_iter().map(|(name, events)| {
        let (is_in, turn) = (name.clone(), name.clone());
        let toggle = move |_| {
            chosen.update(|chosen| match chosen.iter().position(|other| *other == turn) {
                Some(at) => drop(chosen.remove(at)),
                None => chosen.push(turn.clone()),
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&is_in))
                    on:change=toggle
                />
                <span>{name}</span>
                <span class="quiet number">{move || crate::text::format::count(words.get().language, events)}</span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset class="source__lifecycle">
            <legend class="field__label">{move || words.get().sources.lifecycle}</legend>
            <div class="row">
                {boxes}
                <button
                    class="button button--small"
                    type="button"
                    disabled=move || !differs.get() || chosen.with(Vec::is_empty)
                    on:click=move |_| choose(chosen.get_untracked())
                >
                    {move || words.get().data.read_again}
                </button>
            </div>
            <p class="quiet">{move || words.get().sources.lifecycle_note}</p>
        </fieldset>
    }
}
