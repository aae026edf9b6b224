//! What kind of workbook a source is, and whether it may be unpacked: the library that reads it knows no bounds.

use std::io::{Read, SeekFrom};

use zip::ZipArchive;

use super::Source;
use crate::import::{Damage, Excess, ImportError, ReadAs};

/// Members of an archive. Excel writes a few for each sheet and picture.
const MOST_MEMBERS: usize = 100_000;

/// Bytes of all members, unpacked. A full sheet of a million rows and twenty columns has about 1 GB.
const MOST_BYTES: u64 = 4 << 30;

/// How much larger a member may be unpacked. Sheets of equal rows reach about 100.
const MOST_TIMES: u64 = 300;

/// Members smaller than this may be packed as tightly as they like.
const HARMLESS_BYTES: u64 = 16 << 20;

/// The kinds of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

/// What a source is; an archive only if it is safe to unpack. Leaves the source at its start.
pub(super) fn kind_of(source_name: &str, source: &mut dyn Source) -> Result<Kind, ImportError> {
    let unreadable = |error: std::io::Error| ImportError::Unreadable {
        source_name: source_name.to_owned(),
        cause: error.to_string(),
    };
    let mut head = Vec::new();
    (&mut *source).take(4).read_to_end(&mut head).map_err(unreadable)?;
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let kind = if head.starts_with(b"PK") { kind_of_archive(source_name, source)? } else { Kind::Xls };
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(kind)
}

fn kind_of_archive(source_name: &str, source: &mut dyn Source) -> Result<Kind, ImportError> {
    let damaged = |cause: String| ImportError::Damaged {
        source_name: source_name.to_owned(),
        format: ReadAs::Workbook,
        cause: Damage::Detail(cause),
    };
    let too_large = |excess: Excess| ImportError::TooLarge { source_name: source_name.to_owned(), excess };
    let archive = ZipArchive::new(source).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > MOST_MEMBERS {
        return Err(too_large(Excess::WorkbookParts { count: archive.len() as u64, limit: MOST_MEMBERS as u64 }));
    }
    let mut kind = None;
    let mut bytes = 0u64;
    for index in 0..archive.len() {
        let member = archive.by_index_data(index).map_err(|error| damaged(error.to_string()))?;
        let (unpacked, packed) = (member.size(), member.compressed_size());
        bytes = bytes.saturating_add(unpacked);
        if unpacked > HARMLESS_BYTES && unpacked / MOST_TIMES > packed {
            return Err(too_large(Excess::WorkbookDensity { times: unpacked / packed.max(1), limit: MOST_TIMES }));
        }
        let name = member.name().map_err(|error| damaged(error.to_string()))?;
        kind = kind.or(match name.to_ascii_lowercase().as_str() {
            "xl/workbook.xml" => Some(Kind::Xlsx),
            "xl/workbook.bin" => Some(Kind::Xlsb),
            "content.xml" => Some(Kind::Ods),
            _ => None,
        });
    }
    if bytes > MOST_BYTES {
        return Err(too_large(Excess::Workbook { bytes, limit: MOST_BYTES }));
    }
    // Excel's files name their workbook elsewhere now and then: the library follows the references in them.
    Ok(kind.unwrap_or(Kind::Xlsx))
}
