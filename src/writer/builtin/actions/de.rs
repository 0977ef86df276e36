//! The checklist in German.

use super::super::Line;
use super::{Actions, upkeep};

pub static ACTIONS: Actions = Actions {
    heading: &[Line("", "Was bei {company} zu tun ist, der Reihe nach"), Line("", "Was zu tun ist, der Reihe nach")],
    groups: [&[Line("", "Damit beginnen")], &[Line("", "Danach")], &[Line("", "Von Zeit zu Zeit")]],
    who: &[Line("", "Zuständig: {who}."), Line("", "Dafür zuständig: {who}.")],
    upkeep: &[
        upkeep(
            "hours",
            &[Line("", "Prüfen Sie die Öffnungszeiten auf {domain} vor jedem Feiertag.")],
            &[Line("", "Auf der Website stehen die Zeiten „{hours}“.")],
            &[Line("", "Tragen Sie Schließtage von {company} eine Woche vorher ein, auf {domain} und in den Karteneinträgen.")],
        ),
        upkeep(
            "prices",
            &[Line("", "Gehen Sie die Preise auf {domain} zweimal im Jahr durch.")],
            &[Line("", "Auf der Website kostet „{price_name}“ {price}.")],
            &[Line("", "Ändern Sie „{price_name}“ auf {domain} am selben Tag, an dem {company} den Preis ändert.")],
        ),
        upkeep(
            "news",
            &[Line("", "Veröffentlichen Sie auf {domain} jeden Monat eine kurze Notiz.")],
            &[
                Line("", "Der neueste datierte Beitrag, den wir gefunden haben, ist „{news}“ vom {news_date}."),
                Line("", "Der neueste datierte Beitrag, den wir gefunden haben, ist „{news}“ von {news_year}."),
                Line("", "Der neueste datierte Beitrag, den wir gefunden haben, ist „{news}“."),
            ],
            &[Line("", "Eine Neuigkeit und ein Foto genügen.")],
        ),
        upkeep(
            "offers",
            &[Line("", "Gehen Sie die Leistungen auf {domain} zweimal im Jahr durch.")],
            &[Line("", "Die Website nennt unter anderem „{offer}“ und „{offer_2}“.")],
            &[Line("", "Streichen Sie, was {company} nicht mehr macht, und stellen Sie auf {domain} Ihre wichtigsten Leistungen nach oben.")],
        ),
        upkeep(
            "phone",
            &[Line("", "Rufen Sie {phone} von einem fremden Telefon an.")],
            &[Line("", "Diese Nummer steht auf {domain}.")],
            &[Line("", "Hören Sie, was Anrufer von {company} am Abend und am Wochenende hören.")],
        ),
        upkeep(
            "email",
            &[Line("", "Schreiben Sie von einem privaten Postfach an {email}.")],
            &[Line("", "Diese Adresse steht auf {domain}.")],
            &[Line("", "Sehen Sie nach, wie schnell {company} antwortet und ob die Antwort im Spam landet.")],
        ),
        upkeep(
            "jobs",
            &[Line("", "Nehmen Sie „{position}“ heraus, sobald die Stelle besetzt ist.")],
            &[Line("", "Die Website führt „{position}“ als offene Stelle.")],
            &[Line("", "Setzen Sie ein Datum neben jede Stelle, damit {company} keine vergebene anbietet.")],
        ),
        upkeep(
            "people",
            &[Line("", "Halten Sie die Namen auf {domain} aktuell.")],
            &[Line("", "Die Website nennt {person} als „{person_role}“.")],
            &[Line("", "Wenn jemand zu {company} kommt oder geht, ändern Sie {domain} in derselben Woche.")],
        ),
        upkeep(
            "proof",
            &[Line("", "Frischen Sie die Belege auf {domain} einmal im Jahr auf.")],
            &[Line("", "Auf der Website steht „{proof}“.")],
            &[Line("", "Bringen Sie die Zahlen von {company} auf den neuesten Stand und bitten Sie einen Kunden um zwei Zeilen.")],
        ),
        upkeep(
            "certificate",
            &[Line("", "Notieren Sie, wann „{certificate}“ ausläuft.")],
            &[Line("", "Die Website zeigt „{certificate}“.")],
            &[Line("", "Tragen Sie diesen Tag bei {company} drei Monate vorher in den Kalender ein.")],
        ),
        upkeep(
            "network",
            &[
                Line("", "Pflegen Sie das Konto von {company} bei {network}, oder nehmen Sie den Link heraus."),
                Line("", "Pflegen Sie das Konto bei {network}, oder nehmen Sie den Link heraus."),
            ],
            &[Line("", "Die Seiten von {domain} verweisen auf {network}.")],
            &[Line("", "Wer von {domain} kommt, sollte dort etwas aus diesem Jahr finden.")],
        ),
        upkeep(
            "walk",
            &[Line("", "Gehen Sie {domain} jedes Quartal auf dem Telefon durch.")],
            &[Line("", "Wir haben dafür {pages} {pages?Seite:Seiten} von {domain} gelesen; ein Kunde liest zwei oder drei.")],
            &[Line("", "Gehen Sie wie ein Kunde von {company} von der ersten Seite bis zur Anfrage und notieren Sie, was Sie aufhält.")],
        ),
    ],
};
