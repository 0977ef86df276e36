//! Les estimations en français.

use super::super::Line;
use super::Estimate;

pub static WORDS: Estimate = Estimate {
    heading: &[Line("", "Ce que demandent les corrections")],
    intro: &[
        Line("", "Sur {domain}, {failed} contrôles sur {measured} appellent une correction."),
        Line("", "{failed} contrôles sur {measured} appellent une correction."),
    ],
    minutes: &[
        Line("", "Pour {company}, {count} {count?correction prend:corrections prennent} quelques minutes."),
        Line("", "{count} {count?correction prend:corrections prennent} quelques minutes."),
    ],
    hours: &[
        Line("", "Comptez quelques heures pour {count} {count?correction:corrections} sur {domain}."),
        Line("", "Comptez quelques heures pour {count} {count?correction:corrections}."),
    ],
    days: &[
        Line("", "Il faut quelques jours pour {count} {count?correction:corrections} sur {domain}."),
        Line("", "Il faut quelques jours pour {count} {count?correction:corrections}."),
    ],
    times: &[Line("", "La durée de chaque correction vient de notre propre tableau, du petit site au grand.|Mettez vos chiffres, et le résultat suit.")],
    rate_words: &[Line("", "Le prix d’une heure, c’est vous qui le connaissez ; la fourchette ci-dessous n’est qu’un point de départ.")],
    caption: "Ce que demandent les corrections",
    counts: ["Corrections de quelques minutes", "Corrections de quelques heures", "Corrections de quelques jours"],
    each: ["Durée d’une petite correction", "Durée d’une correction moyenne", "Durée d’une grande correction"],
    our_table: "notre propre tableau de ces travaux",
    rate: "Prix d’une heure",
    rate_common: "une fourchette courante ; mettez votre chiffre",
    rate_of_sender: "le chiffre de l’expéditeur",
    hours_in_all: "Travail au total",
    cost: "Coût du travail",
    counted: ["Une partie de ce qui est compté", "Correction", "Ce que nous avons vu", "Effort"],
    efforts: ["Minutes", "Heures", "Jours"],
    price_intro: &[
        Line("", "Le site annonce un prix : « {price_name} » coûte {amount} {currency}."),
        Line("", "Le site annonce un prix de {amount} {currency}."),
    ],
    price_how: &[Line(
        "",
        "Indiquez combien de demandes supplémentaires vous attendez par mois, et combien sur cent deviennent une commande.|Vous le savez mieux que personne.",
    )],
    price_caption: "Ce que vaut une demande supplémentaire",
    price: "Prix d’une commande",
    enquiries: "Demandes supplémentaires par mois",
    share: "Demandes qui deviennent une commande",
    yours: "mettez votre chiffre",
    share_common: "une fourchette large ; mettez votre chiffre",
    worth: "Commandes qui en viennent, par mois",
    own_default: "un chiffre de départ ; mettez le vôtre",
    own_source: &[Line("", "{count}, c’est ce que nous avons compté sur {domain}."), Line("", "{count}, c’est ce que nous avons compté sur le site.")],
    own_price: &[Line("", "{amount} {currency} est un prix que le site annonce.")],
    limits: &[Line(
        "",
        "Une fourchette n’est ni un devis ni une promesse : elle montre comment les éléments s’additionnent.|Chaque chiffre peut être modifié, et la formule figure près du résultat.",
    )],
};
