//! A cell as text: as Excel shows it in the general format, and times as ISO 8601 has them.

use std::fmt::Write;

use calamine::{DataRef, ExcelDateTime};

/// Writes the value of a cell; `false` if it holds an error in place of one.
pub(super) fn write(value: &DataRef<'_>, out: &mut String) -> bool {
    // Writing to a string does not fail.
    let _ = match value {
        DataRef::Empty => Ok(()),
        DataRef::Error(_) => return false,
        DataRef::Bool(is) => write!(out, "{is}"),
        DataRef::Int(number) => write!(out, "{number}"),
        // There is no negative zero in a sheet.
        DataRef::Float(number) if *number == 0.0 => out.write_char('0'),
        DataRef::Float(number) => write!(out, "{number}"),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => out.write_str(text),
        DataRef::SharedString(text) => out.write_str(text),
        DataRef::DateTime(time) if time.is_duration() => write_duration(time.as_f64(), out),
        DataRef::DateTime(time) => write_time(time, out),
    };
    true
}

/// `YYYY-MM-DD hh:mm:ss`, with milliseconds where there are some; below one day it is a time of day and no date.
fn write_time(time: &ExcelDateTime, out: &mut String) -> std::fmt::Result {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    if !(0.0..1.0).contains(&time.as_f64()) {
        write!(out, "{year:04}-{month:02}-{day:02} ")?;
    }
    write!(out, "{hour:02}:{minute:02}:{second:02}")?;
    if milli > 0 { write!(out, ".{milli:03}") } else { Ok(()) }
}

/// `h:mm:ss`, of a number of days.
fn write_duration(days: f64, out: &mut String) -> std::fmt::Result {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    write!(out, "{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn text(value: DataRef<'_>) -> String {
        let mut text = String::new();
        assert!(write(&value, &mut text));
        text
    }

    #[test]
    fn cells_read_as_excel_shows_them() {
        let numbers = [1.0, -0.0, 0.1, 1234567890123.0, 2.5e-7].map(|number| text(DataRef::Float(number)));
        assert_eq!(numbers, ["1", "0", "0.1", "1234567890123", "0.00000025"]);
        assert_eq!(text(DataRef::Bool(true)), "true");
        assert!(!write(&DataRef::Error(CellErrorType::Div0), &mut String::new()));
    }

    #[test]
    fn times_in_both_systems_of_excel() {
        let time = |serial, kind, is_1904| text(DataRef::DateTime(ExcelDateTime::new(serial, kind, is_1904)));
        let (date, duration) = (ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta);
        assert_eq!(time(45943.541, date, false), "2025-10-13 12:59:02.400");
        assert_eq!(time(45943.0, date, false), "2025-10-13 00:00:00");
        // 1904-01-01 is day 0 there, day 1462 here.
        assert_eq!(time(45943.0 - 1462.0, date, true), "2025-10-13 00:00:00");
        assert_eq!(time(0.75, date, false), "18:00:00");
        assert_eq!(time(1.5, duration, false), "36:00:00");
    }
}
