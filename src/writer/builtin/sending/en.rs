//! English.

use super::super::Line;
use super::Sending;

pub static SENDING: Sending = Sending {
    heading_material: &[Line("fits", "From {sender}, for a case like this"), Line("", "From {sender}"), Line("", "From the sender")],
    material_legend: &[
        Line("fits", "These are the words of {sender}, picked because they fit what we saw; we have not checked them."),
        Line("fits", "These are the sender's own words, picked because they fit what we saw; we have not checked them."),
        Line("", "These are the words of {sender}; we have not checked them."),
        Line("", "These are the sender's own words; we have not checked them."),
    ],
    material_from: &[Line("", "{sender}: {material}"), Line("", "{material}")],
    material_link: &[Line("", "Read it in full")],
    subjects: [
        &[Line("", "“{offer}” on {domain}: one thing we noticed"), Line("", "{domain}: one thing we noticed"), Line("", "One thing we noticed on your site")],
        &[Line("", "{first_name}, a page about {domain}"), Line("", "A page about {domain}"), Line("", "A page about your site")],
        &[Line("", "What we would change first at {company}"), Line("", "What we would change first on {domain}"), Line("", "What we would change first")],
        &[Line("", "{company}: what visitors see today"), Line("", "{domain}: what visitors see today"), Line("", "What visitors see today")],
    ],
    subjects_thin: [
        &[Line("", "{first_name}, a page for {company}"), Line("", "A page for {company}"), Line("", "A page for you")],
        &[Line("", "What helps almost any site, for {domain}"), Line("", "What helps almost any site")],
    ],
    hello: &[Line("", "Hello {first_name},"), Line("", "Hello,")],
    hello_formal: &[Line("", "Dear {reader},"), Line("", "Good day,")],
    what: &[
        Line("@shop", "The rest is in the document, each point with its source and a way to check it before your next order comes in: {link}"),
        Line("", "The rest is in the document, each point with its source and a way to check it: {link}"),
    ],
    what_alone: &[Line("", "All we saw is in the document, each point with its source and a way to check it: {link}")],
    what_thin: &[Line("", "What we could see, and what helps almost any site, is in the document: {link}")],
    stop: &[Line("", "The document is yours to keep.|If you would rather not hear from us, answer with one word and we will leave it at that.")],
    regards: &[Line("", "{sender_name}, {sender}"), Line("", "{sender}")],
    linkedin_end: &[Line("", "The rest, with sources: {link}")],
};
