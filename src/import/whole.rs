//! Sources that are in memory as a whole: outside the browser, and in tests. Everything is read here, one source after
//! the other.

use std::io::Cursor;

use super::{
    ChunkedImport, Flow, Import, ImportError, ImportOptions, Imported, SourceOptions, SourceTable, Sources,
    formats::{self, Format},
};

/// Reads one source into a log.
///
/// # Errors
///
/// When it gives no event log.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut sources = Sources::new(options.clone());
    sources.add(name, bytes.len() as u64, Ok(read(name, bytes, options.clone(), false)?));
    sources.finish()
}

/// Reads several sources into one log: names, bytes, and how each is to be read. One that cannot be read is told in the
/// report.
///
/// # Errors
///
/// When none of them has events.
pub fn import_all(given: &[(&str, &[u8], SourceOptions)], options: &ImportOptions) -> Result<Imported, ImportError> {
    let is_one_of_several = given.len() > 1;
    let mut sources = Sources::new(options.clone());
    for (name, bytes, own) in given {
        let options = options.with(own.clone(), is_one_of_several);
        sources.add(name, bytes.len() as u64, read(name, bytes, options, is_one_of_several));
    }
    sources.finish()
}

fn read(name: &str, bytes: &[u8], options: ImportOptions, is_one_of_several: bool) -> Result<SourceTable, ImportError> {
    let mut import = Import::new(name, options.clone(), is_one_of_several);
    if import.push(bytes)? == Flow::Continue && import.end()? == Flow::Continue {
        return import.finish();
    }
    let read = options.read.clone();
    let mut import = ChunkedImport::new(name, Format::Delimited, bytes.len() as u64, options, is_one_of_several);
    let report = formats::read_reshaped(formats::delimited::read, name, &mut Cursor::new(bytes), &read, |chunk| {
        import.push(&chunk)
    })?;
    import.finish(report)
}
