//! The quotations of an article in Markdown.

use super::{Claim, bare, traced};

/// Block quotations that end in a trace, and the cells of the level table.
pub(super) fn claims(text: &str) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut quoted: Vec<String> = Vec::new();
    let mut level = false;
    for (n, line) in text.lines().enumerate() {
        let place = format!("line {}", n + 1);
        let trimmed = line.trim_start();
        if let Some(words) = trimmed.strip_prefix('>') {
            let words = words.trim();
            let trace = words.strip_prefix('*').and_then(|inner| inner.strip_suffix('*'));
            match trace.and_then(|trace| traced(&unescaped(trace))) {
                Some(source) => {
                    let words = std::mem::take(&mut quoted).join("\n");
                    claims.push(Claim { place, words, source: Some(source), exact: false });
                }
                None if words.is_empty() || words.starts_with("**[") => {}
                None => quoted.push(unescaped(words)),
            }
            continue;
        }
        quoted.clear();
        if trimmed.starts_with("## ") {
            level = trimmed == "## Side by side";
        }
        if level && trimmed.starts_with("| ") && !trimmed.starts_with("| |") {
            claims.extend(cells(trimmed, &place));
        }
    }
    claims
}

/// The passages of a row; the first cell is its number.
fn cells(row: &str, place: &str) -> Vec<Claim> {
    let row = row.replace("\\|", "\u{0}");
    let cells = row.trim_matches('|').split(" | ").skip(1).map(str::trim);
    let passages = cells.flat_map(|cell| cell.split("<br>")).map(|passage| {
        // Stars of the export's own; those of the text are escaped.
        let plain = passage.replace(" *(", " (").replace(")*", ")").replace("**\\[", "[").replace("\\]**", "]");
        bare(&unescaped(&plain.replace('\u{0}', "\\|")))
    });
    passages
        .filter(|words| !words.trim_matches(['|', ' ']).is_empty())
        .map(|words| Claim { place: place.to_owned(), words, source: None, exact: false })
        .collect()
}

/// Escaped characters as themselves.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => out.push(c),
        }
        if c == '\\' && chars.peek() == Some(&'\\') {
            out.push('\\');
            chars.next();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::escape::escaped;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_escaped_comes_back(words in "[ -~你好“”]{0,30}") {
            prop_assert_eq!(unescaped(&escaped(&words)), words);
        }
    }
}
