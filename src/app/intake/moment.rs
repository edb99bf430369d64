//! When a document was published, as a person writes it: a moment only with its zone.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};

/// What stands in the field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Published {
    /// Nothing.
    Unknown,
    /// A moment.
    Moment(Box<Zoned>),
    /// A date, or a time without a zone: kept as it stands, and no moment concluded from it.
    AsFound(String),
}

/// Reads `2025-06-05 21:30 +08:00`, `2025-06-05 21:30 Asia/Shanghai`, `2025-06-05T21:30:00+08:00[Asia/Shanghai]`,
/// or with less a date or a time without a zone; the error says what to write.
pub(super) fn published(field: &str) -> Result<Published, &'static str> {
    let field = field.trim();
    if field.is_empty() {
        return Ok(Published::Unknown);
    }
    if let Ok(zoned) = field.parse::<Zoned>() {
        return Ok(Published::Moment(Box::new(zoned)));
    }
    if let Some((time, zone)) = field.rsplit_once(' ')
        && !zone.contains(':')
        && let (Ok(time), Ok(zone)) = (time.trim().parse::<DateTime>(), TimeZone::get(zone))
    {
        let zoned = zone.to_ambiguous_zoned(time).unambiguous();
        let twice = "clocks there showed this time twice or not at all on that day; give the offset, such as -04:00";
        return zoned.map(|zoned| Published::Moment(Box::new(zoned))).map_err(|_| twice);
    }
    // An offset may stand apart.
    let joined = field.rsplit_once(' ').filter(|(_, zone)| zone.starts_with(['+', '-']) || *zone == "Z");
    let joined = joined.map_or_else(|| field.to_owned(), |(time, zone)| format!("{time}{zone}"));
    let how = "write 2025-06-05 21:30 +08:00, or with a zone's name: 2025-06-05 21:30 Asia/Shanghai";
    let pieces = Pieces::parse(&joined).map_err(|_| how)?;
    let zulu = joined.ends_with(['Z', 'z']).then_some(Offset::UTC);
    match (pieces.time(), pieces.to_numeric_offset().or(zulu)) {
        (Some(time), Some(offset)) => {
            let zoned = TimeZone::fixed(offset).to_zoned(DateTime::from_parts(pieces.date(), time));
            zoned.map(|zoned| Published::Moment(Box::new(zoned))).map_err(|_| how)
        }
        _ => Ok(Published::AsFound(field.to_owned())),
    }
}

/// A moment as it can be read back.
pub(super) fn shown(moment: &Zoned) -> String {
    match moment.time_zone().iana_name() {
        Some(_) => moment.to_string(),
        None => moment.strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(field: &str) -> String {
        match published(field) {
            Ok(Published::Moment(zoned)) => zoned.timestamp().to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_moment_needs_its_zone_and_keeps_it() {
        for field in [
            "2025-06-05 21:30 +08:00",
            "2025-06-05T21:30+08:00",
            " 2025-06-05 21:30:00 Asia/Shanghai ",
            "2025-06-05T21:30:00+08:00[Asia/Shanghai]",
            "2025-06-05 13:30 Z",
            "2025-06-05T13:30:00Z",
        ] {
            assert_eq!(utc(field), "2025-06-05T13:30:00Z", "{field}");
            let Ok(Published::Moment(zoned)) = published(field) else { panic!() };
            let Ok(Published::Moment(again)) = published(&shown(&zoned)) else { panic!("{}", shown(&zoned)) };
            assert_eq!((again.timestamp(), again.offset()), (zoned.timestamp(), zoned.offset()), "{field}");
        }
    }

    #[test]
    fn without_a_zone_no_moment_is_concluded() {
        for field in ["2025-06-05", "2025-06-05 21:30"] {
            assert_eq!(published(field), Ok(Published::AsFound(field.to_owned())));
        }
        assert_eq!(published("  "), Ok(Published::Unknown));
        for field in ["yesterday", "5/6/2025", "2025-06-05 21:30 Nowhere/City", "2025-13-05"] {
            assert!(published(field).is_err(), "{field}");
        }
    }

    #[test]
    fn an_hour_that_came_twice_wants_its_offset() {
        assert!(published("2025-11-02 01:30 America/New_York").unwrap_err().contains("twice"));
        assert_eq!(utc("2025-11-02 01:30 -04:00"), "2025-11-02T05:30:00Z");
    }
}
