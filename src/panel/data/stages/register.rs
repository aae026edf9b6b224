//! The register as a file: a CSV table of touchpoints and their stages. What it says, and what is wrong with it.

use std::collections::BTreeMap;

use crate::{export::Table, import::formula::without_apostrophe, stage::StageModel};

/// What is wrong with a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Its first line does not name the two columns.
    NoColumns,
    /// The log has no such touchpoint; with the line.
    UnknownTouchpoint(usize, String),
    /// The model has no such stage; with the line.
    UnknownStage(usize, String),
}

/// The register as a table: `stages` has touchpoint and stage.
pub fn table(stages: impl Iterator<Item = (String, String)>) -> Table {
    let rows = stages.map(|(touchpoint, stage)| vec![touchpoint.as_str().into(), stage.as_str().into()]);
    Table { headings: vec!["touchpoint".to_owned(), "stage".to_owned()], rows: rows.collect() }
}

/// Position of each touchpoint that a register names, and its stage; the empty name is no stage. All that is wrong with it
/// otherwise, in the order of its lines.
pub fn read(text: &str, names: &[String], model: &StageModel) -> Result<Vec<(usize, String)>, Vec<Wrong>> {
    let places: BTreeMap<&str, usize> = names.iter().map(String::as_str).zip(0..).collect();
    let mut rows = rows(text.trim_start_matches('\u{feff}')).into_iter();
    let heads = rows.next().map(|(_, fields)| fields).unwrap_or_default();
    let column = |names: [&str; 2]| heads.iter().position(|head| names.contains(&head.trim().to_lowercase().as_str()));
    let Some((touchpoint, stage)) = column(["touchpoint", "触点"]).zip(column(["stage", "阶段"])) else {
        return Err(vec![Wrong::NoColumns]);
    };
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for (line, fields) in rows {
        let field = |column: usize| fields.get(column).map_or("", String::as_str);
        let (name, stage) = (field(touchpoint), field(stage).trim());
        let place = places.get(name).or_else(|| places.get(name.trim()));
        let id = if stage.is_empty() { Some("") } else { model.named(stage).map(|stage| model.id(stage)) };
        match (place, id) {
            (Some(&place), Some(id)) => read.push((place, id.to_owned())),
            (None, _) => wrong.push(Wrong::UnknownTouchpoint(line, name.to_owned())),
            (_, None) => wrong.push(Wrong::UnknownStage(line, stage.to_owned())),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// The rows that have a field with something in it, each with the line that it begins on. What separates the fields is
/// what the first line has most of: comma, semicolon or tab.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let first = text.lines().next().unwrap_or_default();
    let separator =
        [',', ';', '\t'].into_iter().rev().max_by_key(|&letter| first.matches(letter).count()).unwrap_or(',');
    let (mut rows, mut fields, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut start, mut is_quoted) = (1, 1, false);
    let mut letters = text.chars().chain(['\n']).peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' if is_quoted || field.is_empty() => is_quoted = !is_quoted,
            _ if is_quoted => field.push(letter),
            '\r' => {}
            '\n' | ',' | ';' | '\t' if letter == '\n' || letter == separator => {
                let bare = without_apostrophe(field.as_bytes());
                fields.push(String::from_utf8_lossy(bare).into_owned());
                field.clear();
                if letter == '\n' {
                    let row = std::mem::take(&mut fields);
                    if row.iter().any(|field: &String| !field.trim().is_empty()) {
                        rows.push((start, row));
                    }
                    start = line;
                }
            }
            _ => field.push(letter),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{CsvOptions, to_csv};

    fn names() -> Vec<String> {
        ["view", "a, \"b\"\nc", "=sum", "商品"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_register_reads_as_it_was_written() {
        let model = StageModel::default();
        let stages = ["use", "loyalty", "", "purchase"];
        let all = names().into_iter().zip(stages.map(str::to_owned));
        let csv = to_csv(&table(all), CsvOptions { byte_order_mark: true });
        let expected: Vec<(usize, String)> = stages.iter().enumerate().map(|(at, it)| (at, (*it).to_owned())).collect();
        assert_eq!(read(&csv, &names(), &model), Ok(expected));
    }

    #[test]
    fn columns_of_other_tables_and_words_will_do() {
        let csv = "阶段;count;触点\n购买;3;view\n\n;;商品\n";
        let placed = vec![(0, "purchase".to_owned()), (3, String::new())];
        assert_eq!(read(csv, &names(), &StageModel::default()), Ok(placed));
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        let csv = "touchpoint,stage\n\"a, \"\"b\"\"\nc\",use\nsee,use\n\nview,buying\n";
        let wrong = vec![Wrong::UnknownTouchpoint(4, "see".into()), Wrong::UnknownStage(6, "buying".into())];
        assert_eq!(read(csv, &names(), &StageModel::default()), Err(wrong));
        assert_eq!(read("view,use\n", &names(), &StageModel::default()), Err(vec![Wrong::NoColumns]));
        assert_eq!(read("", &names(), &StageModel::default()), Err(vec![Wrong::NoColumns]));
    }
}
