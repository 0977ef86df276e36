//! Which checks an offer is about: its focus areas, and what the seller says to sell, in four languages. Offers outside the web touch none.

use crate::model::finding::Area::{self, Access, Email, Enquiry, Reach, Search, Speed, Trust};
use crate::model::finding::{Because, Finding};
use crate::model::offer::Offer;

/// Fit in tenths. The most is below the step from one severity to the next (6 to 10), so fit alone never outweighs it.
pub const NEUTRAL: u32 = 10;
/// Proof or audience of an offer about the web name the subject.
const ASIDE: u32 = 12;
/// The subject of the offer is the area of the finding.
const AREA: u32 = 13;
/// The subject of the offer is this very check, or its area is the offer's focus.
const FULL: u32 = 15;

/// Characters looked at of one text; words found of one offer.
const TEXT_CHARS: usize = 2_000;
const HITS_MAX: usize = 40;

/// Something that is sold for web sites, the words that name it, and the findings that it can repair.
struct Trade {
    /// Whole words, folded to lower case, punctuation left out; `*` at the end stands for any ending.
    words: &'static [&'static str],
    areas: &'static [Area],
    checks: &'static [u8],
}

#[rustfmt::skip]
const TRADES: &[Trade] = &[
    // Web design and development.
    Trade {
        words: &[
            "web design*", "webdesign*", "website*", "web site*", "web page*", "web development", "web developer*", "webdev*", "landing page*", "homepage*", "wordpress", "webflow", "shopify", "typo3",
            "webseite*", "internetseite*", "internetauftritt*", "webauftritt*", "webentwicklung", "webagentur*", "onlineshop*", "online shop*", "e commerce", "ecommerce",
            "site internet", "sites internet", "site web", "sites web", "création de site*", "création de sites", "développement web", "agence web", "boutique en ligne", "boutiques en ligne",
            "página web", "páginas web", "pagina web", "paginas web", "sitio web", "sitios web", "diseño web", "desarrollo web", "tienda online", "tiendas online",
        ],
        areas: &[Search, Access, Enquiry],
        checks: &[16, 24, 29, 30, 31, 33, 48, 52],
    },
    // Search engine optimisation.
    Trade {
        words: &[
            "seo", "search engine*", "google ranking*", "rank on google", "organic search", "organic traffic", "keyword research", "technical seo",
            "suchmaschine*", "google sichtbarkeit", "auffindbarkeit", "sichtbarkeit bei google", "sichtbarkeit in google",
            "référencement*", "moteur de recherche", "moteurs de recherche", "visibilité sur google", "visibilité en ligne",
            "posicionamiento web", "posicionamiento seo", "buscadores", "posicionamiento en google", "visibilidad en google",
        ],
        areas: &[Reach, Search],
        checks: &[5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 19, 20],
    },
    // Being found on maps and nearby.
    Trade {
        words: &[
            "local seo", "google business", "google maps", "google my business", "google unternehmensprofil*", "lokale suche", "référencement local", "fiche google", "seo local", "ficha de google",
        ],
        areas: &[],
        checks: &[20, 50, 52, 57],
    },
    // Being read by AI assistants.
    Trade {
        words: &["ai search", "ai visibility", "ai assistants", "generative engine*", "answer engine*", "llm visibility", "ki suche", "ki sichtbarkeit", "ki assistenten", "recherche ia", "visibilité ia", "buscadores ia"],
        areas: &[],
        checks: &[19, 20, 24, 25],
    },
    // E-mail that arrives.
    Trade {
        words: &[
            "email deliverability", "e mail deliverability", "deliverability", "email marketing", "e mail marketing", "email security", "e mail security", "newsletter*", "email hosting", "dmarc", "dkim", "spf",
            "e mail zustellung", "zustellbarkeit", "e mail sicherheit", "mailserver", "mail server", "microsoft 365", "office 365", "google workspace",
            "délivrabilité", "emailing", "e mailing", "messagerie professionnelle", "entregabilidad", "correo corporativo", "correo electrónico corporativo", "correo profesional",
        ],
        areas: &[Email],
        checks: &[45, 46, 47],
    },
    // IT security.
    Trade {
        words: &[
            "it security", "cyber security", "cybersecurity", "information security", "penetration test*", "pentest*", "web security", "vulnerability*", "vulnerabilities", "ssl certificate*",
            "it sicherheit", "cybersicherheit", "informationssicherheit", "penetrationstest*", "it systemhaus", "managed it", "it support", "it services", "it dienstleist*", "it betreuung",
            "cybersécurité", "cyber sécurité", "sécurité informatique", "test d intrusion", "tests d intrusion", "infogérance", "ciberseguridad", "seguridad informática", "soporte informático", "mantenimiento informático",
        ],
        areas: &[Trust],
        checks: &[37, 38, 39, 40, 41, 42, 43, 45, 46],
    },
    // Care of sites that exist.
    Trade {
        words: &[
            "website maintenance", "website care", "wordpress maintenance", "site maintenance", "website wartung", "webseitenpflege", "wordpress wartung", "wartung von websites",
            "maintenance de site*", "maintenance wordpress", "mantenimiento web", "mantenimiento wordpress", "mantenimiento de páginas",
        ],
        areas: &[],
        checks: &[1, 8, 9, 37, 43, 55],
    },
    // Hosting and performance.
    Trade {
        words: &[
            "web hosting", "webhosting", "website hosting", "wordpress hosting", "managed hosting", "cloud hosting", "server hosting", "web performance", "page speed", "pagespeed", "site speed", "website speed",
            "core web vitals", "load time*", "loading time*", "cdn", "ladezeit*", "ladegeschwindigkeit", "webserver", "hébergement web", "hébergement de site*", "temps de chargement", "performance web",
            "alojamiento web", "velocidad web", "velocidad de carga", "tiempo de carga", "rendimiento web",
        ],
        areas: &[Speed],
        checks: &[1, 2, 3, 26, 27, 28, 37],
    },
    // Accessibility.
    Trade {
        words: &[
            "accessibility", "web accessibility", "accessible website*", "wcag", "a11y", "screen reader*", "bfsg", "barrierefrei*", "accessibilité", "rgaa",
            "accesibilidad", "accesibilidad web",
        ],
        areas: &[Access],
        checks: &[17, 21, 22, 33, 34, 35, 36],
    },
    // Words.
    Trade {
        words: &[
            "copywriting", "copywriter*", "content writing", "content marketing", "web copy", "website copy", "website texts", "blog posts", "storytelling",
            "werbetext*", "webtexte*", "webtexter*", "website texte", "texterin", "texter", "textagentur*", "rédaction web", "rédacteur web", "rédactrice web", "conception rédaction",
            "redacción web", "redactor web", "redactora web", "redacción de contenidos", "marketing de contenidos",
        ],
        areas: &[],
        checks: &[12, 13, 15, 16, 21, 48, 52, 53, 55, 56],
    },
    // Advertising, analytics, more enquiries from the same visitors.
    Trade {
        words: &[
            "google ads", "adwords", "meta ads", "facebook ads", "ppc", "paid search", "online advertising", "digital marketing", "online marketing", "web analytics", "google analytics", "conversion*", "lead generation",
            "landing pages", "performance marketing", "suchmaschinenwerbung", "onlinemarketing", "webanalyse", "leadgenerierung", "neukundengewinnung", "marketing digital", "publicité en ligne", "génération de leads",
            "taux de conversion", "publicidad online", "publicidad digital", "analítica web", "generación de leads", "captación de clientes",
        ],
        areas: &[Enquiry],
        checks: &[48, 49, 51, 53, 54, 58],
    },
    // Ways to be reached and booked.
    Trade {
        words: &[
            "online booking*", "booking software", "appointment scheduling", "live chat", "chatbot*", "contact form*", "call answering", "answering service", "phone answering", "crm",
            "online terminbuchung", "terminbuchung*", "online buchung*", "telefonservice", "telefonsekretariat", "kontaktformular*",
            "réservation en ligne", "prise de rendez vous", "permanence téléphonique", "formulaire de contact", "reservas online", "cita previa online", "atención telefónica", "formulario de contacto",
        ],
        areas: &[],
        checks: &[35, 48, 49, 50, 51, 57],
    },
    // Pictures and looks.
    Trade {
        words: &[
            "photography", "photographer*", "product photo*", "branding", "brand design", "corporate design", "logo design", "social media", "fotografie", "fotograf", "fotografin", "produktfoto*", "bildbearbeitung",
            "photographe*", "photographie*", "identité visuelle", "réseaux sociaux", "fotografía", "fotógrafo", "fotógrafa", "identidad visual", "diseño de marca", "redes sociales",
        ],
        areas: &[],
        checks: &[18, 23, 32, 34, 53],
    },
    // Data protection and the law of sites.
    Trade {
        words: &[
            "data protection", "gdpr", "privacy law", "privacy compliance", "cookie consent", "it law", "datenschutz*", "dsgvo", "it recht", "abmahn*", "rgpd", "protection des données", "dpo", "protección de datos", "lopd", "lopdgdd",
        ],
        areas: &[],
        checks: &[38, 39, 42, 44, 58],
    },
    // Other languages.
    Trade {
        words: &["translation", "translations", "translator*", "localisation", "localization", "übersetzung*", "übersetzer*", "lokalisierung", "traduction*", "traducteur*", "traductrice*", "traducción", "traducciones", "traductor*", "multilingual website*", "mehrsprachige website*"],
        areas: &[],
        checks: &[15, 22, 52, 56],
    },
];

/// How firms point to their own site: no word of what they sell.
#[rustfmt::skip]
const OWN_SITE: &[&str] = &[
    "our website", "our web site", "my website", "our homepage", "visit our site", "unsere website", "unserer website", "unsere webseite", "unserer webseite", "unsere homepage", "unserer homepage",
    "meine website", "meiner website", "notre site internet", "notre site web", "mon site internet", "mon site web", "nuestra página web", "nuestra web", "nuestro sitio web", "mi página web",
];

/// What an offer is about.
pub struct Interest<'o> {
    focus: &'o [String],
    hits: Vec<Hit>,
}

struct Hit {
    trade: &'static Trade,
    /// As it stands in the offer.
    word: String,
    /// In what is sold, not only in proof or audience.
    sold: bool,
}

impl<'o> Interest<'o> {
    /// Reads the offer. What is sold decides; proof and audience count only beside something sold for web sites, or where nothing else is said.
    #[must_use]
    pub fn of(offer: &'o Offer) -> Self {
        let mut hits = found(&offer.sells, true);
        if !hits.is_empty() || offer.sells.trim().is_empty() {
            for text in offer.proof.iter().chain([&offer.audience]) {
                hits.extend(found(text, false));
            }
        }
        hits.truncate(HITS_MAX);
        Self { focus: &offer.focus, hits }
    }

    /// Fit of a finding in tenths, from [`NEUTRAL`] to 15, with the reasons.
    #[must_use]
    pub fn fit(&self, finding: &Finding) -> (u32, Vec<Because>) {
        let mut fit = NEUTRAL;
        let mut because = Vec::new();
        if self.focus.iter().any(|focus| focus.trim().eq_ignore_ascii_case(area_name(finding.area))) {
            fit = FULL;
            because.push(Because::Focus { area: finding.area });
        }
        let weighed = self.hits.iter().filter_map(|hit| {
            let weight = match (hit.trade.checks.contains(&finding.number), hit.trade.areas.contains(&finding.area), hit.sold) {
                (true, _, true) => FULL,
                (false, true, true) => AREA,
                (true, _, false) | (false, true, false) => ASIDE,
                (false, false, _) => return None,
            };
            Some((weight, hit))
        });
        // The first of the heaviest: what stands first in the offer is most likely its point.
        let best = weighed.fold(None, |best: Option<(u32, &Hit)>, one| if best.is_some_and(|(weight, _)| weight >= one.0) { best } else { Some(one) });
        if let Some((weight, hit)) = best {
            fit = fit.max(weight);
            because.push(Because::Words { word: hit.word.clone() });
        }
        (fit, because)
    }
}

/// The name of an area as an offer's focus has it.
fn area_name(area: Area) -> &'static str {
    match area {
        Reach => "reach",
        Search => "search",
        Speed => "speed",
        Access => "access",
        Trust => "trust",
        Email => "email",
        Enquiry => "enquiry",
    }
}

/// Trades that the text names, in the order in which they stand there; of each the first naming, the longest where several begin at one word.
fn found(text: &str, sold: bool) -> Vec<Hit> {
    let words = words(text);
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let own = OWN_SITE.iter().filter_map(|entry| begins(rest, entry)).max();
        if let Some(length) = own {
            at += length;
            continue;
        }
        for trade in TRADES {
            let Some(length) = trade.words.iter().filter_map(|entry| begins(rest, entry)).max() else { continue };
            if hits.iter().any(|hit| std::ptr::eq(hit.trade, trade)) {
                continue;
            }
            let last = at + length - 1;
            if let (Some(first), Some(last)) = (words.get(at), words.get(last))
                && let Some(word) = text.get(first.start..last.end)
            {
                hits.push(Hit { trade, word: word.to_owned(), sold });
            }
        }
        at += 1;
    }
    hits
}

/// A word of a text: folded, and where it stands.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

/// Runs of letters and digits.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices().take(TEXT_CHARS) {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open {
            words.push(Word { folded: String::new(), start: at, end: at });
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.folded.extend(c.to_lowercase());
            word.end = at + c.len_utf8();
        }
    }
    words
}

/// How many words of the text the entry takes, when the text begins with it.
fn begins(words: &[Word], entry: &str) -> Option<usize> {
    let mut taken = 0;
    for part in entry.split(' ') {
        let word = words.get(taken)?.folded.as_str();
        let fits = part.strip_suffix('*').map_or(word == part, |stem| word.starts_with(stem));
        if !fits {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sells: &str) -> Vec<String> {
        found(sells, true).into_iter().map(|hit| hit.word).collect()
    }

    #[test]
    fn what_is_sold_for_web_sites_is_found_in_four_languages_as_it_is_written() {
        for (sells, word) in [
            ("We build Web-Design and sites that sell", "Web-Design"),
            ("Suchmaschinenoptimierung für Handwerker", "Suchmaschinenoptimierung"),
            ("Référencement naturel pour artisans", "Référencement"),
            ("Ciberseguridad para pymes", "Ciberseguridad"),
            ("Barrierefreie Formulare", "Barrierefreie"),
            ("Délivrabilité de vos e-mails", "Délivrabilité"),
            ("Desarrollamos páginas web rápidas", "páginas web"),
        ] {
            assert!(named(sells).contains(&word.to_owned()), "{sells}: {:?}", named(sells));
        }
    }

    #[test]
    fn offers_outside_the_web_name_nothing() {
        for sells in [
            "Office cleaning for firms in the north, see our website for prices",
            "Bookkeeping and payroll; executive search for finance teams",
            "Gebäudereinigung und Winterdienst, Termine auf unserer Website",
            "Steuerberatung für den Mittelstand",
            "Nettoyage de bureaux, devis sur notre site internet",
            "Contabilidad y nóminas para autónomos",
            "Interior design, event hosting and security guards",
            "",
        ] {
            assert_eq!(named(sells), Vec::<String>::new(), "{sells}");
        }
    }

    #[test]
    fn the_audience_of_an_offer_outside_the_web_does_not_count() {
        let offer = Offer {
            sells: "Accounting".into(),
            audience: "SEO agencies".into(),
            proof: vec!["We keep the books of a web design studio".into()],
            ..Offer::default()
        };
        assert!(Interest::of(&offer).hits.is_empty());
        let offer = Offer { sells: "Websites".into(), audience: "public bodies that need accessibility".into(), ..Offer::default() };
        assert_eq!(
            Interest::of(&offer).hits.iter().map(|hit| (hit.word.as_str(), hit.sold)).collect::<Vec<_>>(),
            [("Websites", true), ("accessibility", false)]
        );
    }

    #[test]
    fn every_entry_is_folded_and_every_trade_leads_to_a_check() {
        for trade in TRADES {
            assert!(!trade.checks.is_empty() && trade.checks.iter().all(|number| (1..=58).contains(number)));
            for entry in trade.words {
                let plain = entry.trim_end_matches('*');
                assert!(plain.chars().all(|c| c == ' ' || c.is_alphanumeric()) && plain == plain.to_lowercase(), "{entry}");
            }
        }
    }
}
