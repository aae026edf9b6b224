//! Reads what tools and servers write as text, and unpacks archives, in a worker of its own.

/// Reads what the page asks for.
#[cfg(target_arch = "wasm32")]
pub fn main() {
    use sojourn::{
        import::formats::{
            Format, ReadReport,
            container::{Limits, unpack},
            delimited, json, read_reshaped, web_log, xes,
        },
        worker::reader::serve,
    };

    serve(|request, source, output| {
        let read = match request.format {
            Format::Gzip | Format::Zip => {
                unpack(&request.name, source, &Limits::default(), &mut |name, is_new, bytes| {
                    output.member(name, is_new, bytes);
                    Ok(())
                })?;
                output.end_members();
                return Ok(ReadReport::default());
            }
            Format::Json => json::read,
            Format::Xes => xes::read,
            Format::WebLog => web_log::read,
            _ => delimited::read,
        };
        read_reshaped(read, &request.name, source, &request.options, output)
    });
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn main() {}
