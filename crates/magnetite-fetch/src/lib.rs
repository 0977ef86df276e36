//! The only way out to the network. Every connection goes to a checked, pinned, public address; time, bytes, redirects and pace are bounded.
//! Read `fetcher` for the walk of one request, `post` for webhooks, `caller` for language models, `authority` for certificates of our own, `dns` and `certificate` for what is asked beside, `guard` and `address` for what is let out, `overrides` for the one way past.

mod address;
mod answer;
mod ask;
mod authority;
mod body;
mod caller;
mod certificate;
mod dns;
mod error;
mod fetcher;
mod gate;
mod guard;
mod measure;
mod overrides;
mod post;
mod resolver;
mod settings;
#[cfg(test)]
mod tests;

pub use address::is_public;
pub use answer::{Answer, Hop};
pub use ask::{Ask, Keep, Method, Overflow};
pub use authority::{Authority, authority};
pub use caller::{CallLimits, Caller};
pub use certificate::{Certificate, Trust};
pub use dns::{Dns, DnsError, DnsSource, Mx, Records};
pub use error::{FetchError, FetchFailure};
pub use fetcher::Fetcher;
pub use guard::is_public_host;
pub use overrides::{BadOverride, Overrides};
pub use post::{ANSWER_KEPT_BYTES, ANSWER_MAX_BYTES, PostFailure, PostSettings, Posted, Poster};
pub use settings::Settings;
