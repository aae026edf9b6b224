//! Looks at the first rows of a table, tells what wrote it, and puts what it needs before the rows' receiver.

use std::{cell::Cell, rc::Rc};

use serde::{Deserialize, Serialize};

use super::{Adapter, is_headerless, plan};
use crate::import::{ImportError, SkipReason, TableKind, Turns, formats::Rows, tools::Tool};

/// So many rows are looked at.
const LOOKED_AT: usize = 1000;

/// Of those, so many tell what the columns are: as many as of a delimited table.
const SAMPLE: usize = 200;

/// Stands between a reader and the receiver of its rows; [`Recognising::finish`] after the last one.
pub struct Recognising<'a> {
    source_name: String,
    state: State<'a>,
    names: Vec<String>,
    reshaped: Reshaped,
    folded: Rc<Cell<u64>>,
}

enum State<'a> {
    Waiting {
        rows: &'a mut dyn Rows,
        held: Vec<Held>,
    },
    Passing(Box<dyn Rows + 'a>),
    /// While the state changes.
    Between,
}

/// A row that waits.
enum Held {
    Row { line: u64, values: Vec<Vec<u8>> },
    Skipped { line: u64, column: Option<usize>, value: Vec<u8>, reason: SkipReason },
}

/// What was found, and what became of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reshaped {
    /// The tool that wrote the table.
    pub tool: Option<Tool>,
    /// Rows of the source.
    pub rows: u64,
    /// Rows that belong to one before and say nothing of their own (further items of an order).
    pub folded: u64,
    /// Names of the columns that were made; none: the rows went on as they were.
    pub made: Vec<String>,
}

impl<'a> Recognising<'a> {
    /// For the rows of the source called `source_name`, to go on to `rows`.
    pub fn new(source_name: &str, rows: &'a mut dyn Rows) -> Recognising<'a> {
        Recognising {
            source_name: source_name.to_owned(),
            state: State::Waiting { rows, held: Vec::new() },
            names: Vec::new(),
            reshaped: Reshaped::default(),
            folded: Rc::default(),
        }
    }

    /// The end of the rows: gives on what waits.
    ///
    /// # Errors
    ///
    /// When the table is no log, or the receiver can make no use of it.
    pub fn finish(mut self) -> Result<Reshaped, ImportError> {
        self.start()?;
        Ok(Reshaped { folded: self.folded.get(), ..self.reshaped })
    }

    fn start(&mut self) -> Result<(), ImportError> {
        let (rows, held) = match std::mem::replace(&mut self.state, State::Between) {
            State::Waiting { rows, held } => (rows, held),
            other => {
                self.state = other;
                return Ok(());
            }
        };
        let sample: Vec<Vec<String>> = held.iter().filter_map(Held::texts).take(SAMPLE).collect();
        let has_header = !is_headerless(&self.names);
        if has_header && let Some(kind) = TableKind::of_totals(&self.names, &sample) {
            return Err(ImportError::NotALog { source_name: self.source_name.clone(), kind });
        }
        let (tool, steps) = plan(&self.names, &sample, has_header);
        self.reshaped.tool = tool;
        self.reshaped.made = steps.iter().flat_map(|step| step.made()).collect();
        let mut receiver: Box<dyn Rows + 'a> = Box::new(rows);
        for step in steps.into_iter().rev() {
            receiver = Box::new(Adapter::new(step, receiver, Rc::clone(&self.folded)));
        }
        receiver.columns(&self.names)?;
        for row in held {
            match row {
                Held::Row { line, values } => {
                    let values: Vec<&[u8]> = values.iter().map(Vec::as_slice).collect();
                    receiver.row(line, &values)?;
                }
                Held::Skipped { line, column, value, reason } => receiver.skip(line, column, &value, reason)?,
            }
        }
        self.state = State::Passing(receiver);
        Ok(())
    }

    fn hold(&mut self, row: Held) -> Result<(), ImportError> {
        if let State::Waiting { held, .. } = &mut self.state {
            held.push(row);
            if held.len() == LOOKED_AT {
                self.start()?;
            }
        }
        Ok(())
    }
}

impl Held {
    fn texts(&self) -> Option<Vec<String>> {
        match self {
            Held::Row { values, .. } => {
                Some(values.iter().map(|value| String::from_utf8_lossy(value).into_owned()).collect())
            }
            Held::Skipped { .. } => None,
        }
    }
}

impl Rows for Recognising<'_> {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.names = names.to_vec();
        match &mut self.state {
            State::Passing(rows) => rows.columns(names),
            _ => Ok(()),
        }
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        self.reshaped.rows += 1;
        match &mut self.state {
            State::Passing(rows) => rows.row(line, values),
            _ => self.hold(Held::Row { line, values: values.iter().map(|value| value.to_vec()).collect() }),
        }
    }

    fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        self.reshaped.rows += 1;
        match &mut self.state {
            State::Passing(rows) => rows.skip(line, column, value, reason),
            _ => self.hold(Held::Skipped { line, column, value: value.to_vec(), reason }),
        }
    }

    fn turns(&self) -> Turns {
        match &self.state {
            State::Waiting { rows, .. } => rows.turns(),
            State::Passing(rows) => rows.turns(),
            State::Between => Turns::ALL,
        }
    }

    fn end_range(&mut self, range: u64, lines: u64) -> Result<u64, ImportError> {
        match &mut self.state {
            State::Passing(rows) => rows.end_range(range, lines),
            _ => Ok(1),
        }
    }
}
