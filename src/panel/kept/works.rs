//! The works that are kept: one folder each, read and written as [`journal`] says.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::{
    Project, bytes,
    folder::{Folder, store_error},
    lock::{self, Lock},
};
use crate::{
    order,
    panel::json::{from_json, to_json},
    project::{
        FORMAT, Heading, KeptSource, MAX_DESCRIPTION_BYTES, ProjectError, StoreError, VERSION,
        journal::{Commit, FileName, commits, next_numbers, superseded},
    },
    worker::client::NamedBlob,
};

/// Name of the folder with all of them.
pub const FOLDER: &str = "sojourn-kept";

/// A work that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Name of its folder.
    pub id: String,
    /// What is said of it, or why that cannot be read.
    pub project: Result<Project, ProjectError>,
    /// Whether it is open, here or in another tab.
    pub is_open: bool,
}

/// All of them, the last saved first. What was begun and never finished is cleared away.
///
/// # Errors
///
/// Where the browser has no place for them.
pub async fn list() -> Result<Vec<Work>, StoreError> {
    let all = match Folder::of_works(false).await {
        Err(StoreError::Gone) => return Ok(Vec::new()),
        all => all?,
    };
    let held = lock::held().await;
    let mut works = Vec::new();
    for id in all.names().await {
        let Ok(folder) = all.folder(&id, false).await else { continue };
        let is_open = held.contains(&lock::name(&id));
        match in_force(&folder).await {
            Some(project) => works.push(Work { id, project, is_open }),
            None if is_open => {}
            None => {
                // Nobody writes it any more who could still finish it.
                if let Some(_lock) = lock::take(&id).await {
                    all.remove(&id).await;
                }
            }
        }
    }
    let saved = |work: &Work| work.project.as_ref().map_or(0.0, |project| project.saved_at);
    order::sort_by(&mut works, |a, b| saved(b).total_cmp(&saved(a)));
    Ok(works)
}

/// The description in force; `None` where none ever was.
async fn in_force(folder: &Folder) -> Option<Result<Project, ProjectError>> {
    let mut first = None;
    for generation in commits(&folder.names().await) {
        match generation_of(folder, generation).await {
            Ok(project) => return Some(Ok(project)),
            Err(error) => first = first.or(Some(Err(error))),
        }
    }
    first
}

async fn generation_of(folder: &Folder, generation: u64) -> Result<Project, ProjectError> {
    let commit = text(folder, FileName::Commit(generation), 200).await?;
    let commit = String::from_utf8(commit).ok().and_then(|line| Commit::parse(&line)).ok_or(ProjectError::Damaged)?;
    let description = text(folder, FileName::Project(generation), MAX_DESCRIPTION_BYTES).await?;
    commit.check(&description)?;
    let project = described(&description)?;
    for source in &project.sources {
        let FileName::Source(_) = FileName::parse(&source.file).ok_or(ProjectError::Damaged)? else {
            return Err(ProjectError::Damaged);
        };
        let file = folder.file(&source.file).await.map_err(|_| ProjectError::Damaged)?;
        if file.size() != source.size as f64 {
            return Err(ProjectError::Damaged);
        }
    }
    Ok(project)
}

async fn text(folder: &Folder, name: FileName, most: u64) -> Result<Vec<u8>, ProjectError> {
    let file = folder.file(&name.to_string()).await.map_err(|_| ProjectError::Damaged)?;
    if file.size() > most as f64 {
        return Err(ProjectError::Damaged);
    }
    bytes::read(&file, 0.0, most as f64).await.map_err(|_| ProjectError::Unreadable)
}

/// Reads a description.
///
/// # Errors
///
/// When it is none, of a newer version, or says what cannot be.
pub fn described(description: &[u8]) -> Result<Project, ProjectError> {
    let text = std::str::from_utf8(description).map_err(|_| ProjectError::NotAProject)?;
    from_json::<Heading>(text).ok_or(ProjectError::NotAProject)?.check()?;
    let project: Project = from_json(text).ok_or(ProjectError::Damaged)?;
    project.check()?;
    Ok(project)
}

/// A description in bytes.
pub fn description(project: &mut Project) -> Option<Vec<u8>> {
    FORMAT.clone_into(&mut project.format);
    project.version = VERSION;
    to_json(project).map(String::into_bytes)
}

/// Removes one work; whether it is gone. One that another tab is at stays.
pub async fn forget(id: &str) -> bool {
    let Some(_lock) = lock::take(id).await else { return false };
    match Folder::of_works(false).await {
        Ok(all) => all.remove(id).await,
        Err(_) => false,
    }
}

/// Removes all of them, also those that are open; whether they are gone.
pub async fn forget_all() -> bool {
    let works = list().await.unwrap_or_default();
    if let Ok(all) = Folder::of_works(false).await {
        for work in &works {
            all.remove(&work.id).await;
        }
    }
    list().await.is_ok_and(|works| works.is_empty())
}

/// The work that is open in this tab.
pub struct Current {
    /// Name of its folder.
    pub id: String,
    /// Whether something of it is in force already: then its folder is there, unless somebody has removed it.
    pub is_kept: bool,
    /// Which of the files at hand are in it, and where.
    pub stored: Vec<(Blob, KeptSource)>,
    _lock: Lock,
}

impl Current {
    /// Begins a work.
    pub async fn begin() -> Option<Current> {
        let random = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        let id = format!("{:08x}{:08x}", random(), random());
        Some(Current { _lock: lock::take(&id).await?, id, is_kept: false, stored: Vec::new() })
    }

    /// Takes up a work that is kept; `None` where another tab is at it.
    pub async fn take_up(id: &str) -> Option<Current> {
        let lock = lock::take(id).await?;
        Some(Current { id: id.to_owned(), is_kept: true, stored: Vec::new(), _lock: lock })
    }

    /// Where a file's bytes are in it.
    pub fn place_of(&self, blob: &Blob) -> Option<&KeptSource> {
        self.stored.iter().find(|(known, _)| known == blob).map(|(_, source)| source)
    }

    /// Keeps what is open: writes what is not there yet, reads it back, puts it in force, and clears away what no longer
    /// counts. `project` says all but the sources.
    ///
    /// # Errors
    ///
    /// When it is not kept. What was kept before still is, and what was begun is cleared away.
    pub async fn save(&mut self, files: &[NamedBlob], project: Project) -> Result<(), StoreError> {
        let all = Folder::of_works(true).await?;
        let before = self.stored.clone();
        let result = self.write(&all, files, project).await;
        if result.is_err() {
            self.stored = before;
            if !self.is_kept {
                all.remove(&self.id).await;
            } else if let Ok(folder) = all.folder(&self.id, false).await {
                self.tidy(&folder).await;
            }
        }
        result
    }

    /// Clears away what is not in force.
    async fn tidy(&self, folder: &Folder) {
        let names = folder.names().await;
        for generation in commits(&names) {
            if let Ok(project) = generation_of(folder, generation).await {
                let sources: Vec<String> = project.sources.into_iter().map(|source| source.file).collect();
                for name in superseded(&names, generation, &sources) {
                    folder.remove(&name).await;
                }
                return;
            }
        }
    }

    async fn write(&mut self, all: &Folder, files: &[NamedBlob], mut project: Project) -> Result<(), StoreError> {
        let folder = all.folder(&self.id, !self.is_kept).await?;
        let names = folder.names().await;
        if self.is_kept && commits(&names).is_empty() {
            return Err(StoreError::Gone);
        }
        let (generation, mut number) = next_numbers(&names);
        for file in files {
            let mut source = match self.place_of(&file.blob) {
                Some(source) => source.clone(),
                None => {
                    let sum = bytes::sum(&file.blob).await.map_err(|_| StoreError::Unreadable)?;
                    let name = FileName::Source(number).to_string();
                    number += 1;
                    folder.write(&name, &file.blob, sum).await?;
                    let size = file.blob.size() as u64;
                    let source = KeptSource { file: name, size, crc32: sum, ..KeptSource::default() };
                    self.stored.push((file.blob.clone(), source.clone()));
                    source
                }
            };
            source.name.clone_from(&file.name);
            source.options.clone_from(&file.options);
            project.sources.push(source);
        }
        let said = description(&mut project).ok_or(StoreError::Differs)?;
        // What will not read is not to take the place of what does.
        let reads = described(&said).is_ok_and(|again| again.sources.len() == files.len());
        if !reads {
            return Err(StoreError::Differs);
        }
        write_text(&folder, FileName::Project(generation), &said).await?;
        write_text(&folder, FileName::Commit(generation), Commit::of(generation, &said).to_text().as_bytes()).await?;
        self.is_kept = true;
        self.stored.retain(|(_, stored)| project.sources.iter().any(|source| source.file == stored.file));
        self.tidy(&folder).await;
        Ok(())
    }

    /// The files of a kept work, each as its sum says, with what is said of them.
    ///
    /// # Errors
    ///
    /// When it is gone, or not as it was written.
    pub async fn files(id: &str) -> Result<(Project, Vec<NamedBlob>, Vec<(Blob, KeptSource)>), ProjectError> {
        let gone = |_| ProjectError::Unreadable;
        let folder = Folder::of_works(false).await.map_err(gone)?.folder(id, false).await.map_err(gone)?;
        let project = in_force(&folder).await.unwrap_or(Err(ProjectError::Unreadable))?;
        let (mut files, mut stored) = (Vec::new(), Vec::new());
        for source in &project.sources {
            let blob: Blob = folder.file(&source.file).await.map_err(gone)?.into();
            if bytes::sum(&blob).await.map_err(|_| ProjectError::Unreadable)? != source.crc32 {
                return Err(ProjectError::Damaged);
            }
            files.push(NamedBlob { name: source.name.clone(), blob: blob.clone(), options: source.options.clone() });
            stored.push((blob, source.clone()));
        }
        Ok((project, files, stored))
    }
}

async fn write_text(folder: &Folder, name: FileName, text: &[u8]) -> Result<(), StoreError> {
    let part: JsValue = js_sys::Uint8Array::from(text).into();
    let blob = bytes::joined(&Array::of1(&part)).map_err(|error| store_error(&error))?;
    folder.write(&name.to_string(), &blob, crc32fast::hash(text)).await
}
