//! What a name in a question stands for: one value per event.
//!
//! Scopes, steps, breakdowns and heatmaps all take names, and all resolve them here. A name is looked for, in this
//! order, as
//!
//! 1. `stage`: the stage column if the log has one, else the stage of the touchpoint; values are names of the model's stages;
//! 2. another [`ColumnRole`] in force, in camelCase: `touchpoint`, `channel`, `score`, …;
//! 3. `customer`, or the name of the customer's column: the customer's id;
//! 4. a column of the file.
//!
//! A missing value is the empty text.

use std::ops::Range;

use super::QuestionError;
use crate::{
    event_log::{Codes, ColumnRole, Dictionary, EventLog},
    stage::StageModel,
};

/// Customers are walked in blocks of about this many events: buffers of a block stay in the cache.
const EVENTS_PER_BLOCK: usize = 4096;

/// At most this many columns are named in an error.
const NAMED_IN_ERROR: usize = 20;

/// Consecutive customers and all their events.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The customers.
    pub customers: Range<usize>,
    /// Their events.
    pub events: Range<usize>,
}

/// The log in blocks, in order; a customer is never split.
pub(crate) fn blocks(log: &EventLog) -> impl Iterator<Item = Block> + '_ {
    let offsets = log.offsets();
    let mut customer = 0;
    std::iter::from_fn(move || {
        if customer == log.n_customers() {
            return None;
        }
        let (first, start) = (customer, offsets[customer] as usize);
        let enough = start + EVENTS_PER_BLOCK;
        let short = offsets[first + 1..].partition_point(|&end| (end as usize) < enough);
        customer = (first + 1 + short).min(log.n_customers());
        Some(Block { customers: first..customer, events: start..offsets[customer] as usize })
    })
}

/// Works on one block in a call of its own. A browser compiles hot code anew, for speed, while it runs, but goes over to
/// it only at the next call: a loop over the whole log in one call would stay slow to its end.
#[inline(never)]
pub(crate) fn in_one_call<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// One value per event, by number; several codes of a column may share a value.
#[derive(Debug)]
pub(crate) enum Field<'a> {
    /// The texts of a column. A value is a code.
    Column(&'a Codes, &'a Dictionary),
    /// The stages of touchpoints, or of a stage column.
    Stage {
        /// The column that tells.
        codes: &'a Codes,
        /// Value of each of its codes.
        values: Vec<u32>,
        /// Name of each value: the empty one, those of the model, then names that are no stage of it.
        names: Vec<String>,
        /// The stages of the log.
        model: &'a StageModel,
    },
    /// The customer. A value is a position among the log's customers.
    Customer(&'a EventLog),
}

impl<'a> Field<'a> {
    /// What `name` stands for.
    pub fn named(name: &str, log: &'a EventLog) -> Result<Field<'a>, QuestionError> {
        match role_named(name) {
            Some(ColumnRole::Stage) => return Ok(Field::stage(log)),
            Some(ColumnRole::Customer) => return Ok(Field::Customer(log)),
            Some(role) => {
                if let Some(column) = log.role(role) {
                    return Ok(Field::Column(&column.codes, &column.dictionary));
                }
            }
            None => {}
        }
        if log.role_name(ColumnRole::Customer) == Some(name) {
            return Ok(Field::Customer(log));
        }
        match log.column(name) {
            Some(column) => Ok(Field::Column(&column.codes, &column.dictionary)),
            None => Err(QuestionError::UnknownColumn { column: name.to_owned(), known: known_names(log) }),
        }
    }

    /// The column with a role.
    pub fn of_role(role: ColumnRole, log: &'a EventLog) -> Result<Field<'a>, QuestionError> {
        let column = log.role(role).ok_or_else(|| QuestionError::NoRole { role: role_name(role).to_owned() })?;
        Ok(Field::Column(&column.codes, &column.dictionary))
    }

    /// The stage: as a column says, or that of the touchpoint.
    pub fn stage(log: &'a EventLog) -> Field<'a> {
        let model = log.stage_model();
        let mut names = vec![String::new()];
        names.extend(model.stages().iter().map(|stage| stage.id.clone()));
        let (codes, values) = match log.stage_column() {
            Some(column) => {
                let values = (0..column.dictionary.len() as u32).map(|code| {
                    let text = column.dictionary.text(code);
                    match (text.is_empty(), model.named(text)) {
                        (true, _) => 0,
                        (false, Some(stage)) => u32::from(stage.0) + 1,
                        (false, None) => {
                            names.push(text.to_owned());
                            names.len() as u32 - 1
                        }
                    }
                });
                (&column.codes, values.collect())
            }
            None => {
                let values =
                    log.touchpoint_stages().iter().map(|stage| stage.map_or(0, |stage| u32::from(stage.0) + 1));
                (&log.touchpoints().codes, values.collect())
            }
        };
        Field::Stage { codes, values, names, model }
    }

    /// How many values there are; values are 0 to one less.
    pub fn n_values(&self) -> usize {
        match self {
            Field::Column(_, dictionary) => dictionary.len(),
            Field::Stage { names, .. } => names.len(),
            Field::Customer(log) => log.n_customers(),
        }
    }

    /// The text of a value; empty if it stands for a missing one.
    pub fn text(&self, value: u32) -> &str {
        match self {
            Field::Column(_, dictionary) => dictionary.text(value),
            Field::Stage { names, .. } => &names[value as usize],
            Field::Customer(log) => log.customer_id(value as usize),
        }
    }

    /// The number that a value's text reads as; NaN where it is none.
    pub fn number(&self, value: u32) -> f64 {
        match self {
            Field::Column(_, dictionary) => dictionary.numbers()[value as usize],
            Field::Stage { .. } => f64::NAN,
            Field::Customer(log) => {
                let number: Option<f64> = log.customer_id(value as usize).trim().parse().ok();
                number.filter(|number| number.is_finite()).unwrap_or(f64::NAN)
            }
        }
    }

    /// The value that a text in a question means, in the form that [`Field::text`] gives: stages may be named in
    /// several languages.
    pub fn canonical<'t>(&'t self, text: &'t str) -> &'t str {
        match self {
            Field::Stage { model, .. } => model.named(text).map_or(text, |stage| model.id(stage)),
            _ => text,
        }
    }

    /// The value of a stage, by its name; of a field of stages.
    pub fn stage_named(&self, stage: &str) -> Result<u32, QuestionError> {
        let wanted = self.canonical(stage);
        let value = (1..self.n_values() as u32).find(|&value| self.text(value) == wanted);
        value.ok_or_else(|| QuestionError::NoSuchStage { stage: stage.to_owned() })
    }

    /// The value of one event.
    pub fn value_at(&self, event: usize, customer: usize) -> u32 {
        match self {
            Field::Column(codes, _) => codes.get(event),
            Field::Stage { codes, values, .. } => values[codes.get(event) as usize],
            Field::Customer(_) => customer as u32,
        }
    }

    /// Writes `table[value]` of each event of a block to `out`, which is cleared first.
    pub fn look_up<T: Copy>(&self, block: &Block, table: &ByCode<T>, out: &mut Vec<T>) {
        match self {
            Field::Column(codes, _) | Field::Stage { codes, .. } => {
                codes.look_up(block.events.clone(), &table.0, out);
            }
            Field::Customer(log) => {
                out.clear();
                for customer in block.customers.clone() {
                    out.resize(out.len() + log.events_of(customer).len(), table.0[customer]);
                }
            }
        }
    }

    /// Writes the value of each event of a block to `out`, which is cleared first.
    pub fn read(&self, block: &Block, out: &mut Vec<u32>) {
        match self {
            Field::Column(codes, _) => codes.read(block.events.clone(), out),
            Field::Stage { codes, values, .. } => codes.look_up(block.events.clone(), values, out),
            Field::Customer(log) => {
                out.clear();
                for customer in block.customers.clone() {
                    out.resize(out.len() + log.events_of(customer).len(), customer as u32);
                }
            }
        }
    }

    /// Spreads a table over the values to one over what events hold, for [`Field::look_up`].
    pub fn by_code<T: Copy>(&self, by_value: Vec<T>) -> ByCode<T> {
        match self {
            Field::Stage { values, .. } => ByCode(values.iter().map(|&value| by_value[value as usize]).collect()),
            _ => ByCode(by_value),
        }
    }

    /// Whether tables over the two fields may be joined entry by entry.
    pub fn shares_codes_with(&self, other: &Field) -> bool {
        match (self.codes(), other.codes()) {
            (Some(codes), Some(others)) => std::ptr::eq(codes, others),
            (None, None) => true,
            _ => false,
        }
    }

    fn codes(&self) -> Option<&'a Codes> {
        match self {
            Field::Column(codes, _) | Field::Stage { codes, .. } => Some(codes),
            Field::Customer(_) => None,
        }
    }
}

/// A table over the codes that events hold.
#[derive(Debug)]
pub(crate) struct ByCode<T>(pub Vec<T>);

fn role_named(name: &str) -> Option<ColumnRole> {
    ColumnRole::ALL.into_iter().find(|&role| role_name(role) == name)
}

/// A role as questions spell it.
fn role_name(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Customer => "customer",
        ColumnRole::Touchpoint => "touchpoint",
        ColumnRole::Timestamp => "timestamp",
        ColumnRole::Channel => "channel",
        ColumnRole::Stage => "stage",
        ColumnRole::Session => "session",
        ColumnRole::Value => "value",
        ColumnRole::Score => "score",
        ColumnRole::Comment => "comment",
        ColumnRole::Variant => "variant",
        ColumnRole::Cost => "cost",
    }
}

/// The names that a question may use, for people.
fn known_names(log: &EventLog) -> String {
    let mut names: Vec<&str> = log.role_name(ColumnRole::Customer).into_iter().collect();
    names.extend(log.columns().iter().map(|column| &*column.name));
    if !names.contains(&"stage") {
        names.push("stage");
    }
    let more = names.len().saturating_sub(NAMED_IN_ERROR);
    names.truncate(NAMED_IN_ERROR);
    let listed = names.join(", ");
    if more == 0 { listed } else { format!("{listed}, … (+{more})") }
}
