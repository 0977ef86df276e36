//! Sentences for the checks of the area "e-mail works".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "spf",
        label: "Quién puede enviar sus correos (SPF)",
        who: Who::Host,
        title: &[Line("", "Cómo {company} puede lograr que lleguen sus correos"), Line("", "Cómo lograr que lleguen sus correos")],
        heading: &[Line("", "Su dominio no dice con claridad quién envía sus correos")],
        opening: &[Line("", "Un punto puede costarle respuestas: {domain} no dice con claridad qué servidores pueden enviar sus correos.")],
        saw: &[Line("", "El dominio {domain} no tiene un registro SPF válido."), Line("", "Pedimos el registro SPF de {domain}: no hay ninguno válido.")],
        matters: &[
            Line("", "Los presupuestos y facturas de {company} pueden acabar en el correo no deseado."),
            Line("", "Un presupuesto que no llega no recibe respuesta, y {company} no se entera."),
            Line("", "Los presupuestos y facturas pueden acabar en el correo no deseado."),
        ],
        fix: &[
            Line("", "Ponga para {domain} un solo registro SPF, el que su proveedor de correo indica en su ayuda."),
            Line("", "Ponga un solo registro SPF, el que su proveedor de correo indica en su ayuda."),
            Line("", "Pida el registro SPF correcto a su proveedor de correo, y haga que lo ponga su proveedor de alojamiento."),
        ],
        task: &[Line("", "Ponga el registro SPF de {domain}.")],
        praise: &[],
    },
    CheckText {
        check: "dmarc",
        label: "Protección contra remitentes falsos (DMARC)",
        who: Who::Host,
        title: &[Line("", "Cómo {company} puede impedir que otros escriban en su nombre"), Line("", "Cómo impedir que otros escriban en su nombre")],
        heading: &[Line("", "Otros pueden enviar correos en su nombre")],
        opening: &[Line("", "Un punto puede costarle confianza: {domain} no tiene una regla firme contra los correos en su nombre.")],
        saw: &[
            Line("!none_policy", "El dominio {domain} no tiene un registro DMARC válido."),
            Line("none_policy", "El registro DMARC de {domain} aún no pide nada contra los correos falsos."),
            Line("none_policy", "Por ahora, el registro DMARC de {domain} solo observa."),
            Line("!none_policy", "Pedimos el registro DMARC de {domain}: no hay ninguno válido."),
        ],
        matters: &[
            Line("!none_policy", "Otros pueden escribir como si fueran {company}, y los grandes proveedores de correo piden este registro."),
            Line("", "Una factura falsa con el nombre de {company} podría llegar como una verdadera."),
            Line("", "Otros pueden escribir en su nombre."),
        ],
        fix: &[
            Line("!none_policy", "Añada un registro DMARC, primero con «p=none», y endurézcalo cuando los informes estén limpios."),
            Line("none_policy", "Cambie la regla de {domain} a «p=quarantine» cuando los informes estén limpios."),
            Line("none_policy", "Revise los informes recibidos, y cambie después la regla a «p=quarantine»."),
            Line("!none_policy", "Pida a su proveedor de alojamiento un registro DMARC que empiece por observar, con «p=none»."),
        ],
        task: &[
            Line("none_policy", "Endurezca el registro DMARC de {domain} cuando los informes estén limpios."),
            Line("!none_policy", "Ponga el registro DMARC de {domain}."),
        ],
        praise: &[],
    },
    CheckText {
        check: "contact-domain",
        label: "Correo en su propio dominio",
        who: Who::Owner,
        title: &[
            Line("!no_mx", "Cómo {company} puede escribir desde su propia dirección"),
            Line("no_mx", "Cómo {company} puede recibir los correos de sus clientes"),
            Line("no_mx", "Cómo recibir los correos de sus clientes"),
            Line("!no_mx", "Cómo escribir desde su propia dirección"),
        ],
        heading: &[
            Line("free_mail", "El sitio es {domain}, el correo está en {mail_host}"),
            Line("no_mx", "Su dirección de correo quizá no recibe nada"),
            Line("", "Su dirección de correo necesita atención"),
        ],
        opening: &[
            Line("free_mail", "Un punto puede costarle confianza: la dirección de su sitio, {email}, no está en {domain}."),
            Line("no_mx", "Un punto puede costarle consultas: el sitio muestra {email}, pero {domain} no indica ningún servidor de correo."),
            Line("", "Un punto puede costarle confianza: la dirección de correo de su sitio necesita atención."),
        ],
        saw: &[
            Line("no_mx", "El sitio muestra {email}, pero {domain} no indica ningún servidor de correo."),
            Line("free_mail", "Para escribirle, el sitio ofrece {email}, y no una dirección en {domain}."),
            Line("free_mail", "El sitio se llama {domain}, pero el correo publicado es {email}."),
            Line("", "La dirección de correo publicada en el sitio es {email}."),
            Line("", "La dirección de correo publicada en el sitio necesita atención."),
        ],
        matters: &[
            Line("no_mx", "Lo que los clientes escriban a esa dirección puede volverles sin llegar a {company}."),
            Line("no_mx", "Lo que los clientes escriban a esa dirección puede volverles."),
            Line("free_mail", "Quien recibe un presupuesto de «{offer}» desde {mail_host} no distingue fácilmente a {company} de un desconocido."),
            Line("free_mail", "Una dirección en {domain} muestra que el correo viene de {company}."),
            Line("free_mail", "Quien recuerda {domain} recordaría también un correo con el mismo nombre."),
            Line("free_mail", "Una dirección en su propio dominio muestra que el correo viene de usted."),
            Line("", "Una dirección que recibe, en su propio dominio, da confianza a quien le escribe."),
        ],
        fix: &[
            Line("no_mx", "Haga instalar el servidor de correo (registro MX) de {domain}, o muestre otra dirección."),
            Line("no_mx", "Haga instalar el servidor de correo del dominio, o muestre otra dirección."),
            Line("free_mail", "Cree una dirección en {domain} y redirija sus mensajes a {email}.|No hace falta cambiar nada más."),
            Line("free_mail", "Pida a su proveedor de alojamiento una dirección en {domain}, y muéstrela en lugar de {email}."),
            Line("free_mail", "Cree una dirección en su propio dominio y redirija sus mensajes a la antigua."),
            Line("", "Muestre una dirección en su propio dominio, y asegúrese de que recibe."),
        ],
        task: &[
            Line("no_mx", "Haga instalar un servidor de correo para {domain}."),
            Line("free_mail", "Deje de usar {email}, y escriba desde una dirección en {domain}."),
            Line("free_mail", "Cree una dirección en {domain}."),
            Line("free_mail", "Cree una dirección en su propio dominio."),
            Line("no_mx", "Haga instalar el servidor de correo del dominio."),
            Line("", "Ponga en orden la dirección de correo del sitio."),
        ],
        praise: &[Line("", "Su dirección {email} está en su propio dominio, y eso da confianza.")],
    },
];
