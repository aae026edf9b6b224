//! Bytes in any encoding of the web → UTF-8.
//!
//! A byte order mark decides; else zero bytes at every other place (UTF-16); else UTF-8, if the sample reads as such;
//! else the guess of chardetng, with GBK taken as the larger GB18030. Mac Cyrillic, which chardetng does not know, is told
//! in [`cyrillic`].

mod cyrillic;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, X_MAC_CYRILLIC};

use self::cyrillic::is_mac_cyrillic;

/// Whether the first bytes of a source are UTF-8 (`whole`: that is all of it), and if so, whether they are ASCII alone,
/// so that later bytes may tell otherwise.
#[inline(never)]
pub(super) fn is_utf8(head: &[u8], whole: bool) -> Option<bool> {
    let has_mark = head.starts_with(UTF_8_MARK);
    if !has_mark && (head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || zeros(head) != Zeros::Neither) {
        return None;
    }
    if is_ascii(head) {
        return Some(true);
    }
    let is_valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // The head may end within a letter.
        Err(error) => !whole && error.error_len().is_none() && head.len() - error.valid_up_to() < 4,
    };
    (is_valid || has_mark).then_some(false)
}

const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A text without the mark of UTF-8.
pub(super) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(UTF_8_MARK).unwrap_or(text)
}

/// The encoding of a source, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Detected {
    pub encoding: &'static Encoding,
    /// Nothing but ASCII was seen: later bytes may tell otherwise.
    pub only_ascii: bool,
}

/// Detects the encoding from the first bytes of a source; `whole`: that is all of it.
#[inline(never)]
pub(super) fn detect(head: &[u8], whole: bool) -> Detected {
    let sure = |encoding| Detected { encoding, only_ascii: false };
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return sure(encoding);
    }
    match zeros(head) {
        Zeros::High => return sure(UTF_16LE),
        Zeros::Low => return sure(UTF_16BE),
        Zeros::Neither => {}
    }
    if let Some(only_ascii) = is_utf8(head, whole) {
        return Detected { encoding: UTF_8, only_ascii };
    }
    let mut probe = Probe::default();
    probe.push(head);
    sure(probe.finish(whole))
}

// By itself, because it is hot: a browser compiles the whole of a hot function anew.
#[inline(never)]
fn is_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii()
}

/// Guesses a legacy encoding from any amount of bytes.
pub(super) struct Probe {
    detector: EncodingDetector,
    /// The first bytes.
    sample: Vec<u8>,
}

/// Bytes of the sample.
const SAMPLE_BYTES: usize = 64 << 10;

impl Default for Probe {
    fn default() -> Self {
        Probe { detector: EncodingDetector::new(Iso2022JpDetection::Deny), sample: Vec::new() }
    }
}

impl Probe {
    pub fn push(&mut self, bytes: &[u8]) {
        self.detector.feed(bytes, false);
        let room = SAMPLE_BYTES - self.sample.len();
        self.sample.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// The guess; `whole`: the source has no more bytes, so that a letter cut at the end speaks against an encoding.
    pub fn finish(mut self, whole: bool) -> &'static Encoding {
        if whole {
            self.detector.feed(b"", true);
        }
        match self.detector.guess(None, Utf8Detection::Allow) {
            _ if is_mac_cyrillic(&self.sample) => X_MAC_CYRILLIC,
            guess if guess == GBK => GB18030,
            guess => guess,
        }
    }
}

/// UTF-16 without a mark: mostly Latin letters, so every other byte is zero.
#[inline(never)]
fn zeros(head: &[u8]) -> Zeros {
    let pairs = head.as_chunks::<2>().0;
    let pairs = &pairs[..pairs.len().min(4096)];
    if pairs.len() < 2 {
        return Zeros::Neither;
    }
    let little = pairs.iter().filter(|[low, high]| *low != 0 && *high == 0).count();
    let big = pairs.iter().filter(|[high, low]| *low != 0 && *high == 0).count();
    // Delimiters and line breaks are ASCII in any script; in a table they are a tenth of the text or more.
    let few = pairs.len() / 10;
    match (little > few, big > few) {
        (true, false) => Zeros::High,
        (false, true) => Zeros::Low,
        _ => Zeros::Neither,
    }
}

/// The order of the bytes in UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByteOrder {
    LittleEndian,
    BigEndian,
}

/// Whether a text is UTF-16, by its mark or by its zeros.
pub(super) fn utf16(head: &[u8]) -> Option<ByteOrder> {
    match zeros(head) {
        _ if head.starts_with(b"\xFF\xFE") => Some(ByteOrder::LittleEndian),
        _ if head.starts_with(b"\xFE\xFF") => Some(ByteOrder::BigEndian),
        Zeros::High => Some(ByteOrder::LittleEndian),
        Zeros::Low => Some(ByteOrder::BigEndian),
        Zeros::Neither => None,
    }
}

/// Which bytes of the pairs of a text are zero.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zeros {
    /// The second ones: UTF-16LE.
    High,
    /// The first ones: UTF-16BE.
    Low,
    Neither,
}

/// Decodes a stream to UTF-8; UTF-8 itself passes through untouched.
pub(super) struct Transcoder {
    /// None for UTF-8.
    decoder: Option<Decoder>,
    text: String,
    replaced: bool,
    at_start: bool,
}

impl Transcoder {
    pub fn new(encoding: &'static Encoding) -> Transcoder {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        Transcoder { decoder, text: String::new(), replaced: false, at_start: true }
    }

    /// Whether bytes were replaced that are no text in this encoding.
    pub fn replaced(&self) -> bool {
        self.replaced
    }

    /// The next bytes as UTF-8.
    pub fn decode<'a>(&'a mut self, bytes: &'a [u8], last: bool) -> &'a [u8] {
        let Some(decoder) = &mut self.decoder else {
            // Only the very first call may have the mark, and it has all of it: the head is read in one piece.
            let mark = if self.at_start { b"\xEF\xBB\xBF".as_slice() } else { b"" };
            self.at_start = false;
            return bytes.strip_prefix(mark).unwrap_or(bytes);
        };
        self.text.clear();
        self.text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3));
        let (_, _, replaced) = decoder.decode_to_string(bytes, &mut self.text, last);
        self.replaced |= replaced;
        self.text.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(encoding: &'static Encoding, bytes: &[u8]) {
        assert_eq!(detect(bytes, true).encoding, encoding);
    }

    const CHINESE: &str =
        "客户,行为,时间\n张三,加入购物车,2024-01-01\n李四,支付成功,2024-01-02\n王五,浏览商品详情,2024-01-02\n";

    #[test]
    fn the_encodings_of_real_exports() {
        check(UTF_8, "a,b\n1,2\n".as_bytes());
        check(UTF_8, CHINESE.as_bytes());
        check(GB18030, &GB18030.encode(CHINESE).0);
        let utf16: Vec<u8> = "user,event\n1,buy\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(UTF_16LE, &utf16);
        let utf16: Vec<u8> = "\u{FEFF}客户,行为\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(UTF_16BE, &utf16);
    }

    #[test]
    fn cyrillic_of_windows_unix_and_mac() {
        let tables = [
            "Клиент,Событие,Город\nИванов Пётр,Просмотр товара,Нижний Новгород\nЯковлева Мария,Оплата картой,Екатеринбург\n",
            "Клієнт,Подія,Місто\nШевченко Тарас,Перегляд сторінки,Київ\nКоваленко Їжак,Замовлення сплачено,Чернівці\n",
            "Клиент,Събитие,Град\nГеорги Иванов,Преглед на продукт,София\nМария Петрова,Плащане с карта,Пловдив\n",
        ];
        for table in tables {
            check(X_MAC_CYRILLIC, &X_MAC_CYRILLIC.encode(table).0);
            for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_U, encoding_rs::ISO_8859_5] {
                let (bytes, _, is_lost) = encoding.encode(table);
                if !is_lost {
                    assert_eq!(detect(&bytes, true).encoding.decode(&bytes).0, table, "{}", encoding.name());
                }
            }
        }
        for (encoding, text) in [
            (
                encoding_rs::WINDOWS_1252,
                "name,city\nJürgen Müller,Köln\nFrançois Lefèvre,Orléans\nBjörn Åström,Malmö\n",
            ),
            (encoding_rs::WINDOWS_1253, "πελάτης,πόλη\nΓιώργος Παπαδόπουλος,Αθήνα\nΕλένη Νικολάου,Θεσσαλονίκη\n"),
        ] {
            check(encoding, &encoding.encode(text).0);
        }
    }

    #[test]
    fn a_letter_cut_by_the_head_is_no_error() {
        let bytes = CHINESE.as_bytes();
        assert_eq!(detect(&bytes[..bytes.len() - 12], false).encoding, UTF_8);
        let cut = CHINESE.find('张').map(|at| at + 1).unwrap_or_default();
        assert_eq!(detect(&bytes[..cut], false).encoding, UTF_8);
    }

    #[test]
    fn slices_of_any_size_decode_alike() {
        let bytes = GB18030.encode(CHINESE).0;
        for size in [1, 2, 3, 1000] {
            let mut transcoder = Transcoder::new(GB18030);
            let mut text = Vec::new();
            for slice in bytes.chunks(size) {
                text.extend_from_slice(transcoder.decode(slice, false));
            }
            text.extend_from_slice(transcoder.decode(b"", true));
            assert_eq!(String::from_utf8_lossy(&text), CHINESE, "slices of {size}");
            assert!(!transcoder.replaced());
        }
    }
}
