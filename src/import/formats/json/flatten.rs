//! An object → the named values of a row.
//!
//! | In the object | In the row |
//! |---|---|
//! | `{"context": {"page": {"url": "/"}}}` | `context.page.url` |
//! | `{"event_params": [{"key": "source", "value": {"string_value": "mail"}}]}` (GA4) | `event_params.source` |
//! | `{"actionDetails": [{"type": "search"}, …]}` (Matomo) | a row for each, with `actionDetails.type` |
//! | any other list | its JSON |
//! | `null`, `""`, `{}`, `[]` | nothing: the value is missing |
//!
//! Texts lose their quotes, numbers and `true` and `false` stay as they are written. Where a key stands twice, the last
//! value counts.

use std::{borrow::Cow, fmt};

use memchr::memchr;
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::import::{
    ImportError,
    formats::{Rows, record::Record},
};

/// Objects below one another that become columns; what is deeper stays JSON.
const MAX_DEPTH: usize = 12;
/// Lists that hold the events of a visit, in exports of Matomo.
const EVENTS_OF_VISIT: &str = "actionDetails";

/// Makes rows of objects.
#[derive(Debug)]
pub(super) struct Flattener {
    explode: String,
    record: Record,
    name: String,
    /// The JSON of the items that become rows of their own.
    items: Vec<String>,
    rows: u64,
}

impl Flattener {
    /// Of the list called `explode` each item becomes a row.
    pub fn new(explode: Option<&str>) -> Flattener {
        Flattener {
            explode: explode.unwrap_or(EVENTS_OF_VISIT).to_owned(),
            record: Record::default(),
            name: String::new(),
            items: Vec::new(),
            rows: 0,
        }
    }

    /// Rows that were given.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Values that were left out, because there are too many columns.
    pub fn left_out(&self) -> u64 {
        self.record.left_out()
    }

    /// Reads an object; whether it is one, written as JSON asks, and alone.
    pub fn read(&mut self, json: &str) -> bool {
        self.record.clear();
        self.items.clear();
        self.name.clear();
        let is_read = self.object(json, 0).is_ok();
        if !is_read {
            self.record.forget();
        }
        is_read
    }

    /// Gives what was read last as a row, or as several.
    pub fn give(&mut self, line: u64, rows: &mut dyn Rows) -> Result<(), ImportError> {
        if self.items.is_empty() {
            self.rows += 1;
            return self.record.give(line, rows);
        }
        let shared = self.record.len();
        for item in std::mem::take(&mut self.items) {
            self.name.clear();
            self.name.push_str(&self.explode);
            self.record.keep(shared);
            // It was read before, as a part of its object.
            if self.value_of(&item, 1).is_ok() {
                self.rows += 1;
                self.record.give(line, rows)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, json: &str, depth: usize) -> serde_json::Result<()> {
        let mut json = serde_json::Deserializer::from_str(json);
        json.deserialize_map(Fields { flattener: self, depth })?;
        json.end()
    }

    /// Takes in a value under the name at hand.
    fn value_of(&mut self, json: &str, depth: usize) -> serde_json::Result<()> {
        match json.as_bytes().first() {
            Some(b'{') if depth < MAX_DEPTH => return self.object(json, depth),
            Some(b'[') => {
                if depth == 1 && self.name == self.explode && self.keep_items(json) {
                    return Ok(());
                }
                if json.contains("\"key\"") && self.pairs(json) {
                    return Ok(());
                }
            }
            _ => {}
        }
        let Some(value) = self.record.value(&self.name) else { return Ok(()) };
        match json.as_bytes() {
            [b'"', ..] => value.extend_from_slice(text(json)?.as_bytes()),
            b"null" | b"{}" | b"[]" => {}
            other => value.extend_from_slice(other),
        }
        Ok(())
    }

    /// Keeps the items of a list for rows of their own; whether it is a list of objects.
    fn keep_items(&mut self, json: &str) -> bool {
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) else { return false };
        if !items.iter().all(|item| item.get().starts_with('{')) {
            return false;
        }
        self.items = items.into_iter().map(|item| item.get().to_owned()).collect();
        !self.items.is_empty()
    }

    /// Takes in a list of keys with values; whether it is one.
    fn pairs(&mut self, json: &str) -> bool {
        let Ok(pairs) = serde_json::from_str::<Vec<Pair<'_>>>(json) else { return false };
        let length = self.name.len();
        for pair in pairs {
            self.name.push('.');
            self.name.push_str(&pair.key);
            let value = pair.value.get();
            let typed = serde_json::from_str::<TypedValue<'_>>(value).ok().and_then(TypedValue::into_value);
            // All of it has been checked as JSON; a text of halves of letters alone can still fail, and is then missing.
            let _unreadable = self.value_of(typed.map_or(value, RawValue::get), MAX_DEPTH).is_err();
            self.name.truncate(length);
        }
        true
    }
}

/// An item of a list like GA4's `event_params`.
#[derive(Deserialize)]
struct Pair<'j> {
    #[serde(borrow)]
    key: Cow<'j, str>,
    #[serde(borrow)]
    value: &'j RawValue,
}

/// A value of BigQuery that stands under the name of its type.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'j"))]
struct TypedValue<'j> {
    string_value: Option<&'j RawValue>,
    int_value: Option<&'j RawValue>,
    float_value: Option<&'j RawValue>,
    double_value: Option<&'j RawValue>,
}

impl<'j> TypedValue<'j> {
    fn into_value(self) -> Option<&'j RawValue> {
        [self.string_value, self.int_value, self.float_value, self.double_value].into_iter().flatten().next()
    }
}

/// The fields of an object, each under its name below the name at hand.
struct Fields<'f> {
    flattener: &'f mut Flattener,
    depth: usize,
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Fields { flattener, depth } = self;
        let length = flattener.name.len();
        if length > 0 {
            flattener.name.push('.');
        }
        let prefix = flattener.name.len();
        while object.next_key_seed(Key(&mut flattener.name))?.is_some() {
            let value: &RawValue = object.next_value()?;
            flattener.value_of(value.get(), depth + 1).map_err(serde::de::Error::custom)?;
            flattener.name.truncate(prefix);
        }
        flattener.name.truncate(length);
        Ok(())
    }
}

/// Puts a key at the end of a name.
struct Key<'n>(&'n mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        self.0.push_str(key);
        Ok(())
    }
}

/// The text in quotes; half a surrogate pair, as of an emoji that was cut, is replaced by U+FFFD.
fn text(json: &str) -> serde_json::Result<Cow<'_, str>> {
    if let Some(plain) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        && memchr(b'\\', plain.as_bytes()).is_none()
    {
        return Ok(Cow::Borrowed(plain));
    }
    struct Text;

    impl<'de> Visitor<'de> for Text {
        type Value = Cow<'de, str>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a text")
        }

        fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
            Ok(String::from_utf8_lossy(bytes))
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
        }
    }

    // As bytes, serde_json gives halves of pairs, too.
    serde_json::Deserializer::from_str(json).deserialize_bytes(Text)
}
