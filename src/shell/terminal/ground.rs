//! Whether the terminal is dark or light: asked when the first frame stands, and never waited for.
//!
//! The question is OSC 11 (xterm, *Control Sequences*, “Change VT100 text background color”). The answer
//! arrives among the keys: crossterm knows no such report and hands it on as Alt-] and the letters after it.
//! They are picked out here before any of them can call a command.

use super::output;
use crate::domain::Ground;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The question; a terminal that does not know it says nothing.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
/// Later than this, Alt-] is taken for a key: so slow no line is.
const PATIENCE: Duration = Duration::from_secs(10);
/// So long after the question a terminal that is left is given time to answer: what came later would be typed into
/// the shell. Terminals answer within a few milliseconds, over slow lines within a few hundred.
const SLOWEST: Duration = Duration::from_millis(400);
/// Longer than any answer.
const LONGEST: usize = 40;

/// When the terminal was asked, until it has answered.
static ASKED: Mutex<Option<Instant>> = Mutex::new(None);

fn set_asked(asked: Option<Instant>) {
    *ASKED.lock().unwrap_or_else(PoisonError::into_inner) = asked;
}

/// Waits for an answer that may be on its way, so that it does not end in the shell: only where the program is
/// left right after it has started.
pub(super) fn let_answer_come() {
    const STEP: Duration = Duration::from_millis(10);
    let asked = || *ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    while may_come(asked(), Instant::now()) {
        std::thread::sleep(STEP);
    }
}

/// Whether an answer may still be on its way.
fn may_come(asked: Option<Instant>, now: Instant) -> bool {
    asked.is_some_and(|asked| now.saturating_duration_since(asked) < SLOWEST)
}

/// What was heard from the terminal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Heard {
    /// Its answer.
    Ground(Ground),
    /// Anything else.
    Typed(Event),
}

/// Picks the terminal's answer out of what is typed.
#[derive(Debug, Default)]
pub(crate) struct Replies {
    /// Until when an answer is expected.
    until: Option<Instant>,
    /// What may be the beginning of one.
    held: Vec<Event>,
    /// The same as letters.
    said: String,
}

impl Replies {
    /// Asks. Nothing is done where no answer can come.
    pub(crate) fn ask() -> Replies {
        // The console of Linux prints what it does not know.
        let mute = std::env::var("TERM").is_ok_and(|name| matches!(name.as_str(), "linux" | "cons25"));
        if mute || output::draw(QUESTION).is_err() {
            return Replies::default();
        }
        set_asked(Some(Instant::now()));
        Replies { until: Some(Instant::now() + PATIENCE), ..Replies::default() }
    }

    /// Takes one event; what it means, or what those mean that were held back.
    pub(crate) fn take(&mut self, event: Event) -> Vec<Heard> {
        if self.until.is_none_or(|until| Instant::now() > until) {
            self.until = None;
            return self.release(event);
        }
        match letter(&event) {
            Some(Letter::Opening) if self.held.is_empty() => self.held.push(event),
            Some(Letter::Said(c)) if !self.held.is_empty() && self.goes_on(c) => {
                self.said.push(c);
                self.held.push(event);
            }
            Some(Letter::Closing) if !self.held.is_empty() => {
                let Some(ground) = self.said.strip_prefix("11;").and_then(ground) else { return self.release(event) };
                *self = Replies::default();
                set_asked(None);
                return vec![Heard::Ground(ground)];
            }
            _ => return self.release(event),
        }
        Vec::new()
    }

    /// Whether an answer can go on with this letter.
    fn goes_on(&self, c: char) -> bool {
        const OPENING: &str = "11;";
        let fits = OPENING.chars().nth(self.said.len()).is_none_or(|expected| expected == c);
        fits && self.said.len() < LONGEST && (c.is_ascii_alphanumeric() || matches!(c, ';' | ':' | '/' | '#'))
    }

    /// It was no answer: everything counts as typed.
    fn release(&mut self, event: Event) -> Vec<Heard> {
        self.said.clear();
        self.held.drain(..).chain([event]).map(Heard::Typed).collect()
    }
}

/// A key as a part of an answer.
enum Letter {
    Opening,
    Said(char),
    Closing,
}

fn letter(event: &Event) -> Option<Letter> {
    let Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = event else { return None };
    match (c, *modifiers - KeyModifiers::SHIFT) {
        (']', KeyModifiers::ALT) => Some(Letter::Opening),
        // The answer ends as the question did (ESC \), or with a bell.
        ('\\', KeyModifiers::ALT) | ('g', KeyModifiers::CONTROL) => Some(Letter::Closing),
        (c, KeyModifiers::NONE) => Some(Letter::Said(*c)),
        _ => None,
    }
}

/// The ground that `rgb:1e1e/1e1e/1e1e` is: dark where its lightness (CIE L*) is under the middle.
fn ground(answer: &str) -> Option<Ground> {
    let (kind, parts) = answer.split_once(':')?;
    let part = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        Some(f64::from(value) / f64::from(most))
    };
    let parts: Vec<f64> = parts.split('/').map(part).collect::<Option<_>>()?;
    let [red, green, blue] = match (kind, parts.as_slice()) {
        ("rgb", [red, green, blue]) | ("rgba", [red, green, blue, _]) => [*red, *green, *blue].map(linear),
        _ => return None,
    };
    // L* is 50 where the luminance is 0.184 (CIE 15).
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(if luminance < 0.184 { Ground::Dark } else { Ground::Light })
}

/// A channel of sRGB as light (IEC 61966-2-1).
fn linear(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode::Char;

    fn expecting() -> Replies {
        Replies { until: Some(Instant::now() + PATIENCE), ..Replies::default() }
    }

    fn key(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(Char(c), modifiers))
    }

    /// What a terminal says, as crossterm hands it on.
    fn said(words: &str) -> Vec<Event> {
        let letters = words.chars().map(|c| match c {
            '\u{7}' => key('g', KeyModifiers::CONTROL),
            c => key(c, KeyModifiers::NONE),
        });
        [key(']', KeyModifiers::ALT)].into_iter().chain(letters).collect()
    }

    fn heard(replies: &mut Replies, events: Vec<Event>) -> Vec<Heard> {
        events.into_iter().flat_map(|event| replies.take(event)).collect()
    }

    #[test]
    fn an_answer_is_heard_and_none_of_its_letters_is_a_key() {
        let check = |words: &str, expected| {
            let mut replies = expecting();
            let mut events = said(words);
            if !words.ends_with('\u{7}') {
                events.push(key('\\', KeyModifiers::ALT));
            }
            assert_eq!(heard(&mut replies, events), [Heard::Ground(expected)], "{words}");
        };
        check("11;rgb:0000/0000/0000", Ground::Dark);
        check("11;rgb:1e1e/1e1e/1e1e\u{7}", Ground::Dark);
        check("11;rgb:ff/FF/ff", Ground::Light);
        check("11;rgba:fdfd/f6f6/e3e3/ffff", Ground::Light);
        check("11;rgb:0000/0000/ffff", Ground::Dark);
        check("11;rgb:7/7/7", Ground::Light);
        check("11;rgb:6/6/6", Ground::Dark);
    }

    #[test]
    fn what_is_no_answer_counts_as_typed_in_its_order() {
        let check = |events: Vec<Event>| {
            let typed: Vec<Heard> = events.iter().cloned().map(Heard::Typed).collect();
            assert_eq!(heard(&mut expecting(), events), typed);
        };
        check(vec![key('j', KeyModifiers::NONE), key(']', KeyModifiers::NONE)]);
        check([said("1"), vec![key('2', KeyModifiers::NONE)]].concat());
        check(said("11;rgb:zz/0/0\u{7}"));
        check(said("11;rgb:0/0\u{7}"));
        check(said("11;?\u{7}"));
        check([said("11;rgb:"), vec![Event::FocusGained]].concat());
    }

    #[test]
    fn an_answer_is_waited_for_only_right_after_the_question() {
        let now = Instant::now();
        assert!(!may_come(None, now));
        assert!(may_come(Some(now), now));
        assert!(may_come(Some(now), now + SLOWEST / 2));
        assert!(!may_come(Some(now), now + SLOWEST));
    }

    #[test]
    fn only_one_answer_is_expected() {
        let mut replies = expecting();
        assert_eq!(heard(&mut replies, said("11;rgb:0/0/0\u{7}")).len(), 1);
        assert_eq!(heard(&mut replies, said("11;rgb:0/0/0\u{7}")).len(), 14);
        assert_eq!(heard(&mut Replies::default(), said("1")).len(), 2);
    }
}
