//! Metadata of files that have something of their own where the format has come to mean something else: what stands
//! behind the places of a column's pages is cut out, for nobody asks for it here. Readers in other languages pass over
//! fields of another type than they expect; the library takes them for what they are not.
//!
//! Metadata are written in Thrift's compact protocol ("Thrift compact protocol encoding", Apache Thrift), as `parquet.thrift`
//! of Apache Parquet has them.

use std::ops::Range;

/// The fields that lead from the metadata of a file to those of a column in a row group: `FileMetaData.row_groups`,
/// `RowGroup.columns`, `ColumnChunk.meta_data`.
const TO_COLUMN: [u64; 3] = [4, 1, 3];

/// `ColumnMetaData.dictionary_page_offset`: the last field there that is needed.
const LAST_NEEDED: u64 = 11;

/// Structures and lists in one another, at most; the format has fewer.
const MAX_DEPTH: u32 = 32;

/// The metadata without what is not needed; `None` if they are no metadata.
pub(super) fn needed(metadata: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk { bytes: metadata, at: 0, cut: Vec::new() };
    walk.structure(Some(&TO_COLUMN), 0)?;
    let mut kept = Vec::with_capacity(metadata.len());
    let mut from = 0;
    for cut in walk.cut {
        kept.extend_from_slice(&metadata[from..cut.start]);
        from = cut.end;
    }
    kept.extend_from_slice(&metadata[from..]);
    Some(kept)
}

/// A walk through values of which only the length matters.
struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    /// What is not needed, in its order.
    cut: Vec<Range<usize>>,
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn pass(&mut self, bytes: u64) -> Option<()> {
        self.at = self.at.checked_add(usize::try_from(bytes).ok()?).filter(|&at| at <= self.bytes.len())?;
        Some(())
    }

    /// Passes over a structure; `path` leads from here to a column, if anything does.
    fn structure(&mut self, path: Option<&[u64]>, depth: u32) -> Option<()> {
        let mut field = 0;
        let mut cut_from = None;
        loop {
            let start = self.at;
            let header = self.byte()?;
            if header == 0 {
                self.cut.extend(cut_from.map(|from| from..start));
                return Some(());
            }
            // A step from the field before, or the number itself, in zigzag.
            field = match u64::from(header >> 4) {
                0 => self.number()? >> 1,
                step => field + step,
            };
            if path == Some(&[]) && field > LAST_NEEDED {
                cut_from.get_or_insert(start);
            }
            let below = path.and_then(<[u64]>::split_first).filter(|(first, _)| **first == field);
            // The header of a field says what a truth value is.
            if !matches!(header & 15, 1 | 2) {
                self.value(header & 15, below.map(|(_, path)| path), depth + 1)?;
            }
        }
    }

    fn value(&mut self, kind: u8, path: Option<&[u64]>, depth: u32) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        match kind {
            1..=3 => self.pass(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.pass(8),
            8 => {
                let length = self.number()?;
                self.pass(length)
            }
            9 | 10 => {
                let header = self.byte()?;
                let count = if header >> 4 == 15 { self.number()? } else { u64::from(header >> 4) };
                (0..count).try_for_each(|_| self.value(header & 15, path, depth + 1))
            }
            11 => {
                let count = self.number()?;
                let kinds = if count == 0 { 0 } else { self.byte()? };
                (0..count).try_for_each(|_| {
                    self.value(kinds >> 4, None, depth + 1)?;
                    self.value(kinds & 15, None, depth + 1)
                })
            }
            12 => self.structure(path, depth),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::{
        data_type::Int64Type,
        file::{metadata::ParquetMetaDataReader, properties::WriterProperties, writer::SerializedFileWriter},
        schema::parser::parse_message_type,
    };

    use super::*;

    fn metadata() -> Vec<u8> {
        let schema =
            Arc::new(parse_message_type("message m { required int64 a; required int64 b; }").expect("a schema"));
        let mut bytes = Vec::new();
        let mut writer =
            SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::default())).expect("a writer");
        for rows in [3, 70] {
            let mut group = writer.next_row_group().expect("a group");
            while let Some(mut column) = group.next_column().expect("a column") {
                let values: Vec<i64> = (0..rows).collect();
                column.typed::<Int64Type>().write_batch(&values, None, None).expect("numbers");
                column.close().expect("a column");
            }
            group.close().expect("a group");
        }
        writer.close().expect("a file");
        let (rest, tail) = bytes.split_at(bytes.len() - 8);
        let length = u32::from_le_bytes(tail[..4].try_into().expect("four bytes")) as usize;
        rest[rest.len() - length..].to_vec()
    }

    #[test]
    fn what_is_needed_stays() {
        let all = metadata();
        let needed = needed(&all).expect("metadata");
        assert!(needed.len() < all.len());
        let read = |bytes: &[u8]| ParquetMetaDataReader::decode_metadata(bytes).expect("metadata");
        let (all, needed) = (read(&all), read(&needed));
        assert_eq!(all.file_metadata().schema(), needed.file_metadata().schema());
        assert_eq!(needed.num_row_groups(), 2);
        for (all, needed) in all.row_groups().iter().zip(needed.row_groups()) {
            assert_eq!(all.num_rows(), needed.num_rows());
            for (all, needed) in all.columns().iter().zip(needed.columns()) {
                let places = |it: &parquet::file::metadata::ColumnChunkMetaData| {
                    (it.dictionary_page_offset(), it.data_page_offset(), it.compressed_size(), it.compression())
                };
                assert_eq!(places(all), places(needed));
                assert!(all.statistics().is_some() && needed.statistics().is_none());
            }
        }
    }

    #[test]
    fn what_is_cut_is_no_metadata() {
        let all = metadata();
        assert!((0..all.len()).all(|length| needed(&all[..length]).is_none()));
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..20_000 {
            let mut broken = all.clone();
            for _ in 0..random.usize(1..5) {
                let at = random.usize(0..broken.len());
                broken[at] = random.u8(..);
            }
            assert!(needed(&broken).is_none_or(|needed| needed.len() <= broken.len()));
        }
        // A structure in a structure in a structure, and a list that is longer than the file.
        assert_eq!(needed(&[0x1C; 100_000]), None);
        assert_eq!(needed(&[0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0x7F]), None);
    }
}
