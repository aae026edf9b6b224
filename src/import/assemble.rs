//! The tables of all sources → one log.

use std::collections::BTreeMap;

use super::{
    Duplicates, ImportError, ImportOptions, ImportReport, Imported, Joining, JoiningReport, NumberStyle, Scale,
    SkipReason, SkippedRow,
    columns::ColumnBuilder,
    gather::Gather,
    join,
    plan::is_number,
    quality,
    report::{ColumnReport, RoleReason, SourceReport},
    sort::{self, Order},
    source_table::SourceTable,
    stages,
    summary::{self, SkippedRows},
};
use crate::event_log::{Calendar, Codes, Column, ColumnRole, Dictionary, EventLog, EventLogParts, span};

/// A source as a table; of one that could not be read only what is to be said of it.
pub(super) type ReadSource = Result<SourceTable, SourceReport>;

/// Makes one log of all tables; sources that could not be read are only told.
///
/// # Errors
///
/// When none of the tables has events.
pub(super) fn assemble(sources: Vec<ReadSource>, options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut reports = Vec::with_capacity(sources.len());
    let (mut logs, mut lists, mut places_of_lists) = (Vec::new(), Vec::new(), Vec::new());
    for (place, source) in sources.into_iter().enumerate() {
        match source {
            Ok(table) if table.report.is_log => {
                reports.push(table.report);
                logs.push(table.gather);
            }
            Ok(table) => {
                reports.push(table.report);
                lists.push(table.gather);
                places_of_lists.push(place);
            }
            Err(report) => reports.push(report),
        }
    }
    if logs.is_empty() {
        let no_log = lists.into_iter().find_map(|list| list.plan.no_log);
        let failure = reports.into_iter().find_map(|report| report.failure);
        return Err(no_log.or(failure).unwrap_or_else(|| ImportError::Empty { source_name: String::new() }));
    }
    let is_possible = logs.len() + lists.len() > 1 || logs.iter().any(|log| log.plan.identifiers.len() > 1);

    let customers = if is_possible && options.joining == Joining::On {
        Customers::joined(&mut logs, &lists)
    } else {
        Customers::as_written(&mut logs, &lists, is_possible)
    };
    let n_customers = customers.names.len() - 1;

    let kept: Vec<usize> = logs.iter().map(Gather::n_kept).collect();
    let mut skipped = SkippedRows::default();
    let (mut times, mut lines) = (Vec::new(), Vec::new());
    let (mut rows, mut instants) = (0, 0);
    for log in &mut logs {
        times.append(&mut log.time_chunks);
        lines
            .extend(log.line_chunks.take().into_iter().flatten().flatten().map(|line| (log.source_name.clone(), line)));
        skipped.append(std::mem::take(&mut log.skipped));
        rows += log.rows;
        instants += log.instants;
    }
    let mut merged = Merged::of(&mut logs, &kept);
    let order = sort::sort(customers.of_logs, times, n_customers);
    let mut columns: Vec<Column> = Vec::with_capacity(merged.columns.len());
    for (report, builder) in &mut merged.columns {
        if let Some(builder) = builder.take() {
            report.distinct = Some(builder.distinct() as u32);
            let column = builder.finish(report.name.clone(), &order.destinations);
            if report.role.is_some_and(is_number) {
                report.numbers = Some(NumberStyle::settle(&column.dictionary));
            }
            if report.role == Some(ColumnRole::Score) {
                report.scale = Scale::of_texts(&column.name, &column.dictionary);
            }
            columns.push(column);
        }
    }
    // Customers without events are none of the log's.
    let has_events = |customer: usize| order.offsets[customer] < order.offsets[customer + 1];
    for ((list, of_rows), &place) in lists.iter().zip(&customers.of_lists).zip(&places_of_lists) {
        reports[place].unmatched =
            of_rows.iter().filter(|&&customer| !has_events(customer as usize - 1)).count() as u64;
        for (index, builder) in &list.others {
            let Some(builder) = builder else { continue };
            let name = unused_name(&list.plan.names[*index], &merged.columns);
            let codes: Vec<u32> = builder.codes().collect();
            columns.push(property(name.clone(), builder, of_rows, &codes, &order.offsets));
            let report =
                ColumnReport { name, distinct: Some(builder.distinct() as u32), kept: true, ..ColumnReport::default() };
            merged.columns.push((report, None));
        }
    }

    let skipped_in_lists = lists.into_iter().flat_map(|list| list.skipped.into_rows());
    let has_offsets = instants > 0;
    // Where none is chosen, the one that the tool of all logs is known to live in.
    let zones: Vec<Option<&str>> =
        logs.iter().map(|log| log.plan.tool.and_then(|tool| tool.profile().time_zone)).collect();
    let of_tools = zones.first().copied().flatten().filter(|_| zones.iter().all(|zone| *zone == zones[0]));
    let zone = options.time_zone.as_deref().or(of_tools);
    // What was written without an offset is a wall clock already.
    let calendar =
        zone.filter(|_| has_offsets).and_then(|zone| calendar(zone, &order)).unwrap_or_else(Calendar::as_written);
    let events_before = order.times.len();
    let destinations = order.destinations;
    let with_events: Vec<u32> = (0..n_customers)
        .filter(|&customer| order.offsets[customer] < order.offsets[customer + 1])
        .map(|it| it as u32)
        .collect();
    let mut offsets: Vec<u32> = with_events.iter().map(|&customer| order.offsets[customer as usize]).collect();
    offsets.push(events_before as u32);
    let mut log = EventLog::new(EventLogParts {
        customer_ids: customers.names,
        customer_codes: with_events.iter().map(|&customer| customer + 1).collect(),
        offsets,
        times: order.times,
        columns,
        roles: merged.roles,
        calendar,
    });
    if !options.names.is_empty() {
        log.name_touchpoints(&options.names);
    }
    log.set_channels(&options.channels);
    let stage_model = options.stage_model.clone().unwrap_or_else(|| stages::model_of(&log));
    log.set_stages(stage_model, &options.stages);
    if !options.sides.is_empty() || !options.channels.is_empty() {
        log.set_sides(&options.sides);
    }

    let duplicates = quality::duplicates(&log);
    let mut quality = quality::report(&log, options.now);
    quality.tied_events = order.tied;
    quality.duplicates = duplicates.len() as u64;
    if options.duplicates == Duplicates::Drop && !duplicates.is_empty() {
        quality.duplicates_dropped = true;
        skip_duplicates(&duplicates, &destinations, &lines, &mut skipped);
        log = quality::without(&log, &duplicates);
    }
    for (report, _) in merged.columns.iter_mut().filter(|(report, _)| report.role == Some(ColumnRole::Customer)) {
        report.distinct = Some(log.n_customers() as u32);
    }
    let (touchpoints, first_stages) = summary::touchpoints(&log);
    let report = ImportReport {
        columns: merged.columns.into_iter().map(|(report, _)| report).collect(),
        joining: customers.report,
        has_offsets,
        time_zone: log.calendar().zone().to_owned(),
        quality,
        first_stages,
        stage_model: log.stage_model().clone(),
        unsure_stages: summary::unsure_stages(&log),
        summary: summary::summarise(&log, touchpoints, rows, &skipped),
        skipped_rows: skipped.into_rows().into_iter().chain(skipped_in_lists).collect(),
        sources: reports,
    };
    Ok(Imported { log, report })
}

/// Who did what.
struct Customers {
    names: Dictionary,
    /// Chunks of codes of the rows of all logs, one after the other.
    of_logs: Vec<Vec<u32>>,
    /// The codes of the rows of each list.
    of_lists: Vec<Vec<u32>>,
    report: JoiningReport,
}

impl Customers {
    fn joined(logs: &mut [Gather], lists: &[Gather]) -> Customers {
        let sources: Vec<&Gather> = logs.iter().chain(lists).collect();
        let joined = join::join(&sources);
        let mut of_logs = joined.customers;
        let of_lists = of_logs.split_off(logs.len());
        for log in logs {
            log.customer_chunks.clear();
        }
        Customers { names: joined.names, of_logs, of_lists, report: joined.report }
    }

    /// Customers are equal where the values of their columns are.
    fn as_written(logs: &mut [Gather], lists: &[Gather], is_possible: bool) -> Customers {
        let mut names = std::mem::take(&mut logs[0].customers);
        let mut of_logs = std::mem::take(&mut logs[0].customer_chunks);
        let mut code_here = |source: &Gather| -> Vec<u32> {
            (0..source.customers.len() as u32).map(|code| names.intern(source.customers.text(code))).collect()
        };
        for log in &mut logs[1..] {
            let codes = code_here(log);
            let chunks = std::mem::take(&mut log.customer_chunks);
            of_logs.extend(
                chunks.into_iter().map(|chunk| chunk.into_iter().map(|code| codes[code as usize]).collect::<Vec<_>>()),
            );
        }
        let of_lists = lists.iter().map(|list| {
            let codes = code_here(list);
            list.customer_chunks.iter().flatten().map(|&code| codes[code as usize]).collect()
        });
        let of_lists = of_lists.collect();
        let customers = names.len() as u64 - 1;
        let report = JoiningReport { is_possible, before: customers, after: customers, ..JoiningReport::default() };
        Customers { names: names.finish(), of_logs, of_lists, report }
    }
}

/// The columns of all logs, put together.
struct Merged {
    columns: Vec<(ColumnReport, Option<ColumnBuilder>)>,
    roles: BTreeMap<ColumnRole, String>,
}

impl Merged {
    /// Columns with the same role become one, under the first one's name, and so do columns without one and of the same
    /// name.
    fn of(logs: &mut [Gather], kept: &[usize]) -> Merged {
        let mut merged = Merged { columns: Vec::new(), roles: BTreeMap::new() };
        let mut rows_before = 0;
        if logs.len() > 1 {
            logs.iter_mut().for_each(Gather::write_numbers_plain);
        }
        for (log, rows) in logs.iter_mut().zip(kept) {
            merged.take(log, rows_before);
            rows_before += rows;
            for builder in merged.columns.iter_mut().filter_map(|(_, builder)| builder.as_mut()) {
                if builder.rows() < rows_before {
                    builder.append_missing(rows_before - builder.rows());
                }
            }
        }
        merged
    }

    fn take(&mut self, log: &mut Gather, rows_before: usize) {
        let mut others = std::mem::take(&mut log.others);
        for (index, name) in log.plan.names.iter().enumerate() {
            let role = log
                .plan
                .roles
                .iter()
                .find(|(_, (column, _))| *column == index)
                .map(|(&role, &(_, reason))| (role, reason));
            let builder =
                others.iter_mut().find(|(column, _)| *column == index).and_then(|(_, builder)| builder.take());
            let is_column = others.iter().any(|(column, _)| *column == index);
            self.add(name, role, builder, is_column, rows_before);
        }
    }

    fn add(
        &mut self,
        name: &str,
        role: Option<(ColumnRole, RoleReason)>,
        builder: Option<ColumnBuilder>,
        is_column: bool,
        rows_before: usize,
    ) {
        let known = self.columns.iter_mut().find(|(report, _)| match role {
            Some((role, _)) => report.role == Some(role),
            None => report.role.is_none() && report.name == name,
        });
        match known {
            Some((report, own)) => match (own.as_mut(), builder) {
                (Some(own), Some(builder)) => own.append(builder),
                // What one source does not keep is kept of none.
                _ if is_column => {
                    *own = None;
                    report.kept = false;
                }
                _ => {}
            },
            None => {
                let name = unused_name(name, &self.columns);
                if let Some((role, _)) = role {
                    self.roles.insert(role, name.clone());
                }
                let builder = builder.map(|builder| match rows_before {
                    0 => builder,
                    _ => {
                        let mut column = ColumnBuilder::after_missing(std::iter::once(rows_before));
                        column.append(builder);
                        column
                    }
                });
                let report = ColumnReport {
                    name,
                    role: role.map(|(role, _)| role),
                    reason: role.map(|(_, reason)| reason),
                    distinct: None,
                    kept: builder.is_some() || !is_column,
                    ..ColumnReport::default()
                };
                self.columns.push((report, builder));
            }
        }
    }
}

/// The name, with a number behind it where it is taken.
fn unused_name(name: &str, taken: &[(ColumnReport, Option<ColumnBuilder>)]) -> String {
    let is_taken = |name: &str| taken.iter().any(|(report, _)| report.name == name);
    if !is_taken(name) {
        return name.to_owned();
    }
    (2..).map(|copy| format!("{name} ({copy})")).find(|name| !is_taken(name)).unwrap_or_default()
}

/// A column of a list of customers, for all events of each customer. Where a customer has several rows, the last one that
/// has a value holds.
fn property(name: String, builder: &ColumnBuilder, of_rows: &[u32], codes: &[u32], offsets: &[u32]) -> Column {
    let mut of_customer = vec![0; offsets.len() - 1];
    for (&customer, &code) in of_rows.iter().zip(codes) {
        if code != 0 {
            of_customer[customer as usize - 1] = code;
        }
    }
    let n_events = offsets.last().copied().unwrap_or_default() as usize;
    let mut of_event = Vec::with_capacity(n_events);
    for (customer, &code) in of_customer.iter().enumerate() {
        of_event.resize(offsets[customer + 1] as usize, code);
    }
    Column { name, dictionary: builder.dictionary().into(), codes: Codes::U32(of_event) }
}

/// Lists duplicates among the skipped rows. `destinations` says where the event of each row is.
fn skip_duplicates(duplicates: &[u32], destinations: &[u32], lines: &[(String, u32)], skipped: &mut SkippedRows) {
    let is_duplicate = crate::order::set(duplicates.iter().copied());
    for (place, (source, line)) in destinations.iter().zip(lines) {
        if is_duplicate.contains(place) {
            skipped.add(SkippedRow {
                source: source.clone(),
                line: (*line).into(),
                column: None,
                value: None,
                reason: SkipReason::Duplicate,
            });
        }
    }
}

/// The calendar of a zone for the span of the events; `None` if there is no such zone.
#[inline(never)]
fn calendar(zone: &str, order: &Order) -> Option<Calendar> {
    let (first, last) = span(&order.offsets, &order.times)?;
    Calendar::in_zone(zone, first, last)
}
