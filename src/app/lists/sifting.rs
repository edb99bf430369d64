//! What the lists of discrepancies and of notes show, and in which order.

use crate::app::controls::command::CommandId;
use crate::app::prompt::Purpose;
use crate::app::room::Room;
use crate::app::room::motion::Way;
use crate::app::state::{Screen, State};
use crate::compare::Discrepancy;
use crate::domain::{Annotation, AnnotationId, Kind, Ruling, Side, Status, TagId};
use crate::review::{Triaged, cited};
use regex::{Regex, RegexBuilder};

/// Which discrepancies are listed, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sieve {
    /// Only this kind.
    kind: Option<Kind>,
    /// Only from this severity on; 0 for any.
    least: u8,
    /// Only what is at this point of the analyst's work.
    stage: Stage,
    /// In the order of the texts, instead of by rank.
    by_place: bool,
    /// Only what has these words.
    words: String,
}

/// A point of the analyst's work on a discrepancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Any,
    Open,
    Accepted,
    Dismissed,
    Noted,
}

impl Stage {
    const ALL: [Stage; 5] = [Stage::Any, Stage::Open, Stage::Accepted, Stage::Dismissed, Stage::Noted];

    fn has(self, triaged: &Triaged) -> bool {
        match self {
            Stage::Any => true,
            Stage::Open => triaged.is_open(),
            Stage::Accepted => triaged.ruling == Some(Ruling::Accept),
            Stage::Dismissed => triaged.ruling == Some(Ruling::Dismiss),
            Stage::Noted => triaged.annotation.is_some(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Stage::Any => "all",
            Stage::Open => "open",
            Stage::Accepted => "accepted",
            Stage::Dismissed => "dismissed",
            Stage::Noted => "noted",
        }
    }
}

/// Which notes are listed, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NoteSieve {
    /// Only with this tag.
    tag: Option<TagId>,
    /// Only of this status.
    status: Option<Status>,
    /// Only by this author.
    author: Option<String>,
    order: NoteOrder,
    /// Only what has these words.
    words: String,
}

/// In which order notes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum NoteOrder {
    /// As they stand in the texts.
    #[default]
    Place,
    /// The newest first.
    Newest,
    /// By their first tag.
    Tag,
}

impl NoteOrder {
    const ALL: [NoteOrder; 3] = [NoteOrder::Place, NoteOrder::Newest, NoteOrder::Tag];

    const fn name(self) -> &'static str {
        match self {
            NoteOrder::Place => "place",
            NoteOrder::Newest => "newest",
            NoteOrder::Tag => "tag",
        }
    }
}

/// What is listed, as it was last made; only what changes a list makes it anew.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    pub(crate) sieve: Sieve,
    pub(crate) note_sieve: NoteSieve,
    /// Discrepancies by their index.
    pub(crate) discrepancies: Vec<usize>,
    pub(crate) notes: Vec<AnnotationId>,
}

/// One setting of a list: what it is about, what it is set to, and the command that changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it is about: *kind*.
    pub subject: &'static str,
    /// What it is set to: *all*.
    pub value: String,
    /// Whether it keeps something back.
    pub narrows: bool,
    /// The command that changes it.
    pub command: CommandId,
}

/// The next of some choices, around at the end; the first where the present one is none of them.
fn next_of<T: PartialEq + Clone>(choices: &[T], now: &T, way: Way) -> Option<T> {
    let at = choices.iter().position(|choice| choice == now);
    let next = at.map_or(Some(0), |at| way.from(at, choices.len()));
    let around = if way == Way::Forward { choices.first() } else { choices.last() };
    next.and_then(|next| choices.get(next)).or(around).cloned()
}

/// Words that a text must have, whatever the case. They are read once for a whole list and looked for in the texts as
/// they stand: to lower the case of a million words' discrepancies at every key took two frames.
struct Words(Option<Vec<Regex>>);

impl Words {
    fn of(words: &str) -> Words {
        let word = |word: &str| RegexBuilder::new(&regex::escape(word)).case_insensitive(true).build();
        // What is too long for a pattern is too long for a word of any text.
        Words(words.split_whitespace().map(word).collect::<Result<_, _>>().ok())
    }

    fn all_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|words| words.iter().all(|word| word.is_match(text)))
    }
}

impl Room {
    /// Makes both lists anew.
    pub(in crate::app) fn list_anew(&mut self) {
        self.listed.discrepancies = self.sifted();
        self.listed.notes = self.sifted_notes();
    }

    fn sifted(&self) -> Vec<usize> {
        let Some(comparison) = &self.comparison else { return Vec::new() };
        let sieve = &self.listed.sieve;
        let (words, mut text) = (Words::of(&sieve.words), String::new());
        let mut has_words = |discrepancy: &Discrepancy| {
            self.write_searchable(discrepancy, &mut text);
            words.all_in(&text)
        };
        let passes = |triaged: &&Triaged| {
            let discrepancy = &comparison.discrepancies[triaged.index];
            sieve.kind.is_none_or(|kind| discrepancy.kind == kind)
                && discrepancy.severity >= sieve.least
                && sieve.stage.has(triaged)
                && (sieve.words.is_empty() || has_words(discrepancy))
        };
        let mut listed: Vec<usize> = self.triaged.iter().filter(passes).map(|triaged| triaged.index).collect();
        if sieve.by_place {
            let first = self.first_rows(comparison.discrepancies.len());
            listed.sort_by_key(|&index| (first[index], index));
        }
        listed
    }

    /// Puts into `text` what a discrepancy is looked for in: one text for all, since a long list asks for tens of
    /// thousands at every key.
    fn write_searchable(&self, discrepancy: &Discrepancy, text: &mut String) {
        text.clear();
        text.push_str(discrepancy.kind.name());
        text.push('\n');
        text.push_str(&discrepancy.summary);
        for side in Side::BOTH {
            for span in &discrepancy.evidence[side] {
                text.push('\n');
                text.push_str(span.of(&self.texts[side]));
            }
            if discrepancy.evidence[side].is_empty() {
                text.push('\n');
                text.push_str(&self.silence(side));
            }
        }
    }

    /// The first row with evidence of each of so many discrepancies; behind all rows where there is none.
    fn first_rows(&self, discrepancies: usize) -> Vec<usize> {
        let mut first = vec![usize::MAX; discrepancies];
        for raised in self.sheet.raised().iter().filter(|raised| raised.evidence) {
            let place = self.sheet.place(raised.side, raised.passage);
            if let (Some(first), Some((row, _))) = (first.get_mut(raised.discrepancy), place) {
                *first = row.min(*first);
            }
        }
        first
    }

    fn sifted_notes(&self) -> Vec<AnnotationId> {
        let sieve = &self.listed.note_sieve;
        let words = Words::of(&sieve.words);
        let passes = |note: &Annotation| {
            sieve.tag.as_ref().is_none_or(|tag| note.tags.contains(tag))
                && sieve.status.is_none_or(|status| note.status == status)
                && sieve.author.as_ref().is_none_or(|author| note.author == *author)
        };
        let mut notes = cited(&self.dossier);
        notes.retain(|citation| {
            let quotes = citation.annotation.anchors().map(|anchor| anchor.quote.as_str());
            let tags = citation.tags.iter().map(|tag| tag.name.as_str());
            let told = [citation.annotation.note.as_str(), citation.found().unwrap_or_default()];
            let searchable = || told.into_iter().chain(quotes).chain(tags).collect::<Vec<_>>().join("\n");
            passes(citation.annotation) && (sieve.words.is_empty() || words.all_in(&searchable()))
        });
        match sieve.order {
            NoteOrder::Place => {}
            NoteOrder::Newest => notes.sort_by_key(|it| std::cmp::Reverse((it.annotation.created, it.annotation.id))),
            NoteOrder::Tag => {
                let tags = &self.dossier.codebook.tags;
                let place = |id: &TagId| tags.iter().position(|tag| tag.id == *id);
                notes.sort_by_key(|it| it.annotation.tags.first().and_then(place).unwrap_or(usize::MAX));
            }
        }
        notes.into_iter().map(|citation| citation.annotation.id).collect()
    }

    /// The kinds that were found, in their order.
    fn kinds(&self) -> Vec<Option<Kind>> {
        let found = self.comparison.iter().flat_map(|comparison| &comparison.discrepancies);
        let found: Vec<Kind> = found.map(|discrepancy| discrepancy.kind).collect();
        let kinds = Kind::ALL.into_iter().filter(|kind| found.contains(kind));
        std::iter::once(None).chain(kinds.map(Some)).collect()
    }

    fn tags_in_use(&self) -> Vec<Option<TagId>> {
        let used = |tag: &TagId| self.dossier.annotations.values().any(|note| note.tags.contains(tag));
        let tags = self.dossier.codebook.tags.iter().map(|tag| tag.id.clone()).filter(used);
        std::iter::once(None).chain(tags.map(Some)).collect()
    }

    fn authors(&self) -> Vec<Option<String>> {
        let mut authors: Vec<String> = self.dossier.annotations.values().map(|note| note.author.clone()).collect();
        authors.sort();
        authors.dedup();
        std::iter::once(None).chain(authors.into_iter().map(Some)).collect()
    }

    fn set_sieve(&mut self, id: CommandId) {
        use CommandId as C;
        let kinds = self.kinds();
        let sieve = &mut self.listed.sieve;
        match id {
            C::NextFilter => sieve.kind = next_of(&kinds, &sieve.kind, Way::Forward).flatten(),
            C::PreviousFilter => sieve.kind = next_of(&kinds, &sieve.kind, Way::Back).flatten(),
            C::Severity => sieve.least = next_of(&[0, 2, 3], &sieve.least, Way::Forward).unwrap_or(0),
            C::Stage => sieve.stage = next_of(&Stage::ALL, &sieve.stage, Way::Forward).unwrap_or_default(),
            C::SortList => sieve.by_place = !sieve.by_place,
            _ => {}
        }
    }

    fn set_note_sieve(&mut self, id: CommandId) {
        use CommandId as C;
        let (tags, authors) = (self.tags_in_use(), self.authors());
        let sieve = &mut self.listed.note_sieve;
        let statuses = [None, Some(Status::Open), Some(Status::Accepted), Some(Status::Dismissed)];
        match id {
            C::NextFilter => sieve.tag = next_of(&tags, &sieve.tag, Way::Forward).flatten(),
            C::PreviousFilter => sieve.tag = next_of(&tags, &sieve.tag, Way::Back).flatten(),
            C::Stage => sieve.status = next_of(&statuses, &sieve.status, Way::Forward).flatten(),
            C::Author => sieve.author = next_of(&authors, &sieve.author, Way::Forward).flatten(),
            C::SortList => sieve.order = next_of(&NoteOrder::ALL, &sieve.order, Way::Forward).unwrap_or_default(),
            _ => {}
        }
    }

    fn settings(&self) -> Vec<Setting> {
        use CommandId as C;
        let sieve = &self.listed.sieve;
        let set = |subject, value: String, narrows, command| Setting { subject, value, narrows, command };
        let severity = if sieve.least == 0 { "all".to_owned() } else { format!("{}+", sieve.least) };
        let sort = if sieve.by_place { "place" } else { "rank" };
        vec![
            set("kind", sieve.kind.map_or("all", Kind::short).to_owned(), sieve.kind.is_some(), C::NextFilter),
            set("severity", severity, sieve.least > 0, C::Severity),
            set("state", sieve.stage.name().to_owned(), sieve.stage != Stage::Any, C::Stage),
            set("sort", sort.to_owned(), false, C::SortList),
            words_setting(&sieve.words),
        ]
    }

    fn note_settings(&self) -> Vec<Setting> {
        use CommandId as C;
        let sieve = &self.listed.note_sieve;
        let set = |subject, value: Option<&str>, command| Setting {
            subject,
            value: value.unwrap_or("all").to_owned(),
            narrows: value.is_some(),
            command,
        };
        let tag = sieve.tag.as_ref().map(|id| self.dossier.codebook.tag(id).map_or(id.0.as_str(), |tag| &tag.name));
        vec![
            set("tag", tag, C::NextFilter),
            set("status", sieve.status.map(Status::name), C::Stage),
            set("by", sieve.author.as_deref(), C::Author),
            Setting { narrows: false, ..set("sort", Some(sieve.order.name()), C::SortList) },
            words_setting(&sieve.words),
        ]
    }

    /// Whether a list keeps something back.
    pub(in crate::app) fn is_sifted(&self) -> bool {
        self.settings().iter().any(|setting| setting.narrows)
    }
}

fn words_setting(words: &str) -> Setting {
    let value = if words.is_empty() { "–".to_owned() } else { format!("“{words}”") };
    Setting { subject: "words", value, narrows: !words.is_empty(), command: CommandId::FindInList }
}

impl State {
    /// The settings of the list on the screen; none where it has none.
    #[must_use]
    pub fn list_settings(&self) -> Vec<Setting> {
        match (&self.room, self.screen) {
            (Some(room), Screen::Discrepancies) => room.settings(),
            (Some(room), Screen::Notes) => room.note_settings(),
            _ => Vec::new(),
        }
    }

    /// Changes what the list on the screen shows; the cursor stays on its item while that is listed.
    pub(crate) fn sift(&mut self, id: CommandId) {
        if id == CommandId::FindInList {
            return self.ask(Purpose::List);
        }
        self.sift_with(|room, screen| match screen {
            Screen::Notes => room.set_note_sieve(id),
            _ => room.set_sieve(id),
        });
    }

    /// Lists only what has some words.
    pub(crate) fn sift_by_words(&mut self, words: &str) {
        let words = words.trim().to_owned();
        self.sift_with(|room, screen| match screen {
            Screen::Notes => room.listed.note_sieve.words = words,
            _ => room.listed.sieve.words = words,
        });
    }

    /// Lists everything again; whether anything was kept back.
    pub(crate) fn list_everything(&mut self) -> bool {
        let narrowed = self.list_settings().iter().any(|setting| setting.narrows);
        if narrowed {
            self.sift_with(|room, screen| match screen {
                Screen::Notes => {
                    room.listed.note_sieve = NoteSieve { order: room.listed.note_sieve.order, ..NoteSieve::default() };
                }
                _ => room.listed.sieve = Sieve { by_place: room.listed.sieve.by_place, ..Sieve::default() },
            });
        }
        narrowed
    }

    fn sift_with(&mut self, set: impl FnOnce(&mut Room, Screen)) {
        let (discrepancy, note, screen) = (self.current_discrepancy(), self.current_note(), self.screen);
        let Some(room) = &mut self.room else { return };
        set(room, screen);
        room.list_anew();
        let item = match screen {
            Screen::Notes => note.and_then(|id| room.listed.notes.iter().position(|listed| *listed == id)),
            _ => discrepancy.and_then(|index| room.listed.discrepancies.iter().position(|&listed| listed == index)),
        };
        self.go_to_item(item.unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_go_around() {
        let check = |now: i32, way, expected: i32| assert_eq!(next_of(&[1, 2, 3], &now, way), Some(expected));
        check(1, Way::Forward, 2);
        check(3, Way::Forward, 1);
        check(1, Way::Back, 3);
        check(9, Way::Forward, 1);
        assert_eq!(next_of(&[], &1, Way::Forward), None);
    }

    #[test]
    fn every_word_must_be_there_in_any_case() {
        let check = |words: &str, text: &str| Words::of(words).all_in(text);
        assert!(check("taiwan 台湾", "The Taiwan question; 台湾问题"));
        assert!(!check("taiwan 台湾", "The Taiwan question"));
        assert!(check("ÉLYSÉE (a.b)", "the Élysée, (A.B)"));
        assert!(!check("a.b", "a b"));
        assert!(check(" ", "anything"));
        assert!(!check(&"x".repeat(1 << 20), "anything"));
    }
}
