//! After what do customers complain or enquire? Each touchpoint, by how often a complaint or an enquiry is the customer's
//! next event, against all others.
//!
//! Which touchpoints are complaints and which are enquiries, their names tell: complaints by the words that make them a
//! failure of the journey map and the pain points, enquiries by [`ENQUIRIES`]. A touchpoint that says both is a complaint.
//! Neither is a touchpoint before them: of a complaint after an enquiry, the report says only that there is one.
//!
//! # Formula
//!
//! Of n events at a touchpoint, x have a complaint or an enquiry next: x / n, with Wilson's interval. That is compared with
//! the events at all other touchpoints ([`Contrast`]); p-values are adjusted by Holm for how many touchpoints there are.
//! Touchpoints stand by the excess, n times the difference.

use serde::{Deserialize, Serialize};

use super::{
    Analysis, Contrast, QuestionError, corrected,
    pain_points::failures::{COMPLAINTS, with_words},
    statistics::wilson_interval,
};
use crate::{
    event_log::{EventLog, MISSING},
    order,
    prepare::{Scope, blocks, in_one_call},
};

/// Words that say that a customer asks or wants help.
const ENQUIRIES: &[&str] = &[
    "enquiry", "enquiries", "enquire", "enquired", "inquiry", "inquiries", "inquire", "inquired", "question",
    "questions", "ask", "asked", "consult", "consultation", "chat", "chatbot", "support", "helpdesk", "hotline",
    "ticket", "tickets", "咨询", "询问", "询价", "提问", "客服", "热线", "工单", "求助",
];

/// What comes before complaints and enquiries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ComplaintsQuestion {
    /// The touchpoints that are complaints; left out, those whose name says so.
    pub complaints: Option<Vec<String>>,
    /// The touchpoints that are enquiries; left out, those whose name says so.
    pub enquiries: Option<Vec<String>>,
    /// Which events it is about.
    pub scope: Scope,
}

/// What comes before complaints and enquiries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ComplaintsReport {
    /// The touchpoints that counted as complaints, by name.
    pub complaints: Vec<String>,
    /// The touchpoints that counted as enquiries, by name.
    pub enquiries: Vec<String>,
    /// Events at either.
    pub events: u32,
    /// Those of them that are the first of their customer, or come after another one.
    pub unplaced: u32,
    /// The other touchpoints, those with the most above all others first.
    pub touchpoints: Vec<BeforeComplaints>,
}

/// What comes after a touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BeforeComplaints {
    /// Its name; empty for a missing value.
    pub touchpoint: String,
    /// Events there.
    pub events: u32,
    /// Those with a complaint as the customer's next event.
    pub complaints: u32,
    /// Those with an enquiry as the customer's next event.
    pub enquiries: u32,
    /// Share of those with either, 0..=1.
    pub rate: f64,
    /// Its 95 % interval.
    pub interval: [f64; 2],
    /// The share at all other touchpoints; `None` where there is no other.
    pub rest: Option<f64>,
    /// The 95 % interval of the rate less that share.
    pub difference_interval: Option<[f64; 2]>,
    /// How many more than at that share: events × difference.
    pub excess: f64,
    /// Two-sided p-value of the hypothesis that the shares are the same, adjusted for the number of touchpoints (Holm).
    pub p_value: Option<f64>,
}

/// What an event is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Other,
    Enquiry,
    Complaint,
}

impl Analysis for ComplaintsQuestion {
    type Report = ComplaintsReport;

    fn run(&self, log: &EventLog) -> Result<ComplaintsReport, QuestionError> {
        let log = &*self.scope.apply(log)?;
        let meant = |names: &Option<Vec<String>>| names.as_deref().map(|names| log.touchpoints_named(names));
        let complaints = meant(&self.complaints).unwrap_or_else(|| with_words(log, &[COMPLAINTS]));
        let mut enquiries = meant(&self.enquiries).unwrap_or_else(|| with_words(log, &[ENQUIRIES]));
        enquiries.retain(|name| !complaints.contains(name));
        let names = &log.touchpoints().dictionary;
        let kinds: Vec<Kind> = (0..names.len() as u32)
            .map(|code| match names.text(code) {
                name if complaints.iter().any(|known| known == name) => Kind::Complaint,
                name if enquiries.iter().any(|known| known == name) => Kind::Enquiry,
                _ => Kind::Other,
            })
            .collect();
        // Of each touchpoint: events, complaints next, enquiries next.
        let mut counts = vec![[0_u32; 3]; names.len()];
        let (mut events, mut unplaced) = (0, 0);
        let mut own = Vec::new();
        for block in blocks(log) {
            in_one_call(|| {
                log.touchpoints().codes.read(block.events.clone(), &mut own);
                for customer in block.customers.clone() {
                    let mut before = None;
                    for event in log.events_of(customer) {
                        let code = own[event - block.events.start] as usize;
                        match (kinds[code], before) {
                            (Kind::Other, _) => {
                                counts[code][0] += 1;
                                before = Some(code);
                                continue;
                            }
                            (kind, Some(before)) => counts[before][if kind == Kind::Complaint { 1 } else { 2 }] += 1,
                            (_, None) => unplaced += 1,
                        }
                        events += 1;
                        before = None;
                    }
                }
            });
        }
        Ok(ComplaintsReport { complaints, enquiries, events, unplaced, touchpoints: compared(log, &counts) })
    }
}

fn compared(log: &EventLog, counts: &[[u32; 3]]) -> Vec<BeforeComplaints> {
    let names = &log.touchpoints().dictionary;
    let share = |x: u32, n: u32| Some((f64::from(x) / f64::from(n), wilson_interval(x, n)?));
    let (mut all, mut with) = (0, 0);
    for [n, complaints, enquiries] in counts {
        all += n;
        with += complaints + enquiries;
    }
    let (mut touchpoints, mut contrasts) = (Vec::new(), Vec::new());
    for (code, &[n, complaints, enquiries]) in counts.iter().enumerate() {
        let x = complaints + enquiries;
        let Some((rate, interval)) = share(x, n) else { continue };
        let rest = share(with - x, all - n);
        contrasts.push(rest.filter(|_| code != MISSING as usize).map(|rest| Contrast::of((rate, interval), rest)));
        touchpoints.push(BeforeComplaints {
            touchpoint: names.text(code as u32).to_owned(),
            events: n,
            complaints,
            enquiries,
            rate,
            interval,
            rest: rest.map(|(rate, _)| rate),
            difference_interval: None,
            excess: rest.map_or(0.0, |(rest, _)| f64::from(n) * (rate - rest)),
            p_value: None,
        });
    }
    for (touchpoint, contrast) in touchpoints.iter_mut().zip(corrected(contrasts)) {
        touchpoint.difference_interval = contrast.map(|contrast| contrast.interval);
        touchpoint.p_value = contrast.map(|contrast| contrast.p_value);
    }
    order::sort_by(&mut touchpoints, |one, other| {
        other.excess.total_cmp(&one.excess).then_with(|| one.touchpoint.cmp(&other.touchpoint))
    });
    touchpoints
}

#[cfg(test)]
mod tests;
