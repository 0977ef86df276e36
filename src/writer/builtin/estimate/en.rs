//! The estimates in English.

use super::super::Line;
use super::Estimate;

pub static WORDS: Estimate = Estimate {
    heading: &[Line("", "What the repairs take")],
    intro: &[Line("", "On {domain}, {failed} of {measured} checks call for a change."), Line("", "{failed} of {measured} checks call for a change.")],
    minutes: &[Line("", "For {company}, {count} of them {count?takes:take} minutes."), Line("", "{count} of them {count?takes:take} minutes.")],
    hours: &[Line("", "{count} {count?change:changes} on {domain} {count?takes:take} hours."), Line("", "{count} {count?takes:take} hours.")],
    days: &[Line("", "{count} {count?change:changes} on {domain} {count?takes:take} days."), Line("", "{count} {count?takes:take} days.")],
    times: &[Line("", "How long each one takes is from our own table, from small sites to large ones.|Put in your own figures, and the result follows.")],
    rate_words: &[Line("", "Fill in what an hour costs you; the range below is only a place to start.")],
    caption: "What the repairs take",
    counts: ["Changes that take minutes", "Changes that take hours", "Changes that take days"],
    each: ["Time for each small change", "Time for each medium change", "Time for each large change"],
    our_table: "our own table of such repairs",
    rate: "What an hour costs",
    rate_common: "a common range; put in your own figure",
    rate_of_sender: "the figure of the sender",
    hours_in_all: "Work in all",
    cost: "What the work costs",
    counted: ["Some of what is counted", "Change", "What we saw", "Effort"],
    efforts: ["Minutes", "Hours", "Days"],
    price_intro: &[
        Line("sign", "The site says what you charge: “{price_name}” costs {currency}{amount}."),
        Line("sign", "The site states a price of {currency}{amount} for “{price_name}”."),
        Line("sign", "The site states a price of {currency}{amount}."),
        Line("", "The site says what you charge: “{price_name}” costs {amount} {currency}."),
        Line("", "The site states a price of {amount} {currency} for “{price_name}”."),
        Line("", "The site states a price of {amount} {currency}."),
    ],
    price_how: &[Line(
        "",
        "Put in how many more enquiries you expect in a month, and how many of a hundred become an order.|You know both better than anyone.",
    )],
    price_caption: "What one more enquiry is worth",
    price: "Price of one order",
    enquiries: "More enquiries in a month",
    share: "Enquiries that become an order",
    yours: "put in your own figure",
    share_common: "a wide range; put in your own figure",
    worth: "Orders from them, in a month",
    own_default: "a figure to start from; put in your own",
    own_source: &[Line("", "{count} is what we counted on {domain}."), Line("", "{count} is what we counted on the site.")],
    own_price: &[Line("sign", "{currency}{amount} is a price that the site states."), Line("", "{amount} {currency} is a price that the site states.")],
    limits: &[Line(
        "",
        "A range is no offer and no promise: it shows how the parts add up.|Each figure in it can be changed, and the formula stands beside the result.",
    )],
};
