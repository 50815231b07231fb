//! Which key does what, and which leads nowhere.

use super::player::Player;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Play, or pause.
    TogglePlay,
    /// One step back.
    StepBack,
    /// One step forward.
    StepForward,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// To where the next turn of the loop begins.
    TurnForward,
    /// To where this turn began, or the one before.
    TurnBack,
    /// Play more slowly.
    Slower,
    /// Play faster.
    Faster,
    /// Skip waits while playing, or play them.
    SkipWaits,
    /// Show less of the timeline, larger.
    ZoomIn,
    /// Show more of it.
    ZoomOut,
    /// Move the timeline to what was earlier.
    PanLeft,
    /// Move it to what was later.
    PanRight,
    /// Show all of the timeline.
    Fit,
    /// Give the timeline all of the room, or take it back.
    Enlarge,
    /// Find a task by its name.
    Find,
    /// Measure from this moment on, or no more.
    Measure,
    /// Draw the path of what took so long, or do not.
    Path,
    /// Show only what is picked out.
    ZoomTo,
    /// To the step that caused this one.
    Cause,
    /// To the first step that this one caused.
    Effect,
    /// Point at the next task that is not over; after the last at none.
    PointNext,
    /// Draw the page for presenters, or as usual.
    Presenter,
    /// List the keys.
    Help,
    /// Close what lies over the rest.
    Close,
}

/// The table: as the browser names the key, as people do, what it does, and that in words.
pub const TABLE: [(&[&str], &str, Command, &str); 26] = [
    (&[" "], "space", Command::TogglePlay, "play or pause"),
    (&["ArrowLeft", "PageUp"], "← or Page Up", Command::StepBack, "one step back"),
    (&["ArrowRight", "PageDown"], "→ or Page Down", Command::StepForward, "one step forward"),
    (&["Home"], "Home", Command::First, "to the first step"),
    (&["End"], "End", Command::Last, "to the last step"),
    (&["."], ".", Command::TurnForward, "one turn of the loop forward"),
    (&[","], ",", Command::TurnBack, "one turn back"),
    (&["-"], "-", Command::Slower, "play more slowly"),
    (&["+", "="], "+", Command::Faster, "play faster"),
    (&["k"], "K", Command::SkipWaits, "skip waits, or play them"),
    (&["w"], "W", Command::ZoomIn, "zoom into the timeline"),
    (&["s"], "S", Command::ZoomOut, "zoom out"),
    (&["a"], "A", Command::PanLeft, "earlier"),
    (&["d"], "D", Command::PanRight, "later"),
    (&["f"], "F", Command::Fit, "the whole timeline"),
    (&["t"], "T", Command::Enlarge, "the timeline in large"),
    (&["/"], "/", Command::Find, "find a task by its name"),
    (&["m"], "M", Command::Measure, "measure from here"),
    (&["z"], "Z", Command::ZoomTo, "zoom to what is picked out"),
    (&["p"], "P", Command::Path, "what took so long"),
    (&["c"], "C", Command::Cause, "to the cause of this step"),
    (&["e"], "E", Command::Effect, "to its first effect"),
    (&["l"], "L", Command::PointNext, "light up the next task, everywhere"),
    (&["b"], "B", Command::Presenter, "presenter's size, for the last row"),
    (&["?"], "?", Command::Help, "this list"),
    (&["Escape"], "Esc", Command::Close, "close a list"),
];

/// What has the keyboard's focus, and so a claim on its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Nothing in particular.
    Page,
    /// A button or link, which space and enter press.
    Button,
    /// A field for text, a number, a choice or a slider, which uses nearly all keys itself.
    Field,
    /// A dialog.
    Dialog,
}

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press<'a> {
    /// The browser's name of the key.
    pub key: &'a str,
    /// Whether Control, Alt or Meta was held: then it is somebody else's key.
    pub modified: bool,
    /// What has the focus.
    pub focus: Focus,
}

/// What a pressed key asks for, if it is one of ours.
pub fn command(press: Press<'_>) -> Option<Command> {
    if press.modified {
        return None;
    }
    let claimed = match press.focus {
        Focus::Page => false,
        Focus::Button => press.key == " ",
        // A presenter's clicker works wherever the focus is, and no field needs Escape.
        Focus::Field => !matches!(press.key, "PageUp" | "PageDown" | "Escape"),
        Focus::Dialog => true,
    };
    if claimed {
        return None;
    }
    let key =
        if press.key.chars().count() == 1 { press.key.to_ascii_lowercase() } else { press.key.to_owned() };
    TABLE.iter().find(|(keys, ..)| keys.contains(&key.as_str())).map(|&(_, _, command, _)| command)
}

/// Whether a command asks for a step before the first that a player may show, or after the last, of a run that has so many.
pub fn leads_nowhere(command: Command, player: &Player, step_count: usize) -> bool {
    let mut moved = *player;
    match command {
        Command::StepBack => moved.step_back(step_count),
        Command::StepForward => moved.step_forward(step_count),
        _ => return false,
    }
    moved.step == player.step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::player::Part;

    fn pressed(key: &str, focus: Focus) -> Option<Command> {
        command(Press { key, modified: false, focus })
    }

    #[test]
    fn every_key_of_the_table_does_what_the_table_says() {
        for (keys, _, expected, _) in TABLE {
            for key in keys {
                assert_eq!(pressed(key, Focus::Page), Some(expected), "{key}");
            }
        }
        assert_eq!(pressed("W", Focus::Page), Some(Command::ZoomIn));
        assert_eq!(pressed("x", Focus::Page), None);
    }

    #[test]
    fn space_presses_the_button_that_has_the_focus() {
        assert_eq!(pressed(" ", Focus::Button), None);
        assert_eq!(pressed("ArrowRight", Focus::Button), Some(Command::StepForward));
    }

    #[test]
    fn a_field_keeps_its_keys_except_those_of_a_clicker() {
        assert_eq!(pressed("ArrowRight", Focus::Field), None);
        assert_eq!(pressed("PageDown", Focus::Field), Some(Command::StepForward));
        assert_eq!(pressed("PageDown", Focus::Dialog), None);
    }

    #[test]
    fn keys_with_control_belong_to_the_browser() {
        assert_eq!(command(Press { key: "f", modified: true, focus: Focus::Page }), None);
    }
    #[test]
    fn steps_lead_nowhere_only_over_the_ends_of_what_may_be_shown() {
        let outward = |step, part, count| {
            let mut player = Player::default();
            player.go_to(step, usize::MAX);
            player.part = part;
            [Command::StepBack, Command::StepForward].map(|command| leads_nowhere(command, &player, count))
        };
        let whole = Part::default();
        assert_eq!(outward(0, whole, 3), [true, false]);
        assert_eq!(outward(1, whole, 3), [false, false]);
        assert_eq!(outward(2, whole, 3), [false, true]);
        let middle = Part { first: 4, last: 6 };
        assert_eq!(
            [4, 5, 6].map(|step| outward(step, middle, 9)),
            [[true, false], [false, false], [false, true]]
        );
        assert_eq!(outward(0, whole, 0), [true, true], "where there is no run");
    }

    #[test]
    fn only_steps_lead_nowhere() {
        let other = TABLE.iter().map(|&(_, _, command, _)| command);
        let mut other = other.filter(|command| !matches!(command, Command::StepBack | Command::StepForward));
        assert!(other.all(|command| !leads_nowhere(command, &Player::default(), 0)));
    }
}
