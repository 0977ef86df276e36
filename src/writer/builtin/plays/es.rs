//! The playbook in Spanish.

use super::super::Line;
use super::{PlayText, Plays};

pub static PLAYS: Plays = Plays {
    heading: &[Line("", "Un plan para {company}"), Line("", "Su plan")],
    when: [&[Line("", "Esta semana")], &[Line("", "Este mes")], &[Line("", "En tres meses")]],
    sign_heading: &[Line("", "Cómo se nota")],
    texts: &[
        PlayText {
            name: "offer-page",
            heading: &[Line("", "Dar a «{offer}» una página que responda"), Line("", "Una página solo para «{offer}»")],
            says: &[Line("", "El sitio nombra «{offer}» entre lo que hace {company}."), Line("", "«{offer}» figura en el sitio de {company}.")],
            matters: &[
                Line(
                    "",
                    "A quien busca «{offer}» le sirve más una página que no trate de otra cosa.|Allí {company} puede responder lo que de todos modos le preguntan por teléfono.",
                ),
                Line("", "Quien necesita «{offer}» quiere respuestas, no un resumen.|En una página propia, {company} puede darlas."),
            ],
            steps: [
                (
                    &[Line("", "Apuntar las preguntas")],
                    &[
                        Line("", "Apunte las cinco preguntas que los clientes hacen a {company} sobre «{offer}», con sus palabras."),
                        Line("", "Pregunte en {company} qué se consulta más por teléfono sobre «{offer}»."),
                    ],
                ),
                (
                    &[Line("", "Poner las respuestas en una página")],
                    &[Line(
                        "",
                        "Responda cada una bajo un título pequeño, y empiece el título de la página con «{offer}».|Enlácela desde la página de inicio de {domain}.",
                    )],
                ),
            ],
            sign: &[Line("", "Quien llama a {company} por «{offer}» trae menos preguntas previas.")],
        },
        PlayText {
            name: "first-words",
            heading: &[Line("", "Decir «{offer}» en la primera línea")],
            says: &[Line("", "«{offer}» y «{offer_2}» figuran en el sitio de {company}.")],
            matters: &[Line(
                "",
                "Un desconocido da a la primera pantalla de {domain} unos segundos.|Lo que hace {company} debería leerse allí, con palabras de cliente.",
            )],
            steps: [
                (
                    &[Line("", "Preguntar a tres desconocidos")],
                    &[Line("", "Enseñe cinco segundos el inicio de {domain} a tres personas, y pregunte qué ofrece {company}.")],
                ),
                (&[Line("", "Reescribir la primera línea")], &[Line("", "Diga en una línea, arriba en {domain}, «{offer}», para quién y dónde.")]),
            ],
            sign: &[Line("", "Tres personas nuevas saben a los cinco segundos que {company} ofrece «{offer}».")],
        },
        PlayText {
            name: "next-step",
            heading: &[Line("", "Un paso claro hacia «{offer}»"), Line("", "Un paso claro en {domain}")],
            says: &[Line("", "{company} nombra «{offer}» en su sitio."), Line("", "Quien busca a {company} llega a {domain}.")],
            matters: &[
                Line("", "El interés por «{offer}» dura poco.|Con un botón sencillo, {company} lo recoge a tiempo."),
                Line("", "Quien acaba de leer sobre {company} está listo para un paso pequeño."),
            ],
            steps: [
                (
                    &[Line("", "Elegir un paso")],
                    &[
                        Line("", "Decida en {company} qué debe hacer primero quien se interesa por «{offer}»: llamar, escribir o reservar."),
                        Line("", "Decida qué deben hacer primero los visitantes de {domain}: llamar, escribir o reservar."),
                    ],
                ),
                (
                    &[Line("", "Ponerlo a la vista")],
                    &[
                        Line("", "Ponga arriba en {domain} un botón con un verbo y «{offer}», y otra vez al final."),
                        Line("", "Ponga arriba en {domain} un botón con un verbo, y otra vez al final."),
                    ],
                ),
            ],
            sign: &[
                Line("", "Las consultas a {company} sobre «{offer}» repiten las palabras del botón."),
                Line("", "Las consultas a {company} repiten las palabras del botón."),
            ],
        },
        PlayText {
            name: "price-range",
            heading: &[Line("", "Una primera palabra sobre lo que cuesta «{offer}»")],
            says: &[Line("", "El sitio de {company} nombra «{offer}»; en las páginas leídas no encontramos ningún precio.")],
            matters: &[Line(
                "",
                "El precio suele ser la primera pregunta sobre «{offer}».|Una horquilla puede ahorrar a {company} conversaciones que no llevan a nada.",
            )],
            steps: [
                (
                    &[Line("", "Reunir casos reales")],
                    &[Line("", "Tome los cinco últimos trabajos de «{offer}» en {company}, y anote qué subió o bajó el precio.")],
                ),
                (
                    &[Line("", "Escribir tres líneas")],
                    &[Line("", "Diga en {domain}, junto a «{offer}», desde qué precio empieza, qué lo sube y qué incluye siempre.")],
                ),
            ],
            sign: &[Line("", "Quien pregunta a {company} por «{offer}» ya conoce la horquilla.")],
        },
        PlayText {
            name: "price-ladder",
            heading: &[Line("", "«{price_name}» para abrir la puerta")],
            says: &[
                Line("", "El sitio dice lo que cuesta «{price_name}»: {price}."),
                Line("", "El sitio de {company} da el precio de «{price_name}»: {price}."),
            ],
            matters: &[Line(
                "",
                "Un precio a la vista, como el de «{price_name}», es una invitación; de ahí, un cliente de {company} puede pasar a algo mayor.",
            )],
            steps: [
                (
                    &[Line("", "Ponerlo en la entrada")],
                    &[Line("", "Muestre «{price_name}» a {price} en la página de inicio de {domain}, con un botón al lado.")],
                ),
                (
                    &[Line("", "Nombrar el paso siguiente")],
                    &[Line("", "Diga debajo de «{price_name}» qué suelen elegir después los clientes de {company}, y por qué.")],
                ),
            ],
            sign: &[Line("", "Clientes nuevos de {company} empiezan por «{price_name}» y preguntan qué sigue.")],
        },
        PlayText {
            name: "proof",
            heading: &[Line("", "Su mejor prueba, donde la gente decide")],
            says: &[Line("", "{company} tiene una prueba propia; en el sitio se lee:")],
            matters: &[
                Line("", "Quien sopesa «{offer}» busca un motivo para confiar en {company}.|En {domain}, ese motivo cuenta sobre todo junto al botón."),
                Line("", "Antes de escribir a {company}, la gente busca un motivo para confiar."),
            ],
            steps: [
                (
                    &[Line("", "Subirla")],
                    &[
                        Line("", "Repita esas palabras junto a «{offer}» y junto a los datos de contacto de {domain}."),
                        Line("", "Repita esas palabras junto a los datos de contacto de {domain}."),
                    ],
                ),
                (
                    &[Line("", "Pedir otra")],
                    &[
                        Line("", "Pida al próximo cliente contento de {company} dos líneas sobre «{offer}», con nombre y empresa o ciudad."),
                        Line("", "Pida al próximo cliente contento de {company} dos líneas, con nombre y empresa o ciudad."),
                    ],
                ),
            ],
            sign: &[Line("", "Clientes nuevos la mencionan la primera vez que escriben a {company}.")],
        },
        PlayText {
            name: "voices",
            heading: &[Line("", "Tres clientes hablan por «{offer}»")],
            says: &[Line("", "{company} nombra «{offer}» en su sitio; en las páginas leídas no encontramos ninguna voz de cliente.")],
            matters: &[Line("", "Quien necesita «{offer}» suele creer antes a otro cliente que a una empresa.|Bastan dos líneas sinceras sobre {company}.")],
            steps: [
                (
                    &[Line("", "Preguntar a tres personas")],
                    &[Line("", "Pregunte a tres clientes recientes de {company} qué estuvo a punto de impedir que le eligieran.")],
                ),
                (
                    &[Line("", "Mostrarlas con nombre")],
                    &[Line("", "Ponga dos líneas de cada uno junto a «{offer}» en {domain}, con nombre y empresa o ciudad, si están de acuerdo.")],
                ),
            ],
            sign: &[Line("", "Un cliente nuevo de {company} menciona una de las tres voces.")],
        },
        PlayText {
            name: "phone",
            heading: &[Line("", "Sacar partido de cada llamada al {phone}")],
            says: &[Line("", "El sitio da el {phone} como número al que llamar.")],
            matters: &[Line("", "Quien llama casi ha elegido a {company} y quiere saber si encaja.|En el {phone}, el primer minuto es el que más cuenta.")],
            steps: [
                (
                    &[Line("", "Que baste un toque")],
                    &[Line("", "Ponga un enlace en el {phone} en cada página de {domain}, con las horas en que alguien contesta.")],
                ),
                (
                    &[Line("", "Tres preguntas junto al teléfono")],
                    &[Line("", "Deje en {company} una nota junto al teléfono: qué necesitan, para cuándo y cómo le encontraron.")],
                ),
            ],
            sign: &[Line("", "Las notas muestran de dónde vienen las llamadas al {phone}.")],
        },
        PlayText {
            name: "email",
            heading: &[Line("", "Una respuesta desde {email} en un día")],
            says: &[Line("", "Quien prefiere escribir encuentra {email} en el sitio.")],
            matters: &[Line("", "Quien escribe a {email} quizá escriba también a otras dos empresas.|Con una primera línea rápida, {company} destaca.")],
            steps: [
                (
                    &[Line("", "Preparar una buena respuesta")],
                    &[Line("", "Redacte una respuesta breve para las consultas a {email}: gracias, una pregunta y cuándo contesta {company}.")],
                ),
                (&[Line("", "Ver si llega")], &[Line("", "Envíela desde {email} a dos buzones privados, y mire si cae en el correo no deseado.")]),
            ],
            sign: &[Line("", "Cada consulta a {email} tiene una primera respuesta en un día laborable.")],
        },
        PlayText {
            name: "near",
            heading: &[Line("", "Que le encuentren por «{offer}» en {place}")],
            says: &[Line("", "El sitio sitúa a {company} en {place} y nombra «{offer}».")],
            matters: &[Line("", "Quien busca «{offer}» suele añadir el lugar.|Una página de {company} que diga {place} responde a eso.")],
            steps: [
                (&[Line("", "Decir el lugar")], &[Line("", "Escriba {place} en el título y en la primera línea de la página de {company} sobre «{offer}».")]),
                (
                    &[Line("", "Mostrar un trabajo cercano")],
                    &[Line("", "Cuente un trabajo terminado en {place}: qué se pidió, qué hizo {company} y cuánto tardó.")],
                ),
            ],
            sign: &[Line("", "Consultas nuevas a {company} nombran {place} o «{offer}» en la primera frase.")],
        },
        PlayText {
            name: "news",
            heading: &[Line("", "La nota que sigue a «{news}»")],
            says: &[
                Line("", "La publicación con fecha más reciente que encontramos es «{news}», del {news_date}."),
                Line("", "La publicación con fecha más reciente que encontramos es «{news}», de {news_year}."),
                Line("", "La publicación con fecha más reciente que encontramos es «{news}»."),
            ],
            matters: &[Line("", "Una nota con fecha muestra que {company} trabaja.|Después de «{news}», uno se pregunta qué vino luego.")],
            steps: [
                (
                    &[Line("", "Elegir cuatro temas")],
                    &[
                        Line("", "Elija cuatro cosas recientes de {company} que valgan cinco líneas, entre ellas «{offer}»."),
                        Line("", "Elija cuatro cosas recientes de {company} que valgan cinco líneas."),
                    ],
                ),
                (&[Line("", "Fijar un día")], &[Line("", "Publique la primera este mes en {domain}, y apunte las otras tres en el calendario.")]),
            ],
            sign: &[Line("", "{domain} muestra tres fechas más nuevas que «{news}».")],
        },
        PlayText {
            name: "face",
            heading: &[Line("", "Que {person} salude a los visitantes")],
            says: &[Line("", "El sitio presenta a {person} como «{person_role}».")],
            matters: &[Line("", "Cuesta menos escribir a {person} que a una empresa; {company} gana así una cara.")],
            steps: [
                (
                    &[Line("", "Hacer una foto")],
                    &[Line("", "Haga una foto sencilla de {person} en el trabajo, y póngala junto a los datos de contacto de {domain}.")],
                ),
                (&[Line("", "Añadir dos líneas")], &[Line("", "Deje que {person} diga en dos líneas qué pasa después de escribir a {company}.")]),
            ],
            sign: &[Line("", "Los primeros mensajes a {company} empiezan con el nombre {person}.")],
        },
        PlayText {
            name: "jobs",
            heading: &[Line("", "Cubrir «{position}» con sus propios visitantes")],
            says: &[Line("", "El sitio anuncia el puesto «{position}».")],
            matters: &[Line("", "Los candidatos miran {domain} como clientes.|En {company} quieren conocer a la gente y el día a día.")],
            steps: [
                (&[Line("", "Contar el día")], &[Line("", "Pida en {company} a quien hace ese trabajo seis líneas sobre un día en el puesto «{position}».")]),
                (
                    &[Line("", "Facilitar la pregunta")],
                    &[Line("", "Deje que los candidatos a «{position}» escriban dos líneas a {company}, sin carta ni formulario.")],
                ),
            ],
            sign: &[Line("", "Alguien pregunta por «{position}» y menciona esas líneas.")],
        },
        PlayText {
            name: "certificate",
            heading: &[Line("", "Decir qué significa «{certificate}» para un cliente")],
            says: &[Line("", "El sitio muestra «{certificate}».")],
            matters: &[Line("", "Los del oficio conocen «{certificate}»; muchos compradores no.|Una frase lo convierte en un motivo para elegir a {company}.")],
            steps: [
                (&[Line("", "Traducirlo")], &[Line("", "Escriba una frase: qué exige «{certificate}» a {company} y qué gana con ello un cliente.")]),
                (
                    &[Line("", "Mostrarlo donde ayuda")],
                    &[
                        Line("", "Ponga «{certificate}» con esa frase junto al servicio al que se refiere, con un enlace al certificado."),
                        Line("", "Ponga «{certificate}» con esa frase en la página de inicio de {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Algunos compradores nombran «{certificate}» en su consulta a {company}.")],
        },
        PlayText {
            name: "client",
            heading: &[Line("", "Contar la historia detrás de «{client}»")],
            says: &[Line("", "El sitio nombra «{client}» como cliente.")],
            matters: &[Line(
                "",
                "Un nombre muestra que confían en {company}; una historia muestra cómo trabaja.|Los lectores buscan un caso como el suyo, y «{client}» podría serlo.",
            )],
            steps: [
                (
                    &[Line("", "Hacer cuatro preguntas")],
                    &[Line("", "Pregunte a «{client}» cuál era el problema, por qué {company}, qué se hizo y qué cambió.")],
                ),
                (
                    &[Line("", "Escribir media página")],
                    &[
                        Line("", "Ponga las respuestas en media página de {domain}, y enlácela desde «{offer}»."),
                        Line("", "Ponga las respuestas en media página de {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Alguien con el mismo problema escribe a {company} y nombra «{client}».")],
        },
        PlayText {
            name: "languages",
            heading: &[Line("", "Un camino entero en cada idioma de {domain}")],
            says: &[Line("", "El sitio de {company} está en {languages} idiomas.")],
            matters: &[Line("", "Quien lee {domain} en otro idioma se queda mientras el camino no se corte.")],
            steps: [
                (&[Line("", "Recorrer el camino")], &[Line("", "Vaya en cada idioma de {domain} de la primera página a la consulta, y anote dónde se corta.")]),
                (
                    &[Line("", "Primero los últimos pasos")],
                    &[Line("", "Traduzca antes que nada el formulario, la confirmación y la primera respuesta de {company}.")],
                ),
            ],
            sign: &[Line("", "Llegan consultas a {company} en los {languages} idiomas.")],
        },
        PlayText {
            name: "access",
            heading: &[Line("", "Que todos lleguen a «{offer}»"), Line("", "Que todos puedan usar {domain}")],
            says: &[
                Line("", "«{offer}» figura en {domain}, y el camino es a veces difícil sin la vista o sin ratón."),
                Line("", "En {domain} el camino es a veces difícil sin la vista o sin ratón."),
            ],
            matters: &[Line("", "Algunos visitantes de {company} usan teclado, letra grande o una voz.|También ellos necesitan «{offer}».")],
            steps: [
                (
                    &[Line("", "Probar sin ratón")],
                    &[
                        Line("", "Vaya del inicio de {domain} a «{offer}», y de allí a la consulta, solo con la tecla Tab."),
                        Line("", "Vaya del inicio de {domain} a la consulta solo con la tecla Tab."),
                    ],
                ),
                (&[Line("", "Despejar el camino")], &[Line("", "Dé la lista de obstáculos a quien hizo {domain}, empezando por el formulario.")]),
            ],
            sign: &[Line("", "Un conocido puede escribir a {company} sin tocar el ratón.")],
        },
        PlayText {
            name: "fast",
            heading: &[Line("", "Mostrar «{offer}» antes de que se vayan"), Line("", "Mostrar {domain} antes de que se vayan")],
            says: &[Line("", "«{offer}» figura en {domain}, y un móvil tiene que cargarlo primero."), Line("", "Un móvil tiene que cargar primero {domain}.")],
            matters: &[
                Line("", "Quien necesita «{offer}» por el camino espera unos segundos.|Lo primero que muestra {company} debería pesar poco."),
                Line("", "Lo primero que muestra {company} debería pesar poco."),
            ],
            steps: [
                (
                    &[Line("", "Medir una vez")],
                    &[
                        Line("", "Abra {domain} en un móvil lejos de su red, y cuente hasta que se lea «{offer}»."),
                        Line("", "Abra {domain} en un móvil lejos de su red, y cuente hasta que se lea algo."),
                    ],
                ),
                (
                    &[Line("", "Reducir lo más grande")],
                    &[Line("", "Reduzca primero las imágenes más grandes de {domain}, y quite después los programas que nadie usa en {company}.")],
                ),
            ],
            sign: &[
                Line("", "En el mismo móvil, {domain} muestra «{offer}» en tres segundos."),
                Line("", "En el mismo móvil, {domain} se lee en tres segundos."),
            ],
        },
        PlayText {
            name: "audience",
            heading: &[Line("", "Hablar a quienes usted nombra")],
            says: &[Line("", "El sitio dice para quién es {company}:")],
            matters: &[Line("", "Quien es uno de ellos debería sentirse aludido en la primera pantalla de {domain}.")],
            steps: [
                (&[Line("", "Tomar sus palabras")], &[Line("", "Pregunte a dos de ellos cómo describirían lo que hace {company}, y anote las palabras.")]),
                (
                    &[Line("", "Poner esas palabras arriba")],
                    &[
                        Line("", "Escriba la primera línea de {domain} con esas palabras, y «{offer}» detrás."),
                        Line("", "Escriba la primera línea de {domain} con esas palabras."),
                    ],
                ),
            ],
            sign: &[Line("", "Uno de ellos dice que {company} describe el asunto como él.")],
        },
    ],
};
