//! What has arrived for a request, on its way from the world to the function of the library that waits for it.
//!
//! It stays what the I/O backend made of it: an object of Python comes of it where a program first looks at it, in `library/http`.
//! Begin with [`Delivery`].

use super::io_backend::ResponsePart;
use trace::{EventId, RequestId};
use vm::exception::Result;
use vm::native_frame::Input;

/// What has arrived for a request since its owner last took something.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Which request.
    pub request: RequestId,
    /// The event of the first part.
    pub event: EventId,
    /// What has arrived, in that order: one part at least.
    pub parts: Vec<ResponsePart>,
}

/// What a thread is resumed with that waited for arrivals: those of its loop, in the order of their requests, or those of the one
/// request that it waited for. None if the time was over before anything came.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Deliveries(pub Vec<Delivery>);

impl Deliveries {
    /// What a native frame was resumed with.
    ///
    /// # Errors
    /// Instead of anything that arrived, the handler of a signal has raised an exception.
    pub fn of(input: Input) -> Result<Deliveries> {
        match input {
            Input::Arrived(arrived) => Ok(arrived.downcast().map(|found| *found).unwrap_or_default()),
            Input::Raised(raised) => Err(raised),
            _ => Ok(Deliveries::default()),
        }
    }
}

impl From<Deliveries> for Input {
    fn from(deliveries: Deliveries) -> Input {
        Input::Arrived(Box::new(deliveries))
    }
}
