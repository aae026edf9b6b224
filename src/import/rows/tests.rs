use proptest::prelude::*;

use super::*;

fn text(row: Row<'_>) -> String {
    let fields: Vec<_> = (0..row.len()).map(|at| String::from_utf8_lossy(row.field(at))).collect();
    format!("{}:{}", row.line, fields.join("|"))
}

/// All rows, as text: fields joined by `|`, what is no row in brackets.
fn read(table: &[u8], chunk: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut visit = |piece: Piece<'_>| {
        rows.push(match piece {
            Piece::Row(row) => text(row),
            Piece::Lines(lines) => {
                rows.extend(lines.rows().map(text));
                return;
            }
            Piece::OpenQuote { line, .. } => format!("{line}:[open quote]"),
            Piece::TooLong { line, .. } => format!("{line}:[too long]"),
        });
    };
    let mut reader = RowReader::new(b',');
    for slice in table.chunks(chunk) {
        reader.push(slice, &mut visit);
    }
    reader.finish(&mut visit);
    rows
}

#[track_caller]
fn check(table: &str, expected: &[&str]) {
    for chunk in [1, 2, 3, 5, 7, 64, 1000] {
        assert_eq!(read(table.as_bytes(), chunk), expected, "slices of {chunk}");
    }
}

#[test]
fn plain_rows() {
    check("a,b\n1,2\n3,4", &["1:a|b", "2:1|2", "3:3|4"]);
    check("a,b\n1,\n,\n", &["1:a|b", "2:1|", "3:|"]);
}

#[test]
fn every_line_end() {
    check("a,b\r\n1,2\r3,4\n5,6\r\n", &["1:a|b", "2:1|2", "3:3|4", "4:5|6"]);
    check("a,b\n\n\r\n1,2\n", &["1:a|b", "4:1|2"]);
}

#[test]
fn quoted_fields() {
    check("\"a\",\"b,c\"\n1,\"x \"\"y\"\" z\"\n", &["1:a|b,c", "2:1|x \"y\" z"]);
    check("a,\"two\nlines\"\n1,2\n", &["1:a|two\nlines", "3:1|2"]);
    check("a,\"two\r\nlines\"\r\n1,2\r\n", &["1:a|two\r\nlines", "3:1|2"]);
    check("\"\",\"\"\"\"\n", &["1:|\""]);
    check("a, \"b\" ,c\n", &["1:a|b|c"]);
}

#[test]
fn quotes_where_they_do_not_belong() {
    check("a,5\" disk\n1,2\n", &["1:a|5\" disk", "2:1|2"]);
    check("a,\"b\"c\n1,2\n", &["1:a|bc", "2:1|2"]);
}

#[test]
fn an_open_quote_costs_one_line() {
    check("a,b\n1,\"open\n2,3\n4,5\n", &["1:a|b", "2:[open quote]", "3:2|3", "4:4|5"]);
    check("a,\"b", &["1:[open quote]"]);
}

#[test]
fn a_row_without_end_is_given_up() {
    let mut table = b"a,b\n".to_vec();
    table.extend(std::iter::repeat_n(b'x', MAX_ROW_BYTES + 10));
    table.extend(b"\n1,2\n");
    for chunk in [1 << 20, 5 << 20, 64 << 20] {
        let rows = read(&table, chunk);
        assert_eq!(rows, ["1:a|b", "2:[too long]", "3:1|2"], "slices of {chunk}");
    }
}

/// A quote anywhere sends all rows before it the other way.
#[test]
fn with_and_without_quotes_rows_are_the_same() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..500 {
        let length = random.usize(0..400);
        let mut table: String =
            (0..length).map(|_| ["a", "bcd", " ", ",", ",", "\t", "\n", "\r\n", "一"][random.usize(0..9)]).collect();
        table.push('\n');
        let plain = read(table.as_bytes(), usize::MAX);
        let mut listed = read(format!("{table}\"\",end\n").as_bytes(), usize::MAX);
        assert!(listed.pop().is_some_and(|last| last.ends_with(":|end")));
        assert_eq!(plain, listed, "{table:?}");
    }
}

#[test]
fn spaces_and_other_bytes() {
    check("a b, c ,d\0e\n", &["1:a b|c|d\0e"]);
    check("一,二\n三,四", &["1:一|二", "2:三|四"]);
}

/// Reads a table letter by letter, as the head of `rows.rs` says; without limits.
fn naive(table: &str) -> Vec<String> {
    let letters: Vec<char> = table.chars().collect();
    let ends_field = |at: usize| matches!(letters.get(at), None | Some(',' | '\n' | '\r'));
    let (mut rows, mut at, mut line) = (Vec::new(), 0, 1);
    while at < letters.len() {
        let (row_start, row_line) = (at, line);
        let mut fields = Vec::new();
        let is_open = loop {
            let quote = (at..).find(|&at| !matches!(letters.get(at), Some(' ' | '\t'))).unwrap_or(at);
            let mut field = String::new();
            if letters.get(quote) == Some(&'"') {
                at = quote + 1;
                while at < letters.len() && (letters[at] != '"' || letters.get(at + 1) == Some(&'"')) {
                    field.push(letters[at]);
                    at += if letters[at] == '"' { 2 } else { 1 };
                }
                if at == letters.len() {
                    break true;
                }
                at += 1;
                let breaks = field.matches('\n').count();
                line += if breaks > 0 { breaks } else { field.matches('\r').count() };
            }
            let rest = at;
            while !ends_field(at) {
                at += 1;
            }
            field.extend(&letters[rest..at]);
            fields.push(field.trim_matches([' ', '\t']).to_owned());
            if letters.get(at) != Some(&',') {
                break false;
            }
            at += 1;
        };
        if is_open {
            rows.push(format!("{row_line}:[open quote]"));
            line = row_line;
            at = row_start + letters[row_start..].iter().take_while(|letter| !matches!(letter, '\n' | '\r')).count();
        } else if fields.len() > 1 || !fields[0].is_empty() {
            rows.push(format!("{row_line}:{}", fields.join("|")));
        }
        if at < letters.len() {
            line += 1;
            at += if letters[at] == '\r' && letters.get(at + 1) == Some(&'\n') { 2 } else { 1 };
        }
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn rows_are_those_of_a_reader_letter_by_letter(
        parts in prop::collection::vec(
            prop_oneof![
                6 => Just("a"), 6 => Just(","), 5 => Just("\n"), 4 => Just("\"b\""), 3 => Just("\"c,d\""), 2 => Just("\"\""),
                2 => Just("\r\n"), 1 => Just("\""), 1 => Just(" "), 1 => Just("\r"), 3 => Just("\n\"e\",f,\"\"\n"),
                1 => Just("a long text, with a delimiter"), 1 => Just("\"x\ny\""),
            ],
            0..60,
        ),
        chunk in prop_oneof![Just(1_usize), 2..100_usize, Just(usize::MAX)],
    ) {
        let table = parts.concat();
        prop_assert_eq!(read(table.as_bytes(), chunk), naive(&table));
    }
}
