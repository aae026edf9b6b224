//! Plain data ↔ JSON text, by the browser's own reader and writer: messages to the worker take the same way, and a
//! second one would make the page a good deal larger.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

/// Data as JSON; `None` of what JSON cannot say.
pub fn to_json<T: Serialize + ?Sized>(data: &T) -> Option<String> {
    let value = data.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&value).ok().map(String::from)
}

/// Data of JSON; `None` where it does not read.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: JsValue = js_sys::JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}
