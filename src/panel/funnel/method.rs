//! How the funnel on screen was counted, in words, with the values in force.

use super::state::FunnelState;
use crate::{
    import::ImportReport,
    panel::{names, scope_controls},
    text::{Words, format},
};

/// The rules, one sentence each.
pub fn sentences(words: &Words, state: &FunnelState, report: &ImportReport) -> Vec<String> {
    let text = &words.funnel;
    let question = &state.question;
    let mut sentences = vec![(text.order_method)(question.order).to_owned()];
    sentences.push(match question.window_seconds {
        Some(seconds) => (text.window_method)(&format::duration(words.language, seconds)),
        None => text.no_window_method.to_owned(),
    });
    sentences.push(text.attempt_method.to_owned());
    if let Some(column) = &question.breakdown {
        sentences.push((text.breakdown_method)(&names::column_label(words, report, column)));
    }
    sentences.extend(scope_controls::sentences(words, &question.scope, |id| names::column_label(words, report, id)));
    sentences.push(text.rate_method.to_owned());
    sentences.push((text.ties_method)(&format::count(words.language, report.quality.tied_events)));
    sentences.push(words.question.wilson.to_owned());
    sentences
}

/// The rules in brief, for the line at the foot of a picture.
pub fn footnote(words: &Words, state: &FunnelState, report: &ImportReport) -> Vec<String> {
    let text = &words.funnel;
    let question = &state.question;
    let summary = &report.summary;
    let mut parts = vec![(words.question.source)(
        report.name(),
        &format::count(words.language, summary.customers),
        &format::count(words.language, summary.events),
    )];
    parts.push((text.order_name)(question.order).to_owned());
    let window = match question.window_seconds {
        Some(seconds) => format::duration(words.language, seconds),
        None => text.no_limit.to_owned(),
    };
    parts.push(format!("{}: {window}", text.window));
    parts.extend(scope_controls::sentences(words, &question.scope, |id| names::column_label(words, report, id)));
    parts.push(words.question.interval_name.to_owned() + ": Wilson");
    parts.push("Sojourn".to_owned());
    parts
}
