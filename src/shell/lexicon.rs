//! The lexicon outside of the program: the person's files over the built-in one, and the sub-command that
//! checks, shows and explains it.

use super::arguments::LexiconCommand;
use super::{Error, importer, say};
use crate::compare::{Concept, Lexicon, Role, Source};
use crate::domain::Problem;
use crate::ingest::Watch;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest lexicon file that is read; the whole built-in one has a tenth of that.
const LARGEST: u64 = 4 << 20;

/// The built-in lexicon with the files of the configuration folder (`lexicon/*.toml`, by name) and then of
/// a dossier (`lexicon.toml`) laid over it. What is wrong with one is told, and the rest applies.
#[must_use]
pub fn load(config_folder: &Path, dossier_folder: Option<&Path>) -> (Cow<'static, Lexicon>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut files = toml_files(&config_folder.join("lexicon"), &mut problems);
    files.extend(dossier_folder.map(|folder| folder.join("lexicon.toml")));
    let sources: Vec<Source> = files.iter().filter_map(|path| source(path, &mut problems)).collect();
    if sources.is_empty() {
        return (Cow::Borrowed(Lexicon::builtin()), problems);
    }
    let (lexicon, errors) = Lexicon::with(&sources);
    problems.extend(
        errors.into_iter().map(|error| Problem::new(format!("{}, line {}", error.source_name, error.line), error.what)),
    );
    (Cow::Owned(lexicon), problems)
}

/// The TOML files of a folder by name; no folder, no files.
fn toml_files(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            problems.push(Problem::new(folder.display().to_string(), format!("cannot be read: {error}")));
            return Vec::new();
        }
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    files
}

fn source(path: &Path, problems: &mut Vec<Problem>) -> Option<Source> {
    let name = path.display().to_string();
    let told = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => error.to_string(),
        Ok(about) if !about.is_file() => "not an ordinary file".to_owned(),
        Ok(about) if about.len() > LARGEST => "larger than a lexicon can be (4 MiB)".to_owned(),
        Ok(_) => match fs::read_to_string(path) {
            Ok(text) => return Some(Source { name, text }),
            Err(error) => error.to_string(),
        },
    };
    problems.push(Problem::new(name, format!("this lexicon is left out: {told}; mend or move the file")));
    None
}

/// Does what the sub-command asks.
pub(super) fn run(what: LexiconCommand, config_folder: &Path) -> Result<(), Error> {
    let (lexicon, problems) = load(config_folder, None);
    if let LexiconCommand::Check { file } = what {
        return check(file.as_deref(), lexicon, problems);
    }
    problems.iter().for_each(|problem| say::complain(&format!("{}: {}", problem.subject, problem.message)));
    let text = match what {
        LexiconCommand::Show { word } => show(&lexicon, word.as_deref())?,
        LexiconCommand::Explain { file } => explain(&lexicon, &file)?,
        LexiconCommand::Check { .. } => String::new(),
    };
    say::print(&text).map_err(Error::Output)
}

/// Counts and errors of the person's lexicon, or of a given file over the built-in one.
fn check(file: Option<&Path>, lexicon: Cow<'static, Lexicon>, problems: Vec<Problem>) -> Result<(), Error> {
    let (lexicon, problems) = match file {
        None => (lexicon, problems),
        Some(path) => {
            let mut problems = Vec::new();
            let Some(source) = source(path, &mut problems) else {
                let told = problems.first().map_or("there is no such file".to_owned(), |told| told.message.clone());
                return Err(Error::Given(format!("{}: {told}", path.display())));
            };
            let (lexicon, errors) = Lexicon::with(&[source]);
            let told = |error: crate::compare::LexiconError| {
                Problem::new(format!("{}, line {}", error.source_name, error.line), error.what)
            };
            (Cow::Owned(lexicon), errors.into_iter().map(told).collect())
        }
    };
    say::print(&counts(&lexicon)).map_err(Error::Output)?;
    if problems.is_empty() {
        return Ok(());
    }
    problems.iter().for_each(|problem| say::complain(&format!("{}: {}", problem.subject, problem.message)));
    Err(Error::Given(format!("{} in the lexicon; everything else applies", plural(problems.len(), "mistake"))))
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn counts(lexicon: &Lexicon) -> String {
    let mut groups: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for concept in lexicon.concepts() {
        let of = groups.entry(&concept.group).or_default();
        *of = (of.0 + 1, of.1 + concept.english.len(), of.2 + concept.chinese.len());
    }
    let mut text = format!("{:<22}{:>9}{:>9}{:>9}\n", "group", "concepts", "English", "Chinese");
    let mut all = (0, 0, 0);
    for (group, (concepts, english, chinese)) in groups {
        let _ = writeln!(text, "{group:<22}{concepts:>9}{english:>9}{chinese:>9}");
        all = (all.0 + concepts, all.1 + english, all.2 + chinese);
    }
    let _ = writeln!(text, "{:<22}{:>9}{:>9}{:>9}", "all", all.0, all.1, all.2);
    text
}

/// The groups; with a word, the concepts that have it in their id, meaning or forms.
fn show(lexicon: &Lexicon, word: Option<&str>) -> Result<String, Error> {
    let Some(word) = word else {
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for concept in lexicon.concepts() {
            groups.entry(&concept.group).or_default().push(&concept.id);
        }
        let line =
            |(group, ids): (&str, Vec<&str>)| format!("{group} ({}): {}\n\n", lexicon.group_name(group), ids.join(" "));
        return Ok(groups.into_iter().map(line).collect());
    };
    let word = word.to_lowercase();
    let has = |form: &String| form.to_lowercase().contains(&word);
    let wanted = |concept: &&Concept| {
        let names = [&concept.id, &concept.gloss, &concept.group];
        names.into_iter().chain(&concept.english).chain(&concept.chinese).any(has)
    };
    let shown: String = lexicon.concepts().iter().filter(wanted).map(|concept| card(lexicon, concept)).collect();
    if shown.is_empty() {
        return Err(Error::Given(format!("no concept has `{word}`; `diptych lexicon show` lists all")));
    }
    Ok(shown)
}

/// One concept with all that is known of it.
fn card(lexicon: &Lexicon, concept: &Concept) -> String {
    let mut text = format!("{}: {}\n", concept.id, concept.gloss);
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {name:<11}{value}");
        }
    };
    let id = |&at: &usize| lexicon.concepts()[at].id.as_str();
    row("group", &format!("{}, {}, weight {}", concept.group, role(concept.role), concept.weight));
    row("rung", &concept.rung.map(|rung| rung.to_string()).unwrap_or_default());
    row("under", concept.parent.as_ref().map_or("", id));
    row("contrasts", &concept.contrasts.iter().map(id).collect::<Vec<_>>().join(", "));
    row("English", &concept.english.join(" | "));
    row("Chinese", &concept.chinese.join(" | "));
    row("unless", &concept.unless.join(" | "));
    row("convention", concept.convention.as_deref().unwrap_or_default());
    row("note", concept.note.as_deref().unwrap_or_default());
    row("only", concept.only.as_deref().unwrap_or_default());
    row("attested", concept.source.as_deref().unwrap_or_default());
    text.push('\n');
    text
}

fn role(role: Role) -> String {
    format!("{role:?}").to_lowercase()
}

/// Each sentence of a file with what matches in it.
fn explain(lexicon: &Lexicon, file: &Path) -> Result<String, Error> {
    let (_, captured) = importer::take(file, &Watch::nobody())?;
    let text = captured.text;
    let mut told = String::new();
    for (n, sentence) in lexicon.explain(&text).into_iter().enumerate() {
        let words = sentence.span.of(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(told, "{:>3}  {words}", n + 1);
        for hit in sentence.matches {
            let concept = &lexicon.concepts()[hit.concept];
            let rung = concept.rung.map(|rung| format!(", rung {rung}")).unwrap_or_default();
            let not = hit.unless.map(|word| format!(", not counted beside `{word}`")).unwrap_or_default();
            let form = hit.span.of(&text);
            let _ = writeln!(
                told,
                "       {form} → {} ({}, {}, weight {}{rung}{not})",
                concept.id,
                concept.group,
                role(concept.role),
                concept.weight
            );
        }
    }
    Ok(told)
}
