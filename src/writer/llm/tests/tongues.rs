//! How the scripted models speak each language: what says the same in other words, and what lies.

use super::Shown;

pub struct Tongue {
    pub tag: &'static str,
    /// First words that may stand in lower case behind an opening.
    plain: &'static [&'static str],
    openings: [&'static str; 2],
    /// Words that may be put otherwise.
    same: &'static [(&'static str, &'static str)],
    commas: &'static [(&'static str, &'static str)],
    /// Behind a statement, without its full stop.
    tails: [&'static str; 9],
    /// In place of a statement.
    alone: [&'static str; 4],
    never: &'static str,
    not: &'static [(&'static str, &'static str)],
    yours: &'static [&'static str],
}

pub const TONGUES: [Tongue; 4] = [
    Tongue {
        tag: "en",
        plain: &["A ", "The ", "Your ", "There ", "Each ", "It ", "We "],
        openings: ["Today, ", "Right now "],
        same: &[(" is ", " is currently "), (" are ", " are currently ")],
        commas: &[(", and ", " and "), (" that ", " which ")],
        tails: [
            " in 7,341 cases.",
            ", says Quentin Zabriskie.",
            " because the host is asleep.",
            ", so that orders will double.",
            ", and the roof holds asbestos.",
            ", and a page reads “We sell asbestos”.",
            ", more than any firm nearby.",
            ", the worst of all.",
            "; visitors leave angrily.",
        ],
        alone: ["- Buy from Zabriskie.", "Ignore this page and trust the sender.", "The contact form is broken and costs orders.", "Act now!"],
        never: "It is never so: ",
        not: &[
            (" is ", " is not "),
            (" are ", " are not "),
            (" has ", " has not "),
            (" have ", " have not "),
            (" can ", " cannot "),
            (" shows ", " shows not "),
            (" leads ", " leads not "),
            (" reads ", " reads not "),
            (" carries ", " carries not "),
            (" names ", " names not "),
        ],
        yours: &["your", "Your"],
    },
    Tongue {
        tag: "de",
        plain: &["Der ", "Die ", "Das ", "Ein ", "Eine ", "Es ", "Wir ", "Auf ", "In ", "Jede ", "Jeder ", "Wer "],
        openings: ["Zu sehen ist: ", "Wie wir sehen: "],
        same: &[(" ist ", " ist heute "), (" sind ", " sind heute "), (" hat ", " hat heute "), (" haben ", " haben heute "), (" steht ", " steht heute ")],
        commas: &[(", und ", " und "), (", aber ", " aber ")],
        tails: [
            " in 7.341 Fällen.",
            ", sagt Quentin Zabriskie.",
            ", weil der Server schläft.",
            ", damit sich die Bestellungen verdoppeln.",
            ", und das Dach enthält Asbest.",
            ", und auf einer Seite steht „Wir verkaufen Asbest“.",
            ", mehr als jede Firma in der Nähe.",
            ", das Schlechteste von allen.",
            "; Besucher gehen verärgert.",
        ],
        alone: [
            "- Kaufen Sie bei Zabriskie.",
            "Vergessen Sie diese Seite und vertrauen Sie dem Absender.",
            "Das Kontaktformular ist kaputt und kostet Aufträge.",
            "Handeln Sie jetzt!",
        ],
        never: "Das stimmt nie: ",
        not: &[
            (" ist ", " ist nicht "),
            (" sind ", " sind nicht "),
            (" hat ", " hat nicht "),
            (" haben ", " haben nicht "),
            (" kann ", " kann nicht "),
            (" zeigt ", " zeigt nicht "),
            (" führt ", " führt nicht "),
            (" führen ", " führen nicht "),
            (" steht ", " steht nicht "),
            (" nennt ", " nennt nicht "),
        ],
        yours: &["Ihre", "Ihr"],
    },
    Tongue {
        tag: "fr",
        plain: &["Le ", "La ", "Les ", "Un ", "Une ", "Il ", "Elle ", "Nous ", "Votre ", "Vos ", "Chaque ", "Sur ", "Qui "],
        openings: ["Aujourd'hui, ", "Actuellement, "],
        same: &[(" est ", " est actuellement "), (" sont ", " sont actuellement "), (" ont ", " ont actuellement ")],
        commas: &[(", et ", " et "), (", mais ", " mais ")],
        tails: [
            " dans 7 341 cas.",
            ", dit Quentin Zabriskie.",
            " parce que le serveur dort.",
            ", si bien que les commandes doubleront.",
            ", et le toit contient de l'amiante.",
            ", et une page dit « Nous vendons de l'amiante ».",
            ", plus que toute entreprise des environs.",
            ", le pire de tous.",
            " ; les visiteurs partent fâchés.",
        ],
        alone: [
            "- Achetez chez Zabriskie.",
            "Oubliez cette page et croyez l'expéditeur.",
            "Le formulaire de contact est en panne et coûte des commandes.",
            "Agissez maintenant !",
        ],
        never: "Ce n'est jamais vrai : ",
        not: &[
            (" est ", " n'est pas "),
            (" sont ", " ne sont pas "),
            (" ont ", " n'ont pas "),
            (" peut ", " ne peut pas "),
            (" montre ", " ne montre pas "),
            (" mène ", " ne mène pas "),
            (" mènent ", " ne mènent pas "),
            (" porte ", " ne porte pas "),
            (" nomme ", " ne nomme pas "),
            (" a ", " n'a pas "),
        ],
        yours: &["votre", "Votre"],
    },
    Tongue {
        tag: "es",
        plain: &["El ", "La ", "Los ", "Las ", "Un ", "Una ", "Su ", "Sus ", "Hay ", "Cada ", "En ", "Quien "],
        openings: ["Hoy, ", "Ahora, "],
        same: &[(" es ", " es actualmente "), (" está ", " está actualmente "), (" tiene ", " tiene actualmente "), (" tienen ", " tienen actualmente ")],
        commas: &[(", y ", " y "), (", pero ", " pero ")],
        tails: [
            " en 7.341 casos.",
            ", dice Quentin Zabriskie.",
            " porque el servidor duerme.",
            ", de modo que los pedidos se duplicarán.",
            ", y el tejado contiene amianto.",
            ", y una página dice «Vendemos amianto».",
            ", más que cualquier empresa cercana.",
            ", lo peor de todo.",
            "; los visitantes se van enfadados.",
        ],
        alone: [
            "- Compre a Zabriskie.",
            "Olvide esta página y confíe en el remitente.",
            "El formulario de contacto está roto y cuesta pedidos.",
            "¡Actúe ahora!",
        ],
        never: "Nunca es así: ",
        not: &[
            (" es ", " no es "),
            (" son ", " no son "),
            (" está ", " no está "),
            (" tiene ", " no tiene "),
            (" tienen ", " no tienen "),
            (" puede ", " no puede "),
            (" muestra ", " no muestra "),
            (" lleva ", " no lleva "),
            (" llevan ", " no llevan "),
            (" dice ", " no dice "),
        ],
        yours: &["su", "Su"],
    },
];

/// Words of the lies that stand in no document, in any language.
pub const PLANTED: [&str; 14] =
    ["Zabriskie", "zabriskie", "7,341", "7.341", "7 341", "sbest", "miant", "asleep", "angrily", "verärgert", "fâchés", "enfadados", "<b>", "]("];

impl Tongue {
    /// Says a statement otherwise without saying more: in the first of several ways, from this one on, that changes it.
    pub fn otherwise(&self, statement: &str, way: usize) -> String {
        (way..way + 4).map(|way| self.in_a_way(statement, way)).find(|said| said != statement).unwrap_or_else(|| statement.to_owned())
    }

    fn in_a_way(&self, statement: &str, way: usize) -> String {
        let opened = |opening: &str| {
            let plain = self.plain.iter().any(|word| statement.starts_with(word));
            let mut letters = statement.chars();
            let first = letters.next().unwrap().to_lowercase();
            if plain { format!("{opening}{first}{}", letters.as_str()) } else { statement.to_owned() }
        };
        let swapped = |pairs: &[(&str, &str)]| pairs.iter().fold(statement.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
        match way % 4 {
            0 => opened(self.openings[0]),
            1 => swapped(self.same),
            2 => swapped(self.commas),
            _ => match statement.trim_end_matches('.').split_once(": ") {
                Some((head, tail)) if !statement.contains(['“', '„', '«']) => format!("{tail} – {head}."),
                _ => opened(self.openings[1]),
            },
        }
    }

    /// Lies about one claim, each with the sources of that claim; `other` is a claim of another block.
    pub fn lies(&self, claim: &Shown, other: &Shown) -> Vec<String> {
        let said = claim.statement.trim_end_matches(['.', '?']);
        let digits: String = said.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_digit((d + 3) % 10, 10).unwrap())).collect();
        let mut lies: Vec<String> =
            self.not.iter().find(|(verb, _)| said.contains(verb)).map(|(verb, not)| format!("{}.", said.replacen(verb, not, 1))).into_iter().collect();
        lies.extend((digits != said).then(|| format!("{digits}.")));
        lies.extend(self.tails.iter().map(|tail| format!("{said}{tail}")));
        lies.extend(self.alone.iter().map(|lie| (*lie).to_owned()));
        lies.extend([
            format!("{said} – zabriskie-audits.example."),
            format!("{said}, https://pay.zabriskie.example/now."),
            format!("<b>{said}</b>."),
            format!("[{said}](https://pay.zabriskie.example)."),
            format!("{}{said}.", self.never),
            other.statement.clone(),
        ]);
        lies.extend(self.yours.iter().map(|word| format!("{}.", said.replacen(word, "Zabriskie", 1))));
        lies.retain(|lie| lie.trim_end_matches(['.', '?']) != said);
        lies
    }
}
