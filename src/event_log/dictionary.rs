//! Distinct texts and their codes.

use std::cell::OnceCell;

use hashbrown::HashTable;

/// The code of a missing value, whose text is empty. Every dictionary has it.
pub const MISSING: u32 = 0;

/// The distinct texts of a column, by code.
#[derive(Clone, Debug)]
pub struct Dictionary {
    texts: String,
    /// Where each text ends in `texts`.
    ends: Vec<u32>,
    numbers: OnceCell<Vec<f64>>,
}

impl Dictionary {
    /// A dictionary of its texts, one after the other, and where each ends; the first is the missing one, which is empty.
    /// `None` where these do not fit together.
    pub fn from_parts(texts: String, ends: Vec<u32>) -> Option<Dictionary> {
        let fits = ends.first() == Some(&0)
            && ends.is_sorted()
            && ends.last().is_some_and(|&end| end as usize == texts.len())
            && ends.iter().all(|&end| texts.is_char_boundary(end as usize));
        fits.then_some(Dictionary { texts, ends, numbers: OnceCell::new() })
    }

    /// All texts, one after the other.
    pub fn texts(&self) -> &str {
        &self.texts
    }

    /// Where each text ends in [`Dictionary::texts`].
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// How many texts, the missing one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no text but the missing one.
    pub fn is_empty(&self) -> bool {
        self.ends.len() <= 1
    }

    /// The text of a code; empty for [`MISSING`].
    pub fn text(&self, code: u32) -> &str {
        let code = code as usize;
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.texts[start as usize..self.ends[code] as usize]
    }

    /// The code of a text, by search.
    pub fn code_of(&self, text: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&code| self.text(code) == text)
    }

    /// Reads the numbers of the texts in a way of its own; without effect once they were read.
    pub fn read_numbers(&self, read: impl Fn(&str) -> f64) {
        self.numbers.get_or_init(|| (0..self.len() as u32).map(|code| read(self.text(code))).collect());
    }

    /// The number that each text reads as, by code; NaN where it is none.
    pub fn numbers(&self) -> &[f64] {
        self.numbers.get_or_init(|| (0..self.len() as u32).map(|code| parse_number(self.text(code))).collect())
    }
}

/// A plain decimal number; NaN for anything else, also for infinities.
fn parse_number(text: &str) -> f64 {
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => number,
        _ => f64::NAN,
    }
}

/// Gives each distinct text a code, in the order of first sight; code 0 is the empty text.
///
/// # Why two tables
///
/// This is the hot path of reading. Ids, names and numbers mostly have 16 bytes or less: such a text is held in its
/// table entry itself, as two words, so that finding it touches one entry and compares two words. What is rare, a new
/// text, is kept out of the way: browsers compile small functions for speed sooner.
#[derive(Clone, Debug)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    short: HashTable<(Short, u32)>,
    /// Hash and code; the text is in `bytes`.
    long: HashTable<(u32, u32)>,
    /// The short text seen last of those that share the first bits of their hash: most columns have few texts.
    recent: Box<[(Short, u32); RECENT]>,
    has_broken_text: bool,
}

/// So many fit a processor's first cache for each of a dozen columns.
const RECENT: usize = 64;

/// A text of 1 to 16 bytes: its first and last 8 bytes (which overlap), and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Short {
    head: u64,
    tail: u64,
    length: u32,
}

impl Short {
    const NONE: Short = Short { head: 0, tail: 0, length: 0 };

    /// `None` if the text is longer.
    #[inline]
    fn of(text: &[u8]) -> Option<Short> {
        let length = text.len();
        let (head, tail) = match length {
            8..=16 => (u64::from_le_bytes(*text.first_chunk()?), u64::from_le_bytes(*text.last_chunk()?)),
            4..=7 => (u32::from_le_bytes(*text.first_chunk()?).into(), u32::from_le_bytes(*text.last_chunk()?).into()),
            1..=3 => {
                let ends = u64::from(text[0]) | u64::from(text[length - 1]) << 8;
                (ends | u64::from(text[length / 2]) << 16, 0)
            }
            _ => return None,
        };
        Some(Short { head, tail, length: length as u32 })
    }

    /// A multiplicative hash (Knuth, The Art of Computer Programming 3, 6.4), with a fixed odd factor.
    #[inline]
    fn hash(&self) -> u64 {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (self.head ^ self.tail.rotate_left(29) ^ u64::from(self.length)).wrapping_mul(FACTOR);
        (mixed ^ (mixed >> 32)).wrapping_mul(FACTOR)
    }
}

impl Default for Interner {
    fn default() -> Self {
        Interner {
            bytes: Vec::new(),
            ends: vec![0],
            short: HashTable::new(),
            long: HashTable::new(),
            recent: Box::new([(Short::NONE, MISSING); RECENT]),
            has_broken_text: false,
        }
    }
}

impl Interner {
    /// How many codes were given, the missing one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no code was given but that of the missing text.
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// The text of a code, as its bytes came.
    pub fn text(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.bytes[start as usize..self.ends[code] as usize]
    }

    /// The texts of the codes from `code` on, one after the other, and where each ends in them.
    pub fn texts_from(&self, code: usize) -> (&[u8], impl ExactSizeIterator<Item = u32> + '_) {
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        (&self.bytes[start as usize..], self.ends[code..].iter().map(move |&end| end - start))
    }

    /// Whether a text was no UTF-8.
    pub fn has_broken_text(&self) -> bool {
        self.has_broken_text
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4 + self.short.capacity() * 33 + self.long.capacity() * 9
    }

    /// The code of `text`, a new one at first sight.
    #[inline(never)]
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        if text.is_empty() {
            return MISSING;
        }
        let Some(short) = Short::of(text) else { return self.intern_long(text) };
        let hash = short.hash();
        let recent = self.recent[hash as usize % RECENT];
        if recent.0 == short {
            return recent.1;
        }
        self.intern_short(text, short, hash)
    }

    #[inline(never)]
    fn intern_short(&mut self, text: &[u8], short: Short, hash: u64) -> u32 {
        let code = match self.short.find(hash, |(known, _)| *known == short) {
            Some(&(_, code)) => code,
            None => self.add_short(text, short, hash),
        };
        self.recent[hash as usize % RECENT] = (short, code);
        code
    }

    #[cold]
    #[inline(never)]
    fn add_short(&mut self, text: &[u8], short: Short, hash: u64) -> u32 {
        let code = self.add(text);
        self.short.insert_unique(hash, (short, code), |(known, _)| known.hash());
        code
    }

    #[inline(never)]
    fn intern_long(&mut self, text: &[u8]) -> u32 {
        let hash = hash(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let found = self.long.find(u64::from(hash), |&(known, code)| {
            known == hash && bytes[ends[code as usize - 1] as usize..ends[code as usize] as usize] == *text
        });
        match found {
            Some(&(_, code)) => code,
            None => {
                let code = self.add(text);
                self.long.insert_unique(u64::from(hash), (hash, code), |&(known, _)| u64::from(known));
                code
            }
        }
    }

    /// A new code for `text`, whether it has one or not.
    pub fn add(&mut self, text: &[u8]) -> u32 {
        let code = self.ends.len() as u32;
        self.has_broken_text |= std::str::from_utf8(text).is_err();
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        code
    }

    /// The finished dictionary. Bytes that are no UTF-8 become U+FFFD.
    pub fn finish(self) -> Dictionary {
        match String::from_utf8(self.bytes) {
            // Texts that join to valid UTF-8 may still be broken each by itself: cut letters.
            Ok(texts) if !self.has_broken_text => Dictionary { texts, ends: self.ends, numbers: OnceCell::new() },
            bytes => {
                let bytes = bytes.map_or_else(|error| error.into_bytes(), String::into_bytes);
                let (mut texts, mut start) = (String::new(), 0);
                let mut ends = Vec::with_capacity(self.ends.len());
                for end in self.ends {
                    texts.push_str(&String::from_utf8_lossy(&bytes[start..end as usize]));
                    ends.push(texts.len() as u32);
                    start = end as usize;
                }
                Dictionary { texts, ends, numbers: OnceCell::new() }
            }
        }
    }
}

fn hash(text: &[u8]) -> u32 {
    use std::hash::{BuildHasher, Hasher};
    let mut hasher = foldhash::fast::FixedState::with_seed(7).build_hasher();
    hasher.write(text);
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_first_sight_and_zero_is_missing() {
        let mut interner = Interner::default();
        let codes: Vec<u32> = ["b", "a", "", "b"].iter().map(|text| interner.intern(text.as_bytes())).collect();
        assert_eq!(codes, [1, 2, MISSING, 1]);
        let dictionary = interner.finish();
        assert_eq!((dictionary.text(0), dictionary.text(1), dictionary.text(2)), ("", "b", "a"));
        assert_eq!(dictionary.code_of("a"), Some(2));
        assert_eq!(dictionary.code_of("c"), None);
    }

    #[test]
    fn texts_of_every_length_keep_apart() {
        let mut interner = Interner::default();
        let texts: Vec<String> = (1..40)
            .flat_map(|length| (0..length).map(move |at| format!("{}b{}", "a".repeat(at), "a".repeat(length - at - 1))))
            .collect();
        let codes: Vec<u32> = texts.iter().map(|text| interner.intern(text.as_bytes())).collect();
        assert_eq!(codes, (1..=texts.len() as u32).collect::<Vec<_>>());
        assert!(texts.iter().zip(&codes).all(|(text, &code)| interner.intern(text.as_bytes()) == code));
        let dictionary = interner.finish();
        assert!(texts.iter().zip(&codes).all(|(text, &code)| dictionary.text(code) == text));
    }

    #[test]
    fn broken_utf8_is_replaced_not_lost() {
        let mut interner = Interner::default();
        interner.intern(b"ok");
        interner.intern(b"\xFF!");
        let dictionary = interner.finish();
        assert_eq!((dictionary.text(1), dictionary.text(2)), ("ok", "\u{FFFD}!"));
    }

    #[test]
    fn numbers_are_read_once_per_text() {
        let mut interner = Interner::default();
        for text in ["12.5", "-3", "x", "inf"] {
            interner.intern(text.as_bytes());
        }
        let dictionary = interner.finish();
        let numbers = dictionary.numbers();
        assert!(numbers[0].is_nan() && numbers[3].is_nan() && numbers[4].is_nan());
        assert_eq!((numbers[1], numbers[2]), (12.5, -3.0));
    }
}
