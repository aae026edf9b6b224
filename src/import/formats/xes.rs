//! XES → rows: the interchange format of process mining (IEEE 1849-2016), one row per event.
//!
//! Columns are named as pm4py names them: attributes of the event by their key (`concept:name`, `time:timestamp`), those
//! of its trace with `case:` before it. What stands below another attribute, or after the first event of a trace, is
//! left out and counted. Defaults (`<global>`) describe the log and fill nothing in.
//!
//! # Life cycles
//!
//! An activity may be logged when it is scheduled, started and completed; counted each time, it would happen thrice.
//! Unless [`ReadOptions::lifecycle`] says otherwise, events with a transition count when it is `complete`; where no event
//! is, all do. Events without a transition always count. The report has the number of each.
//!
//! Entities that a document declares are never expanded: they stand in the values as they are written.

use std::{borrow::Cow, collections::BTreeMap, rc::Rc};

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};

use super::{
    ImportError, ReadOptions, ReadReport, Rows, Source,
    record::Record,
    text_source::{Position, TextSource, unreadable},
};
use crate::import::{Damage, ReadAs, TableKind};

const TRANSITION: &str = "lifecycle:transition";

/// Reads a XES log.
///
/// # Errors
///
/// When it is no XML, XML but no XES, or no use can be made of its rows.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    rows: &mut dyn Rows,
) -> Result<ReadReport, ImportError> {
    let kept = match &options.lifecycle {
        Some(chosen) => Kept::These(chosen.clone()),
        None if has_complete(source_name, source)? => Kept::These(vec!["complete".to_owned()]),
        None => Kept::All,
    };
    let mut log = Log { kept, ..Log::default() };
    let mut document = Document::open(source_name, source)?;
    let position = document.position();
    let mut broken_off_at = None;
    loop {
        match document.next() {
            Ok(Part::Begin(element, name, value)) => log.begin(element, name, value, position.line()),
            Ok(Part::End) => log.end(rows)?,
            Ok(Part::Done) => break,
            Err(error) if log.events == 0 => return Err(error),
            Err(ImportError::Damaged { .. }) => {
                broken_off_at = Some(position.line());
                break;
            }
            Err(error) => return Err(error),
        }
    }
    if log.events == 0 {
        return Err(damaged(source_name, Damage::NoEvents));
    }
    let kept = |transition: &&String| log.kept.contains(transition);
    Ok(ReadReport {
        lifecycle_kept: log.transitions.keys().filter(kept).cloned().collect(),
        lifecycle: log.transitions.iter().map(|(transition, &count)| (transition.clone(), count)).collect(),
        values_left_out: log.left_out + log.record.left_out(),
        broken_off_at,
        ..document.report()
    })
}

/// Which transitions become events.
#[derive(Default)]
enum Kept {
    #[default]
    All,
    /// Those of these names, in any case of letters; and events that have none.
    These(Vec<String>),
}

impl Kept {
    fn contains(&self, transition: &str) -> bool {
        match self {
            Kept::All => true,
            Kept::These(names) => {
                transition.is_empty() || names.iter().any(|name| name.eq_ignore_ascii_case(transition))
            }
        }
    }
}

/// Whether any event of the log is complete; goes no further than the first.
fn has_complete(source_name: &str, source: &mut dyn Source) -> Result<bool, ImportError> {
    let mut document = Document::open(source_name, source)?;
    let mut in_event = false;
    loop {
        match document.next() {
            Ok(Part::Begin(Element::Event, ..)) => in_event = true,
            Ok(Part::Begin(Element::Attribute, name, value))
                if in_event && name == TRANSITION && value.eq_ignore_ascii_case("complete") =>
            {
                return Ok(true);
            }
            Ok(Part::Begin(Element::Log | Element::Trace | Element::Other, ..)) => in_event = false,
            Ok(Part::Begin(..) | Part::End) => {}
            // What is wrong with it comes out when it is read.
            Ok(Part::Done) | Err(_) => return Ok(false),
        }
    }
}

/// What an element of XES is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Log,
    Trace,
    Event,
    /// A key and a value.
    Attribute,
    /// Extensions, defaults, classifiers and their like.
    Other,
}

/// A part of a document.
enum Part<'d> {
    /// An element, with its key and value if it is an attribute.
    Begin(Element, &'d str, &'d str),
    /// Of the element that was begun last.
    End,
    Done,
}

/// A document of XES, part by part.
struct Document<'n, 's> {
    source_name: &'n str,
    reader: Reader<TextSource<'s>>,
    buffer: Vec<u8>,
    key: String,
    value: String,
    /// An element without content was begun, and is now to end.
    ends: bool,
    depth: u64,
}

impl<'n, 's> Document<'n, 's> {
    fn open(source_name: &'n str, source: &'s mut dyn Source) -> Result<Self, ImportError> {
        Ok(Document {
            source_name,
            reader: Reader::from_reader(TextSource::open(source_name, source)?),
            buffer: Vec::new(),
            key: String::new(),
            value: String::new(),
            ends: false,
            depth: 0,
        })
    }

    fn position(&self) -> Rc<Position> {
        self.reader.get_ref().position()
    }

    fn report(&self) -> ReadReport {
        self.reader.get_ref().report()
    }

    fn next(&mut self) -> Result<Part<'_>, ImportError> {
        if std::mem::take(&mut self.ends) {
            self.depth -= 1;
            return Ok(Part::End);
        }
        loop {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    let element = begin(self.source_name, &tag, self.depth, &mut self.key, &mut self.value)?;
                    return Ok(Part::Begin(element, &self.key, &self.value));
                }
                Ok(Event::Empty(tag)) => {
                    self.depth += 1;
                    self.ends = true;
                    let element = begin(self.source_name, &tag, self.depth, &mut self.key, &mut self.value)?;
                    return Ok(Part::Begin(element, &self.key, &self.value));
                }
                Ok(Event::End(_)) => {
                    self.depth -= 1;
                    return Ok(Part::End);
                }
                Ok(Event::Eof) if self.depth > 0 => {
                    return Err(damaged(self.source_name, Damage::EndsEarly));
                }
                Ok(Event::Eof) => return Ok(Part::Done),
                Ok(_) => {}
                Err(quick_xml::Error::Io(error)) => return Err(unreadable(self.source_name, &error)),
                Err(error) => return Err(damaged(self.source_name, Damage::Detail(error.to_string()))),
            }
        }
    }
}

/// What an element is; puts its key and value in place.
fn begin(
    source_name: &str,
    tag: &BytesStart<'_>,
    depth: u64,
    key: &mut String,
    value: &mut String,
) -> Result<Element, ImportError> {
    key.clear();
    value.clear();
    let element = match tag.local_name().as_ref() {
        "log" => Element::Log,
        "trace" => Element::Trace,
        "event" => Element::Event,
        "string" | "date" | "int" | "float" | "boolean" | "id" | "list" | "container" => Element::Attribute,
        _ => Element::Other,
    };
    if depth == 1 && element != Element::Log {
        return Err(ImportError::NotALog { source_name: source_name.to_owned(), kind: TableKind::OtherXml });
    }
    if element == Element::Attribute {
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| damaged(source_name, Damage::Detail(error.to_string())))?;
            let place = match attribute.key.as_ref() {
                "key" => &mut *key,
                "value" => &mut *value,
                _ => continue,
            };
            // Unknown entities stay as they are.
            place.push_str(&unescape(&attribute.value).unwrap_or(Cow::Borrowed(&attribute.value)));
        }
    }
    Ok(element)
}

fn damaged(source_name: &str, cause: Damage) -> ImportError {
    ImportError::Damaged { source_name: source_name.to_owned(), format: ReadAs::Xes, cause }
}

/// The elements one is in, and the values that were found there.
#[derive(Default)]
struct Log {
    kept: Kept,
    open: Vec<Element>,
    record: Record,
    /// Values of the trace, at the start of the record.
    of_trace: usize,
    in_event: bool,
    line: u64,
    transition: String,
    name: String,
    events: u64,
    transitions: BTreeMap<String, u64>,
    left_out: u64,
}

impl Log {
    fn begin(&mut self, element: Element, key: &str, value: &str, line: u64) {
        let inside = self.open.last().copied();
        self.open.push(element);
        match (element, inside) {
            (Element::Trace, _) => {
                self.record.keep(0);
                self.of_trace = 0;
            }
            (Element::Event, _) => {
                self.in_event = true;
                self.line = line;
                self.transition.clear();
                self.record.keep(self.of_trace);
            }
            (Element::Attribute, Some(Element::Event)) => {
                if key == TRANSITION {
                    value.clone_into(&mut self.transition);
                }
                self.put(key, value);
            }
            (Element::Attribute, Some(Element::Trace)) if self.of_trace == self.record.len() => {
                let mut name = std::mem::take(&mut self.name);
                name.clear();
                name.push_str("case:");
                name.push_str(key);
                self.put(&name, value);
                self.name = name;
                self.of_trace = self.record.len();
            }
            (Element::Attribute, Some(Element::Attribute | Element::Trace)) => self.left_out += 1,
            _ => {}
        }
    }

    fn put(&mut self, name: &str, value: &str) {
        if let Some(place) = self.record.value(name) {
            place.extend_from_slice(value.as_bytes());
        }
    }

    fn end(&mut self, rows: &mut dyn Rows) -> Result<(), ImportError> {
        match self.open.pop() {
            Some(Element::Event) => {
                self.events += 1;
                match self.transitions.get_mut(self.transition.as_str()) {
                    Some(count) => *count += 1,
                    None if self.transition.is_empty() => {}
                    None => {
                        self.transitions.insert(self.transition.clone(), 1);
                    }
                }
                if self.kept.contains(&self.transition) {
                    self.record.give(self.line, rows)?;
                }
            }
            Some(Element::Trace) => {
                self.record.keep(0);
                self.of_trace = 0;
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::import::formats::test_rows::TestRows;

    fn read_with(xes: &str, options: &ReadOptions) -> Result<(TestRows, ReadReport), ImportError> {
        let mut rows = TestRows::default();
        let report = read("test.xes", &mut Cursor::new(xes.as_bytes()), options, &mut rows)?;
        Ok((rows, report))
    }

    fn event(name: &str, transition: &str) -> String {
        let transition = match transition {
            "" => String::new(),
            transition => format!("<string key=\"lifecycle:transition\" value=\"{transition}\"/>"),
        };
        format!("<event>\n<string key=\"concept:name\" value=\"{name}\"/>{transition}</event>\n")
    }

    fn log(events: &[String]) -> String {
        format!("<log><trace><string key='concept:name' value='c1'/>\n{}</trace></log>", events.concat())
    }

    #[test]
    fn events_have_the_values_of_their_trace() {
        let xes = r#"<?xml version="1.0"?>
            <!-- <event/> --><xes:log xmlns:xes="http://www.xes-standard.org/"><global scope="event">
            <string key="concept:name" value="UNKNOWN"/></global><string key="of the log" value="x"/>
            <trace><string key="concept:name" value="c &amp; 1"/><int key="cost" value="3"><int key="below" value="1"/></int>
            <event><string key="concept:name" value="see"/><date key="time:timestamp" value="2020-01-01T10:00:00Z"/></event>
            <event>
            <string key="concept:name" value="b&#252;y"/></event><string key="late" value="x"/></trace>
            <trace><event><string key="concept:name" value="go"/></event></trace>
            <event><string key="concept:name" value="alone"/></event></xes:log>"#;
        let (rows, report) = read_with(xes, &ReadOptions::default()).expect("rows");
        assert_eq!(
            rows.table(),
            "line,case:concept:name,case:cost,concept:name,time:timestamp\n5,c & 1,3,see,2020-01-01T10:00:00Z\n\
             6,c & 1,3,büy,\n8,,,go,\n9,,,alone,\n"
        );
        assert_eq!(report.values_left_out, 2);
    }

    #[test]
    fn complete_events_count_unless_none_is() {
        let names = |xes: &str, options: &ReadOptions| {
            let (rows, report) = read_with(xes, options).expect("rows");
            (rows.column("concept:name").join(" "), report.lifecycle_kept.join(" "), report.lifecycle)
        };
        let counts = |counts: &[(&str, u64)]| counts.iter().map(|&(name, n)| (name.to_owned(), n)).collect::<Vec<_>>();
        let mixed = log(&[event("a", "start"), event("a", "COMPLETE"), event("b", ""), event("c", "start")]);
        let default = ReadOptions::default();
        let all = counts(&[("COMPLETE", 1), ("start", 2)]);
        assert_eq!(names(&mixed, &default), ("a b".to_owned(), "COMPLETE".to_owned(), all.clone()));
        let chosen = ReadOptions { lifecycle: Some(vec!["start".to_owned()]), ..ReadOptions::default() };
        assert_eq!(names(&mixed, &chosen), ("a b c".to_owned(), "start".to_owned(), all));
        let started = log(&[event("a", "start"), event("b", "suspend")]);
        let all = counts(&[("start", 1), ("suspend", 1)]);
        assert_eq!(names(&started, &default), ("a b".to_owned(), "start suspend".to_owned(), all));
    }

    #[test]
    fn entities_are_not_expanded() {
        let xes = log(&[event("&lol;", "")]);
        let bomb = format!("<!DOCTYPE log [<!ENTITY lol \"lollol\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>{xes}");
        let (rows, _) = read_with(&bomb, &ReadOptions::default()).expect("rows");
        assert_eq!(rows.column("concept:name"), ["&lol;"]);
    }

    #[test]
    fn other_and_broken_xml_is_refused() {
        let refuse = |xml: &str, words: &str| {
            let error = read_with(xml, &ReadOptions::default()).expect_err(xml).to_string();
            assert!(error.contains(words), "{error}");
        };
        refuse("<?xml version=\"1.0\"?><rss><channel/></rss>", "an XML document of another kind");
        refuse("<log></log>", "there are no events in it");
        refuse("<log><trace></log>", "is damaged");
        refuse("<log>", "is damaged");
        let whole = log(&[event("a", ""), event("b", "")]);
        let (rows, report) = read_with(&whole[..whole.len() - 20], &ReadOptions::default()).expect("rows");
        assert_eq!((rows.rows.len(), report.broken_off_at), (1, Some(5)));
    }
}
