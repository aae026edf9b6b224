//! Columns that hold objects as JSON text → a column for each of their keys.
//!
//! The keys are those of the first rows. Nested objects become dotted names, and lists of keys and values as in GA4
//! (`[{"key":"page","value":{"string_value":"/"}}]`) are taken as objects.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::Value;

use super::{Event, Fate, Reshape, Table};
use crate::import::ImportError;
use crate::order;

/// At most so many columns are made; of more keys, those that are seen most often.
const MAX_KEYS: usize = 150;

/// Objects deeper than this stay text.
const MAX_DEPTH: usize = 4;

/// Takes columns of JSON apart.
pub(super) struct JsonColumns {
    /// The columns with objects, with their names.
    objects: Vec<(usize, String)>,
    /// Of each key: its column's full name, and where it stands among the made ones.
    keys: BTreeMap<String, usize>,
    /// Names of the made columns.
    made: Vec<String>,
}

impl JsonColumns {
    /// For a table that has such columns.
    pub fn of(table: &Table<'_>) -> Option<JsonColumns> {
        let objects: Vec<usize> = (0..table.columns.len())
            .filter(|&column| {
                let mut values = table.values(column).peekable();
                values.peek().is_some() && values.all(|value| object_in(value.as_bytes()).is_some())
            })
            .collect();
        let mut seen = BTreeMap::<String, usize>::new();
        for &column in &objects {
            for value in table.values(column).filter_map(|value| object_in(value.as_bytes())) {
                flatten(&table.columns[column], &value, 0, &mut |name, _| *seen.entry(name).or_default() += 1);
            }
        }
        let mut made: Vec<(usize, String)> = seen.into_iter().map(|(name, count)| (count, name)).collect();
        order::sort_by(&mut made, |left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
        made.truncate(MAX_KEYS);
        let mut made: Vec<String> = made.into_iter().map(|(_, name)| name).collect();
        made.retain(|name| !table.has(name));
        order::sort(&mut made);
        if made.is_empty() {
            return None;
        }
        Some(JsonColumns {
            keys: order::map(made.iter().enumerate().map(|(at, name)| (name.clone(), at))),
            made,
            objects: objects.into_iter().map(|column| (column, table.columns[column].clone())).collect(),
        })
    }
}

impl Reshape for JsonColumns {
    fn made(&self) -> Vec<String> {
        self.made.clone()
    }

    fn keeps(&self, name: &str) -> bool {
        !self.objects.iter().any(|(_, object)| object == name)
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let mut made = vec![Cow::Borrowed(&b""[..]); self.made.len()];
        for (column, name) in &self.objects {
            let Some(object) = object_in(super::field(values, Some(*column))) else { continue };
            flatten(name, &object, 0, &mut |name, text| {
                if let Some(&at) = self.keys.get(&name) {
                    made[at] = Cow::Owned(text.into_bytes());
                }
            });
        }
        event(&made)?;
        Ok(Fate::Given)
    }
}

/// The object that a text holds; `None` for one that holds none.
fn object_in(text: &[u8]) -> Option<Value> {
    let text = text.trim_ascii();
    let is_list = text.starts_with(b"[{\"key\"") || text.starts_with(b"[{ \"key\"");
    if !is_list && !text.starts_with(b"{") {
        return None;
    }
    let value: Value = serde_json::from_slice(text).ok()?;
    match value {
        Value::Object(_) => Some(value),
        Value::Array(_) => of_pairs(&value),
        _ => None,
    }
}

/// An object of GA4's list of keys and values.
fn of_pairs(list: &Value) -> Option<Value> {
    let mut pairs = serde_json::Map::new();
    for pair in list.as_array()? {
        let value = pair.get("value")?;
        let typed = value.as_object().and_then(|typed| typed.values().find(|value| !value.is_null()));
        pairs.insert(pair.get("key")?.as_str()?.to_owned(), typed.unwrap_or(value).clone());
    }
    Some(Value::Object(pairs))
}

/// Gives every value of an object with its dotted name.
fn flatten(name: &str, value: &Value, depth: usize, take: &mut dyn FnMut(String, String)) {
    match value {
        Value::Object(object) if depth < MAX_DEPTH => {
            for (key, value) in object {
                flatten(&format!("{name}.{key}"), value, depth + 1, take);
            }
        }
        Value::Null => {}
        _ => take(name.to_owned(), text_of(value)),
    }
}

/// A value as it stands in a field.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
