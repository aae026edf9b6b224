//! Instants.

use serde::{Deserialize, Serialize};

use super::{MICROS_PER_DAY, civil_from_days};

/// Microseconds in a second.
pub const MICROS_PER_SECOND: i64 = 1_000_000;

/// An instant: microseconds since 1970-01-01T00:00:00Z. A timestamp written without an offset is taken as if it were UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Seconds from `earlier` to this instant.
    pub fn seconds_since(self, earlier: Timestamp) -> f64 {
        (self.0 - earlier.0) as f64 / MICROS_PER_SECOND as f64
    }

    /// ISO 8601 in UTC, with as many decimals as are needed: `2019-11-01T17:59:13.273932Z`.
    pub fn to_iso(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(MICROS_PER_DAY));
        let micros = self.0.rem_euclid(MICROS_PER_DAY);
        let (second, micros) = (micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let mut iso = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if micros > 0 {
            iso.push_str(format!(".{micros:06}").trim_end_matches('0'));
        }
        iso.push('Z');
        iso
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_has_the_decimals_it_needs() {
        assert_eq!(Timestamp(1_572_631_153_273_932).to_iso(), "2019-11-01T17:59:13.273932Z");
        assert_eq!(Timestamp(0).to_iso(), "1970-01-01T00:00:00Z");
        assert_eq!(Timestamp(-62_135_596_800_000_000).to_iso(), "0001-01-01T00:00:00Z");
        assert_eq!(Timestamp(253_402_300_799_000_000).to_iso(), "9999-12-31T23:59:59Z");
    }
}
