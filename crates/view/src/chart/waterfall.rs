//! The waterfall: one row per request, predicted beside measured, each bar split by where the request was.
//!
//! A bar has up to four parts: waiting in the browser (gray, outlined), waiting in the server's queue (tinted, outlined), the
//! server at work (solid), the answer arriving (pale). Where both runs are shown, the predicted bar is the upper half of a row, and paler. With
//! more requests than pixels, a row stands for several, and the caption says so. Requests of two runs belong together by their
//! numbers.

mod bars;
mod draw;
mod growing;
mod heading;
mod layout;
mod table;

use super::axis::Tick;
use super::geometry::{Hit, Rect, TimeScale};
use trace::{RequestId, TaskShape, Time};

pub use bars::{Bar, BarEnd, bars};
pub use draw::draw;
pub use growing::Bars;
pub use layout::{layout, panel_height};
pub use table::table;

/// What is to be shown, and in how much room.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The requests of a predicted run.
    pub predicted: Option<&'a [Bar]>,
    /// The requests of a measured run.
    pub measured: Option<&'a [Bar]>,
    /// The time at the right edge; None: the latest end of a bar. To be kept while a run goes on, or the bars would shrink.
    pub until: Option<Time>,
    /// The moment of the playhead, if there is one.
    pub now: Option<Time>,
    /// How wide the picture is, in device pixels.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

/// A waterfall, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// How wide the picture is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// Where the bars are.
    pub plot: Rect,
    /// Maps time to x.
    pub scale: TimeScale,
    /// The axis.
    pub ticks: Vec<Tick>,
    /// From above.
    pub rows: Vec<Row>,
    /// How many requests a row stands for; 1, if there is room for all.
    pub requests_per_row: usize,
    /// Where all predicted requests are over, and when that is.
    pub predicted_total: Option<(f64, Time)>,
    /// Where all measured requests are over, and when that is; None while one is under way, or fewer were sent than predicted.
    pub measured_total: Option<(f64, Time)>,
    /// Where the playhead is, if it is in view.
    pub playhead: Option<f64>,
}

/// A row: one request, or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The first request that it stands for.
    pub request: RequestId,
    /// What it is called; empty where there is no room for a label.
    pub label: String,
    /// How the task is marked that sent it, where there is room for that: the place of its color, and a shape.
    pub mark: Option<(usize, TaskShape)>,
    /// All of its room, label included.
    pub rect: Rect,
    /// The predicted bar.
    pub predicted: Option<Shape>,
    /// The measured bar.
    pub measured: Option<Shape>,
}

/// A bar, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The request that it shows: of several, the one that took longest.
    pub bar: Bar,
    /// All of it.
    pub rect: Rect,
    /// Its parts, from the left; parts that took no time are left out.
    pub segments: Vec<Segment>,
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Where.
    pub rect: Rect,
    /// Where the request was.
    pub place: BarPhase,
}

/// Where a request is while it is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarPhase {
    /// It waits in the browser: for a connection, as a rule.
    Browser,
    /// It waits in the server's queue.
    ServerQueue,
    /// The server works on it; the way there and back is counted here.
    Server,
    /// The answer arrives.
    Download,
}

/// Which run a bar belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The predicted one.
    Predicted,
    /// The measured one.
    Measured,
}

/// What can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A row, beside its bars.
    Row(RequestId),
    /// A bar.
    Bar(Side, Bar),
}

impl BarPhase {
    /// What it is called in legends and tables.
    pub fn label(self) -> &'static str {
        match self {
            BarPhase::Browser => "waiting in the browser",
            BarPhase::ServerQueue => "waiting in the server",
            BarPhase::Server => "working",
            BarPhase::Download => "downloading",
        }
    }

    /// The same where there is little room.
    pub fn short_label(self) -> &'static str {
        match self {
            BarPhase::Browser => "browser",
            BarPhase::ServerQueue => "queue",
            BarPhase::Server => "working",
            BarPhase::Download => "download",
        }
    }
}

impl Waterfall {
    /// What lies at a point.
    pub fn hit(&self, x: f64, y: f64) -> Option<Hit<Item>> {
        let row = self.row_at(y).filter(|row| row.rect.contains(x, y))?;
        let sides = [(Side::Measured, &row.measured), (Side::Predicted, &row.predicted)];
        let shape = sides.into_iter().find_map(|(side, shape)| {
            // Bars of a pixel are hard to point at: their whole row will do.
            let shape = shape.as_ref()?;
            let reach = if row.rect.height < 8.0 {
                Rect { y: row.rect.y, height: row.rect.height, ..shape.rect }
            } else {
                shape.rect
            };
            reach.contains(x, y).then_some((side, shape))
        });
        Some(match shape {
            Some((side, shape)) => Hit { rect: shape.rect, what: Item::Bar(side, shape.bar.clone()) },
            None => Hit { rect: row.rect, what: Item::Row(row.request) },
        })
    }

    /// The row at a height, if there is one.
    pub fn row_at(&self, y: f64) -> Option<&Row> {
        let index = self.rows.partition_point(|row| row.rect.bottom() <= y);
        self.rows.get(index).filter(|row| row.rect.y <= y)
    }

    /// The rows of these requests: each once, from above.
    pub fn rows_of(&self, requests: &[RequestId]) -> impl Iterator<Item = &Row> {
        let shows = |place: usize| {
            let next = self.rows.get(place + 1).map(|row| row.request);
            let stands_for = |request: &RequestId| {
                *request >= self.rows[place].request && next.is_none_or(|next| *request < next)
            };
            requests.iter().any(stands_for)
        };
        (0..self.rows.len()).filter(move |place| shows(*place)).map(|place| &self.rows[place])
    }

    /// What is to be said beside the legend, if anything: at length, and in short.
    pub fn caption(&self) -> Option<[String; 2]> {
        let count = self.requests_per_row;
        (count > 1).then(|| {
            [
                format!("each row stands for {count} requests, and shows the slowest of them"),
                format!("{count} requests a row"),
            ]
        })
    }

    /// Whether some request is shown there.
    pub fn shows(&self, place: BarPhase) -> bool {
        let shapes = self.rows.iter().flat_map(|row| [&row.predicted, &row.measured]).flatten();
        shapes.flat_map(|shape| &shape.segments).any(|segment| segment.place == place)
    }
}

#[cfg(test)]
mod tests;
