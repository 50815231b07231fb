//! The names by which a program in WebAssembly calls the JavaScript beside it, made short.
//!
//! wasm-bindgen ends each with a hash of 16 digits, which nothing compresses, and each stands in both files: a fiftieth of what a
//! visitor waits for. What it is not: a reader of WebAssembly. Only the section of imports is looked into (the core
//! specification's "Binary Format", "Import Section"). Begin with [`shorten`].

use crate::Outcome;
use std::path::Path;

/// What a module begins with: the magic number, and the version.
const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// The number of the section of imports.
const IMPORT_SECTION: u8 = 2;

/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// Shortens the names in a script of wasm-bindgen's and in the program that it loads.
pub(crate) fn shorten(script: &Path) -> Outcome {
    let stem = script.file_stem().unwrap_or_default().to_string_lossy();
    let program = script.with_file_name(format!("{stem}_bg.wasm"));
    let failed = |path: &Path, error| format!("Cannot shorten the imports of {}: {error}.", path.display());
    let text = std::fs::read_to_string(script).map_err(|error| failed(script, error.to_string()))?;
    let bytes = std::fs::read(&program).map_err(|error| failed(&program, error.to_string()))?;
    let (bytes, names) = with_short_names(&bytes).ok_or_else(|| {
        failed(&program, "it is no module that imports functions alone; has wasm-bindgen changed?".into())
    })?;
    let text = with_names(&text, &names).map_err(|error| failed(script, error))?;
    std::fs::write(script, text).map_err(|error| failed(script, error.to_string()))?;
    std::fs::write(&program, bytes).map_err(|error| failed(&program, error.to_string()))
}

/// The module with short names for what it imports, and what they were, in this order. None for what is no such module.
fn with_short_names(module: &[u8]) -> Option<(Vec<u8>, Vec<String>)> {
    let mut names = Vec::new();
    let mut shortened = HEADER.to_vec();
    let mut rest = module.strip_prefix(HEADER)?;
    while let Some((&id, after)) = rest.split_first() {
        let (section, after) = take_sized(after)?;
        shortened.push(id);
        if id == IMPORT_SECTION {
            put_sized(&mut shortened, &with_short_imports(section, &mut names)?);
        } else {
            put_sized(&mut shortened, section);
        }
        rest = after;
    }
    Some((shortened, names))
}

/// The same of the section of imports: their number, and for each the name of a module, its own name, a kind and a type.
fn with_short_imports(section: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let mut shortened = Vec::new();
    let (count, mut rest) = take_number(section)?;
    put_number(&mut shortened, count);
    for place in 0..count {
        let (module, after) = take_sized(rest)?;
        let (name, after) = take_sized(after)?;
        let (&kind, after) = after.split_first()?;
        let (of_type, after) = take_number(after)?;
        if kind != FUNCTION {
            return None;
        }
        names.push(String::from_utf8(name.to_vec()).ok()?);
        put_sized(&mut shortened, module);
        put_sized(&mut shortened, short_name(place as usize).as_bytes());
        shortened.push(FUNCTION);
        put_number(&mut shortened, of_type);
        rest = after;
    }
    rest.is_empty().then_some(shortened)
}

/// The script with the same short names. Each import is a member of an object there, and nothing else has such a name.
fn with_names(script: &str, names: &[String]) -> Result<String, String> {
    let mut found = vec![false; names.len()];
    let mut renamed = String::with_capacity(script.len());
    for piece in script.split_inclusive(':') {
        let before = piece.strip_suffix(':').unwrap_or_default();
        let member = before.rsplit(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next();
        match member.and_then(|member| names.iter().position(|name| name == member)) {
            Some(place) => {
                found[place] = true;
                renamed.push_str(&before[..before.len() - names[place].len()]);
                renamed.push_str(&short_name(place));
                renamed.push(':');
            }
            None => renamed.push_str(piece),
        }
    }
    match found.iter().position(|found| !found) {
        Some(missing) => Err(format!("it has no {}", names[missing])),
        None => Ok(renamed),
    }
}

/// `i0`, `i1`, and so on.
fn short_name(place: usize) -> String {
    format!("i{place}")
}

/// Takes bytes that their number stands before.
fn take_sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (size, rest) = take_number(bytes)?;
    rest.split_at_checked(size as usize)
}

fn put_sized(bytes: &mut Vec<u8>, content: &[u8]) {
    put_number(bytes, content.len() as u64);
    bytes.extend_from_slice(content);
}

/// Takes a number in LEB128: seven bits a byte, the lowest first; the eighth says that there are more.
fn take_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    const MOST: usize = 5;
    let end = bytes.iter().take(MOST).position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at(end + 1);
    let number = digits.iter().rev().fold(0, |number, digit| number << 7 | u64::from(digit & 0x7f));
    Some((number, rest))
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a section of types, one of imports from `m`, and one of its own kind.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut imports = vec![names.len() as u8];
        for name in names {
            put_sized(&mut imports, b"m");
            put_sized(&mut imports, name.as_bytes());
            imports.extend([FUNCTION, 0]);
        }
        let mut module = HEADER.to_vec();
        for (id, content) in [(1, &[1, 0x60, 0, 0][..]), (IMPORT_SECTION, &imports), (0, b"\x01xyz")] {
            module.push(id);
            put_sized(&mut module, content);
        }
        module
    }

    #[test]
    fn imports_are_called_by_their_places_in_both_files() {
        let long = ["__wbg_focus_c1b2d4962209010b", "__wbg_new_e57592b711df52bb"];
        let (shortened, names) = with_short_names(&module(&long)).expect("it is a module");
        assert_eq!(shortened, module(&["i0", "i1"]));
        let script =
            format!("const import0 = {{\n{}: f(),\n  {}: function() {{\n}},\n}};\n", long[1], long[0]);
        let expected = "const import0 = {\ni1: f(),\n  i0: function() {\n},\n};\n";
        assert_eq!(with_names(&script, &names).as_deref(), Ok(expected));
        let small = format!("a={{{}:b,{}:()=>c}};d?e:f", long[0], long[1]);
        assert_eq!(with_names(&small, &names).as_deref(), Ok("a={i0:b,i1:()=>c};d?e:f"));
    }

    #[test]
    fn a_script_that_lacks_an_import_is_refused_by_its_name() {
        let message = with_names("const a = 1;\n", &["__wbg_new_1".to_owned()]).expect_err("it is not there");
        assert!(message.contains("__wbg_new_1"), "{message}");
    }

    #[test]
    fn what_is_no_module_or_is_cut_off_or_imports_a_memory_is_refused() {
        let whole = module(&["a", "b"]);
        assert_eq!(with_short_names(b"<!doctype html>"), None);
        let sections = HEADER.len() + 1;
        assert!(
            (sections..whole.len()).filter_map(|end| with_short_names(&whole[..end])).count() <= 2,
            "between sections"
        );
        let mut memory = whole.clone();
        let kind =
            memory.windows(4).position(|bytes| bytes == [1, b'a', FUNCTION, 0]).expect("it is there") + 2;
        memory[kind] = 2;
        assert_eq!(with_short_names(&memory), None);
    }

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX)] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            bytes.push(7);
            assert_eq!(take_number(&bytes), Some((number, &[7][..])));
        }
        assert_eq!(take_number(&[0x80; 9]), None);
    }
}
