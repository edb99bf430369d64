//! Small pieces of sentences for the reader.

/// *1 sentence*, *3 sentences*.
pub(crate) fn sentences(count: usize) -> String {
    if count == 1 { "1 sentence".to_owned() } else { format!("{count} sentences") }
}

/// With its first letter in upper case, as a sentence begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// *a, b and c*.
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// With the article that a sentence needs: *the United States*, *France*.
pub(crate) fn with_article(name: &str) -> String {
    const PLURAL: [&str; 8] = [
        "United States",
        "United Kingdom",
        "United Nations",
        "European Union",
        "Republic of Korea",
        "Netherlands",
        "Philippines",
        "United Arab Emirates",
    ];
    if PLURAL.contains(&name) { format!("the {name}") } else { name.to_owned() }
}

/// Words on one line, whatever white space stood between them.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
