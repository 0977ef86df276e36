//! German.

use super::super::Line;
use super::Sending;

pub static SENDING: Sending = Sending {
    heading_material: &[Line("fits", "Von {sender}, für einen Fall wie diesen"), Line("", "Von {sender}"), Line("", "Vom Absender")],
    material_legend: &[
        Line("fits", "Das sind Worte von {sender}, ausgewählt, weil sie zu dem passen, was wir gesehen haben; geprüft haben wir sie nicht."),
        Line("fits", "Das sind Worte des Absenders, ausgewählt, weil sie zu dem passen, was wir gesehen haben; geprüft haben wir sie nicht."),
        Line("", "Das sind Worte von {sender}; geprüft haben wir sie nicht."),
        Line("", "Das sind Worte des Absenders; geprüft haben wir sie nicht."),
    ],
    material_from: &[Line("", "{sender}: {material}"), Line("", "{material}")],
    material_link: &[Line("", "Ganz lesen")],
    subjects: [
        &[
            Line("", "„{offer}“ auf {domain}: eine Sache ist uns aufgefallen"),
            Line("", "{domain}: eine Sache ist uns aufgefallen"),
            Line("", "Eine Sache ist uns auf Ihrer Seite aufgefallen"),
        ],
        &[Line("", "Eine Seite über {domain} für {reader}"), Line("", "Eine Seite über {domain}"), Line("", "Eine Seite über Ihren Auftritt")],
        &[
            Line("", "Was wir bei {company} zuerst ändern würden"),
            Line("", "Was wir auf {domain} zuerst ändern würden"),
            Line("", "Was wir zuerst ändern würden"),
        ],
        &[Line("", "{company}: was Besucher heute sehen"), Line("", "{domain}: was Besucher heute sehen"), Line("", "Was Besucher heute sehen")],
    ],
    subjects_thin: [
        &[Line("", "Eine Seite für {company}"), Line("", "Eine Seite für Sie")],
        &[Line("", "Was fast jedem Auftritt hilft, für {domain}"), Line("", "Was fast jedem Auftritt hilft")],
    ],
    hello: &[Line("", "Guten Tag {reader},"), Line("", "Guten Tag,")],
    hello_formal: &[Line("", "Guten Tag {reader},"), Line("", "Guten Tag,")],
    what: &[
        Line("@shop", "Alles Weitere steht im Dokument, jeder Punkt mit Quelle und einem Weg, ihn vor der nächsten Bestellung selbst zu prüfen: {link}"),
        Line("", "Alles Weitere steht im Dokument, jeder Punkt mit Quelle und einem Weg, ihn selbst zu prüfen: {link}"),
    ],
    what_alone: &[Line("", "Was wir gesehen haben, steht im Dokument, jeder Punkt mit Quelle und einem Weg, ihn selbst zu prüfen: {link}")],
    what_thin: &[Line("", "Was wir sehen konnten und was fast jeder Website hilft, steht im Dokument: {link}")],
    stop: &[Line("", "Das Dokument gehört Ihnen.|Wenn Sie nichts von uns hören möchten, genügt ein Wort als Antwort, und wir belassen es dabei.")],
    regards: &[Line("", "{sender_name}, {sender}"), Line("", "{sender}")],
    linkedin_end: &[Line("", "Alles Weitere mit Quellen: {link}")],
};
