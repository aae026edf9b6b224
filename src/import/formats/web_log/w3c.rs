//! The extended log file format of the W3C (WD-logfile-960323), as IIS writes it: `#Fields:` names the columns.

use std::borrow::Cow;

use super::line::Request;

/// The names of a log's columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<String>);

impl Fields {
    /// The names in a line that begins with `#Fields:`.
    pub fn from_directive(line: &str) -> Fields {
        let names = line.strip_prefix("#Fields:").unwrap_or_default();
        Fields(names.split_ascii_whitespace().map(str::to_owned).collect())
    }

    /// Whether there are columns that tell when and what.
    pub fn are_known(&self) -> bool {
        ["time", "cs-uri-stem"].iter().all(|name| self.0.iter().any(|known| known == name))
    }

    /// Whether a line is a directive, which is heeded.
    pub fn take_directive(&mut self, line: &str) -> bool {
        if line.starts_with("#Fields:") {
            *self = Fields::from_directive(line);
        }
        line.starts_with('#')
    }

    /// Reads a line; `None` if it has not one value for each column.
    pub fn parse<'l>(&self, line: &'l str) -> Option<Request<'l>> {
        let mut request = Request::default();
        let (mut date, mut time) = ("", "");
        let mut values = line.split_ascii_whitespace();
        for name in &self.0 {
            let value = values.next()?;
            let value = if value == "-" { "" } else { value };
            match name.as_str() {
                "date" => date = value,
                "time" => time = value,
                "c-ip" => request.address = value,
                "cs-username" => request.user = value,
                "cs-method" => request.method = value,
                "cs-uri-stem" => request.url = value,
                "sc-status" => request.status = value,
                "sc-bytes" => request.bytes = value,
                "cs-host" | "s-computername" => request.host = value,
                // A plus sign stands for a space.
                "cs(User-Agent)" => request.user_agent = Cow::Owned(value.replace('+', " ")),
                "cs(Referer)" => request.referrer = Cow::Borrowed(value),
                _ => {}
            }
        }
        if values.next().is_some() || time.is_empty() {
            return None;
        }
        // Times are in UTC, by the standard; a date may be missing.
        request.timestamp = if date.is_empty() { time.to_owned() } else { format!("{date}T{time}Z") };
        Some(request)
    }
}
