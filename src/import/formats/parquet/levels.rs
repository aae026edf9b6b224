//! Small numbers in runs and packed bits: what codes and levels are written in ("Parquet encodings", RLE = 3).

use std::ops::Range;

/// Numbers that are unpacked by one call: a browser goes over to the fast code of a function at its next call, and a page
/// may have a million.
const CALL_NUMBERS: usize = 4096;

/// Whether these are `count` numbers in one run, all of them `number`, as the levels of a column are in which nothing is
/// missing.
pub(super) fn are_all(mut data: &[u8], width: u8, count: usize, number: u32) -> bool {
    let run = take_varint(&mut data).filter(|header| header & 1 == 0 && (header >> 1) as usize >= count);
    run.is_some() && data.get(..usize::from(width.div_ceil(8))).map(little_endian) == Some(number)
}

/// Appends `count` numbers of `width` bits each to `out`; `None` if there are fewer, or the bytes are no such numbers.
pub(super) fn unpack(mut data: &[u8], width: u8, count: usize, out: &mut Vec<u32>) -> Option<()> {
    if width > 32 {
        return None;
    }
    let end = out.len() + count;
    while out.len() < end {
        let header = take_varint(&mut data)?;
        let missing = end - out.len();
        if header & 1 == 1 {
            // Groups of eight.
            let groups = (header >> 1) as usize;
            let bytes = groups.saturating_mul(usize::from(width)).min(data.len());
            let (packed, rest) = data.split_at(bytes);
            data = rest;
            let held = if width == 0 { groups.saturating_mul(8) } else { bytes * 8 / usize::from(width) };
            if held == 0 {
                return None;
            }
            let held = held.min(missing);
            for first in (0..held).step_by(CALL_NUMBERS) {
                unpack_bits(packed, width, first..held.min(first + CALL_NUMBERS), out);
            }
        } else {
            let bytes = usize::from(width.div_ceil(8));
            let (value, rest) = data.split_at_checked(bytes)?;
            data = rest;
            let value = little_endian(value);
            let length = ((header >> 1) as usize).min(missing);
            if length == 0 {
                return None;
            }
            out.resize(out.len() + length, value);
        }
    }
    Some(())
}

fn take_varint(data: &mut &[u8]) -> Option<u32> {
    let mut value = 0u64;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = data.split_first()?;
        *data = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return u32::try_from(value).ok();
        }
    }
    None
}

fn little_endian(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |value, &byte| value << 8 | u32::from(byte))
}

/// The least significant bit comes first.
#[inline(never)]
fn unpack_bits(packed: &[u8], width: u8, numbers: Range<usize>, out: &mut Vec<u32>) {
    let mask = (1u64 << width) - 1;
    out.extend(numbers.map(|index| {
        let bit = index * usize::from(width);
        let rest = &packed[(bit / 8).min(packed.len())..];
        // 32 bits from any bit on lie in eight bytes.
        let word = match rest.first_chunk::<8>() {
            Some(&bytes) => u64::from_le_bytes(bytes),
            None => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        (word >> (bit % 8) & mask) as u32
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(data: &[u8], width: u8, count: usize) -> Option<Vec<u32>> {
        let mut out = Vec::new();
        unpack(data, width, count, &mut out).map(|()| out)
    }

    #[test]
    fn runs_and_packed_bits() {
        // The example of the format's own documentation: 0 to 7 in 3 bits.
        assert_eq!(numbers(&[0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010], 3, 8), Some((0..8).collect()));
        assert_eq!(
            numbers(&[10, 7, 3, 0b1000_1000, 0b1100_0110, 0b1111_1010], 3, 8),
            Some(vec![7, 7, 7, 7, 7, 0, 1, 2])
        );
        assert_eq!(numbers(&[6, 0x34, 0x12], 16, 2), Some(vec![0x1234, 0x1234]));
        assert_eq!(numbers(&[200, 1], 0, 100), Some(vec![0; 100]));
        let wide = u32::MAX.to_le_bytes().repeat(8);
        assert_eq!(numbers(&[&[3], wide.as_slice()].concat(), 32, 8), Some(vec![u32::MAX; 8]));
    }

    #[test]
    fn one_run_of_one_number() {
        assert!(are_all(&[20, 1], 1, 10, 1));
        assert!(are_all(&[200, 1, 0x34, 0x12], 16, 100, 0x1234));
        // Another number, too few, more runs than one, packed bits, and what is cut.
        for (data, count) in [(&[20, 0][..], 10), (&[20, 1], 11), (&[10, 1, 10, 1], 10), (&[3, 0xff], 8), (&[20], 10)] {
            assert!(!are_all(data, 1, count, 1), "{data:?}");
        }
    }

    #[test]
    fn long_runs_of_packed_bits() {
        let wanted: Vec<u32> = (0..3 * CALL_NUMBERS as u32).map(|number| number % 8).collect();
        let header = (wanted.len() as u32 / 8) << 1 | 1;
        let mut data = vec![header as u8 | 0x80, (header >> 7) as u8];
        data.extend([0b1000_1000, 0b1100_0110, 0b1111_1010].repeat(wanted.len() / 8));
        assert_eq!(numbers(&data, 3, wanted.len()), Some(wanted));
    }

    #[test]
    fn what_is_cut_is_refused() {
        assert_eq!(numbers(&[0b11, 0b1000_1000], 3, 8), None);
        assert_eq!(numbers(&[], 3, 1), None);
        assert_eq!(numbers(&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 3, 1), None);
        assert_eq!(numbers(&[0, 0, 0], 8, 1), None);
        assert_eq!(numbers(&[2, 0], 33, 1), None);
    }
}
