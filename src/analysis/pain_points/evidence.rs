//! All comparisons that can be made.

use super::{
    Evidence, Kind, LEAST_EXCESS, Observed, SIGNIFICANCE, Since, VisitGroup,
    comparison::{Comparison, Tally},
    visits::{NOWHERE, Outcome, Visits},
};
use crate::{
    analysis::{
        Analysis, Dimension, FeedbackQuestion, FunnelStep, QuestionError, Rated, band_ranges,
        statistics::{Z_95, upper_tail},
    },
    event_log::{Column, ColumnRole, EventLog, LocalDate},
    import::Scale,
    order,
};

/// Fewer visits than this, or fewer to compare with, are not compared.
const LEAST_VISITS: u32 = 30;
/// Fewer scores than this are not compared.
const LEAST_SCORES: u32 = 20;
/// Touchpoints with most visits that are looked at.
const TOUCHPOINTS: usize = 200;
/// Columns of more values than this are not looked at.
const VALUES: usize = 50;
/// The log's span is cut into at most this many stretches of whole days.
const STRETCHES: usize = 120;
/// With fewer other touchpoints to go by, what they have in common is not told.
const LEAST_OTHERS: usize = 3;
/// With fewer other touchpoints, drop-off at one is not predicted.
const LEAST_OTHERS_TO_PREDICT: usize = 5;

/// What is counted of visits.
const KINDS: [Kind; 4] = [Kind::DropOff, Kind::Failure, Kind::Repeats, Kind::LongStay];

/// Of some visits: how many there are of each of [`KINDS`].
type Tallied = [Tally; KINDS.len()];

/// A piece of evidence, before it is known how many comparisons are made.
#[derive(Debug)]
pub(super) struct Found {
    /// Code of the touchpoint.
    pub touchpoint: u32,
    /// Not adjusted yet.
    pub evidence: Evidence,
}

/// The visits to the touchpoints that are looked at.
pub(super) struct Search<'a> {
    log: &'a EventLog,
    visits: &'a Visits,
    has_goal: bool,
    /// Codes of the touchpoints, most visits first.
    touchpoints: Vec<u32>,
    /// Place of each code among them; [`NOWHERE`] for the others.
    places: Vec<u32>,
    /// What all visits to each are worth.
    worths: Vec<Worth>,
    days: Days,
}

/// Visits to one touchpoint.
#[derive(Clone, Debug, Default)]
struct Worth {
    /// Of each kind: how many reach the goal of those of whom it is so, and of the others.
    goal: [[Tally; 2]; KINDS.len()],
    /// Drop-off of those who have not reached the goal.
    unconverted: Tally,
    visits: u32,
}

impl Worth {
    /// Of visits of which there are so many with each outcome ([`Outcome::number`]).
    fn of(outcomes: &[u32; Outcome::ALL]) -> Worth {
        let mut worth = Worth::default();
        for (number, &visits) in outcomes.iter().enumerate() {
            let outcome = Outcome::numbered(number);
            worth.visits += visits;
            for (tallies, kind) in worth.goal.iter_mut().zip(KINDS) {
                if let Some(is_so) = outcome.of(kind) {
                    tallies[usize::from(!is_so)].add(outcome.reaches_goal(), visits);
                }
            }
            if !outcome.is_converted() {
                worth.unconverted.add(outcome.of(Kind::DropOff) == Some(true), visits);
            }
        }
        worth
    }

    /// Share of those of whom it is so that would be customers won if it were not.
    fn lost(&self, kind: usize, has_goal: bool) -> f64 {
        if has_goal && self.unconverted.n * 2 > self.visits {
            let [so, not_so] = self.goal[kind];
            let rate = |tally: Tally| if tally.n > 0 { tally.rate() } else { 0.0 };
            (rate(not_so) - rate(so)).max(0.0)
        } else if matches!(KINDS[kind], Kind::DropOff | Kind::Failure) {
            1.0
        } else {
            0.0
        }
    }
}

/// The stretches of days that the visits lie in.
struct Days {
    first: LocalDate,
    /// Days in a stretch.
    length: i32,
    n: usize,
}

impl Days {
    fn of(log: &EventLog, visits: &Visits) -> Days {
        let times = || visits.events.iter().map(|&event| log.times()[event as usize]);
        let (Some(first), Some(last)) = (times().min(), times().max()) else {
            return Days { first: LocalDate(0), length: 1, n: 1 };
        };
        let [first, last] = [first, last].map(|time| log.calendar().date(time));
        let days = last.0 - first.0 + 1;
        let length = (days - 1) / STRETCHES as i32 + 1;
        Days { first, length, n: ((days - 1) / length + 1) as usize }
    }

    fn stretch(&self, log: &EventLog, event: u32) -> u32 {
        ((log.calendar().date(log.times()[event as usize]).0 - self.first.0) / self.length) as u32
    }

    fn date(&self, stretch: usize) -> String {
        LocalDate(self.first.0 + stretch as i32 * self.length).to_iso()
    }
}

/// Of each touchpoint and each of `n` groups of its visits: how many there are of each kind.
struct Tallies {
    n: usize,
    tallies: Vec<Tallied>,
}

/// What is so of visits, of which there are so many of each class ([`Outcome::class`]).
fn tallied(classes: &[u32; Outcome::CLASSES]) -> Tallied {
    let mut tallied = Tallied::default();
    for (class, &visits) in classes.iter().enumerate() {
        for (tally, kind) in tallied.iter_mut().zip(KINDS) {
            if let Some(is_so) = Outcome::numbered(class).of(kind) {
                tally.add(is_so, visits);
            }
        }
    }
    tallied
}

impl Tallies {
    fn of(&self, place: usize) -> &[Tallied] {
        &self.tallies[place * self.n..(place + 1) * self.n]
    }
}

/// Some visits to a touchpoint, and those that they are compared with.
type Parts = (Tally, Tally);

fn are_enough(&(part, rest): &Parts) -> bool {
    part.n.min(rest.n) >= LEAST_VISITS && part.yes + rest.yes > 0
}

/// The median of the log odds ratios at all touchpoints with enough visits, but for the one at `but`; 0 where it is below,
/// or where they are too few to tell.
fn shift(parts: &[Parts], but: usize) -> f64 {
    let others = parts.iter().enumerate().filter(|(place, parts)| *place != but && are_enough(parts));
    let mut ratios: Vec<f64> = others.map(|(_, (part, rest))| part.logit().0 - rest.logit().0).collect();
    if ratios.len() < LEAST_OTHERS {
        return 0.0;
    }
    order::sort_by(&mut ratios, f64::total_cmp);
    ratios[ratios.len() / 2].max(0.0)
}

/// What is so of all groups together.
fn sum(tallies: &[Tallied], kind: usize) -> Tally {
    tallies.iter().fold(Tally::default(), |sum, tallies| sum.plus(tallies[kind]))
}

impl<'a> Search<'a> {
    pub fn of(log: &'a EventLog, visits: &'a Visits, goal: Option<&FunnelStep>) -> Search<'a> {
        let codes = log.touchpoints().dictionary.len();
        let mut counts: Vec<(u32, u32)> = (0..codes as u32).map(|code| (0, code)).collect();
        for &touchpoint in &visits.touchpoints {
            counts[touchpoint as usize].0 += 1;
        }
        counts.retain(|&(visits, _)| visits >= LEAST_VISITS);
        order::sort_by_key(&mut counts, |&(visits, code)| (u32::MAX - visits, code));
        counts.truncate(TOUCHPOINTS);
        let touchpoints: Vec<u32> = counts.into_iter().map(|(_, code)| code).collect();
        let mut places = vec![NOWHERE; codes];
        for (place, &code) in touchpoints.iter().enumerate() {
            places[code as usize] = place as u32;
        }
        let mut outcomes = vec![[0; Outcome::ALL]; touchpoints.len()];
        for (&touchpoint, outcome) in visits.touchpoints.iter().zip(&visits.outcomes) {
            if let Some(outcomes) = outcomes.get_mut(places[touchpoint as usize] as usize) {
                outcomes[outcome.number()] += 1;
            }
        }
        let worths = outcomes.iter().map(Worth::of).collect();
        Search { log, visits, has_goal: goal.is_some(), touchpoints, places, worths, days: Days::of(log, visits) }
    }

    /// Visits to a touchpoint.
    pub fn visits_to(&self, touchpoint: u32) -> u32 {
        match self.places[touchpoint as usize] {
            NOWHERE => 0,
            place => self.worths[place as usize].visits,
        }
    }

    fn tallies(&self, n: usize, group_of: impl Fn(u32) -> u32) -> Tallies {
        // One count a visit: what is so of how many follows from it.
        let mut classes = vec![[0_u32; Outcome::CLASSES]; n * self.touchpoints.len()];
        for ((&event, &touchpoint), outcome) in
            self.visits.events.iter().zip(&self.visits.touchpoints).zip(&self.visits.outcomes)
        {
            let place = self.places[touchpoint as usize];
            if place != NOWHERE {
                classes[place as usize * n + group_of(event) as usize][outcome.class()] += 1;
            }
        }
        Tallies { n, tallies: classes.iter().map(tallied).collect() }
    }

    /// Whether that kind of outcome is bad at a touchpoint: the goal is an end, and what costs no customers is no pain.
    fn is_bad(&self, place: usize, kind: usize) -> bool {
        let is_goal = self.visits.is_goal[self.touchpoints[place] as usize];
        !(is_goal && KINDS[kind] == Kind::DropOff) && self.worths[place].lost(kind, self.has_goal) > 0.0
    }

    fn found(&self, place: usize, kind: usize, comparison: Comparison) -> Found {
        let mut evidence = evidence_of(KINDS[kind], comparison);
        evidence.lost = (evidence.concerned * self.worths[place].lost(kind, self.has_goal)).max(0.0);
        Found { touchpoint: self.touchpoints[place], evidence }
    }

    /// Drop-off of those who have not reached the goal, against the other touchpoints.
    pub fn drop_offs(&self) -> Vec<Found> {
        let is_step = |place: &usize| {
            let is_goal = self.visits.is_goal[self.touchpoints[*place] as usize];
            !is_goal && self.worths[*place].unconverted.n >= LEAST_VISITS
        };
        let steps: Vec<usize> =
            if self.has_goal { (0..self.touchpoints.len()).filter(is_step).collect() } else { Vec::new() };
        let compared = steps.iter().filter_map(|&step| {
            let others = steps.iter().filter(|&&other| other != step);
            let others: Vec<Tally> = others.map(|&other| self.worths[other].unconverted).collect();
            let comparison = Comparison::with_others(self.worths[step].unconverted, &others, LEAST_OTHERS_TO_PREDICT)?;
            Some(self.found(step, 0, comparison))
        });
        compared.collect()
    }

    /// What comes of customers after a failure, against those who came from the same touchpoint and did not meet it.
    pub fn after_failures(&self) -> Vec<Found> {
        let failures = self.touchpoints.iter().filter(|&&code| self.visits.is_failure[code as usize]);
        failures.filter_map(|&failure| self.after_failure(failure)).collect()
    }

    fn is_lost(&self, outcome: Outcome) -> bool {
        match self.has_goal {
            true => !outcome.reaches_goal(),
            false => outcome.of(Kind::DropOff) == Some(true),
        }
    }

    /// Of each touchpoint that customers come from: of those who met the failure next how many are lost, and of those who
    /// did not; only where enough did not.
    fn strata(&self, failure: u32) -> Vec<Option<[Tally; 2]>> {
        let codes = self.places.len();
        let (mut met, mut spared) = (vec![Tally::default(); codes], vec![Tally::default(); codes]);
        for (visit, &outcome) in self.visits.outcomes.iter().enumerate() {
            let touchpoint = self.visits.touchpoints[visit];
            if touchpoint != failure {
                if self.visits.next[visit] != failure {
                    spared[touchpoint as usize].add(self.is_lost(outcome), 1);
                }
            } else if let Some(met) = met.get_mut(self.visits.from[visit] as usize) {
                met.add(self.is_lost(outcome), 1);
            }
        }
        let is_one = |[met, spared]: &[Tally; 2]| met.n > 0 && spared.n >= LEAST_VISITS;
        met.into_iter().zip(spared).map(|(met, spared)| Some([met, spared]).filter(is_one)).collect()
    }

    fn after_failure(&self, failure: u32) -> Option<Found> {
        let strata: Vec<[Tally; 2]> = self.strata(failure).into_iter().flatten().collect();
        let all = strata.iter().fold(Tally::default(), |sum, [met, _]| sum.plus(*met));
        if all.n < LEAST_VISITS {
            return None;
        }
        let (mut expected, mut variance) = (0.0, 0.0);
        for [met, spared] in strata {
            let (weight, rate) = (f64::from(met.n) / f64::from(all.n), spared.rate());
            expected += weight * rate;
            variance += weight * weight * rate * (1.0 - rate) / f64::from(spared.n);
        }
        // Half a customer on each side, so that none and all vary as well.
        let own = (f64::from(all.yes) + 0.5) / (f64::from(all.n) + 1.0);
        let z = (own - expected) / (own * (1.0 - own) / f64::from(all.n) + variance).sqrt();
        let half = Z_95 * variance.sqrt();
        let interval = [(expected - half).max(0.0), (expected + half).min(1.0)];
        let mut evidence = evidence_of(Kind::AfterFailure, Comparison::new(all, expected, interval, upper_tail(z)));
        evidence.lost = evidence.concerned.max(0.0);
        Some(Found { touchpoint: failure, evidence })
    }

    /// Each value of each column, against the touchpoint's other visits.
    pub fn groups(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for column in self.log.columns().iter().filter(|column| is_grouping(self.log, column)) {
            self.groups_of(column, &mut found);
        }
        found
    }

    fn groups_of(&self, column: &Column, found: &mut Vec<Found>) {
        let n = column.dictionary.len();
        let tallies = self.tallies(n, |event| column.codes.get(event as usize));
        let places = 0..self.touchpoints.len();
        for kind in 0..KINDS.len() {
            // The first group is that without a value.
            let known: Vec<Tally> = places.clone().map(|place| sum(&tallies.of(place)[1..], kind)).collect();
            for value in 1..n {
                let part_at = |place: usize| {
                    let part = tallies.of(place)[value][kind];
                    (part, known[place].without(part))
                };
                let parts: Vec<Parts> = places.clone().map(part_at).collect();
                for place in places.clone().filter(|&place| are_enough(&parts[place]) && self.is_bad(place, kind)) {
                    let (part, rest) = parts[place];
                    let mut one = self.found(place, kind, Comparison::with_rest(part, rest, shift(&parts, place)));
                    let value = column.dictionary.text(value as u32).to_owned();
                    one.evidence.group = Some(VisitGroup { column: column.name.to_string(), value });
                    found.push(one);
                }
            }
        }
    }

    /// The visits since each day, against those before; the day that tells them apart best.
    pub fn changes(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let tallies = self.tallies(self.days.n, |event| self.days.stretch(self.log, event));
        for place in 0..self.touchpoints.len() {
            for kind in (0..KINDS.len()).filter(|&kind| self.is_bad(place, kind)) {
                let own: Vec<Tally> = tallies.of(place).iter().map(|tallies| tallies[kind]).collect();
                let Some(change) = Change::of(&own) else { continue };
                let parts_at = |place: usize| {
                    let (before, after) = tallies.of(place).split_at(change.at);
                    (sum(after, kind), sum(before, kind))
                };
                let parts: Vec<Parts> = (0..self.touchpoints.len()).map(parts_at).collect();
                let shift = shift(&parts, place);
                let mut comparison = Comparison::with_rest(change.after, change.before, shift);
                comparison.p_value = (comparison.p_value * f64::from(change.tried)).min(1.0);
                let mut one = self.found(place, kind, comparison);
                one.evidence.since = Some(self.since(&change));
                found.push(one);
            }
        }
        found
    }

    /// The first events of the visits to a touchpoint of which it is so, in any order.
    pub fn behind(&self, touchpoint: u32, observed: &Observed) -> Vec<u32> {
        let Observed { kind, group, since, .. } = observed;
        let column = group.as_ref().map(|group| (self.log.column(&group.column), &group.value));
        let is_in_group = |event: u32| match column {
            Some((Some(column), value)) => column.text(event as usize) == value,
            Some((None, _)) => false,
            None => true,
        };
        // A group is compared as a whole; as a whole, those who drop off are those who have not reached the goal.
        let since = since.as_ref().filter(|_| group.is_none());
        let is_whole = group.is_none() && since.is_none();
        let day = |event: u32| self.log.calendar().date(self.log.times()[event as usize]).to_iso();
        let strata = if *kind == Kind::AfterFailure { self.strata(touchpoint) } else { Vec::new() };
        let is_so = |visit: usize, outcome: Outcome| match kind {
            Kind::AfterFailure => {
                let stratum = strata.get(self.visits.from[visit] as usize).copied().flatten();
                stratum.is_some() && self.is_lost(outcome)
            }
            Kind::DropOff if is_whole && outcome.is_converted() => false,
            _ => outcome.of(*kind) == Some(true),
        };
        let visits = self.visits.events.iter().zip(&self.visits.outcomes).enumerate();
        let own = visits.filter(|&(visit, (&event, &outcome))| {
            self.visits.touchpoints[visit] == touchpoint
                && is_so(visit, outcome)
                && is_in_group(event)
                && since.is_none_or(|since| day(event) >= *since)
        });
        own.map(|(_, (&event, _))| event).collect()
    }

    fn since(&self, change: &Change) -> Since {
        Since { date: self.days.date(change.at), before: change.before.rate(), after: change.after.rate() }
    }

    /// Tells since when it is so of a group, where that is clear even among so many comparisons.
    pub fn date(&self, found: &mut Found, comparisons: usize) {
        let Some(group) = &found.evidence.group else { return };
        let Some(column) = self.log.column(&group.column) else { return };
        let mut own = vec![Tally::default(); self.days.n];
        for ((&event, &touchpoint), outcome) in
            self.visits.events.iter().zip(&self.visits.touchpoints).zip(&self.visits.outcomes)
        {
            if touchpoint == found.touchpoint
                && let Some(is_so) = outcome.of(found.evidence.kind)
                && column.dictionary.text(column.codes.get(event as usize)) == group.value
            {
                own[self.days.stretch(self.log, event) as usize].add(is_so, 1);
            }
        }
        if let Some(change) = Change::of(&own) {
            let Comparison { p_value, .. } = Comparison::with_rest(change.after, change.before, 0.0);
            let is_clear = p_value * f64::from(change.tried) * (comparisons as f64) < SIGNIFICANCE;
            if is_clear && change.after.rate() - change.before.rate() >= LEAST_EXCESS {
                found.evidence.since = Some(self.since(&change));
            }
        }
    }
}

/// The stretch from which on a rate is higher: of those that leave enough visits on both sides, the most likely one.
///
/// Source: D. V. Hinkley and E. A. Hinkley, "Inference about the change-point in a sequence of binomial variables",
/// Biometrika 57 (1970).
struct Change {
    at: usize,
    before: Tally,
    after: Tally,
    /// How many stretches could have been it.
    tried: u32,
}

impl Change {
    fn of(stretches: &[Tally]) -> Option<Change> {
        let all = stretches.iter().fold(Tally::default(), |sum, &tally| sum.plus(tally));
        let (mut before, mut best, mut tried) = (Tally::default(), None, 0);
        for (at, &tally) in stretches.iter().enumerate() {
            let after = all.without(before);
            if before.n.min(after.n) >= LEAST_VISITS && all.yes > 0 {
                tried += 1;
                let likelihood = before.log_likelihood() + after.log_likelihood();
                if after.rate() > before.rate() && best.is_none_or(|(best, _, _)| likelihood > best) {
                    best = Some((likelihood, at, before));
                }
            }
            before = before.plus(tally);
        }
        best.map(|(_, at, before)| Change { at, before, after: all.without(before), tried })
    }
}

fn scores_by_touchpoint(rated: Option<Rated>) -> FeedbackQuestion {
    FeedbackQuestion { by: Some(Dimension::Touchpoint), rated, ..FeedbackQuestion::default() }
}

/// The events of the low scores of a touchpoint, and those that they speak of.
pub(super) fn low_scores_behind(
    log: &EventLog,
    rated: Option<Rated>,
    touchpoint: &str,
) -> Result<Vec<u32>, QuestionError> {
    let scale = log.role(ColumnRole::Score).and_then(|column| Scale::of_texts(&column.name, &column.dictionary));
    let [low, ..] = band_ranges(scale.ok_or(QuestionError::NoScale)?);
    scores_by_touchpoint(rated).events_behind(log, Some(log.touchpoint_named(touchpoint)), Some(low))
}

/// The scores of each touchpoint, against those of all others.
pub(super) fn low_scores(log: &EventLog, rated: Option<Rated>) -> Result<Vec<Found>, QuestionError> {
    if log.role(ColumnRole::Score).is_none() {
        return Ok(Vec::new());
    }
    let report = match scores_by_touchpoint(rated).run(log) {
        Ok(report) => report,
        Err(QuestionError::NoScale) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let tally = |bands: [u32; 3]| Tally { yes: bands[0], n: bands.iter().sum() };
    let groups: Vec<(&str, Tally)> =
        report.groups.iter().map(|group| (&*group.name, tally(group.scores.bands(report.scale)))).collect();
    let all = groups.iter().fold(Tally::default(), |sum, (_, tally)| sum.plus(*tally));
    let dictionary = &log.touchpoints().dictionary;
    let compared = groups.iter().filter_map(|&(name, own)| {
        let rest = all.without(own);
        if own.n.min(rest.n) < LEAST_SCORES || all.yes == 0 {
            return None;
        }
        let mut evidence = evidence_of(Kind::LowScore, Comparison::with_rest(own, rest, 0.0));
        evidence.unhappy = evidence.concerned.max(0.0);
        Some(Found { touchpoint: dictionary.code_of(name)?, evidence })
    });
    Ok(compared.collect())
}

fn evidence_of(kind: Kind, comparison: Comparison) -> Evidence {
    let Comparison { tally, expected, excess_interval, p_value } = comparison;
    let observed = tally.rate();
    Evidence {
        kind,
        group: None,
        since: None,
        n: tally.n,
        observed,
        expected,
        excess_interval,
        concerned: f64::from(tally.n) * (observed - expected),
        lost: 0.0,
        unhappy: 0.0,
        p_value,
    }
}

/// Whether a column's values are groups of visits: few of them, and not what happened itself.
fn is_grouping(log: &EventLog, column: &Column) -> bool {
    use ColumnRole::{Comment, Cost, Score, Session, Stage, Touchpoint, Value};
    let is_what_happened = [Touchpoint, Stage, Session, Score, Comment, Value, Cost]
        .into_iter()
        .any(|role| log.role_name(role) == Some(&*column.name));
    !is_what_happened && (3..=VALUES + 1).contains(&column.dictionary.len())
}
