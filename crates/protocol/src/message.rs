//! What page and worker tell each other.
//!
//! Postcard is the form: small, and made for programs that know each other's types. Both ends come from one build, but a browser
//! can keep one of them longer than the other: so a message begins with its [version](VERSION), and one of another version is
//! refused in plain words.

use crate::{Advice, Host, Limits, Refusal};
use serde::{Deserialize, Serialize};
use trace::{Growth, Span};

/// The version of the messages: to be raised by whoever changes what one of them holds. What a trace holds has a version of its
/// own, in `trace::growth`.
pub const VERSION: u8 = 3;

/// What is to be run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The name that tracebacks show.
    pub file: String,
    /// The program.
    pub source: String,
    /// Who answers its requests; None if they are only predicted.
    pub host: Option<Host>,
    /// How long predicted requests travel, there and back together.
    pub latency: Span,
    /// How much it may do.
    pub limits: Limits,
    /// Whether it is to be said what the run shows about the way its program is written.
    pub facts: bool,
}

/// What the page tells the worker. Runs have numbers, so that one that was replaced is not taken for the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Run this; what runs, if anything does, is aborted without a word.
    Run(u32, Order),
    /// End the run with that number: its requests are aborted, and what happened until now is reported.
    Stop(u32),
    /// The last report of the run with that number has been shown: another one may come.
    Seen(u32),
    /// Answer this. Questions have numbers too.
    Ask(u32, Question),
}

/// What can be asked without running anything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What is wrong with this program: an `Option<Refusal>`.
    Check(String),
    /// What the text of a lesson says: a `Lesson`.
    Lesson(String),
}

/// A message within a message: bytes that only those read who know what they asked for. So the page of a program that never
/// asks for lessons does not have to know how one is read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Encoded(Vec<u8>);

impl Encoded {
    /// Encodes something.
    pub fn new(content: &impl Serialize) -> Encoded {
        Encoded(encode(content))
    }

    /// What was encoded.
    ///
    /// # Errors
    /// It is something else, or comes from another build.
    pub fn decode<'a, T: Deserialize<'a>>(&'a self) -> Result<T, String> {
        decode(&self.0)
    }
}

/// What is said of a run when it is over: found where it ran, so that it costs the page nothing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RunSummary {
    /// About mistakes that nearly everyone makes.
    pub advice: Vec<Advice>,
    /// What it shows about the way its program is written, if that was ordered: a list of
    /// `analysis::facts::Fact`s.
    pub facts: Encoded,
    /// What took so long: an `analysis::CriticalPath`.
    pub critical_path: Encoded,
}

/// What the worker tells the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer<'a> {
    /// The worker is loaded and listens.
    Ready,
    /// This has happened since the last report of the run with that number.
    Growing(u32, Growth<'a>),
    /// The run is over; this has happened since, and this is to be said about it.
    Ended(u32, Growth<'a>, RunSummary),
    /// The program was not run.
    Refused(u32, Refusal),
    /// The program was not run, since nobody answers its requests: why, in a sentence.
    Unreachable(u32, String),
    /// The answer to the question with that number.
    Told(u32, Encoded),
}

/// A message as bytes. Nothing in one can fail to be written.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    postcard::to_extend(message, vec![VERSION]).unwrap_or_default()
}

/// The message of these bytes.
///
/// # Errors
/// The other end comes from another build.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    let refusal =
        || "The page and its interpreter come from different versions of Loopscope. Reload the page.";
    match bytes {
        [VERSION, message @ ..] => postcard::from_bytes(message).map_err(|_| refusal().to_owned()),
        _ => Err(refusal().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_arrives_as_it_was_sent() {
        let order = Order {
            file: "gather.py".into(),
            source: "print('ü')\n".into(),
            host: Some(Host::Server("http://127.0.0.1:7001".into())),
            latency: Span::from_milliseconds(20),
            limits: Limits { steps: 1000, ..Limits::default() },
            facts: true,
        };
        let command = Command::Run(7, order);
        assert_eq!(decode::<Command>(&encode(&command)), Ok(command));
    }

    #[test]
    fn a_refusal_arrives_with_its_place() {
        let refusal = Refusal {
            line: 1,
            column: 5,
            message: "SyntaxError: invalid syntax".into(),
            hint: None,
            rendered: "  File \"program.py\", line 1".into(),
        };
        let bytes = encode(&Answer::Refused(1, refusal.clone()));
        assert_eq!(decode::<Answer>(&bytes), Ok(Answer::Refused(1, refusal)));
    }

    #[test]
    fn what_another_build_sent_is_an_error() {
        assert!(decode::<Command>(&[200, 1, 2, 3]).is_err());
        assert!(decode::<Answer>(&[]).is_err());
        assert!(decode::<Answer>(&[VERSION]).is_err());
    }

    #[test]
    fn a_message_of_another_version_is_refused_in_plain_words() {
        let mut bytes = encode(&Command::Stop(7));
        assert_eq!(decode(&bytes), Ok(Command::Stop(7)));
        for other in [VERSION - 1, VERSION + 1] {
            bytes[0] = other;
            let refusal = decode::<Command>(&bytes).expect_err("it is of another version");
            assert!(refusal.contains("different versions") && refusal.contains("Reload"), "{refusal}");
        }
    }
}
