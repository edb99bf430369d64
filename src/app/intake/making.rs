//! A new event of two documents: what is known of it, and the event itself.

use super::describing::Described;
use super::form::{Field, FieldId, Form};
use crate::domain::{Dossier, Event, EventKind, Party, ReadoutId, Side, Sides, Text};
use jiff::civil::Date;
use std::sync::Arc;

/// In the order of the field's options, after the first.
const KINDS: [EventKind; 5] =
    [EventKind::Call, EventKind::VideoCall, EventKind::Meeting, EventKind::Visit, EventKind::Talks];

/// The form of a new event. `standing` is its title where none is given.
pub(super) fn form(standing: &str) -> Form {
    let line = |id, note: &str| Field::line(id, "", note);
    let kinds = std::iter::once("not known").chain(KINDS.map(EventKind::name)).map(str::to_owned).collect();
    Form::new(vec![
        line(FieldId::Title, &format!("what the event is called; without one “{standing}”")),
        line(FieldId::Date, "the local date on which it took place: 2025-06-05"),
        line(FieldId::Zone, "of that date, such as Asia/Shanghai"),
        Field::choice(FieldId::Kind, kinds, 0, "← → choose, if you know it"),
        line(FieldId::Place, "where, if anywhere"),
    ])
}

/// The title of an event that has none.
pub(super) fn standing(titles: Sides<&str>) -> String {
    format!("{} – {}", titles.left, titles.right)
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
