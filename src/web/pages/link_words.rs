//! The words of what readers meet in a magnet's place, and of the forms in front of it, in the languages that documents are written in. `{…}` is filled in.

/// Why there is nothing to read: a heading and a sentence.
pub type Told = (&'static str, &'static str);

#[derive(Debug)]
pub struct Words {
    /// ISO 639-1.
    pub language: &'static str,
    /// Title of the forms, with `{sender}`.
    pub by: &'static str,
    pub withdrawn: Told,
    /// Its successor is gone too.
    pub replaced: Told,
    pub expired: Told,
    /// There are no files of it.
    pub here_alone: Told,
    pub spent: Told,
    pub for_people: Told,
    /// The gate's code cannot be sent.
    pub no_mail: Told,
    /// Its sources have changed, or the person has objected.
    pub gone: Told,
    pub not_ready: Told,
    /// Whom to ask, with `{email}` and `{sender}`, …
    pub write_to: &'static str,
    /// … and without an address.
    pub ask: &'static str,
    pub open: &'static str,
    pub password: Told,
    pub password_label: &'static str,
    pub password_wrong: &'static str,
    pub email: Told,
    /// In the place of its sentence where everybody of the company may read.
    pub email_company: &'static str,
    pub email_label: &'static str,
    pub email_hint: &'static str,
    pub email_button: &'static str,
    pub email_wrong: &'static str,
    /// With `{email}`.
    pub code: Told,
    pub code_label: &'static str,
    pub code_other: &'static str,
    pub code_wrong: &'static str,
    /// With `{wait}`.
    pub too_often: &'static str,
    pub seconds: &'static str,
    pub minutes: &'static str,
    /// Of the mail, with `{code}` and `{sender}`.
    pub mail_subject: &'static str,
    pub mail_text: &'static str,
}

impl Words {
    /// English where there are none in this language.
    #[must_use]
    pub fn of(language: &str) -> &'static Words {
        ALL.into_iter().find(|words| words.language == language).unwrap_or(&EN)
    }
}

const ALL: [&Words; 4] = [&EN, &DE, &FR, &ES];

static EN: Words = Words {
    language: "en",
    by: "A document by {sender}",
    withdrawn: ("This document was withdrawn", "Whoever sent it to you has taken it back."),
    replaced: ("This document was withdrawn", "A newer one had taken its place, and that one is gone as well."),
    expired: ("This link has expired", "It was open for some time, and that time is over."),
    here_alone: ("This document can be read here alone", "It is not offered as a file. Its page shows all of it."),
    spent: ("This link was opened as often as it could be", "It was made for a number of views, and they are used up."),
    for_people: ("This link is for people", "It can be opened a number of times, and programs do not use them up. Open it in your browser."),
    no_mail: ("This document cannot be opened right now", "It asks for a code by mail, and no mail can be sent from here at the moment."),
    gone: ("This document is no longer available", "It has been withdrawn."),
    not_ready: ("Not ready yet", "This document is still being prepared. Its page shows how far it is."),
    write_to: "If you would like to read it, write to {email}: {sender} can open it for you.",
    ask: "If you would like to read it, ask {sender}, who sent it to you.",
    open: "Open",
    password: ("This document has a password", "You should have got it together with the link."),
    password_label: "Password",
    password_wrong: "That is not the password of this document.",
    email: ("This document is for you alone", "Type the e-mail address that the link was sent to, and we send a code to it."),
    email_company: "Type your e-mail address at work, and we send a code to it.",
    email_label: "E-mail address",
    email_hint: "It is used for the code and not kept.",
    email_button: "Send the code",
    email_wrong: "This is no e-mail address. It should look like jane@example.com.",
    code: ("Look into your mail", "If {email} is the right address, a code of six digits is on its way to it. It is good for 15 minutes."),
    code_label: "Code",
    code_other: "Use another address",
    code_wrong: "This code is wrong, too old, or was used already.",
    too_often: "There were too many tries. Please wait {wait} and try again.",
    seconds: "{count} seconds",
    minutes: "{count} minutes",
    mail_subject: "{code} is your code for the document by {sender}",
    mail_text: "Your code is {code}.\n\nIt opens the document that {sender} made for you, for the next 15 minutes.\n\nIf you did not ask for it, do nothing: without the code nobody gets in.\n",
};

static DE: Words = Words {
    language: "de",
    by: "Ein Dokument von {sender}",
    withdrawn: ("Dieses Dokument wurde zurückgezogen", "Wer es Ihnen geschickt hat, hat es zurückgenommen."),
    replaced: ("Dieses Dokument wurde zurückgezogen", "Ein neueres hatte seinen Platz eingenommen, und auch das gibt es nicht mehr."),
    expired: ("Dieser Link ist abgelaufen", "Er war eine Zeit lang offen, und diese Zeit ist vorbei."),
    here_alone: ("Dieses Dokument kann nur hier gelesen werden", "Als Datei wird es nicht angeboten. Seine Seite zeigt es ganz."),
    spent: ("Dieser Link wurde so oft geöffnet, wie er durfte", "Er war für eine Anzahl von Aufrufen gemacht, und sie sind aufgebraucht."),
    for_people: (
        "Dieser Link ist für Menschen",
        "Er lässt sich nur so und so oft öffnen, und Programme sollen das nicht aufbrauchen. Öffnen Sie ihn in Ihrem Browser.",
    ),
    no_mail: ("Dieses Dokument lässt sich gerade nicht öffnen", "Es verlangt einen Code per E-Mail, und von hier kann im Moment keine verschickt werden."),
    gone: ("Dieses Dokument ist nicht mehr verfügbar", "Es wurde zurückgezogen."),
    not_ready: ("Noch nicht fertig", "Dieses Dokument wird noch vorbereitet. Seine Seite zeigt, wie weit es ist."),
    write_to: "Wenn Sie es lesen möchten, schreiben Sie an {email}: {sender} kann es für Sie öffnen.",
    ask: "Wenn Sie es lesen möchten, fragen Sie bei {sender} nach: Von dort kam der Link.",
    open: "Öffnen",
    password: ("Dieses Dokument hat ein Passwort", "Sie sollten es zusammen mit dem Link erhalten haben."),
    password_label: "Passwort",
    password_wrong: "Das ist nicht das Passwort dieses Dokuments.",
    email: ("Dieses Dokument ist nur für Sie", "Geben Sie die E-Mail-Adresse ein, an die der Link ging. Wir schicken einen Code dorthin."),
    email_company: "Geben Sie Ihre E-Mail-Adresse im Unternehmen ein. Wir schicken einen Code dorthin.",
    email_label: "E-Mail-Adresse",
    email_hint: "Sie dient nur dem Code und wird nicht aufbewahrt.",
    email_button: "Code schicken",
    email_wrong: "Das ist keine E-Mail-Adresse. Sie sollte aussehen wie jana@example.com.",
    code: (
        "Sehen Sie in Ihrem Postfach nach",
        "Wenn {email} die richtige Adresse ist, ist ein Code aus sechs Ziffern dorthin unterwegs. Er gilt 15 Minuten lang.",
    ),
    code_label: "Code",
    code_other: "Andere Adresse verwenden",
    code_wrong: "Dieser Code ist falsch, zu alt oder wurde schon benutzt.",
    too_often: "Es waren zu viele Versuche. Bitte warten Sie {wait} und versuchen Sie es noch einmal.",
    seconds: "{count} Sekunden",
    minutes: "{count} Minuten",
    mail_subject: "{code} ist Ihr Code für das Dokument von {sender}",
    mail_text: "Ihr Code ist {code}.\n\nEr öffnet in den nächsten 15 Minuten das Dokument, das {sender} für Sie erstellt hat.\n\nWenn Sie ihn nicht verlangt haben, brauchen Sie nichts zu tun: Ohne den Code kommt niemand hinein.\n",
};

static FR: Words = Words {
    language: "fr",
    by: "Un document de {sender}",
    withdrawn: ("Ce document a été retiré", "La personne qui vous l’a envoyé l’a repris."),
    replaced: ("Ce document a été retiré", "Un plus récent avait pris sa place, et celui-là n’existe plus non plus."),
    expired: ("Ce lien a expiré", "Il était ouvert pour un temps, et ce temps est passé."),
    here_alone: ("Ce document ne se lit qu’ici", "Il n’est pas proposé en fichier. Sa page le montre en entier."),
    spent: ("Ce lien a été ouvert autant de fois que possible", "Il était prévu pour un certain nombre d’ouvertures, et elles sont épuisées."),
    for_people: (
        "Ce lien est fait pour des personnes",
        "Il ne peut être ouvert qu’un certain nombre de fois, et les programmes ne doivent pas les épuiser. Ouvrez-le dans votre navigateur.",
    ),
    no_mail: ("Ce document ne peut pas être ouvert pour l’instant", "Il demande un code par e-mail, et aucun e-mail ne peut partir d’ici en ce moment."),
    gone: ("Ce document n’est plus disponible", "Il a été retiré."),
    not_ready: ("Pas encore prêt", "Ce document est en préparation. Sa page montre où il en est."),
    write_to: "Si vous souhaitez le lire, écrivez à {email} : {sender} peut l’ouvrir pour vous.",
    ask: "Si vous souhaitez le lire, adressez-vous à {sender}, qui vous l’a envoyé.",
    open: "Ouvrir",
    password: ("Ce document a un mot de passe", "Vous devriez l’avoir reçu avec le lien."),
    password_label: "Mot de passe",
    password_wrong: "Ce n’est pas le mot de passe de ce document.",
    email: ("Ce document n’est destiné qu’à vous", "Saisissez l’adresse e-mail à laquelle le lien a été envoyé ; un code y sera envoyé."),
    email_company: "Saisissez votre adresse e-mail professionnelle ; un code y sera envoyé.",
    email_label: "Adresse e-mail",
    email_hint: "Elle sert au code et n’est pas conservée.",
    email_button: "Envoyer le code",
    email_wrong: "Ce n’est pas une adresse e-mail. Elle devrait ressembler à jeanne@example.com.",
    code: ("Regardez dans votre messagerie", "Si {email} est la bonne adresse, un code de six chiffres est en route. Il est valable 15 minutes."),
    code_label: "Code",
    code_other: "Utiliser une autre adresse",
    code_wrong: "Ce code est faux, trop ancien ou déjà utilisé.",
    too_often: "Il y a eu trop d’essais. Attendez {wait}, puis réessayez.",
    seconds: "{count} secondes",
    minutes: "{count} minutes",
    mail_subject: "{code} est votre code pour le document de {sender}",
    mail_text: "Votre code est {code}.\n\nIl ouvre, pendant les 15 prochaines minutes, le document que {sender} a préparé pour vous.\n\nSi vous ne l’avez pas demandé, ne faites rien : sans le code, personne n’entre.\n",
};

static ES: Words = Words {
    language: "es",
    by: "Un documento de {sender}",
    withdrawn: ("Este documento se ha retirado", "Quien se lo envió lo ha retirado."),
    replaced: ("Este documento se ha retirado", "Uno más reciente ocupaba su lugar, y tampoco existe ya."),
    expired: ("Este enlace ha caducado", "Estuvo abierto un tiempo, y ese tiempo ha pasado."),
    here_alone: ("Este documento solo se puede leer aquí", "No se ofrece como archivo. Su página lo muestra entero."),
    spent: ("Este enlace se ha abierto tantas veces como podía", "Estaba hecho para un número de aperturas, y ya se han agotado."),
    for_people: ("Este enlace es para personas", "Solo se puede abrir cierto número de veces, y los programas no deben agotarlas. Ábralo en su navegador."),
    no_mail: ("Este documento no se puede abrir ahora mismo", "Pide un código por correo, y en este momento no se puede enviar ninguno desde aquí."),
    gone: ("Este documento ya no está disponible", "Se ha retirado."),
    not_ready: ("Todavía no está listo", "Este documento se está preparando. Su página muestra por dónde va."),
    write_to: "Si quiere leerlo, escriba a {email}: {sender} puede abrirlo para usted.",
    ask: "Si quiere leerlo, diríjase a {sender}, que se lo envió.",
    open: "Abrir",
    password: ("Este documento tiene una contraseña", "Debería haberla recibido junto con el enlace."),
    password_label: "Contraseña",
    password_wrong: "Esa no es la contraseña de este documento.",
    email: ("Este documento es solo para usted", "Escriba la dirección de correo a la que se envió el enlace y le mandaremos un código."),
    email_company: "Escriba su dirección de correo del trabajo y le mandaremos un código.",
    email_label: "Dirección de correo",
    email_hint: "Sirve para el código y no se guarda.",
    email_button: "Enviar el código",
    email_wrong: "Esto no es una dirección de correo. Debería parecerse a juana@example.com.",
    code: ("Mire su correo", "Si {email} es la dirección correcta, un código de seis cifras va de camino. Vale durante 15 minutos."),
    code_label: "Código",
    code_other: "Usar otra dirección",
    code_wrong: "Este código es incorrecto, demasiado antiguo o ya se ha usado.",
    too_often: "Ha habido demasiados intentos. Espere {wait} y vuelva a intentarlo.",
    seconds: "{count} segundos",
    minutes: "{count} minutos",
    mail_subject: "{code} es su código para el documento de {sender}",
    mail_text: "Su código es {code}.\n\nAbre durante los próximos 15 minutos el documento que {sender} ha preparado para usted.\n\nSi no lo ha pedido, no haga nada: sin el código no entra nadie.\n",
};
