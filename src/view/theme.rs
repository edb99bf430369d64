//! The one file with colours: what each meaning looks like on a dark and on a light screen, in each palette.
//!
//! No meaning hangs on colour alone: a glyph, a letter, an underline or brackets always go with it, and
//! the marks differ from each other where there are no colours at all. The colours are indices of the
//! 256-colour table, which every terminal in use has. The tests hold every palette to the contrast of
//! WCAG 2.2 (4.5 : 1 for text, 7 : 1 in the palette of high contrast) on common grounds, and to marks that
//! stay apart in simulated protanopia, deuteranopia and tritanopia.

use crate::app::page::Paint;
use crate::compare::Mark;
use crate::domain::{Depth, Ground, Look, Palette, Part, Shade, TagColour};
use ratatui::style::{Color, Modifier, Style};

/// What things look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Theme {
    /// The colour of each part, in the order of [`Part::ALL`].
    colours: [Option<Color>; Part::ALL.len()],
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

/// A colour on a dark and on a light ground.
type Pair = (u8, u8);
/// One of the terminal's own sixteen, where one of them will do.
type Own = (Option<u8>, Option<u8>);

/// What a part looks like: quiet, in high contrast, safe for colour blindness, among sixteen colours. On
/// light grounds most of the sixteen are too pale to be read, so few are used there.
#[rustfmt::skip]
const fn colours(part: Part) -> (Pair, Pair, Pair, Own) {
    match part {
        Part::Text => ((253, 235), (231, 16), (253, 235), (None, None)),
        Part::Quiet => ((247, 241), (252, 238), (247, 241), (Some(7), None)),
        Part::Accent => ((80, 24), (87, 18), (80, 24), (Some(14), Some(4))),
        Part::Warning => ((214, 94), (227, 88), (220, 52), (Some(11), Some(1))),
        Part::Key => ((152, 24), (159, 18), (152, 24), (Some(14), Some(4))),
        Part::Strip => ((240, 249), (247, 242), (240, 249), (Some(8), Some(8))),
        Part::SameWords | Part::SameFigure => ((151, 23), (195, 23), (193, 24), (Some(10), Some(4))),
        Part::SameConcept => ((110, 26), (117, 20), (75, 93), (Some(14), None)),
        Part::OtherStrength | Part::Changed => ((214, 90), (220, 54), (220, 94), (Some(11), Some(1))),
        Part::FigureConflict => ((210, 160), (217, 124), (211, 52), (Some(9), Some(1))),
        Part::TagRed => ((210, 124), (217, 88), (210, 124), (Some(9), Some(1))),
        Part::TagOrange => ((208, 94), (215, 52), (208, 94), (Some(11), Some(1))),
        Part::TagYellow => ((227, 58), (227, 22), (227, 58), (Some(11), None)),
        Part::TagGreen => ((78, 22), (120, 22), (78, 22), (Some(10), None)),
        Part::TagCyan => ((80, 23), (87, 23), (80, 23), (Some(14), Some(4))),
        Part::TagBlue => ((75, 25), (117, 18), (75, 25), (Some(14), Some(4))),
        Part::TagViolet => ((141, 54), (183, 54), (141, 54), (Some(13), Some(4))),
        Part::TagPink => ((211, 125), (218, 89), (211, 125), (Some(13), Some(1))),
        Part::TagGrey => ((250, 240), (254, 236), (250, 240), (Some(7), None)),
        Part::ItemGround => ((237, 254), (236, 255), (237, 254), (None, None)),
        Part::TagGround => ((236, 255), (234, 255), (236, 255), (None, None)),
        Part::EvidenceGround => ((17, 195), (17, 195), (17, 195), (None, None)),
        Part::FoundGround => ((58, 229), (226, 226), (58, 229), (None, None)),
        Part::FoundText => ((230, 16), (16, 16), (230, 16), (None, None)),
    }
}

impl Theme {
    /// The theme for a look.
    pub(crate) fn new(look: &Look) -> Theme {
        Theme { colours: Part::ALL.map(|(part, ..)| shade(look, part).map(colour)) }
    }

    fn colour(self, part: Part) -> Option<Color> {
        // The parts are declared in the order of the list; a test holds them to it.
        self.colours[part as usize]
    }

    /// A part's colour for letters, where it has one.
    fn fg(self, part: Part) -> Style {
        self.colour(part).map_or(Style::new(), |colour| Style::new().fg(colour))
    }

    /// A ground behind a style. Letters without a colour get one that can be read on it: the terminal's own
    /// may not be.
    fn on(self, ground: Part, style: Style) -> Style {
        let Some(colour) = self.colour(ground) else { return style };
        let style = style.bg(colour);
        match (style.fg, self.colour(Part::Text)) {
            (None, Some(text)) => style.fg(text),
            _ => style,
        }
    }

    /// The look of a part of the screen.
    pub(crate) fn role(self, role: Role) -> Style {
        match role {
            Role::Text => Style::new(),
            Role::Title => Style::new().add_modifier(Modifier::BOLD),
            Role::Quiet => self.fg(Part::Quiet),
            Role::Accent => self.fg(Part::Accent).add_modifier(Modifier::BOLD),
            Role::Warning => self.fg(Part::Warning).add_modifier(Modifier::BOLD),
            Role::Item => self.on(Part::ItemGround, Style::new().add_modifier(Modifier::BOLD)),
            Role::Key => self.fg(Part::Key).add_modifier(Modifier::BOLD),
        }
    }

    /// The look of a tag's colour.
    pub(crate) fn tag(self, colour: TagColour) -> Style {
        self.fg(match colour {
            TagColour::Red => Part::TagRed,
            TagColour::Orange => Part::TagOrange,
            TagColour::Yellow => Part::TagYellow,
            TagColour::Green => Part::TagGreen,
            TagColour::Cyan => Part::TagCyan,
            TagColour::Blue => Part::TagBlue,
            TagColour::Violet => Part::TagViolet,
            TagColour::Pink => Part::TagPink,
            TagColour::Grey => Part::TagGrey,
        })
    }

    /// The look of a mark's words and of its glyph.
    pub(crate) fn mark(self, mark: Mark) -> Style {
        let (part, modifier) = match mark {
            Mark::SameWords => (Part::SameWords, Modifier::UNDERLINED),
            Mark::SameConcept => (Part::SameConcept, Modifier::ITALIC),
            Mark::SameFigure => (Part::SameFigure, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Mark::OtherStrength => (Part::OtherStrength, Modifier::BOLD),
            Mark::FigureConflict => (Part::FigureConflict, Modifier::BOLD.union(Modifier::ITALIC)),
            Mark::Changed => (Part::Changed, Modifier::BOLD),
        };
        self.fg(part).add_modifier(modifier)
    }

    /// The look of a stretch of a passage: what is under way lies on top.
    pub(crate) fn paint(self, paint: Paint) -> Style {
        if paint.gloss {
            return self.role(Role::Quiet).add_modifier(Modifier::ITALIC);
        }
        let mut style = paint.mark.map_or(Style::new(), |mark| self.mark(mark));
        if let Some(colour) = paint.tag {
            style = self.on(Part::TagGround, style.patch(self.tag(colour))).add_modifier(Modifier::UNDERLINED);
        }
        if paint.partner {
            style = self.on(Part::TagGround, style);
        }
        if paint.evidence {
            style = self.on(Part::EvidenceGround, style).add_modifier(Modifier::BOLD);
        }
        if paint.found {
            style = self.on(Part::FoundGround, style.patch(self.fg(Part::FoundText)));
            style = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
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
        match (visible, self.colour(Part::Strip)) {
            (true, _) => self.role(Role::Accent),
            (false, Some(_)) => self.fg(Part::Strip),
            (false, None) => Style::new().add_modifier(Modifier::DIM),
        }
    }
}

/// The colour of a part: the person's own, else that of the palette; as far as the terminal has colours.
fn shade(look: &Look, part: Part) -> Option<Shade> {
    let chosen = |ground| look.own.iter().rev().find(|own| own.part == part && own.ground == ground);
    if let Some(own) = chosen(Some(look.ground)).or_else(|| chosen(None)) {
        return own.shade.within(look.depth);
    }
    let (standard, contrast, safe, sixteen) = colours(part);
    let by_ground = |(dark, light)| if look.ground == Ground::Dark { dark } else { light };
    let index = match (look.depth, look.palette) {
        (Depth::None, _) => None,
        (Depth::Sixteen, _) => {
            if look.ground == Ground::Dark {
                sixteen.0
            } else {
                sixteen.1
            }
        }
        (_, Palette::Standard) => Some(by_ground(standard)),
        (_, Palette::HighContrast) => Some(by_ground(contrast)),
        (_, Palette::ColourBlind) => Some(by_ground(safe)),
    };
    index.map(Shade::Indexed)
}

/// What a part looks like where nothing is set.
pub(crate) fn standard(part: Part, ground: Ground) -> Shade {
    let ((dark, light), ..) = colours(part);
    Shade::Indexed(if ground == Ground::Dark { dark } else { light })
}

const fn colour(shade: Shade) -> Color {
    match shade {
        Shade::Indexed(index) => Color::Indexed(index),
        Shade::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PALETTES: [Palette; 3] = [Palette::Standard, Palette::HighContrast, Palette::ColourBlind];
    const TAGS: [TagColour; 9] = [
        TagColour::Red,
        TagColour::Orange,
        TagColour::Yellow,
        TagColour::Green,
        TagColour::Cyan,
        TagColour::Blue,
        TagColour::Violet,
        TagColour::Pink,
        TagColour::Grey,
    ];
    /// Screens as they come: black and the dark greys of common schemes; white and nearly white.
    const DARK: [[u8; 3]; 3] = [[0, 0, 0], [0x1e, 0x1e, 0x1e], [0x28, 0x2c, 0x34]];
    const LIGHT: [[u8; 3]; 2] = [[255, 255, 255], [0xfa, 0xfa, 0xfa]];

    fn look(ground: Ground, palette: Palette, depth: Depth) -> Look {
        Look { ground, palette, depth, ..Look::default() }
    }

    fn looks() -> impl Iterator<Item = Look> {
        let grounds = [Ground::Dark, Ground::Light];
        PALETTES.into_iter().flat_map(move |palette| grounds.map(|ground| look(ground, palette, Depth::Indexed)))
    }

    fn rgb(colour: Color) -> [u8; 3] {
        match colour {
            Color::Indexed(index) => Shade::Indexed(index).rgb(),
            Color::Rgb(red, green, blue) => [red, green, blue],
            other => panic!("{other:?} looks different on each terminal"),
        }
    }

    /// A channel of sRGB as light (IEC 61966-2-1).
    fn linear(channel: u8) -> f64 {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    }

    /// Contrast as WCAG 2.2 defines it, from 1 to 21.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let luminance = |[r, g, b]: [u8; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    type Matrix = [[f64; 3]; 3];
    const SEEN_BY_MOST: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    /// Dichromats' vision, on linear light: Machado, Oliveira and Fernandes, “A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency”, IEEE Transactions on Visualization and Computer Graphics 15
    /// (2009), severity 1.0.
    const PROTANOPIA: Matrix =
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    const DEUTERANOPIA: Matrix =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
    const TRITANOPIA: Matrix =
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];

    fn times(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(vector).map(|(one, other)| one * other).sum())
    }

    /// A colour as somebody sees it, in CIE L*a*b* (D65).
    fn lab(colour: [u8; 3], vision: &Matrix) -> [f64; 3] {
        const XYZ: Matrix = [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175],
            [0.019_333_9, 0.119_192, 0.950_304_1],
        ];
        let seen = times(vision, colour.map(linear)).map(|part| part.clamp(0.0, 1.0));
        let [x, y, z] = times(&XYZ, seen);
        let root = |part: f64| if part > 0.008_856 { part.cbrt() } else { (903.3 * part + 16.0) / 116.0 };
        let (x, y, z) = (root(x / 0.950_47), root(y), root(z / 1.088_83));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// How far two colours are apart for somebody: 1 is the least that can be seen (CIE 1976).
    fn apart(one: [u8; 3], other: [u8; 3], vision: &Matrix) -> f64 {
        let pairs = lab(one, vision).into_iter().zip(lab(other, vision));
        pairs.map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn all_that_is_to_be_read_stands_out_from_its_ground() {
        let roles = [Role::Quiet, Role::Accent, Role::Warning, Role::Key];
        for look in looks() {
            let theme = Theme::new(&look);
            let grounds = if look.ground == Ground::Dark { &DARK[..] } else { &LIGHT[..] };
            let least = if look.palette == Palette::HighContrast { 7.0 } else { 4.5 };
            let styles = roles.map(|role| theme.role(role)).into_iter();
            let styles = styles.chain(Mark::ALL.map(|mark| theme.mark(mark))).chain(TAGS.map(|tag| theme.tag(tag)));
            for style in styles {
                let letters = rgb(style.fg.unwrap());
                for ground in grounds {
                    let found = contrast(letters, *ground);
                    assert!(found >= least, "{look:?}: {style:?} on {ground:?} has {found:.2}");
                }
            }
        }
    }

    #[test]
    fn words_on_grounds_of_their_own_can_be_read_whatever_lies_on_them() {
        for look in looks() {
            let theme = Theme::new(&look);
            let marks = [None].into_iter().chain(Mark::ALL.map(Some));
            let paints = marks.flat_map(|mark| [None].into_iter().chain(TAGS.map(Some)).map(move |tag| (mark, tag)));
            for ((mark, tag), n) in paints.flat_map(|it| (0..4).map(move |n| (it, n))) {
                let paint = Paint { mark, tag, evidence: n & 1 > 0, found: n & 2 > 0, ..Paint::default() };
                let style = theme.paint(paint);
                if let (Some(letters), Some(ground)) = (style.fg, style.bg) {
                    let found = contrast(rgb(letters), rgb(ground));
                    assert!(found >= 4.5, "{look:?}: {paint:?} has {found:.2}");
                } else {
                    assert_eq!(style.bg, None, "letters of unknown colour on a ground: {paint:?}");
                }
            }
            let item = theme.role(Role::Item);
            assert!(contrast(rgb(item.fg.unwrap()), rgb(item.bg.unwrap())) >= 7.0);
        }
    }

    #[test]
    fn marks_stay_apart_for_colour_blind_eyes() {
        // What can stand in one passage; a same figure is told from same words by being bold.
        let marks = [Mark::SameWords, Mark::SameConcept, Mark::OtherStrength, Mark::FigureConflict];
        for look in looks() {
            let theme = Theme::new(&look);
            // Ten times what can just be seen; a palette made for it does better.
            let least = if look.palette == Palette::ColourBlind { 30.0 } else { 14.0 };
            for vision in [&SEEN_BY_MOST, &PROTANOPIA, &DEUTERANOPIA, &TRITANOPIA] {
                for (n, one) in marks.iter().enumerate() {
                    for other in &marks[..n] {
                        let [a, b] = [one, other].map(|mark| rgb(theme.mark(*mark).fg.unwrap()));
                        let found = apart(a, b, vision);
                        assert!(found >= least, "{look:?}: {one:?} and {other:?} are {found:.1} apart");
                    }
                }
            }
        }
    }

    #[test]
    fn the_matrices_leave_white_white() {
        for matrix in [PROTANOPIA, DEUTERANOPIA, TRITANOPIA] {
            assert!(matrix.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-5));
        }
        assert!((contrast([255; 3], [0; 3]) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn marks_differ_without_colours_and_among_sixteen() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed] {
            for ground in [Ground::Dark, Ground::Light] {
                let theme = Theme::new(&look(ground, Palette::Standard, depth));
                for (n, one) in Mark::ALL.iter().enumerate() {
                    // Two versions of a text are compared without strengths, so these never meet.
                    let meets = |other: &&Mark| {
                        !matches!(
                            (one, other),
                            (Mark::Changed, Mark::OtherStrength) | (Mark::OtherStrength, Mark::Changed)
                        )
                    };
                    for other in Mark::ALL[..n].iter().filter(meets) {
                        assert_ne!(theme.mark(*one), theme.mark(*other), "{one:?} and {other:?} in {depth:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn without_colours_there_is_none_and_sixteen_are_the_terminals_own() {
        for ground in [Ground::Dark, Ground::Light] {
            let bare = Theme::new(&look(ground, Palette::HighContrast, Depth::None));
            assert!(bare.colours.iter().all(Option::is_none));
            let few = Theme::new(&look(ground, Palette::Standard, Depth::Sixteen));
            assert!(few.colours.iter().flatten().all(|colour| matches!(colour, Color::Indexed(0..=15))));
        }
    }

    #[test]
    fn a_colour_of_ones_own_wins_and_that_for_the_ground_wins_over_it() {
        use crate::domain::OwnColour;
        let own = |ground, shade| OwnColour { ground, part: Part::Accent, shade };
        let mut look = look(Ground::Dark, Palette::Standard, Depth::True);
        look.own = vec![own(Some(Ground::Dark), Shade::Rgb(1, 2, 3)), own(None, Shade::Indexed(99))];
        assert_eq!(Theme::new(&look).role(Role::Accent).fg, Some(Color::Rgb(1, 2, 3)));
        look.ground = Ground::Light;
        assert_eq!(Theme::new(&look).role(Role::Accent).fg, Some(Color::Indexed(99)));
        look.depth = Depth::None;
        assert_eq!(Theme::new(&look).role(Role::Accent).fg, None);
        for (n, (part, ..)) in Part::ALL.iter().enumerate() {
            assert_eq!(*part as usize, n, "the list is in the order of the declaration");
        }
    }
}
