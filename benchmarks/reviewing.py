#!/usr/bin/env python3
"""Measure `contested review` beside `contested validate` of the proposed version.

Run it as `python benchmarks/reviewing.py [N …]`.
Of N claims 100 are changed: half of them in their note, half in who is said to have made them. Each
command runs in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHANGED = 100


def main() -> None:
    """Print a table: seconds, ratio, and peak memory so far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", metavar="N", nargs="*", type=int, default=[10_000, 100_000])
    print(f"{'claims':>9}  {'command':<28} {'seconds':>8} {'ratio':>6} {'MB':>6}")
    for claims in parser.parse_args().claims:
        with tempfile.TemporaryDirectory() as folder:
            measure(claims, Path(folder))


def measure(claims: int, folder: Path) -> None:
    """Review a package against itself, and with 100 changed rows."""
    subprocess.run(
        [sys.executable, HERE / "generate.py", str(claims), folder / "base"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.copytree(folder / "base", folder / "same")
    shutil.copytree(folder / "base", folder / "head")
    edit(folder / "head")
    floor = best_time(["validate", "head"], folder)
    report(claims, "validate", floor, floor)
    for what, head in (("100 changed rows", "head"), ("identical packages", "same")):
        seconds = best_time(["review", "base", head], folder)
        report(claims, f"review of {what}", seconds, floor)


def edit(package: Path) -> None:
    """Change 100 claims, spread over the file: the note, or the claimant."""
    path = package / "data" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = {name: number for number, name in enumerate(header)}
    for number in range(CHANGED):
        row, other = rows[number * len(rows) // CHANGED], rows[number]
        if number % 2:
            row[at["note"]] = "Corrected."
        else:
            row[at["claimant_id"]] = other[at["claimant_id"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def best_time(command: list[str], folder: Path) -> float:
    """Return the least of three times, or a long one."""
    times: list[float] = []
    while not times or (len(times) < 3 and times[0] < 20):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "contested", *command, "--today", "2030-01-01"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        times.append(time.perf_counter() - start)
    return min(times)


def report(claims: int, what: str, seconds: float, floor: float) -> None:
    """Print one line of the table."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(
        f"{claims:>9,}  {what:<28} {seconds:>8.2f} {seconds / floor:>6.2f} {peak:>6,}", flush=True
    )


if __name__ == "__main__":
    main()
