//! Golden files: what a test expects, kept as text that people review. `UPDATE_GOLDEN=1 cargo test` rewrites them.

use std::path::Path;

/// Checks `actual` against `tests/golden/<name>`, or writes it there.
pub(crate) fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let line = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual);
    let line = line.unwrap_or(expected.lines().count().min(actual.lines().count()));
    assert!(
        expected == actual,
        "{name} differs from line {}:\nexpected {:?}\nactual   {:?}\nUPDATE_GOLDEN=1 cargo test rewrites it",
        line + 1,
        expected.lines().nth(line),
        actual.lines().nth(line),
    );
}
