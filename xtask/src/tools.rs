//! The tools around cargo: which are needed, in which version, and how they get onto the machine.
//!
//! What cargo and rustup can install is installed here. For the rest, the message says what to type.

use crate::Outcome;
use crate::shell::{cargo, find_program, output_of, run};
use std::path::PathBuf;
use std::process::Command;

/// The target that the page is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Newer versions need a newer compiler than ours.
const TRUNK_VERSION: &str = "0.21.14";

/// Older ones refuse what today's compiler emits.
const WASM_OPT_VERSION: u32 = 123;

/// Makes sure of what every build of the page needs: the wasm target, trunk, and wasm-bindgen's command line.
pub(crate) fn ensure_builders() -> Outcome {
    ensure_wasm_target()?;
    // Its own profile links for minutes to be a little faster when it runs; the work is done by those it calls.
    ensure_crate("trunk", "trunk", TRUNK_VERSION, "0")?;
    ensure_wasm_bindgen()
}

/// Makes sure of the command line (and the test runner) of the very wasm-bindgen that Cargo.lock names.
pub(crate) fn ensure_wasm_bindgen() -> Outcome {
    let lock =
        std::fs::read_to_string("Cargo.lock").map_err(|error| format!("Cannot read Cargo.lock: {error}."))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen.")?;
    // Without any optimization it would be three times as slow with each program, at each change that `serve` sees.
    ensure_crate("wasm-bindgen-cli", "wasm-bindgen", version, "1")
}

/// Makes sure that the compiler can build for wasm.
pub(crate) fn ensure_wasm_target() -> Outcome {
    let rustc = || Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let folder = output_of(rustc().args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| PathBuf::from(folder).is_dir()) {
        return Ok(());
    }
    println!("The compiler lacks the target {WASM}: adding it.");
    run(Command::new("rustup").args(["target", "add", WASM]))
        .map_err(|message| format!("{message} Install the target {WASM} the way you installed Rust."))
}

/// Makes sure of a wasm-opt that trunk accepts.
pub(crate) fn ensure_wasm_opt() -> Outcome {
    let found = output_of(Command::new("wasm-opt").arg("--version"));
    match found.as_deref().and_then(first_number) {
        Some(version) if version >= WASM_OPT_VERSION => Ok(()),
        _ => Err(format!(
            "The release build needs wasm-opt {WASM_OPT_VERSION} or newer on the PATH, and {}. Install it with \
             `npm install --global binaryen@{WASM_OPT_VERSION}`.",
            found.map_or("there is none".into(), |version| format!("found only \"{version}\""))
        )),
    }
}

/// The rules of accessibility; a newer version has more of them.
const AXE_VERSION: &str = "4.14.1";

/// The browser and its driver, which the tests in the browser need.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

/// Finds Chromium and its driver: as `CHROMIUM` and `CHROMEDRIVER` say, or on the PATH.
pub(crate) fn find_browser() -> Result<Browser, String> {
    let find = |variable: &str, names: &[&str]| {
        let chosen = std::env::var_os(variable).map(PathBuf::from);
        chosen.or_else(|| names.iter().find_map(|name| find_program(name)))
    };
    let chromium = find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]);
    let chromedriver = find("CHROMEDRIVER", &["chromedriver"]);
    match (chromium, chromedriver) {
        (Some(chromium), Some(chromedriver)) => Ok(Browser { chromium, chromedriver }),
        (None, _) => Err("The tests in the browser need Chromium, and none was found. Install it \
            (`apt-get install chromium chromium-driver` on Debian), or set CHROMIUM to its path."
            .into()),
        (_, None) => {
            Err("The tests in the browser need chromedriver of Chromium's version, and none was found. \
            Install it (`apt-get install chromium-driver` on Debian), or set CHROMEDRIVER to its path."
                .into())
        }
    }
}

/// Makes sure of axe-core, the rules of accessibility that the tests in the browser check, and says where it is.
pub(crate) fn ensure_axe() -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    let folder = std::path::absolute(target.join("axe")).map_err(|error| error.to_string())?;
    let package = folder.join("node_modules/axe-core");
    let known = std::fs::read_to_string(package.join("package.json")).unwrap_or_default();
    if !known.contains(&format!("\"version\": \"{AXE_VERSION}\"")) {
        println!("axe-core {AXE_VERSION} is missing: installing it into {}.", folder.display());
        let cannot = |error| format!("Cannot make {}: {error}.", folder.display());
        std::fs::create_dir_all(&folder).map_err(cannot)?;
        let install = ["install", "--no-save", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix"];
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let axe = format!("axe-core@{AXE_VERSION}");
        run(Command::new(npm).args(install).arg(&folder).arg(axe)).map_err(|message| {
            format!(
                "{message} The tests in the browser need axe-core: install Node with npm, which fetches it."
            )
        })?;
    }
    Ok(package.join("axe.min.js"))
}

/// Installs a program with cargo, compiled with that much optimization, unless it is there in that version.
fn ensure_crate(name: &str, program: &str, version: &str, opt_level: &str) -> Outcome {
    let found = output_of(Command::new(program).arg("--version"));
    if found.as_deref().and_then(last_word) == Some(version) {
        return Ok(());
    }
    println!("{program} {version} is missing: installing it, which takes some minutes, once.");
    let mut install = cargo(["install", "--locked", "--force", &format!("{name}@{version}")]);
    // Neither of them fetches anything over TLS for us, which is a third of what would be compiled.
    install.arg("--no-default-features");
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level).env("CARGO_PROFILE_RELEASE_LTO", "off");
    install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    // A target directory of the calling project would mix its builds with this one.
    run(install.env_remove("CARGO_TARGET_DIR"))
}

/// The version of a package in the text of a lock file.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// `wasm-bindgen 0.2.128` → `0.2.128`.
fn last_word(text: &str) -> Option<&str> {
    text.split_whitespace().last()
}

/// `wasm-opt version 123 (version_123)` → 123.
fn first_number(text: &str) -> Option<u32> {
    text.split_whitespace().find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_tells_the_version_of_exactly_the_named_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.78\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.128\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.128"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn versions_are_read_from_what_the_tools_print() {
        assert_eq!(last_word("wasm-bindgen 0.2.128"), Some("0.2.128"));
        assert_eq!(first_number("wasm-opt version 123 (version_123)"), Some(123));
        assert_eq!(first_number("wasm-opt"), None);
    }
}
