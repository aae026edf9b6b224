//! Logs of web servers → rows, one per request.
//!
//! Reads the common and the combined log format of Apache and nginx, with or without the virtual host in front, forms
//! that lost their brackets and quotes on the way, and the extended format of the W3C (IIS).
//!
//! | Column | What it is |
//! |---|---|
//! | `visitor` | who: the user, if the server knows one, else the address with the user agent, the usual stand-in |
//! | `timestamp` | when, as ISO 8601 with its offset |
//! | `page_path` | what: the path without query, and with `:id` for parts that are numbers or other identifiers |
//! | `method`, `status`, `bytes`, `url` | of the request; `url` as it was asked for |
//! | `referrer_domain`, `referrer`, `user_agent` | as the browser said |
//! | `address`, `user`, `host` | of the browser, of who was logged in, and of the virtual host |
//! | `resource` | `page`, or `file` for what a page loads: styles, scripts, pictures |

mod line;
mod path;
mod w3c;

use self::{
    line::{Request, parse},
    path::{domain, folded},
    w3c::Fields,
};
use super::{
    ImportError, ReadOptions, ReadReport, Rows, SkipReason, Source,
    text_source::{Line, TextSource, unreadable},
};
use crate::stage::names_a_file;

const COLUMNS: [&str; 14] = [
    "visitor", "timestamp", "page_path", "method", "status", "bytes", "url", "referrer_domain", "referrer",
    "user_agent", "address", "user", "host", "resource",
];

/// Reads the log of a web server.
///
/// # Errors
///
/// When no line is one of such a log, or no use can be made of its rows.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    _options: &ReadOptions,
    rows: &mut dyn Rows,
) -> Result<ReadReport, ImportError> {
    rows.columns(&COLUMNS.map(str::to_owned))?;
    let mut text = TextSource::open(source_name, source)?;
    let mut fields = Fields::default();
    let (mut line, mut requests) = (Vec::new(), 0_u64);
    loop {
        let number = match text.next_line(&mut line).map_err(|error| unreadable(source_name, &error))? {
            Line::End => break,
            Line::TooLong(number) => {
                rows.skip(number, None, &line, SkipReason::TooLong)?;
                continue;
            }
            Line::At(number) => number,
        };
        // All of it comes out of a decoder.
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() || fields.take_directive(&text) {
            continue;
        }
        let request = if fields.are_known() { fields.parse(&text) } else { parse(&text) };
        match request {
            Some(request) => {
                requests += 1;
                give(&request, number, rows)?;
            }
            None => rows.skip(number, None, &line, SkipReason::UnreadableRecord)?,
        }
    }
    if requests == 0 {
        return Err(ImportError::NotText {
            source_name: source_name.to_owned(),
            format: crate::import::Foreign::NoWebLog,
        });
    }
    Ok(ReadReport { customer_of: ["user", "address", "user_agent"].map(str::to_owned).to_vec(), ..text.report() })
}

/// Whether the first lines of a text are those of a web server's log: four of five, and at least one.
pub(super) fn looks_like_one(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(20);
    if lines().next().is_some_and(|line| line.starts_with('#')) {
        return lines().any(|line| line.starts_with("#Fields:") && Fields::from_directive(line).are_known());
    }
    // The last line may be cut.
    let whole: Vec<&str> = lines().collect();
    let whole = if whole.len() > 1 { &whole[..whole.len() - 1] } else { &whole };
    let requests = whole.iter().filter(|line| parse(line).is_some()).count();
    requests > 0 && requests * 5 >= whole.len() * 4
}

fn give(request: &Request<'_>, line: u64, rows: &mut dyn Rows) -> Result<(), ImportError> {
    let visitor = match (request.user.is_empty(), request.user_agent.is_empty()) {
        (false, _) => request.user.to_owned(),
        (true, true) => request.address.to_owned(),
        (true, false) => format!("{} {}", request.address, request.user_agent),
    };
    let values: [&str; 14] = [
        &visitor,
        request.timestamp.as_str(),
        &folded(request.url),
        request.method,
        request.status,
        request.bytes,
        request.url,
        domain(&request.referrer),
        &request.referrer,
        &request.user_agent,
        request.address,
        request.user,
        request.host,
        if names_a_file(request.url) { "file" } else { "page" },
    ];
    rows.row(line, &values.map(str::as_bytes))
}

#[cfg(test)]
mod tests;
