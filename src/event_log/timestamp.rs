//! Instants.

use jiff::{SignedDuration, civil::DateTime};
use serde::{Deserialize, Serialize};

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

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
        // By the civil calendar: it reaches the last second of the year 9999, which jiff's instants do not.
        match EPOCH.checked_add(SignedDuration::from_micros(self.0)) {
            Ok(instant) => format!("{instant}Z"),
            Err(_) => format!("{} µs after 1970", self.0),
        }
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
