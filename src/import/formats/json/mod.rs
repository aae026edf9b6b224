//! JSON → rows: a list of objects, objects one per line or one after the other, or a list nested under a key.
//!
//! Each object is a row; what its fields become is told in `flatten.rs`. Three ways of reading, told apart by a look
//! through the source first ([`survey`]):
//!
//! - Objects one per line: each line by itself, so that a broken one costs no other.
//! - A list, one object, or several values one after the other: value by value. Where it breaks off, the rows before it stay.
//! - A list under a key (`{"data": {"events": […]}}`): likewise, as a stream, the longest such list; the report says which.
//!
//! Of objects one per line, several readers can read ranges by turns.
//!
//! Memory holds one object at a time, and no object may be longer than a row of a table may be. Numbers keep the text
//! they are written in: an identifier of 64 bits loses no digit.

mod flatten;
mod survey;
mod values;

use std::{fmt, io::SeekFrom, rc::Rc};

use encoding_rs::UTF_8;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use self::{
    flatten::Flattener,
    survey::{Layout, survey},
    values::{Broken, Values},
};
use super::{
    ImportError, ReadOptions, ReadReport, Rows, SkipReason, Source, Turns,
    line_range::LineRange,
    text_source::{Line, Position, TextSource, encoding_of, unreadable},
};
use crate::import::{Damage, ReadAs, TableKind};

/// Reads JSON.
///
/// # Errors
///
/// When it is no JSON, holds no list of objects, or no use can be made of its rows.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    rows: &mut dyn Rows,
) -> Result<ReadReport, ImportError> {
    let is_shared = rows.turns().is_shared();
    let layout = if is_shared { Layout::Lines } else { survey(source_name, source)? };
    let explode = options.explode.as_deref();
    let mut objects = Objects { flattener: Flattener::new(explode), rows, failed: None };
    let report = match layout {
        Layout::Lines => read_lines(source_name, source, &mut objects)?,
        Layout::Values => read_values(source_name, source, &mut objects)?,
        Layout::Under(path) => read_under(source_name, source, &mut objects, &path)?,
    };
    if objects.flattener.rows() == 0 && !is_shared {
        return Err(without_rows(source_name));
    }
    Ok(ReadReport { values_left_out: objects.flattener.left_out(), ..report })
}

fn without_rows(source_name: &str) -> ImportError {
    ImportError::NotALog { source_name: source_name.to_owned(), kind: TableKind::JsonWithoutRows }
}

fn damaged(source_name: &str, cause: impl fmt::Display) -> ImportError {
    ImportError::Damaged {
        source_name: source_name.to_owned(),
        format: ReadAs::Json,
        cause: Damage::Detail(cause.to_string()),
    }
}

/// What becomes of the objects of a source.
struct Objects<'r> {
    flattener: Flattener,
    rows: &'r mut dyn Rows,
    /// What went wrong outside the JSON, while a library had the word.
    failed: Option<ImportError>,
}

impl Objects<'_> {
    fn take(&mut self, line: u64, value: &str) -> Result<(), ImportError> {
        if value.starts_with('{') && self.flattener.read(value) {
            return self.flattener.give(line, self.rows);
        }
        self.rows.skip(line, None, value.as_bytes(), SkipReason::UnreadableRecord)
    }

    /// Takes the values that stand on a line.
    fn take_line(&mut self, line: u64, text: &str) -> Result<(), ImportError> {
        // Mostly it is one object.
        if self.flattener.read(text) {
            return self.flattener.give(line, self.rows);
        }
        let mut values = serde_json::Deserializer::from_slice(text.as_bytes()).into_iter::<IgnoredAny>();
        let mut start = 0;
        while let Some(value) = values.next() {
            match value {
                Ok(_) => self.take(line, text[start..values.byte_offset()].trim_ascii_start())?,
                Err(_) => self.rows.skip(line, None, text.as_bytes(), SkipReason::UnreadableRecord)?,
            }
            start = values.byte_offset();
        }
        Ok(())
    }
}

/// One object per line, or several: those of the ranges whose turn it is.
fn read_lines(
    source_name: &str,
    source: &mut dyn Source,
    objects: &mut Objects<'_>,
) -> Result<ReadReport, ImportError> {
    let unreadable = |error| unreadable(source_name, &error);
    let Turns { first, range_bytes, .. } = objects.rows.turns();
    let encoding = encoding_of(source).map_err(unreadable)?;
    // In other encodings a line feed may be a part of something else.
    let range_bytes = if encoding == UTF_8 { range_bytes } else { u64::MAX };
    let size = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
    let start_of = |range: u64| range.saturating_mul(range_bytes);
    let (mut range, mut lines, mut replaced_bytes) = (first, 0, false);
    while start_of(range) < size {
        let mut part = LineRange::new(source, start_of(range), start_of(range + 1)).map_err(unreadable)?;
        let mut text = TextSource::of_lines(&mut part, encoding, range == 0);
        read_lines_of(source_name, &mut text, lines, objects)?;
        lines += text.position().line() - 1;
        replaced_bytes |= text.report().replaced_bytes;
        let has_next = start_of(range + 1) < size;
        let step = if has_next { objects.rows.end_range(range, lines)? } else { 1 };
        if step > 1 {
            lines = 0;
        }
        range += step;
    }
    Ok(ReadReport { encoding: Some(encoding.name().to_owned()), replaced_bytes, ..ReadReport::default() })
}

/// The objects of a text, before which there are so many lines.
fn read_lines_of(
    source_name: &str,
    text: &mut TextSource<'_>,
    lines: u64,
    objects: &mut Objects<'_>,
) -> Result<(), ImportError> {
    let mut line = Vec::new();
    loop {
        match text.next_line(&mut line).map_err(|error| unreadable(source_name, &error))? {
            Line::End => return Ok(()),
            Line::TooLong(number) => {
                objects.rows.skip(lines + number, None, &line, SkipReason::TooLong)?;
            }
            Line::At(number) => objects.take_line(lines + number, std::str::from_utf8(&line).unwrap_or_default())?,
        }
    }
}

/// Values one after the other: objects, and lists of them.
fn read_values(
    source_name: &str,
    source: &mut dyn Source,
    objects: &mut Objects<'_>,
) -> Result<ReadReport, ImportError> {
    let mut text = TextSource::open(source_name, source)?;
    match take_values(&mut Values::new(&mut text), objects) {
        Ok(()) => Ok(text.report()),
        Err(Broken::Unwanted(error)) => Err(error),
        Err(Broken::Source(error)) => Err(unreadable(source_name, &error)),
        Err(Broken::Json(line, what)) => match objects.flattener.rows() {
            0 => Err(damaged(source_name, format_args!("{what} at line {line}"))),
            _ => Ok(ReadReport { broken_off_at: Some(line), ..text.report() }),
        },
    }
}

fn take_values(values: &mut Values<'_, '_>, objects: &mut Objects<'_>) -> Result<(), Broken> {
    while let Some(first) = values.peek()? {
        match first {
            b'[' => {
                values.pass_letter();
                take_list(values, objects)?;
            }
            b'{' => {
                let (line, value) = values.next()?;
                objects.take(line, value)?;
            }
            _ => return Err(values.expected("a list or an object")),
        }
    }
    Ok(())
}

/// The rest of a list, behind its bracket.
fn take_list(values: &mut Values<'_, '_>, objects: &mut Objects<'_>) -> Result<(), Broken> {
    let mut is_empty = true;
    loop {
        match values.peek()? {
            Some(b']') => break,
            Some(b',') if !is_empty => values.pass_letter(),
            _ if is_empty => {}
            _ => return Err(values.expected("`,` or `]`")),
        }
        let (line, value) = values.next()?;
        objects.take(line, value)?;
        is_empty = false;
    }
    values.pass_letter();
    Ok(())
}

/// The objects at `path` below an object.
fn read_under(
    source_name: &str,
    source: &mut dyn Source,
    objects: &mut Objects<'_>,
    path: &[String],
) -> Result<ReadReport, ImportError> {
    let mut text = TextSource::open(source_name, source)?;
    let position = text.position();
    let list = List { objects, position: Rc::clone(&position) };
    let result = Under { path, list }.deserialize(&mut serde_json::Deserializer::from_reader(&mut text));
    if let Some(error) = objects.failed.take() {
        return Err(error);
    }
    let is_end = result.is_err() || text.peek_solid().map_err(|error| unreadable(source_name, &error))?.is_none();
    let report = ReadReport { list: Some(path.join(".")), ..text.report() };
    match result {
        Ok(()) if is_end => Ok(report),
        Err(error) if objects.flattener.rows() == 0 => Err(damaged(source_name, error)),
        Err(error) if error.io_error_kind().is_some() => {
            Err(ImportError::Unreadable { source_name: source_name.to_owned(), cause: error.to_string() })
        }
        _ => Ok(ReadReport { broken_off_at: Some(position.line()), ..report }),
    }
}

/// A list of objects.
struct List<'o, 'r> {
    objects: &'o mut Objects<'r>,
    position: Rc<Position>,
}

impl List<'_, '_> {
    fn take<E: serde::de::Error>(self, value: &RawValue) -> Result<(), E> {
        let List { objects, position } = self;
        let inside = memchr::memchr_iter(b'\n', value.get().as_bytes()).count() as u64;
        objects.take(position.line().saturating_sub(inside), value.get()).map_err(|error| {
            objects.failed = Some(error);
            E::custom("the rows are not wanted")
        })
    }
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let List { objects, position } = self;
        loop {
            position.begin_record();
            let value = list.next_element::<Box<RawValue>>()?;
            position.end_record();
            let Some(value) = value else { return Ok(()) };
            List { objects: &mut *objects, position: Rc::clone(&position) }.take(&value)?;
        }
    }
}

/// An object with the list somewhere below.
struct Under<'p, 'o, 'r> {
    path: &'p [String],
    list: List<'o, 'r>,
}

impl<'de> DeserializeSeed<'de> for Under<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Under<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Under { path, list: List { objects, position } } = self;
        let Some((name, below)) = path.split_first() else { return Ok(()) };
        while let Some(key) = object.next_key::<String>()? {
            let list = List { objects: &mut *objects, position: Rc::clone(&position) };
            match (&key == name, below) {
                (false, _) => {
                    object.next_value::<IgnoredAny>()?;
                }
                (true, []) => object.next_value_seed(list)?,
                (true, below) => object.next_value_seed(Under { path: below, list })?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
