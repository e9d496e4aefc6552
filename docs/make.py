"""Write the generated pages of docs/.

With --check, say which of them are not what would be written.
"""

from __future__ import annotations

import sys
from pathlib import Path

import picture
from contested.rules import catalogue

HERE = Path(__file__).parent
PAGES = {
    "rules.md": catalogue.rules_markdown,
    "tables.md": catalogue.tables_markdown,
    "output.svg": picture.svg,
}


def main() -> int:
    stale = [
        name
        for name, make in PAGES.items()
        if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != make()
    ]
    if "--check" in sys.argv:
        print(
            "\n".join(f"docs/{name} is stale: run make docs" for name in stale) or "docs/ is fresh"
        )
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(PAGES[name](), encoding="utf-8", newline="\n")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
