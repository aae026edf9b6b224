//! Instants → dates and hours, in one time zone.
//!
//! # Why a table of shifts
//!
//! A log spans a few changes of the clock at most. They are looked up once; after that, the hour of an event costs
//! an addition and a division.

use jiff::tz::TimeZone;

use super::{MICROS_PER_SECOND, Timestamp, civil_from_days};

const MICROS_PER_HOUR: i64 = 3600 * MICROS_PER_SECOND;

/// How instants become dates and hours.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: String,
    /// From each instant on, the local clock is ahead of UTC by this many microseconds; the first entry holds before too.
    shifts: Vec<(Timestamp, i64)>,
}

/// A day of the proleptic Gregorian calendar: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(pub i32);

impl LocalDate {
    /// ISO day of the week: 1 is Monday, 7 Sunday.
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32 + 1
    }

    /// `2024-02-29`.
    pub fn to_iso(self) -> String {
        let (year, month, day) = civil_from_days(i64::from(self.0));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl Calendar {
    /// The clock as the timestamps were written (and UTC for instants).
    pub fn as_written() -> Calendar {
        Calendar { zone: "UTC".to_owned(), shifts: vec![(Timestamp(i64::MIN), 0)] }
    }

    /// The clock of an IANA zone between two instants; `None` if there is no zone of that name.
    pub fn in_zone(name: &str, first: Timestamp, last: Timestamp) -> Option<Calendar> {
        let zone = TimeZone::get(name).ok()?;
        let instant = |at: Timestamp| jiff::Timestamp::from_microsecond(at.0).ok();
        let micros = |at: jiff::Timestamp| i64::from(zone.to_offset(at).seconds()) * MICROS_PER_SECOND;
        let start = instant(first).unwrap_or(jiff::Timestamp::MIN);
        let end = instant(last).unwrap_or(jiff::Timestamp::MAX);
        let mut shifts = vec![(Timestamp(i64::MIN), micros(start))];
        for change in zone.following(start).take_while(|change| change.timestamp() <= end) {
            let shift = i64::from(change.offset().seconds()) * MICROS_PER_SECOND;
            shifts.push((Timestamp(change.timestamp().as_microsecond()), shift));
        }
        Some(Calendar { zone: name.to_owned(), shifts })
    }

    /// Whether there is an IANA zone of that name.
    pub fn knows_zone(name: &str) -> bool {
        TimeZone::get(name).is_ok()
    }

    /// Name of the zone.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    fn shift_at(&self, at: Timestamp) -> i64 {
        let later = self.shifts.partition_point(|&(from, _)| from <= at);
        self.shifts[later.max(1) - 1].1
    }

    /// Local whole hours since 1970-01-01T00:00 of each instant, to `out`, which is cleared first.
    /// Hour of the day is the remainder by 24, [`LocalDate`] the quotient (both rounded down).
    pub fn hours(&self, times: &[Timestamp], out: &mut Vec<i32>) {
        out.clear();
        match self.shifts[..] {
            [(_, shift)] => out.extend(times.iter().map(|at| hour(at.0 + shift))),
            _ => out.extend(times.iter().map(|&at| hour(at.0 + self.shift_at(at)))),
        }
    }

    /// The local date of an instant.
    pub fn date(&self, at: Timestamp) -> LocalDate {
        LocalDate(hour(at.0 + self.shift_at(at)).div_euclid(24))
    }

    /// The instant at which the local clock shows so many microseconds since 1970-01-01T00:00.
    pub fn instant_at(&self, local: i64) -> Timestamp {
        // The shift in force is that at the instant asked for; two looks settle it but within a clock change.
        let guess = Timestamp(local - self.shift_at(Timestamp(local)));
        Timestamp(local - self.shift_at(guess))
    }
}

/// Whole hours in `micros`, rounded down.
///
/// WASM divides 64-bit integers slowly, and checks the range when it makes floating-point numbers whole. Adding 1.5 × 2⁵²
/// rounds to the nearest whole number and leaves it in the low bits; the rest tells whether it is one too many.
#[inline]
fn hour(micros: i64) -> i32 {
    const TO_WHOLE: f64 = 1.5 * (1_u64 << 52) as f64;
    let nearest = (micros as f64 * (1.0 / MICROS_PER_HOUR as f64) + TO_WHOLE).to_bits() as i32;
    let rest = micros - i64::from(nearest) * MICROS_PER_HOUR;
    nearest - i32::from(rest < 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(iso: &str) -> Timestamp {
        Timestamp(iso.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn summer_time_moves_the_hour() {
        let (first, last) = (at("2024-01-01T00:00:00Z"), at("2024-12-31T00:00:00Z"));
        let berlin = Calendar::in_zone("Europe/Berlin", first, last).unwrap();
        let mut hours = Vec::new();
        berlin.hours(&[at("2024-01-15T12:30:00Z"), at("2024-07-15T12:30:00Z")], &mut hours);
        assert_eq!([hours[0].rem_euclid(24), hours[1].rem_euclid(24)], [13, 14]);
        assert_eq!(berlin.date(at("2024-07-15T22:30:00Z")).to_iso(), "2024-07-16");
        assert!(Calendar::in_zone("Mars/Olympus", first, last).is_none());
    }

    #[test]
    fn hours_before_1970_round_down() {
        let mut hours = Vec::new();
        Calendar::as_written().hours(&[at("1969-12-31T23:59:59Z"), at("0001-01-01T00:00:00Z")], &mut hours);
        assert_eq!(hours[0], -1);
        assert_eq!(hours[1].rem_euclid(24), 0);
    }

    #[test]
    fn hours_are_exact_at_their_ends() {
        for hours in [-17_800_000, -3, -1, 0, 1, 474_000, 5_000_000, 87_000_000] {
            let start = i64::from(hours) * MICROS_PER_HOUR;
            assert_eq!([start - 1, start, start + MICROS_PER_HOUR - 1].map(hour), [hours - 1, hours, hours]);
        }
    }

    #[test]
    fn weekdays_are_iso() {
        assert_eq!(Calendar::as_written().date(at("2024-02-29T08:00:00Z")).weekday(), 4);
        assert_eq!(LocalDate(0).weekday(), 4);
        assert_eq!(LocalDate(-1).weekday(), 3);
    }

    #[test]
    fn midnight_is_the_local_clocks() {
        let shanghai =
            Calendar::in_zone("Asia/Shanghai", at("2024-01-01T00:00:00Z"), at("2024-12-31T00:00:00Z")).unwrap();
        let local = at("2024-05-01T00:00:00Z").0;
        assert_eq!(shanghai.instant_at(local), at("2024-04-30T16:00:00Z"));
        assert_eq!(Calendar::as_written().instant_at(local), Timestamp(local));
    }
}
