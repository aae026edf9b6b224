//! What a source is, by its first bytes: a format that can be read, or something else, so that the refusal can name it.

use super::Format;

/// What the first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A format that can be read.
    Readable(Format),
    /// Something else, for people.
    Foreign(&'static str),
}

/// First bytes of formats that can be read.
const READABLE: &[(&[u8], Format)] = &[
    (b"\x1F\x8B", Format::Gzip),
    (b"PK\x03\x04", Format::Zip),
    (b"\xD0\xCF\x11\xE0", Format::Workbook),
    (b"PAR1", Format::Parquet),
    (b"ARROW1", Format::Arrow),
    (b"\xFF\xFF\xFF\xFF", Format::Arrow),
    (b"<?xml", Format::Xes),
    (b"<log", Format::Xes),
    (b"{", Format::Json),
    (b"[", Format::Json),
];

/// First bytes of what people drop and nobody can read as a table.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"%PDF", "a PDF document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"<html", "a web page"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
];

/// What the first bytes tell; a text that is nothing else may be a delimited table.
pub fn recognise(head: &[u8]) -> Recognised {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let starts = |signature: &[u8]| head.starts_with(signature) || text.starts_with(signature);
    if let Some(&(_, name)) = FOREIGN.iter().find(|(signature, _)| starts(signature)) {
        return Recognised::Foreign(name);
    }
    let readable = READABLE.iter().find(|(signature, _)| starts(signature));
    Recognised::Readable(readable.map_or(Format::Delimited, |&(_, format)| format))
}

/// Whether decoded text is none: more than one in ten of its first letters is a control character.
pub fn is_binary(text: &[u8]) -> bool {
    let start = &text[..text.len().min(4096)];
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C);
    start.iter().filter(is_control).count() * 10 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_drop() {
        assert_eq!(recognise(b"\x89PNG\r\n\x1a\n...."), Recognised::Foreign("a PNG image"));
        assert_eq!(recognise(b"\xEF\xBB\xBF [{\"a\":1}]"), Recognised::Readable(Format::Json));
        assert_eq!(recognise(b"user,event,time\n"), Recognised::Readable(Format::Delimited));
        assert!(is_binary(&[0, 1, 2, 3, 200, 7]));
        assert!(!is_binary("a,b\0c\n1,2,long enough to be text\n".as_bytes()));
    }
}
