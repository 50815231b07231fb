//! Comparisons that were not made, counted, so that a run that is green does not hide what it left out.

/// What was skipped so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Skips {
    /// How many, of what.
    done: Vec<(usize, String)>,
}

impl Skips {
    /// Counts comparisons of a kind, which is named in the singular, and says in one line what would be compared and why it is not.
    pub(crate) fn add(&mut self, count: usize, what: &str, why: &str) {
        println!("skipped: {} ({why})", counted(count, what));
        self.done.push((count, what.to_owned()));
    }

    /// How many comparisons were skipped.
    pub(crate) fn count(&self) -> usize {
        self.done.iter().map(|(count, _)| count).sum()
    }

    /// The line that closes a summary.
    pub(crate) fn line(&self) -> String {
        let of: Vec<String> = self.done.iter().map(|(count, what)| counted(*count, what)).collect();
        match self.count() {
            0 => "No comparison was skipped.".to_owned(),
            1 => format!("1 comparison was skipped: {}.", of.join(", ")),
            count => format!("{count} comparisons were skipped: {}.", of.join(", ")),
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_what_was_skipped() {
        let mut skips = Skips::default();
        assert_eq!(skips.line(), "No comparison was skipped.");
        skips.add(1, "recorded program", "no CPython");
        assert_eq!(skips.line(), "1 comparison was skipped: 1 recorded program.");
        skips.add(200, "random program", "no CPython");
        assert_eq!(skips.line(), "201 comparisons were skipped: 1 recorded program, 200 random programs.");
    }
}
