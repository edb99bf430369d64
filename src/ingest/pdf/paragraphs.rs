//! Lines become paragraphs: broken words are made whole, and what one line's end parted is joined.

use super::lines::{Line, is_wide};
use super::order;
use std::collections::HashSet;

/// How much wider than usual the step from line to line is between paragraphs.
const STEP: f64 = 1.3;
/// In font sizes: no text is set with wider steps from line to line.
const WIDE: f64 = 2.5;
/// In font sizes: a line that begins further in than the one before opens a paragraph.
const INDENT: f64 = 0.8;
/// In font sizes: a line that ends so far before the edge is the last of its paragraph.
const SHORT: f64 = 4.0;
/// The part of the column's width that a line leaves empty when it ends a paragraph without a full stop.
const EARLY: f64 = 0.35;
/// How much another size of letters is another paragraph.
const SIZE: f64 = 1.12;

/// A paragraph while its lines come.
#[derive(Debug, Clone)]
struct Paragraph {
    lines: Vec<String>,
    /// The last line goes to the edge of its column and ends no sentence.
    goes_on: bool,
    size: f64,
    /// The first line stands in, or a wide step is above it.
    opens: bool,
}

/// The text of a document, an empty line between paragraphs; and whether it joined Korean lines that do not tell
/// whether a word ends with them.
pub(super) fn text(pages: &[Vec<Line>]) -> (String, bool) {
    let mut all: Vec<Paragraph> = Vec::new();
    for page in pages {
        for column in order::columns(page.clone()) {
            for paragraph in paragraphs(&column) {
                match all.last_mut() {
                    // A paragraph goes on in the next column or on the next page.
                    Some(last) if is_continued(last, &paragraph) => {
                        last.lines.extend(paragraph.lines);
                        last.goes_on = paragraph.goes_on;
                    }
                    _ => all.push(paragraph),
                }
            }
        }
    }
    let lines: Vec<&str> = all.iter().flat_map(|paragraph| &paragraph.lines).map(String::as_str).collect();
    let habits = Habits::of(&lines);
    let korean = |pair: &[String]| {
        let ends = |line: &String| line.trim_end().ends_with(is_hangul);
        ends(&pair[0]) && pair[1].starts_with(is_hangul) && !habits.keeps_blanks
    };
    let unsure = all.iter().any(|paragraph| paragraph.lines.windows(2).any(korean));
    let mut text = String::new();
    for paragraph in &all {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&habits.joined(&paragraph.lines));
        text.push('\n');
    }
    (text, unsure)
}

fn is_continued(last: &Paragraph, next: &Paragraph) -> bool {
    let same = next.size < last.size * SIZE && last.size < next.size * SIZE;
    let lower = next.lines.first().and_then(|line| line.chars().next()).is_some_and(|c| !c.is_uppercase());
    last.goes_on && same && !next.opens && lower
}

fn paragraphs(column: &[Line]) -> Vec<Paragraph> {
    let left = quantile(column.iter().map(|line| line.left), 0.25);
    let right = quantile(column.iter().map(|line| line.right), 0.9);
    let step = usual_step(column);
    let mut done: Vec<Paragraph> = Vec::new();
    for (at, line) in column.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &column[at]);
        let text = line.text.trim().to_owned();
        let full = right - line.right < SHORT * line.size;
        let goes_on = full && !ends_a_sentence(&text);
        let opens = before.is_none_or(|before| parts(before, line, left, right, step));
        match done.last_mut() {
            Some(paragraph) if !opens => {
                // The blank before a line's end tells where a Korean word ends.
                paragraph.lines.push(text_of(line));
                paragraph.goes_on = goes_on;
            }
            _ => {
                let opens = before.is_some() || line.left - left > INDENT * line.size;
                done.push(Paragraph { lines: vec![text_of(line)], goes_on, size: line.size, opens });
            }
        }
    }
    done
}

fn text_of(line: &Line) -> String {
    line.text.trim_start().to_owned()
}

/// Whether a paragraph ends between two lines of one column.
fn parts(before: &Line, line: &Line, left: f64, right: f64, step: f64) -> bool {
    let size = line.size.max(before.size);
    let step_here = (line.base - before.base) / size;
    let other_size = line.size > before.size * SIZE || before.size > line.size * SIZE;
    // The lines below the first one of a list's item stand in, beside its mark.
    let hangs = is_item(&before.text) && !is_item(&line.text);
    let opens = !hangs && line.left - before.left > INDENT * size && line.left - left > INDENT * size;
    let room = right - before.right;
    // A line that left room for the next one's first word ended its paragraph; of a few words in large letters
    // or in the middle of the page that tells nothing.
    let ended = room > first_word(line) + 0.5 * size;
    let early = is_item(&line.text) || full_stop(before) || room > EARLY * (right - left);
    step_here > step * STEP || step_here < 0.0 || other_size || opens || (ended && early)
}

/// How wide the first word of a line is, about: in Chinese and Japanese the first character.
fn first_word(line: &Line) -> f64 {
    let text = line.text.trim();
    let width = |count: usize| (line.right - line.left) * f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let wide = text.chars().next().is_some_and(is_wide);
    let first = if wide { 1 } else { text.chars().take_while(|c| !c.is_whitespace() && !is_wide(*c)).count() };
    width(first) / f64::from(u32::try_from(text.chars().count().max(1)).unwrap_or(u32::MAX))
}

fn full_stop(line: &Line) -> bool {
    ends_a_sentence(line.text.trim())
}

/// A line of a list.
fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(['•', '–', '—', '-', '▪', '●', '·', '*', '◦'])
        || (number.len() < text.len() && number.starts_with(['.', ')', '、']))
}

fn ends_a_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '”', '’', '»', '」', '』', ')', '）', '\'', ']']);
    bare.ends_with(['.', '!', '?', '。', '！', '？', '…', ':', '：', ';', '；'])
}

/// The step from line to line that most lines have, in font sizes.
fn usual_step(column: &[Line]) -> f64 {
    let steps = column.windows(2).map(|pair| (pair[1].base - pair[0].base) / pair[1].size.max(pair[0].size));
    let step = quantile(steps.filter(|step| *step > 0.1), 0.25);
    if step > 0.0 { step.min(WIDE) } else { WIDE }
}

/// Zero where there are no values.
fn quantile(values: impl Iterator<Item = f64>, part: f64) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let at = (values.len() as f64 * part) as usize;
    values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

/// How the lines of a document end, and which words it has.
struct Habits {
    /// Words are parted at the ends of lines, so that a hyphen there is not of the word.
    parts_words: bool,
    /// Lines end with the blank that parts words, so that a line without one ends within a word.
    keeps_blanks: bool,
    /// All words that stand within lines, in lower case.
    words: HashSet<String>,
}

impl Habits {
    fn of(lines: &[&str]) -> Habits {
        let hyphens = lines.iter().filter(|line| ends_with_hyphen(line)).count();
        let blanks = lines.iter().filter(|line| line.ends_with(' ')).count();
        let words = lines.iter().flat_map(|line| words(line)).map(str::to_lowercase).collect();
        // Programs that do not part words end lines with a hyphen only where a word has one: that is rare.
        Habits { parts_words: hyphens * 33 > lines.len(), keeps_blanks: blanks * 4 > lines.len(), words }
    }

    /// Whether a hyphen between these two lines is of the word. The words of the document itself say it best.
    fn keeps_hyphen(&self, text: &str, line: &str) -> bool {
        let (Some(start), Some(end)) = (words(text).last(), words(line).next()) else { return true };
        let (start, end) = (start.to_lowercase(), end.to_lowercase());
        let bare = start.trim_end_matches(HYPHENS);
        if self.words.contains(&format!("{bare}{end}")) {
            return false;
        }
        self.words.contains(&format!("{bare}-{end}")) || !self.parts_words
    }

    fn joined(&self, lines: &[String]) -> String {
        let mut text = String::new();
        for line in lines {
            self.join(&mut text, line);
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn join(&self, text: &mut String, line: &str) {
        let ends_blank = text.ends_with(' ');
        text.truncate(text.trim_end().len());
        let (Some(last), Some(next)) = (text.chars().last(), line.chars().next()) else {
            text.push_str(line);
            return;
        };
        if ends_with_hyphen(text) && next.is_lowercase() {
            if last == '\u{ad}' || !self.keeps_hyphen(text, line) {
                text.truncate(text.len() - last.len_utf8());
            }
        } else if is_wide(last) || is_wide(next) {
            // Between Chinese and Latin letters the line's end stood for nothing.
        } else if is_hangul(last) && is_hangul(next) && self.keeps_blanks && !ends_blank {
            // Korean parts words anywhere when it is set so.
        } else if !matches!(last, '—' | '/') || ends_blank {
            text.push(' ');
        }
        text.push_str(line);
    }
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// The words of a line, those with hyphens whole.
fn words(line: &str) -> impl DoubleEndedIterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c)).filter(|word| !word.is_empty())
}

fn ends_with_hyphen(line: &str) -> bool {
    let mut back = line.trim_end().chars().rev();
    back.next().is_some_and(|c| HYPHENS.contains(&c)) && back.next().is_some_and(char::is_alphabetic)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of twelve points at their left edges and steps; `|` marks how far in and how far down.
    fn column(lines: &[(&str, f64, f64)]) -> Vec<Line> {
        let mut base = 100.0;
        let mut made = Vec::new();
        for (text, left, step) in lines {
            base += step;
            let width = text.chars().map(|c| if is_wide(c) { 12.0 } else { 6.0 }).sum::<f64>();
            made.push(Line { text: (*text).to_owned(), left: *left, right: left + width, base, size: 12.0 });
        }
        made
    }

    fn check(lines: &[(&str, f64, f64)], expected: &str) {
        assert_eq!(text(&[column(lines)]).0, expected);
    }

    #[test]
    fn lines_are_joined_and_paragraphs_kept_apart() {
        check(
            &[
                ("The two leaders spoke by phone about trade", 72.0, 14.0),
                ("and agreed to meet again in the autumn.", 72.0, 14.0),
                ("They also spoke of matters of security and", 72.0, 26.0),
                ("thanked each other.", 72.0, 14.0),
            ],
            "The two leaders spoke by phone about trade and agreed to meet again in the autumn.\n\n\
             They also spoke of matters of security and thanked each other.\n",
        );
        // Indented first lines, no wider step.
        check(
            &[
                ("　　两国元首就共同关心的问题深入交换了意见并", 72.0, 18.0),
                ("达成重要共识。", 72.0, 18.0),
                ("双方同意保持密切沟通。", 96.0, 18.0),
                ("会谈气氛良好而且富有建设性双方都表示满意并将继", 72.0, 18.0),
            ],
            "两国元首就共同关心的问题深入交换了意见并达成重要共识。\n\n双方同意保持密切沟通。\n\n会谈气氛良好而且富有建设性双方都表示满意并将继\n",
        );
    }

    #[test]
    fn the_lines_of_an_item_stand_in_and_are_one_paragraph() {
        check(
            &[
                ("They agreed on the following points, as they said in the evening:", 72.0, 14.0),
                ("• trade in timber, about which the ministers are to meet within the", 80.0, 14.0),
                ("month, and", 92.0, 14.0),
                ("• the sailors.", 80.0, 14.0),
            ],
            "They agreed on the following points, as they said in the evening:\n\n• trade in timber, about which the \
             ministers are to meet within the month, and\n\n• the sailors.\n",
        );
    }

    #[test]
    fn a_hyphen_is_kept_where_words_are_not_parted() {
        let known = || ["identifier", "side-effect"].map(str::to_owned).into();
        let habits = |parts_words| Habits { parts_words, keeps_blanks: false, words: known() };
        let join = |parts: bool, a: &str, b: &str| habits(parts).joined(&[a.to_owned(), b.to_owned()]);
        assert_eq!(join(true, "their coop-", "eration"), "their cooperation");
        assert_eq!(join(false, "a long-", "term view"), "a long-term view");
        assert_eq!(join(false, "an iden-", "tifier"), "an identifier");
        assert_eq!(join(true, "a side-", "effect"), "a side-effect");
        assert_eq!(join(true, "US-", "China"), "US- China");
        assert_eq!(join(true, "双方", "同意"), "双方同意");
        assert_eq!(join(true, "同", "APEC"), "同APEC");
        assert_eq!(join(true, "대통령은", "오늘"), "대통령은 오늘");
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut lines = Vec::new();
        for at in 0..6u8 {
            let base = 100.0 + 14.0 * f64::from(at);
            for (side, left) in [("left", 72.0), ("right", 320.0)] {
                let text = format!("{side} {at} of a column of text that is full");
                lines.push(Line { text, left, right: left + 220.0, base, size: 11.0 });
            }
        }
        let text = text(&[lines]).0;
        assert!(text.find("left 5").unwrap() < text.find("right 0").unwrap(), "{text}");
    }
}
