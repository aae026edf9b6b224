//! The columns of a source over its first rows: what each one means, why, and how to have it read otherwise.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{mapping_memory, origin::Origin};
use crate::{
    event_log::ColumnRole,
    import::{ColumnReport, SourceOptions, SourceReport},
    panel::use_workspace,
    text::{tools, use_words},
};

/// Roles without which there is no log.
const NEEDED: [ColumnRole; 3] = [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp];

/// Longer values are cut in the preview.
const SHOWN_CHARACTERS: usize = 120;

/// The roles chosen for the columns, in the order of the file.
type Roles = RwSignal<Vec<Option<ColumnRole>>>;

/// Columns, roles, preview and the way to read again.
#[component]
pub fn Columns(report: SourceReport, origin: Origin) -> impl IntoView {
    let words = use_words();
    let in_force: Vec<Option<ColumnRole>> = report.columns.iter().map(|column| column.role).collect();
    let roles = RwSignal::new(in_force.clone());
    let options = StoredValue::new(origin.options);
    view! {
        <p class="quiet">{move || words.get().data.columns_note}</p>
        <Preview report=report.clone() roles in_force=StoredValue::new(in_force.clone())/>
        <ReadAgain report at=origin.at options roles in_force/>
    }
}

/// The buttons below the columns.
#[component]
fn ReadAgain(
    report: SourceReport,
    at: usize,
    options: StoredValue<SourceOptions>,
    roles: Roles,
    in_force: Vec<Option<ColumnRole>>,
) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let in_force = StoredValue::new(in_force);
    let changed = Memo::new(move |_| roles.with(|roles| in_force.with_value(|in_force| roles != in_force)));
    // A list of customers needs no more than who they are.
    let needed_roles: &[ColumnRole] = if report.is_log { &NEEDED } else { &NEEDED[..1] };
    let needed =
        Memo::new(move |_| roles.with(|roles| needed_roles.iter().copied().find(|role| !roles.contains(&Some(*role)))));
    let needed_words = move || {
        let words = words.get();
        needed.get().map(|role| (words.data.role_needed)((words.terms.role)(role)))
    };
    let was_chosen = options.with_value(|options| !options.columns.is_empty());
    let (remembered, report) = (report.is_remembered, StoredValue::new(report));
    let read_again = move |_| {
        let columns = report.with_value(|report| columns(report, &roles.get_untracked()));
        workspace.read_again(at, SourceOptions { columns, ..options.get_value() });
    };
    let guess_again = move |_| workspace.guess_again(at, report.with_value(mapping_memory::mark));
    view! {
        <div class="row row--spread">
            <div class="row">
                {remembered.then(|| view! { <span class="quiet">{move || words.get().sources.remembered}</span> })}
                {(remembered || was_chosen)
                    .then(|| {
                        view! {
                            <button class="button button--small" type="button" on:click=guess_again>
                                {move || words.get().sources.guess_again}
                            </button>
                        }
                    })}
            </div>
            <div class="row">
                <span class="warning" role="status">{needed_words}</span>
                <Show when=move || changed.get()>
                    <button class="button" type="button" on:click=move |_| roles.set(in_force.get_value())>
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
    }
}

/// The column of each role, and an empty name for each role that none has. A list of customers may lack what only a log
/// needs: there that is not said.
fn columns(report: &SourceReport, roles: &[Option<ColumnRole>]) -> BTreeMap<ColumnRole, String> {
    let column_of = |role: ColumnRole| {
        let column = report.columns.iter().zip(roles).find(|(_, chosen)| **chosen == Some(role));
        (role, column.map(|(column, _)| column.name.clone()).unwrap_or_default())
    };
    let is_said = |(role, name): &(ColumnRole, String)| report.is_log || !name.is_empty() || !NEEDED.contains(role);
    ColumnRole::ALL.into_iter().map(column_of).filter(is_said).collect()
}

#[component]
fn Preview(report: SourceReport, roles: Roles, in_force: StoredValue<Vec<Option<ColumnRole>>>) -> impl IntoView {
    let words = use_words();
    let heads = report
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| view! { <ColumnHead at column=column.clone() roles in_force_of_all=in_force/> })
        .collect_view();
    let n_columns = report.columns.len();
    let row = |fields: &Vec<String>| {
        let cells = fields.iter().take(n_columns).map(|field| {
            let cut: String = field.chars().take(SHOWN_CHARACTERS).collect();
            view! { <td class="preview__cell" title=cut.clone()>{cut.clone()}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = report.preview.iter().map(row).collect_view();
    let name = report.name;
    let n_rows = report.preview.len();
    view! {
        <div
            class="preview"
            role="region"
            tabindex="0"
            aria-label=move || format!("{name}: {}", (words.get().data.first_rows)(n_rows))
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
fn ColumnHead(
    at: usize,
    column: ColumnReport,
    roles: Roles,
    in_force_of_all: StoredValue<Vec<Option<ColumnRole>>>,
) -> impl IntoView {
    let words = use_words();
    let ColumnReport { name, role: in_force, reason, distinct, kept, identifier, numbers, scale } = column;
    let role = Memo::new(move |_| roles.with(|roles| roles.get(at).copied().flatten()));
    let choose = move |id: String| {
        let chosen = ColumnRole::ALL.into_iter().find(|role| role_id(*role) == id);
        roles.update(|roles| {
            // A role belongs to one column: it moves here.
            for other in roles.iter_mut().filter(|other| chosen.is_some() && **other == chosen) {
                *other = None;
            }
            let Some(here) = roles.get_mut(at) else { return };
            let left = std::mem::replace(here, chosen);
            // By keyboard one passes over roles: what was taken on the way goes back to the column that had it.
            let had = in_force_of_all.with_value(|all| all.iter().position(|role| role.is_some() && *role == left));
            let before = had.filter(|&before| before != at && left != chosen).and_then(|before| roles.get_mut(before));
            if let Some(before) = before.filter(|before| before.is_none()) {
                *before = left;
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
                {identifier
                    .map(|kind| view! { <span class="chip">{move || tools::identifier(words.get().language, kind)}</span> })}
                {scale.map(|scale| view! { <span class="chip">{tools::scale(scale)}</span> })}
                {numbers
                    .map(|style| {
                        view! {
                            <span class="chip" class:chip--warning=style.ambiguous>
                                {move || tools::number_style(words.get().language, style)}
                            </span>
                        }
                    })}
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
