//! Deliveries: which event goes to which endpoint, when it is tried, and how each try went.

use super::StoreError;
use super::db::Tx;
use super::events::NewEvent;

/// Writes a delivery of each event for each endpoint of its project that is on and wants it.
pub async fn fan_out(_tx: &mut Tx, _events: &[NewEvent]) -> Result<(), StoreError> {
    Ok(())
}
