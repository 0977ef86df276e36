//! The words of French.

use super::{Plain, Tongue};
use crate::model::told::Language;

pub const TONGUE: Tongue = Tongue {
    language: Language::French,
    function: &[
        "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "à", "et", "ou", "mais", "si", "en", "dans", "sur", "sous", "par", "pour", "avec", "chez", "vers", "entre", "depuis", "jusque", "jusqu", "comme", "que",
        "qu", "qui", "quoi", "dont", "où", "est", "sont", "était", "étaient", "être", "été", "sera", "seront", "a", "ont", "avait", "avaient", "avoir", "eu", "ai", "as", "avons", "avez", "suis", "sommes", "êtes", "peut", "peuvent", "pouvez", "pouvons",
        "doit", "doivent", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "j", "tu", "me", "m", "te", "t", "se", "s", "lui", "leur", "leurs", "y", "ce", "c", "cet", "cette", "ces", "ceci", "cela", "ça", "son", "sa", "ses", "notre", "nos", "votre", "vos",
        "mon", "ma", "mes", "ton", "ta", "tes", "ici", "là", "alors", "aussi", "très", "tout", "toute", "tous", "toutes", "chaque", "quand", "comment", "pourquoi", "quel", "quelle", "quels", "quelles", "plus", "moins", "bien", "ainsi", "donc", "car", "ne", "n",
        "puis", "afin", "lors", "lorsque", "lorsqu", "environ", "dès", "via", "selon", "parmi", "hors", "fait", "font", "eux", "celui", "celle", "ceux", "celles", "même", "encore", "déjà", "également", "autre", "autres", "h",
    ],
    negations: &[
        "pas", "jamais", "aucun", "aucune", "rien", "sans", "ni", "guère", "nul", "nulle", "non", "nullement", "manque", "manquent", "manquait", "absent", "absente", "absents", "impossible", "dépourvu", "dépourvue", "nulle-part",
    ],
    up: &["plus", "supérieur", "supérieure", "supérieurs", "davantage", "dépasse", "dépassent", "mieux", "augmenté", "augmente", "minimum"],
    down: &["moins", "inférieur", "inférieure", "inférieurs", "maximum", "pire", "diminué", "diminue", "baissé"],
    before: &["avant", "jusque", "jusqu"],
    after: &["après", "depuis", "dès"],
    merely: &["seulement", "uniquement", "que"],
    opposites: &["in", "im", "ir", "il", "dé", "dés", "non", "non-", "mal"],
    starters: &[
        "voici", "voilà", "aujourd", "hui", "aujourd'hui", "ensuite", "enfin", "cependant", "pourtant", "toutefois", "parfois", "souvent", "toujours", "pendant", "malgré", "grâce", "autour", "près", "loin", "actuellement", "désormais", "parce", "puisque", "puisqu", "tandis",
        "plusieurs", "certains", "certaines", "quelques", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "ajoutez", "vérifiez", "mettez", "écrivez", "raccourcissez", "supprimez", "remplacez", "demandez", "ouvrez", "lisez", "nommez", "montrez",
        "donnez", "faites", "placez", "choisissez", "indiquez", "corrigez", "page", "pages", "site", "textes",
    ],
    nouns: &[],
    elided: &["l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"],
    superlatives: &[
        "le plus", "la plus", "les plus", "des plus", "le moins", "la moins", "les moins", "le meilleur", "la meilleure", "les meilleurs", "les meilleures", "meilleur", "meilleure", "meilleurs", "meilleures", "le mieux", "le pire", "la pire", "leader", "numéro un", "numéro 1",
        "unique", "uniques", "parfait", "parfaite", "parfaits", "parfaites", "incontournable", "incontournables", "inégalé", "inégalée", "inégalable", "exceptionnel", "exceptionnelle", "garanti", "garantie", "idéal", "idéale",
    ],
    superlative_endings: &["issime", "issimes"],
    no_superlatives: &[],
    causes: &[
        "seulement", "toujours", "parce que", "parce qu'", "car", "donc", "ainsi", "c'est pourquoi", "grâce à", "grâce au", "grâce aux", "à cause de", "à cause du", "en raison de", "en raison du", "dû à", "due à", "par conséquent", "afin que", "afin de", "pour que", "permettra",
        "permettront", "sera", "seront", "aura", "auront", "fera", "feront", "ferait", "serait", "pourra", "pourront", "augmente", "augmentent", "augmentera", "améliore", "améliorent", "améliorera", "réduit", "réduisent", "garantit", "garantissent", "assure", "assurent", "provoque",
        "entraîne", "ce qui signifie", "cela signifie",
    ],
    cliches: &[
        "révolutionnaire", "révolutionner", "révolutionne", "boostez", "booster", "boostera", "passez à la vitesse supérieure", "sans couture", "synergie", "synergies", "à l'ère du", "dans le monde d'aujourd'hui", "libérez le potentiel", "libérez votre potentiel", "plein potentiel",
        "solution clé en main", "changer la donne", "change la donne", "game changer", "game-changer", "de nouveaux sommets", "ne manquez pas", "agissez maintenant", "alarmant", "alarmante", "catastrophe", "catastrophique", "de pointe", "propulsez", "plongez dans", "next level",
    ],
    plain: PLAIN,
};

const PLAIN: Plain = Plain {
    prospect: &[
        "vous", "votre", "vos", "vôtre", "vôtres", "tu", "ton", "ta", "tes", "il", "elle", "ils", "elles", "lui", "leur", "leurs", "son", "sa", "ses", "ce", "cet", "cette", "ces", "cela", "ça", "celui-ci", "celle-ci", "ici", "site", "page", "pages", "accueil", "boutique", "entreprise",
        "société", "cabinet", "commerce", "domaine", "concurrents", "concurrence",
    ],
    questions: &[
        "voulez-vous", "souhaitez-vous", "pouvons-nous", "pourrions-nous", "puis-je", "aimeriez-vous", "quand pouvons-nous", "quand puis-je", "seriez-vous", "auriez-vous", "est-ce que cela vous", "cela vous aiderait-il", "on en parle", "devons-nous",
    ],
    own: &["nous", "je", "notre", "nos", "mon", "mes", "ma"],
    verbs: &["est", "sont", "était", "étaient", "a", "ont", "avait", "avaient", "sommes", "avons", "suis", "ai"],
    reports: &[
        "trouvé", "trouvons", "trouve", "vu", "voyons", "voit", "remarqué", "constaté", "constatons", "savons", "pensons", "croyons", "mesuré", "compté", "vérifié", "cassé", "cassés", "manque", "manquent", "perdu", "perd", "perdent", "lent", "lente", "lents", "mauvais", "mauvaise",
        "faible", "obsolète", "faux", "parce", "car", "puisque", "pendant", "bien", "personne", "rien", "pas", "aucun", "aucune", "jamais",
    ],
    turns: &[" et le ", " et la ", " et les ", ", le ", ", la ", ", les ", ", mais ", "; "],
    definite: &["le", "la", "les", "l", "du", "au", "aux", "des", "personne", "rien", "tout", "tous", "quelqu", "moitié", "ci-dessus"],
    singular: &[
        "est", "était", "a", "avait", "fut", "sera", "perdu", "perd", "manque", "cassé", "trouvé", "vu", "semble", "montre", "mène", "va", "prend", "charge", "cache", "finit", "se", "peut", "pas", "aucun", "aucune", "jamais",
    ],
    harmless: &["seulement", "toujours", "le plus", "la plus", "les plus", "meilleur", "meilleure", "le meilleur", "la meilleure", "le mieux", "le moins", "afin de", "idéal"],
    offers: &["c'est avec plaisir que ", "avec plaisir, "],
    offer_verbs: &["pouvons", "pourrions", "proposons", "offrons", "aidons", "serions", "espérons", "travaillons", "peux", "pourrais", "propose", "serais"],
    imperatives: &[],
    imperative_form: ("ez", ""),
    statements: &[
        "suis", "est", "sont", "était", "étaient", "a", "ont", "avait", "avaient", "êtes", "avez", "manque", "manquent", "perdu", "perd", "perdez", "perdent", "faut", "montre", "charge", "prend", "échoue", "cassé", "cassés", "cassée", "cache", "coûte", "vu", "trouvé", "remarqué",
        "parce", "car", "puisque", "pourquoi", "comme", "jamais", "sans", "pas", "aucun", "aucune", "lent", "lente", "lents", "mauvais", "mauvaise", "faible", "vieux", "vieille", "obsolète", "faux", "fausse", "mène", "mènent", "sera", "seront", "aura",
    ],
};
