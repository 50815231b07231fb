#!/usr/bin/env python3
"""Records what CPython 3.11 prints for each program of the lessons.

    tests/lessons/record.py                     record all programs again
    tests/lessons/record.py --check             compare with what is recorded; status 1 and a diff if it differs
    tests/lessons/record.py --report FILE       the same, with the differences in a file, as tests/record.py writes them
    tests/lessons/record.py --offline           only programs that send no requests
    tests/lessons/record.py NAME...             only these

The programs are those of the live views in assets/lessons/en (`threads-2` is the second of threads.md, those that are only named
not counted), and the files in assets/lessons/programs. `name.out` beside this file holds what each prints. Programs that send no
requests run under the clock of tests/record.py. The others need aiohttp and requests, and `loopscope serve` on port 7001.
"""

import argparse
import difflib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

RECORDS = pathlib.Path(__file__).resolve().parent
TOP = RECORDS.parent.parent
sys.path.insert(0, str(RECORDS.parent))

import record  # noqa: E402

LIVE_VIEW = re.compile(r"^```python live(?P<options>.*)\n(?P<program>(?:.*\n)*?)```$", re.MULTILINE)
SECONDS_PER_REQUESTING_PROGRAM = 120


def programs():
    """All programs of the lessons, as {name: text}."""
    found = {}
    for lesson in sorted((TOP / "assets/lessons/en").glob("*.md")):
        views = LIVE_VIEW.finditer(lesson.read_text("utf-8"))
        inline = [view["program"] for view in views if "program=" not in view["options"]]
        found |= {f"{lesson.stem}-{number}": text for number, text in enumerate(inline, 1)}
    for file in sorted((TOP / "assets/lessons/programs").glob("*.py")):
        found[file.stem] = file.read_text("utf-8")
    return found


def sends_requests(text):
    return re.search(r"^import (aiohttp|requests)$", text, re.MULTILINE) is not None


def needs_plain_clock(text):
    """Threads and processes sleep side by side, so they need the plain clock."""
    return re.search(r"threading|to_thread|PoolExecutor", text) is not None


def run_offline(files):
    """Runs programs that send no requests. Yields (name, what they printed)."""
    with_clocks = [(file, None if needs_plain_clock(file.read_text("utf-8")) else record.VirtualClock()) for file in files]
    for file, recorded in record.run_all(with_clocks, record.CORES):
        if recorded[".err"]:
            raise record.Stuck(f"{file.stem} fails:\n{recorded['.err']}")
        yield file.stem, recorded[".out"]


def run_requesting(file):
    """Runs a program that sends requests, as a person would. Returns (name, what it printed)."""
    command = [sys.executable, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS_PER_REQUESTING_PROGRAM)
    if done.returncode != 0:
        raise record.Stuck(f"{file.stem} fails. Is `loopscope serve` running?\n{done.stderr}")
    return file.stem, done.stdout


def run(texts):
    """Runs programs given as {name: text}. Returns {name: what it printed}."""
    # No `with`: the children that run_offline forks leave by SystemExit, and would clean up on their way.
    folder = pathlib.Path(tempfile.mkdtemp())
    files = {name: folder / f"{name}.py" for name in texts}
    for name, file in files.items():
        file.write_text(texts[name], "utf-8")
    offline = [file for name, file in files.items() if not sends_requests(texts[name])]
    printed = dict(run_offline(offline))
    # They mostly wait, but not so many at once that a busy machine would change their order.
    with ThreadPoolExecutor(8) as threads:
        printed.update(threads.map(run_requesting, [file for file in files.values() if file not in offline]))
    shutil.rmtree(folder)
    return printed


def difference(name, printed):
    """A diff from the record to what was printed now; empty if equal."""
    file = RECORDS / f"{name}.out"
    before = file.read_text("utf-8") if file.exists() else "(not recorded yet)\n"
    return "\n".join(difflib.unified_diff(before.splitlines(), printed.splitlines(), file.name, "now", lineterm=""))


def parse_arguments():
    parser = argparse.ArgumentParser(description="Records what CPython prints for the programs of the lessons.")
    parser.add_argument("names", nargs="*", help="names of programs")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--report", type=pathlib.Path, metavar="FILE", help="compare, and write differences into a file")
    parser.add_argument("--offline", action="store_true", help="leave out programs that send requests")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    if sys.version_info[:2] != (3, 11):
        sys.exit(f"needs CPython 3.11, this is {sys.version.split()[0]}")
    everything = programs()
    chosen = {name: everything[name] for name in arguments.names or everything}
    if arguments.offline:
        chosen = {name: text for name, text in chosen.items() if not sends_requests(text)}
    printed = run(chosen)
    differing = {f"tests/lessons/{name}": difference(name, text) for name, text in printed.items()}
    differing = {name: text for name, text in differing.items() if text}
    print(f"{len(printed)} programs of lessons, {len(differing)} differ", file=sys.stderr)
    if arguments.check or arguments.report:
        return record.report(len(printed), differing, arguments.report)
    for name, text in printed.items():
        (RECORDS / f"{name}.out").write_text(text, "utf-8")
    if not arguments.names and not arguments.offline:
        for old in (file for file in RECORDS.glob("*.out") if file.stem not in everything):
            old.unlink()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except record.Stuck as stuck:
        sys.exit(str(stuck))
