//! Short names for what a program imports from the JavaScript beside it.
//!
//! wasm-bindgen calls each import by a name and sixteen digits of a hash, which stand in both files and cannot be compressed: some
//! 6 KB of a page's first load. What it is not: a minifier; nothing but these names changes, and both files change together.

use std::collections::BTreeMap;
use wasm_encoder::{EntityType, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// The two files with short names: the JavaScript, and the program.
///
/// # Errors
/// The program cannot be read.
pub(crate) fn shortened(script: &str, program: &[u8]) -> Result<(String, Vec<u8>), String> {
    let imported = imported(program).map_err(unreadable)?;
    let names = short_names(script, &imported);
    Ok((in_script(script, &names), in_program(program, &names).map_err(unreadable)?))
}

fn unreadable(error: impl std::fmt::Display) -> String {
    format!("This is no WebAssembly as trunk makes it: {error}.")
}

/// The names of all imports, in order.
fn imported(program: &[u8]) -> wasmparser::Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                names.push(import?.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// A short name for each import that is one member of an object in the script, and is named nowhere else in it.
fn short_names<'n>(script: &str, names: &'n [String]) -> BTreeMap<&'n str, String> {
    let is_member = |name: &str| {
        let members = script.lines().filter(|line| member_name(line) == Some(name)).count();
        members == 1 && script.matches(name).count() == 1
    };
    let mut free = (0..).map(letters).filter(|short| !names.iter().any(|name| name == short));
    let mut short = BTreeMap::new();
    for name in names.iter().filter(|name| is_member(name)) {
        short.extend(free.next().map(|free| (name.as_str(), free)));
    }
    short
}

/// `__wbg_get_0e68cf47c9cbd9b0: function(arg0) {` → its name.
fn member_name(line: &str) -> Option<&str> {
    let (name, rest) = line.trim_start().split_once(':')?;
    rest.trim_start().starts_with("function").then_some(name)
}

/// `a` … `z`, `aa`, `ab` …
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.insert(0, char::from(b'a' + (number % 26) as u8));
        if number < 26 {
            return letters.into_iter().collect();
        }
        number = number / 26 - 1;
    }
}

fn in_script(script: &str, names: &BTreeMap<&str, String>) -> String {
    let mut short = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        match member_name(line).and_then(|name| Some((name, names.get(name)?))) {
            Some((name, new)) => short.push_str(&line.replacen(name, new, 1)),
            None => short.push_str(line),
        }
    }
    short
}

fn in_program(program: &[u8], names: &BTreeMap<&str, String>) -> Result<Vec<u8>, String> {
    let mut short = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload.map_err(|error| error.to_string())?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import.map_err(|error| error.to_string())?;
                let name = names.get(import.name).map_or(import.name, String::as_str);
                let kind = EntityType::try_from(import.ty).map_err(|error| format!("{error:?}"))?;
                imports.import(import.module, name, kind);
            }
            short.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
            let data =
                range.and_then(|(start, end)| program.get(start..end)).ok_or("a section ends too late")?;
            short.section(&RawSection { id, data });
        }
    }
    Ok(short.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, TypeSection};

    /// A program that imports functions of these names, and has a section after them.
    fn program(names: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in names {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&CustomSection { name: "kept".into(), data: (&[1, 2, 3]).into() });
        module.finish()
    }

    #[test]
    fn a_name_becomes_the_same_short_one_in_both_files() {
        let names = ["__wbg_get_0e68cf47c9cbd9b0", "__wbg_set_1e68cf47c9cbd9b1"];
        let script = "const import0 = {\n__wbg_set_1e68cf47c9cbd9b1: function(arg0) {\n},\n\
                      __wbg_get_0e68cf47c9cbd9b0: function() {\n},\n};\n";
        let (script, short) = shortened(script, &program(&names)).expect("it can be read");
        assert_eq!(script, "const import0 = {\nb: function(arg0) {\n},\na: function() {\n},\n};\n");
        assert_eq!(imported(&short).expect("it can be read"), ["a", "b"]);
        // Everything else is as it was: only the two names are shorter.
        assert_eq!(short, program(&["a", "b"]));
    }

    #[test]
    fn a_name_that_stands_elsewhere_in_the_script_too_stays() {
        let script = "const import0 = {\n__wbg_get_1: function() {\nreturn __wbg_get_1;\n},\n};\n";
        let (same, _) = shortened(script, &program(&["__wbg_get_1"])).expect("it can be read");
        assert_eq!(same, script);
    }

    #[test]
    fn short_names_follow_each_other_like_the_columns_of_a_table() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(shortened("", b"not wasm").is_err());
    }
}
