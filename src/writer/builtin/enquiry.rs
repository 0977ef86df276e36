//! Sentences for the checks of the area "turns visitors into enquiries".

use super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "call-to-action",
        label: "A next step is offered",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can turn interest in “{offer}” into enquiries"),
            Line("", "How {company} can show visitors the next step"),
            Line("", "How to show visitors the next step"),
        ],
        heading: &[Line("", "The top of the page asks for nothing"), Line("", "Show the next step at the top")],
        opening: &[
            Line("", "One thing costs you enquiries: the first invitation to act, “{example}”, stands {position} down the home page."),
            Line("", "One thing costs you enquiries: the top of the home page offers no next step to somebody who wants “{offer}”."),
            Line("", "One thing costs you enquiries: the top of the home page offers no next step."),
        ],
        saw: &[
            Line("", "The first invitation to act on the home page is “{example}”.|It stands {position} down the page."),
            Line("", "In the upper part of the home page, no link or button asks a visitor to call, book, buy or write."),
        ],
        matters: &[
            Line("", "Interest in “{offer}” cools quickly.|A plain button near the top lets {company} meet it while it is warm."),
            Line("", "Somebody who came for “{offer}” is ready to ask {company} something.|Without a button in sight, the moment passes."),
            Line("", "Visitors decide in the first seconds whether to act.|Those of {company} are not told how."),
            Line("", "Visitors decide in the first seconds whether to act, and yours are not told how."),
        ],
        fix: &[
            Line("", "Move “{example}” to the top, or repeat it there as a button.|Use one verb and the thing they get."),
            Line("", "Put one button at the top, with one verb and the thing they get, such as “Ask about {offer}”."),
            Line("", "Put one button at the top, with one verb and the thing they get, such as “Ask for a quote”."),
        ],
        task: &[Line("", "Put one button at the top of the home page.")],
        praise: &[Line("", "The home page tells visitors at once what to do next: “{example}”.")],
    },
    CheckText {
        check: "contact-path",
        label: "A way to get in touch",
        who: Who::Editor,
        title: &[Line("", "How {company} can be reached in one click"), Line("", "How to be reached in one click")],
        heading: &[Line("", "There is no short way to reach you")],
        opening: &[Line("", "One thing costs you enquiries: on {of} pages we found no way to reach you within one click of the home page.")],
        saw: &[
            Line("", "We looked at {of} pages.|Neither the home page nor any page one click away has a telephone link, an e-mail link, a form or a chat."),
            Line("", "Within one click of the home page, we found no telephone link, e-mail link, form or chat."),
        ],
        matters: &[
            Line("", "Somebody convinced by “{offer}” wants to write to {company} now.|If that takes a search, most leave it."),
            Line("", "Somebody convinced wants to write to you now, and if that takes a search, most leave it."),
        ],
        fix: &[Line("", "Put telephone and e-mail into the head or foot of every page, both as links.")],
        task: &[Line("", "Put telephone and e-mail on every page.")],
        praise: &[Line("", "You are easy to reach: there is {way} within one click of the home page.")],
    },
    CheckText {
        check: "phone-link",
        label: "Telephone number can be tapped",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can get calls about “{offer}” with one tap"),
            Line("", "How {company} can get calls with one tap"),
            Line("", "How to get calls with one tap"),
        ],
        heading: &[Line("", "The number {phone} is not a link"), Line("", "The telephone number is not a link")],
        opening: &[
            Line("", "Callers have to work too hard: {phone} is plain text, so many have to copy it by hand."),
            Line("", "What costs you calls is a small thing: there is no link behind {phone}."),
            Line("", "One thing costs you calls: your number {phone} is plain text, and on many phones a tap does not dial it."),
            Line("", "One thing costs you calls: your number is plain text, and on many phones a tap does not dial it."),
        ],
        saw: &[
            Line("", "On {page} you show {phone}, but without a link that dials it."),
            Line("", "We found {phone} on {page}, and no link behind it."),
            Line("", "The number {phone} stands on {page} as plain text, without a link that dials it."),
            Line("", "The telephone number stands there as plain text, without a link that dials it."),
        ],
        matters: &[
            Line("", "A tap is quick; copying {phone} is not.|Somebody who wants “{offer}” may tap the next firm instead."),
            Line("", "Some of those who want “{offer}” are on the road.|For them {company} is only as near as its number."),
            Line("", "Many who look for “{offer}” in {place} hold a phone in one hand.|With {company} many have to copy the digits first."),
            Line("", "Most people who need {company} soon will call from a phone.|Many have to copy the digits first."),
            Line("", "Many people who call from a phone have to copy the digits first."),
        ],
        fix: &[
            Line("", "Mark {phone} in the editor, choose “link”, and enter “tel:” and the number with its country code."),
            Line("", "Ask for {phone} to be set as a “tel:” link, best in the head of every page."),
            Line("", "Turn {phone} into a link that begins with “tel:” and the country code, on every page where it stands."),
            Line("", "Turn the number into a link that begins with “tel:” and the country code."),
        ],
        task: &[
            Line("", "Let people call {phone} with one tap."),
            Line("", "Put a link behind {phone}."),
            Line("", "Make {phone} a link that dials."),
            Line("", "Make the number a link that dials."),
        ],
        praise: &[Line("", "On a phone, one tap on {phone} is enough to call you.")],
    },
    CheckText {
        check: "form-friction",
        label: "Short enquiry form",
        who: Who::Editor,
        title: &[Line("", "How {company} can make it easier to ask"), Line("", "How to make it easier to ask")],
        heading: &[
            Line("long", "The shortest form asks {count} things"),
            Line("sensitive", "The form asks for something private"),
            Line("", "The form asks a great deal"),
        ],
        opening: &[
            Line("long", "One thing costs you enquiries: the shortest form, on {page}, asks {count} things at once."),
            Line("sensitive", "One thing costs you enquiries: the form on {page} asks for “{field}” at the first contact."),
        ],
        saw: &[
            Line("long", "The shortest enquiry form, on {page}, has {count} visible {count?field:fields}."),
            Line("sensitive", "The enquiry form on {page} asks for “{field}”."),
            Line("", "The enquiry form asks more than a first contact needs."),
        ],
        matters: &[
            Line(
                "",
                "Somebody with a first question about “{offer}” wants to type two lines.|Each further field gives a reason to stop before {company} hears of it.",
            ),
            Line("", "Each field more gives a reason to stop before you hear of it."),
        ],
        fix: &[
            Line("sensitive", "Leave out “{field}” until you know one another."),
            Line("", "Keep name, one way to answer, and the question.|Ask the rest in your reply."),
        ],
        task: &[Line("", "Shorten the form on {page}."), Line("", "Shorten the form.")],
        praise: &[Line("", "Your form asks only {count} {count?thing:things}, which is easy on a first contact.")],
    },
    CheckText {
        check: "offer-clarity",
        label: "What you do is clear at once",
        who: Who::Editor,
        title: &[
            Line("", "How {company} can say “{offer}” in its first five seconds"),
            Line("", "How {company} can say what it does in its first five seconds"),
            Line("", "How to say what you do in your first five seconds"),
        ],
        heading: &[Line("", "The first words do not say what you do")],
        opening: &[
            Line("", "One thing costs you strangers: the home page begins “{opening}” and does not come to “{offer}” soon enough."),
            Line("", "One thing costs you strangers: the first words of the home page do not say what you do."),
        ],
        saw: &[
            Line("", "The home page begins “{opening}”.|The title, the main heading and the first lines do not name “{offer}”."),
            Line("", "The home page begins “{opening}”."),
            Line("", "The first lines of the home page do not name your services."),
        ],
        matters: &[
            Line("", "Visitors came for “{offer}” and read “{opening}”.|Some will think that {company} does something else."),
            Line("", "A stranger gives a page a few seconds.|Nobody in {place} who needs “{offer}” should have to guess that {company} does it."),
            Line("", "A stranger gives a page a few seconds, and should not have to guess what {company} does."),
            Line("", "A stranger gives a page a few seconds, and should not have to guess what you do."),
        ],
        fix: &[
            Line("", "Say it in the first line: what, for whom, and where.|“{offer} in {place}” is a fair start."),
            Line("", "Say it in the first line: what, for whom, and where.|Use the words “{offer}”."),
            Line("", "Say it in the first line: what, for whom, and where."),
        ],
        task: &[Line("", "Rewrite the first line of the home page.")],
        praise: &[Line("", "Your home page says what you do within its first lines; the word “{word}” stands where strangers look.")],
    },
    CheckText {
        check: "proof",
        label: "Reasons to trust",
        who: Who::Owner,
        title: &[
            Line("", "How {company} can give strangers a reason to trust it with “{offer}”"),
            Line("", "How {company} can give strangers a reason to trust it"),
            Line("", "How to give strangers a reason to trust you"),
        ],
        heading: &[Line("", "Let your customers speak")],
        opening: &[Line("", "One thing costs you trust: on {of} pages we found no customer's voice, no project and no number that speaks for you.")],
        saw: &[
            Line("", "On the {of} pages we read, we found no review, client name, finished project or number that gives a reason to trust."),
            Line("", "We found no review, client name, finished project or number that gives a reason to trust."),
        ],
        matters: &[
            Line("", "You know what {company} can do.|A stranger who wants “{offer}” cannot see it yet."),
            Line(
                "",
                "Somebody about to choose a firm for “{offer}” compares two or three.|The one with a happy customer on the page feels safer than {company}.",
            ),
            Line("", "People compare two or three firms before they ask.|A happy customer on the page of {company} makes the choice easier."),
            Line("", "People compare two or three firms, and a happy customer on the page makes the choice easier."),
        ],
        fix: &[
            Line("", "Ask three recent customers for two lines each, and put them beside “{offer}” with name and town."),
            Line("", "Ask three recent customers for two lines each, and put them on the home page with name and town."),
        ],
        task: &[Line("", "Ask three customers for two lines each.")],
        praise: &[Line("", "There is proof on your site that others trust you: “{example}”.")],
    },
    CheckText {
        check: "price-signal",
        label: "A word about prices",
        who: Who::Owner,
        title: &[Line("", "How {company} can answer the first question of its customers"), Line("", "How to answer the first question of your customers")],
        heading: &[Line("", "The first question stays open")],
        opening: &[Line("", "One thing to consider: on {of} pages there is no word about prices.")],
        saw: &[
            Line("", "On the {of} pages we read, there is no price and no word on how prices are made."),
            Line("", "There is no price and no word on how prices are made."),
        ],
        matters: &[
            Line("", "“What does it cost?” is the first question about “{offer}”.|A range answers it and spares {company} idle talks."),
            Line("", "“What does it cost?” is the first question of most customers, and a range answers it."),
        ],
        fix: &[Line("", "Write “from” and a price, or explain in three lines how a quote comes about.")],
        task: &[Line("", "Add a line about prices.")],
        praise: &[Line("", "You answer the question of price before it is asked: “{example}”.")],
    },
    CheckText {
        check: "freshness",
        label: "Looks up to date",
        who: Who::Editor,
        title: &[Line("", "How {company} can look as busy as it is"), Line("", "How to look as busy as you are")],
        heading: &[
            Line("copyright", "The footer still says {year}"),
            Line("posts", "The newest dated post is of {date}"),
            Line("", "The site shows an old date"),
        ],
        opening: &[
            Line("copyright", "One small thing costs you trust: the footer still says {year}."),
            Line("posts", "One small thing costs you trust: the newest dated post is of {date}."),
        ],
        saw: &[
            Line("copyright", "The footer of {page} still carries the year {year}."),

            Line("copyright", "On {page} the year in the footer is {year}."),
            Line("posts", "The newest dated post we found is of {date}."),
            Line("", "The site shows an old date."),
        ],
        matters: &[
            Line("", "A visitor who sees an old date wonders what else at {company} is out of date."),

            Line("", "Old dates make a visitor wonder whether {company} still takes orders."),
            Line("", "Old dates make a visitor wonder whether you still take orders."),
        ],
        fix: &[
            Line("copyright", "Take {year} out of the footer of {domain}, or let it change by itself."),

            Line("copyright", "Let the year in the footer change by itself, or leave it out."),
            Line("posts", "Publish one short note, such as a finished job, or take the dates away."),
        ],
        task: &[
            Line("copyright", "Bring the year in the footer of {domain} up to date."),
Line("copyright", "Change {year} in the footer."), Line("posts", "Publish one short note."), Line("", "Renew the old date.")],
        praise: &[],
    },
    CheckText {
        check: "readability",
        label: "Easy to read",
        who: Who::Editor,
        title: &[Line("", "How {company} can be understood at the first reading"), Line("", "How to be understood at the first reading")],
        heading: &[Line("", "Sentences run long")],
        opening: &[Line("", "One small thing costs you readers: sentences on the home page run to {words_per_sentence} words on average.")],
        saw: &[
            Line("", "Sentences on the home page have {words_per_sentence} words on average.|One begins “{example}”."),
            Line("", "Sentences on the home page run long."),
        ],
        matters: &[
            Line("", "People skim, most of all on a phone.|Long sentences hide what {company} has to say about “{offer}”."),
            Line("", "People skim, most of all on a phone, and long sentences hide the point."),
        ],
        fix: &[Line("", "Cut each long sentence in two, and begin with what the customer gets.")],
        task: &[Line("", "Cut the long sentences of the home page in two.")],
        praise: &[Line("", "Your text is easy to follow, with about {words_per_sentence} words to a sentence.")],
    },
    CheckText {
        check: "nap-consistency",
        label: "One number everywhere",
        who: Who::Editor,
        title: &[Line("", "How {company} can make sure that callers reach it"), Line("", "How to make sure that callers reach you")],
        heading: &[Line("", "Two telephone numbers disagree")],
        opening: &[Line("", "One thing may cost you calls: the site gives two numbers, {first} and {second}, for the same line.")],
        saw: &[
            Line("link", "On {page} the number shown is {first}, but a tap dials {second}."),
            Line("markup", "The structured data on {page} gives {first}, while the pages show {second}."),
            Line("markup", "The structured data on {page} gives a number that stands nowhere on the site."),
            Line("", "Two numbers on the site disagree."),
        ],
        matters: &[
            Line("", "Maps and callers take the one they meet first.|If it is the old one, {company} never learns of the call."),
            Line("", "Maps and callers take the one they meet first, and you never learn of the other calls."),
        ],
        fix: &[Line("", "Decide which number is right, and write it the same way everywhere, links and data included.")],
        task: &[Line("", "Settle on one telephone number."), Line("", "Settle on one number.")],
        praise: &[Line("", "Your telephone number is the same wherever it stands: {phone}.")],
    },
    CheckText {
        check: "measurement",
        label: "Visits are counted",
        who: Who::Owner,
        title: &[Line("", "How {company} can see what works"), Line("", "How to see what works")],
        heading: &[Line("", "Nothing counts your visits")],
        opening: &[Line("", "One thing to consider: we found nothing on {of} pages that counts visits.")],
        saw: &[Line("", "On the {of} pages we read, we found no tool that counts visits."), Line("", "We found no tool that counts visits.")],
        matters: &[
            Line("", "Without it, nobody at {company} can see which page brings enquiries."),
            Line("", "Without it, nobody can see which page brings enquiries."),
        ],
        fix: &[Line("", "Choose a tool that needs no cookies, and look at it once a month.")],
        task: &[Line("", "Choose a way to count visits.")],
        praise: &[],
    },
];
