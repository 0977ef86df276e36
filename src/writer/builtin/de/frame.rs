//! The frame in German.

use super::super::Line;
use super::super::frame::{Frame, KindWords, Labels};

pub static FRAME: Frame = Frame {
    home: "Ihrer Startseite",
    page: "der Seite {path}",
    numbers: ["zwei", "drei", "vier", "fünf", "sechs", "sieben"],
    your_site: "Ihre Website",
    title: &[Line("", "Was {company} im Netz gut macht, und was als Nächstes kommt"), Line("", "Was Ihre Website gut macht, und was als Nächstes kommt")],
    subtitle: &[
        Line("", "Ein genauer Blick auf {domain}, erstellt für {reader}"),
        Line("", "Ein genauer Blick auf {domain}"),
        Line("", "Erstellt für {reader}"),
        Line("", "Ein genauer Blick auf eine Website"),
    ],
    praise_proof: &[
        Line("", "Wer {company} nicht kennt, findet einen guten Grund zum Vertrauen: Auf der Website steht „{proof}“."),
        Line("", "„{proof}“ steht auf der Website, und das ist für Fremde ein guter Grund, {company} zu vertrauen."),
    ],
    praise_offers: &[
        Line("", "Wer die Website öffnet, sieht bald, was {company} macht: „{offer}“, „{offer_2}“ und „{offer_3}“ sind dort genannt."),
        Line("", "{company} sagt klar, worum es geht: Die Website nennt „{offer}“, „{offer_2}“ und „{offer_3}“."),
        Line("", "{company} sagt klar, worum es geht: Die Website nennt „{offer}“ und „{offer_2}“."),
        Line("", "{company} sagt klar, worum es geht: Die Website nennt „{offer}“."),
    ],
    heading_strengths: &[Line("", "Was schon gut ist"), Line("", "Das sollte bleiben")],
    praise_description: &[
        Line("", "{company} beschreibt die eigene Arbeit treffend: „{description}“."),
        Line("", "{company} stellt sich in einer Zeile vor: „{description}“."),
        Line("", "Die Website findet gute Worte für Ihre Arbeit: „{description}“."),
    ],
    praise_plain: &[
        Line("", "Die Website von {company} antwortet, und jeder kann ihre Seiten lesen."),
        Line("", "Wer {company} sucht, bekommt eine Antwort: {domain} ist erreichbar und lesbar."),
        Line("", "Die Website antwortet, und jeder kann ihre Seiten lesen."),
    ],
    closed: &[
        Line("", "Die Website sagt über sich selbst: „{closed}“.|Deshalb geht es hier nicht um neue Kunden, sondern allein um die Seiten."),
        Line("", "Die Website sagt, dass es die Firma nicht mehr gibt.|Deshalb geht es hier nicht um neue Kunden, sondern allein um die Seiten."),
    ],
    closing: &[
        Line("", "Unten stehen {priorities} Änderungen, die sich zuerst lohnen, jede mit unserer Beobachtung und einem Weg, sie selbst zu prüfen."),
        Line("", "Unten stehen {priorities} Änderungen, die sich zuerst lohnen."),
    ],
    closing_long: &[
        Line("", "Unten stehen {priorities} Änderungen, die sich zuerst lohnen: was wir gesehen haben, wer es erledigen kann und wie Sie es ohne uns prüfen."),
        Line("", "Unten steht, was wir zuerst ändern würden: was wir gesehen haben, wer es erledigen kann und wie Sie es ohne uns prüfen."),
    ],
    closing_short: &[
        Line("", "Unten stehen {priorities} Änderungen, die sich zuerst lohnen, jede mit ihrer Quelle."),
        Line("", "Unten steht, was wir zuerst ändern würden."),
    ],
    closing_clean: &[Line(
        "",
        "Wir haben nichts gefunden, das eilt.|Die Kleinigkeiten unten haben Zeit bis zu einer ruhigen Stunde, und zu jeder steht die Quelle.",
    )],
    read: &[
        Line("", "Am {date} haben wir dafür {pages} {pages?Seite:Seiten} von {domain} gelesen."),
        Line("", "Am {date} haben wir uns dafür {domain} angesehen."),
    ],
    heading_summary: &[Line("", "Kurz gesagt"), Line("", "Zusammenfassung")],
    heading_score: &[Line("", "Wo die Website steht"), Line("", "Bereich für Bereich")],
    heading_priorities: &[Line("", "Was Sie zuerst ändern sollten"), Line("", "Das lohnt sich zuerst")],
    heading_quick: &[Line("", "Schnell erledigt"), Line("", "In Minuten erledigt")],
    heading_plan: &[Line("", "Ein kurzer Plan"), Line("", "Schritt für Schritt")],
    heading_known: &[Line("", "Was Fremde auf Ihrer Website erfahren"), Line("", "Was auf der Website steht")],
    heading_given: &[Line("", "Was man uns mitgeteilt hat")],
    heading_sender: &[Line("", "Über {sender}"), Line("", "Wer Ihnen das schickt")],
    heading_method: &[Line("", "Wie dieser Bericht entstanden ist"), Line("", "Vorgehen und Grenzen")],
    heading_appendix: &[Line("", "Alle Prüfpunkte"), Line("", "Anhang")],
    heading_advice: &[Line("", "Was fast jeder Website hilft"), Line("", "Drei Dinge, die einen Blick lohnen")],
    heading_seen: &[Line("", "Was dennoch zu sehen war"), Line("", "Trotzdem gesehen")],
    heading_pages: &[Line("", "Gelesene Seiten"), Line("", "Quellen")],
    score_legend: &[Line("", "Wichtige Prüfpunkte zählen mehr als nebensächliche; was wir nicht messen konnten, zählt nicht mit.")],
    comparison: &[
        Line(
            "",
            "Wir haben uns {others} andere Websites auf dieselbe Weise angesehen: Die mittlere hat {median} von 100 Punkten, {domain} hat {own_score}.|{share_lower} % von ihnen haben weniger.",
        ),
        Line(
            "",
            "Wir haben uns {others} andere Websites auf dieselbe Weise angesehen: Die mittlere hat {median} von 100 Punkten, diese hat {own_score}.|{share_lower} % von ihnen haben weniger.",
        ),
    ],
    base_rate: &[Line("", "Anderswo gilt das für {rate} % der gezählten Seiten oder Websites ({rate_source}, {rate_year}).")],
    score_detail: &[Line("", "{passed} von {measured} {measured?Prüfung:Prüfungen}")],
    plan_quick: &[Line("", "Dazu kommen die schnellen Punkte von oben.")],
    known_legend: &[
        Line("", "Das können Besucher, Kartendienste und Assistenten auf Ihrer Website erfahren.|Ist eine Zeile veraltet, gilt das für sie alle."),
        Line("", "Das können Besucher, Kartendienste und Assistenten auf der Website erfahren.|Ist eine Zeile veraltet, gilt das für sie alle."),
    ],
    given_legend: &[
        Line("", "Diese Angaben hat man uns mitgeteilt; auf der Website haben wir sie nicht gefunden und auch nicht geprüft."),
        Line("research_off", "Diese Angaben hat man uns mitgeteilt, und wir haben sie nicht geprüft."),
    ],
    plan_week: &[Line("", "Diese Woche"), Line("", "Zuerst")],
    plan_month: &[Line("", "Diesen Monat"), Line("", "Dann")],
    plan_after: &[Line("", "Danach"), Line("", "Zuletzt")],
    plan_week_heading: &[Line("", "Was Minuten dauert"), Line("", "Die kleinen Dinge")],
    plan_month_heading: &[Line("", "Was einige Stunden oder Tage dauert"), Line("", "Die größeren Dinge")],
    plan_after_heading: &[Line("", "Noch einmal hinsehen"), Line("", "Nachprüfen")],
    plan_after_text: &[
        Line(
            "",
            "Bitten Sie jemanden, der {company} nicht kennt, auf {domain} nach „{offer}“ zu suchen, und sehen Sie still zu.|Prüfen Sie danach die Punkte oben noch einmal.",
        ),
        Line("", "Öffnen Sie {domain} am Handy, wie ein Kunde es täte, und gehen Sie den Weg bis zu „{offer}“.|Prüfen Sie danach die Punkte oben noch einmal."),
        Line(
            "",
            "Geben Sie einem Bekannten Ihr Handy mit {domain} und fragen Sie, wie er {company} erreichen würde.|Prüfen Sie danach die Punkte oben noch einmal.",
        ),
        Line(
            "",
            "Tippen Sie {domain} in ein fremdes Handy: Wie weit kommt ein Kunde von {company} in einer Minute?|Prüfen Sie danach die Punkte oben noch einmal.",
        ),
        Line("", "Sehen Sie sich {domain} mit frischem Blick am Handy an, bei langsamer Verbindung.|Prüfen Sie danach die Punkte oben noch einmal."),
        Line("", "Öffnen Sie die Website am Handy, wie ein Kunde es täte.|Prüfen Sie danach die Punkte oben noch einmal."),
    ],
    sender_sells: &[Line("", "{sells}")],
    sender_audience: &[Line("", "Für wen das ist: {audience}")],
    sender_proof: &[Line("", "In den Worten von {sender}: {proof_of_sender}"), Line("", "In den Worten des Absenders: {proof_of_sender}")],
    sender_free: &[
        Line("", "Alles, was hier steht, können Sie nutzen, mit {sender} oder ohne."),
        Line("", "Was hier steht, ist für Sie, ob Sie mit {sender} arbeiten oder nicht."),
        Line("", "Alles, was hier steht, können Sie nutzen, ganz gleich, wer die Arbeit macht."),
    ],
    sender_ask: &[
        Line("", "Wenn hier etwas unklar ist, schreiben Sie an {sender_email}, und ein Mensch antwortet Ihnen."),
        Line("", "Wenn hier etwas unklar ist, antworten Sie einfach auf die Nachricht, die Sie hierher geführt hat."),
    ],
    greeting_warm: &[
        Line("", "Guten Tag {reader}, wir haben uns {domain} für Sie genau angesehen."),
        Line("", "Guten Tag, wir haben uns {domain} für Sie genau angesehen."),
        Line("", "Guten Tag, dieser Bericht ist für Sie entstanden."),
    ],
    greeting_formal: &[Line("", "Zu Händen von {reader}.")],
    method: &[
        Line(
            "",
            "Am {date} haben wir {pages} {pages?öffentliche Seite:öffentliche Seiten} von {domain} gelesen, mit {requests} {requests?Abruf:Abrufen} und nach den Regeln der robots.txt.",
        ),
        Line("", "Am {date} haben wir uns {domain} angesehen, so wie jeder Besucher es kann."),
        Line("", "Dieser Bericht ist am {date} entstanden."),
    ],
    method_marks: &[Line("", "Die kleinen Ziffern im Text führen zu der Stelle, an der etwas zu sehen war.")],
    limits_heading: &[Line("", "Was wir nicht angesehen haben"), Line("", "Grenzen")],
    limits: &[
        Line(
            "",
            "Platzierungen in der Suche, Besucherzahlen, Bewertungen anderswo und Links von anderen Websites haben wir nicht angesehen.|Wir haben die Seiten auch nicht im Browser geöffnet, deshalb urteilen wir nicht über Farben.",
        ),
        Line("", "Platzierungen in der Suche, Besucherzahlen und Bewertungen anderswo haben wir nicht angesehen."),
    ],
    limits_unmeasured: &[Line("", "Manches haben wir nicht geprüft; der Anhang nennt es mit dem Grund.")],
    limits_unmeasured_alone: &[Line("", "Manches konnten wir nicht prüfen; es zählt weder für noch gegen die Website.")],
    why_you: &[
        Line("research_off", "{sender} hat diesen Bericht für {reader} erstellen lassen, aus den Angaben, die uns vorlagen."),
        Line("research_off", "Dieser Bericht wurde für {reader} erstellt, aus den Angaben, die uns vorlagen."),
        Line("research_off", "Dieser Bericht ist aus den Angaben entstanden, die uns vorlagen, und aus nichts anderem."),
        Line("", "{sender} hat diesen Bericht für {reader} erstellen lassen, aus öffentlichen Seiten und den Angaben, die uns vorlagen."),
        Line("", "Dieser Bericht wurde für {reader} erstellt, aus öffentlichen Seiten und den Angaben, die uns vorlagen."),
        Line("", "Dieser Bericht ist aus öffentlichen Seiten und den Angaben entstanden, die uns vorlagen, und aus nichts anderem."),
    ],
    about: &[
        Line("", "Was über Sie gespeichert ist, können Sie einsehen, berichtigen oder löschen lassen: Ihre Daten und Rechte."),
        Line("", "Was wir speichern und was Sie verlangen können: Ihre Daten und Rechte."),
    ],
    stop: &[
        Line("", "Möchten Sie nichts mehr von uns hören, genügt ein Satz an {sender_email}."),
        Line("", "Möchten Sie nichts mehr von uns hören, genügt ein Satz als Antwort auf die Nachricht, die Sie hierher geführt hat."),
    ],
    from: &[Line("", "Von {domain}"), Line("", "Von der Website")],
    undated: &[Line("", "für {program} haben wir kein Datum")],
    seen_plain: &[Line("", "Nichts zu beanstanden.")],
    about_words: "Ihre Daten und Rechte",
    labels: Labels {
        check: "Prüfpunkt",
        result: "Ergebnis",
        what_was_seen: "Was wir gesehen haben",
        page: "Seite",
        passed: "In Ordnung",
        to_improve: "Zu verbessern",
        does_not_apply: "Trifft nicht zu",
        not_measured: "Nicht gemessen",
        overall: "Gesamt",
        on_the_site: "Auf der Website",
        public_figures_from: "Öffentliche Zahlen aus",
        year: "Jahr",
        as_told_to_us: "Wie uns mitgeteilt",
        offers: "Leistungen",
        place: "Ort",
        address: "Anschrift",
        telephone: "Telefon",
        email: "E-Mail",
        open: "Geöffnet",
        since: "Seit",
        also_on: "Auch auf",
        built_with: "Erstellt mit",
        what_it_does: "Was die Firma tut",
        industry: "Branche",
        people: "Beschäftigte",
        for_whom: "Für wen",
    },
    areas: [
        "Erreichbar und auffindbar",
        "Auftritt in Suche und geteilten Links",
        "Tempo",
        "Für alle nutzbar",
        "Sicher und vertrauenswürdig",
        "E-Mail funktioniert",
        "Macht aus Besuchern Anfragen",
    ],
    who: [
        "Sie, im Editor der Website",
        "wer die Website pflegt",
        "Sie, oder wer die Website gebaut hat",
        "wer die Website gebaut hat",
        "Sie, in der Verwaltung beim Hoster",
        "Ihr Hoster",
        "Sie",
        "die Geschäftsleitung",
    ],
    checklist: KindWords {
        title: &[
            Line("", "Eine Checkliste für die Website von {company}, nach Wirkung geordnet"),
            Line("", "Eine Checkliste für Ihre Website, nach Wirkung geordnet"),
        ],
        subtitle: &[
            Line("", "{actions} Aufgaben für {domain}, erstellt für {reader}"),
            Line("", "{actions} Aufgaben für {domain}"),
            Line("", "Aufgaben, jede mit ihrem Grund"),
        ],
        closing: &[
            Line("", "Unten stehen {actions} Aufgaben, die nützlichste zuerst, jede mit unserer Beobachtung und der Zeit, die sie braucht."),
            Line("", "Unten steht, was zu tun ist, das Nützlichste zuerst."),
        ],
        closing_long: &[
            Line(
                "",
                "Unten stehen {actions} Aufgaben, die nützlichste zuerst: was wir gesehen haben, wie lange es dauert und ein Kästchen zum Abhaken, wenn es erledigt ist.",
            ),
            Line("", "Unten steht, was zu tun ist, das Nützlichste zuerst, mit unserer Beobachtung und einem Kästchen zum Abhaken."),
        ],
        closing_short: &[Line("", "Unten stehen {actions} Aufgaben, die nützlichste zuerst."), Line("", "Unten steht, was zuerst zu tun ist.")],
    },
    playbook: KindWords {
        title: &[
            Line("", "Ein kurzer Leitfaden für {company}: von „{offer}“ zur nächsten Anfrage"),
            Line("", "Ein kurzer Leitfaden für {company}"),
            Line("", "Ein kurzer Leitfaden für Ihre Firma"),
        ],
        subtitle: &[
            Line("", "Aus dem, was auf {domain} steht, erstellt für {reader}"),
            Line("", "Aus dem, was auf {domain} steht"),
            Line("", "Aus dem, was auf der Website steht"),
        ],
        closing: &[
            Line("", "Unten stehen {plays} Vorhaben aus dem, was Ihre Website sagt, jedes mit seinen Schritten und einem Zeichen, dass es gelungen ist."),
            Line("", "Unten steht ein Plan aus dem, was Ihre Website sagt."),
        ],
        closing_long: &[
            Line(
                "",
                "Unten stehen {plays} Vorhaben aus dem, was Ihre eigene Website sagt: die Worte, auf denen sie beruhen, die Schritte und ein Zeichen, dass es gelungen ist.",
            ),
            Line("", "Unten steht ein Plan aus dem, was Ihre eigene Website sagt, mit den Worten, auf denen er beruht."),
        ],
        closing_short: &[Line("", "Unten stehen {plays} Vorhaben, jedes mit seinen Schritten."), Line("", "Unten steht ein kurzer Plan.")],
    },
    calculator: KindWords {
        title: &[
            Line("", "Was die Arbeiten an {domain} kosten: eine Schätzung für {company}"),
            Line("", "Was die Arbeiten an {domain} kosten"),
            Line("", "Was die Arbeiten an der Website kosten: eine Schätzung"),
        ],
        subtitle: &[Line("", "Mit Zahlen, die Sie ändern können, erstellt für {reader}"), Line("", "Mit Zahlen, die Sie ändern können")],
        closing: &[
            Line("", "Unten steht eine Schätzung mit ihrer Formel; ändern Sie jede Zahl, die Sie besser kennen."),
            Line("", "Unten steht eine Schätzung mit ihrer Formel."),
        ],
        closing_long: &[
            Line(
                "",
                "Unten steht eine Schätzung als Spanne, mit ihrer Formel und der Quelle jeder Zahl; ändern Sie, was Sie besser kennen, und das Ergebnis rechnet mit.",
            ),
            Line("", "Unten steht eine Schätzung als Spanne, mit ihrer Formel."),
        ],
        closing_short: &[Line("", "Unten steht eine Schätzung, die Sie ändern können."), Line("", "Unten steht eine Schätzung.")],
    },
    swipe: KindWords {
        title: &[Line("", "Bessere Texte für {company}, fertig zum Einsetzen"), Line("", "Bessere Texte für Ihre Website, fertig zum Einsetzen")],
        subtitle: &[
            Line("", "Neu geschrieben nach den Seiten von {domain}, erstellt für {reader}"),
            Line("", "Neu geschrieben nach den Seiten von {domain}"),
            Line("", "Neu geschrieben nach Ihren eigenen Seiten"),
        ],
        closing: &[
            Line("", "Unten stehen {texts} Texte zum Kopieren; wo einer alte Worte ersetzt, stehen diese daneben."),
            Line("", "Unten stehen Texte zum Kopieren; wo einer alte Worte ersetzt, stehen diese daneben."),
        ],
        closing_long: &[
            Line(
                "",
                "Unten stehen {texts} Texte zum Kopieren, gemacht aus nichts als Ihren eigenen Seiten.|Wo einer alte Worte ersetzt, stehen diese daneben.",
            ),
            Line("", "Unten stehen Texte zum Kopieren, gemacht aus nichts als Ihren eigenen Seiten."),
        ],
        closing_short: &[Line("", "Unten stehen {texts} Texte zum Kopieren."), Line("", "Unten stehen Texte zum Kopieren.")],
    },
};
