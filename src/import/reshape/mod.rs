//! Rows that are no events as they stand → rows that are.
//!
//! A [`Reshape`] makes columns, which stand in front of the table's own, and gives each row on once, several times or
//! not at all. [`Adapter`] puts it between a reader and whoever takes its rows. Adding one: a file here (or beside its
//! tool's profile), and a line in [`plan`].
//!
//! # Why made columns stand in front
//!
//! Rows may bring more columns later, and those stand at the end.

mod combine;
mod json_columns;
mod milestones;
mod plain_times;
mod recognising;

use std::{borrow::Cow, cell::Cell, rc::Rc};

pub use self::recognising::{Recognising, Reshaped};
use self::{combine::Combined, json_columns::JsonColumns, plain_times::PlainTimes};
pub(super) use self::{
    combine::{path_of, role_of_combined},
    milestones::{AmountAt, Milestone, Milestones, Only, amount_once, dates, is_no_event, stem},
};
use super::{
    ImportError, SkipReason,
    formats::Rows,
    roles,
    tools::{self, Tool},
};
use crate::event_log::ColumnRole;

/// The made column that is the customer.
pub(super) const CUSTOMER: &str = "Customer (made)";
/// The made column that is the touchpoint.
pub(super) const TOUCHPOINT: &str = "Touchpoint (made)";
/// The made column that is the timestamp.
pub(super) const TIME: &str = "Time (made)";
/// The made column that is the session.
pub(super) const SESSION: &str = "Session (made)";
/// The made column that is the value.
pub(super) const VALUE: &str = "Value (made)";
/// The made column that is the score.
pub(super) const SCORE: &str = "Score (made)";
/// The made column that is the comment.
pub(super) const COMMENT: &str = "Comment (made)";

/// The role of a column that was made, by its name.
pub(super) fn role_of_made(name: &str) -> Option<ColumnRole> {
    match name {
        CUSTOMER => Some(ColumnRole::Customer),
        TOUCHPOINT => Some(ColumnRole::Touchpoint),
        TIME => Some(ColumnRole::Timestamp),
        SESSION => Some(ColumnRole::Session),
        VALUE => Some(ColumnRole::Value),
        SCORE => Some(ColumnRole::Score),
        COMMENT => Some(ColumnRole::Comment),
        _ => None,
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was given on, at least once.
    Given,
    /// It belongs to a row before and says nothing of its own.
    Folded,
    /// It holds no event, because of this column.
    Skipped(SkipReason, Option<usize>),
}

/// Takes one event of a row: the values of the made columns.
pub(super) type Event<'e> = &'e mut dyn FnMut(&[Cow<'_, [u8]>]) -> Result<(), ImportError>;

/// Makes columns, and events of rows.
pub(super) trait Reshape {
    /// The names of the columns that it makes.
    fn made(&self) -> Vec<String>;

    /// Whether a column of the table is given on.
    fn keeps(&self, _name: &str) -> bool {
        true
    }

    /// The names of the table's columns; again when more come, which stand at the end.
    fn columns(&mut self, _names: &[String]) {}

    /// Gives the events of a row to `event`.
    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError>;
}

/// A table as far as it is known when its reshaping is chosen.
pub(super) struct Table<'a> {
    pub columns: &'a [String],
    pub sample: &'a [Vec<String>],
}

impl Table<'_> {
    /// Where the first of these columns is.
    pub fn first_of(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.iter().position(|column| column == name))
    }

    /// Whether there is a column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column == name)
    }

    /// The values of a column in the sample that are not empty.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        self.sample.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// A field of a row; empty beyond the last one.
pub(super) fn field<'v>(values: &[&'v [u8]], column: Option<usize>) -> &'v [u8] {
    column.and_then(|column| values.get(column)).copied().unwrap_or_default()
}

/// The first of these fields that is not empty.
pub(super) fn first_filled<'v>(values: &[&'v [u8]], columns: &[usize]) -> &'v [u8] {
    columns.iter().map(|&column| field(values, Some(column))).find(|value| !value.is_empty()).unwrap_or_default()
}

/// What a table needs to become a log: the reshapings, first the one that is nearest to the reader.
pub(super) fn plan(
    columns: &[String],
    sample: &[Vec<String>],
    has_header: bool,
) -> (Option<Tool>, Vec<Box<dyn Reshape>>) {
    let tool = tools::recognise(columns, sample, has_header);
    let mut plan = Plan { columns: columns.to_vec(), sample: sample.to_vec(), steps: Vec::new() };
    if columns.iter().any(|name| role_of_made(name).is_some()) {
        return (tool, Vec::new());
    }
    if let (false, Some(tool)) = (has_header, tool) {
        plan.add(|_| Some(tools::Named::of(tool)));
    }
    plan.add(JsonColumns::of);
    plan.add(PlainTimes::of);
    match tool {
        Some(tool) => plan.add(|table| tools::reshape(tool, table)),
        None => {
            plan.add(Combined::of);
            plan.add(milestones::of_table);
        }
    }
    (tool, plan.steps)
}

/// Reshapings, and how the table looks behind them.
struct Plan {
    columns: Vec<String>,
    sample: Vec<Vec<String>>,
    steps: Vec<Box<dyn Reshape>>,
}

impl Plan {
    /// Adds the reshaping that `of` has for the table as it now looks.
    fn add<R: Reshape + 'static>(&mut self, of: impl Fn(&Table<'_>) -> Option<R>) {
        let table = Table { columns: &self.columns, sample: &self.sample };
        let (Some(step), Some(again)) = (of(&table), of(&table)) else { return };
        let mut after = Looked::default();
        let mut adapter = Adapter::new(Box::new(step), Box::new(&mut after), Rc::default());
        let rows = adapter.columns(&self.columns).and_then(|()| {
            self.sample.iter().zip(1..).try_for_each(|(row, line)| {
                let values: Vec<&[u8]> = row.iter().map(String::as_bytes).collect();
                adapter.row(line, &values)
            })
        });
        drop(adapter);
        if rows.is_ok() {
            self.columns = after.columns;
            self.sample = after.rows;
            self.steps.push(Box::new(again));
        }
    }
}

/// Rows as texts.
#[derive(Default)]
struct Looked {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Rows for Looked {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.columns = names.to_vec();
        Ok(())
    }

    fn row(&mut self, _line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        self.rows.push(values.iter().map(|value| String::from_utf8_lossy(value).into_owned()).collect());
        Ok(())
    }

    fn skip(&mut self, _: u64, _: Option<usize>, _: &[u8], _: SkipReason) -> Result<(), ImportError> {
        Ok(())
    }
}

impl Reshape for Box<dyn Reshape> {
    fn made(&self) -> Vec<String> {
        (**self).made()
    }

    fn keeps(&self, name: &str) -> bool {
        (**self).keeps(name)
    }

    fn columns(&mut self, names: &[String]) {
        (**self).columns(names);
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        (**self).row(values, event)
    }
}

/// Whether the rows of a table become events only by [`Recognising`].
pub fn needs_adapter(columns: &[String], sample: &[Vec<String>], has_header: bool) -> bool {
    !plan(columns, sample, has_header).1.is_empty()
}

/// Whether that may be so: what tells is looked at, and no reshaping is made, so that who asks does not carry them all.
pub(super) fn may_need_adapter(columns: &[String], sample: &[Vec<String>], has_header: bool) -> bool {
    if columns.iter().any(|name| role_of_made(name).is_some()) {
        return false;
    }
    let table = Table { columns, sample };
    let found = roles::found(columns, sample);
    let needed = [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp];
    tools::recognise(columns, sample, has_header).is_some()
        || JsonColumns::of(&table).is_some()
        || Combined::of(&table).is_some()
        || needed.iter().any(|role| !found.contains_key(role))
        || found.get(&ColumnRole::Timestamp).is_some_and(|&(column, _)| may_be_written_anew(columns, sample, column))
}

/// Whether only a reader may read some of the times in a column.
pub(super) fn may_be_written_anew(columns: &[String], sample: &[Vec<String>], column: usize) -> bool {
    plain_times::may_be_one(&Table { columns, sample }.values(column).collect::<Vec<_>>())
}

/// Whether a table has no header: its columns were named by number.
fn is_headerless(columns: &[String]) -> bool {
    columns
        .iter()
        .enumerate()
        .all(|(index, name)| name.strip_prefix("column ") == Some((index + 1).to_string().as_str()))
}

/// A reshaping between a reader and whoever takes its rows.
struct Adapter<'a> {
    reshape: Box<dyn Reshape>,
    out: Box<dyn Rows + 'a>,
    /// The columns that are given on.
    kept: Vec<usize>,
    made: usize,
    folded: Rc<Cell<u64>>,
}

impl<'a> Adapter<'a> {
    fn new(reshape: Box<dyn Reshape>, out: Box<dyn Rows + 'a>, folded: Rc<Cell<u64>>) -> Adapter<'a> {
        Adapter { reshape, out, kept: Vec::new(), made: 0, folded }
    }

    fn column_given_on(&self, column: usize) -> Option<usize> {
        self.kept.iter().position(|&kept| kept == column).map(|position| self.made + position)
    }
}

impl Rows for Adapter<'_> {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.reshape.columns(names);
        let mut given = self.reshape.made();
        self.made = given.len();
        self.kept = (0..names.len()).filter(|&column| self.reshape.keeps(&names[column])).collect();
        for &column in &self.kept {
            let name = &names[column];
            // A column of the table may be called like one that was made.
            let is_taken = given[..self.made].contains(name);
            given.push(if is_taken { format!("{name} (2)") } else { name.clone() });
        }
        self.out.columns(&given)
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        let (kept, out) = (&self.kept, &mut self.out);
        let fate = self.reshape.row(values, &mut |made| {
            let made = made.iter().map(AsRef::as_ref);
            let row: Vec<&[u8]> = made.chain(kept.iter().map(|&column| field(values, Some(column)))).collect();
            out.row(line, &row)
        })?;
        match fate {
            Fate::Given => Ok(()),
            Fate::Folded => {
                self.folded.set(self.folded.get() + 1);
                Ok(())
            }
            Fate::Skipped(reason, column) => {
                let value = field(values, column);
                let column = column.and_then(|column| self.column_given_on(column));
                self.out.skip(line, column, value, reason)
            }
        }
    }

    fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        let column = column.and_then(|column| self.column_given_on(column));
        self.out.skip(line, column, value, reason)
    }
}

/// Whether a table has a column whose name is known for a role.
fn has_role_by_name(table: &Table<'_>, role: ColumnRole) -> bool {
    table.columns.iter().any(|name| roles::is_name_of(name, role))
}
