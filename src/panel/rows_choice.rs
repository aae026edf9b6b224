//! Which rows of a source are read: the first one, the last one, and the way to read it again.

use std::num::NonZeroU64;

use leptos::prelude::*;

use crate::{import::RowRange, text::use_words};

/// Two fields and a button.
#[component]
pub fn RowsChoice(
    /// How it was read.
    now: RowRange,
    /// What stands in the fields at first.
    proposed: RowRange,
    /// Reads it in another way.
    #[prop(into)]
    read: Callback<RowRange>,
) -> impl IntoView {
    let words = use_words();
    let from = RwSignal::new(proposed.from.to_string());
    let to = RwSignal::new(proposed.to.map(|to| to.to_string()).unwrap_or_default());
    let chosen = Memo::new(move |_| range(&from.get(), &to.get()));
    let field = move |name: fn(&crate::text::sources::SourceWords) -> &'static str, value: RwSignal<String>| {
        view! {
            <label class="field field--inline">
                <span class="field__label">{move || name(&words.get().sources)}</span>
                <input
                    class="input"
                    type="number"
                    min="1"
                    step="1"
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                />
            </label>
        }
    };
    view! {
        <fieldset class="rows-choice">
            <legend class="field__label">{move || words.get().sources.range}</legend>
            <div class="row">
                {field(|words| words.range_from, from)}
                {field(|words| words.range_to, to)}
                <button
                    class="button button--small"
                    type="button"
                    disabled=move || chosen.get().is_none_or(|chosen| chosen == now)
                    on:click=move |_| {
                        if let Some(chosen) = chosen.get_untracked() {
                            read.run(chosen);
                        }
                    }
                >
                    {move || words.get().sources.read_range}
                </button>
                {(!now.is_all()).then(|| view! {
                    <button class="button button--small" type="button" on:click=move |_| read.run(RowRange::default())>
                        {move || words.get().sources.read_all_rows}
                    </button>
                })}
            </div>
            <p class="quiet">{move || words.get().sources.range_note}</p>
        </fieldset>
    }
}

/// The range in two fields; an empty second one means the end. `None`: it is none.
fn range(from: &str, to: &str) -> Option<RowRange> {
    let from: NonZeroU64 = from.trim().parse().ok()?;
    let to: Option<u64> = match to.trim() {
        "" => None,
        to => Some(to.parse().ok()?),
    };
    to.is_none_or(|to| to >= from.get()).then_some(RowRange { from, to })
}

/// The first rows of a source of which `rows` would take `memory` bytes, so many that they take no more than `limit`.
pub fn that_fit(rows: u64, memory: u64, limit: u64) -> RowRange {
    let fit = (rows as f64 * limit as f64 / memory.max(1) as f64) as u64;
    // An estimate is not told to the last digit.
    let round = 10_u64.pow(fit.checked_ilog10().unwrap_or(0).saturating_sub(1));
    RowRange { to: Some((fit / round * round).max(1)), ..RowRange::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_make_a_range() {
        let of = |from: &str, to: &str| range(from, to).map(|range| (range.from.get(), range.to));
        assert_eq!(of("1", ""), Some((1, None)));
        assert_eq!(of(" 20 ", "30"), Some((20, Some(30))));
        assert_eq!(of("7", "7"), Some((7, Some(7))));
        for (from, to) in [("0", ""), ("", "5"), ("5", "4"), ("1.5", ""), ("1", "x")] {
            assert_eq!(of(from, to), None, "{from} to {to}");
        }
    }

    #[test]
    fn what_fits_is_proposed() {
        assert_eq!(that_fit(300_000_000, 3000 << 20, 2200 << 20).to, Some(220_000_000));
        assert_eq!(that_fit(123_456, 3, 2).to, Some(82_000));
        assert_eq!(that_fit(1, 1000, 1).to, Some(1));
    }
}
