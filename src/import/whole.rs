//! Sources that are in memory as a whole: outside the browser, and in tests. Everything is read here, one source after
//! the other.

use std::io::Cursor;

use super::{
    Chunk, ChunkedImport, Flow, Import, ImportError, ImportOptions, Imported, SourceOptions, SourceTable, Sources,
    formats::{
        self, Format, ReadRows, Recognised, arrow,
        container::{Limits, kind_of_zip, unpack},
        delimited, json, parquet, recognise, web_log, workbook, xes,
    },
};

/// Reads one source into a log.
///
/// # Errors
///
/// When it gives no event log.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    import_all(&[(name, bytes, SourceOptions::default())], options)
}

/// Reads several sources into one log: names, bytes, and how each is to be read. Archives are unpacked. Of several, one
/// that cannot be read is told in the report.
///
/// # Errors
///
/// When none of them has events.
pub fn import_all(given: &[(&str, &[u8], SourceOptions)], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut all: Vec<(String, Vec<u8>, SourceOptions)> = Vec::new();
    let mut sources = Sources::new(options.clone());
    for (name, bytes, own) in given {
        match format(bytes) {
            Format::Gzip | Format::Zip => {
                let before = all.len();
                let unpacked =
                    unpack(name, &mut Cursor::new(bytes), &Limits::default(), &mut |member, is_new, part| {
                        if is_new {
                            all.push((member.to_owned(), Vec::new(), own.clone()));
                        }
                        if let Some((_, bytes, _)) = all.last_mut() {
                            bytes.extend_from_slice(part);
                        }
                        Ok(())
                    });
                if let Err(error) = unpacked {
                    all.truncate(before);
                    sources.add(name, bytes.len() as u64, Err(error));
                }
            }
            _ => all.push(((*name).to_owned(), bytes.to_vec(), own.clone())),
        }
    }
    let is_one_of_several = all.len() > 1;
    for (name, bytes, own) in all {
        let options = options.with(own, is_one_of_several);
        sources.add(&name, bytes.len() as u64, read(&name, &bytes, options, is_one_of_several));
    }
    sources.finish()
}

/// The format of a source; what cannot be read is taken for text, whose reader refuses it by its name.
fn format(bytes: &[u8]) -> Format {
    match recognise(bytes) {
        Recognised::Readable(Format::Zip) => kind_of_zip(&mut Cursor::new(bytes)),
        Recognised::Readable(format) => format,
        Recognised::Foreign(_) => Format::Delimited,
    }
}

fn read(name: &str, bytes: &[u8], options: ImportOptions, is_one_of_several: bool) -> Result<SourceTable, ImportError> {
    let format = format(bytes);
    if format == Format::Delimited {
        let mut import = Import::new(name, options.clone(), is_one_of_several);
        if import.push(bytes)? == Flow::Continue && import.end()? == Flow::Continue {
            return import.finish();
        }
    }
    let read = options.read.clone();
    let mut source = Cursor::new(bytes);
    let mut import = ChunkedImport::new(name, format, bytes.len() as u64, options, is_one_of_several);
    let by_rows: ReadRows = match format {
        Format::Parquet | Format::Arrow => {
            let by_columns = if format == Format::Arrow { arrow::read } else { parquet::read };
            let report =
                formats::read_columns(by_columns, name, &mut source, &read, |chunk: Chunk| import.push(chunk))?;
            return import.finish(report);
        }
        Format::Json => json::read,
        Format::Xes => xes::read,
        Format::WebLog => web_log::read,
        Format::Workbook => workbook::read,
        // Members of archives are none themselves: those within were unpacked, too.
        Format::Delimited | Format::Gzip | Format::Zip => delimited::read,
    };
    let report = formats::read_reshaped(by_rows, name, &mut source, &read, |chunk: Chunk| import.push(chunk))?;
    import.finish(report)
}
