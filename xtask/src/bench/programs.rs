//! What a program costs under Loopscope and under CPython, without what it costs to start: each runs in two sizes, and the slope
//! between them counts. Time is noisy on a machine that does other things too, so it is the processor's, and instructions are counted
//! besides.
//!
//! Each program in `benches/programs` has a line `SIZE = 1000`, in whose place another size is written.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::oracle::Oracle;
use crate::shell::{built_loopscope, find_program};

/// Where the programs are.
const FOLDER: &str = "benches/programs";
/// Where they are written in other sizes.
const SIZED: &str = "target/bench";
/// Rounds that are counted, after one that is not.
const ROUNDS: usize = 5;
/// The sizes between which time is measured, as parts of the size in the file.
const TIMED: [Part; 2] = [Part { times: 1, of: 1 }, Part { times: 7, of: 1 }];
/// The sizes between which instructions are counted: callgrind makes a program fifty times slower.
const COUNTED: [Part; 2] = [Part { times: 1, of: 10 }, Part { times: 2, of: 10 }];
/// The larger size has more events than a page would keep.
const LIMITS: [&str; 2] = ["--max-events", "10000000"];
/// How many percent more instructions than another binary's a row may take.
const MOST_MORE: f64 = 3.0;

/// A part of a program's size.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    times: u64,
    of: u64,
}

/// What is to be measured.
#[derive(Debug, Clone, PartialEq, Default)]
struct Options {
    /// Programs by name; all if there are none.
    names: Vec<String>,
    /// Another binary, whose instructions are counted in the place of CPython's time.
    baseline: Option<PathBuf>,
}

/// `cargo xtask bench programs [NAME…] [--baseline BINARY]`.
pub(super) fn bench(arguments: &[String]) -> Outcome {
    let options = Options::parse(arguments)?;
    let programs = programs(&options.names)?;
    let loopscope = PathBuf::from(built_loopscope(&["--release"])?);
    match options.baseline {
        Some(baseline) => beside_binary(&programs, &loopscope, &baseline),
        None => beside_cpython(&programs, &loopscope),
    }
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Options, String> {
        let mut options = Options::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--baseline" => {
                    let binary = rest.next().ok_or("`--baseline` needs the path of a binary `loopscope`.")?;
                    options.baseline = Some(binary.into());
                }
                option if option.starts_with('-') => {
                    return Err(format!(
                        "`{option}`? Say `cargo xtask bench programs [NAME…] [--baseline BINARY]`."
                    ));
                }
                name => options.names.push(name.to_owned()),
            }
        }
        Ok(options)
    }
}

/// The programs of these names, or all, in the order of their names.
fn programs(names: &[String]) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error| format!("Cannot read {FOLDER}: {error}.");
    let entries = std::fs::read_dir(FOLDER).map_err(unreadable)?;
    let mut all: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(unreadable)?;
    all.sort();
    if let Some(unknown) = names.iter().find(|name| !all.iter().any(|program| stem(program) == **name)) {
        let known: Vec<String> = all.iter().map(|program| stem(program)).collect();
        return Err(format!("There is no program `{unknown}` in {FOLDER}. There are {}.", known.join(", ")));
    }
    all.retain(|program| names.is_empty() || names.contains(&stem(program)));
    Ok(all)
}

/// Prints the time of each program beside CPython's, and how many instructions it takes here.
fn beside_cpython(programs: &[PathBuf], loopscope: &Path) -> Outcome {
    let python = Oracle::find().ok_or("There is no CPython 3.11 here to compare with.")?;
    let counts = can_count();
    println!(
        "\n{:15} {:>12} {:>15} {:>8} {:>14}",
        "net of start-up",
        "Loopscope",
        format!("CPython {}", python.release),
        "ratio",
        "instructions"
    );
    for program in programs {
        let (ours, theirs) = net_times(program, loopscope, &python.program)?;
        let instructions = if counts {
            format!("{} M", net_instructions(program, loopscope)? / 1_000_000)
        } else {
            "–".into()
        };
        let ratio = ours / theirs;
        let name = stem(program);
        println!(
            "{name:15} {:>9.0} ms {:>12.0} ms {ratio:>8.2} {instructions:>14}",
            ours * 1e3,
            theirs * 1e3
        );
    }
    println!(
        "\nMedians of {ROUNDS} rounds in which both take turns: processor time for six times the size in the file. Instructions: for a tenth of \
         the size."
    );
    Ok(())
}

/// Prints the instructions of each program beside those that another binary takes, and fails if a row takes too many more.
fn beside_binary(programs: &[PathBuf], loopscope: &Path, baseline: &Path) -> Outcome {
    if !can_count() {
        return Err("To compare with another binary, instructions must be counted.".into());
    }
    println!("\n{:15} {:>16} {:>16} {:>9}", "instructions", "baseline", "now", "more");
    let mut too_many = Vec::new();
    for program in programs {
        let [before, now] = [baseline, loopscope].map(|binary| net_instructions(program, binary));
        let (before, now) = (before?, now?);
        let more = percent_more(before, now);
        let name = stem(program);
        println!("{name:15} {before:>16} {now:>16} {more:>+7.2} %");
        if more > MOST_MORE {
            too_many.push(name);
        }
    }
    if too_many.is_empty() {
        return Ok(());
    }
    Err(format!(
        "More than {MOST_MORE} % more instructions than {}: {}.",
        baseline.display(),
        too_many.join(", ")
    ))
}

/// Whether valgrind is here; says so if it is not.
fn can_count() -> bool {
    let found = find_program("valgrind").is_some();
    if !found {
        println!(
            "Instructions are not counted: there is no valgrind here (`apt-get install valgrind` on Debian)."
        );
    }
    found
}

/// Seconds that a program takes under each side for what the larger size has more than the smaller one.
fn net_times(program: &Path, loopscope: &Path, python: &Path) -> Result<(f64, f64), String> {
    let [small, large] = [sized(program, TIMED[0])?, sized(program, TIMED[1])?];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let under_ours = |file: &Path| seconds(Command::new(loopscope).arg("run").args(LIMITS).arg(file));
        let under_theirs = |file: &Path| seconds(Command::new(python).arg(file));
        let small = (under_ours(&small)?, under_theirs(&small)?);
        let large = (under_ours(&large)?, under_theirs(&large)?);
        if round > 0 {
            ours.push((small.0, large.0));
            theirs.push((small.1, large.1));
        }
    }
    Ok((slope(&ours), slope(&theirs)))
}

/// Instructions that a program takes for what the larger size has more than the smaller one.
fn net_instructions(program: &Path, loopscope: &Path) -> Result<u64, String> {
    let [small, large] = [sized(program, COUNTED[0])?, sized(program, COUNTED[1])?];
    let (small, large) = (instructions(loopscope, &small)?, instructions(loopscope, &large)?);
    Ok(large.saturating_sub(small))
}

/// Instructions of a whole process.
fn instructions(loopscope: &Path, program: &Path) -> Result<u64, String> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(loopscope)
        .arg("run")
        .arg(program);
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("valgrind cannot be started: {error}."))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = collected(&said).filter(|_| output.status.success());
    counted.ok_or_else(|| format!("valgrind failed on {} ({}):\n{said}", program.display(), output.status))
}

/// What callgrind says it has counted: `==7== Collected : 8000`.
fn collected(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

/// Writes a program in another size, and says where.
fn sized(program: &Path, part: Part) -> Result<PathBuf, String> {
    let text = std::fs::read_to_string(program)
        .map_err(|error| format!("Cannot read {}: {error}.", program.display()))?;
    let text =
        with_size(&text, part).ok_or_else(|| format!("{} has no line `SIZE = 1000`.", program.display()))?;
    let folder = Path::new(SIZED).join(format!("{}-of-{}", part.times, part.of));
    let file = folder.join(program.file_name().unwrap_or_default());
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&file, text))
        .map_err(|error| format!("Cannot write {}: {error}.", file.display()))?;
    Ok(file)
}

/// The text with a part of its size.
fn with_size(text: &str, part: Part) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with("SIZE = "))?;
    let size: u64 = line.strip_prefix("SIZE = ")?.replace('_', "").parse().ok()?;
    Some(text.replacen(line, &format!("SIZE = {}", size * part.times / part.of), 1))
}

/// Seconds of processor time that a command takes. The time that passes would depend on what else the machine does.
fn seconds(command: &mut Command) -> Result<f64, String> {
    let before = processor_seconds()?;
    match command.stdout(Stdio::null()).stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(processor_seconds()? - before),
        Ok(status) => Err(format!("{command:?} failed ({status}).")),
        Err(error) => Err(format!("{command:?} cannot be started: {error}.")),
    }
}

/// Processor time of all child processes that have ended.
#[cfg(unix)]
fn processor_seconds() -> Result<f64, String> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)
        .map_err(|error| format!("The system does not tell the processor time: {error}."))?;
    let microseconds =
        [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() * 1_000_000 + time.tv_usec());
    Ok(microseconds.iter().sum::<i64>() as f64 / 1e6)
}

#[cfg(not(unix))]
fn processor_seconds() -> Result<f64, String> {
    Err("Processor time is measured on Unix only.".into())
}

/// What the larger size takes more than the smaller one, given both for each round: what either takes to start is not in it.
fn slope(rounds: &[(f64, f64)]) -> f64 {
    median(rounds.iter().map(|(small, large)| large - small).collect())
}

fn percent_more(before: u64, now: u64) -> f64 {
    (now as f64 - before as f64) * 100.0 / before as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn stem(program: &Path) -> String {
    program.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_in_a_program_is_replaced_by_a_part_of_it() {
        let text = "import a\n\nSIZE = 20_000\nprint(SIZE = 1)\n";
        let sized = |part| with_size(text, part).expect("it has a size");
        assert_eq!(sized(COUNTED[1]), "import a\n\nSIZE = 4000\nprint(SIZE = 1)\n");
        assert_eq!(sized(TIMED[1]), "import a\n\nSIZE = 140000\nprint(SIZE = 1)\n");
        assert_eq!(with_size("SIZE = many\n", TIMED[0]), None);
        assert_eq!(with_size("print(1)\n", TIMED[0]), None);
    }

    #[test]
    fn what_a_program_takes_to_start_is_not_in_the_slope() {
        // 10 to start and 2 for each size; once everything takes three times as long.
        assert_eq!(slope(&[(12.0, 16.0), (36.0, 48.0), (12.0, 16.0)]), 4.0);
        assert_eq!(slope(&[(102.0, 106.0)]), 4.0);
    }

    #[test]
    fn the_median_does_not_care_for_one_slow_round() {
        assert_eq!(median(vec![3.0, 100.0, 1.0]), 3.0);
    }

    #[test]
    fn more_instructions_are_percent_of_those_before() {
        assert_eq!(percent_more(200, 206), 3.0);
        assert_eq!(percent_more(200, 150), -25.0);
    }

    #[test]
    fn instructions_are_read_from_what_callgrind_says() {
        let said = "==7== Events    : Ir\n==7== Collected : 1234567\n==7== \n";
        assert_eq!(collected(said), Some(1_234_567));
        assert_eq!(collected("==7== Command: loopscope\n"), None);
    }

    #[test]
    fn names_and_another_binary_are_options_and_nothing_else_is() {
        let parse = |arguments: &[&str]| {
            Options::parse(&arguments.iter().map(|&each| each.to_owned()).collect::<Vec<_>>())
        };
        let expected = Options { names: vec!["loops".into()], baseline: Some("/old".into()) };
        assert_eq!(parse(&["loops", "--baseline", "/old"]), Ok(expected));
        assert!(parse(&["--baseline"]).is_err());
        assert!(parse(&["--bseline", "/old"]).is_err());
    }
}
