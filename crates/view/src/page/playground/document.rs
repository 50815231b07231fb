//! What is in the editor, and where it is kept.
//!
//! The rule: opening something never costs anybody what was written before. A program that was opened (from a link, a template,
//! a file) is kept nowhere until somebody changes it, since it can be opened again; with the first change it gets a draft
//! of its own, and so leaves all others as they are. Two windows that go on with the same draft part at their first changes
//! in the same way.

use super::draft::{self, Draft, DraftList};
use super::file::download_name;
use super::template::Template;
use crate::page::explain::{Remark, Tone};

/// A program in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name as a file.
    pub name: String,
    /// Its text when it was opened.
    pub text: String,
    /// Where it is kept.
    kept: Kept,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Nowhere: nobody has changed it.
    Nowhere,
    /// As a draft that was there before, which it takes the place of when it is changed.
    Before(u32),
    /// As a draft that this page writes.
    Here(u32),
}

/// What to write into the browser's storage, and then to take out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// The key.
    pub key: String,
    /// The record.
    pub record: String,
    /// Keys of drafts that go. Only after writing has succeeded.
    pub remove: Vec<String>,
}

impl Document {
    /// What the playground begins with: the latest draft; None without any, and then it is the first template.
    pub fn latest(draft_list: &DraftList) -> Option<Document> {
        draft_list.latest().map(|(number, draft)| Document::from_draft(*number, draft))
    }

    /// A draft, to go on with.
    pub fn from_draft(number: u32, draft: &Draft) -> Document {
        Document { name: draft.name.clone(), text: draft.text.clone(), kept: Kept::Before(number) }
    }

    /// A template, of which this is the text.
    pub fn from_template(template: &Template, text: String) -> Document {
        Document { name: template.file_name(), text, kept: Kept::Nowhere }
    }

    /// A file that was opened.
    pub fn from_file(name: &str, text: String) -> Document {
        Document { name: download_name(name), text, kept: Kept::Nowhere }
    }

    /// The program of a link, and what to say if that is not what was written here last. One's own link brings one's own draft.
    pub fn from_link(text: String, draft_list: &DraftList) -> (Document, Option<Remark>) {
        if let Some((number, draft)) = draft_list.drafts().iter().find(|(_, draft)| draft.text == text) {
            return (Document::from_draft(*number, draft), None);
        }
        let remark = draft_list.latest().map(|(_, draft)| {
            let text = [
                "This is the program of the link. What you wrote before is kept: choose ",
                &draft.name,
                " among the drafts to go on with it.",
            ];
            Remark::new(Tone::Note, "From a link", text.concat())
        });
        (Document { name: download_name(""), text, kept: Kept::Nowhere }, remark)
    }

    /// The number of its draft, if it is kept.
    pub fn draft(&self) -> Option<u32> {
        match self.kept {
            Kept::Nowhere => None,
            Kept::Before(number) | Kept::Here(number) => Some(number),
        }
    }

    /// Keeps what the text is now, after somebody changed it. `draft_list` is what there is in the storage at this moment.
    pub fn keep(&mut self, text: &str, draft_list: &DraftList) -> Saving {
        let mut remove = Vec::new();
        let number = match self.kept {
            Kept::Here(number) => number,
            // The latest is the one with the greatest number, so that a draft that one goes on with moves to the front.
            Kept::Before(number) => {
                remove.push(draft::key(number));
                draft_list.next_number()
            }
            Kept::Nowhere => {
                remove.extend(draft_list.surplus().map(draft::key));
                draft_list.next_number()
            }
        };
        self.kept = Kept::Here(number);
        let record = Draft { name: self.name.clone(), text: text.to_owned() }.format();
        Saving { key: draft::key(number), record, remove }
    }
}

/// What to say where the browser keeps nothing: in sandboxed frames, in some private windows, and when its storage is full.
pub fn not_kept() -> Remark {
    let text = "This browser does not let the page keep drafts here. Copy a link to the program, or download it, before you leave.";
    Remark::new(Tone::Note, "Your changes are not kept", text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::playground::draft::MAX_DRAFTS;
    use crate::page::playground::template::TEMPLATES;
    use std::collections::BTreeMap;

    /// A browser's storage.
    #[derive(Default)]
    struct Storage(BTreeMap<String, String>);

    impl Storage {
        fn draft_list(&self) -> DraftList {
            DraftList::new(self.0.clone().into_iter())
        }

        /// Somebody changes the text.
        fn edit(&mut self, document: &mut Document, text: &str) {
            let saving = document.keep(text, &self.draft_list());
            self.0.insert(saving.key, saving.record);
            for key in saving.remove {
                self.0.remove(&key);
            }
        }

        /// The texts of all drafts, the latest first.
        fn texts(&self) -> Vec<String> {
            self.draft_list().drafts().iter().map(|(_, draft)| draft.text.clone()).collect()
        }
    }

    fn opened(text: &str) -> Document {
        Document::from_file("opened.py", text.to_owned())
    }

    #[test]
    fn what_is_written_is_there_after_a_reload() {
        let mut storage = Storage::default();
        assert_eq!(Document::latest(&storage.draft_list()), None);
        storage.edit(&mut Document::from_template(&TEMPLATES[0], "print()".into()), "print(1)");
        let document = Document::latest(&storage.draft_list()).unwrap();
        assert_eq!((document.name.as_str(), document.text.as_str()), ("hello.py", "print(1)"));
    }

    #[test]
    fn each_change_overwrites_the_one_before() {
        let mut storage = Storage::default();
        let mut document = opened("");
        storage.edit(&mut document, "a");
        storage.edit(&mut document, "ab");
        assert_eq!(storage.texts(), ["ab"]);
    }

    #[test]
    fn opening_a_link_destroys_no_draft_and_says_where_it_is() {
        let mut storage = Storage::default();
        storage.edit(&mut opened(""), "mine");
        let (mut linked, remark) = Document::from_link("theirs".into(), &storage.draft_list());
        assert_eq!(linked.text, "theirs");
        assert!(remark.unwrap().text.contains("choose opened.py among the drafts"));
        assert_eq!(storage.texts(), ["mine"], "nothing is kept of what was only looked at");
        storage.edit(&mut linked, "theirs, changed");
        assert_eq!(storage.texts(), ["theirs, changed", "mine"]);
    }

    #[test]
    fn a_link_to_what_one_wrote_oneself_goes_on_with_the_draft() {
        let mut storage = Storage::default();
        storage.edit(&mut opened(""), "mine");
        let (mut linked, remark) = Document::from_link("mine".into(), &storage.draft_list());
        assert_eq!((remark, linked.name.as_str()), (None, "opened.py"));
        storage.edit(&mut linked, "mine, changed");
        assert_eq!(storage.texts(), ["mine, changed"]);
    }

    #[test]
    fn the_draft_that_was_changed_last_is_the_latest() {
        let mut storage = Storage::default();
        storage.edit(&mut opened(""), "first");
        storage.edit(&mut opened(""), "second");
        let (number, draft) = storage.draft_list().drafts()[1].clone();
        storage.edit(&mut Document::from_draft(number, &draft), "first, changed");
        assert_eq!(storage.texts(), ["first, changed", "second"]);
    }

    #[test]
    fn two_windows_with_the_same_draft_do_not_overwrite_each_other() {
        let mut storage = Storage::default();
        storage.edit(&mut opened(""), "both");
        let mut left = Document::latest(&storage.draft_list()).unwrap();
        let mut right = Document::latest(&storage.draft_list()).unwrap();
        storage.edit(&mut left, "left");
        storage.edit(&mut right, "right");
        storage.edit(&mut left, "left again");
        assert_eq!(storage.texts(), ["right", "left again"]);
    }

    #[test]
    fn the_oldest_draft_goes_when_there_are_too_many() {
        let mut storage = Storage::default();
        for number in 0..MAX_DRAFTS + 3 {
            storage.edit(&mut opened(""), &number.to_string());
        }
        let texts = storage.texts();
        // Of 0..=10 the last eight are 3..=10.
        assert_eq!((texts.len(), texts[0].as_str(), texts[7].as_str()), (MAX_DRAFTS, "10", "3"));
    }
}
