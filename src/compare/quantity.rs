//! Typed quantities: money, percentages, durations, dates, counts, in English and Chinese.

use super::fold::Folded;
use super::number::{chinese, digits, english_word};
use super::token::{Sort, Token};
use crate::domain::Span;
use jiff::civil::Date;

/// What a number measures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// A currency, by its ISO 4217 code.
    Money(&'static str),
    /// Per cent.
    Percent,
    /// A duration of hours or minutes, in minutes.
    Minutes,
    /// A duration of days to years, in days; a month counts 30, a year 365.
    Days,
    /// A day: month × 100 + day.
    Date,
    /// A year.
    Year,
    /// How many of what, by the noun that follows.
    Count(String),
}

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// Where.
    pub(crate) span: Span,
    /// In the unit's own measure.
    pub(crate) value: f64,
    /// What it measures.
    pub(crate) unit: Unit,
}

impl Quantity {
    /// Whether both are the same; counts need not count the same noun across languages.
    pub(crate) fn equals(&self, other: &Quantity) -> bool {
        let units = match (&self.unit, &other.unit) {
            (Unit::Count(_), Unit::Count(_)) => true,
            (a, b) => a == b,
        };
        units && (self.value - other.value).abs() <= 1e-6 * self.value.abs().max(1.0)
    }

    /// A stable name as a feature of alignment.
    pub(crate) fn key(&self) -> String {
        let unit = match &self.unit {
            Unit::Money(code) => code,
            Unit::Percent => "%",
            Unit::Minutes => "min",
            Unit::Days => "days",
            Unit::Date => "date",
            Unit::Year => "year",
            Unit::Count(_) => "",
        };
        format!("{}{unit}", self.value)
    }
}

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

/// Reads the quantities of a sentence; `date` gives the month of *the 5th*.
pub(crate) fn quantities(text: &str, tokens: &[Token], folded: &Folded, date: Option<Date>) -> Vec<Quantity> {
    let mut found = english(text, tokens, date);
    found.extend(read_chinese(folded, date));
    found.sort_by_key(|quantity| (quantity.span.start, std::cmp::Reverse(quantity.span.end)));
    let mut end = 0;
    found.retain(|quantity| {
        let fresh = quantity.span.start >= end;
        end = end.max(quantity.span.end);
        fresh
    });
    found
}

fn english(text: &str, tokens: &[Token], date: Option<Date>) -> Vec<Quantity> {
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

fn read_chinese(folded: &Folded, date: Option<Date>) -> Vec<Quantity> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let percent = rest.strip_prefix("百分之");
        match percent.map_or_else(|| chinese(rest), |tail| chinese(tail).map(|(value, n)| (value, n + "百分之".len())))
        {
            Some((value, length)) => {
                let (unit, value, more) = if percent.is_some() {
                    (Some(Unit::Percent), value, 0)
                } else {
                    chinese_unit(&text[at + length..], value, date)
                };
                let end = at + length + more;
                let numeral = rest.starts_with(|c: char| !c.is_ascii_digit());
                // 几十, 数百: some, not so many.
                let vague = text[..at].ends_with(['几', '数', '第']);
                let idle = vague || numeral && value < 3.0 && matches!(unit, Some(Unit::Count(_)));
                if let Some(unit) = unit.filter(|_| !idle) {
                    found.push(Quantity { span: folded.original(at, end), value, unit });
                }
                at = end;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// The unit after a number, the value in that unit, and the bytes that the unit takes.
fn chinese_unit(tail: &str, value: f64, date: Option<Date>) -> (Option<Unit>, f64, usize) {
    const UNITS: [(&str, Unit, f64); 17] = [
        ("个小时", Unit::Minutes, 60.0),
        ("小时", Unit::Minutes, 60.0),
        ("分钟", Unit::Minutes, 1.0),
        ("个星期", Unit::Days, 7.0),
        ("星期", Unit::Days, 7.0),
        ("周", Unit::Days, 7.0),
        ("天", Unit::Days, 1.0),
        ("个月", Unit::Days, 30.0),
        ("美元", Unit::Money("USD"), 1.0),
        ("欧元", Unit::Money("EUR"), 1.0),
        ("英镑", Unit::Money("GBP"), 1.0),
        ("卢布", Unit::Money("RUB"), 1.0),
        ("元人民币", Unit::Money("CNY"), 1.0),
        ("元", Unit::Money("CNY"), 1.0),
        ("%", Unit::Percent, 1.0),
        ("个百分点", Unit::Percent, 1.0),
        ("年", Unit::Days, 365.0),
    ];
    let (value, skipped) = match tail.strip_prefix("个半") {
        Some(_) => (value + 0.5, "个半".len()),
        None => (value, ["多", "余"].iter().find(|more| tail.starts_with(**more)).map_or(0, |more| more.len())),
    };
    let tail = &tail[skipped..];
    if let Some(after) = tail.strip_prefix('月').filter(|_| (1.0..=12.0).contains(&value)) {
        return match chinese(after).filter(|(_, n)| after[*n..].starts_with(['日', '号'])) {
            Some((day, n)) => (Some(Unit::Date), value * 100.0 + day, skipped + "月".len() + n + "日".len()),
            None => (None, value, "月".len()),
        };
    }
    if tail.starts_with(['日', '号']) && (1.0..=31.0).contains(&value) {
        let month = date.map_or(0.0, |date| f64::from(date.month()));
        return (Some(Unit::Date), month * 100.0 + value, skipped + "日".len());
    }
    // An anniversary is a place in a row, as *75th* is: no measure.
    if tail.starts_with("周年") {
        return (None, value, skipped + "周年".len());
    }
    if tail.starts_with('年') && (1800.0..2200.0).contains(&value) {
        return (Some(Unit::Year), value, "年".len());
    }
    if let Some((name, unit, factor)) = UNITS.iter().find(|(name, ..)| tail.starts_with(name)) {
        return (Some(unit.clone()), value * factor, skipped + name.len());
    }
    const CLASSIFIERS: [&str; 13] = ["名", "架", "人", "吨", "艘", "位", "项", "点", "条", "万", "起", "枚", "家"];
    match CLASSIFIERS.iter().find(|word| tail.starts_with(**word)) {
        Some(word) => (Some(Unit::Count((*word).to_owned())), value, skipped + word.len()),
        None => (None, value, skipped),
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn check(text: &str, expected: &str) {
        let date = Some(Date::constant(2025, 6, 5));
        let found = quantities(text, &tokens(text, 0, true), &Folded::new(text, 0), date);
        let told: Vec<String> = found.iter().map(|q| format!("{}={}", q.span.of(text), q.key())).collect();
        assert_eq!(told.join(" | "), expected, "{text}");
    }

    #[test]
    fn durations_are_one_measure_in_both_languages() {
        check("It lasted one and a half hours.", "one and a half hours=90min");
        check("It lasted an hour and a half.", "an hour and a half=90min");
        check("谈了一个半小时", "一个半小时=90min");
        check("a pause of 90 days", "90 days=90days");
        check("暂停90天", "90天=90days");
        check("三个月", "三个月=90days");
        check("reopens within a fortnight", "a fortnight=14days");
        check("两周之内", "两周=14days");
        check("the fortnight that was", "");
    }

    #[test]
    fn money_percentages_and_dates() {
        check("$1.5 billion and USD 225 million", "$1.5 billion=1500000000USD | 225 million=225000000USD");
        check("15亿美元", "15亿美元=1500000000USD");
        check("10% or 10 percent", "10%=10% | 10 percent=10%");
        check("百分之十", "百分之十=10%");
        check("27.5 per cent", "27.5 per cent=27.5%");
        check("10 per crate", "");
        check("on June 5, 2025", "June 5, 2025=605date");
        check("5日晚", "5日=605date");
        check("12月7日", "12月7日=1207date");
        check("2022年", "2022年=2022year");
    }

    #[test]
    fn counts_that_say_nothing_are_none() {
        check("the two leaders spoke about one issue", "");
        check("两国元首一道", "");
        check("six proposals", "six proposals=6");
        check("六点倡议", "六点=6");
        check("the 75th anniversary", "");
        check("八十周年", "");
    }
}
