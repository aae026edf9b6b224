//! The policies in force, in words and in full.

use leptos::{prelude::*, task::spawn_local};

use super::{is_from_disk, policy::Policies, record::Record};
use crate::text::use_words;

/// The section of the policies.
#[component]
pub fn PoliciesInForce(record: ReadSignal<Option<Record>>) -> impl IntoView {
    let words = use_words();
    let (policies, set_policies) = signal(None::<Policies>);
    let is_sealed = Memo::new(move |_| record.with(|record| record.as_ref().is_some_and(|it| it.sealed_at.is_some())));
    // Asked again when the page is sealed: then there is one more.
    Effect::new(move |_| {
        let was_sealed = is_sealed.get();
        spawn_local(async move {
            let found = Policies::ask().await;
            if is_sealed.try_get_untracked() == Some(was_sealed) {
                set_policies.try_set(Some(found));
            }
        });
    });
    let sentence = move || {
        let privacy = &words.get().privacy;
        policies.with(|policies| match policies.as_ref().map(Policies::count) {
            None => privacy.asking.to_owned(),
            Some(0) => privacy.not_enforced.to_owned(),
            Some(count) => (privacy.enforced)(count),
        })
    };
    let of_host = move || {
        let privacy = &words.get().privacy;
        policies.with(|policies| {
            policies.as_ref().map(|policies| match policies.host.is_empty() {
                false => privacy.host_enforces,
                true if is_from_disk() => privacy.no_host,
                true => privacy.host_does_not,
            })
        })
    };
    let guards = move || {
        let privacy = &words.get().privacy;
        record.with(|record| match record {
            None => privacy.no_guards,
            Some(record) if record.guards_navigation => privacy.guards_navigation,
            Some(_) => privacy.no_guard,
        })
    };
    let texts = move || {
        let privacy = &words.get().privacy;
        let policies = policies.get().unwrap_or_default();
        let page = policies
            .page
            .into_iter()
            .map(|(place, policy)| (if place == 0 { privacy.page_policy } else { privacy.seal_policy }, policy));
        let host = policies.host.into_iter().map(|policy| (privacy.host_policy, policy));
        page.chain(host).map(|(name, policy)| view! { <PolicyText name policy/> }).collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="policy-title">
            <h2 id="policy-title">{move || words.get().privacy.policy}</h2>
            <p role="status">{sentence} " " {of_host}</p>
            <p>{guards}</p>
            <p class="quiet">{move || words.get().privacy.policy_note}</p>
            {texts}
        </section>
    }
}

/// A policy, directive by directive.
#[component]
fn PolicyText(name: &'static str, policy: String) -> impl IntoView {
    let directives: Vec<String> =
        policy.split(';').map(|directive| directive.trim().to_owned()).filter(|it| !it.is_empty()).collect();
    view! {
        <details class="method">
            <summary>{name}</summary>
            <ul class="privacy__policy">
                {directives.into_iter().map(|directive| view! { <li><code>{directive}</code></li> }).collect_view()}
            </ul>
        </details>
    }
}
