//! Sentences for the checks of the area "reachable and findable".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "http-status-code",
        label: "La page d’accueil répond",
        who: Who::Host,
        title: &[
            Line("", "Comment {company} peut remettre sa page d’accueil devant ses visiteurs"),
            Line("", "Comment remettre votre page d’accueil devant vos visiteurs"),
        ],
        heading: &[Line("", "La page d’accueil renvoie une erreur")],
        opening: &[
            Line("", "Quand nous avons demandé votre page d’accueil, le serveur a renvoyé l’erreur {status}."),
            Line("", "À la place de votre page d’accueil, le serveur nous a renvoyé l’erreur {status}."),
        ],
        saw: &[
            Line("", "Nous avons demandé {page}, et le serveur du site {domain} a renvoyé l’erreur {status}."),
            Line("", "Au moment de notre visite, {domain} répondait par l’erreur {status} sur {page}."),
            Line("", "Nous avons demandé la page d’accueil, et le serveur a renvoyé l’erreur {status}."),
        ],
        matters: &[
            Line(
                "",
                "Une personne qui cherche « {offer} » et choisit {company} tombe sur une erreur.|Les moteurs de recherche finissent par écarter les pages qui restent ainsi.",
            ),
            Line("", "Tant que cela dure, {company} montre une erreur à la place de son travail."),
            Line(
                "",
                "Les visiteurs voient une erreur à la place de votre entreprise, et les moteurs de recherche peuvent écarter les pages qui restent ainsi.",
            ),
        ],
        fix: &[
            Line("", "Demandez à l’hébergeur du site {domain} de lire le journal d’erreurs à l’heure de notre visite."),
            Line("", "Appelez votre hébergeur et demandez-lui ce que le journal d’erreurs dit de cette page."),
        ],
        task: &[Line("", "Faites répondre {domain} à nouveau."), Line("", "Faites répondre à nouveau la page d’accueil.")],
        praise: &[],
    },
    CheckText {
        check: "redirects-http",
        label: "Les visiteurs arrivent sur l’adresse sécurisée",
        who: Who::Host,
        title: &[
            Line("", "Comment {company} peut accueillir chaque visiteur sur une page sécurisée"),
            Line("", "Comment accueillir chaque visiteur sur une page sécurisée"),
        ],
        heading: &[Line("", "D’anciens liens ouvrent encore une page non protégée"), Line("", "Menez chaque visiteur à l’adresse sécurisée")],
        opening: &[
            Line("", "Un point vous coûte de la confiance : {from} ne mène pas à votre adresse sécurisée."),
            Line("", "Une partie de vos visiteurs reste sans protection, car {from} ne mène pas à l’adresse sécurisée."),
            Line("", "Un point vous coûte de la confiance : l’adresse simple du site {domain} ne mène pas à l’adresse sécurisée."),
        ],
        saw: &[
            Line("", "L’adresse {from} nous a menés à {to}, et non à une page sécurisée."),
            Line("", "Nous avons ouvert {from} et sommes arrivés à {to}, sans connexion chiffrée."),
            Line("", "L’adresse http du site {domain} ne mène pas à l’adresse sécurisée."),
        ],
        matters: &[
            Line(
                "",
                "D’anciens liens y mènent encore, et le navigateur signale alors {company} comme site non sécurisé.|Pour une personne intéressée par « {offer} », l’accueil est froid.",
            ),
            Line("", "Le navigateur peut alors afficher un avertissement aux visiteurs qui cherchent {company}.|Certains repartent à ce moment-là."),
            Line("", "D’anciens liens y mènent encore, et le navigateur signale la page comme « Non sécurisée »."),
        ],
        fix: &[
            Line("", "Activez la redirection définitive vers https pour {domain} ; c’est souvent un simple réglage chez l’hébergeur."),
            Line("", "Dans l’espace d’hébergement du site {domain}, activez « forcer https », puis saisissez l’adresse simple et regardez où vous arrivez."),
        ],
        task: &[Line("", "Activez la redirection vers https pour {domain}.")],
        praise: &[Line("", "Même en saisissant {domain} sans y penser, un visiteur arrive sur la page sécurisée.")],
    },
    CheckText {
        check: "host-canonical",
        label: "Une seule adresse, avec ou sans www",
        who: Who::Host,
        title: &[
            Line("", "Comment {company} peut réunir tous ses visiteurs à une seule adresse"),
            Line("", "Comment réunir tous vos visiteurs à une seule adresse"),
        ],
        heading: &[
            Line("duplicate", "Votre site se trouve à deux adresses"),
            Line("dead", "Une forme de votre adresse ne mène nulle part"),
            Line("", "Choisissez une seule adresse"),
        ],
        opening: &[
            Line("dead", "Un point vous coûte des visites : {other_host} ne mène nulle part, et les visiteurs qui la saisissent n’arrivent pas."),
            Line("duplicate", "Un point peut vous coûter du poids dans les recherches : {host} et {other_host} montrent le site chacun de son côté."),
        ],
        saw: &[
            Line("duplicate", "Nous avons vu le même site à {host} et à {other_host}, et aucune adresse ne mène à l’autre."),
            Line("duplicate", "Les adresses {host} et {other_host} montrent toutes deux le site, sans renvoyer l’une à l’autre."),
            Line("dead", "Le site se trouve à {host}, mais {other_host} ne nous a donné aucune page."),
            Line("dead", "L’adresse {host} fonctionne ; à {other_host}, nous n’avons trouvé aucune page."),
        ],
        matters: &[
            Line("dead", "Les deux formes sont saisies, et chaque personne qui cherche {company} de cette façon tombe sur une erreur."),
            Line(
                "duplicate",
                "Les liens vers {company} comptent pour deux sites au lieu d’un, et les moteurs de recherche choisissent une adresse à votre place.",
            ),
            Line("!duplicate", "Les liens vers votre site se partagent entre deux adresses, et certains peuvent ne mener nulle part."),
        ],
        fix: &[
            Line("", "Gardez {host} comme adresse unique.|Faites-y mener {other_host} par une redirection définitive."),
            Line("", "Demandez à l’hébergeur de rediriger {other_host} vers {host}, pour toutes les pages."),
            Line("", "Choisissez une adresse, et faites-y mener l’autre par une redirection définitive."),
        ],
        task: &[Line("", "Faites mener {other_host} à {host}."), Line("", "Faites mener les deux formes de votre adresse au même endroit.")],
        praise: &[Line("", "Avec ou sans www, chaque visiteur du site {host} arrive au même endroit.")],
    },
    CheckText {
        check: "redirect-chain",
        label: "Les liens mènent droit à leur page",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut raccourcir le chemin vers ses pages"), Line("", "Comment raccourcir le chemin vers vos pages")],
        heading: &[Line("", "Un lien fait plusieurs détours")],
        opening: &[Line("", "Un détail coûte du temps à chaque visiteur : un lien passe par {count} {count?redirection:redirections} avant d’arriver.")],
        saw: &[
            Line("", "L’adresse {from} passe par {count} {count?redirection:redirections} avant d’arriver à {to}."),
            Line("", "Depuis {from}, le navigateur est renvoyé {count} fois jusqu’à {to}."),
            Line("", "Une adresse passe par {count} {count?redirection:redirections} avant d’arriver."),
        ],
        matters: &[
            Line("", "Chaque détour est une attente de plus, et elle se sent sur un téléphone."),
            Line("", "À chaque détour, {company} commence un peu plus tard aux yeux du visiteur."),
            Line("", "Avant de lire le premier mot chez {company}, le visiteur attend plusieurs réponses du serveur."),
        ],
        fix: &[
            Line("", "Faites mener le lien directement à {to}."),
            Line("", "Remplacez dans le lien l’ancienne adresse par {to}."),
            Line("", "Faites mener le lien directement à la dernière adresse."),
        ],
        task: &[
            Line("", "Faites mener droit au but les liens du site {domain}."),
            Line("", "Faites mener droit au but le lien qui passe par {count} {count?détour:détours}."),
        ],
        praise: &[],
    },
    CheckText {
        check: "is-crawlable",
        label: "Les moteurs de recherche peuvent montrer les pages",
        who: Who::Developer,
        title: &[
            Line("", "Comment {company} peut rouvrir sa porte aux moteurs de recherche"),
            Line("", "Comment rouvrir votre porte aux moteurs de recherche"),
        ],
        heading: &[Line("", "Une page se ferme aux moteurs de recherche"), Line("", "Ouvrez la porte aux moteurs de recherche")],
        opening: &[
            Line("", "Une ligne vous prive des visites venues des recherches : « {directive} » demande aux moteurs d’écarter {page}."),
            Line("", "Une ligne vous prive de visites : elle demande aux moteurs de recherche d’écarter une page."),
        ],
        saw: &[
            Line("robots", "Le fichier robots.txt dit « {directive} », ce qui ferme {page} aux moteurs de recherche."),
            Line("meta", "Dans le code de {page} figure « {directive} »."),
            Line("header", "Le serveur envoie « {directive} » en même temps que {page}."),
            Line("", "Une ligne du site demande aux moteurs de recherche d’écarter {page}."),
        ],
        matters: &[
            Line(
                "",
                "Une personne qui cherche « {offer} » ne peut pas trouver cette page chez {company}, si bonne soit-elle.|Une telle ligne date souvent de la construction du site.",
            ),
            Line("", "Aussi bonne soit cette page, {company} ne peut pas apparaître avec elle dans une recherche."),
            Line("", "Tant que la ligne est là, cette page ne peut apparaître dans aucune recherche.|Une telle ligne date souvent de la construction du site."),
        ],
        fix: &[
            Line("", "Retirez « {directive} » du site {domain} si ce n’est pas voulu, puis demandez une nouvelle visite dans Google Search Console."),
            Line("", "Retirez cette ligne si elle n’est pas voulue, et demandez une nouvelle visite dans Google Search Console."),
        ],
        task: &[Line("", "Ouvrez {domain} aux moteurs de recherche."), Line("", "Retirez la ligne qui tient les moteurs de recherche à l’écart.")],
        praise: &[Line("", "Les moteurs de recherche peuvent lire chacune des {of} pages que nous avons regardées.")],
    },
    CheckText {
        check: "robots-txt",
        label: "Les règles pour les moteurs de recherche sont lisibles",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut mieux guider les moteurs de recherche"), Line("", "Comment mieux guider les moteurs de recherche")],
        heading: &[Line("", "Les règles pour les moteurs de recherche ne fonctionnent pas")],
        opening: &[Line("", "Un point peut vous coûter des visites : le fichier qui guide les moteurs de recherche ne fonctionne pas comme prévu.")],
        saw: &[
            Line("no-answer", "Le fichier robots.txt du site {domain} n’a pas répondu à temps."),
            Line("html", "À l’adresse de robots.txt sur {domain} se trouve une page web, au lieu du petit fichier texte attendu."),
            Line("syntax", "Dans robots.txt, la ligne {line} dit « {text} », ce que les robots ne comprennent pas."),
            Line("syntax", "Les robots ne comprennent pas « {text} », à la ligne {line} de robots.txt."),
            Line("server-error", "Le fichier robots.txt du site {domain} répond par l’erreur {status}."),
            Line("html", "À l’adresse de robots.txt se trouve une page web, au lieu du petit fichier texte attendu."),
            Line("no-answer", "Le fichier robots.txt n’a pas répondu à temps."),
            Line("", "Le fichier robots.txt ne fonctionne pas comme il faut."),
        ],
        matters: &[
            Line(
                "server-error",
                "Google peut cesser un temps de lire un site dont ce fichier échoue, et les nouvelles pages chez {company} restent alors invisibles.",
            ),
            Line("", "Un robot qui ne peut rien tirer de ce fichier doit deviner ce qu’il peut lire sur {domain}."),
            Line("", "Mieux vaut dire clairement aux robots ce qu’ils peuvent lire sur {domain}."),
            Line("", "Un robot qui ne peut rien tirer de ce fichier doit deviner ce qu’il peut lire."),
        ],
        fix: &[
            Line("", "Mettez à cet endroit sur {domain} un simple fichier texte sans faute, ou rien du tout."),
            Line("syntax", "Corrigez la ligne {line}, ou supprimez-la si personne ne sait à quoi elle servait."),
            Line("", "Mettez là un simple fichier texte sans faute, ou rien du tout : sans ce fichier, tout peut être lu."),
        ],
        task: &[Line("", "Remettez en ordre le robots.txt du site {domain}."), Line("", "Remettez robots.txt en ordre.")],
        praise: &[],
    },
    CheckText {
        check: "sitemap",
        label: "Un plan de site énumère les pages",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut faire trouver plus tôt ses nouvelles pages"), Line("", "Comment faire trouver plus tôt vos nouvelles pages")],
        heading: &[
            Line("missing", "Les moteurs de recherche n’ont pas de liste de vos pages"),
            Line("too-large", "La liste de vos pages est trop grande"),
            Line("broken", "La liste de vos pages est illisible"),
        ],
        opening: &[Line(
            "",
            "Un point vous coûte du temps : les moteurs de recherche n’ont pas de liste utilisable de vos pages et peuvent trouver tard les nouvelles.",
        )],
        saw: &[
            Line("too-large", "Le plan du site {domain} est plus grand que ce que lisent les moteurs de recherche."),
            Line("missing", "Ni robots.txt ni {url} ne mènent à un plan de site."),
            Line("missing", "Nous avons cherché un plan de site dans robots.txt et à {url}, sans en trouver."),
            Line("broken", "Le plan de site à l’adresse {url} contient une erreur de forme."),
            Line("missing", "Nous n’avons trouvé aucun plan de site."),
            Line("broken", "Le plan de site est illisible."),
            Line("", "Le plan de site n’est pas utilisable tel qu’il est."),
        ],
        matters: &[
            Line("", "Sans liste utilisable, une nouvelle page sur « {offer} » peut être trouvée plus tard."),
            Line("", "Sans liste utilisable, Google suit les liens un à un pour connaître {company}."),
            Line("", "Sans liste utilisable, les nouvelles pages peuvent être trouvées plus tard."),
        ],
        fix: &[
            Line("missing", "Activez le plan de site dans le logiciel du site {domain}, et nommez-le dans robots.txt."),
            Line("!missing", "Laissez le logiciel du site {domain} écrire un nouveau plan, en plusieurs parties s’il est grand."),
            Line("", "Laissez votre logiciel de site écrire le plan, et mettez son adresse dans robots.txt."),
        ],
        task: &[
            Line("missing", "Activez le plan de site pour {domain}."),
            Line("!missing", "Remettez en ordre le plan du site {domain}."),
            Line("", "Remettez en ordre le plan de site."),
        ],
        praise: &[Line("", "Un plan de site énumère {count} {count?adresse:adresses}, et les moteurs de recherche n’ont rien à deviner.")],
    },
    CheckText {
        check: "sitemap-health",
        label: "Le plan de site énumère des pages accessibles",
        who: Who::Developer,
        title: &[
            Line("", "Comment {company} peut guider les moteurs de recherche vers des pages accessibles"),
            Line("", "Comment guider les moteurs de recherche vers des pages accessibles"),
        ],
        heading: &[Line("", "Le plan de site mène à des pages disparues")],
        opening: &[Line("", "Un point nuit à votre crédit auprès des moteurs : votre plan de site nomme des pages qui ne répondent pas comme il faut.")],
        saw: &[
            Line(
                "",
                "Nous avons essayé {total} {total?adresse:adresses} du plan du site {domain}, et {count} ne {count?menait:menaient} pas à une page accessible.|Par exemple {example}.",
            ),
            Line(
                "",
                "Sur {total} {total?adresse essayée:adresses essayées} dans le plan du site {domain}, {count} {count?ne répond pas:ne répondent pas} comme il faut, dont {example}.",
            ),
            Line("", "Certaines adresses du plan de site ne mènent pas à une page accessible."),
        ],
        matters: &[
            Line("", "Vous envoyez les moteurs dans des impasses sur {domain}, et il reste moins de temps pour les pages qui comptent."),
            Line("", "Chaque impasse prend la place d’une page utile dans la visite des moteurs chez {company}."),
            Line("", "Vous envoyez les moteurs dans des impasses, et il reste moins de temps pour les pages qui comptent."),
        ],
        fix: &[
            Line("", "Retirez du plan du site {domain} les adresses mortes, ou rétablissez les pages."),
            Line("", "Retirez {example} et les autres adresses mortes du plan de site, ou rétablissez les pages."),
            Line("", "Retirez du plan de site les adresses mortes, ou rétablissez les pages."),
        ],
        task: &[
            Line("", "Retirez {count} {count?adresse morte:adresses mortes} du plan du site {domain}."),
            Line("", "Retirez les adresses mortes du plan de site."),
        ],
        praise: &[Line("", "Dans votre plan de site, nous avons essayé {total} {total?adresse:adresses}, sans trouver de page morte.")],
    },
    CheckText {
        check: "broken-links",
        label: "Les liens du site fonctionnent",
        who: Who::Editor,
        title: &[Line("", "Comment {company} peut épargner des impasses à ses visiteurs"), Line("", "Comment épargner des impasses à vos visiteurs")],
        heading: &[Line("", "Le lien « {text} » ne mène nulle part"), Line("", "Un lien ne mène nulle part")],
        opening: &[
            Line("", "Des visiteurs finissent dans une impasse : le lien « {text} » sur {page} mène à une erreur."),
            Line("", "Un point vous coûte des visites : sur {page}, le lien « {text} » mène à une erreur."),
            Line("", "Un clic sur « {text} » devrait ouvrir une page, mais ce lien sur {page} mène dans le vide."),
            Line("", "Un point vous coûte des visites : un lien mène à une erreur."),
        ],
        saw: &[
            Line(
                "nav",
                "Votre menu propose « {text} », mais {target} répond par l’erreur {status}.|Sur {total} {total?lien essayé:liens essayés} du site {domain}, {count} ne {count?mène:mènent} nulle part.",
            ),
            Line(
                "nav",
                "Dans le menu, « {text} » mène à {target}, qui répond par l’erreur {status}.|Nous avons essayé {total} {total?lien:liens} du site {domain} et trouvé {count} {count?impasse:impasses}.",
            ),
            Line(
                "body",
                "Sur {page}, « {text} » devrait ouvrir {target}, mais le serveur renvoie l’erreur {status}.|Sur {total} {total?lien essayé:liens essayés} du site {domain}, {count} ne {count?mène:mènent} nulle part.",
            ),
            Line(
                "body",
                "Le lien « {text} » sur {page} mène à {target}, qui répond par l’erreur {status}.|Nous avons essayé {total} {total?lien:liens} du site {domain} et trouvé {count} {count?impasse:impasses}.",
            ),
            Line("", "Un lien vers {target} répond par l’erreur {status}."),
            Line("", "Un lien de votre site mène à une erreur."),
        ],
        matters: &[
            Line(
                "",
                "Les mots « {text} » sont une promesse, et le visiteur, chez {company}, trouve une erreur ; les moteurs de recherche le remarquent aussi.",
            ),
            Line("", "Une personne attirée par « {text} » vient peut-être de lire vos lignes sur « {offer} » ; l’erreur lui fait perdre le fil."),
            Line(
                "nav",
                "Le menu est le premier endroit où regarde chaque visiteur chez {company}.|Un clic vers « {offer} » finit là sur une erreur, et certains repartent.",
            ),
            Line("", "Un visiteur qui clique là voulait en savoir plus sur {company}, et il trouve une erreur."),
            Line("", "Un visiteur qui clique là voulait en savoir plus, et il trouve une erreur."),
        ],
        fix: &[
            Line("", "Si {target} a une nouvelle adresse, redirigez l’ancienne vers elle.|Sinon, retirez « {text} »."),
            Line(
                "",
                "Faites mener « {text} » à la page qui a remplacé {target}, ou retirez le lien.|Si l’ancienne page reçoit encore des visites, ajoutez une redirection.",
            ),
            Line("", "Dans l’éditeur, ouvrez {page}, cherchez « {text} » et choisissez une page qui existe."),
            Line("", "Faites mener le lien à la page qui a pris la suite, ou retirez-le."),
        ],
        task: &[
            Line("", "Donnez une page à « {text} », ou retirez le lien."),
            Line("", "Faites mener « {text} » à une page qui existe."),
            Line("", "Réparez le lien « {text} »."),
            Line("", "Réparez le lien mort."),
        ],
        praise: &[Line("", "Nous avons suivi {total} {total?lien:liens} à l’intérieur de votre site, et chacun mène à une page.")],
    },
    CheckText {
        check: "soft-404",
        label: "Les pages absentes le disent",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut garder les pages vides hors des recherches"), Line("", "Comment garder les pages vides hors des recherches")],
        heading: &[Line("", "Les pages absentes ressemblent à de vraies pages")],
        opening: &[Line("", "Un détail brouille votre image dans les recherches : des adresses inventées répondent comme de vraies pages.")],
        saw: &[
            Line("", "Nous avons demandé {url}, qui ne peut pas exister, et le serveur a répondu par le statut {status}."),
            Line("", "À l’adresse inventée {url}, le serveur a répondu comme si tout allait bien, par le statut {status}."),
            Line("", "Une adresse qui ne peut pas exister a reçu une page normale."),
        ],
        matters: &[
            Line("", "Les erreurs sur {domain} restent cachées, et les moteurs de recherche peuvent retenir des pages vides."),
            Line("", "Un lien mal recopié vers {company} ne se remarque pas, et une page vide peut entrer dans Google."),
            Line("", "Les erreurs restent cachées, et les moteurs de recherche peuvent retenir des pages vides."),
        ],
        fix: &[
            Line("", "Faites répondre les pages absentes du site {domain} par le statut 404, avec une page aimable à votre image."),
            Line("", "Faites répondre les pages absentes par le statut 404, avec une page aimable à votre image."),
        ],
        task: &[
            Line("", "Faites répondre les pages absentes du site {domain} par le statut 404."),
            Line("", "Faites répondre les pages absentes par le statut 404."),
        ],
        praise: &[],
    },
    CheckText {
        check: "canonical",
        label: "Chaque page nomme son adresse principale",
        who: Who::Developer,
        title: &[Line("", "Comment {company} peut aider les moteurs à choisir la bonne page"), Line("", "Comment aider les moteurs à choisir la bonne page")],
        heading: &[
            Line("home", "L’adresse principale notée sur {page} est celle de l’accueil"),
            Line("other-site", "L’adresse principale notée sur {page} est celle d’un autre site"),
            Line("several", "Plusieurs adresses principales sont notées sur {page}"),
            Line("relative", "L’adresse notée sur {page} est incomplète"),
            Line("invalid", "L’adresse notée sur {page} n’en est pas une"),
            Line("missing", "Des pages ne nomment pas leur adresse principale"),
            Line("", "Une page ne nomme pas clairement son adresse"),
        ],
        opening: &[
            Line("home", "Une ligne peut priver {page} de sa place dans les recherches : elle donne votre page d’accueil pour l’original."),
            Line("other-site", "Une ligne peut priver {page} de sa place dans les recherches : elle donne {href} pour l’original."),
            Line("", "Une ligne du code peut vous coûter une place dans les recherches : l’adresse principale de {page} n’est pas claire."),
        ],
        saw: &[
            Line(
                "invalid",
                "Le code de {page} donne « {href} » pour l’original, ce qui n’est pas une adresse ; c’est le cas sur {hits} des {of} pages lues sur {domain}.",
            ),
            Line(
                "invalid",
                "Le code de {page} donne « {href} » pour l’original, ce qui n’est pas une adresse ; c’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "relative",
                "Le code de {page} ne nomme son original qu’en partie, par « {href} » ; c’est le cas sur {hits} des {of} pages lues sur {domain}.",
            ),
            Line("relative", "Le code de {page} ne nomme son original qu’en partie, par « {href} » ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("other-site", "Le code de {page} donne {href} pour l’original, sur un autre site ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("other-site", "Le code de {page} donne {href} pour l’original, sur un autre site ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line(
                "home",
                "Le code de {page} donne {href} pour l’original, soit votre page d’accueil ; c’est le cas sur {hits} des {of} pages lues sur {domain}.",
            ),
            Line("home", "Le code de {page} donne {href} pour l’original, soit votre page d’accueil ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("several", "Le code de {page} nomme plus d’un original ; c’est le cas sur {hits} des {of} pages lues sur {domain}."),
            Line("several", "Le code de {page} nomme plus d’un original ; c’est le cas sur les {all} pages lues sur {domain}."),
            Line("missing", "Nous avons cherché un lien canonique sur {domain}, sans en trouver."),
            Line(
                "invalid",
                "Le lien canonique dans le code de {page} ne contient pas de vraie adresse.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line("missing", "Nous avons cherché un lien canonique sur {of} pages du site {domain}, et {hits} n’en {hits?a:ont} pas."),
            Line("missing", "Sur {of} pages du site {domain}, {hits} ne {hits?nomme:nomment} pas leur adresse principale dans le code."),
            Line("missing", "Le lien canonique manque sur {hits} des {of} pages que nous avons lues sur {domain}."),
            Line("missing", "Le lien canonique manque sur les {all} pages que nous avons lues sur {domain}."),
            Line(
                "home",
                "Le code de {page} donne {href} pour l’original, soit votre page d’accueil.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "home",
                "Selon le code de {page}, l’original serait {href}, votre page d’accueil.|Nous l’avons vu sur {hits} des {of} pages lues sur {domain}.|Nous l’avons vu sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "other-site",
                "Le code de {page} donne {href} pour l’original, sur un autre site.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "several",
                "Le code de {page} nomme plus d’un original.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "relative",
                "Le code de {page} ne nomme son original qu’en partie, par « {href} ».|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line(
                "invalid",
                "Le code de {page} donne « {href} » pour l’original, ce qui n’est pas une adresse.|C’est le cas sur {hits} des {of} pages lues sur {domain}.|C’est le cas sur les {all} pages lues sur {domain}.",
            ),
            Line("missing", "Sur {hits} des {of} pages lues sur {domain}, aucune adresse principale n’est nommée."),
            Line("missing", "Sur les {all} pages lues sur {domain}, aucune adresse principale n’est nommée."),
            Line("", "Une de vos pages ne nomme pas clairement son adresse."),
        ],
        matters: &[
            Line(
                "missing @shop",
                "Filtres et tris créent bien des adresses pour un même article.|Les moteurs choisissent alors à la place de l’équipe {company}.",
            ),
            Line(
                "missing",
                "La même page s’ouvre à plusieurs adresses, avec une barre finale ou un code de suivi.|Les moteurs devinent alors laquelle représente {company}.",
            ),
            Line(
                "missing",
                "Une page partagée avec un code de suivi compte comme une copie.|Deux copies d’une page chez {company} peuvent alors se faire concurrence.",
            ),
            Line(
                "home",
                "Les moteurs de recherche croient cette ligne et peuvent écarter la page.|Pour « {offer} », on ne trouve alors que la page d’accueil chez {company}.",
            ),
            Line("other-site", "Les moteurs de recherche suivent cette ligne et peuvent envoyer vos lecteurs ailleurs."),
            Line("", "Les moteurs de recherche peuvent alors choisir eux-mêmes l’adresse montrée pour {company}."),
            Line("", "Les moteurs de recherche peuvent alors choisir à votre place l’adresse qu’ils montrent."),
        ],
        fix: &[
            Line("", "Faites nommer à chaque page du site {domain} sa propre adresse complète dans le lien canonique."),
            Line("missing", "Laissez votre logiciel de site écrire un lien canonique dans chaque page du site {domain} ; la plupart ont un réglage pour cela."),
            Line("missing", "Demandez une ligne par page sur {domain} : un lien canonique avec l’adresse complète de la page."),
            Line("missing", "Faites écrire un lien canonique dans chaque page du site {domain}, puis ouvrez le code d’une page pour vérifier."),
            Line("", "Faites nommer au lien canonique de {page} l’adresse complète de cette page.|Votre logiciel de site a un réglage pour cela."),
            Line("", "Faites nommer à chaque page sa propre adresse complète dans le lien canonique."),
        ],
        task: &[
            Line("", "Réglez les liens canoniques du site {domain}."),
            Line("missing", "Nommez l’adresse principale de chaque page du site {domain}."),
            Line("missing", "Ajoutez un lien canonique aux pages du site {domain}."),
            Line("missing", "Donnez à chaque page chez {company} sa propre adresse principale."),
            Line("", "Réglez le lien canonique de {page}."),
            Line("", "Réglez les liens canoniques."),
        ],
        praise: &[],
    },
];
