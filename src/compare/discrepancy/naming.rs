//! Other names: for a territory, a state, a war; a state that one side names and the other leaves
//! unnamed; a party alluded to (*certain countries*); names of places and formats in linked sentences.

mod designations;

use crate::compare::case::{Case, Finding};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{ALLUSION, Found, is_state};
use crate::compare::prose::{listed, with_article};
use crate::compare::reading::Sentence;
use crate::compare::token::{Sort, Token};
use crate::domain::{Kind, Side, Sides, Span};
use designations::{Designation, THINGS};
use foldhash::HashSet;

/// All findings about names; the plain names of a pair last, since they say least.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let words = case.texts.as_ref().map(|text| text.words.iter().map(|word| word.lower.as_str()).collect());
    let mut findings: Vec<Finding> = THINGS.iter().filter_map(|thing| designated(case, thing, &words)).collect();
    findings.extend(Side::BOTH.into_iter().flat_map(|side| alluded(case, side)));
    findings.extend(Side::BOTH.into_iter().flat_map(|side| unnamed(case, side)));
    findings.extend(plain(case));
    findings
}

/// One thing under names that parties to a dispute choose between: each side uses one that the other avoids.
fn designated(case: &Case, thing: &[Designation], words: &Sides<HashSet<&str>>) -> Option<Finding> {
    let used = Sides::from_fn(|side| uses(case, side, thing, &words[side]));
    let only = |side: Side| (0..thing.len()).find(|&n| !used[side][n].is_empty() && used[side.other()][n].is_empty());
    let (left, right) = (only(Side::Left)?, only(Side::Right)?);
    let shown = Sides::new(&used.left[left], &used.right[right]);
    let words = shown.map(|places| places[0].1.clone());
    let summary = format!(
        "{} says “{}”, {} “{}”: two names for one thing, not used alike by all parties.",
        case.title(Side::Left),
        words.left,
        case.name(Side::Right),
        words.right
    );
    let evidence = shown.map(|places| places.iter().map(|place| place.0).collect::<Vec<usize>>());
    Some(Finding::new(Kind::Naming, 2, evidence, summary).sure(0.9, 2.5, vec![words.left, words.right]))
}

/// Where a side uses each name, and its words there. What a longer name holds is no use of a shorter one.
fn uses(case: &Case, side: Side, thing: &[Designation], words: &HashSet<&str>) -> Vec<Vec<(usize, String)>> {
    let mut uses = vec![Vec::new(); thing.len()];
    // Of most things a text has not even the words; then no sentence need be searched.
    if !thing.iter().any(|name| may_stand(name, words)) {
        return uses;
    }
    for (at, sentence) in case.sentences(side).filter(|(_, sentence)| !sentence.question) {
        let mut taken: Vec<Span> = Vec::new();
        for (name, uses) in thing.iter().zip(&mut uses) {
            let spans = name.english.iter().flat_map(|form| english(sentence, form));
            let spans = spans.chain(name.chinese.iter().flat_map(|form| chinese(sentence, form)));
            let fresh: Vec<Span> = spans.filter(|span| !taken.iter().any(|known| known.overlaps(*span))).collect();
            let shown =
                |span: &Span| span.of(case.texts[side].raw).trim_end_matches("'s").trim_end_matches("’s").to_owned();
            uses.extend(fresh.first().map(|span| (at, shown(span))));
            taken.extend(fresh);
        }
    }
    uses
}

/// Whether a side has all the words, or all the characters, of a form of the name.
fn may_stand(name: &Designation, words: &HashSet<&str>) -> bool {
    let has = |c: char| words.contains(&*c.encode_utf8(&mut [0; 4]));
    name.english.iter().any(|form| form.split(' ').all(|word| words.contains(word)))
        || name.chinese.iter().any(|form| form.chars().all(has))
}

/// Where some words in lower case stand in a sentence.
fn english(sentence: &Sentence, form: &str) -> Vec<Span> {
    let stands = |form: &str, tokens: &[Token]| tokens.iter().map(|token| token.lower.as_str()).eq(form.split(' '));
    let count = |form: &str| form.split(' ').count();
    // The People's Republic of China is another state than its last words name.
    let names = THINGS.iter().copied().flatten().flat_map(|name| name.english);
    let longer: Vec<&str> =
        names.copied().filter(|name| name.strip_suffix(form).is_some_and(|more| more.ends_with(' '))).collect();
    let ends_a_longer = |end: usize| {
        longer.iter().any(|name| end.checked_sub(count(name)).is_some_and(|at| stands(name, &sentence.tokens[at..end])))
    };
    let windows = sentence.tokens.windows(count(form)).enumerate();
    windows
        .filter(|(at, window)| stands(form, window) && !ends_a_longer(at + window.len()))
        .map(|(_, window)| window[0].span().cover(window[window.len() - 1].span()))
        .collect()
}

/// Where some characters stand in a sentence.
fn chinese(sentence: &Sentence, form: &str) -> Vec<Span> {
    let places = sentence.folded.text.match_indices(form);
    places.map(|(at, _)| sentence.folded.original(at, at + form.len())).collect()
}

/// *Certain countries* in one text, where the linked sentences of the other do not allude but name, or say nothing.
fn alluded(case: &Case, side: Side) -> Vec<Finding> {
    let other = side.other();
    let mut findings = Vec::new();
    for (at, _) in case.sentences(side) {
        let Some(found) = case.has(side, at, &[ALLUSION]) else { continue };
        let mut there: Vec<usize> = case.partners[side][at].iter().map(|partner| partner.0).collect();
        if there.is_empty() || there.iter().any(|&at| case.has(other, at, &[ALLUSION]).is_some()) {
            continue;
        }
        let named: Vec<String> = there.iter().flat_map(|&there| strangers(case, other, there)).map(|s| s.1).collect();
        there.truncate(1);
        let words = case.words(side, found);
        let what = if named.is_empty() { "has no such words".to_owned() } else { format!("names {}", listed(&named)) };
        let summary =
            format!("{} alludes to “{words}”; on the same matter {} {what}.", case.title(side), case.name(other));
        let mut evidence: Sides<Vec<usize>> = Sides::default();
        evidence[side] = vec![at];
        evidence[other] = there;
        findings.push(Finding::new(Kind::Naming, 2, evidence, summary).sure(0.6, 1.0, vec![words]));
    }
    findings
}

/// A state that is no party of the event, named in one of two sentences that report the same, and
/// nowhere in the other text: whose war it is stands in one of them.
fn unnamed(case: &Case, side: Side) -> Vec<Finding> {
    let other = side.other();
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for (at, _) in case.sentences(side).filter(|(at, _)| case.opening[side] != Some(*at)) {
        let same = case.partners[side][at].iter().find(|p| p.1 == Tie::Same && case.opening[other] != Some(p.0));
        let Some(&(there, _)) = same else { continue };
        let mut absent = strangers(case, side, at);
        absent.retain(|(state, _)| {
            !case.mentions(other, *state) && !within(case, other, *state) && !seen.contains(state)
        });
        let theirs = if absent.is_empty() { Vec::new() } else { strangers(case, other, there) };
        // A sentence that names no other state either is about something else.
        if theirs.is_empty() {
            continue;
        }
        seen.extend(absent.iter().map(|state| state.0));
        let names: Vec<String> = absent.into_iter().map(|state| state.1).collect();
        let known: Vec<String> = theirs.into_iter().map(|state| state.1).collect();
        let summary = format!(
            "{}{} names {}; {} names {} and not {}.",
            case.on(side, at, there),
            case.name(side),
            listed(&names),
            case.name(other),
            listed(&known),
            if names.len() > 1 { "these" } else { names[0].as_str() }
        );
        let mut evidence: Sides<Vec<usize>> = Sides::default();
        evidence[side] = vec![at];
        evidence[other] = vec![there];
        findings.push(Finding::new(Kind::Naming, 2, evidence, summary).sure(0.7, 1.4, names));
    }
    findings
}

/// The states in a sentence that are no parties of the event: concept and name.
fn strangers(case: &Case, side: Side, at: usize) -> Vec<(usize, String)> {
    let opening = Side::BOTH.map(|side| case.opening[side].map(|at| case.sentence(side, at)));
    let ours = |found: &Found| {
        opening.iter().flatten().any(|s| s.found.iter().any(|known| case.lexicon.kin(known.concept, found.concept)))
    };
    let mut states: Vec<(usize, String)> = Vec::new();
    for found in case.sentence(side, at).found.iter().filter(|f| is_state(case.concept(f.concept)) && !ours(f)) {
        let concept = case.concept(found.concept);
        if !states.iter().any(|known| known.0 == found.concept) {
            states.push((found.concept, with_article(&concept.gloss)));
        }
    }
    states
}

/// Whether a name stands in a longer concept of a side's: 日内瓦 in 日内瓦会谈.
fn within(case: &Case, side: Side, state: usize) -> bool {
    let concept = case.concept(state);
    let raw = case.texts[side].raw;
    let chinese = |sentence: &Sentence| concept.chinese.iter().any(|form| sentence.folded.text.contains(form.as_str()));
    concept.english.iter().any(|form| raw.contains(form.as_str())) || case.sentences(side).any(|(_, s)| chinese(s))
}

/// One finding for each strong pair in which each side has a name that the other text never has.
///
/// Names are told by their capitals, so this reads alphabets only.
fn plain(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for bond in case.bonds.iter().filter(|bond| bond.tie == Tie::Same) {
        let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
        let left = names(case, Side::Left, bond.left);
        let right = names(case, Side::Right, bond.right);
        if opens || left.is_empty() || right.is_empty() {
            continue;
        }
        let summary = format!(
            "{}{} names {}, {} {}.",
            case.on(Side::Left, bond.left, bond.right),
            case.name(Side::Left),
            listed(&left),
            case.name(Side::Right),
            listed(&right)
        );
        let finding = Finding::new(Kind::Naming, 2, Sides::new(vec![bond.left], vec![bond.right]), summary);
        findings.push(finding.sure(0.6, 1.0, [left, right].concat()));
    }
    findings
}

/// Capitalised words within a sentence that the other text does not have at all.
fn names(case: &Case, side: Side, at: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for token in case.sentence(side, at).tokens.iter().skip(1) {
        let name = token.sort == Sort::Word && token.capital && token.lower.len() > 3;
        // What the lexicon knows is compared as what it is, in all its forms: *Iranian* is no other name than *Iran*.
        let known = case.sentence(side, at).found.iter().any(|found| found.span.overlaps(token.span()));
        if !name || known || case.lexicon.is_stop(&token.lower) || case.lexicon.is_boilerplate(&token.lower) {
            continue;
        }
        let there = case.has_stem(side.other(), &token.stem);
        let word = token.span().of(case.texts[side].raw).to_owned();
        if !there && !names.contains(&word) {
            names.push(word);
        }
    }
    names.truncate(3);
    names
}
