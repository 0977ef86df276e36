//! The checklist in Spanish.

use super::super::Line;
use super::{Actions, upkeep};

pub static ACTIONS: Actions = Actions {
    heading: &[Line("", "Qué hacer en {company}, por orden"), Line("", "Qué hacer, por orden")],
    groups: [&[Line("", "Empiece por aquí")], &[Line("", "Después")], &[Line("", "De vez en cuando")]],
    who: &[Line("", "Quién lo hace: {who}."), Line("", "Responsable: {who}.")],
    upkeep: &[
        upkeep(
            "hours",
            &[Line("", "Revise el horario en {domain} antes de cada festivo.")],
            &[Line("", "El sitio da el horario como «{hours}».")],
            &[Line("", "Anuncie con una semana de antelación los días en que {company} cierra, en {domain} y en los mapas.")],
        ),
        upkeep(
            "prices",
            &[Line("", "Repase los precios en {domain} dos veces al año.")],
            &[Line("", "El sitio da el precio de «{price_name}»: {price}.")],
            &[Line("", "Cambie «{price_name}» en {domain} el mismo día en que {company} cambie el precio.")],
        ),
        upkeep(
            "news",
            &[Line("", "Publique una nota breve en {domain} cada mes.")],
            &[
                Line("", "La publicación con fecha más reciente que encontramos es «{news}», del {news_date}."),
                Line("", "La publicación con fecha más reciente que encontramos es «{news}», de {news_year}."),
                Line("", "La publicación con fecha más reciente que encontramos es «{news}»."),
            ],
            &[Line("", "Bastan una noticia y una foto.")],
        ),
        upkeep(
            "offers",
            &[Line("", "Repase los servicios en {domain} dos veces al año.")],
            &[Line("", "El sitio nombra «{offer}» y «{offer_2}», entre otros.")],
            &[Line("", "Quite lo que {company} ya no hace, y ponga arriba en {domain} sus servicios principales.")],
        ),
        upkeep(
            "phone",
            &[Line("", "Llame al {phone} desde el teléfono de otra persona.")],
            &[Line("", "Ese número figura en {domain}.")],
            &[Line("", "Escuche qué oye por la noche y el fin de semana quien llama a {company}.")],
        ),
        upkeep(
            "email",
            &[Line("", "Escriba a {email} desde un buzón privado.")],
            &[Line("", "Esa dirección figura en {domain}.")],
            &[Line("", "Mire cuánto tarda {company} en responder, y si la respuesta cae en el correo no deseado.")],
        ),
        upkeep(
            "jobs",
            &[Line("", "Retire «{position}» en cuanto el puesto esté cubierto.")],
            &[Line("", "El sitio anuncia el puesto «{position}».")],
            &[Line("", "Ponga una fecha junto a cada puesto, para que {company} no anuncie uno ya ocupado.")],
        ),
        upkeep(
            "people",
            &[Line("", "Tenga al día los nombres en {domain}.")],
            &[Line("", "El sitio presenta a {person} como «{person_role}».")],
            &[Line("", "Cuando alguien llegue a {company} o se vaya, cambie {domain} esa misma semana.")],
        ),
        upkeep(
            "proof",
            &[Line("", "Actualice las pruebas en {domain} una vez al año.")],
            &[Line("", "En el sitio se lee «{proof}».")],
            &[Line("", "Ponga al día las cifras de {company}, y pida dos líneas a un cliente más.")],
        ),
        upkeep(
            "certificate",
            &[Line("", "Anote cuándo vence «{certificate}».")],
            &[Line("", "El sitio muestra «{certificate}».")],
            &[Line("", "Apunte ese día en el calendario de {company}, con tres meses de antelación.")],
        ),
        upkeep(
            "network",
            &[
                Line("", "Mantenga al día la cuenta de {company} en {network}, o quite el enlace."),
                Line("", "Mantenga al día la cuenta en {network}, o quite el enlace."),
            ],
            &[Line("", "Las páginas de {domain} enlazan con {network}.")],
            &[Line("", "Quien venga de {domain} debería encontrar allí algo de este año.")],
        ),
        upkeep(
            "walk",
            &[Line("", "Recorra {domain} en un móvil cada trimestre.")],
            &[Line("", "Para esto leímos {pages} {pages?página:páginas} de {domain}; un cliente lee dos o tres.")],
            &[Line("", "Vaya de la primera página a la consulta, como un cliente de {company}, y anote qué le detiene.")],
        ),
    ],
};
