//! Die Schätzungen auf Deutsch.

use super::super::Line;
use super::Estimate;

pub static WORDS: Estimate = Estimate {
    heading: &[Line("", "Was die Arbeiten kosten")],
    intro: &[
        Line("", "Bei {domain} gibt es nach {failed} von {measured} Prüfungen etwas zu tun."),
        Line("", "Nach {failed} von {measured} Prüfungen gibt es etwas zu tun."),
    ],
    minutes: &[Line("", "In Minuten erledigt {count?ist:sind} bei {company} {count} davon."), Line("", "In Minuten erledigt {count?ist:sind} davon {count}.")],
    hours: &[Line("", "Einige Stunden {count?braucht:brauchen} auf {domain} {count} davon."), Line("", "Einige Stunden {count?braucht:brauchen} {count}.")],
    days: &[Line("", "Tage {count?braucht:brauchen} auf {domain} {count} davon."), Line("", "Tage {count?braucht:brauchen} {count}.")],
    times: &[Line(
        "",
        "Wie lange jede Arbeit dauert, steht in unserer eigenen Tabelle, von kleinen bis zu großen Auftritten.|Setzen Sie Ihre eigenen Werte ein, und das Ergebnis rechnet mit.",
    )],
    rate_words: &[Line("", "Was eine Stunde kostet, wissen Sie selbst; die Spanne unten ist nur ein Anfang.")],
    caption: "Was die Arbeiten kosten",
    counts: ["Arbeiten, die Minuten dauern", "Arbeiten, die Stunden dauern", "Arbeiten, die Tage dauern"],
    each: ["Zeit für jede kleine Arbeit", "Zeit für jede mittlere Arbeit", "Zeit für jede große Arbeit"],
    our_table: "unsere eigene Tabelle solcher Arbeiten",
    rate: "Was eine Stunde kostet",
    rate_common: "eine übliche Spanne; setzen Sie Ihren Wert ein",
    rate_of_sender: "die Angabe des Absenders",
    hours_in_all: "Arbeit insgesamt",
    cost: "Kosten der Arbeit",
    counted: ["Einiges von dem, was gezählt ist", "Arbeit", "Was wir gesehen haben", "Aufwand"],
    efforts: ["Minuten", "Stunden", "Tage"],
    price_intro: &[
        Line("", "Auf der Website steht ein Preis für {price_name}: {amount} {currency}."),
        Line("", "Auf der Website steht ein Preis von {amount} {currency}."),
    ],
    price_how: &[Line("", "Setzen Sie ein, wie viele Anfragen im Monat dazukommen und wie viele von hundert zum Auftrag werden.|Beides wissen Sie am besten.")],
    price_caption: "Was eine weitere Anfrage wert ist",
    price: "Preis eines Auftrags",
    enquiries: "Weitere Anfragen im Monat",
    share: "Anfragen, die zum Auftrag werden",
    yours: "setzen Sie Ihren Wert ein",
    share_common: "eine weite Spanne; setzen Sie Ihren Wert ein",
    worth: "Aufträge daraus im Monat",
    own_default: "ein Wert für den Anfang; setzen Sie Ihren ein",
    own_source: &[Line("", "{count} haben wir bei {domain} gezählt."), Line("", "{count} haben wir auf der Website gezählt.")],
    own_price: &[Line("", "{amount} {currency} ist ein Preis, der auf der Website steht.")],
    limits: &[Line(
        "",
        "Eine Spanne ist kein Angebot und kein Versprechen: Sie zeigt, wie sich die Teile summieren.|Jeder Wert darin lässt sich ändern, und die Formel steht beim Ergebnis.",
    )],
};
