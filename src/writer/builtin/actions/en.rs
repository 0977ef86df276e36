//! The checklist in English.

use super::super::Line;
use super::{Actions, upkeep};

pub static ACTIONS: Actions = Actions {
    heading: &[Line("", "What to do at {company}, in order"), Line("", "What to do, in order")],
    groups: [&[Line("", "Start here")], &[Line("", "After that")], &[Line("", "From time to time")]],
    who: &[Line("", "A task for {who}."), Line("", "This one is for {who}."), Line("", "Best done by {who}.")],
    upkeep: &[
        upkeep(
            "hours",
            &[Line("", "Check the opening hours on {domain} before each holiday.")],
            &[Line("", "The site gives the hours as “{hours}”.")],
            &[Line("", "Enter the days when {company} is closed a week ahead, on {domain} and in its map entries.")],
        ),
        upkeep(
            "prices",
            &[Line("", "Go through the prices of {company} twice a year.")],
            &[Line("", "The site gives the price of “{price_name}” as {price}.")],
            &[Line("", "Change “{price_name}” on {domain} on the day {company} changes it.")],
        ),
        upkeep(
            "news",
            &[Line("", "Publish a short note on {domain} each month.")],
            &[
                Line("", "The newest dated post we found is “{news}”, from {news_date}."),
                Line("", "The newest dated post we found is “{news}”, from {news_year}."),
                Line("", "The newest dated post we found is “{news}”."),
            ],
            &[Line("", "One piece of news and one photo are enough.")],
        ),
        upkeep(
            "offers",
            &[Line("", "Go through the services on {domain} twice a year.")],
            &[Line("", "The site names “{offer}” and “{offer_2}”, among others.")],
            &[Line("", "Remove what {company} no longer does, and put its most important work at the top.")],
        ),
        upkeep(
            "phone",
            &[Line("", "Call {phone} from someone else's phone.")],
            &[Line("", "The number is on {domain}.")],
            &[Line("", "Listen to what a caller of {company} hears in the evening and at the weekend.")],
        ),
        upkeep(
            "email",
            &[Line("", "Write to {email} from a private mailbox.")],
            &[Line("", "The address is on {domain}.")],
            &[Line("", "See how soon {company} answers, and whether the answer lands in spam.")],
        ),
        upkeep(
            "jobs",
            &[Line("", "Take “{position}” down once it is filled.")],
            &[Line("", "The site lists “{position}” as open.")],
            &[Line("", "Put a date beside each position, so that {company} never advertises a job that is taken.")],
        ),
        upkeep(
            "people",
            &[Line("", "Keep the names on {domain} up to date.")],
            &[Line("", "The site names {person} as “{person_role}”.")],
            &[Line("", "When somebody joins or leaves {company}, change {domain} in the same week.")],
        ),
        upkeep(
            "proof",
            &[Line("", "Update the proof on {domain} once a year.")],
            &[Line("", "The site says “{proof}”.")],
            &[Line("", "Bring the figures of {company} up to date, and ask one more customer for two lines.")],
        ),
        upkeep(
            "certificate",
            &[Line("", "Note when “{certificate}” expires.")],
            &[Line("", "The site shows “{certificate}”.")],
            &[Line("", "Put that day into the calendar of {company}, three months ahead.")],
        ),
        upkeep(
            "network",
            &[
                Line("", "Keep the account of {company} on {network} up to date, or take the link out."),
                Line("", "Keep the account on {network} up to date, or take the link out."),
            ],
            &[Line("", "The pages of {domain} link to {network}.")],
            &[Line("", "People who come from {domain} should find something from this year there.")],
        ),
        upkeep(
            "walk",
            &[Line("", "Walk through {domain} on a phone each quarter.")],
            &[Line("", "We read {pages} {pages?page:pages} of {domain} for this; a customer reads two or three.")],
            &[Line("", "Go from the first page to the enquiry, as a customer of {company} would, and note what stops you.")],
        ),
    ],
};
