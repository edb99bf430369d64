//! Each topic's share of both texts, as a mirrored bar chart in SVG: left text to the left, right text to the right.

use super::super::article::side_name;
use super::super::markup::{Element, element};
use super::shown;
use crate::domain::{Side, Sides};
use crate::review::publication::{Publication, Table};

/// Half the width of the chart, in its own units; a topic's name stands in the middle of its row, above the bars.
const HALF: f64 = 340.0;
/// Height of a topic's row.
const ROW: usize = 40;
/// The longest bar; beyond it stands the figure.
const BAR: f64 = 250.0;

/// The chart. All figures stand beside the bars: a colour or a length never stands alone.
pub(super) fn emphasis(publication: &Publication<'_>, table: &Table<'_>) -> Element {
    let names = table.references.map(|at| shown(side_name(&publication.references[at])));
    let most = table.emphasis.iter().flat_map(|topic| [topic.share.left, topic.share.right]).fold(0.01, f64::max);
    let height = (table.emphasis.len() + 1) * ROW;
    let heads = Side::BOTH.map(|side| {
        let words = format!("{} {}", names[side], if side == Side::Left { "◀" } else { "▶" });
        let words = if side == Side::Right { format!("▶ {}", names[side]) } else { words };
        label(sign(side) * 8.0, 16, side, "head", &words)
    });
    let mut chart = element("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", format!("{} 0 {} {height}", -HALF, 2.0 * HALF))
        .with("role", "img")
        .with("aria-labelledby", "emphasis-title")
        .add(element("title").with("id", "emphasis-title").add(described(&names)))
        .add_all(heads);
    for (n, topic) in table.emphasis.iter().enumerate() {
        let y = (n + 1) * ROW;
        chart = chart.add(
            element("text")
                .with("x", 0)
                .with("y", y + 10)
                .with("text-anchor", "middle")
                .with("class", "topic")
                .add(shown(&topic.gloss)),
        );
        for side in Side::BOTH {
            let width = topic.share[side] / most * BAR;
            let x = if side == Side::Left { -width } else { 0.0 };
            let figure = match topic.order[side] {
                Some(place) => format!("{:.0} % · {place}.", topic.share[side] * 100.0),
                None => "–".to_owned(),
            };
            let bar = element("rect")
                .with("x", rounded(x))
                .with("y", y + 15)
                .with("width", rounded(width))
                .with("height", 14)
                .with("class", side.name());
            chart = chart.add(bar).add(label(sign(side) * (width + 6.0), y + 26, side, "share", &figure));
        }
    }
    element("figure").add(chart)
}

fn described(names: &Sides<String>) -> String {
    format!("Share of each topic in the text: {} to the left, {} to the right", names.left, names.right)
}

const fn sign(side: Side) -> f64 {
    match side {
        Side::Left => -1.0,
        Side::Right => 1.0,
    }
}

/// Words that begin (right) or end (left) at a place.
fn label(x: f64, y: usize, side: Side, class: &str, words: &str) -> Element {
    let anchor = if side == Side::Left { "end" } else { "start" };
    element("text").with("x", rounded(x)).with("y", y).with("text-anchor", anchor).with("class", class).add(words)
}

fn rounded(value: f64) -> f64 {
    // Negative zero would be written as such.
    (value * 10.0).round() / 10.0 + 0.0
}
