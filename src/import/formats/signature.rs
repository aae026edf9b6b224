//! What a source is, by its first bytes: a format that can be read, or something else, so that the refusal can name it.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::{Format, web_log};
use crate::import::{
    Foreign,
    encoding::{self, ByteOrder},
};

/// What the first bytes tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A format that can be read.
    Readable(Format),
    /// Something else.
    Foreign(Foreign),
}

/// First bytes of formats that can be read and are no text.
const READABLE: &[(&[u8], Format)] = &[
    (b"\x1F\x8B", Format::Gzip),
    (b"\xD0\xCF\x11\xE0", Format::Workbook),
    (b"PAR1", Format::Parquet),
    (b"ARROW1", Format::Arrow),
    (b"\xFF\xFF\xFF\xFF", Format::Arrow),
];

/// First bytes of what people drop and nobody can read as a table.
const FOREIGN: &[(&[u8], Foreign)] = &[
    (b"\x89PNG\r\n\x1a\n", Foreign::Png),
    (b"\xFF\xD8\xFF", Foreign::Jpeg),
    (b"GIF8", Foreign::Gif),
    (b"RIFF", Foreign::Riff),
    (b"%PDF", Foreign::Pdf),
    (b"PK\x05\x06", Foreign::EmptyZip),
    (b"BZh", Foreign::Bzip2),
    (b"\xFD7zXZ", Foreign::Xz),
    (b"\x28\xB5\x2F\xFD", Foreign::Zstd),
    (b"Rar!", Foreign::Rar),
    (b"7z\xBC\xAF", Foreign::SevenZip),
    (b"SQLite format 3\0", Foreign::Sqlite),
];

/// First elements of documents in XML or HTML; without an XML declaration only these are taken for such.
const ROOTS: &[(&str, Recognised)] = &[
    ("log", Recognised::Readable(Format::Xes)),
    ("html", Recognised::Foreign(Foreign::WebPage)),
    ("head", Recognised::Foreign(Foreign::WebPage)),
    ("body", Recognised::Foreign(Foreign::WebPage)),
    ("svg", Recognised::Foreign(Foreign::Svg)),
    ("rss", Recognised::Foreign(Foreign::NewsFeed)),
    ("feed", Recognised::Foreign(Foreign::NewsFeed)),
    ("Workbook", Recognised::Foreign(Foreign::OldExcelXml)),
    ("pnml", Recognised::Foreign(Foreign::PetriNet)),
    ("mxfile", Recognised::Foreign(Foreign::Drawing)),
];

/// What the first bytes tell; a text that is nothing else may be a delimited table.
///
/// A workbook is a ZIP archive inside; where its head does not give it away, [`super::container::kind_of_zip`] tells.
pub fn recognise(head: &[u8]) -> Recognised {
    let has_signature = |signature: &[u8]| head.starts_with(signature);
    if let Some((_, foreign)) = FOREIGN.iter().find(|(signature, _)| has_signature(signature)) {
        return Recognised::Foreign(foreign.clone());
    }
    if let Some(&(_, format)) = READABLE.iter().find(|(signature, _)| has_signature(signature)) {
        return Recognised::Readable(format);
    }
    if has_signature(b"PK\x03\x04") {
        return Recognised::Readable(if begins_workbook(head) { Format::Workbook } else { Format::Zip });
    }
    if head.get(257..262) == Some(b"ustar") {
        return Recognised::Foreign(Foreign::Tar);
    }
    let text = start_of_text(head);
    let text = text.trim_start_matches('\u{FEFF}').trim_ascii_start();
    match text.as_bytes().first() {
        Some(b'<') => recognise_markup(text),
        Some(b'{' | b'[') if looks_like_json(text) => Recognised::Readable(Format::Json),
        _ if web_log::looks_like_one(text) => Recognised::Readable(Format::WebLog),
        _ => Recognised::Readable(Format::Delimited),
    }
}

/// Whether decoded text is none: more than one in ten of its first letters is a control character.
pub fn is_binary(text: &[u8]) -> bool {
    let start = &text[..text.len().min(4096)];
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C);
    start.iter().filter(is_control).count() * 10 > start.len()
}

/// The first letters; whatever is no ASCII does not matter here.
fn start_of_text(head: &[u8]) -> Cow<'_, str> {
    let start = &head[..head.len().min(64 << 10)];
    let unit: fn([u8; 2]) -> u16 = match encoding::utf16(start) {
        Some(ByteOrder::LittleEndian) => u16::from_le_bytes,
        Some(ByteOrder::BigEndian) => u16::from_be_bytes,
        None => return String::from_utf8_lossy(start),
    };
    let units = start.as_chunks::<2>().0.iter().map(|&pair| unit(pair)).filter(|&unit| unit != 0xFEFF);
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>().into()
}

/// Whether the first members of a ZIP archive are those of a workbook.
fn begins_workbook(head: &[u8]) -> bool {
    let start = &head[..head.len().min(4096)];
    let has = |name: &str| memchr::memmem::find(start, name.as_bytes()).is_some();
    (has("[Content_Types].xml") && has("xl/")) || has("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
}

/// Whether these last bytes of a ZIP archive, where its contents are listed, are those of a workbook: some programs
/// write what tells it last.
pub fn ends_workbook(tail: &[u8]) -> bool {
    let has = |name: &str| memchr::memmem::find(tail, name.as_bytes()).is_some();
    has("[Content_Types].xml") && has("xl/workbook")
}

fn recognise_markup(text: &str) -> Recognised {
    let declared = text.starts_with("<?xml");
    if text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
        && text[9..].trim_start().get(..4).is_some_and(|root| root.eq_ignore_ascii_case("html"))
    {
        return Recognised::Foreign(Foreign::WebPage);
    }
    let root = first_element(text);
    let known = ROOTS.iter().find(|(name, _)| root.is_some_and(|root| root.eq_ignore_ascii_case(name)));
    match (known, declared, root) {
        (Some((_, recognised)), ..) => recognised.clone(),
        (None, true, Some(_)) => Recognised::Foreign(Foreign::Xml),
        // The head ends before the first element, as far as can be seen.
        (None, true, None) => Recognised::Readable(Format::Xes),
        (None, false, _) => Recognised::Readable(Format::Delimited),
    }
}

/// The name of the first element, without its prefix.
fn first_element(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')?..];
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with("<!") {
            // Declarations inside a document type stand in brackets.
            match (rest.find('['), rest.find('>')?) {
                (Some(bracket), end) if bracket < end => rest.find("]>").or_else(|| rest.find("] >"))? + 2,
                (_, end) => end + 1,
            }
        } else {
            let name = rest[1..].split(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).next()?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        };
        rest = &rest[skipped..];
    }
}

/// Whether a text that begins with a bracket is JSON, be it damaged further on, and no table whose header does so.
fn looks_like_json(text: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next() {
        // After a value comes another one, or the end; a delimiter would make it a field.
        Some(Ok(_)) => {
            let after = text[values.byte_offset()..].trim_start_matches(' ');
            !after.starts_with([',', ';', '|', '\t'])
        }
        Some(Err(error)) => error.is_eof() || begins_like_json(text, 0),
        None => false,
    }
}

/// Whether the first tokens are those of JSON.
fn begins_like_json(text: &str, depth: usize) -> bool {
    let inside = |text: &str| {
        let mut strings = serde_json::Deserializer::from_str(text).into_iter::<String>();
        matches!(strings.next(), Some(Ok(_))).then(|| strings.byte_offset())
    };
    if let Some(rest) = text.strip_prefix('{') {
        let rest = rest.trim_ascii_start();
        return rest.starts_with('}')
            || inside(rest).is_some_and(|end| rest[end..].trim_ascii_start().starts_with(':'));
    }
    let Some(rest) = text.strip_prefix('[') else { return false };
    let rest = rest.trim_ascii_start();
    match rest.as_bytes().first() {
        Some(b'{' | b'[') if depth < 8 => begins_like_json(rest, depth + 1),
        Some(b']') | None => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &[u8], format: Format) {
        assert_eq!(recognise(head), Recognised::Readable(format), "{}", String::from_utf8_lossy(head));
    }

    #[track_caller]
    fn foreign(head: &[u8], what: Foreign) {
        assert_eq!(recognise(head), Recognised::Foreign(what));
    }

    #[test]
    fn what_people_drop() {
        foreign(b"\x89PNG\r\n\x1a\n....", Foreign::Png);
        foreign(b"\n<!DOCTYPE html>\n<html>", Foreign::WebPage);
        foreign(b"<?xml version=\"1.0\"?><!-- <log> --><html/>", Foreign::WebPage);
        foreign(b"<?xml version=\"1.0\"?><note>", Foreign::Xml);
        check(b"\xEF\xBB\xBF [{\"a\":1}]", Format::Json);
        check(b"user,event,time\n", Format::Delimited);
        check(b"", Format::Delimited);
        check(b"PAR1....", Format::Parquet);
        check(b"\xFF\xFF\xFF\xFF\x10\0\0\0", Format::Arrow);
        check(b"10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.0\" 200 1\n", Format::WebLog);
        assert!(is_binary(&[0, 1, 2, 3, 200, 7]));
        assert!(!is_binary("a,b\0c\n1,2,long enough to be text\n".as_bytes()));
    }

    #[test]
    fn archives_and_workbooks() {
        check(b"PK\x03\x04..........log.csv....", Format::Zip);
        check(b"PK\x03\x04....[Content_Types].xml....PK\x03\x04....xl/workbook.xml", Format::Workbook);
        assert!(ends_workbook(b"PK\x01\x02....xl/workbook.xmlPK\x01\x02....[Content_Types].xmlPK\x05\x06"));
        assert!(!ends_workbook(b"PK\x01\x02....word/document.xmlPK\x01\x02....[Content_Types].xmlPK\x05\x06"));
        check(b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", Format::Workbook);
    }

    #[test]
    fn texts_in_utf_16() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        check(&utf16("\u{FEFF}{\"a\":1}"), Format::Json);
        check(&utf16("\u{FEFF}a,b\n1,2\n"), Format::Delimited);
        foreign(&utf16("\u{FEFF}<html>"), Foreign::WebPage);
    }

    #[test]
    fn xes_in_all_its_declarations() {
        check(b"<?xml version='1.0'?>\n<!-- made by > -->\n<log xes.version=\"1.0\">", Format::Xes);
        check(b"<log>", Format::Xes);
        check(b"<?xml version='1.0'?><!DOCTYPE log [<!ENTITY a \"b\">]><x:log xmlns:x=\"\">", Format::Xes);
        check(b"<?xml version='1.0'?><!-- a long comment", Format::Xes);
    }

    #[test]
    fn a_table_may_begin_with_a_bracket() {
        for json in [
            "{\"a\":1}\n{\"a\":", "[{\"a\":", "{}", "[]", "[ 1, 2 ]", "{\"a\":1,}", "{\"a\" x", "[{\"a\":1},]", "[[",
            "{\"a\":1}garbage",
        ] {
            let is_json = recognise(json.as_bytes()) == Recognised::Readable(Format::Json);
            assert_eq!(is_json, json != "{\"a\" x", "{json}");
        }
        for table in [
            "[id],[event],[time]\n1,2,3\n", "{id};{event}\n1;2\n", "[1],a\n2,b\n", "{\"a\":1},b\nc,d\n",
            "<id>,<name>\n1,2\n",
        ] {
            check(table.as_bytes(), Format::Delimited);
        }
    }
}
