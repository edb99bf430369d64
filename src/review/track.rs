//! One party's wording over time: where a concept or a phrase stands in the documents of many events, by
//! date, in which form, and where it does not stand.
//!
//! Silence is no denial: what is told of a document without a hit is that the words were not found in it.
//! The newest version of each document is read. A concept is found by the forms of the lexicon, in both
//! languages, narrower concepts included; a phrase is found as it is written (case, white space, quotation
//! marks and the script of Chinese aside).

use super::catalogue::{Digest, Document};
use super::search::{Query, QueryError};
use crate::compare::{Concept, Lexicon, Role, fold, sentences};
use crate::domain::{Dossier, Language, PartyId, Span, Standing, TextHash, Translation};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One document in the course of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'a> {
    /// The event's title.
    pub event: &'a str,
    /// The event's local date, else the day on which the document was published.
    pub date: Option<Date>,
    /// The IANA zone in which that date is meant.
    pub zone: Option<&'a str>,
    /// Whose document.
    pub party: Option<&'a PartyId>,
    /// Its title.
    pub document: &'a str,
    /// Its language.
    pub language: &'a Language,
    /// How its words relate to what was issued.
    pub translation: Translation,
    /// Captured, or reconstructed.
    pub standing: Standing,
    /// The version that was read.
    pub sha256: &'a TextHash,
    /// Its text.
    pub text: &'a str,
    /// Where it stands in a catalogue, if it does: what was read in it need not be read again.
    pub shelved: Option<Shelved<'a>>,
}

/// A document's place in a catalogue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shelved<'a> {
    /// The number of its event.
    pub event: usize,
    /// The document.
    pub document: &'a Document,
}

impl Statement<'_> {
    /// Whether it is known without reading it that it does not answer.
    fn lacks(&self, query: &Query) -> bool {
        let searched = self.shelved.and_then(|shelved| shelved.document.text.as_ref());
        searched.is_some_and(|searched| !query.is_in(searched))
    }
}

/// The documents of the event of that number that have a text.
pub fn digested(event: usize, digest: &Digest) -> impl Iterator<Item = Statement<'_>> {
    let Digest { head, body } = digest;
    body.documents.iter().filter_map(move |document| {
        let zone = if head.date.is_some() { body.zone.as_deref() } else { document.zone.as_deref() };
        let text = document.text.as_ref()?;
        Some(Statement {
            event: &head.title,
            date: head.date.or(document.published),
            zone,
            party: document.party.as_ref(),
            document: &document.title.text,
            language: &document.language,
            translation: document.translation,
            standing: document.standing,
            sha256: document.sha256.as_ref()?,
            text: &text.text,
            shelved: Some(Shelved { event, document }),
        })
    })
}

/// The documents of an event that have a text, each in its newest version.
pub fn statements(dossier: &Dossier) -> impl Iterator<Item = Statement<'_>> {
    let event = &dossier.event;
    dossier.readouts.iter().filter_map(move |readout| {
        let published = readout.published.as_ref();
        let zone = match event.date {
            Some(_) => event.zone.as_deref(),
            None => published.and_then(|at| at.time_zone().iana_name()),
        };
        Some(Statement {
            event: &event.title,
            date: event.date.or_else(|| published.map(jiff::Zoned::date)),
            zone,
            party: readout.party.as_ref(),
            document: &readout.title,
            language: &readout.language,
            translation: readout.translation,
            standing: readout.standing,
            sha256: &readout.latest()?.sha256,
            text: dossier.text(&readout.id)?,
            shelved: None,
        })
    })
}

/// What is followed.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// A concept, by its place in the lexicon, with all narrower ones.
    Concept(usize),
    /// A phrase, or a pattern.
    Phrase(Box<Query>, String),
}

impl Wanted {
    /// What a person means: a concept, by its id (`rare_earths`), its meaning or one of its words in either
    /// language; else a phrase. Between quotation marks it is a phrase in any case, between slashes a
    /// pattern.
    ///
    /// # Errors
    /// Where the phrase is empty or the pattern wrong.
    pub fn parse(wanted: &str, lexicon: &Lexicon) -> Result<Wanted, QueryError> {
        if wanted.starts_with(['/', '"', '“', '「']) {
            return Ok(Wanted::Phrase(Box::new(Query::parse(wanted)?), wanted.to_owned()));
        }
        let plain = |text: &str| fold(text.trim()).to_lowercase().replace(['_', '-'], " ");
        let words = plain(wanted);
        let is = |text: &String| plain(text) == words;
        let concepts = || lexicon.concepts().iter();
        let named = concepts().position(|concept| is(&concept.id) || is(&concept.gloss));
        // Of what has no name of its own, only matters of substance are meant by a word for them.
        let meant =
            |concept: &Concept| concept.role == Role::Topic && concept.english.iter().chain(&concept.chinese).any(is);
        match named.or_else(|| concepts().position(meant)) {
            Some(concept) => Ok(Wanted::Concept(concept)),
            None => Ok(Wanted::Phrase(Box::new(Query::phrase(wanted)?), wanted.trim().to_owned())),
        }
    }

    /// What a reader calls it: *Taiwan (concept taiwan_question)*, *“fishing rights”*.
    #[must_use]
    pub fn name(&self, lexicon: &Lexicon) -> String {
        match self {
            Wanted::Concept(at) => {
                let concept = &lexicon.concepts()[*at];
                format!("{} (concept {})", concept.gloss, concept.id)
            }
            Wanted::Phrase(_, phrase) if phrase.starts_with(['/', '"', '“', '「']) => phrase.clone(),
            Wanted::Phrase(_, phrase) => format!("“{phrase}”"),
        }
    }

    /// The sentences that have it, with the places in them.
    fn found(&self, statement: &Statement<'_>, lexicon: &Lexicon) -> Vec<(Span, Vec<Span>)> {
        let text = statement.text;
        let places = match self {
            Wanted::Concept(wanted) => {
                let mut places = match statement.shelved {
                    Some(Shelved { document, .. }) => {
                        let under =
                            document.mentions.iter().filter(|it| is_under(it.concept as usize, *wanted, lexicon));
                        under.map(|it| it.span()).collect()
                    }
                    None => concepts(text, *wanted, lexicon),
                };
                places.dedup();
                places
            }
            Wanted::Phrase(query, _) if statement.lacks(query) => Vec::new(),
            Wanted::Phrase(query, _) => query.spans(text).unwrap_or_default(),
        };
        if places.is_empty() {
            return Vec::new();
        }
        // A phrase that runs over the end of a sentence belongs to the one in which it begins.
        let of = |sentence: Span| {
            let inside = places.iter().copied().filter(|place| sentence.contains(place.start));
            let places: Vec<Span> = inside.collect();
            let whole = places.iter().fold(sentence, |whole, place| whole.cover(*place));
            (whole, places)
        };
        sentences(text).into_iter().map(|cut| of(cut.span)).filter(|(_, places)| !places.is_empty()).collect()
    }
}

/// Whether a concept is this one or a narrower one.
fn is_under(mut concept: usize, wanted: usize, lexicon: &Lexicon) -> bool {
    while concept != wanted {
        let parent = lexicon.concepts().get(concept).and_then(|concept| concept.parent);
        let Some(parent) = parent else { return false };
        concept = parent;
    }
    true
}

/// Where a text has a concept or a narrower one.
fn concepts(text: &str, wanted: usize, lexicon: &Lexicon) -> Vec<Span> {
    let hits = lexicon.explain(text).into_iter().flat_map(|sentence| sentence.matches);
    hits.filter(|hit| hit.unless.is_none() && is_under(hit.concept, wanted, lexicon)).map(|hit| hit.span).collect()
}

/// Which documents are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Of this party only; case does not matter.
    pub party: Option<String>,
    /// From this day on. Documents without a date are then left out.
    pub from: Option<Date>,
    /// Up to this day. Documents without a date are then left out.
    pub to: Option<Date>,
}

impl Scope {
    fn takes(&self, statement: &Statement<'_>) -> bool {
        let party = |wanted: &String| statement.party.is_some_and(|party| party.0.eq_ignore_ascii_case(wanted));
        let date = statement.date;
        self.party.as_ref().is_none_or(party)
            && self.from.is_none_or(|from| date.is_some_and(|date| from <= date))
            && self.to.is_none_or(|to| date.is_some_and(|date| date <= to))
    }
}

/// A sentence in which it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The document.
    pub statement: Statement<'a>,
    /// The sentence: bytes into the document's text.
    pub sentence: Span,
    /// The words found: bytes into the document's text, in order.
    pub places: Vec<Span>,
}

impl Entry<'_> {
    /// The words found, as they are written; none twice.
    #[must_use]
    pub fn forms(&self) -> Vec<&str> {
        let mut forms: Vec<&str> = Vec::new();
        for place in &self.places {
            let form = place.of(self.statement.text);
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }
}

/// One form in the mouth of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Whose; none where the document has no party.
    pub party: Option<PartyId>,
    /// The form, as it was first written.
    pub form: String,
    /// How often.
    pub count: usize,
    /// The entry in which it stands first.
    pub first: usize,
    /// The entry in which it stands last.
    pub last: usize,
}

/// One party's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Year {
    /// Documents that were read.
    pub documents: usize,
    /// Those in which it was found.
    pub with: usize,
    /// How often it was found in all.
    pub hits: usize,
}

/// An event of which a party's documents do not have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The event's title.
    pub event: &'a str,
    /// Its date.
    pub date: Option<Date>,
    /// Whose documents.
    pub party: Option<&'a PartyId>,
    /// The documents that were read.
    pub documents: Vec<&'a str>,
}

/// A wording over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Track<'a> {
    /// What a reader calls it.
    pub name: String,
    /// The sentences, by date; those without a date last.
    pub entries: Vec<Entry<'a>>,
    /// The forms by party, the most frequent first.
    pub uses: Vec<Use>,
    /// By party and year; documents without a date are not in it.
    pub years: BTreeMap<(Option<&'a PartyId>, i16), Year>,
    /// Where it was not found, by date.
    pub gaps: Vec<Gap<'a>>,
    /// How many documents were read.
    pub documents: usize,
}

/// Follows a wording through documents, which may come in any order.
#[must_use]
pub fn track<'a>(
    statements: impl IntoIterator<Item = Statement<'a>>,
    wanted: &Wanted,
    scope: &Scope,
    lexicon: &Lexicon,
) -> Track<'a> {
    let mut asked: Vec<Statement<'a>> = statements.into_iter().filter(|it| scope.takes(it)).collect();
    // The sort keeps the order of equals: that of the documents in their event.
    asked.sort_by_key(|it| (it.date.is_none(), it.date, it.event, it.party));
    let mut track = Track {
        name: wanted.name(lexicon),
        entries: Vec::new(),
        uses: Vec::new(),
        years: BTreeMap::new(),
        gaps: Vec::new(),
        documents: asked.len(),
    };
    let mut gap: Option<Gap<'a>> = None;
    // Whether a document of the same party on the same event has had it.
    let mut had = false;
    for (at, statement) in asked.iter().enumerate() {
        let same = |other: &Statement<'_>| {
            (other.event, other.date, other.party) == (statement.event, statement.date, statement.party)
        };
        if at == 0 || !same(&asked[at - 1]) {
            track.gaps.extend(gap.take().filter(|_| !had));
            had = false;
            let Statement { event, date, party, .. } = *statement;
            gap = Some(Gap { event, date, party, documents: Vec::new() });
        }
        let found = wanted.found(statement, lexicon);
        had |= !found.is_empty();
        if let Some(gap) = &mut gap {
            gap.documents.push(statement.document);
        }
        if let Some(date) = statement.date {
            let year = track.years.entry((statement.party, date.year())).or_default();
            year.documents += 1;
            year.with += usize::from(!found.is_empty());
            year.hits += found.iter().map(|(_, places)| places.len()).sum::<usize>();
        }
        let entry = |(sentence, places)| Entry { statement: statement.clone(), sentence, places };
        track.entries.extend(found.into_iter().map(entry));
    }
    track.gaps.extend(gap.filter(|_| !had));
    track.uses = uses(&track.entries);
    track
}

/// Each party's forms: small and capital letters, and both scripts of Chinese, are one form.
fn uses(entries: &[Entry<'_>]) -> Vec<Use> {
    let mut uses: BTreeMap<(Option<&PartyId>, String), Use> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for place in &entry.places {
            let form = place.of(entry.statement.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let key = (entry.statement.party, fold(&form).to_lowercase());
            let party = entry.statement.party.cloned();
            let known = uses.entry(key).or_insert_with(|| Use { party, form, count: 0, first: at, last: at });
            known.count += 1;
            known.last = at;
        }
    }
    let mut uses: Vec<Use> = uses.into_values().collect();
    uses.sort_by(|a, b| a.party.cmp(&b.party).then(b.count.cmp(&a.count)).then(a.first.cmp(&b.first)));
    uses
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Desk;
    use super::*;

    /// An event of that date with a text of the north and one of the south.
    fn event(date: &str, title: &str, north: &str, south: &str) -> Dossier {
        let mut desk = Desk::new();
        desk.document("north", "NO", north);
        desk.document("south", "SO", south);
        desk.dossier.event.title = title.to_owned();
        desk.dossier.event.date = Some(date.parse().unwrap());
        desk.dossier
    }

    fn events() -> Vec<Dossier> {
        vec![
            event("2032-02-01", "Second", "The talks were short. Fishing came first.", "双方谈到捕鱼权。"),
            event(
                "2031-05-06",
                "First",
                "Fishing rights were named. They spoke of FISHING  RIGHTS again.",
                "双方会面。",
            ),
        ]
    }

    fn followed<'a>(events: &'a [Dossier], wanted: &str, scope: &Scope) -> Track<'a> {
        let lexicon = Lexicon::builtin();
        track(events.iter().flat_map(statements), &Wanted::parse(wanted, lexicon).unwrap(), scope, lexicon)
    }

    #[test]
    fn a_phrase_is_followed_by_date() {
        let events = events();
        let found = followed(&events, "fishing rights", &Scope::default());
        let told: Vec<(&str, Vec<&str>)> =
            found.entries.iter().map(|entry| (entry.sentence.of(entry.statement.text), entry.forms())).collect();
        assert_eq!(
            told,
            [
                ("Fishing rights were named.", vec!["Fishing rights"]),
                ("They spoke of FISHING  RIGHTS again.", vec!["FISHING  RIGHTS"]),
            ]
        );
        assert_eq!(found.uses.len(), 1);
        assert_eq!((found.uses[0].count, found.uses[0].first, found.uses[0].last), (2, 0, 1));
        let gaps: Vec<(&str, &str)> = found.gaps.iter().map(|gap| (gap.event, gap.party.unwrap().0.as_str())).collect();
        assert_eq!(gaps, [("First", "SO"), ("Second", "NO"), ("Second", "SO")]);
        assert_eq!(found.documents, 4);
        let north = PartyId("NO".to_owned());
        assert_eq!(found.years[&(Some(&north), 2031)], Year { documents: 1, with: 1, hits: 2 });
        assert_eq!(found.years[&(Some(&north), 2032)], Year { documents: 1, with: 0, hits: 0 });
    }

    #[test]
    fn a_concept_is_followed_in_both_languages() {
        let events = [
            event("2031-05-06", "First", "The rare earths were named.", "双方谈到稀土。"),
            event("2032-05-06", "Second", "Nothing much.", "雙方再次談到稀土出口。"),
        ];
        let found = followed(&events, "rare earths", &Scope::default());
        let forms: Vec<&str> = found.entries.iter().flat_map(Entry::forms).collect();
        assert_eq!(forms[..2], ["rare earths", "稀土"]);
        assert!(forms[2].starts_with("稀土"), "{forms:?}");
        // By its id or a word in the other language it is the same.
        assert_eq!(followed(&events, "rare_earths", &Scope::default()), found);
        assert_eq!(followed(&events, "稀土", &Scope::default()), found);
        let found = followed(&events, "\"rare earths\"", &Scope::default());
        assert_eq!(found.entries.len(), 1);
    }

    #[test]
    fn scope_narrows_it() {
        let events = events();
        let scope = |party: Option<&str>, from: Option<&str>| Scope {
            party: party.map(str::to_owned),
            from: from.map(|day| day.parse().unwrap()),
            to: None,
        };
        assert_eq!(followed(&events, "first", &scope(Some("no"), None)).documents, 2);
        let late = followed(&events, "first", &scope(None, Some("2032-01-01")));
        assert_eq!((late.documents, late.entries.len(), late.gaps.len()), (2, 1, 1));
    }

    #[test]
    fn an_event_is_a_gap_only_if_no_document_of_the_party_has_it() {
        let mut desk = Desk::new();
        desk.document("sheet", "NO", "The fact sheet names the railway.");
        let events = [desk.dossier];
        assert_eq!(followed(&events, "railway", &Scope::default()).gaps, []);
        let gaps = followed(&events, "airport", &Scope::default()).gaps;
        assert_eq!(gaps[0].documents, ["Readout of north", "Readout of sheet"]);
    }

    #[test]
    fn a_pattern_may_be_followed_too() {
        let events = events();
        assert_eq!(followed(&events, r"/fish\w+/", &Scope::default()).entries.len(), 3);
        assert!(Wanted::parse("/(/", Lexicon::builtin()).is_err());
        assert!(Wanted::parse("  ", Lexicon::builtin()).is_err());
    }
}
