//! The figures themselves, from plain lists of numbers.

/// The mean of shares of right answers, each language weighing the same: (right, strings) of each; 0 for none.
pub fn macro_accuracy(counts: &[(usize, usize)]) -> f64 {
    mean(counts.iter().filter(|count| count.1 > 0).map(|&(right, strings)| right as f64 / strings as f64))
}

/// The mean; 0 of nothing.
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The smallest threshold that at most a share of `rate` of the negatives lies above; of none, nothing lies above.
pub fn threshold(negatives: &[f64], rate: f64) -> f64 {
    let mut ordered = negatives.to_vec();
    ordered.sort_by(|a, b| b.total_cmp(a));
    ordered.get((rate * ordered.len() as f64) as usize).copied().unwrap_or(f64::INFINITY)
}

/// The share of `values` above a threshold.
pub fn share_above(values: &[f64], threshold: f64) -> f64 {
    mean(values.iter().map(|&value| f64::from(u8::from(value > threshold))))
}

/// The share of positives above the threshold that lets at most a share of `rate` of the negatives through.
pub fn recall_at(positives: &[f64], negatives: &[f64], rate: f64) -> f64 {
    share_above(positives, threshold(negatives, rate))
}

/// The probability that a positive outranks a negative, ties counted half.
pub fn auc(positives: &[f64], negatives: &[f64]) -> f64 {
    let mut ordered = negatives.to_vec();
    ordered.sort_by(f64::total_cmp);
    let wins = |value: f64| {
        let below = ordered.partition_point(|&other| other < value);
        let not_above = ordered.partition_point(|&other| other <= value);
        (below + not_above) as f64 / 2.0
    };
    mean(positives.iter().map(|&value| wins(value))) / ordered.len().max(1) as f64
}

/// The middle value, the upper one of two; 0 of nothing.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The geometric mean.
pub fn geometric_mean(values: impl Iterator<Item = f64>) -> f64 {
    mean(values.map(f64::ln)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-12
    }

    #[test]
    fn languages_weigh_the_same() {
        assert!(near(macro_accuracy(&[(1, 2), (100, 100), (0, 0)]), 0.75));
        assert_eq!(macro_accuracy(&[]), 0.0);
    }

    #[test]
    fn recall_is_above_the_threshold_of_the_negatives() {
        let negatives: Vec<f64> = (0..100).map(f64::from).collect();
        // One in a hundred may lie above 98, and 98 itself does not.
        assert_eq!(threshold(&negatives, 0.01), 98.0);
        assert!(near(recall_at(&[98.0, 98.5, 200.0, 0.0], &negatives, 0.01), 0.5));
        assert_eq!(threshold(&negatives, 0.0), 99.0);
        assert_eq!(recall_at(&[1.0], &[], 0.01), 0.0);
    }

    #[test]
    fn ties_count_half() {
        assert!(near(auc(&[1.0, 2.0], &[0.0, 1.0]), (1.5 + 2.0) / 4.0));
        assert!(near(auc(&[0.0; 3], &[0.0; 5]), 0.5));
        assert!(near(auc(&[0.0], &[1.0]), 0.0));
    }

    #[test]
    fn means_are_means() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert!(near(geometric_mean([1.0, 4.0].into_iter()), 2.0));
    }
}
