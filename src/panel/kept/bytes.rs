//! Bytes of blobs, part by part: sums, texts, packing and unpacking.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::{panel::js, project::ProjectError};

/// So much is looked at in one go: a millisecond's work or two.
const PART_BYTES: f64 = (1 << 20) as f64;
/// So many bytes are tried before a source is packed.
const TRIED_BYTES: f64 = (1 << 19) as f64;
/// Unpacked bytes are put aside in pieces of this size.
const PIECE_BYTES: f64 = (32 << 20) as f64;

/// A slice of a blob, in memory.
///
/// # Errors
///
/// When the file has changed or is gone.
pub async fn read(blob: &Blob, start: f64, end: f64) -> Result<Vec<u8>, JsValue> {
    let slice = blob.slice_with_f64_and_f64(start, end.min(blob.size()))?;
    Ok(Uint8Array::new(&JsFuture::from(slice.array_buffer()).await?).to_vec())
}

/// CRC-32 of a blob.
///
/// # Errors
///
/// When the file has changed or is gone.
pub async fn sum(blob: &Blob) -> Result<u32, JsValue> {
    let mut hasher = crc32fast::Hasher::new();
    let mut at = 0.0;
    while at < blob.size() {
        hasher.update(&read(blob, at, at + PART_BYTES).await?);
        at += PART_BYTES;
    }
    Ok(hasher.finalize())
}

/// One blob of several parts: blobs, bytes.
pub fn joined(parts: &Array) -> Result<Blob, JsValue> {
    Blob::new_with_blob_sequence(parts)
}

/// The blob, deflated, where that makes it a good deal smaller and the browser can.
pub async fn deflated(blob: &Blob) -> Option<Blob> {
    let head = blob.slice_with_f64_and_f64(0.0, TRIED_BYTES).ok()?;
    let pays = |packed: &Blob, plain: &Blob| packed.size() < plain.size() * 0.8;
    if !pays(&through("CompressionStream", &head).await?, &head) {
        return None;
    }
    through("CompressionStream", blob).await.filter(|packed| pays(packed, blob))
}

async fn through(class: &str, blob: &Blob) -> Option<Blob> {
    let response = js::new("Response", &[stream(class, blob)?])?;
    js::call(&response, "blob", &[]).await?.dyn_into().ok()
}

fn stream(class: &str, blob: &Blob) -> Option<JsValue> {
    let transform = js::new(class, &["deflate-raw".into()])?;
    let stream = blob.stream();
    let pipe: js_sys::Function = js::get(&stream, "pipeThrough")?.dyn_into().ok()?;
    pipe.call1(&stream, &transform).ok()
}

/// The blob, inflated: no more than `size` bytes of it.
///
/// # Errors
///
/// [`ProjectError::Damaged`] where it is not deflated, or has not exactly `size` bytes.
pub async fn inflated(blob: &Blob, size: u64) -> Result<Blob, ProjectError> {
    let stream = stream("DecompressionStream", blob).ok_or(ProjectError::Unreadable)?;
    let reader = js::call(&stream, "getReader", &[]).await.ok_or(ProjectError::Unreadable)?;
    let (pieces, parts) = (Array::new(), Array::new());
    let (mut length, mut waiting) = (0.0, 0.0);
    let damaged = |_| ProjectError::Damaged;
    loop {
        let next = js::attempt(&reader, "read", &[]).await.map_err(damaged)?;
        let Some(part) = js::get(&next, "value") else { break };
        let bytes = js::number(&part, "byteLength").unwrap_or_default();
        length += bytes;
        waiting += bytes;
        parts.push(&part);
        if length > size as f64 {
            js::call(&reader, "cancel", &[]).await;
            return Err(ProjectError::Damaged);
        }
        if waiting > PIECE_BYTES {
            let piece: JsValue = joined(&parts).map_err(damaged)?.into();
            pieces.push(&piece);
            parts.set_length(0);
            waiting = 0.0;
        }
    }
    let piece: JsValue = joined(&parts).map_err(damaged)?.into();
    pieces.push(&piece);
    if length == size as f64 { joined(&pieces).map_err(damaged) } else { Err(ProjectError::Damaged) }
}
