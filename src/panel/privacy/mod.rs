//! The privacy panel: what the page asked of the network, what the browser forbids it, what is stored on the device,
//! and how to check all that. It needs no open log.

mod attempts;
mod device;
mod policies;
mod policy;
mod record;
mod requests;
mod stored;

use leptos::prelude::*;

use crate::text::{Words, format, use_words};

/// The privacy panel.
#[component]
pub fn PrivacyPanel() -> impl IntoView {
    let words = use_words();
    let record = record::Record::follow();
    let steps = move || {
        let steps = words.get().privacy.steps.into_iter().map(|(name, what)| {
            view! {
                <li class="privacy__step">
                    <strong>{name}</strong>
                    <span>{what}</span>
                </li>
            }
        });
        steps.collect_view()
    };
    let limits =
        move || words.get().privacy.limits_list.into_iter().map(|limit| view! { <li>{limit}</li> }).collect_view();
    view! {
        <div class="privacy">
            <div class="privacy__head">
                <h1>{move || words.get().shell.privacy}</h1>
                <p class="quiet">{move || words.get().privacy.intro}</p>
            </div>
            <SinceLoading record/>
            <policies::PoliciesInForce record/>
            <attempts::Attempts record/>
            <stored::Stored/>
            <section class="panel" aria-labelledby="verify-title">
                <h2 id="verify-title">{move || words.get().privacy.verify}</h2>
                <ol class="privacy__steps">{steps}</ol>
                <p class="quiet">{move || words.get().privacy.verify_more}</p>
            </section>
            <section class="panel" aria-labelledby="limits-title">
                <h2 id="limits-title">{move || words.get().privacy.limits}</h2>
                <ul class="privacy__list">{limits}</ul>
            </section>
        </div>
    }
}

/// Whether the page is a file on this device.
fn is_from_disk() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// What happened since the page was loaded, in numbers.
#[component]
fn SinceLoading(record: ReadSignal<Option<record::Record>>) -> impl IntoView {
    let words = use_words();
    let requests = requests::follow();
    let sealed_at = Memo::new(move |_| record.with(|record| record.as_ref().and_then(|record| record.sealed_at)));
    // Those from after the page was loaded; `None` while it is loading.
    let late = Memo::new(move |_| {
        let since = sealed_at.get()?;
        let late = |request: &&requests::Request| request.start >= since;
        Some(requests.with(|all| all.iter().filter(late).map(|request| request.url.clone()).collect::<Vec<_>>()))
    });
    let count = move || late.with(|late| late.as_ref().map(|late| format::count(words.get().language, late.len())));
    let verdict = move || {
        let privacy = &words.get().privacy;
        late.with(|late| match late {
            None => privacy.still_loading,
            Some(late) if late.is_empty() => privacy.no_requests,
            Some(_) => privacy.unexpected,
        })
    };
    let listed = move || {
        let late = late.get().unwrap_or_default();
        (!late.is_empty()).then(|| {
            let lines = late.into_iter().map(|url| view! { <li><code>{url}</code></li> });
            view! { <ul class="privacy__list">{lines.collect_view()}</ul> }
        })
    };
    let blocked = move || record.with(|record| record.as_ref().map_or(0, |record| record.count));
    let host = window().location().host().unwrap_or_default();
    let origin = window().location().origin().unwrap_or_default();
    let source = {
        let host = host.clone();
        move || {
            let privacy = &words.get().privacy;
            if is_from_disk() { privacy.from_disk.to_owned() } else { (privacy.from_host)(&host) }
        }
    };
    let loaded = move || {
        let privacy = &words.get().privacy;
        if is_from_disk() {
            return privacy.loaded_from_disk.to_owned();
        }
        requests.with(|all| {
            let before = || all.iter().filter(|request| sealed_at.get().is_none_or(|since| request.start < since));
            let all_own = before().all(|request| request.url.starts_with(&format!("{origin}/")));
            // The page itself is not among its resources.
            let count = before().count() + 1;
            if all_own { (privacy.loaded_from)(count, &host) } else { (privacy.loaded_elsewhere)(count) }
        })
    };
    let reach = move || {
        let privacy = &words.get().privacy;
        if sealed_at.get().is_some() { privacy.nothing } else { privacy.own_site }
    };
    view! {
        <section class="panel" aria-labelledby="now-title">
            <h2 id="now-title">{move || words.get().privacy.now}</h2>
            <div class="privacy__counts" role="status">
                <p
                    class="privacy__count"
                    class:privacy__count--good=move || late.with(|late| late.as_ref().is_some_and(Vec::is_empty))
                    class:privacy__count--bad=move || late.with(|late| late.as_ref().is_some_and(|late| !late.is_empty()))
                >
                    <strong class="privacy__number">{move || count().unwrap_or_else(|| "…".to_owned())}</strong>
                    <span>{move || words.get().privacy.requests}</span>
                    <span class="quiet">{verdict}</span>
                </p>
                <p class="privacy__count" class:privacy__count--good=move || blocked() == 0>
                    <strong class="privacy__number">{move || format::count(words.get().language, blocked())}</strong>
                    <span>{move || words.get().privacy.blocked}</span>
                </p>
            </div>
            {listed}
            <dl class="facts privacy__facts">
                <Fact name=|words| words.privacy.may_reach value=Signal::derive(move || reach().to_owned())/>
                <Fact name=|words| words.privacy.source value=Signal::derive(source)/>
                <Fact name=|words| words.privacy.loaded value=Signal::derive(loaded)/>
            </dl>
            <p class="quiet">{move || words.get().privacy.requests_note}</p>
        </section>
    }
}

#[component]
fn Fact(name: fn(&'static Words) -> &'static str, value: Signal<String>) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="facts__item">
            <dt class="facts__name">{move || name(words.get())}</dt>
            <dd class="facts__value">{move || value.get()}</dd>
        </div>
    }
}
