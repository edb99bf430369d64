//! What two lists have in one course: the first step of the patience diff (Bram Cohen).

use foldhash::{HashMap, HashMapExt};
use std::hash::Hash;

/// The places, left and right, of the items that stand exactly once in each list: as many as keep the order of both.
/// The work grows with the lists, and little faster than they do.
pub(crate) fn common_course<T: Eq + Hash + Copy>(
    left: impl Iterator<Item = T>,
    right: impl Iterator<Item = T>,
) -> Vec<(usize, usize)> {
    let mut single: Vec<(usize, T)> = singles(left).into_iter().filter_map(|(item, at)| Some((at?, item))).collect();
    single.sort_unstable_by_key(|&(at, _)| at);
    let right = singles(right);
    let pairs = single.into_iter().filter_map(|(at, item)| Some((at, right.get(&item).copied()??)));
    longest_ascent(&pairs.collect::<Vec<_>>())
}

/// The place of each item; none where it stands more than once.
fn singles<T: Eq + Hash>(items: impl Iterator<Item = T>) -> HashMap<T, Option<usize>> {
    let mut places = HashMap::with_capacity(items.size_hint().0);
    for (at, item) in items.enumerate() {
        places.entry(item).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// The longest choice of pairs, given by their left places, that ascends on the right too: for every length the pair
/// that ends such a choice soonest, and behind every pair the one before it (C. Schensted 1961).
fn longest_ascent(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut ascent: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |&at| before[at]).map(|at| pairs[at]).collect();
    ascent.reverse();
    ascent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_stands_once_in_each_the_longest_course_is_taken() {
        let check = |left: &str, right: &str, expected: &[(usize, usize)]| {
            assert_eq!(common_course(left.chars(), right.chars()), expected, "{left} {right}");
        };
        check("abc", "abc", &[(0, 0), (1, 1), (2, 2)]);
        check("mnabc", "abcmn", &[(2, 0), (3, 1), (4, 2)]);
        check("xaxb", "axb", &[(1, 0), (3, 2)]);
        check("ab", "cd", &[]);
        check("", "a", &[]);
    }

    #[test]
    fn pairs_that_cross_give_way_to_the_longer_choice() {
        assert_eq!(longest_ascent(&[(0, 5), (1, 0), (2, 1), (3, 9), (4, 2)]), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(longest_ascent(&[]), []);
    }
}
