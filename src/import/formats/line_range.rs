//! The lines that start in a range of a source: so a text is read by several readers, each line by one of them.

use std::io::{Read, Result, SeekFrom};

use memchr::memchr;

use super::Source;

/// Reads the lines that start in a range, the last one to its end.
pub(super) struct LineRange<'s> {
    source: &'s mut dyn Source,
    /// Where the next bytes are.
    at: u64,
    /// Where the range ends.
    end: u64,
    /// Whether the first line is still to be found.
    is_before_start: bool,
    is_over: bool,
}

impl<'s> LineRange<'s> {
    /// The lines that start in `start..end`, which is not empty.
    ///
    /// # Errors
    ///
    /// When the source cannot be read there.
    pub fn new(source: &'s mut dyn Source, start: u64, end: u64) -> Result<LineRange<'s>> {
        // A line starts behind the end of another one: the byte before tells whether one starts with the range.
        let at = start.saturating_sub(1);
        source.seek(SeekFrom::Start(at))?;
        Ok(LineRange { source, at, end, is_before_start: start > 0, is_over: false })
    }

    /// Which of the bytes that were read next belong to lines of the range.
    fn inside(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let length = bytes.len();
        let before = self.at;
        self.at += length as u64;
        let mut start = 0;
        if self.is_before_start {
            let line_end = memchr(b'\n', bytes);
            self.is_before_start = line_end.is_none();
            start = line_end.map_or(length, |at| at + 1);
            if before + start as u64 >= self.end {
                self.is_over = true;
                return 0..0;
            }
        }
        // The last line ends with the first line feed at the last byte of the range, or behind it.
        let last = start.max(usize::try_from((self.end - 1).saturating_sub(before)).unwrap_or(length)).min(length);
        let line_end = memchr(b'\n', &bytes[last..]);
        self.is_over = line_end.is_some() && !self.is_before_start;
        start..line_end.map_or(length, |at| last + at + 1)
    }
}

impl Read for LineRange<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        while !self.is_over {
            let length = self.source.read(out)?;
            if length == 0 {
                break;
            }
            let inside = self.inside(&out[..length]);
            if !inside.is_empty() {
                let length = inside.len();
                out.copy_within(inside, 0);
                return Ok(length);
            }
        }
        self.is_over = true;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A source that gives few bytes at a time.
    struct Slow(Cursor<Vec<u8>>, usize);

    impl Read for Slow {
        fn read(&mut self, out: &mut [u8]) -> Result<usize> {
            let most = out.len().min(self.1);
            self.0.read(&mut out[..most])
        }
    }

    impl std::io::Seek for Slow {
        fn seek(&mut self, to: SeekFrom) -> Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn each_line_is_in_the_range_where_it_starts() {
        for text in ["", "\n", "one\ntwo\n\nand a long one\nlast", "one\r\n2\n\n\n\nx\n", "no line feed at all"] {
            for (range, slice) in (1..=text.len() as u64 + 2).flat_map(|range| (1..8).map(move |slice| (range, slice)))
            {
                let mut source = Slow(Cursor::new(text.into()), slice);
                let mut all = String::new();
                for start in (0..text.len() as u64).step_by(range as usize) {
                    let mut lines = String::new();
                    let mut part = LineRange::new(&mut source, start, start + range).expect("a place");
                    part.read_to_string(&mut lines).expect("text");
                    let starts = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
                    let expected: String = (start as usize..text.len().min((start + range) as usize))
                        .filter(starts)
                        .map(|at| text[at..].split_inclusive('\n').next().unwrap_or_default())
                        .collect();
                    assert_eq!(lines, expected, "{text:?} from {start}, {range} bytes, in slices of {slice}");
                    all += &lines;
                }
                assert_eq!(all, text);
            }
        }
    }
}
