//! The event log: what happened to whom, and when.
//!
//! Columnar, and sorted by customer, then time, then row in the file. Every column but customer and time is
//! dictionary-coded: a small number per event, and each distinct text once. So a condition on a column is a table
//! over its codes, whatever it compares.
//!
//! # Why customers are not a column
//!
//! All questions walk customer by customer. A customer is a range of event positions ([`EventLog::events_of`]),
//! so the walk needs no lookup, and a filtered log shares the texts of the whole one.

mod calendar;
mod chosen_channels;
mod civil;
mod column;
mod dictionary;
mod sides;
mod timestamp;
mod touchpoint_names;

use std::{collections::BTreeMap, ops::Range, rc::Rc};

pub use calendar::{Calendar, LocalDate};
pub use civil::{MICROS_PER_DAY, civil_from_days, days_from_civil};
pub use column::{Codes, Column};
pub use dictionary::{Dictionary, Interner, MISSING};
use serde::{Deserialize, Serialize};
pub use timestamp::{MICROS_PER_SECOND, Timestamp};

use crate::stage::{Stage, StageGuess, StageModel};

/// What a column of a file means for the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ColumnRole {
    /// Whose journey it is.
    Customer,
    /// What happened.
    Touchpoint,
    /// When it happened.
    Timestamp,
    /// Through which channel.
    Channel,
    /// In which stage, where the file says so itself.
    Stage,
    /// The file's own session id.
    Session,
    /// Revenue of the event.
    Value,
    /// A rating: NPS 0..=10, CSAT 1..=5 or CES 1..=7.
    Score,
    /// The words beside a score.
    Comment,
    /// The arm of an experiment.
    Variant,
    /// What the event cost.
    Cost,
}

impl ColumnRole {
    /// All roles, the three that a log cannot do without first.
    pub const ALL: [ColumnRole; 11] = [
        ColumnRole::Customer,
        ColumnRole::Touchpoint,
        ColumnRole::Timestamp,
        ColumnRole::Channel,
        ColumnRole::Stage,
        ColumnRole::Session,
        ColumnRole::Value,
        ColumnRole::Score,
        ColumnRole::Comment,
        ColumnRole::Variant,
        ColumnRole::Cost,
    ];
}

/// All events of all customers in scope.
#[derive(Clone, Debug)]
pub struct EventLog {
    /// Name of every customer, by customer code.
    customer_ids: Rc<Dictionary>,
    /// Customer code of each customer in this log, in the order of the events.
    customer_codes: Vec<u32>,
    /// Where each customer's events start; one more entry than customers.
    offsets: Vec<u32>,
    times: Vec<Timestamp>,
    columns: Vec<Column>,
    /// Column name as the file has it, for each role in force.
    roles: Rc<BTreeMap<ColumnRole, String>>,
    /// The touchpoints under other names, where such were chosen.
    named: Option<touchpoint_names::Named>,
    /// The channel of each event, where channels were chosen for touchpoints.
    chosen_channels: Option<Column>,
    /// The stages of the journey.
    stage_model: Rc<StageModel>,
    /// What the name of each touchpoint tells, by its code.
    guesses: Rc<Vec<Option<StageGuess>>>,
    /// Stage of each touchpoint, by its code; `None` where no stage is known.
    touchpoint_stages: Rc<Vec<Option<Stage>>>,
    /// The stage column with the touchpoints in it that were placed by hand, where there are both.
    placed: Option<Column>,
    /// What tells the side of each event.
    sides: sides::Sides,
    calendar: Rc<Calendar>,
}

/// The parts an importer hands over; see [`EventLog::new`].
#[derive(Debug)]
pub struct EventLogParts {
    /// Name of every customer, by customer code.
    pub customer_ids: Dictionary,
    /// Customer code of each customer in this log, in the order of the events.
    pub customer_codes: Vec<u32>,
    /// Where each customer's events start; one more entry than customers, the last one the number of events.
    pub offsets: Vec<u32>,
    /// Instant of each event; ascending within a customer.
    pub times: Vec<Timestamp>,
    /// All columns but customer and timestamp, as long as `times`. One of them is the touchpoint's.
    pub columns: Vec<Column>,
    /// Column name for each role in force; has at least customer, touchpoint and timestamp.
    pub roles: BTreeMap<ColumnRole, String>,
    /// How instants become dates and hours.
    pub calendar: Calendar,
}

/// First and last instant of events that are in order for each customer; `offsets` say where a customer's events start,
/// and at the end how many events there are. `None` without events.
pub(crate) fn span(offsets: &[u32], times: &[Timestamp]) -> Option<(Timestamp, Timestamp)> {
    // The ends of each journey tell.
    let journeys = || offsets.windows(2).filter(|ends| ends[0] < ends[1]);
    let first = journeys().map(|ends| times[ends[0] as usize]).min()?;
    let last = journeys().map(|ends| times[ends[1] as usize - 1]).max()?;
    Some((first, last))
}

impl EventLog {
    /// Joins the parts to a log; stages are those of the default model, guessed from the touchpoints' names
    /// ([`crate::stage::guess`]), and so are sides ([`crate::stage::side::guess`]).
    ///
    /// # Panics
    ///
    /// When the parts do not fit together: lengths differ, or the touchpoint's column is missing.
    pub fn new(parts: EventLogParts) -> EventLog {
        let events = parts.times.len();
        assert_eq!(parts.offsets.len(), parts.customer_codes.len() + 1, "one offset more than customers");
        assert_eq!(parts.offsets.last().copied(), Some(events as u32), "offsets end at the number of events");
        assert!(parts.columns.iter().all(|column| column.codes.len() == events), "columns are as long as the log");
        let mut log = EventLog {
            customer_ids: Rc::new(parts.customer_ids),
            customer_codes: parts.customer_codes,
            offsets: parts.offsets,
            times: parts.times,
            columns: parts.columns,
            roles: Rc::new(parts.roles),
            named: None,
            chosen_channels: None,
            stage_model: Rc::default(),
            guesses: Rc::default(),
            touchpoint_stages: Rc::default(),
            placed: None,
            sides: sides::Sides::default(),
            calendar: Rc::new(parts.calendar),
        };
        log.name_touchpoints(&BTreeMap::new());
        log
    }

    /// How many events the log has.
    pub fn n_events(&self) -> usize {
        self.times.len()
    }

    /// How many customers have at least one event.
    pub fn n_customers(&self) -> usize {
        self.customer_codes.len()
    }

    /// Positions of a customer's events, in the order of events; `customer` is 0..[`EventLog::n_customers`].
    pub fn events_of(&self, customer: usize) -> Range<usize> {
        self.offsets[customer] as usize..self.offsets[customer + 1] as usize
    }

    /// Where each customer's events start, and at the end the number of events.
    pub fn offsets(&self) -> &[u32] {
        &self.offsets
    }

    /// The customer's id as the file has it.
    pub fn customer_id(&self, customer: usize) -> &str {
        self.customer_ids.text(self.customer_codes[customer])
    }

    /// Instant of each event.
    pub fn times(&self) -> &[Timestamp] {
        &self.times
    }

    /// First and last instant, over all customers; `None` for a log without events.
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        span(&self.offsets, &self.times)
    }

    /// How instants become dates and hours.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// All columns but customer and timestamp, in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of that name in the file.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| &*column.name == name)
    }

    /// Name in the file of the column with that role.
    pub fn role_name(&self, role: ColumnRole) -> Option<&str> {
        self.roles.get(&role).map(String::as_str)
    }

    /// Column name for each role in force.
    pub fn roles(&self) -> &BTreeMap<ColumnRole, String> {
        &self.roles
    }

    /// The column with that role; none for customer and timestamp, which are no columns here. Touchpoints are under the
    /// names that were chosen for them, and so are channels those that were.
    pub fn role(&self, role: ColumnRole) -> Option<&Column> {
        let chosen = match role {
            ColumnRole::Touchpoint => self.named.as_ref().map(|named| &named.column),
            ColumnRole::Channel => self.chosen_channels.as_ref(),
            _ => None,
        };
        chosen.or_else(|| self.column(self.role_name(role)?))
    }

    /// The touchpoint of each event.
    pub fn touchpoints(&self) -> &Column {
        self.role(ColumnRole::Touchpoint).expect("a log has touchpoints")
    }

    /// Reads anew what the names of the touchpoints tell.
    fn guess_places(&mut self) {
        let dictionary = &self.touchpoints().dictionary;
        let codes = 0..dictionary.len() as u32;
        self.guesses = Rc::new(codes.map(|code| crate::stage::guess(dictionary.text(code))).collect());
    }

    /// The stages of the journey.
    pub fn stage_model(&self) -> &StageModel {
        &self.stage_model
    }

    /// What the name of each touchpoint tells, by touchpoint code (position 0 is [`MISSING`]).
    pub fn guesses(&self) -> &[Option<StageGuess>] {
        &self.guesses
    }

    /// The column that tells the stage of each event, if the file has one; touchpoints that were placed by hand are
    /// placed in it.
    pub fn stage_column(&self) -> Option<&Column> {
        self.placed.as_ref().or_else(|| self.role(ColumnRole::Stage))
    }

    /// Stage of each touchpoint, by touchpoint code (position 0 is [`MISSING`]).
    pub fn touchpoint_stages(&self) -> &[Option<Stage>] {
        &self.touchpoint_stages
    }

    /// Puts a model in force, and touchpoints in its stages by their names: the empty name is no stage. The others are
    /// where their names, or the stage column, say; touchpoints and stages that there are not are passed over.
    pub fn set_stages(&mut self, model: StageModel, stages: &BTreeMap<String, String>) {
        let dictionary = &self.touchpoints().dictionary;
        let chosen = (0..dictionary.len() as u32).map(|code| {
            let name = stages.get(dictionary.text(code))?;
            let stage = model.named(name);
            (stage.is_some() || name.is_empty()).then_some(stage)
        });
        let chosen: Vec<Option<Option<Stage>>> = chosen.collect();
        let places = model.places();
        let of_guess = |guess: &Option<StageGuess>| guess.as_ref().and_then(|guess| places.of(guess));
        let staged = self.guesses.iter().zip(&chosen).map(|(guess, chosen)| chosen.unwrap_or_else(|| of_guess(guess)));
        let staged = staged.collect();
        let column = self.role(ColumnRole::Stage).filter(|_| chosen.iter().any(Option::is_some));
        let placed = column.map(|column| self.place(column, &chosen, &model));
        (self.touchpoint_stages, self.placed, self.stage_model) = (Rc::new(staged), placed, Rc::new(model));
    }

    /// The stage column, where the events of chosen touchpoints say the chosen stage.
    fn place(&self, column: &Column, chosen: &[Option<Option<Stage>>], model: &StageModel) -> Column {
        let mut texts = Interner::default();
        let old: Vec<u32> = (0..column.dictionary.len() as u32)
            .map(|code| texts.intern(column.dictionary.text(code).as_bytes()))
            .collect();
        let new: Vec<u32> = model.stages().iter().map(|stage| texts.intern(stage.id.as_bytes())).collect();
        let (mut touchpoints, mut stages) = (Vec::new(), Vec::new());
        let all = 0..self.n_events();
        self.touchpoints().codes.read(all.clone(), &mut touchpoints);
        column.codes.look_up(all, &old, &mut stages);
        for (stage, &touchpoint) in stages.iter_mut().zip(&touchpoints) {
            if let Some(chosen) = chosen[touchpoint as usize] {
                *stage = chosen.map_or(MISSING, |stage| new[usize::from(stage.0)]);
            }
        }
        let codes = Codes::of(stages, texts.len());
        Column { name: column.name.clone(), dictionary: Rc::new(texts.finish()), codes }
    }

    /// The log of the events at `kept` alone: ascending positions, each once. Customers left without an event are gone.
    pub fn select(&self, kept: &[u32]) -> EventLog {
        let mut customer_codes = Vec::new();
        let mut offsets = vec![0];
        let mut customer = 0;
        for (position, &event) in kept.iter().enumerate() {
            if position > 0 && event < self.offsets[customer + 1] {
                continue;
            }
            while self.offsets[customer + 1] <= event {
                customer += 1;
            }
            if position > 0 {
                offsets.push(position as u32);
            }
            customer_codes.push(self.customer_codes[customer]);
        }
        if !kept.is_empty() {
            offsets.push(kept.len() as u32);
        }
        EventLog {
            customer_ids: Rc::clone(&self.customer_ids),
            customer_codes,
            offsets,
            times: kept.iter().map(|&event| self.times[event as usize]).collect(),
            columns: self.columns.iter().map(|column| column.select(kept)).collect(),
            roles: Rc::clone(&self.roles),
            named: self.named.as_ref().map(|named| named.select(kept)),
            chosen_channels: self.chosen_channels.as_ref().map(|column| column.select(kept)),
            stage_model: Rc::clone(&self.stage_model),
            guesses: Rc::clone(&self.guesses),
            touchpoint_stages: Rc::clone(&self.touchpoint_stages),
            placed: self.placed.as_ref().map(|column| column.select(kept)),
            sides: self.sides.clone(),
            calendar: Rc::clone(&self.calendar),
        }
    }
}
