//! New identities, from a seed: the same seed gives the same ids, so that tests can read them.

use jiff::Timestamp;
use uuid::{Builder, Uuid};

/// A source of identities.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    state: u64,
}

impl Ids {
    /// A source that starts at a seed.
    #[must_use]
    pub(crate) const fn new(seed: u64) -> Ids {
        Ids { state: seed }
    }

    /// A UUID of version 7 (RFC 9562): ordered by time, with 74 bits from the seed.
    pub(crate) fn next(&mut self, at: Timestamp) -> Uuid {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.draw().to_le_bytes());
        random[8..].copy_from_slice(&self.draw().to_le_bytes()[..2]);
        Builder::from_unix_timestamp_millis(at.as_millisecond().unsigned_abs(), &random).into_uuid()
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): enough to keep ids apart; nothing here is secret.
    fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_time_and_never_repeat() {
        let mut ids = Ids::new(7);
        let at = |second| Timestamp::from_second(second).unwrap();
        let (first, second, third) = (ids.next(at(1)), ids.next(at(1)), ids.next(at(2)));
        assert_ne!(first, second);
        assert!(first < third && second < third);
        assert_eq!(first.get_version_num(), 7);
    }
}
