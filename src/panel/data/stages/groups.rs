//! Touchpoints of several names: names that may mean the same, to be counted as one; and those that are.

use leptos::prelude::*;

use super::placing::Placing;
use crate::{
    stage::{Alike, Aspect, alike},
    text::use_words,
};

/// So many names, those of most events, are compared.
const COMPARED: usize = 10_000;
/// So many groups, and so many names of one, are shown.
const SHOWN: usize = 50;
/// So many names of a suggestion are shown.
const SHOWN_OF_SUGGESTION: usize = 6;

/// Both.
#[component]
pub fn Groups(placing: Placing) -> impl IntoView {
    view! {
        <Suggestions placing/>
        <InForce placing/>
    }
}

#[component]
fn Suggestions(placing: Placing) -> impl IntoView {
    let words = use_words();
    let found = Memo::new(move |_| {
        let mut names = placing.names();
        names.truncate(COMPARED);
        alike(&names)
    });
    let group_all = move |_| {
        let named = found.get_untracked().into_iter().flat_map(|Alike { name, members }| {
            members.into_iter().map(move |at| (placing.name(at), vec![(Aspect::Name, name.clone())]))
        });
        placing.set_each(&untrack(|| named.collect::<Vec<_>>()));
    };
    let rows = move || {
        let rows = found.get().into_iter().take(SHOWN).map(|Alike { name, members }| {
            let (n, first) = (members.len(), members.iter().take(SHOWN_OF_SUGGESTION));
            let mut names: Vec<String> = first.map(|&at| placing.name(at)).collect();
            if n > SHOWN_OF_SUGGESTION {
                names.push("…".to_owned());
            }
            let (own, wanted) = (name.clone(), RwSignal::new(name));
            view! {
                <li class="group">
                    <span class="group__names">{move || names.join(words.get().list_separator())}</span>
                    <span aria-hidden="true">{"→"}</span>
                    <input
                        class="input input--small"
                        aria-label=move || (words.get().stages.group_name)(&own)
                        prop:value=move || wanted.get()
                        on:input:target=move |event| wanted.set(event.target().value())
                    />
                    <button
                        class="button button--small"
                        type="button"
                        disabled=move || wanted.with(|name| name.trim().is_empty())
                        on:click=move |_| {
                            let name = wanted.get_untracked();
                            placing.set(members.clone(), Aspect::Name, name.trim());
                        }
                    >
                        {move || (words.get().stages.group)(n)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    let n = move || found.with(Vec::len);
    view! {
        <Show when=move || { n() > 0 }>
            <details class="stage-rule">
                <summary>{move || (words.get().stages.alike)(n())}</summary>
                <p class="quiet">{move || words.get().stages.alike_note}</p>
                <ul class="groups">{rows}</ul>
                <div class="row">
                    <button class="button button--small" type="button" on:click=group_all>
                        {move || (words.get().stages.group_all)(n())}
                    </button>
                    <MoreThanShown n=Signal::derive(n)/>
                </div>
            </details>
        </Show>
    }
}

#[component]
fn InForce(placing: Placing) -> impl IntoView {
    let words = use_words();
    let groups = Memo::new(move |_| {
        let named = (0..placing.n()).filter(|&at| placing.is_chosen(Aspect::Name, at));
        named.map(|at| (placing.name(at), placing.names_in_file(at))).collect::<Vec<_>>()
    });
    let rows = move || {
        let rows = groups.get().into_iter().take(SHOWN).map(|(name, owns)| {
            let more = owns.len().saturating_sub(SHOWN);
            let (group, n) = (name.clone(), owns.len());
            let (label, heading) = (name.clone(), name);
            let names = owns.into_iter().take(SHOWN).map(|own| {
                let (label, name) = (own.clone(), own.clone());
                view! {
                    <li class="chip chip--removable">
                        <span class="chip__words" title=name.clone()>{name.clone()}</span>
                        <button
                            class="chip__remove"
                            type="button"
                            aria-label=move || (words.get().stages.take_out)(&label)
                            on:click=move |_| placing.take_out(&own)
                        >
                            {"×"}
                        </button>
                    </li>
                }
            });
            let apart = move |_| placing.set_each(&[(group.clone(), vec![(Aspect::Name, String::new())])]);
            view! {
                <li class="group">
                    <strong>{heading}</strong>
                    <span aria-hidden="true">{"←"}</span>
                    <ul class="group__members" aria-label=label>{names.collect_view()}</ul>
                    {(more > 0).then(|| view! { <span class="quiet">{move || (words.get().data.and_more)(more)}</span> })}
                    <button class="button button--small" type="button" on:click=apart>
                        {move || (words.get().stages.ungroup)(n)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    let n = move || groups.with(Vec::len);
    view! {
        <Show when=move || { n() > 0 }>
            <details class="stage-rule">
                <summary>{move || (words.get().stages.named)(n())}</summary>
                <p class="quiet">{move || words.get().stages.named_note}</p>
                <ul class="groups">{rows}</ul>
                <MoreThanShown n=Signal::derive(n)/>
            </details>
        </Show>
    }
}

/// How many groups there are beyond those shown.
#[component]
fn MoreThanShown(n: Signal<usize>) -> impl IntoView {
    let words = use_words();
    let more = move || n.get().saturating_sub(SHOWN);
    move || (more() > 0).then(|| view! { <span class="quiet">{(words.get().data.and_more)(more())}</span> })
}
