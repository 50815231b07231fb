//! What the service remembers between requests.

use super::pool::Pools;
use super::random::Random;

/// The memory of one host's demo endpoints. A host makes one when it starts and passes it to every
/// [`respond`](super::respond).
///
/// It holds the random numbers of requests that bring no seed of their own, and the pools of connections and
/// workers. The feed of events belongs here too when its endpoints come.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    random: Random,
    pub(super) pools: Pools,
}

impl State {
    /// Makes the state of a service that has answered nothing yet. Equal seeds answer equally.
    pub fn new(seed: u64) -> Self {
        Self { random: Random::from_seed(seed), pools: Pools::default() }
    }

    /// The source of randomness for one request: that of its own seed if it brings one, else the service's next.
    pub(super) fn random_for(&mut self, seed: Option<u64>) -> Random {
        Random::from_seed(seed.unwrap_or_else(|| self.random.whole()))
    }
}
