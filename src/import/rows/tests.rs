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
