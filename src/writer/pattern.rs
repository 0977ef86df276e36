//! Patterns: fixed words with `{slots}`, and `{slot?one:many}` where a word depends on whether the slot's value is 1.
//! A pattern with a slot that has no value gives no sentence, never a sentence with a hole.

/// The pattern with every slot filled; `None` when one has no value or an empty one.
#[must_use]
pub fn fill(pattern: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((fixed, behind)) = rest.split_once('{') {
        let (slot, next) = behind.split_once('}')?;
        text.push_str(fixed);
        match slot.split_once('?') {
            None => text.push_str(&value(slot).filter(|value| !value.is_empty())?),
            Some((name, words)) => {
                let (one, many) = words.split_once(':')?;
                text.push_str(if value(name)? == "1" { one } else { many });
            }
        }
        rest = next;
    }
    text.push_str(rest);
    Some(text)
}

/// The slots of a pattern in order.
pub fn slots(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(slot, _)| slot.split_once('?').map_or(slot, |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_slot_gives_no_sentence() {
        let value = |name: &str| (name == "a").then(|| "one".to_owned());
        assert_eq!(fill("Only {a} here.", value).as_deref(), Some("Only one here."));
        assert_eq!(fill("Only {a} and {b} here.", value), None);
        assert_eq!(fill("No slot.", value).as_deref(), Some("No slot."));
        assert_eq!(fill("{a} {a?dog:dogs}", |_| Some("1".into())).as_deref(), Some("1 dog"));
        assert_eq!(fill("{a} {a?dog:dogs}", |_| Some("2".into())).as_deref(), Some("2 dogs"));
        assert_eq!(slots("x {a} y {b?c:d}").collect::<Vec<_>>(), ["a", "b"]);
    }
}
