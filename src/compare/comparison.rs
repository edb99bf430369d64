//! What a comparison is: passages, links, rows, segments, discrepancies, emphasis. Values only.

use crate::domain::{Kind, Language, Problem, Sides, Span, TextHash};
use jiff::civil::Date;
use std::ops::Deref;
use std::sync::Arc;

/// One text to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// How it is called in sentences for the reader and in `searched`: a file name or a title.
    pub name: &'a str,
    /// Its language.
    pub language: Language,
    /// The text, as captured.
    pub text: &'a str,
}

/// What is known of the party on one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaker {
    /// How its text is called in a sentence, *the Chinese text*; the document's name where `None`.
    pub adjective: Option<String>,
    /// Names of those who speak for it, in any language.
    pub names: Vec<String>,
}

/// What is known of the event, all of it optional: it resolves *the 5th* and *our side*.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Local date of the event.
    pub date: Option<Date>,
    /// Where it took place.
    pub place: Option<String>,
    /// Who speaks on each side.
    pub speakers: Sides<Speaker>,
    /// Concepts whose absence from both sides should be told.
    pub watch: Vec<String>,
    /// What the user has linked and separated: anchors that the alignment respects.
    pub ties: Ties,
}

/// The user's own links and separations. Each is a pair of places, left and right, in bytes of the texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// These belong together, whatever the engine thinks.
    pub same: Vec<(Span, Span)>,
    /// These do not.
    pub apart: Vec<(Span, Span)>,
}

/// A concept of the lexicon found in a text. What is known of the concept is read as if it stood here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// What; all mentions of one concept in a text share it.
    pub term: Arc<Term>,
}

impl Deref for Mention {
    type Target = Term;

    fn deref(&self) -> &Term {
        &self.term
    }
}

/// A concept, as a reader is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id in the lexicon.
    pub concept: String,
    /// Its gloss in English: *one-China policy*.
    pub gloss: String,
    /// How the word is conventionally read, with its source; never a fact. Mostly for tone words.
    pub convention: Option<String>,
    /// Whether it says something about the matter: not a name, a state or a verb of speech.
    pub substantive: bool,
}

/// The smallest aligned unit: a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands, without white space at the ends.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
    /// Who says it according to the text, in the words of the text; carried forward.
    pub speaker: Option<Arc<str>>,
    /// Speech given in the first person without quotation marks: never the speaker's own words.
    pub rendered: bool,
    /// The concepts in it, in order.
    pub mentions: Vec<Mention>,
}

/// One side's text as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document's name.
    pub name: String,
    /// Its language, as given or detected.
    pub language: Language,
    /// Hash of the text.
    pub sha256: TextHash,
    /// Its sentences in order; every character that is not white space lies in exactly one.
    pub passages: Vec<Passage>,
}

/// How close a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// Both report the same proposition, act, agreement or figure.
    Same,
    /// Both belong to one topic.
    Related,
}

impl Tie {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Tie::Same => "same",
            Tie::Related => "related",
        }
    }
}

/// How the wording of linked passages is set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Regime {
    /// Two captures or translations of one text: changes are marked.
    Versions,
    /// Two independent accounts: agreement is marked.
    Accounts,
}

impl Regime {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Regime::Versions => "versions",
            Regime::Accounts => "accounts",
        }
    }
}

/// Passages of both sides that belong together. A passage may have many links, and links may cross.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Indices into each side's passages, ascending, none empty.
    pub passages: Sides<Vec<usize>>,
    /// How close.
    pub tie: Tie,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// How its wording is compared.
    pub regime: Regime,
    /// What speaks for it: at most four features, *rare earths = 稀土*.
    pub because: Vec<String>,
}

/// What a segment's words are in relation to the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `=` The same words.
    SameWords,
    /// `≈` The same concept in other words.
    SameConcept,
    /// `!` The same matter at another strength, or with another policy term.
    OtherStrength,
    /// `#` The same figure.
    SameFigure,
    /// `≠` A figure in conflict.
    FigureConflict,
    /// `~` Words that changed between two versions of one text.
    Changed,
}

impl Mark {
    /// All marks, most important first.
    pub const ALL: [Mark; 6] = [
        Mark::FigureConflict,
        Mark::OtherStrength,
        Mark::Changed,
        Mark::SameFigure,
        Mark::SameWords,
        Mark::SameConcept,
    ];

    /// The glyph that stands for it everywhere.
    #[must_use]
    pub const fn glyph(self) -> char {
        match self {
            Mark::SameWords => '=',
            Mark::SameConcept => '≈',
            Mark::OtherStrength => '!',
            Mark::SameFigure => '#',
            Mark::FigureConflict => '≠',
            Mark::Changed => '~',
        }
    }

    /// What it means, for the legend.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Mark::SameWords => "same words",
            Mark::SameConcept => "same concept in other words",
            Mark::OtherStrength => "same matter at another strength or with another policy term",
            Mark::SameFigure => "same figure",
            Mark::FigureConflict => "figure in conflict",
            Mark::Changed => "words that changed between two versions",
        }
    }
}

/// Words of a row that agree or differ with words of the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where, in the text.
    pub span: Span,
    /// How it relates.
    pub mark: Mark,
}

/// A level pair of cells on the screen. Rows partition the passages of both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Indices into each side's passages, ascending; at least one side has some.
    pub passages: Sides<Vec<usize>>,
    /// The marked words of each side, ascending, not overlapping.
    pub segments: Sides<Vec<Segment>>,
}

/// How the evidence may be quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The text quotes these words itself.
    Direct,
    /// The text tells it in its own words.
    Paraphrase,
    /// Speech rendered in the first person without quotation marks; never the speaker's own words.
    RenderedSpeech,
}

impl Form {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Form::Direct => "direct",
            Form::Paraphrase => "paraphrase",
            Form::RenderedSpeech => "rendered-speech",
        }
    }
}

/// Something in which two texts part, with its evidence. Derived; never stored as a person's word.
#[derive(Debug, Clone, PartialEq)]
pub struct Discrepancy {
    /// Stable id: a hash of the kind, both texts and the evidence.
    pub id: String,
    /// What sort.
    pub kind: Kind,
    /// 3: a fact, obligation, term or attributed statement in conflict, or a lead topic missing;
    /// 2: material; 1: style, order, protocol.
    pub severity: u8,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// Key passages of each side, at most three; empty where the side is silent, unless it has a passage on the same
    /// matter without the detail that is missing.
    pub evidence: Sides<Vec<Span>>,
    /// The whole of a merged omission; empty on the side that was searched in vain.
    pub extent: Sides<Vec<Span>>,
    /// Names of the documents in which it was not found.
    pub searched: Vec<String>,
    /// One sentence for the reader. Names documents, never guesses at motives.
    pub summary: String,
    /// The words or features that led to it.
    pub because: Vec<String>,
    /// How its evidence may be quoted.
    pub form: Form,
}

/// A topic's share of each text, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Emphasis {
    /// The topic's id in the lexicon.
    pub concept: String,
    /// Its gloss in English.
    pub gloss: String,
    /// Share of each side's text.
    pub share: Sides<f64>,
    /// The passages of each side that speak of it, in order.
    pub passages: Sides<Vec<usize>>,
    /// As the how-manieth of the topics told here each side comes to it, from 1.
    pub order: Sides<Option<usize>>,
}

/// Two texts, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Both texts as read.
    pub readings: Sides<Reading>,
    /// What belongs together.
    pub links: Vec<Link>,
    /// The level layout, led by the left text's order.
    pub rows: Vec<Row>,
    /// What differs, most important first.
    pub discrepancies: Vec<Discrepancy>,
    /// What each side speaks of, and how much.
    pub emphasis: Vec<Emphasis>,
    /// What was odd: a language without full support, a text without sentences.
    pub problems: Vec<Problem>,
}
