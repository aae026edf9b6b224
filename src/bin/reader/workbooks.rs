//! Reads spreadsheets, in a worker of its own.

#[cfg(target_arch = "wasm32")]
fn main() {
    use sojourn::{
        import::{ChunkWriter, formats::workbook},
        worker::reader::serve,
    };

    serve(|request, source, output| {
        let mut rows = ChunkWriter::new(|chunk| {
            output.chunk(&chunk);
            Ok(())
        });
        let report = workbook::read(&request.name, source, &request.options, &mut rows)?;
        rows.finish()?;
        Ok(report)
    });
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
