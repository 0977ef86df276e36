//! Sentences for the checks of the area "reachable and findable".

use super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "http-status-code",
        label: "The home page answers",
        who: Who::Host,
        title: &[Line("", "How {company} can get its home page back in front of visitors"), Line("", "How to get your home page back in front of visitors")],
        heading: &[Line("", "The home page answers with an error")],
        opening: &[Line("", "When we asked for your home page, the server answered with status {status}.")],
        saw: &[
            Line("", "When we asked for {page}, the server answered with status {status}."),
            Line("", "When we asked for the home page, the server answered with status {status}."),
        ],
        matters: &[
            Line("", "Anybody who looks for “{offer}” and clicks through to {company} meets an error page.|Search engines drop pages that stay like this."),
            Line("", "Visitors meet an error instead of your firm, and search engines drop pages that stay like this."),
        ],
        fix: &[Line(
            "",
            "Ask whoever hosts {domain} to look at the server's error log for the time of our visit.|If the page has moved, let the old address lead to the new one.",
        )],
        task: &[Line("", "Get the home page to answer again.")],
        praise: &[],
    },
    CheckText {
        check: "redirects-http",
        label: "Plain http leads to https",
        who: Who::Host,
        title: &[Line("", "How {company} can greet every visitor on a secure page"), Line("", "How to greet every visitor on a secure page")],
        heading: &[Line("", "Old links still open an unprotected page"), Line("", "Lead every visitor to the secure address")],
        opening: &[
            Line("", "One thing costs you trust: {from} does not lead on to your secure address."),
            Line("", "One thing costs you trust: the plain address of {domain} does not lead on to the secure one."),
        ],
        saw: &[
            Line("", "The address {from} ended at {to} and not on a secure page."),
            Line("", "The plain http address of {domain} does not lead to the secure one."),
        ],
        matters: &[
            Line(
                "",
                "Old links and typed addresses land there, and the browser then marks {company} as “Not secure”.|For somebody about to ask about “{offer}”, that is a poor greeting.",
            ),
            Line("", "Old links and typed addresses land there, and the browser marks the page as “Not secure”."),
        ],
        fix: &[
            Line("", "Switch on the permanent redirect from http to https for {domain}.|Most hosting panels have a single switch for it."),
            Line("", "In the hosting panel of {domain}, turn on “force https”.|Then type the plain address and see where you end."),
        ],
        task: &[Line("", "Turn on the redirect to https for {domain}.")],
        praise: &[Line("", "Whoever types {domain} without thinking still arrives on the secure page.")],
    },
    CheckText {
        check: "host-canonical",
        label: "One address, with or without www",
        who: Who::Host,
        title: &[Line("", "How {company} can gather all its visitors at one address"), Line("", "How to gather all your visitors at one address")],
        heading: &[
            Line("duplicate", "Your site stands at two addresses"),
            Line("dead", "One spelling of your address leads nowhere"),
            Line("", "Settle on one address"),
        ],
        opening: &[
            Line("dead", "One thing costs you visitors: {other_host} leads nowhere, so a small slip in typing ends there."),
            Line("duplicate", "One thing costs you standing in search: {host} and {other_host} both show the site, each on its own."),
        ],
        saw: &[
            Line("duplicate", "Both {host} and {other_host} show the site, and neither leads to the other."),
            Line("dead", "The site stands at {host}, but {other_host} gave us no page."),
        ],
        matters: &[
            Line("dead", "People type it both ways, and old links do too.|Each of them looking for {company} ends at an error."),
            Line("duplicate", "Links to {company} are counted for two sites instead of one.|Search engines then pick an address for you."),
            Line("", "Links to your site are split between two addresses, and some may lead nowhere."),
        ],
        fix: &[
            Line("", "Choose {host} as the one address.|Let {other_host} lead to it with a permanent redirect."),
            Line("", "Choose one address and let the other lead to it with a permanent redirect."),
        ],
        task: &[Line("", "Let {other_host} lead to {host}."), Line("", "Let both spellings of your address lead to one.")],
        praise: &[Line("", "With or without www, every visitor of {host} ends at the same place.")],
    },
    CheckText {
        check: "redirect-chain",
        label: "Short redirects",
        who: Who::Developer,
        title: &[Line("", "How {company} can shorten the way to its pages"), Line("", "How to shorten the way to your pages")],
        heading: &[Line("", "A link takes the long way round")],
        opening: &[Line("", "One small thing costs each visitor time: a link passes through {count} {count?redirect:redirects} before it arrives.")],
        saw: &[
            Line("", "The address {from} passes through {count} {count?redirect:redirects} before it ends at {to}."),
            Line("", "One address passes through {count} {count?redirect:redirects} before it arrives."),
        ],
        matters: &[
            Line("", "Each hop is one more wait, and on a phone it is felt."),
            Line("", "Every hop makes {company} start a little later for the visitor."),
        ],
        fix: &[Line("", "Point the link straight at {to}."), Line("", "Point the link straight at the last address.")],
        task: &[Line("", "Point the link that takes {count} {count?hop:hops} straight at its end.")],
        praise: &[],
    },
    CheckText {
        check: "is-crawlable",
        label: "Open to search engines",
        who: Who::Developer,
        title: &[Line("", "How {company} can let search engines back in"), Line("", "How to let search engines back in")],
        heading: &[Line("", "A page tells search engines to stay away"), Line("", "Open the door to search engines")],
        opening: &[
            Line("", "One line costs you every visitor from search: “{directive}” tells search engines to leave {page} out."),
            Line("", "One line costs you visitors from search: it tells search engines to leave a page out."),
        ],
        saw: &[
            Line("robots", "The file robots.txt says “{directive}”, and that closes {page} to search engines."),
            Line("meta", "In the code of {page} stands “{directive}”."),
            Line("header", "The server sends “{directive}” along with {page}."),
            Line("", "A line in the site tells search engines to leave {page} out."),
        ],
        matters: &[
            Line(
                "",
                "Somebody who searches for “{offer}” cannot find that page of {company}, however good it is.|Such a line is often left over from the time of building.",
            ),
            Line("", "As long as it stands, that page cannot appear in a search.|Such a line is often left over from the time of building."),
        ],
        fix: &[
            Line("", "Remove “{directive}” if it is not meant.|Then ask for a new visit in Google Search Console."),
            Line("", "Remove that line if it is not meant, and ask for a new visit in Google Search Console."),
        ],
        task: &[Line("", "Remove the line that keeps search engines out.")],
        praise: &[Line("", "Search engines may read every one of the {of} pages we looked at.")],
    },
    CheckText {
        check: "robots-txt",
        label: "robots.txt is in order",
        who: Who::Developer,
        title: &[Line("", "How {company} can give search engines clear directions"), Line("", "How to give search engines clear directions")],
        heading: &[Line("", "The note for search engines does not work")],
        opening: &[Line("", "One thing may cost you visitors from search: the file that guides search engines does not work as meant.")],
        saw: &[
            Line("syntax", "Line {line} of robots.txt reads “{text}”, which crawlers do not understand."),
            Line("server-error", "The file robots.txt answers with status {status}."),
            Line("html", "At the address of robots.txt stands a web page instead of the short text file."),
            Line("no-answer", "The file robots.txt did not answer in time."),
            Line("", "The file robots.txt does not work as it should."),
        ],
        matters: &[
            Line("server-error", "Google stops reading a site whose robots.txt fails, and new pages of {company} then stay unseen."),
            Line("", "Search engines skip what they cannot understand, so your wishes for {domain} are not heard."),
            Line("", "Search engines skip what they cannot understand, so your wishes are not heard."),
        ],
        fix: &[
            Line("syntax", "Correct line {line}, or delete it if nobody knows what it was for."),
            Line("", "Put a plain text file there, or nothing at all: without the file everything may be read."),
        ],
        task: &[Line("", "Put robots.txt in order.")],
        praise: &[],
    },
    CheckText {
        check: "sitemap",
        label: "Sitemap",
        who: Who::Developer,
        title: &[Line("", "How {company} can get new pages found sooner"), Line("", "How to get new pages found sooner")],
        heading: &[Line("missing", "There is no list of your pages for search engines"), Line("broken", "The list of your pages cannot be read")],
        opening: &[Line("", "One thing costs you time: search engines get no list of your pages, so new ones are found late.")],
        saw: &[
            Line("missing", "Neither robots.txt nor {url} leads to a sitemap."),
            Line("broken", "The sitemap at {url} is not well formed."),
            Line("missing", "We found no sitemap."),
            Line("broken", "The sitemap cannot be read."),
        ],
        matters: &[Line("", "A new page about “{offer}” is found later without it."), Line("", "New pages are found later without it.")],
        fix: &[
            Line("", "Turn on the sitemap of your site software, and name it in robots.txt."),
            Line("", "Let your site software write the sitemap, and put its address into robots.txt."),
        ],
        task: &[Line("", "Turn on the sitemap of {domain}."), Line("", "Turn on the sitemap.")],
        praise: &[Line("", "A sitemap lists {count} {count?address:addresses}, so search engines need not guess.")],
    },
    CheckText {
        check: "sitemap-health",
        label: "The sitemap leads to live pages",
        who: Who::Developer,
        title: &[Line("", "How {company} can send search engines to live pages"), Line("", "How to send search engines to live pages")],
        heading: &[Line("", "The sitemap points at pages that are gone")],
        opening: &[Line("", "One thing costs you trust with search engines: your sitemap names pages that do not answer as they should.")],
        saw: &[
            Line("", "Of {total} {total?address:addresses} we tried from the sitemap, {count} did not lead to a live page.|One of them is {example}."),
            Line("", "Some addresses in the sitemap do not lead to a live page."),
        ],
        matters: &[
            Line("", "You send search engines to dead ends of {domain}, and they come less often for the pages that count."),
            Line("", "You send search engines to dead ends, and they come less often for the pages that count."),
        ],
        fix: &[
            Line("", "Take {example} out of the sitemap, or bring the page back.|Then do the same with the others."),
            Line("", "Take the dead addresses out of the sitemap, or bring the pages back."),
        ],
        task: &[Line("", "Clean the {count} dead {count?address:addresses} out of the sitemap."), Line("", "Clean the dead addresses out of the sitemap.")],
        praise: &[Line("", "Of the addresses in your sitemap we tried {total}, and each leads to a live page.")],
    },
    CheckText {
        check: "broken-links",
        label: "Links lead somewhere",
        who: Who::Editor,
        title: &[Line("", "How {company} can keep visitors from dead ends"), Line("", "How to keep visitors from dead ends")],
        heading: &[Line("", "The link “{text}” leads to a missing page"), Line("", "A link leads to a missing page")],
        opening: &[
            Line("", "Some visitors end at a wall: “{text}” on {page} leads to a page that is not there."),
            Line("", "One thing costs you visitors: the link “{text}” on {page} leads to a page that is not there."),
            Line("", "One thing costs you visitors: a link leads to a page that is not there."),
        ],
        saw: &[
            Line("nav", "Your menu offers “{text}”, but {target} answers {status}.|Of {total} links we tried, {count} led nowhere."),
            Line("body", "“{text}” on {page} should open {target}, but the server answers {status}.|Of {total} links we tried, {count} led nowhere."),
            Line(
                "nav",
                "In the navigation, the link “{text}” leads to {target}, which answers {status}.|We tried {total} {total?link:links} and found {count} of this kind.",
            ),
            Line(
                "body",
                "On {page}, the link “{text}” leads to {target}, which answers {status}.|We tried {total} {total?link:links} and found {count} of this kind.",
            ),
            Line("", "The link to {target} answers {status}."),
            Line("", "A link of your site leads to a page that is not there."),
        ],
        matters: &[
            Line("", "“{text}” is a promise, and the visitor of {company} finds an error behind it.|Search engines note it too."),
            Line("", "Somebody curious about “{text}” may have just read about “{offer}”.|They meet an error, and the thread is lost."),
            Line(
                "nav",
                "It stands where every visitor of {company} looks first.|Whoever clicks there for “{offer}” meets an error, and many leave at that point.",
            ),
            Line("", "Whoever clicks it wanted to know more about {company}, and meets an error instead."),
            Line("", "Whoever clicks it wanted to know more, and meets an error instead."),
        ],
        fix: &[
            Line("", "If {target} has a new address, send the old one there.|If not, take “{text}” out."),
            Line("", "Point “{text}” at the page that replaced {target}, or remove the link.|If the page still has visitors from search, add a redirect too."),
            Line("", "Point the link at the page that took its place, or remove it."),
        ],
        task: &[
            Line("", "Give “{text}” a page, or take the link out."),
            Line("", "Point “{text}” at a page that exists."),
            Line("", "Repair the link “{text}”."),
            Line("", "Repair the broken link."),
        ],
        praise: &[Line("", "We followed {total} {total?link:links} inside your site, and each led to a page.")],
    },
    CheckText {
        check: "soft-404",
        label: "Missing pages say so",
        who: Who::Developer,
        title: &[Line("", "How {company} can keep empty pages out of search"), Line("", "How to keep empty pages out of search")],
        heading: &[Line("", "Missing pages pretend to be there")],
        opening: &[Line("", "One small thing clouds your picture in search: addresses that do not exist answer as if they did.")],
        saw: &[
            Line("", "We asked for {url}, which cannot exist, and the server answered {status}."),
            Line("", "An address that cannot exist got a normal page."),
        ],
        matters: &[
            Line("", "Errors on {domain} stay hidden, and search engines may list empty pages."),
            Line("", "Errors stay hidden, and search engines may list empty pages."),
        ],
        fix: &[
            Line("", "Let missing pages of {domain} answer with status 404 and a friendly page of your own."),
            Line("", "Let missing pages answer with status 404 and a friendly page of your own."),
        ],
        task: &[Line("", "Let missing pages answer with status 404.")],
        praise: &[],
    },
    CheckText {
        check: "canonical",
        label: "Canonical address",
        who: Who::Developer,
        title: &[Line("", "How {company} can make search engines pick the right page"), Line("", "How to make search engines pick the right page")],
        heading: &[
            Line("home", "{page} names the home page as the original"),
            Line("other-site", "{page} names another site as the original"),
            Line("several", "{page} names more than one original"),
            Line("relative", "{page} gives its own address only in part"),
            Line("invalid", "{page} gives an address that is none"),

            Line("missing", "Pages do not name their own address"),
            Line("", "A page does not name its own address clearly"),
        ],
        opening: &[
            Line("home", "One line costs {page} its place in search: it names your home page as the original."),
            Line("other-site", "One line costs {page} its place in search: it names {href} as the original."),
            Line("", "One line in the code may cost you a place in search: {page} does not name its own address clearly."),
        ],
        saw: &[
            Line("invalid", "The canonical link in the code of {page} holds no proper address.|We saw this on {hits} of {of} pages."),
            Line("missing", "We looked for a canonical link on {of} pages of {domain} and missed it on {hits}."),

            Line("home", "The code of {page} names {href} as its original, which is your home page.|We saw this on {hits} of {of} pages."),
            Line("other-site", "The code of {page} names {href} as its original, at another site.|We saw this on {hits} of {of} pages."),
            Line("several", "The code of {page} names more than one original.|We saw this on {hits} of {of} pages."),
            Line("relative", "The code of {page} names its original only in part, as “{href}”.|We saw this on {hits} of {of} pages."),
            Line("invalid", "The code of {page} names “{href}” as its original, which is no address.|We saw this on {hits} of {of} pages."),
            Line("missing", "On {hits} of {of} pages no canonical address is named."),
            Line("", "A page of yours does not name its own address clearly."),
        ],
        matters: &[
            Line("missing", "The same page can be reached under several addresses, with a slash or a tracking code behind it.|Search engines then guess which one stands for {company}."),

            Line(
                "home",
                "Search engines take that at its word and may leave the page out.|Then somebody who wants “{offer}” finds only the front door of {company}.",
            ),
            Line("other-site", "Search engines take that at its word and send your readers elsewhere."),
            Line("", "Search engines may then choose for {company} which address they show."),
            Line("", "Search engines may then choose for you which address they show."),
        ],
        fix: &[
            Line("missing", "Let your site software write a canonical link into every page of {domain}; most have a setting for it."),
            Line("missing", "Ask for one line per page on {domain}: a canonical link with the page's own full address."),

            Line("", "Let the canonical link of {page} name the page's own full address.|Your site software has a setting for this."),
            Line("", "Let each page name its own full address in the canonical link."),
        ],
        task: &[
            Line("missing", "Name the proper address on each page of {domain}."),
            Line("missing", "Let each page of {company} name its own address."),
Line("", "Correct the canonical link of {page}."), Line("", "Correct the canonical links.")],
        praise: &[],
    },
];
