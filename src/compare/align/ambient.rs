//! What stands everywhere in two texts, and so tells no two sentences from others: the parties of the event
//! and the theme of the whole exchange.

use super::opening::opening;
use crate::compare::lexicon::{Lexicon, Role, is_party, is_state};
use crate::compare::reading::Text;
use crate::domain::Sides;
use foldhash::{HashSet, HashSetExt};
use std::collections::BTreeMap;

/// A state that stands in this share of the sentences, and in at least so many, is a party to the matter
/// though the opening does not name it: in a text about a war, those who wage it.
const SHARE: f64 = 0.15;
const FEWEST: usize = 4;

/// The topics that the openings name: what the whole exchange was about.
pub(crate) fn theme(texts: &Sides<Text>, lexicon: &Lexicon) -> HashSet<usize> {
    let openings = texts.iter().filter_map(|(_, text)| opening(text, lexicon).map(|at| &text.sentences[at]));
    openings.flat_map(|sentence| sentence.topics(lexicon).map(|found| found.concept)).collect()
}

/// The states and persons that the openings name. An institution there is mostly the place (*on the margins of the
/// G20*), and what is said of it later tells as much as a topic.
pub(crate) fn ambient(texts: &Sides<Text>, lexicon: &Lexicon) -> HashSet<usize> {
    let mut ambient = HashSet::new();
    for (_, text) in texts.iter() {
        ambient.extend(text.own.iter().chain(&text.other));
        let opening = opening(text, lexicon).map(|at| &text.sentences[at]);
        let named = opening.into_iter().flat_map(|sentence| &sentence.found).map(|found| found.concept);
        ambient.extend(named.filter(|&concept| {
            let concept = &lexicon.concepts()[concept];
            // So does the form of the event: the call, the meeting.
            let form = matches!(concept.id.as_str(), "phone_call" | "video_call" | "leaders_meeting");
            is_state(concept) || concept.role == Role::Person || form
        }));
    }
    ambient
}

/// The states of which, or of whose affairs, a good part of all sentences speaks. Their rarity tells
/// already that they weigh little.
pub(crate) fn frequent(texts: &Sides<Text>, lexicon: &Lexicon) -> Vec<usize> {
    let mut spread: BTreeMap<usize, usize> = BTreeMap::new();
    let sentences = || texts.iter().flat_map(|(_, text)| &text.sentences);
    for sentence in sentences() {
        let mut parties: Vec<usize> = sentence.found.iter().map(|found| lexicon.root(found.concept)).collect();
        parties.retain(|&party| is_party(&lexicon.concepts()[party]));
        parties.sort_unstable();
        parties.dedup();
        for party in parties {
            *spread.entry(party).or_default() += 1;
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "sentence counts are far below 2^52")]
    let many = |count: usize| count >= FEWEST && count as f64 >= SHARE * sentences().count() as f64;
    spread.into_iter().filter(|&(_, count)| many(count)).map(|(party, _)| party).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Document, Frame, reading};
    use crate::domain::Language;

    #[test]
    fn the_parties_that_meet_are_ambient_and_the_summit_at_which_they_meet_is_not() {
        let document = |text| Document { name: "text", language: Language("en".to_owned()), text };
        let met = "President Macron of France met President Xi of China on the margins of the G20 summit.";
        let documents = Sides::new(document(met), document(met));
        let lexicon = Lexicon::builtin();
        let found = ambient(&reading::read(&documents, &Frame::default(), lexicon), lexicon);
        let ids: Vec<&str> = found.iter().map(|&concept| lexicon.concepts()[concept].id.as_str()).collect();
        assert!(ids.contains(&"france") && ids.contains(&"macron"), "{ids:?}");
        assert!(!ids.contains(&"g20"), "{ids:?}");
    }
}
