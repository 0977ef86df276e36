//! Sentences for the checks of the area "usable by everyone".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "heading-order",
        label: "Titres dans l’ordre",
        who: Who::Editor,
        title: &[Line("", "Comment {company} peut donner à ses pages un plan clair"), Line("", "Comment donner à vos pages un plan clair")],
        heading: &[Line("", "Un niveau de titre est sauté")],
        opening: &[Line("", "Un détail fait perdre le fil à certains lecteurs : sur {page}, un niveau de titre est sauté.")],
        saw: &[
            Line("", "Sous « {before} » ({before_level}) vient « {after} » ({after_level}) sur {page}, et un niveau manque entre les deux."),
            Line(
                "",
                "Sur {page}, le titre « {after} » ({after_level}) suit « {before} » ({before_level}).|Nous avons vu un tel saut sur {hits} des {of} pages lues sur {domain}.|Nous avons vu un tel saut sur les {all} pages lues sur {domain}.",
            ),
            Line("", "Les titres sautent un niveau sur {hits} des {of} pages lues sur {domain}."),
            Line("", "Les titres sautent un niveau sur les {all} pages lues sur {domain}."),
            Line("", "Les titres sautent un niveau."),
        ],
        matters: &[
            Line("", "Les lecteurs aveugles parcourent une page chez {company} de titre en titre, comme d’autres la survolent."),
            Line("", "Le plan d’une page se lit dans ses titres.|Un niveau manque, et certains visiteurs chez {company} cherchent la suite."),
            Line("", "Les lecteurs aveugles parcourent une page de titre en titre, comme d’autres la survolent."),
        ],
        fix: &[
            Line("", "Choisissez le niveau du titre « {after} » selon son rang dans le texte, et sa taille par la mise en forme."),
            Line("", "Placez « {after} » un niveau sous le titre qui précède."),
            Line("", "Suivez les niveaux de titre dans l’ordre, et changez leur taille par la seule mise en forme."),
        ],
        task: &[
            Line("", "Corrigez le niveau du titre « {after} » sur {page}."),
            Line("", "Remettez en ordre les titres sur {page}."),
            Line("", "Remettez les titres en ordre."),
        ],
        praise: &[],
    },
    CheckText {
        check: "html-lang",
        label: "La langue est nommée dans le code",
        who: Who::Developer,
        title: &[Line("", "Comment faire lire {company} à voix haute avec le bon accent"), Line("", "Comment vous faire lire à voix haute avec le bon accent")],
        heading: &[Line("mismatch", "Le code nomme une autre langue que celle du texte"), Line("", "Le code ne nomme pas la langue")],
        opening: &[Line("", "Un détail fait perdre le sens à certains lecteurs : le code de {page} ne nomme pas la bonne langue.")],
        saw: &[
            Line(
                "mismatch",
                "Le code de {page} dit « {lang} », mais le texte est dans une autre langue ; c’est le cas sur {hits} des {of} pages lues sur {domain}.",
            ),
            Line("mismatch", "Le code de {page} dit « {lang} », mais le texte est dans une autre langue ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("invalid", "Le code de {page} nomme la langue « {lang} », qui n’existe pas ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("invalid", "Le code de {page} nomme la langue « {lang} », qui n’existe pas ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("missing", "Le code ne nomme aucune langue sur {hits} des {of} pages lues sur {domain}, {hits?à savoir:dont} {page}."),
            Line("missing", "Le code ne nomme aucune langue sur les {all} pages lues sur {domain}."),
            Line("missing", "Nulle part dans le code de {page} la langue n’est nommée.|Sur {of} pages lues pour {domain}, elle manque sur {hits}."),
            Line(
                "missing",
                "Le code de {page} ne nomme aucune langue.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line("missing", "La langue manque dans le code de {page}.|Au total, {hits} des {of} pages lues sur {domain} ne la {hits?nomme:nomment} pas."),
            Line(
                "invalid",
                "Le code de {page} nomme la langue « {lang} », qui n’existe pas.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "mismatch",
                "Le code de {page} dit « {lang} », mais le texte est dans une autre langue.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line("", "Le code ne nomme pas la bonne langue."),
        ],
        matters: &[
            Line("", "Un lecteur d’écran qui ignore la langue lit {company} à voix haute avec un accent étranger."),
            Line("", "Les lecteurs d’écran choisissent leur voix d’après elle, et les navigateurs décident s’ils proposent de traduire {company}."),
            Line("", "Un visiteur qui écoute {domain} au lieu de le lire peut entendre les mots dans une autre langue."),
            Line("", "Les lecteurs d’écran choisissent leur voix d’après elle, et les navigateurs décident s’ils traduisent."),
        ],
        fix: &[
            Line("", "Faites nommer sa langue à la première balise de chaque page du site {domain}, sur {page} par lang=\"{code}\"."),
            Line("", "Faites nommer la langue du texte à la première balise de chaque page du site {domain}."),
            Line("", "Au début de chaque page, donnez à l’attribut lang la langue du texte."),
        ],
        task: &[
            Line("", "Nommez la langue dans le code du site {domain}."),
            Line("", "Dites aux navigateurs dans quelle langue écrit {company}."),
            Line("", "Réglez la langue des pages sur {domain}."),
            Line("", "Réglez la langue des pages."),
        ],
        praise: &[],
    },
    CheckText {
        check: "meta-viewport",
        label: "Adapté au téléphone",
        who: Who::Developer,
        title: &[Line("", "Comment faire lire {company} sans effort sur un téléphone"), Line("", "Comment vous faire lire sans effort sur un téléphone")],
        heading: &[Line("no-zoom", "Sur un téléphone, la page ne s’agrandit pas"), Line("!no-zoom", "Sur un téléphone, la page paraît minuscule")],
        opening: &[
            Line("no-zoom", "Un point vous coûte des lecteurs : sur un téléphone, impossible d’agrandir {page}."),
            Line("missing", "Un point vous coûte des visites sur téléphone : {page} n’est pas réglée pour les petits écrans."),
            Line("no-width", "Un point vous coûte des visites sur téléphone : {page} n’est pas réglée pour les petits écrans."),
            Line("!no-zoom", "Un point vous coûte des visites sur téléphone : la page ne s’y lit pas bien."),
        ],
        saw: &[
            Line(
                "no-width",
                "Le réglage pour les téléphones sur {page}, « {content} », n’indique pas de largeur ; c’est le cas sur {hits} des {of} pages lues sur {domain}.",
            ),
            Line(
                "no-width",
                "Le réglage pour les téléphones sur {page}, « {content} », n’indique pas de largeur ; c’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line("missing", "Le réglage pour les téléphones (viewport) manque sur {hits} des {of} pages lues sur {domain}, {hits?à savoir:dont} {page}."),
            Line("missing", "Le réglage pour les téléphones (viewport) manque sur les {all} pages lues sur {domain}."),
            Line("no-zoom", "Sur {page}, le réglage « {content} » interdit d’agrandir ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("no-zoom", "Sur {page}, le réglage « {content} » interdit d’agrandir ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line(
                "missing",
                "Le réglage pour les écrans de téléphone (viewport) manque sur {page}.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "missing",
                "Rien dans le code de {page} ne règle la largeur pour les téléphones.|Au total, {hits} des {of} pages lues sur {domain} {hits?est:sont} dans ce cas.",
            ),
            Line(
                "missing",
                "Nous avons cherché le réglage pour téléphones (viewport) sur {page}, sans le trouver.|Il manque à {hits} des {of} pages lues sur {domain}.|Il manque aux {all} pages lues sur {domain}.",
            ),
            Line(
                "no-width",
                "Le réglage pour les téléphones sur {page}, « {content} », n’indique pas de largeur.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "no-zoom",
                "Le réglage pour les téléphones sur {page} est « {content} », ce qui interdit d’agrandir.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line("", "Le réglage pour les écrans de téléphone n’est pas bon."),
        ],
        matters: &[
            Line("no-zoom", "Une personne aux yeux fatigués cherche {company} sur son téléphone et ne peut pas agrandir le texte."),
            Line("no-zoom", "Beaucoup de lecteurs agrandissent le texte avec deux doigts.|Chez {company}, ce geste reste sans effet."),
            Line(
                "missing",
                "Quelqu’un cherche « {offer} » ({place}) sur un téléphone et reçoit une page en caractères minuscules.|Certains reviennent à la liste.",
            ),
            Line("missing", "Sur un petit écran, un client qui cherche {company} doit agrandir le texte avec deux doigts."),
            Line("missing", "Sur un téléphone, {company} apparaît en caractères minuscules, et certains reviennent à la liste."),
            Line("no-width", "Sur un téléphone, {company} peut apparaître en caractères minuscules, et certains reviennent à la liste."),
            Line("!no-zoom", "Sur un téléphone, {company} se lit avec peine, et certains reviennent à la liste."),
            Line("no-zoom", "Une personne aux yeux fatigués ne peut pas agrandir le texte."),
            Line("!no-zoom", "Sur un téléphone, la page se lit avec peine, et certains reviennent à la liste."),
        ],
        fix: &[
            Line(
                "!no-zoom",
                "Placez <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> en tête de chaque page.|Si la mise en page se défait alors, le site a besoin d’une version mobile.",
            ),
            Line(
                "!no-zoom",
                "Demandez à la personne qui a créé {domain} de régler le viewport.|Si la mise en page se défait alors, {domain} a besoin d’une version mobile.",
            ),
            Line("no-zoom", "Retirez l’interdiction de zoomer du réglage viewport sur {domain}."),
            Line("", "Demandez à votre développeur de régler le viewport sur width=device-width, initial-scale=1."),
        ],
        task: &[
            Line("", "Réglez le viewport pour téléphones sur {domain}."),
            Line("no-zoom", "Laissez les lecteurs agrandir le texte sur {domain}."),
            Line("", "Réglez le viewport pour les téléphones."),
        ],
        praise: &[Line("", "Les {of} pages que nous avons lues sont toutes réglées pour le téléphone.")],
    },
    CheckText {
        check: "image-alt",
        label: "Les images ont un texte",
        who: Who::Editor,
        title: &[Line("", "Comment {company} peut montrer son travail à tous ses visiteurs"), Line("", "Comment montrer votre travail à tous vos visiteurs")],
        heading: &[
            Line("", "{count} {count?image ne dit:images ne disent} rien à certains lecteurs"),
            Line("", "Des images ne disent rien à certains lecteurs"),
        ],
        opening: &[
            Line(
                "",
                "Tout le monde ne voit pas votre travail : {count} {count?image:images} sur {total} {count?n’a:n’ont} pas de texte pour les personnes qui ne peuvent pas les voir.",
            ),
            Line("", "Un point vous coûte des lecteurs : {count} {count?image:images} sur {total} {count?n’a:n’ont} pas de texte pour les personnes aveugles."),
            Line("", "Un point vous coûte des lecteurs : des images n’ont pas de texte pour les personnes aveugles."),
        ],
        saw: &[
            Line(
                "",
                "Nous avons compté {total} images sur {domain}, et {count} {count?n’a:n’ont} pas de texte alternatif, {count?à savoir:par exemple} sur {page}.",
            ),
            Line("", "Chez {company}, le texte alternatif manque à {count} {count?image:images} sur {total} ; {count?elle est:il y en a une} sur {page}."),
            Line(
                "",
                "Sur {total} {total?image:images} du site {domain}, {count} {count?n’a:n’ont} pas de texte alternatif ; {count?nous l’avons rencontrée:nous en avons rencontré une} sur {page}.",
            ),
            Line("", "Sur {total} {total?image:images}, {count} {count?n’a:n’ont} pas de texte alternatif."),
            Line("", "Certaines images n’ont pas de texte alternatif."),
        ],
        matters: &[
            Line("@shop", "On achète aussi par l’image.|Sans texte, la recherche d’images ne sait pas ce que vend {company}."),
            Line("@portfolio", "Vos images sont votre carte de visite ; sans mots, les recherches passent à côté du travail signé {company}."),
            Line("", "Là où {company} montre une image, un visiteur aveugle n’entend rien.|Un moteur de recherche n’y apprend rien non plus."),
            Line(
                "",
                "Ces images ont demandé du travail chez {company}.|Avec une ligne de texte, les recherches et les lecteurs d’écran peuvent s’en servir aussi.",
            ),
            Line(
                "",
                "Sans mots, une image sur {domain} ne se trouve pas et ne se lit pas à voix haute.|C’est une perte pour {company}, et dans certains pays un risque légal.",
            ),
            Line("", "Lecteurs aveugles, recherche d’images et assistants IA ne connaissent les images chez {company} que par ces mots."),
            Line("", "Vos images sont une part de vos preuves.|Sans mots, la recherche d’images passe à côté de ce que montre {company}."),
            Line("", "Lecteurs aveugles, recherche d’images et assistants IA ne connaissent vos images que par ces mots."),
        ],
        fix: &[
            Line("", "Donnez à chaque image du site {domain} un texte alternatif : ce que l’on voit, en une courte ligne."),
            Line("", "Prenez dix images à la fois sur {domain}, et dites en une ligne ce que chacune montre."),
            Line(
                "",
                "Écrivez une courte ligne par image : ce qu’elle montre, comme vous le diriez au téléphone.|Ce qui n’est que décor sur {domain} peut rester sans texte.",
            ),
            Line(
                "",
                "Commencez par les images sur {page}, et écrivez ce que chacune montre, comme vous le diriez au téléphone.|Ce qui n’est que décor sur {domain} peut rester sans texte.",
            ),
        ],
        task: &[
            Line("", "Remplissez les textes d’image qui manquent sur {domain}."),
            Line("", "Dites en une ligne ce que {count?montre:montrent} {count} {count?image muette:images muettes}."),
            Line("", "Décrivez {count} {count?image restée:images restées} sans mots."),
            Line("", "Écrivez une ligne pour {count} {count?image:images} sans texte."),
            Line("", "Écrivez une ligne pour chaque image."),
        ],
        praise: &[Line("", "Nous avons compté {total} {total?image:images}, et aucune ne laisse un lecteur d’écran deviner.")],
    },
    CheckText {
        check: "label",
        label: "Les champs de formulaire ont un nom",
        who: Who::Developer,
        title: &[
            Line("", "Comment {company} peut aider plus de gens à finir son formulaire"),
            Line("", "Comment {company} peut rendre son formulaire facile pour tous"),
            Line("", "Comment rendre votre formulaire facile pour tous"),
        ],
        heading: &[
            Line("enquiry", "Des champs du formulaire de demande n’ont pas de nom dans le code"),
            Line("", "Des champs d’un formulaire n’ont pas de nom dans le code"),
        ],
        opening: &[
            Line(
                "enquiry",
                "Un point vous coûte des demandes : dans le formulaire sur {page}, {count} {count?champ:champs} sur {total} {count?n’a:n’ont} pas de nom dans le code.",
            ),
            Line(
                "",
                "Un point vous coûte des lecteurs : dans un formulaire sur {page}, {count} {count?champ:champs} sur {total} {count?n’a:n’ont} pas de nom dans le code.",
            ),
        ],
        saw: &[
            Line(
                "",
                "Dans le formulaire sur {page}, {count} {count?champ:champs} sur {total} {count?n’a:n’ont} pas de libellé dans le code, {count?à savoir:par exemple} « {field} ».",
            ),
            Line(
                "",
                "« {beside} » se trouve près d’un champ sur {page}, mais le code ne relie pas ces mots au champ.|Dans ce formulaire, {count} {count?champ:champs} sur {total} {count?n’a:n’ont} pas de libellé dans le code.",
            ),
            Line(
                "",
                "Le seul nom d’un champ sur {page} est le texte gris « {placeholder} » qui s’y trouve.|Dans ce formulaire, {count} {count?champ:champs} sur {total} {count?n’a:n’ont} pas de libellé dans le code.",
            ),
            Line("", "Dans le formulaire sur {page}, {count} {count?champ:champs} sur {total} {count?n’a:n’ont} pas de libellé dans le code."),
            Line("", "Certains champs d’un formulaire n’ont pas de libellé dans le code."),
        ],
        matters: &[
            Line("@small", "Dans une petite équipe, chaque demande compte.|Un champ sans nom dans le code peut en coûter une à {company}."),
            Line(
                "",
                "Un lecteur d’écran annonce parfois un tel champ comme simple zone de texte.|Qui veut joindre {company} ne sait alors pas toujours quoi mettre dans « {field} ».",
            ),
            Line("", "Qui voit {domain} lit « {beside} » près du champ ; qui écoute la page n’en apprend peut-être rien."),
            Line(
                "enquiry",
                "Quelqu’un remplit le formulaire sur son téléphone, et le texte gris « {placeholder} » disparaît dès la saisie.|Chez {company}, cette demande n’arrive peut-être jamais.",
            ),
            Line(
                "enquiry",
                "Le texte gris « {placeholder} » disparaît dès la saisie.|Qui écrit à l’équipe {company} pour « {offer} » perd le fil, et certains renoncent.",
            ),
            Line("", "Les lecteurs d’écran annoncent parfois un tel champ sans nom aux visiteurs du site {domain}, et la commande vocale ne le trouve pas."),
            Line("", "Les lecteurs d’écran annoncent parfois un tel champ sans nom, et la commande vocale ne le trouve pas."),
        ],
        fix: &[
            Line("", "Demandez un libellé visible relié à chaque champ sur {page}, « {field} » d’abord."),
            Line("", "« {beside} » peut rester à sa place sur {page} ; le code doit seulement relier ces mots à leur champ."),
            Line("", "Faites relier un libellé visible à chaque champ des formulaires sur {domain} ; le texte gris dans la case ne suffit pas."),
            Line("", "Donnez à « {field} » un libellé visible que le code relie au champ.|Il en va de même pour tout autre champ qui en manque."),
            Line("", "Donnez à chaque champ un libellé visible que le code relie au champ.|En HTML, c’est un <label for> par champ."),
        ],
        task: &[
            Line("", "Reliez un libellé visible à « {field} »{count?: et à tout autre champ qui en manque} sur {page}."),
            Line("", "Donnez un libellé à {count} {count?champ:champs} du formulaire sur {page}."),
            Line("", "Donnez un libellé aux champs du formulaire."),
        ],
        praise: &[Line("", "Chaque champ de vos formulaires ({total} en tout) a un vrai libellé, ce qui aide à les remplir.")],
    },
    CheckText {
        check: "link-name",
        label: "Liens et boutons ont un nom",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut faire parler chaque bouton"), Line("", "Comment faire parler chaque bouton")],
        heading: &[Line("button", "Certains boutons n’ont pas de nom"), Line("", "Certains liens n’ont pas de nom")],
        opening: &[Line(
            "",
            "Un point vous coûte des lecteurs : {count} {count?lien ou bouton n’a:liens ou boutons n’ont} pas de nom, et certains ne peuvent pas s’en servir.",
        )],
        saw: &[
            Line(
                "",
                "Des icônes sans mots : chez {company}, {count} {count?lien ou bouton:liens et boutons} sur {total} {count?n’a:n’ont} pas de nom, {count?celui-ci:le premier} sur {page}.",
            ),
            Line("", "Sur {total} liens et boutons du site {domain}, {count} {count?n’a:n’ont} pas de nom ; nous avons vu le premier sur {page}."),
            Line(
                "",
                "Parmi {total} liens et boutons du site {domain}, {count} ne {count?dit:disent} rien à un lecteur d’écran, à commencer par un sur {page}.",
            ),
            Line("", "Sur {total} liens et boutons, {count} {count?n’a:n’ont} pas de nom."),
            Line("", "Certains liens ou boutons n’ont pas de nom."),
        ],
        matters: &[
            Line(
                "@technical",
                "L’arbre d’accessibilité du navigateur montre ces liens vides ; le plus souvent, un seul gabarit du site {domain} est en cause.",
            ),
            Line("", "Une personne qui ne voit pas les icônes sur {domain} entend « lien, lien, lien ».|Lequel mène à {company}, rien ne le dit."),
            Line("", "Un lecteur d’écran ne dit là que le mot lien, et la commande vocale bute chez {company}."),
            Line("", "Une icône parle aux yeux.|Pour les autres visiteurs du site {domain}, elle se tait."),
            Line("", "Un lecteur d’écran ne dit là que « lien », et la commande vocale bute."),
        ],
        fix: &[
            Line("", "Demandez à la personne qui a créé {domain} de mettre des mots derrière chaque icône, comme « Nous appeler » ou « Haut de page »."),
            Line("", "Donnez aux liens muets chez {company} un nom qui dit où ils mènent, par aria-label ou en texte."),
            Line("", "Donnez à chaque lien-icône un texte caché ou un aria-label, comme « Nous appeler » ou « Haut de page »."),
        ],
        task: &[
            Line("", "Mettez des mots derrière {count} {count?icône muette:icônes muettes} sur {domain}."),
            Line("", "Nommez {count} {count?lien ou bouton muet:liens et boutons muets} sur {domain}."),
            Line("", "Nommez les liens et boutons muets."),
        ],
        praise: &[],
    },
];
