//! What a change of a few letters can do: words whose coming or going turns a statement round.
//!
//! *Supports* and *does not support* are nearly alike to a program that counts letters. Whatever is
//! found here is told loudly, and the analyst decides.

use crate::compare::{Folded, Lexicon, Role, Sort, quantities, tokens};

/// What sort of word came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// A word that denies: *not*, *without*, 不, 未.
    Negation,
    /// An amount, a date, a count.
    Number,
    /// A word that says how firmly: *agreed*, *willing*, *should*, 同意.
    Commitment,
    /// A term that has a near-synonym of other legal or policy weight.
    Term,
    /// A person, a state, an institution.
    Name,
    /// A matter of substance.
    Topic,
}

impl Weight {
    /// All, the gravest first.
    pub const ALL: [Weight; 6] =
        [Weight::Negation, Weight::Number, Weight::Commitment, Weight::Term, Weight::Name, Weight::Topic];

    /// The word for it in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Weight::Negation => "negation",
            Weight::Number => "number",
            Weight::Commitment => "commitment",
            Weight::Term => "policy term",
            Weight::Name => "name",
            Weight::Topic => "topic",
        }
    }
}

/// Weighty words of one sort that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What sort.
    pub weight: Weight,
    /// Words of the older text that are gone.
    pub gone: Vec<String>,
    /// Words of the newer text that were not there.
    pub come: Vec<String>,
}

/// Words that deny, and stems of verbs that do.
const DENIALS: [&str; 17] = [
    "not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "cannot", "without", "hardly", "refus",
    "reject", "deni", "deny", "fail", "oppos",
];

/// Characters that deny, unless they stand in one of the words that follow.
const CHINESE_DENIALS: [char; 8] = ['不', '没', '未', '无', '非', '否', '勿', '拒'];
const NO_DENIALS: [&str; 14] =
    ["不断", "不仅", "不但", "不久", "不少", "不同", "不过", "非洲", "非常", "无论", "未来", "是否", "能否", "无疑"];

/// Verbs that say how firmly and are in no list of concepts.
const MODALS: [&str; 8] = ["will", "would", "shall", "should", "must", "may", "might", "could"];

/// The weighty words that came or went between two wordings, the gravest first.
pub(super) fn shifts(old: &str, new: &str, lexicon: &Lexicon) -> Vec<Shift> {
    if old == new {
        return Vec::new();
    }
    let (mut gone, mut come) = (weighty(old, lexicon), weighty(new, lexicon));
    gone.retain(|word| match come.iter().position(|other| (other.0, &other.1) == (word.0, &word.1)) {
        Some(same) => {
            come.remove(same);
            false
        }
        None => true,
    });
    let words = |all: &[Weighty], weight: Weight| {
        all.iter().filter(|word| word.0 == weight).map(|word| word.2.clone()).collect::<Vec<String>>()
    };
    let shift = |weight| Shift { weight, gone: words(&gone, weight), come: words(&come, weight) };
    Weight::ALL.map(shift).into_iter().filter(|shift| !(shift.gone.is_empty() && shift.come.is_empty())).collect()
}

/// A weighty word: its sort, what it is compared by, how it is written.
type Weighty = (Weight, String, String);

fn weighty(text: &str, lexicon: &Lexicon) -> Vec<Weighty> {
    let folded = Folded::new(text, 0);
    let words = tokens(text, 0, true);
    let mut found: Vec<Weighty> = Vec::new();
    for word in &words {
        let lower = word.lower.as_str();
        let denies = DENIALS.iter().any(|denial| *denial == lower || *denial == word.stem);
        if denies || lower.ends_with("n't") {
            found.push((Weight::Negation, "not".to_owned(), word.span().of(text).to_owned()));
        } else if MODALS.contains(&lower) {
            found.push((Weight::Commitment, lower.to_owned(), word.span().of(text).to_owned()));
        }
    }
    let plain = NO_DENIALS.iter().fold(folded.text.clone(), |text, word| text.replace(word, ""));
    let denials = plain.chars().filter(|c| CHINESE_DENIALS.contains(c));
    found.extend(denials.map(|c| (Weight::Negation, "not".to_owned(), c.to_string())));
    let numbers = quantities(text, &words, &folded, None);
    for number in &numbers {
        found.push((Weight::Number, number.key(), number.span.of(text).to_owned()));
    }
    let bare = words.iter().filter(|word| {
        word.sort == Sort::Number && !numbers.iter().any(|number| number.span.contains(word.span().start))
    });
    found.extend(bare.map(|word| (Weight::Number, word.lower.clone(), word.span().of(text).to_owned())));
    for hit in lexicon.explain(text).into_iter().flat_map(|sentence| sentence.matches) {
        let concept = &lexicon.concepts()[hit.concept];
        let weight = match concept.role {
            Role::Commitment | Role::Hedge => Weight::Commitment,
            _ if !concept.contrasts.is_empty() => Weight::Term,
            Role::Person | Role::Actor => Weight::Name,
            Role::Topic | Role::Invitation | Role::Initiative => Weight::Topic,
            _ => continue,
        };
        found.push((weight, concept.id.clone(), hit.span.of(text).to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &[(Weight, &[&str], &[&str])]) {
        let found = shifts(old, new, Lexicon::builtin());
        let told: Vec<(Weight, Vec<&str>, Vec<&str>)> = found
            .iter()
            .map(|shift| {
                (
                    shift.weight,
                    shift.gone.iter().map(String::as_str).collect(),
                    shift.come.iter().map(String::as_str).collect(),
                )
            })
            .collect();
        let expected: Vec<(Weight, Vec<&str>, Vec<&str>)> =
            expected.iter().map(|(weight, gone, come)| (*weight, gone.to_vec(), come.to_vec())).collect();
        assert_eq!(told, expected, "{old} / {new}");
    }

    #[test]
    fn a_denial_that_goes_is_seen() {
        check("It does not back the plan.", "It does back the plan.", &[(Weight::Negation, &["not"], &[])]);
        check("They didn't object.", "They did object.", &[(Weight::Negation, &["didn't"], &[])]);
        check("该方不认可这一说法。", "该方认可这一说法。", &[(Weight::Negation, &["不"], &[])]);
        check("该方不断推进此事。", "该方推进此事。", &[]);
    }

    #[test]
    fn a_number_that_changes_is_seen() {
        check("It lasts 40 days.", "It lasts 45 days.", &[(Weight::Number, &["40 days"], &["45 days"])]);
        check("It lasts 40 days.", "It lasts forty days.", &[]);
    }

    #[test]
    fn another_firmness_is_seen() {
        check("They will meet.", "They may meet.", &[(Weight::Commitment, &["will"], &["may"])]);
    }

    #[test]
    fn plain_words_weigh_nothing() {
        check("A long and useful talk.", "A long, useful talk.", &[]);
    }
}
