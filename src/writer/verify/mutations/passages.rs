//! Passages as small firms write them, three sentences each, in four languages; and names that stand in none of them.

use crate::model::told::Language;

/// The passages of a language.
pub fn passages(language: Language) -> &'static [[&'static str; 3]] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
    }
}

/// Names of people, towns and firms to put in the place of others.
pub fn names(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => {
            &["Thornbury", "Wexcombe", "Pettigrew", "Calloway", "Aldermere", "Ingrid", "Rowland", "Hexley", "Lindqvist", "Barrowdale", "Priya Anand", "Tamsin"]
        }
        Language::German => &[
            "Rottkamp",
            "Hirschau",
            "Liesegang",
            "Oldenkott",
            "Friederike",
            "Burgdorf",
            "Wendelin",
            "Meinhard",
            "Kreuzau",
            "Thaddäus Brink",
            "Ilmenau",
            "Zschopau",
        ],
        Language::French => &[
            "Montfaucon",
            "Bréchard",
            "Lanvollon",
            "Solène",
            "Kerjean",
            "Delaunay",
            "Vauquelin",
            "Édouard",
            "Loudéac",
            "Maëlle Rivière",
            "Thuringe",
            "Garnier",
        ],
        Language::Spanish => {
            &["Montoro", "Villafáfila", "Iriarte", "Begoña", "Carmona", "Zubiri", "Álvaro", "Quintanar", "Peñaranda", "Nuria Casal", "Loja", "Echeverri"]
        }
    }
}

const ENGLISH: &[[&str; 3]] = &[
    ["Larkfield Boats was founded in 1974 by Ruth Askew.", "We have built 318 clinker dinghies since then.", "Our yard lies on the river Ore in Suffolk."],
    [
        "Every loaf rests for 36 hours before it is baked.",
        "Bakers Jon Pell and Mia Sund start at 3:30 in the morning.",
        "We bake 14 kinds of bread and no cakes.",
    ],
    ["Our clinic in Marlow treats 1,250 patients a year.", "Dr Elin Voss leads a team of nine.", "We do not treat children under 12 years."],
    ["Plans start at €49 a month for one team.", "The larger plan costs €129 and covers five users.", "Support answers within 4 hours on working days."],
    [
        "Quarrystone Legal advises landlords in Bath and Bristol.",
        "Partner Hugh Tennant has practised since 2003.",
        "A first letter costs £180 and takes two days.",
    ],
    ["In 2025 our roofers finished 86 roofs in Devon.", "About 40 % of them were slate.", "We never work on thatched roofs."],
    [
        "Fernhill Coffee roasts 2.5 tonnes of beans a week.",
        "The beans come from 7 farms in Huila and Sidama.",
        "We ship on Tuesday and Friday, but not abroad.",
    ],
    ["The hotel has 32 rooms and two gardens.", "Breakfast is served until 10:30 in the winter garden.", "Dogs are not allowed in the restaurant."],
    ["Skybridge Couriers carry 640 parcels a day.", "More than 21 of our vans are electric.", "Call 01632 960733 before 16:00 for a pickup."],
    ["The nursery at Pendle Hill looks after 48 children.", "Lunch is cooked here every day by Agnes Moor.", "The garden is open after 14 April 2026."],
    [
        "Sandford Optics grinds lenses in a workshop of its own.",
        "An eye test takes 25 minutes and is free for pupils.",
        "Repairs without an appointment are possible on Monday.",
    ],
    ["The Miller brothers run a garage in Otley.", "They service up to twelve cars a day.", "Tyres are stored for 60 pounds a season."],
    ["Greenway Gardens employs 17 gardeners in Kent.", "We plant hedges of at least 30 metres.", "Lawns are mown every 10 days from May."],
];

const GERMAN: &[[&str; 3]] = &[
    ["Die Bootswerft Larkfeld wurde 1974 von Rut Askow gegründet.", "Seither haben wir 318 Jollen gebaut.", "Unsere Werft liegt an der Oste bei Hemmoor."],
    ["Jeder Laib ruht 36 Stunden vor dem Backen.", "Die Bäcker Jan Pelle und Mia Sund beginnen um 3.30 Uhr.", "Wir backen 14 Sorten Brot und keine Torten."],
    [
        "Unsere Praxis in Malchow behandelt 1.250 Patienten im Jahr.",
        "Frau Dr. Elin Voss leitet ein Team von neun Personen.",
        "Kinder unter 12 Jahren behandeln wir nicht.",
    ],
    [
        "Der kleine Tarif kostet 49 Euro im Monat.",
        "Der größere Tarif kostet 129 Euro und gilt für fünf Nutzer.",
        "Der Support antwortet werktags innerhalb von 4 Stunden.",
    ],
    [
        "Die Kanzlei Steinbruch berät Vermieter in Bonn und Bingen.",
        "Rechtsanwalt Hugo Tennert arbeitet hier seit 2003.",
        "Ein erstes Schreiben kostet 180 Euro und dauert zwei Tage.",
    ],
    ["Im Jahr 2025 deckten unsere Dachdecker 86 Dächer in Detmold.", "Etwa 40 % davon waren aus Schiefer.", "Reetdächer decken wir nie."],
    [
        "Die Rösterei Farnberg röstet 2,5 Tonnen Bohnen in der Woche.",
        "Die Bohnen stammen von 7 Höfen in Huila und Sidama.",
        "Wir versenden am Dienstag und am Freitag, aber nicht ins Ausland.",
    ],
    ["Das Hotel hat 32 Zimmer und zwei Gärten.", "Das Frühstück gibt es bis 10.30 Uhr im Wintergarten.", "Hunde sind im Restaurant nicht erlaubt."],
    ["Himmelsbrück Kurier fährt 640 Pakete am Tag.", "Mehr als 21 unserer Wagen fahren elektrisch.", "Rufen Sie vor 16 Uhr unter 04141 960733 an."],
    ["Die Kita am Pendelberg betreut 48 Kinder.", "Das Mittagessen kocht jeden Tag Agnes Mohr.", "Der Garten ist ab dem 14. April 2026 geöffnet."],
    [
        "Optik Sandfurt schleift Gläser in der eigenen Werkstatt.",
        "Ein Sehtest dauert fünfundzwanzig Minuten und ist für Schüler kostenlos.",
        "Reparaturen ohne Termin sind am Montag möglich.",
    ],
    ["Die Brüder Möller führen eine Werkstatt in Otterndorf.", "Sie warten höchstens zwölf Autos am Tag.", "Reifen lagern wir für 60 Euro je Saison."],
    [
        "Nordwind Pumpen beschäftigt 17 Monteure in Leer.",
        "Wir liefern Pumpen ab mindestens 30 Stück frei Haus.",
        "Das Lager umfasst 12.000 Teile auf zwei Etagen.",
    ],
];

const FRENCH: &[[&str; 3]] = &[
    [
        "Le chantier naval Larchamp a été fondé en 1974 par Ruth Ascot.",
        "Nous avons construit 318 dériveurs depuis cette date.",
        "Notre atelier se trouve au bord de l’Odet à Bénodet.",
    ],
    [
        "Chaque pain repose 36 heures avant la cuisson.",
        "Les boulangers Jean Pelle et Mia Sund commencent à 3 h 30.",
        "Nous cuisons 14 sortes de pain et aucun gâteau.",
    ],
    [
        "Notre cabinet de Mâcon soigne 1 250 patients par an.",
        "Le docteur Élise Voss dirige une équipe de neuf personnes.",
        "Nous ne soignons pas les enfants de moins de 12 ans.",
    ],
    [
        "La petite formule coûte 49 € par mois.",
        "La grande formule coûte 129 € et couvre cinq utilisateurs.",
        "L’assistance répond en 4 heures les jours ouvrés.",
    ],
    [
        "Le cabinet Pierrefonte conseille les bailleurs de Nantes et de Bordeaux.",
        "Maître Hugo Tennant exerce ici depuis 2003.",
        "Un premier courrier coûte 180 euros et prend deux jours.",
    ],
    [
        "En 2025, nos couvreurs ont terminé 86 toits dans le Finistère.",
        "Environ 40 % étaient en ardoise.",
        "Nous ne travaillons jamais sur les toits de chaume.",
    ],
    [
        "La brûlerie Fougeray torréfie 2,5 tonnes de café par semaine.",
        "Les grains viennent de 7 fermes de Huila et de Sidama.",
        "Nous expédions le mardi et le vendredi, mais pas à l’étranger.",
    ],
    [
        "L’hôtel compte 32 chambres et deux jardins.",
        "Le petit-déjeuner est servi jusqu’à 10 h 30 sous la verrière.",
        "Les chiens ne sont pas admis au restaurant.",
    ],
    ["Les coursiers Pontciel livrent 640 colis par jour.", "Plus de 21 de nos camionnettes roulent à l’électricité.", "Appelez le 02 98 55 07 33 avant 16 h."],
    ["La crèche du Mont Pendule accueille 48 enfants.", "Le déjeuner est cuisiné chaque jour par Agnès Mohr.", "Le jardin ouvre après le 14 avril 2026."],
    [
        "L’opticien Sablefort taille les verres dans son propre atelier.",
        "Un examen de vue dure vingt-cinq minutes et reste gratuit pour les élèves.",
        "Les réparations sans rendez-vous se font le lundi.",
    ],
    ["Les frères Meunier tiennent un garage à Ottrott.", "Ils révisent au maximum douze voitures par jour.", "Les pneus sont gardés pour 60 euros par saison."],
    [
        "Jardins Vertevoie emploie 17 jardiniers en Vendée.",
        "Nous plantons des haies de plus de 30 mètres.",
        "Les pelouses sont tondues tous les 10 jours dès mai.",
    ],
];

const SPANISH: &[[&str; 3]] = &[
    [
        "El astillero Larcampo fue fundado en 1974 por Rut Ascano.",
        "Desde entonces hemos construido 318 veleros.",
        "Nuestro taller está junto a la ría en Ribadeo.",
    ],
    [
        "Cada pan reposa 36 horas antes de hornearse.",
        "Los panaderos Juan Pelayo y Mía Sunda empiezan a las 3:30.",
        "Horneamos 14 clases de pan y ningún pastel.",
    ],
    [
        "Nuestra clínica de Mérida atiende a 1.250 pacientes al año.",
        "La doctora Elena Vos dirige un equipo de nueve personas.",
        "No atendemos a niños menores de 12 años.",
    ],
    ["La tarifa pequeña cuesta 49 € al mes.", "La tarifa grande cuesta 129 € y cubre cinco usuarios.", "El soporte responde en 4 horas los días laborables."],
    [
        "El despacho Piedralba asesora a propietarios de Burgos y de Bilbao.",
        "El abogado Hugo Tenorio ejerce aquí desde 2003.",
        "Una primera carta cuesta 180 euros y tarda dos días.",
    ],
    ["En 2025 nuestros techadores terminaron 86 tejados en Asturias.", "Cerca del 40 % eran de pizarra.", "Nunca trabajamos en tejados de paja."],
    [
        "El tostador Helechal tuesta 2,5 toneladas de café por semana.",
        "El grano viene de 7 fincas de Huila y de Sidama.",
        "Enviamos el martes y el viernes, pero no al extranjero.",
    ],
    ["El hotel tiene 32 habitaciones y dos jardines.", "El desayuno se sirve hasta las 10:30 en la galería.", "Los perros no pueden entrar en el restaurante."],
    ["Los mensajeros Puentecielo llevan 640 paquetes al día.", "Más de 21 de nuestras furgonetas son eléctricas.", "Llame al 945 960 733 antes de las 16:00."],
    ["La guardería del Monte Péndulo cuida a 48 niños.", "La comida la cocina cada día Inés Moro.", "El jardín abre después del 14 de abril de 2026."],
    [
        "La óptica Arenal talla las lentes en su propio taller.",
        "Una revisión de la vista dura veinticinco minutos y no cuesta nada a los alumnos.",
        "Las reparaciones sin cita se hacen el lunes.",
    ],
    ["Los hermanos Molina llevan un garaje en Otero.", "Revisan como máximo doce coches al día.", "Los neumáticos se guardan por 60 euros la temporada."],
    ["Jardines Verdevía emplea a 17 jardineros en Huelva.", "Plantamos setos de más de 30 metros.", "El césped se corta cada 10 días desde mayo."],
];
