//! Whom those in scope are compared with: those of the period before, all others, or a segment.
//!
//! The comparison stands in the address beside the scope of all views. A view that can show two asks its question twice
//! ([`ask_both`]) and draws both reports; [`ContrastTable`] says how far they lie apart, and whether that is more than
//! chance.

mod choice;
mod table;

use std::sync::Arc;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::{
    choice::CompareChoice,
    table::{ContrastRow, ContrastTable, Unit, mark, p_value},
};
use super::{
    Asked, Scoped, ask, names,
    scope_controls::{in_force, sentences},
    segments::Segment,
    use_workspace,
    workspace::shown_zone,
};
use crate::{
    analysis::{
        Analysis, FeedbackQuestion, FunnelQuestion, FunnelStep, HeatmapQuestion, JourneyMapQuestion, OverviewQuestion,
        OverviewReport,
    },
    import::ImportReport,
    prepare::Scope,
    text::{Words, format, use_words},
};

/// Whom those in scope are compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Against {
    /// The same in the period before, which is as long.
    Previous,
    /// All others, in the same dates.
    Rest,
    /// A segment, in the same dates.
    Segment(Segment),
}

/// A question asked of those in scope, and of those they are compared with.
pub struct Both<A: Analysis + Send + Sync + 'static>
where
    A::Report: Send + Sync + 'static,
{
    /// The question as it is asked of those in scope, and of the others; of these `None` where nobody is compared.
    pub questions: [Memo<Option<A>>; 2],
    /// What came of the first.
    pub asked: Asked<A>,
    /// The answer of the others; `None` where nobody is compared.
    pub other: Signal<Option<Arc<A::Report>>>,
}

/// Whether two periods are compared.
pub fn is_of_periods(against: Option<&Against>) -> bool {
    against == Some(&Against::Previous)
}

macro_rules! scoped {
    ($($question:ty),*) => {
        $(impl Scoped for $question {
            fn scope(&mut self) -> &mut Scope {
                &mut self.scope
            }
        })*
    };
}
scoped!(FunnelQuestion, HeatmapQuestion, JourneyMapQuestion, FeedbackQuestion, OverviewQuestion);

/// Asks the open log a question of those in scope and, where somebody is compared, the same of the others.
pub fn ask_both<A>(question: Signal<Option<A>>) -> Both<A>
where
    A: Analysis + Scoped + Clone + PartialEq + Send + Sync + 'static,
    A::Report: Send + Sync + 'static,
{
    let address = use_workspace().address;
    let scope = Memo::new(move |_| question.get().map(|mut question| question.scope().clone()));
    let periods = ask_periods(Signal::derive(move || scope.get()));
    let sides = Memo::new(move |_| {
        let scope = scope.get()?;
        let everywhere = address.scope.with(in_force);
        let periods = periods.get();
        Some(address.against.with(|against| sides(against.as_ref(), &everywhere, &scope, periods.as_deref())))
    });
    let side = move |at: usize| {
        let mut question = question.get()?;
        *question.scope() = sides.with(|sides| sides.as_ref()?[at].clone())?;
        Some(question)
    };
    let own = Memo::new(move |_| side(0));
    let other_question = Memo::new(move |_| side(1));
    // In this order: one's own answer comes first.
    let asked = ask::<A>(own.into());
    let other = ask::<A>(other_question.into()).report;
    Both {
        questions: [own, other_question],
        asked,
        other: Signal::derive(move || other.get().filter(|_| other_question.with(Option::is_some))),
    }
}

/// The period of a scope and the one before, where they are compared.
fn ask_periods(scope: Signal<Option<Scope>>) -> Signal<Option<Arc<OverviewReport>>> {
    let address = use_workspace().address;
    let question = Memo::new(move |_| {
        let scope = scope.get().filter(|_| address.against.with(|against| is_of_periods(against.as_ref())))?;
        // No goal: it would be counted for nothing.
        Some(OverviewQuestion { scope, goal: Some(FunnelStep::default()) })
    });
    ask::<OverviewQuestion>(question.into()).report
}

/// The scope of a question, and that of those it is compared with. `everywhere` is the scope of all views, which the
/// question may narrow.
fn sides(
    against: Option<&Against>,
    everywhere: &Scope,
    scope: &Scope,
    periods: Option<&OverviewReport>,
) -> [Option<Scope>; 2] {
    let own = scope.beyond(everywhere);
    let within = |from: &String, to: &String| Scope { from: Some(from.clone()), to: Some(to.clone()), ..scope.clone() };
    let other = match against {
        Some(Against::Previous) => {
            // Until the periods are known there is nothing to ask.
            let Some(OverviewReport { from, to, previous_from, .. }) = periods else { return [None, None] };
            return [Some(within(from, to)), Some(within(previous_from, from))];
        }
        Some(Against::Rest) if everywhere.without_dates() != Scope::default() => Some(everywhere.rest().and(&own)),
        Some(Against::Segment(segment)) => {
            let (from, to) = (everywhere.from.clone(), everywhere.to.clone());
            Some(Scope { from, to, ..segment.scope.clone() }.and(&own))
        }
        Some(Against::Rest) | None => None,
    };
    [Some(scope.clone()), other]
}

/// What those in scope and those they are compared with are called, where somebody is compared.
pub fn sides_named(words: &Words, against: Option<&Against>, everywhere: &Scope) -> [String; 2] {
    let text = &words.comparison;
    let own = if everywhere.without_dates() == Scope::default() { text.everybody } else { text.in_scope };
    match against {
        Some(Against::Previous) => [text.this_period, text.previous_period].map(str::to_owned),
        Some(Against::Segment(segment)) => [own.to_owned(), segment.name.clone()],
        Some(Against::Rest) | None => [own, text.others].map(str::to_owned),
    }
}

/// Names of both sides, which follow language and address.
pub fn use_sides(words: Signal<&'static Words>) -> Signal<[String; 2]> {
    let address = use_workspace().address;
    Signal::derive(move || {
        let against = address.against.get();
        address.scope.with(|scope| sides_named(words.get(), against.as_ref(), scope))
    })
}

/// Whom those in scope are compared with, in a sentence; `periods` are those of the scope.
fn says(
    words: &Words,
    against: &Against,
    everywhere: &Scope,
    periods: Option<&OverviewReport>,
    log: &ImportReport,
) -> Option<String> {
    let text = &words.comparison;
    match against {
        Against::Previous => {
            let OverviewReport { from, to, previous_from, .. } = periods?;
            let first = |from: &str| format::date_in(words.language, from, shown_zone(log));
            let last = |to: &str| format::date_until(words.language, to, shown_zone(log));
            Some((text.with_previous)(&first(from), &last(to), &first(previous_from), &last(from)))
        }
        Against::Rest if everywhere.without_dates() == Scope::default() => Some(text.no_others.to_owned()),
        Against::Rest => Some(text.with_others.to_owned()),
        Against::Segment(segment) => {
            let label = |id: &str| names::column_label(words, log, id);
            let said = sentences(words, &segment.scope, label);
            // The first sentence is about dates, which a segment has none of.
            let said = said.get(1..).unwrap_or_default().join(words.between_sentences());
            Some((text.with_segment)(&segment.name, &said))
        }
    }
}

/// Tells a scope in sentences together with whom it is compared with; follows language, address and log.
pub fn use_told() -> Callback<Vec<String>, Vec<String>> {
    let (words, workspace) = (use_words(), use_workspace());
    let address = workspace.address;
    let periods = ask_periods(Signal::derive(move || Some(address.scope.with(in_force))));
    Callback::new(move |sentences: Vec<String>| {
        let (words, against, periods) = (words.get(), address.against.get(), periods.get());
        let said = workspace.log.with(|log| {
            let report = &log.as_ref()?.report;
            address.scope.with(|scope| says(words, against.as_ref()?, scope, periods.as_deref(), report))
        });
        told(words, sentences, against.as_ref(), said)
    })
}

/// The sentences with the one of the comparison behind that of all dates; where periods are compared, in its place.
fn told(words: &Words, mut sentences: Vec<String>, against: Option<&Against>, said: Option<String>) -> Vec<String> {
    let Some(said) = said else { return sentences };
    match sentences.iter().position(|sentence| sentence == words.question.whole_span) {
        Some(at) if is_of_periods(against) => sentences[at] = said,
        Some(at) => sentences.insert(at + 1, said),
        None => sentences.push(said),
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::OverviewReport, prepare::Condition};

    fn of(column: &str) -> Scope {
        let is = Some(vec!["x".to_owned()]);
        Scope { conditions: vec![Condition { column: column.into(), is, ..Condition::default() }], ..Scope::default() }
    }

    fn in_may(scope: Scope) -> Scope {
        Scope { from: Some("2025-05-01".into()), to: Some("2025-06-01".into()), ..scope }
    }

    /// All views are about May and the device; the view, beyond that, about a stage.
    fn both(against: Against) -> [Option<Scope>; 2] {
        let everywhere = in_may(of("device"));
        sides(Some(&against), &everywhere, &everywhere.and(&of("stage")), None)
    }

    #[test]
    fn all_others_are_of_the_same_dates_and_narrowed_alike() {
        let [own, other] = both(Against::Rest);
        assert_eq!(own, Some(in_may(of("device").and(&of("stage")))));
        assert_eq!(other, Some(Scope { except: vec![of("device")], ..in_may(of("stage")) }));
        // Of everybody there are no others.
        let [own, other] = sides(Some(&Against::Rest), &Scope::default(), &of("stage"), None);
        assert_eq!((own, other), (Some(of("stage")), None));
    }

    #[test]
    fn a_segment_is_of_the_same_dates_and_narrowed_alike() {
        let segment = Segment { name: "web".into(), scope: of("channel") };
        assert_eq!(both(Against::Segment(segment))[1], Some(in_may(of("channel").and(&of("stage")))));
    }

    #[test]
    fn the_period_before_ends_where_this_one_begins() {
        assert_eq!(both(Against::Previous), [None, None], "before the periods are known");
        let periods = OverviewReport {
            from: "2025-05-04".into(),
            to: "2025-05-31".into(),
            previous_from: "2025-04-07".into(),
            goal: None,
            scale: None,
            figures: Vec::new(),
        };
        let [own, other] = sides(Some(&Against::Previous), &of("device"), &of("device"), Some(&periods));
        let between =
            |from: &str, to: &str| Some(Scope { from: Some(from.into()), to: Some(to.into()), ..of("device") });
        assert_eq!(own, between("2025-05-04", "2025-05-31"));
        assert_eq!(other, between("2025-04-07", "2025-05-04"));
    }

    #[test]
    fn a_comparison_of_periods_stands_in_place_of_all_dates() {
        let words = crate::text::Language::English.words();
        let all = || vec!["In order.".to_owned(), words.question.whole_span.to_owned(), "Wilson.".to_owned()];
        let tell = |against: Against| told(words, all(), Some(&against), Some("Compared.".to_owned()));
        assert_eq!(tell(Against::Previous), ["In order.", "Compared.", "Wilson."]);
        assert_eq!(tell(Against::Rest), ["In order.", words.question.whole_span, "Compared.", "Wilson."]);
        assert_eq!(told(words, vec!["From May on.".to_owned()], None, None), ["From May on."]);
    }

    #[test]
    fn the_address_keeps_it() {
        for against in
            [Against::Previous, Against::Rest, Against::Segment(Segment { name: "web".into(), scope: of("channel") })]
        {
            let json = serde_json::to_string(&against).unwrap();
            assert_eq!(serde_json::from_str::<Against>(&json).unwrap(), against);
        }
        assert_eq!(serde_json::to_string(&Against::Previous).unwrap(), "\"previous\"");
    }
}
