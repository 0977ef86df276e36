//! What sellers sell for web sites, by the words they use in English, German, French and Spanish, and which checks it can repair.

use crate::model::finding::Area::{self, Access, Email, Enquiry, Reach, Search, Speed, Trust};

/// Something that is sold for web sites, the words that name it, and the findings that it can repair.
pub struct Trade {
    /// Whole words, folded to lower case, punctuation left out; `*` at the end stands for any ending.
    pub words: &'static [&'static str],
    /// Words that mean this only beside something sold for web sites: *accessibility* is also a matter of stairs.
    pub beside: &'static [&'static str],
    pub areas: &'static [Area],
    pub checks: &'static [u8],
}

/// What is sold for web sites, in four languages.
pub const TRADES: &[Trade] = &[
    // Web design and development.
    Trade {
        words: &[
            "web design*", "webdesign*", "website*", "web site*", "web page*", "web development", "web developer*", "webdev*", "landing page*", "homepage*", "wordpress", "webflow", "shopify", "typo3",
            "webseite*", "internetseite*", "internetauftritt*", "webauftritt*", "webentwicklung", "webagentur*", "onlineshop*", "online shop*", "e commerce", "ecommerce",
            "site internet", "sites internet", "site web", "sites web", "création de site*", "création de sites", "développement web", "agence web", "boutique en ligne", "boutiques en ligne",
            "página web", "páginas web", "pagina web", "paginas web", "sitio web", "sitios web", "diseño web", "desarrollo web", "tienda online", "tiendas online",
        ],
        beside: &[],
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
        beside: &["sichtbarkeit", "visibility", "visibilité", "visibilidad"],
        areas: &[Reach, Search],
        checks: &[5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 19, 20],
    },
    // Being found on maps and nearby.
    Trade {
        words: &[
            "local seo", "google business", "google maps", "google my business", "google unternehmensprofil*", "lokale suche", "référencement local", "fiche google", "seo local", "ficha de google",
        ],
        beside: &[],
        areas: &[],
        checks: &[20, 50, 52, 57],
    },
    // Being read by AI assistants.
    Trade {
        words: &["ai search", "ai visibility", "ai assistants", "generative engine*", "answer engine*", "llm visibility", "ki suche", "ki sichtbarkeit", "ki assistenten", "recherche ia", "visibilité ia", "buscadores ia"],
        beside: &[],
        areas: &[],
        checks: &[19, 20, 24, 25],
    },
    // E-mail that arrives.
    Trade {
        words: &[
            "email deliverability", "e mail deliverability", "deliverability", "email marketing", "e mail marketing", "email security", "e mail security", "newsletter*", "email hosting", "dmarc", "dkim",
            "e mail zustellung", "zustellbarkeit", "e mail sicherheit", "mailserver", "mail server", "microsoft 365", "office 365", "google workspace",
            "délivrabilité", "emailing", "e mailing", "messagerie professionnelle", "entregabilidad", "correo corporativo", "correo electrónico corporativo", "correo profesional",
        ],
        beside: &[],
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
        beside: &["security", "sicherheit", "sécurité", "seguridad"],
        areas: &[Trust],
        checks: &[37, 38, 39, 40, 41, 42, 43, 45, 46],
    },
    // Care of sites that exist.
    Trade {
        words: &[
            "website maintenance", "website care", "wordpress maintenance", "site maintenance", "website wartung", "webseitenpflege", "wordpress wartung", "wartung von websites",
            "maintenance de site*", "maintenance wordpress", "mantenimiento web", "mantenimiento wordpress", "mantenimiento de páginas",
        ],
        beside: &[],
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
        beside: &["hosting", "performance", "hébergement", "alojamiento"],
        areas: &[Speed],
        checks: &[1, 2, 3, 26, 27, 28, 37],
    },
    // Accessibility.
    Trade {
        words: &[
            "web accessibility", "website accessibility", "digital accessibility", "accessibility audit*", "accessible website*", "accessible web*", "wcag", "a11y", "screen reader*",
            "digitale barrierefreiheit", "digitaler barrierefreiheit", "barrierefreie website*", "barrierefreie webseite*", "barrierefreie internetseite*", "barrierefreies web*", "bfsg",
            "accessibilité numérique", "accessibilité web", "rgaa", "accesibilidad web", "accesibilidad digital",
        ],
        beside: &["accessibility", "barrierefrei*", "accessibilité", "accesibilidad"],
        areas: &[Access],
        checks: &[17, 21, 22, 33, 34, 35, 36],
    },
    // Words.
    Trade {
        words: &[
            "copywriting", "copywriter*", "content writing", "content marketing", "web copy", "website copy", "website texts", "blog posts",
            "werbetext*", "webtexte*", "webtexter*", "website texte", "texterin", "texter", "textagentur*", "rédaction web", "rédacteur web", "rédactrice web", "conception rédaction",
            "redacción web", "redactor web", "redactora web", "redacción de contenidos", "marketing de contenidos",
        ],
        beside: &["texte", "storytelling", "copy", "textos"],
        areas: &[],
        checks: &[12, 13, 15, 16, 21, 48, 52, 53, 55, 56],
    },
    // Advertising, analytics, more enquiries from the same visitors.
    Trade {
        words: &[
            "google ads", "adwords", "meta ads", "facebook ads", "ppc", "paid search", "online advertising", "digital marketing", "online marketing", "web analytics", "google analytics", "conversion rate*", "conversion optimi*", "lead generation",
            "landing pages", "performance marketing", "suchmaschinenwerbung", "onlinemarketing", "webanalyse", "leadgenerierung", "neukundengewinnung", "marketing digital", "publicité en ligne", "génération de leads",
            "taux de conversion", "publicidad online", "publicidad digital", "analítica web", "generación de leads", "captación de clientes",
        ],
        beside: &["conversion*", "kampagne*", "anfragen", "leads", "demandes", "consultas"],
        areas: &[Enquiry],
        checks: &[48, 49, 51, 53, 54, 58],
    },
    // Ways to be reached and booked.
    Trade {
        words: &[
            "online booking*", "booking software", "appointment scheduling", "live chat", "chatbot*", "contact form*", "call answering", "answering service", "phone answering",
            "online terminbuchung", "terminbuchung*", "online buchung*", "telefonservice", "telefonsekretariat", "kontaktformular*",
            "réservation en ligne", "prise de rendez vous", "permanence téléphonique", "formulaire de contact", "reservas online", "cita previa online", "atención telefónica", "formulario de contacto",
        ],
        beside: &[],
        areas: &[],
        checks: &[35, 48, 49, 50, 51, 57],
    },
    // Pictures and looks.
    Trade {
        words: &[
            "photography", "photographer*", "product photo*", "branding", "brand design", "corporate design", "logo design", "social media", "fotografie", "fotograf", "fotografin", "produktfoto*", "bildbearbeitung",
            "photographe*", "photographie*", "identité visuelle", "réseaux sociaux", "fotografía", "fotógrafo", "fotógrafa", "identidad visual", "diseño de marca", "redes sociales",
        ],
        beside: &[],
        areas: &[],
        checks: &[18, 23, 32, 34, 53],
    },
    // Data protection and the law of sites.
    Trade {
        words: &[
            "data protection", "gdpr", "privacy law", "privacy compliance", "cookie consent", "it law", "datenschutz*", "dsgvo", "it recht", "abmahn*", "rgpd", "protection des données", "dpo", "protección de datos", "lopd", "lopdgdd",
        ],
        beside: &[],
        areas: &[],
        checks: &[38, 39, 42, 44, 58],
    },
    // Other languages.
    Trade {
        words: &["translation", "translations", "translator*", "website localisation", "website localization", "übersetzung*", "übersetzer*", "traduction*", "traducteur*", "traductrice*", "traducción", "traducciones", "traductor*", "multilingual website*", "mehrsprachige website*"],
        beside: &[],
        areas: &[],
        checks: &[15, 22, 52, 56],
    },
];

/// How firms point to their own site: no word of what they sell.
pub const OWN_SITE: &[&str] = &[
    "our website", "our web site", "my website", "our homepage", "visit our site", "our online shop", "our webshop", "unser onlineshop", "unserem onlineshop", "unser online shop", "unserem online shop", "unsere website", "unserer website", "unsere webseite", "unserer webseite", "unsere homepage", "unserer homepage",
    "meine website", "meiner website", "notre site internet", "notre site web", "mon site internet", "mon site web", "notre boutique en ligne", "nuestra página web", "nuestra web", "nuestro sitio web", "mi página web", "nuestra tienda online",
];
