//! Texts that a spreadsheet would run as formulas, and the apostrophe that makes them plain.
//!
//! A spreadsheet takes a field that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula, also when it is
//! quoted, and a formula can call programs or send data away. An apostrophe in front makes it text (OWASP, "CSV
//! Injection"); full-width signs are read as formulas by East Asian versions. Plain numbers such as `-5` are left alone.
//!
//! What is exported has that apostrophe, and what is imported loses it again. A text that begins with one of its own
//! before a formula gets a second one, so that nothing changes on the way there and back.

/// Whether an apostrophe must stand before the text.
pub fn needs_apostrophe(text: &str) -> bool {
    is_formula(text.trim_start_matches('\''))
}

/// The text without the apostrophe of [`needs_apostrophe`].
#[inline(always)]
pub fn without_apostrophe(field: &[u8]) -> &[u8] {
    if field.first() == Some(&b'\'') { strip(field) } else { field }
}

#[cold]
fn strip(field: &[u8]) -> &[u8] {
    let bare = &field[1..];
    match std::str::from_utf8(bare) {
        Ok(text) if needs_apostrophe(text) => bare,
        _ => field,
    }
}

/// Whether a spreadsheet might run the text. Blanks and invisible letters at the start do not hide a formula.
fn is_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let seen = text.trim_start_matches(|letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
    });
    seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_plain_number(text)
}

/// A sign, digits, a point, digits, and perhaps an exponent.
fn is_plain_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '+' | '-' | 'e' | 'E'))
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_apostrophe_comes_and_goes() {
        for text in ["=1+1", "'=1+1", "''@x", "-", "-5", "'-5", "'s-Hertogenbosch", "'", "''", "支付", "＝1", "\t=1"]
        {
            let written = if needs_apostrophe(text) { format!("'{text}") } else { text.to_owned() };
            assert_eq!(without_apostrophe(written.as_bytes()), text.as_bytes());
        }
        assert_eq!(without_apostrophe(b"'=\xff"), b"'=\xff", "no text, no formula");
    }
}
