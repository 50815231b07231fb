//! `cargo xtask soak` and the step `differential`: random asyncio programs under CPython and under Loopscope, compared.
//!
//! The work is done by `tests/differential/compare.py`, which knows how to ask CPython; here is only what it needs from cargo.

use std::process::Command;

use crate::Outcome;
use crate::record::{VERSION, find_python};
use crate::shell::{built, run};

/// How many programs each run of the tests compares.
const SEEDS_OF_TEST: u32 = 200;
/// How many programs `soak` compares if it is not told.
const SEEDS_OF_SOAK: u32 = 5000;

/// Which programs to compare.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seeds {
    first: u32,
    count: u32,
}

/// The step of `cargo xtask test`.
pub(crate) fn check() -> Outcome {
    if find_python().is_none() {
        println!("skipped: there is no CPython {VERSION} on this machine to compare with");
        return Ok(());
    }
    compare(Seeds { first: 1, count: SEEDS_OF_TEST })
}

/// Compares as many programs as asked for.
pub(crate) fn soak(arguments: &[String]) -> Outcome {
    compare(Seeds::parse(arguments)?)
}

fn compare(seeds: Seeds) -> Outcome {
    let python = find_python()
        .ok_or_else(|| format!("There is no CPython {VERSION} here: install python{VERSION}."))?;
    let batch =
        built(&["test", "--no-run", "--package", "runtime", "--test", "differential"], "differential")?;
    let last = seeds.first.saturating_add(seeds.count.saturating_sub(1));
    let mut command = Command::new(python);
    command.arg("tests/differential/compare.py").arg("--batch").arg(batch);
    command.arg("--seeds").args([seeds.first.to_string(), last.to_string()]);
    run(&mut command).map_err(|_| {
        "Loopscope differs from CPython, as shown above. The programs lie in target/differential, with what CPython \
         printed (.wanted) and what Loopscope printed (.got)."
            .into()
    })
}

impl Seeds {
    fn parse(arguments: &[String]) -> Result<Seeds, String> {
        let mut seeds = Seeds { first: 1, count: SEEDS_OF_SOAK };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            let number = rest.next().and_then(|number| number.parse().ok()).filter(|&number| number > 0);
            match (option.as_str(), number) {
                ("--seeds", Some(number)) => seeds.count = number,
                ("--from", Some(number)) => seeds.first = number,
                _ => return Err(format!("`{option}`? Say `cargo xtask soak --seeds 5000 --from 1`.")),
            }
        }
        Ok(seeds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeds_are_as_many_as_asked_for_from_the_one_that_is_named() {
        let arguments = ["--from", "9", "--seeds", "20"].map(str::to_owned);
        assert_eq!(Seeds::parse(&arguments), Ok(Seeds { first: 9, count: 20 }));
        assert_eq!(Seeds::parse(&[]), Ok(Seeds { first: 1, count: SEEDS_OF_SOAK }));
        assert!(Seeds::parse(&["--seeds".into()]).is_err());
        assert!(Seeds::parse(&["--seeds".into(), "0".into()]).is_err());
    }
}
