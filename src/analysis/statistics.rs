//! Intervals and tests for what the reports count.

/// Two-sided 95 % quantile of the standard normal distribution.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % interval of a proportion; `None` for no trials.
///
/// # Formula
///
/// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), with p = successes / n.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
pub fn wilson_interval(successes: u32, n: u32) -> Option<[f64; 2]> {
    if n == 0 {
        return None;
    }
    let (x, n) = (f64::from(successes), f64::from(n));
    let z2 = Z_95 * Z_95;
    let middle = (x + z2 / 2.0) / (n + z2);
    let half = Z_95 / (n + z2) * (x * (n - x) / n + z2 / 4.0).sqrt();
    // None and all are limits exactly; rounding must not move them.
    let low = if x == 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if x == n { 1.0 } else { (middle + half).min(1.0) };
    Some([low, high])
}

/// The normal 95 % interval of a mean: mean ± z √(variance / n), with the sample variance (n − 1 in its denominator);
/// `None` for fewer than two values.
pub fn mean_interval(mean: f64, variance: f64, n: u32) -> Option<[f64; 2]> {
    if n < 2 {
        return None;
    }
    let half = Z_95 * (variance / f64::from(n)).sqrt();
    Some([mean - half, mean + half])
}

/// The median, of an even number of values the mean of the two in the middle; `None` for no values. Reorders the values.
///
/// Linear time: Hoare's selection (CACM 4, 1961), not a sort.
pub fn median(values: &mut [i64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let middle = values.len() / 2;
    let odd = values.len() % 2 == 1;
    let (below, &mut upper, _) = values.select_nth_unstable(middle);
    match below.iter().max() {
        Some(&lower) if !odd => Some(lower as f64 + (upper - lower) as f64 / 2.0),
        _ => Some(upper as f64),
    }
}

/// Two-sided p-value of the hypothesis that two proportions are equal; `None` where one has no trials, or where all
/// trials of both came out alike.
///
/// # Formula
///
/// z = (p₁ − p₂) / √(p(1−p)(1/n₁ + 1/n₂)) with p = (x₁ + x₂) / (n₁ + n₂); the p-value is erfc(|z| / √2).
pub fn two_proportion_p_value(x1: u32, n1: u32, x2: u32, n2: u32) -> Option<f64> {
    if n1 == 0 || n2 == 0 {
        return None;
    }
    let (x1, n1, x2, n2) = (f64::from(x1), f64::from(n1), f64::from(x2), f64::from(n2));
    let pooled = (x1 + x2) / (n1 + n2);
    let deviation = (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).sqrt();
    if deviation == 0.0 {
        return None;
    }
    let z = (x1 / n1 - x2 / n2) / deviation;
    Some(libm::erfc(z.abs() / std::f64::consts::SQRT_2))
}

/// p-values adjusted for how many there are, in the order given: rejecting those at most α keeps the chance of any
/// false rejection at most α.
///
/// # Formula
///
/// In ascending order, the i-th of m (from 0) becomes the largest of (m − j) pⱼ over j ≤ i, at most 1.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979).
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut least: f64 = 0.0;
    for (rank, &index) in order.iter().enumerate() {
        least = least.max((p_values.len() - rank) as f64 * p_values[index]).min(1.0);
        adjusted[index] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
    }

    /// Published: 10 of 100 and its like, as in R's `prop.test(correct = FALSE)`.
    #[test]
    fn wilson_against_published_values() {
        let [low, high] = wilson_interval(10, 100).unwrap();
        close(low, 0.0552291, 5e-8);
        close(high, 0.1743657, 5e-8);
        // Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), table I.
        for (x, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)] {
            let interval = wilson_interval(x, n).unwrap();
            close(interval[0], low, 5e-5);
            close(interval[1], high, 5e-5);
        }
        let [low, high] = wilson_interval(0, 20).unwrap();
        assert_eq!(low, 0.0);
        close(high, 0.1611, 5e-5);
        assert_eq!(wilson_interval(7, 7).unwrap()[1], 1.0);
        assert_eq!(wilson_interval(0, 0), None);
    }

    #[test]
    fn median_of_odd_even_and_none() {
        assert_eq!(median(&mut [3, 1, 2]), Some(2.0));
        assert_eq!(median(&mut [4, 1, 3, 2]), Some(2.5));
        assert_eq!(median(&mut [5]), Some(5.0));
        assert_eq!(median(&mut []), None);
    }

    /// Two mobile-game variants (cookie cats, seven days) and a web shop's test.
    #[test]
    fn two_proportions_against_statsmodels() {
        close(two_proportion_p_value(8502, 44700, 8279, 45489).unwrap(), 0.001554, 5e-7);
        close(two_proportion_p_value(20034, 44700, 20119, 45489).unwrap(), 0.07441, 5e-6);
        close(two_proportion_p_value(126, 554, 85, 573).unwrap(), 0.000667, 5e-7);
        assert_eq!(two_proportion_p_value(0, 5, 0, 9), None);
        assert_eq!(two_proportion_p_value(0, 0, 1, 9), None);
    }

    /// R: `p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm")`, in another order.
    #[test]
    fn holm_steps_down() {
        let adjusted = holm(&[0.04, 0.01, 0.03, 0.02]);
        for (value, expected) in adjusted.iter().zip([0.06, 0.04, 0.06, 0.06]) {
            close(*value, expected, 1e-12);
        }
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }

    #[test]
    fn mean_interval_needs_two_values() {
        assert_eq!(mean_interval(3.0, 0.0, 1), None);
        let [low, high] = mean_interval(10.0, 4.0, 100).unwrap();
        close(low, 10.0 - 0.2 * Z_95, 1e-12);
        close(high, 10.0 + 0.2 * Z_95, 1e-12);
    }
}
