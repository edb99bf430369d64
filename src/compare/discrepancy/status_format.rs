//! Level and format: video call or call, an author's *I* against a report in the third person.

use crate::compare::case::{Case, Finding};
use crate::domain::{Kind, Side, Sides};

const FORMS: [&str; 10] = [
    "phone_call",
    "video_call",
    "leaders_meeting",
    "formal_talks",
    "receives",
    "small_group",
    "sidelines",
    "state_visit",
    "official_visit",
    "consultations",
];

/// Forms that a bare *spoke* or *met* does not contradict.
const PLAIN: [&str; 3] = ["phone_call", "leaders_meeting", "receives"];

/// English has one word for what Chinese protocol parts, *met* for 会见 and 会晤: no difference of form then.
fn are_alike(case: &Case, left: usize, right: usize) -> bool {
    const MET: [&str; 2] = ["leaders_meeting", "receives"];
    let met = |concept: usize| MET.contains(&case.concept(concept).id.as_str());
    let languages = case.texts.as_ref().map(|text| text.language.is_chinese());
    left == right || (languages.left != languages.right && met(left) && met(right))
}

/// One finding where the openings name another form, or are told by another voice.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let (Some(left), Some(right)) = (case.opening.left, case.opening.right) else { return Vec::new() };
    let at = Sides::new(left, right);
    let forms = Sides::from_fn(|side| {
        let sentence = case.sentence(side, at[side]);
        let form = |id: &str| sentence.found.iter().find(|found| case.concept(found.concept).id == id);
        FORMS.iter().find_map(|id| form(id)).map(|found| (found.concept, case.words(side, *found)))
    });
    let voices = Sides::from_fn(|side| voice(case, side));
    let differ = match (&forms.left, &forms.right) {
        (Some(left), Some(right)) => !are_alike(case, left.0, right.0),
        // *Spoke* and *a telephone conversation* are one form; that one of them is a video call, says more.
        (Some(one), None) | (None, Some(one)) => !PLAIN.contains(&case.concept(one.0).id.as_str()),
        (None, None) => false,
    };
    if !differ && voices.left == voices.right {
        return Vec::new();
    }
    let say = |side: Side| {
        let form = forms[side].as_ref().map_or_else(|| "no form named".to_owned(), |f| format!("“{}”", f.1));
        match differ {
            true => format!("{} ({form}, {})", case.name(side), voices[side]),
            false => format!("{} ({})", case.name(side), voices[side]),
        }
    };
    let what = if differ { "The event has another form" } else { "The account is of another sort" };
    let summary = format!("{what} in {} than in {}.", say(Side::Left), say(Side::Right));
    let finding = Finding::new(Kind::StatusFormat, 1, Sides::new(vec![left], vec![right]), summary);
    let because = Side::BOTH.iter().filter_map(|&side| forms[side].as_ref().map(|f| f.1.clone())).collect();
    vec![finding.sure(if differ { 0.6 } else { 0.5 }, 0.5, because)]
}

fn voice(case: &Case, side: Side) -> &'static str {
    if case.sentences(side).filter(|(_, s)| s.question).count() > 2 {
        "questions and answers"
    } else if case.texts[side].first_person {
        "in the first person"
    } else {
        "a report"
    }
}
