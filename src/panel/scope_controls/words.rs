//! A scope in sentences.

use super::{days::day_before, in_force};
use crate::{
    import::ImportReport,
    panel::names,
    prepare::{Condition, CustomerCondition, Scope},
    text::{Words, format},
};

/// The scope in sentences, for method notes and pictures.
pub fn sentences(words: &Words, scope: &Scope, label: impl Fn(&str) -> String) -> Vec<String> {
    said(words, scope, &label)
}

fn said(words: &Words, scope: &Scope, label: &dyn Fn(&str) -> String) -> Vec<String> {
    let text = &words.question;
    let mut sentences = Vec::new();
    if let Some(from) = &scope.from {
        sentences.push((text.span_from)(&format::date(words.language, from)));
    }
    if let Some(until) = scope.to.as_deref().and_then(day_before) {
        sentences.push((text.span_until)(&format::date(words.language, &until)));
    }
    if sentences.is_empty() {
        sentences.push(text.whole_span.to_owned());
    }
    let all = |all: &[Condition]| conditions(words, all, label);
    let scope = in_force(scope);
    if !scope.conditions.is_empty() {
        sentences.push((text.only_events)(&all(&scope.conditions)));
    }
    for CustomerCondition { did, then, within_seconds, not } in &scope.customers {
        let within = within_seconds.map(|seconds| format::duration(words.language, seconds));
        let then = if then.is_empty() { String::new() } else { (text.followed)(&all(then), within.as_deref()) };
        sentences.push((text.only_customers)(*not, &all(did), &then));
    }
    for excepted in &scope.except {
        sentences.push((text.without_these)(&said(words, excepted, label).join(words.between_sentences())));
    }
    sentences
}

/// Conditions that hold together, in words: "Channel is web and Price is at least 5".
pub fn conditions(words: &Words, conditions: &[Condition], label: &dyn Fn(&str) -> String) -> String {
    let text = &words.question;
    let condition = |condition: &Condition| {
        let values = |values: &[String]| {
            let named: Vec<String> =
                values.iter().map(|value| names::value_name(words, &condition.column, value)).collect();
            named.join(&format!(" {} ", text.or))
        };
        let mut parts = Vec::new();
        if let Some(is) = &condition.is {
            parts.push(format!("{} {}", text.is, values(is)));
        }
        if let Some(is_not) = &condition.is_not {
            parts.push(format!("{} {}", text.is_not, values(is_not)));
        }
        if let Some(least) = condition.at_least {
            parts.push(format!("{} {}", text.at_least, format::decimal(words.language, least, 3)));
        }
        if let Some(most) = condition.at_most {
            parts.push(format!("{} {}", text.at_most, format::decimal(words.language, most, 3)));
        }
        format!("{} {}", label(&condition.column), parts.join(&format!(" {} ", text.and)))
    };
    conditions.iter().map(condition).collect::<Vec<_>>().join(&format!(" {} ", text.and))
}

/// What a view is narrowed to beyond the scope of all views, in sentences.
pub fn own_sentences(words: &Words, own: &Scope, report: &ImportReport) -> Vec<String> {
    let has_dates = own.from.is_some() || own.to.is_some();
    let said = sentences(words, own, |id| names::column_label(words, report, id));
    said.into_iter().skip(usize::from(!has_dates)).collect()
}
