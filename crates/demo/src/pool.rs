//! Pools: so many places, and a queue in order of arrival.
//!
//! Since nobody can jump the queue, a request's whole fate is known when it arrives: it begins when a place is free
//! that no earlier request takes. That is what makes a reply's schedule possible. A client that goes away leaves its
//! place taken until its time is up, as a database goes on with a query whose client has died.

use std::collections::BTreeMap;
use std::time::Duration;

/// How many pools there may be; beyond, idle ones are forgotten.
const MOST_POOLS: usize = 256;

/// The longest wait that a request is let into a queue for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// All pools of a service.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Pools {
    pools: BTreeMap<PoolKey, Pool>,
}

/// What makes a pool that pool. A request with another size means another pool.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PoolKey {
    /// Which endpoint it serves.
    pub(super) endpoint: &'static str,
    pub(super) name: String,
    /// How many places it has, at least 1.
    pub(super) size: usize,
}

/// A request that asks for a place. Moments count from the start of the service.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arrival {
    pub(super) now: Duration,
    /// How long it will hold its place.
    pub(super) work: Duration,
    /// How many may wait before it at most; `None` for any number.
    pub(super) limit: Option<usize>,
}

/// Why a request gets no place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Full {
    /// The queue is as long as the request allows, or takes too long; a place may be free after so much time.
    Queue(Duration),
    /// There are too many busy pools to make another.
    Pools,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Pool {
    /// When each place that was ever taken is free again; those never taken are not listed.
    free_at: Vec<Duration>,
    /// When those begin who were waiting at the latest look.
    begins: Vec<Duration>,
}

impl Pools {
    /// Takes a place as soon as one is free, and says how long that takes.
    ///
    /// # Errors
    /// The queue is too long, or there are too many pools.
    pub(super) fn enter(&mut self, key: PoolKey, arrival: Arrival) -> Result<Duration, Full> {
        if !self.pools.contains_key(&key) && self.pools.len() >= MOST_POOLS {
            self.pools.retain(|_, pool| pool.free_at.iter().any(|free| *free > arrival.now));
            if self.pools.len() >= MOST_POOLS {
                return Err(Full::Pools);
            }
        }
        let size = key.size;
        self.pools.entry(key).or_default().enter(size, arrival)
    }
}

impl Pool {
    fn enter(&mut self, size: usize, arrival: Arrival) -> Result<Duration, Full> {
        let Arrival { now, work, limit } = arrival;
        self.begins.retain(|begin| *begin > now);
        let soonest = self.free_at.iter().enumerate().min_by_key(|(_, free)| **free).map(|(idx, _)| idx);
        let place = match soonest {
            Some(idx) if self.free_at[idx] <= now || self.free_at.len() >= size => idx,
            Some(_) | None => {
                self.free_at.push(now);
                self.free_at.len() - 1
            }
        };
        let begin = self.free_at[place].max(now);
        let wait = begin - now;
        if !wait.is_zero() {
            if wait > LONGEST_WAIT || limit.is_some_and(|limit| self.begins.len() >= limit) {
                return Err(Full::Queue(wait));
            }
            self.begins.push(begin);
        }
        self.free_at[place] = begin + work;
        Ok(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, size: usize) -> PoolKey {
        PoolKey { endpoint: "test", name: name.to_owned(), size }
    }

    fn arrival(now: u64, work: u64) -> Arrival {
        Arrival { now: Duration::from_secs(now), work: Duration::from_secs(work), limit: None }
    }

    fn waits(pools: &mut Pools, size: usize, arrivals: &[Arrival]) -> Vec<u64> {
        arrivals.iter().map(|arrival| pools.enter(key("a", size), *arrival).unwrap().as_secs()).collect()
    }

    #[test]
    fn as_many_as_there_are_places_begin_at_once_and_the_rest_in_order() {
        // Two places, five requests of 3 s at once: 0, 0, then 3, 3, then 6.
        assert_eq!(waits(&mut Pools::default(), 2, &[arrival(0, 3); 5]), [0, 0, 3, 3, 6]);
    }

    #[test]
    fn who_comes_later_waits_less_and_a_free_place_is_used_again() {
        // One place: taken until 3; who comes at 2 waits 1 and has it until 5; at 9 it is free.
        assert_eq!(
            waits(&mut Pools::default(), 1, &[arrival(0, 3), arrival(2, 2), arrival(9, 1)]),
            [0, 1, 0]
        );
    }

    #[test]
    fn the_place_that_is_free_first_is_taken_first() {
        // Places until 5 and 1: the third begins at 1 and has its place until 3, where the fourth begins.
        assert_eq!(
            waits(&mut Pools::default(), 2, &[arrival(0, 5), arrival(0, 1), arrival(0, 2), arrival(0, 1)]),
            [0, 0, 1, 3]
        );
    }

    #[test]
    fn pools_of_different_names_do_not_wait_for_each_other() {
        let mut pools = Pools::default();
        assert_eq!(pools.enter(key("a", 1), arrival(0, 9)), Ok(Duration::ZERO));
        assert_eq!(pools.enter(key("b", 1), arrival(0, 9)), Ok(Duration::ZERO));
    }

    #[test]
    fn a_queue_takes_as_many_as_its_limit() {
        let mut pools = Pools::default();
        let limited = Arrival { limit: Some(1), ..arrival(0, 3) };
        assert_eq!(pools.enter(key("a", 1), limited), Ok(Duration::ZERO));
        assert_eq!(pools.enter(key("a", 1), limited), Ok(Duration::from_secs(3)));
        assert_eq!(pools.enter(key("a", 1), limited), Err(Full::Queue(Duration::from_secs(6))));
        // At 4 s the second has begun, so that one may wait again: from 4 until 6.
        let later = Arrival { now: Duration::from_secs(4), ..limited };
        assert_eq!(pools.enter(key("a", 1), later), Ok(Duration::from_secs(2)));
    }

    #[test]
    fn nobody_is_let_in_to_wait_for_more_than_a_minute() {
        let mut pools = Pools::default();
        assert_eq!(waits(&mut pools, 1, &[arrival(0, 60), arrival(0, 60)]), [0, 60]);
        assert_eq!(pools.enter(key("a", 1), arrival(0, 1)), Err(Full::Queue(Duration::from_secs(120))));
    }

    #[test]
    fn idle_pools_make_room_and_busy_ones_do_not() {
        let mut pools = Pools::default();
        for number in 0..MOST_POOLS {
            pools.enter(key(&number.to_string(), 1), arrival(0, 5)).unwrap();
        }
        assert_eq!(pools.enter(key("more", 1), arrival(4, 1)), Err(Full::Pools));
        assert_eq!(pools.enter(key("more", 1), arrival(5, 1)), Ok(Duration::ZERO));
    }
}
