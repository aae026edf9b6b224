//! What is being read, how far it is, how long it takes, and the way to stop it.

use leptos::prelude::*;

use super::header::source_name;
use crate::{
    panel::{use_workspace, workspace::Opening},
    text::{format, use_words},
    worker::protocol::{Phase, Progress},
};

/// Time left is not guessed before so much time has passed.
const GUESS_AFTER_MS: f64 = 700.0;

/// The reading under way, if there is one.
#[component]
pub fn OpeningProgress() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    move || {
        workspace.opening.get().map(|Opening { source, progress, since, .. }| {
            let size = source.size();
            let name = move || source_name(words.get(), &source);
            view! { <ProgressCard name size progress since cancel=move || workspace.cancel()/> }
        })
    }
}

/// A reading under way.
#[component]
pub fn ProgressCard(
    /// Name of what is read.
    name: impl Fn() -> String + Send + 'static,
    /// Its size in bytes.
    size: u64,
    /// How far it is.
    progress: ArcRwSignal<Option<Progress>>,
    /// When it began, in milliseconds of [`js_sys::Date::now`].
    since: f64,
    /// Stops it.
    cancel: impl Fn() + Send + 'static,
) -> impl IntoView {
    let words = use_words();
    let progress = RwSignal::from(progress);
    let share = Memo::new(move |_| progress.get().map(|progress| share_of(&progress)));
    let percent = move || {
        share.get().map(|share| format::count(words.get().language, (share * 100.0).floor()) + "%").unwrap_or_default()
    };
    let phase = Memo::new(move |_| {
        let words = words.get();
        progress.get().map_or(words.shell.starting, |progress| (words.shell.phase)(progress.phase))
    });
    let figures = move || {
        let words = words.get();
        let unread = Progress { phase: Phase::Reading, bytes: 0, total_bytes: size, rows: 0 };
        let now = progress.get().unwrap_or(unread);
        let size = |bytes| format::bytes(words.language, bytes);
        let mut parts = Vec::new();
        if now.total_bytes > 0 {
            parts.push((words.shell.of_total)(&size(now.bytes), &size(now.total_bytes)));
        }
        parts.push((words.shell.rows)(now.rows));
        if let Some(seconds) = seconds_left(&now, js_sys::Date::now() - since) {
            parts.push((words.shell.time_left)(&format::duration(words.language, seconds)));
        }
        parts.join(" · ")
    };
    view! {
        <section class="card progress" aria-labelledby="progress-title">
            <h2 class="card__title" id="progress-title">
                {move || (words.get().shell.opening)(&name())}
            </h2>
            <div class="progress__line">
                <progress
                    class="progress__bar"
                    max="1"
                    prop:value=move || share.get().unwrap_or_default()
                    aria-labelledby="progress-title"
                ></progress>
                <span class="progress__percent number">{percent}</span>
                <button class="button" type="button" on:click=move |_| cancel()>
                    {move || words.get().shell.cancel}
                </button>
            </div>
            <p class="progress__figures quiet">
                <span role="status">{move || phase.get()}</span>
                <span class="number">{figures}</span>
            </p>
        </section>
    }
}

/// 0..=1.
fn share_of(progress: &Progress) -> f64 {
    match progress.phase {
        Phase::Sorting => 1.0,
        Phase::Reading if progress.total_bytes == 0 => 0.0,
        Phase::Reading => (progress.bytes as f64 / progress.total_bytes as f64).min(1.0),
    }
}

fn seconds_left(progress: &Progress, elapsed_ms: f64) -> Option<f64> {
    let share = share_of(progress);
    let known = progress.phase == Phase::Reading && elapsed_ms > GUESS_AFTER_MS && share > 0.01 && share < 1.0;
    known.then(|| (elapsed_ms * (1.0 - share) / share / 1_000.0).ceil())
}
