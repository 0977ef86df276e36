//! French.

use super::super::Line;
use super::Sending;

pub static SENDING: Sending = Sending {
    heading_material: &[
        Line("fits", "De la part de {sender}, pour un cas comme celui-ci"),
        Line("", "De la part de {sender}"),
        Line("", "De la part de l’expéditeur"),
    ],
    material_legend: &[
        Line("fits", "Ce sont les mots de {sender}, choisis pour ce que nous avons vu ; nous ne les avons pas vérifiés."),
        Line("fits", "Ce sont les mots de l’expéditeur, choisis pour ce que nous avons vu ; nous ne les avons pas vérifiés."),
        Line("", "Ce sont les mots de {sender} ; nous ne les avons pas vérifiés."),
        Line("", "Ce sont les mots de l’expéditeur ; nous ne les avons pas vérifiés."),
    ],
    material_from: &[Line("", "{sender} : {material}"), Line("", "{material}")],
    material_link: &[Line("", "Lire en entier")],
    subjects: [
        &[
            Line("", "« {offer} » : une idée pour {domain}"),
            Line("", "{domain} : un point a retenu notre attention"),
            Line("", "Un point a retenu notre attention sur votre site"),
        ],
        &[Line("", "{first_name}, une page sur {domain}"), Line("", "Une page sur {domain}"), Line("", "Une page sur votre site")],
        &[
            Line("", "Ce que nous changerions d’abord chez {company}"),
            Line("", "Ce que nous changerions d’abord sur {domain}"),
            Line("", "Ce que nous changerions d’abord"),
        ],
        &[
            Line("", "{company} : ce que voient les visiteurs aujourd’hui"),
            Line("", "{domain} : ce que voient les visiteurs aujourd’hui"),
            Line("", "Ce que voient les visiteurs aujourd’hui"),
        ],
    ],
    subjects_thin: [
        &[Line("", "{first_name}, une page pour {company}"), Line("", "Une page pour {company}"), Line("", "Une page pour vous")],
        &[Line("", "Ce qui aide presque tous les sites, pour {domain}"), Line("", "Ce qui aide presque tous les sites")],
    ],
    hello: &[Line("", "Bonjour {first_name},"), Line("", "Bonjour,")],
    hello_formal: &[Line("", "Bonjour {reader},"), Line("", "Bonjour,")],
    what: &[
        Line("@shop", "Le reste se trouve dans le document, chaque point avec sa source et un moyen de le vérifier avant la prochaine commande : {link}"),
        Line("", "Le reste se trouve dans le document, chaque point avec sa source et un moyen de le vérifier : {link}"),
    ],
    what_alone: &[Line("", "Ce que nous avons vu se trouve dans le document, chaque point avec sa source et un moyen de le vérifier : {link}")],
    what_thin: &[Line("", "Ce que nous avons pu voir, et ce qui aide presque tous les sites, se trouve dans le document : {link}")],
    stop: &[Line("", "Le document est à vous.|Si vous préférez ne plus avoir de nos nouvelles, un mot suffit et nous en resterons là.")],
    regards: &[Line("", "{sender_name}, {sender}"), Line("", "{sender}")],
    linkedin_end: &[Line("", "Le reste, avec les sources : {link}")],
};
