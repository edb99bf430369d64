//! Moving by lines along things of different heights: rows, or the passages of one text.

use super::Top;

/// More lines than a row of any readout has: one of more is entered at its end as far as it is known.
const MANY: usize = 10_000;

/// Things that stand one below the other, and how many lines each takes.
pub(in crate::app) struct Scale<H> {
    /// How many there are.
    pub(in crate::app) count: usize,
    /// How many lines one takes, counted up to a number that is enough to know.
    pub(in crate::app) height: H,
}

impl<H: Fn(usize, usize) -> usize> Scale<H> {
    /// The place so many lines above another, or the start.
    pub(in crate::app) fn above(&self, mut place: Top, mut lines: usize) -> Top {
        while lines > place.line && place.row > 0 {
            lines -= place.line;
            place.row -= 1;
            place.line = (self.height)(place.row, MANY);
        }
        place.line = place.line.saturating_sub(lines);
        place
    }

    /// The place so many lines below another, or the last thing.
    pub(in crate::app) fn below(&self, mut place: Top, lines: usize) -> Top {
        place.line += lines;
        while place.row + 1 < self.count {
            let height = (self.height)(place.row, place.line + 1);
            if place.line < height {
                break;
            }
            place = Top { row: place.row + 1, line: place.line - height };
        }
        place
    }

    /// The lowest place to scroll to: the last line of all is then the last of so many.
    pub(in crate::app) fn lowest(&self, body: usize) -> Top {
        let row = self.count.saturating_sub(1);
        let line = if self.count == 0 { 0 } else { (self.height)(row, MANY) };
        self.above(Top { row, line }, body)
    }

    /// Where to begin so that some lines of a thing are among those shown, with as little movement as can
    /// be; after a jump, with something of what stands above.
    pub(in crate::app) fn reveal(&self, top: Top, row: usize, lines: (usize, usize), body: usize, jumped: bool) -> Top {
        let here = Top { row, line: lines.0 };
        // The highest place from which the last line is still in view.
        let lowest = self.above(Top { row, line: lines.1 }, body).min(here);
        match () {
            () if (lowest..=here).contains(&top) => top,
            () if jumped => self.above(here, body / 3).max(lowest),
            () if here < top => here,
            () => lowest,
        }
    }

    /// How many lines a place lies below another that is not behind it; no more than so many.
    pub(in crate::app) fn between(&self, top: Top, place: Top, most: usize) -> usize {
        let mut lines = 0;
        for row in top.row..place.row {
            lines += (self.height)(row, most + top.line + 1);
            if lines > most + top.line {
                break;
            }
        }
        (lines + place.line).saturating_sub(top.line).min(most)
    }

    /// Scrolls by lines, never past the end.
    pub(in crate::app) fn scroll_down(&self, top: Top, lines: usize, body: usize) -> Top {
        self.below(top, lines).min(self.lowest(body)).max(top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn top(row: usize, line: usize) -> Top {
        Top { row, line }
    }

    #[test]
    fn places_are_reached_by_lines_whatever_the_heights() {
        let heights = [3, 0, 1, 5, 2];
        let scale = Scale { count: 5, height: |row: usize, most: usize| heights[row].min(most) };
        assert_eq!(scale.below(top(0, 1), 2), top(2, 0), "what is folded takes no line");
        assert_eq!(scale.below(top(0, 0), 6), top(3, 2));
        assert_eq!(scale.above(top(3, 2), 6), top(0, 0));
        assert_eq!(scale.above(top(3, 2), 3), top(2, 0));
        assert_eq!(scale.above(top(0, 2), 9), top(0, 0));
        assert_eq!(scale.lowest(4), top(3, 3));
        assert_eq!(scale.between(top(0, 1), top(3, 2), 99), 5);
        assert_eq!(scale.between(top(0, 1), top(3, 2), 4), 4);
        assert_eq!(scale.scroll_down(top(0, 0), 99, 4), top(3, 3));
    }

    #[test]
    fn as_little_moves_as_can_be() {
        let scale = Scale { count: 100, height: |_: usize, most: usize| 2.min(most) };
        let shown = |from: Top, row: usize, jumped: bool| scale.reveal(from, row, (0, 2), 10, jumped);
        assert_eq!(shown(top(0, 0), 4, false), top(0, 0), "it is in view");
        assert_eq!(shown(top(0, 0), 5, false), top(1, 0), "one step down, one row up");
        assert_eq!(shown(top(9, 0), 3, false), top(3, 0));
        assert_eq!(shown(top(0, 0), 50, true), top(48, 1), "a jump shows what stands above");
    }
}
