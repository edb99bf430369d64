//! What a person types into the search, as a value.

use super::plain::{Phrase, Plain, Word, fold_text, is_unspaced};
use crate::compare::Lexicon;
use crate::domain::{Language, PartyId, Span, Status};
use crate::review::catalogue::Searched;
use jiff::civil::Date;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeSet;

/// A pattern may not grow larger than this when it is made ready, in bytes.
const PATTERN: usize = 1 << 20;
/// A query of more characters is a mistake: somebody pasted a text.
const LONGEST: usize = 1_000;
/// Fewer letters name no concept: they begin too many.
const SHORTEST: usize = 3;

/// Why a query is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A quotation mark without its partner.
    #[error("a quotation mark is not closed; write \"{0}\"")]
    Unclosed(String),
    /// No such filter.
    #[error(
        "there is no filter `{0}:`; there are party:, date:, tag:, status:, lang:, author: and in:. Put words with a colon between quotation marks"
    )]
    Filter(String),
    /// A filter with a value that it cannot have.
    #[error("`{filter}:{value}` is not understood; write {example}")]
    Value {
        /// The filter.
        filter: &'static str,
        /// What was given.
        value: String,
        /// What would do.
        example: &'static str,
    },
    /// A pattern that is no regular expression, or too large a one.
    #[error("the pattern /{pattern}/ is not understood: {why}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// Far too long.
    #[error("the query is longer than {LONGEST} characters; shorten it")]
    Long,
    /// Nothing in it.
    #[error("there is nothing to search for; give a word, \"words in a row\" or a filter such as party:US")]
    Empty,
}

/// What is looked for.
#[derive(Debug, Clone)]
pub(super) enum Needle {
    /// A word.
    Word(Word),
    /// Letters in a row.
    Phrase(Phrase),
    /// A regular expression over the text as it is.
    Pattern(Regex),
}

impl Needle {
    /// Whether it stands in a text.
    pub(super) fn is_in(&self, searched: &Searched) -> bool {
        match self {
            Needle::Word(word) => word.places(&searched.plain).next().is_some(),
            Needle::Phrase(phrase) => phrase.places(&searched.plain).next().is_some(),
            Needle::Pattern(pattern) => pattern.find_iter(&searched.text).any(|found| !found.is_empty()),
        }
    }

    /// Where it stands in a text.
    pub(super) fn places(&self, text: &str, plain: &Plain) -> Vec<Span> {
        match self {
            Needle::Word(word) => plain.originals(word.places(plain.text())),
            Needle::Phrase(phrase) => plain.originals(phrase.places(plain.text())),
            Needle::Pattern(pattern) => {
                let found = pattern.find_iter(text).filter(|found| !found.is_empty());
                found.map(|found| Span::new(found.start(), found.end())).collect()
            }
        }
    }
}

/// In what is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The titles of events and documents.
    Titles,
    /// The newest texts of the documents.
    Texts,
    /// The analyst's notes.
    Notes,
}

/// A search, understood.
///
/// ```text
/// fish talks          both words somewhere, also as "talked", "fishing"
/// fish*               any word that begins so, too
/// "joint committee"   these words in a row; white space, case and quotation marks do not matter
/// 渔业                 Chinese of any length, in either script
/// /talks? on \w+/     a regular expression over the text as it is, any case
/// -harbour            not where this stands
/// party:US  lang:zh  date:2024..2025  tag:o  status:open  author:ada  in:notes
/// ```
///
/// The same filter twice means either; different ones mean both.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub(super) needles: Vec<Needle>,
    pub(super) without: Vec<Needle>,
    pub(super) parties: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) dates: Vec<(Option<Date>, Option<Date>)>,
    pub(super) tags: Vec<String>,
    pub(super) statuses: Vec<Status>,
    pub(super) authors: Vec<String>,
    pub(super) fields: Vec<Field>,
    /// The bare words, as they were typed; none where a phrase, a pattern or a refusal stands among them: who
    /// writes so means these letters and no others.
    spoken: Option<Vec<String>>,
    /// The terms that are no filters, as they were typed.
    typed: Vec<String>,
}

impl Query {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// Where a quotation mark is open, a filter or its value is unknown, a pattern is wrong or too large,
    /// or nothing is asked for.
    pub fn parse(query: &str) -> Result<Query, QueryError> {
        if query.chars().count() > LONGEST {
            return Err(QueryError::Long);
        }
        let mut parsed = Query { spoken: Some(Vec::new()), ..Query::default() };
        let mut rest = query.trim_start();
        while !rest.is_empty() {
            let (not, term) = match rest.strip_prefix('-').filter(|term| !term.starts_with(char::is_whitespace)) {
                Some(term) if !term.is_empty() => (true, term),
                _ => (false, rest),
            };
            let known = parsed.needles.len() + parsed.without.len();
            let left = parsed.take(term, not)?;
            if parsed.needles.len() + parsed.without.len() > known {
                parsed.typed.push(format!("{}{}", if not { "-" } else { "" }, &term[..term.len() - left.len()]));
            }
            rest = left.trim_start();
        }
        if parsed.is_empty() { Err(QueryError::Empty) } else { Ok(parsed) }
    }

    /// Reads what a person is still typing: the last word may be unfinished.
    ///
    /// # Errors
    /// As [`Query::parse`].
    pub fn begun(query: &str) -> Result<Query, QueryError> {
        let last = query.rsplit(char::is_whitespace).next().unwrap_or_default();
        let word = last.chars().count() > 1 && last.chars().all(|c| c.is_alphanumeric() && !is_unspaced(c));
        if word { Query::parse(&format!("{query}*")) } else { Query::parse(query) }
    }

    /// What is looked for, without the filters, as it was typed.
    #[must_use]
    pub fn words(&self) -> String {
        self.typed.join(" ")
    }

    /// Whether each event has lines to show for it: filters of events alone have none.
    #[must_use]
    pub fn is_told_in_lines(&self) -> bool {
        !self.needles.is_empty() || self.is_about_notes()
    }

    /// The concepts that are called so: who looks for *Taiwan* finds the Chinese word, too.
    #[must_use]
    pub fn concepts(&self, lexicon: &Lexicon) -> BTreeSet<u32> {
        let words = self.spoken.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ").to_lowercase();
        if words.chars().count() < SHORTEST {
            return BTreeSet::new();
        }
        let begins = |gloss: &str| {
            let gloss = gloss.to_lowercase();
            gloss.match_indices(&words).any(|(at, _)| !gloss[..at].ends_with(char::is_alphanumeric))
        };
        let called = lexicon.concepts().iter().zip(0..).filter(|(concept, _)| begins(&concept.gloss));
        called.map(|(_, at)| at).collect()
    }

    /// One exact phrase and nothing else.
    ///
    /// # Errors
    /// Where there is nothing in it.
    pub fn phrase(phrase: &str) -> Result<Query, QueryError> {
        let phrase = fold_text(phrase);
        if phrase.is_empty() {
            return Err(QueryError::Empty);
        }
        Ok(Query { needles: vec![Needle::Phrase(Phrase::new(&phrase))], ..Query::default() })
    }

    fn is_empty(&self) -> bool {
        let filters = self.parties.len() + self.languages.len() + self.dates.len() + self.tags.len();
        let others = self.statuses.len() + self.authors.len() + self.needles.len() + self.without.len();
        filters + others == 0
    }

    /// Takes one term off the head, and gives what is left.
    fn take<'q>(&mut self, term: &'q str, not: bool) -> Result<&'q str, QueryError> {
        for (open, close) in [('"', "\""), ('“', "”"), ('「', "」"), ('/', "/")] {
            let Some(inside) = term.strip_prefix(open) else { continue };
            let Some((inside, rest)) = until(inside, close) else {
                // A lone slash is a word like any other.
                if open == '/' {
                    break;
                }
                return Err(QueryError::Unclosed(inside.to_owned()));
            };
            self.spoken = None;
            let needle = if open == '/' { pattern(inside)? } else { Needle::Phrase(Phrase::new(&fold_text(inside))) };
            self.add(needle, not);
            return Ok(rest);
        }
        let end = term.find(char::is_whitespace).unwrap_or(term.len());
        let (word, mut rest) = term.split_at(end);
        let Some((filter, value)) = word.split_once(':') else {
            self.spoken = self.spoken.take().filter(|_| !not);
            self.spoken.iter_mut().for_each(|spoken| spoken.push(word.trim_end_matches('*').to_owned()));
            self.add(needle(word), not);
            return Ok(rest);
        };
        let mut value = value.to_owned();
        // A name may have spaces: author:"Ada L."
        if let Some(inside) = value.strip_prefix('"') {
            let from = &term[term.len() - rest.len() - inside.len()..];
            let (inside, after) = until(from, "\"").ok_or_else(|| QueryError::Unclosed(from.to_owned()))?;
            (value, rest) = (inside.to_owned(), after);
        }
        self.filter(filter, &value)?;
        Ok(rest)
    }

    fn add(&mut self, needle: Needle, not: bool) {
        let empty = match &needle {
            Needle::Word(word) => word.is_empty(),
            Needle::Phrase(phrase) => phrase.is_empty(),
            Needle::Pattern(pattern) => pattern.as_str().is_empty(),
        };
        if !empty {
            if not { self.without.push(needle) } else { self.needles.push(needle) }
        }
    }

    fn filter(&mut self, filter: &str, value: &str) -> Result<(), QueryError> {
        let wrong = |filter, example| QueryError::Value { filter, value: value.to_owned(), example };
        let lower = value.to_lowercase();
        match filter.to_lowercase().as_str() {
            "party" | "date" | "tag" | "status" | "lang" | "author" | "in" if value.is_empty() => {
                return Err(QueryError::Value { filter: "filter", value: filter.to_owned(), example: "party:US" });
            }
            "party" => self.parties.push(lower),
            "lang" => self.languages.push(Language(lower).primary()),
            "tag" => self.tags.push(lower),
            "author" => self.authors.push(lower),
            "date" => self.dates.push(dates(value).ok_or_else(|| wrong("date", "date:2024, date:2024-06..2025"))?),
            "status" => {
                let known = [Status::Open, Status::Accepted, Status::Dismissed];
                let status = known.into_iter().find(|status| status.name() == lower);
                self.statuses.push(status.ok_or_else(|| wrong("status", "open, accepted or dismissed"))?);
            }
            "in" => self.fields.push(match lower.as_str() {
                "notes" | "note" => Field::Notes,
                "texts" | "text" => Field::Texts,
                "titles" | "title" => Field::Titles,
                _ => return Err(wrong("in", "in:notes, in:texts or in:titles")),
            }),
            _ => return Err(QueryError::Filter(filter.to_owned())),
        }
        Ok(())
    }

    /// Whether a party is wanted.
    pub(super) fn wants_party(&self, party: Option<&PartyId>) -> bool {
        self.parties.is_empty() || party.is_some_and(|party| self.parties.contains(&party.0.to_lowercase()))
    }

    /// Whether a language is wanted.
    pub(super) fn wants_language(&self, language: &Language) -> bool {
        self.languages.is_empty() || self.languages.contains(&language.primary())
    }

    /// Whether a day is wanted.
    pub(super) fn wants_date(&self, date: Option<Date>) -> bool {
        let within = |(from, to): &(Option<Date>, Option<Date>)| {
            date.is_some_and(|date| from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to))
        };
        self.dates.is_empty() || self.dates.iter().any(within)
    }

    /// Whether it asks for what only notes have.
    pub(super) fn is_about_notes(&self) -> bool {
        !(self.tags.is_empty() && self.statuses.is_empty() && self.authors.is_empty())
    }

    /// Whether this is to be searched.
    pub(super) fn searches(&self, field: Field) -> bool {
        self.fields.is_empty() || self.fields.contains(&field)
    }
}

/// What stands before the closing mark, and after it; a backslash keeps a mark from closing.
fn until<'q>(text: &'q str, close: &str) -> Option<(&'q str, &'q str)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(close)?;
        let slashes = text[..at].chars().rev().take_while(|c| *c == '\\').count();
        if slashes % 2 == 0 {
            return Some((&text[..at], &text[at + close.len()..]));
        }
        from = at + close.len();
    }
}

fn pattern(pattern: &str) -> Result<Needle, QueryError> {
    let built = RegexBuilder::new(&pattern.replace("\\/", "/"))
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(PATTERN)
        .dfa_size_limit(PATTERN)
        .nest_limit(50)
        .build();
    built.map(Needle::Pattern).map_err(|error| {
        // The parser draws a picture of several lines; its last one says what is wrong.
        let why = error.to_string();
        let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        QueryError::Pattern { pattern: pattern.to_owned(), why }
    })
}

fn needle(word: &str) -> Needle {
    let (word, open) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
    let word = fold_text(word);
    let simple = word.chars().all(|c| c.is_alphanumeric() && !is_unspaced(c));
    if simple { Needle::Word(Word::new(&word, open)) } else { Needle::Phrase(Phrase::new(&word)) }
}

/// `2024`, `2024-06`, `2024-06-05`, and from one to another, either of which may be left out.
#[must_use]
pub fn dates(value: &str) -> Option<(Option<Date>, Option<Date>)> {
    let Some((from, to)) = value.split_once("..") else {
        let (from, to) = period(value)?;
        return Some((Some(from), Some(to)));
    };
    let first = if from.is_empty() { None } else { Some(period(from)?.0) };
    let last = if to.is_empty() { None } else { Some(period(to)?.1) };
    (first.is_some() || last.is_some()).then_some((first, last))
}

/// The first and the last day of a year, a month or a day.
pub fn period(value: &str) -> Option<(Date, Date)> {
    let mut parts = value.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}
