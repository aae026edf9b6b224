//! Broken input for every parser: real beginnings, cut, spliced and scrambled at random. None panics, each accounts for
//! its rows, and what is read does not depend on the sizes it comes in.
//!
//! By default a few hundred cases each; `SOJOURN_FUZZ_SECONDS=60` goes on for a minute each, as `make test` does. The cases
//! and their order are the same every time. One that fails is printed with its bytes.

#![expect(clippy::disallowed_types, reason = "a test may look at the clock")]

use std::{
    env,
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
    mem::discriminant,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use sojourn::{
    import::{
        Chunk, ChunkWriter, Flow, Import, ImportError, ImportOptions, SkipReason, Turns,
        formats::{
            ReadOptions, ReadReport, Rows, Source,
            container::{Limits, kind_of_zip, unpack},
            json, recognise, web_log, xes,
        },
    },
    project::{
        DESCRIPTION, FORMAT, Heading, KeptSource, Project, ProjectError, VERSION,
        archive::{Member, TAIL_BYTES, Writer, data_offset, directory, may_be, members},
        journal::{Commit, FileName},
        member_name,
    },
};

/// Cases of a target where no time is given.
const CASES: u64 = 300;

const TABLE: &str =
    "user;event;time;note\r\nu1;see;31.12.2024 08:15;\"a \"\"b\"\"\n;c\"\r\nu2;buy;01.02.2025 7:05 PM;\r\n";
const TIMES: &str = "user,event,time\nu,a,2024-01-01T10:00:00.123+02:00\nu,a,1572631153273\nu,a,12/31/24 8:15 PM\n\
                     u,a,2019年1月2日 7:05:09\nu,a,20240131123005\nu,a,\"Feb 3, 2024 4:05:06 PM\"\nu,a,3 Mar 2024\n";
const LINES: &str = "{\"user\":\"u1\",\"n\":1.50,\"deep\":{\"a\":[1,{\"b\":null}]}}\n{\"user\":\"\\ud83d\",\"params\":\
                     [{\"key\":\"k\",\"value\":{\"int_value\":\"3\"}}]}\n{\"actionDetails\":[{\"type\":\"x\"},{\"type\":\"y\"}]}\n";
const NESTED: &str = "{\"page\":1,\"data\":{\"events\":[{\"a\":1},\n{\"a\":\"é\"},{\"b\":[true]}],\"x\":[{\"y\":0}]}}";
const XES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE log [<!ENTITY e \"x\">]><log><trace><string \
                   key=\"concept:name\" value=\"c&amp;1\"/><event>\n<string key=\"concept:name\" value=\"&e;\"><int \
                   key=\"n\" value=\"1\"/></string><string key=\"lifecycle:transition\" value=\"complete\"/><date \
                   key=\"time:timestamp\" value=\"2020-01-01\"/></event></trace><!-- x --></log>";
const WEB: &str = "h.example:80 10.0.0.1 - bob [10/Oct/2000:13:55:36 -0700] \"GET /a/12?x HTTP/1.0\" 200 2326 \
                   \"http://b.example/\" \"Mozilla \\\"X\\\"\"\n83.149.9.216 - - 17/05/2015:10:05:03 +0000 GET /p\n";
const EXTENDED: &str = "#Fields: date time c-ip cs-method cs-uri-stem cs(User-Agent)\n2024-03-01 10:00:00 10.0.0.1 GET \
                        /a Mozilla/5.0+(X)\n";

/// Pieces that mean something to one parser or another.
const TOKENS: [&[u8]; 34] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"|",
    b"\r",
    b"\n",
    b"\r\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"null",
    b"\\u",
    b"\\ud83d",
    b"1e999",
    b"-",
    b"<",
    b"</",
    b"/>",
    b"<log>",
    b"<event>",
    b"&#0;",
    b"&lol;",
    b"<![CDATA[",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\0",
    b"\xFF",
    b"\xF0\x9F",
    b"9999999999999999999",
    "年".as_bytes(),
];

/// A source that gives as much as it likes.
struct Pieces<'b> {
    bytes: Cursor<&'b [u8]>,
    random: fastrand::Rng,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(self.random.usize(1..8));
        self.bytes.read(&mut buffer[..length])
    }
}

impl Seek for Pieces<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// Everything a reader says.
#[derive(Debug, Default, PartialEq)]
struct Said {
    columns: Vec<String>,
    rows: Vec<(u64, Vec<Vec<u8>>)>,
    skipped: Vec<(u64, Vec<u8>, SkipReason)>,
}

impl Rows for Said {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        assert!(names.starts_with(&self.columns), "columns stay where they are");
        self.columns = names.to_vec();
        Ok(())
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        assert!(values.len() <= self.columns.len(), "a value has a column");
        assert!(values.iter().all(|value| std::str::from_utf8(value).is_ok()), "values are UTF-8");
        self.rows.push((line, values.iter().map(|value| value.to_vec()).collect()));
        Ok(())
    }

    fn skip(&mut self, line: u64, _: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        self.skipped.push((line, value.to_vec(), reason));
        Ok(())
    }
}

/// The same of a reader that reads in ranges of so many bytes.
struct InRanges {
    said: Said,
    range_bytes: u64,
}

impl Rows for InRanges {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.said.columns(names)
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        self.said.row(line, values)
    }

    fn skip(&mut self, line: u64, at: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        self.said.skip(line, at, value, reason)
    }

    fn turns(&self) -> Turns {
        Turns { range_bytes: self.range_bytes, ..Turns::ALL }
    }
}

type Reader = fn(&str, &mut dyn Source, &ReadOptions, &mut dyn Rows) -> Result<ReadReport, ImportError>;

/// A reader of a format: the same rows whatever the sizes.
fn read(reader: Reader, bytes: &[u8], random: &mut fastrand::Rng) {
    let (mut whole, mut in_pieces) = (Said::default(), Said::default());
    let mut pieces = Pieces { bytes: Cursor::new(bytes), random: random.fork() };
    let options = ReadOptions::default();
    let report = reader("file", &mut Cursor::new(bytes), &options, &mut whole);
    assert_eq!(report, reader("file", &mut pieces, &options, &mut in_pieces));
    assert_eq!(whole, in_pieces);
    recognise(bytes);
}

/// Cuts, repeats, overwrites and inserts.
fn mutated(seeds: &[&[u8]], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = random.choice(seeds).copied().unwrap_or_default().to_vec();
    for _ in 0..random.usize(0..6) {
        let at = random.usize(0..=bytes.len());
        let end = random.usize(at..=bytes.len());
        match random.u8(0..6) {
            0 => drop(bytes.drain(at..end.min(at + 20))),
            1 => {
                let part = bytes[at..end].to_vec();
                let to = random.usize(0..=bytes.len());
                bytes.splice(to..to, part);
            }
            2 if at < bytes.len() => bytes[at] = random.u8(..),
            3 => bytes.truncate(at),
            4 => {
                let token = random.choice(TOKENS).unwrap_or_default();
                bytes.splice(at..at, token.repeat(random.usize(1..4)));
            }
            _ => {
                let other = random.choice(seeds).copied().unwrap_or_default();
                let from = random.usize(0..=other.len());
                bytes.splice(at..end, other[from..].to_vec());
            }
        }
    }
    bytes
}

/// Goes through cases of a target.
fn fuzz(seeds: &[&[u8]], target: impl Fn(&[u8], &mut fastrand::Rng)) {
    let time = env::var("SOJOURN_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let start = Instant::now();
    let goes_on = |case: u64| time.map_or(case < CASES, |time| start.elapsed() < time);
    let mut seed = 0;
    while goes_on(seed) {
        let mut random = fastrand::Rng::with_seed(seed);
        let bytes = mutated(seeds, &mut random);
        if catch_unwind(AssertUnwindSafe(|| target(&bytes, &mut random))).is_err() {
            panic!("case {seed}: {:?}", String::from_utf8_lossy(&bytes));
        }
        seed += 1;
    }
}

/// The report of a delimited table, read in slices of this size where it is read by slices.
fn delimited(bytes: &[u8], size: usize) -> Result<String, ImportError> {
    let mut import = Import::new("file", ImportOptions::default(), false);
    for slice in bytes.chunks(size.max(1)) {
        if import.push(slice)? == Flow::NeedsReader {
            return by_reader(bytes);
        }
    }
    if import.end()? == Flow::NeedsReader {
        return by_reader(bytes);
    }
    let report = import.finish()?.report;
    assert_eq!(report.rows, report.kept + report.skipped, "every row is accounted for");
    Ok(format!("{report:?}"))
}

fn by_reader(bytes: &[u8]) -> Result<String, ImportError> {
    let summary = sojourn::import::import("file", bytes, &ImportOptions::default())?.report.summary;
    assert_eq!(summary.rows, summary.events + summary.skipped.count, "every row is accounted for");
    Ok(format!("{summary:?}"))
}

fn check_delimited(bytes: &[u8], random: &mut fastrand::Rng) {
    assert_eq!(delimited(bytes, bytes.len()), delimited(bytes, random.usize(1..16)));
}

#[test]
fn delimited_rows_and_dialects() {
    fuzz(&[TABLE.as_bytes(), TIMES.as_bytes(), b"a\tb|c\n1|2\t3\n"], check_delimited);
}

#[test]
fn timestamps() {
    fuzz(&[TIMES.as_bytes()], |bytes, random| {
        // Line by line, so that most of a table stays one.
        let mut table = b"user,event,time\nu,see,2024-01-01 10:00:00\nu,see,\"".to_vec();
        let time = bytes.split(|&byte| byte == b'\n').next_back().unwrap_or_default();
        table.extend(time.iter().filter(|&&byte| byte != b'"'));
        table.push(b'"');
        check_delimited(&table, random);
    });
}

#[test]
fn json_in_all_layouts() {
    let utf16: Vec<u8> = LINES.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fuzz(&[LINES.as_bytes(), NESTED.as_bytes(), b"[{\"a\":1},{\"a\":2}]", &utf16], |bytes, random| {
        read(json::read, bytes, random);
        let options = ReadOptions::default();
        let mut whole = Said::default();
        let report = json::read("file", &mut Cursor::new(bytes), &options, &mut whole);
        let mut ranges = InRanges { said: Said::default(), range_bytes: random.u64(1..200) };
        assert_eq!(report, json::read("file", &mut Cursor::new(bytes), &options, &mut ranges));
        assert_eq!(whole, ranges.said);
    });
}

#[test]
fn xes_logs() {
    fuzz(&[XES.as_bytes(), b"<log><event><string key='a' value='b'/></event></log>"], |bytes, random| {
        read(xes::read, bytes, random);
    });
}

#[test]
fn web_logs() {
    fuzz(&[WEB.as_bytes(), EXTENDED.as_bytes()], |bytes, random| read(web_log::read, bytes, random));
}

#[test]
fn chunks() {
    let mut chunk = Vec::new();
    let mut writer = ChunkWriter::new(|next: Chunk| {
        chunk = next.to_bytes();
        Ok(())
    });
    writer.columns(&["user".to_owned(), "event".to_owned()]).expect("columns");
    writer.row(1, &[b"u1", b"see"]).expect("a row");
    writer.row(2, &[b"u2"]).expect("a row");
    writer.skip(3, Some(1), b"x", SkipReason::TooLong).expect("a row");
    writer.finish().expect("the end");
    fuzz(&[&chunk], |bytes, _| {
        if let Some(chunk) = Chunk::from_bytes(bytes) {
            let again = chunk.to_bytes();
            assert_eq!(Chunk::from_bytes(&again).map(|chunk| chunk.to_bytes()), Some(again));
        }
    });
}

#[test]
fn archives() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(LINES.as_bytes()).expect("gzip");
    let gzip = gzip.finish().expect("gzip");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a.csv", "b.json.gz"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(if name == "a.csv" { TABLE.as_bytes() } else { &gzip }).expect("a member");
    }
    let zip = zip.finish().expect("an archive").into_inner();
    let limits = Limits { total_bytes: 1 << 20, ..Limits::default() };
    fuzz(&[&gzip, &zip], |bytes, random| {
        let all = |source: &mut dyn Source| {
            let mut members = Vec::new();
            let result = unpack("file", source, &limits, &mut |name, is_new, bytes| {
                if is_new {
                    members.push((name.to_owned(), Vec::new()));
                }
                members.last_mut().expect("a member is new first").1.extend_from_slice(bytes);
                Ok(())
            });
            // How broken bytes are called is a matter of where the library noticed.
            (result.map_err(|error| discriminant(&error)), members)
        };
        let whole = all(&mut Cursor::new(bytes));
        let mut pieces = Pieces { bytes: Cursor::new(bytes), random: random.fork() };
        assert_eq!(whole, all(&mut pieces));
        kind_of_zip(&mut Cursor::new(bytes));
    });
}

/// What stands in place of the report is not looked at here.
type AnyProject = Project<String>;

/// A project file with one source.
fn project_file() -> Vec<u8> {
    let source = KeptSource {
        name: "a.csv".to_owned(),
        file: member_name(0, "a.csv"),
        size: TABLE.len() as u64,
        crc32: crc32fast::hash(TABLE.as_bytes()),
        ..KeptSource::default()
    };
    let project = AnyProject {
        format: FORMAT.to_owned(),
        version: VERSION,
        sources: vec![source.clone()],
        ..AnyProject::default()
    };
    let description = serde_json::to_vec(&project).expect("JSON");
    let mut writer = Writer::default();
    let mut file = Vec::new();
    for (name, content) in [(DESCRIPTION, description.as_slice()), (&source.file, TABLE.as_bytes())] {
        let member = Member {
            name: name.to_owned(),
            is_deflated: false,
            crc32: crc32fast::hash(content),
            packed: content.len() as u64,
            size: content.len() as u64,
            offset: 0,
        };
        file.extend(writer.member(&member).expect("small"));
        file.extend(content);
    }
    file.extend(writer.end().expect("small"));
    file
}

/// The names and bytes of all members, as the page reads them: the end, the table, header after header.
fn project_members(file: &[u8]) -> Result<Vec<(Member, &[u8])>, ProjectError> {
    let size = file.len() as u64;
    if !may_be(file) {
        return Err(ProjectError::NotAProject);
    }
    let tail = &file[file.len().saturating_sub(TAIL_BYTES as usize)..];
    let directory = directory(tail, size).ok_or(ProjectError::NotAProject)?;
    let table = &file[directory.offset as usize..(directory.offset + directory.length) as usize];
    let bytes_of = |member: Member| {
        let start = data_offset(&file[member.offset as usize..], &member, directory)? as usize;
        let bytes = &file[start..start + member.packed as usize];
        Ok((member, bytes))
    };
    members(table, directory, size)?.into_iter().map(bytes_of).collect()
}

/// A description that says what it can: said again, it says the same.
fn check_description(description: &[u8]) {
    let heading = serde_json::from_slice::<Heading>(description).map(|heading| heading.check());
    let Ok(mut project) = serde_json::from_slice::<AnyProject>(description) else { return };
    if heading.is_ok_and(|heading| heading.is_ok()) && project.check().is_ok() {
        // The last digit of a number may be another one.
        project.saved_at = project.saved_at.trunc() % 1e15;
        let again = serde_json::to_vec(&project).expect("JSON");
        assert_eq!(serde_json::from_slice::<AnyProject>(&again).expect("a description"), project);
    }
}

#[test]
fn project_files() {
    let file = project_file();
    assert_eq!(project_members(&file).expect("a project file")[1].1, TABLE.as_bytes());
    fuzz(&[&file], |bytes, _| {
        for (member, bytes) in project_members(bytes).unwrap_or_default() {
            assert_eq!(member.packed, bytes.len() as u64);
            check_description(bytes);
        }
    });
}

#[test]
fn descriptions_of_projects() {
    let file = project_file();
    let members = project_members(&file).expect("a project file");
    fuzz(
        &[members[0].1, b"{\"format\":\"sojourn-project\",\"version\":1e9,\"sources\":[{\"size\":-1}]}"],
        |bytes, _| {
            check_description(bytes);
        },
    );
}

#[test]
fn names_and_commits_of_kept_work() {
    let commit = Commit::of(7, TABLE.as_bytes()).to_text();
    fuzz(&[b"source-3", b"project-7.json", b"commit-18446744073709551615", commit.as_bytes()], |bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        if let Some(name) = FileName::parse(&text) {
            assert_eq!(name.to_string(), text);
        }
        if let Some(commit) = Commit::parse(&text) {
            assert_eq!(commit.to_text(), text);
            assert!(commit.check(TABLE.as_bytes()).is_err() || commit.length == TABLE.len() as u64);
        }
    });
}
