//! Reads what a browser may lack or forbid: nothing here throws.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property; `None` where it is missing, or where reading it is forbidden.
pub fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A property of the window.
pub fn global(name: &str) -> Option<JsValue> {
    get(&window(), name)
}

/// A text.
pub fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

/// A number.
pub fn number(object: &JsValue, name: &str) -> Option<f64> {
    get(object, name)?.as_f64()
}

/// The list that an object is, item by item.
pub fn items(list: &JsValue) -> Vec<JsValue> {
    js_sys::Array::from(list).to_vec()
}

/// Calls a method, and waits where it gives a promise.
pub async fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    attempt(object, method, arguments).await.ok()
}

/// The same, with what was thrown where something was; `undefined` where there is no such method.
pub async fn attempt(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(object, method).ok_or(JsValue::UNDEFINED)?.dyn_into()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    let result = function.apply(object, &arguments)?;
    JsFuture::from(Promise::resolve(&result)).await
}

/// An object with these properties.
pub fn object(properties: &[(&str, &JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a new object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A new object of a class that the browser may not have.
pub fn new(class: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = global(class)?.dyn_into().ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    Reflect::construct(&class, &arguments).ok()
}
