//! Who published first.
//!
//! Method: both times are instants; they are compared as such and told each in its own zone, since the
//! same minute has two dates on the two sides of the earth. Limits: nothing is said without both
//! times, and a time of publication says nothing about why.

use super::id;
use crate::compare::comparison::{Discrepancy, Form};
use crate::domain::{Kind, Side, Sides};
use jiff::Zoned;

/// What is known of a document's publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published<'a> {
    /// How the document is called.
    pub name: &'a str,
    /// When it was published, with its zone.
    pub at: Option<&'a Zoned>,
}

/// Tells who published first; nothing unless both times are known and at least a minute apart.
#[must_use]
pub fn timing(documents: Sides<Published<'_>>) -> Option<Discrepancy> {
    let times = Sides::new(documents.left.at?, documents.right.at?);
    let seconds = times.left.timestamp().as_second().checked_sub(times.right.timestamp().as_second())?;
    let minutes = seconds.unsigned_abs() / 60;
    if minutes == 0 {
        return None;
    }
    let first = if seconds < 0 { Side::Left } else { Side::Right };
    let told = times.map(|at| at.strftime("%-d %B %Y, %H:%M (UTC%:z)").to_string());
    let summary = format!(
        "{} was published first: {}, {} before {} ({}).",
        documents[first].name,
        told[first],
        duration(minutes),
        documents[first.other()].name,
        told[first.other()]
    );
    let stamps = format!("{}\n{}", times.left.timestamp(), times.right.timestamp());
    Some(Discrepancy {
        id: id(Kind::Timing, documents.map(|document| document.name), &stamps),
        kind: Kind::Timing,
        severity: 1,
        confidence: 1.0,
        evidence: Sides::default(),
        extent: Sides::default(),
        searched: Vec::new(),
        summary,
        because: vec![told.left, told.right],
        form: Form::Paraphrase,
    })
}

/// *2 days 3 h*, *8 h 12 min*, *5 min*.
#[must_use]
pub fn duration(minutes: u64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{rest} min"),
        (0, _) => format!("{hours} h {rest} min"),
        (1, _) => format!("1 day {hours} h"),
        _ => format!("{days} days {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(left: Option<&str>, right: Option<&str>) -> Option<String> {
        let times = Sides::new(left, right).map(|time| time.map(|time| time.parse::<Zoned>().unwrap()));
        let documents = Sides::new(
            Published { name: "us.txt", at: times.left.as_ref() },
            Published { name: "cn.txt", at: times.right.as_ref() },
        );
        timing(documents).map(|found| found.summary)
    }

    #[test]
    fn instants_are_compared_and_each_is_told_in_its_own_zone() {
        let check = |left: &str, right: &str, expected: &str| {
            assert_eq!(told(Some(left), Some(right)).unwrap(), expected);
        };
        // The later date is the earlier publication.
        check(
            "2025-03-24T22:10:00-04:00[America/New_York]",
            "2025-03-25T09:40:00+08:00[Asia/Shanghai]",
            "cn.txt was published first: 25 March 2025, 09:40 (UTC+08:00), 30 min before us.txt (24 March 2025, \
             22:10 (UTC-04:00)).",
        );
        check(
            "2025-01-01T00:00:00+00:00[UTC]",
            "2025-01-03T02:00:00+00:00[UTC]",
            "us.txt was published first: 1 January 2025, 00:00 (UTC+00:00), 2 days 2 h before cn.txt (3 January 2025, \
             02:00 (UTC+00:00)).",
        );
    }

    #[test]
    fn nothing_is_claimed_without_both_times_or_for_the_same_minute() {
        let time = "2025-01-01T00:00:00+00:00[UTC]";
        assert_eq!(told(None, Some(time)), None);
        assert_eq!(told(Some(time), None), None);
        assert_eq!(told(None, None), None);
        assert_eq!(told(Some(time), Some("2025-01-01T08:00:59+08:00[Asia/Shanghai]")), None);
    }
}
