//! The table of what there is of CPython's library, as data: read from the recorded names, marked with what there is here, and
//! written as JSON and as a piece of a web page.

use std::collections::BTreeSet;

/// A module of CPython's library.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(super) module: String,
    /// Whether it can be imported here.
    pub(super) is_here: bool,
    pub(super) has: Vec<String>,
    pub(super) lacks: Vec<String>,
    /// The classes among its names, with the members of their objects.
    pub(super) classes: Vec<(String, Vec<String>)>,
}

/// All modules, in the order of their names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// The release of CPython whose names these are.
    python: String,
    pub(super) rows: Vec<Row>,
}

/// What can be imported here, and the names that it has, as `module.name`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Ours {
    pub(super) modules: Vec<String>,
    pub(super) names: Vec<String>,
}

/// CPython's library as tests/names.py prints it, with nothing of it here.
///
/// A line is a module; after one space, a name in it; after two, a member of the class of that name.
pub(super) fn library(names: &str) -> Option<Table> {
    let (first, rest) = names.split_once('\n')?;
    let python = first.rsplit_once(' ')?.1.to_owned();
    let mut rows: Vec<Row> = Vec::new();
    for line in rest.lines() {
        match line.strip_prefix(' ') {
            None => rows.push(Row { module: line.to_owned(), ..Row::default() }),
            Some(name) => {
                let row = rows.last_mut()?;
                match name.strip_prefix(' ') {
                    None => row.lacks.push(name.to_owned()),
                    Some(member) => {
                        let class = row.lacks.last()?;
                        if row.classes.last().is_none_or(|(last, _)| last != class) {
                            row.classes.push((class.clone(), Vec::new()));
                        }
                        row.classes.last_mut()?.1.push(member.to_owned());
                    }
                }
            }
        }
    }
    Some(Table { python, rows })
}

impl Table {
    /// The table with what there is here.
    pub(super) fn marked(mut self, ours: &Ours) -> Table {
        let modules: BTreeSet<&str> = ours.modules.iter().map(String::as_str).collect();
        let names: BTreeSet<&str> = ours.names.iter().map(String::as_str).collect();
        for row in self.rows.iter_mut().filter(|row| modules.contains(&*row.module)) {
            row.is_here = true;
            (row.has, row.lacks) = std::mem::take(&mut row.lacks)
                .into_iter()
                .partition(|name| names.contains(&*format!("{}.{name}", row.module)));
        }
        self
    }

    /// The table as data, a module a line. Modules that are not here have neither `has` nor `lacks`.
    pub(super) fn json(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(Row::json).collect();
        let python = &self.python;
        format!(
            "{{\"format\": \"loopscope-conformance\", \"version\": 2, \"python\": \"{python}\", \"modules\": [\n{}\n]}}\n",
            rows.join(",\n")
        )
    }

    /// The table as a piece of a web page: modules that there are, with their names, then those that there are not.
    pub(super) fn page(&self) -> String {
        let (mut ours, others): (Vec<&Row>, Vec<&Row>) = self.rows.iter().partition(|row| row.is_here);
        ours.sort_by_key(|row| (row.module != "builtins", row.module != "asyncio"));
        let names: usize = ours.iter().map(|row| row.has.len()).sum();
        let mut page = format!(
            "<h1>What there is of Python</h1>\n\
             <p>{} of {} modules of the standard library of CPython {}, with {names} names. What is not there is refused before a \
             program runs, with its line.</p>\n\
             <p>Behind each module: how many of its names there are. A name that is struck out is not there. The same as data: \
             <a href=\"conformance.json\">conformance.json</a>.</p>\n\
             <h2>Modules that there are</h2>\n",
            ours.len(),
            self.rows.len(),
            self.python
        );
        ours.iter().for_each(|row| page += &row.page());
        let others: Vec<&str> = others.iter().map(|row| &*row.module).collect();
        page += &format!("<h2>Modules that there are not</h2>\n<p><code>{}</code></p>\n", others.join(" "));
        page
    }
}

impl Row {
    fn json(&self) -> String {
        let module = &self.module;
        if !self.is_here {
            return format!("{{\"module\":\"{module}\"}}");
        }
        // Names are identifiers, so nothing in them needs an escape.
        let list =
            |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");
        format!("{{\"module\":\"{module}\",\"has\":[{}],\"lacks\":[{}]}}", list(&self.has), list(&self.lacks))
    }

    fn page(&self) -> String {
        let missing = self.lacks.iter().map(|name| format!("<s>{name}</s>"));
        let names: Vec<String> = self.has.iter().cloned().chain(missing).collect();
        let (has, all) = (self.has.len(), self.has.len() + self.lacks.len());
        format!(
            "<details><summary><h3>{}</h3> {has} of {all}</summary>\n<p><code>{}</code></p></details>\n",
            self.module,
            names.join(" ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "# Public names of the library of CPython 3.11.7\nasyncio\n Queue\n  get\n sleep\nbuiltins\n open\nzlib\n";

    fn table() -> Table {
        let ours = Ours {
            modules: vec!["asyncio".into(), "builtins".into()],
            names: vec!["asyncio.sleep".into(), "zlib.Queue".into()],
        };
        library(NAMES).expect("they are as the script prints them").marked(&ours)
    }

    #[test]
    fn the_table_says_of_each_name_whether_it_is_here_and_skips_members() {
        let row = &table().rows[0];
        assert_eq!((&row.has[..], &row.lacks[..]), (&["sleep".to_owned()][..], &["Queue".to_owned()][..]));
    }

    #[test]
    fn the_data_has_a_line_for_each_module() {
        let expected = "\
{\"format\": \"loopscope-conformance\", \"version\": 2, \"python\": \"3.11.7\", \"modules\": [
{\"module\":\"asyncio\",\"has\":[\"sleep\"],\"lacks\":[\"Queue\"]},
{\"module\":\"builtins\",\"has\":[],\"lacks\":[\"open\"]},
{\"module\":\"zlib\"}
]}
";
        assert_eq!(table().json(), expected);
    }

    #[test]
    fn the_page_begins_with_the_builtins_and_strikes_out_what_is_not_here() {
        let page = table().page();
        assert!(page.contains("2 of 3 modules") && page.contains("with 1 names"), "{page}");
        assert!(page.contains("<code>sleep <s>Queue</s></code>"), "{page}");
        assert!(page.find("builtins") < page.find("<h3>asyncio"), "{page}");
        assert!(page.ends_with("<p><code>zlib</code></p>\n"), "{page}");
    }

    #[test]
    fn a_text_that_does_not_begin_with_the_release_is_no_library() {
        assert_eq!(library("asyncio"), None);
        assert_eq!(library("# CPython 3.11.7\n sleep\n"), None);
    }
}
