//! Quantities in English words and digits.

use super::{Quantity, Unit};
use crate::compare::number::{digits, english_word};
use crate::compare::token::{Sort, Token};
use crate::domain::{MONTHS, Span};
use jiff::civil::Date;

/// Nouns that a number goes with without saying anything: *two leaders*, *both sides*.
const EMPTY_NOUNS: [&str; 18] = [
    "leader",
    "side",
    "president",
    "country",
    "nation",
    "party",
    "minister",
    "people",
    "other",
    "more",
    "time",
    "sid",
    "countrie",
    "state",
    "of",
    "and",
    "great",
    "per",
];

/// The quantities of an English sentence; `date` gives the month of *the 5th*.
pub(super) fn quantities(text: &str, tokens: &[Token], date: Option<Date>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((quantity, next)) = english_date(tokens, at).or_else(|| english_quantity(text, tokens, at, date)) {
            found.push(quantity);
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

fn english_date(tokens: &[Token], at: usize) -> Option<(Quantity, usize)> {
    let month = |at: usize| {
        let token = tokens.get(at).filter(|token| token.capital)?;
        MONTHS.iter().position(|month| *month == token.lower).map(|n| n + 1)
    };
    let day = |at: usize| {
        let token = tokens.get(at).filter(|token| token.sort == Sort::Number)?;
        digits(&token.lower).filter(|day| day.fract() == 0.0 && (1.0..=31.0).contains(day))
    };
    let (month, day) = match (month(at), day(at)) {
        (Some(month), _) => (month, day(at + 1)?),
        (None, Some(day)) => (month(at + 1)?, day),
        _ => return None,
    };
    let mut last = at + 1;
    // The year after it belongs to it.
    if tokens.get(last + 1).is_some_and(is_year) {
        last += 1;
    }
    let span = tokens[at].span().cover(tokens[last].span());
    #[allow(clippy::cast_precision_loss, reason = "a month is at most 12")]
    let value = month as f64 * 100.0 + day;
    Some((Quantity { span, value, unit: Unit::Date }, last + 1))
}

fn is_year(token: &Token) -> bool {
    token.sort == Sort::Number
        && token.lower.len() == 4
        && digits(&token.lower).is_some_and(|year| (1800.0..2200.0).contains(&year))
}

/// A number that begins here, its value and the token after it.
fn english_number(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let first = tokens.get(at)?;
    let (mut value, mut next) = match first.sort {
        Sort::Number => (digits(&first.lower)?, at + 1),
        Sort::Word => match english_word(&first.lower)? {
            (value, false) => (value, at + 1),
            (_, true) => return None,
        },
        Sort::Han => return None,
    };
    while let Some(token) = tokens.get(next).filter(|token| token.sort == Sort::Word) {
        match english_word(&token.lower) {
            Some((factor, true)) => value *= factor,
            Some((unit, false)) if (1.0..10.0).contains(&unit) && value >= 20.0 && value % 10.0 == 0.0 => value += unit,
            _ => break,
        }
        next += 1;
    }
    // "one and a half", "a half"
    let half = tokens
        .get(next..next + 3)
        .is_some_and(|three| three[0].lower == "and" && three[1].lower == "a" && three[2].lower == "half");
    Some(if half { (value + 0.5, next + 3) } else { (value, next) })
}

fn english_quantity(text: &str, tokens: &[Token], at: usize, date: Option<Date>) -> Option<(Quantity, usize)> {
    let article = matches!(tokens[at].lower.as_str(), "a" | "an");
    let (value, next) = if article { (1.0, at + 1) } else { english_number(tokens, at)? };
    let span_to = |last: usize| tokens[at].span().cover(tokens[last].span());
    let noun = tokens.get(next).filter(|token| token.sort == Sort::Word);
    let (unit, factor) = match noun.map(|token| token.lower.as_str()) {
        Some("hour" | "hours") => (Unit::Minutes, 60.0),
        Some("minute" | "minutes") => (Unit::Minutes, 1.0),
        Some("day" | "days") => (Unit::Days, 1.0),
        Some("week" | "weeks") => (Unit::Days, 7.0),
        Some("fortnight" | "fortnights") => (Unit::Days, 14.0),
        Some("month" | "months") => (Unit::Days, 30.0),
        Some("year" | "years") => (Unit::Days, 365.0),
        Some("percent") => (Unit::Percent, 1.0),
        Some("per") if tokens.get(next + 1).is_some_and(|token| token.lower == "cent") => {
            let quantity = Quantity { span: span_to(next + 1), value, unit: Unit::Percent };
            return (!article).then_some((quantity, next + 2));
        }
        Some("dollars" | "usd") => (Unit::Money("USD"), 1.0),
        Some("euros" | "euro" | "eur") => (Unit::Money("EUR"), 1.0),
        Some("yuan" | "rmb") => (Unit::Money("CNY"), 1.0),
        Some("rubles" | "roubles") => (Unit::Money("RUB"), 1.0),
        Some("pounds") => (Unit::Money("GBP"), 1.0),
        _ if article => return None,
        _ => return bare_number(text, tokens, at, value, next, date),
    };
    // "an hour" is a duration only when it says how long, and "a year" when it says how often.
    let exact = unit == Unit::Minutes || factor == 14.0;
    if article && (!exact || at == 0) {
        return None;
    }
    let half = tokens
        .get(next + 1..next + 4)
        .is_some_and(|three| three[0].lower == "and" && three[1].lower == "a" && three[2].lower == "half");
    let (value, last) = if half { (value + 0.5, next + 3) } else { (value, next) };
    let (minutes, last) = if factor == 60.0 { minutes_after(tokens, last) } else { (0.0, last) };
    Some((Quantity { span: span_to(last), value: value * factor + minutes, unit }, last + 1))
}

/// The minutes that belong to hours, *one hour and forty minutes*, and the last word of the whole.
fn minutes_after(tokens: &[Token], last: usize) -> (f64, usize) {
    let and = usize::from(tokens.get(last + 1).is_some_and(|token| token.lower == "and"));
    let number = english_number(tokens, last + 1 + and);
    let minutes = number.filter(|&(_, next)| {
        tokens.get(next).is_some_and(|token| matches!(token.lower.as_str(), "minute" | "minutes"))
    });
    minutes.map_or((0.0, last), |(minutes, next)| (minutes, next))
}

/// A number without a unit of its own: a sum behind a sign, a percentage, a year, a count.
fn bare_number(
    text: &str,
    tokens: &[Token],
    at: usize,
    value: f64,
    next: usize,
    date: Option<Date>,
) -> Option<(Quantity, usize)> {
    let span = tokens[at].span().cover(tokens[next - 1].span());
    let before = text[..span.start].chars().next_back();
    let money = match before {
        Some('$') => Some("USD"),
        Some('€') => Some("EUR"),
        Some('£') => Some("GBP"),
        Some('¥') => Some("CNY"),
        _ => match at.checked_sub(1).map(|before| tokens[before].lower.as_str()) {
            Some("usd") => Some("USD"),
            Some("eur") => Some("EUR"),
            _ => None,
        },
    };
    if let Some(code) = money {
        let sign = before.filter(|c| matches!(c, '$' | '€' | '£' | '¥')).map_or(0, char::len_utf8);
        return Some((Quantity { span: Span::new(span.start - sign, span.end), value, unit: Unit::Money(code) }, next));
    }
    if text[span.end..].starts_with('%') {
        return Some((Quantity { span: Span::new(span.start, span.end + 1), value, unit: Unit::Percent }, next));
    }
    let token = &tokens[at];
    if next == at + 1 && is_year(token) {
        return Some((Quantity { span, value, unit: Unit::Year }, next));
    }
    // *On the 12th, in Bern* is a date; *the 12th round* and *the 75th anniversary* count nothing.
    if is_ordinal(token) {
        let month = date.map_or(0.0, |date| f64::from(date.month()));
        let dated = value <= 31.0 && ends_phrase(text, tokens, next);
        return dated.then_some((Quantity { span, value: month * 100.0 + value, unit: Unit::Date }, next));
    }
    // *Section 232 tariffs*, *Article 5 guarantees*: the number names and does not count.
    if at.checked_sub(1).is_some_and(|before| is_label(&tokens[before].lower)) {
        return None;
    }
    let head = head_noun(text, tokens, next)?;
    let noun = &tokens[head];
    let says_nothing = EMPTY_NOUNS.contains(&noun.plain.as_str()) || english_word(&noun.lower).is_some();
    // *Twelve points out of ten* is a mark.
    let is_mark = tokens.get(head + 1).is_some_and(|out| out.lower == "out");
    if (token.sort == Sort::Word && value < 3.0) || says_nothing || is_mark {
        return None;
    }
    // Part of a name, as in F-16: not a count.
    if before == Some('-') {
        return None;
    }
    Some((Quantity { span: span.cover(noun.span()), value, unit: Unit::Count(noun.plain.clone()) }, head + 1))
}

/// Between a number and the noun that it counts may stand so many words: *55 dangerous synthetic drugs*.
const BETWEEN: usize = 2;

/// What a number counts: the first plural of the words behind it, else the word right behind it.
fn head_noun(text: &str, tokens: &[Token], next: usize) -> Option<usize> {
    let is_word = |at: usize| {
        let token = tokens.get(at).filter(|token| token.sort == Sort::Word && !token.capital);
        token.is_some_and(|token| text[tokens[at - 1].span().end..token.span().start].chars().all(char::is_whitespace))
    };
    tokens.get(next).filter(|token| token.sort == Sort::Word && !token.capital)?;
    let mut run =
        (next..=next + BETWEEN).take_while(|&at| at == next || is_word(at) && !is_function_word(&tokens[at].lower));
    let is_plural = |lower: &str| {
        lower.len() > 3 && lower.ends_with('s') && !["ous", "ss", "us", "is"].iter().any(|end| lower.ends_with(end))
    };
    let plural = run.find(|&at| is_plural(&tokens[at].lower));
    Some(plural.filter(|_| !is_function_word(&tokens[next].lower)).unwrap_or(next))
}

/// Words that end a noun phrase.
fn is_function_word(lower: &str) -> bool {
    const FUNCTION: [&str; 26] = [
        "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "is", "are", "was", "were",
        "will", "has", "have", "had", "that", "which", "who", "between", "per", "this",
    ];
    FUNCTION.contains(&lower)
}

/// The noun phrase ends here: with the text, a mark or a function word.
fn ends_phrase(text: &str, tokens: &[Token], next: usize) -> bool {
    let Some(token) = tokens.get(next) else { return true };
    let gap = &text[tokens[next - 1].span().end..token.span().start];
    // *The 9th and 10th*: both are dates or neither.
    if matches!(token.lower.as_str(), "and" | "or") && tokens.get(next + 1).is_some_and(is_ordinal) {
        return ends_phrase(text, tokens, next + 2);
    }
    is_function_word(&token.lower) || !gap.chars().all(char::is_whitespace)
}

/// *12th*, in digits.
fn is_ordinal(token: &Token) -> bool {
    token.sort == Sort::Number && token.lower.ends_with(['t', 'd', 'h'])
}

/// A number behind these names and does not count: *Section 232*.
fn is_label(lower: &str) -> bool {
    const LABELS: [&str; 13] = [
        "section",
        "article",
        "chapter",
        "resolution",
        "paragraph",
        "annex",
        "phase",
        "title",
        "protocol",
        "boeing",
        "airbus",
        "flight",
        "no",
    ];
    LABELS.contains(&lower)
}
