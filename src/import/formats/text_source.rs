//! The bytes of a source as UTF-8 text, with the line one stands on; memory holds a piece of it at a time.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

use encoding_rs::{CoderResult, Decoder, Encoding};
use memchr::{memchr, memchr_iter, memmem};

use super::{ImportError, ReadReport, Source};
use crate::import::{HEAD_BYTES, encoding::detect, rows::MAX_ROW_BYTES};

/// Bytes read at a time.
const PIECE: usize = 64 << 10;

/// Where a [`TextSource`] stands, for whoever has lent it to a library.
#[derive(Debug, Default)]
pub(super) struct Position {
    line: Cell<u64>,
    bytes: Cell<u64>,
    /// Bytes at the start of the record that is being read, where its length is limited.
    record: Cell<Option<u64>>,
}

impl Position {
    /// The line, from 1.
    pub fn line(&self) -> u64 {
        self.line.get() + 1
    }

    /// A record begins that must not be longer than [`MAX_ROW_BYTES`].
    pub fn begin_record(&self) {
        self.record.set(Some(self.bytes.get()));
    }

    /// What follows may be of any length.
    pub fn end_record(&self) {
        self.record.set(None);
    }
}

/// A line as [`TextSource::next_line`] found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its number, from 1.
    At(u64),
    /// Its number; it is longer than [`MAX_ROW_BYTES`], and only the start is given.
    TooLong(u64),
    /// There are no more.
    End,
}

/// Text in UTF-8, whatever the source is written in.
pub(super) struct TextSource<'s> {
    source: &'s mut dyn Read,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Box<[u8]>,
    raw_from: usize,
    raw_to: usize,
    text: Box<[u8]>,
    from: usize,
    to: usize,
    source_ended: bool,
    ended: bool,
    /// Whether bytes of the piece at hand were replaced, and whether some were in what was used.
    piece_is_replaced: bool,
    replaced: bool,
    position: Rc<Position>,
}

impl<'s> TextSource<'s> {
    /// The text of a source from its start: in the encoding that it names (as XML does), else in the detected one.
    ///
    /// # Errors
    ///
    /// When the bytes cannot be had.
    pub fn open(source_name: &str, source: &'s mut dyn Source) -> Result<TextSource<'s>, ImportError> {
        let unreadable = |error: io::Error| unreadable(source_name, &error);
        let encoding = encoding_of(source).map_err(unreadable)?;
        source.rewind().map_err(unreadable)?;
        Ok(TextSource::of_lines(source, encoding, true))
    }

    /// The text of lines in an encoding; `are_first` where they are the first of their source.
    pub fn of_lines(lines: &'s mut dyn Read, encoding: &'static Encoding, are_first: bool) -> TextSource<'s> {
        TextSource {
            source: lines,
            encoding,
            decoder: match are_first {
                true => encoding.new_decoder_with_bom_removal(),
                false => encoding.new_decoder_without_bom_handling(),
            },
            raw: vec![0; PIECE].into(),
            raw_from: 0,
            raw_to: 0,
            text: vec![0; PIECE].into(),
            from: 0,
            to: 0,
            source_ended: false,
            ended: false,
            piece_is_replaced: false,
            replaced: false,
            position: Rc::default(),
        }
    }

    /// Where reading stands.
    pub fn position(&self) -> Rc<Position> {
        Rc::clone(&self.position)
    }

    /// A report that says how the text was decoded.
    pub fn report(&self) -> ReadReport {
        ReadReport {
            encoding: Some(self.encoding.name().to_owned()),
            replaced_bytes: self.replaced,
            ..ReadReport::default()
        }
    }

    /// Puts the next line in `line`, without its end.
    ///
    /// # Errors
    ///
    /// When the bytes cannot be had.
    pub fn next_line(&mut self, line: &mut Vec<u8>) -> io::Result<Line> {
        line.clear();
        let number = self.position.line();
        let (mut found_any, mut too_long) = (false, false);
        loop {
            let text = self.fill_buf()?;
            if text.is_empty() {
                break;
            }
            found_any = true;
            let end = memchr(b'\n', text);
            let part = &text[..end.unwrap_or(text.len())];
            let kept = part.len().min(MAX_ROW_BYTES - line.len());
            line.extend_from_slice(&part[..kept]);
            too_long |= kept < part.len();
            let used = part.len() + usize::from(end.is_some());
            self.consume(used);
            if end.is_some() {
                break;
            }
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(match (found_any, too_long) {
            (false, _) => Line::End,
            (true, false) => Line::At(number),
            (true, true) => Line::TooLong(number),
        })
    }

    /// The next byte that is no white space, left where it is.
    ///
    /// # Errors
    ///
    /// When the bytes cannot be had.
    pub fn peek_solid(&mut self) -> io::Result<Option<u8>> {
        loop {
            let text = self.fill_buf()?;
            if text.is_empty() {
                return Ok(None);
            }
            match text.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(at) => {
                    let byte = text[at];
                    self.consume(at);
                    return Ok(Some(byte));
                }
                None => {
                    let blank = text.len();
                    self.consume(blank);
                }
            }
        }
    }

    /// Notes whether what is used next holds a replacement: what lies behind the end of a broken list is nobody's.
    fn note_replaced(&mut self, used: usize) {
        const REPLACEMENT: &str = "\u{FFFD}";
        let seen = &self.text[self.from..self.to.min(self.from + used + REPLACEMENT.len() - 1)];
        self.replaced |= memmem::find(seen, REPLACEMENT.as_bytes()).is_some();
    }

    fn decode_more(&mut self) -> io::Result<()> {
        while self.from == self.to && !self.ended {
            if self.raw_from == self.raw_to && !self.source_ended {
                self.raw_from = 0;
                self.raw_to = match self.source.read(&mut self.raw) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
                    Ok(0) => {
                        self.source_ended = true;
                        0
                    }
                    other => other?,
                };
            }
            let raw = &self.raw[self.raw_from..self.raw_to];
            let (result, read, written, replaced) = self.decoder.decode_to_utf8(raw, &mut self.text, self.source_ended);
            self.raw_from += read;
            self.from = 0;
            self.to = written;
            self.piece_is_replaced = replaced;
            self.ended = self.source_ended && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl BufRead for TextSource<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.decode_more()?;
        Ok(&self.text[self.from..self.to])
    }

    fn consume(&mut self, amount: usize) {
        if self.piece_is_replaced {
            self.note_replaced(amount);
        }
        let used = &self.text[self.from..self.from + amount];
        let position = &self.position;
        position.line.set(position.line.get() + memchr_iter(b'\n', used).count() as u64);
        position.bytes.set(position.bytes.get() + amount as u64);
        self.from += amount;
    }
}

impl Read for TextSource<'_> {
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.from == self.to {
            self.decode_more()?;
            let read = self.position.record.get().map_or(0, |start| self.position.bytes.get() - start);
            if read > MAX_ROW_BYTES as u64 {
                return Err(io::Error::other(format!("a record is longer than {} MiB", MAX_ROW_BYTES >> 20)));
            }
        }
        // Libraries that read byte by byte come here for each.
        if let ([byte], Some(&next)) = (&mut *buffer, self.text[..self.to].get(self.from)) {
            *byte = next;
            if self.piece_is_replaced {
                self.note_replaced(1);
            }
            self.from += 1;
            let position = &self.position;
            position.line.set(position.line.get() + u64::from(next == b'\n'));
            position.bytes.set(position.bytes.get() + 1);
            return Ok(1);
        }
        let available = &self.text[self.from..self.to];
        let amount = available.len().min(buffer.len());
        buffer[..amount].copy_from_slice(&available[..amount]);
        self.consume(amount);
        Ok(amount)
    }
}

/// The error for bytes that cannot be had.
pub(super) fn unreadable(source_name: &str, error: &io::Error) -> ImportError {
    ImportError::Unreadable { source_name: source_name.to_owned(), cause: error.to_string() }
}

/// What a text is written in, by its first bytes; the source then stands behind them.
///
/// # Errors
///
/// When the bytes cannot be had.
pub(super) fn encoding_of(source: &mut dyn Source) -> io::Result<&'static Encoding> {
    source.rewind()?;
    let mut head = Vec::new();
    source.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let detected = detect(&head, head.len() < HEAD_BYTES).encoding;
    Ok(declared_encoding(&head).unwrap_or(detected))
}

/// The encoding in the declaration of an XML document that is written in some extension of ASCII.
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = std::str::from_utf8(&declaration[..memchr(b'>', declaration)?]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    // Who can be read as ASCII is not in UTF-16, whatever is said.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn lines(bytes: Vec<u8>) -> (Vec<(u64, String)>, ReadReport) {
        let mut cursor = Cursor::new(bytes);
        let mut source = TextSource::open("test", &mut cursor).expect("a text");
        let (mut line, mut found) = (Vec::new(), Vec::new());
        while let Line::At(number) = source.next_line(&mut line).expect("a line") {
            found.push((number, String::from_utf8(line.clone()).expect("UTF-8")));
        }
        (found, source.report())
    }

    #[test]
    fn lines_of_texts_in_any_encoding() {
        let expected = [(1, "größe".to_owned()), (2, String::new()), (3, "b".to_owned())];
        assert_eq!(lines("größe\r\n\nb".into()).0, expected);
        let utf16 = |bom: &str| format!("{bom}größe\r\n\nb").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(lines(utf16("\u{FEFF}")).0, expected);
        assert_eq!(lines(utf16("")).1.encoding.as_deref(), Some("UTF-16BE"));
        assert!(lines(b"\xEF\xBB\xBF{\"a\":1}\n\xFF".to_vec()).1.replaced_bytes);
    }

    #[test]
    fn xml_says_what_it_is_written_in() {
        assert_eq!(lines(b"<?xml version='1.0' encoding='ISO-8859-2'?>\xB1".to_vec()).0[0].1.chars().last(), Some('ą'));
        assert_eq!(declared_encoding(b"<?xml encoding=\"UTF-16\"?>"), None);
    }
}
