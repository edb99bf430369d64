//! The method paragraph: what was really done, counted, not claimed.

use super::finding::{Finding, State};
use super::reference::Reference;
use crate::compare::Lexicon;
use crate::domain::{Dossier, Origin, Sides, Status, TextHash, VersionId};
use std::collections::BTreeMap;

/// The program with its version.
pub const PROGRAM: &str = concat!("Diptych ", env!("CARGO_PKG_VERSION"));

/// Which lexicon was used: the same mark means the same concepts and forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconMark {
    /// How many concepts.
    pub concepts: usize,
    /// The first twelve digits of a SHA-256 over all of them.
    pub hash: String,
}

impl LexiconMark {
    /// Identifies a lexicon by its contents.
    #[must_use]
    pub fn of(lexicon: &Lexicon) -> LexiconMark {
        let concepts = lexicon.concepts().iter().map(|concept| format!("{concept:?}"));
        let contents: Vec<String> = concepts.chain(lexicon.laid().map(|laid| laid.as_str().to_owned())).collect();
        let hash = TextHash::of(&contents.join("\n")).as_str()[..12].to_owned();
        LexiconMark { concepts: lexicon.concepts().len(), hash }
    }
}

/// How the publication came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// The program with its version.
    pub program: &'static str,
    /// The lexicon, where it is known.
    pub lexicon: Option<LexiconMark>,
    /// Whether the texts were compared at all.
    pub compared: bool,
    /// Places of the documents that were searched, in
    /// [`Publication::references`](super::Publication::references).
    pub searched: Vec<usize>,
    /// How many discrepancies are in which state.
    pub accepted: usize,
    /// Dismissed by the analyst.
    pub dismissed: usize,
    /// Not ruled on.
    pub open: usize,
    /// Who wrote how many notes.
    pub authors: BTreeMap<String, usize>,
    /// How many notes took over what the program found.
    pub taken_over: usize,
    /// How many notes are dismissed.
    pub dismissed_notes: usize,
}

/// What nobody should read out of a comparison.
pub const LIMITS: &str = "“Not found” means not found in the documents listed; silence is not denial. The program \
     matches sentences by concepts, names, figures and wording, without a language model; it can miss a match or a \
     difference, and its suggestions that nobody accepted were checked by nobody. Offsets count Unicode code points in \
     the captured text with the hash given.";

impl Method {
    pub(super) fn of(
        dossier: &Dossier,
        references: &[Reference<'_>],
        findings: &[Finding<'_>],
        shown: Option<&Sides<VersionId>>,
        lexicon: Option<&LexiconMark>,
    ) -> Method {
        let count = |state: State| findings.iter().filter(|finding| finding.state == state).count();
        let mut authors = BTreeMap::new();
        for annotation in dossier.annotations.values() {
            *authors.entry(annotation.author.clone()).or_insert(0) += 1;
        }
        // A version in a pane counts also where it is an older one.
        let in_pane = |at: usize| shown.is_some_and(|shown| shown.iter().any(|(_, it)| references[at].is(it)));
        let searched =
            (0..references.len()).filter(|&at| references[at].side.is_some() && (references[at].newest || in_pane(at)));
        let annotations = || dossier.annotations.values();
        Method {
            program: PROGRAM,
            lexicon: lexicon.cloned(),
            compared: shown.is_some(),
            searched: searched.collect(),
            accepted: count(State::Accepted),
            dismissed: count(State::Dismissed),
            // What two readers ruled opposite is settled by neither.
            open: count(State::Open) + count(State::Disputed),
            authors,
            taken_over: annotations().filter(|it| matches!(it.origin, Origin::Discrepancy { .. })).count(),
            dismissed_notes: annotations().filter(|it| it.status == Status::Dismissed).count(),
        }
    }

    /// The paragraph in sentences, without the list of documents.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.compared {
            let lexicon = self.lexicon.as_ref().map_or_else(String::new, |mark| {
                format!(" and its lexicon of {} concepts (content hash {})", mark.concepts, mark.hash)
            });
            told.push(format!("The texts were compared by {}{lexicon}.", self.program));
            let all = self.accepted + self.dismissed + self.open;
            told.push(format!(
                "It suggested {}: {} accepted, {} dismissed, {} not yet judged.",
                counted(all, "discrepancy", "discrepancies"),
                self.accepted,
                self.dismissed,
                self.open
            ));
        } else {
            told.push(format!("Written by {}; the texts were not compared for this export.", self.program));
        }
        told.push(self.annotated());
        told.push(LIMITS.to_owned());
        told
    }

    fn annotated(&self) -> String {
        let all: usize = self.authors.values().sum();
        if all == 0 {
            return "Nobody has annotated it.".to_owned();
        }
        let name = |name: &str| if name.is_empty() { "an unnamed annotator".to_owned() } else { name.to_owned() };
        let by: Vec<String> = self.authors.iter().map(|(who, n)| format!("{} ({n})", name(who))).collect();
        let mut told = format!("{} by {}", counted(all, "note", "notes"), by.join(", "));
        if self.taken_over > 0 {
            told.push_str(&format!("; {} took over what the program had found", self.taken_over));
        }
        if self.dismissed_notes > 0 {
            told.push_str(&format!("; {} dismissed", self.dismissed_notes));
        }
        told.push('.');
        told
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_lexicon_has_another_mark() {
        let builtin = LexiconMark::of(Lexicon::builtin());
        let own = crate::compare::Source { name: "own".to_owned(), text: String::new() };
        assert_eq!(LexiconMark::of(&Lexicon::with(&[own]).0), builtin);
        let sense = crate::compare::Source {
            name: "sense".to_owned(),
            text: "[sense.mine]\nweight = 0.5\nwords = [\"ferry, night boat = 渡轮\"]\n".to_owned(),
        };
        let (lexicon, errors) = Lexicon::with(&[sense]);
        assert_eq!(errors, []);
        assert_ne!(LexiconMark::of(&lexicon), builtin);
        assert_eq!(builtin.hash.len(), 12);
        assert!(builtin.concepts > 100);
    }
}
