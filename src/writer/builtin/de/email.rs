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
            Line("", "Angebote und Rechnungen von {company} landen dann leicht im Spam."),
            Line("", "Der Server eines Kunden kann nicht prüfen, ob eine E-Mail wirklich von {company} kommt."),
            Line("", "Angebote und Rechnungen landen dann leicht im Spam."),
        ],
        fix: &[
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
        opening: &[Line("", "Eine Sache kostet Sie womöglich Vertrauen: {domain} hat keine Regel gegen E-Mails in fremdem Namen.")],
        saw: &[
            Line("", "Die Domain {domain} hat keinen wirksamen DMARC-Eintrag."),
            Line("", "Einen DMARC-Eintrag, der etwas bewirkt, fanden wir für {domain} nicht."),
        ],
        matters: &[
            Line("", "Jeder kann als {company} schreiben, und große E-Mail-Anbieter fragen nach diesem Eintrag."),
            Line("", "Eine falsche Rechnung im Namen von {company} lässt sich dann schwer aufhalten."),
            Line("", "Jeder kann in Ihrem Namen schreiben."),
        ],
        fix: &[
            Line("", "Tragen Sie einen DMARC-Eintrag ein, zuerst mit „p=none“, und verschärfen Sie ihn, sobald die Berichte sauber sind."),
            Line("", "Bitten Sie den Hoster von {domain} um einen DMARC-Eintrag, und lassen Sie ihn später verschärfen."),
        ],
        task: &[Line("", "Den DMARC-Eintrag von {domain} setzen."), Line("", "Den DMARC-Eintrag setzen.")],
        praise: &[],
    },
    CheckText {
        check: "contact-domain",
        label: "E-Mail-Adresse unter eigener Domain",
        who: Who::Owner,
        title: &[Line("", "Wie {company} von der eigenen Adresse schreibt"), Line("", "Wie Sie von der eigenen Adresse schreiben")],
        heading: &[
            Line("", "Die Website ist {domain}, die E-Mail liegt bei {mail_host}"),
            Line("", "Ihre E-Mail-Adresse liegt nicht unter Ihrer eigenen Domain"),
        ],
        opening: &[
            Line("", "Eine Sache kostet Sie Ansehen: Die Adresse auf Ihrer Website, {email}, liegt nicht bei {domain}."),
            Line("", "Eine Sache kostet Sie Ansehen: Die E-Mail-Adresse auf Ihrer Website liegt nicht unter Ihrer eigenen Domain."),
        ],
        saw: &[
            Line("", "Auf der Website steht die E-Mail-Adresse {email}."),
            Line("", "Wer schreiben will, findet auf der Website {email}."),
            Line("", "Die veröffentlichte E-Mail-Adresse liegt nicht unter Ihrer eigenen Domain."),
        ],
        matters: &[
            Line("", "Kommt ein Angebot für „{offer}“ von {mail_host}, ist {company} nicht von Fremden zu unterscheiden."),
            Line("", "Eine Adresse bei {domain} zeigt, dass die Nachricht von {company} kommt."),
            Line("", "Eine Adresse unter der eigenen Domain zeigt, dass die Nachricht von Ihnen kommt."),
        ],
        fix: &[
            Line("", "Richten Sie bei {domain} eine Adresse ein, und lassen Sie sie an {email} weiterleiten.|Sonst muss sich nichts ändern."),
            Line("", "Fragen Sie den Hoster von {domain} nach einem Postfach; meist gehört eines zum Vertrag."),
            Line("", "Richten Sie unter Ihrer Domain eine Adresse ein, und lassen Sie sie an die alte weiterleiten."),
        ],
        task: &[
            Line("", "{email} ruhen lassen und von einer Adresse bei {domain} schreiben."),
            Line("", "Eine Adresse bei {domain} einrichten."),
            Line("", "Eine Adresse unter der eigenen Domain einrichten."),
        ],
        praise: &[Line("", "Ihre Adresse {email} liegt unter Ihrer eigenen Domain, und das wirkt verlässlich.")],
    },
];
