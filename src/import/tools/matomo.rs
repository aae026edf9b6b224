//! Matomo's visits: one row per visit with numbered columns for its actions, or one row per action.

use std::{borrow::Cow, collections::BTreeMap};

use crate::import::{
    ImportError, SkipReason,
    reshape::{Event, Fate, Reshape, TIME, TOUCHPOINT, Table, field, path_of},
};
use crate::order;

/// Before the number of an action and its field: `actionDetails_12_url`.
const WIDE: &str = "actionDetails_";

/// Before the field of an action that has a row of its own.
const NESTED: &str = "actionDetails.";

/// The page on which an action happened.
const PAGE: &str = "page";

/// For a table of visits.
pub(super) fn reshape(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let visit = table.first_of(&["idVisit"]);
    let mut actions = BTreeMap::<u32, BTreeMap<String, usize>>::new();
    for (column, name) in table.columns.iter().enumerate() {
        if let Some((number, field)) = wide(name) {
            actions.entry(number).or_default().insert(field.to_owned(), column);
        }
    }
    let is_wide = !actions.is_empty();
    if !is_wide {
        let fields = table.columns.iter().enumerate();
        let fields =
            order::map(fields.filter_map(|(column, name)| Some((name.strip_prefix(NESTED)?.to_owned(), column))));
        fields.contains_key("type").then(|| actions.insert(0, fields))?;
    }
    let mut fields: Vec<String> = actions.values().flat_map(|action| action.keys().cloned()).collect();
    order::sort(&mut fields);
    fields.dedup();
    Some(Box::new(Actions {
        visit,
        actions: actions.into_values().collect(),
        fields: if is_wide { fields } else { Vec::new() },
        last_visit: Vec::new(),
        last_page: String::new(),
    }))
}

/// Number and field of a column for one of a visit's actions.
fn wide(name: &str) -> Option<(u32, &str)> {
    let (number, field) = name.strip_prefix(WIDE)?.split_once('_')?;
    Some((number.parse().ok()?, field))
}

struct Actions {
    visit: Option<usize>,
    /// Columns of each action's fields, in the order of the actions.
    actions: Vec<BTreeMap<String, usize>>,
    /// Fields that become columns; none where they are columns already.
    fields: Vec<String>,
    last_visit: Vec<u8>,
    /// The page seen last in this visit.
    last_page: String,
}

impl Reshape for Actions {
    fn made(&self) -> Vec<String> {
        let fields = self.fields.iter().map(|field| format!("{NESTED}{field}"));
        [TOUCHPOINT, TIME, PAGE].map(str::to_owned).into_iter().chain(fields).collect()
    }

    fn keeps(&self, name: &str) -> bool {
        wide(name).is_none()
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let visit = field(values, self.visit);
        if self.last_visit != visit {
            self.last_visit = visit.to_vec();
            self.last_page.clear();
        }
        let mut fate = Fate::Skipped(SkipReason::NoTimestamp, None);
        for action in &self.actions {
            let of = |name: &str| field(values, action.get(name).copied());
            let time = match of("timestamp") {
                b"" => of("serverTimePretty"),
                time => time,
            };
            if time.is_empty() {
                continue;
            }
            let touchpoint = touchpoint(&of, &mut self.last_page);
            let mut made = vec![
                Cow::Owned(touchpoint.into_bytes()),
                Cow::Borrowed(time),
                Cow::Borrowed(self.last_page.as_bytes()),
            ];
            made.extend(self.fields.iter().map(|name| Cow::Borrowed(of(name))));
            event(&made)?;
            fate = Fate::Given;
        }
        Ok(fate)
    }
}

/// What an action is called; a page view also becomes the page on which what follows happens.
fn touchpoint<'v>(of: &impl Fn(&str) -> &'v [u8], last_page: &mut String) -> String {
    let text = |name: &str| String::from_utf8_lossy(of(name)).into_owned();
    let named = |kind: &str, name: String| if name.is_empty() { kind.to_owned() } else { format!("{kind}: {name}") };
    match of("type") {
        b"action" | b"" => {
            let url = text("url");
            *last_page = if url.is_empty() { text("pageTitle") } else { path_of(&url) };
            last_page.clone()
        }
        b"event" => named(&text("eventCategory"), text("eventAction")),
        b"goal" => named("goal", text("goalName")),
        b"search" => "search".to_owned(),
        b"ecommerceOrder" => "order".to_owned(),
        b"ecommerceAbandonedCart" => "abandoned cart".to_owned(),
        other => String::from_utf8_lossy(other).into_owned(),
    }
}
