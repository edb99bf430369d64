//! A line that can be pasted into an article as it is: it never says more than the texts do.

use super::publication::{Voicing, references};

use crate::compare::Comparison;
use crate::domain::{Dossier, Readout, Side, Sides, Span, VersionId};

/// *The Chinese readout says “…” [Chinese original]; the American text does not mention it (searched: …).* and the
/// source. Words that the document renders as speech stand without quotation marks and are said to be rendered;
/// reconstructions carry their warning.
///
/// `None` where the document is not in the dossier.
#[must_use]
pub fn pasted(
    dossier: &Dossier,
    shown: &Sides<VersionId>,
    comparison: Option<&Comparison>,
    side: Side,
    span: Span,
) -> Option<String> {
    let readout = dossier.readout(&shown[side].readout)?;
    let text = dossier.text_of(&shown[side])?;
    let words = span.snapped(text).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let voicing = voicing(readout, comparison, side, span);
    let other = comparison.and_then(|comparison| elsewhere(dossier, shown, comparison, side, span));
    let name = text_name(dossier, readout);
    let said = match voicing {
        Voicing::Quoted => format!("The {name} says {}", voicing.marked(&words)),
        Voicing::Rendered => format!("The {name} renders this as speech, not in the speaker’s own words: {words}"),
        Voicing::Reconstructed => {
            format!("[{}] The {name}, as rewritten for Diptych: {words}", Voicing::Reconstructed.warning()?)
        }
    };
    let references = references(dossier, Some(shown));
    let reference = references.iter().find(|it| it.is(&shown[side]))?;
    let other = other.map(|words| format!("; {words}")).unwrap_or_default();
    Some(format!("{said} [{}]{other}. — {}.", reference.voice(), reference.line()))
}

/// *Chinese readout*, *American text*.
fn text_name(dossier: &Dossier, readout: &Readout) -> String {
    let channel = readout.channel.as_deref().unwrap_or_default();
    let kind = if channel.to_lowercase().contains("readout") { "readout" } else { "text" };
    let party = dossier.party_of(&readout.id).map(|party| format!("{} ", party.adjective()));
    format!("{}{kind}", party.unwrap_or_default())
}

fn voicing(readout: &Readout, comparison: Option<&Comparison>, side: Side, span: Span) -> Voicing {
    let passages = comparison.map(|comparison| comparison.readings[side].passages.iter());
    let rendered = passages.is_some_and(|mut all| all.any(|it| it.rendered && it.span.overlaps(span)));
    match (readout.is_reconstruction(), rendered) {
        (true, _) => Voicing::Reconstructed,
        (false, true) => Voicing::Rendered,
        (false, false) => Voicing::Quoted,
    }
}

/// What the other text says of it, or that it says nothing.
fn elsewhere(
    dossier: &Dossier,
    shown: &Sides<VersionId>,
    comparison: &Comparison,
    side: Side,
    span: Span,
) -> Option<String> {
    let there = side.other();
    let readout = dossier.readout(&shown[there].readout)?;
    let text = dossier.text_of(&shown[there])?;
    let name = text_name(dossier, readout);
    let passages = &comparison.readings[side].passages;
    let here: Vec<usize> = (0..passages.len()).filter(|&at| passages[at].span.overlaps(span)).collect();
    let links = comparison.links.iter().filter(|link| link.passages[side].iter().any(|at| here.contains(at)));
    let mut partners: Vec<usize> = links.flat_map(|link| link.passages[there].iter().copied()).collect();
    partners.sort_unstable();
    partners.dedup();
    if here.is_empty() {
        return None;
    }
    if partners.is_empty() {
        return Some(format!("the {name} does not mention it (searched: {})", readout.title));
    }
    let quoted = partners.iter().filter_map(|&at| comparison.readings[there].passages.get(at)).map(|passage| {
        let words = passage.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        voicing(readout, Some(comparison), there, passage.span).marked(&words).into_owned()
    });
    let warning = voicing(readout, Some(comparison), there, Span::default()).warning();
    let warning = warning.map(|words| format!("[{words}] ")).unwrap_or_default();
    Some(format!("the {name}: {warning}{}", quoted.collect::<Vec<_>>().join(" … ")))
}
