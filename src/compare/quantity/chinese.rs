//! Quantities in Chinese characters and digits.

use super::{Quantity, Unit};
use crate::compare::fold::Folded;
use crate::compare::number::chinese;
use jiff::civil::Date;

/// The quantities of a Chinese sentence; `date` gives the month of 5日.
pub(super) fn quantities(folded: &Folded, date: Option<Date>) -> Vec<Quantity> {
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
        let rest = &tail[name.len()..];
        // 1小时40分钟
        let minutes = chinese(rest).filter(|(_, n)| *factor == 60.0 && rest[*n..].starts_with("分钟"));
        let (minutes, more) = minutes.map_or((0.0, 0), |(minutes, n)| (minutes, n + "分钟".len()));
        return (Some(unit.clone()), value * factor + minutes, skipped + name.len() + more);
    }
    const CLASSIFIERS: [&str; 13] = ["名", "架", "人", "吨", "艘", "位", "项", "点", "条", "万", "起", "枚", "家"];
    match CLASSIFIERS.iter().find(|word| tail.starts_with(**word)) {
        Some(word) => (Some(Unit::Count((*word).to_owned())), value, skipped + word.len()),
        None => (None, value, skipped),
    }
}
