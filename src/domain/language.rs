//! Languages, by their tags (BCP 47), and what they are called.

use serde::{Deserialize, Serialize};

/// A BCP 47 language tag, such as `en` or `zh-Hant`; `und` where unknown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(pub String);

impl Language {
    /// Not known.
    #[must_use]
    pub fn unknown() -> Language {
        Language("und".to_owned())
    }

    /// The primary subtag in lower case: `zh` of `zh-Hant`.
    #[must_use]
    pub fn primary(&self) -> String {
        self.0.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Any Chinese, in either script.
    #[must_use]
    pub fn is_chinese(&self) -> bool {
        self.primary() == "zh"
    }

    /// Any English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.primary() == "en"
    }

    /// Its English name, or its tag where the program knows none.
    #[must_use]
    pub fn name(&self) -> &str {
        language_name(&self.0)
    }
}

/// The English name of a language, or its tag where the program knows none.
#[must_use]
pub fn language_name(tag: &str) -> &str {
    const NAMES: [(&str, &str); 22] = [
        ("zh-Hant", "Chinese (traditional)"),
        ("zh", "Chinese"),
        ("en", "English"),
        ("ar", "Arabic"),
        ("bn", "Bengali"),
        ("de", "German"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("ur", "Urdu"),
        ("vi", "Vietnamese"),
    ];
    let covers = |known: &str| {
        let rest = tag.get(..known.len()).filter(|head| head.eq_ignore_ascii_case(known)).map(|_| &tag[known.len()..]);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    };
    match NAMES.iter().find(|(known, _)| covers(known)) {
        Some((_, name)) => name,
        None if tag.is_empty() || tag == "und" => "language unknown",
        None => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_called_by_its_name() {
        let check = |tag: &str, name: &str| assert_eq!(language_name(tag), name);
        check("zh", "Chinese");
        check("zh-Hans-CN", "Chinese");
        check("zh-hant", "Chinese (traditional)");
        check("en_GB", "English");
        check("eno", "eno");
        check("und", "language unknown");
    }
}
