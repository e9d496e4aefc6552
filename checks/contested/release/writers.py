"""What writes the files of a release besides its tables, in the order in which it runs."""

from __future__ import annotations

from contested.release.build import Writer

WRITERS: dict[str, Writer] = {}
"""By what each writes; later ones may describe what earlier ones wrote."""
