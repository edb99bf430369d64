//! Where everything stands in a dossier's folder, and which names are allowed there.

use crate::domain::{AnnotationId, DecisionId, ReadoutId, Subject};
use jiff::civil::Date;
use uuid::Uuid;

/// What `event.toml` calls the present format.
pub(super) const FORMAT: &str = "diptych-dossier/1";
/// What stands before the number of every format of ours.
pub(super) const FORMAT_FAMILY: &str = "diptych-dossier/";

pub(super) const EVENT: &str = "event.toml";
pub(super) const CODEBOOK: &str = "codebook.toml";
pub(super) const READOUTS: &str = "readouts";
pub(super) const TEXTS: &str = "texts";
pub(super) const ANNOTATIONS: &str = "annotations";
pub(super) const DECISIONS: &str = "decisions";
pub(super) const HISTORY: &str = "history";
/// What belongs to this working copy only: its id, the lock, drafts, the place. Ignored by git.
pub(super) const LOCAL: &str = "local";

/// What temporary files end in; they begin with a dot.
pub(super) const TEMPORARY: &str = ".tmp";

/// All folders of a dossier.
pub(super) const FOLDERS: [&str; 6] = [READOUTS, TEXTS, ANNOTATIONS, DECISIONS, HISTORY, LOCAL];

/// Small files that tell git how to treat the folder.
pub(super) const GIT_FILES: [(&str, &str); 2] = [
    (".gitignore", "# Belongs to one working copy only.\n/local/\n.*.tmp\n"),
    // Texts are named by their hash: not a byte of them may change on any system.
    (".gitattributes", "* text eol=lf\n/texts/* -text\n"),
];

/// The file of a subject, from the dossier's folder. Whoever takes a readout's id from elsewhere asks
/// [`safe`] first.
pub(super) fn file_of(subject: &Subject) -> String {
    match subject {
        Subject::Event => EVENT.to_owned(),
        Subject::Codebook => CODEBOOK.to_owned(),
        Subject::Readout(id) => readout_file(id),
        Subject::Annotation(id) => format!("{ANNOTATIONS}/{}.json", id.0),
        Subject::Decision(id) => format!("{DECISIONS}/{}.json", id.0),
    }
}

/// The folder that a subject's file stands in, from the dossier's folder.
pub(super) const fn folder_of(subject: &Subject) -> &'static str {
    match subject {
        Subject::Event | Subject::Codebook => "",
        Subject::Readout(_) => READOUTS,
        Subject::Annotation(_) => ANNOTATIONS,
        Subject::Decision(_) => DECISIONS,
    }
}

/// Reads [`file_of`] back; `None` for any other file.
pub(super) fn subject_of(file: &str) -> Option<Subject> {
    let subject = match file.split_once('/') {
        None if file == EVENT => Subject::Event,
        None if file == CODEBOOK => Subject::Codebook,
        Some((READOUTS, name)) => Subject::Readout(ReadoutId(name.strip_suffix(".toml")?.to_owned())),
        Some((ANNOTATIONS, name)) => Subject::Annotation(AnnotationId(uuid_of(name)?)),
        Some((DECISIONS, name)) => Subject::Decision(DecisionId(uuid_of(name)?)),
        _ => return None,
    };
    // Only the usual spelling, so that two files never stand for one note.
    (safe(&subject) && file_of(&subject) == file).then_some(subject)
}

fn uuid_of(name: &str) -> Option<Uuid> {
    name.strip_suffix(".json")?.parse().ok()
}

/// Whether a subject's id can be the name of its file.
pub(super) fn safe(subject: &Subject) -> bool {
    match subject {
        Subject::Readout(id) => safe_name(&id.0),
        _ => true,
    }
}

/// The file of a readout.
pub(super) fn readout_file(id: &ReadoutId) -> String {
    format!("{READOUTS}/{}.toml", id.0)
}

/// Whether a name from a file may become part of a path: letters and digits of any script, `-`, `_`
/// and `.`, but neither hidden nor a way up, nor a device of Windows.
pub(super) fn safe_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    !name.is_empty()
        && name.len() <= 100
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !is_device(&stem)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether a path from an archive stays inside the folder that it is unpacked in: no way up, no root, no
/// empty part, nothing of git, which runs commands that stand in files.
pub(super) fn safe_path(path: &str) -> bool {
    let safe = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.eq_ignore_ascii_case(".git")
            && !part.contains(['\\', '\0', ':'])
            && part.len() <= 255
    };
    path.len() <= 1000 && path.split('/').all(safe)
}

fn is_device(stem: &str) -> bool {
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()))
}

/// The longest name a title gives, in bytes.
const SLUG: usize = 60;

/// Turns any title into a name that is safe as a file or folder: lower case, letters and digits of
/// any script, single hyphens between them.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        let c = if c.is_alphanumeric() { c } else { '-' };
        if slug.len() + c.len_utf8() > SLUG {
            break;
        }
        if c != '-' || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push(c);
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() || is_device(&slug) { format!("event{slug}") } else { slug }
}

/// The name of an event's folder before it is made unique.
pub(super) fn folder_name(date: Option<Date>, title: &str) -> String {
    match date {
        Some(date) => format!("{date}-{}", slug(title)),
        None => slug(title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_gives_a_harmless_folder_name() {
        let check = |title: &str, expected: &str| {
            assert_eq!(slug(title), expected);
            assert!(safe_name(&slug(title)), "{title}");
        };
        check("Trump–Xi call", "trump-xi-call");
        check("../../etc/passwd", "etc-passwd");
        check("中美元首通话", "中美元首通话");
        check("a\u{1b}[31m\u{202e}b", "a-31m-b");
        check("...", "event");
        check("", "event");
        check("CON", "eventcon");
        check(&"长".repeat(100), &"长".repeat(20));
    }

    #[test]
    fn names_from_files_cannot_lead_out_of_the_dossier() {
        for bad in ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a\0", "nul", "com1.toml", "a b", "x\u{202e}y"] {
            assert!(!safe_name(bad), "{bad:?}");
        }
        for good in ["us", "cn-account-en", "第一份", "v1.2"] {
            assert!(safe_name(good), "{good:?}");
        }
        for bad in ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/./b", ".git/hooks/x", "a/.GIT", "a\\..\\b", "c:x"] {
            assert!(!safe_path(bad), "{bad:?}");
        }
        assert!(safe_path(".gitignore") && safe_path("texts/a b.raw.html"));
        for bad in [
            "annotations/../x.json",
            "annotations/{00000000-0000-0000-0000-000000000001}.json",
            "readouts/../x.toml",
            "readouts/a/b.toml",
            "readouts/.x.toml",
            "texts/x.txt",
            "local/event.toml",
        ] {
            assert_eq!(subject_of(bad), None, "{bad}");
        }
        for good in
            ["event.toml", "codebook.toml", "readouts/us.toml", "decisions/00000000-0000-0000-0000-000000000001.json"]
        {
            assert_eq!(file_of(&subject_of(good).unwrap()), good);
        }
    }
}
