//! Words that say what a part of a page is for: in class names and ids, in the text of short blocks, and in addresses.

/// Sets of words of which each counts as one sign, in the order that the tables of the judge know; new sets go to the end and the judge is trained anew.
const CLASSES: &[&[&str]] = &[
    &["footer", "foot", "fuss", "fusszeile", "colophon", "pie"],
    &["header", "head", "masthead", "topbar", "kopf"],
    &["nav", "navigation", "navbar", "navi", "navmenu", "gnav", "subnav", "topnav", "mainnav"],
    &["menu", "menus", "submenu", "megamenu", "mainmenu", "menubar", "hamburger"],
    &["sidebar", "sidenav", "side", "aside", "rail", "sidecol"],
    &["comment", "comments", "respond", "disqus", "commentlist"],
    &["post", "posts", "message", "messages", "postbody"],
    &["article", "articles", "story", "entry"],
    &["content", "contents", "inhalt", "contenu"],
    &["body"],
    &["main"],
    &["related", "recommended", "recommendations", "similar", "recs"],
    &["share", "sharing", "addtoany", "addthis", "sharethis", "sharedaddy", "sharebar"],
    &["social", "socials", "facebook", "twitter", "instagram", "linkedin", "pinterest", "youtube"],
    &["widget", "widgets"],
    &["breadcrumb", "breadcrumbs", "crumbs", "crumb"],
    &["promo", "promotion", "promotions", "promoted", "offer", "offers", "deal", "deals"],
    &["ad", "ads", "adslot", "advert", "advertisement", "sponsor", "sponsored", "sponsors", "adsense"],
    &["banner", "announcement", "alert", "notice", "ticker"],
    &["cookie", "cookies", "consent", "gdpr", "onetrust", "cky", "cmplz", "cookiebot", "complianz"],
    &["modal", "popup", "popover", "dialog", "lightbox", "offcanvas", "drawer", "overlay", "flyout"],
    &["newsletter", "subscribe", "signup", "subscription", "optin", "mailchimp"],
    &["form", "forms", "field", "fields", "input", "wpforms", "fieldset"],
    &["search", "suche", "searchform", "autocomplete"],
    &["login", "signin", "account", "register", "password", "auth"],
    &["author", "byline", "bio", "contributor", "writer"],
    &["meta", "metadata", "info", "details"],
    &["tag", "tags", "label", "labels", "badge", "badges", "chip"],
    &["category", "categories", "topic", "topics"],
    &["date", "time", "timestamp", "published", "datetime"],
    &["caption", "figcaption", "credit"],
    &["gallery", "slideshow", "swiper", "carousel", "slider", "slick", "slide", "slides", "owl"],
    &["hero", "jumbotron", "intro", "lead", "lede", "masthead"],
    &["card", "cards", "tile", "tiles", "teaser", "teasers"],
    &["list", "listing", "listings", "items", "results", "feed"],
    &["item"],
    &["product", "products", "sku", "pdp"],
    &["price", "prices", "pricing", "plan", "plans"],
    &["review", "reviews", "rating", "ratings", "stars", "star"],
    &["faq", "faqs", "accordion", "accordions", "collapse", "toggle", "expander"],
    &["tab", "tabs", "tabpanel", "panel", "panels"],
    &["testimonial", "testimonials", "quote", "quotes", "blockquote"],
    &["team", "staff", "people", "person", "members", "member"],
    &["cta", "action", "actions"],
    &["btn", "button", "buttons", "btns"],
    &["copyright", "legal", "disclaimer", "disclosure", "terms", "privacy"],
    &["pagination", "pager", "paginator", "pagenav", "paging", "pages"],
    &["toolbar", "tools", "controls", "control", "options", "sort", "filter", "filters", "facet", "facets", "refine"],
    &["toc", "outline", "anchors"],
    &["more", "next", "prev", "previous", "popular", "trending", "latest", "recent", "featured"],
    &["thread", "forum", "discussion", "conversation", "board"],
    &["reply", "replies", "answer", "answers", "question", "questions"],
    &["signature", "sig"],
    &["user", "profile", "avatar", "username", "userinfo", "poster"],
    &["hidden", "hide", "invisible", "collapsed"],
    &["mobile", "phone", "tablet", "small"],
    &["desktop", "large"],
    &["sr", "visually", "screen", "reader", "skip", "skiplink", "a11y", "accessibility"],
    &["logo", "logos", "brand", "brands", "clients", "partners", "trusted"],
    &["language", "languages", "lang", "locale", "country", "currency", "region"],
    &["cart", "basket", "checkout", "wishlist", "minicart", "bag"],
    &["tooltip", "hint", "help"],
    &["dropdown", "select", "option", "listbox"],
    &["text", "txt", "richtext", "prose", "wysiwyg", "rte", "paragraph", "copy", "markdown", "rich"],
    &["desc", "description", "summary", "excerpt", "abstract", "overview"],
    &["title", "heading", "headline", "titles", "headings", "subtitle", "subheading"],
    &["table", "spec", "specs", "specifications", "attributes", "features", "feature"],
    &["code", "highlight", "pre", "syntax", "snippet", "codehilite"],
    &["contact", "address", "location", "locations", "map", "phone", "email", "hours"],
    &["event", "events", "schedule", "calendar"],
    &["video", "player", "media", "embed"],
    &["image", "img", "picture", "photo", "figure", "thumbnail", "thumb"],
    &["chat", "feedback", "survey", "helpful", "vote", "votes", "score"],
    &["print", "noprint", "stats", "count", "views", "counter"],
    &["site", "global", "page", "layout"],
    &["primary"],
    &["secondary", "tertiary", "complementary"],
    &["section", "block", "module", "component", "region"],
    &["wrap", "wrapper", "container", "inner", "outer"],
    &["left", "right"],
    &["top", "bottom", "upper", "lower"],
    &["link", "links", "utility", "quick", "quicklinks"],
    &["col", "column", "columns", "grid", "row"],
    &["sticky", "fixed", "floating", "affix"],
    &["step", "steps", "process", "how", "benefits", "benefit", "services", "service"],
    &["stat", "number", "numbers", "metric", "metrics", "counter"],
    &["blog", "news", "press", "resources", "resource", "insights"],
    &["wp", "elementor", "et", "vc", "fl", "wix", "sqs", "framer", "wf"],
    &["edit", "editor", "report", "flag", "permalink", "history", "revision", "mw"],
    &["variant", "variants", "swatch", "swatches", "size", "quantity", "qty", "shipping", "delivery", "stock"],
];

/// Words of visible text, for short blocks.
const TEXT: &[&[&str]] = &[
    &["cookie", "cookies"],
    &["copyright", "©", "rights", "reserved"],
    &["privacy", "datenschutz", "impressum", "terms", "legal", "imprint", "conditions"],
    &["login", "log", "sign", "signin", "anmelden", "register", "password", "connexion"],
    &["subscribe", "newsletter", "abonnieren", "inbox", "signup"],
    &["share", "teilen", "partager", "compartir", "tweet", "pin"],
    &["follow", "facebook", "twitter", "linkedin", "instagram", "youtube", "pinterest", "whatsapp", "tiktok"],
    &["related", "similar", "recommended", "ähnliche", "similaires", "relacionados", "関連記事"],
    &["popular", "trending", "latest", "recent", "newest", "neueste", "featured"],
    &["more", "mehr", "plus", "más", "weiterlesen", "lire"],
    &["menu", "navigation", "nav", "toggle", "open", "close", "expand", "collapse", "show", "hide"],
    &["search", "suche", "recherche", "buscar", "filter", "filters", "sort"],
    &["cart", "basket", "wishlist", "checkout", "warenkorb", "bag", "buy", "add"],
    &["compare", "quantity", "qty", "stock", "shipping", "delivery", "sku"],
    &["reply", "replies", "quote", "antworten", "report", "permalink", "edit", "flag"],
    &["comment", "comments", "kommentare", "commentaires", "comentarios"],
    &["posted", "published", "updated", "posts", "joined", "member", "messages", "author", "by"],
    &["views", "likes", "like", "votes", "reactions", "shares", "upvote"],
    &["ago", "hours", "minutes", "days", "yesterday", "today"],
    &["min", "read", "minute", "reading", "lesezeit"],
    &["tags", "category", "categories", "topics", "filed", "tagged"],
    &["previous", "next", "back", "prev", "page", "zurück", "weiter", "top", "suivant"],
    &["home", "startseite", "accueil", "inicio"],
    &["contact", "kontakt", "contacto", "call", "phone", "email", "tel"],
    &["skip", "jump", "main", "content"],
    &["advertisement", "ad", "sponsored", "anzeige", "publicité", "affiliate", "disclosure"],
    &["download", "app", "store", "google", "apple"],
    &["learn", "discover", "explore", "view", "see", "details"],
    &["get", "started", "start", "free", "trial", "demo", "book", "request", "schedule", "quote", "try"],
    &["accept", "decline", "consent", "agree", "settings", "preferences"],
    &["review", "reviews", "rating", "stars", "out", "verified"],
    &["support", "help", "faq", "careers", "about", "company", "blog", "press"],
    &["submit", "send", "name", "required", "message", "first", "last", "enter", "select"],
    &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ],
    &["you", "your", "we", "our", "us"],
    &["the", "is", "are", "a", "of", "and", "to", "der", "die", "und", "le", "la", "les", "de", "el", "y"],
    &["leave", "join", "discussion", "conversation", "what", "think", "thoughts"],
    &["language", "english", "deutsch", "français", "español", "usd", "eur", "country", "region"],
    &["play", "video", "watch", "pause", "mute", "slide", "image", "photo", "loading"],
    &["helpful", "feedback", "yes", "no", "was", "this"],
];

/// Words of an address or of `og:type` and JSON-LD types that tell the kind of page.
const PAGE: &[&[&str]] = &[
    &["blog", "news", "article", "articles", "post", "posts", "story", "stories", "newsarticle", "blogposting"],
    &[
        "forum",
        "forums",
        "thread",
        "threads",
        "topic",
        "t",
        "question",
        "questions",
        "community",
        "discussion",
        "viewtopic",
        "showthread",
        "discussionforumposting",
        "qapage",
    ],
    &["product", "products", "dp", "p", "item", "itm", "app"],
    &["category", "collection", "collections", "c", "shop", "store", "browse", "catalog", "itemlist", "collectionpage"],
    &["docs", "doc", "documentation", "reference", "api", "guide", "guides", "manual", "wiki", "tutorial", "help", "techarticle"],
    &["search", "tag", "tags", "list", "top", "best", "archive", "directory", "jobs", "events"],
    &["service", "services", "solutions", "about", "contact", "pricing", "localbusiness", "organization"],
    &["faqpage", "faq", "faqs"],
    &["single", "singular", "postid"],
    &["archive", "home", "frontpage"],
    &["woocommerce", "shopify", "template"],
];

pub const CLASS_SIGNS: usize = CLASSES.len();
pub const TEXT_SIGNS: usize = TEXT.len();
pub const PAGE_SIGNS: usize = PAGE.len();

/// Words → number of their set, sorted for search.
#[derive(Debug)]
struct Table(Vec<(&'static str, u32)>);

impl Table {
    fn new(sets: &[&[&'static str]]) -> Self {
        let mut all: Vec<(&str, u32)> = sets.iter().zip(0..).flat_map(|(set, number)| set.iter().map(move |word| (*word, number))).collect();
        all.sort_by_key(|(word, number)| (*word, *number));
        Self(all)
    }

    fn mask(&self, word: &str) -> u128 {
        let from = self.0.partition_point(|(have, _)| *have < word);
        self.0.iter().skip(from).take_while(|(have, _)| *have == word).fold(0, |mask, (_, number)| mask | 1 << number)
    }
}

static CLASS_TABLE: std::sync::LazyLock<Table> = std::sync::LazyLock::new(|| Table::new(CLASSES));
static TEXT_TABLE: std::sync::LazyLock<Table> = std::sync::LazyLock::new(|| Table::new(TEXT));
static PAGE_TABLE: std::sync::LazyLock<Table> = std::sync::LazyLock::new(|| Table::new(PAGE));

/// Bytes of a class attribute or id that are looked at.
const NAMES_MAX: usize = 600;
/// A word of a name that is longer says nothing.
const WORD_MAX: usize = 24;

/// Signs in class names or an id; `siteFooter-main` has the words `site`, `footer`, `main`.
#[must_use]
pub fn class_signs(names: &str) -> u128 {
    cut(names, &CLASS_TABLE)
}

/// Signs of the kind of page, in an address, a type, or the classes of the body.
#[must_use]
pub fn page_signs(names: &str) -> u128 {
    cut(names, &PAGE_TABLE)
}

fn cut(names: &str, table: &Table) -> u128 {
    let (mut mask, mut word, mut length, mut was_lower) = (0, [0_u8; WORD_MAX], 0_usize, false);
    let mut look = |word: &[u8; WORD_MAX], length: usize| {
        if let Some(word) = word.get(..length).and_then(|word| std::str::from_utf8(word).ok()).filter(|word| !word.is_empty()) {
            mask |= table.mask(word);
        }
    };
    for b in names.bytes().take(NAMES_MAX) {
        if !b.is_ascii_alphabetic() || (b.is_ascii_uppercase() && was_lower) {
            look(&word, length);
            length = 0;
        }
        if b.is_ascii_alphabetic() {
            if let Some(slot) = word.get_mut(length) {
                *slot = b.to_ascii_lowercase();
            }
            length += 1;
        }
        was_lower = b.is_ascii_lowercase();
    }
    look(&word, length);
    mask
}

/// Signs in the first words of a text, at most 16.
#[must_use]
pub fn text_signs(text: &str) -> u128 {
    let head = super::super::text::head(text, 200).to_lowercase();
    head.split(|c: char| !c.is_alphanumeric() && c != '©').filter(|word| !word.is_empty()).take(16).fold(0, |mask, word| mask | TEXT_TABLE.mask(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(class_signs("siteFooter-main"), class_signs("footer") | class_signs("main") | class_signs("site"));
        assert_eq!(class_signs("x1 zzz q"), 0);
        assert_ne!(class_signs("Footer_footer__3xYz"), 0);
        assert_ne!(text_signs("© 2020 Kiln. All rights reserved"), 0);
    }
}
