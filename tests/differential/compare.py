#!/usr/bin/env python3
"""Runs random asyncio programs under CPython and under Loopscope, and shows where they differ.

    compare.py --seeds 1 200 --batch PROGRAM [--keep FOLDER] [--report FILE]

PROGRAM runs all programs of a folder under Loopscope: tests/differential/main.rs, built; `cargo xtask soak` knows where it is.

A random program may depend on small differences in time, as `generate.py` says, and most that do not are equal at once. So each
is run once; only one that differs is asked whether it is stable, and gives way to the next of its seed if it is not.
"""

import argparse
import gc
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import generate  # first: it makes record.py importable
import record
from writer import Writer

BATCH = 100  # programs between two reports
LEVELS = (1, 2, 2)  # of the seeds in turn: most programs have all of asyncio
LINES_BEFORE = 3  # that are shown before the first one that differs


class Program:
    """The program that belongs to a seed now."""

    def __init__(self, seed):
        self.seed = seed
        self.level = LEVELS[seed % len(LEVELS)]
        self.attempt = 0
        self.path = None

    def write(self, folder):
        rng = random.Random(f"{self.seed}/{self.level}/{self.attempt}")
        self.path = folder / f"seed-{self.seed:06}.py"
        self.path.write_text(Writer(rng, self.level).program(), "utf-8")
        self.attempt += 1

    def printed(self, suffix):
        return self.path.with_suffix(suffix).read_text("utf-8")

    def differs(self):
        return self.printed(".wanted") != self.printed(".got")


def ask_cpython(programs):
    """Writes what CPython prints and how each program ends. Returns the programs that did not end by themselves."""
    by_path = {program.path: program for program in programs}
    stuck = []
    clock = record.VirtualClock()  # each child gets its copy
    for child, status in record.run_children([(path, clock) for path in by_path], record.CORES):
        try:
            recorded = child.recorded(status)
        except record.Stuck:
            stuck.append(by_path[child.path])
            child.path.unlink()
            continue
        ending = recorded[".err"].rstrip().rpartition("\n")[2] or "finished"
        child.path.with_suffix(".wanted").write_text(f"{recorded['.out']}{ending}\n", "utf-8")
    return stuck


def differing(seeds, batch, work):
    """The programs whose difference is Loopscope's fault."""
    found, programs = [], [Program(seed) for seed in seeds]
    while programs:
        folder = pathlib.Path(tempfile.mkdtemp(dir=work))
        for program in programs:
            program.write(folder)
        again = ask_cpython(programs)
        subprocess.run([batch, folder], check=True)
        different = [program for program in programs if program not in again and program.differs()]
        stable = [program for program in different if generate.stable_output(program.path) is not None]
        found += stable
        programs = again + [program for program in different if program not in stable]
    return found


def description(program):
    """Where the outputs part, and how."""
    wanted, got = (program.printed(suffix).splitlines() for suffix in (".wanted", ".got"))
    same = next((at for at, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    shown = [f"line {same + 1} of the output differs: {program.path}"]
    shown += [f"             {line}" for line in wanted[max(0, same - LINES_BEFORE):same]]
    for who, lines in ("CPython", wanted), ("Loopscope", got):
        shown.append(f"  {who:9}  {lines[same] if same < len(lines) else '(nothing)'}")
    return "\n".join(shown)


def keep(program, folder):
    """Leaves the program, and both outputs, where they can be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in (".py", ".wanted", ".got"):
        shutil.copy(program.path.with_suffix(suffix), folder)
    program.path = folder / program.path.name


def compare(first, last, batch, folder):
    """Returns the seeds that differ, as {name: description}."""
    found = {}
    for start in range(first, last + 1, BATCH):
        seeds = range(start, min(start + BATCH, last + 1))
        work = tempfile.mkdtemp()  # removed by hand: `with` would do it in each forked child too
        for program in differing(seeds, batch, work):
            keep(program, folder)
            found[f"seed {program.seed}"] = description(program)
        shutil.rmtree(work)
        print(f"seeds {seeds[0]} to {seeds[-1]}: {len(found) or 'none'} so far differ", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser(description="Compares Loopscope with CPython on random asyncio programs.")
    parser.add_argument("--seeds", nargs=2, type=int, metavar=("FIRST", "LAST"), required=True)
    parser.add_argument("--batch", metavar="PROGRAM", required=True, help="runs a folder of programs under Loopscope")
    parser.add_argument("--keep", type=pathlib.Path, default=pathlib.Path("target/differential"), help="for what differs")
    parser.add_argument("--report", type=pathlib.Path, metavar="FILE", help="for the differences, as tests/record.py writes them")
    arguments = parser.parse_args()
    gc.freeze()
    first, last = arguments.seeds
    return record.report(last - first + 1, compare(first, last, arguments.batch, arguments.keep), arguments.report)


if __name__ == "__main__":
    sys.exit(main())
