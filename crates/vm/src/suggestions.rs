//! "Did you mean": names that resemble one that was not found. As `Python/suggestions.c` measures it, so that the same name is
//! offered, and only where an exception ends a program or a thread.

use super::Vm;
use super::exception::{Raised, TracebackEntry};
use super::symbol::Symbol;
use super::value::Value;

/// What inserting, deleting or replacing a letter costs.
const MOVE: usize = 2;
/// What changing its case costs.
const CASE: usize = 1;
/// So many names at most are compared.
const MOST_NAMES: usize = 750;
/// Names that differ in more letters than that are not compared.
const LONGEST_NAME: usize = 40;

impl Vm {
    /// `. Did you mean: 'counter'?` for a name or an attribute that was not found; empty if nothing resembles it.
    pub(super) fn suggestion_for(&mut self, raised: &Raised) -> String {
        let found = if self.is_exception(raised, "AttributeError") {
            self.attribute_like(raised)
        } else if self.is_exception(raised, "NameError") {
            self.variable_like(raised)
        } else {
            None
        };
        found.map(|name| format!(". Did you mean: '{name}'?")).unwrap_or_default()
    }

    fn attribute_of(&mut self, raised: &Raised, name: &str) -> Option<Value> {
        let name = self.symbols.intern(name);
        raised.0.attributes.get(name)
    }

    fn attribute_like(&mut self, raised: &Raised) -> Option<String> {
        let wanted = self.attribute_of(raised, "name")?;
        let object = self.attribute_of(raised, "obj")?;
        let names = self.names_in(&object);
        let names = self.items_of(&names).ok()?;
        let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
        most_like(wanted.as_str()?, &names)
    }

    /// Looks among the variables of the frame that failed, then the program's globals, then the builtins.
    fn variable_like(&mut self, raised: &Raised) -> Option<String> {
        let wanted = self.attribute_of(raised, "name")?;
        let wanted = wanted.as_str()?;
        let innermost = raised.state().traceback.borrow().first().cloned();
        let local = innermost.as_ref().and_then(|entry| most_like(wanted, &variables_of(entry)));
        local.or_else(|| {
            let modules = ["__main__", "builtins"].map(|module| self.modules.get(module).cloned());
            modules.into_iter().flatten().find_map(|module| {
                let entries = module.namespace.entries();
                most_like(wanted, &self.public_names(entries.iter().map(|(name, _)| *name)))
            })
        })
    }

    /// Without the names that only Loopscope's own builtins have: `_zip`.
    fn public_names(&self, symbols: impl Iterator<Item = Symbol>) -> Vec<&str> {
        let is_own = |name: &&str| !name.starts_with('_') || name.starts_with("__");
        symbols.map(|symbol| self.symbols.name(symbol)).filter(is_own).collect()
    }
}

fn variables_of(entry: &TracebackEntry) -> Vec<&str> {
    let code = &entry.code.compiled;
    let cells = code.cells.iter().map(|cell| cell.name.as_str());
    code.locals.iter().map(String::as_str).chain(cells).chain(code.free.iter().map(String::as_str)).collect()
}

/// The first of the names that are nearest, if any is near enough.
fn most_like(wanted: &str, names: &[&str]) -> Option<String> {
    if names.len() >= MOST_NAMES {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in names.iter().filter(|name| **name != wanted) {
        // No more than a third of the letters may need a change.
        let mut limit = (wanted.len() + name.len() + 3) * MOVE / 6;
        if let Some((distance, _)) = best {
            limit = limit.min(distance.saturating_sub(1));
        }
        if let Some(distance) = distance(wanted.as_bytes(), name.as_bytes(), limit) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// What it costs to make one name of the other; None if it is more than the limit.
fn distance(mut a: &[u8], mut b: &[u8], limit: usize) -> Option<usize> {
    let same = a.iter().zip(b).take_while(|(left, right)| left == right).count();
    (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(left, right)| left == right).count();
    (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    if a.len() > LONGEST_NAME || b.len() > LONGEST_NAME {
        return None;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|count| count * MOVE).collect();
    let mut result = (a.len() + b.len()) * MOVE;
    for (at, &letter) in b.iter().enumerate() {
        if a.is_empty() {
            break;
        }
        let mut diagonal = at * MOVE;
        result = diagonal;
        for (cost, &other) in row.iter_mut().zip(a) {
            let replaced = diagonal + replacement(letter, other);
            diagonal = *cost;
            result = replaced.min(result.min(diagonal) + MOVE);
            *cost = result;
        }
    }
    (result <= limit).then_some(result)
}

fn replacement(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_the_first_of_equals() {
        assert_eq!(most_like("countr", &["count", "counter", "other"]).as_deref(), Some("count"));
        assert_eq!(most_like("Sleep", &["sleep", "step"]).as_deref(), Some("sleep"));
        assert_eq!(most_like("squirt", &["sleep", "time"]), None);
        assert_eq!(most_like("abc", &["abc"]), None);
    }
}
