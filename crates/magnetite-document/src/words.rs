//! The fixed words around the document's own text, per language: one table, so that every rendering says the same.

mod scripts;

use serde::Serialize;

/// Labels and fixed sentences of one language.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    pub language: &'static str,
    pub months: [&'static str; 12],
    /// Day, month and year in order, with `{d}`, `{m}`, `{y}`.
    pub date: &'static str,
    /// Between groups of three digits, and before the fraction.
    pub thousands: &'static str,
    pub decimal: &'static str,
    /// Behind a label, with the space before it where the language sets one.
    pub colon: &'static str,
    /// Between two parts of a line, with its space, and at the end of a heading that runs into its text.
    pub comma: &'static str,
    pub stop: &'static str,
    pub scorecard: &'static str,
    pub checklist: &'static str,
    pub playbook: &'static str,
    pub calculator: &'static str,
    pub swipe: &'static str,
    pub report: &'static str,
    pub prepared_for: &'static str,
    pub prepared_by: &'static str,
    pub sample_heading: &'static str,
    pub sample_text: &'static str,
    pub thin_heading: &'static str,
    pub thin_text: &'static str,
    pub contents: &'static str,
    pub overall: &'static str,
    pub out_of: &'static str,
    pub not_measured: &'static str,
    pub saw: &'static str,
    pub matters: &'static str,
    pub fix: &'static str,
    pub area: &'static str,
    pub weight: &'static str,
    pub effort: &'static str,
    pub who: &'static str,
    pub verify: &'static str,
    pub why: &'static str,
    /// minutes, hours, days
    pub efforts: [&'static str; 3],
    /// critical, high, medium, low, info
    pub severities: [&'static str; 5],
    /// For `reach`, `search`, `speed`, `access`, `trust`, `email`, `enquiry`.
    pub areas: [&'static str; 7],
    pub strength: &'static str,
    pub note: &'static str,
    pub limit: &'static str,
    pub sources: &'static str,
    pub sources_text: &'static str,
    pub source: &'static str,
    pub back: &'static str,
    pub close: &'static str,
    /// site, measured, provided
    pub from: [&'static str; 3],
    /// The same where a value follows from it by a rule.
    pub computed: [&'static str; 3],
    pub seen: &'static str,
    pub expected: &'static str,
    pub place: &'static str,
    pub read_on: &'static str,
    pub appendix: &'static str,
    pub skip: &'static str,
    pub about_this_page: &'static str,
    pub as_pdf: &'static str,
    pub as_text: &'static str,
    pub page: &'static str,
    pub of: &'static str,
    /// Waiting page: heading and sentence for queued, processing, failed, withdrawn. `{company}` stands for the reader's company.
    pub waiting: [(&'static str, &'static str); 4],
    pub waiting_turns: &'static str,
    /// `{n}` seconds.
    pub waiting_left: &'static str,
    pub your_company: &'static str,
    /// A text to copy: what stands there now, what to put there, the button, what it says once pressed, where the text goes.
    pub before: &'static str,
    pub after: &'static str,
    /// What to put there where nothing stands.
    pub new_text: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub goes: &'static str,
    /// A calculator: what goes in, what comes out, how, the ends of a range, what a default is.
    pub inputs: &'static str,
    pub results: &'static str,
    pub formula: &'static str,
    pub range_from: &'static str,
    pub range_to: &'static str,
    pub assumption: &'static str,
    pub from_source: &'static str,
    /// The unit `day`: working days, and one of them behind `/`.
    pub unit_days: &'static str,
    pub unit_day: &'static str,
    /// On the button of a mail that leads to the page.
    pub open: &'static str,
    /// How many of a checklist are ticked: `{n}` of `{m}`.
    pub done: &'static str,
    /// The five phases of the making, for the waiting page, and how each may stand: done, under way, to come.
    pub phases: [&'static str; 5],
    pub phase_states: [&'static str; 3],
}

/// The words of a language (ISO 639-1); English where there is no table yet.
#[must_use]
pub fn words(language: &str) -> &'static Words {
    match language {
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        "ar" => &scripts::AR,
        "he" => &scripts::HE,
        "ja" => &scripts::JA,
        _ => &EN,
    }
}

impl Words {
    /// What a document of this kind is called.
    #[must_use]
    pub fn kind_word(&self, kind: &str) -> &'static str {
        match kind {
            "scorecard" => self.scorecard,
            "checklist" => self.checklist,
            "playbook" => self.playbook,
            "calculator" => self.calculator,
            "swipe" => self.swipe,
            _ => self.report,
        }
    }

    /// The word for `minutes`, `hours`, `days`; anything else as it is.
    #[must_use]
    pub fn effort_word(&self, effort: &str) -> String {
        named(&["minutes", "hours", "days"], &self.efforts, effort)
    }

    /// The quiet word for a severity; anything else as it is.
    #[must_use]
    pub fn severity_word(&self, severity: &str) -> String {
        named(&["critical", "high", "medium", "low", "info"], &self.severities, severity)
    }

    /// The short word for an area of the scorecard; anything else as it is.
    #[must_use]
    pub fn area_word(&self, area: &str) -> String {
        named(&["reach", "search", "speed", "access", "trust", "email", "enquiry"], &self.areas, area)
    }

    /// Who says it, or what it follows from, for `site`, `measured`, `provided`; anything else as it is.
    #[must_use]
    pub fn source_word(&self, source: &str, computed: bool) -> String {
        named(&["site", "measured", "provided"], if computed { &self.computed } else { &self.from }, source)
    }

    /// The day of an instant (epoch milliseconds, UTC) in words; empty outside the calendar.
    #[must_use]
    pub fn day(&self, at: i64) -> String {
        let Ok(instant) = jiff::Timestamp::from_millisecond(at) else { return String::new() };
        let date = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
        let month = usize::try_from(date.month()).ok().and_then(|month| self.months.get(month.saturating_sub(1))).copied().unwrap_or_default();
        self.date.replace("{d}", &date.day().to_string()).replace("{m}", month).replace("{y}", &date.year().to_string())
    }

    /// A number with at most two digits after the point, as the language writes it.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        // Adding 0 makes a negative nothing plain.
        let plain = format!("{}", (value * 100.0).round() / 100.0 + 0.0);
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 3 {
                out.push_str(self.thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(self.decimal);
            out.push_str(fraction);
        }
        out
    }
}

fn named(keys: &[&str], words: &[&str], key: &str) -> String {
    keys.iter().position(|known| *known == key).and_then(|at| words.get(at)).map_or_else(|| crate::clean::clean(key), |word| (*word).to_owned())
}

const EN: Words = Words {
    language: "en",
    months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    date: "{d} {m} {y}",
    thousands: ",",
    decimal: ".",
    colon: ":",
    comma: ", ",
    stop: ".",
    scorecard: "Website scorecard",
    checklist: "Checklist",
    playbook: "Playbook",
    calculator: "Estimate",
    swipe: "Texts to copy",
    report: "Report",
    prepared_for: "Prepared for",
    prepared_by: "Prepared by",
    sample_heading: "This is a sample",
    sample_text: "It was made from built-in example data. The company in it does not exist.",
    thin_heading: "A short report, and why",
    thin_text: "Your website could not be read, so this report rests on the details we were given and on general advice.",
    contents: "In this report",
    overall: "Overall",
    out_of: "out of 100",
    not_measured: "Not measured",
    saw: "What we saw",
    matters: "Why it matters",
    fix: "The fix",
    area: "Area",
    weight: "Weight",
    effort: "Effort",
    who: "Who",
    verify: "Check it yourself",
    why: "Why",
    efforts: ["Minutes", "Hours", "Days"],
    severities: ["Very high", "High", "Medium", "Low", "For information"],
    areas: ["Findable", "Search", "Speed", "Access", "Trust", "E-mail", "Enquiries"],
    strength: "What works",
    note: "Note",
    limit: "What we did not look at",
    sources: "Sources",
    sources_text: "Each number in the text points to what the sentence rests on.",
    source: "Source",
    back: "Back to the text",
    close: "Close",
    from: ["Your website", "Measured by us", "Given to us"],
    computed: ["Worked out from your website", "Worked out from what we measured", "Worked out from what we were given"],
    seen: "Seen",
    expected: "Expected",
    place: "Where",
    read_on: "Read on",
    appendix: "Appendix",
    skip: "Skip to the report",
    about_this_page: "About this page and your data",
    as_pdf: "Download as PDF",
    as_text: "Plain text",
    page: "Page",
    of: "of",
    waiting: [
        ("Your report is next in line", "The report for {company} will be prepared in a moment."),
        ("Your report is being prepared", "The report for {company} is being researched and written now."),
        ("This report could not be prepared", "Something went wrong on our side while the report for {company} was made. There is nothing you need to do."),
        ("This report has been withdrawn", "The report for {company} is no longer available."),
    ],
    waiting_turns: "This page turns into the report by itself.",
    waiting_left: "About {n} seconds left.",
    your_company: "your company",
    before: "Now",
    after: "Instead",
    new_text: "Text",
    copy: "Copy",
    copied: "Copied",
    goes: "Where it goes",
    inputs: "Your figures",
    results: "The estimate",
    formula: "Formula",
    range_from: "from",
    range_to: "to",
    assumption: "Assumption",
    from_source: "From a source",
    unit_days: "days",
    unit_day: "day",
    open: "Open the page",
    done: "{n} of {m} done",
    phases: ["Request received", "Reading the public pages", "Checking and measuring", "Writing, with a source for each fact", "Setting page and PDF"],
    phase_states: ["done", "under way", "to come"],
};

const DE: Words = Words {
    language: "de",
    months: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    date: "{d}. {m} {y}",
    thousands: ".",
    decimal: ",",
    colon: ":",
    comma: ", ",
    stop: ".",
    scorecard: "Website-Zeugnis",
    checklist: "Checkliste",
    playbook: "Leitfaden",
    calculator: "Schätzung",
    swipe: "Texte zum Kopieren",
    report: "Bericht",
    prepared_for: "Erstellt für",
    prepared_by: "Erstellt von",
    sample_heading: "Dies ist ein Muster",
    sample_text: "Es beruht auf eingebauten Beispieldaten. Die Firma darin gibt es nicht.",
    thin_heading: "Ein kurzer Bericht, und warum",
    thin_text: "Ihre Website ließ sich nicht lesen. Dieser Bericht beruht daher auf den Angaben, die uns vorliegen, und auf allgemeinem Rat.",
    contents: "In diesem Bericht",
    overall: "Gesamt",
    out_of: "von 100",
    not_measured: "Nicht gemessen",
    saw: "Was wir gesehen haben",
    matters: "Warum es zählt",
    fix: "Die Abhilfe",
    area: "Bereich",
    weight: "Gewicht",
    effort: "Aufwand",
    who: "Wer",
    verify: "Selbst prüfen",
    why: "Warum",
    efforts: ["Minuten", "Stunden", "Tage"],
    severities: ["Sehr hoch", "Hoch", "Mittel", "Gering", "Zur Kenntnis"],
    areas: ["Auffindbar", "Suche", "Tempo", "Zugang", "Vertrauen", "E-Mail", "Anfragen"],
    strength: "Was gut ist",
    note: "Hinweis",
    limit: "Was wir nicht angesehen haben",
    sources: "Quellen",
    sources_text: "Jede Zahl im Text zeigt auf das, worauf der Satz beruht.",
    source: "Quelle",
    back: "Zurück zum Text",
    close: "Schließen",
    from: ["Ihre Website", "Von uns gemessen", "Uns mitgeteilt"],
    computed: ["Errechnet aus Ihrer Website", "Errechnet aus unseren Messungen", "Errechnet aus den Angaben, die uns vorliegen"],
    seen: "Gesehen",
    expected: "Erwartet",
    place: "Stelle",
    read_on: "Gelesen am",
    appendix: "Anhang",
    skip: "Zum Bericht springen",
    about_this_page: "Über diese Seite und Ihre Daten",
    as_pdf: "Als PDF laden",
    as_text: "Reiner Text",
    page: "Seite",
    of: "von",
    waiting: [
        ("Ihr Bericht ist gleich an der Reihe", "Der Bericht für {company} wird in Kürze erstellt."),
        ("Ihr Bericht wird erstellt", "Der Bericht für {company} wird gerade recherchiert und geschrieben."),
        ("Dieser Bericht konnte nicht erstellt werden", "Bei uns ist beim Erstellen des Berichts für {company} etwas schiefgegangen. Sie müssen nichts tun."),
        ("Dieser Bericht wurde zurückgezogen", "Der Bericht für {company} ist nicht mehr verfügbar."),
    ],
    waiting_turns: "Diese Seite wird von selbst zum Bericht.",
    waiting_left: "Noch etwa {n} Sekunden.",
    your_company: "Ihre Firma",
    before: "Bisher",
    after: "Stattdessen",
    new_text: "Text",
    copy: "Kopieren",
    copied: "Kopiert",
    goes: "Einzusetzen in",
    inputs: "Ihre Werte",
    results: "Die Schätzung",
    formula: "Formel",
    range_from: "von",
    range_to: "bis",
    assumption: "Annahme",
    from_source: "Aus einer Quelle",
    unit_days: "Tage",
    unit_day: "Tag",
    open: "Seite öffnen",
    done: "{n} von {m} erledigt",
    phases: [
        "Anfrage eingegangen",
        "Öffentliche Seiten werden gelesen",
        "Prüfen und Messen",
        "Schreiben, mit einer Quelle für jede Tatsache",
        "Seite und PDF werden gesetzt",
    ],
    phase_states: ["erledigt", "läuft", "kommt noch"],
};

const FR: Words = Words {
    language: "fr",
    months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    date: "{d} {m} {y}",
    thousands: "\u{202f}",
    decimal: ",",
    colon: "\u{202f}:",
    comma: ", ",
    stop: ".",
    scorecard: "Bilan du site web",
    checklist: "Liste de contrôle",
    playbook: "Guide d’action",
    calculator: "Estimation",
    swipe: "Textes à copier",
    report: "Rapport",
    prepared_for: "Préparé pour",
    prepared_by: "Préparé par",
    sample_heading: "Ceci est un exemple",
    sample_text: "Il repose sur des données d’exemple intégrées. L’entreprise citée n’existe pas.",
    thin_heading: "Un rapport court, et pourquoi",
    thin_text: "Votre site n’a pas pu être lu. Ce rapport repose donc sur les données reçues et sur des conseils généraux.",
    contents: "Dans ce rapport",
    overall: "Ensemble",
    out_of: "sur 100",
    not_measured: "Non mesuré",
    saw: "Ce que nous avons vu",
    matters: "Pourquoi c’est important",
    fix: "La solution",
    area: "Domaine",
    weight: "Poids",
    effort: "Effort",
    who: "Qui",
    verify: "Vérifiez vous-même",
    why: "Pourquoi",
    efforts: ["Minutes", "Heures", "Jours"],
    severities: ["Très élevé", "Élevé", "Moyen", "Faible", "Pour information"],
    areas: ["Accès au site", "Recherche", "Vitesse", "Accessibilité", "Confiance", "E-mail", "Demandes"],
    strength: "Ce qui fonctionne",
    note: "Remarque",
    limit: "Ce que nous n’avons pas examiné",
    sources: "Sources",
    sources_text: "Chaque numéro dans le texte renvoie à ce qui fonde la phrase.",
    source: "Source",
    back: "Retour au texte",
    close: "Fermer",
    from: ["Votre site", "Mesuré par nous", "Reçu"],
    computed: ["Calculé d’après votre site", "Calculé d’après nos mesures", "Calculé d’après les données reçues"],
    seen: "Vu",
    expected: "Attendu",
    place: "Endroit",
    read_on: "Lu le",
    appendix: "Annexe",
    skip: "Aller au rapport",
    about_this_page: "À propos de cette page et de vos données",
    as_pdf: "Télécharger en PDF",
    as_text: "Texte brut",
    page: "Page",
    of: "sur",
    waiting: [
        ("Votre rapport est le prochain", "Le rapport pour {company} sera préparé dans un instant."),
        ("Votre rapport est en préparation", "Le rapport pour {company} est en cours de recherche et de rédaction."),
        (
            "Ce rapport n’a pas pu être préparé",
            "Un problème est survenu de notre côté pendant la préparation du rapport pour {company}. Vous n’avez rien à faire.",
        ),
        ("Ce rapport a été retiré", "Le rapport pour {company} n’est plus disponible."),
    ],
    waiting_turns: "Cette page devient le rapport d’elle-même.",
    waiting_left: "Encore environ {n} secondes.",
    your_company: "votre entreprise",
    before: "Aujourd’hui",
    after: "À la place",
    new_text: "Texte",
    copy: "Copier",
    copied: "Copié",
    goes: "Où le placer",
    inputs: "Vos chiffres",
    results: "L’estimation",
    formula: "Formule",
    range_from: "de",
    range_to: "à",
    assumption: "Hypothèse",
    from_source: "D’après une source",
    unit_days: "jours",
    unit_day: "jour",
    open: "Ouvrir la page",
    done: "{n} sur {m} faits",
    phases: ["Demande reçue", "Lecture des pages publiques", "Contrôles et mesures", "Rédaction, avec une source pour chaque fait", "Mise en page et PDF"],
    phase_states: ["terminé", "en cours", "à venir"],
};

const ES: Words = Words {
    language: "es",
    months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    date: "{d} de {m} de {y}",
    thousands: ".",
    decimal: ",",
    colon: ":",
    comma: ", ",
    stop: ".",
    scorecard: "Evaluación del sitio web",
    checklist: "Lista de comprobación",
    playbook: "Guía de acción",
    calculator: "Estimación",
    swipe: "Textos para copiar",
    report: "Informe",
    prepared_for: "Preparado para",
    prepared_by: "Preparado por",
    sample_heading: "Esto es una muestra",
    sample_text: "Se hizo con datos de ejemplo incluidos. La empresa que aparece no existe.",
    thin_heading: "Un informe breve, y por qué",
    thin_text: "No se pudo leer su sitio web. Este informe se basa en los datos recibidos y en consejos generales.",
    contents: "En este informe",
    overall: "En conjunto",
    out_of: "de 100",
    not_measured: "No medido",
    saw: "Lo que vimos",
    matters: "Por qué importa",
    fix: "La solución",
    area: "Área",
    weight: "Peso",
    effort: "Esfuerzo",
    who: "Quién",
    verify: "Compruébelo usted",
    why: "Por qué",
    efforts: ["Minutos", "Horas", "Días"],
    severities: ["Muy alto", "Alto", "Medio", "Bajo", "Para información"],
    areas: ["Localizable", "Búsqueda", "Velocidad", "Acceso", "Confianza", "Correo", "Consultas"],
    strength: "Lo que funciona",
    note: "Nota",
    limit: "Lo que no miramos",
    sources: "Fuentes",
    sources_text: "Cada número en el texto señala en qué se apoya la frase.",
    source: "Fuente",
    back: "Volver al texto",
    close: "Cerrar",
    from: ["Su sitio web", "Medido por nosotros", "Recibido"],
    computed: ["Calculado con los datos de su sitio web", "Calculado con nuestras mediciones", "Calculado con los datos recibidos"],
    seen: "Visto",
    expected: "Esperado",
    place: "Lugar",
    read_on: "Leído el",
    appendix: "Apéndice",
    skip: "Ir al informe",
    about_this_page: "Sobre esta página y sus datos",
    as_pdf: "Descargar en PDF",
    as_text: "Texto sin formato",
    page: "Página",
    of: "de",
    waiting: [
        ("Su informe es el siguiente", "El informe para {company} se preparará en un momento."),
        ("Su informe se está preparando", "El informe para {company} se está investigando y escribiendo ahora."),
        ("No se pudo preparar este informe", "Algo falló por nuestra parte al preparar el informe para {company}. No tiene que hacer nada."),
        ("Este informe se ha retirado", "El informe para {company} ya no está disponible."),
    ],
    waiting_turns: "Esta página se convierte sola en el informe.",
    waiting_left: "Quedan unos {n} segundos.",
    your_company: "su empresa",
    before: "Ahora",
    after: "En su lugar",
    new_text: "Texto",
    copy: "Copiar",
    copied: "Copiado",
    goes: "Dónde va",
    inputs: "Sus cifras",
    results: "La estimación",
    formula: "Fórmula",
    range_from: "de",
    range_to: "a",
    assumption: "Supuesto",
    from_source: "Según una fuente",
    unit_days: "días",
    unit_day: "día",
    open: "Abrir la página",
    done: "{n} de {m} hechos",
    phases: [
        "Solicitud recibida",
        "Lectura de las páginas públicas",
        "Comprobaciones y mediciones",
        "Redacción, con una fuente para cada dato",
        "Composición de la página y el PDF",
    ],
    phase_states: ["hecho", "en curso", "pendiente"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_written_as_the_language_writes_them() {
        assert_eq!(words("en").number(2340.0), "2,340");
        assert_eq!(words("de").number(1_234_567.5), "1.234.567,5");
        assert_eq!(words("en").number(145.456), "145.46");
        assert_eq!((words("en").number(-0.001).as_str(), words("en").number(-1_250.5).as_str()), ("0", "-1,250.5"));
        assert_eq!(words("en").day(1_795_519_800_000), "24 November 2026");
        assert_eq!(words("de").day(1_795_519_800_000), "24. November 2026");
        assert_eq!(words("en").day(i64::MAX), "");
    }

    #[test]
    fn what_was_worked_out_says_from_what_in_one_phrase() {
        let of_measures = ["en", "de", "fr", "es"].map(|language| words(language).source_word("measured", true));
        assert_eq!(
            of_measures,
            ["Worked out from what we measured", "Errechnet aus unseren Messungen", "Calculé d’après nos mesures", "Calculado con nuestras mediciones"]
        );
        assert_eq!(words("de").source_word("site", false), "Ihre Website");
    }

    #[test]
    fn a_language_without_a_table_gets_english() {
        assert_eq!(words("pt").sources, "Sources");
    }
}
