//! The playbook in English.

use super::super::Line;
use super::{PlayText, Plays};

pub static PLAYS: Plays = Plays {
    heading: &[Line("", "Plays for {company}"), Line("", "Your plays")],
    when: [&[Line("", "This week")], &[Line("", "This month")], &[Line("", "In three months")]],
    sign_heading: &[Line("", "How you can tell")],
    texts: &[
        PlayText {
            name: "offer-page",
            heading: &[Line("", "Give “{offer}” a page that answers"), Line("", "One page for “{offer}” alone")],
            says: &[Line("", "The site names “{offer}” among the things {company} does."), Line("", "“{offer}” is on the site of {company}.")],
            matters: &[
                Line(
                    "",
                    "Somebody who searches for “{offer}” is best served by a page about nothing else.|There {company} can answer what it is asked on the phone anyway.",
                ),
                Line("", "Somebody who needs “{offer}” wants answers, not an overview.|A page of its own lets {company} give them."),
            ],
            steps: [
                (
                    &[Line("", "Write down the questions")],
                    &[
                        Line("", "List the five questions that customers ask {company} about “{offer}”, in their own words."),
                        Line("", "Ask whoever answers the phone at {company} for the five usual questions about “{offer}”."),
                    ],
                ),
                (
                    &[Line("", "Put the answers on one page")],
                    &[Line(
                        "",
                        "Answer each below its own small heading, and begin the title of the page with “{offer}”.|Link it from the first page of {domain}.",
                    )],
                ),
            ],
            sign: &[Line("", "People who call {company} about “{offer}” have fewer first questions.")],
        },
        PlayText {
            name: "first-words",
            heading: &[Line("", "Say “{offer}” in the first line")],
            says: &[
                Line("", "“{offer}” and “{offer_2}” are both on the site of {company}."),
                Line("", "{company} names “{offer}” and “{offer_2}” on its site."),
            ],
            matters: &[Line(
                "",
                "A stranger gives the first screen of {domain} a few seconds.|What {company} does should be said there, in a customer's words.",
            )],
            steps: [
                (
                    &[Line("", "Ask three strangers")],
                    &[Line("", "Show the first screen of {domain} to three people for five seconds, and ask what {company} sells.")],
                ),
                (&[Line("", "Rewrite the first line")], &[Line("", "Put “{offer}”, for whom, and where into one line at the top of {domain}.")]),
            ],
            sign: &[Line("", "Three new people can tell after five seconds that {company} does “{offer}”.")],
        },
        PlayText {
            name: "next-step",
            heading: &[Line("", "One clear step towards “{offer}”"), Line("", "One button for “{offer}”"), Line("", "One clear step on {domain}")],
            says: &[Line("", "{company} names “{offer}” on its site."), Line("", "People who look for {company} find {domain}.")],
            matters: &[
                Line("", "Interest in “{offer}” does not last long.|One plain button lets {company} catch it."),
                Line("", "Somebody who has read about “{offer}” is ready for one small step.|{company} can say which."),
                Line("", "Somebody who has looked around {domain} is ready for one small step."),
            ],
            steps: [
                (
                    &[Line("", "Choose one step")],
                    &[
                        Line("", "Decide what somebody interested in “{offer}” should do first at {company}: call, write or book."),
                        Line("", "Agree at {company} on one first step for “{offer}”: a call, a message or a date."),
                        Line("", "Decide what visitors of {domain} should do first: call, write or book."),
                    ],
                ),
                (
                    &[Line("", "Put it where people look")],
                    &[
                        Line("", "Set one button with a verb and “{offer}” at the top of {domain}, and again at the end."),
                        Line("", "Set one button with a verb at the top of {domain}, and again at the end."),
                    ],
                ),
            ],
            sign: &[
                Line("", "Enquiries to {company} about “{offer}” take up the words of the button."),
                Line("", "Enquiries to {company} take up the words of the button."),
            ],
        },
        PlayText {
            name: "price-range",
            heading: &[Line("", "A first word on what “{offer}” costs")],
            says: &[
                Line("", "The site of {company} names “{offer}”; on the pages we read we found no price."),
                Line("", "On the pages of {domain} we read, “{offer}” is named and no price stands beside it."),
            ],
            matters: &[Line("", "The price is often the first question about “{offer}”.|A range may save {company} calls that lead nowhere.")],
            steps: [
                (
                    &[Line("", "Collect real cases")],
                    &[Line("", "Take the last five jobs for “{offer}” at {company}, and note what made each cost less or more.")],
                ),
                (
                    &[Line("", "Write three lines")],
                    &[Line("", "Say beside “{offer}” on {domain} what it costs at least, what raises the price, and what is always included.")],
                ),
            ],
            sign: &[Line("", "People who ask {company} about “{offer}” know the range already.")],
        },
        PlayText {
            name: "price-ladder",
            heading: &[Line("", "Let “{price_name}” open the door")],
            says: &[
                Line("", "The site says what “{price_name}” costs: {price}."),
                Line("", "The site of {company} gives the price of “{price_name}” as {price}."),
            ],
            matters: &[Line("", "An open price like that of “{price_name}” is an invitation.|From there, a customer of {company} can go on to larger things.")],
            steps: [
                (&[Line("", "Set it at the door")], &[Line("", "Show “{price_name}” with {price} on the first page of {domain}, and a button beside it.")]),
                (&[Line("", "Name the next step up")], &[Line("", "Say below “{price_name}” what customers of {company} usually choose next, and why.")]),
            ],
            sign: &[Line("", "New customers of {company} begin with “{price_name}” and ask what comes next.")],
        },
        PlayText {
            name: "proof",
            heading: &[Line("", "Put your best proof where people decide")],
            says: &[Line("", "{company} has proof of its own; the site says:")],
            matters: &[
                Line(
                    "",
                    "Somebody who is thinking about “{offer}” looks for a reason to trust {company}.|On {domain}, that reason counts most beside the button.",
                ),
                Line("", "Before people write to {company}, they look for a reason to trust it."),
            ],
            steps: [
                (
                    &[Line("", "Move it up")],
                    &[
                        Line("", "Repeat those words beside “{offer}” and beside the contact details of {domain}."),
                        Line("", "Repeat those words beside the contact details of {domain}."),
                    ],
                ),
                (
                    &[Line("", "Ask for one more")],
                    &[
                        Line("", "Ask the next happy customer of {company} for two lines about “{offer}”, with name and firm or town."),
                        Line("", "Ask the next happy customer of {company} for two lines, with name and firm or town."),
                    ],
                ),
            ],
            sign: &[Line("", "New customers mention it when they first write to {company}.")],
        },
        PlayText {
            name: "voices",
            heading: &[Line("", "Let three customers speak for “{offer}”")],
            says: &[Line("", "{company} names “{offer}” on its site; on the pages we read we found no customer's voice.")],
            matters: &[Line(
                "",
                "A stranger who needs “{offer}” tends to believe another customer sooner than a firm.|Two honest lines about {company} are enough.",
            )],
            steps: [
                (&[Line("", "Ask three people")], &[Line("", "Write to three recent customers of {company} and ask what nearly kept them from choosing you.")]),
                (
                    &[Line("", "Show them with a name")],
                    &[Line("", "Put two lines of each beside “{offer}” on {domain}, with name and firm or town, as far as they agree.")],
                ),
            ],
            sign: &[Line("", "A new customer of {company} takes up one of the three.")],
        },
        PlayText {
            name: "phone",
            heading: &[Line("", "Make each call to {phone} count"), Line("", "A good first minute on {phone}")],
            says: &[Line("", "The site gives {phone} as a number to call.")],
            matters: &[Line("", "A caller has nearly chosen {company} and wants to know whether it fits.|The first minute on {phone} matters most.")],
            steps: [
                (&[Line("", "Let a tap dial it")], &[Line("", "Put a link behind {phone} on each page of {domain}, with the hours when somebody answers.")]),
                (
                    &[Line("", "Three questions by the phone")],
                    &[Line("", "Lay a note beside the phone at {company}: what they need, by when, and how they found you.")],
                ),
            ],
            sign: &[Line("", "The notes show where callers to {phone} come from.")],
        },
        PlayText {
            name: "email",
            heading: &[Line("", "An answer from {email} within a day")],
            says: &[Line("", "People who would rather write find {email} on the site.")],
            matters: &[Line("", "Somebody who writes to {email} may be writing to two other firms as well.|{company} stands out with a quick first line.")],
            steps: [
                (
                    &[Line("", "Write one good reply")],
                    &[Line("", "Draft a short reply for enquiries to {email}: thanks, one question, and when {company} gets back.")],
                ),
                (&[Line("", "See that it arrives")], &[Line("", "Send it from {email} to two private mailboxes, and look whether it lands in spam.")]),
            ],
            sign: &[Line("", "Each enquiry to {email} has a first answer within one working day.")],
        },
        PlayText {
            name: "near",
            heading: &[Line("", "Be found for “{offer}” in {place}")],
            says: &[Line("", "The site places {company} in {place} and names “{offer}”.")],
            matters: &[Line("", "Many people add the town when they look for “{offer}”.|A page of {company} that says {place} fits what they type.")],
            steps: [
                (&[Line("", "Say the town")], &[Line("", "Write {place} into the title and the first line of the page of {company} about “{offer}”.")]),
                (
                    &[Line("", "Show one local job")],
                    &[Line("", "Tell one finished job from {place}: what was asked, what {company} did, and how long it took.")],
                ),
            ],
            sign: &[Line("", "New enquiries to {company} name {place} or “{offer}” in the first sentence.")],
        },
        PlayText {
            name: "news",
            heading: &[Line("", "Write the next note after “{news}”")],
            says: &[
                Line("", "The newest dated post we found is “{news}”, from {news_date}."),
                Line("", "The newest dated post we found is “{news}”, from {news_year}."),
                Line("", "The newest dated post we found is “{news}”."),
            ],
            matters: &[Line("", "A dated note shows that {company} is at work.|After “{news}”, readers may look for what came next.")],
            steps: [
                (
                    &[Line("", "Choose four topics")],
                    &[
                        Line("", "Choose four recent things at {company} worth five lines each, “{offer}” among them."),
                        Line("", "Choose four recent things at {company} worth five lines each."),
                    ],
                ),
                (&[Line("", "Fix a day")], &[Line("", "Publish the first on {domain} this month, and put the other three into the calendar.")]),
            ],
            sign: &[Line("", "{domain} shows three dates that are newer than “{news}”.")],
        },
        PlayText {
            name: "face",
            heading: &[Line("", "Let {person} greet the visitor")],
            says: &[Line("", "The site names {person} as “{person_role}”.")],
            matters: &[Line("", "People find it easier to write to {person} than to a firm.|A name gives {company} a face.")],
            steps: [
                (&[Line("", "Take one photo")], &[Line("", "Take a plain photo of {person} at work, and put it beside the contact details of {domain}.")]),
                (&[Line("", "Add two lines")], &[Line("", "Let {person} say in two lines what happens after somebody writes to {company}.")]),
            ],
            sign: &[Line("", "First messages to {company} begin with the name {person}.")],
        },
        PlayText {
            name: "jobs",
            heading: &[Line("", "Fill “{position}” from your own visitors")],
            says: &[Line("", "The site lists an open position: “{position}”.")],
            matters: &[Line("", "Candidates look at {domain} as customers do.|At {company} they want to know the people and the day.")],
            steps: [
                (&[Line("", "Tell the day")], &[Line("", "Let somebody who does the work write six lines on a day as “{position}” at {company}.")]),
                (&[Line("", "Make asking easy")], &[Line("", "Let candidates for “{position}” ask {company} in two lines, with no letter and no form.")]),
            ],
            sign: &[Line("", "Somebody asks about “{position}” and mentions those lines.")],
        },
        PlayText {
            name: "certificate",
            heading: &[Line("", "Say what “{certificate}” means for a customer")],
            says: &[Line("", "The site shows “{certificate}”.")],
            matters: &[Line("", "Insiders know “{certificate}”; many buyers do not.|One sentence turns it into a reason to choose {company}.")],
            steps: [
                (&[Line("", "Translate it")], &[Line("", "Write one sentence: what “{certificate}” asks of {company}, and how it helps a customer.")]),
                (
                    &[Line("", "Show where it helps")],
                    &[
                        Line("", "Put “{certificate}” with that sentence beside the service it was given for, and link the certificate itself."),
                        Line("", "Put “{certificate}” with that sentence on the first page of {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Buyers of {company} name “{certificate}” in their enquiry.")],
        },
        PlayText {
            name: "client",
            heading: &[Line("", "Tell the story behind “{client}”")],
            says: &[Line("", "The site names “{client}” as a client.")],
            matters: &[Line(
                "",
                "A name shows that {company} is trusted; a story shows how it works.|Readers look for a case like their own, and “{client}” could be it.",
            )],
            steps: [
                (
                    &[Line("", "Ask four questions")],
                    &[Line("", "Ask “{client}” what the problem was, why {company}, what was done, and what is different now.")],
                ),
                (
                    &[Line("", "Write half a page")],
                    &[
                        Line("", "Put the answers on half a page of {domain}, and link it from “{offer}”."),
                        Line("", "Put the answers on half a page of {domain}."),
                    ],
                ),
            ],
            sign: &[Line("", "Somebody with the same problem writes to {company} and names “{client}”.")],
        },
        PlayText {
            name: "languages",
            heading: &[Line("", "One whole path in each language of {domain}")],
            says: &[Line("", "The site of {company} comes in {languages} languages.")],
            matters: &[Line("", "A visitor of {domain} who reads another language stays as long as the path is whole.")],
            steps: [
                (
                    &[Line("", "Walk the path")],
                    &[Line("", "Walk from the first page of {domain} to the enquiry in each language, and note where it breaks off.")],
                ),
                (
                    &[Line("", "Mend the last steps first")],
                    &[Line("", "Translate the form, the confirmation and the first reply of {company} before anything else.")],
                ),
            ],
            sign: &[Line("", "Enquiries reach {company} in each of the {languages} languages.")],
        },
        PlayText {
            name: "access",
            heading: &[Line("", "Let everybody reach “{offer}”"), Line("", "Let everybody use {domain}")],
            says: &[
                Line("", "“{offer}” is on {domain}, and some of what leads there is hard to use without sight or a mouse."),
                Line("", "Some of {domain} is hard to use without sight or a mouse."),
            ],
            matters: &[Line("", "Some visitors of {company} use the keyboard, large type or a voice.|They need “{offer}” as much as others.")],
            steps: [
                (
                    &[Line("", "Try it without a mouse")],
                    &[
                        Line("", "Go from the first page of {domain} to “{offer}” and on to the enquiry with the Tab key alone."),
                        Line("", "Go from the first page of {domain} to the enquiry with the Tab key alone."),
                    ],
                ),
                (&[Line("", "Clear the way")], &[Line("", "Give the list of what stopped you to whoever built {domain}, beginning with the form.")]),
            ],
            sign: &[Line("", "A friend with the mouse put away can write to {company}.")],
        },
        PlayText {
            name: "fast",
            heading: &[Line("", "Show “{offer}” before they leave"), Line("", "Show {domain} before they leave")],
            says: &[
                Line("", "“{offer}” is on {domain}, and a phone has to load it first."),
                Line("", "A phone has to load {domain} before anybody can read it."),
            ],
            matters: &[
                Line("", "Somebody who needs “{offer}” on the road waits a few seconds at most.|What {company} shows first should be light."),
                Line("", "What {company} shows first should be light."),
            ],
            steps: [
                (
                    &[Line("", "Measure once")],
                    &[
                        Line("", "Open {domain} on a phone away from your own network, and count until “{offer}” can be read."),
                        Line("", "Open {domain} on a phone away from your own network, and count until it can be read."),
                    ],
                ),
                (
                    &[Line("", "Make the largest things small")],
                    &[Line("", "Shrink the largest pictures of {domain} first, then drop scripts that nobody at {company} uses.")],
                ),
            ],
            sign: &[
                Line("", "On the same phone, {domain} shows “{offer}” within three seconds."),
                Line("", "On the same phone, {domain} can be read within three seconds."),
            ],
        },
        PlayText {
            name: "audience",
            heading: &[Line("", "Speak to the people you name")],
            says: &[Line("", "The site says whom {company} is for:")],
            matters: &[Line("", "A reader who is one of them should feel meant on the first screen of {domain}.")],
            steps: [
                (&[Line("", "Use their words")], &[Line("", "Ask two of them how they would describe what {company} does, and note the words.")]),
                (
                    &[Line("", "Put the words at the top")],
                    &[
                        Line("", "Write the first line of {domain} with those words, and “{offer}” behind them."),
                        Line("", "Write the first line of {domain} with those words."),
                    ],
                ),
            ],
            sign: &[Line("", "One of them says that {company} describes the matter as they would.")],
        },
    ],
};
