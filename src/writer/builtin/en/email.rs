//! Sentences for the checks of the area "e-mail works".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "spf",
        label: "SPF: who may send your e-mail",
        who: Who::Host,
        title: &[Line("", "How {company} can get its e-mail into inboxes"), Line("", "How to get your e-mail into inboxes")],
        heading: &[Line("", "Your domain does not say who may send its e-mail")],
        opening: &[Line("", "One thing may cost you replies: {domain} does not say clearly which servers may send its e-mail.")],
        saw: &[Line("", "The domain {domain} has no SPF record in order.")],
        matters: &[Line("", "Quotes and invoices of {company} can land in spam."), Line("", "Quotes and invoices can land in spam.")],
        fix: &[Line("", "Add the SPF record that your mail provider names in its help pages.")],
        task: &[Line("", "Set the SPF record of {domain}.")],
        praise: &[],
    },
    CheckText {
        check: "dmarc",
        label: "DMARC: nobody writes in your name",
        who: Who::Host,
        title: &[Line("", "How {company} can keep others from writing in its name"), Line("", "How to keep others from writing in your name")],
        heading: &[Line("", "Others can send e-mail in your name")],
        opening: &[Line("", "One thing may cost you trust: {domain} has no rule in force against e-mail in its name.")],
        saw: &[Line("", "The domain {domain} has no DMARC record in order.")],
        matters: &[Line("", "Anybody can write as {company}, and large mail providers ask for this record."), Line("", "Anybody can write in your name.")],
        fix: &[
            Line("none_policy", "Tighten the rule to “p=quarantine” once the reports are clean."),
            Line("missing", "Add a DMARC record, first with “p=none”, and tighten it once the reports are clean."),
            Line("syntax", "Add a DMARC record, first with “p=none”, and tighten it once the reports are clean."),
        ],
        task: &[Line("", "Set the DMARC record of {domain}.")],
        praise: &[],
    },
    CheckText {
        check: "contact-domain",
        label: "E-mail at your own domain",
        who: Who::Owner,
        title: &[
            Line("no_mx", "How {company} can be reached by e-mail"),
            Line("", "How {company} can write from its own address"),
            Line("", "How to write from your own address"),
        ],
        heading: &[
            Line("free_mail", "The site is {domain}, the e-mail is at {mail_host}"),
            Line("free_mail", "Your e-mail address is not at your own domain"),
            Line("no_mx", "Your domain may not take e-mail"),
        ],
        opening: &[
            Line("free_mail", "One thing costs you standing: the address on your site, {email}, is not at {domain}."),
            Line("free_mail", "One thing costs you standing: the e-mail address on your site is not at your own domain."),
            Line("no_mx", "One thing may cost you enquiries: the site gives {email}, but we found no mail server for {domain}."),
            Line("no_mx", "One thing may cost you enquiries: the domain of the e-mail address on your site has no mail server."),
        ],
        saw: &[
            Line("free_mail", "The address published on the site is {email}."),
            Line("free_mail", "The published e-mail address is not at your own domain."),
            Line("no_mx", "The site gives {email}, but we found no mail server for {domain}."),
            Line("no_mx", "We found no mail server for the domain of the published e-mail address."),
        ],
        matters: &[
            Line("free_mail", "Somebody who gets a quote for “{offer}” from {mail_host} cannot tell {company} from a stranger."),
            Line("free_mail", "An address at {domain} shows that the mail comes from {company}."),
            Line("free_mail", "An address at your own domain shows that the mail comes from you."),
            Line("no_mx", "Somebody who writes to {company} there may get the message back."),
            Line("no_mx", "Somebody who writes there may get the message back."),
        ],
        fix: &[
            Line("free_mail", "Set up an address at {domain} and let it forward to {email}.|Nothing else need change."),
            Line("free_mail", "Set up an address at your own domain and let it forward to the old one."),
            Line("no_mx", "Ask whoever hosts {domain} to name a mail server (MX record), or publish another address."),
        ],
        task: &[
            Line("free_mail", "Let {email} rest, and write from an address at {domain}."),
            Line("free_mail", "Set up an address at {domain}."),
            Line("free_mail", "Set up an address at your own domain."),
            Line("no_mx", "Make sure that {email} takes e-mail."),
            Line("no_mx", "Name a mail server for your domain."),
        ],
        praise: &[Line("", "Your address {email} is at your own domain, which is a mark of a settled firm.")],
    },
];
