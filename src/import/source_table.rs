//! One source as a table of columns: what is joined with others to a log.

use super::{
    ImportError, NumberStyle, Scale, SourceReport,
    formats::{Format, ReadReport},
    gather::Gather,
    plan::is_number,
    report::ColumnReport,
};

/// Rows of the preview.
const PREVIEW_ROWS: usize = 20;

/// The rows of one source, and what is to be said of it.
pub struct SourceTable {
    pub(super) gather: Gather,
    /// What is to be said of the source; events and what joining adds come later.
    pub report: SourceReport,
}

impl SourceTable {
    pub(super) fn new(
        mut gather: Gather,
        format: Format,
        read: ReadReport,
        sample: Vec<Vec<String>>,
    ) -> Result<SourceTable, ImportError> {
        if gather.n_kept() == 0 {
            return Err(gather.all_skipped());
        }
        let ambiguous_dates = gather.n_ambiguous();
        gather.settle_dates()?;
        gather.give_up_varied();
        let names = &gather.plan.names;
        let customer = gather.plan.identifiers.first().map(|&(column, _)| column);
        let columns = names.iter().enumerate().map(|(index, name)| {
            let role = gather.plan.roles.iter().find(|(_, (column, _))| *column == index);
            let builder = gather.builder(index);
            let is_time = role.is_some_and(|(role, _)| *role == crate::event_log::ColumnRole::Timestamp);
            ColumnReport {
                name: name.clone(),
                role: role.map(|(&role, _)| role),
                reason: role.map(|(_, &(_, reason))| reason),
                identifier: gather.plan.identifiers.iter().find(|(column, _)| *column == index).map(|&(_, kind)| kind),
                distinct: match builder {
                    _ if Some(index) == customer => Some(gather.n_customers() as u32),
                    Some(builder) => Some(builder.distinct() as u32),
                    None => None,
                },
                numbers: builder
                    .filter(|_| role.is_some_and(|(&role, _)| is_number(role)))
                    .map(|builder| NumberStyle::of_column(builder.texts())),
                scale: builder
                    .filter(|_| role.is_some_and(|(role, _)| *role == crate::event_log::ColumnRole::Score))
                    .and_then(|builder| Scale::of_column(name, builder.texts())),
                kept: builder.is_some() || Some(index) == customer || is_time,
                left_out: gather.is_left_out(index),
            }
        });
        let (columns, preview) = with_unread(columns.collect(), &gather, &read, sample);
        let report = SourceReport {
            name: gather.source_name.clone(),
            bytes: 0,
            format,
            tool: gather.plan.tool,
            encoding: read.encoding.clone(),
            replaced_bytes: read.replaced_bytes || gather.has_broken_text(),
            delimiter: read.delimiter,
            timestamp_format: if gather.plan.is_log() { gather.timestamp_format() } else { String::new() },
            has_offsets: gather.instants > 0,
            mixes_offsets: gather.instants > 0 && gather.instants < gather.n_kept() as u64,
            ambiguous_dates,
            is_log: gather.plan.is_log(),
            rows: gather.rows,
            kept: gather.n_kept() as u64,
            skipped: gather.skipped.count(),
            left_out: gather.left_out,
            unmatched: 0,
            read,
            columns,
            preview,
            is_remembered: gather.plan.is_remembered,
            failure: None,
        };
        Ok(SourceTable { gather, report })
    }
}

/// The columns and the first rows, with those columns in their places that the reader has left out.
fn with_unread(
    columns: Vec<ColumnReport>,
    gather: &Gather,
    read: &ReadReport,
    sample: Vec<Vec<String>>,
) -> (Vec<ColumnReport>, Vec<Vec<String>>) {
    let rows = sample.into_iter().take(PREVIEW_ROWS);
    let mut read_columns = columns.into_iter().enumerate().peekable();
    let (mut all, mut places) = (Vec::new(), Vec::new());
    for name in &read.all_columns {
        if let Some((place, column)) = read_columns.next_if(|(_, column)| column.name == *name) {
            all.push(column);
            places.push(Some(place));
        } else if gather.leaves_out(name) {
            all.push(ColumnReport { name: name.clone(), left_out: true, ..ColumnReport::default() });
            places.push(None);
        }
    }
    for (place, column) in read_columns {
        all.push(column);
        places.push(Some(place));
    }
    let in_places = |row: Vec<String>| {
        places.iter().map(|place| place.and_then(|place| row.get(place)).cloned().unwrap_or_default()).collect()
    };
    (all, rows.map(in_places).collect())
}
