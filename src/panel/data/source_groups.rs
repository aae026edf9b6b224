//! Sources of one file that were read alike, taken as one: an archive may give hundreds, hour by hour.

use super::origin::{Origin, origins};
use crate::{
    event_log::ColumnRole,
    import::{ColumnReport, SourceReport},
    panel::OpenLog,
};

/// Sources that were read alike; mostly one.
#[derive(Clone)]
pub struct SourceGroup {
    /// What is to be said of all of them together; of columns and first rows, what the first ones tell.
    pub report: SourceReport,
    /// Where they come from.
    pub origin: Origin,
    /// Each by itself where there are several.
    pub members: Vec<Member>,
}

/// One of several.
#[derive(Clone)]
pub struct Member {
    /// Its name without that of its archive.
    pub name: String,
    /// Rows that were read.
    pub rows: u64,
}

/// The sources of a log, those together that were read alike.
pub fn source_groups(log: &OpenLog) -> Vec<SourceGroup> {
    group(log.report.sources.iter().cloned().zip(origins(log)))
}

fn group(sources: impl Iterator<Item = (SourceReport, Origin)>) -> Vec<SourceGroup> {
    let mut groups: Vec<SourceGroup> = Vec::new();
    for (report, origin) in sources {
        match groups.iter_mut().find(|group| group.origin.at == origin.at && are_alike(&group.report, &report)) {
            Some(group) => group.add(report),
            None => groups.push(SourceGroup { members: Vec::new(), report, origin }),
        }
    }
    groups
}

/// Whether two sources of one file differ in nothing but their rows, and columns without a role.
fn are_alike(one: &SourceReport, other: &SourceReport) -> bool {
    let is_read = |report: &SourceReport| report.failure.is_none();
    let way = |report: &SourceReport| {
        let texts = (report.encoding.clone(), report.timestamp_format.clone(), report.delimiter);
        (report.format, report.tool, report.is_log, report.has_offsets, texts)
    };
    is_read(one) && is_read(other) && way(one) == way(other) && roles(one).eq(roles(other))
}

fn roles(report: &SourceReport) -> impl Iterator<Item = (ColumnRole, &str)> {
    report.columns.iter().filter_map(|column| Some((column.role?, column.name.as_str())))
}

impl SourceGroup {
    fn add(&mut self, next: SourceReport) {
        let archive = self.origin.file.clone().unwrap_or_default();
        if self.members.is_empty() {
            self.members.push(Member::of(&self.report, &archive));
            self.report.columns.iter_mut().for_each(|column| column.distinct = None);
            self.report.name = archive.clone();
        }
        self.members.push(Member::of(&next, &archive));
        let all = &mut self.report;
        all.rows += next.rows;
        all.kept += next.kept;
        all.skipped += next.skipped;
        all.left_out += next.left_out;
        all.unmatched += next.unmatched;
        all.bytes += next.bytes;
        all.ambiguous_dates += next.ambiguous_dates;
        all.replaced_bytes |= next.replaced_bytes;
        all.mixes_offsets |= next.mixes_offsets;
        all.read.values_left_out += next.read.values_left_out;
        for column in next.columns {
            if !all.columns.iter().any(|known| known.name == column.name) {
                all.columns.push(ColumnReport { distinct: None, ..column });
                all.preview.iter_mut().for_each(|row| row.push(String::new()));
            }
        }
    }
}

impl Member {
    fn of(report: &SourceReport, archive: &str) -> Member {
        let name = report.name.strip_prefix(archive).map_or(report.name.as_str(), |name| name.trim_start_matches('/'));
        Member { name: name.to_owned(), rows: report.rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportError, SourceOptions};

    fn source(name: &str, rows: u64, columns: &[(&str, Option<ColumnRole>)]) -> SourceReport {
        let column = |&(name, role): &(&str, Option<ColumnRole>)| ColumnReport {
            name: name.to_owned(),
            role,
            distinct: Some(7),
            ..ColumnReport::default()
        };
        SourceReport {
            name: name.to_owned(),
            rows,
            kept: rows,
            columns: columns.iter().map(column).collect(),
            preview: vec![vec!["x".to_owned(); columns.len()]],
            ..SourceReport::default()
        }
    }

    fn of(at: usize, file: &str) -> Origin {
        Origin { at, file: Some(file.to_owned()), options: SourceOptions::default() }
    }

    #[test]
    fn members_of_an_archive_that_were_read_alike_are_one() {
        let who = ("who", Some(ColumnRole::Customer));
        let failed = SourceReport {
            failure: Some(ImportError::Empty { source_name: "a.zip/3.json".to_owned() }),
            ..source("a.zip/3.json", 0, &[])
        };
        let groups = group(
            [
                (source("a.zip/1.json", 5, &[who, ("page", None)]), of(0, "a.zip")),
                (failed, of(0, "a.zip")),
                (source("a.zip/people.json", 9, &[("id", Some(ColumnRole::Customer))]), of(0, "a.zip")),
                (source("a.zip/2.json", 6, &[who, ("plan", None)]), of(0, "a.zip")),
                (source("b.csv", 4, &[who, ("page", None)]), of(1, "b.csv")),
            ]
            .into_iter(),
        );
        let names: Vec<&str> = groups.iter().map(|group| group.report.name.as_str()).collect();
        assert_eq!(names, ["a.zip", "a.zip/3.json", "a.zip/people.json", "b.csv"]);
        let both = &groups[0];
        let members: Vec<(&str, u64)> = both.members.iter().map(|member| (member.name.as_str(), member.rows)).collect();
        assert_eq!(members, [("1.json", 5), ("2.json", 6)]);
        assert_eq!((both.report.rows, both.report.kept), (11, 11));
        let columns: Vec<_> =
            both.report.columns.iter().map(|column| (column.name.as_str(), column.distinct)).collect();
        assert_eq!(columns, [("who", None), ("page", None), ("plan", None)]);
        assert_eq!(both.report.preview, [["x", "x", ""]]);
        assert!(groups[1..].iter().all(|group| group.members.is_empty()));
        assert_eq!(groups[3].report.columns[0].distinct, Some(7));
    }
}
