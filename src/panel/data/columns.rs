//! The columns of a source over its first rows: what each one means, why, and how to have it read otherwise.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{mapping_memory, origin::Origin};
use crate::{
    event_log::ColumnRole,
    import::{ColumnReport, SourceOptions, SourceReport, formats::ReadOptions},
    panel::use_workspace,
    text::{tools, use_words},
};

/// Roles without which there is no log.
const NEEDED: [ColumnRole; 3] = [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp];

/// Longer values are cut in the preview.
const SHOWN_CHARACTERS: usize = 120;

/// What is made of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Something to filter and break down by.
    Property,
    /// What a log is made of.
    Role(ColumnRole),
    /// It is not read.
    LeftOut,
}

impl Use {
    fn of(column: &ColumnReport) -> Use {
        if column.left_out { Use::LeftOut } else { column.role.map_or(Use::Property, Use::Role) }
    }

    /// Its value in the select: for a role the name in English, as good as any.
    fn id(self) -> &'static str {
        match self {
            Use::Property => "",
            Use::Role(role) => (crate::text::terms::EN.role)(role),
            Use::LeftOut => "left out",
        }
    }

    fn all() -> impl Iterator<Item = Use> {
        [Use::Property].into_iter().chain(ColumnRole::ALL.map(Use::Role)).chain([Use::LeftOut])
    }
}

/// What is chosen for the columns, in the order of the file.
type Uses = RwSignal<Vec<Use>>;

/// Columns, roles, preview and the way to read again.
#[component]
pub fn Columns(report: SourceReport, origin: Origin) -> impl IntoView {
    let words = use_words();
    let in_force: Vec<Use> = report.columns.iter().map(Use::of).collect();
    let uses = RwSignal::new(in_force.clone());
    let options = StoredValue::new(origin.options);
    view! {
        <p class="quiet">{move || words.get().data.columns_note}</p>
        <Preview report=report.clone() uses in_force=StoredValue::new(in_force.clone())/>
        <ReadAgain report at=origin.at options uses in_force/>
    }
}

/// The buttons below the columns.
#[component]
fn ReadAgain(
    report: SourceReport,
    at: usize,
    options: StoredValue<SourceOptions>,
    uses: Uses,
    in_force: Vec<Use>,
) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let in_force = StoredValue::new(in_force);
    let changed = Memo::new(move |_| uses.with(|uses| in_force.with_value(|in_force| uses != in_force)));
    // A list of customers needs no more than who they are.
    let needed_roles: &[ColumnRole] = if report.is_log { &NEEDED } else { &NEEDED[..1] };
    let needed = Memo::new(move |_| {
        uses.with(|uses| needed_roles.iter().copied().find(|role| !uses.contains(&Use::Role(*role))))
    });
    let needed_words = move || {
        let words = words.get();
        needed.get().map(|role| (words.data.role_needed)((words.terms.role)(role)))
    };
    let was_chosen = options.with_value(|options| !options.columns.is_empty());
    let (remembered, report) = (report.is_remembered, StoredValue::new(report));
    let read_again = move |_| {
        let uses = uses.get_untracked();
        let (columns, leave_out) = report.with_value(|report| (columns(report, &uses), left_out(report, &uses)));
        let options = options.get_value();
        let read = ReadOptions { leave_out, ..options.read };
        workspace.read_again(at, SourceOptions { columns, read, ..options });
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
                    <button class="button" type="button" on:click=move |_| uses.set(in_force.get_value())>
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
fn columns(report: &SourceReport, uses: &[Use]) -> BTreeMap<ColumnRole, String> {
    let column_of = |role: ColumnRole| {
        let column = report.columns.iter().zip(uses).find(|(_, chosen)| **chosen == Use::Role(role));
        (role, column.map(|(column, _)| column.name.clone()).unwrap_or_default())
    };
    let is_said = |(role, name): &(ColumnRole, String)| report.is_log || !name.is_empty() || !NEEDED.contains(role);
    ColumnRole::ALL.into_iter().map(column_of).filter(is_said).collect()
}

/// The names of the columns that are not to be read.
fn left_out(report: &SourceReport, uses: &[Use]) -> Vec<String> {
    let left_out = report.columns.iter().zip(uses).filter(|(_, chosen)| **chosen == Use::LeftOut);
    left_out.map(|(column, _)| column.name.clone()).collect()
}

#[component]
fn Preview(report: SourceReport, uses: Uses, in_force: StoredValue<Vec<Use>>) -> impl IntoView {
    let words = use_words();
    let heads = report
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| view! { <ColumnHead at column=column.clone() uses in_force_of_all=in_force/> })
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
fn ColumnHead(at: usize, column: ColumnReport, uses: Uses, in_force_of_all: StoredValue<Vec<Use>>) -> impl IntoView {
    let words = use_words();
    let in_force = Use::of(&column);
    let ColumnReport { name, reason, distinct, kept, left_out, identifier, numbers, scale, .. } = column;
    let chosen_use = Memo::new(move |_| uses.with(|uses| uses.get(at).copied().unwrap_or(in_force)));
    let choose = move |id: String| {
        let chosen = Use::all().find(|one| one.id() == id).unwrap_or(Use::Property);
        let is_role = |one: Use| matches!(one, Use::Role(_));
        uses.update(|uses| {
            // A role belongs to one column: it moves here.
            for other in uses.iter_mut().filter(|other| is_role(chosen) && **other == chosen) {
                *other = Use::Property;
            }
            let Some(here) = uses.get_mut(at) else { return };
            let left = std::mem::replace(here, chosen);
            // By keyboard one passes over roles: what was taken on the way goes back to the column that had it.
            let had = in_force_of_all.with_value(|all| all.iter().position(|one| is_role(left) && *one == left));
            let before = had.filter(|&before| before != at && left != chosen).and_then(|before| uses.get_mut(before));
            if let Some(before) = before.filter(|before| **before == Use::Property) {
                *before = left;
            }
        });
    };
    let why = move || {
        let words = words.get();
        if chosen_use.get() != in_force {
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
        <th class="preview__head" class:preview__head--role=move || matches!(chosen_use.get(), Use::Role(_)) class:preview__head--left-out=move || chosen_use.get() == Use::LeftOut scope="col">
            <span class="preview__name" title=name.clone()>{name.clone()}</span>
            <select class="select preview__role" aria-label=label on:change:target=move |event| choose(event.target().value())>
                {Use::all()
                    .map(|option| {
                        let name = move || match option {
                            Use::Property => words.get().data.no_role,
                            Use::Role(role) => (words.get().terms.role)(role),
                            Use::LeftOut => words.get().data.left_out,
                        };
                        view! { <option value=option.id() prop:selected=move || chosen_use.get() == option>{name}</option> }
                    })
                    .collect_view()}
            </select>
            <span class="preview__facts">
                {move || why().map(|why| view! { <span class="chip" class:chip--accent=move || chosen_use.get() != in_force>{why}</span> })}
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
                {(!kept && !left_out)
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
