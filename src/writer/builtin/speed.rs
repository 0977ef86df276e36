//! Sentences for the checks of the area "speed".

use super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "server-response-time",
        label: "Time until the server answers",
        who: Who::Host,
        title: &[Line("", "How {company} can answer visitors sooner"), Line("", "How to answer visitors sooner")],
        heading: &[Line("", "The server takes its time")],
        opening: &[Line("", "One thing costs you patience: the server of {domain} takes long to answer.")],
        saw: &[Line("", "The server of {domain} was slow to answer.")],
        matters: &[Line("", "Every visit to {company} begins with this wait."), Line("", "Every visit begins with this wait.")],
        fix: &[Line("", "Turn on page caching in your site software, or ask your host about it.")],
        task: &[Line("", "Turn on page caching.")],
        praise: &[],
    },
    CheckText {
        check: "text-compression",
        label: "Compressed transfer",
        who: Who::Host,
        title: &[Line("", "How {company} can open faster on a phone"), Line("", "How to open faster on a phone")],
        heading: &[Line("", "Text travels unpacked")],
        opening: &[
            Line("", "One thing costs visitors time: {count} {count?file:files} of {domain} {count?travels:travel} uncompressed."),
            Line("", "One thing costs visitors time: text files of your site travel uncompressed."),
        ],
        saw: &[
            Line("", "Of {total} {total?file:files} we looked at, {count} came uncompressed.|One of them, {url}, has {size}."),
            Line("", "Some text files of your site come uncompressed."),
        ],
        matters: &[
            Line("", "Compressed text is often a third of the size.|On a phone away from town, that decides whether somebody waits for {company}."),
            Line("", "Compressed text is often a third of the size, and a phone feels the difference."),
        ],
        fix: &[
            Line("", "Turn on gzip or Brotli on the server of {domain}.|In most hosting panels it is one switch."),
            Line("", "Turn on gzip or Brotli on the server, in most hosting panels one switch."),
        ],
        task: &[Line("", "Turn on compression on the server of {domain}."), Line("", "Turn on compression on the server.")],
        praise: &[Line("", "Text of your site travels compressed, which phones notice.")],
    },
    CheckText {
        check: "cache-policy",
        label: "Files may be kept",
        who: Who::Host,
        title: &[Line("", "How {company} can open at once for returning visitors"), Line("", "How to open at once for returning visitors")],
        heading: &[Line("", "Returning visitors load everything again")],
        opening: &[Line("", "One small thing costs returning visitors time: browsers may not keep {count} of your files for long.")],
        saw: &[
            Line("", "Of {total} files, {count} may be kept for less than a week.|For {url} the server says “{cache_control}”."),
            Line("", "Of {total} files, {count} may be kept for less than a week."),
            Line("", "Browsers may not keep some of your files for a week."),
        ],
        matters: &[
            Line("", "Somebody who comes back to {company} to compare loads the same files a second time."),
            Line("", "Somebody who comes back to compare loads the same files a second time."),
        ],
        fix: &[Line("", "Let the server send “max-age=31536000” for pictures, styles and scripts whose names change with each version.")],
        task: &[Line("", "Let browsers keep pictures, styles and scripts for longer.")],
        praise: &[Line("", "Browsers may keep your files, so a second visit opens quickly.")],
    },
    CheckText {
        check: "page-weight",
        label: "Weight of pages",
        who: Who::Developer,
        title: &[Line("", "How {company} can become light enough for any phone"), Line("", "How to become light enough for any phone")],
        heading: &[Line("elements", "A page is built from very many parts"), Line("", "A page is heavy for a phone")],
        opening: &[
            Line("elements", "One thing costs visitors time: {page} is built from {elements} parts, which slows a phone."),
            Line("", "One thing costs visitors time: {page} loads {size}, which a phone feels."),
        ],
        saw: &[
            Line("html", "The code of {page} alone has {size}.|We saw this on {hits} of {of} pages."),
            Line("elements", "The browser has to build {elements} elements for {page}.|We saw this on {hits} of {of} pages."),
            Line("assets", "The files that {page} loads add up to {size}."),
            Line("", "A page of yours is heavy."),
        ],
        matters: &[
            Line("", "Somebody on a phone in {place} pays for that with waiting.|Many look at “{offer}” elsewhere before it is there."),
            Line("", "On a phone that means waiting, and {company} is not the only tab that is open."),
            Line("", "On a phone that means waiting, and yours is not the only tab that is open."),
        ],
        fix: &[
            Line("elements", "Ask your developer which plug-ins and hidden blocks can go."),
            Line("", "Start with the largest pictures, then remove scripts nobody uses."),
        ],
        task: &[Line("", "Make {page} lighter."), Line("", "Make the page lighter.")],
        praise: &[Line("", "With {size} of code your home page is light enough for any phone.")],
    },
    CheckText {
        check: "render-blocking",
        label: "Nothing holds up the first sight",
        who: Who::Developer,
        title: &[Line("", "How {company} can show its first screen sooner"), Line("", "How to show your first screen sooner")],
        heading: &[Line("", "Scripts hold up the first sight of the page"), Line("styles", "Many style sheets hold up the first sight of the page")],
        opening: &[Line("", "One small thing costs visitors time: the home page waits for {count} {count?file:files} before it shows anything.")],
        saw: &[
            Line("script", "The home page waits for {count} {count?script:scripts} in its head before it shows anything.|One of them is {example}."),
            Line("script", "Scripts in the head of the home page load before anything is shown.|We counted {count}."),
            Line("styles", "The home page waits for {count} {count?style sheet:style sheets} before it shows anything."),
        ],
        matters: &[Line("", "The screen stays white for that long, and {company} has not said a word yet."), Line("", "The screen stays white for that long.")],
        fix: &[Line("script", "Add “defer” to scripts in the head that need not run first."), Line("styles", "Join the style sheets into one or two files.")],
        task: &[Line("script", "Let scripts load after the page."), Line("styles", "Join the style sheets.")],
        praise: &[],
    },
    CheckText {
        check: "unsized-images",
        label: "Pictures name their size",
        who: Who::Developer,
        title: &[Line("", "How {company} can keep its pages steady while they load"), Line("", "How to keep your pages steady while they load")],
        heading: &[Line("", "The page jumps while it loads")],
        opening: &[Line("", "One small thing costs readers their place: {count} of {total} pictures {count?names:name} no size.")],
        saw: &[
            Line("", "Of {total} pictures, {count} {count?does:do} not name width and height.|One of the pages is {page}."),
            Line("", "Most pictures do not name width and height."),
        ],
        matters: &[
            Line("", "The text of {company} jumps under the reader's thumb until each picture is there."),
            Line("", "The text jumps under the reader's thumb until each picture is there."),
        ],
        fix: &[Line("", "Write width and height into the code of each picture.|Site software does this if the picture is placed with its own tool.")],
        task: &[Line("", "Give the {count} {count?picture:pictures} a width and a height."), Line("", "Give the pictures a width and a height.")],
        praise: &[],
    },
    CheckText {
        check: "image-delivery",
        label: "Light pictures",
        who: Who::Editor,
        title: &[Line("", "How {company} can show its pictures faster"), Line("", "How to show your pictures faster")],
        heading: &[Line("large", "One picture weighs {size}"), Line("eager", "All pictures load at once"), Line("", "Pictures could be far lighter")],
        opening: &[
            Line("large", "One thing costs visitors time: a single picture on {page} weighs {size}."),
            Line("format", "One thing costs visitors time: a picture on {page} weighs {size} in an old format."),
            Line("eager", "One thing costs visitors time: {page} loads {count} pictures at once, seen or not."),
        ],
        saw: &[
            Line("large", "The picture {image} on {page} has {size}."),
            Line("format", "The picture {image} on {page} has {size}, and there is no modern format beside it."),
            Line("eager", "On {page} stand {count} pictures, and all load at once."),
            Line("", "Some pictures are heavier than they need to be."),
        ],
        matters: &[
            Line("", "Somebody on a train looks at {company} and sees grey boxes.|Lighter files would be there at once."),

            Line("", "Pictures sell “{offer}”, but only once they are there.|This is usually the largest saving in a site like that of {company}."),
            Line("", "Pictures sell, but only once they are there.|This is usually the largest single saving."),
        ],
        fix: &[
            Line("large", "Shrink {image} to the width it is shown at and save it as WebP."),
            Line("format", "Save {image} as WebP and offer it beside the old file."),

            Line("eager", "Add loading=\"lazy\" to pictures below the first screen."),
            Line("", "Save the picture as WebP at the width it is shown, often 1600 pixels or less.|That tends to save more than half."),
        ],
        task: &[
            Line("large", "Bring {image} down from {size}."),
            Line("format", "Save {image} as WebP."),
Line("eager", "Let pictures below the first screen load later."), Line("", "Save the heavy pictures as WebP.")],
        praise: &[],
    },
];
