//! What stands on the upper edge of each place, and how the place is marked.
//!
//! Not where the places are, which `areas` says, and nothing of what is in them. Begin with `add_zones`.

use super::areas::Areas;
use super::metrics::Rect;
use super::{Emphasis, Place, Scene, Zone};
use crate::page::stage::{Stage, ThreadActivity};

impl Scene {
    /// The four places of a loop.
    pub(super) fn add_zones(&mut self, areas: &Areas, stage: &Stage) {
        let found = stage.found.sockets.count + stage.found.timers.count;
        let held =
            |count: usize| if stage.is_blocked() && count > 0 { Emphasis::Held } else { Emphasis::Quiet };
        let (stack, poll) = match stage.activity {
            ThreadActivity::Running => (Emphasis::Active, Emphasis::Quiet),
            ThreadActivity::Blocked(..) => (Emphasis::Blocked, held(found)),
            ThreadActivity::Polling(..) => (Emphasis::Quiet, Emphasis::Active),
            ThreadActivity::Idle | ThreadActivity::Looping => (Emphasis::Quiet, Emphasis::Quiet),
        };
        let running = match stage.activity {
            ThreadActivity::Blocked(..) => "Blocked",
            _ => "Running · call stack",
        };
        let poll_title = match poll {
            Emphasis::Held => format!("Poll · {found} held up"),
            Emphasis::Active => "Poll · the loop sleeps".to_owned(),
            _ => "Poll".to_owned(),
        };
        let mut add = |place, rect: Rect, titles: &[String], emphasis| {
            let room = rect.width - 30;
            let title = titles.iter().find(|title| self.scale.title_width(title) <= room);
            let title =
                title.or(titles.last()).map(|title| self.scale.fit_title(title, room)).unwrap_or_default();
            self.zones.push(Zone { place, rect, title, emphasis });
        };
        add(Place::Queue, areas.queue, &queue_titles(stage), held(stage.queue.count));
        add(Place::Stack, areas.stack, &[running.to_owned(), "Running".to_owned()], stack);
        add(Place::Poll, areas.poll, &[poll_title, "Poll".to_owned()], poll);
        let waiting = stage.waiting_count();
        let titles = if waiting > 1 { vec![format!("Waiting · {waiting}")] } else { Vec::new() };
        let titles: Vec<String> = titles.into_iter().chain(["Waiting".to_owned()]).collect();
        add(Place::Waiting, areas.waiting, &titles, Emphasis::Quiet);
    }
}

/// What the queue is called, the longest first.
fn queue_titles(stage: &Stage) -> Vec<String> {
    let plain = "Ready queue".to_owned();
    let count = stage.queue.count;
    if count == 0 {
        return vec![plain];
    }
    if stage.is_blocked() {
        return vec![format!("Ready queue · {count} held up"), format!("Ready · {count} held up"), plain];
    }
    // A turn calls only what was ready when it began to call.
    let later = stage.batch.map(|batch| (batch, count.saturating_sub(batch)));
    match later {
        Some((0, _)) => {
            vec![format!("Ready queue · {count} next turn"), format!("Ready queue · {count}"), plain]
        }
        Some((batch, later)) if later > 0 => {
            vec![format!("Ready · {batch} now, {later} next turn"), format!("Ready queue · {count}"), plain]
        }
        _ if count > 1 => vec![format!("Ready queue · {count}"), plain],
        _ => vec![plain],
    }
}
