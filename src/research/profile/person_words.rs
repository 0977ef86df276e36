//! What looks like a person's name, a public role, and a heading over the team or over what others say.

use super::words::has_any;

/// Words that a role has in it, lower case, whole.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "founder", "co-founder", "cofounder", "owner", "co-owner", "proprietor", "ceo", "cto", "cfo", "coo", "cmo", "cio", "director", "president", "partner",
    "principal", "chairman", "chairwoman", "chair", "manager", "leader", "supervisor", "foreman", "doctor", "dentist", "physician", "physiotherapist",
    "therapist", "attorney", "lawyer", "solicitor", "barrister", "notary", "surgeon", "veterinarian", "vet", "pharmacist", "optometrist", "chiropractor",
    "orthodontist", "hygienist", "architect", "chef", "accountant", "secretary", "treasurer", "pastor", "geschäftsführer", "geschäftsführerin", "inhaber",
    "inhaberin", "gründer", "gründerin", "mitgründer", "mitgründerin", "vorstand", "vorsitzender", "vorsitzende", "prokurist", "prokuristin", "leiter",
    "leiterin", "leitung", "teamleiter", "teamleiterin", "betriebsleiter", "betriebsleiterin", "werkstattleiter", "praxismanagerin", "meister", "meisterin",
    "zahnarzt", "zahnärztin", "facharzt", "fachärztin", "arzt", "ärztin", "tierarzt", "tierärztin", "rechtsanwalt", "rechtsanwältin", "fachanwalt",
    "fachanwältin", "notar", "notarin", "steuerberater", "steuerberaterin", "physiotherapeut", "physiotherapeutin", "gesellschafter", "gesellschafterin",
    "projektleiter", "projektleiterin", "bauleiter", "bauleiterin", "küchenchef", "gérant", "gérante", "directeur", "directrice", "président", "présidente",
    "fondateur", "fondatrice", "cofondateur", "cofondatrice", "associé", "associée", "responsable", "avocat", "avocate", "médecin", "docteur", "notaire",
    "gerente", "directora", "fundador", "fundadora", "cofundador", "cofundadora", "socio", "socia", "propietario", "propietaria", "presidente", "presidenta",
    "abogado", "abogada", "médico", "médica", "titular", "titolare", "fondatore", "direttore", "direttrice", "amministratore", "avvocato", "medico",
    "eigenaar", "oprichter", "directeur-eigenaar", "bestuurder", "officer",
];
/// Words that join or qualify, allowed at the beginning of a role.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "senior", "junior", "managing", "executive", "general", "vice", "deputy", "assistant", "associate", "founding", "technical", "medical", "clinical",
    "creative", "sales", "marketing", "operations", "operating", "commercial", "financial", "finance", "office", "practice", "project", "product", "account",
    "service", "regional", "art", "design", "human", "hr", "it", "customer", "client", "team", "co", "lead", "the", "our", "chief", "head", "music",
    "program", "programme", "development", "business", "research", "store", "shop", "production", "studio", "plant", "branch", "master", "pastry", "sous",
    "certified", "licensed", "registered", "family", "dental", "staff", "trial", "patent", "principal", "event", "events", "technischer", "technische",
    "kaufmännischer", "kaufmännische", "stellvertretender", "stellvertretende", "geschäftsführender", "geschäftsführende", "leitender", "leitende",
    "staatlich", "selbständige", "directora", "socio", "socia", "médico", "chef", "directeur",
];
/// Words that are in no person's name.
#[rustfmt::skip]
const NOT_NAMES: &[&str] = &[
    "our", "the", "your", "my", "we", "you", "about", "team", "company", "services", "service", "contact", "home", "new", "meet", "why", "what", "how",
    "and", "us", "group", "office", "street", "road", "avenue", "city", "county", "project", "management", "design", "marketing", "sales", "customer",
    "happy", "client", "clients", "web", "digital", "solutions", "center", "centre", "clinic", "school", "university", "college", "church", "hotel",
    "restaurant", "kitchen", "general", "manager", "director", "president", "owner", "founder", "ceo", "ltd", "inc", "llc", "gmbh", "ag", "kg", "e.k", "ug",
    "limited", "corp", "sarl", "sas", "inhaber", "geschäftsführer", "geschäftsführung", "registergericht", "handelsregister", "amtsgericht", "telefon",
    "tel", "fax", "email", "e-mail", "mail", "sitz", "steuernummer", "ust", "umsatzsteuer", "hrb", "hrb:", "straße", "str", "impressum", "unser", "unsere",
    "das", "die", "der", "praxis", "kanzlei", "dr", "le", "les", "nos", "notre", "votre", "une", "société", "siège", "capital", "rue", "el", "los", "las",
    "nuestro", "nuestra", "equipo", "empresa", "board", "directors", "advisory", "first", "last", "name", "full", "read", "more", "learn", "view", "get",
    "free", "best", "great", "good", "data", "protection", "officer", "privacy", "policy", "mission", "vision", "values", "history", "story", "award",
    "awards", "united", "states", "north", "south", "east", "west", "san", "monday", "friday", "january", "therapy", "massage", "dental", "medical",
    "health", "care", "law", "firm", "legal", "support", "technical", "executive", "senior", "lead", "head", "chief", "vice", "with", "for", "in", "is",
    "by", "to", "from", "at", "all", "this", "that", "mit", "für", "und", "im", "con", "por", "pour", "avec", "chez", "par", "sur", "sa", "son", "ses",
    "hosting", "cloud", "software", "systems", "technologies", "technology", "engineering", "consulting", "academy", "institute", "foundation",
    "association", "society", "brothers", "family", "sons", "partners", "partner", "attorney", "attorneys", "lawyer", "studio", "media", "press", "news",
    "blog", "shop", "store", "online", "page", "site", "website", "internet", "adresse", "address", "dirección", "verantwortlich", "inhaltlich", "angaben",
    "gemäß", "vertreten", "durch", "handwerkskammer", "kammer", "berufsbezeichnung", "insurance", "specialty", "holdings", "bank", "ventures", "equity",
    "investment", "investments", "industries", "international", "properties", "enterprises", "corporation",
];
/// Names that stand in templates.
const SAMPLES: &[&str] = &[
    "john doe",
    "jane doe",
    "john smith",
    "max mustermann",
    "erika mustermann",
    "maria mustermann",
    "jean dupont",
    "juan pérez",
    "mario rossi",
    "lorem ipsum",
    "first last",
    "山田 太郎",
    "山田太郎",
    "山田　太郎",
];
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "dr.", "dr", "prof.", "prof", "dipl.-ing.", "ing.", "mag.", "med.", "dent.", "vet.", "jur.", "univ.", "mr.", "mrs.", "ms.", "msc", "m.sc.", "b.sc.",
    "mba", "phd", "md", "m.d.", "ph.d.", "d.d.s.", "dds", "dmd", "pt", "dpt", "ra", "h.c.", "rer.", "nat.", "phil.", "lic.", "me", "jr.", "sr.", "ii", "iii",
];
const PARTICLES: &[&str] =
    &["von", "van", "der", "den", "de", "del", "della", "la", "le", "di", "da", "dos", "du", "zu", "zur", "bin", "al", "ter", "ten", "y", "e", "af"];

/// Two to four words that begin with a capital, titles and particles aside, none of which is in use for other things.
pub fn looks_like_name(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > 48 || text.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '?' | '!' | ':' | '/' | '&' | '©' | '|' | '(' | '_' | '#')) {
        return false;
    }
    let lower = text.to_lowercase();
    if SAMPLES.iter().any(|sample| lower.contains(sample)) {
        return false;
    }
    let (mut names, mut initials) = (0, 0);
    let leads_with_initial = text.chars().nth(1) == Some('.');
    for word in text.split_whitespace() {
        let plain = word.trim_matches([',', '“', '”', '"']).to_lowercase();
        if TITLES.contains(&plain.as_str()) || PARTICLES.contains(&plain.as_str()) {
            continue;
        }
        let bare = plain.trim_end_matches('.');
        let initial = bare.chars().count() == 1 && word.starts_with(char::is_uppercase);
        let shaped = word.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !bare.chars().any(is_wide)
            && (initial || !word.ends_with('.'));
        if !shaped || NOT_NAMES.contains(&bare) || ROLES.contains(&bare) {
            return false;
        }
        names += usize::from(!initial);
        initials += usize::from(initial);
    }
    // SHOUTED words of more than five letters each are headings more often than names
    ((2..=4).contains(&names) || (names == 1 && initials > 0 && leads_with_initial)) && !(names > 2 && text.chars().all(|c| !c.is_lowercase()))
}

/// Two to five Han characters that are no word about the post itself.
pub fn looks_like_wide_name(text: &str) -> bool {
    #[rustfmt::skip]
    const NOT: &[&str] = &[
        "挨拶", "紹介", "略歴", "経歴", "医師", "会社", "診療", "案内", "日記", "写真", "担当", "不在", "休診", "就任", "交代", "先生", "取締", "役員", "電話", "番号", "住所", "所在", "氏名", "者名", "室",
        "医院", "予約", "専門", "以下", "以外", "作品", "事例", "資格", "理念", "履歴", "院長", "代表", "社長", "理事", "料金", "作業", "技術", "方針", "変更", "対応", "施術", "指導", "交替", "退任", "執刀",
        "出演", "説明", "回診", "学会", "出張",
    ];
    let chars = text.chars().filter(|c| !c.is_whitespace()).count();
    (2..=8).contains(&chars)
        && text.chars().all(|c| is_wide(c) || c.is_whitespace())
        && !has_any(text, NOT)
        && !SAMPLES.iter().any(|sample| text.contains(sample))
}

fn is_wide(c: char) -> bool {
    c >= '\u{3000}'
}

/// A short line that names a public role: `Managing Director`, `Founder & CEO`, `Leiterin der Werkstatt`. Sentences are none.
pub fn is_role(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let all: Vec<&str> = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))).filter(|word| !word.is_empty()).collect();
    if all.is_empty() || all.len() > 8 || text.ends_with(['.', '!', '?', ':']) || text.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    if has_any(
        &format!(" {lower} "),
        &[" we ", " our ", " your ", " is ", " are ", " was ", " to ", " wanted", " gesucht", " job", " hire", " become", " wir ", " assistant to "],
    ) {
        return false;
    }
    if has_any(&lower, &["e-mail", "email", "phone", "linkedin", "profile", "instructor", "advisory"]) {
        return false;
    }
    let leads =
        ["head of ", "lead of ", "head, "].iter().any(|start| lower.starts_with(start)) || lower.ends_with("team lead") || lower.starts_with("team lead");
    if leads {
        return true;
    }
    // the role stands at the beginning: `Head of Sales`, `Senior Project Manager`, not `Contact the director`
    all.iter().find(|word| !BEFORE.contains(word) || ROLES.contains(word)).is_some_and(|word| ROLES.contains(word))
}

/// `Our team`, `Management`, `Über uns`, `L’équipe`.
pub fn is_team_heading(text: &str) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        " team ", " leadership ", " our management ", " management team ", " our people ", " staff ", " meet the ", " meet your ", " meet our team ", " founder", " our owners ", " the owners ", " who we are ",
        " attorneys ", " our doctors ", " providers ", " doctors ", " board of directors ", " ansprechpartner", " mitarbeiter", " geschäftsführung ",
        " geschäftsleitung ", " das sind wir ", " unsere ärzte ", " équipe ", " l’équipe ", " l'équipe ", " fondateurs ", " nuestro equipo ", " equipo ",
        " socios ", " abogados ", " chi siamo ", " il team ", " ons team ", " スタッフ ", " 医師紹介 ",
    ];
    let text = padded(text);
    text == " management " || has_any(&text, MARKS)
}

/// An address below which the team stands: `/our-team/`, `/about/people`.
pub fn is_team_address(url: &str) -> bool {
    const MARKS: &[&str] =
        &[" team ", " leadership ", " staff ", " people ", " about us ", " equipe ", " equipo ", " ueber uns ", " uber uns ", " mitarbeiter "];
    has_any(&padded(&url.replace(['-', '/', '_', '.'], " ")), MARKS)
}

/// `What our clients say`, `Testimonials`, `Avis`.
pub fn is_voice_heading(text: &str) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        " testimonial", " clients say", " customers say", " patients say", " people say", " people are saying", " clients are saying",
        " customers are saying", " reviews ", " review ", " client stories ", " success stor", " case stud", " trusted by ", " kundenstimmen ",
        " kundenmeinungen ", " bewertungen ", " referenzen ", " das sagen unsere ", " témoignage", " avis ", " ils nous font ", " ils parlent ",
        " testimonio", " opiniones ", " reseñas ", " recensioni ", " dicono di noi ", " ervaringen ", " お客様の声 ", " 患者様の声 ", " speakers ", " instructors ",
        " guest ", " authors ", " blog ", " posts ", " comments ", " advisory ", " jobs ", " join our team ",
    ];
    has_any(&padded(text), MARKS)
}

fn padded(text: &str) -> String {
    format!(" {} ", text.to_lowercase().replace(['.', ',', '!', ':', '?', '|', '&'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_headings() {
        for name in ["Ada Kilnmaker", "Dr. med. Jan van der Ofen", "Marie-Claire O’Brick", "J. R. Tonwerk-Lehm"] {
            assert!(looks_like_name(name), "{name}");
        }
        for text in ["Our Team", "General Manager", "Kiln Works Ltd", "Ada", "New York Office", "Web Design", "John Doe", "Call 0123"] {
            assert!(!looks_like_name(text), "{text}");
        }
        assert!(looks_like_wide_name("窯元 花子") && !looks_like_wide_name("挨拶") && !looks_like_wide_name("会社概要"));
    }

    #[test]
    fn roles_are_told_from_sentences() {
        for role in ["Founder & CEO", "Managing Director", "Head of Sales", "Leiterin der Werkstatt", "Directrice générale", "Zahnärztin"] {
            assert!(is_role(role), "{role}");
        }
        for text in ["Contact the director", "We lead the field.", "Project Manager wanted", "Kiln", "Our owner is here"] {
            assert!(!is_role(text), "{text}");
        }
    }
}
