//! One column of the log: a code per event, a dictionary of the texts.

use std::{ops::Range, rc::Rc};

use super::Dictionary;

/// A column of the file, dictionary-coded.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name as in the file's header.
    pub name: String,
    /// The distinct texts, by code; code 0 is [`super::MISSING`].
    pub dictionary: Rc<Dictionary>,
    /// The code of each event.
    pub codes: Codes,
}

impl Column {
    /// The text of an event's value; empty where it is missing.
    pub fn text(&self, event: usize) -> &str {
        self.dictionary.text(self.codes.get(event))
    }

    /// The column of the events at `kept` alone.
    pub fn select(&self, kept: &[u32]) -> Column {
        Column { name: self.name.clone(), dictionary: Rc::clone(&self.dictionary), codes: self.codes.select(kept) }
    }
}

/// One dictionary code per event, as narrow as the dictionary allows.
#[derive(Clone, Debug)]
pub enum Codes {
    /// Up to 256 distinct values.
    U8(Vec<u8>),
    /// Up to 65,536 distinct values.
    U16(Vec<u16>),
    /// Any number of distinct values.
    U32(Vec<u32>),
}

impl Codes {
    /// One code per event, of a dictionary of `n_texts`.
    pub fn of(codes: Vec<u32>, n_texts: usize) -> Codes {
        match n_texts {
            0..=0x100 => Codes::U8(codes.iter().map(|&code| code as u8).collect()),
            0x101..=0x1_0000 => Codes::U16(codes.iter().map(|&code| code as u16).collect()),
            _ => Codes::U32(codes),
        }
    }

    /// How many events.
    pub fn len(&self) -> usize {
        match self {
            Codes::U8(codes) => codes.len(),
            Codes::U16(codes) => codes.len(),
            Codes::U32(codes) => codes.len(),
        }
    }

    /// Whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all codes are those of a dictionary of `n_texts`.
    pub fn are_below(&self, n_texts: usize) -> bool {
        match self {
            Codes::U8(codes) => n_texts > 0xff || codes.iter().all(|&code| usize::from(code) < n_texts),
            Codes::U16(codes) => n_texts > 0xffff || codes.iter().all(|&code| usize::from(code) < n_texts),
            Codes::U32(codes) => codes.iter().all(|&code| (code as usize) < n_texts),
        }
    }

    /// Code of one event. In a hot loop read a block with [`Codes::read`] instead.
    pub fn get(&self, event: usize) -> u32 {
        match self {
            Codes::U8(codes) => codes[event].into(),
            Codes::U16(codes) => codes[event].into(),
            Codes::U32(codes) => codes[event],
        }
    }

    /// Writes the codes of `events` to `out`, which is cleared first.
    pub fn read(&self, events: Range<usize>, out: &mut Vec<u32>) {
        out.clear();
        match self {
            Codes::U8(codes) => out.extend(codes[events].iter().map(|&code| u32::from(code))),
            Codes::U16(codes) => out.extend(codes[events].iter().map(|&code| u32::from(code))),
            Codes::U32(codes) => out.extend_from_slice(&codes[events]),
        }
    }

    /// Writes `table[code]` of each of `events` to `out`, which is cleared first.
    ///
    /// # Panics
    ///
    /// When the table is shorter than the column's dictionary.
    pub fn look_up<T: Copy>(&self, events: Range<usize>, table: &[T], out: &mut Vec<T>) {
        out.clear();
        match self {
            Codes::U8(codes) => out.extend(codes[events].iter().map(|&code| table[usize::from(code)])),
            Codes::U16(codes) => out.extend(codes[events].iter().map(|&code| table[usize::from(code)])),
            Codes::U32(codes) => out.extend(codes[events].iter().map(|&code| table[code as usize])),
        }
    }

    /// The codes of the events at `kept` alone.
    pub fn select(&self, kept: &[u32]) -> Codes {
        match self {
            Codes::U8(codes) => Codes::U8(kept.iter().map(|&event| codes[event as usize]).collect()),
            Codes::U16(codes) => Codes::U16(kept.iter().map(|&event| codes[event as usize]).collect()),
            Codes::U32(codes) => Codes::U32(kept.iter().map(|&event| codes[event as usize]).collect()),
        }
    }
}
