//! Paths as people give them: with a tilde, in quotation marks, dragged into the terminal; and how they go on.

use directories::BaseDirs;
use std::fs;
use std::path::{Path, PathBuf};

/// So many proposals are enough to see that more must be typed.
const MOST: usize = 500;

/// The path that a line stands for. Never standard input, which is the terminal itself.
pub(super) fn given(line: &str) -> PathBuf {
    let bare = unquoted(line.trim());
    let bare = bare.strip_prefix("file://").unwrap_or(bare);
    let path = expanded(bare);
    if path == Path::new("-") {
        return Path::new(".").join("-");
    }
    // Terminals write a dragged file's blanks as `\ `.
    let plain = bare.replace("\\ ", " ");
    if plain != bare && fs::symlink_metadata(&path).is_err() { expanded(&plain) } else { path }
}

fn unquoted(line: &str) -> &str {
    let inner = |mark: char| line.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    inner('\'').or_else(|| inner('"')).unwrap_or(line)
}

fn expanded(path: &str) -> PathBuf {
    let home = || BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match path.strip_prefix('~') {
        Some("") => home().unwrap_or_else(|| path.into()),
        Some(rest) if rest.starts_with('/') => home().map_or_else(|| path.into(), |home| home.join(&rest[1..])),
        _ => path.into(),
    }
}

/// The paths that begin as what was typed, as it was typed; folders end in a slash. Hidden ones only where the
/// dot was typed.
pub(super) fn completions(typed: &str) -> Vec<String> {
    if typed == "~" {
        return vec!["~/".to_owned()];
    }
    let (folder, start) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let place = if folder.is_empty() { PathBuf::from(".") } else { expanded(folder) };
    let Ok(listing) = fs::read_dir(place) else { return Vec::new() };
    let mut found: Vec<String> = listing
        .filter_map(|entry| {
            let entry = entry.ok()?;
            // A name that is not Unicode cannot be typed.
            let name = entry.file_name().into_string().ok()?;
            if !name.starts_with(start) || (name.starts_with('.') && !start.starts_with('.')) {
                return None;
            }
            let slash = if entry.path().is_dir() { "/" } else { "" };
            Some(format!("{folder}{name}{slash}"))
        })
        .collect();
    found.sort_unstable();
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_understood_as_people_give_it() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("us readout.txt");
        fs::write(&file, "x").unwrap();
        let plain = file.display().to_string();
        for line in [
            plain.clone(),
            format!("'{plain}'"),
            format!("\"{plain}\""),
            format!("file://{plain}"),
            plain.replace(' ', "\\ "),
        ] {
            assert_eq!(given(&line), file, "{line}");
        }
        assert_eq!(given("-"), Path::new("./-"));
        assert!(given("~/a").is_absolute() && given("~").is_absolute());
    }

    #[test]
    fn paths_go_on_as_they_were_typed() {
        let home = tempfile::tempdir().unwrap();
        for name in ["us.html", "us.txt", ".hidden", "台湾.txt"] {
            fs::write(home.path().join(name), "x").unwrap();
        }
        fs::create_dir(home.path().join("unread")).unwrap();
        let base = format!("{}/", home.path().display());
        let check = |typed: &str, expected: &[&str]| {
            let expected: Vec<String> = expected.iter().map(|name| format!("{base}{name}")).collect();
            assert_eq!(completions(&format!("{base}{typed}")), expected, "{typed}");
        };
        check("us", &["us.html", "us.txt"]);
        check("", &["unread/", "us.html", "us.txt", "台湾.txt"]);
        check(".h", &[".hidden"]);
        check("台", &["台湾.txt"]);
        check("nothing", &[]);
    }
}
