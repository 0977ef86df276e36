//! What holds over all renderings: the same words everywhere, text that stays text, the same bytes for the same document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::brand::{Brand, Fonts, Theme};
use crate::fixture::{calculator, hostile, pieces, poisoned, rich, squeezed, swipe, thin};
use crate::typeset::words_set;
use crate::{
    Document, Links, Waiting, WaitingState, fonts, json, markdown, page, page_csp, page_csp_of, pdf, samples, share_image, waiting_page, with_fonts_at,
};

fn links() -> Links {
    let at = |ending: &str| Some(format!("https://go.lanternstreet.example/lead_1{ending}"));
    Links { page: at(""), pdf: at(".pdf"), image: at(".png"), markdown: at(".md"), about: at("/about-this-page"), oembed: None, cta: None, seen: false }
}

fn waiting(state: WaitingState) -> Waiting {
    Waiting {
        state,
        language: "en".to_owned(),
        sender: "Lantern Street Studio".to_owned(),
        company: Some("Harbour & Pine <Joinery>".to_owned()),
        percent: 40,
        phase: Some(1),
        seconds_left: Some(12),
        about: None,
        brand: None,
    }
}

/// The text of an HTML body: markers, style and tags left out, entities decoded.
fn text_of_html(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html.split_once("<body").unwrap().1.split_once('>').unwrap().1;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = if tag.starts_with("sup class=\"ref\"") { tag.split_once("</sup>").unwrap().1 } else { tag.split_once('>').unwrap().1 };
    }
    for (entity, character) in [
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#8288;", ""),
        ("&amp;", "&"),
        ("&#38;", "&"),
    ] {
        out = out.replace(entity, character);
    }
    out
}

/// The text of our own Markdown: footnote marks, emphasis, code fences and link addresses left out, escapes undone.
fn text_of_markdown(markdown: &str) -> String {
    let mut out = String::new();
    let mut characters = markdown.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.extend(characters.next()),
            '*' | '`' => {}
            '[' if characters.peek() == Some(&'^') => {
                for skipped in characters.by_ref() {
                    if skipped == ']' {
                        break;
                    }
                }
            }
            '[' => {}
            ']' if characters.peek() == Some(&'(') => {
                for skipped in characters.by_ref() {
                    if skipped == ')' {
                        break;
                    }
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// What a Markdown reader may take for markup: escaped characters and code spans left out.
fn active(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find(['\\', '`']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        rest = if tail.starts_with('\\') {
            let mut characters = tail.chars();
            characters.nth(1);
            characters.as_str()
        } else {
            let fence = &tail[..tail.len() - tail.trim_start_matches('`').len()];
            let inside = &tail[fence.len()..];
            let end =
                inside.match_indices(fence).map(|(end, _)| end).find(|end| !inside[end + fence.len()..].starts_with('`') && !inside[..*end].ends_with('`'));
            end.map_or("", |end| &inside[end + fence.len()..])
        };
    }
    out + rest
}

fn missing(document: &Document, text: &str) -> Vec<String> {
    let text = squeezed(text);
    let without_backticks = text.replace('`', "");
    pieces(document).into_iter().filter(|piece| !text.contains(&squeezed(piece)) && !without_backticks.contains(&squeezed(piece).replace('`', ""))).collect()
}

/// Runs of letters and digits; the vowel marks of Arabic, which are set as signs of their own, end one.
fn words_of(text: &str) -> Vec<String> {
    let ends = |character: char| !character.is_alphanumeric() || ('\u{64b}'..='\u{652}').contains(&character);
    text.split(ends).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_rendering_of_every_sample_carries_the_same_words() {
    assert_eq!(samples().len(), 11);
    for sample in samples() {
        let (name, document) = (sample.name, &sample.document);
        assert!(pieces(document).len() > 10, "{name}");
        for theme in Theme::ALL {
            let html = page(&sample.in_theme(theme), &links()).unwrap();
            assert_eq!(missing(document, &text_of_html(&html)), Vec::<String>::new(), "page of {name} in {theme:?}");
        }
        assert_eq!(missing(document, &text_of_markdown(&markdown(document))), Vec::<String>::new(), "Markdown of {name}");
        let set = squeezed(&words_set(document));
        let lost: Vec<String> = match crate::clean::direction(&document.language) {
            "ltr" => missing(document, &set),
            // Words that run from right to left are set in the order of the eye, signs and vowel marks apart: each of the words must be there.
            _ => words_of(&missing(document, &set).join(" ")).into_iter().filter(|word| !words_of(&set).concat().contains(word.as_str())).collect(),
        };
        assert_eq!(lost, Vec::<String>::new(), "PDF of {name}");
        assert_eq!(&serde_json::from_str::<Document>(&json(document)).unwrap(), document, "JSON of {name}");
    }
}

#[test]
fn a_page_has_a_table_of_contents_when_it_is_long_and_every_entry_leads_somewhere() {
    for sample in samples() {
        let html = page(&sample.document, &links()).unwrap();
        let sections = sample.document.sections.len();
        assert_eq!(html.contains("<nav class=\"contents\""), sections >= 6, "{}", sample.name);
        let Some((_, rest)) = html.split_once("<nav class=\"contents\"") else { continue };
        let entries: Vec<&str> = rest.split_once("</nav>").unwrap().0.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(entries.len(), sections + 1, "{}", sample.name);
        assert!(entries.iter().all(|id| html.matches(&format!(" id=\"{id}\"")).count() == 1), "{entries:?}");
    }
}

#[test]
fn each_theme_is_another_sheet_over_the_same_markup_and_is_small() {
    let bare = |theme: Theme| {
        let html = page(&samples().first().unwrap().in_theme(theme), &links()).unwrap();
        assert!(html.contains(&format!("data-theme=\"{}\"", theme.as_str())));
        let (style, body) = html.split_once("</style>").unwrap();
        (style.split_once("<style>").unwrap().1.to_owned(), body.split_once("<body").unwrap().1.to_owned())
    };
    let [journal, ledger, signal] = Theme::ALL.map(bare);
    assert!(journal.1 == ledger.1 && ledger.1 == signal.1, "the markup is the same");
    assert!(journal.0 != ledger.0 && ledger.0 != signal.0 && journal.0 != signal.0);
    for (style, _) in [&journal, &ledger, &signal] {
        assert!(style.len() < 100_000, "{}", style.len());
        assert!(!style.contains("url(http") && !style.contains("@import") && !style.contains("/*"));
        for never in ["margin-left", "margin-right", "padding-left", "padding-right", "text-align:left", "text-align:right"] {
            assert!(!style.contains(never), "{never} does not turn round for right-to-left");
        }
    }
}

#[test]
fn every_claim_leads_to_its_source_and_back() {
    let document = rich();
    let html = page(&document, &links()).unwrap();
    let text = markdown(&document);
    // Claims that rest on the same sources share a number.
    let groups: std::collections::HashSet<_> = document.claims.iter().map(|claim| (claim.verdict, &claim.evidence)).collect();
    assert!(groups.len() < document.claims.len() && !html.contains(&format!("source-{}\"", groups.len() + 1)));
    for number in 1..=groups.len() {
        assert!(html.contains(&format!("href=\"#source-{number}\"")) && html.contains(&format!("id=\"source-{number}\"")), "{number}");
        assert!(html.contains(&format!("href=\"#ref-{number}\"")) && html.contains(&format!("id=\"ref-{number}\"")), "{number}");
        assert!(text.contains(&format!("[^{number}]")) && text.contains(&format!("\n[^{number}]: ")), "{number}");
    }
    let cited: Vec<&String> = document.claims.iter().flat_map(|claim| &claim.evidence).collect();
    for evidence in document.evidence.iter().filter(|evidence| cited.contains(&&evidence.id)) {
        if let Some(quote) = &evidence.quote {
            assert!(html.contains(quote.as_str()), "{quote}");
        }
    }
}

#[test]
fn a_claim_used_twice_has_one_number_and_an_unknown_one_has_none() {
    let mut document = thin();
    let claim = document.claims.first().unwrap().id.clone();
    let text = crate::tree::Text(vec![crate::tree::Inline::Claim(claim), crate::tree::Inline::Claim("cl_unknown".to_owned())]);
    document.sections.first_mut().unwrap().blocks.push(crate::tree::Block::Paragraph { text });
    let html = page(&document, &links()).unwrap();
    assert_eq!(html.matches("href=\"#source-1\"").count(), 2);
    assert_eq!(html.matches("id=\"ref-1\"").count(), 1);
    assert!(!html.contains("#source-2"));
}

#[test]
fn the_page_leads_through_the_given_link_and_the_other_forms_name_the_address() {
    let mut document = thin();
    let cta = |url: &str| Some(crate::tree::Cta { label: "Book a call".to_owned(), url: url.to_owned(), text: None });
    document.cta = cta("https://seller.example/book");
    let through = Links { cta: Some("https://go.example/go/acme/lead_1/cta".to_owned()), ..links() };
    let html = page(&document, &through).unwrap();
    assert!(html.contains("href=\"https://go.example/go/acme/lead_1/cta\"") && !html.contains("seller.example"));
    assert!(page(&document, &links()).unwrap().contains("href=\"https://seller.example/book\""));
    assert!(crate::markdown(&document).contains("https://seller.example/book"));
    document.cta = cta("mailto:jane@seller.example");
    assert!(page(&document, &through).unwrap().contains("href=\"mailto:jane@seller.example\""));
}

#[test]
fn hostile_text_is_only_text_on_the_page() {
    let document = hostile();
    let html = page(&document, &Links { page: Some("javascript:alert(1)".to_owned()), ..links() }).unwrap();
    assert_eq!(missing(&document, &text_of_html(&html)), Vec::<String>::new());
    assert_eq!(html.matches("<script").count(), 1, "our own");
    assert!(!html.contains("<img") && !html.contains("onload=alert(1)>\""));
    assert_eq!(html.matches("<style>").count(), 1);
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(!html.contains('\u{202e}') && !html.contains('\0'));
    for address in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(["#", "https://", "http://", "mailto:", "data:image/svg+xml,"].iter().any(|good| address.starts_with(good)), "{address}");
    }
}

#[test]
fn hostile_text_is_only_text_in_markdown() {
    let document = hostile();
    let text = markdown(&document);
    let active = active(&text);
    for opening in ["<", "](", "![", "[x"] {
        assert!(!active.contains(opening), "{opening}");
    }
    let lines_that_open_a_heading = text.lines().filter(|line| line.starts_with('#')).count();
    let headings = 1 + document.sections.len() + 3 + 1;
    assert_eq!(lines_that_open_a_heading, headings);
}

#[test]
fn hostile_text_is_only_text_in_pdf_and_image() {
    let document = hostile();
    let set = words_set(&document);
    // Two scripts that run from right to left on one line are set in the order of the eye: each of their words must be there.
    let turned = |piece: &str| {
        piece.chars().any(|character| ('\u{590}'..='\u{6ff}').contains(&character))
            && piece.split_whitespace().all(|word| squeezed(&set).contains(&squeezed(word)))
    };
    let lost: Vec<String> = missing(&document, &set).into_iter().filter(|piece| *piece != document.subtitle && !turned(piece)).collect();
    assert_eq!(lost, Vec::<String>::new());
    assert!(set.matches('x').count() >= 10_000, "a word over several pages is whole");
    assert!(pdf(&document).unwrap().starts_with(b"%PDF-"));
    assert!(share_image(&document).unwrap().len() > 1000);
}

#[test]
fn the_page_asks_for_nothing_from_outside_and_its_policy_fits_its_style() {
    let html = page(&rich(), &links()).unwrap();
    for loader in ["<script src", "<link rel=\"stylesheet\"", "<img", "<iframe", "@import", "url(http", " style=\"", " src=", "<object", "<form"] {
        assert!(!html.contains(loader), "{loader}");
    }
    use base64::Engine;
    use sha2::Digest;
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    assert!(page_csp().contains(&format!("style-src 'sha256-{hash}'")));
    assert!(page_csp().starts_with("default-src 'none'") && page_csp().contains("frame-ancestors 'none'"));
    assert!(!page_csp().contains("unsafe"));
}

#[test]
fn a_page_whose_server_offers_its_fonts_is_the_same_page_without_them() {
    use base64::Engine;
    use sha2::Digest;
    for theme in Theme::ALL {
        let document = Document { brand: Some(Brand { theme, ..Brand::default() }), ..rich() };
        let whole = page(&document, &links()).unwrap();
        let shown = with_fonts_at(whole.clone(), "/fonts.css");
        assert!(!shown.contains("font/woff2") && shown.len() + fonts().len() < whole.len() + 100);
        let (head, style) = shown.split_once("<link rel=\"stylesheet\" href=\"/fonts.css\">\n<style>").unwrap();
        let rules = style.split_once("</style>").unwrap().0;
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(rules.as_bytes()));
        assert!(head.contains("<head>"));
        let (policy, before) = (page_csp_of(shown.as_bytes(), "'none'"), page_csp_of(whole.as_bytes(), "'none'"));
        assert!(policy.contains(&format!("style-src 'self' 'sha256-{hash}'")), "{policy}");
        assert_eq!(policy.split_once(hash.as_str()).unwrap().1, before.split_once("style-src 'sha256-").unwrap().1.split_at(hash.len()).1);
        assert_eq!(with_fonts_at(shown.clone(), "/fonts.css"), shown);
    }
    assert_eq!(with_fonts_at("<p>of another day".to_owned(), "/fonts.css"), "<p>of another day");
}

#[test]
fn a_page_with_sources_ticks_texts_or_figures_has_one_small_script_that_its_policy_names() {
    use base64::Engine;
    use sha2::Digest;
    for document in [rich(), thin(), swipe(), calculator()] {
        let html = page(&document, &links()).unwrap();
        assert_eq!(html.matches("<script>").count(), 1);
        let script = html.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
        assert!(script.len() <= 10_000, "{}", script.len());
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script.as_bytes()));
        let policy = page_csp_of(html.as_bytes(), "'none'");
        assert!(policy.contains(&format!("script-src 'sha256-{hash}';")) && policy.ends_with("frame-ancestors 'none'"), "{policy}");
        for never in ["unsafe", "connect-src", "*"] {
            assert!(!policy.contains(never), "{policy}");
        }
        for never in ["eval(", "Function(", "innerHTML", "fetch(", "XMLHttpRequest", "sendBeacon", "document.cookie"] {
            assert!(!script.contains(never), "{never}");
        }
        assert!(!html.contains(" onclick=") && !html.contains("<form"));
    }
}

#[test]
fn figures_stand_on_the_page_without_a_script_and_every_field_has_a_name() {
    let html = page(&calculator(), &links()).unwrap();
    let text = squeezed(&text_of_html(&html));
    for shown in ["3.67–14 h", "220–1,680 EUR", "cost = round(hours * rate, 10 EUR)", "Assumption – our own table of such repairs", "From a source"] {
        assert!(text.contains(&squeezed(shown)), "{shown}");
    }
    for field in html.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        assert!(field.contains("aria-label=\"") && field.contains("type=\"number\""), "{field}");
    }
    assert!(html.contains("<output aria-live=\"polite\""));
    for mark in ["<label for=\"", "aria-labelledby=\"calc-"] {
        let prefix = if mark.ends_with("calc-") { "calc-" } else { "" };
        let named: Vec<&str> = html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!named.is_empty() && named.iter().all(|id| html.matches(&format!(" id=\"{prefix}{id}\"")).count() == 1), "{mark} {named:?}");
    }
    let mut german = calculator();
    german.language = "de".to_owned();
    assert!(squeezed(&text_of_html(&page(&german, &links()).unwrap())).contains(&squeezed("3,67–14 h")));
}

#[test]
fn hostile_text_is_only_text_in_what_is_copied_and_reckoned() {
    for document in [poisoned(swipe()), poisoned(calculator())] {
        let html = page(&document, &links()).unwrap();
        assert_eq!(missing(&document, &text_of_html(&html)), Vec::<String>::new());
        assert_eq!(html.matches("<script").count(), 1);
        assert!(!html.contains("<img") && !html.contains("onload=alert(1)>\"") && !html.contains('\u{202e}'));
        let active = active(&markdown(&document));
        for opening in ["<", "](", "!["] {
            assert!(!active.contains(opening), "{opening} in {active}");
        }
        assert!(pdf(&document).unwrap().starts_with(b"%PDF-"));
    }
}

#[test]
fn the_page_is_private_previewable_and_readable_by_machines_that_help_people() {
    let html = page(&rich(), &links()).unwrap();
    for part in [
        "<html lang=\"en\" dir=\"ltr\" data-theme=\"journal\">",
        "name=\"robots\" content=\"noindex",
        "name=\"referrer\" content=\"no-referrer\"",
        "property=\"og:image\" content=\"https://go.lanternstreet.example/lead_1.png\"",
        "name=\"twitter:card\" content=\"summary_large_image\"",
        "class=\"skip\" href=\"#main\"",
        "<main id=\"main\">",
        "role=\"doc-endnotes\"",
        "rel=\"noopener noreferrer nofollow\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(html.len() < 150_000, "{}", html.len());
    let from_disk = page(&rich(), &Links::default()).unwrap();
    assert!(!from_disk.contains("property=\"og:image\"") && !from_disk.contains("twitter:card"));
}

#[test]
fn ids_on_the_page_are_unique_whatever_the_sections_are_called() {
    let mut document = rich();
    for (section, id) in document.sections.iter_mut().zip(["main", "sources", "source-1", "ref-1", "same", "same", "", "\"><b>", "top"]) {
        id.clone_into(&mut section.id);
    }
    let html = page(&document, &links()).unwrap();
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
}

#[test]
fn a_thin_document_and_a_sample_say_so_in_every_rendering() {
    let document = thin();
    let reason = document.reading.text.clone().unwrap();
    for (name, text) in
        [("page", text_of_html(&page(&document, &links()).unwrap())), ("Markdown", text_of_markdown(&markdown(&document))), ("PDF", words_set(&document))]
    {
        assert!(squeezed(&text).contains(&squeezed("This is a sample")), "{name}");
        assert!(squeezed(&text).contains(&squeezed(&reason)), "{name}");
    }
    assert!(json(&document).contains("\"sample\": true") && json(&document).contains("\"mode\": \"thin\""));
    let plain = rich();
    assert!(!page(&plain, &links()).unwrap().contains("This is a sample"));
    let mut marked = plain.clone();
    marked.sample = true;
    assert_ne!(share_image(&plain).unwrap(), share_image(&marked).unwrap());
}

#[test]
fn a_thin_document_that_begins_with_its_reason_does_not_say_it_twice() {
    use crate::tree::{Block, Text, Tone};
    let mut document = thin();
    let reason = document.reading.text.clone().unwrap();
    assert!(markdown(&document).contains("A short report, and why"));
    let callout = Block::Callout { tone: Tone::Limit, heading: None, text: Text::plain(reason) };
    document.sections.first_mut().unwrap().blocks.insert(0, callout);
    assert!(!markdown(&document).contains("A short report, and why"));
}

#[test]
fn a_document_with_nothing_in_it_still_becomes_every_rendering() {
    use crate::tree::{Block, Text, Tone};
    let mut document = thin();
    document.sample = false;
    document.mode = crate::tree::Mode::Full;
    document.language = "zzz".to_owned();
    document.title = String::new();
    document.subtitle = String::new();
    document.prepared_for = crate::tree::Reader::default();
    document.created_at = i64::MAX;
    document.cta = None;
    document.claims.clear();
    document.evidence.clear();
    document.sections.truncate(1);
    let empty = |label: &str| crate::tree::ScoreLine { id: String::new(), label: label.to_owned(), percent: None, word: String::new(), detail: String::new() };
    let section = document.sections.first_mut().unwrap();
    section.heading = String::new();
    section.blocks = vec![
        Block::Paragraph { text: Text::default() },
        Block::Quote { text: String::new(), attribution: String::new(), claim: None },
        Block::Score { overall: empty(""), areas: vec![empty("")] },
        Block::Checklist { items: Vec::new() },
        Block::Table { caption: None, header: Vec::new(), rows: vec![Vec::new(), vec![Text::plain("more cells"), Text::plain("than headers")]] },
        Block::BarChart { caption: String::new(), unit: String::new(), bars: vec![crate::tree::Bar { label: String::new(), value: f64::NAN }] },
        Block::Steps { items: Vec::new() },
        Block::Callout { tone: Tone::Note, heading: None, text: Text::default() },
        Block::Swipe { items: Vec::new() },
        Block::Calculator(Box::new(crate::tree::Calculator { id: String::new(), caption: String::new(), inputs: Vec::new(), results: Vec::new() })),
    ];
    assert!(page(&document, &links()).is_ok());
    assert!(pdf(&document).unwrap().starts_with(b"%PDF-"));
    assert!(share_image(&document).is_ok());
    assert!(!markdown(&document).is_empty() && !json(&document).is_empty());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = rich();
    let first = (pdf(&document).unwrap(), share_image(&document).unwrap(), page(&document, &links()).unwrap(), markdown(&document), json(&document));
    comemo::evict(0);
    let second = (pdf(&document).unwrap(), share_image(&document).unwrap(), page(&document, &links()).unwrap(), markdown(&document), json(&document));
    assert!(first == second);
}

fn conforms(pdf: &[u8]) -> bool {
    let find = |needle: &[u8]| pdf.windows(needle.len()).any(|window| window == needle);
    find(b"<pdfuaid:part>1</pdfuaid:part>") && find(b"<pdfaid:part>2</pdfaid:part>") && find(b"<pdfaid:conformance>A</pdfaid:conformance>")
}

#[test]
fn the_pdf_is_accessible_and_archivable_while_every_character_has_a_glyph() {
    for (language, title) in [
        ("en", "Plain words"),
        ("ja", "株式会社ハーバー"),
        ("el", "Ξυλουργική Ωμέγα"),
        ("he", "נגריית הנמל"),
        ("uk", "Столярня «Сосна»"),
        ("ar", "نجارة الميناء"),
        ("ko", "한강 벽돌 공장 뷁"),
        ("hi", "नदी किनारे की ईंटें"),
        ("th", "โรงงานอิฐริมแม่น้ำ"),
        ("ka", "აგურის ქარხანა"),
        ("hy", "Աղյուսի գործարան"),
        ("en", "To the moon 🚀 ✔\u{fe0f} ❯ ★ 👩\u{200d}💻 🇩🇪"),
    ] {
        let mut document = thin();
        language.clone_into(&mut document.language);
        title.clone_into(&mut document.title);
        assert!(conforms(&pdf(&document).unwrap()), "{title}");
    }
    assert!([rich(), swipe(), calculator()].iter().all(|document| conforms(&pdf(document).unwrap())));
}

#[test]
fn a_character_without_a_glyph_gives_a_plain_tagged_pdf_and_not_an_error() {
    let mut document = thin();
    document.title = "In runes: ᚠᚢᚦ".to_owned();
    let bytes = pdf(&document).unwrap();
    assert!(!conforms(&bytes));
    assert!(bytes.windows(12).any(|window| window == b"/Marked true") || bytes.windows(8).any(|window| window == b"/MarkInf"));
}

#[test]
fn the_share_image_has_the_agreed_size_and_is_light() {
    for document in [rich(), thin()] {
        let png = share_image(&document).unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
        assert!(png.len() <= 100_000, "{}", png.len());
    }
}

#[test]
fn the_waiting_page_tells_how_far_it_is_until_there_is_nothing_to_wait_for() {
    for (state, again) in [(WaitingState::Queued, true), (WaitingState::Processing, true), (WaitingState::Failed, false), (WaitingState::Withdrawn, false)] {
        let html = waiting_page(&waiting(state)).unwrap();
        assert_eq!(html.contains("role=\"progressbar\""), again, "{state:?}");
        assert!(html.contains("noindex") && !html.contains("<Joinery>") && !html.contains("<script"));
        assert!(text_of_html(&html).contains("Harbour & Pine <Joinery>"));
    }
}

#[test]
fn the_waiting_page_is_in_the_language_and_the_look_of_the_document() {
    for theme in Theme::ALL {
        let brand = crate::brand::Brand { theme, ..crate::fixture::brand() };
        let html = waiting_page(&Waiting { brand: Some(brand), language: "de".to_owned(), ..waiting(WaitingState::Processing) }).unwrap();
        assert!(html.contains(&format!("<html lang=\"de\" dir=\"ltr\" data-theme=\"{}\">", theme.as_str())));
        assert!(html.contains("<img class=\"logo\"") && html.contains("--accent:#7a1f5c"));
        let text = text_of_html(&html);
        for words in ["Anfrage eingegangen", "erledigt", "läuft", "kommt noch"] {
            assert!(text.contains(words), "{words}");
        }
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
        let policy = page_csp_of(html.as_bytes(), "'none'");
        assert_eq!(policy.matches("'sha256-").count(), 2, "{policy}");
    }
}

/// Writes every sample in every theme to `MAGNETITE_LOOK`, to be looked at: `cargo test -p magnetite-document look -- --ignored`. With
/// `MAGNETITE_LOOK_PAGES` pages alone, which takes a second.
#[test]
#[ignore = "writes files for people"]
fn look() {
    let folder = std::path::PathBuf::from(std::env::var_os("MAGNETITE_LOOK").expect("a folder"));
    let pages_alone = std::env::var_os("MAGNETITE_LOOK_PAGES").is_some();
    let branded = |theme, fonts| Document { brand: Some(crate::brand::Brand { fonts, theme, ..crate::fixture::brand() }), ..rich() };
    let mut documents: Vec<(String, Document)> = vec![("hostile".to_owned(), hostile())];
    for theme in Theme::ALL {
        let name = theme.as_str();
        documents.extend(samples().iter().map(|sample| (format!("{}.{name}", sample.name), sample.in_theme(theme))));
        for fonts in [Fonts::Report, Fonts::Plain, Fonts::Editorial] {
            documents.push((format!("brand-{}.{name}", fonts.as_str()), branded(theme, fonts)));
        }
        let brand = Some(crate::brand::Brand { theme, ..crate::fixture::brand() });
        let html = waiting_page(&Waiting { brand, ..waiting(WaitingState::Processing) }).unwrap();
        std::fs::write(folder.join(format!("waiting.{name}.html")), html).unwrap();
    }
    for (name, document) in documents {
        let write = |ending: &str, bytes: &[u8]| std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
        write("html", page(&document, &links()).unwrap().as_bytes());
        if !pages_alone {
            write("md", markdown(&document).as_bytes());
            write("pdf", &pdf(&document).unwrap());
            write("png", &share_image(&document).unwrap());
        }
    }
}
