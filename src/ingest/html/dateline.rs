//! Lines of date and source around the text of a page: what they say is kept, the lines are not.

use super::blocks::Block;
use crate::ingest::captured::{Fact, Found};
use crate::ingest::when::{When, leading_date};

/// Words that stand before a date of publication.
const LABELS: [&str; 12] = [
    "published",
    "date",
    "release date",
    "posted",
    "posted on",
    "published on",
    "发布时间",
    "发布日期",
    "时间",
    "日期",
    "發布時間",
    "發佈日期",
];
/// Words that stand before the publisher.
const SOURCES: [&str; 4] = ["来源", "來源", "source", "稿源"];

/// How many blocks before and after the beginning of a text may be such lines.
const BEFORE: usize = 6;
const AFTER: usize = 3;

/// In characters; a longer line says more than date and source.
const LINE: usize = 80;

/// Such lines around the beginning of the text, and what they say where the page does not say it better.
pub(super) fn find(blocks: &[Block], first: usize, found: &mut Found) -> Vec<usize> {
    let mut lines = Vec::new();
    for (at, block) in blocks.iter().enumerate().take(first + AFTER).skip(first.saturating_sub(BEFORE)) {
        let Some(line) = read(&block.text).filter(|_| !block.aside) else { continue };
        lines.push(at);
        found.published = found.published.take().or_else(|| Some(Fact::new(line.when?, BY)));
        found.publisher = found.publisher.take().or_else(|| Some(Fact::new(line.source?, BY)));
    }
    lines
}

const BY: &str = "a line beside the headline";

/// What such a line says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Line {
    when: Option<When>,
    source: Option<String>,
}

/// Reads a line of date and source; `None` where it says anything else.
fn read(text: &str) -> Option<Line> {
    if text.chars().count() > LINE {
        return None;
    }
    let mut line = Line::default();
    let mut rest = text.trim();
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | '/' | '-' | '—' | ','));
        let (label, after) = labelled(rest);
        let label = label.as_deref();
        if label.is_some_and(|label| SOURCES.contains(&label)) {
            let end = after.find(['|', '\u{3000}']).or_else(|| after.find("  ")).unwrap_or(after.len());
            line.source = Some(after[..end].trim().to_owned()).filter(|source| !source.is_empty());
            line.source.as_ref()?;
            rest = &after[end..];
        } else if label.is_none_or(|label| LABELS.contains(&label)) {
            if rest.is_empty() {
                break;
            }
            let (when, after) = dated(after)?;
            line.when.get_or_insert(when);
            rest = after;
        } else {
            return None;
        }
    }
    // A source alone may be the opening of a sentence.
    line.when.is_some().then_some(line)
}

/// The label before a colon, in lower case, and what follows it.
fn labelled(text: &str) -> (Option<String>, &str) {
    let found = text.split_once(['：', ':']).map(|(label, after)| (label.trim().to_lowercase(), after.trim_start()));
    match found {
        Some((label, after)) if label.chars().any(char::is_alphabetic) && label.chars().count() <= 15 => {
            let date = label.contains(|c: char| c.is_ascii_digit());
            if date { (None, text) } else { (Some(label), after) }
        }
        _ => (None, text),
    }
}

/// A date that opens the text, and what follows it.
fn dated(text: &str) -> Option<(When, &str)> {
    if leading_date(text).is_some() {
        // As much as makes a date, the longest first: a time and a zone may follow.
        let ends: Vec<usize> = (1..=text.len()).filter(|end| text.is_char_boundary(*end)).collect();
        return ends.into_iter().rev().find_map(|end| Some((When::read(&text[..end])?, &text[end..])));
    }
    When::read(text).map(|when| (when, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_date_and_source_is_told_from_a_sentence() {
        let check = |text: &str, when: &str, source: &str| {
            let line = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(line.when.unwrap().to_string(), when, "{text}");
            assert_eq!(line.source.unwrap_or_default(), source, "{text}");
        };
        check("2025-06-05 22:12", "2025-06-05T22:12:00", "");
        check("2025年6月5日 22:12 来源：外交部", "2025-06-05T22:12:00", "外交部");
        check("发布时间：2025-06-05 22:12 | 来源：外交部网站", "2025-06-05T22:12:00", "外交部网站");
        check("Published: 5 June 2025", "2025-06-05", "");
        check("June 5, 2025", "2025-06-05", "");
        for not in [
            "On 5 June 2025 they spoke.",
            "2025-06-05 they spoke.",
            "2025年6月5日，两国元首通电话。",
            "来源：外交部",
            "",
        ] {
            assert_eq!(read(not), None, "{not}");
        }
    }
}
