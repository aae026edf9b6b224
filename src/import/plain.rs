//! Rows without quotes, whose lines end in LF or CR LF: where their fields end, found in one go.
//!
//! Most of a table is like that, and then no byte needs to be looked at by itself: blocks of 64 bytes become bit masks,
//! and the masks become positions.
//!
//! Source of the way from masks to positions: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", The
//! VLDB Journal 28 (2019), section 3.1.

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
}

/// What is in a block of bytes, a bit for each.
struct Masks {
    marks: u64,
    line_feeds: u64,
    carriage_returns: u64,
    quotes: u64,
}

impl PlainLines {
    /// Looks through `data`; `false` if it has a quote, or a CR without a LF.
    #[inline(never)]
    pub fn find(&mut self, data: &[u8], delimiter: u8) -> bool {
        self.n_marks = 0;
        self.lines.clear();
        // Whether the block before ended in CR.
        let mut after_cr = 0;
        for (index, bytes) in data.chunks(BLOCK).enumerate() {
            let masks = match bytes.first_chunk() {
                Some(bytes) => Masks::of(bytes, delimiter),
                None => Masks::of_last(bytes, delimiter),
            };
            let due = masks.carriage_returns << 1 | after_cr;
            if masks.quotes | (due & !masks.line_feeds) != 0 {
                return false;
            }
            after_cr = masks.carriage_returns >> (BLOCK - 1);
            self.note(index * BLOCK, &masks);
        }
        after_cr == 0
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
    fn what_is_not_plain() {
        assert_eq!(lines("a,\"b\"\n"), None);
        assert_eq!(lines("a\rb\n"), None);
        assert_eq!(lines("a,b\r"), None);
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
