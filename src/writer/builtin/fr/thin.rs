//! The thin document in French.

use super::super::Line;
use super::super::thin::Thin;

pub static THIN: Thin = Thin {
    title: &[
        Line("no_domain", "Ce qu’un site web pourrait faire pour {company}"),
        Line("no_domain", "Ce qu’un site web pourrait faire pour vous"),
        Line("research_off", "Trois choses à regarder chez {company}"),
        Line("research_off", "Trois choses à regarder sur votre site"),
        Line("", "Ce que trouvent aujourd’hui les visiteurs du site {domain}"),
        Line("", "Ce que trouvent aujourd’hui les visiteurs de votre site"),
    ],
    reason: &[
        Line("no_domain", "La demande n’indiquait pas de site pour {company}, et nous n’avions donc rien à lire."),
        Line("no_domain", "La demande n’indiquait pas de site, et nous n’avions donc rien à lire."),
        Line("research_off", "Nous n’avons pas visité votre site pour ce document : il repose sur les seules indications jointes à la demande."),
        Line(
            "no_such_host",
            "Le nom {domain} ne mène à aucun serveur, et il n’y avait donc rien à lire.|Si c’est le bon nom, des visites et des e-mails se perdent peut-être aussi.",
        ),
        Line("refused", "Le serveur du site {domain} a refusé notre connexion, et nous n’avons pas pu lire le site."),
        Line("timeout", "Le serveur du site {domain} n’a pas répondu à temps, et nous n’avons pas pu lire le site."),
        Line(
            "tls",
            "Nous n’avons pas pu ouvrir de connexion sécurisée vers {domain}, et nous n’avons donc pas lu le site.|Un navigateur y montre peut-être un avertissement.",
        ),
        Line("private_address", "Le nom {domain} mène à une adresse qui n’est pas publique, et nous ne l’avons donc pas lue."),
        Line("too_large", "La page d’accueil du site {domain} est plus grande que ce que nous pouvons lire, et nous nous sommes arrêtés."),
        Line("redirect_loop", "L’adresse {domain} fait tourner les visiteurs en rond, et aucune page n’est arrivée."),
        Line("blocked", "Le site {domain} a écarté notre lecteur.|Il est peut-être ouvert aux personnes, et nous ne le jugeons pas."),
        Line(
            "robots_refused",
            "Le fichier robots.txt du site {domain} demande aux programmes comme le nôtre de ne pas lire l’accueil, et nous l’avons respecté.",
        ),
        Line("http_error", "Le serveur du site {domain} a répondu par une erreur, et il n’y avait pas de page à lire."),
        Line("not_html", "À l’adresse {domain}, nous n’avons pas trouvé de page web lisible."),
        Line("empty", "La page d’accueil du site {domain} est arrivée vide."),
        Line(
            "script_only",
            "Des scripts construisent les pages du site {domain} dans le navigateur, et peu de texte nous est parvenu.|Certains moteurs de recherche et assistants ont la même difficulté.",
        ),
        Line("parked", "À l’adresse {domain} se trouve une page d’attente, pas encore un site à vous."),
        Line("under_construction", "Le site {domain} dit qu’il est encore en construction."),
        Line("login", "Le site {domain} demande d’abord de se connecter, et nous nous sommes arrêtés là."),
        Line("moved", "L’adresse {domain} envoie ses visiteurs vers un autre site.|Nous ne pouvons pas dire s’il est à vous, et nous ne l’avons donc pas lu."),
        Line("frames", "Nous n’avons pu lire que {words_read} mots sur {domain} : le site est fait de cadres, et nous avons atteint peu de leur contenu."),
        Line("frames", "Le site {domain} est fait de cadres, et nous avons atteint peu de leur contenu."),
        Line(
            "scripts",
            "Sur {domain}, nous n’avons pu lire que {words_read} mots, car des scripts construisent le reste dans le navigateur.|Certains moteurs de recherche et assistants ont la même difficulté.",
        ),
        Line(
            "scripts",
            "Des scripts construisent une grande partie du site {domain} dans le navigateur, et peu de texte nous est parvenu.|Certains moteurs de recherche et assistants ont la même difficulté.",
        ),
        Line("little_text", "Sur les pages du site {domain}, nous n’avons pu lire que {words_read} mots de texte."),
        Line("little_text", "Sur les pages du site {domain}, nous n’avons pu lire que quelques mots."),
        Line("", "Nous n’avons pas pu lire le site {domain}."),
        Line("", "Nous n’avons pas pu lire le site."),
    ],
    honest: &[
        Line(
            "research_off",
            "Ce document est donc court, {first_name} : il ne juge pas un site que nous n’avons pas regardé.|Ce qui suit vaut pour presque tous les sites.",
        ),
        Line("research_off", "Ce document est donc court : il ne juge pas un site que nous n’avons pas regardé.|Ce qui suit vaut pour presque tous les sites."),
        Line(
            "seen",
            "Ce document est donc court, {first_name} : il ne dit rien sur {company} que nous n’ayons vu.|D’abord ce que nous avons pu voir, ensuite ce qui aide presque tous les sites.",
        ),
        Line(
            "seen",
            "Ce document est donc court : il ne dit rien sur {company} que nous n’ayons vu.|D’abord ce que nous avons pu voir, ensuite ce qui aide presque tous les sites.",
        ),
        Line(
            "seen",
            "Ce document est donc court : il ne dit rien sur vous que nous n’ayons vu.|D’abord ce que nous avons pu voir, ensuite ce qui aide presque tous les sites.",
        ),
        Line("", "Ce document est donc court, {first_name} : il ne dit rien sur {company} que nous n’ayons vu.|Ce qui suit vaut pour presque tous les sites."),
        Line("", "Ce document est donc court : il ne dit rien sur {company} que nous n’ayons vu.|Ce qui suit vaut pour presque tous les sites."),
        Line("", "Ce document est donc court : il ne dit rien sur vous que nous n’ayons vu.|Ce qui suit vaut pour presque tous les sites."),
    ],
    callout: &[Line("research_off", "Sur quoi repose ce document"), Line("", "Ce que nous n’avons pas pu lire"), Line("", "À noter")],
    next: &[
        Line("no_domain", "S’il existe un site, envoyez son adresse, et un examen complet peut être fait."),
        Line("research_off", "Si vous souhaitez un examen complet du site, dites-le, et il peut être fait."),
        Line("frames", "Quand le texte figurera dans les pages elles-mêmes, un examen complet pourra être fait à partir de la même demande."),
        Line("scripts", "Quand le texte figurera dans les pages elles-mêmes, un examen complet pourra être fait à partir de la même demande."),
        Line("little_text", "Avec davantage de texte sur le site, un examen complet pourra être fait à partir de la même demande."),
        Line("", "Quand {domain} pourra être lu, un examen complet pourra être fait à partir de la même demande."),
        Line("", "Quand le site pourra être lu, un examen complet pourra être fait à partir de la même demande."),
    ],
    advice: [
        (
            &[Line("", "Une seule adresse pour vous trouver")],
            &[Line(
                "",
                "Saisissez votre adresse avec et sans www, puis avec http devant.|Toutes devraient aboutir à la même page sécurisée.|D’anciens liens et des cartes imprimées en dépendent.",
            )],
        ),
        (
            &[Line("", "Dites votre métier dans le titre")],
            &[Line(
                "",
                "Le titre de la page d’accueil est la première ligne d’un résultat de recherche.|Nommez d’abord le métier, puis le lieu, puis l’entreprise.|Environ 60 caractères s’affichent.",
            )],
        ),
        (
            &[Line("", "Allégez les images")],
            &[Line(
                "",
                "Ouvrez le site sur un téléphone, hors de votre réseau, et comptez jusqu’à trois.|S’il n’est pas là, regardez d’abord les images.|Enregistrez-les à la largeur affichée.",
            )],
        ),
        (
            &[Line("", "Ouvrez la page à tous")],
            &[Line(
                "",
                "Laissez la souris de côté et parcourez la page avec la touche de tabulation.|Chaque lien, bouton et champ devrait montrer où vous êtes et ce qu’il est.",
            )],
        ),
        (
            &[Line("", "Montrez qui vous êtes")],
            &[Line(
                "",
                "Un nom, une adresse et un visage font plus qu’un slogan.|Dites sur une page simple ce que vous gardez sur vos visiteurs, et pourquoi.",
            )],
        ),
        (
            &[Line("", "Faites arriver vos e-mails")],
            &[Line(
                "",
                "Demandez trois enregistrements à votre fournisseur d’e-mail : SPF, DKIM et DMARC.|Avec eux, devis et factures finissent moins souvent dans les indésirables.",
            )],
        ),
        (
            &[Line("", "Proposez l’étape suivante dès le haut")],
            &[Line(
                "",
                "En quelques secondes, un visiteur devrait voir ce que vous faites et comment vous joindre.|Placez un bouton en haut, et faites du numéro de téléphone un lien.",
            )],
        ),
    ],
};
