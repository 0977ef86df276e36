//! The words of German.

use super::{Plain, Tongue};
use crate::model::told::Language;

pub const TONGUE: Tongue = Tongue {
    language: Language::German,
    function: &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "aber", "sondern", "wenn", "als", "wie",
        "dass", "ob", "in", "im", "ins", "an", "am", "ans", "auf", "aus", "bei", "beim", "mit", "nach", "von", "vom", "zu", "zum", "zur", "für", "über",
        "unter", "um", "durch", "gegen", "seit", "bis", "vor", "hinter", "neben", "zwischen", "während", "wegen", "trotz", "ist", "sind", "war", "waren",
        "sei", "wäre", "bin", "bist", "seid", "gewesen", "wird", "werden", "wurde", "wurden", "worden", "hat", "haben", "hatte", "hatten", "habe", "kann",
        "können", "konnte", "soll", "sollen", "muss", "müssen", "darf", "dürfen", "will", "wollen", "mag", "möchte", "möchten", "ich", "du", "er", "sie", "es", "wir", "ihr",
        "ihre", "ihren", "ihrem", "ihrer", "ihres", "ihnen", "ihm", "ihn", "uns", "unser", "unsere", "unseren", "unserem", "unserer", "unseres", "mein", "meine",
        "meinen", "meinem", "meiner", "dein", "deine", "sein", "seine", "seinen", "seinem", "seiner", "seines", "mich", "dich", "sich", "mir", "dir", "man", "dieser", "diese",
        "dieses", "diesen", "diesem", "jener", "jede", "jeder", "jedes", "jeden", "jedem", "alle", "allen", "aller", "alles", "hier", "da", "dort", "dann",
        "auch", "noch", "schon", "so", "sehr", "nur", "wer", "was", "wo", "wann", "warum", "welche", "welcher", "welches", "welchen", "deren", "dessen", "denen", "dabei",
        "dazu", "davon", "daran", "darauf", "damit", "dafür", "dadurch", "darüber", "hierzu", "etwa", "rund", "circa", "ca", "bereits", "doch", "ja", "je", "zudem", "außerdem", "sowie",
        "ab", "pro", "per", "samt", "einige", "viele", "vielen", "mehrere", "mehr", "weniger", "z", "b", "u", "d", "h",
    ],
    negations: &[
        "kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei", "keins", "nicht", "nie", "niemals", "ohne", "weder", "nichts", "niemand", "niemanden", "niemandem",
        "nirgends", "nirgendwo", "nein", "kaum", "fehlt", "fehlen", "fehlte", "fehlend", "fehlende", "fehlenden", "mangels", "keinesfalls", "keineswegs", "nimmer", "unmöglich",
    ],
    up: &[
        "mehr", "über", "mindestens", "höher", "höhere", "höheren", "größer", "größere", "größeren", "länger", "längere", "schneller", "besser", "oberhalb", "stieg", "steigt", "gestiegen", "wuchs", "teurer",
    ],
    down: &[
        "weniger", "unter", "höchstens", "maximal", "niedriger", "niedrigere", "kleiner", "kleinere", "kleineren", "kürzer", "kürzere", "langsamer", "schlechter", "unterhalb", "sank", "sinkt",
        "gesunken", "fiel", "billiger", "günstiger",
    ],
    before: &["vor", "bis", "bevor", "vorher", "früher"],
    after: &["nach", "seit", "nachdem", "nachher", "später", "ab"],
    merely: &["nur", "allein", "bloß", "zuletzt"],
    opposites: &["un", "nicht"],
    starters: &[
        "bitte", "heute", "danach", "zuerst", "anschließend", "trotzdem", "allerdings", "jedoch", "dennoch", "meist", "oft", "manchmal", "immer", "insgesamt", "gern", "gerne", "jetzt",
        "inzwischen", "weitere", "andere", "wo", "wenn", "sobald", "falls", "obwohl", "weil", "beide", "beiden", "nachts", "tagsüber", "morgens", "abends", "täglich", "wöchentlich", "neben",
        "zusätzlich", "besonders", "vielleicht", "erst", "zuletzt", "innerhalb", "außerhalb", "laut", "dank", "prüfen", "ergänzen", "setzen", "geben", "zeigen", "nennen", "schreiben", "kürzen",
        "entfernen", "ersetzen", "fügen", "legen", "stellen", "lassen", "öffnen", "rufen", "fragen", "lesen", "beginnen", "tragen", "bieten", "nutzen", "ändern",
    ],
    nouns: &[
        "adresse", "adressen", "absatz", "absätze", "abend", "auftrag", "aufträge", "aufträgen", "vormittag", "nachmittag", "morgen", "navigation", "link", "links", "preisliste", "angestellte", "gast", "gäste", "gästen", "haushalt", "haushalte", "kurs", "kurse", "werkstatt", "laden", "raten", "euro", "prozent", "gramm", "aktion", "anbieter", "anfang", "anfrage", "anfragen", "angabe", "angaben", "angebot", "angebote", "angeboten", "anliegen", "anruf",
        "anrufe", "ansicht", "ansprechpartner", "antwort", "antworten", "anzahl", "arbeit", "arbeiten", "art", "artikel", "aufgabe", "aufgaben", "aufwand", "auge", "auskunft", "auswahl",
        "bedarf", "beginn", "beispiel", "beispiele", "beleg", "belege", "beratung", "bereich", "bereiche", "beruf", "beschreibung", "besuch", "besuche", "besucher", "besuchern", "betrag",
        "betrieb", "betriebe", "bewertung", "bewertungen", "bild", "bilder", "bildern", "blick", "branche", "buchstaben", "büro", "chance", "daten", "datum", "dauer", "detail", "details",
        "dienst", "dienste", "dienstleistung", "dienstleistungen", "ding", "dinge", "dokument", "eindruck", "eingabe", "einrichtung", "eintrag", "einträge", "einsatz", "ende", "entscheidung",
        "erfahrung", "ergebnis", "ergebnisse", "erlaubnis", "fach", "fachmann", "fall", "familie", "farbe", "farben", "fehler", "fehlern", "feld", "felder", "firma", "firmen", "form", "formular",
        "formulare", "foto", "fotos", "frage", "fragen", "frau", "gebiet", "geld", "geräte", "gespräch", "gesicht", "gewerbe", "grund", "gründe", "größe", "hand", "handy", "haupt", "haus",
        "herr", "hilfe", "hinweis", "hinweise", "idee", "ideen", "information", "informationen", "inhaber", "inhalt", "inhalte", "interesse", "internet", "internetseite", "jahr", "jahre", "jahren", "kasse",
        "kilometer", "kind", "kinder", "kindern", "klick", "kontakt", "kontaktseite", "kosten", "kraft", "kunde", "kunden", "kundin", "kundinnen", "land", "laufe", "leistung", "leistungen", "leitung", "leser",
        "leute", "liste", "listen", "lösung", "mal", "marke", "markt", "maschine", "material", "mensch", "menschen", "meter", "minute", "minuten", "mitarbeiter", "mitarbeiterin", "mitarbeiterinnen",
        "mitarbeitern", "mitte", "moment", "monat", "monate", "nachricht", "nachrichten", "nähe", "name", "namen", "neue", "nummer", "nutzen", "nutzer", "ort", "orte", "orten", "partner", "person", "personen",
        "plan", "platz", "post", "praxis", "preis", "preise", "preisen", "problem", "produkt", "produkte", "produkten", "projekt", "projekte", "punkt", "punkte", "qualität", "quelle", "quellen", "rahmen", "raum",
        "räume", "recht", "regel", "region", "reihe", "rolle", "sache", "satz", "sätze", "sätzen", "schritt", "schritte", "schutz", "seite", "seiten", "selbst", "service", "sicherheit", "sicht",
        "sinn", "sprache", "stadt", "stelle", "stellen", "startseite", "stunde", "stunden", "suche", "suchmaschine", "suchmaschinen", "system", "tag", "tage", "tagen", "team", "teil", "teile", "telefon", "telefonnummer", "termin",
        "termine", "text", "texte", "texten", "thema", "themen", "tipp", "titel", "tür", "überblick", "überschrift", "überschriften", "uhr", "umgebung", "unternehmen", "unterschied", "verfügung", "vergleich", "verkauf",
        "versand", "vertrag", "vertrauen", "vorschlag", "vorteil", "wahl", "ware", "waren", "weg", "wege", "website", "websites", "weise", "welt", "werbung", "werk", "wert", "wichtiges", "wochen", "woche", "wohnung", "wort",
        "worte", "wörter", "wunsch", "zahl", "zahlen", "zeichen", "zeile", "zeilen", "zeit", "zeiten", "ziel", "ziele", "zimmer", "zugang", "zukunft", "zusammenarbeit", "zweck", "e-mail", "e-mails", "öffnungszeiten",
    ],
    elided: &[],
    superlatives: &[
        "beste", "besten", "bester", "bestes", "bestem", "am besten", "meisten", "größte", "größten", "größter", "größtes", "höchste", "höchsten", "älteste", "ältesten", "neueste", "neuesten", "schnellste",
        "führend", "führende", "führender", "führenden", "einzigartig", "einzigartige", "einzigartigen", "unschlagbar", "unerreicht", "perfekt", "perfekte", "perfekten", "erstklassig", "erstklassige", "garantiert",
        "weltklasse", "nummer eins", "marktführer", "schlimmste", "schlechteste", "wenigsten", "optimal", "optimale", "optimalen", "einmalig", "einmalige",
    ],
    superlative_endings: &["igste", "igsten", "igster", "lichste", "lichsten", "lichster", "ndste", "ndsten", "llste", "llsten", "rnste", "rnsten", "mste", "msten", "samsten", "ßte", "ßten"],
    no_superlatives: &["müsste", "müssten", "wusste", "wussten", "passte", "passten", "heißten", "kommste", "letzte", "letzten", "grüßte", "grüßten", "spaßten", "äußerte", "büßte"],
    causes: &[
        "nur", "immer", "stets", "weil", "denn", "deshalb", "daher", "deswegen", "darum", "folglich", "somit", "dadurch", "sodass", "so dass", "damit", "führt zu", "führen zu", "führte zu", "aufgrund", "auf grund", "wegen", "dank",
        "infolge", "verursacht", "bewirkt", "bewirken", "sorgt für", "sorgen für", "steigert", "steigern", "erhöht", "erhöhen", "verbessert", "verbessern", "senkt", "senken", "reduziert", "reduzieren",
        "garantieren", "sichert", "stellt sicher", "das bedeutet", "was bedeutet", "das heißt", "bringt mehr",
    ],
    cliches: &[
        "gamechanger", "game-changer", "game changer", "revolutionär", "revolutionieren", "revolutioniert", "nahtlos", "nahtlose", "nahtlosen", "synergie", "synergien", "auf das nächste level", "nächstes level", "nächste level",
        "aufs nächste level", "bahnbrechend", "bahnbrechende", "durchstarten", "in der heutigen", "maßgeschneiderte lösung", "maßgeschneiderte lösungen", "ganzheitliche lösung", "ganzheitliche lösungen", "jetzt handeln", "jetzt zugreifen",
        "verpassen sie nicht", "alarmierend", "katastrophe", "katastrophal", "low-hanging fruit", "state of the art", "boosten", "booster", "potenzial entfalten", "volles potenzial", "zukunftsweisend", "next level",
    ],
    plain: PLAIN,
};

const PLAIN: Plain = Plain {
    prospect: &[
        "sie", "ihnen", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "du", "dein", "deine", "euch", "euer", "eure", "er", "es", "ihn", "ihm", "sein", "seine", "seiner", "seinem", "seinen", "dieser", "diese", "dieses",
        "diesem", "diesen", "hier", "dort", "dessen", "deren", "website", "webseite", "homepage", "seite", "startseite", "firma", "unternehmen", "betrieb", "shop", "webshop", "domain", "geschäft", "praxis", "kanzlei",
        "wettbewerber", "konkurrenz", "mitbewerber",
    ],
    questions: &[
        "möchten sie", "wollen sie", "dürfen wir", "sollen wir", "können wir", "könnten wir", "wann dürfen", "wann können", "wann passt", "hätten sie", "haben sie lust", "haben sie zeit", "würde es", "hilft es", "wäre es", "passt es", "darf ich", "soll ich",
    ],
    own: &["wir", "ich", "unser", "unsere", "unseren", "unserem", "unserer", "mein", "meine"],
    verbs: &["ist", "sind", "war", "waren", "hat", "haben", "hatte", "hatten", "wird", "werden", "wurde", "wurden"],
    reports: &[
        "fanden", "fand", "finden", "gefunden", "sahen", "sah", "sehen", "gesehen", "bemerkt", "bemerkten", "wissen", "wussten", "denken", "glauben", "meinen", "gemessen", "messen", "gezählt", "zählten", "geprüft", "prüften", "kaputt", "defekt",
        "fehlt", "fehlen", "verloren", "verlieren", "verliert", "langsam", "langsame", "schlecht", "schlechte", "schwach", "veraltet", "falsch", "weil", "denn", "während", "obwohl", "da", "niemand", "nichts", "nicht", "kein", "keine", "keinen",
    ],
    turns: &[" und der ", " und die ", " und das ", ", der ", ", die ", ", das ", ", aber ", "; "],
    definite: &["der", "die", "das", "dem", "den", "des", "beide", "beiden", "niemand", "nichts", "alles", "jemand", "hälfte", "oben", "unten", "im", "am", "zum", "zur", "vom", "beim"],
    singular: &[
        "ist", "war", "waren", "hat", "hatte", "wurde", "wird", "verlor", "verliert", "fehlt", "kaputt", "defekt", "fand", "sah", "scheint", "zeigt", "führt", "geht", "dauert", "lädt", "versteckt", "endet", "steht", "kann", "nicht", "kein", "keine", "keinen",
    ],
    harmless: &["nur", "immer", "stets", "beste", "besten", "bestes", "am besten", "meisten", "wenigsten", "damit"],
    offers: &["gern ", "gerne "],
    offer_verbs: &["können", "könnten", "würden", "werden", "bieten", "helfen", "kümmern", "übernehmen", "hoffen", "freuen", "zeigen", "kann", "könnte", "würde", "werde", "biete", "helfe", "freue", "zeige", "arbeiten"],
    imperatives: &["bitte", "nicht"],
    imperative_form: ("en", "sie"),
    statements: &[
        "bin", "ist", "sind", "war", "waren", "hat", "haben", "hatte", "hatten", "wird", "wurde", "wurden", "fehlt", "fehlen", "verlor", "verliert", "verlieren", "braucht", "brauchen", "zeigt", "lädt", "dauert", "versagt", "scheitert", "kaputt", "defekt",
        "versteckt", "kostet", "kosten", "sahen", "fanden", "gesehen", "gefunden", "bemerkt", "weil", "denn", "da", "warum", "kann", "nie", "ohne", "nicht", "kein", "keine", "keinen", "langsam", "langsame", "langsamen", "langsamer", "schlecht", "schlechte", "schwach", "alt", "alte", "veraltet",
        "veraltete", "falsch", "falsche", "steht", "stehen", "liegt", "liegen", "gibt", "defekten", "kaputten", "toten",
    ],
};
