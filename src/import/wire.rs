//! Plain data in a buffer, for the way between workers: numbers are little-endian, a text or a list stands after its
//! length. Reading gives `None` where the buffer holds something else.

/// Writes a list, each item by `put`.
pub(super) fn put_list<T>(out: &mut Vec<u8>, list: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    put_length(out, list.len());
    for item in list {
        put(out, item);
    }
}

/// Writes a text.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_bytes(out, text.as_bytes());
}

/// Writes bytes.
pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// Writes numbers of `N` bytes.
pub(super) fn put_numbers<const N: usize>(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = [u8; N]>) {
    put_length(out, numbers.len());
    append(out, numbers);
}

/// Writes numbers of `N` bytes, without their length.
#[inline(never)]
pub(super) fn append<const N: usize>(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = [u8; N]>) {
    let start = out.len();
    out.resize(start + numbers.len() * N, 0);
    for (place, number) in out[start..].as_chunks_mut().0.iter_mut().zip(numbers) {
        *place = number;
    }
}

/// Writes a length.
pub(super) fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend_from_slice(&(length as u32).to_le_bytes());
}

/// Reads so many bytes.
pub(super) fn take_array<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (array, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*array)
}

/// Reads a number of 64 bits.
pub(super) fn take_number(rest: &mut &[u8]) -> Option<u64> {
    take_array(rest).map(u64::from_le_bytes)
}

/// Reads a list, each item by `take`.
pub(super) fn take_list<'a, T>(rest: &mut &'a [u8], take: impl Fn(&mut &'a [u8]) -> Option<T>) -> Option<Vec<T>> {
    let length = take_length(rest)?;
    (0..length).map(|_| take(rest)).collect()
}

/// Reads bytes, where they lie.
pub(super) fn take_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_length(rest)?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

/// Reads a text.
pub(super) fn take_text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(take_bytes(rest)?.to_vec()).ok()
}

/// Reads numbers of `N` bytes, where they lie.
pub(super) fn take_numbers<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [[u8; N]]> {
    let length = take_length(rest)?;
    let (bytes, after) = rest.split_at_checked(length.checked_mul(N)?)?;
    *rest = after;
    Some(bytes.as_chunks().0)
}

fn take_length(rest: &mut &[u8]) -> Option<usize> {
    take_array(rest).map(|length| u32::from_le_bytes(length) as usize)
}
