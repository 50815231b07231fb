//! `cargo xtask build`: the static site in `dist/`, and the table of its sizes.

use crate::shell::run;
use crate::{Outcome, glue, offline, size, tools};
use std::process::Command;

/// Where trunk puts the site.
pub(crate) const SITE: &str = "dist";

/// The programs of pages other than the first. Their names have no hash.
pub(crate) const PROGRAMS: [&str; 3] = ["fanout", "playground", "course"];

/// Whether a file of the site is that program's.
pub(crate) fn is_of(file: &str, program: &str) -> bool {
    file.strip_prefix(program).is_some_and(|rest| matches!(rest, ".js" | "_bg.wasm"))
}

/// Builds the site and shows what a visitor will download.
pub(crate) fn build() -> Outcome {
    site()?;
    println!("\n{}", size::Table::of_site(SITE.as_ref())?);
    println!(
        "\nThe site is in {SITE}/. Any static host will do; to try it: python3 -m http.server --directory {SITE}"
    );
    Ok(())
}

/// Builds the site.
pub(crate) fn site() -> Outcome {
    tools::ensure_builders()?;
    tools::ensure_wasm_opt()?;
    run(trunk().args(["build", "--release"]))?;
    glue::thin(SITE.as_ref())?;
    offline::write(SITE.as_ref())
}

/// A call of trunk that asks the network for nothing but what cargo needs.
pub(crate) fn trunk() -> Command {
    let mut command = Command::new("trunk");
    command.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // trunk reads NO_COLOR as a flag and refuses the values other than true and false that people set.
    command.env_remove("NO_COLOR");
    command
}
