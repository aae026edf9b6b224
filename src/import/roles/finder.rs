//! Looks for the column of each role: made for it, known of the tool, known by name, told by its values.

use super::{
    Roles,
    names::{NAMES, plain},
};
use crate::{
    event_log::ColumnRole,
    import::{
        DateOrder, RoleReason, reshape,
        timestamp::{Parsed, TimestampParser},
        tools::{self, Tool},
        values::NumberStyle,
    },
    order,
};

/// Looks for columns.
pub(super) struct Finder<'a> {
    columns: &'a [String],
    sample: &'a [Vec<String>],
    date_order: Option<DateOrder>,
    /// Those that were found.
    pub roles: Roles,
    /// Roles that the user gave to no column.
    pub refused: Vec<ColumnRole>,
}

impl<'a> Finder<'a> {
    /// For a table of these columns and first rows.
    pub fn new(columns: &'a [String], sample: &'a [Vec<String>], date_order: Option<DateOrder>) -> Finder<'a> {
        Finder { columns, sample, date_order, roles: Roles::new(), refused: Vec::new() }
    }

    /// Finds what is open; tells the tool.
    pub fn all(&mut self) -> Option<Tool> {
        let tool = tools::recognise(self.columns, self.sample, true);
        self.made(tool);
        if let Some(tool) = tool {
            self.by_tool(tool);
        }
        self.by_name();
        self.variant_by_content();
        self.by_content();
        tool
    }

    /// Columns that were made are made for their roles.
    fn made(&mut self, tool: Option<Tool>) {
        for (column, name) in self.columns.iter().enumerate() {
            let role = reshape::role_of_made(name).or_else(|| reshape::role_of_combined(name, self.columns));
            if let Some(role) = role.filter(|&role| self.is_open(role)) {
                self.roles.insert(role, (column, tool.map_or(RoleReason::Made, RoleReason::Tool)));
            }
        }
    }

    fn by_tool(&mut self, tool: Tool) {
        for &(role, names) in tool.profile().roles {
            if !self.is_open(role) {
                continue;
            }
            if names.is_empty() {
                self.refused.push(role);
                continue;
            }
            let there = names.iter().filter_map(|name| self.columns.iter().position(|column| column == name));
            let free: Vec<usize> = there.filter(|&column| self.is_free(column)).collect();
            if let Some(column) = self.fullest(role, &free) {
                self.roles.insert(role, (column, RoleReason::Tool(tool)));
            }
        }
    }

    /// Of the columns that fit a role, the first one; for customers, the first that has nearly as many values as any.
    fn fullest(&self, role: ColumnRole, columns: &[usize]) -> Option<usize> {
        const NEARLY: f64 = 0.9;
        let fitting = columns.iter().copied().filter(|&column| self.fits(role, column));
        if role != ColumnRole::Customer {
            let has_values = |column: &usize| self.values(*column).next().is_some();
            return fitting.clone().find(has_values).or(fitting.clone().next());
        }
        let filled: Vec<(usize, usize)> = fitting.map(|column| (column, self.values(column).count())).collect();
        let most = filled.iter().map(|&(_, values)| values).max()?;
        filled.into_iter().find(|&(_, values)| values as f64 >= NEARLY * most as f64).map(|(column, _)| column)
    }

    fn is_open(&self, role: ColumnRole) -> bool {
        !self.roles.contains_key(&role) && !self.refused.contains(&role)
    }

    fn is_free(&self, column: usize) -> bool {
        self.roles.values().all(|&(taken, _)| taken != column)
    }

    fn by_name(&mut self) {
        let names: Vec<String> = self.columns.iter().map(|name| plain(name)).collect();
        for (role, known) in NAMES {
            if !self.is_open(*role) {
                continue;
            }
            let candidates: Vec<usize> = known
                .iter()
                .map(|known| plain(known))
                .flat_map(|known| (0..names.len()).filter(|&column| names[column] == known).collect::<Vec<_>>())
                .filter(|&column| self.is_free(column))
                .collect();
            let first = candidates.iter().copied().find(|&column| self.fits(*role, column));
            let fitting = self.fullest(*role, &candidates);
            // A time column that does not read is still the time column if no other one does: its rows are then listed.
            let fallback = (*role == ColumnRole::Timestamp).then(|| candidates.first().copied()).flatten();
            if let Some(column) = fitting.or(fallback) {
                let is_first = first.is_none_or(|first| first == column);
                self.roles.insert(*role, (column, if is_first { RoleReason::Name } else { RoleReason::Fullest }));
            }
        }
    }

    /// Whether the values of a column are possible in a role.
    fn fits(&self, role: ColumnRole, column: usize) -> bool {
        match role {
            ColumnRole::Timestamp => self.share_of_timestamps(column) >= 0.5,
            ColumnRole::Customer | ColumnRole::Touchpoint => {
                self.values(column).next().is_some() || self.sample.is_empty()
            }
            ColumnRole::Value | ColumnRole::Score | ColumnRole::Cost => {
                let style = NumberStyle::of_column(self.values(column));
                let (mut numbers, mut all) = (0, 0);
                for value in self.values(column).filter(|value| !is_none(value)) {
                    all += 1;
                    numbers += usize::from(style.parse(value).is_some());
                }
                numbers * 2 >= all
            }
            _ => true,
        }
    }

    fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        self.sample.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn share_of_timestamps(&self, column: usize) -> f64 {
        let values: Vec<&str> = self.values(column).collect();
        share_in_order(&values, self.date_order)
    }

    fn by_content(&mut self) {
        if self.is_open(ColumnRole::Timestamp) {
            let found = (0..self.columns.len())
                .filter(|&column| self.is_free(column) && !reshape::is_no_event(&self.columns[column]))
                .find(|&column| self.share_of_timestamps(column) >= 0.95);
            if let Some(column) = found {
                self.roles.insert(ColumnRole::Timestamp, (column, RoleReason::Content));
            }
        }
        // Without a time there is no log, and no ground to guess the rest on.
        if !self.roles.contains_key(&ColumnRole::Timestamp) || self.sample.len() < 10 {
            return;
        }
        if self.is_open(ColumnRole::Customer) {
            // Who: many different ones, some of them again.
            let found = self.best(|shape| {
                (shape.distinct >= 2 && shape.repeats > 1.0 && shape.filled > 0.9).then_some(shape.distinct)
            });
            if let Some(column) = found {
                self.roles.insert(ColumnRole::Customer, (column, RoleReason::Content));
            }
        }
        if self.is_open(ColumnRole::Touchpoint) {
            // What happened: words, again and again.
            let found = self.best(|shape| {
                (!shape.numeric && shape.distinct >= 2 && shape.repeats >= 3.0 && shape.filled > 0.9)
                    .then_some(shape.distinct)
            });
            if let Some(column) = found {
                self.roles.insert(ColumnRole::Touchpoint, (column, RoleReason::Content));
            }
        }
    }

    /// The arms of an experiment: few, and one of them is called the control.
    fn variant_by_content(&mut self) {
        const CONTROLS: [&str; 6] = ["control", "Control", "CONTROL", "control_group", "对照组", "对照"];
        let is_one = |column: usize| {
            self.is_free(column)
                && self.values(column).any(|value| CONTROLS.contains(&value))
                && self.shape(column).distinct <= 12
        };
        if self.is_open(ColumnRole::Variant)
            && let Some(column) = (0..self.columns.len()).find(|&column| is_one(column))
        {
            self.roles.insert(ColumnRole::Variant, (column, RoleReason::Content));
        }
    }

    /// The free column with the highest mark; the first of equals.
    fn best(&self, mark: impl Fn(&Shape) -> Option<usize>) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for column in (0..self.columns.len()).filter(|&column| self.is_free(column)) {
            if let Some(mark) = mark(&self.shape(column))
                && best.is_none_or(|(_, highest)| mark > highest)
            {
                best = Some((column, mark));
            }
        }
        best.map(|(column, _)| column)
    }

    fn shape(&self, column: usize) -> Shape {
        let values: Vec<&str> = self.values(column).collect();
        let distinct = order::set(values.iter()).len();
        Shape {
            distinct,
            repeats: values.len() as f64 / distinct.max(1) as f64,
            filled: values.len() as f64 / self.sample.len() as f64,
            numeric: values.iter().all(|value| value.parse::<f64>().is_ok()),
        }
    }
}

/// The share of these values that read as timestamps.
pub(in crate::import) fn share_of_timestamps<'v>(values: impl Iterator<Item = &'v str>) -> f64 {
    share_in_order(&values.collect::<Vec<&str>>(), None)
}

fn share_in_order(values: &[&str], date_order: Option<DateOrder>) -> f64 {
    let mut parser = TimestampParser::for_column(values.iter().map(|value| value.as_bytes()), date_order);
    let read = values.iter().filter(|value| parser.parse(value.as_bytes()).is_some_and(is_likely)).count();
    if values.is_empty() { 0.0 } else { read as f64 / values.len() as f64 }
}

/// What is written where a number is not known.
pub(super) fn is_none(value: &str) -> bool {
    matches!(value, "NA" | "N/A" | "NULL" | "null" | "-" | "nan" | "NaN" | "None")
}

/// What the values of a column look like.
struct Shape {
    distinct: usize,
    /// Rows per distinct value.
    repeats: f64,
    /// Share of rows that have a value.
    filled: f64,
    numeric: bool,
}

/// Whether an instant is one that people log: 1990 to 2100. Small numbers read as times shortly after 1970.
fn is_likely(parsed: Parsed) -> bool {
    const YEAR_1990: i64 = 631_152_000_000_000;
    const YEAR_2100: i64 = 4_102_444_800_000_000;
    !parsed.is_instant || (YEAR_1990..YEAR_2100).contains(&parsed.micros)
}
