//! JSON values one after the other, cut out of a text: as slices they are read several times as fast as from a stream.

use std::io::{self, BufRead};

use memchr::memchr_iter;
use serde::de::IgnoredAny;

use crate::import::{ImportError, formats::text_source::TextSource, rows::MAX_ROW_BYTES};

/// Bytes that are held more each time: a value that hangs over the end of what is held is looked at again.
const PIECE_BYTES: usize = 256 << 10;

/// A text as values, with letters between them.
pub(super) struct Values<'t, 's> {
    text: &'t mut TextSource<'s>,
    held: Vec<u8>,
    /// What of it was passed over.
    at: usize,
    /// Line feeds in all that was passed over.
    line_feeds: u64,
}

/// Why values cannot be read on.
pub(super) enum Broken {
    /// The text cannot be had, or a value is too long.
    Source(io::Error),
    /// It is no JSON from a line on, counted from 1; and what is wrong there.
    Json(u64, String),
    /// Whoever takes them can make no use of them.
    Unwanted(ImportError),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Source(error)
    }
}

impl From<ImportError> for Broken {
    fn from(error: ImportError) -> Broken {
        Broken::Unwanted(error)
    }
}

impl<'t, 's> Values<'t, 's> {
    /// The values of a text.
    pub fn new(text: &'t mut TextSource<'s>) -> Values<'t, 's> {
        Values { text, held: Vec::new(), at: 0, line_feeds: 0 }
    }

    /// The line at hand, from 1.
    fn line(&self) -> u64 {
        self.line_feeds + 1
    }

    /// Where something else stands than was expected.
    pub fn expected(&self, what: &str) -> Broken {
        Broken::Json(self.line(), format!("{what} was expected"))
    }

    /// The next letter that is no white space.
    ///
    /// # Errors
    ///
    /// When the text cannot be had.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let rest = &self.held[self.at..];
            let solid = rest.iter().position(|byte| !byte.is_ascii_whitespace());
            let letter = solid.map(|at| rest[at]);
            self.pass(solid.unwrap_or(rest.len()));
            if letter.is_some() || !self.hold_more()? {
                return Ok(letter);
            }
        }
    }

    /// Passes over the letter that was peeked at.
    pub fn pass_letter(&mut self) {
        self.pass(1);
    }

    /// The next value, with the line where it starts.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn next(&mut self) -> Result<(u64, &str), Broken> {
        self.peek()?;
        let length = loop {
            let rest = &self.held[self.at..];
            let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
            let value = values.next();
            let length = values.byte_offset();
            // A number may go on behind what is held.
            let is_whole = length < rest.len() || rest.ends_with(b"}") || rest.ends_with(b"]") || rest.ends_with(b"\"");
            let wrong = |error: serde_json::Error| {
                let text = error.to_string();
                let what = text.split(" at line ").next().unwrap_or_default();
                Broken::Json(self.line_feeds + error.line() as u64, what.to_owned())
            };
            let at_end = match value {
                Some(Ok(_)) if is_whole && length <= MAX_ROW_BYTES => break length,
                Some(Ok(_)) => Ok(length),
                Some(Err(error)) if error.is_eof() => Err(wrong(error)),
                Some(Err(error)) => return Err(wrong(error)),
                None => Err(self.expected("a value")),
            };
            if rest.len() > MAX_ROW_BYTES {
                let cause = format!("a record is longer than {} MiB", MAX_ROW_BYTES >> 20);
                return Err(Broken::Source(io::Error::other(cause)));
            }
            if !self.hold_more()? {
                break at_end?;
            }
        };
        let (line, start) = (self.line(), self.at);
        self.pass(length);
        Ok((line, std::str::from_utf8(&self.held[start..self.at]).unwrap_or_default()))
    }

    fn pass(&mut self, bytes: usize) {
        let end = self.at + bytes;
        self.line_feeds += memchr_iter(b'\n', &self.held[self.at..end]).count() as u64;
        self.at = end;
    }

    /// Holds at least as much again, without what was passed over; whether there was more.
    fn hold_more(&mut self) -> io::Result<bool> {
        self.held.drain(..std::mem::take(&mut self.at));
        let before = self.held.len();
        while self.held.len() < 2 * before + PIECE_BYTES {
            let piece = self.text.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            let length = piece.len();
            self.held.extend_from_slice(piece);
            self.text.consume(length);
        }
        Ok(self.held.len() > before)
    }
}
