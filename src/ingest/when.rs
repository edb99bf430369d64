//! Dates and times as documents write them, with no more than they say.

use crate::domain::MONTHS;
use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date, with the time and the zone where the document gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct When {
    /// The date.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
    /// Seconds east of Greenwich.
    pub offset: Option<i32>,
}

impl When {
    /// The moment, where date, time and zone are all known.
    #[must_use]
    pub fn moment(&self) -> Option<Zoned> {
        let offset = Offset::from_seconds(self.offset?).ok()?;
        TimeZone::fixed(offset).to_zoned(DateTime::from_parts(self.date, self.time?)).ok()
    }

    /// The date alone.
    const fn on(date: Date) -> When {
        When { date, time: None, offset: None }
    }

    /// Reads one date from a field that holds it and nothing else: ISO 8601, the mail form of RFC 2822, the
    /// form of PDF, `2025年6月5日 21:30`, `5 June 2025`, `June 5, 2025`. An order of day and month that
    /// must be guessed is not read.
    #[must_use]
    pub fn read(field: &str) -> Option<When> {
        let field = field.trim();
        if field.len() > 64 {
            return None;
        }
        iso(field).or_else(|| mail(field)).or_else(|| pdf(field)).or_else(|| in_numbers(field)).or_else(|| named(field))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{time}")?;
        }
        match self.offset {
            Some(offset) => {
                let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            None => Ok(()),
        }
    }
}

impl From<When> for String {
    fn from(when: When) -> String {
        when.to_string()
    }
}

impl TryFrom<String> for When {
    type Error = &'static str;

    fn try_from(text: String) -> Result<When, Self::Error> {
        When::read(&text).ok_or("not a date")
    }
}

fn iso(field: &str) -> Option<When> {
    let pieces = Pieces::parse(field).ok()?;
    let offset = pieces.to_numeric_offset().map(Offset::seconds);
    // A zone written as a name settles the offset of that moment.
    let named = || {
        let zone = pieces.to_time_zone().ok()??;
        let moment = DateTime::from_parts(pieces.date(), pieces.time()?);
        zone.to_ambiguous_zoned(moment).unambiguous().ok().map(|zoned| zoned.offset().seconds())
    };
    let zulu = || (field.ends_with(['Z', 'z']) && pieces.time().is_some()).then_some(0);
    Some(When { date: pieces.date(), time: pieces.time(), offset: offset.or_else(named).or_else(zulu) })
}

fn mail(field: &str) -> Option<When> {
    let zoned = jiff::fmt::rfc2822::parse(field).ok()?;
    Some(When { date: zoned.date(), time: Some(zoned.time()), offset: Some(zoned.offset().seconds()) })
}

/// `D:20250605213000+08'00'`, any part from the month on being optional.
fn pdf(field: &str) -> Option<When> {
    let rest = field.strip_prefix("D:")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let part = |at: usize, len: usize| digits.get(at..at + len).and_then(|part| part.parse::<i16>().ok());
    let small = |at: usize| part(at, 2).and_then(|part| i8::try_from(part).ok());
    let date = Date::new(part(0, 4)?, small(4)?, small(6)?).ok()?;
    let time = small(8).and_then(|hour| Time::new(hour, small(10).unwrap_or(0), small(12).unwrap_or(0), 0).ok());
    Some(When { date, time, offset: time.and_then(|_| offset(&rest[digits.len()..])) })
}

/// `Z`, `+08'00'`, `+0800`, `+08:00`, `GMT+8`, `UTC`.
fn offset(zone: &str) -> Option<i32> {
    let bare = zone.trim().trim_start_matches("GMT").trim_start_matches("UTC");
    if bare.is_empty() || bare == "Z" {
        return (!zone.trim().is_empty()).then_some(0);
    }
    let sign = match bare.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = bare[1..].chars().filter(|c| !matches!(c, ':' | '\'')).collect();
    let number = |part: &str| part.parse::<i32>().ok();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number(&digits)?, 0),
        4 => (number(&digits[..2])?, number(&digits[2..])?),
        _ => return None,
    };
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
}

/// `2025年6月5日 21:30`, `2025/6/5`, `2025.06.05 21:30:00`, `2025-6-5`: the year first, so that nothing is guessed.
fn in_numbers(field: &str) -> Option<When> {
    let (day, rest) = leading_date(field)?;
    let rest = rest.trim_start_matches([' ', '\u{3000}', '\u{a0}', 'T', ',']).trim_end();
    if rest.is_empty() {
        return Some(When::on(day));
    }
    let (time, zone) = leading_time(rest)?;
    match zone.trim() {
        "" => Some(When { date: day, time: Some(time), offset: None }),
        zone => Some(When { date: day, time: Some(time), offset: Some(offset(zone)?) }),
    }
}

/// A date that opens a text with its year, and what follows it.
pub(super) fn leading_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = number(text, 4, 4)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '年' | '-' | '/' | '.'))?;
    let (month, rest) = number(rest[mark.len_utf8()..].trim_start(), 1, 2)?;
    let rest = rest.trim_start().strip_prefix(if mark == '年' { '月' } else { mark })?;
    let (day, rest) = number(rest.trim_start(), 1, 2)?;
    let rest = if mark == '年' { rest.trim_start().strip_prefix(['日', '号', '號'])? } else { rest };
    if mark != '年' && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, rest))
}

/// A time that opens a text, and what follows it: `21:30`, `21:30:05`, `21时30分`.
pub(super) fn leading_time(text: &str) -> Option<(Time, &str)> {
    let (hour, rest) = number(text, 1, 2)?;
    let mark = rest.chars().next().filter(|c| matches!(c, ':' | '：' | '时' | '時' | '点'))?;
    let (minute, rest) = number(&rest[mark.len_utf8()..], 2, 2)?;
    let rest = rest.strip_prefix('分').unwrap_or(rest);
    let (second, rest) = match rest.strip_prefix([':', '：']).and_then(|rest| number(rest, 2, 2)) {
        Some(found) => found,
        None => (0, rest),
    };
    let small = |number: i16| i8::try_from(number).ok();
    Some((Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?, rest))
}

fn number(text: &str, least: usize, most: usize) -> Option<(i16, &str)> {
    let len = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (len >= least).then(|| text[..len].parse().ok().map(|number| (number, &text[len..])))?
}

/// `5 June 2025`, `June 5, 2025`, `Jun. 5, 2025`: the month has a name.
fn named(field: &str) -> Option<When> {
    let words: Vec<&str> = field.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let [first, second, year] = words[..] else { return None };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let year = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, month, day).ok().map(When::on)
}

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let fits = |month: &str| word.len() >= 3 && month.starts_with(word.as_str());
    let at = MONTHS.iter().position(|month| fits(month))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_no_more_than_they_say() {
        let check = |field: &str, expected: &str| {
            let found = When::read(field).map_or_else(|| "nothing".to_owned(), |when| when.to_string());
            assert_eq!(found, expected, "{field}");
        };
        check("2025-06-05T21:30:00+08:00", "2025-06-05T21:30:00+08:00");
        check("2025-06-05T21:30:00.000+0530", "2025-06-05T21:30:00+05:30");
        check("2025-06-05T13:30:00Z", "2025-06-05T13:30:00+00:00");
        check("2025-06-05T13:30", "2025-06-05T13:30:00");
        check("2025-06-05 21:30", "2025-06-05T21:30:00");
        check("2025-06-05", "2025-06-05");
        check("20250605", "2025-06-05");
        check(" 2025/6/5 ", "2025-06-05");
        check("2025年6月5日 21:30", "2025-06-05T21:30:00");
        check("2025年6月5日21时30分", "2025-06-05T21:30:00");
        check("2025.06.05", "2025-06-05");
        check("Thu, 05 Jun 2025 21:30:00 +0800", "2025-06-05T21:30:00+08:00");
        check("Thu, 05 Jun 2025 13:30:00 GMT", "2025-06-05T13:30:00+00:00");
        check("D:20250605213000+08'00'", "2025-06-05T21:30:00+08:00");
        check("D:20250605213000Z", "2025-06-05T21:30:00+00:00");
        check("D:20250605", "2025-06-05");
        check("June 5, 2025", "2025-06-05");
        check("5 Jun 2025", "2025-06-05");
        check("Sept. 5, 2025", "2025-09-05");
        for not in ["", "05/06/2025", "2025-13-05", "2025-02-30", "yesterday", "June 2025", "5 6 2025", "2025-06-051"] {
            check(not, "nothing");
        }
    }

    #[test]
    fn only_a_zone_makes_a_moment() {
        let moment = |field: &str| When::read(field).and_then(|when| when.moment());
        let zoned = moment("2025-06-05T21:30:00+08:00").unwrap();
        assert_eq!(zoned.timestamp().to_string(), "2025-06-05T13:30:00Z");
        assert_eq!(moment("2025-06-05T21:30:00"), None);
        assert_eq!(moment("2025-06-05"), None);
    }
}
