//! What the reader of a table hands out: rows, and lines that are as good as rows, without a copy of their texts.

use super::PlainLines;

/// Where a field's text is.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub start: u32,
    pub end: u32,
    pub unquoted: bool,
}

/// One row, for as long as it is looked at.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Line where it starts, from 1.
    pub line: u64,
    pub data: &'a [u8],
    /// Where the texts of its fields are.
    pub fields: Fields<'a>,
    /// The row's bytes as they stand in the file.
    pub raw: &'a [u8],
}

/// Where the texts of a row's fields are.
#[derive(Clone, Copy)]
pub enum Fields<'a> {
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
                trim_plain(&self.data[start..end as usize], true)
            }
            Fields::Listed { fields, unquoted } => match fields.get(index) {
                Some(field) if field.unquoted => &unquoted[field.start as usize..field.end as usize],
                Some(field) => &self.data[field.start as usize..field.end as usize],
                None => &[],
            },
        }
    }
}

/// Lines that are rows, one after the other.
#[derive(Clone, Copy)]
pub struct Lines<'a> {
    /// The first one's number in the source, from 1.
    pub line: u64,
    pub data: &'a [u8],
    pub plain: &'a PlainLines,
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
        let has_quotes = self.plain.has_quotes();
        self.plain.table(n_columns).map(|ends| LineTable {
            line: self.line,
            data: self.data,
            ends,
            n_columns,
            has_quotes,
        })
    }
}

/// Lines with as many fields each, so that columns can be read one after the other.
#[derive(Clone, Copy)]
pub struct LineTable<'a> {
    /// The first one's number in the source, from 1.
    pub line: u64,
    data: &'a [u8],
    ends: &'a [u32],
    n_columns: usize,
    has_quotes: bool,
}

impl<'a> LineTable<'a> {
    /// How many lines.
    pub fn len(&self) -> usize {
        self.ends.len() / self.n_columns
    }

    /// A field's text without the quotes and spaces around it.
    #[inline(always)]
    pub fn field(&self, line: usize, column: usize) -> &'a [u8] {
        let index = line * self.n_columns + column;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize + 1 };
        trim_plain(&self.data[start..self.ends[index] as usize], self.has_quotes)
    }
}

/// What a table is made of.
pub enum Piece<'a> {
    /// Lines that are rows.
    Lines(Lines<'a>),
    /// A row with at least one field that is not empty, or more than one field.
    Row(Row<'a>),
    /// A line whose quote is never closed.
    OpenQuote { line: u64, raw: &'a [u8] },
    /// The start of a row longer than [`MAX_ROW_BYTES`].
    TooLong { line: u64, raw: &'a [u8] },
}

/// A text without the quotes around it, if there may be some, without blanks, and without the CR of a line's end.
#[inline]
fn trim_plain(text: &[u8], may_have_quotes: bool) -> &[u8] {
    match text {
        [] => text,
        [b'"', quoted @ ..] if may_have_quotes => {
            let quoted = quoted.strip_suffix(b"\r").unwrap_or(quoted);
            let quoted = quoted.strip_suffix(b"\"").unwrap_or(quoted);
            let (start, end) = trim(quoted, 0, quoted.len());
            &quoted[start..end]
        }
        [first, ..] if *first > b' ' && text[text.len() - 1] > b' ' => text,
        _ => {
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let (start, end) = trim(text, 0, text.len());
            &text[start..end]
        }
    }
}

/// Where a part of the data starts and ends without the blanks around it.
#[inline]
pub fn trim(data: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && (data[start] == b' ' || data[start] == b'\t') {
        start += 1;
    }
    while start < end && (data[end - 1] == b' ' || data[end - 1] == b'\t') {
        end -= 1;
    }
    (start, end)
}
