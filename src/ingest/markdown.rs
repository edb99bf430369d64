//! Markdown: the text stays as it is written; a block of metadata before it is taken out and read.

use super::captured::{Cut, CutKind, Fact, Found};
use super::document::Taken;
use super::encoding::Declared;
use super::error::Wrong;
use super::plain;
use super::when::When;

/// Reads Markdown. Its marks stay: an analyst quotes what was published, and emphasis is part of it.
pub(super) fn take(bytes: &[u8], declared: Option<Declared<'_>>) -> Result<Taken, Wrong> {
    let taken = plain::take(bytes, declared)?;
    let how = format!("Markdown in {}", taken.how);
    let Some((block, rest)) = front_matter(&taken.text) else { return Ok(Taken { how, ..taken }) };
    let found = read(block);
    let cut = vec![Cut { kind: CutKind::Metadata, text: block.trim().to_owned() }];
    let text = rest.trim_start_matches(['\r', '\n']).to_owned();
    Ok(Taken { text, how, found, cut, ..taken })
}

/// The block between `---` and `---` (YAML), or `+++` and `+++` (TOML), and the text after it.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.lines().next().is_some_and(|line| line == *fence))?;
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            let block = &text[start..at];
            // Two rules around a paragraph are no metadata.
            return block.lines().any(|line| field(line).is_some()).then(|| (block, &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The fields that matter, each on one line in both notations.
fn read(block: &str) -> Found {
    let mut found = Found::default();
    for (key, value) in block.lines().filter_map(field) {
        let by = format!("front matter `{key}`");
        let text = || Some(Fact::new(value.to_owned(), by.clone()));
        match key.to_ascii_lowercase().as_str() {
            "title" => found.title = text(),
            "date" | "published" | "pubdate" | "publishdate" | "date_published" => {
                found.published = When::read(value).map(|when| Fact::new(when, by));
            }
            "lang" | "language" | "locale" => found.language = text().filter(|fact| super::is_language(&fact.value)),
            "url" | "canonical" | "canonical_url" | "link" => {
                found.url = text().filter(|fact| fact.value.starts_with("http"));
            }
            "publisher" | "source" | "site" | "organization" => found.publisher = text(),
            _ => {}
        }
    }
    found
}

/// `key: value` or `key = "value"`, the value without its quotation marks.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '='])?;
    let key = key.trim_end();
    let good = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let value = value.trim();
    let bare = ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(value);
    (good && !bare.is_empty()).then_some((key, bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> Taken {
        take(text.as_bytes(), None).unwrap()
    }

    #[test]
    fn metadata_is_taken_out_and_the_marks_stay() {
        let page = "---\ntitle: \"A call\"\ndate: 2025-06-05T21:30:00+08:00\nlang: en\nurl: https://example.org/a\n\
                    source: The Ministry\n---\n\nThey **agreed**.\n";
        let taken = taken(page);
        assert_eq!(taken.text, "They **agreed**.\n");
        let found = &taken.found;
        assert_eq!(found.title, Some(Fact::new("A call".to_owned(), "front matter `title`")));
        assert_eq!(found.published.as_ref().unwrap().value.to_string(), "2025-06-05T21:30:00+08:00");
        assert_eq!(found.language.as_ref().unwrap().value, "en");
        assert_eq!(found.url.as_ref().unwrap().value, "https://example.org/a");
        assert_eq!(found.publisher.as_ref().unwrap().value, "The Ministry");
        assert!(matches!(&taken.cut[..], [cut] if cut.kind == CutKind::Metadata && cut.text.starts_with("title")));
    }

    #[test]
    fn what_is_no_metadata_stays() {
        for text in ["---\nThey agreed.\n---\nMore.\n", "---\ntitle: x\nno end\n", "# A\n\n---\ntitle: x\n---\n"] {
            assert_eq!(taken(text).text, text);
            assert_eq!(taken(text).cut, []);
        }
        assert_eq!(taken("+++\ntitle = 'A'\n+++\nText").found.title.unwrap().value, "A");
    }
}
