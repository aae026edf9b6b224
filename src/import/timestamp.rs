//! Texts → instants.
//!
//! Reads ISO 8601 with and without an offset, `YYYY-MM-DD hh:mm[:ss[.fff]]` with `-`, `/`, `.` or 年月日 between the
//! parts, `DD.MM.YYYY`, `MM/DD/YYYY` and `DD/MM/YYYY`, compact `YYYYMMDD[hhmm[ss]]` and `YYYYMMDDThhmm[ss]`, and seconds,
//! milliseconds, microseconds or nanoseconds since 1970. Times may have AM or PM. Years have four digits, or two (70 to 69
//! is 1970 to 2069). Months in words and seldom layouts are written anew before, by `reshape/plain_times`.
//!
//! # Day or month first?
//!
//! `03/04/2024` alone does not tell. Until a value with a part above 12 does, such dates are read day first and marked;
//! at the end of the file the whole column has decided, and where it was month first the marked ones are turned round
//! ([`swap_day_and_month`]). Where nothing decided, the user is asked.

use super::DateOrder;
use crate::event_log::{MICROS_PER_DAY, MICROS_PER_SECOND, civil_from_days, days_from_civil};

/// How the numbers of a column count time, where it has numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EpochUnit {
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

impl EpochUnit {
    /// The unit that puts a number of this size between about 1973 and 5138.
    fn of(number: f64) -> EpochUnit {
        match number.abs() {
            size if size < 1e11 => EpochUnit::Seconds,
            size if size < 1e14 => EpochUnit::Milliseconds,
            size if size < 1e17 => EpochUnit::Microseconds,
            _ => EpochUnit::Nanoseconds,
        }
    }

    fn micros(self, whole: i64, fraction_micros: i64) -> Option<i64> {
        match self {
            EpochUnit::Seconds => whole.checked_mul(MICROS_PER_SECOND)?.checked_add(fraction_micros),
            EpochUnit::Milliseconds => whole.checked_mul(1000)?.checked_add(fraction_micros / 1000),
            EpochUnit::Microseconds => Some(whole),
            EpochUnit::Nanoseconds => Some(whole.div_euclid(1000)),
        }
    }
}

/// A timestamp as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// Since 1970, in UTC if it has an offset, else as written.
    pub micros: i64,
    /// Whether it has an offset or a Z, or counts from 1970.
    pub is_instant: bool,
    /// Whether day and month could change places; it was read day first.
    pub ambiguous: bool,
}

/// Reads the timestamps of one column.
#[derive(Clone, Debug)]
pub(super) struct TimestampParser {
    epoch: Option<EpochUnit>,
    order: Option<DateOrder>,
    /// The date read last: neighbouring rows mostly share it.
    last_date: [u8; 10],
    last_date_micros: i64,
}

impl TimestampParser {
    /// A parser for the column of which these are some values.
    pub fn for_column<'a>(sample: impl Iterator<Item = &'a [u8]>, order: Option<DateOrder>) -> TimestampParser {
        let largest = sample
            .filter_map(|text| std::str::from_utf8(text).ok()?.parse::<f64>().ok())
            .filter(|number| number.is_finite())
            .map(f64::abs)
            .reduce(f64::max);
        TimestampParser { epoch: largest.map(EpochUnit::of), order, last_date: [0; 10], last_date_micros: 0 }
    }

    /// The order of day and month, if it was given or found.
    pub fn order(&self) -> Option<DateOrder> {
        self.order
    }

    /// Reads a timestamp; `None` if it is none.
    #[inline(never)]
    pub fn parse(&mut self, text: &[u8]) -> Option<Parsed> {
        self.parse_iso(text).or_else(|| self.parse_other(text))
    }

    /// The layout of nearly all logs, `YYYY-MM-DD?hh:mm:ss…`, without looking twice.
    #[inline]
    fn parse_iso(&mut self, text: &[u8]) -> Option<Parsed> {
        let (head, rest) = text.split_first_chunk::<19>()?;
        if head[4] != b'-'
            || head[7] != b'-'
            || (head[10] != b'T' && head[10] != b' ')
            || head[13] != b':'
            || head[16] != b':'
        {
            return None;
        }
        let date: &[u8; 10] = head.first_chunk()?;
        if *date != self.last_date {
            let year = digits(&head[0..4])?;
            let micros = day_micros(year, digits(&head[5..7])?, digits(&head[8..10])?)?;
            self.last_date = *date;
            self.last_date_micros = micros;
        }
        let (hour, minute, second) = (two(head[11], head[12])?, two(head[14], head[15])?, two(head[17], head[18])?);
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let second_of_day = hour * 3600 + minute * 60 + second.min(59);
        let mut micros = self.last_date_micros + i64::from(second_of_day) * MICROS_PER_SECOND;
        let mut rest = rest;
        if let [b'.' | b',', fraction @ ..] = rest {
            let (fraction_micros, after) = fraction_micros(fraction)?;
            micros += fraction_micros;
            rest = after;
        }
        let offset = offset_seconds(rest)?;
        Some(Parsed {
            micros: micros - offset.unwrap_or(0) * MICROS_PER_SECOND,
            is_instant: offset.is_some(),
            ambiguous: false,
        })
    }

    #[cold]
    #[inline(never)]
    fn parse_other(&mut self, text: &[u8]) -> Option<Parsed> {
        let text = std::str::from_utf8(text).ok()?.trim();
        if let Some(parsed) = self.parse_number(text) {
            return Some(parsed);
        }
        match with_separators(text) {
            Some(rewritten) => self.parse_parts(&rewritten),
            None => self.parse_parts(text),
        }
    }

    /// A date, and a time if there is one.
    fn parse_parts(&mut self, text: &str) -> Option<Parsed> {
        let (date, ambiguous, rest) = self.parse_date(text)?;
        let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
        let (time, offset) = if rest.is_empty() { (0, None) } else { parse_time(rest)? };
        Some(Parsed {
            micros: date + time - offset.unwrap_or(0) * MICROS_PER_SECOND,
            is_instant: offset.is_some(),
            ambiguous,
        })
    }

    /// Compact dates, and counts since 1970.
    fn parse_number(&self, text: &str) -> Option<Parsed> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (-1, unsigned),
            None => (1, text),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let bytes = whole.as_bytes();
        if bytes.is_empty() || bytes.len() > 19 || !bytes.iter().all(u8::is_ascii_digit) {
            return None;
        }
        if fraction.is_empty() && sign == 1 && matches!(bytes.len(), 8 | 12 | 14) {
            let date = day_micros(digits(&bytes[..4])?, digits(&bytes[4..6])?, digits(&bytes[6..8])?);
            let time = match &bytes[8..] {
                [] => Some(0),
                // As milliseconds, these twelve digits would be in the seventies.
                [h1, h2, m1, m2] if bytes.starts_with(b"19") || bytes.starts_with(b"20") => {
                    time_micros(two(*h1, *h2)?, two(*m1, *m2)?, 0)
                }
                [h1, h2, m1, m2, s1, s2] => time_micros(two(*h1, *h2)?, two(*m1, *m2)?, two(*s1, *s2)?),
                _ => None,
            };
            if let (Some(date), Some(time)) = (date, time) {
                return Some(Parsed { micros: date + time, is_instant: false, ambiguous: false });
            }
        }
        // Fewer digits are a month, an hour or a row number rather than an instant: nine are the year 1973.
        if bytes.len() < 9 && sign == 1 || bytes.len() < 6 {
            return None;
        }
        let (fraction, rest) = if fraction.is_empty() { (0, &b""[..]) } else { fraction_micros(fraction.as_bytes())? };
        if !rest.is_empty() {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let unit = self.epoch.unwrap_or_else(|| EpochUnit::of(whole as f64));
        let micros = unit.micros(sign * whole, i64::from(sign == 1) * fraction)?;
        in_range(micros).then_some(Parsed { micros, is_instant: true, ambiguous: false })
    }

    /// Reads the date at the start of a text: its midnight, whether it is ambiguous, and what follows.
    fn parse_date<'a>(&mut self, text: &'a str) -> Option<(i64, bool, &'a str)> {
        let (first, rest) = number(text)?;
        let (separator, rest) = separator(rest)?;
        let (second, rest) = number(rest)?;
        let (separator_two, rest) = self::separator(rest)?;
        if separator != separator_two && separator != '年' {
            return None;
        }
        let (third, rest) = number(rest)?;
        let rest = rest.strip_prefix('日').unwrap_or(rest);
        if first.digits == 4 {
            return Some((day_micros(first.value, second.value, third.value)?, false, rest));
        }
        let year = match third.digits {
            4 => third.value,
            2 if third.value >= 70 => 1900 + third.value,
            2 => 2000 + third.value,
            _ => return None,
        };
        if first.digits > 2 || second.digits > 2 {
            return None;
        }
        // Dots are the way of countries that write the day first.
        let told = match (first.value, second.value) {
            (first, second) if first == second => None,
            (first, _) if first > 12 => Some(DateOrder::DayFirst),
            (_, second) if second > 12 => Some(DateOrder::MonthFirst),
            _ if separator == '.' => Some(DateOrder::DayFirst),
            _ => None,
        };
        if let Some(told) = told
            && *self.order.get_or_insert(told) != told
        {
            return None;
        }
        let ambiguous = self.order.is_none() && first.value != second.value;
        let (day, month) = match self.order {
            Some(DateOrder::MonthFirst) => (second.value, first.value),
            _ => (first.value, second.value),
        };
        Some((day_micros(year, month, day)?, ambiguous, rest))
    }
}

/// What a timestamp is written like, for people: `YYYY-MM-DD hh:mm:ss.ffffff`.
pub(super) fn describe(text: &[u8], parser: &TimestampParser) -> String {
    let text = String::from_utf8_lossy(text);
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
        && parser.parse_number(text).is_some()
    {
        return match (text.len(), parser.parse_number(text).is_some_and(|parsed| parsed.is_instant), parser.epoch) {
            (8, false, _) => "YYYYMMDD".to_owned(),
            (12, false, _) => "YYYYMMDDhhmm".to_owned(),
            (14, false, _) => "YYYYMMDDhhmmss".to_owned(),
            (_, _, Some(EpochUnit::Milliseconds)) => "epoch milliseconds".to_owned(),
            (_, _, Some(EpochUnit::Microseconds)) => "epoch microseconds".to_owned(),
            (_, _, Some(EpochUnit::Nanoseconds)) => "epoch nanoseconds".to_owned(),
            _ => "epoch seconds".to_owned(),
        };
    }
    let year_first = text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    let date_parts: [char; 3] = match (year_first, parser.order()) {
        (true, _) => ['Y', 'M', 'D'],
        (false, Some(DateOrder::MonthFirst)) => ['M', 'D', 'Y'],
        (false, _) => ['D', 'M', 'Y'],
    };
    let parts = date_parts.into_iter().chain(['h', 'm', 's', 'f']);
    let mut letters = parts.peekable();
    let (mut pattern, mut in_number, mut seen) = (String::new(), false, 0);
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if !in_number {
                seen += 1;
            }
            in_number = true;
            pattern.push(letters.peek().copied().unwrap_or('z'));
        } else {
            if in_number {
                letters.next();
            }
            in_number = false;
            // After the seconds come an offset or nothing.
            if seen >= 5 && matches!(letter, '+' | '-') {
                pattern.push_str("±hh:mm");
                break;
            }
            pattern.push(letter);
        }
    }
    pattern
}

/// The basic format of ISO 8601 with a time, `YYYYMMDDThhmm[ss]…`, in the extended one; `None` if it is none.
fn with_separators(text: &str) -> Option<String> {
    let (date, time) = text.split_once('T')?;
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    if date.len() != 8 || !date.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits, 4 | 6) {
        return None;
    }
    let (hour_minute, rest) = time.split_at(4);
    let (second, rest) = rest.split_at(digits - 4);
    let colon = if second.is_empty() { "" } else { ":" };
    let (hour, minute) = hour_minute.split_at(2);
    Some(format!("{}-{}-{} {hour}:{minute}{colon}{second}{rest}", &date[..4], &date[4..6], &date[6..]))
}

/// Reads an ISO 8601 date or time, whose date is written in full.
pub(crate) fn iso(text: &str) -> Option<Parsed> {
    let text = text.trim();
    let date: &[u8; 10] = text.as_bytes().first_chunk()?;
    let is_date = date.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    TimestampParser::for_column(std::iter::empty(), None).parse(text.as_bytes()).filter(|_| is_date)
}

/// The instant with day and month exchanged; for instants that were marked ambiguous.
pub(super) fn swap_day_and_month(micros: i64) -> i64 {
    let day = micros.div_euclid(MICROS_PER_DAY);
    let (year, month, day_of_month) = civil_from_days(day);
    match days_from_civil(year, day_of_month, month) {
        Some(swapped) => swapped * MICROS_PER_DAY + micros.rem_euclid(MICROS_PER_DAY),
        None => micros,
    }
}

fn in_range(micros: i64) -> bool {
    // 0000-01-01 to 9999-12-31.
    (-62_167_219_200_000_000..253_402_300_800_000_000).contains(&micros)
}

/// Time of day and offset in seconds: `h:mm[:ss[.fff]] [AM|PM] [Z|±hh[:]mm]`.
fn parse_time(text: &str) -> Option<(i64, Option<i64>)> {
    let (hour, rest) = number(text)?;
    let (minute, rest) = number(rest.strip_prefix([':', '时', '時', '点'])?)?;
    let rest = rest.strip_prefix('分').unwrap_or(rest);
    let (mut second, mut fraction, mut rest) = (0, 0, rest);
    if let Some(after) = rest.strip_prefix(':') {
        let (number, after) = number(after)?;
        (second, rest) = (number.value, after);
        if let Some(after) = rest.strip_prefix(['.', ',']) {
            let (micros, after) = fraction_micros(after.as_bytes())?;
            fraction = micros;
            rest = std::str::from_utf8(after).ok()?;
        }
    } else if let Some((number, after)) = number(rest) {
        (second, rest) = (number.value, after.strip_prefix('秒')?);
    }
    let mut hour = hour.value;
    let trimmed = rest.trim_start();
    let half = trimmed.get(..2).map(str::to_ascii_uppercase);
    match half.as_deref() {
        Some(half @ ("AM" | "PM")) => {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if half == "PM" { 12 } else { 0 };
            rest = &trimmed[2..];
        }
        _ => rest = trimmed,
    }
    let micros = time_micros(hour, minute.value, second.min(60))? + fraction;
    Some((micros, offset_seconds(rest.trim().as_bytes())?))
}

/// `Some(None)`: nothing there; `None`: something that is no offset.
#[inline]
fn offset_seconds(text: &[u8]) -> Option<Option<i64>> {
    match text {
        [] => Some(None),
        b"Z" | b"z" | b" UTC" | b"UTC" | b" GMT" | b"GMT" | b" Z" => Some(Some(0)),
        _ => {
            let text = text.strip_prefix(b" ").unwrap_or(text);
            let (sign, rest) = match text.split_first()? {
                (b'+', rest) => (1, rest),
                (b'-', rest) => (-1, rest),
                _ => return None,
            };
            // After an offset the zone's name may stand, as Go writes it.
            let rest = match rest.iter().position(|&byte| byte == b' ') {
                Some(at) if is_zone_name(&rest[at + 1..]) => &rest[..at],
                _ => rest,
            };
            let (hours, minutes) = match rest {
                [a, b] => (two(*a, *b)?, 0),
                [a, b, c, d] | [a, b, b':', c, d] => (two(*a, *b)?, two(*c, *d)?),
                _ => return None,
            };
            (hours <= 18 && minutes <= 59).then_some(Some(sign * i64::from(hours * 3600 + minutes * 60)))
        }
    }
}

/// `CEST`, or an offset said again, as Go does where a zone has no name.
fn is_zone_name(text: &[u8]) -> bool {
    let is_name = (3..=5).contains(&text.len()) && text.iter().all(u8::is_ascii_uppercase);
    is_name
        || matches!(text, [b'+' | b'-', digits @ ..] if matches!(digits.len(), 2 | 4) && digits.iter().all(u8::is_ascii_digit))
}

/// Microseconds of the digits after a decimal point (those after the sixth are cut), and what follows them.
#[inline]
fn fraction_micros(text: &[u8]) -> Option<(i64, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 {
        return None;
    }
    let (fraction, rest) = text.split_at(length);
    let digits = fraction.iter().chain(std::iter::repeat(&b'0')).take(6);
    Some((digits.fold(0, |micros, digit| micros * 10 + i64::from(digit - b'0')), rest))
}

#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

/// The number at the start of a text, of at most 4 digits.
fn number(text: &str) -> Option<(Number, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > 4 {
        return None;
    }
    Some((Number { value: digits(&text.as_bytes()[..length])?, digits: length }, &text[length..]))
}

fn separator(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    matches!(first, '-' | '/' | '.' | '年' | '月').then(|| (first, &text[first.len_utf8()..]))
}

#[inline]
fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |number: u32, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

fn time_micros(hour: u32, minute: u32, second: u32) -> Option<i64> {
    let in_day = hour < 24 && minute < 60 && second <= 60;
    in_day.then(|| i64::from(hour * 3600 + minute * 60 + second.min(59)) * MICROS_PER_SECOND)
}

fn day_micros(year: u32, month: u32, day: u32) -> Option<i64> {
    Some(days_from_civil(i64::from(year), month, day)? * MICROS_PER_DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event_log::Timestamp;

    fn parser() -> TimestampParser {
        TimestampParser::for_column(std::iter::empty(), None)
    }

    #[track_caller]
    fn check(text: &str, iso: &str) {
        let mut parser = TimestampParser::for_column(std::iter::once(text.as_bytes()), None);
        let parsed = parser.parse(text.as_bytes()).map(|parsed| Timestamp(parsed.micros).to_iso());
        assert_eq!(parsed.as_deref(), Some(iso), "{text}");
    }

    #[track_caller]
    fn refuse(texts: &[&str]) {
        for text in texts {
            assert_eq!(parser().parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn year_first() {
        check("2019-11-01 17:59:13.273932", "2019-11-01T17:59:13.273932Z");
        check("2019-11-01T17:59:13Z", "2019-11-01T17:59:13Z");
        check("2011-10-11 13:42:22.688000+02:00", "2011-10-11T11:42:22.688Z");
        check("2019-11-01T17:59:13-0330", "2019-11-01T21:29:13Z");
        check("2019-11-01 17:59:13 +0000", "2019-11-01T17:59:13Z");
        check("2019-11-01 17:59:13 UTC", "2019-11-01T17:59:13Z");
        check("2019-11-01 17:59", "2019-11-01T17:59:00Z");
        check("2019-11-01", "2019-11-01T00:00:00Z");
        check("2019/1/2 7:05", "2019-01-02T07:05:00Z");
        check("2019年1月2日 7:05:09", "2019-01-02T07:05:09Z");
        check("2019-11-01 17:59:13 +0200 CEST", "2019-11-01T15:59:13Z");
        check("2019年1月2日 7时05分", "2019-01-02T07:05:00Z");
        check("20191101T175913.5Z", "2019-11-01T17:59:13.5Z");
        check("20191101T1759", "2019-11-01T17:59:00Z");
        check("2019-11-01T17:59:13.123456789Z", "2019-11-01T17:59:13.123456Z");
        check("0001-01-01 00:00:00", "0001-01-01T00:00:00Z");
        check("9999-12-31 23:59:59", "9999-12-31T23:59:59Z");
    }

    #[test]
    fn day_or_month_first() {
        check("31.12.2024 08:15", "2024-12-31T08:15:00Z");
        check("1.2.2024", "2024-02-01T00:00:00Z");
        check("31/12/2024 08:15:30", "2024-12-31T08:15:30Z");
        check("12/31/2024 8:15 PM", "2024-12-31T20:15:00Z");
        check("12/31/2024 12:15 am", "2024-12-31T00:15:00Z");
        check("12/15/10 8:26", "2010-12-15T08:26:00Z");
    }

    #[test]
    fn a_column_decides_once() {
        let mut parser = parser();
        assert_eq!(parser.parse(b"03/04/2024").map(|parsed| parsed.ambiguous), Some(true));
        assert_eq!(parser.parse(b"05/05/2024").map(|parsed| parsed.ambiguous), Some(false));
        assert_eq!(parser.parse(b"04/13/2024").map(|parsed| parsed.ambiguous), Some(false));
        assert_eq!(parser.order(), Some(DateOrder::MonthFirst));
        assert_eq!(parser.parse(b"13/04/2024"), None, "contradicts the column");
        let before = parser.parse(b"03/04/2024").unwrap();
        assert_eq!(Timestamp(before.micros).to_iso(), "2024-03-04T00:00:00Z");
        assert_eq!(Timestamp(swap_day_and_month(before.micros)).to_iso(), "2024-04-03T00:00:00Z");
    }

    #[test]
    fn numbers() {
        check("1572631153", "2019-11-01T17:59:13Z");
        check("1572631153.25", "2019-11-01T17:59:13.25Z");
        check("1572631153273", "2019-11-01T17:59:13.273Z");
        check("1572631153273932", "2019-11-01T17:59:13.273932Z");
        check("1572631153273932000", "2019-11-01T17:59:13.273932Z");
        check("19970101", "1997-01-01T00:00:00Z");
        check("20240131123005", "2024-01-31T12:30:05Z");
        check("202401311230", "2024-01-31T12:30:00Z");
    }

    #[test]
    fn what_is_no_timestamp() {
        refuse(&[
            "", "yesterday", "2024-02-30", "2024-13-01 00:00:00", "2024-01-01 25:00:00", "12", "2024", "1/2",
            "2023-02-29",
        ]);
        refuse(&["2024-01-01 10:00:00 soon", "99/99/2024", "2024-01-01T10:00:00+99:00", "1.5", "-", "10:30"]);
    }

    #[test]
    fn questions_name_instants_in_iso_only() {
        let of = |text| iso(text).map(|parsed| (Timestamp(parsed.micros).to_iso(), parsed.is_instant));
        let day = |is_instant| Some(("2024-05-01T00:00:00Z".to_owned(), is_instant));
        for text in ["2024-05-01", " 2024-05-01T00:00", "2024-05-01T00:00:00", "2024-05-01 00:00:00.000"] {
            assert_eq!(of(text), day(false), "{text}");
        }
        for text in ["2024-05-01T00:00Z", "2024-05-01T08:00:00+08:00", "2024-04-30T20:00:00-04:00"] {
            assert_eq!(of(text), day(true), "{text}");
        }
        for text in ["", "soon", "20240501", "1714521600", "01/05/2024", "2024-5-1", "2024-05-32", "2024-05-01T25:00"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn patterns_are_told() {
        let of = |text: &str| {
            describe(text.as_bytes(), &TimestampParser::for_column(std::iter::once(text.as_bytes()), None))
        };
        assert_eq!(of("2019-11-01 17:59:13.273932"), "YYYY-MM-DD hh:mm:ss.ffffff");
        assert_eq!(of("2019-11-01T17:59:13Z"), "YYYY-MM-DDThh:mm:ssZ");
        assert_eq!(of("2011-10-11 13:42:22.688000+02:00"), "YYYY-MM-DD hh:mm:ss.ffffff±hh:mm");
        assert_eq!(of("1572631153273"), "epoch milliseconds");
        assert_eq!(of("19970101"), "YYYYMMDD");
        assert_eq!(of("1/2/2024 8:05"), "D/M/YYYY h:mm");
    }
}
