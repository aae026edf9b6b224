//! One group against another: how far two estimates lie apart, and whether that is more than chance.

use super::statistics::{Z_95, holm};

/// A number, and its 95 % interval.
pub type Estimate = (f64, [f64; 2]);

/// The distance between two independent estimates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// The one minus the other.
    pub difference: f64,
    /// Its 95 % interval.
    pub interval: [f64; 2],
    /// Two-sided p-value of the hypothesis that there is no difference.
    pub p_value: f64,
}

impl Contrast {
    /// The one against the other.
    ///
    /// # Formula
    ///
    /// Of a with the interval (l, u) and b with (m, v): a − b − √((a − l)² + (v − b)²), to a − b + √((u − a)² + (b − m)²).
    /// With Wilson's intervals of two proportions this is method 10 of R. G. Newcombe, "Interval estimation for the
    /// difference between independent proportions", Statistics in Medicine 17 (1998); in general it is that of G. Y. Zou
    /// and A. Donner, Statistics in Medicine 27 (2008). The p-value is that of the normal distribution, by how often the
    /// half of the interval towards 0 goes into the difference.
    pub fn of((one, [one_low, one_high]): Estimate, (other, [other_low, other_high]): Estimate) -> Contrast {
        let difference = one - other;
        let below = (one - one_low).hypot(other_high - other);
        let above = (one_high - one).hypot(other - other_low);
        let half = if difference > 0.0 { below } else { above };
        let z = if difference == 0.0 { 0.0 } else { difference.abs() / half * Z_95 };
        let p_value = libm::erfc(z / std::f64::consts::SQRT_2);
        Contrast { difference, interval: [difference - below, difference + above], p_value }
    }

    /// Whether the difference is more than chance.
    pub fn is_sure(&self) -> bool {
        self.p_value < 0.05
    }
}

/// Corrects the p-values for how many there are (Holm).
pub fn corrected(mut contrasts: Vec<Option<Contrast>>) -> Vec<Option<Contrast>> {
    let raw: Vec<f64> = contrasts.iter().flatten().map(|contrast| contrast.p_value).collect();
    let adjusted = holm(&raw);
    contrasts.iter_mut().flatten().zip(adjusted).for_each(|(contrast, p_value)| contrast.p_value = p_value);
    contrasts
}

#[cfg(test)]
mod tests {
    use super::{super::statistics::wilson_interval, *};

    fn proportions([x1, n1, x2, n2]: [u32; 4]) -> Contrast {
        let estimate = |x: u32, n: u32| (f64::from(x) / f64::from(n), wilson_interval(x, n).expect("trials"));
        Contrast::of(estimate(x1, n1), estimate(x2, n2))
    }

    /// Newcombe (1998), table II, method 10.
    #[test]
    fn intervals_against_published_ones() {
        for (trials, low, high) in [
            ([56, 70, 48, 80], 0.0524, 0.3339),
            ([9, 10, 3, 10], 0.1705, 0.8090),
            ([6, 7, 2, 7], 0.0582, 0.8062),
            ([5, 56, 0, 29], -0.0381, 0.1926),
            ([0, 10, 0, 20], -0.1611, 0.2775),
        ] {
            let [own_low, own_high] = proportions(trials).interval;
            assert!((own_low - low).abs() < 5e-5 && (own_high - high).abs() < 5e-5, "{own_low} to {own_high}");
        }
    }

    #[test]
    fn the_p_value_goes_with_the_interval() {
        for trials in [[56, 70, 48, 80], [48, 80, 56, 70], [5, 56, 0, 29], [20, 100, 21, 100]] {
            let contrast = proportions(trials);
            let excludes_nothing = contrast.interval[0] > 0.0 || contrast.interval[1] < 0.0;
            assert_eq!(contrast.is_sure(), excludes_nothing, "{contrast:?}");
        }
        assert_eq!(proportions([5, 10, 5, 10]).p_value, 1.0);
        // Of many trials it is that of the usual test: z = 0.01 / √(2 × 0.25 / 10,000).
        let contrast = proportions([5_050, 10_000, 4_950, 10_000]);
        assert!((contrast.p_value - 0.1573).abs() < 1e-3, "{contrast:?}");
        // Two that do not vary.
        assert_eq!(Contrast::of((2.0, [2.0; 2]), (1.0, [1.0; 2])).p_value, 0.0);
    }

    #[test]
    fn more_of_them_are_held_to_more() {
        let alone = proportions([56, 70, 48, 80]);
        let among = corrected(vec![Some(alone), None, Some(proportions([20, 100, 21, 100]))]);
        assert_eq!(among[1], None);
        assert_eq!(among[0].expect("known").p_value, 2.0 * alone.p_value);
    }
}
