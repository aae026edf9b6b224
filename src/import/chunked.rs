//! Chunks of a reader of another format → the columns of a source.

use super::{
    Chunk, ImportError, ImportOptions,
    formats::{Format, MAX_COLUMNS, ReadReport},
    gather::Gather,
    roles,
    source_table::SourceTable,
};

/// Takes the chunks of one source.
pub struct ChunkedImport {
    source_name: String,
    format: Format,
    bytes: u64,
    options: ImportOptions,
    is_one_of_several: bool,
    /// Lines of the ranges that are over.
    lines: u64,
    /// Made when the first rows are here.
    gather: Option<(Gather, Vec<Vec<String>>)>,
}

impl ChunkedImport {
    /// An import of the source of that name and size.
    pub fn new(
        source_name: &str,
        format: Format,
        bytes: u64,
        options: ImportOptions,
        is_one_of_several: bool,
    ) -> ChunkedImport {
        ChunkedImport {
            source_name: source_name.to_owned(),
            format,
            bytes,
            options,
            is_one_of_several,
            lines: 0,
            gather: None,
        }
    }

    /// Data rows so far.
    pub fn rows(&self) -> u64 {
        self.gather.as_ref().map_or(0, |(gather, _)| gather.rows)
    }

    /// Takes the next rows, whichever reader gives them.
    ///
    /// # Errors
    ///
    /// When the table turns out to be no event log.
    pub fn push(&mut self, chunk: Chunk) -> Result<(), ImportError> {
        if self.gather.is_none() {
            if chunk.names.is_empty() {
                return Ok(());
            }
            let sample = chunk.sample();
            let plan = roles::plan(&self.source_name, &chunk.names, &sample, &self.options, self.is_one_of_several)?;
            self.gather = Some((Gather::new(&self.source_name, plan, &sample, &self.options), sample));
        }
        if let Some((gather, _)) = &mut self.gather {
            let chunk = chunk.arranged(&gather.plan.names).moved_down(self.lines);
            gather.take_chunk(&chunk);
        }
        Ok(())
    }

    /// The end of a range of so many lines; the next rows are those of the next one, by another reader.
    pub fn end_range(&mut self, lines: u64) {
        self.lines += lines;
    }

    /// Whether there are so many columns that several readers would leave out others than one does.
    pub fn is_too_wide_for_several(&self) -> bool {
        self.gather.as_ref().is_some_and(|(gather, _)| gather.plan.names.len() >= MAX_COLUMNS)
    }

    /// The end; `report` is what the reader says.
    ///
    /// # Errors
    ///
    /// When there were no rows, or none is left.
    pub fn finish(self, report: ReadReport) -> Result<SourceTable, ImportError> {
        let Some((gather, sample)) = self.gather else {
            return Err(ImportError::Empty { source_name: self.source_name });
        };
        let mut table = SourceTable::new(gather, self.format, report, sample)?;
        table.report.bytes = self.bytes;
        Ok(table)
    }
}
