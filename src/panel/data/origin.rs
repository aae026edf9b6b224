//! Which of the files that were given each source of a report comes from: an archive gives several.

use crate::import::SourceReport;

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
