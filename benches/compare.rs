//! How long a comparison takes and how much room, from an ordinary pair to a million words a side.
//!
//! `cargo bench --bench compare`; `cargo bench --bench compare -- chinese` for a part of it.
//!
//! Words per second (both sides) show the growth: where they stay, the time grows as the text does. The
//! largest of *max alloc* is the peak beside the two texts. The texts are made here, the same on every machine.

use diptych::compare::{Comparison, Document, Frame, Lexicon, pair};
use diptych::domain::{Language, Sides};
use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};

#[global_allocator]
static ROOM: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// What sentences are made of, in turn: who, does, what, how.
struct Tongue {
    code: &'static str,
    parts: [&'static [&'static str]; 4],
    /// What stands between the parts, at the end of a sentence, and in a name.
    gap: &'static str,
    stop: &'static str,
    syllables: &'static [&'static str],
    /// A word of a later version for one of the first.
    swap: (&'static str, &'static str),
}

/// In the last parts, `#` is a number and `@` a name.
const ENGLISH: Tongue = Tongue {
    code: "en",
    parts: [
        &[
            "The minister",
            "Both sides",
            "The delegation",
            "The prime minister",
            "The president",
            "Our partners",
            "The envoy",
        ],
        &[
            "agreed on",
            "discussed",
            "stressed",
            "welcomed",
            "rejected",
            "will review",
            "proposed",
            "noted",
            "asked for",
        ],
        &[
            "tariffs",
            "rare earths",
            "the ceasefire",
            "grain exports",
            "the border",
            "student visas",
            "direct flights",
            "the Taiwan question",
            "energy supplies",
            "sanctions",
            "fisheries",
            "the railway",
            "export controls",
            "port fees",
        ],
        &[
            "in a candid exchange",
            "before the summer",
            "at the request of the other side",
            "for # days",
            "worth # million dollars",
            "by # percent",
            "in principle",
            "without conditions",
            "in the city of @",
        ],
    ],
    gap: " ",
    stop: ". ",
    syllables: &["ba", "ko", "li", "ma", "ne", "ro", "su", "ta", "vi", "zu"],
    swap: (" the ", " that "),
};

const CHINESE: Tongue = Tongue {
    code: "zh",
    parts: [
        &["双方", "中方", "美方", "两国领导人", "外交部长", "代表团", "国家主席"],
        &["同意", "讨论了", "强调", "欢迎", "反对", "愿意推动", "提议", "重申", "认为应当加强"],
        &[
            "关税问题",
            "稀土出口管制",
            "停火",
            "粮食贸易",
            "边境问题",
            "留学生签证",
            "直航",
            "台湾问题",
            "能源合作",
            "单边制裁",
            "渔业",
            "铁路建设",
            "科技合作",
            "港口费用",
        ],
        &[
            "，为期#天",
            "，总额#亿美元",
            "，幅度为百分之#",
            "，尽早落实",
            "，不设前提",
            "，在@市举行会谈",
            "，推动两国关系稳定发展",
            "，加强沟通",
            "，保持接触",
        ],
    ],
    gap: "",
    stop: "。",
    syllables: &["安", "北", "昌", "东", "丰", "广", "海", "金", "临", "南", "宁", "平", "青", "山"],
    swap: ("问题", "议题"),
};

/// A linear congruential generator (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % count
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

impl Tongue {
    /// About so many words in sentences; two Chinese characters count as one.
    fn sentences(&self, words: usize, seed: u64) -> Vec<String> {
        let (mut dice, mut made, mut count) = (Dice(seed), Vec::new(), 0);
        while count < words {
            let parts = self.parts.map(|words| dice.of(words));
            let name = [(); 3].map(|()| dice.of(self.syllables)).concat();
            let line =
                parts.join(self.gap).replace('#', &(2 + dice.below(400)).to_string()).replace('@', &name) + self.stop;
            count += if self.gap.is_empty() { line.chars().count() / 2 } else { line.split_whitespace().count() };
            made.push(line);
        }
        made
    }

    /// A later version: every 25th sentence gone, a word of every 10th another.
    fn later(&self, sentences: &[String]) -> Vec<String> {
        let kept = sentences.iter().enumerate().filter(|(n, _)| n % 25 != 24);
        let changed = |(n, line): (usize, &String)| match n % 10 {
            0 => line.replacen(self.swap.0, self.swap.1, 1),
            _ => line.clone(),
        };
        kept.map(changed).collect()
    }
}

fn text(sentences: &[String]) -> String {
    sentences.chunks(6).map(<[String]>::concat).collect::<Vec<String>>().join("\n\n")
}

fn compare(tongue: &Tongue, texts: &Sides<String>) -> Comparison {
    let document = |text| Document { name: "text", language: Language(tongue.code.to_owned()), text };
    pair(Sides::new(document(&texts.left), document(&texts.right)), &Frame::default(), Lexicon::builtin())
}

fn accounts(bencher: Bencher, tongue: &Tongue, words: usize) {
    let texts = Sides::new(text(&tongue.sentences(words, 1)), text(&tongue.sentences(words, 2)));
    measure(bencher, tongue, &texts, words);
}

fn versions(bencher: Bencher, tongue: &Tongue, words: usize) {
    let first = tongue.sentences(words, 1);
    let texts = Sides::new(text(&first), text(&tongue.later(&first)));
    measure(bencher, tongue, &texts, words);
}

fn measure(bencher: Bencher, tongue: &Tongue, texts: &Sides<String>, words: usize) {
    // Made once in a process, whatever is compared.
    black_box(Lexicon::builtin());
    bencher.counter(ItemsCount::new(2 * words)).bench(|| compare(tongue, black_box(texts)));
}

/// What a person compares.
mod ordinary {
    use super::{Bencher, CHINESE, ENGLISH};

    #[divan::bench(args = [500, 10_000], sample_count = 10)]
    fn english_accounts(bencher: Bencher, words: usize) {
        super::accounts(bencher, &ENGLISH, words);
    }

    #[divan::bench(args = [500, 10_000], sample_count = 10)]
    fn english_versions(bencher: Bencher, words: usize) {
        super::versions(bencher, &ENGLISH, words);
    }

    #[divan::bench(args = [500, 10_000], sample_count = 10)]
    fn chinese_accounts(bencher: Bencher, words: usize) {
        super::accounts(bencher, &CHINESE, words);
    }

    #[divan::bench(args = [500, 10_000], sample_count = 10)]
    fn chinese_versions(bencher: Bencher, words: usize) {
        super::versions(bencher, &CHINESE, words);
    }
}

/// What nobody should have to wait for all the same; each is run once.
mod long {
    use super::{Bencher, CHINESE, ENGLISH};

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn english_accounts(bencher: Bencher, words: usize) {
        super::accounts(bencher, &ENGLISH, words);
    }

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn english_versions(bencher: Bencher, words: usize) {
        super::versions(bencher, &ENGLISH, words);
    }

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn chinese_accounts(bencher: Bencher, words: usize) {
        super::accounts(bencher, &CHINESE, words);
    }

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn chinese_versions(bencher: Bencher, words: usize) {
        super::versions(bencher, &CHINESE, words);
    }
}

/// Texts that are alike everywhere, where whatever counts pairs would not come to an end.
mod monotonous {
    use super::{Bencher, CHINESE, ENGLISH, Sides, Tongue};

    fn same(bencher: Bencher, tongue: &Tongue, piece: &str, count: usize) {
        let text = piece.repeat(count);
        super::measure(bencher, tongue, &Sides::new(text.clone(), text), count);
    }

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn characters(bencher: Bencher, count: usize) {
        same(bencher, &CHINESE, "好", count);
    }

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn words(bencher: Bencher, count: usize) {
        same(bencher, &ENGLISH, "peace ", count);
    }

    #[divan::bench(args = [100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn sentences(bencher: Bencher, count: usize) {
        same(bencher, &ENGLISH, "They agreed on tariffs. ", count);
    }
}
