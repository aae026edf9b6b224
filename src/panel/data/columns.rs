//! The columns of the file over its first rows: what each one means, why, and how to have it read otherwise.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use crate::{
    event_log::ColumnRole,
    import::{ColumnReport, ImportOptions, ImportReport},
    panel::{OpenLog, use_workspace},
    text::{format, use_words},
};

/// Roles without which there is no log.
const NEEDED: [ColumnRole; 3] = [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp];

/// Longer values are cut in the preview.
const SHOWN_CHARACTERS: usize = 120;

/// Zones offered while typing; any other IANA name can be written.
const COMMON_ZONES: [&str; 26] = [
    "UTC", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul",
    "Asia/Kolkata", "Asia/Dubai", "Australia/Sydney", "Europe/London", "Europe/Berlin", "Europe/Paris",
    "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam", "Europe/Zurich", "Europe/Moscow", "Africa/Johannesburg",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto",
    "America/Mexico_City", "America/Sao_Paulo",
];

/// The roles chosen for the columns, in the order of the file, and the zone.
#[derive(Clone, Copy)]
struct Choice {
    roles: RwSignal<Vec<Option<ColumnRole>>>,
    zone: RwSignal<String>,
}

/// Columns, roles, preview and the way to read again.
#[component]
pub fn Columns(log: OpenLog) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let report = log.report.clone();
    let in_force: Vec<Option<ColumnRole>> = report.columns.iter().map(|column| column.role).collect();
    let choice = Choice { roles: RwSignal::new(in_force.clone()), zone: RwSignal::new(report.time_zone.clone()) };
    let (in_force, zone_in_force) = (StoredValue::new(in_force), StoredValue::new(report.time_zone.clone()));
    let changed = Memo::new(move |_| {
        choice.roles.with(|roles| in_force.with_value(|in_force| roles != in_force))
            || choice.zone.with(|zone| zone_in_force.with_value(|in_force| zone.trim() != in_force))
    });
    let needed =
        Memo::new(move |_| choice.roles.with(|roles| NEEDED.into_iter().find(|role| !roles.contains(&Some(*role)))));
    let needed_words = move || {
        let words = words.get();
        needed.get().map(|role| (words.data.role_needed)((words.terms.role)(role)))
    };
    let take_back = move |_| {
        choice.roles.set(in_force.get_value());
        choice.zone.set(zone_in_force.get_value());
    };
    let read_again = {
        let report = report.clone();
        move |_| workspace.read_again(options(&report, &log.options, choice))
    };
    view! {
        <section class="panel" aria-labelledby="columns-title">
            <div class="panel__head">
                <h2 class="panel__title" id="columns-title">{move || words.get().data.columns}</h2>
                <p class="quiet">{move || words.get().data.columns_note}</p>
            </div>
            <Preview report=report.clone() choice/>
            <div class="row row--spread">
                <Zone has_offsets=report.has_offsets zone=choice.zone/>
                <div class="row">
                    <span class="warning" role="status">{needed_words}</span>
                    <Show when=move || changed.get()>
                        <button class="button" type="button" on:click=take_back>
                            {move || words.get().data.take_back}
                        </button>
                    </Show>
                    <button
                        class="button"
                        class:button--primary=move || changed.get()
                        type="button"
                        disabled=move || !changed.get() || needed.get().is_some()
                        on:click=read_again
                    >
                        {move || words.get().data.read_again}
                    </button>
                </div>
            </div>
        </section>
    }
}

/// How to read the file for it to have these roles: each role with its column, or with none.
fn options(report: &ImportReport, before: &ImportOptions, choice: Choice) -> ImportOptions {
    let roles = choice.roles.get_untracked();
    let column_of = |role: ColumnRole| {
        let column = report.columns.iter().zip(&roles).find(|(_, chosen)| **chosen == Some(role));
        column.map(|(column, _)| column.name.clone()).unwrap_or_default()
    };
    let zone = choice.zone.get_untracked().trim().to_owned();
    let mut columns = BTreeMap::new();
    for role in ColumnRole::ALL {
        columns.insert(role, column_of(role));
    }
    ImportOptions { columns, time_zone: (!zone.is_empty()).then_some(zone), stages: BTreeMap::new(), ..before.clone() }
}

#[component]
fn Preview(report: Arc<ImportReport>, choice: Choice) -> impl IntoView {
    let words = use_words();
    let heads = report
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| view! { <ColumnHead at column=column.clone() choice/> })
        .collect_view();
    let source = report.sources.first().cloned().unwrap_or_default();
    let n_columns = report.columns.len();
    let row = |fields: &Vec<String>| {
        let cells = fields.iter().take(n_columns).map(|field| {
            let cut: String = field.chars().take(SHOWN_CHARACTERS).collect();
            view! { <td class="preview__cell" title=cut.clone()>{cut.clone()}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = source.preview.iter().map(row).collect_view();
    let n_rows = source.preview.len();
    view! {
        <div
            class="preview"
            role="region"
            tabindex="0"
            aria-label=move || (words.get().data.first_rows)(n_rows)
        >
            <table class="preview__table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn ColumnHead(at: usize, column: ColumnReport, choice: Choice) -> impl IntoView {
    let words = use_words();
    let ColumnReport { name, role: in_force, reason, distinct, kept, .. } = column;
    let role = Memo::new(move |_| choice.roles.with(|roles| roles.get(at).copied().flatten()));
    let choose = move |id: String| {
        let chosen = ColumnRole::ALL.into_iter().find(|role| role_id(*role) == id);
        choice.roles.update(|roles| {
            // A role belongs to one column: it moves here.
            for other in roles.iter_mut().filter(|other| chosen.is_some() && **other == chosen) {
                *other = None;
            }
            if let Some(here) = roles.get_mut(at) {
                *here = chosen;
            }
        });
    };
    let why = move || {
        let words = words.get();
        if role.get() != in_force {
            Some(words.data.changed.to_owned())
        } else {
            reason.map(|reason| (words.data.reason)(reason))
        }
    };
    let label = {
        let name = name.clone();
        move || (words.get().data.role_of)(&name)
    };
    view! {
        <th class="preview__head" class:preview__head--role=move || role.get().is_some() scope="col">
            <span class="preview__name" title=name.clone()>{name.clone()}</span>
            <select class="select preview__role" aria-label=label on:change:target=move |event| choose(event.target().value())>
                <option value="" prop:selected=move || role.get().is_none()>{move || words.get().data.no_role}</option>
                {ColumnRole::ALL
                    .map(|option| {
                        view! {
                            <option value=role_id(option) prop:selected=move || role.get() == Some(option)>
                                {move || (words.get().terms.role)(option)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <span class="preview__facts">
                {move || why().map(|why| view! { <span class="chip" class:chip--accent=move || role.get() != in_force>{why}</span> })}
                {distinct.map(|n| view! { <span class="quiet">{move || (words.get().data.distinct)(n)}</span> })}
                {(!kept)
                    .then(|| {
                        view! {
                            <span class="chip chip--warning" title=move || words.get().data.not_kept_note>
                                {move || words.get().data.not_kept}
                            </span>
                        }
                    })}
            </span>
        </th>
    }
}

/// The value of a role in the select; the name in English, as good as any.
fn role_id(role: ColumnRole) -> &'static str {
    (crate::text::terms::EN.role)(role)
}

#[component]
fn Zone(has_offsets: bool, zone: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    if !has_offsets {
        return view! { <p class="quiet">{move || words.get().data.zone_not_needed}</p> }.into_any();
    }
    let own = format::own_zone();
    let own_first = own.filter(|own| !COMMON_ZONES.contains(&own.as_str()));
    view! {
        <label class="field field--inline">
            <span class="field__label">{move || words.get().data.zone_label}</span>
            <input
                class="input"
                type="text"
                list="zones"
                autocomplete="off"
                spellcheck="false"
                placeholder=move || words.get().data.zone_hint
                prop:value=move || zone.get()
                on:input:target=move |event| zone.set(event.target().value())
            />
            <datalist id="zones">
                {own_first.map(|own| view! { <option value=own></option> })}
                {COMMON_ZONES.map(|name| view! { <option value=name></option> }).collect_view()}
            </datalist>
        </label>
    }
    .into_any()
}
