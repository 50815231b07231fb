//! What is in the editor: opened from a link, a template, a draft or a file; kept as one writes; in the address when one rests.
//!
//! The rules are those of `page::playground::document`; here they are carried out.

use crate::client::Engine;
use crate::ui::model::Shown;
use crate::ui::pause::Pause;
use crate::ui::reactive::effect;
use crate::ui::shell::Shell;
use crate::ui::{browser, link};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::Question;
use protocol::Refusal;
use std::time::Duration;
use view::page::explain::{Remark, Tone};
use view::page::playground::diagnostic::Diagnostic;
use view::page::playground::document::{Document, not_kept};
use view::page::playground::draft::DraftList;
use view::page::playground::file::{check_size, text_of};
use view::page::playground::template::{TEMPLATES, Template};
use view::page::problem::Problem;
use view::page::route::{Page, Playground};
use web_sys::File;

/// How long the hand must rest before what is written is run, kept, and put into the address.
const REST: Duration = Duration::from_millis(400);

/// What is being edited, as signals. Provided as a context by the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Editing {
    shell: Shell,
    /// The program, as it is in the editor.
    pub(super) text: RwSignal<String>,
    /// Its name as a file.
    pub(super) name: RwSignal<String>,
    /// The program when the hand rested last: this is what runs.
    pub(super) rested: RwSignal<Option<String>>,
    /// Whether somebody has written since it was opened.
    pub(super) edited: RwSignal<bool>,
    /// What is to be said about where it comes from, or whether it is kept.
    pub(super) remarks: RwSignal<Vec<Remark>>,
    /// Why it is not run, with the place.
    pub(super) refusal: RwSignal<Option<Diagnostic>>,
    /// The run that the one that is looked at is compared with; None: with none.
    pub(super) before: RwSignal<Option<Shown>>,
    /// The drafts there are.
    pub(super) draft_list: RwSignal<DraftList>,
    document: StoredValue<Option<Document>>,
    /// What the address has because it was written there, and not because somebody came by it.
    written: StoredValue<Playground>,
}

impl Editing {
    /// Opens what the address names, whenever it names something else.
    pub(super) fn new(shell: Shell) -> Editing {
        let editing = Editing {
            shell,
            text: RwSignal::new(String::new()),
            name: RwSignal::new("program.py".to_owned()),
            rested: RwSignal::new(None),
            edited: RwSignal::new(false),
            remarks: RwSignal::new(Vec::new()),
            refusal: RwSignal::new(None),
            before: RwSignal::new(None),
            draft_list: RwSignal::new(draft_list()),
            document: StoredValue::new(None),
            written: StoredValue::new(Playground::default()),
        };
        editing.follow_address();
        editing.follow_typing();
        editing
    }

    fn follow_address(self) {
        let named = Memo::new(move |_| match self.shell.route.with(|route| route.page.clone()) {
            Page::Playground(named) => named,
            _ => Playground::default(),
        });
        Effect::new(move |known: Option<()>| {
            let named = named.get();
            if known.is_none() || self.written.with_value(|written| *written != named) {
                self.open_named(named);
            }
        });
    }

    fn open_named(self, named: Playground) {
        self.written.set_value(named.clone());
        match (named.code, named.template) {
            (Some(code), _) => spawn_local(async move {
                match link::unpack(&code).await {
                    Ok(text) => {
                        let (document, remark) = Document::from_link(text, &draft_list());
                        self.open(document);
                        self.remarks.try_set(remark.into_iter().collect());
                    }
                    Err(problem) => self.open_latest(Some(problem)),
                }
            }),
            (None, Some(id)) => self.open_template(&id),
            (None, None) => self.open_latest(None),
        }
    }

    /// Opens what was written last, or the first template; and says why it is not what was asked for.
    fn open_latest(self, problem: Option<Problem>) {
        match Document::latest(&draft_list()) {
            Some(document) => {
                self.open(document);
                problem.into_iter().for_each(|problem| self.show_problem(problem));
            }
            None => self.fetch_template(&TEMPLATES[0], problem),
        }
    }

    /// Opens a template.
    pub(super) fn open_template(self, id: &str) {
        match Template::from_id(id) {
            Some(template) => self.fetch_template(template, None),
            None => {
                let message = format!("There is no template “{id}”. Choose one of the list.");
                self.open_latest(Some(Problem::new("template", message)));
            }
        }
    }

    /// What is opened wipes off what was said before, so that the problem is told of afterwards.
    fn fetch_template(self, template: &'static Template, problem: Option<Problem>) {
        spawn_local(async move {
            match browser::fetch_text(&template.path()).await {
                Ok(text) => self.open(Document::from_template(template, text)),
                Err(reason) => self.show_problem(Problem::not_fetched(template.title, &reason)),
            }
            problem.into_iter().for_each(|problem| self.show_problem(problem));
        });
    }

    /// Opens a draft.
    pub(super) fn open_draft(self, number: u32) {
        let draft_list = draft_list();
        if let Some((number, draft)) = draft_list.drafts().iter().find(|(known, _)| *known == number) {
            self.open(Document::from_draft(*number, draft));
        }
    }

    /// Opens somebody's file.
    pub(super) fn open_file(self, file: File) {
        let name = file.name();
        if let Err(problem) = check_size(&name, file.size()) {
            return self.show_problem(problem);
        }
        spawn_local(async move {
            let Some(bytes) = browser::file_bytes(&file).await else {
                return self.show_problem(Problem::new(&name, "It cannot be read. Is it still there?"));
            };
            match text_of(&name, bytes) {
                Ok(text) => self.open(Document::from_file(&name, text)),
                Err(problem) => self.show_problem(problem),
            }
        });
    }

    fn open(self, document: Document) {
        // The page may have gone meanwhile.
        if self.text.try_set(document.text.clone()).is_some() {
            return;
        }
        self.remarks.set(Vec::new());
        self.edited.set(false);
        self.name.set(document.name.clone());
        self.rested.set(Some(document.text.clone()));
        self.document.set_value(Some(document));
        self.describe();
    }

    /// Says something in the place of what was said before.
    pub(super) fn say_alone(self, remark: Remark) {
        self.remarks.try_set(vec![remark]);
    }

    fn show_problem(self, problem: Problem) {
        let remark = Remark::new(Tone::Bad, &problem.about, problem.message);
        self.remarks.try_update(|remarks| {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        });
    }

    /// Notices when somebody writes, and when the hand rests.
    fn follow_typing(self) {
        let pause = Pause::new();
        effect(move || {
            self.text.track();
            pause.then(REST, move || self.rest());
        });
        // What was written in the last moment is kept too.
        let leaving = window_event_listener_untyped("pagehide", move |_| self.keep());
        on_cleanup(move || {
            leaving.remove();
            self.keep();
        });
    }

    /// The hand rests: the program runs, is kept, and is in the address.
    fn rest(self) {
        let Some(text) = self.text.try_get_untracked() else { return };
        if self.rested.with_untracked(|rested| rested.as_ref() == Some(&text)) {
            return;
        }
        self.edited.set(true);
        self.rested.set(Some(text));
        self.keep();
        self.describe();
    }

    /// Keeps what somebody has written, if it is not what was opened.
    fn keep(self) {
        let Some(text) = self.text.try_get_untracked() else { return };
        let draft_list = draft_list();
        let saving = self.document.try_update_value(|document| {
            let document = document.as_mut()?;
            let is_kept = document.draft().is_some_and(|number| {
                draft_list.drafts().iter().any(|(known, draft)| *known == number && draft.text == text)
            });
            // What was only opened is kept nowhere: it can be opened again.
            let is_written = document.draft().is_some() || document.text != text;
            (is_written && !is_kept).then(|| document.keep(&text, &draft_list))
        });
        let Some(Some(saving)) = saving else { return };
        if browser::store(&saving.key, &saving.record) {
            saving.remove.iter().for_each(|key| browser::forget(key));
        } else if self.remarks.try_with_untracked(Vec::is_empty) == Some(true) {
            self.remarks.set(vec![not_kept()]);
        }
        self.draft_list.try_set(self::draft_list());
    }

    /// Puts the program into the address, and asks what is wrong with it.
    fn describe(self) {
        let Some(text) = self.rested.get_untracked() else { return };
        let engine = self.shell.engine.get_value();
        spawn_local(async move {
            let packed = link::pack(&text).await;
            if self.is_resting_on(&text) {
                // Better none than that of a text that was there before.
                let page = Playground { code: packed.as_ref().ok().cloned(), template: None };
                self.written.try_set_value(page.clone());
                self.shell.route.try_update(|route| route.page = Page::Playground(page));
                packed.err().into_iter().for_each(|problem| self.show_problem(problem));
            }
            let refusal = check(&engine, text.clone()).await;
            if self.is_resting_on(&text) {
                self.refusal.try_set(refusal);
            }
        });
    }

    fn is_resting_on(self, text: &str) -> bool {
        self.rested.try_with_untracked(|rested| rested.as_deref() == Some(text)) == Some(true)
    }
}

/// The drafts that the browser keeps at this moment.
fn draft_list() -> DraftList {
    DraftList::new(browser::all_stored().into_iter())
}

async fn check(engine: &Engine, source: String) -> Option<Diagnostic> {
    // If the interpreter is lost, the run itself says so.
    let refusal: Option<Refusal> = engine.ask(Question::Check(source)).await.ok().flatten();
    refusal.as_ref().map(Diagnostic::from_refusal)
}
