//! Any bytes as an event to be read back (JSON, W3C annotations), as a plan of imports, as settings and as a lexicon:
//! each is taken or refused in words, and an event that is taken can be written and read again.

#![no_main]

use diptych::compare::{Lexicon, Source};
use diptych::domain::{Dossier, Problem};
use diptych::export::{Choice, Format, read};
use diptych::ingest::{Watch, plan};
use diptych::review::Publication;
use diptych::store::Config;
use libfuzzer_sys::fuzz_target;
use std::fs;
use tempfile::TempDir;

fuzz_target!(|bytes: &[u8]| {
    event(bytes);
    let folder = TempDir::new().expect("there is room for temporary files");
    let table = folder.path().join("plan.csv");
    fs::write(&table, bytes).expect("there is room");
    match plan(&table, &Watch::nobody()) {
        Ok(plan) => plan.problems.iter().for_each(odd),
        Err(error) => clean(&error.to_string()),
    }
    fs::write(folder.path().join("config.toml"), bytes).expect("there is room");
    if let (_, Some(problem)) = Config::read(folder.path()) {
        odd(&problem);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        lexicon(text);
    }
});

fn event(bytes: &[u8]) {
    let dossier = match read(bytes) {
        Ok(dossier) => dossier,
        Err(error) => return clean(&error.to_string()),
    };
    let written = Format::ALL.map(|format| write(&dossier, format));
    let again = read(&written[Format::ALL.iter().position(|&format| format == Format::Json).expect("it is one of all")]);
    assert_eq!(again.as_ref(), Ok(&dossier), "what was written reads otherwise");
}

fn write(dossier: &Dossier, format: Format) -> Vec<u8> {
    format.write(&Publication::of(dossier, None), Choice::default()).expect("the texts are whole")
}

fn lexicon(text: &str) {
    let source = Source { name: "own".to_owned(), text: text.to_owned() };
    let (lexicon, errors) = Lexicon::with(&[source]);
    errors.iter().for_each(|error| clean(&error.to_string()));
    assert!(lexicon.concepts().windows(2).all(|two| two[0].id < two[1].id), "ids do not ascend");
    for sentence in lexicon.explain("The minister agreed on tariffs. 双方同意关税问题。") {
        assert!(sentence.matches.iter().all(|hit| sentence.span.start <= hit.span.start));
    }
}

fn odd(problem: &Problem) {
    clean(&problem.subject);
    clean(&problem.message);
}

fn clean(told: &str) {
    assert!(!told.is_empty() && !told.contains(|c: char| c.is_control()), "{told:?}");
}
