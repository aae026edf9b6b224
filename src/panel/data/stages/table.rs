//! The touchpoints, each with its stage, side, kind, channel and owner.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::{
    by_rule::ByRule,
    channels::{Channels, KnownChannels, channels_of, main_channel},
    control::ValueControl,
    dragging::{Handle, StageTargets},
    many::Many,
    placing::Placing,
};
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
pub fn Register(placing: Placing, counts: Memo<BTreeMap<String, usize>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    // As it is when names change, and not when values do: then rows keep their places.
    let seen = Memo::new(move |_| {
        let names = placing.names();
        let report = workspace.log.with_untracked(|log| log.as_ref().map(|log| Arc::clone(&log.report)));
        let unsure = report.as_ref().map_or(&[][..], |report| report.unsure_stages.as_slice());
        let unsure = order::set(unsure.iter().map(String::as_str));
        let is_unsure: Vec<bool> = names.iter().map(|name| unsure.contains(name.as_str())).collect();
        let touchpoints = report.map(|report| report.summary.touchpoints.clone());
        Arc::new((is_unsure, touchpoints.unwrap_or_default()))
    });
    let any_unsure = Memo::new(move |_| seen.with(|seen| seen.0.contains(&true)));
    let is_unsure = move |at: usize| seen.with(|seen| seen.0.get(at).copied().unwrap_or_default());
    let n_all = move || placing.n();
    let channels = channels_of();
    let filter = RwSignal::new(String::new());
    let only_unsure = RwSignal::new(false);
    let order = Memo::new(move |_| {
        let wanted = filter.get().trim().to_lowercase();
        let only_unsure = only_unsure.get();
        let matching = placing.which(|name| wanted.is_empty() || name.to_lowercase().contains(&wanted));
        let (mut first, rest): (Vec<usize>, Vec<usize>) = matching.into_iter().partition(|at| is_unsure(*at));
        if !only_unsure {
            first.extend(rest);
        }
        first
    });
    let heads = Signal::derive(move || {
        let words = words.get();
        let aspects = Aspect::OF_NAMED.map(|aspect| {
            let track = match aspect {
                Aspect::Stage => "minmax(13rem, 2fr)",
                Aspect::Side | Aspect::Kind => "minmax(10.8rem, 1fr)",
                Aspect::Channel => "minmax(8rem, 1fr)",
                Aspect::Owner | Aspect::Name => "minmax(6rem, 1fr)",
            };
            Header::text((words.stages.aspect)(aspect)).track(track)
        });
        let others = [
            Header::text(words.stages.selected).track("5rem"),
            Header::text(words.terms.touchpoint).track("minmax(9.5rem, 3fr)"),
            Header::number(words.data.events).track("minmax(5.5rem, 1fr)"),
            Header::number(words.data.customers).track("minmax(6.2rem, 1fr)"),
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
        let name = placing.name(at);
        let Some(touchpoint) = seen.with(|seen| seen.1.get(at).cloned()) else { return Vec::new() };
        let own = name.clone();
        let aspects = Aspect::OF_NAMED.map(|aspect| {
            view! { <Choice at name=name.clone() placing aspect is_unsure=is_unsure(at) channels/> }.into_any()
        });
        let others = [
            view! {
                <span class="stage-choice">
                    <Handle at placing/>
                    <input
                        type="checkbox"
                        aria-label=move || (words.get().stages.select)(&own)
                        prop:checked=move || placing.selected.with(|selected| selected.contains(&at))
                        on:click:target=move |event| select(row, event.target().checked(), event.shift_key())
                    />
                </span>
            }
            .into_any(),
            view! { <Name at name=name.clone() placing/> }.into_any(),
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
            {move || {
                any_unsure.get().then(|| {
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
                })
            }}
            <span class="quiet number" role="status">
                {move || (words.get().data.shown)(order.with(Vec::len), n_all())}
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
        <KnownChannels/>
        <Many placing shown=order/>
        <ByRule placing/>
        <StageTargets placing counts/>
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

/// The name of a touchpoint, which can be written anew; and how many names of the file it stands for.
#[component]
fn Name(at: usize, name: String, placing: Placing) -> impl IntoView {
    let words = use_words();
    let in_file = placing.names_in_file(at);
    let n = in_file.len();
    let named = StoredValue::new((name.clone(), in_file));
    let title = Signal::derive(move || {
        named.with_value(|(name, in_file)| match in_file.as_slice() {
            [own] if own == name => Some(name.clone()),
            _ => Some((words.get().stages.in_file)(&in_file.join(words.get().list_separator()))),
        })
    });
    view! {
        <span class="stage-choice">
            <ValueControl
                placing
                aspect=Aspect::Name
                is_quiet=true
                label=Signal::derive(move || named.with_value(|(name, _)| (words.get().stages.aspect_of)(Aspect::Name, name)))
                title
                chosen=Signal::derive(move || named.with_value(|(name, _)| name.clone()))
                on_choice=move |value: String| placing.set([at], Aspect::Name, &value)
            />
            {(n > 1).then(|| view! { <span class="chip">{move || (words.get().stages.n_names)(n)}</span> })}
        </span>
    }
}

/// An aspect of a touchpoint: its value, and a mark where that was chosen by hand or is unsure.
#[component]
fn Choice(
    at: usize,
    name: String,
    placing: Placing,
    aspect: Aspect,
    is_unsure: bool,
    /// Through which each touchpoint is reached, as things stand.
    channels: Memo<BTreeMap<String, Channels>>,
) -> impl IntoView {
    let words = use_words();
    let value = Memo::new(move |_| placing.value(aspect, at));
    let mark = move || {
        let data = &words.get().data;
        if !matches!(aspect, Aspect::Channel | Aspect::Owner) && placing.is_chosen(aspect, at) {
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
    let own = name.clone();
    let through = Memo::new(move |_| {
        let own = channels.with(|channels| channels.get(&own).filter(|_| aspect == Aspect::Channel).cloned());
        main_channel(words.get(), &own.unwrap_or_default())
    });
    let title = Signal::derive(move || {
        let reason = placing.reason(aspect, at).map(|word| (words.get().stages.reason)(word));
        reason.or_else(|| through.with(|(_, all)| Some(all.clone()).filter(|all| !all.is_empty())))
    });
    view! {
        <span class="stage-choice">
            {dot}
            <ValueControl
                placing
                aspect
                is_quiet={aspect == Aspect::Channel}
                label=Signal::derive(move || (words.get().stages.aspect_of)(aspect, &name))
                title
                hint=Signal::derive(move || through.with(|(main, _)| main.clone()))
                chosen=value
                on_choice=move |value: String| placing.set([at], aspect, &value)
            />
            {mark}
        </span>
    }
}
