//! Values of an array, as texts or times.

use std::fmt::Write;

use arrow_array::{
    Array, ArrowPrimitiveType,
    cast::AsArray,
    types::{
        Date32Type, Date64Type, Decimal128Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
        Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
        UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::{DataType, TimeUnit};

use super::leaf::Values;
use crate::{
    event_log::{Codes, Interner, MICROS_PER_DAY, MISSING},
    import::{ChunkColumn, formats::write_time_of_day},
};

/// In place of the code of a text that has not yet occurred.
const NEW: u32 = u32::MAX;

/// The values of a leaf as a column of a chunk.
pub(super) fn column(values: Values) -> ChunkColumn {
    let is_missing = values.missing();
    let array = values.array.as_ref();
    if let Some((are_instants, time)) = times(array) {
        let micros = (0..array.len()).map(|row| if is_missing(row) { ChunkColumn::NO_TIME } else { time(row) });
        return ChunkColumn::Times { micros: micros.collect(), are_instants };
    }
    let mut interner = Interner::default();
    let mut text = String::new();
    let mut intern = |write: &WriteText<'_>, index: usize| {
        text.clear();
        // Writing to a string does not fail.
        let _ = write(index, &mut text);
        interner.intern(text.as_bytes())
    };
    let mut codes = vec![MISSING; array.len()];
    let has_value = (0..array.len()).filter(|&row| !is_missing(row));
    if let Some(dictionary) = array.as_any_dictionary_opt().filter(|dictionary| !dictionary.values().is_empty()) {
        let write = texts(dictionary.values().as_ref());
        let keys = dictionary.normalized_keys();
        let mut known = vec![NEW; dictionary.values().len()];
        for row in has_value {
            let Some(code) = known.get_mut(keys[row]) else { continue };
            if *code == NEW {
                *code = intern(&write, keys[row]);
            }
            codes[row] = *code;
        }
    } else {
        let write = texts(array);
        for row in has_value {
            codes[row] = intern(&write, row);
        }
    }
    let dictionary = interner.finish();
    ChunkColumn::Texts { codes: Codes::of(codes, dictionary.len()), dictionary }
}

/// Writes a value by its index.
type WriteText<'a> = Box<dyn Fn(usize, &mut String) -> std::fmt::Result + 'a>;

/// How the values of an array read as text.
fn texts(array: &dyn Array) -> WriteText<'_> {
    match array.data_type() {
        DataType::Utf8 => {
            let texts = array.as_string::<i32>();
            Box::new(move |index, out| out.write_str(texts.value(index)))
        }
        DataType::LargeUtf8 => {
            let texts = array.as_string::<i64>();
            Box::new(move |index, out| out.write_str(texts.value(index)))
        }
        DataType::Utf8View => {
            let texts = array.as_string_view();
            Box::new(move |index, out| out.write_str(texts.value(index)))
        }
        DataType::Boolean => {
            let flags = array.as_boolean();
            Box::new(move |index, out| write!(out, "{}", flags.value(index)))
        }
        DataType::Int8 => number::<Int8Type>(array),
        DataType::Int16 => number::<Int16Type>(array),
        DataType::Int32 => number::<Int32Type>(array),
        DataType::Int64 => number::<Int64Type>(array),
        DataType::UInt8 => number::<UInt8Type>(array),
        DataType::UInt16 => number::<UInt16Type>(array),
        DataType::UInt32 => number::<UInt32Type>(array),
        DataType::UInt64 => number::<UInt64Type>(array),
        DataType::Float16 => float::<Float16Type>(array),
        DataType::Float32 => float::<Float32Type>(array),
        DataType::Float64 => float::<Float64Type>(array),
        DataType::Decimal128(_, _) => {
            let numbers = array.as_primitive::<Decimal128Type>();
            Box::new(move |index, out| out.write_str(&numbers.value_as_string(index)))
        }
        DataType::Time32(TimeUnit::Second) => time_of_day::<Time32SecondType>(array, 1),
        DataType::Time32(_) => time_of_day::<Time32MillisecondType>(array, 1000),
        DataType::Time64(TimeUnit::Microsecond) => time_of_day::<Time64MicrosecondType>(array, 1_000_000),
        DataType::Time64(_) => time_of_day::<Time64NanosecondType>(array, 1_000_000_000),
        _ => Box::new(|_, _| Ok(())),
    }
}

fn number<T>(array: &dyn Array) -> WriteText<'_>
where
    T: ArrowPrimitiveType<Native: std::fmt::Display>,
{
    let numbers = array.as_primitive::<T>();
    Box::new(move |index, out| write!(out, "{}", numbers.value(index)))
}

/// Not-a-number is no value.
fn float<T>(array: &dyn Array) -> WriteText<'_>
where
    T: ArrowPrimitiveType<Native: std::fmt::Display + Into<f64>>,
{
    let numbers = array.as_primitive::<T>();
    Box::new(move |index, out| {
        let number = numbers.value(index);
        if number.into().is_nan() { Ok(()) } else { write!(out, "{number}") }
    })
}

/// `hh:mm:ss`, with as many decimals as there are.
fn time_of_day<T>(array: &dyn Array, per_second: i64) -> WriteText<'_>
where
    T: ArrowPrimitiveType<Native: Into<i64>>,
{
    let times = array.as_primitive::<T>();
    Box::new(move |index, out| write_time_of_day(times.value(index).into(), per_second, out))
}

/// A time in microseconds since 1970 by its index.
type Time<'a> = Box<dyn Fn(usize) -> i64 + 'a>;

/// The times of an array of times, and whether they are instants.
fn times(array: &dyn Array) -> Option<(bool, Time<'_>)> {
    Some(match array.data_type() {
        DataType::Date32 => (false, micros::<Date32Type>(array, MICROS_PER_DAY, 1)),
        DataType::Date64 => (false, micros::<Date64Type>(array, 1000, 1)),
        DataType::Timestamp(unit, zone) => (
            zone.is_some(),
            match unit {
                TimeUnit::Second => micros::<TimestampSecondType>(array, 1_000_000, 1),
                TimeUnit::Millisecond => micros::<TimestampMillisecondType>(array, 1000, 1),
                TimeUnit::Microsecond => micros::<TimestampMicrosecondType>(array, 1, 1),
                TimeUnit::Nanosecond => micros::<TimestampNanosecondType>(array, 1, 1000),
            },
        ),
        _ => return None,
    })
}

fn micros<T>(array: &dyn Array, times: i64, parts: i64) -> Time<'_>
where
    T: ArrowPrimitiveType<Native: Into<i64>>,
{
    let values = array.as_primitive::<T>();
    Box::new(move |index| {
        let value: i64 = values.value(index).into();
        value.checked_mul(times).map_or(ChunkColumn::NO_TIME, |value| value.div_euclid(parts))
    })
}
