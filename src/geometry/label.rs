//! How wide a text is, and what of it fits.
//!
//! Estimated from the kind of each letter, not measured: the same in a test, in the page and in an exported picture.
//! The estimate is for the usual sans-serif fonts and leans to the wide side.

const ELLIPSIS: char = '…';

/// About how wide the text is at a font size, in the unit of the font size.
pub fn width(text: &str, font_size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * font_size
}

/// The text, or its beginning with "…" where it is wider than `limit`.
pub fn fit(text: &str, limit: f64, font_size: f64) -> String {
    if width(text, font_size) <= limit {
        return text.to_owned();
    }
    let mut room = limit / font_size - advance(ELLIPSIS);
    let mut kept = String::new();
    for letter in text.chars() {
        room -= advance(letter);
        if room < 0.0 {
            break;
        }
        kept.push(letter);
    }
    let mut kept = kept.trim_end().to_owned();
    kept.push(ELLIPSIS);
    kept
}

/// The text in at most `lines` lines, each no wider than `limit`; broken at spaces, underscores and hyphens where
/// possible, anywhere else, and cut with "…" at the end.
pub fn wrap(text: &str, limit: f64, font_size: f64, lines: usize) -> Vec<String> {
    let mut rest = text.trim();
    let mut wrapped = Vec::new();
    while !rest.is_empty() && wrapped.len() + 1 < lines && width(rest, font_size) > limit {
        let end = line_end(rest, limit / font_size);
        wrapped.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() && lines > 0 {
        wrapped.push(fit(rest, limit, font_size));
    }
    wrapped
}

/// Where the first line ends, in bytes; at least one letter is taken.
fn line_end(text: &str, room: f64) -> usize {
    let (mut used, mut last_break, mut end) = (0.0, None, 0);
    for (at, letter) in text.char_indices() {
        used += advance(letter);
        if used > room && end > 0 {
            return match last_break {
                // A break very early in the line would waste it.
                Some(position) if position * 3 >= end => position,
                _ => end,
            };
        }
        end = at + letter.len_utf8();
        if matches!(letter, ' ' | '_' | '-' | '/' | '.' | '·') {
            last_break = Some(end);
        }
    }
    end
}

/// Width of a letter in em.
fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.3,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.95,
        'A'..='Z' => 0.7,
        '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' => 0.0,
        // Hangul, CJK, kana, full-width forms, emoji.
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 1.0,
        _ => 0.61,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(fit("cart", 100.0, 12.0), "cart");
        assert_eq!(fit("", 0.0, 12.0), "");
    }

    #[test]
    fn what_does_not_is_cut_within_the_limit() {
        for text in ["payment_confirmation_page_version_two", "提交订单并选择支付方式之后的确认页面"]
        {
            let cut = fit(text, 90.0, 12.0);
            assert!(cut.ends_with('…') && width(&cut, 12.0) <= 90.0, "{cut}");
        }
    }

    #[test]
    fn lines_break_where_words_do() {
        assert_eq!(wrap("payment_choice confirmed", 95.0, 12.0, 3), ["payment_", "choice", "confirmed"]);
        assert_eq!(wrap("main", 95.0, 12.0, 2), ["main"]);
        let lines = wrap("选择支付方式之后的确认页面再次打开了一次", 60.0, 12.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(wrap("x", 1.0, 12.0, 2).iter().all(|line| !line.is_empty()));
    }
}
