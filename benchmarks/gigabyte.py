"""Measure judging the bytes of a CSV file, beside decoding them.

Run it as `python benchmarks/gigabyte.py [MB]`.

Each is a process of its own. The file is read in pieces of a megabyte by the one and mapped by the
other, once beforehand so that nobody waits for the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from contested.standard import tables

DECODE = """
import codecs, sys
decoder = codecs.getincrementaldecoder("utf-8")()
with open(sys.argv[1], "rb") as file:
    while piece := file.read(1 << 20):
        decoder.decode(piece)
    decoder.decode(b"", True)
"""
LINT = """
import sys
from pathlib import Path
from contested.package.files.csvfile import CsvFile
from contested.check.lint import lint
from contested.standard import tables
from contested.package.store import FolderStore
path = Path(sys.argv[1])
data = FolderStore(path.parent).read(path.name)
linted = lint(CsvFile(path.name, data, tables()["claims"], path))
sys.exit(f"found {linted.found}" if linted.found else 0)
"""
SAID = [
    "The Guard held Low Ford.",
    '"Not so, said the council,\nthe ford was open."',
    "نیروهای مقاومت گفتند که پل را گرفتند",
    "Three or four, perhaps, were hurt.",
]


def write(path: Path, size: int) -> None:
    """Write claims until the file has so many bytes.

    One cell in four has a line break in it, and one in four is Dari.
    """
    columns = list(tables()["claims"].fields)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(columns) + "\n")
        number = 0
        while file.tell() < size:
            rows = []
            for _ in range(5000):
                cells = dict.fromkeys(columns, "") | {
                    "claim_id": f"clm-{number:09}",
                    "question_id": f"qst-{number % 997}",
                    "claimant_id": f"act-{number % 89}",
                }
                said = SAID[number % 4]
                cells |= {
                    "statement": said if '"' in said or "," not in said else f'"{said}"',
                    "stated": "2021-08-21",
                    "occurred": "../2021-08-21",
                    "status": "active",
                }
                rows.append(",".join(cells.values()))
                number += 1
            file.write("\n".join(rows) + "\n")


def measure(code: str, path: Path) -> tuple[float, float]:
    """Return seconds and peak megabytes of code run on a file.

    Raises RuntimeError if it fails.
    """
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, str(path)])
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError("the run failed; see above")
    return time.perf_counter() - began, used.ru_maxrss * 1024 / 1e6


def main() -> None:
    """Print a table with a row a run, best of three."""
    size = int(sys.argv[1]) if sys.argv[1:] else 1000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        write(path, size * 1_000_000)
        runs = {"decode": [], "lint": []}
        for _ in range(3):
            for name, code in (("decode", DECODE), ("lint", LINT)):
                runs[name].append(measure(code, path))
        floor = min(runs["decode"])[0]
        print(
            f"{path.stat().st_size / 1e6:,.0f} MB\n\n| | best seconds | x decode | peak MB"
            " |\n|---|---|---|---|"
        )
        for name, found in runs.items():
            print(
                f"| {name} | {min(found)[0]:.2f} | {min(found)[0] / floor:.2f} |"
                f" {max(peak for _, peak in found):.0f} |"
            )


if __name__ == "__main__":
    main()
