//! Which columns of a source that is too large are left out, with the memory that each takes.

use leptos::prelude::*;

use crate::{
    import::SpareColumn,
    text::{format, use_words},
};

/// A box for each column, and a button.
#[component]
pub fn ColumnsChoice(
    /// What can be left out; what it takes to make the rest fit is chosen at first, from the first one on.
    spare: Vec<SpareColumn>,
    /// Bytes of memory that all takes.
    memory: u64,
    /// Most bytes of memory.
    limit: u64,
    /// Reads it without these.
    #[prop(into)]
    read: Callback<Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let chosen = RwSignal::new(that_make_room(&spare, memory, limit));
    let size = move |bytes: u64| format::mebibytes(words.get().language, bytes);
    let boxes = spare.iter().enumerate().map(|(at, column)| {
        let (name, bytes) = (column.name.clone(), column.memory);
        let toggle = move |_| chosen.update(|chosen| chosen[at] = !chosen[at]);
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen[at]) on:change=toggle/>
                <span class="columns-choice__name">{name}</span>
                <span class="quiet number">{move || size(bytes)}</span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    let spare = StoredValue::new(spare);
    let left = Memo::new(move |_| spare.with_value(|spare| chosen.with(|chosen| rest(spare, chosen, memory))));
    let names = move || {
        let columns = spare.get_value().into_iter().zip(chosen.get_untracked());
        columns.filter(|(_, chosen)| *chosen).map(|(column, _)| column.name).collect()
    };
    view! {
        <fieldset class="rows-choice">
            <legend class="field__label">{move || words.get().sources.spare_columns}</legend>
            <div class="columns-choice">{boxes}</div>
            <div class="row">
                <button
                    class="button button--small"
                    type="button"
                    disabled=move || chosen.with(|chosen| !chosen.contains(&true))
                    on:click=move |_| read.run(names())
                >
                    {move || words.get().sources.read_without}
                </button>
                <span class="quiet" class:warning=move || limit < left.get() role="status">
                    {move || (words.get().sources.spare_note)(&size(left.get()), &size(limit))}
                </span>
            </div>
        </fieldset>
    }
}

/// Bytes of memory without the columns that were chosen.
fn rest(spare: &[SpareColumn], chosen: &[bool], memory: u64) -> u64 {
    let out = spare.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(column, _)| column.memory);
    out.fold(memory, u64::saturating_sub)
}

/// Chooses as many columns, from the first on, as it takes to make the rest fit; none where that is not enough.
fn that_make_room(spare: &[SpareColumn], memory: u64, limit: u64) -> Vec<bool> {
    let mut chosen = vec![false; spare.len()];
    for at in 0..spare.len() {
        chosen[at] = true;
        if rest(spare, &chosen, memory) <= limit {
            return chosen;
        }
    }
    vec![false; spare.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_chosen_than_it_takes() {
        let column = |memory| SpareColumn { name: format!("of {memory}"), memory };
        let spare = [column(40), column(20), column(20)];
        assert_eq!(that_make_room(&spare, 100, 70), [true, false, false]);
        assert_eq!(that_make_room(&spare, 100, 40), [true, true, false]);
        assert_eq!(that_make_room(&spare, 100, 10), [false, false, false]);
        assert_eq!(that_make_room(&[], 100, 10), [false; 0]);
        assert_eq!(rest(&spare, &[true, false, true], 100), 40);
    }
}
