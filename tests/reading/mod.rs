//! What a reader of a format hands over, as plain rows; and the files beside the project.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::{cell::RefCell, fs, io::Cursor, path::PathBuf};

use sojourn::{
    event_log::Timestamp,
    import::{
        Chunk, ChunkColumn, ChunkWriter, ImportError,
        formats::{ReadColumns, ReadOptions, ReadReport, ReadRows},
    },
};

/// A table as people see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub names: Vec<String>,
    /// Values that are missing are empty; times are ISO 8601.
    pub rows: Vec<Vec<String>>,
    pub report: ReadReport,
}

/// Reads bytes by way of chunks.
pub fn read_chunks(read: ReadColumns, bytes: &[u8], options: &ReadOptions) -> Result<Table, ImportError> {
    let mut table = Table::default();
    table.report = read("test", &mut Cursor::new(bytes), options, &mut |chunk: Chunk| {
        table.add(&chunk);
        Ok(())
    })?;
    Ok(table)
}

/// Reads bytes row by row.
pub fn read_rows(read: ReadRows, bytes: &[u8], options: &ReadOptions) -> Result<Table, ImportError> {
    let table = RefCell::new(Table::default());
    let mut writer = ChunkWriter::new(|chunk: Chunk| {
        table.borrow_mut().add(&chunk);
        Ok(())
    });
    let report = read("test", &mut Cursor::new(bytes), options, &mut writer)?;
    writer.finish()?;
    Ok(Table { report, ..table.into_inner() })
}

impl Table {
    fn add(&mut self, chunk: &Chunk) {
        self.names.clone_from(&chunk.names);
        for row in 0..chunk.lines.len() {
            self.rows.push(chunk.columns.iter().map(|column| text(column, row)).collect());
        }
    }
}

fn text(column: &ChunkColumn, row: usize) -> String {
    match column {
        ChunkColumn::Texts { dictionary, codes } => dictionary.text(codes.get(row)).to_owned(),
        ChunkColumn::Times { micros, .. } if micros[row] == ChunkColumn::NO_TIME => String::new(),
        ChunkColumn::Times { micros, .. } => Timestamp(micros[row]).to_iso(),
    }
}

/// A file or folder beside the project; `None`, said, where it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        eprintln!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

/// The files of the corpora whose path starts so, with what is expected of each.
pub fn corpus(start: &str) -> Vec<(serde_json::Value, Vec<u8>)> {
    let Some(folder) = shared("corpora") else { return Vec::new() };
    let manifest = fs::read_to_string(folder.join("MANIFEST.jsonl")).expect("a manifest");
    let entries = manifest.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("an entry"));
    entries
        .filter_map(|entry| {
            let path = entry["path"].as_str()?;
            let bytes = path.starts_with(start).then(|| fs::read(folder.join(path)).ok())??;
            Some((entry, bytes))
        })
        .collect()
}
