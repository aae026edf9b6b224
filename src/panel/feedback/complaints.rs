//! After what customers complain or enquire: a table of touchpoints.

use leptos::prelude::*;

use super::state::FeedbackState;
use crate::{
    analysis::{BeforeComplaints, ComplaintsQuestion, ComplaintsReport, Count},
    export,
    panel::{
        Control, Field, ask,
        table::Header,
        table_section::{ReportTable, TableSection, heads},
    },
    text::{Words, format},
};

/// A difference that is at most this likely by chance is named.
const SURE: f64 = 0.05;
const TRACKS: [&str; 7] = [
    "minmax(9rem, 2fr)", "minmax(5rem, 1fr)", "minmax(6rem, 1fr)", "minmax(6rem, 1fr)", "minmax(7rem, 1fr)",
    "minmax(9rem, 1fr)", "minmax(8rem, 1fr)",
];

/// What comes before complaints and enquiries, where there are any.
#[component]
pub fn Complaints(
    /// The state of the screen.
    control: Control<FeedbackState>,
) -> impl IntoView {
    let question = Memo::new(move |_| Some(control.state.with(|state| state.complaints_asked())));
    let report = ask::<ComplaintsQuestion>(question.into()).report;
    view! { <TableSection report=report scope=control.scope()/> }
}

impl ReportTable for ComplaintsReport {
    const FILE: &'static str = "before-complaints";

    fn title(&self, words: &Words) -> String {
        words.verbatims.complaints.to_owned()
    }

    fn says(&self, words: &Words) -> String {
        let n = |n: u32| format::count(words.language, n);
        let names = [self.complaints.clone(), self.enquiries.clone()].concat().join(words.list_separator());
        (words.verbatims.complaints_of)(&n(self.events), &names, &n(self.unplaced))
    }

    fn columns(&self, words: &Words) -> Vec<Header> {
        heads(words.verbatims.complaint_heads, TRACKS, |at| at > 0)
    }

    fn rows(&self, words: &Words) -> Vec<Vec<Field>> {
        let touchpoints = self.touchpoints.iter().filter(|_| self.events > 0);
        touchpoints.map(|known| fields(words, self, known)).collect()
    }

    fn method(&self, words: &Words) -> Vec<&'static str> {
        words.verbatims.complaints_method.to_vec()
    }

    fn csv(&self) -> export::Table {
        export::complaints(self)
    }
}

/// The fields of a row.
fn fields(words: &Words, report: &ComplaintsReport, it: &BeforeComplaints) -> Vec<Field> {
    let count = |n: u32| format::count(words.language, n);
    let followed = |n: u32, by: &[String]| {
        Field::counting(count(n), n, || Count::Followed { touchpoint: it.touchpoint.clone(), by: by.to_vec() })
    };
    let percent = |rate: f64| format::percent(words.language, rate);
    let [low, high] = it.interval.map(percent);
    let is_sure = it.p_value.is_some_and(|p_value| p_value < SURE);
    let rest = it.rest.map_or("–".to_owned(), |rest| match is_sure {
        true => {
            let [above, below] = words.verbatims.sure;
            let named = if it.rate > rest { above } else { below };
            format!("{named} {}", percent(rest))
        }
        false => percent(rest),
    });
    let name = if it.touchpoint.is_empty() { "–".to_owned() } else { it.touchpoint.clone() };
    vec![
        name.into(),
        Field::counting(count(it.events), it.events, || Count::Touchpoint { touchpoint: it.touchpoint.clone() }),
        followed(it.complaints, &report.complaints),
        followed(it.enquiries, &report.enquiries),
        percent(it.rate).into(),
        (words.feedback.interval)(&low, &high).into(),
        rest.into(),
    ]
}
