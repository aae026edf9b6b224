//! Whether a text is written in Mac Cyrillic: read as that it looks more like words than in any other Cyrillic encoding.
//!
//! The lower-case letters are where windows-1251 has them; capitals and я are elsewhere, and come out there as signs, or as
//! capitals after small letters. So that is what is weighed, letter by letter.

use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_U, WINDOWS_1251, X_MAC_CYRILLIC};

/// The letters that make four fifths of Russian, Ukrainian and Bulgarian texts.
const COMMON: &str = "оеаинтсрвлкмдпуіяы";

/// Letters by which nothing can be said yet.
const FEW_LETTERS: usize = 20;

/// The least mean of a text that is words, and how much more that must be than in another encoding.
const LEAST: f64 = 1.5;
const LEAD: f64 = 0.05;

/// Whether a text with letters beyond ASCII is in Mac Cyrillic.
pub(super) fn is_mac_cyrillic(text: &[u8]) -> bool {
    let mean = mean_weight(text, X_MAC_CYRILLIC);
    let others = [WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5];
    mean > LEAST && others.iter().all(|other| mean > mean_weight(text, other) + LEAD)
}

/// How much the characters beyond ASCII look like words, from -2 to 2.
fn mean_weight(text: &[u8], encoding: &'static Encoding) -> f64 {
    let text = encoding.decode_without_bom_handling(text).0;
    let (mut sum, mut letters) = (0_i64, 0_usize);
    let mut before = ' ';
    for letter in text.chars() {
        if !letter.is_ascii() {
            letters += 1;
            sum += weight(before, letter);
        }
        before = letter;
    }
    if letters < FEW_LETTERS { 0.0 } else { sum as f64 / letters as f64 }
}

fn weight(before: char, letter: char) -> i64 {
    match letter {
        _ if COMMON.contains(letter) => 2,
        'а'..='я' => 1,
        'А'..='Я' if before.is_lowercase() => -2,
        'А'..='Я' => 1,
        // Letters of one language or another.
        _ if letter.is_alphabetic() => -1,
        _ if before.is_alphabetic() => -2,
        _ => 0,
    }
}
