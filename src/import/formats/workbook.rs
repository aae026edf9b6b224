//! Spreadsheets: XLSX, XLSM, XLSB, XLS and ODS. One sheet is read: the one asked for, else the first that holds a table.

mod archive;
mod cell;
mod table;

use calamine::{Data, DataRef, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use self::{archive::Kind, table::Table};
use super::{ReadOptions, ReadReport, Rows, Sheet, Source};
use crate::import::{Damage, ImportError, ReadAs};

/// Gives the rows of one sheet. The row above which nothing else looks like a table names the columns; what stands
/// above that is counted in the report, and so are cells that hold an error. Lines are the sheet's rows, from 1.
///
/// # Errors
///
/// When the workbook is damaged, too large to unpack, or holds no table; when there is no sheet of that name.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    rows: &mut dyn Rows,
) -> Result<ReadReport, ImportError> {
    let damaged =
        |cause: Damage| ImportError::Damaged { source_name: source_name.to_owned(), format: ReadAs::Workbook, cause };
    let in_detail = |cause: &dyn std::fmt::Display| damaged(Damage::Detail(cause.to_string()));
    let kind = archive::kind_of(source_name, source)?;
    let mut book: Box<dyn Book + '_> = match kind {
        Kind::Xlsx => Box::new(Xlsx::new(source).map_err(|error| in_detail(&error))?),
        Kind::Xlsb => Box::new(Xlsb::new(source).map_err(|error| in_detail(&error))?),
        Kind::Xls => Box::new(Xls::new(source).map_err(|error| in_detail(&error))?),
        Kind::Ods => Box::new(Ods::new(source).map_err(|error| in_detail(&error))?),
    };

    let sheets = book.sheets();
    let all: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
    let mut report = ReadReport {
        sheets: all.iter().map(|name| Sheet { name: name.clone(), rows: None }).collect(),
        ..ReadReport::default()
    };
    let candidates: Vec<String> = match &options.sheet {
        Some(asked) if all.contains(asked) => vec![asked.clone()],
        Some(asked) => {
            return Err(ImportError::NoSuchSheet {
                source_name: source_name.to_owned(),
                sheet: asked.clone(),
                sheets: all,
            });
        }
        // Those that are hidden come last: what people see is what they mean.
        None => [true, false]
            .iter()
            .flat_map(|&shown| sheets.iter().filter(move |(_, is_shown)| *is_shown == shown))
            .map(|(name, _)| name.clone())
            .collect(),
    };
    for name in candidates {
        let mut table = Table::new(rows);
        let result = book.cells(&name, &mut |row, column, value| table.cell(row, column, value));
        match result {
            Ok(()) => {}
            Err(Stopped::Unreadable(cause)) => return Err(damaged(Damage::Sheet { name, detail: cause })),
            Err(Stopped::Refused(error)) => return Err(error),
        }
        let found = table.finish()?;
        if let Some(sheet) = report.sheets.iter_mut().find(|sheet| sheet.name == name) {
            sheet.rows = Some(found.rows);
        }
        if found.is_table {
            report.sheet = Some(name);
            report.rows_above_header = found.rows_above_header;
            report.error_cells = found.error_cells;
            return Ok(report);
        }
    }
    Err(ImportError::NoTable { source_name: source_name.to_owned(), sheets: all })
}

/// Takes the cells of a sheet that hold something: row and column from 0, row by row.
type TakeCell<'a> = dyn FnMut(u32, u32, &DataRef<'_>) -> Result<(), ImportError> + 'a;

/// Why a sheet was not read to its end.
enum Stopped {
    /// What is wrong with it.
    Unreadable(String),
    /// Its rows were refused.
    Refused(ImportError),
}

impl From<ImportError> for Stopped {
    fn from(error: ImportError) -> Stopped {
        Stopped::Refused(error)
    }
}

/// A workbook of any kind.
trait Book {
    /// Its worksheets by name, and whether each is shown.
    fn sheets(&self) -> Vec<(String, bool)>;

    /// Gives the cells of a sheet.
    fn cells(&mut self, name: &str, take: &mut TakeCell<'_>) -> Result<(), Stopped>;
}

/// The worksheets of a workbook: charts and macros are none.
fn worksheets(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let worksheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    worksheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
}

/// Cell by cell: a cell far out costs nothing, and no sheet is in memory as a whole.
macro_rules! streamed {
    ($kind:ident) => {
        impl Book for $kind<&mut dyn Source> {
            fn sheets(&self) -> Vec<(String, bool)> {
                worksheets(self.sheets_metadata())
            }

            fn cells(&mut self, name: &str, take: &mut TakeCell<'_>) -> Result<(), Stopped> {
                let unreadable = |error: &dyn std::fmt::Display| Stopped::Unreadable(error.to_string());
                let mut cells = self.worksheet_cells_reader(name).map_err(|error| unreadable(&error))?;
                while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error))? {
                    let (row, column) = cell.get_position();
                    take(row, column, cell.get_value())?;
                }
                Ok(())
            }
        }
    };
}

/// As a whole: the old formats are read at once when they are opened.
macro_rules! at_once {
    ($kind:ident) => {
        impl Book for $kind<&mut dyn Source> {
            fn sheets(&self) -> Vec<(String, bool)> {
                worksheets(self.sheets_metadata())
            }

            fn cells(&mut self, name: &str, take: &mut TakeCell<'_>) -> Result<(), Stopped> {
                let range = self.worksheet_range(name).map_err(|error| Stopped::Unreadable(error.to_string()))?;
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    take(first_row + row as u32, first_column + column as u32, &borrowed(value))?;
                }
                Ok(())
            }
        }
    };
}

streamed!(Xlsx);
streamed!(Xlsb);
at_once!(Xls);
at_once!(Ods);

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
