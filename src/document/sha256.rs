//! SHA-256, for the style sheet's hash in the document's policy.
//!
//! Source: NIST, FIPS 180-4, "Secure Hash Standard" (2015). The constants are the first bits of the fractional parts of
//! square roots and cube roots of primes; they are computed here as they are defined.

/// The source expression of a policy that allows an inline text: `sha256-…`.
pub fn source(text: &str) -> String {
    format!("sha256-{}", base64(&digest(text.as_bytes())))
}

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    let primes: Vec<u64> = (2..312_u64).filter(|&n| (2..n).take_while(|d| d * d <= n).all(|d| n % d != 0)).collect();
    let constants: Vec<u32> = primes.iter().map(|&prime| root_bits(prime, 3)).collect();
    let mut state: Vec<u32> = primes[..8].iter().map(|&prime| root_bits(prime, 2)).collect();

    let mut message = bytes.to_vec();
    message.push(0x80);
    message.resize((message.len() + 8).div_ceil(64) * 64 - 8, 0);
    message.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in message.chunks_exact(64) {
        let mut words: Vec<u32> =
            block.chunks_exact(4).map(|word| word.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte))).collect();
        for at in 16..64 {
            let (early, late) = (words[at - 15], words[at - 2]);
            let s0 = early.rotate_right(7) ^ early.rotate_right(18) ^ (early >> 3);
            let s1 = late.rotate_right(17) ^ late.rotate_right(19) ^ (late >> 10);
            words.push(words[at - 16].wrapping_add(s0).wrapping_add(words[at - 7]).wrapping_add(s1));
        }
        let mut v = state.clone();
        for (word, constant) in words.iter().zip(&constants) {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let first = v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(*constant).wrapping_add(*word);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(first);
            v[0] = first.wrapping_add(s0.wrapping_add(majority));
        }
        state.iter_mut().zip(v).for_each(|(sum, more)| *sum = sum.wrapping_add(more));
    }
    let mut digest = [0; 32];
    digest.chunks_exact_mut(4).zip(state).for_each(|(bytes, word)| bytes.copy_from_slice(&word.to_be_bytes()));
    digest
}

/// The first 32 bits after the point of the square or cube root.
fn root_bits(prime: u64, degree: u32) -> u32 {
    // The largest x with x^degree ≤ prime · 2^(32 · degree), bit by bit.
    let target = u128::from(prime) << (32 * degree);
    let mut root = 0_u128;
    for bit in (0..40).rev() {
        let next = root | 1 << bit;
        if next.pow(degree) <= target {
            root = next;
        }
    }
    root as u32
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |sum, &byte| sum << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The examples of NIST.
    #[test]
    fn published_examples() {
        assert_eq!(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        );
    }

    #[test]
    fn a_source_of_a_policy() {
        assert_eq!(source("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b"ab"), "YWI=");
    }
}
