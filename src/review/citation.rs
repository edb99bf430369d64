//! An annotation with everything that a reader of an export needs: quotations, documents, warnings.

use crate::domain::{Anchor, Annotation, Dossier, Origin, Party, Readout, ReadoutId, Side, Standing, Tag, Target};

/// Words quoted from a document, or the statement that there are none.
#[derive(Debug, Clone, PartialEq)]
pub enum Quotation<'a> {
    /// These words of this document.
    Words {
        /// Where and what.
        anchor: &'a Anchor,
        /// The document; `None` where the dossier has lost it.
        readout: Option<&'a Readout>,
        /// Its party.
        party: Option<&'a Party>,
    },
    /// Not found in these documents.
    Nothing {
        /// Whose documents.
        party: Option<&'a Party>,
        /// Those that were searched and are still there.
        searched: Vec<&'a Readout>,
    },
}

impl Quotation<'_> {
    /// The warning that must stand beside these words, if any.
    #[must_use]
    pub fn warning(&self) -> Option<&'static str> {
        match self {
            Quotation::Words { readout: Some(readout), .. } if readout.is_reconstruction() => Some(Standing::WARNING),
            _ => None,
        }
    }
}

/// An annotation, ready to be shown or exported.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation<'a> {
    /// The annotation.
    pub annotation: &'a Annotation,
    /// Its tags that the codebook still has.
    pub tags: Vec<&'a Tag>,
    /// Its quotations, in the order of its targets.
    pub quotations: Vec<Quotation<'a>>,
}

impl Citation<'_> {
    /// The program's sentence, where it found what the annotation took over.
    #[must_use]
    pub fn found(&self) -> Option<&str> {
        match &self.annotation.origin {
            Origin::Discrepancy { summary, .. } if !summary.is_empty() => Some(summary),
            Origin::Discrepancy { .. } | Origin::Hand => None,
        }
    }

    /// What a list shows of it: the analyst's words, else the program's.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        Some(self.annotation.note.as_str()).filter(|note| !note.is_empty()).or_else(|| self.found())
    }

    /// The tag that names it, for headings and lists.
    #[must_use]
    pub fn heading(&self) -> &str {
        self.tags.first().map_or("Note", |tag| tag.name.as_str())
    }
}

/// Joins one annotation with its documents.
#[must_use]
pub fn citation<'a>(annotation: &'a Annotation, dossier: &'a Dossier) -> Citation<'a> {
    let quotation = |target: &'a Target| match target {
        Target::Quote(anchor) => Quotation::Words {
            anchor,
            readout: dossier.readout(&anchor.readout),
            party: dossier.party_of(&anchor.readout),
        },
        Target::Nothing(nothing) => Quotation::Nothing {
            party: nothing.party.as_ref().and_then(|id| dossier.event.party(id)),
            searched: nothing.searched.iter().filter_map(|searched| dossier.readout(&searched.readout)).collect(),
        },
    };
    Citation {
        annotation,
        tags: annotation.tags.iter().filter_map(|id| dossier.codebook.tag(id)).collect(),
        quotations: annotation.targets.iter().map(quotation).collect(),
    }
}

/// All annotations of a dossier in the order of the texts: by document, then by place, then by age.
#[must_use]
pub fn cited(dossier: &Dossier) -> Vec<Citation<'_>> {
    let sides = dossier.sides();
    let order: Vec<&ReadoutId> = Side::BOTH.iter().flat_map(|&side| &sides[side]).collect();
    let mut citations: Vec<_> = dossier.annotations.values().map(|annotation| citation(annotation, dossier)).collect();
    citations.sort_by_key(|citation| {
        let first = citation.annotation.anchors().next();
        let place = first.map(|anchor| {
            let rank = order.iter().position(|id| **id == anchor.readout).unwrap_or(order.len());
            (rank, anchor.span.start)
        });
        (place.unwrap_or((usize::MAX, 0)), citation.annotation.created, citation.annotation.id)
    });
    citations
}
