//! Rows that are lines, which end in LF or CR LF: where their fields end, found in one go. A field may be in quotes, with
//! delimiters in it, but with neither line breaks nor quotes.
//!
//! Most of a table is like that, and then no byte needs to be looked at by itself: blocks of 64 bytes become bit masks,
//! and the masks become positions.
//!
//! Source of the way from masks to positions, and of what is in quotes: G. Langdale and D. Lemire, "Parsing gigabytes of
//! JSON per second", The VLDB Journal 28 (2019), section 3.1.

use wide::u8x16;

/// Bytes looked at at once.
const BLOCK: usize = 64;

/// Marks written at once: as many as most blocks have, so that their number is no branch to guess.
const BATCH: usize = 8;

/// Where the fields and the lines of a part of a table end.
#[derive(Debug, Default)]
pub(super) struct PlainLines {
    /// Positions of delimiters and line feeds; the rest of the vector is to spare.
    marks: Vec<u32>,
    n_marks: usize,
    /// For each line, how many marks there are up to its end.
    lines: Vec<u32>,
    has_quotes: bool,
}

/// What is in a block of bytes, a bit for each.
struct Masks {
    marks: u64,
    line_feeds: u64,
    carriage_returns: u64,
    quotes: u64,
}

impl PlainLines {
    /// Looks through `data`; `false` if it has a CR without a LF, or quotes of another kind than around a field. What
    /// follows the last line feed may still turn out to have some.
    #[inline(never)]
    pub fn find(&mut self, data: &[u8], delimiter: u8) -> bool {
        self.n_marks = 0;
        self.lines.clear();
        self.has_quotes = false;
        // Whether the block before ended in CR.
        let mut after_cr = 0;
        let mut quotes = QuotesSoFar { is_inside: 0, is_start: 1, is_behind: 0 };
        for (index, bytes) in data.chunks(BLOCK).enumerate() {
            let mut masks = match bytes.first_chunk() {
                Some(bytes) => Masks::of(bytes, delimiter),
                None => Masks::of_last(bytes, delimiter),
            };
            let due = masks.carriage_returns << 1 | after_cr;
            if due & !masks.line_feeds != 0 {
                return false;
            }
            after_cr = masks.carriage_returns >> (BLOCK - 1);
            if masks.quotes | quotes.is_inside | quotes.is_behind != 0 {
                self.has_quotes = true;
                if !quotes.are_around_fields(&mut masks, bytes.len()) {
                    return false;
                }
            }
            quotes.is_start = masks.marks >> (BLOCK - 1);
            self.note(index * BLOCK, &masks);
        }
        after_cr == 0
    }

    /// Whether some field is in quotes.
    pub fn has_quotes(&self) -> bool {
        self.has_quotes
    }

    #[inline]
    fn note(&mut self, base: usize, masks: &Masks) {
        let n_marks = masks.marks.count_ones() as usize;
        if self.marks.len() < self.n_marks + BLOCK {
            self.marks.resize(2 * self.n_marks + 16 * BLOCK, 0);
        }
        let (base, mut rest) = (base as u32, masks.marks);
        if let Some(batch) = self.marks[self.n_marks..].first_chunk_mut::<BATCH>() {
            let mut next = || take_mark(&mut rest, base);
            *batch = [next(), next(), next(), next(), next(), next(), next(), next()];
        }
        for mark in self.marks[self.n_marks..][..n_marks].iter_mut().skip(BATCH) {
            *mark = take_mark(&mut rest, base);
        }
        let mut line_feeds = masks.line_feeds;
        while line_feeds != 0 {
            let up_to_it = line_feeds ^ (line_feeds - 1);
            self.lines.push(self.n_marks as u32 + (masks.marks & up_to_it).count_ones());
            line_feeds &= line_feeds - 1;
        }
        self.n_marks += n_marks;
    }

    /// How many lines; what follows the last line feed is none.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The ends of each line's fields; the last one of them is that of the line, its line feed.
    pub fn lines(&self) -> impl Iterator<Item = &[u32]> {
        let mut first = 0;
        self.lines.iter().map(move |&end| {
            let line = &self.marks[first..end as usize];
            first = end as usize;
            line
        })
    }

    /// The ends of all fields, line by line, if each line has so many.
    pub fn table(&self, n_columns: usize) -> Option<&[u32]> {
        let mut whole = (n_columns as u32..).step_by(n_columns);
        self.lines.iter().all(|&end| whole.next() == Some(end)).then(|| &self.marks[..self.lines.len() * n_columns])
    }
}

/// What the blocks before say of quotes in the next one.
struct QuotesSoFar {
    /// All ones if it begins within quotes.
    is_inside: u64,
    /// 1 if a field begins with it.
    is_start: u64,
    /// 1 if a closing quote stands before it.
    is_behind: u64,
}

impl QuotesSoFar {
    /// Whether the quotes of a block of so many bytes stand around whole fields without line breaks; then delimiters between
    /// them are no marks any more.
    #[inline]
    fn are_around_fields(&mut self, masks: &mut Masks, length: usize) -> bool {
        let quotes = masks.quotes;
        // Each opening quote, and all up to the closing one.
        let inside = before_or_at(quotes) ^ self.is_inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let marks = masks.marks & !inside;
        let starts = marks << 1 | self.is_start;
        let behind = (closing << 1 | self.is_behind) & (u64::MAX >> (BLOCK - length));
        if (masks.line_feeds | masks.carriage_returns) & inside != 0
            || opening & !starts != 0
            || behind & !(marks | masks.carriage_returns) != 0
        {
            return false;
        }
        self.is_inside = ((inside as i64) >> (BLOCK - 1)) as u64;
        self.is_behind = closing >> (BLOCK - 1);
        masks.marks = marks;
        true
    }
}

/// For each bit, whether the number of ones up to it is odd.
#[inline]
fn before_or_at(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}

// Without loops: compiled for size, they would stay loops, and cost three times as much.
impl Masks {
    #[inline]
    fn of(bytes: &[u8; BLOCK], delimiter: u8) -> Masks {
        let Lanes(lanes) = Lanes::of(bytes);
        let [line_feed, carriage_return, quote] = [b'\n', b'\r', b'"'].map(u8x16::splat);
        let line_feeds = Lanes(lanes.map(|lane| lane.simd_eq(line_feed)));
        let delimiters = Lanes(lanes.map(|lane| lane.simd_eq(u8x16::splat(delimiter))));
        let [a, b, c, d] = lanes.map(|lane| lane.simd_eq(carriage_return) | lane.simd_eq(quote));
        let has_others = (a | b | c | d).to_bitmask() != 0;
        let others = |wanted: u8x16| match has_others {
            true => Lanes(lanes.map(|lane| lane.simd_eq(wanted))).mask(),
            false => 0,
        };
        let line_feeds = line_feeds.mask();
        Masks {
            marks: delimiters.mask() | line_feeds,
            line_feeds,
            carriage_returns: others(carriage_return),
            quotes: others(quote),
        }
    }

    /// Those of a block that is shorter.
    #[cold]
    #[inline(never)]
    fn of_last(bytes: &[u8], delimiter: u8) -> Masks {
        // Zeros are none of the bytes wanted.
        let mut block = [0; BLOCK];
        block[..bytes.len()].copy_from_slice(bytes);
        Masks::of(&block, delimiter)
    }
}

/// A block of bytes.
struct Lanes([u8x16; 4]);

impl Lanes {
    #[inline(always)]
    fn of(bytes: &[u8; BLOCK]) -> Lanes {
        let lanes = bytes.as_chunks::<16>().0;
        Lanes([u8x16::new(lanes[0]), u8x16::new(lanes[1]), u8x16::new(lanes[2]), u8x16::new(lanes[3])])
    }

    /// The first bit of each byte.
    #[inline(always)]
    fn mask(self) -> u64 {
        let [a, b, c, d] = self.0.map(|lane| u64::from(lane.to_bitmask()));
        a | b << 16 | c << 32 | d << 48
    }
}

/// Takes the lowest bit of `rest`, as a position.
#[inline(always)]
fn take_mark(rest: &mut u64, base: u32) -> u32 {
    let mark = base + rest.trailing_zeros();
    *rest &= rest.wrapping_sub(1);
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(table: &str) -> Option<Vec<Vec<u32>>> {
        let mut lines = PlainLines::default();
        lines.find(table.as_bytes(), b',').then(|| lines.lines().map(<[u32]>::to_vec).collect())
    }

    #[test]
    fn every_field_and_line() {
        assert_eq!(lines("a,b\n,\n\nlast"), Some(vec![vec![1, 3], vec![4, 5], vec![6]]));
        assert_eq!(lines("a,b\r\nc\r\n"), Some(vec![vec![1, 4], vec![7]]));
        assert_eq!(lines(""), Some(vec![]));
    }

    #[test]
    fn a_table_has_lines_of_one_length() {
        let mut lines = PlainLines::default();
        assert!(lines.find(b"a,b\n,\nc", b','));
        assert_eq!((lines.table(2), lines.table(1), lines.table(3)), (Some([1, 3, 4, 5].as_slice()), None, None));
        assert!(lines.find(b"a,b\n\n", b','));
        assert_eq!(lines.table(2), None);
    }

    #[test]
    fn fields_in_quotes() {
        assert_eq!(lines("a,\"b\"\n"), Some(vec![vec![1, 5]]));
        assert_eq!(lines("\"a,b\",\"\"\r\n\"c\"\n"), Some(vec![vec![5, 9], vec![13]]));
        assert_eq!(lines("a\n\"the last one, \"\"is not"), None);
        assert_eq!(lines("a\n\"not complete"), Some(vec![vec![1]]));
        assert_eq!(lines("a\n\"not yet\""), Some(vec![vec![1]]));
        // Over the edge of a block, with either quote, or what follows it, as its first byte.
        for length in 50..80 {
            let table = format!("{},\"{},\",b\n", "x".repeat(length), "y".repeat(10));
            let close = length as u32 + 13;
            assert_eq!(lines(&table), Some(vec![vec![length as u32, close + 1, close + 3]]), "{length}");
            assert_eq!(lines(&table.replace(",b", "b")), None);
            assert_eq!(lines(&table.replace("yy", "y\n")), None);
        }
    }

    #[test]
    fn what_is_not_plain() {
        for table in [
            "a\rb\n", "a,b\r", "a,\"b\nc\"\n", "a,\"b\rc\"\n", "a \"b\"\n", "\"a\" ,b\n", "\"a\"\"b\"\n", " \"a\"\n",
            "\"a\"b\n",
        ] {
            assert_eq!(lines(table), None, "{table:?}");
        }
    }

    #[test]
    fn blocks_with_many_marks_and_with_none() {
        let table = format!("{}\n{}\n{}", ",".repeat(200), "x".repeat(300), ",".repeat(63));
        let expected: Vec<Vec<u32>> = vec![(0..=200).collect(), vec![501]];
        assert_eq!(lines(&table), Some(expected));
        // A CR that ends a block, and its LF in the next one.
        let table = format!("{}\r\na\n", "x".repeat(63));
        assert_eq!(lines(&table), Some(vec![vec![64], vec![66]]));
    }
}
