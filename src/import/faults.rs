//! What is wrong with a source, as data: what it is instead, how it is damaged, what of it is too large.
//!
//! The words here are those of the API, in English; `text` has them in both languages.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a source is that is no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Foreign {
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
    /// A GIF image.
    Gif,
    /// A RIFF file: WebP or a sound.
    Riff,
    /// An SVG image.
    Svg,
    /// A PDF document.
    Pdf,
    /// A ZIP archive with nothing in it.
    EmptyZip,
    /// A bzip2 archive.
    Bzip2,
    /// An xz archive.
    Xz,
    /// A zstd archive.
    Zstd,
    /// A RAR archive.
    Rar,
    /// A 7-Zip archive.
    SevenZip,
    /// A tar archive.
    Tar,
    /// An SQLite database.
    Sqlite,
    /// HTML.
    WebPage,
    /// RSS or Atom.
    NewsFeed,
    /// The XML that Excel 2003 wrote.
    OldExcelXml,
    /// PNML.
    PetriNet,
    /// A drawing of draw.io.
    Drawing,
    /// XML of another kind.
    Xml,
    /// A document of a word processor or slides, in the ZIP of Office.
    Document,
    /// A member of a ZIP archive that is locked.
    LockedMember,
    /// A member of a ZIP archive that is packed by this method.
    PackedBy(String),
    /// Recognised as a web server's log, with no line of one.
    NoWebLog,
    /// Bytes that are no text.
    Binary,
}

impl fmt::Display for Foreign {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Foreign::Png => "a PNG image",
            Foreign::Jpeg => "a JPEG image",
            Foreign::Gif => "a GIF image",
            Foreign::Riff => "a WebP image or a sound",
            Foreign::Svg => "an SVG image",
            Foreign::Pdf => "a PDF document",
            Foreign::EmptyZip => "an empty ZIP archive",
            Foreign::Bzip2 => "a bzip2 archive",
            Foreign::Xz => "an xz archive",
            Foreign::Zstd => "a zstd archive",
            Foreign::Rar => "a RAR archive",
            Foreign::SevenZip => "a 7-Zip archive",
            Foreign::Tar => "a tar archive",
            Foreign::Sqlite => "an SQLite database",
            Foreign::WebPage => "a web page",
            Foreign::NewsFeed => "a news feed",
            Foreign::OldExcelXml => "a workbook in the XML of Excel 2003",
            Foreign::PetriNet => "a Petri net",
            Foreign::Drawing => "a drawing",
            Foreign::Xml => "an XML document",
            Foreign::Document => "a document of a word processor or of slides",
            Foreign::LockedMember => "a file in a ZIP archive, locked with a password",
            Foreign::PackedBy(method) => return write!(out, "a file in a ZIP archive, packed by the method {method}"),
            Foreign::NoWebLog => "a text without a line of a web server's log",
            Foreign::Binary => "binary data",
        })
    }
}

/// As what a damaged source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReadAs {
    /// An archive whose kind is not known yet.
    Archive,
    /// Gzip.
    Gzip,
    /// A ZIP archive.
    Zip,
    /// One of the files in a ZIP archive.
    ZipMember,
    /// A spreadsheet.
    Workbook,
    /// JSON.
    Json,
    /// XES.
    Xes,
    /// Parquet.
    Parquet,
    /// Arrow IPC.
    Arrow,
}

impl fmt::Display for ReadAs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            ReadAs::Archive => "an archive",
            ReadAs::Gzip => "gzip",
            ReadAs::Zip => "a ZIP archive",
            ReadAs::ZipMember => "a member of a ZIP archive",
            ReadAs::Workbook => "a workbook",
            ReadAs::Json => "JSON",
            ReadAs::Xes => "XES",
            ReadAs::Parquet => "Parquet",
            ReadAs::Arrow => "Arrow",
        })
    }
}

/// How a source is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Damage {
    /// A log without events.
    NoEvents,
    /// The last element is not closed.
    EndsEarly,
    /// The end, where the contents are listed, is missing.
    Cut,
    /// It is cut, or its list of contents points behind its end.
    PointsOutside,
    /// It is encrypted.
    Encrypted,
    /// Members of an archive lie over one another.
    Overlap,
    /// A sheet cannot be read.
    Sheet {
        /// Its name.
        name: String,
        /// What the reader says, in English.
        detail: String,
    },
    /// What the reader says, in English.
    Detail(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Damage::NoEvents => "there are no events in it",
            Damage::EndsEarly => "it ends before its last element does",
            Damage::Cut => "it is cut: its end is missing",
            Damage::PointsOutside => "it is cut, or points behind its end",
            Damage::Encrypted => "it is encrypted",
            Damage::Overlap => "its members overlap",
            Damage::Sheet { name, detail } => return write!(out, "sheet \"{name}\": {detail}"),
            Damage::Detail(detail) => detail,
        })
    }
}

/// A column that a log can do without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpareColumn {
    /// Its name.
    pub name: String,
    /// Bytes of memory that it takes, at least.
    pub memory: u64,
}

/// What of a source is too large, how large it is, and what the limit is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Excess {
    /// Archives in one another.
    Depth {
        /// How many, at least.
        depth: u64,
        /// The most.
        limit: u64,
    },
    /// Files in an archive.
    Members {
        /// How many.
        count: u64,
        /// The most.
        limit: u64,
    },
    /// All that is packed in an archive.
    Unpacked {
        /// Most bytes.
        limit: u64,
    },
    /// An archive in an archive.
    InnerArchive {
        /// Most bytes.
        limit: u64,
    },
    /// What is packed, against its packed form.
    Density {
        /// So many times as large.
        times: u64,
        /// The most.
        limit: u64,
    },
    /// Parts of a workbook.
    WorkbookParts {
        /// How many.
        count: u64,
        /// The most.
        limit: u64,
    },
    /// A part of a workbook, against its packed form.
    WorkbookDensity {
        /// So many times as large.
        times: u64,
        /// The most.
        limit: u64,
    },
    /// A workbook, unpacked.
    Workbook {
        /// Bytes.
        bytes: u64,
        /// Most bytes.
        limit: u64,
    },
    /// The log in memory, as the first rows of a table foretell it.
    Foreseen {
        /// About so many rows.
        rows: u64,
        /// Columns that are kept.
        columns: u64,
        /// Bytes of memory that they take, at least.
        memory: u64,
        /// Most bytes of memory.
        limit: u64,
        /// The columns that a log can do without: those without a role first, the largest first.
        spare: Vec<SpareColumn>,
    },
    /// The log in memory, while it is read.
    Log {
        /// Bytes of memory used so far.
        used: u64,
        /// Bytes of the whole source.
        size: u64,
        /// Most bytes of memory.
        limit: u64,
    },
}

impl fmt::Display for Excess {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNPACK: &str = "Unpack it and drop the files that you need.";
        const AS_CSV: &str = "Export the sheet as CSV and drop that.";
        let mebibytes = |bytes: u64| bytes >> 20;
        match *self {
            Excess::Depth { depth, limit } => write!(
                out,
                "the number of archives that lie in one another is {depth}, and the limit is {limit}. \
                 Unpack it and drop the files in it."
            ),
            Excess::Members { count, limit } => {
                write!(out, "the number of files in it is {count}, and the limit is {limit}. {UNPACK}")
            }
            Excess::Unpacked { limit } => {
                let limit = mebibytes(limit);
                write!(out, "what is packed in it is more than that, and the limit is {limit} MB. {UNPACK}")
            }
            Excess::InnerArchive { limit } => {
                let limit = mebibytes(limit);
                write!(out, "an archive in the archive is more than that, and the limit is {limit} MB. {UNPACK}")
            }
            Excess::Density { times, limit } => write!(
                out,
                "what is packed in it, against its packed form, is {times} times as much, and the limit is {limit} \
                 times. This is how archives are made that fill up a computer. If you trust it, unpack it and drop \
                 the files."
            ),
            Excess::WorkbookParts { count, limit } => {
                write!(out, "the number of its parts is {count}, and the limit is {limit}. {AS_CSV}")
            }
            Excess::WorkbookDensity { times, limit } => {
                write!(out, "one of its parts, unpacked, is {times} times as large, and the limit is {limit}. {AS_CSV}")
            }
            Excess::Workbook { bytes, limit } => {
                let (bytes, limit) = (mebibytes(bytes), mebibytes(limit));
                write!(out, "the unpacked workbook is {bytes} MiB, and the limit is {limit} MiB. {AS_CSV}")
            }
            Excess::Foreseen { rows, columns, memory, limit, .. } => {
                let (memory, limit, millions) = (mebibytes(memory), mebibytes(limit), rows / 1_000_000);
                write!(
                    out,
                    "the log of about {millions} million rows and {columns} columns is at least {memory} MiB in \
                     memory, and the limit is {limit} MiB. Export a shorter range of dates or fewer columns, or write \
                     it as Parquet, of which only the columns that are needed are read."
                )
            }
            Excess::Log { used, size, limit } => {
                let (used, size, limit) = (mebibytes(used), mebibytes(size), mebibytes(limit));
                write!(
                    out,
                    "the log in memory is {used} MiB with more of the {size} MiB file to come, and the limit is \
                     {limit} MiB. Export fewer columns or a shorter period."
                )
            }
        }
    }
}
