//! Which rows of a source are read: all of them, or a range that was chosen because all would be too many.

use std::{num::NonZeroU64, ops::Range};

use serde::{Deserialize, Serialize};

/// Data rows in the order of the source, counted from 1, those that are skipped among them; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RowRange {
    /// The first row that is read.
    pub from: NonZeroU64,
    /// The last one; `None`: to the end.
    pub to: Option<u64>,
}

impl Default for RowRange {
    fn default() -> RowRange {
        RowRange { from: NonZeroU64::MIN, to: None }
    }
}

impl RowRange {
    /// Whether it is all rows.
    pub fn is_all(self) -> bool {
        self == RowRange::default()
    }

    /// So many of the first `rows` rows are in it.
    pub fn count(self, rows: u64) -> u64 {
        rows.min(self.to.unwrap_or(u64::MAX)).saturating_sub(self.from.get() - 1)
    }

    /// Which of the next `n` rows are in it, counted from 0, after `before` rows.
    pub(super) fn of_next(self, before: u64, n: usize) -> Range<usize> {
        let place = |row: u64| row.saturating_sub(before).min(n as u64) as usize;
        let (start, end) = (place(self.from.get() - 1), place(self.to.unwrap_or(u64::MAX)));
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: u64, to: Option<u64>) -> RowRange {
        RowRange { from: NonZeroU64::new(from).unwrap(), to }
    }

    #[test]
    fn rows_of_the_range_are_counted() {
        assert_eq!(RowRange::default().count(7), 7);
        assert_eq!(range(1, Some(5)).count(7), 5);
        assert_eq!(range(3, Some(5)).count(7), 3);
        assert_eq!(range(3, Some(5)).count(4), 2);
        assert_eq!(range(8, None).count(7), 0);
        assert_eq!(range(5, Some(3)).count(7), 0);
    }

    #[test]
    fn the_next_rows_are_told_apart() {
        assert_eq!(RowRange::default().of_next(1000, 4), 0..4);
        assert_eq!(range(3, Some(5)).of_next(0, 10), 2..5);
        assert_eq!(range(3, Some(5)).of_next(4, 10), 0..1);
        assert!(range(3, Some(5)).of_next(5, 10).is_empty());
        assert!(range(30, None).of_next(5, 10).is_empty());
        assert!(range(5, Some(3)).of_next(0, 10).is_empty());
    }
}
