//! One line of a log in the common format and its relatives.
//!
//! `host ident user [10/Oct/2000:13:55:36 -0700] "GET /a.html HTTP/1.0" 200 2326 "referrer" "user agent"`: the
//! timestamp is the landmark. Before it stand the address, in front of which there may be a virtual host, and the user;
//! after it the request and what became of it. Brackets and quotes may be missing.

use std::borrow::Cow;

/// What a line says; empty where it says nothing (`-`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Request<'l> {
    pub host: &'l str,
    pub address: &'l str,
    pub user: &'l str,
    /// ISO 8601.
    pub timestamp: String,
    pub method: &'l str,
    pub url: &'l str,
    pub status: &'l str,
    pub bytes: &'l str,
    pub referrer: Cow<'l, str>,
    pub user_agent: Cow<'l, str>,
}

/// Reads a line; `None` if it is none of a web server's log.
pub(super) fn parse(line: &str) -> Option<Request<'_>> {
    let mut rest = line;
    // At most: virtual host, address, ident, user.
    let mut before: [&str; 4] = [""; 4];
    let mut count = 0;
    let timestamp = loop {
        let (token, after) = token(rest)?;
        if let Some((timestamp, after)) = timestamp(token, after) {
            rest = after;
            break timestamp;
        }
        if token.starts_with('"') || count == before.len() {
            return None;
        }
        before[count] = token;
        count += 1;
        rest = after;
    };
    let mut request = Request { timestamp, ..Request::default() };
    match before[..count] {
        [address] => request.address = address,
        [address, user] => (request.address, request.user) = (address, user),
        [address, _, user] => (request.address, request.user) = (address, user),
        [host, address, _, user] => (request.host, request.address, request.user) = (host, address, user),
        _ => return None,
    }
    let (what, after) = token(rest)?;
    let mut rest = after;
    match quoted(what) {
        Some(what) => {
            let mut parts = what.splitn(2, ' ');
            let (method, url) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            // What is no request (a scan, a time-out) has no path; the row says so.
            if is_method(method) {
                request.method = method;
                request.url = url.rsplit_once(" HTTP/").map_or(url, |(url, _)| url);
            }
        }
        None if is_method(what) => {
            let (url, after) = token(after)?;
            (request.method, request.url) = (what, url);
            rest = match token(after) {
                Some((protocol, rest)) if protocol.starts_with("HTTP/") => rest,
                _ => after,
            };
        }
        None => return None,
    }
    if let Some((status, after)) = token(rest) {
        if !status.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        request.status = status;
        rest = after;
        if let Some((bytes, after)) = token(rest)
            && bytes.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        {
            request.bytes = bytes;
            rest = after;
        }
        if let Some((referrer, after)) = token(rest)
            && let Some(referrer) = quoted(referrer)
        {
            request.referrer = unescaped(referrer);
            if let Some(user_agent) = token(after).and_then(|(token, _)| quoted(token)) {
                request.user_agent = unescaped(user_agent);
            }
        }
    }
    for value in [&mut request.host, &mut request.user, &mut request.url, &mut request.status, &mut request.bytes] {
        if *value == "-" {
            *value = "";
        }
    }
    for value in [&mut request.referrer, &mut request.user_agent] {
        if value == "-" {
            *value = Cow::Borrowed("");
        }
    }
    Some(request)
}

/// The next token, with its brackets or quotes, and what follows it.
fn token(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = match text.as_bytes().first()? {
        b'[' => text.find(']')? + 1,
        b'"' => closing_quote(text)? + 1,
        _ => text.find([' ', '\t']).unwrap_or(text.len()),
    };
    Some(text.split_at(end))
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().enumerate().skip(1).find_map(|(at, byte)| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes.then_some(at)
    })
}

fn quoted(token: &str) -> Option<&str> {
    token.strip_prefix('"')?.strip_suffix('"')
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains("\\\"") { Cow::Owned(text.replace("\\\"", "\"")) } else { Cow::Borrowed(text) }
}

fn is_method(word: &str) -> bool {
    (3..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// The timestamp in a token, or in a token and the offset after it, as ISO 8601, and what follows.
fn timestamp<'l>(token: &'l str, after: &'l str) -> Option<(String, &'l str)> {
    if let Some(inside) = token.strip_prefix('[') {
        let inside = inside.strip_suffix(']')?;
        let (time, offset) = inside.split_once(' ').unwrap_or((inside, ""));
        return Some((iso(time, offset)?, after));
    }
    match self::token(after) {
        Some((offset, rest)) if is_offset(offset) => Some((iso(token, offset)?, rest)),
        _ => Some((iso(token, "")?, after)),
    }
}

fn is_offset(text: &str) -> bool {
    matches!(text.as_bytes(), [b'+' | b'-', digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit))
}

/// `17/May/2015:10:05:03` or `17/05/2015:10:05:03` as ISO 8601; what is so already stays.
fn iso(time: &str, offset: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let is_number = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if offset.is_empty()
        && time.len() >= 19
        && time.is_char_boundary(4)
        && is_number(&time[..4], 4)
        && matches!(time.as_bytes(), [_, _, _, _, b'-', _, _, b'-', _, _, b'T', ..])
    {
        return Some(time.to_owned());
    }
    let (date, clock) = time.split_once(':')?;
    let mut parts = date.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = match MONTHS.iter().position(|known| known.eq_ignore_ascii_case(month)) {
        Some(position) => format!("{:02}", position + 1),
        None if is_number(month, 2) => month.to_owned(),
        None => return None,
    };
    let is_clock = clock.len() >= 8 && clock.bytes().all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'.');
    if !is_number(day, 2) || !is_number(year, 4) || !is_clock || parts.next().is_some() {
        return None;
    }
    if !offset.is_empty() && !is_offset(offset) {
        return None;
    }
    let (sign_and_hours, minutes) = offset.split_at(offset.len().min(3));
    let colon = if minutes.is_empty() { "" } else { ":" };
    Some(format!("{year}-{month}-{day}T{clock}{sign_and_hours}{colon}{minutes}"))
}
