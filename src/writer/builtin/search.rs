//! Sentences for the checks of the area "how you look in search and shares".

use super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "document-title",
        label: "Page title",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can win the click of those who look for “{offer}”"),
            Line("", "How people who look for “{offer}” can find {company} at first glance"),
            Line("", "How {company} can put “{offer}” into the headline of its search results"),
            Line("", "How {company} can say more in the headline of its search results"),
            Line("", "How to say more in the headline of your search results"),
        ],
        heading: &[
            Line("generic", "The title “{title}” does not say what you do"),
            Line("missing", "A page has no title"),
            Line("", "Give the page a title that says what you do"),
        ],
        opening: &[
            Line("generic", "Searchers who want “{offer}” pass you by too easily: the title of {page} is “{title}” and does not say what you do."),
            Line("generic", "What costs you visitors is the headline in Google: {page} is called “{title}”, and “{offer}” is not mentioned."),
            Line("generic", "One thing costs you clicks: in Google, {page} goes by “{title}”, which does not mention “{offer}”."),
            Line("generic", "One thing costs you clicks: in Google, {page} goes by “{title}”, which does not say what you do."),
            Line("missing", "One thing costs you clicks: {page} has no title, so search engines make one up."),
            Line("", "One thing costs you clicks: the title of a page does not say what you do."),
        ],
        saw: &[
            Line("generic", "In a browser tab and in Google, {page} is called “{title}”.|Titles of this kind stand on {hits} of {of} pages."),
            Line("generic", "Search engines know {page} as “{title}”.|We counted such titles on {hits} of the {of} pages we read."),
            Line("generic", "The title of {page} is “{title}”.|We saw a title of this kind on {hits} of {of} pages."),
            Line("missing", "In the code of {page} the title is missing.|That is so on {hits} of {of} pages."),
            Line("generic", "The title of {page} is “{title}”."),
            Line("", "The title of a page says nothing about your work."),
        ],
        matters: &[
            Line("", "Picture the list of results for “{offer}”.|A title that names the work stands out there; that of {company} does not yet."),
            Line("", "Nobody searches for a firm by such a title.|They search for “{offer}”, and want to see those words in the result."),
            Line("", "The title is the headline of your result in Google.|Somebody in {place} who searches for “{offer}” sees no reason to choose {company}."),
            Line("", "Searchers read the title first.|Yours does not say “{offer}”, so the click may go to a firm that does."),
            Line("", "The title is the headline of your result in Google.|It is the first thing a stranger reads about {company}."),
            Line("", "The title is the headline of your result in Google, and the first thing a stranger reads."),
        ],
        fix: &[
            Line("", "Open the page settings of your site software and look for “title”.|Put “{offer}” first, then {company}, in {title_room} characters or so."),
            Line("", "Try “{company}: {offer}”, or the words your customers use on the telephone.|About {title_room} characters are shown."),
            Line("", "Write a title with what, where and who, such as “{offer} in {place} – {company}”.|Keep it under {title_room} characters or so."),
            Line("", "Write a title that names the work first and the firm last, such as “{offer} – {company}”.|Keep it under {title_room} characters or so."),
            Line("", "Write a title that names your main service first and your firm last.|Keep it under {title_room} characters or so."),
        ],
        task: &[
            Line("", "Put “{offer}” into the title of {page}."),
            Line("", "Give {page} a title that mentions “{offer}”."),
            Line("", "Rewrite the title of {page}."),
            Line("", "Rewrite the title of the page."),
        ],
        praise: &[Line("", "Your home page introduces itself in search as “{title}”, which tells a stranger where they are.")],
    },
    CheckText {
        check: "title-length",
        label: "Length of titles",
        who: Who::Editor,
        title: &[Line("", "How {company} can use the full line in search results"), Line("", "How to use the full line in search results")],
        heading: &[Line("long", "A title is too long to be shown whole"), Line("short", "A title leaves half its line empty")],
        opening: &[
            Line("long", "One thing costs you clarity: the title “{title}” is cut off in search results."),
            Line("short", "One thing costs you clicks: the title “{title}” leaves most of its line in Google empty."),
        ],
        saw: &[
            Line("long", "Google cuts “{title}” short: it has {length} characters."),
            Line("short", "The title “{title}” on {page} is {length} characters long."),

            Line("", "The title of {page}, “{title}”, has {length} characters.|We saw this on {hits} of {of} pages."),
            Line("long", "A title is longer than search results can show."),
            Line("short", "A title is very short."),
        ],
        matters: &[
            Line("long", "Google shows about {title_room} characters.|What stands behind that is not read by somebody comparing {company} with others."),
            Line("short", "There is room for about {title_room} characters, enough to mention “{offer}” as well."),
            Line("", "Google shows about {title_room} characters of a title."),
        ],
        fix: &[
            Line("short", "Put what {company} does, and where, behind “{title}”."),
            Line("long", "Bring the words that matter to the front of “{title}” and drop the rest."),

            Line("long", "Move the most telling words to the front and cut the rest."),
            Line("short", "Add what you do and where, such as “{offer}” and {place}."),
            Line("short", "Add what you do and where."),
        ],
        task: &[
            Line("long", "Cut “{title}” to its best {title_room} characters."),
            Line("short", "Say more than “{title}”."),

            Line("long", "Shorten the title of {page}."),
            Line("short", "Lengthen the title of {page}."),
            Line("", "Bring the title to about {title_room} characters."),
        ],
        praise: &[],
    },
    CheckText {
        check: "duplicate-titles",
        label: "Each page has its own title",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can tell its pages apart in search"),
            Line("", "How {company} can let more of its pages be found"),

            Line("", "How {company} can give “{offer}” a search result of its own"),
            Line("", "How {company} can give each page its own place in search"),
            Line("", "How to give each page its own place in search"),
        ],
        heading: &[Line("", "{count} pages share the title “{title}”"), Line("", "Several pages share one title")],
        opening: &[
            Line("", "Your pages stand in one another's way: {count} of them go by “{title}”, and searchers cannot tell them apart."),

            Line("", "One thing costs you clicks: {count} pages share the title “{title}”, so none stands out for “{offer}”."),
            Line("", "One thing costs you clicks: {count} pages share the title “{title}”, so none stands out."),
            Line("", "One thing costs you clicks: several pages share one title, so none stands out."),
        ],
        saw: &[
            Line("", "The title “{title}” stands on {count} of the {of} pages we read, {page} and {page_2} among them."),

            Line("", "We read {of} pages, and {count} of them share the title “{title}”.|Among them are {page} and {page_2}."),
            Line("", "We read {of} pages, and {count} of them share the title “{title}”."),
            Line("", "Several of your pages share one title."),
        ],
        matters: &[
            Line("", "In a list of results, {count} entries of {company} look alike.|Whoever wants “{offer}” has to guess."),
            Line("", "Your pages compete with one another.|A search for “{offer}” cannot tell which of them is the right one."),
            Line("", "A reader with two tabs of {company} open cannot tell them apart, and neither can Google."),
            Line("", "Your pages compete with one another, and a reader cannot tell them apart."),
        ],
        fix: &[
            Line("", "Keep “{title}” for one page at most.|Let the others begin with what is on them, and end with {company}."),
            Line("", "List the {count} pages, write beside each what it is about, and use that as its title."),

            Line("", "Give each page a title that names what is on it.|The page about “{offer}” should begin with those words."),
            Line("", "Give each page a title that names what is on it."),
        ],
        task: &[
            Line("", "Replace “{title}” on all pages but one."),
Line("", "Give the {count} pages named “{title}” a title each."), Line("", "Give each page a title of its own.")],
        praise: &[Line("", "Each of the {of} pages we read has a title of its own.")],
    },
    CheckText {
        check: "meta-description",
        label: "Description for search results",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can use its two lines in every search result"),
            Line("", "How {company} can give searchers a reason to click"),

            Line("", "How {company} can tell searchers about “{offer}” in its own words"),
            Line("", "How {company} can speak for itself in search results"),
            Line("", "How to speak for yourself in search results"),
        ],
        heading: &[
            Line("missing", "Google writes your two lines for you"),
            Line("short", "The description leaves room unused"),
            Line("long", "The description is cut off"),
            Line("", "Write your own two lines for search results"),
        ],
        opening: &[
            Line("missing", "One thing costs you clicks: {page} offers search engines no description, so {company} is shown with scraps of text."),
            Line("missing", "In search results a machine speaks for {company}, because {page} has no description of its own."),

            Line("missing", "One thing costs you the first word: {page} has no description, so Google picks the lines about “{offer}” itself."),
            Line("missing", "One thing costs you the first word: {page} has no description, so Google picks the lines itself."),
            Line("short", "One thing costs you room to persuade: the description in search is only {length} characters long."),
            Line("long", "One thing costs you your last words: with {length} characters, the description of {page} is cut off in search."),
        ],
        saw: &[
            Line("missing", "We found no description in the code of {page}.|It is missing on {hits} of {of} pages."),
            Line("missing", "The two lines for search results are missing from {page}, and from {hits} of {of} pages in all."),
            Line("missing", "The code of {page} carries no description.|That is so on {hits} of {of} pages."),
            Line("", "The description of {page} begins “{description}” and has {length} characters."),
            Line("missing", "The page carries no description."),
            Line("", "The description has {length} characters."),
        ],
        matters: &[
            Line("missing", "A search result has a title and two lines.|{company} leaves the two lines to chance."),

            Line(
                "missing",
                "Somebody compares a handful of results for “{offer}”.|Those two lines are the only pitch {company} gets, and now a machine writes them.",
            ),
            Line("missing", "Under your title in Google stand two lines.|Without your own, they are scraps of the page, and “{offer}” may not be among them."),
            Line("missing", "Under your title in Google stand two lines.|You know better than a machine what {company} should say there."),
            Line("short", "There is room for about {description_room} characters, enough to name “{offer}” and a reason to call."),
            Line("long", "After about {description_room} characters the text of {company} is cut."),
            Line("", "Those two lines under your title decide whether somebody clicks."),
        ],
        fix: &[
            Line("missing", "Write down what you tell a new customer of {company} in the first minute.|Cut it to {description_room} characters, and enter it as the description."),
            Line("", "Say in about {description_room} characters what {company} does, for whom, and why one should click."),

            Line("", "Begin with “{offer}”, say what sets {company} apart, and end with how to get in touch.|About {description_room} characters are shown."),
            Line("", "Write one or two sentences of about {description_room} characters.|Say what you do (“{offer}”), for whom, where, and what to do next."),
            Line("", "Write about {description_room} characters: what you do, for whom, where, and what to do next."),
        ],
        task: &[
            Line("", "Write the two lines that stand for {company} in search."),
            Line("", "Describe {page} in about {description_room} characters."),

            Line("", "Write two lines about “{offer}” for {page}."),
            Line("", "Tell searchers in two lines what waits on {page}."),
            Line("", "Write a description for {page}."),
            Line("", "Write the description."),
        ],
        praise: &[Line("", "In search results you speak for yourself: “{description}”.")],
    },
    CheckText {
        check: "h1",
        label: "Main heading",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can say what it does in one line"),

            Line("", "How {company} can tell visitors about “{offer}” at first sight"),
            Line("", "How {company} can tell visitors what it does at first sight"),
            Line("", "How to tell visitors what you do at first sight"),
        ],
        heading: &[Line("", "The home page has no main heading")],
        opening: &[
            Line("", "One thing costs you clarity: the home page of {company} has no main heading, so a stranger must look for the point."),
            Line("", "The home page of {company} begins without a main heading, and a stranger has to look for the point."),

            Line("", "One thing costs you clarity: the home page has no main heading that says “{offer}”."),
            Line("", "One thing costs you clarity: the home page has no main heading."),
        ],
        saw: &[
            Line("", "The home page has no heading of the first level.|The first heading we met there is “{example}”."),
            Line("", "The home page has no heading of the first level."),
        ],
        matters: &[
            Line("", "A main heading is the first answer a visitor of {company} looks for.|Search engines and screen readers look there too."),

            Line("", "A stranger should know within seconds that {company} stands for “{offer}”.|Search engines and screen readers look at the same spot."),
            Line("", "A stranger should know within seconds what you do.|Search engines and screen readers look at the same spot."),
        ],
        fix: &[
            Line("", "Choose the one line on the home page that says what {company} does, and mark it as heading 1."),
            Line("", "Write one main heading for {domain}: what you do, for whom, and where."),

            Line("", "Make one line at the top the main heading (h1).|Let it say “{offer}” in the words your customers use."),
            Line("", "Make one line at the top the main heading (h1), in the words your customers use."),
        ],
        task: &[
            Line("", "Mark one line of the home page of {domain} as its main heading."),
Line("", "Give the home page one main heading.")],
        praise: &[Line("", "Your home page opens with “{heading}”, so a stranger knows at once where they are.")],
    },
    CheckText {
        check: "open-graph",
        label: "Preview when shared",
        who: Who::Developer,
        title: &[
            Line("", "How {company} can catch the eye when somebody passes on its link"),
            Line("", "How {company} can turn a shared link into a small poster"),
Line("", "How {company} can look its best when somebody shares the link"), Line("", "How to look your best when somebody shares your link")],
        heading: &[Line("dead-image", "The picture for shared links is gone"), Line("", "A shared link shows no proper preview")],
        opening: &[
            Line("missing", "One thing costs you attention: whoever passes on {domain} in a chat sends a bare line without title and picture."),
            Line("missing", "A recommendation of {company} loses half its force: the shared link comes without a proper preview."),

            Line("missing", "One thing costs you attention: a link to {domain} shared on LinkedIn or WhatsApp comes without a proper preview."),
            Line("", "One thing costs you attention: a link to {domain} shared on LinkedIn or WhatsApp comes without its picture."),
        ],
        saw: &[
            Line("missing", "The home page does not name {missing_list}, and a shared link to {domain} shows what is left."),

            Line("missing", "For shared links the home page should name its title and picture; {missing_list} are not there."),
            Line("missing", "The home page leaves out {missing_list}, which shared links are built from."),
            Line("dead-image", "The picture named for shared links, {image}, answers {status}."),
            Line("not-image", "The address named for the picture, {image}, sends “{content_type}”."),
            Line("small-image", "The picture for shared links, {image}, is only {size} pixels."),
            Line("", "The details that shared links are built from are not complete on the home page."),
        ],
        matters: &[
            Line("", "Most recommendations of {company} travel by phone today.|A link with a good picture is opened; a grey one is scrolled past."),
            Line("", "LinkedIn, WhatsApp and mail programs look for a title and a picture on {domain}.|They found no complete set."),

            Line("", "People pass on {domain} in chats, and a link with a picture gets noticed.|Without one, {company} is a grey line among others."),
            Line(
                "",
                "When a happy customer sends {domain} to a friend, the message shows a bare line.|A picture of “{offer}” would do the work of many words.",
            ),
            Line("", "When somebody recommends {company} in a chat, the message shows a bare line instead of a picture."),
            Line("", "When somebody recommends you in a chat, the message shows a bare line instead of a picture."),
        ],
        fix: &[
            Line("", "In the sharing or SEO settings of {domain}, choose one strong photo of 1200 by 630 pixels and a short title."),
            Line("", "Ask whoever built {domain} for og:title and og:image on every page, with a photo of 1200 by 630 pixels.|Send yourself the link to see the result."),

            Line("", "Set og:title and og:image on the home page, with a picture of 1200 by 630 pixels.|One good photo of “{offer}” is enough."),
            Line("", "Set og:title and og:image on the home page, with a picture of 1200 by 630 pixels."),
        ],
        task: &[
            Line("", "Give shared links of {company} a picture."),
            Line("", "Choose title and picture for links to {domain}."),

            Line("", "Choose a picture of “{offer}” for shared links."),
            Line("", "Set title and picture for shared links of {domain}."),
            Line("", "Set title and picture for shared links."),
        ],
        praise: &[Line("", "When somebody shares your link, it arrives with a picture and the title “{title}”.")],
    },
    CheckText {
        check: "json-ld-valid",
        label: "Structured data can be read",
        who: Who::Developer,
        title: &[Line("", "How {company} can be understood by maps and assistants"), Line("", "How to be understood by maps and assistants")],
        heading: &[Line("", "The structured data has a fault"), Line("syntax", "A small fault hides your structured data")],
        opening: &[Line("", "One thing costs you visibility: the data that {page} gives to search engines has a fault, so it is ignored.")],
        saw: &[
            Line("syntax", "The structured data on {page} does not parse.|We saw this on {hits} of {of} pages."),
            Line("untyped", "The structured data on {page} does not say what kind of thing it describes.|We saw this on {hits} of {of} pages."),
            Line("", "The structured data on {page} cannot be used."),
        ],
        matters: &[
            Line("", "Somebody took the trouble to describe {company} for search engines.|One wrong character, and none of it is used."),
            Line("", "Somebody took the trouble to write it, and none of it is used."),
        ],
        fix: &[Line("", "Paste the page into the test at validator.schema.org and correct the line it names.")],
        task: &[Line("", "Correct the structured data on {page}.")],
        praise: &[],
    },
    CheckText {
        check: "organization-markup",
        label: "Company details for machines",
        who: Who::Developer,
        title: &[
            Line("", "How {company} can be named when maps and assistants are asked for “{offer}”"),
            Line("", "How {company} can be understood by maps and assistants"),
            Line("", "How to be understood by maps and assistants"),
        ],
        heading: &[Line("missing", "Maps and assistants get no details from you"), Line("incomplete", "The details for maps and assistants have gaps")],
        opening: &[
            Line("missing", "One thing costs you visibility: on {of} pages, {domain} does not tell machines who runs it."),

            Line("missing", "One thing costs you visibility: maps and AI assistants get no data from {company} about “{offer}”."),
            Line("missing", "One thing costs you visibility: your site gives maps and AI assistants no data about the company."),
            Line("incomplete", "One thing costs you visibility: the data for maps and assistants leaves out {missing_list}."),
        ],
        saw: &[
            Line("missing", "On the {of} pages we read, no structured data names the company."),
            Line("incomplete", "The structured data of type {type} leaves out {missing_list}."),
            Line("", "The structured data about the company is not complete."),
        ],
        matters: &[
            Line("", "Ask an assistant about {company} and it looks for data like this first.|What is not marked, it pieces together from elsewhere."),

            Line("", "A person reads your address; a machine needs it marked.|Without that, {company} may be missing where people ask for “{offer}”."),
            Line("", "Somebody asks an assistant for “{offer}” in {place}.|It answers from data like this, and {company} gives it little to go on."),
            Line("", "Maps and AI assistants read this data before they read your text.|What {company} leaves out, they guess or skip."),
            Line("", "Maps and AI assistants read this data before they read your text."),
        ],
        fix: &[
            Line("", "Ask whoever built {domain} for an “Organization” block in JSON-LD, with name, address, telephone and hours.|It is pasted in once."),

            Line("incomplete", "Add {missing_list} to the block that is there."),
            Line("", "Add one JSON-LD block with name, address, telephone, web address and hours.|All of it already stands on your pages."),
            Line("", "Add one JSON-LD block with name, address, telephone, web address and hours of {company}."),
        ],
        task: &[
            Line("", "Put the details of {company} into the code of {domain}."),

            Line("", "Tell maps and assistants who {company} is."),
            Line("incomplete", "Add {missing_list} to the company data."),
            Line("", "Add the company data for maps and assistants."),
        ],
        praise: &[Line("", "Maps and assistants can read who you are: the site marks itself as “{type}”.")],
    },
    CheckText {
        check: "link-text",
        label: "Links say where they lead",
        who: Who::Editor,
        title: &[Line("", "How {company} can make its links speak"), Line("", "How to make your links speak")],
        heading: &[Line("", "Links that say only “{example}”"), Line("", "Links do not say where they lead")],
        opening: &[Line("", "One small thing costs you clarity: {count} {count?link says:links say} only something like “{example}”.")],
        saw: &[
            Line("", "We met {count} links like “{example}”, one of them on {page}."),

            Line("", "Of {total} links, {count} {count?says:say} something like “{example}”.|One stands on {page}."),
            Line("", "Some links do not say where they lead."),
        ],
        matters: &[
            Line("", "People scan a page by its links.|A link that says “{offer}” tells them, and Google, what waits behind it."),
            Line("", "People scan a page by its links, and so does Google."),
        ],
        fix: &[
            Line("", "Write out where each link of {domain} leads; “{example}” alone tells nobody."),
Line("", "Replace “{example}” by what waits behind the link, such as “{offer}”."), Line("", "Let each link name what waits behind it.")],
        task: &[
            Line("", "Write out where links like “{example}” lead."),
Line("", "Rename the {count} {count?link that says:links that say} “{example}” or the like."), Line("", "Rename the vague links.")],
        praise: &[],
    },
    CheckText {
        check: "favicon",
        label: "Icon in the browser tab",
        who: Who::Developer,
        title: &[Line("", "How {company} can be spotted among open tabs"), Line("", "How to be spotted among open tabs")],
        heading: &[Line("", "The site has no icon of its own")],
        opening: &[Line("", "One small thing costs you recognition: the site has no icon, so its tab and its search result stay blank.")],
        saw: &[Line("", "The home page names no icon, and {url} answers {status}."), Line("", "The home page names no icon.")],
        matters: &[
            Line("", "In a row of tabs and in Google on a phone, {company} shows a blank mark."),
            Line("", "In a row of tabs and in Google on a phone, your site shows a blank mark."),
        ],
        fix: &[
            Line("", "Upload the logo of {company} as a square picture in the site settings."),

            Line("", "Save your logo as a square picture and set it as the site icon of {domain}."),
            Line("", "Save your logo as a square picture and set it as the site icon."),
        ],
        task: &[
            Line("", "Give {domain} an icon for tabs and search results."),
Line("", "Set your logo as the site icon.")],
        praise: &[],
    },
    CheckText {
        check: "content-without-script",
        label: "Text without scripts",
        who: Who::Developer,
        title: &[Line("", "How {company} can be read by assistants and crawlers"), Line("", "How to be read by assistants and crawlers")],
        heading: &[Line("", "Without scripts the page is almost empty")],
        opening: &[Line("", "One thing costs you readers: as sent by the server, your page holds only {words} words.")],
        saw: &[
            Line("", "As sent by the server, {page} holds {words} words.|The rest appears only when scripts run in a browser."),
            Line("", "As sent by the server, the page is almost empty."),
        ],
        matters: &[
            Line("", "AI assistants and many crawlers do not run scripts.|To them {company} is a blank page."),
            Line("", "AI assistants and many crawlers do not run scripts, so they see a blank page."),
        ],
        fix: &[Line("", "Ask your developer to render the pages on the server or at build time.|Most frameworks offer both.")],
        task: &[Line("", "Have the pages rendered before they are sent.")],
        praise: &[Line("", "Your text is there without scripts, so assistants and crawlers can read it.")],
    },
    CheckText {
        check: "ai-crawlers",
        label: "Open to AI assistants",
        who: Who::Owner,
        title: &[Line("", "How {company} can decide what AI assistants may read"), Line("", "How to decide what AI assistants may read")],
        heading: &[Line("", "AI assistants are kept out")],
        opening: &[Line("", "One thing to decide on purpose: your site turns away the crawlers {agents_list}.")],
        saw: &[Line("", "The file robots.txt closes the site to {agents_list}."), Line("", "The file robots.txt closes the site to some AI crawlers.")],
        matters: &[
            Line("", "That can be a good choice.|It also means that assistants cannot cite {company} when asked about “{offer}”."),
            Line("", "That can be a good choice.|It also means that assistants cannot cite you."),
        ],
        fix: &[Line("", "Decide whether assistants may cite you, and change robots.txt if the answer is yes.")],
        task: &[Line("", "Decide whether AI assistants may read the site.")],
        praise: &[],
    },
];
