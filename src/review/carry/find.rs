//! Where quoted words stand in another text: in place, elsewhere, or nearly.

use super::map::{Map, Words};
use crate::compare::is_han;
use crate::domain::{Anchor, Span};
use std::collections::HashMap;
use std::ops::Range;

/// Pieces that could be the quotation, at most so many.
const WINDOWS: usize = 6;
/// A run of words that stands more often than this in a text leads nowhere.
const COMMON: usize = 64;
/// So many words in a row lead to a piece that could be the quotation.
const SEED: usize = 2;

/// How much there is to recognise, white space aside: a Chinese character says about as much as two
/// letters.
pub(super) fn weight(text: &str) -> usize {
    text.chars().map(weight_of).sum()
}

fn weight_of(c: char) -> usize {
    if c.is_whitespace() {
        0
    } else if is_han(c) {
        2
    } else {
        1
    }
}

/// How much of the words before and after the quotation stands around this place too; in the measure of
/// [`weight`].
pub(super) fn context(anchor: &Anchor, text: &str, place: Span) -> usize {
    let before = text[..place.start].chars().rev().zip(anchor.prefix.chars().rev());
    let after = text[place.end..].chars().zip(anchor.suffix.chars());
    let shared = |(a, b): (char, char)| same(a, b).then_some(weight_of(a));
    before.map_while(shared).sum::<usize>() + after.map_while(shared).sum::<usize>()
}

/// As much as [`context`] can be.
pub(super) fn whole_context(anchor: &Anchor) -> usize {
    weight(&anchor.prefix) + weight(&anchor.suffix)
}

fn same(a: char, b: char) -> bool {
    a == b || (a.is_whitespace() && b.is_whitespace())
}

/// Whether both are the same words; how they are laid out in lines does not matter.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

/// Where the diff has the quotation, if all of it still stands there in one piece.
pub(super) fn in_place(old: &Words<'_>, new: &Words<'_>, map: &Map, span: Span) -> Option<Span> {
    let core = span.trimmed(old.text);
    let words = old.within(core);
    let first = words.clone().next()?;
    let last = words.last()?;
    let (head, tail) = (new.spans[map.0[first]?], new.spans[map.0[last]?]);
    // A quotation may begin or end inside a word.
    let start = head.start + core.start.saturating_sub(old.spans[first].start);
    let end = tail.end.checked_sub(old.spans[last].end.saturating_sub(core.end))?;
    let there = new.text.get(start..end)?;
    if !same_words(there, core.of(old.text)) {
        return None;
    }
    let blank = |a: usize, b: usize| Span::new(a, b).of(old.text);
    let (lead, trail) = (blank(span.start, core.start), blank(core.end, span.end));
    let start = if new.text[..start].ends_with(lead) { start - lead.len() } else { start };
    let end = if new.text[end..].starts_with(trail) { end + trail.len() } else { end };
    Some(Span::new(start, end))
}

/// The words that now stand where the quotation stood: from the last word before it that is still
/// there to the first one after it.
pub(super) fn region(old: &Words<'_>, map: &Map, span: Span, most: usize) -> Range<usize> {
    let words = old.within(span.trimmed(old.text));
    let floor = map.before(words.start).map_or(0, |(_, to)| to + 1);
    let ceiling = map.from(words.end).map_or(most, |(_, to)| to);
    let inside = || words.clone().filter_map(|at| Some((at, map.0[at]?)));
    let adjacent = |at: Option<usize>| at.and_then(|at| map.0.get(at)).copied().flatten().is_some();
    let (Some((first, head)), Some((last, tail))) = (inside().next(), inside().next_back()) else {
        // Nothing of it is left; what was put in its stead stands between its neighbours.
        let framed = adjacent(words.start.checked_sub(1)) && adjacent(Some(words.end));
        return if framed { floor..ceiling.max(floor) } else { 0..0 };
    };
    let start =
        if adjacent(words.start.checked_sub(1)) { floor } else { head.saturating_sub(first - words.start).max(floor) };
    let end = if adjacent(Some(words.end)) { ceiling } else { (tail + words.end - last).min(ceiling) };
    start..end.max(start)
}

/// Every place where exactly the quoted words stand, and not as a part of longer ones.
pub(super) fn occurrences(text: &str, anchor: &Anchor) -> Vec<Span> {
    let quote = anchor.quote.as_str();
    if quote.is_empty() {
        return Vec::new();
    }
    // The analyst may have quoted a part of a word; then it is looked for as one.
    let (head, tail) = (cuts(&anchor.prefix, quote), cuts(quote, &anchor.suffix));
    let whole =
        |place: &Span| (head || !cuts(&text[..place.start], quote)) && (tail || !cuts(quote, &text[place.end..]));
    text.match_indices(quote).map(|(at, found)| Span::new(at, at + found.len())).filter(whole).collect()
}

/// Whether a word goes on from one piece of text into the next.
fn cuts(before: &str, after: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    inside(before.chars().next_back()) && inside(after.chars().next())
}

/// The places of short runs of words, made once for a text.
#[derive(Debug)]
pub(super) struct Seeds<'w>(HashMap<&'w [u32], Vec<usize>>);

impl<'w> Seeds<'w> {
    pub(super) fn of(names: &'w [u32]) -> Seeds<'w> {
        let mut places: HashMap<&[u32], Vec<usize>> = HashMap::with_capacity(names.len());
        for (at, seed) in names.windows(SEED).enumerate() {
            let known = places.entry(seed).or_default();
            if known.len() <= COMMON {
                known.push(at);
            }
        }
        Seeds(places)
    }

    /// Pieces of the text that share runs of words with the quotation, those that share most first.
    fn windows(&self, quote: &[u32], most: usize) -> Vec<Range<usize>> {
        let slack = quote.len() / 4 + 2;
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for (at, seed) in quote.windows(SEED).enumerate() {
            let places = self.0.get(seed).map_or(&[][..], Vec::as_slice);
            // By where the quotation would begin, roughly.
            for place in places.iter().take_while(|_| places.len() <= COMMON) {
                *counts.entry((place + quote.len() - at) / slack).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = counts.into_iter().collect();
        best.sort_unstable_by_key(|&(bucket, count)| (std::cmp::Reverse(count), bucket));
        let mut windows: Vec<Range<usize>> = Vec::new();
        for (bucket, _) in best {
            let begin = (bucket * slack).saturating_sub(quote.len());
            let window = begin.saturating_sub(slack)..(begin + 2 * slack + quote.len()).min(most);
            let known = windows.iter().any(|known| known.start <= begin && begin < known.end);
            if !known && !window.is_empty() {
                windows.push(window);
            }
            if windows.len() == WINDOWS {
                break;
            }
        }
        windows
    }
}

/// The pieces of the newer text that come nearest to the quotation, best guess first.
pub(super) fn nearest(old: &Words<'_>, new: &Words<'_>, seeds: &Seeds<'_>, quote: &Range<usize>) -> Vec<Range<usize>> {
    let names = &old.names[quote.clone()];
    let weights: Vec<usize> = old.spans[quote.clone()].iter().map(|span| span.len()).collect();
    let closest = |window: Range<usize>| {
        let spans = &new.spans[window.clone()];
        let there: Vec<(u32, usize)> =
            new.names[window.clone()].iter().zip(spans).map(|(&name, span)| (name, span.len())).collect();
        let found = closest(names, &weights, &there);
        window.start + found.start..window.start + found.end
    };
    seeds.windows(names, new.names.len()).into_iter().map(closest).filter(|found| !found.is_empty()).collect()
}

/// The part of a window that takes the least to become the quotation: an alignment of the whole of one
/// with any part of the other (Sellers 1980, *The theory and computation of evolutionary distances*),
/// where a word costs its length.
fn closest(quote: &[u32], weights: &[usize], window: &[(u32, usize)]) -> Range<usize> {
    // For each beginning of the quotation: what it costs to end here, and where that match begins.
    let mut column: Vec<(usize, usize)> = Vec::with_capacity(quote.len() + 1);
    column.push((0, 0));
    for weight in weights {
        let (cost, from) = column[column.len() - 1];
        column.push((cost + weight, from));
    }
    let mut best = (column[quote.len()].0, 0..0);
    for (at, &(name, weight)) in window.iter().enumerate() {
        let mut corner = column[0];
        column[0] = (0, at + 1);
        for n in 0..quote.len() {
            let change = if quote[n] == name { 0 } else { weights[n].max(weight) };
            let stay = (corner.0 + change, corner.1);
            let put_in = (column[n + 1].0 + weight, column[n + 1].1);
            let left_out = (column[n].0 + weights[n], column[n].1);
            corner = column[n + 1];
            column[n + 1] = [stay, put_in, left_out].into_iter().min_by_key(|way| way.0).unwrap_or(stay);
        }
        let (cost, from) = column[quote.len()];
        if cost < best.0 {
            best = (cost, from..at + 1);
        }
    }
    best.1
}

/// How many characters must be put in, left out or exchanged to make one text of the other (Levenshtein
/// 1966). The cost grows with the product of the lengths.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, c) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = above + 1;
        for n in 0..b.len() {
            let exchanged = corner + usize::from(c != b[n]);
            corner = row[n + 1];
            row[n + 1] = exchanged.min(row[n] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::super::map::Names;
    use super::*;

    #[test]
    fn distances_are_those_of_the_literature() {
        for (a, b, expected) in
            [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("same", "same", 0), ("会谈", "会见", 1)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_piece_is_found_among_others() {
        let quote = "the ministers will meet again in the spring";
        let text = "Nothing new was said. Later the ministers may meet again in the early spring. They left.";
        let mut names = Names::default();
        let (old, new) = (Words::read(quote, &mut names), Words::read(text, &mut names));
        let seeds = Seeds::of(&new.names);
        let found = nearest(&old, &new, &seeds, &(0..old.names.len()));
        assert_eq!(new.cover(&found[0]).of(text), "the ministers may meet again in the early spring");
    }
}
