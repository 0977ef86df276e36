//! False sentences of the kinds that no list of changes makes: parts that change places, bounds that go, times and scopes that shift. Each stands beside a
//! true one about the same passage.

use super::{Language, check_text};

/// Language, what the page says, what may be told of it, what may not.
type Case = (Language, &'static str, &'static str, &'static str);

#[test]
fn what_is_turned_by_other_means_is_refused_and_what_is_true_stands() {
    let mut wrong = Vec::new();
    for (language, page, good, bad) in CASES {
        if let Err(refusal) = check_text(good, page, *language) {
            wrong.push(format!("refused though true: {good} ({refusal:?})"));
        }
        if check_text(bad, page, *language).is_ok() {
            wrong.push(format!("accepted though false: {bad}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), 2 * CASES.len(), wrong.join("\n"));
}

use Language::{English, French, German, Spanish};

const CASES: &[Case] = &[
    // Who does it to whom.
    (English, "Larkfield owns Quarrystone in Bath.", "Larkfield owns Quarrystone in Bath.", "Quarrystone owns Larkfield in Bath."),
    (
        English,
        "Ruth Askew leads sales and Jon Pell leads the workshop.",
        "Jon Pell leads the workshop and Ruth Askew leads sales.",
        "Jon Pell leads sales and Ruth Askew leads the workshop.",
    ),
    (English, "Ruth Askew founded Larkfield in 1974.", "Larkfield was founded by Ruth Askew in 1974.", "Larkfield founded Ruth Askew in 1974."),
    // One thing's number for another's.
    (
        English,
        "We employ 20 people in Bath and 5 in Bristol.",
        "They employ 20 people in Bath and 5 in Bristol.",
        "They employ 5 people in Bath and 20 in Bristol.",
    ),
    (English, "The small plan costs 49 euros and the large plan costs 129 euros.", "The large plan costs 129 euros.", "The large plan costs 49 euros."),
    (English, "We have 3 vans and 7 boats on the river.", "They have 7 boats on the river.", "They have 7 vans on the river."),
    // Bounds.
    (English, "A repair takes up to 12 days in winter.", "A repair takes up to 12 days in winter.", "A repair takes 12 days in winter."),
    (English, "More than 40 households trust our yard.", "More than 40 households trust the yard.", "Up to 40 households trust the yard."),
    (English, "We store up to 60 boats each winter.", "They store up to 60 boats each winter.", "They store at least 60 boats each winter."),
    // Scope.
    (English, "Nearly all rooms have a sea view.", "Almost all rooms have a sea view.", "All rooms have a sea view."),
    (English, "Only members may use the slipway.", "Only members may use the slipway.", "All members may use the slipway."),
    (English, "We only repair wooden boats.", "They only repair wooden boats.", "They also repair wooden boats."),
    // Time.
    (English, "Ruth Askew is a partner of the yard.", "Ruth Askew is a partner of the yard.", "Ruth Askew was a partner of the yard."),
    (English, "Former partner Jon Pell lives in Bath.", "Former partner Jon Pell lives in Bath.", "Partner Jon Pell lives in Bath."),
    (
        English,
        "We serve breakfast every morning from Monday to Friday.",
        "They serve breakfast every morning.",
        "They serve breakfast every evening from Monday to Friday.",
    ),
    // Rank and count, units, opposites.
    (English, "The yard moved into its third hall in 2019.", "The yard moved into its third hall in 2019.", "The yard moved into its second hall in 2019."),
    (English, "The yard moved into its third hall in 2019.", "The yard moved into its third hall in 2019.", "The yard moved into its three halls in 2019."),
    (English, "The trail to our yard is 12 kilometres long.", "The trail to the yard is 12 kilometres long.", "The trail to the yard is 12 miles long."),
    (
        English,
        "We rent boats to visitors on the north bank.",
        "They rent boats to visitors on the north bank.",
        "They rent boats to visitors on the south bank.",
    ),
    (
        English,
        "Our yard employs 12 carpenters and buys oak from Devon.",
        "The yard employs 12 carpenters.",
        "The yard employs 12 painters and buys oak from Devon.",
    ),
    (English, "We work exclusively for private owners of old boats.", "They work exclusively for private owners.", "They work for public owners of old boats."),
    (
        German,
        "Die Werft Larkfeld gehört der Reederei Steinbruch in Leer.",
        "Die Werft Larkfeld gehört der Reederei Steinbruch in Leer.",
        "Die Reederei Steinbruch gehört der Werft Larkfeld in Leer.",
    ),
    (
        German,
        "Anna Weber leitet den Verkauf und Tom Hagen leitet die Werkstatt.",
        "Tom Hagen leitet die Werkstatt und Anna Weber leitet den Verkauf.",
        "Tom Hagen leitet den Verkauf und Anna Weber leitet die Werkstatt.",
    ),
    (
        German,
        "Wir beschäftigen 20 Leute in Leer und 5 in Emden.",
        "Sie beschäftigen 20 Leute in Leer und 5 in Emden.",
        "Sie beschäftigen 5 Leute in Leer und 20 in Emden.",
    ),
    (German, "Der kleine Tarif kostet 49 Euro und der große Tarif kostet 129 Euro.", "Der große Tarif kostet 129 Euro.", "Der große Tarif kostet 49 Euro."),
    (German, "Wir haben 3 Wagen und 7 Boote am Fluss.", "Sie haben 7 Boote am Fluss.", "Sie haben 7 Wagen am Fluss."),
    (German, "Eine Reparatur dauert bis zu 12 Tage.", "Eine Reparatur dauert bis zu 12 Tage.", "Eine Reparatur dauert 12 Tage."),
    (German, "Wir lagern bis zu 60 Boote im Winter.", "Sie lagern bis zu 60 Boote im Winter.", "Sie lagern mindestens 60 Boote im Winter."),
    (German, "Fast alle Zimmer haben Meerblick.", "Nahezu alle Zimmer haben Meerblick.", "Alle Zimmer haben Meerblick."),
    (German, "Wir reparieren nur alte Boote aus Holz.", "Sie reparieren nur alte Boote aus Holz.", "Sie reparieren auch alte Boote aus Holz."),
    (German, "Anna Weber ist Partnerin der Werft.", "Anna Weber ist Partnerin der Werft.", "Anna Weber war Partnerin der Werft."),
    (German, "Der ehemalige Partner Tom Hagen wohnt in Leer.", "Der ehemalige Partner Tom Hagen wohnt in Leer.", "Der Partner Tom Hagen wohnt in Leer."),
    (
        German,
        "Wir liefern morgens Brot an die Hotels in Leer.",
        "Sie liefern morgens Brot an die Hotels in Leer.",
        "Sie liefern abends Brot an die Hotels in Leer.",
    ),
    (German, "Die Werft bezog 2019 ihre dritte Halle.", "Die Werft bezog 2019 ihre dritte Halle.", "Die Werft bezog 2019 ihre zweite Halle."),
    (German, "Der Weg zur Werft ist 12 Kilometer lang.", "Der Weg zur Werft ist 12 Kilometer lang.", "Der Weg zur Werft ist 12 Meilen lang."),
    (
        German,
        "Der Eintritt in unser Museum ist für Kinder frei.",
        "Der Eintritt in das Museum ist für Kinder frei.",
        "Der Eintritt in das Museum ist für Kinder kostenpflichtig.",
    ),
    (
        German,
        "Die Werft beschäftigt 12 Tischler und kauft Eiche aus Leer.",
        "Die Werft beschäftigt 12 Tischler.",
        "Die Werft beschäftigt 12 Maler und kauft Eiche aus Leer.",
    ),
    (
        French,
        "Le groupe Pierrefonte possède le chantier Larchamp.",
        "Le groupe Pierrefonte possède le chantier Larchamp.",
        "Le chantier Larchamp possède le groupe Pierrefonte.",
    ),
    (
        French,
        "Jean Pelle dirige les ventes et Mia Sund dirige l’atelier.",
        "Mia Sund dirige l’atelier et Jean Pelle dirige les ventes.",
        "Mia Sund dirige les ventes et Jean Pelle dirige l’atelier.",
    ),
    (
        French,
        "Nous employons 20 personnes à Nantes et 5 à Dinan.",
        "Nous employons 20 personnes à Nantes et 5 à Dinan.",
        "Ils emploient 5 personnes à Nantes et 20 à Dinan.",
    ),
    (
        French,
        "La petite formule coûte 49 euros et la grande formule coûte 129 euros.",
        "La grande formule coûte 129 euros.",
        "La grande formule coûte 49 euros.",
    ),
    (French, "Nous avons 3 camions et 7 bateaux au port.", "Ils ont 7 bateaux au port.", "Ils ont 7 camions au port."),
    (French, "Une réparation prend jusqu’à 12 jours en hiver.", "Une réparation prend jusqu’à 12 jours en hiver.", "Une réparation prend 12 jours en hiver."),
    (French, "Nous gardons au maximum 60 bateaux en hiver.", "Ils gardent au maximum 60 bateaux en hiver.", "Ils gardent au moins 60 bateaux en hiver."),
    (French, "Presque toutes les chambres ont vue sur la mer.", "Presque toutes les chambres ont vue sur la mer.", "Toutes les chambres ont vue sur la mer."),
    (French, "Nous réparons uniquement les bateaux en bois.", "Ils réparent uniquement les bateaux en bois.", "Ils réparent aussi les bateaux en bois."),
    (French, "Jean Pelle est associé du chantier.", "Jean Pelle est associé du chantier.", "Jean Pelle était associé du chantier."),
    (French, "Notre ancien associé Jean Pelle habite Nantes.", "Leur ancien associé Jean Pelle habite Nantes.", "Leur associé Jean Pelle habite Nantes."),
    (
        French,
        "Nous livrons le pain le matin aux hôtels de Nantes.",
        "Ils livrent le pain le matin aux hôtels de Nantes.",
        "Ils livrent le pain le soir aux hôtels de Nantes.",
    ),
    (
        French,
        "Le chantier a pris sa troisième halle en 2019.",
        "Le chantier a pris sa troisième halle en 2019.",
        "Le chantier a pris sa deuxième halle en 2019.",
    ),
    (
        French,
        "Le chantier a pris sa troisième halle en 2019.",
        "Le chantier a pris sa troisième halle en 2019.",
        "Le chantier a pris ses trois halles en 2019.",
    ),
    (French, "Le chemin du chantier fait 12 kilomètres.", "Le chemin du chantier fait 12 kilomètres.", "Le chemin du chantier fait 12 milles."),
    (
        French,
        "L’entrée du musée est gratuite pour les enfants.",
        "L’entrée du musée est gratuite pour les enfants.",
        "L’entrée du musée est payante pour les enfants.",
    ),
    (
        Spanish,
        "El grupo Piedralba posee el astillero Larcampo.",
        "El grupo Piedralba posee el astillero Larcampo.",
        "El astillero Larcampo posee el grupo Piedralba.",
    ),
    (
        Spanish,
        "Juan Pelayo dirige las ventas y Elena Vos dirige el taller.",
        "Elena Vos dirige el taller y Juan Pelayo dirige las ventas.",
        "Elena Vos dirige las ventas y Juan Pelayo dirige el taller.",
    ),
    (
        Spanish,
        "Empleamos a 20 personas en Burgos y a 5 en Bilbao.",
        "Empleamos a 20 personas en Burgos y a 5 en Bilbao.",
        "Emplean a 5 personas en Burgos y a 20 en Bilbao.",
    ),
    (
        Spanish,
        "La tarifa pequeña cuesta 49 euros y la tarifa grande cuesta 129 euros.",
        "La tarifa grande cuesta 129 euros.",
        "La tarifa grande cuesta 49 euros.",
    ),
    (Spanish, "Tenemos 3 camiones y 7 barcos en el puerto.", "Tienen 7 barcos en el puerto.", "Tienen 7 camiones en el puerto."),
    (
        Spanish,
        "Una reparación tarda como máximo 12 días en invierno.",
        "Una reparación tarda como máximo 12 días en invierno.",
        "Una reparación tarda 12 días en invierno.",
    ),
    (Spanish, "Guardamos hasta 60 barcos en invierno.", "Guardan hasta 60 barcos en invierno.", "Guardan al menos 60 barcos en invierno."),
    (
        Spanish,
        "Casi todas las habitaciones tienen vista al mar.",
        "Casi todas las habitaciones tienen vista al mar.",
        "Todas las habitaciones tienen vista al mar.",
    ),
    (Spanish, "Reparamos solamente barcos de madera.", "Reparamos solamente barcos de madera.", "Reparan también barcos de madera."),
    (Spanish, "Elena Vos es socia del astillero.", "Elena Vos es socia del astillero.", "Elena Vos era socia del astillero."),
    (Spanish, "El antiguo socio Juan Pelayo vive en Burgos.", "El antiguo socio Juan Pelayo vive en Burgos.", "El socio Juan Pelayo vive en Burgos."),
    (
        Spanish,
        "Repartimos el pan por la mañana a los hoteles de Burgos.",
        "Reparten el pan por la mañana a los hoteles de Burgos.",
        "Reparten el pan por la noche a los hoteles de Burgos.",
    ),
    (
        Spanish,
        "El astillero estrenó su tercera nave en 2019.",
        "El astillero estrenó su tercera nave en 2019.",
        "El astillero estrenó su segunda nave en 2019.",
    ),
    (Spanish, "El camino al astillero tiene 12 kilómetros.", "El camino al astillero tiene 12 kilómetros.", "El camino al astillero tiene 12 millas."),
    (
        Spanish,
        "La entrada al museo es gratuita para los niños.",
        "La entrada al museo es gratuita para los niños.",
        "La entrada al museo es de pago para los niños.",
    ),
];
