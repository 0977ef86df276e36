//! The company in JSON-LD: its Organization objects, wherever the graph keeps them.

use serde_json::{Map, Value};

use crate::model::page::Page;

/// Objects looked at per page.
const OBJECTS_MAX: usize = 3_000;

/// An object of the page's JSON-LD that describes the company.
pub struct Thing<'a> {
    pub page: &'a Page,
    pub object: &'a Map<String, Value>,
    pub kind: &'a str,
}

impl<'a> Thing<'a> {
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.object.get(key).and_then(as_text)
    }

    /// All strings of a property that may be a list.
    pub fn texts(&self, key: &str) -> Vec<&'a str> {
        match self.object.get(key) {
            Some(Value::Array(items)) => items.iter().filter_map(as_text).take(50).collect(),
            Some(value) => as_text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Objects of a property that may be a list.
    pub fn objects(&self, key: &str) -> Vec<&'a Map<String, Value>> {
        match self.object.get(key) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_object).take(50).collect(),
            Some(value) => value.as_object().into_iter().collect(),
            None => Vec::new(),
        }
    }
}

fn as_text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.as_str()),
        Value::Object(object) => object.get("@value").and_then(Value::as_str),
        _ => None,
    }
    .filter(|text| !text.trim().is_empty() && text.len() <= 4_000)
}

/// Objects of the page that are an organisation and stand where the company stands (not an author, a customer, a brand).
pub fn company(page: &Page) -> Vec<Thing<'_>> {
    let mut found = Vec::new();
    for object in objects(page, &["@graph", "publisher", "mainEntity", "about", "provider", "isPartOf", "itemListElement"]) {
        if let Some(kind) = kinds(object).into_iter().find(|kind| is_organisation(kind)) {
            found.push(Thing { page, object, kind });
        }
    }
    found
}

/// All objects reachable from the top through these properties, in document order.
pub fn objects<'a>(page: &'a Page, through: &[&str]) -> Vec<&'a Map<String, Value>> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Value> = page.json_ld.iter().rev().filter_map(|block| block.value.as_ref()).collect();
    while let Some(value) = waiting.pop() {
        if found.len() >= OBJECTS_MAX {
            break;
        }
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                waiting.extend(through.iter().rev().filter_map(|key| object.get(*key)).filter(|value| value.is_object() || value.is_array()));
            }
            _ => {}
        }
    }
    found
}

/// The object's types without the schema.org address.
pub fn kinds(object: &Map<String, Value>) -> Vec<&str> {
    let bare = |kind: &'_ str| -> usize { kind.rfind(['/', ':']).map_or(0, |at| at + 1) };
    match object.get("@type") {
        Some(Value::String(kind)) => vec![&kind[bare(kind)..]],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(|kind| &kind[bare(kind)..]).collect(),
        _ => Vec::new(),
    }
}

/// schema.org's Organization and its usual subtypes.
fn is_organisation(kind: &str) -> bool {
    const ENDS: &[&str] = &[
        "Organization",
        "Business",
        "Store",
        "Shop",
        "Restaurant",
        "Corporation",
        "Agency",
        "Clinic",
        "Hospital",
        "Contractor",
        "Salon",
        "Dealer",
        "Rental",
        "Repair",
        "Office",
    ];
    const KINDS: &[&str] = &[
        "NGO",
        "Airline",
        "Consortium",
        "Project",
        "Attorney",
        "Notary",
        "LegalService",
        "ProfessionalService",
        "FinancialService",
        "AccountingService",
        "InsuranceAgency",
        "BankOrCreditUnion",
        "Dentist",
        "Physician",
        "Optician",
        "Pharmacy",
        "MedicalClinic",
        "Physiotherapy",
        "VeterinaryCare",
        "Electrician",
        "Plumber",
        "Locksmith",
        "HousePainter",
        "Bakery",
        "Brewery",
        "CafeOrCoffeeShop",
        "BarOrPub",
        "Winery",
        "Distillery",
        "FoodEstablishment",
        "Hotel",
        "Hostel",
        "Motel",
        "Resort",
        "BedAndBreakfast",
        "Campground",
        "LodgingBusiness",
        "DaySpa",
        "HealthClub",
        "ExerciseGym",
        "SportsClub",
        "TattooParlor",
        "AutoWash",
        "GasStation",
        "SelfStorage",
        "ChildCare",
        "DryCleaningOrLaundry",
        "EmploymentAgency",
        "School",
        "Library",
        "CollegeOrUniversity",
        "EducationalOrganization",
        "Preschool",
        "Museum",
        "AnimalShelter",
        "Florist",
        "TouristInformationCenter",
        "GolfCourse",
        "NightClub",
        "Casino",
        "EmergencyService",
        "ShoppingCenter",
        "RadioStation",
        "TelevisionStation",
        "RecyclingCenter",
        "MusicGroup",
        "MovieTheater",
        "IceCreamShop",
        "Newspaper",
        "MedicalTherapy",
    ];
    KINDS.contains(&kind) || ENDS.iter().any(|end| kind.ends_with(end))
}
