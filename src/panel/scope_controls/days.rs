//! Days of a calendar as ISO 8601 writes them.

/// The day after one.
pub fn day_after(date: &str) -> Option<String> {
    days_later(date, 1.0)
}

/// The day before one.
pub fn day_before(date: &str) -> Option<String> {
    days_later(date, -1.0)
}

/// By the browser's calendar, in UTC; the engine's would bring its time zones into the page.
fn days_later(date: &str, days: f64) -> Option<String> {
    const DAY_MS: f64 = 86_400_000.0;
    let midnight = js_sys::Date::parse(date.get(..10)?);
    if midnight.is_nan() {
        return None;
    }
    let moved = js_sys::Date::new(&(midnight + days * DAY_MS).into()).to_iso_string();
    // Beyond the year 9999 there is a sign in front.
    String::from(moved).strip_suffix("T00:00:00.000Z").filter(|date| date.len() == 10).map(str::to_owned)
}
