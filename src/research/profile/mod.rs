//! Stand-in until the profile room is merged.

use crate::model::dossier::Dossier;
use crate::model::lead::LeadFields;
use crate::model::profile::Profile;
use crate::research::ledger::Ledger;

#[must_use]
pub fn profile(_dossier: &Dossier, _lead: &LeadFields, _ledger: &mut Ledger) -> Profile {
    Profile::default()
}
