//! Table → CSV text: RFC 4180, and nothing that a spreadsheet would run ([`crate::import::formula`]).

use super::{Field, Table};
use crate::import::formula::needs_apostrophe;

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// Whether it begins with a byte order mark: Excel needs it to see that the file is UTF-8.
    pub byte_order_mark: bool,
}

/// The table as CSV: comma, CR LF, fields quoted where they need it.
pub fn to_csv(table: &Table, options: CsvOptions) -> String {
    let mut csv = String::new();
    if options.byte_order_mark {
        csv.push('\u{FEFF}');
    }
    write_row(&mut csv, table.headings.iter().map(|heading| Field::from(heading.as_str())));
    for row in &table.rows {
        write_row(&mut csv, row.iter().cloned());
    }
    csv
}

fn write_row(csv: &mut String, fields: impl Iterator<Item = Field>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        match field {
            Field::Text(text) => write_text(csv, &text),
            // Rust writes the shortest digits that read back as the same number, never an exponent.
            Field::Number(number) if number.is_finite() => csv.push_str(&number.to_string()),
            Field::Number(_) | Field::Nothing => {}
        }
    }
    csv.push_str("\r\n");
}

fn write_text(csv: &mut String, text: &str) {
    let apostrophe = if needs_apostrophe(text) { "'" } else { "" };
    let quoted = text.contains([',', '"', '\r', '\n', ';', '\t', '|']) || text.starts_with(' ') || text.ends_with(' ');
    if !quoted {
        csv.push_str(apostrophe);
        csv.push_str(text);
        return;
    }
    csv.push('"');
    csv.push_str(apostrophe);
    csv.push_str(&text.replace('"', "\"\""));
    csv.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportOptions, import};

    const PLAIN: CsvOptions = CsvOptions { byte_order_mark: false };

    fn field(text: &str) -> String {
        let mut csv = String::new();
        write_text(&mut csv, text);
        csv
    }

    #[test]
    fn fields_are_quoted_where_they_need_it() {
        let table = Table {
            headings: vec!["name".into(), "n".into()],
            rows: vec![
                vec!["plain".into(), 3_u32.into()],
                vec!["a,b \"c\"\nd".into(), Field::Nothing],
                vec!["支付".into(), (1.0 / 3.0).into()],
            ],
        };
        assert_eq!(to_csv(&table, PLAIN), "name,n\r\nplain,3\r\n\"a,b \"\"c\"\"\nd\",\r\n支付,0.3333333333333333\r\n");
        assert!(to_csv(&table, CsvOptions { byte_order_mark: true }).starts_with('\u{FEFF}'));
    }

    #[test]
    fn numbers_keep_their_precision_and_are_never_text() {
        let mut csv = String::new();
        let numbers = [-5.0, 0.1 + 0.2, 1e21, 12_345_678.901, f64::NAN];
        write_row(&mut csv, numbers.into_iter().map(Field::Number));
        assert_eq!(csv, "-5,0.30000000000000004,1000000000000000000000,12345678.901,\r\n");
    }

    #[test]
    fn formulas_become_text() {
        for payload in [
            "=", "+", "@", "=1+1", "+1+1", "-1+1", "@SUM(1+9)*cmd|' /C calc'!A0", "=cmd|' /C notepad'!'A1'", "＝1+1",
            "＋1+1", "－1+1", "＠1+1", "=HYPERLINK(\"http://x.invalid\",\"y\")", " =1+1", "\u{FEFF}=1+1",
            "\u{200B}=1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\tx", "+49 170 123", "- none -",
        ] {
            let written = field(payload);
            let bare = written.strip_prefix('"').unwrap_or(&written);
            assert!(bare.starts_with('\''), "{payload:?} became {written:?}");
        }
    }

    #[test]
    fn numbers_and_words_stay_as_they_are() {
        for text in ["-5", "+3.5", "-1e5", "-.5", "cart", "a=b", "2024-01-01", "", "支付", "user+tag@example.com"] {
            assert_eq!(field(text), text);
        }
        assert_eq!(field("-inf"), "'-inf");
    }

    /// Strangers' payloads, where they are at hand: text in the file, and themselves when the file is read again.
    #[test]
    fn known_payloads_become_text_and_come_back() {
        let Ok(text) = std::fs::read_to_string("../shared/corpora/formula_payloads.json") else { return };
        let payloads: Vec<serde_json::Value> = serde_json::from_str(&text).expect("the corpus reads");
        for payload in payloads.iter().filter_map(|entry| entry["payload"].as_str()) {
            let written = field(payload);
            let bare = written.strip_prefix('"').unwrap_or(&written);
            assert!(!bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{payload:?} became {written:?}");
        }
        let known: Vec<&str> = payloads.iter().filter_map(|entry| entry["payload"].as_str()).collect();
        // The reader takes blanks off the ends of a field, and what is blank for no touchpoint.
        let texts: Vec<&str> =
            known.into_iter().filter(|text| !text.is_empty() && text.trim() == *text && !text.contains('\0')).collect();
        assert!(texts.len() > 20);
        let rows = texts.iter().map(|&text| vec!["c".into(), "2024-01-01".into(), text.into(), "-5".into()]).collect();
        let table = Table { headings: ["customer", "time", "event", "=value"].map(str::to_owned).to_vec(), rows };
        let imported = import("again.csv", to_csv(&table, PLAIN).as_bytes(), &ImportOptions::default()).expect("a log");
        let log = imported.log;
        let mut read: Vec<&str> = imported.report.summary.touchpoints.iter().map(|it| it.name.as_str()).collect();
        let mut expected = texts.clone();
        read.sort_unstable();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(read, expected);
        assert_eq!(log.n_events(), texts.len());
        assert!(imported.report.columns.iter().any(|column| column.name == "=value"), "{:?}", imported.report.columns);
    }
}
