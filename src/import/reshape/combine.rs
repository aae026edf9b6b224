//! What stands in two columns, or in a URL: date and time, category and action, the path of a page.

use std::borrow::Cow;

use super::{Event, Fate, Reshape, Table, field, roles};
use crate::{event_log::ColumnRole, import::ImportError};

/// Before the name of the column that a path was taken from.
const PATH_OF: &str = "path of ";

/// Makes one column of two, or of a URL.
#[derive(Debug)]
pub(super) struct Combined {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    /// Two columns with a text between.
    Both { first: usize, second: usize, between: &'static str, name: String },
    /// The path of a URL.
    Path { column: usize, name: String },
}

impl Combined {
    /// For a table that has something to combine.
    pub fn of(table: &Table<'_>) -> Option<Combined> {
        let action = category_and_action(table);
        let path = if action.is_none() { path(table) } else { None };
        let parts: Vec<Part> = date_and_time(table).into_iter().chain(action).chain(path).collect();
        (!parts.is_empty()).then_some(Combined { parts })
    }
}

impl Reshape for Combined {
    fn made(&self) -> Vec<String> {
        let name = |part: &Part| match part {
            Part::Both { name, .. } | Part::Path { name, .. } => name.clone(),
        };
        self.parts.iter().map(name).collect()
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let made: Vec<Cow<'_, [u8]>> = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Both { first, second, between, .. } => {
                    match (field(values, Some(*first)), field(values, Some(*second))) {
                        (first, b"") => Cow::Borrowed(first),
                        (b"", second) if *between != " " => Cow::Borrowed(second),
                        (b"", _) => Cow::Borrowed(&b""[..]),
                        (first, second) => Cow::Owned([first, between.as_bytes(), second].concat()),
                    }
                }
                Part::Path { column, .. } => {
                    let url = field(values, Some(*column));
                    std::str::from_utf8(url).map_or(Cow::Borrowed(url), |url| Cow::Owned(path_of(url).into_bytes()))
                }
            })
            .collect();
        event(&made)?;
        Ok(Fate::Given)
    }
}

/// The role of a column that was made here.
pub(in crate::import) fn role_of_combined(name: &str, columns: &[String]) -> Option<ColumnRole> {
    let is_column = |name: &str| columns.iter().any(|column| column == name);
    if name.strip_prefix(PATH_OF).is_some_and(is_column) {
        return Some(ColumnRole::Touchpoint);
    }
    let (first, second) = name.split_once(" + ")?;
    if !is_column(first) || !is_column(second) {
        return None;
    }
    let is_pair = ACTIONS.iter().any(|(category, _)| roles::plain(first) == *category);
    Some(if is_pair { ColumnRole::Touchpoint } else { ColumnRole::Timestamp })
}

/// A column of dates, and one of times of day.
fn date_and_time(table: &Table<'_>) -> Option<Part> {
    let is_time_of_day = |column: usize| {
        let mut values = table.values(column).peekable();
        values.peek().is_some() && values.all(is_time_of_day)
    };
    let time = (0..table.columns.len()).find(|&column| is_time_of_day(column))?;
    let is_date = |column: usize| {
        roles::share_of_timestamps(table.values(column)) >= 0.9
            && table.values(column).all(|value| !value.contains(':') && value.len() <= 11)
    };
    let named = |column: &usize| roles::is_name_of(&table.columns[*column], ColumnRole::Timestamp);
    let dates: Vec<usize> = (0..table.columns.len()).filter(|&column| column != time && is_date(column)).collect();
    // A column with both is better than two.
    let has_both = |column: usize| {
        roles::share_of_timestamps(table.values(column)) >= 0.9 && table.values(column).any(|value| value.contains(':'))
    };
    if (0..table.columns.len()).any(has_both) {
        return None;
    }
    let date = dates.iter().copied().find(named).or(dates.first().copied())?;
    let name = format!("{} + {}", table.columns[date], table.columns[time]);
    Some(Part::Both { first: date, second: time, between: " ", name })
}

/// `9:05`, `09:05:59`, `09:05:59.123`, with AM or PM.
fn is_time_of_day(text: &str) -> bool {
    let upper = text.trim().to_ascii_uppercase();
    let clock = upper.trim_end_matches(['A', 'P', 'M', ' ']);
    let mut parts = clock.split(':');
    let is_number = |part: &str, below: u32| {
        (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|number| number < below)
    };
    let hour = parts.next().is_some_and(|part| is_number(part, 24));
    let minute = parts.next().is_some_and(|part| is_number(part, 60));
    let second = parts.next().is_none_or(|part| is_number(part.split('.').next().unwrap_or_default(), 61));
    hour && minute && second && parts.next().is_none()
}

/// Names that belong together, as [`roles::plain`] writes them.
const ACTIONS: &[(&str, &str)] = &[
    ("eventcategory", "eventaction"),
    ("category", "action"),
    ("gaeventcategory", "gaeventaction"),
    ("事件类别", "事件操作"),
    ("事件类别", "事件动作"),
    ("事件分类", "事件动作"),
    ("类别", "操作"),
];

/// A column of categories, and one of actions.
fn category_and_action(table: &Table<'_>) -> Option<Part> {
    let names: Vec<String> = table.columns.iter().map(|name| roles::plain(name)).collect();
    // These say what happened by themselves.
    if ["event", "eventname", "touchpoint", "activity", "conceptname", "事件", "事件名称", "触点"]
        .iter()
        .any(|told| names.iter().any(|name| name == told))
    {
        return None;
    }
    let at = |wanted: &str| names.iter().position(|name| name == wanted);
    let (first, second) = ACTIONS.iter().find_map(|(category, action)| Some((at(category)?, at(action)?)))?;
    let name = format!("{} + {}", table.columns[first], table.columns[second]);
    Some(Part::Both { first, second, between: ": ", name })
}

/// The column of URLs that would be the touchpoint.
fn path(table: &Table<'_>) -> Option<Part> {
    let (column, _) = *roles::found(table.columns, table.sample).get(&ColumnRole::Touchpoint)?;
    let mut values = table.values(column).peekable();
    values.peek()?;
    let is_url = |value: &str| value.starts_with('/') || value.starts_with("https://") || value.starts_with("http://");
    let (mut urls, mut all, mut changed) = (0, 0, 0);
    for value in values {
        all += 1;
        urls += usize::from(is_url(value));
        changed += usize::from(path_of(value) != value);
    }
    let name = format!("{PATH_OF}{}", table.columns[column]);
    (urls * 10 >= all * 9 && changed > 0).then_some(Part::Path { column, name })
}

/// The path of a URL, without host, query and fragment; segments that are ids become `:id`.
pub(in crate::import) fn path_of(url: &str) -> String {
    let after_host = match url.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?', '#']).map_or("/", |at| &rest[at..]),
        None => url,
    };
    let path = after_host.split(['?', '#']).next().unwrap_or_default();
    let path = if path.is_empty() { "/" } else { path };
    let folded: Vec<&str> = path.split('/').map(|segment| if is_id(segment) { ":id" } else { segment }).collect();
    folded.join("/")
}

/// Numbers, UUIDs, and long hexadecimal texts with a digit.
fn is_id(segment: &str) -> bool {
    let hex = segment.bytes().filter(u8::is_ascii_hexdigit).count();
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let is_uuid = segment.len() == 36 && hex == 32 && segment.bytes().filter(|&byte| byte == b'-').count() == 4;
    let is_number = digits > 0 && digits == segment.len();
    is_uuid || is_number || (segment.len() >= 16 && hex == segment.len() && digits > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_without_what_differs_each_time() {
        assert_eq!(path_of("https://shop.example/item/4711?ref=x#top"), "/item/:id");
        assert_eq!(path_of("https://shop.example"), "/");
        assert_eq!(path_of("https://shop.example?x=1"), "/");
        assert_eq!(path_of("/a/123e4567-e89b-12d3-a456-426614174000/b"), "/a/:id/b");
        assert_eq!(path_of("/deadbeefdeadbeef0/cafe"), "/:id/cafe");
        assert_eq!(path_of("checkout"), "checkout");
    }

    #[test]
    fn times_of_day() {
        assert!(["9:05", "09:05:59", "23:59:59.123", "9:05 PM"].into_iter().all(is_time_of_day));
        assert!(!["24:00", "2024-01-01 9:05", "9", "a:b", "1:2:3:4"].into_iter().any(is_time_of_day));
    }
}
