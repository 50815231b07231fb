//! What a page shows within somebody else's page: which panels, which part of the run, how fast.

use super::Route;
use super::query::Query;
use crate::page::player::Speed;
use crate::page::problem::{Problem, quoted};
use protocol::Panel;

/// A page within a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// What is shown of it.
    pub panels: Panels,
    /// The step where it begins, and which it does not go behind; None: the beginning.
    pub from: Option<u32>,
    /// The step where it ends; None: the end.
    pub until: Option<u32>,
    /// How fast it plays.
    pub speed: Speed,
    /// Whether it skips waits as it plays.
    pub skips_waits: bool,
}

/// What becomes of waits while playing: their names in addresses, which never change.
const WAITS: [&str; 2] = ["played", "skipped"];

/// Some panels, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panels(u32);

/// All of them.
impl Default for Panels {
    fn default() -> Panels {
        Panels(Panel::ALL.into_iter().fold(0, |bits, panel| bits | bit(panel)))
    }
}

impl Panels {
    /// These; all, if there are none.
    pub fn of(panels: impl IntoIterator<Item = Panel>) -> Panels {
        match panels.into_iter().fold(0, |bits, panel| bits | bit(panel)) {
            0 => Panels::default(),
            bits => Panels(bits),
        }
    }

    /// Whether a panel is one of them.
    pub fn has(self, panel: Panel) -> bool {
        self.0 & bit(panel) != 0
    }

    /// With this panel, if it was not there, or without it; the last one stays.
    pub fn toggled(self, panel: Panel) -> Panels {
        match self.0 ^ bit(panel) {
            0 => self,
            bits => Panels(bits),
        }
    }

    /// Their names, with commas.
    pub fn ids(self) -> String {
        let shown = Panel::ALL.into_iter().filter(|panel| self.has(*panel));
        shown.map(Panel::id).collect::<Vec<_>>().join(",")
    }
}

// Each has a bit.
const _: () = assert!(Panel::ALL.len() <= 32);

fn bit(panel: Panel) -> u32 {
    1 << panel as u32
}

impl Frame {
    pub(super) fn parse(query: &mut Query, problems: &mut Vec<Problem>) -> Frame {
        let panels = query.take("panels").map_or_else(Panels::default, |text| {
            let known = text.split(',').filter_map(|id| match Panel::from_id(id) {
                None => {
                    let all = Panel::ALL.map(Panel::id).join(", ");
                    problems.push(Problem::new("panels", format!("{} is none of {all}.", quoted(id))));
                    None
                }
                known => known,
            });
            Panels::of(known.collect::<Vec<_>>())
        });
        Frame {
            panels,
            from: query.step("from", problems),
            until: query.step("until", problems),
            speed: query.choice("speed", Speed::from_id, &Speed::ALL.map(Speed::id), problems),
            skips_waits: query.choice(
                "waits",
                |id| WAITS.iter().position(|known| *known == id).map(|place| place == 1),
                &WAITS,
                problems,
            ),
        }
    }

    pub(super) fn format(&self, query: &mut Query) {
        query.push_unless("panels", &self.panels.ids(), &Panels::default().ids());
        query.push_step("from", self.from);
        query.push_step("until", self.until);
        query.push_unless("speed", self.speed.id(), Speed::default().id());
        query.push_unless("waits", WAITS[usize::from(self.skips_waits)], WAITS[0]);
    }
}

impl Route {
    /// What to put into another page to show this in it. `page` is the address of this one, up to `#`.
    pub fn markup(&self, page: &str, width: u32, height: u32) -> String {
        let address = format!("{page}{}", self.format()).replace('&', "&amp;").replace('"', "%22");
        format!(
            "<iframe src=\"{address}\" title=\"Loopscope\" width=\"{width}\" height=\"{height}\" \
             style=\"border:0\" allow=\"clipboard-write\"></iframe>"
        )
    }
}
