//! ZIP archives (APPNOTE 6.3): the table of contents is judged first, then member after member is unpacked.

use std::{
    cell::Cell,
    io::{Read, Seek, SeekFrom},
    rc::Rc,
};

use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{Bounded, Damage, Excess, ImportError, ReadAs, Unpacking};
use crate::import::Foreign;
use crate::import::formats::{Format, Source, text_source::unreadable};

/// How members may be packed.
const METHODS: [CompressionMethod; 4] =
    [CompressionMethod::Stored, CompressionMethod::Deflated, CompressionMethod::Deflate64, CompressionMethod::Lzma];

/// Bytes of the largest dictionary that LZMA may ask memory for: that of 7-Zip's highest level, four times.
const DICTIONARY_LIMIT: u32 = 256 << 20;

/// First bytes of a ZIP archive that is not empty.
pub(super) const MAGIC: [u8; 4] = *b"PK\x03\x04";

/// What ZIP archives of other programs hold: a workbook's, or files of whatever kind.
///
/// The source is read from anywhere; where it stands afterwards is not told.
pub fn kind_of_zip(source: &mut dyn Source) -> Format {
    let Ok(mut archive) = ZipArchive::new(source) else { return Format::Zip };
    let names = names(&archive);
    let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let is_excel = has("[Content_Types].xml") && names.iter().any(|name| name.to_ascii_lowercase().starts_with("xl/"));
    if is_excel {
        return Format::Workbook;
    }
    let mut kind = String::new();
    if let Ok(file) = archive.by_name("mimetype")
        && file.take(200).read_to_string(&mut kind).is_ok()
        && kind.starts_with("application/vnd.oasis.opendocument.spreadsheet")
    {
        return Format::Workbook;
    }
    Format::Zip
}

fn names<R>(archive: &ZipArchive<R>) -> Vec<String>
where
    R: Read + Seek,
{
    archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

impl Unpacking<'_, '_> {
    /// Unpacks a ZIP archive, `depth` archives deep.
    pub(super) fn unzip(&mut self, name: &str, source: &mut dyn Source, depth: usize) -> Result<(), ImportError> {
        self.check_depth(name, depth)?;
        let size = source.seek(SeekFrom::End(0)).map_err(|error| unreadable(name, &error))?;
        let mut archive = ZipArchive::new(source).map_err(|error| zip_error(name, error))?;
        let wanted = self.judge(name, &archive, size)?;
        for (index, member, packed) in wanted {
            check_dictionary(&mut archive, index, &member)?;
            let file = archive.by_index(index).map_err(|error| zip_error(&member, error))?;
            let mut unpacked = Bounded::new(file, Rc::new(Cell::new(packed)), self.limits);
            self.give(&member, ReadAs::ZipMember, &mut unpacked, depth)?;
        }
        Ok(())
    }

    /// The members to unpack, with their names and packed sizes, if the archive is within bounds.
    fn judge<R: Read + Seek>(
        &self,
        name: &str,
        archive: &ZipArchive<R>,
        size: u64,
    ) -> Result<Vec<(usize, String, u64)>, ImportError> {
        if archive.len() > self.limits.members {
            return Err(ImportError::TooLarge {
                source_name: name.to_owned(),
                excess: Excess::Members { count: archive.len() as u64, limit: self.limits.members as u64 },
            });
        }
        if names(archive).iter().any(|name| name == "[Content_Types].xml") {
            return Err(ImportError::NotText { source_name: name.to_owned(), format: Foreign::Document });
        }
        let (mut wanted, mut packed, mut unpacked) = (Vec::new(), 0_u64, self.total);
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(|error| zip_error(name, error))?;
            let inside = match entry.name() {
                Ok(inside) => inside.into_owned(),
                Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
            };
            let member = format!("{name}/{inside}");
            packed = packed.saturating_add(entry.compressed_size());
            unpacked = unpacked.saturating_add(entry.size());
            // Only by overlapping do members have more bytes than the archive.
            if packed > size {
                return Err(ImportError::Damaged {
                    source_name: name.to_owned(),
                    format: ReadAs::Zip,
                    cause: Damage::Overlap,
                });
            }
            if unpacked > self.limits.total_bytes {
                return Err(self.too_much_unpacked(name));
            }
            let ratio = entry.size() / entry.compressed_size().max(1);
            if entry.size() > self.limits.ratio_from && ratio >= self.limits.ratio {
                return Err(self.too_dense(&member, ratio));
            }
            if entry.is_dir() || entry.is_symlink() || is_hidden(&inside) {
                continue;
            }
            if entry.encrypted() {
                return Err(zip_error(&member, ZipError::InvalidPassword));
            }
            if !METHODS.contains(&entry.compression()) {
                let method = entry.compression().to_string();
                return Err(uncommon(&member, Foreign::PackedBy(method)));
            }
            wanted.push((index, member, entry.compressed_size()));
        }
        Ok(wanted)
    }
}

/// A member packed by LZMA says in its first bytes what memory it wants (APPNOTE 5.8.8): two bytes of version, two of the
/// size of what follows, one of properties, and the size of the dictionary.
fn check_dictionary<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    member: &str,
) -> Result<(), ImportError> {
    let mut file = archive.by_index_raw(index).map_err(|error| zip_error(member, error))?;
    let mut head = [0; 9];
    // A head that is cut off is found when it is unpacked.
    if file.compression() != CompressionMethod::Lzma || file.read_exact(&mut head).is_err() {
        return Ok(());
    }
    let dictionary = u32::from_le_bytes([head[5], head[6], head[7], head[8]]);
    if dictionary <= DICTIONARY_LIMIT {
        return Ok(());
    }
    let method = format!("LZMA, with a dictionary of {} MB", dictionary >> 20);
    Err(uncommon(member, Foreign::PackedBy(method)))
}

/// What macOS adds, and files that systems hide.
fn is_hidden(member: &str) -> bool {
    member.starts_with("__MACOSX/") || member.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with('.'))
}

fn uncommon(name: &str, format: Foreign) -> ImportError {
    ImportError::NotText { source_name: name.to_owned(), format }
}

fn zip_error(name: &str, error: ZipError) -> ImportError {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => unreadable(name, &error),
        ZipError::InvalidPassword => uncommon(name, Foreign::LockedMember),
        ZipError::CompressionMethodNotSupported(method) => uncommon(name, Foreign::PackedBy(method.to_string())),
        error => ImportError::Damaged {
            source_name: name.to_owned(),
            format: ReadAs::Zip,
            cause: Damage::Detail(error.to_string()),
        },
    }
}
