//! The level layout: every passage in exactly one row, led by the left text's order.

use super::bond::Bond;
use crate::compare::comparison::{Row, Tie};
use crate::domain::Sides;

/// No row holds more passages of one side than this.
const TALLEST: usize = 4;

/// Lays out both texts. Strong bonds make rows, the surest first, as long as neighbours stay
/// neighbours; whatever is left stands alone, on the right behind the row of its predecessor.
pub(crate) fn rows(left: usize, right: usize, bonds: &[Bond]) -> Vec<Row> {
    let mut groups: Vec<Sides<Vec<usize>>> = Vec::new();
    let mut home: Sides<Vec<Option<usize>>> = Sides::new(vec![None; left], vec![None; right]);
    let mut strong: Vec<&Bond> = bonds.iter().filter(|bond| bond.tie == Tie::Same).collect();
    strong.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then((a.left, a.right).cmp(&(b.left, b.right))));
    for bond in strong {
        match (home.left[bond.left], home.right[bond.right]) {
            (None, None) => {
                home.left[bond.left] = Some(groups.len());
                home.right[bond.right] = Some(groups.len());
                groups.push(Sides::new(vec![bond.left], vec![bond.right]));
            }
            (Some(group), None) if may_join(&groups[group].right, bond.right) => {
                groups[group].right.push(bond.right);
                home.right[bond.right] = Some(group);
            }
            (None, Some(group)) if may_join(&groups[group].left, bond.left) => {
                groups[group].left.push(bond.left);
                home.left[bond.left] = Some(group);
            }
            // Both have a row already, or would stand too far from it: the link leaves its row.
            _ => {}
        }
    }
    for group in &mut groups {
        group.left.sort_unstable();
        group.right.sort_unstable();
    }
    lay_out(&groups, &home)
}

/// At most one passage between, and the row not too tall.
fn may_join(members: &[usize], new: usize) -> bool {
    members.len() < TALLEST && members.iter().any(|&member| member.abs_diff(new) <= 2)
}

fn lay_out(groups: &[Sides<Vec<usize>>], home: &Sides<Vec<Option<usize>>>) -> Vec<Row> {
    let row = |left: Vec<usize>, right: Vec<usize>| Row {
        passages: Sides::new(left, right),
        segments: Sides::new(Vec::new(), Vec::new()),
    };
    // What stands alone on the right, by the group it follows; `None` is before everything.
    let mut following: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let mut first: Vec<usize> = Vec::new();
    let mut before: Option<usize> = None;
    for (at, group) in home.right.iter().enumerate() {
        match (group, before) {
            (Some(group), _) => before = Some(*group),
            (None, Some(group)) => following[group].push(at),
            (None, None) => first.push(at),
        }
    }
    let mut rows: Vec<Row> = first.into_iter().map(|at| row(Vec::new(), vec![at])).collect();
    let mut done = vec![false; groups.len()];
    for (at, group) in home.left.iter().enumerate() {
        match group {
            None => rows.push(row(vec![at], Vec::new())),
            Some(group) if !done[*group] => {
                done[*group] = true;
                rows.push(row(groups[*group].left.clone(), groups[*group].right.clone()));
                rows.extend(following[*group].iter().map(|&at| row(Vec::new(), vec![at])));
            }
            Some(_) => {}
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bond(left: usize, right: usize, confidence: f64) -> Bond {
        Bond { left, right, tie: Tie::Same, confidence, because: Vec::new() }
    }

    fn told(rows: &[Row]) -> String {
        let side = |members: &[usize]| members.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        rows.iter()
            .map(|r| format!("{}|{}", side(&r.passages.left), side(&r.passages.right)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn rows_follow_the_left_text() {
        let check = |bonds: &[Bond], expected: &str| assert_eq!(told(&rows(3, 4, bonds)), expected);
        check(&[], "|0 |1 |2 |3 0| 1| 2|");
        check(&[bond(0, 0, 0.9), bond(2, 1, 0.8)], "0|0 1| 2|1 |2 |3");
        check(&[bond(0, 2, 0.9), bond(1, 0, 0.8)], "0|2 |3 1|0 |1 2|");
        check(&[bond(0, 0, 0.9), bond(0, 1, 0.8), bond(0, 3, 0.7)], "0|0+1+3 |2 1| 2|");
    }

    proptest! {
        #[test]
        fn every_passage_stands_in_exactly_one_row(
            left in 0usize..12, right in 0usize..12, pairs in prop::collection::vec((0usize..12, 0usize..12, 0.0f64..1.0), 0..30)
        ) {
            let bonds: Vec<Bond> = pairs.into_iter().filter(|p| p.0 < left && p.1 < right).map(|(l, r, c)| bond(l, r, c)).collect();
            let rows = rows(left, right, &bonds);
            let mut seen = Sides::new(vec![0; left], vec![0; right]);
            for row in &rows {
                prop_assert!(!row.passages.left.is_empty() || !row.passages.right.is_empty());
                row.passages.left.iter().for_each(|&at| seen.left[at] += 1);
                row.passages.right.iter().for_each(|&at| seen.right[at] += 1);
            }
            prop_assert!(seen.left.iter().chain(&seen.right).all(|&n| n == 1));
        }
    }
}
