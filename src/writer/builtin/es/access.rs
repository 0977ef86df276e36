//! Sentences for the checks of the area "usable by everyone".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "heading-order",
        label: "Títulos en orden",
        who: Who::Editor,
        title: &[Line("", "Cómo {company} puede dar a sus páginas un esquema claro"), Line("", "Cómo dar a sus páginas un esquema claro")],
        heading: &[Line("", "Se salta un nivel de título")],
        opening: &[Line("", "Un detalle hace perder el hilo a algunos lectores: en {page} se salta un nivel de título.")],
        saw: &[
            Line("", "Bajo «{before}» ({before_level}) viene «{after}» ({after_level}) en {page}, y falta un nivel en medio."),
            Line(
                "",
                "En {page}, el título «{after}» ({after_level}) sigue a «{before}» ({before_level}).|Vimos un salto así en {hits} de las {of} páginas leídas en {domain}.|Vimos un salto así en las {all} páginas leídas en {domain}.",
            ),
            Line("", "Los títulos se saltan un nivel en {hits} de las {of} páginas leídas en {domain}."),
            Line("", "Los títulos se saltan un nivel en las {all} páginas leídas en {domain}."),
            Line("", "Los títulos se saltan un nivel."),
        ],
        matters: &[
            Line("", "Los lectores ciegos recorren una página de {company} de título en título, como otros la hojean."),
            Line("", "El esquema de una página se lee en sus títulos.|Falta un nivel, y algunos visitantes de {company} buscan la continuación."),
            Line("", "Los lectores ciegos recorren una página de título en título, como otros la hojean."),
        ],
        fix: &[
            Line("", "Elija el nivel del título «{after}» por su lugar en el texto, y su tamaño por el estilo."),
            Line("", "Ponga «{after}» un nivel por debajo del título anterior."),
            Line("", "Use los niveles de título uno tras otro, y cambie su tamaño solo con el estilo."),
        ],
        task: &[
            Line("", "Corrija el nivel del título «{after}» en {page}."),
            Line("", "Ponga en orden los títulos en {page}."),
            Line("", "Ponga en orden los títulos."),
        ],
        praise: &[],
    },
    CheckText {
        check: "html-lang",
        label: "El idioma está nombrado en el código",
        who: Who::Developer,
        title: &[Line("", "Cómo {company} puede sonar con el acento correcto en voz alta"), Line("", "Cómo sonar con el acento correcto en voz alta")],
        heading: &[Line("mismatch", "El código nombra otro idioma que el del texto"), Line("", "El código no nombra el idioma")],
        opening: &[Line("", "Un detalle hace perder el sentido a algunos lectores: el código de {page} no nombra el idioma correcto.")],
        saw: &[
            Line("mismatch", "El código de {page} dice «{lang}», pero el texto está en otro idioma; ocurre en {hits} de las {of} páginas leídas en {domain}."),
            Line("mismatch", "El código de {page} dice «{lang}», pero el texto está en otro idioma; ocurre en las {all} páginas leídas en {domain}."),
            Line("invalid", "El código de {page} nombra el idioma «{lang}», que no existe; ocurre en {hits} de las {of} páginas leídas en {domain}."),
            Line("invalid", "El código de {page} nombra el idioma «{lang}», que no existe; ocurre en las {all} páginas leídas en {domain}."),
            Line("missing", "El código no nombra ningún idioma en {hits} de las {of} páginas leídas en {domain}, {hits?en concreto:entre ellas} {page}."),
            Line("missing", "El código no nombra ningún idioma en las {all} páginas leídas en {domain}."),
            Line("missing", "En ninguna parte del código de {page} se nombra el idioma.|De {of} páginas leídas en {domain}, falta en {hits}."),
            Line(
                "missing",
                "El código de {page} no nombra ningún idioma.|Ocurre en {hits} de las {of} páginas leídas en {domain}.|Ocurre en las {all} páginas leídas en {domain}.",
            ),
            Line("missing", "Falta el idioma en el código de {page}.|En total, {hits} de las {of} páginas leídas en {domain} no lo {hits?nombra:nombran}."),
            Line(
                "invalid",
                "El código de {page} nombra el idioma «{lang}», que no existe.|Ocurre en {hits} de las {of} páginas leídas en {domain}.|Ocurre en las {all} páginas leídas en {domain}.",
            ),
            Line(
                "mismatch",
                "El código de {page} dice «{lang}», pero el texto está en otro idioma.|Ocurre en {hits} de las {of} páginas leídas en {domain}.|Ocurre en las {all} páginas leídas en {domain}.",
            ),
            Line("", "El código no nombra el idioma correcto."),
        ],
        matters: &[
            Line("", "Un lector de pantalla que no conoce el idioma lee {company} en voz alta con acento ajeno."),
            Line("", "Los lectores de pantalla eligen su voz según él, y los navegadores deciden si ofrecen traducir {company}."),
            Line("", "Quien escucha {domain} en lugar de leerlo puede oír las palabras en otro idioma."),
            Line("", "Los lectores de pantalla eligen su voz según él, y los navegadores deciden si traducen."),
        ],
        fix: &[
            Line("", "Haga que la primera etiqueta de cada página de {domain} nombre su idioma, en {page} con lang=\"{code}\"."),
            Line("", "Haga que la primera etiqueta de cada página de {domain} nombre el idioma de su texto."),
            Line("", "Al principio de cada página, dé al atributo lang el idioma del texto."),
        ],
        task: &[
            Line("", "Nombre el idioma en el código de {domain}."),
            Line("", "Diga a los navegadores en qué idioma escribe {company}."),
            Line("", "Ajuste el idioma de las páginas de {domain}."),
            Line("", "Ajuste el idioma de las páginas."),
        ],
        praise: &[],
    },
    CheckText {
        check: "meta-viewport",
        label: "Adaptado al móvil",
        who: Who::Developer,
        title: &[Line("", "Cómo {company} puede leerse sin esfuerzo en un móvil"), Line("", "Cómo hacerse leer sin esfuerzo en un móvil")],
        heading: &[Line("no-zoom", "En un móvil no se puede ampliar la página"), Line("!no-zoom", "En un móvil, la página se ve diminuta")],
        opening: &[
            Line("no-zoom", "Un punto le cuesta lectores: en un móvil no se puede ampliar {page}."),
            Line("missing", "Un punto le cuesta visitas desde el móvil: {page} no está preparada para pantallas pequeñas."),
            Line("no-width", "Un punto le cuesta visitas desde el móvil: {page} no está preparada para pantallas pequeñas."),
            Line("!no-zoom", "Un punto le cuesta visitas desde el móvil: ahí la página no se lee bien."),
        ],
        saw: &[
            Line("no-width", "El ajuste para móviles en {page}, «{content}», no indica ancho; ocurre en {hits} de las {of} páginas leídas en {domain}."),
            Line("no-width", "El ajuste para móviles en {page}, «{content}», no indica ancho; ocurre en las {all} páginas leídas en {domain}."),
            Line("missing", "El ajuste para móviles (viewport) falta en {hits} de las {of} páginas leídas en {domain}, {hits?en concreto:entre ellas} {page}."),
            Line("missing", "El ajuste para móviles (viewport) falta en las {all} páginas leídas en {domain}."),
            Line("no-zoom", "En {page}, el ajuste «{content}» impide ampliar; ocurre en {hits} de las {of} páginas leídas en {domain}."),
            Line("no-zoom", "En {page}, el ajuste «{content}» impide ampliar; ocurre en las {all} páginas leídas en {domain}."),
            Line(
                "missing",
                "Falta el ajuste para pantallas de móvil (viewport) en {page}.|Ocurre en {hits} de las {of} páginas leídas en {domain}.|Ocurre en las {all} páginas leídas en {domain}.",
            ),
            Line(
                "missing",
                "Nada en el código de {page} ajusta el ancho para los móviles.|En total, {hits} de las {of} páginas leídas en {domain} {hits?está:están} así.",
            ),
            Line(
                "missing",
                "Buscamos el ajuste para móviles (viewport) en {page}, sin encontrarlo.|Falta en {hits} de las {of} páginas leídas en {domain}.|Falta en las {all} páginas leídas en {domain}.",
            ),
            Line(
                "no-width",
                "El ajuste para móviles en {page}, «{content}», no indica ancho.|Ocurre en {hits} de las {of} páginas leídas en {domain}.|Ocurre en las {all} páginas leídas en {domain}.",
            ),
            Line(
                "no-zoom",
                "El ajuste para móviles en {page} es «{content}», que impide ampliar.|Ocurre en {hits} de las {of} páginas leídas en {domain}.|Ocurre en las {all} páginas leídas en {domain}.",
            ),
            Line("", "El ajuste para pantallas de móvil no es correcto."),
        ],
        matters: &[
            Line("no-zoom", "Alguien con la vista cansada busca {company} en el móvil y no puede ampliar el texto."),
            Line("no-zoom", "Muchos lectores amplían el texto con dos dedos.|En {company}, ese gesto no tiene efecto."),
            Line("missing", "En la zona de {place}, alguien busca «{offer}» en el móvil y recibe una página en letra diminuta.|Algunos vuelven a la lista."),
            Line("missing", "En una pantalla pequeña, un cliente de {company} tiene que ampliar el texto con dos dedos."),
            Line("missing", "En un móvil, {company} aparece en letra diminuta, y algunos vuelven a la lista."),
            Line("no-width", "En un móvil, {company} puede aparecer en letra diminuta, y algunos vuelven a la lista."),
            Line("!no-zoom", "En un móvil, {company} se lee con esfuerzo, y algunos vuelven a la lista."),
            Line("no-zoom", "Alguien con la vista cansada no puede ampliar el texto."),
            Line("!no-zoom", "En un móvil, la página se lee con esfuerzo, y algunos vuelven a la lista."),
        ],
        fix: &[
            Line(
                "!no-zoom",
                "Ponga <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> en la cabecera de cada página.|Si el diseño se descompone, el sitio necesita una versión para móviles.",
            ),
            Line("!no-zoom", "Pida a quien creó {domain} que ponga el viewport.|Si el diseño se descompone, {domain} necesita una versión para móviles."),
            Line("no-zoom", "Quite del viewport de {domain} la prohibición de ampliar."),
            Line("", "Pida a su desarrollador que ponga el viewport en width=device-width, initial-scale=1."),
        ],
        task: &[
            Line("", "Ponga el viewport para móviles en {domain}."),
            Line("no-zoom", "Deje que los lectores amplíen el texto en {domain}."),
            Line("", "Ponga el viewport para móviles."),
        ],
        praise: &[Line("", "Las {of} páginas que leímos están todas preparadas para el móvil.")],
    },
    CheckText {
        check: "image-alt",
        label: "Las imágenes tienen un texto",
        who: Who::Editor,
        title: &[Line("", "Cómo {company} puede mostrar su trabajo a todos sus visitantes"), Line("", "Cómo mostrar su trabajo a todos sus visitantes")],
        heading: &[
            Line("", "{count} {count?imagen no dice:imágenes no dicen} nada a algunos lectores"),
            Line("", "Hay imágenes que no dicen nada a algunos lectores"),
        ],
        opening: &[
            Line("", "No todos ven su trabajo: {count} de {total} imágenes no {count?tiene:tienen} texto para quien no puede verlas."),
            Line("", "Un punto le cuesta lectores: {count} de {total} imágenes no {count?tiene:tienen} texto para quien no ve."),
            Line("", "Un punto le cuesta lectores: hay imágenes sin texto para quien no ve."),
        ],
        saw: &[
            Line("", "Contamos {total} imágenes en {domain}, y {count} no {count?tiene:tienen} texto alternativo, {count?en concreto:por ejemplo} en {page}."),
            Line("", "Falta el texto alternativo en {count} de {total} imágenes de {domain}; {count?está:la primera está} en {page}."),
            Line(
                "",
                "De {total} {total?imagen:imágenes} de {domain}, {count} no {count?tiene:tienen} texto alternativo; {count?la vimos:la primera la vimos} en {page}.",
            ),
            Line("", "De {total} {total?imagen:imágenes}, {count} no {count?tiene:tienen} texto alternativo."),
            Line("", "Algunas imágenes no tienen texto alternativo."),
        ],
        matters: &[
            Line("@shop", "También se compra por la imagen.|Sin texto, la búsqueda de imágenes no sabe qué vende {company}."),
            Line("@portfolio", "Sus imágenes son su tarjeta de visita; sin palabras, las búsquedas pasan de largo ante el trabajo de {company}."),
            Line("", "Donde {company} muestra una imagen, un visitante ciego no oye nada.|Un buscador tampoco aprende nada ahí."),
            Line(
                "",
                "Las imágenes le han costado trabajo a {company}.|Con una línea de texto, las búsquedas y los lectores de pantalla también las aprovechan.",
            ),
            Line(
                "",
                "Sin palabras, una imagen de {domain} no se encuentra ni se lee en voz alta.|Es una pérdida para {company}, y en algunos países un riesgo legal.",
            ),
            Line("", "Lectores ciegos, búsqueda de imágenes y asistentes de IA solo conocen las imágenes de {company} por estas palabras."),
            Line("", "Sus imágenes son parte de sus pruebas.|Sin palabras, la búsqueda de imágenes pasa por alto lo que muestra {company}."),
            Line("", "Lectores ciegos, búsqueda de imágenes y asistentes de IA solo conocen sus imágenes por estas palabras."),
        ],
        fix: &[
            Line("", "Dé a cada imagen de {domain} un texto alternativo: qué se ve, en una línea corta."),
            Line("", "Tome diez imágenes de {domain} cada vez, y diga en una línea qué muestra cada una."),
            Line(
                "",
                "Escriba una línea corta por imagen: qué muestra, como lo diría por teléfono.|Lo que en {domain} es simple adorno puede quedar sin texto.",
            ),
            Line(
                "",
                "Empiece por las imágenes en {page}, y escriba qué muestra cada una, como lo diría por teléfono.|Lo que en {domain} es simple adorno puede quedar sin texto.",
            ),
        ],
        task: &[
            Line("", "Rellene los textos de imagen que faltan en {domain}."),
            Line("", "Diga en una línea qué {count?muestra:muestran} {count} {count?imagen muda:imágenes mudas}."),
            Line("", "Describa {count} {count?imagen que aún no tiene:imágenes que aún no tienen} palabras."),
            Line("", "Escriba una línea para {count} {count?imagen:imágenes} sin texto."),
            Line("", "Escriba una línea para cada imagen."),
        ],
        praise: &[Line("", "Contamos {total} {total?imagen:imágenes}, y ninguna deja a un lector de pantalla adivinando.")],
    },
    CheckText {
        check: "label",
        label: "Los campos de formulario tienen un nombre",
        who: Who::Developer,
        title: &[
            Line("", "Cómo {company} puede ayudar a más gente a acabar su formulario"),
            Line("", "Cómo {company} puede hacer su formulario fácil para todos"),
            Line("", "Cómo hacer su formulario fácil para todos"),
        ],
        heading: &[
            Line("enquiry", "Hay campos del formulario de consulta sin nombre en el código"),
            Line("", "Hay campos de un formulario sin nombre en el código"),
        ],
        opening: &[
            Line(
                "enquiry",
                "Un punto le cuesta consultas: en el formulario en {page}, {count} de {total} {total?campo:campos} no {count?tiene:tienen} nombre en el código.",
            ),
            Line(
                "",
                "Un punto le cuesta lectores: en un formulario en {page}, {count} de {total} {total?campo:campos} no {count?tiene:tienen} nombre en el código.",
            ),
        ],
        saw: &[
            Line(
                "",
                "En el formulario en {page}, {count} de {total} {total?campo:campos} no {count?tiene:tienen} etiqueta en el código, {count?en concreto:como} «{field}».",
            ),
            Line(
                "",
                "«{beside}» está junto a un campo en {page}, pero el código no enlaza esas palabras con el campo.|En ese formulario, {count} de {total} {total?campo:campos} no {count?tiene:tienen} etiqueta en el código.",
            ),
            Line(
                "",
                "El único nombre de un campo en {page} es el texto gris «{placeholder}» que hay dentro.|En ese formulario, {count} de {total} {total?campo:campos} no {count?tiene:tienen} etiqueta en el código.",
            ),
            Line("", "En el formulario en {page}, {count} de {total} {total?campo:campos} no {count?tiene:tienen} etiqueta en el código."),
            Line("", "Algunos campos de un formulario no tienen etiqueta en el código."),
        ],
        matters: &[
            Line("@small", "En un equipo pequeño, cada consulta cuenta.|Un campo sin nombre en el código puede costarle una a {company}."),
            Line(
                "",
                "Un lector de pantalla puede leer un campo así como simple cuadro de texto.|Quien quiere escribir a {company} no siempre sabe entonces qué va en «{field}».",
            ),
            Line("", "Quien ve {domain} lee «{beside}» junto al campo; quien escucha la página quizá no oiga nada."),
            Line(
                "enquiry",
                "Alguien rellena el formulario en el móvil, y el texto gris «{placeholder}» desaparece al escribir.|A {company} quizá no le llega nunca esa consulta.",
            ),
            Line(
                "enquiry",
                "El texto gris «{placeholder}» desaparece al escribir.|Quien pregunta a {company} por «{offer}» pierde el hilo, y algunos lo dejan.",
            ),
            Line("", "Los lectores de pantalla pueden anunciar un campo así sin nombre a quien visita {domain}, y el control por voz no lo encuentra."),
            Line("", "Los lectores de pantalla pueden anunciar un campo así sin nombre, y el control por voz no lo encuentra."),
        ],
        fix: &[
            Line("", "Pida una etiqueta visible enlazada a cada campo en {page}, empezando por «{field}»."),
            Line("", "«{beside}» puede quedarse donde está en {page}; el código solo tiene que enlazar esas palabras con su campo."),
            Line("", "Haga enlazar una etiqueta visible a cada campo de los formularios en {domain}; el texto gris dentro de la casilla no basta."),
            Line("", "Dé a «{field}» una etiqueta visible que el código enlace con el campo.|Lo mismo vale para cualquier otro campo que no la tenga."),
            Line("", "Dé a cada campo una etiqueta visible que el código enlace con él.|En HTML es un <label for> por campo."),
        ],
        task: &[
            Line("", "Enlace una etiqueta visible a «{field}»{count?: y a cualquier otro campo que no la tenga} en {page}."),
            Line("", "Ponga etiqueta a {count} {count?campo:campos} del formulario en {page}."),
            Line("", "Ponga etiqueta a los campos del formulario."),
        ],
        praise: &[Line("", "Cada campo de sus formularios ({total} en total) tiene una etiqueta de verdad, y así se rellenan con facilidad.")],
    },
    CheckText {
        check: "link-name",
        label: "Enlaces y botones tienen un nombre",
        who: Who::Developer,
        title: &[Line("", "Cómo {company} puede hacer que cada botón hable"), Line("", "Cómo hacer que cada botón hable")],
        heading: &[Line("button", "Algunos botones no tienen nombre"), Line("", "Algunos enlaces no tienen nombre")],
        opening: &[Line(
            "",
            "Un punto le cuesta lectores: {count} {count?enlace o botón no tiene:enlaces o botones no tienen} nombre, y algunas personas no pueden usarlos.",
        )],
        saw: &[
            Line("", "Iconos sin palabras: {count} de {total} enlaces y botones de {domain} no {count?tiene:tienen} nombre, el primero en {page}."),
            Line("", "De {total} enlaces y botones de {domain}, {count} no {count?tiene:tienen} nombre; el primero lo vimos en {page}."),
            Line("", "Entre {total} enlaces y botones de {domain}, {count} no {count?dice:dicen} nada a un lector de pantalla, empezando por uno en {page}."),
            Line("", "De {total} enlaces y botones, {count} no {count?tiene:tienen} nombre."),
            Line("", "Algunos enlaces o botones no tienen nombre."),
        ],
        matters: &[
            Line("@technical", "El árbol de accesibilidad del navegador muestra esos enlaces vacíos; casi siempre la causa es una sola plantilla de {domain}."),
            Line("", "Quien no ve los iconos de {domain} oye «enlace, enlace, enlace».|Nada dice cuál lleva a {company}."),
            Line("", "Un lector de pantalla solo dice ahí la palabra enlace, y el control por voz se atasca en {company}."),
            Line("", "Un icono habla a los ojos.|Para los demás visitantes de {domain}, calla."),
            Line("", "Un lector de pantalla solo dice ahí «enlace», y el control por voz se atasca."),
        ],
        fix: &[
            Line("", "Pida a quien creó {domain} que ponga palabras detrás de cada icono, como «Llámenos» o «Subir»."),
            Line("", "Dé a los enlaces mudos de {company} un nombre que diga adónde llevan, con aria-label o en texto."),
            Line("", "Dé a cada enlace con icono un texto oculto o un aria-label, como «Llámenos» o «Subir»."),
        ],
        task: &[
            Line("", "Ponga palabras detrás de {count} {count?icono mudo:iconos mudos} de {domain}."),
            Line("", "Ponga nombre a {count} {count?enlace o botón mudo:enlaces y botones mudos} de {domain}."),
            Line("", "Ponga nombre a los enlaces y botones mudos."),
        ],
        praise: &[],
    },
];
