//! How a program spells a call: `asyncio.sleep` where it imports the module, `sleep` where it imports the name, `self.work` of a
//! method.
//!
//! Python's messages name the function by its own name; advice that repeats that name would not run as it stands. What it is not: a
//! reader of Python. It looks for the name before a bracket, with what stands before its dots.

/// How the function of this name (`sleep`, `Worker.run`, `main.<locals>.work`) is called in the line; else where it is called first;
/// else its own name.
pub(super) fn of_call<'a>(source: &'a str, line: u32, qualified: &'a str) -> &'a str {
    let name = qualified.rsplit('.').next().unwrap_or(qualified);
    let own = source.lines().nth(line.saturating_sub(1) as usize).filter(|_| line > 0);
    own.into_iter().chain(source.lines()).find_map(|text| called_in(text, name)).unwrap_or(name)
}

/// The dotted name that is called in a line and ends with this one.
fn called_in<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(name).find_map(|(at, _)| {
        let end = at + name.len();
        let is_definition = text[..at].trim_end().ends_with("def");
        if is_definition || !text[end..].trim_start().starts_with('(') {
            return None;
        }
        let start = text[..at].rfind(|character| !is_part(character) && character != '.');
        let start = start.map_or(0, |index| index + text[index..].chars().next().map_or(1, char::len_utf8));
        let path = &text[start..end];
        let is_name = |part: &str| part.starts_with(|first: char| first.is_alphabetic() || first == '_');
        (path.split('.').all(is_name) && path.split('.').next_back() == Some(name)).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_spelled_as_in_its_line() {
        let source = "import asyncio\nfrom asyncio import sleep\n    asyncio.sleep(1)\n    sleep (1)\n    self.run()\n";
        let spelled = [(3, "sleep"), (4, "sleep"), (5, "Worker.run"), (0, "sleep")];
        let calls = spelled.map(|(line, name)| of_call(source, line, name));
        assert_eq!(calls, ["asyncio.sleep", "sleep", "self.run", "asyncio.sleep"]);
    }

    #[test]
    fn what_is_called_nowhere_keeps_its_name() {
        let source = "async def work():\n    pass\njob = coroutines[0]()\nxwork()\nf().work()\n";
        assert_eq!(of_call(source, 3, "main.<locals>.work"), "work");
        assert_eq!(of_call("", 9, "work"), "work");
        assert_eq!(of_call("ä.work(1)", 1, "work"), "ä.work");
    }
}
