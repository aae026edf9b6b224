//! What the values of a column mean.

use parquet::{
    basic::{ConvertedType, LogicalType, TimeUnit, Type},
    schema::types::ColumnDescriptor,
};

use super::is_repeated;

/// What the values of a column mean; the physical type says how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text, or a number, or a truth value: its text says all.
    Plain,
    /// A whole number that has no sign.
    Unsigned,
    /// A whole number, to be divided by a power of ten.
    Decimal { scale: u32 },
    /// Time since midnight; so many make a second.
    TimeOfDay { per_second: i64 },
    /// Days since 1970-01-01.
    Date,
    /// Time since 1970-01-01; so many make a second.
    Timestamp { per_second: i64, are_instants: bool },
    /// The old form of a timestamp: Julian day and nanoseconds.
    OldTimestamp,
    /// 16 bytes.
    Uuid,
    /// A floating point number of 16 bits.
    Float16,
}

impl Kind {
    /// The kind of a column; `None` if it is no column of a table.
    pub fn of(leaf: &ColumnDescriptor) -> Option<Kind> {
        if is_repeated(leaf) {
            return None;
        }
        let physical = leaf.physical_type();
        if physical == Type::INT96 {
            return Some(Kind::OldTimestamp);
        }
        let scale = || u32::try_from(leaf.type_scale()).ok();
        match leaf.logical_type_ref() {
            Some(LogicalType::Decimal(_)) => Some(Kind::Decimal { scale: scale()? }),
            Some(LogicalType::Date) => Some(Kind::Date),
            Some(LogicalType::Time(time)) => Some(Kind::TimeOfDay { per_second: per_second(time.unit) }),
            Some(LogicalType::Timestamp(time)) => {
                Some(Kind::Timestamp { per_second: per_second(time.unit), are_instants: time.is_adjusted_to_u_t_c })
            }
            Some(LogicalType::Integer(integer)) if !integer.is_signed => Some(Kind::Unsigned),
            Some(LogicalType::Uuid) => Some(Kind::Uuid),
            Some(LogicalType::Float16) => Some(Kind::Float16),
            Some(
                LogicalType::String
                | LogicalType::Enum
                | LogicalType::Json
                | LogicalType::Integer(_)
                | LogicalType::Unknown,
            ) => Some(Kind::Plain),
            None => Kind::of_converted(leaf, scale()),
            // Binary data.
            Some(_) => None,
        }
    }

    /// Files before version 2.4 of the format say it so.
    fn of_converted(leaf: &ColumnDescriptor, scale: Option<u32>) -> Option<Kind> {
        const MILLIS: i64 = 1000;
        const MICROS: i64 = 1_000_000;
        Some(match leaf.converted_type() {
            ConvertedType::DECIMAL => Kind::Decimal { scale: scale? },
            ConvertedType::DATE => Kind::Date,
            ConvertedType::TIME_MILLIS => Kind::TimeOfDay { per_second: MILLIS },
            ConvertedType::TIME_MICROS => Kind::TimeOfDay { per_second: MICROS },
            // Always instants then ("Parquet Logical Types", deprecated timestamps).
            ConvertedType::TIMESTAMP_MILLIS => Kind::Timestamp { per_second: MILLIS, are_instants: true },
            ConvertedType::TIMESTAMP_MICROS => Kind::Timestamp { per_second: MICROS, are_instants: true },
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
                Kind::Unsigned
            }
            ConvertedType::BSON | ConvertedType::INTERVAL => return None,
            _ => Kind::Plain,
        })
    }

    /// Whether the values are times, and if so, instants.
    pub fn times(self) -> Option<bool> {
        match self {
            Kind::Date => Some(false),
            Kind::Timestamp { are_instants, .. } => Some(are_instants),
            Kind::OldTimestamp => Some(true),
            _ => None,
        }
    }
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}
