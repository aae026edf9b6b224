//! Which column means what: by its name, else by its values.
//!
//! Names are compared without case, spaces and punctuation, and without the `case:` that process-mining exports put
//! before a case's attributes. The most telling name of a role stands first, and a column has one role at most.

mod finder;
mod names;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::finder::{Finder, is_none};
pub(super) use self::{
    finder::share_of_timestamps,
    names::{is_name_of, plain},
};
use super::{
    DateOrder, ImportError, ImportOptions, RoleReason, TableKind,
    identifiers::{IdentifierKind, identifiers},
    plan::Plan,
    tools::Tool,
    values::NumberStyle,
};
use crate::event_log::{Calendar, ColumnRole};
use crate::order;

/// The role of each column that has one, and why.
pub type Roles = BTreeMap<ColumnRole, (usize, RoleReason)>;

/// What a table is to the log that is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SourceKind {
    /// Its rows are events: customer, touchpoint and timestamp are found.
    Log,
    /// Its rows are customers and their properties, without time: of use beside a log.
    Customers,
}

/// What was understood of a table's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What its rows are.
    pub kind: SourceKind,
    /// The tool that wrote it.
    pub tool: Option<Tool>,
    /// The roles of its columns.
    pub roles: Roles,
}

/// The column of the timestamp, where all that a log cannot do without were chosen among these.
pub(super) fn chosen_time(columns: &[String], options: &ImportOptions) -> Option<usize> {
    let chosen = |role| {
        let name = options.columns.get(&role).or_else(|| options.columns_of_any.get(&role))?;
        columns.iter().position(|column| column == name)
    };
    chosen(ColumnRole::Customer).and(chosen(ColumnRole::Touchpoint)).and(chosen(ColumnRole::Timestamp))
}

/// What the columns of a table mean. Where it is one of several sources (`is_one_of_several`), a table without events may
/// be a list of customers.
///
/// # Errors
///
/// As [`understand`]; when the zone is unknown, and for a list of customers alone.
pub(super) fn plan(
    source_name: &str,
    columns: &[String],
    sample: &[Vec<String>],
    options: &ImportOptions,
    is_one_of_several: bool,
) -> Result<Plan, ImportError> {
    if options.time_zone.as_ref().is_some_and(|zone| !Calendar::knows_zone(zone)) {
        return Err(ImportError::UnknownZone { zone: options.time_zone.clone().unwrap_or_default() });
    }
    let remembered = options.remembered_for(columns);
    let mut chosen = remembered.map_or(&options.columns, |remembered| &remembered.columns).clone();
    let date_order = options.date_order.or(remembered.and_then(|remembered| remembered.date_order));
    for (&role, name) in &options.columns_of_any {
        if name.is_empty() || columns.contains(name) {
            chosen.entry(role).or_insert_with(|| name.clone());
        }
    }
    let Understood { kind, tool, roles } =
        understand_kept(source_name, columns, sample, &options.read.leave_out, &chosen, date_order)?;
    let no_log = (kind == SourceKind::Customers)
        .then(|| ImportError::NotALog { source_name: source_name.to_owned(), kind: TableKind::Customers });
    if let Some(no_log) = no_log.clone().filter(|_| !is_one_of_several) {
        return Err(no_log);
    }
    let (customer, reason) = roles[&ColumnRole::Customer];
    let mut all = identifiers(columns, sample);
    all.retain(|&(column, _)| !options.read.leave_out.contains(&columns[column]));
    let own = all.iter().find(|(column, _)| *column == customer).map_or(IdentifierKind::UserId, |&(_, kind)| kind);
    let mut identifiers = vec![(customer, own)];
    // Who the user says it is, it is; and one column of each kind is enough.
    for (column, kind) in all.into_iter().filter(|_| reason != RoleReason::Chosen) {
        if identifiers.iter().all(|&(_, taken)| taken != kind) {
            identifiers.push((column, kind));
        }
    }
    let is_remembered = remembered.is_some();
    Ok(Plan { names: columns.to_vec(), tool, roles, identifiers, date_order, is_remembered, no_log })
}

/// As [`understand`], with only the columns that are not to be left out.
fn understand_kept(
    source_name: &str,
    columns: &[String],
    sample: &[Vec<String>],
    leave_out: &[String],
    chosen: &BTreeMap<ColumnRole, String>,
    date_order: Option<DateOrder>,
) -> Result<Understood, ImportError> {
    let kept: Vec<usize> = (0..columns.len()).filter(|&column| !leave_out.contains(&columns[column])).collect();
    if kept.len() == columns.len() {
        return understand(source_name, columns, sample, chosen, date_order);
    }
    let of_kept = |row: &[String]| kept.iter().map(|&at| row.get(at).cloned().unwrap_or_default()).collect::<Vec<_>>();
    let sample: Vec<Vec<String>> = sample.iter().map(|row| of_kept(row)).collect();
    let mut understood = understand(source_name, &of_kept(columns), &sample, chosen, date_order)?;
    for (column, _) in understood.roles.values_mut() {
        *column = kept[*column];
    }
    Ok(understood)
}

/// Finds the roles of a table's columns, and what it is. `chosen` wins over the tool's columns, those over names, names
/// over values.
///
/// # Errors
///
/// When a chosen column is not there, when the table is no log whatever is chosen, or when a column that a log cannot do
/// without is not found.
#[inline(never)]
pub fn understand(
    source_name: &str,
    columns: &[String],
    sample: &[Vec<String>],
    chosen: &BTreeMap<ColumnRole, String>,
    date_order: Option<DateOrder>,
) -> Result<Understood, ImportError> {
    let mut finder = Finder::new(columns, sample, date_order);
    for (&role, name) in chosen {
        if name.is_empty() {
            finder.refused.push(role);
            continue;
        }
        let index = columns.iter().position(|column| column == name).ok_or_else(|| ImportError::MissingColumn {
            source_name: source_name.to_owned(),
            column: name.clone(),
            role,
            columns: columns.to_vec(),
        })?;
        finder.roles.insert(role, (index, RoleReason::Chosen));
    }
    let tool = finder.all();
    let roles = finder.roles;
    let is_no_log = |kind| Err(ImportError::NotALog { source_name: source_name.to_owned(), kind });
    let needed = [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp];
    let missing = needed.into_iter().find(|role| !roles.contains_key(role));
    let Some(missing) = missing else { return Ok(Understood { kind: SourceKind::Log, tool, roles }) };
    if !chosen.is_empty() || sample.is_empty() {
        // Who has begun to choose goes on choosing.
    } else if let Some(kind) = TableKind::of_totals(columns, sample) {
        return is_no_log(kind);
    } else if missing == ColumnRole::Customer && holds_totals(columns, sample, &roles) {
        return is_no_log(TableKind::Totals);
    } else if !roles.contains_key(&ColumnRole::Timestamp) && columns.len() > 1 {
        if roles.contains_key(&ColumnRole::Customer) {
            return Ok(Understood { kind: SourceKind::Customers, tool, roles });
        }
        let has_score = roles.contains_key(&ColumnRole::Score);
        return is_no_log(if has_score { TableKind::Answers } else { TableKind::NeitherWhoNorWhen });
    }
    Err(ImportError::NoColumnFor { source_name: source_name.to_owned(), role: missing, columns: columns.to_vec() })
}

/// Whether each row is a day of its own, with nothing but numbers beside it.
fn holds_totals(columns: &[String], sample: &[Vec<String>], roles: &Roles) -> bool {
    let Some(&(time, _)) = roles.get(&ColumnRole::Timestamp) else { return false };
    let values = |column: usize| {
        sample.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|value| !value.is_empty())
    };
    let mut days: Vec<&str> = values(time).collect();
    let rows = days.len();
    order::sort(&mut days);
    days.dedup();
    let are_numbers = |column: usize| {
        let style = NumberStyle::of_column(values(column));
        values(column).all(|value| is_none(value) || style.parse(value).is_some())
    };
    let mut others = (0..columns.len()).filter(|&column| column != time);
    rows >= 3 && days.len() == rows && days.iter().all(|day| !day.contains(':')) && others.all(are_numbers)
}

/// The roles that can be found of themselves, whether or not they make a log.
pub(super) fn found(columns: &[String], sample: &[Vec<String>]) -> Roles {
    let mut finder = Finder::new(columns, sample, None);
    finder.all();
    finder.roles
}

/// A short mark of these columns: the same for files that have the same ones in the same order, whatever their rows.
pub fn columns_mark(columns: &[String]) -> String {
    // FNV-1a, 64 bit: names are few and short, and the mark must be the same in every version.
    let bytes = columns.iter().flat_map(|name| name.bytes().chain([0]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(header: &str, rows: &[&str]) -> Result<BTreeMap<ColumnRole, String>, ImportError> {
        let split = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        let columns = split(header);
        let sample: Vec<Vec<String>> = rows.iter().map(|row| split(row)).collect();
        let options = ImportOptions::default();
        let roles = plan("test", &columns, &sample, &options, false)?.roles;
        Ok(roles.into_iter().map(|(role, (column, _))| (role, columns[column].clone())).collect())
    }

    #[track_caller]
    fn check(header: &str, row: &str, expected: &[(ColumnRole, &str)]) {
        let found = roles(header, &[row]).expect("a log");
        for (role, column) in expected {
            assert_eq!(found.get(role).map(String::as_str), Some(*column), "{role:?} in {header}");
        }
    }

    #[test]
    fn names_of_real_exports() {
        use ColumnRole::*;
        check(
            "user_id,event,timestamp",
            "1,catalog,2019-11-01 17:59:13",
            &[(Customer, "user_id"), (Touchpoint, "event"), (Timestamp, "timestamp")],
        );
        check(
            "case:channel,case:concept:name,case:startdate,concept:name,org:group,time:timestamp",
            "Internet,case-1,2011-10-11 13:42:22+02:00,Confirmation,Group 1,2011-10-11 13:45:40+02:00",
            &[
                (Customer, "case:concept:name"),
                (Touchpoint, "concept:name"),
                (Timestamp, "time:timestamp"),
                (Channel, "case:channel"),
            ],
        );
        check(
            "用户ID,商品ID,行为类型,时间戳,售价",
            "768933,4073737,buy,1512189107,6329.2",
            &[(Customer, "用户ID"), (Touchpoint, "行为类型"), (Timestamp, "时间戳"), (Value, "售价")],
        );
        check(
            "user_id,timestamp,event,channel,device,revenue,rating",
            "u1,2025-01-06T00:00:00Z,landing,email,mobile,12.5,4",
            &[(Channel, "channel"), (Value, "revenue"), (Score, "rating")],
        );
        check(
            ",concept:name,org:resource,time:timestamp,Activity,Resource,Costs,case:concept:name",
            "0,register,Pete,2010-12-30 14:32:00+01:00,register,Pete,50,3",
            &[(Customer, "case:concept:name"), (Touchpoint, "concept:name"), (Cost, "Costs")],
        );
    }

    #[test]
    fn unknown_names_are_read_by_their_values() {
        use ColumnRole::*;
        let rows: Vec<String> = (0..30)
            .map(|row| format!("k{},{},2024-01-{:02} 10:00:00", row / 3, ["see", "buy", "go"][row % 3], row % 28 + 1))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let found = roles("x,y,z", &rows).expect("a log");
        assert_eq!(
            found,
            BTreeMap::from([(Customer, "x".to_owned()), (Touchpoint, "y".to_owned()), (Timestamp, "z".to_owned())])
        );
    }

    #[test]
    fn a_table_without_time_is_no_log() {
        let kind = |header: &str, row: &str| match roles(header, &[row; 20]) {
            Err(ImportError::NotALog { kind, .. }) => Some(kind),
            _ => None,
        };
        let sessions = "Administrative,BounceRates,ExitRates,Month,VisitorType,Revenue";
        assert_eq!(kind(sessions, "0,0.2,0.2,Feb,Returning_Visitor,FALSE"), Some(TableKind::Sessions));
        assert_eq!(kind("customer_id,plan,country", "c1,pro,DE"), Some(TableKind::Customers));
        assert_eq!(kind("customer_id,plan,birthday", "c1,pro,1980-05-06"), Some(TableKind::Customers));
        assert_eq!(kind("score,why", "9,quick"), Some(TableKind::Answers));
        let error = roles("day,orders,sales", &["2026-03-01,4,90.5", "2026-03-02,3,70", "2026-03-03,5,1"]).unwrap_err();
        assert!(matches!(error, ImportError::NotALog { kind: TableKind::Totals, .. }), "{error}");
        assert_eq!(kind("country,size", "DE,4"), Some(TableKind::NeitherWhoNorWhen));
    }
}
