//! The one file with colours: what each meaning looks like on a dark and on a light screen.
//!
//! No meaning hangs on colour alone: a glyph, a letter, an underline or brackets always go with it.
//! The colours are from the palette of Okabe and Ito (2008), which people with any of the common
//! kinds of colour blindness can tell apart, moved towards light or dark for contrast, as indices
//! of the 256-colour table, which every terminal in use has.

use crate::app::page::Paint;
use crate::compare::Mark;
use crate::domain::TagColour;
use ratatui::style::{Color, Modifier, Style};

/// What things look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Theme {
    dark: bool,
    colour: bool,
}

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text to be read.
    Text,
    /// Titles and headings.
    Title,
    /// Rules, numbers, hints.
    Quiet,
    /// The one accent: where the analyst stands.
    Accent,
    /// What must not be overlooked.
    Warning,
    /// The item at the cursor of a list.
    Item,
    /// A key in a footer.
    Key,
}

impl Theme {
    pub(crate) const fn new(dark: bool, colour: bool) -> Theme {
        Theme { dark, colour }
    }

    /// A foreground, if colours may be used.
    fn fg(self, dark: u8, light: u8) -> Style {
        let index = if self.dark { dark } else { light };
        if self.colour { Style::new().fg(Color::Indexed(index)) } else { Style::new() }
    }

    fn bg(self, style: Style, dark: u8, light: u8) -> Style {
        let index = if self.dark { dark } else { light };
        if self.colour { style.bg(Color::Indexed(index)) } else { style }
    }

    /// The look of a part of the screen.
    pub(crate) fn role(self, role: Role) -> Style {
        match role {
            Role::Text => Style::new(),
            Role::Title => Style::new().add_modifier(Modifier::BOLD),
            Role::Quiet => self.fg(245, 242),
            Role::Accent => self.fg(80, 24).add_modifier(Modifier::BOLD),
            Role::Warning => self.fg(214, 130).add_modifier(Modifier::BOLD),
            Role::Item => self.bg(Style::new().add_modifier(Modifier::BOLD), 237, 254),
            Role::Key => self.fg(152, 24).add_modifier(Modifier::BOLD),
        }
    }

    /// The look of a tag's colour.
    pub(crate) fn tag(self, colour: TagColour) -> Style {
        let (dark, light) = match colour {
            TagColour::Red => (203, 124),
            TagColour::Orange => (208, 130),
            TagColour::Yellow => (227, 94),
            TagColour::Green => (78, 22),
            TagColour::Cyan => (80, 30),
            TagColour::Blue => (75, 25),
            TagColour::Violet => (141, 54),
            TagColour::Pink => (211, 125),
            TagColour::Grey => (250, 240),
        };
        self.fg(dark, light)
    }

    /// The look of a mark's words and of its glyph.
    pub(crate) fn mark(self, mark: Mark) -> Style {
        match mark {
            Mark::SameWords => self.fg(151, 29).add_modifier(Modifier::UNDERLINED),
            Mark::SameConcept => self.fg(110, 25).add_modifier(Modifier::ITALIC),
            Mark::SameFigure => self.fg(151, 29).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Mark::OtherStrength => self.fg(214, 130).add_modifier(Modifier::BOLD),
            Mark::FigureConflict => self.fg(203, 124).add_modifier(Modifier::BOLD),
            Mark::Changed => self.fg(214, 130).add_modifier(Modifier::BOLD),
        }
    }

    /// The look of a stretch of a passage: what is under way lies on top.
    pub(crate) fn paint(self, paint: Paint) -> Style {
        if paint.gloss {
            return self.role(Role::Quiet).add_modifier(Modifier::ITALIC);
        }
        let mut style = paint.mark.map_or(Style::new(), |mark| self.mark(mark));
        if let Some(colour) = paint.tag {
            style = self.bg(style.patch(self.tag(colour)), 236, 255).add_modifier(Modifier::UNDERLINED);
        }
        if paint.partner {
            style = self.bg(style, 236, 255);
        }
        if paint.evidence {
            style = self.bg(style, 238, 230).add_modifier(Modifier::BOLD);
        }
        if paint.found {
            style = self.bg(style, 58, 229).add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        }
        if paint.word {
            style = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        }
        if paint.selected {
            style = style.add_modifier(Modifier::REVERSED);
        }
        style
    }

    /// The look of a cell of the strip.
    pub(crate) fn strip(self, visible: bool) -> Style {
        if visible { self.role(Role::Accent) } else { self.fg(240, 249) }
    }
}
