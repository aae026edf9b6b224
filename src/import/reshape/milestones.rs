//! A row with several dates → an event for each date that is filled in.
//!
//! CRM tables have one row per deal or contact and a column for each step's date. A date's event is called like its
//! column ("Date entered Negotiation" → "Negotiation"), or as the tool's profile says.

use std::borrow::Cow;

use super::{
    CUSTOMER, Event, Fate, Reshape, TIME, TOUCHPOINT, Table, VALUE, field, first_filled, has_role_by_name, roles,
};
use crate::{
    event_log::ColumnRole,
    import::{ImportError, RoleReason, SkipReason},
};

/// When a date counts.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) enum Only {
    /// Whenever it is filled in.
    Always,
    /// When the value of a column passes.
    If(usize, fn(&str) -> bool),
}

/// Which event gets the row's amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum AmountAt {
    /// This one.
    Here,
    /// Another one, or none.
    Elsewhere,
}

/// A date of a row.
#[derive(Clone, Debug)]
pub(in crate::import) struct Milestone {
    /// The date's column.
    pub column: usize,
    /// What the event is called.
    pub name: String,
    /// A column that has the event's name, where it is filled in.
    pub name_from: Option<usize>,
    /// When it counts.
    pub only: Only,
    /// Whether it gets the row's amount.
    pub amount: AmountAt,
}

impl Milestone {
    /// The event `name` at the date in `column`, without amount.
    pub fn new(column: usize, name: &str) -> Milestone {
        Milestone { column, name: name.to_owned(), name_from: None, only: Only::Always, amount: AmountAt::Elsewhere }
    }
}

/// Turns the dates of a row into events.
#[derive(Debug)]
pub(in crate::import) struct Milestones {
    /// Columns of which the first that is filled in is the customer; none: the customer's column is found as ever.
    pub customers: Vec<usize>,
    /// The dates.
    pub dates: Vec<Milestone>,
    /// The row's amount.
    pub amount: Option<usize>,
}

impl Reshape for Milestones {
    fn made(&self) -> Vec<String> {
        let customer = (!self.customers.is_empty()).then_some(CUSTOMER);
        let value = self.amount.map(|_| VALUE);
        customer.into_iter().chain([TOUCHPOINT, TIME]).chain(value).map(str::to_owned).collect()
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let mut fate = Fate::Skipped(SkipReason::NoTimestamp, self.dates.first().map(|date| date.column));
        for date in &self.dates {
            let time = field(values, Some(date.column));
            if time.is_empty() || !passes(date.only, values) {
                continue;
            }
            let told = field(values, date.name_from);
            let name = if told.is_empty() { date.name.as_bytes() } else { told };
            let mut made: Vec<Cow<'_, [u8]>> = Vec::with_capacity(4);
            if !self.customers.is_empty() {
                made.push(Cow::Borrowed(first_of_list(first_filled(values, &self.customers))));
            }
            made.extend([Cow::Borrowed(name), Cow::Borrowed(time)]);
            if self.amount.is_some() {
                let is_here = date.amount == AmountAt::Here;
                made.push(Cow::Borrowed(if is_here { field(values, self.amount) } else { b"" }));
            }
            event(&made)?;
            fate = Fate::Given;
        }
        Ok(fate)
    }
}

fn passes(only: Only, values: &[&[u8]]) -> bool {
    match only {
        Only::Always => true,
        Only::If(column, test) => std::str::from_utf8(field(values, Some(column))).is_ok_and(test),
    }
}

/// The first of several ids, `12;34`.
fn first_of_list(ids: &[u8]) -> &[u8] {
    ids.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii()
}

/// The columns that hold dates, in the order of the table.
pub(in crate::import) fn dates(table: &Table<'_>) -> Vec<usize> {
    (0..table.columns.len())
        .filter(|&column| {
            let name = &table.columns[column];
            let named = stem(name) != name.trim() || roles::is_name_of(name, ColumnRole::Timestamp);
            let has_date_signs =
                |value: &str| value.contains(['-', '/', '年', ':', '.']) || (value.len() == 8 && named);
            roles::share_of_timestamps(table.values(column)) >= 0.9
                && (named || table.values(column).all(has_date_signs))
        })
        .collect()
}

/// What a date's column says beside that it is a date: "Created at" → "Created", "订单付款时间" → "订单付款".
pub(in crate::import) fn stem(name: &str) -> &str {
    const ENDS: &[&str] =
        &[" date/time", " datetime", "_datetime", " date", "_date", " time", "_time", " at", "_at", "时间", "日期"];
    const STARTS: &[&str] = &["date entered ", "date of ", "date "];
    let trimmed = name.trim();
    let lower = trimmed.to_lowercase();
    if let Some(start) = STARTS.iter().find(|start| lower.starts_with(*start)) {
        return trimmed.get(start.len()..).unwrap_or_default().trim().trim_matches('"');
    }
    if matches!(lower.as_str(), "date" | "time" | "datetime" | "timestamp" | "日期" | "时间") {
        return "";
    }
    let end = ENDS.iter().find(|end| lower.ends_with(*end));
    // Lower case may change the length of letters that are no ASCII; such a name stays as it is.
    let before = end.and_then(|end| trimmed.get(..trimmed.len() - end.len()));
    before.map_or(trimmed, str::trim)
}

/// For a table of no known tool, with customers and dates, and without any column that tells what happened.
pub(super) fn of_table(table: &Table<'_>) -> Option<Milestones> {
    let known = roles::found(table.columns, table.sample);
    let is_made = |role| known.get(&role).filter(|(_, reason)| *reason == RoleReason::Made).map(|&(column, _)| column);
    if !known.contains_key(&ColumnRole::Customer)
        || has_role_by_name(table, ColumnRole::Touchpoint)
        || is_made(ColumnRole::Touchpoint).is_some()
        || table.sample.is_empty()
    {
        return None;
    }
    // What was put together of date and time is the date.
    let together = is_made(ColumnRole::Timestamp);
    let dates = together.map_or_else(|| dates(table), |column| vec![column]);
    // With one date, a column of words may tell what happened.
    if dates.is_empty() || (dates.len() == 1 && known.contains_key(&ColumnRole::Touchpoint)) {
        return None;
    }
    let chinese = table.columns.iter().any(|name| !name.is_ascii());
    let nameless = if known.contains_key(&ColumnRole::Value) {
        if chinese { "购买" } else { "Purchase" }
    } else if known.contains_key(&ColumnRole::Score) {
        if chinese { "问卷" } else { "Survey" }
    } else if chinese {
        "事件"
    } else {
        "Event"
    };
    let dates = dates.into_iter().filter(|&column| !is_no_event(&table.columns[column]));
    let mut dates: Vec<Milestone> = dates
        .map(|column| {
            let stem = stem(&table.columns[column]);
            let is_nameless = stem.is_empty() || together.is_some();
            Milestone::new(column, if is_nameless { nameless } else { stem })
        })
        .collect();
    let amount = known.get(&ColumnRole::Value).map(|&(column, _)| column);
    amount_once(&mut dates);
    (!dates.is_empty()).then_some(Milestones { customers: Vec::new(), dates, amount })
}

/// Whether a date is none of something that happened: a plan, a birthday, or when the row was last changed.
pub(in crate::import) fn is_no_event(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "modified", "updated", "last ", "last_", "next", "expected", "planned", "due", "birth", "deadline", "修改",
        "更新", "最近", "最后", "下次", "预计", "计划", "生日", "出生", "到期", "截止",
    ];
    let name = name.to_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

/// Gives the row's amount to one of its dates: that of winning, paying or ordering, else the last.
pub(in crate::import) fn amount_once(dates: &mut [Milestone]) {
    const WORDS: &[&str] = &[
        "closed won", "won", "paid", "pay", "成交", "赢单", "签约", "付款", "支付", "order", "purchase", "下单", "创建",
    ];
    let earns = WORDS.iter().find_map(|word| dates.iter().position(|date| date.name.to_lowercase().contains(word)));
    let earns = earns.or(dates.len().checked_sub(1));
    if let Some(date) = earns.and_then(|at| dates.get_mut(at)) {
        date.amount = AmountAt::Here;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dates_column_says_what_happened() {
        assert_eq!(stem("Created at"), "Created");
        assert_eq!(stem("Date entered \"Closed won (Sales)\""), "Closed won (Sales)");
        assert_eq!(stem("订单付款时间"), "订单付款");
        assert_eq!(stem("paid_at"), "paid");
        assert_eq!(stem("Date"), "");
        assert_eq!(stem("Stage"), "Stage");
        assert_eq!(stem("İ date"), "İ");
    }
}
