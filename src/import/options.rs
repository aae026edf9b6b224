//! How sources are to be read: what an import is asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{RowRange, columns_mark, formats::ReadOptions};
use crate::{event_log::ColumnRole, stage::StageModel};

/// How a source is to be read; everything left out is detected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportOptions {
    /// Column name for each role. An empty name: no column has that role.
    #[serde(default)]
    pub columns: BTreeMap<ColumnRole, String>,
    /// IANA zone in which weekdays, hours and dates of instants are read. Default UTC.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// How to read dates like 03/04/2024, where the column itself does not tell.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// The stages of the journey; left out, those that the stage column tells of, else the default ones.
    #[serde(default)]
    pub stage_model: Option<StageModel>,
    /// Stages of touchpoints that differ from the guess, by their names in the model; the empty name is no stage.
    #[serde(default)]
    pub stages: BTreeMap<String, String>,
    /// Sides of touchpoints that differ from the guess: `online` or `offline`.
    #[serde(default)]
    pub sides: BTreeMap<String, String>,
    /// Names under which touchpoints are counted, by their names in the file; those under one name are one touchpoint.
    /// Stages and sides go by these.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Channels of touchpoints, whatever the file says of their events.
    #[serde(default)]
    pub channels: BTreeMap<String, String>,
    /// What the format leaves open.
    #[serde(default)]
    pub read: ReadOptions,
    /// Which rows are read; the others are counted, and no more.
    #[serde(default)]
    pub rows: RowRange,
    /// Whether customers are joined over their identifiers.
    #[serde(default)]
    pub joining: Joining,
    /// What becomes of exact duplicates.
    #[serde(default)]
    pub duplicates: Duplicates,
    /// Column names for roles, in whichever of several sources has them.
    #[serde(skip)]
    pub columns_of_any: BTreeMap<ColumnRole, String>,
    /// What was chosen before for sources with the same columns, by [`columns_mark`]; what is chosen now wins.
    #[serde(default)]
    pub remembered: BTreeMap<String, SourceOptions>,
    /// The moment of opening, in milliseconds since 1970; events after it are counted.
    #[serde(default)]
    pub now: Option<f64>,
}

/// How one of several sources is to be read; what is named here wins over the [`ImportOptions`] of all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SourceOptions {
    /// Column name for each role. An empty name: no column has that role.
    pub columns: BTreeMap<ColumnRole, String>,
    /// How to read dates like 03/04/2024, where the column itself does not tell.
    pub date_order: Option<DateOrder>,
    /// What the format leaves open.
    pub read: ReadOptions,
    /// Which rows are read; the others are counted, and no more.
    pub rows: RowRange,
}

impl ImportOptions {
    /// The options for a source, perhaps one of several.
    #[must_use]
    pub fn with(&self, source: SourceOptions, is_one_of_several: bool) -> ImportOptions {
        let mut options = self.clone();
        if is_one_of_several {
            options.columns_of_any = std::mem::take(&mut options.columns);
        }
        options.columns.extend(source.columns);
        options.date_order = source.date_order.or(options.date_order);
        if source.read != ReadOptions::default() {
            options.read = source.read;
        }
        if !source.rows.is_all() {
            options.rows = source.rows;
        }
        options
    }

    /// What was chosen before for a source with these columns, where nothing is chosen now.
    pub(super) fn remembered_for(&self, columns: &[String]) -> Option<&SourceOptions> {
        self.remembered.get(&columns_mark(columns)).filter(|_| self.columns.is_empty())
    }
}

/// Whether customers are joined over their identifiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Joining {
    /// Where there is something to join.
    #[default]
    On,
    /// A customer is what the customer's column says.
    Off,
}

/// What becomes of events that are in all columns like an earlier one of the same customer and instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Duplicates {
    /// They are counted, and kept.
    #[default]
    Keep,
    /// They are skipped, and listed as such.
    Drop,
}

/// The order of day and month in a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateOrder {
    /// 31/12/2024
    DayFirst,
    /// 12/31/2024
    MonthFirst,
}
