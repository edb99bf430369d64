//! The order in which the lines of a page are read: columns one after the other.

use super::lines::Line;

/// In font sizes: a gap of this width that goes through all lines parts columns.
const GUTTER: f64 = 1.2;
/// A column has at least so many lines.
const LINES: usize = 4;
/// In font sizes: where a page is empty from edge to edge for this height, what is above is read first.
const BAND: f64 = 1.9;
/// How often a page is parted further.
const DEPTH: usize = 8;

/// Sorts the lines of a page into columns, in reading order.
pub(super) fn columns(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut done = Vec::new();
    part(lines, DEPTH, &mut done);
    done
}

fn part(mut lines: Vec<Line>, depth: usize, done: &mut Vec<Vec<Line>>) {
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    if lines.is_empty() {
        return;
    }
    if depth > 0
        && let Some(at) = gutter(&lines)
    {
        let (left, right) = lines.into_iter().partition(|line| line.right <= at);
        part(left, depth - 1, done);
        part(right, depth - 1, done);
        return;
    }
    // Only where columns come to light by it: else the paragraphs would lose the width of their column.
    let bands = bands(lines);
    if depth > 0 && bands.len() > 1 && bands.iter().any(|band| gutter(band).is_some()) {
        let mut plain = Vec::new();
        for band in bands {
            if gutter(&band).is_some() {
                done.extend((!plain.is_empty()).then(|| std::mem::take(&mut plain)));
                part(band, depth - 1, done);
            } else {
                plain.extend(band);
            }
        }
        done.extend((!plain.is_empty()).then_some(plain));
        return;
    }
    done.push(bands.into_iter().flatten().collect());
}

/// Where an empty strip parts the lines into two columns.
fn gutter(lines: &[Line]) -> Option<f64> {
    let size = lines.iter().map(|line| line.size).fold(0.0, f64::max);
    let mut edges: Vec<(f64, f64)> = lines.iter().map(|line| (line.left, line.right)).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = edges.first()?.1;
    for (left, right) in edges {
        if left - reach > GUTTER * size.min(14.0) {
            let on_left = lines.iter().filter(|line| line.right <= left).count();
            if on_left >= LINES && lines.len() - on_left >= LINES {
                return Some((left + reach) / 2.0);
            }
        }
        reach = reach.max(right);
    }
    None
}

/// Parts lines, sorted from above, where the page is empty from edge to edge.
fn bands(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut bands: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match bands.last_mut() {
            Some(band) if band.last().is_some_and(|last| line.base - last.base < BAND * line.size.max(last.size)) => {
                band.push(line);
            }
            _ => bands.push(vec![line]),
        }
    }
    bands
}
