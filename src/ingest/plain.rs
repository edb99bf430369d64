//! Plain text: from bytes or a paste; and what every text must be, whatever form it came in.

use super::captured::Captured;
use super::document::{Document, Taken};
use super::encoding::{self, Declared};
use super::error::{IngestError, Wrong};
use super::watch::Watch;

/// Takes in a text of unknown encoding and form.
///
/// # Errors
/// Where it is empty, too large, binary, a form that is not read, or in an encoding that cannot be told.
pub fn plain(bytes: &[u8]) -> Result<Captured, IngestError> {
    Document::bytes(bytes.to_owned())?.read(&Watch::nobody())
}

/// Takes in a pasted text.
///
/// # Errors
/// Where it is empty, too large or full of control characters.
pub fn paste(text: &str) -> Result<Captured, IngestError> {
    Document::paste(text).read(&Watch::nobody())
}

/// Reads plain text.
pub(super) fn take(bytes: &[u8], declared: Option<Declared<'_>>) -> Result<Taken, Wrong> {
    let decoded = encoding::decode_declared(bytes, declared.as_slice())?;
    let how = format!("{}{}", decoded.encoding, if decoded.detected { " (detected)" } else { "" });
    Ok(Taken { text: decoded.text, encoding: decoded.encoding, how, odd: decoded.odd, ..Taken::default() })
}

/// The text with line feeds alone, if it is one.
pub(super) fn sound(text: String) -> Result<String, Wrong> {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if is_binary(&text) {
        return Err(Wrong::Binary);
    }
    if text.trim().is_empty() {
        return Err(Wrong::Empty);
    }
    Ok(text)
}

fn controls(text: &str) -> usize {
    text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}')).count()
}

/// A NUL never stands in a text, and other controls are rare; a terminal's recording is no text either.
/// A single slip, or a few of them between many words, make no binary of a short text.
fn is_binary(text: &str) -> bool {
    let (odd, all) = (controls(text), text.chars().count());
    text.contains('\0') || (odd > 1 && odd * 10 > all) || (odd > 5 && odd * 100 > all)
}

/// What is odd about a text, whatever form it came in.
pub(super) fn oddities(text: &str) -> Vec<String> {
    let mut odd = Vec::new();
    let lost = text.matches('\u{fffd}').count();
    if lost > 0 {
        odd.push(format!("{lost} characters were lost before it came here (⟦U+FFFD⟧); get a better copy"));
    }
    // UTF-8 that somebody read as Windows-1252 and saved again: quotation marks and accents give it away.
    if ["\u{e2}\u{20ac}\u{2122}", "\u{e2}\u{20ac}\u{153}", "\u{c3}\u{a9}", "\u{c3}\u{a8}"]
        .iter()
        .any(|it| text.contains(it))
    {
        odd.push(
            "it holds sequences such as â€™ or Ã©: it was garbled before it came here; get a better copy".to_owned(),
        );
    }
    let controls = controls(text);
    if controls > 0 {
        odd.push(format!("{controls} control characters stand in it; they are shown as marks"));
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::captured::Form;
    use crate::ingest::read_here as file;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
    use proptest::prelude::*;

    const CHINESE: &str =
        "国家主席应约同美国总统通电话。双方同意落实好日内瓦共识,台湾问题是中美关系中最重要、最敏感的问题。";
    const TAIWAN: &str = "國家主席應約同美國總統通電話。雙方同意落實共識,臺灣問題是最重要、最敏感的問題。";
    const JAPANESE: &str = "岸田総理大臣は、アメリカのバイデン大統領と電話で会談を行いました。両首脳は、緊密に連携していくことで一致しました。";
    const KOREAN: &str = "대통령은 오늘 미국 대통령과 전화 통화를 갖고 한반도 정세에 대해 의견을 교환했습니다.";
    const RUSSIAN: &str =
        "Состоялся телефонный разговор Президента России с Президентом США. Обсуждены вопросы урегулирования.";
    const FRENCH: &str =
        "Le Président de la République s’est entretenu avec le Président américain à propos de la sécurité en Europe.";

    #[test]
    fn legacy_encodings_are_read_right_or_refused() {
        let check = |encoding: &'static Encoding, text: &str| {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy);
            let captured = plain(&bytes).unwrap_or_else(|error| panic!("{}: {error}", encoding.name()));
            assert_eq!(captured.text, text, "{}", encoding.name());
            assert_eq!(captured.encoding, encoding.name());
            assert_eq!(captured.how, format!("{} (detected)", encoding.name()));
            assert!(captured.problems[0].message.contains("by detection"));
        };
        check(GB18030, CHINESE);
        check(BIG5, TAIWAN);
        check(SHIFT_JIS, JAPANESE);
        check(EUC_KR, KOREAN);
        check(WINDOWS_1251, RUSSIAN);
        check(WINDOWS_1252, FRENCH);
        check(WINDOWS_1252, "The leaders “agreed” — it’s a start.");
        check(
            WINDOWS_1250,
            "Prezydent rozmawiał z prezydentem Stanów Zjednoczonych o bezpieczeństwie Europy Środkowej.",
        );
        check(EUC_JP, JAPANESE);
        check(GB18030, "两国元首就台海局势深入交换了意见。");
        check(GB18030, "双方同意。");
        check(BIG5, "總統今天表示,雙方將繼續合作。");
    }

    #[test]
    fn doubt_is_told_and_damaged_utf_8_is_not_taken_for_another_encoding() {
        // Three characters in an English text are too few to tell: refused, and the candidates are named.
        let text = "President Xi Jinping (习近平) spoke with the President of the United States by phone.";
        let error = plain(&GB18030.encode(text).0).unwrap_err().to_string();
        assert!(error.contains("for certain (it may be gb18030 or EUC-KR)"), "{error}");
        for text in [CHINESE, RUSSIAN, FRENCH, KOREAN] {
            let mut bytes = text.as_bytes().to_vec();
            let at = bytes.iter().rposition(|byte| *byte >= 0x80).unwrap();
            bytes.remove(at);
            let error = plain(&bytes).unwrap_err().to_string();
            assert!(error.contains("1 characters in it are broken"), "{error}");
        }
    }

    #[test]
    fn marks_are_obeyed_and_never_kept() {
        let check = |bytes: &[u8], text: &str, encoding: &str| {
            let captured = plain(bytes).unwrap();
            assert_eq!((captured.text.as_str(), captured.encoding.as_str()), (text, encoding));
            assert_eq!(captured.problems, []);
        };
        check("plain é e\u{301}\n".as_bytes(), "plain é e\u{301}\n", "UTF-8");
        check(b"\xef\xbb\xbfa\r\nb\rc\n\r\n", "a\nb\nc\n\n", "UTF-8");
        check(b"\xff\xfe\x16\x4e\x4c\x75", "世界", "UTF-16LE");
        check(b"\xfe\xff\x4e\x16\x75\x4c", "世界", "UTF-16BE");
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_to_do() {
        let check = |bytes: &[u8], part: &str| {
            let error = plain(bytes).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        };
        check(b"", "it is empty; give");
        check(b"\xef\xbb\xbf \n\t\n", "it is empty; give");
        check(b"a\0b", "binary file, not text; give a text");
        check(b"\x7fELF\x02\x01\x01\0\0\0\xff\xff", "a program, which is not read");
        check(b"PK\x03\x04abc", "zip file");
        check(b"\xef\xbb\xbf\xff\xfe", "not valid UTF-8 although it says so");
        check(b"\xff\xfe\x00\xd8a\0", "not valid UTF-16LE");
        check(b"\xff\xfe\0\0a\0\0\0", "UTF-32");
        check(b"\x1b[31m\x1b[0m\x07\x07", "binary file");
        check(format!("{}{}", "agreed ".repeat(60), "\u{1}".repeat(6)).as_bytes(), "binary file");
        check(&[b'a'; crate::ingest::document::LIMIT + 1], "larger than 64 MiB");
    }

    #[test]
    fn damage_from_before_is_told() {
        let check = |text: &str, part: &str| {
            let captured = plain(text.as_bytes()).unwrap();
            assert_eq!(captured.text, text);
            assert!(captured.problems.iter().any(|problem| problem.message.contains(part)), "{:?}", captured.problems);
        };
        check("They \u{fffd} agreed.", "1 characters were lost");
        check("It\u{e2}\u{20ac}\u{2122}s agreed.", "garbled");
        check(&format!("{}\u{7}", "agreed ".repeat(40)), "1 control characters");
        // In a short text one of them is far more than one in a hundred, and still only a slip.
        check("Agreed.\u{7}", "1 control characters");
        check("They \u{1b}[1magreed\u{1b}[0m to meet.", "2 control characters");
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_clean_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(captured) = plain(&bytes) {
                let strange = captured.text.contains(['\r', '\0', '\u{fffd}']);
                prop_assert!(!strange);
                prop_assert!(!captured.text.trim().is_empty());
            }
        }

        #[test]
        fn a_text_in_utf_8_comes_through_untouched(text in "\\PC{0,50}[a-z]\\PC{0,50}") {
            prop_assume!(super::super::form::recognise(text.as_bytes(), super::super::form::Hints::default()).is_ok_and(|form| form == Form::Plain));
            prop_assume!(!text.starts_with('\u{feff}'));
            prop_assert_eq!(plain(text.as_bytes()).unwrap().text, text);
        }
    }

    #[test]
    fn files_are_named_without_their_folders_and_made_visible() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("us.txt");
        std::fs::write(&path, "Agreed.\r\n").unwrap();
        let captured = file(&path).unwrap();
        assert_eq!((captured.text.as_str(), captured.how.as_str()), ("Agreed.\n", "file us.txt, UTF-8"));
        let error = file(&folder.path().join("no\u{1b}[31m\u{202e}.txt")).unwrap_err().to_string();
        assert!(error.contains("no⟦U+001B⟧[31m⟦U+202E⟧.txt: ") && !error.contains('\u{1b}'), "{error}");
        assert!(file(folder.path()).unwrap_err().to_string().contains("it is a folder"));
        assert_eq!(paste("a\r\nb").unwrap().how, "paste, UTF-8");
    }
}
