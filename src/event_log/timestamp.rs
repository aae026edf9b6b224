//! Instants.

use serde::{Deserialize, Serialize};

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
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(instant) => instant.to_string(),
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
    }
}
