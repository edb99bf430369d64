//! Which language a text is in, as far as its script and its commonest words tell.

use super::fold::is_han;
use crate::domain::Language;

/// English words of the closed classes. Enough of them that two sentences hold some; words that neighbouring languages
/// share (*at*, *also*, *we*) are left out, but for the few commonest.
const ENGLISH: [&str; 47] = [
    "the", "and", "of", "to", "in", "that", "with", "for", "on", "was", "by", "is", "will", "his", "our", "have",
    "from", "they", "their", "this", "these", "those", "which", "who", "he", "she", "it", "its", "be", "been", "are",
    "were", "has", "had", "not", "would", "should", "could", "about", "after", "before", "between", "during", "both",
    "your", "there", "what",
];

/// Characters that only one of the two scripts has and that are common in official prose.
const TRADITIONAL: &str = "國會關係說發對經議雙與總統為這個來時時後將東兩華開議題應當";
const SIMPLIFIED: &str = "国会关系说发对经议双与总统为这个来时后将东两华开题应当";

/// How many characters are looked at: enough for a sure answer, little for a long text.
const SAMPLE: usize = 20_000;

/// Guesses the language: `zh-Hans`, `zh-Hant`, `ja`, `ko`, `ru`, `ar`, `en`, or `und`.
///
/// Script decides first; Latin script is English only where its commonest words are frequent.
#[must_use]
pub fn detect_language(text: &str) -> Language {
    let mut counts = Counts::default();
    for c in text.chars().take(SAMPLE) {
        counts.take(c);
    }
    let tag = if counts.kana * 10 > counts.han && counts.kana > 0 {
        "ja"
    } else if counts.hangul > counts.latin / 2 && counts.hangul > counts.han {
        "ko"
    } else if counts.han * 3 > counts.latin && counts.han > 0 {
        if counts.traditional > counts.simplified { "zh-Hant" } else { "zh-Hans" }
    } else if counts.cyrillic > counts.latin {
        if text.chars().take(SAMPLE).any(|c| matches!(c, 'і' | 'ї' | 'є' | 'ґ')) { "uk" } else { "ru" }
    } else if counts.arabic > counts.latin {
        if text.chars().take(SAMPLE).any(|c| matches!(c, 'پ' | 'چ' | 'گ' | 'ژ')) { "fa" } else { "ar" }
    } else if is_english(text) {
        "en"
    } else {
        "und"
    };
    Language(tag.to_owned())
}

#[derive(Default)]
struct Counts {
    han: usize,
    traditional: usize,
    simplified: usize,
    kana: usize,
    hangul: usize,
    cyrillic: usize,
    arabic: usize,
    latin: usize,
}

impl Counts {
    fn take(&mut self, c: char) {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => self.latin += 1,
            '\u{400}'..='\u{52f}' => self.cyrillic += 1,
            '\u{600}'..='\u{6ff}' => self.arabic += 1,
            '\u{3040}'..='\u{30ff}' => self.kana += 1,
            '\u{ac00}'..='\u{d7af}' => self.hangul += 1,
            c if is_han(c) => {
                self.han += 1;
                let (old, new) = (TRADITIONAL.contains(c), SIMPLIFIED.contains(c));
                self.traditional += usize::from(old && !new);
                self.simplified += usize::from(new && !old);
            }
            _ => {}
        }
    }
}

fn is_english(text: &str) -> bool {
    let (mut words, mut common) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(2_000) {
        words += 1;
        common += usize::from(ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    words > 0 && common * 9 >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_common_words_decide() {
        let check = |text: &str, expected: &str| assert_eq!(detect_language(text).0, expected, "{text}");
        check("The ministers spoke about the border and agreed to meet in the spring.", "en");
        check("两国外长就双边关系交换意见。", "zh-Hans");
        check("兩國外長就雙邊關係交換意見。", "zh-Hant");
        check("両首脳は会談を行った。", "ja");
        check("Министры обсудили границу.", "ru");
        check("Les ministres ont parlé de la frontière.", "und");
        check("The two leaders discussed buying sixty aircraft next year. They discussed tariffs.", "en");
        check("Her counterpart thanked her for it.", "en");
        check("Die Minister sprachen in Wien über die Grenze und die Zölle.", "und");
        check("De ministers spraken in Wenen over de grens en de tarieven.", "und");
        check("O ministro falou com as autoridades sobre a fronteira e as tarifas.", "und");
        check("", "und");
    }
}
