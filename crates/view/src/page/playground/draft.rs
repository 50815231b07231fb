//! What the browser keeps of what somebody wrote: a few drafts, each a record of its own in the browser's storage.
//!
//! A record's key is `loopscope.draft.` and a number; the greatest is what was written last. A record is a line with the form's
//! version, a line with the file's name, and the program. One that cannot be read, because a newer version wrote it, is
//! neither shown nor overwritten.

use super::file;

/// How many drafts are kept; writing another drops the oldest.
pub const MAX_DRAFTS: usize = 8;
/// What the keys of all drafts begin with.
const PREFIX: &str = "loopscope.draft.";
/// The first line of a record.
const VERSION: &str = "loopscope draft 1";

/// A program that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name as a file.
    pub name: String,
    /// The program.
    pub text: String,
}

impl Draft {
    /// Writes a record.
    pub fn format(&self) -> String {
        [VERSION, "\n", &file::download_name(&self.name), "\n", &self.text].concat()
    }

    /// Reads a record; None if it is none of this version.
    pub fn parse(record: &str) -> Option<Draft> {
        let (name, text) = record.strip_prefix(VERSION)?.strip_prefix('\n')?.split_once('\n')?;
        Some(Draft { name: file::download_name(name), text: text.to_owned() })
    }
}

/// The drafts that there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftList {
    /// The latest first.
    drafts: Vec<(u32, Draft)>,
    /// The greatest number of any record, whether it can be read or not.
    last: u32,
}

impl DraftList {
    /// The drafts in a browser's storage, of which these are all keys and values: what is no draft is left out.
    pub fn new(entries: impl Iterator<Item = (String, String)>) -> DraftList {
        let mut draft_list = DraftList::default();
        for (key, record) in entries {
            let Some(number) = key.strip_prefix(PREFIX).and_then(|number| number.parse().ok()) else {
                continue;
            };
            draft_list.last = draft_list.last.max(number);
            if let Some(draft) = Draft::parse(&record) {
                let later = draft_list.drafts.partition_point(|(other, _)| *other > number);
                draft_list.drafts.insert(later, (number, draft));
            }
        }
        draft_list
    }

    /// All of them with their numbers, the latest first.
    pub fn drafts(&self) -> &[(u32, Draft)] {
        &self.drafts
    }

    /// The latest.
    pub fn latest(&self) -> Option<&(u32, Draft)> {
        self.drafts.first()
    }

    /// A number above all others.
    pub(super) fn next_number(&self) -> u32 {
        // Whoever wrote 4294967295 into the storage wants to see what happens: the record is overwritten.
        self.last.saturating_add(1)
    }

    /// Those that go when another one comes.
    pub(super) fn surplus(&self) -> impl Iterator<Item = u32> {
        self.drafts.iter().skip(MAX_DRAFTS - 1).map(|(number, _)| *number)
    }
}

/// Where a draft is kept.
pub fn key(number: u32) -> String {
    [PREFIX, &number.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn draft(text: &str) -> Draft {
        Draft { name: "a.py".into(), text: text.into() }
    }

    #[test]
    fn a_record_is_readable_by_people_too() {
        assert_eq!(draft("print(1)\n").format(), "loopscope draft 1\na.py\nprint(1)\n");
    }

    #[test]
    fn the_latest_draft_comes_first_and_other_entries_are_left_alone() {
        let entries = [
            ("loopscope.draft.2", draft("two").format()),
            ("loopscope.theme", "dark".into()),
            ("loopscope.draft.10", draft("ten").format()),
            ("loopscope.draft.x", draft("none").format()),
        ];
        let draft_list = DraftList::new(entries.into_iter().map(|(key, record)| (key.into(), record)));
        let numbers: Vec<u32> = draft_list.drafts().iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [10, 2]);
        assert_eq!(draft_list.latest(), Some(&(10, draft("ten"))));
    }

    #[test]
    fn a_record_of_a_newer_version_is_neither_shown_nor_overwritten() {
        let newer = ("loopscope.draft.7".to_owned(), "loopscope draft 2\n…".to_owned());
        let draft_list = DraftList::new([newer].into_iter());
        assert_eq!(draft_list.drafts(), []);
        assert_eq!(draft_list.next_number(), 8);
    }

    proptest! {
        #[test]
        fn reading_a_record_that_was_written_gives_the_same_text(text in "(\\PC|\\n|\\r)*") {
            let written = draft(&text);
            prop_assert_eq!(Draft::parse(&written.format()), Some(written));
        }

        #[test]
        fn no_record_is_too_strange_to_be_looked_at(record in "(\\PC|\\n)*") {
            Draft::parse(&record);
        }
    }
}
