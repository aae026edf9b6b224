//! The simple reshapings: a row stays one event, and gets columns that are made of its fields, or names.

use std::borrow::Cow;

use super::{Tool, names_without_header};
use crate::import::{
    ImportError,
    reshape::{Event, Fate, Reshape},
};

/// Gives the columns of a table without header their names.
#[derive(Debug)]
pub(in crate::import) struct Named(&'static [&'static str]);

impl Named {
    /// The names of a tool's columns.
    pub fn of(tool: Tool) -> Named {
        Named(names_without_header(tool))
    }
}

impl Reshape for Named {
    fn made(&self) -> Vec<String> {
        self.0.iter().map(|&name| name.to_owned()).collect()
    }

    fn keeps(&self, _name: &str) -> bool {
        false
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let values: Vec<Cow<'_, [u8]>> = values.iter().take(self.0.len()).map(|&value| Cow::Borrowed(value)).collect();
        event(&values)?;
        Ok(Fate::Given)
    }
}

/// A time that is written without a zone, with it.
pub(super) fn in_zone<'v>(time: &'v [u8], zone: &[u8]) -> Cow<'v, [u8]> {
    // Behind the date, a sign or a Z is a zone of its own.
    let has_zone =
        time.get(10..).is_some_and(|clock| clock.contains(&b'+') || clock.contains(&b'-') || clock.ends_with(b"Z"));
    // A number counts from 1970, in UTC.
    let is_written = time.iter().any(|byte| matches!(byte, b'-' | b'/' | b':')) && !time.ends_with(b"UTC");
    if !is_written || has_zone { Cow::Borrowed(time) } else { Cow::Owned([time, zone].concat()) }
}

/// One event for each row, with columns that are made of its fields.
pub(super) struct Row<F> {
    made: Vec<String>,
    values: F,
}

impl<F> Row<F>
where
    F: for<'v> Fn(&[&'v [u8]]) -> Vec<Cow<'v, [u8]>>,
{
    /// Columns of these names, with the values that `values` gives for the fields of a row.
    pub fn new(made: &[&str], values: F) -> Row<F> {
        Row { made: made.iter().map(|&name| name.to_owned()).collect(), values }
    }
}

impl<F> Reshape for Row<F>
where
    F: for<'v> Fn(&[&'v [u8]]) -> Vec<Cow<'v, [u8]>>,
{
    fn made(&self) -> Vec<String> {
        self.made.clone()
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        event(&(self.values)(values))?;
        Ok(Fate::Given)
    }
}
