//! Which colours a person may choose, as values: grounds, palettes, depths, parts of the screen and
//! shades. What they look like is the theme's affair.

use std::fmt;

/// What lies behind the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Light letters on a dark screen.
    #[default]
    Dark,
    /// Dark letters on a light screen.
    Light,
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// Quiet colours.
    #[default]
    Standard,
    /// The strongest contrast.
    HighContrast,
    /// Colours that stay apart in every common kind of colour blindness.
    ColourBlind,
}

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// None at all: bold, underlines and glyphs carry the meaning.
    None,
    /// The sixteen of the terminal's own scheme.
    Sixteen,
    /// The table of 256 that terminals agree on.
    #[default]
    Indexed,
    /// Any.
    True,
}

/// A part of the screen whose colour can be chosen. The names ending in `ground` lie behind words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the name in the settings says what each is")]
pub enum Part {
    Text,
    Quiet,
    Accent,
    Warning,
    Key,
    Strip,
    SameWords,
    SameConcept,
    SameFigure,
    OtherStrength,
    FigureConflict,
    Changed,
    TagRed,
    TagOrange,
    TagYellow,
    TagGreen,
    TagCyan,
    TagBlue,
    TagViolet,
    TagPink,
    TagGrey,
    ItemGround,
    TagGround,
    EvidenceGround,
    FoundGround,
    FoundText,
}

impl Part {
    /// All of them, with what they are called in the settings and what they are.
    pub const ALL: [(Part, &str, &str); 26] = [
        (Part::Text, "text", "words on a ground of their own; other words have the terminal's colour"),
        (Part::Quiet, "quiet", "rules, numbers, hints"),
        (Part::Accent, "accent", "where you stand"),
        (Part::Warning, "warning", "what must not be overlooked"),
        (Part::Key, "key", "keys in the last line and in the help"),
        (Part::Strip, "strip", "the part of the strip that is not on the screen"),
        (Part::SameWords, "same-words", "= words that both texts have"),
        (Part::SameConcept, "same-concept", "≈ the same concept in other words"),
        (Part::SameFigure, "same-figure", "# a figure that both texts have"),
        (Part::OtherStrength, "other-strength", "! words that are stronger or weaker on the other side"),
        (Part::FigureConflict, "figure-conflict", "≠ figures that differ"),
        (Part::Changed, "changed", "~ words that differ between two versions"),
        (Part::TagRed, "tag-red", "tags, by the colour in the codebook"),
        (Part::TagOrange, "tag-orange", ""),
        (Part::TagYellow, "tag-yellow", ""),
        (Part::TagGreen, "tag-green", ""),
        (Part::TagCyan, "tag-cyan", ""),
        (Part::TagBlue, "tag-blue", ""),
        (Part::TagViolet, "tag-violet", ""),
        (Part::TagPink, "tag-pink", ""),
        (Part::TagGrey, "tag-grey", ""),
        (Part::ItemGround, "item-ground", "behind the item at the cursor of a list"),
        (Part::TagGround, "tag-ground", "behind words that have a note"),
        (Part::EvidenceGround, "evidence-ground", "behind the evidence of the discrepancy at hand"),
        (Part::FoundGround, "found-ground", "behind what was looked for"),
        (Part::FoundText, "found-text", "what was looked for"),
    ];

    /// The part that the settings call so.
    #[must_use]
    pub fn named(name: &str) -> Option<Part> {
        Part::ALL.iter().find(|(_, called, _)| *called == name).map(|(part, ..)| *part)
    }

    /// Whether it lies behind words.
    #[must_use]
    pub const fn is_ground(self) -> bool {
        matches!(self, Part::ItemGround | Part::TagGround | Part::EvidenceGround | Part::FoundGround)
    }
}

/// A colour as it can be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// One of the table of 256; the first sixteen are the terminal's own.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// The names of the first sixteen colours, in their order.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Shade {
    /// Reads `#5fd7d7`, `80` or `bright-cyan`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Shade> {
        if let Some(digits) = text.strip_prefix('#') {
            let value = u32::from_str_radix(digits, 16)
                .ok()
                .filter(|_| digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit()))?;
            let [_, red, green, blue] = value.to_be_bytes();
            return Some(Shade::Rgb(red, green, blue));
        }
        let named = NAMES.iter().position(|name| *name == text).and_then(|at| u8::try_from(at).ok());
        named.or_else(|| text.parse().ok()).map(Shade::Indexed)
    }

    /// Red, green and blue; the first sixteen as xterm has them, since each terminal has its own.
    #[must_use]
    pub fn rgb(self) -> [u8; 3] {
        const SIXTEEN: [[u8; 3]; 16] = [
            [0, 0, 0],
            [205, 0, 0],
            [0, 205, 0],
            [205, 205, 0],
            [0, 0, 238],
            [205, 0, 205],
            [0, 205, 205],
            [229, 229, 229],
            [127, 127, 127],
            [255, 0, 0],
            [0, 255, 0],
            [255, 255, 0],
            [92, 92, 255],
            [255, 0, 255],
            [0, 255, 255],
            [255, 255, 255],
        ];
        const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        match self {
            Shade::Rgb(red, green, blue) => [red, green, blue],
            Shade::Indexed(index @ 0..=15) => SIXTEEN[usize::from(index)],
            Shade::Indexed(index @ 16..=231) => {
                let cube = usize::from(index - 16);
                [LEVELS[cube / 36], LEVELS[cube / 6 % 6], LEVELS[cube % 6]]
            }
            Shade::Indexed(index) => [8 + 10 * (index - 232); 3],
        }
    }

    /// The nearest colour that a depth has; `None` where it has none.
    #[must_use]
    pub fn within(self, depth: Depth) -> Option<Shade> {
        let nearest = |mut indices: std::ops::RangeInclusive<u8>| {
            let apart = |index: &u8| {
                let pairs = self.rgb().into_iter().zip(Shade::Indexed(*index).rgb());
                pairs.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum::<u32>()
            };
            let first = indices.next().unwrap_or_default();
            indices.fold(first, |best, index| if apart(&index) < apart(&best) { index } else { best })
        };
        match (depth, self) {
            (Depth::None, _) => None,
            (Depth::True, _) | (Depth::Indexed, Shade::Indexed(_)) | (Depth::Sixteen, Shade::Indexed(0..=15)) => {
                Some(self)
            }
            (Depth::Indexed, Shade::Rgb(..)) => Some(Shade::Indexed(nearest(16..=255))),
            (Depth::Sixteen, _) => Some(Shade::Indexed(nearest(0..=15))),
        }
    }
}

impl fmt::Display for Shade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shade::Rgb(red, green, blue) => write!(out, "#{red:02x}{green:02x}{blue:02x}"),
            Shade::Indexed(index) => match NAMES.get(usize::from(*index)) {
                Some(name) => out.write_str(name),
                None => write!(out, "{index}"),
            },
        }
    }
}

/// A colour of the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnColour {
    /// On which ground; on both where not said.
    pub ground: Option<Ground>,
    /// For what.
    pub part: Part,
    /// Which.
    pub shade: Shade,
}

/// Everything that decides how the screen looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// What lies behind the letters.
    pub ground: Ground,
    /// Which set of colours.
    pub palette: Palette,
    /// How many colours.
    pub depth: Depth,
    /// Whether nothing but ASCII may stand for marks, rules and bars.
    pub ascii: bool,
    /// Colours of the person's own; the last word on a part counts.
    pub own: Vec<OwnColour>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_and_written_in_three_ways() {
        let check = |text: &str, expected: Option<Shade>| {
            assert_eq!(Shade::parse(text), expected, "{text}");
            if let Some(shade) = expected {
                assert_eq!(Shade::parse(&shade.to_string()), expected);
            }
        };
        check("#5fD7d7", Some(Shade::Rgb(0x5f, 0xd7, 0xd7)));
        check("80", Some(Shade::Indexed(80)));
        check("bright-cyan", Some(Shade::Indexed(14)));
        check("7", Some(Shade::Indexed(7)));
        for nonsense in ["", "#12345", "#1234567", "#+12345", "256", "-1", "mauve", "#ééé"] {
            check(nonsense, None);
        }
    }

    #[test]
    fn a_colour_that_a_terminal_lacks_gives_way_to_the_nearest() {
        let sky = Shade::Rgb(0x5e, 0xd8, 0xd6);
        assert_eq!(sky.within(Depth::True), Some(sky));
        assert_eq!(sky.within(Depth::Indexed), Some(Shade::Indexed(80)));
        assert_eq!(Shade::Rgb(250, 10, 10).within(Depth::Sixteen), Some(Shade::Indexed(9)));
        assert_eq!(Shade::Indexed(196).within(Depth::Sixteen), Some(Shade::Indexed(9)));
        assert_eq!(sky.within(Depth::None), None);
    }

    #[test]
    fn every_part_has_a_name_of_its_own() {
        for (n, (part, name, _)) in Part::ALL.iter().enumerate() {
            assert_eq!(Part::named(name), Some(*part));
            assert!(Part::ALL[..n].iter().all(|(other, ..)| other != part));
        }
    }
}
