//! How far people who judge the same things agree: percent, Cohen's kappa, Krippendorff's alpha.
//!
//! All three take *units* (things judged), each with one value a person, or none where the person did not
//! judge it. Values are names only (nominal): two are the same or they are not.

use std::collections::BTreeMap;

/// A coefficient, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// The coefficient.
    Value(f64),
    /// It is not defined here.
    Undefined(Why),
}

/// Why a coefficient is not defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// No unit was judged by two people.
    NothingShared,
    /// All judgements are the same, so that there is nothing to tell agreement from chance.
    NoVariation,
}

impl Why {
    /// One clause for the reader.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Why::NothingShared => "nothing was judged by two people",
            Why::NoVariation => "every judgement is the same, so agreement cannot be told from chance",
        }
    }
}

impl Measure {
    /// The coefficient, if defined.
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Measure::Value(value) => Some(value),
            Measure::Undefined(_) => None,
        }
    }
}

/// One unit's values: one a person, `None` where the person did not judge it.
pub type Unit<V> = Vec<Option<V>>;

/// The share of units to which two people gave the same value, of those that both judged.
#[must_use]
pub fn percent<V: Ord>(units: &[(Option<V>, Option<V>)]) -> Measure {
    let both: Vec<bool> = units.iter().filter_map(|(a, b)| Some(a.as_ref()? == b.as_ref()?)).collect();
    if both.is_empty() {
        return Measure::Undefined(Why::NothingShared);
    }
    Measure::Value(share(both.iter().filter(|same| **same).count(), both.len()))
}

/// Cohen's kappa for two people: (observed − expected) / (1 − expected) agreement, where what is expected
/// by chance follows from how often each of the two gave each value. Units that only one of them judged
/// do not count.
///
/// After J. Cohen, *A coefficient of agreement for nominal scales*, Educational and Psychological
/// Measurement 20 (1960), 37–46; the example of its table 1 (κ = (.29 − .35) / (1 − .35)) is a test.
#[must_use]
pub fn kappa<V: Ord>(units: &[(Option<V>, Option<V>)]) -> Measure {
    let both: Vec<(&V, &V)> = units.iter().filter_map(|(a, b)| Some((a.as_ref()?, b.as_ref()?))).collect();
    if both.is_empty() {
        return Measure::Undefined(Why::NothingShared);
    }
    let mut given: BTreeMap<&V, (usize, usize)> = BTreeMap::new();
    for (a, b) in &both {
        given.entry(a).or_default().0 += 1;
        given.entry(b).or_default().1 += 1;
    }
    let observed = share(both.iter().filter(|(a, b)| a == b).count(), both.len());
    let expected: f64 = given.values().map(|&(a, b)| share(a, both.len()) * share(b, both.len())).sum();
    // Counted, not calculated: a sum of shares may miss 1 by a rounding.
    if given.len() < 2 {
        return Measure::Undefined(Why::NoVariation);
    }
    Measure::Value((observed - expected) / (1.0 - expected))
}

/// Krippendorff's alpha for nominal values and any number of people: 1 − observed / expected disagreement,
/// counted in pairs of values within units. Units with fewer than two values do not count; people need
/// not have judged everything.
///
/// After K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (University of Pennsylvania, 2011),
/// whose examples A (binary, α = .095), B (nominal, α = .692) and C (four people, missing data, α = .743)
/// are tests.
#[must_use]
pub fn alpha<V: Ord>(units: &[Unit<V>]) -> Measure {
    let mut totals: BTreeMap<&V, usize> = BTreeMap::new();
    let mut disagreement = 0.0;
    for unit in units {
        let values: Vec<&V> = unit.iter().flatten().collect();
        if values.len() < 2 {
            continue;
        }
        let mut here: BTreeMap<&V, usize> = BTreeMap::new();
        for value in &values {
            *here.entry(value).or_default() += 1;
            *totals.entry(value).or_default() += 1;
        }
        let unlike: usize = here.values().map(|count| count * (values.len() - count)).sum();
        disagreement += share(unlike, values.len() - 1);
    }
    let all: usize = totals.values().sum();
    if all == 0 {
        return Measure::Undefined(Why::NothingShared);
    }
    if totals.len() < 2 {
        return Measure::Undefined(Why::NoVariation);
    }
    let unlike: usize = totals.values().map(|count| count * (all - count)).sum();
    Measure::Value(1.0 - disagreement * share(all - 1, unlike))
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(measure: Measure, expected: f64) {
        let value = measure.value().expect("the coefficient is defined");
        assert!((value - expected).abs() < 0.0005, "{value}, not {expected}");
    }

    /// One value a character, `.` where nothing was said; one string a person.
    fn units(people: &[&str]) -> Vec<Unit<char>> {
        let values = |at: usize| people.iter().map(move |row| row.chars().nth(at).filter(|c| *c != '.'));
        (0..people[0].chars().count()).map(|at| values(at).collect()).collect()
    }

    fn pairs(one: &str, other: &str) -> Vec<(Option<char>, Option<char>)> {
        units(&[one, other]).into_iter().map(|unit| (unit[0], unit[1])).collect()
    }

    /// As many units of each pair of values as a table says, rows for the first person.
    fn table<const N: usize>(counts: [[usize; N]; N]) -> Vec<(Option<usize>, Option<usize>)> {
        let cells = counts.iter().enumerate().flat_map(|(a, row)| row.iter().enumerate().map(move |(b, n)| (a, b, *n)));
        cells.flat_map(|(a, b, n)| std::iter::repeat_n((Some(a), Some(b)), n)).collect()
    }

    #[test]
    fn kappa_is_that_of_cohen_1960() {
        // Table 1 of the paper, of 100 units: observed .29, expected .20 + .09 + .06 = .35.
        let units = table([[25, 13, 12], [12, 2, 16], [3, 15, 2]]);
        close(percent(&units), 0.29);
        close(kappa(&units), (0.29 - 0.35) / (1.0 - 0.35));
    }

    #[test]
    fn kappa_is_that_of_the_textbook_table() {
        // Fifty proposals read by two people, 20 accepted and 15 refused by both: .70 observed, .50 expected.
        let units = table([[20, 5], [10, 15]]);
        close(percent(&units), 0.70);
        close(kappa(&units), 0.40);
    }

    #[test]
    fn alpha_is_that_of_krippendorff_2011_a_binary() {
        close(alpha(&units(&["0100000010", "1110010000"])), 0.095);
    }

    #[test]
    fn alpha_is_that_of_krippendorff_2011_b_nominal() {
        // 1 − (24 − 1) · 6 / (24² − (4² + 6² + 6² + 6² + 2²)) by hand.
        close(alpha(&units(&["aabbdcccedda", "babbbccceddd"])), 0.692);
    }

    #[test]
    fn alpha_is_that_of_krippendorff_2011_c_missing_data() {
        let people = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        close(alpha(&units(&people)), 0.743);
    }

    #[test]
    fn full_agreement_is_one_and_chance_is_nought() {
        close(alpha(&units(&["abab", "abab"])), 1.0);
        close(kappa(&pairs("abab", "abab")), 1.0);
        close(kappa(&table([[25, 25], [25, 25]])), 0.0);
    }

    #[test]
    fn what_only_one_judged_does_not_count() {
        assert_eq!(percent(&pairs("ab.a", "ab.b")), percent(&pairs("aba", "abb")));
        assert_eq!(kappa(&pairs("ab.ab", "abb.a")), kappa(&pairs("abb", "aba")));
        assert_eq!(alpha(&units(&["ab.ab", "abb.a"])), alpha(&units(&["abb", "aba"])));
    }

    #[test]
    fn undefined_cases_say_why() {
        let nothing = Measure::Undefined(Why::NothingShared);
        assert_eq!(percent::<u8>(&[]), nothing);
        assert_eq!(kappa(&pairs("a.", ".b")), nothing);
        assert_eq!(alpha(&units(&["a.", ".b"])), nothing);
        let same = Measure::Undefined(Why::NoVariation);
        assert_eq!(kappa(&pairs("aaa", "aaa")), same);
        assert_eq!(alpha(&units(&["aaa", "aaa"])), same);
        close(percent(&pairs("aaa", "aaa")), 1.0);
        // One person never varies, but the two differ: chance explains all of it.
        close(kappa(&pairs("aaa", "aab")), 0.0);
    }
}
