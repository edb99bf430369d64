//! Numbers in digits and in words, in English and Chinese.

/// Digits and signs beyond so many bytes are no number that anybody wrote in prose.
const LONGEST: usize = 48;

/// The value of an English number word, and whether it multiplies what stands before it.
pub(crate) fn english_word(lower: &str) -> Option<(f64, bool)> {
    let small = match lower {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => 0,
    };
    if small > 0 {
        return Some((f64::from(small), false));
    }
    match lower {
        "half" => Some((0.5, false)),
        "dozen" => Some((12.0, true)),
        "hundred" => Some((100.0, true)),
        "thousand" => Some((1e3, true)),
        "million" | "mln" | "m" => Some((1e6, true)),
        "billion" | "bn" => Some((1e9, true)),
        "trillion" | "tn" => Some((1e12, true)),
        _ => None,
    }
}

/// Digits with separators, and an ordinal ending: `1,000`, `1.5`, `5th`.
pub(crate) fn digits(word: &str) -> Option<f64> {
    let plain: String = word.chars().filter(|&c| c != ',' && c != '，').collect();
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|ending| plain.strip_suffix(ending)).unwrap_or(&plain);
    let (head, factor) = match plain.strip_suffix(['m', 'b']) {
        Some(head) if plain.ends_with('m') => (head, 1e6),
        Some(head) => (head, 1e9),
        None => (plain, 1.0),
    };
    if head.is_empty() || head.len() > 15 || !head.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    head.parse::<f64>().ok().map(|value| value * factor)
}

/// Reads a Chinese number at the head of a folded text: its value and its length in bytes.
/// Digits and characters may mix, as in `1.5亿` and `三千多`.
pub(crate) fn chinese(text: &str) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let mut section = 0.0;
    let mut last: Option<f64> = None;
    let mut length = 0;
    let mut seen = false;
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if at > LONGEST {
            break;
        }
        if c.is_ascii_digit() {
            let is_part = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',');
            let run = text.as_bytes()[at..].iter().take(LONGEST).take_while(|b| is_part(b)).count();
            let run = text[at..at + run].trim_end_matches(['.', ',']).len();
            last = Some(digits(&text[at..at + run])?);
            length = at + run;
            while chars.next_if(|&(next, _)| next < length).is_some() {}
        } else if let Some(digit) = "零一二三四五六七八九".chars().position(|known| known == c) {
            // Two figures side by side, as in a year, are not added up but written on.
            let digit = f64::from(u8::try_from(digit).unwrap_or_default());
            last = Some(last.map_or(digit, |before| before * 10.0 + digit));
            length = at + c.len_utf8();
            chars.next();
        } else if c == '两' {
            last = Some(2.0);
            length = at + c.len_utf8();
            chars.next();
        } else if let Some(unit) = small_unit(c) {
            section += last.take().unwrap_or(1.0) * unit;
            length = at + c.len_utf8();
            chars.next();
        } else if let Some(unit) = great_unit(c).filter(|_| seen) {
            section += last.take().unwrap_or(0.0);
            total = (total + section) * unit;
            section = 0.0;
            length = at + c.len_utf8();
            chars.next();
        } else {
            break;
        }
        seen = true;
    }
    seen.then_some((total + section + last.unwrap_or(0.0), length))
}

fn small_unit(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    }
}

fn great_unit(c: char) -> Option<f64> {
    match c {
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers() {
        let check = |text: &str, value: f64, length: usize| assert_eq!(chinese(text), Some((value, length)), "{text}");
        check("90天", 90.0, 2);
        check("一百二十五亿", 12_500_000_000.0, 18);
        check("1.5亿美元", 150_000_000.0, 6);
        check("十五", 15.0, 6);
        check("三千", 3000.0, 6);
        check("二十一", 21.0, 9);
        check("5万名", 50_000.0, 4);
        assert_eq!(chinese("万"), None);
        assert_eq!(chinese("你好"), None);
    }

    #[test]
    fn digits_with_separators() {
        let check = |word: &str, value: Option<f64>| assert_eq!(digits(word), value, "{word}");
        check("1,000", Some(1000.0));
        check("5th", Some(5.0));
        check("40m", Some(40e6));
        check("f16", None);
        check("1.2.3", None);
    }
}
