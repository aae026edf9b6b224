//! A column of a row group, from its pages to columns of chunks.

use std::sync::Arc;

use bytes::Bytes;
use parquet::{
    basic::{Compression, Encoding},
    column::page::{Page, PageReader},
    errors::{ParquetError, Result},
    file::{metadata::ColumnChunkMetaData, serialized_reader::SerializedPageReader},
    schema::types::{ColumnDescPtr, ColumnDescriptor},
};

use super::{
    codec::Codec,
    kind::Kind,
    levels,
    values::{Texts, Values, decode, plain},
};
use crate::{
    event_log::{Codes, Interner, MISSING},
    import::ChunkColumn,
};

/// Rows of a page: more is nonsense, or a bomb.
const MOST_ROWS: u32 = 1 << 26;

/// In place of the code of a text that has not yet occurred in a chunk.
const NEW: u32 = u32::MAX;

/// Reads a column of a row group from its start to its end.
pub(super) struct ColumnCursor {
    pages: SerializedPageReader<Bytes>,
    codec: Codec,
    kind: Kind,
    leaf: ColumnDescPtr,
    dictionary: Option<Dictionary>,
    /// Whether most rows had another text, where these stood in the rows themselves: then they are not compared.
    is_varied: bool,
    /// What is left of the page at hand.
    page: PageRows,
}

/// The dictionary of the column.
struct Dictionary {
    /// As the file has it, unpacked.
    page: Page,
    values: Values,
    /// For each text its code in the chunk that is being made.
    codes: Vec<u32>,
}

/// The rows of a page.
#[derive(Default)]
struct PageRows {
    rows: usize,
    /// Rows that were read.
    at: usize,
    /// For each row whether it has a value; empty where all have.
    present: Vec<bool>,
    values: PageValues,
    /// Values that were read.
    value_at: usize,
}

enum PageValues {
    /// Codes in the dictionary.
    Codes(Vec<u32>),
    /// The values themselves.
    Values(Values),
}

impl Default for PageValues {
    fn default() -> PageValues {
        PageValues::Codes(Vec::new())
    }
}

impl ColumnCursor {
    /// A cursor at the first row; `bytes` are the column's, which start at `start` in the file.
    pub fn new(about: &ColumnChunkMetaData, start: u64, bytes: Bytes, kind: Kind) -> Result<ColumnCursor> {
        let codec = Codec::of(about.compression());
        let offset = |offset: i64| (offset - start as i64).max(0);
        let mut inside = about
            .clone()
            .into_builder()
            .set_data_page_offset(offset(about.data_page_offset()))
            // Some writers say 0 where there is none.
            .set_dictionary_page_offset(about.dictionary_page_offset().filter(|&at| at > 0).map(offset))
            .set_total_compressed_size(bytes.len() as i64);
        if codec != Codec::Library {
            inside = inside.set_compression(Compression::UNCOMPRESSED);
        }
        let leaf = about.column_descr_ptr();
        // The rows count only where there is an index of pages.
        let pages = SerializedPageReader::new(Arc::new(bytes), &inside.build()?, 0, None)?;
        Ok(ColumnCursor { pages, codec, kind, leaf, dictionary: None, is_varied: false, page: PageRows::default() })
    }

    /// The next `count` rows.
    pub fn read(&mut self, count: usize) -> Result<ChunkColumn> {
        if let Some(dictionary) = &mut self.dictionary {
            dictionary.codes.fill(NEW);
        }
        match self.kind.times() {
            Some(are_instants) => {
                let mut micros = Vec::with_capacity(count);
                self.read_times(count, &mut micros)?;
                Ok(ChunkColumn::Times { micros, are_instants })
            }
            None => {
                let mut interner = Interner::default();
                let mut codes = Vec::with_capacity(count);
                self.read_texts(count, &mut interner, &mut codes)?;
                self.is_varied = interner.len() > count / 2;
                let dictionary = interner.finish();
                Ok(ChunkColumn::Texts { codes: Codes::of(codes, dictionary.len()), dictionary })
            }
        }
    }

    fn read_times(&mut self, count: usize, out: &mut Vec<i64>) -> Result<()> {
        while out.len() < count {
            self.fill()?;
            let rows = self.page.next(count - out.len());
            let missing = ChunkColumn::NO_TIME;
            match (&self.page.values, self.dictionary.as_ref().map(|dictionary| &dictionary.values)) {
                (PageValues::Codes(codes), Some(Values::Times(times))) => {
                    let time = |at: usize| times.get(*codes.get(at)? as usize).copied();
                    rows.each(&self.page.present, missing, out, time)?;
                }
                (PageValues::Values(Values::Times(times)), _) => {
                    rows.each(&self.page.present, missing, out, |at| times.get(at).copied())?;
                }
                _ => return Err(no_dictionary()),
            }
        }
        Ok(())
    }

    fn read_texts(&mut self, count: usize, interner: &mut Interner, out: &mut Vec<u32>) -> Result<()> {
        while out.len() < count {
            self.fill()?;
            let rows = self.page.next(count - out.len());
            match (&self.page.values, &mut self.dictionary) {
                (PageValues::Codes(codes), Some(Dictionary { values: Values::Texts(texts), codes: known, .. })) => {
                    rows.each(&self.page.present, MISSING, out, |at| {
                        let code = *codes.get(at)? as usize;
                        let known = known.get_mut(code)?;
                        if *known == NEW {
                            // In a dictionary each text stands once.
                            *known = interner.add(texts.get(code)?);
                        }
                        Some(*known)
                    })?;
                }
                (PageValues::Values(Values::Texts(texts)), _) if self.is_varied => {
                    rows.each(&self.page.present, MISSING, out, |at| Some(interner.add(texts.get(at)?)))?;
                }
                (PageValues::Values(Values::Texts(texts)), _) => {
                    rows.each(&self.page.present, MISSING, out, |at| Some(interner.intern(texts.get(at)?)))?;
                }
                _ => return Err(no_dictionary()),
            }
        }
        Ok(())
    }

    /// Opens the next page if nothing is left of the one at hand.
    fn fill(&mut self) -> Result<()> {
        while self.page.at == self.page.rows {
            let page = self.pages.get_next_page()?;
            let page = page.ok_or_else(|| broken("a column has fewer rows than its row group"))?;
            let page = self.codec.unpack(page)?;
            if page.num_values() > MOST_ROWS {
                return Err(broken("a page has too many values"));
            }
            if let Page::DictionaryPage { .. } = page {
                self.dictionary = Some(self.open_dictionary(page)?);
            } else {
                self.page = self.open_page(page)?;
            }
        }
        Ok(())
    }

    /// A dictionary is written like a page of a column of which no value is missing.
    fn open_dictionary(&self, page: Page) -> Result<Dictionary> {
        let leaf = &self.leaf;
        let always = ColumnDescriptor::new(leaf.self_type_ptr(), 0, 0, leaf.path().clone());
        let count = page.num_values();
        let as_data = Page::DataPage {
            buf: page.buffer().clone(),
            num_values: count,
            encoding: Encoding::PLAIN,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        let (_, values) = decode(&Arc::new(always), vec![as_data], count as usize, self.kind)?;
        let texts = if let Values::Texts(texts) = &values { Texts::len(texts) } else { 0 };
        Ok(Dictionary { page, values, codes: vec![NEW; texts] })
    }

    fn open_page(&self, page: Page) -> Result<PageRows> {
        if let Some(rows) = self.as_it_stands(&page) {
            return Ok(rows);
        }
        let rows = page.num_values() as usize;
        let dictionary = self.dictionary.as_ref().filter(|_| is_coded(&page)).map(|dictionary| dictionary.page.clone());
        let pages = dictionary.into_iter().chain([page]).collect();
        let (levels, values) = decode(&self.leaf, pages, rows, self.kind)?;
        let full = self.leaf.max_def_level();
        let present = levels.iter().map(|&level| level == full).collect();
        Ok(PageRows { rows, present, values: PageValues::Values(values), ..PageRows::default() })
    }

    /// The rows of a page of codes, or of values as they stand in memory; `None` if the page is another one, or broken: the
    /// library then says how.
    fn as_it_stands(&self, page: &Page) -> Option<PageRows> {
        let rows = page.num_values() as usize;
        let full = self.leaf.max_def_level();
        let width = (u16::BITS - (full as u16).leading_zeros()) as u8;
        let (data, levels) = match page {
            Page::DataPage { buf, .. } if full == 0 => (buf.as_ref(), None),
            Page::DataPage { buf, def_level_encoding: Encoding::RLE, .. } => {
                let (length, rest) = buf.split_first_chunk()?;
                let (levels, data) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
                (data, Some(levels))
            }
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = buf.get(*rep_levels_byte_len as usize..)?;
                let (levels, data) = levels.split_at_checked(*def_levels_byte_len as usize)?;
                (data, (full > 0).then_some(levels))
            }
            _ => return None,
        };
        let mut present = Vec::new();
        let mut count = rows;
        if let Some(levels) = levels.filter(|levels| !levels::are_all(levels, width, rows, full as u32)) {
            let mut numbers = Vec::with_capacity(rows);
            levels::unpack(levels, width, rows, &mut numbers)?;
            count = numbers.iter().filter(|&&level| level == full as u32).count();
            if count < rows {
                present = numbers.iter().map(|&level| level == full as u32).collect();
            }
        }
        let values = if is_coded(page) {
            let mut codes = Vec::with_capacity(count);
            if count > 0 {
                let (&width, data) = data.split_first()?;
                levels::unpack(data, width, count, &mut codes)?;
            }
            PageValues::Codes(codes)
        } else if page.encoding() == Encoding::PLAIN {
            PageValues::Values(plain(data, count, self.leaf.physical_type(), self.kind)?)
        } else {
            return None;
        };
        Some(PageRows { rows, present, values, ..PageRows::default() })
    }
}

/// Whether a page holds codes in the dictionary of its column.
fn is_coded(page: &Page) -> bool {
    matches!(page.encoding(), Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY)
}

impl PageRows {
    /// Takes the next rows of the page, at most `count`.
    fn next(&mut self, count: usize) -> Taken {
        let rows = count.min(self.rows - self.at);
        let taken = Taken { at: self.at, rows, value_at: self.value_at };
        self.at += rows;
        let present = self.present.get(taken.at..self.at);
        self.value_at += present.map_or(rows, |present| present.iter().filter(|&&is| is).count());
        taken
    }
}

/// Rows of a page.
struct Taken {
    at: usize,
    rows: usize,
    value_at: usize,
}

impl Taken {
    /// Appends the value of each row: by its index among the values, or `missing`.
    #[inline(always)]
    fn each<T: Copy>(
        &self,
        present: &[bool],
        missing: T,
        out: &mut Vec<T>,
        mut value: impl FnMut(usize) -> Option<T>,
    ) -> Result<()> {
        let mut is_broken = false;
        let mut value = |at: usize| {
            value(at).unwrap_or_else(|| {
                is_broken = true;
                missing
            })
        };
        let mut at = self.value_at;
        match present.get(self.at..self.at + self.rows) {
            Some(present) => out.extend(present.iter().map(|&is_present| {
                at += usize::from(is_present);
                if is_present { value(at - 1) } else { missing }
            })),
            None => out.extend((at..at + self.rows).map(value)),
        }
        if is_broken { Err(broken("a page has fewer values than rows, or unknown codes")) } else { Ok(()) }
    }
}

fn broken(cause: &str) -> ParquetError {
    ParquetError::General(cause.to_owned())
}

fn no_dictionary() -> ParquetError {
    broken("the dictionary of a column is missing")
}
