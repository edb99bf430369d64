//! Changing one setting in the file, and leaving every other line as it is: comments, order, keys that this
//! program does not know.

use super::CONFIG;
use crate::store::error::{StoreError, line};
use crate::store::files::{Disk, replace};
use crate::store::source::{LIMIT, read_file};
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item};

/// What a setting is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A word; `true` and `false` are written as such.
    Word(String),
    /// Nothing: as it is without settings.
    Unset,
}

impl super::Config {
    /// Sets one thing in the file of this folder, which is made where there is none; the file's path.
    ///
    /// # Errors
    /// Where the file cannot be read or written, or is no TOML: a file with a slip in it is not touched.
    pub fn write(folder: &Path, key: &str, value: &Value) -> Result<PathBuf, StoreError> {
        let link = folder.join(CONFIG);
        // Where the file is a link, what it leads to is changed, and the link stays.
        let path = link.canonicalize().unwrap_or(link);
        let before = read_file(&path, LIMIT)?.unwrap_or_default();
        let damaged = |why: String| StoreError::Damaged { path: path.clone(), why };
        let before = String::from_utf8(before).map_err(|error| damaged(error.to_string()))?;
        let after = changed(&before, key, value).map_err(damaged)?;
        if after != before {
            fs::create_dir_all(folder).map_err(StoreError::disk("make", folder))?;
            replace(&Disk, &path, after.as_bytes(), "settings").map_err(StoreError::disk("write", &path))?;
        }
        Ok(path)
    }
}

/// The file's text with one thing set.
fn changed(text: &str, key: &str, value: &Value) -> Result<String, String> {
    let parse = |text: &str| {
        text.parse::<DocumentMut>().map_err(|error| line(&format!("it has a slip that must be mended first: {error}")))
    };
    let mut document = parse(text)?;
    let Value::Word(word) = value else {
        document.remove(key);
        return Ok(document.to_string());
    };
    let mut new: toml_edit::Value = match word.as_str() {
        "true" => true.into(),
        "false" => false.into(),
        word => word.into(),
    };
    if let Some(old) = document.get_mut(key).and_then(Item::as_value_mut) {
        // The comment behind it stays.
        *new.decor_mut() = old.decor().clone();
        *old = new;
        return Ok(document.to_string());
    }
    // A file of `diptych config` has a line for it, behind a #: it is put there.
    let setting = format!("{key} = {}", new.to_string().trim());
    let mut before = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let commented = |line: &str| line.trim_start().strip_prefix('#').is_some_and(|it| is_for(it, key));
    if let Some(at) = before.position(commented) {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(at + 1, &setting);
        let after = lines.join("\n") + "\n";
        if parse(&after).is_ok_and(|document| document.get(key).is_some()) {
            return Ok(after);
        }
    }
    document.insert(key, Item::Value(new));
    Ok(document.to_string())
}

/// Whether a line gives this setting a value.
fn is_for(line: &str, key: &str) -> bool {
    line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Config;

    #[test]
    fn one_setting_changes_and_every_other_line_stays() {
        let check = |before: &str, key: &str, word: Option<&str>, after: &str| {
            let value = word.map_or(Value::Unset, |word| Value::Word(word.to_owned()));
            assert_eq!(changed(before, key, &value).unwrap(), after);
            assert_eq!(Config::parse(after).1, Vec::<String>::new());
        };
        let file = "# mine\ntheme = \"dark\" # for the night\n\n[keys] # my own\nmarks = \"M\"\n";
        check(file, "theme", Some("light"), &file.replace("\"dark\"", "\"light\""));
        check(file, "theme", Some("dark"), file);
        check(file, "mouse", Some("false"), &file.replace("\n\n[", "\nmouse = false\n\n["));
        check(file, "theme", None, &file.replace("# mine\ntheme = \"dark\" # for the night\n", ""));
        check("", "author", Some("A \"B\" C"), "author = 'A \"B\" C'\n");
        check(
            "# theme = \"auto\"\n# mouse = true\n",
            "theme",
            Some("dark"),
            "# theme = \"auto\"\ntheme = \"dark\"\n# mouse = true\n",
        );
        check("[keys]\n# theme = \"auto\"\n", "theme", Some("dark"), "theme = \"dark\"\n[keys]\n# theme = \"auto\"\n");
    }

    #[test]
    fn a_file_with_a_slip_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(CONFIG);
        fs::write(&path, "theme = dark\n").unwrap();
        let error = Config::write(folder.path(), "mouse", &Value::Word("true".to_owned())).unwrap_err();
        assert!(error.to_string().contains("mended first"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "theme = dark\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("kept-elsewhere.toml");
        fs::write(&real, "").unwrap();
        std::os::unix::fs::symlink(&real, folder.path().join(CONFIG)).unwrap();
        Config::write(folder.path(), "mouse", &Value::Word("false".to_owned())).unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "mouse = false\n");
        assert!(folder.path().join(CONFIG).is_symlink());
        assert!(!Config::read(folder.path()).0.preferences.mouse);
    }
}
