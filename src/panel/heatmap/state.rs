//! What the heatmap's screen holds in the address: the question, and how its answer is shown.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Dimension, FunnelStep, HeatmapQuestion, Measure},
    panel::{self, History, Scoped, View, scope_controls, use_workspace},
    prepare::Scope,
};

/// How many rows and columns are shown before the rest is gathered.
pub const KEPT: u32 = 200;

/// How a cell is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Show {
    /// As it is.
    #[default]
    Value,
    /// As a share of its row's total.
    ShareOfRow,
    /// As a share of its column's total.
    ShareOfColumn,
    /// As a share of the whole.
    ShareOfTotal,
}

/// In which order rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RowOrder {
    /// As the report has them: most events first, or in their natural order.
    #[default]
    AsReported,
    /// Largest total first.
    Total,
    /// By name.
    Name,
    /// By the stage of the touchpoint.
    Stage,
}

/// The state of the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeatmapState {
    /// The question.
    pub question: HeatmapQuestion,
    /// How cells are shown.
    #[serde(default)]
    pub show: Show,
    /// Average per such weekday in the span.
    #[serde(default)]
    pub per_weekday: bool,
    /// In which order rows stand.
    #[serde(default)]
    pub order: RowOrder,
}

/// A ready-made heatmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Where are customers met?
    StageChannel,
    /// Where do they go next?
    TouchpointNext,
    /// Where are they at each step, and when does it end?
    StepMatrix,
    /// When do they come?
    WeekdayHour,
    /// Which touchpoints go with conversion?
    TouchpointOutcome,
}

impl Preset {
    /// All of them, in the order of their buttons.
    pub const ALL: [Preset; 5] = [
        Preset::StageChannel,
        Preset::TouchpointNext,
        Preset::StepMatrix,
        Preset::WeekdayHour,
        Preset::TouchpointOutcome,
    ];

    fn parts(self) -> (Dimension, Dimension, Measure, Show) {
        match self {
            Preset::StageChannel => (Dimension::Stage, Dimension::Channel, Measure::Events, Show::Value),
            Preset::TouchpointNext => {
                (Dimension::Touchpoint, Dimension::NextTouchpoint, Measure::Events, Show::ShareOfRow)
            }
            Preset::StepMatrix => (Dimension::Touchpoint, Dimension::Step, Measure::Customers, Show::ShareOfTotal),
            Preset::WeekdayHour => (Dimension::Weekday, Dimension::Hour, Measure::Events, Show::Value),
            Preset::TouchpointOutcome => {
                (Dimension::Touchpoint, Dimension::Outcome, Measure::Customers, Show::ShareOfRow)
            }
        }
    }

    /// The preset in a scope and with a goal.
    pub fn state(self, scope: Scope, goal: Option<FunnelStep>) -> HeatmapState {
        let (rows, columns, measure, show) = self.parts();
        let question = HeatmapQuestion { measure, goal, scope, ..HeatmapQuestion::of(rows, columns) };
        HeatmapState { show, ..HeatmapState::asking(question) }
    }

    /// Whether a state shows the preset.
    pub fn is(self, state: &HeatmapState) -> bool {
        let (rows, columns, measure, show) = self.parts();
        let question = &state.question;
        (&question.rows, &question.columns, question.measure, state.show) == (&rows, &columns, measure, show)
    }
}

impl Scoped for HeatmapState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl HeatmapState {
    /// The state that asks this question, with cells as they are.
    pub fn asking(question: HeatmapQuestion) -> HeatmapState {
        HeatmapState { question, show: Show::Value, per_weekday: false, order: RowOrder::AsReported }
    }

    /// Whether the question needs a goal.
    pub fn needs_goal(&self) -> bool {
        let question = &self.question;
        question.measure == Measure::ConversionRate
            || question.rows == Dimension::Outcome
            || question.columns == Dimension::Outcome
    }

    /// Whether one of the dimensions is that one.
    pub fn has(&self, dimension: &Dimension) -> bool {
        &self.question.rows == dimension || &self.question.columns == dimension
    }

    /// Whether cells can be shown as shares: only what can be added up.
    pub fn can_share(&self) -> bool {
        matches!(self.question.measure, Measure::Events | Measure::Customers | Measure::TotalValue)
    }

    /// How cells are shown, in force.
    pub fn shown(&self) -> Show {
        if self.can_share() { self.show } else { Show::Value }
    }

    /// Whether cells can be averaged per weekday of the span.
    pub fn can_average(&self) -> bool {
        self.has(&Dimension::Weekday)
            && self.shown() == Show::Value
            && matches!(self.question.measure, Measure::Events | Measure::TotalValue)
    }

    /// Whether cells are averaged per weekday of the span.
    pub fn averages(&self) -> bool {
        self.per_weekday && self.can_average()
    }

    /// Whether rows have stages to be sorted by.
    pub fn can_order_by_stage(&self) -> bool {
        matches!(self.question.rows, Dimension::Touchpoint | Dimension::NextTouchpoint)
    }

    /// Whether journeys that have ended get a row of their own: customers by step.
    pub fn shows_ended(&self) -> bool {
        self.question.columns == Dimension::Step
            && self.question.rows != Dimension::Step
            && self.question.measure == Measure::Customers
            && matches!(self.shown(), Show::Value | Show::ShareOfTotal)
    }

    /// The question as it is asked; `goal` where the state has none. `None` where a goal is needed and there is none.
    pub fn asked(&self, goal: Option<&FunnelStep>) -> Option<HeatmapQuestion> {
        let chosen = self.question.goal.as_ref().filter(|goal| !goal.touchpoints.is_empty()).or(goal);
        if self.needs_goal() && chosen.is_none() {
            return None;
        }
        Some(HeatmapQuestion {
            goal: chosen.filter(|_| self.needs_goal()).cloned(),
            scope: scope_controls::in_force(&self.question.scope),
            keep: Some(KEPT),
            detail: true,
            ..self.question.clone()
        })
    }
}

/// The state, and the way to change it.
#[derive(Clone, Copy)]
pub struct Control {
    /// The state: that of the address, else the first preset that suits the log.
    pub state: Memo<HeatmapState>,
    /// The goal proposed for the log.
    pub proposed_goal: Memo<Option<FunnelStep>>,
    control: panel::Control<HeatmapState>,
}

impl Control {
    /// Follows the address.
    pub fn follow() -> Control {
        let workspace = use_workspace();
        let control = panel::Control::follow(View::Heatmap, move || {
            let several_channels =
                workspace.log.with(|log| log.as_ref().is_some_and(|log| log.report.summary.channels.len() > 1));
            let preset = if several_channels { Preset::StageChannel } else { Preset::TouchpointNext };
            preset.state(Scope::default(), None)
        });
        let proposed_goal =
            Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
        Control { state: control.state, proposed_goal, control }
    }

    /// The goal in force.
    pub fn goal(self) -> Option<FunnelStep> {
        let chosen = self.state.with(|state| state.question.goal.clone());
        chosen.filter(|goal| !goal.touchpoints.is_empty()).or_else(|| self.proposed_goal.get())
    }

    /// Changes the state; nothing happens where the change makes no difference.
    pub fn update(self, history: History, change: impl FnOnce(&mut HeatmapState)) {
        self.control.update(history, change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_state() {
        for preset in Preset::ALL {
            let state = preset.state(Scope::default(), Some("pay".to_owned().into()));
            let json = serde_json::to_string(&state).unwrap();
            assert_eq!(serde_json::from_str::<HeatmapState>(&json).unwrap(), state);
            assert!(preset.is(&state));
            assert_eq!(Preset::ALL.iter().filter(|other| other.is(&state)).count(), 1);
        }
    }

    #[test]
    fn a_goal_is_asked_for_only_where_it_is_needed() {
        let proposed: FunnelStep = "pay".to_owned().into();
        let outcome = Preset::TouchpointOutcome.state(Scope::default(), None);
        assert_eq!(outcome.asked(None), None);
        assert_eq!(outcome.asked(Some(&proposed)).unwrap().goal, Some(proposed.clone()));
        let plain = Preset::StageChannel.state(Scope::default(), None);
        assert_eq!(plain.asked(Some(&proposed)).unwrap().goal, None);
    }
}
