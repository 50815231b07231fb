"""Runs programs under CPython twice, with CPython's library and with Loopscope's, and compares what they print.

    python3 tests/library/compare.py PROGRAM-OR-FOLDER...

Both runs have the virtual clock of `tests/record.py` where they can, so that they take no time. `--modules` says whose modules
are compared: by default all of Loopscope's. Random programs to compare come from `tests/differential/generate.py`.
"""

import argparse
import difflib
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import record
import shim


class RunningOnOurs(record.Running):
    """A program at work on Loopscope's modules."""

    modules = None

    def become_program(self, clock):
        shim.install(self.modules)
        super().become_program(clock)


def clock_for(path):
    """The virtual clock, but the plain one for programs with threads: those wait in earnest."""
    text = path.read_text("utf-8")
    return None if any(word in text for word in ("threading", "concurrent", "import signal")) else record.VirtualClock()


def outcomes(paths, kind):
    """What each program printed, with that kind of run."""
    record.Running, kept = kind, record.Running
    try:
        return dict(record.run_all([(path, clock_for(path)) for path in paths], os.cpu_count() or 1))
    finally:
        record.Running = kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=pathlib.Path, default=[HERE / "programs"])
    parser.add_argument("--modules", help="separated by commas")
    arguments = parser.parse_args()
    RunningOnOurs.modules = arguments.modules.split(",") if arguments.modules else shim.all_modules()
    paths = record.programs_in(arguments.paths)
    expected, got = outcomes(paths, record.Running), outcomes(paths, RunningOnOurs)
    different = 0
    for path in paths:
        if expected[path] == got[path]:
            continue
        different += 1
        for suffix, text in expected[path].items():
            sides = text.splitlines(), got[path][suffix].splitlines()
            print(*difflib.unified_diff(*sides, f"{path}{suffix} (CPython)", "ours", lineterm=""), sep="\n")
    print(f"{len(paths)} programs, {different} differ", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
