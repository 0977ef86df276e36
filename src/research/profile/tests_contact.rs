//! Addresses, numbers and accounts on small sites of our own making: the company's, in whatever code, and nobody else's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{draw, page};
use crate::model::lead::LeadFields;
use crate::model::page::{Page, Role};
use crate::model::profile::Profile;

fn profile(pages: Vec<Page>) -> Profile {
    draw(pages, &LeadFields::default()).0
}

fn contact(body: &str) -> Page {
    page("https://kiln.example/contact", Role::Contact, &format!("<title>Contact</title><main>{body}</main>"))
}

fn emails(body: &str) -> Vec<String> {
    profile(vec![contact(body)]).emails.into_iter().map(|fact| fact.value).collect()
}

#[test]
fn an_address_spelled_in_words_is_read_in_each_language() {
    for text in [
        "office [at] kiln [dot] example",
        "office(ät)kiln(punkt)example",
        "office [arobase] kiln [point] example",
        "office (arroba) kiln (punto) example",
        "office [chiocciola] kiln.example",
        "Write to office at kiln dot example",
        "office&#64;kiln&#46;example",
    ] {
        assert_eq!(emails(&format!("<p>{text}</p>")), ["office@kiln.example"], "{text}");
    }
    assert!(emails("<p>Meet us at kiln.example and look at other dot example.</p><p>We met jane at home.</p>").is_empty());
}

#[test]
fn an_address_in_a_script_counts_only_when_it_is_the_companys_own() {
    let script = |host: &str| format!("<p>Hello</p><script>document.write('<a href=\"' + 'mailto:office' + '@' + '{host}' + '\">x</a>')</script>");
    assert_eq!(emails(&script("kiln.example")), ["office@kiln.example"]);
    assert!(emails(&script("agency.example")).is_empty());
}

#[test]
fn an_image_map_and_a_coded_link_have_addresses() {
    assert_eq!(emails("<img usemap=#m src=m.png><map name=m><area href='mailto:office@kiln.example' alt=Mail></map>"), ["office@kiln.example"]);
    assert_eq!(emails("<a href='&#109;&#97;&#105;&#108;to:office&#64;kiln.example'>Write</a>"), ["office@kiln.example"]);
}

#[test]
fn an_address_that_ran_into_a_number_is_not_a_second_one() {
    assert_eq!(emails("<p>0599 120-707<a href='mailto:office@kiln.example'>office@kiln.example</a></p>"), ["office@kiln.example"]);
}

#[test]
fn what_stands_on_a_page_off_the_face_of_the_site_is_somebody_elses() {
    let links: String = (0..9).map(|n| format!("<a href=/{n}>Page {n}</a>")).collect();
    let home = page("https://kiln.example/", Role::Home, &format!("<title>Kiln</title>{links}<p>Hello</p>"));
    let links_page = page("https://kiln.example/0", Role::Other, "<title>Links</title><main><a href=/diving>Our holiday</a></main>");
    let far =
        page("https://kiln.example/diving", Role::Other, "<title>Diving</title><main><p>The diving school's phone: 0599-120-707, diver@gmail.com</p></main>");
    let profile = profile(vec![home, links_page, far]);
    assert!(profile.phones.is_empty() && profile.emails.is_empty());
}

#[test]
fn numbers_of_dealers_partners_and_samples_are_not_the_companys() {
    let dealers = page(
        "https://kiln.example/dealers",
        Role::Other,
        "<title>Dealers</title><main><p>North: Tel. 0399-120-707</p><p>South: Tel. 0499-120-707</p><p>West: Tel. 0699-120-707</p></main>",
    );
    let home = page(
        "https://kiln.example/",
        Role::Home,
        "<title>Kiln</title><a href=/dealers>Dealers</a><footer>Tel. 0599-120-707, fax 0599-120-708 ext. 12</footer>",
    );
    let profile = profile(vec![home, dealers]);
    let digits: Vec<&str> = profile.phones.iter().map(|fact| fact.value.digits.as_str()).collect();
    assert_eq!(digits, ["0599120707", "0599120708"]);
}

#[test]
fn share_links_placeholders_and_the_theme_makers_accounts_are_no_profiles() {
    let footer = "<footer><a href='https://www.facebook.com/sharer.php?u=x'>f</a><a href='https://www.facebook.com/yourpage'>f</a><a href='https://twitter.com/wordpress'>t</a>\
        <a href='https://www.facebook.com/#'>f</a><a href='https://www.instagram.com/kilnworks/'>i</a><a href='https://wa.me/440000000000'>w</a>\
        <a href='https://www.youtube.com/watch?v=1'>y</a><a href='https://dribbble.com/envato'>d</a></footer>";
    let profile = profile(vec![page("https://kiln.example/", Role::Home, &format!("<title>Kiln</title><p>Hello</p>{footer}"))]);
    let urls: Vec<&str> = profile.socials.iter().map(|fact| fact.value.url.as_str()).collect();
    assert_eq!(urls, ["https://www.instagram.com/kilnworks/"]);
}

#[test]
fn what_a_privacy_notice_or_a_glossary_tells_is_of_other_companies() {
    let home = "<title>Kiln</title><a href=/privacy>Privacy</a><a href=/glossary>Glossary</a><footer>Kiln Works, 1 River Lane, Claytown, OH 44001</footer>";
    let privacy = "<title>Privacy</title><main><p>Bookings are handled by Post Ltd, 130 Station Street, Dallas, TX 75207, phone 214-200-4131, desk@post.example.</p></main>";
    let glossary = "<title>Glossary</title><main><p>Klay: a maker of clay, founded in 2021.</p></main>";
    let profile = profile(vec![
        page("https://kiln.example/", Role::Home, home),
        page("https://kiln.example/privacy", Role::Legal, privacy),
        page("https://kiln.example/glossary", Role::Other, glossary),
    ]);
    let addresses: Vec<&str> = profile.addresses.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(addresses, ["1 River Lane, Claytown, OH 44001"]);
    assert!(profile.phones.is_empty() && profile.emails.is_empty() && profile.founded.is_none() && profile.contradictions.is_empty());
}

#[test]
fn a_number_alone_in_its_line_is_a_phone_where_the_plan_of_the_country_knows_it() {
    let phones = |url: &str, text: &str| profile(vec![page(url, Role::Contact, &format!("<title>Contact</title><main><h2>{text}</h2></main>"))]).phones.len();
    assert_eq!(phones("https://kiln.co.nz/contact", "0299 120 707"), 1);
    assert_eq!(phones("https://kiln.co.nz/contact", "0299 12"), 0);
    assert_eq!(phones("https://kiln.example/contact", "0299 120 707"), 0);
}

#[test]
fn a_messenger_link_tells_the_country_of_the_same_number() {
    let profile = profile(vec![contact("<p>Phone 071 120 7070</p><a href='https://wa.me/27711207070?text=hi'>WhatsApp</a>")]);
    assert_eq!(profile.phones[0].value.e164.as_deref(), Some("+27711207070"));
    assert_eq!(profile.socials[0].value.url, "https://wa.me/27711207070");
}

#[test]
fn an_address_broken_up_by_a_hidden_word_is_put_together() {
    assert_eq!(emails("<p>Mail - <b>kilnworks<i>null</i>@<i>null</i>gmail<i>null</i>.com</b></p>"), ["kilnworks@gmail.com"]);
}

#[test]
fn a_number_as_it_is_dialled_at_home_and_from_abroad_is_one_number() {
    let digits = |body: &str| profile(vec![contact(body)]).phones.into_iter().map(|fact| fact.value.digits).collect::<Vec<_>>();
    assert_eq!(digits("<p>Teléfono: 099 155 098</p><p><a href=tel:+59899155098>+598 99 155 098</a></p>"), ["+59899155098"]);
    assert_eq!(digits("<p>Écrivez-moi, ou en m'appelant au : 07 67 17 01 02.</p>"), ["0767170102"]);
}

#[test]
fn the_host_of_the_site_and_the_office_that_a_page_is_about_have_numbers_of_their_own() {
    let legal = |body: &str| page("https://kiln.example/legal", Role::Legal, &format!("<title>Mentions légales</title><main>{body}</main>"));
    let digits = |body: &str| profile(vec![contact("<p>Bonjour."), legal(body)]).phones.into_iter().map(|fact| fact.value.digits).collect::<Vec<_>>();
    let guide = page("https://kiln.example/aides", Role::Other, "<title>Aides</title><p>Les aides pour votre four.<p>Appelez le 0 808 800 123.");
    let home = page("https://kiln.example/", Role::Home, "<title>Four</title><a href=/aides>Aides</a><p>Bonjour.");
    assert!(profile(vec![home, guide]).phones.is_empty());
    let own = "<p>Four & Fils, 3 rue du Puits. Téléphone : 07 67 17 01 02.</p>";
    assert_eq!(digits(&format!("{own}<p>Le site est hébergé par la société Serveur, 7 place (téléphone : +33 9 70 80 01 02).</p>")), ["0767170102"]);
    assert_eq!(digits(&format!("<h2>Éditeur</h2>{own}<h2>Hébergement</h2><p>Serveur SAS. Tél : +33 9 70 80 01 02</p>")), ["0767170102"]);
}
