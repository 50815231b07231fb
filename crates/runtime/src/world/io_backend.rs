//! The I/O backend of a run: what its requests leave through, and what it waits with. Begin with [`IoBackend`].

use trace::{RequestId, Span, Time};

/// A request on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingRequest {
    /// Its number.
    pub id: RequestId,
    /// When the program sent it.
    pub at: Time,
    /// `GET` and so on.
    pub method: String,
    /// The address as the program has it.
    pub url: String,
    /// The headers that the program set.
    pub headers: Vec<(String, String)>,
    /// The body, if there is one.
    pub body: Option<Vec<u8>>,
}

/// Something that arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// For which request.
    pub request: RequestId,
    /// When it arrived, or was learnt.
    pub at: Time,
    /// What.
    pub part: ResponsePart,
}

/// A part of a response.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponsePart {
    /// The connection has the request since then.
    Connected(Time),
    /// Status and headers.
    Head {
        /// The HTTP status.
        status: u16,
        /// Its reason phrase; may be empty.
        reason: String,
        /// The headers, in order.
        headers: Vec<(String, String)>,
        /// How long it was queued in the server, as that says.
        queued: Option<Span>,
        /// How long the server worked, as it says.
        worked: Option<Span>,
        /// When the first byte arrived, if that is known better than when it was learnt.
        first_byte: Option<Time>,
    },
    /// A piece of the body.
    Body(Vec<u8>),
    /// The body is complete, since then if that is known better.
    End(Option<Time>),
    /// There will be no answer, or no more of it: why, in a sentence.
    Failed(String),
}

/// What waiting came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// It is this moment now, or something arrived.
    Until(Time),
    /// Nothing will ever arrive.
    ForEver,
}

/// Where requests go and answers come from.
pub trait IoBackend {
    /// Sends a request.
    fn send(&mut self, request: OutgoingRequest);

    /// Gives a request up.
    fn abort(&mut self, request: RequestId);

    /// Takes what has arrived by now.
    fn arrivals(&mut self, now: Time) -> Vec<Arrival>;

    /// Waits until something arrives, or until `deadline`; None waits for ever.
    fn wait(&mut self, now: Time, deadline: Option<Time>) -> impl Future<Output = Waited>;

    /// Lets others run (the page draws a frame), if it is time.
    fn yield_if_due(&mut self) -> impl Future<Output = ()>;
}
