//! Sentences for the checks of the area "usable by everyone".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "heading-order",
        label: "Überschriften in der richtigen Ordnung",
        who: Who::Editor,
        title: &[Line("", "Wie die Seiten von {company} eine klare Gliederung bekommen"), Line("", "Wie Ihre Seiten eine klare Gliederung bekommen")],
        heading: &[Line("", "Eine Überschriftenebene wird übersprungen")],
        opening: &[Line("", "Eine Kleinigkeit kostet manche Leser den Faden: Auf {page} wird eine Überschriftenebene übersprungen.")],
        saw: &[
            Line("", "Auf „{before}“ ({before_level}) folgt „{after}“ ({after_level}), eine Ebene fehlt also.|So ist es auf {page}."),
            Line(
                "",
                "Auf {page} folgt die Überschrift „{after}“ ({after_level}) auf „{before}“ ({before_level}).|Solche Sprünge gibt es auf {hits} von {of} Seiten von {domain}.|Solche Sprünge gibt es auf allen {all} Seiten von {domain}.",
            ),
            Line("", "Auf {hits} von {of} Seiten von {domain} überspringen Überschriften eine Ebene."),
            Line("", "Auf allen {all} Seiten von {domain} überspringen Überschriften eine Ebene."),
            Line("", "Überschriften überspringen eine Ebene."),
        ],
        matters: &[
            Line("", "Blinde Leser gehen an den Überschriften durch eine Seite von {company}, so wie andere sie überfliegen."),
            Line("", "Wer {company} mit einem Vorleseprogramm besucht, springt von Überschrift zu Überschrift und kann hier den Faden verlieren."),
            Line("", "Blinde Leser gehen an den Überschriften durch eine Seite, so wie andere sie überfliegen."),
        ],
        fix: &[
            Line("", "Wählen Sie die Ebene von „{after}“ nach dem Rang im Text; die Größe regelt die Gestaltung."),
            Line("", "Setzen Sie „{after}“ eine Ebene unter die Überschrift davor."),
            Line("", "Nehmen Sie die Ebenen der Reihe nach, und ändern Sie die Schriftgröße allein über die Gestaltung."),
        ],
        task: &[
            Line("", "Die Ebene von „{after}“ auf {page} berichtigen."),
            Line("", "Die Überschriften auf {page} ordnen."),
            Line("", "Die Überschriften ordnen."),
        ],
        praise: &[],
    },
    CheckText {
        check: "html-lang",
        label: "Die Sprache ist im Code genannt",
        who: Who::Developer,
        title: &[Line("", "Wie {company} mit der richtigen Stimme vorgelesen wird"), Line("", "Wie Sie mit der richtigen Stimme vorgelesen werden")],
        heading: &[Line("mismatch", "Der Code nennt die falsche Sprache"), Line("", "Der Code nennt nicht die richtige Sprache")],
        opening: &[Line("", "Eine Kleinigkeit kostet manche Leser den Sinn: Auf {page} nennt der Code nicht die richtige Sprache.")],
        saw: &[
            Line("mismatch", "Auf {page} nennt der Code „{lang}“, der Text hat aber eine andere Sprache; so ist es auf {hits} von {of} Seiten von {domain}."),
            Line("mismatch", "Auf {page} nennt der Code „{lang}“, der Text hat aber eine andere Sprache; so ist es auf allen {all} Seiten von {domain}."),
            Line("invalid", "Auf {page} nennt der Code als Sprache „{lang}“, und die gibt es nicht; so ist es auf {hits} von {of} Seiten von {domain}."),
            Line("invalid", "Auf {page} nennt der Code als Sprache „{lang}“, und die gibt es nicht; so ist es auf allen {all} Seiten von {domain}."),
            Line("missing", "Auf {hits} von {of} Seiten von {domain} nennt der Code keine Sprache, {hits?nämlich:darunter} auf {page}."),
            Line("missing", "Auf allen {all} Seiten von {domain} nennt der Code keine Sprache."),
            Line("missing", "Auf {page} ist im Code nirgends die Sprache genannt.|Wir haben {of} Seiten von {domain} gelesen, auf {hits} davon fehlt sie."),
            Line(
                "missing",
                "Auf {page} nennt der Code keine Sprache.|Das ist auf {hits} von {of} Seiten von {domain} so.|Das ist auf allen {all} Seiten von {domain} so.",
            ),
            Line(
                "invalid",
                "Auf {page} nennt der Code als Sprache „{lang}“, und die gibt es nicht.|Das ist auf {hits} von {of} Seiten von {domain} so.|Das ist auf allen {all} Seiten von {domain} so.",
            ),
            Line(
                "mismatch",
                "Auf {page} nennt der Code „{lang}“, der Text hat aber eine andere Sprache.|Das ist auf {hits} von {of} Seiten von {domain} so.|Das ist auf allen {all} Seiten von {domain} so.",
            ),
            Line("", "Der Code nennt nicht die richtige Sprache."),
        ],
        matters: &[
            Line("", "Ein Vorleseprogramm, das die Sprache nicht kennt, liest {company} mit falschem Akzent vor."),
            Line("", "Vorleseprogramme wählen danach ihre Stimme, und Browser entscheiden, ob sie {company} übersetzen."),
            Line("", "Vorleseprogramme wählen danach ihre Stimme, und Browser entscheiden, ob sie übersetzen."),
        ],
        fix: &[
            Line("", "Lassen Sie das erste Tag jeder Seite von {domain} deren Sprache nennen, auf {page} mit lang=\"{code}\"."),
            Line("", "Lassen Sie das erste Tag jeder Seite von {domain} die Sprache des Textes nennen."),
            Line("", "Setzen Sie in der ersten Zeile jeder Seite das Attribut lang auf die Sprache des Textes."),
        ],
        task: &[
            Line("", "Die Sprache im Code von {domain} nennen."),
            Line("", "Browsern sagen, in welcher Sprache {company} schreibt."),
            Line("", "Die Sprache der Seiten von {domain} einstellen."),
            Line("", "Die Sprache der Seiten einstellen."),
        ],
        praise: &[],
    },
    CheckText {
        check: "meta-viewport",
        label: "Passt auf das Handy",
        who: Who::Developer,
        title: &[Line("", "Wie sich {company} am Handy ohne Mühe liest"), Line("", "Wie sich Ihre Seiten am Handy ohne Mühe lesen")],
        heading: &[Line("no-zoom", "Am Handy lässt sich die Seite nicht vergrößern"), Line("!no-zoom", "Am Handy erscheint die Seite winzig")],
        opening: &[
            Line("no-zoom", "Eine Sache kostet Sie Leser: Auf {page} lässt sich am Handy nichts vergrößern."),
            Line("missing", "Eine Sache kostet Sie Besucher am Handy: Auf {page} fehlt die richtige Einstellung für kleine Bildschirme."),
            Line("no-width", "Eine Sache kostet Sie Besucher am Handy: Auf {page} fehlt die richtige Einstellung für kleine Bildschirme."),
        ],
        saw: &[
            Line(
                "no-width",
                "Auf {page} lautet die Einstellung für Handybildschirme „{content}“ und nennt keine Breite; so ist es auf {hits} von {of} Seiten von {domain}.",
            ),
            Line(
                "no-width",
                "Auf {page} lautet die Einstellung für Handybildschirme „{content}“ und nennt keine Breite; so ist es auf allen {all} Seiten von {domain}.",
            ),
            Line("no-zoom", "„{content}“ auf {page} verbietet das Vergrößern am Handy; so ist es auf {hits} von {of} Seiten von {domain}."),
            Line("no-zoom", "„{content}“ auf {page} verbietet das Vergrößern am Handy; so ist es auf allen {all} Seiten von {domain}."),
            Line(
                "missing",
                "Die Einstellung für Handybildschirme (Viewport) fehlt auf {hits} von {of} Seiten von {domain}, {hits?nämlich:darunter} auf {page}.",
            ),
            Line("missing", "Die Einstellung für Handybildschirme (Viewport) fehlt auf allen {all} Seiten von {domain}."),
            Line(
                "missing",
                "Auf {page} fehlt die Einstellung für Handybildschirme (Viewport).|Das ist auf {hits} von {of} Seiten von {domain} so.|Das ist auf allen {all} Seiten von {domain} so.",
            ),
            Line(
                "no-width",
                "Auf {page} lautet die Einstellung für Handybildschirme „{content}“ und nennt keine Breite.|Das ist auf {hits} von {of} Seiten von {domain} so.|Das ist auf allen {all} Seiten von {domain} so.",
            ),
            Line(
                "no-zoom",
                "Auf {page} lautet die Einstellung für Handybildschirme „{content}“ und verbietet das Vergrößern.|Das ist auf {hits} von {of} Seiten von {domain} so.|Das ist auf allen {all} Seiten von {domain} so.",
            ),
            Line("", "Die Einstellung für Handybildschirme stimmt nicht."),
        ],
        matters: &[
            Line("no-zoom", "Wer mit müden Augen am Handy bei {company} nachsieht, kann den Text nicht vergrößern."),
            Line("no-zoom", "Wer schlecht sieht, kann bei {company} nicht lesen, was sich nicht vergrößern lässt."),
            Line("no-zoom", "Wer schlecht sieht, kann nicht lesen, was sich nicht vergrößern lässt."),
            Line("missing", "Wer in {place} am Handy „{offer}“ sucht, bekommt winzige Schrift.|Mancher geht zurück zur Liste."),
            Line("no-width", "Wer in {place} am Handy „{offer}“ sucht, bekommt winzige Schrift.|Mancher geht zurück zur Liste."),
            Line("missing", "Am Handy erscheint {company} in winziger Schrift, und mancher geht zurück zur Liste."),
            Line("no-width", "Am Handy erscheint {company} in winziger Schrift, und mancher geht zurück zur Liste."),
            Line("missing", "Am Handy erscheint der Text in winziger Schrift, und mancher geht zurück zur Liste."),
            Line("no-width", "Am Handy erscheint der Text in winziger Schrift, und mancher geht zurück zur Liste."),
        ],
        fix: &[
            Line(
                "!no-zoom",
                "Setzen Sie <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> in den Kopf jeder Seite.|Zerfällt dann das Layout, braucht die Gestaltung eine Fassung für Handys.",
            ),
            Line("no-zoom", "Nehmen Sie auf {domain} das Zoom-Verbot aus der Einstellung für Handybildschirme."),
            Line("", "Lassen Sie den Viewport von {domain} auf width=device-width, initial-scale=1 stellen."),
        ],
        task: &[
            Line("", "Die Einstellung für Handybildschirme auf {domain} setzen."),
            Line("no-zoom", "Das Zoomen auf {domain} wieder erlauben."),
            Line("", "Die Einstellung für Handybildschirme setzen."),
        ],
        praise: &[Line("", "Alle {of} gelesenen Seiten sind für Handys eingerichtet.")],
    },
    CheckText {
        check: "image-alt",
        label: "Bilder haben einen Text",
        who: Who::Editor,
        title: &[Line("", "Wie jeder Besucher sieht, was {company} macht"), Line("", "Wie jeder Besucher sieht, was Sie machen")],
        heading: &[Line("", "{count} {count?Bild sagt:Bilder sagen} manchen Lesern nichts"), Line("", "Bilder sagen manchen Lesern nichts")],
        opening: &[
            Line("", "Nicht alle sehen Ihre Arbeit: {count} von {total} Bildern {count?hat:haben} keinen Text für alle, die nicht hinsehen können."),
            Line("", "Eine Sache kostet Sie Leser: {count} von {total} Bildern {count?hat:haben} keinen Text für alle, die sie nicht sehen."),
            Line("", "Eine Sache kostet Sie Leser: Bilder haben keinen Text für alle, die sie nicht sehen."),
        ],
        saw: &[
            Line(
                "",
                "Wir haben auf {domain} {total} {total?Bild:Bilder} gezählt, und {count} davon {count?hat:haben} keinen Alternativtext, {count?nämlich:eines davon} auf {page}.",
            ),
            Line("", "Hinter {count} von {total} {total?Bild:Bildern} auf {domain} steht kein Alternativtext; {count?es steht:eines davon steht} auf {page}."),
            Line("", "Von {total} {total?Bild:Bildern} auf {domain} {count?hat:haben} {count} keinen Alternativtext, {count?nämlich:eines davon} auf {page}."),
            Line("", "Von {total} {total?Bild:Bildern} {count?hat:haben} {count} keinen Alternativtext."),
            Line("", "Einige Bilder haben keinen Alternativtext."),
        ],
        matters: &[
            Line("@shop", "Wer über die Bildersuche kauft, findet {domain} nur mit Worten hinter den Bildern."),
            Line("@portfolio", "Ihre Bilder sind das Angebot, und ohne Worte findet die Bildersuche {company} nicht."),
            Line("@local", "Fotos aus {place} zeigen, was {company} kann; mit Worten findet sie auch die Suche."),
            Line("", "Wo {company} ein Bild zeigt, hört ein blinder Besucher nichts.|Auch eine Suchmaschine erfährt dort nichts."),
            Line("", "Bilder machen {company} Arbeit.|Mit einer Zeile Text hinter jedem haben auch Suche und Vorleseprogramme etwas davon."),
            Line(
                "",
                "Ein Bild auf {domain} lässt sich ohne Worte weder finden noch vorlesen.|Das ist schade für {company}, und in manchen Ländern rechtlich heikel.",
            ),
            Line("", "Blinde Leser, Bildersuche und KI-Assistenten kennen die Bilder von {company} allein aus diesen Worten."),
            Line("", "Ihre Bilder zeigen, was Sie können.|Ohne Worte entgeht blinden Lesern und der Bildersuche, was {company} dort zeigt."),
            Line("", "Blinde Leser, Bildersuche und KI-Assistenten kennen Ihre Bilder allein aus diesen Worten."),
        ],
        fix: &[
            Line("@shop", "Beginnen Sie auf {domain} mit den Bildern der Ware: was es ist, Farbe, Größe.|Was auf {domain} nur Schmuck ist, darf leer bleiben."),
            Line("@technical", "Machen Sie den Alternativtext in den Vorlagen von {domain} zur Pflicht, und holen Sie die alten Bilder nach."),
            Line(
                "",
                "Geben Sie jedem Bild auf {domain} einen Alternativtext: eine kurze Zeile, was zu sehen ist.|Was auf {domain} nur Schmuck ist, darf leer bleiben.",
            ),
            Line(
                "",
                "Nehmen Sie sich je zehn Bilder von {domain} vor, und sagen Sie in einer Zeile, was jedes zeigt.|Was auf {domain} nur Schmuck ist, darf leer bleiben.",
            ),
            Line("", "Schreiben Sie zu jedem Bild eine kurze Zeile, so wie Sie es am Telefon sagen würden.|Reiner Schmuck darf leer bleiben."),
            Line(
                "",
                "Beginnen Sie auf {page}, und schreiben Sie zu jedem Bild, was es zeigt, so wie Sie es am Telefon sagen würden.|Reiner Schmuck darf leer bleiben.",
            ),
        ],
        task: &[
            Line("", "Die fehlenden Bildtexte auf {domain} ergänzen."),
            Line("", "{count} {count?stummes Bild:stumme Bilder} in je einer Zeile beschreiben."),
            Line("", "{count} {count?Bild beschreiben, das:Bilder beschreiben, die} noch keine Worte {count?hat:haben}."),
            Line("", "Für {count} {count?Bild:Bilder} eine Zeile Text schreiben."),
            Line("", "Zu jedem Bild eine Zeile schreiben."),
        ],
        praise: &[Line("", "Wir haben {total} {total?Bild:Bilder} gezählt, und keines lässt ein Vorleseprogramm im Ungewissen.")],
    },
    CheckText {
        check: "label",
        label: "Formularfelder haben einen Namen",
        who: Who::Developer,
        title: &[
            Line("", "Wie mehr Menschen das Formular von {company} zu Ende ausfüllen"),
            Line("", "Wie das Formular von {company} für alle leicht wird"),
            Line("", "Wie Ihr Formular für alle leicht wird"),
        ],
        heading: &[Line("enquiry", "Felder des Anfrageformulars haben im Code keinen Namen"), Line("", "Felder eines Formulars haben im Code keinen Namen")],
        opening: &[
            Line(
                "enquiry",
                "Eine Sache kostet Sie Anfragen: Im Formular auf {page} {count?hat:haben} {count} von {total} {total?Feld:Feldern} im Code keinen Namen.",
            ),
            Line(
                "",
                "Eine Sache kostet Sie Leser: In einem Formular auf {page} {count?hat:haben} {count} von {total} {total?Feld:Feldern} im Code keinen Namen.",
            ),
        ],
        saw: &[
            Line(
                "",
                "Im Formular auf {page} {count?hat:haben} {count} von {total} {total?Feld:Feldern} keine Beschriftung im Code, {count?nämlich:zum Beispiel} „{field}“.",
            ),
            Line(
                "",
                "„{beside}“ steht auf {page} bei einem Feld, doch der Code verbindet die Worte nicht mit ihm.|In diesem Formular {count?hat:haben} {count} von {total} {total?Feld:Feldern} keine Beschriftung im Code.",
            ),
            Line(
                "",
                "Den einzigen Namen eines Feldes auf {page} nennt der graue Text „{placeholder}“ im Feld.|In diesem Formular {count?hat:haben} {count} von {total} {total?Feld:Feldern} keine Beschriftung im Code.",
            ),
            Line("", "Von {total} {total?Feld:Feldern} im Formular auf {page} {count?hat:haben} {count} keine Beschriftung im Code."),
            Line("", "Einige Felder eines Formulars haben keine Beschriftung im Code."),
        ],
        matters: &[
            Line("", "Ein Vorleseprogramm nennt ein solches Feld auf {domain} vielleicht nur „Textfeld“."),
            Line("enquiry @local", "Wer {company} aus {place} schreiben will und das Formular nur hört, erfährt nicht sicher, was wohin gehört."),
            Line("@shop", "Wer bei {company} bestellen will, sollte jedes Feld auch vorgelesen bekommen."),
            Line("enquiry @sales", "Eine Anfrage an {company}, die am Formular scheitert, sieht bei Ihnen niemand."),
            Line(
                "",
                "Ein Vorleseprogramm nennt ein solches Feld vielleicht nur „Textfeld“.|Manche, die {company} erreichen wollen, erfahren dann nicht, was in „{field}“ gehört.",
            ),
            Line("", "Wer {domain} sieht, liest „{beside}“ neben dem Feld; wer die Seite hört, erfährt davon vielleicht nichts."),
            Line(
                "enquiry",
                "Jemand füllt das Formular von {company} am Handy aus, und der graue Text „{placeholder}“ verschwindet beim Tippen.|Von der Anfrage, die nicht kommt, erfährt {company} nichts.",
            ),
            Line(
                "enquiry",
                "Der graue Text „{placeholder}“ verschwindet, sobald man tippt.|Wer {company} nach „{offer}“ fragt, kommt aus dem Tritt, und manche geben auf.",
            ),
            Line("", "Vorleseprogramme nennen für ein solches Feld vielleicht keinen Namen, und die Sprachsteuerung findet es nicht."),
        ],
        fix: &[
            Line("@technical", "Geben Sie auf {domain} jedem Feld ein label-Element, das mit for auf sein Feld zeigt."),
            Line("", "Lassen Sie auf {page} jedes Feld mit einer sichtbaren Beschriftung verbinden, „{field}“ zuerst."),
            Line("", "„{beside}“ kann auf {page} stehen bleiben; der Code muss die Worte nur mit ihrem Feld verbinden."),
            Line("", "Lassen Sie auf {domain} jedes Formularfeld mit einer sichtbaren Beschriftung verbinden; grauer Text im Feld zählt nicht."),
            Line("", "Geben Sie „{field}“ eine sichtbare Beschriftung, die der Code mit dem Feld verbindet.|Dasselbe gilt für jedes weitere Feld ohne eine."),
            Line("", "Geben Sie jedem Feld eine sichtbare Beschriftung, die der Code mit ihm verbindet.|In HTML ist das je Feld ein label-Element mit for."),
        ],
        task: &[
            Line("", "Auf {page} „{field}“{count?: und was sonst noch keine hat} mit einer Beschriftung verbinden."),
            Line("", "{count} {count?Feld:Felder} im Formular auf {page} beschriften."),
            Line("", "Die Felder des Formulars beschriften."),
        ],
        praise: &[Line("", "Jedes Feld Ihrer Formulare ({total} insgesamt) hat einen richtigen Namen und füllt sich leicht aus.")],
    },
    CheckText {
        check: "link-name",
        label: "Links und Schaltflächen haben einen Namen",
        who: Who::Developer,
        title: &[Line("", "Wie jeder Knopf von {company} sagt, was er tut"), Line("", "Wie jeder Ihrer Knöpfe sagt, was er tut")],
        heading: &[Line("button", "Einige Schaltflächen haben keinen Namen"), Line("", "Einige Links haben keinen Namen")],
        opening: &[Line(
            "",
            "Eine Sache kostet Sie Leser: {count} {count?Link oder Knopf hat:Links oder Knöpfe haben} keinen Namen, und manche Menschen können nichts damit anfangen.",
        )],
        saw: &[
            Line("", "Symbole ohne Worte: {count} von {total} Links und Schaltflächen auf {domain} {count?hat:haben} keinen Namen, zuerst auf {page}."),
            Line("", "Von {total} Links und Schaltflächen auf {domain} {count?hat:haben} {count} keinen Namen; das erste Beispiel steht auf {page}."),
            Line("", "Von {total} Links und Schaltflächen {count?hat:haben} {count} keinen Namen."),
            Line("", "Einige Links oder Schaltflächen haben keinen Namen."),
        ],
        matters: &[
            Line("", "Wer die Symbole auf {domain} nicht sieht, hört „Link, Link, Link“.|Welcher davon zu {company} führt, sagt niemand."),
            Line("", "Ein Vorleseprogramm sagt dort nur das Wort Link, und eine Sprachsteuerung kommt bei {company} nicht weiter."),
            Line("", "Ein Vorleseprogramm sagt dort nur „Link“, und eine Sprachsteuerung kommt nicht weiter."),
        ],
        fix: &[
            Line("", "Lassen Sie auf {domain} hinter jedes Symbol Worte setzen, etwa „Anrufen“ oder „Nach oben“."),
            Line("", "Geben Sie den stummen Links von {company} einen Namen, der das Ziel nennt, als aria-label oder als Text."),
            Line("", "Geben Sie jedem Symbol einen verborgenen Text oder ein aria-label, etwa „Anrufen“ oder „Nach oben“."),
        ],
        task: &[
            Line("", "{count} {count?stummem Symbol:stummen Symbolen} auf {domain} Worte geben."),
            Line("", "{count} {count?stummen Link oder Knopf:stumme Links und Knöpfe} auf {domain} benennen."),
            Line("", "Die stummen Links und Knöpfe benennen."),
        ],
        praise: &[],
    },
];
