//! Numbers, shares, durations and dates as people write them, through the browser's `Intl`.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::Language;

/// A whole number, with its digits grouped: `12,345`.
pub fn count(language: Language, n: impl Countable) -> String {
    number(language, Style::Decimal { digits: 0 }, n.into_f64())
}

/// A number with at most so many digits after the point: `3.25`.
pub fn decimal(language: Language, value: f64, digits: u8) -> String {
    number(language, Style::Decimal { digits }, value)
}

/// A number with exactly so many digits after the point: `3.20`.
pub fn fixed(language: Language, value: f64, digits: u8) -> String {
    number(language, Style::Fixed { digits, signed: false }, value)
}

/// The same with its sign: `+3.20`.
pub fn signed(language: Language, value: f64, digits: u8) -> String {
    number(language, Style::Fixed { digits, signed: true }, value)
}

/// A large number in few characters: `12.3K`, `1.2万`.
pub fn compact(language: Language, value: f64) -> String {
    number(language, Style::Compact, value)
}

/// A rate of 0..=1 as a percentage with one digit: `12.3%`.
pub fn percent(language: Language, rate: f64) -> String {
    number(language, Style::Percent, rate)
}

/// A duration: `0.4 s`, `53 s`, `2 min 5 s`, `3 h 4 min`, `3 d 4 h`, `120 d`.
pub fn duration(language: Language, seconds: f64) -> String {
    if !seconds.is_finite() {
        return String::new();
    }
    let units: [&str; 4] = match language {
        Language::English => ["s", "min", "h", "d"],
        Language::Chinese => ["秒", "分", "小时", "天"],
    };
    let sign = if seconds < 0.0 { "−" } else { "" };
    let seconds = seconds.abs();
    if seconds > 0.0 && seconds < 9.95 && (seconds - seconds.round()).abs() > 0.049 {
        return format!("{sign}{} {}", decimal(language, seconds, 1), units[0]);
    }
    let whole = seconds.round() as u64;
    let (large, large_unit, small, small_unit) = if whole < 60 {
        (whole, units[0], 0, "")
    } else if whole < 3_600 {
        (whole / 60, units[1], whole % 60, units[0])
    } else if whole < 86_400 {
        (whole / 3_600, units[2], whole % 3_600 / 60, units[1])
    } else if whole < 100 * 86_400 {
        (whole / 86_400, units[3], whole % 86_400 / 3_600, units[2])
    } else {
        (whole / 86_400, units[3], 0, "")
    };
    let large = count(language, large);
    if small == 0 {
        format!("{sign}{large} {large_unit}")
    } else {
        format!("{sign}{large} {large_unit} {small} {small_unit}")
    }
}

/// A size in bytes: `812 B`, `12.3 MB`.
pub fn bytes(language: Language, bytes: u64) -> String {
    let mut value = bytes as f64;
    let mut unit = "B";
    for next in ["kB", "MB", "GB"] {
        if value < 999.5 {
            break;
        }
        value /= 1_000.0;
        unit = next;
    }
    let digits = if unit == "B" || value >= 99.5 { 0 } else { 1 };
    format!("{} {unit}", decimal(language, value, digits))
}

/// A size in memory, in the unit of the sentences that say what is too large: `2,132 MiB`.
pub fn mebibytes(language: Language, bytes: u64) -> String {
    format!("{} MiB", count(language, bytes >> 20))
}

/// Date of an ISO 8601 text, as written there: its offset is not applied. A text that does not read stays.
pub fn date(language: Language, iso: &str) -> String {
    instant(language, Style::Date, iso, None)
}

/// Date of an instant by the calendar of a zone; without one as [`date`].
pub fn date_in(language: Language, iso: &str, zone: Option<&str>) -> String {
    instant(language, Style::Date, iso, zone)
}

/// The last date before an instant by the calendar of a zone, as of a period that ends there.
pub fn date_until(language: Language, end: &str, zone: Option<&str>) -> String {
    let before = Date::new(&(Date::parse(end) - 1.0).into());
    if before.get_time().is_nan() {
        end.to_owned()
    } else {
        date_in(language, &String::from(before.to_iso_string()), zone)
    }
}

/// Date and time of an instant by the clocks of a zone; without one as written.
pub fn date_time_in(language: Language, iso: &str, zone: Option<&str>) -> String {
    instant(language, Style::DateTime, iso, zone)
}

/// Name of a day of the week, 1 (Monday) to 7, in short: `Mon`, `周一`.
pub fn weekday(language: Language, iso_day: u8) -> String {
    // 2024-01-01 was a Monday.
    let day = Date::parse("2024-01-01T12:00:00Z") + f64::from(iso_day.saturating_sub(1)) * 86_400_000.0;
    formatted(language, Style::Weekday, &Date::new(&day.into()))
}

/// The zone of the machine, by its IANA name.
pub fn own_zone() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// What counts things.
pub trait Countable {
    /// As the number type of JavaScript.
    fn into_f64(self) -> f64;
}

macro_rules! countable {
    ($($number:ty),*) => {
        $(impl Countable for $number {
            fn into_f64(self) -> f64 {
                self as f64
            }
        })*
    };
}
countable!(u8, u16, u32, u64, usize, i32, i64, f64);

/// What an `Intl` object is kept for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Decimal { digits: u8 },
    Fixed { digits: u8, signed: bool },
    Compact,
    Percent,
    Date,
    DateTime,
    Weekday,
}

thread_local! {
    /// Making an `Intl` object costs far more than using it.
    static FORMATS: RefCell<Vec<(Language, Style, Function)>> = const { RefCell::new(Vec::new()) };
}

fn instant(language: Language, style: Style, iso: &str, zone: Option<&str>) -> String {
    if let Some(zone) = zone
        && let Some(text) = in_zone(language, style, iso, zone)
    {
        return text;
    }
    let wall_clock: String = iso.chars().take(19).collect();
    let instant = Date::parse(&if wall_clock.len() > 10 { format!("{wall_clock}Z") } else { wall_clock });
    if instant.is_nan() { iso.to_owned() } else { formatted(language, style, &Date::new(&instant.into())) }
}

/// `None` where the text is no instant, or the browser does not know the zone.
fn in_zone(language: Language, style: Style, iso: &str, zone: &str) -> Option<String> {
    let instant = Date::parse(iso);
    if instant.is_nan() {
        return None;
    }
    let options = options(style);
    Reflect::set(&options, &"timeZone".into(), &zone.into()).ok()?;
    // The constructor throws for a zone it does not know.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&language.tag().into(), &options);
    let format: Intl::DateTimeFormat = Reflect::construct(&constructor, &arguments).ok()?.dyn_into().ok()?;
    format.format().call1(&JsValue::UNDEFINED, &Date::new(&instant.into())).ok()?.as_string()
}

fn number(language: Language, style: Style, value: f64) -> String {
    formatted(language, style, &value.into())
}

fn formatted(language: Language, style: Style, value: &JsValue) -> String {
    let format = FORMATS.with_borrow_mut(|formats| {
        if let Some((_, _, format)) = formats.iter().find(|kept| kept.0 == language && kept.1 == style) {
            return format.clone();
        }
        let format = make(language, style);
        formats.push((language, style, format.clone()));
        format
    });
    format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn make(language: Language, style: Style) -> Function {
    let locales = Array::of1(&language.tag().into());
    match style {
        Style::Decimal { .. } | Style::Fixed { .. } | Style::Compact | Style::Percent => {
            Intl::NumberFormat::new(&locales, &options(style)).format()
        }
        Style::Date | Style::DateTime | Style::Weekday => Intl::DateTimeFormat::new(&locales, &options(style)).format(),
    }
}

/// The options of an `Intl` object. Dates are shown as in UTC: texts are read as if they were, and so stay as written.
fn options(style: Style) -> Object {
    let options = Object::new();
    let set = |name: &str, value: JsValue| {
        // Setting a property of a fresh plain object does not fail.
        let _ = Reflect::set(&options, &name.into(), &value);
    };
    match style {
        Style::Decimal { digits } => set("maximumFractionDigits", f64::from(digits).into()),
        Style::Fixed { digits, signed } => {
            set("minimumFractionDigits", f64::from(digits).into());
            set("maximumFractionDigits", f64::from(digits).into());
            set("signDisplay", if signed { "exceptZero" } else { "auto" }.into());
        }
        Style::Compact => {
            set("notation", "compact".into());
            set("maximumSignificantDigits", 3.into());
        }
        Style::Percent => {
            set("style", "percent".into());
            set("minimumFractionDigits", 1.into());
            set("maximumFractionDigits", 1.into());
        }
        Style::Date => {
            set("timeZone", "UTC".into());
            set("dateStyle", "medium".into());
        }
        Style::DateTime => {
            set("timeZone", "UTC".into());
            set("dateStyle", "medium".into());
            set("timeStyle", "short".into());
            set("hourCycle", "h23".into());
        }
        Style::Weekday => {
            set("timeZone", "UTC".into());
            set("weekday", "short".into());
        }
    }
    options
}
