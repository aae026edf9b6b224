//! A source that gives few bytes at a time.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// Gives so many bytes at a time.
pub struct Slow<'b> {
    pub bytes: Cursor<&'b [u8]>,
    pub size: usize,
}

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(self.size);
        self.bytes.read(&mut buffer[..length])
    }
}

impl Seek for Slow<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
