//! Intervals and tests for what the reports count.

use crate::order;

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

/// The 95 % interval of the difference x₁/n − x₂/n of two shares of the same n trials, of which none counts in both;
/// `None` for no trials.
///
/// # Formula
///
/// With the shares p₁, p₂, their Wilson intervals (l₁, u₁), (l₂, u₂) and their correlation
/// ρ = −√(p₁p₂ / ((1−p₁)(1−p₂))): p₁ − p₂ − √(a² + b² − 2ρab) with a = p₁ − l₁, b = u₂ − p₂, to
/// p₁ − p₂ + √(c² + d² − 2ρcd) with c = u₁ − p₁, d = p₂ − l₂.
///
/// Source: G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures: a general approach",
/// Statistics in Medicine 27 (2008).
pub fn difference_interval(x1: u32, x2: u32, n: u32) -> Option<[f64; 2]> {
    let ([l1, u1], [l2, u2]) = (wilson_interval(x1, n)?, wilson_interval(x2, n)?);
    let (p1, p2) = (f64::from(x1) / f64::from(n), f64::from(x2) / f64::from(n));
    let odds = p1 * p2 / ((1.0 - p1) * (1.0 - p2));
    // Where all trials are in one share, nothing varies with anything.
    let correlation = if odds.is_finite() { -odds.sqrt() } else { 0.0 };
    let distance = |a: f64, b: f64| (a * a + b * b - 2.0 * correlation * a * b).max(0.0).sqrt();
    let difference = p1 - p2;
    let low = difference - distance(p1 - l1, u2 - p2);
    let high = difference + distance(u1 - p1, p2 - l2);
    Some([low.max(-1.0), high.min(1.0)])
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

/// First quartile, median and third quartile; `None` for no values. Reorders the values.
///
/// # Formula
///
/// The q-quantile of n values in order lies at (n − 1) q, between neighbours in proportion.
///
/// Source: definition 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American
/// Statistician 50 (1996); the one of R, NumPy and spreadsheets.
pub fn quartiles(values: &mut [i64]) -> Option<[f64; 3]> {
    let last = values.len().checked_sub(1)?;
    Some([1, 2, 3].map(|quarter| {
        let (at, fourths) = (last * quarter / 4, last * quarter % 4);
        let (_, &mut lower, above) = values.select_nth_unstable(at);
        let upper = above.iter().min().filter(|_| fourths > 0).copied().unwrap_or(lower);
        lower as f64 + (upper - lower) as f64 * fourths as f64 / 4.0
    }))
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

/// One-sided p-value of a standard normal deviate: erfc(z / √2) / 2.
pub fn upper_tail(z: f64) -> f64 {
    libm::erfc(z / std::f64::consts::SQRT_2) / 2.0
}

/// p-value of the hypothesis that groups of scores come from one distribution; 1 where there are fewer than two groups, or
/// all scores are equal. Each group says how many there are of each score.
///
/// # Formula
///
/// With the mean ranks of ties, Rᵢ the sum of the ranks of a group of nᵢ, N = Σnᵢ and t the sizes of ties:
/// H = (12 / (N(N+1)) Σ Rᵢ²/nᵢ − 3(N+1)) / (1 − Σ(t³−t) / (N³−N)), against χ² with one degree of freedom less than there are groups.
///
/// Source: W. H. Kruskal and W. A. Wallis, "Use of ranks in one-criterion variance analysis", JASA 47 (1952).
pub fn kruskal_wallis(groups: &[&[u32]]) -> f64 {
    let n_scores = groups.iter().map(|counts| counts.len()).max().unwrap_or_default();
    let (mut ranks, mut sizes) = (vec![0.0; groups.len()], vec![0.0; groups.len()]);
    let (mut below, mut ties) = (0.0, 0.0);
    for score in 0..n_scores {
        let of = |counts: &[u32]| f64::from(counts.get(score).copied().unwrap_or_default());
        let tied: f64 = groups.iter().map(|counts| of(counts)).sum();
        let rank = below + (tied + 1.0) / 2.0;
        for (at, counts) in groups.iter().enumerate() {
            ranks[at] += of(counts) * rank;
            sizes[at] += of(counts);
        }
        below += tied;
        ties += tied * tied * tied - tied;
    }
    let n: f64 = below;
    let correction = 1.0 - ties / (n * n * n - n);
    let present = sizes.iter().filter(|&&size| size > 0.0).count();
    if present < 2 || correction == 0.0 {
        return 1.0;
    }
    let squares: f64 =
        ranks.iter().zip(&sizes).filter(|(_, size)| **size > 0.0).map(|(rank, size)| rank * rank / size).sum();
    let h = (12.0 / (n * (n + 1.0)) * squares - 3.0 * (n + 1.0)) / correction;
    chi_squared_upper_tail(h.max(0.0), present - 1)
}

/// P(X > x) of χ² with so many degrees of freedom, at least one.
///
/// # Formula
///
/// For an even number 2m: e^(−x/2) Σ (x/2)ᵏ / k!, k < m; for an odd one 2m + 1: erfc √(x/2) + e^(−x/2) Σ (x/2)^(k−½) / Γ(k+½), 1 ≤ k ≤ m
/// (M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 26.4.4 and 26.4.5).
fn chi_squared_upper_tail(x: f64, degrees: usize) -> f64 {
    let half = x / 2.0;
    let is_odd = degrees % 2 == 1;
    let (mut tail, mut term) =
        if is_odd { (libm::erfc(half.sqrt()), (half / std::f64::consts::PI).sqrt() * 2.0) } else { (0.0, 1.0) };
    for k in 0..degrees / 2 {
        tail += term * (-half).exp();
        term *= half / (k as f64 + if is_odd { 1.5 } else { 1.0 });
    }
    tail.min(1.0)
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
    order::sort_by(&mut order, |&a, &b| p_values[a].total_cmp(&p_values[b]));
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

    /// The scores of a group as how many there are of each.
    fn counts(scores: &[usize]) -> Vec<u32> {
        let mut counts = vec![0; 12];
        scores.iter().for_each(|&score| counts[score] += 1);
        counts
    }

    #[track_caller]
    fn check_kruskal_wallis(groups: &[&[usize]], expected: f64) {
        let groups: Vec<Vec<u32>> = groups.iter().map(|scores| counts(scores)).collect();
        let groups: Vec<&[u32]> = groups.iter().map(Vec::as_slice).collect();
        let p_value = kruskal_wallis(&groups);
        assert!((p_value - expected).abs() < 1e-6, "{p_value} against {expected}");
    }

    /// From the documentation of `scipy.stats.kruskal`; that of four groups as SciPy 1.16 gives it.
    #[test]
    fn groups_of_scores_against_published_p_values() {
        check_kruskal_wallis(&[&[1, 3, 5, 7, 9], &[2, 4, 6, 8, 10]], 0.601508);
        check_kruskal_wallis(&[&[1, 1, 1], &[2, 2, 2], &[2, 2]], 0.030197);
        check_kruskal_wallis(&[&[1, 2, 2, 3, 5], &[2, 4, 4, 5, 5], &[1, 1, 2, 2, 3, 3], &[5, 4, 3, 5, 4]], 0.029087);
        check_kruskal_wallis(&[&[3, 3, 3], &[3, 3]], 1.0);
        check_kruskal_wallis(&[&[1, 2, 3]], 1.0);
    }

    /// From the usual table: 3.841, 5.991, 7.815, 9.488 and 11.070 leave 5 %.
    #[test]
    fn the_tail_of_chi_squared() {
        for (degrees, x) in [(1, 3.841_459), (2, 5.991_465), (3, 7.814_728), (4, 9.487_729), (5, 11.070_498)] {
            let tail = chi_squared_upper_tail(x, degrees);
            assert!((tail - 0.05).abs() < 1e-6, "{degrees}: {tail}");
        }
    }

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

    /// R: `quantile(c(7, 1, 3, 10), c(.25, .5, .75))`, and of one to seven.
    #[test]
    fn quartiles_lie_between_neighbours() {
        assert_eq!(quartiles(&mut [7, 1, 3, 10]), Some([2.5, 5.0, 7.75]));
        assert_eq!(quartiles(&mut [7, 6, 5, 4, 3, 2, 1]), Some([2.5, 4.0, 5.5]));
        assert_eq!(quartiles(&mut [5]), Some([5.0; 3]));
        assert_eq!(quartiles(&mut []), None);
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

    /// Exactly: over all outcomes of n trials, how often the interval holds the true difference.
    #[test]
    fn difference_intervals_hold_the_truth_as_often_as_they_say() {
        let log_factorial = |n: u32| libm::lgamma(f64::from(n) + 1.0);
        for (n, p1, p2) in [(20, 0.5, 0.2), (50, 0.3, 0.3), (100, 0.7, 0.1), (200, 0.45, 0.25)] {
            let mut coverage = 0.0;
            for x1 in 0..=n {
                for x2 in 0..=n - x1 {
                    let rest = n - x1 - x2;
                    let ways = log_factorial(n) - log_factorial(x1) - log_factorial(x2) - log_factorial(rest);
                    let power = |p: f64, x: u32| f64::from(x) * p.ln();
                    let chance = (ways + power(p1, x1) + power(p2, x2) + power(1.0 - p1 - p2, rest)).exp();
                    let [low, high] = difference_interval(x1, x2, n).unwrap();
                    coverage += if (low..=high).contains(&(p1 - p2)) { chance } else { 0.0 };
                }
            }
            assert!((0.935..0.97).contains(&coverage), "{coverage} of {n} with {p1} and {p2}");
        }
        // Of many trials it is the normal one: 0.5 − 0.2 ± z √((0.7 − 0.09) / n).
        let [low, high] = difference_interval(50_000, 20_000, 100_000).unwrap();
        let half = Z_95 * (0.61_f64 / 100_000.0).sqrt();
        close(low, 0.3 - half, 1e-5);
        close(high, 0.3 + half, 1e-5);
        assert_eq!(difference_interval(0, 0, 0), None);
    }
}
