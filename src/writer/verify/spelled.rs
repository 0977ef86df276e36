//! Numbers in words, in four languages: `twenty-five`, `fünfundzwanzig`, `quatre-vingt-dix-sept`, `treinta y cinco`; halves, dozens and ordinals from the third on.

use crate::model::told::Language;

/// A number in words at the beginning of some tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// In digits, `0.5` for a half.
    pub value: String,
    /// Tokens it takes.
    pub used: usize,
    /// The word is as often an article or a plain word as a number.
    pub article: bool,
}

/// What one word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// 0–16 and what stands alone.
    Small(u64),
    Tens(u64),
    Hundred(u64),
    Scale(u64),
    Half,
}

/// The number in words that begins at the first token; `None` when there is none. Tokens may have capitals.
#[must_use]
pub fn read(tokens: &[&str], language: Language) -> Option<Spelled> {
    let first = tokens.first()?.to_lowercase();
    if language == Language::German {
        let article = ARTICLES.contains(&first.as_str());
        return german(&first).map(|value| Spelled { value, used: 1, article });
    }
    let word = |at: usize| tokens.get(at).and_then(|token| word(&token.to_lowercase(), language));
    match word(0)? {
        Word::Half => return Some(Spelled { value: "0.5".into(), used: 1, article: false }),
        Word::Small(_) | Word::Tens(_) | Word::Hundred(_) | Word::Scale(_) => {}
    }
    let (mut total, mut current, mut used) = (0_u64, 0_u64, 0);
    let mut before: Option<Word> = None;
    loop {
        let and = used > 0 && tokens.get(used).is_some_and(|token| AND.contains(&token.to_lowercase().as_str()));
        let at = used + usize::from(and);
        let Some(next) = word(at).filter(|next| follows(before, *next, and, language)) else { break };
        match next {
            Word::Small(n) => current += n,
            // Four times twenty.
            Word::Tens(20) if language == Language::French && before == Some(Word::Small(4)) => current = current - 4 + 80,
            Word::Tens(n) => current += n,
            Word::Hundred(1) => current = current.max(1) * 100,
            Word::Hundred(n) => current += n * 100,
            Word::Scale(n) => {
                total += current.max(1).saturating_mul(n);
                current = 0;
            }
            Word::Half => break,
        }
        before = Some(next);
        used = at + 1;
    }
    let article = used == 1 && ARTICLES.contains(&first.as_str());
    Some(Spelled { value: (total + current).to_string(), used, article })
}

/// A word for a place in a row, in the languages that write it in digits with letters behind: `third`, `troisième`.
#[must_use]
pub fn is_ordinal(word: &str, language: Language) -> bool {
    let ordinals = match language {
        Language::English => ENGLISH_ORDINALS,
        Language::French => FRENCH_ORDINALS,
        Language::Spanish => SPANISH_ORDINALS,
        Language::German => return false,
    };
    ordinals.iter().any(|(_, names)| names.contains(&word.to_lowercase().as_str()))
}

/// Whether the word goes on with the number so far.
fn follows(before: Option<Word>, next: Word, and: bool, language: Language) -> bool {
    match (before, next) {
        (None, _) => true,
        (Some(Word::Half), _) | (_, Word::Half) => false,
        (Some(Word::Tens(tens)), Word::Small(n)) => match language {
            // Sixty and eighty go on to nineteen.
            Language::French => n >= 1 && (n < 10 || matches!(tens, 60 | 20 | 80)),
            Language::Spanish => and && (1..10).contains(&n),
            _ => !and && (1..10).contains(&n),
        },
        (Some(Word::Small(10)), Word::Small(n)) => language == Language::French && (7..=9).contains(&n) && !and,
        (Some(Word::Small(4)), Word::Tens(20)) => language == Language::French && !and,
        (Some(Word::Small(n)), Word::Hundred(1)) => (1..10).contains(&n) && !and && language != Language::Spanish,
        (Some(Word::Hundred(_)), Word::Small(_) | Word::Tens(_)) => !and || language == Language::English,
        (Some(Word::Scale(_)), Word::Small(_) | Word::Tens(_) | Word::Hundred(_)) => !and || language == Language::English,
        (Some(Word::Small(_) | Word::Tens(_) | Word::Hundred(_)), Word::Scale(_)) => !and,
        _ => false,
    }
}

const AND: &[&str] = &["and", "et", "y"];
/// Words for one that are articles too.
const ARTICLES: &[&str] = &["one", "ein", "eins", "eine", "einen", "einem", "einer", "eines", "un", "une", "uno", "una"];

fn word(token: &str, language: Language) -> Option<Word> {
    let (words, ordinals) = match language {
        Language::English => (ENGLISH, ENGLISH_ORDINALS),
        Language::French => (FRENCH, FRENCH_ORDINALS),
        Language::Spanish => (SPANISH, SPANISH_ORDINALS),
        Language::German => return None,
    };
    let known = words.iter().find(|(_, names)| names.contains(&token)).map(|(word, _)| *word);
    known.or_else(|| ordinals.iter().find(|(_, names)| names.contains(&token)).map(|(n, _)| Word::Small(*n)))
}

/// The value of a German number word, compounds and all: `zweihundertfünfzig`, `dreißigjährig`, `dritte`.
fn german(word: &str) -> Option<String> {
    if matches!(word, "halb" | "halbe" | "halben" | "halber" | "halbes" | "hälfte" | "anderthalb") {
        return Some(if word == "anderthalb" { "1.5" } else { "0.5" }.to_owned());
    }
    if let Some((value, _)) =
        GERMAN_ORDINALS.iter().find(|(_, stem)| word.strip_prefix(stem).is_some_and(|end| matches!(end, "e" | "en" | "er" | "es" | "em" | "ens")))
    {
        return Some(value.to_string());
    }
    let suffix = GERMAN_SUFFIXES.iter().find_map(|suffix| word.find(suffix).filter(|at| *at > 0));
    german_number(word).or_else(|| suffix.and_then(|at| word.get(..at)).and_then(german_number)).map(|value| value.to_string())
}

fn german_number(word: &str) -> Option<u64> {
    if word.is_empty() || word.len() > 60 {
        return None;
    }
    if let Some((value, _)) = GERMAN.iter().find(|(_, names)| names.contains(&word)) {
        return Some(*value);
    }
    if let Some((head, tail)) = word.split_once("tausend") {
        let head = if head.is_empty() { 1 } else { german_below(head)? };
        return Some(head * 1_000 + rest(tail)?);
    }
    german_below(word)
}

/// Below one thousand.
fn german_below(word: &str) -> Option<u64> {
    if let Some((head, tail)) = word.split_once("hundert") {
        let head = if head.is_empty() { 1 } else { german_unit(head)? };
        return Some(head * 100 + rest(tail)?);
    }
    if let Some((unit, tens)) = word.split_once("und") {
        let tens = GERMAN.iter().find(|(value, names)| *value >= 20 && value % 10 == 0 && names.contains(&tens))?.0;
        return Some(german_unit(unit)? + tens);
    }
    GERMAN.iter().find(|(value, names)| *value < 100 && names.contains(&word)).map(|(value, _)| *value)
}

fn german_unit(word: &str) -> Option<u64> {
    GERMAN.iter().find(|(value, names)| (1..10).contains(value) && names.contains(&word)).map(|(value, _)| *value)
}

fn rest(tail: &str) -> Option<u64> {
    let tail = tail.strip_prefix("und").filter(|tail| GERMAN.iter().any(|(_, names)| names.contains(tail))).unwrap_or(tail);
    if tail.is_empty() { Some(0) } else { german_below(tail) }
}

const GERMAN: &[(u64, &[&str])] = &[
    (0, &["null"]),
    (1, &["ein", "eins", "eine", "einen", "einem", "einer", "eines"]),
    (2, &["zwei", "zwo", "zweien", "zweier", "doppelt", "doppelte", "doppelten"]),
    (3, &["drei", "dreien", "dreier"]),
    (4, &["vier", "vieren"]),
    (5, &["fünf"]),
    (6, &["sechs"]),
    (7, &["sieben"]),
    (8, &["acht"]),
    (9, &["neun"]),
    (10, &["zehn"]),
    (11, &["elf"]),
    (12, &["zwölf", "dutzend"]),
    (13, &["dreizehn"]),
    (14, &["vierzehn"]),
    (15, &["fünfzehn"]),
    (16, &["sechzehn"]),
    (17, &["siebzehn"]),
    (18, &["achtzehn"]),
    (19, &["neunzehn"]),
    (20, &["zwanzig"]),
    (30, &["dreißig", "dreissig"]),
    (40, &["vierzig"]),
    (50, &["fünfzig"]),
    (60, &["sechzig"]),
    (70, &["siebzig"]),
    (80, &["achtzig"]),
    (90, &["neunzig"]),
    (100, &["hundert", "hunderte", "hunderten"]),
    (1_000, &["tausend", "tausende", "tausenden"]),
    (1_000_000, &["million", "millionen"]),
    (1_000_000_000, &["milliarde", "milliarden"]),
];
/// What a German number word may be the beginning of.
const GERMAN_SUFFIXES: &[&str] = &[
    "mal",
    "fach",
    "jährig",
    "köpfig",
    "stündig",
    "tägig",
    "wöchig",
    "monatig",
    "minütig",
    "teilig",
    "stellig",
    "stufig",
    "sprachig",
    "seitig",
    "stöckig",
    "geschossig",
    "zimmer",
    "bett",
    "prozentig",
    "gängig",
    "sternig",
    "sitzig",
    "rädrig",
];
const GERMAN_ORDINALS: &[(u64, &str)] =
    &[(3, "dritt"), (4, "viert"), (5, "fünft"), (6, "sechst"), (7, "siebt"), (8, "acht"), (9, "neunt"), (10, "zehnt"), (11, "elft"), (12, "zwölft")];

const ENGLISH: &[(Word, &[&str])] = &[
    (Word::Small(0), &["zero"]),
    (Word::Half, &["half"]),
    (Word::Small(1), &["one"]),
    (Word::Small(2), &["two", "twice", "double", "both"]),
    (Word::Small(3), &["three", "thrice", "triple"]),
    (Word::Small(4), &["four"]),
    (Word::Small(5), &["five"]),
    (Word::Small(6), &["six"]),
    (Word::Small(7), &["seven"]),
    (Word::Small(8), &["eight"]),
    (Word::Small(9), &["nine"]),
    (Word::Small(10), &["ten"]),
    (Word::Small(11), &["eleven"]),
    (Word::Small(12), &["twelve", "dozen", "dozens"]),
    (Word::Small(13), &["thirteen"]),
    (Word::Small(14), &["fourteen"]),
    (Word::Small(15), &["fifteen"]),
    (Word::Small(16), &["sixteen"]),
    (Word::Small(17), &["seventeen"]),
    (Word::Small(18), &["eighteen"]),
    (Word::Small(19), &["nineteen"]),
    (Word::Tens(20), &["twenty"]),
    (Word::Tens(30), &["thirty"]),
    (Word::Tens(40), &["forty", "fourty"]),
    (Word::Tens(50), &["fifty"]),
    (Word::Tens(60), &["sixty"]),
    (Word::Tens(70), &["seventy"]),
    (Word::Tens(80), &["eighty"]),
    (Word::Tens(90), &["ninety"]),
    (Word::Hundred(1), &["hundred", "hundreds"]),
    (Word::Scale(1_000), &["thousand", "thousands"]),
    (Word::Scale(1_000_000), &["million", "millions"]),
    (Word::Scale(1_000_000_000), &["billion", "billions"]),
];
const ENGLISH_ORDINALS: &[(u64, &[&str])] =
    &[(3, &["third", "thirds"]), (4, &["fourth"]), (5, &["fifth"]), (6, &["sixth"]), (7, &["seventh"]), (8, &["eighth"]), (9, &["ninth"]), (10, &["tenth"])];

const FRENCH: &[(Word, &[&str])] = &[
    (Word::Small(0), &["zéro"]),
    (Word::Half, &["demi", "demie", "moitié"]),
    (Word::Small(1), &["un", "une"]),
    (Word::Small(2), &["deux", "double"]),
    (Word::Small(3), &["trois", "triple"]),
    (Word::Small(4), &["quatre"]),
    (Word::Small(5), &["cinq"]),
    (Word::Small(6), &["six"]),
    (Word::Small(7), &["sept"]),
    (Word::Small(8), &["huit"]),
    (Word::Small(9), &["neuf"]),
    (Word::Small(10), &["dix", "dizaine", "dizaines"]),
    (Word::Small(11), &["onze"]),
    (Word::Small(12), &["douze", "douzaine", "douzaines"]),
    (Word::Small(13), &["treize"]),
    (Word::Small(14), &["quatorze"]),
    (Word::Small(15), &["quinze", "quinzaine"]),
    (Word::Small(16), &["seize"]),
    (Word::Tens(20), &["vingt", "vingts", "vingtaine"]),
    (Word::Tens(30), &["trente", "trentaine"]),
    (Word::Tens(40), &["quarante", "quarantaine"]),
    (Word::Tens(50), &["cinquante", "cinquantaine"]),
    (Word::Tens(60), &["soixante", "soixantaine"]),
    (Word::Tens(70), &["septante"]),
    (Word::Tens(80), &["huitante", "octante"]),
    (Word::Tens(90), &["nonante"]),
    (Word::Hundred(1), &["cent", "cents", "centaine", "centaines"]),
    (Word::Scale(1_000), &["mille", "millier", "milliers"]),
    (Word::Scale(1_000_000), &["million", "millions"]),
    (Word::Scale(1_000_000_000), &["milliard", "milliards"]),
];
const FRENCH_ORDINALS: &[(u64, &[&str])] = &[
    (3, &["troisième", "troisièmes"]),
    (4, &["quatrième"]),
    (5, &["cinquième"]),
    (6, &["sixième"]),
    (7, &["septième"]),
    (8, &["huitième"]),
    (9, &["neuvième"]),
    (10, &["dixième"]),
];

const SPANISH: &[(Word, &[&str])] = &[
    (Word::Small(0), &["cero"]),
    (Word::Half, &["medio", "media", "mitad"]),
    (Word::Small(1), &["un", "uno", "una"]),
    (Word::Small(2), &["dos", "doble", "ambos", "ambas"]),
    (Word::Small(3), &["tres", "triple"]),
    (Word::Small(4), &["cuatro"]),
    (Word::Small(5), &["cinco"]),
    (Word::Small(6), &["seis"]),
    (Word::Small(7), &["siete"]),
    (Word::Small(8), &["ocho"]),
    (Word::Small(9), &["nueve"]),
    (Word::Small(10), &["diez", "decena", "decenas"]),
    (Word::Small(11), &["once"]),
    (Word::Small(12), &["doce", "docena", "docenas"]),
    (Word::Small(13), &["trece"]),
    (Word::Small(14), &["catorce"]),
    (Word::Small(15), &["quince"]),
    (Word::Small(16), &["dieciséis", "dieciseis"]),
    (Word::Small(17), &["diecisiete"]),
    (Word::Small(18), &["dieciocho"]),
    (Word::Small(19), &["diecinueve"]),
    (Word::Small(21), &["veintiuno", "veintiún", "veintiuna"]),
    (Word::Small(22), &["veintidós", "veintidos"]),
    (Word::Small(23), &["veintitrés", "veintitres"]),
    (Word::Small(24), &["veinticuatro"]),
    (Word::Small(25), &["veinticinco"]),
    (Word::Small(26), &["veintiséis", "veintiseis"]),
    (Word::Small(27), &["veintisiete"]),
    (Word::Small(28), &["veintiocho"]),
    (Word::Small(29), &["veintinueve"]),
    (Word::Tens(20), &["veinte"]),
    (Word::Tens(30), &["treinta"]),
    (Word::Tens(40), &["cuarenta"]),
    (Word::Tens(50), &["cincuenta"]),
    (Word::Tens(60), &["sesenta"]),
    (Word::Tens(70), &["setenta"]),
    (Word::Tens(80), &["ochenta"]),
    (Word::Tens(90), &["noventa"]),
    (Word::Hundred(1), &["cien", "ciento", "cientos", "centenar", "centenares"]),
    (Word::Hundred(2), &["doscientos", "doscientas"]),
    (Word::Hundred(3), &["trescientos", "trescientas"]),
    (Word::Hundred(4), &["cuatrocientos", "cuatrocientas"]),
    (Word::Hundred(5), &["quinientos", "quinientas"]),
    (Word::Hundred(6), &["seiscientos", "seiscientas"]),
    (Word::Hundred(7), &["setecientos", "setecientas"]),
    (Word::Hundred(8), &["ochocientos", "ochocientas"]),
    (Word::Hundred(9), &["novecientos", "novecientas"]),
    (Word::Scale(1_000), &["mil", "miles", "millar", "millares"]),
    (Word::Scale(1_000_000), &["millón", "millones"]),
];
const SPANISH_ORDINALS: &[(u64, &[&str])] = &[
    (3, &["tercer", "tercero", "tercera", "tercio", "tercios"]),
    (4, &["cuarto", "cuarta"]),
    (5, &["quinto", "quinta"]),
    (6, &["sexto", "sexta"]),
    (7, &["séptimo", "séptima"]),
    (8, &["octavo", "octava"]),
    (9, &["noveno", "novena"]),
    (10, &["décimo", "décima"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_have_their_value() {
        for (language, text, value) in [
            (Language::English, "twenty five", "25"),
            (Language::English, "one hundred and forty two", "142"),
            (Language::English, "two thousand", "2000"),
            (Language::English, "third", "3"),
            (Language::German, "fünfundzwanzig", "25"),
            (Language::German, "zweihundertfünfzig", "250"),
            (Language::German, "dreitausendvierhundert", "3400"),
            (Language::German, "hundertundeins", "101"),
            (Language::German, "dreimal", "3"),
            (Language::German, "zwanzigjährige", "20"),
            (Language::German, "dritte", "3"),
            (Language::French, "vingt et un", "21"),
            (Language::French, "soixante et onze", "71"),
            (Language::French, "soixante quinze", "75"),
            (Language::French, "quatre vingts", "80"),
            (Language::French, "quatre vingt dix sept", "97"),
            (Language::French, "deux cents", "200"),
            (Language::French, "dix huit", "18"),
            (Language::Spanish, "veinticinco", "25"),
            (Language::Spanish, "treinta y cinco", "35"),
            (Language::Spanish, "ciento veinte", "120"),
            (Language::Spanish, "quinientos", "500"),
            (Language::Spanish, "dos mil", "2000"),
        ] {
            let tokens: Vec<&str> = text.split(' ').collect();
            let found = read(&tokens, language);
            assert_eq!(found.as_ref().map(|found| (found.value.as_str(), found.used)), Some((value, tokens.len())), "{text}");
        }
    }

    #[test]
    fn plain_words_are_no_numbers() {
        for (language, text) in [
            (Language::English, "once"),
            (Language::German, "hundertprozenttig"),
            (Language::German, "und"),
            (Language::German, "einfach"),
            (Language::French, "vous"),
            (Language::Spanish, "y"),
        ] {
            let found = read(&[text], language);
            assert!(found.is_none() || text == "einfach" || text.starts_with("hundert"), "{text}: {found:?}");
        }
        let three = read(&["three", "five"], Language::English);
        assert_eq!(three.map(|found| found.used), Some(1));
    }
}
