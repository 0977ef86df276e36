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
        Line("", "Sur {domain}, {count} {count?prend:prennent} quelques minutes, dont « {task} »."),
        Line("", "{count} {count?prend:prennent} quelques minutes."),
    ],
    hours: &[
        Line("", "Sur {domain}, {count} {count?demande:demandent} des heures, par exemple « {task} »."),
        Line("", "{count} {count?demande:demandent} des heures."),
    ],
    days: &[
        Line("", "Sur {domain}, {count} {count?demande:demandent} des jours, par exemple « {task} »."),
        Line("", "{count} {count?demande:demandent} des jours."),
    ],
    times: &[Line("", "La durée de chaque correction vient de notre propre tableau, du petit site au grand.|Mettez vos chiffres, et le résultat suit.")],
    rate_words: &[Line("", "Le prix d’une heure, c’est vous qui le connaissez ; la plage ci-dessous n’est qu’un point de départ.")],
    caption: "Ce que demandent les corrections",
    counts: ["Corrections de quelques minutes", "Corrections de quelques heures", "Corrections de quelques jours"],
    each: ["Durée d’une petite correction", "Durée d’une correction moyenne", "Durée d’une grande correction"],
    our_table: "notre propre tableau de ces travaux",
    rate: "Prix d’une heure",
    rate_common: "une plage courante ; mettez votre chiffre",
    rate_of_sender: "le chiffre de l’expéditeur",
    hours_in_all: "Travail en tout",
    cost: "Coût du travail",
    counted: ["Ce qui est compté", "Correction", "Ce que nous avons vu", "Effort"],
    efforts: ["Minutes", "Heures", "Jours"],
    price_intro: &[
        Line("", "Le site annonce un prix : « {price_name} » coûte {amount} {currency}."),
        Line("", "Le site annonce un prix de {amount} {currency}."),
    ],
    price_how: &[Line(
        "",
        "Indiquez combien de demandes de plus vous attendez par mois, et combien sur cent deviennent une commande.|Vous le savez mieux que personne.",
    )],
    price_caption: "Ce que vaut une demande de plus",
    price: "Prix d’une commande",
    enquiries: "Demandes de plus par mois",
    share: "Demandes qui deviennent une commande",
    yours: "mettez votre chiffre",
    share_common: "une plage large ; mettez votre chiffre",
    worth: "Commandes qui en viennent, par mois",
    own_default: "un chiffre de départ ; mettez le vôtre",
    own_source: &[Line("", "{count}, c’est ce que nous avons compté sur {domain}."), Line("", "{count}, c’est ce que nous avons compté sur le site.")],
    own_price: &[Line("", "{amount} {currency} est un prix que le site annonce.")],
    limits: &[Line(
        "",
        "Une plage n’est ni un devis ni une promesse : elle montre comment les parts s’ajoutent.|Chaque chiffre peut être changé, et la formule figure près du résultat.",
    )],
};
