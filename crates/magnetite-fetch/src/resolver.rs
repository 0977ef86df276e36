//! Resolves a name once and hands the client only public addresses, so that the connection is pinned to what was checked (no rebinding).

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::error::Carried;
use crate::{FetchError, is_public};

/// How names become addresses; tests put their own in.
pub(crate) type Lookup = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> + Send + Sync>;

/// Most addresses tried for one name.
const ADDRESSES_MAX: usize = 16;

pub(crate) struct Guarded {
    pub(crate) lookup: Lookup,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.lookup)(name.as_str().to_owned());
        Box::pin(async move {
            let addresses = found.await.map_err(|_| Carried(FetchError::Dns))?;
            let addresses = checked(addresses, false).map_err(Carried)?;
            let sockets: Vec<SocketAddr> = addresses.into_iter().map(|address| SocketAddr::new(address, 0)).collect();
            Ok(Box::new(sockets.into_iter()) as Addrs)
        })
    }
}

/// All or nothing: one address that is not public refuses the name, unless private ones are allowed.
pub(crate) fn checked(addresses: Vec<IpAddr>, allow_private: bool) -> Result<Vec<IpAddr>, FetchError> {
    if addresses.is_empty() {
        return Err(FetchError::Dns);
    }
    if !allow_private && !addresses.iter().all(|address| is_public(*address)) {
        return Err(FetchError::PrivateAddress);
    }
    Ok(addresses.into_iter().take(ADDRESSES_MAX).collect())
}

/// The system's resolver.
pub(crate) fn system() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|socket| socket.ip()).collect())
        })
    })
}
