//! `pdftotext` of Poppler, where it is installed.

use super::lines::{Line, is_wide};
use super::{FORM, Marks, Reader};
use crate::ingest::captured::Found;
use crate::ingest::error::Wrong;
use crate::ingest::watch::Watch;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

/// The program, found by the search path.
pub(super) struct Pdftotext;

/// What it writes at most.
const OUTPUT: u64 = 32 << 20;

impl Reader for Pdftotext {
    fn marks(&self, bytes: &[u8], _: &Watch<'_>) -> Result<Marks, Wrong> {
        let text = run(bytes)?;
        let mut pages: Vec<Vec<Line>> = text.split('\u{c}').map(page).collect();
        // The last page ends with a mark, too.
        if pages.last().is_some_and(Vec::is_empty) {
            pages.pop();
        }
        Ok(Marks { pages, found: Found::default(), odd: Vec::new(), by: " by pdftotext" })
    }
}

fn run(bytes: &[u8]) -> Result<String, Wrong> {
    let missing = "no PDF can be read here: install poppler-utils (pdftotext), or build with the feature `pdf`";
    let mut child = Command::new("pdftotext")
        .args(["-q", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| Wrong::Missing(missing))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let mut text = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // A program that ended early has told by its end what is wrong.
            let _ = input.map(|mut input| input.write_all(bytes));
        });
        output.map(|output| output.take(OUTPUT).read_to_end(&mut text))
    });
    let ended = child.wait().map_err(Wrong::Io)?;
    if !ended.success() {
        return Err(Wrong::Damaged { form: FORM, why: "pdftotext cannot read it".to_owned() });
    }
    String::from_utf8(text).map_err(|_| Wrong::Damaged { form: FORM, why: "pdftotext gave no UTF-8".to_owned() })
}

/// Its lines stand at even steps, an empty line parts paragraphs, and a line is as long as it has characters: as if
/// they were set so.
fn page(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let base = f64::from(u32::try_from(at).unwrap_or(u32::MAX)) * 14.0;
        let text = line.trim().to_owned();
        let right = text.chars().map(|c| if is_wide(c) { 11.0 } else { 5.5 }).sum();
        lines.push(Line { text, left: 0.0, right, base, size: 11.0 });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::paragraphs;

    #[test]
    fn its_lines_become_paragraphs_too() {
        let printed = "总统同邻国总统通电话\n今天上午，总统应约同邻国总统通电话。双方就两国关系交换了意\n见。\n\
                       双方同意今年秋天再次会晤，并将继续保持联系，共同推动合作。\n";
        let expected = "总统同邻国总统通电话\n\n今天上午，总统应约同邻国总统通电话。双方就两国关系交换了意见。\n\n\
                        双方同意今年秋天再次会晤，并将继续保持联系，共同推动合作。\n";
        assert_eq!(paragraphs::text(&[page(printed)]).0, expected);
    }
}
