//! What is read over a screen: help (what was odd, the legend, every key) and the reasons of a
//! discrepancy. Generated, never written twice; already broken into lines, so that it can be scrolled.

use super::Key;
use super::controls::command::{Command, Group};
use super::page::wrap;
use super::room::Room;
use super::state::{Mode, Overlay, State};
use crate::compare::{Discrepancy, Form, Mark};
use crate::domain::{Side, Span, visible};

/// One line of an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Heading(String),
    /// A key, a glyph or a subject, and what is said of it; the subject is empty where a line goes on.
    Entry(String, String),
    /// A line that keeps its blanks: of a table.
    Plain(String),
    /// Nothing.
    Blank,
}

/// Glyphs that stand for a passage rather than for words.
const GLYPHS: [(&str, &str); 8] = [
    ("○", "alone on this side: nothing in the other text shown belongs to it; silence is not denial"),
    ("↗9", "a partner stands in another row, as passage 9; {follow} goes there"),
    ("▹", "the partner of the passage at the cursor (▸)"),
    (
        "[=] [-]",
        "you linked this passage with its partner, or keep it apart; {link-in-room} or {separate-in-room} withdraws",
    ),
    ("‹ ›", "brackets stand around the words of ! ≠ ~"),
    ("[i]", "the letter of a tag: a note of yours is on this passage"),
    ("concepts:", "the lexicon's concepts under a Chinese passage; not a translation"),
    ("█ ▌ ▐ •", "the strip: both sides, left only, right only, a note; the part on the screen is lit"),
];

/// Width of the column of keys, glyphs and subjects.
pub const SUBJECT: u16 = 18;

/// Lines that an overlay leaves to its title, its rule and the footer.
const FRAME: u16 = 3;

impl State {
    /// The lines of the overlay; none where there is none.
    #[must_use]
    pub fn overlay_lines(&self) -> Vec<HelpLine> {
        let lines = match self.overlay {
            None => return Vec::new(),
            Some(Overlay::Help) => self.help(),
            Some(Overlay::Explain(index)) => self.explain(index),
            Some(Overlay::Report) => self.incoming.report.as_ref().map(|it| it.lines.clone()).unwrap_or_default(),
            Some(Overlay::Entry) => self.entries(),
            Some(Overlay::Tags) => self.definitions(),
        };
        let columns = usize::from(self.setup.size.width.saturating_sub(SUBJECT + 5));
        lines.into_iter().flat_map(|line| broken(line, columns)).collect()
    }

    /// How far the overlay can be scrolled.
    #[must_use]
    pub fn overlay_end(&self) -> usize {
        let body = usize::from(self.setup.size.height.saturating_sub(FRAME));
        self.overlay_lines().len().saturating_sub(body)
    }

    fn help(&self) -> Vec<HelpLine> {
        let mut lines = Vec::new();
        let compared = self.room.as_ref().and_then(|room| room.comparison.as_ref());
        let problems = self.room.iter().flat_map(|room| &room.problems);
        let mut problems = problems.chain(compared.iter().flat_map(|compared| &compared.problems)).peekable();
        if problems.peek().is_some() {
            lines.push(HelpLine::Heading("What is odd here".to_owned()));
            lines.extend(problems.map(|problem| HelpLine::Entry(problem.subject.clone(), problem.message.clone())));
            lines.push(HelpLine::Blank);
        }
        lines.extend(self.keys_here());
        lines.push(HelpLine::Heading("Marks".to_owned()));
        lines.extend(Mark::ALL.map(|mark| HelpLine::Entry(mark.glyph().to_string(), mark.meaning().to_owned())));
        lines.extend(GLYPHS.map(|(glyph, meaning)| HelpLine::Entry(glyph.to_owned(), self.spell(meaning))));
        for group in Group::ALL {
            lines.push(HelpLine::Blank);
            lines.push(HelpLine::Heading(group.name().to_owned()));
            let rows = self.setup.keys.rows().filter(|(command, _)| command.group == group);
            lines.extend(rows.map(|(command, keys)| entry(command, keys)));
        }
        lines
    }

    /// The keys of the screen from which help was asked; those of the room stand under the headings of all.
    fn keys_here(&self) -> Vec<HelpLine> {
        let place = self.place();
        if place == Mode::Room {
            return Vec::new();
        }
        let mut lines = vec![HelpLine::Heading(format!("Here: {}", place.name()))];
        let rows = self.setup.keys.rows().filter(|(command, keys)| command.modes.contains(&place) && !keys.is_empty());
        lines.extend(rows.map(|(command, keys)| HelpLine::Entry(joined(keys), command.help.to_owned())));
        lines.push(HelpLine::Blank);
        lines
    }

    /// Every tag of the codebook: its letter and name, when to use it, one case of it.
    fn definitions(&self) -> Vec<HelpLine> {
        let tags = self.room.iter().flat_map(|room| &room.dossier.codebook.tags);
        let told = tags.flat_map(|tag| {
            let example = Some(format!("for example: {}", tag.example)).filter(|_| !tag.example.is_empty());
            let entry = |text: String| HelpLine::Entry(String::new(), text);
            let head = HelpLine::Entry(format!("{}  {}", tag.letter, tag.name), tag.definition.clone());
            std::iter::once(head).chain(example.map(entry)).chain([HelpLine::Blank])
        });
        told.collect()
    }

    fn explain(&self, index: usize) -> Vec<HelpLine> {
        let Some(room) = &self.room else { return Vec::new() };
        let comparison = room.comparison.as_ref();
        let Some(discrepancy) = comparison.and_then(|comparison| comparison.discrepancies.get(index)) else {
            return Vec::new();
        };
        let facts = room.facts(discrepancy).into_iter();
        facts.flat_map(|(subject, text)| [HelpLine::Entry(subject, text), HelpLine::Blank]).collect()
    }
}

impl Room {
    /// The evidence of a side in words, or that there is none.
    #[must_use]
    pub fn evidence(&self, discrepancy: &Discrepancy, side: Side) -> Vec<String> {
        let spans = &discrepancy.evidence[side];
        if spans.is_empty() {
            return vec![self.silence(side)];
        }
        spans.iter().map(|span: &Span| span.of(&self.texts[side]).to_owned()).collect()
    }

    /// What stands in place of the evidence of a side that has none.
    pub(in crate::app) fn silence(&self, side: Side) -> String {
        let title = self.readout(side).map_or("this text", |readout| readout.title.as_str());
        format!("not found in “{title}”")
    }

    fn facts(&self, discrepancy: &Discrepancy) -> Vec<(String, String)> {
        let mut facts = vec![
            ("what".to_owned(), discrepancy.summary.clone()),
            ("kind".to_owned(), format!("{}, severity {} of 3", discrepancy.kind.name(), discrepancy.severity)),
            ("because".to_owned(), discrepancy.because.join(" · ")),
            ("how sure".to_owned(), format!("{:.0} %", discrepancy.confidence * 100.0)),
        ];
        for side in Side::BOTH {
            let evidence = self.evidence(discrepancy, side).into_iter();
            facts.extend(evidence.map(|text| (self.label(side), text)));
        }
        if !discrepancy.searched.is_empty() {
            facts.push(("searched".to_owned(), discrepancy.searched.join("; ")));
        }
        let form = match discrepancy.form {
            Form::Direct => "the text itself puts these words in quotation marks",
            Form::Paraphrase => "the text tells this in its own words: quote the text, not the speaker",
            Form::RenderedSpeech => "rendered speech without quotation marks: never the speaker's own words",
        };
        facts.push(("how to quote".to_owned(), form.to_owned()));
        facts
    }
}

fn entry(command: &Command, keys: &[Key]) -> HelpLine {
    let keys = if keys.is_empty() { command.name.to_owned() } else { joined(keys) };
    HelpLine::Entry(keys, format!("{} ({})", command.help, command.place()))
}

fn joined(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.join("  ")
}

/// An entry as lines of a width.
fn broken(line: HelpLine, columns: usize) -> Vec<HelpLine> {
    let HelpLine::Entry(subject, text) = line else { return vec![line] };
    let shown = visible(&text).text.replace('\n', " ");
    let lines = wrap(&shown, columns, usize::MAX).into_iter().enumerate();
    lines
        .map(|(n, range)| {
            HelpLine::Entry(if n == 0 { subject.clone() } else { String::new() }, shown[range].to_owned())
        })
        .collect()
}
