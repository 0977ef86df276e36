//! The thin document in Spanish.

use super::super::Line;
use super::super::thin::Thin;

pub static THIN: Thin = Thin {
    title: &[
        Line("no_domain", "Lo que un sitio web podría hacer por {company}"),
        Line("no_domain", "Lo que un sitio web podría hacer por usted"),
        Line("research_off", "Tres cosas que conviene mirar en {company}"),
        Line("research_off", "Tres cosas que conviene mirar en su sitio"),
        Line("", "Lo que encuentran hoy los visitantes de {domain}"),
        Line("", "Lo que encuentran hoy los visitantes de su sitio"),
    ],
    reason: &[
        Line("no_domain", "La solicitud no nombraba ningún sitio de {company}, así que no había nada que leer."),
        Line("no_domain", "La solicitud no nombraba ningún sitio, así que no había nada que leer."),
        Line("research_off", "No visitamos su sitio para esto: está hecho solo con los datos que llegaron con la solicitud."),
        Line(
            "no_such_host",
            "El nombre {domain} no lleva a ningún servidor, así que no había nada que leer.|Si ese es el nombre correcto, quizá se pierden también visitas y correos.",
        ),
        Line("refused", "El servidor de {domain} rechazó nuestra conexión, así que no pudimos leer el sitio."),
        Line("timeout", "El servidor de {domain} no respondió a tiempo, así que no pudimos leer el sitio."),
        Line("tls", "No pudimos abrir una conexión segura con {domain}, así que no leímos el sitio.|Un navegador puede mostrar ahí un aviso."),
        Line("private_address", "El nombre {domain} lleva a una dirección que no es pública, así que no la leímos."),
        Line("too_large", "La página de inicio de {domain} es más grande de lo que podemos leer, así que paramos."),
        Line("redirect_loop", "La dirección {domain} hace dar vueltas a los visitantes, y no llegó ninguna página."),
        Line("blocked", "El sitio {domain} rechazó a nuestro lector.|Puede estar abierto a las personas, así que no lo juzgamos."),
        Line("robots_refused", "El archivo robots.txt de {domain} pide a programas como el nuestro que no lean la página de inicio, y lo respetamos."),
        Line("http_error", "El servidor de {domain} respondió con un error, así que no había página que leer."),
        Line("not_html", "En {domain} no encontramos una página web que se pudiera leer."),
        Line("empty", "La página de inicio de {domain} llegó vacía."),
        Line(
            "script_only",
            "Las páginas de {domain} se hacen con scripts en el navegador, y nos llegó poco texto.|Algunos buscadores y asistentes tienen la misma dificultad.",
        ),
        Line("parked", "En {domain} hay una página provisional, todavía no un sitio propio."),
        Line("under_construction", "El sitio {domain} dice que aún está en construcción."),
        Line("login", "El sitio {domain} pide antes una clave de acceso, así que nos quedamos fuera."),
        Line("moved", "La dirección {domain} envía a sus visitantes a otro sitio.|No podemos saber si es suyo, así que no lo leímos."),
        Line("frames", "En {domain} solo pudimos leer {words_read} palabras: el sitio se compone de marcos, y alcanzamos poco de su contenido."),
        Line("frames", "El sitio {domain} se compone de marcos, y alcanzamos poco de su contenido."),
        Line(
            "scripts",
            "En {domain} solo pudimos leer {words_read} palabras, porque el resto se hace con scripts en el navegador.|Algunos buscadores y asistentes tienen la misma dificultad.",
        ),
        Line(
            "scripts",
            "Buena parte de {domain} se hace con scripts en el navegador, y nos llegó poco texto.|Algunos buscadores y asistentes tienen la misma dificultad.",
        ),
        Line("little_text", "En las páginas de {domain} solo pudimos leer {words_read} palabras de texto."),
        Line("little_text", "En las páginas de {domain} solo pudimos leer unas pocas palabras."),
        Line("", "No pudimos leer el sitio {domain}."),
        Line("", "No pudimos leer el sitio."),
    ],
    honest: &[
        Line(
            "research_off",
            "Por eso este documento es corto, {first_name}: no juzga un sitio que no hemos mirado.|Lo que sigue vale para casi cualquier sitio.",
        ),
        Line("research_off", "Por eso este documento es corto: no juzga un sitio que no hemos mirado.|Lo que sigue vale para casi cualquier sitio."),
        Line(
            "seen",
            "Por eso este documento es corto, {first_name}: no dice de {company} nada que no hayamos visto.|Primero va lo que se pudo ver; después, lo que ayuda a casi cualquier sitio.",
        ),
        Line(
            "seen",
            "Por eso este documento es corto: no dice de {company} nada que no hayamos visto.|Primero va lo que se pudo ver; después, lo que ayuda a casi cualquier sitio.",
        ),
        Line(
            "seen",
            "Por eso este documento es corto: no dice de usted nada que no hayamos visto.|Primero va lo que se pudo ver; después, lo que ayuda a casi cualquier sitio.",
        ),
        Line("", "Por eso este documento es corto, {first_name}: no dice de {company} nada que no hayamos visto.|Lo que sigue vale para casi cualquier sitio."),
        Line("", "Por eso este documento es corto: no dice de {company} nada que no hayamos visto.|Lo que sigue vale para casi cualquier sitio."),
        Line("", "Por eso este documento es corto: no dice de usted nada que no hayamos visto.|Lo que sigue vale para casi cualquier sitio."),
    ],
    callout: &[Line("research_off", "Con qué está hecho este documento"), Line("", "Lo que no pudimos leer"), Line("", "Tenga en cuenta")],
    next: &[
        Line("no_domain", "Si hay un sitio, envíe su dirección, y se puede hacer un examen completo."),
        Line("research_off", "Si desea un examen completo del sitio, dígalo, y se puede hacer."),
        Line("frames", "Cuando el texto esté en las propias páginas, se puede hacer un examen completo con la misma solicitud."),
        Line("scripts", "Cuando el texto esté en las propias páginas, se puede hacer un examen completo con la misma solicitud."),
        Line("little_text", "Con más texto en el sitio, se puede hacer un examen completo con la misma solicitud."),
        Line("", "Cuando {domain} se pueda leer, se puede hacer un examen completo con la misma solicitud."),
        Line("", "Cuando el sitio se pueda leer, se puede hacer un examen completo con la misma solicitud."),
    ],
    advice: [
        (
            &[Line("", "Una sola dirección para encontrarle")],
            &[Line(
                "",
                "Escriba su dirección con y sin www, y con http delante.|Todas deberían acabar en la misma página segura.|De ello dependen enlaces antiguos y tarjetas impresas.",
            )],
        ),
        (
            &[Line("", "Diga a qué se dedica en el título")],
            &[Line(
                "",
                "El título de la página de inicio es el titular en los resultados de búsqueda.|Nombre primero el trabajo, después el lugar y por último la empresa.|Se muestran unos 60 caracteres.",
            )],
        ),
        (
            &[Line("", "Aligere las imágenes")],
            &[Line(
                "",
                "Abra el sitio en un móvil, fuera de su propia red, y cuente hasta tres.|Si no ha aparecido, mire primero las imágenes.|Guárdelas al ancho con que se muestran.",
            )],
        ),
        (
            &[Line("", "Deje que todos usen la página")],
            &[Line(
                "",
                "Aparte el ratón y recorra la página con la tecla de tabulación.|Cada enlace, botón y campo debería mostrar dónde está usted y qué es.",
            )],
        ),
        (
            &[Line("", "Muestre quién es")],
            &[Line("", "Un nombre, una dirección y un rostro hacen más que un eslogan.|Diga en una página sencilla qué guarda de sus visitantes y por qué.")],
        ),
        (
            &[Line("", "Haga que llegue su correo")],
            &[Line(
                "",
                "Pida a su proveedor de correo tres registros: SPF, DKIM y DMARC.|Con ellos, presupuestos y facturas acaban menos en el correo no deseado.",
            )],
        ),
        (
            &[Line("", "Ofrezca arriba el siguiente paso")],
            &[Line(
                "",
                "En pocos segundos, un visitante debería ver a qué se dedica usted y cómo contactar.|Ponga arriba un botón, y convierta el teléfono en un enlace.",
            )],
        ),
    ],
};
