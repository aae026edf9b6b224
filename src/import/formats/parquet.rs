//! Apache Parquet: columns in pages, most of them as codes in a dictionary already.
//!
//! Only the columns that are wanted are read, row group by row group. A value that the file has once in its dictionary
//! is looked at once per chunk, however often it occurs.
//!
//! The library opens the pages; it is not asked to open those that it would open with C code, or with more than is
//! needed ([`codec`]).

mod codec;
mod column;
mod kind;
mod levels;
mod metadata;
mod values;

use std::io::SeekFrom;

use bytes::Bytes;
use parquet::{
    errors::ParquetError,
    file::metadata::{ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData},
    schema::types::ColumnDescriptor,
};

use self::{column::ColumnCursor, kind::Kind};
use super::{ReadOptions, ReadReport, Source};
use crate::import::{
    Chunk, Damage, ImportError, ReadAs, Receiver, RowLines, columns::CHUNK_ROWS, dialect::unique_names,
};

/// What stands at the start and at the end.
const MAGIC: &[u8] = b"PAR1";

/// The last bytes: the length of the metadata before them, and [`MAGIC`].
const TAIL_BYTES: u64 = 8;

/// Gives the rows in chunks. Fields of a record are columns called `record.field`; what can occur several times in a
/// row (lists, maps) and what is no text is left out, and the report then names all columns.
///
/// Times come as times: those that are adjusted to UTC, and the old ones of 96 bits, which Spark writes so, as instants;
/// the others and dates as wall clock. Not-a-number is a missing value.
///
/// # Errors
///
/// When the file is damaged, or the source cannot be read, and what `receiver` says.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    receiver: &mut dyn Receiver,
) -> Result<ReadReport, ImportError> {
    let failed = |error: Failed| error.of(source_name);
    let file = ParquetFile::open(source).map_err(failed)?;
    let leaves = file.metadata.file_metadata().schema_descr().columns();
    let all = unique_names(&leaves.iter().map(|leaf| leaf.path().parts().join(".")).collect::<Vec<_>>());
    let wanted = |name: &String| !options.leave_out.contains(name);
    let columns: Vec<(usize, Kind)> = std::iter::zip(leaves, &all)
        .enumerate()
        .filter(|(_, (_, name))| wanted(name))
        .filter_map(|(index, (leaf, _))| Some((index, Kind::of(leaf)?)))
        .collect();
    let names: Vec<String> = columns.iter().map(|&(index, _)| all[index].clone()).collect();
    let left_out = columns.len() < all.len();
    let mut range = receiver.turns().first;
    let mut lines = 0;
    let mut has_given = range > 0;
    while let Some(group) = file.group(range) {
        let mut cursors = Vec::with_capacity(columns.len());
        for &(index, kind) in &columns {
            cursors.push(file.column(source, group, index, kind).map_err(failed)?);
        }
        let end = lines + u64::try_from(group.num_rows()).unwrap_or_default();
        while lines < end && !cursors.is_empty() {
            let count = (end - lines).min(CHUNK_ROWS as u64);
            let columns = cursors.iter_mut().map(|cursor| cursor.read(count as usize)).collect::<Result<_, _>>();
            receiver.take(Chunk {
                names: names.clone(),
                columns: columns.map_err(|error| failed(error.into()))?,
                lines: RowLines::Run(lines + 1..lines + 1 + count),
                ..Chunk::default()
            })?;
            has_given = true;
            lines += count;
        }
        let has_next = has_given && file.group(range + 1).is_some();
        let step = if has_next { receiver.end_range(range, lines) } else { 1 };
        if step > 1 {
            lines = 0;
        }
        range += step;
    }
    if !has_given {
        receiver.take(Chunk { names, ..Chunk::default() })?;
    }
    Ok(ReadReport { all_columns: if left_out { all } else { Vec::new() }, ..ReadReport::default() })
}

/// Bytes of the head of a dictionary page, at most.
const HEAD_BYTES: u64 = 100;

/// A file of which the metadata are known.
struct ParquetFile {
    size: u64,
    metadata: ParquetMetaData,
}

impl ParquetFile {
    fn open(source: &mut dyn Source) -> Result<ParquetFile, Failed> {
        let size = source.seek(SeekFrom::End(0))?;
        let tail_start = size.checked_sub(TAIL_BYTES).ok_or("it is cut")?;
        let tail = read_at(source, size, tail_start, TAIL_BYTES)?;
        let (length, magic) = tail.split_at(4);
        if magic == b"PARE" {
            return Err(Damage::Encrypted.into());
        }
        if magic != MAGIC {
            return Err(Damage::Cut.into());
        }
        let length = u64::from(length.first_chunk().copied().map(u32::from_le_bytes).unwrap_or_default());
        let start = tail_start.checked_sub(length).ok_or("its end is longer than the whole")?;
        let bytes = read_at(source, size, start, length)?;
        let decode = ParquetMetaDataReader::decode_metadata;
        let metadata = decode(&bytes)
            .or_else(|error| metadata::needed(&bytes).and_then(|needed| decode(&needed).ok()).ok_or(error))?;
        Ok(ParquetFile { size, metadata })
    }

    /// A group of rows, counted from 0.
    fn group(&self, index: u64) -> Option<&RowGroupMetaData> {
        self.metadata.row_groups().get(usize::try_from(index).ok()?)
    }

    /// A column of a row group, in memory as it is packed.
    fn column(
        &self,
        source: &mut dyn Source,
        group: &RowGroupMetaData,
        index: usize,
        kind: Kind,
    ) -> Result<ColumnCursor, Failed> {
        let about = group.columns().get(index).ok_or("a column is missing")?;
        let start = start_of(about).ok_or("a column has no place")?;
        let length = u64::try_from(about.compressed_size()).map_err(|_| "a column has no size")?;
        // Early writers did not count the head of the dictionary (PARQUET-816).
        let spare = self.size.saturating_sub(start.saturating_add(length));
        let length = length.saturating_add(spare.min(HEAD_BYTES));
        let bytes = Bytes::from(read_at(source, self.size, start, length)?);
        Ok(ColumnCursor::new(about, start, bytes, kind)?)
    }
}

/// Where the pages of a column begin: with its dictionary, where there is one.
fn start_of(about: &ColumnChunkMetaData) -> Option<u64> {
    let first = about.dictionary_page_offset().filter(|&offset| offset > 0).unwrap_or(about.data_page_offset());
    u64::try_from(first).ok()
}

/// Bytes of the file, which are asked for only if they are there.
fn read_at(source: &mut dyn Source, size: u64, start: u64, length: u64) -> Result<Vec<u8>, Failed> {
    let is_there = start.checked_add(length).is_some_and(|end| end <= size);
    if !is_there {
        return Err(Damage::PointsOutside.into());
    }
    source.seek(SeekFrom::Start(start))?;
    let mut bytes = vec![0; usize::try_from(length).map_err(|_| "a column is larger than the memory")?];
    source.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Whether a column can occur several times in a row.
fn is_repeated(leaf: &ColumnDescriptor) -> bool {
    leaf.max_rep_level() > 0
}

/// Why a file cannot be read.
enum Failed {
    Source(std::io::Error),
    File(Damage),
}

impl Failed {
    fn of(self, source_name: &str) -> ImportError {
        let source_name = source_name.to_owned();
        match self {
            Failed::Source(error) => ImportError::Unreadable { source_name, cause: error.to_string() },
            Failed::File(cause) => ImportError::Damaged { source_name, format: ReadAs::Parquet, cause },
        }
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Failed {
        Failed::Source(error)
    }
}

impl From<ParquetError> for Failed {
    fn from(error: ParquetError) -> Failed {
        Failed::File(Damage::Detail(error.to_string()))
    }
}

impl From<Damage> for Failed {
    fn from(damage: Damage) -> Failed {
        Failed::File(damage)
    }
}

impl From<&str> for Failed {
    fn from(detail: &str) -> Failed {
        Damage::Detail(detail.to_owned()).into()
    }
}
