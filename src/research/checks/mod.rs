//! The named checks: one table in the order of the set, run over one site. What each row means, and its slots, is told in `docs/reference/checks.md`.

mod access;
mod certificate;
mod crawl;
mod dated;
mod email;
mod enquiry;
mod fit;
mod freshness;
mod identity;
#[rustfmt::skip]
mod lexicon;
mod markup;
mod message;
mod outcome;
mod price;
pub mod rank;
mod reach;
mod robots_txt;
mod sample;
pub mod score;
mod search;
mod share;
mod site;
pub mod site_type;
mod speed;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
#[rustfmt::skip]
mod trades;
mod trust;
mod verify;

pub use site::{Site, noindex};

use outcome::Outcome;

use super::ledger::Ledger;
use crate::model::finding::Area::{self, Access, Email, Enquiry, Reach, Search, Speed, Trust};
use crate::model::finding::Effort::{self, Days, Hours, Minutes};
use crate::model::finding::Finding;
use crate::model::finding::Severity::{self, Critical, High, Info, Low, Medium};

/// One row of the set.
pub struct Check {
    /// Standard name where there is one (Lighthouse, axe).
    pub id: &'static str,
    /// 1–58.
    pub number: u8,
    pub area: Area,
    /// Usual severity; an outcome may name another.
    pub severity: Severity,
    pub effort: Effort,
    run: fn(&Site, &mut Ledger) -> Outcome,
}

const fn row(number: u8, id: &'static str, area: Area, severity: Severity, effort: Effort, run: fn(&Site, &mut Ledger) -> Outcome) -> Check {
    Check { id, number, area, severity, effort, run }
}

/// The set, in order.
#[rustfmt::skip]
pub const CHECKS: [Check; 58] = [
    row( 1, "http-status-code", Reach, Critical, Hours, reach::http_status_code),
    row( 2, "redirects-http", Reach, High, Minutes, reach::redirects_http),
    row( 3, "host-canonical", Reach, Medium, Minutes, reach::host_canonical),
    row( 4, "redirect-chain", Reach, Low, Minutes, reach::redirect_chain),
    row( 5, "is-crawlable", Reach, Critical, Minutes, crawl::is_crawlable),
    row( 6, "robots-txt", Reach, Medium, Minutes, crawl::robots_txt),
    row( 7, "sitemap", Reach, Low, Hours, crawl::sitemap),
    row( 8, "sitemap-health", Reach, Medium, Hours, crawl::sitemap_health),
    row( 9, "broken-links", Reach, Medium, Minutes, reach::broken_links),
    row(10, "soft-404", Reach, Low, Hours, reach::soft_404),
    row(11, "canonical", Reach, Medium, Minutes, crawl::canonical),
    row(12, "document-title", Search, High, Minutes, search::document_title),
    row(13, "title-length", Search, Low, Minutes, search::title_length),
    row(14, "duplicate-titles", Search, Medium, Minutes, search::duplicate_titles),
    row(15, "meta-description", Search, Medium, Minutes, search::meta_description),
    row(16, "h1", Search, Medium, Minutes, search::h1),
    row(17, "heading-order", Search, Low, Minutes, search::heading_order),
    row(18, "open-graph", Search, Medium, Minutes, share::open_graph),
    row(19, "json-ld-valid", Search, Medium, Minutes, markup::json_ld_valid),
    row(20, "organization-markup", Search, Medium, Hours, markup::organization_markup),
    row(21, "link-text", Search, Low, Minutes, search::link_text),
    row(22, "html-lang", Search, Low, Minutes, search::html_lang),
    row(23, "favicon", Search, Low, Minutes, share::favicon),
    row(24, "content-without-script", Search, High, Days, search::content_without_script),
    row(25, "ai-crawlers", Search, Info, Minutes, crawl::ai_crawlers),
    row(26, "server-response-time", Speed, Medium, Days, speed::server_response_time),
    row(27, "text-compression", Speed, Medium, Minutes, speed::text_compression),
    row(28, "cache-policy", Speed, Low, Minutes, speed::cache_policy),
    row(29, "page-weight", Speed, Medium, Days, speed::page_weight),
    row(30, "render-blocking", Speed, Low, Hours, speed::render_blocking),
    row(31, "unsized-images", Speed, Low, Hours, speed::unsized_images),
    row(32, "image-delivery", Speed, Medium, Hours, speed::image_delivery),
    row(33, "meta-viewport", Access, High, Minutes, access::meta_viewport),
    row(34, "image-alt", Access, Medium, Hours, access::image_alt),
    row(35, "label", Access, Medium, Hours, access::label),
    row(36, "link-name", Access, Medium, Hours, access::link_name),
    row(37, "certificate", Trust, Critical, Hours, certificate::certificate),
    row(38, "mixed-content", Trust, High, Minutes, trust::mixed_content),
    row(39, "form-https", Trust, Critical, Minutes, trust::form_https),
    row(40, "hsts", Trust, Low, Minutes, trust::hsts),
    row(41, "framing", Trust, Low, Minutes, trust::framing),
    row(42, "cookies", Trust, Medium, Hours, trust::cookies),
    row(43, "dated-software", Trust, Medium, Days, dated::dated_software),
    row(44, "privacy-notice", Trust, Medium, Hours, identity::privacy_notice),
    row(45, "spf", Email, High, Minutes, email::spf),
    row(46, "dmarc", Email, High, Minutes, email::dmarc),
    row(47, "contact-domain", Email, Medium, Hours, email::contact_domain),
    row(48, "call-to-action", Enquiry, High, Hours, enquiry::call_to_action),
    row(49, "contact-path", Enquiry, High, Hours, enquiry::contact_path),
    row(50, "phone-link", Enquiry, Medium, Minutes, enquiry::phone_link),
    row(51, "form-friction", Enquiry, Medium, Hours, enquiry::form_friction),
    row(52, "offer-clarity", Enquiry, Medium, Hours, message::offer_clarity),
    row(53, "proof", Enquiry, Medium, Days, message::proof),
    row(54, "price-signal", Enquiry, Info, Hours, price::price_signal),
    row(55, "freshness", Enquiry, Low, Minutes, freshness::freshness),
    row(56, "readability", Enquiry, Low, Hours, message::readability),
    row(57, "nap-consistency", Enquiry, Medium, Minutes, enquiry::nap_consistency),
    row(58, "measurement", Enquiry, Info, Minutes, identity::measurement),
];

/// What scripts may put on the page: unknown where the page as sent is a shell.
const MADE_BY_SCRIPT: &[u8] = &[11, 12, 13, 14, 15, 16, 17, 18, 20, 44, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56];

const SHELL: &str = "the page is made by scripts, which were not run";

/// Every check of the set on this site, in order.
#[must_use]
pub fn run(site: &Site, ledger: &mut Ledger) -> Vec<Finding> {
    CHECKS.iter().map(|check| finding(check, site, ledger)).collect()
}

fn finding(check: &Check, site: &Site, ledger: &mut Ledger) -> Finding {
    let unseen = site.shell && MADE_BY_SCRIPT.contains(&check.number);
    let outcome = if unseen { Outcome::not_measured(SHELL) } else { (check.run)(site, ledger) };
    // What the profile found has no line of its own.
    ledger.make_verifiable(&outcome.evidence);
    Finding {
        check: check.id.to_owned(),
        number: check.number,
        area: check.area,
        status: outcome.status,
        severity: outcome.severity.unwrap_or(check.severity),
        slots: outcome.slots,
        evidence: outcome.evidence,
        sample: outcome.sample,
        effort: check.effort,
        confidence: outcome.confidence,
        reason: outcome.reason,
    }
}
