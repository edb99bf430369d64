//! Which encoding bytes are in, and their text: declared by a mark, by the server or in the document, valid
//! UTF-8, or detected.

use super::error::{Wrong, one_line};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// The encoding was concluded from the bytes, not declared.
    pub detected: bool,
    /// What is odd about it.
    pub odd: Vec<String>,
}

impl Decoded {
    fn new(text: impl Into<String>, encoding: &'static str) -> Decoded {
        Decoded { text: text.into(), encoding, detected: false, odd: Vec::new() }
    }

    fn told(mut self, odd: String) -> Decoded {
        self.odd.push(odd);
        self
    }
}

/// What somebody says the encoding is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared<'a> {
    /// The label: `gb2312`.
    pub label: &'a str,
    /// Who says so: `the server`, `the page`.
    pub by: &'static str,
}

/// Decodes by the first declaration that the bytes bear out, and otherwise as [`decode`] does. What was
/// declared in vain is told.
pub(super) fn decode_declared(bytes: &[u8], declared: &[Declared<'_>]) -> Result<Decoded, Wrong> {
    let marked = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| bytes.starts_with(mark));
    let mut odd = Vec::new();
    for Declared { label, by } in declared.iter().filter(|_| !marked) {
        let Some(encoding) = Encoding::for_label(label.trim().as_bytes()).map(widest) else {
            odd.push(format!("{by} declares an encoding that nobody knows ({})", one_line(label)));
            continue;
        };
        match believed(encoding, bytes) {
            Some(decoded) => return Ok(Decoded { odd: [odd, decoded.odd].concat(), ..decoded }),
            None => odd.push(format!("{by} declares {}, which its bytes are not", encoding.name())),
        }
    }
    let decoded = decode(bytes)?;
    Ok(Decoded { odd: [odd, decoded.odd].concat(), ..decoded })
}

/// The text by a declared encoding, unless the bytes speak against it: whole multi-byte UTF-8 is never
/// chance, other bytes must make a text that somebody would write.
fn believed(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let plain = text.is_ascii() || encoding == UTF_8;
        // ISO-2022-JP is ASCII to the eye.
        let shifts = encoding.name() == "ISO-2022-JP" && bytes.contains(&0x1b);
        return (plain && !shifts).then(|| Decoded::new(text, "UTF-8")).or_else(|| {
            shifts.then(|| strictly(encoding, bytes)).flatten().map(|it| Decoded::new(it, encoding.name()))
        });
    }
    if let Some(text) = strictly(encoding, bytes) {
        return fits(encoding, &text).then(|| Decoded::new(text, encoding.name()));
    }
    let text = encoding.decode_without_bom_handling(bytes).0;
    let lost = text.matches('\u{fffd}').count();
    let good = lost * FEW <= text.chars().filter(|c| !c.is_ascii()).count().max(FEW);
    (good && lost > 0 && fits(encoding, &text.replace('\u{fffd}', ""))).then(|| Decoded::new(text, encoding.name()))
}

/// Of so many characters beyond ASCII one may be broken in a text whose encoding is declared.
const FEW: usize = 100;

/// Decodes strictly: a single byte that does not fit is an error.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Wrong> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let text = std::str::from_utf8(rest).map_err(|_| Wrong::Invalid { encoding: "UTF-8" })?;
        return Ok(Decoded::new(text, "UTF-8"));
    }
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(Wrong::Encoding { guesses: vec!["UTF-32"] });
    }
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let text = strictly(encoding, rest).ok_or(Wrong::Invalid { encoding: encoding.name() })?;
            return Ok(Decoded::new(text, encoding.name()));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded::new(text, "UTF-8"));
    }
    if bytes.contains(&0) {
        return Err(Wrong::Binary);
    }
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let whole: usize = bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    // By chance, other encodings hardly ever form whole characters of UTF-8.
    if whole >= 4 * broken {
        return Err(Wrong::Broken { broken });
    }
    detect(bytes)
}

/// The countries whose usual encodings are tried where the bytes alone give no sensible text.
const HINTS: [&str; 7] = ["cn", "tw", "jp", "kr", "ru", "fr", "pl"];

fn detect(bytes: &[u8]) -> Result<Decoded, Wrong> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = |hint: Option<&str>| widest(detector.guess(hint.map(str::as_bytes), Utf8Detection::Deny));
    let first = guess(None);
    let sensible = |encoding| strictly(encoding, bytes).filter(|text| fits(encoding, text));
    let detected = |encoding: &'static Encoding, text: String| {
        let name = encoding.name();
        let odd = format!("read as {name}, by detection; check that names and quotation marks look right");
        Decoded { detected: true, ..Decoded::new(text, name) }.told(odd)
    };
    if let Some(text) = sensible(first) {
        return Ok(detected(first, text));
    }
    let mut others: Vec<(&'static Encoding, String)> = Vec::new();
    for encoding in HINTS.map(|hint| guess(Some(hint))) {
        if others.iter().all(|(known, _)| *known != encoding) {
            others.extend(sensible(encoding).map(|text| (encoding, text)));
        }
    }
    if others.len() > 1 {
        return Err(Wrong::Encoding { guesses: others.iter().map(|(encoding, _)| encoding.name()).collect() });
    }
    others.pop().map(|(encoding, text)| detected(encoding, text)).ok_or(Wrong::Encoding { guesses: Vec::new() })
}

/// GB18030 reads all of GBK.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// Whether a decoded text is one that somebody would write in that encoding: no private or control
/// characters, and beyond ASCII mostly the encoding's own script. Mojibake fails here.
fn fits(encoding: &'static Encoding, text: &str) -> bool {
    if text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}')) {
        return false;
    }
    let foreign = || text.chars().filter(|c| !c.is_ascii());
    // In tenths of what is not ASCII; an English text with a few quotation marks must pass, too.
    let share = |part: fn(char) -> bool| foreign().filter(|c| part(*c)).count() * 10 / foreign().count().max(1);
    let rare = share(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{ff61}'..='\u{ff9f}' | '\u{2500}'..='\u{25ff}'));
    match encoding.name() {
        "gb18030" | "Big5" => share(is_east_asian) >= 8 && rare == 0,
        "Shift_JIS" | "EUC-JP" | "ISO-2022-JP" => {
            share(is_east_asian) >= 8 && share(|c| matches!(c, '\u{3040}'..='\u{30ff}')) >= 1 && rare <= 1
        }
        "EUC-KR" => share(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) >= 5,
        _ => {
            // Letters of one word never mix cases this way when read right: "eÉ".
            let odd = text
                .chars()
                .zip(text.chars().skip(1))
                .filter(|(a, b)| a.is_lowercase() && b.is_uppercase() && !(a.is_ascii() && b.is_ascii()));
            odd.count() * 50 <= foreign().count()
        }
    }
}

/// Ideographs, kana, their punctuation and full-width forms, and the marks that Chinese shares with others.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{2010}'..='\u{2026}' | '·')
}
