//! Columns of times in words, in other languages or in layouts that are seldom → the same columns in a layout that every
//! log reads.
//!
//! # Why here
//!
//! The worker that owns the log carries no names of months: a table that needs them is read by a reader of formats.

mod names;
mod words;

use std::borrow::Cow;

use super::{Event, Fate, Reshape, Table, field};
use crate::import::{ImportError, timestamp::TimestampParser};

/// Writes the times of some columns anew.
pub(super) struct PlainTimes {
    columns: Vec<(usize, String)>,
}

impl PlainTimes {
    /// For a table that has such columns.
    pub fn of(table: &Table<'_>) -> Option<PlainTimes> {
        let columns = (0..table.columns.len()).filter(|&column| is_one(table, column));
        let columns: Vec<(usize, String)> = columns.map(|column| (column, table.columns[column].clone())).collect();
        (!columns.is_empty()).then_some(PlainTimes { columns })
    }
}

/// Whether half of the values or more are times, and some of them not in a layout that every log reads.
fn is_one(table: &Table<'_>, column: usize) -> bool {
    let mut parser = TimestampParser::for_column(table.values(column).map(str::as_bytes), None);
    let (mut all, mut plain, mut others) = (0, 0, 0);
    for value in table.values(column) {
        all += 1;
        if parser.parse(value.as_bytes()).is_some() {
            plain += 1;
        } else if plain_time(value.as_bytes()).is_some() {
            others += 1;
        }
    }
    others > 0 && (plain + others) * 2 >= all
}

/// A time in another layout as one that every log reads; `None` if it is none.
fn plain_time(text: &[u8]) -> Option<String> {
    let text = words::rewritten(std::str::from_utf8(text).ok()?)?;
    let mut parser = TimestampParser::for_column(std::iter::empty(), None);
    parser.parse(text.as_bytes()).map(|_| text)
}

impl Reshape for PlainTimes {
    fn made(&self) -> Vec<String> {
        self.columns.iter().map(|(_, name)| name.clone()).collect()
    }

    fn keeps(&self, name: &str) -> bool {
        self.columns.iter().all(|(_, column)| column != name)
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let plain = |&(column, _): &(usize, String)| {
            let text = field(values, Some(column));
            plain_time(text).map_or(Cow::Borrowed(text), |plain| Cow::Owned(plain.into_bytes()))
        };
        let plain: Vec<Cow<'_, [u8]>> = self.columns.iter().map(plain).collect();
        event(&plain)?;
        Ok(Fate::Given)
    }
}

/// Whether a column of times has values that perhaps only a reader reads: with letters beside digits; or most of them.
pub(super) fn may_be_one(values: &[&str]) -> bool {
    let mut parser = TimestampParser::for_column(values.iter().map(|value| value.as_bytes()), None);
    let mut others = 0;
    for value in values {
        let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
        if has_digit && parser.parse(value.as_bytes()).is_none() {
            others += 1;
            // A broken time in the usual layout has no others.
            if value.chars().any(|letter| letter.is_alphabetic() && !matches!(letter, 'T' | 'Z')) {
                return true;
            }
        }
    }
    others * 2 > values.len()
}
