//! Formats that are no table in text form, by their first bytes: so that the refusal can name them.

/// First bytes of formats that people drop.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an old Excel or Word document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"<?xml", "an XML document"),
    (b"<html", "a web page"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"{", "JSON"),
    (b"[", "JSON"),
];

/// The format that the first bytes tell, for people; `None` where it may be a table.
pub(super) fn recognise(head: &[u8]) -> Option<&'static str> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature) || text.starts_with(signature))
        .map(|&(_, format)| format)
}

/// Whether decoded text is none: more than one in ten of its first letters is a control character.
pub(super) fn is_binary(text: &[u8]) -> bool {
    let start = &text[..text.len().min(4096)];
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C);
    start.iter().filter(is_control).count() * 10 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_drop_by_mistake() {
        assert_eq!(recognise(b"\x89PNG\r\n\x1a\n...."), Some("a PNG image"));
        assert_eq!(recognise(b"\xEF\xBB\xBF [{\"a\":1}]"), Some("JSON"));
        assert_eq!(recognise(b"user,event,time\n"), None);
        assert!(is_binary(&[0, 1, 2, 3, 200, 7]));
        assert!(!is_binary("a,b\0c\n1,2,long enough to be text\n".as_bytes()));
    }
}
