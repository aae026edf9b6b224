//! Rows that tests look at, as a table.

use super::{ImportError, Rows, SkipReason};

/// Keeps the rows it is given.
#[derive(Debug, Default)]
pub(super) struct TestRows {
    pub names: Vec<String>,
    pub rows: Vec<(u64, Vec<String>)>,
    pub skipped: Vec<(u64, String, SkipReason)>,
}

impl TestRows {
    /// The lines and values as CSV without quotes; every row is as wide as the last one.
    pub fn table(&self) -> String {
        let mut table = format!("line,{}\n", self.names.join(","));
        for (line, values) in &self.rows {
            let values: Vec<&str> =
                (0..self.names.len()).map(|column| values.get(column).map_or("", String::as_str)).collect();
            table.push_str(&format!("{line},{}\n", values.join(",")));
        }
        table
    }

    /// The values of a column.
    pub fn column(&self, name: &str) -> Vec<&str> {
        let position = self.names.iter().position(|known| known == name);
        self.rows
            .iter()
            .map(|(_, values)| position.and_then(|position| values.get(position)).map_or("", String::as_str))
            .collect()
    }
}

impl Rows for TestRows {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        assert!(names.starts_with(&self.names), "columns stay where they are");
        self.names = names.to_vec();
        Ok(())
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        assert!(values.len() <= self.names.len(), "a value has a column");
        let text = |value: &&[u8]| String::from_utf8(value.to_vec()).expect("UTF-8");
        self.rows.push((line, values.iter().map(text).collect()));
        Ok(())
    }

    fn skip(&mut self, line: u64, _column: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        self.skipped.push((line, String::from_utf8_lossy(value).into_owned(), reason));
        Ok(())
    }
}
