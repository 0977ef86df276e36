//! What words do to the sense of a sentence besides negating it: bounds of numbers, words of time and of scope, who is acted on, and words that exclude one
//! another.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::stem;
use crate::model::told::Language;

/// The words of one language, all in small letters.
#[derive(Debug)]
pub struct Sense {
    /// Verbs of what is, and of what was.
    pub now: &'static [&'static str],
    pub past: &'static [&'static str],
    /// Words that shut others out, and that let them in.
    pub only: &'static [&'static str],
    pub also: &'static [&'static str],
    /// Words before `all` that make it a part.
    pub nearly: &'static [&'static str],
    /// Phrases before a number that is the least, or the most, of something.
    pub least: &'static [&'static str],
    pub most: &'static [&'static str],
    /// The word before who acts, in a sentence about what is done.
    pub by: &'static [&'static str],
    /// Words between the members of a list.
    pub joins: &'static [&'static str],
    /// Words of which a thing is one: members with a space between, forms of a member with `|`.
    exclusive: &'static [&'static str],
}

impl Sense {
    #[must_use]
    pub fn of(language: Language) -> &'static Sense {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::French => &FRENCH,
            Language::Spanish => &SPANISH,
        }
    }
}

/// The sets of exclusive words that a stem is in: number of the set, and of the member.
#[must_use]
pub fn exclusive(stem: &str, language: Language) -> &'static [(usize, usize)] {
    static ALL: LazyLock<[Places; 4]> = LazyLock::new(|| Language::ALL.map(places));
    let at = Language::ALL.iter().position(|one| *one == language).unwrap_or(0);
    ALL[at].get(stem).map_or(&[], Vec::as_slice)
}

type Places = HashMap<String, Vec<(usize, usize)>>;

fn places(language: Language) -> Places {
    let mut places = Places::new();
    for (set, words) in Sense::of(language).exclusive.iter().enumerate() {
        for (member, forms) in words.split(' ').enumerate() {
            for form in forms.split('|') {
                let known = places.entry(stem(form, language)).or_default();
                if !known.contains(&(set, member)) {
                    known.push((set, member));
                }
            }
        }
    }
    places
}

const ENGLISH: Sense = Sense {
    now: &["is", "are"],
    past: &["was", "were"],
    only: &["only", "solely", "exclusively"],
    also: &["also", "too", "even"],
    nearly: &["nearly", "almost", "virtually", "practically"],
    least: &["at least", "more than", "over", "above", "minimum", "minimum of", "no less than", "no fewer than", "starting at", "starting from"],
    most: &["up to", "at most", "maximum", "maximum of", "no more than", "less than", "fewer than", "under", "below"],
    by: &["by"],
    joins: &["and", "or"],
    exclusive: &[
        "morning afternoon evening night|overnight",
        "spring summer autumn winter",
        "north|northern south|southern east|eastern west|western",
        "first second third fourth fifth sixth",
        "free|complimentary paid|payable|chargeable",
        "indoor|indoors outdoor|outdoors",
        "inside outside",
        "buy|bought|purchase sell|sold rent|lease",
        "import export",
        "public private",
        "open closed",
        "last next",
        "early late",
        "earlier later",
        "new old|used",
        "upper lower",
        "daily weekly monthly quarterly yearly|annual|annually",
        "male|man|men female|woman|women",
        "boy girl",
        "mother father",
        "brother sister",
        "husband wife",
        "son daughter",
        "parent subsidiary",
        "employer employee",
        "landlord tenant",
        "buyer seller",
        "minimum maximum",
        "include|including exclude|excluding",
        "accept refuse|reject",
        "allow|permit|permitted forbid|forbidden|prohibit|prohibited|ban|banned",
        "hot cold",
        "dry wet",
        "begin|start end|finish",
        "arrive|arrival depart|departure",
        "win|won lose|lost",
        "half full double",
        "single double",
        "cheap expensive",
        "electric petrol diesel",
        "red blue green yellow black white brown grey orange purple pink",
        "beginner advanced",
        "domestic foreign|international",
        "online offline",
        "mandatory|compulsory|required optional|voluntary",
        "temporary permanent",
        "junior senior",
        "adult child|children",
        "weekday weekend",
    ],
};

const GERMAN: Sense = Sense {
    now: &["ist", "sind"],
    past: &["war", "waren"],
    only: &["nur", "ausschließlich", "lediglich"],
    also: &["auch", "ebenfalls", "sogar"],
    nearly: &["fast", "nahezu", "beinahe", "annähernd"],
    least: &["mindestens", "wenigstens", "mehr als", "über", "ab", "nicht weniger als"],
    most: &["bis zu", "höchstens", "maximal", "weniger als", "unter", "nicht mehr als"],
    by: &["von", "vom", "durch"],
    joins: &["und", "oder", "sowie"],
    exclusive: &[
        "morgens|vormittags mittags nachmittags abends nachts",
        "morgen|vormittag mittag nachmittag abend nacht",
        "frühling|frühjahr sommer herbst winter",
        "norden|nördlich süden|südlich osten|östlich westen|westlich",
        "nord süd ost west",
        "erste|erster|ersten|erstes|erstem zweite|zweiter|zweiten|zweites dritte|dritter|dritten|drittes vierte|vierter|vierten|viertes fünfte|fünften",
        "frei|kostenlos|gratis|kostenfrei|unentgeltlich kostenpflichtig|gebührenpflichtig",
        "drinnen draußen",
        "innen außen",
        "kaufen|kauft|kaufte verkaufen|verkauft|verkaufte vermieten|vermietet mieten|mietet",
        "import export",
        "importieren|importiert exportieren|exportiert",
        "öffentlich|öffentliche|öffentlichen privat|private|privaten",
        "geöffnet|offen geschlossen",
        "letzte|letzten|letztes|letzter nächste|nächsten|nächstes|nächster",
        "früh spät",
        "früher später",
        "neu|neue|neuen|neuer|neues alt|alte|alten|alter|altes|gebraucht|gebrauchte|gebrauchten",
        "obere|oberen|oberer untere|unteren|unterer",
        "täglich wöchentlich monatlich vierteljährlich jährlich",
        "mann|männer|männlich frau|frauen|weiblich",
        "junge|jungen mädchen",
        "mutter vater",
        "bruder|brüder schwester|schwestern",
        "sohn|söhne tochter|töchter",
        "muttergesellschaft tochtergesellschaft",
        "arbeitgeber arbeitnehmer",
        "vermieter mieter",
        "käufer verkäufer",
        "auftraggeber auftragnehmer",
        "inklusive|einschließlich exklusive|ausschließlich|zuzüglich",
        "erlaubt|gestattet|zulässig verboten|untersagt|unzulässig",
        "warm|heiß kalt",
        "trocken nass",
        "beginnt|beginnen|anfangen endet|enden",
        "ankunft abreise|abfahrt",
        "anreise abreise",
        "halbe|halben ganze|ganzen doppelte|doppelten",
        "günstig|billig teuer",
        "elektrisch benzin diesel",
        "rot|rote|roten blau|blaue|blauen grün|grüne|grünen gelb|gelbe|gelben schwarz|schwarze|schwarzen weiß|weiße|weißen braun|braune|braunen grau|graue|grauen",
        "anfänger fortgeschrittene",
        "inland ausland",
        "verpflichtend|pflicht freiwillig",
        "befristet unbefristet",
        "erwachsene|erwachsenen kinder|kind|kindern",
        "werktags wochenende",
        "links rechts",
    ],
};

const FRENCH: Sense = Sense {
    now: &["est", "sont"],
    past: &["était", "étaient"],
    only: &["seulement", "uniquement", "exclusivement"],
    also: &["aussi", "également", "même"],
    nearly: &["presque", "quasiment"],
    least: &["au moins", "plus de", "au minimum", "minimum", "à partir de"],
    most: &["jusqu à", "jusqu au", "jusqu aux", "au plus", "au maximum", "maximum", "moins de"],
    by: &["par"],
    joins: &["et", "ou", "ainsi"],
    exclusive: &[
        "matin|matinée midi après-midi soir|soirée nuit",
        "printemps été automne hiver",
        "nord sud est ouest",
        "premier|première deuxième|second|seconde troisième quatrième cinquième",
        "gratuit|gratuite|gratuits|gratuites|offert|offerte payant|payante|payants|payantes",
        "intérieur|intérieure|intérieurs extérieur|extérieure|extérieurs",
        "dedans dehors",
        "acheter|achète|achetons|achètent|achat vendre|vend|vendons|vendent|vente louer|loue|louons|louent|location",
        "importer|importons|importe|importent exporter|exportons|exporte|exportent",
        "public|publique|publics|publiques privé|privée|privés|privées",
        "ouvert|ouverte|ouverts|ouvertes fermé|fermée|fermés|fermées",
        "dernier|dernière|derniers|dernières prochain|prochaine|prochains|prochaines",
        "tôt tard",
        "nouveau|nouvelle|nouveaux|nouvelles|neuf|neuve|neufs|neuves vieux|vieille|vieilles|occasion",
        "quotidien|quotidienne|quotidiennement hebdomadaire mensuel|mensuelle|mensuellement trimestriel|trimestrielle annuel|annuelle|annuellement",
        "homme|hommes femme|femmes",
        "garçon|garçons fille|filles",
        "mère père",
        "frère|frères sœur|sœurs",
        "employeur employé|employés|salarié|salariés",
        "bailleur|bailleurs|propriétaire|propriétaires locataire|locataires",
        "acheteur|acheteurs|acquéreur vendeur|vendeurs",
        "inclus|incluse|compris exclu|exclue",
        "autorisé|autorisée|autorisés|autorisées|permis|permise interdit|interdite|interdits|interdites",
        "chaud|chaude froid|froide",
        "sec|sèche humide",
        "commence|commencent|commençons|début finit|finissent|fin",
        "arrivée départ",
        "moitié double",
        "demi entier|entière double",
        "électrique|électriques essence diesel",
        "rouge|rouges bleu|bleue|bleus|bleues vert|verte|verts|vertes jaune|jaunes noir|noire|noirs|noires blanc|blanche|blancs|blanches gris|grise|grises",
        "débutant|débutante|débutants confirmé|confirmés|avancé|avancés",
        "obligatoire|obligatoires facultatif|facultative|facultatifs",
        "temporaire|temporaires permanent|permanente|permanents",
        "adulte|adultes enfant|enfants",
        "gauche droite",
    ],
};

const SPANISH: Sense = Sense {
    now: &["es", "son", "está", "están", "tiene", "tienen"],
    past: &["era", "eran", "estaba", "estaban", "tenía", "tenían"],
    only: &["solo", "sólo", "solamente", "únicamente", "exclusivamente"],
    also: &["también", "incluso"],
    nearly: &["casi", "prácticamente"],
    least: &["al menos", "por lo menos", "como mínimo", "un mínimo de", "mínimo", "más de", "a partir de"],
    most: &["hasta", "como máximo", "un máximo de", "máximo", "menos de"],
    by: &["por"],
    joins: &["y", "e", "o"],
    exclusive: &[
        "mañana|mañanas mediodía tarde|tardes noche|noches",
        "primavera verano otoño invierno",
        "norte sur este oeste",
        "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta",
        "gratis|gratuito|gratuita|gratuitos|gratuitas pago",
        "interior|interiores exterior|exteriores",
        "dentro fuera",
        "comprar|compra|compramos|compran vender|vende|vendemos|venden|venta alquilar|alquila|alquilamos|alquilan|alquiler",
        "importar|importa|importamos|importan exportar|exporta|exportamos|exportan",
        "público|pública|públicos|públicas privado|privada|privados|privadas",
        "abierto|abierta|abiertos|abiertas cerrado|cerrada|cerrados|cerradas",
        "último|última|últimos|últimas|pasado|pasada próximo|próxima|próximos|próximas",
        "temprano tarde",
        "nuevo|nueva|nuevos|nuevas viejo|vieja|viejos|viejas|usado|usada|usados|usadas",
        "diario|diaria|diariamente semanal|semanalmente mensual|mensualmente trimestral anual|anualmente",
        "hombre|hombres mujer|mujeres",
        "niños niñas",
        "madre padre",
        "hermano|hermanos hermana|hermanas",
        "hijo|hijos hija|hijas",
        "empleador empleado|empleados",
        "arrendador|propietario|propietarios arrendatario|inquilino|inquilinos",
        "comprador|compradores vendedor|vendedores",
        "incluido|incluida|incluidos|incluye excluido|excluida|excluidos|excluye",
        "permitido|permitida|permitidos|permite prohibido|prohibida|prohibidos|prohíbe",
        "caliente frío|fría",
        "seco|seca húmedo|húmeda",
        "empieza|empiezan|comienza|comienzan|inicio termina|terminan|acaba|fin",
        "llegada salida",
        "medio|media entero|entera doble",
        "barato|barata caro|cara",
        "eléctrico|eléctrica|eléctricos|eléctricas gasolina diésel",
        "rojo|roja|rojos|rojas azul|azules verde|verdes amarillo|amarilla negro|negra|negros|negras blanco|blanca|blancos|blancas gris|grises",
        "principiante|principiantes avanzado|avanzados",
        "nacional|nacionales internacional|internacionales|extranjero",
        "obligatorio|obligatoria opcional|voluntario|voluntaria",
        "temporal permanente",
        "adulto|adultos niño|niños",
        "izquierda derecha",
    ],
};
