//! A project file: a ZIP archive (APPNOTE 6.3) without its extensions, the description first, then the sources.
//!
//! Written as headers that stand between the bytes of the sources, and read by its end and its table of contents:
//! the sources themselves need never be in memory.

use crate::project::ProjectError;

/// First bytes of a member.
const LOCAL: u32 = 0x0403_4b50;
/// First bytes of a line in the table of contents.
const CENTRAL: u32 = 0x0201_4b50;
/// First bytes of the end.
const END: u32 = 0x0605_4b50;
const LOCAL_BYTES: usize = 30;
const CENTRAL_BYTES: usize = 46;
const END_BYTES: usize = 22;
/// The end of an archive is among so many last bytes: a comment of its own may follow it.
pub const TAIL_BYTES: u64 = (END_BYTES + 0xffff) as u64;
/// Bytes of a member that stand before its data, at most.
pub const HEADER_BYTES: u64 = (LOCAL_BYTES + 2 * 0xffff) as u64;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Locked with a password.
const ENCRYPTED: u16 = 1;
/// The first of January 1980: a project says itself when it was saved.
const DATE: u16 = 0x21;
/// Deflate makes no more of a byte.
const MAX_RATIO: u64 = 1032;

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Whether its bytes are deflated; else they are stored as they are.
    pub is_deflated: bool,
    /// CRC-32 of its bytes, unpacked.
    pub crc32: u32,
    /// Bytes in the archive.
    pub packed: u64,
    /// Bytes unpacked.
    pub size: u64,
    /// Where it begins.
    pub offset: u64,
}

/// Where the table of contents is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Its first byte.
    pub offset: u64,
    /// Its bytes.
    pub length: u64,
    /// Lines in it.
    pub members: usize,
}

/// Writes an archive: gives what stands before each member, and the end.
#[derive(Debug, Default)]
pub struct Writer {
    at: u64,
    directory: Vec<u8>,
    members: u16,
}

impl Writer {
    /// The header of the next member; `offset` of it is not looked at. Its packed bytes follow.
    ///
    /// # Errors
    ///
    /// [`ProjectError::TooLarge`] beyond 4 GiB, and beyond 65,535 members.
    pub fn member(&mut self, member: &Member) -> Result<Vec<u8>, ProjectError> {
        let small = |number: u64| u32::try_from(number).map_err(|_| ProjectError::TooLarge);
        let offset = small(self.at)?;
        let name_length = u16::try_from(member.name.len()).map_err(|_| ProjectError::TooLarge)?;
        let mut common = Vec::new();
        for half in [20, UTF8, if member.is_deflated { 8 } else { 0 }, 0, DATE] {
            common.extend(half.to_le_bytes());
        }
        for whole in [member.crc32, small(member.packed)?, small(member.size)?] {
            common.extend(whole.to_le_bytes());
        }
        common.extend(name_length.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        let mut header = LOCAL.to_le_bytes().to_vec();
        header.extend(&common);
        header.extend(member.name.as_bytes());
        self.directory.extend(CENTRAL.to_le_bytes());
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(&common);
        // Comment, disk and attributes, all none.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(member.name.as_bytes());
        self.members = self.members.checked_add(1).ok_or(ProjectError::TooLarge)?;
        self.at += header.len() as u64 + member.packed;
        Ok(header)
    }

    /// The table of contents and the end.
    ///
    /// # Errors
    ///
    /// [`ProjectError::TooLarge`] beyond 4 GiB.
    pub fn end(self) -> Result<Vec<u8>, ProjectError> {
        let small = |number: u64| u32::try_from(number).map_err(|_| ProjectError::TooLarge);
        let mut bytes = self.directory;
        let length = small(bytes.len() as u64)?;
        let offset = small(self.at)?;
        bytes.extend(END.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(self.members.to_le_bytes());
        bytes.extend(self.members.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        bytes.extend(offset.to_le_bytes());
        bytes.extend([0; 2]);
        Ok(bytes)
    }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn whole(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Whether a file may be an archive, by its first bytes.
pub fn may_be(head: &[u8]) -> bool {
    head.starts_with(&LOCAL.to_le_bytes())
}

/// Finds the table of contents, given the last bytes of a file of `size` bytes.
pub fn directory(tail: &[u8], size: u64) -> Option<Directory> {
    let last = tail.len().checked_sub(END_BYTES)?;
    let end = (0..=last).rev().find(|&at| {
        whole(tail, at) == Some(END)
            && half(tail, at + 20).is_some_and(|comment| at + END_BYTES + usize::from(comment) == tail.len())
    })?;
    let members = usize::from(half(tail, end + 10)?);
    let length = u64::from(whole(tail, end + 12)?);
    let offset = u64::from(whole(tail, end + 16)?);
    let end_at = size.checked_sub((tail.len() - end) as u64)?;
    (offset.checked_add(length)? <= end_at).then_some(Directory { offset, length, members })
}

/// Reads the table of contents of an archive of `size` bytes.
///
/// # Errors
///
/// [`ProjectError::Damaged`] where it is none, and where members overlap, are locked, packed in another way than by
/// deflate, or packed denser than it can.
pub fn members(table: &[u8], directory: Directory, size: u64) -> Result<Vec<Member>, ProjectError> {
    let mut at = 0;
    let mut found = Vec::new();
    for _ in 0..directory.members {
        let (member, next) = read_line(table, at).ok_or(ProjectError::Damaged)?;
        at = next;
        found.push(member);
    }
    let packed = found.iter().fold(0_u64, |sum, member| sum.saturating_add(member.packed));
    let can_be = |member: &Member| {
        let within = member.offset.saturating_add(member.packed) <= directory.offset;
        let dense = member.size > member.packed.saturating_mul(MAX_RATIO);
        within && !dense && (member.is_deflated || member.size == member.packed)
    };
    if packed <= size && found.iter().all(can_be) { Ok(found) } else { Err(ProjectError::Damaged) }
}

fn read_line(table: &[u8], at: usize) -> Option<(Member, usize)> {
    let line = table.get(at..)?;
    if whole(line, 0)? != CENTRAL || half(line, 8)? & ENCRYPTED != 0 {
        return None;
    }
    let is_deflated = match half(line, 10)? {
        0 => false,
        8 => true,
        _ => return None,
    };
    let name_end = CENTRAL_BYTES + usize::from(half(line, 28)?);
    let member = Member {
        name: String::from_utf8_lossy(line.get(CENTRAL_BYTES..name_end)?).into_owned(),
        is_deflated,
        crc32: whole(line, 16)?,
        packed: whole(line, 20)?.into(),
        size: whole(line, 24)?.into(),
        offset: whole(line, 42)?.into(),
    };
    let next = at + name_end + usize::from(half(line, 30)?) + usize::from(half(line, 32)?);
    (next <= table.len()).then_some((member, next))
}

/// Where a member's bytes begin, given those at its offset.
///
/// # Errors
///
/// [`ProjectError::Damaged`] where no member begins there, or where its bytes would reach into the table of contents.
pub fn data_offset(header: &[u8], member: &Member, directory: Directory) -> Result<u64, ProjectError> {
    let start = || {
        let lengths = u64::from(half(header, 26)?) + u64::from(half(header, 28)?);
        let start = member.offset.checked_add(LOCAL_BYTES as u64 + lengths)?;
        let fits = start.checked_add(member.packed)? <= directory.offset;
        (whole(header, 0)? == LOCAL && fits).then_some(start)
    };
    start().ok_or(ProjectError::Damaged)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use proptest::prelude::*;

    use super::*;

    fn member(name: &str, bytes: &[u8]) -> Member {
        let length = bytes.len() as u64;
        Member {
            name: name.to_owned(),
            is_deflated: false,
            crc32: crc32fast::hash(bytes),
            packed: length,
            size: length,
            offset: 0,
        }
    }

    fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut writer = Writer::default();
        let mut bytes = Vec::new();
        for (name, content) in files {
            bytes.extend(writer.member(&member(name, content)).expect("small"));
            bytes.extend(content);
        }
        bytes.extend(writer.end().expect("small"));
        bytes
    }

    /// All members by our reader, as it reads: the end, the table, header after header.
    fn read(bytes: &[u8]) -> Result<Vec<(Member, Vec<u8>)>, ProjectError> {
        let size = bytes.len() as u64;
        let tail = &bytes[bytes.len().saturating_sub(TAIL_BYTES as usize)..];
        let directory = directory(tail, size).ok_or(ProjectError::NotAProject)?;
        let table = &bytes[directory.offset as usize..(directory.offset + directory.length) as usize];
        let data = |member: Member| {
            let start = data_offset(&bytes[member.offset as usize..], &member, directory)? as usize;
            let data = bytes[start..start + member.packed as usize].to_vec();
            Ok((member, data))
        };
        members(table, directory, size)?.into_iter().map(data).collect()
    }

    proptest! {
        #[test]
        fn others_read_what_is_written_and_so_do_we(
            files in proptest::collection::vec(("[a-z/销]{1,12}", proptest::collection::vec(any::<u8>(), 0..200)), 0..6)
        ) {
            let bytes = archive(&files);
            let mut theirs = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
            prop_assert_eq!(theirs.len(), files.iter().map(|(name, _)| name).collect::<std::collections::BTreeSet<_>>().len());
            for (at, (name, content)) in files.iter().enumerate() {
                let ours = read(&bytes).expect("an archive");
                prop_assert_eq!(&ours[at].0.name, name);
                prop_assert_eq!(&ours[at].1, content);
            }
            for (name, content) in files.iter().rev().take(1) {
                let mut unpacked = Vec::new();
                theirs.by_name(name).expect("a member").read_to_end(&mut unpacked).expect("its bytes");
                prop_assert_eq!(&unpacked, content);
            }
        }

        #[test]
        fn a_file_that_was_changed_reads_within_its_bounds_or_not_at_all(
            at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()
        ) {
            let mut bytes = archive(&[("a".to_owned(), vec![1; 50]), ("b".to_owned(), vec![2; 9])]);
            let at = at.index(bytes.len());
            bytes[at] = with;
            let _ = read(&bytes);
            bytes.truncate(cut.index(bytes.len() + 1));
            let _ = read(&bytes);
        }
    }

    #[test]
    fn what_another_program_packed_again_reads() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("sources/a.csv", zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(&[b'x'; 500]).expect("its bytes");
        zip.set_comment("packed again").expect("a comment");
        let bytes = zip.finish().expect("an archive").into_inner();
        let read = read(&bytes).expect("an archive");
        assert!(read[0].0.is_deflated);
        assert_eq!((read[0].0.name.as_str(), read[0].0.size), ("sources/a.csv", 500));
    }

    #[test]
    fn members_that_overlap_or_promise_too_much_are_refused() {
        let bytes = archive(&[("a".to_owned(), vec![1; 50])]);
        let directory = directory(&bytes, bytes.len() as u64).expect("an end");
        let table = &bytes[directory.offset as usize..(directory.offset + directory.length) as usize];
        let with = |at: usize, number: u32| {
            let mut table = table.to_vec();
            table[at..at + 4].copy_from_slice(&number.to_le_bytes());
            members(&table, directory, bytes.len() as u64)
        };
        assert!(with(20, 50).is_ok());
        assert_eq!(with(20, 5000), Err(ProjectError::Damaged));
        assert_eq!(with(24, u32::MAX), Err(ProjectError::Damaged));
        assert_eq!(with(42, 90), Err(ProjectError::Damaged));
    }

    #[test]
    fn four_gibibytes_are_too_large() {
        let mut writer = Writer::default();
        let large = Member { packed: 3 << 30, size: 3 << 30, ..member("a", b"") };
        assert!(writer.member(&large).is_ok());
        assert!(writer.member(&large).is_ok());
        assert_eq!(writer.member(&large), Err(ProjectError::TooLarge));
        assert_eq!(writer.end(), Err(ProjectError::TooLarge));
    }
}
