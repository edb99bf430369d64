//! Texts for the targets: words that the program knows, in any order, between any other characters.
//!
//! Bytes alone would hardly ever spell 应约 or *90 days*, and what reads such words would never run.

use arbitrary::Arbitrary;

const STOCK: &[&str] = &[
    " ", ". ", "。", "，", "\n", "\n\n", "? ", "！", "“", "”", "「", "」", "’s ", "(", ")", "...", "……", "U.S. ", "Mr. ", "the ",
    "of ", "and ", "not ", "no ", "nothing was discussed concerning ", "President ", "the Prime Minister ", "Trump ", "Xi ",
    "stressed that ", "said ", "agreed to ", "agreed in principle ", "will ", "signed ", "noted ", "both sides ",
    "at the request of ", "Taiwan ", "one-China policy", "one-China principle", "rare earths ", "tariffs ", "invited ",
    "90 days", "1.5 billion ", "$", "per cent ", "an hour and a half ", "5 June ", "2025", "10", ",", "-", "%", "third ",
    "Q: ", "A: ", "candid ", "provided that ", "Russia ", "Ukraine ", "war ", "crisis ", "We ", "I ", "it ", "this ",
    "特朗普", "习近平", "普京", "表示", "强调", "指出", "应约", "应邀", "同意", "双方", "中方", "美方", "没有谈到", "不", "台湾问题", "一个中国原则",
    "稀土", "关税", "一个半小时", "九十天", "5日", "百分之三", "三亿", "两万", "第三", "点", "半", "年", "月", "日", "独立", "統一", "會談", "對此", "希望", "《", "》",
    "１２", "ＡＩ", "\u{202e}", "\u{200b}", "\u{feff}", "e\u{301}", "👩\u{200d}🚀", "İ", "ß", "ﬁ", "𠀀", "ไทย", "مرحبا", "\t", "\r\n", "\u{a0}", "\u{3000}",
];

/// A piece of a text.
#[derive(Debug, Clone, Arbitrary)]
pub enum Piece {
    /// One of the words above.
    Known(u8),
    /// The same one many times over.
    Repeated(u8, u8),
    /// Anything.
    Other(String),
    /// One character.
    Character(char),
}

/// The text of some pieces.
pub fn text(pieces: &[Piece]) -> String {
    let known = |n: &u8| STOCK[usize::from(*n) % STOCK.len()];
    let word = |piece: &Piece| match piece {
        Piece::Known(n) => known(n).to_owned(),
        Piece::Repeated(n, times) => known(n).repeat(usize::from(*times)),
        Piece::Other(text) => text.clone(),
        Piece::Character(c) => c.to_string(),
    };
    pieces.iter().map(word).collect()
}
