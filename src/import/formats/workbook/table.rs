//! Cells → rows: where in a sheet the table begins, and what its columns are called.

use calamine::DataRef;

use super::cell;
use crate::import::{
    ImportError,
    dialect::{looks_like_data, unique_names},
    formats::Rows,
};

/// Rows among which the header is looked for, from the first with two cells on.
const HEAD_ROWS: usize = 50;

/// Takes the cells of a sheet, and gives rows.
pub(super) struct Table<'a> {
    rows: &'a mut dyn Rows,
    /// Number of the row that is being filled, from 0, and its values; columns to the left of it may be empty.
    row: u32,
    values: Vec<String>,
    /// The first rows, until the header is found.
    head: Vec<(u32, Vec<String>)>,
    /// Names of the columns, and where the first is.
    columns: Option<(usize, Vec<String>)>,
    found: Found,
}

/// What a sheet holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// Whether there is a table, of two columns or more.
    pub is_table: bool,
    /// Rows that are not blank.
    pub rows: u64,
    /// Those of them above the header.
    pub rows_above_header: u64,
    /// Cells with an error in place of a value.
    pub error_cells: u64,
}

impl<'a> Table<'a> {
    /// Gives the rows of the table to `rows`.
    pub fn new(rows: &'a mut dyn Rows) -> Table<'a> {
        Table { rows, row: 0, values: Vec::new(), head: Vec::new(), columns: None, found: Found::default() }
    }

    /// The next cell; rows come one after the other.
    pub fn cell(&mut self, row: u32, column: u32, value: &DataRef<'_>) -> Result<(), ImportError> {
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        let column = column as usize;
        if self.values.len() <= column {
            self.values.resize_with(column + 1, String::new);
        }
        self.values[column].clear();
        self.found.error_cells += u64::from(!cell::write(value, &mut self.values[column]));
        Ok(())
    }

    /// The end of the sheet.
    pub fn finish(mut self) -> Result<Found, ImportError> {
        self.end_row()?;
        self.start()?;
        Ok(self.found)
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        let filled = filled(&self.values);
        if filled == 0 {
            self.values.clear();
            return Ok(());
        }
        self.found.rows += 1;
        if self.columns.is_some() {
            let values = std::mem::take(&mut self.values);
            self.give(self.row, &values)
        } else if self.head.is_empty() && filled < 2 {
            // A title, or a note.
            self.found.rows_above_header += 1;
            self.values.clear();
            Ok(())
        } else {
            self.head.push((self.row, std::mem::take(&mut self.values)));
            if self.head.len() == HEAD_ROWS { self.start() } else { Ok(()) }
        }
    }

    /// The first row that has at least half as many values as the widest one names the columns.
    fn start(&mut self) -> Result<(), ImportError> {
        let head = std::mem::take(&mut self.head);
        let widest = head.iter().map(|(_, values)| filled(values)).max().unwrap_or_default();
        let Some(header) = head.iter().position(|(_, values)| filled(values) * 2 >= widest) else { return Ok(()) };
        self.found.is_table = true;
        self.found.rows_above_header += header as u64;
        let table = &head[header..];
        // Tables need not begin in the first column.
        let first = table.iter().filter_map(|(_, values)| values.iter().position(|value| !value.is_empty())).min();
        let first = first.unwrap_or_default();
        let names = &table[0].1[first..];
        let second = table.get(1).and_then(|(_, values)| values.get(first..)).unwrap_or_default();
        let has_header = !looks_like_data(names, second);
        let names = if has_header { unique_names(names) } else { unique_names(&vec![String::new(); names.len()]) };
        self.rows.columns(&names)?;
        self.columns = Some((first, names));
        for (row, values) in &table[usize::from(has_header)..] {
            self.give(*row, values)?;
        }
        Ok(())
    }

    /// Gives a row; columns that the header does not name come as they are found.
    fn give(&mut self, row: u32, values: &[String]) -> Result<(), ImportError> {
        let Some((first, names)) = &mut self.columns else { return Ok(()) };
        let mut values = values.get(*first..).unwrap_or_default();
        while let [rest @ .., last] = values
            && last.is_empty()
        {
            values = rest;
        }
        if values.len() > names.len() {
            let mut all = names.clone();
            all.resize(values.len(), String::new());
            *names = unique_names(&all);
            self.rows.columns(names)?;
        }
        let values: Vec<&[u8]> = values.iter().map(|value| value.as_bytes()).collect();
        self.rows.row(u64::from(row) + 1, &values)
    }
}

/// How many cells of a row hold something.
fn filled(values: &[String]) -> usize {
    values.iter().filter(|value| !value.trim().is_empty()).count()
}
