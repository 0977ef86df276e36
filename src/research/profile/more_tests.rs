//! People, certifications, news, careers, proof by kind, trade and audience, from small sites of our own making.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{draw, page};
use crate::model::evidence::Evidence;
use crate::model::lead::LeadFields;
use crate::model::page::{Page, Role};
use crate::model::profile::{Fact, Profile, ProofKind};

const HOME: &str = "<html lang=en><head><title>Old Kiln Works | Hand-made bricks</title><meta property='og:site_name' content='Old Kiln Works'></head><body>\
    <main><h1>Bricks with a history</h1><p>We fire bricks in this valley.</p></main></body>";

fn drawn(pages: &[(&str, Role, &str)]) -> (Profile, Vec<Evidence>) {
    let mut all: Vec<Page> = vec![page("https://oldkiln.example/", Role::Home, HOME)];
    all.extend(pages.iter().map(|(path, role, html)| page(&format!("https://oldkiln.example{path}"), *role, html)));
    draw(all, &LeadFields::default())
}

fn at_home(html: &str) -> Profile {
    draw(vec![page("https://oldkiln.example/", Role::Home, html)], &LeadFields::default()).0
}

fn people(profile: &Profile) -> Vec<(&str, &str)> {
    profile.people.iter().map(|fact| (fact.value.name.as_str(), fact.value.role.as_str())).collect()
}

fn texts(facts: &[Fact<String>]) -> Vec<&str> {
    facts.iter().map(|fact| fact.value.as_str()).collect()
}

/// The quotations behind these facts, each of which must be there.
fn quotes<T>(facts: &[Fact<T>], evidence: &[Evidence]) -> Vec<String> {
    let find = |id: &crate::model::evidence::EvidenceId| evidence.iter().find(|item| item.id == *id).and_then(|item| item.quote.clone()).unwrap();
    facts.iter().map(|fact| fact.evidence.iter().map(find).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn people_are_known_by_name_and_role_with_a_quotation() {
    let about = "<main><h1>About us</h1><h2>Our team</h2><h3>Ada Kilnmaker</h3><p>Managing Director</p><p>She runs the works.</p><h3>Bo Claysmith, Head of Sales</h3>\
        <p>The works were founded in 1921 by Cleo Ovenhouse.</p></main>";
    let (profile, evidence) = drawn(&[("/about/", Role::About, about)]);
    assert_eq!(people(&profile), [("Ada Kilnmaker", "Managing Director"), ("Bo Claysmith", "Head of Sales")]);
    let quotes = quotes(&profile.people, &evidence);
    assert!(profile.people.iter().zip(quotes).all(|(fact, quote)| quote.contains(&fact.value.name)));
}

#[test]
fn those_who_answer_for_a_company_stand_in_its_imprint() {
    let cases = [
        (
            "<p>Geschäftsführer: Ada Ofner, Dr. Bo Ziegler</p><p>Registergericht: Amtsgericht Tonstadt</p>",
            vec![("Ada Ofner", "Geschäftsführer"), ("Dr. Bo Ziegler", "Geschäftsführer")],
        ),
        ("<p>Inhaberin: Cleo Lehmann</p><p>Telefon: 01234 5678</p>", vec![("Cleo Lehmann", "Inhaberin")]),
        ("<p>Vertreten durch: Dana Tonwerk</p>", vec![("Dana Tonwerk", "Vertretungsberechtigt")]),
        ("<p>Directeur de la publication : Éloi Fournier</p><p>Hébergeur : Kiln Cloud SAS</p>", vec![("Éloi Fournier", "Directeur de la publication")]),
        ("<p>Gerente: Fabiola Horno</p>", vec![("Fabiola Horno", "Gerente")]),
        ("<p>院長 窯元 花子</p>", vec![("窯元 花子", "院長")]),
        ("<p>代表取締役：土屋 次郎</p>", vec![("土屋 次郎", "代表取締役")]),
    ];
    for (html, who) in cases {
        let (profile, _) = drawn(&[("/imprint/", Role::Legal, &format!("<main><h1>Imprint</h1>{html}</main>"))]);
        assert_eq!(people(&profile), who, "{html}");
    }
}

#[test]
fn json_ld_names_founders_and_staff_but_no_authors() {
    let html = "<head><title>Home</title><script type=application/ld+json>{\"@type\":\"LocalBusiness\",\"name\":\"Old Kiln\",\"founder\":{\"@type\":\"Person\",\"name\":\"Ada Kilnmaker\"},\
        \"employee\":[{\"@type\":\"Person\",\"name\":\"Bo Claysmith\",\"jobTitle\":\"Head Chef\"}],\"review\":{\"author\":{\"@type\":\"Person\",\"name\":\"Fan Fanny\",\"jobTitle\":\"CEO\"}}}</script></head><p>x";
    assert_eq!(people(&at_home(html)), [("Ada Kilnmaker", "founder"), ("Bo Claysmith", "Head Chef")]);
}

#[test]
fn voices_of_clients_samples_and_headings_are_nobody() {
    let pages = [
        ("/a/", Role::About, "<main><h1>About us</h1><h2>What our clients say</h2><p>Great bricks, all of them.</p><h4>Fan Fanny</h4><p>CEO</p></main>"),
        (
            "/b/",
            Role::About,
            "<main><h1>Our team</h1><blockquote><p>Bo Claysmith, Director</p></blockquote><h3>Gus Guestman</h3><p>Director at Ovens Ltd</p></main>",
        ),
        (
            "/c/",
            Role::About,
            "<main><h1>Team</h1><p>“They are the best.”</p><h4>Fan Fanny</h4><p>Owner</p><h3>John Doe</h3><p>Founder</p><h3>Web Design</h3><p>Manager</p></main>",
        ),
        ("/d/", Role::Post, "<main><h1>Meet the team</h1><h3>Wri Terly</h3><p>Lead</p><p>Founded by Wri Terly, we write.</p></main>"),
        ("/property-management/", Role::Other, "<main><h1>Property Management</h1><p>They do all.</p><h3>Fan Fanny</h3><p>Property Manager</p></main>"),
        ("/e/", Role::Proof, "<main><h1>Our team</h1><h3>Cli Entley</h3><p>Managing Director</p></main>"),
    ];
    let (profile, _) = drawn(&pages);
    assert_eq!(people(&profile), Vec::<(&str, &str)>::new());
}

#[test]
fn certificates_are_those_that_are_held() {
    let about = "<main><h1>About</h1><p>We are certified to ISO 9001:2015 and ISO 27001.</p><p>Proud member of the Guild of Master Brickmakers.</p><p>Meisterbetrieb</p>\
        <ul><li>License # 1234567</li><li>Google Premier Partner</li></ul><img src=a.png alt='SOC 2 Type II seal'></main>";
    let (profile, evidence) = drawn(&[("/about/", Role::About, about)]);
    let mut found = texts(&profile.certifications);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "Google Premier Partner",
            "ISO 27001",
            "ISO 9001:2015",
            "License # 1234567",
            "Meisterbetrieb",
            "Proud member of the Guild of Master Brickmakers",
            "SOC 2 Type II"
        ]
    );
    assert!(profile.certifications.iter().zip(quotes(&profile.certifications, &evidence)).all(|(fact, quote)| quote.contains(&fact.value)));
}

#[test]
fn certificates_that_are_sold_followed_or_somebody_elses_are_none() {
    let html = "<main><h1>About</h1><p>Dates are written as ISO 8601. The camera goes to ISO 6400.</p><p>We help you get certified to ISO 9001.</p><p>Our process is based on ISO 14001.</p>\
        <p>Our data center is ISO 27001 certified.</p><p>We plan to be ISO 9001 certified.</p><p>She is a certified ISO 9001 auditor and has a degree.</p><p>Wir sind nicht nach ISO 9001 zertifiziert.</p>\
        <blockquote><p>We are ISO 9001 certified.</p></blockquote><p>Member of our team</p><p>A member of Kiln Holdings</p></main>";
    let training = "<main><h1>ISO certification training</h1><p>ISO 9001</p><p>ISO 14001</p><p>ISO 45001 certified</p></main>";
    let post = "<main><h1>News</h1><p>Ovens Ltd is certified to ISO 9001.</p></main>";
    let (profile, _) = drawn(&[("/about/", Role::About, html), ("/training/", Role::Offer, training), ("/news/x/", Role::Post, post)]);
    assert_eq!(texts(&profile.certifications), Vec::<&str>::new());
}

#[test]
fn news_are_the_sites_own_dated_posts_newest_first() {
    let post = "<head><script type=application/ld+json>{\"@type\":\"BlogPosting\",\"headline\":\"A kiln is lit again\",\"datePublished\":\"2024-03-01T08:00:00Z\",\"url\":\"/blog/kiln-lit/\"}</script></head>\
        <main><h1>A kiln is lit again</h1><p>It burns.</p></main>";
    let list = "<main><h1>Blog</h1><h2><a href='/blog/new-bricks/'>New bricks for old walls</a></h2><p>17. Mai 2025</p><h2><a href='/2023/02/03/clay/'>Where our clay comes from</a></h2>\
        <h2><a href='/blog/undated/'>A post without any date</a></h2><p><a href='https://paper.example/2024/01/01/bricks/'>A paper writes about bricks</a></p></main>";
    let printed = "<main><h1>Ouverture du nouvel atelier</h1><p>Publié le 5 avril 2024</p><p>Venez.</p></main>";
    let (mut pages, lead) = (vec![page("https://oldkiln.example/", Role::Home, HOME)], LeadFields::default());
    for (path, html) in [("/blog/kiln-lit/", post), ("/blog/", list), ("/actualites/atelier/", printed)] {
        pages.push(page(&format!("https://oldkiln.example{path}"), Role::Post, html));
    }
    for page in &mut pages {
        page.fetched_at = 1_780_000_000_000;
    }
    let (profile, evidence) = draw(pages.clone(), &lead);
    let told: Vec<(&str, &str)> = profile.news.iter().map(|fact| (fact.value.date.as_str(), fact.value.title.as_str())).collect();
    let all = [
        ("2025-05-17", "New bricks for old walls"),
        ("2024-04-05", "Ouverture du nouvel atelier"),
        ("2024-03-01", "A kiln is lit again"),
        ("2023-02-03", "Where our clay comes from"),
    ];
    assert_eq!(told, all);
    assert!(profile.news.iter().zip(quotes(&profile.news, &evidence)).all(|(fact, quote)| quote.contains(&fact.value.title)));
    // what is dated after the visit is still to come
    for page in &mut pages {
        page.fetched_at = 1_711_000_000_000;
    }
    assert_eq!(draw(pages, &lead).0.news.first().unwrap().value.date, "2024-03-01");
}

#[test]
fn open_positions_are_read_from_the_careers_page() {
    let html = "<main><h1>Karriere bei Old Kiln Works</h1><h2>Offene Stellen</h2><ul><li>Ofenbauer (m/w/d)</li><li>Verkäuferin in Teilzeit</li></ul><p>Bewerben Sie sich jetzt.</p></main>";
    let (profile, _) = drawn(&[("/karriere/", Role::Careers, html)]);
    let careers = profile.careers.unwrap();
    assert_eq!(
        (careers.value.url.as_str(), careers.value.positions),
        ("https://oldkiln.example/karriere/", vec!["Ofenbauer (m/w/d)".to_owned(), "Verkäuferin in Teilzeit".to_owned()])
    );
    let other = "<head><script type=application/ld+json>[{\"@type\":\"JobPosting\",\"title\":\"Kiln Driver\",\"hiringOrganization\":{\"name\":\"Old Kiln Works\"}},{\"@type\":\"JobPosting\",\"title\":\"Oven Driver\",\"hiringOrganization\":{\"name\":\"Ovens Ltd\"}}]</script></head><main><h1>Jobs</h1></main>";
    let (profile, _) = drawn(&[("/jobs/", Role::Careers, other)]);
    assert_eq!(profile.careers.unwrap().value.positions, ["Kiln Driver"]);
}

#[test]
fn the_jobs_of_a_job_boards_product_are_not_the_companys() {
    let home = "<head><title>Find your dream job | Jobkiln</title></head><main><h1>The job board for brickmakers</h1><p>Post a job today.</p><footer><a href='/jobs/'>Jobs</a></footer></main>";
    let jobs = "<main><h1>Open positions</h1><h2>Open positions</h2><ul><li>Senior Engineer (m/f/d)</li><li>Sales Manager</li></ul></main>";
    let pages = vec![page("https://jobkiln.example/", Role::Home, home), page("https://jobkiln.example/jobs/", Role::Careers, jobs)];
    assert_eq!(draw(pages, &LeadFields::default()).0.careers, None);
}

#[test]
fn proof_is_kept_by_kind() {
    let html = "<html lang=en><head><title>Old Kiln Works</title><meta property='og:site_name' content='Old Kiln Works'>\
        <script type=application/ld+json>{\"@type\":\"LocalBusiness\",\"name\":\"Old Kiln Works\",\"aggregateRating\":{\"ratingValue\":4.8,\"reviewCount\":\"132\"}}</script></head><body><main><h1>Bricks</h1>\
        <p>We have been firing bricks since 1921.</p><p>We won the Golden Brick award in 2019.</p><h2>Our clients</h2><img src=a.png alt='Ovens Ltd logo'><img src=b.png alt='Logo Tonwerk'><img src=c.png alt='Hearth & Co logo'>\
        <a href='/case-studies/town-hall/'>How the town hall got its bricks</a></main></body>";
    let profile = at_home(html);
    let items: Vec<(ProofKind, &str)> = profile.proof_items.iter().map(|fact| (fact.value.kind, fact.value.text.as_str())).collect();
    for item in [
        (ProofKind::Number, "We have been firing bricks since 1921."),
        (ProofKind::Award, "We won the Golden Brick award in 2019."),
        (ProofKind::Review, "4.8 / 5 (132)"),
        (ProofKind::Client, "Ovens Ltd"),
        (ProofKind::Client, "Tonwerk"),
        (ProofKind::Client, "Hearth & Co"),
        (ProofKind::CaseStudy, "How the town hall got its bricks"),
    ] {
        assert!(items.contains(&item), "{item:?} is not in {items:?}");
    }
    assert!(texts(&profile.proof).contains(&"We have been firing bricks since 1921."));
}

#[test]
fn logos_of_partners_and_ratings_of_products_are_no_proof() {
    let html = "<head><script type=application/ld+json>[{\"@type\":\"Product\",\"name\":\"Brick\",\"aggregateRating\":{\"ratingValue\":5,\"reviewCount\":3}},{\"@type\":\"LocalBusiness\",\"name\":\"Old Kiln\",\"aggregateRating\":{\"ratingValue\":0,\"reviewCount\":0}}]</script></head>\
        <main><h2>Our clients</h2><h2>Our partners</h2><img src=a.png alt='Ovens Ltd logo'><img src=b.png alt='Tonwerk logo'><img src=c.png alt='Hearth logo'></main>";
    assert_eq!(at_home(html).proof_items, Vec::new());
}

#[test]
fn the_trade_is_told_in_plain_words() {
    let typed = "<head><title>Home</title><script type=application/ld+json>{\"@type\":\"MedicalClinic\",\"name\":\"Kiln Clinic\"}</script></head><p>x";
    let told = |html: &str| {
        let profile = at_home(html);
        (profile.industry.map(|fact| fact.value), profile.industry_slug)
    };
    let trade = |label: &str, slug: &str| (Some(label.to_owned()), Some(slug.to_owned()));
    assert_eq!(told(typed), trade("medical clinic", "medical-clinic"));
    assert_eq!(told("<title>Dachdecker in Tonstadt | Ziegler</title><main><h1>Ihr Dachdecker</h1>"), trade("roofing", "roofing"));
    assert_eq!(
        told("<title>Cabinet dentaire Fournier</title><meta name=description content='Le cabinet dentaire vous accueille.'>"),
        trade("dental clinic", "dental-clinic")
    );
    assert_eq!(told("<title>窯元歯科医院</title><main><h1>歯科医院のご案内</h1>"), trade("dental clinic", "dental-clinic"));
    for html in [
        "<title>Kiln</title><main><h1>Welcome</h1>",
        "<title>Bakery software | Kiln</title><main><h1>Bakery software</h1>",
        "<title>Hotel and law firm</title><main><h1>Hotel and law firm</h1>",
        "<title>Kiln</title><main><p>Our neighbour is a roofing company, and roofing is hard.</p>",
    ] {
        assert!(told(html).0.is_none_or(|label| label == "software"), "{html}");
    }
}

#[test]
fn an_audience_is_taken_from_where_the_company_addresses_it() {
    let audience = |html: &str| at_home(html).audience.map(|fact| fact.value);
    assert_eq!(audience("<title>Accounting for small law firms</title>").as_deref(), Some("small law firms"));
    assert_eq!(audience("<title>Kiln</title><meta name=description content='Software für Handwerksbetriebe.'>").as_deref(), Some("Handwerksbetriebe"));
    assert_eq!(audience("<title>Kiln</title><main><h1>Bricks</h1><p>Last year we built an oven for restaurants in town.</p>"), None);
}
