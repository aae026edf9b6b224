//! Plain data of JavaScript → requests. As `serde_json` reads its values, but for one thing: a struct is an object and never
//! a list. So half of the code that reads structs is not needed, which is a fifth of what reads all requests.

use serde::{
    Deserialize, Deserializer,
    de::{
        IntoDeserializer, Unexpected, Visitor,
        value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Error, Value};

/// Reads it; the error names the field that is wrong.
pub fn read<'de, T: Deserialize<'de>>(value: Value) -> Result<T, Error> {
    T::deserialize(Plain(value))
}

struct Plain(Value);

impl IntoDeserializer<'_, Error> for Plain {
    type Deserializer = Plain;

    fn into_deserializer(self) -> Plain {
        self
    }
}

impl<'de> Deserializer<'de> for Plain {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(bool) => visitor.visit_bool(bool),
            Value::Number(number) => number.deserialize_any(visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Plain))),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) => {
                visitor.visit_map(MapDeserializer::new(fields.into_iter().map(|(name, value)| (name, Plain(value)))))
            }
            other => Err(serde::de::Error::invalid_type(unexpected(&other), &visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) if fields.len() == 1 => {
                let fields = fields.into_iter().map(|(name, value)| (name, Plain(value)));
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(fields)))
            }
            Value::String(name) => visitor.visit_enum(name.into_deserializer()),
            other => Err(serde::de::Error::invalid_type(unexpected(&other), &"text, or an object of one field")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct identifier ignored_any
    }
}

fn unexpected(value: &Value) -> Unexpected<'_> {
    match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(bool) => Unexpected::Bool(*bool),
        Value::Number(_) => Unexpected::Other("number"),
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{analysis::Query, worker::protocol::Request};

    #[test]
    fn requests_read_as_serde_json_reads_them() {
        let step = json!({ "touchpoints": ["pay"], "where": [{ "column": "price", "atLeast": 5, "atMost": 7.5 }] });
        let scope = json!({
            "from": "2025-01-01",
            "where": [{ "column": "channel", "isNot": ["web", ""] }],
            "customers": [{ "did": [{ "column": "touchpoint", "is": ["pay"] }], "withinSeconds": 60, "not": true }],
            "except": [{ "to": "2025-02-01" }],
        });
        let column = json!({ "column": "device" });
        for query in [
            json!({ "funnel": { "steps": ["see", step], "order": "anyOrder", "windowSeconds": null, "scope": scope } }),
            json!({ "heatmap": { "rows": "touchpoint", "columns": column, "measure": "meanScore", "keep": 3, "detail": true } }),
            json!({ "feedback": { "by": "stage", "rated": "before", "scale": "nps", "goal": "pay" } }),
            json!({ "proposal": {} }),
        ] {
            assert_eq!(read::<Query>(query.clone()).unwrap(), serde_json::from_value::<Query>(query).unwrap());
        }
        let stages = json!({ "setStages": { "model": "aida", "stages": { "see": "desire" }, "sides": {} } });
        let read_stages: Request = read(stages.clone()).unwrap();
        let expected: Request = serde_json::from_value(stages).unwrap();
        assert_eq!(format!("{read_stages:?}"), format!("{expected:?}"));
    }

    #[test]
    fn what_is_wrong_is_named_as_serde_json_names_it() {
        for query in [
            json!({ "funnel": { "steps": ["a", "b"], "windowSecond": 5 } }),
            json!({ "funnel": { "steps": "a" } }),
            json!({ "funnel": {} }),
            json!({ "funnel": { "steps": ["a", "b"], "order": "backwards" } }),
            json!({ "heatmap": { "rows": "touchpoint", "columns": "stage", "keep": -1 } }),
            json!({ "heatmap": { "rows": "touchpoint", "columns": "stage", "detail": "yes" } }),
            json!({ "tunnel": {} }),
        ] {
            let wrong = read::<Query>(query.clone()).unwrap_err().to_string();
            assert_eq!(wrong, serde_json::from_value::<Query>(query).unwrap_err().to_string());
        }
        assert_eq!(
            read::<Query>(json!({ "funnel": [["a", "b"]] })).unwrap_err().to_string(),
            "invalid type: sequence, expected struct FunnelQuestion"
        );
    }
}
