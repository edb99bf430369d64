//! The source card: everything known of one version of a document, and what is strange about its text.

use super::timeline::order_of;
use crate::domain::{Dossier, Readout, Standing, Version, VersionId, hidden};
use unicode_script::{Script, UnicodeScript as _};
use unicode_security::MixedScript as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// One fact of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub subject: &'static str,
    /// What is known; *not known* where the reader would expect it.
    pub value: String,
    /// Whether it is a warning.
    pub warns: bool,
}

/// So many lookalikes are quoted.
const QUOTED: usize = 5;

/// What stands where nothing is known: nothing is ever filled in by guess.
const UNKNOWN: &str = "not known";

/// The card of a version; empty where the dossier does not have it.
#[must_use]
pub fn card(dossier: &Dossier, version: &VersionId) -> Vec<Fact> {
    let Some(readout) = dossier.readout(&version.readout) else { return Vec::new() };
    let Some(at) = readout.versions.iter().position(|known| known.sha256 == version.text) else { return Vec::new() };
    let mut facts = document(dossier, readout);
    facts.extend(capture(readout, at));
    facts.extend(dossier.text_of(version).map_or_else(no_text, |text| text_facts(text)));
    facts
}

fn fact(subject: &'static str, value: impl Into<String>) -> Fact {
    Fact { subject, value: value.into(), warns: false }
}

fn warning(subject: &'static str, value: impl Into<String>) -> Fact {
    Fact { subject, value: value.into(), warns: true }
}

fn known(value: Option<&str>) -> &str {
    value.unwrap_or(UNKNOWN)
}

fn document(dossier: &Dossier, readout: &Readout) -> Vec<Fact> {
    let party = dossier.party_of(&readout.id).map(|party| party.name.as_str());
    let mut facts = Vec::new();
    if readout.is_reconstruction() {
        facts.push(warning("standing", Standing::WARNING));
    }
    facts.push(fact("title", &readout.title));
    facts.push(fact("party", known(party)));
    facts.push(fact("publisher", known(readout.publisher.as_deref())));
    facts.extend(readout.channel.as_ref().map(|channel| fact("channel", channel)));
    facts.push(fact("language", format!("{}, {}", readout.language.0, readout.translation.name())));
    let original = readout.translates.as_ref().and_then(|id| dossier.readout(id));
    facts.extend(original.map(|original| fact("translates", &original.title)));
    facts.push(fact("published", published(readout)));
    facts.extend(order_of(dossier, &readout.id).map(|order| fact("order", order)));
    let retrieved = readout.retrieved.map(|time| time.strftime("%-d %B %Y %H:%M UTC").to_string());
    facts.extend(retrieved.map(|time| fact("retrieved", time)));
    facts.push(fact("address", known(readout.url.as_deref())));
    let more = [("archive", &readout.archive_url), ("stands for", &readout.reconstructs), ("rights", &readout.rights)];
    facts.extend(more.into_iter().filter_map(|(subject, value)| Some(fact(subject, value.as_ref()?))));
    facts
}

/// With the zone in which it was published and, for comparing with the other side, in UTC.
fn published(readout: &Readout) -> String {
    let Some(time) = &readout.published else {
        let found = readout.other.get("published-as-found").and_then(toml::Value::as_str);
        return found.map_or_else(|| UNKNOWN.to_owned(), |found| format!("{found}, as found: no zone is known"));
    };
    let local = time.strftime("%-d %B %Y %H:%M %:z");
    format!("{local} ({})", time.timestamp().strftime("%-d %B %H:%M UTC"))
}

fn capture(readout: &Readout, at: usize) -> Vec<Fact> {
    let version: &Version = &readout.versions[at];
    let captured = version.captured.map(|time| time.strftime("%-d %B %Y %H:%M UTC").to_string());
    let count = readout.versions.len();
    let newest = if at + 1 == count && count > 1 { ", the newest" } else { "" };
    let mut facts = vec![
        fact("version", format!("{} of {count}{newest}", at + 1)),
        fact("captured", captured.unwrap_or_else(|| UNKNOWN.to_owned())),
    ];
    if !version.imported.is_empty() {
        facts.push(fact("came in as", &version.imported));
    }
    facts.push(fact("SHA-256", version.sha256.as_str()));
    facts
}

fn no_text() -> Vec<Fact> {
    vec![warning("text", "missing or altered: take it from git or a copy")]
}

fn text_facts(text: &str) -> Vec<Fact> {
    let words = text.unicode_words().count();
    let paragraphs = text.split('\n').filter(|line| !line.trim().is_empty()).count();
    let mut facts =
        vec![fact("length", format!("{words} words, {} characters, {paragraphs} paragraphs", text.chars().count()))];
    let unseen = hidden(text);
    if !unseen.is_empty() {
        let each: Vec<String> = unseen.iter().map(|(c, n)| format!("U+{:04X} × {n}", u32::from(*c))).collect();
        facts.push(warning("hidden", format!("characters that nobody sees: {}", each.join(", "))));
    }
    let alike = lookalikes(text);
    if !alike.is_empty() {
        let quoted: Vec<String> = alike.iter().take(QUOTED).map(|word| format!("“{word}”")).collect();
        let count = alike.len();
        facts.push(warning(
            "lookalikes",
            format!("letters of several scripts in one word, {count} ×: {}", quoted.join(" ")),
        ));
    }
    facts
}

/// Words that mix letters of scripts which nobody writes in one word, such as a Cyrillic а in a Latin one.
///
/// Method: Unicode TS 39, section 5.1, *single script* (with the joint scripts of Chinese, Japanese and
/// Korean), on words of two letters or more. East Asian words with Latin letters in them are usual there.
fn lookalikes(text: &str) -> Vec<&str> {
    let east_asian = |c: char| matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul);
    let odd = |word: &&str| !word.is_ascii() && !word.is_single_script() && !word.chars().any(east_asian);
    text.unicode_words().filter(odd).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_scripts_is_a_lookalike_and_a_foreign_name_is_none() {
        let check = |text: &str, expected: &[&str]| assert_eq!(lookalikes(text), expected, "{text}");
        check("The Chinese t\u{435}xt", &["t\u{435}xt"]);
        check("Zelenskyy, Зеленский, 泽连斯基, naïve café", &[]);
        check("中方AI合作，T恤", &[]);
        check("カラオケboxと漢字", &[]);
    }

    #[test]
    fn what_nobody_sees_is_told() {
        let told =
            |text: &str| text_facts(text).iter().filter(|fact| fact.warns).map(|fact| fact.subject).collect::<Vec<_>>();
        assert_eq!(told("A plain text."), Vec::<&str>::new());
        assert_eq!(told("A pl\u{200b}ain t\u{435}xt."), ["hidden", "lookalikes"]);
    }
}
