//! Sample analyses of fictional firms for the writer's tests: a joinery, a software firm, a German heating firm, and sites that could not be read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use crate::model::blueprint::Blueprint;
use crate::model::dossier::{Outcome, Reading, Reason};
use crate::model::evidence::{EvidenceId, Kind, Source};
use crate::model::finding::{Analysis, Area, AreaScore, Effort, Finding, Sample, Scores, Severity, SiteType, Status};
use crate::model::lead::LeadFields;
use crate::model::offer::{CallToAction, Offer};
use crate::model::profile::{Fact, Phone, Profile, Social};
use crate::research::ledger::{Ledger, Note};

use super::{Brief, PageRead};

/// 24 November 2026.
pub const NOW: i64 = 1_795_478_400_000;

/// A prospect with everything a brief borrows.
pub struct Case {
    pub lead: LeadFields,
    pub domain: Option<String>,
    pub home: Option<String>,
    pub outcome: Outcome,
    pub pages: Vec<String>,
    pub analysis: Analysis,
    pub offer: Offer,
    pub blueprint: Blueprint,
}

impl Case {
    pub fn brief(&self) -> Brief<'_> {
        Brief {
            lead: &self.lead,
            domain: self.domain.as_deref(),
            home_url: self.home.as_deref(),
            outcome: &self.outcome,
            pages: self.pages.iter().map(|url| PageRead { url, page: None }).collect(),
            requests: self.pages.len() * 3 + 4,
            analysis: &self.analysis,
            offer: &self.offer,
            blueprint: &self.blueprint,
            created_at: NOW,
            sample: false,
            about_url: Some("https://go.brightbench.example/l1/about-this-page"),
            rates: crate::model::base_rates::BaseRates::built_in(),
        }
    }
}

/// Collects profile and findings of one fictional site.
struct Site {
    base: String,
    ledger: Ledger,
    profile: Profile,
    findings: Vec<Finding>,
}

impl Site {
    fn new(domain: &str) -> Self {
        Self { base: format!("https://{domain}"), ledger: Ledger::default(), profile: Profile::default(), findings: Vec::new() }
    }

    fn note(&mut self, path: &str, kind: Kind, locator: &str, quote: Option<&str>, observed: Option<&str>) -> EvidenceId {
        self.ledger.add(Note {
            source: Source::Site,
            kind,
            url: Some(format!("{}{path}", self.base)),
            fetched_at: NOW,
            body_sha256: Some("ab".repeat(32)),
            locator: locator.into(),
            quote: quote.map(str::to_owned),
            observed: observed.map(str::to_owned),
            expected: None,
            verify: Some(format!("curl -s '{}{path}'", self.base)),
        })
    }

    fn fact(&mut self, path: &str, value: &str, quote: &str) -> Fact<String> {
        let id = self.note(path, Kind::Text, "#b3", Some(quote), None);
        Fact { value: value.into(), evidence: vec![id], confidence: 0.9 }
    }

    fn phone(&mut self, path: &str, display: &str) {
        let fact = self.fact(path, display, &format!("Call {display}"));
        let phone = Phone { display: display.into(), digits: display.chars().filter(char::is_ascii_digit).collect(), e164: None, fax: false };
        self.profile.phones.push(Fact { value: phone, evidence: fact.evidence, confidence: 0.9 });
    }

    fn social(&mut self, network: &str, url: &str) {
        let fact = self.fact("/", network, url);
        self.profile.socials.push(Fact { value: Social { network: network.into(), url: url.into() }, evidence: fact.evidence, confidence: 0.9 });
    }

    /// A finding; `seen` is `(path, quote, observed)`, slots `name=value` parted by `;`.
    fn finding(
        &mut self,
        check: &str,
        status: Status,
        rank: (u8, Area, Severity, Effort),
        seen: (&str, Option<&str>, Option<&str>),
        slots: &str,
        sample: Option<(u32, u32)>,
    ) {
        let evidence = if seen.1.is_some() || seen.2.is_some() { vec![self.note(seen.0, Kind::Html, check, seen.1, seen.2)] } else { Vec::new() };
        let mut slots: BTreeMap<String, String> =
            slots.split(';').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), value.replace("BASE", &self.base))).collect();
        if let Some((hits, of)) = sample {
            slots.insert("hits".into(), hits.to_string());
            slots.insert("of".into(), of.to_string());
        }
        let (number, area, severity, effort) = rank;
        let reason = matches!(status, Status::NotMeasured | Status::NotApplicable).then(|| "not looked at in this version".to_owned());
        let sample = sample.map(|(hits, of)| Sample { hits, of });
        self.findings.push(Finding { check: check.into(), number, area, status, severity, slots, evidence, sample, effort, confidence: 0.95, reason });
    }

    fn done(self, site_type: SiteType, priorities: &[&str], strengths: &[&str]) -> Analysis {
        let mut areas: Vec<AreaScore> = Vec::new();
        for area in super::builtin::frame::AREAS {
            let measured: Vec<&Finding> = self.findings.iter().filter(|f| f.area == area && matches!(f.status, Status::Pass | Status::Fail)).collect();
            let passed = measured.iter().filter(|f| f.status == Status::Pass).count();
            if !measured.is_empty() {
                let percent = u8::try_from(100 * passed / measured.len()).unwrap();
                areas.push(AreaScore { area, percent, passed: u32::try_from(passed).unwrap(), measured: u32::try_from(measured.len()).unwrap() });
            }
        }
        let overall = areas.iter().map(|a| u32::from(a.percent)).sum::<u32>() / u32::try_from(areas.len().max(1)).unwrap();
        Analysis {
            profile: self.profile,
            site_type,
            findings: self.findings,
            scores: Scores { overall: Some(u8::try_from(overall).unwrap()), areas },
            priorities: priorities.iter().map(ToString::to_string).collect(),
            ranking: Vec::new(),
            strengths: strengths.iter().map(ToString::to_string).collect(),
            disputed: Vec::new(),
            evidence: self.ledger.into_evidence(),
            comparison: None,
        }
    }
}

pub fn offer() -> Offer {
    Offer {
        company: "Brightbench Studio".into(),
        url: Some("https://brightbench.example".into()),
        sender_name: Some("Mara Lind".into()),
        sender_email: Some("mara@brightbench.example".into()),
        sells: "We look after the web sites of small firms for a fixed fee each month".into(),
        audience: "Owners who would rather do their own work than edit pages".into(),
        proof: vec!["61 firms stay with us, most of them for more than three years".into()],
        cta: Some(CallToAction {
            label: "Pick a time to talk!".into(),
            url: "https://brightbench.example/talk".into(),
            text: Some("Twenty minutes, no slides.".into()),
        }),
        focus: vec!["search".into(), "enquiry".into()],
        words_to_avoid: Vec::new(),
        material: Vec::new(),
        claims_not_to_make: Vec::new(),
    }
}

fn case(domain: &str, lead: LeadFields, analysis: Analysis, pages: &[&str]) -> Case {
    Case {
        lead,
        domain: Some(domain.into()),
        home: Some(format!("https://{domain}/")),
        outcome: Outcome { reading: Reading::Ok, reason: None, detail: String::new() },
        pages: pages.iter().map(|path| format!("https://{domain}{path}")).collect(),
        analysis,
        offer: offer(),
        blueprint: Blueprint::default(),
    }
}

use Area::{Access, Email, Enquiry, Reach, Search, Speed, Trust};
use Effort::{Days, Hours, Minutes};
use Severity::{Critical, High, Info, Low, Medium};
use Status::{Fail, NotMeasured, Pass};

/// A joinery workshop: good work, poor titles, a number that cannot be tapped.
pub fn joinery() -> Case {
    let mut site = Site::new("harbourpine.example");
    site.profile.name = Some(site.fact("/", "Harbour & Pine Joinery", "Harbour & Pine Joinery"));
    site.profile.description = Some(site.fact(
        "/",
        "We make fitted kitchens and wardrobes by hand, from oak we season ourselves.",
        "We make fitted kitchens and wardrobes by hand, from oak we season ourselves.",
    ));
    for offer in ["Fitted kitchens", "Wardrobes", "Staircases", "Sash windows"] {
        let fact = site.fact("/work", offer, offer);
        site.profile.offers.push(fact);
    }
    site.profile.place = Some(site.fact("/contact", "Saltwick, North Yorkshire", "The Old Ropewalk, Saltwick, North Yorkshire"));
    let fact = site.fact("/contact", "workshop@harbourpine.example", "workshop@harbourpine.example");
    site.profile.emails.push(fact);
    site.phone("/contact", "01632 960 418");
    site.profile.founded = Some(site.fact("/about", "1987", "Building since 1987"));
    let proof = site.fact("/about", "Three generations at one bench, and 412 kitchens to date", "Three generations at one bench, and 412 kitchens to date");
    site.profile.proof.push(proof);
    let fact = site.fact("/contact", "Mon–Fri 8:00–17:00", "Workshop open Mon–Fri 8:00–17:00");
    site.profile.hours.push(fact);
    site.social("instagram", "https://www.instagram.com/harbourpine");
    site.finding("http-status-code", Pass, (1, Reach, Critical, Hours), ("/", None, Some("HTTP 200")), "status=200", None);
    site.finding(
        "broken-links",
        Fail,
        (9, Reach, High, Minutes),
        ("/", None, Some("nav link \"Gallery\" → https://harbourpine.example/gallery answers 404; 1 of 14 links tried")),
        "text=Gallery;target=BASE/gallery;status=404;page=BASE/;count=1;total=14;variant=nav",
        None,
    );
    site.finding(
        "document-title",
        Fail,
        (12, Search, High, Minutes),
        ("/", Some("Home"), Some("generic title on 1 of 6 pages")),
        "variant=generic;page=BASE/;title=Home",
        Some((1, 6)),
    );
    site.finding(
        "meta-description",
        Fail,
        (15, Search, Medium, Minutes),
        ("/", None, Some("no meta description on 5 of 6 pages")),
        "variant=missing;page=BASE/",
        Some((5, 6)),
    );
    site.finding(
        "open-graph",
        Fail,
        (18, Search, Medium, Minutes),
        ("/", None, Some("og:image, og:title absent")),
        "variant=missing;missing_list=og:image, og:title",
        None,
    );
    site.finding("favicon", Fail, (23, Search, Low, Minutes), ("/favicon.ico", None, Some("HTTP 404")), "url=BASE/favicon.ico;status=404", None);
    site.finding(
        "organization-markup",
        Fail,
        (20, Search, Medium, Hours),
        ("/", None, Some("no JSON-LD names the organisation on 6 pages")),
        "variant=missing;of=6",
        Some((6, 6)),
    );
    site.finding(
        "image-alt",
        Fail,
        (34, Access, Medium, Hours),
        ("/work", None, Some("9 of 23 images have no alt attribute")),
        "count=9;total=23;example=BASE/img/k1.jpg;page=BASE/work",
        Some((2, 6)),
    );
    site.finding("meta-viewport", Pass, (33, Access, High, Minutes), ("/", None, Some("width=device-width, initial-scale=1 on 6 pages")), "", Some((0, 6)));
    site.finding(
        "image-delivery",
        Fail,
        (32, Speed, Medium, Hours),
        ("/work", None, Some("harbourpine.example/img/oak.jpg: image/jpeg, 912 KB")),
        "variant=large;page=BASE/work;image=BASE/img/oak.jpg;size=912 KB;content_type=image/jpeg",
        None,
    );
    site.finding("form-https", Pass, (39, Trust, Critical, Minutes), ("/contact", None, Some("1 form sends over https")), "count=1", None);
    site.finding(
        "contact-domain",
        Pass,
        (47, Email, Medium, Hours),
        ("/contact", Some("workshop@harbourpine.example"), None),
        "email=workshop@harbourpine.example",
        None,
    );
    site.finding(
        "phone-link",
        Fail,
        (50, Enquiry, Medium, Minutes),
        ("/contact", Some("Call 01632 960 418"), Some("no tel: link for 01632 960 418")),
        "phone=01632 960 418;page=BASE/contact",
        None,
    );
    site.finding(
        "proof",
        Pass,
        (53, Enquiry, Medium, Days),
        ("/about", Some("Three generations at one bench, and 412 kitchens to date"), None),
        "example=412 kitchens to date;page=BASE/about",
        None,
    );
    site.finding(
        "contact-path",
        Pass,
        (49, Enquiry, High, Hours),
        ("/", None, Some("an e-mail link on /contact")),
        "way=an e-mail link;page=BASE/contact",
        None,
    );
    site.finding("spf", NotMeasured, (45, Email, High, Minutes), ("/", None, None), "", None);
    let analysis = site.done(
        SiteType::LocalService,
        &["document-title", "phone-link", "broken-links", "image-delivery", "image-alt", "meta-description"],
        &["contact-path", "proof", "contact-domain"],
    );
    let lead = LeadFields {
        email: "tom@harbourpine.example".into(),
        full_name: Some("Tom Hale".into()),
        company: Some("Harbour & Pine".into()),
        domain: Some("harbourpine.example".into()),
        title: Some("Owner".into()),
        ..LeadFields::default()
    };
    case("harbourpine.example", lead, analysis, &["/", "/work", "/about", "/contact", "/oak", "/care"])
}

/// A software firm: a heavy script, same titles, no proof.
pub fn saas() -> Case {
    let mut site = Site::new("tidelog.example");
    site.profile.name = Some(site.fact("/", "Tidelog", "Tidelog"));
    site.profile.description = Some(site.fact(
        "/",
        "Tidelog keeps the berth book of small marinas in one shared calendar.",
        "Tidelog keeps the berth book of small marinas in one shared calendar.",
    ));
    for offer in ["Berth calendar", "Mooring invoices", "Visitor check-in"] {
        let fact = site.fact("/features", offer, offer);
        site.profile.offers.push(fact);
    }
    site.profile.place = Some(site.fact("/imprint", "Aarhus, Denmark", "Tidelog ApS, Aarhus, Denmark"));
    let fact = site.fact("/contact", "hello@tidelog.example", "hello@tidelog.example");
    site.profile.emails.push(fact);
    let fact = site.fact("/", "Next.js", "generator: Next.js");
    site.profile.technology.push(fact);
    site.social("linkedin", "https://www.linkedin.com/company/tidelog");
    site.finding(
        "duplicate-titles",
        Fail,
        (14, Search, Medium, Minutes),
        ("/features", Some("Tidelog | Marina software"), Some("4 of 8 pages share this title: /features, /pricing")),
        "title=Tidelog | Marina software;count=4;page=BASE/features;page_2=BASE/pricing",
        Some((4, 8)),
    );
    site.finding(
        "document-title",
        Pass,
        (12, Search, High, Minutes),
        ("/", Some("Tidelog | Marina software"), None),
        "title=Tidelog | Marina software",
        Some((0, 8)),
    );
    site.finding(
        "meta-description",
        Fail,
        (15, Search, Low, Minutes),
        ("/pricing", Some("Fair prices for every marina."), Some("29 characters")),
        "variant=short;page=BASE/pricing;description=Fair prices for every marina.;length=29",
        Some((2, 8)),
    );
    site.finding(
        "render-blocking",
        Fail,
        (30, Speed, Low, Hours),
        ("/", None, Some("3 blocking scripts, first https://tidelog.example/js/chat.js")),
        "variant=script;count=3;example=BASE/js/chat.js",
        None,
    );
    site.finding(
        "text-compression",
        Pass,
        (27, Speed, Medium, Minutes),
        ("/", None, Some("content-encoding: br on 7 of 7 files")),
        "encoding=br;total=7",
        None,
    );
    site.finding(
        "label",
        Fail,
        (35, Access, High, Hours),
        ("/contact", None, Some("2 of 5 fields without label, first \"Marina name\"")),
        "count=2;total=5;field=Marina name;page=BASE/contact;variant=enquiry",
        Some((1, 8)),
    );
    site.finding("privacy-notice", Pass, (44, Trust, Medium, Hours), ("/", Some("Privacy"), None), "text=Privacy;target=BASE/privacy", None);
    site.finding("call-to-action", Pass, (48, Enquiry, High, Hours), ("/", Some("Book a demo"), None), "example=Book a demo", None);
    site.finding("proof", Fail, (53, Enquiry, Medium, Days), ("/", None, Some("no testimonial, client, review or number on 8 pages")), "of=8", Some((8, 8)));
    site.finding("freshness", Fail, (55, Enquiry, Low, Minutes), ("/", Some("© 2023 Tidelog"), None), "variant=copyright;year=2023;page=BASE/", None);
    site.finding(
        "price-signal",
        Pass,
        (54, Enquiry, Info, Hours),
        ("/pricing", Some("from €49 a month"), None),
        "example=from €49 a month;page=BASE/pricing",
        None,
    );
    site.finding("http-status-code", Pass, (1, Reach, Critical, Hours), ("/", None, Some("HTTP 200")), "status=200", None);
    let analysis = site.done(SiteType::Saas, &["label", "proof", "duplicate-titles"], &["call-to-action", "price-signal", "text-compression"]);
    let lead = LeadFields {
        email: "ida@tidelog.example".into(),
        full_name: Some("Ida Krogh".into()),
        domain: Some("tidelog.example".into()),
        title: Some("Head of Marketing".into()),
        ..LeadFields::default()
    };
    case("tidelog.example", lead, analysis, &["/", "/features", "/pricing", "/contact", "/privacy"])
}

/// A German heating firm: same faults as the joinery, other facts.
pub fn heating() -> Case {
    let mut site = Site::new("waerme-petersen.example");
    site.profile.name = Some(site.fact("/", "Petersen Wärmetechnik", "Petersen Wärmetechnik GmbH"));
    site.profile.description =
        Some(site.fact("/", "Ihr Meisterbetrieb für Heizung, Bad und Solar in Husby.", "Ihr Meisterbetrieb für Heizung, Bad und Solar in Husby."));
    for offer in ["Wärmepumpen", "Badsanierung", "Heizungswartung"] {
        let fact = site.fact("/leistungen", offer, offer);
        site.profile.offers.push(fact);
    }
    site.profile.place = Some(site.fact("/kontakt", "Husby", "Dorfstraße 4, 24975 Husby"));
    let fact = site.fact("/kontakt", "Dorfstraße 4, 24975 Husby", "Dorfstraße 4, 24975 Husby");
    site.profile.addresses.push(fact);
    site.phone("/kontakt", "04634 5550-12");
    let fact = site.fact("/kontakt", "petersen-heizung@mail.example", "petersen-heizung@mail.example");
    site.profile.emails.push(fact);
    let proof = site.fact("/", "Innungsbetrieb mit 28 Jahren Erfahrung!", "Innungsbetrieb mit 28 Jahren Erfahrung!");
    site.profile.proof.push(proof);
    site.finding(
        "document-title",
        Fail,
        (12, Search, High, Minutes),
        ("/", Some("Startseite"), Some("generic title on 3 of 5 pages")),
        "variant=generic;page=BASE/;title=Startseite",
        Some((3, 5)),
    );
    site.finding(
        "phone-link",
        Fail,
        (50, Enquiry, Medium, Minutes),
        ("/kontakt", Some("Tel. 04634 5550-12"), None),
        "phone=04634 5550-12;page=BASE/kontakt",
        None,
    );
    site.finding(
        "broken-links",
        Fail,
        (9, Reach, Medium, Minutes),
        ("/leistungen", None, Some("link \"Förderung\" → https://waerme-petersen.example/foerderung answers 404; 2 of 19 links tried")),
        "text=Förderung;target=BASE/foerderung;status=404;page=BASE/leistungen;count=2;total=19;variant=body",
        None,
    );
    site.finding(
        "contact-domain",
        Fail,
        (47, Email, Medium, Hours),
        ("/kontakt", Some("petersen-heizung@mail.example"), Some("mail.example is no address at waerme-petersen.example")),
        "variant=free_mail;email=petersen-heizung@mail.example;mail_host=mail.example;domain=waerme-petersen.example",
        None,
    );
    site.finding(
        "meta-description",
        Fail,
        (15, Search, Medium, Minutes),
        ("/", None, Some("no meta description on 5 of 5 pages")),
        "variant=missing;page=BASE/",
        Some((5, 5)),
    );
    site.finding(
        "html-lang",
        Fail,
        (22, Access, Low, Minutes),
        ("/", None, Some("lang attribute missing on 5 of 5 pages")),
        "variant=missing;page=BASE/",
        Some((5, 5)),
    );
    site.finding(
        "cache-policy",
        Fail,
        (28, Speed, Low, Minutes),
        ("/", None, Some("https://waerme-petersen.example/s.css: no-store; 6 of 9 files")),
        "url=BASE/s.css;cache_control=no-store;count=6;total=9",
        None,
    );
    site.finding("privacy-notice", Pass, (44, Trust, Medium, Hours), ("/", Some("Datenschutz"), None), "text=Datenschutz;target=BASE/datenschutz", None);
    site.finding("http-status-code", Pass, (1, Reach, Critical, Hours), ("/", None, Some("HTTP 200")), "status=200", None);
    site.finding(
        "offer-clarity",
        Pass,
        (52, Enquiry, Medium, Hours),
        ("/", Some("Heizung, Bad und Solar in Husby"), None),
        "said=Heizung, Bad und Solar in Husby",
        None,
    );
    let analysis =
        site.done(SiteType::LocalService, &["document-title", "phone-link", "broken-links", "contact-domain", "meta-description"], &["offer-clarity"]);
    let lead = LeadFields {
        email: "info@waerme-petersen.example".into(),
        company: Some("Petersen".into()),
        domain: Some("waerme-petersen.example".into()),
        title: Some("Inhaber".into()),
        ..LeadFields::default()
    };
    case("waerme-petersen.example", lead, analysis, &["/", "/leistungen", "/kontakt", "/bad", "/solar"])
}

/// A site that could not be read, for this reason.
pub fn unreadable(reason: Reason) -> Case {
    let lead = LeadFields {
        email: "ann@quietfield.example".into(),
        full_name: Some("Ann Moor".into()),
        company: Some("Quietfield Ceramics".into()),
        ..LeadFields::default()
    };
    let mut case = case("quietfield.example", lead, Analysis::none(), &[]);
    case.home = None;
    if reason == Reason::NoDomain {
        case.domain = None;
    }
    case.outcome = Outcome { reading: Reading::Insufficient, reason: Some(reason), detail: "HTTP 403".into() };
    case
}
