//! What is noted of stages in words of one's own: needs, owners and actions. Written in the stage that was chosen, shown on
//! the map, in its table and in its CSV.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::{
    analysis::JourneyMapReport,
    chart::journey_picture::{MapCells, MapRow},
    export::Table,
    panel::{
        report::memory::{self, StageNotes},
        use_workspace,
    },
    text::{Words, use_words},
};

/// What is noted of the stages of the log at hand, by their names. It is part of what is written on the log: the report.
pub fn use_notes() -> Memo<BTreeMap<String, StageNotes>> {
    let workspace = use_workspace();
    Memo::new(move |_| {
        workspace.noted.track();
        workspace.log.with(|log| log.as_ref().map(|log| memory::recall(&log.report).stages)).unwrap_or_default()
    })
}

/// One note of a stage; empty where there is none.
fn note(notes: &BTreeMap<String, StageNotes>, stage: &str, which: usize) -> String {
    notes.get(stage).map(|notes| notes[which].clone()).unwrap_or_default()
}

/// A note has no more letters.
const MOST_LETTERS: &str = "300";

/// The names of the notes in files, in their order.
const IDS: [&str; 3] = ["needs", "owners", "actions"];

/// The fields in which a stage's notes are written.
#[component]
pub fn Notes(
    /// What is noted of all stages.
    noted: Memo<BTreeMap<String, StageNotes>>,
    /// The stage, by its name in the model.
    #[prop(into)]
    stage: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let field = move |which: usize| {
        let text = move || {
            let stage = stage.get().unwrap_or_default();
            noted.with(|noted| note(noted, &stage, which))
        };
        let write = move |text: String| {
            let log = workspace.log.with_untracked(|log| log.as_ref().map(|log| log.report.clone()));
            if let Some((log, stage)) = log.zip(stage.get_untracked()) {
                let mut report = memory::recall(&log);
                report.note_of_stage(&stage, which, &text);
                memory::remember(&log, &report);
                workspace.noted.update(|changes| *changes += 1);
            }
        };
        view! {
            <label class="field">
                <span class="field__label">{move || words.get().journey_map.notes_of[which]}</span>
                <textarea
                    class="input"
                    rows="3"
                    maxlength=MOST_LETTERS
                    prop:value=text
                    on:input:target=move |event| write(event.target().value())
                ></textarea>
            </label>
        }
    };
    view! {
        <fieldset class="map-notes">
            <legend class="controls__title">{move || words.get().journey_map.notes}</legend>
            {[0, 1, 2].map(field).into_iter().collect_view()}
        </fieldset>
    }
}

/// The row of the map; `None` where nothing is noted of its stages.
pub fn row(words: &Words, report: &JourneyMapReport, notes: &BTreeMap<String, StageNotes>) -> Option<MapRow> {
    let text = &words.journey_map;
    let of_stage = |stage: &str| -> Vec<String> {
        let notes = notes.get(stage).into_iter().flatten().zip(text.notes_of);
        notes
            .filter(|(note, _)| !note.is_empty())
            .map(|(note, name)| (text.note)(name, &note.trim().replace('\n', " ")))
            .collect()
    };
    let cells: Vec<Vec<String>> = report.stages.iter().map(|stage| of_stage(&stage.stage)).collect();
    let is_any = cells.iter().any(|cell| !cell.is_empty());
    is_any.then(|| MapRow { label: text.notes.to_owned(), note: String::new(), cells: MapCells::Notes(cells) })
}

/// Adds the notes to the table of the map, one column each, where there are any.
pub fn add_to(mut table: Table, report: &JourneyMapReport, notes: &BTreeMap<String, StageNotes>) -> Table {
    if report.stages.iter().any(|stage| notes.contains_key(&stage.stage)) {
        table.headings.extend(IDS.map(str::to_owned));
        for (row, stage) in table.rows.iter_mut().zip(&report.stages) {
            row.extend([0, 1, 2].map(|which| note(notes, &stage.stage, which).trim().into()));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Analysis, JourneyMapQuestion},
        export,
        test_log::story,
        text::Language,
    };

    #[test]
    fn notes_stand_in_the_row_and_in_the_table_of_the_stages_that_are_there() {
        let report = JourneyMapQuestion::default().run(&story("ann: ad 1:00, product 1:10")).expect("an answer");
        let words = Language::English.words();
        let mut written = memory::Report::default();
        let plain = export::journey_map(&report);
        written.note_of_stage("loyalty", 0, "of a stage without events");
        assert_eq!(row(words, &report, &written.stages), None);
        assert_eq!(add_to(plain.clone(), &report, &written.stages).headings, plain.headings);
        written.note_of_stage("consideration", 2, "Compare prices");
        let cells = vec![Vec::new(), vec!["Actions: Compare prices".to_owned()]];
        assert_eq!(row(words, &report, &written.stages).map(|row| row.cells), Some(MapCells::Notes(cells)));
        let table = add_to(plain.clone(), &report, &written.stages);
        assert_eq!(table.headings[plain.headings.len()..], IDS.map(str::to_owned));
        assert_eq!(table.rows[1][table.headings.len() - 1], "Compare prices".into());
        assert!(table.rows.iter().all(|row| row.len() == table.headings.len()));
    }
}
