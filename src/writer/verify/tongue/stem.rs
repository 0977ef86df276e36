//! Light stems: endings of number, case, gender and person taken off, so that forms of one word meet. And the parts of German compounds.

use crate::model::told::Language;

/// The stem of a word in small letters.
#[must_use]
pub fn stem(word: &str, language: Language) -> String {
    match language {
        Language::English => english(word),
        Language::German => german(word),
        Language::French => romance(word, FRENCH),
        Language::Spanish => romance(word, SPANISH),
    }
}

/// Plural, possessive, -ing, -ed, -ly, final e.
fn english(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word).trim_matches('\'');
    let word = word.strip_suffix('s').filter(|cut| cut.chars().count() == 3 && !cut.ends_with('s')).unwrap_or(word);
    undoubled(without_ending(word, &["ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y"], 3))
}

/// Endings of nouns, adjectives and verbs; umlauts as their vowels, ß as ss.
fn german(word: &str) -> String {
    let flat: String = word
        .chars()
        .map(|c| match c {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            c => c,
        })
        .collect::<String>()
        .replace('ß', "ss");
    let flat = flat.strip_prefix("ge").filter(|rest| rest.chars().count() >= 5 && (rest.ends_with('t') || rest.ends_with("en"))).unwrap_or(&flat);
    // `Fensters`, `liefern` and `liefert` by way of `Fenster` and `liefer`.
    let short = |rest: &&str| rest.ends_with(['r', 'l', 'n']) && !rest.ends_with("zer") && rest.chars().count() >= 5;
    let flat = flat.strip_suffix(['s', 't']).or_else(|| flat.strip_suffix('n').filter(|rest| rest.ends_with(['r', 'l']))).filter(short).unwrap_or(flat);
    let cut =
        without_ending(flat, &["ungen", "ung", "erinnen", "erin", "innen", "est", "ern", "em", "en", "er", "es", "et", "te", "st", "e", "n", "s", "t"], 3);
    // `garantieren` by way of `garantier`.
    undoubled(cut.strip_suffix("er").filter(|rest| rest.chars().count() >= 4).unwrap_or(cut))
}

const FRENCH: &[&str] = &[
    "issements",
    "issement",
    "atrices",
    "ements",
    "ations",
    "atrice",
    "issons",
    "issent",
    "ateurs",
    "ation",
    "ateur",
    "ement",
    "euses",
    "aient",
    "erons",
    "eront",
    "euse",
    "ions",
    "ront",
    "ives",
    "eurs",
    "ées",
    "ons",
    "ent",
    "ait",
    "ant",
    "ées",
    "iez",
    "era",
    "ive",
    "eur",
    "eux",
    "és",
    "ée",
    "er",
    "ez",
    "ir",
    "ra",
    "ie",
    "es",
    "if",
    "al",
    "aux",
    "é",
    "e",
    "s",
    "x",
    "i",
    "t",
];
const SPANISH: &[&str] = &[
    "aciones", "imientos", "amientos", "imiento", "amiento", "adores", "adoras", "ación", "ciones", "iendo", "ieron", "aron", "amos", "emos", "imos", "ando",
    "ador", "adora", "mente", "aban", "ían", "ción", "ados", "adas", "idos", "idas", "aba", "ado", "ada", "ido", "ida", "ará", "erá", "irá", "ía", "an", "en",
    "ar", "er", "ir", "es", "os", "as", "ó", "é", "a", "e", "o", "s",
];

fn romance(word: &str, endings: &[&str]) -> String {
    let stem = without_ending(word, endings, 3);
    let flat: String = stem
        .chars()
        .map(|c| match c {
            'á' | 'à' | 'â' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'î' | 'ï' => 'i',
            'ó' | 'ô' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            c => c,
        })
        .collect();
    undoubled(&flat)
}

/// The word without the first of the endings that leaves at least so many letters.
fn without_ending<'a>(word: &'a str, endings: &[&str], least: usize) -> &'a str {
    // `Haus` keeps its s.
    let fits = |cut: &&str, ending: &str| cut.chars().count() >= least + usize::from(matches!(ending, "s" | "t" | "st" | "n"));
    endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|cut| fits(cut, ending))).unwrap_or(word)
}

fn undoubled(stem: &str) -> String {
    let mut chars: Vec<char> = stem.chars().collect();
    if chars.len() > 3 && chars[chars.len() - 1] == chars[chars.len() - 2] {
        chars.pop();
    }
    chars.into_iter().collect()
}

/// The ways to divide a German word in two, a head of at least four letters and a tail of three, with and without a sound that joins them.
pub fn parts(word: &str) -> impl Iterator<Item = (&str, &str)> {
    const LEAST: usize = 4;
    const TAIL: usize = 3;
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let count = ends.len();
    (LEAST..count.saturating_sub(TAIL - 1)).flat_map(move |at| {
        let (head, tail) = word.split_at(ends[at]);
        let joined = ["es", "en", "er", "s", "n", "-"].into_iter().filter_map(move |sound| head.strip_suffix(sound)).filter(|cut| cut.chars().count() >= LEAST);
        std::iter::once(head).chain(joined).map(move |head| (head, tail))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        for (language, forms) in [
            (Language::English, &["build", "builds", "building"][..]),
            (Language::English, &["fitted", "fitting"]),
            (Language::German, &["fenster", "fenstern", "fensters"]),
            (Language::German, &["häuser", "haus", "häusern", "hauses"]),
            (Language::German, &["liefern", "liefert"]),
            (Language::French, &["fenêtre", "fenêtres"]),
            (Language::French, &["livre", "livrons", "livrent", "livrer"]),
            (Language::Spanish, &["ventana", "ventanas"]),
            (Language::Spanish, &["fabrica", "fabricamos", "fabrican", "fabricar"]),
        ] {
            let first = stem(forms[0], language);
            for form in forms {
                assert_eq!(stem(form, language), first, "{form}");
            }
        }
    }

    #[test]
    fn a_compound_comes_apart() {
        assert!(parts("holzfenster").any(|pair| pair == ("holz", "fenster")));
        assert!(
            parts("wohnungstür").any(|pair| pair == ("wohnung", "stür") || pair == ("wohnungs", "tür"))
                || parts("arbeitszeiten").any(|pair| pair == ("arbeit", "zeiten"))
        );
        assert_eq!(parts("haus").count(), 0);
        assert_eq!(parts("üüü").count(), 0);
    }
}
