//! Values of a page or a dictionary, as texts or times. The library decodes them, whatever they are encoded in.

use std::fmt::Write;

use parquet::{
    basic::Type,
    column::{
        page::{Page, PageMetadata, PageReader},
        reader::{ColumnReader, ColumnReaderImpl, get_column_reader},
    },
    data_type::{ByteArray, DataType, FixedLenByteArray, Int96},
    errors::Result,
    schema::types::ColumnDescPtr,
};

use super::kind::Kind;
use crate::{
    event_log::{MICROS_PER_DAY, MICROS_PER_SECOND},
    import::{ChunkColumn, formats::write_time_of_day},
};

/// Values, the missing ones left out.
pub(super) enum Values {
    /// Microseconds since 1970.
    Times(Vec<i64>),
    Texts(Texts),
}

/// Texts, one after the other.
#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them; nothing where there is none.
    pub fn get(&self, index: usize) -> Option<&[u8]> {
        let start = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
        self.bytes.get(start..*self.ends.get(index)?)
    }

    fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
    }
}

/// Decodes the values of one data page, which may stand after its dictionary; with the definition level of each row
/// where some may be missing.
pub(super) fn decode(leaf: &ColumnDescPtr, pages: Vec<Page>, rows: usize, kind: Kind) -> Result<(Vec<i16>, Values)> {
    let pages = Box::new(Pages(pages.into_iter()));
    Ok(match get_column_reader(leaf.clone(), pages) {
        ColumnReader::BoolColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            (levels, texts(values, |value, out| write!(out, "{value}")))
        }
        ColumnReader::Int32ColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            let is_unsigned = kind == Kind::Unsigned;
            (levels, integers(values, kind, |value| if is_unsigned { (value as u32).into() } else { value.into() }))
        }
        ColumnReader::Int64ColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            let is_unsigned = kind == Kind::Unsigned;
            (levels, integers(values, kind, |value| if is_unsigned { (value as u64).into() } else { value.into() }))
        }
        ColumnReader::Int96ColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            (levels, Values::Times(values.iter().map(old_timestamp).collect()))
        }
        ColumnReader::FloatColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            (levels, texts(values, |value, out| if value.is_nan() { Ok(()) } else { write!(out, "{value}") }))
        }
        ColumnReader::DoubleColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            (levels, texts(values, |value, out| if value.is_nan() { Ok(()) } else { write!(out, "{value}") }))
        }
        ColumnReader::ByteArrayColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            (levels, bytes(values.iter().map(ByteArray::data), kind))
        }
        ColumnReader::FixedLenByteArrayColumnReader(mut reader) => {
            let (levels, values) = read_all(&mut reader, rows)?;
            (levels, bytes(values.iter().map(|value: &FixedLenByteArray| value.data()), kind))
        }
    })
}

/// Texts or times that stand one after the other ("Parquet encodings", PLAIN = 0), as most are that are not in a
/// dictionary; `None` where the library is to read them.
pub(super) fn plain(mut data: &[u8], count: usize, physical: Type, kind: Kind) -> Option<Values> {
    match (physical, kind) {
        (Type::BYTE_ARRAY, Kind::Plain) => {
            let mut texts = Texts { bytes: Vec::with_capacity(data.len()), ends: Vec::new() };
            for _ in 0..count {
                let (length, rest) = data.split_first_chunk()?;
                let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
                texts.push(text);
                data = rest;
            }
            Some(Values::Texts(texts))
        }
        (Type::INT64, Kind::Timestamp { per_second, .. }) => {
            let times = data.as_chunks().0.get(..count)?;
            Some(Values::Times(times.iter().map(|&time| micros(i64::from_le_bytes(time), per_second)).collect()))
        }
        _ => None,
    }
}

/// A time as microseconds, of one of which so many make a second.
fn micros(time: i64, per_second: i64) -> i64 {
    let (finer, coarser) = (per_second / MICROS_PER_SECOND, MICROS_PER_SECOND / per_second);
    if finer > 0 { time.div_euclid(finer) } else { time.checked_mul(coarser).unwrap_or(ChunkColumn::NO_TIME) }
}

fn read_all<T: DataType>(reader: &mut ColumnReaderImpl<T>, rows: usize) -> Result<(Vec<i16>, Vec<T::T>)> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    reader.read_records(rows, Some(&mut levels), None, &mut values)?;
    Ok((levels, values))
}

fn texts<T>(values: Vec<T>, write: impl Fn(&T, &mut String) -> std::fmt::Result) -> Values {
    let mut texts = Texts::default();
    let mut text = String::new();
    for value in &values {
        text.clear();
        // Writing to a string does not fail.
        let _ = write(value, &mut text);
        texts.push(text.as_bytes());
    }
    Values::Texts(texts)
}

fn integers<T: Copy>(values: Vec<T>, kind: Kind, number: impl Fn(T) -> i128) -> Values {
    let times = |micros: &dyn Fn(i64) -> i64| {
        let micros = |&value: &T| i64::try_from(number(value)).map_or(ChunkColumn::NO_TIME, micros);
        Values::Times(values.iter().map(micros).collect())
    };
    match kind {
        Kind::Date => times(&|days| days.checked_mul(MICROS_PER_DAY).unwrap_or(ChunkColumn::NO_TIME)),
        Kind::Timestamp { per_second, .. } => times(&|time| micros(time, per_second)),
        Kind::TimeOfDay { per_second } => {
            texts(values, |&value, out| write_time_of_day(number(value) as i64, per_second, out))
        }
        Kind::Decimal { scale } => texts(values, |&value, out| write_decimal(number(value), scale, out)),
        _ => texts(values, |&value, out| write!(out, "{}", number(value))),
    }
}

fn bytes<'a>(values: impl Iterator<Item = &'a [u8]>, kind: Kind) -> Values {
    let mut texts = Texts::default();
    let mut text = String::new();
    for value in values {
        text.clear();
        let written = match kind {
            Kind::Decimal { scale } => big_endian(value).map(|number| write_decimal(number, scale, &mut text)),
            Kind::Uuid => value.try_into().ok().map(|bytes| write_uuid(bytes, &mut text)),
            Kind::Float16 => value.try_into().ok().map(|bytes| write_float16(u16::from_le_bytes(bytes), &mut text)),
            _ => {
                texts.push(value);
                continue;
            }
        };
        // What has another length than its kind has is missing; writing to a string does not fail.
        texts.push(if written.is_some() { text.as_bytes() } else { b"" });
    }
    Values::Texts(texts)
}

/// Julian day and nanoseconds of the day, as microseconds since 1970.
fn old_timestamp(value: &Int96) -> i64 {
    const JULIAN_DAY_OF_1970: i64 = 2_440_588;
    let [low, high, day] = value.data() else { return ChunkColumn::NO_TIME };
    let nanos = (u64::from(*high) << 32 | u64::from(*low)) as i64;
    let days = i64::from(*day) - JULIAN_DAY_OF_1970;
    days.checked_mul(MICROS_PER_DAY)
        .and_then(|micros| micros.checked_add(nanos.div_euclid(1000)))
        .unwrap_or(ChunkColumn::NO_TIME)
}

/// A number in two's complement, most significant byte first.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let first = *bytes.first()?;
    let sign = if first >= 0x80 { -1 } else { 0 };
    (bytes.len() <= 16).then(|| bytes.iter().fold(sign, |number, &byte| number << 8 | i128::from(byte)))
}

fn write_decimal(number: i128, scale: u32, out: &mut String) -> std::fmt::Result {
    let digits = format!("{:0width$}", number.unsigned_abs(), width = scale as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
    let sign = if number < 0 { "-" } else { "" };
    if fraction.is_empty() { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{fraction}") }
}

fn write_uuid(bytes: [u8; 16], out: &mut String) -> std::fmt::Result {
    for (index, byte) in bytes.iter().enumerate() {
        let dash = if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" };
        write!(out, "{dash}{byte:02x}")?;
    }
    Ok(())
}

/// IEEE 754 binary16.
fn write_float16(bits: u16, out: &mut String) -> std::fmt::Result {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1F), f32::from(bits & 0x3FF));
    let magnitude = match exponent {
        0 => fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => return Ok(()),
        _ => (1024.0 + fraction) * 2f32.powi(exponent - 25),
    };
    write!(out, "{}", sign * magnitude)
}

/// A few pages, for the library to read.
struct Pages(std::vec::IntoIter<Page>);

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.0.next().map(Ok)
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.next())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0.next();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl Fn(&mut String) -> std::fmt::Result) -> String {
        let mut text = String::new();
        write(&mut text).expect("a text");
        text
    }

    #[test]
    fn numbers_and_times_read_as_people_write_them() {
        assert_eq!(text(|out| write_decimal(-5, 2, out)), "-0.05");
        assert_eq!(text(|out| write_decimal(12_345, 0, out)), "12345");
        assert_eq!(big_endian(&[0xFF, 0x85]), Some(-123));
        assert_eq!(big_endian(&[0; 17]), None);
        assert_eq!(text(|out| write_time_of_day(3_723_500, 1000, out)), "01:02:03.5");
        assert_eq!(text(|out| write_float16(0xC248, out)), "-3.140625");
        assert_eq!(text(|out| write_float16(0x0001, out)), "0.000000059604645");
        let uuid = 0x1234_5678_9abc_def0_1234_5678_9abc_def0_u128.to_be_bytes();
        assert_eq!(text(|out| write_uuid(uuid, out)), "12345678-9abc-def0-1234-56789abcdef0");
    }

    #[test]
    fn a_timestamp_of_96_bits() {
        let mut time = Int96::new();
        let nanos = 1_500_000_000u64;
        time.set_data(nanos as u32, (nanos >> 32) as u32, 2_440_589);
        assert_eq!(old_timestamp(&time), MICROS_PER_DAY + 1_500_000);
    }
}
