//! A new event of two documents: what is known of it, and the event itself.

use super::describing::Described;
use super::form::{Field, FieldId, Form};
use crate::domain::{Dossier, Event, EventKind, Party, ReadoutId, Side, Sides, Text};
use jiff::civil::Date;
use std::sync::Arc;

/// In the order of the field's options, after the first.
const KINDS: [EventKind; 5] =
    [EventKind::Call, EventKind::VideoCall, EventKind::Meeting, EventKind::Visit, EventKind::Talks];

/// The form of a new event. `standing` is its title where none is given, `date` what the documents propose.
pub(super) fn form(standing: &str, date: Option<Date>) -> Form {
    let line = |id, note: &str| Field::line(id, "", note);
    let kinds = std::iter::once("not known").chain(KINDS.map(EventKind::name)).map(str::to_owned).collect();
    Form::new(vec![
        line(FieldId::Title, &format!("what the event is called; without one “{standing}”")),
        match date {
            Some(date) => Field::line(
                FieldId::Date,
                &date.to_string(),
                "proposed: that of the documents; it is the local date on which it took place",
            ),
            None => line(FieldId::Date, "the local date on which it took place: 2025-06-05"),
        },
        line(FieldId::Zone, "of that date, such as Asia/Shanghai"),
        Field::choice(FieldId::Kind, kinds, 0, "← → choose, if you know it"),
        line(FieldId::Place, "where, if anywhere"),
    ])
}

/// The title of an event that has none.
pub(super) fn standing(titles: Sides<&str>) -> String {
    if titles.left == titles.right { titles.left.to_owned() } else { format!("{} – {}", titles.left, titles.right) }
}

/// The date that the documents propose, from what each says of its publication: where only one says it, or both
/// the same. Two dates are left to the analyst: a text may come a day after the event, or from across a date line.
pub(super) fn proposed_date(published: Sides<String>) -> Option<Date> {
    let [left, right] = [published.left, published.right].map(|it| it.get(..10)?.parse::<Date>().ok());
    match (left, right) {
        (Some(left), Some(right)) => (left == right).then_some(left),
        (one, other) => one.or(other),
    }
}

/// The event as described; else which field is wrong, and how.
pub(super) fn event(form: &Form, both: Sides<Described>) -> Result<(Dossier, Vec<Text>), (FieldId, String)> {
    let date = form.given(FieldId::Date).map(|date| date.parse::<Date>()).transpose();
    let date = date.map_err(|_| (FieldId::Date, "write the date as 2025-06-05, or nothing".to_owned()))?;
    let zone = form.given(FieldId::Zone).map(|zone| jiff::tz::TimeZone::get(&zone).map(|_| zone)).transpose();
    let zone =
        zone.map_err(|_| (FieldId::Zone, "no such time zone is known; write Europe/London, or nothing".to_owned()))?;
    let title = form.given(FieldId::Title);
    let title = title.unwrap_or_else(|| standing(both.as_ref().map(|it| it.readout.title.as_str())));
    let mut dossier = Dossier::of(Event {
        date,
        zone,
        kind: form.chosen(FieldId::Kind).map_or(EventKind::Other, |at| KINDS[at]),
        place: form.given(FieldId::Place),
        ..Event::titled(title)
    });
    let mut texts = Vec::new();
    let Sides { left, right } = both;
    for (side, document) in [(Side::Left, left), (Side::Right, right)] {
        let Described { mut readout, text, new_party, .. } = document;
        readout.id = dossier.free_id(&readout.id.0);
        let id: ReadoutId = readout.id.clone();
        if let Some(party) = new_party {
            let known = dossier.event.party(&party.id).map(|known| known.speakers.clone());
            let mut speakers = known.unwrap_or_default();
            speakers.extend(party.speakers.iter().filter(|it| !speakers.contains(it)).cloned().collect::<Vec<_>>());
            dossier.event.put_party(Party { speakers, ..party });
        }
        dossier.event.sides[side].push(id.clone());
        dossier.texts.insert(text.hash(), Arc::clone(&text.words));
        dossier.put_readout(&id, Some(readout));
        texts.push(text);
    }
    Ok((dossier, texts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_proposed_where_the_documents_agree_on_one() {
        let check = |left: &str, right: &str, expected: Option<&str>| {
            let proposed = proposed_date(Sides { left: left.to_owned(), right: right.to_owned() });
            assert_eq!(proposed.map(|date| date.to_string()).as_deref(), expected, "{left} / {right}");
        };
        check("2031-05-06 09:00 +02:00", "2031-05-06", Some("2031-05-06"));
        check("2031-05-06T23:00:00+02:00", "", Some("2031-05-06"));
        check("2031-05-06", "2031-05-07", None);
        check("六月五日晚上，北京", "", None);
        check("", "", None);
    }

    #[test]
    fn two_documents_of_one_title_give_it_once() {
        assert_eq!(standing(Sides { left: "Call", right: "Call" }), "Call");
        assert_eq!(standing(Sides { left: "Call", right: "通话" }), "Call – 通话");
    }
}
