//! The attempts that were refused, newest first.

use js_sys::Date;
use leptos::prelude::*;

use super::record::Record;
use crate::text::use_words;

/// Rows that are shown.
const SHOWN: usize = 100;

/// The section of the attempts.
#[component]
pub fn Attempts(record: ReadSignal<Option<Record>>) -> impl IntoView {
    let words = use_words();
    let any = Memo::new(move |_| record.with(|record| record.as_ref().is_some_and(|record| record.count > 0)));
    let rows = move || {
        let words = words.get();
        let attempts = record.with(|record| {
            record.as_ref().map(|record| record.attempts.iter().take(SHOWN).cloned().collect::<Vec<_>>())
        });
        let rows = attempts.unwrap_or_default().into_iter().map(|attempt| {
            let time = Date::new(&attempt.time.into()).to_locale_time_string(words.language.tag());
            view! {
                <tr>
                    <td class="privacy__time">{String::from(time)}</td>
                    <td>{(words.privacy.kind)(&attempt.kind)}</td>
                    <td class="privacy__target"><code>{attempt.target}</code></td>
                </tr>
            }
        });
        rows.collect_view()
    };
    let more = move || {
        let count = record.with(|record| record.as_ref().map_or(0, |record| record.count));
        let shown = record.with(|record| record.as_ref().map_or(0, |record| record.attempts.len().min(SHOWN)));
        let more = count.saturating_sub(shown as u32);
        (more > 0).then(|| view! { <p class="quiet">{(words.get().privacy.more_attempts)(more)}</p> })
    };
    view! {
        <section class="panel" aria-labelledby="attempts-title">
            <h2 id="attempts-title">{move || words.get().privacy.attempts}</h2>
            <Show
                when=move || any.get()
                fallback=move || view! { <p class="quiet">{move || words.get().privacy.no_attempts}</p> }
            >
                <p class="quiet">{move || words.get().privacy.attempts_note}</p>
                <div
                    class="privacy__wide"
                    role="group"
                    tabindex="0"
                    aria-label=move || words.get().privacy.attempts
                >
                    <table class="table-plain">
                        <thead>
                            <tr>
                                <th scope="col">{move || words.get().privacy.time}</th>
                                <th scope="col">{move || words.get().privacy.means}</th>
                                <th scope="col">{move || words.get().privacy.target}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {more}
            </Show>
        </section>
    }
}
