//! What the screen holds in the address: the question.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{FigureKind, FunnelStep, OverviewQuestion},
    panel::{Scoped, scope_controls},
    prepare::{Condition, Scope},
};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OverviewState {
    /// The question.
    pub question: OverviewQuestion,
}

impl Scoped for OverviewState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl OverviewState {
    /// The question as it is asked; `proposed` is the goal where none was chosen.
    pub fn asked(&self, proposed: Option<FunnelStep>) -> OverviewQuestion {
        OverviewQuestion {
            goal: self.question.goal.clone().or(proposed),
            scope: scope_controls::in_force(&self.question.scope),
        }
    }

    /// The customers behind a figure of a period: all of them, those who reach the goal, those who brought a value or gave a
    /// score. None behind a share that no events alone make.
    pub fn behind(&self, kind: FigureKind, period: [&str; 2], goal: Option<&FunnelStep>) -> Option<Scope> {
        let [from, to] = period.map(|end| Some(end.to_owned()));
        let mut scope = Scope { from, to, ..self.question.scope.clone() };
        match kind {
            FigureKind::Customers | FigureKind::Events | FigureKind::Sessions => {}
            FigureKind::ConversionRate | FigureKind::SecondsToConvert => {
                let FunnelStep { touchpoints, conditions } = goal?.clone();
                let reaches =
                    Condition { column: "touchpoint".to_owned(), is: Some(touchpoints), ..Condition::default() };
                scope.conditions.extend([reaches].into_iter().chain(conditions));
            }
            FigureKind::Score => {
                scope.conditions.push(Condition {
                    column: "score".to_owned(),
                    at_least: Some(0.0),
                    ..Condition::default()
                });
            }
            FigureKind::Value => {
                let is_not = Some(vec![String::new()]);
                scope.conditions.push(Condition { column: "value".to_owned(), is_not, ..Condition::default() });
            }
            FigureKind::RepeatRate => return None,
        }
        Some(scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::Scope;

    #[test]
    fn the_address_keeps_the_state() {
        let scope = Scope { from: Some("2025-08-01".to_owned()), ..Scope::default() };
        let goal = Some(FunnelStep::from("pay".to_owned()));
        let state = OverviewState { question: OverviewQuestion { goal, scope } };
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<OverviewState>(&json).unwrap(), state);
        assert_eq!(state.asked(None), state.question);
    }

    #[test]
    fn figures_open_the_customers_behind_them() {
        let own = Condition { column: "channel".to_owned(), is: Some(vec!["app".to_owned()]), ..Condition::default() };
        let scope = Scope { conditions: vec![own.clone()], ..Scope::default() };
        let state = OverviewState { question: OverviewQuestion { goal: None, scope } };
        let period = ["2025-08-01", "2025-09-01"];
        let goal = FunnelStep::from("pay".to_owned());
        let behind = |kind| state.behind(kind, period, Some(&goal));
        let all = behind(FigureKind::Customers).expect("customers");
        assert_eq!((all.from.as_deref(), all.to.as_deref()), (Some(period[0]), Some(period[1])));
        assert_eq!(all.conditions, std::slice::from_ref(&own));
        let converted = behind(FigureKind::ConversionRate).expect("customers");
        assert_eq!(converted.conditions[0], own);
        assert_eq!(converted.conditions[1].is, Some(vec!["pay".to_owned()]));
        assert_eq!(behind(FigureKind::Score).expect("customers").conditions[1].at_least, Some(0.0));
        assert_eq!(behind(FigureKind::Value).expect("customers").conditions[1].is_not, Some(vec![String::new()]));
        assert_eq!(behind(FigureKind::Sessions), Some(all));
        assert_eq!(behind(FigureKind::RepeatRate), None);
        assert_eq!(state.behind(FigureKind::ConversionRate, period, None), None);
    }
}
