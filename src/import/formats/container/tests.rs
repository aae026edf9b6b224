//! Archives as exports have them, and as nobody should.

use std::io::{Cursor, Write};

use ::zip::{ZipWriter, write::SimpleFileOptions};
use flate2::{Compression, write::GzEncoder};

use super::*;

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("gzip");
    encoder.finish().expect("gzip")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
        writer.write_all(content).expect("a member");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Names and contents.
fn unpacked(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let mut members: Vec<(String, Vec<u8>)> = Vec::new();
    let count = unpack(name, &mut Cursor::new(bytes), limits, &mut |name, is_new, bytes| {
        if is_new {
            members.push((name.to_owned(), Vec::new()));
        }
        let member = members.last_mut().expect("a member is new first");
        assert_eq!(member.0, name);
        member.1.extend_from_slice(bytes);
        Ok(())
    })?;
    assert_eq!(count, members.len() as u64);
    Ok(members)
}

fn members(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let text = |(name, content)| (name, String::from_utf8(content).expect("a text"));
    unpacked(name, bytes, &Limits::default()).expect(name).into_iter().map(text).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, content)| (name.to_owned(), content.to_owned())).collect()
}

#[track_caller]
fn refuse(bytes: &[u8], limits: &Limits, words: &str) {
    let error = unpacked("a.zip", bytes, limits).expect_err(words).to_string();
    assert!(error.contains(words), "{error}");
}

#[test]
fn members_come_with_their_names() {
    let two = [gzip(b"a,b\n"), gzip(b"1,2\n")].concat();
    assert_eq!(members("log.csv.gz", &two), pairs(&[("log.csv", "a,b\n1,2\n")]));
    assert_eq!(members("log", &gzip(b"")), pairs(&[("log", "")]));
    let archive = zip(&[
        ("__MACOSX/a.csv", b"x"),
        ("data/", b""),
        ("data/.DS_Store", b"x"),
        ("data/a.csv", b"a\n1\n"),
        ("../b.csv", b"b\n"),
        ("empty.csv", b""),
    ]);
    let expected = [("a.zip/data/a.csv", "a\n1\n"), ("a.zip/../b.csv", "b\n"), ("a.zip/empty.csv", "")];
    assert_eq!(members("a.zip", &archive), pairs(&expected));
}

#[test]
fn archives_in_archives_three_deep() {
    let inner = zip(&[("c.json", b"{}")]);
    let archive = zip(&[("b.json.gz", &gzip(b"[]")), ("c.zip", &gzip(&inner))]);
    assert_eq!(members("a.zip", &archive), pairs(&[("a.zip/b.json", "[]"), ("a.zip/c.zip/c.json", "{}")]));
    refuse(&gzip(&gzip(&gzip(&gzip(b"x")))), &Limits::default(), "archives that lie in one another is 4");
}

#[test]
fn workbooks_are_told_apart_and_are_members() {
    let workbook = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    let sheet = zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]);
    for bytes in [&workbook, &sheet] {
        assert_eq!(kind_of_zip(&mut Cursor::new(bytes)), Format::Workbook);
        let archive = zip(&[("book", bytes)]);
        assert_eq!(kind_of_zip(&mut Cursor::new(&archive)), Format::Zip);
        assert_eq!(unpacked("a.zip", &archive, &Limits::default()), Ok(vec![("a.zip/book".to_owned(), bytes.clone())]));
    }
    let letter = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>")]);
    refuse(&letter, &Limits::default(), "a document of a word processor");
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![0; 8 << 20];
    let limits = Limits::default();
    refuse(&gzip(&zeros), &limits, "is too large");
    refuse(&zip(&[("zeros", &zeros)]), &limits, "is too large");
    // The table of contents lies about the size.
    let mut lying = zip(&[("zeros", &zeros)]);
    let directory = lying.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("a table of contents");
    lying[directory + 24..directory + 28].copy_from_slice(&100_u32.to_le_bytes());
    assert!(unpacked("a.zip", &lying, &limits).is_err());
    let tight = Limits { total_bytes: 10, ..limits };
    refuse(&zip(&[("a", b"123456"), ("b", b"123456")]), &tight, "is too large");
    refuse(&gzip(b"12345678901"), &tight, "is too large");
    refuse(&zip(&[("a", b""), ("b", b"")]), &Limits { members: 1, ..limits }, "the number of files in it is 2");
    let held = zip(&[("a.zip", &zip(&[("a", &[1; 100])]))]);
    refuse(&held, &Limits { held_bytes: 50, ..limits }, "an archive in the archive");
}

#[test]
fn damage_is_told() {
    let whole = gzip(b"a,b\n1,2\n");
    refuse(&whole[..whole.len() - 9], &Limits::default(), "is damaged: as gzip");
    refuse(&zip(&[("a", b"1")])[..40], &Limits::default(), "is damaged: as a ZIP archive");
    refuse(b"PK", &Limits::default(), "is damaged: as a ZIP archive");
}
