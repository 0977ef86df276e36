//! Spanish.

use super::super::Line;
use super::Sending;

pub static SENDING: Sending = Sending {
    heading_material: &[Line("fits", "De {sender}, para un caso como este"), Line("", "De {sender}"), Line("", "Del remitente")],
    material_legend: &[
        Line("fits", "Son palabras de {sender}, elegidas porque encajan con lo que hemos visto; no las hemos comprobado."),
        Line("fits", "Son palabras del remitente, elegidas porque encajan con lo que hemos visto; no las hemos comprobado."),
        Line("", "Son palabras de {sender}; no las hemos comprobado."),
        Line("", "Son palabras del remitente; no las hemos comprobado."),
    ],
    material_from: &[Line("", "{sender}: {material}"), Line("", "{material}")],
    material_link: &[Line("", "Leerlo entero")],
    subjects: [
        &[
            Line("", "«{offer}» en {domain}: algo nos llamó la atención"),
            Line("", "{domain}: algo nos llamó la atención"),
            Line("", "Algo nos llamó la atención en su sitio"),
        ],
        &[Line("", "{first_name}, una página sobre {domain}"), Line("", "Una página sobre {domain}"), Line("", "Una página sobre su sitio")],
        &[Line("", "Qué cambiaríamos primero en {company}"), Line("", "Qué cambiaríamos primero en {domain}"), Line("", "Qué cambiaríamos primero")],
        &[Line("", "{company}: lo que ven hoy los visitantes"), Line("", "{domain}: lo que ven hoy los visitantes"), Line("", "Lo que ven hoy los visitantes")],
    ],
    subjects_thin: [
        &[Line("", "{first_name}, una página para {company}"), Line("", "Una página para {company}"), Line("", "Una página para usted")],
        &[Line("", "Lo que ayuda a casi cualquier sitio, para {domain}"), Line("", "Lo que ayuda a casi cualquier sitio")],
    ],
    hello: &[Line("", "Hola, {first_name}:"), Line("", "Hola:")],
    hello_formal: &[Line("", "Estimado/a {reader}:"), Line("", "Buenos días:")],
    what: &[
        Line("@shop", "El resto está en el documento, cada punto con su fuente y una forma de comprobarlo antes del próximo pedido: {link}"),
        Line("", "El resto está en el documento, cada punto con su fuente y una forma de comprobarlo: {link}"),
    ],
    what_alone: &[Line("", "Lo que vimos está en el documento, cada punto con su fuente y una forma de comprobarlo: {link}")],
    what_thin: &[Line("", "Lo que pudimos ver, y lo que ayuda a casi cualquier sitio, está en el documento: {link}")],
    stop: &[Line("", "El documento es suyo.|Si prefiere no saber más de nosotros, basta una palabra como respuesta y lo dejaremos ahí.")],
    regards: &[Line("", "{sender_name}, {sender}"), Line("", "{sender}")],
    linkedin_end: &[Line("", "El resto, con fuentes: {link}")],
};
