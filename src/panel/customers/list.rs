//! The list: only the rows around those in sight are asked for, as it scrolls.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{state::CustomersState, wording};
use crate::{
    analysis::{CustomerOrder, CustomerRow, CustomersQuestion, CustomersReport},
    event_log::ColumnRole,
    export,
    panel::{
        Control, History, Surroundings, ask,
        long_list::{SaveList, SearchField, save_list},
        table::{Header, Openable, Sort, VirtualTable},
        use_workspace,
    },
    prepare::Scope,
    text::{format, use_words},
};

/// Id of the list in the page.
const LIST_ID: &str = "customers-list";
/// What the first columns can be sorted by.
const ORDERS: [CustomerOrder; 5] =
    [CustomerOrder::Name, CustomerOrder::Events, CustomerOrder::First, CustomerOrder::Last, CustomerOrder::Value];

/// The list of customers.
#[component]
pub fn List(
    /// The state of the screen.
    control: Control<CustomersState>,
    /// Says that the keyboard is to follow the customer who is opened.
    wants_focus: StoredValue<bool>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let rows_drawn = RwSignal::new(0..0);
    let question = Memo::new(move |_| {
        let first = rows_drawn.with(|rows: &Range<usize>| rows.start);
        Some(control.state.with(|state| state.asked(first)))
    });
    let asked = ask::<CustomersQuestion>(question.into());
    let report = asked.report;
    let has = move |role: ColumnRole| {
        workspace
            .log
            .with_untracked(|log| log.as_ref().is_some_and(|log| log.report.summary.columns.contains_key(&role)))
    };
    let (has_value, has_score) = (has(ColumnRole::Value), has(ColumnRole::Score));
    let sortable = ORDERS.len() - usize::from(!has_value);
    let n_rows = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.matching as usize)));
    let search = Callback::new(move |search: String| {
        control.update(History::Replace, |state| state.question.search = search);
    });
    let save = Callback::new(move |is_busy: RwSignal<bool>| {
        let Some(log) = workspace.log.get_untracked() else { return };
        let asked = control.state.with_untracked(|state| state.asked(0));
        let question = move |from, count| CustomersQuestion { from, count: Some(count), ..asked.clone() };
        save_list(log, "customers", is_busy, question, |report| report.rows, export::customers);
    });

    let sort = RwSignal::new(None::<Sort>);
    Effect::new(move |_| {
        let (order, descending) = control.state.with(|state| (state.question.order, state.question.descending));
        let column = ORDERS.iter().position(|known| *known == order).unwrap_or_default();
        let now = Some(Sort { column, descending });
        if sort.get_untracked() != now {
            sort.set(now);
        }
    });
    Effect::new(move |_| {
        if let Some(Sort { column, descending }) = sort.get() {
            control.update(History::Push, |state| {
                state.question.order = ORDERS.get(column).copied().unwrap_or_default();
                state.question.descending = descending;
            });
        }
    });
    let active = RwSignal::new(0_usize);
    // Another list starts at its top.
    let which = Memo::new(move |_| {
        control.state.with(|state| CustomersQuestion { from: 0, count: None, ..state.question.clone() })
    });
    Effect::new(move |before: Option<CustomersQuestion>| {
        let now = which.get();
        if before.is_some_and(|before| before != now) {
            active.set(0);
        }
        now
    });
    let open = Callback::new(move |at: usize| {
        let row = report.with_untracked(|report| Some(row_at(report.as_ref()?, at)?.customer.clone()));
        if let Some(customer) = row {
            wants_focus.set_value(true);
            control.update(History::Push, |state| state.customer = Some(customer));
        }
    });
    let opened = Memo::new(move |_| {
        let customer = control.state.with(|state| state.customer.clone())?;
        report.with(|report| {
            let report = report.as_ref()?;
            let place = report.rows.iter().position(|row| row.customer == customer)?;
            Some(report.from as usize + place)
        })
    });

    let columns = Signal::derive(move || {
        let words = words.get();
        let text = &words.customers;
        let role = |role| (words.terms.role)(role);
        let mut columns = vec![
            Header::text(text.customer).track("minmax(7.5rem, 2fr)"),
            Header::number(text.events).track("minmax(4.5rem, 1fr)"),
            Header::text(text.first).track("minmax(8.5rem, 1fr)"),
            Header::text(text.last).track("minmax(8.5rem, 1fr)"),
        ];
        columns.extend(has_value.then(|| Header::number(role(ColumnRole::Value)).track("minmax(5.5rem, 1fr)")));
        columns.extend(has_score.then(|| Header::number(text.mean_score).track("minmax(5.5rem, 1fr)")));
        columns.push(Header::text(text.furthest).track("minmax(7rem, 1fr)"));
        columns.push(Header::text(text.last_touchpoint).track("minmax(9rem, 1.5fr)"));
        columns
    });
    let row = move |at: usize| {
        let words = words.get();
        let fields = report.with(|report| {
            let row = row_at(report.as_ref()?, at)?;
            workspace.log.with(|log| Some(wording::row(words, row, &log.as_ref()?.report, has_value, has_score)))
        });
        // Its window is on the way.
        let fields = fields.unwrap_or_else(|| vec!["…".to_owned(); columns.with(Vec::len)]);
        fields.into_iter().map(IntoAny::into_any).collect()
    };
    let count = move || {
        let words = words.get();
        report.with(|report| {
            let report = report.as_ref()?;
            let n = |n: u32| format::count(words.language, n);
            Some((words.customers.matching)(&n(report.matching), &n(report.customers)))
        })
    };
    let failure = Signal::derive(move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure)));
    let message = move || {
        let words = words.get();
        let says = failure.get().or_else(|| {
            let customers = report.with(|report| report.as_ref().map(|report| (report.matching, report.customers)));
            match customers {
                None => Some(words.question.working.to_owned()),
                Some((_, 0)) => Some(words.customers.nobody_in_scope.to_owned()),
                Some((0, _)) => {
                    Some((words.customers.nobody)(control.state.with(|state| state.question.search.clone()).trim()))
                }
                Some(_) => None,
            }
        });
        says.map(|says| view! { <p class="note" role="status">{says}</p> })
    };
    let can_draw = Memo::new(move |_| failure.with(Option::is_none) && n_rows.get() > 0);
    let label = Signal::derive(move || words.get().customers.list.to_owned());
    view! {
        <section class="panel customers__list" class:view__results--busy=move || asked.busy.get()>
            <div class="row row--spread">
                <div role="status">
                    <h2>{count}</h2>
                </div>
                <SaveList
                    matching=Signal::derive(move || n_rows.get() as u32)
                    all=|words| words.question.csv
                    first=|words, n| (words.customers.csv_of_first)(n)
                    on_save=save
                />
            </div>
            <SearchField
                label=|words| words.customers.search
                hint=|words| words.customers.search_hint
                text=Signal::derive(move || control.state.with(|state| state.question.search.clone()))
                on_search=search
            />
            <Scoped control=control/>
            {message}
            <Show when=move || can_draw.get()>
                <VirtualTable
                    label=label
                    columns=columns
                    n_rows=n_rows
                    row=row
                    sort=sort
                    sortable=sortable
                    max_height=620.0
                    on_rows=Callback::new(move |rows| rows_drawn.set(rows))
                    openable=Openable { id: LIST_ID, active, opened: opened.into(), on_open: open }
                />
                <p class="quiet hint">{move || words.get().customers.hint}</p>
            </Show>
        </section>
    }
}

/// A row of the list, where the report has it.
fn row_at(report: &Arc<CustomersReport>, at: usize) -> Option<&CustomerRow> {
    report.rows.get(at.checked_sub(report.from as usize)?)
}

/// The count that these are behind, and the scope, in words, where there are any.
#[component]
fn Scoped(control: Control<CustomersState>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    move || {
        let everywhere = workspace.address.scope.get();
        let (scope, count) =
            control.state.with(|state| (state.question.scope.beyond(&everywhere), state.question.behind.clone()));
        if scope == Scope::default() && count.is_none() {
            return None;
        }
        let words = words.get();
        let says = workspace.log.with(|log| {
            let report = &log.as_ref()?.report;
            let counted = count.map(|count| (words.customers.behind_says)(&wording::count(words, &count)));
            let scope = wording::scope(words, &scope, report);
            let sentences: Vec<String> = counted.into_iter().chain([scope]).filter(|says| !says.is_empty()).collect();
            Some(sentences.join(words.between_sentences()))
        })?;
        Some(view! {
            <p class="row customers__scope">
                <span>{says}</span>
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| {
                        let everywhere = workspace.address.scope.get_untracked();
                        control.update(History::Push, |state| {
                            state.question.scope = everywhere;
                            state.question.behind = None;
                        });
                    }
                >
                    {words.question.widen}
                </button>
            </p>
        })
    }
}

/// Puts the keyboard back to the list.
pub fn focus_list(surroundings: Surroundings) {
    let list = surroundings.find(&format!("#{LIST_ID}"));
    if let Some(list) = list.and_then(|list| list.dyn_into::<HtmlElement>().ok()) {
        let _ = list.focus();
    }
}
