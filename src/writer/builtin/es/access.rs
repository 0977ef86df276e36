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
                "En {page}, el título «{after}» ({after_level}) sigue a «{before}» ({before_level}).|Vimos un salto así en {hits} de las {of} páginas leídas.",
            ),
            Line("", "Los títulos se saltan un nivel en {hits} de las {of} páginas leídas."),
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
            Line("missing", "En ninguna parte del código de {page} se nombra el idioma.|De {of} páginas leídas, falta en {hits}."),
            Line("missing", "El código de {page} no nombra ningún idioma.|Ocurre en {hits} de las {of} páginas leídas."),
            Line("missing", "Falta el idioma en el código de {page}.|En total, {hits} de las {of} páginas leídas no lo {hits?nombra:nombran}."),
            Line("invalid", "El código de {page} nombra el idioma «{lang}», que no existe.|Ocurre en {hits} de las {of} páginas leídas."),
            Line("mismatch", "El código de {page} dice «{lang}», pero el texto está en otro idioma.|Ocurre en {hits} de las {of} páginas leídas."),
            Line("", "El código no nombra el idioma correcto."),
        ],
        matters: &[
            Line("", "Un lector de pantalla que no conoce el idioma lee {company} en voz alta con acento ajeno."),
            Line("", "Los lectores de pantalla eligen su voz según él, y los navegadores deciden si ofrecen traducir {company}."),
            Line("", "Quien escucha {domain} en lugar de leerlo oye las palabras en el idioma equivocado."),
            Line("", "Los lectores de pantalla eligen su voz según él, y los navegadores deciden si traducen."),
        ],
        fix: &[
            Line("", "Haga que la primera etiqueta de cada página de {domain} nombre el idioma, como lang=\"es\" o lang=\"en\"."),
            Line("", "En los ajustes generales de {domain}, elija el idioma; el programa lo escribe entonces en todas partes."),
            Line("", "Ponga el atributo lang al principio de cada página; en la mayoría de los programas web es un solo ajuste."),
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
        title: &[Line("", "Cómo leer a {company} sin esfuerzo en un móvil"), Line("", "Cómo hacerse leer sin esfuerzo en un móvil")],
        heading: &[Line("no-zoom", "En un móvil no se puede ampliar la página"), Line("", "En un móvil, la página se ve diminuta")],
        opening: &[
            Line("no-zoom", "Un punto le cuesta lectores: en un móvil no se puede ampliar {page}."),
            Line("", "Un punto le cuesta visitas desde el móvil: falta el ajuste para pantallas pequeñas en {page}."),
        ],
        saw: &[
            Line("missing", "Falta el ajuste para pantallas de móvil (viewport) en {page}.|Ocurre en {hits} de las {of} páginas leídas."),
            Line("no-width", "El ajuste para móviles en {page}, «{content}», no indica ancho.|Ocurre en {hits} de las {of} páginas leídas."),
            Line("no-zoom", "El ajuste para móviles en {page} es «{content}», que impide ampliar.|Ocurre en {hits} de las {of} páginas leídas."),
            Line("", "El ajuste para pantallas de móvil no es correcto."),
        ],
        matters: &[
            Line("no-zoom", "Alguien con la vista cansada busca {company} en el móvil y no puede ampliar el texto."),
            Line("no-zoom", "A cierta edad, uno amplía casi todo.|En {company}, ese gesto no tiene efecto."),
            Line("", "En la zona de {place}, alguien busca «{offer}» en el móvil y recibe una página en letra diminuta.|Muchos vuelven a la lista."),
            Line("", "En un móvil, {company} aparece en letra diminuta, y muchos vuelven a la lista."),
            Line("", "En un móvil, el texto aparece en letra diminuta, y muchos vuelven a la lista."),
        ],
        fix: &[
            Line(
                "",
                "Ponga <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> en la cabecera de cada página.|Si el diseño se descompone, el sitio necesita una versión para móviles.",
            ),
            Line("", "Pida a su desarrollador que ponga el viewport en width=device-width, initial-scale=1."),
        ],
        task: &[Line("", "Ponga el viewport para móviles en {domain}."), Line("", "Ponga el viewport para móviles.")],
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
            Line("", "No todos ven su trabajo: {count} de {total} imágenes no {count?tiene:tienen} texto para quien no puede mirarlas."),
            Line("", "Un punto le cuesta lectores: {count} de {total} imágenes no {count?tiene:tienen} texto para quien no ve."),
            Line("", "Un punto le cuesta lectores: hay imágenes sin texto para quien no ve."),
        ],
        saw: &[
            Line("", "Contamos {total} imágenes, y {count} no {count?tiene:tienen} texto alternativo.|Una está en {page}."),
            Line("", "Falta el texto alternativo en {count} de {total} imágenes; la primera está en {page}."),
            Line("", "De {total} {total?imagen:imágenes}, {count} no {count?tiene:tienen} texto alternativo.|La primera la vimos en {page}."),
            Line("", "De {total} {total?imagen:imágenes}, {count} no {count?tiene:tienen} texto alternativo."),
            Line("", "Algunas imágenes no tienen texto alternativo."),
        ],
        matters: &[
            Line("", "Donde {company} muestra una imagen, un visitante ciego no oye nada.|Un buscador tampoco aprende nada ahí."),
            Line(
                "",
                "Las imágenes le han costado trabajo a {company}.|Con una línea de texto, las búsquedas y los lectores de pantalla también las aprovechan.",
            ),
            Line(
                "",
                "Sin palabras, una imagen de «{offer}» no se encuentra ni se lee en voz alta.|Es una pérdida para {company}, y en algunos países un riesgo legal.",
            ),
            Line("", "Lectores ciegos, búsqueda de imágenes y asistentes de IA solo conocen «{offer}» de {company} por estas palabras."),
            Line("", "Sus imágenes son parte de sus pruebas.|Sin palabras, la búsqueda de imágenes pasa por alto lo que muestra {company}."),
            Line("", "Lectores ciegos, búsqueda de imágenes y asistentes de IA solo conocen sus imágenes por estas palabras."),
        ],
        fix: &[
            Line(
                "",
                "En la biblioteca de medios de {domain}, rellene el campo «texto alternativo»: qué se ve, en una línea corta.|El simple adorno puede quedar vacío.",
            ),
            Line("", "Tome diez imágenes de {domain} cada vez, y diga en una línea qué muestra cada una.|El simple adorno puede quedar vacío."),
            Line("", "Escriba una línea corta por imagen: qué muestra, como lo diría por teléfono.|Deje vacío el texto del simple adorno."),
            Line("", "Empiece por las imágenes en {page}, y escriba qué muestra cada una, como lo diría por teléfono.|Deje vacío el texto del simple adorno."),
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
        heading: &[Line("enquiry", "El formulario de consulta no nombra sus campos"), Line("", "Un formulario no nombra sus campos")],
        opening: &[
            Line(
                "enquiry",
                "Un punto le cuesta consultas: en {page}, {count} {count?campo:campos} del formulario no {count?tiene:tienen} una etiqueta de verdad.",
            ),
            Line("", "Un punto le cuesta lectores: en {page}, {count} {count?campo:campos} de un formulario no {count?tiene:tienen} una etiqueta de verdad."),
        ],
        saw: &[
            Line("", "El formulario en {page} tiene {total} {total?campo:campos}, y {count} {count?está:están} sin etiqueta, como «{field}»."),
            Line("", "En {page}, {count} de {total} campos no {count?tiene:tienen} etiqueta.|Se ve en el campo «{field}»."),
            Line("", "Falta la etiqueta en {count} de los {total} campos del formulario en {page}, entre ellos «{field}»."),
            Line("", "En {page}, {count} de {total} campos no {count?tiene:tienen} etiqueta."),
            Line("", "Algunos campos de un formulario no tienen etiqueta."),
        ],
        matters: &[
            Line("", "Un campo sin etiqueta se lee en voz alta como «editar texto».|Quien quiere escribir a {company} no siempre sabe qué va en «{field}»."),
            Line(
                "enquiry",
                "Alguien rellena el formulario en el móvil, levanta la vista, y ya no sabe qué va en «{field}».|A {company} quizá no le llega nunca esa consulta.",
            ),
            Line("enquiry", "El texto gris de un campo desaparece al escribir.|Quien pregunta a {company} por «{offer}» pierde el hilo, y algunos lo dejan."),
            Line("", "El texto gris de un campo desaparece al escribir, y en {domain} nada más recuerda la pregunta."),
            Line("", "El texto gris de un campo desaparece al escribir.|Los lectores de pantalla anuncian el campo sin nombre."),
        ],
        fix: &[
            Line("", "Pida una etiqueta visible encima de cada campo en {page}, empezando por «{field}»."),
            Line("", "Abra el formulario en {page} con su editor y active las etiquetas."),
            Line("", "Dé a «{field}» y a sus vecinos una etiqueta visible encima de la casilla.|Las extensiones de formulario tienen una opción para ello."),
            Line("", "Dé a cada campo una etiqueta visible encima de la casilla.|Las extensiones de formulario tienen una opción para ello."),
        ],
        task: &[
            Line("", "Ponga una etiqueta visible encima de «{field}» y de los demás en {page}."),
            Line("", "Ponga etiqueta a {count} {count?campo:campos} en {page}."),
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
            Line("", "Iconos sin palabras: {count} de {total} enlaces y botones no {count?tiene:tienen} nombre, el primero en {page}."),
            Line("", "De {total} enlaces y botones, {count} no {count?tiene:tienen} nombre.|El primero lo vimos en {page}."),
            Line("", "Entre {total} enlaces y botones, {count} no {count?dice:dicen} nada a un lector de pantalla, empezando por uno en {page}."),
            Line("", "De {total} enlaces y botones, {count} no {count?tiene:tienen} nombre."),
            Line("", "Algunos enlaces o botones no tienen nombre."),
        ],
        matters: &[
            Line("", "Quien no ve los iconos de {domain} oye «enlace, enlace, enlace».|Cuál lleva a {company}, nadie lo dice."),
            Line("", "Un lector de pantalla solo dice ahí la palabra enlace, y el control por voz se atasca en {company}."),
            Line("", "Un icono habla a los ojos.|Para los demás visitantes de {domain}, calla."),
            Line("", "Un lector de pantalla solo dice ahí «enlace», y el control por voz se atasca."),
        ],
        fix: &[
            Line("", "Pida a quien creó {domain} que ponga palabras detrás de cada icono, como «Llámenos» o «Nuestro Instagram»."),
            Line("", "Dé a los enlaces mudos de {company} un nombre que diga adónde llevan, con aria-label o en texto."),
            Line("", "Dé a cada enlace con icono un texto oculto o un aria-label, como «Llámenos» o «Nuestro Instagram»."),
        ],
        task: &[
            Line("", "Ponga palabras detrás de {count} {count?icono mudo:iconos mudos}."),
            Line("", "Ponga nombre a {count} {count?enlace o botón mudo:enlaces y botones mudos}."),
            Line("", "Ponga nombre a los enlaces y botones mudos."),
        ],
        praise: &[],
    },
];
