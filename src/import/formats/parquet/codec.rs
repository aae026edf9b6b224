//! Unpacks the pages that the library would unpack in C, or with what packs them, too: gzip, zstd and brotli.

use std::io::Read;

use bytes::Bytes;
use parquet::{
    basic::Compression,
    column::page::Page,
    errors::{ParquetError, Result},
};

/// Pages have about 1 MiB, and dictionaries a few; a page of this size is a bomb.
const MOST_BYTES: u64 = 512 << 20;

/// How pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codec {
    /// The library unpacks them.
    Library,
    Gzip,
    Zstd,
    Brotli,
}

impl Codec {
    /// Who unpacks.
    pub fn of(compression: Compression) -> Codec {
        match compression {
            Compression::GZIP(_) => Codec::Gzip,
            Compression::ZSTD(_) => Codec::Zstd,
            Compression::BROTLI(_) => Codec::Brotli,
            _ => Codec::Library,
        }
    }

    /// The page, unpacked.
    pub fn unpack(self, mut page: Page) -> Result<Page> {
        if self == Codec::Library {
            return Ok(page);
        }
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = self.unpack_bytes(buf)?.into(),
            // The levels before the values are never packed.
            Page::DataPageV2 { buf, is_compressed, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = (*def_levels_byte_len as usize).saturating_add(*rep_levels_byte_len as usize);
                if levels > buf.len() {
                    return Err(ParquetError::General("the levels of a page are cut".to_owned()));
                }
                if *is_compressed {
                    let mut whole = buf[..levels].to_vec();
                    whole.extend_from_slice(&self.unpack_bytes(&buf.slice(levels..))?);
                    *buf = Bytes::from(whole);
                    *is_compressed = false;
                }
            }
        }
        Ok(page)
    }

    fn unpack_bytes(self, packed: &[u8]) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // Nothing, packed, may be nothing at all.
        if packed.is_empty() {
            return Ok(bytes);
        }
        let read = match self {
            Codec::Gzip => flate2::read::MultiGzDecoder::new(packed).take(MOST_BYTES + 1).read_to_end(&mut bytes),
            Codec::Zstd => {
                let frames = ruzstd::decoding::StreamingDecoder::new(packed);
                let frames = frames.map_err(|error| ParquetError::General(format!("a page is no zstd: {error}")))?;
                frames.take(MOST_BYTES + 1).read_to_end(&mut bytes)
            }
            Codec::Brotli => {
                brotli_decompressor::Decompressor::new(packed, 64 << 10).take(MOST_BYTES + 1).read_to_end(&mut bytes)
            }
            Codec::Library => packed.take(MOST_BYTES + 1).read_to_end(&mut bytes),
        };
        read.map_err(|error| ParquetError::General(format!("a page cannot be unpacked: {error}")))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(ParquetError::General(format!("a page has more than {} MiB", MOST_BYTES >> 20)));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same text; where it may be, in one block that is not packed.
    const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD\x20\x0B\x59\0\0hello world";
    const GZIP: &[u8] =
        b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xcb\x48\xcd\xc9\xc9\x57\x28\xcf\x2f\xca\x49\x01\0\x85\x11\x4a\x0d\x0b\0\0\0";
    const BROTLI: &[u8] = b"\x0b\x05\x80hello world\x03";

    #[test]
    fn pages_are_unpacked_behind_their_levels() {
        for (codec, packed) in [(Codec::Gzip, GZIP), (Codec::Zstd, ZSTD), (Codec::Brotli, BROTLI)] {
            let page = Page::DataPageV2 {
                buf: [b"levels", packed].concat().into(),
                num_values: 1,
                encoding: parquet::basic::Encoding::PLAIN,
                num_nulls: 0,
                num_rows: 1,
                def_levels_byte_len: 4,
                rep_levels_byte_len: 2,
                is_compressed: true,
                statistics: None,
            };
            assert_eq!(codec.unpack(page).expect("a page").buffer().as_ref(), b"levelshello world");
            assert!(codec.unpack_bytes(&packed[..9]).is_err());
            assert!(codec.unpack_bytes(b"").is_ok_and(|bytes| bytes.is_empty()));
        }
    }
}
