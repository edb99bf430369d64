//! The one way in which text that came from outside reaches a screen or a terminal.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text made safe to show, with the way back to the original.
///
/// Characters that a terminal would act upon, or that a reader cannot see but a program can, stand
/// there as marks such as `⟦U+202E⟧`. Line feeds are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visible<'a> {
    /// What may be shown.
    pub text: Cow<'a, str>,
    /// Where the two texts part: (byte in the original, its length there, byte in `text`, length here).
    marks: Vec<Replaced>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Replaced {
    raw: usize,
    raw_len: usize,
    shown: usize,
    shown_len: usize,
}

impl Visible<'_> {
    /// How many characters had to be replaced.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.marks.len()
    }

    /// The place in `text` of a byte of the original; inside a mark, the mark's start.
    #[must_use]
    pub fn shown(&self, raw: usize) -> usize {
        let before = self.marks.partition_point(|mark| mark.raw < raw);
        match before.checked_sub(1).map(|last| self.marks[last]) {
            None => raw,
            Some(mark) if raw < mark.raw + mark.raw_len => mark.shown,
            Some(mark) => mark.shown + mark.shown_len + (raw - mark.raw - mark.raw_len),
        }
    }

    /// The byte of the original that stands at a place of `text`; inside a mark, the character itself.
    #[must_use]
    pub fn raw(&self, shown: usize) -> usize {
        let before = self.marks.partition_point(|mark| mark.shown <= shown);
        match before.checked_sub(1).map(|last| self.marks[last]) {
            None => shown,
            Some(mark) if shown < mark.shown + mark.shown_len => mark.raw,
            Some(mark) => mark.raw + mark.raw_len + (shown - mark.shown - mark.shown_len),
        }
    }
}

/// Makes any text safe to show.
///
/// Shown as marks: controls other than line feed (a tab becomes a space), bidirectional controls,
/// zero-width and other invisible characters, tag characters, line and paragraph separators. The
/// joiners stay where they join two letters or pictures beyond ASCII, as in Persian or in emoji.
/// The classes follow Unicode TR 36 (security considerations) and TR 39, section 5.
#[must_use]
pub fn visible(text: &str) -> Visible<'_> {
    if text.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)) {
        return Visible { text: Cow::Borrowed(text), marks: Vec::new() };
    }
    let mut shown = String::new();
    let mut marks = Vec::new();
    let mut copied = 0;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        if let Some(mark) = mark_for(c, previous, next) {
            shown.push_str(&text[copied..at]);
            let here = shown.len();
            shown.push_str(&mark);
            marks.push(Replaced { raw: at, raw_len: c.len_utf8(), shown: here, shown_len: mark.len() });
            copied = at + c.len_utf8();
        }
        previous = Some(c);
    }
    if marks.is_empty() {
        return Visible { text: Cow::Borrowed(text), marks };
    }
    shown.push_str(&text[copied..]);
    Visible { text: Cow::Owned(shown), marks }
}

/// The characters of a text that nobody sees but a program does, each with how often it stands there.
///
/// Those that [`visible`] would mark, but for tabs.
#[must_use]
pub fn hidden(text: &str) -> BTreeMap<char, usize> {
    let mut hidden = BTreeMap::new();
    for (at, c) in text.char_indices() {
        let previous = text[..at].chars().next_back();
        let next = || text[at + c.len_utf8()..].chars().next();
        if c != '\t' && mark_for(c, previous, next).is_some() {
            *hidden.entry(c).or_insert(0) += 1;
        }
    }
    hidden
}

fn mark_for(c: char, previous: Option<char>, next: impl Fn() -> Option<char>) -> Option<Cow<'static, str>> {
    match c {
        '\n' => None,
        '\t' => Some(Cow::Borrowed(" ")),
        '\u{200c}' | '\u{200d}' if joins(previous) && joins(next()) => None,
        _ if c.is_control() || is_hidden(c) => Some(Cow::Owned(format!("⟦U+{:04X}⟧", u32::from(c)))),
        _ => None,
    }
}

/// Whether a joiner beside this character has something to join.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !is_hidden(c))
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        let check = |text: &str, expected: &str| assert_eq!(visible(text).text, expected);
        check("plain\ntext", "plain\ntext");
        check("a\tb", "a b");
        check("\u{1b}[31mred\u{7}", "⟦U+001B⟧[31mred⟦U+0007⟧");
        check("\u{9b}31m", "⟦U+009B⟧31m");
        check("台\u{202e}湾\u{200b}问题", "台⟦U+202E⟧湾⟦U+200B⟧问题");
        check("tag\u{e0041}", "tag⟦U+E0041⟧");
        check("a\u{200d}b", "a⟦U+200D⟧b");
        check("👩\u{200d}🚀 می\u{200c}خواهم", "👩\u{200d}🚀 می\u{200c}خواهم");
        check("\u{feff}start\u{2028}", "⟦U+FEFF⟧start⟦U+2028⟧");
    }

    #[test]
    fn hidden_characters_are_counted_and_ordinary_ones_are_not() {
        let check = |text: &str, expected: &[(char, usize)]| {
            assert_eq!(hidden(text).into_iter().collect::<Vec<_>>(), expected, "{text:?}");
        };
        check("a\tb\n中", &[]);
        check("台\u{200b}湾\u{200b}\u{202e}", &[('\u{200b}', 2), ('\u{202e}', 1)]);
    }

    proptest! {
        #[test]
        fn nothing_dangerous_is_left_and_every_place_leads_back(text in any::<String>()) {
            let shown = visible(&text);
            prop_assert!(shown.text.chars().all(|c| c == '\n' || !c.is_control()));
            for (at, _) in text.char_indices() {
                prop_assert_eq!(shown.raw(shown.shown(at)), at);
            }
            prop_assert_eq!(shown.shown(text.len()), shown.text.len());
        }
    }
}
