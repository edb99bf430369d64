//! How long a comparison takes: an ordinary pair, and long ones.

use diptych::compare::{Comparison, Document, Frame, Lexicon, pair};
use diptych::domain::{Language, Sides};

fn main() {
    divan::main();
}

const STOCK: [&str; 24] = [
    "tariffs",
    "ministers",
    "agreed",
    "border",
    "trade",
    "the",
    "of",
    "and",
    "security",
    "visit",
    "energy",
    "to",
    "discussed",
    "grain",
    "exports",
    "with",
    "partners",
    "sanctions",
    "harbour",
    "river",
    "railway",
    "students",
    "a",
    "Taiwan",
];

/// About so many words of prose that changes with the seed, in sentences of some fifteen words.
fn prose(words: usize, seed: u64) -> String {
    let mut state = seed + 1;
    let mut text = String::new();
    for n in 0..words {
        // A linear congruential step (Knuth, MMIX): the same text on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(STOCK[usize::try_from(state >> 33).unwrap_or(0) % STOCK.len()]);
        // A word of its own now and then, as names and numbers are.
        if state >> 60 == 0 {
            text.push_str(&format!(" matter{}", (state >> 40) % 5_000));
        }
        text.push_str(if n % 15 == 14 { ". The " } else { " " });
        if n % 90 == 89 {
            text.push_str("\n\n");
        }
    }
    text
}

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name, text| Document { name, language: Language("en".to_owned()), text };
    pair(Sides::new(document("left", left), document("right", right)), &Frame::default(), Lexicon::builtin())
}

#[divan::bench(args = [500, 5_000, 100_000], sample_count = 10)]
fn independent(bencher: divan::Bencher, words: usize) {
    let (left, right) = (prose(words, 1), prose(words, 2));
    let _ = Lexicon::builtin();
    bencher.bench(|| compare(&left, &right));
}
