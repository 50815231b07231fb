//! Upper and lower case.

use super::alone;
use crate::table::Entry;
use crate::value::Value;

pub(super) const METHODS: &[Entry] = &[
    Entry::plain("upper", |vm, args| Ok(Value::str(alone(vm, args, "upper")?.as_str().to_uppercase()))),
    Entry::plain("lower", |vm, args| Ok(Value::str(alone(vm, args, "lower")?.as_str().to_lowercase()))),
    Entry::plain("capitalize", |vm, args| {
        Ok(Value::str(capitalized(alone(vm, args, "capitalize")?.as_str())))
    }),
    Entry::plain("title", |vm, args| Ok(Value::str(titled(alone(vm, args, "title")?.as_str())))),
    Entry::plain("swapcase", |vm, args| Ok(Value::str(swapped(alone(vm, args, "swapcase")?.as_str())))),
    Entry::plain("casefold", |vm, args| Ok(Value::str(folded(alone(vm, args, "casefold")?.as_str())))),
];

/// A character at the beginning of a title: of `ß`, which becomes two letters, only the first is large; and the letters that
/// are two in one have a form of their own.
fn push_title(text: &mut String, character: char) {
    match character {
        'Ǆ' | 'ǅ' | 'ǆ' => return text.push('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => return text.push('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => return text.push('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => return text.push('ǲ'),
        _ => {}
    }
    for (index, upper) in character.to_uppercase().enumerate() {
        if index == 0 { text.push(upper) } else { text.extend(upper.to_lowercase()) }
    }
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let mut result = String::with_capacity(text.len());
    if let Some(first) = characters.next() {
        push_title(&mut result, first);
    }
    // As a whole, so that a final sigma takes its form.
    let lower = text.to_lowercase();
    let first_lower: usize =
        text.chars().next().map_or(0, |first| first.to_lowercase().map(char::len_utf8).sum());
    result.push_str(&lower[first_lower..]);
    result
}

fn titled(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut in_word = false;
    for character in text.chars() {
        if in_word {
            result.extend(character.to_lowercase())
        } else {
            push_title(&mut result, character)
        }
        in_word = character.is_uppercase() || character.is_lowercase();
    }
    result
}

fn swapped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_uppercase() {
            result.extend(character.to_lowercase());
        } else {
            result.extend(character.to_uppercase());
        }
    }
    result
}

/// For comparison without regard to case.
fn folded(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'ß' | 'ẞ' => result.push_str("ss"),
            'ς' => result.push('σ'),
            'ſ' => result.push('s'),
            'ﬀ' => result.push_str("ff"),
            'ﬁ' => result.push_str("fi"),
            'ﬂ' => result.push_str("fl"),
            _ => result.extend(character.to_lowercase()),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_changes_as_in_cpython() {
        assert_eq!(titled("they're bill's friends, ßtraße"), "They'Re Bill'S Friends, Sstraße");
        assert_eq!(capitalized("éCOLE ΟΔΟΣ"), "École οδος");
        assert_eq!(swapped("aBc ß"), "AbC SS");
        assert_eq!(folded("Straße"), "strasse");
    }
}
