//! Where something happens in a table: blocks of 64 bytes as bit masks of what is not plain text.

use wide::u8x16;

use super::QUOTE;

/// Bytes looked at at once.
const BLOCK: usize = 64;

/// Positions of delimiters, quotes and line breaks, one after the other.
pub struct Marks<'a> {
    data: &'a [u8],
    delimiter: u8,
    /// Where the block of the mask starts.
    base: usize,
    /// Marks of the block that were not visited.
    mask: u64,
}

impl<'a> Marks<'a> {
    pub fn new(data: &'a [u8], delimiter: u8, start: usize) -> Marks<'a> {
        let mut marks = Marks { data, delimiter, base: 0, mask: 0 };
        marks.seek(start);
        marks
    }

    /// The next position; the length of the data when there is none.
    #[inline]
    pub fn next(&mut self) -> usize {
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
    pub fn skip_to(&mut self, position: usize) {
        if self.mask != 0 && self.base + (self.mask.trailing_zeros() as usize) < position {
            self.mask &= self.mask - 1;
        } else if self.mask == 0 && position > self.base + BLOCK && position < self.data.len() {
            self.seek(position);
        }
    }

    /// Goes on from `position`, inclusive.
    pub fn seek(&mut self, position: usize) {
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
