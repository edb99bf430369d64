//! Where everything stands in a dossier's folder, and which names are allowed there.

use crate::domain::{AnnotationId, DecisionId, ReadoutId};
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

/// All folders of a dossier.
pub(super) const FOLDERS: [&str; 6] = [READOUTS, TEXTS, ANNOTATIONS, DECISIONS, HISTORY, LOCAL];

/// Small files that tell git how to treat the folder.
pub(super) const GIT_FILES: [(&str, &str); 2] = [
    (".gitignore", "# Belongs to one working copy only.\n/local/\n.*.tmp\n"),
    // Texts are named by their hash: not a byte of them may change on any system.
    (".gitattributes", "* text eol=lf\n/texts/* -text\n"),
];

/// Something that has a file of its own and that the analyst changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Item {
    Annotation(AnnotationId),
    Decision(DecisionId),
}

impl Item {
    /// Its file, from the dossier's folder.
    pub(super) fn file(self) -> String {
        match self {
            Item::Annotation(id) => format!("{ANNOTATIONS}/{}.json", id.0),
            Item::Decision(id) => format!("{DECISIONS}/{}.json", id.0),
        }
    }

    /// The folder it stands in.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Item::Annotation(_) => ANNOTATIONS,
            Item::Decision(_) => DECISIONS,
        }
    }

    /// Reads [`Item::file`] back; `None` for any other file.
    pub(super) fn of_file(file: &str) -> Option<Item> {
        let (folder, name) = file.split_once('/')?;
        let id: Uuid = name.strip_suffix(".json")?.parse().ok()?;
        let item = match folder {
            ANNOTATIONS => Item::Annotation(AnnotationId(id)),
            DECISIONS => Item::Decision(DecisionId(id)),
            _ => return None,
        };
        // Only the usual spelling, so that two files never stand for one note.
        (item.file() == file).then_some(item)
    }
}

/// The file of a readout; `None` if its id cannot be a file's name.
pub(super) fn readout_file(id: &ReadoutId) -> Option<String> {
    safe_name(&id.0).then(|| format!("{READOUTS}/{}.toml", id.0))
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
        assert_eq!(Item::of_file("annotations/../x.json"), None);
        assert_eq!(Item::of_file("annotations/{00000000-0000-0000-0000-000000000001}.json"), None);
        assert!(Item::of_file("decisions/00000000-0000-0000-0000-000000000001.json").is_some());
    }
}
