//! A table that keeps its rows: what a reader and [`Recognising`] give.

use std::io::Cursor;

use sojourn::import::{
    ImportError, Recognising, Reshaped, SkipReason,
    formats::{ReadOptions, Rows, delimited},
};

/// Rows as texts, and what was skipped.
#[derive(Default)]
pub struct Table {
    pub names: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Where each row stands in its source.
    pub lines: Vec<u64>,
    pub skipped: Vec<(u64, SkipReason)>,
}

impl Table {
    /// A delimited file, reshaped as it needs.
    pub fn read(name: &str, bytes: &[u8]) -> Result<(Table, Reshaped), ImportError> {
        let mut table = Table::default();
        let mut recognising = Recognising::new(name, &mut table);
        delimited::read(name, &mut Cursor::new(bytes), &ReadOptions::default(), &mut recognising)?;
        let reshaped = recognising.finish()?;
        Ok((table, reshaped))
    }
}

impl Rows for Table {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.names = names.to_vec();
        Ok(())
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        self.lines.push(line);
        self.rows.push(values.iter().map(|value| String::from_utf8_lossy(value).into_owned()).collect());
        Ok(())
    }

    fn skip(&mut self, line: u64, _: Option<usize>, _: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        self.skipped.push((line, reason));
        Ok(())
    }
}
