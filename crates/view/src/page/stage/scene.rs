//! A place in pixels for everything on the stage: one loop from the ready queue over the call stack and the waiting to the poll,
//! and back to the queue; beside it the threads.
//!
//! Only layout: what is here is drawn as it is. Tokens carry who they are, so that the page can move them from scene to scene, and
//! what changes with time is kept as such, so that it need not be laid out anew. Begin with [`Scene::new`]. `parts` has what a
//! scene is made of, `metrics` says how large things are, `areas` divides the stage, `flow` fills an area, and `stack` draws
//! frames. `zones` titles the places; what is in them comes from `running`, `waiting`, `poll`, `middle` and `lanes`.

mod areas;
mod flow;
mod lanes;
mod metrics;
mod middle;
mod parts;
mod poll;
mod running;
mod stack;
mod waiting;
mod zones;

use self::areas::Areas;
use self::flow::{Direction, TokenBuilder};
pub use self::metrics::{Rect, Scale};
pub use self::parts::{
    Anchor, Arrow, Bar, BoxLook, Boxed, Emphasis, More, Place, Size, Text, TextStyle, Timed, Token, Words,
    Zone,
};
use super::words::Names;
use super::{MemberList, Members, Stage, Who};
use trace::Time;

/// The stage, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How large everything is.
    pub scale: Scale,
    /// How large the whole is.
    pub rect: Rect,
    /// The moment.
    pub now: Time,
    /// The places.
    pub zones: Vec<Zone>,
    /// The arrows between them.
    pub arrows: Vec<Arrow>,
    /// Whether captions stand beside the arrows.
    pub captions: bool,
    /// Boxes, the outer ones before those in them.
    pub boxes: Vec<Boxed>,
    /// Texts.
    pub texts: Vec<Text>,
    /// Bars.
    pub bars: Vec<Bar>,
    /// Everybody who is shown, each once, in the order of [`Who`].
    pub tokens: Vec<Token>,
    /// Everybody else.
    pub more: Vec<More>,
}

impl Default for Scene {
    fn default() -> Scene {
        Scene::empty(0, 0)
    }
}

impl Scene {
    /// Gives everything a place on a stage of that size.
    pub fn new(names: Names<'_>, stage: &Stage, size: Size) -> Scene {
        let mut scene = Scene::empty(size.width as i32, size.height as i32);
        scene.now = stage.now;
        let builder = TokenBuilder { names, scale: scene.scale, now: stage.now };
        if stage.has_loop {
            scene.add_loop(&builder, stage);
        } else {
            scene.add_plain(&builder, stage);
        }
        scene.show_everybody_once();
        scene
    }

    fn empty(width: i32, height: i32) -> Scene {
        Scene {
            scale: Scale::of(width, height),
            rect: Rect { x: 0, y: 0, width, height },
            now: Time::ZERO,
            zones: Vec::new(),
            arrows: Vec::new(),
            captions: false,
            boxes: Vec::new(),
            texts: Vec::new(),
            bars: Vec::new(),
            tokens: Vec::new(),
            more: Vec::new(),
        }
    }

    /// Somebody's token.
    pub fn token(&self, who: Who) -> Option<&Token> {
        let place = self.tokens.binary_search_by_key(&who, |token| token.who).ok()?;
        self.tokens.get(place)
    }

    /// A place, if the scene has it.
    pub fn zone(&self, place: Place) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.place == place)
    }

    fn add_loop(&mut self, builder: &TokenBuilder<'_>, stage: &Stage) {
        let areas = Areas::new(stage, self.scale, self.rect.width, self.rect.height);
        self.arrows = areas.arrows.clone();
        self.captions = areas.wide;
        // Nobody is taken from the queue while something is stuck.
        self.arrows[0].shut = stage.is_blocked() && stage.queue.count > 0;
        self.add_zones(&areas, stage);
        // What runs comes first: where somebody stands twice, there is where they are.
        self.add_running(builder, stage, inner(areas.stack));
        let queue = inner(areas.queue);
        let placed = builder.place(Place::Queue, &stage.queue, queue, Direction::FromRight);
        self.add_placed(builder, placed, MemberList::Queue, &stage.queue);
        self.add_poll(builder, stage, inner(areas.poll));
        self.add_waiting(builder, stage, inner(areas.waiting));
        match areas.middle {
            Some(middle) if areas.wide => self.add_middle(builder, stage, middle),
            Some(line) => self.add_line(stage, line),
            None => {}
        }
        if let Some(strip) = areas.strip {
            self.add_strip(builder, stage, strip);
        }
    }

    /// A run without a loop: its threads, and below them the moment.
    fn add_plain(&mut self, builder: &TokenBuilder<'_>, stage: &Stage) {
        let margin = if self.rect.width >= 640 { 14 } else { 8 };
        let row = self.scale.row;
        let area = self.rect.without(margin, 10, margin, row + 14);
        self.add_threads(builder, stage, area);
        let line = Rect { x: area.x, y: self.rect.height - row - 6, width: area.width, height: row };
        self.add_line(stage, line);
    }

    fn add_placed(
        &mut self,
        builder: &TokenBuilder<'_>,
        placed: flow::Placed,
        member_list: MemberList,
        members: &Members,
    ) {
        let hidden = members.count - placed.tokens.len();
        if hidden > 0 {
            let text = builder.more_text(hidden, placed.room);
            let width = self.scale.note_width(&text);
            let (x, y) = placed.end;
            let x = if placed.direction == Direction::FromRight { x - width } else { x };
            self.more.push(More { member_list, text, rect: Rect { x, y, width, height: self.scale.dot } });
        }
        self.tokens.extend(placed.tokens);
    }

    fn show_everybody_once(&mut self) {
        for token in std::mem::take(&mut self.tokens) {
            if let Err(index) = self.tokens.binary_search_by_key(&token.who, |other| other.who) {
                self.tokens.insert(index, token);
            }
        }
    }
}

/// What is left of a place within its border and below its title.
fn inner(rect: Rect) -> Rect {
    rect.without(9, 12, 9, 7)
}

#[cfg(test)]
pub(super) mod tests;
