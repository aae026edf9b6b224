//! From values to positions, and ticks at round values.

/// A straight line from a span of values to a span of positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearScale {
    /// Values at both ends.
    pub domain: [f64; 2],
    /// Positions at both ends.
    pub range: [f64; 2],
}

impl LinearScale {
    /// The position of a value; the middle of the range where all values are the same.
    pub fn position(&self, value: f64) -> f64 {
        let [low, high] = self.domain;
        let [start, end] = self.range;
        if high == low {
            return (start + end) / 2.0;
        }
        start + (value - low) / (high - low) * (end - start)
    }
}

/// Where a value lies between `low` (0) and `high` (1), clamped; 1 where both are the same, so that a single value is
/// shown strong rather than as nothing.
pub fn share_between(value: f64, low: f64, high: f64) -> f64 {
    if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 1.0 }
}

/// About `wanted` round values from `low` to `high`: multiples of 1, 2 or 5 times a power of ten, inside the span.
pub fn ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) || wanted == 0 {
        return Vec::new();
    }
    if high <= low {
        return vec![low];
    }
    let rough = (high - low) / wanted as f64;
    let power = rough.log10().floor();
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * 10_f64.powf(power))
        .into_iter()
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(rough);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    // By multiplication and a rounding to the step's decimals: 0.1 + 0.2 would show as 0.30000000000000004.
    let decimals = (1.0 - power).clamp(0.0, 12.0) as i32;
    let tidy = 10_f64.powi(decimals);
    (first..=last).take(50).map(|n| (n as f64 * step * tidy).round() / tidy).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_map_to_ends() {
        let scale = LinearScale { domain: [0.0, 1.0], range: [300.0, 20.0] };
        assert_eq!((scale.position(0.0), scale.position(1.0), scale.position(0.5)), (300.0, 20.0, 160.0));
        assert_eq!(LinearScale { domain: [5.0, 5.0], range: [0.0, 10.0] }.position(5.0), 5.0);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 1.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(0.0, 9_371.0, 5), [0.0, 2000.0, 4000.0, 6000.0, 8000.0]);
        assert_eq!(ticks(0.03, 0.47, 5), [0.1, 0.2, 0.3, 0.4]);
        assert_eq!(ticks(-3.0, 3.0, 3), [-2.0, 0.0, 2.0]);
        assert_eq!(ticks(7.0, 7.0, 5), [7.0]);
        assert!(ticks(0.0, f64::NAN, 5).is_empty());
    }

    #[test]
    fn a_single_value_is_strong() {
        assert_eq!(share_between(4.0, 4.0, 4.0), 1.0);
        assert_eq!(share_between(9.0, 0.0, 4.0), 1.0);
        assert_eq!(share_between(1.0, 0.0, 4.0), 0.25);
    }
}
