//! Sentences for the checks of the area "usable by everyone".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "heading-order",
        label: "Headings in order",
        who: Who::Editor,
        title: &[Line("", "How {company} can give its pages a clear outline"), Line("", "How to give your pages a clear outline")],
        heading: &[Line("", "A heading level is skipped")],
        opening: &[Line("", "One small thing costs some readers the thread: on {page} a heading level is skipped.")],
        saw: &[
            Line("", "Below “{before}” ({before_level}) comes “{after}” ({after_level}) on {page}, so one level is left out."),
            Line("", "On {page} the heading “{after}” ({after_level}) follows “{before}” ({before_level}).|We saw such a step on {hits} of {of} pages."),
            Line("", "Headings skip a level on {hits} of {of} pages."),
            Line("", "Headings skip a level."),
        ],
        matters: &[
            Line("", "Blind readers move through a page of {company} by its headings, as others skim it."),
            Line("", "Blind readers move through a page by its headings, as others skim it."),
        ],
        fix: &[
            Line("", "Choose the heading level of “{after}” by its place in the text and its size by style."),
            Line("", "Make “{after}” one level below the heading before it."),
            Line("", "Use heading levels one after the other and change their size by style alone."),
        ],
        task: &[
            Line("", "Correct the level of “{after}” on {page}."),
            Line("", "Put the headings of {page} in order."),
            Line("", "Put the headings in order."),
        ],
        praise: &[],
    },
    CheckText {
        check: "html-lang",
        label: "Language is named",
        who: Who::Developer,
        title: &[Line("", "How {company} can be read aloud in the right voice"), Line("", "How to be read aloud in the right voice")],
        heading: &[Line("mismatch", "The code names the wrong language"), Line("", "The code does not name the language")],
        opening: &[Line("", "One small thing costs some readers the sense: the code of {page} does not name the right language.")],
        saw: &[
            Line("missing", "Nowhere in the code of {page} is the language named.|We looked at {of} pages, and {hits} of them lack it."),
            Line("missing", "The code of {page} names no language.|That is so on {hits} of {of} pages."),
            Line("invalid", "The code of {page} names the language as “{lang}”, which is none.|That is so on {hits} of {of} pages."),
            Line("mismatch", "The code of {page} says “{lang}”, but the text is in another language.|That is so on {hits} of {of} pages."),
            Line("", "The code does not name the right language."),
        ],
        matters: &[
            Line("", "A screen reader that does not know the language reads {company} aloud in the wrong accent."),
            Line("", "Screen readers choose their voice by it, and browsers decide whether to offer {company} in translation."),
            Line("", "Screen readers choose their voice by it, and browsers decide whether to translate."),
        ],
        fix: &[
            Line("", "Let the first tag of each page on {domain} name the language, like lang=\"de\" or lang=\"en\"."),
            Line("", "Set the lang attribute in the first line of each page; in most site software it is one setting."),
        ],
        task: &[
            Line("", "Name the language in the code of {domain}."),
            Line("", "Tell browsers which language {company} writes in."),
            Line("", "Set the language of the pages of {domain}."),
            Line("", "Set the language of the pages."),
        ],
        praise: &[],
    },
    CheckText {
        check: "meta-viewport",
        label: "Fits a phone",
        who: Who::Developer,
        title: &[Line("", "How {company} can be read on a phone without effort"), Line("", "How to be read on a phone without effort")],
        heading: &[Line("no-zoom", "Readers on a phone cannot zoom in"), Line("", "On a phone the page appears tiny")],
        opening: &[
            Line("no-zoom", "One thing costs you readers: on a phone, {page} does not let them zoom in."),
            Line("", "One thing costs you visitors on phones: {page} is not set to fit a small screen."),
        ],
        saw: &[
            Line("missing", "The viewport setting is missing on {page}.|That is so on {hits} of {of} pages."),
            Line("no-width", "The viewport setting of {page}, “{content}”, names no width.|That is so on {hits} of {of} pages."),
            Line("no-zoom", "The viewport setting of {page} is “{content}”, which forbids zooming.|That is so on {hits} of {of} pages."),
            Line("", "The viewport setting is not as it should be."),
        ],
        matters: &[
            Line("no-zoom", "Somebody with tired eyes looks up {company} on a phone and cannot enlarge the text."),
            Line("", "Somebody in {place} looks for “{offer}” on a phone and gets a page in tiny print.|Many go back to the list."),
            Line("", "On a phone {company} appears in tiny print, and many go back to the list."),
            Line("", "On a phone the text appears in tiny print, and many go back to the list."),
        ],
        fix: &[Line(
            "",
            "Put <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> in the head of each page.|If the layout then breaks, the design needs a mobile version.",
        )],
        task: &[Line("", "Set the viewport for phones on {domain}."), Line("", "Set the viewport for phones.")],
        praise: &[Line("", "All {of} pages we read are set up for phones.")],
    },
    CheckText {
        check: "image-alt",
        label: "Pictures have a text",
        who: Who::Editor,
        title: &[Line("", "How {company} can let every visitor see its work"), Line("", "How to let every visitor see your work")],
        heading: &[Line("", "{count} {count?picture says:pictures say} nothing to some readers"), Line("", "Pictures say nothing to some readers")],
        opening: &[
            Line("", "Not everybody sees your work: {count} of {total} pictures {count?has:have} no text for those who cannot look at them."),
            Line("", "One thing costs you readers: {count} of {total} pictures {count?has:have} no text for those who cannot see them."),
            Line("", "One thing costs you readers: pictures have no text for those who cannot see them."),
        ],
        saw: &[
            Line("", "We counted {total} pictures, and {count} of them {count?has:have} no alternative text.|One stands on {page}."),
            Line("", "No alternative text stands behind {count} of {total} pictures, the first on {page}."),
            Line("", "Of {total} {total?picture:pictures}, {count} {count?has:have} no alternative text.|We met the first of them on {page}."),
            Line("", "Of {total} {total?picture:pictures}, {count} {count?has:have} no alternative text."),
            Line("", "Some pictures have no alternative text."),
        ],
        matters: &[
            Line("", "A blind visitor hears nothing where {company} shows a picture.|A search engine learns nothing there either."),
            Line("", "Pictures cost {company} effort.|With a line of text behind each, search and screen readers can use them too."),
            Line("", "A picture of “{offer}” cannot be found or read aloud without words.|That is a loss for {company}, and in some countries a legal risk."),
            Line("", "Blind readers, picture search and AI assistants know “{offer}” from {company} only by these words."),
            Line("", "Your pictures are part of your proof.|Without words, blind readers and picture search miss what {company} shows there."),
            Line("", "Blind readers, picture search and AI assistants know your pictures only by these words."),
        ],
        fix: &[
            Line("", "In the media library of {domain}, fill in the field “alternative text”: what is seen, in one short line.|Decoration may stay empty."),
            Line("", "Take ten pictures of {domain} at a time and say in one line what each shows.|Decoration may stay empty."),
            Line("", "Write one short line for each picture: what it shows, as you would say it on the telephone.|Leave the text empty for mere decoration."),
            Line(
                "",
                "Begin with {page}, and write for each picture what it shows, as you would say it on the telephone.|Leave the text empty for mere decoration.",
            ),
        ],
        task: &[
            Line("", "Fill in the missing picture texts of {domain}."),
            Line("", "Say in a line what the {count} silent {count?picture shows:pictures show}."),
            Line("", "Describe the {count} {count?picture that has:pictures that have} no words yet."),
            Line("", "Write a line for the {count} {count?picture:pictures} without one."),
            Line("", "Write a line for each picture."),
        ],
        praise: &[Line("", "Not one of your {total} {total?picture:pictures} leaves a screen reader guessing.")],
    },
    CheckText {
        check: "label",
        label: "Form fields have a name",
        who: Who::Developer,
        title: &[
            Line("", "How {company} can help more people finish its form"),
            Line("", "How {company} can make its form easy for everybody"),
            Line("", "How to make your form easy for everybody"),
        ],
        heading: &[Line("enquiry", "The enquiry form does not name its fields"), Line("", "A form does not name its fields")],
        opening: &[
            Line("enquiry", "One thing costs you enquiries: on {page}, {count} {count?field:fields} of the form {count?has:have} no proper name."),
            Line("", "One thing costs you readers: on {page}, {count} {count?field:fields} of a form {count?has:have} no proper name."),
        ],
        saw: &[
            Line("", "The form on {page} has {total} {total?field:fields}, and {count} of them {count?has:have} no label, such as “{field}”."),
            Line("", "On {page}, {count} of {total} {total?field:fields} {count?has:have} no label.|One of them is “{field}”."),
            Line("", "On {page}, {count} of {total} {total?field:fields} {count?has:have} no label."),
            Line("", "Some fields of a form have no label."),
        ],
        matters: &[
            Line("", "A field without a label is read aloud as “edit text”.|Some who want to reach {company} cannot tell what belongs in “{field}”."),
            Line(
                "enquiry",
                "Somebody fills in the form on a phone, looks up, and no longer knows what belongs in “{field}”.|{company} then waits for an enquiry that never comes.",
            ),
            Line(
                "enquiry",
                "Grey text inside a field vanishes as soon as somebody types.|Those who ask {company} about “{offer}” lose their place, and some give up.",
            ),
            Line("", "Grey text inside a field vanishes as soon as somebody types.|Screen readers announce the field without a name."),
        ],
        fix: &[
            Line("", "Ask for a visible label above each field on {page}, “{field}” first."),
            Line("", "Open the form on {page} in its editor and switch the labels on."),
            Line("", "Give “{field}” and its neighbours a visible label above the box.|Form plug-ins have a box to tick for it."),
            Line("", "Give each field a visible label above the box.|Form plug-ins have a box to tick for it."),
        ],
        task: &[
            Line("", "Put a visible label above “{field}” and the others on {page}."),
            Line("", "Label the {count} {count?field:fields} on {page}."),
            Line("", "Label the fields of the form."),
        ],
        praise: &[Line("", "Each field in your forms ({total} in all) has a proper name, so they are easy to fill in.")],
    },
    CheckText {
        check: "link-name",
        label: "Links and buttons have a name",
        who: Who::Developer,
        title: &[Line("", "How {company} can make each button speak"), Line("", "How to make each button speak")],
        heading: &[Line("button", "Some buttons have no name"), Line("", "Some links have no name")],
        opening: &[Line("", "One thing costs you readers: {count} {count?link or button has:links or buttons have} no name, so some people cannot use them.")],
        saw: &[
            Line("", "Icons without words: {count} of {total} links and buttons {count?has:have} no name, the first on {page}."),
            Line("", "Of {total} links and buttons, {count} {count?has:have} no name.|We met the first on {page}."),
            Line("", "Of {total} links and buttons, {count} {count?has:have} no name."),
            Line("", "Some links or buttons have no name."),
        ],
        matters: &[
            Line("", "Somebody who cannot see the icons on {domain} hears “link, link, link”.|Which one reaches {company}, nobody tells."),
            Line("", "A screen reader says nothing but the word link there, and voice control of {company} stops short."),
            Line("", "A screen reader says only “link” there, and voice control stops short."),
        ],
        fix: &[
            Line("", "Ask whoever built {domain} to put words behind each icon, such as “Call us” or “Our Instagram page”."),
            Line("", "Give the silent links of {company} a name that says where they lead, as an aria-label or as text."),
            Line("", "Give each icon link a hidden text or an aria-label, such as “Call us” or “Our Instagram page”."),
        ],
        task: &[
            Line("", "Put words behind the {count} silent {count?icon:icons}."),
            Line("", "Name the {count} silent {count?link or button:links and buttons}."),
            Line("", "Name the silent links and buttons."),
        ],
        praise: &[],
    },
];
