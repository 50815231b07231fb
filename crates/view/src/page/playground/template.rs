//! The programs that one can begin with. Their texts are files of `assets/playground/`, fetched when somebody chooses one.
//!
//! To add one, add its file, a row here, and to `tests/playground/` what CPython 3.11 prints for it.

/// A program to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Its name in addresses, which never changes.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it shows.
    pub description: &'static str,
}

/// All of them, in the order in which they are offered. The first is what a playground shows that has never been used.
pub const TEMPLATES: [Template; 10] = [
    Template { id: "hello", title: "Hello, asyncio", description: "Two coroutines take turns" },
    Template { id: "gather", title: "Gather", description: "Wait for three things at once" },
    Template {
        id: "producer-consumer",
        title: "Producer and consumers",
        description: "Pass jobs through a queue that can be full",
    },
    Template {
        id: "semaphore",
        title: "Fan-out with a semaphore",
        description: "Send eight HTTP requests, three at a time",
    },
    Template {
        id: "task-group",
        title: "Task group",
        description: "See what one failure does to the others",
    },
    Template {
        id: "timeout",
        title: "Timeout and cleanup",
        description: "Give up, and tidy up all the same",
    },
    Template { id: "threads", title: "Threads", description: "Make blocking calls beside the loop" },
    Template {
        id: "processes",
        title: "Processes",
        description: "Compute on several processors beside the loop",
    },
    Template {
        id: "blocking",
        title: "Blocking the loop",
        description: "See everything stand still for one call",
    },
    Template {
        id: "generators",
        title: "A loop by hand",
        description: "Schedule generators without asyncio",
    },
];

impl Template {
    /// The one of that id.
    pub fn from_id(id: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|template| template.id == id)
    }

    /// Its name as a file: `task_group.py`.
    pub fn file_name(&self) -> String {
        self.id.replace('-', "_") + ".py"
    }

    /// Where its text is, beside the page.
    pub fn path(&self) -> String {
        ["playground/", &self.file_name()].concat()
    }
}
