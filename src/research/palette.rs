//! The colours of a style sheet that may be a brand's: saturated ones, those of buttons, links and named variables first. Linear in the sheet's length, whatever it holds.

use std::collections::HashMap;

use crate::model::color::Color;

/// Distinct colours kept of one sheet.
const COLORS_MAX: usize = 1_000;
/// Longest selector and declaration looked at, in bytes.
const SELECTOR_MAX: usize = 400;
const DECLARATION_MAX: usize = 400;
const QUOTE_MAX_CHARS: usize = 140;
/// Rules within rules.
const DEPTH_MAX: usize = 16;
/// Least difference between the strongest and the weakest channel: below it a colour is a grey.
const CHROMA_MIN: u8 = 48;

/// A colour, how much speaks for it, and its first place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub color: Color,
    pub weight: u32,
    /// `a.button { background: #0f5c57 }`
    pub quote: String,
}

/// Likeliest first; between equals the one that comes first.
#[must_use]
pub fn palette(css: &str) -> Vec<Seen> {
    let mut found = Gathered::default();
    let (mut selectors, mut from): (Vec<&str>, usize) = (Vec::new(), 0);
    for (at, mark) in marks(css) {
        let part = css.get(from..at).unwrap_or_default();
        from = at + 1;
        if mark == b'{' {
            if selectors.len() < DEPTH_MAX {
                selectors.push(part);
            }
            continue;
        }
        if part.len() <= DECLARATION_MAX {
            found.declaration(selectors.last().copied().unwrap_or_default(), part);
        }
        if mark == b'}' {
            selectors.pop();
        }
    }
    let mut seen = found.seen;
    // Stable: between equals the order of the sheet stays.
    seen.sort_by_key(|seen| std::cmp::Reverse(seen.weight));
    seen
}

/// Whether a colour may be an accent: no grey, neither nearly white nor nearly black.
#[must_use]
pub fn is_colorful(color: Color) -> bool {
    let [red, green, blue] = color.0;
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let (_, _, lightness) = color.hsl();
    most - least >= CHROMA_MIN && (0.1..=0.9).contains(&lightness)
}

/// Places of `{`, `}` and `;` outside comments, strings and brackets.
fn marks(css: &str) -> impl Iterator<Item = (usize, u8)> + '_ {
    let bytes = css.as_bytes();
    let (mut at, mut open) = (0_usize, 0_u32);
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at).copied() {
            let here = at;
            at += 1;
            match byte {
                b'/' if bytes.get(at) == Some(&b'*') => at = css.get(at + 1..).and_then(|rest| rest.find("*/")).map_or(bytes.len(), |end| at + end + 3),
                b'"' | b'\'' => {
                    // A string ends at its quote, or, broken, at the end of the line.
                    while let Some(next) = bytes.get(at).copied() {
                        at += if next == b'\\' { 2 } else { 1 };
                        if next == byte || next == b'\n' {
                            break;
                        }
                    }
                }
                b'(' => open += 1,
                b')' => open = open.saturating_sub(1),
                b'{' | b'}' => {
                    open = 0;
                    return Some((here, byte));
                }
                b';' if open == 0 => return Some((here, byte)),
                _ => {}
            }
        }
        None
    })
}

#[derive(Default)]
struct Gathered {
    seen: Vec<Seen>,
    places: HashMap<Color, usize>,
}

impl Gathered {
    fn declaration(&mut self, selector: &str, declaration: &str) {
        let Some((property, value)) = declaration.split_once(':') else { return };
        let property = uncommented(property).to_ascii_lowercase();
        let selector = if selector.len() <= SELECTOR_MAX { uncommented(selector) } else { String::new() };
        let weight = weight(&selector.to_ascii_lowercase(), &property);
        if weight == 0 {
            return;
        }
        for color in colors(value).into_iter().filter(|color| is_colorful(*color)) {
            let place = *self.places.entry(color).or_insert(self.seen.len());
            if let Some(known) = self.seen.get_mut(place) {
                known.weight = known.weight.saturating_add(weight);
            } else if self.seen.len() < COLORS_MAX {
                let quote: String = format!("{} {{ {property}: {} }}", folded(&selector), folded(value)).chars().take(QUOTE_MAX_CHARS).collect();
                self.seen.push(Seen { color, weight, quote });
            }
        }
    }
}

/// Words of a selector or name that speak of something else than the brand.
const FOREIGN: [&str; 19] = [
    "error",
    "danger",
    "warning",
    "success",
    "alert",
    "invalid",
    "facebook",
    "twitter",
    "linkedin",
    "instagram",
    "youtube",
    "whatsapp",
    "pinterest",
    "--bs-",
    "--wp--preset",
    "--tw-",
    "cookie",
    "tp-",
    "slider",
];

/// How much a colour there says about the brand; 0 for nothing.
fn weight(selector: &str, property: &str) -> u32 {
    const PROPERTIES: [&str; 8] = ["color", "background", "background-color", "border-color", "border", "border-bottom", "fill", "accent-color"];
    let variable = property.starts_with("--");
    if !(variable || PROPERTIES.contains(&property)) || FOREIGN.iter().any(|word| selector.contains(word) || property.contains(word)) {
        return 0;
    }
    let has = |words: &[&str]| words.iter().any(|word| selector.contains(word));
    match () {
        () if variable && ["primary", "accent", "brand", "theme", "main"].iter().any(|word| property.contains(word)) => 10,
        () if has(&["btn", "button", "cta"]) => 8,
        () if is_of_links(selector) => 5,
        () if has(&["header", "nav", "logo", "h1", "h2", "hero"]) => 3,
        () if variable => 2,
        () => 1,
    }
}

/// The selector's last part is the element `a`.
fn is_of_links(selector: &str) -> bool {
    selector.split(',').any(|one| {
        let last = one.trim().rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
        last == "a" || last.starts_with("a:") || last.starts_with("a.")
    })
}

/// Hex, `rgb()` and `hsl()` colours of a value, in order.
fn colors(value: &str) -> Vec<Color> {
    let mut found = Vec::new();
    for (at, _) in value.match_indices('#') {
        let digits: String = value.get(at + 1..).unwrap_or_default().chars().take_while(char::is_ascii_hexdigit).take(9).collect();
        // A fourth or eighth digit is how much shines through.
        let solid = match digits.len() {
            4 => digits.get(..3),
            8 => digits.get(..6),
            _ => Some(digits.as_str()),
        };
        found.extend(solid.and_then(|solid| solid.parse::<Color>().ok()));
    }
    let lower = value.to_ascii_lowercase();
    for (name, read) in [("rgb", rgb as fn(&[f64]) -> Option<Color>), ("hsl", hsl)] {
        for (at, _) in lower.match_indices(name) {
            let Some((_, rest)) = lower.get(at..).and_then(|rest| rest.split_once('(')) else { continue };
            let inside = rest.split(')').next().unwrap_or_default();
            let numbers: Vec<f64> = inside.split([',', ' ', '/']).filter_map(|part| part.trim_end_matches(['%', 'd', 'e', 'g']).parse().ok()).take(4).collect();
            found.extend(read(&numbers));
        }
    }
    found
}

fn rgb(numbers: &[f64]) -> Option<Color> {
    let [red, green, blue, ..] = numbers else { return None };
    Some(Color::from_rgb([*red, *green, *blue]))
}

fn hsl(numbers: &[f64]) -> Option<Color> {
    let [hue, saturation, lightness, ..] = numbers else { return None };
    hue.is_finite().then(|| Color::from_hsl(hue.rem_euclid(360.0), (saturation / 100.0).clamp(0.0, 1.0), (lightness / 100.0).clamp(0.0, 1.0)))
}

fn uncommented(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(css: &str) -> Option<String> {
        palette(css).first().map(|seen| seen.color.to_string())
    }

    #[test]
    fn buttons_and_named_variables_come_before_what_is_merely_frequent() {
        let css = "p{color:#884422}li{color:#884422}td{border:1px solid #884422}.btn{background:#0a58ca;color:#fff}";
        assert_eq!(first(css).as_deref(), Some("#0a58ca"));
        assert_eq!(first(&format!("{css}:root{{--brand-color:hsl(330 59% 30%)}}")).as_deref(), Some("#7a1f4d"));
        let sheet = "body { color: #2b2620; } nav a, footer a { color: #6b4a21; } td { border-bottom: 1px solid #d8cdbd }";
        let seen = palette(sheet);
        assert_eq!(seen.iter().map(|seen| seen.color.to_string()).collect::<Vec<_>>(), ["#6b4a21"]);
        assert_eq!(seen[0].quote, "nav a, footer a { color: #6b4a21 }");
    }

    #[test]
    fn greys_and_colours_of_others_are_left_out() {
        for css in [
            "a{color:#777}",
            ".btn{background:white;color:#111}",
            ".btn-danger{background:#dc3545}",
            ".share-facebook a{color:#1877f2}",
            ":root{--bs-primary:#0d6efd;--wp--preset--color--vivid-red:#cf2e2e}",
            "/* .btn{color:#ff0000} */",
            "@font-face{src:url(data:font/woff2;base64,#ff0000)}",
            "p::after{content:'a{color:#ff0000}'}",
        ] {
            assert_eq!(first(css), None, "{css}");
        }
    }

    #[test]
    fn colours_are_read_in_each_usual_spelling() {
        for value in ["#0A58CA", "#0a58caff", "rgb(10, 88, 202)", "rgba(10 88 202 / 50%)", "linear-gradient(#0a58ca, #fff)"] {
            assert_eq!(first(&format!("a{{background:{value}}}")).as_deref(), Some("#0a58ca"), "{value}");
        }
        assert_eq!(first("@media (min-width:1px){.x{color:red}a:hover{color:#c2185b!important}}").as_deref(), Some("#c2185b"));
    }

    #[test]
    fn hostile_sheets_cost_no_more_than_their_length() {
        let sheets = [
            "{".repeat(300_000),
            "}".repeat(300_000),
            "(".repeat(300_000),
            "\"".repeat(300_000),
            "/*".repeat(150_000),
            "a{color:#".repeat(40_000),
            format!("a{{color:{}}}", "#123456 ".repeat(40_000)),
            (0..60_000).map(|n| format!("a{{color:#{:06x}}}", n * 257 % 0xff_ffff)).collect(),
            "ä\\".repeat(100_000),
            format!("a{{color:rgb({})}}", "9".repeat(300)),
            "a{color:rgb(nan,inf,-1e400)}a{color:hsl(inf nan 1e999)}".to_owned(),
        ];
        for sheet in sheets {
            let began = std::time::Instant::now();
            assert!(palette(&sheet).len() <= COLORS_MAX);
            assert!(began.elapsed().as_secs() < 3, "{}", &sheet[..20]);
        }
    }
}
