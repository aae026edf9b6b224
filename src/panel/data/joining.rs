//! The customers that sources have in common: how many were joined, by what, and which links were refused.

use leptos::prelude::*;

use crate::{
    import::{ImportOptions, Joining as Wish, JoiningReport},
    panel::{OpenLog, use_workspace},
    text::{Words, format, tools, use_words},
};

/// How customers were joined; nothing where there is nothing to join.
#[component]
pub fn Joining(log: OpenLog) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let joining = log.report.joining.clone();
    joining.is_possible.then(|| {
        let is_on = joining.is_on;
        let several = log.report.sources.iter().filter(|source| source.failure.is_none()).count() > 1;
        let turn = move |_| {
            let joining = if is_on { Wish::Off } else { Wish::On };
            workspace.read_all_again(ImportOptions { joining, ..log.options.clone() });
        };
        let (told, by, refused) = (joining.clone(), joining.clone(), joining);
        let (any_by, any_refused) = (!by.by.is_empty() && is_on, !refused.refused.is_empty() && is_on);
        view! {
            <section class="panel" aria-labelledby="joining-title">
                <div class="panel__head">
                    <h2 class="panel__title" id="joining-title">{move || words.get().sources.joining}</h2>
                    <p class="quiet">{move || words.get().sources.joining_note}</p>
                </div>
                <div class="row row--spread">
                    <p>{move || sentence(words.get(), &told, several)}</p>
                    <button class="button" type="button" on:click=turn>
                        {move || if is_on { words.get().sources.unjoin } else { words.get().sources.join }}
                    </button>
                </div>
                {any_by.then(|| view! { <JoinedBy joining=by/> })}
                {any_refused.then(|| view! { <Refused joining=refused/> })}
            </section>
        }
    })
}

fn sentence(words: &'static Words, joining: &JoiningReport, several: bool) -> String {
    let text = &words.sources;
    if !joining.is_on {
        return (text.not_joined)(joining.after);
    }
    let joined = if joining.before > joining.after {
        (text.joined)(joining.before, joining.after)
    } else {
        (text.joined_none)(joining.after)
    };
    let space = words.between_sentences();
    if several { format!("{joined}{space}{}", (text.in_several)(joining.in_several_sources)) } else { joined }
}

#[component]
fn JoinedBy(joining: JoiningReport) -> impl IntoView {
    let words = use_words();
    let rows = move || {
        let words = words.get();
        let rows = joining.by.iter().map(|by| {
            view! {
                <tr>
                    <th scope="row">{tools::identifier(words.language, by.kind)}</th>
                    <td class="number">{format::count(words.language, by.values)}</td>
                    <td class="number">{format::count(words.language, by.joining)}</td>
                </tr>
            }
        });
        rows.collect_view()
    };
    view! {
        <table class="table-plain fitting">
            <thead>
                <tr>
                    <th scope="col">{move || words.get().sources.identifier}</th>
                    <th scope="col" class="number">{move || words.get().sources.values}</th>
                    <th scope="col" class="number">{move || words.get().sources.joining_values}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Refused(joining: JoiningReport) -> impl IntoView {
    let words = use_words();
    let rows = move || {
        let words = words.get();
        let rows = joining.refused.iter().map(|links| {
            view! {
                <tr>
                    <th scope="row">{tools::identifier(words.language, links.kind)}</th>
                    <td>{(words.sources.refused_reason)(links.reason)}</td>
                    <td class="number">{format::count(words.language, links.values)}</td>
                    <td class="number">{format::count(words.language, links.rows)}</td>
                    <td class="wrap">{links.examples.join(words.list_separator())}</td>
                </tr>
            }
        });
        rows.collect_view()
    };
    view! {
        <div class="wide" role="region" tabindex="0" aria-label=move || words.get().sources.refused>
            <table class="table-plain">
                <thead>
                    <tr>
                        <th scope="col">{move || words.get().sources.refused}</th>
                        <th scope="col">{move || words.get().data.skip_reason}</th>
                        <th scope="col" class="number">{move || words.get().sources.values}</th>
                        <th scope="col" class="number">{move || words.get().sources.rows}</th>
                        <th scope="col">{move || words.get().sources.examples}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
