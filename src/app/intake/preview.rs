//! What a document would bring in, as lines: what is odd, what was cut away, the text.

use super::Taken;
use crate::app::page::wrap;
use crate::domain::visible;

/// So many lines are shown; the rest of the text comes in as well.
const LINES: usize = 4_000;
/// So many lines of each part that was cut away.
const OF_A_CUT: usize = 6;

/// One line of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewLine {
    /// What follows.
    Heading(String),
    /// Something odd.
    Odd(String),
    /// Words that were left out.
    Cut(String),
    /// Words of the text.
    Text(String),
}

impl Taken {
    /// The lines for a width.
    #[must_use]
    pub fn preview(&self, columns: usize) -> Vec<PreviewLine> {
        let mut lines = Vec::new();
        for problem in &self.problems {
            lines.extend(broken(&format!("! {}", problem.message), columns, OF_A_CUT).map(PreviewLine::Odd));
        }
        for cut in &self.cut {
            let all = cut.text.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push(PreviewLine::Heading(format!("cut away: {} ({})", cut.why, counted(&all))));
            lines.extend(broken(&all, columns, OF_A_CUT).map(PreviewLine::Cut));
        }
        lines.push(PreviewLine::Heading(format!("the text: {}", counted(&self.text.words))));
        for line in self.text.words.lines() {
            if lines.len() > LINES {
                lines.push(PreviewLine::Heading("the rest is not shown here; it comes in as well".to_owned()));
                break;
            }
            if line.trim().is_empty() {
                lines.push(PreviewLine::Text(String::new()));
            } else {
                lines.extend(broken(line, columns, LINES).map(PreviewLine::Text));
            }
        }
        lines
    }
}

/// *1,204 characters, 180 words*; of a text without blanks, characters only.
fn counted(text: &str) -> String {
    let (characters, words) = (text.chars().count(), text.split_whitespace().count());
    let few = words.saturating_mul(20) < characters;
    if few { format!("{characters} characters") } else { format!("{words} words, {characters} characters") }
}

fn broken(text: &str, columns: usize, most: usize) -> impl Iterator<Item = String> {
    let shown = visible(text).text.replace('\n', " ");
    let mut ranges = wrap(&shown, columns.max(1), most + 1);
    let more = ranges.len() > most;
    ranges.truncate(most);
    let last = ranges.len().saturating_sub(1);
    let lines: Vec<String> = ranges
        .into_iter()
        .enumerate()
        .map(|(n, range)| format!("{}{}", &shown[range], if more && n == last { " …" } else { "" }))
        .collect();
    lines.into_iter()
}
