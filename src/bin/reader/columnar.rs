//! Reads columns in binary form, in a worker of its own.

#[cfg(target_arch = "wasm32")]
fn main() {
    use sojourn::{
        import::formats::{Format, arrow, parquet},
        worker::reader::serve,
    };

    serve(|request, source, output| {
        let read = if request.format == Format::Arrow { arrow::read } else { parquet::read };
        read(&request.name, source, &request.options, &mut |chunk| {
            output.chunk(&chunk);
            Ok(())
        })
    });
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
