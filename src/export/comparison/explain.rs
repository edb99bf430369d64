//! Why a discrepancy was raised, as a page for people.

use super::{Printed, one_line};
use crate::compare::{Form, Reach};
use crate::domain::Side;
use std::fmt::Write as _;

pub(super) fn explain(printed: &Printed<'_>, number: usize) -> Option<String> {
    let at = number.checked_sub(1)?;
    let found = printed.comparison.discrepancies.get(at)?;
    let names = printed.names();
    let mut out = String::new();
    let of = printed.comparison.discrepancies.len();
    let _ = writeln!(out, "{number} of {of}: {} (id {})\n", found.kind.name(), found.id);
    let _ = writeln!(out, "{}\n", one_line(&found.summary));
    let _ = writeln!(out, "severity    {} of 3: {}", found.severity, severity(found.severity));
    let _ = writeln!(out, "confidence  {:.0} %, the program's own estimate", found.confidence * 100.0);
    let because: Vec<String> = found.because.iter().map(|words| one_line(words)).collect();
    let because = if because.is_empty() { "the passages below".to_owned() } else { because.join(" · ") };
    let _ = writeln!(out, "because of  {because}");
    let _ = writeln!(out, "quotation   {}", form(found.form));
    if !found.searched.is_empty() {
        let searched: Vec<String> = found.searched.iter().map(|name| one_line(name)).collect();
        let _ = writeln!(out, "not found   in {}. Silence is not denial.", searched.join("; "));
    }
    for side in Side::BOTH {
        evidence(&mut out, printed, at, side, names[side]);
    }
    elsewhere(&mut out, printed, at);
    Some(out)
}

fn severity(severity: u8) -> &'static str {
    match severity {
        3 => "a fact, an obligation, a policy term or an attributed statement in conflict, or a lead topic missing",
        2 => "material",
        _ => "style, order or protocol, or told in another document of that side",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct: the text itself quotes these words",
        Form::Paraphrase => "paraphrase: the text tells it in its own words",
        Form::RenderedSpeech => "rendered speech: first person without quotation marks; never the speaker's own words",
    }
}

/// The passages of one side, the key ones marked, and what they were linked to.
fn evidence(out: &mut String, printed: &Printed<'_>, at: usize, side: Side, name: &str) {
    let found = &printed.comparison.discrepancies[at];
    let _ = writeln!(out, "\n{}", one_line(name));
    if found.extent[side].is_empty() && found.evidence[side].is_empty() {
        let _ = writeln!(out, "  no passage");
        return;
    }
    let reading = &printed.comparison.readings[side];
    let shown =
        |span: &crate::domain::Span| found.extent[side].iter().chain(&found.evidence[side]).any(|s| s.overlaps(*span));
    for (n, passage) in reading.passages.iter().enumerate().filter(|(_, passage)| shown(&passage.span)) {
        let key = found.evidence[side].iter().any(|span| span.overlaps(passage.span));
        let sign = if key { "▸" } else { " " };
        let speaker = passage.speaker.as_ref().map(|who| format!(" [{} speaks]", one_line(who))).unwrap_or_default();
        let words = one_line(passage.span.of(printed.texts[side]));
        let _ = writeln!(out, "  {sign} {}.{speaker} {words}", n + 1);
        let links = printed.comparison.links.iter().filter(|link| link.passages[side].contains(&n));
        for link in links {
            let partners: Vec<String> = link.passages[side.other()].iter().map(|at| (at + 1).to_string()).collect();
            let _ = writeln!(
                out,
                "      {} as {} there ({:.0} %: {})",
                if link.tie.name() == "same" { "the same" } else { "related, such" },
                partners.join(", "),
                link.confidence * 100.0,
                one_line(&link.because.join(" · "))
            );
        }
    }
}

/// Where another document of the silent side has it.
fn elsewhere(out: &mut String, printed: &Printed<'_>, at: usize) {
    let (Some(event), Some(reach)) = (printed.event, printed.reach(at)) else { return };
    let (Reach::Companion { side, document, passages } | Reach::Language { side, document, passages }) = reach else {
        return;
    };
    let side = *side;
    let _ = writeln!(out, "\nelsewhere: {}", one_line(&event.names[side][*document]));
    let text = printed.documents.and_then(|all| all[side].get(*document).copied()).unwrap_or_default();
    for span in passages {
        let _ = writeln!(out, "  ▸ {}", one_line(span.of(text)));
    }
}
