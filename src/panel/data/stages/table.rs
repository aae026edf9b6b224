//! The touchpoints, each with its stage, side, kind and owner.

use leptos::prelude::*;

use super::{control::ValueControl, many::Many, placing::Placing};
use crate::{
    order,
    panel::{
        names::stage_color,
        table::{Header, VirtualTable},
        use_workspace,
    },
    stage::Aspect,
    text::{format, use_words},
};

/// All touchpoints, unsure ones first, then as they come, most events first. A change moves no row.
#[component]
pub fn Register(placing: Placing) -> impl IntoView {
    let words = use_words();
    let report = use_workspace().log.with_untracked(|log| log.as_ref().map(|log| log.report.clone()));
    let Some(report) = report else { return ().into_any() };
    let unsure = order::set(report.unsure_stages.iter().map(String::as_str));
    let is_unsure = report.summary.touchpoints.iter().map(|touchpoint| unsure.contains(touchpoint.name.as_str()));
    let is_unsure: Vec<bool> = is_unsure.collect();
    let any_unsure = is_unsure.contains(&true);
    let is_unsure = StoredValue::new(is_unsure);
    let is_unsure = move |at: usize| is_unsure.with_value(|unsure| unsure[at]);
    let filter = RwSignal::new(String::new());
    let only_unsure = RwSignal::new(false);
    let n_all = placing.n();
    let order = Memo::new(move |_| {
        let wanted = filter.get().trim().to_lowercase();
        let only_unsure = only_unsure.get();
        placing.with_names(|names| {
            let matches = |at: &usize| wanted.is_empty() || names[*at].to_lowercase().contains(&wanted);
            let (mut first, rest): (Vec<usize>, Vec<usize>) = (0..n_all).filter(matches).partition(|at| is_unsure(*at));
            if !only_unsure {
                first.extend(rest);
            }
            first
        })
    });
    let heads = Signal::derive(move || {
        let words = words.get();
        let aspects = Aspect::ALL.map(|aspect| {
            let track = match aspect {
                Aspect::Stage => "minmax(14rem, 2fr)",
                Aspect::Side | Aspect::Kind => "minmax(11.5rem, 1fr)",
                Aspect::Owner => "minmax(8rem, 1fr)",
            };
            Header::text((words.stages.aspect)(aspect)).track(track)
        });
        let others = [
            Header::text(words.stages.selected).track("5rem"),
            Header::text(words.terms.touchpoint).track("minmax(9rem, 3fr)"),
            Header::number(words.data.events).track("minmax(6.25rem, 1fr)"),
            Header::number(words.data.customers).track("minmax(6.25rem, 1fr)"),
        ];
        others.into_iter().chain(aspects).collect::<Vec<_>>()
    });
    // With the shift key all rows from the last one on.
    let last = StoredValue::new(None::<usize>);
    let select = move |row: usize, is_on: bool, to_here: bool| {
        let from = last.get_value().filter(|_| to_here).unwrap_or(row);
        last.set_value(Some(row));
        let rows = from.min(row)..=from.max(row);
        order.with_untracked(|order| {
            placing.selected.update(|selected| {
                for &at in order.get(rows).unwrap_or_default() {
                    if is_on {
                        selected.insert(at);
                    } else {
                        selected.remove(&at);
                    }
                }
            });
        });
    };
    let row = move |row: usize| {
        let Some(at) = order.with(|order| order.get(row).copied()) else { return Vec::new() };
        let language = words.get().language;
        let (name, touchpoint) = (placing.name(at), &report.summary.touchpoints[at]);
        let own = name.clone();
        let aspects = Aspect::ALL
            .map(|aspect| view! { <Choice at name=name.clone() placing aspect is_unsure=is_unsure(at)/> }.into_any());
        let others = [
            view! {
                <input
                    type="checkbox"
                    aria-label=move || (words.get().stages.select)(&own)
                    prop:checked=move || placing.selected.with(|selected| selected.contains(&at))
                    on:click:target=move |event| select(row, event.target().checked(), event.shift_key())
                />
            }
            .into_any(),
            view! { <span class="table__cut" title=name.clone()>{name.clone()}</span> }.into_any(),
            format::count(language, touchpoint.events).into_any(),
            format::count(language, touchpoint.customers).into_any(),
        ];
        others.into_iter().chain(aspects).collect()
    };
    view! {
        <div class="row">
            <input
                class="input"
                type="search"
                aria-label=move || words.get().data.filter
                placeholder=move || words.get().data.filter
                prop:value=move || filter.get()
                on:input:target=move |event| filter.set(event.target().value())
            />
            {any_unsure
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
                disabled=move || !placing.can_reset_and_undo()[1]
                on:click=move |_| placing.undo()
            >
                {move || words.get().data.undo}
            </button>
            <button
                class="button"
                type="button"
                disabled=move || !placing.can_reset_and_undo()[0]
                on:click=move |_| placing.reset()
            >
                {move || words.get().data.reset}
            </button>
        </div>
        <Many placing shown=order/>
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
    }
    .into_any()
}

/// An aspect of a touchpoint: its value, and a mark where that was chosen by hand or is unsure.
#[component]
fn Choice(at: usize, name: String, placing: Placing, aspect: Aspect, is_unsure: bool) -> impl IntoView {
    let words = use_words();
    let value = Memo::new(move |_| placing.value(aspect, at));
    let mark = move || {
        let data = &words.get().data;
        if aspect != Aspect::Owner && placing.is_chosen(aspect, at) {
            Some(view! { <span class="chip chip--accent">{data.chosen}</span> }.into_any())
        } else {
            let is_unsure = is_unsure && aspect == Aspect::Stage;
            is_unsure.then(|| view! { <span class="chip chip--warning">{data.unsure}</span> }.into_any())
        }
    };
    let dot = (aspect == Aspect::Stage).then(|| {
        let color = move || placing.model.with(|model| value.with(|stage| stage_color(model, stage)));
        view! { <span class={"stage-choice__dot"} aria-hidden="true" style:background=color></span> }
    });
    let reason = Signal::derive(move || placing.reason(aspect, at).map(|word| (words.get().stages.reason)(word)));
    view! {
        <span class="stage-choice">
            {dot}
            <ValueControl
                placing
                aspect
                label=Signal::derive(move || (words.get().stages.aspect_of)(aspect, &name))
                title=reason
                chosen=value
                on_choice=move |value: String| placing.set([at], aspect, &value)
            />
            {mark}
        </span>
    }
}
