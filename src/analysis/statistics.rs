//! Intervals and tests for what the reports count.
