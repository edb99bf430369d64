//! Where things stand on a screen of a size.

use crate::app::Size;
use crate::domain::{Side, Sides};
use std::ops::Range;

/// The smallest screen that can be read on.
pub const SMALLEST: Size = Size { width: 60, height: 15 };

/// From this width on, the panes stand side by side; below, row by row above each other.
pub const WIDE_FROM: u16 = 100;

/// Nobody reads lines longer than this with ease (Bringhurst, *The Elements of Typographic Style*,
/// 2.1.2, puts the limit at about 75 characters).
const LONGEST_LINE: u16 = 76;

/// Cursor, number and glyph before a passage; with the party's name where panes are stacked.
const GUTTER: u16 = 7;
const STACKED_GUTTER: u16 = 11;

/// How the two texts share the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panes {
    /// Row by row, what belongs together level.
    #[default]
    Level,
    /// Each text in its own order, with a place of its own.
    Apart,
    /// One text alone.
    One(Side),
}

/// Where things stand on a screen of a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// The whole screen.
    pub size: Size,
    /// How the texts share the body.
    pub panes: Panes,
    /// Whether the left text stands above the right one instead of beside it.
    pub stacked: bool,
    /// First line of the body; the lines above are the header's.
    pub top: u16,
    /// Lines of the body.
    pub body: u16,
    /// First column of each side's gutter.
    pub gutter: Sides<u16>,
    /// Width of a gutter.
    pub gutter_width: u16,
    /// First column of each side's text.
    pub text: Sides<u16>,
    /// Width of a text.
    pub text_width: u16,
    /// Column of the strip.
    pub strip: u16,
}

impl Layout {
    /// The layout for a size, with so many lines taken above and below the body.
    #[must_use]
    pub fn new(size: Size, above: u16, below: u16, panes: Panes) -> Layout {
        let body = size.height.saturating_sub(above + below);
        let one = matches!(panes, Panes::One(_));
        let narrow = size.width < WIDE_FROM;
        let layout = if one || narrow { stacked(size, above, body) } else { side_by_side(size, above, body) };
        Layout { panes, ..layout }
    }

    /// The lines of the body, counted from its top, that a text takes where it stands in its own order.
    #[must_use]
    pub fn column(&self, side: Side) -> Range<usize> {
        let body = usize::from(self.body);
        match (self.panes, side, self.parting()) {
            (Panes::One(one), side, _) if side != one => 0..0,
            (Panes::Apart, Side::Left, Some(parting)) => 0..parting,
            (Panes::Apart, Side::Right, Some(parting)) => (parting + 1).min(body)..body,
            _ => 0..body,
        }
    }

    /// The line of the body, counted from its top, that parts two texts above each other.
    #[must_use]
    pub fn parting(&self) -> Option<usize> {
        (self.stacked && self.panes == Panes::Apart).then_some(usize::from(self.body) / 2)
    }

    /// Whether the screen is too small to read on.
    #[must_use]
    pub fn too_small(size: Size) -> bool {
        size.width < SMALLEST.width || size.height < SMALLEST.height
    }

    /// The side whose pane a column belongs to; both where panes are stacked.
    #[must_use]
    pub fn side_at(&self, x: u16) -> Option<Side> {
        match () {
            () if self.stacked => None,
            () if x < self.strip => Some(Side::Left),
            () => Some(Side::Right),
        }
    }
}

fn stacked(size: Size, top: u16, body: u16) -> Layout {
    let strip = size.width.saturating_sub(1);
    let text_width = strip.saturating_sub(STACKED_GUTTER + 1).min(LONGEST_LINE);
    // On a wide screen a single text stands in the middle.
    let margin = strip.saturating_sub(STACKED_GUTTER + 1 + text_width) / 2;
    Layout {
        size,
        panes: Panes::Level,
        stacked: true,
        top,
        body,
        gutter: Sides::new(margin, margin),
        gutter_width: STACKED_GUTTER,
        text: Sides::new(margin + STACKED_GUTTER, margin + STACKED_GUTTER),
        text_width,
        strip,
    }
}

fn side_by_side(size: Size, top: u16, body: u16) -> Layout {
    // The strip with a blank on either side, and a blank at the right edge.
    let pane = size.width.saturating_sub(4) / 2;
    let text_width = pane.saturating_sub(GUTTER).min(LONGEST_LINE);
    let margin = (pane - GUTTER - text_width) / 2;
    let right = pane + 3;
    Layout {
        size,
        panes: Panes::Level,
        stacked: false,
        top,
        body,
        gutter: Sides::new(margin, right + margin),
        gutter_width: GUTTER,
        text: Sides::new(margin + GUTTER, right + margin + GUTTER),
        text_width,
        strip: pane + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_or_leaves_the_screen_at_any_width() {
        for width in SMALLEST.width..400 {
            for panes in [Panes::Level, Panes::Apart, Panes::One(Side::Right)] {
                let layout = Layout::new(Size { width, height: 30 }, 3, 4, panes);
                assert!(layout.text.right + layout.text_width <= width, "{width}");
                assert!(layout.text_width >= 40, "{width}: {} columns of text", layout.text_width);
                if layout.stacked {
                    assert!(layout.text.left + layout.text_width <= layout.strip, "{width}");
                } else {
                    assert!(layout.text.left + layout.text_width < layout.strip, "{width}");
                    assert!(layout.strip < layout.gutter.right, "{width}");
                }
            }
        }
    }

    #[test]
    fn texts_in_their_own_order_share_the_body_line_by_line() {
        let columns = |width, panes| {
            let layout = Layout::new(Size { width, height: 27 }, 3, 4, panes);
            (layout.column(Side::Left), layout.parting(), layout.column(Side::Right))
        };
        assert_eq!(columns(120, Panes::Apart), (0..20, None, 0..20));
        assert_eq!(columns(80, Panes::Apart), (0..10, Some(10), 11..20));
        assert_eq!(columns(80, Panes::One(Side::Left)), (0..20, None, 0..0));
        assert_eq!(columns(120, Panes::One(Side::Right)), (0..0, None, 0..20));
    }
}
