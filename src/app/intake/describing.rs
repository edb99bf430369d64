//! What is known of a document that was read: shown to be confirmed or mended, never made up.

use super::errand::{Fact, Taken};
use super::form::{Field, FieldId, Form};
use super::giving::Giving;
use super::moment::{self, Published};
use crate::domain::{Dossier, Language, Party, PartyId, Readout, ReadoutId, Side, Text, Translation};

/// What a field says where the document says nothing of it.
const UNKNOWN: &str = "not found: stays unknown unless you know it";

/// The key under which a date without a zone is kept in the document's file.
const AS_FOUND: &str = "published-as-found";

/// In the order of the field's options, after the first.
const TRANSLATIONS: [Translation; 5] =
    [Translation::Original, Translation::Official, Translation::Agency, Translation::Own, Translation::Machine];

/// A document under description.
#[derive(Debug)]
pub struct Describing {
    /// As it was read.
    pub taken: Taken,
    /// What is said of it; no field where it is another version of a document that is described already.
    pub form: Form,
    /// How many lines of the preview are scrolled away.
    pub line: usize,
    /// How it was given, for going back.
    pub(super) given: Option<Giving>,
    /// Documents that it may translate, as the form lists them.
    originals: Vec<ReadoutId>,
}

/// A document as it was described.
pub(super) struct Described {
    pub readout: Readout,
    pub text: Text,
    /// As chosen.
    pub side: Option<Side>,
    /// Its party, where the event does not know it, or not all of it yet.
    pub new_party: Option<Party>,
}

impl Describing {
    /// Another version: what is known of the document stays.
    pub(super) fn version(taken: Taken) -> Describing {
        Describing { taken, form: Form::default(), line: 0, given: None, originals: Vec::new() }
    }

    /// A document of a new event, whose side is settled, or of an event (`known`), whose side is to be chosen.
    pub(super) fn document(taken: Taken, known: Option<&Dossier>) -> Describing {
        let originals: Vec<ReadoutId> =
            known.iter().flat_map(|dossier| &dossier.readouts).map(|readout| readout.id.clone()).collect();
        let form = Form::new(fields(&taken, known));
        Describing { taken, form, line: 0, given: None, originals }
    }

    /// The document as described; else which field is wrong, and how.
    pub(super) fn described(&self, known: Option<&Dossier>) -> Result<Described, (FieldId, String)> {
        let form = &self.form;
        let mut readout = self.taken.readout.clone();
        if let Some(title) = form.given(FieldId::Title) {
            readout.title = title;
        }
        readout.publisher = form.given(FieldId::Publisher);
        readout.channel = form.given(FieldId::Channel);
        readout.url = form.given(FieldId::Address);
        readout.archive_url = form.given(FieldId::Archive);
        readout.language = language(&form.text(FieldId::Language))?;
        readout.translation = form.chosen(FieldId::Translation).map_or(Translation::Unknown, |at| TRANSLATIONS[at]);
        readout.translates = form.chosen(FieldId::Translates).and_then(|at| self.originals.get(at).cloned());
        self.publish(&mut readout)?;
        let (party, new_party) = party(form.given(FieldId::Party), &form.text(FieldId::Speakers), known);
        readout.party = party;
        let side = form.chosen(FieldId::Side).map(|at| Side::BOTH[at]);
        let side = side.or_else(|| known.and_then(|dossier| dossier.side_for(&readout)));
        if side.is_none() && known.is_some() {
            return Err((FieldId::Side, "say on which side it stands: ← and → choose".to_owned()));
        }
        Ok(Described { readout, text: self.taken.text.clone(), side, new_party })
    }

    fn publish(&self, readout: &mut Readout) -> Result<(), (FieldId, String)> {
        let field = self.form.text(FieldId::Published);
        (readout.published, _) = (None, readout.other.remove(AS_FOUND));
        match moment::published(&field).map_err(|how| (FieldId::Published, how.to_owned()))? {
            Published::Unknown => {}
            Published::Moment(moment) => readout.published = Some(*moment),
            Published::AsFound(text) => drop(readout.other.insert(AS_FOUND.to_owned(), text.into())),
        }
        Ok(())
    }
}

fn fields(taken: &Taken, known: Option<&Dossier>) -> Vec<Field> {
    let readout = &taken.readout;
    let found = |fact: Fact| {
        let by = taken.found.iter().find(|(known, _)| *known == fact).map(|(_, by)| format!("found: {by}"));
        by.unwrap_or_else(|| UNKNOWN.to_owned())
    };
    let line = |id: FieldId, value: Option<&str>, note: String| Field::line(id, value.unwrap_or_default(), note);
    let mut fields = Vec::new();
    if let Some(dossier) = known {
        let sides = ["not chosen".to_owned(), named(dossier, Side::Left), named(dossier, Side::Right)];
        fields.push(Field::choice(FieldId::Side, sides.into(), 0, "← → choose; a known party settles it, too"));
    }
    let parties: Vec<&str> = known.iter().flat_map(|it| &it.event.parties).map(|party| party.id.0.as_str()).collect();
    let parties = match parties.join(", ") {
        none if none.is_empty() => "whose document it is, such as US".to_owned(),
        some => format!("whose document it is: {some}, or another"),
    };
    fields.push(line(FieldId::Party, None, parties));
    let title = taken.title.as_deref();
    let without = format!("not found: “{}” stands in for it", readout.title);
    fields.push(line(FieldId::Title, title, title.map_or(without, |_| found(Fact::Title))));
    fields.push(line(FieldId::Publisher, readout.publisher.as_deref(), found(Fact::Publisher)));
    fields.push(line(FieldId::Channel, None, "such as readout, press briefing, fact sheet".to_owned()));
    let by_words = taken.found.iter().all(|(fact, _)| *fact != Fact::Language);
    let note = if by_words { "by its words; a tag such as en, zh-Hans".to_owned() } else { found(Fact::Language) };
    let tag = Some(readout.language.0.as_str()).filter(|_| readout.language != Language::unknown());
    fields.push(line(FieldId::Language, tag, note));
    let statuses = [Translation::Unknown].into_iter().chain(TRANSLATIONS);
    let statuses = statuses.map(|status| status.name().to_owned()).collect();
    fields.push(Field::choice(FieldId::Translation, statuses, 0, "← → choose, if you know it"));
    if let Some(dossier) = known {
        let titles = dossier.readouts.iter().map(|readout| readout.title.clone());
        let titles = std::iter::once("no document of this event".to_owned()).chain(titles).collect();
        fields.push(Field::choice(FieldId::Translates, titles, 0, "← → choose what it is a translation of"));
    }
    let published = readout.published.as_ref().map(moment::shown);
    let published = published.or_else(|| Some(readout.other.get(AS_FOUND)?.as_str()?.to_owned()));
    let zoneless = published.is_some() && readout.published.is_none();
    let note = if zoneless { "no zone was found: add it, such as +08:00".to_owned() } else { found(Fact::Published) };
    fields.push(line(FieldId::Published, published.as_deref(), note));
    fields.push(line(FieldId::Address, readout.url.as_deref(), found(Fact::Address)));
    fields.push(line(FieldId::Archive, None, "address of an archived copy, if there is one".to_owned()));
    let speakers = "who speaks for the party in the texts, parted by commas: Berg, 贝格";
    fields.push(line(FieldId::Speakers, None, speakers.to_owned()));
    fields
}

/// *left · US*.
fn named(dossier: &Dossier, side: Side) -> String {
    let ids = &dossier.sides()[side];
    let party = ids.iter().find_map(|id| dossier.party_of(id)).map(|party| format!(" · {}", party.id.0));
    format!("{}{}", side.name(), party.unwrap_or_default())
}

/// By the form of a language tag (BCP 47); nothing is unknown.
fn language(tag: &str) -> Result<Language, (FieldId, String)> {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let good = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    match tag {
        "" => Ok(Language::unknown()),
        _ if good => Ok(Language(tag.to_owned())),
        _ => Err((FieldId::Language, format!("“{tag}” is no language tag; write en, zh-Hans, or nothing"))),
    }
}

/// A party of the event by its short or full name, else a new one of that name; with the names, parted by commas,
/// of those who speak for it.
fn party(name: Option<String>, speakers: &str, known: Option<&Dossier>) -> (Option<PartyId>, Option<Party>) {
    let Some(name) = name else { return (None, None) };
    let same = |other: &str| other.to_lowercase() == name.to_lowercase();
    let there = known.and_then(|it| it.event.parties.iter().find(|party| same(&party.id.0) || same(&party.name)));
    let mut party = there.cloned().unwrap_or_else(|| Party::named(&name));
    for speaker in speakers.split([',', '，', '、', ';']).map(str::trim).filter(|speaker| !speaker.is_empty()) {
        if !party.speakers.iter().any(|known| known == speaker) {
            party.speakers.push(speaker.to_owned());
        }
    }
    (Some(party.id.clone()), Some(party).filter(|party| there != Some(party)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_tag_and_nothing_is_unknown() {
        for tag in ["en", "zh-Hans", "pt-BR", "yue"] {
            assert_eq!(language(tag), Ok(Language(tag.to_owned())));
        }
        assert_eq!(language(""), Ok(Language::unknown()));
        for tag in ["English", "??", "e", "zh-"] {
            assert!(language(tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn a_party_that_is_new_is_called_as_people_call_it_and_its_speakers_are_those_that_were_given() {
        let given = |name: &str, speakers: &str| party(Some(name.to_owned()), speakers, None).1.unwrap();
        let china = given("CN", "Berg, 贝格，Lind , Berg");
        assert_eq!((china.name.as_str(), china.adjective()), ("China", "Chinese"));
        assert_eq!(china.speakers, ["Berg", "贝格", "Lind"]);
        assert_eq!(given("Ruritania", "").adjective(), "Ruritania");
        let mut dossier = Dossier::of(crate::domain::Event::titled("A call"));
        dossier.event.put_party(china.clone());
        assert_eq!(party(Some("china".to_owned()), "", Some(&dossier)), (Some(china.id.clone()), None));
        let more = party(Some("CN".to_owned()), "Holm", Some(&dossier)).1.unwrap();
        dossier.event.put_party(more);
        assert_eq!(dossier.event.parties.len(), 1);
        assert_eq!(dossier.event.parties[0].speakers, ["Berg", "贝格", "Lind", "Holm"]);
    }
}
