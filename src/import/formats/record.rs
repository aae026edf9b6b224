//! Rows of a table whose columns turn up as its records do: a record names its values, and a name that is new is a new
//! column at the end.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::{ImportError, Rows};

/// Columns that are kept; records that go on bringing names have identifiers for names.
pub(in crate::import) const MAX_COLUMNS: usize = 2000;

/// The record at hand, by columns.
#[derive(Debug, Default)]
pub(super) struct Record {
    names: Vec<String>,
    positions: HashMap<String, usize, FixedState>,
    values: Vec<Vec<u8>>,
    /// Columns that have a value, in the order they got it.
    filled: Vec<usize>,
    /// Columns that the rows' receiver knows of.
    announced: Option<usize>,
    left_out: u64,
    /// The same, before the record at hand.
    left_out_before: u64,
}

impl Record {
    /// The place for the value called `name`, empty; `None` where there are columns enough ([`Record::left_out`]).
    pub fn value(&mut self, name: &str) -> Option<&mut Vec<u8>> {
        // Records mostly have the same names in the same order.
        let next = self.filled.last().map_or(0, |last| last + 1);
        let position = match self.names.get(next) {
            Some(expected) if expected == name => next,
            _ => match self.positions.get(name) {
                Some(&position) => position,
                None if self.names.len() == MAX_COLUMNS => {
                    self.left_out += 1;
                    return None;
                }
                None => {
                    self.positions.insert(name.to_owned(), self.names.len());
                    self.names.push(name.to_owned());
                    self.values.push(Vec::new());
                    self.names.len() - 1
                }
            },
        };
        self.filled.push(position);
        let value = &mut self.values[position];
        value.clear();
        Some(value)
    }

    /// How many values there are, for [`Record::keep`].
    pub fn len(&self) -> usize {
        self.filled.len()
    }

    /// Forgets all values but the first `count`.
    pub fn keep(&mut self, count: usize) {
        for position in self.filled.drain(count..) {
            self.values[position].clear();
        }
    }

    /// Forgets all values, for the next record.
    pub fn clear(&mut self) {
        self.keep(0);
        self.left_out_before = self.left_out;
    }

    /// Forgets the record at hand as if it had not been: with the columns that it alone has brought.
    pub fn forget(&mut self) {
        self.keep(0);
        let known = self.announced.unwrap_or(0);
        for name in self.names.drain(known..) {
            self.positions.remove(&name);
        }
        self.values.truncate(known);
        self.left_out = self.left_out_before;
    }

    /// Values that were left out, because there were columns enough.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Gives the record away as a row; its values stay.
    ///
    /// # Errors
    ///
    /// What the receiver says.
    pub fn give(&mut self, line: u64, rows: &mut dyn Rows) -> Result<(), ImportError> {
        if self.announced != Some(self.names.len()) {
            rows.columns(&self.names)?;
            self.announced = Some(self.names.len());
        }
        let values: Vec<&[u8]> = self.values.iter().map(Vec::as_slice).collect();
        rows.row(line, &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::formats::test_rows::TestRows;

    #[test]
    fn columns_come_as_records_bring_them() {
        let (mut record, mut rows) = (Record::default(), TestRows::default());
        for (name, value) in [("a", "1"), ("b", "2"), ("b", "3")] {
            record.value(name).expect("a column").extend_from_slice(value.as_bytes());
        }
        record.give(1, &mut rows).expect("a row");
        record.keep(1);
        record.value("c").expect("a column").push(b'4');
        record.give(2, &mut rows).expect("a row");
        assert_eq!(rows.table(), "line,a,b,c\n1,1,3,\n2,1,,4\n");
        record.keep(0);
        for name in 0..=MAX_COLUMNS {
            record.value(&format!("name {name}"));
        }
        assert_eq!((record.len(), record.left_out()), (MAX_COLUMNS - 3, 4));
        record.forget();
        record.clear();
        record.value("name 1").expect("a column, for those of the record before are forgotten").push(b'5');
        record.give(3, &mut rows).expect("a row");
        assert!(rows.table().ends_with("line,a,b,c,name 1\n1,1,3,,\n2,1,,4,\n3,,,,5\n"), "{}", rows.table());
        assert_eq!(record.left_out(), 0);
    }
}
