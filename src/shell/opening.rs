//! From a name, a folder or two texts to an event, ready to be shown.

use super::Error;
use super::held::{Held, home};
use crate::app::{Home, Opened, Which};
use crate::compare::detect_language;
use crate::domain::{
    Dossier, Event, Journal, Language, Problem, Raw, Readout, ReadoutId, Side, Sides, Text, TextHash, Version,
};
use crate::ingest::Captured;
use crate::store::{Keeper, Library, StoreError, Untouched, samples, slug};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An event for the screen, and the right to write it, where there is one.
pub(crate) struct Opening {
    pub(crate) opened: Opened,
    pub(crate) held: Option<Held>,
    /// What its texts came from, for the time when it gets a folder.
    pub(crate) captured: Vec<Text>,
}

impl Opening {
    /// An event that no folder holds yet.
    fn loose(dossier: Dossier, home: Home, problems: Vec<Problem>) -> Opening {
        let journal = Journal::default();
        let opened = Opened { dossier, journal, home, problems, draft: None, row: None, first_run: false };
        Opening { opened, held: None, captured: Vec::new() }
    }
}

/// Opens what the analyst chose from the library.
pub(crate) fn which(which: &Which) -> Result<Opening, StoreError> {
    match which {
        Which::Sample(name) => sample(name),
        Which::Folder(path) => folder(path),
    }
}

/// Opens what a person named: a folder, an event of the library, or a sample, in this order. An event
/// of the library wins over the sample that it was copied from.
pub(crate) fn named(name: &Path, library: &Library) -> Result<Opening, StoreError> {
    which(&find(name, library)?)
}

/// Where that is.
pub(crate) fn find(name: &Path, library: &Library) -> Result<Which, StoreError> {
    let folder = |path: &Path| Ok(Which::Folder(path.to_owned()));
    if name.join("event.toml").is_file() {
        return folder(name);
    }
    // Only a name: an absolute path would leave the library, and so would dots.
    if name.file_name() == Some(name.as_os_str()) {
        let inside = library.path().join(name);
        if inside.join("event.toml").is_file() {
            return folder(&inside);
        }
        if let Some(sample) = samples::names().into_iter().find(|sample| name == Path::new(sample)) {
            return Ok(Which::Sample(sample.to_owned()));
        }
    }
    if name.exists() {
        Err(StoreError::NotADossier { path: name.to_owned() })
    } else {
        Err(StoreError::Missing { path: name.to_owned() })
    }
}

/// Reads what a person named, without touching it: also while it is open elsewhere.
pub(crate) fn look(name: &Path, library: &Library) -> Result<(Dossier, Vec<Problem>), StoreError> {
    match find(name, library)? {
        Which::Sample(name) => samples::open(&name),
        Which::Folder(path) => {
            let (opened, _) = Keeper::open_with(&path, Timestamp::now(), Arc::new(Untouched))?;
            Ok((opened.dossier, opened.problems))
        }
    }
}

/// Opens a sample. Nothing of it is written before the first change.
pub(crate) fn sample(name: &str) -> Result<Opening, StoreError> {
    let (dossier, problems) = samples::open(name)?;
    Ok(Opening::loose(dossier, Home::Sample(name.to_owned()), problems))
}

/// Opens a dossier.
pub(crate) fn folder(path: &Path) -> Result<Opening, StoreError> {
    let (opened, keeper) = Keeper::open(path, Timestamp::now())?;
    let home = home(&keeper);
    let (dossier, journal) = (opened.dossier, opened.journal);
    let held = Some(Held::new(keeper, dossier.clone(), journal.clone()));
    let (problems, draft, row) = (opened.problems, opened.draft, opened.place);
    let opened = Opened { dossier, journal, home, problems, draft, row, first_run: false };
    Ok(Opening { opened, held, captured: Vec::new() })
}

/// Opens two texts: the event that was made of them before, or a new one that is not saved yet.
pub(crate) fn texts(names: &Sides<String>, texts: &Sides<Captured>, library: &Library) -> Result<Opening, StoreError> {
    let hashes = texts.as_ref().map(|text| TextHash::of(&text.text));
    let problems: Vec<Problem> = texts.iter().flat_map(|(_, text)| text.problems.clone()).collect();
    let mut opening = match library.find_by_texts(&hashes) {
        Some(path) => {
            let mut opening = folder(&path)?;
            opening.opened.problems.extend(turned(&opening.opened.dossier, &hashes, names));
            opening
        }
        None => {
            let stems = names.as_ref().map(|name| stem(name));
            let title = format!("{} – {}", stems.left, stems.right);
            let (dossier, problems) = dossier(title, names, texts);
            let captured = texts.iter().map(|(_, text)| text_of(text)).collect();
            Opening { captured, ..Opening::loose(dossier, Home::Unsaved, problems) }
        }
    };
    opening.opened.problems.extend(problems);
    Ok(opening)
}

/// Makes an event in the library and opens it; where there is one that opens with the same two texts already,
/// opens that one.
pub(crate) fn made(dossier: &Dossier, texts: &[Text], library: &Library) -> Result<Opening, Error> {
    let first = |side: Side| dossier.event.sides[side].first().and_then(|id| dossier.newest(id));
    let known = first(Side::Left).zip(first(Side::Right));
    let known = known.and_then(|(left, right)| library.find_by_texts(&Sides::new(left.text, right.text)));
    let Some(path) = known else { return Ok(folder(&library.create_of(dossier, texts)?)?) };
    let mut opening = folder(&path)?;
    let message = "there was an event of these two texts already: it is opened, and none was made";
    opening.opened.problems.push(Problem::new(dossier.event.title.clone(), message));
    Ok(opening)
}

/// The sides of a saved event stay as they are: notes, exports and decisions speak of left and right. Who
/// gave the texts in the other order is told so.
fn turned(dossier: &Dossier, given: &Sides<TextHash>, names: &Sides<String>) -> Option<Problem> {
    let first = |side: Side| dossier.sides()[side].first().and_then(|id| dossier.readout(id));
    let stands = |side: Side, text: &TextHash| {
        first(side).is_some_and(|readout| readout.versions.iter().any(|version| version.sha256 == *text))
    };
    let as_given = stands(Side::Left, &given.left) && stands(Side::Right, &given.right);
    (!as_given).then(|| {
        let message = format!("it was saved with the sides the other way round: {} stands on the left", names.right);
        Problem::new(dossier.event.title.clone(), message)
    })
}

/// An event made of two texts, and what is odd about what they say of themselves. What is not known of it stays
/// unknown.
pub(crate) fn dossier(title: String, names: &Sides<String>, texts: &Sides<Captured>) -> (Dossier, Vec<Problem>) {
    let mut ids = names.as_ref().map(|name| slug(&stem(name)));
    if ids.left == ids.right {
        ids = Sides::from_fn(|side| side.name().to_owned());
    }
    let mut problems = Vec::new();
    let readouts = Side::BOTH.map(|side| readout(&ids[side], &names[side], &texts[side], &mut problems));
    let texts = Side::BOTH.map(|side| &texts[side].text).map(|text| (TextHash::of(text), Arc::from(text.as_str())));
    let event = Event { sides: ids.map(|id| vec![ReadoutId(id)]), ..Event::titled(title) };
    let dossier = Dossier { readouts: readouts.into(), texts: texts.into_iter().collect(), ..Dossier::of(event) };
    (dossier, problems)
}

/// A readout of what the document says of itself. Only a time with its zone is a moment; another date is kept as
/// it was found.
pub(crate) fn readout(id: &str, name: &str, text: &Captured, problems: &mut Vec<Problem>) -> Readout {
    let now = Timestamp::now();
    let version = Version { sha256: TextHash::of(&text.text), captured: Some(now), imported: text.how.clone() };
    let found = text.found.clone();
    let published = found.published.map(|fact| fact.value);
    let mut other = toml::Table::new();
    if let Some(when) = published.filter(|when| when.moment().is_none()) {
        other.insert("published-as-found".to_owned(), when.to_string().into());
        let message = format!("published {when}, it says, without a time zone: that is kept, and no moment concluded");
        problems.push(Problem::new(name, message));
    }
    let title = found.title.map_or_else(|| name.to_owned(), |fact| fact.value);
    Readout {
        publisher: found.publisher.map(|fact| fact.value),
        url: found.url.map(|fact| fact.value).or_else(|| text.address.clone()),
        published: published.and_then(|when| when.moment()),
        retrieved: text.address.as_ref().map(|_| now),
        other,
        ..Readout::titled(ReadoutId(id.to_owned()), title, language(name, text, problems), version)
    }
}

/// What the document says, unless its words are plainly in another language: templates often say `en`.
fn language(name: &str, text: &Captured, problems: &mut Vec<Problem>) -> Language {
    let detected = detect_language(&text.text);
    let Some(said) = text.found.language.as_ref().map(|fact| Language(fact.value.clone())) else { return detected };
    if detected == Language::unknown() || said.primary() == detected.primary() {
        return said;
    }
    let message = format!("it says that its language is {}, but its words are {}", said.0, detected.0);
    problems.push(Problem::new(name, message));
    detected
}

/// A captured text, with the bytes that it came from.
pub(crate) fn text_of(captured: &Captured) -> Text {
    let raw =
        captured.raw.as_ref().map(|raw| Raw { bytes: raw.bytes.as_slice().into(), ending: raw.ending.to_owned() });
    Text { raw, ..Text::new(captured.text.as_str()) }
}

/// The name without its ending.
pub(crate) fn stem(name: &str) -> String {
    PathBuf::from(name).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    fn two(left: &str, right: &str) -> Sides<Captured> {
        Sides::new(left, right).map(|text| ingest::paste(text).unwrap())
    }

    #[test]
    fn a_name_means_the_library_before_a_sample() {
        let home = tempfile::tempdir().unwrap();
        let library = Library::at(home.path().join("kept-events"));
        let sample = samples::names()[0];
        assert_eq!(find(Path::new(sample), &library).unwrap(), Which::Sample(sample.to_owned()));
        let path = library.create(&samples::open(sample).unwrap().0).unwrap();
        let name = path.file_name().unwrap();
        assert_eq!(find(Path::new(name), &library).unwrap(), Which::Folder(path.clone()));
        let check = |name: &Path, words: &str| {
            let error = find(name, &library).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        };
        check(Path::new("nothing"), "nothing is not there");
        check(Path::new("../kept-events"), "is not there");
        check(home.path(), "is not a dossier");
    }

    #[test]
    fn the_same_texts_open_the_same_event() {
        let home = tempfile::tempdir().unwrap();
        let library = Library::at(home.path().join("library"));
        let names = || Sides::new("us.txt".to_owned(), "cn.txt".to_owned());
        let first = texts(&names(), &two("They spoke.", "They talked."), &library).unwrap();
        assert_eq!(first.opened.home, Home::Unsaved);
        assert_eq!(first.opened.dossier.event.title, "us – cn");
        let path = library.create(&first.opened.dossier).unwrap();
        let again = texts(&names(), &two("They spoke.", "They talked."), &library).unwrap();
        assert_eq!(again.opened.home, Home::Saved(path.canonicalize().unwrap().display().to_string()));
        assert_eq!(again.opened.problems, []);
        drop(again);
        let swapped = texts(&names().swapped(), &two("They talked.", "They spoke."), &library).unwrap();
        assert_eq!(swapped.opened.home, Home::Saved(path.canonicalize().unwrap().display().to_string()));
        let told: Vec<&str> = swapped.opened.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert!(matches!(told[..], [told] if told.contains("us.txt stands on the left")), "{told:?}");
        let other = texts(&names(), &two("They spoke.", "They met."), &library).unwrap();
        assert_eq!(other.opened.home, Home::Unsaved);
    }

    #[test]
    fn what_a_document_says_of_itself_is_kept_and_no_moment_is_made_up() {
        let read = |text: &str| {
            let document = ingest::Document::bytes(text.as_bytes().to_vec()).unwrap();
            document.read(&ingest::Watch::nobody()).unwrap()
        };
        let page =
            |head: &str| read(&format!("<html lang=zh><head>{head}</head><body><p>They spoke on the phone.</p>"));
        let left = page("<title>A call</title><meta name=PubDate content='2025-06-05 22:12'>");
        let right = page(
            "<meta property=article:published_time content='2025-06-05T22:12+08:00'><meta property=og:site_name content=X>",
        );
        let (made, problems) = dossier(String::new(), &two_names(), &Sides::new(left, right));
        let [left, right] = &made.readouts[..] else { panic!() };
        assert_eq!((left.title.as_str(), &left.published), ("A call", &None));
        assert_eq!(left.other["published-as-found"].as_str(), Some("2025-06-05T22:12:00"));
        assert_eq!(right.published.as_ref().unwrap().timestamp().to_string(), "2025-06-05T14:12:00Z");
        assert_eq!((right.publisher.as_deref(), right.title.as_str()), (Some("X"), "cn.txt"));
        assert_eq!((left.language.primary().as_str(), left.retrieved), ("en", None));
        let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert!(told.iter().any(|told| told.contains("without a time zone")), "{told:?}");
        assert!(told.iter().any(|told| told.contains("its language is zh, but its words are en")), "{told:?}");
    }

    fn two_names() -> Sides<String> {
        Sides::new("us.txt".to_owned(), "cn.txt".to_owned())
    }

    #[test]
    fn documents_have_names_of_their_own() {
        let check = |left: &str, right: &str, expected: [&str; 2]| {
            let made = dossier(String::new(), &Sides::new(left.to_owned(), right.to_owned()), &two("a", "b")).0;
            assert_eq!(made.readouts.iter().map(|readout| readout.id.0.as_str()).collect::<Vec<_>>(), expected);
        };
        check("US post.txt", "中文.txt", ["us-post", "中文"]);
        check("a/same.txt", "b/same.md", ["left", "right"]);
        check("...", "b.txt", ["event", "b"]);
    }
}
