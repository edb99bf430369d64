//! Typed quantities: money, percentages, durations, dates, counts, in English and Chinese.

mod chinese;
mod english;

use super::fold::Folded;
use super::token::Token;
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

/// Reads the quantities of a sentence; `date` gives the month of *the 5th*.
pub(crate) fn quantities(text: &str, tokens: &[Token], folded: &Folded, date: Option<Date>) -> Vec<Quantity> {
    let mut found = english::quantities(text, tokens, date);
    found.extend(chinese::quantities(folded, date));
    found.sort_by_key(|quantity| (quantity.span.start, std::cmp::Reverse(quantity.span.end)));
    let mut end = 0;
    found.retain(|quantity| {
        let fresh = quantity.span.start >= end;
        end = end.max(quantity.span.end);
        fresh
    });
    found
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
    fn hours_and_minutes_are_one_duration() {
        check("It took one hour and forty minutes.", "one hour and forty minutes=100min");
        check("It took 1 hour 40 minutes.", "1 hour 40 minutes=100min");
        check("谈了1小时40分钟", "1小时40分钟=100min");
        check("two hours and two envoys", "two hours=120min");
    }

    #[test]
    fn a_number_counts_the_noun_of_its_phrase_and_names_nothing() {
        check("They listed 55 dangerous synthetic drugs and two tools.", "55 dangerous synthetic drugs=55");
        check("They cut 20 tariffs of old.", "20 tariffs=20");
        check("under Section 232 tariffs remain", "");
        check("He gave it twelve points out of ten.", "");
        check("In all, 40 vessels sailed.", "40 vessels=40");
    }

    #[test]
    fn an_ordinal_is_a_date_only_at_the_end_of_its_phrase() {
        check("They meet on the 12th in Bern.", "12th=612date");
        check("They meet on the 9th and 10th.", "9th=609date | 10th=610date");
        check("the 12th round of talks", "");
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
