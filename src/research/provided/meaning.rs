//! What a posted value says, told from the names on its path. Names that are not in these tables say nothing: the value stays evidence.

/// A fact about the company, or about the person it was posted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Name,
    LegalName,
    Description,
    Industry,
    Audience,
    Size,
    Founded,
    Place,
    Town,
    Region,
    Country,
    Address,
    Offer,
    Technology,
    Email,
    Phone,
    Website,
    /// The network's name as the profile has it.
    Social(&'static str),
    ContactName,
    ContactRole,
}

/// Members that only hold others.
const HOLDERS: [&str; 18] = [
    "account",
    "business",
    "company",
    "companydata",
    "companyinfo",
    "customfields",
    "data",
    "enrichment",
    "firm",
    "firmographics",
    "organisation",
    "organization",
    "profile",
    "research",
    "researchdata",
    "result",
    "socials",
    "sociallinks",
];
/// Members that hold a person.
const PEOPLE: [&str; 4] = ["contact", "person", "prospect", "recipient"];
/// Members under which a value of a list item stands.
const INNER: [&str; 7] = ["name", "label", "title", "value", "text", "url", "number"];

/// `None` for names that have no meaning here. `names`: from the top of the body, as posted.
pub fn meaning(names: &[String]) -> Option<Meaning> {
    let plain: Vec<String> = names.iter().map(|name| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()).collect();
    let mut rest: &[String] = &plain;
    while let [first, more @ ..] = rest
        && !more.is_empty()
        && HOLDERS.contains(&first.as_str())
    {
        rest = more;
    }
    match rest {
        [person, key] if PEOPLE.contains(&person.as_str()) => contact(key),
        [key] => fact(key),
        [key, inner] if matches!(fact(key), Some(Meaning::Place)) => part_of_place(inner).or_else(|| INNER.contains(&inner.as_str()).then_some(Meaning::Place)),
        // A company by that name is no list: `name.url` is not its name.
        [key, inner] if INNER.contains(&inner.as_str()) => fact(key).filter(|meaning| *meaning != Meaning::Name),
        _ => None,
    }
}

fn contact(key: &str) -> Option<Meaning> {
    match key {
        "name" | "fullname" => Some(Meaning::ContactName),
        "title" | "role" | "jobtitle" | "position" => Some(Meaning::ContactRole),
        _ => None,
    }
}

fn part_of_place(key: &str) -> Option<Meaning> {
    match key {
        "city" | "town" => Some(Meaning::Town),
        "region" | "state" | "county" => Some(Meaning::Region),
        "country" | "countryname" => Some(Meaning::Country),
        "address" | "street" | "streetaddress" => Some(Meaning::Address),
        _ => None,
    }
}

fn fact(key: &str) -> Option<Meaning> {
    Some(match key {
        "name" | "company" | "companyname" | "organizationname" | "organisationname" | "tradingname" => Meaning::Name,
        "legalname" => Meaning::LegalName,
        "description" | "summary" | "shortdescription" | "companydescription" => Meaning::Description,
        "industry" | "sector" => Meaning::Industry,
        "audience" | "targetaudience" | "targetmarket" => Meaning::Audience,
        "size" | "employees" | "employeecount" | "numberofemployees" | "companysize" | "headcount" | "employeerange" => Meaning::Size,
        "founded" | "foundedyear" | "yearfounded" | "foundingyear" | "foundingdate" => Meaning::Founded,
        "location" | "place" | "headquarters" | "hq" => Meaning::Place,
        "address" | "streetaddress" => Meaning::Address,
        "products" | "services" | "offers" | "offerings" | "productsandservices" => Meaning::Offer,
        "technologies" | "technology" | "techstack" => Meaning::Technology,
        "email" | "emails" | "companyemail" => Meaning::Email,
        "phone" | "phones" | "telephone" | "phonenumber" | "companyphone" => Meaning::Phone,
        "website" | "websiteurl" | "homepage" | "domain" => Meaning::Website,
        "linkedin" | "linkedinurl" | "companylinkedin" | "companylinkedinurl" => Meaning::Social("linkedin"),
        "facebook" | "facebookurl" => Meaning::Social("facebook"),
        "instagram" | "instagramurl" => Meaning::Social("instagram"),
        "twitter" | "twitterurl" => Meaning::Social("twitter"),
        "youtube" | "youtubeurl" => Meaning::Social("youtube"),
        "xing" | "xingurl" => Meaning::Social("xing"),
        "city" | "town" => Meaning::Town,
        "region" | "state" => Meaning::Region,
        "country" => Meaning::Country,
        _ => return None,
    })
}
