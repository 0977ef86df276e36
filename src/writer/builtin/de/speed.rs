//! Sentences for the checks of the area "speed".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "server-response-time",
        label: "Der Server antwortet schnell",
        who: Who::Host,
        title: &[Line("", "Wie {company} Besuchern früher antwortet"), Line("", "Wie Sie Besuchern früher antworten")],
        heading: &[Line("", "Der Server lässt sich Zeit")],
        opening: &[Line("", "Eine Sache kostet Sie Geduld: Der Server von {domain} antwortet spät.")],
        saw: &[Line("", "Der Server von {domain} antwortete langsam."), Line("", "Bis {domain} zu antworten begann, verging viel Zeit.")],
        matters: &[
            Line("", "Jeder Besuch bei {company} beginnt mit dieser Wartezeit."),
            Line("", "Bevor von {company} etwas zu sehen ist, heißt es warten."),
            Line("", "Jeder Besuch beginnt mit dieser Wartezeit."),
        ],
        fix: &[
            Line("", "Schalten Sie in Ihrer Website-Software den Zwischenspeicher (Cache) ein, oder fragen Sie Ihren Hoster danach."),
            Line("", "Fragen Sie den Hoster von {domain} nach einem Zwischenspeicher (Cache) oder einem schnelleren Tarif."),
        ],
        task: &[Line("", "Den Zwischenspeicher (Cache) einschalten."), Line("", "Den Zwischenspeicher (Cache) für {domain} einschalten.")],
        praise: &[],
    },
    CheckText {
        check: "text-compression",
        label: "Texte werden komprimiert übertragen",
        who: Who::Host,
        title: &[Line("", "Wie {company} am Handy schneller da ist"), Line("", "Wie Sie am Handy schneller da sind")],
        heading: &[Line("", "Texte reisen unverpackt")],
        opening: &[
            Line("", "Eine Sache kostet Besucher Zeit: {count} {count?Datei:Dateien} von {domain} {count?kommt:kommen} unkomprimiert an."),
            Line("", "Eine Sache kostet Besucher Zeit: Textdateien Ihrer Website kommen unkomprimiert an."),
        ],
        saw: &[
            Line("", "Von {total} {total?geprüften Datei:geprüften Dateien} {count?kam:kamen} {count} unkomprimiert an.|Eine davon, {url}, wiegt {size}."),
            Line("", "Unkomprimiert {count?kam:kamen} {count} von {total} {total?geprüften Datei:geprüften Dateien}, zum Beispiel {url} mit {size}."),
            Line("", "Einige Textdateien Ihrer Website kommen unkomprimiert an."),
        ],
        matters: &[
            Line("", "Komprimierter Text ist oft nur ein Drittel so groß.|Auf dem Land entscheidet das am Handy, ob jemand auf {company} wartet."),
            Line("", "Wer {company} unterwegs öffnet, lädt so oft das Dreifache."),
            Line("", "Komprimierter Text ist oft nur ein Drittel so groß, und am Handy merkt man das."),
        ],
        fix: &[
            Line("", "Schalten Sie auf dem Server von {domain} gzip oder Brotli ein.|In den meisten Hosting-Verwaltungen ist das ein Häkchen."),
            Line("", "Bitten Sie den Hoster von {domain}, die Komprimierung (gzip oder Brotli) einzuschalten."),
            Line("", "Schalten Sie auf dem Server gzip oder Brotli ein, in den meisten Hosting-Verwaltungen ein Häkchen."),
        ],
        task: &[Line("", "Die Komprimierung auf dem Server von {domain} einschalten."), Line("", "Die Komprimierung auf dem Server einschalten.")],
        praise: &[Line("", "Texte Ihrer Website reisen komprimiert, und am Handy merkt man das.")],
    },
    CheckText {
        check: "cache-policy",
        label: "Browser dürfen Dateien behalten",
        who: Who::Host,
        title: &[Line("", "Wie {company} für wiederkehrende Besucher gleich da ist"), Line("", "Wie Sie für wiederkehrende Besucher gleich da sind")],
        heading: &[Line("", "Wer wiederkommt, lädt alles noch einmal")],
        opening: &[Line("", "Eine Kleinigkeit kostet wiederkehrende Besucher Zeit: Browser dürfen {count} Ihrer Dateien nicht lange behalten.")],
        saw: &[
            Line("", "Von {total} {total?Datei:Dateien} {count?darf:dürfen} {count} keine Woche behalten werden.|Bei {url} sagt der Server „{cache_control}“."),
            Line("", "Keine Woche lang dürfen Browser {count} von {total} {total?Datei:Dateien} behalten.|Die erste ist {url}."),
            Line("", "Von {total} {total?Datei:Dateien} {count?darf:dürfen} {count} keine Woche behalten werden."),
            Line("", "Browser dürfen einige Ihrer Dateien keine Woche lang behalten."),
        ],
        matters: &[
            Line("", "Wer zu {company} zurückkommt, um zu vergleichen, lädt dieselben Dateien ein zweites Mal."),
            Line("", "Für einen zweiten Besuch bei {company} wird noch einmal geladen, was schon da war."),
            Line("", "Wer zum Vergleichen zurückkommt, lädt dieselben Dateien ein zweites Mal."),
        ],
        fix: &[
            Line("", "Lassen Sie den Server „max-age=31536000“ senden, für Bilder, Gestaltung und Skripte, deren Namen sich bei Änderungen ändern."),
            Line("", "Bitten Sie den Hoster von {domain}, Browser Bilder, Gestaltung und Skripte ein Jahr lang behalten zu lassen."),
        ],
        task: &[
            Line("", "Browser Bilder, Gestaltung und Skripte länger behalten lassen."),
            Line("", "Browser die Dateien von {domain} länger behalten lassen."),
        ],
        praise: &[Line("", "Browser dürfen Ihre Dateien behalten, ein zweiter Besuch öffnet sich rasch.")],
    },
    CheckText {
        check: "page-weight",
        label: "Gewicht der Seiten",
        who: Who::Developer,
        title: &[Line("", "Wie {company} leicht genug für jedes Handy wird"), Line("", "Wie Sie leicht genug für jedes Handy werden")],
        heading: &[Line("elements", "Eine Seite besteht aus sehr vielen Teilen"), Line("", "Eine Seite ist schwer für ein Handy")],
        opening: &[
            Line("elements", "Eine Sache kostet Besucher Zeit: Auf {page} stehen {elements} Bauteile, und das bremst ein Handy."),
            Line("", "Eine Sache kostet Besucher Zeit: Auf {page} kommen {size} zusammen, und das spürt ein Handy."),
        ],
        saw: &[
            Line("html", "Auf {page} wiegt allein der Code {size}.|Das sahen wir auf {hits} von {of} Seiten."),
            Line("elements", "Der Browser muss auf {page} {elements} Elemente aufbauen.|Das sahen wir auf {hits} von {of} Seiten."),
            Line("assets", "Die Dateien auf {page} wiegen zusammen {size}."),
            Line("", "Eine Ihrer Seiten ist schwer."),
        ],
        matters: &[
            Line("", "Wer in {place} am Handy sucht, zahlt dafür mit Wartezeit.|Viele sehen sich „{offer}“ anderswo an, bevor die Seite da ist."),
            Line("", "Am Handy heißt das warten, und {company} ist nicht der einzige offene Reiter."),
            Line("", "Am Handy heißt das warten, und Ihre Website ist nicht der einzige offene Reiter."),
        ],
        fix: &[
            Line("elements", "Fragen Sie Ihren Entwickler, welche Erweiterungen und verborgenen Blöcke weg können."),
            Line("", "Beginnen Sie mit den größten Bildern, und entfernen Sie dann Skripte, die niemand braucht."),
            Line("", "Gehen Sie mit Ihrem Entwickler durch, was auf {domain} niemand mehr braucht."),
        ],
        task: &[Line("", "Das Gewicht auf {page} senken."), Line("", "Die Seite leichter machen.")],
        praise: &[Line("", "Mit {size} Code ist Ihre Startseite leicht genug für jedes Handy.")],
    },
    CheckText {
        check: "render-blocking",
        label: "Die Seite zeigt sich früh",
        who: Who::Developer,
        title: &[Line("", "Wie {company} den ersten Bildschirm früher zeigt"), Line("", "Wie Sie den ersten Bildschirm früher zeigen")],
        heading: &[Line("", "Skripte halten den ersten Blick auf die Seite auf"), Line("styles", "Viele Gestaltungsdateien halten den ersten Blick auf")],
        opening: &[Line("", "Eine Kleinigkeit kostet Besucher Zeit: Die Startseite wartet auf {count} {count?Datei:Dateien}, bevor sie etwas zeigt.")],
        saw: &[
            Line("script", "Bevor die Startseite etwas zeigt, wartet sie auf {count} {count?Skript:Skripte}.|{count?Es ist:Eines davon ist} {example}."),
            Line("script", "In ihrem Kopf lädt die Startseite {count} {count?Skript:Skripte}, bevor sie etwas zeigt."),
            Line("styles", "Bevor die Startseite etwas zeigt, wartet sie auf {count} {count?Stylesheet:Stylesheets}."),
            Line("", "Die Startseite wartet auf Dateien, bevor sie etwas zeigt."),
        ],
        matters: &[
            Line("", "So lange bleibt der Bildschirm weiß, und {company} hat noch kein Wort gesagt."),
            Line("", "Die ersten Augenblicke mit {company} sind dann ein weißer Bildschirm."),
            Line("", "So lange bleibt der Bildschirm weiß."),
        ],
        fix: &[
            Line("script", "Lassen Sie Skripte im Kopf der Seite mit „defer“ laden, wenn sie nicht zuerst laufen müssen."),
            Line("script", "Lassen Sie die Skripte von {domain} nach dem Text laden."),
            Line("styles", "Lassen Sie die Stylesheets zu einem oder zweien zusammenfassen."),
            Line("", "Lassen Sie diese Dateien später oder zusammen laden."),
        ],
        task: &[
            Line("script", "Skripte erst nach der Seite laden lassen."),
            Line("styles", "Die Stylesheets zusammenfassen."),
            Line("", "Die Dateien im Kopf von {domain} später laden lassen."),
        ],
        praise: &[],
    },
    CheckText {
        check: "unsized-images",
        label: "Die Seite springt beim Laden nicht",
        who: Who::Developer,
        title: &[Line("", "Wie die Seiten von {company} beim Laden ruhig bleiben"), Line("", "Wie Ihre Seiten beim Laden ruhig bleiben")],
        heading: &[Line("", "Die Seite springt beim Laden")],
        opening: &[Line("", "Eine Kleinigkeit kostet Leser die Zeile: {count} von {total} Bildern {count?nennt:nennen} keine Größe.")],
        saw: &[
            Line("", "Von {total} Bildern {count?nennt:nennen} {count} Breite und Höhe nicht.|Das erste sahen wir auf {page}."),
            Line("", "Ohne Breite und Höhe {count?steht:stehen} {count} von {total} Bildern im Code, das erste auf {page}."),
            Line("", "Die meisten Bilder nennen Breite und Höhe nicht."),
        ],
        matters: &[
            Line("", "Bis alle Bilder da sind, springt der Text von {company} dem Leser unter dem Daumen weg."),
            Line("", "Wer bei {company} gerade tippen will, trifft womöglich das Falsche, weil der Text springt."),
            Line("", "Bis alle Bilder da sind, springt der Text dem Leser unter dem Daumen weg."),
        ],
        fix: &[
            Line("", "Lassen Sie Breite und Höhe jedes Bildes in den Code schreiben.|Website-Software tut das, wenn man ihr eigenes Bildwerkzeug nimmt."),
            Line("", "Lassen Sie für jedes Bild von {domain} Breite und Höhe in den Code schreiben."),
        ],
        task: &[Line("", "{count} {count?Bild:Bildern} Breite und Höhe geben."), Line("", "Den Bildern Breite und Höhe geben.")],
        praise: &[],
    },
    CheckText {
        check: "image-delivery",
        label: "Bilder sind leicht",
        who: Who::Editor,
        title: &[Line("", "Wie {company} seine Bilder schneller zeigt"), Line("", "Wie Sie Ihre Bilder schneller zeigen")],
        heading: &[Line("large", "Ein Bild wiegt {size}"), Line("eager", "Alle Bilder laden auf einmal"), Line("", "Bilder könnten viel leichter sein")],
        opening: &[
            Line("large", "Eine Sache kostet Besucher Zeit: Ein einziges Bild auf {page} wiegt {size}."),
            Line("format", "Eine Sache kostet Besucher Zeit: Ein Bild auf {page} wiegt {size} und hat ein altes Format."),
            Line("eager", "Eine Sache kostet Besucher Zeit: Auf {page} laden {count} Bilder auf einmal, ob man sie sieht oder nicht."),
        ],
        saw: &[
            Line("large", "Das Bild {image} auf {page} wiegt {size}."),
            Line("format", "Das Bild {image} auf {page} wiegt {size}, und ein modernes Format steht nicht daneben."),
            Line("eager", "Auf {page} stehen {count} Bilder, und alle laden auf einmal."),
            Line("", "Einige Bilder sind schwerer als nötig."),
        ],
        matters: &[
            Line("", "Wer {company} im Zug ansieht, sieht graue Kästen.|Leichtere Dateien wären gleich da."),
            Line(
                "",
                "Bilder werben für „{offer}“, aber erst, wenn sie da sind.|Bei einer Website wie der von {company} lässt sich hier meist am meisten sparen.",
            ),
            Line("", "Bilder werben, aber erst, wenn sie da sind.|Hier lässt sich meist am meisten sparen."),
        ],
        fix: &[
            Line("large", "Verkleinern Sie {image} auf die Breite, in der es erscheint, und speichern Sie es als WebP."),
            Line("format", "Speichern Sie {image} als WebP und bieten Sie es neben der alten Datei an."),
            Line("eager", "Geben Sie Bildern unterhalb des ersten Bildschirms die Angabe loading=\"lazy\"."),
            Line(
                "large",
                "Speichern Sie das Bild als WebP in der Breite, in der es erscheint, oft 1600 Pixel oder weniger.|Meist spart das mehr als die Hälfte.",
            ),
            Line(
                "format",
                "Speichern Sie das Bild als WebP in der Breite, in der es erscheint, oft 1600 Pixel oder weniger.|Meist spart das mehr als die Hälfte.",
            ),
        ],
        task: &[
            Line("large", "{image} verkleinern, jetzt {size}."),
            Line("format", "{image} als WebP speichern."),
            Line("eager", "Bilder unterhalb des ersten Bildschirms später laden lassen."),
            Line("", "Die schweren Bilder als WebP speichern."),
        ],
        praise: &[],
    },
];
