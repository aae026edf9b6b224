//! The register as a CSV file: saved, and read again.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::{
    placing::Placing,
    register::{self, Wrong},
};
use crate::{
    panel::{download, use_workspace},
    stage::Aspect,
    text::{Words, use_words},
};

/// So many faults of a file are told.
const TOLD: usize = 8;

/// What became of a file.
#[derive(Clone)]
enum Outcome {
    Placed(usize),
    Refused(Vec<Wrong>),
    Unreadable,
}

/// The ways out and in.
#[component]
pub fn Files(placing: Placing) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let outcome = RwSignal::new(None::<Outcome>);
    let save = move |_| {
        let name = workspace.log.with_untracked(|log| log.as_ref().map(|log| log.report.name().to_owned()));
        let table = untrack(|| {
            let values = |at: usize| Aspect::ALL.map(|aspect| placing.value(aspect, at));
            let rows = |at: usize| placing.names_in_file(at).into_iter().map(move |name| (name, values(at)));
            register::table((0..placing.n()).flat_map(rows))
        });
        download::save_csv(&download::file_name(&name.unwrap_or_default(), "touchpoints", "csv"), &table);
    };
    let load = move |input: HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        // The same file can then be chosen again.
        input.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            let read = text.map(|text| {
                placing.with_names(|names| placing.model.with_untracked(|model| register::read(&text, names, model)))
            });
            outcome.set(Some(match read {
                None => Outcome::Unreadable,
                Some(Err(wrong)) => Outcome::Refused(wrong),
                Some(Ok(rows)) => {
                    placing.set_each(&rows);
                    Outcome::Placed(rows.len())
                }
            }));
        });
    };
    view! {
        <div class="row">
            <button class="button" type="button" on:click=save>{move || words.get().stages.save}</button>
            <label class="button add-source">
                <input
                    class="add-source__input"
                    type="file"
                    accept=".csv,text/csv"
                    aria-describedby="stages-file-note"
                    on:change:target=move |event| load(event.target())
                />
                {move || words.get().stages.load}
            </label>
            <span class="quiet" id="stages-file-note">{move || words.get().stages.file_note}</span>
        </div>
        <div role="status">{move || outcome.get().map(|outcome| tell(words.get(), &outcome))}</div>
    }
}

fn tell(words: &'static Words, outcome: &Outcome) -> AnyView {
    let text = &words.stages;
    match outcome {
        Outcome::Placed(n) => view! { <p>{(text.loaded)(*n)}</p> }.into_any(),
        Outcome::Unreadable => view! { <p class="field-error">{text.unreadable}</p> }.into_any(),
        Outcome::Refused(wrong) => {
            let lines = wrong.iter().take(TOLD).map(|wrong| {
                let line = match wrong {
                    Wrong::NoColumns => text.no_columns.to_owned(),
                    Wrong::UnknownTouchpoint(line, name) => (text.unknown_touchpoint)(*line, name),
                    Wrong::UnknownValue(aspect, line, value) => (text.unknown_value)(*aspect, *line, value),
                    Wrong::Otherwise(aspect, line, name) => (text.otherwise)(*aspect, *line, name),
                };
                view! { <li>{line}</li> }
            });
            let more = wrong.len().saturating_sub(TOLD);
            view! {
                <p class="field-error">{text.refused}</p>
                <ul>{lines.collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="quiet">{(words.data.and_more)(more)}</p> })}
            }
            .into_any()
        }
    }
}
