//! The same questions, answered the naive way: from rows, by trying everything. Shares no code with the engine but the
//! types of questions and reports, the guess of stages and the intervals.

pub mod customers;
pub mod feedback;
pub mod funnel;
pub mod heatmap;
pub mod journey_map;
pub mod random;
pub mod risks;
pub mod score_changes;
pub mod verbatims;

use jiff::{Zoned, tz::TimeZone};
use sojourn::{
    analysis::FunnelStep,
    event_log::{Calendar, ColumnRole, EventLog, Timestamp},
    prepare::{Condition, CustomerCondition, Scope},
    stage::{ModelStage, StageModel},
};

use crate::common::{self, Row};

/// A log in rows. The extra columns are `way`, `points`, `amount`, `phase`, `words`.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub rows: Vec<Row>,
    /// Whether `phase` is the stage column.
    pub has_stages: bool,
    /// Whether the stages are those of [`own_model`], and [`PLACED`] is placed by hand.
    pub has_own_model: bool,
    /// Whether the file has other names than those that touchpoints are counted under ([`NAMES`]).
    pub has_names: bool,
    /// An IANA zone.
    pub zone: String,
}

/// Names by what the file calls touchpoints: two that are one, and two that have each other's.
pub const NAMES: [(&str, &str); 4] = [("/pv/1", "pv"), ("/pv/2", "pv"), ("buy", "cart"), ("cart", "buy")];

/// Four stages: two of the default ones in another order, one that takes a default one, one that only a column names.
pub fn own_model() -> StageModel {
    let stage = |(name, also): (&str, &[&str])| ModelStage {
        id: name.to_owned(),
        also: also.iter().map(|&name| name.to_owned()).collect(),
        color: None,
    };
    let stages: [(&str, &[&str]); 4] = [("use", &[]), ("own", &[]), ("Buying", &["purchase"]), ("awareness", &[])];
    StageModel::own(stages.map(stage).to_vec()).expect("a model")
}

/// Touchpoints that are placed by hand, one of them nowhere.
pub const PLACED: [(&str, &str); 2] = [("cart", "own"), ("landing", "")];

/// Touchpoints that are put on a side by hand, where others are placed in stages.
pub const ON_SIDES: [(&str, &str); 2] = [("cart", "offline"), ("pv", "online")];

/// One customer's rows, in the order of events.
pub type Journey = Vec<Row>;

impl Case {
    fn columns(&self) -> [(&'static str, Option<ColumnRole>); 5] {
        [
            ("way", Some(ColumnRole::Channel)),
            ("points", Some(ColumnRole::Score)),
            ("amount", Some(ColumnRole::Value)),
            ("phase", self.has_stages.then_some(ColumnRole::Stage)),
            ("words", Some(ColumnRole::Comment)),
        ]
    }

    /// The log that the engine is asked about.
    pub fn log(&self) -> EventLog {
        let times = || self.rows.iter().map(|row| Timestamp(row.micros));
        let (first, last) = (times().min().unwrap_or_default(), times().max().unwrap_or_default());
        let calendar = Calendar::in_zone(&self.zone, first, last).expect("a known zone");
        let in_file = |row: &Row| Row { touchpoint: self.touchpoint_in_file(row).to_owned(), ..row.clone() };
        let rows: Vec<Row> = self.rows.iter().map(in_file).collect();
        let mut log = common::log_in_zone(&rows, &self.columns(), calendar);
        if self.has_names {
            log.name_touchpoints(&NAMES.map(|(own, name)| (own.to_owned(), name.to_owned())).into());
        }
        if self.has_own_model {
            let placed = PLACED.map(|(touchpoint, stage)| (touchpoint.to_owned(), stage.to_owned()));
            log.set_stages(self.model(), &placed.into());
            log.set_sides(&ON_SIDES.map(|(touchpoint, side)| (touchpoint.to_owned(), side.to_owned())).into());
        }
        log
    }

    /// What the file calls the touchpoint of a row.
    fn touchpoint_in_file<'a>(&self, row: &'a Row) -> &'a str {
        match row.touchpoint.as_str() {
            "pv" if self.has_names => {
                if row.values[0] == "app" {
                    "/pv/2"
                } else {
                    "/pv/1"
                }
            }
            "buy" if self.has_names => "cart",
            "cart" if self.has_names => "buy",
            name => name,
        }
    }

    /// Whether a question that names a touchpoint means that of a row: by its name or, where nothing has that, by what the
    /// file calls it.
    fn is_touchpoint(&self, name: &str, row: &Row) -> bool {
        let is_known = self.rows.iter().any(|row| row.touchpoint == name);
        if is_known {
            row.touchpoint == name
        } else {
            self.rows.iter().any(|it| it.touchpoint == row.touchpoint && self.touchpoint_in_file(it) == name)
        }
    }

    /// The stages of the journey.
    pub fn model(&self) -> StageModel {
        if self.has_own_model { own_model() } else { StageModel::default() }
    }

    /// The place of a stage in the model.
    pub fn stage_rank(&self, name: &str) -> Option<usize> {
        self.model().stages().iter().position(|stage| stage.id == name)
    }

    /// The stage of a row, or what stands in its column.
    fn stage(&self, row: &Row) -> String {
        let placed = PLACED.iter().find(|(touchpoint, _)| self.has_own_model && *touchpoint == row.touchpoint);
        if let Some((_, stage)) = placed {
            return (*stage).to_owned();
        }
        let told = match self.has_stages {
            true => row.values[3].as_str(),
            false => sojourn::stage::guess(&row.touchpoint).expect("a name").phase.id(),
        };
        let model = self.model();
        match model.named(told) {
            Some(stage) => model.id(stage).to_owned(),
            None if self.has_stages => told.to_owned(),
            None => String::new(),
        }
    }

    /// Whether a row is online, by hand, by its channel or by its touchpoint.
    pub fn is_online(&self, row: &Row) -> bool {
        let by_hand = ON_SIDES.iter().find(|(touchpoint, _)| self.has_own_model && *touchpoint == row.touchpoint);
        match (by_hand, row.values[0].as_str()) {
            (Some((_, side)), _) => *side == "online",
            (None, "kiosk") => false,
            (None, "app") => true,
            (None, _) => !row.touchpoint.starts_with("hotline"),
        }
    }

    pub fn zoned(&self, row: &Row) -> Zoned {
        let zone = TimeZone::get(&self.zone).expect("a known zone");
        jiff::Timestamp::from_microsecond(row.micros).expect("an instant").to_zoned(zone)
    }

    /// The value that a name stands for.
    pub fn value(&self, name: &str, row: &Row) -> String {
        let extra = |index: usize| row.values[index].clone();
        match name {
            "user" | "customer" => row.customer.clone(),
            "event" => self.touchpoint_in_file(row).to_owned(),
            "touchpoint" => row.touchpoint.clone(),
            "way" | "channel" => extra(0),
            "points" | "score" => extra(1),
            "amount" | "value" => extra(2),
            "phase" => extra(3),
            "stage" => self.stage(row),
            other => panic!("no column {other}"),
        }
    }

    pub fn number(&self, name: &str, row: &Row) -> Option<f64> {
        self.value(name, row).parse().ok()
    }

    pub fn meets(&self, condition: &Condition, row: &Row) -> bool {
        let value = self.value(&condition.column, row);
        let number = self.number(&condition.column, row);
        // Stages may be called by another name.
        let model = self.model();
        let names = |texts: &Vec<String>| {
            texts.iter().any(|text| match condition.column.as_str() {
                "stage" => model.named(text).map_or(text.as_str(), |stage| model.id(stage)) == value,
                "touchpoint" => self.is_touchpoint(text, row),
                _ => *text == value,
            })
        };
        condition.is.as_ref().is_none_or(names)
            && condition.is_not.as_ref().is_none_or(|is_not| !names(is_not))
            && condition.at_least.is_none_or(|least| number.is_some_and(|number| number >= least))
            && condition.at_most.is_none_or(|most| number.is_some_and(|number| number <= most))
    }

    /// Whether a customer meets a condition, over all pairs of their events.
    fn is_met_by(&self, condition: &CustomerCondition, journey: &Journey) -> bool {
        let meets = |conditions: &[Condition], row: &Row| conditions.iter().all(|it| self.meets(it, row));
        let in_time = |micros: i64| {
            condition.within_seconds.is_none_or(|seconds| micros as f64 <= (seconds * 1_000_000.0).round())
        };
        let is_so = journey.iter().enumerate().filter(|(_, row)| meets(&condition.did, row)).any(|(at, row)| {
            condition.then.is_empty()
                || journey[at + 1..]
                    .iter()
                    .any(|later| meets(&condition.then, later) && in_time(later.micros - row.micros))
        });
        is_so != condition.not
    }

    pub fn matches(&self, step: &FunnelStep, row: &Row) -> bool {
        step.touchpoints.iter().any(|name| self.is_touchpoint(name, row))
            && step.conditions.iter().all(|it| self.meets(it, row))
    }

    /// The journeys in scope, customers in the order of the file. Instants of the scope are in UTC.
    pub fn journeys(&self, scope: &Scope) -> Vec<Journey> {
        let instant = |text: &String| text.parse::<jiff::Timestamp>().expect("an instant").as_microsecond();
        let mut journeys: Vec<Journey> = Vec::new();
        let mut customers: Vec<&str> = Vec::new();
        for row in &self.rows {
            let known = customers.iter().position(|&it| it == row.customer).unwrap_or_else(|| {
                customers.push(&row.customer);
                journeys.push(Vec::new());
                customers.len() - 1
            });
            let own = |customer: &str| {
                let mut own: Journey = self.rows.iter().filter(|row| row.customer == customer).cloned().collect();
                own.sort_by_key(|row| row.micros);
                own
            };
            let in_scope = scope.from.as_ref().is_none_or(|from| row.micros >= instant(from))
                && scope.to.as_ref().is_none_or(|to| row.micros < instant(to))
                && scope.conditions.iter().all(|condition| self.meets(condition, row))
                && scope.customers.iter().all(|condition| self.is_met_by(condition, &own(&row.customer)))
                && !scope.except.iter().any(|scope| self.journeys(scope).concat().contains(row));
            if in_scope {
                journeys[known].push(row.clone());
            }
        }
        journeys.retain(|journey| !journey.is_empty());
        journeys.iter_mut().for_each(|journey| journey.sort_by_key(|row| row.micros));
        journeys
    }
}

/// The median by sorting.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => Some(values[n / 2]),
        _ => Some((values[n / 2 - 1] + values[n / 2]) / 2.0),
    }
}

/// Whether two numbers agree but for rounding.
pub fn agree(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() <= 1e-9 * (1.0 + right.abs()),
        (left, right) => left.is_none() && right.is_none(),
    }
}

/// An instant as reports write it.
pub fn instant(iso: &str) -> jiff::Timestamp {
    iso.parse().expect("an instant")
}
