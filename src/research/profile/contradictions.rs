//! Where the site contradicts itself: values of one thing that two of its places state differently. Neither is then certain.

use std::sync::LazyLock;

use regex::Regex;

use super::prices::{self, Priced};
use super::{Site, address, fact, hours, in_block, in_line, in_meta, phone, prose, seen, week, words};
use crate::model::page::{Page, Role};
use crate::model::profile::{Contradiction, Fact, Profile};
use crate::research::ledger::{Ledger, Note};

/// How sure a value is that another place of the site contradicts.
pub const DOUBTFUL: f64 = 0.45;
const CONTRADICTIONS_MAX: usize = 12;
const VALUES_MAX: usize = 4;

/// All that is found, at most twelve, and the profile's own values of these things marked as doubtful.
pub fn contradictions(site: &Site, name: &str, profile: &mut Profile, years: Vec<Fact<String>>, priced: &[Priced], ledger: &mut Ledger) {
    let mut found: Vec<Contradiction> = Vec::new();
    if years.len() > 1 {
        doubt(profile.founded.iter_mut());
        found.push(of("founded".to_owned(), years));
    }
    found.extend(of_numbers(site, profile, ledger));
    if let Some(addresses) = of_addresses(site, profile, ledger) {
        doubt(profile.addresses.iter_mut());
        found.push(addresses);
    }
    let hours = of_hours(site, profile, ledger);
    if !hours.is_empty() {
        doubt(profile.hours.iter_mut());
        found.extend(hours);
    }
    for (key, contradiction) in of_prices(priced, ledger) {
        doubt(profile.prices.iter_mut().filter(|fact| words::key(&fact.value.name) == key));
        found.push(contradiction);
    }
    found.extend(of_counts(site, name, ledger));
    found.truncate(CONTRADICTIONS_MAX);
    profile.contradictions = found;
}

fn of(topic: String, mut values: Vec<Fact<String>>) -> Contradiction {
    doubt(values.iter_mut());
    values.truncate(VALUES_MAX);
    Contradiction { topic, values }
}

fn doubt<'f, T: 'f>(facts: impl Iterator<Item = &'f mut Fact<T>>) {
    facts.for_each(|fact| fact.confidence = fact.confidence.min(DOUBTFUL));
}

/// A fax that is another one on every page, or a telephone in the data for machines that no page shows.
fn of_numbers(site: &Site, profile: &mut Profile, ledger: &mut Ledger) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let shows = |page: &Page, digits: &str| seen(page).any(|block| phone::stands_in(&block.text, digits));
    let faxes: Vec<String> = profile.phones.iter().filter(|fact| fact.value.fax).map(|fact| fact.value.digits.clone()).collect();
    let together = site.pages.iter().any(|page| faxes.iter().filter(|digits| shows(page, digits)).count() > 1);
    let all_shown = faxes.iter().all(|digits| site.pages.iter().any(|page| shows(page, digits)));
    if faxes.len() > 1 && !together && all_shown && profile.addresses.len() <= 1 {
        let values = profile.phones.iter().filter(|fact| fact.value.fax).map(|fact| Fact {
            value: fact.value.display.clone(),
            evidence: fact.evidence.clone(),
            confidence: fact.confidence,
        });
        found.push(of("fax".to_owned(), values.collect()));
        doubt(profile.phones.iter_mut().filter(|fact| fact.value.fax));
    }
    let mut stated: Vec<(&Page, &str)> = site.things.iter().filter_map(|thing| Some((thing.page, thing.text("telephone")?))).collect();
    stated.dedup_by(|a, b| phone::same_number(a.1, b.1));
    let visible: Vec<usize> = (0..profile.phones.len())
        .filter(|at| profile.phones.get(*at).is_some_and(|fact| !fact.value.fax && site.pages.iter().any(|page| shows(page, &fact.value.digits))))
        .collect();
    if let ([(page, text)], [at]) = (stated.as_slice(), visible.as_slice())
        && let Some(shown) = profile.phones.get(*at)
        && !phone::same_number(text, &shown.value.digits)
    {
        let shown = Fact { value: shown.value.display.clone(), evidence: shown.evidence.clone(), confidence: shown.confidence };
        let data = fact((*text).to_owned(), DOUBTFUL, in_meta(page, "json-ld: telephone", text, text), ledger);
        found.push(of("phone".to_owned(), vec![shown, data]));
        doubt(profile.phones.iter_mut().filter(|fact| !fact.value.fax));
    }
    found
}

/// One address in the data for machines, another one on the pages.
fn of_addresses(site: &Site, profile: &Profile, ledger: &mut Ledger) -> Option<Contradiction> {
    let mut stated: Vec<(&Page, String)> = Vec::new();
    for thing in &site.things {
        for object in thing.objects("address") {
            let whole = address::written(object);
            if object.contains_key("streetAddress") && !stated.iter().any(|(_, known)| address::same_place(known) == address::same_place(&whole)) {
                stated.push((thing.page, whole));
            }
        }
    }
    let ([(page, whole)], [first, second]) = (stated.as_slice(), profile.addresses.as_slice()) else { return None };
    let other = if first.value == *whole { second } else { first };
    let shares = |a: &str, b: &str| a.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() >= 3 && b.contains(number));
    if first.value != *whole && second.value != *whole || shares(whole, &other.value) {
        return None;
    }
    let note = Note::on(page, crate::model::evidence::Kind::Meta, "json-ld: address").observed(whole.clone());
    Some(of("address".to_owned(), vec![other.clone(), fact(whole.clone(), DOUBTFUL, note, ledger)]))
}

/// A line of hours with its place.
type Told = (String, [Vec<week::Span>; 7], String, Note);

/// Lines of opening hours that are compared with one another.
const LINES_MAX: usize = 60;

/// Days on which two places of the site are open at different times: one contradiction for each two lines.
fn of_hours(site: &Site, profile: &Profile, ledger: &mut Ledger) -> Vec<Contradiction> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    // of a season, a service or a branch
    const PARTS: &[&str] = &[
        "summer",
        "winter",
        "season",
        "holiday",
        "kitchen",
        "phone",
        "support",
        "reception",
        "delivery",
        "bar ",
        "sommer",
        "ferien",
        "saison",
        "telefon",
        "küche",
        "hotline",
        "été",
        "hiver",
        "vacances",
        "téléphon",
        "verano",
        "invierno",
        "feiertag",
        "showroom",
        "workshop",
        "werkstatt",
        "lager",
        "atelier",
        "emergency",
        "notdienst",
        "brunch",
        "lunch",
        "dinner",
        "breakfast",
        "happy hour",
    ];
    // Each branch has hours of its own.
    if profile.addresses.len() > 1 {
        return Vec::new();
    }
    let mut told: Vec<Told> = Vec::new();
    for thing in &site.things {
        for text in thing.texts("openingHours") {
            if let Some(week) = week::parse(text) {
                told.push((format!("{} json-ld", thing.page.url), week, text.to_owned(), in_meta(thing.page, "json-ld: openingHours", text, text)));
            }
        }
    }
    for page in hours::read_pages(site) {
        for shown in hours::shown(page) {
            let around = [Some(shown.days), shown.times, shown.before];
            if around.into_iter().flatten().any(|block| words::has_any(&block.text.to_lowercase(), PARTS)) {
                continue;
            }
            if let Some(week) = week::parse(&shown.line) {
                told.push((page.url.clone(), week, shown.line.clone(), in_line(page, shown.days, shown.first())));
            }
        }
    }
    told.truncate(LINES_MAX);
    let mut found: Vec<Contradiction> = Vec::new();
    for (day, name) in DAYS.iter().enumerate() {
        let open =
            |source: &str| -> Vec<week::Span> { told.iter().filter(|(from, ..)| from == source).flat_map(|(_, week, ..)| week[day].iter().copied()).collect() };
        let differs = |a: &Told, b: &Told| {
            if a.0 == b.0 || a.1[day].is_empty() || b.1[day].is_empty() {
                return false;
            }
            let (here, there) = (open(&a.0), open(&b.0));
            here.len() == there.len() && !here.iter().any(|span| there.contains(span))
        };
        let pair = told.iter().enumerate().find_map(|(at, a)| told[at + 1..].iter().find(|b| differs(a, b)).map(|b| (a, b)));
        let Some((a, b)) = pair else { continue };
        let known = found.iter().any(|known| known.values.iter().any(|fact| fact.value == a.2) && known.values.iter().any(|fact| fact.value == b.2));
        if !known {
            let values = [a, b].map(|(_, _, line, note)| fact(line.clone(), DOUBTFUL, note.clone(), ledger));
            found.push(of(format!("hours: {name}"), values.into()));
        }
    }
    found
}

/// One name, one unit, one amount on each of two pages, and not the same.
fn of_prices(priced: &[Priced], ledger: &mut Ledger) -> Vec<(String, Contradiction)> {
    let mut found: Vec<(String, Contradiction)> = Vec::new();
    for (at, item) in priced.iter().enumerate().filter(|(_, item)| !item.price.from) {
        let key = words::key(&item.price.name);
        let same = |other: &&Priced| words::key(&other.price.name) == key && other.price.per == item.price.per && other.price.currency == item.price.currency;
        let other = priced[at + 1..]
            .iter()
            .filter(same)
            .find(|other| other.page.url != item.page.url && !other.price.from && !same_amount(&other.price.amount, &item.price.amount));
        let Some(other) = other.filter(|_| key.chars().count() >= 4 && !found.iter().any(|(known, _)| *known == key)) else { continue };
        let value = |item: &Priced| format!("{} {}", item.price.amount, item.price.currency);
        let values = vec![prices::stated(item, value(item), DOUBTFUL, ledger), prices::stated(other, value(other), DOUBTFUL, ledger)];
        found.push((key, of(format!("price: {}", item.price.name), values)));
    }
    found
}

/// `1.200`, `1200,00` and `1,200` are one amount.
fn same_amount(a: &str, b: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim_end_matches(".00").trim_end_matches(",00");
        text.chars().filter(char::is_ascii_digit).collect::<String>()
    };
    bare(a) == bare(b)
}

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?ix)\b(?P<n>[0-9]{1,3}(?:[.,'’\ ][0-9]{3})+|[0-9]{1,6})\+?\ (?:\p{L}+\ ){0,2}?(?:
        (?P<employees>employees|staff\ members|team\ members|mitarbeiter(?:innen|:innen|\*innen)?|beschäftigte|collaborateurs|salariés|empleados|colaboradores|dipendenti|medewerkers)
        |(?P<customers>customers|clients|kunden|clientes|clienti|klanten)
        |(?P<projects>projects|projekte|projets|proyectos|progetti|projecten)
        |(?P<locations>locations|branches|stores|filialen|standorte|agences|sucursales)
        |(?P<countries>countries|ländern?|pays|países|paesi)
        |(?P<years>years\ (?:of\ experience|in\ business)|jahre[n]?\ erfahrung|ans\ d['’]expérience|années\ d['’]expérience|años\ de\ experiencia))\b",
    )
});

/// Counts of one thing that the company states of itself in two numbers.
fn of_counts(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Contradiction> {
    const TOPICS: [&str; 6] = ["employees", "customers", "projects", "locations", "countries", "years"];
    let mut told: Vec<(&str, String, String, Note)> = Vec::new();
    for page in site.pages.iter().filter(|page| !matches!(page.role, Role::Post | Role::Careers | Role::Legal | Role::Proof)) {
        for block in page.main_blocks().filter(|block| block.text.contains(|c: char| c.is_ascii_digit())) {
            for sentence in words::sentences(&block.text).into_iter().take(40) {
                let fits = prose::is_of_itself(sentence, name)
                    && !prose::is_not_a_fact(sentence)
                    && !prose::is_of_a_person(sentence)
                    && !YEAR.as_ref().is_some_and(|re| re.is_match(sentence));
                let hit = COUNT.as_ref().filter(|_| fits).and_then(|re| re.captures(sentence));
                let Some((hit, topic)) = hit.and_then(|hit| TOPICS.into_iter().find(|topic| hit.name(topic).is_some()).map(|topic| (hit, topic))) else {
                    continue;
                };
                let number: String = hit["n"].chars().filter(char::is_ascii_digit).collect();
                if !told.iter().any(|(known, digits, ..)| *known == topic && *digits == number) && told.len() < 40 {
                    let value = hit.get(0).map_or("", |whole| whole.as_str());
                    told.push((topic, number, value.to_owned(), in_block(page, block, value)));
                }
            }
        }
    }
    let mut found = Vec::new();
    for topic in TOPICS {
        let here: Vec<_> = told.iter().filter(|(known, ..)| *known == topic).collect();
        if here.len() > 1 {
            let values = here.into_iter().map(|(_, _, value, note)| fact(value.clone(), DOUBTFUL, note.clone(), ledger));
            found.push(of(format!("count: {topic}"), values.collect()));
        }
    }
    found
}

/// A count of another year contradicts nothing.
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"\b(?:19|20)[0-9]{2}\b"));
