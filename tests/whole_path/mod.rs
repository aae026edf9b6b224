//! The way of a source from its bytes to the log, whatever it is written in, as the workers go it: recognised, unpacked,
//! read into chunks, and put together.

use std::io::Cursor;

use sojourn::import::{
    Chunk, ChunkedImport, Flow, Import, ImportError, ImportOptions, Imported, SourceTable, Sources,
    formats::{
        self, Format, ReadRows, Recognised,
        container::{Limits, kind_of_zip, unpack},
        json, read_reshaped, recognise, web_log, xes,
    },
};

/// Opens one source.
pub fn open(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut sources = Sources::new(options.clone());
    for (name, bytes) in members(name, bytes)? {
        let table = table(&name, &bytes, options);
        sources.add(&name, bytes.len() as u64, table);
    }
    sources.finish()
}

/// A source, or what is packed in it.
fn members(name: &str, bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let is_packed = match recognise(bytes) {
        Recognised::Readable(Format::Gzip) => true,
        Recognised::Readable(Format::Zip) => kind_of_zip(&mut Cursor::new(bytes)) == Format::Zip,
        _ => false,
    };
    if !is_packed {
        return Ok(vec![(name.to_owned(), bytes.to_vec())]);
    }
    let mut members: Vec<(String, Vec<u8>)> = Vec::new();
    unpack(name, &mut Cursor::new(bytes), &Limits::default(), &mut |name, is_new, bytes| {
        if is_new {
            members.push((name.to_owned(), Vec::new()));
        }
        members.last_mut().expect("a member is new first").1.extend_from_slice(bytes);
        Ok(())
    })?;
    Ok(members)
}

fn table(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<SourceTable, ImportError> {
    let format = match recognise(bytes) {
        Recognised::Readable(format) => format,
        Recognised::Foreign(format) => {
            return Err(ImportError::NotText { source_name: name.to_owned(), format: format.to_owned() });
        }
    };
    let read: ReadRows = match format {
        Format::Json => json::read,
        Format::Xes => xes::read,
        Format::WebLog => web_log::read,
        Format::Delimited => return delimited(name, bytes, bytes.len(), options),
        // Their readers are tested by themselves.
        _ => return Err(ImportError::Empty { source_name: name.to_owned() }),
    };
    by_reader(name, format, bytes, options, read)
}

/// A delimited table, from slices of this size.
pub fn delimited(name: &str, bytes: &[u8], size: usize, options: &ImportOptions) -> Result<SourceTable, ImportError> {
    let mut import = Import::new(name, options.clone(), false);
    for slice in bytes.chunks(size.max(1)) {
        if import.push(slice)? == Flow::NeedsReader {
            return by_reader(name, Format::Delimited, bytes, options, formats::delimited::read);
        }
    }
    match import.end()? {
        Flow::NeedsReader => by_reader(name, Format::Delimited, bytes, options, formats::delimited::read),
        Flow::Continue => import.finish(),
    }
}

fn by_reader(
    name: &str,
    format: Format,
    bytes: &[u8],
    options: &ImportOptions,
    read: ReadRows,
) -> Result<SourceTable, ImportError> {
    let mut import = ChunkedImport::new(name, format, bytes.len() as u64, options.clone(), false);
    let report = read_reshaped(read, name, &mut Cursor::new(bytes), &options.read, |chunk| {
        // As between workers.
        import.push(&Chunk::from_bytes(&chunk.to_bytes()).expect("a chunk"))
    })?;
    import.finish(report)
}
