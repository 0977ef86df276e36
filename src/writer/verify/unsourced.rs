//! Sentences without a source, as a person writes them: they may speak for the sender, in general, or ask and advise the reader; what they state about
//! the prospect needs a source. Where in doubt a sentence is refused, with the word that makes it one about the prospect.

use super::names::Texts;
use super::numbers::{Figures, Style};
use super::tongue::{self, Tongue};
use super::{Allowed, Refusal, house, names, numbers, quotes, words};
use crate::model::told::Language;
use crate::writer::text::{fold, stands_whole, words as words_of};

/// Judges a sentence that cites nothing. `prospect` are the names that the prospect goes by.
///
/// # Errors
/// The first rule that the sentence breaks.
pub fn check_unsourced(text: &str, prospect: &[String], allowed: &Allowed) -> Result<(), Refusal> {
    let tongue = Tongue::of(allowed.language);
    let outside = without_facts(text, allowed)?;
    let lower = outside.to_lowercase().replace('’', "'");
    if lower.trim_end().ends_with('?') {
        counts_nothing(&outside, &[], allowed)?;
        return if asks(&lower, tongue) { Ok(()) } else { Err(Refusal::Unsourced(about(&lower, prospect, tongue))) };
    }
    if offers(&lower, tongue) || speaks_for_sender(&lower, &allowed.sender_names, tongue) {
        return promises_nothing(&outside, true, tongue);
    }
    counts_nothing(&outside, &[], allowed)?;
    if advises(&lower, tongue) {
        return promises_nothing(&outside, false, tongue);
    }
    let names_prospect = about_prospect(&lower, prospect, tongue).is_some();
    if !names_prospect && is_general(&lower, tongue) { Ok(()) } else { Err(Refusal::Unsourced(about(&lower, prospect, tongue))) }
}

/// Judges a heading or title that cites nothing: a phrase that states nothing may name whom it is about.
///
/// # Errors
/// The first rule that the phrase breaks.
pub fn check_heading(text: &str, prospect: &[String], allowed: &Allowed) -> Result<(), Refusal> {
    let outside = without_facts(text, allowed)?;
    let lower = outside.to_lowercase().replace('’', "'");
    let tongue = Tongue::of(allowed.language);
    counts_nothing(&outside, &[], allowed)?;
    if states(&lower, 0, tongue) { Err(Refusal::Unsourced(about(&lower, prospect, tongue))) } else { promises_nothing(&outside, false, tongue) }
}

/// The text without its quotations, when nothing in it would need a source on its own: number, name, quotation, address. The sender's own words may
/// lend a number here.
fn without_facts(text: &str, allowed: &Allowed) -> Result<String, Refusal> {
    house(text, allowed)?;
    let context: Vec<String> = allowed.posted.iter().chain(&allowed.dates).chain(&allowed.sender).map(|text| fold(text)).collect();
    if let Some((_, quotation)) = quotes::quotations(text).into_iter().find(|(_, quotation)| !quotes::is_quoted(quotation, &allowed.sender)) {
        return Err(Refusal::Quotation(quotation));
    }
    let outside = quotes::outside(text);
    counts_nothing(&outside, &allowed.sender, allowed)?;
    let texts = Texts { is_bare: true, ..Texts::of(context.iter().map(String::as_str)) };
    match names::unsupported(&without_first_capital(&outside), &texts, allowed.language) {
        Some(name) => Err(Refusal::Name(name)),
        None => Ok(outside),
    }
}

/// Every number stands in the words of `counted`; what was posted, and the days, lend names and dates alone.
fn counts_nothing(outside: &str, counted: &[String], allowed: &Allowed) -> Result<(), Refusal> {
    let figures = |text: &str| Figures::of(&fold(text), Style::Any(tongue::of_text(text, allowed.language)));
    let lent = allowed.posted.iter().chain(&allowed.dates).chain(&allowed.sender).map(|text| Figures { numbers: Vec::new(), ..figures(text) });
    // One of something is no count.
    let one = if allowed.language == Language::German { "1 eine" } else { "1" };
    let known: Vec<Figures> = lent.chain(counted.iter().map(String::as_str).chain([one]).map(figures)).collect();
    let names: Vec<String> = allowed.posted.iter().chain(&allowed.sender_names).map(|name| fold(name)).collect();
    let told = Figures::of(&numbers::without_names(outside, &names, allowed.language), Style::Own(allowed.language));
    told.missing_from(known.iter()).map_or(Ok(()), |number| Err(Refusal::Number(number.to_owned())))
}

/// Advice may name the top of a page or the best photo, and an offer may say what the sender will do; neither may promise or give causes.
fn promises_nothing(outside: &str, offers: bool, tongue: &Tongue) -> Result<(), Refusal> {
    let plain = &tongue.plain;
    let harmless = |word: &str| {
        let ranks = offers && tongue.superlatives.contains(&word);
        plain.harmless.contains(&word) && !ranks || offers && plain.offer_verbs.contains(&word)
    };
    // One harmless word hides no other.
    let weighs = |word: &&str| !harmless(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let rest = outside.split_whitespace().filter(weighs).collect::<Vec<_>>().join(" ");
    words::vetted_only(&rest, &[], tongue.language).filter(|word| !harmless(word)).map_or(Ok(()), |word| Err(Refusal::Vetted(word)))
}

/// Any word may begin a sentence; the names that matter are looked for by [`about_prospect`] all the same.
fn without_first_capital(text: &str) -> String {
    let trimmed = text.trim_start();
    let first: String = trimmed.chars().take_while(|c| c.is_alphabetic()).collect();
    let plain = first.chars().skip(1).all(char::is_lowercase) && first.chars().all(|c| c <= '\u{24f}');
    let rest = trimmed.get(first.len()..).unwrap_or_default();
    if plain { format!("{}{rest}", first.to_lowercase()) } else { text.to_owned() }
}

/// The word by which the sentence speaks of the prospect; `None` when it does not.
fn about_prospect(lower: &str, prospect: &[String], tongue: &Tongue) -> Option<String> {
    let named = prospect.iter().find(|name| name.chars().any(char::is_alphanumeric) && stands_whole(lower, &name.to_lowercase()));
    named.cloned().or_else(|| bare(lower).find(|word| tongue.plain.prospect.contains(word)).map(str::to_owned))
}

/// The word to show for a refusal: what speaks of the prospect, else what states something.
fn about(lower: &str, prospect: &[String], tongue: &Tongue) -> String {
    let plain = &tongue.plain;
    let stating =
        || bare(lower).find(|word| plain.definite.contains(word) || plain.singular.contains(word) || plain.statements.contains(word)).map(str::to_owned);
    about_prospect(lower, prospect, tongue).or_else(stating).unwrap_or_else(|| bare(lower).next().unwrap_or("").to_owned())
}

/// The sender is its subject, or is named; and it reports nothing that was seen.
fn speaks_for_sender(lower: &str, sender: &[String], tongue: &Tongue) -> bool {
    let plain = &tongue.plain;
    let own = bare(lower).next().is_some_and(|word| plain.own.contains(&word));
    let named = sender.iter().any(|name| name.chars().count() >= 3 && name.split(' ').count() <= 5 && stands_whole(lower, &name.to_lowercase()));
    let verbs = bare(lower).filter(|word| plain.verbs.contains(word)).count();
    let reports = bare(lower).any(|word| plain.reports.contains(&word) || plain.prospect.contains(&word) || is_negated(word, tongue));
    let second_clause = plain.turns.iter().any(|turn| lower.contains(turn));
    (own || named) && verbs <= 1 && !reports && !second_clause
}

/// Speaks of things in general: nothing that could be pointed at, nothing single, nothing past.
fn is_general(lower: &str, tongue: &Tongue) -> bool {
    !bare(lower).any(|word| tongue.plain.definite.contains(&word) || tongue.plain.singular.contains(&word) || is_negated(word, tongue))
}

/// A question that takes nothing for granted.
fn asks(lower: &str, tongue: &Tongue) -> bool {
    let start = lower.trim_start();
    tongue.plain.questions.iter().any(|question| start.starts_with(question)) && !states(lower, 0, tongue)
}

/// The sender says what it can, would or will do.
fn offers(lower: &str, tongue: &Tongue) -> bool {
    let plain = &tongue.plain;
    let mut first = bare(lower);
    let begins = match (first.next(), first.next()) {
        (Some(own), Some(verb)) => plain.own.contains(&own) && plain.offer_verbs.contains(&verb) && !matches!(own, "our" | "my"),
        _ => false,
    };
    // Where the verb says who speaks.
    let verb = tongue.language == Language::Spanish && bare(lower).next().is_some_and(|word| plain.offer_verbs.contains(&word));
    (begins || verb || plain.offers.iter().any(|start| lower.starts_with(start))) && !states(lower, 3, tongue) && !lower.contains([';', ':'])
}

/// An imperative that states nothing on its way.
fn advises(lower: &str, tongue: &Tongue) -> bool {
    let (ending, polite) = tongue.plain.imperative_form;
    let mut words = bare(lower);
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let formed = !ending.is_empty() && first.len() > ending.len() && first.ends_with(ending) && (polite.is_empty() || second == polite);
    (formed || tongue.plain.imperatives.contains(&first)) && !states(lower, 1, tongue)
}

/// Some word after the first `skip` states or gives a reason.
fn states(lower: &str, skip: usize, tongue: &Tongue) -> bool {
    bare(lower).skip(skip).any(|word| tongue.plain.statements.contains(&word) || is_negated(word, tongue))
}

fn is_negated(word: &str, tongue: &Tongue) -> bool {
    tongue.language == Language::English && word.ends_with("n't")
}

/// The words in small letters, elisions divided.
fn bare(lower: &str) -> impl Iterator<Item = &str> {
    words_of(lower).flat_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let divided = word.split_once('\'').filter(|(head, _)| matches!(*head, "l" | "d" | "j" | "n" | "s" | "c" | "m" | "t" | "qu"));
        let (head, tail) = divided.map_or((word, None), |(head, tail)| (head, Some(tail)));
        std::iter::once(head).chain(tail)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Result<(), Refusal> {
        let allowed = Allowed {
            posted: vec!["Harbour & Pine".into()],
            sender: vec!["Brightbench Studio".into(), "small firms".into(), "We built 120 sites.".into()],
            sender_names: vec!["Brightbench Studio".into()],
            dates: vec!["24 November 2026".into()],
            claims_not_to_make: vec!["first rank on Google".into()],
            ..Allowed::default()
        };
        check_unsourced(text, &["Harbour & Pine".into(), "Harbour".into(), "harbourpine.example".into()], &allowed)
    }

    #[test]
    fn words_for_the_sender_in_general_and_to_the_reader_pass() {
        for text in [
            "All of the above was written by Brightbench Studio.",
            "We are a small studio with one fixed fee.",
            "Our work begins with a call.",
            "Slow pages lose visitors.",
            "Put your telephone number at the top of each page.",
            "Would you like to see how?",
            "We can do this for you in a morning.",
            "We'd gladly talk it over with Harbour & Pine.",
            "Ask one friend to look at your home page.",
            "We built 120 sites.",
            "On 24 November 2026 we are glad to call.",
            "We will call you.",
        ] {
            assert_eq!(judge(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn statements_about_the_prospect_are_refused_by_name() {
        for text in [
            "Your site is slow.",
            "Harbour & Pine loses orders.",
            "Harbour loses orders.",
            "It takes far too long.",
            "Nobody finds your telephone number.",
            "Why is your site so slow?",
            "We found that your site is slow.",
            "We can fix it because your site is slow.",
            "Fix your broken links.",
            "Add a title; your site has none.",
            "Competitors of yours rank higher.",
            "The navigation is broken.",
            "Nobody can find the number.",
            "Navigation is hard to use.",
            "We are glad, and the gallery leads nowhere.",
            "Brightbench Studio found dead links.",
        ] {
            assert!(matches!(judge(text), Err(Refusal::Unsourced(_))), "{text}: {:?}", judge(text));
        }
    }

    #[test]
    fn words_of_an_offer_do_not_name_the_sender_and_the_sender_promises_nothing() {
        assert!(matches!(judge("The gallery for small firms leads nowhere."), Err(Refusal::Unsourced(_))));
        for text in ["We guarantee more orders.", "We are the best studio in town.", "Brightbench Studio boosts sales.", "We will always be the best."] {
            assert!(matches!(judge(text), Err(Refusal::Vetted(_))), "{text}: {:?}", judge(text));
        }
    }

    #[test]
    fn dates_and_posted_data_lend_no_numbers() {
        for text in ["We serve 24 firms.", "Slow pages lose 24 visitors.", "Slow pages lose 120 visitors.", "Add 120 photos.", "Shall we talk about 120 links?"]
        {
            assert!(matches!(judge(text), Err(Refusal::Number(_))), "{text}: {:?}", judge(text));
        }
        let allowed = Allowed { posted: vec!["Studio 24".into()], sender: vec!["We built 120 sites.".into()], ..Allowed::default() };
        assert_eq!(check_heading("A closer look at Studio 24", &["Studio 24".into()], &allowed), Ok(()));
        assert!(matches!(check_heading("24 dead links", &[], &allowed), Err(Refusal::Number(_))));
        assert!(matches!(check_heading("120 dead links", &[], &allowed), Err(Refusal::Number(_))));
    }

    #[test]
    fn a_heading_may_name_whom_it_is_about_and_states_nothing() {
        let allowed = Allowed { posted: vec!["Harbour & Pine".into()], ..Allowed::default() };
        let judge = |text: &str| check_heading(text, &["Harbour & Pine".into()], &allowed);
        assert_eq!(judge("A closer look at Harbour & Pine"), Ok(()));
        for bad in ["Your slow site", "Harbour & Pine loses orders", "Half of the visitors gone", "More orders guaranteed"] {
            assert!(judge(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_names_quotations_and_forbidden_claims_need_more() {
        assert!(matches!(judge("We serve 400 firms."), Err(Refusal::Number(_))));
        assert!(matches!(judge("Ask Amanda Whitfield about it."), Err(Refusal::Name(_))));
        assert!(matches!(judge("People say “the best”."), Err(Refusal::Quotation(_))));
        assert!(matches!(judge("We can bring you the first rank on Google."), Err(Refusal::Offer(_))));
        assert!(matches!(judge("Act today!"), Err(Refusal::Style(_))));
        assert!(matches!(judge("See https://elsewhere.example/x now."), Err(Refusal::Url(_))));
    }

    fn judge_in(language: Language, text: &str) -> Result<(), Refusal> {
        let allowed = Allowed {
            language,
            posted: vec!["Hafen & Kiefer".into()],
            sender: vec!["Studio Hellbank".into()],
            sender_names: vec!["Studio Hellbank".into()],
            ..Allowed::default()
        };
        check_unsourced(text, &["Hafen & Kiefer".into(), "Hafen".into(), "hafenkiefer.example".into()], &allowed)
    }

    #[test]
    fn the_other_languages_speak_for_the_sender_in_general_and_to_the_reader() {
        for (language, text) in [
            (Language::German, "Wir sind ein kleines Studio mit festem Preis."),
            (Language::German, "Wir können das an einem Vormittag erledigen."),
            (Language::German, "Langsame Seiten verlieren Besucher."),
            (Language::German, "Setzen Sie Ihre Telefonnummer oben auf jede Seite."),
            (Language::German, "Möchten Sie sehen, wie?"),
            (Language::German, "Bitten Sie eine Freundin um einen Blick auf Ihre Startseite."),
            (Language::French, "Nous pouvons le faire en une matinée."),
            (Language::French, "Notre travail commence par un appel."),
            (Language::French, "Placez votre numéro de téléphone en haut de chaque page."),
            (Language::French, "Voulez-vous voir comment ?"),
            (Language::Spanish, "Podemos hacerlo en una mañana."),
            (Language::Spanish, "Ponga su número de teléfono arriba en cada página."),
            (Language::Spanish, "¿Quiere ver cómo?"),
        ] {
            assert_eq!(judge_in(language, text), Ok(()), "{text}");
        }
    }

    #[test]
    fn the_other_languages_refuse_statements_about_the_prospect() {
        for (language, text) in [
            (Language::German, "Ihre Website ist langsam."),
            (Language::German, "Hafen & Kiefer verliert Aufträge."),
            (Language::German, "Es dauert viel zu lange."),
            (Language::German, "Niemand findet die Nummer."),
            (Language::German, "Warum ist Ihre Website so langsam?"),
            (Language::German, "Wir fanden tote Links."),
            (Language::German, "Ergänzen Sie einen Titel; Ihre Seite hat keinen."),
            (Language::German, "Die Navigation ist kaputt."),
            (Language::French, "Votre site est lent."),
            (Language::French, "La navigation est cassée."),
            (Language::French, "Personne ne trouve le numéro."),
            (Language::French, "Nous avons trouvé des liens morts."),
            (Language::French, "Pourquoi votre site est-il si lent ?"),
            (Language::Spanish, "Su sitio es lento."),
            (Language::Spanish, "La navegación está rota."),
            (Language::Spanish, "Nadie encuentra el número."),
            (Language::Spanish, "Encontramos enlaces rotos."),
            (Language::Spanish, "¿Por qué es tan lento su sitio?"),
        ] {
            assert!(matches!(judge_in(language, text), Err(Refusal::Unsourced(_))), "{text}: {:?}", judge_in(language, text));
        }
    }
}
