//! Which blocks of a page are its main text.

use super::blocks::Block;
use super::cut;
use crate::ingest::captured::{Cut, CutKind};
use std::collections::HashSet;

/// A page, parted.
#[derive(Debug, Default)]
pub(super) struct Selected {
    /// The main text.
    pub kept: Vec<Block>,
    /// All else, neighbours together.
    pub cut: Vec<Cut>,
}

/// In characters without white space. A shorter block may stand in the main text by chance.
const TELLING: usize = 12;

/// What Readability took for the main text, found again in the blocks.
pub(super) struct Range {
    main: Main,
    /// The first and the last block that stand there for sure.
    pub ends: Option<(usize, usize)>,
}

impl Range {
    pub(super) fn of(blocks: &[Block], main: &str) -> Range {
        let main = Main::new(main);
        let first = blocks.iter().position(|block| main.tells(block));
        let last = blocks.iter().rposition(|block| main.tells(block));
        Range { ends: first.zip(last), main }
    }

    /// Whether a block belongs to the main text.
    fn has(&self, at: usize, block: &Block) -> bool {
        match self.ends {
            Some((first, last)) => first <= at && at <= last && (self.main.has(block) || is_sentence(block)),
            None => !block.aside,
        }
    }
}

/// Parts the blocks. Those at `datelines` are told as such.
pub(super) fn select(blocks: &[Block], range: &Range, headline: Option<&str>, datelines: &[usize]) -> Selected {
    let mut selected = Selected::default();
    let mut beside = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let apart = if datelines.contains(&at) {
            Some(CutKind::Dateline)
        } else if is_headline(block, headline) {
            Some(CutKind::Headline)
        } else {
            None
        };
        if apart.is_none() && !range.has(at, block) {
            beside.push_str(&block.text);
            beside.push('\n');
            continue;
        }
        flush(&mut beside, &mut selected.cut);
        match apart {
            Some(kind) => selected.cut.push(cut(kind, &block.text)),
            None => selected.kept.push(block.clone()),
        }
    }
    flush(&mut beside, &mut selected.cut);
    selected
}

fn flush(aside: &mut String, cuts: &mut Vec<Cut>) {
    if !aside.is_empty() {
        cuts.push(cut(CutKind::Beside, aside.trim_end()));
        aside.clear();
    }
}

/// A sentence between sentences of the main text belongs to it, also where Readability thought otherwise.
fn is_sentence(block: &Block) -> bool {
    let end = block.text.trim_end_matches(['"', '”', '’', '»', '」', '』', ')', '）']);
    !block.aside
        && block.linked * 2 < block.text.len()
        && end.ends_with(['.', '!', '?', '。', '！', '？', '；', ':', '：'])
}

/// The headline is kept as the title. Only a heading, or the very words: a text may open with the same words.
fn is_headline(block: &Block, headline: Option<&str>) -> bool {
    block.heading && headline.is_some_and(|headline| squeezed(headline) == squeezed(&block.text))
}

/// The words of it, without white space.
struct Main {
    lines: HashSet<String>,
    all: String,
}

impl Main {
    fn new(main: &str) -> Main {
        let lines = main.lines().map(squeezed).filter(|line| !line.is_empty()).collect();
        Main { lines, all: squeezed(main) }
    }

    /// The block stands there for sure.
    fn tells(&self, block: &Block) -> bool {
        let words = squeezed(&block.text);
        words.chars().count() >= TELLING && self.all.contains(&words)
    }

    /// The block stands there, as far as can be told.
    fn has(&self, block: &Block) -> bool {
        self.lines.contains(&squeezed(&block.text)) || self.tells(block)
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The blocks as a text: an empty line between paragraphs, a line end where the page breaks a line.
pub(super) fn joined(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        text.push_str(&block.text);
        text.push_str(match (at + 1 == blocks.len(), block.broken) {
            (true, _) => "\n",
            (false, true) => "\n",
            (false, false) => "\n\n",
        });
    }
    text
}
