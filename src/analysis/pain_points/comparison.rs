//! One rate against another, on the logit scale.

use crate::analysis::statistics::{Z_95, upper_tail, wilson_interval};

/// A count and what it is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub yes: u32,
    pub n: u32,
}

impl Tally {
    pub fn rate(self) -> f64 {
        f64::from(self.yes) / f64::from(self.n)
    }

    pub fn without(self, part: Tally) -> Tally {
        Tally { yes: self.yes - part.yes, n: self.n - part.n }
    }

    /// Adds so many of whom it is so, or is not.
    pub fn add(&mut self, is_so: bool, n: u32) {
        self.yes += if is_so { n } else { 0 };
        self.n += n;
    }

    pub fn plus(self, other: Tally) -> Tally {
        Tally { yes: self.yes + other.yes, n: self.n + other.n }
    }

    /// Its logit with Haldane's half in each cell, and the variance of that.
    pub fn logit(self) -> (f64, f64) {
        let (yes, no) = (f64::from(self.yes) + 0.5, f64::from(self.n - self.yes) + 0.5);
        ((yes / no).ln(), 1.0 / yes + 1.0 / no)
    }

    /// How likely the count is at its own rate, up to a constant; on the logarithmic scale.
    pub fn log_likelihood(self) -> f64 {
        let of =
            |count: u32| if count > 0 { f64::from(count) * (f64::from(count) / f64::from(self.n)).ln() } else { 0.0 };
        of(self.yes) + of(self.n - self.yes)
    }

    fn interval(self) -> [f64; 2] {
        wilson_interval(self.yes, self.n).unwrap_or([0.0, 1.0])
    }
}

/// A rate and what was predicted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Comparison {
    pub tally: Tally,
    pub expected: f64,
    pub excess_interval: [f64; 2],
    /// One-sided, not adjusted.
    pub p_value: f64,
}

impl Comparison {
    /// Against a rate of which an interval is known.
    ///
    /// The interval of the difference comes from those of both rates: method 10 of R. G. Newcombe, "Interval estimation
    /// for the difference between independent proportions", Statistics in Medicine 17 (1998).
    pub fn new(tally: Tally, expected: f64, expected_interval: [f64; 2], p_value: f64) -> Comparison {
        let (rate, [low, high]) = (tally.rate(), tally.interval());
        let [expected_low, expected_high] = expected_interval;
        let excess = rate - expected;
        let distance = |own: f64, other: f64| own.hypot(other);
        let excess_interval = [
            (excess - distance(rate - low, expected_high - expected)).max(-1.0),
            (excess + distance(high - rate, expected - expected_low)).min(1.0),
        ];
        Comparison { tally, expected, excess_interval, p_value }
    }

    /// Against other visits, whose odds are raised by `shift` on the logit scale.
    pub fn with_rest(tally: Tally, rest: Tally, shift: f64) -> Comparison {
        let ((own, own_variance), (other, other_variance)) = (tally.logit(), rest.logit());
        let z = (own - other - shift) / (own_variance + other_variance).sqrt();
        let raised = |rate: f64| if shift == 0.0 { rate } else { rate / (rate + (1.0 - rate) * (-shift).exp()) };
        Comparison::new(tally, raised(rest.rate()), rest.interval().map(raised), upper_tail(z))
    }

    /// Against what the rates of the other touchpoints predict for one more of their kind; `None` for fewer than
    /// `least` others.
    pub fn with_others(tally: Tally, others: &[Tally], least: usize) -> Option<Comparison> {
        if others.len() < least {
            return None;
        }
        let n = others.len() as f64;
        let logits = || others.iter().map(|other| other.logit().0);
        let mean = logits().sum::<f64>() / n;
        let variance = logits().map(|logit| (logit - mean) * (logit - mean)).sum::<f64>() / (n - 1.0);
        let (own, own_variance) = tally.logit();
        let of_new = variance * (1.0 + 1.0 / n);
        let t = (own - mean) / (of_new + own_variance).sqrt();
        let half = of_normal(Z_95, n - 1.0) * of_new.sqrt();
        let [expected, low, high] = [mean, mean - half, mean + half].map(|logit| 1.0 / (1.0 + (-logit).exp()));
        Some(Comparison::new(tally, expected, [low, high], upper_tail(as_normal(t, n - 1.0))))
    }
}

/// The normal deviate with the tail of Student's t at that many degrees of freedom.
///
/// Source: D. L. Wallace, "Bounds on normal approximations to Student's and the chi-square distributions", Annals of
/// Mathematical Statistics 30 (1959).
fn as_normal(t: f64, freedom: f64) -> f64 {
    ((8.0 * freedom + 1.0) / (8.0 * freedom + 3.0) * (freedom * (t * t / freedom).ln_1p()).sqrt()).copysign(t)
}

/// The other way round.
fn of_normal(z: f64, freedom: f64) -> f64 {
    let z = z * (8.0 * freedom + 3.0) / (8.0 * freedom + 1.0);
    (freedom * (z * z / freedom).exp_m1()).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_t_has_its_tabulated_quantiles() {
        // Two-sided 95 %: 5, 10 and 30 degrees of freedom; W. S. Gosset's table as in any textbook.
        for (freedom, quantile) in [(5.0, 2.571), (10.0, 2.228), (30.0, 2.042)] {
            assert!((of_normal(Z_95, freedom) - quantile).abs() < 0.01, "{freedom}");
            assert!((as_normal(quantile, freedom) - Z_95).abs() < 0.01, "{freedom}");
        }
        // One-sided 0.05 % at 10 degrees of freedom: 4.587.
        assert!((upper_tail(as_normal(4.587, 10.0)) / 0.0005 - 1.0).abs() < 0.05);
        assert_eq!(as_normal(-2.0, 7.0), -as_normal(2.0, 7.0));
    }

    /// The example of Newcombe's table II, case (a): 56 of 70 and 48 of 80.
    #[test]
    fn the_interval_of_a_difference_is_newcombes() {
        let (own, rest) = (Tally { yes: 56, n: 70 }, Tally { yes: 48, n: 80 });
        let [low, high] = Comparison::with_rest(own, rest, 0.0).excess_interval;
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low} {high}");
    }

    #[test]
    fn a_shift_raises_what_is_expected() {
        let (own, rest) = (Tally { yes: 50, n: 100 }, Tally { yes: 20, n: 100 });
        let shifted = Comparison::with_rest(own, rest, 2f64.ln());
        // Odds of 1 to 4, doubled.
        assert!((shifted.expected - 1.0 / 3.0).abs() < 1e-12);
        assert!(shifted.p_value > Comparison::with_rest(own, rest, 0.0).p_value);
    }

    #[test]
    fn one_that_stands_apart_from_alike_others_is_unlikely() {
        let alike: Vec<Tally> = (0..8).map(|extra| Tally { yes: 100 + 5 * extra, n: 1000 }).collect();
        let apart = Comparison::with_others(Tally { yes: 600, n: 1000 }, &alike, 5).expect("enough others");
        assert!(apart.p_value < 1e-4 && (0.1..0.14).contains(&apart.expected), "{apart:?}");
        let among = Comparison::with_others(Tally { yes: 118, n: 1000 }, &alike, 5).expect("enough others");
        assert!(among.p_value > 0.3, "{among:?}");
        assert_eq!(Comparison::with_others(Tally { yes: 1, n: 2 }, &alike[..4], 5), None);
    }
}
