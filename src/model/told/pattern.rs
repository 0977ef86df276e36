//! How the texts of the tables are read: sentences divided by `|`, slots as `{slot}`, and `{slot?one:many}` where words depend on a number.

/// The sentences whose slots all have a value, in order, each with its slots filled. `value` gives a slot ready to be read,
/// `is_one` whether its number takes the singular. A sentence with a slot that has no value is left out, so no sentence has a hole.
pub fn sentences(text: &str, value: &dyn Fn(&str) -> Option<String>, is_one: &dyn Fn(&str) -> Option<bool>) -> Vec<String> {
    text.split('|').filter(|sentence| !sentence.is_empty()).filter_map(|sentence| fill(sentence, value, is_one)).collect()
}

fn fill(sentence: &str, value: &dyn Fn(&str) -> Option<String>, is_one: &dyn Fn(&str) -> Option<bool>) -> Option<String> {
    let mut filled = String::with_capacity(sentence.len() + 64);
    let mut rest = sentence;
    while let Some((fixed, behind)) = rest.split_once('{') {
        let (slot, next) = behind.split_once('}')?;
        filled.push_str(fixed);
        match slot.split_once('?') {
            None => filled.push_str(&value(slot)?),
            Some((name, words)) => {
                let (one, many) = words.split_once(':')?;
                filled.push_str(if is_one(name)? { one } else { many });
            }
        }
        rest = next;
    }
    filled.push_str(rest);
    Some(filled)
}

/// The names of the slots of a text, in order, also those that only choose between words.
#[cfg(test)]
pub fn slots(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(slot, _)| slot.split_once('?').map_or(slot, |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        sentences(text, &|name| (name != "c").then(|| format!("<{name}>")), &|name| (name != "c").then_some(name == "a"))
    }

    #[test]
    fn a_sentence_with_a_missing_slot_is_left_out_and_the_others_stay() {
        assert_eq!(read("On {a} is {b}.|Only {c} here.|Nothing."), ["On <a> is <b>.", "Nothing."]);
        assert_eq!(read("{c?x:y} here."), Vec::<String>::new());
        assert_eq!(read(""), Vec::<String>::new());
        assert_eq!(read("broken {a"), Vec::<String>::new());
    }

    #[test]
    fn words_follow_the_number() {
        assert_eq!(read("{a?page is:pages are} {b?page:pages}"), ["page is pages"]);
        assert_eq!(slots("x {a} y {b?c:d}").collect::<Vec<_>>(), ["a", "b"]);
    }
}
