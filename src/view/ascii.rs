//! Screens without special characters: marks, rules, bars and typographic signs in ASCII.
//!
//! The change is made at the last gate, cell by cell, so that no part of the view has to know of it. Every
//! stand-in is as wide as what it stands for. Copies and exports keep the texts as they are.

use ratatui::buffer::Buffer;

/// What stands for what. No two marks share a stand-in; a test holds them to it.
const STAND_INS: &[(char, &str)] = &[
    ('○', "o"),
    ('≈', "+"),
    ('≠', "/"),
    ('↗', "^"),
    ('‹', "<"),
    ('›', ">"),
    ('▸', ">"),
    ('▹', ":"),
    ('◂', "<"),
    ('⋯', "~"),
    ('←', "<"),
    ('→', ">"),
    ('↑', "^"),
    ('↓', "v"),
    ('✎', "n"),
    ('✓', "v"),
    ('✗', "x"),
    ('•', "*"),
    ('·', "-"),
    ('─', "-"),
    ('│', "|"),
    ('▏', "|"),
    ('█', "#"),
    ('▌', "["),
    ('▐', "]"),
    ('▒', ":"),
    ('░', "."),
    // Not a full stop: a quotation that is cut must not read as if it ended there.
    ('…', "~"),
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('×', "x"),
    ('⟦', "["),
    ('⟧', "]"),
    ('\u{a0}', " "),
];

/// Puts ASCII in place of every sign that is no letter; letters of all scripts stay.
pub(crate) fn put(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(plain) = stand_in(cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}

/// What stands for a sign; `None` for ASCII and for letters.
fn stand_in(symbol: &str) -> Option<&'static str> {
    let sign = symbol.chars().next().filter(|sign| !sign.is_ascii())?;
    let listed = STAND_INS.iter().find(|(listed, _)| *listed == sign).map(|(_, plain)| *plain);
    listed.or(match sign {
        // Punctuation, arrows, mathematics, boxes, blocks, shapes and dingbats, all one column wide here.
        '\u{2010}'..='\u{205e}' => Some("-"),
        '\u{2190}'..='\u{27bf}' | '\u{27e6}'..='\u{2bff}' => Some("*"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::page::width;
    use crate::compare::Mark;
    use ratatui::layout::Rect;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_marks_share_a_stand_in_and_none_has_another_width() {
        let marks = Mark::ALL.map(Mark::glyph).into_iter().chain(['○', '↗', '•']);
        let shown: Vec<String> =
            marks.map(|glyph| stand_in(&glyph.to_string()).map_or(glyph.to_string(), str::to_owned)).collect();
        assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), shown.len(), "{shown:?}");
        for (sign, plain) in STAND_INS {
            assert!(plain.is_ascii() && plain.len() == 1 && width(&sign.to_string()) == 1, "{sign}");
        }
    }

    #[test]
    fn a_cut_never_looks_like_the_end_of_a_sentence() {
        let ends = ['…', '⋯'].map(|sign| stand_in(&sign.to_string()));
        assert!(ends.iter().all(|end| !matches!(end, None | Some("." | "!" | "?"))), "{ends:?}");
    }

    #[test]
    fn letters_stay() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_string(0, 0, "é台─⇒a“", ratatui::style::Style::new());
        put(&mut buffer);
        let shown: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(shown, "é台 -*a\" ");
    }
}
