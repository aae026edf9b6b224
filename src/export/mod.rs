//! Report → table → CSV, with spreadsheet formulas made harmless; report → what of it may be shared.
//!
//! Headings are the field names of the reports, in English whatever the language on screen: who reads the file by
//! program finds the same names always. Numbers are written in full, with a point.

mod csv;
mod customers;
pub mod suppression;
mod tables;

pub use csv::{CsvOptions, to_csv};
pub use customers::{customers, timeline};
pub use tables::{
    complaints, consistency, contrasts, customer_ids, feedback, funnel, heatmap_long, heatmap_matrix, journey_map,
    next_touchpoints, overview, pain_points, risks, score_changes, skipped_rows, stage_paths, themes, verbatims,
};

/// A table of text and numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// One heading per column.
    pub headings: Vec<String>,
    /// As many fields per row as headings.
    pub rows: Vec<Vec<Field>>,
}

/// A field of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Words, as they stand in the data.
    Text(String),
    /// A number.
    Number(f64),
    /// Not known, or does not apply.
    Nothing,
}

impl From<&str> for Field {
    fn from(text: &str) -> Field {
        Field::Text(text.to_owned())
    }
}

impl From<f64> for Field {
    fn from(number: f64) -> Field {
        Field::Number(number)
    }
}

impl From<u32> for Field {
    fn from(count: u32) -> Field {
        Field::Number(count.into())
    }
}

impl From<Option<f64>> for Field {
    fn from(number: Option<f64>) -> Field {
        number.map_or(Field::Nothing, Field::Number)
    }
}

impl From<Option<&str>> for Field {
    fn from(text: Option<&str>) -> Field {
        text.map_or(Field::Nothing, Field::from)
    }
}
