//! The register as a file: a CSV table of what the file calls its touchpoints, and of each the stage, side, kind, owner, the
//! channel that was chosen and the name under which it is counted. What it says, and what is wrong with it.

use std::collections::BTreeMap;

use crate::{
    export::Table,
    import::formula::without_apostrophe,
    stage::{Aspect, Kind, Side, StageModel},
};

/// What is wrong with a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Its first line does not name the touchpoint and an aspect.
    NoColumns,
    /// The log has no such touchpoint; with the line.
    UnknownTouchpoint(usize, String),
    /// There is no such stage, side or kind; with the line.
    UnknownValue(Aspect, usize, String),
    /// A line before says something else of the touchpoint of that name; with the line.
    Otherwise(Aspect, usize, String),
}

/// What a register says of a touchpoint, by its name or what the file calls it.
pub type Row = (String, Vec<(Aspect, String)>);

/// The register as a table: `rows` has what the file calls each touchpoint, with its aspects.
pub fn table(rows: impl Iterator<Item = (String, [String; 6])>) -> Table {
    let headings = ["touchpoint"].into_iter().chain(Aspect::ALL.map(Aspect::id));
    let rows = rows
        .map(|(touchpoint, values)| [touchpoint].iter().chain(&values).map(|value| value.as_str().into()).collect());
    Table { headings: headings.map(str::to_owned).collect(), rows: rows.collect() }
}

/// The words by which a column is known.
fn names_of(aspect: Aspect) -> &'static [&'static str] {
    match aspect {
        Aspect::Stage => &["stage", "阶段"],
        Aspect::Side => &["side", "线上线下", "线上/线下"],
        Aspect::Kind => &["kind", "类型"],
        Aspect::Channel => &["channel", "渠道"],
        Aspect::Owner => &["owner", "负责人"],
        Aspect::Name => &["name", "名称"],
    }
}

/// The value that a text means; `None` where it means none that there is.
fn value_of(aspect: Aspect, text: &str, model: &StageModel) -> Option<String> {
    let value = match aspect {
        _ if text.is_empty() => "",
        Aspect::Stage => model.id(model.named(text)?),
        Aspect::Side => Side::named(text)?.id(),
        Aspect::Kind => Kind::named(text)?.id(),
        Aspect::Channel | Aspect::Owner | Aspect::Name => text,
    };
    Some(value.to_owned())
}

/// What a register says of each touchpoint that it names; the empty value is no stage, or what is guessed. `names` has the
/// name of each touchpoint, by itself and by all that the file calls it. All that is wrong with it otherwise, in the order of
/// its lines.
pub fn read(text: &str, names: &BTreeMap<&str, &str>, model: &StageModel) -> Result<Vec<Row>, Vec<Wrong>> {
    let mut rows = rows(text.trim_start_matches('\u{feff}')).into_iter();
    let heads = rows.next().map(|(_, fields)| fields).unwrap_or_default();
    let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.trim().to_lowercase().as_str()));
    let aspects: Vec<(Aspect, usize)> =
        Aspect::ALL.into_iter().filter_map(|aspect| Some((aspect, column(names_of(aspect))?))).collect();
    let Some(touchpoint) = column(&["touchpoint", "触点"]).filter(|_| !aspects.is_empty()) else {
        return Err(vec![Wrong::NoColumns]);
    };
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    let mut said: BTreeMap<(String, usize), String> = BTreeMap::new();
    for (line, fields) in rows {
        let field = |column: usize| fields.get(column).map_or("", String::as_str);
        let name = field(touchpoint);
        let Some(known) = [name, name.trim()].into_iter().find(|name| names.contains_key(name)) else {
            wrong.push(Wrong::UnknownTouchpoint(line, name.to_owned()));
            continue;
        };
        let mut values = Vec::new();
        for &(aspect, column) in &aspects {
            let text = field(column).trim();
            match value_of(aspect, text, model) {
                Some(value) => values.push((aspect, value)),
                None => wrong.push(Wrong::UnknownValue(aspect, line, text.to_owned())),
            }
        }
        let new = values.iter().find(|(aspect, _)| *aspect == Aspect::Name).map(|(_, name)| name.as_str());
        let name = match new {
            Some("") => known,
            Some(new) => new,
            None => names[known],
        };
        for (aspect, value) in values.iter().filter(|(aspect, _)| *aspect != Aspect::Name) {
            let before = said.entry((name.to_owned(), *aspect as usize)).or_insert_with(|| value.clone());
            if before != value {
                wrong.push(Wrong::Otherwise(*aspect, line, name.to_owned()));
            }
        }
        read.push((known.to_owned(), values));
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

    const NAMES: [&str; 4] = ["view", "a, \"b\"\nc", "=sum", "商品"];

    /// The last two are counted under one name.
    fn names() -> BTreeMap<&'static str, &'static str> {
        [("view", "view"), (NAMES[1], NAMES[1]), ("=sum", "both"), ("商品", "both"), ("both", "both")].into()
    }

    #[test]
    fn a_register_reads_as_it_was_written() {
        let model = StageModel::default();
        let values = [
            ["use", "online", "contact", "", "Ann, \"CX\"", "view"],
            ["loyalty", "", "experience", "store", "", "a"],
            ["", "offline", "interaction", "门店", "=Ben", "=sum"],
            ["purchase", "offline", "contact", "", "市场部", "商品"],
        ];
        let values = values.map(|values| values.map(str::to_owned));
        let rows = || NAMES.map(str::to_owned).into_iter().zip(values.clone());
        let csv = to_csv(&table(rows()), CsvOptions { byte_order_mark: true });
        let expected: Vec<Row> = rows().map(|(name, it)| (name, Aspect::ALL.into_iter().zip(it).collect())).collect();
        assert_eq!(read(&csv, &names(), &model), Ok(expected));
    }

    #[test]
    fn columns_of_other_tables_and_words_will_do() {
        let csv = "阶段;count;触点;线上线下\n购买;3;view;线下\n\n;;商品;\n";
        let placed = |stage: &str, side: &str| vec![(Aspect::Stage, stage.to_owned()), (Aspect::Side, side.to_owned())];
        let expected = vec![("view".to_owned(), placed("purchase", "offline")), ("商品".to_owned(), placed("", ""))];
        assert_eq!(read(csv, &names(), &StageModel::default()), Ok(expected));
        // As it was written before there were sides.
        let old = "touchpoint,stage\nview,use\n";
        let expected = vec![("view".to_owned(), vec![(Aspect::Stage, "use".to_owned())])];
        assert_eq!(read(old, &names(), &StageModel::default()), Ok(expected));
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        let csv = "touchpoint,stage,side,kind\n\"a, \"\"b\"\"\nc\",use\nsee,use\n\nview,buying,near,point\n";
        let unknown = |aspect: Aspect, value: &str| Wrong::UnknownValue(aspect, 6, value.into());
        let wrong = vec![
            Wrong::UnknownTouchpoint(4, "see".into()),
            unknown(Aspect::Stage, "buying"),
            unknown(Aspect::Side, "near"),
            unknown(Aspect::Kind, "point"),
        ];
        assert_eq!(read(csv, &names(), &StageModel::default()), Err(wrong));
        for csv in ["view,use\n", "", "stage\nuse\n", "touchpoint,count\nview,3\n"] {
            assert_eq!(read(csv, &names(), &StageModel::default()), Err(vec![Wrong::NoColumns]));
        }
    }

    #[test]
    fn one_touchpoint_has_one_value() {
        let differs = |line: usize, name: &str| Err(vec![Wrong::Otherwise(Aspect::Stage, line, name.to_owned())]);
        let read = |csv: &str| read(csv, &names(), &StageModel::default());
        assert_eq!(read("touchpoint,stage\n=sum,use\n商品,purchase\n"), differs(3, "both"));
        assert_eq!(read("touchpoint,stage,name\nview,use,one\n商品,purchase,one\n"), differs(3, "one"));
        assert!(read("touchpoint,stage,name\n=sum,use,\n商品,purchase,\n").is_ok());
        assert!(read("touchpoint,stage\n=sum,use\n商品,use\nboth,use\n").is_ok());
    }
}
