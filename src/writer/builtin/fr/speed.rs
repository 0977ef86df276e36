//! Sentences for the checks of the area "speed".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "server-response-time",
        label: "Le serveur répond vite",
        who: Who::Host,
        title: &[Line("", "Comment {company} peut répondre plus tôt à ses visiteurs"), Line("", "Comment répondre plus tôt à vos visiteurs")],
        heading: &[Line("", "Le serveur prend son temps")],
        opening: &[Line("", "Un point met la patience des visiteurs à l’épreuve : le serveur du site {domain} tarde à répondre.")],
        saw: &[
            Line("", "Le serveur du site {domain} a tardé à répondre."),
            Line("", "À l’essai médian sur trois, le serveur du site {domain} s’est fait attendre."),
        ],
        matters: &[
            Line("", "Chaque visite chez {company} commence par cette attente."),
            Line("", "Avant la première image, le visiteur chez {company} attend déjà."),
            Line("", "Chaque visite commence par cette attente."),
        ],
        fix: &[
            Line("", "Activez le cache des pages dans le logiciel du site {domain}, ou parlez-en à l’hébergeur."),
            Line("", "Activez le cache des pages dans votre logiciel de site, ou parlez-en à votre hébergeur."),
            Line("", "Demandez à votre hébergeur d’où vient l’attente, et si une autre formule y remédie."),
        ],
        task: &[Line("", "Activez le cache des pages du site {domain}."), Line("", "Activez le cache des pages.")],
        praise: &[],
    },
    CheckText {
        check: "text-compression",
        label: "Les textes sont envoyés compressés",
        who: Who::Host,
        title: &[
            Line("", "Comment {company} peut ouvrir ses pages plus vite sur un téléphone"),
            Line("", "Comment ouvrir vos pages plus vite sur un téléphone"),
        ],
        heading: &[Line("", "Les textes sont envoyés sans compression")],
        opening: &[
            Line(
                "",
                "Un point coûte du temps aux visiteurs : {count} {count?fichier:fichiers} du site {domain} {count?est envoyé:sont envoyés} sans compression.",
            ),
            Line("", "Un point coûte du temps aux visiteurs : des fichiers texte de votre site sont envoyés sans compression."),
        ],
        saw: &[
            Line(
                "",
                "Sur {total} {total?fichier regardé:fichiers regardés}, {count} {count?est arrivé:sont arrivés} sans compression.|{count?Ce fichier:L’un d’eux}, {url}, pèse {size}.",
            ),
            Line("", "Le fichier {url} pèse {size} et arrive sans compression ; c’est le cas pour {count} des {total} fichiers regardés."),
            Line("", "Des fichiers texte de votre site arrivent sans compression."),
        ],
        matters: &[
            Line("", "Compressé, un texte est souvent trois fois plus petit.|Avec un réseau faible, cela peut décider si l’on attend {company}."),
            Line("", "Sur un forfait mobile, chaque visite chez {company} transporte plus que nécessaire."),
            Line("", "Compressé, un texte est souvent trois fois plus petit, et la différence se sent sur un téléphone."),
        ],
        fix: &[
            Line("", "Activez gzip ou Brotli sur le serveur du site {domain}.|Chez la plupart des hébergeurs, c’est un seul réglage."),
            Line("", "Demandez à l’hébergeur du site {domain} d’activer la compression des textes."),
            Line("", "Activez gzip ou Brotli sur le serveur, le plus souvent par un seul réglage."),
        ],
        task: &[Line("", "Activez la compression sur le serveur du site {domain}."), Line("", "Activez la compression sur le serveur.")],
        praise: &[Line("", "Les textes de votre site sont envoyés compressés, ce qui aide sur un téléphone.")],
    },
    CheckText {
        check: "cache-policy",
        label: "Les navigateurs peuvent garder les fichiers",
        who: Who::Host,
        title: &[
            Line("", "Comment {company} peut ouvrir ses pages plus vite aux visiteurs qui reviennent"),
            Line("", "Comment ouvrir vos pages plus vite aux visiteurs qui reviennent"),
        ],
        heading: &[Line("", "Les visiteurs qui reviennent rechargent tout")],
        opening: &[Line(
            "",
            "Un détail coûte du temps aux visiteurs qui reviennent : les navigateurs ne peuvent pas garder longtemps {count} de vos fichiers.",
        )],
        saw: &[
            Line(
                "",
                "Sur {total} {total?fichier:fichiers} du site {domain}, {count} se {count?garde:gardent} moins d’une semaine.|Pour {url}, le serveur dit « {cache_control} ».",
            ),
            Line("", "Le serveur dit « {cache_control} » pour {url}.|En tout, {count} des {total} fichiers se {count?garde:gardent} moins d’une semaine."),
            Line("", "Sur {total} {total?fichier:fichiers}, {count} se {count?garde:gardent} moins d’une semaine."),
            Line("", "Les navigateurs ne peuvent pas garder une semaine certains de vos fichiers."),
        ],
        matters: &[
            Line("", "Un visiteur qui revient chez {company} pour comparer charge les mêmes fichiers une seconde fois."),
            Line("", "Un client qui hésite revient souvent.|À chaque retour, {company} lui fait attendre les mêmes fichiers."),
            Line("", "Un visiteur qui revient pour comparer charge les mêmes fichiers une seconde fois."),
        ],
        fix: &[
            Line("", "Faites envoyer par {domain} « max-age=31536000 » avec les images, styles et scripts dont le nom change à chaque version."),
            Line("", "Faites envoyer « max-age=31536000 » pour les images, les styles et les scripts dont le nom change à chaque version."),
            Line("", "Demandez à votre hébergeur de laisser garder un an les images, les styles et les scripts."),
        ],
        task: &[
            Line("", "Laissez les navigateurs garder plus longtemps les fichiers du site {domain}."),
            Line("", "Laissez les navigateurs garder plus longtemps images, styles et scripts."),
        ],
        praise: &[Line("", "Les navigateurs peuvent garder vos fichiers, et une seconde visite s’ouvre vite.")],
    },
    CheckText {
        check: "page-weight",
        label: "Poids des pages",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut alléger ses pages pour tous les téléphones"), Line("", "Comment alléger vos pages pour tous les téléphones")],
        heading: &[Line("elements", "Une page est faite de très nombreux éléments"), Line("", "Une page est lourde pour un téléphone")],
        opening: &[
            Line("elements", "Un point coûte du temps aux visiteurs : {elements} éléments composent {page}, ce qui ralentit un téléphone."),
            Line("", "Un point coûte du temps aux visiteurs : il faut charger {size} pour {page}, et un téléphone le sent."),
        ],
        saw: &[
            Line("elements", "Nous avons compté {elements} éléments sur {page} ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("elements", "Nous avons compté {elements} éléments sur {page} ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("elements", "Pour {page}, le navigateur doit construire {elements} éléments ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("elements", "Pour {page}, le navigateur doit construire {elements} éléments ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("html", "À lui seul, le code de {page} pèse {size} ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("html", "À lui seul, le code de {page} pèse {size} ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line(
                "html",
                "À lui seul, le code de {page} pèse {size}.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "elements",
                "Pour {page}, le navigateur doit construire {elements} éléments.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "elements",
                "Nous avons compté {elements} éléments sur {page}.|Des pages aussi chargées, il y en a {hits} sur les {of} pages lues sur {domain}.",
            ),
            Line("assets", "Pour {page}, {domain} envoie des fichiers qui font ensemble {size}."),
            Line("assets", "Ensemble, les fichiers nécessaires à {page} sur {domain} pèsent {size}."),
            Line("", "Une de vos pages est lourde."),
        ],
        matters: &[
            Line("@shop", "Un panier se remplit page après page, et chaque page lourde fait attendre les clients du site {domain}."),
            Line("", "Sur un téléphone ({place}), cela se paie en attente.|Certains regardent alors « {offer} » ailleurs."),
            Line("", "Sur un téléphone, cela veut dire attendre, et l’onglet ouvert sur {company} n’est pas le seul."),
            Line("", "Une personne qui cherche « {offer} » en déplacement n’a pas toujours le réseau pour tant de données."),
            Line("", "Sur un téléphone, cela veut dire attendre, et le vôtre n’est pas le seul onglet ouvert."),
        ],
        fix: &[
            Line("!assets", "Retirez ce dont {domain} n’a pas besoin, d’abord les scripts et extensions qui ne servent à personne."),
            Line("elements", "Demandez à votre développeur quelles extensions et quels blocs cachés peuvent partir."),
            Line("assets", "Commencez par les plus grandes images du site {domain}, puis retirez les scripts qui ne servent à personne."),
            Line("!assets", "Retirez ce dont la page n’a pas besoin, d’abord les scripts et extensions qui ne servent à personne."),
            Line("assets", "Demandez à votre développeur la liste des fichiers les plus lourds, et commencez par les trois premiers."),
        ],
        task: &[Line("", "Allégez {page} sur {domain}."), Line("", "Allégez la page.")],
        praise: &[Line("", "Avec {size} de code, votre page d’accueil est assez légère pour tous les téléphones.")],
    },
    CheckText {
        check: "render-blocking",
        label: "La page s’affiche tôt",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut montrer plus tôt son premier écran"), Line("", "Comment montrer plus tôt votre premier écran")],
        heading: &[Line("!styles", "Des scripts retardent l’affichage de la page"), Line("styles", "De nombreuses feuilles de style retardent l’affichage")],
        opening: &[Line(
            "",
            "Un détail coûte du temps aux visiteurs : la page d’accueil attend {count} {count?fichier:fichiers} avant de montrer quoi que ce soit.",
        )],
        saw: &[
            Line(
                "script",
                "La page d’accueil du site {domain} attend {count} {count?script:scripts} avant de s’afficher.|{count?Il s’agit de:L’un d’eux est} {example}.",
            ),
            Line("script", "En tête de la page d’accueil, {count} {count?script passe:scripts passent} avant l’affichage, par exemple {example}."),
            Line("script", "Des scripts en tête de la page d’accueil se chargent avant tout affichage.|Nous en avons compté {count}."),
            Line("styles", "La page d’accueil du site {domain} attend {count} {count?feuille:feuilles} de style avant de s’afficher."),
            Line("styles", "Il faut {count} {count?feuille:feuilles} de style avant que la page d’accueil ne s’affiche."),
        ],
        matters: &[
            Line("", "Pendant ce temps l’écran reste blanc, et {company} n’a encore rien dit."),
            Line("", "Le premier instant compte, et chez {company} il se passe devant un écran blanc."),
            Line("", "Pendant ce temps, l’écran reste blanc."),
        ],
        fix: &[
            Line("script", "Ajoutez « defer » aux scripts du site {domain} qui n’ont pas besoin de passer d’abord."),
            Line("styles", "Réunissez les feuilles de style du site {domain} en un ou deux fichiers."),
        ],
        task: &[
            Line("script", "Faites charger les scripts du site {domain} après la page."),
            Line("styles", "Réunissez les feuilles de style du site {domain}."),
        ],
        praise: &[],
    },
    CheckText {
        check: "unsized-images",
        label: "La page ne saute pas au chargement",
        who: Who::Developer,
        title: &[
            Line("", "Comment {company} peut garder ses pages en place pendant le chargement"),
            Line("", "Comment garder vos pages en place pendant le chargement"),
        ],
        heading: &[Line("", "La page saute pendant le chargement")],
        opening: &[Line("", "Un détail fait perdre le fil aux lecteurs : {count} des {total} images n’{count?indique:indiquent} pas leur taille.")],
        saw: &[
            Line("", "Sur {total} {total?image:images} du site {domain}, {count} n’{count?indique:indiquent} ni largeur ni hauteur, par exemple sur {page}."),
            Line("", "Largeur et hauteur manquent dans le code de {count} {count?image:images} sur {total} pour {domain}, par exemple sur {page}."),
            Line("", "La plupart des images n’indiquent ni largeur ni hauteur."),
        ],
        matters: &[
            Line("", "Tant que les images arrivent, le texte choisi par {company} saute sous le pouce du lecteur."),
            Line("", "On vise un bouton chez {company}, l’image arrive, et le doigt touche autre chose."),
            Line("", "Tant que les images arrivent, le texte saute sous le pouce du lecteur."),
        ],
        fix: &[
            Line("", "Posez à nouveau les images du site {domain} avec l’outil du logiciel ; il note leur taille lui-même."),
            Line("", "Inscrivez dans le code du site {domain} la largeur et la hauteur de chaque image."),
            Line("", "Posez à nouveau les images avec l’outil de votre logiciel de site ; il note leur taille lui-même."),
        ],
        task: &[
            Line("", "Donnez une largeur et une hauteur à {count} {count?image:images} sur {domain}."),
            Line("", "Donnez aux images une largeur et une hauteur."),
        ],
        praise: &[],
    },
    CheckText {
        check: "image-delivery",
        label: "Les images sont légères",
        who: Who::Editor,
        title: &[Line("", "Comment {company} peut montrer plus vite ses images"), Line("", "Comment montrer plus vite vos images")],
        heading: &[
            Line("large", "Une image pèse {size}"),
            Line("eager", "Toutes les images se chargent d’un coup"),
            Line("!eager", "Des images pourraient être bien plus légères"),
        ],
        opening: &[
            Line("large", "Un point coûte du temps aux visiteurs : une seule image sur {page} pèse {size}."),
            Line("format", "Un point coûte du temps aux visiteurs : une image sur {page} pèse {size}, dans un format ancien."),
            Line("eager", "Un point coûte du temps aux visiteurs : {count} images se chargent d’un coup sur {page}, vues ou non."),
        ],
        saw: &[
            Line("large", "L’image {image}, sur {page}, pèse {size}."),
            Line("large", "Sur {page}, une image pèse à elle seule {size} : {image}."),
            Line("format", "L’image {image}, sur {page}, pèse {size}, sans version moderne à côté."),
            Line("format", "Sur {page}, {image} pèse {size}, et nous n’avons pas vu de format moderne à côté."),
            Line("eager", "Chaque visiteur du site {domain} charge d’un coup les {count} images de {page}."),
            Line("eager", "Chez {company}, {page} charge {count} images, et aucune n’attend son tour."),
            Line("!eager", "Des images sont plus lourdes que nécessaire sur {domain}."),
            Line("!eager", "Des images sont plus lourdes que nécessaire."),
        ],
        matters: &[
            Line("@shop", "Un panier se remplit page après page, et chaque image lourde fait attendre les clients du site {domain}."),
            Line("", "Dans un train, on peut ne voir chez {company} que des cadres gris.|Avec moins de données d’un coup, les images seraient là plus tôt."),
            Line("", "Une image ne sert qu’une fois arrivée, et un visiteur du site {domain} est peut-être déjà plus loin."),
            Line("", "Une page lente peut faire hésiter un visiteur qui découvre {company}."),
            Line("", "Une image ne sert qu’une fois arrivée."),
        ],
        fix: &[
            Line("!eager", "Ramenez les plus grandes images du site {domain} à leur largeur affichée, souvent 1600 pixels ou moins."),
            Line("large", "Ramenez {image} à la largeur affichée, et enregistrez au format WebP."),
            Line("format", "Enregistrez {image} au format WebP, et proposez-le à côté de l’ancien fichier."),
            Line("eager", "Ajoutez loading=\"lazy\" aux images du site {domain} placées sous le premier écran."),
            Line("!eager", "Enregistrez l’image au format WebP, à la largeur affichée, souvent 1600 pixels ou moins.|Le gain atteint souvent la moitié."),
        ],
        task: &[
            Line("large", "Allégez {image}, qui pèse {size}."),
            Line("format", "Enregistrez {image} au format WebP."),
            Line("eager", "Faites charger plus tard les images du site {domain} placées sous le premier écran."),
            Line("!eager", "Enregistrez au format WebP les images lourdes du site {domain}."),
            Line("!eager", "Enregistrez les images lourdes au format WebP."),
        ],
        praise: &[],
    },
];
