//! A link between two sentences, as every step of the alignment hands it on.

use crate::compare::comparison::Tie;

/// Two sentences that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bond {
    /// The sentence of the left text.
    pub(crate) left: usize,
    /// The sentence of the right text.
    pub(crate) right: usize,
    /// How close.
    pub(crate) tie: Tie,
    /// From 0 to 1.
    pub(crate) confidence: f64,
    /// What speaks for it, strongest first, at most four.
    pub(crate) because: Vec<String>,
}

impl Bond {
    /// The two sentences, by which a bond is known.
    pub(crate) fn pair(&self) -> (usize, usize) {
        (self.left, self.right)
    }

    /// Whether a person made it.
    pub(crate) fn is_yours(&self) -> bool {
        self.because.first().is_some_and(|reason| reason == super::anchor::YOURS)
    }

    /// From 0.5 at the threshold towards 1, less below it.
    pub(crate) fn confidence(score: f64, threshold: f64) -> f64 {
        let over = score - threshold;
        let sure = if over < 0.0 { 0.5 + over } else { 0.5 + 0.5 * (1.0 - (-3.0 * over).exp()) };
        sure.clamp(0.3, 0.99)
    }
}
