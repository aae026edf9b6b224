//! The same rows come out of every text format, in whatever sizes the bytes arrive.

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use sojourn::import::{
    ImportError, SkipReason,
    formats::{
        Format, ReadOptions, ReadReport, Recognised, Rows, Source,
        container::{Limits, unpack},
        json, recognise, web_log, xes,
    },
};

#[path = "common/slow.rs"]
mod slow;

use slow::Slow;

/// Some columns of a table.
#[derive(Debug)]
struct Table<'n> {
    wanted: &'n [&'n str],
    positions: Vec<Option<usize>>,
    rows: Vec<Vec<String>>,
}

impl Rows for Table<'_> {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.positions = self.wanted.iter().map(|wanted| names.iter().position(|name| name == wanted)).collect();
        Ok(())
    }

    fn row(&mut self, _: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        let text = |value: &&[u8]| String::from_utf8(value.to_vec()).expect("UTF-8");
        let value =
            |position: &Option<usize>| position.and_then(|position| values.get(position)).map_or(String::new(), text);
        self.rows.push(self.positions.iter().map(value).collect());
        Ok(())
    }

    fn skip(&mut self, line: u64, _: Option<usize>, value: &[u8], _: SkipReason) -> Result<(), ImportError> {
        panic!("line {line} is skipped: {}", String::from_utf8_lossy(value));
    }
}

type Reader = fn(&str, &mut dyn Source, &ReadOptions, &mut dyn Rows) -> Result<ReadReport, ImportError>;

fn rows(reader: Reader, bytes: &[u8], size: usize, wanted: &[&str]) -> Vec<Vec<String>> {
    let mut table = Table { wanted, positions: Vec::new(), rows: Vec::new() };
    let mut source = Slow { bytes: Cursor::new(bytes), size };
    reader("file", &mut source, &ReadOptions::default(), &mut table).expect("rows");
    table.rows
}

fn event() -> impl Strategy<Value = Vec<String>> {
    // No control characters: XML has none.
    prop::collection::vec("[a-zA-Z0-9<&>'\"\\\\/{}\\[\\],;é中😀 -]{1,12}", 3)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn object(event: &[String]) -> String {
    let names = ["user", "event", "place"];
    let fields: Vec<String> = std::iter::zip(names, event)
        .map(|(name, value)| format!("\"{name}\":{}", serde_json::to_string(value).expect("JSON")))
        .collect();
    format!("{{{}}}", fields.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json(events in prop::collection::vec(event(), 2..12), size in 1..40usize) {
        let objects: Vec<String> = events.iter().map(|event| object(event)).collect();
        let (lines, list) = (objects.join("\n"), objects.join(",\n"));
        for text in [lines, format!("[{list}]"), format!("{{\"data\":{{\"events\":[{list}]}}}}"), objects.concat()] {
            prop_assert_eq!(recognise(text.as_bytes()), Recognised::Readable(Format::Json));
            prop_assert_eq!(&rows(json::read, text.as_bytes(), size, &["user", "event", "place"]), &events);
        }
    }

    #[test]
    fn xes(events in prop::collection::vec(event(), 1..12), size in 1..40usize) {
        let mut text = "<?xml version=\"1.0\"?>\n<log>".to_owned();
        for event in &events {
            let [user, what, place] = [0, 1, 2].map(|part| escaped(&event[part]));
            text += &format!("<trace><string key=\"concept:name\" value=\"{user}\"/>\n<event><string \
                              key=\"concept:name\" value=\"{what}\"/><string key=\"place\" value=\"{place}\"/></event></trace>");
        }
        text += "</log>";
        prop_assert_eq!(recognise(text.as_bytes()), Recognised::Readable(Format::Xes));
        let wanted = ["case:concept:name", "concept:name", "place"];
        prop_assert_eq!(&rows(xes::read, text.as_bytes(), size, &wanted), &events);
    }

    #[test]
    fn web_logs(events in prop::collection::vec(("[0-9a-f:.]{3,12}", "/[a-z/%é]{0,12}", "[a-z ();/]{1,12}"), 1..12), size in 1..40usize) {
        let line = |(address, path, agent): &(String, String, String)| {
            format!("{address} - - [10/Oct/2000:13:55:36 +0000] \"GET {path} HTTP/1.1\" 200 1 \"-\" \"{agent}\"\n")
        };
        let text: String = events.iter().map(line).collect();
        prop_assert_eq!(recognise(text.as_bytes()), Recognised::Readable(Format::WebLog));
        let expected: Vec<Vec<String>> =
            events.iter().map(|(address, path, agent)| vec![address.clone(), path.clone(), agent.clone()]).collect();
        prop_assert_eq!(rows(web_log::read, text.as_bytes(), size, &["address", "url", "user_agent"]), expected);
    }

    #[test]
    fn gzip(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..4), size in 1..40usize) {
        let mut packed = Vec::new();
        for part in &parts {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(part).expect("gzip");
            packed.extend(encoder.finish().expect("gzip"));
        }
        // A content that is itself an archive would be unpacked further.
        prop_assume!(!parts.concat().starts_with(b"\x1F\x8B") && !parts.concat().starts_with(b"PK"));
        let mut unpacked = Vec::new();
        let mut source = Slow { bytes: Cursor::new(&packed), size };
        unpack("a.gz", &mut source, &Limits::default(), &mut |_, _, bytes| {
            unpacked.extend_from_slice(bytes);
            Ok(())
        }).expect("a file");
        prop_assert_eq!(unpacked, parts.concat());
    }
}
