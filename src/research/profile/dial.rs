//! Telephone numbers by country: calling code, trunk prefix and lengths, so that a number can be told in its international form.
//!
//! Source: ITU-T E.164 and the numbering plans that the ITU's Operational Bulletin announces. Only what is needed to tell a number apart from
//! another sequence of digits: lengths are those of the national significant number, geographic and mobile together.

/// One numbering plan.
struct Plan {
    /// ISO 3166-1 alpha-2, and the top-level domain but for `uk`.
    country: &'static str,
    code: &'static str,
    /// Written before the number inside the country, and left out behind the code.
    trunk: &'static str,
    least: usize,
    most: usize,
}

const fn plan(country: &'static str, code: &'static str, trunk: &'static str, least: usize, most: usize) -> Plan {
    Plan { country, code, trunk, least, most }
}

const PLANS: &[Plan] = &[
    plan("us", "1", "1", 10, 10),
    plan("ca", "1", "1", 10, 10),
    plan("gb", "44", "0", 9, 10),
    plan("de", "49", "0", 5, 12),
    plan("at", "43", "0", 5, 13),
    plan("ch", "41", "0", 9, 9),
    plan("li", "423", "", 7, 9),
    plan("fr", "33", "0", 9, 9),
    plan("be", "32", "0", 8, 9),
    plan("lu", "352", "", 5, 11),
    plan("nl", "31", "0", 9, 9),
    plan("es", "34", "", 9, 9),
    plan("pt", "351", "", 9, 9),
    // the leading zero of Italian numbers belongs to them
    plan("it", "39", "", 6, 11),
    plan("ie", "353", "0", 7, 9),
    plan("dk", "45", "", 8, 8),
    plan("se", "46", "0", 7, 9),
    plan("no", "47", "", 8, 8),
    plan("fi", "358", "0", 5, 12),
    plan("is", "354", "", 7, 7),
    plan("pl", "48", "", 9, 9),
    plan("cz", "420", "", 9, 9),
    plan("sk", "421", "0", 9, 9),
    plan("hu", "36", "06", 8, 9),
    plan("ro", "40", "0", 9, 9),
    plan("bg", "359", "0", 7, 9),
    plan("gr", "30", "", 10, 10),
    plan("si", "386", "0", 8, 8),
    plan("hr", "385", "0", 8, 9),
    plan("rs", "381", "0", 8, 9),
    plan("ua", "380", "0", 9, 9),
    plan("ru", "7", "8", 10, 10),
    plan("ee", "372", "", 7, 8),
    plan("lv", "371", "", 8, 8),
    plan("lt", "370", "0", 8, 8),
    plan("tr", "90", "0", 10, 10),
    plan("il", "972", "0", 8, 9),
    plan("ae", "971", "0", 8, 9),
    plan("sa", "966", "0", 8, 9),
    plan("in", "91", "0", 10, 10),
    plan("jp", "81", "0", 9, 10),
    plan("cn", "86", "0", 9, 11),
    plan("hk", "852", "", 8, 8),
    plan("tw", "886", "0", 8, 9),
    plan("kr", "82", "0", 8, 10),
    plan("sg", "65", "", 8, 8),
    plan("my", "60", "0", 8, 10),
    plan("th", "66", "0", 8, 9),
    plan("vn", "84", "0", 9, 10),
    plan("ph", "63", "0", 8, 10),
    plan("id", "62", "0", 8, 12),
    plan("au", "61", "0", 9, 9),
    plan("nz", "64", "0", 8, 10),
    plan("za", "27", "0", 9, 9),
    plan("ng", "234", "0", 8, 10),
    plan("ke", "254", "0", 9, 9),
    plan("cm", "237", "", 9, 9),
    plan("ci", "225", "", 10, 10),
    plan("sn", "221", "", 9, 9),
    plan("ma", "212", "0", 9, 9),
    plan("tn", "216", "", 8, 8),
    plan("eg", "20", "0", 8, 10),
    plan("br", "55", "0", 10, 11),
    plan("mx", "52", "", 10, 10),
    plan("ar", "54", "0", 10, 11),
    plan("cl", "56", "", 9, 9),
    plan("co", "57", "", 10, 10),
    plan("pe", "51", "0", 8, 9),
    plan("uy", "598", "0", 8, 8),
    plan("ec", "593", "0", 8, 9),
    plan("ve", "58", "0", 10, 10),
    plan("cr", "506", "", 8, 8),
    plan("pa", "507", "", 7, 8),
    plan("gt", "502", "", 8, 8),
    plan("do", "1", "1", 10, 10),
];

/// `digits` (a leading `+` where the country is written) in the form of E.164; `country` (ISO 3166-1 alpha-2, lower case) is asked where it is not.
/// `None` when the country is unknown or the number does not fit its plan.
pub fn e164(digits: &str, country: Option<&str>) -> Option<String> {
    if let Some(international) = digits.strip_prefix('+') {
        return with_code(international);
    }
    let plan = PLANS.iter().find(|plan| Some(plan.country) == country)?;
    // the code is often written without its sign: `1-800-…`, `(506) 2221-…`
    let fits = |national: &str| (plan.least..=plan.most).contains(&national.len());
    if let Some(rest) = digits.strip_prefix(plan.code).filter(|rest| fits(rest) && !fits(digits)) {
        return Some(format!("+{}{rest}", plan.code));
    }
    let national = digits.strip_prefix(plan.trunk).unwrap_or(digits);
    let trunked = plan.trunk.is_empty() || national.len() < digits.len() || matches!(plan.code, "1" | "7");
    (fits(national) && trunked && is_assigned(plan, national)).then(|| format!("+{}{national}", plan.code))
}

/// A number behind `+`: some country's code and a national part that fits it.
fn with_code(international: &str) -> Option<String> {
    let plan = PLANS.iter().filter(|plan| international.starts_with(plan.code)).max_by_key(|plan| plan.code.len())?;
    let rest = international.get(plan.code.len()..)?;
    // a trunk prefix that was left in behind the code
    let national = match rest.strip_prefix(plan.trunk) {
        Some(bare) if plan.trunk == "0" && (plan.least..=plan.most).contains(&bare.len()) => bare,
        _ => rest,
    };
    ((plan.least..=plan.most).contains(&national.len()) && is_assigned(plan, national)).then(|| format!("+{}{national}", plan.code))
}

/// North American areas and exchanges begin with 2 to 9.
fn is_assigned(plan: &Plan, national: &str) -> bool {
    plan.code != "1" || [0, 3].iter().all(|&at| national.as_bytes().get(at).is_some_and(|byte| (b'2'..=b'9').contains(byte)))
}

/// The country of a top-level domain, where the domain is one country's own and not sold as a word (`io`, `co`, `me`, `tv`, `ai`).
pub fn of_domain(domain: &str) -> Option<&'static str> {
    let top = domain.rsplit('.').next()?;
    let top = if top == "uk" { "gb" } else { top };
    PLANS.iter().map(|plan| plan.country).find(|country| *country == top && !matches!(top, "co" | "is" | "li"))
}

/// The country that a number behind `+` belongs to, where its code is one country's alone.
pub fn of_code(digits: &str) -> Option<&'static str> {
    let plan = PLANS.iter().filter(|plan| digits.strip_prefix('+').is_some_and(|rest| rest.starts_with(plan.code))).max_by_key(|plan| plan.code.len())?;
    (!matches!(plan.code, "1" | "7")).then_some(plan.country)
}

/// The country of a name or code as addresses write it.
pub fn of_name(name: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &[&str])] = &[
        ("us", &["us", "usa", "u.s.a.", "united states", "united states of america"]),
        ("ca", &["ca", "canada"]),
        ("gb", &["gb", "uk", "united kingdom", "great britain", "england", "scotland", "wales"]),
        ("de", &["de", "germany", "deutschland", "allemagne", "alemania"]),
        ("at", &["at", "austria", "österreich"]),
        ("ch", &["ch", "switzerland", "schweiz", "suisse", "svizzera"]),
        ("fr", &["fr", "france", "frankreich", "francia"]),
        ("be", &["be", "belgium", "belgique", "belgië"]),
        ("lu", &["lu", "luxembourg", "luxemburg"]),
        ("nl", &["nl", "netherlands", "nederland", "the netherlands"]),
        ("es", &["es", "spain", "españa", "espagne"]),
        ("pt", &["pt", "portugal"]),
        ("it", &["it", "italy", "italia"]),
        ("ie", &["ie", "ireland"]),
        ("jp", &["jp", "japan", "日本"]),
        ("au", &["au", "australia"]),
        ("nz", &["nz", "new zealand"]),
        ("mx", &["mx", "mexico", "méxico"]),
        ("co", &["co", "colombia"]),
        ("cr", &["cr", "costa rica"]),
        ("cm", &["cm", "cameroun", "cameroon"]),
        ("br", &["br", "brazil", "brasil"]),
        ("in", &["in", "india"]),
        ("ar", &["ar", "argentina"]),
        ("cl", &["cl", "chile"]),
        ("pe", &["pe", "perú", "peru"]),
    ];
    let name = name.trim().to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(country, _)| *country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_internationally_where_its_country_is_sure() {
        for (digits, country, told) in [
            ("01632960001", Some("gb"), Some("+441632960001")),
            ("+4401632960001", None, Some("+441632960001")),
            ("5992004131", Some("us"), Some("+15992004131")),
            ("18005992004", Some("us"), Some("+18005992004")),
            ("50622001234", Some("cr"), Some("+50622001234")),
            ("0599120707", Some("de"), Some("+49599120707")),
            ("0612345678", Some("it"), Some("+390612345678")),
            ("+390612345678", None, Some("+390612345678")),
            ("0599120707", None, None),
            ("599120707", Some("de"), None),
            ("1992004131", Some("us"), None),
            ("+999123456", None, None),
        ] {
            assert_eq!(e164(digits, country).as_deref(), told, "{digits} {country:?}");
        }
    }

    #[test]
    fn a_domain_that_is_sold_as_a_word_is_no_country() {
        assert_eq!((of_domain("kiln.at"), of_domain("kiln.co.uk"), of_domain("kiln.co"), of_domain("kiln.io")), (Some("at"), Some("gb"), None, None));
    }
}
