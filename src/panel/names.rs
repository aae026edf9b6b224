//! Names on screen for what questions and reports call by id: columns, stages, touchpoints, missing values.

use std::sync::Arc;

use super::picker::Choice;
use crate::{
    analysis::{FunnelStep, StagePart},
    event_log::ColumnRole,
    geometry::color::stage_series,
    import::ImportReport,
    stage::StageModel,
    text::{Words, format},
};

/// A value of a column (or `stage`, `channel`…): stages by their word, a missing one as "(none)".
pub fn value_name(words: &Words, column: &str, value: &str) -> String {
    if value.is_empty() {
        return words.terms.missing.to_owned();
    }
    if column == "stage" {
        return stage_name(words, value);
    }
    value.to_owned()
}

/// A stage's word; an own stage, or one that the file itself names, keeps its name.
pub fn stage_name(words: &Words, id: &str) -> String {
    match (words.terms.stage)(id) {
        Some(word) => word.to_owned(),
        None if id.is_empty() => words.terms.missing.to_owned(),
        None => id.to_owned(),
    }
}

/// A stage's colour, for style sheets: the one that was chosen, else that of a series.
pub fn stage_color(model: &StageModel, id: &str) -> String {
    let Some(at) = model.stages().iter().position(|stage| stage.id == id) else {
        return "var(--line-control)".to_owned();
    };
    let ids: Vec<&str> = model.stages().iter().map(|stage| stage.id.as_str()).collect();
    let own = model.stages()[at].color.clone();
    own.unwrap_or_else(|| format!("var(--series-{})", stage_series(&ids)[at]))
}

/// A column as questions name it, and as people do.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnName {
    /// In a question.
    pub id: String,
    /// On screen.
    pub label: String,
}

/// The columns that a question can be broken down by or filtered on; the customer only where `with_customer`.
pub fn columns(words: &Words, report: &ImportReport, with_customer: bool) -> Vec<ColumnName> {
    let named = |id: &str, role: ColumnRole, name: &str| {
        let role = (words.terms.role)(role);
        let label = if role.eq_ignore_ascii_case(name) { role.to_owned() } else { format!("{role} ({name})") };
        ColumnName { id: id.to_owned(), label }
    };
    let mut columns = Vec::new();
    let role = |role: ColumnRole| report.columns.iter().find(|column| column.role == Some(role));
    if let Some(channel) = role(ColumnRole::Channel) {
        columns.push(named("channel", ColumnRole::Channel, &channel.name));
    }
    columns.push(ColumnName { id: "stage".to_owned(), label: words.terms.stage_title.to_owned() });
    columns.push(ColumnName { id: "touchpoint".to_owned(), label: words.terms.touchpoint.to_owned() });
    if let Some(customer) = role(ColumnRole::Customer).filter(|_| with_customer) {
        columns.push(named("customer", ColumnRole::Customer, &customer.name));
    }
    let has_names = report.summary.touchpoints.iter().any(|touchpoint| !touchpoint.names.is_empty());
    for column in &report.columns {
        let id = &column.name;
        match column.role {
            // What the file says is another column where touchpoints have names of their own.
            Some(ColumnRole::Touchpoint) if has_names && id != "touchpoint" => {
                columns.push(ColumnName { id: id.clone(), label: id.clone() });
            }
            Some(ColumnRole::Customer | ColumnRole::Touchpoint | ColumnRole::Timestamp | ColumnRole::Channel) => {}
            // The stage of the file is the stage.
            Some(ColumnRole::Stage) => {}
            _ if !column.kept => {}
            Some(role) => columns.push(named(id, role, id)),
            None => columns.push(ColumnName { id: id.clone(), label: id.clone() }),
        }
    }
    columns
}

/// The label of a column by its id in a question.
pub fn column_label(words: &Words, report: &ImportReport, id: &str) -> String {
    columns(words, report, true)
        .into_iter()
        .find(|column| column.id == id)
        .map_or_else(|| id.to_owned(), |column| column.label)
}

/// All touchpoints to pick from, most events first.
pub fn touchpoint_choices(words: &Words, report: &ImportReport) -> Arc<Vec<Choice>> {
    let choices = report.summary.touchpoints.iter().map(|touchpoint| {
        let events = (words.question.n_events)(&format::count(words.language, touchpoint.events));
        let hint = match &touchpoint.stage {
            Some(stage) => format!("{} · {events}", stage_name(words, stage)),
            None => events,
        };
        Choice { value: touchpoint.name.clone(), label: touchpoint.name.clone(), hint }
    });
    Arc::new(choices.collect())
}

/// The name of a part of a stage's customers.
pub fn part_name(words: &Words, part: StagePart) -> &'static str {
    let text = &words.journey_map;
    match part {
        StagePart::All => text.customers,
        StagePart::GoingOn => text.going_on,
        StagePart::GoingBack => text.going_back,
        StagePart::Staying => text.staying,
        StagePart::Leaving => text.leaving,
        StagePart::Starting => text.starting_name,
        StagePart::ComingBack => text.coming_back_name,
        StagePart::Failed => text.failed_name,
    }
}

/// A way in words: its touchpoints in order.
pub fn path_name(touchpoints: &[String], is_cut: bool) -> String {
    let cut = is_cut.then_some("…");
    touchpoints.iter().map(String::as_str).chain(cut).collect::<Vec<_>>().join(" → ")
}

/// A step or goal in words: its touchpoints, joined by "or".
pub fn step_name(words: &Words, step: &FunnelStep) -> String {
    step.touchpoints.join(&format!(" {} ", words.question.or))
}
