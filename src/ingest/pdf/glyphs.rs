//! The program's own reader of PDF marks, on `hayro-interpret`: every glyph with its place and character.

use super::lines::Line;
use super::pieces::{Glyph, lines};
use super::{FORM, GLYPHS, Marks, PAGES, Reader};
use crate::ingest::captured::{Fact, Found};
use crate::ingest::error::Wrong;
use crate::ingest::watch::{Counted, Watch};
use crate::ingest::when::When;
use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt as _, interpret_page,
};

/// The reader.
pub(super) struct Own;

impl Reader for Own {
    fn marks(&self, bytes: &[u8], watch: &Watch<'_>) -> Result<Marks, Wrong> {
        let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => Wrong::Locked,
            LoadPdfError::Invalid => Wrong::Damaged { form: FORM, why: "its structure cannot be followed".to_owned() },
        })?;
        let count = pdf.pages().len();
        if count > PAGES {
            return Err(Wrong::Excess { form: FORM, why: format!("more than {PAGES} pages") });
        }
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let mut pages = Vec::new();
        let mut seen = Seen::default();
        for (number, page) in pdf.pages().iter().enumerate() {
            watch.step(Counted::Pages, number, Some(count))?;
            let (width, height) = page.render_dimensions();
            let edge = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context =
                Context::new(page.initial_transform(true).to_kurbo(), edge, &cache, pdf.xref(), settings.clone());
            let mut sheet = Sheet { edge, ..Sheet::default() };
            interpret_page(page, &mut context, &mut sheet);
            seen.add(&sheet);
            if seen.glyphs > GLYPHS {
                return Err(Wrong::Excess { form: FORM, why: format!("more than {GLYPHS} characters") });
            }
            pages.push(sheet.lines());
        }
        Ok(Marks { pages, found: found(pdf.metadata()), odd: seen.odd(), by: "" })
    }
}

/// What was odd, over all pages.
#[derive(Default)]
struct Seen {
    glyphs: usize,
    unknown: usize,
    invisible: usize,
    turned: usize,
}

impl Seen {
    fn add(&mut self, sheet: &Sheet) {
        self.glyphs += sheet.seen.glyphs;
        self.unknown += sheet.seen.unknown;
        self.invisible += sheet.seen.invisible;
        self.turned += sheet.seen.turned;
    }

    fn odd(&self) -> Vec<String> {
        let Seen { unknown, invisible, turned, .. } = *self;
        let told = [
            (
                unknown,
                "characters in it have no meaning that is on record (⟦U+FFFD⟧); compare with the page, or paste the text",
            ),
            (
                invisible,
                "characters come from an invisible layer, as programs write it that recognise scans; check the words",
            ),
            (turned, "characters stand upright or turned on the page and were left out"),
        ];
        told.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect()
    }
}

/// One page, while it is drawn.
#[derive(Default)]
struct Sheet {
    edge: Rect,
    glyphs: Vec<Glyph>,
    /// Columns of vertical writing, each glyph's place turned so that they read as lines.
    columns: Vec<Glyph>,
    seen: Seen,
}

impl Sheet {
    /// Vertical writing after the horizontal.
    fn lines(&self) -> Vec<Line> {
        let mut all = lines(&self.glyphs);
        let below = self.edge.height();
        all.extend(lines(&self.columns).into_iter().map(|line| Line { base: line.base + below, ..line }));
        all
    }
}

impl Device<'_> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let vertical = matches!(run.writing_mode(), WritingMode::Vertical);
        for shape in run.glyphs() {
            // Beyond the limit only the count goes on.
            self.seen.glyphs += 1;
            if self.seen.glyphs > GLYPHS {
                return;
            }
            let place = props.transform * shape.transform();
            let [a, b, ..] = place.as_coeffs();
            let size = a.hypot(b) * 1000.0;
            let start = place * Point::ZERO;
            if !size.is_finite() || size < 0.5 || !self.edge.inflate(2.0, 2.0).contains(start) {
                continue;
            }
            let Some(text) = self.character(shape) else { continue };
            if matches!(mode, DrawMode::Invisible) {
                self.seen.invisible += text.chars().filter(|c| !c.is_whitespace()).count();
            }
            if vertical {
                let (left, base) = (start.y, self.edge.width() - start.x);
                self.columns.push(Glyph { text, left, right: left + size, base, size });
            } else if b.abs() > a.abs() * 0.1 || a < 0.0 {
                self.seen.turned += 1;
            } else {
                let right = place * Point::new(f64::from(advance(shape).unwrap_or(500.0)), 0.0);
                self.glyphs.push(Glyph { text, left: start.x, right: right.x, base: start.y, size });
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'_>, _: &DrawMode) {}
}

impl Sheet {
    /// What a glyph means. Ligatures and the forms of the compatibility blocks stand for their letters.
    fn character(&mut self, shape: &Shape<'_>) -> Option<String> {
        let text = match shape.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => String::from('\u{fffd}'),
        };
        let text: String = text.chars().filter(|c| !c.is_control() && *c != '\u{ad}').map(blank).collect();
        let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
        self.seen.unknown += text.chars().filter(|c| private(*c)).count();
        (!text.is_empty()).then(|| unfolded(&text))
    }
}

/// A no-break space is set for its width in PDF.
fn blank(c: char) -> char {
    if c == '\u{a0}' { ' ' } else { c }
}

/// `ﬁ` is two letters that were set as one. Where a font has one shape for a character and for the radical that
/// looks like it, some programs name the radical: no text means that.
fn unfolded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let set = |c: char| matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}');
    if !text.contains(set) {
        return text.to_owned();
    }
    let whole = |c: char| RADICALS.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, whole)| *whole);
    text.chars().map(whole).nfkc().collect()
}

/// Radicals that are whole characters, too, by Unicode's `EquivalentUnifiedIdeograph.txt`. Those of the block
/// Kangxi Radicals have the same by their compatibility decompositions.
const RADICALS: [(char, char); 40] = [
    ('⺁', '厂'),
    ('⺎', '兀'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺛', '旡'),
    ('⺠', '民'),
    ('⺬', '示'),
    ('⺶', '羊'),
    ('⺻', '聿'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻬', '齐'),
    ('⻭', '歯'),
    ('⻮', '齿'),
    ('⻯', '竜'),
    ('⻰', '龙'),
    ('⻱', '亀'),
];

fn advance(shape: &Shape<'_>) -> Option<f32> {
    match shape {
        Shape::Outline(glyph) => glyph.advance_width(),
        Shape::Type3(glyph) => glyph.advance_width(),
    }
}

fn found(metadata: &Metadata) -> Found {
    let title = metadata.title.as_deref().and_then(decoded).filter(|title| is_title(title));
    let created = metadata.creation_date.as_ref().and_then(|date| {
        let minutes = i32::from(date.utc_offset_hour) * 60 + i32::from(date.utc_offset_minute);
        let text = format!(
            "D:{:04}{:02}{:02}{:02}{:02}{:02}",
            date.year, date.month, date.day, date.hour, date.minute, date.second
        );
        // The reader does not tell a missing zone from that of Greenwich: it is then not claimed.
        When::read(&text).map(|when| When { offset: (minutes != 0).then_some(minutes * 60), ..when })
    });
    Found {
        title: title.map(|title| Fact::new(title, "the file's property Title")),
        created: created.map(|when| Fact::new(when, "the file's property CreationDate")),
        ..Found::default()
    }
}

/// Text in UTF-16 or UTF-8 with its mark; other bytes are only read where they are ASCII.
fn decoded(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok()?,
        bytes if bytes.is_ascii() => String::from_utf8(bytes.to_vec()).ok()?,
        _ => return None,
    };
    let text = text.trim_matches(['\0', ' ', '\n']).to_owned();
    (!text.is_empty()).then_some(text)
}

/// Programs put the name of their file where the title should stand.
fn is_title(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    let file = [".doc", ".docx", ".odt", ".indd", ".pdf", ".txt", ".html", ".htm", ".rtf", ".tex"];
    !lower.starts_with("microsoft word - ") && lower != "untitled" && !file.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_as_one_is_its_letters_again() {
        assert_eq!(unfolded("\u{fb01}"), "fi");
        assert_eq!(unfolded("\u{2ec5}\u{2ed4}\u{2f00}"), "见门一");
        assert_eq!(unfolded("双方①"), "双方①");
        for (radical, whole) in RADICALS {
            assert!(
                matches!(radical, '\u{2e80}'..='\u{2eff}') && matches!(whole, '\u{4e00}'..='\u{9fff}'),
                "{radical}"
            );
        }
    }

    #[test]
    fn a_title_is_no_name_of_a_file() {
        for not in ["Microsoft Word - Readout.docx", "untitled", "readout.pdf"] {
            assert!(!is_title(not), "{not}");
        }
        assert_eq!(decoded(b"\xfe\xff\x90\x1a\x8b\xdd").as_deref(), Some("通话"));
        assert_eq!(decoded(b"\x93A call\x94"), None);
    }
}
