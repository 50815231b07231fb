//! What the worker says to what a page asks first, stored with the site: so a page stands filled and moves before the interpreter
//! has arrived, which then takes over at whatever was not asked before.
//!
//! Whoever asks is told what is stored only if it asks exactly what was asked when it was stored, down to the last byte of the
//! program; and a file of another version says nothing. So a file that is old, or none, costs time and nothing else. What it is
//! not: it fetches nothing, and runs nothing. Begin with [`Stored`].

use crate::message::{Answer, Encoded, Order, Question, RunSummary, decode, encode};
use serde::{Deserialize, Serialize};
use trace::{Known, Trace};

/// What the worker says to some orders and questions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stored {
    /// Orders, and what is said when their runs are over: an [`Answer`] of a run without a number.
    runs: Vec<(Encoded, Encoded)>,
    /// Questions, and the replies to them.
    replies: Vec<(Encoded, Encoded)>,
}

/// In the place of the number that a run has in an [`Answer`].
const NO_NUMBER: u32 = 0;

impl Stored {
    /// What was stored as these bytes; nothing if another build did it.
    pub fn read(bytes: &[u8]) -> Stored {
        decode(bytes).unwrap_or_default()
    }

    /// What [`read`](Stored::read) reads.
    pub fn write(&self) -> Vec<u8> {
        encode(self)
    }

    /// Stores a run that is over.
    pub fn add_run(&mut self, order: &Order, trace: &Trace, summary: RunSummary) {
        let answer = Answer::Ended(NO_NUMBER, Known::default().catch_up(trace), summary);
        self.runs.push((Encoded::new(order), Encoded::new(&answer)));
    }

    /// Stores a reply.
    pub fn add_reply(&mut self, question: &Question, reply: Encoded) {
        self.replies.push((Encoded::new(question), reply));
    }

    /// The run of that order, and what is to be said of it.
    pub fn run(&self, order: &Order) -> Option<(Trace, RunSummary)> {
        let Answer::Ended(_, growth, summary) = find(&self.runs, &Encoded::new(order))?.decode().ok()? else {
            return None;
        };
        let mut trace = Trace::new(&order.file, &order.source);
        trace.grow(growth);
        Some((trace, summary))
    }

    /// The reply to that question.
    pub fn reply(&self, question: &Question) -> Option<&Encoded> {
        find(&self.replies, &Encoded::new(question))
    }
}

fn find<'a>(pairs: &'a [(Encoded, Encoded)], asked: &Encoded) -> Option<&'a Encoded> {
    pairs.iter().find(|(known, _)| known == asked).map(|(_, answer)| answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::VERSION;
    use crate::{Advice, Limits};
    use trace::{Ending, Span, Time};

    fn order() -> Order {
        Order {
            file: "hello.py".into(),
            source: "print('hello')\n".into(),
            host: None,
            latency: Span::ZERO,
            limits: Limits::default(),
            facts: false,
        }
    }

    fn run(order: &Order) -> (Trace, RunSummary) {
        let mut trace = Trace::new(&order.file, &order.source);
        trace.set_ending(Some(Ending::Finished));
        trace.set_end(Time(7));
        let advice = vec![Advice { event: None, line: 1, text: "Say more.".into() }];
        (trace, RunSummary { advice, ..RunSummary::default() })
    }

    fn stored() -> Stored {
        let mut stored = Stored::default();
        let (trace, summary) = run(&order());
        stored.add_run(&order(), &trace, summary);
        stored.add_reply(&Question::Check("1 +".into()), Encoded::new(&"no"));
        stored
    }

    #[test]
    fn what_was_stored_is_said_to_whoever_asks_the_same() {
        let stored = Stored::read(&stored().write());
        assert_eq!(stored.run(&order()), Some(run(&order())));
        let reply = stored.reply(&Question::Check("1 +".into())).map(Encoded::decode);
        assert_eq!(reply, Some(Ok("no".to_owned())));
    }

    #[test]
    fn whoever_asks_anything_else_is_told_nothing() {
        let stored = stored();
        let others = [
            Order { source: "print('hello') \n".into(), ..order() },
            Order { file: "other.py".into(), ..order() },
            Order { latency: Span::from_milliseconds(1), ..order() },
            Order { limits: Limits { steps: 1, ..Limits::default() }, ..order() },
            Order { facts: true, ..order() },
        ];
        for other in others {
            assert_eq!(stored.run(&other), None, "{other:?}");
        }
        assert_eq!(stored.reply(&Question::Lesson("1 +".into())), None);
    }

    #[test]
    fn what_another_build_stored_or_what_is_damaged_says_nothing() {
        let mut bytes = stored().write();
        for length in 0..bytes.len() {
            assert_eq!(Stored::read(&bytes[..length]), Stored::default(), "{length} bytes");
        }
        bytes[0] = VERSION + 1;
        assert_eq!(Stored::read(&bytes), Stored::default());
    }
}
