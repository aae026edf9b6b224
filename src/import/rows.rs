//! Bytes of a delimited table → rows of fields, in slices of any size (RFC 4180 and what people make of it).
//!
//! A field may be quoted; a quoted field may hold delimiters, line breaks and doubled quotes. Lines end in LF, CR LF or
//! CR. Spaces around a field are dropped. A quote inside an unquoted field is an ordinary letter, and so is what
//! follows a closing quote.
//!
//! # Why not one state per byte
//!
//! Most bytes are neither delimiter nor quote nor line break. Blocks of 64 bytes become a bit mask of those that are,
//! and only those are visited; where there are no quotes, not even those ([`PlainLines`]). Rows that do not end in the
//! slice at hand are scanned again with the next one, so no state lives between slices but the bytes themselves.

use memchr::{memchr, memchr_iter, memchr2, memrchr};
use wide::u8x16;

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

/// Where a field's text is.
#[derive(Clone, Copy, Debug)]
struct Field {
    start: u32,
    end: u32,
    unquoted: bool,
}

/// One row, for as long as it is looked at.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Line where it starts, from 1.
    pub line: u64,
    data: &'a [u8],
    fields: Fields<'a>,
    /// The row's bytes as they stand in the file.
    pub raw: &'a [u8],
}

/// Where the texts of a row's fields are.
#[derive(Clone, Copy)]
enum Fields<'a> {
    /// Between these positions in the data, the blanks around them included.
    Plain { start: usize, ends: &'a [u32] },
    /// In the data, or among the texts that were put together.
    Listed { fields: &'a [Field], unquoted: &'a [u8] },
}

impl<'a> Row<'a> {
    /// How many fields; a blank line has none.
    #[inline]
    pub fn len(&self) -> usize {
        match self.fields {
            Fields::Plain { ends, .. } => ends.len(),
            Fields::Listed { fields, .. } => fields.len(),
        }
    }

    /// A field's text without the quotes and spaces around it; empty beyond the last field.
    #[inline]
    pub fn field(&self, index: usize) -> &'a [u8] {
        match self.fields {
            Fields::Plain { start, ends } => {
                let Some(&end) = ends.get(index) else { return &[] };
                let start = if index == 0 { start } else { ends[index - 1] as usize + 1 };
                trim_plain(&self.data[start..end as usize])
            }
            Fields::Listed { fields, unquoted } => match fields.get(index) {
                Some(field) if field.unquoted => &unquoted[field.start as usize..field.end as usize],
                Some(field) => &self.data[field.start as usize..field.end as usize],
                None => &[],
            },
        }
    }
}

/// Lines without quotes, one after the other.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    /// The first one's number in the source, from 1.
    line: u64,
    data: &'a [u8],
    plain: &'a PlainLines,
}

impl<'a> Lines<'a> {
    /// Those that are rows: with at least one field that is not empty, or more than one field.
    pub fn rows(self) -> impl Iterator<Item = Row<'a>> {
        let mut start = 0;
        self.plain.lines().zip(self.line..).filter_map(move |(ends, line)| {
            let end = *ends.last()? as usize;
            let raw = &self.data[start..end];
            let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
            let row = Row { line, data: self.data, fields: Fields::Plain { start, ends }, raw };
            start = end + 1;
            (row.len() > 1 || !row.field(0).is_empty()).then_some(row)
        })
    }

    /// The lines as a table, if each has so many fields.
    pub fn table(self, n_columns: usize) -> Option<LineTable<'a>> {
        self.plain.table(n_columns).map(|ends| LineTable { line: self.line, data: self.data, ends, n_columns })
    }
}

/// Lines with as many fields each, so that columns can be read one after the other.
#[derive(Clone, Copy)]
pub(super) struct LineTable<'a> {
    /// The first one's number in the source, from 1.
    pub line: u64,
    data: &'a [u8],
    ends: &'a [u32],
    n_columns: usize,
}

impl<'a> LineTable<'a> {
    /// How many lines.
    pub fn len(&self) -> usize {
        self.ends.len() / self.n_columns
    }

    /// A field's text without the spaces around it.
    #[inline(always)]
    pub fn field(&self, line: usize, column: usize) -> &'a [u8] {
        let index = line * self.n_columns + column;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize + 1 };
        trim_plain(&self.data[start..self.ends[index] as usize])
    }
}

/// What a table is made of.
pub(super) enum Piece<'a> {
    /// Lines without quotes.
    Lines(Lines<'a>),
    /// A row with at least one field that is not empty, or more than one field.
    Row(Row<'a>),
    /// A line whose quote is never closed.
    OpenQuote { line: u64, raw: &'a [u8] },
    /// The start of a row longer than [`MAX_ROW_BYTES`].
    TooLong { line: u64, raw: &'a [u8] },
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

    /// The same for data without quotes; `None` if this is none.
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

/// A text without the blanks around it, and without the CR of a line's end.
#[inline]
fn trim_plain(text: &[u8]) -> &[u8] {
    match text {
        [] => text,
        [first, ..] if *first > b' ' && text[text.len() - 1] > b' ' => text,
        _ => {
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let (start, end) = trim(text, 0, text.len());
            &text[start..end]
        }
    }
}

#[inline]
fn trim(data: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && (data[start] == b' ' || data[start] == b'\t') {
        start += 1;
    }
    while start < end && (data[end - 1] == b' ' || data[end - 1] == b'\t') {
        end -= 1;
    }
    (start, end)
}

/// Bytes looked at at once.
const BLOCK: usize = 64;

/// Positions of delimiters, quotes and line breaks, one after the other.
struct Marks<'a> {
    data: &'a [u8],
    delimiter: u8,
    /// Where the block of the mask starts.
    base: usize,
    /// Marks of the block that were not visited.
    mask: u64,
}

impl<'a> Marks<'a> {
    fn new(data: &'a [u8], delimiter: u8, start: usize) -> Marks<'a> {
        let mut marks = Marks { data, delimiter, base: 0, mask: 0 };
        marks.seek(start);
        marks
    }

    /// The next position; the length of the data when there is none.
    #[inline]
    fn next(&mut self) -> usize {
        while self.mask == 0 {
            self.base += BLOCK;
            if self.base >= self.data.len() {
                return self.data.len();
            }
            self.mask = self.load();
        }
        let at = self.base + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        at
    }

    /// Drops the marks before `position`, which is at most two bytes on.
    #[inline]
    fn skip_to(&mut self, position: usize) {
        if self.mask != 0 && self.base + (self.mask.trailing_zeros() as usize) < position {
            self.mask &= self.mask - 1;
        } else if self.mask == 0 && position > self.base + BLOCK && position < self.data.len() {
            self.seek(position);
        }
    }

    /// Goes on from `position`, inclusive.
    fn seek(&mut self, position: usize) {
        let offset = position % BLOCK;
        self.base = position - offset;
        self.mask = if self.base < self.data.len() { self.load() & (u64::MAX << offset) } else { 0 };
    }

    #[inline]
    fn load(&self) -> u64 {
        match self.data[self.base..].first_chunk::<{ BLOCK }>() {
            Some(block) => self.mask_of(block),
            None => {
                let mut block = [0; BLOCK];
                let rest = &self.data[self.base..];
                block[..rest.len()].copy_from_slice(rest);
                self.mask_of(&block)
            }
        }
    }

    #[inline]
    fn mask_of(&self, block: &[u8; BLOCK]) -> u64 {
        let wanted = [self.delimiter, QUOTE, b'\n', b'\r'].map(u8x16::splat);
        let mut mask = 0;
        for (index, lane) in block.as_chunks::<16>().0.iter().enumerate() {
            let bytes = u8x16::new(*lane);
            let [delimiter, quote, line_feed, carriage_return] = wanted.map(|wanted| bytes.simd_eq(wanted));
            let hits = (delimiter | quote) | (line_feed | carriage_return);
            mask |= u64::from(hits.to_bitmask()) << (16 * index);
        }
        mask
    }
}

#[cfg(test)]
mod tests {
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
            let mut table: String = (0..length)
                .map(|_| ["a", "bcd", " ", ",", ",", "\t", "\n", "\r\n", "一"][random.usize(0..9)])
                .collect();
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
}
