//! Sentences for the checks of the area "e-mail works".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "spf",
        label: "Qui peut envoyer vos e-mails (SPF)",
        who: Who::Host,
        title: &[Line("", "Comment {company} peut faire arriver ses e-mails à bon port"), Line("", "Comment faire arriver vos e-mails à bon port")],
        heading: &[Line("", "Votre domaine ne dit pas clairement qui envoie ses e-mails")],
        opening: &[Line("", "Un point peut vous coûter des réponses : {domain} ne dit pas clairement quels serveurs peuvent envoyer ses e-mails.")],
        saw: &[
            Line("", "Le domaine {domain} n’a pas d’enregistrement SPF valable."),
            Line("", "Nous avons demandé l’enregistrement SPF du domaine {domain} : aucun n’est valable."),
        ],
        matters: &[
            Line("", "Devis et factures envoyés par {company} peuvent finir dans les indésirables."),
            Line("", "Un devis qui n’arrive pas ne reçoit pas de réponse, et {company} n’en sait rien."),
            Line("", "Devis et factures peuvent finir dans les indésirables."),
        ],
        fix: &[
            Line("", "Inscrivez pour {domain} un seul enregistrement SPF, celui que votre fournisseur d’e-mail indique dans son aide."),
            Line("", "Inscrivez un seul enregistrement SPF, celui que votre fournisseur d’e-mail indique dans son aide."),
            Line("", "Demandez le bon enregistrement SPF à votre fournisseur d’e-mail, et faites-le inscrire par votre hébergeur."),
        ],
        task: &[Line("", "Inscrivez l’enregistrement SPF du domaine {domain}.")],
        praise: &[],
    },
    CheckText {
        check: "dmarc",
        label: "Protection contre les faux expéditeurs (DMARC)",
        who: Who::Host,
        title: &[Line("", "Comment {company} peut empêcher d’autres d’écrire en son nom"), Line("", "Comment empêcher d’autres d’écrire en votre nom")],
        heading: &[Line("", "D’autres peuvent envoyer des e-mails en votre nom")],
        opening: &[Line("", "Un point peut vous coûter de la confiance : {domain} n’a pas de règle ferme contre les e-mails en son nom.")],
        saw: &[
            Line("!none_policy", "Le domaine {domain} n’a pas d’enregistrement DMARC valable."),
            Line("none_policy", "L’enregistrement DMARC du domaine {domain} ne demande encore rien contre les faux e-mails."),
            Line("none_policy", "Pour l’instant, l’enregistrement DMARC du domaine {domain} ne fait qu’observer."),
            Line("!none_policy", "Nous avons demandé l’enregistrement DMARC du domaine {domain} : aucun n’est valable."),
        ],
        matters: &[
            Line(
                "!none_policy",
                "D’autres peuvent écrire comme si le message venait de chez {company}, et les grands fournisseurs d’e-mail demandent cet enregistrement.",
            ),
            Line("", "Une fausse facture signée {company} pourrait arriver comme une vraie."),
            Line("", "D’autres peuvent écrire en votre nom."),
        ],
        fix: &[
            Line("!none_policy", "Ajoutez un enregistrement DMARC, d’abord avec « p=none », et resserrez-le quand les rapports sont propres."),
            Line("none_policy", "Faites passer la règle du domaine {domain} à « p=quarantine » quand les rapports sont propres."),
            Line("none_policy", "Relisez les rapports reçus, puis faites passer la règle à « p=quarantine »."),
            Line("!none_policy", "Demandez à votre hébergeur un enregistrement DMARC qui commence par observer, avec « p=none »."),
        ],
        task: &[
            Line("none_policy", "Resserrez l’enregistrement DMARC du domaine {domain} quand les rapports sont propres."),
            Line("!none_policy", "Inscrivez l’enregistrement DMARC du domaine {domain}."),
        ],
        praise: &[],
    },
    CheckText {
        check: "contact-domain",
        label: "Adresse e-mail à votre propre domaine",
        who: Who::Owner,
        title: &[
            Line("!no_mx", "Comment {company} peut écrire de sa propre adresse"),
            Line("no_mx", "Comment joindre {company} par e-mail à coup sûr"),
            Line("no_mx", "Comment recevoir les e-mails de vos clients"),
            Line("!no_mx", "Comment écrire de votre propre adresse"),
        ],
        heading: &[
            Line("free_mail", "Le site est à {domain}, l’e-mail à {mail_host}"),
            Line("no_mx", "Votre adresse e-mail ne reçoit peut-être rien"),
            Line("", "Votre adresse e-mail est à revoir"),
        ],
        opening: &[
            Line("free_mail", "Un point peut vous coûter de la confiance : l’adresse affichée sur votre site, {email}, n’est pas à {domain}."),
            Line("no_mx", "Un point peut vous coûter des demandes : le site affiche {email}, mais {domain} n’indique aucun serveur d’e-mail."),
            Line("", "Un point peut vous coûter de la confiance : l’adresse e-mail affichée sur votre site est à revoir."),
        ],
        saw: &[
            Line("no_mx", "Le site affiche {email}, mais {domain} n’indique aucun serveur d’e-mail."),
            Line("free_mail", "Pour vous écrire, le site propose {email}, et non une adresse à {domain}."),
            Line("free_mail", "Le site s’appelle {domain}, mais l’adresse e-mail publiée est {email}."),
            Line("", "L’adresse e-mail publiée sur le site est {email}."),
            Line("", "L’adresse e-mail publiée sur le site est à revoir."),
        ],
        matters: &[
            Line("no_mx", "Ce que les clients écrivent à cette adresse peut leur revenir sans arriver chez {company}."),
            Line("no_mx", "Ce que les clients écrivent à cette adresse peut leur revenir."),
            Line("free_mail", "Un devis pour « {offer} » envoyé depuis {mail_host} ne permet guère de distinguer {company} d’un inconnu."),
            Line("free_mail", "Une adresse à {domain} montre que l’e-mail vient bien de chez {company}."),
            Line("free_mail", "Avec {domain} en tête, on retient aussi une adresse e-mail au même nom."),
            Line("free_mail", "Une adresse à votre propre domaine montre que l’e-mail vient bien de vous."),
            Line("", "Une adresse qui reçoit, à votre propre domaine, rassure la personne qui vous écrit."),
        ],
        fix: &[
            Line("no_mx", "Faites installer le serveur de courrier (enregistrement MX) pour {domain}, ou affichez une autre adresse."),
            Line("no_mx", "Faites installer le serveur de courrier du domaine, ou affichez une autre adresse."),
            Line("free_mail", "Créez une adresse à {domain}, et transférez-la vers {email}.|Rien d’autre n’a besoin de changer."),
            Line("free_mail", "Demandez à votre hébergeur une adresse à {domain}, et affichez-la pour remplacer {email}."),
            Line("free_mail", "Créez une adresse à votre propre domaine, et transférez-la vers l’ancienne."),
            Line("", "Affichez une adresse à votre propre domaine, et assurez-vous qu’elle reçoit."),
        ],
        task: &[
            Line("no_mx", "Faites installer un serveur de courrier pour {domain}."),
            Line("free_mail", "N’utilisez plus {email}, et écrivez d’une adresse à {domain}."),
            Line("free_mail", "Créez une adresse à {domain}."),
            Line("free_mail", "Créez une adresse à votre propre domaine."),
            Line("no_mx", "Faites installer le serveur de courrier du domaine."),
            Line("", "Mettez en ordre l’adresse e-mail affichée."),
        ],
        praise: &[Line("", "Votre adresse {email} est à votre propre domaine, ce qui inspire confiance.")],
    },
];
