//! Links: where they lead, what they are called, where they stand.

use dom_query::Element;
use url::Url;

use super::attr;
use super::cfemail;
use super::name::{Ids, Naming};
use super::state::State;
use super::text::head;
use crate::model::page::Link;

const LINKS_MAX: usize = 4_000;
/// Longest address kept, in bytes.
const HREF_MAX: usize = 2_000;

#[derive(Debug, Default)]
pub struct Links {
    drafts: Vec<Draft>,
}

#[derive(Debug)]
struct Draft {
    link: Link,
    naming: Naming,
    order: u32,
    inner: String,
}

impl Links {
    /// Opens a link; the answer is its number for `close`, `None` for an anchor without a target.
    pub fn open(&mut self, element: &Element, state: &State, base: &Url, order: u32, locator: String) -> Option<usize> {
        let raw = attr(element, "href")?;
        if self.drafts.len() >= LINKS_MAX {
            return None;
        }
        let link = Link {
            raw_href: head(raw, HREF_MAX).to_owned(),
            href: target(raw, base),
            text: String::new(),
            name: String::new(),
            rel: attr(element, "rel").unwrap_or_default().to_ascii_lowercase(),
            region: state.region,
            position: 0.0,
            area: &*element.name.local == "area",
            hidden: state.hidden,
            locator,
        };
        let inner = attr(element, "alt").filter(|_| link.area).unwrap_or_default().to_owned();
        self.drafts.push(Draft { link, naming: Naming::of(element), order, inner });
        Some(self.drafts.len() - 1)
    }

    /// A link to Cloudflare's protection page leads to the address that its script would put there.
    pub fn lead_to_mail(&mut self, number: usize, address: &str) {
        if let Some(draft) = self.drafts.get_mut(number)
            && !draft.link.href.as_deref().is_some_and(|href| href.starts_with("mailto:"))
        {
            draft.link.href = Some(format!("mailto:{address}"));
        }
    }

    /// A coded address outside of any link, which the script turns into text: kept as a link without words of its own.
    pub fn coded_mail(&mut self, address: &str, state: &State, order: u32, locator: String) {
        if self.drafts.len() >= LINKS_MAX {
            return;
        }
        let link = Link {
            raw_href: String::new(),
            href: Some(format!("mailto:{address}")),
            text: address.to_owned(),
            name: String::new(),
            rel: String::new(),
            region: state.region,
            position: 0.0,
            area: false,
            hidden: state.hidden,
            locator,
        };
        self.drafts.push(Draft { link, naming: Naming::default(), order, inner: address.to_owned() });
    }

    /// `text` is what is seen in the link, `inner` the same with alt texts.
    pub fn close(&mut self, number: usize, text: String, inner: String) {
        if let Some(draft) = self.drafts.get_mut(number) {
            draft.link.text = text;
            if !draft.link.area {
                draft.inner = inner;
            }
        }
    }

    #[must_use]
    pub fn finish(self, ids: &Ids, elements: u32) -> Vec<Link> {
        let all = f64::from(elements.max(1));
        let finish = |draft: Draft| {
            let name = draft.naming.resolve(&draft.inner, ids).unwrap_or_default();
            Link { name, position: f64::from(draft.order) / all, ..draft.link }
        };
        self.drafts.into_iter().map(finish).collect()
    }
}

/// Absolute and without fragment; other schemes than http(s) as they are, script addresses not at all.
pub fn target(raw: &str, base: &Url) -> Option<String> {
    let raw = raw.trim();
    if raw.len() > HREF_MAX {
        return None;
    }
    if let Some(address) = cfemail::from_href(raw) {
        return Some(format!("mailto:{address}"));
    }
    let scheme = raw.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("javascript" | "data" | "vbscript" | "blob") => None,
        Some("mailto" | "tel" | "sms" | "whatsapp" | "callto" | "skype" | "fax") => Some(raw.to_owned()),
        _ => {
            let mut url = base.join(raw).ok()?;
            url.set_fragment(None);
            Some(url.into())
        }
    }
}
