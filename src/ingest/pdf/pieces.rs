//! Glyphs become pieces of lines, and pieces become lines.

use super::lines::{Line, is_wide};

/// A character on a page. Lengths are points, from the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub text: String,
    /// Where it begins and where the next one would.
    pub left: f64,
    pub right: f64,
    /// The line on which it stands.
    pub base: f64,
    /// The size of its font.
    pub size: f64,
}

/// In font sizes: a wider gap in a line is a space, a much wider one the gap between columns.
const SPACE: f64 = 0.17;
const COLUMN: f64 = 1.8;
/// In font sizes: characters that are set closer overlap by less than this; further back, another piece begins.
const BACK: f64 = 0.6;
/// In font sizes: characters that stand no further up or down belong to one line, raised numbers among them.
const LEVEL: f64 = 0.45;

impl Line {
    fn begin(glyph: &Glyph) -> Line {
        let Glyph { text, left, right, base, size } = glyph.clone();
        Line { text, left, right, base, size }
    }

    /// Whether something of that place goes on in this line.
    fn goes_on(&self, left: f64, base: f64, size: f64) -> bool {
        let size = self.size.max(size);
        (base - self.base).abs() < LEVEL * size && left - self.right < COLUMN * size && left > self.left
    }

    fn add(&mut self, text: &str, left: f64, right: f64) {
        let gap = left - self.right;
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let wide = self.text.chars().last().is_some_and(is_wide) && text.chars().next().is_some_and(is_wide);
        // Chinese is set with loose gaps that are no spaces.
        let least = if wide { 0.6 } else { SPACE };
        if gap > least * self.size && !blank(self.text.chars().last()) && !blank(text.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.right = self.right.max(right);
    }
}

/// Puts the glyphs of a page together. They come in the order of the file, which is mostly that of reading.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if last.is_some_and(|last| is_double(last, glyph)) {
            continue;
        }
        match pieces.last_mut() {
            Some(piece)
                if piece.goes_on(glyph.left, glyph.base, glyph.size)
                    && piece.right - glyph.left < BACK * glyph.size =>
            {
                piece.size = piece.size.max(glyph.size);
                piece.add(&glyph.text, glyph.left, glyph.right);
            }
            _ => pieces.push(Line::begin(glyph)),
        }
        last = Some(glyph);
    }
    joined(pieces)
}

/// Some programs print bold letters by printing them twice.
fn is_double(last: &Glyph, glyph: &Glyph) -> bool {
    let near = (last.left - glyph.left).abs() < 0.1 * glyph.size && (last.base - glyph.base).abs() < 0.1 * glyph.size;
    near && last.text == glyph.text && glyph.right - glyph.left > 0.2 * glyph.size
}

/// Puts pieces together that stand level and near, in whatever order they came.
fn joined(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        let level = |row: &Vec<Line>| {
            row.iter().any(|other| (other.base - piece.base).abs() < LEVEL * other.size.max(piece.size))
        };
        // Only the last rows can be level with what comes next in the order of heights.
        match rows.iter_mut().rev().take(3).find(|row| level(row)) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.into_iter().flat_map(in_row).collect()
}

fn in_row(mut row: Vec<Line>) -> Vec<Line> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut lines: Vec<Line> = Vec::new();
    for piece in row {
        match lines.last_mut() {
            // The same words on the same spot: a shadow.
            Some(line) if line.text == piece.text && (line.left - piece.left).abs() < 0.2 * piece.size => {}
            Some(line) if line.goes_on(piece.left, piece.base, piece.size) || piece.left < line.right => {
                if piece.size > line.size {
                    (line.size, line.base) = (piece.size, piece.base);
                }
                line.add(&piece.text, piece.left, piece.right);
            }
            _ => lines.push(piece),
        }
    }
    lines
}
