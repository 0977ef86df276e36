//! The playbook in German.

use super::super::Line;
use super::{PlayText, Plays};

pub static PLAYS: Plays = Plays {
    heading: &[Line("", "Ein Plan für {company}"), Line("", "Ihr Plan")],
    when: [&[Line("", "Diese Woche")], &[Line("", "Diesen Monat")], &[Line("", "In drei Monaten")]],
    sign_heading: &[Line("", "Woran Sie es merken")],
    texts: &[
        PlayText {
            name: "offer-page",
            heading: &[Line("", "Geben Sie „{offer}“ eine Seite, die antwortet"), Line("", "Eine Seite nur für „{offer}“")],
            says: &[Line("", "Die Website nennt „{offer}“ unter dem, was {company} macht."), Line("", "„{offer}“ steht auf der Website von {company}.")],
            matters: &[
                Line(
                    "",
                    "Wer nach „{offer}“ sucht, landet am besten auf einer Seite, die von nichts anderem handelt.|Dort kann {company} beantworten, was am Telefon ohnehin gefragt wird.",
                ),
                Line("", "Wer „{offer}“ braucht, will Antworten und keinen Überblick.|Auf einer eigenen Seite kann {company} sie geben."),
            ],
            steps: [
                (
                    &[Line("", "Fragen aufschreiben")],
                    &[
                        Line("", "Schreiben Sie die fünf Fragen auf, die Kunden bei {company} zu „{offer}“ stellen, in deren Worten."),
                        Line("", "Fragen Sie bei {company} nach, was am Telefon zu „{offer}“ am häufigsten gefragt wird."),
                    ],
                ),
                (
                    &[Line("", "Antworten auf eine Seite bringen")],
                    &[Line(
                        "",
                        "Beantworten Sie jede unter einer kleinen Überschrift und beginnen Sie den Seitentitel mit „{offer}“.|Verlinken Sie die Seite auf der Startseite von {domain}.",
                    )],
                ),
            ],
            sign: &[Line("", "Wer wegen „{offer}“ bei {company} anruft, hat weniger Vorfragen.")],
        },
        PlayText {
            name: "first-words",
            heading: &[Line("", "Sagen Sie „{offer}“ in der ersten Zeile")],
            says: &[Line("", "„{offer}“ und „{offer_2}“ stehen beide auf der Website von {company}.")],
            matters: &[Line(
                "",
                "Ein Fremder gibt dem ersten Bildschirm von {domain} ein paar Sekunden.|Was {company} macht, sollte dort in den Worten der Kunden stehen.",
            )],
            steps: [
                (
                    &[Line("", "Drei Fremde fragen")],
                    &[Line("", "Zeigen Sie drei Leuten fünf Sekunden lang den Anfang von {domain} und fragen Sie, was {company} anbietet.")],
                ),
                (&[Line("", "Die erste Zeile neu schreiben")], &[Line("", "Sagen Sie ganz oben auf {domain} in einer Zeile: „{offer}“, für wen und wo.")]),
            ],
            sign: &[Line("", "Drei neue Leute wissen nach fünf Sekunden, dass {company} „{offer}“ anbietet.")],
        },
        PlayText {
            name: "next-step",
            heading: &[Line("", "Ein klarer Schritt zu „{offer}“"), Line("", "Ein klarer Schritt auf {domain}")],
            says: &[Line("", "{company} nennt „{offer}“ auf der Website."), Line("", "Wer {company} sucht, kommt auf {domain}.")],
            matters: &[
                Line("", "Das Interesse an „{offer}“ hält nur kurz.|Mit einem einfachen Knopf fängt {company} es auf."),
                Line("", "Wer sich bei {company} umgesehen hat, ist zu einem kleinen Schritt bereit."),
            ],
            steps: [
                (
                    &[Line("", "Einen Schritt wählen")],
                    &[
                        Line("", "Legen Sie bei {company} fest, was jemand mit Interesse an „{offer}“ zuerst tun soll: anrufen, schreiben oder buchen."),
                        Line("", "Legen Sie fest, was Besucher von {domain} zuerst tun sollen: anrufen, schreiben oder buchen."),
                    ],
                ),
                (
                    &[Line("", "Dorthin setzen, wo man hinsieht")],
                    &[
                        Line("", "Setzen Sie oben auf {domain} einen Knopf mit einem Verb und „{offer}“, und unten noch einmal."),
                        Line("", "Setzen Sie oben auf {domain} einen Knopf mit einem Verb, und unten noch einmal."),
                    ],
                ),
            ],
            sign: &[
                Line("", "Anfragen an {company} zu „{offer}“ nehmen die Worte des Knopfs auf."),
                Line("", "Anfragen an {company} nehmen die Worte des Knopfs auf."),
            ],
        },
        PlayText {
            name: "price-range",
            heading: &[Line("", "Ein erstes Wort dazu, was „{offer}“ kostet")],
            says: &[Line("", "Die Website von {company} nennt „{offer}“; auf den gelesenen Seiten haben wir keinen Preis gefunden.")],
            matters: &[Line("", "Der Preis ist oft die erste Frage zu „{offer}“.|Eine Spanne kann {company} Gespräche ersparen, die zu nichts führen.")],
            steps: [
                (
                    &[Line("", "Echte Fälle sammeln")],
                    &[Line("", "Nehmen Sie die letzten fünf Aufträge zu „{offer}“ bei {company} und notieren Sie, was sie günstig oder teuer machte.")],
                ),
                (
                    &[Line("", "Drei Zeilen schreiben")],
                    &[Line("", "Sagen Sie auf {domain} neben „{offer}“, ab welchem Preis es beginnt, was ihn erhöht und was immer dabei ist.")],
                ),
            ],
            sign: &[Line("", "Wer bei {company} nach „{offer}“ fragt, kennt die Spanne schon.")],
        },
        PlayText {
            name: "price-ladder",
            heading: &[Line("", "„{price_name}“ als Türöffner")],
            says: &[
                Line("", "Die Website sagt, was „{price_name}“ kostet: {price}."),
                Line("", "Auf der Website von {company} kostet „{price_name}“ {price}."),
            ],
            matters: &[Line("", "Ein offener Preis wie bei „{price_name}“ ist eine Einladung.|Von dort kann ein Kunde von {company} zu Größerem weitergehen.")],
            steps: [
                (
                    &[Line("", "An die Tür stellen")],
                    &[Line("", "Zeigen Sie „{price_name}“ mit {price} auf der Startseite von {domain}, mit einem Knopf daneben.")],
                ),
                (
                    &[Line("", "Die nächste Stufe nennen")],
                    &[Line("", "Sagen Sie unter „{price_name}“, was Kunden von {company} danach meist wählen, und warum.")],
                ),
            ],
            sign: &[Line("", "Neue Kunden von {company} beginnen mit „{price_name}“ und fragen, was als Nächstes kommt.")],
        },
        PlayText {
            name: "proof",
            heading: &[Line("", "Ihr bester Beleg gehört dorthin, wo man sich entscheidet")],
            says: &[Line("", "{company} hat einen eigenen Beleg; auf der Website steht:")],
            matters: &[
                Line("", "Wer „{offer}“ abwägt, sucht einen Grund, {company} zu vertrauen; neben dem Knopf auf {domain} zählt er am meisten."),
                Line("", "Bevor man {company} schreibt, sucht man einen Grund zum Vertrauen."),
            ],
            steps: [
                (
                    &[Line("", "Nach oben holen")],
                    &[
                        Line("", "Wiederholen Sie diese Worte neben „{offer}“ und neben den Kontaktdaten von {domain}."),
                        Line("", "Wiederholen Sie diese Worte neben den Kontaktdaten von {domain}."),
                    ],
                ),
                (
                    &[Line("", "Um einen weiteren bitten")],
                    &[
                        Line("", "Bitten Sie den nächsten zufriedenen Kunden von {company} um zwei Zeilen zu „{offer}“, mit Name und Firma oder Ort."),
                        Line("", "Bitten Sie den nächsten zufriedenen Kunden von {company} um zwei Zeilen, mit Name und Firma oder Ort."),
                    ],
                ),
            ],
            sign: &[Line("", "Neue Kunden erwähnen ihn, wenn sie {company} zum ersten Mal schreiben.")],
        },
        PlayText {
            name: "voices",
            heading: &[Line("", "Drei Kunden sprechen für „{offer}“")],
            says: &[Line("", "{company} nennt „{offer}“ auf der Website; eine Kundenstimme haben wir auf den gelesenen Seiten nicht gefunden.")],
            matters: &[Line("", "Wer „{offer}“ braucht, glaubt einem anderen Kunden eher als einer Firma.|Zwei ehrliche Zeilen über {company} genügen.")],
            steps: [
                (
                    &[Line("", "Drei Leute fragen")],
                    &[Line("", "Fragen Sie drei Kunden von {company} aus der letzten Zeit, was sie fast davon abgehalten hätte, Sie zu wählen.")],
                ),
                (
                    &[Line("", "Mit Namen zeigen")],
                    &[Line("", "Setzen Sie je zwei Zeilen neben „{offer}“ auf {domain}, mit Name und Firma oder Ort, soweit sie zustimmen.")],
                ),
            ],
            sign: &[Line("", "Ein neuer Kunde von {company} kommt auf eine der drei Stimmen zurück.")],
        },
        PlayText {
            name: "phone",
            heading: &[Line("", "Aus jedem Anruf unter {phone} etwas machen")],
            says: &[Line("", "Auf der Website steht {phone} als Nummer zum Anrufen.")],
            matters: &[Line("", "Wer anruft, hat {company} schon fast gewählt und will wissen, ob es passt.|Auf die erste Minute unter {phone} kommt es an.")],
            steps: [
                (
                    &[Line("", "Ein Tipp soll wählen")],
                    &[Line("", "Legen Sie auf jeder Seite von {domain} einen Link hinter {phone} und schreiben Sie dazu, wann jemand abnimmt.")],
                ),
                (
                    &[Line("", "Drei Fragen neben dem Telefon")],
                    &[Line("", "Legen Sie bei {company} einen Zettel neben das Telefon: was, bis wann, und wie man Sie gefunden hat.")],
                ),
            ],
            sign: &[Line("", "Die Zettel zeigen, woher die Anrufe unter {phone} kommen.")],
        },
        PlayText {
            name: "email",
            heading: &[Line("", "Eine Antwort von {email} binnen eines Tages")],
            says: &[Line("", "Wer lieber schreibt, findet auf der Website {email}.")],
            matters: &[Line(
                "",
                "Wer an {email} schreibt, schreibt vielleicht noch zwei anderen Firmen.|Mit einer schnellen ersten Zeile fällt {company} auf.",
            )],
            steps: [
                (
                    &[Line("", "Eine gute Antwort vorbereiten")],
                    &[Line("", "Entwerfen Sie eine kurze Antwort auf Anfragen an {email}: Dank, eine Frage, und wann {company} sich meldet.")],
                ),
                (
                    &[Line("", "Sehen, ob sie ankommt")],
                    &[Line("", "Senden Sie die Antwort von {email} an zwei private Postfächer und sehen Sie nach, ob sie im Spam landet.")],
                ),
            ],
            sign: &[Line("", "Jede Anfrage an {email} hat binnen eines Arbeitstags eine erste Antwort.")],
        },
        PlayText {
            name: "near",
            heading: &[Line("", "Für „{offer}“ in {place} gefunden werden")],
            says: &[Line("", "Die Website nennt für {company} den Ort {place} und die Leistung „{offer}“.")],
            matters: &[Line("", "Wer „{offer}“ bald braucht, tippt den Ort dazu.|Eine Seite von {company}, die {place} nennt, passt dazu.")],
            steps: [
                (
                    &[Line("", "Den Ort sagen")],
                    &[Line("", "Schreiben Sie {place} in den Titel und in die erste Zeile der Seite von {company} über „{offer}“.")],
                ),
                (
                    &[Line("", "Einen Auftrag aus der Nähe zeigen")],
                    &[Line("", "Erzählen Sie einen fertigen Auftrag aus {place}: was gefragt war, was {company} getan hat, wie lange es gedauert hat.")],
                ),
            ],
            sign: &[Line("", "Neue Anfragen an {company} nennen {place} oder „{offer}“ im ersten Satz.")],
        },
        PlayText {
            name: "news",
            heading: &[Line("", "Die nächste Notiz nach „{news}“")],
            says: &[
                Line("", "Der neueste datierte Beitrag, den wir gefunden haben, ist „{news}“ vom {news_date}."),
                Line("", "Der neueste datierte Beitrag, den wir gefunden haben, ist „{news}“ von {news_year}."),
                Line("", "Der neueste datierte Beitrag, den wir gefunden haben, ist „{news}“."),
            ],
            matters: &[Line("", "Eine Notiz mit Datum zeigt, dass {company} arbeitet.|Nach „{news}“ fragt man sich, was danach kam.")],
            steps: [
                (
                    &[Line("", "Vier Themen wählen")],
                    &[
                        Line("", "Wählen Sie vier Dinge aus der letzten Zeit bei {company}, die fünf Zeilen wert sind, darunter „{offer}“."),
                        Line("", "Wählen Sie vier Dinge aus der letzten Zeit bei {company}, die fünf Zeilen wert sind."),
                    ],
                ),
                (
                    &[Line("", "Einen Tag festlegen")],
                    &[Line("", "Veröffentlichen Sie das erste noch diesen Monat auf {domain} und tragen Sie die anderen drei in den Kalender ein.")],
                ),
            ],
            sign: &[Line("", "Auf {domain} stehen drei Daten, die neuer sind als „{news}“.")],
        },
        PlayText {
            name: "face",
            heading: &[Line("", "Lassen Sie {person} die Besucher begrüßen")],
            says: &[Line("", "Die Website nennt {person} als „{person_role}“.")],
            matters: &[Line("", "An {person} schreibt man leichter als an eine Firma; {company} bekommt so ein Gesicht.")],
            steps: [
                (
                    &[Line("", "Ein Foto machen")],
                    &[Line("", "Machen Sie ein schlichtes Foto von {person} bei der Arbeit und stellen Sie es neben die Kontaktdaten von {domain}.")],
                ),
                (
                    &[Line("", "Zwei Zeilen dazu")],
                    &[Line("", "Lassen Sie {person} in zwei Zeilen sagen, was geschieht, nachdem jemand {company} geschrieben hat.")],
                ),
            ],
            sign: &[Line("", "Erste Nachrichten an {company} beginnen mit dem Namen {person}.")],
        },
        PlayText {
            name: "jobs",
            heading: &[Line("", "„{position}“ mit den eigenen Besuchern besetzen")],
            says: &[Line("", "Die Website führt „{position}“ als offene Stelle.")],
            matters: &[Line("", "Bewerber sehen sich {domain} an wie Kunden.|Bei {company} wollen sie die Leute und den Tag kennenlernen.")],
            steps: [
                (
                    &[Line("", "Vom Tag erzählen")],
                    &[Line("", "Lassen Sie jemanden bei {company}, der die Arbeit macht, sechs Zeilen über einen Tag als „{position}“ schreiben.")],
                ),
                (
                    &[Line("", "Das Fragen leicht machen")],
                    &[Line("", "Lassen Sie Bewerber für „{position}“ bei {company} in zwei Zeilen anfragen, ohne Brief und Formular.")],
                ),
            ],
            sign: &[Line("", "Jemand fragt nach „{position}“ und erwähnt diese Zeilen.")],
        },
        PlayText {
            name: "certificate",
            heading: &[Line("", "Sagen, was „{certificate}“ einem Kunden bringt")],
            says: &[Line("", "Die Website zeigt „{certificate}“.")],
            matters: &[Line("", "Fachleute kennen „{certificate}“, viele Käufer nicht.|Ein Satz macht daraus einen Grund für {company}.")],
            steps: [
                (&[Line("", "Übersetzen")], &[Line("", "Schreiben Sie einen Satz: was „{certificate}“ von {company} verlangt und was ein Kunde davon hat.")]),
                (
                    &[Line("", "Zeigen, wo es hilft")],
                    &[
                        Line("", "Stellen Sie „{certificate}“ mit diesem Satz neben die Leistung, für die es gilt, und verlinken Sie das Zertifikat."),
                        Line("", "Setzen Sie „{certificate}“ mit diesem Satz auf die Startseite von {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Käufer nennen „{certificate}“ in ihrer Anfrage an {company}.")],
        },
        PlayText {
            name: "client",
            heading: &[Line("", "Die Geschichte hinter „{client}“ erzählen")],
            says: &[Line("", "Die Website nennt „{client}“ als Kunden.")],
            matters: &[Line(
                "",
                "Ein Name zeigt, dass man {company} vertraut; eine Geschichte zeigt, wie gearbeitet wird.|Leser suchen einen Fall wie ihren, und „{client}“ könnte es sein.",
            )],
            steps: [
                (
                    &[Line("", "Vier Fragen stellen")],
                    &[Line("", "Fragen Sie „{client}“, was das Problem war, warum {company}, was getan wurde und was heute anders ist.")],
                ),
                (
                    &[Line("", "Eine halbe Seite schreiben")],
                    &[
                        Line("", "Bringen Sie die Antworten auf eine halbe Seite von {domain} und verlinken Sie sie bei „{offer}“."),
                        Line("", "Bringen Sie die Antworten auf eine halbe Seite von {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Jemand mit demselben Problem schreibt {company} und nennt „{client}“.")],
        },
        PlayText {
            name: "languages",
            heading: &[Line("", "Ein ganzer Weg in jeder Sprache von {domain}")],
            says: &[Line("", "Die Website von {company} gibt es in {languages} Sprachen.")],
            matters: &[Line("", "Wer {domain} in einer anderen Sprache liest, bleibt, solange der Weg nicht abbricht.")],
            steps: [
                (
                    &[Line("", "Den Weg gehen")],
                    &[Line("", "Gehen Sie auf {domain} in jeder Sprache von der ersten Seite bis zur Anfrage und notieren Sie, wo es abbricht.")],
                ),
                (
                    &[Line("", "Die letzten Schritte zuerst")],
                    &[Line("", "Übersetzen Sie vor allem anderen Formular, Bestätigung und erste Antwort von {company}.")],
                ),
            ],
            sign: &[Line("", "Anfragen erreichen {company} in allen {languages} Sprachen.")],
        },
        PlayText {
            name: "access",
            heading: &[Line("", "„{offer}“ für alle erreichbar machen"), Line("", "{domain} für alle erreichbar machen")],
            says: &[
                Line("", "„{offer}“ steht auf {domain}, und der Weg dorthin ist blind oder ohne Maus an manchen Stellen schwer."),
                Line("", "Auf {domain} ist der Weg blind oder ohne Maus an manchen Stellen schwer."),
            ],
            matters: &[Line("", "Manche Besucher von {company} nutzen Tastatur, große Schrift oder eine Stimme.|Auch sie brauchen „{offer}“.")],
            steps: [
                (
                    &[Line("", "Ohne Maus versuchen")],
                    &[
                        Line("", "Gehen Sie allein mit der Tabulatortaste von der Startseite von {domain} zu „{offer}“ und weiter zur Anfrage."),
                        Line("", "Gehen Sie allein mit der Tabulatortaste von der Startseite von {domain} bis zur Anfrage."),
                    ],
                ),
                (
                    &[Line("", "Den Weg frei machen")],
                    &[Line("", "Geben Sie die Liste der Hindernisse an die Person, die {domain} gebaut hat, das Formular zuerst.")],
                ),
            ],
            sign: &[Line("", "Ein Bekannter kann {company} schreiben, ohne die Maus anzufassen.")],
        },
        PlayText {
            name: "fast",
            heading: &[Line("", "„{offer}“ zeigen, bevor man geht"), Line("", "{domain} zeigen, bevor man geht")],
            says: &[Line("", "„{offer}“ steht auf {domain}, und ein Telefon muss es erst laden."), Line("", "Ein Telefon muss {domain} erst laden.")],
            matters: &[
                Line("", "Wer „{offer}“ unterwegs braucht, wartet ein paar Sekunden.|Was {company} zuerst zeigt, sollte leicht sein."),
                Line("", "Was {company} zuerst zeigt, sollte leicht sein."),
            ],
            steps: [
                (
                    &[Line("", "Einmal messen")],
                    &[
                        Line("", "Öffnen Sie {domain} auf einem Telefon fern vom eigenen Netz und zählen Sie, bis „{offer}“ zu lesen ist."),
                        Line("", "Öffnen Sie {domain} auf einem Telefon fern vom eigenen Netz und zählen Sie, bis etwas zu lesen ist."),
                    ],
                ),
                (
                    &[Line("", "Das Größte klein machen")],
                    &[Line("", "Verkleinern Sie auf {domain} zuerst die größten Bilder und entfernen Sie dann Skripte, die bei {company} keiner nutzt.")],
                ),
            ],
            sign: &[
                Line("", "Auf demselben Telefon zeigt {domain} „{offer}“ binnen drei Sekunden."),
                Line("", "Auf demselben Telefon ist {domain} binnen drei Sekunden zu lesen."),
            ],
        },
        PlayText {
            name: "audience",
            heading: &[Line("", "Sprechen Sie die an, die Sie nennen")],
            says: &[Line("", "Die Website sagt, für wen {company} da ist:")],
            matters: &[Line("", "Wer dazugehört, sollte sich auf dem ersten Bildschirm von {domain} gemeint fühlen.")],
            steps: [
                (
                    &[Line("", "Deren Worte nehmen")],
                    &[Line("", "Fragen Sie zwei von ihnen, wie sie beschreiben würden, was {company} macht, und notieren Sie die Worte.")],
                ),
                (
                    &[Line("", "Die Worte nach oben setzen")],
                    &[
                        Line("", "Schreiben Sie die erste Zeile von {domain} mit diesen Worten und „{offer}“ dahinter."),
                        Line("", "Schreiben Sie die erste Zeile von {domain} mit diesen Worten."),
                    ],
                ),
            ],
            sign: &[Line("", "Einer von ihnen sagt, dass {company} die Sache so beschreibt wie er selbst.")],
        },
    ],
};
