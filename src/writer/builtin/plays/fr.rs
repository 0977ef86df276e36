//! The playbook in French.

use super::super::Line;
use super::{PlayText, Plays};

pub static PLAYS: Plays = Plays {
    heading: &[Line("", "Un plan pour {company}"), Line("", "Votre plan")],
    when: [&[Line("", "Cette semaine")], &[Line("", "Ce mois-ci")], &[Line("", "Dans trois mois")]],
    sign_heading: &[Line("", "À quoi le voir")],
    texts: &[
        PlayText {
            name: "offer-page",
            heading: &[Line("", "Donner à « {offer} » une page qui répond"), Line("", "Une page pour « {offer} » seulement")],
            says: &[Line("", "Le site cite « {offer} » parmi ce que fait {company}."), Line("", "« {offer} » figure sur le site {domain}.")],
            matters: &[
                Line(
                    "",
                    "Une personne qui cherche « {offer} » trouve mieux sur une page qui ne parle de rien d’autre.|Là, {company} peut répondre à ce qu’on demande de toute façon au téléphone.",
                ),
                Line("", "Une personne qui a besoin de « {offer} » veut des réponses, et non un survol.|Sur une page à part, {company} peut les donner."),
            ],
            steps: [
                (
                    &[Line("", "Noter les questions")],
                    &[
                        Line("", "Notez les cinq questions que les clients posent chez {company} sur « {offer} », avec leurs mots."),
                        Line("", "Demandez chez {company} ce qu’on demande le plus au téléphone sur « {offer} »."),
                    ],
                ),
                (
                    &[Line("", "Mettre les réponses sur une page")],
                    &[Line(
                        "",
                        "Répondez à chacune sous un petit titre, et commencez le titre de la page par « {offer} ».|Placez un lien vers cette page sur l’accueil du site {domain}.",
                    )],
                ),
            ],
            sign: &[Line("", "Ceux qui appellent {company} pour « {offer} » posent moins de questions préalables.")],
        },
        PlayText {
            name: "first-words",
            heading: &[Line("", "Dire « {offer} » dès la première ligne")],
            says: &[Line("", "« {offer} » et « {offer_2} » figurent tous deux sur le site {domain}.")],
            matters: &[Line(
                "",
                "Un inconnu donne quelques secondes au premier écran du site {domain}.|Ce que fait {company} devrait s’y lire, avec les mots des clients.",
            )],
            steps: [
                (
                    &[Line("", "Interroger trois inconnus")],
                    &[Line("", "Montrez cinq secondes le haut du site {domain} à trois personnes, et demandez ce que propose {company}.")],
                ),
                (&[Line("", "Réécrire la première ligne")], &[Line("", "Dites en une ligne, tout en haut du site {domain}, « {offer} », pour qui et où.")]),
            ],
            sign: &[Line("", "Trois nouvelles personnes savent après cinq secondes que {company} propose « {offer} ».")],
        },
        PlayText {
            name: "next-step",
            heading: &[Line("", "Une étape claire vers « {offer} »"), Line("", "Une étape claire sur {domain}")],
            says: &[Line("", "{company} cite « {offer} » sur son site."), Line("", "En cherchant {company}, on arrive sur {domain}.")],
            matters: &[
                Line("", "L’intérêt pour « {offer} » ne dure pas.|Avec un simple bouton, {company} le saisit à temps."),
                Line("", "Un visiteur qui vient de lire ce que fait {company} est prêt pour une petite étape."),
            ],
            steps: [
                (
                    &[Line("", "Choisir une étape")],
                    &[
                        Line("", "Décidez ce que doit faire d’abord, chez {company}, une personne intéressée par « {offer} » : appeler, écrire ou réserver."),
                        Line("", "Décidez ce que doivent faire d’abord les visiteurs du site {domain} : appeler, écrire ou réserver."),
                    ],
                ),
                (
                    &[Line("", "La rendre bien visible")],
                    &[
                        Line("", "Placez en haut du site {domain} un bouton avec un verbe et « {offer} », puis encore en bas."),
                        Line("", "Placez en haut du site {domain} un bouton avec un verbe, puis encore en bas."),
                    ],
                ),
            ],
            sign: &[
                Line("", "Les demandes faites à {company} sur « {offer} » reprennent les mots du bouton."),
                Line("", "Les demandes que reçoit {company} reprennent les mots du bouton."),
            ],
        },
        PlayText {
            name: "price-range",
            heading: &[Line("", "Un premier mot sur le prix pour « {offer} »")],
            says: &[Line("", "Le site {domain} cite « {offer} » ; sur les pages lues, nous n’avons trouvé aucun prix.")],
            matters: &[Line(
                "",
                "Le prix est souvent la première question sur « {offer} ».|Une fourchette peut éviter, chez {company}, des échanges sans suite.",
            )],
            steps: [
                (
                    &[Line("", "Réunir des cas réels")],
                    &[Line("", "Prenez les cinq derniers travaux pour « {offer} » chez {company}, et notez ce qui a fait monter ou baisser le prix.")],
                ),
                (
                    &[Line("", "Écrire trois lignes")],
                    &[Line("", "Dites sur {domain}, à côté de « {offer} », à partir de quel prix, ce qui le fait monter et ce qui est compris.")],
                ),
            ],
            sign: &[Line("", "Ceux qui interrogent {company} sur « {offer} » connaissent déjà la fourchette.")],
        },
        PlayText {
            name: "price-ladder",
            heading: &[Line("", "« {price_name} » pour ouvrir la porte")],
            says: &[Line("", "Le site donne le prix pour « {price_name} » : {price}."), Line("", "« {price_name} » figure sur {domain} à {price}.")],
            matters: &[Line("", "Un prix affiché, comme pour « {price_name} », est une invitation.|Ensuite, un client peut aller plus loin avec {company}.")],
            steps: [
                (&[Line("", "Le mettre à l’entrée")], &[Line("", "Montrez « {price_name} » à {price} sur l’accueil du site {domain}, avec un bouton à côté.")]),
                (
                    &[Line("", "Nommer la marche suivante")],
                    &[Line("", "Dites sous « {price_name} » ce que les clients choisissent ensuite chez {company}, et pourquoi.")],
                ),
            ],
            sign: &[Line("", "De nouveaux clients commencent chez {company} par « {price_name} » et demandent la suite.")],
        },
        PlayText {
            name: "proof",
            heading: &[Line("", "La meilleure preuve, là où l’on décide")],
            says: &[Line("", "L’entreprise {company} a sa propre preuve ; on lit sur le site :")],
            matters: &[
                Line(
                    "",
                    "Un visiteur qui hésite pour « {offer} » cherche une raison de faire confiance à {company}.|Sur {domain}, cette raison compte le plus à côté du bouton.",
                ),
                Line("", "Avant d’écrire à une entreprise comme {company}, on cherche une raison de lui faire confiance."),
            ],
            steps: [
                (
                    &[Line("", "La remonter")],
                    &[
                        Line("", "Répétez ces mots à côté de « {offer} » et des coordonnées sur {domain}."),
                        Line("", "Répétez ces mots à côté des coordonnées sur {domain}."),
                    ],
                ),
                (
                    &[Line("", "En demander une autre")],
                    &[
                        Line(
                            "",
                            "Demandez au prochain client satisfait chez {company} deux lignes sur « {offer} », avec son nom et son entreprise ou sa ville.",
                        ),
                        Line("", "Demandez au prochain client satisfait chez {company} deux lignes, avec son nom et son entreprise ou sa ville."),
                    ],
                ),
            ],
            sign: &[Line("", "De nouveaux clients en parlent dès leur premier message à {company}.")],
        },
        PlayText {
            name: "voices",
            heading: &[Line("", "Trois clients parlent pour « {offer} »")],
            says: &[Line("", "{company} cite « {offer} » sur son site ; sur les pages lues, nous n’avons trouvé aucune voix de client.")],
            matters: &[Line("", "Pour « {offer} », on croit plus vite un autre client qu’une entreprise.|Deux lignes honnêtes sur {company} suffisent.")],
            steps: [
                (&[Line("", "Interroger trois personnes")], &[Line("", "Demandez à trois clients récents ce qui a failli les empêcher de choisir {company}.")]),
                (
                    &[Line("", "Les montrer avec un nom")],
                    &[Line("", "Placez deux lignes de chacun à côté de « {offer} » sur {domain}, avec nom et entreprise ou ville, s’ils sont d’accord.")],
                ),
            ],
            sign: &[Line("", "Un nouveau client cite l’une des trois voix en écrivant à {company}.")],
        },
        PlayText {
            name: "phone",
            heading: &[Line("", "Tirer profit de chaque appel au {phone}")],
            says: &[Line("", "Le site donne le {phone} comme numéro à appeler.")],
            matters: &[Line(
                "",
                "Une personne qui appelle a presque choisi {company} et veut savoir si cela convient.|Au {phone}, la première minute compte le plus.",
            )],
            steps: [
                (
                    &[Line("", "Composer d’un seul geste")],
                    &[Line("", "Placez un lien sous le {phone} sur chaque page du site {domain}, avec les heures où l’on répond.")],
                ),
                (
                    &[Line("", "Trois questions près du téléphone")],
                    &[Line("", "Laissez chez {company} une note près du téléphone : le besoin, le délai, et comment on vous a trouvé.")],
                ),
            ],
            sign: &[Line("", "Les notes montrent d’où viennent les appels au {phone}.")],
        },
        PlayText {
            name: "email",
            heading: &[Line("", "Une réponse depuis {email} en un jour")],
            says: &[Line("", "Les visiteurs qui préfèrent écrire trouvent {email} sur le site.")],
            matters: &[Line(
                "",
                "Une personne qui écrit à {email} écrit peut-être aussi à deux autres entreprises.|Une première ligne rapide distingue {company}.",
            )],
            steps: [
                (
                    &[Line("", "Préparer une bonne réponse")],
                    &[Line("", "Rédigez une réponse courte pour les demandes à {email} : un merci, une question, et quand {company} revient vers eux.")],
                ),
                (
                    &[Line("", "Voir si elle arrive")],
                    &[Line("", "Envoyez-la depuis {email} vers deux messageries privées, et regardez si elle tombe dans les indésirables.")],
                ),
            ],
            sign: &[Line("", "Chaque demande à {email} reçoit une première réponse en un jour ouvré.")],
        },
        PlayText {
            name: "near",
            heading: &[Line("", "Se faire trouver pour « {offer} » : {place}")],
            says: &[Line("", "Le site situe {company} ainsi : {place}, et cite « {offer} ».")],
            matters: &[Line("", "Pour trouver « {offer} », beaucoup ajoutent le nom du lieu.|Une page où {company} écrit {place} y répond.")],
            steps: [
                (&[Line("", "Dire le lieu")], &[Line("", "Écrivez {place} dans le titre et la première ligne de la page où {company} présente « {offer} ».")]),
                (
                    &[Line("", "Montrer un travail proche")],
                    &[Line("", "Racontez un travail achevé, avec le lieu ({place}) : la demande, ce qu’a fait {company}, et le temps qu’il a fallu.")],
                ),
            ],
            sign: &[Line("", "De nouvelles demandes à {company} nomment {place} ou « {offer} » dès la première phrase.")],
        },
        PlayText {
            name: "news",
            heading: &[Line("", "La note qui suit « {news} »")],
            says: &[
                Line("", "La publication datée la plus récente que nous ayons trouvée est « {news} », du {news_date}."),
                Line("", "La publication datée la plus récente que nous ayons trouvée est « {news} », de {news_year}."),
                Line("", "La publication datée la plus récente que nous ayons trouvée est « {news} »."),
            ],
            matters: &[Line("", "Une note datée montre que {company} travaille.|Après « {news} », on se demande ce qui a suivi.")],
            steps: [
                (
                    &[Line("", "Choisir quatre sujets")],
                    &[
                        Line("", "Choisissez quatre choses récentes chez {company} qui valent cinq lignes, dont « {offer} »."),
                        Line("", "Choisissez quatre choses récentes chez {company} qui valent cinq lignes."),
                    ],
                ),
                (&[Line("", "Fixer un jour")], &[Line("", "Publiez la première ce mois-ci sur {domain}, et inscrivez les trois autres au calendrier.")]),
            ],
            sign: &[Line("", "Le site {domain} montre trois dates plus récentes que « {news} ».")],
        },
        PlayText {
            name: "face",
            heading: &[Line("", "Laisser {person} accueillir les visiteurs")],
            says: &[Line("", "Le site présente {person} comme « {person_role} ».")],
            matters: &[Line("", "On écrit plus volontiers à {person} qu’à une entreprise ; {company} y gagne un visage.")],
            steps: [
                (
                    &[Line("", "Prendre une photo")],
                    &[Line("", "Prenez une photo simple au travail, avec {person}, et placez-la à côté des coordonnées sur {domain}.")],
                ),
                (&[Line("", "Ajouter deux lignes")], &[Line("", "Laissez {person} dire en deux lignes ce qui se passe après un message à {company}.")]),
            ],
            sign: &[Line("", "Les premiers messages chez {company} commencent par le nom {person}.")],
        },
        PlayText {
            name: "jobs",
            heading: &[Line("", "Pourvoir « {position} » par vos propres visiteurs")],
            says: &[Line("", "Le site annonce le poste « {position} ».")],
            matters: &[Line("", "Les candidats regardent {domain} comme des clients.|Chez {company}, ils veulent connaître l’équipe et la journée.")],
            steps: [
                (
                    &[Line("", "Raconter la journée")],
                    &[Line("", "Faites écrire chez {company}, par quelqu’un du métier, six lignes sur une journée au poste « {position} ».")],
                ),
                (
                    &[Line("", "Rendre la question facile")],
                    &[Line("", "Laissez les candidats au poste « {position} » écrire deux lignes chez {company}, sans lettre ni formulaire.")],
                ),
            ],
            sign: &[Line("", "Quelqu’un demande le poste « {position} » et cite ces lignes.")],
        },
        PlayText {
            name: "certificate",
            heading: &[Line("", "Dire ce que « {certificate} » apporte à un client")],
            says: &[Line("", "Le site montre « {certificate} ».")],
            matters: &[Line(
                "",
                "Les gens du métier connaissent « {certificate} », beaucoup d’acheteurs non.|Une phrase en fait une raison de choisir {company}.",
            )],
            steps: [
                (&[Line("", "Traduire")], &[Line("", "Écrivez une phrase : ce que « {certificate} » exige chez {company}, et ce qu’un client y gagne.")]),
                (
                    &[Line("", "Montrer où cela aide")],
                    &[
                        Line(
                            "",
                            "Placez « {certificate} » et cette phrase à côté de l’activité que couvre cette certification, avec un lien vers l’attestation.",
                        ),
                        Line("", "Placez « {certificate} » et cette phrase sur l’accueil du site {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Des acheteurs citent « {certificate} » dans leur demande à {company}.")],
        },
        PlayText {
            name: "client",
            heading: &[Line("", "Raconter l’histoire derrière « {client} »")],
            says: &[Line("", "Le site cite « {client} » comme client.")],
            matters: &[Line(
                "",
                "Un nom montre qu’on fait confiance à {company} ; une histoire montre comment on y travaille.|Les lecteurs cherchent un cas comme le leur, et « {client} » peut l’être.",
            )],
            steps: [
                (
                    &[Line("", "Poser quatre questions")],
                    &[Line("", "Demandez à « {client} » quel était le problème, pourquoi {company}, ce qui a été fait et ce qui a changé.")],
                ),
                (
                    &[Line("", "Écrire une demi-page")],
                    &[
                        Line("", "Mettez les réponses sur une demi-page du site {domain}, avec un lien depuis « {offer} »."),
                        Line("", "Mettez les réponses sur une demi-page du site {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Quelqu’un qui a le même problème écrit chez {company} et cite « {client} ».")],
        },
        PlayText {
            name: "languages",
            heading: &[Line("", "Un chemin entier dans chaque langue du site {domain}")],
            says: &[Line("", "Le site {domain} existe en {languages} langues.")],
            matters: &[Line("", "Un visiteur qui lit {domain} dans une autre langue reste tant que le chemin ne s’arrête pas.")],
            steps: [
                (
                    &[Line("", "Parcourir le chemin")],
                    &[Line("", "Allez, dans chaque langue du site {domain}, de la première page à la demande, et notez où cela s’arrête.")],
                ),
                (
                    &[Line("", "Les dernières étapes d’abord")],
                    &[Line("", "Traduisez avant tout le formulaire, la confirmation et la première réponse envoyée par {company}.")],
                ),
            ],
            sign: &[Line("", "Des demandes arrivent chez {company} dans les {languages} langues.")],
        },
        PlayText {
            name: "access",
            heading: &[Line("", "Rendre « {offer} » accessible à tous"), Line("", "Rendre {domain} accessible à tous")],
            says: &[
                Line("", "« {offer} » figure sur {domain}, et le chemin est parfois difficile sans la vue ou sans souris."),
                Line("", "Sur {domain}, le chemin est parfois difficile sans la vue ou sans souris."),
            ],
            matters: &[Line("", "Certains visiteurs utilisent sur {domain} le clavier, de gros caractères ou une voix.|Eux aussi ont besoin de « {offer} ».")],
            steps: [
                (
                    &[Line("", "Essayer sans souris")],
                    &[
                        Line("", "Allez de l’accueil du site {domain} à « {offer} », puis à la demande, avec la seule touche Tab."),
                        Line("", "Allez de l’accueil du site {domain} à la demande avec la seule touche Tab."),
                    ],
                ),
                (&[Line("", "Dégager le chemin")], &[Line("", "Donnez la liste des obstacles à la personne qui a fait {domain}, le formulaire d’abord.")]),
            ],
            sign: &[Line("", "Une connaissance peut écrire chez {company} sans toucher la souris.")],
        },
        PlayText {
            name: "fast",
            heading: &[Line("", "Montrer « {offer} » avant qu’on ne parte"), Line("", "Montrer {domain} avant qu’on ne parte")],
            says: &[
                Line("", "« {offer} » figure sur {domain}, et un téléphone doit d’abord charger la page."),
                Line("", "Un téléphone doit d’abord charger {domain}."),
            ],
            matters: &[
                Line("", "En déplacement, on n’attend « {offer} » que quelques secondes.|Ce que {company} montre d’abord devrait être léger."),
                Line("", "Ce que {company} montre d’abord devrait être léger."),
            ],
            steps: [
                (
                    &[Line("", "Mesurer une fois")],
                    &[
                        Line("", "Ouvrez {domain} sur un téléphone loin de votre réseau, et comptez jusqu’à pouvoir lire « {offer} »."),
                        Line("", "Ouvrez {domain} sur un téléphone loin de votre réseau, et comptez jusqu’à pouvoir lire."),
                    ],
                ),
                (
                    &[Line("", "Réduire le plus gros")],
                    &[Line("", "Réduisez d’abord les plus grandes images du site {domain}, puis retirez les scripts dont {company} ne se sert pas.")],
                ),
            ],
            sign: &[
                Line("", "Sur le même téléphone, {domain} montre « {offer} » en moins de trois secondes."),
                Line("", "Sur le même téléphone, {domain} se lit en moins de trois secondes."),
            ],
        },
        PlayText {
            name: "audience",
            heading: &[Line("", "Parler à ceux que vous nommez")],
            says: &[Line("", "Le site dit à qui s’adresse {company} :")],
            matters: &[Line("", "Ces personnes devraient se sentir concernées dès le premier écran du site {domain}.")],
            steps: [
                (
                    &[Line("", "Prendre leurs mots")],
                    &[Line("", "Demandez à deux d’entre eux comment ils décriraient ce que fait {company}, et notez les mots.")],
                ),
                (
                    &[Line("", "Mettre ces mots en haut")],
                    &[
                        Line("", "Écrivez la première ligne du site {domain} avec ces mots, puis « {offer} »."),
                        Line("", "Écrivez la première ligne du site {domain} avec ces mots."),
                    ],
                ),
            ],
            sign: &[Line("", "L’un d’eux dit que {company} décrit la chose comme lui.")],
        },
    ],
};
