//! Bytes of a delimited table → rows of fields, in slices of any size (RFC 4180 and what people make of it).
//!
//! A field may be quoted; a quoted field may hold delimiters, line breaks and doubled quotes. Lines end in LF, CR LF or
//! CR. Spaces around a field are dropped. A quote inside an unquoted field is an ordinary letter, and so is what
//! follows a closing quote.
//!
//! # Why not one state per byte
//!
//! Most bytes are neither delimiter nor quote nor line break. Blocks of 64 bytes become a bit mask of those that are,
//! and only those are visited; where each line is a row, not even those ([`PlainLines`]). Rows that do not end in the
//! slice at hand are scanned again with the next one, so no state lives between slices but the bytes themselves.

mod marks;
mod piece;
#[cfg(test)]
mod tests;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

pub(super) use self::piece::{LineTable, Lines, Piece, Row};
use self::{
    marks::Marks,
    piece::{Field, Fields, trim},
};
use super::plain::PlainLines;

/// A row longer than this is given up: 16 MiB.
pub(super) const MAX_ROW_BYTES: usize = 16 << 20;

const QUOTE: u8 = b'"';

/// Turns slices of a table into rows.
#[derive(Debug)]
pub(super) struct RowReader {
    delimiter: u8,
    /// Bytes of a row that is not complete yet.
    pending: Vec<u8>,
    /// Line on which the next row starts, from 1.
    line: u64,
    plain: PlainLines,
    fields: Vec<Field>,
    /// Texts of quoted fields that had to be put together.
    unquoted: Vec<u8>,
    /// In the rest of a row that is too long.
    skipping_line: bool,
    /// The slice before ended in CR: a LF that follows belongs to it.
    after_cr: bool,
}

impl RowReader {
    pub fn new(delimiter: u8) -> RowReader {
        RowReader {
            delimiter,
            pending: Vec::new(),
            line: 1,
            plain: PlainLines::default(),
            fields: Vec::new(),
            unquoted: Vec::new(),
            skipping_line: false,
            after_cr: false,
        }
    }

    /// Whether all that was read are complete rows.
    pub fn is_between_rows(&self) -> bool {
        self.pending.is_empty() && self.can_give_back()
    }

    /// Whether the row that is not complete starts where the last one has ended.
    pub fn can_give_back(&self) -> bool {
        !self.after_cr && !self.skipping_line
    }

    /// Forgets the row that is not complete; returns how many bytes of it were read.
    pub fn give_back(&mut self) -> usize {
        std::mem::take(&mut self.pending).len()
    }

    /// Lines read so far.
    pub fn lines_before(&self) -> u64 {
        self.line - 1
    }

    /// Lines that somebody else has read.
    pub fn pass_over_lines(&mut self, lines: u64) {
        self.line += lines;
    }

    /// Lines read since they were asked for last; the next line is the first again.
    pub fn take_lines(&mut self) -> u64 {
        std::mem::replace(&mut self.line, 1) - 1
    }

    /// Reads on; `visit` gets every row that is complete.
    pub fn push(&mut self, bytes: &[u8], visit: &mut dyn FnMut(Piece<'_>)) {
        if self.pending.is_empty() {
            let consumed = self.scan(bytes, false, visit);
            self.pending.extend_from_slice(&bytes[consumed..]);
            return;
        }
        let mut data = std::mem::take(&mut self.pending);
        // Complete the one row that hangs over the edge by itself: the rest is read in place, not copied.
        let edge = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
        data.extend_from_slice(&bytes[..edge]);
        let consumed = self.scan(&data, false, visit);
        if consumed == data.len() {
            data.clear();
            self.pending = data;
            let consumed = self.scan(&bytes[edge..], false, visit);
            self.pending.extend_from_slice(&bytes[edge + consumed..]);
        } else {
            data.drain(..consumed);
            data.extend_from_slice(&bytes[edge..]);
            let consumed = self.scan(&data, false, visit);
            data.drain(..consumed);
            self.pending = data;
        }
    }

    /// The end of the table.
    pub fn finish(&mut self, visit: &mut dyn FnMut(Piece<'_>)) {
        let data = std::mem::take(&mut self.pending);
        self.scan(&data, true, visit);
    }

    /// Visits the complete rows of `data`; returns how many bytes they are.
    #[inline(never)]
    fn scan(&mut self, data: &[u8], last: bool, visit: &mut dyn FnMut(Piece<'_>)) -> usize {
        let mut start = 0;
        if self.after_cr && !data.is_empty() {
            self.after_cr = false;
            start = usize::from(data[0] == b'\n');
        }
        if self.skipping_line {
            let Some(end) = memchr2(b'\n', b'\r', &data[start..]) else { return data.len() };
            self.skipping_line = false;
            start = self.after_line_break(data, start + end);
        }
        if !last && let Some(consumed) = self.scan_plain(&data[start..], visit) {
            return start + consumed;
        }
        let mut marks = Marks::new(data, self.delimiter, start);
        while start < data.len() {
            let Some(end) = self.scan_row(data, start, last, &mut marks, visit) else { return start };
            start = end;
        }
        start
    }

    /// The same for data in which each line is a row; `None` if this is none.
    fn scan_plain(&mut self, data: &[u8], visit: &mut dyn FnMut(Piece<'_>)) -> Option<usize> {
        if data.len() > MAX_ROW_BYTES || !self.plain.find(data, self.delimiter) {
            return None;
        }
        visit(Piece::Lines(Lines { line: self.line, data, plain: &self.plain }));
        self.line += self.plain.len() as u64;
        Some(memrchr(b'\n', data).map_or(0, |end| end + 1))
    }

    /// Where the row after the line break at `at` starts.
    fn after_line_break(&mut self, data: &[u8], at: usize) -> usize {
        self.line += 1;
        if data[at] == b'\n' {
            return at + 1;
        }
        match data.get(at + 1) {
            Some(b'\n') => at + 2,
            Some(_) => at + 1,
            None => {
                self.after_cr = true;
                at + 1
            }
        }
    }

    /// Visits the row that starts at `start`; returns where the next one starts, `None` if this one is not complete.
    #[inline]
    fn scan_row(
        &mut self,
        data: &[u8],
        start: usize,
        last: bool,
        marks: &mut Marks<'_>,
        visit: &mut dyn FnMut(Piece<'_>),
    ) -> Option<usize> {
        self.fields.clear();
        self.unquoted.clear();
        let mut field_start = start;
        let mut embedded_lines = 0;
        loop {
            let mark = marks.next();
            if mark == data.len() {
                if !last {
                    return self.incomplete(data, start, visit);
                }
                self.end_field(data, field_start, mark);
                return Some(self.end_row(data, start, mark, embedded_lines, visit));
            }
            let byte = data[mark];
            if byte == self.delimiter {
                self.end_field(data, field_start, mark);
                field_start = mark + 1;
            } else if byte == QUOTE {
                if !blank(&data[field_start..mark]) {
                    continue;
                }
                match self.quoted_field(data, mark, last) {
                    // A quote that closes beyond the limit was opened by mistake, in whatever slices the bytes come.
                    Quoted::Ends { at, lines } if at - start <= MAX_ROW_BYTES => {
                        embedded_lines += lines;
                        marks.seek(at);
                        if at == data.len() {
                            if !last {
                                return self.incomplete(data, start, visit);
                            }
                            return Some(self.end_row(data, start, at, embedded_lines, visit));
                        }
                        marks.next();
                        if data[at] != self.delimiter {
                            let end = self.end_row(data, start, at, embedded_lines, visit);
                            marks.skip_to(end);
                            return Some(end);
                        }
                        field_start = at + 1;
                    }
                    Quoted::Ends { .. } | Quoted::Open => {
                        if !last && data.len() - start <= MAX_ROW_BYTES {
                            return None;
                        }
                        let line_end = memchr2(b'\n', b'\r', &data[start..]).map_or(data.len(), |at| start + at);
                        visit(Piece::OpenQuote { line: self.line, raw: &data[start..line_end] });
                        if line_end == data.len() {
                            self.skipping_line = !last;
                            return Some(line_end);
                        }
                        let next = self.after_line_break(data, line_end);
                        marks.seek(next);
                        return Some(next);
                    }
                }
            } else {
                self.end_field(data, field_start, mark);
                let end = self.end_row(data, start, mark, embedded_lines, visit);
                marks.skip_to(end);
                return Some(end);
            }
        }
    }

    /// A row without an end in sight: given up when it is too long.
    fn incomplete(&mut self, data: &[u8], start: usize, visit: &mut dyn FnMut(Piece<'_>)) -> Option<usize> {
        if data.len() - start <= MAX_ROW_BYTES {
            return None;
        }
        visit(Piece::TooLong { line: self.line, raw: &data[start..] });
        self.skipping_line = true;
        Some(data.len())
    }

    #[inline]
    fn end_field(&mut self, data: &[u8], start: usize, end: usize) {
        let (start, end) = trim(data, start, end);
        self.fields.push(Field { start: start as u32, end: end as u32, unquoted: false });
    }

    #[inline]
    fn end_row(
        &mut self,
        data: &[u8],
        start: usize,
        end: usize,
        embedded_lines: u64,
        visit: &mut dyn FnMut(Piece<'_>),
    ) -> usize {
        let only_blank = self.fields.len() == 1 && self.fields[0].start == self.fields[0].end;
        if end - start > MAX_ROW_BYTES {
            visit(Piece::TooLong { line: self.line, raw: &data[start..end] });
        } else if !only_blank {
            visit(Piece::Row(Row {
                line: self.line,
                data,
                fields: Fields::Listed { fields: &self.fields, unquoted: &self.unquoted },
                raw: &data[start..end],
            }));
        }
        self.line += embedded_lines;
        if end == data.len() { end } else { self.after_line_break(data, end) }
    }

    /// Reads the field whose opening quote is at `open`.
    #[inline(never)]
    fn quoted_field(&mut self, data: &[u8], open: usize, last: bool) -> Quoted {
        let mut from = open + 1;
        let mut doubled = false;
        let close = loop {
            let Some(quote) = memchr(QUOTE, &data[from..]).map(|at| from + at) else { return Quoted::Open };
            match data.get(quote + 1) {
                Some(&QUOTE) => {
                    doubled = true;
                    from = quote + 2;
                }
                // Whether the next slice starts with a second quote is not known yet.
                None if !last => return Quoted::Open,
                _ => break quote,
            }
        };
        let mut end = close + 1;
        while end < data.len() && data[end] != self.delimiter && data[end] != b'\n' && data[end] != b'\r' {
            end += 1;
        }
        let text = &data[open + 1..close];
        let rest = &data[close + 1..end];
        if doubled || !blank(rest) {
            let start = self.unquoted.len();
            let mut from = 0;
            for quote in memchr_iter(QUOTE, text).step_by(2) {
                self.unquoted.extend_from_slice(&text[from..=quote]);
                from = quote + 2;
            }
            self.unquoted.extend_from_slice(&text[from.min(text.len())..]);
            if !blank(rest) {
                self.unquoted.extend_from_slice(rest);
            }
            let (start, end) = trim(&self.unquoted, start, self.unquoted.len());
            self.fields.push(Field { start: start as u32, end: end as u32, unquoted: true });
        } else {
            self.end_field(data, open + 1, close);
        }
        let line_feeds = memchr_iter(b'\n', text).count();
        let lines = if line_feeds > 0 { line_feeds } else { memchr_iter(b'\r', text).count() };
        Quoted::Ends { at: end, lines: lines as u64 }
    }
}

enum Quoted {
    /// The field ends before the delimiter or line break at `at`.
    Ends { at: usize, lines: u64 },
    /// Its closing quote is not there.
    Open,
}

#[inline]
fn blank(text: &[u8]) -> bool {
    text.iter().all(|&byte| byte == b' ' || byte == b'\t')
}
