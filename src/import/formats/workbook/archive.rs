//! What kind of workbook a source is, and whether it may be unpacked: the library that reads it knows no bounds.

use std::io::{Read, SeekFrom};

use zip::ZipArchive;

use super::Source;
use crate::import::ImportError;

/// Members of an archive. Excel writes a few for each sheet and picture.
const MOST_MEMBERS: usize = 100_000;

/// Bytes of all members, unpacked. A full sheet of a million rows and twenty columns has about 1 GB.
const MOST_BYTES: u64 = 4 << 30;

/// How much larger a member may be unpacked. Sheets of equal rows reach about 100.
const MOST_TIMES: u64 = 300;

/// Members smaller than this may be packed as tightly as they like.
const HARMLESS_BYTES: u64 = 16 << 20;

const MEBIBYTE: u64 = 1 << 20;

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
        format: "a workbook".to_owned(),
        cause,
    };
    let too_large = |what: &str, size: String, limit: String| ImportError::TooLarge {
        source_name: source_name.to_owned(),
        what: what.to_owned(),
        size,
        limit,
        help: "Export the sheet as CSV and drop that.".to_owned(),
    };
    let archive = ZipArchive::new(source).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > MOST_MEMBERS {
        return Err(too_large("the number of its parts", archive.len().to_string(), MOST_MEMBERS.to_string()));
    }
    let mut kind = None;
    let mut bytes = 0u64;
    for index in 0..archive.len() {
        let member = archive.by_index_data(index).map_err(|error| damaged(error.to_string()))?;
        let (unpacked, packed) = (member.size(), member.compressed_size());
        bytes = bytes.saturating_add(unpacked);
        if unpacked > HARMLESS_BYTES && unpacked / MOST_TIMES > packed {
            let times = (unpacked / packed.max(1)).to_string();
            return Err(too_large(
                "one of its parts, unpacked,",
                format!("{times} times as large"),
                MOST_TIMES.to_string(),
            ));
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
        let mebibytes = |bytes: u64| format!("{} MiB", bytes / MEBIBYTE);
        return Err(too_large("the unpacked workbook", mebibytes(bytes), mebibytes(MOST_BYTES)));
    }
    // Excel's files name their workbook elsewhere now and then: the library follows the references in them.
    Ok(kind.unwrap_or(Kind::Xlsx))
}
