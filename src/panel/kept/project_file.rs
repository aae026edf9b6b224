//! The work as one file: an archive of blobs, so that no source is ever in memory as a whole.

use js_sys::{Array, Uint8Array};
use web_sys::Blob;

use super::{
    Project, bytes,
    works::{described, description},
};
use crate::{
    panel::json::from_json,
    project::{
        DESCRIPTION, Heading, KeptSource, MAX_DESCRIPTION_BYTES, ProjectError,
        archive::{Directory, HEADER_BYTES, Member, TAIL_BYTES, Writer, data_offset, directory, may_be, members},
        member_name,
    },
    worker::client::NamedBlob,
};

/// A table of contents has no more bytes.
const MAX_TABLE_BYTES: u64 = 4 << 20;

/// Makes a project file; `project` says all but the sources.
///
/// # Errors
///
/// When a source cannot be read any more, and beyond 4 GiB.
pub async fn make(files: &[NamedBlob], mut project: Project) -> Result<Blob, ProjectError> {
    let unreadable = |_| ProjectError::Unreadable;
    let mut packed = Vec::new();
    for (at, NamedBlob { name, blob, options }) in files.iter().enumerate() {
        let source = KeptSource {
            name: name.clone(),
            file: member_name(at, name),
            size: blob.size() as u64,
            crc32: bytes::sum(blob).await.map_err(unreadable)?,
            options: options.clone(),
        };
        let deflated = bytes::deflated(blob).await;
        packed.push((deflated.is_some(), deflated.unwrap_or_else(|| blob.clone()), source.clone()));
        project.sources.push(source);
    }
    let (mut writer, parts) = (Writer::default(), Array::new());
    let add = |writer: &mut Writer, member: &Member, content: &Blob| {
        parts.push(&Uint8Array::from(writer.member(member)?.as_slice()));
        parts.push(content);
        Ok(())
    };
    let said = description(&mut project).ok_or(ProjectError::Damaged)?;
    let content = bytes::joined(&Array::of1(&Uint8Array::from(said.as_slice()))).map_err(unreadable)?;
    let length = said.len() as u64;
    let member = Member {
        name: DESCRIPTION.to_owned(),
        is_deflated: false,
        crc32: crc32fast::hash(&said),
        packed: length,
        size: length,
        offset: 0,
    };
    add(&mut writer, &member, &content)?;
    for (is_deflated, content, KeptSource { file, size, crc32, .. }) in packed {
        let packed = content.size() as u64;
        add(&mut writer, &Member { name: file, is_deflated, crc32, packed, size, offset: 0 }, &content)?;
    }
    parts.push(&Uint8Array::from(writer.end()?.as_slice()));
    bytes::joined(&parts).map_err(unreadable)
}

/// Reads a project file; `None` of any other file. The content decides, not the name.
///
/// # Errors
///
/// When it is a project file that cannot be opened.
pub async fn recognise(file: &Blob) -> Result<Option<(Project, Vec<NamedBlob>)>, ProjectError> {
    let Some((archive, said)) = description_in(file).await else { return Ok(None) };
    let heading = std::str::from_utf8(&said).ok().and_then(from_json::<Heading>);
    match heading.map(|heading| heading.check()) {
        None | Some(Err(ProjectError::NotAProject)) => return Ok(None),
        Some(result) => result?,
    }
    let project = described(&said)?;
    let mut files = Vec::new();
    for source in &project.sources {
        let name = format!("{}{}", archive.folder, source.file);
        let member = archive.members.iter().find(|member| member.name == name).ok_or(ProjectError::Damaged)?;
        if member.size != source.size {
            return Err(ProjectError::Damaged);
        }
        let blob = archive.content(file, member).await?;
        if bytes::sum(&blob).await.map_err(|_| ProjectError::Unreadable)? != source.crc32 {
            return Err(ProjectError::Damaged);
        }
        files.push(NamedBlob { name: source.name.clone(), blob, options: source.options.clone() });
    }
    Ok(Some((project, files)))
}

struct Archive {
    directory: Directory,
    members: Vec<Member>,
    /// What stands before all names, where somebody has packed the folder it was unpacked to.
    folder: String,
}

/// The description in a file, if it is an archive with one.
async fn description_in(file: &Blob) -> Option<(Archive, Vec<u8>)> {
    let size = file.size();
    if !may_be(&bytes::read(file, 0.0, 4.0).await.ok()?) {
        return None;
    }
    let tail = bytes::read(file, (size - TAIL_BYTES as f64).max(0.0), size).await.ok()?;
    let directory = directory(&tail, size as u64).filter(|directory| directory.length <= MAX_TABLE_BYTES)?;
    let (start, end) = (directory.offset, directory.offset + directory.length);
    let table = bytes::read(file, start as f64, end as f64).await.ok()?;
    let members = members(&table, directory, size as u64).ok()?;
    let is_description = |member: &&Member| {
        member.name.strip_suffix(DESCRIPTION).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
    };
    let found = members.iter().filter(is_description).min_by_key(|member| member.name.len())?.clone();
    if found.size > MAX_DESCRIPTION_BYTES {
        return None;
    }
    let folder = found.name.strip_suffix(DESCRIPTION).unwrap_or_default().to_owned();
    let archive = Archive { directory, members, folder };
    let content = archive.content(file, &found).await.ok()?;
    let said = bytes::read(&content, 0.0, content.size()).await.ok()?;
    (crc32fast::hash(&said) == found.crc32).then_some((archive, said))
}

impl Archive {
    /// The bytes of a member: a slice of the file where they are stored as they are.
    async fn content(&self, file: &Blob, member: &Member) -> Result<Blob, ProjectError> {
        let at = member.offset as f64;
        let header = bytes::read(file, at, at + HEADER_BYTES as f64).await.map_err(|_| ProjectError::Unreadable)?;
        let start = data_offset(&header, member, self.directory)? as f64;
        let packed = file.slice_with_f64_and_f64(start, start + member.packed as f64);
        let packed = packed.map_err(|_| ProjectError::Unreadable)?;
        if member.is_deflated { bytes::inflated(&packed, member.size).await } else { Ok(packed) }
    }
}
