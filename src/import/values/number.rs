//! Numbers as people write them: `1,234.50`, `1.234,50 €`, `¥1,234`, `(12.00)`, `12 %`.
//!
//! A column decides once how it is to be read ([`NumberStyle::of_column`]). Where no value tells whether `1.234` is
//! one and a bit or a thousand and more, the point is taken for the decimal mark and the style says so.

use serde::{Deserialize, Serialize};

use crate::event_log::Dictionary;

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DecimalMark {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
}

/// How the numbers of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NumberStyle {
    /// What stands before the decimals; the other mark separates thousands.
    pub decimal: DecimalMark,
    /// No value tells, or they contradict each other: `1.234` or `1,234` could be read the other way too.
    pub ambiguous: bool,
}

/// What one value says of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    /// One mark with three digits behind it, read as a decimal mark or between thousands.
    Either(char),
    Decimal(DecimalMark),
}

impl NumberStyle {
    /// The style of a column with these values.
    ///
    /// A value with both marks tells by its last one; one with several of a kind, that this one separates thousands;
    /// one with a single mark and other than three digits behind it, that this is the decimal mark. Most of those that
    /// tell decide. Commas alone that all have three digits behind them separate thousands: as decimals they would be a
    /// coincidence beyond the first few values.
    pub fn of_column<'a>(values: impl Iterator<Item = &'a str>) -> NumberStyle {
        let (mut points, mut commas) = (0_u32, 0_u32);
        let (mut for_point, mut for_comma) = (0_u32, 0_u32);
        for value in values {
            match cleaned(value).map_or(Told::Nothing, |number| told(&number.digits)) {
                Told::Decimal(DecimalMark::Point) => for_point += 1,
                Told::Decimal(DecimalMark::Comma) => for_comma += 1,
                Told::Either('.') => points += 1,
                Told::Either(_) => commas += 1,
                Told::Nothing => {}
            }
        }
        if for_point + for_comma > 0 {
            let decimal = if for_comma > for_point { DecimalMark::Comma } else { DecimalMark::Point };
            return NumberStyle { decimal, ambiguous: for_point > 0 && for_comma > 0 };
        }
        match (points, commas) {
            (0, 0) => NumberStyle::default(),
            // Both as single marks: neither can be told.
            (0, _) => NumberStyle { decimal: DecimalMark::Point, ambiguous: commas < 3 },
            _ => NumberStyle { decimal: DecimalMark::Point, ambiguous: true },
        }
    }

    /// The style of a dictionary's texts, by which its numbers are read from now on.
    pub fn settle(dictionary: &Dictionary) -> NumberStyle {
        let texts = || (0..dictionary.len() as u32).map(|code| dictionary.text(code));
        let style = NumberStyle::of_column(texts());
        dictionary.read_numbers(|text| style.parse(text).unwrap_or(f64::NAN));
        style
    }

    /// The number that a text is; `None` for one that is none.
    ///
    /// Currency signs and codes, blanks, and a percent sign are dropped (`12 %` is 12); parentheses and a minus behind
    /// make it negative.
    pub fn parse(self, text: &str) -> Option<f64> {
        let number = cleaned(text)?;
        let (decimal, thousands) = match self.decimal {
            DecimalMark::Point => ('.', ','),
            DecimalMark::Comma => (',', '.'),
        };
        let (whole, fraction) = match number.digits.split_once(decimal) {
            Some((whole, fraction)) => (whole, fraction),
            None => (number.digits.as_str(), ""),
        };
        if fraction.contains([thousands, decimal]) || !is_grouped(whole, thousands) {
            return None;
        }
        let plain = format!("{}.{fraction}{}", whole.replace(thousands, ""), number.exponent);
        let size: f64 = if plain.starts_with('.') { format!("0{plain}") } else { plain }.parse().ok()?;
        size.is_finite().then_some(if number.negative { -size } else { size })
    }
}

/// A number's digits and marks alone.
struct Cleaned {
    digits: String,
    exponent: String,
    negative: bool,
}

/// A number without signs, currency and blanks; `None` for what is none.
fn cleaned(text: &str) -> Option<Cleaned> {
    let text = text.trim();
    let (mut text, mut negative) = match text.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')) {
        Some(inside) => (inside, true),
        None => (text, false),
    };
    // Signs and currency may stand in any order, before and behind: -€5, €-5, 5€-, 5.00 EUR.
    loop {
        let before = text.len();
        text = text.trim();
        for sign in ['-', '−', '－'] {
            if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
                (text, negative) = (rest, true);
            }
        }
        text = text.strip_prefix('+').unwrap_or(text);
        text = text.trim_matches(is_currency).trim_end_matches(['%', '％', '元']);
        text = without_code(text);
        if text.len() == before {
            break;
        }
    }
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) if text[at + 1..].parse::<i32>().is_ok() => (&text[..at], &text[at..]),
        _ => (text, ""),
    };
    let digits: String =
        mantissa.chars().filter(|letter| !matches!(letter, ' ' | '\u{A0}' | '\u{202F}' | '\'' | '’')).collect();
    let is_number = digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    is_number.then(|| Cleaned { digits, exponent: exponent.to_owned(), negative })
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '$' | '€' | '£' | '¥' | '￥' | '₹' | '₽' | '₩' | '₺' | '₫' | '฿' | '¢' | '＄')
}

/// Without a code of three capital letters (`EUR`, `CNY`), `RMB` or `kr` before or behind.
fn without_code(text: &str) -> &str {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let behind = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let code = &text[behind.len()..];
    if !behind.is_empty() && (is_code(code) || code == "kr") {
        return behind;
    }
    let before = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let code = &text[..text.len() - before.len()];
    if !before.is_empty() && (is_code(code) || code == "kr") { before } else { text }
}

/// Whether thousands are separated as they should be, or not at all. Indian numbers have groups of two.
fn is_grouped(whole: &str, thousands: char) -> bool {
    let mut groups = whole.split(thousands);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let Some((last, between)) = rest.split_last() else { return true };
    (1..=3).contains(&first.len()) && last.len() == 3 && between.iter().all(|group| matches!(group.len(), 2 | 3))
}

fn told(digits: &str) -> Told {
    let count = |mark: char| digits.matches(mark).count();
    let decimal = |mark: char| if mark == '.' { DecimalMark::Point } else { DecimalMark::Comma };
    match (count('.'), count(',')) {
        (0, 0) => Told::Nothing,
        (1, 0) | (0, 1) => {
            let mark = if digits.contains('.') { '.' } else { ',' };
            let (whole, fraction) = digits.split_once(mark).unwrap_or_default();
            let may_be_thousands = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            if may_be_thousands { Told::Either(mark) } else { Told::Decimal(decimal(mark)) }
        }
        (_, 0) => Told::Decimal(DecimalMark::Comma),
        (0, _) => Told::Decimal(DecimalMark::Point),
        _ => Told::Decimal(if digits.rfind('.') > digits.rfind(',') { DecimalMark::Point } else { DecimalMark::Comma }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[&str], decimal: DecimalMark, ambiguous: bool, numbers: &[f64]) {
        let style = NumberStyle::of_column(values.iter().copied());
        assert_eq!(style, NumberStyle { decimal, ambiguous }, "{values:?}");
        let read: Vec<Option<f64>> = values.iter().map(|value| style.parse(value)).collect();
        assert_eq!(read, numbers.iter().copied().map(Some).collect::<Vec<_>>(), "{values:?}");
    }

    #[test]
    fn a_column_decides_what_its_marks_mean() {
        check(&["1,234.50", "12"], DecimalMark::Point, false, &[1234.5, 12.0]);
        check(&["1.234", "29,85"], DecimalMark::Comma, false, &[1234.0, 29.85]);
        check(&["1.234.567"], DecimalMark::Comma, false, &[1_234_567.0]);
        check(&["1.234"], DecimalMark::Point, true, &[1.234]);
        check(&["1,234"], DecimalMark::Point, true, &[1234.0]);
        check(&["1,234", "2,500", "7,000"], DecimalMark::Point, false, &[1234.0, 2500.0, 7000.0]);
        check(&["0.234"], DecimalMark::Point, false, &[0.234]);
        check(&["12,34,567.5"], DecimalMark::Point, false, &[1_234_567.5]);
    }

    #[test]
    fn currencies_signs_and_blanks() {
        check(
            &["$1,234.50", "-€5.00", "(12.00)", "5.00 EUR", "¥ 3.10", "5.5-", "USD 7.25"],
            DecimalMark::Point,
            false,
            &[1234.5, -5.0, -12.0, 5.0, 3.1, -5.5, 7.25],
        );
        check(&["1 234,50 €", "1\u{202F}000,00", "199,00 kr"], DecimalMark::Comma, false, &[1234.5, 1000.0, 199.0]);
        check(
            &["199.00元", "￥20.5", "12.5%", "1e3", "-5"],
            DecimalMark::Point,
            false,
            &[199.0, 20.5, 12.5, 1000.0, -5.0],
        );
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "NA", "twelve", "1,2,3", "2024-01-01", "12:30", "1.2.3.4", "$", "--", "abc5", "1,23.4"] {
            assert_eq!(NumberStyle::default().parse(text), None, "{text}");
        }
    }
}
