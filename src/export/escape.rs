//! Text from outside that acts as nothing in Markdown.

use crate::domain::visible;

/// Text from outside that stands for itself: made visible, and no character of it acts as markup
/// (CommonMark 0.31, section 2.4: any ASCII punctuation may be escaped). Line feeds become spaces.
pub(super) fn escaped(text: &str) -> String {
    escape(text, true)
}

/// The same for text that stands behind other text on its line, where no list or heading can begin.
pub(super) fn escaped_within(text: &str) -> String {
    escape(text, false)
}

fn escape(text: &str, mut starts_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).text.chars() {
        let acts =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '^' | '$');
        let acts_at_start = starts_line && matches!(c, '-' | '+' | '=' | ':' | '.' | ')' | '(');
        if acts || acts_at_start {
            out.push('\\');
        }
        out.push(c);
        // An ordered list begins with digits and a point or a bracket.
        starts_line = c == '\n' || (starts_line && (c.is_ascii_digit() || c == ' '));
    }
    out.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_text_acts_as_markup() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("plain words, 平实的话。", "plain words, 平实的话。");
        check("# no heading", "\\# no heading");
        check("1. no list", "1\\. no list");
        check("- no list", "\\- no list");
        check("<script>", "\\<script\\>");
        check("[link](x)", "\\[link\\](x)");
        check("a_b*c", "a\\_b\\*c");
        check("\u{202e}x", "⟦U+202E⟧x");
        assert_eq!(escaped_within("(a) 1. *b*"), "(a) 1. \\*b\\*");
    }
}
