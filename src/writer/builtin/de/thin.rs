//! The thin document in German.

use super::super::Line;
use super::super::thin::Thin;

pub static THIN: Thin = Thin {
    title: &[
        Line("no_domain", "Was eine Website für {company} tun könnte"),
        Line("no_domain", "Was eine Website für Sie tun könnte"),
        Line("research_off", "Drei Dinge, die bei {company} einen Blick lohnen"),
        Line("research_off", "Drei Dinge, die auf Ihrer Website einen Blick lohnen"),
        Line("", "Was Besucher von {domain} heute antreffen"),
        Line("", "Was Besucher Ihrer Website heute antreffen"),
    ],
    reason: &[
        Line("no_domain", "Uns wurde keine Website von {company} genannt, deshalb hatten wir keine zu lesen."),
        Line("no_domain", "Uns wurde keine Website genannt, deshalb hatten wir keine zu lesen."),
        Line("research_off", "Wir haben Ihre Website hierfür nicht besucht: Dieser Bericht beruht allein auf den Angaben, die uns vorlagen."),
        Line(
            "no_such_host",
            "Der Name {domain} führt zu keinem Server, deshalb gab es nichts zu lesen.|Wenn der Name stimmt, gehen womöglich auch Besucher und E-Mails verloren.",
        ),
        Line("refused", "Der Server von {domain} hat unsere Verbindung abgelehnt, deshalb konnten wir die Website nicht lesen."),
        Line("timeout", "Der Server von {domain} hat nicht rechtzeitig geantwortet, deshalb konnten wir die Website nicht lesen."),
        Line(
            "tls",
            "Eine sichere Verbindung zu {domain} ist nicht zustande gekommen, deshalb haben wir die Website nicht gelesen.|Ein Browser zeigt Besuchern dort womöglich eine Warnung.",
        ),
        Line("private_address", "Der Name {domain} führt zu einer Adresse, die nicht öffentlich ist, deshalb haben wir sie nicht gelesen."),
        Line("too_large", "Die Startseite von {domain} ist größer, als wir lesen können, deshalb haben wir abgebrochen."),
        Line("redirect_loop", "Die Adresse {domain} schickt Besucher im Kreis, deshalb ist nie eine Seite angekommen."),
        Line(
            "blocked",
            "Die Website unter {domain} hat unser Leseprogramm abgewiesen.|Für Menschen ist sie vielleicht offen, deshalb urteilen wir nicht über sie.",
        ),
        Line(
            "robots_refused",
            "Die Datei robots.txt von {domain} bittet Programme wie unseres, die Startseite nicht zu lesen, und daran haben wir uns gehalten.",
        ),
        Line("http_error", "Der Server von {domain} hat mit einem Fehler geantwortet, deshalb gab es keine Seite zu lesen."),
        Line("not_html", "Unter {domain} haben wir keine Webseite gefunden, die sich lesen lässt."),
        Line("empty", "Die Startseite von {domain} ist leer zurückgekommen."),
        Line(
            "script_only",
            "Die Seiten von {domain} entstehen erst durch Skripte im Browser, deshalb erreichte uns kaum Text.|Manchen Suchmaschinen und Assistenten geht es ebenso.",
        ),
        Line("parked", "Unter {domain} steht eine Platzhalterseite, noch keine eigene Website."),
        Line("under_construction", "Die Website unter {domain} sagt, dass sie noch im Aufbau ist."),
        Line("login", "Die Website unter {domain} verlangt zuerst eine Anmeldung, deshalb sind wir draußen geblieben."),
        Line(
            "moved",
            "Die Adresse {domain} schickt ihre Besucher auf eine andere Website.|Ob diese Ihnen gehört, wissen wir nicht, deshalb haben wir sie nicht gelesen.",
        ),
        Line(
            "frames",
            "Auf {domain} konnten wir nur {words_read} Wörter lesen: Die Website besteht aus Frames, und wir haben wenig von deren Inhalt erreicht.",
        ),
        Line("frames", "Die Website unter {domain} besteht aus Frames, und wir haben wenig von deren Inhalt erreicht."),
        Line(
            "scripts",
            "Auf {domain} konnten wir nur {words_read} Wörter lesen, denn den Rest erzeugen Skripte im Browser.|Manchen Suchmaschinen und Assistenten geht es ebenso.",
        ),
        Line(
            "scripts",
            "Vieles auf {domain} erzeugen erst Skripte im Browser, deshalb erreichte uns kaum Text.|Manchen Suchmaschinen und Assistenten geht es ebenso.",
        ),
        Line("little_text", "Auf den Seiten von {domain} konnten wir nur {words_read} Wörter Text lesen."),
        Line("little_text", "Auf den Seiten von {domain} konnten wir nur wenige Wörter lesen."),
        Line("", "Die Website unter {domain} konnten wir nicht lesen."),
        Line("", "Die Website konnten wir nicht lesen."),
    ],
    honest: &[
        Line(
            "research_off",
            "Deshalb ist dieser Bericht für {company} kurz: Er urteilt nicht über eine Website, die wir nicht gesehen haben.|Was folgt, gilt für fast jede Website.",
        ),
        Line(
            "research_off",
            "Deshalb ist dieser Bericht kurz: Er urteilt nicht über eine Website, die wir nicht gesehen haben.|Was folgt, gilt für fast jede Website.",
        ),
        Line(
            "seen",
            "Deshalb ist dieser Bericht kurz, und über {company} steht hier nichts, was wir nicht gesehen haben.|Zuerst steht, was zu sehen war, danach, was fast jeder Website hilft.",
        ),
        Line(
            "seen",
            "Deshalb ist dieser Bericht kurz: Er sagt nichts über Sie, was wir nicht gesehen haben.|Zuerst steht, was zu sehen war, danach, was fast jeder Website hilft.",
        ),
        Line("", "Deshalb ist dieser Bericht kurz, und über {company} steht hier nichts, was wir nicht gesehen haben.|Was folgt, gilt für fast jede Website."),
        Line("", "Deshalb ist dieser Bericht kurz: Er sagt nichts über {company}, was wir nicht gesehen haben.|Was folgt, gilt für fast jede Website."),
        Line("", "Deshalb ist dieser Bericht kurz: Er sagt nichts über Sie, was wir nicht gesehen haben.|Was folgt, gilt für fast jede Website."),
    ],
    callout: &[Line("research_off", "Woraus dieser Bericht entstanden ist"), Line("", "Was wir nicht lesen konnten"), Line("", "Hinweis")],
    next: &[
        Line("no_domain", "Gibt es eine Website, nennen Sie uns die Adresse, dann können wir sie gründlich ansehen."),
        Line("research_off", "Wünschen Sie einen gründlichen Blick auf die Website, sagen Sie es uns, und wir holen ihn nach."),
        Line("frames", "Sobald der Text in den Seiten selbst steht, können wir den gründlichen Blick nachholen."),
        Line("scripts", "Sobald der Text in den Seiten selbst steht, können wir den gründlichen Blick nachholen."),
        Line("little_text", "Steht mehr Text auf der Website, können wir den gründlichen Blick nachholen."),
        Line("", "Sobald {domain} lesbar ist, können wir den gründlichen Blick nachholen."),
        Line("", "Sobald die Website lesbar ist, können wir den gründlichen Blick nachholen."),
    ],
    advice: [
        (
            &[Line("", "Unter einer einzigen Adresse erreichbar sein")],
            &[Line(
                "",
                "Tippen Sie Ihre Adresse mit und ohne www ein, und auch mit http davor.|Alle Wege sollten auf derselben sicheren Seite enden.|Alte Links und gedruckte Visitenkarten hängen daran.",
            )],
        ),
        (
            &[Line("", "Im Titel sagen, was Sie tun")],
            &[Line(
                "",
                "Der Titel der Startseite ist Ihre Überschrift in den Suchergebnissen.|Nennen Sie erst die Leistung, dann den Ort, dann die Firma.|Sichtbar sind etwa 60 Zeichen.",
            )],
        ),
        (
            &[Line("", "Bilder leicht machen")],
            &[Line(
                "",
                "Öffnen Sie die Website am Handy außerhalb Ihres WLANs und zählen Sie bis drei.|Ist sie dann nicht da, liegt es meist an den Bildern.|Speichern Sie sie in der Breite, in der sie erscheinen.",
            )],
        ),
        (
            &[Line("", "Die Seite für alle nutzbar machen")],
            &[Line(
                "",
                "Legen Sie die Maus weg und gehen Sie mit der Tabulatortaste durch die Seite.|Jeder Link, jede Schaltfläche und jedes Feld sollte zeigen, wo Sie sind und was es ist.",
            )],
        ),
        (
            &[Line("", "Zeigen, wer Sie sind")],
            &[Line(
                "",
                "Ein Name, eine Anschrift und ein Gesicht bewirken mehr als ein Werbespruch.|Sagen Sie auf einer schlichten Seite, was Sie über Besucher speichern und warum.",
            )],
        ),
        (
            &[Line("", "Dafür sorgen, dass Ihre E-Mails ankommen")],
            &[Line(
                "",
                "Fragen Sie Ihren E-Mail-Anbieter nach drei Einträgen: SPF, DKIM und DMARC.|Mit ihnen landen Angebote und Rechnungen seltener im Spam.",
            )],
        ),
        (
            &[Line("", "Den nächsten Schritt oben anbieten")],
            &[Line(
                "",
                "Besucher sollten in Sekunden sehen, was Sie tun und wie man Sie erreicht.|Setzen Sie oben einen Knopf, und machen Sie die Telefonnummer zum Link.",
            )],
        ),
    ],
};
