//! The words the checks look for, by language. Entries are folded (lower case, no punctuation); `*` at the end stands for any ending.

/// Languages with full lists; sites in others leave the word-based checks unmeasured.
pub const LANGUAGES: [&str; 8] = ["en", "de", "fr", "es", "it", "nl", "pt", "ja"];

/// Link texts that say nothing about their target: the whole text must equal an entry.
#[must_use]
pub fn vague(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &[
            "click here", "click this", "go", "here", "information", "learn more", "more", "more info", "more information", "right here", "read more",
            "see more", "start", "this", "link", "details", "continue reading", "find out more",
        ],
        "de" => &[
            "hier", "hier klicken", "klicken sie hier", "klick hier", "mehr", "mehr lesen", "weiterlesen", "weiter lesen", "mehr erfahren", "mehr infos",
            "mehr informationen", "weitere informationen", "weitere infos", "lesen sie mehr", "erfahren sie mehr", "details", "link", "weiter",
        ],
        "fr" => &[
            "cliquez ici", "ici", "en savoir plus", "lire la suite", "lire plus", "plus", "plus d informations", "plus d infos", "voir plus", "savoir plus",
            "suite", "lien", "détails",
        ],
        "es" => &[
            "haz clic aquí", "haga clic aquí", "clic aquí", "click aquí", "aquí", "más", "más información", "más info", "leer más", "ver más", "saber más",
            "enlace", "detalles",
        ],
        "it" => &["clicca qui", "qui", "leggi di più", "leggi tutto", "scopri di più", "maggiori informazioni", "più informazioni", "di più", "continua", "dettagli"],
        "nl" => &["klik hier", "hier", "lees meer", "lees verder", "meer", "meer info", "meer informatie", "meer lezen", "bekijk meer", "verder lezen", "details"],
        "pt" => &["clique aqui", "aqui", "leia mais", "ler mais", "saiba mais", "ver mais", "mais", "mais informações", "continuar lendo", "detalhes"],
        "ja" => &["こちら", "ここ", "ここをクリック", "こちらをクリック", "もっと見る", "詳細", "詳しく", "詳しくはこちら", "続きを読む", "詳細はこちら", "more", "read more"],
        _ => &[],
    }
}

/// Words of links and buttons that ask for an action.
pub const ACTION: &[&str] = &[
    // English
    "contact", "contact us", "get in touch", "book", "booking", "bookings", "book now", "reserve", "reservation*", "appointment*", "schedule", "quote", "quotes", "estimate",
    "enquire", "enquiry", "enquiries", "inquire", "inquiry", "call", "call us", "phone us", "email us", "write to us", "message us", "buy", "shop", "shop now", "order", "order now",
    "add to cart", "add to basket", "checkout", "start", "get started", "start now", "try", "free trial", "trial", "demo", "sign up", "signup", "register",
    "join", "subscribe", "request", "apply", "donate", "get involved", "take action", "sponsor", "membership", "become a member", "download", "hire", "hire us", "talk to us", "let s talk", "let s connect", "open an account", "visit us", "get a quote", "rent",
    "plan your visit", "tickets", "consultation", "install", "volunteer", "support us",
    // German
    "kontakt*", "termin*", "buchen", "buchung*", "reservier*", "anfrag*", "angebot anfordern", "angebot einholen", "kostenvoranschlag", "anrufen", "rufen sie", "ruf uns",
    "jetzt*", "kaufen", "bestell*", "warenkorb", "zum shop", "shop", "onlineshop", "testen", "kostenlos testen", "anmeld*", "registrier*", "loslegen", "starten", "bewerben", "spenden",
    "herunterladen", "beratung*", "schreiben sie", "mieten", "mitmachen",
    // French
    "contactez*", "contacter", "nous contacter", "rendez vous", "réserv*", "devis", "appelez*", "appeler", "acheter", "achetez", "commander", "commandez", "panier", "boutique",
    "essayer", "essayez", "essai*", "démo", "inscri*", "s inscrire", "commencer", "télécharg*", "demander", "demandez", "postuler", "adhérer", "faire un don", "écrivez*",
    // Spanish
    "contacto", "contacta*", "contáct*", "cita", "cita previa", "reserva*", "presupuesto*", "llama*", "llám*", "comprar", "compra", "pedir", "pide", "tienda", "carrito",
    "probar", "prueba", "empezar", "empieza", "regístr*", "registr*", "suscr*", "solicit*", "descarg*", "escríb*", "cotiz*", "donar",
    // Italian
    "contatti", "contatt*", "prenot*", "appuntamento", "preventivo", "chiama*", "acquist*", "compra", "ordina*", "carrello", "negozio", "prova", "inizia", "iscri*", "registrati",
    "richied*", "scarica", "scrivi*", "scrivici", "dona",
    // Dutch
    "afspraak", "boek*", "reserveer*", "offerte*", "bel", "bel ons", "kopen", "koop", "bestel*", "winkelwagen", "winkel", "webshop", "probeer", "proberen", "aanmelden",
    "inschrijven", "aanvragen", "neem contact", "mail ons", "doneer", "solliciteer", "aan de slag",
    // Portuguese
    "contato", "contacto", "contate*", "contacte*", "fale conosco", "fale connosco", "agend*", "marcar", "marque", "reserv*", "orçamento", "ligue", "ligar", "comprar", "compre", "encomend*", "carrinho",
    "loja", "experimente", "teste", "comece", "começar", "inscrev*", "registe*", "cadastr*", "solicit*", "peça", "baixar", "doar",
    // Japanese
    "お問い合わせ", "お問合せ", "お問合わせ", "問い合わせ", "問合せ", "予約", "申込", "申し込", "資料請求", "見積", "相談", "購入", "注文", "カート", "電話", "無料体験", "登録", "ダウンロード", "アクセス", "ショップ",
];

/// Parts of link addresses that mean an action, whatever the text says.
pub const ACTION_PATHS: &[&str] = &[
    "contact", "kontakt", "contacto", "contatti", "contato", "book", "booking", "termin", "rendez", "reserv", "devis", "quote", "order", "shop", "signup", "register", "demo", "trial",
    "buy", "cart", "checkout", "subscribe", "inquiry", "enquiry", "anfrage", "toiawase", "yoyaku", "get-started", "donate", "apply",
];

/// Text or address of links to a privacy notice, in some twenty languages.
pub const PRIVACY: &[&str] = &[
    "privacy*", "data protection", "gdpr", "datenschutz*", "dsgvo", "confidentialité", "confidentialite", "vie privée", "vie privee", "données personnelles", "donnees personnelles", "rgpd",
    "mentions légales", "mentions legales", "privacidad", "protección de datos", "proteccion de datos", "aviso legal", "privacidade", "proteção de dados", "riservatezza", "protezione dei dati",
    "informativa*", "privacybeleid", "privacyverklaring", "gegevensbescherming", "avg", "integritet*", "personuppgift*", "personvern*", "databeskyttelse", "privatliv*", "privatlivspolitik", "tietosuoja*",
    "prywatno*", "rodo", "ochrana osobn*", "osobních údajů", "adatvédel*", "adatkezel*", "confidențialit*", "confidentialitate", "απορρήτου", "απόρρητο", "προσωπικών δεδομένων", "gizlilik*", "kvkk",
    "конфиденциальност*", "персональных данных", "поверителност", "zasebnost*", "privatnost*", "privatumo", "privātuma", "プライバシー", "個人情報", "隐私", "隱私", "개인정보", "quyền riêng tư", "bảo mật",
    "chính sách bảo mật", "kebijakan privasi", "privasi", "الخصوصية", "פרטיות",
];

/// Text or address of links to the provider's identity, and headings of the same.
pub const IMPRINT: &[&str] = &["impressum*", "imprint", "anbieterkennzeichnung", "legal notice", "legal disclosure", "site notice", "offenlegung"];

/// What the legal details of a firm are called in links of its site, where they are not called an imprint.
pub const LEGAL_DETAILS: &[&str] = &[
    "mentions légales", "mentions legales", "informations légales", "aviso legal", "información legal", "note legali", "informazioni legali", "dati societari", "colofon", "wettelijke vermelding*", "bedrijfsgegevens",
    "informações legais", "dados legais", "company information", "company details", "legal information", "legal details", "legal",
];

/// Words beside the number under which a firm is registered or taxed in the countries of `identity.rs`.
pub const COMPANY_IDS: &[&str] = &[
    "company number", "company no", "company reg", "company registration", "registered number", "registered no", "registration number", "registered in england", "registered in scotland", "registered in wales", "registered in northern ireland", "registered in ireland", "registered office",
    "registered charity", "charity number", "charity no", "vat", "vat no", "vat number", "handelsregister*", "hrb", "hra", "fn", "firmenbuch*", "ust id*", "ustid*", "umsatzsteuer*", "uid", "steuernummer", "siret", "siren", "rcs", "tva", "capital social", "nif", "cif", "registro mercantil",
    "partita iva", "p iva", "piva", "p i", "rea", "codice fiscale", "kvk", "btw", "kbo", "bce", "ondernemingsnummer", "numéro d entreprise", "nipc", "contribuinte",
];

/// Words that show a reason to trust: praise, clients, cases, certificates, experience.
pub const PROOF: &[&str] = &[
    // English
    "testimonial*", "reviews", "case study", "case studies", "client stories", "customer stories", "success stories", "our clients", "our customers", "clients include", "trusted by", "they trust us",
    "what our clients say", "what our customers say", "what clients say", "what customers say", "what people say", "portfolio", "our work", "recent work", "past work", "references", "award*", "certified", "accredit*", "member of", "years of experience", "years experience",
    "established in", "founded in", "since 19*", "since 20*", "est 19*", "est 20*", "happy customers", "happy clients", "satisfied customers", "guarantee*", "iso 9001", "iso 27001", "licensed", "insured", "family owned", "family run", "partners",
    // German
    "referenz*", "kundenstimmen", "kundenmeinung*", "bewertung*", "erfahrungsbericht*", "fallstudie*", "unsere kunden", "projekte", "zertifi*", "meisterbetrieb", "auszeichnung*", "seit 19*", "seit 20*",
    "jahre erfahrung", "jahren erfahrung", "gegründet", "mitglied*", "innung*", "familienbetrieb", "familienunternehmen", "jährige*", "langjährig*", "partner",
    // French
    "témoignage*", "avis", "avis clients", "ils nous font confiance", "nos clients", "références", "réalisations", "études de cas", "étude de cas", "certifi*", "depuis 19*", "depuis 20*", "ans d expérience", "années d expérience", "fondée en", "créée en", "partenaires", "label*", "agréé*",
    // Spanish
    "testimonio*", "opiniones", "reseñas", "nuestros clientes", "casos de éxito", "proyectos", "referencias", "certific*", "desde 19*", "desde 20*", "años de experiencia", "fundada en", "premios", "distribuidor*", "trayectoria",
    // Italian
    "testimonianz*", "recensioni", "dicono di noi", "i nostri clienti", "referenze", "casi studio", "realizzazioni", "certificat*", "dal 19*", "dal 20*", "anni di esperienza", "premi",
    // Dutch
    "ervaringen", "beoordelingen", "klanten", "referenties", "projecten", "gecertificeerd", "sinds 19*", "sinds 20*", "jaar ervaring",
    // Portuguese
    "depoimento*", "testemunho*", "avaliações", "nossos clientes", "os nossos clientes", "clientes", "projetos", "casos de sucesso", "desde 19*", "desde 20*", "anos de experiência",
    // Japanese
    "お客様の声", "導入事例", "実績", "事例", "口コミ", "創業", "設立", "認定", "受賞", "専門医", "取引先",
];

/// The part of them that proves something as a heading or a link alone: in a sentence it is a slogan.
pub const PROOF_AS_LABEL: &[&str] = &[
    "our clients", "our customers", "happy customers", "happy clients", "satisfied customers", "portfolio", "our work", "references", "guarantee*", "partners", "unsere kunden", "projekte", "partner", "nos clients", "avis", "références", "réalisations", "partenaires",
    "label*", "nuestros clientes", "opiniones", "proyectos", "referencias", "trayectoria", "i nostri clienti", "realizzazioni", "klanten", "projecten", "ervaringen", "nossos clientes", "os nossos clientes", "clientes", "projetos", "実績", "事例",
];

/// The part of them that cannot well stand there for another reason.
pub const STRONG_PROOF: &[&str] = &[
    "testimonials", "case studies", "trusted by", "what our clients say", "what our customers say", "years of experience", "years experience", "established in", "founded in", "since 19*", "since 200*", "since 201*", "est 19*", "est 20*", "award winning", "family owned",
    "family run", "accredited", "kundenstimmen", "meisterbetrieb", "seit 19*", "seit 200*", "seit 201*", "jahre erfahrung", "jahren erfahrung", "innungsbetrieb", "familienbetrieb", "zertifiziert", "témoignages", "ils nous font confiance", "depuis 19*", "depuis 20*", "ans d expérience", "certifié*", "fondée en",
    "testimonios", "casos de éxito", "desde 19*", "desde 20*", "años de experiencia", "dicono di noi", "dal 19*", "dal 20*", "anni di esperienza", "sinds 19*", "sinds 20*", "jaar ervaring", "depoimentos", "anos de experiência", "お客様の声", "導入事例", "創業", "専門医",
];

/// The entries of it that a course may promise as well.
pub const CERTIFIED: &[&str] = &["accredited", "zertifiziert", "certifié*"];

/// Words with which a firm begins a sentence about itself, and a customer hardly one about the firm.
pub const OF_ITSELF: &[&str] = &["we", "our", "wir", "unser*", "nous", "notre", "nos", "nosotros", "nuestr*", "noi", "nostr*", "wij", "onze", "ons", "nossa", "nosso"];

/// Words of those who teach.
pub const COURSE: &[&str] = &[
    "become", "course*", "training*", "learn", "diploma*", "kurs*", "schulung*", "ausbildung*", "lehrgang*", "weiterbildung*", "werden sie", "devenez", "devenir", "formation*", "cours", "apprenez", "conviértete", "conviértase", "curso*", "formación", "aprende*",
];

/// Words of four letters and more that stand on any site and name no trade.
pub const SAYS_NO_TRADE: &[&str] = &[
    "about", "also", "been", "best", "blog", "call", "company", "contact", "find", "from", "have", "here", "home", "homepage", "into", "just", "learn", "like", "menu", "more", "most", "news", "offer", "offers", "only", "other", "over", "page",
    "products", "read", "service", "services", "some", "team", "than", "that", "their", "them", "there", "these", "they", "this", "today", "very", "website", "welcome", "were", "what", "when", "where", "which", "will", "with", "work", "your", "yours",
    "aber", "alle", "allen", "aller", "alles", "angebot", "angebote", "auch", "beim", "dann", "diese", "dieser", "dieses", "durch", "eine", "einem", "einen", "einer", "haben", "hier", "ihnen", "ihre", "ihrem", "ihren", "ihrer", "immer", "jetzt", "kontakt", "leistung",
    "leistungen", "mehr", "nach", "nicht", "oder", "seit", "seite", "sich", "sind", "startseite", "unser", "unsere", "unserem", "unseren", "unserer", "unternehmen", "viele", "vom", "webseite", "werden", "willkommen", "wird", "über", "zum",
    "accueil", "aussi", "avec", "avez", "bienvenue", "chez", "cette", "dans", "depuis", "elle", "entreprise", "être", "leur", "leurs", "mais", "même", "notre", "nous", "offre", "offres", "plus", "pour", "prestation", "prestations", "propos", "qualité", "sans", "sont", "sous",
    "tous", "tout", "toute", "toutes", "très", "trouvez", "vers", "votre", "vous",
    "bienvenido", "bienvenidos", "como", "contacto", "cada", "desde", "empresa", "entre", "esta", "este", "hasta", "inicio", "mejor", "mejores", "nosotros", "nuestra", "nuestras", "nuestro", "nuestros", "oferta", "para", "pero", "productos", "servicio", "servicios",
    "sobre", "somos", "todo", "todos", "usted", "tiene",
    "azienda", "benvenuti", "chi", "contatti", "dalla", "della", "delle", "nella", "nostra", "nostri", "nostro", "offerta", "prodotti", "questo", "servizi", "servizio", "siamo", "sono", "tutti", "tutto", "vostra", "vostro",
    "alleen", "bedrijf", "deze", "diensten", "een", "heeft", "hebben", "onze", "voor", "welkom", "wij", "worden", "zijn",
    "empresa", "mais", "nossa", "nossos", "nosso", "produtos", "serviços", "seja", "seus", "você",
];

/// Words before the day on which something ends, in small letters, and whether they say so alone.
pub const UNTIL: &[(&str, bool)] = &[
    ("valid until", true), ("valid through", true), ("valid till", true), ("offer ends", true), ("offer expires", true), ("until", false), ("ends on", false),
    ("gültig bis", true), ("gilt bis", true), ("angebot endet", true), ("bis zum", false), ("bis einschließlich", false), ("noch bis", false),
    ("valable jusqu", true), ("valables jusqu", true), ("jusqu’au", false), ("jusqu'au", false),
    ("válido hasta", true), ("válida hasta", true), ("válidos hasta", true), ("válidas hasta", true), ("hasta el", false),
];

/// Words of texts about something that can be had for a time.
pub const LIMITED: &[&str] = &[
    "offer", "offers", "discount*", "sale", "voucher*", "coupon*", "promotion*", "early bird", "register*", "angebot*", "aktion*", "aktionspreis*", "rabatt*", "gutschein*", "sonderpreis*", "anmeld*", "frühbucher*",
    "offre*", "promo*", "remise*", "inscription*", "oferta*", "descuento*", "inscripci*",
];

/// Words of links, headings and texts about prices.
pub const PRICE: &[&str] = &[
    "price", "prices", "pricing", "plans", "fees", "rates", "tariff*", "cost", "costs", "how much", "free of charge", "for free", "free estimate*", "free quote*", "price list", "cheap*", "affordable", "quotes", "a quote", "your quote", "an estimate", "your estimate", "estimates",
    "preis*", "kosten*", "gebühr*", "tarif*", "honorar*", "festpreis*", "kostenvoranschlag", "angebot anfordern", "tarifs", "prix", "devis", "honoraires", "gratuit*", "precio*", "tarifas", "presupuesto*", "gratis", "coste*",
    "honorarios", "prezzi", "prezzo", "listino", "preventivo", "gratuito", "prijs", "prijzen", "tarieven", "offerte*", "preço*", "orçamento", "grátis", "料金", "価格", "費用", "値段", "見積", "無料", "税込",
];

/// Titles that would fit any site: the whole folded title must equal an entry.
pub const GENERIC_TITLES: &[&str] = &[
    "home", "homepage", "home page", "untitled", "untitled document", "untitled page", "new page", "new page 1", "index", "index html", "index htm", "welcome", "start", "startseite", "willkommen", "herzlich willkommen",
    "unbenanntes dokument", "neue seite 1", "accueil", "page d accueil", "bienvenue", "document sans titre", "document sans nom", "inicio", "página principal", "pagina principal", "bienvenidos", "documento sin título",
    "página de inicio", "benvenuti", "pagina iniziale", "documento senza titolo", "welkom", "início", "página inicial", "bem vindo", "ホーム", "トップページ", "トップ", "無題ドキュメント", "無題", "website", "web site",
    "my website", "my site", "my blog", "document", "title", "page", "page title", "site title", "default", "react app", "vite app", "vite react", "vite react ts", "vue app", "next js app", "create next app", "svelte app",
];

/// Field names and labels that people hesitate to answer on a first enquiry.
pub const SENSITIVE: &[&str] = &[
    "date of birth", "birth date", "birthdate", "birthday", "dob", "social security*", "ssn", "passport*", "national id", "id number", "bank account", "iban", "credit card", "card number", "salary", "income", "religion",
    "marital status", "geburtsdatum", "geburtstag", "sozialversicherungsnummer", "ausweisnummer", "kreditkarte*", "einkommen", "date de naissance", "numéro de sécurité sociale", "revenu*", "carte bancaire", "fecha de nacimiento",
    "dni", "nie", "número de cuenta", "data di nascita", "codice fiscale", "geboortedatum", "bsn", "data de nascimento", "cpf", "nif", "生年月日",
];

/// Mail hosts where anybody can have an address.
pub const FREE_MAIL: &[&str] = &[
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.es", "yahoo.it", "yahoo.co.jp", "yahoo.com.br", "ymail.com", "rocketmail.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.de", "hotmail.es", "hotmail.it",
    "outlook.com", "outlook.de", "outlook.fr", "outlook.es", "live.com", "live.co.uk", "live.fr", "live.nl", "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de", "freenet.de", "arcor.de",
    "mail.com", "email.com", "mail.ru", "yandex.ru", "yandex.com", "qq.com", "163.com", "126.com", "proton.me", "protonmail.com", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "tiscali.it", "alice.it", "aon.at",
    "btinternet.com", "sky.com", "virginmedia.com", "ntlworld.com", "talktalk.net", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "bigpond.com", "optusnet.com.au", "telenet.be", "skynet.be", "ziggo.nl", "kpnmail.nl", "planet.nl", "home.nl",
    "hetnet.nl", "bluewin.ch", "hispeed.ch", "uol.com.br", "bol.com.br", "terra.com.br", "sapo.pt", "telefonica.net", "nifty.com", "docomo.ne.jp", "ezweb.ne.jp", "naver.com", "daum.net", "hanmail.net", "zoho.com", "fastmail.com", "tutanota.com",
];

/// Analytics and tag managers: a piece of a script address or inline script, and the name as people know it.
pub const ANALYTICS: &[(&str, &str)] = &[
    ("googletagmanager.com/gtag", "Google Analytics"), ("google-analytics.com", "Google Analytics"), ("googletagmanager.com", "Google Tag Manager"), ("gtag(", "Google Analytics"), ("googleanalyticsobject", "Google Analytics"),
    ("_gaq", "Google Analytics"), ("_gat.", "Google Analytics"), ("ga('create'", "Google Analytics"), ("urchintracker", "Google Analytics"), ("matomo", "Matomo"), ("piwik", "Matomo"), ("_paq", "Matomo"), ("plausible.io", "Plausible"), ("umami.is", "Umami"), ("umami.js", "Umami"), ("usefathom.com", "Fathom"),
    ("simpleanalytics", "Simple Analytics"), ("goatcounter", "GoatCounter"), ("connect.facebook.net", "Meta Pixel"), ("fbq(", "Meta Pixel"), ("clarity.ms", "Microsoft Clarity"), ("hotjar", "Hotjar"), ("segment.com/analytics", "Segment"), ("cdn.segment", "Segment"),
    ("mixpanel", "Mixpanel"), ("amplitude.com", "Amplitude"), ("heapanalytics", "Heap"), ("js.hs-scripts.com", "HubSpot"), ("hs-analytics", "HubSpot"), ("posthog", "PostHog"), ("statcounter", "StatCounter"), ("mc.yandex", "Yandex Metrica"), ("yandex.ru/metrika", "Yandex Metrica"),
    ("etracker.com", "etracker"), ("etracker.de", "etracker"), ("ioam.de", "INFOnline"), ("econda-monitor", "econda"), ("snap.licdn.com", "LinkedIn Insight"), ("_linkedin_partner_id", "LinkedIn Insight"), ("analytics.tiktok.com", "TikTok Pixel"), ("static.cloudflareinsights.com", "Cloudflare Web Analytics"), ("quantserve", "Quantcast"),
    ("omniture", "Adobe Analytics"), ("adobedtm", "Adobe Analytics"), ("stats.wp.com", "Jetpack Stats"), ("stats.g.doubleclick", "Google Analytics"), ("pirsch.io", "Pirsch"), ("swetrix", "Swetrix"), ("_vercel/insights", "Vercel Analytics"), ("va.vercel-scripts", "Vercel Analytics"),
    ("histats", "Histats"), ("crazyegg", "Crazy Egg"), ("mouseflow", "Mouseflow"), ("fullstory.com", "FullStory"), ("smartlook", "Smartlook"), ("chartbeat", "Chartbeat"), ("bat.bing.com", "Microsoft Advertising"), ("klaviyo", "Klaviyo"), ("cdn.parsely.com", "Parse.ly"), ("monsterinsights", "MonsterInsights"),
    ("kissmetrics", "Kissmetrics"), ("getclicky", "Clicky"), ("woopra", "Woopra"), ("gosquared", "GoSquared"), ("countly.min.js", "Countly"), ("monorail-edge.shopifysvc", "Shopify Analytics"), ("squarespace.com/universal", "Squarespace Analytics"),
];

/// Chat and booking widgets, forms kept elsewhere: a piece of a script, frame or link address.
pub const CHAT: &[&str] = &[
    "widget.intercom.io", "intercomcdn", "crisp.chat", "tawk.to", "js.drift.com", "driftt.com", "zdassets.com", "zopim", "tidio.co", "livechatinc", "freshchat", "wchat.freshchat", "userlike", "smartsupp", "olark", "jivosite", "hs-scripts.com", "gorgias.chat", "chatra.io", "landbot.io",
    "//wa.me/", "api.whatsapp.com", "whatsapp://", "//m.me/", "//line.me/", "//lin.ee/", "//t.me/", "zalo.me", "sms:", "skype:", "calendly.com", "//cal.com/", "typeform.com", "docs.google.com/forms", "forms.gle", "jotform", "hsforms", "formspree", "forms.office.com", "doctolib", "simplybook", "acuityscheduling", "setmore",
    "fresha.com", "booksy.com", "opentable.", "thefork.", "quandoo", "resmio", "//resy.com", "bookatable", "treatwell", "wufoo.com", "cognitoforms", "123formbuilder", "airtable.com/shr", "tally.so", "fillout.com", "zohopublic", "convertkit",
];

/// Scripts that put a consent banner, and with it the link to the privacy notice, on the page.
pub const CONSENT: &[&str] = &[
    "cookiebot", "usercentrics", "iubenda", "onetrust", "cookielaw.org", "complianz", "termly", "cookieyes", "cookie-script", "consentmanager", "borlabs", "didomi", "axeptio", "tarteaucitron", "quantcast", "trustarc", "osano", "klaro", "cookiefirst", "ccm19", "consent.js", "cookieconsent",
];

/// Schema.org types that are an Organization of their own or a kind of LocalBusiness.
pub const ORGANIZATION_TYPES: &[&str] = &[
    "Organization", "Corporation", "EducationalOrganization", "CollegeOrUniversity", "ElementarySchool", "HighSchool", "MiddleSchool", "Preschool", "School", "GovernmentOrganization", "LibrarySystem", "MedicalOrganization", "NGO",
    "NewsMediaOrganization", "PerformingGroup", "DanceGroup", "MusicGroup", "TheaterGroup", "Project", "FundingScheme", "ResearchOrganization", "ResearchProject", "SportsOrganization", "SportsTeam", "WorkersUnion", "Airline", "Consortium", "Cooperative", "OnlineBusiness", "OnlineStore",
    "PoliticalParty", "SearchRescueOrganization", "DiagnosticLab", "VeterinaryCare",
];

/// Kinds of LocalBusiness.
pub const LOCAL_BUSINESS_TYPES: &[&str] = &[
    "LocalBusiness", "AnimalShelter", "ArchiveOrganization", "AutomotiveBusiness", "AutoBodyShop", "AutoDealer", "AutoPartsStore", "AutoRental", "AutoRepair", "AutoWash", "GasStation", "MotorcycleDealer", "MotorcycleRepair", "ChildCare", "Dentist",
    "DryCleaningOrLaundry", "EmergencyService", "FireStation", "Hospital", "PoliceStation", "EmploymentAgency", "EntertainmentBusiness", "AdultEntertainment", "AmusementPark", "ArtGallery", "Casino", "ComedyClub", "MovieTheater", "NightClub",
    "FinancialService", "AccountingService", "AutomatedTeller", "BankOrCreditUnion", "InsuranceAgency", "FoodEstablishment", "Bakery", "BarOrPub", "Brewery", "CafeOrCoffeeShop", "Distillery", "FastFoodRestaurant", "IceCreamShop", "Restaurant",
    "Winery", "GovernmentOffice", "PostOffice", "HealthAndBeautyBusiness", "BeautySalon", "DaySpa", "HairSalon", "HealthClub", "NailSalon", "TattooParlor", "HomeAndConstructionBusiness", "Electrician", "GeneralContractor", "HVACBusiness",
    "HousePainter", "Locksmith", "MovingCompany", "Plumber", "RoofingContractor", "InternetCafe", "LegalService", "Attorney", "Notary", "Library", "LodgingBusiness", "BedAndBreakfast", "Campground", "Hostel", "Hotel", "Motel", "Resort", "SkiResort", "VacationRental",
    "MedicalBusiness", "CommunityHealth", "Dermatology", "DietNutrition", "Emergency", "Geriatric", "Gynecologic", "MedicalClinic", "Midwifery", "Nursing", "Obstetric", "Oncologic", "Optician", "Optometric", "Otolaryngologic", "Pediatric",
    "Pharmacy", "Physician", "PhysiciansOffice", "IndividualPhysician", "Physiotherapy", "PlasticSurgery", "Podiatric", "PrimaryCare", "Psychiatric", "PublicHealth", "RadioStation", "RealEstateAgent", "RecyclingCenter", "ProfessionalService", "SelfStorage",
    "ShoppingCenter", "SportsActivityLocation", "BowlingAlley", "ExerciseGym", "GolfCourse", "PublicSwimmingPool", "SportsClub", "StadiumOrArena", "TennisComplex", "Store", "BikeStore", "BookStore", "ClothingStore", "ComputerStore",
    "ConvenienceStore", "DepartmentStore", "ElectronicsStore", "Florist", "FurnitureStore", "GardenStore", "GroceryStore", "HardwareStore", "HobbyShop", "HomeGoodsStore", "JewelryStore", "LiquorStore", "MensClothingStore", "MobilePhoneStore",
    "MovieRentalStore", "MusicStore", "OfficeEquipmentStore", "OutletStore", "PawnShop", "PetStore", "ShoeStore", "SportingGoodsStore", "TireShop", "ToyStore", "WholesaleStore", "TelevisionStation", "TouristInformationCenter", "TravelAgency",
];

/// Primary language subtags of two letters (ISO 639-1, with the withdrawn ones that browsers still know).
pub const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Languages that the detector tells apart well enough to contradict a page's own word.
pub const CONTRADICTABLE: &[&str] = &["en", "de", "fr", "es", "it", "nl", "pt", "ja", "pl", "ru", "tr", "ko", "zh", "el", "hu", "fi", "vi", "ar", "he", "th"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::research::checks::text::Folded;

    #[test]
    fn every_entry_is_written_as_folding_would_write_it() {
        let lists = [ACTION, PRIVACY, IMPRINT, LEGAL_DETAILS, COMPANY_IDS, PROOF, PROOF_AS_LABEL, CERTIFIED, COURSE, OF_ITSELF, LIMITED, PRICE, GENERIC_TITLES, SENSITIVE];
        for entry in lists.into_iter().flatten().chain(LANGUAGES.iter().flat_map(|language| vague(language))) {
            assert_eq!(Folded::new(entry.trim_end_matches('*')).as_str(), entry.trim_end_matches('*'), "{entry}");
        }
    }

    #[test]
    fn every_language_has_vague_words() {
        assert!(LANGUAGES.iter().all(|language| !vague(language).is_empty()));
    }
}
