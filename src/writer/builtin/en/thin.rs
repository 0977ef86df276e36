//! The thin document in English.

use super::super::Line;
use super::super::thin::Thin;

pub static THIN: Thin = Thin {
    title: &[
        Line("no_domain", "What a web page could do for {company}"),
        Line("no_domain", "What a web page could do for you"),
        Line("research_off", "Three things worth a look at {company}"),
        Line("research_off", "Three things worth a look on your site"),
        Line("", "What visitors of {domain} meet today"),
        Line("", "What visitors of your site meet today"),
    ],
    reason: &[
        Line("no_domain", "The request named no web site for {company}, so we had none to read."),
        Line("no_domain", "The request named no web site, so we had none to read."),
        Line("research_off", "We did not visit your site for this: it is made from the details that came with the request alone."),
        Line(
            "no_such_host",
            "The name {domain} leads to no server, so there was nothing to read.|If that is the right name, visitors and e-mail may be lost too.",
        ),
        Line("refused", "The server of {domain} refused our connection, so we could not read the site."),
        Line("timeout", "The server of {domain} did not answer in time, so we could not read the site."),
        Line("tls", "We could not open a secure connection to {domain}, so we did not read the site.|A browser may show visitors a warning there."),
        Line("private_address", "The name {domain} leads to an address that is not public, so we did not read it."),
        Line("too_large", "The home page of {domain} is larger than we can read, so we stopped."),
        Line("redirect_loop", "The address {domain} sends visitors round in a circle, so no page ever arrived."),
        Line("blocked", "The site at {domain} turned our reader away.|It may be open to people, so we do not judge it."),
        Line("robots_refused", "The file robots.txt of {domain} asks programs like ours not to read the home page, and we kept to it."),
        Line("http_error", "The server of {domain} answered our request with an error, so there was no page to read."),
        Line("not_html", "At {domain} we did not find a web page that could be read."),
        Line("empty", "The home page of {domain} came back empty."),
        Line(
            "script_only",
            "The pages of {domain} are made by scripts in the browser, so little text reached us.|Some search engines and assistants have the same trouble.",
        ),
        Line("parked", "At {domain} there is a holding page, not yet a site of your own."),
        Line("under_construction", "The site at {domain} says that it is still being built."),
        Line("login", "The site at {domain} asks for a login first, so we stayed outside."),
        Line("moved", "The address {domain} sends its visitors on to another site.|We cannot tell whether that one is yours, so we did not read it."),
        Line("frames", "We could read only {words_read} words of {domain}: it is made of frames, and we reached little of what stands in them."),
        Line("frames", "The site at {domain} is made of frames, and we reached little of what stands in them."),
        Line(
            "scripts",
            "We could read only {words_read} words of {domain}: scripts in the browser make the rest.|Some search engines and assistants meet the same.",
        ),
        Line("scripts", "Scripts in the browser make much of {domain}, so little text reached us.|Some search engines and assistants meet the same."),
        Line("little_text", "We could read only {words_read} words of text on the pages of {domain}."),
        Line("little_text", "We could read only few words on the pages of {domain}."),
        Line("", "We could not read the site at {domain}."),
        Line("", "We could not read the site."),
    ],
    honest: &[
        Line(
            "research_off",
            "So this page is short, {first_name}: it does not judge a site that we have not looked at.|What follows holds for almost any site.",
        ),
        Line("research_off", "So this page is short: it does not judge a site that we have not looked at.|What follows holds for almost any site."),
        Line(
            "seen",
            "So this page is short, {first_name}: it says nothing about {company} that we have not seen.|First comes what we could see, then what helps almost any site.",
        ),
        Line(
            "seen",
            "So this page is short: it says nothing about {company} that we have not seen.|First comes what we could see, then what helps almost any site.",
        ),
        Line("seen", "So this page is short: it says nothing about you that we have not seen.|First comes what we could see, then what helps almost any site."),
        Line("", "So this page is short, {first_name}: it says nothing about {company} that we have not seen.|What follows holds for almost any site."),
        Line("", "So this page is short: it says nothing about {company} that we have not seen.|What follows holds for almost any site."),
        Line("", "So this page is short: it says nothing about you that we have not seen.|What follows holds for almost any site."),
    ],
    callout: &[Line("research_off", "What this is made from"), Line("", "What we could not read"), Line("", "Please note")],
    next: &[
        Line("no_domain", "If there is a site, send its address, and a full look can be made."),
        Line("research_off", "If you would like a full look at the site, say so, and it can be made."),
        Line("frames", "Once the text stands in the pages themselves, a full look can be made from the same request."),
        Line("scripts", "Once the text stands in the pages themselves, a full look can be made from the same request."),
        Line("little_text", "With more text on the site, a full look can be made from the same request."),
        Line("", "Once {domain} can be read, a full look can be made from the same request."),
        Line("", "Once the site can be read, a full look can be made from the same request."),
    ],
    advice: [
        (
            &[Line("", "Be found at one address")],
            &[Line(
                "",
                "Type your address with and without www, and with http in front.|All of them should end at the same secure page.|Old links and printed cards depend on it.",
            )],
        ),
        (
            &[Line("", "Say what you do in the title")],
            &[Line(
                "",
                "The title of the home page is the headline in search results.|Name the work first, then the place, then the firm.|About 60 characters are shown.",
            )],
        ),
        (
            &[Line("", "Make pictures light")],
            &[Line(
                "",
                "Open the site on a phone away from your own network and count to three.|If it is not there, the pictures are the first suspects.|Save them at the width they are shown.",
            )],
        ),
        (
            &[Line("", "Let everybody use the page")],
            &[Line("", "Put the mouse away and walk through the page with the Tab key.|Each link, button and field should show where you are and what it is.")],
        ),
        (
            &[Line("", "Show who you are")],
            &[Line("", "A name, an address and a face do more than a slogan.|Say on one plain page what you keep about visitors and why.")],
        ),
        (
            &[Line("", "Let your e-mail arrive")],
            &[Line("", "Ask your mail provider for three records: SPF, DKIM and DMARC.|With them, quotes and invoices are less likely to land in spam.")],
        ),
        (
            &[Line("", "Offer the next step at the top")],
            &[Line(
                "",
                "A visitor should see within seconds what you do and how to reach you.|Put one button at the top, and make the telephone number a link.",
            )],
        ),
    ],
};
