//! Says what was done to the sources last, with the way back; until it is dismissed.

use leptos::prelude::*;

use super::header::source_name;
use crate::{
    panel::{
        use_workspace,
        workspace::{Before, Change},
    },
    text::{Words, use_words},
    worker::client::Source,
};

/// The last change of the sources; nothing where there is none.
#[component]
pub fn UndoBanner() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let says = move || workspace.before.with(|before| before.last().map(|before| sentence(words.get(), before)));
    let can_join = Memo::new(move |_| workspace.before.with(|before| before.last().is_some_and(can_join)));
    let join = move |_| {
        if let Some(Before { source: Source::Files(files), .. }) =
            workspace.before.with_untracked(|before| before.last().cloned())
        {
            workspace.add(files);
        }
    };
    move || {
        says().map(|says| {
            view! {
                <p class="banner banner--quiet">
                    <span role="status">{says}</span>
                    <button class="button button--small" type="button" on:click=move |_| workspace.undo()>
                        {move || words.get().data.undo}
                    </button>
                    <Show when=move || can_join.get()>
                        <button class="button button--small" type="button" on:click=join>
                            {move || words.get().sources.open_both}
                        </button>
                    </Show>
                    <button
                        class="button button--icon"
                        type="button"
                        aria-label=move || words.get().shell.dismiss
                        on:click=move |_| workspace.before.set(Vec::new())
                    >
                        "×"
                    </button>
                </p>
            }
        })
    }
}

fn sentence(words: &'static Words, before: &Before) -> String {
    let text = &words.sources;
    match &before.change {
        Change::Added(names) => (text.added)(&names.join(words.list_separator()), names.len()),
        Change::Removed(name) => (text.removed)(name),
        Change::Read(name) => (text.read_otherwise)(name),
        Change::ReadAll => text.all_read_otherwise.to_owned(),
        Change::Replaced(new) => (text.replaced)(&source_name(words, new), &source_name(words, &before.source)),
    }
}

/// Files that took the place of files can be opened with them.
fn can_join(before: &Before) -> bool {
    matches!((&before.change, &before.source), (Change::Replaced(Source::Files(_)), Source::Files(_)))
}
