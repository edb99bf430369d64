//! Quantities in English words and digits.

use super::{Quantity, Unit};
use crate::compare::number::{digits, english_word};
use crate::compare::token::{Sort, Token};
use crate::domain::Span;
use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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
    let span = tokens[at].span.cover(tokens[last].span);
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
    let span_to = |last: usize| tokens[at].span.cover(tokens[last].span);
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
    Some((Quantity { span: span_to(last), value: value * factor, unit }, last + 1))
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
    let span = tokens[at].span.cover(tokens[next - 1].span);
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
    if let Some(date) = date.filter(|_| token.lower.ends_with("th") && value <= 31.0) {
        return Some((Quantity { span, value: f64::from(date.month()) * 100.0 + value, unit: Unit::Date }, next));
    }
    // *The 75th anniversary* counts nothing.
    if token.sort == Sort::Number && token.lower.ends_with(['t', 'd', 'h']) {
        return None;
    }
    let noun = tokens.get(next).filter(|token| token.sort == Sort::Word && !token.capital)?;
    let says_nothing = EMPTY_NOUNS.contains(&noun.plain.as_str()) || english_word(&noun.lower).is_some();
    if (token.sort == Sort::Word && value < 3.0) || says_nothing {
        return None;
    }
    // Part of a name, as in F-16: not a count.
    if before == Some('-') {
        return None;
    }
    Some((Quantity { span: span.cover(noun.span), value, unit: Unit::Count(noun.plain.clone()) }, next + 1))
}

