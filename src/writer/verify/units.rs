//! Units, currencies and words of scale beside a number, each in one canonical form.

/// The currency that a word or sign stands for.
#[must_use]
pub fn currency(token: &str) -> Option<&'static str> {
    match token.to_lowercase().as_str() {
        "€" | "eur" | "euro" | "euros" => Some("€"),
        "$" | "usd" | "dollar" | "dollars" | "dólar" | "dólares" => Some("$"),
        "£" | "gbp" | "pound" | "pounds" | "pfund" | "livres" | "libras" => Some("£"),
        "chf" | "franken" | "francs" | "francos" => Some("CHF"),
        "¥" | "jpy" | "円" => Some("¥"),
        "₹" | "inr" | "rupee" | "rupees" => Some("₹"),
        _ => None,
    }
}

/// True when both name one currency, as `€` and `EUR` do.
#[must_use]
pub fn same_currency(one: &str, other: &str) -> bool {
    one == other || currency(one).is_some_and(|of| currency(other) == Some(of))
}

/// True for a unit without which a number says something else.
#[must_use]
pub fn is_weighty(unit: &str) -> bool {
    matches!(unit, "%" | "€" | "$" | "£" | "CHF" | "¥" | "₹" | "#")
}

/// The unit at the beginning of these tokens and how many tokens it takes.
#[must_use]
pub fn read(tokens: &[&str]) -> Option<(&'static str, usize)> {
    let first = tokens.first()?.to_lowercase();
    let second = tokens.get(1).map(|token| token.to_lowercase());
    match (first.as_str(), second.as_deref()) {
        ("pour", Some("cent")) | ("por", Some("ciento" | "cien")) | ("per", Some("cent")) => return Some(("%", 2)),
        _ => {}
    }
    if let Some(currency) = currency(&first) {
        return Some((currency, 1));
    }
    UNITS.iter().find(|(_, words)| words.contains(&first.as_str())).map(|(unit, _)| (*unit, 1))
}

/// Zeros that a word behind a number in digits adds.
#[must_use]
pub fn scale(token: &str) -> Option<usize> {
    match token.to_lowercase().as_str() {
        "hundred" | "hundert" => Some(2),
        "thousand" | "k" | "tausend" | "tsd" | "mille" | "mil" => Some(3),
        "million" | "millions" | "millionen" | "mio" | "millón" | "millones" => Some(6),
        "billion" | "billions" | "milliarde" | "milliarden" | "mrd" | "milliard" | "milliards" => Some(9),
        _ => None,
    }
}

const UNITS: &[(&str, &[&str])] = &[
    ("%", &["%", "percent", "prozent"]),
    ("B", &["b", "byte", "bytes", "octets"]),
    ("KB", &["kb", "kilobyte", "kilobytes", "kib", "ko"]),
    ("MB", &["mb", "megabyte", "megabytes", "mib", "mo"]),
    ("ms", &["ms", "millisecond", "milliseconds", "millisekunden", "millisecondes", "milisegundos"]),
    ("s", &["s", "sec", "second", "seconds", "sekunde", "sekunden", "seconde", "secondes", "segundo", "segundos"]),
    ("min", &["min", "minute", "minutes", "minuten", "minuto", "minutos"]),
    ("h", &["hour", "hours", "stunde", "stunden", "std", "heure", "heures", "hora", "horas", "ore"]),
    ("day", &["day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "giorni"]),
    ("week", &["week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"]),
    ("month", &["month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mesi"]),
    ("year", &["year", "years", "jahr", "jahre", "jahren", "ans", "année", "années", "año", "años", "anni", "jaar"]),
    ("px", &["px", "pixel", "pixels", "píxeles"]),
    ("mi", &["mile", "miles", "meile", "meilen", "milles", "milla", "millas"]),
    ("ft", &["ft", "foot", "feet", "fuß"]),
    ("in", &["inch", "inches", "zoll", "pouces", "pulgadas"]),
    ("acre", &["acre", "acres"]),
    ("decade", &["decade", "decades", "jahrzehnt", "jahrzehnte", "jahrzehnten", "décennie", "décennies", "década", "décadas"]),
    // A place in a row: `3rd` is not 3.
    ("#", &["st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "nde", "º", "ª"]),
    ("km", &["km", "kilometer", "kilometers", "kilometre", "kilometres", "kilomètre", "kilomètres", "kilómetro", "kilómetros"]),
    ("m", &["m", "meter", "meters", "metern", "metre", "metres", "mètre", "mètres", "metro", "metros"]),
    ("cm", &["cm", "zentimeter", "centimetres", "centimètres", "centímetros"]),
    ("mm", &["mm", "millimeter", "millimetres", "millimètres", "milímetros"]),
    ("m²", &["m²", "m2", "qm", "quadratmeter", "quadratmetern"]),
    ("ha", &["ha", "hektar", "hectare", "hectares", "hectáreas"]),
    ("kg", &["kg", "kilo", "kilos", "kilogramm", "kilogrammes", "kilogramos"]),
    ("t", &["t", "tonne", "tonnen", "tonnes", "toneladas"]),
    ("l", &["l", "liter", "litern", "litre", "litres", "litros"]),
    ("kW", &["kw", "kilowatt"]),
    ("kWh", &["kwh", "kilowattstunden"]),
    ("°", &["°", "grad", "degrees", "degrés", "grados"]),
];
