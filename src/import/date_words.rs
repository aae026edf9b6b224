//! Timestamps with the month in words → the layout that [`super::timestamp`] reads.
//!
//! `Thu, 25 Sep 2003 10:49:41 -0300` (RFC 5322), `Sep 25 10:49:41 2003` (asctime), `25/Sep/2003:10:49:41 -0300`
//! (Apache), `September 25th, 2003 at 10:49 am`, `25-Sep-03`. English names only. Zones by name other than UTC and GMT
//! are refused unless the offset stands beside them: `CST` is five zones.

const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The parts of a timestamp, as they are found.
#[derive(Default)]
struct Parts<'t> {
    year: Option<u32>,
    month: Option<usize>,
    day: Option<u32>,
    time: Option<&'t str>,
    half: &'static str,
    offset: &'t str,
}

/// `YYYY-MM-DD hh:mm:ss AM ±hh:mm` of a timestamp in words, with the time as it stands there; `None` if it is none.
pub(super) fn rewritten(text: &str) -> Option<String> {
    // Most texts that come here have no letters at all.
    if text.len() > 80 || !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut parts = Parts::default();
    for word in text.split([' ', ',', '\u{A0}']) {
        // What stands in brackets only names the zone of the offset before it.
        if word.starts_with('(') && !parts.offset.is_empty() {
            break;
        }
        parts.take(word)?;
    }
    let (year, month, day) = (parts.year?, parts.month?, parts.day?);
    let time = parts.time.unwrap_or_default();
    if time.is_empty() && !(parts.half.is_empty() && parts.offset.is_empty()) {
        return None;
    }
    Some(format!("{year:04}-{month:02}-{day:02} {time}{}{}", parts.half, parts.offset))
}

impl<'t> Parts<'t> {
    fn take(&mut self, word: &'t str) -> Option<()> {
        let bare = word.trim_end_matches('.');
        if bare.is_empty() || ["at", "on", "of", "T"].iter().any(|known| known.eq_ignore_ascii_case(bare)) {
            return Some(());
        }
        if weekday(bare) && self.time.is_none() || self.is_month(bare) {
            return Some(());
        }
        if let Some(half) = half(bare) {
            return self.set_half(half);
        }
        let is_offset = word.starts_with(['+', '-']) && self.time.is_some();
        if is_offset {
            return self.set_offset(word);
        }
        if let Some(named) = ["UTC", "GMT"].iter().find_map(|name| word.strip_prefix(name)) {
            return match named {
                // After an offset the name adds nothing.
                "" if !self.offset.is_empty() => Some(()),
                "" => self.set_offset("Z"),
                named => self.set_offset(named),
            };
        }
        if word.bytes().any(|byte| byte.is_ascii_alphabetic()) && word.contains(['-', '/']) {
            return self.take_joined(word);
        }
        if word.contains(':') {
            return self.set_time(word);
        }
        self.take_number(word)
    }

    /// `25-Sep-03`, `2003-Sep-25` or `25/Sep/2003:10:49:41`.
    fn take_joined(&mut self, word: &'t str) -> Option<()> {
        let (date, time) = word.split_once(':').map_or((word, None), |(date, time)| (date, Some(time)));
        for part in date.split(['-', '/']) {
            if !self.is_month(part) {
                self.take_number(part)?;
            }
        }
        time.map_or(Some(()), |time| self.set_time(time))
    }

    fn is_month(&mut self, word: &str) -> bool {
        if self.month.is_some() || !(3..=9).contains(&word.len()) {
            return false;
        }
        let word = word.to_ascii_lowercase();
        self.month = MONTHS.iter().position(|month| *month == word || short(&word, month)).map(|month| month + 1);
        self.month.is_some()
    }

    fn set_time(&mut self, word: &'t str) -> Option<()> {
        let end = word.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(word.len());
        let (time, rest) = word.split_at(end);
        if self.time.replace(time).is_some() || !time.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        match rest.trim_end_matches('.') {
            "" => Some(()),
            "Z" | "z" => self.set_offset("Z"),
            rest => self.set_half(half(rest)?),
        }
    }

    fn set_half(&mut self, half: &'static str) -> Option<()> {
        (self.half.is_empty() && self.time.is_some()).then(|| self.half = half)
    }

    fn set_offset(&mut self, offset: &'t str) -> Option<()> {
        (self.offset.is_empty() && self.time.is_some()).then(|| self.offset = offset)
    }

    /// A day or a year: whichever is missing, unless its digits tell.
    fn take_number(&mut self, word: &str) -> Option<()> {
        let is_short_year = word.starts_with('\'');
        let digits = word.trim_start_matches('\'');
        let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, ending) = digits.split_at(end);
        let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|known| known.eq_ignore_ascii_case(ending));
        if !ending.trim_end_matches('.').is_empty() && !is_ordinal {
            return None;
        }
        let number: u32 = digits.parse().ok()?;
        let place = match digits.len() {
            4 => &mut self.year,
            1 | 2 if self.day.is_none() && !is_short_year => &mut self.day,
            2 if !is_ordinal => {
                let year = if number >= 70 { 1900 + number } else { 2000 + number };
                return self.year.replace(year).is_none().then_some(());
            }
            _ => return None,
        };
        place.replace(number).is_none().then_some(())
    }
}

/// Whether a word shortens a name: its first three letters or more, all but the last, as in `Sept` and `Thurs`.
fn short(word: &str, name: &str) -> bool {
    word.len() == 3 && name.starts_with(word) || word == "sept" && name == "september"
}

fn weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["tues", "thur", "thurs"].contains(&word.as_str()) || WEEKDAYS.iter().any(|day| *day == word || short(&word, day))
}

fn half(word: &str) -> Option<&'static str> {
    let halves = [("am", " AM "), ("a.m", " AM "), ("pm", " PM "), ("p.m", " PM ")];
    halves.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, half)| half)
}

/// What a timestamp in words is written like, for people: `MMM D, YYYY h:mm:ss AM`.
pub(super) fn describe(text: &str) -> String {
    let mut pattern = String::new();
    let mut clock = ['h', 'm', 's', 'f'].into_iter();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |letter: char| {
            letter.is_ascii_digit() == first.is_ascii_digit()
                && letter.is_ascii_alphabetic() == first.is_ascii_alphabetic()
        };
        let (run, after) = rest.split_at(rest.find(|letter| !same(letter)).unwrap_or(rest.len()));
        rest = after;
        let in_clock = rest.starts_with(':') && run.len() < 3 || clock.len() < 4;
        if !first.is_ascii_digit() {
            let is_month = Parts::default().is_month(run);
            pattern.push_str(match (is_month, weekday(run)) {
                (true, _) if run.len() == 3 => "MMM",
                (true, _) => "MMMM",
                (false, true) => "ddd",
                (false, false) => run,
            });
        } else if run.len() == 4 && !pattern.ends_with(['+', '-']) {
            pattern.push_str("YYYY");
        } else if in_clock {
            let letter = clock.next().unwrap_or('z');
            pattern.extend(std::iter::repeat_n(letter, run.len()));
        } else {
            let letter = if pattern.contains('D') { 'Y' } else { 'D' };
            pattern.extend(std::iter::repeat_n(letter, run.len()));
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_words() {
        for (text, expected) in [
            ("Thu, 25 Sep 2003 10:49:41 -0300", "2003-09-25 10:49:41-0300"),
            ("Thu May  8 17:57:51 2009", "2009-05-08 17:57:51"),
            ("Mon Jan 02 15:04:05 -0700 2006", "2006-01-02 15:04:05-0700"),
            ("06/May/2008:08:11:17 -0700", "2008-05-06 08:11:17-0700"),
            ("May 1st, 2012 at 10:09am UTC-08", "2012-05-01 10:09 AM -08"),
            ("Aug. 9, 2012 2:57 p.m.", "2012-08-09 2:57 PM "),
            ("07-Feb-04 09:07:07 GMT", "2004-02-07 09:07:07Z"),
            ("Fri Jul 03 2015 18:04:07 GMT+0100 (GMT Daylight Time)", "2015-07-03 18:04:07+0100"),
            ("oct 7, '70", "1970-10-07 "),
        ] {
            assert_eq!(rewritten(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_words() {
        for text in [
            "", "May", "May 2012", "12 of 13", "Sep 10:36:28", "Thu May 08 17:57:51 PST 2009", "may 1 2012 2013",
            "march on 3 4 5", "1 Mai 2012", "May 8, 2009 PM", "2024-01-01 10:00 soon", "Jan 1 2020 10:00 11:00",
        ] {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }

    #[test]
    fn patterns() {
        assert_eq!(describe("Feb 8, 2009 5:57:51 AM"), "MMM D, YYYY h:mm:ss AM");
        assert_eq!(describe("Thu, 25 Sep 2003 10:49:41 GMT"), "ddd, DD MMM YYYY hh:mm:ss GMT");
        assert_eq!(describe("7-September-04"), "D-MMMM-YY");
    }
}
