//! Gzip (RFC 1952): one stream, made of one or several members that are its parts.

use std::{cell::Cell, io::Read, rc::Rc};

use flate2::read::MultiGzDecoder;

use super::{Bounded, Counted, ImportError, ReadAs, Unpacking};

/// First bytes of a gzip file.
pub(super) const MAGIC: [u8; 2] = [0x1F, 0x8B];

impl Unpacking<'_, '_> {
    /// Unpacks a gzip stream, `depth` archives deep.
    pub(super) fn gunzip(&mut self, name: &str, stream: &mut dyn Read, depth: usize) -> Result<(), ImportError> {
        self.check_depth(name, depth)?;
        let packed = Rc::new(Cell::new(0));
        let counted = Counted { inner: stream, count: Rc::clone(&packed) };
        let mut unpacked = Bounded::new(MultiGzDecoder::new(counted), packed, self.limits);
        self.give(unpacked_name(name), ReadAs::Gzip, &mut unpacked, depth)
    }
}

/// The name without the ending that tells of gzip.
fn unpacked_name(name: &str) -> &str {
    let (start, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if ["gz", "gzip"].iter().any(|known| ending.eq_ignore_ascii_case(known)) { start } else { name }
}
