"""A published specimen in a folder, edited as people edit it."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from contested.cli import main
from contested.testing import specimen

DAY = ("--today", specimen.TODAY)


@dataclass
class Work:
    """What is published, and what is being changed."""

    published: Path
    proposed: Path

    @classmethod
    def begin(cls, folder: Path, line: str = "") -> Work:
        """Publish the specimen after a line of changes, and begin to change it."""
        made = specimen.changed(line)
        made.descriptor["version"] = "1.0.0"
        work = cls(made.write(folder / "published"), folder / "proposed")
        assert main(["fmt", str(work.published)]) in (0, 1)
        shutil.copytree(work.published, work.proposed)
        return work

    def publish(self) -> None:
        """Publish what was proposed."""
        shutil.rmtree(self.published)
        shutil.copytree(self.proposed, self.published)

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of a table as they stand in its file."""
        path = self.proposed / "data" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def edit(self, line: str) -> None:
        """Change the rows as a line of changes says."""
        made = specimen.changed()
        made.tables = {name: self.rows(name) for name in made.tables}
        made.change(line)
        for name, data in made.files().items():
            if name.endswith(".csv"):
                (self.proposed / name).write_bytes(data)
        assert main(["fmt", str(self.proposed)]) in (0, 1)

    def run(self, command: str, *options: str) -> int:
        """Run a command over both versions, and return its exit code."""
        return main([command, str(self.published), str(self.proposed), *DAY, *options])

    def revise(self, *options: str) -> list[dict[str, str]]:
        """Write the revisions that are missing, and return them."""
        before = {row["revision_id"] for row in self.rows("revisions")}
        assert self.run("revise", *options) == 0
        return [row for row in self.rows("revisions") if row["revision_id"] not in before]
