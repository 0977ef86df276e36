//! Callers without a good key are limited by their address, in memory: a table of fixed size, in which an address has four places and takes the one that
//! was not used for longest. Who comes from more addresses than there are places has as many as he likes; nobody makes the table grow.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::model::limits::Group;
use crate::model::quota::{Hits, Standing};

const SETS: usize = 2_048;
const WAYS: usize = 4;

/// One place: whose it is, when it was last used (epoch ms), and the log in its stored form, which is the smallest (some 400 bytes at most).
#[derive(Clone)]
struct Place {
    network: u128,
    used_at: i64,
    hits: Box<[u8]>,
}

pub struct Addresses {
    sets: Mutex<Vec<[Option<Place>; WAYS]>>,
    /// Drawn at the start, so that nobody can choose addresses that fall into one set.
    hasher: RandomState,
}

impl Default for Addresses {
    fn default() -> Self {
        Self { sets: Mutex::new(vec![[const { None }; WAYS]; SETS]), hasher: RandomState::new() }
    }
}

impl Addresses {
    /// Decides on one request from this address, and counts it if it is admitted. The quota is that of [`Group::Other`].
    pub fn admit(&self, address: IpAddr, now: i64) -> Standing {
        self.with(address, now, |hits| hits.admit(Group::Other.default_quota(), now))
    }

    /// How a request from this address would fare; nothing is counted.
    pub fn standing(&self, address: IpAddr, now: i64) -> Standing {
        self.with(address, now, |hits| hits.standing(Group::Other.default_quota(), now))
    }

    fn with(&self, address: IpAddr, now: i64, decide: impl FnOnce(&mut Hits) -> Standing) -> Standing {
        let network = network(address);
        let at = usize::try_from(self.hasher.hash_one(network) % SETS as u64).unwrap_or(0);
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(set) = sets.get_mut(at) else { return Hits::default().standing(Group::Other.default_quota(), now) };
        let known = set.iter().position(|place| place.as_ref().is_some_and(|place| place.network == network));
        let mut hits = known.and_then(|way| set.get(way)?.as_ref()).and_then(|place| Hits::from_bytes(&place.hits)).unwrap_or_default();
        let standing = decide(&mut hits);
        let oldest = || (0..WAYS).min_by_key(|way| set.get(*way).and_then(Option::as_ref).map_or(i64::MIN, |place| place.used_at));
        if let Some(place) = known.or_else(oldest).and_then(|way| set.get_mut(way)) {
            *place = Some(Place { network, used_at: now, hits: hits.to_bytes().into_boxed_slice() });
        }
        standing
    }
}

/// An IPv4 address, or the first half of an IPv6 address: that much one household has for itself.
fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(v4) => u128::from(v4.to_bits()),
        IpAddr::V6(v6) => ((v6.to_bits() >> 64) << 64) | (1 << 63),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn asks(addresses: &Addresses, address: &str, times: usize) -> usize {
        (0..times).filter(|_| addresses.admit(address.parse().unwrap(), 1_795_500_000_000).admitted).count()
    }

    #[test]
    fn one_address_and_one_household_have_one_quota() {
        let addresses = Addresses::default();
        assert_eq!(asks(&addresses, "192.0.2.7", 60), 40);
        assert_eq!(asks(&addresses, "::ffff:192.0.2.7", 1), 0);
        assert_eq!(asks(&addresses, "192.0.2.8", 1), 1);
        assert_eq!(asks(&addresses, "2001:db8:1:2::1", 40), 40);
        assert_eq!(asks(&addresses, "2001:db8:1:2:ffff::9", 1), 0);
        assert_eq!(asks(&addresses, "2001:db8:1:3::1", 1), 1);
        assert!(!addresses.standing("192.0.2.7".parse().unwrap(), 1_795_500_000_000).admitted);
    }

    #[test]
    fn a_flood_of_addresses_does_not_make_the_table_grow() {
        let addresses = Addresses::default();
        for n in 0..100_000_u32 {
            addresses.admit(IpAddr::V4(n.into()), i64::from(n));
        }
        let sets = addresses.sets.lock().unwrap();
        assert_eq!(sets.len(), SETS);
        assert!(sets.iter().flatten().flatten().all(|place| place.used_at > 50_000), "the oldest stayed");
    }
}
