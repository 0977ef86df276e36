//! Sentences for the checks of the area "e-mail works".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "spf",
        label: "Wer Ihre E-Mails senden darf (SPF)",
        who: Who::Host,
        title: &[Line("", "Wie E-Mails von {company} im Posteingang ankommen"), Line("", "Wie Ihre E-Mails im Posteingang ankommen")],
        heading: &[Line("", "Ihre Domain sagt nicht, wer ihre E-Mails senden darf")],
        opening: &[Line("", "Eine Sache kostet Sie womöglich Antworten: {domain} sagt nicht klar, welche Server E-Mails in ihrem Namen senden dürfen.")],
        saw: &[
            Line("", "Die Domain {domain} hat keinen gültigen SPF-Eintrag."),
            Line("", "Einen SPF-Eintrag, wie er sein soll, fanden wir für {domain} nicht."),
        ],
        matters: &[
            Line("@head", "Wenn ein Kunde {company} nicht antwortet, hat er die E-Mail vielleicht nie bekommen."),
            Line("@sales", "Angebote von {company} können dort landen, wo niemand nachsieht, und niemand sagt es Ihnen."),
            Line("@technical", "Empfänger können die Server von {domain} nicht von fremden unterscheiden, und manche weisen beide ab."),
            Line("@shop", "Auf die Bestellbestätigung von {company} wartet der Kunde, und sie kann im Spam landen."),
            Line("@saas", "Landet die Anmelde-Mail von {company} im Spam, wirkt das Produkt, als ginge es nicht."),
            Line("", "Angebote und Rechnungen von {company} landen dann leicht im Spam."),
            Line("", "Der Server eines Kunden kann nicht prüfen, ob eine E-Mail wirklich von {company} kommt."),
            Line("", "Angebote und Rechnungen landen dann leicht im Spam."),
        ],
        fix: &[
            Line("@technical", "Sammeln Sie alle Dienste, die für {domain} senden, in einem SPF-Eintrag, und beenden Sie ihn mit „-all“."),
            Line("", "Tragen Sie den SPF-Eintrag ein, den Ihr E-Mail-Anbieter auf seinen Hilfeseiten nennt."),
            Line("", "Fragen Sie Ihren E-Mail-Anbieter nach dem SPF-Eintrag für {domain}, und tragen Sie ihn beim Hoster ein."),
        ],
        task: &[Line("", "Den SPF-Eintrag von {domain} setzen."), Line("", "Den SPF-Eintrag setzen.")],
        praise: &[],
    },
    CheckText {
        check: "dmarc",
        label: "Schutz vor gefälschten Absendern (DMARC)",
        who: Who::Host,
        title: &[
            Line("", "Wie {company} verhindert, dass andere in seinem Namen schreiben"),
            Line("", "Wie Sie verhindern, dass andere in Ihrem Namen schreiben"),
        ],
        heading: &[Line("", "Andere können in Ihrem Namen E-Mails senden")],
        opening: &[Line("", "Eine Sache kostet Sie womöglich Vertrauen: {domain} hat keine wirksame Regel gegen gefälschte Absender.")],
        saw: &[
            Line("", "Die Domain {domain} hat keinen wirksamen DMARC-Eintrag."),
            Line("", "Einen DMARC-Eintrag, der etwas bewirkt, fanden wir für {domain} nicht."),
        ],
        matters: &[
            Line("@head", "Eine falsche Rechnung im Namen von {company} kostet Vertrauen, wer auch immer sie schickte."),
            Line("@technical", "Ohne wirksame Regel für {domain} stellen Empfänger gefälschte E-Mails nach eigenem Ermessen zu."),
            Line("@large", "Je größer {company} ist, desto mehr ist der Name einem Fälscher wert."),
            Line("", "Jeder kann als {company} schreiben, und große E-Mail-Anbieter fragen nach diesem Eintrag."),
            Line("", "Eine falsche Rechnung im Namen von {company} lässt sich dann schwer aufhalten."),
            Line("", "Jeder kann in Ihrem Namen schreiben."),
        ],
        fix: &[
            Line("none_policy", "Sehen Sie die Berichte durch, und verschärfen Sie die Regel von {domain} auf „p=quarantine“, sobald sie sauber sind."),
            Line("none_policy", "Verschärfen Sie die Regel auf „p=quarantine“, sobald die Berichte sauber sind."),
            Line("missing", "Beginnen Sie mit einem DMARC-Eintrag, der nur beobachtet („p=none“), und verschärfen Sie ihn, sobald die Berichte sauber sind."),
            Line("syntax", "Beginnen Sie mit einem DMARC-Eintrag, der nur beobachtet („p=none“), und verschärfen Sie ihn, sobald die Berichte sauber sind."),
            Line("missing", "Bitten Sie den Hoster von {domain} um einen DMARC-Eintrag, und lassen Sie ihn später verschärfen."),
            Line("syntax", "Bitten Sie den Hoster von {domain} um einen DMARC-Eintrag, und lassen Sie ihn später verschärfen."),
        ],
        task: &[Line("", "Den DMARC-Eintrag von {domain} setzen."), Line("", "Den DMARC-Eintrag setzen.")],
        praise: &[],
    },
    CheckText {
        check: "contact-domain",
        label: "E-Mail-Adresse unter eigener Domain",
        who: Who::Owner,
        title: &[
            Line("no_mx", "Wie {company} per E-Mail sicher zu erreichen ist"),
            Line("", "Wie {company} von der eigenen Adresse schreibt"),
            Line("", "Wie Sie von der eigenen Adresse schreiben"),
        ],
        heading: &[
            Line("free_mail", "Die Website ist {domain}, die E-Mail liegt bei {mail_host}"),
            Line("free_mail", "Ihre E-Mail-Adresse liegt nicht unter Ihrer eigenen Domain"),
            Line("no_mx", "Ihre Domain nimmt womöglich keine E-Mails an"),
        ],
        opening: &[
            Line("free_mail", "Eine Sache kostet Sie Ansehen: Die Adresse auf Ihrer Website, {email}, liegt nicht bei {domain}."),
            Line("free_mail", "Eine Sache kostet Sie Ansehen: Die E-Mail-Adresse auf Ihrer Website liegt nicht unter Ihrer eigenen Domain."),
            Line("no_mx", "Eine Sache kostet Sie womöglich Anfragen: Auf der Website steht {email}, doch für {domain} fanden wir keinen Mailserver."),
            Line("no_mx", "Eine Sache kostet Sie womöglich Anfragen: Die Domain der E-Mail-Adresse auf Ihrer Website hat keinen Mailserver."),
        ],
        saw: &[
            Line("free_mail", "Auf der Website steht die E-Mail-Adresse {email}."),
            Line("free_mail", "Wer schreiben will, findet auf der Website {email}."),
            Line("free_mail", "Die veröffentlichte E-Mail-Adresse liegt nicht unter Ihrer eigenen Domain."),
            Line("no_mx", "Auf der Website steht {email}, für {domain} fanden wir aber keinen Mailserver."),
            Line("no_mx", "Für die Domain der veröffentlichten E-Mail-Adresse fanden wir keinen Mailserver."),
        ],
        matters: &[
            Line("free_mail", "Kommt ein Angebot für „{offer}“ von {mail_host}, ist {company} nicht von Fremden zu unterscheiden."),
            Line("free_mail", "Eine Adresse bei {domain} zeigt, dass die Nachricht von {company} kommt."),
            Line("free_mail", "Eine Adresse unter der eigenen Domain zeigt, dass die Nachricht von Ihnen kommt."),
            Line("no_mx", "Wer {company} dorthin schreibt, bekommt seine Nachricht womöglich zurück."),
            Line("no_mx", "Wer dorthin schreibt, bekommt seine Nachricht womöglich zurück."),
        ],
        fix: &[
            Line("free_mail", "Richten Sie bei {domain} eine Adresse ein, und lassen Sie sie an {email} weiterleiten.|Sonst muss sich nichts ändern."),
            Line("free_mail", "Fragen Sie den Hoster von {domain} nach einem Postfach; meist gehört eines zum Vertrag."),
            Line("free_mail", "Richten Sie unter Ihrer Domain eine Adresse ein, und lassen Sie sie an die alte weiterleiten."),
            Line("no_mx", "Bitten Sie den Hoster von {domain}, einen Mailserver einzutragen (MX-Eintrag), oder nennen Sie eine andere Adresse."),
            Line("no_mx", "Schreiben Sie sich selbst an diese Adresse; kommt nichts an, fehlt der MX-Eintrag."),
        ],
        task: &[
            Line("free_mail", "{email} ruhen lassen und von einer Adresse bei {domain} schreiben."),
            Line("free_mail", "Eine Adresse bei {domain} einrichten."),
            Line("free_mail", "Eine Adresse unter der eigenen Domain einrichten."),
            Line("no_mx", "Prüfen, ob {email} E-Mails empfängt."),
            Line("no_mx", "Den Mailserver der eigenen Domain eintragen."),
        ],
        praise: &[Line("", "Ihre Adresse {email} liegt unter Ihrer eigenen Domain, und das wirkt verlässlich.")],
    },
];
