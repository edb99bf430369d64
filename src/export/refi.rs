//! The event for programs of qualitative data analysis (REFI-QDA 1.5, XSD of March 2019): `.qdpx`, a whole project, and
//! `.qdc`, the codebook alone.
//!
//! ```text
//! project.qde            <Project><Users/><CodeBook/><Sources/><Links/></Project>
//! sources/<GUID>.txt     each text, UTF-8, LF
//! ```
//! ```xml
//! <PlainTextSelection guid="…" name="双方同意" startPosition="37" endPosition="41"><Description>note</Description>
//!   <Coding guid="…"><CodeRef targetGUID="…"/></Coding></PlainTextSelection>
//! ```
//!
//! Positions count code points, the end exclusive. Importers drop `Links`: so each note of two spans, and each
//! discrepancy, is also a code of its own under a group, and all its spans are coded with it. Empty containers are not
//! valid and are left out; names of codes and of sources are unique.

use super::identity::identity;
use super::markup::{Element, element};
use super::package::package;
use crate::domain::{Codebook, Tag, TagColour, TagId};
use crate::review::publication::{End, Extract, Note, PROGRAM, Publication, Reference};
use jiff::Timestamp;
use std::collections::BTreeSet;

const PROJECT: &str = "urn:QDA-XML:project:1.0";
const CODEBOOK: &str = "urn:QDA-XML:codebook:1.0";

/// A publication as a project with its texts.
#[must_use]
pub(super) fn project(publication: &Publication<'_>) -> Vec<u8> {
    let qde = Project::of(publication).xml();
    let texts = publication
        .references
        .iter()
        .filter_map(|reference| Some((format!("sources/{}", text_file(reference)), reference.text?.as_bytes())));
    package([("project.qde".to_owned(), qde.as_bytes())].into_iter().chain(texts))
}

/// The codebook alone.
#[must_use]
pub(super) fn codebook(publication: &Publication<'_>) -> String {
    let mut names = Names::default();
    let codes = tags(&publication.dossier.codebook, &mut names);
    element("CodeBook").with("xmlns", CODEBOOK).with("origin", PROGRAM).add(element("Codes").add_all(codes)).xml()
}

fn guid(what: &[&str]) -> String {
    identity(what).to_string()
}

fn text_file(reference: &Reference<'_>) -> String {
    format!("{}.txt", guid(&["text", &reference.id.0, reference.hash.as_str()]))
}

fn code_guid(tag: &TagId) -> String {
    guid(&["tag", &tag.0])
}

/// Names that must be unique get a number where they are not.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn unique(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        let mut n = 2;
        while !self.0.insert(unique.clone()) {
            unique = format!("{name} ({n})");
            n += 1;
        }
        unique
    }
}

/// The tags as codes, inside the broader ones.
fn tags(book: &Codebook, names: &mut Names) -> Vec<Element> {
    let known = |parent: &Option<TagId>| parent.as_ref().is_some_and(|id| book.tag(id).is_some());
    let top: Vec<&Tag> = book.tags.iter().filter(|tag| !known(&tag.parent)).collect();
    top.into_iter().map(|tag| code_of(tag, book, names, &mut BTreeSet::new())).collect()
}

fn code_of<'a>(tag: &'a Tag, book: &'a Codebook, names: &mut Names, above: &mut BTreeSet<&'a TagId>) -> Element {
    above.insert(&tag.id);
    let example = if tag.example.is_empty() { String::new() } else { format!(" Example: {}", tag.example) };
    let description = format!("{}{example}", tag.definition);
    let name = names.unique(&tag.name);
    let mut out = code(&code_guid(&tag.id), &name, true, Some(colour(tag.colour)), &description);
    // A person may have written a circle into the file.
    let narrower = book.tags.iter().filter(|other| other.parent.as_ref() == Some(&tag.id));
    for other in narrower.collect::<Vec<_>>() {
        if !above.contains(&other.id) {
            out = out.add(code_of(other, book, names, above));
        }
    }
    out
}

fn code(guid: &str, name: &str, codable: bool, colour: Option<&str>, description: &str) -> Element {
    let out = element("Code").with("guid", guid).with("name", name).with("isCodable", codable);
    let out = out.with_some("color", colour);
    if description.is_empty() { out } else { out.add(element("Description").add(description)) }
}

const fn colour(colour: TagColour) -> &'static str {
    match colour {
        TagColour::Red => "#C0392B",
        TagColour::Orange => "#D35400",
        TagColour::Yellow => "#B7950B",
        TagColour::Green => "#1E8449",
        TagColour::Cyan => "#148F9B",
        TagColour::Blue => "#1F5FA8",
        TagColour::Violet => "#7D3C98",
        TagColour::Pink => "#C2185B",
        TagColour::Grey => "#707B7C",
    }
}

/// The project while it is put together.
struct Project<'a> {
    publication: &'a Publication<'a>,
    /// When the project was made: when its last note was, if it has any.
    made: Option<Timestamp>,
}

/// A span with its codes.
struct Selection<'a> {
    guid: String,
    extract: &'a Extract<'a>,
    memo: String,
    author: String,
    made: Option<Timestamp>,
    codes: Vec<String>,
}

impl<'a> Project<'a> {
    fn of(publication: &'a Publication<'a>) -> Project<'a> {
        let made = publication.dossier.annotations.values().map(|annotation| annotation.created).max();
        Project { publication, made }
    }

    fn xml(&self) -> String {
        let mut names = Names::default();
        let codes = tags(&self.publication.dossier.codebook, &mut names).into_iter().chain(self.groups(&mut names));
        let selections = self.selections();
        let mut source_names = Names::default();
        let sources: Vec<Element> = self
            .publication
            .references
            .iter()
            .enumerate()
            .filter(|(_, reference)| reference.text.is_some())
            .map(|(at, reference)| self.source(at, reference, &selections, &mut source_names))
            .collect();
        let links: Vec<Element> = self.publication.notes.iter().filter_map(link).collect();
        let mut out = element("Project")
            .with("xmlns", PROJECT)
            .with("name", &self.publication.dossier.event.title)
            .with("origin", PROGRAM)
            .with("creatingUserGUID", user(""))
            .with_some("creationDateTime", self.made.map(time))
            .add(element("Users").add_all(self.users()))
            .add(element("CodeBook").add(element("Codes").add_all(codes)));
        if !sources.is_empty() {
            out = out.add(element("Sources").add_all(sources));
        }
        if !links.is_empty() {
            out = out.add(element("Links").add_all(links));
        }
        out.add(element("Description").add(self.publication.method.sentences().join(" "))).xml()
    }

    /// The program, and everybody who wrote a note.
    fn users(&self) -> Vec<Element> {
        let authors = self.publication.method.authors.keys().filter(|name| !name.is_empty());
        let user = |name: &str, shown: &str| element("User").with("guid", user(name)).with("name", shown);
        let mut users = vec![user("", PROGRAM)];
        users.extend(authors.map(|name| user(name, name)));
        users
    }

    /// A code for each note of two ends, and for each discrepancy, under a group that codes nothing itself.
    fn groups(&self, names: &mut Names) -> Vec<Element> {
        let mut group = |name: &'static str, about: &str, codes: Vec<(String, String, String)>| {
            (!codes.is_empty()).then(|| {
                let group = code(&guid(&["group", name]), &names.unique(name), false, None, about);
                let codes = codes.into_iter().map(|(guid, name, about)| {
                    code(&guid, &names.unique(&name), true, Some(colour(TagColour::Grey)), &about)
                });
                group.add_all(codes.collect::<Vec<_>>())
            })
        };
        let notes = self.publication.notes.iter().filter(|note| note.ends.len() > 1);
        let notes = notes.map(|note| {
            let name = format!("Note {}: {}", note.number, note.citation.heading());
            (link_guid(note), name, note.citation.told().unwrap_or_default().to_owned())
        });
        let findings = self.publication.findings.iter().map(|finding| {
            let name =
                format!("Suggestion {}: {} ({})", finding.number, finding.found.kind.name(), finding.state.name());
            (guid(&["discrepancy", &finding.found.id]), name, finding.found.summary.clone())
        });
        let notes = group("Notes on two places", "Each code joins the spans of one note.", notes.collect());
        let about = "Each code joins the spans that show one discrepancy, as the program suggests it.";
        let findings = group("Discrepancies", about, findings.collect());
        notes.into_iter().chain(findings).collect()
    }

    fn selections(&self) -> Vec<Selection<'a>> {
        let mut selections = Vec::new();
        for note in &self.publication.notes {
            let annotation = note.citation.annotation;
            let mut codes: Vec<String> = note.citation.tags.iter().map(|tag| code_guid(&tag.id)).collect();
            if note.ends.len() > 1 {
                codes.push(link_guid(note));
            }
            let memo = self.memo(note);
            selections.extend(note.ends.iter().enumerate().filter_map(|(n, end)| {
                Some(Selection {
                    guid: selection_guid(note, n),
                    extract: end.words()?,
                    memo: memo.clone(),
                    author: annotation.author.clone(),
                    made: Some(annotation.created),
                    codes: codes.clone(),
                })
            }));
        }
        for finding in &self.publication.findings {
            let id = &finding.found.id;
            selections.extend(finding.extracts().enumerate().map(|(n, extract)| Selection {
                guid: guid(&["evidence", id, &n.to_string()]),
                extract,
                memo: finding.found.summary.clone(),
                author: String::new(),
                made: self.made,
                codes: vec![guid(&["discrepancy", id])],
            }));
        }
        selections
    }

    /// What was written, and where nothing was found.
    fn memo(&self, note: &Note<'_>) -> String {
        let mut memo = note.citation.told().unwrap_or_default().to_owned();
        for end in &note.ends {
            if let End::Nothing { searched, .. } = end {
                let titles: Vec<&str> = searched.iter().map(|&at| self.publication.references[at].title()).collect();
                let before = if memo.is_empty() { "" } else { "\n" };
                memo.push_str(&format!("{before}Not found in: {}.", titles.join("; ")));
            }
        }
        memo
    }

    fn source(&self, at: usize, reference: &Reference<'_>, all: &[Selection<'_>], names: &mut Names) -> Element {
        let warning = reference.warning().map(|warning| format!("[{warning}] ")).unwrap_or_default();
        let name = names.unique(&format!("{warning}{}", reference.title().replace(['/', '\\'], "-")));
        let made = reference.version.and_then(|version| version.captured).or(self.made);
        let spans = all.iter().filter(|selection| selection.extract.reference == at);
        element("TextSource")
            .with("guid", guid(&["source", &reference.id.0, reference.hash.as_str()]))
            .with("name", name)
            .with("plainTextPath", format!("internal://{}", text_file(reference)))
            .with("creatingUser", user(""))
            .with_some("creationDateTime", made.map(time))
            .add(element("Description").add(reference.line()))
            .add_all(spans.map(span))
    }
}

/// A user's identity; the program itself has no name.
fn user(name: &str) -> String {
    guid(&["user", name])
}

fn link_guid(note: &Note<'_>) -> String {
    guid(&["note", &note.citation.annotation.id.0.to_string()])
}

fn selection_guid(note: &Note<'_>, end: usize) -> String {
    guid(&["selection", &note.citation.annotation.id.0.to_string(), &end.to_string()])
}

fn span(selection: &Selection<'_>) -> Element {
    let (start, end) = selection.extract.points;
    let name: String = selection.extract.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(40).collect();
    let (made, by) = (selection.made.map(time), user(&selection.author));
    let mut out = element("PlainTextSelection")
        .with("guid", &selection.guid)
        .with("name", name)
        .with("startPosition", start)
        .with("endPosition", end)
        .with("creatingUser", &by)
        .with_some("creationDateTime", made.as_ref());
    if !selection.memo.is_empty() {
        out = out.add(element("Description").add(selection.memo.as_str()));
    }
    let coding = |target: &String| {
        element("Coding")
            .with("guid", guid(&["coding", &selection.guid, target]))
            .with("creatingUser", &by)
            .with_some("creationDateTime", made.as_ref())
            .add(element("CodeRef").with("targetGUID", target))
    };
    out.add_all(selection.codes.iter().map(coding))
}

/// The link of a note that quotes both sides.
fn link(note: &Note<'_>) -> Option<Element> {
    let quoted: Vec<usize> =
        note.ends.iter().enumerate().filter(|(_, end)| end.words().is_some()).map(|(n, _)| n).collect();
    let [origin, target] = quoted[..] else { return None };
    let id = note.citation.annotation.id.0.to_string();
    Some(
        element("Link")
            .with("guid", guid(&["link", &id]))
            .with("name", format!("Note {}: {}", note.number, note.citation.heading()))
            .with("direction", "Associative")
            .with("originGUID", selection_guid(note, origin))
            .with("targetGUID", selection_guid(note, target)),
    )
}

fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_unique() {
        let mut names = Names::default();
        assert_eq!(["a", "b", "a", "a"].map(|name| names.unique(name)), ["a", "b", "a (2)", "a (3)"]);
    }

    #[test]
    fn a_circle_of_tags_ends() {
        let tag = |id: &str, parent: Option<&str>| Tag {
            id: TagId(id.to_owned()),
            parent: parent.map(|id| TagId(id.to_owned())),
            ..Codebook::default().tags[0].clone()
        };
        let book = Codebook { tags: vec![tag("a", None), tag("b", Some("a")), tag("c", Some("gone"))] };
        let xml = element("Codes").add_all(tags(&book, &mut Names::default())).xml();
        assert_eq!(xml.matches("<Code ").count(), 3, "{xml}");
        let circle = Codebook { tags: vec![tag("a", Some("b")), tag("b", Some("a"))] };
        assert!(tags(&circle, &mut Names::default()).is_empty());
    }
}
