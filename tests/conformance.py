#!/usr/bin/env python3
"""Writes assets/conformance.json: what of Python 3.11 Loopscope has, and how well the recorded programs cover it. From that table
it makes assets/conformance.html, which the page shows.

    conformance.py --loopscope PROGRAM            write it
    conformance.py --loopscope PROGRAM --check    status 1 and the differences if it is not up to date

For each module of the standard library: its public names as CPython 3.11 has them; which of these Loopscope has, and in how many
of the programs in tests/programs each is used; which it lacks. A name is used where a program reads it from the module, as
`module.name` or by `from module import name`. Each module is a line:

    {"module": "asyncio", "programs": 150, "has": {"sleep": 87, …}, "lacks": ["open_connection", …]}

A module that Loopscope does not have has neither. `builtins` is among the modules. `recorded` is the day on which this was last
different, and `python` the version that was asked.
"""

import argparse
import ast
import builtins
import collections
import datetime
import difflib
import html
import importlib
import inspect
import json
import pathlib
import pkgutil
import re
import subprocess
import sys
import tempfile
import warnings

ROOT = pathlib.Path(__file__).parent.parent
RESULT = ROOT / "assets" / "conformance.json"
PAGE = ROOT / "assets" / "conformance.html"
PROGRAMS = sorted((ROOT / "tests" / "programs").rglob("*.py"))
# Modules whose parts are no business of programs: what they hold is in the package itself, or is for the installation.
WITHOUT_PARTS = {"asyncio", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "turtledemo", "unittest", "venv", "distutils"}
NOT_IMPORTED = {"antigravity", "this", "idlelib", "turtledemo"}  # they do something when imported
NAMED_ONLY = {"complex"}  # builtins that are there to be named, for isinstance(), and not to be called


class Loopscope:
    """Asks the command line."""

    def __init__(self, program):
        self.program = program

    def output_of(self, text):
        """What a program prints, or the refusal's text."""
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(text)
            file.flush()
            ended = subprocess.run([self.program, "run", file.name], capture_output=True, text=True)
            return ended.stdout.splitlines(), ended.stderr

    def modules(self, names):
        """Those that can be imported."""
        tries = [f"try:\n    import {name}\n    print({name!r})\nexcept ImportError: pass\n" for name in names]
        return set(self.output_of("".join(tries))[0])

    def names(self, names_of):
        """The names that modules have, as `module.name`."""
        lines = []
        for module, names in names_of.items():
            lines.append(f"import {module} as module")
            lines.append(f"print(*[{module + '.'!r} + name for name in {names!r} if hasattr(module, name)], sep='\\n')")
        printed, errors = self.output_of("\n".join(lines))
        if errors:
            sys.exit(f"Loopscope could not list its names:\n{errors}")
        return set(printed)

    def builtins(self, names):
        """Those that a program may name. One that names another is refused as a whole, and tried again without it."""
        names = [name for name in names if name not in NAMED_ONLY]
        while True:
            tries = [f"try:\n    {name}\n    print({name!r})\nexcept NameError: pass\n" for name in names]
            printed, errors = self.output_of("".join(tries))
            refused = re.search(r"SyntaxError: (\w+)(\(\))? is not supported", errors)
            if not refused:
                return set(printed)
            names.remove(refused[1])


def modules_of_python():
    """The public modules of the standard library, and the parts of its packages one level down."""
    found = sorted(name for name in sys.stdlib_module_names if not name.startswith("_"))
    for name in list(found):
        if name in NOT_IMPORTED | WITHOUT_PARTS:
            continue
        try:
            package = importlib.import_module(name)
        except ImportError:  # of another operating system
            continue
        for part in pkgutil.iter_modules(getattr(package, "__path__", [])):
            if not part.name.startswith("_") and part.name not in ("tests", "test"):
                found.append(f"{name}.{part.name}")
    return sorted(found + ["os.path"])


def public_names(module):
    """What `from module import *` gives, without modules."""
    module = importlib.import_module(module)
    names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    return sorted(name for name in set(names) if not inspect.ismodule(getattr(module, name, None)))


def used_names(path):
    """The modules and the `module.name`s that a program uses."""
    tree = ast.parse(path.read_text("utf-8"))
    modules, used = {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                used.add(alias.name)
                modules[alias.asname or alias.name] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            used.add(node.module)
            used |= {f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in modules:
            used.add(f"{modules[ast.unparse(node.value)]}.{node.attr}")
        elif isinstance(node, ast.Name) and hasattr(builtins, node.id):
            used |= {"builtins", f"builtins.{node.id}"}
    return used


def table(loopscope):
    """The lines of the table."""
    uses = collections.Counter(name for path in PROGRAMS for name in used_names(path))
    modules = modules_of_python()
    ours = loopscope.modules(modules)
    names_of = {module: public_names(module) for module in modules if module in ours - {"builtins"}}
    have = loopscope.names(names_of)
    names_of["builtins"] = sorted(name for name in dir(builtins) if not name.startswith("_"))
    have |= {f"builtins.{name}" for name in loopscope.builtins(names_of["builtins"])}
    rows = []
    for module in modules:
        if module not in names_of:
            rows.append({"module": module})
            continue
        names = names_of[module]
        has = {name: uses[f"{module}.{name}"] for name in names if f"{module}.{name}" in have}
        lacks = [name for name in names if name not in has]
        rows.append({"module": module, "programs": uses[module], "has": has, "lacks": lacks})
    return rows


def document(rows, date, python):
    head = {"format": "loopscope-conformance", "version": 1, "python": python, "recorded": date, "programs": len(PROGRAMS)}
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return f'{json.dumps(head)[:-1]}, "modules": [\n{lines}\n]}}\n'


def page(table):
    """The table as a piece of a web page: modules that there are, with their names, then those that there are not."""
    rows = {row["module"]: row for row in table["modules"]}
    ours = sorted((name for name, row in rows.items() if "has" in row), key=lambda name: (name != "builtins", name != "asyncio", name))
    others = [name for name in rows if name not in ours]
    names = sum(len(rows[name]["has"]) for name in ours)
    lines = [
        "<h1>What there is of Python</h1>",
        f"<p>{len(ours)} of {len(rows)} modules of the standard library, with {names} names. CPython {table['python']} was asked for its "
        f"names on {table['recorded']}; {table['programs']} programs were recorded with it, and print the same here. What is not there is "
        "refused before a program runs, with its line.</p>",
        '<p>Behind each module: how many of its names there are. A name in bold is used by one of the recorded programs; one that is '
        "struck out is not there. The same as data: <a href=\"conformance.json\">conformance.json</a>.</p>",
        "<h2>Modules that there are</h2>",
    ]
    for name in ours:
        row = rows[name]
        has, lacks = row["has"], row["lacks"]
        used = [f"<b>{html.escape(each)}</b>" if uses else html.escape(each) for each, uses in has.items()]
        missing = [f"<s>{html.escape(each)}</s>" for each in lacks]
        programs = f", in {row['programs']} programs" if row["programs"] else ""
        lines.append(f"<details><summary><h3>{name}</h3> {len(has)} of {len(has) + len(lacks)}{programs}</summary>")
        lines.append(f"<p><code>{' '.join(used + missing)}</code></p></details>")
    lines.append("<h2>Modules that there are not</h2>")
    lines.append(f"<p><code>{' '.join(html.escape(name) for name in others)}</code></p>")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description="Writes what of Python 3.11 Loopscope has.")
    parser.add_argument("--loopscope", metavar="PROGRAM", required=True, help="the command line, built")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    arguments = parser.parse_args()
    if sys.version_info[:2] != (3, 11):
        sys.exit(f"needs CPython 3.11, this is {sys.version.split()[0]}")
    warnings.simplefilter("ignore")  # deprecated modules are modules too
    before = RESULT.read_text("utf-8") if RESULT.exists() else ""
    recorded = json.loads(before) if before else {}
    rows = table(Loopscope(arguments.loopscope))
    # Day and patch version stay as they are while nothing else changes.
    same = document(rows, recorded.get("recorded"), recorded.get("python"))
    if same == before:
        if not PAGE.exists() or PAGE.read_text("utf-8") != page(recorded):
            if arguments.check:
                print(f"{PAGE.relative_to(ROOT)} is not made from {RESULT.relative_to(ROOT)}")
                return 1
            PAGE.write_text(page(recorded), "utf-8")
        print(f"{RESULT.relative_to(ROOT)} is up to date, and the page made from it")
        return 0
    if arguments.check:
        difference = difflib.unified_diff(before.splitlines(), same.splitlines(), "recorded", "now", lineterm="", n=0)
        print("\n".join(line[:300] for line in difference))
        return 1
    text = document(rows, datetime.date.today().isoformat(), sys.version.split()[0])
    RESULT.write_text(text, "utf-8")
    PAGE.write_text(page(json.loads(text)), "utf-8")
    print(f"{RESULT.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
