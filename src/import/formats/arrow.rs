//! Apache Arrow in its IPC format, as a file (Feather) or as a stream.

mod batches;
mod leaf;
mod values;

use std::io::{Read, SeekFrom};

use arrow_schema::{ArrowError, Schema};

use self::{
    batches::Batches,
    leaf::{Leaf, leaves},
    values::column,
};
use super::{ReadOptions, ReadReport, Source};
use crate::import::{
    Chunk, Damage, ImportError, ReadAs, Receiver, RowLines, columns::CHUNK_ROWS, dialect::unique_names,
};

/// What a file starts with; a stream does not.
const MAGIC: &[u8] = b"ARROW1";

/// Gives the rows in chunks. Fields of a struct are columns called `struct.field`; lists, maps and what is no text are
/// left out, and the report then names all columns.
///
/// Times come as times: those with a zone as instants, the others and dates as wall clock. Not-a-number is a missing
/// value.
///
/// # Errors
///
/// When the source is damaged, or cannot be read, and what `receiver` says.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    receiver: &mut dyn Receiver,
) -> Result<ReadReport, ImportError> {
    let failed = |error: ArrowError| failed(source_name, &error);
    let of_source = |error: std::io::Error| failed(error.into());
    let mut head = Vec::new();
    source.seek(SeekFrom::Start(0)).map_err(of_source)?;
    (&mut *source).take(MAGIC.len() as u64).read_to_end(&mut head).map_err(of_source)?;
    source.seek(SeekFrom::Start(0)).map_err(of_source)?;
    let batches = if head == MAGIC { Batches::of_file(source) } else { Batches::of_stream(source) }.map_err(failed)?;
    let table = Table::new(&batches.schema, options);
    let mut line = 1;
    for batch in batches {
        let batch = batch.map_err(failed)?;
        for start in (0..batch.num_rows()).step_by(CHUNK_ROWS) {
            let rows = batch.slice(start, CHUNK_ROWS.min(batch.num_rows() - start));
            let count = rows.num_rows() as u64;
            let columns = table.leaves.iter().map(|leaf| column(leaf.of(&rows))).collect();
            let lines = RowLines::Run(line..line + count);
            receiver.take(Chunk { names: table.names.clone(), columns, lines, ..Chunk::default() })?;
            line += count;
        }
    }
    if line == 1 {
        receiver.take(Chunk { names: table.names, ..Chunk::default() })?;
    }
    Ok(table.report)
}

/// The columns that are read.
struct Table {
    leaves: Vec<Leaf>,
    names: Vec<String>,
    report: ReadReport,
}

impl Table {
    fn new(schema: &Schema, options: &ReadOptions) -> Table {
        let all = leaves(schema);
        let all_names = unique_names(&all.iter().map(|leaf| leaf.name.clone()).collect::<Vec<_>>());
        let wanted = |name: &String| !options.leave_out.contains(name);
        let (leaves, names): (Vec<Leaf>, Vec<String>) =
            std::iter::zip(all, all_names.clone()).filter(|(leaf, name)| leaf.is_column && wanted(name)).unzip();
        let all_columns = if leaves.len() < all_names.len() { all_names } else { Vec::new() };
        Table { leaves, names, report: ReadReport { all_columns, ..ReadReport::default() } }
    }
}

fn failed(source_name: &str, error: &ArrowError) -> ImportError {
    let source_name = source_name.to_owned();
    match error {
        // What the browser says; an end that comes too early is another kind.
        ArrowError::IoError(_, cause) if cause.kind() == std::io::ErrorKind::Other => {
            ImportError::Unreadable { source_name, cause: cause.to_string() }
        }
        _ => ImportError::Damaged { source_name, format: ReadAs::Arrow, cause: Damage::Detail(error.to_string()) },
    }
}
