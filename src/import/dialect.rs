//! What a table looks like: its delimiter, whether it has a header, the names of its columns.

use std::collections::BTreeMap;

use super::{
    Delimiter,
    formula::without_apostrophe,
    rows::{Piece, Row, RowReader},
    timestamp::TimestampParser,
};
use crate::order;

/// Rows looked at to find the delimiter.
const SAMPLE_ROWS: usize = 200;

/// Bytes looked at at once until there are so many rows.
const PART_BYTES: usize = 16 << 10;

/// What a table looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub delimiter: Delimiter,
    /// Lines before the table that are no part of it (`sep=;`).
    pub preamble_lines: usize,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// Names of the columns, each once.
    pub columns: Vec<String>,
    /// The first rows after the header.
    pub sample: Vec<Vec<String>>,
}

/// Looks at the start of a table in UTF-8; `None` if it has no row.
#[inline(never)]
pub(super) fn detect(head: &[u8]) -> Option<Dialect> {
    let (told, preamble_lines, head) = told_delimiter(head);
    let candidates = match told {
        Some(told) => vec![told],
        None => vec![Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe],
    };
    let (_, delimiter, rows) = candidates
        .into_iter()
        .map(|delimiter| {
            let rows = rows_of(head, delimiter);
            (score(&rows), delimiter, rows)
        })
        // The first of equals is kept: commas before the rest.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let mut rows = rows.into_iter();
    let first = rows.next()?;
    let mut sample: Vec<Vec<String>> = rows.collect();
    let has_header = !looks_like_data(&first, sample.first().map_or(&[], Vec::as_slice));
    let columns = if has_header {
        unique_names(&first)
    } else {
        let columns = unique_names(&vec![String::new(); first.len()]);
        sample.insert(0, first);
        columns
    };
    Some(Dialect { delimiter, preamble_lines, has_header, columns, sample })
}

/// Excel's first line `sep=;` names the delimiter.
fn told_delimiter(head: &[u8]) -> (Option<Delimiter>, usize, &[u8]) {
    let told = head.strip_prefix(b"sep=").and_then(|rest| {
        let delimiter = match rest.first()? {
            b',' => Delimiter::Comma,
            b';' => Delimiter::Semicolon,
            b'\t' => Delimiter::Tab,
            b'|' => Delimiter::Pipe,
            _ => return None,
        };
        let rest = rest[1..].strip_prefix(b"\r").unwrap_or(&rest[1..]);
        Some((delimiter, rest.strip_prefix(b"\n")?))
    });
    match told {
        Some((delimiter, rest)) => (Some(delimiter), 1, rest),
        None => (None, 0, head),
    }
}

fn rows_of(head: &[u8], delimiter: Delimiter) -> Vec<Vec<String>> {
    // The last line may be cut: it counts only where there is hardly another one.
    let whole_lines = memchr::memrchr(b'\n', head).map_or(head.len(), |at| at + 1);
    let rows = read_rows(&head[..whole_lines], delimiter);
    if rows.len() > 1 { rows } else { read_rows(head, delimiter) }
}

fn read_rows(table: &[u8], delimiter: Delimiter) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut reader = RowReader::new(delimiter.byte());
    let mut parts = table.chunks(PART_BYTES);
    while rows.len() < SAMPLE_ROWS {
        match parts.next() {
            Some(part) => reader.push(part, &mut sampling(&mut rows)),
            None => {
                reader.finish(&mut sampling(&mut rows));
                break;
            }
        }
    }
    rows
}

/// Keeps the first rows.
fn sampling(rows: &mut Vec<Vec<String>>) -> impl FnMut(Piece<'_>) {
    fn texts(row: Row<'_>) -> Vec<String> {
        (0..row.len()).map(|at| String::from_utf8_lossy(row.field(at)).into_owned()).collect()
    }
    |piece| {
        let missing = SAMPLE_ROWS.saturating_sub(rows.len());
        match piece {
            Piece::Lines(lines) => rows.extend(lines.rows().take(missing).map(texts)),
            Piece::Row(row) if missing > 0 => rows.push(texts(row)),
            _ => {}
        }
    }
}

/// How well rows fit together: the share of rows with as many fields as most, a little more for more fields.
fn score(rows: &[Vec<String>]) -> f64 {
    let mut lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
    order::sort(&mut lengths);
    let most = lengths.chunk_by(|left, right| left == right).map(|same| (same.len(), same[0])).max();
    let Some((count, fields)) = most else { return 0.0 };
    if fields < 2 {
        return 0.0;
    }
    count as f64 / rows.len() as f64 + 0.02 * (fields as f64).ln().min(5.0)
}

/// Whether the first row is data, which `second` follows: a header names things, it has no timestamps and is not all
/// numbers.
pub(super) fn looks_like_data(first: &[String], second: &[String]) -> bool {
    let mut parser = TimestampParser::for_column(first.iter().map(|text| text.as_bytes()), None);
    let is_number = |text: &String| text.parse::<f64>().is_ok();
    // Shorter ones may name a column, a year or a month; but not a day in full.
    let is_long = |text: &str| text.len() >= 8 || text.len() >= 6 && text.matches('/').count() == 2;
    let is_time = |text: &String| is_long(text) && parser.parse(text.as_bytes()).is_some() || names_a_day(text);
    // A month in words of any language is not known here; but two rows that both have a day there are no accident.
    let mut both = std::iter::zip(first, second);
    first.iter().any(is_time)
        || first.iter().all(|text| text.is_empty() || is_number(text))
        || both.any(|(first, second)| may_be_a_day(first) && may_be_a_day(second))
}

/// Whether a day may stand there with its month in a word of whatever language, as in `3. März 2024`: a year and a day,
/// and few words beside.
fn may_be_a_day(text: &str) -> bool {
    let words: Vec<&str> = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&&str| word.chars().all(char::is_alphabetic);
    let is_year = |word: &&str| word.len() == 4 && matches!(word.parse(), Ok(1900..=2099));
    let is_day = |word: &&str| word.len() <= 2 && matches!(word.parse(), Ok(1..=31));
    matches!(words.iter().filter(is_word).count(), 1..=4) && words.iter().any(is_year) && words.iter().any(is_day)
}

/// Whether a day stands there with its month in an English word, as in `Feb 3, 2024`: such times are read later, by
/// [`reshape`](super::reshape).
fn names_a_day(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];
    let is_month = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word))
    };
    let words = || text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let numbers = words().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    words().any(is_month) && numbers.count() >= 2
}

/// Names as in the header, made unique: `name`, `name (2)`; `column 3` where there is none.
pub(super) fn unique_names(header: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    // For each name that is taken, the copy to try next: a line of a million equal names is numbered in one go.
    let mut next_copy = BTreeMap::<String, usize>::new();
    for (index, name) in header.iter().enumerate() {
        let written = String::from_utf8_lossy(without_apostrophe(name.as_bytes()));
        let name = if written.is_empty() { format!("column {}", index + 1) } else { written.into_owned() };
        let mut copy = next_copy.get(&name).copied().unwrap_or(1);
        let unique = loop {
            let candidate = if copy == 1 { name.clone() } else { format!("{name} ({copy})") };
            copy += 1;
            if !next_copy.contains_key(&candidate) {
                break candidate;
            }
        };
        next_copy.insert(unique.clone(), 2);
        next_copy.insert(name, copy);
        names.push(unique);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(table: &str) -> Dialect {
        detect(table.as_bytes()).expect("a table")
    }

    #[test]
    fn delimiters() {
        assert_eq!(of("a,b\n1,2\n").delimiter, Delimiter::Comma);
        assert_eq!(of("a;b;c\n1,5;2,5;3\n2,5;1,0;1\n").delimiter, Delimiter::Semicolon);
        assert_eq!(of("a\tb\nx, y\tz\n").delimiter, Delimiter::Tab);
        assert_eq!(of("a|b\n1|2\n").delimiter, Delimiter::Pipe);
        assert_eq!(of("user;path\n1;a > b, c\n2;a, b\n").delimiter, Delimiter::Semicolon);
        let told = of("sep=;\r\na;b\n1;2\n");
        assert_eq!((told.delimiter, told.preamble_lines, told.columns.len()), (Delimiter::Semicolon, 1, 2));
    }

    #[test]
    fn headers() {
        assert!(of("user,event,time\nu1,a,2024-01-01\n").has_header);
        assert!(!of("u1,a,2024-01-01 10:00:00\nu1,b,2024-01-02 10:00:00\n").has_header);
        assert!(!of("1,2268318,pv,1511544070\n1,2333346,pv,1511561733\n").has_header);
        assert!(of("name,1997\nx,2\n").has_header);
    }

    #[test]
    fn names_are_unique() {
        assert_eq!(of("a,a,,a\n1,2,3,4\n").columns, ["a", "a (2)", "column 3", "a (3)"]);
    }

    #[test]
    fn a_first_row_with_a_time_is_data() {
        let row = |texts: &[&str]| -> Vec<String> { texts.iter().map(|&text| text.to_owned()).collect() };
        let data = |texts: &[&str]| looks_like_data(&row(texts), &row(&["u1", "visit", "2024-01-01"]));
        let times = [
            "2024-01-01 10:00:00", "2024-01-01T10:00:00Z", "2024-01-01", "01/02/2024", "1/2/24", "1/2/24 8:15",
            "31/12/2024 08:15", "12.05.2021", "Feb 3, 2024 4:05:06 PM", "Feb 3, 2024", "3 Mar 2024",
            "Sunday, March 3, 2024", "03-Mar-24", "2019年1月2日 7:05:09", "2019年1月2日", "1572631153273",
            "1572631153", "1572631153.25", "20240131123005", "20240131",
        ];
        let missed: Vec<&str> = times.into_iter().filter(|time| !data(&["u1", "visit", time, "12.5"])).collect();
        assert_eq!(missed, [""; 0]);
        let names = [
            "time", "2024", "Jan 2024", "Q1 2024", "2024-01", "January", "May", "Revenue 2024", "1st visit", "day 1",
            "日期", "2024年", "1月", "10:00", "UTC+2", "id 20240131", "Monday", "Marketing 3 2024",
        ];
        let taken: Vec<&str> = names.into_iter().filter(|name| data(&["user", "event", name])).collect();
        assert_eq!(taken, [""; 0]);
        let like_its_second = |text: &str| looks_like_data(&row(&["u1", "a", text]), &row(&["u2", "b", text]));
        let days = [
            "3. März 2024", "le 11 décembre 2014 à 9h30", "11 de marzo de 2024 10:15", "3 мар. 2024 г.", "03-mrt-2024",
            "2024. június 3. 10:00",
        ];
        let missed: Vec<&str> = days.into_iter().filter(|day| !like_its_second(day)).collect();
        assert_eq!(missed, [""; 0]);
        let others = ["product 2024", "März 2024", "iPhone 15 Pro", "12 rue de la Paix, 75002 Paris", "Q1 2024 FY 99"];
        let taken: Vec<&str> = others.into_iter().filter(|text| like_its_second(text)).collect();
        assert_eq!(taken, [""; 0]);
    }
}
