//! Sentences for the checks of the area "safe and trustworthy".

use super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "certificate",
        label: "Certificate",
        who: Who::Host,
        title: &[Line("", "How {company} can keep its padlock"), Line("", "How to keep your padlock")],
        heading: &[Line("", "The certificate needs care")],
        opening: &[Line("", "One thing may cost you visitors: the certificate of {domain} needs care.")],
        saw: &[Line("", "The certificate of {domain} is not in order.")],
        matters: &[Line("", "Browsers stop visitors before they see {company}."), Line("", "Browsers stop visitors before they see the site.")],
        fix: &[Line("", "Ask your host to renew the certificate and to switch on automatic renewal.")],
        task: &[Line("", "Have the certificate of {domain} renewed.")],
        praise: &[],
    },
    CheckText {
        check: "mixed-content",
        label: "Everything comes over https",
        who: Who::Developer,
        title: &[Line("", "How {company} can keep its padlock whole"), Line("", "How to keep your padlock whole")],
        heading: &[Line("image", "A picture comes over an open line"), Line("", "Part of a page comes over an open line")],
        opening: &[
            Line("image", "One small thing dents your padlock: {page} loads a picture over an open line."),
            Line("", "One thing costs you function: {page} loads a part over an open line, and browsers block it."),
        ],
        saw: &[
            Line("", "The page {page} is secure, but it loads {target} over plain http.|We saw this on {hits} of {of} pages."),
            Line("", "A secure page of yours loads something over plain http."),
        ],
        matters: &[
            Line("image", "Browsers then hedge on whether {company} is secure."),
            Line("", "Browsers block such parts, so visitors may see a hole where {company} meant to show something."),
            Line("", "Browsers block such parts, so visitors may see a hole there."),
        ],
        fix: &[Line("", "Change http to https in the address of {target}, and try it."), Line("", "Change http to https in that address, and try it.")],
        task: &[Line("", "Load everything on {page} over https."), Line("", "Load everything over https.")],
        praise: &[],
    },
    CheckText {
        check: "form-https",
        label: "Forms send safely",
        who: Who::Developer,
        title: &[Line("", "How {company} can keep enquiries private on their way"), Line("", "How to keep enquiries private on their way")],
        heading: &[Line("http", "A form sends its contents in the open"), Line("", "A form puts what people type into the address line")],
        opening: &[
            Line("http", "One thing costs you trust: the form on {page} sends what people type without protection."),
            Line("", "One thing costs you trust: the form on {page} puts what people type into the address line."),
        ],
        saw: &[
            Line("http", "The form on {page} sends to {action}, a plain http address."),
            Line("", "The form on {page} puts the field “{field}” into the address line."),
            Line("", "The form on {page} does not send safely."),
        ],
        matters: &[
            Line("", "People who ask {company} for help trust you with their details.|On the way, others could read them."),
            Line("", "People trust you with their details, and on the way others could read them."),
        ],
        fix: &[Line("http", "Change the form's target to the https address."), Line("", "Set the form's method to POST.")],
        task: &[Line("http", "Send the form on {page} to an https address."), Line("", "Set the form on {page} to POST.")],
        praise: &[Line("", "Your forms send over a protected line.")],
    },
    CheckText {
        check: "hsts",
        label: "Browsers are told to stay on https",
        who: Who::Host,
        title: &[Line("", "How {company} can protect the first visit too"), Line("", "How to protect the first visit too")],
        heading: &[Line("", "Browsers are not told to stay on the secure address")],
        opening: &[Line("", "One small thing is left open: browsers are not told to stay on the secure address of {domain}.")],
        saw: &[
            Line("short", "The server sends “{header}”, which is shorter than half a year."),
            Line("", "The home page of {domain} sends no Strict-Transport-Security header."),
            Line("", "The home page sends no Strict-Transport-Security header."),
        ],
        matters: &[
            Line("", "On an open network, the first call to {company} could be redirected."),
            Line("", "On an open network, the first call could be redirected."),
        ],
        fix: &[Line("", "Once all pages work over https, let the server send “max-age=31536000” in that header.")],
        task: &[
            Line("", "Tell browsers to stay on the secure address of {domain}."),
Line("", "Send the Strict-Transport-Security header.")],
        praise: &[Line("", "Browsers are told to use only your secure address.")],
    },
    CheckText {
        check: "framing",
        label: "Pages cannot be framed",
        who: Who::Host,
        title: &[Line("", "How {company} can keep its form on its own page"), Line("", "How to keep your form on your own page")],
        heading: &[Line("sniffing", "One protective header is missing"), Line("", "Other sites may show your form as theirs")],
        opening: &[Line("", "One small thing is left open: other sites may show {page} inside their own.")],
        saw: &[
            Line("framing", "Another site could show {page} inside its own frame."),

            Line("sniffing", "The answer for {page} does not carry the nosniff header."),
            Line("framing", "Nothing keeps other sites from showing {page} in a frame."),
        ],
        matters: &[Line("", "A fraud could show the form of {company} under another name."), Line("", "A fraud could show your form under another name.")],
        fix: &[
            Line("framing", "Ask the host of {domain} to send “Content-Security-Policy: frame-ancestors 'self'”."),

            Line("sniffing", "Let the server send “X-Content-Type-Options: nosniff”."),
            Line("", "Let the server send “Content-Security-Policy: frame-ancestors 'self'”."),
        ],
        task: &[
            Line("", "Close {domain} to foreign frames."),
            Line("", "Keep the form of {company} out of other people's frames."),
Line("", "Add the missing protective header.")],
        praise: &[],
    },
    CheckText {
        check: "cookies",
        label: "Cookies are protected",
        who: Who::Developer,
        title: &[Line("", "How {company} can guard its visitors' sessions"), Line("", "How to guard your visitors' sessions")],
        heading: &[Line("", "A session cookie lacks a lock")],
        opening: &[Line("", "One thing is left open: the cookie {cookie} goes without {missing_list}.")],
        saw: &[Line("", "The cookie {cookie}, set on {page}, goes without {missing_list}."), Line("", "A session cookie goes without its usual flags.")],
        matters: &[Line("", "Whoever gets hold of it can act as that visitor of {company}."), Line("", "Whoever gets hold of it can act as that visitor.")],
        fix: &[
            Line("", "Set {missing_list} on {cookie}; most software has a setting for secure cookies."),
            Line("", "Turn on secure cookies in the site software."),
        ],
        task: &[Line("", "Protect the cookie {cookie}."), Line("", "Protect the session cookie.")],
        praise: &[],
    },
    CheckText {
        check: "dated-software",
        label: "Software is maintained",
        who: Who::Developer,
        title: &[Line("", "How {company} can bring its site software up to date"), Line("", "How to bring your site software up to date")],
        heading: &[Line("", "The site prints {product} {version}"), Line("", "Software of the site is dated")],
        opening: &[Line("", "One thing to look at soon: the site prints {product} {version}, a branch that is no longer maintained.")],
        saw: &[
            Line("", "In the code of {page} stands {product} {version}.|By our table of {table_date}, maintained branches begin at {maintained}."),
            Line("", "The site prints {product} {version}."),
        ],
        matters: &[
            Line("", "Holes found since then stay open, and they are tried by machines, whoever owns the site.|{company} would notice only afterwards."),
            Line("", "Holes found since then stay open, and they are tried by machines, whoever owns the site."),
        ],
        fix: &[
            Line("", "Make a backup, then update {product} to {maintained} or later.|If the number is only a leftover, hide it."),
            Line("", "Make a backup, then update {product}."),
            Line("", "Make a backup, then update the site software."),
        ],
        task: &[Line("", "Update {product}."), Line("", "Update the site software.")],
        praise: &[],
    },
    CheckText {
        check: "privacy-notice",
        label: "Privacy notice and identity",
        who: Who::Owner,
        title: &[Line("", "How {company} can show who it is and what it keeps"), Line("", "How to show who you are and what you keep")],
        heading: &[Line("imprint", "There is no imprint to be found"), Line("", "There is no privacy notice to be found")],
        opening: &[
            Line("imprint", "One thing costs you trust: on {of} pages we found no imprint."),
            Line("privacy", "One thing costs you trust: the site has {because}, but on {of} pages no link to a privacy notice."),
            Line("", "One thing costs you trust: we found no link to a privacy notice."),
        ],
        saw: &[
            Line("privacy", "We found {because} on the site, and on {of} pages no link to a privacy notice."),

            Line("imprint", "On the {of} pages we read, no link leads to an imprint."),
            Line("privacy", "The site has {because}, but on the {of} pages we read no link leads to a privacy notice."),
            Line("", "On the pages we read, no link leads to a privacy notice."),
        ],
        matters: &[
            Line("privacy", "Careful customers look for such a page before they write to {company}.|In many countries it is also a duty."),
            Line("privacy", "{company} asks for trust when somebody leaves a name.|A plain notice gives some back, and in many countries it is a duty."),

            Line("imprint", "In your country an imprint is a duty, and people look there to see who stands behind {company}."),
            Line("privacy", "People who write to {company} may ask where their details go.|In many countries the answer is a duty."),
            Line("", "People who write to you may ask where their details go, and in many countries the answer is a duty."),
        ],
        fix: &[
            Line("privacy", "Write one plain page for {domain}: what is kept, why, for how long, and whom to ask.|Link it in the footer."),
            Line("privacy", "Ask whoever advises {company} in legal matters for a short notice, and link it in the footer of {domain}."),

            Line("imprint", "Add a page with name, address, contact and register details, and link it in the footer."),
            Line("", "Write one plain page: what is collected, why, for how long, and whom to ask.|Link it in the footer and beside the form."),
        ],
        task: &[
            Line("privacy", "Add a privacy notice to {domain}."),
            Line("privacy", "Say on {domain} what {company} keeps about visitors."),
Line("imprint", "Add an imprint and link it in the footer."), Line("", "Add a privacy notice and link it in the footer.")],
        praise: &[],
    },
];
