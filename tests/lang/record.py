#!/usr/bin/env python3
"""Records what CPython 3.11 says about each program in mistakes.json: whether it is refused, and how that is printed.

    tests/lang/record.py            record all of them again, in place
    tests/lang/record.py FILE       add the programs in FILE, a JSON list of strings, and record

The Rust test that compares is crates/lang/src/mistakes.rs.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

TABLE = pathlib.Path(__file__).parent / "mistakes.json"
SHOWN_NAME = "program.py"


def refusal(source):
    """What `python3 program.py` prints for a program that it refuses; None for one that it accepts."""
    try:
        compile(source, SHOWN_NAME, "exec", dont_inherit=True)
        return None
    except SyntaxError:
        pass
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, SHOWN_NAME).write_text(source, newline="")
        command = [sys.executable, "-I", "-S", "-W", "ignore", SHOWN_NAME]
        printed = subprocess.run(command, cwd=folder, capture_output=True, text=True).stderr
    # The file's folder may show in front of its name.
    return re.sub(r'File "[^"]*' + SHOWN_NAME, f'File "{SHOWN_NAME}', printed)


def main():
    assert sys.version_info[:2] == (3, 11), "the table is about Python 3.11"
    warnings.simplefilter("ignore")
    sources = [entry["source"] for entry in json.loads(TABLE.read_text())] if TABLE.exists() else []
    for path in sys.argv[1:]:
        sources += json.loads(pathlib.Path(path).read_text())
    sources = list(dict.fromkeys(sources))
    entries = [{"source": source, "refusal": refusal(source)} for source in sources]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    TABLE.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
