//! Filters: what can be asked of the events besides words, each with the number of events that have it.
//!
//! A filter is a term of the search line, so that there is one place that says what is shown.

use super::Library;
use crate::app::Effect;
use crate::app::prompt::Purpose;
use crate::app::state::State;
use crate::review::search::Query;
use std::collections::BTreeMap;

/// A filter that can be set or lifted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The term of the search line.
    pub term: String,
    /// What it lets through.
    pub told: String,
    /// Whether it is set.
    pub set: bool,
}

/// The terms of a search line: white space inside quotation marks does not part them.
fn terms(asked: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let (mut term, mut quoted) = (String::new(), false);
    for c in asked.chars() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            terms.extend(Some(std::mem::take(&mut term)).filter(|term| !term.is_empty()));
        } else {
            term.push(c);
        }
    }
    terms.extend(Some(term).filter(|term| !term.is_empty()));
    terms
}

fn term(filter: &str, value: &str) -> String {
    let spaced = value.contains(char::is_whitespace);
    if spaced { format!("{filter}:\"{value}\"") } else { format!("{filter}:{value}") }
}

impl Library {
    /// Every filter that lets some event through, and the dates that were typed.
    fn facets(&self, typed: &str) -> Vec<Facet> {
        let set = terms(&self.asked);
        let mut facets = Vec::new();
        let mut add = |term: String, told: String| {
            let set = set.contains(&term);
            facets.push(Facet { term, told, set });
        };
        let dates = format!("date:{}", typed.trim());
        if typed.starts_with(|c: char| c.is_ascii_digit() || c == '.') && Query::parse(&dates).is_ok() {
            add(dates, "from one day, month or year to another".to_owned());
        }
        let (mut parties, mut years, mut tags) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut statuses = [("open", 0), ("accepted", 0), ("dismissed", 0)];
        for head in self.listed.iter().map(|listing| &listing.head) {
            head.parties.iter().for_each(|party| *parties.entry(party.0.as_str()).or_insert(0) += 1);
            head.date.iter().for_each(|date| *years.entry(date.year()).or_insert(0) += 1);
            head.tags.iter().for_each(|tag| *tags.entry((tag.letter, tag.name.as_str())).or_insert(0) += 1);
            for ((_, count), notes) in
                statuses.iter_mut().zip([head.notes.open, head.notes.accepted, head.notes.dismissed])
            {
                *count += usize::from(notes > 0);
            }
        }
        let events = |count: usize| if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
        let mut parties: Vec<(&str, usize)> = parties.into_iter().collect();
        parties.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        parties
            .into_iter()
            .for_each(|(party, count)| add(term("party", party), format!("documents of {party} · {}", events(count))));
        for (year, count) in years.into_iter().rev() {
            add(format!("date:{year:04}"), format!("the year {year} · {}", events(count)));
        }
        for (status, count) in statuses.into_iter().filter(|(_, count)| *count > 0) {
            add(format!("status:{status}"), format!("with {status} notes · {}", events(count)));
        }
        for ((letter, name), count) in tags {
            add(format!("tag:{letter}"), format!("notes tagged [{letter}] {name} · {}", events(count)));
        }
        facets
    }
}

impl State {
    /// Opens the list of filters.
    pub(crate) fn ask_for_filter(&mut self) {
        self.ask_with(Purpose::Filter, "");
    }

    /// The filters that what was typed stands for.
    #[must_use]
    pub fn facets(&self) -> Vec<Facet> {
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.purpose == Purpose::Filter) else {
            return Vec::new();
        };
        let typed = prompt.typed().to_lowercase();
        let facets = self.library.facets(&typed).into_iter();
        let meant = |facet: &Facet| {
            let words = format!("{} {}", facet.term, facet.told).to_lowercase();
            facet.term.ends_with(&typed) || typed.split_whitespace().all(|word| words.contains(word))
        };
        facets.filter(meant).collect()
    }

    /// Sets the filter at hand, or lifts it; the list of filters stays open.
    pub(crate) fn toggle_filter(&mut self, choice: usize) -> Vec<Effect> {
        let Some(facet) = self.facets().into_iter().nth(choice) else {
            self.say("no filter is called so; a date is written 2024, 2024-06 or 2023..2024-06");
            return Vec::new();
        };
        let mut asked = terms(&self.library.asked);
        if facet.set {
            asked.retain(|term| *term != facet.term);
        } else {
            asked.push(facet.term);
        }
        self.search_library(&asked.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_at_its_blanks_but_not_inside_quotation_marks() {
        assert_eq!(terms(" fish  party:US \"joint committee\" "), ["fish", "party:US", "\"joint committee\""]);
        assert_eq!(terms("party:\"A B\"x"), ["party:\"A B\"x"]);
        assert_eq!(term("party", "A B"), "party:\"A B\"");
        assert_eq!(terms(""), Vec::<String>::new());
    }
}
