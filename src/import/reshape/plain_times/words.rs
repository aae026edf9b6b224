//! One timestamp as people write it → the layout that [`crate::import::timestamp`] reads.
//!
//! `Thu, 25 Sep 2003 10:49:41 -0300` (RFC 5322), `Sep 25 10:49:41 2003` (asctime), `25/Sep/2003:10:49:41 -0300`
//! (Apache), `September 25th, 2003 at 10:49 am`, `25-Sep-03`, `le 11 décembre 2014 à 9h30`, `18.10.14 um 22:56 Uhr`,
//! `2016年9月14日(水) 下午8:00`, `2009-W53-7`, `2009-365`. Zones by name other than UTC and GMT are refused unless the
//! offset stands beside them: `CST` is five zones. So is what has no year, and a month of which the day could as well be
//! the year. What can be day or month stays so: the column decides.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::names::{folded, is_particle, is_weekday, month};

/// The parts of a timestamp, as they are found.
#[derive(Default)]
struct Parts {
    /// A date in numbers, as it stands.
    date: Option<String>,
    month: Option<u32>,
    /// How many numbers stand before the month.
    numbers_before_month: usize,
    /// Days and years.
    numbers: Vec<String>,
    time: Option<String>,
    half: &'static str,
    offset: String,
}

/// `YYYY-MM-DD hh:mm:ss AM ±hh:mm` of a timestamp in another layout, with the time as it stands there; `None` if it is
/// none.
pub(super) fn rewritten(text: &str) -> Option<String> {
    if text.len() > 80 || !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return None;
    }
    let text = folded(text);
    let text = with_latin_signs(text.trim());
    if let Some(date) = of_week_or_year(&text) {
        return Some(date);
    }
    let mut parts = Parts::default();
    for word in closed_up(&text).split([' ', ',', '|', '@', '[', ']']) {
        // What stands in brackets only names the zone of the offset before it, and what Go's clock adds is none.
        if (word.starts_with('(') || word.starts_with("m=")) && !parts.offset.is_empty() {
            break;
        }
        parts.take(word)?;
    }
    parts.written()
}

impl Parts {
    fn written(self) -> Option<String> {
        let date = match (self.date, self.month) {
            (Some(date), None) if self.numbers.is_empty() => date,
            (None, Some(month)) => {
                let (year, day) = year_and_day(&self.numbers, self.numbers_before_month)?;
                format!("{year:04}-{month:02}-{day:02}")
            }
            (None, None) => match self.numbers.as_slice() {
                [year, month, day] if year.len() == 4 => format!("{year}-{month}-{day}"),
                [first, second, year] if year.len() == 4 => format!("{first}/{second}/{year}"),
                _ => return None,
            },
            _ => return None,
        };
        match self.time {
            Some(time) => Some(format!("{date} {time}{}{}", self.half, self.offset)),
            None if self.half.is_empty() && self.offset.is_empty() => Some(date),
            None => None,
        }
    }

    fn take(&mut self, word: &str) -> Option<()> {
        let bare = word.trim_end_matches('.');
        if bare.is_empty() || bare == "-" {
            return Some(());
        }
        if let Some(half) = half(bare) {
            return self.set_half(half);
        }
        if bare.chars().all(char::is_alphabetic) || bare.contains("-feira") {
            return self.take_name(bare);
        }
        if word.starts_with(['+', '-']) && self.time.is_some() {
            return self.set_offset(word);
        }
        // A zone's name before its offset.
        let letters = bare.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or_default();
        if letters >= 3 && bare[letters..].starts_with(['+', '-']) && self.time.is_some() {
            return self.set_offset(&bare[letters..]);
        }
        if bare.contains(['-', '/', '.']) && bare.chars().any(char::is_alphabetic) && self.take_joined(bare).is_some() {
            return Some(());
        }
        if is_date(bare) && self.date.is_none() && self.month.is_none() {
            self.date = Some(bare.replacen(':', "-", 2));
            return Some(());
        }
        if let Some(time) = time(bare, self.date.is_some() || self.month.is_some()) {
            return self.set_time(&time);
        }
        self.take_number(bare)
    }

    fn take_name(&mut self, word: &str) -> Option<()> {
        match word {
            "utc" | "gmt" | "z" if self.time.is_some() => {
                // After an offset the name adds nothing.
                return if self.offset.is_empty() { self.set_offset("Z") } else { Some(()) };
            }
            "noon" => return self.set_time("12:00"),
            "midnight" => return self.set_time("00:00"),
            _ => {}
        }
        if self.set_month(word) || is_particle(word) || is_weekday(word) {
            return Some(());
        }
        // The name of a zone, after its offset.
        let is_zone = (2..=5).contains(&word.len()) && word.is_ascii() && self.offset.len() > 1;
        is_zone.then_some(())
    }

    /// `25-Sep-03`, `2003-Sep-25`, `08.Haziran.2014` or `25/Sep/2003:10:49:41`.
    fn take_joined(&mut self, word: &str) -> Option<()> {
        let (date, time) = word.split_once(':').map_or((word, None), |(date, time)| (date, Some(time)));
        if self.month.is_some() {
            return None;
        }
        for part in date.split(['-', '/', '.']).filter(|part| !part.is_empty()) {
            if !self.set_month(part) {
                self.take_number(part)?;
            }
        }
        self.month?;
        time.map_or(Some(()), |time| self.set_time(time))
    }

    fn set_month(&mut self, word: &str) -> bool {
        let Some(month) = month(word) else { return false };
        // `mar` is a Tuesday where a month follows.
        let is_weekday_before = self.month == Some(3) && self.numbers_before_month == 0 && self.numbers.len() <= 1;
        if self.month.is_some() && !is_weekday_before {
            return false;
        }
        self.month = Some(month);
        self.numbers_before_month = self.numbers.len();
        true
    }

    fn set_time(&mut self, time: &str) -> Option<()> {
        let end = time.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(time.len());
        let (clock, rest) = time.split_at(end);
        if self.time.is_some() || !clock.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        self.time = Some(clock.to_owned());
        match rest.trim_end_matches('.') {
            "" => Some(()),
            "z" => self.set_offset("Z"),
            rest => self.set_half(half(rest)?),
        }
    }

    fn set_half(&mut self, half: &'static str) -> Option<()> {
        self.half.is_empty().then(|| self.half = half)
    }

    fn set_offset(&mut self, offset: &str) -> Option<()> {
        (self.offset.is_empty() && self.time.is_some()).then(|| self.offset = offset.to_owned())
    }

    /// A day or a year, perhaps with the ending of an ordinal.
    fn take_number(&mut self, word: &str) -> Option<()> {
        let is_short_year = word.starts_with('\'');
        let digits = word.trim_start_matches('\'');
        let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, ending) = digits.split_at(end);
        let is_known = ["", "st", "nd", "rd", "th", "er", "e", "º", "ª", "г", "г."].contains(&ending);
        if !is_known || !matches!(digits.len(), 1 | 2 | 4) || self.numbers.len() > 2 {
            return None;
        }
        self.numbers.push(if is_short_year { century(digits)?.to_string() } else { digits.to_owned() });
        Some(())
    }
}

/// Which of two numbers beside a month is the year. Two digits are one only behind the day and the month.
fn year_and_day(numbers: &[String], before_month: usize) -> Option<(u32, u32)> {
    let [first, second] = numbers else { return None };
    let (year, day) = match (first.len(), second.len()) {
        (4, 1 | 2) => (first.parse().ok()?, second),
        (1 | 2, 4) => (second.parse().ok()?, first),
        (1 | 2, 2) if before_month < 2 => (century(second)?, first),
        _ => return None,
    };
    Some((year, day.parse().ok()?))
}

/// The year of two digits: 1970 to 2069.
fn century(digits: &str) -> Option<u32> {
    let year: u32 = digits.parse().ok()?;
    Some(if year >= 70 { 1900 + year } else { 2000 + year })
}

/// Three numbers joined by one sign, or two of them by colons and the rest a year in front.
fn is_date(word: &str) -> bool {
    let are_numbers = |sign: char| {
        let mut parts = word.split(sign);
        let all = parts.clone().count() == 3 && parts.all(|part| matches!(part.len(), 1 | 2 | 4) && is_number(part));
        all && (sign != ':' || word.find(':') == Some(4))
    };
    ['-', '/', '.', ':'].into_iter().any(are_numbers)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A time of day with colons: of `10:49`, `10:49pm`, `10h49`, `10h49m30s`, and, `after_date`, of `10.49`.
fn time(word: &str, after_date: bool) -> Option<String> {
    let (hour, rest) = word.split_at(word.find(|letter: char| !letter.is_ascii_digit())?);
    if !matches!(hour.len(), 1 | 2) {
        return None;
    }
    if let Some(rest) = rest.strip_prefix('h') {
        let minute_second = rest.trim_end_matches(['s', '.']).replace("min", ":").replace(['m', '\''], ":");
        let minute_second = minute_second.trim_end_matches(':');
        return Some(if minute_second.is_empty() { format!("{hour}:00") } else { format!("{hour}:{minute_second}") });
    }
    match rest.as_bytes() {
        [b':', ..] => Some(word.to_owned()),
        [b'.', b'0'..=b'9', b'0'..=b'9'] if after_date => Some(format!("{hour}:{}", &rest[1..])),
        [b'a' | b'p', ..] if after_date => half(rest).map(|_| format!("{hour}:00{rest}")),
        _ => None,
    }
}

fn half(word: &str) -> Option<&'static str> {
    match word {
        "am" | "a.m" | "ap" => Some(" AM "),
        "pm" | "p.m" | "ip" => Some(" PM "),
        _ => None,
    }
}

/// `12 . 5 . 2020` and `12. 5. 2020` as `12.5.2020`.
fn closed_up(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let next = text[at..].trim_start_matches(' ');
        let word = out.rsplit(' ').next().unwrap_or_default();
        // Behind the day or the month.
        let is_open = word.ends_with('.') && word.split('.').count() <= 3 && is_number(&word.replace('.', ""));
        let goes_on = is_open && next.starts_with(|letter: char| letter.is_ascii_digit());
        if letter != ' ' || !(goes_on || next.starts_with('.')) {
            out.push(letter);
        }
    }
    out
}

/// Chinese, Japanese and Korean dates with the signs and halves of the day that others use.
fn with_latin_signs(text: &str) -> String {
    if !text.contains(['年', '년', '时', '時', '点', '点', '月', '시', '午', '오', '晚', '早', '晨']) {
        return text.to_owned();
    }
    let mut text = text.replace("星期天", " ").replace("曜日", "曜");
    for (half, names) in
        [(" am", ["上午", "凌晨", "早上", "午前", "오전"].as_slice()), (" pm", &["下午", "晚上", "晚", "午後", "오후"])]
    {
        for name in names {
            // The half of the day stands before the time.
            // Twelve at night is midnight, and no half of these.
            let halved = |(_, after): &(&str, &str)| !(name.starts_with('晚') && after.trim().starts_with("12"));
            if let Some((before, after)) = text.clone().split_once(name).filter(halved) {
                text = format!("{} {}{half}", before.trim_end(), after.trim());
            }
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '年' | '년' | '月' | '월' => {
                while letters.next_if_eq(&' ').is_some() {}
                out.push('-');
            }
            '日' | '号' | '號' | '일' => out.push(' '),
            '时' | '時' | '点' | '點' | '시' => {
                while letters.next_if_eq(&' ').is_some() {}
                let goes_on = letters.peek().is_some_and(char::is_ascii_digit);
                out.push_str(if goes_on { ":" } else { ":00 " });
            }
            '分' | '분' => {
                while letters.next_if_eq(&' ').is_some() {}
                let goes_on = letters.peek().is_some_and(char::is_ascii_digit);
                out.push(if goes_on { ':' } else { ' ' });
            }
            '秒' | '초' => out.push(' '),
            '星' | '周' | '週' | '礼' => {
                // The weekday: one more letter, or two after 星期 and 礼拜.
                letters.next();
                if matches!(letter, '星' | '礼') {
                    letters.next();
                }
                out.push(' ');
            }
            '(' => {
                while letters.next().is_some_and(|letter| letter != ')') {}
                out.push(' ');
            }
            '曜' => {
                out.pop();
                out.push(' ');
            }
            letter => out.push(letter),
        }
    }
    out
}

/// The date of a week's day or of a year's day (ISO 8601), and midnight's offset behind a date: `2009-W53-7`,
/// `2009W537`, `2009-365`, `2020-07-20+08:00`; and what is behind its hour alone, `2009-12-31T10`.
fn of_week_or_year(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4).filter(|(year, _)| is_number(year))?;
    let number: i16 = year.parse().ok()?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    if let Some(week) = rest.strip_prefix('w') {
        let week = week.replacen('-', "", 1);
        let (week, day) = week.split_at_checked(2)?;
        let (day, time) = day.split_at_checked(1)?;
        let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
        let date = ISOWeekDate::new(number, week.parse().ok()?, weekday).ok()?.date();
        return Some(format!("{date}{}", clock_after(time)?));
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 3 && text.as_bytes().get(4) == Some(&b'-') {
        let (day, time) = rest.split_at(3);
        let date = Date::new(number, 1, 1).ok()?.with().day_of_year(day.parse().ok()?).build().ok()?;
        return Some(format!("{date}{}", clock_after(time)?));
    }
    let (date, rest) = text.split_at_checked(10).filter(|(date, _)| is_date(date))?;
    match rest.as_bytes() {
        [b'+' | b'-', _, _, ..] => Some(format!("{date} 00:00{rest}")),
        [b't', hour @ ..] if hour.len() == 2 && is_number(&rest[1..]) => Some(format!("{date} {}:00", &rest[1..])),
        _ => None,
    }
}

/// The time behind a date, with a blank before it; empty where there is none.
fn clock_after(time: &str) -> Option<String> {
    match time.as_bytes() {
        [] => Some(String::new()),
        [b't' | b' ', clock @ ..] if !clock.is_empty() => Some(format!(" {}", time[1..].to_ascii_uppercase())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(rewritten(text).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn months_in_words() {
        check("Thu, 25 Sep 2003 10:49:41 -0300", "2003-09-25 10:49:41-0300");
        check("Thu May  8 17:57:51 2009", "2009-05-08 17:57:51");
        check("Mon Jan 02 15:04:05 -0700 2006", "2006-01-02 15:04:05-0700");
        check("06/May/2008:08:11:17 -0700", "2008-05-06 08:11:17-0700");
        check("May 1st, 2012 at 10:09am UTC-08", "2012-05-01 10:09 AM -08");
        check("Aug. 9, 2012 2:57 p.m.", "2012-08-09 2:57 PM ");
        check("07-Feb-04 09:07:07 GMT", "2004-02-07 09:07:07Z");
        check("Fri Jul 03 2015 18:04:07 GMT+0100 (GMT Daylight Time)", "2015-07-03 18:04:07+0100");
        check("oct 7, '70", "1970-10-07");
        check("Nov 1, 2019, 5:59:13\u{202F}PM", "2019-11-01 5:59:13 PM ");
    }

    #[test]
    fn other_languages() {
        check("Le 11 Décembre 2014 à 09:00", "2014-12-11 09:00");
        check("22 janvier 2015 à 14h40", "2015-01-22 14:40");
        check("mar. 5 mars 2024", "2024-03-05");
        check("18.10.14 um 22:56 Uhr", "18.10.14 22:56");
        check("12-Mär-2014", "2014-03-12");
        check("Miércoles 20 de Noviembre de 2013", "2013-11-20");
        check("sexta-feira, 10 de junho de 2014 14:52", "2014-06-10 14:52");
        check("1 maggio 2024", "2024-05-01");
        check("13 янв. 2005 г. 19:13", "2005-01-13 19:13");
        check("11. 12. 2014, 08:45:39", "11.12.2014 08:45:39");
        check("29.02.2020 13.12", "29.02.2020 13:12");
    }

    #[test]
    fn chinese_japanese_korean() {
        check("2016年9月14日晚8:00", "2016-9-14 8:00 PM ");
        check("2024年3月5日 星期二 下午2:30:05", "2024-3-5 2:30:05 PM ");
        check("2016年3月20日(日) 21時40分", "2016-3-20 21:40");
        check("2024年3月5日火曜日 午前9時", "2024-3-5 9:00 AM ");
        check("2014년 4월 8일 오후 2:30", "2014-4-8 2:30 PM ");
        check("2016年06月30日09时30分15秒", "2016-06-30 09:30:15");
    }

    #[test]
    fn weeks_days_and_zones() {
        check("2009-W53-7", "2010-01-03");
        check("2009W537T10:30Z", "2010-01-03 10:30Z");
        check("2024-060", "2024-02-29");
        check("2020-07-20+08:00", "2020-07-20 00:00+08:00");
        check("2003-09-25T10", "2003-09-25 10:00");
        check("2003 09 25", "2003-09-25");
        check("10 09 2003", "10/09/2003");
        check("2012:08:03 18:31:59", "2012-08-03 18:31:59");
    }

    #[test]
    fn what_is_no_timestamp() {
        for text in [
            "", "May", "May 2012", "12 of 13", "Sep 10:36:28", "Thu May 08 17:57:51 PST 2009", "may 1 2012 2013",
            "march on 3 4 5", "May 8, 2009 PM", "2024-01-01 10:00 soon", "Jan 1 2020 10:00 11:00", "2023-366",
            "2024-W60-1", "3 listopada 2024", "03 25 Sep", "Sale 10 May 2024", "客户 2024年", "order 2024-05-01",
            "4pm EDT", "1 a.m 20.07.2021",
        ] {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }
}
