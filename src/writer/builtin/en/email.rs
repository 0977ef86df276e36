//! Sentences for the checks of the area "e-mail works".

use super::super::{CheckText, Line, Who};

pub const CHECKS: &[CheckText] = &[
    CheckText {
        check: "spf",
        label: "SPF: who may send your e-mail",
        who: Who::Host,
        title: &[Line("", "How {company} can get its e-mail into inboxes"), Line("", "How to get your e-mail into inboxes")],
        heading: &[Line("", "Your domain does not say who may send its e-mail")],
        opening: &[Line("", "One thing may cost you replies: {domain} does not say which servers may send its e-mail.")],
        saw: &[Line("", "The domain {domain} has no SPF record in order.")],
        matters: &[
            Line("", "Somebody may wait for a quote from {company} and never see it, for it went to spam."),
            Line("@head", "When a customer does not answer {company}, it may be that they never got the mail."),
            Line("@sales", "Offers that {company} sends can end where nobody looks, and nobody tells you."),
            Line("@technical", "Receivers cannot tell the servers of {domain} from anybody else's, and some refuse both."),
            Line("@shop", "Order confirmations of {company} are the mails that customers look for, and they can land in spam."),
            Line("@saas", "Sign-up mails of {company} that land in spam look like a product that does not work."),
            Line("", "Quotes and invoices of {company} can land in spam."),
            Line("", "Quotes and invoices can land in spam."),
        ],
        fix: &[
            Line("", "Ask the mail provider of {domain} for its SPF record, and enter it as it is."),
            Line("", "Enter one SPF record for {domain}; each service that sends for {company} belongs in it."),
            Line("@technical", "List all services that send for {domain}, put them into one SPF record, and end it with “-all”."),
            Line("", "Add the SPF record that your mail provider names in its help pages."),
        ],
        task: &[Line("", "Set the SPF record of {domain}.")],
        praise: &[],
    },
    CheckText {
        check: "dmarc",
        label: "DMARC: nobody writes in your name",
        who: Who::Host,
        title: &[Line("", "How {company} can keep others from writing in its name"), Line("", "How to keep others from writing in your name")],
        heading: &[Line("", "Others can send e-mail in your name")],
        opening: &[Line("", "One thing may cost you trust: {domain} has no rule against e-mail in its name.")],
        saw: &[Line("", "The domain {domain} has no DMARC record in order.")],
        matters: &[
            Line("", "Somebody could send an invoice as {company}, and its customers could not tell."),
            Line("@head", "A false invoice in the name of {company} costs trust, whoever sent it."),
            Line("@technical", "Without a strict policy for {domain}, receivers deliver forged mail as they see fit."),
            Line("@large", "The larger {company} grows, the more its name is worth to somebody who forges it."),
            Line("", "Anybody can write as {company}, and large mail providers ask for this record."),
            Line("", "Anybody can write in your name."),
        ],
        fix: &[
            Line("", "Add a DMARC record for {domain} that only reports, and tighten it once the reports are clean."),
            Line("@technical", "Publish “p=none” for {domain} with a mailbox for reports, and go to quarantine once all senders pass."),
            Line("", "Add a DMARC record, first with “p=none”, and tighten it once the reports are clean."),
        ],
        task: &[Line("", "Set the DMARC record of {domain}.")],
        praise: &[],
    },
    CheckText {
        check: "contact-domain",
        label: "E-mail at your own domain",
        who: Who::Owner,
        title: &[Line("", "How {company} can write from its own address"), Line("", "How to write from your own address")],
        heading: &[Line("", "The site is {domain}, the e-mail is at {mail_host}"), Line("", "Your e-mail address is not at your own domain")],
        opening: &[
            Line("", "One thing costs you standing: the address on your site, {email}, is not at {domain}."),
            Line("", "One thing costs you standing: the e-mail address on your site is not at your own domain."),
        ],
        saw: &[Line("", "The address published on the site is {email}."), Line("", "The published e-mail address is not at your own domain.")],
        matters: &[
            Line("@head", "A customer of {company} who gets mail from {mail_host} has to take its word for it."),
            Line("@sales", "An offer from {mail_host} looks less settled than one from {domain}."),
            Line("", "Somebody who gets a quote for “{offer}” from {mail_host} cannot tell {company} from a stranger."),
            Line("", "An address at {domain} shows that the mail comes from {company}."),
            Line("", "An address at your own domain shows that the mail comes from you."),
        ],
        fix: &[
            Line("", "Set up an address at {domain} and let it forward to {email}."),
            Line("", "Ask the host of {domain} for a mailbox such as info@, and answer from there."),
            Line("", "Set up an address at {domain} and let it forward to {email}.|Nothing else need change."),
            Line("", "Set up an address at your own domain and let it forward to the old one."),
        ],
        task: &[
            Line("", "Let {email} rest, and write from an address at {domain}."),
            Line("", "Set up an address at {domain}."),
            Line("", "Set up an address at your own domain."),
        ],
        praise: &[Line("", "Your address {email} is at your own domain, which is a mark of a settled firm.")],
    },
];
