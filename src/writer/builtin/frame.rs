//! The fixed frame around the findings: title, summary, score legend, plan, sender, method, and the thin document's general advice.

use crate::model::finding::Area;

use super::{Line, Who};

/// Title when no finding leads.
pub const TITLE: &[Line] = &[Line("", "What {company} does well on the web, and what comes next"), Line("", "What your site does well, and what comes next")];
pub const SUBTITLE: &[Line] = &[
    Line("", "A close look at {domain}, prepared for {reader}"),
    Line("", "A close look at {domain}"),
    Line("", "Prepared for {reader}"),
    Line("", "A close look at one site"),
];

/// The first sentence of the summary: something they do well.
pub const PRAISE_PROOF: &[Line] = &[
    Line("", "{company} gives a stranger good reason to trust it: “{proof}” stands on the site."),
    Line("", "Strangers find a good reason to trust {company}, for the site says “{proof}”."),
];
pub const PRAISE_OFFERS: &[Line] = &[
    Line("", "A stranger soon sees what {company} does: “{offer}”, “{offer_2}” and “{offer_3}” are named on the site."),
    Line("", "{company} names its work plainly: “{offer}”, “{offer_2}” and “{offer_3}” all stand on the site."),
    Line("", "{company} names its work plainly: “{offer}” and “{offer_2}” both stand on the site."),
    Line("", "{company} names its work plainly: “{offer}” stands on the site."),
];
/// The heading over what already works.
pub const HEADING_STRENGTHS: &[Line] = &[Line("", "What already works"), Line("", "Good as it is")];
pub const PRAISE_DESCRIPTION: &[Line] = &[
    Line("", "{company} has good words for what it does: “{description}”."),
    Line("", "{company} says in one line what it is: “{description}”."),
    Line("", "The site has good words for what you do: “{description}”."),
];
pub const PRAISE_PLAIN: &[Line] = &[
    Line("", "The site of {company} answers, and its pages can be read by anybody."),
    Line("", "Whoever looks up {company} gets an answer: {domain} is there and can be read."),
    Line("", "The site answers, and its pages can be read by anybody."),
];

/// Said first, in place of praise, where the site itself says that the firm has ended.
pub const CLOSED: &[Line] = &[
    Line("", "The site says of itself: “{closed}”.|So nothing here speaks of business to come; it looks at the pages alone."),
    Line("", "The site says that the firm has ended.|So nothing here speaks of business to come; it looks at the pages alone."),
];

/// The last sentence of the summary.
pub const CLOSING: &[Line] = &[
    Line("", "Below are {priorities} changes worth making first, each with what we saw and how to check it."),
    Line("", "Below are {priorities} changes worth making first."),
];
pub const CLOSING_LONG: &[Line] = &[
    Line("", "Below are {priorities} changes worth making first, each with what we saw, who can do it, and how you can check it without us."),
    Line("", "Below is what we would change first, with what we saw, who can do it, and how you can check it without us."),
];
pub const CLOSING_SHORT: &[Line] =
    &[Line("", "Below are {priorities} changes worth making first, each with its source."), Line("", "Below is what we would change first.")];
pub const CLOSING_CLEAN: &[Line] =
    &[Line("", "We found nothing that needs your care at once; the small things below can wait for a quiet hour, and each names its source.")];
pub const READ: &[Line] =
    &[Line("", "We read {pages} {pages?page:pages} of {domain} for this on {date}."), Line("", "We looked at {domain} for this on {date}.")];

pub const HEADING_SUMMARY: &[Line] = &[Line("", "In short"), Line("", "First of all")];
pub const HEADING_SCORE: &[Line] = &[Line("", "Where the site stands"), Line("", "Area by area")];
pub const HEADING_PRIORITIES: &[Line] = &[Line("", "What to change first"), Line("", "Worth doing first")];
pub const HEADING_QUICK: &[Line] = &[Line("", "Quick wins"), Line("", "Done in minutes")];
pub const HEADING_PLAN: &[Line] = &[Line("", "A short plan"), Line("", "Step by step")];
pub const HEADING_KNOWN: &[Line] = &[Line("", "What your site tells a stranger"), Line("", "What is said on the site")];
pub const HEADING_GIVEN: &[Line] = &[Line("", "What came with the request")];
pub const HEADING_SENDER: &[Line] = &[Line("", "About {sender}"), Line("", "Who sends this")];
pub const HEADING_METHOD: &[Line] = &[Line("", "How this was made"), Line("", "Method and limits")];
pub const HEADING_APPENDIX: &[Line] = &[Line("", "Every check"), Line("", "Appendix")];
pub const HEADING_ADVICE: &[Line] = &[Line("", "What helps almost any site"), Line("", "Three things to look at")];
pub const HEADING_SEEN: &[Line] = &[Line("", "What could be seen"), Line("", "Seen all the same")];
pub const HEADING_PAGES: &[Line] = &[Line("", "Pages read"), Line("", "Sources")];

pub const SCORE_LEGEND: &[Line] = &[Line("", "Weighty checks count for more than small ones; what could not be measured is left out.")];
/// Among the project's other sites.
pub const COMPARISON: &[Line] = &[
    Line(
        "",
        "Among {others} other sites looked at in the same way, the middle one scores {median} of 100; {domain} scores {own_score}.|{share_lower} % of them score lower.",
    ),
    Line(
        "",
        "Among {others} other sites looked at in the same way, the middle one scores {median} of 100; this one scores {own_score}.|{share_lower} % of them score lower.",
    ),
];
/// A public figure beside a failed check of the appendix.
pub const BASE_RATE: &[Line] = &[Line("", "Elsewhere, {rate} % of {rate_who} {rate_what} ({rate_source}, {rate_year}).")];
pub const SCORE_DETAIL: &[Line] = &[Line("", "{passed} of {measured} {measured?check:checks}")];
pub const PLAN_QUICK: &[Line] = &[Line("", "Add the quick wins above.")];
pub const KNOWN_LEGEND: &[Line] = &[
    Line("", "This is what visitors, maps and assistants learn about {company}.|If a line is out of date, it is so for all of them."),
    Line("", "This is what visitors, maps and assistants learn about you.|If a line is out of date, it is so for all of them."),
];
/// Above what was posted: never mixed with what was found.
pub const GIVEN_LEGEND: &[Line] = &[
    Line("", "The following came with the request; we did not find it on the site, and have not checked it."),
    Line("research_off", "We were told the following, and have not checked it."),
];

pub const PLAN_WEEK: &[Line] = &[Line("", "This week"), Line("", "First")];
pub const PLAN_MONTH: &[Line] = &[Line("", "This month"), Line("", "Then")];
pub const PLAN_AFTER: &[Line] = &[Line("", "Afterwards"), Line("", "Last")];
pub const PLAN_WEEK_HEADING: &[Line] = &[Line("", "What takes minutes"), Line("", "The small things")];
pub const PLAN_MONTH_HEADING: &[Line] = &[Line("", "What takes a few hours or days"), Line("", "The larger things")];
pub const PLAN_AFTER_HEADING: &[Line] = &[Line("", "Look again"), Line("", "Check")];
pub const PLAN_AFTER_TEXT: &[Line] = &[
    Line("", "Ask somebody who does not know {company} to look for “{offer}” on {domain}, and watch without a word.|Then repeat the checks above."),
    Line("", "Open {domain} on a phone, as a customer would, and follow the way to “{offer}”.|Then repeat the checks above."),
    Line("", "Hand a friend your phone with {domain} on it and ask how one reaches {company}.|Then repeat the checks above."),
    Line("", "Type {domain} into a strange phone and see how far a customer of {company} gets in one minute.|Then repeat the checks above."),
    Line("", "Look at {domain} from a customer's phone, on a slow line, with fresh eyes.|Then repeat the checks above."),
    Line("", "Open the site on a phone, as a customer would.|Then repeat the checks above."),
];

pub const SENDER_SELLS: &[Line] = &[Line("", "{sells}")];
pub const SENDER_AUDIENCE: &[Line] = &[Line("", "Who it is for: {audience}")];
pub const SENDER_PROOF: &[Line] = &[Line("", "In the words of {sender}: {proof_of_sender}"), Line("", "In the sender's own words: {proof_of_sender}")];
pub const SENDER_FREE: &[Line] = &[
    Line("", "{first_name}, all of the above is yours to use, with or without {sender}."),
    Line("", "All of the above is yours to use, with or without {sender}."),
    Line("", "All of the above is yours to use, whoever does the work."),
];

/// The invitation of a warm document.
pub const SENDER_ASK: &[Line] = &[
    Line("", "If anything here raises a question, write to {sender_email} and a person will answer."),
    Line("", "If anything here raises a question, answer the message that brought you here."),
];
pub const GREETING_WARM: &[Line] = &[
    Line("", "Hello {first_name}, we took a good look at {domain} for you."),
    Line("", "Hello, we took a good look at {domain} for you."),
    Line("", "Hello, this was made for you."),
];
pub const GREETING_FORMAL: &[Line] = &[Line("", "For the attention of {reader}.")];

pub const METHOD: &[Line] = &[
    Line(
        "",
        "On {date} we read {pages} public {pages?page:pages} of {domain}, with {requests} {requests?request:requests} and within the rules of robots.txt.",
    ),
    Line("", "On {date} we looked at {domain}, as any visitor could."),
    Line("", "This was made on {date}."),
];
pub const METHOD_MARKS: &[Line] = &[Line("", "The small marks lead to the place where each thing was seen.")];
pub const LIMITS_HEADING: &[Line] = &[Line("", "What was not looked at"), Line("", "Limits")];
pub const LIMITS: &[Line] = &[
    Line(
        "",
        "We did not look at rankings, visitor numbers, reviews elsewhere or links from other sites.|Nor did we open the pages in a browser, so colours are not judged.",
    ),
    Line("", "We did not look at rankings, visitor numbers or reviews elsewhere."),
];
pub const LIMITS_UNMEASURED: &[Line] = &[Line("", "Some checks were not made; the appendix names them with the reason.")];
/// The same where the document has no appendix of checks.
pub const LIMITS_UNMEASURED_ALONE: &[Line] = &[Line("", "Some checks could not be made, and count neither for nor against the site.")];
pub const WHY_YOU: &[Line] = &[
    Line("research_off", "{sender} had this prepared for {reader}, from the details that came with the request."),
    Line("research_off", "This was prepared for {reader}, from the details that came with the request."),
    Line("research_off", "This was made from the details that came with the request, and from nothing else."),
    Line("", "{sender} had this prepared for {reader}, from public pages and the details that came with the request."),
    Line("", "This was prepared for {reader}, from public pages and the details that came with the request."),
    Line("", "This was made from public pages and the details that came with the request, and from nothing else."),
];
/// The words of the link to the page on what is held about the reader.
pub const ABOUT_WORDS: &str = "about this page";
pub const ABOUT: &[Line] =
    &[Line("", "You can see what is held about you, correct it or have it erased: about this page."), Line("", "Your data and your rights: about this page.")];
pub const STOP: &[Line] = &[
    Line("", "If you would rather hear no more, write to {sender_email} and say so."),
    Line("", "If you would rather hear no more, answer the message that brought you here and say so."),
];

pub const FROM: &[Line] = &[Line("", "From {domain}"), Line("", "From the site")];
/// Anything a check saw, word for word.
pub const SEEN: &[Line] = &[Line("", "{seen}")];
pub const SEEN_PLAIN: &[Line] = &[Line("", "In order.")];
pub const LABELS: &[&str] = &[
    "In your words",
    "Offers",
    "Place",
    "Address",
    "Telephone",
    "E-mail",
    "Open",
    "Since",
    "Language",
    "Also on",
    "Built with",
    "Check",
    "Result",
    "What was seen",
    "Page",
    "Passed",
    "To improve",
    "Does not apply",
    "Not measured",
    "Overall",
    "On the site",
    "Public figures from",
    "Year",
    "As told to us",
    "What it does",
    "Industry",
    "People",
    "For whom",
];

#[must_use]
pub fn area_label(area: Area) -> &'static str {
    match area {
        Area::Reach => "Reachable and findable",
        Area::Search => "How you look in search and shares",
        Area::Speed => "Speed",
        Area::Access => "Usable by everyone",
        Area::Trust => "Safe and trustworthy",
        Area::Email => "E-mail works",
        Area::Enquiry => "Turns visitors into enquiries",
    }
}

#[must_use]
pub fn area_id(area: Area) -> &'static str {
    match area {
        Area::Reach => "reach",
        Area::Search => "search",
        Area::Speed => "speed",
        Area::Access => "access",
        Area::Trust => "trust",
        Area::Email => "email",
        Area::Enquiry => "enquiry",
    }
}

pub const AREAS: [Area; 7] = [Area::Reach, Area::Search, Area::Speed, Area::Access, Area::Trust, Area::Email, Area::Enquiry];

/// What the reader's job says about who makes a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Owner, founder, managing director.
    Head,
    Marketing,
    Technical,
    Unknown,
}

impl Role {
    /// From a posted job title, by plain words of several languages.
    #[must_use]
    pub fn of(title: Option<&str>) -> Self {
        let title = title.unwrap_or("").to_lowercase();
        let has = |words: &[&str]| title.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
        if has(&["cto", "developer", "engineer", "webmaster", "it", "technik", "entwickler", "développeur", "software", "technical", "technology"]) {
            Role::Technical
        } else if has(&["marketing", "content", "communications", "growth", "brand", "cmo", "seo", "kommunikation", "communication"]) {
            Role::Marketing
        } else if has(&[
            "owner",
            "founder",
            "ceo",
            "director",
            "managing",
            "partner",
            "inhaber",
            "inhaberin",
            "geschäftsführer",
            "geschäftsführerin",
            "gérant",
            "fondateur",
            "president",
            "proprietor",
            "dueño",
        ]) {
            Role::Head
        } else {
            Role::Unknown
        }
    }
}

/// Who makes the repair, as told to this reader.
#[must_use]
pub fn who(who: Who, role: Role) -> &'static str {
    match (who, role) {
        (Who::Editor, Role::Marketing | Role::Technical) => "you, in the site's editor",
        (Who::Editor, _) => "whoever edits the site",
        (Who::Developer, Role::Technical) => "you, or whoever built the site",
        (Who::Developer, _) => "whoever built the site",
        (Who::Host, Role::Technical) => "you, in the hosting panel",
        (Who::Host, _) => "whoever hosts the site",
        (Who::Owner, Role::Head) => "you",
        (Who::Owner, _) => "whoever runs the firm",
    }
}

const WHO: &[&str] = &[
    "you, in the site's editor",
    "whoever edits the site",
    "you, or whoever built the site",
    "whoever built the site",
    "you, in the hosting panel",
    "whoever hosts the site",
    "you",
    "whoever runs the firm",
];

/// Every pattern of the frame, the thin document included.
pub fn patterns() -> impl Iterator<Item = &'static str> {
    let lines = [
        TITLE,
        SUBTITLE,
        PRAISE_PROOF,
        PRAISE_OFFERS,
        PRAISE_DESCRIPTION,
        HEADING_STRENGTHS,
        PRAISE_PLAIN,
        CLOSED,
        CLOSING,
        CLOSING_LONG,
        CLOSING_SHORT,
        CLOSING_CLEAN,
        READ,
        HEADING_SUMMARY,
        HEADING_SCORE,
        HEADING_PRIORITIES,
        HEADING_QUICK,
        HEADING_PLAN,
        HEADING_KNOWN,
        HEADING_GIVEN,
        HEADING_SENDER,
        HEADING_METHOD,
        HEADING_APPENDIX,
        HEADING_ADVICE,
        HEADING_SEEN,
        HEADING_PAGES,
        SCORE_LEGEND,
        COMPARISON,
        BASE_RATE,
        SCORE_DETAIL,
        PLAN_QUICK,
        KNOWN_LEGEND,
        GIVEN_LEGEND,
        PLAN_WEEK,
        PLAN_MONTH,
        PLAN_AFTER,
        PLAN_WEEK_HEADING,
        PLAN_MONTH_HEADING,
        PLAN_AFTER_HEADING,
        PLAN_AFTER_TEXT,
        SENDER_SELLS,
        SENDER_AUDIENCE,
        SENDER_PROOF,
        SENDER_FREE,
        SENDER_ASK,
        GREETING_WARM,
        GREETING_FORMAL,
        METHOD,
        METHOD_MARKS,
        LIMITS_HEADING,
        LIMITS,
        LIMITS_UNMEASURED,
        LIMITS_UNMEASURED_ALONE,
        WHY_YOU,
        ABOUT,
        STOP,
        SEEN,
        SEEN_PLAIN,
        FROM,
    ];
    let thin = super::thin::patterns();
    lines.into_iter().flatten().map(|line| line.1).chain(LABELS.iter().copied()).chain(WHO.iter().copied()).chain(AREAS.into_iter().map(area_label)).chain(thin)
}
