//! What the screen holds in the address: the list, the customer who is open, and the funnel they came from.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Count, CustomerQuestion, CustomersQuestion, FunnelQuestion},
    panel::{Scoped, scope_controls},
    prepare::Scope,
};

/// So many events of a timeline are drawn at a time.
pub const EVENTS_SHOWN: u32 = 500;
/// So many rows of the list are asked for at a time.
const ROWS_ASKED: u32 = 256;
/// The window that is asked for moves by so many rows, and begins as many before those in sight.
const ROWS_BEFORE: u32 = 64;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CustomersState {
    /// The list, but for its window.
    pub question: CustomersQuestion,
    /// Whose timeline is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The funnel whose steps are marked there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funnel: Option<FunnelQuestion>,
}

impl Scoped for CustomersState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl CustomersState {
    /// The customers of a scope.
    pub fn of(scope: Scope) -> CustomersState {
        CustomersState {
            question: CustomersQuestion { scope, ..CustomersQuestion::default() },
            ..CustomersState::default()
        }
    }

    /// The customers behind a count of a report about a scope.
    pub fn behind(count: Count, scope: Scope) -> CustomersState {
        let mut state = CustomersState::of(scope);
        state.question.behind = Some(count);
        state
    }

    /// One customer of a funnel, with its steps marked.
    pub fn from_funnel(funnel: &FunnelQuestion, customer: String) -> CustomersState {
        let funnel = FunnelQuestion { breakdown: None, ..funnel.clone() };
        CustomersState { customer: Some(customer), funnel: Some(funnel.clone()), ..CustomersState::of(funnel.scope) }
    }

    /// The question for the list, where the first row in sight is this one.
    pub fn asked(&self, first_in_sight: usize) -> CustomersQuestion {
        let first = first_in_sight as u32 / ROWS_BEFORE * ROWS_BEFORE;
        CustomersQuestion {
            scope: scope_controls::in_force(&self.question.scope),
            from: first.saturating_sub(ROWS_BEFORE),
            count: Some(ROWS_ASKED),
            ..self.question.clone()
        }
    }

    /// The question for the timeline from an event on, where one is open.
    pub fn timeline_asked(&self, from: u32) -> Option<CustomerQuestion> {
        let scope = scope_controls::in_force(&self.question.scope);
        Some(CustomerQuestion {
            customer: self.customer.clone()?,
            session_seconds: None,
            funnel: self.funnel.clone().map(|funnel| FunnelQuestion { scope: scope.clone(), ..funnel }),
            scope,
            behind: self.question.behind.clone(),
            from,
            count: Some(EVENTS_SHOWN),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::CustomerOrder;

    #[test]
    fn the_address_keeps_the_state() {
        let mut state = CustomersState::from_funnel(&FunnelQuestion::of(["a", "b"]), "O'Neill \"7\"".to_owned());
        state.question.search = "nei".to_owned();
        state.question.order = CustomerOrder::Last;
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<CustomersState>(&json).unwrap(), state);
        assert_eq!(serde_json::from_str::<CustomersState>("{}").unwrap(), CustomersState::default());
    }

    #[test]
    fn a_count_is_asked_for_with_its_customers_and_with_each_of_them() {
        let count = Count::Followed { touchpoint: "cart".to_owned(), by: vec!["error".to_owned()] };
        let mut state = CustomersState::behind(count.clone(), Scope::default());
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<CustomersState>(&json).unwrap(), state);
        assert_eq!(state.asked(0).behind, Some(count.clone()));
        state.customer = Some("ann".to_owned());
        assert_eq!(state.timeline_asked(0).unwrap().behind, Some(count));
    }

    #[test]
    fn the_window_asked_for_has_the_rows_in_sight_and_moves_seldom() {
        let asked = |first| {
            let question = CustomersState::default().asked(first);
            question.from..question.from + question.count.unwrap()
        };
        for first in (0..1_000).chain([999_999]) {
            let (first_row, last_row) = (first as u32, first as u32 + 60);
            assert!(asked(first).contains(&first_row) && asked(first).contains(&last_row), "{first}");
        }
        assert_eq!(asked(64), asked(127));
        assert_eq!(asked(10), 0..256);
    }

    #[test]
    fn a_funnels_customer_is_asked_for_with_its_steps_and_scope() {
        let mut funnel = FunnelQuestion::of(["a", "b"]);
        funnel.scope.from = Some("2024-01-01".to_owned());
        funnel.breakdown = Some("channel".to_owned());
        let asked = CustomersState::from_funnel(&funnel, "ann".to_owned()).timeline_asked(0).unwrap();
        assert_eq!((asked.customer.as_str(), &asked.scope), ("ann", &funnel.scope));
        assert_eq!(asked.funnel, Some(FunnelQuestion { breakdown: None, ..funnel }));
        assert_eq!(CustomersState::default().timeline_asked(0), None);
    }
}
