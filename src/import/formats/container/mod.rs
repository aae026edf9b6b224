//! Containers: gzip and ZIP → the members in them, piece by piece, within bounds.
//!
//! A few kilobytes can claim to be petabytes. So a ZIP is judged by its table of contents before anything is unpacked,
//! and each stream again while it is unpacked, since tables of contents lie: by its size, by how much larger it is than
//! its packed form, by the number of members and by how deep archives lie in archives (Amplitude's export is a ZIP of
//! gzip files). Names of members are texts to show, never paths.

mod gzip;
mod zip;

use std::{
    cell::Cell,
    fmt,
    io::{self, Read},
    rc::Rc,
};

pub use self::zip::kind_of_zip;
use super::{Format, ImportError, Source};
use crate::import::{Damage, Excess, ReadAs};

/// How much is unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all members together.
    pub total_bytes: u64,
    /// How many times larger than its packed form a stream may be …
    pub ratio: u64,
    /// … from this many bytes on.
    pub ratio_from: u64,
    /// Members of an archive, ignored ones included.
    pub members: usize,
    /// Archives in one another, the outermost included.
    pub depth: usize,
    /// Bytes of an archive in an archive, which has to be held in memory.
    pub held_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            total_bytes: 8 << 30,
            ratio: 100,
            ratio_from: 1 << 20,
            members: 10_000,
            depth: 3,
            held_bytes: 256 << 20,
        }
    }
}

/// Takes members piece by piece: the member's name, whether it is a new one, and its next bytes.
pub type TakeMember<'m> = dyn FnMut(&str, bool, &[u8]) -> Result<(), ImportError> + 'm;

/// Unpacks a gzip file or a ZIP archive, and those in it; the number of members.
///
/// A member of a ZIP is called `archive.zip/folder/member.csv`, the content of `log.csv.gz` is called `log.csv`. A
/// workbook in an archive, though a ZIP itself, is a member like any other. Folders, links, and what macOS adds are
/// passed over.
///
/// # Errors
///
/// When it is damaged, encrypted, packed in an uncommon way, or larger than the limits; and what `member` says.
pub fn unpack(
    source_name: &str,
    source: &mut dyn Source,
    limits: &Limits,
    member: &mut TakeMember<'_>,
) -> Result<u64, ImportError> {
    let mut unpacking = Unpacking { limits, member, total: 0, members: 0 };
    source.rewind().map_err(|error| super::text_source::unreadable(source_name, &error))?;
    let mut magic = [0; 2];
    let length = fill(source, &mut magic).map_err(|error| unpacking.failed(source_name, ReadAs::Archive, &error))?;
    source.rewind().map_err(|error| super::text_source::unreadable(source_name, &error))?;
    if magic[..length] == gzip::MAGIC {
        unpacking.gunzip(source_name, source, 1)?;
    } else {
        unpacking.unzip(source_name, source, 1)?;
    }
    Ok(unpacking.members)
}

struct Unpacking<'l, 'm> {
    limits: &'l Limits,
    member: &'l mut TakeMember<'m>,
    total: u64,
    members: u64,
}

impl Unpacking<'_, '_> {
    /// Gives a stream away as a member, or unpacks it if it is packed itself; `depth` archives lie around it.
    fn give(&mut self, name: &str, packed_as: ReadAs, stream: &mut dyn Read, depth: usize) -> Result<(), ImportError> {
        let mut head = [0; 4];
        let length = fill(stream, &mut head).map_err(|error| self.failed(name, packed_as, &error))?;
        let head = &head[..length];
        let mut whole = head.chain(stream);
        if head.starts_with(&gzip::MAGIC) {
            return self.gunzip(name, &mut whole, depth + 1);
        }
        if head == zip::MAGIC {
            let mut held = Vec::new();
            whole
                .take(self.limits.held_bytes + 1)
                .read_to_end(&mut held)
                .map_err(|error| self.failed(name, packed_as, &error))?;
            if held.len() as u64 > self.limits.held_bytes {
                let excess = Excess::InnerArchive { limit: self.limits.held_bytes };
                return Err(ImportError::TooLarge { source_name: name.to_owned(), excess });
            }
            let mut held = io::Cursor::new(held);
            if kind_of_zip(&mut held) == Format::Zip {
                return self.unzip(name, &mut held, depth + 1);
            }
            held.set_position(0);
            return self.hand_over(name, packed_as, &mut held);
        }
        self.hand_over(name, packed_as, &mut whole)
    }

    fn hand_over(&mut self, name: &str, packed_as: ReadAs, stream: &mut dyn Read) -> Result<(), ImportError> {
        let mut piece = vec![0; 64 << 10];
        let mut is_new = true;
        loop {
            let length = fill(stream, &mut piece).map_err(|error| self.failed(name, packed_as, &error))?;
            self.total += length as u64;
            if self.total > self.limits.total_bytes {
                return Err(self.too_much_unpacked(name));
            }
            if length > 0 || is_new {
                (self.member)(name, is_new, &piece[..length])?;
            }
            if length < piece.len() {
                self.members += 1;
                return Ok(());
            }
            is_new = false;
        }
    }

    fn check_depth(&self, name: &str, depth: usize) -> Result<(), ImportError> {
        if depth <= self.limits.depth {
            return Ok(());
        }
        Err(ImportError::TooLarge {
            source_name: name.to_owned(),
            excess: Excess::Depth { depth: depth as u64, limit: self.limits.depth as u64 },
        })
    }

    fn too_much_unpacked(&self, name: &str) -> ImportError {
        ImportError::TooLarge {
            source_name: name.to_owned(),
            excess: Excess::Unpacked { limit: self.limits.total_bytes },
        }
    }

    fn too_dense(&self, name: &str, times: u64) -> ImportError {
        ImportError::TooLarge {
            source_name: name.to_owned(),
            excess: Excess::Density { times, limit: self.limits.ratio },
        }
    }

    /// The error for a stream that cannot be read on.
    fn failed(&self, name: &str, packed_as: ReadAs, error: &io::Error) -> ImportError {
        if let Some(TooDense(ratio)) = error.get_ref().and_then(|error| error.downcast_ref()) {
            return self.too_dense(name, *ratio);
        }
        match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                ImportError::Damaged {
                    source_name: name.to_owned(),
                    format: packed_as,
                    cause: Damage::Detail(error.to_string()),
                }
            }
            _ => super::text_source::unreadable(name, error),
        }
    }
}

/// Reads until the buffer is full or there is no more.
fn fill(stream: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match stream.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Counts the bytes that go through.
struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.set(self.count.get() + length as u64);
        Ok(length)
    }
}

/// Fails when more comes out than the packed bytes may hold.
struct Bounded<R> {
    unpacked: R,
    bytes: u64,
    /// Packed bytes that went in so far, or in all.
    packed: Rc<Cell<u64>>,
    ratio: u64,
    from: u64,
}

impl<R> Bounded<R> {
    fn new(unpacked: R, packed: Rc<Cell<u64>>, limits: &Limits) -> Bounded<R> {
        Bounded { unpacked, bytes: 0, packed, ratio: limits.ratio, from: limits.ratio_from }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.unpacked.read(buffer)?;
        self.bytes += length as u64;
        let ratio = self.bytes / self.packed.get().max(1);
        if self.bytes > self.from && ratio >= self.ratio {
            return Err(io::Error::other(TooDense(ratio)));
        }
        Ok(length)
    }
}

/// So many times larger than its packed form.
#[derive(Debug)]
struct TooDense(u64);

impl fmt::Display for TooDense {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} times larger than its packed form", self.0)
    }
}

impl std::error::Error for TooDense {}

#[cfg(test)]
mod tests;
