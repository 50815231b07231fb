//! `cargo xtask bench first`: how long a visitor waits until a page moves, on a slow machine and a slow line. See tests/browser/first.rs.
//!
//! Hosts send files compressed. They are compressed here before anything is measured, in copies of the site: as it is, and without
//! what is stored of what pages show first, as everything was before, and as a page is of which nothing is stored.

use crate::shell::run;
use crate::{Outcome, build, size, test};
use std::path::{Path, PathBuf};

/// Where the copies are.
const COPIES: &str = "target/first";

/// What the second copy lacks.
const STORED: &str = "runs";

/// Measures the built site with and without what is stored, and with `--baseline FOLDER` another one, in turn.
pub(crate) fn bench(options: &[String]) -> Outcome {
    let mut sites = vec![("as it is", PathBuf::from(build::SITE))];
    match options.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {}
        ["--baseline", folder] => sites.insert(0, ("baseline", folder.into())),
        _ => return Err("`bench first` knows --baseline FOLDER, the folder of another built site.".into()),
    }
    let mut named = Vec::new();
    for (name, folder) in sites {
        let copy = Path::new(COPIES).join(name);
        remove(&copy)?;
        compress(&folder, &copy)?;
        let copy = std::path::absolute(copy).map_err(|error| error.to_string())?;
        named.push(format!("{name}={}", copy.display()));
    }
    let (whole, without) = (Path::new(COPIES).join("as it is"), Path::new(COPIES).join("without"));
    remove(&without)?;
    link(&whole, &without)?;
    remove(&without.join(STORED))?;
    let without = std::path::absolute(without).map_err(|error| error.to_string())?;
    named.push(format!("without={}", without.display()));
    let mut command = test::browser_test(&["--", "the_time_until_a_page_moves", "--ignored", "--nocapture"])?;
    run(command.env("LOOPSCOPE_SITES", named.join("\n")))
}

fn remove(folder: &Path) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder).map_err(|error| format!("Cannot empty {}: {error}.", folder.display()))
}

/// Another copy of a copy, which takes no room.
fn link(from: &Path, to: &Path) -> Outcome {
    let failed = |error| format!("Cannot copy {}: {error}.", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let copy = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            link(&path, &copy)?;
        } else {
            std::fs::hard_link(&path, &copy).map_err(failed)?;
        }
    }
    Ok(())
}

/// Copies a folder, with what a host would send beside each file.
fn compress(from: &Path, to: &Path) -> Outcome {
    let failed = |error| format!("Cannot copy {}: {error}. Is there a built site?", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let copy = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            compress(&path, &copy)?;
            continue;
        }
        let bytes = std::fs::read(&path).map_err(failed)?;
        let mut name = copy.clone().into_os_string();
        name.push(".br");
        std::fs::write(name, size::compressed(&bytes)?).map_err(failed)?;
        std::fs::write(copy, bytes).map_err(failed)?;
    }
    Ok(())
}
