//! Heads and feet of pages: what is repeated on them, and page numbers.

use super::lines::Line;
use crate::ingest::captured::{Cut, CutKind};
use std::collections::{BTreeMap, BTreeSet};

/// So many lines at the head and at the foot of a page may be repeated.
const EDGE: usize = 3;
/// On so many pages a line is repeated, however long the document: each chapter may have a head of its own.
const MANY: usize = 4;
/// In points: repeated lines stand at the same height, or nearly.
const LEVEL: f64 = 6.0;

/// Takes heads and feet out, and tells them: each text once.
pub(super) fn take_out(pages: &mut [Vec<Line>]) -> Vec<Cut> {
    let mut places: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        for line in edge(page).into_iter().map(|at| &page[at]) {
            places.entry(without_numbers(&line.text)).or_default().push((number, line.base));
        }
    }
    let many = pages.len().div_ceil(2).clamp(2, MANY);
    let repeated = |line: &Line| {
        let near = |(_, base): &&(usize, f64)| (base - line.base).abs() < LEVEL;
        let at = places.get(&without_numbers(&line.text));
        at.is_some_and(|at| at.iter().filter(near).map(|(page, _)| page).collect::<BTreeSet<_>>().len() >= many)
    };
    let mut told: Vec<String> = Vec::new();
    let count = pages.len();
    for (number, page) in pages.iter_mut().enumerate() {
        let edge = edge(page);
        // Beside the marks of a printing browser stands the title, on the same height.
        let printed: Vec<f64> =
            edge.iter().map(|at| &page[*at]).filter(|line| is_printed(&line.text)).map(|line| line.base).collect();
        let gone = |line: &Line| {
            printed.iter().any(|base| (base - line.base).abs() < LEVEL)
                || repeated(line)
                || is_page_number(&line.text, number + 1, count)
        };
        let gone: Vec<usize> = edge.into_iter().filter(|at| gone(&page[*at])).collect();
        for at in gone.into_iter().rev() {
            let text = page.remove(at).text.trim().to_owned();
            if !told.iter().any(|known| without_numbers(known) == without_numbers(&text)) {
                told.push(text);
            }
        }
    }
    told.into_iter().map(|text| Cut { kind: CutKind::Running, text }).collect()
}

/// The lines at the head and at the foot of a page, by their height and not by the order of reading.
fn edge(page: &[Line]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..page.len()).collect();
    by_height.sort_by(|a, b| page[*a].base.total_cmp(&page[*b].base));
    let foot = by_height.len().saturating_sub(EDGE).max(EDGE.min(by_height.len()));
    let mut edge: Vec<usize> =
        by_height[..EDGE.min(by_height.len())].iter().chain(&by_height[foot..]).copied().collect();
    edge.sort_unstable();
    edge
}

/// What is repeated but for the number of the page.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        let c = if c.is_numeric() { '#' } else { c };
        if !(c == '#' && out.ends_with('#')) {
            out.push(c);
        }
    }
    out
}

/// `3`, `- 3 -`, `Page 3 of 4`, `3 / 4`, `第3页`, `第 3 页 共 4 页`: a number that fits the page.
fn is_page_number(text: &str, page: usize, pages: usize) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let numbers: Vec<usize> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let words =
        matches!(letters.as_str(), "" | "page" | "pageof" | "p" | "of" | "第页" | "第页共页" | "页" | "頁" | "第頁");
    let [first, rest @ ..] = &numbers[..] else { return false };
    // The first page may bear another number than one, but then its text may be a number as well.
    words
        && (*first == page || !letters.is_empty())
        && rest.iter().all(|number| *number == pages || !letters.is_empty())
}

/// What a browser prints at the edges: the address alone, the date and time alone in the form of its country.
fn is_printed(text: &str) -> bool {
    let text = text.trim();
    let address = ["https://", "http://", "file:///"].iter().any(|scheme| text.starts_with(scheme));
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let time = text.contains(':') && text.matches('/').count() == 2 && text.contains(',');
    (address && !text.contains(' ')) || (time && matches!(letters.as_str(), "" | "AM" | "PM"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64) -> Line {
        Line { text: text.to_owned(), left: 72.0, right: 300.0, base, size: 11.0 }
    }

    fn page(number: usize) -> Vec<Line> {
        let body = (0..8).map(|at| {
            line(
                &format!("{} {} of the text.", ["One", "Two", "Three"][number - 1], "x".repeat(at)),
                100.0 + 14.0 * f64::from(at as u8),
            )
        });
        let mut lines = vec![line("Ministry of Foreign Affairs", 40.0)];
        lines.extend(body);
        lines.push(line(&format!("- {number} -"), 800.0));
        lines
    }

    #[test]
    fn what_is_repeated_is_taken_out_and_told_once() {
        let mut pages = vec![page(1), page(2), page(3)];
        let cut = take_out(&mut pages);
        assert_eq!(
            cut.iter().map(|cut| cut.text.as_str()).collect::<Vec<_>>(),
            ["- 1 -", "Ministry of Foreign Affairs"]
        );
        assert!(pages.iter().all(|page| page.len() == 8), "{pages:?}");
    }

    #[test]
    fn the_text_of_one_page_stays() {
        let mut pages = vec![vec![line("Readout", 40.0), line("They agreed.", 60.0), line("2025", 80.0)]];
        assert_eq!(take_out(&mut pages), []);
        let mut pages = vec![vec![line("They agreed.", 60.0), line("1", 800.0)]];
        assert_eq!(take_out(&mut pages).len(), 1);
    }

    #[test]
    fn a_page_number_is_known() {
        for text in ["3", "- 3 -", "Page 3 of 4", "3 / 4", "第3页", "第 3 页 共 4 页", "Page 17"] {
            assert!(is_page_number(text, 3, 4), "{text}");
        }
        for text in ["2025", "3 points", "", "On page 3", "5"] {
            assert!(!is_page_number(text, 3, 4), "{text}");
        }
    }
}
