//! A program as a part of an address: compressed, in the letters that need no escape there.
//!
//! `code=` holds base64url (RFC 4648, without padding) of the program as raw deflate (RFC 1951). From browsers that cannot
//! compress it holds `~`, how many bytes the program has, `~`, and base64url of its UTF-8: deflate shows by itself when its end
//! is missing, a plain text does not. The compression itself is the browser's: see `ui::link`. What is decided here is what
//! such a text means, how much is accepted, and what is said of one that cannot be read.

use super::MAX_TEXT;
use crate::page::problem::Problem;

/// The longest code that an address holds: links of more are cut by what they pass through.
pub const MAX_IN_ADDRESS: usize = 200_000;
/// The longest code that is looked at: what a megabyte that does not compress would take.
const MAX_CODE: usize = MAX_TEXT / 3 * 4 + 64;
/// What begins a code that is not compressed, and ends its length.
const PLAIN: &str = "~";
/// The alphabet of base64url.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A program on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Packed {
    /// As raw deflate.
    Deflated(Vec<u8>),
    /// As it is.
    Plain(Vec<u8>),
}

impl Packed {
    /// Writes it for an address.
    pub fn format(&self) -> String {
        match self {
            Packed::Deflated(bytes) => encode(String::new(), bytes),
            Packed::Plain(bytes) => {
                let length = bytes.len().to_string();
                encode([PLAIN, &length, PLAIN].concat(), bytes)
            }
        }
    }

    /// Reads what stands in an address. White space is not looked at: mail programs break lines.
    ///
    /// # Errors
    /// It is damaged, of another kind, or too long.
    pub fn parse(code: &str) -> Result<Packed, Problem> {
        if code.len() > MAX_CODE {
            return Err(too_long());
        }
        let code = code.trim();
        match code.strip_prefix(PLAIN) {
            Some(plain) => {
                let (length, plain) = plain.split_once(PLAIN).ok_or_else(damaged)?;
                let bytes = decode(plain)?;
                if length.parse() != Ok(bytes.len()) {
                    return Err(damaged());
                }
                Ok(Packed::Plain(bytes))
            }
            None if code.starts_with(|first: char| first.is_ascii_punctuation() && !"-_".contains(first)) => {
                Err(problem(
                    "is of a kind that this version of Loopscope does not know. Reload the page to get the latest.",
                ))
            }
            None => decode(code).map(Packed::Deflated),
        }
    }
}

/// Bytes of which there are no more than a program may have. A few bytes of deflate can stand for gigabytes, so that each piece
/// is counted as it comes.
#[derive(Debug, Default)]
pub struct Bounded(pub Vec<u8>);

impl Bounded {
    /// Takes in a piece.
    ///
    /// # Errors
    /// It has become too much: whoever sends must stop.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), Problem> {
        if self.0.len() + piece.len() > MAX_TEXT {
            return Err(too_long());
        }
        self.0.extend_from_slice(piece);
        Ok(())
    }

    /// The program.
    ///
    /// # Errors
    /// It is no text.
    pub fn text(self) -> Result<String, Problem> {
        String::from_utf8(self.0).map_err(|_| damaged())
    }
}

/// For a link whose program cannot be read.
pub fn damaged() -> Problem {
    problem(
        "is damaged. Some mail and chat programs cut long links off: copy it whole, or ask for the program as a file.",
    )
}

/// For a browser that has not what it takes to read a compressed link.
pub fn not_inflated() -> Problem {
    problem(
        "is compressed, which this browser cannot read. Open it in a newer browser, or ask for the program as a file.",
    )
}

fn too_long() -> Problem {
    problem("is longer than 1 MB. Ask for it as a file, and in parts.")
}

fn problem(what: &str) -> Problem {
    Problem::new("code", ["The program in the link ", what].concat())
}

fn encode(mut code: String, bytes: &[u8]) -> String {
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        // 1, 2 or 3 bytes are 2, 3 or 4 letters.
        for letter in 0..=group.len() {
            code.push(char::from(ALPHABET[(bits >> (18 - 6 * letter) & 63) as usize]));
        }
    }
    code
}

fn decode(code: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::with_capacity(code.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in code.trim_end_matches('=').bytes().filter(|letter| !letter.is_ascii_whitespace()) {
        bits = bits << 6 | u32::from(value(letter).ok_or_else(damaged)?);
        count += 1;
        if count == 4 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, count) = (0, 0);
        }
    }
    match count {
        0 => {}
        // A single letter is less than a byte.
        1 => return Err(damaged()),
        2 => bytes.push((bits >> 4) as u8),
        _ => bytes.extend_from_slice(&((bits >> 2) as u16).to_be_bytes()),
    }
    Ok(bytes)
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn the_alphabet_is_that_of_rfc_4648_for_addresses_without_padding() {
        let cases: [(&[u8], &str); 6] = [
            (b"", ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (&[0xfb, 0xff, 0xfe], "-__-"),
            (b"foobar", "Zm9vYmFy"),
        ];
        for (bytes, code) in cases {
            assert_eq!(Packed::Deflated(bytes.to_vec()).format(), code);
            assert_eq!(Packed::parse(code), Ok(Packed::Deflated(bytes.to_vec())), "{code}");
        }
    }

    #[test]
    fn a_program_that_is_not_compressed_says_so() {
        let packed = Packed::Plain(b"print('hi')".to_vec());
        assert_eq!(packed.format(), "~11~cHJpbnQoJ2hpJyk");
        assert_eq!(Packed::parse(&packed.format()), Ok(packed));
    }

    #[test]
    fn padding_and_broken_lines_do_no_harm() {
        assert_eq!(Packed::parse(" Zm9v\r\n YmE=\n"), Ok(Packed::Deflated(b"fooba".to_vec())));
    }

    #[test]
    fn a_damaged_code_is_refused_with_what_to_do() {
        for code in ["Zm9vY", "Zm9v€", "Zm9v+A", "a b!c", "~A", "~3~Zm9vYmFy", "~~Zg", "~-1~", "~6~Zm9v"] {
            let message = Packed::parse(code).unwrap_err().message;
            assert!(message.contains("damaged") && message.contains("copy it whole"), "{code}: {message}");
        }
    }

    #[test]
    fn a_code_of_another_version_is_told_from_a_damaged_one() {
        let message = Packed::parse("!Zm9v").unwrap_err().message;
        assert!(message.contains("does not know"), "{message}");
    }

    #[test]
    fn a_code_that_is_too_long_is_not_even_decoded() {
        let message = Packed::parse(&"A".repeat(MAX_CODE + 1)).unwrap_err().message;
        assert!(message.contains("longer than 1 MB"), "{message}");
    }

    #[test]
    fn inflating_stops_at_a_megabyte() {
        let mut bytes = Bounded::default();
        let piece = vec![b'a'; 65_536];
        // 15 × 65,536 = 983,040
        for _ in 0..15 {
            assert_eq!(bytes.push(&piece), Ok(()));
        }
        assert!(bytes.push(&piece).is_err());
        assert_eq!(bytes.push(&piece[..MAX_TEXT - 983_040]), Ok(()));
        assert_eq!(bytes.text().map(|text| text.len()), Ok(MAX_TEXT));
    }

    #[test]
    fn what_inflates_to_no_text_is_refused() {
        let mut bytes = Bounded::default();
        bytes.push(&[0xff, 0xfe]).unwrap();
        assert_eq!(bytes.text(), Err(damaged()));
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same_and_needs_no_escape(bytes in any::<Vec<u8>>(), plain in any::<bool>()) {
            let packed = if plain { Packed::Plain(bytes) } else { Packed::Deflated(bytes) };
            let code = packed.format();
            prop_assert!(code.chars().all(|c| c.is_ascii_alphanumeric() || "-_~".contains(c)));
            prop_assert_eq!(Packed::parse(&code), Ok(packed));
        }

        #[test]
        fn no_code_is_too_strange_to_be_answered(code in "\\PC*") {
            let _ = Packed::parse(&code);
        }
    }
}
