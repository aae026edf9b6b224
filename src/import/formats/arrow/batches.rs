//! The messages that Arrow data comes in: a schema, then dictionaries and batches of rows. The readers that `arrow_ipc`
//! has for them would bring along how arrays of every type are joined.

#![expect(clippy::disallowed_types, reason = "`arrow_ipc` takes one of them, and nothing goes through it in its order")]

use std::{
    collections::HashMap,
    io::{Read, Seek, SeekFrom},
    sync::Arc,
};

use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray, cast::AsArray};
use arrow_ipc::{
    DictionaryBatch, Message,
    convert::try_fb_to_schema,
    reader::{read_footer_length, read_record_batch},
    root_as_footer, root_as_message,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

/// What may stand before the length of a message.
const CONTINUATION: [u8; 4] = [0xff; 4];

/// The batches of a table, in their order.
pub(super) struct Batches<R> {
    source: R,
    /// Where the messages are; nothing where one follows the other.
    places: Option<std::vec::IntoIter<u64>>,
    pub schema: SchemaRef,
    dictionaries: HashMap<i64, ArrayRef>,
}

impl<R: Read + Seek> Batches<R> {
    /// Those of a stream.
    pub fn of_stream(mut source: R) -> Result<Batches<R>, ArrowError> {
        let head = next_message(&mut source)?.map(|message| message.head).unwrap_or_default();
        let schema = parsed(&head)?.header_as_schema().ok_or_else(|| invalid("no schema"))?;
        Ok(Batches { source, places: None, schema: Arc::new(try_fb_to_schema(schema)?), dictionaries: HashMap::new() })
    }

    /// Those of a file: its end says where they are.
    pub fn of_file(mut source: R) -> Result<Batches<R>, ArrowError> {
        let mut end = [0; 10];
        let length = source.seek(SeekFrom::End(-(end.len() as i64)))?;
        source.read_exact(&mut end)?;
        let footer = read_footer_length(end)? as u64;
        source.seek(SeekFrom::Start(length.checked_sub(footer).ok_or_else(ended)?))?;
        let footer = read_all(&mut source, footer)?;
        let footer = root_as_footer(&footer).map_err(|error| ArrowError::ParseError(error.to_string()))?;
        let schema = footer.schema().ok_or_else(|| invalid("no schema"))?;
        let blocks = footer.dictionaries().into_iter().flatten().chain(footer.recordBatches().into_iter().flatten());
        let places = blocks.map(|block| u64::try_from(block.offset()).map_err(|_| invalid("a place below zero")));
        Ok(Batches {
            source,
            schema: Arc::new(try_fb_to_schema(schema)?),
            places: Some(places.collect::<Result<Vec<_>, _>>()?.into_iter()),
            dictionaries: HashMap::new(),
        })
    }

    fn next_message(&mut self) -> Result<Option<OwnMessage>, ArrowError> {
        let Some(places) = &mut self.places else { return next_message(&mut self.source) };
        let Some(place) = places.next() else { return Ok(None) };
        self.source.seek(SeekFrom::Start(place))?;
        next_message(&mut self.source)?.map(Some).ok_or_else(ended)
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        while let Some(OwnMessage { head, body }) = self.next_message()? {
            let message = parsed(&head)?;
            if let Some(batch) = message.header_as_record_batch() {
                let schema = Arc::clone(&self.schema);
                let version = message.version();
                return read_record_batch(&body.into(), batch, schema, &self.dictionaries, None, &version).map(Some);
            }
            let dictionary = message.header_as_dictionary_batch().ok_or_else(|| invalid("an unknown message"))?;
            self.keep(&message, dictionary, body)?;
        }
        Ok(None)
    }

    /// Keeps a dictionary, or what one grows by.
    fn keep(&mut self, message: &Message<'_>, batch: DictionaryBatch<'_>, body: Vec<u8>) -> Result<(), ArrowError> {
        let id = batch.id();
        #[expect(deprecated, reason = "the number is to become one of the format alone: which is what is read here")]
        let fields = self.schema.fields_with_dict_id(id);
        let Some(DataType::Dictionary(_, kind)) = fields.first().map(|field| field.data_type()) else {
            return Err(invalid("a dictionary of no field"));
        };
        let schema = Arc::new(Schema::new(vec![Field::new("", kind.as_ref().clone(), true)]));
        let data = batch.data().ok_or_else(|| invalid("a dictionary without data"))?;
        let values = read_record_batch(&body.into(), data, schema, &self.dictionaries, None, &message.version())?;
        let mut values = values.columns().first().cloned().ok_or_else(|| invalid("a dictionary without values"))?;
        if batch.isDelta() {
            let known = self.dictionaries.get(&id).ok_or_else(|| invalid("a dictionary that grows from nothing"))?;
            values = grown(known, &values)?;
        }
        self.dictionaries.insert(id, values);
        Ok(())
    }
}

impl<R: Read + Seek> Iterator for Batches<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_batch().transpose()
    }
}

/// A message: what it is, and its bytes.
struct OwnMessage {
    head: Vec<u8>,
    body: Vec<u8>,
}

/// The message that comes now; nothing at their end, which need not be said.
fn next_message(source: &mut impl Read) -> Result<Option<OwnMessage>, ArrowError> {
    let mut length = read(source, 4)?;
    if length == CONTINUATION {
        length = read(source, 4)?;
    }
    let length = match length.as_slice().try_into().map(i32::from_le_bytes) {
        Ok(0) => return Ok(None),
        Ok(length) => u64::try_from(length).map_err(|_| invalid("a length below zero"))?,
        Err(_) if length.is_empty() => return Ok(None),
        Err(_) => return Err(ended()),
    };
    let head = read_all(source, length)?;
    let body = u64::try_from(parsed(&head)?.bodyLength()).map_err(|_| invalid("a length below zero"))?;
    let body = read_all(source, body)?;
    Ok(Some(OwnMessage { head, body }))
}

fn parsed(head: &[u8]) -> Result<Message<'_>, ArrowError> {
    root_as_message(head).map_err(|error| ArrowError::ParseError(error.to_string()))
}

/// So many bytes, or as many as there are. Memory grows with what comes, whatever a damaged length says.
fn read(source: &mut impl Read, count: u64) -> Result<Vec<u8>, ArrowError> {
    let mut bytes = Vec::new();
    source.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_all(source: &mut impl Read, count: u64) -> Result<Vec<u8>, ArrowError> {
    let bytes = read(source, count)?;
    if bytes.len() as u64 == count { Ok(bytes) } else { Err(ended()) }
}

/// The values of a dictionary and those that were added.
fn grown(known: &dyn Array, added: &dyn Array) -> Result<ArrayRef, ArrowError> {
    let both = [known, added];
    Ok(match known.data_type() {
        kind if kind != added.data_type() => return Err(invalid("a dictionary that changes its type")),
        DataType::Utf8 => Arc::new(both.iter().flat_map(|part| part.as_string::<i32>()).collect::<StringArray>()),
        DataType::LargeUtf8 => {
            Arc::new(both.iter().flat_map(|part| part.as_string::<i64>()).collect::<LargeStringArray>())
        }
        DataType::Utf8View => Arc::new(both.iter().flat_map(|part| part.as_string_view()).collect::<StringViewArray>()),
        kind => return Err(ArrowError::NotYetImplemented(format!("a dictionary of {kind} that grows"))),
    })
}

fn invalid(what: &str) -> ArrowError {
    ArrowError::ParseError(what.to_owned())
}

fn ended() -> ArrowError {
    invalid("it ends too early")
}
