//! Las estimaciones en español.

use super::super::Line;
use super::Estimate;

pub static WORDS: Estimate = Estimate {
    heading: &[Line("", "Lo que cuestan los arreglos")],
    intro: &[
        Line("", "En {domain}, {failed} de {measured} comprobaciones indican un cambio pendiente."),
        Line("", "{failed} de {measured} comprobaciones indican un cambio pendiente."),
    ],
    minutes: &[
        Line("", "Para {company}, {count} {count?arreglo lleva:arreglos llevan} minutos."),
        Line("", "{count} {count?arreglo lleva:arreglos llevan} minutos."),
    ],
    hours: &[
        Line("", "Hacen falta unas horas para {count} {count?arreglo:arreglos} en {domain}."),
        Line("", "Hacen falta unas horas para {count} {count?arreglo:arreglos}."),
    ],
    days: &[Line("", "En {domain}, {count} {count?arreglo lleva:arreglos llevan} días."), Line("", "{count} {count?arreglo lleva:arreglos llevan} días.")],
    times: &[Line("", "El tiempo de cada arreglo sale de nuestra propia tabla, de sitios pequeños a grandes.|Ponga sus cifras y el resultado cambia.")],
    rate_words: &[Line("", "Lo que cuesta una hora lo sabe usted; la horquilla de abajo es solo un punto de partida.")],
    caption: "Lo que cuestan los arreglos",
    counts: ["Arreglos que llevan minutos", "Arreglos que llevan horas", "Arreglos que llevan días"],
    each: ["Tiempo de cada arreglo pequeño", "Tiempo de cada arreglo mediano", "Tiempo de cada arreglo grande"],
    our_table: "nuestra propia tabla de estos trabajos",
    rate: "Lo que cuesta una hora",
    rate_common: "una horquilla habitual; ponga su cifra",
    rate_of_sender: "la cifra del remitente",
    hours_in_all: "Trabajo en total",
    cost: "Coste del trabajo",
    counted: ["Parte de lo que se cuenta", "Arreglo", "Lo que vimos", "Esfuerzo"],
    efforts: ["Minutos", "Horas", "Días"],
    price_intro: &[
        Line("", "El sitio indica un precio: «{price_name}» cuesta {amount} {currency}."),
        Line("", "El sitio indica un precio de {amount} {currency}."),
    ],
    price_how: &[Line("", "Ponga cuántas consultas más espera al mes y cuántas de cada cien acaban en pedido.|Eso lo sabe usted mejor que nadie.")],
    price_caption: "Lo que vale una consulta más",
    price: "Precio de un pedido",
    enquiries: "Consultas adicionales al mes",
    share: "Consultas que acaban en pedido",
    yours: "ponga su cifra",
    share_common: "una horquilla amplia; ponga su cifra",
    worth: "Pedidos que salen de ellas, al mes",
    own_default: "una cifra para empezar; ponga la suya",
    own_source: &[Line("", "{count} es lo que contamos en {domain}."), Line("", "{count} es lo que contamos en el sitio.")],
    own_price: &[Line("", "{amount} {currency} es un precio que indica el sitio.")],
    limits: &[Line(
        "",
        "Una horquilla no es una oferta ni una promesa: muestra cómo se suman las partes.|Cada cifra se puede cambiar, y la fórmula está junto al resultado.",
    )],
};
