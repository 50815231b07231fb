//! Where a run begins to be worth watching: when its file has been read.
//!
//! Python executes imports and definitions line by line like anything else, and so they are steps like any others: whoever steps back
//! sees them, and links to steps keep their numbers. But nobody comes for them, so that what plays by itself begins after them. What
//! it is not: the steps, which are those of [`analysis::steps`]. Begin with [`beginning`].

use analysis::steps::Steps;
use trace::{Event, EventId, Kind, Trace};

/// With what a line begins at the left margin that imports or defines something.
const READING: [&str; 6] = ["import ", "from ", "def ", "async def ", "class ", "@"];

/// The number of the last step in which the file is only read: that of its last import or definition before anything else happens
/// than that its outermost lines are executed, and the bodies of its classes. 0 if there is none.
pub fn beginning(trace: &Trace, steps: &Steps) -> usize {
    let lines: Vec<&str> = trace.source().lines().collect();
    let mut last = 0;
    let mut within_class = false;
    // The main thread starts, and then each line of a file is read once.
    for step in 1..=steps.len().min(lines.len() + 1) {
        let Some(event) = event_of(trace, steps.position(step)) else { break };
        if event.kind == Kind::ThreadStarted && step == 1 {
            continue;
        }
        let Some(line) = line_of(event, &lines) else { break };
        let is_outermost = !line.starts_with([' ', '\t']);
        if is_outermost {
            within_class = line.starts_with("class ");
        } else if !within_class {
            break;
        }
        if !is_outermost || READING.iter().any(|start| line.starts_with(start)) {
            last = step;
        }
    }
    last
}

/// The event that led to a position.
fn event_of(trace: &Trace, position: usize) -> Option<Event> {
    trace.event(EventId(position.checked_sub(1)? as u32))
}

/// The line that an event executes; None if it does something else.
fn line_of<'a>(event: Event, lines: &[&'a str]) -> Option<&'a str> {
    let place = (event.line as usize).checked_sub(1).filter(|_| event.kind == Kind::Line)?;
    lines.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use runtime::{Options, predict};

    /// The line of the step with which a program begins.
    fn begins_after(source: &str) -> u32 {
        let trace = predict(source, &Options::default()).expect("it is Python");
        let steps = Steps::new(&trace);
        let step = beginning(&trace, &steps);
        steps
            .position(step)
            .checked_sub(1)
            .map_or(0, |place| trace.event(EventId(place as u32)).unwrap().line)
    }

    #[test]
    fn imports_and_definitions_are_read_with_what_stands_between_them() {
        let source = "\"\"\"What.\"\"\"\nimport asyncio\n\nWAIT = 0.1\n\n\nasync def main():\n    await asyncio.sleep(WAIT)\n\n\nasyncio.run(main())\n";
        assert_eq!(begins_after(source), 7);
    }

    #[test]
    fn the_body_of_a_class_is_a_definition() {
        let source =
            "class Dog:\n    legs = 4\n\n    def bark(self):\n        print('woof')\n\n\nDog().bark()\n";
        assert_eq!(begins_after(source), 4);
    }

    #[test]
    fn a_program_that_only_does_things_begins_with_the_first() {
        assert_eq!(begins_after("x = 1\nprint(x)\n"), 0);
        assert_eq!(begins_after("for x in range(3):\n    print(x)\n\n\ndef f():\n    pass\n"), 0);
        assert_eq!(begins_after(""), 0);
    }

    #[test]
    fn what_comes_after_the_program_has_begun_to_do_things_is_not_left_out() {
        let source = "import time\n\n\ndef f():\n    return 1\n\n\nx = f()\n\n\ndef g():\n    return x\n";
        assert_eq!(begins_after(source), 4);
    }
}
