//! The kinds of discrepancy that a professional reader of readouts looks for.

use serde::{Deserialize, Serialize};

/// What sort of discrepancy. The names are stable: they stand in files and exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A topic or substantive claim in one, nowhere in the other.
    TopicOmitted,
    /// A watched topic in neither.
    BothSilent,
    /// A text says that something was not discussed.
    ExplicitNegation,
    /// Who asked for the event or the step.
    Initiator,
    /// Level or format of the event.
    StatusFormat,
    /// Same act, other extent.
    Scope,
    /// Amount, date, duration or count in conflict, or on one side only.
    Figure,
    /// Same matter on another rung of commitment.
    Commitment,
    /// A condition in one only.
    Conditionality,
    /// Words put in a speaker's mouth, absent or otherwise in the other.
    Attribution,
    /// Each text reports only its own speaker.
    OwnSideOnly,
    /// Near-synonyms of other legal or policy weight.
    PolicyTerm,
    /// Other names for a state, war, place or summit.
    Naming,
    /// Invited, welcomed, accepted, returned.
    Invitation,
    /// Names, titles, delegations.
    Participants,
    /// Order of topics, share of space.
    Emphasis,
    /// Adjectives for the exchange.
    Tone,
    /// Praise or thanks told by one side only.
    Praise,
    /// Who published first.
    Timing,
    /// A text changed or vanished.
    Revision,
    /// One side's languages differ.
    LanguageVersion,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Kind; 21] = [
        Kind::TopicOmitted,
        Kind::BothSilent,
        Kind::ExplicitNegation,
        Kind::Initiator,
        Kind::StatusFormat,
        Kind::Scope,
        Kind::Figure,
        Kind::Commitment,
        Kind::Conditionality,
        Kind::Attribution,
        Kind::OwnSideOnly,
        Kind::PolicyTerm,
        Kind::Naming,
        Kind::Invitation,
        Kind::Participants,
        Kind::Emphasis,
        Kind::Tone,
        Kind::Praise,
        Kind::Timing,
        Kind::Revision,
        Kind::LanguageVersion,
    ];

    /// The stable name, as in JSON: `topic-omitted`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::TopicOmitted => "topic-omitted",
            Kind::BothSilent => "both-silent",
            Kind::ExplicitNegation => "explicit-negation",
            Kind::Initiator => "initiator",
            Kind::StatusFormat => "status-format",
            Kind::Scope => "scope",
            Kind::Figure => "figure",
            Kind::Commitment => "commitment",
            Kind::Conditionality => "conditionality",
            Kind::Attribution => "attribution",
            Kind::OwnSideOnly => "own-side-only",
            Kind::PolicyTerm => "policy-term",
            Kind::Naming => "naming",
            Kind::Invitation => "invitation",
            Kind::Participants => "participants",
            Kind::Emphasis => "emphasis",
            Kind::Tone => "tone",
            Kind::Praise => "praise",
            Kind::Timing => "timing",
            Kind::Revision => "revision",
            Kind::LanguageVersion => "language-version",
        }
    }

    /// The name as a heading: `Topic omitted`.
    #[must_use]
    pub fn title(self) -> String {
        let words = self.name().replace('-', " ");
        words[..1].to_uppercase() + &words[1..]
    }

    /// One word for a narrow column: `topic`, `asked`, `figure`.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Kind::TopicOmitted => "topic",
            Kind::BothSilent => "silent",
            Kind::ExplicitNegation => "negation",
            Kind::Initiator => "asked",
            Kind::StatusFormat => "format",
            Kind::Scope => "scope",
            Kind::Figure => "figure",
            Kind::Commitment => "strength",
            Kind::Conditionality => "condition",
            Kind::Attribution => "speaker",
            Kind::OwnSideOnly => "own side",
            Kind::PolicyTerm => "term",
            Kind::Naming => "naming",
            Kind::Invitation => "invited",
            Kind::Participants => "present",
            Kind::Emphasis => "emphasis",
            Kind::Tone => "tone",
            Kind::Praise => "praise",
            Kind::Timing => "timing",
            Kind::Revision => "revised",
            Kind::LanguageVersion => "language",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_serde_writes() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert!(kind.short().len() <= 9, "{} is too wide for its column", kind.short());
        }
    }
}
