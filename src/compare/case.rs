//! What the finders look at: both texts with their bonds, and questions that all of them ask.

mod absence;
mod figures;
mod verbatim;

use crate::compare::align::{Bond, opening};
use crate::compare::comparison::{Frame, Tie};
use crate::compare::lexicon::{Concept, Found, Lexicon, Role, is_party};
use crate::compare::prose::{listed, one_line};
use crate::compare::reading::{Sentence, Text};
use crate::compare::speaker::{Said, Voice};
use crate::compare::token::Sort;
use crate::compare::twins;
use crate::domain::{Kind, Side, Sides, Span};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// A topic from this weight on is one that a professional never overlooks.
pub(crate) const GRAVE: f64 = 2.5;
/// No more key sentences of a side than this.
pub(crate) const KEYS: usize = 3;

/// A discrepancy before it is ranked.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// What sort.
    pub(crate) kind: Kind,
    /// From 1 to 3.
    pub(crate) severity: u8,
    /// From 0 to 1.
    pub(crate) confidence: f64,
    /// Weight of its topic.
    pub(crate) weight: f64,
    /// Key sentences of each side, at most three.
    pub(crate) evidence: Sides<Vec<usize>>,
    /// All its sentences.
    pub(crate) extent: Sides<Vec<usize>>,
    /// The side in which it was searched in vain.
    pub(crate) silent: Option<Side>,
    /// For the reader.
    pub(crate) summary: String,
    /// What led to it.
    pub(crate) because: Vec<String>,
    /// Told only where no other finding sets the same sentences against each other.
    pub(crate) general: bool,
}

impl Finding {
    /// A finding whose extent is its evidence; the most telling sentences come first in `evidence`.
    pub(crate) fn new(kind: Kind, severity: u8, evidence: Sides<Vec<usize>>, summary: String) -> Finding {
        let extent = evidence.clone();
        let mut finding = Finding {
            kind,
            severity,
            confidence: 0.7,
            weight: 1.0,
            evidence,
            extent,
            silent: None,
            summary,
            because: Vec::new(),
            general: false,
        };
        for side in Side::BOTH {
            finding.evidence[side].truncate(KEYS);
            finding.evidence[side].sort_unstable();
            finding.evidence[side].dedup();
            finding.extent[side].sort_unstable();
            finding.extent[side].dedup();
        }
        finding
    }

    /// With its confidence, weight and reasons.
    pub(crate) fn sure(mut self, confidence: f64, weight: f64, because: Vec<String>) -> Finding {
        self.confidence = confidence;
        self.weight = weight;
        self.because = because;
        self
    }

    /// Searched in vain on this side.
    pub(crate) fn silent_in(mut self, side: Side) -> Finding {
        self.silent = Some(side);
        self
    }
}

/// Both texts, ready to be asked.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    /// The texts.
    pub(crate) texts: &'a Sides<Text<'a>>,
    /// What belongs together.
    pub(crate) bonds: Vec<&'a Bond>,
    /// What is known of the event.
    pub(crate) frame: &'a Frame,
    /// The concepts.
    pub(crate) lexicon: &'a Lexicon,
    /// Partners of each sentence.
    pub(crate) partners: Sides<Vec<Vec<(usize, Tie)>>>,
    /// The sentence that reports the event.
    pub(crate) opening: Sides<Option<usize>>,
    /// Concepts that a side mentions, with all that stand above them.
    mentioned: Sides<HashSet<usize>>,
    /// The sentences that hold a concept, questions left out.
    holders: Sides<HashMap<usize, Vec<usize>>>,
    /// Items of an agenda that a side touches.
    items: Sides<HashSet<&'a str>>,
    /// Stems of all words of a side.
    stems: Sides<HashSet<&'a str>>,
    /// All words of a side without inflection.
    plains: Sides<HashSet<&'a str>>,
    /// The sentences of a side that hold a quantity, by its key.
    quantities: Sides<HashMap<String, Vec<usize>>>,
    /// The concepts of the other side that a side never touches.
    absent: Sides<HashSet<usize>>,
    /// Words that carry meaning in each sentence, and in all.
    lengths: Sides<(Vec<f64>, f64)>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        texts: &'a Sides<Text<'a>>,
        bonds: &'a [Bond],
        frame: &'a Frame,
        lexicon: &'a Lexicon,
    ) -> Case<'a> {
        let partners = twins::partners(texts, bonds, &frame.ties, lexicon);
        let belongs = |bond: &&Bond| partners.left[bond.left].iter().any(|partner| partner.0 == bond.right);
        let bonds = bonds.iter().filter(belongs).collect();
        let mentioned = Sides::from_fn(|side| {
            let mut all = HashSet::new();
            for found in texts[side].sentences.iter().flat_map(|sentence| &sentence.found) {
                let mut concept = Some(found.concept);
                while let Some(at) = concept {
                    all.insert(at);
                    concept = lexicon.concepts()[at].parent;
                }
            }
            all
        });
        let opening = Sides::from_fn(|side| opening(&texts[side], lexicon));
        let holders = texts.as_ref().map(holders);
        let groups = |side: Side| texts[side].sentences.iter().flat_map(|sentence| sentence.topics(lexicon));
        let items = Sides::from_fn(|side| groups(side).map(|f| lexicon.concepts()[f.concept].group.as_str()).collect());
        let all = |side: Side| texts[side].sentences.iter();
        let stems = texts.as_ref().map(|text| text.words.iter().map(|word| word.stem.as_str()).collect());
        let plains = texts.as_ref().map(|text| text.words.iter().map(|word| word.plain.as_str()).collect());
        let quantities = texts.as_ref().map(figures::quantities);
        let lengths = Sides::from_fn(|side| {
            let lengths: Vec<f64> = all(side).map(|sentence| f64::from(sentence.content)).collect();
            let total = lengths.iter().sum();
            (lengths, total)
        });
        let mut case = Case {
            texts,
            bonds,
            frame,
            lexicon,
            partners,
            opening,
            mentioned,
            holders,
            items,
            stems,
            plains,
            quantities,
            lengths,
            absent: Sides::default(),
        };
        case.absent = Sides::from_fn(|side| case.never_touched(side));
        case
    }

    /// The sentences of a side with their numbers.
    pub(crate) fn sentences(&self, side: Side) -> impl Iterator<Item = (usize, &'a Sentence)> {
        self.texts[side].sentences.iter().enumerate()
    }

    /// One sentence.
    pub(crate) fn sentence(&self, side: Side, at: usize) -> &'a Sentence {
        &self.texts[side].sentences[at]
    }

    /// A concept.
    pub(crate) fn concept(&self, at: usize) -> &'a Concept {
        &self.lexicon.concepts()[at]
    }

    /// Nothing on the other side belongs to it.
    pub(crate) fn is_alone(&self, side: Side, at: usize) -> bool {
        self.partners[side][at].is_empty()
    }

    /// Something on the other side reports the same.
    pub(crate) fn has_same(&self, side: Side, at: usize) -> bool {
        self.partners[side][at].iter().any(|partner| partner.1 == Tie::Same)
    }

    /// The best partner: a strong one before a related one.
    pub(crate) fn partner(&self, side: Side, at: usize) -> Option<usize> {
        let partners = &self.partners[side][at];
        partners.iter().find(|p| p.1 == Tie::Same).or_else(|| partners.first()).map(|p| p.0)
    }

    /// Whether a side mentions the concept or a narrower one.
    pub(crate) fn mentions(&self, side: Side, concept: usize) -> bool {
        self.mentioned[side].contains(&concept)
    }

    /// The topics of a sentence that say something: no names of parties.
    pub(crate) fn topics(&self, side: Side, at: usize) -> Vec<Found> {
        let topics = self.sentence(side, at).topics(self.lexicon);
        topics.filter(|found| !is_party(self.concept(found.concept))).collect()
    }

    /// The heaviest topic of a sentence.
    pub(crate) fn gravity(&self, side: Side, at: usize) -> f64 {
        self.topics(side, at).iter().map(|found| self.concept(found.concept).weight).fold(0.0, f64::max)
    }

    /// Share of a side's words that some sentences take, from 0 to 1.
    pub(crate) fn share(&self, side: Side, sentences: &[usize]) -> f64 {
        let (lengths, total) = &self.lengths[side];
        sentences.iter().map(|&at| lengths[at]).sum::<f64>() / total.max(1.0)
    }

    /// How much shorter a side's text is than the other, as the logarithm of the ratio of their words.
    pub(crate) fn brevity(&self, side: Side) -> f64 {
        (self.lengths[side.other()].1.max(1.0) / self.lengths[side].1.max(1.0)).ln()
    }

    /// The sentences of a side that hold the concept, ascending; questions are left out.
    pub(crate) fn holders(&self, side: Side, concept: usize) -> &[usize] {
        self.holders[side].get(&concept).map_or(&[], Vec::as_slice)
    }

    /// Whether a side has a word of this stem anywhere.
    pub(crate) fn has_stem(&self, side: Side, stem: &str) -> bool {
        self.stems[side].contains(stem)
    }

    /// Whether a side has a word, without inflection, anywhere.
    pub(crate) fn has_plain(&self, side: Side, plain: &str) -> bool {
        self.plains[side].contains(plain)
    }

    /// How early a sentence stands, from 1 (first) to 0 (last): readouts put first what matters most.
    pub(crate) fn earliness(&self, side: Side, at: usize) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "sentence counts are far below 2^52")]
        let place = at as f64 / self.texts[side].sentences.len().max(1) as f64;
        1.0 - place
    }

    /// How a side's text is called within a sentence: *the Chinese text*, or its name.
    pub(crate) fn name(&self, side: Side) -> String {
        match &self.frame.speakers[side].adjective {
            Some(adjective) => format!("the {adjective} text"),
            None => self.texts[side].name.to_owned(),
        }
    }

    /// The same at the beginning of a sentence.
    pub(crate) fn title(&self, side: Side) -> String {
        match &self.frame.speakers[side].adjective {
            Some(adjective) => format!("The {adjective} text"),
            None => self.texts[side].name.to_owned(),
        }
    }

    /// How the party of a side is called: *the US side*, or *the other side*.
    pub(crate) fn party(&self, side: Side) -> String {
        match &self.frame.speakers[side].adjective {
            Some(adjective) => format!("the {adjective} side"),
            None => "the other side".to_owned(),
        }
    }

    /// The words that a found concept stands in.
    pub(crate) fn words(&self, side: Side, found: Found) -> String {
        self.quoted(side, found.span)
    }

    /// The words of a place, on one line.
    pub(crate) fn quoted(&self, side: Side, span: Span) -> String {
        one_line(span.of(self.texts[side].raw))
    }

    /// Who speaks, in English where the lexicon or the frame knows him: *Donald Trump*, not 特朗普.
    pub(crate) fn who(&self, said: &Said) -> String {
        match &said.voice {
            Voice::Person(person) => self.concept(*person).gloss.clone(),
            Voice::Both => "both sides".to_owned(),
            Voice::Author => "its author".to_owned(),
            Voice::Named(_) => said.words.clone(),
        }
    }

    /// Who says a sentence.
    pub(crate) fn speaker(&self, side: Side, at: usize) -> Option<String> {
        self.sentence(side, at).speaker.as_ref().map(|said| self.who(said))
    }

    /// How a sentence for the reader begins that sets two passages against each other: *On tariffs, *, or where
    /// no topic of both is known, no more than that the program linked them.
    pub(crate) fn on(&self, side: Side, at: usize, there: usize) -> String {
        self.matter(side, at, there)
            .map_or_else(|| "In linked passages, ".to_owned(), |matter| format!("On {matter}, "))
    }

    /// How many telling words two sentences have in common, by their stems; none across languages.
    pub(crate) fn shared_words(&self, side: Side, at: usize, there: usize) -> usize {
        let words = |side: Side, at: usize| -> HashSet<&str> {
            let tokens = self.sentence(side, at).tokens.iter().filter(|token| token.sort == Sort::Word);
            let telling = tokens
                .filter(|token| !self.lexicon.is_stop(&token.lower) && !self.lexicon.is_boilerplate(&token.lower));
            telling.map(|token| token.stem.as_str()).collect()
        };
        words(side, at).intersection(&words(side.other(), there)).count()
    }

    /// What two sentences are both about, in words; none where no topic of both is known.
    pub(crate) fn matter(&self, side: Side, at: usize, there: usize) -> Option<String> {
        let theirs = self.topics(side.other(), there);
        let mut shared: Vec<Found> = self.topics(side, at);
        shared.retain(|found| theirs.iter().any(|known| self.lexicon.kin(known.concept, found.concept)));
        shared.sort_by(|a, b| self.concept(b.concept).weight.total_cmp(&self.concept(a.concept).weight));
        let mut words: Vec<String> = Vec::new();
        for found in shared {
            let gloss = &self.concept(found.concept).gloss;
            if !words.contains(gloss) {
                words.push(gloss.clone());
            }
        }
        words.truncate(KEYS);
        (!words.is_empty()).then(|| listed(&words))
    }

    /// The first words of a sentence, for a summary; the whole stands beside it as evidence.
    pub(crate) fn gist(&self, side: Side, at: usize) -> String {
        let text = self.quoted(side, self.sentence(side, at).span);
        let most = if self.sentence(side, at).is_chinese() { 20 } else { 48 };
        if text.chars().count() <= most {
            return text;
        }
        let cut: String = text.chars().take(most).collect();
        let cut = if self.sentence(side, at).is_chinese() {
            cut.as_str()
        } else {
            cut.rsplit_once(' ').map_or(cut.as_str(), |c| c.0)
        };
        format!("{cut}…")
    }

    /// The topics of some sentences in words, the weightiest first, at most three.
    pub(crate) fn topic_words(&self, side: Side, sentences: &[usize]) -> Vec<String> {
        let found = sentences.iter().flat_map(|&at| self.topics(side, at)).map(|found| found.concept);
        let mut topics: Vec<usize> = found.filter(|&topic| !self.is_vague(topic)).collect();
        topics.sort_by(|&a, &b| self.weightier(a, b));
        let mut told: Vec<String> = Vec::new();
        for topic in topics {
            let gloss = &self.concept(topic).gloss;
            if !told.contains(gloss) {
                told.push(gloss.clone());
            }
        }
        told.truncate(3);
        told
    }

    /// Distinct concepts of a role in one sentence.
    pub(crate) fn of_role(&self, side: Side, at: usize, role: Role) -> Vec<Found> {
        self.sentence(side, at).of_role(self.lexicon, role).collect()
    }

    /// Whether the sentence has one of these concepts.
    pub(crate) fn has(&self, side: Side, at: usize, ids: &[&str]) -> Option<Found> {
        let sentence = self.sentence(side, at);
        sentence.found.iter().copied().find(|found| ids.contains(&self.concept(found.concept).id.as_str()))
    }
}

fn holders(text: &Text) -> HashMap<usize, Vec<usize>> {
    let mut holders: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, sentence) in text.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.question) {
        for found in &sentence.found {
            let places = holders.entry(found.concept).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    holders
}
