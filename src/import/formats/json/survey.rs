//! How JSON is laid out: one object per line, values one after the other, or a list under a key. An object without a list
//! of objects in it is a value by itself: one row.

use std::io::BufRead;

use serde::de::IgnoredAny;

use super::{damaged, without_rows};
use crate::import::{
    ImportError,
    formats::{
        Source,
        text_source::{Line, TextSource, unreadable},
    },
};

/// Lines looked at.
const SAMPLE_LINES: usize = 32;
/// Keys below one another under which a list is looked for.
const MAX_KEYS: usize = 4;

/// Where the rows are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Objects, one per line.
    Lines,
    /// Objects, or lists of them, one after the other.
    Values,
    /// In the list that these keys lead to.
    Under(Vec<String>),
}

/// Finds the layout: from the first lines, or where the source begins as one large object, by going through that.
///
/// # Errors
///
/// When it is no JSON, or holds no object.
pub(super) fn survey(source_name: &str, source: &mut dyn Source) -> Result<Layout, ImportError> {
    let unreadable = |error| unreadable(source_name, &error);
    if has_one_per_line(source_name, source)? {
        return Ok(Layout::Lines);
    }
    let mut text = TextSource::open(source_name, source)?;
    let first = text.peek_solid().map_err(unreadable)?;
    match first {
        None => return Err(ImportError::Empty { source_name: source_name.to_owned() }),
        Some(b'[') => return Ok(Layout::Values),
        Some(b'{') => {
            let longest = longest_list(&mut text).map_err(unreadable)?;
            match (text.peek_solid().map_err(unreadable)?, longest) {
                (Some(b'{' | b'['), _) => return Ok(Layout::Values),
                (_, Some(path)) => return Ok(Layout::Under(path)),
                (_, None) => {}
            }
        }
        Some(_) => {}
    }
    let text = TextSource::open(source_name, source)?;
    let mut json = serde_json::Deserializer::from_reader(text);
    let whole: Result<IgnoredAny, _> = serde::Deserialize::deserialize(&mut json);
    whole.and_then(|_| json.end()).map_err(|error| damaged(source_name, error))?;
    if first == Some(b'{') { Ok(Layout::Values) } else { Err(without_rows(source_name)) }
}

/// Whether at least half of the first lines are objects, each by itself.
fn has_one_per_line(source_name: &str, source: &mut dyn Source) -> Result<bool, ImportError> {
    let mut text = TextSource::open(source_name, source)?;
    let (mut line, mut lines, mut objects) = (Vec::new(), 0, 0);
    while lines < SAMPLE_LINES
        && let Line::At(_) = text.next_line(&mut line).map_err(|error| unreadable(source_name, &error))?
    {
        let line = line.trim_ascii();
        if lines == 0 && line.first() == Some(&b'[') {
            return Ok(false);
        }
        lines += usize::from(!line.is_empty());
        objects += usize::from(line.first() == Some(&b'{') && is_json(line));
    }
    Ok(lines > 1 && objects * 2 >= lines)
}

fn is_json(line: &[u8]) -> bool {
    serde_json::Deserializer::from_slice(line).into_iter::<IgnoredAny>().all(|value| value.is_ok())
}

/// What a bracket has opened.
enum Open {
    /// An object, and the key that was read last in it, with its quotes.
    Object(Vec<u8>),
    /// A list, and how many objects it has so far.
    List(u64),
}

/// The keys to the longest list of objects in the object at hand, which is passed over. Only brackets and strings are
/// looked at; what else is wrong comes out when it is read.
fn longest_list(text: &mut TextSource<'_>) -> std::io::Result<Option<Vec<String>>> {
    let mut lists = Lists::default();
    let (mut depth, mut in_string, mut escaped, mut in_key) = (0_usize, false, false, false);
    loop {
        let piece = text.fill_buf()?;
        if piece.is_empty() {
            // It breaks off: lists that are open count as they are.
            while lists.open.len() > 1 {
                lists.close();
            }
            return Ok(lists.into_longest());
        }
        for (at, &byte) in piece.iter().enumerate() {
            if in_key && let Some(Open::Object(key)) = lists.open.last_mut() {
                key.push(byte);
            }
            if in_string {
                (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
                in_key &= in_string;
                continue;
            }
            // Deeper down nothing is looked for.
            let is_near = depth == lists.open.len();
            match byte {
                b'"' => {
                    in_string = true;
                    if lists.wants_key
                        && is_near
                        && let Some(Open::Object(key)) = lists.open.last_mut()
                    {
                        *key = vec![byte];
                        in_key = true;
                    }
                }
                b'{' | b'[' => {
                    if is_near {
                        lists.open(byte == b'{');
                    }
                    depth += 1;
                }
                b'}' | b']' => {
                    if is_near {
                        lists.close();
                    }
                    depth -= 1;
                    if depth == 0 {
                        text.consume(at + 1);
                        return Ok(lists.into_longest());
                    }
                }
                b',' => lists.wants_key |= is_near,
                b':' => lists.wants_key &= !is_near,
                _ => {}
            }
        }
        let used = piece.len();
        text.consume(used);
    }
}

/// The lists of objects that were seen.
#[derive(Default)]
struct Lists {
    open: Vec<Open>,
    /// Whether a string here would be a key.
    wants_key: bool,
    /// The keys to the longest one, and how many objects it has.
    longest: Option<(Vec<Vec<u8>>, u64)>,
}

impl Lists {
    fn open(&mut self, is_object: bool) {
        if let (true, Some(Open::List(objects))) = (is_object, self.open.last_mut()) {
            *objects += 1;
        }
        let in_list = matches!(self.open.last(), Some(Open::List(_)));
        if in_list || self.open.len() > MAX_KEYS {
            return;
        }
        self.wants_key = is_object;
        self.open.push(if is_object { Open::Object(Vec::new()) } else { Open::List(0) });
    }

    fn close(&mut self) {
        if let Some(Open::List(objects)) = self.open.pop()
            && objects > self.longest.as_ref().map_or(0, |(_, longest)| *longest)
        {
            let keys = self.open.iter().filter_map(|open| match open {
                Open::Object(key) => Some(key.clone()),
                Open::List(_) => None,
            });
            self.longest = Some((keys.collect(), objects));
        }
    }

    fn into_longest(self) -> Option<Vec<String>> {
        self.longest?.0.iter().map(|key| serde_json::from_slice(key).ok()).collect()
    }
}
