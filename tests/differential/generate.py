#!/usr/bin/env python3
"""Writes random asyncio programs, whose output is the same on every run of CPython.

    generate.py SEED                                 one program, on standard output
    generate.py SEED --level 1                       only what asyncio's first part holds (see FIRST_LEVEL)
    generate.py --seeds 1 200 --into FOLDER          200 programs, seed-000001.py and so on, each with its .out

A program is a few layers of coroutine functions; those of one layer start tasks of the next, and a main that starts some,
cancels others at random moments and in the end waits for all. Every step prints who takes it, so that any difference in order
shows. A function is made of statements that `Writer` knows; each of its methods named `say_...` writes one.

Not every random program has only one possible output: deadlines may come to lie too close, and a TaskGroup cancels its members
in any order. So each candidate is run several times on purposely uneven clocks (`stable_output`), and one that does not always
print the same is thrown away for the next. Which program belongs to a seed therefore needs CPython 3.11 to find out.
"""

import argparse
import asyncio
import math
import pathlib
import random
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import record  # noqa: E402  (the folder above must be on the path first)
from writer import Writer  # noqa: E402


class BackwardSet(dict):
    """What a TaskGroup keeps its members in, walked from the last to the first."""

    def add(self, task):
        self[task] = None

    def discard(self, task):
        self.pop(task, None)

    def __iter__(self):
        return reversed(list(self.keys()))


class ForwardSet(BackwardSet):
    """The same, walked from the first to the last."""

    def __iter__(self):
        return iter(list(self.keys()))


class UnevenClock(record.VirtualClock):
    """A clock as on a slow and busy machine: it moves by a random bit at each look, and polls end late or to the point."""

    def __init__(self, seed, latest_poll, members):
        super().__init__()
        self.rng = random.Random(seed)
        self.latest_poll = latest_poll
        self.members = members

    def read(self):
        self.elapsed += self.rng.randrange(1, 60_000)
        return self.elapsed

    def poll(self, seconds):
        late = self.rng.randrange(self.latest_poll) if self.latest_poll else 0
        self.elapsed += math.ceil(seconds * record.NANOSECONDS) + late

    def install(self):
        super().install()
        asyncio.taskgroups.set = self.members


def stable_output(path):
    """What the program prints, or None if that depends on small differences in time or on the order of a set."""
    clocks = [
        record.VirtualClock(),
        UnevenClock(1, 0, ForwardSet),
        UnevenClock(2, 1_000_000, BackwardSet),
        UnevenClock(3, 6_000_000, ForwardSet),
    ]
    outputs = set()
    try:
        for _, recorded in record.run_all([(path, clock) for clock in clocks], at_once=len(clocks)):
            outputs.add(recorded[".out"])
    except record.Stuck:
        return None
    return outputs.pop() if len(outputs) == 1 else None


def write_program(seed, level, path):
    """Writes the program of a seed, and its output beside it."""
    attempt = 0
    while True:
        text = Writer(random.Random(f"{seed}/{level}/{attempt}"), level).program()
        path.write_text(text, "utf-8")
        output = stable_output(path)
        if output is not None:
            path.with_suffix(".out").write_text(output, "utf-8")
            return
        attempt += 1


def main():
    parser = argparse.ArgumentParser(description="Writes random asyncio programs.")
    parser.add_argument("seed", nargs="?", type=int, help="which program")
    parser.add_argument("--level", type=int, choices=(1, 2), default=2, help="1: the first part of asyncio; 2: all")
    parser.add_argument("--seeds", nargs=2, type=int, metavar=("FIRST", "LAST"), help="many programs")
    parser.add_argument("--into", type=pathlib.Path, metavar="FOLDER", help="where to write them")
    arguments = parser.parse_args()
    if arguments.seeds and arguments.into:
        arguments.into.mkdir(parents=True, exist_ok=True)
        for seed in range(arguments.seeds[0], arguments.seeds[1] + 1):
            write_program(seed, arguments.level, arguments.into / f"seed-{seed:06}.py")
    elif arguments.seed is not None:
        folder = pathlib.Path(tempfile.mkdtemp())  # removed by hand: `with` would do it in each forked child too
        write_program(arguments.seed, arguments.level, folder / record.SHOWN_NAME)
        sys.stdout.write((folder / record.SHOWN_NAME).read_text("utf-8"))
        shutil.rmtree(folder)
    else:
        parser.error("needs a seed, or --seeds and --into")


if __name__ == "__main__":
    main()
