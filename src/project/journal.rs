//! The folder of a work on the device, written so that it can be read whenever the writing stops.
//!
//! `source-3` holds a source and never changes. `project-7.json` is the description of the seventh generation.
//! `commit-7`, written last and tiny, makes it the one in force, with length and sum of it and a sum of itself. Only
//! then is what no longer counts removed: first the commits before, then the rest. Whatever is half written has no commit, so
//! the generation before stays in force.

use crate::order;
use crate::project::ProjectError;

/// A file of the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileName {
    /// A source.
    Source(u64),
    /// A description, by its generation.
    Project(u64),
    /// What puts that in force.
    Commit(u64),
}

impl FileName {
    /// Reads a name; `None` of all that is not written here.
    pub fn parse(name: &str) -> Option<FileName> {
        let number = |digits: &str| digits.parse().ok().filter(|number: &u64| number.to_string() == digits);
        if let Some(rest) = name.strip_prefix("source-") {
            return number(rest).map(FileName::Source);
        }
        if let Some(rest) = name.strip_prefix("project-") {
            return rest.strip_suffix(".json").and_then(number).map(FileName::Project);
        }
        name.strip_prefix("commit-").and_then(number).map(FileName::Commit)
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FileName::Source(number) => write!(f, "source-{number}"),
            FileName::Project(generation) => write!(f, "project-{generation}.json"),
            FileName::Commit(generation) => write!(f, "commit-{generation}"),
        }
    }
}

/// What puts a generation in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Which.
    pub generation: u64,
    /// Bytes of its description.
    pub length: u64,
    /// CRC-32 of them.
    pub crc32: u32,
}

impl Commit {
    /// The commit of a description.
    pub fn of(generation: u64, description: &[u8]) -> Commit {
        Commit { generation, length: description.len() as u64, crc32: crc32fast::hash(description) }
    }

    /// Its line.
    pub fn to_text(self) -> String {
        let said = format!("sojourn-commit 1 {} {} {:08x}", self.generation, self.length, self.crc32);
        let sum = crc32fast::hash(said.as_bytes());
        format!("{said} {sum:08x}\n")
    }

    /// Reads its line; `None` where it is not whole.
    pub fn parse(text: &str) -> Option<Commit> {
        let mut words = text.split_ascii_whitespace().skip(2);
        let generation = words.next()?.parse().ok()?;
        let length = words.next()?.parse().ok()?;
        let crc32 = u32::from_str_radix(words.next()?, 16).ok()?;
        let commit = Commit { generation, length, crc32 };
        (commit.to_text() == text).then_some(commit)
    }

    /// Whether this is the description it puts in force.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Damaged`] where it is not.
    pub fn check(self, description: &[u8]) -> Result<(), ProjectError> {
        if Commit::of(self.generation, description) == self { Ok(()) } else { Err(ProjectError::Damaged) }
    }
}

/// The commits among the names of a folder, newest first.
pub fn commits(names: &[String]) -> Vec<u64> {
    let generation = |name: &String| match FileName::parse(name)? {
        FileName::Commit(generation) => Some(generation),
        _ => None,
    };
    let mut found: Vec<u64> = names.iter().filter_map(generation).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

/// The number of the next generation, and that of the next source: ones that no file in the folder has.
pub fn next_numbers(names: &[String]) -> (u64, u64) {
    let (mut generation, mut source) = (0, 0);
    for name in names.iter().filter_map(|name| FileName::parse(name)) {
        match name {
            FileName::Source(number) => source = source.max(number),
            FileName::Project(number) | FileName::Commit(number) => generation = generation.max(number),
        }
    }
    (generation.saturating_add(1), source.saturating_add(1))
}

/// What of a folder goes once a generation is in force, in the order in which it goes: earlier commits first, so that
/// none is ever left without what it needs.
pub fn superseded(names: &[String], in_force: u64, sources: &[String]) -> Vec<String> {
    let stays = |name: &String| match FileName::parse(name) {
        Some(FileName::Commit(generation) | FileName::Project(generation)) => generation == in_force,
        _ => sources.contains(name),
    };
    let mut gone: Vec<String> = names.iter().filter(|name| !stays(name)).cloned().collect();
    order::sort_by_key(&mut gone, |name| !name.starts_with("commit-"));
    gone
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// The file system of the tests: what a kill leaves of it is what was written before.
    type Folder = BTreeMap<String, Vec<u8>>;

    /// A file is written with these bytes or, without them, removed.
    type Step = (String, Option<Vec<u8>>);

    fn names(folder: &Folder) -> Vec<String> {
        folder.keys().cloned().collect()
    }

    fn text(folder: &Folder, name: FileName) -> Option<String> {
        String::from_utf8(folder.get(&name.to_string())?.clone()).ok()
    }

    /// What a reader finds in force: the description, which names one source here.
    fn in_force(folder: &Folder) -> Option<String> {
        commits(&names(folder)).into_iter().find_map(|generation| {
            let commit = Commit::parse(&text(folder, FileName::Commit(generation))?)?;
            let description = text(folder, FileName::Project(generation))?;
            commit.check(description.as_bytes()).ok()?;
            folder.contains_key(description.split(' ').next()?).then_some(description)
        })
    }

    /// The writings and removals of one saving, one after the other.
    fn saving(folder: &Folder, what: &str) -> (Vec<Step>, String) {
        let (generation, source) = next_numbers(&names(folder));
        let source = FileName::Source(source).to_string();
        let description = format!("{source} {what}");
        let mut steps = vec![
            (source.clone(), Some(b"rows".to_vec())),
            (FileName::Project(generation).to_string(), Some(description.clone().into_bytes())),
            (
                FileName::Commit(generation).to_string(),
                Some(Commit::of(generation, description.as_bytes()).to_text().into_bytes()),
            ),
        ];
        let mut after = folder.clone();
        for (name, bytes) in &steps {
            after.extend(bytes.clone().map(|bytes| (name.clone(), bytes)));
        }
        steps.extend(superseded(&names(&after), generation, &[source]).into_iter().map(|name| (name, None)));
        (steps, description)
    }

    proptest! {
        #[test]
        fn a_kill_at_any_step_and_byte_leaves_a_generation_in_force(
            kills in proptest::collection::vec((0_usize..12, 0_usize..60), 1..8)
        ) {
            let mut folder = Folder::new();
            let mut before = None;
            for (at, (step, byte)) in kills.into_iter().enumerate() {
                let (steps, description) = saving(&folder, &at.to_string());
                for (number, (name, bytes)) in steps.into_iter().enumerate() {
                    match bytes {
                        Some(mut bytes) if number == step && byte < bytes.len() => {
                            bytes.truncate(byte);
                            folder.insert(name, bytes);
                        }
                        Some(bytes) => drop(folder.insert(name, bytes)),
                        None => drop(folder.remove(&name)),
                    }
                    if number == step {
                        break;
                    }
                }
                let now = in_force(&folder);
                prop_assert!(now == before || now.as_ref() == Some(&description), "{now:?} of {before:?}");
                before = now;
            }
        }

        #[test]
        fn any_text_reads_or_does_not(text in ".{0,80}") {
            if let Some(commit) = Commit::parse(&text) {
                prop_assert_eq!(&commit.to_text(), &text);
            }
            if let Some(name) = FileName::parse(&text) {
                prop_assert_eq!(&name.to_string(), &text);
            }
        }
    }

    #[test]
    fn a_commit_with_one_letter_changed_is_none() {
        let line = Commit::of(7, b"{}").to_text();
        assert_eq!(Commit::parse(&line), Some(Commit::of(7, b"{}")));
        for at in 0..line.len() {
            let mut bytes = line.clone().into_bytes();
            bytes[at] ^= 1;
            assert_eq!(String::from_utf8(bytes).ok().and_then(|text| Commit::parse(&text)), None, "{at}");
        }
    }

    #[test]
    fn names_of_others_are_none() {
        for name in ["source-01", "source-", "project-1", "commit-1.crswap", "../source-1", "Source-1"] {
            assert_eq!(FileName::parse(name), None, "{name}");
        }
    }
}
