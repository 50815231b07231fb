#!/usr/bin/env python3
"""Records what CPython 3.11 prints for each program in tests/programs/.

    tests/record.py                     record all programs again
    tests/record.py --check             compare with what is recorded; status 1 and a diff if it differs
    tests/record.py --report FILE       the same, with the differences in a file: a line `== tests/programs/topic/name` for each, its diff
    tests/record.py --check --real 30   the same with the plain clock, for a sample of 30 programs
    tests/record.py PATH...             only these files or folders

For `name.py` it writes `name.out` (standard output) and, if the program ended with an uncaught exception, `name.err` (the
traceback, see `plain_traceback`), and `name.status` if a signal ended it. Neither time nor the machine may show in them: README.md beside the programs has the rules.

Each program runs in a process of its own, forked from this one so that asyncio need not be imported again, under a clock
that jumps where a real one would be waited for (class VirtualClock). Nothing else differs from `python3 program.py`.
"""

import argparse
import asyncio
import difflib
import gc
import io
import linecache
import math
import os
import pathlib
import random
import selectors
import shutil
import signal
import sys
import tempfile
import time
import types

PROGRAMS = pathlib.Path(__file__).parent / "programs"
SHOWN_NAME = "program.py"  # the file name in tracebacks, the same for all
# Topics that need the plain clock: threads and processes sleep side by side, and signals arrive in the middle of a sleep.
THREADED = ("threads", "executors", "queue", "processes", "signals")
SECONDS_PER_PROGRAM = 30  # of real time; a program that takes longer is stuck
KILLED = 128  # added to a signal's number, this is the status that a shell sees of a process that it ended
NANOSECONDS = 1_000_000_000
CORES = os.cpu_count() or 1


class VirtualClock:
    """A clock that moves only when it is waited for or looked at, and then at once.

    Looking costs a microsecond, so that two readings are never equal, as on a real clock. A poll of the event loop lasts whole
    milliseconds, rounded up, because that is what `epoll_wait` can do.
    """

    READING_COST = 1_000

    def __init__(self):
        self.elapsed = 0

    def read(self):
        self.elapsed += self.READING_COST
        return self.elapsed

    def seconds_since(self, start):
        return lambda: (start * NANOSECONDS + self.read()) / NANOSECONDS

    def nanoseconds_since(self, start):
        return lambda: start * NANOSECONDS + self.read()

    def sleep(self, seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.elapsed += round(seconds * NANOSECONDS)

    def poll(self, seconds):
        self.elapsed += math.ceil(seconds * 1e3) * (NANOSECONDS // 1000)

    def install(self):
        """Puts this clock where programs and asyncio look for one."""
        starts = {"time": 1_700_000_000, "monotonic": 1_000, "perf_counter": 1_000, "process_time": 0, "thread_time": 0}
        for name, start in starts.items():
            setattr(time, name, self.seconds_since(start))
            setattr(time, name + "_ns", self.nanoseconds_since(start))
        time.sleep = self.sleep
        clock = self

        class JumpingSelector(selectors.DefaultSelector):
            def select(self, timeout=None):
                if timeout is None:
                    sys.exit("deadlock: the event loop waits for nothing")
                if timeout > 0:
                    clock.poll(timeout)
                return super().select(0)

        selectors.DefaultSelector = JumpingSelector


def plain_traceback(text):
    """A printed traceback, less what depends on the installation.

    Frames outside the program (asyncio's own, this file's) are left out, and so are the ^^^^ markers under the lines.
    """
    kept, depth_of_dropped_frame = [], None
    for line in text.splitlines():
        content = line.lstrip(" |")
        depth = len(line) - len(content)
        if depth_of_dropped_frame is not None and depth > depth_of_dropped_frame:
            continue
        depth_of_dropped_frame = None
        if content.startswith('File "') and not content.startswith(f'File "{SHOWN_NAME}"'):
            depth_of_dropped_frame = depth
        elif not ("^" in content and set(content) <= set("^~ ")):
            kept.append(line)
    return "".join(line + "\n" for line in kept)


def print_traceback(error, text):
    """What the interpreter prints for an uncaught exception, as text. It reads the lines from the file in the traceback."""
    with tempfile.TemporaryDirectory() as folder, io.StringIO() as printed:
        os.chdir(folder)
        pathlib.Path(SHOWN_NAME).write_text(text, "utf-8")
        sys.stderr = printed
        sys.__excepthook__(type(error), error, error.__traceback__)
        sys.stderr = sys.__stderr__
        os.chdir("/")
        return printed.getvalue()


def run_as_main(text, errors):
    """Runs a program's text as `python3 program.py` would. Returns the exit status."""
    main = types.ModuleType("__main__")
    main.__file__ = SHOWN_NAME
    sys.modules["__main__"] = main
    sys.argv = [SHOWN_NAME]
    linecache.cache[SHOWN_NAME] = (len(text), None, text.splitlines(keepends=True), SHOWN_NAME)
    try:
        exec(compile(text, SHOWN_NAME, "exec"), main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        errors.write(plain_traceback(print_traceback(error, text)).encode())
        errors.flush()
        # As the interpreter, which ends itself by the signal then.
        return KILLED + signal.SIGINT if type(error) is KeyboardInterrupt else 1
    return 0


def scatter_memory():
    """Leaves holes all over the heap, so that objects lie in no order of creation.

    A set of tasks is walked in the order of their addresses. A program whose output depends on that will not pass --check
    twice, instead of passing by luck.
    """
    blocks = [bytes(size) for size in range(16, 512, 16) for _ in range(200)]
    random.shuffle(blocks)
    del blocks[len(blocks) // 2:]
    return blocks


class Stuck(Exception):
    """A program did not end by itself, or in a way that cannot be recorded."""


class Running:
    """A program at work in a child process, and the files that catch what it says."""

    def __init__(self, path, clock):
        self.path = path
        self.out, self.errors, self.stderr = (tempfile.TemporaryFile() for _ in range(3))
        self.folder = pathlib.Path(tempfile.mkdtemp())  # where the program lies: processes that begin by `spawn` read it
        self.until = time.monotonic() + SECONDS_PER_PROGRAM
        sys.stdout.flush()
        self.process = os.fork()
        if self.process == 0:
            self.become_program(clock)

    def become_program(self, clock):
        """The child's half of the fork: does not return."""
        # As in a terminal: a shell that starts something in the background lets it ignore some signals.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGALRM, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(self.out.fileno(), 1)
        os.dup2(self.stderr.fileno(), 2)
        sys.stdout.reconfigure(encoding="utf-8")
        random.seed()
        blocks = scatter_memory()
        if clock:
            clock.install()
        text = self.path.read_text("utf-8")
        (self.folder / SHOWN_NAME).write_text(text, "utf-8")
        os.chdir(self.folder)
        sys.exit(run_as_main(text, self.errors))

    def recorded(self, status):
        """What the program left behind, as {suffix: text}, once it has ended."""
        code = os.waitstatus_to_exitcode(status)
        code = code if code >= 0 else KILLED - code
        as_expected = code in (0, 1) or (code > KILLED and code != KILLED + signal.SIGKILL)
        if not as_expected or (code == 1 and not contents(self.errors)):
            said = contents(self.stderr).strip()
            raise Stuck(f"{self.path}: ended with status {code}\n{said}")
        status = f"{code}\n" if code > KILLED else ""
        return {".out": contents(self.out), ".err": contents(self.errors), ".status": status}


def contents(file):
    file.seek(0)
    return file.read().decode()


def run_children(programs, at_once):
    """Runs programs, given as (path, clock or None for the plain one). Yields (child, exit status) as they end."""
    waiting, running = list(reversed(programs)), {}

    def end_stuck(number, frame):
        for child in running.values():
            if time.monotonic() > child.until:
                os.kill(child.process, signal.SIGKILL)

    # The alarm is the parent's, since a program may want to have one of its own.
    signal.signal(signal.SIGALRM, end_stuck)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    while waiting or running:
        while waiting and len(running) < at_once:
            child = Running(*waiting.pop())
            running[child.process] = child
        process, status = os.wait()
        child = running.pop(process)
        shutil.rmtree(child.folder)
        yield child, status
    signal.setitimer(signal.ITIMER_REAL, 0)


def run_all(programs, at_once):
    """The same, for programs that all end as they should. Yields (path, {suffix: text})."""
    for child, status in run_children(programs, at_once):
        yield child.path, child.recorded(status)


def write(path, recorded):
    """Stores the record beside the program. Returns whether anything changed."""
    changed = False
    for suffix, text in recorded.items():
        file = path.with_suffix(suffix)
        before = file.read_text("utf-8") if file.exists() else ""
        if text or suffix == ".out":
            changed |= not file.exists() or text != before
            file.write_text(text, "utf-8")
        else:
            changed |= file.exists()
            file.unlink(missing_ok=True)
    return changed


def differences(path, recorded):
    """A diff from the stored record to what the program did now; empty if equal."""
    lines = []
    for suffix, text in recorded.items():
        file = path.with_suffix(suffix)
        before = file.read_text("utf-8") if file.exists() else ""
        lines += difflib.unified_diff(before.splitlines(), text.splitlines(), f"{file} (recorded)", "now", lineterm="")
        if suffix == ".out" and not file.exists():
            lines.append(f"{file}: not recorded yet")
    return "\n".join(lines)


def check(paths, real):
    """Compares what the programs do now with what is recorded. Returns the differences, as {path: diff}.

    With the plain clock a busy machine may wake a program late. So one that differs, or is stuck, is tried again, alone.
    """
    at_once = CORES * 4 if real else CORES  # with the plain clock they mostly sleep
    programs = with_clocks(paths, real)
    differing = dict(differences_of_all(programs, at_once))
    for path in [path for path, clock in programs if clock is None and differing[path]]:
        attempts = (difference for _, difference in differences_of_all([(path, None)] * 2, at_once=1))
        differing[path] = differing[path] if all(attempts) else ""
    return {path: difference for path, difference in differing.items() if difference}


def differences_of_all(programs, at_once):
    """Runs programs. Yields (path, how it differs from what is recorded, or the empty text)."""
    for child, status in run_children(programs, at_once):
        try:
            yield child.path, differences(child.path, child.recorded(status))
        except Stuck as stuck:
            yield child.path, str(stuck)


def report(compared, differing, file):
    """Prints differences, given as {name: diff}, or writes them into a file for `cargo xtask`, below how many programs were compared.

    Returns the exit status.
    """
    text = "".join(f"== {name}\n{difference}\n" for name, difference in differing.items())
    if file:
        file.write_text(f"{compared} compared\n{text}", "utf-8")
        return 0
    print(text, end="")
    return 1 if differing else 0


def name_of(path):
    """A program's name in a report: its path in the repository, without the extension."""
    return path.resolve().relative_to(PROGRAMS.parent.parent.resolve()).with_suffix("").as_posix()


def with_clocks(paths, real):
    return [(path, None if real or path.parent.name in THREADED else VirtualClock()) for path in paths]


def programs_in(paths):
    found = []
    for path in paths:
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return found


def parse_arguments():
    parser = argparse.ArgumentParser(description="Records what CPython prints for the test programs.")
    parser.add_argument("paths", nargs="*", type=pathlib.Path, default=[PROGRAMS], help="programs, or folders of them")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--report", type=pathlib.Path, metavar="FILE", help="compare, and write differences into a file")
    parser.add_argument("--real", nargs="?", type=int, const=0, metavar="N", help="use the plain clock, for a sample of N")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    if sys.version_info[:2] != (3, 11):
        sys.exit(f"needs CPython 3.11, this is {sys.version.split()[0]}")
    paths = programs_in(arguments.paths)
    real = arguments.real is not None
    if arguments.real:
        paths = sorted(random.sample(paths, min(arguments.real, len(paths))))
    gc.freeze()
    if arguments.check or arguments.report:
        differing = check(paths, real)
        print(f"{len(paths)} programs, {len(differing)} differ", file=sys.stderr)
        return report(len(paths), {name_of(path): difference for path, difference in differing.items()}, arguments.report)
    changed = sum(write(path, recorded) for path, recorded in run_all(with_clocks(paths, real), CORES))
    print(f"{len(paths)} programs, {changed} changed", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stuck as stuck:
        sys.exit(str(stuck))
