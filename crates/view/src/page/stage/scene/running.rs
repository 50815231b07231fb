//! The place of what runs: the loop, who runs in it, or what its thread is stuck in.
//!
//! Not how frames lie in one another, which is `stack`. Begin with `add_running`.

use super::flow::TokenBuilder;
use super::metrics::Rect;
use super::{Anchor, Bar, Scene, Text, TextStyle, Timed, Words};
use crate::page::stage::threads::block_note;
use crate::page::stage::words::{blocks_text, line_text};
use crate::page::stage::{Stage, ThreadActivity};
use trace::{Blocker, Time};

impl Scene {
    /// The loop, and within it who runs, down to the innermost frame; or what the thread is stuck in.
    pub(super) fn add_running(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let caller = stage
            .callers
            .last()
            .map(|frame| format!("{} {}", builder.names.function(frame), line_text(frame.line)));
        let turn = if stage.turn > 0 { format!("turn {}", stage.turn) } else { String::new() };
        let looping = !matches!(stage.activity, ThreadActivity::Idle) && stage.turn > 0;
        let head = Rect { height: scale.row, ..area };
        let mut rest = area;
        // Rather who runs without the loop than the loop without who runs.
        let below = if stage.is_blocked() { scale.row + 8 } else { 0 };
        if looping && area.height >= 2 * scale.row + scale.token + below - 8 {
            let full = caller.map(|caller| format!("{} › event loop", caller.trim_end()));
            let room = area.width - scale.note_width(&turn) - 24;
            let fits = |text: &String| scale.code_width(text) <= room;
            let name = full.filter(fits).unwrap_or_else(|| "event loop".to_owned());
            self.add_pair(builder, head, name, turn);
            rest = area.without(0, scale.row + 3, 0, 0);
        }
        if let ThreadActivity::Blocked(since, blocker) = stage.activity {
            rest = rest.without(0, 0, 0, below);
            self.add_block(builder, area, since, blocker);
        }
        let frames = if looping { &stage.called } else { &stage.callers };
        self.add_stack(builder, rest, stage.running, frames);
    }

    /// What the thread is stuck in, for how long, and how long it will be.
    fn add_block(&mut self, builder: &TokenBuilder<'_>, area: Rect, since: Time, blocker: Blocker) {
        let [full, short] = blocks_text(blocker);
        let fits = self.scale.title_width(&format!("{full}999.9 ms")) <= area.width;
        let words =
            Words::Timed { before: if fits { full } else { short }, what: Timed::Since(since), after: "" };
        self.texts.push(Text::new(area.x + 2, area.bottom() - 8, Anchor::Start, TextStyle::Strong, words));
        let note = block_note(builder.names.run, builder.names.state, since, blocker);
        self.bars.push(Bar { rect: Rect { y: area.bottom() - 3, height: 4, ..area }, note });
    }
}
