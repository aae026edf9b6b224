//! Work as it is kept: the sources, byte by byte, and beside them one description with every choice. On the device each
//! work is a folder ([`journal`]), elsewhere one file, a ZIP archive ([`archive`]) that anyone can unpack.
//!
//! Pure: bytes in, bytes out. Who writes and reads them is the page.

pub mod archive;
pub mod journal;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    import::{ImportOptions, SourceOptions},
    stage::StageModel,
};

/// What a description calls itself.
pub const FORMAT: &str = "sojourn-project";
/// The version that this program writes, and the newest it reads. Fields may be added without another one: those that
/// are unknown are passed over, those that are missing have their default.
pub const VERSION: u32 = 1;
/// Name of the description in a project file.
pub const DESCRIPTION: &str = "project.json";
/// Ending of a project file's name.
pub const ENDING: &str = "sojourn";
/// A description has no more bytes.
pub const MAX_DESCRIPTION_BYTES: u64 = 16 << 20;
/// A project has no more sources.
pub const MAX_SOURCES: usize = 1000;

/// What is open, and how. `R` is the report that was written on it, which this module only carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, bound(deserialize = "R: Deserialize<'de>"))]
pub struct Project<R> {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`] of the program that wrote it.
    pub version: u32,
    /// When, in milliseconds since 1970.
    pub saved_at: f64,
    /// Events in the log.
    pub events: u64,
    /// Customers in the log.
    pub customers: u64,
    /// What the log was made of, in this order.
    pub sources: Vec<KeptSource>,
    /// How all sources are read.
    pub options: ImportOptions,
    /// What was remembered of sources with columns of each mark, or that nothing was: it has its say in the reading.
    pub remembered: BTreeMap<String, Option<SourceOptions>>,
    /// The stages of the journey, where they were chosen by hand.
    pub stage_model: Option<StageModel>,
    /// Stages chosen by hand, by touchpoint; the empty name is no stage.
    pub stages: BTreeMap<String, String>,
    /// Sides chosen by hand, by touchpoint.
    pub sides: BTreeMap<String, String>,
    /// Kinds chosen by hand, by touchpoint.
    pub kinds: BTreeMap<String, String>,
    /// Channels chosen by hand, by touchpoint.
    pub channels: BTreeMap<String, String>,
    /// Owners, by touchpoint.
    pub owners: BTreeMap<String, String>,
    /// Names under which touchpoints are counted, by what the files call them.
    pub names: BTreeMap<String, String>,
    /// The screen that was last looked at, by its name in the address.
    pub view: String,
    /// Fingerprint of the touchpoints that the states speak of.
    pub of: String,
    /// The state of each screen, by its name in the address.
    pub states: BTreeMap<String, String>,
    /// The report: what was pinned, and what is said of it.
    pub report: Option<R>,
}

/// A source that is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KeptSource {
    /// What its file was called. For people: it names nothing on the device.
    pub name: String,
    /// Where its bytes are: a file of the folder, or a member of the archive.
    pub file: String,
    /// So many bytes.
    pub size: u64,
    /// CRC-32 of them.
    pub crc32: u32,
    /// How it is read.
    pub options: SourceOptions,
}

impl<R> Default for Project<R> {
    fn default() -> Project<R> {
        Project {
            format: String::new(),
            version: 0,
            saved_at: 0.0,
            events: 0,
            customers: 0,
            sources: Vec::new(),
            options: ImportOptions::default(),
            remembered: BTreeMap::new(),
            stage_model: None,
            stages: BTreeMap::new(),
            sides: BTreeMap::new(),
            kinds: BTreeMap::new(),
            channels: BTreeMap::new(),
            owners: BTreeMap::new(),
            names: BTreeMap::new(),
            view: String::new(),
            of: String::new(),
            states: BTreeMap::new(),
            report: None,
        }
    }
}

/// The first lines of a description: what is read of one before all else, whatever its version.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Heading {
    /// [`FORMAT`], if it is a description at all.
    pub format: String,
    /// The version of it.
    pub version: f64,
}

/// Why a project cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectError {
    /// It is none.
    NotAProject,
    /// A newer program wrote it.
    Newer,
    /// It does not say what a project says, or not that which its sums say.
    Damaged,
    /// It has more bytes than a project file can hold.
    TooLarge,
    /// It cannot be read: the file has changed, or is gone.
    Unreadable,
}

/// Why something could not be kept on the device. What was kept before stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The disk, or what the browser allows, is full.
    Full,
    /// This browser gives this page no place of its own: a file from disk, a private window, an old browser.
    NoPlace,
    /// What was read back is not what was written.
    Differs,
    /// Somebody has removed the work, here or in another tab.
    Gone,
    /// A file of the log has changed since it was opened, or is gone.
    Unreadable,
    /// The browser says something else.
    Other(String),
}

impl Heading {
    /// Whether this program can read what follows.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NotAProject`], and [`ProjectError::Newer`].
    pub fn check(&self) -> Result<(), ProjectError> {
        match self {
            _ if self.format != FORMAT => Err(ProjectError::NotAProject),
            _ if self.version > f64::from(VERSION) => Err(ProjectError::Newer),
            _ if self.version >= 1.0 => Ok(()),
            _ => Err(ProjectError::Damaged),
        }
    }
}

impl<R> Project<R> {
    /// Whether what it says can be.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Damaged`] without sources, with too many, or with two in one place.
    pub fn check(&self) -> Result<(), ProjectError> {
        let mut files: Vec<&str> = self.sources.iter().map(|source| source.file.as_str()).collect();
        files.sort_unstable();
        let twice = files.windows(2).any(|two| two[0] == two[1]);
        let fits = (1..=MAX_SOURCES).contains(&files.len());
        if fits && !twice && self.saved_at.is_finite() { Ok(()) } else { Err(ProjectError::Damaged) }
    }

    /// Bytes in its sources.
    pub fn size(&self) -> u64 {
        self.sources.iter().fold(0, |sum, source| sum.saturating_add(source.size))
    }
}

/// The name of a source's member in a project file: its number, so that two of one name have two places, and what is
/// inert in its own name.
pub fn member_name(at: usize, name: &str) -> String {
    let tidy: String = name
        .chars()
        .take(80)
        .map(|letter| if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') { letter } else { '-' })
        .collect();
    format!("sources/{:03}-{}", at + 1, tidy.trim_matches('.'))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::{event_log::ColumnRole, stage::ModelStage};

    fn project() -> Project<Value> {
        let columns = [(ColumnRole::Customer, "who".to_owned())].into();
        let options = SourceOptions { columns, ..SourceOptions::default() };
        Project {
            format: FORMAT.into(),
            version: VERSION,
            saved_at: 1.5e12,
            sources: vec![KeptSource {
                name: "a.csv".into(),
                file: "source-1".into(),
                size: 3,
                crc32: 7,
                options: options.clone(),
            }],
            remembered: [("mark".to_owned(), Some(options)), ("other".to_owned(), None)].into(),
            stage_model: Some(
                StageModel::own(vec![ModelStage { id: "Pay".into(), ..ModelStage::default() }]).expect("one"),
            ),
            stages: [("order".to_owned(), "Pay".to_owned())].into(),
            sides: [("order".to_owned(), "offline".to_owned())].into(),
            channels: [("order".to_owned(), "store".to_owned())].into(),
            owners: [("order".to_owned(), "Ann".to_owned())].into(),
            names: [("pay".to_owned(), "order".to_owned())].into(),
            states: [("funnel".to_owned(), "{}".to_owned())].into(),
            report: Some(serde_json::json!({ "title": "t" })),
            ..Project::default()
        }
    }

    #[test]
    fn a_description_reads_as_it_was_written() {
        let json = serde_json::to_string(&project()).expect("plain data");
        let again: Project<Value> = serde_json::from_str(&json).expect("reads");
        assert_eq!(again, project());
        assert_eq!(again.check(), Ok(()));
        let heading: Heading = serde_json::from_str(&json).expect("reads");
        assert_eq!(heading.check(), Ok(()));
    }

    #[test]
    fn what_is_unknown_is_passed_over_and_what_is_missing_is_default() {
        let json = r#"{"format":"sojourn-project","version":1,"new":{"x":1},"sources":[{"name":"a","also":2}]}"#;
        let read: Project<Value> = serde_json::from_str(json).expect("reads");
        assert_eq!(read.sources[0], KeptSource { name: "a".into(), ..KeptSource::default() });
    }

    #[test]
    fn stages_of_a_project_without_a_model_are_read() {
        let json = r#"{"format":"sojourn-project","version":1,"stages":{"order":"purchase"}}"#;
        let read: Project<Value> = serde_json::from_str(json).expect("reads");
        assert_eq!((read.stage_model, read.stages["order"].as_str()), (None, "purchase"));
        assert!(
            read.sides.is_empty()
                && read.kinds.is_empty()
                && read.channels.is_empty()
                && read.owners.is_empty()
                && read.names.is_empty()
        );
    }

    #[test]
    fn a_newer_version_and_another_file_are_told_apart() {
        let check = |json: &str| serde_json::from_str::<Heading>(json).expect("reads").check();
        assert_eq!(check(r#"{"format":"sojourn-project","version":2,"sources":"?"}"#), Err(ProjectError::Newer));
        assert_eq!(check(r#"{"name":"some package","version":1}"#), Err(ProjectError::NotAProject));
        assert_eq!(check(r#"{"format":"sojourn-project","version":0}"#), Err(ProjectError::Damaged));
    }

    #[test]
    fn a_project_has_sources_each_in_its_place() {
        assert_eq!(Project::<Value>::default().check(), Err(ProjectError::Damaged));
        let mut twice = project();
        twice.sources.push(twice.sources[0].clone());
        assert_eq!(twice.check(), Err(ProjectError::Damaged));
    }

    #[test]
    fn names_of_members_lead_nowhere() {
        assert_eq!(member_name(0, "../../etc/passwd"), "sources/001--..-etc-passwd");
        assert_eq!(member_name(1, "销售 2025.csv"), "sources/002-销售-2025.csv");
        assert_eq!(member_name(11, ""), "sources/012-");
    }
}
