//! Why the order is so, one sentence a reason and language; said only where the reader changed it.

use super::Line;
use crate::model::told::Language;

/// The variant is the reason: a role, `small`, or a group of trades.
#[must_use]
pub fn lines(language: Language) -> &'static [Line] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
    }
}

const ENGLISH: &[Line] = &[
    Line("head", "Of points that weigh alike, those about enquiries, trust and e-mail stand first: whoever runs a firm feels them first."),
    Line("marketing", "Of points that weigh alike, those about search and enquiries stand first: they are closest to marketing."),
    Line("technical", "Of points that weigh alike, those about reach, speed and access stand first: they are closest to technical work."),
    Line("sales", "Of points that weigh alike, those about enquiries and e-mail stand first: they are closest to sales."),
    Line("small", "Of points that weigh alike, those that take minutes stand first: in a small firm, time is short."),
    Line("care", "Of points that weigh alike, those about trust and access stand first: people look for both where their health is concerned."),
    Line("counsel", "Of points that weigh alike, those about trust and e-mail stand first: people look for both before they share private matters."),
    Line("shop", "Of points that weigh alike, those about speed and the next step stand first: in a shop they count double."),
    Line("table", "Of points that weigh alike, those that matter to guests on a phone stand first."),
    Line("public", "Of points that weigh alike, those about access stand first: the site is for everybody."),
    Line("digital", "Of points that weigh alike, those about search and speed stand first: in this trade people take the site for a sample of the work."),
    Line("local", "Of points that weigh alike, those that help a neighbour find and call you stand first."),
];

const GERMAN: &[Line] = &[
    Line("head", "Bei gleichem Gewicht steht voran, was Anfragen, Vertrauen und E-Mail betrifft: Wer eine Firma führt, spürt das zuerst."),
    Line("marketing", "Bei gleichem Gewicht steht voran, was Suche und Anfragen betrifft: Das liegt dem Marketing am nächsten."),
    Line("technical", "Bei gleichem Gewicht steht voran, was Erreichbarkeit, Tempo und Zugänglichkeit betrifft: Das liegt der Technik am nächsten."),
    Line("sales", "Bei gleichem Gewicht steht voran, was Anfragen und E-Mail betrifft: Das liegt dem Vertrieb am nächsten."),
    Line("small", "Bei gleichem Gewicht steht voran, was nur Minuten dauert: In einem kleinen Betrieb ist die Zeit knapp."),
    Line("care", "Bei gleichem Gewicht steht voran, was Vertrauen und Zugänglichkeit betrifft: Danach schaut man, wenn es um die Gesundheit geht."),
    Line("counsel", "Bei gleichem Gewicht steht voran, was Vertrauen und E-Mail betrifft: Danach schaut man, bevor man Vertrauliches mitteilt."),
    Line("shop", "Bei gleichem Gewicht steht voran, was Tempo und den nächsten Schritt betrifft: In einem Laden zählt das doppelt."),
    Line("table", "Bei gleichem Gewicht steht voran, was für Gäste am Telefon wichtig ist."),
    Line("public", "Bei gleichem Gewicht steht voran, was die Zugänglichkeit betrifft: Die Website ist für alle da."),
    Line("digital", "Bei gleichem Gewicht steht voran, was Suche und Tempo betrifft: In diesem Fach gilt die Website als Arbeitsprobe."),
    Line("local", "Bei gleichem Gewicht steht voran, womit Leute aus der Nähe Sie finden und anrufen."),
];

const FRENCH: &[Line] = &[
    Line("head", "À poids égal, ce qui touche aux demandes, à la confiance et aux e-mails vient d’abord : qui dirige une entreprise le ressent en premier."),
    Line("marketing", "À poids égal, ce qui touche à la recherche et aux demandes vient d’abord : c’est le plus proche du marketing."),
    Line("technical", "À poids égal, ce qui touche à l’accès, à la vitesse et à l’accessibilité vient d’abord : c’est le plus proche de la technique."),
    Line("sales", "À poids égal, ce qui touche aux demandes et aux e-mails vient d’abord : c’est le plus proche de la vente."),
    Line("small", "À poids égal, ce qui ne prend que quelques minutes vient d’abord : dans une petite entreprise, le temps est compté."),
    Line("care", "À poids égal, ce qui touche à la confiance et à l’accessibilité vient d’abord : on y regarde quand il s’agit de santé."),
    Line("counsel", "À poids égal, ce qui touche à la confiance et aux e-mails vient d’abord : on y regarde avant de confier une affaire privée."),
    Line("shop", "À poids égal, ce qui touche à la vitesse et à l’étape suivante vient d’abord : dans une boutique, cela compte double."),
    Line("table", "À poids égal, ce qui sert aux clients munis d’un téléphone vient d’abord."),
    Line("public", "À poids égal, ce qui touche à l’accessibilité vient d’abord : le site est fait pour tout le monde."),
    Line("digital", "À poids égal, ce qui touche à la recherche et à la vitesse vient d’abord : dans ce métier, le site sert d’échantillon."),
    Line("local", "À poids égal, ce qui aide les gens du coin à vous trouver et à vous appeler vient d’abord."),
];

const SPANISH: &[Line] = &[
    Line("head", "A igual peso, va primero lo que toca a consultas, confianza y correo: quien dirige una empresa lo nota antes."),
    Line("marketing", "A igual peso, va primero lo que toca a búsquedas y consultas: es lo más cercano al marketing."),
    Line("technical", "A igual peso, va primero lo que toca a acceso, velocidad y accesibilidad: es lo más cercano a la técnica."),
    Line("sales", "A igual peso, va primero lo que toca a consultas y correo: es lo más cercano a las ventas."),
    Line("small", "A igual peso, va primero lo que lleva minutos: en una empresa pequeña el tiempo es escaso."),
    Line("care", "A igual peso, va primero lo que toca a confianza y accesibilidad: la gente mira ambas cosas cuando se trata de su salud."),
    Line("counsel", "A igual peso, va primero lo que toca a confianza y correo: la gente mira ambas cosas antes de contar algo privado."),
    Line("shop", "A igual peso, va primero lo que toca a velocidad y al siguiente paso: en una tienda cuentan el doble."),
    Line("table", "A igual peso, va primero lo que importa a un cliente con el móvil en la mano."),
    Line("public", "A igual peso, va primero lo que toca a la accesibilidad: el sitio es para todos."),
    Line("digital", "A igual peso, va primero lo que toca a búsquedas y velocidad: en este oficio el sitio es una muestra del trabajo."),
    Line("local", "A igual peso, va primero lo que ayuda a la gente cercana a encontrarle y llamarle."),
];
