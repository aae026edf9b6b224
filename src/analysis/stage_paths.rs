//! Which ways do customers take through a stage, and which of them lead on?
//!
//! The path of a customer is what they do on their first visit to the stage (as in the [journey map](super::journey_map)):
//! its touchpoints in order, one that repeats at once counted once, the first [`MOST_TOUCHPOINTS`] of them. Each customer
//! of the stage has one path; those who go on are those of the map.
//!
//! # Formula
//!
//! The rate onward is going on / customers of the path, with Wilson's interval.

use serde::{Deserialize, Serialize};

use super::{Analysis, QuestionError, statistics};
use crate::{
    event_log::{EventLog, Interner, MICROS_PER_SECOND},
    order,
    prepare::{Field, Scope, blocks},
};

/// A longer path is known by its first touchpoints, as many as these.
pub const MOST_TOUCHPOINTS: usize = 8;
/// So many paths stand apart, unless told otherwise.
const DEFAULT_KEEP: u32 = 20;
/// Marks what is cut, behind the touchpoints.
const CUT: u8 = 1;

/// Which ways do they take through a stage?
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StagePathsQuestion {
    /// The stage, by its name.
    pub stage: String,
    /// So many paths, those of most customers, stand apart. Default 20.
    #[serde(default)]
    pub keep: Option<u32>,
    /// Which events it is about.
    #[serde(default)]
    pub scope: Scope,
}

/// The paths through a stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StagePathsReport {
    /// The stage, by its name in the model.
    pub stage: String,
    /// Customers with an event in it.
    pub customers: u32,
    /// Of them, those who go on to a later stage.
    pub going_on: u32,
    /// Different paths.
    pub n_paths: u32,
    /// Those of most customers first; of as many, by the names of their touchpoints.
    pub paths: Vec<StagePath>,
}

/// A way through a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StagePath {
    /// Its touchpoints, in order.
    pub touchpoints: Vec<String>,
    /// Whether more follow.
    pub is_cut: bool,
    /// Customers who take it.
    pub customers: u32,
    /// Of them, those who go on to a later stage.
    pub going_on: u32,
    /// Share of those who go on, 0..=1; `None` where no later stage has events, and there is nothing to go on to.
    pub onward_rate: Option<f64>,
    /// Its 95 % interval.
    pub onward_interval: Option<[f64; 2]>,
    /// Median of the time from its first event to its last one.
    pub median_seconds: f64,
}

impl Analysis for StagePathsQuestion {
    type Report = StagePathsReport;

    fn run(&self, log: &EventLog) -> Result<StagePathsReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let field = Field::stage(log);
        let value = field.stage_named(&self.stage)?;
        let mut walks = Walks::default();
        let is_last = !visits(log, &field, value, &mut |visit| walks.take(&visit));
        Ok(walks.report(log, field.text(value), is_last, self.keep.unwrap_or(DEFAULT_KEEP) as usize))
    }
}

/// The events in a stage of the first visits that go a way; none where nobody does.
pub(super) fn events_behind(
    log: &EventLog,
    stage: &str,
    touchpoints: &[String],
    is_cut: bool,
) -> Result<Vec<u32>, QuestionError> {
    let field = Field::stage(log);
    let value = field.stage_named(stage)?;
    let codes = touchpoints.iter().map(|name| log.touchpoints().dictionary.code_of(log.touchpoint_named(name)));
    let Some(codes) = codes.collect::<Option<Vec<u32>>>() else { return Ok(Vec::new()) };
    let wanted: Vec<u8> = codes.iter().flat_map(|code| code.to_le_bytes()).chain(is_cut.then_some(CUT)).collect();
    let (mut path, mut behind) = (Vec::new(), Vec::new());
    visits(log, &field, value, &mut |visit| {
        write_path(&visit, &mut path);
        if path == wanted {
            behind.extend(visit.events.iter().map(|(event, _)| event));
        }
    });
    Ok(behind)
}

/// A customer's first visit to the stage.
struct Visit<'a> {
    /// The events in the stage, and their touchpoints.
    events: &'a [(u32, u32)],
    /// Microseconds from the first one to the last one.
    micros: i64,
    /// Whether a later stage follows, now or after other visits.
    is_on: bool,
}

/// Gives the first visit to a stage, by its value, of each of its customers; tells whether any later stage has events.
fn visits(log: &EventLog, field: &Field, value: u32, take: &mut dyn FnMut(Visit)) -> bool {
    let mut has_later = false;
    let (mut stages, mut touchpoints, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks(log) {
        field.read(&block, &mut stages);
        has_later = has_later || stages.iter().any(|&stage| stage > value);
        log.touchpoints().codes.read(block.events.clone(), &mut touchpoints);
        for customer in block.customers.clone() {
            let own = log.events_of(customer);
            let here = own.start - block.events.start..own.end - block.events.start;
            let Some(first) = stages[here.clone()].iter().position(|&stage| stage == value) else { continue };
            let (first, times) = (here.start + first, &log.times()[block.events.clone()]);
            let left = stages[first..here.end].iter().position(|&stage| stage != 0 && stage != value);
            let end = left.map_or(here.end, |left| first + left);
            let visit = (first..end).filter(|&event| stages[event] == value);
            let last = visit.clone().next_back().unwrap_or(first);
            events.clear();
            events.extend(visit.map(|event| ((block.events.start + event) as u32, touchpoints[event])));
            let is_on = stages[first..here.end].iter().any(|&stage| stage > value);
            take(Visit { events: &events, micros: times[last].0 - times[first].0, is_on });
        }
    }
    has_later
}

/// Writes the codes of its touchpoints in order, without repeats, and whether it is cut; `path` is cleared first.
fn write_path(visit: &Visit, path: &mut Vec<u8>) {
    path.clear();
    let (mut last, mut n) = (None, 0);
    for &(_, touchpoint) in visit.events {
        if last.replace(touchpoint) == Some(touchpoint) {
            continue;
        }
        if n == MOST_TOUCHPOINTS {
            path.push(CUT);
            break;
        }
        n += 1;
        path.extend(touchpoint.to_le_bytes());
    }
}

/// The paths that were taken.
#[derive(Default)]
struct Walks {
    /// Each path as the codes of its touchpoints.
    paths: Interner,
    /// What is known of each, by its code there, which begins at 1.
    taken: Vec<Taken>,
    bytes: Vec<u8>,
}

#[derive(Default)]
struct Taken {
    going_on: u32,
    /// Microseconds, of each customer.
    micros: Vec<i64>,
}

impl Walks {
    fn take(&mut self, visit: &Visit) {
        write_path(visit, &mut self.bytes);
        let code = self.paths.intern(&self.bytes) as usize;
        if self.taken.len() < code {
            self.taken.push(Taken::default());
        }
        let taken = &mut self.taken[code - 1];
        taken.going_on += u32::from(visit.is_on);
        taken.micros.push(visit.micros);
    }

    fn report(mut self, log: &EventLog, stage: &str, is_last: bool, keep: usize) -> StagePathsReport {
        let names = &log.touchpoints().dictionary;
        let paths = &self.paths;
        let codes_of = |path: usize| paths.text(path as u32 + 1).as_chunks::<4>();
        let names_of = |path| codes_of(path).0.iter().map(|code| names.text(u32::from_le_bytes(*code)));
        let is_cut = |path| !codes_of(path).1.is_empty();
        let mut most: Vec<usize> = (0..self.taken.len()).collect();
        order::sort_by(&mut most, |&one, &other| {
            let customers = |path: usize| self.taken[path].micros.len();
            let by_names = || names_of(one).cmp(names_of(other)).then(is_cut(one).cmp(&is_cut(other)));
            customers(other).cmp(&customers(one)).then_with(by_names)
        });
        let mut report = StagePathsReport {
            stage: stage.to_owned(),
            customers: self.taken.iter().map(|taken| taken.micros.len() as u32).sum(),
            going_on: self.taken.iter().map(|taken| taken.going_on).sum(),
            n_paths: self.taken.len() as u32,
            paths: Vec::new(),
        };
        for path in most.into_iter().take(keep) {
            let (touchpoints, is_cut) = (names_of(path).map(str::to_owned).collect(), is_cut(path));
            let Taken { going_on, micros } = &mut self.taken[path];
            let customers = micros.len() as u32;
            report.paths.push(StagePath {
                touchpoints,
                is_cut,
                customers,
                going_on: *going_on,
                onward_rate: (!is_last).then(|| f64::from(*going_on) / f64::from(customers)),
                onward_interval: statistics::wilson_interval(*going_on, customers).filter(|_| !is_last),
                median_seconds: statistics::median(micros).unwrap_or_default() / MICROS_PER_SECOND as f64,
            });
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        event_log::ColumnRole,
        test_log::{Row, log},
    };

    /// Journeys as touchpoints with a space between, each a second after the other; a touchpoint is in the stage of its
    /// first letter.
    fn paths(journeys: &[&str], stage: &str) -> Result<StagePathsReport, QuestionError> {
        let mut rows = Vec::new();
        for (customer, journey) in journeys.iter().enumerate() {
            for (at, touchpoint) in journey.split_whitespace().enumerate() {
                let stage = match touchpoint.as_bytes()[0] {
                    b'c' => "consideration",
                    b'p' => "purchase",
                    _ => "",
                };
                rows.push(Row::new(&customer.to_string(), touchpoint, at as i64 * MICROS_PER_SECOND, &[stage]));
            }
        }
        StagePathsQuestion { stage: stage.to_owned(), ..StagePathsQuestion::default() }
            .run(&log(&rows, &[("stage", Some(ColumnRole::Stage))]))
    }

    #[test]
    fn first_visits_in_order_without_repeats() {
        let journeys = ["c1 c1 x c2 p1 c3", "c1 c2", "p1 c1 c2", "c3 p1", "p2"];
        let report = paths(&journeys, "考虑").expect("a stage");
        assert_eq!(
            (report.stage.as_str(), report.customers, report.going_on, report.n_paths),
            ("consideration", 4, 2, 2)
        );
        let [both, one] = &report.paths[..] else { panic!("{report:?}") };
        assert_eq!((both.touchpoints.join(" ").as_str(), both.customers, both.going_on), ("c1 c2", 3, 1));
        // 3, 1 and 1 seconds.
        assert_eq!((both.median_seconds, both.is_cut), (1.0, false));
        assert_eq!((one.touchpoints.join(" ").as_str(), one.onward_rate), ("c3", Some(1.0)));
    }

    #[test]
    fn from_the_last_stage_there_is_nothing_to_go_on_to() {
        let report = paths(&["c1 p1", "c1"], "purchase").expect("a stage");
        assert_eq!((report.paths[0].onward_rate, report.paths[0].onward_interval), (None, None));
        assert_eq!(paths(&["c1 p1", "c1"], "consideration").expect("a stage").paths[0].onward_rate, Some(0.5));
    }

    #[test]
    fn long_ones_are_cut() {
        let eight = "c1 c2 c1 c2 c1 c2 c1 c2";
        let report =
            paths(&[eight, &format!("{eight} c1"), &format!("{eight} c3 c4"), &format!("{eight} c2")], "consideration");
        let found: Vec<(bool, u32)> =
            report.expect("a stage").paths.iter().map(|path| (path.is_cut, path.customers)).collect();
        assert_eq!(found, [(false, 2), (true, 2)]);
    }

    #[test]
    fn a_stage_that_there_is_not_is_told() {
        let error = paths(&["c1"], "dreaming").expect_err("no such stage");
        assert!(error.to_string().contains("dreaming"), "{error}");
        assert_eq!(paths(&["c1"], "loyalty").expect("a stage of the model").customers, 0);
    }
}
