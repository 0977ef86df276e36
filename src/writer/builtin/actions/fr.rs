//! The checklist in French.

use super::super::Line;
use super::{Actions, upkeep};

pub static ACTIONS: Actions = Actions {
    heading: &[Line("", "Ce qu’il y a à faire chez {company}, dans l’ordre"), Line("", "Ce qu’il y a à faire, dans l’ordre")],
    groups: [&[Line("", "Par où commencer")], &[Line("", "Ensuite")], &[Line("", "De temps en temps")]],
    who: &[Line("", "Qui s’en charge : {who}."), Line("", "Responsable : {who}.")],
    upkeep: &[
        upkeep(
            "hours",
            &[Line("", "Vérifiez les horaires sur {domain} avant chaque jour férié.")],
            &[Line("", "Le site donne les horaires « {hours} ».")],
            &[Line("", "Annoncez les fermetures une semaine avant, sur {domain} comme sur les cartes en ligne de {company}.")],
        ),
        upkeep(
            "prices",
            &[Line("", "Relisez les prix sur {domain} deux fois par an.")],
            &[Line("", "Le site affiche « {price_name} » à {price}.")],
            &[Line("", "Changez « {price_name} » sur {domain} le jour même où le prix change chez {company}.")],
        ),
        upkeep(
            "news",
            &[Line("", "Publiez une courte note sur {domain} chaque mois.")],
            &[
                Line("", "La publication datée la plus récente que nous ayons trouvée est « {news} », du {news_date}."),
                Line("", "La publication datée la plus récente que nous ayons trouvée est « {news} », de {news_year}."),
                Line("", "La publication datée la plus récente que nous ayons trouvée est « {news} »."),
            ],
            &[Line("", "Une nouvelle et une photo suffisent.")],
        ),
        upkeep(
            "offers",
            &[Line("", "Relisez les prestations sur {domain} deux fois par an.")],
            &[Line("", "Le site cite « {offer} » et « {offer_2} », entre autres.")],
            &[Line("", "Retirez ce que {company} ne fait plus, et placez en tête sur {domain} vos prestations principales.")],
        ),
        upkeep(
            "phone",
            &[Line("", "Appelez le {phone} depuis le téléphone de quelqu’un d’autre.")],
            &[Line("", "Ce numéro figure sur {domain}.")],
            &[Line("", "Écoutez ce qu’entend une personne qui appelle {company} le soir ou le week-end.")],
        ),
        upkeep(
            "email",
            &[Line("", "Écrivez à {email} depuis une messagerie privée.")],
            &[Line("", "Cette adresse figure sur {domain}.")],
            &[Line("", "Regardez en combien de temps {company} répond, et si la réponse tombe dans les indésirables.")],
        ),
        upkeep(
            "jobs",
            &[Line("", "Retirez « {position} » dès que le poste est pourvu.")],
            &[Line("", "Le site annonce le poste « {position} ».")],
            &[Line("", "Mettez une date à côté de chaque poste, pour que {company} n’annonce rien de dépassé.")],
        ),
        upkeep(
            "people",
            &[Line("", "Tenez les noms à jour sur {domain}.")],
            &[Line("", "Le site présente {person} comme « {person_role} ».")],
            &[Line("", "Quand une personne arrive chez {company} ou s’en va, modifiez {domain} la même semaine.")],
        ),
        upkeep(
            "proof",
            &[Line("", "Mettez à jour les preuves sur {domain} une fois par an.")],
            &[Line("", "On lit sur le site « {proof} ».")],
            &[Line("", "Actualisez les chiffres que donne {company}, et demandez deux lignes à un autre client.")],
        ),
        upkeep(
            "certificate",
            &[Line("", "Notez la date d’échéance pour « {certificate} ».")],
            &[Line("", "Le site montre « {certificate} ».")],
            &[Line("", "Inscrivez ce jour au calendrier chez {company}, trois mois à l’avance.")],
        ),
        upkeep(
            "network",
            &[
                Line("", "Faites vivre le compte de l’entreprise {company} sur {network}, ou retirez le lien."),
                Line("", "Faites vivre le compte sur {network}, ou retirez le lien."),
            ],
            &[Line("", "Les pages du site {domain} renvoient vers {network}.")],
            &[Line("", "Les visiteurs venus depuis {domain} devraient y trouver quelque chose de cette année.")],
        ),
        upkeep(
            "walk",
            &[Line("", "Parcourez {domain} sur un téléphone chaque trimestre.")],
            &[Line("", "Nous avons lu {pages} {pages?page:pages} sur {domain} pour cela ; un client en lit deux ou trois.")],
            &[Line("", "Allez de la première page à la demande, comme un client qui découvre {company}, et notez ce qui vous arrête.")],
        ),
    ],
};
