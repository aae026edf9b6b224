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
#[derive(Debug)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    codes: HashTable<(u32, u32)>,
    has_broken_text: bool,
}

impl Default for Interner {
    fn default() -> Self {
        Interner { bytes: Vec::new(), ends: vec![0], codes: HashTable::new(), has_broken_text: false }
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

    /// Whether a text was no UTF-8.
    pub fn has_broken_text(&self) -> bool {
        self.has_broken_text
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4 + self.codes.capacity() * 9
    }

    /// The code of `text`, a new one at first sight.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        if text.is_empty() {
            return MISSING;
        }
        let hash = hash(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let found = self.codes.find(u64::from(hash), |&(known, code)| {
            known == hash && same(&bytes[ends[code as usize - 1] as usize..ends[code as usize] as usize], text)
        });
        match found {
            Some(&(_, code)) => code,
            None => self.insert(text, hash),
        }
    }

    #[cold]
    fn insert(&mut self, text: &[u8], hash: u32) -> u32 {
        let code = self.ends.len() as u32;
        self.has_broken_text |= std::str::from_utf8(text).is_err();
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        self.codes.insert_unique(u64::from(hash), (hash, code), |&(known, _)| u64::from(known));
        code
    }

    /// Bytes of the text of a code.
    pub fn bytes_of(&self, code: u32) -> &[u8] {
        if code == MISSING {
            return &[];
        }
        &self.bytes[self.ends[code as usize - 1] as usize..self.ends[code as usize] as usize]
    }

    /// The finished dictionary. Bytes that are no UTF-8 become U+FFFD.
    pub fn finish(self) -> Dictionary {
        match String::from_utf8(self.bytes) {
            Ok(texts) => Dictionary { texts, ends: self.ends, numbers: OnceCell::new() },
            Err(error) => {
                let bytes = error.into_bytes();
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

#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    left == right
}

#[inline]
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
