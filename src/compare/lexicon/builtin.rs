//! The lexicon that the program carries, in readable TOML.

use super::draft::Source;

/// Groups first, since concepts name them; then words, stop forms, senses, and the concepts by family.
pub(crate) fn parts() -> Vec<Source> {
    let part = |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), text: (*text).to_owned() };
    PARTS.iter().map(part).collect()
}

const PARTS: &[(&str, &str)] = &[
    ("groups.toml", include_str!("groups.toml")),
    ("words.toml", include_str!("words.toml")),
    ("stop.toml", include_str!("stop.toml")),
    ("senses.toml", include_str!("senses.toml")),
    ("taiwan.toml", include_str!("taiwan.toml")),
    ("trade.toml", include_str!("trade.toml")),
    ("security.toml", include_str!("security.toml")),
    ("society.toml", include_str!("society.toml")),
    ("commitment.toml", include_str!("commitment.toml")),
    ("tone.toml", include_str!("tone.toml")),
    ("event.toml", include_str!("event.toml")),
    ("naming.toml", include_str!("naming.toml")),
    ("relationship.toml", include_str!("relationship.toml")),
    ("states.toml", include_str!("states.toml")),
    ("leaders.toml", include_str!("leaders.toml")),
    ("institutions.toml", include_str!("institutions.toml")),
    ("world.toml", include_str!("world.toml")),
    ("economy.toml", include_str!("economy.toml")),
    ("order.toml", include_str!("order.toml")),
    ("acts.toml", include_str!("acts.toml")),
];
