//! Which of the files that were given each source of a report comes from: an archive gives several.

use crate::{
    import::{SourceOptions, SourceReport},
    panel::OpenLog,
    worker::client::Source,
};

/// Where a source comes from.
#[derive(Clone)]
pub struct Origin {
    /// Position of its file among those given.
    pub at: usize,
    /// Name of the file; the sample has none.
    pub file: Option<String>,
    /// How it was asked to be read.
    pub options: SourceOptions,
}

/// For each source of a log where it comes from.
pub fn origins(log: &OpenLog) -> Vec<Origin> {
    let Source::Files(files) = &log.source else {
        let columns = log.options.columns.clone();
        let options = SourceOptions { columns, date_order: log.options.date_order, ..SourceOptions::default() };
        return vec![Origin { at: 0, file: None, options }; log.report.sources.len()];
    };
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let origin = |at: usize| {
        let file = &files[at];
        Origin { at, file: Some(file.name.clone()), options: file.options.clone() }
    };
    files_of(&names, &log.report.sources).into_iter().map(origin).collect()
}

/// For each source the position of its file. Sources stand in the order of the files, and those of an archive are called
/// `archive.zip/member.csv`.
pub fn files_of(names: &[&str], sources: &[SourceReport]) -> Vec<usize> {
    let mut file = 0;
    let mut has_given = false;
    let place = |source: &SourceReport| {
        let is_member = |name: &str| source.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
        let is_from = |name: &str, has_given: bool| is_member(name) || (!has_given && source.name == name);
        while file + 1 < names.len() && !is_from(names[file], has_given) {
            file += 1;
            has_given = false;
        }
        has_given = true;
        file
    };
    sources.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], sources: &[&str], expected: &[usize]) {
        let named = |name: &&str| SourceReport { name: (*name).to_owned(), ..SourceReport::default() };
        let sources: Vec<SourceReport> = sources.iter().map(named).collect();
        assert_eq!(files_of(files, &sources), expected);
    }

    #[test]
    fn each_file_gives_one_source() {
        check(&["a.csv", "b.csv"], &["a.csv", "b.csv"], &[0, 1]);
    }

    #[test]
    fn an_archive_gives_several() {
        check(&["a.zip", "b.csv"], &["a.zip/x.csv", "a.zip/y/z.csv", "b.csv"], &[0, 0, 1]);
        check(&["b.csv", "a.zip"], &["b.csv", "a.zip/b.csv", "a.zip/c.csv"], &[0, 1, 1]);
    }

    #[test]
    fn an_archive_may_give_none_and_names_may_begin_alike() {
        check(&["empty.zip", "b.csv"], &["b.csv"], &[1]);
        check(&["a", "a.zip"], &["a", "a.zip/a"], &[0, 1]);
    }

    #[test]
    fn files_of_the_same_name_stand_in_their_order() {
        check(&["a.csv", "a.csv"], &["a.csv", "a.csv"], &[0, 1]);
    }
}
