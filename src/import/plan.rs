//! What the columns of a source mean: said before its rows are read.

use super::{DateOrder, ImportError, identifiers::IdentifierKind, roles::Roles, tools::Tool};
use crate::event_log::ColumnRole;

/// Whether the values of a role are numbers.
pub(super) fn is_number(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Value | ColumnRole::Score | ColumnRole::Cost)
}

/// What the columns of a source mean.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The names, each once.
    pub names: Vec<String>,
    /// The tool that wrote it.
    pub tool: Option<Tool>,
    /// The roles, with their reasons.
    pub roles: Roles,
    /// The columns that tell whose row it is, the customer's first.
    pub identifiers: Vec<(usize, IdentifierKind)>,
    /// How dates are read that can be read in two ways.
    pub date_order: Option<DateOrder>,
    /// Whether the roles are those that were chosen before for the same columns.
    pub is_remembered: bool,
    /// Why rows are no events but customers with properties, where they are.
    pub no_log: Option<ImportError>,
}

impl Plan {
    /// The column with that role.
    pub fn column(&self, role: ColumnRole) -> Option<usize> {
        self.roles.get(&role).map(|&(column, _)| column)
    }

    /// Whether rows are events; else they are customers with properties.
    pub fn is_log(&self) -> bool {
        self.no_log.is_none()
    }
}
