//! The words of Spanish.

use super::{Plain, Tongue};
use crate::model::told::Language;

pub const TONGUE: Tongue = Tongue {
    language: Language::Spanish,
    function: &[
        "el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "de", "del", "a", "al", "y", "e", "o", "u", "pero", "sino", "si", "en", "con", "por", "para", "sobre", "entre", "hasta", "desde", "hacia", "según", "como", "que", "quien", "quienes", "cual", "cuales",
        "cuyo", "cuya", "donde", "cuando", "es", "son", "era", "eran", "ser", "sido", "está", "están", "estaba", "estar", "fue", "fueron", "ha", "han", "había", "haber", "hay", "tiene", "tienen", "tener", "puede", "pueden", "debe", "deben", "él", "ella", "ellos", "ellas", "nosotros",
        "usted", "ustedes", "yo", "tú", "me", "te", "se", "le", "les", "nos", "su", "sus", "nuestro", "nuestra", "nuestros", "nuestras", "mi", "mis", "tu", "tus", "este", "esta", "estos", "estas", "ese", "esa", "eso", "esto", "esos", "esas", "aquí", "allí", "así", "también",
        "muy", "todo", "toda", "todos", "todas", "cada", "qué", "cómo", "cuándo", "cuánto", "más", "menos", "ya", "aún", "además", "mientras", "porque", "otro", "otra", "otros", "otras", "tras", "ante", "bajo", "mediante", "cerca", "unos", "soy", "somos", "tenemos", "hemos", "he", "mismo",
        "misma", "ello", "hace", "hacen", "h",
    ],
    negations: &["no", "nunca", "jamás", "ningún", "ninguno", "ninguna", "nada", "nadie", "sin", "ni", "tampoco", "apenas", "carece", "carecen", "falta", "faltan", "ausente", "imposible"],
    up: &["más", "superior", "superiores", "mayor", "mayores", "mejor", "mejores", "supera", "superan", "mínimo", "aumentó", "creció", "encima"],
    down: &["menos", "inferior", "inferiores", "menor", "menores", "peor", "peores", "máximo", "disminuyó", "bajó", "debajo"],
    before: &["antes", "hasta"],
    after: &["después", "desde", "tras"],
    merely: &["solo", "sólo", "solamente", "únicamente"],
    opposites: &["in", "im", "ir", "i", "des", "dis", "no"],
    starters: &[
        "hoy", "luego", "entonces", "finalmente", "embargo", "aunque", "quizá", "quizás", "siempre", "durante", "gracias", "alrededor", "actualmente", "ahora", "varios", "varias", "algunos", "algunas", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "añada",
        "compruebe", "ponga", "escriba", "acorte", "quite", "elimine", "sustituya", "pida", "pregunte", "abra", "lea", "nombre", "muestre", "dé", "haga", "coloque", "elija", "indique", "corrija", "revise", "página", "páginas", "sitio", "web", "textos", "existe", "existen",
    ],
    nouns: &[],
    elided: &[],
    superlatives: &[
        "el más", "la más", "los más", "las más", "lo más", "el menos", "la menos", "el mejor", "la mejor", "los mejores", "las mejores", "lo mejor", "el peor", "la peor", "líder", "líderes", "único", "única", "únicos", "únicas", "perfecto", "perfecta", "perfectos", "perfectas",
        "garantizado", "garantizada", "garantizados", "número uno", "número 1", "inigualable", "inmejorable", "insuperable", "ideal",
    ],
    superlative_endings: &["ísimo", "ísima", "ísimos", "ísimas"],
    no_superlatives: &[],
    causes: &[
        "solo", "sólo", "solamente", "siempre", "porque", "por eso", "por lo tanto", "por tanto", "debido a", "gracias a", "gracias al", "a causa de", "a causa del", "así que", "de modo que", "para que", "como resultado", "será", "serán", "tendrá", "tendrán", "hará", "harán", "sería", "permitirá",
        "permitirán", "podrá", "podrán", "aumenta", "aumentan", "aumentará", "mejora", "mejoran", "mejorará", "reduce", "reducen", "reducirá", "garantiza", "garantizan", "asegura", "aseguran", "provoca", "causa", "causan", "lo que significa", "esto significa",
    ],
    cliches: &[
        "revolucionario", "revolucionaria", "revolucionar", "revoluciona", "potencie", "potencia tu", "impulse su", "al siguiente nivel", "siguiente nivel", "próximo nivel", "sin fisuras", "sinergia", "sinergias", "en el mundo actual", "en la era digital", "libere el potencial", "todo su potencial",
        "de vanguardia", "vanguardista", "cambia las reglas", "game changer", "game-changer", "no se lo pierda", "no lo deje pasar", "actúe ahora", "alarmante", "catástrofe", "catastrófico", "desastre", "dispare sus", "next level",
    ],
    plain: PLAIN,
};

const PLAIN: Plain = Plain {
    prospect: &[
        "usted", "ustedes", "su", "sus", "suyo", "suya", "suyos", "suyas", "tú", "tu", "tus", "le", "les", "él", "ella", "ellos", "ellas", "este", "esta", "esto", "estos", "estas", "ese", "esa", "eso", "aquí", "allí", "sitio", "web", "página", "páginas", "tienda", "empresa", "negocio", "firma",
        "dominio", "competidores", "competencia",
    ],
    questions: &[
        "¿quiere", "¿quieren", "¿le gustaría", "¿le ayudaría", "¿podemos", "¿podríamos", "¿puedo", "¿cuándo podemos", "¿cuándo podríamos", "¿cuándo puedo", "¿desea", "¿le parece", "¿hablamos", "quiere", "le gustaría", "podemos", "cuándo podemos",
    ],
    own: &["nosotros", "nuestro", "nuestra", "nuestros", "nuestras", "yo", "mi", "mis", "somos", "hacemos", "trabajamos", "ofrecemos", "podemos", "escribimos", "reparamos", "creamos"],
    verbs: &["es", "son", "era", "eran", "está", "están", "fue", "fueron", "ha", "han", "tiene", "tienen", "tenemos", "somos", "hay"],
    reports: &[
        "encontramos", "encontrado", "vimos", "visto", "vemos", "notamos", "sabemos", "pensamos", "creemos", "medimos", "medido", "contamos", "comprobamos", "roto", "rotos", "rota", "rotas", "falta", "faltan", "perdido", "pierde", "pierden", "lento", "lenta", "lentos", "malo", "mala", "débil",
        "anticuado", "anticuada", "incorrecto", "porque", "mientras", "aunque", "nadie", "nada", "no", "ningún", "ninguna", "nunca",
    ],
    turns: &[" y el ", " y la ", " y los ", " y las ", ", el ", ", la ", ", los ", ", las ", ", pero ", "; "],
    definite: &["el", "la", "los", "las", "lo", "del", "al", "ambos", "nadie", "nada", "todo", "todos", "alguien", "mitad", "arriba"],
    singular: &[
        "es", "era", "está", "estaba", "fue", "ha", "había", "tiene", "tenía", "perdió", "pierde", "falta", "roto", "rota", "encontró", "vio", "parece", "muestra", "lleva", "va", "tarda", "carga", "esconde", "termina", "puede", "hay", "no", "ningún", "ninguna", "nunca",
    ],
    harmless: &["solo", "sólo", "solamente", "siempre", "el más", "la más", "lo más", "el mejor", "la mejor", "lo mejor", "los mejores", "las mejores", "ideal", "único", "para que"],
    offers: &["con gusto ", "estaremos encantados de ", "estamos encantados de "],
    offer_verbs: &["podemos", "podríamos", "ofrecemos", "ayudamos", "esperamos", "trabajamos"],
    imperatives: &[
        "abra", "acorte", "agregue", "añada", "apunte", "borre", "busque", "cambie", "coloque", "compare", "complete", "compruebe", "comprima", "consulte", "copie", "corrija", "cree", "cuente", "cuide", "dé", "decida", "deje", "describa", "diga", "dirija", "divida", "elija", "elimine",
        "empiece", "envíe", "escriba", "escuche", "explique", "fije", "guarde", "haga", "incluya", "indique", "invite", "lea", "llame", "marque", "mida", "mire", "muestre", "mueva", "nombre", "ofrezca", "ordene", "pida", "ponga", "pregunte", "presente", "pruebe", "publique", "quite", "redacte",
        "reduzca", "repita", "responda", "reúna", "revise", "siga", "simplifique", "sustituya", "termine", "tome", "traduzca", "use", "utilice", "vea", "visite",
    ],
    imperative_form: ("", ""),
    statements: &[
        "soy", "es", "son", "era", "eran", "está", "están", "fue", "ha", "han", "había", "tiene", "tienen", "tenía", "falta", "faltan", "perdió", "pierde", "pierden", "necesita", "necesitan", "muestra", "carga", "tarda", "falla", "roto", "rotos", "rota", "rotas", "esconde", "cuesta", "vimos",
        "encontramos", "notamos", "porque", "pues", "como", "nunca", "sin", "no", "ningún", "ninguna", "lento", "lenta", "lentos", "malo", "mala", "débil", "viejo", "vieja", "anticuado", "anticuada", "incorrecto", "lleva", "llevan", "hay", "será", "tendrá",
    ],
};
