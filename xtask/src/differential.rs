//! `cargo xtask soak` and the step `differential`: random asyncio programs under CPython and under Loopscope, compared.
//!
//! The work is done by `tests/differential/compare.py`, which knows how to ask CPython; here is only what it needs from cargo.

use std::process::Command;

use crate::Outcome;
use crate::oracle::{self, Difference, Oracle};
use crate::record::reported;
use crate::shell::{built, run};
use crate::test::Context;

/// The programs that each run of the tests compares.
pub(crate) const OF_TEST: Seeds = Seeds { first: 1, count: 200 };
/// How many programs `soak` compares if it is not told.
const SEEDS_OF_SOAK: u32 = 5000;

/// Which programs to compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Seeds {
    first: u32,
    count: u32,
}

/// The step of `cargo xtask test`.
pub(crate) fn check(context: &mut Context) -> Outcome {
    const WHAT: &str = "random program";
    let Some(oracle) = context.oracle() else {
        let why = format!("by CPython 3.11, which is not here: {}", oracle::how_to_install());
        context.skips.add(OF_TEST.count as usize, WHAT, &why);
        return Ok(());
    };
    oracle
        .judge(differences(&oracle, OF_TEST)?, WHAT, &mut context.skips)
        .map_err(|message| format!("{message} {WHERE}"))
}

const WHERE: &str = "The programs lie in target/differential, with what CPython printed (.wanted) and what Loopscope printed (.got).";

/// What Loopscope and this CPython do differently.
pub(crate) fn differences(oracle: &Oracle, seeds: Seeds) -> Result<Vec<Difference>, String> {
    Ok(reported(&mut comparison(oracle, seeds)?)?.differences)
}

/// Compares as many programs as asked for. Some need the recorded release, and nobody knows beforehand which.
pub(crate) fn soak(arguments: &[String]) -> Outcome {
    let seeds = Seeds::parse(arguments)?;
    let oracle = Oracle::of_recorded_release()?;
    run(&mut comparison(&oracle, seeds)?)
        .map_err(|_| format!("Loopscope differs from CPython, as shown above. {WHERE}"))
}

fn comparison(oracle: &Oracle, seeds: Seeds) -> Result<Command, String> {
    let batch =
        built(&["test", "--no-run", "--package", "runtime", "--test", "differential"], "differential")?;
    let last = seeds.first.saturating_add(seeds.count.saturating_sub(1));
    let mut command = Command::new(&oracle.program);
    command.arg("tests/differential/compare.py").arg("--batch").arg(batch);
    command.arg("--seeds").args([seeds.first.to_string(), last.to_string()]);
    Ok(command)
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
