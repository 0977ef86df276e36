//! What is done to a true sentence. None of it asks the gate for its lists.

use crate::model::told::Language;

/// A small fixed sequence, so that every run makes the same changes.
pub struct Sequence(pub u64);

impl Sequence {
    pub fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Each digit changed in several ways, number words for others, and units for others.
pub fn numbers(text: &str, language: Language, sequence: &mut Sequence) -> Vec<String> {
    let mut changed = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let old = u64::from(c.to_digit(10).unwrap_or(0));
        let first = sequence.next(3);
        for step in 0..3 {
            let new = (old + 1 + first + step * 3) % 10;
            if new != old {
                changed.push(format!("{}{new}{}", &text[..at], &text[at + 1..]));
            }
        }
    }
    let words: &[&str] = match language {
        Language::English => &["two", "five", "nine", "twelve", "seven", "eleven"],
        Language::German => &["zwei", "fünf", "neun", "zwölf", "fünfundzwanzig", "sieben", "einunddreißig"],
        Language::French => &["deux", "cinq", "neuf", "douze", "vingt-cinq", "sept", "trente-deux"],
        Language::Spanish => &["dos", "cinco", "nueve", "doce", "veinticinco", "siete", "treinta y dos"],
    };
    let units: &[&str] = match language {
        Language::English => &["hours", "minutes", "days", "years", "tonnes", "metres"],
        Language::German => &["Stunden", "Minuten", "Tage", "Jahren", "Tonnen"],
        Language::French => &["heures", "minutes", "jours", "ans", "tonnes", "mètres"],
        Language::Spanish => &["horas", "minutos", "días", "años", "toneladas", "metros"],
    };
    let counted = |at: usize| {
        let before = text[..at].trim_end().rsplit(' ').next().unwrap_or("");
        before.chars().any(|c| c.is_ascii_digit()) || words.contains(&before)
    };
    for (list, unit) in [(words, false), (units, true)] {
        for word in list {
            if let Some(at) = stands(text, word).filter(|at| !unit || counted(*at)) {
                changed.extend(list.iter().filter(|other| *other != word).map(|other| format!("{}{other}{}", &text[..at], &text[at + word.len()..])));
            }
        }
    }
    let one = match language {
        Language::English => "one",
        Language::German => "ein",
        Language::French => "un",
        Language::Spanish => "una",
    };
    let spread: Vec<&str> = text.split(' ').collect();
    for (at, pair) in spread.windows(2).enumerate() {
        let digits = pair[0].len() <= 3 && pair[0].chars().all(|c| c.is_ascii_digit());
        let noun = pair[1].chars().count() >= 4 && pair[1].chars().all(char::is_alphabetic);
        if (digits || words.contains(&pair[0])) && noun {
            changed.push([&spread[..at], &[one], &spread[at + 1..]].concat().join(" "));
        }
    }
    for (from, to) in [("€", "$"), ("%", "€"), ("£", "€")] {
        if text.contains(from) {
            changed.push(text.replacen(from, to, 1));
        }
    }
    changed
}

/// Where the word stands whole.
fn stands(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..*at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
    })
}

/// Names in the passages: people, towns, firms, rivers, days.
const NAMES: &[&str] = &[
    "Larkfield",
    "Ruth Askew",
    "Askew",
    "Ore",
    "Suffolk",
    "Jon Pell",
    "Mia Sund",
    "Marlow",
    "Elin Voss",
    "Voss",
    "Quarrystone",
    "Bath",
    "Bristol",
    "Hugh Tennant",
    "Tennant",
    "Devon",
    "Fernhill",
    "Huila",
    "Sidama",
    "Tuesday",
    "Friday",
    "Skybridge",
    "Pendle Hill",
    "Agnes Moor",
    "Moor",
    "Sandford",
    "Monday",
    "Miller",
    "Otley",
    "Greenway",
    "Kent",
    "Larkfeld",
    "Rut Askow",
    "Askow",
    "Oste",
    "Hemmoor",
    "Jan Pelle",
    "Malchow",
    "Steinbruch",
    "Bonn",
    "Bingen",
    "Hugo Tennert",
    "Tennert",
    "Detmold",
    "Farnberg",
    "Dienstag",
    "Freitag",
    "Himmelsbrück",
    "Pendelberg",
    "Agnes Mohr",
    "Mohr",
    "Sandfurt",
    "Montag",
    "Möller",
    "Otterndorf",
    "Nordwind",
    "Leer",
    "Larchamp",
    "Ruth Ascot",
    "Ascot",
    "Odet",
    "Bénodet",
    "Jean Pelle",
    "Mâcon",
    "Élise Voss",
    "Pierrefonte",
    "Nantes",
    "Bordeaux",
    "Hugo Tennant",
    "Finistère",
    "Fougeray",
    "Pontciel",
    "Mont Pendule",
    "Agnès Mohr",
    "Sablefort",
    "Meunier",
    "Ottrott",
    "Vertevoie",
    "Vendée",
    "Larcampo",
    "Rut Ascano",
    "Ascano",
    "Ribadeo",
    "Juan Pelayo",
    "Mía Sunda",
    "Mérida",
    "Elena Vos",
    "Piedralba",
    "Burgos",
    "Bilbao",
    "Hugo Tenorio",
    "Asturias",
    "Helechal",
    "Puentecielo",
    "Monte Péndulo",
    "Inés Moro",
    "Arenal",
    "Molina",
    "Otero",
    "Verdevía",
    "Huelva",
];

/// Each name of the sentence in turn replaced by each of the others.
pub fn renamed(text: &str, others: &[&str]) -> Vec<String> {
    let found = NAMES.iter().filter_map(|name| stands(text, name).map(|at| (at, name)));
    found.flat_map(|(at, name)| others.iter().map(move |other| format!("{}{other}{}", &text[..at], &text[at + name.len()..]))).collect()
}

/// Words put in and taken out that turn a sentence into its opposite: `(from, to)`, once each, in every place where `from` stands.
pub fn negations(text: &str, language: Language) -> Vec<String> {
    let pairs: &[(&str, &str)] = match language {
        Language::English => &[
            (" is ", " is not "),
            (" was ", " was never "),
            (" were ", " were not "),
            (" has ", " has no "),
            (" have ", " have never "),
            (" are not ", " are "),
            (" do not ", " "),
            (" never ", " "),
            ("but not ", ""),
            (" no ", " "),
            (" without ", " with "),
            (" lies ", " never lies "),
            (" costs ", " no longer costs "),
            (" start ", " do not start "),
            (" bake ", " do not bake "),
            (" come ", " do not come "),
            (" takes ", " never takes "),
            (" treats ", " hardly treats "),
            (" leads ", " no longer leads "),
            (" advises ", " never advises "),
            (" ship ", " don't ship "),
            (" employs ", " no longer employs "),
            (" plant ", " do not plant "),
            (" run ", " no longer run "),
            (" in ", " not in "),
            (" carry ", " cannot carry "),
            (" possible", " impossible"),
            (" roasts ", " never roasts "),
            (" answers ", " never answers "),
            (" grinds ", " no longer grinds "),
            (" on ", " not on "),
            (" for ", " not for "),
            (" of ", " not of "),
        ],
        Language::German => &[
            (" ist ", " ist nicht "),
            (" sind ", " sind nie "),
            (" sind ", " sind keine "),
            (" wurde ", " wurde nie "),
            (" haben ", " haben nicht "),
            (" nicht ", " "),
            (" keine ", " "),
            (" nie", ""),
            (" nicht.", "."),
            (" ohne ", " mit "),
            (" liegt ", " liegt nicht "),
            (" kostet ", " kostet nicht "),
            (" kostet ", " kostet nie "),
            (" hat ", " hat keine "),
            (" beginnen ", " beginnen nie "),
            (" backen ", " backen keine "),
            (" ruht ", " ruht nie "),
            (" behandelt ", " behandelt keine "),
            (" leitet ", " leitet nicht mehr "),
            (" berät ", " berät keine "),
            (" arbeitet ", " arbeitet nicht "),
            (" stammen ", " stammen nicht "),
            (" versenden ", " versenden nie "),
            (" führen ", " führen nicht mehr "),
            (" fährt ", " fährt keine "),
            (" betreut ", " betreut keine "),
            (" kocht ", " kocht niemals "),
            (" beschäftigt ", " beschäftigt keine "),
            (" möglich", " unmöglich"),
            (" in ", " nicht in "),
            (" am ", " nicht am "),
            (" an ", " nicht an "),
            (" um ", " nicht um "),
            (" von ", " nicht von "),
            (" röstet ", " röstet keine "),
            (" deckten ", " deckten keine "),
            (" erlaubt", " unerlaubt"),
        ],
        Language::French => &[
            (" est ", " n’est pas "),
            (" a été ", " n’a jamais été "),
            (" avons ", " n’avons jamais "),
            (" sont ", " ne sont pas "),
            (" coûte ", " ne coûte pas "),
            (" repose ", " ne repose jamais "),
            (" commencent ", " ne commencent jamais "),
            (" soigne ", " ne soigne plus "),
            (" dirige ", " ne dirige pas "),
            (" couvre ", " ne couvre pas "),
            (" répond ", " ne répond jamais "),
            (" conseille ", " ne conseille plus "),
            (" exerce ", " n’exerce plus "),
            (" étaient ", " n’étaient pas "),
            (" torréfie ", " ne torréfie plus "),
            (" viennent ", " ne viennent pas "),
            (" expédions ", " n’expédions pas "),
            (" compte ", " ne compte pas "),
            (" livrent ", " ne livrent pas "),
            (" roulent ", " ne roulent pas "),
            (" accueille ", " n’accueille aucun "),
            (" ne soignons pas ", " soignons "),
            (" ne travaillons jamais ", " travaillons "),
            ("mais pas ", ""),
            (" aucun ", " un "),
            (" ne sont pas ", " sont "),
            (" sans ", " avec "),
            (" ouvre ", " n’ouvre pas "),
            (" taille ", " ne taille pas "),
            (" tiennent ", " ne tiennent plus "),
            (" emploie ", " n’emploie plus "),
            (" plantons ", " ne plantons pas "),
            (" se trouve ", " ne se trouve pas "),
            (" dure ", " ne dure jamais "),
            (" révisent ", " ne révisent pas "),
            (" prend ", " ne prend jamais "),
            (" cuisons ", " ne cuisons pas "),
            (" à ", " pas à "),
            (" en ", " pas en "),
            (" par ", " sans "),
        ],
        Language::Spanish => &[
            (" fue ", " no fue "),
            (" hemos ", " no hemos "),
            (" está ", " no está "),
            (" reposa ", " no reposa "),
            (" empiezan ", " nunca empiezan "),
            ("Horneamos ", "No horneamos "),
            (" ningún ", " un "),
            (" atiende ", " no atiende "),
            (" dirige ", " ya no dirige "),
            ("No atendemos ", "Atendemos "),
            (" cuesta ", " no cuesta "),
            (" cubre ", " no cubre "),
            (" responde ", " nunca responde "),
            (" asesora ", " no asesora "),
            (" ejerce ", " ya no ejerce "),
            (" tarda ", " nunca tarda "),
            (" terminaron ", " no terminaron "),
            (" eran ", " no eran "),
            ("Nunca trabajamos ", "Trabajamos "),
            (" tuesta ", " no tuesta "),
            (" viene ", " no viene "),
            ("Enviamos ", "No enviamos "),
            ("pero no ", ""),
            (" tiene ", " no tiene "),
            (" se sirve ", " no se sirve "),
            (" no pueden ", " pueden "),
            (" llevan ", " no llevan "),
            (" son ", " no son "),
            (" cuida ", " no cuida "),
            (" abre ", " no abre "),
            (" talla ", " no talla "),
            (" dura ", " no dura "),
            (" sin ", " con "),
            ("Revisan ", "No revisan "),
            (" se guardan ", " no se guardan "),
            (" emplea ", " ya no emplea "),
            ("Plantamos ", "Nunca plantamos "),
            (" se corta ", " no se corta "),
            (" en ", " no en "),
            (" de ", " sin "),
        ],
    };
    let mut changed: Vec<String> = pairs.iter().filter(|(from, _)| text.contains(from)).map(|(from, to)| text.replacen(from, to, 1)).collect();
    let words: Vec<&str> = text.split(' ').collect();
    let (not, never) = match language {
        Language::English => ("not", "never"),
        Language::German => ("nicht", "nie"),
        Language::French => ("pas", "jamais"),
        Language::Spanish => ("no", "nunca"),
    };
    // Between any two words, in turn the one and the other.
    for at in 1..words.len() {
        let word = if at % 2 == 0 { not } else { never };
        changed.push([&words[..at], &[word], &words[at..]].concat().join(" "));
    }
    changed
}

/// Comparisons and orders turned round.
pub fn turned(text: &str, language: Language) -> Vec<String> {
    let pairs: &[(&str, &str)] = match language {
        Language::English => &[
            ("More than", "Less than"),
            ("More than", "Fewer than"),
            ("under 12", "over 12"),
            ("before", "after"),
            ("after", "before"),
            ("until", "after"),
            ("since", "until"),
            ("since", "before"),
            ("within 4", "over 4"),
            ("larger", "smaller"),
            ("up to twelve", "over twelve"),
            ("up to twelve", "more than twelve"),
        ],
        Language::German => &[
            ("Mehr als", "Weniger als"),
            ("unter 12", "über 12"),
            ("vor 16", "nach 16"),
            ("vor dem", "nach dem"),
            ("ab dem", "bis zum"),
            ("ab dem", "vor dem"),
            ("bis 10.30", "ab 10.30"),
            ("bis 10.30", "nach 10.30"),
            ("seit 2003", "bis 2003"),
            ("höchstens zwölf", "mindestens zwölf"),
            ("höchstens", "mehr als"),
            ("mindestens 30", "höchstens 30"),
            ("größere", "kleinere"),
        ],
        Language::French => &[
            ("Plus de 21", "Moins de 21"),
            ("plus de 30", "moins de 30"),
            ("moins de 12", "plus de 12"),
            ("avant la", "après la"),
            ("avant 16", "après 16"),
            ("après le", "avant le"),
            ("jusqu’à 10", "après 10"),
            ("depuis 2003", "avant 2003"),
            ("depuis 2003", "jusqu’en 2003"),
            ("au maximum", "au minimum"),
            ("dès mai", "avant mai"),
        ],
        Language::Spanish => &[
            ("Más de 21", "Menos de 21"),
            ("más de 30", "menos de 30"),
            ("menores de", "mayores de"),
            ("antes de las", "después de las"),
            ("antes de h", "después de h"),
            ("después del", "antes del"),
            ("hasta las", "desde las"),
            ("desde 2003", "hasta 2003"),
            ("desde 2003", "antes de 2003"),
            ("como máximo", "como mínimo"),
            ("desde mayo", "hasta mayo"),
        ],
    };
    pairs.iter().filter(|(from, _)| text.contains(from)).map(|(from, to)| text.replacen(from, to, 1)).collect()
}

/// True still: told from outside, cut behind a comma or a conjunction, or begun with what came last.
pub fn trimmed(text: &str, language: Language) -> Vec<String> {
    let mut told = Vec::new();
    let outside: &[(&str, &str)] = match language {
        Language::English => &[("We have", "They have"), ("We ", "They "), ("Our ", "The "), (" our ", " the "), ("About 40 %", "40 %")],
        Language::German => &[("Wir ", "Sie "), ("Unsere ", "Die "), (" wir ", " sie "), (" unsere ", " die "), ("Etwa ", "Rund ")],
        Language::French => &[("Nous avons construit", "Ils ont construit"), ("Notre ", "Le "), (" nos ", " les "), ("Environ ", "Près de ")],
        Language::Spanish => &[("Nuestro ", "El "), ("Nuestra ", "La "), (" nuestros ", " los "), (" nuestras ", " las ")],
    };
    told.extend(outside.iter().filter(|(from, _)| text.contains(from)).map(|(from, to)| text.replacen(from, to, 1)));
    let and: &[&str] = match language {
        Language::English => &[" and "],
        Language::German => &[" und "],
        Language::French => &[" et "],
        Language::Spanish => &[" y "],
    };
    let body = text.trim_end_matches('.');
    for mark in and.iter().copied().chain([", "]) {
        if let Some((head, _)) = body.rsplit_once(mark).filter(|(head, _)| head.split(' ').count() >= 4) {
            told.push(format!("{head}."));
        }
    }
    // The last words first: `In Suffolk: our yard lies on the river Ore.`
    let words: Vec<&str> = body.split(' ').collect();
    if let Some(cut) =
        words.iter().rposition(|word| ["in", "on", "at", "bei", "am", "im", "en", "à", "por", "par", "für", "for"].contains(word)).filter(|cut| *cut >= 3)
    {
        told.push(format!("{}.", words[..cut].join(" ")));
        let (tail, head) = (words[cut..].join(" "), words[..cut].join(" "));
        let mut first = tail.chars();
        let capital: String = first.next().map(|c| c.to_uppercase().chain(first).collect()).unwrap_or_default();
        told.push(format!("{capital}: {head}."));
    }
    told
}
